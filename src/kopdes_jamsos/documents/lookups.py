"""What a book of law holds at the places that a result rests on, as plain data for a document."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

import attrs

from kopdes_jamsos.basis import LookUp
from kopdes_jamsos.documents.shapes import LawValue
from kopdes_jamsos.errors import LawPathError
from kopdes_jamsos.law import DatedValue, LawBook, Series
from kopdes_jamsos.money import Rate
from kopdes_jamsos.months import Month
from kopdes_jamsos.programs import RiskClass


def look_up(book: LawBook, place: LookUp) -> LawValue:
    """What a place holds in a book; nothing where its path is gone.

    The plain data are kept, and so are not to be changed.
    """
    try:
        series = book.series(place.path)
    except LawPathError:
        return LawValue(place.path, place.month, place.day)
    return _found(series, place.month, place.day)


def look_up_all(book: LawBook, places: Iterable[LookUp]) -> tuple[LawValue, ...]:
    """What some places hold in a book, in order of the paths, months and days."""
    return tuple(look_up(book, place) for place in sorted(places, key=_in_order))


def _in_order(place: LookUp) -> tuple[str, int, int]:
    month, day = place.month, place.day
    return (
        place.path,
        sys.maxsize if month is None else month.ordinal,
        sys.maxsize if day is None else day.toordinal(),
    )


def _found(series: Series, month: Month | None, day: dt.date | None) -> LawValue:
    if day is None:
        return _in_month(series, month)
    value = series.in_force(month) if month is not None else None
    if any(value.begins <= day for value in series.values):
        try:
            value = series.on(day)
        except LookupError:
            value = None
    return _written(series, month, day, value)


# Days are not kept: they may be those of somebody's life. Series are equal only if they are the
# same: no two books share what they do not share anyway.
@lru_cache(maxsize=4096)
def _in_month(series: Series, month: Month | None) -> LawValue:
    """What a series holds in a month; without a month all of it."""
    if month is not None:
        return _written(series, month, None, series.in_force(month))
    rows = [[str(value.since), plain(value.value)] for value in series.values]
    return LawValue(series.path, value=rows)


def _written(
    series: Series, month: Month | None, day: dt.date | None, value: DatedValue | None
) -> LawValue:
    if value is None:
        return LawValue(series.path, month, day)
    return LawValue(
        series.path,
        month,
        day,
        value=_plain(value),
        source="; ".join(map(str, value.citations)),
        evidence=value.evidence.value,
    )


@lru_cache(maxsize=4096)
def _plain(value: DatedValue) -> Any:
    return plain(value.value)


def plain(value: Any) -> Any:
    """A value of the law as plain data: rates in parts per million, mappings by their names."""
    if isinstance(value, Rate):
        return value.ppm
    if isinstance(value, Mapping):
        return {_name(key): plain(item) for key, item in value.items()}
    if isinstance(value, frozenset):
        return sorted(plain(item) for item in value)
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if attrs.has(type(value)):
        return {each.name: plain(getattr(value, each.name)) for each in attrs.fields(type(value))}
    return value if value is None or type(value) is int else str(value)


def _name(key: Any) -> str:
    return key.name.lower() if isinstance(key, RiskClass) else str(key)
