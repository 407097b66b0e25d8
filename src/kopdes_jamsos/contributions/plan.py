"""What falls due when: the due dates of bills and assessments in order, with their amounts.

Implements no article of its own: amounts come from `assess` and `bill`, days from `due_date`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from attrs import field, frozen

from kopdes_jamsos._plain import items_of
from kopdes_jamsos.basis import Basis, Explained, Grounded, Note, Origin, Row, Statement, Table
from kopdes_jamsos.basis.sources import Citation
from kopdes_jamsos.contributions.assessment import Assessment
from kopdes_jamsos.contributions.billing import Bill
from kopdes_jamsos.contributions.due import DueDate, due_date
from kopdes_jamsos.enrolment import is_trainee
from kopdes_jamsos.errors import InvalidFactError
from kopdes_jamsos.law import LawBook
from kopdes_jamsos.law.levies import Line
from kopdes_jamsos.money import Rupiah
from kopdes_jamsos.months import Month
from kopdes_jamsos.programs import Program, Segment


@frozen(kw_only=True)
class PlanEntry(Grounded):
    """An amount that falls due on a day.

    Attributes:
        due: The due date of the programme.
        segment: PU or BPU.
        month: The month to which the contribution belongs.
        amount: Rupiah.
        basis: What the amount rests on.

    Examples:
        >>> trader = kj.BPUEnrolment(income=1_000_000, programs={kj.JKK, kj.JHT})
        >>> plan = kj.contributions.payment_plan([kj.assess(trader, kj.Month(2025, 7))])
        >>> [(str(entry.due.day), entry.amount) for entry in plan.entries]
        [('2025-07-15', 10000), ('2025-08-15', 20000)]
    """

    due: DueDate
    segment: Segment
    month: Month
    amount: Rupiah
    basis: Basis

    @property
    def program(self) -> Program:
        """The programme."""
        return self.due.program


@frozen(kw_only=True)
class PaymentPlan(Grounded, Explained):
    """What falls due when.

    Attributes:
        entries: In order of their days.
        law: The book of law that was used.
        origin: The document that it was read from, or None where it was computed.

    Examples:
        >>> months = [kj.Month(2025, 6), kj.Month(2025, 5)]
        >>> plan = kj.contributions.payment_plan([kj.assess(worker, month) for month in months])
        >>> {str(day): amount for day, amount in plan.by_day.items()}  # JP on a Sunday, too
        {'2025-06-15': 150000, '2025-06-16': 300000, '2025-07-15': 450000}
    """

    entries: tuple[PlanEntry, ...] = field(repr=False)
    law: LawBook = field(repr=False)
    origin: Origin | None = field(default=None, eq=False, repr=False)

    @property
    def total(self) -> Rupiah:
        """Sum of all that falls due, in rupiah."""
        return sum(entry.amount for entry in self.entries)

    @property
    def by_day(self) -> Mapping[dt.date, Rupiah]:
        """Sums in rupiah by due date."""
        sums: dict[dt.date, Rupiah] = {}
        for entry in self.entries:
            sums[entry.due.day] = sums.get(entry.due.day, 0) + entry.amount
        return MappingProxyType(sums)

    @property
    def basis(self) -> Basis:
        """What the amounts rest on, and the due dates beside them."""
        return Basis.sum(self.entries).beside(*(entry.due for entry in self.entries))

    def table(self) -> Table:
        """A row for each day, programme, segment and month."""
        return Table.of(
            "payments",
            {
                "due": dt.date,
                "program": Program,
                "segment": Segment,
                "month": Month,
                "amount": int,
                "article": Citation,
            },
            self.entries,
            due="due.day",
            article="due.citations",
        )

    def statement(self) -> Statement:
        """The plan as data, ready to be worded."""
        return Statement(
            title=Note.of("payment-plan"),
            rows=tuple(
                Row(
                    head=entry.program,
                    label=Note.of(
                        "falls-due", day=entry.due.day, month=entry.month, segment=entry.segment
                    ),
                    amount=entry.amount,
                    citations=entry.due.citations,
                )
                for entry in self.entries
            ),
            totals=(Row(label=Note.of("total"), amount=self.total),),
            basis=self.basis,
        )


def payment_plan(owed: Iterable[Assessment | Bill]) -> PaymentPlan:
    """What falls due when, from assessments or bills of several months.

    Args:
        owed: Assessments or bills, all made with the same book of law, which says what counts as a
            holiday.

    Raises:
        InvalidFactError: code `invalid-fact`: nothing of the kind, nothing at all, or several
            books of law.
        NoRuleError: code `no-rule`: a construction project: see `construction_plan`.
        MissingPackageError: code `missing-package`.

    Examples:
        >>> months = [kj.Month(2025, 7) + number for number in range(3)]
        >>> plan = kj.contributions.payment_plan([kj.assess(trader, month) for month in months])
        >>> plan.total, len(plan.by_day)
        (50400, 3)
    """
    things = items_of(owed)
    if not things or not all(isinstance(thing, Assessment | Bill) for thing in things):
        raise InvalidFactError(
            "A plan is made of assessments or bills.",
            remedy="Give a list of what kj.assess or kj.bill gave.",
        )
    law = things[0].law
    if any(thing.law is not law and thing.law != law for thing in things):
        raise InvalidFactError(
            "The plan mixes several books of law.", remedy="Assess all months with one book."
        )
    sums: dict[tuple[Month, Segment, Program, bool], list[tuple[Assessment, Line]]] = {}
    for thing in things:
        for assessment in thing.assessments if isinstance(thing, Bill) else (thing,):
            trainee = is_trainee(assessment.enrolment)
            for line in assessment.lines:
                if line.amount:
                    key = (assessment.month, assessment.enrolment.segment, line.program, trainee)
                    sums.setdefault(key, []).append((assessment, line))
    entries = [
        PlanEntry(
            due=due_date(program, segment, month, law, trainee=trainee),
            segment=segment,
            month=month,
            amount=sum(line.amount for _, line in lines),
            basis=Basis.sum(part for whole, line in lines for part in (whole.common, line)),
        )
        for (month, segment, program, trainee), lines in sums.items()
    ]
    order = list(Program)
    entries.sort(key=lambda each: (each.due.day, each.segment, order.index(each.program)))
    return PaymentPlan(entries=tuple(entries), law=law)
