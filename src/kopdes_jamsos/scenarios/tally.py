"""Sums of one month, from the scalar reader: each block is assessed once and counted.

Implements no article of its own; the amounts are those of `assess`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from attrs import define, field

from kopdes_jamsos.contributions.assessment import Assessment, assess
from kopdes_jamsos.errors import KopdesJamsosError
from kopdes_jamsos.law import Citation, Evidence, LawBook
from kopdes_jamsos.months import Month
from kopdes_jamsos.programs import Payer, Program
from kopdes_jamsos.scenarios.population import Block

Place = tuple[str, Program, Payer]


@define
class Tally:
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
    """Where the amounts of all months stand, and on what they rest.

    Attributes:
        citations: Articles by role and programme, in order.
        assumptions: Conventions and assumptions, in order.
        grades: Grades of evidence.
    """

    citations: dict[tuple[str, Program], dict[Citation, None]] = field(factory=dict)
    assumptions: dict[str, None] = field(factory=dict)
    grades: set[Evidence] = field(factory=set)

    def cite(self, role: str, program: Program, citations: Iterable[Citation | None]) -> None:
        """Add articles of a role and programme."""
        known = self.citations.setdefault((role, program), {})
        known.update(dict.fromkeys(citation for citation in citations if citation))

    def assume(self, names: Iterable[str]) -> None:
        """Add conventions and assumptions, which make the evidence a choice."""
        for name in names:
            self.assumptions[name] = None
            self.grades.add(Evidence.CONVENTION)


def count_blocks(
    tally: Tally,
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
        trace: Gets the articles and assumptions.
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


def _add(tally: Tally, trace: Trace, assessment: Assessment, block: Block) -> None:
    for line in assessment.lines:
        place = (block.role, line.program, line.payer)
        if line.amount:
            tally.amounts[place] += line.amount * block.count
            tally.people[place] += block.count
        trace.cite(block.role, line.program, (*line.citations, line.relief_citation))
    trace.assume(assessment.assumptions)
    trace.grades.add(assessment.evidence)
