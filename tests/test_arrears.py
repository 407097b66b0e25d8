"""Arrears over many months, and what falls due when."""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.fixed_law import WEEKENDS
from tests.oracle import lateness as oracle
from tests.people import VILLAGE

import kopdes_jamsos as kj
from kopdes_jamsos.coverage.declared import declared

JKM = kj.PUEnrolment(wage=5_000_000, programs={kj.JKM})
TRADER = kj.BPUEnrolment(income=1_000_000, programs={kj.JKK, kj.JKM, kj.JHT})
TRADER_2020 = kj.BPUEnrolment(income=1_000_000, programs={kj.JKK, kj.JKM})
JOINED = dt.date(2025, 1, 10)
MONTHS = [kj.Month(2025, 1) + number for number in range(12)]


def arrears(
    part: kj.Participation | list[kj.Participation], *day: int, **how: Any
) -> kj.contributions.Arrears:
    parts = part if isinstance(part, list) else [part]
    return kj.contributions.arrears(parts, dt.date(*day), **{"law": WEEKENDS, **how})


@given(
    st.dictionaries(st.sampled_from(MONTHS), st.integers(0, 150), max_size=12),
    st.dates(dt.date(2025, 2, 1), dt.date(2026, 6, 30)),
)
def test_an_employers_arrears_equal_the_oracle(paid: dict[kj.Month, int], on: dt.date) -> None:
    payments = {
        month: month.first_day + dt.timedelta(days=max(days, 10)) for month, days in paid.items()
    }
    part = kj.Participation(
        JKM, joined=JOINED, payments=[kj.Payment(month, day) for month, day in payments.items()]
    )
    open_sum = open_fine = past = 0
    for number in range(18):
        month = MONTHS[0] + number
        key = (month.year, month.month)
        due = oracle.due_day("JKM", "PU", key, set())
        day = payments.get(month)
        if day is not None and day <= on:
            past += oracle.fine(15_000, key, oracle.months_late(due, day))
        elif due < on and month <= kj.Month.of(on):
            open_sum += 15_000
            open_fine += oracle.fine(15_000, key, oracle.months_late(due, on))
    found = kj.contributions.arrears([part], on, law=WEEKENDS)
    assert (found.contribution, found.fine, found.past_fines) == (open_sum, open_fine, past)
    assert found.total == open_sum + open_fine


def test_participations_of_one_payer_are_fined_together() -> None:
    worker = kj.PUEnrolment(wage=2_008_000, programs={kj.JKM})
    parts = [kj.Participation(worker, joined=dt.date(2025, 6, 1), payer="KDMP") for _ in "abc"]
    found = arrears(parts, 2025, 7, 16)
    assert [(line.payer, line.late.fine) for line in found.lines] == [("KDMP", 361)]
    alone = [kj.Participation(worker, joined=dt.date(2025, 6, 1), payer=name) for name in "abc"]
    assert [line.late.fine for line in arrears(alone, 2025, 7, 16).lines] == [120, 120, 120]


def test_a_rise_of_the_wage_counts_from_its_month() -> None:
    part = kj.Participation(
        JKM, joined=dt.date(2025, 6, 1), bases=((kj.Month(2025, 7), 10_000_000),)
    )
    found = arrears(part, 2025, 8, 20)
    assert [line.contribution for line in found.unpaid] == [15_000, 30_000]


def test_nothing_is_owed_for_months_after_the_end_or_before_the_data() -> None:
    ended = kj.Participation(JKM, joined=dt.date(2025, 5, 1), ended=dt.date(2025, 6, 20))
    assert arrears(ended, 2025, 12, 1).contribution == 30_000
    old = kj.Participation(JKM, joined=dt.date(2010, 5, 1))
    assert len(arrears(old, 2015, 9, 20).unpaid) == 2


