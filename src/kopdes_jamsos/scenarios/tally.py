"""Sums of one month: a block of equal people is assessed once, with `assess`, and multiplied.

Implements no article of its own; the amounts are those of `assess`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import chain

from attrs import define, field

from kopdes_jamsos.basis import Basis
from kopdes_jamsos.contributions.assessment import Assessment, assess
from kopdes_jamsos.errors import KopdesJamsosError
from kopdes_jamsos.law import LawBook
from kopdes_jamsos.months import Month
from kopdes_jamsos.programs import Payer, Program
from kopdes_jamsos.scenarios.population import Block

Place = tuple[str, Program, Payer]


@define
class MonthSums:
    """Sums of a month by role, programme and payer by law, and where they stand.

    Attributes:
        amounts: Rupiah.
        people: Number of people for whom something is owed.
        heads: Number of people assessed, by role.
        missing: Number of people who could not be, by role and code.
    """

    amounts: Counter[Place] = field(factory=Counter)
    people: Counter[Place] = field(factory=Counter)
    heads: Counter[str] = field(factory=Counter)
    missing: Counter[tuple[str, str]] = field(factory=Counter)


@define
class Trace:
    """What the amounts of all months rest on.

    Attributes:
        parts: Bases by role and programme, in order, each once.
        common: Bases of what concerns no programme alone.
    """

    parts: dict[tuple[str, Program], dict[Basis, None]] = field(factory=dict)
    common: dict[Basis, None] = field(factory=dict)

    def rest_on(self, role: str, program: Program, basis: Basis) -> None:
        """Add what an amount of a role and programme rests on."""
        self.parts.setdefault((role, program), {})[basis] = None

    def assume(self, *names: str) -> None:
        """Add conventions and assumptions that concern no programme alone."""
        self.common[Basis.of(assuming=names)] = None

    def whole(self) -> Basis:
        """What all amounts rest on."""
        return Basis.sum([*chain.from_iterable(self.parts.values()), *self.common])


def count_blocks(
    tally: MonthSums,
    trace: Trace,
    blocks: Iterable[Block],
    month: Month,
    law: LawBook,
    *,
    lenient: bool,
) -> None:
    """Add blocks to the sums of a month.

    Args:
        tally: Gets the sums.
        trace: Gets what the amounts rest on.
        blocks: The blocks.
        month: Contribution month.
        law: Book of law.
        lenient: Count a refused block by its code rather than raise.

    Raises:
        KopdesJamsosError: whatever refuses a block, unless lenient.
    """
    for block in blocks:
        try:
            assessment = assess(block.enrolment, month, law=law)
        except KopdesJamsosError as error:
            if not lenient:
                raise
            tally.missing[block.role, error.code] += block.count
        else:
            tally.heads[block.role] += block.heads
            _add(tally, trace, assessment, block)


def _add(tally: MonthSums, trace: Trace, assessment: Assessment, block: Block) -> None:
    for line in assessment.lines:
        place = (block.role, line.program, line.payer)
        if line.amount:
            tally.amounts[place] += line.amount * block.count
            tally.people[place] += block.count
        trace.rest_on(block.role, line.program, line.basis)
    trace.common[assessment.common] = None
