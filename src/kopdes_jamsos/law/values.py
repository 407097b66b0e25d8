"""Dated values: what holds in a month, since when it is known, and where it stands."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Callable, Container, Mapping
from itertools import pairwise
from typing import Any, Literal, NoReturn, TypeAlias, TypeVar

import attrs
from attrs import frozen

from kopdes_jamsos.basis.sources import Citation, Evidence
from kopdes_jamsos.errors import (
    BeforeDataError,
    LawDataError,
    NoRuleError,
    NotAnnouncedError,
    show,
)
from kopdes_jamsos.law._files import shaped
from kopdes_jamsos.money import Rate, Rupiah
from kopdes_jamsos.months import Month, check_date, check_month
from kopdes_jamsos.programs import (
    BusinessScale,
    Leaving,
    Program,
    RiskClass,
    SchoolLevel,
    Segment,
    Transport,
)
from kopdes_jamsos.wording.language import Language, words
from kopdes_jamsos.workdays import is_working_day

Unit: TypeAlias = Literal[
    "ppm",
    "rupiah",
    "years",
    "months",
    "days",
    "count",
    "date",
    "bands",
    "slices",
    "stretches",
    "due",
    "programs",
    "names",
    "rule",
]
Keys: TypeAlias = Literal[
    "risk_class", "business_scale", "segment", "school_level", "transport", "leaving"
]


KeyT = TypeVar("KeyT")
ValueT = TypeVar("ValueT")


# No MappingProxyType: that cannot be pickled, and books travel to worker processes.
class Frozen(dict[KeyT, ValueT]):
    """A mapping that cannot change, and can be pickled."""

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        raise TypeError("the values of the law cannot be changed; see LawBook.with_change")

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def __reduce__(self) -> tuple[object, ...]:
        return (type(self), (dict(self),))


@frozen
class Band:
    """An income band of BPU: incomes from `lower`, and the base that stands for them (rupiah)."""

    number: int
    lower: Rupiah
    upper: Rupiah | None
    base: Rupiah


@frozen
class Slice:
    """A slice of a construction contract value above a limit (rupiah), and its rate."""

    above: Rupiah
    rate: Rate


@frozen
class Stretch:
    """A stretch of months with a rate; the last one has no end."""

    months: int | None
    rate: Rate


@frozen
class DueRule:
    """When a contribution is due: a day, months after its month, and what a holiday does."""

    day: int
    months_later: int
    holiday: Literal["next", "previous", "none"]

    def of(
        self, month: Month, days_off: Container[dt.date] = frozenset()
    ) -> tuple[dt.date, dt.date]:
        """The day as the law names it, and the day after a weekend or holiday has moved it.

        In a month that lacks the day its last day counts (convention `due-short-month`).

        Args:
            month: The month to which the contribution belongs.
            days_off: Days beside Saturdays and Sundays on which nobody has to pay.

        Examples:
            >>> printed, moved = DueRule(day=15, months_later=0, holiday="next").of(Month(2025, 6))
            >>> printed.day, moved.day
            (15, 16)
        """
        target = month + self.months_later
        printed = target.first_day.replace(day=min(self.day, target.last_day.day))
        moved = printed
        while self.holiday != "none" and not is_working_day(moved, days_off):
            moved += dt.timedelta(days=1 if self.holiday == "next" else -1)
        return printed, moved


@frozen(kw_only=True, eq=False)
class DatedValue:
    """A value with the months in which it holds.

    Attributes:
        path: Name of the series, such as "jp.wage_ceiling".
        since: First month in which it holds.
        since_day: Day of that month on which it begins; it counts only for what follows an event.
        until: Last month, where the value itself ends; None where the next value replaces it.
        value: Rate, rupiah, years, months, days, a count, a date, bands, slices, due rule, names or
            programmes; True for a rule without a number; a mapping where the value depends on a
            risk class, a scale or a segment.
        citation: Legal text and article.
        known_since: Day from which it could be known.
        evidence: Grade.
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
    known_since: dt.date
    evidence: Evidence
    review_by: dt.date | None = None
    note: str = ""
    assumption: str = ""
    changed: frozenset[Any] = frozenset()

    @property
    def begins(self) -> dt.date:
        """First day on which it holds."""
        return dt.date(self.since.year, self.since.month, self.since_day)

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
            raise NoRuleError(
                f"{self.path} has no entry for {show(key)}.",
                value=key,
                remedy="See kj.LAW.series(path).values for the entries.",
            )
        own = attrs.evolve(self, value=self.value[key], changed=frozenset())
        return hypothetical(own) if key in self.changed else own