def test_a_programme_is_owed_since_it_exists() -> None:
    worker = kj.PUEnrolment(
        wage=5_000_000, programs={kj.JKK, kj.JKM, kj.JHT, kj.JKP}, risk_class=1, scale="micro"
    )
    part = kj.Participation(worker, joined=dt.date(2021, 1, 1))
    assert {line.program for line in arrears(part, 2021, 4, 1).unpaid} == {
        kj.JKK,
        kj.JKM,
        kj.JHT,
    }


def test_a_bpu_behind_owes_without_a_fine_until_the_lapse() -> None:
    part = kj.Participation.paid_through(TRADER, since=kj.Month(2025, 1), months=3)
    grace = arrears(part, 2025, 5, 20)
    assert {(str(line.month), line.program.value) for line in grace.unpaid} >= {
        ("2025-04", "JKK"),
        ("2025-04", "JKM"),
        ("2025-05", "JKK"),
        ("2025-05", "JKM"),
    }
    assert grace.fine == 0
    assert "A BPU is not fined" in grace.explain("en")
    gone = arrears(part, 2025, 9, 20)
    assert (gone.contribution, gone.lapsed, gone.assumptions) == (0, 1, ("return-on-payment",))
    assert "yang gugur karena menunggak: 1;" in gone.explain("id")


def test_months_of_a_gap_are_not_billed_after_the_return() -> None:
    early = [kj.Payment(kj.Month(2025, 1), dt.date(2025, 1, 10), months=2)]
    back = [kj.Payment(kj.Month(2025, 10), dt.date(2025, 10, 5))]
    part = kj.Participation(TRADER, joined=JOINED, payments=[*early, *back])
    found = arrears(part, 2025, 11, 20)
    assert {str(line.month) for line in found.unpaid} == {"2025-11"}


def test_past_fines_are_worded_and_not_in_the_total() -> None:
    late = kj.Payment(kj.Month(2025, 6), dt.date(2025, 7, 16))
    found = arrears(kj.Participation(JKM, joined=dt.date(2025, 6, 1), payments=[late]), 2025, 7, 20)
    assert (found.total, found.past_fines) == (0, 300)
    assert "Rp300; whether they were paid is not known here" in found.explain("en")


def test_the_other_reading_of_the_fine_of_jht() -> None:
    part = kj.Participation(
        kj.PUEnrolment(wage=5_000_000, programs={kj.JHT}), joined=dt.date(2025, 6, 1)
    )
    assert arrears(part, 2025, 7, 16).fine == 5_700
    reading = kj.LAW.with_reading("late-jht-employer-share")
    assert arrears(part, 2025, 7, 16, law=reading.with_holidays("weekends")).fine == 3_700


def test_a_book_that_does_not_know_a_programme_has_no_arrears_of_it() -> None:
    known = kj.LAW.as_known(dt.date(2020, 12, 31))  # before PP 37/2021
    facts: dict[str, Any] = {"wage": 5_000_000, "risk_class": 1}
    without, whole = (
        kj.Participation(kj.PUEnrolment(programs=programs, **facts), joined=dt.date(2020, 2, 1))
        for programs in ({kj.JKK, kj.JKM, kj.JHT}, {kj.JKK, kj.JKM, kj.JHT, kj.JKP})
    )
    found = arrears(whole, 2021, 6, 1, law=known)
    assert found.lines == arrears(without, 2021, 6, 1, law=known).lines
    assert found.contribution


@pytest.mark.parametrize("enrolment", [JKM, TRADER])
def test_before_the_law_nothing_can_be_said(enrolment: kj.PUEnrolment | kj.BPUEnrolment) -> None:
    part = kj.Participation(enrolment, joined=dt.date(2015, 1, 1))
    with pytest.raises(kj.errors.BeforeDataError):
        arrears(part, 2015, 6, 30)
    with pytest.raises(kj.errors.BeforeDataError):
        arrears(part, 2020, 1, 1, law=kj.LAW.as_known(dt.date(2015, 6, 29)))
    assert arrears(part, 2015, 7, 1).total == 0


