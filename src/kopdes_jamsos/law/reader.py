"""Reading the law: values by month or day, the tariff and the reliefs of a month.

`LawBook` is the reader that users have; it adds the books that differ from the law as it stands.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar, cast

import attrs
from attrs import field, frozen

from kopdes_jamsos._checks import to_date_or_none, to_month_or_none
from kopdes_jamsos._plain import as_text
from kopdes_jamsos.basis import LookUp
from kopdes_jamsos.choices import choose, choose_or_none
from kopdes_jamsos.errors import BeforeDataError, ProgramNotOpenError
from kopdes_jamsos.law._files import read_file, shaped
from kopdes_jamsos.law.catalogue import (
    all_paths,
    base_of,
    horizon_path,
    known_readings,
    tariff_paths,
    tariff_rows,
)
from kopdes_jamsos.law.change import Change, check_changes
from kopdes_jamsos.law.reliefs import Relief, build_relief
from kopdes_jamsos.law.tariff import Levy, build_levy
from kopdes_jamsos.law.values import DatedValue, Series
from kopdes_jamsos.law.watching import Watch, WatchedSeries
from kopdes_jamsos.months import DateLike, Month, MonthLike, as_month
from kopdes_jamsos.programs import Program, Segment
from kopdes_jamsos.workdays import Holidays

_ReaderT = TypeVar("_ReaderT", bound="LawReader")
_BuiltT = TypeVar("_BuiltT")
_Stacked: TypeAlias = "tuple[_Stacked | None, tuple[Change, ...]]"


# Rows of the tariff, and other things of a month, that a book keeps: more than the months of a long
# life, programme by programme.
MOST_MONTHS = 16_384


def _are_changes(_: Any, __: Any, value: Any) -> None:
    if type(value) is not tuple or value:
        check_changes(value)


def _optional_holidays(value: Any) -> Holidays | None:
    return choose_or_none(Holidays, value)


def _changes_when_asked(book: LawReader, name: str) -> tuple[Change, ...]:
    """The changes of a book that was made by one more of them."""
    if name != "changes":
        raise AttributeError(f"A {type(book).__name__} has no attribute {name}.")
    parts, stacked = [], book._stacked
    while stacked is not None:
        stacked, last = stacked
        parts.append(last)
    found = tuple(chain.from_iterable(reversed(parts)))
    object.__setattr__(book, name, found)
    return found


class _Memory:
    """What a reader has read and built, in slots of its own: no field, and nothing that is told."""

    __slots__ = ("_changed", "_kept", "_levies", "_series", "_stacked", "_watch")

    if TYPE_CHECKING:  # whoever asks for the types of the fields below is not told of these
        # What was read is kept; a book never changes, so it cannot go stale.
        _series: dict[str, Series]
        # The series that changes touch, where the others are shared with the book that was changed.
        _changed: Mapping[str, Series]
        _levies: dict[tuple[Program, Segment, int], tuple[Levy, ...]]
        # What followed from the law alone, and the look-ups for it: `law.keeping`.
        _kept: dict[tuple[object, ...], tuple[Any, frozenset[LookUp]]]
        _watch: Watch | None
        # Changes upon changes: those of the book before, and the last ones. A copy of all of them
        # for each book would take time and memory by the square, so `changes` is made when it is
        # asked for.
        _stacked: _Stacked | None


def _nothing() -> None:
    """What a slot begins with that may stay empty."""


_EMPTY: Mapping[str, Callable[[], Any]] = {
    **dict.fromkeys(("_series", "_changed", "_levies", "_kept"), dict),
    **dict.fromkeys(("_watch", "_stacked"), _nothing),
}


@frozen(kw_only=True, repr=False)
class LawReader(_Memory):
    """The law files, read as a book of law chooses; what its attributes are stands there."""

    known_on: dt.date | None = field(default=None, converter=to_date_or_none)
    carried_until: Month | None = field(default=None, converter=to_month_or_none)
    changes: tuple[Change, ...] = field(default=(), validator=_are_changes)
    readings: tuple[str, ...] = field(default=(), converter=known_readings)
    holidays: Holidays | None = field(default=None, converter=_optional_holidays)

    def __attrs_post_init__(self) -> None:
        for name, made in _EMPTY.items():
            object.__setattr__(self, name, made())

    # No method: a type checker would take any name for an attribute then.
    __getattr__ = _changes_when_asked

    @property
    def horizon(self) -> Month | None:
        """Last month with yearly values, or None; beyond it a result says that it carries on."""
        announced = tuple(filter(self._knows, base_of(horizon_path()).values))
        # No result rests on the value itself.
        both = (announced, self._known(horizon_path()).values)
        # Months ascend: the last end is the latest.
        ends = (next((each.until for each in reversed(one) if each.until), None) for one in both)
        return max(filter(None, ends), default=None)

    def _knows(self, value: DatedValue) -> bool:
        return self.known_on is None or value.known_since <= self.known_on

    def series(self, path: str) -> Series:
        """All values of one parameter, as this book knows them.

        Args:
            path: File and name, such as "jp.wage_ceiling".

        Raises:
            LawPathError: code `law-path`.

        Examples:
            >>> kj.LAW.series("jp.wage_ceiling").values[0].value
            7000000
        """
        found = self._known(path)
        if self._watch is None:
            return found
        # It stands in for a series, and does all that one does.
        return cast("Series", WatchedSeries(found, self._watch))

    def _known(self, path: object) -> Series:
        """A series as this book knows it, noted by nobody."""
        name = as_text(path)
        if name is None:
            return self._build_series(path)
        found = self._changed.get(name) or self._series.get(name)
        if found is None:
            found = self._series[name] = self._build_series(name)
        return found

    def _build_series(self, path: object) -> Series:
        base = base_of(path)
        values = tuple(filter(self._knows, base.values))
        if self.known_on is not None:
            values = tuple(each.as_known(self.known_on) for each in values)
        series = attrs.evolve(base, values=values, carried_until=self.carried_until)
        series = series.under(self.readings)
        for change in self.changes:
            if change.path == path:
                series = change.apply(series)
        return series if path == horizon_path() else attrs.evolve(series, horizon=self.horizon)

    def paths(self) -> tuple[str, ...]:
        """Names of all parameters."""
        return all_paths()

    def boundaries(self) -> tuple[Month, ...]:
        """All months at which a value that the tariff reads begins, or has ended, in order.

        Between two of them the tariff of contributions does not change, but for the birth dates
        that pension age names.
        """
        values = [value for path in tariff_paths() for value in self.series(path).values]
        ends = [*(value.until for value in values), self.carried_until]
        last = Month(dt.MAXYEAR, 12)
        after = {end.ordinal + 1 for end in ends if end is not None and end < last}
        begin = {value.since.ordinal for value in values}
        return tuple(Month.from_ordinal(ordinal) for ordinal in sorted(begin | after))

    def value(self, path: str, month: MonthLike) -> DatedValue:
        """The value of a parameter in a month.

        Args:
            path: File and name, such as "jp.wage_ceiling".
            month: The month to which the contribution belongs.

        Raises:
            LawPathError: code `law-path`.
            InvalidMonthError: code `invalid-month`.
            BeforeDataError: code `before-data`.
            NotAnnouncedError: code `not-announced`.
            NoRuleError: code `no-rule`.

        Examples:
            >>> str(kj.LAW.value("jkm.rate_pu", kj.Month(2025, 7)).citation)
            'PP 44/2015 Pasal 18 ayat (1) dan ayat (2)'
        """
        return self.series(path).at(as_month(month, "month"))

    def value_on(self, path: str, day: DateLike) -> DatedValue:
        """The value of a parameter on a day: for what follows an event, such as a death.

        Args:
            path: File and name, such as "jkm.funeral".
            day: The day of the event.

        Raises:
            LawPathError: code `law-path`.
            InvalidDateError: code `invalid-date`.
            BeforeDataError: code `before-data`.
            NotAnnouncedError: code `not-announced`.
            NoRuleError: code `no-rule`.

        Examples:
            >>> kj.LAW.value_on("jkm.funeral", dt.date(2019, 12, 1)).value
            3000000
        """
        return self.series(path).on(day)

    def levies(
        self, program: Program | str, segment: Segment | str, month: MonthLike
    ) -> tuple[Levy, ...]:
        """The tariff rows of one programme and segment in a month.

        Raises:
            BeforeDataError: code `before-data`.
            NotAnnouncedError: code `not-announced`.
            ProgramNotOpenError: code `program-not-open`: the segment has no such programme.

        Examples:
            >>> [levy.id for levy in kj.LAW.levies(kj.JHT, kj.Segment.PU, kj.Month(2025, 7))]
            ['jht-pu-employer', 'jht-pu-worker']
        """
        # Members need no check, and are asked for more than anything else.
        if program.__class__ is not Program or segment.__class__ is not Segment:
            program, segment = choose(Program, program), choose(Segment, segment)
        month = as_month(month, "month")
        key = (program, segment, month.ordinal)
        found = self._levies.get(key)
        if found is None:
            rows = [row for own, row in tariff_rows(program) if own is segment]
            if not rows:
                raise ProgramNotOpenError(
                    f"{program} is not open to {segment}.",
                    value=program,
                    remedy="Leave the programme out.",
                )
            found = tuple(build_levy(self, program, row, month) for row in rows)
            if len(self._levies) >= MOST_MONTHS:
                self._levies.clear()
            self._levies[key] = found
        if self._watch is not None:
            self._watch.add_rows(found)
        return found

    def tariff(self, month: MonthLike) -> tuple[Levy, ...]:
        """The whole tariff of a month; programmes that do not exist yet are left out.

        Raises:
            InvalidMonthError: code `invalid-month`.
            BeforeDataError: code `before-data`: no programme has begun.
            NotAnnouncedError: code `not-announced`.

        Examples:
            >>> sorted({levy.program.value for levy in kj.LAW.tariff(kj.Month(2015, 7))})
            ['JHT', 'JKK', 'JKM', 'JP']
        """
        month = as_month(month, "month")
        rows: list[Levy] = []
        before: BeforeDataError | None = None
        for program in Program:
            segments = dict.fromkeys(segment for segment, _ in tariff_rows(program))
            try:
                for segment in segments:
                    rows.extend(self.levies(program, segment, month))
            except BeforeDataError as error:
                before = before or error
        if before is not None and not rows:
            raise before
        return tuple(rows)

    def reliefs(
        self, program: Program | str, segment: Segment | str, month: MonthLike
    ) -> tuple[Relief, ...]:
        """The reliefs in force for a programme and segment in a month.

        Raises:
            UnknownProgramError: code `unknown-program`.
            UnknownChoiceError: code `unknown-choice`: no such segment.
            InvalidMonthError: code `invalid-month`.

        Examples:
            >>> reliefs = kj.LAW.reliefs(kj.JKK, kj.Segment.BPU, kj.Month(2026, 2))
            >>> [relief.id for relief in reliefs]
            ['bpu_transport']
        """
        program, segment = choose(Program, program), choose(Segment, segment)
        month = as_month(month, "month")
        return self._once(
            ("reliefs", program, segment, month.ordinal),
            lambda book: book._build_reliefs(program, segment, month),
        )

    def _build_reliefs(
        self, program: Program, segment: Segment, month: Month
    ) -> tuple[Relief, ...]:
        found = []
        with shaped("relief.toml"):
            for name, table in read_file("relief").items():
                if program not in table["programs"] or segment not in table["segments"]:
                    continue
                value = self.series(f"relief.{name}").in_force(month)
                if value is not None and value.value.ppm:
                    found.append(self._relief(name, table, value, segment))
        return tuple(filter(None, found))

    def _relief(
        self, name: str, table: Mapping[str, Any], value: DatedValue, segment: Segment
    ) -> Relief | None:
        """The relief that a value is: one for all its months."""
        key = ("relief", name, value, segment)
        return self._once(key, lambda _: build_relief(name, table, value, segment))

    def _once(
        self: _ReaderT, key: tuple[object, ...], build: Callable[[_ReaderT], _BuiltT]
    ) -> _BuiltT:
        """What is built of the book: see `law.keeping`."""
        found = self._kept.get(key)
        if found is None:
            watched = self.watched()
            found = build(watched), watched.lookups
            if len(self._kept) >= MOST_MONTHS:
                self._kept.clear()
            self._kept[key] = found
        elif self._watch is not None:
            self._watch.add_kept(found[1])
        built: _BuiltT = found[0]
        return built

    def watched(self: _ReaderT) -> _ReaderT:
        """The same book, which notes what is read of it in `lookups`.

        What the book has read or built already is shared; a book that is watched already notes
        the same look-ups as well.

        Examples:
            >>> book = kj.LAW.watched()
            >>> book.value("jkm.amount_bpu", kj.Month(2026, 11)).value, book == kj.LAW
            (6800, True)
            >>> [place.path for place in book.lookups]
            ['jkm.amount_bpu']
        """
        return self._copied(_watch=Watch() if self._watch is None else self._watch.inside())

    def _copied(self: _ReaderT, **facts: Any) -> _ReaderT:
        """A copy with other facts, which need no check; what was read stays shared."""
        copy = object.__new__(type(self))
        for name in _FACTS:
            value = facts[name] if name in facts else getattr(self, name)
            object.__setattr__(copy, name, value)
        if copy._stacked is None:
            object.__setattr__(copy, "changes", self.changes)
        return copy

    def _after(self: _ReaderT, change: Change) -> _ReaderT:
        """The book with one more change; series that it does not touch stay shared.

        Raises:
            LawPathError: code `law-path`.
            LawChangeError: code `law-change`: wrong unit, wrong months or no effect.
        """
        series = change.apply(self._known(change.path))
        book = self._copied(
            _stacked=(self._stacked or (None, self.changes), (change,)),
            _changed={**self._changed, change.path: series},
            _levies={},
            _kept={},
            _watch=None,
        )
        if change.path == horizon_path():
            # Every series names the horizon; the one that sets it has none itself.
            moved = {
                path: attrs.evolve(each, horizon=book.horizon)
                for path, each in book._changed.items()
            }
            moved[change.path] = series
            book = book._copied(_series={}, _changed=moved)
        return book

    @property
    def lookups(self) -> frozenset[LookUp]:
        """What was read of a book that is watched; nothing for any other."""
        return frozenset() if self._watch is None else self._watch.lookups


_FACTS = tuple(
    name for name in (*attrs.fields_dict(LawReader), *_Memory.__slots__) if name != "changes"
)
