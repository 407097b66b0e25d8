"""The strategies of `kopdes_jamsos.testing`, and their registration with Hypothesis. Provisional.

Edges are drawn more often than by chance: months of legal change, wages about a ceiling, amounts
that round by half a rupiah, birth dates about pension age. Unless asked otherwise, an enrolment
holds every fact that could decide, and can be assessed without error or warning: in the month
that was given, else in every month that `months` draws.

Every figure comes from the law book that is given; nothing is read before a strategy is made.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import partial
from typing import Any, TypeVar

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from kopdes_jamsos.benefits.events import Event, Injury
from kopdes_jamsos.benefits.family import Child, Family
from kopdes_jamsos.cooperative import (
    Cooperative,
    CooperativeKind,
    Elsewhere,
    Employee,
    Member,
    Officer,
    OfficerRole,
    Person,
    Supervisor,
    SupervisorRole,
)
from kopdes_jamsos.coverage.participation import Participation
from kopdes_jamsos.coverage.payments import Payment
from kopdes_jamsos.enrolment import (
    BPUEnrolment,
    ConstructionEnrolment,
    Enrolment,
    PUEnrolment,
)
from kopdes_jamsos.errors import BeforeDataError, NotAnnouncedError, ProgramNotOpenError
from kopdes_jamsos.identity import Nik, VillageCode, VillageKind
from kopdes_jamsos.law import LAW, Evidence, LawBook
from kopdes_jamsos.money import Rate
from kopdes_jamsos.months import Month
from kopdes_jamsos.programs import (
    BPUGroup,
    BusinessScale,
    Funding,
    Program,
    RiskClass,
    Sector,
    Segment,
)
from kopdes_jamsos.testing.benefits import (
    children,
    deaths,
    event_days,
    families,
    injuries,
    stages,
    work_accidents,
)
from kopdes_jamsos.testing.values import (
    adult_births,
    amounts,
    incomes,
    months,
    niks,
    rates,
    span,
    village_codes,
    wages,
)

__all__ = [
    "bpu_enrolments",
    "children",
    "construction_enrolments",
    "cooperatives",
    "deaths",
    "enrolments",
    "event_days",
    "families",
    "incomes",
    "injuries",
    "months",
    "niks",
    "persons",
    "pu_enrolments",
    "rates",
    "register",
    "stages",
    "village_codes",
    "wages",
    "work_accidents",
]

_T = TypeVar("_T")
_ORGANS: tuple[type[Person], ...] = (Officer, Supervisor, Employee, Member)
_FLAGS = (None, True, False)
_GIVEN = ("Ani", "Budi", "Citra", "Dewi", "Eko", "Fitri", "Galih", "Hana")
_FAMILY = ("Contoh", "Karangan", "Rekaan", "Percobaan", "Misal & Anak", "d'Umpama")


# --- enrolments ---------------------------------------------------------------------------------


def pu_enrolments(
    *,
    month: Month | None = None,
    programs: SearchStrategy[Collection[Program]] | None = None,
    wage: SearchStrategy[int] | None = None,
    birth_date: SearchStrategy[dt.date | None] | None = None,
    complete: bool = True,
    law: LawBook = LAW,
) -> SearchStrategy[PUEnrolment]:
    """Wage earners (PU) of working age and somewhat beyond.

    Args:
        month: Month in which they can be assessed; None: in every month that `months` draws, and
            so without JKP.
        programs: Programmes; None for any that are open in those months.
        wage: Wages; None for `wages()`.
        birth_date: Birth dates; None for dates or None.
        complete: Whether every fact that could decide is given; if not, some are None and an
            assessment may raise `MissingFactError`.
        law: Book of law.

    Examples:
        >>> from hypothesis import given
        >>> import kopdes_jamsos as kj
        >>> november = kj.Month(2026, 11)
        >>> @given(pu_enrolments(month=november))
        ... def test(worker: kj.PUEnrolment) -> None:
        ...     assert kj.assess(worker, november).of(kj.JKP) == 0
        >>> test()
    """
    births = st.none() | _pu_births(law, month) if birth_date is None else birth_date
    return st.builds(
        PUEnrolment,
        wage=wages(law=law) if wage is None else wage,
        programs=_pu_programs(law, month) if programs is None else programs,
        risk_class=_fact(RiskClass, complete),
        birth_date=births,
        labour_intensive=st.booleans(),
        pension_deferred=st.booleans(),
        settled=st.sampled_from(_FLAGS),
    )


def _pu_programs(law: LawBook, month: Month | None) -> SearchStrategy[frozenset[Program]]:
    """Sets of open programmes; JKP only beside those that it needs at every scale."""
    chosen = _subsets(_open(law, Segment.PU, month)).map(frozenset)
    if month is None or Program.JKP not in _open(law, Segment.PU, month):
        return chosen
    by_scale = law.value("jkp.programs_needed", month).value.values()
    needed = frozenset.union(*by_scale) & frozenset(_open(law, Segment.PU, month))
    return chosen.map(lambda programs: programs | needed if Program.JKP in programs else programs)


def bpu_enrolments(
    *,
    month: Month | None = None,
    programs: SearchStrategy[Collection[Program]] | None = None,
    income: SearchStrategy[int] | None = None,
    birth_date: SearchStrategy[dt.date | None] | None = None,
    complete: bool = True,
    law: LawBook = LAW,
) -> SearchStrategy[BPUEnrolment]:
    """People who are no wage earners (BPU), registered below the age limit.

    Args:
        month: Month in which they can be assessed; None: in every month that `months` draws.
        programs: Programmes; None for any that are open in those months.
        income: Incomes; None for `incomes()`.
        birth_date: Birth dates; None for dates or None. A day of registration is drawn only
            beside a birth date that permits it.
        complete: Whether group, sector and funding are given; if not, some are None and an
            assessment may raise `MissingFactError`.
        law: Book of law.

    Examples:
        >>> from hypothesis import given
        >>> import kopdes_jamsos as kj
        >>> @given(bpu_enrolments(month=kj.Month(2026, 11)))
        ... def test(trader: kj.BPUEnrolment) -> None:
        ...     assert kj.assess(trader, kj.Month(2026, 11)).total > 0
        >>> test()
    """
    facts = st.builds(
        BPUEnrolment,
        income=incomes(law=law) if income is None else income,
        programs=_subsets(_open(law, Segment.BPU, month)) if programs is None else programs,
        group=_fact(BPUGroup, complete),
        sector=_fact(Sector, complete),
        funding=_fact(Funding, complete),
        settled=st.sampled_from(_FLAGS),
    )
    births = st.none() | adult_births(month) if birth_date is None else birth_date
    return _bpu_enrolments(facts, births, month, law)


def construction_enrolments(
    *, month: Month | None = None, law: LawBook = LAW
) -> SearchStrategy[ConstructionEnrolment]:
    """Construction projects, by their wages or by their contract value.

    Args:
        month: Month in which they can be assessed; None: in every month that `months` draws.
        law: Book of law.

    Examples:
        >>> from hypothesis import given
        >>> import kopdes_jamsos as kj
        >>> @given(construction_enrolments(), months())
        ... def test(project: kj.ConstructionEnrolment, month: kj.Month) -> None:
        ...     assert kj.assess(project, month).paid_by(kj.Payer.WORKER) == 0
        >>> test()
    """
    limits = [
        part.above
        for path in ("jkk.construction_slices", "jkm.construction_slices")
        for value in law.series(path).values
        for part in value.value
    ]
    programs = _subsets(_open(law, Segment.CONSTRUCTION, month))
    return st.one_of(
        st.builds(
            ConstructionEnrolment,
            contract_value=amounts(1, 20_000_000_000, limits),
            programs=programs,
            settled=st.sampled_from(_FLAGS),
        ),
        st.builds(
            ConstructionEnrolment,
            wages=amounts(1, 500_000_000, ()),
            programs=programs,
            settled=st.sampled_from(_FLAGS),
        ),
    )


def enrolments(
    *, month: Month | None = None, complete: bool = True, law: LawBook = LAW
) -> SearchStrategy[Enrolment]:
    """Enrolments of all segments.

    Args:
        month: Month in which they can be assessed; None: in every month that `months` draws.
        complete: Whether every fact that could decide is given.
        law: Book of law.

    Examples:
        >>> from hypothesis import given
        >>> import kopdes_jamsos as kj
        >>> @given(enrolments(), months())
        ... def test(enrolment: kj.Enrolment, month: kj.Month) -> None:
        ...     assert kj.assess(enrolment, month).total >= 0
        >>> test()
    """
    return st.one_of(
        pu_enrolments(month=month, complete=complete, law=law),
        bpu_enrolments(month=month, complete=complete, law=law),
        construction_enrolments(month=month, law=law),
    )


# --- people and cooperatives --------------------------------------------------------------------


def persons(
    *,
    kinds: Sequence[type[Person]] = _ORGANS,
    month: Month | None = None,
    max_enrolments: int = 2,
    complete: bool = True,
    law: LawBook = LAW,
) -> SearchStrategy[Person]:
    """Invented people of a cooperative; birth date, NIK and enrolments agree with one another.

    Employees are enrolled as PU, all others as BPU or, after the branches' other practice, as PU.
    Some are not enrolled, and some of these covered elsewhere.

    Args:
        kinds: Officer, Supervisor, Employee, Member or Person itself.
        month: Month in which the enrolments can be assessed; None: in every month of `months`.
        max_enrolments: Largest number of enrolments of one person.
        complete: Whether the enrolments hold every fact that could decide.
        law: Book of law.

    Examples:
        >>> from hypothesis import given
        >>> import kopdes_jamsos as kj
        >>> @given(persons(kinds=[kj.Officer]))
        ... def test(officer: kj.Officer) -> None:
        ...     assert officer.role in kj.OfficerRole
        >>> test()
    """
    waged = pu_enrolments(month=month, birth_date=st.none(), complete=complete, law=law)
    unwaged = bpu_enrolments(month=month, birth_date=st.none(), complete=complete, law=law)
    return _persons(
        st.sampled_from(kinds),
        st.lists(waged, max_size=max_enrolments),
        st.lists(unwaged | waged, max_size=max_enrolments),
        adult_births(month),
    )


def cooperatives(
    *,
    month: Month | None = None,
    max_people: int = 3,
    complete: bool = True,
    law: LawBook = LAW,
) -> SearchStrategy[Cooperative]:
    """Cooperatives of a desa or a kelurahan with their people.

    Args:
        month: Month in which all enrolments can be assessed; None: in every month of `months`.
        max_people: Largest number of people in each organ, and of employees and members.
        complete: Whether the enrolments hold every fact that could decide.
        law: Book of law.

    Examples:
        >>> from hypothesis import given
        >>> import kopdes_jamsos as kj
        >>> july = kj.Month(2025, 7)
        >>> @given(cooperatives(month=july, max_people=1))
        ... def test(cooperative: kj.Cooperative) -> None:
        ...     bill = kj.bill(cooperative, july)
        ...     assert bill.total == sum(bill.by_payer.values())
        >>> test()
    """
    return _cooperatives(
        *(
            st.lists(
                persons(kinds=(kind,), month=month, complete=complete, law=law),
                max_size=max_people,
            )
            for kind in _ORGANS
        )
    )


# --- registration -------------------------------------------------------------------------------


def register() -> None:
    """Tell Hypothesis which strategy draws which of our types, for `st.from_type`.

    Hypothesis calls this by itself through the entry point of the package.

    Examples:
        >>> from hypothesis import given, strategies as st
        >>> import kopdes_jamsos as kj
        >>> register()
        >>> @given(st.from_type(kj.Month))
        ... def test(month: kj.Month) -> None:
        ...     assert month >= kj.Month(2015, 7)
        >>> test()
    """
    # It draws the enrolments of this module.
    from kopdes_jamsos.testing import leaving, over_time

    # Functions, called when a type is first asked for: this runs while Hypothesis is imported.
    _register(Month, months)
    _register(Rate, rates)
    _register(Nik, niks)
    _register(VillageCode, village_codes)
    _register(PUEnrolment, pu_enrolments)
    _register(BPUEnrolment, bpu_enrolments)
    _register(ConstructionEnrolment, construction_enrolments)
    _register(Person, lambda: persons(kinds=(*_ORGANS, Person)))
    for kind in _ORGANS:
        _register(kind, partial(persons, kinds=(kind,)))
    _register(Cooperative, cooperatives)
    _register(Child, children)
    _register(Family, families)
    _register(Injury, injuries)
    _register(Event, leaving.events)
    for event in leaving.KINDS:
        _register(event, partial(leaving.of_kind, event))
    _register(Payment, over_time.payments)
    _register(Participation, over_time.participations)


def _register(kind: type[object], strategy: Callable[[], SearchStrategy[object]]) -> None:
    st.register_type_strategy(kind, lambda _: strategy())


# --- how they are made --------------------------------------------------------------------------


def _open(law: LawBook, segment: Segment, month: Month | None) -> list[Program]:
    """Programmes that a segment can be assessed for in a month, or in all of `months`."""
    found = []
    for program in Program:
        try:
            for each in span(law) if month is None else (month,):
                law.levies(program, segment, each)
        except (BeforeDataError, NotAnnouncedError, ProgramNotOpenError):
            continue
        found.append(program)
    return found


def _subsets(programs: list[Program]) -> SearchStrategy[frozenset[Program]]:
    return st.frozensets(st.sampled_from(programs), min_size=1)


def _fact(choices: Iterable[_T], complete: bool) -> SearchStrategy[_T | None]:
    given = st.sampled_from(tuple(choices))
    return given if complete else st.none() | given


def _pu_births(law: LawBook, month: Month | None) -> SearchStrategy[dt.date]:
    """Birth dates of workers, those about pension age in the month more often."""
    if month is None:
        return st.dates(dt.date(1945, 1, 1), dt.date(1997, 6, 30))
    births = st.dates(dt.date(month.year - 75, 1, 1), dt.date(month.year - 19, 12, 31))
    if Program.JP not in _open(law, Segment.PU, month):
        return births
    edges = {
        edge
        for levy in law.levies(Program.JP, Segment.PU, month)
        for edge in (levy.born_after, levy.born_after_if_deferred)
        if edge is not None
    }
    near = st.builds(
        lambda edge, days: edge + dt.timedelta(days=days),
        st.sampled_from(sorted(edges)),
        st.integers(-2, 2),
    )
    return births | near


@st.composite
def _bpu_enrolments(
    draw: DrawFn,
    facts: SearchStrategy[BPUEnrolment],
    birth_date: SearchStrategy[dt.date | None],
    month: Month | None,
    law: LawBook,
) -> BPUEnrolment:
    enrolment, born = draw(facts), draw(birth_date)
    if born is None:
        return enrolment
    if month is None:  # a day of registration fits only the months after it
        return attrs.evolve(enrolment, birth_date=born)
    registered_on = draw(_registrations(born, month, law))
    return attrs.evolve(enrolment, birth_date=born, registered_on=registered_on)


def _registrations(
    born: dt.date, month: Month | None, law: LawBook
) -> SearchStrategy[dt.date | None]:
    """Days below the age limit, where that limit has a source, and not after the month."""
    limits = [
        value
        for value in law.series("obligations.bpu_registration_age").values
        if value.evidence is not Evidence.UNVERIFIED
    ]
    if not limits:
        return st.none()
    age = min(limit.value for limit in limits)
    first = max(limits[0].since.first_day, dt.date(born.year + 16, 1, 1))
    last = min((month or span(law)[1]).last_day, dt.date(born.year + age - 1, 12, 31))
    return st.none() | st.dates(first, last) if first <= last else st.none()


@st.composite
def _persons(
    draw: DrawFn,
    kinds: SearchStrategy[type[Person]],
    waged: SearchStrategy[list[PUEnrolment]],
    others: SearchStrategy[list[PUEnrolment | BPUEnrolment]],
    birth_dates: SearchStrategy[dt.date],
) -> Person:
    kind, born = draw(kinds), draw(birth_dates)
    births = st.sampled_from((born, None))
    undated: Sequence[PUEnrolment | BPUEnrolment] = draw(waged if kind is Employee else others)
    as_bpu = [enrolment for enrolment in undated if isinstance(enrolment, BPUEnrolment)]
    enrolments = [
        attrs.evolve(enrolment, birth_date=draw(births))
        for enrolment in undated
        if all(enrolment is not other for other in as_bpu[1:])  # one as BPU, as the law has it
    ]
    facts: dict[str, Any] = {
        "ref": f"A-{draw(st.integers(1, 999))}",
        "name": f"{draw(st.sampled_from(_GIVEN))} {draw(st.sampled_from(_FAMILY))}",
        "nik": draw(st.none() | niks(birth_date=st.just(born))),
        "birth_date": draw(births),
        "enrolments": enrolments,
    }
    if not enrolments:
        facts["elsewhere"] = draw(st.none() | st.sampled_from(Elsewhere))
    if issubclass(kind, Officer):
        facts["role"] = draw(st.sampled_from(OfficerRole))
    if issubclass(kind, Supervisor):
        facts["role"] = draw(st.sampled_from(SupervisorRole))
    return kind(**facts)


@st.composite
def _cooperatives(
    draw: DrawFn,
    officers: SearchStrategy[list[Any]],
    supervisors: SearchStrategy[list[Any]],
    employees: SearchStrategy[list[Any]],
    members: SearchStrategy[list[Any]],
) -> Cooperative:
    kind = draw(st.sampled_from(CooperativeKind))
    place = VillageKind.DESA if kind is CooperativeKind.KDMP else VillageKind.KELURAHAN
    village = draw(village_codes(kind=place))
    staff = draw(employees)
    return Cooperative(
        name=f"Koperasi Merah Putih {village}",
        kind=kind,
        village=village,
        scale=draw(_fact(BusinessScale, complete=False)),
        risk_class=draw(_fact(RiskClass, complete=False)),
        officers=draw(officers),
        supervisors=draw(supervisors),
        employees=staff,
        members=draw(members),
        employs=draw(st.sampled_from((None, True) if staff else _FLAGS)),
    )