@pytest.mark.parametrize(
    "facts,error",
    [
        ({"participations": 1}, kj.errors.InvalidFactError),
        ({"participations": [JKM]}, kj.errors.InvalidFactError),
        ({"on": "2025"}, kj.errors.InvalidDateError),
        ({"law": None}, kj.errors.InvalidFactError),
    ],
)
def test_bad_input_is_refused(facts: dict[str, Any], error: type[kj.KopdesJamsosError]) -> None:
    part = kj.Participation(JKM, joined=dt.date(2025, 6, 1))
    arguments: dict[str, Any] = {"participations": [part], "on": dt.date(2025, 8, 1), **facts}
    with pytest.raises(error):
        kj.contributions.arrears(arguments.pop("participations"), arguments.pop("on"), **arguments)


# --- what falls due when --------------------------------------------------------------------------


def test_a_plan_puts_the_days_in_order_and_adds_up() -> None:
    clerk = kj.Employee(ref="E", enrolments=[JKM])
    member = kj.Member(ref="M", enrolments=[TRADER])
    kdmp = kj.Cooperative(
        name="KDMP Pejaten",
        kind="KDMP",
        village=VILLAGE,
        employees=[clerk],
        members=[member],
    )
    bills = [kj.bill(kdmp, kj.Month(2025, 7) + number, law=WEEKENDS) for number in (1, 0)]
    plan = kj.contributions.payment_plan(bills)
    days = [entry.due.day for entry in plan.entries]
    assert days == sorted(days)
    assert plan.total == sum(bill.total for bill in bills) == sum(plan.by_day.values())
    assert dict(plan.by_day) == {
        dt.date(2025, 7, 15): 16_800,
        dt.date(2025, 8, 15): 15_000 + 20_000 + 16_800,
        dt.date(2025, 9, 15): 15_000 + 20_000,
    }
    assert "Jumat, 15 Agustus 2025: iuran Juli 2025" in plan.explain("id")


@pytest.mark.parametrize("owed", [1, [], [1], [None]])
def test_a_plan_of_nothing_is_refused(owed: Any) -> None:
    with pytest.raises(kj.errors.InvalidFactError):
        kj.contributions.payment_plan(owed)


def test_a_plan_has_one_book_of_law() -> None:
    other = kj.LAW.with_change("jkm.amount_bpu", 1, since=kj.Month(2025, 1))
    trader = kj.BPUEnrolment(income=1, programs={kj.JKM})
    months = [kj.assess(trader, kj.Month(2025, 7), law=law) for law in (kj.LAW, other)]
    with pytest.raises(kj.errors.InvalidFactError):
        kj.contributions.payment_plan(months)
    again = kj.assess(trader, kj.Month(2025, 7), law=kj.LawBook())
    assert kj.contributions.payment_plan([months[0], again]).total == 13_600


def test_a_settlement_that_was_declared_is_not_worked_out_from_payments() -> None:
    stated = attrs.evolve(TRADER_2020, settled=True)
    part = kj.Participation(stated, joined=dt.date(2020, 9, 10))

    found = declared(part, kj.Month(2020, 9), dt.date(2020, 10, 20), kj.LAW)
    assert found.settled is True


def test_who_began_anew_after_arrears_owes_nothing_for_the_gap() -> None:
    # Paid in 2019 only; the rights were lost, and August 2020 is the first month of a new start.
    months = [kj.Month(2019, 1), kj.Month(2020, 8), kj.Month(2020, 9), kj.Month(2020, 10)]
    payments = [kj.Payment(month, month.first_day + dt.timedelta(days=9)) for month in months]
    part = kj.Participation(TRADER_2020, joined=dt.date(2019, 1, 5), payments=payments)

    found = declared(part, kj.Month(2020, 10), dt.date(2020, 10, 20), kj.LAW)
    assert found.settled is not None
