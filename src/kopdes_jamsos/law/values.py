"""Dated values: what holds in a month, since when it is known, and where it stands."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

import attrs
from attrs import field, frozen

from kopdes_jamsos.basis import Displayed, Note, Row, Statement
from kopdes_jamsos.basis.sources import Citation, Evidence
from kopdes_jamsos.errors import BeforeDataError, NoRuleError, NotAnnouncedError, told
from kopdes_jamsos.law.kinds import Frozen, Keys, Unit
from kopdes_jamsos.money import Rate
from kopdes_jamsos.months import DateLike, Month, MonthLike, as_date, as_month
from kopdes_jamsos.wording.language import Language, words

# The convention under which a value holds in months for which nothing was announced.
CARRIED = "carried-forward"


@frozen(kw_only=True)
class Confirmation:
    """A further text that says the same as that which sets a value.

    Attributes:
        citation: Legal text and article.
        known_since: Day from which it could be known.
        evidence: Grade of what it says.

    Examples:
        >>> [confirmed] = kj.LAW.value("jkk.home_care", kj.Month(2025, 7)).confirmed_by
        >>> str(confirmed.citation), confirmed.known_since.year
        ('Permenaker 5/2021 Pasal 110 ayat (4), Pasal 130 huruf c', 2021)
    """

    citation: Citation
    known_since: dt.date
    evidence: Evidence


@frozen(kw_only=True, eq=False)
class DatedValue(Displayed):
    """A value with the months in which it holds.

    Attributes:
        path: Name of the series, such as "jp.wage_ceiling".
        since: First month in which it holds.
        since_day: Day of that month on which it begins; it counts only for what follows an event.
        until: Last month, where the value itself ends; None where the next value replaces it.
        value: Rate, rupiah, years, months, days, a count, a date, bands, slices, due rule, names or
            programmes; True for a rule without a number; a mapping where the value depends on a
            risk class, a scale or a segment.
        citation: Legal text and article that set it.
        confirmed_by: Further texts that say the same, in order of their days.
        known_since: Day from which it could be known.
        own_evidence: Grade of what the text that sets it says, without the further ones.
        review_by: Day by which it must be checked again, for values set every year.
        note: Remark for the reader of the law file.
        assumption: Convention under which it stands (of its row, carried forward, what-if), or
            empty.
        changed: Keys of the entries of a mapping that a what-if change touched.

    Examples:
        >>> kj.LAW.value("jp.wage_ceiling", kj.Month(2026, 2)).value
        10547400
    """

    path: str
    since: Month
    since_day: int = 1
    until: Month | None = None
    value: Any
    citation: Citation
    confirmed_by: tuple[Confirmation, ...] = ()
    known_since: dt.date
    own_evidence: Evidence
    review_by: dt.date | None = None
    note: str = ""
    assumption: str = ""
    changed: frozenset[Any] = frozenset()

    def _display(self) -> Statement:
        return Statement(title=Note.of("law-value", name=self.path), rows=(_row(self),))

    @property
    def begins(self) -> dt.date:
        """First day on which it holds."""
        return dt.date(self.since.year, self.since.month, self.since_day)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Where it stands: the text that sets it, and then those that say the same."""
        return (self.citation, *(each.citation for each in self.confirmed_by))

    @property
    def evidence(self) -> Evidence:
        """Grade: that of the text that says it best."""
        return min(
            (self.own_evidence, *(each.evidence for each in self.confirmed_by)),
            key=lambda grade: grade.rank,
        )

    def as_known(self, on: DateLike) -> DatedValue:
        """The value without the further texts that were not known on a day.

        Examples:
            >>> home_care = kj.LAW.value("jkk.home_care", kj.Month(2025, 7))
            >>> home_care.evidence, home_care.as_known(dt.date(2020, 7, 1)).evidence
            (<Evidence.TEXT: 'text'>, <Evidence.REPORTED: 'reported'>)
        """
        on = as_date(on, "on")
        known = tuple(each for each in self.confirmed_by if each.known_since <= on)
        return self if known == self.confirmed_by else attrs.evolve(self, confirmed_by=known)

    def entry(self, key: Any) -> DatedValue:
        """The entry of a mapping as a value of its own.

        Raises:
            NoRuleError: code `no-rule`: the mapping has no such entry.

        Examples:
            >>> rates = kj.LAW.value("jkk.rate_pu", kj.Month(2026, 11))
            >>> rates.entry(kj.RiskClass.LOW).value.ppm
            5400
        """
        if key not in self.value:
            shown, kept = told(key, "key", names=self.value)
            raise NoRuleError(
                f"{self.path} has no entry for {shown}.",
                value=kept,
                remedy="See kj.LAW.series(path).values for the entries.",
            )
        own = attrs.evolve(self, value=self.value[key], changed=frozenset())
        return hypothetical(own) if key in self.changed else own


