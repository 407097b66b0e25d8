from __future__ import annotations

import datetime as dt
import operator
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kopdes_jamsos as kj
from kopdes_jamsos.months import age_on, latest_birth_date

MONTHS = st.builds(kj.Month, st.integers(1900, 2200), st.integers(1, 12))
DATES = st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31))


@given(MONTHS, st.integers(-1_000, 1_000))
def test_adding_and_subtracting_months_undo_each_other(month: kj.Month, count: int) -> None:
    assert (month + count) - count == month
    assert (month + count) - month == count


@given(MONTHS)
def test_a_month_follows_the_day_before_it(month: kj.Month) -> None:
    assert month.last_day + dt.timedelta(days=1) == (month + 1).first_day
    assert kj.Month.of(month.last_day) == month
    assert kj.Month.parse(str(month)) == month
    assert eval(repr(month), {"Month": kj.Month}) == month


@pytest.mark.parametrize("text", ["2026-13", "2026-00", "2026-1", "Juli 2026", "2026-07-01", "", 7])
def test_parse_refuses_what_is_no_month(text: object) -> None:
    with pytest.raises(kj.errors.InvalidMonthError) as refusal:
        kj.Month.parse(text)  # type: ignore[arg-type]  # that is the point
    assert refusal.value.code == "invalid-month"


@pytest.mark.parametrize(
    "year,month", [(2026, 0), (2026, 13), (0, 1), (10_000, 1), (2026, True), (2026.0, 1)]
)
def test_month_refuses_what_is_outside_the_calendar(year: object, month: object) -> None:
    with pytest.raises(kj.errors.InvalidMonthError):
        kj.Month(year, month)  # type: ignore[arg-type]  # that is the point


def test_months_add_whole_months_only() -> None:
    with pytest.raises(TypeError):
        kj.Month(2026, 1) + 1.5  # type: ignore[operator]  # that is the point
    with pytest.raises(TypeError):
        kj.Month(2026, 1) - "1"  # type: ignore[operator]  # that is the point
    with pytest.raises(kj.errors.InvalidMonthError):
        kj.Month(9999, 12) + 1


def test_month_of_needs_a_plain_date() -> None:
    with pytest.raises(kj.errors.InvalidDateError):
        kj.Month.of(dt.datetime(2026, 1, 1, tzinfo=dt.UTC))


@given(DATES, DATES)
def test_age_counts_the_birthdays_passed(birth: dt.date, day: dt.date) -> None:
    def years_after(year: int) -> dt.date:
        leap = birth.month == 2 and birth.day == 29
        common = year % 4 != 0 or (year % 100 == 0 and year % 400 != 0)
        return dt.date(year, 2, 28) if leap and common else birth.replace(year=year)

    if day < birth:
        return
    passed = sum(years_after(year) <= day for year in range(birth.year + 1, day.year + 1))
    assert age_on(birth, day) == passed


@given(st.integers(1, 99), DATES)
def test_latest_birth_date_is_the_last_that_has_the_age(age: int, day: dt.date) -> None:
    birth = latest_birth_date(age, day)
    assert age_on(birth, day) >= age
    assert age_on(birth + dt.timedelta(days=1), day) < age


@pytest.mark.parametrize("other", [(2026, 11), 2026, "2026-11", None, dt.date(2026, 11, 1)])
@pytest.mark.parametrize("compare", [operator.lt, operator.le, operator.gt, operator.ge])
def test_a_month_is_compared_with_months_only(
    compare: Callable[[object, object], bool], other: object
) -> None:
    with pytest.raises(TypeError):
        compare(kj.Month(2026, 11), other)


@pytest.mark.parametrize("year, number", [(2026, 10), (2026, 11), (2026, 12), (2025, 12)])
def test_months_are_ordered_as_the_calendar_is(year: int, number: int) -> None:
    month, november = kj.Month(year, number), kj.Month(2026, 11)
    pairs = (year, number), (2026, 11)

    assert (month < november, month <= november) == (pairs[0] < pairs[1], pairs[0] <= pairs[1])
    assert (month > november, month >= november) == (pairs[0] > pairs[1], pairs[0] >= pairs[1])
