"""School years and what the scholarship pays for each: the tariff, and sums that follow from it.

Implements Lampiran III of PP 82/2019 with Permenaker 5/2021 Pasal 107. Which child gets it, and for
which of the years, is decided in `benefits.scholarship`.
"""

from __future__ import annotations

import datetime as dt
from itertools import combinations_with_replacement

from attrs import frozen

from kopdes_jamsos._plain import as_int, as_text
from kopdes_jamsos.errors import InvalidFactError, told
from kopdes_jamsos.law import LAW, DatedValue, LawBook
from kopdes_jamsos.law.book import check_book
from kopdes_jamsos.money import Rupiah, check_rupiah
from kopdes_jamsos.months import DateLike, as_date
from kopdes_jamsos.programs import SchoolLevel


@frozen
class SchoolYear:
    """A school year: its name, such as "SD6", and its scholarship."""

    stage: str
    amount: Rupiah


def school_years(amounts: DatedValue, years: DatedValue) -> tuple[SchoolYear, ...]:
    """All school years in order."""
    return tuple(
        SchoolYear(f"{level}{number}", amounts.value[level])
        for level in SchoolLevel
        for number in range(1, years.value[level] + 1)
    )


def place_of(stage: str, school: tuple[SchoolYear, ...]) -> int:
    """Place of a school year among all.

    Raises:
        InvalidFactError: code `invalid-fact`: no school year.
    """
    names = [year.stage for year in school]
    text = as_text(stage)
    if text is None or text not in names:
        shown, kept = told(stage, "stage", names=names)
        raise InvalidFactError(
            f"{shown} is no school year.",
            value=kept,
            remedy=f"Give one of: {', '.join(names)}.",
            reason="school-year",
            choices=names,
        )
    return names.index(text)


def _last_tariff(on: DateLike | None, law: LawBook) -> tuple[SchoolYear, ...]:
    """The school years with the amounts of a day; None: of the last tariff that the book knows."""
    paths = ("scholarship.amount", "scholarship.years")
    check_book(law)
    if on is None:
        return school_years(*(law.series(path).latest() for path in paths))
    on = as_date(on, "on")
    return school_years(*(law.value_on(path, on) for path in paths))


def scholarship_remaining(stage: str, *, on: DateLike | None = None, law: LawBook = LAW) -> Rupiah:
    """Largest sum of the scholarship from a school year on, in rupiah.

    Args:
        stage: School year about to be paid: "TK1" to "PT5".
        on: Day whose tariff decides; None for the last tariff of the book.
        law: Book of law.

    Raises:
        InvalidFactError: code `invalid-fact`: no school year.
        BeforeDataError: code `before-data`: before 2 December 2019 it was a single sum.

    Examples:
        >>> kj.benefits.scholarship_remaining("SD6")
        76500000
    """
    school = _last_tariff(on, law)
    return sum(year.amount for year in school[place_of(stage, school) :])


def scholarship_splits(
    total: Rupiah, *, children: int = 2, on: DateLike | None = None, law: LawBook = LAW
) -> tuple[tuple[str, ...], ...]:
    """The school years of some children whose largest sums add up to a total.

    Args:
        total: The sum to be explained, in rupiah.
        children: Number of children, up to as many as the law gives a scholarship.
        on: Day whose tariff decides; None for the last tariff of the book.
        law: Book of law.

    Raises:
        InvalidAmountError: code `invalid-amount`.
        InvalidFactError: code `invalid-fact`: no such number of children.
        BeforeDataError: code `before-data`.

    Examples:
        >>> kj.benefits.scholarship_splits(163_500_000, children=2)
        (('TK1', 'SD6'), ('TK2', 'SD5'), ('SD1', 'SD4'), ('SD2', 'SD3'))
        >>> kj.benefits.scholarship_splits(163_000_000, children=2)
        ()
    """
    total = check_rupiah(total, "total")
    limits = check_book(law).series("scholarship.children")
    most = (limits.latest() if on is None else limits.on(on)).value
    count = as_int(children)
    if count is None or not 1 <= count <= most:
        raise InvalidFactError(
            f"A scholarship is for 1 to {most} children.",
            value="children",
            remedy="Give the number of children with a scholarship.",
            reason="chosen",
            most=most,
        )
    return splits_of(total, count, _last_tariff(on, law))


def splits_of(
    total: Rupiah, children: int, school: tuple[SchoolYear, ...]
) -> tuple[tuple[str, ...], ...]:
    """The ways in which the largest sums of some children add up to a total."""
    remaining = {}
    rest = 0
    for year in reversed(school):
        rest += year.amount
        remaining[year.stage] = rest
    names = [year.stage for year in school]
    return tuple(
        stages
        for stages in combinations_with_replacement(names, children)
        if sum(remaining[stage] for stage in stages) == total
    )


def school_year_of(day: dt.date, begins: int) -> int:
    """The year in which the school year of a day began.

    Args:
        day: The day.
        begins: Month in which school years begin.
    """
    return day.year if day.month >= begins else day.year - 1
