"""Who may come in, as tests over columns: day of registration, programmes and age for JKP.

Implements no article: what JKP needs and its age limit are the values that `assess` reads
(PP 37/2021 Pasal 4).
"""

from __future__ import annotations

import datetime as dt
from calendar import isleap
from collections.abc import Callable, Mapping
from typing import Any

from kopdes_jamsos.frames.algebra import Term, Test, every, negate, some, where
from kopdes_jamsos.frames.inputs import CALENDAR, OPTIONS, REGISTERED
from kopdes_jamsos.frames.terms import Terms
from kopdes_jamsos.frames.tree import INT64
from kopdes_jamsos.months import Month
from kopdes_jamsos.programs import BusinessScale, Program, Segment

_JKP = (Program.JKP.value.lower(), Segment.PU)
_MONTH = 32  # a date as one number, in which months are equally long
_YEAR = 12 * _MONTH


def outside_calendar(terms: Terms, name: str) -> Test:
    """Whether a date is one that no calendar has: engines count beyond the years 1 and 9999."""
    day, raw = terms.inputs.given(name), terms.inputs.raw(name)
    first, last = CALENDAR
    lost = every(day.is_null(), ~raw.is_null()) if day.value != raw.value else False
    return some([day < first, day > last, lost])


def registered_wrongly(terms: Terms) -> Test:
    """Whether somebody was registered after the month, or before being born, or on no day."""
    registered, birth = terms.inputs.given(REGISTERED), terms.inputs.given("birth_date")
    if registered is None:
        return False
    tests: list[Test] = [terms.ordinals(REGISTERED) > terms.month_ordinals()]
    tests.append(outside_calendar(terms, REGISTERED))
    if birth is not None:
        tests.append(every(~birth.is_null(), ~registered.is_null(), registered < birth))
    return every(terms.in_segment(Segment.PU), some(tests))


def lacks_programs_for_jkp(terms: Terms) -> Test:
    """Whether somebody is in JKP and not in what it needs at the scale of the employer."""
    in_jkp, open_months = _in_jkp(terms), terms.timeline(_JKP)
    if in_jkp is False or not open_months:
        return False

    def needed(start: int) -> Mapping[BusinessScale, frozenset[Program]]:
        month = Month.from_ordinal(start)
        return terms.law.value("jkp.programs_needed", month).value  # type: ignore[no-any-return]  # by scale

    timeline = [(start, needed(start) if open_ else None) for start, open_ in open_months]
    lacks = terms.by_month(timeline, lambda value: _lacks(terms, value) if value else 0)
    return every(in_jkp, lacks == 1)


def _in_jkp(terms: Terms) -> Test:
    return every(terms.in_segment(_JKP[1]), terms.in_program(_JKP[0]))


def _lacks(terms: Terms, needed: Mapping[BusinessScale, frozenset[Program]]) -> Term:
    """1 where a programme is missing; without a scale, one that every scale needs."""

    def without(programs: frozenset[Program]) -> Test:
        return some(negate(terms.in_program(program.lower())) for program in sorted(programs))

    return where(_by_scale(terms, needed, without), 1, 0)


def _by_scale(
    terms: Terms,
    needed: Mapping[BusinessScale, frozenset[Program]],
    without: Callable[[frozenset[Program]], Test],
) -> Test:
    given = terms.inputs.given("scale")
    if isinstance(given, BusinessScale):
        return without(needed[given])
    at_every_scale = without(frozenset.intersection(*needed.values()))
    if given is None:
        return at_every_scale
    code: Any = terms.code("scale")
    tests = [every(code == 0, at_every_scale)]
    for number, scale in enumerate(OPTIONS["scale"], 1):
        tests.append(every(code == number, without(needed[scale])))
    return some(tests)


def too_old_for_jkp(terms: Terms) -> Test:
    """Whether somebody in JKP had reached the age limit when coming in: see `law.ages.jkp_age`."""
    limits = terms.law.series("jkp.registration_age").values
    registered, birth = terms.inputs.given(REGISTERED), terms.inputs.given("birth_date")
    in_jkp = _in_jkp(terms)
    if in_jkp is False or not limits or registered is None or birth is None:
        return False
    first = limits[0].begins
    entry = where(registered > first, _number(registered), _number_of(first))
    age: Term = limits[0].value
    for limit in limits[1:]:
        age = where(registered >= limit.begins, limit.value, age)
    reached = entry - _parts(birth)[3] >= age * _YEAR
    return every(in_jkp, ~registered.is_null(), ~birth.is_null(), reached)


def _number_of(day: dt.date) -> int:
    last = (day.month, day.day) == (2, 28) and not isleap(day.year)
    return day.year * _YEAR + day.month * _MONTH + day.day + last


def _parts(day: Any) -> tuple[Any, Any, Any, Any]:
    """Year, month and day of dates, and the date as one number."""
    year, month, of_month = (part.cast(INT64) for part in (day.year(), day.month(), day.day()))
    return year, month, of_month, year * _YEAR + month * _MONTH + of_month


def _number(day: Any) -> Any:
    """A day on which age is counted: in a common year 28 February is a birthday of the 29th too."""
    year, month, of_month, number = _parts(day)
    leap = ((year % 4 == 0) & (year % 100 != 0)) | (year % 400 == 0)
    last = (month == 2) & (of_month == 28) & ~leap
    return number + where(last, 1, 0)
