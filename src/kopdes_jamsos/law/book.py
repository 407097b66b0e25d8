"""The book of all law: values by month, as known on a day, changed or carried forward.

The law files stand beside this module and are read when first needed. A book never changes; each
of `as_known`, `with_change`, `carried_forward`, `with_reading` and `with_holidays` gives a new one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar, cast

import attrs
from attrs import field, frozen

from kopdes_jamsos._checks import by, check_kind
from kopdes_jamsos.basis import LookUp
from kopdes_jamsos.basis.sources import Evidence
from kopdes_jamsos.errors import BeforeDataError, LawPathError, ProgramNotOpenError, show
from kopdes_jamsos.law._files import read_file, shaped
from kopdes_jamsos.law.reliefs import Relief, build_relief
from kopdes_jamsos.law.tariff import VALUE_KEYS, Levy, build_levy
from kopdes_jamsos.law.values import DatedValue, Series, read_series
from kopdes_jamsos.law.watching import Watch, WatchedSeries
from kopdes_jamsos.money import Rate
from kopdes_jamsos.months import Month, check_date, check_month
from kopdes_jamsos.programs import Program, Segment, choose
from kopdes_jamsos.workdays import Holidays, known_holidays

if TYPE_CHECKING:
    from kopdes_jamsos.law.change import Change
    from kopdes_jamsos.law.instruments import Convention, Instrument

_T = TypeVar("_T")
_PROGRAM_FILES = {program: program.value.lower() for program in Program}
_VALUE_FILES = (
    *_PROGRAM_FILES.values(),
    "bands",
    "relief",
    "obligations",
    "participants",
    "lateness",
    "governance",
    "participation",
    "scholarship",
    "tax",
    "inflation",
)


@cache
@shaped("A tariff")
def _rows(program: Program) -> tuple[tuple[Segment, Mapping[str, Any]], ...]:
    """The rows of the tariff of a programme, with their segments."""
    rows = read_file(_PROGRAM_FILES[program])["levy"]
    return tuple((Segment(row["segment"]), row) for row in rows)


@cache
def _read_all_series(name: str) -> Mapping[str, Series]:
    return MappingProxyType(
        {
            f"{name}.{key}": read_series(f"{name}.{key}", table)
            for key, table in read_file(name).items()
            if isinstance(table, dict)
        }
    )


@cache
@shaped("A tariff")
def tariff_paths(programs: frozenset[Program] = frozenset(Program)) -> tuple[str, ...]:
    """Names of the values that the tariff of some programmes reads, and of their reliefs."""
    rows = [row for each in Program if each in programs for _, row in _rows(each)]
    read = (row[key] for row in rows for key in VALUE_KEYS if key in row)
    reliefs = (
        f"relief.{name}"
        for name, table in read_file("relief").items()
        if programs.intersection(table["programs"])
    )
    return tuple(dict.fromkeys((*read, *reliefs)))


@cache
@shaped("version.toml")
def _horizon() -> str:
    """Name of the yearly value whose last month is that up to which the law speaks."""
    return str(read_file("version")["horizon"])


def _base_of(path: object) -> Series:
    name = path.partition(".")[0] if isinstance(path, str) else ""
    found = _read_all_series(name) if name in _VALUE_FILES else {}
    if isinstance(path, str) and path in found:
        return found[path]
    raise LawPathError(
        f"{show(path)} names no value of the law data.",
        value=path,
        remedy='Give file and name, such as "jp.wage_ceiling"; see kj.LAW.paths().',
    )


def _is_known_on(_: Any, __: Any, value: Any) -> None:
    if value is not None:
        check_date(value, "known_on")


def _are_changes(_: Any, __: Any, value: Any) -> None:
    if value != ():
        # Needed for what-if work only.
        from kopdes_jamsos.law.change import check_changes

        check_changes(value)


def _known_readings(names: Any) -> tuple[str, ...]:
    """Readings in the order of the law files, each once."""
    if names == ():
        return ()
    # Needed only where somebody asks for another reading.
    from kopdes_jamsos.law.instruments import read_readings

    known = read_readings()
    wanted = names if isinstance(names, tuple) else (names,)
    for name in wanted:
        if not isinstance(name, str) or name not in known:
            raise LawPathError(
                f"{show(name)} names no reading of the law.",
                value=name,
                remedy=f"Give one of: {', '.join(known)}.",
            )
    return tuple(name for name in known if name in wanted)


def _optional_holidays(value: Any) -> Holidays | None:
    return None if value is None else choose(Holidays, value)


def _rebuild(chosen: Mapping[str, Any]) -> LawBook:
    return LawBook(**chosen)


@frozen(kw_only=True, repr=False)
class LawBook:
    """The law as data.

    Attributes:
        known_on: The book holds only what was known on this day; None means all we know.
        carried_until: Last month for which yearly values may be carried forward, or None.
        changes: What-if changes, in order.
        readings: Names of the readings that differ from the usual ones: see `with_reading`.
        holidays: What counts as a holiday; None: weekends, and public holidays where the extra
            `calendar` is installed.

    Examples:
        >>> kj.LAW
        LawBook()
        >>> kj.LAW.value("jkm.amount_bpu", kj.Month(2026, 11)).value
        6800
    """

    known_on: dt.date | None = field(default=None, validator=_is_known_on)
    carried_until: Month | None = field(default=None, validator=by(check_month, optional=True))
    changes: tuple[Change, ...] = field(default=(), validator=_are_changes)
    readings: tuple[str, ...] = field(default=(), converter=_known_readings)
    holidays: Holidays | None = field(default=None, converter=_optional_holidays)
    # What was read is kept; a book never changes, so it cannot go stale. eq=False: books are equal
    # by what was chosen, whatever has been read.
    _series: dict[str, Series] = field(factory=dict, init=False, eq=False)
    _levies: dict[tuple[Program, Segment, int], tuple[Levy, ...]] = field(
        factory=dict, init=False, eq=False
    )
    _watch: Watch | None = field(default=None, init=False, eq=False)

    def __reduce__(self) -> tuple[object, ...]:
        # Without what was read: whoever unpickles it reads the law files itself.
        return (_rebuild, (self.chosen(),))

    def __repr__(self) -> str:
        parts = (f"{name}={value!r}" for name, value in self.chosen().items())
        return f"LawBook({', '.join(parts)})"

    def chosen(self) -> Mapping[str, Any]:
        """What sets this book apart from the law as it stands, by name.

        Examples:
            >>> kj.LAW.carried_forward(kj.Month(2027, 12)).chosen()
            {'carried_until': Month(2027, 12)}
        """
        made = (each for each in attrs.fields(LawBook) if each.init)
        values = {each.name: getattr(self, each.name) for each in made}
        return {name: value for name, value in values.items() if value}

    @property
    @shaped("version.toml")
    def version(self) -> str:
        """Version of the law data: year and month of its last change."""
        return str(read_file("version")["law"])

    @property
    def horizon(self) -> Month | None:
        """Last month with yearly values, or None; beyond it a result says that it carries on."""
        announced = filter(self._knows, _base_of(_horizon()).values)
        known = (*announced, *self._build_series(_horizon()).values)  # no result rests on the value
        return max((value.until for value in known if value.until), default=None)

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
        found = self._series.get(path) if isinstance(path, str) else None
        if found is None:
            found = self._series[path] = self._build_series(path)
        if self._watch is None:
            return found
        # It stands in for a series, and does all that one does.
        return cast("Series", WatchedSeries(found, self._watch))

    def _build_series(self, path: str) -> Series:
        base = _base_of(path)
        values = tuple(filter(self._knows, base.values))
        series = attrs.evolve(base, values=values, carried_until=self.carried_until)
        for change in self.changes:
            if change.path == path:
                series = change.apply(series)
        return series if path == _horizon() else attrs.evolve(series, horizon=self.horizon)

    def paths(self) -> tuple[str, ...]:
        """Names of all parameters."""
        return tuple(path for name in _VALUE_FILES for path in _read_all_series(name))

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

    def value(self, path: str, month: Month) -> DatedValue:
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
        return self.series(path).at(check_month(month, "The month"))

    def value_on(self, path: str, day: dt.date) -> DatedValue:
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

    def levies(self, program: Program, segment: Segment, month: Month) -> tuple[Levy, ...]:
        """The tariff rows of one programme and segment in a month.

        Raises:
            BeforeDataError: code `before-data`.
            NotAnnouncedError: code `not-announced`.
            ProgramNotOpenError: code `program-not-open`: the segment has no such programme.

        Examples:
            >>> [levy.id for levy in kj.LAW.levies(kj.JHT, kj.Segment.PU, kj.Month(2025, 7))]
            ['jht-pu-employer', 'jht-pu-worker']
        """
        program, segment = choose(Program, program), choose(Segment, segment)
        key = (program, segment, check_month(month, "The month").ordinal)
        found = self._levies.get(key)
        if found is None:
            rows = [row for own, row in _rows(program) if own is segment]
            if not rows:
                raise ProgramNotOpenError(
                    f"{program} is not open to {segment}.",
                    value=program,
                    remedy="Leave the programme out.",
                )
            found = tuple(build_levy(self, program, row, month) for row in rows)
            self._levies[key] = found
        if self._watch is not None:
            self._watch.add_rows(found)
        return found

    def tariff(self, month: Month) -> tuple[Levy, ...]:
        """The whole tariff of a month; programmes that do not exist yet are left out.

        Raises:
            InvalidMonthError: code `invalid-month`.
            BeforeDataError: code `before-data`: no programme has begun.
            NotAnnouncedError: code `not-announced`.

        Examples:
            >>> sorted({levy.program.value for levy in kj.LAW.tariff(kj.Month(2015, 7))})
            ['JHT', 'JKK', 'JKM', 'JP']
        """
        check_month(month, "The month")
        rows: list[Levy] = []
        before: BeforeDataError | None = None
        for program in Program:
            segments = dict.fromkeys(segment for segment, _ in _rows(program))
            try:
                for segment in segments:
                    rows.extend(self.levies(program, segment, month))
            except BeforeDataError as error:
                before = before or error
        if before is not None and not rows:
            raise before
        return tuple(rows)

    def reliefs(self, program: Program, segment: Segment, month: Month) -> tuple[Relief, ...]:
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
        check_month(month, "The month")
        found = []
        with shaped("relief.toml"):
            for name, table in read_file("relief").items():
                if program not in table["programs"] or segment not in table["segments"]:
                    continue
                value = self.series(f"relief.{name}").in_force(month)
                if value is not None and value.value.ppm:
                    found.append(build_relief(name, table, value, segment))
        return tuple(filter(None, found))

    def watched(self) -> LawBook:
        """The same book, which notes what is read of it in `looked`.

        What the book has read or built already is shared; a book that is watched already notes
        the same look-ups as well.

        Examples:
            >>> book = kj.LAW.watched()
            >>> book.value("jkm.amount_bpu", kj.Month(2026, 11)).value, book == kj.LAW
            (6800, True)
            >>> [place.path for place in book.looked]
            ['jkm.amount_bpu']
        """
        view = object.__new__(LawBook)
        for name in _FIELDS:
            object.__setattr__(view, name, getattr(self, name))
        watch = Watch() if self._watch is None else self._watch.inside()
        object.__setattr__(view, "_watch", watch)
        return view

    @property
    def looked(self) -> frozenset[LookUp]:
        """What was read of a book that is watched; nothing for any other."""
        return frozenset() if self._watch is None else self._watch.looked

    def as_known(self, on: dt.date) -> LawBook:
        """The book as it was known on a day; later promulgations are forgotten.

        Args:
            on: The day. A value counts as known from its promulgation or announcement.

        Raises:
            InvalidDateError: code `invalid-date`.
            LawChangeError: code `law-change`: a change of this book touches nothing known then.

        Examples:
            >>> book = kj.LAW.as_known(dt.date(2025, 8, 20))
            >>> book.series("relief.labour_intensive_2025").in_force(kj.Month(2025, 8)) is None
            True
        """
        book = attrs.evolve(self, known_on=check_date(on, "The day"))
        for change in self.changes:
            book.series(change.path)
        return book

    def with_change(
        self, path: str, value: Rate | int, *, since: Month, until: Month | None = None
    ) -> LawBook:
        """A new book in which one value differs in some months, for what-if work.

        A change may go beyond the last value of a series, except for one entry of a mapping.

        Args:
            path: File and name, such as "jp.wage_ceiling"; with a further part for a value that
                depends on a class, scale or segment: "jkk.rate_pu.very_low".
            value: The new value in the unit of the series: a Rate, rupiah, years, months or days.
            since: First month of the change.
            until: Last month; None for all later months.

        Raises:
            LawPathError: code `law-path`.
            LawChangeError: code `law-change`: wrong unit, wrong months or no effect.

        Examples:
            >>> book = kj.LAW.with_change("jkm.amount_bpu", 10_000, since=kj.Month(2027, 1))
            >>> book.value("jkm.amount_bpu", kj.Month(2027, 1)).value
            10000
        """
        target, _, key = path, "", ""
        if isinstance(path, str) and path.count(".") == 2:
            target, _, key = path.rpartition(".")
        # Needed for what-if work only.
        from kopdes_jamsos.law.change import Change

        change = Change(path=target, key=key, value=value, since=since, until=until)
        change.apply(self.series(target))
        return attrs.evolve(self, changes=(*self.changes, change))

    def carried_forward(self, until: Month) -> LawBook:
        """A new book that carries yearly values forward from their last announcement.

        Args:
            until: Last month for which that is permitted.

        Raises:
            InvalidMonthError: code `invalid-month`.

        Examples:
            >>> book = kj.LAW.as_known(dt.date(2026, 11, 28)).carried_forward(kj.Month(2027, 12))
            >>> book.value("jp.wage_ceiling", kj.Month(2027, 3)).assumption
            'carried-forward'
        """
        return attrs.evolve(self, carried_until=check_month(until, "The last month"))

    def with_reading(self, name: str) -> LawBook:
        """A new book that reads a text in the other way in which it can be read.

        Readings are conventions of `conventions.toml`; each result that one decides names it.

        Args:
            name: Identifier of the reading:

                - "relief-as-practised": the relief of PP 50/2025 for BPU groups a and c as well;
                - "village-funding-public": the village budget (APBDes) as APBN or APBD money
                  under PP 50/2025;
                - "late-jht-employer-share": the fine of JHT on the employer's share only;
                - "jp-floor-before-share": the limits of a pension before the survivor's share;
                - "jht-yearly-crediting": the return of JHT without compounding within a year;
                - "jp-any-child-bars-parent": a child of any age bars the pension of a parent;
                - "jht-due-same-month": JHT of a BPU due in the same month, as JKK and JKM;
                - "jkp-month-of-dismissal-out": the month of a dismissal never counts for JKP.

        Raises:
            LawPathError: code `law-path`.

        Examples:
            >>> driver = kj.BPUEnrolment(
            ...     income=1_000_000,
            ...     programs={kj.JKK},
            ...     group="employer",
            ...     sector="transport",
            ...     funding="self",
            ... )
            >>> practised = kj.LAW.with_reading("relief-as-practised")
            >>> month = kj.Month(2026, 11)
            >>> kj.assess(driver, month).total, kj.assess(driver, month, law=practised).total
            (10000, 5000)
        """
        return attrs.evolve(self, readings=(*self.readings, name))

    def with_holidays(self, holidays: Holidays | str | None) -> LawBook:
        """A new book in which certain days count as holidays when a due date is moved.

        Args:
            holidays: "weekends", "public" or "collective leave"; None: weekends, and public
                holidays where the extra `calendar` is installed.

        Raises:
            UnknownChoiceError: code `unknown-choice`.
            MissingPackageError: code `missing-package`: more than weekends asked for, and the
                extra is not installed.

        Examples:
            >>> kj.LAW.with_holidays("weekends").holidays
            <Holidays.WEEKENDS: 'weekends'>
        """
        known_holidays(holidays)
        return attrs.evolve(self, holidays=holidays)

    @property
    def known_holidays(self) -> Holidays:
        """What counts as a holiday here: as chosen, or as much as is installed."""
        return known_holidays(self.holidays)

    @property
    def instruments(self) -> Mapping[str, Instrument]:
        """All legal texts and notices by their short citation."""
        from kopdes_jamsos.law.instruments import read_instruments

        return read_instruments()

    def instrument(self, key: str) -> Instrument:
        """The legal text or notice with a short citation.

        Raises:
            LawPathError: code `law-path`.

        Examples:
            >>> kj.LAW.instrument("PP 46/2015").title
            'Penyelenggaraan Program Jaminan Hari Tua'
        """
        return _named(self.instruments, key, "legal text")

    def convention(self, name: str) -> Convention:
        """The convention with an identifier.

        Raises:
            LawPathError: code `law-path`.

        Examples:
            >>> kj.LAW.convention("late-month").text("en")
            'The fine counts each started month of delay, without compounding.'
        """
        from kopdes_jamsos.law.instruments import read_conventions

        return _named(read_conventions(), name, "convention")

    def coverage(self) -> Mapping[str, Mapping[Evidence, int]]:
        """Number of values by law file and grade of evidence, as this book knows them."""
        counts: dict[str, dict[Evidence, int]] = {}
        for path in self.paths():
            area = counts.setdefault(path.partition(".")[0], dict.fromkeys(Evidence, 0))
            for value in self.series(path).values:
                area[value.evidence] += 1
        return {
            area: {grade: count for grade, count in grades.items() if count}
            for area, grades in counts.items()
        }


_FIELDS = tuple(each.name for each in attrs.fields(LawBook))


def check_book(value: object) -> LawBook:
    """The value, if it is a book of law.

    Raises:
        InvalidFactError: code `invalid-fact`.
    """
    return check_kind(value, LawBook, "law", "Give kj.LAW.")


def _named(table: Mapping[str, _T], key: str, what: str) -> _T:
    found = table.get(key) if isinstance(key, str) else None
    if found is None:
        raise LawPathError(
            f"{show(key)} names no {what}.", value=key, remedy="See the law files for the names."
        )
    return found


LAW = LawBook()
