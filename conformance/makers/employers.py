"""Vectors of what employers owe: wages, liability, construction in stages, sanctions."""

from __future__ import annotations

import datetime as dt
import random
import tomllib
from collections.abc import Iterator
from typing import Any

from conformance.makers.common import CASES, Vector, later, month_of, months, text, vector
from tests.oracle import contributions, lateness, savings
from tests.oracle import employers as oracle

Facts = dict[str, Any]
WAGE = {
    "daily": "PP 44/2015 Pasal 19 ayat (3)",
    "piece": "PP 44/2015 Pasal 19 ayat (4)",
    "weather": "PP 44/2015 Pasal 19 ayat (5)",
}
TRAINEES = ["Permenaker 5/2021 Pasal 35 ayat (1), Pasal 45 ayat (1), ayat (3) dan ayat (4)"]
NEVER = {
    True: "PP 44/2015 Pasal 27 ayat (1), Pasal 32 ayat (4)",
    False: "PP 44/2015 Pasal 35 ayat (1)",
}
TOO_LOW = "PP 44/2015 Pasal 32 ayat (2)"
FINE = "PP 44/2015 Pasal 22 ayat (1)"
STEPS = "PP 86/2013 Pasal 6 ayat (1), Pasal 7 ayat (1), Pasal 10"
OWN_DATA = "PP 86/2013 Pasal 12"
STAGES = {
    1: "Permenaker 5/2021 Pasal 72 ayat (1)",
    3: "Permenaker 5/2021 Pasal 72 ayat (2), ayat (5)",
    4: "Permenaker 5/2021 Pasal 72 ayat (3), ayat (4), ayat (5)",
}
REGISTERED = "Permenaker 5/2021 Pasal 67 ayat (2) dan ayat (3)"
NEW_ANNEX = "PP 82/2019 Pasal 25 ayat (2) huruf b, Lampiran III"
# Public holidays around the turn of the year: Christmas, New Year, Isra Mikraj.
CHRISTMAS = [dt.date(2025, 12, 25), dt.date(2026, 1, 1), dt.date(2026, 1, 16)]


def worked(name: str, kind: str = "case") -> Iterator[tuple[Facts, str]]:
    """The cases of a file of `tests/cases/articles`, each with its source."""
    file = CASES / "articles" / f"{name}.toml"
    for case in tomllib.loads(file.read_text(encoding="utf-8"))[kind]:
        yield case, f"derived from {case['articles'][0]}"


# --- wages --------------------------------------------------------------------------------------


def wage_vectors() -> list[Vector]:
    """Monthly, daily and piece wages, and the lowest wage of apprentices."""
    found = []
    for case, source in worked("wages"):
        expected = {"amount": case["expected"]["amount"]}
        basis = (case["articles"], ["text"], case["expected"]["assumptions"])
        inputs = {"ask": "base", **case["facts"]}
        found.append(vector(f"base-{case['id']}", inputs, expected, basis, source=source))
    chance = random.Random(19)
    for wage in (1, 99_999, 187_654, 1_000_001):
        inputs = {"ask": "base", "daily": wage, "programs": ["JKK", "JKM"]}
        basis = ([WAGE["daily"]], ["text"], list[str]())
        found.append(vector(f"daily-{wage}", inputs, {"amount": oracle.daily(wage)}, basis))
    for number in range(24):
        weather = number % 2 == 1
        month = later((2024, 1), chance.randrange(34))
        count = chance.choice([1, 2, 3, 4, 11, 12, 14])
        record = {later(month, -back): chance.randrange(10**7) for back in range(1, count + 1)}
        found.append(by_the_piece(f"piece-{number}-{count}-months", record, month, weather))
    for case, source in worked("trainees"):
        inputs = {"ask": "trainee", **case["facts"], "wages": case["wages"], "month": case["month"]}
        expected = {name: case["expected"][name] for name in ("total", "due")}
        basis = (case["articles"], ["text"], of_trainees(case["month"]))
        found.append(vector(f"trainee-{case['id']}", inputs, expected, basis, source=source))
    for written in ("2021-04", "2023-12", "2025-03", "2026-08"):
        for risk_class in (1, 4):
            wages = [chance.randrange(20, 60) * 100_000 for _ in range(3)]
            found.append(an_apprentice(written, wages, risk_class))
    return found


def by_the_piece(
    name: str, record: dict[tuple[int, int], int], month: tuple[int, int], weather: bool
) -> Vector:
    """The average of the last months."""
    wanted = 12 if weather else 3
    counted = [
        record[key] for back in range(1, wanted + 1) if (key := later(month, -back)) in record
    ]
    conventions = ["wage-months-before"]
    conventions += ["wage-fewer-months"] if len(counted) < wanted else []
    conventions += ["wage-average-rounded"] if sum(counted) % len(counted) else []
    inputs = {
        "ask": "base",
        "piece": {text(key): wage for key, wage in sorted(record.items())},
        "weather_dependent": weather,
        "month": text(month),
        "programs": ["JKK"],
    }
    expected = {"amount": oracle.average(record, month, weather)}
    basis = ([WAGE["weather" if weather else "piece"]], ["text"], conventions)
    return vector(name, inputs, expected, basis)


