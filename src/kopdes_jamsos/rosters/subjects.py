"""What rows become, beside people: profiles, lines of business, and what is told of a person."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple, TypeAlias

from attrs import field, frozen

from kopdes_jamsos.cooperative import Person
from kopdes_jamsos.identity import Sex, VillageCode


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

    name: str
    cooperative_number: str | None = None
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
    name: str | None = None


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


NONE = Particulars()

Subject: TypeAlias = Person | Profile | Business | VillageCode


class Made(NamedTuple):
    """What came out of a row before it is compared; no subject: a finding keeps it out."""

    cooperative: str | None
    subject: Subject | None
    particulars: Particulars = NONE
