"""What an event gives, put together: lines, refusals and deadlines, their sums and their words.

Implements no article of its own.
"""

from __future__ import annotations

from collections.abc import Callable

from attrs import field, frozen

from kopdes_jamsos.basis import (
    NO_BASIS,
    Basis,
    Explained,
    Grounded,
    Note,
    Row,
    Statement,
    Table,
    Worded,
)
from kopdes_jamsos.basis.sources import Citation
from kopdes_jamsos.benefits.cases import Case
from kopdes_jamsos.benefits.kinds import Payable, Recipient
from kopdes_jamsos.benefits.lines import (
    BenefitLine,
    BenefitRefusal,
    Deadline,
    MonthlyBenefit,
    Proof,
    ScheduledPayment,
)
from kopdes_jamsos.choices import choose
from kopdes_jamsos.money import Rate, Rupiah
from kopdes_jamsos.months import Month
from kopdes_jamsos.programs import Payer, Program


@frozen(kw_only=True)
class Entitlement(Grounded, Explained):
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
        >>> found = kj.entitle(death, paid)
        >>> found.total, len(found.lines)
        (42000000, 3)
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
    def total(self) -> Rupiah:
        """Everything that is payable as a sum, in rupiah, the scholarship at its largest."""
        return sum(line.amount for line in self.lines)

    @property
    def at_once(self) -> Rupiah:
        """What is payable now, in rupiah: without arrears to settle, without later years."""
        now = Payable.AT_ONCE
        lines = sum(line.amount for line in self.lines if line.payable is now)
        return lines + sum(each.amount for each in self.schedule if each.payable is now)

    def of(self, program: Program | str) -> Rupiah:
        """Sum of the lines of one programme, in rupiah; the scholarship counts where it is paid.

        Raises:
            UnknownProgramError: code `unknown-program`.

        Examples:
            >>> kj.entitle(death, paid).of(kj.JKK)
            0
        """
        wanted = choose(Program, program)
        return sum(line.amount for line in self.lines if line.program is wanted)

    @property
    def basis(self) -> Basis:
        """What the lines, the monthly benefits and the refusals rest on."""
        return Basis.sum((self.common, *self.lines, *self.monthly, *self.refusals))

    def table(self) -> Table:
        """A row for each sum, then for each amount that is paid every month and is in no total."""
        return Table.of(
            "benefits",
            {
                "program": Program,
                "kind": Worded,
                "amount": int | None,
                "each_month": int | None,
                "first_month": Month | None,
                "last_month": Month | None,
                "base": int | None,
                "rate_ppm": Rate | None,
                "multiple": int | None,
                "recipient": Recipient | None,
                "payable": Payable | None,
                "pays_first": Payer | None,
                "article": Citation,
            },
            (*self.lines, *self.monthly),
            kind=lambda line: Worded(line.kind, line.label),
            amount=_of_sums("amount"),
            each_month=_of_monthly("amount"),
            rate_ppm=_of_sums("rate"),
            **{name: _of_sums(name) for name in ("base", "multiple", "payable")},
            **{name: _of_monthly(name) for name in ("first_month", "last_month")},
            article="citations",
        )

    def statement(self) -> Statement:
        """The result as data, ready to be worded."""
        rows = [_row(line, (*line.notes, *_payment_notes(line))) for line in self.lines]
        rows += [_row(each, (Note.of("monthly"), *each.notes)) for each in self.monthly]
        total = Note.of("total-without-monthly" if self.monthly else "total")
        totals = [Row(label=total, amount=self.total)]
        if self.at_once != self.total:
            totals.insert(0, Row(label=Note.of("at-once"), amount=self.at_once))
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
            basis=self.basis,
        )


def _of_sums(name: str) -> Callable[[BenefitLine | MonthlyBenefit], object]:
    """Something that only sums have."""
    return lambda line: getattr(line, name) if isinstance(line, BenefitLine) else None


def _of_monthly(name: str) -> Callable[[BenefitLine | MonthlyBenefit], object]:
    """Something that only monthly amounts have."""
    return lambda line: getattr(line, name) if isinstance(line, MonthlyBenefit) else None


def _row(line: BenefitLine | MonthlyBenefit, details: tuple[Note, ...]) -> Row:
    return Row(
        head=line.program,
        label=line.label,
        amount=line.amount,
        citations=line.citations,
        details=details,
    )


def _payment_notes(line: BenefitLine) -> tuple[Note, ...]:
    notes = []
    if line.payable is Payable.AFTER_ARREARS:
        notes.append(Note.of("after-arrears"))
    if line.pays_first is not None:
        notes.append(Note.of("pays-first", payer=line.pays_first))
    return tuple(notes)
