"""What is read of the law, noted: the series of a watched book note each look-up."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from itertools import starmap
from typing import TYPE_CHECKING, Any, TypeVar

from kopdes_jamsos.basis import LookUp
from kopdes_jamsos.law.catalogue import horizon_path
from kopdes_jamsos.law.values import CARRIED, DatedValue, Series
from kopdes_jamsos.months import Month

if TYPE_CHECKING:
    from kopdes_jamsos.law.tariff import Levy

_FoundT = TypeVar("_FoundT", DatedValue, DatedValue | None)


class Watch:
    """The look-ups of one reader of the law, and of those around it.

    Examples:
        >>> outer = Watch()
        >>> inner = outer.inside()
        >>> inner.add("jkm.funeral")
        >>> outer.lookups == inner.lookups == {kj.basis.LookUp("jkm.funeral")}
        True
    """

    __slots__ = ("_around", "_kept", "_places", "_rows")

    def __init__(self, around: Watch | None = None) -> None:
        self._around = around
        # As plain as can be until somebody asks, since there are many.
        self._places: set[tuple[str, Month | None, dt.date | None]] = set()
        self._rows: dict[int, tuple[Levy, ...]] = {}
        self._kept: set[frozenset[LookUp]] = set()

    def inside(self) -> Watch:
        """Watch of a part: what they get, these get as well."""
        return Watch(self)

    def add(self, path: str, month: Month | None = None, day: dt.date | None = None) -> None:
        """Note a place."""
        self._places.add((path, month, day))
        if self._around is not None:
            self._around.add(path, month, day)

    def add_rows(self, rows: tuple[Levy, ...]) -> None:
        """Note what rows of the tariff were built from."""
        self._rows[id(rows)] = rows
        if self._around is not None:
            self._around.add_rows(rows)

    def add_kept(self, lookups: frozenset[LookUp]) -> None:
        """Note what something was built from that a book kept."""
        self._kept.add(lookups)
        if self._around is not None:
            self._around.add_kept(lookups)

    @property
    def lookups(self) -> frozenset[LookUp]:
        """What was noted so far."""
        built = (levy.basis.lookups for rows in self._rows.values() for levy in rows)
        return frozenset(starmap(_look_up, self._places)).union(*built, *self._kept)


# The same places are read of person after person.
_look_up = lru_cache(maxsize=16_384)(LookUp)


class WatchedSeries:
    """Stands in for a series, and notes what is read of it."""

    __slots__ = ("_series", "_watch")

    def __init__(self, series: Series, watch: Watch) -> None:
        self._series = series
        self._watch = watch

    def __getattr__(self, name: str) -> Any:
        if name == "values":
            self._note()
        return getattr(self._series, name)

    def in_force(self, month: Month) -> DatedValue | None:
        """The value of a month, or None."""
        self._watch.add(self._series.path, month)
        return self._carried(self._series.in_force(month), month)

    def at(self, month: Month) -> DatedValue:
        """The value of a month."""
        self._watch.add(self._series.path, month)
        return self._carried(self._series.at(month), month)

    def on(self, day: dt.date) -> DatedValue:
        """The value of a day."""
        self._watch.add(self._series.path, None, day)
        return self._carried(self._series.on(day), Month.of(day))

    def latest(self) -> DatedValue:
        """The last value."""
        self._note()
        return self._series.latest()

    def _carried(self, found: _FoundT, month: Month) -> _FoundT:
        """The value; where it is carried beyond the horizon, what sets that is noted as well."""
        # What is set every year is carried on by its own last month.
        if found is not None and found.assumption == CARRIED and not self._series.yearly:
            self._watch.add(horizon_path(), month)
        return found

    def _note(self) -> None:
        self._watch.add(self._series.path)
