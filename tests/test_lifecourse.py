"""A working life in years."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from tests import people
from tests.oracle import savings as oracle

import kopdes_jamsos as kj

PROGRAMS = {kj.JKK, kj.JKM, kj.JHT, kj.JP, kj.JKP}
BORN = dt.date(1986, 3, 15)


def employee(since: str = "2016-01", months: int = 372, **facts: Any) -> kj.Participation:
    facts = {"programs": PROGRAMS, "risk_class": 2, "wage": 4_000_000, **facts}
    return people.worker(since, months, **facts)


def test_contributions_by_payer_and_the_account_at_each_years_end() -> None:
    member = employee(months=60)
    course = kj.benefits.lifecourse([member], until=kj.Month(2020, 12))
    first = course.to_records()[0]

    assert [year.year for year in course.years] == [2016, 2017, 2018, 2019, 2020]
    assert first["employer"] == 12 * (21_600 + 12_000 + 148_000 + 80_000)
    assert first["worker"] == 12 * (80_000 + 40_000)
    assert first["participant"] == 0
    assert first["wages"] == 48_000_000
    for year in course.years:
        account = kj.benefits.jht_account([member], dt.date(year.year, 12, 31))
        assert year.jht_balance == account.balance
    assert [year.pension_months for year in course.years] == [12, 24, 36, 48, 60]
    assert {year.known for year in course.years} == {"known"}
    assert course.years[0].jkp_cash is None  # before JKP began
    assert course.pension is None
    young = kj.benefits.lifecourse([employee(months=12, birth_date=BORN)], until=kj.Month(2016, 12))
    assert young.pension is None


def test_a_whole_working_life() -> None:
    book = kj.LAW.carried_forward(kj.Month(2040, 12))
    member = employee(birth_date=BORN)
    until = kj.Month(2052, 12)
    course = kj.benefits.lifecourse(
        [member], until=until, jht_rates=kj.percent("5.5"), law=kj.LAW.carried_forward(until)
    )
    by_year = {year.year: year for year in course.years}
    drawn = course.pension
    rates = {**oracle.INFLATION, **dict.fromkeys(range(2026, 2060), 29_200)}
    wages = {}
    for number in range(372):
        month = (2016 + number // 12, number % 12 + 1)
        wages[month] = 4_000_000

    assert [by_year[year].known for year in (2018, 2021, 2027)] == ["known", "assumed", "assumed"]
    assert by_year[2046].pension is None
    assert drawn is not None
    assert drawn.first_month == kj.Month(2051, 4)  # 65 on 15 March 2051
    value, parts = oracle.formula(wages, 2051, rates)
    assert by_year[2051].pension == drawn.amount == oracle.half_up(value, parts)
    assert by_year[2052].pension == oracle.half_up(drawn.amount * 1_029_200, 1_000_000)
    assert by_year[2050].pension_formula == oracle.half_up(*oracle.formula(wages, 2050, rates))
    assert by_year[2026].jkp_cash == 2_400_000
    assert by_year[2048].wages == 0
    assert by_year[2048].jht_balance > by_year[2047].jht_balance
    assert {"carried-forward", "rate-given"} <= set(course.assumptions)
    assert course.evidence is kj.Evidence.CONVENTION
    assert "Life course up to 2052" in course.explain("en")
    with pytest.raises(kj.errors.NotAnnouncedError):
        kj.benefits.lifecourse(
            [member], until=kj.Month(2048, 12), jht_rates=kj.percent(5), law=book
        )


def test_a_carried_rate_is_named_so() -> None:
    member = employee("2020-01", 36, programs={kj.JHT})
    book = kj.LAW.carried_forward(kj.Month(2022, 12))
    course = kj.benefits.lifecourse([member], until=kj.Month(2022, 6), law=book)

    assert [year.known for year in course.years] == ["known", "carried", "carried"]
    assert course.years[-1].wages == 24_000_000
    assert course.years[-1].pension_formula == 0


def test_a_life_course_of_nobody_is_empty_and_one_that_ends_too_early_refused() -> None:
    assert kj.benefits.lifecourse([], until=kj.Month(2020, 12)).to_records() == []
    with pytest.raises(kj.errors.InvalidMonthError):
        kj.benefits.lifecourse([employee()], until=kj.Month(2015, 12))
    with pytest.raises(kj.errors.InvalidRateError):
        kj.benefits.lifecourse([employee()], until=kj.Month(2020, 12), jht_rates=5.5)  # type: ignore[arg-type]


def test_jkp_cash_is_for_who_holds_it_at_the_end_of_the_year() -> None:
    left = kj.Participation.paid_through(
        kj.PUEnrolment(wage=4_000_000, programs=PROGRAMS, risk_class=1),
        since=kj.Month(2019, 1),
        months=12,
        ended=dt.date(2019, 12, 30),
    )
    course = kj.benefits.lifecourse([left], until=kj.Month(2020, 12))
    assert [year.jkp_cash for year in course.years] == [None, None]
