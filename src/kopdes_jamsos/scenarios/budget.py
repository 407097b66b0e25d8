"""What a scenario costs: records by month, programme, payer and group, and their sums.

Implements no article of its own; each amount comes from `assess` or `frames.assess`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import groupby
from typing import ClassVar, TypeVar

from attrs import field, frozen

from kopdes_jamsos.basis import (
    NO_BASIS,
    Basis,
    Code,
    Explained,
    Grounded,
    Note,
    Origin,
    Row,
    Statement,
    Table,
)
from kopdes_jamsos.law.kinds import Frozen
from kopdes_jamsos.money import Rate, Rupiah
from kopdes_jamsos.months import Month
from kopdes_jamsos.programs import Funding, Payer, Program
from kopdes_jamsos.scenarios.policy import Bearer
from kopdes_jamsos.scenarios.question import Question

KeyT = TypeVar("KeyT")


@frozen(kw_only=True)
class CostRecord:
    """What somebody pays for a group, a programme and a month.

    Attributes:
        month: Contribution month.
        program: Programme.
        payer: Who bears it: the payer by law, or a body among the shares of the policy.
        group: Role of the people.
        people: Number of people for whom it is paid.
        amount: Rupiah.

    Examples:
        >>> record = plan.run().records[0]
        >>> record.people, record.amount
        (5, 34000)
    """

    month: Month
    program: Program
    payer: Bearer
    group: str
    people: int
    amount: Rupiah


@frozen(kw_only=True)
class Budget(Grounded, Explained):
    """The contributions of a scenario, month by month.

    Attributes:
        scenario: What was asked.
        records: One for each month, group, programme and payer for which something is paid.
        heads: People assessed by month and group; who has several enrolments counts once.
        uncovered: Person-months that could not be assessed, by group and code.
        basis: What decided, or in columns may have decided, an amount.
        parts: What the amounts rest on, by group and programme.
        origin: The document that it was read from, or None where it was computed.

    Examples:
        >>> officers = [kj.Headcount(role="officer", count=400_000, income=0)]
        >>> policy = kj.Policy(start=kj.Month(2025, 1), months=12, programs={"JKK", "JKM"})
        >>> kj.Scenario(population=officers, policy=policy).run().total
        80640000000
    """

    _sum_is_told: ClassVar[bool] = True

    scenario: Question
    records: tuple[CostRecord, ...] = field(repr=False)
    heads: Mapping[tuple[Month, str], int] = field(repr=False)
    uncovered: Mapping[tuple[str, str], int] = field(repr=False)
    basis: Basis = field(repr=False)
    parts: Mapping[tuple[str, Program], Basis] = field(repr=False)
    origin: Origin | None = field(default=None, eq=False, repr=False)

    @property
    def total(self) -> Rupiah:
        """Sum of all records, in rupiah."""
        return sum(record.amount for record in self.records)

    @property
    def by_month(self) -> Mapping[Month, Rupiah]:
        """Sums in rupiah by contribution month, months without an amount included."""
        return self._by(lambda record: record.month, self.scenario.policy.calendar)

    @property
    def by_program(self) -> Mapping[Program, Rupiah]:
        """Sums in rupiah by programme."""
        found = {record.program for record in self.records}
        return self._by(lambda record: record.program, (one for one in Program if one in found))

    @property
    def by_payer(self) -> Mapping[Bearer, Rupiah]:
        """Sums in rupiah by who bears them."""
        found = {record.payer for record in self.records}
        bodies: tuple[Bearer, ...] = (*Payer, *Funding)
        # A payer and a body can have one name, so they are told apart by their kind as well.
        wanted = (
            body for body in bodies if any(type(one) is type(body) and one is body for one in found)
        )
        return self._by(lambda record: record.payer, wanted)

    @property
    def by_group(self) -> Mapping[str, Rupiah]:
        """Sums in rupiah by group, in the order of the population."""
        return self._by(lambda record: record.group, ())

    def _by(self, key: Callable[[CostRecord], KeyT], keys: Iterable[KeyT]) -> Mapping[KeyT, Rupiah]:
        sums: dict[KeyT, Rupiah] = dict.fromkeys(keys, 0)
        for record in self.records:
            sums[key(record)] = sums.get(key(record), 0) + record.amount
        return Frozen(sums)

    @property
    def people(self) -> int:
        """Number of people in the month with most of them."""
        return max(self.people_by_month.values(), default=0)

    @property
    def people_by_month(self) -> Mapping[Month, int]:
        """Number of people assessed in each month."""
        sums = dict.fromkeys(self.scenario.policy.calendar, 0)
        for (month, _), people in self.heads.items():
            sums[month] += people
        return Frozen(sums)

    @property
    def person_months(self) -> int:
        """Months of cover that are paid for, all people together."""
        return sum(self.heads.values())

    def table(self) -> Table:
        """A row for each month, group, programme and payer.

        Examples:
            >>> [record] = plan.run().to_records()
            >>> record["month"], record["people"], record["amount"]
            ('2025-01', 5, 34000)
        """
        columns = {
            "month": Month,
            "program": Program,
            "payer": Payer | Funding,
            "group": Code,
            "people": int,
            "amount": int,
        }
        return Table.of("budget", columns, self.records, group=lambda each: Code(each.group))

    def statement(self) -> Statement:
        """The budget as data, ready to be worded."""
        policy = self.scenario.policy
        totals = [
            Row(label=Note.of("borne-by", payer=payer_name(payer)), amount=amount)
            for payer, amount in self.by_payer.items()
        ]
        totals.append(Row(label=Note.of("total"), amount=self.total))
        return Statement(
            title=Note.of("budget", first=policy.start, last=policy.end, name=self.scenario.name),
            rows=tuple(self._rows()),
            totals=tuple(totals),
            remarks=tuple(self._remarks()),
            basis=self.basis,
        )

    def _rows(self) -> Iterable[Row]:
        sums: dict[tuple[Program, str], Rupiah] = {}
        people: dict[tuple[Program, str], int] = {}
        for record in self.records:
            key = (record.program, record.group)
            sums[key] = sums.get(key, 0) + record.amount
            people[key] = max(people.get(key, 0), record.people)
        for program in Program:
            for (one, group), amount in sums.items():
                if one is program:
                    label = Note.of("group-sum", people=people[one, group], group=group)
                    cited = self.parts.get((group, program), NO_BASIS).citations
                    yield Row(head=program, label=label, amount=amount, citations=cited)

    def _remarks(self) -> Iterable[Note]:
        people = self.people_by_month
        runs = groupby(self.by_month.items(), lambda item: (item[1], people[item[0]]))
        for (amount, heads), items in runs:
            months = [month for month, _ in items]
            code = "each-month" if len(months) > 1 else "one-month"
            yield Note.of(code, first=months[0], last=months[-1], amount=amount, people=heads)
        policy = self.scenario.policy
        if policy.remainder is not None and len(policy.shares or ()) > 1:
            yield Note.of("remainder", payer=payer_name(policy.remainder))
        for (group, code), count in self.uncovered.items():
            yield Note.of("left-out", group=group, code=code, count=count)
        for each in self.scenario.figures:
            yield Note.of(
                "figure-rupiah" if each.unit == "rupiah" else "figure",
                figure=each.id,
                value=Rate(each.value) if each.unit == "ppm" else each.value,
                source=each.source,
                day=each.as_of,
            )


def payer_name(payer: Bearer) -> str:
    """Name under which the texts know who bears a contribution."""
    return f"fund-{payer.value}" if isinstance(payer, Funding) else payer.value
