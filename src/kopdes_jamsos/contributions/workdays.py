"""Days on which nobody has to pay: weekends and, with the extra `calendar`, public holidays.

PP 44/2015 Pasal 21 ayat (3) and Pasal 24 ayat (4) and PP 46/2015 Pasal 19 ayat (3) and Pasal 21
ayat (4) move a due date that falls on a holiday (hari libur) to the next working day. Which days
are holidays is decreed each year by three ministers; the package `holidays` follows the decrees.
Collective leave (cuti bersama) is no holiday here unless the caller says so: convention
`due-collective-leave`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec

from kopdes_jamsos.errors import MissingPackageError
from kopdes_jamsos.programs import Choice, choose

_SATURDAY = 5
_DAY = dt.timedelta(days=1)
# The package marks what no decree has settled yet.
_ESTIMATED = "(estimated)"
# An Islamic holiday that is estimated may come a day earlier or later.
_DOUBT = 1


class Holidays(Choice):
    """Which days count as holidays when a due date is moved.

    WEEKENDS: Saturdays and Sundays only. PUBLIC: the public holidays as well (extra `calendar`).
    COLLECTIVE_LEAVE: the days of collective leave (cuti bersama) too.

    Examples:
        >>> import kopdes_jamsos as kj
        >>> worker = kj.PUEnrolment(wage=6_000_000, programs={kj.JHT})
        >>> kj.assess(worker, kj.Month(2026, 7)).due_date(holidays="weekends")
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
        )
    return chosen


def _installed() -> bool:
    return find_spec("holidays") is not None


@cache
def _named_days(year: int, category: str) -> Mapping[dt.date, str]:
    # Needed only where a due date is asked for, and not there without the extra.
    from holidays import country_holidays

    return dict(country_holidays("ID", years=year, categories=(category,), language="en_US"))


def move(day: dt.date, step: int, holidays: Holidays) -> tuple[dt.date, tuple[str, ...]]:
    """The first working day from a day on, and the conventions that decided it.

    Args:
        day: The day as the law prints it.
        step: 1 for the next working day, -1 for the one before.
        holidays: What counts as a holiday.
    """
    printed = day
    while _is_free(day, holidays):
        day += step * _DAY
    assumptions = ["due-next-working-day"]
    if holidays is Holidays.WEEKENDS or not _named_days(day.year, "public"):
        assumptions.append("due-weekends-only")
    elif _is_in_doubt(min(printed, day), max(printed, day)):
        assumptions.append("due-estimated-holiday")
    if holidays is not Holidays.WEEKENDS and _is_collective(printed, day):
        assumptions.append("due-collective-leave")
    return day, tuple(assumptions)


def _is_free(day: dt.date, holidays: Holidays) -> bool:
    if day.weekday() >= _SATURDAY:
        return True
    if holidays is Holidays.WEEKENDS:
        return False
    return day in _named_days(day.year, "public") or (
        holidays is Holidays.COLLECTIVE_LEAVE and day in _named_days(day.year, "government")
    )


def _is_in_doubt(first: dt.date, last: dt.date) -> bool:
    days = range(-_DOUBT, (last - first).days + _DOUBT + 1)
    near = [first + number * _DAY for number in days]
    return any(_ESTIMATED in _named_days(day.year, "public").get(day, "") for day in near)


def _is_collective(printed: dt.date, day: dt.date) -> bool:
    """Whether collective leave decided the day, or would have with the other reading."""
    between = range((max(printed, day) - min(printed, day)).days + 1)
    days = [min(printed, day) + number * _DAY for number in between]
    return any(each in _named_days(each.year, "government") for each in days)
