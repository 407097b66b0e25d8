"""Temporary incapacity: how its time falls into the stretches of the law, and who receives it.

Implements PP 44/2015 Pasal 25 ayat (2) huruf b angka 2 with Lampiran III (stretches of months, each
with its share of the wage) and Pasal 51 (the employer goes on paying the wage and gets the benefit
in its place; what the benefit is more goes to the worker, what it is less stays with him);
Permenaker 5/2021 Pasal 114 and 115. Whether the stretches run over the time of incapacity alone or
from the day of the accident is not said in one way: conventions `incapacity-spells` and
`incapacity-from-accident`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from attrs import frozen

from kopdes_jamsos.law.kinds import Stretch
from kopdes_jamsos.money import Rate, Rupiah
from kopdes_jamsos.months import months_after

Spells = Sequence[tuple[dt.date, dt.date]]
Time = tuple[int, int]  # full months, and days beside them
_DAY = dt.timedelta(days=1)


@frozen
class StretchTime:
    """The incapacity that falls into one stretch: its rate, full months, and days beside them."""

    rate: Rate
    months: int
    days: int


def joined(spells: Spells) -> tuple[tuple[dt.date, dt.date], ...]:
    """Spells in order, those that follow one another without a day between them as one."""
    found: list[tuple[dt.date, dt.date]] = []
    for first, last in spells:
        if found and found[-1][1] + _DAY == first:
            first = found.pop()[0]
        found.append((first, last))
    return tuple(found)


def in_all(spells: Spells, length: int) -> Time:
    """Full months and days of spells put together.

    Args:
        spells: First and last day of each.
        length: Days that make a month.
    """
    return _whole([_time(first, last) for first, last in spells], length)


def along_the_time(stretches: Sequence[Stretch], months: int, days: int) -> tuple[StretchTime, ...]:
    """The stretches run over the time of incapacity; days belong to the month after the full ones.

    Args:
        stretches: Stretches of the law, the last one without an end.
        months: Full months.
        days: Days of the month after them.
    """
    found = []
    for stretch in stretches:
        whole = months if stretch.months is None else min(months, stretch.months)
        months -= whole
        last = stretch.months is None or whole < stretch.months
        rest, days = (days, 0) if last else (0, days)
        if whole or rest:
            found.append(StretchTime(stretch.rate, whole, rest))
    return tuple(found)


def along_the_calendar(
    stretches: Sequence[Stretch], spells: Spells, on: dt.date, length: int
) -> tuple[StretchTime, ...]:
    """The stretches run from the day of the accident, whether there was incapacity or not.

    Args:
        stretches: Stretches of the law, the last one without an end.
        spells: First and last day of each spell.
        on: Day of the accident.
        length: Days that make a month.
    """
    found, begins, run = [], on, 0
    for stretch in stretches:
        run += stretch.months or 0
        ends = dt.date.max if stretch.months is None else months_after(on, run)
        inside = [
            _time(max(first, begins), min(last, ends - _DAY))
            for first, last in spells
            if first < ends and last >= begins
        ]
        months, days = _whole(inside, length)
        if months or days:
            found.append(StretchTime(stretch.rate, months, days))
        begins = ends
    return tuple(found)


def _time(first: dt.date, last: dt.date) -> Time:
    """Full months from a day to another, both in it, and the days after them."""
    after = last + _DAY
    months = (after.year - first.year) * 12 + after.month - first.month
    if months_after(first, months) > after:
        months -= 1
    return months, (after - months_after(first, months)).days


def _whole(times: Iterable[Time], length: int) -> Time:
    """Times added up, days that make a month as one."""
    pairs = list(times)
    more, days = divmod(sum(days for _, days in pairs), length)
    return sum(months for months, _ in pairs) + more, days


def shared(amounts: Sequence[Rupiah], wages_paid: Rupiah) -> tuple[tuple[Rupiah, Rupiah], ...]:
    """Of each amount, what reimburses the employer and what goes to the worker.

    Args:
        amounts: The benefit by stretches.
        wages_paid: What the employer paid for the whole time.
    """
    found, left = [], wages_paid
    for amount in amounts:
        employer = min(amount, left)
        left -= employer
        found.append((employer, amount - employer))
    return tuple(found)
