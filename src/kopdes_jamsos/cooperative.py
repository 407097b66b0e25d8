"""Village cooperatives (KDMP, KKMP) and the people in them.

Organs after UU 25/1992 Pasal 21: officers (pengurus) and supervisors (pengawas); employees work
under contract (Pasal 32 and 33); members (anggota) live in the village. Posts after the ministry's
guideline (Juklak Menkop 1/2025). Names, NIK and birth dates never show in a repr.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, cast

from attrs import field, frozen
from attrs.converters import optional

from kopdes_jamsos._checks import are, as_tuple, check_kind, is_a, to_date_or_none
from kopdes_jamsos._lazy import late
from kopdes_jamsos._plain import as_text
from kopdes_jamsos.basis import Displayed, Note, Statement
from kopdes_jamsos.basis.statements import facts_shown, stated
from kopdes_jamsos.choices import choose, choose_or_none
from kopdes_jamsos.enrolment import (
    BPUEnrolment,
    PUEnrolment,
    optional_risk_class,
    optional_scale,
)
from kopdes_jamsos.errors import InvalidFactError
from kopdes_jamsos.identity import Nik, NikLike, Sex, VillageCode, VillageLike, as_nik, as_village
from kopdes_jamsos.months import DateLike
from kopdes_jamsos.programs import BusinessScale, Choice, RiskClass

if TYPE_CHECKING:
    from kopdes_jamsos.rosters.dataframes import CooperativeRoster
    from kopdes_jamsos.rosters.edits import Edits
    from kopdes_jamsos.rosters.limits import Limits

# The readers of rosters make people, and stand above them.
_read_frame = late("kopdes_jamsos.rosters.dataframes", "read_frame")
_into_cooperative = late("kopdes_jamsos.rosters.dataframes", "into_cooperative")

__all__ = [
    "Cooperative",
    "CooperativeKind",
    "Elsewhere",
    "Employee",
    "Member",
    "Officer",
    "OfficerRole",
    "Person",
    "Supervisor",
    "SupervisorRole",
    "VillagePost",
]


class CooperativeKind(Choice):
    """Cooperative of a desa (KDMP) or of a kelurahan (KKMP).

    Examples:
        >>> CooperativeKind("KKMP")
        <CooperativeKind.KKMP: 'KKMP'>
    """

    KDMP = "KDMP"
    KKMP = "KKMP"


class OfficerRole(Choice):
    """Posts of the officers (pengurus) after the guideline; OTHER for further posts.

    Examples:
        >>> OfficerRole("bendahara")
        <OfficerRole.TREASURER: 'bendahara'>
    """

    CHAIR = "ketua"
    DEPUTY_BUSINESS = "wakil ketua bidang usaha"
    DEPUTY_MEMBERSHIP = "wakil ketua bidang anggota"
    SECRETARY = "sekretaris"
    TREASURER = "bendahara"
    OTHER = "lainnya"


class SupervisorRole(Choice):
    """Posts of the supervisors (pengawas); the village head is their chair ex officio.

    Examples:
        >>> [role.value for role in SupervisorRole]
        ['ketua', 'anggota']
    """

    CHAIR = "ketua"
    MEMBER = "anggota"


class Elsewhere(Choice):
    """Where a person's work is covered, if not through the cooperative.

    VILLAGE: through the village government (heads, perangkat, BPD; UU 3/2024 Pasal 26).
    CIVIL_SERVICE: in the schemes of civil servants, army and police. EMPLOYER: by another employer.

    Examples:
        >>> Member(ref="M-2", elsewhere="civil service").elsewhere
        <Elsewhere.CIVIL_SERVICE: 'civil service'>
    """

    VILLAGE = "village"
    CIVIL_SERVICE = "civil service"
    EMPLOYER = "employer"


class VillagePost(Choice):
    """Post in the leadership of the village, which keeps a person from being an officer.

    HEAD: village head (kepala desa, lurah). STAFF: perangkat desa, from the secretary to the heads
    of hamlets. COUNCIL: BPD. NONE: said to have no such post.

    Examples:
        >>> Supervisor(ref="A-6", role="ketua", village_post="head").village_post
        <VillagePost.HEAD: 'head'>
    """

    HEAD = "head"
    STAFF = "staff"
    COUNCIL = "council"
    NONE = "none"


# Named functions, one for each type: mypy learns from no other converters what a field takes.


def _kind(value: CooperativeKind | str) -> CooperativeKind:
    return choose(CooperativeKind, value)


def _officer_role(value: OfficerRole | str) -> OfficerRole:
    return choose(OfficerRole, value)


def _supervisor_role(value: SupervisorRole | str) -> SupervisorRole:
    return choose(SupervisorRole, value)


def _elsewhere(value: Elsewhere | str | None) -> Elsewhere | None:
    return choose_or_none(Elsewhere, value)


def _village_post(value: VillagePost | str | None) -> VillagePost | None:
    return choose_or_none(VillagePost, value)


def _nik(value: NikLike | None) -> Nik | None:
    return None if value is None else as_nik(value, "nik")


def _village(value: VillageLike) -> VillageCode:
    return as_village(value, "village")


def _sex(value: Sex | str | None) -> Sex | None:
    return choose_or_none(Sex, value)


def _ends_after_it_begins(person: Any, _: Any, __: Any) -> None:
    begins, ends = person.term_begins, person.term_ends  # as they are kept
    if begins is not None and ends is not None and ends < begins:
        raise InvalidFactError(
            "The term ends before it begins.",
            remedy="Correct term_begins or term_ends.",
            reason="term",
        )


def _ties(value: Sequence[Sequence[str]]) -> tuple[tuple[str, str], ...]:
    pairs = as_tuple(value)
    named = [_refs(pair) for pair in pairs] if type(pairs) is tuple else [()]
    if not all(len(pair) == 2 and all(pair) and pair[0] != pair[1] for pair in named):
        raise InvalidFactError(
            "family_ties must be pairs of two references.",
            remedy='Give pairs of the refs of two people, such as [("A-1", "A-3")].',
        )
    return cast("tuple[tuple[str, str], ...]", tuple(named))


def _refs(pair: Any) -> tuple[str | None, ...]:
    """The texts of a pair, or none."""
    return tuple(as_text(ref) for ref in as_tuple(pair)) if isinstance(pair, list | tuple) else ()


def _enrolments(
    value: Sequence[PUEnrolment | BPUEnrolment],
) -> tuple[PUEnrolment | BPUEnrolment, ...]:
    return as_tuple(value)


def _officers(value: Sequence[Officer]) -> tuple[Officer, ...]:
    return as_tuple(value)


def _supervisors(value: Sequence[Supervisor]) -> tuple[Supervisor, ...]:
    return as_tuple(value)


def _employees(value: Sequence[Employee]) -> tuple[Employee, ...]:
    return as_tuple(value)


def _members(value: Sequence[Member]) -> tuple[Member, ...]:
    return as_tuple(value)


_optional_text = is_a(str, optional=True)


@frozen(kw_only=True)
class Person:
    """A person and the enrolments through the cooperative, if any.

    Attributes:
        ref: A reference of the caller's own that results and lists show, such as a row number.
        name: Name; never shown.
        nik: Personal identity number; never shown.
        birth_date: Birth date; never shown. Not taken from the NIK, which may differ from it.
        enrolments: What was declared to the agency; several for several jobs.
        elsewhere: Where the person's work is covered already; it says why enrolments are missing.
        sex: Sex, where stated; never shown. Not taken from the NIK here.
        village_post: Post in the leadership of the village; None: not known.

    Raises:
        InvalidFactError: code `invalid-fact`.
        InvalidDateError: code `invalid-date`.
        InvalidNikError: code `invalid-nik`.
        UnknownChoiceError: code `unknown-choice`.

    Examples:
        >>> Person(ref="A-1", name="Invented Name")
        Person(enrolments=(), elsewhere=None, village_post=None)
    """

    ref: str | None = field(default=None, repr=False, validator=_optional_text)
    name: str | None = field(default=None, repr=False, validator=_optional_text)
    nik: Nik | None = field(default=None, repr=False, converter=_nik)
    birth_date: dt.date | None = field(default=None, repr=False, converter=to_date_or_none)
    enrolments: tuple[PUEnrolment | BPUEnrolment, ...] = field(
        default=(), converter=_enrolments, validator=are(PUEnrolment, BPUEnrolment)
    )
    elsewhere: Elsewhere | None = field(default=None, converter=_elsewhere)
    sex: Sex | None = field(default=None, repr=False, converter=_sex)
    village_post: VillagePost | None = field(default=None, converter=_village_post)


@frozen(kw_only=True)
class Officer(Person):
    """An officer (pengurus) of the cooperative; being unpaid is the normal state.

    Attributes:
        role: Post.
        term_begins: First day of the term of office, where known.
        term_ends: Last day of the term of office, where known.
        waged: Whether the officer receives a wage for it, which makes a wage earner (PU) of them
            (Permenaker 5/2021 Pasal 2 ayat (3) huruf c); None: not stated.

    Examples:
        >>> Officer(ref="A-1", role="ketua").role
        <OfficerRole.CHAIR: 'ketua'>
    """

    role: OfficerRole = field(converter=_officer_role)
    term_begins: dt.date | None = field(default=None, converter=to_date_or_none)
    term_ends: dt.date | None = field(
        default=None, converter=to_date_or_none, validator=_ends_after_it_begins
    )
    waged: bool | None = field(default=None, validator=is_a(bool, optional=True))


@frozen(kw_only=True)
class Supervisor(Person):
    """A supervisor (pengawas) of the cooperative.

    Attributes:
        role: Post; the chair is the village head ex officio.
        waged: Whether the supervisor receives a wage for it; as for officers.

    Examples:
        >>> Supervisor(ref="A-6", role="ketua", elsewhere="village").elsewhere
        <Elsewhere.VILLAGE: 'village'>
    """

    role: SupervisorRole = field(converter=_supervisor_role)
    waged: bool | None = field(default=None, validator=is_a(bool, optional=True))


@frozen(kw_only=True)
class Employee(Person):
    """An employee (pengelola, karyawan) of the cooperative, under contract and waged.

    Attributes:
        position: What the employee does.

    Examples:
        >>> Employee(ref="A-9", position="kasir").position
        'kasir'
    """

    position: str | None = field(default=None, repr=False, validator=_optional_text)


class Member(Person):
    """A member (anggota) of the cooperative.

    Examples:
        >>> Member(ref="M-1").enrolments
        ()
    """

    __slots__ = ()


@frozen(kw_only=True)
class Cooperative(Displayed):
    """A village cooperative.

    Attributes:
        name: Name.
        kind: KDMP or KKMP.
        village: Code of its village.
        scale: Business scale, where known.
        risk_class: JKK risk class of its main business, where known.
        officers: Officers (pengurus).
        supervisors: Supervisors (pengawas).
        employees: Employees, as far as they are listed.
        members: Members, as far as they are listed; officers are not repeated here.
        employs: Whether it has employees, where they are not listed; None: not known.
        family_ties: Pairs of references of officers and supervisors who are related in the first
            degree by blood or marriage; None: not asked.
        cooperative_number: Nomor Induk Koperasi; not a person's NIK.
        legal_entity_number: Number of the legal entity (AHU).
        nib: Business identification number.
        npwp: Tax number.
        npp: Employer number at the agency.

    Raises:
        InvalidFactError: code `invalid-fact`.
        UnknownChoiceError: code `unknown-choice`.
        InvalidRiskClassError: code `invalid-risk-class`.
        InvalidVillageCodeError: code `invalid-village-code`.

    Examples:
        >>> kj.Cooperative(name="Pejaten", kind="KDMP", village=village).has_employees is None
        True
    """

    name: str = field(repr=False, validator=is_a(str))
    kind: CooperativeKind = field(converter=_kind)
    village: VillageCode = field(converter=_village)
    scale: BusinessScale | None = field(default=None, converter=optional_scale)
    risk_class: RiskClass | None = field(default=None, converter=optional_risk_class)
    officers: tuple[Officer, ...] = field(
        default=(), repr=False, converter=_officers, validator=are(Officer)
    )
    supervisors: tuple[Supervisor, ...] = field(
        default=(), repr=False, converter=_supervisors, validator=are(Supervisor)
    )
    employees: tuple[Employee, ...] = field(
        default=(), repr=False, converter=_employees, validator=are(Employee)
    )
    members: tuple[Member, ...] = field(
        default=(), repr=False, converter=_members, validator=are(Member)
    )
    employs: bool | None = field(default=None, validator=is_a(bool, optional=True))
    family_ties: tuple[tuple[str, str], ...] | None = field(
        default=None, repr=False, converter=optional(_ties)
    )
    cooperative_number: str | None = field(default=None, repr=False, validator=_optional_text)
    legal_entity_number: str | None = field(default=None, repr=False, validator=_optional_text)
    nib: str | None = field(default=None, repr=False, validator=_optional_text)
    npwp: str | None = field(default=None, repr=False, validator=_optional_text)
    npp: str | None = field(default=None, repr=False, validator=_optional_text)

    @classmethod
    def from_frame(
        cls,
        frame: object,
        *,
        on: DateLike,
        name: str,
        kind: CooperativeKind | str,
        village: VillageLike,
        scale: BusinessScale | str | None = None,
        risk_class: RiskClass | int | str | None = None,
        employs: bool | None = None,
        ref: str | None = None,
        table: str | None = None,
        organ: str | None = None,
        corrections: Edits | None = None,
        limits: Limits | None = None,
    ) -> CooperativeRoster:
        """A cooperative with the people of a dataframe: every row is a person or a finding.

        The columns are those of the plain roster, `kj.rosters.tables()` has them, and the reader is
        the one of files. What else is known of the cooperative can be added with `attrs.evolve`.
        Needs the extra `frames`.

        Args:
            frame: As for `kj.rosters.read_frame`.
            on: The day that decides which birth dates are possible.
            name: As for `Cooperative`.
            kind: As for `Cooperative`.
            village: As for `Cooperative`.
            scale: As for `Cooperative`.
            risk_class: As for `Cooperative`.
            employs: As for `Cooperative`; None: whether a row is that of an employee.
            ref: Its reference in a column for cooperatives; None: the only one there.
            table: As for `kj.rosters.read_frame`.
            organ: As for `kj.rosters.read_frame`.
            corrections: As for `kj.rosters.read_frame`.
            limits: As for `kj.rosters.read_frame`.

        Raises:
            RosterError: code `roster`: no dataframe, no people, or several cooperatives.
            MissingPackageError: code `missing-package`: narwhals is not installed.
            InvalidDateError: code `invalid-date`.
            InvalidFactError: code `invalid-fact`.
            InvalidRiskClassError: code `invalid-risk-class`.
            InvalidVillageCodeError: code `invalid-village-code`.
            UnknownChoiceError: code `unknown-choice`.

        Examples:
            >>> import polars as pl
            >>> staff = pl.DataFrame(
            ...     {
            ...         "ref": ["K-1", "K-2"],
            ...         "name": ["Ani Contoh", "Budi Contoh"],
            ...         "organ": "employee",
            ...         "segment": "PU",
            ...         "programs": "JKK JKM JHT",
            ...         "wage": [3_500_000, None],
            ...     }
            ... )
            >>> found = kj.Cooperative.from_frame(
            ...     staff,
            ...     on=dt.date(2026, 11, 22),
            ...     name="Pejaten",
            ...     kind="KDMP",
            ...     village=village,
            ...     risk_class=1,
            ... )
            >>> [(finding.row, finding.code) for finding in found.findings]
            [(3, 'enrolment-refused')]
            >>> kj.bill(found.cooperative, kj.Month(2026, 11)).total
            218400
        """
        empty = cls(
            name=name,
            kind=kind,
            village=village,
            scale=scale,
            risk_class=risk_class,
            employs=employs,
        )
        roster = _read_frame(
            frame, on=on, table=table, organ=organ, corrections=corrections, limits=limits
        )
        found: CooperativeRoster = _into_cooperative(roster, empty, ref)
        return found

    def __attrs_post_init__(self) -> None:
        if self.employees and self.employs is False:
            raise InvalidFactError(
                "The cooperative lists employees and is said to have none.",
                value=self.employs,
                remedy="Leave employs out, or the employees.",
                reason="employs",
            )

    @property
    def has_employees(self) -> bool | None:
        """Whether it has employees; None where that is not known."""
        return True if self.employees else self.employs

    def _display(self) -> Statement:
        facts = stated(self)
        title = Note.of("cooperative", kind=facts.pop("kind"), village=facts.pop("village"))
        for organ in ("officers", "supervisors", "employees", "members"):
            if count := len(getattr(self, organ)):
                facts[organ] = Note.of("fact-people", count=count)
        return facts_shown(title, facts)

    def people(self) -> Iterator[Person]:
        """Officers, supervisors, employees and members, in this order.

        Examples:
            >>> [person.ref for person in kdmp.people()]
            ['M-1']
        """
        yield from self.officers
        yield from self.supervisors
        yield from self.employees
        yield from self.members


def check_cooperative(value: object) -> Cooperative:
    """The value, if it is a cooperative.

    Raises:
        InvalidFactError: code `invalid-fact`.
    """
    remedy = "Give a Cooperative; what Cooperative.from_frame gave has one as its cooperative."
    return check_kind(value, Cooperative, "cooperative", remedy)
