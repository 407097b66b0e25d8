"""Vectors of JP and JKP: the published cases, and the oracle's."""

from __future__ import annotations

import datetime as dt
import random
from functools import partial
from typing import Any

from conformance.makers.common import (
    Month,
    Vector,
    cases,
    later,
    month_of,
    months,
    rounding,
    text,
    vector,
)
from tests.oracle import savings as oracle

LIMITS = "PP 45/2015 Pasal 18"
CEILING = "PP 45/2015 Pasal 29"
AGE = "PP 45/2015 Pasal 15"
FORMULA = "PP 45/2015 Pasal 17"
VALUES = {
    "jp.minimum": ("minimum", LIMITS),
    "jp.maximum": ("maximum", LIMITS),
    "jp.wage_ceiling": ("wage_ceiling", CEILING),
    "jp.pension_age": ("age", AGE),
}
# Share of the formula in percent, and its article.
KINDS = {
    "disability": (100, "PP 45/2015 Pasal 20"),
    "spouse": (50, "PP 45/2015 Pasal 21"),
    "child": (50, "PP 45/2015 Pasal 22"),
    "child-after-spouse": (25, "PP 45/2015 Pasal 22"),
    "parent": (20, "PP 45/2015 Pasal 23"),
}
COUNTED = 180  # Pasal 20 (3) to 23 (3): fifteen years are counted where fewer were paid
DERIVED_YEARS = (2018, 2020, 2021, 2022)  # limits found by the rule from those of other years


def jp_vectors() -> list[Vector]:
    """Limits, ceilings, pension age and day, pensions, indexed wages."""
    found = [*published_values(), *indexing()]
    inputs: dict[str, Any]
    expected: dict[str, Any]
    for month in months((2015, 7), (2026, 12)):
        minimum, maximum = oracle.limits_in(month)
        year = month[0] if month[1] >= (2 if month[0] == 2026 else 3) else month[0] - 1
        grade = "text" if month[0] == 2015 else "derived" if year in DERIVED_YEARS else "reported"
        inputs = {"ask": "values", "month": text(month)}
        expected = {"minimum": minimum, "maximum": maximum, "wage_ceiling": oracle.ceiling(month)}
        basis = ([LIMITS, CEILING], [grade], list[str]())
        found.append(vector(f"values-{text(month)}", inputs, expected, basis))
    for born in (
        dt.date(1959, 7, 1), dt.date(1962, 12, 31), dt.date(1963, 1, 1), dt.date(1964, 12, 31),
        dt.date(1965, 1, 1), dt.date(1968, 2, 29), dt.date(1970, 7, 27), dt.date(1978, 1, 1),
        dt.date(1980, 12, 31), dt.date(1990, 5, 5),
    ):  # fmt: skip
        inputs = {"ask": "pension-day", "birth_date": born}
        expected = {"day": oracle.pension_day(born)}
        found.append(vector(f"pension-day-{born}", inputs, expected, ([AGE], ["text"], [])))
    chance = random.Random(45)
    for kind in KINDS:
        for day in (dt.date(2024, 8, 20), dt.date(2025, 3, 5), dt.date(2026, 3, 10)):
            for wage in (1_500_000, 4_321_000, 9_000_000, 30_000_000):
                found.append(pension(kind, day, wage, chance.randrange(13, 61)))
    return found


def published_values() -> list[Vector]:
    """Limits, ceilings and pension ages of `tests/cases/values`, in first and last month."""
    found = []
    for case in cases("values"):
        for check in case["check"]:
            if check["path"] not in VALUES:
                continue
            name, article = VALUES[check["path"]]
            for month in dict.fromkeys((check["from"], check["to"])):
                basis = ([article], ["text" if name == "age" else "reported"], list[str]())
                found.append(
                    vector(
                        f"{case['id']}-{name}-{month}",
                        {"ask": "pension-age" if name == "age" else "values", "month": month},
                        {name: check["expected"]},
                        basis,
                        source=case["source"],
                    )
                )
    return found


def indexing() -> list[Vector]:
    """The published example of indexed wages."""
    found = []
    for case in cases("savings"):
        if case["kind"] != "indexing":
            continue
        for number, check in enumerate(case["check"], 1):
            first = check["first_year"]
            inputs = {
                "ask": "indexed-wages",
                "pension_year": check["pension_year"],
                "wages": {str(first + n): wage for n, wage in enumerate(check["wages"])},
                "inflation": {str(first + n): rate for n, rate in enumerate(check["inflation"])},
            }
            found.append(
                vector(
                    f"{case['id']}-{number}",
                    inputs,
                    {"indexed": check["expected"]},
                    ([f"{FORMULA} ayat (3)"], ["reported"], ["round-line"]),
                    source=case["source"],
                )
            )
    return found


def pension(kind: str, day: dt.date, wage: int, count: int) -> Vector:
    """The monthly pension of a disabled worker or a survivor after an even wage."""
    since = later((day.year, day.month), -count)
    wages: dict[Month, int] = {}
    for month in months(since, later(since, count - 1)):
        wages[month] = min(wage, oracle.ceiling(month))
    share, article = KINDS[kind]
    first = oracle.following((day.year, day.month))
    formula = oracle.formula(wages, day.year, counted=COUNTED)
    monthly = oracle.clipped(formula, first, share)
    rounded = rounding(oracle, lambda: [oracle.clipped(formula, first, share)])
    inputs = {
        "ask": "pension",
        "kind": kind,
        "on": day,
        "wages": [{"since": text(since), "months": count, "wage": wage}],
    }
    expected = {"monthly": monthly, "first_month": text(first)}
    conventions = ["jp-density", *broken_years(wages), *rounded]
    low, _ = oracle.limits_in(first)
    if share < 100 and formula[0] * share < low * formula[1] * 100:
        conventions.append("jp-floor-after-share")
    basis = ([FORMULA, LIMITS, article], ["reported"], conventions)
    return vector(f"pension-{kind}-{day}-{wage}-{count}-months", inputs, expected, basis)


