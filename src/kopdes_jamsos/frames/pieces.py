"""Reliefs, income bands and pension age as expressions over columns."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from attrs import frozen

from kopdes_jamsos.errors import BeforeDataError, MissingFactError, NotAnnouncedError
from kopdes_jamsos.frames.algebra import Term, some, where
from kopdes_jamsos.frames.inputs import PROGRAMS
from kopdes_jamsos.frames.tree import Expr
from kopdes_jamsos.law import LawBook, Relief
from kopdes_jamsos.law.kinds import Band
from kopdes_jamsos.law.relief_choice import asked_facts, choose_relief
from kopdes_jamsos.money import LARGEST, PARTS
from kopdes_jamsos.months import Month
from kopdes_jamsos.programs import Segment

MISSING = -1


@frozen
class Leaf:
    """The parts per million that are owed after a relief, or MISSING."""

    kept: int

    def leaves(self) -> Iterable[int]:
        """All parts that can come out."""
        yield self.kept

    def term(self, code: Callable[[str], Term], unit: int) -> Term:
        """The parts in a larger unit."""
        return self.kept // unit if self.kept >= 0 else MISSING


@frozen
class Fork:
    """A fact that decides: what follows by its codes, and what follows from all others."""

    fact: str
    branches: tuple[tuple[tuple[int, ...], Decision], ...]
    otherwise: Decision

    def leaves(self) -> Iterable[int]:
        """All parts that can come out."""
        for _, decision in self.branches:
            yield from decision.leaves()
        yield from self.otherwise.leaves()

    def term(self, code: Callable[[str], Term], unit: int) -> Term:
        """The parts in a larger unit, chosen by the codes of the facts."""
        found = self.otherwise.term(code, unit)
        for codes, decision in self.branches:
            test = some(code(self.fact) == each for each in codes)
            found = where(test, decision.term(code, unit), found)
        return found


Decision: TypeAlias = Leaf | Fork


def kept_by_facts(
    reliefs: tuple[Relief, ...],
    options: Callable[[str], Mapping[int, Any]],
    readings: Collection[str],
) -> Decision:
    """What is owed after a relief, by the facts: what `assess` would choose for each combination.

    Args:
        reliefs: Reliefs in force.
        options: The values of a fact that a row can have, by their codes.
        readings: The readings of the book of law.
    """
    names = [fact.name for fact in asked_facts(reliefs)]

    def grow(place: int, facts: dict[str, Any]) -> Decision:
        if place == len(names):
            return _ask(reliefs, facts, readings)
        name = names[place]
        codes: dict[Decision, list[int]] = {}
        for code, value in options(name).items():
            codes.setdefault(grow(place + 1, {**facts, name: value}), []).append(code)
        usual = max(codes, key=lambda decision: len(codes[decision]))
        branches = tuple(
            (tuple(found), decision) for decision, found in codes.items() if decision != usual
        )
        return Fork(name, branches, usual) if branches else usual

    return grow(0, {})


def _ask(reliefs: tuple[Relief, ...], facts: dict[str, Any], readings: Collection[str]) -> Leaf:
    try:
        relief = choose_relief(reliefs, facts, readings, [])
    except MissingFactError:
        return Leaf(MISSING)
    return Leaf(PARTS - relief.share.ppm if relief else PARTS)


@frozen
class Bands:
    """Income bands as few steps: bands of equal width and equal rise are one division."""

    bands: tuple[Band, ...]

    def base(self, income: Expr) -> Term:
        """The base of the band of an income."""
        return self._along(income, lambda band: band.base)

    def upper(self, income: Expr) -> Term:
        """The printed upper end of the band of an income: beyond it lies a gap."""
        return self._along(income, lambda band: LARGEST if band.upper is None else band.upper)

    def _along(self, income: Expr, value: Callable[[Band], int]) -> Term:
        found: Term = 0
        for run in self._runs():
            term: Term = value(run[0])
            if len(run) > 1:
                width, rise = run[1].lower - run[0].lower, value(run[1]) - value(run[0])
                steps = (income - run[0].lower) // width
                term = steps * rise + value(run[0])
            found = term if run[0] is self.bands[0] else where(income >= run[0].lower, term, found)
        return found

    def _runs(self) -> list[list[Band]]:
        """Neighbours that are equally wide, rise equally, and are followed by another band."""
        runs: list[list[Band]] = []
        shape: list[int | None] = []  # of the last run: its width, and then its rises
        for band, following in zip(self.bands, (*self.bands[1:], None), strict=True):
            width = following.lower - band.lower if following else None
            if width is not None and shape[:1] == [width]:
                before = runs[-1][-1]
                rises = [band.base - before.base, (band.upper or 0) - (before.upper or 0)]
                if shape[1:] in ([], rises):
                    runs[-1].append(band)
                    shape = [width, *rises]
                    continue
            runs.append([band])
            shape = [width]
        return runs


_LONGEST_REST = 240  # months after a change of pension age in which its limit may stand still


def moving_limits(
    law: LawBook, boundaries: Sequence[Month], place: tuple[str, Segment], levy_id: str, limit: str
) -> Sequence[tuple[int, int, bool]]:
    """Month of birth of the youngest who are past an age limit, through the months.

    Args:
        law: Book of law.
        boundaries: Its months of change.
        place: Programme and segment.
        levy_id: Name of the row.
        limit: Attribute of the row that holds the limit.

    Returns:
        First month, month of birth there, and whether it moves on with the months or rests.
    """
    runs: list[tuple[int, int, bool | None]] = []
    for month in _months_about(boundaries):
        try:
            levies = law.levies(PROGRAMS[place[0]], place[1], month)
        except (BeforeDataError, NotAnnouncedError):
            continue
        latest = next(getattr(levy, limit) for levy in levies if levy.id == levy_id)
        born = Month.of(latest).ordinal
        if runs:
            start, first, moves = runs[-1]
            along, rests = born - first == month.ordinal - start, born == first
            if moves is None:
                runs[-1] = (start, first, along)
            if (along and moves is not False) or (rests and not moves):
                continue
        runs.append((month.ordinal, born, None))
    return [(start, born, moves is not False) for start, born, moves in runs]


def _months_about(boundaries: Sequence[Month]) -> Iterable[Month]:
    for month, following in zip(boundaries, (*boundaries[1:], None), strict=True):
        most = _LONGEST_REST if following is None else min(following - month, _LONGEST_REST)
        for number in range(most):
            yield month + number
