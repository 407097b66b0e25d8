"""Vectors of due dates, months late and fines: one programme each, the oracle's."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from conformance.makers.common import Basis, Month, Vector, month_of, text, vector
from conformance.makers.contributions import bill
from tests.oracle import contributions
from tests.oracle import lateness as oracle

DUE = {
    ("JKK", "PU"): "PP 44/2015 Pasal 21 ayat (2) dan ayat (3)",
    ("JKM", "PU"): "PP 44/2015 Pasal 21 ayat (2) dan ayat (3)",
    ("JHT", "PU"): "PP 46/2015 Pasal 19 ayat (2) dan ayat (3)",
    ("JP", "PU"): "PP 45/2015 Pasal 30 ayat (3)",
    ("JKK", "BPU"): "PP 44/2015 Pasal 24 ayat (3) dan ayat (4)",
    ("JKM", "BPU"): "PP 44/2015 Pasal 24 ayat (3) dan ayat (4)",
    ("JHT", "BPU"): "PP 46/2015 Pasal 21 ayat (3) dan ayat (4)",
}
FINE = {
    "JKK": "PP 44/2015 Pasal 22",
    "JKM": "PP 44/2015 Pasal 22",
    "JHT": "PP 46/2015 Pasal 20",
    "JP": "PP 45/2015 Pasal 31",
}
MONTHS = ["2015-07", "2019-05", "2020-08", "2020-11", "2021-01", "2021-02", "2025-05", "2025-09",
          "2026-02", "2026-07"]  # fmt: skip
INDEPENDENCE_DAY = dt.date(2026, 8, 17)


def vectors() -> list[Vector]:
    """Every programme in months of each kind: the due day, the next, and later days."""
    chance = random.Random(30)
    found = []
    for program, segment in DUE:
        for month in MONTHS:
            due = oracle.due_day(program, segment, month_of(month), set())
            far = due + dt.timedelta(chance.randrange(40, 400))
            for paid_on in (due, due + oracle.ONE_DAY, far):
                found.append(case(program, segment, month, paid_on, chance.randrange(10**6, 10**7)))
    for paid_on in (dt.date(2025, 10, 16), oracle.SETTLED_BY, oracle.SETTLED_BY + oracle.ONE_DAY):
        found.append(case("JKK", "PU", "2025-09", paid_on, 5_000_000, labour_intensive=True))
    for day in (18, 19):
        paid_on = INDEPENDENCE_DAY.replace(day=day)
        found.append(case("JKM", "BPU", "2026-08", paid_on, 0, [INDEPENDENCE_DAY]))
        found.append(case("JHT", "PU", "2026-07", paid_on, 5_000_000, [INDEPENDENCE_DAY]))
    return found


def case(
    program: str,
    segment: str,
    month: str,
    paid_on: dt.date,
    money: int,
    holidays: list[dt.date] | None = None,
    **facts: bool,
) -> Vector:
    """A vector with the oracle's day, months and fine."""
    days = holidays or []
    inputs: dict[str, Any] = {"month": month, "segment": segment, "programs": [program]}
    if segment == "PU":
        inputs.update({"wage": money, "risk_class": 2, "birth_date": "1990-05-20", **facts})
    else:
        inputs.update({"income": money, "group": "employer", "sector": "other", "funding": "self"})
    key = month_of(month)
    owed = dict(inputs)
    if oracle.in_full(program, segment, key, paid_on):
        owed.pop("labour_intensive", None)
    contribution = sum(bill(owed).values())
    due = oracle.due_day(program, segment, key, set(days))
    late = oracle.months_late(due, paid_on)
    fine = oracle.fine(contribution, key, late) if segment == "PU" else 0
    inputs.update({"paid_on": paid_on, "holidays": days})
    name = f"{program}-{segment}-{text(key)}-paid-{paid_on}"
    if days:
        name += "-holiday"
    if facts:
        name += "-labour-intensive"
    expected = {"contribution": contribution, "due": due, "months_late": late, "fine": fine}
    return vector(name, inputs, expected, basis(program, segment, key, late, bool(facts)))


def basis(program: str, segment: str, month: Month, late: int, halved: bool) -> Basis:
    """Articles, grades and conventions behind a due date and a fine."""
    articles, grades, conventions = [DUE[program, segment]], ["text"], []
    relaxed = oracle.is_relaxed(month) and not (segment == "BPU" and program != "JHT")
    if relaxed:
        articles.append("PP 49/2020 Pasal 4")
        grades.append("reported")
    if relaxed or program != "JP":
        conventions.append("due-next-working-day")
    if late and segment == "PU":
        articles.append("PP 49/2020 Pasal 23" if oracle.is_relaxed(month) else FINE[program])
        conventions += ["late-month", "late-month-from"]
        if program == "JHT":
            conventions.append("late-jht-shares")
    if halved:
        articles.append("PP 36/2025 Pasal I (Pasal 11 ayat (1) dan ayat (3))")
    if segment == "BPU" or contributions.within(month, contributions.COVID):
        grades.append("reported")
    return articles, grades, conventions
