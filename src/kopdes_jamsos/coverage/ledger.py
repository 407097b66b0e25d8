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
from collections.abc import Mapping
from contextlib import suppress
from functools import cache, cached_property
from typing import TypeVar

import attrs
from attrs import field, frozen

from kopdes_jamsos.coverage.balance import Balance
from kopdes_jamsos.coverage.due_days import DueDays, first_unpaid
from kopdes_jamsos.coverage.pricing import Reckoned, Told, first_known
from kopdes_jamsos.coverage.records import (
    Allocation,
    Membership,
    Payment,
    Spell,
    Unallocated,
    UnallocatedCode,
    Underpaid,
    ordinals_of,
)
from kopdes_jamsos.errors import LawPathError
from kopdes_jamsos.law import LAW, DatedValue, LawBook
from kopdes_jamsos.law.book import check_book
from kopdes_jamsos.law.kinds import Frozen
from kopdes_jamsos.law.values import Series
from kopdes_jamsos.money import Rupiah
from kopdes_jamsos.months import Month, ordinal_of
from kopdes_jamsos.programs import Program, Segment, in_order

_A_DAY = dt.timedelta(days=1)
_ValueT = TypeVar("_ValueT")


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

    def allocation(self) -> Allocation:
        """What the payments count for."""
        return Allocation(
            months=self.paid,
            unallocated=self.unallocated,
            out_of_order=self.out_of_order,
            amounts=self.amounts,
            underpaid=self.underpaid,
            credit=self.credit,
            limits=self.limits,
            names=self.names,
        )


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


