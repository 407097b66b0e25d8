"""Vectors of death, disability and scholarship: the published cases, and the oracle's."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from conformance.makers.common import Basis, Vector, cases, later, rounding, text, vector
from tests.oracle import benefits as oracle

ANNEX = "PP 82/2019 Lampiran III (Pasal 25)"
ANNEX_2015 = "PP 44/2015 Lampiran III (Pasal 25)"
CAP = "Permenaker 5/2021 Pasal 84 ayat (1), Pasal 130 huruf c"
MEMBERSHIPS = "Permenaker 5/2021 Pasal 101, Pasal 130 huruf c"
JKM = "PP 82/2019 Pasal 34"
JKM_2015 = "PP 44/2015 Pasal 34"
# The names of lines in the vectors: the programme, and what it pays.
LINES = {
    "jkk-death": "JKK_death", "jkk-periodic": "JKK_periodic", "jkk-funeral": "JKK_funeral",
    "jkm-death-sum": "JKM_death", "jkm-periodic": "JKM_periodic", "jkm-funeral": "JKM_funeral",
    "jkk-transport-land": "JKK_transport-land", "jkk-transport-sea": "JKK_transport-sea",
}  # fmt: skip
Injuries = list[tuple[str, str | None, int | None]]  # part, side, percent of the function lost
OF_DISABILITY = {"P30", "P31", "P32", "P34"}
# Just before and after PP 82/2019 and Permenaker 1/2025, and days between.
DAYS = [dt.date(2016, 3, 7), dt.date(2019, 12, 1), dt.date(2019, 12, 2), dt.date(2022, 8, 15),
        dt.date(2025, 2, 23), dt.date(2025, 2, 24), dt.date(2026, 6, 30)]  # fmt: skip
NOW = dt.date(2025, 7, 3)
LAST_OF_2015 = dt.date(2019, 12, 1)  # the last day of the annex of 2015


def death_vectors() -> list[Vector]:
    """Deaths by work and otherwise."""
    found = [
        made
        for case in cases("benefits")
        if case["id"] not in OF_DISABILITY
        for made in published(case, basis_of_death)
    ]
    for day in DAYS:
        for wage in (300_000, 416_666, 1_234_567, 5_000_000, 25_000_000):
            inputs = facts(day, {"work_related": True}, wage, 6)
            found.append(death(f"by-work-{day}-{wage}", inputs, oracle.jkk_death(day, wage)))
        for months in (1, 2, 3, 4):
            for count in (1, 2):
                for bpu in (False, True):
                    found.append(otherwise(day, months, count, bpu))
        school = ["SD1", "PT2", "TK2"]
        inputs = facts(day, {"work_related": True}, 2_000_000, 6) | {"children": school}
        total = oracle.jkk_death(day, 2_000_000) + oracle.scholarship(day, school)
        found.append(death(f"by-work-{day}-three-children", inputs, total))
    return found


def otherwise(day: dt.date, months: int, count: int, bpu: bool) -> Vector:
    """An ordinary death after some months of one membership, or of two equal ones."""
    inputs = facts(day, {"work_related": False}, 1_000_000, months, bpu)
    inputs["memberships"] *= count
    total = oracle.jkm(day, bpu=bpu, months_in=months - 1, months_paid=months, memberships=count)
    kind = "bpu" if bpu else "pu"
    return death(f"otherwise-{day}-{kind}-{months}-months-{count}-memberships", inputs, total)


def death(name: str, inputs: dict[str, Any], total: int) -> Vector:
    """A vector of a death with one total."""
    return vector(name, inputs, {"total": total}, basis_of_death(inputs))


def facts(
    day: dt.date, event: dict[str, Any], money: int, months: int, bpu: bool = False
) -> dict[str, Any]:
    """A membership with every month paid up to that of a day, from the first of its first month."""
    membership: dict[str, Any] = {"segment": "BPU" if bpu else "PU"}
    membership["income" if bpu else "wage"] = money
    membership["programs"] = ["JKK", "JKM"]
    membership["since"] = text(later((day.year, day.month), 1 - months))
    membership["months"] = months
    return {"on": day, **event, "memberships": [membership]}


def basis_of_death(inputs: dict[str, Any]) -> Basis:
    """Articles, grades and conventions behind a death."""
    new = inputs["on"] >= oracle.NEW_TARIFF
    articles, grades, conventions = [JKM if new else JKM_2015], ["text"], []
    if inputs["work_related"]:
        articles.append(ANNEX if new else ANNEX_2015)
        grades.append("reported" if new else "text")
        conventions.append("accident-same-day")
    elif inputs["on"] >= oracle.NEW_RULES:
        articles.append("Permenaker 1/2025 Pasal I angka 40 dan angka 42 (Pasal 97A, Pasal 101)")
    if len(inputs["memberships"]) > 1 and not inputs["work_related"]:
        # The article names several employers; it counts from PP 82/2019 on.
        if not new or any(each["segment"] == "BPU" for each in inputs["memberships"]):
            conventions.append("jkm-memberships")
        if new and inputs["on"] < oracle.NEW_RULES:
            articles.append(MEMBERSHIPS)
    if inputs.get("children"):
        more = of_scholarship(new)
        articles, grades = articles + more[0], grades + more[1]
        conventions += more[2] + ["child-entitled"]
    return articles, grades, conventions


def of_scholarship(new: bool) -> Basis:
    """Articles, grades and conventions behind a scholarship."""
    if new:
        place = "PP 82/2019 Pasal 25 ayat (3), Pasal 34 ayat (3)"
        amounts = "Permenaker 5/2021 Pasal 103, Pasal 107, Pasal 130 huruf c"
        return [place, amounts], ["text"], ["scholarship-year"]
    return ["PP 44/2015 Pasal 25 ayat (3), Pasal 34 ayat (2)"], ["text"], []


def of_splits() -> Basis:
    """The same for the school years behind a total, which no day of payment decides."""
    articles, grades, _ = of_scholarship(True)
    return articles, grades, []


def published(case: dict[str, Any], basis: Any) -> list[Vector]:
    """The checks of one published case of `tests/cases/benefits`."""
    found = []
    for number, check in enumerate(case.get("check", ()), 1):
        event = dict(check["event"])
        kind = event.pop("kind")
        inputs = dict(event)
        if kind != "death":
            inputs["kind"] = kind
        inputs["memberships"] = check["participations"]
        for name in ("children", "jht_balance"):
            if name in check:
                inputs[name] = check[name]
        expected = {LINES.get(name, name): amount for name, amount in check["expected"].items()}
        if "scholarship-years" in check.get("refused", ()):
            expected["scholarship"] = 0
        name = f"{case['id']}-{number}"
        found.append(vector(name, inputs, expected, basis(inputs), source=case["source"]))
    return found


# --- disability ---------------------------------------------------------------------------------


def disability_vectors() -> list[Vector]:
    """Incapacity, injuries, total disability and transport, before and since PP 82/2019."""
    found = [
        made
        for case in cases("benefits")
        if case["id"] in OF_DISABILITY
        for made in published(case, basis_of_disability)
    ]
    chance = random.Random(82)
    for day in (NOW, LAST_OF_2015):
        for wage in (1_000_000, 3_333_333, 5_000_000, 12_345_678):
            for months, days in ((0, 1), (0, 29), (6, 0), (12, 0), (12, 1), (13, 15), (24, 7)):
                found.append(incapacity(day, wage, months, days))
            total = {"kind": "total-disability", "work_related": True}
            inputs = facts(day, total, wage, 6)
            amount = oracle.jkk_total_disability(day, wage)
            name = dated(f"total-disability-{wage}", day)
            found.append(disability(name, inputs, {"total": amount}))
    for part, row in oracle.TABLE.items():
        for side in ("right", "left") if isinstance(row, tuple) else (None,):
            found.append(injured([(part, side, None)], chance.randrange(10**6, 10**7)))
    found.append(injured([("thumb", "left", None)], 4_000_000, left_handed=True))
    found.append(injured([("arm-from-elbow", "right", 37)], 3_333_333))
    found.append(injured([("both-legs-from-hip", None, None), ("smell", None, None)], 4_000_000))
    found.append(injured([("one-eye", None, 50), ("thumb", "right", None)], 4_687_501))
    for bills in ({"land": 4_999_999}, {"land": 5_000_001, "air": 11_000_000}, {"sea": 2_000_001}):
        found.append(carried(NOW, bills))
    both: Injuries = [("arm-from-shoulder", "right", None), ("arm-from-shoulder", "left", None)]
    single: list[Injuries] = [[("impotence", None, None)], [("thumb", "left", None)]]
    for parts in (*single, both):
        found.append(injured(parts, 4_000_000, day=LAST_OF_2015))
    for bills in ({"land": 1_000_001}, {"sea": 1_500_001, "air": 2_500_001}):
        found.append(carried(LAST_OF_2015, bills))
    return found


def dated(name: str, day: dt.date) -> str:
    """The name of a vector, with its day where that is not the usual one."""
    return name if day == NOW else f"{name}-{day}"


def carried(day: dt.date, bills: dict[str, int]) -> Vector:
    """Bills of transport against the caps of the day."""
    inputs = facts(day, {"kind": "work-accident", "transport": bills}, 3_000_000, 6)
    name = "transport-" + "-".join(f"{mode}-{bill}" for mode, bill in bills.items())
    return disability(dated(name, day), inputs, {"total": oracle.transport(day, bills)})


def incapacity(day: dt.date, wage: int, months: int, days: int) -> Vector:
    """Temporary incapacity of whole months and some days."""
    event = {"kind": "work-accident", "incapacity_months": months, "incapacity_days": days}
    total = sum(oracle.incapacity(day, wage, months, days))
    rounded = rounding(oracle, lambda: oracle.incapacity(day, wage, months, days))
    more = [*rounded, *(["incapacity-day"] if days else [])]
    inputs = facts(day, event, wage, 6)
    name = dated(f"incapacity-{wage}-{months}-{days}", day)
    return disability(name, inputs, {"total": total}, more)


def injured(
    parts: Injuries,
    wage: int,
    left_handed: bool = False,
    day: dt.date = NOW,
) -> Vector:
    """Injuries of the table: part, side, percent of the function lost."""
    injuries, tenths = [], []
    for part, side, lost in parts:
        injury: dict[str, Any] = {"part": part}
        if side is not None:
            injury["side"] = side
        if lost is not None:
            injury["function_loss"] = str(lost)
        injuries.append(injury)
        tenths.append((oracle.share(part, side, left_handed), 100 if lost is None else lost))
    event: dict[str, Any] = {"kind": "work-accident", "injuries": injuries}
    event["left_handed"] = left_handed
    total = oracle.injuries(wage, tenths)
    rounded = rounding(oracle, lambda: [oracle.injuries(wage, tenths)])
    several = len(parts) > 1
    more = [*rounded, *(["several-disabilities"] if several and day < oracle.NEW_TARIFF else [])]
    name = "-".join(f"{part}{'-' + side if side else ''}" for part, side, _ in parts)
    if left_handed:
        name += "-left-handed"
    inputs = facts(day, event, wage, 6)
    made = disability(dated(f"injury-{name}-{wage}", day), inputs, {"JKK_injuries": total}, more)
    if several and day >= oracle.NEW_TARIFF:
        made["articles"].append(CAP)
    return made


def disability(
    name: str,
    inputs: dict[str, Any],
    expected: dict[str, int],
    conventions: list[str] | None = None,
) -> Vector:
    """A vector of a disability."""
    articles, grades, usual = basis_of_disability(inputs)
    return vector(name, inputs, expected, (articles, grades, [*usual, *(conventions or [])]))


def basis_of_disability(inputs: dict[str, Any]) -> Basis:
    """Articles, grades and conventions behind a disability."""
    conventions = ["accident-same-day"] if inputs["kind"] == "total-disability" else []
    if inputs["on"] < oracle.NEW_TARIFF:
        return [ANNEX_2015], ["text"], conventions
    return [ANNEX], ["reported"], conventions


# --- scholarship --------------------------------------------------------------------------------


def scholarship_vectors() -> list[Vector]:
    """What is still to come by school year, and the school years behind a published total."""
    (case,) = [case for case in cases("benefits") if case["id"] == "P33"]
    day = dt.date(2025, 7, 3)
    found = [
        vector(
            f"P33-{stage}",
            {"on": day, "stages": [stage]},
            {"total": amount},
            of_scholarship(True),
            source=case["source"],
        )
        for stage, amount in case["remaining"].items()
    ]
    for number, split in enumerate(case["splits"], 1):
        ways = {"ways": split["ways"]}
        inputs = {"on": day, "total": split["total"], "children": 2}
        found.append(
            vector(f"P33-split-{number}", inputs, ways, of_splits(), source=case["source"])
        )
    for total in (90_000_000, 147_000_000, 162_000_000, 165_000_000, 174_000_000, 174_000_001):
        ways = {"ways": oracle.splits(total, 2)}
        inputs = {"on": day, "total": total, "children": 2}
        found.append(vector(f"split-{total}-2-children", inputs, ways, of_splits()))
    for total in (60_000_000, 61_000_000):
        ways = {"ways": oracle.splits(total, 1)}
        inputs = {"on": day, "total": total, "children": 1}
        found.append(vector(f"split-{total}-1-child", inputs, ways, of_splits()))
    chance = random.Random(33)
    for day in DAYS:
        for count in (1, 2, 3, 4):
            stages = [chance.choice(oracle.STAGES) for _ in range(count)]
            articles, grades, conventions = of_scholarship(day >= oracle.NEW_TARIFF)
            name = f"children-{day}-{'-'.join(stages)}"
            paid = {"total": oracle.scholarship(day, stages)}
            basis = (articles, grades, conventions)
            found.append(vector(name, {"on": day, "stages": stages}, paid, basis))
    return found
