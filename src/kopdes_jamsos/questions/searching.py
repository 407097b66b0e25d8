"""The stretches on an axis, and what causes the steps between them.

Implements no article of its own. Along an amount and an age the places to look at are the limits of
the law that were read, and what halving finds: a limit that is passed is not passed again. Along
dates and numbers of months every place is asked.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from kopdes_jamsos.basis import Basis, LookUp
from kopdes_jamsos.law import DatedValue
from kopdes_jamsos.money import PARTS
from kopdes_jamsos.months import Month
from kopdes_jamsos.questions.axes import Along, Axis
from kopdes_jamsos.questions.causes import Limits, changed_values, cited, limits_of, values_at
from kopdes_jamsos.questions.readings import NO_PART, Key, Part

# First and last place of a stretch.
Span = tuple[int, int]


class Cause(NamedTuple):
    """Values of the law that cause a step, and what the parts that change rest on."""

    values: tuple[DatedValue, ...]
    basis: Basis


# Over a million rupiah the rounding of any rate repeats itself, over less that of most rates does.
_REPEATS = (PARTS, PARTS // 10, PARTS // 100)


def measured(span: Span) -> int:
    """Over which length a stretch is measured: one over which rounding repeats itself, if it can.

    Examples:
        >>> measured((0, 11_086_300)), measured((9_559_601, 10_042_300)), measured((1, 137))
        (11000000, 400000, 136)
    """
    length = span[1] - span[0]
    for unit in _REPEATS:
        if length >= unit:
            return length // unit * unit
    return length


class Search:
    """Finds the stretches on an axis, and what causes the steps between them."""

    def __init__(self, axis: Axis) -> None:
        self._axis = axis

    def spans(self) -> list[Span]:
        """The stretches in order."""
        found: list[Span] = []
        for span in self._pieces():
            if found and self._goes_on(found[-1], span):
                span = found.pop()[0], span[1]
            found.append(span)
        return found

    if TYPE_CHECKING:  # each search has its own

        def _pieces(self) -> Iterator[Span]:
            """Stretches that may be parts of longer ones."""

        def _goes_on(self, before: Span, after: Span) -> bool:
            """Whether two stretches are one."""

        def _causes(self, before: int, after: int, parts: Sequence[Part]) -> tuple[DatedValue, ...]:
            """Values of the law that cause a step between two places, where parts change."""

    def _changes(self, key: Key, before: Span, after: Span) -> bool:
        """Whether a step between two stretches is one of a part, by more than what it cites."""
        sides = [self._axis.reading(place).parts for place in (before[1], after[0])]
        if not all(key in parts for parts in sides):
            return True
        one, other = (parts[key] for parts in sides)
        return (one.amount, one.mark) != (other.amount, other.mark)

    def cause(self, before: Span, after: Span) -> Cause:
        """What causes the step between two stretches."""
        places = before[1], after[0]
        sides = [self._axis.reading(place) for place in places]
        parts: list[Part] = []
        if not any(side.error for side in sides):
            keys = [key for key in self._keys(*places) if self._changes(key, before, after)]
            parts = [side.parts[key] for key in keys for side in sides if key in side.parts]
        values = self._causes(*places, parts)
        rest = (Basis.of(each, decides=False) for each in values)
        return Cause(values, Basis.sum((*(part.basis for part in parts), *rest)))

    def _read(self, *places: int) -> tuple[DatedValue, ...]:
        """What was read of the law at some places."""
        lookups = frozenset[LookUp]().union(*(self._axis.reading(each).lookups for each in places))
        return values_at(self._axis.law, lookups)

    def _keys(self, before: int, after: int) -> dict[Key, None]:
        """The parts at two places, in order."""
        sides = (self._axis.reading(number).parts for number in (before, after))
        return dict.fromkeys(key for parts in sides for key in parts)

    def _part(self, key: Key, number: int) -> Part:
        return self._axis.reading(number).parts.get(key, NO_PART)


class _PlaceSearch(Search):
    """Along dates and numbers of months: place by place."""

    def _pieces(self) -> Iterator[Span]:
        return ((number, number) for number in range(self._axis.first, self._axis.last + 1))

    def _goes_on(self, before: Span, after: Span) -> bool:
        one, other = self._axis.reading(before[1]), self._axis.reading(after[0])
        if one.amount == other.amount:
            return one.refusal == other.refusal
        known = one.amount is not None and other.amount is not None
        return known and self._axis.grows and one.marks == other.marks

    def _causes(self, before: int, after: int, parts: Sequence[Part]) -> tuple[DatedValue, ...]:
        # Other values may have the same number; those of the parts that change are cited by them.
        places = Basis.sum(part.basis for part in parts).citations
        first, last = self._axis.place(before), self._axis.place(after)
        if not isinstance(first, int):
            read = self._read(before), self._read(after)
            return cited(changed_values(*read, _first_day(first), _first_day(last)), places)
        # Ages and numbers of months on one day: what had not begun then is no limit.
        begun = (each for each in self._read(before, after) if each.begins <= self._axis.day)
        limits = limits_of(self._axis.law, cited(begun, places), in_rupiah=False)
        found = [value for place in (before, after) for value in limits.get(place, ())]
        if not found:  # one limit that another puts off, such as pension age that is deferred
            put_off = (pair for pair in combinations(limits, 2) if sum(pair) in (before, after))
            found = [value for pair in put_off for number in pair for value in limits[number]]
        return tuple(found)


def _first_day(place: Any) -> dt.date:
    return place.first_day if isinstance(place, Month) else place


class _LimitSearch(Search):
    """At the limits of the law that were read, and by halving wherever else a part changes."""

    in_rupiah: ClassVar[bool]

    def __init__(self, axis: Axis) -> None:
        super().__init__(axis)
        read = self._read(axis.first, axis.last)
        self._limits: Limits = limits_of(axis.law, read, in_rupiah=self.in_rupiah)

    def _pieces(self) -> Iterator[Span]:
        first, last = self._axis.first, self._axis.last
        cuts = {number + more for number in self._limits for more in (0, 1)}
        limits = [first, *sorted(cut for cut in cuts if first < cut <= last), last + 1]
        begins = (
            edge
            for low, following in pairwise(limits)
            for edge in (low, *self._edges(low, following - 1))
        )
        return ((low, following - 1) for low, following in pairwise((*begins, last + 1)))

    def _edges(self, low: int, high: int) -> Iterator[int]:
        """Where what decides the parts changes, between two places."""
        if self._alike(low, high):
            return
        if high - low == 1:
            yield high
            return
        middle = (low + high) // 2
        yield from self._edges(low, middle)
        yield from self._edges(middle, high)

    def _alike(self, low: int, high: int) -> bool:
        return self._axis.reading(low).marks == self._axis.reading(high).marks


class _AgeSearch(_LimitSearch, _PlaceSearch):
    """Along an age: like dates, but a limit of age that is passed is not passed again."""

    in_rupiah = False

    def _alike(self, low: int, high: int) -> bool:
        one, other = self._axis.reading(low), self._axis.reading(high)
        return (one.amount, one.refusal) == (other.amount, other.refusal) and super()._alike(
            low, high
        )


class _AmountSearch(_LimitSearch):
    """Along an amount: a stretch ends where a part jumps or bends by more than rounding does."""

    in_rupiah = True

    def _goes_on(self, before: Span, after: Span) -> bool:
        keys = self._keys(before[1], after[0])
        return not any(self._bends(key, before, after) for key in keys)

    def _changes(self, key: Key, before: Span, after: Span) -> bool:
        ends = before[1], after[0]
        beside = any(key not in self._axis.reading(end).parts for end in ends)
        return beside or self._bends(key, before, after)

    def _causes(self, before: int, after: int, parts: Sequence[Part]) -> tuple[DatedValue, ...]:
        found = [value for place in (before, after) for value in self._limits.get(place, ())]
        # A sum or a pension may be a limit itself, such as the lowest one.
        amounts = dict.fromkeys(part.amount for part in parts)
        held = (value for each in amounts for value in self._limits.get(each, ()))
        return (*found, *(value for value in held if value.value in amounts))

    def _bends(self, key: Key, before: Span, after: Span) -> bool:
        rounded = self._axis.reading(after[0]).rounded
        slopes = [(span, self._slope(key, span)) for span in (before, after) if span[0] < span[1]]
        usual = max((abs(slope) for _, slope in slopes), default=Fraction())
        jump = self._part(key, after[0]).amount - self._part(key, before[1]).amount
        if abs(jump) > rounded + usual:
            return True
        if len(slopes) < 2:
            return False
        doubt = sum((Fraction(rounded, measured(span)) for span, _ in slopes), Fraction())
        return abs(slopes[0][1] - slopes[1][1]) > doubt

    def _slope(self, key: Key, span: Span) -> Fraction:
        length = measured(span)
        end, begin = (self._part(key, span[0] + more).amount for more in (length, 0))
        return Fraction(end - begin, length)


_SEARCHES: Mapping[Along, type[Search]] = {
    Along.BASE: _AmountSearch,
    Along.AGE: _AgeSearch,
}


def search_along(along: Along, axis: Axis) -> Search:
    """The search that an axis needs.

    Examples:
        >>> from kopdes_jamsos.questions.axes import Along, axis_of
        >>> asked = kj.questions.Contribution(enrolment=trader, month=kj.Month(2025, 7))
        >>> search_along(Along.DATE, axis_of(asked, Along.DATE, None, None)).spans()[0]
        (24306, 24311)
    """
    return _SEARCHES.get(along, _PlaceSearch)(axis)
