"""A scenario: a population, a policy and a book of law, and the months they run.

Implements no article of its own. Dataframes, and very many different enrolments, are read by
columns (`frames`), all else by `assess`; both give the same rupiah.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from itertools import product
from typing import Literal, TypeAlias

from attrs import frozen

from kopdes_jamsos._checks import check_kind
from kopdes_jamsos._plain import as_text
from kopdes_jamsos.basis import Basis
from kopdes_jamsos.errors import InvalidFactError, UnknownChoiceError, told
from kopdes_jamsos.law.kinds import Frozen
from kopdes_jamsos.months import Month
from kopdes_jamsos.programs import Payer, Program
from kopdes_jamsos.scenarios.budget import Budget, CostRecord
from kopdes_jamsos.scenarios.population import People, columnar, read_people
from kopdes_jamsos.scenarios.question import Question
from kopdes_jamsos.scenarios.tally import MonthSums, Trace, count_blocks

Reader: TypeAlias = Literal["auto", "scalar", "columns"]

_PLACES = tuple(product(Program, Payer))
# From this many different enrolments on, columns are quicker.
_BATCH = 2_000


@frozen(kw_only=True, eq=False)
class Scenario(Question):
    """A population, a policy and a book of law.

    Attributes:
        population: A cooperative or several, a list of enrolments, a list of `Headcount`, or a
            dataframe with the columns of `frames`.
        policy: What is decided.
        law: Book of law.
        name: Name, for headings.
        role: Column of the groups, for a dataframe.
        columns: As for `frames.assess`, for a dataframe.
        constants: As for `frames.assess`, for a dataframe.
        figures: Published figures on which the population rests; the budget names them.

    Raises:
        InvalidFactError: code `invalid-fact`.

    Examples:
        >>> farmers = [kj.Headcount(role="farmer", count=5_387, income=0)]
        >>> policy = kj.Policy(
        ...     start=kj.Month(2024, 8), months=5, programs={"JKK", "JKM"}, shares="region"
        ... )
        >>> kj.Scenario(population=farmers, policy=policy).run().total
        452508000
    """

    def run(self, reader: Reader = "auto") -> Budget:
        """What it costs, month by month; the law of each contribution month decides.

        Args:
            reader: "scalar" assesses each different enrolment, "columns" computes over columns;
                "auto" takes columns for dataframes and for thousands of different enrolments.

        Raises:
            UnknownChoiceError: code `unknown-choice`: no such reader.
            InvalidFactError: code `invalid-fact`: the reader cannot read this population, or the
                policy has a role that nobody in a cooperative has.
            MissingFactError: code `missing-fact`, and whatever else `assess` raises: an enrolment
                is refused. Rows of dataframes and people of cooperatives are counted as uncovered.
            FrameError: code `frame`: the dataframe does not fit.

        Examples:
            >>> plan.run().total
            34000
        """
        known: tuple[Reader, ...] = ("auto", "scalar", "columns")
        chosen = next((each for each in known if each == as_text(reader)), None)
        if chosen is None:
            shown, kept = told(reader, "reader", names=known)
            raise UnknownChoiceError(
                f"{shown} is no reader.",
                value=kept,
                remedy="Choose auto, scalar or columns.",
            )
        trace = Trace()
        months: dict[Month, MonthSums] = {month: MonthSums() for month in self.policy.calendar}
        if self.is_frame:
            self._run_frame(chosen, months, trace)
        else:
            self._run_people(chosen, months, trace)
        return self._budget(months, trace)

    def _run_frame(self, reader: Reader, months: Mapping[Month, MonthSums], trace: Trace) -> None:
        if reader == "scalar":
            raise InvalidFactError(
                "A dataframe is read by columns.",
                value=reader,
                remedy="Leave the reader out, or give a list of enrolments.",
            )
        # Needs an extra, which only dataframes ask for.
        import kopdes_jamsos.frames  # noqa: F401 - says what is missing
        from kopdes_jamsos.scenarios.columns import count_rows, parts_of, read_source

        source = read_source(self.population, self.policy, self.role, self.columns, self.constants)
        for role, part in parts_of(source, self.policy, self.law):
            begins = self.policy.since.get(role or "", self.policy.start)
            for month, tally in months.items():
                if month >= begins:
                    count_rows(tally, trace, part, month, self.law)

    def _run_people(self, reader: Reader, months: Mapping[Month, MonthSums], trace: Trace) -> None:
        people = read_people(self.population, self.policy, self.law)
        wide = reader == "columns" or (
            reader == "auto" and len(people.blocks) >= _BATCH and find_spec("narwhals") is not None
        )
        for month, tally in months.items():
            for (role, code), count in people.missing.items():
                if month >= self.policy.since.get(role, self.policy.start):
                    tally.missing[role, code] += count
            self._count(people, month, tally, trace, wide=wide)

    def _count(
        self, people: People, month: Month, tally: MonthSums, trace: Trace, *, wide: bool
    ) -> None:
        blocks = [
            block
            for block in people.blocks
            if month >= self.policy.since.get(block.role, self.policy.start)
        ]
        rest = blocks
        if wide:
            from kopdes_jamsos.scenarios.columns import count_rows, source_of_blocks

            fitting = [block for block in blocks if columnar(block)]
            if fitting:
                found = MonthSums()
                count_rows(found, trace, source_of_blocks(fitting), month, self.law)
                # A refused block is read again, for its own error and code.
                if not found.missing:
                    rest = [block for block in blocks if not columnar(block)]
                    tally.amounts.update(found.amounts)
                    tally.people.update(found.people)
                    tally.heads.update(found.heads)
        count_blocks(tally, trace, rest, month, self.law, lenient=people.lenient)

    def _budget(self, months: Mapping[Month, MonthSums], trace: Trace) -> Budget:
        trace.assume(*self.policy.assumptions(law=self.law))
        trace.common.update({Basis(evidence=figure.evidence): None for figure in self.figures})
        groups = self._groups(months)
        uncovered: dict[tuple[str, str], int] = {}
        for tally in months.values():
            for place, count in tally.missing.items():
                uncovered[place] = uncovered.get(place, 0) + count
        records = [
            CostRecord(
                month=month,
                program=program,
                payer=bearer,
                group=group,
                people=tally.people[group, program, payer],
                amount=amount,
            )
            for month, tally in months.items()
            for group in groups
            for program, payer in _PLACES
            if (owed := tally.amounts.get((group, program, payer)))
            for bearer, amount in self.policy.split(owed, payer).items()
            if amount
        ]
        return Budget(
            scenario=self,
            records=tuple(records),
            heads=Frozen(
                {
                    (month, group): tally.heads[group]
                    for month, tally in months.items()
                    for group in groups
                    if tally.heads[group]
                }
            ),
            uncovered=Frozen(uncovered),
            basis=trace.whole(),
            parts=Frozen({place: Basis.sum(own) for place, own in trace.parts.items()}),
        )

    def _groups(self, months: Mapping[Month, MonthSums]) -> Sequence[str]:
        return list(dict.fromkeys(group for tally in months.values() for group in tally.heads))


def budget_of(value: object, name: str) -> Budget:
    """The budget that was given under a name, or that of a scenario, which is run.

    Raises:
        InvalidFactError: code `invalid-fact`: neither.
    """
    found = value.run() if isinstance(value, Scenario) else value
    return check_kind(found, Budget, name, "Give a kj.Scenario, or what its run() gave.")
