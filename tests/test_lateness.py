"""Lateness: fines against an oracle, the readings, and the statement for the treasurer."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.fixed_law import WEEKENDS
from tests.oracle import lateness as oracle
from tests.people import VILLAGE
from tests.properties.helpers import in_its_month

import kopdes_jamsos as kj
from kopdes_jamsos.months import started_months
from kopdes_jamsos.testing import enrolments

DAYS = st.dates(dt.date(2015, 7, 1), dt.date(2030, 12, 31))


def pu(*programs: kj.Program, wage: int = 5_000_000, **facts: Any) -> kj.PUEnrolment:
    return kj.PUEnrolment(wage=wage, programs=set(programs), risk_class=1, **facts)


def late(
    enrolment: kj.Enrolment, month: kj.Month, *day: int, law: kj.LawBook = kj.LAW
) -> kj.Lateness:
    owed = kj.assess(enrolment, month, law=law.with_holidays("weekends"))
    return kj.lateness(owed, paid_on=dt.date(*day))


@given(in_its_month(enrolments), st.integers(0, 900))
def test_every_fine_equals_the_oracle(case: tuple[kj.Enrolment, kj.Month], days: int) -> None:
    enrolment, month = case
    if isinstance(enrolment, kj.ConstructionEnrolment):
        return
    assessment = kj.assess(enrolment, month, law=WEEKENDS)
    paid_on = month.first_day + dt.timedelta(days)
    found = kj.lateness(assessment, paid_on=paid_on)
    key = (month.year, month.month)
    expected = {}
    for program in kj.Program:
        amount = assessment.of(program)
        if amount:
            due = oracle.due_day(program, enrolment.segment, key, set())
            months = oracle.months_late(due, paid_on)
            if oracle.in_full(program, enrolment.segment, key, paid_on):
                amount = sum(line.full for line in assessment.lines if line.program is program)
            fine = oracle.fine(amount, key, months) if enrolment.segment == "PU" else 0
            expected[program] = (amount, months, fine)
    assert {
        line.program: (line.contribution, line.months_late, line.fine) for line in found.lines
    } == expected
    assert found.fine == sum(found.of(program) for program in kj.Program)
    assert found.total == found.contribution + found.fine
    assert found.fine == 0 or found.months_late > 0


@given(DAYS, DAYS)
def test_started_months_equal_the_oracle(due: dt.date, paid_on: dt.date) -> None:
    assert started_months(due, paid_on) == oracle.months_late(due, paid_on)


@pytest.mark.parametrize(
    "day,months",
    [((2025, 6, 16), 0), ((2025, 6, 17), 1), ((2025, 7, 16), 1), ((2025, 7, 17), 2)],
)
def test_months_run_from_the_day_as_moved(day: tuple[int, int, int], months: int) -> None:
    found = late(pu(kj.JKM), kj.Month(2025, 5), *day)
    assert (found.months_late, found.fine) == (months, 300 * months)


def test_jp_is_late_from_the_printed_sunday_on() -> None:
    found = late(pu(kj.JP, kj.JKM), kj.Month(2025, 5), 2025, 6, 16)
    assert {line.program: line.months_late for line in found.lines} == {kj.JKM: 0, kj.JP: 1}
    assert found.of(kj.JP) == 150_000 * 2 // 100


def test_a_bpu_is_late_without_a_fine() -> None:
    trader = kj.BPUEnrolment(income=1_000_000, programs={kj.JKK, kj.JKM, kj.JHT})
    found = late(trader, kj.Month(2025, 7), 2025, 9, 1)
    assert found.fine == 0
    assert {line.program: line.months_late for line in found.lines} == {
        kj.JKK: 2,
        kj.JKM: 2,
        kj.JHT: 1,
    }
    assert "A BPU is not fined" in found.explain("en")
    assert all(line.rate is None for line in found.lines)


def test_the_fine_of_the_pandemic_months() -> None:
    found = late(pu(kj.JHT), kj.Month(2020, 8), 2020, 10, 1)
    assert found.fine == 285_000 * 5 // 1000
    assert str(found.lines[0].citations[0]).startswith("PP 49/2020")


def test_the_two_readings_of_the_fine_of_jht() -> None:
    june = kj.Month(2025, 6)
    both = late(pu(kj.JHT), june, 2025, 7, 16)
    reading = kj.LAW.with_reading("late-jht-employer-share")
    own = late(pu(kj.JHT), june, 2025, 7, 16, law=reading)
    assert (both.fine, own.fine) == (5_700, 3_700)
    assert both.contribution == own.contribution == 285_000
    assert "late-jht-shares" in both.assumptions
    assert "late-jht-employer-share" in own.assumptions


@pytest.mark.parametrize(
    "day,contribution,fine",
    [
        # PP 36/2025, explanation of Pasal 7: 2 % of the halved contribution.
        ((2025, 10, 15), 6_000, 0),
        ((2025, 10, 16), 6_000, 120),
        ((2026, 6, 30), 6_000, 9 * 120),
        # Pasal 11 (3): after 30 June 2026 contribution and fine in full.
        ((2026, 7, 1), 12_000, 9 * 240),
    ],
)
def test_the_halved_contribution_of_labour_intensive_industry(
    day: tuple[int, int, int], contribution: int, fine: int
) -> None:
    found = late(pu(kj.JKK, labour_intensive=True), kj.Month(2025, 9), *day)
    assert (found.contribution, found.fine) == (contribution, fine)
    assert ("late-settlement" in found.assumptions) is (contribution == 12_000)


def test_a_lapsed_relief_is_worded() -> None:
    found = late(pu(kj.JKK, labour_intensive=True), kj.Month(2025, 9), 2026, 7, 1)
    assert found.lines[0].lapsed == 6_000
    assert "relief of Rp6,000 has lapsed" in found.explain("en")
    known = WEEKENDS.as_known(dt.date(2025, 8, 1))
    before = kj.assess(pu(kj.JKK, labour_intensive=True), kj.Month(2025, 6), law=known)
    again = kj.lateness(before, paid_on=dt.date(2026, 7, 1))
    assert again.contribution == 6_000


def test_a_rounded_fine_names_the_convention() -> None:
    assert "round-line" not in late(pu(kj.JKM), kj.Month(2025, 6), 2025, 7, 16).assumptions
    found = late(pu(kj.JKM, wage=5_005_000), kj.Month(2025, 6), 2025, 7, 16)
    assert (found.fine, "round-line" in found.assumptions) == (300, True)


def test_a_what_if_is_named() -> None:
    law = WEEKENDS.with_change("jkm.late_fine", kj.percent("1"), since=kj.Month(2025, 6))
    june = kj.assess(pu(kj.JKM), kj.Month(2025, 6), law=law)
    found = kj.lateness(june, paid_on=dt.date(2025, 7, 16))
    assert (found.fine, "what-if" in found.assumptions) == (150, True)


def test_a_bill_is_fined_on_the_sum_of_a_programme() -> None:
    clerks = [kj.Employee(ref=ref, enrolments=[pu(kj.JKM, kj.JP, wage=2_008_000)]) for ref in "abc"]
    member = kj.Member(ref="m", enrolments=[kj.BPUEnrolment(income=900_000, programs={kj.JKM})])
    kdmp = kj.Cooperative(
        name="KDMP Pejaten", kind="KDMP", village=VILLAGE, employees=clerks, members=[member]
    )
    bill = kj.bill(kdmp, kj.Month(2025, 6), law=WEEKENDS)
    found = kj.lateness(bill, paid_on=dt.date(2025, 7, 16))
    # 3 × 6,024 = 18,072; 2 % is 361.44; each alone would be 120.48, together 360.
    assert found.of(kj.JKM) == 361
    assert found.contribution == bill.total
    text = found.explain("id")
    assert "JKM: denda dibayar sekaligus bersama iuran bulan berikutnya." in text
    assert "JP: denda dibayar bersama seluruh tunggakan." in text
    assert "BPU tidak dikenai denda" in text
    assert "2% × 1 bulan × Rp18.072" in text


def test_paid_in_time_there_is_nothing_to_say() -> None:
    found = late(pu(kj.JKM), kj.Month(2025, 6), 2025, 7, 1)
    assert (found.fine, found.total, found.months_late) == (0, 15_000, 0)
    assert "in time (due on Tuesday, 15 July 2025)" in found.explain("en")


def test_nothing_owed_is_not_late() -> None:
    found = late(pu(kj.JKM, wage=0), kj.Month(2025, 6), 2026, 7, 1)
    assert (found.lines, found.total, found.months_late) == ((), 0, 0)
    assert found.explain("id", "html")


@pytest.mark.parametrize(
    "facts,error",
    [
        ({"owed": 15_000}, kj.errors.InvalidFactError),
        ({"paid_on": "16-7-2025"}, kj.errors.InvalidDateError),
    ],
)
def test_bad_input_is_refused(facts: dict[str, Any], error: type[kj.KopdesJamsosError]) -> None:
    good = {"owed": kj.assess(pu(kj.JKM), kj.Month(2025, 6)), "paid_on": dt.date(2025, 7, 16)}
    arguments: dict[str, Any] = {**good, **facts}
    with pytest.raises(error):
        kj.lateness(arguments.pop("owed"), **arguments)


def test_a_construction_project_has_no_due_date_to_miss() -> None:
    project = kj.assess(kj.ConstructionEnrolment(wages=1_000_000), kj.Month(2025, 6))
    with pytest.raises(kj.errors.NoRuleError):
        kj.lateness(project, paid_on=dt.date(2025, 8, 1))
