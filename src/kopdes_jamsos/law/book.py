"""The book of all law: values by month, as known on a day, changed or carried forward.

The law files stand beside this module and are read when first needed. A book never changes; each
of `as_known`, `with_change`, `carried_forward`, `with_reading` and `with_holidays` gives a new one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

import attrs
from attrs import frozen

from kopdes_jamsos._checks import check_kind
from kopdes_jamsos._plain import as_text
from kopdes_jamsos.basis import Displayed, Note, Statement
from kopdes_jamsos.basis.sources import Evidence
from kopdes_jamsos.basis.statements import facts_shown
from kopdes_jamsos.errors import LawPathError, told
from kopdes_jamsos.law._files import read_file, shaped
from kopdes_jamsos.law.change import Change
from kopdes_jamsos.law.reader import LawReader
from kopdes_jamsos.law.values import DatedValue
from kopdes_jamsos.money import Rate
from kopdes_jamsos.months import DateLike, Month, MonthLike, as_date, as_month
from kopdes_jamsos.workdays import Holidays, known_holidays

if TYPE_CHECKING:
    from kopdes_jamsos.law.instruments import Convention, Instrument

_T = TypeVar("_T")


def _rebuild(chosen: Mapping[str, Any]) -> LawBook:
    return LawBook(**chosen)


@frozen(kw_only=True, repr=False)
class LawBook(LawReader, Displayed):
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

    def __reduce__(self) -> tuple[object, ...]:
        # Without what was read: whoever unpickles it reads the law files itself.
        return (_rebuild, (self.chosen(),))

    def __repr__(self) -> str:
        parts = (f"{name}={value!r}" for name, value in self.chosen().items())
        return f"LawBook({', '.join(parts)})"

    def _display(self) -> Statement:
        facts = dict(self.chosen())
        if self.changes:
            facts["changes"] = [_worded(change) for change in self.changes]
        if self.readings:
            facts["readings"] = [Note.of("reading", name=name) for name in self.readings]
        if self.holidays:
            facts["holidays"] = Note.of(f"holidays-{self.holidays.replace(' ', '-')}")
        return facts_shown(
            Note.of("law-book", version=self.version, count=len(self.paths())), facts
        )

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

    def as_known(self, on: DateLike) -> LawBook:
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
        book = attrs.evolve(self, known_on=as_date(on, "on"))
        for change in self.changes:
            book.series(change.path)
        return book

    def with_change(
        self, path: str, value: Rate | int, *, since: MonthLike, until: MonthLike | None = None
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
        return self._after(Change(path=target, key=key, value=value, since=since, until=until))

    def carried_forward(self, until: MonthLike) -> LawBook:
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
        return attrs.evolve(self, carried_until=as_month(until, "until"))

    def with_reading(self, name: str) -> LawBook:
        """A new book that reads a text in the other way in which it can be read.

        Readings are conventions of `conventions.toml`; each result that one decides names it.

        Args:
            name: Identifier of the reading:

                - "relief-as-practised": the relief of PP 50/2025 for BPU groups a and c as well;
                - "village-funding-public": the village budget (APBDes) as APBN or APBD money
                  under PP 50/2025;
                - "late-jht-employer-share": the fine of JHT on the employer's share only;
                - "construction-no-fine": no fine for late stages of construction projects;
                - "jp-floor-before-share": the limits of a pension before the survivor's share;
                - "jht-yearly-crediting": the return of JHT without compounding within a year;
                - "jp-any-child-bars-parent": a child of any age bars the pension of a parent;
                - "jht-due-same-month": JHT of a BPU due in the same month, as JKK and JKM;
                - "jkp-month-of-dismissal-out": the month of a dismissal never counts for JKP;
                - "scholarship-months-once": memberships side by side, each month once;
                - "scholarship-first-claim-limited": three school years back at the first claim too;
                - "incapacity-from-accident": stretches of incapacity from the day of the accident;
                - "sanction-calendar-days": days, not working days, in the terms of warnings;
                - "sanction-fine-every-month": the administrative fine of each started month;
                - "jp-membership-goes-on": membership in JP goes on without work, for its density;
                - "jkm-months-as-worker": months as a wage earner count for a new BPU's JKM;
                - "jht-paid-beside-bpu": JHT of a job that was left is paid beside one as BPU;
                - "jht-own-account-at-age": at pension age, JHT of ended memberships only.

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


def _worded(change: Change) -> Note:
    path = f"{change.path}.{change.key}" if change.key else change.path
    ends = "" if change.until is None else "-until"
    return Note.of(
        f"changed-value{ends}",
        name=path,
        value=change.value,
        since=change.since,
        until=change.until,
    )


def value_or_last(law: LawBook, path: str, month: Month | None) -> DatedValue:
    """The value of a month; without a month the last one that the book knows.

    Raises:
        BeforeDataError: code `before-data`.
        NotAnnouncedError: code `not-announced`.
        NoRuleError: code `no-rule`.
    """
    return law.series(path).latest() if month is None else law.value(path, month)


def rule_or_last(law: LawBook, path: str, month: Month | None) -> DatedValue | None:
    """The value of a month, or without a month the last one; None where there is none."""
    series = law.series(path)
    return series.in_force(month) if month else next(iter(series.values[-1:]), None)


def check_book(value: object) -> LawBook:
    """The value, if it is a book of law.

    Raises:
        InvalidFactError: code `invalid-fact`.
    """
    return check_kind(value, LawBook, "law", "Give kj.LAW.")


def _named(table: Mapping[str, _T], key: str, what: str) -> _T:
    found = table.get(as_text(key) or "")
    if found is None:
        shown, kept = told(key, "name", names=table)
        raise LawPathError(
            f"{shown} names no {what}.", value=kept, remedy="See the law files for the names."
        )
    return found


LAW = LawBook()