def of_trainees(month: str) -> list[str]:
    """The articles of 2025 (Permenaker 1/2025 Pasal 35, 45) no longer name them."""
    return ["trainee-as-worker", *(["apprentice-named"] if month >= "2025-03" else [])]


def an_apprentice(month: str, wages: list[int], risk_class: int) -> Vector:
    """JKK of an apprentice on the lowest wage for the same work."""
    inputs: Facts = {"ask": "trainee", "trainee": "apprentice", "programs": ["JKK"]}
    inputs |= {"risk_class": risk_class, "wages": wages, "month": month}
    key = month_of(month)
    expected = {
        "total": oracle.trainee("JKK", key, wages, risk_class),
        "due": oracle.trainee_due(key),
    }
    basis = (TRAINEES, ["text"], of_trainees(month))
    return vector(f"apprentice-{month}-class-{risk_class}", inputs, expected, basis)


# --- liability ----------------------------------------------------------------------------------

ASKED = ("worker", "first", "agency", "contribution", "fine", "monthly")


def liability_vectors() -> list[Vector]:
    """Deaths of workers who were not enrolled, or with too low a wage."""
    found = []
    for case, source in worked("liability"):
        expected = {name: case["expected"][name] for name in ASKED if name in case["expected"]}
        for name in ("jkp", "jht"):
            if name in case["expected"]:
                expected[name.upper()] = case["expected"][name]
        event = {name: each for name, each in case["event"].items() if name != "kind"}
        if case["event"]["kind"] != "death":
            event["event"] = case["event"]["kind"]
        inputs = {**event, "work": with_class(case["work"])}
        if "declared" in case:
            inputs["declared"] = with_class(case["declared"])
        breaches = case["expected"].get("breaches", [])
        never = "not-enrolled" in breaches or "declared" not in inputs
        conventions = [*usual(inputs), *(MISSING[never] if breaches != ["not-paid"] else ())]
        basis = (case["articles"], ["reported"], conventions)
        name = f"worked-{case['id']}"
        found.append(vector(name, inputs, expected, basis, source=source))
    chance = random.Random(32)
    for day in (dt.date(2018, 7, 20), dt.date(2022, 3, 20), dt.date(2025, 8, 20)):
        for by_work in (True, False):
            for wage in (300_000, 4_200_000, 17_500_000):
                lower = chance.randrange(1, wage // 100_000) * 100_000
                for declared in (None, lower, wage, wage + 500_000):
                    found.append(of_a_death(day, by_work, wage, declared))
    for day in (dt.date(2024, 5, 29), dt.date(2026, 5, 29)):
        for wage in (3_300_000, 4_900_000, 8_100_000):
            for told in (None, 3_100_000, 5_200_000):
                found.append(of_a_dismissal(day, wage, told))
    for wage in (2_000_000, 5_600_000, 9_000_000, 12_000_000):
        found.append(of_a_widow(wage))
    return found


ALL_FIVE = ["JKK", "JKM", "JHT", "JP", "JKP"]


def of_a_dismissal(day: dt.date, wage: int, declared: int | None) -> Vector:
    """JKP and JHT of one who was dismissed after seventeen months of work."""
    joined, claimed = later((day.year, day.month), -16), day + dt.timedelta(5)
    work: Facts = {"wage": wage, "programs": ALL_FIVE, "scale": "medium", "risk_class": 2}
    inputs: Facts = {"on": day, "event": "dismissal", "claimed_on": claimed}
    inputs["work"] = {**work, "joined": dt.date(*joined, 1), "ended": day}
    if declared is not None:
        own = {"wage": declared, "since": text(joined), "months": 17, "ended": day}
        inputs["declared"] = {**work, **own}
    paid = list(months(joined, (day.year, day.month)))
    expected = {
        "JKP": oracle.jkp_owed(wage, declared, claimed),
        "JHT": oracle.jht_owed(paid, wage, declared),
    }
    low = declared is not None
    articles = ["PP 37/2021 Pasal 23" if low else "PP 37/2021 Pasal 37"]
    articles.append("PP 46/2015 Pasal 24" if low else "PP 46/2015 Pasal 28")
    conventions = ["programs-owed-given", "jht-monthly-crediting", "rate-given"]
    told = f"declared-{declared}" if low else "never"
    return vector(
        f"dismissed-{day}-{wage}-{told}", inputs, expected, (articles, ["text"], conventions)
    )


def of_a_widow(wage: int) -> Vector:
    """The pension of the widow of one who was not enrolled in JP."""
    day, joined = dt.date(2026, 3, 10), (2024, 2)
    wages = {month: min(wage, savings.ceiling(month)) for month in months(joined, (2026, 3))}
    programs = ["JKK", "JKM", "JHT"]
    known: Facts = {"wage": wage, "risk_class": 2, "birth_date": dt.date(1990, 5, 5)}
    inputs: Facts = {"on": day, "work_related": False, "spouses": 1}
    inputs["work"] = {**known, "programs": [*programs, "JP"], "scale": "medium",
                      "joined": dt.date(*joined, 1)}  # fmt: skip
    inputs["declared"] = {**known, "programs": programs, "since": text(joined), "months": 26}
    expected = {"monthly": oracle.widow_owed(wages, day)}
    articles = [
        "PP 45/2015 Pasal 6",
        "PP 45/2015 Pasal 17 ayat (2), Pasal 21 ayat (2) dan ayat (3)",
    ]
    conventions = ["programs-owed-given", "jp-broken-year", "round-line"]
    return vector(f"widow-{wage}", inputs, expected, (articles, ["reported"], conventions))


MISSING = {
    True: ("contributions-from-work", "late-month", "late-month-from", "due-next-working-day"),
    False: ("fine-on-shortfall", "late-month", "late-month-from", "due-next-working-day"),
}


def usual(inputs: Facts) -> list[str]:
    """The conventions of an event."""
    same_day = inputs.get("work_related") and "accident" not in inputs
    return ["programs-owed-given", *(["accident-same-day"] if same_day else [])]


def with_class(facts: Facts) -> Facts:
    """The work or membership of a case; its class is 2 where it says nothing."""
    return {"risk_class": 2, **facts}


def of_a_death(day: dt.date, by_work: bool, wage: int, declared: int | None) -> Vector:
    """What is owed in JKK and JKM after five months of work."""
    joined = later((day.year, day.month), -5)
    work: Facts = {"wage": wage, "programs": ["JKK", "JKM"], "risk_class": 2}
    inputs: Facts = {"on": day, "work_related": by_work}
    inputs["work"] = {**work, "joined": dt.date(*joined, 1)}
    if declared is not None:
        inputs["declared"] = {**work, "wage": declared, "since": text(joined), "months": 6}
    worker = oracle.owed_after_death(day, wage, declared, by_work)
    contribution, fine = oracle.undeclared({"JKK", "JKM"}, joined, day, wage, declared, 2)
    articles = [NEVER[by_work] if declared is None else TOO_LOW, FINE]
    conventions = [*usual(inputs), *(MISSING[declared is None] if contribution else ())]
    new = day >= dt.date(2019, 12, 2)
    basis = (
        [*articles, *([NEW_ANNEX] if new else [])],
        ["reported" if new else "text"],
        conventions,
    )
    expected = {"worker": worker, "contribution": contribution, "fine": fine}
    kind = "by-work" if by_work else "otherwise"
    told = "never" if declared is None else f"declared-{declared}"
    return vector(f"{day}-{kind}-{wage}-{told}", inputs, expected, basis)


# --- construction -------------------------------------------------------------------------------


def construction_vectors() -> list[Vector]:
    """Day of registration, stages with their days, and fines of late stages."""
    plans = {case["id"]: (case, source) for case, source in worked("construction")}
    found = [
        plan_of(f"plan-{name}", asked(case), {key: case[key] for key in PLAN}, source)
        for name, (case, source) in plans.items()
    ]
    for late, source in worked("construction", "late"):
        if "reading" not in late:
            inputs = {**asked(plans[late["case"]][0]), "paid_on": late["paid_on"]}
            expected = {"fine": sum(late["fines"])}
            found.append(plan_of(f"late-{late['id']}", inputs, expected, source))
    chance = random.Random(72)
    for number in range(18):
        found.append(drawn_plan(number, chance))
    return found


PLAN = ("register_by", "amounts", "dues")


def asked(case: Facts) -> Facts:
    """The inputs of a worked plan."""
    return {
        "contract_value": case["contract_value"],
        "month": case["month"],
        "stages": 3,
        **case["facts"],
        "holidays": list[dt.date](),
    }


def plan_of(name: str, inputs: Facts, expected: Facts, source: str | None = None) -> Vector:
    """A vector of a plan, or of the fines on its stages."""
    conventions = ["working-days", "construction-first-stage"]
    articles = [
        REGISTERED,
        STAGES[inputs["stages"]],
        "PP 44/2015 Pasal 54 ayat (2), Pasal 55 ayat (2)",
    ]
    conventions += ["construction-user-pays"] if inputs["stages"] > 1 else []
    if inputs["stages"] == 4:
        in_time = str(inputs["user_pays_on"]) < str(oracle.years_later(inputs["starts_on"], 2))
        conventions += [] if in_time else ["construction-two-years"]
    if expected.get("fine"):
        conventions += ["construction-fine", "late-month", "late-month-from"]
        articles.append(FINE)
    if "amounts" in expected and inputs["contract_value"] % 100_000:
        conventions += [
            "round-line",
            *(["construction-stage-rounded"] if inputs["stages"] > 1 else []),
        ]
    return vector(name, inputs, expected, (articles, ["text"], conventions), source=source)


def drawn_plan(number: int, chance: random.Random) -> Vector:
    """A project with drawn value and days, at once, in three or in four stages."""
    count = (1, 3, 4)[number % 3]
    ordered = dt.date(2022, 1, 3) + dt.timedelta(chance.randrange(1_300))
    off: list[dt.date] = []
    if number in (1, 2):
        ordered, off = dt.date(2025, 12, 22 + number), CHRISTMAS
    starts = ordered + dt.timedelta(chance.randrange(1, 20))
    ends = starts + dt.timedelta(chance.randrange(735, 900) if count == 4 else 250)
    pays = ends - dt.timedelta(chance.randrange(60))
    value = chance.randrange(10**7, 6 * 10**9)
    month = (starts.year, starts.month)
    bill = contributions.project({"JKK", "JKM"}, month, contract_value=value)
    parts = [oracle.stages(amount, count) for amount in bill.values()]
    amounts = [sum(each) for each in zip(*parts, strict=True)]
    dues = oracle.stage_days(ordered, starts, pays, count, set(off))
    inputs: Facts = {"contract_value": value, "month": text(month), "stages": count}
    inputs |= {"ordered_on": ordered, "starts_on": starts, "ends_on": ends, "user_pays_on": pays}
    inputs["holidays"] = off
    expected: Facts = {"register_by": dues[0], "amounts": amounts, "dues": dues}
    if number % 2:
        days = [due + dt.timedelta(chance.randrange(-20, 200)) for due in dues]
        inputs["paid_on"] = {str(place): day for place, day in enumerate(days, 1)}
        late = [lateness.months_late(due, day) for due, day in zip(dues, days, strict=True)]
        expected["fine"] = sum(
            lateness.fine(amount, (2026, 1), months)
            for part in parts
            for amount, months in zip(part, late, strict=True)
        )
    return plan_of(f"drawn-{number}-{count}-stages", inputs, expected)


# --- sanctions ----------------------------------------------------------------------------------


def sanction_vectors() -> list[Vector]:
    """Warnings, fine and services withheld, with their days."""
    found = []
    for case, source in worked("sanctions"):
        if "readings" in case or "warned_on" not in case["facts"]:
            continue
        inputs = {**case["facts"], "holidays": list[dt.date]()}
        expected = {
            "steps": [[each or None for each in (*step, None)[:4]] for step in case["steps"]]
        }
        basis = (case["articles"], ["text"], case["assumptions"])
        found.append(vector(f"worked-{case['id']}", inputs, expected, basis, source=source))
    chance = random.Random(86)
    for number in range(18):
        warned = dt.date(2016, 2, 1) + dt.timedelta(chance.randrange(3_900))
        off: list[dt.date] = []
        if number == 0:
            warned, off = dt.date(2025, 12, 17), CHRISTMAS
        complied = None
        if number % 3 == 2:
            complied = warned + dt.timedelta(chance.randrange(5, 60))
        duty = ("registration", "data", "own-data")[number % 5 % 3]
        found.append(drawn_sanction(number, duty, warned, complied, off, chance.randrange(10**8)))
    return found


def drawn_sanction(
    number: int,
    duty: str,
    warned: dt.date,
    complied: dt.date | None,
    off: list[dt.date],
    contribution: int,
) -> Vector:
    """The steps after a drawn day of the first warning."""
    fined = duty != "own-data"
    steps = oracle.sanctions(warned, contribution, complied, set(off), fined)
    inputs: Facts = {"duty": duty, "warned_on": warned, "contribution": contribution}
    if complied is not None:
        inputs["complied_on"] = complied
    inputs["holidays"] = off
    kinds = {kind for kind, *_ in steps}
    conventions = ["sanction-working-days"]
    conventions += ["sanction-next-step"] if len(steps) > 1 else []
    if "fine" in kinds:
        conventions += ["sanction-fine-base", "sanction-fine-month"]
        conventions += ["round-line"] if contribution % 1_000 else []
    basis = ([STEPS if fined else OWN_DATA], ["text"], conventions)
    return vector(f"drawn-{number}-{duty}-{warned}", inputs, {"steps": steps}, basis)
