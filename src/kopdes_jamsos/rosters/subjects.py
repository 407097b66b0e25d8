"""What rows become, beside people: profiles, lines of business, and what is told of a person."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple, TypeAlias

from attrs import field, frozen

from kopdes_jamsos.cooperative import Person
from kopdes_jamsos.identity import Sex, VillageCode
from kopdes_jamsos.months import DateLike, as_date
from kopdes_jamsos.rosters.findings import RosterFinding


@frozen(kw_only=True)
class Profile:
    """A cooperative as the table of profiles has it.

    Attributes:
        name: Name.
        cooperative_number: Nomor Induk Koperasi; not a person's NIK.
        village: Village, where the table has it.

    Examples:
        >>> kj.rosters.Profile(name="KDMP Pejaten").village is None
        True
    """

    name: str = field(repr=False)
    cooperative_number: str | None = field(default=None, repr=False)
    village: VillageCode | None = None


@frozen(kw_only=True)
class Business:
    """A line of business of a cooperative.

    Attributes:
        kbli: Code of five digits.
        year: Year of the KBLI, on which the meaning of the code depends.
        name: Name of the business.

    Examples:
        >>> kj.rosters.Business(kbli="64142", year="2020").kbli
        '64142'
    """

    kbli: str
    year: str | None = None
    name: str | None = field(default=None, repr=False)


@frozen(kw_only=True)
class Particulars:
    """What a table tells of a person beyond what contributions need; nothing of it is shown.

    Attributes:
        phone: Telephone number, beginning with 0.
        npwp: Tax number.
        village: Village in which the person lives.
        mother_name: Maiden name of the mother.
        married: "Y" or "T".
        identity_valid_until: Until when the identity card is valid, as written.
        employment: Status of the employment, as written; so are post and occupation.
        work_location: Code of the place of work, which is the agency's own.
        term_from: First day of the term of office.
        registered: Day of registration as a member.
        wage: Monthly wage in rupiah.

    Examples:
        >>> kj.rosters.Particulars(phone="081200000001")
        Particulars()
    """

    sex: Sex | None = field(default=None, repr=False)
    phone: str | None = field(default=None, repr=False)
    email: str | None = field(default=None, repr=False)
    address: str | None = field(default=None, repr=False)
    postal_code: str | None = field(default=None, repr=False)
    npwp: str | None = field(default=None, repr=False)
    village: VillageCode | None = field(default=None, repr=False)
    birth_place: str | None = field(default=None, repr=False)
    mother_name: str | None = field(default=None, repr=False)
    married: str | None = field(default=None, repr=False)
    blood_type: str | None = field(default=None, repr=False)
    identity_valid_until: str | None = field(default=None, repr=False)
    post: str | None = field(default=None, repr=False)
    occupation: str | None = field(default=None, repr=False)
    employment: str | None = field(default=None, repr=False)
    work_location: str | None = field(default=None, repr=False)
    work_began: dt.date | None = field(default=None, repr=False)
    contract_ends: dt.date | None = field(default=None, repr=False)
    term_from: dt.date | None = field(default=None, repr=False)
    term_until: dt.date | None = field(default=None, repr=False)
    registered: dt.date | None = field(default=None, repr=False)
    wage: int | None = field(default=None, repr=False)


def row_ref(number: int) -> str:
    """The reference of somebody to whom the table gives none: the row, in no language.

    Examples:
        >>> row_ref(7)
        '#7'
    """
    return f"#{number}"


Subject: TypeAlias = Person | Profile | Business | VillageCode


class Made(NamedTuple):
    """What came out of a row before it is compared; no subject: a finding keeps it out."""

    cooperative: str | None
    subject: Subject | None
    particulars: Particulars = Particulars()


@frozen(kw_only=True)
class Entry:
    """What a row became.

    Attributes:
        file: Name of the file, without its folder.
        row: Row as a spreadsheet counts it.
        cooperative: Reference of the cooperative, where the row names one.
        subject: The person, profile, village or business; None where a finding keeps it out.
        particulars: What the row tells of a person beyond that; never shown.
        findings: What is odd about the row.

    Examples:
        >>> kj.rosters.Entry(file="a.csv", row=2, subject=kj.Member(ref="M-1")).person.ref
        'M-1'
    """

    file: str
    row: int
    cooperative: str | None = field(default=None, repr=False)
    subject: Subject | None = field(default=None, repr=lambda subject: type(subject).__name__)
    particulars: Particulars = field(default=Particulars(), repr=False)
    findings: tuple[RosterFinding, ...] = ()

    @property
    def person(self) -> Person | None:
        """The person that the row became, if it became one."""
        return self.subject if isinstance(self.subject, Person) else None

    def born(self, on: DateLike) -> dt.date | None:
        """The stated birth date, else the one in the NIK as seen on a day, else None.

        Raises:
            InvalidDateError: code `invalid-date`.

        Examples:
            >>> member = kj.Member(ref="M-1", nik=kj.Nik("3604995708909999"))
            >>> entry = kj.rosters.Entry(file="a.csv", row=2, subject=member)
            >>> entry.born(dt.date(2026, 11, 22))
            datetime.date(1990, 8, 17)
        """
        person = self.person
        if person is None or person.birth_date is not None or person.nik is None:
            on = as_date(on, "on")
            return None if person is None else person.birth_date
        return person.nik.birth_date(on)
