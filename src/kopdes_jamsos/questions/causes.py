"""Which values of the law cause a step: limits that are reached, values that begin or end.

Implements no article of its own: it compares what was read of the law on both sides.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kopdes_jamsos.basis import LookUp
from kopdes_jamsos.basis.sources import Citation
from kopdes_jamsos.errors import KopdesJamsosError
from kopdes_jamsos.law import DatedValue, LawBook
from kopdes_jamsos.law.kinds import Band, Slice

# Units of the law in months, which are those of an age and of a number of months.
_MONTHS = {"months": 1, "years": 12}
Limits = Mapping[int, Sequence[DatedValue]]


def values_at(law: LawBook, places: Iterable[LookUp]) -> tuple[DatedValue, ...]:
    """The values that stood at some places of the law, each once.

    Examples:
        >>> [value] = values_at(kj.LAW, [kj.basis.LookUp("jp.wage_ceiling", kj.Month(2026, 11))])
        >>> value.value
        11086300
    """
    found = {id(value): value for place in places for value in _held(law, place)}
    return tuple(sorted(found.values(), key=lambda value: (value.path, value.begins)))


def _held(law: LawBook, place: LookUp) -> Iterable[DatedValue]:
    series = law.series(place.path)
    if place.day is not None:
        try:
            return (series.on(place.day),)
        except KopdesJamsosError:  # it was looked for, and nothing was there
            return ()
    if place.month is None:
        return series.values
    value = series.in_force(place.month)
    return () if value is None else (value,)


def limits_of(law: LawBook, values: Iterable[DatedValue], *, in_rupiah: bool) -> Limits:
    """The numbers that values of the law set as limits, each with its values.

    Args:
        law: Book of law.
        values: Values that were read.
        in_rupiah: Amounts; else ages and numbers of months, in months.

    Examples:
        >>> month = kj.Month(2026, 11)
        >>> values = [kj.LAW.value(f"jp.{name}", month) for name in ("wage_ceiling", "pension_age")]
        >>> [*limits_of(kj.LAW, values, in_rupiah=True)]
        [11086300]
        >>> [*limits_of(kj.LAW, values, in_rupiah=False)]
        [708]
    """
    found: dict[int, list[DatedValue]] = {}
    for value in values:
        unit = law.series(value.path).unit
        for number in {*(_amounts(value, unit) if in_rupiah else _months(value, unit))}:
            found.setdefault(number, []).append(value)
    return found


def _entries(value: DatedValue) -> Iterable[object]:
    held = value.value
    if isinstance(held, Mapping):
        return held.values()
    return held if isinstance(held, tuple) else (held,)


def _amounts(value: DatedValue, unit: str) -> Iterator[int]:
    for entry in _entries(value):
        if isinstance(entry, Band):
            yield entry.lower
        elif isinstance(entry, Slice):
            yield entry.above
        elif unit == "rupiah" and isinstance(entry, int):
            yield entry


def _months(value: DatedValue, unit: str) -> Iterator[int]:
    # A mapping, such as the years of each school, is no limit of an age or of a membership.
    if unit in _MONTHS and isinstance(value.value, int):
        yield value.value * _MONTHS[unit]


def changed_values(
    before: Iterable[DatedValue], after: Iterable[DatedValue], first: dt.date, last: dt.date
) -> tuple[DatedValue, ...]:
    """The values that begin between two days, and those that end there and have no successor.

    A value that still stands and is read on one side only is no cause: where nothing is paid any
    more, the sums are not looked up.

    Args:
        before: What was read for the first day.
        after: What was read for the last day.
        first: The first day.
        last: The last day.

    Examples:
        >>> months = [kj.Month(2026, 2), kj.Month(2026, 3)]
        >>> values = [kj.LAW.value("jp.wage_ceiling", month) for month in months]
        >>> days = [month.first_day for month in months]
        >>> [value.value for value in changed_values(values[:1], values[1:], *days)]
        [11086300]
    """
    begun = [value for value in after if value.begins > first]
    paths = {value.path for value in begun}
    left = [value for value in before if value.path not in paths]
    ended = (value for value in left if value.until is not None and value.until.last_day < last)
    return (*begun, *ended)


def cited(values: Iterable[DatedValue], places: Iterable[Citation]) -> tuple[DatedValue, ...]:
    """The values that stand at one of some places.

    Examples:
        >>> cited([kj.LAW.value("jp.wage_ceiling", kj.Month(2026, 11))], [])
        ()
    """
    known = set(places)
    return tuple(value for value in values if known.intersection(value.citations))
