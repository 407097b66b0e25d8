"""Payments with amounts: no rupiah is lost, and the amount of a month pays the month."""

from __future__ import annotations

import datetime as dt
from itertools import accumulate

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.fixed_law import WEEKENDS
from tests.oracle import lateness as oracle

import kopdes_jamsos as kj

pytestmark = pytest.mark.broad

JANUARY = kj.Month(2022, 1)  # no relief in force
JOINED = dt.date(2022, 1, 1)
TRADER = kj.BPUEnrolment(income=1_000_000, programs={kj.JKK, kj.JKM})
WORKER = kj.PUEnrolment(wage=4_000_000, risk_class=1, programs={kj.JKK, kj.JKM, kj.JHT})
# 10,000 + 6,800 (PP 44/2015 Pasal 20); 0.24 + 0.30 + 5.7 % of 4,000,000 (Pasal 16, 18; PP 46/2015).
PRICES = {TRADER: 16_800, WORKER: 249_600}
ENROLMENTS = st.sampled_from([TRADER, WORKER])
STEPS = st.integers(-2, 14)
DAYS = st.integers(0, 420).map(lambda days: JOINED + dt.timedelta(days))
AMOUNTS = st.none() | st.integers(0, 60_000) | st.sampled_from([16_800, 33_600, 249_600, 499_200])


def some_payments(amounts: st.SearchStrategy[int | None]) -> st.SearchStrategy[list[kj.Payment]]:
    return st.lists(
        st.builds(
            kj.Payment,
            STEPS.map(lambda step: JANUARY + step),
            DAYS,
            st.sampled_from([1, 1, 1, 2, 3, 12]),
            amounts,
        ),
        max_size=8,
    )


ENDS = st.none() | DAYS


@given(ENROLMENTS, some_payments(AMOUNTS), ENDS, DAYS)
def test_what_came_in_is_what_was_set_against_months_and_what_is_left(
    enrolment: kj.PUEnrolment, payments: list[kj.Payment], ended: dt.date | None, on: dt.date
) -> None:
    part = kj.Participation(enrolment, joined=JOINED, ended=ended, payments=payments)
    for day in (None, on):
        found = part.allocation(paid_by=day, law=WEEKENDS)
        given_by_then = [
            payment.amount
            for payment in part.payments
            if payment.amount is not None and (day is None or payment.paid_on <= day)
        ]
        assert sum(found.amounts.values()) + found.credit == sum(given_by_then)
        assert found.credit >= 0
        price = PRICES[enrolment]
        assert all(0 <= amount <= price for amount in found.amounts.values())
        for each in found.underpaid:
            assert each.due == price
            assert 0 <= each.paid == found.amounts[each.month] < each.due
            assert each.month not in found.months
        assert found.shortfall == sum(each.open for each in found.underpaid)
        # A month is paid by its amount, or by a payment that says none.
        paid = [month for month, amount in found.amounts.items() if amount == price]
        assert set(paid) <= set(found.months)
        without = {m for p in part.payments if p.amount is None for m in p.span()}
        assert set(found.months) <= set(paid) | without
        if enrolment is WORKER:  # of a BPU, a lapse makes credit of what stood against old months
            assert not (found.credit and found.underpaid)


@given(ENROLMENTS, some_payments(st.none()), DAYS)
def test_the_exact_amount_is_as_good_as_none(
    enrolment: kj.PUEnrolment, payments: list[kj.Payment], on: dt.date
) -> None:
    plain = kj.Participation(enrolment, joined=JOINED, payments=payments)
    counted = plain.allocation(law=WEEKENDS)
    refused = {each.payment for each in counted.unallocated}
    kept = [payment for payment in plain.payments if payment not in refused]
    plain = attrs.evolve(plain, payments=kept)
    if plain.allocation(law=WEEKENDS).unallocated:
        return  # what was refused before had kept others from being so
    exact = attrs.evolve(
        plain,
        payments=[
            attrs.evolve(payment, amount=PRICES[enrolment] * payment.months) for payment in kept
        ],
    )
    one, other = (part.allocation(law=WEEKENDS) for part in (plain, exact))
    assert list(one.months) == list(other.months)
    assert (other.credit, other.underpaid, other.unallocated) == (0, (), ())
    assert one.out_of_order == other.out_of_order
    for program in (kj.JKK, kj.JKM):
        first, second = (part.cover(on, program, law=WEEKENDS) for part in (plain, exact))
        assert first == second


