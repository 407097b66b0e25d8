"""What values of the law are made of: bands, slices, stretches, due rules, mappings, and units."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container
from typing import Literal, NoReturn, TypeAlias, TypeVar

from attrs import frozen

from kopdes_jamsos.money import Rate, Rupiah
from kopdes_jamsos.months import Month
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
    "periods",
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
        raise TypeError("this cannot be changed; for values of the law see LawBook.with_change")

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


@frozen(cache_hash=True)  # asked for with every due day
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
