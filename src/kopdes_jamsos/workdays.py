"""Days on which nobody has to pay: weekends and, with the extra `calendar`, public holidays.

PP 44/2015 Pasal 21 ayat (3) and Pasal 24 ayat (4) and PP 46/2015 Pasal 19 ayat (3) and Pasal 21
ayat (4) move a due date that falls on a holiday (hari libur) to the next working day. Which days
are holidays is decreed each year by three ministers; the package `holidays` follows the decrees.
Collective leave (cuti bersama) is no holiday here unless the caller says so: convention
`due-collective-leave`.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Container, Mapping
from functools import lru_cache
from importlib.util import find_spec

from kopdes_jamsos.choices import choose
from kopdes_jamsos.errors import MissingPackageError
from kopdes_jamsos.months import Month
from kopdes_jamsos.programs import Choice

__all__ = ["Holidays"]

_DAY = dt.timedelta(days=1)
_SATURDAY = 5
_DECEMBER = 12
# The package marks what no decree has settled yet.
_ESTIMATED = "(estimated)"


class Holidays(Choice):
    """Which days count as holidays when a due date is moved.

    WEEKENDS: Saturdays and Sundays only. PUBLIC: the public holidays as well (extra `calendar`).
    COLLECTIVE_LEAVE: the days of collective leave (cuti bersama) too.

    Examples:
        >>> worker = kj.PUEnrolment(wage=6_000_000, programs={kj.JHT})
        >>> weekends = kj.LAW.with_holidays("weekends")
        >>> kj.assess(worker, kj.Month(2026, 7), law=weekends).due_date()
        datetime.date(2026, 8, 17)
    """

    WEEKENDS = "weekends"
    PUBLIC = "public"
    COLLECTIVE_LEAVE = "collective leave"


def known_holidays(wanted: Holidays | str | None) -> Holidays:
    """The holidays that can be used: those asked for, or as many as are installed.

    Raises:
        UnknownChoiceError: code `unknown-choice`.
        MissingPackageError: code `missing-package`: asked for, and the package is not there.
    """
    if wanted is None:
        return Holidays.PUBLIC if _installed() else Holidays.WEEKENDS
    chosen = choose(Holidays, wanted)
    if chosen is not Holidays.WEEKENDS and not _installed():
        raise MissingPackageError(
            "Public holidays need the package holidays.",
            value=chosen,
            remedy="Install kopdes-jamsos[calendar], or ask for weekends only.",
            reason="named",
            package="kopdes-jamsos[calendar]",
        )
    return chosen


def _installed() -> bool:
    # Looking for it takes longer than all else that is done with a due date.
    return sys.modules.get("holidays") is not None or find_spec("holidays") is not None


@lru_cache(maxsize=512)
def _named_days(year: int, category: str) -> Mapping[dt.date, str]:
    # Needed only where a due date is asked for, and not there without the extra.
    from holidays import country_holidays

    return dict(country_holidays("ID", years=year, categories=(category,), language="en_US"))


def is_working_day(day: dt.date, days_off: Container[dt.date] = frozenset()) -> bool:
    """Whether a day is none of the days off, no Saturday and no Sunday.

    Examples:
        >>> is_working_day(dt.date(2026, 11, 16))
        True
    """
    return day.weekday() < _SATURDAY and day not in days_off


def working_days_after(day: dt.date, count: int, holidays: Holidays) -> dt.date:
    """The working day that comes a number of working days after a day.

    Args:
        day: The day; it does not count itself.
        count: How many working days.
        holidays: What counts as a holiday, as a book of law says it.

    Examples:
        >>> working_days_after(dt.date(2025, 12, 24), 3, kj.workdays.Holidays.PUBLIC)
        datetime.date(2025, 12, 30)
    """
    while count:
        day += _DAY
        count -= is_working_day(day, days_off(holidays, Month.of(day)))
    return day


def counting_conventions(day: dt.date, last: dt.date, holidays: Holidays) -> tuple[str, ...]:
    """The conventions behind a term of working days, from a day to the last day of the term.

    Examples:
        >>> days = dt.date(2025, 12, 24), dt.date(2025, 12, 30)
        >>> counting_conventions(*days, kj.workdays.Holidays.PUBLIC)
        ('working-days', 'due-collective-leave')
    """
    return ("working-days", *_known_of(day + _DAY, last, holidays))


def days_off(holidays: Holidays, month: Month) -> frozenset[dt.date]:
    """Days beside the weekends that count as holidays, in a month and the ones beside it."""
    year = month.year
    if month.month == 1:
        return _days_of(holidays, max(year - 1, dt.MINYEAR), year)
    if month.month == _DECEMBER:
        return _days_of(holidays, year, min(year + 1, dt.MAXYEAR))
    return _days_of(holidays, year, year)


@lru_cache(maxsize=512)
def _days_of(holidays: Holidays, first: int, last: int) -> frozenset[dt.date]:
    categories, years = _CATEGORIES[holidays], range(first, last + 1)
    return frozenset(
        day for year in years for category in categories for day in _named_days(year, category)
    )


_CATEGORIES: dict[Holidays, tuple[str, ...]] = {
    Holidays.WEEKENDS: (),
    Holidays.PUBLIC: ("public",),
    Holidays.COLLECTIVE_LEAVE: ("public", "government"),
}


def conventions_of(printed: dt.date, day: dt.date, holidays: Holidays) -> tuple[str, ...]:
    """The conventions behind a due date that a holiday may move.

    Args:
        printed: The day as the law prints it.
        day: The day after any move.
        holidays: What counted as a holiday.
    """
    first, last = min(printed, day), max(printed, day)
    return ("due-next-working-day", *_known_of(first, last, holidays))


def _known_of(first: dt.date, last: dt.date, holidays: Holidays) -> tuple[str, ...]:
    """What is not known, or was taken, of the holidays between two days."""
    assumptions = []
    if holidays is Holidays.WEEKENDS or not _named_days(last.year, "public"):
        return ("due-weekends-only",)
    between = [first + number * _DAY for number in range((last - first).days + 1)]
    near = (first - _DAY, *between, last + _DAY)
    if any(_ESTIMATED in _named_days(each.year, "public").get(each, "") for each in near):
        assumptions.append("due-estimated-holiday")
    if any(each in _named_days(each.year, "government") for each in between):
        assumptions.append("due-collective-leave")
    return tuple(assumptions)