@given(st.lists(st.integers(14_000, 22_000), min_size=1, max_size=11), st.integers(16_800, 30_000))
def test_months_paid_are_what_the_sum_of_the_money_buys(rest: list[int], first: int) -> None:
    """Worked out a second time: month by month, what came in so far divided by 16,800."""
    amounts = [first, *rest]
    payments = [
        kj.Payment(JANUARY + number, (JANUARY + number).first_day, amount=amount)
        for number, amount in enumerate(amounts)
    ]
    part = kj.Participation(TRADER, joined=JOINED, payments=payments)
    for number, total in enumerate(accumulate(amounts), 1):
        month = JANUARY + (number - 1)
        found = part.allocation(paid_by=month.last_day, law=WEEKENDS)
        bought = min(number, total // 16_800)
        assert len(found.months) == bought
        assert found.credit == (total - number * 16_800 if bought == number else 0)
        assert found.shortfall == max(0, number * 16_800 - total)


@given(some_payments(AMOUNTS), st.integers(1, 60_000))
def test_more_money_never_pays_fewer_months(payments: list[kj.Payment], more: int) -> None:
    stated = [payment for payment in payments if payment.amount is not None]
    part = kj.Participation(WORKER, joined=JOINED, payments=payments)
    if not stated:
        return
    last = max(range(len(part.payments)), key=lambda n: (part.payments[n].amount is not None, n))
    payment = part.payments[last]
    assert payment.amount is not None
    raised = attrs.evolve(payment, amount=payment.amount + more)
    richer = attrs.evolve(
        part, payments=[*part.payments[:last], raised, *part.payments[last + 1 :]]
    )
    before, after = part.allocation(law=WEEKENDS), richer.allocation(law=WEEKENDS)
    assert set(before.months) <= set(after.months)
    gained = sum(after.amounts.values()) + after.credit
    assert gained == sum(before.amounts.values()) + before.credit + more


@given(some_payments(AMOUNTS), DAYS)
def test_what_is_in_arrears_is_the_price_of_the_months_less_what_was_paid(
    payments: list[kj.Payment], on: dt.date
) -> None:
    worker = attrs.evolve(WORKER, programs={kj.JKK, kj.JKM})
    part = kj.Participation(worker, joined=JOINED, payments=payments)
    found = part.allocation(paid_by=on, law=WEEKENDS)
    due = [JANUARY + number for number in range(15)]
    behind = [
        month
        for month in due
        if oracle.due_day("JKM", "PU", (month.year, month.month), set()) < on
        and month not in found.months
    ]
    debt = kj.contributions.arrears([part], on, law=WEEKENDS)

    in_part = sum(found.amounts.get(month, 0) for month in behind)
    assert debt.contribution == 21_600 * len(behind) - in_part  # 9,600 + 12,000
    assert debt.part_paid == in_part


@given(some_payments(AMOUNTS), DAYS, st.integers(0, 14))
def test_a_net_bill_balances(payments: list[kj.Payment], on: dt.date, step: int) -> None:
    part = kj.Participation(WORKER, joined=JOINED, payments=payments)
    bill = kj.contributions.net_bill([part], JANUARY + step, on=on, law=WEEKENDS)

    assert bill.payable - bill.left == bill.contribution - bill.paid + bill.shortfall - bill.credit
    assert not (bill.payable and bill.left)
    assert 0 <= bill.paid <= bill.contribution == 249_600