def broken_years(wages: dict[Month, int]) -> list[str]:
    """The convention of weights, where not every year has as many contribution months."""
    years = [year for year, _ in wages]
    return ["jp-broken-year"] if len({years.count(year) for year in years}) > 1 else []


# --- JKP ----------------------------------------------------------------------------------------

CASH = "PP 37/2021 Pasal 21"
CASH_2025 = "PP 6/2025 Pasal I angka 5 (Pasal 21)"
WINDOW = "PP 6/2025 Pasal I angka 3 (Pasal 19 ayat (3))"


def jkp_vectors() -> list[Vector]:
    """Cash month by month, the last day of a claim, months that count."""
    found = []
    for case in cases("savings"):
        for number, check in enumerate(case["check"], 1):
            name = f"{case['id']}-{number}"
            if case["kind"] == "cash":
                inputs = {"ask": "cash", "wage": check["wage"], "claimed": check["claimed"]}
                expected = {"months": check["expected"]}
                basis = cash_basis(check["claimed"], list[str]())
                found.append(vector(name, inputs, expected, basis, source=case["source"]))
            if case["kind"] == "eligibility":
                found.append(simulation(name, check, case["source"]))
    for claimed in (
        dt.date(2022, 6, 1), dt.date(2024, 8, 31), dt.date(2024, 11, 7), dt.date(2025, 1, 7),
        dt.date(2025, 2, 6), dt.date(2025, 2, 7), dt.date(2026, 5, 31),
    ):  # fmt: skip
        for wage in (2_500_000, 3_333_333, 5_000_000, 5_000_001, 12_000_000):
            expected = {"months": oracle.jkp_cash(wage, claimed)}
            rounded = rounding(oracle, partial(oracle.jkp_cash, wage, claimed))
            inputs = {"ask": "cash", "wage": wage, "claimed": claimed}
            basis = cash_basis(claimed, rounded)
            found.append(vector(f"cash-{claimed}-{wage}", inputs, expected, basis))
    for left in (
        dt.date(2021, 11, 30), dt.date(2024, 11, 6), dt.date(2024, 11, 7), dt.date(2025, 2, 6),
        dt.date(2025, 2, 7), dt.date(2025, 8, 31), dt.date(2026, 3, 15),
    ):  # fmt: skip
        new = oracle.jkp_deadline(left) >= oracle.NEW_RULE
        place = "PP 6/2025 Pasal I angka 10 (Pasal 40 huruf a)" if new else "PP 37/2021 Pasal 40"
        inputs = {"ask": "deadline", "dismissed": left}
        expected = {"day": oracle.jkp_deadline(left)}
        basis = ([place], ["text"], ["jkp-lapsed-stays"] if new else list[str]())
        found.append(vector(f"deadline-{left}", inputs, expected, basis))
    chance = random.Random(37)
    for number in range(20):
        left = dt.date(2025, 3, 1) + dt.timedelta(chance.randrange(600))
        everything = list(months((2022, 1), later((left.year, left.month), -1)))
        paid = sorted(chance.sample(everything, chance.randrange(8, 30)))
        counted = oracle.jkp_months(set(paid), left)
        inputs = {"ask": "months", "dismissed": left, "paid_months": [text(m) for m in paid]}
        expected = {"months": counted, "enough": counted >= 12}
        found.append(vector(f"months-{number}-{left}", inputs, expected, ([WINDOW], ["text"], [])))
    for left, number in ((dt.date(2025, 9, 30), 12), (dt.date(2025, 9, 29), 12),
                         (dt.date(2026, 2, 28), 13)):  # fmt: skip
        first = later((left.year, left.month), 1 - number)
        paid = list(months(first, (left.year, left.month)))
        counted = oracle.jkp_months(set(paid), left)
        inputs = {"ask": "months", "dismissed": left, "paid_months": [text(m) for m in paid]}
        whole = ["jkp-last-month-worked"] if left.day != 29 else list[str]()
        expected = {"months": counted, "enough": counted >= 12}
        basis = ([WINDOW], ["text"], whole)
        found.append(vector(f"months-to-the-end-{left}", inputs, expected, basis))
    return found


def cash_basis(claimed: dt.date, rounded: list[str]) -> tuple[list[str], list[str], list[str]]:
    """Articles, grades and conventions behind the cash of a claim."""
    articles, conventions = [], list(rounded)
    if claimed < oracle.NEW_RULE:
        articles.append(CASH)
    if oracle.months_later(claimed, 5) >= oracle.NEW_RULE:
        articles.append(CASH_2025)
        if claimed < oracle.NEW_RULE:
            conventions.append("jkp-payment-day")
    return articles, ["text"], conventions


def simulation(name: str, check: dict[str, Any], source: str) -> Vector:
    """A simulation in the explanation of PP 6/2025: months that count."""
    paid = [
        later(month_of(job["since"]), number)
        for job in check["jobs"]
        for number in range(job["months"])
    ]
    inputs = {
        "ask": "months",
        "dismissed": check["dismissed"],
        "paid_months": [text(month) for month in paid],
    }
    expected = {"months": check["months"], "enough": check["eligible"]}
    return vector(name, inputs, expected, ([WINDOW], ["text"], []), source=source)
