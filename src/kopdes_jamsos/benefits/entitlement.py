"""What an event gives, line by line: amounts, yearly and monthly payments, refusals, deadlines.

Implements no article of its own: the rooms of the programmes fill it. A line that is paid year by
year stands with its largest sum and has its payments in `schedule`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

import attrs
from attrs import field, frozen

from kopdes_jamsos.basis import NO_BASIS, Basis, Explained, Note, Row, Statement
from kopdes_jamsos.benefits.account import Crediting, Withdrawal
from kopdes_jamsos.benefits.events import Event
from kopdes_jamsos.benefits.family import Child, Family
from kopdes_jamsos.benefits.rates import Rates
from kopdes_jamsos.coverage.participation import Participation
from kopdes_jamsos.law import Citation, DatedValue, Evidence, LawBook
from kopdes_jamsos.money import Rate, Rupiah
from kopdes_jamsos.months import Month
from kopdes_jamsos.programs import Choice, Payer, Program, choose


class Payable(Choice):
    """When an amount is paid.

    Examples:
        >>> Payable("at-once")
        <Payable.AT_ONCE: 'at-once'>
    """

    AT_ONCE = "at-once"
    AFTER_ARREARS = "after-arrears"
    YEARLY = "yearly"


class Recipient(Choice):
    """Who receives an amount.

    Examples:
        >>> Recipient("heirs")
        <Recipient.HEIRS: 'heirs'>
    """

    PARTICIPANT = "participant"
    HEIRS = "heirs"
    CHILD = "child"
    EMPLOYER = "employer"
    FACILITY = "facility"
    FUNERAL = "funeral"
    FUND = "fund"


@frozen(kw_only=True)
class BenefitLine:
    """One amount of an entitlement, with its trace.

    Attributes:
        program: The programme that pays it.
        label: What it is.
        amount: Rupiah; for what is paid year by year the largest sum.
        base: Wage, band base or bill that it follows from, in rupiah; None where it is fixed.
        rate: Share of the base or of the multiple; None where there is none.
        multiple: Months of wage; None where there is none.
        citations: Where it stands.
        evidence: Weakest grade used.
        notes: What else decided it.
        assumptions: Identifiers of the conventions and assumptions that decided it.
        recipient: Who receives it.
        payable: When it is paid.
        pays_first: Who has to pay it before the agency does; None where the agency pays.

    Examples:
        >>> member = kj.Participation.paid_through(trader, since=kj.Month(2024, 1), months=18)
        >>> event = kj.Death(dt.date(2025, 6, 3), work_related=False)
        >>> [line.amount for line in kj.entitle(event, member).lines]
        [20000000, 12000000, 10000000]
    """

    program: Program
    label: Note = field(repr=False)
    amount: Rupiah = field(repr=False)
    base: Rupiah | None = field(default=None, repr=False)
    rate: Rate | None = None
    multiple: int | None = None
    citations: tuple[Citation, ...] = ()
    evidence: Evidence = Evidence.TEXT
    notes: tuple[Note, ...] = field(default=(), repr=False)
    assumptions: tuple[str, ...] = ()
    recipient: Recipient | None = None
    payable: Payable = Payable.AT_ONCE
    pays_first: Payer | None = None

    @classmethod
    def from_values(
        cls,
        values: Iterable[DatedValue],
        *,
        citations: Iterable[Citation] = (),
        assumptions: Iterable[str] = (),
        **facts: Any,
    ) -> BenefitLine:
        """The line that some values of the law give: with their citations and weakest evidence.

        Args:
            values: Values that decided the amount.
            citations: Further citations.
            assumptions: Conventions and assumptions that decided it.
            facts: The other attributes.

        Examples:
            >>> value = kj.LAW.value("jkm.funeral", kj.Month(2025, 6))
            >>> label = kj.basis.Note.of("jkm-funeral")
            >>> BenefitLine.from_values(
            ...     [value], program=kj.JKM, label=label, amount=value.value
            ... ).evidence
            <Evidence.TEXT: 'text'>
        """
        basis = Basis.of(*values, citations=citations, assuming=assumptions)
        # The grade may be hidden behind that of a convention; the line says it itself.
        unsourced = [Note.of("no-source")] if basis.unverified else []
        return cls(
            citations=basis.citations,
            evidence=basis.evidence,
            assumptions=basis.assumptions,
            notes=(*facts.pop("notes", ()), *unsourced),
            **facts,
        )


@frozen(kw_only=True)
class MonthlyBenefit:
    """An amount that is paid every month.

    Attributes:
        program: The programme that pays it.
        label: What it is.
        amount: Rupiah a month.
        first_month: First month.
        last_month: Last month; None where it has no fixed end.
        citations: Where it stands.
        evidence: Weakest grade used.
        notes: What else decided it.
        assumptions: Identifiers of the conventions and assumptions that decided it.
        recipient: Who receives it.

    Examples:
        >>> kj.benefits.MonthlyBenefit(
        ...     program=kj.JP,
        ...     label=kj.basis.Note.of("total"),
        ...     amount=411_400,
        ...     first_month=kj.Month(2026, 4),
        ... ).last_month is None
        True
    """

    program: Program
    label: Note = field(repr=False)
    amount: Rupiah = field(repr=False)
    first_month: Month
    last_month: Month | None = None
    citations: tuple[Citation, ...] = ()
    evidence: Evidence = Evidence.TEXT
    notes: tuple[Note, ...] = field(default=(), repr=False)
    assumptions: tuple[str, ...] = ()
    recipient: Recipient | None = None


@frozen(kw_only=True)
class ScheduledPayment:
    """One payment of a line that is paid year by year.

    Attributes:
        program: The programme that pays it.
        due: Day or month from which it can be claimed.
        amount: Rupiah.
        label: What it is.
        payable: When it is paid: the first one with the other sums, the others year by year.

    Examples:
        >>> trader = kj.BPUEnrolment(income=1_000_000, programs={kj.JKK})
        >>> member = kj.Participation.paid_through(trader, since=kj.Month(2025, 6), months=1)
        >>> event = kj.Death(dt.date(2025, 6, 3), work_related=True)
        >>> e = kj.entitle(event, member, children=[kj.Child(stage="PT4")])
        >>> [(payment.due.year, payment.amount) for payment in e.schedule]
        [(2025, 12000000), (2026, 12000000)]
    """

    program: Program
    due: Month | dt.date = field(repr=False)
    amount: Rupiah = field(repr=False)
    label: Note = field(repr=False)
    payable: Payable = Payable.YEARLY


@frozen(kw_only=True)
class BenefitRefusal:
    """Something that is not due, and why.

    Attributes:
        program: The programme.
        code: Stable name of the reason.
        why: The reason, to be worded.
        citations: Where it stands.
        evidence: Weakest grade of the rule.
        assumptions: Identifiers of the conventions that decided it.

    Examples:
        >>> trader = kj.BPUEnrolment(income=1_000_000, programs={kj.JKK})
        >>> member = kj.Participation.paid_through(trader, since=kj.Month(2024, 1), months=18)
        >>> event = kj.Death(dt.date(2025, 6, 3), work_related=False)
        >>> [refusal.code for refusal in kj.entitle(event, member).refusals]
        ['not-enrolled']
    """

    program: Program
    code: str
    why: Note = field(repr=False)
    citations: tuple[Citation, ...] = ()
    evidence: Evidence = Evidence.TEXT
    assumptions: tuple[str, ...] = ()


@frozen(kw_only=True)
class Proof:
    """A document or fact that has to be proved.

    Attributes:
        program: The programme that asks for it.
        what: The document, to be worded.
        citations: Where it stands.

    Examples:
        >>> trader = kj.BPUEnrolment(income=1_000_000, programs={kj.JKM})
        >>> member = kj.Participation.paid_through(trader, since=kj.Month(2024, 1), months=18)
        >>> event = kj.Death(dt.date(2025, 6, 3), work_related=False)
        >>> kj.entitle(event, member).proofs[0].what.code
        'proof-card'
    """

    program: Program
    what: Note
    citations: tuple[Citation, ...] = ()


@frozen(kw_only=True)
class Deadline:
    """A day by which something has to be done.

    Attributes:
        program: The programme.
        what: What has to be done, to be worded.
        day: Last day; None where there is no limit, or it runs from a day that is not known yet.
        citations: Where it stands.
        evidence: Weakest grade used.

    Examples:
        >>> trader = kj.BPUEnrolment(income=1_000_000, programs={kj.JKK})
        >>> member = kj.Participation.paid_through(trader, since=kj.Month(2025, 6), months=1)
        >>> event = kj.Death(dt.date(2025, 6, 3), work_related=True)
        >>> [deadline.day.isoformat() for deadline in kj.entitle(event, member).deadlines]
        ['2025-06-05', '2025-06-05', '2030-06-03']
    """

    program: Program
    what: Note
    day: dt.date | None
    citations: tuple[Citation, ...] = ()
    evidence: Evidence = Evidence.TEXT


@frozen(kw_only=True)
class Case:
    """What each programme looks at: the event, the participations and the facts around them.

    Attributes:
        event: What happened.
        participations: All participations of the person, also ended ones.
        children: Children for whom a scholarship is asked.
        family: Who is left of the family, or None.
        claimed_on: Day of the claim, or None.
        jht_balance: JHT balance that the caller knows, in rupiah, or None.
        jht_rates: JHT development rates of years that are not published.
        jp_rates: Returns of JP contributions that are paid back.
        inflation: Inflation of years that are not published.
        crediting: How development reaches the account.
        withdrawals: JHT that was paid out before.
        has_tax_number: Decides the tax on JHT from the third year on.
        pension_in_payment: Pension that the participant already drew, in rupiah a month, or None.
        law: The book of law.
    """

    event: Event
    participations: tuple[Participation, ...] = field(repr=False)
    children: tuple[Child, ...] = field(default=(), repr=False)
    family: Family | None = field(default=None, repr=False)
    claimed_on: dt.date | None = None
    jht_balance: Rupiah | None = field(default=None, repr=False)
    jht_rates: Rates = field(default=None, repr=False)
    jp_rates: Rates = field(default=None, repr=False)
    inflation: Rates = field(default=None, repr=False)
    crediting: Crediting = Crediting.MONTHLY
    withdrawals: tuple[Withdrawal, ...] = field(default=(), repr=False)
    has_tax_number: bool | None = field(default=None, repr=False)
    pension_in_payment: Rupiah | None = field(default=None, repr=False)
    law: LawBook = field(repr=False)

    def value(self, path: str, on: dt.date | None = None) -> DatedValue:
        """The value of the law on the day of the event, or on another day."""
        return self.law.value_on(path, self.event.on if on is None else on)


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
        return Part(
            lines=self.lines + other.lines,
            monthly=self.monthly + other.monthly,
            schedule=self.schedule + other.schedule,
            refusals=self.refusals + other.refusals,
            proofs=self.proofs + other.proofs,
            deadlines=self.deadlines + other.deadlines,
            remarks=self.remarks + other.remarks,
        )


@frozen(kw_only=True)
class Entitlement(Explained):
    """What an event gives, what it does not give, and what has to be done.

    Attributes:
        case: The event and the facts around it.
        lines: Amounts.
        monthly: Amounts paid every month, which are in no total.
        schedule: Payments of the lines that are paid year by year.
        refusals: What is not due, and why.
        proofs: What has to be proved.
        deadlines: By when it has to be reported and claimed.
        remarks: What else is to be known.
        common: What was read of the law for all of it.

    Examples:
        >>> member = kj.Participation.paid_through(trader, since=kj.Month(2024, 1), months=18)
        >>> event = kj.Death(dt.date(2025, 6, 3), work_related=True)
        >>> kj.entitle(event, member).total
        70000000
    """

    case: Case = field(repr=False)
    lines: tuple[BenefitLine, ...] = field(default=(), repr=False)
    monthly: tuple[MonthlyBenefit, ...] = field(default=(), repr=False)
    schedule: tuple[ScheduledPayment, ...] = field(default=(), repr=False)
    refusals: tuple[BenefitRefusal, ...] = field(default=(), repr=False)
    proofs: tuple[Proof, ...] = field(default=(), repr=False)
    deadlines: tuple[Deadline, ...] = field(default=(), repr=False)
    remarks: tuple[Note, ...] = field(default=(), repr=False)
    common: Basis = field(default=NO_BASIS, repr=False)

    @property
    def basis(self) -> Basis:
        """What lines, monthly benefits and refusals rest on."""
        return attrs.evolve(self.common, evidence=self.evidence, assumptions=self.assumptions)

    @property
    def total(self) -> Rupiah:
        """Everything that is payable as a sum, in rupiah, the scholarship at its largest."""
        return sum(line.amount for line in self.lines)

    @property
    def at_once(self) -> Rupiah:
        """What is payable now, in rupiah: without arrears to settle, without later years.

        Examples:
            >>> trader = kj.BPUEnrolment(income=1_000_000, programs={kj.JKK})
            >>> member = kj.Participation.paid_through(trader, since=kj.Month(2025, 6), months=1)
            >>> event = kj.Death(dt.date(2025, 6, 3), work_related=True)
            >>> kj.entitle(event, member, children=[kj.Child(stage="SD6")]).at_once
            71500000
        """
        now = Payable.AT_ONCE
        lines = sum(line.amount for line in self.lines if line.payable is now)
        return lines + sum(each.amount for each in self.schedule if each.payable is now)

    def of(self, program: Program) -> Rupiah:
        """Sum of the lines of one programme, in rupiah; the scholarship counts where it is paid.

        Raises:
            UnknownProgramError: code `unknown-program`.

        Examples:
            >>> member = kj.Participation.paid_through(trader, since=kj.Month(2024, 1), months=18)
            >>> event = kj.Death(dt.date(2025, 6, 3), work_related=True)
            >>> kj.entitle(event, member).of(kj.JKM)
            0
        """
        wanted = choose(Program, program)
        return sum(line.amount for line in self.lines if line.program is wanted)

    @property
    def evidence(self) -> Evidence:
        """Weakest grade that a line, a monthly benefit or a refusal used.

        Examples:
            >>> worker = kj.PUEnrolment(wage=5_000_000, risk_class=1, programs={kj.JKM})
            >>> member = kj.Participation.paid_through(worker, since=kj.Month(2024, 1), months=18)
            >>> event = kj.Death(dt.date(2025, 6, 3), work_related=False)
            >>> kj.entitle(event, member).evidence
            <Evidence.TEXT: 'text'>
        """
        grades = [line.evidence for line in self.lines]
        grades += [benefit.evidence for benefit in self.monthly]
        grades += [refusal.evidence for refusal in self.refusals]
        return Evidence.weakest(grades)

    @property
    def assumptions(self) -> tuple[str, ...]:
        """Identifiers of the conventions and assumptions that decided the result.

        Examples:
            >>> trader = kj.BPUEnrolment(income=1_000_000, programs={kj.JKM})
            >>> member = kj.Participation.paid_through(trader, since=kj.Month(2025, 7), months=2)
            >>> event = kj.Death(dt.date(2025, 8, 20), work_related=False)
            >>> kj.entitle(event, member).assumptions
            ('jkm-three-months',)
        """
        names = [name for line in self.lines for name in line.assumptions]
        names += [name for benefit in self.monthly for name in benefit.assumptions]
        names += [name for refusal in self.refusals for name in refusal.assumptions]
        return tuple(dict.fromkeys(names))

    def statement(self) -> Statement:
        """The result as data, ready to be worded.

        Examples:
            >>> trader = kj.BPUEnrolment(income=1_000_000, programs={kj.JKM})
            >>> member = kj.Participation.paid_through(trader, since=kj.Month(2024, 1), months=18)
            >>> event = kj.Death(dt.date(2025, 6, 3), work_related=False)
            >>> kj.entitle(event, member).statement().totals[-1].amount
            42000000
        """
        rows = [
            Row(
                head=line.program,
                label=line.label,
                amount=line.amount,
                citations=line.citations,
                details=(*line.notes, *_payment_notes(line)),
            )
            for line in self.lines
        ]
        rows += [
            Row(
                head=each.program,
                label=each.label,
                amount=each.amount,
                citations=each.citations,
                details=(Note.of("monthly"), *each.notes),
            )
            for each in self.monthly
        ]
        total = Note.of("total-without-monthly" if self.monthly else "total")
        totals = [Row(head="", label=total, amount=self.total)]
        if self.at_once != self.total:
            totals.insert(0, Row(head="", label=Note.of("at-once"), amount=self.at_once))
        remarks = [refusal.why for refusal in self.refusals]
        remarks += self.remarks
        if self.proofs:
            what = tuple(dict.fromkeys(proof.what for proof in self.proofs))
            remarks.append(Note.of("to-prove", what=what))
        remarks += [deadline.what for deadline in self.deadlines]
        return Statement(
            title=Note.of(f"entitlement-{self.case.event.kind}", day=self.case.event.on),
            rows=tuple(rows),
            totals=tuple(totals),
            remarks=tuple(remarks),
            basis=Basis(assumptions=self.assumptions, evidence=self.evidence),
        )


def _payment_notes(line: BenefitLine) -> tuple[Note, ...]:
    notes = []
    if line.payable is Payable.AFTER_ARREARS:
        notes.append(Note.of("after-arrears"))
    if line.pays_first is not None:
        notes.append(Note.of("pays-first", payer=line.pays_first))
    return tuple(notes)
