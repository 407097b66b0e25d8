"""What is recorded of one person's membership: payments, what they count for, and the facts.

Implements no article of its own: `coverage.ledger` reads the payments, `coverage.cover` the cover
of a day. A person with several employers, or with own work beside a job, has several memberships
(PP 44/2015 Pasal 15 ayat (3)).
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Mapping
from itertools import pairwise
from typing import Any, Literal, TypeAlias

import attrs
from attrs import field, frozen

from kopdes_jamsos._checks import (
    are,
    as_tuple,
    by,
    is_a,
    is_rupiah_or_none,
    to_date,
    to_date_or_none,
    to_month,
)
from kopdes_jamsos._plain import as_int
from kopdes_jamsos.basis import (
    Basis,
    Code,
    Displayed,
    Grounded,
    Note,
    Statement,
    Table,
    Tabular,
)
from kopdes_jamsos.basis.statements import facts_shown
from kopdes_jamsos.enrolment import BPUEnrolment, PUEnrolment
from kopdes_jamsos.errors import InvalidFactError, told
from kopdes_jamsos.law import DatedValue
from kopdes_jamsos.money import Rupiah, check_rupiah
from kopdes_jamsos.months import LONGEST_LIFE, Month, MonthLike, as_month
from kopdes_jamsos.programs import Segment

UnallocatedCode: TypeAlias = Literal[
    "before-joining", "after-end", "month-twice", "too-far-ahead", "lapsed-month"
]


def _check_months(value: object, _: str) -> int:
    months = as_int(value)
    if months is None or not 1 <= months <= 12 * LONGEST_LIFE:
        raise _no_count(value)
    return months


def _is_within_calendar(payment: Payment, _: Any, value: Any) -> None:
    if payment.month.year + payment.months // 12 >= dt.MAXYEAR:
        raise _no_count(value)


def _no_count(value: object) -> InvalidFactError:
    shown, kept = told(value, "months", like=r"-?[0-9]{1,4}(\.[0-9])?")
    return InvalidFactError(
        f"{shown} is no number of months that can be paid.",
        value=kept,
        remedy="Give the number of months paid for as an int, 1 or more.",
        reason="paid-months",
    )


@frozen
class Payment:
    """One payment of contributions, for one month or several in a row.

    Attributes:
        month: First month paid for.
        paid_on: Day on which it was paid.
        months: Number of months paid for, 1 or more.
        amount: What was paid for all of them and all programmes, without fines, in rupiah; None:
            the contributions of these months in full.

    Raises:
        InvalidMonthError: code `invalid-month`.
        InvalidDateError: code `invalid-date`.
        InvalidAmountError: code `invalid-amount`.
        InvalidFactError: code `invalid-fact`: no number of months.

    Examples:
        >>> ahead = kj.Payment(kj.Month(2025, 7), dt.date(2025, 7, 3), months=3)
        >>> [str(month) for month in ahead.span()]
        ['2025-07', '2025-08', '2025-09']
    """

    month: Month = field(converter=to_month)
    paid_on: dt.date = field(converter=to_date)
    months: int = field(default=1, validator=[by(_check_months), _is_within_calendar])
    amount: Rupiah | None = field(default=None, repr=False, validator=is_rupiah_or_none)

    def span(self) -> tuple[Month, ...]:
        """The months paid for, in order."""
        return tuple(map(Month.from_ordinal, ordinals_of(self)))


def ordinals_of(payment: Payment) -> range:
    """The ordinals of the months paid for."""
    first = payment.month.ordinal
    return range(first, first + payment.months)


@frozen
class Unallocated:
    """A month that was paid for and for which the payment cannot count.

    Attributes:
        payment: The payment.
        month: The month of it.
        code: Why: `before-joining`, `after-end`, `month-twice`, `too-far-ahead` (beyond what may
            be prepaid), `lapsed-month` (a month of a gap after which a BPU begins anew).

    Examples:
        >>> june = kj.Payment(kj.Month(2025, 6), dt.date(2025, 7, 3))
        >>> part = kj.Participation(trader, joined=dt.date(2025, 7, 1), payments=[june])
        >>> part.allocation().unallocated[0].code
        'before-joining'
    """

    payment: Payment
    month: Month
    code: UnallocatedCode


@frozen(kw_only=True)
class Underpaid:
    """A month that was paid for and is not paid in full.

    Attributes:
        month: The month.
        due: Its contribution, in rupiah.
        paid: What is set against it, in rupiah.

    Examples:
        >>> july = kj.Payment(kj.Month(2025, 7), dt.date(2025, 7, 3), amount=10_000)
        >>> part = kj.Participation(trader, joined=dt.date(2025, 7, 1), payments=[july])
        >>> [each.open for each in part.allocation().underpaid]
        [6800]
    """

    month: Month
    due: Rupiah = field(repr=False)
    paid: Rupiah = field(repr=False)

    @property
    def open(self) -> Rupiah:
        """What is still to be paid, in rupiah."""
        return self.due - self.paid


@frozen(kw_only=True)
class Allocation(Grounded, Tabular):
    """What the payments of a participation count for.

    A payment with an amount pays what is open of earlier months that were paid for, then the
    months that it names; what is left is credit and pays for the next months as they come
    (PP 44/2015 Pasal 23 ayat (4)). The amounts of all payments are the sum of `amounts` and
    `credit`. A month that a payment without an amount names is paid in full.

    Attributes:
        months: The payment of each month that is paid, in order of the months.
        unallocated: The months that were paid for and do not count, in order of the payments.
        out_of_order: Months that were paid while an earlier one was still unpaid, in order.
        amounts: Rupiah set against months out of payments with an amount.
        underpaid: Months that were paid for and are not paid in full, in order.
        credit: Rupiah that are set against no month.
        limits: How far ahead one may pay, as it stood where a month lay beyond it, and what nets
            too much and too little with the next month.
        names: Conventions that decided.
        told: What it rests on, where it was read from a document.

    Examples:
        >>> list(paid.allocation().months)[:2]
        [Month(2024, 1), Month(2024, 2)]
    """

    months: Mapping[Month, Payment] = field(hash=False)
    unallocated: tuple[Unallocated, ...]
    out_of_order: tuple[Month, ...] = ()
    amounts: Mapping[Month, Rupiah] = field(factory=dict, hash=False, repr=False)
    underpaid: tuple[Underpaid, ...] = ()
    credit: Rupiah = field(default=0, repr=False)
    limits: tuple[DatedValue, ...] = field(default=(), repr=False, eq=False)
    names: tuple[str, ...] = field(default=(), repr=False, eq=False)
    told: Basis | None = field(default=None, repr=False, eq=False)

    @property
    def shortfall(self) -> Rupiah:
        """What is open of all months that were paid for and are not paid in full, in rupiah."""
        return sum(each.open for each in self.underpaid)

    def table(self) -> Table:
        """A row for each month that is paid, paid in part, or paid for in vain."""
        part = {each.month: each for each in self.underpaid}
        months = sorted({*self.months, *part})
        rows: list[tuple[object, ...]] = [
            (
                month,
                self.months[month].paid_on if month in self.months else None,
                month in self.months,
                self.amounts.get(month),
                part[month].open if month in part else 0,
                month in self.out_of_order,
                None,
            )
            for month in months
        ]
        rows += [
            (each.month, each.payment.paid_on, False, None, 0, False, Code(each.code))
            for each in self.unallocated
        ]
        return Table(
            name="allocation",
            columns={
                "month": Month,
                "paid_on": dt.date | None,
                "paid_in_full": bool,
                "amount": int | None,
                "open": int,
                "out_of_order": bool,
                "code": Code | None,
            },
            rows=rows,
        )

    @property
    def basis(self) -> Basis:
        """The rules and conventions that decided what counts and what does not."""
        if self.told is not None:
            return self.told
        lapsed = any(each.code == "lapsed-month" for each in self.unallocated)
        names = [*self.names, *(["return-on-payment"] if lapsed else [])]
        return Basis.of(*self.limits, assuming=names)


@frozen
class Spell:
    """A time without interruption: the day it began, and the first month that is owed in it."""

    since: dt.date
    first: Month


def _bases(value: Any) -> Any:
    """Pairs of a month and an amount, each in a tuple."""
    given: Any = as_tuple(value)
    pairs: Any = [as_tuple(pair) for pair in given] if type(given) is tuple else [None]
    if not all(type(pair) is tuple and len(pair) == 2 for pair in pairs):
        raise InvalidFactError(
            "bases must be pairs of a month and an amount.",
            remedy="Give ((Month(2026, 1), 3_000_000), …), each from its month on.",
        )
    return tuple(
        (as_month(month, "month"), check_rupiah(amount, "amount")) for month, amount in pairs
    )


def _first_month(pair: tuple[Month, Rupiah]) -> Month:
    return pair[0]


def _ascend(_: Any, __: Any, pairs: Any) -> None:
    if any(one[0] >= other[0] for one, other in pairwise(pairs)):
        raise InvalidFactError(
            "The months of bases must ascend.",
            remedy="Give each month once, in order.",
            reason="bases-order",
        )


def _by_day(value: Any) -> Any:
    payments = as_tuple(value)
    if type(payments) is tuple and all(isinstance(item, Payment) for item in payments):
        return tuple(sorted(payments, key=_order))
    return payments


def _order(payment: Payment) -> tuple[dt.date, Month, int, bool, Rupiah]:
    amount = payment.amount
    return payment.paid_on, payment.month, payment.months, amount is not None, amount or 0


@frozen
class Membership(Displayed):
    """The facts of a participation, which `Participation` tells, without what follows."""

    enrolment: PUEnrolment | BPUEnrolment = field(validator=is_a(PUEnrolment, BPUEnrolment))
    joined: dt.date = field(kw_only=True, converter=to_date)
    ended: dt.date | None = field(default=None, kw_only=True, converter=to_date_or_none)
    bases: tuple[tuple[Month, Rupiah], ...] = field(
        default=(), kw_only=True, repr=False, converter=_bases, validator=_ascend
    )
    payments: tuple[Payment, ...] = field(
        default=(), kw_only=True, repr=False, converter=_by_day, validator=are(Payment)
    )
    payer: str | None = field(default=None, kw_only=True, validator=is_a(str, optional=True))
    number_issued: dt.date | None = field(default=None, kw_only=True, converter=to_date_or_none)

    def _display(self) -> Statement:
        enrolment = self.enrolment
        group = getattr(enrolment, "group", None)
        facts: dict[str, object] = {"programs": enrolment.programs, "joined": self.joined}
        if self.ended is not None:
            facts["ended"] = self.ended
        facts["months_paid"] = sum(payment.months for payment in self.payments)
        return facts_shown(Note.of("participation", segment=enrolment.segment, group=group), facts)

    def __attrs_post_init__(self) -> None:
        if self.ended is not None and self.ended < self.joined:
            raise InvalidFactError(
                "The participation ends before it starts.",
                value="ended",
                remedy="Correct joined or ended.",
                reason="ended-before-joined",
            )
        born = self.enrolment.birth_date
        if born is not None and self.joined < born:
            raise InvalidFactError(
                "The registration lies before the birth date.",
                remedy="Correct one of the two dates.",
                reason="registered-before-birth",
            )
        if sum(payment.months - 1 for payment in self.payments) > 12 * LONGEST_LIFE:
            raise InvalidFactError(
                f"The payments are for more than {LONGEST_LIFE} years.",
                remedy="Correct their numbers of months.",
                reason="too-long",
                years=LONGEST_LIFE,
            )
        self._check_number()

    def _check_number(self) -> None:
        if self.number_issued is None:
            return
        first = min((payment.paid_on for payment in self.payments), default=None)
        early = self.number_issued < self.joined
        if self.enrolment.segment is Segment.BPU:
            early = early or first is None or self.number_issued < first
        if early:
            raise InvalidFactError(
                "The number was issued before the registration or the first payment.",
                value="number_issued",
                remedy="Correct the dates; a BPU's number comes with the first payment.",
                reason="number-issued",
            )

    def base(self, month: MonthLike) -> Rupiah:
        """Wage or income declared for a month, in rupiah.

        Raises:
            InvalidMonthError: code `invalid-month`.

        Examples:
            >>> rise = ((kj.Month(2026, 1), 5_500_000),)
            >>> part = kj.Participation(worker, joined=dt.date(2025, 1, 1), bases=rise)
            >>> part.base(kj.Month(2025, 12)), part.base(kj.Month(2026, 1))
            (5000000, 5500000)
        """
        month = as_month(month, "month")
        place = bisect_right(self.bases, month, key=_first_month) if self.bases else 0
        if place:
            return self.bases[place - 1][1]
        own = self.enrolment
        return own.wage if isinstance(own, PUEnrolment) else own.income

    def enrolment_of(self, month: MonthLike) -> PUEnrolment | BPUEnrolment:
        """The enrolment with the wage or income of a month.

        Raises:
            InvalidMonthError: code `invalid-month`.

        Examples:
            >>> employed.enrolment_of(kj.Month(2019, 6)).wage
            5000000
        """
        base, own = self.base(month), self.enrolment
        if isinstance(own, PUEnrolment):
            # What the first wage rests on is no basis of another one.
            return own if base == own.wage else attrs.evolve(own, wage=base, wage_basis=None)
        return own if base == own.income else attrs.evolve(own, income=base)