class _Payments:
    """Reads payments in order of their days; months are the ordinals that they have."""

    def __init__(self, membership: Membership, law: LawBook) -> None:
        self.membership = membership
        self.law = law
        self.segment = membership.enrolment.segment
        self.paid: dict[int, Payment] = {}
        self.balance = Balance()
        self.last: Payment | None = None  # with an amount
        self.unallocated: list[Unallocated] = []
        self.out_of_order: list[int] = []
        self.limits: dict[tuple[Month, str], DatedValue] = {}
        self.spells: list[Spell] = []
        # Whether nothing is in force: not yet, or not any more.
        self.idle = True
        self.lapsed_on: dt.date | None = None
        self.lapsed_in = _NO_MONTH
        self.joined = ordinal_of(membership.joined)
        self.ended = _NEVER if membership.ended is None else ordinal_of(membership.ended)
        # No month owed in the present spell, from `first` on, is unpaid before `unpaid`. Those
        # before `seen` were looked at, and too few in a row are unpaid.
        self.first = self.seen = self.unpaid = self.joined
        # The last month paid, and while nothing is in force the first one that brings it back.
        self.latest, self.coming = _NO_MONTH, _NEVER
        self.told = Told(membership, law)
        self.ahead: dict[int, DatedValue | None] = {}
        # A PU's arrears are the employer's debt: nothing lapses.
        self.lost_by_arrears = [
            program
            for program in in_order(membership.enrolment.programs)
            if self.segment is Segment.BPU
            if _limit_path(program, self.segment)  # no article says so of JHT
        ]
        if self.segment is Segment.PU and membership.number_issued is not None:
            self._begin(membership.number_issued, self.joined)

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
            paid=_by_month(self.paid),
            unallocated=tuple(self.unallocated),
            out_of_order=tuple(map(Month.from_ordinal, sorted(self.out_of_order))),
            limits=(*self.limits.values(), *self._netting()),
            amounts=_by_month(self.balance.amounts),
            underpaid=self.balance.underpaid(),
            credit=self.balance.credit,
            names=self._names(),
            spells=tuple(self.spells),
            lapsed_on=self.lapsed_on,
        )

    def _move_to(self, day: dt.date) -> None:
        """Let time pass: rights are lost by arrears, and come with a month paid ahead."""
        ended = self.membership.ended
        day = day if ended is None or day < ended else ended
        while True:
            if not self.idle:
                if self.balance.credit:
                    self._use_credit(day)
                if self.lost_by_arrears:
                    self._lapse(day)
            if not self.idle or self.coming > ordinal_of(day):
                return
            self._begin(Month.from_ordinal(self.coming).first_day, self.coming)

    def _begin(self, day: dt.date, first: int) -> None:
        if not self.spells and self.membership.number_issued is not None:
            day = max(day, self.membership.number_issued)
        self.spells.append(Spell(day, Month.from_ordinal(first)))
        self.first = self.seen = self.unpaid = first
        self.idle, self.lapsed_on, self.lapsed_in = False, None, _NO_MONTH
        self.coming = _NEVER

    def _lapse(self, day: dt.date) -> None:
        self.unpaid = first_unpaid(self.unpaid, self.paid)
        behind = -1
        for month, due in self.due_days.before(day, self.unpaid, self.seen):
            behind = self._behind(month) if behind < 0 else behind
            behind = 0 if month in self.paid else behind + 1
            self.seen = month + 1
            limits = [limit.at(Month.from_ordinal(month)).value for limit in self.arrears_limits]
            if behind > max(limits):
                self.idle, self.lapsed_on, self.lapsed_in = True, due + _A_DAY, month
                paid_ahead = range(month + 1, self.latest + 1)
                self.coming = next((each for each in paid_ahead if each in self.paid), _NEVER)
                self.balance.release(month + 1)
                return

    @cached_property
    def due_days(self) -> DueDays:
        # JKK and JKM are due on the same day.
        return DueDays(self.lost_by_arrears[0], self.segment, self.law)

    @cached_property
    def arrears_limits(self) -> list[Series]:
        """How many months in a row may be unpaid, in each programme that is lost by more."""
        paths = (_limit_path(program, self.segment) for program in self.lost_by_arrears)
        return [self.law.series(path) for path in paths if path]

    @cached_property
    def known(self) -> int:
        """First month for which the law book knows when a contribution is due."""
        return first_known(Program.JKK, self.law).ordinal

    def _behind(self, month: int) -> int:
        """How many months in a row are unpaid before one; no more than rights outlast."""
        first, before = max(self.first, self.due_days.known), month - 1
        while before >= first and before not in self.paid:
            before -= 1
        return month - 1 - before

    def _pay(self, month: int, payment: Payment) -> None:
        """Note which payment pays a month in full."""
        self.paid[month] = payment
        if month > self.latest:
            self.latest = month
        if self.idle and self.lapsed_in < month < self.coming:
            self.coming = month

    def _take(self, payment: Payment) -> None:
        taken, paid_in = [], ordinal_of(payment.paid_on)
        for month in ordinals_of(payment):
            code = self._refusal(payment, paid_in, month)
            if code is None:
                self._pay(month, payment)
                if self.balance.open:
                    self.balance.close(month)
                taken.append(month)
            else:
                self._refuse(payment, month, code)
        self._count(payment, paid_in, taken)

    def _receive(self, payment: Payment, amount: Rupiah) -> None:
        """Take an amount: what is open of earlier months first, then the months that are named."""
        balance, self.last, paid_in = self.balance, payment, ordinal_of(payment.paid_on)
        balance.credit += amount
        if self.idle and self.segment is Segment.BPU:
            balance.release(paid_in)
        taken = self._settle_open(payment)
        settled = frozenset(taken)
        for month in ordinals_of(payment):
            if month in settled or balance.is_open(month):
                continue
            code = self._refusal(payment, paid_in, month)
            if code is not None:
                self._refuse(payment, month, code)
            elif self._settle(month, payment):
                taken.append(month)
        balance.netted = balance.netted or balance.credit > 0
        self._count(payment, paid_in, sorted(taken))

    def _refuse(self, payment: Payment, month: int, code: UnallocatedCode) -> None:
        self.unallocated.append(Unallocated(payment, Month.from_ordinal(month), code))

    def _settle_open(self, payment: Payment) -> list[int]:
        """Set credit against the months that are open, in order; those that are paid then."""
        taken = []
        month = self.balance.next_open(_NO_MONTH)
        while month is not None:
            if self._settle(month, payment):
                taken.append(month)
            month = self.balance.next_open(month)
        return taken

    def _settle(self, month: int, payment: Payment) -> bool:
        """Set credit against a month; the payment that completes it is the one that pays it."""
        price = self._price(month, payment)
        if not self.balance.settle(month, price, may_change=self.told.may_change(month)):
            return False
        self._pay(month, payment)
        return True

    def _price(self, month: int, payment: Payment) -> Rupiah:
        return self.told.price(Month.from_ordinal(month), payment.paid_on, self._reckoned)

    def _reckoned(self) -> Reckoned:
        return self.paid, self.spells

    def _use_credit(self, day: dt.date) -> None:
        """Let credit pay for the months that have come, as far as it pays them in full."""
        while self.last is not None and self.balance.credit:
            month = first_unpaid(max(self.unpaid, self.known), self.paid)
            if month > ordinal_of(day) or self._price(month, self.last) > self.balance.credit:
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

    def _count(self, payment: Payment, paid_in: int, taken: list[int]) -> None:
        """Begin a time in force, if a payment does, and note what was paid out of order."""
        if not taken:
            return
        # A first payment may be for the next month. What is paid further ahead gives no cover now.
        if self.idle and taken[0] <= paid_in + 1:
            first = self.joined if self.segment is Segment.PU else max(paid_in, taken[0])
            self._begin(payment.paid_on, first)
        self.unpaid = first_unpaid(max(self.unpaid, self.known), self.paid)
        self.out_of_order += [month for month in taken if month > self.unpaid]

    def _refusal(self, payment: Payment, paid_in: int, month: int) -> UnallocatedCode | None:
        ended = self.membership.ended
        if month < self.joined or payment.paid_on < self.membership.joined:
            return "before-joining"
        gone = self.idle and self.segment is Segment.BPU
        if month > self.ended or (gone and ended is not None and payment.paid_on > ended):
            return "after-end"
        if month in self.paid:
            return "month-twice"
        ahead = self._ahead(paid_in)
        if ahead is not None and month - paid_in > ahead.value:
            if self.segment is not Segment.BPU and not ahead.assumption:
                ahead = attrs.evolve(ahead, assumption="prepaid-year")  # the rule names BPU only
            self.limits[ahead.since, ahead.assumption] = ahead
            return "too-far-ahead"
        if self.lapsed_on and month < paid_in:
            return "lapsed-month"
        if len(self.spells) > 1 and month < self.first:
            return "lapsed-month"
        return None

    def _ahead(self, paid_in: int) -> DatedValue | None:
        """How many months ahead may be paid in a month, if that is limited."""
        if paid_in not in self.ahead:
            self.ahead[paid_in] = self.advance.in_force(Month.from_ordinal(paid_in))
        return self.ahead[paid_in]

    @cached_property
    def advance(self) -> Series:
        return self.law.series("participation.advance_months")


# Before and after all months.
_NO_MONTH, _NEVER = -1, 12 * (dt.MAXYEAR + 1)


def _by_month(found: Mapping[int, _ValueT]) -> Mapping[Month, _ValueT]:
    return Frozen({Month.from_ordinal(number): found[number] for number in sorted(found)})
