"""Which whole numbers give an amount: an exact search, without a formula.

Implements no article of its own. An amount is its first part less its second, such as a wage less
the worker's share of it; both are non-decreasing in the unknown. So a stretch of unknowns can be
left out as soon as its ends show that the target is not in it, and all answers are found in few
steps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from attrs import frozen

from kopdes_jamsos.money import Rupiah

# Both are non-decreasing in the unknown; the amount is the first less the second.
Parts = tuple[Rupiah, Rupiah]
Stretch = tuple[int, int]


@frozen
class Beside:
    """The amount nearest to a target on one side, and the unknowns nearest to the target there."""

    amount: Rupiah
    stretch: Stretch


@frozen
class Inverse:
    """All unknowns that give a target, and what lies beside it."""

    stretches: tuple[Stretch, ...]
    below: Beside | None
    above: Beside | None


def invert(at: Callable[[int], Parts], target: Rupiah, first: int, last: int) -> Inverse:
    """All unknowns from a first to a last one that give a target.

    Args:
        at: The two parts of the amount at an unknown; both are non-decreasing.
        target: The amount.
        first: Least unknown.
        last: Greatest unknown.

    Examples:
        >>> found = invert(lambda wage: (wage // 100, 0), 7, 0, 10_000)
        >>> found.stretches, found.below.amount, found.above.stretch
        (((700, 799),), 6, (800, 899))
    """
    search = _TargetSearch(at, target)
    stretches = search.run(first, last)
    below = above = None
    if search.below is not None:
        below = Beside(search.below, _TargetSearch(at, search.below).run(first, last)[-1])
    if search.above is not None:
        above = Beside(search.above, _TargetSearch(at, search.above).run(first, last)[0])
    return Inverse(stretches, below, above)


class _TargetSearch:
    """One search for a target; the nearest amounts on both sides are kept on the way."""

    def __init__(self, at: Callable[[int], Parts], target: Rupiah) -> None:
        self._at, self._target = at, target
        self._known: dict[int, Parts] = {}
        self.below: Rupiah | None = None
        self.above: Rupiah | None = None

    def run(self, first: int, last: int) -> tuple[Stretch, ...]:
        """All stretches with the target, in order."""
        found: list[Stretch] = []
        open_ = [(first, last)]
        while open_:
            low, high = open_.pop()
            ends = self._parts(low), self._parts(high)
            if ends[0] == ends[1]:
                if self._amount(ends[0]) == self._target:
                    found.append((low, high))
                continue
            if self._is_beside(*ends):
                continue
            middle = (low + high) // 2
            open_ += [(middle + 1, high), (low, middle)]
        return _joined(found)

    def _parts(self, unknown: int) -> Parts:
        if unknown not in self._known:
            self._known[unknown] = parts = self._at(unknown)
            amount = self._amount(parts)
            if amount < self._target:
                self.below = amount if self.below is None else max(amount, self.below)
            elif amount > self._target:
                self.above = amount if self.above is None else min(amount, self.above)
        return self._known[unknown]

    def _is_beside(self, low: Parts, high: Parts) -> bool:
        """Whether no amount between two ends is the target, or nearer to it than those known."""
        least, most = low[0] - high[1], high[0] - low[1]
        if most < self._target:
            return self.below is not None and most <= self.below
        return least > self._target and self.above is not None and least >= self.above

    @staticmethod
    def _amount(parts: Parts) -> Rupiah:
        return parts[0] - parts[1]


def _joined(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """Stretches in order, those that touch as one."""
    found: list[Stretch] = []
    for first, last in sorted(stretches):
        if found and found[-1][1] + 1 >= first:
            first = found.pop()[0]
        found.append((first, last))
    return tuple(found)
