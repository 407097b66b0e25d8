"""For which months payments count, and since when participation is in force.

A payment names the months for which it is made; each month is allocated, or listed as unallocated
with the reason, so that nothing is dropped. Payments are read in order of their days, because what
a payment can still do depends on what was paid before: a non-wage earner (BPU) who is more than
three consecutive months behind has no rights left (PP 44/2015 Pasal 39 ayat (2), Pasal 42
ayat (2)), is not billed for the gap, and begins anew with the next payment. Participation begins
with the number that is issued once the first contribution is paid in full (PP 44/2015 Pasal 6
ayat (2) and (3), Pasal 11 ayat (4) and (5); PP 45/2015 Pasal 3; PP 46/2015 Pasal 7 and 14).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cache

import attrs
from attrs import field, frozen

from kopdes_jamsos.coverage.balance import Balance
from kopdes_jamsos.coverage.pricing import first_known, price
from kopdes_jamsos.coverage.records import (
    Allocation,
    Membership,
    Payment,
    Spell,
    Unallocated,
    UnallocatedCode,
    Underpaid,
)
from kopdes_jamsos.errors import LawPathError
from kopdes_jamsos.law import LAW, DatedValue, LawBook
from kopdes_jamsos.law.book import check_book
from kopdes_jamsos.law.dues import Dues
from kopdes_jamsos.law.kinds import Frozen
from kopdes_jamsos.money import Rupiah
from kopdes_jamsos.months import Month, check_span
from kopdes_jamsos.programs import Program, Segment
from kopdes_jamsos.workdays import days_off

_A_DAY = dt.timedelta(days=1)


@frozen(kw_only=True)
class Ledger:
    """What stood on a day.

    Attributes:
        paid: The payment of each month paid.
        unallocated: The months that do not count.
        out_of_order: Months paid while an earlier one was unpaid.
        limits: How far ahead one may pay, where a month lay beyond it, and what nets too much and
            too little.
        amounts: Rupiah set against months out of payments with an amount.
        underpaid: Months that were paid for and are not paid in full.
        credit: Rupiah that are set against no month.
        names: Conventions that decided what amounts count for.
        spells: The spells begun, in order; more than one where rights were lost and came back.
        lapsed_on: First day without rights, while they are lost.
    """

    paid: Mapping[Month, Payment] = field(hash=False)
    unallocated: tuple[Unallocated, ...]
    out_of_order: tuple[Month, ...]
    limits: tuple[DatedValue, ...]
    amounts: Mapping[Month, Rupiah] = field(hash=False)
    underpaid: tuple[Underpaid, ...]
    credit: Rupiah
    names: tuple[str, ...]
    spells: tuple[Spell, ...]
    lapsed_on: dt.date | None


def due_before(
    day: dt.date,
    first: Month,
    program: Program,
    segment: Segment,
    law: LawBook,
    *,
    trainee: bool = False,
) -> Iterator[tuple[Month, dt.date]]:
    """Months from a first one on whose due day lies before a day, with that due day.

    Months before the law data are left out.

    Raises:
        InvalidDateError: code `invalid-date`: the day lies too far away.
    """
    for month, _, due in due_days(day, first, program, segment, law, trainee=trainee):
        if due >= day:
            return
        yield month, due


def due_days(
    day: dt.date,
    first: Month,
    program: Program,
    segment: Segment,
    law: LawBook,
    *,
    trainee: bool = False,
) -> Iterator[tuple[Month, dt.date, dt.date]]:
    """Months from a first one to that of a day, with the due day as printed and as moved."""
    dues = Dues(program.paid_out_of or program, segment, law, trainee=trainee)
    holidays = law.known_holidays
    month = max(first, first_known(program, law))
    check_span(month, Month.of(day))
    while month <= Month.of(day):
        rule = dues.rule(month)
        yield month, *rule.of(month, days_off(holidays, month + rule.months_later))
        month += 1


def first_unpaid(month: Month, paid: Mapping[Month, Payment]) -> Month:
    """First month from a given one on that is not paid."""
    while month in paid:
        month += 1
    return month


def arrears_limit(
    program: Program, segment: Segment, month: Month, law: LawBook
) -> DatedValue | None:
    """Dated value: consecutive months of arrears up to which rights stand; None: no such article.

    Raises:
        BeforeDataError: code `before-data`.
    """
    path = _limit_path(program, segment)
    return law.value(path, month) if path else None


@cache
def _limit_path(program: Program, segment: Segment) -> str | None:
    """Where the limit of a programme stands, if it has one."""
    return _first_path(f"participation.arrears_{program}_{segment}", f"{program}.arrears_paid")


@cache
def number_path(program: Program, segment: Segment) -> str:
    """Where it stands when the number comes; JP and JKP have a rule for wage earners only."""
    of_all = f"participation.number_{program}"
    return _first_path(f"{of_all}_{segment}") or of_all.lower()


def _first_path(*names: str) -> str | None:
    for name in names:
        with suppress(LawPathError):
            return LAW.series(name.lower()).path
    return None


def ledger(
    membership: Membership,
    law: LawBook,
    until: dt.date | None = None,
) -> Ledger:
    """Read the payments made up to a day, that day included; None for all of them."""
    return _Payments(membership, check_book(law)).read(until)


def allocate(
    membership: Membership,
    law: LawBook,
    paid_by: dt.date | None = None,
) -> Allocation:
    """What the payments made up to a day count for; None for all of them."""
    found = ledger(membership, law, paid_by)
    return Allocation(
        months=found.paid,
        unallocated=found.unallocated,
        out_of_order=found.out_of_order,
        amounts=found.amounts,
        underpaid=found.underpaid,
        credit=found.credit,
        limits=found.limits,
        names=found.names,
    )


class _Payments:
    """Reads payments in order of their days."""

    def __init__(self, membership: Membership, law: LawBook) -> None:
        self.membership = membership
        self.law = law
        self.segment = membership.enrolment.segment
        self.paid: dict[Month, Payment] = {}
        self.balance = Balance()
        self.last: Payment | None = None  # with an amount
        self.unallocated: list[Unallocated] = []
        self.out_of_order: list[Month] = []
        self.limits: dict[tuple[Month, str], DatedValue] = {}
        self.spells: list[Spell] = []
        self.lapsed_on: dt.date | None = None
        self.lapsed_in: Month | None = None
        # No month owed in the present spell is unpaid before this one.
        self.unpaid = Month.of(membership.joined)
        # A PU's arrears are the employer's debt: nothing lapses.
        self.lost_by_arrears = [
            program
            for program in Program
            if self.segment is Segment.BPU and program in membership.enrolment.programs
            if _limit_path(program, self.segment)  # no article says so of JHT
        ]
        if self.segment is Segment.PU and membership.number_issued is not None:
            self._begin(membership.number_issued, Month.of(membership.joined))

    def read(self, until: dt.date | None) -> Ledger:
        for payment in self.membership.payments:
            if until is not None and payment.paid_on > until:
                break
            self._move_to(payment.paid_on)
            if payment.amount is None:
                self._take(payment)
            else:
                self._receive(payment, payment.amount)
        if until is not None:
            self._move_to(until)
        return Ledger(
            paid=Frozen(sorted(self.paid.items())),
            unallocated=tuple(self.unallocated),
            out_of_order=tuple(sorted(self.out_of_order)),
            limits=(*self.limits.values(), *self._netting()),
            amounts=Frozen(sorted(self.balance.amounts.items())),
            underpaid=self.balance.underpaid(),
            credit=self.balance.credit,
            names=self._names(),
            spells=tuple(self.spells),
            lapsed_on=self.lapsed_on,
        )

    @property
    def _idle(self) -> bool:
        """Whether nothing is in force: not yet, or not any more."""
        return not self.spells or self.lapsed_on is not None

    def _move_to(self, day: dt.date) -> None:
        """Let time pass: rights are lost by arrears, and come with a month paid ahead."""
        day = day if self.membership.ended is None else min(day, self.membership.ended)
        while True:
            if not self._idle:
                self._use_credit(day)
                self._lapse(day)
            if not self._idle:
                return
            ahead = [
                month
                for month in self.paid
                if month <= Month.of(day) and (self.lapsed_in is None or month > self.lapsed_in)
            ]
            if not ahead:
                return
            self._begin(min(ahead).first_day, min(ahead))

    def _begin(self, day: dt.date, first: Month) -> None:
        if not self.spells and self.membership.number_issued is not None:
            day = max(day, self.membership.number_issued)
        self.spells.append(Spell(day, first))
        self.unpaid = first
        self.lapsed_on = self.lapsed_in = None

    def _lapse(self, day: dt.date) -> None:
        if not self.lost_by_arrears:
            return
        behind = 0
        program = self.lost_by_arrears[0]  # JKK and JKM are due on the same day
        self.unpaid = first_unpaid(self.unpaid, self.paid)
        for month, due in due_before(day, self.unpaid, program, self.segment, self.law):
            behind = 0 if month in self.paid else behind + 1
            limits = [
                limit.value
                for each in self.lost_by_arrears
                if (limit := arrears_limit(each, self.segment, month, self.law)) is not None
            ]
            if behind > max(limits):
                self.lapsed_on, self.lapsed_in = due + _A_DAY, month
                self.balance.release(month + 1)
                return

    def _take(self, payment: Payment) -> None:
        taken = []
        for month in payment.span():
            code = self._refusal(payment, month)
            if code is None:
                self.paid[month] = payment
                self.balance.open.discard(month)
                taken.append(month)
            else:
                self.unallocated.append(Unallocated(payment, month, code))
        self._count(payment, taken)

    def _receive(self, payment: Payment, amount: Rupiah) -> None:
        """Take an amount: what is open of earlier months first, then the months that are named."""
        balance, self.last = self.balance, payment
        balance.credit += amount
        if self._idle and self.segment is Segment.BPU:
            balance.release(Month.of(payment.paid_on))
        taken = [month for month in sorted(balance.open) if self._settle(month, payment)]
        for month in payment.span():
            if month in taken or month in balance.open:
                continue
            code = self._refusal(payment, month)
            if code is not None:
                self.unallocated.append(Unallocated(payment, month, code))
            elif self._settle(month, payment):
                taken.append(month)
        balance.netted = balance.netted or balance.credit > 0
        self._count(payment, sorted(taken))

    def _settle(self, month: Month, payment: Payment) -> bool:
        """Set credit against a month; the payment that completes it is the one that pays it."""
        if not self.balance.settle(month, self._price(month, payment)):
            return False
        self.paid[month] = payment
        return True

    def _price(self, month: Month, payment: Payment) -> Rupiah:
        paid_on = payment.paid_on
        return price(self.membership, month, paid_on, self.law, self.paid, self.spells)

    def _use_credit(self, day: dt.date) -> None:
        """Let credit pay for the months that have come, as far as it pays them in full."""
        while self.last is not None and self.balance.credit:
            first = max(self.unpaid, first_known(Program.JKK, self.law))
            month = first_unpaid(first, self.paid)
            if month > Month.of(day) or self._price(month, self.last) > self.balance.credit:
                return
            self._settle(month, self.last)

    def _netting(self) -> list[DatedValue]:
        """What says that too much and too little is netted with the next month."""
        if self.last is None or not self.balance.netted:
            return []
        name = "netted" if self.segment is Segment.PU else "netted_relief"
        rule = self.law.series(f"participation.{name}").in_force(Month.of(self.last.paid_on))
        return [] if rule is None else [rule]

    def _names(self) -> tuple[str, ...]:
        if not self.balance.netted:
            return ()
        names = ["credit-next-month"] if self.segment is Segment.BPU else []
        if self.membership.enrolment.programs - {Program.JKK, Program.JKM}:
            names.append("payment-one-sum")
        if self.balance.open:
            names.append("part-paid-month")
        return tuple(names)

    def _count(self, payment: Payment, taken: list[Month]) -> None:
        """Begin a time in force, if a payment does, and note what was paid out of order."""
        if not taken:
            return
        now = Month.of(payment.paid_on)
        # A first payment may be for the next month. What is paid further ahead gives no cover now.
        if self._idle and taken[0] <= now + 1:
            joined = Month.of(self.membership.joined)
            first = joined if self.segment is Segment.PU else max(now, taken[0])
            self._begin(payment.paid_on, first)
        known = first_known(Program.JKK, self.law)
        self.unpaid = first_unpaid(max(self.unpaid, known), self.paid)
        self.out_of_order += [month for month in taken if month > self.unpaid]

    def _refusal(self, payment: Payment, month: Month) -> UnallocatedCode | None:
        membership, paid_in = self.membership, Month.of(payment.paid_on)
        if payment.paid_on < membership.joined or month < Month.of(membership.joined):
            return "before-joining"
        gone = self._idle and self.segment is Segment.BPU
        if membership.ended is not None and (
            month > Month.of(membership.ended) or (gone and payment.paid_on > membership.ended)
        ):
            return "after-end"
        if month in self.paid:
            return "month-twice"
        ahead = self.law.series("participation.advance_months").in_force(paid_in)
        if ahead is not None and month - paid_in > ahead.value:
            if self.segment is not Segment.BPU and not ahead.assumption:
                ahead = attrs.evolve(ahead, assumption="prepaid-year")  # the rule names BPU only
            self.limits[ahead.since, ahead.assumption] = ahead
            return "too-far-ahead"
        if self.lapsed_on and month < paid_in:
            return "lapsed-month"
        if len(self.spells) > 1 and month < self.spells[-1].first:
            return "lapsed-month"
        return None
