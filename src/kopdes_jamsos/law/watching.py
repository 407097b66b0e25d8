"""What is read of the law, noted: the series of a watched book note each look-up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from kopdes_jamsos.basis import LookUp
from kopdes_jamsos.law.values import DatedValue, Series
from kopdes_jamsos.months import Month


class Notes:
    """The look-ups of one reader of the law, and of those around it.

    Examples:
        >>> outer = Notes()
        >>> inner = outer.inside()
        >>> inner.add([kj.basis.LookUp("jkm.funeral")])
        >>> outer.looked == inner.looked
        True
    """

    __slots__ = ("_sets",)

    def __init__(self, around: tuple[set[LookUp], ...] = ()) -> None:
        self._sets: tuple[set[LookUp], ...] = (set(), *around)

    def inside(self) -> Notes:
        """Notes of a part: what they get, these get as well."""
        return Notes(self._sets)

    def add(self, places: Iterable[LookUp]) -> None:
        """Note some places."""
        for each in self._sets:
            each.update(places)

    @property
    def looked(self) -> frozenset[LookUp]:
        """What was noted so far."""
        return frozenset(self._sets[0])


class WatchedSeries:
    """Stands in for a series, and notes what is read of it."""

    __slots__ = ("_notes", "_series")

    def __init__(self, series: Series, notes: Notes) -> None:
        self._series = series
        self._notes = notes

    def __getattr__(self, name: str) -> Any:
        if name == "values":
            self._note()
        return getattr(self._series, name)

    def in_force(self, month: Month) -> DatedValue | None:
        """The value of a month, or None."""
        found = self._series.in_force(month)
        self._note(month)
        return found

    def at(self, month: Month) -> DatedValue:
        """The value of a month."""
        self._note(month)
        return self._series.at(month)

    def on(self, day: dt.date) -> DatedValue:
        """The value of a day."""
        self._note(None, day)
        return self._series.on(day)

    def latest(self) -> DatedValue:
        """The last value."""
        self._note()
        return self._series.latest()

    def _note(self, month: Month | None = None, day: dt.date | None = None) -> None:
        self._notes.add((LookUp(self._series.path, month, day),))