@frozen(kw_only=True, eq=False)
class Series:
    """All values of one parameter, in order of their months.

    Attributes:
        path: File and name, such as "jp.wage_ceiling".
        unit: What the values are.
        by: What a mapping is keyed by, or None.
        yearly: The value is set anew every year; beyond the last one nothing is announced.
        values: The dated values.
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
    carried_until: Month | None = None
    horizon: Month | None = None

    def title(self, language: Language) -> str:
        """Name in words; the path, where the law is not ours.

        Raises:
            UnknownChoiceError: code `unknown-choice`.

        Examples:
            >>> kj.LAW.series("jht.rate_worker").title("en")
            "Worker's share of JHT"
        """
        return words(language).get("titles", self.path)

    def in_force(self, month: Month) -> DatedValue | None:
        """The value of a month, or None where there is none.

        Examples:
            >>> kj.LAW.series("relief.bpu_other").in_force(kj.Month(2027, 1)) is None
            True
        """
        index = bisect_right(self.values, check_month(month, "The month"), key=_since)
        if not index:
            return None
        found = self.values[index - 1]
        # The last value that has begun may have ended before the next one begins.
        if found.until is None or month <= found.until:
            return self._beyond(found, month)
        if self.yearly and self.carried_until is not None and month <= self.carried_until:
            return attrs.evolve(found, until=None, assumption=found.assumption or "carried-forward")
        return None

    def on(self, day: dt.date) -> DatedValue:
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
        index = bisect_right(self.values, check_date(day, "The day"), key=_begins)
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
        if self.horizon is None or month <= self.horizon or found.until or found.assumption:
            return found
        # What the law says of later months itself, such as a ladder of ages, is not carried on.
        if found is not self.values[-1] or found.since > self.horizon:
            return found
        return attrs.evolve(found, assumption="carried-forward")

    def at(self, month: Month) -> DatedValue:
        """The value of a month.

        Raises:
            BeforeDataError: code `before-data`.
            NotAnnouncedError: code `not-announced`: set every year, and not yet for this month.
            NoRuleError: code `no-rule`: the rule has ended.

        Examples:
            >>> kj.LAW.series("jp.wage_ceiling").at(kj.Month(2015, 7)).value
            7000000
        """
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
            )
        raise NotAnnouncedError(
            f"{self.path} is not announced for {month}; the last value holds until {last.until}.",
            value=month,
            remedy=f"Wait for the announcement, or carry the last value forward: "
            f"law=kj.LAW.carried_forward(kj.Month({month.year}, {month.month})). "
            "Other books have the same method.",
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
        begins = "none is known"
        if self.values:
            first = self.values[0]
            begins = f"it begins in {first.since}"
            if isinstance(when, dt.date):
                begins = f"it begins on {first.begins}"
        return BeforeDataError(
            f"{self.path} has no value{f' for {when}' if when else ''}: {begins}.",
            value=when,
            remedy="Ask for a later month or day, or with a law book that knows more.",
        )


def hypothetical(value: DatedValue) -> DatedValue:
    """A value as a what-if: no legal text stands behind it."""
    return attrs.evolve(
        value,
        citation=Citation("what-if", value.path),
        evidence=Evidence.CONVENTION,
        assumption="what-if",
    )


def as_table(value: DatedValue) -> DatedValue:
    """A mapping of which several entries are read: a what-if where one of them was changed."""
    return hypothetical(value) if value.changed else value


def _since(value: DatedValue) -> Month:
    return value.since


def _begins(value: DatedValue) -> dt.date:
    return value.begins


_KEYS: dict[str, Mapping[str, Any]] = {
    "risk_class": {member.name.lower(): member for member in RiskClass},
    "business_scale": {member.value: member for member in BusinessScale},
    "segment": {member.value: member for member in Segment},
    "school_level": {member.value: member for member in SchoolLevel},
    "transport": {member.value: member for member in Transport},
    "leaving": {member.value: member for member in Leaving},
}


def _whole(value: Any, *others: None) -> Any:
    """A whole number that is not negative, or one of some other values."""
    if (type(value) is int and value >= 0) or value in others:
        return value
    raise TypeError


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    raise TypeError


def _holds(value: Any) -> bool:
    """A rule without a number holds, and has no value in its file."""
    if value is None:
        return True
    raise TypeError


def _due(row: Mapping[str, Any]) -> DueRule:
    rule = DueRule(**row)
    if (
        rule.day in range(1, 32)
        and rule.months_later in range(13)
        and rule.holiday in ("next", "previous", "none")
    ):
        return rule
    raise TypeError


_UNITS: dict[str, Callable[[Any], Any]] = {
    "ppm": Rate,
    **dict.fromkeys(("rupiah", "years", "months", "days", "count"), _whole),
    "date": lambda day: check_date(day, "A value"),
    "bands": lambda rows: tuple(
        Band(number, _whole(row["from"]), _whole(row.get("to"), None), _whole(row["base"]))
        for number, row in enumerate(rows, 1)
    ),
    "slices": lambda rows: tuple(Slice(_whole(row["above"]), Rate(row["rate"])) for row in rows),
    "stretches": lambda rows: tuple(
        Stretch(_whole(row.get("months"), None), Rate(row["rate"])) for row in rows
    ),
    "due": _due,
    # A text alone would be taken letter by letter; [0] holds no text and is refused.
    "names": lambda names: tuple(map(_text, names if isinstance(names, list) else [0])),
    "programs": lambda names: frozenset(Program(name) for name in names),
    "rule": _holds,
}


def key_of(by: Keys | None, name: str) -> object:
    """The member that a key of a mapping names, or None.

    Examples:
        >>> key_of("risk_class", "very_low")
        <RiskClass.VERY_LOW: 1>
    """
    return _KEYS[by].get(name) if by else None


def read_series(path: str, table: Mapping[str, Any]) -> Series:
    """Series from a table of a law file.

    Raises:
        LawDataError: code `law-data`: the months do not ascend, overlap, or end before they begin;
            or something is missing or of another kind than its schema says.
    """
    with shaped(path):
        unit, by = table["unit"], table.get("by")
        values = tuple(_read_value(path, unit, by, row) for row in table["values"])
    for value in values:
        if value.until is not None and value.until < value.since:
            raise LawDataError(
                f"{path}: the value of {value.since} ends before it begins.",
                value=value.until,
                remedy="Let until be the same month as from, or later.",
            )
    for earlier, later in pairwise(values):
        # A value without an end is replaced by the next one: only their beginnings must ascend.
        if later.since <= (earlier.until or earlier.since):
            raise LawDataError(
                f"{path}: the value of {later.since} overlaps the one before.",
                value=later.since,
                remedy="Let the months ascend without overlap.",
            )
    return Series(
        path=path,
        unit=unit,
        by=by,
        yearly=table.get("review") == "yearly",
        values=values,
    )


def _read_value(path: str, unit: Unit, by: Keys | None, row: Mapping[str, Any]) -> DatedValue:
    read = _UNITS[unit]
    raw: Any = row.get("value") if unit == "rule" else row["value"]
    value = Frozen({_KEYS[by][name]: read(item) for name, item in raw.items()}) if by else read(raw)
    since = Month.parse(row["from"])
    assumed = _text(row.get("assumes", ""))
    return DatedValue(
        path=path,
        since=since,
        # replace() refuses a day that the month does not have.
        since_day=since.first_day.replace(day=row.get("from_day", 1)).day,
        until=Month.parse(row["until"]) if "until" in row else None,
        value=value,
        citation=Citation(_text(row["source"]), _text(row["article"])),
        known_since=check_date(row["known_since"], "known_since"),
        evidence=Evidence(row["evidence"]),
        review_by=check_date(row["review_by"], "review_by") if "review_by" in row else None,
        note=_text(row.get("note", "")),
        assumption=assumed,
    )
