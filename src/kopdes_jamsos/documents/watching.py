"""A book of law that notes which values were looked at, so that a result can name them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, cast

import attrs
from attrs import field, frozen

from kopdes_jamsos.documents.shapes import LawValue
from kopdes_jamsos.errors import LawPathError
from kopdes_jamsos.law import DatedValue, LawBook, Series
from kopdes_jamsos.money import Rate
from kopdes_jamsos.months import Month
from kopdes_jamsos.programs import RiskClass

_Place = tuple[str, Month | None, dt.date | None]


@frozen(kw_only=True, repr=False, eq=False)
class WatchedBook(LawBook):
    """A book of law that notes what it is asked for."""

    seen: dict[_Place, LawValue] = field(factory=dict)

    @classmethod
    def of(cls, book: LawBook) -> WatchedBook:
        """The same law, watched."""
        return cls(**book.chosen())

    def series(self, path: str) -> Series:
        """All values of one parameter, watched."""
        # It stands in for a series, and does all that one does.
        return cast("Series", _WatchedSeries(LawBook.series(self, path), self.seen))

    def used(self) -> tuple[LawValue, ...]:
        """What was looked at, in order of the paths, months and days."""
        return tuple(
            self.seen[place]
            for place in sorted(
                self.seen, key=lambda place: (place[0], str(place[1]), str(place[2]))
            )
        )


class _WatchedSeries:
    def __init__(self, series: Series, seen: dict[_Place, LawValue]) -> None:
        self._series = series
        self._seen = seen

    def __getattr__(self, name: str) -> Any:
        if name == "values":
            self._note(None, None)
        return getattr(self._series, name)

    def in_force(self, month: Month) -> DatedValue | None:
        self._note(month, None)
        return self._series.in_force(month)

    def at(self, month: Month) -> DatedValue:
        self._note(month, None)
        return self._series.at(month)

    def on(self, day: dt.date) -> DatedValue:
        self._note(None, day)
        return self._series.on(day)

    def _note(self, month: Month | None, day: dt.date | None) -> None:
        place = (self._series.path, month, day)
        if place not in self._seen:
            self._seen[place] = _found(self._series, month, day)


def look_up(book: LawBook, noted: LawValue) -> LawValue:
    """What the place of a noted value holds in a book; nothing where its path is gone."""
    try:
        series = book.series(noted.path)
    except LawPathError:
        return attrs.evolve(noted, value=None, source=None, evidence=None)
    return _found(series, noted.month, noted.day)


def _found(series: Series, month: Month | None, day: dt.date | None) -> LawValue:
    if month is None and day is None:
        rows = [[str(value.since), plain(value.value)] for value in series.values]
        return LawValue(path=series.path, value=rows)
    value = series.in_force(month) if month is not None else None
    if day is not None and any(value.begins <= day for value in series.values):
        try:
            value = series.on(day)
        except LookupError:
            value = None
    return LawValue(
        path=series.path,
        month=month,
        day=day,
        value=None if value is None else plain(value.value),
        source=None if value is None else str(value.citation),
        evidence=None if value is None else value.evidence.value,
    )


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