# What a line can hold; scales, bands and rules for days are tables of their own.
_SIMPLE = (int, Rate, dt.date, frozenset)


def _row(value: DatedValue) -> Row:
    """A value and its months as a row of what is shown."""
    held = value.value
    items = held.values() if isinstance(held, Mapping) else [held]
    if held is True:
        label = Note.of("law-in-force")
    elif all(isinstance(item, _SIMPLE) for item in items):
        label = Note.of("fact", value=held)
    else:
        label = Note.of("law-by-table")
    code = "since" if value.until is None else "months"
    head = Note.of(f"law-{code}", since=value.since, until=value.until)
    return Row(head=head, label=label, citations=value.citations)


@frozen(kw_only=True, eq=False)
class Series(Displayed):
    """All values of one parameter, in order of their months.

    Attributes:
        path: File and name, such as "jp.wage_ceiling".
        unit: What the values are.
        by: What a mapping is keyed by, or None.
        yearly: The value is set anew every year; beyond the last one nothing is announced.
        values: The dated values.
        read_as: What its values are under another reading of the text, by the name of the reading.
        carried_until: Last month for which the last value may be carried forward.
        horizon: Last month for which the law speaks; what has no end is carried beyond it, and
            the value says so. None: no such month is known.

    Examples:
        >>> series = kj.LAW.series("jp.wage_ceiling")
        >>> series.unit, series.yearly, series.values[0].value
        ('rupiah', True, 7000000)
    """

    path: str
    unit: Unit
    by: Keys | None = None
    yearly: bool = False
    values: tuple[DatedValue, ...]
    read_as: Mapping[str, Any] = Frozen()
    carried_until: Month | None = None
    horizon: Month | None = None
    # Where each value begins, once somebody asks for a month.
    _begins: tuple[int, ...] | None = field(default=None, init=False, repr=False)

    def _display(self) -> Statement:
        newest_first = tuple(map(_row, reversed(self.values)))
        return Statement(title=Note.of("law-value", name=self.path), rows=newest_first)

    def under(self, readings: Iterable[str]) -> Series:
        """The series as some readings of the text take it.

        Args:
            readings: Names of the readings that are taken.

        Examples:
            >>> shares = kj.LAW.series("jht.late_fine_shares")
            >>> shares.under(["late-jht-employer-share"]).values[0].value
            ('employer',)
        """
        taken = [name for name in readings if name in self.read_as]
        if not taken:
            return self
        values = (
            attrs.evolve(
                value,
                value=self.read_as[taken[0]],
                own_evidence=Evidence.CONVENTION,
                assumption=taken[0],
            )
            for value in self.values
        )
        return attrs.evolve(self, values=tuple(values))

    def title(self, language: Language) -> str:
        """Name in words; the path, where the law is not ours.

        Raises:
            UnknownChoiceError: code `unknown-choice`.

        Examples:
            >>> kj.LAW.series("jht.rate_worker").title("en")
            "Worker's share of JHT"
        """
        return words(language).get("titles", self.path)

    def in_force(self, month: MonthLike) -> DatedValue | None:
        """The value of a month, or None where there is none.

        Examples:
            >>> kj.LAW.series("relief.bpu_other").in_force(kj.Month(2027, 1)) is None
            True
        """
        begins = self._begins
        if begins is None:
            begins = tuple([each.since.ordinal for each in self.values])
            object.__setattr__(self, "_begins", begins)
        month = as_month(month, "month")
        number = month.ordinal
        index = bisect_right(begins, number)
        if not index:
            return None
        found = self.values[index - 1]
        until = found.until
        # The last value that has begun may have ended before the next one begins.
        if until is None or number <= until.ordinal:
            return self._beyond(found, month)
        if self.yearly and self.carried_until is not None and month <= self.carried_until:
            return _carried(found)
        return None

    def on(self, day: DateLike) -> DatedValue:
        """The value of a day: for what follows an event, such as a death, and no month.

        Raises:
            InvalidDateError: code `invalid-date`.
            BeforeDataError: code `before-data`.
            NotAnnouncedError: code `not-announced`: set every year, and not yet for this day.
            NoRuleError: code `no-rule`: the rule has ended.

        Examples:
            >>> funeral = kj.LAW.series("jkm.funeral")
            >>> [funeral.on(dt.date(2019, 12, day)).value for day in (1, 2)]
            [3000000, 10000000]
        """
        day = as_date(day, "day")
        index = bisect_right(self.values, day, key=_begins)
        if not index:
            raise self._before(day)
        found, month = self.values[index - 1], Month.of(day)
        if found.until is None or month <= found.until:
            return self._beyond(found, month)
        # `at` gives the error, or the value that is carried forward. It reads whole months: what
        # begins later in this one is left out first.
        return attrs.evolve(self, values=self.values[:index]).at(month)

    def _beyond(self, found: DatedValue, month: Month) -> DatedValue:
        """The value in force; beyond the horizon as law that is carried on."""
        horizon = self.horizon
        if horizon is None or month.ordinal <= horizon.ordinal or found.until or found.assumption:
            return found
        # What the law says of later months itself, such as an age that rises, is not carried on.
        if found is not self.values[-1] or found.since > self.horizon:
            return found
        return _carried(found)

    def at(self, month: MonthLike) -> DatedValue:
        """The value of a month.

        Raises:
            BeforeDataError: code `before-data`.
            NotAnnouncedError: code `not-announced`: set every year, and not yet for this month.
            NoRuleError: code `no-rule`: the rule has ended.

        Examples:
            >>> kj.LAW.series("jp.wage_ceiling").at(kj.Month(2015, 7)).value
            7000000
        """
        month = as_month(month, "month")
        found = self.in_force(month)
        if found is not None:
            return found
        if not self.values or month < self.values[0].since:
            raise self._before(month)
        last = self.values[bisect_right(self.values, month, key=_since) - 1]
        if not self.yearly:
            raise NoRuleError(
                f"{self.path} has no value for {month}; it ended in {last.until}.",
                value=month,
                remedy="Ask for a month in which the rule holds.",
                reason="ended",
                path=self.path,
                month=month,
                last=last.until,
            )
        raise NotAnnouncedError(
            f"{self.path} is not announced for {month}; the last value holds until {last.until}.",
            value=month,
            remedy=f"Wait for the announcement, or carry the last value forward: "
            f"law=kj.LAW.carried_forward(kj.Month({month.year}, {month.month})). "
            "Other books have the same method.",
            reason="value",
            path=self.path,
            month=month,
            last=last.until,
        )

    def latest(self) -> DatedValue:
        """The last value that the book knows, whatever the month.

        Raises:
            BeforeDataError: code `before-data`: none is known.
        """
        if not self.values:
            raise self._before(None)
        return self.values[-1]

    def _before(self, when: Month | dt.date | None) -> BeforeDataError:
        begins, first = "none is known", None
        if self.values:
            first = self.values[0].since
            begins = f"it begins in {first}"
            if isinstance(when, dt.date):
                begins = f"it begins on {self.values[0].begins}"
        return BeforeDataError(
            f"{self.path} has no value{f' for {when}' if when else ''}: {begins}.",
            value=when,
            remedy="Ask for a later month or day, or with a law book that knows more.",
            reason="value",
            path=self.path,
            first=first,
        )


# Asked for month after month; a book has few values that are carried on.
@lru_cache(maxsize=1024)
def _carried(value: DatedValue) -> DatedValue:
    """A value that is carried on beyond its months."""
    return attrs.evolve(value, until=None, assumption=value.assumption or CARRIED)


def hypothetical(value: DatedValue) -> DatedValue:
    """A value as a what-if: it stands in no legal text."""
    return attrs.evolve(
        value,
        citation=Citation("what-if", value.path),
        confirmed_by=(),
        own_evidence=Evidence.CONVENTION,
        assumption="what-if",
    )


def as_table(value: DatedValue) -> DatedValue:
    """A mapping of which several entries are read: a what-if where one of them was changed."""
    return hypothetical(value) if value.changed else value


def _since(value: DatedValue) -> Month:
    return value.since


def _begins(value: DatedValue) -> dt.date:
    return value.begins
