"""What-if changes of a series: the months they touch, the unit they must have."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Any

import attrs
from attrs import field, frozen

from kopdes_jamsos._checks import to_month, to_month_or_none
from kopdes_jamsos._plain import as_int
from kopdes_jamsos.errors import LawChangeError, LawPathError, a_kind, told
from kopdes_jamsos.law.kinds import Frozen
from kopdes_jamsos.law.series_files import key_of
from kopdes_jamsos.law.values import DatedValue, Series, hypothetical
from kopdes_jamsos.money import LARGEST, Rate
from kopdes_jamsos.months import LONGEST_LIFE, Month


def _plain(value: Any) -> Any:
    """A value; of an integer of NumPy the int that it is."""
    number = as_int(value)
    return value if number is None else number


@frozen(kw_only=True)
class Change:
    """A value that differs from the law in some months.

    Attributes:
        path: The series.
        key: Name of the entry of a mapping, or empty.
        value: The new value in the unit of the series.
        since: First month.
        until: Last month, or None for all later months.
    """

    path: str
    key: str = ""
    value: Any = field(converter=_plain)
    since: Month = field(converter=to_month)
    until: Month | None = field(default=None, converter=to_month_or_none)

    def apply(self, series: Series) -> Series:
        """The series with this change.

        Raises:
            LawPathError: code `law-path`: the entry of the mapping does not exist.
            LawChangeError: code `law-change`: wrong unit, wrong months or no effect.
        """
        _check(series, self)
        kept: list[DatedValue] = []
        touched: list[DatedValue] = []
        # Only these can lie in the months of the change; the others stay as they are.
        begin = max(0, bisect_left(series.values, self.since, key=_since) - 1)
        end = None if self.until is None else bisect_right(series.values, self.until, key=_since)
        concerned = series.values[begin:end]
        beyond_them = series.values[begin + len(concerned) :]
        followed = (*concerned[1:], *(beyond_them[:1] or (None,)))
        for value, following in zip(concerned, followed, strict=True):
            # A value that begins within a month leaves the first days of it to the one before.
            last = value.until or (
                following.since - int(following.since_day == 1) if following else None
            )
            before = _overlap(value.since, last, None, self.since - 1)
            within = _overlap(value.since, last, self.since, self.until)
            after = _overlap(value.since, last, self.until + 1, None) if self.until else None
            kept.extend(
                _between(value, first, final) for first, final in filter(None, (before, after))
            )
            if within:
                touched.append(_between(value, *within))
        if self.key:
            key = key_of(series.by, self.key)
            changed = [_changed_entry(self, key, value) for value in touched]
            # An entry that began later has no value before.
            effect = any(value.value.get(key) != self.value for value in touched)
        else:
            # Only the path is taken from the first value; all else is of the change.
            changed = [_changed(self, series.values[0])]
            # Months that had no value get one: an effect, whatever the value.
            beyond = not touched or touched[-1].until != self.until
            effect = beyond or any(value.value != self.value for value in touched)
        if not effect:
            raise LawChangeError(
                f"The change of {self.path} has no effect.",
                value=self.value,
                remedy="Change another value, other months, or leave the change out.",
            )
        between = sorted((*kept, *changed), key=lambda value: value.begins)
        return attrs.evolve(series, values=series.values[:begin] + tuple(between) + beyond_them)


def _since(value: DatedValue) -> Month:
    return value.since


# Beyond these a value is a slip, and sums of dates with it would leave the calendar.
_LIMITS = {
    "years": LONGEST_LIFE,
    "months": 12 * LONGEST_LIFE,
    "days": 366 * LONGEST_LIFE,
    "count": LARGEST,
    "rupiah": LARGEST,
}
_TYPES: dict[str, type] = {"ppm": Rate, **dict.fromkeys(_LIMITS, int)}


def _between(value: DatedValue, first: Month, last: Month | None) -> DatedValue:
    day = value.since_day if first == value.since else 1
    return attrs.evolve(value, since=first, since_day=day, until=last)


def _changed(change: Change, like: DatedValue) -> DatedValue:
    return hypothetical(
        attrs.evolve(
            like,
            since=change.since,
            since_day=1,
            until=change.until,
            value=change.value,
            known_since=change.since.first_day,
            review_by=None,
            note="",
        )
    )


def _changed_entry(change: Change, key: object, value: DatedValue) -> DatedValue:
    return attrs.evolve(
        value, value=Frozen({**value.value, key: change.value}), changed=value.changed | {key}
    )


def _check(series: Series, change: Change) -> None:
    if change.until is not None and change.until < change.since:
        raise LawChangeError(
            f"The change of {change.path} ends before it begins.",
            value=change.until,
            remedy="Let until be the same month as since, or later.",
        )
    if not series.values or change.since < series.values[0].since:
        raise LawChangeError(
            f"The change of {change.path} begins before the law data do.",
            value=change.since,
            remedy="Begin in a month for which the series has a value, or later.",
        )
    if bool(series.by) != bool(change.key):
        entries = f" by {series.by}" if series.by else " of one value"
        raise LawPathError(
            f"{change.path} is a series{entries}.",
            value=change.key,
            remedy='Name the entry of a mapping as a last part: "jkk.rate_pu.very_low".',
        )
    key = key_of(series.by, change.key)
    if series.by and not any(key in value.value for value in series.values):
        shown, kept = told(change.key, "key", like="[a-z_]+")
        raise LawPathError(
            f"{change.path} has no entry for {shown}.",
            value=kept,
            remedy="See kj.LAW.series(path).values for the entries.",
        )
    wanted = _TYPES.get(series.unit)
    outside = isinstance(change.value, int) and not (
        0 <= change.value <= _LIMITS.get(series.unit, 0)
    )
    if wanted is None or type(change.value) is not wanted or outside:
        raise LawChangeError(
            f"{change.path} is in {series.unit}; got {a_kind(change.value)}.",
            value="value",
            remedy='Give percent("…") for rates, and for all other units an int that can be meant.'
            if wanted
            else "Values of this unit cannot be changed one by one.",
        )


def _overlap(
    since: Month, until: Month | None, lower: Month | None, upper: Month | None
) -> tuple[Month, Month | None] | None:
    first = since if lower is None else max(since, lower)
    last = until if upper is None else upper if until is None else min(until, upper)
    return None if last is not None and last < first else (first, last)


def check_changes(changes: object) -> None:
    """Refuse anything but a tuple of changes.

    Raises:
        LawChangeError: code `law-change`.
    """
    if type(changes) is not tuple or not all(isinstance(item, Change) for item in changes):
        raise LawChangeError(
            f"The changes of a book must be a tuple of changes; got {a_kind(changes)}.",
            value="changes",
            remedy="Make books with kj.LAW.with_change(…).",
        )
