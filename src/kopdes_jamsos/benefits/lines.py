"""The lines of an entitlement: amounts, monthly payments, refusals, proofs and deadlines.

Implements no article of its own: the modules of the programmes fill them. A line that is paid year
by year stands with its largest sum and has its payments in a schedule.
"""

from __future__ import annotations

import datetime as dt

from attrs import field, fields, frozen

from kopdes_jamsos.basis import NO_BASIS, Basis, Grounded, Note
from kopdes_jamsos.benefits.kinds import BenefitKind, Payable, Recipient
from kopdes_jamsos.money import Rate, Rupiah
from kopdes_jamsos.months import Month
from kopdes_jamsos.programs import Payer, Program


@frozen(kw_only=True)
class BenefitLine(Grounded):
    """One amount of an entitlement, with its trace.

    Attributes:
        program: The programme that pays it.
        kind: What it is; whom it goes to and when follows from this.
        label: What it is, to be worded.
        amount: Rupiah; for what is paid year by year the largest sum.
        base: Wage, band base or bill that it follows from, in rupiah; None where it is fixed.
        rate: Share of the base or of the multiple; None where there is none.
        multiple: Months of wage; None where there is none.
        notes: What else decided it.
        recipient: Who receives it.
        payable: When it is paid.
        pays_first: Who has to pay it before the agency does; None where the agency pays.
        basis: What it rests on.

    Examples:
        >>> [(line.kind.value, line.amount) for line in kj.entitle(death, paid).lines]
        [('death_sum', 20000000), ('periodic', 12000000), ('funeral', 10000000)]
    """

    program: Program
    kind: BenefitKind
    label: Note = field(repr=False)
    amount: Rupiah = field(repr=False)
    base: Rupiah | None = field(default=None, repr=False)
    rate: Rate | None = None
    multiple: int | None = None
    notes: tuple[Note, ...] = field(default=(), repr=False)
    recipient: Recipient | None = None
    payable: Payable = Payable.AT_ONCE
    pays_first: Payer | None = None
    basis: Basis = NO_BASIS


@frozen(kw_only=True)
class MonthlyBenefit(Grounded):
    """An amount that is paid every month.

    Attributes:
        program: The programme that pays it.
        kind: What it is.
        label: What it is, to be worded.
        amount: Rupiah a month.
        first_month: First month.
        last_month: Last month; None where it has no fixed end.
        notes: What else decided it.
        recipient: Who receives it.
        pays_first: Who has to pay it before the agency does; None where the agency pays.
        basis: What it rests on.

    Examples:
        >>> kj.benefits.MonthlyBenefit(
        ...     program=kj.JP,
        ...     kind=kj.benefits.BenefitKind.PENSION,
        ...     label=kj.basis.Note.of("total"),
        ...     amount=411_400,
        ...     first_month=kj.Month(2026, 4),
        ... ).last_month is None
        True
    """

    program: Program
    kind: BenefitKind
    label: Note = field(repr=False)
    amount: Rupiah = field(repr=False)
    first_month: Month
    last_month: Month | None = None
    notes: tuple[Note, ...] = field(default=(), repr=False)
    recipient: Recipient | None = None
    pays_first: Payer | None = None
    basis: Basis = NO_BASIS


@frozen(kw_only=True)
class ScheduledPayment:
    """One payment of a line that is paid year by year.

    Attributes:
        program: The programme that pays it.
        due: Day or month from which it can be claimed.
        amount: Rupiah.
        label: What it is, to be worded.
        child: Number of the child that it is for, from 1.
        stage: School year that it is for, such as "SD6".
        payable: When it is paid: the first one with the other sums, the others year by year.

    Examples:
        >>> event = kj.Death(dt.date(2025, 6, 3), work_related=True)
        >>> found = kj.entitle(event, paid, children=[kj.Child(stage="PT4")])
        >>> [(payment.due.year, payment.amount) for payment in found.schedule]
        [(2025, 12000000), (2026, 12000000)]
    """

    program: Program
    due: Month | dt.date = field(repr=False)
    amount: Rupiah = field(repr=False)
    label: Note = field(repr=False)
    child: int = field(repr=False)
    stage: str = field(repr=False)
    payable: Payable = Payable.YEARLY


@frozen(kw_only=True)
class BenefitRefusal(Grounded):
    """Something that is not due, and why.

    Attributes:
        program: The programme.
        code: Stable name of the reason.
        why: The reason, to be worded.
        basis: What it rests on.

    Examples:
        >>> accident = kj.WorkAccident(dt.date(2020, 6, 3))
        >>> [refusal.code for refusal in kj.entitle(accident, employed).refusals]
        ['not-enrolled']
    """

    program: Program
    code: str
    why: Note = field(repr=False)
    basis: Basis = NO_BASIS


@frozen(kw_only=True)
class Proof(Grounded):
    """A document or fact that has to be proved.

    Attributes:
        program: The programme that asks for it.
        what: The document, to be worded.
        basis: Where it stands.

    Examples:
        >>> kj.entitle(death, paid).proofs[0].what.code
        'proof-card'
    """

    program: Program
    what: Note
    basis: Basis = NO_BASIS


@frozen(kw_only=True)
class Deadline(Grounded):
    """A day by which something has to be done.

    Attributes:
        program: The programme.
        what: What has to be done, to be worded.
        day: Last day; None where there is no limit, or it runs from a day that is not known yet.
        basis: Where it stands.

    Examples:
        >>> event = kj.Death(dt.date(2025, 6, 3), work_related=True)
        >>> [deadline.day.isoformat() for deadline in kj.entitle(event, paid).deadlines]
        ['2025-06-05', '2025-06-05', '2030-06-03']
    """

    program: Program
    what: Note
    day: dt.date | None
    basis: Basis = NO_BASIS


@frozen(kw_only=True)
class Part:
    """What one programme gives for a case; `entitle` puts the parts together."""

    lines: tuple[BenefitLine, ...] = ()
    monthly: tuple[MonthlyBenefit, ...] = ()
    schedule: tuple[ScheduledPayment, ...] = ()
    refusals: tuple[BenefitRefusal, ...] = ()
    proofs: tuple[Proof, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    remarks: tuple[Note, ...] = ()

    def __add__(self, other: Part) -> Part:
        names = [each.name for each in fields(Part)]
        return Part(**{name: getattr(self, name) + getattr(other, name) for name in names})
