"""Vectors of JP at pension age: the old-age pension, the sum paid back, and later years.

Nobody can have 180 months before June 2030, so an old-age pension rests on inflation, wage ceilings
and limits that are not announced: they stand in the inputs.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from conformance.makers import savings
from conformance.makers.common import (
    Month,
    Vector,
    later,
    month_of,
    months,
    ppm,
    rounding,
    text,
    vector,
)
from conformance.makers.jht import Payments, paid_in, part
from tests.oracle import contributions
from tests.oracle import savings as oracle

OLD_AGE = "PP 45/2015 Pasal 19"
DEFERRED = "PP 45/2015 Pasal 15 ayat (4)"
PAID_BACK = "PP 45/2015 Pasal 24"
LATER = "PP 45/2015 Pasal 17 ayat (1) huruf b dan ayat (4)"
ASSUMED_CEILINGS = {"2027-03": 11_600_000, "2029-03": 12_700_000, "2040-03": 21_000_000}


def vectors() -> list[Vector]:
    """Pensions, sums paid back, later years."""
    return [*old_age(), *paid_back(), *later_years()]


# --- the pension --------------------------------------------------------------------------------


def old_age() -> list[Vector]:
    """Both sides of 180 months; the lowest and the highest pension; deferral."""
    june, december = dt.date(1970, 6, 15), dt.date(1970, 12, 31)
    found = []
    for months_paid in (179, 180):
        found.append(pension(f"{months_paid}-months", june, 5_000_000, months_paid))
    for wage in (500_000, 1_777_777, 7_000_000, 9_123_456, 40_000_000):
        found.append(pension(f"wage-{wage}", december, wage, 186))
    # Born a day later the person waits for the age of 61, one year more.
    for born in (dt.date(1970, 12, 31), dt.date(1971, 1, 1)):
        day = oracle.pension_day(born)
        found.append(pension(f"born-{born}", born, 6_000_000, 186, day))
    found.append(pension("highest", dt.date(1997, 2, 3), 60_000_000, 500, inflation="1.00"))
    found.append(pension("no-inflation", december, 4_444_444, 186, inflation="0.00"))
    found.append(pension("high-inflation", december, 4_444_444, 186, inflation="12.34"))
    for stopped in (dt.date(2031, 3, 20), dt.date(2033, 6, 15), dt.date(2034, 1, 1)):
        found.append(pension("deferred", june, 5_000_000, 185, stopped, deferred=True))
    return found


def pension(
    name: str,
    born: dt.date,
    wage: int,
    count: int,
    on: dt.date | None = None,
    *,
    deferred: bool = False,
    inflation: str = "2.75",
) -> Vector:
    """An even wage for the last months up to the month of the right."""
    reached = oracle.pension_day(born)
    on = on or reached
    right = oracle.deferred_until(born, on) if deferred else reached
    month: Month = (right.year, right.month)
    since, first = later(month, 1 - count), oracle.following(month)
    assumed = dict.fromkeys(range(2026, right.year), inflation)
    low, high = grown_limits(first[0], ppm(inflation))
    wages = {each: min(wage, ceiling(each)) for each in months(since, later(since, count - 1))}
    rates = {**oracle.INFLATION, **{year: ppm(rate) for year, rate in assumed.items()}}

    def monthly() -> int | None:
        return oracle.old_age(wages, right, rates, low, high)

    inputs: dict[str, Any] = {
        "ask": "old-age",
        "birth_date": born,
        "on": on,
        "deferred": deferred,
        "wages": [{"since": text(since), "months": count, "wage": wage}],
        "inflation": {str(year): rate for year, rate in assumed.items()},
        "wage_ceilings": ASSUMED_CEILINGS,
        "limits": {"minimum": low, "maximum": high},
    }
    amount = monthly()
    articles = [savings.AGE, *([DEFERRED] if deferred else [])]
    full_name = f"old-age-{name}-{on}"
    if amount is None:
        expected: dict[str, Any] = {"monthly": None, "lump_sum": True}
        basis = ([*articles, OLD_AGE, PAID_BACK], ["text"], list[str]())
        return vector(full_name, inputs, expected, basis)
    expected = {"monthly": amount, "first_month": text(first), "lump_sum": False}
    conventions = ["what-if", "rate-given"]
    conventions += savings.broken_years(wages)
    conventions += rounding(oracle, lambda: [monthly()])
    if month > later(month_of(max(ASSUMED_CEILINGS)), -1):  # beyond the last that has an end
        conventions.append("carried-forward")
    articles += [savings.FORMULA, savings.LIMITS, savings.CEILING, OLD_AGE]
    return vector(full_name, inputs, expected, (articles, ["reported"], conventions))


def ceiling(month: Month) -> int:
    """The wage ceiling of a month, of which those from 2027 on are assumed."""
    assumed = [value for first, value in ASSUMED_CEILINGS.items() if month_of(first) <= month]
    return assumed[-1] if assumed else oracle.ceiling(month)


def grown_limits(year: int, rate: int) -> tuple[int, int]:
    """Plausible limits of a year, which the inputs state: those of 2026, moved by one rate."""
    low, high = oracle.limits()[2026]
    for _ in range(2026, year):
        low, high = (
            -(-value * (oracle.MILLION + rate) // (oracle.MILLION * 100)) * 100
            for value in (low, high)
        )
    return low, high


# --- fewer months -------------------------------------------------------------------------------


def paid_back() -> list[Vector]:
    """Contributions and their return, for who reaches pension age with fewer than 180 months."""
    rates = {str(year): rate for year, rate in zip(range(2015, 2027), RETURNS, strict=True)}
    found = []
    for born, members in (
        (dt.date(1966, 5, 1), [part("2016-01", 101, 5_000_000, dt.date(2016, 2, 15))]),
        (dt.date(1963, 1, 1), [part("2015-07", 54, 9_999_999, dt.date(2015, 8, 10))]),
        (dt.date(1962, 12, 31), [part("2015-07", 42, 30_000_000, dt.date(2015, 8, 10))]),
        (dt.date(1967, 7, 20), [part("2018-02", 20, 3_333_333, dt.date(2018, 3, 1)),
                                part("2021-04", 30, 4_444_444, dt.date(2021, 5, 31))]),
    ):  # fmt: skip
        found.append(sum_paid_back(born, members, rates))
    return found


# Made up: the return of JP is not published.
RETURNS = ("6.00", "6.25", "7.00", "5.50", "6.75", "5.25", "5.00", "4.75", "5.75", "6.50", "6.00",
           "5.50")  # fmt: skip


def sum_paid_back(born: dt.date, members: list[dict[str, Any]], rates: dict[str, str]) -> Vector:
    """What is paid on the first of the month after pension age is reached."""

    def owed(month: Month, wage: int) -> int:
        return sum(contributions.worker({"JP"}, month, wage, 1, born).values())

    def payments() -> Payments:
        return [each for member in members for each in paid_in(member, owed)]

    reached = oracle.pension_day(born)
    year, number = oracle.following((reached.year, reached.month))
    day = dt.date(year, number, 1)
    paid = payments()
    amount = oracle.account_on(day, paid, {int(when): ppm(rate) for when, rate in rates.items()})
    inputs = {"ask": "lump-sum", "birth_date": born, "memberships": members, "rates": rates}
    came = sum(amount for when, amount in paid if when <= day)
    conventions = ["jht-monthly-crediting", "rate-given"]
    conventions += rounding(contributions, lambda: [amount for _, amount in payments()])
    return vector(
        f"lump-sum-{born}",
        inputs,
        {"day": day, "contributions": came, "amount": amount},
        ([savings.AGE, PAID_BACK, "PP 45/2015 Pasal 28 ayat (3)"], ["reported"], conventions),
    )


# --- later years --------------------------------------------------------------------------------


def later_years() -> list[Vector]:
    """The pension of a disabled worker or a survivor, twelve months and more after it began."""
    found = []
    for kind in ("disability", "spouse", "parent"):
        for wage in (1_500_000, 4_321_000, 30_000_000):
            first = savings.pension(kind, dt.date(2023, 8, 20), wage, 48)
            begun = month_of(first["expected"]["first_month"])
            for month in ((2024, 8), (2024, 9), (2025, 9), (2026, 11)):
                found.append(later_month(first, begun, month))
    return found


def later_month(first: Vector, begun: Month, month: Month) -> Vector:
    """The same pension in a later month."""
    inputs = {**first["inputs"], "ask": "pension-later", "month": text(month)}
    monthly = first["expected"]["monthly"]

    def amount() -> int:
        return oracle.years_on(monthly, begun, month)

    conventions = [*first["conventions"], *rounding(oracle, lambda: [amount()])]
    basis = ([*first["articles"], LATER], ["reported"], conventions)
    name = f"{first['id'].replace('pension', 'later', 1)}-{text(month)}"
    return vector(name, inputs, {"monthly": amount()}, basis)
