"""Vectors of contributions by month and segment: the published cases, and the oracle's."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from conformance.makers.common import (
    Basis,
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
from tests.oracle import contributions as oracle

FIRST, LAST = (2015, 7), (2026, 12)
FOUR = ["JKK", "JKM", "JHT", "JP"]
PU = {
    "JKK": "PP 44/2015 Pasal 16 ayat (1)",
    "JKM": "PP 44/2015 Pasal 18 ayat (1)",
    "JHT": "PP 46/2015 Pasal 16 ayat (1)",
    "JP": "PP 45/2015 Pasal 28 ayat (3), Pasal 29",
    "JKP": "PP 37/2021 Pasal 11",
}
BPU = {
    "JKK": "PP 44/2015 Pasal 20 ayat (1) dan ayat (2), Lampiran II",
    "JKM": "PP 44/2015 Pasal 20 ayat (3)",
    "JHT": "PP 46/2015 Pasal 18 ayat (1), Lampiran",
}
CONSTRUCTION = {"JKK": "PP 44/2015 Pasal 54", "JKM": "PP 44/2015 Pasal 55"}
# The grade of each JP ceiling: the regulation itself, a notice that was read, or the press.
CEILINGS = {(2015, 7): "text", (2016, 1): "reported", (2020, 3): "official", (2021, 3): "reported"}
# Wages whose exact contribution ends in half a rupiah, or lies just beside: binary fractions and
# half-to-even rounding give other amounts.
HALVES = [5_939_375, 5_939_374, 5_939_376, 1_250, 1_875, 2_500_625, 4_270_625, 7_999_999,
          8_000_000, 3_333_333, 6_666_667, 9_999_999, 1, 24, 25, 49, 50, 208, 209]  # fmt: skip


def vectors() -> list[Vector]:
    """All of them."""
    return [*published(), *by_month(), *ceilings(), *halves(), *bands(), *reliefs(), *projects()]


def published() -> list[Vector]:
    """The cases of `tests/cases/contributions`, one vector for each month."""
    found = []
    for case in cases("contributions"):
        for number, check in enumerate(case["check"], 1):
            for month in check["months"]:
                facts = dict(check["enrolment"])
                facts.setdefault("programs", ["JKK", "JKM"])
                inputs = {"month": month, **facts}
                found.append(
                    vector(
                        f"{case['id']}-{number}-{month}",
                        inputs,
                        check["expected"],
                        basis(inputs),
                        source=case["source"],
                    )
                )
    return found


def case(name: str, **inputs: Any) -> Vector:
    """A vector with the oracle's amounts."""
    expected = bill(inputs)
    rounded = rounding(oracle, lambda: bill(inputs).values())
    articles, grades, conventions = basis(inputs)
    lines = {"_".join(line): amount for line, amount in expected.items()}
    return vector(name, inputs, lines, (articles, grades, [*conventions, *rounded]))


def is_settled(inputs: dict[str, Any]) -> bool:
    """Whether the reliefs of PP 49/2020 are open."""
    registered = inputs.get("registered_on")
    on = None if registered is None else dt.date.fromisoformat(registered)
    return oracle.open_to(month_of(inputs["month"]), on, inputs.get("settled", True))


def bill(inputs: dict[str, Any]) -> oracle.Bill:
    """What the oracle says."""
    programs, month = set(inputs["programs"]), month_of(inputs["month"])
    settled = is_settled(inputs)
    if inputs["segment"] == "construction":
        return oracle.project(
            programs,
            month,
            inputs.get("wages"),
            inputs.get("contract_value", 0),
            settled,
        )
    if inputs["segment"] == "BPU":
        return oracle.participant(
            programs,
            month,
            inputs["income"],
            inputs.get("group", "employer"),
            inputs.get("sector", "other"),
            inputs.get("funding", "self"),
            settled,
        )
    born = inputs.get("birth_date")
    return oracle.worker(
        programs,
        month,
        inputs["wage"],
        inputs.get("risk_class", 1),
        None if born is None else dt.date.fromisoformat(born),
        inputs.get("labour_intensive", False),
        inputs.get("pension_deferred", False),
        settled,
    )


def basis(inputs: dict[str, Any]) -> Basis:
    """Articles, grades and conventions of the values behind an enrolment's contribution."""
    month, programs, segment = month_of(inputs["month"]), inputs["programs"], inputs["segment"]
    table = {"PU": PU, "BPU": BPU, "construction": CONSTRUCTION}[segment]
    articles = [table[program] for program in programs]
    grades, conventions = ["text"], []
    if segment == "BPU" and {"JKK", "JHT"} & set(programs):
        income = inputs["income"]
        if any(edge - 1_000 < income < edge for edge, _ in oracle.BANDS[1:]):
            conventions.append("band-gap")
    if segment == "PU" and "JP" in programs:
        start = max(start for start in CEILINGS if start <= month)
        grades.append(CEILINGS[start])
        born = inputs.get("birth_date")
        if born is None:
            conventions.append("jp-age-not-given")
        elif month > oracle.last_jp_month(
            dt.date.fromisoformat(born), month, inputs.get("pension_deferred", False)
        ):
            conventions.append("jp-after-pension-age")
    if "JKP" in programs:
        conventions.append("jkp-entitled")
    if oracle.within(month, oracle.COVID):
        if {"JKK", "JKM"} & set(programs):
            articles.append("PP 49/2020 Pasal 5, Pasal 9, Pasal 12, Pasal 13")
            if is_settled(inputs):
                grades.append("reported")
        if "JP" in programs:  # most of it could be put off; all of it was owed
            grades.append("reported")
    labour_intensive = inputs.get("labour_intensive") and "JKK" in programs
    if labour_intensive and oracle.within(month, oracle.LABOUR_INTENSIVE):
        articles.append("PP 7/2025 Pasal 4; PP 36/2025 Pasal I")
    bpu = segment == "BPU" and {"JKK", "JKM"} & set(programs)
    if bpu and oracle.within(month, oracle.BPU_HALF[inputs.get("sector", "other")]):
        articles.append("PP 50/2025 Pasal 3 ayat (4) dan ayat (5), Pasal 4, Pasal 7")
        if inputs["group"] != "independent" and inputs["funding"] not in ("state", "region"):
            conventions.append("relief-group")
    return articles, grades, conventions


def by_month() -> list[Vector]:
    """A worker, a trader and a driver in every month from July 2015 to December 2026."""
    chance = random.Random(2015)
    found = []
    for number, month in enumerate(months(FIRST, LAST)):
        settled = {"settled": True} if oracle.within(month, oracle.COVID) else {}
        programs = [*FOUR, "JKP"] if month >= (2021, 2) else FOUR
        found.append(
            case(
                f"pu-{text(month)}",
                month=text(month),
                segment="PU",
                wage=chance.randrange(1_500_000, 20_000_000),
                risk_class=number % 5 + 1,
                programs=programs,
                birth_date="1990-05-20",
                **settled,
            )
        )
        found.append(
            case(
                f"bpu-{text(month)}",
                month=text(month),
                segment="BPU",
                income=chance.randrange(500_000, 12_000_000, 1_000),
                programs=["JKK", "JKM", "JHT"],
                group="independent",
                sector="transport" if number % 2 else "other",
                funding="self",
                **settled,
            )
        )
    return found


def ceilings() -> list[Vector]:
    """One rupiah below, at and above each JP ceiling, in its first month and the month before."""
    found = []
    for start, ceiling in oracle.JP_CEILINGS.items():
        for month in (later(start, -1), start):
            if month < FIRST:
                continue
            for wage in (ceiling - 50, ceiling, ceiling + 50, 25_000_000):
                found.append(
                    case(
                        f"jp-ceiling-{text(month)}-{wage}",
                        month=text(month),
                        segment="PU",
                        wage=wage,
                        programs=["JP"],
                        birth_date="1990-05-20",
                    )
                )
    for born in ("1968-02-29", "1967-11-30", "1967-12-01"):
        for about in ("2025-11", "2025-12", "2026-02", "2026-03", "2026-11", "2026-12"):
            for deferred in (False, True):
                found.append(
                    case(
                        f"jp-age-{born}-{about}{'-deferred' if deferred else ''}",
                        month=about,
                        segment="PU",
                        wage=5_000_000,
                        programs=["JP"],
                        birth_date=born,
                        pension_deferred=deferred,
                    )
                )
    return found


def halves() -> list[Vector]:
    """Wages at which the way of rounding shows, in all five risk classes."""
    return [
        case(
            f"half-rupiah-{wage}-class-{risk_class}",
            month="2025-07",
            segment="PU",
            wage=wage,
            risk_class=risk_class,
            programs=FOUR if risk_class == 1 else ["JKK"],
            birth_date="1990-05-20",
        )
        for wage in HALVES
        for risk_class in oracle.JKK_BY_CLASS
    ]


def bands() -> list[Vector]:
    """The last printed rupiah of each band, one in the gap, and the first of the next."""
    return [
        case(
            f"band-{income}",
            month="2025-07",
            segment="BPU",
            income=income,
            programs=["JKK", "JKM", "JHT"],
        )
        for edge, _ in oracle.BANDS[1:]
        for income in (edge - 1_000, edge - 1, edge)
    ]


def reliefs() -> list[Vector]:
    """Each relief in the first and last month of its window, beside it, and for whom it is not."""
    found = []
    for first, last in (oracle.COVID, oracle.LABOUR_INTENSIVE):
        for month in (later(first, -1), first, last, later(last, 1)):
            for settled, flag in ((True, True), (True, False), (False, False)):
                found.append(
                    case(
                        f"pu-relief-{text(month)}-{'settled' if settled else 'unsettled'}"
                        f"{'-labour-intensive' if flag else ''}",
                        month=text(month),
                        segment="PU",
                        wage=4_687_500,
                        risk_class=3,
                        programs=["JKK", "JKM", "JHT"],
                        labour_intensive=flag,
                        settled=settled,
                    )
                )
    for number, registered in enumerate(("2020-08-31", "2020-09-10", "2020-12-01")):
        for month in months((2020, 9 if number else 8), (2021, 2)):
            if text(month) < registered[:7]:
                continue
            new = {"month": text(month), "registered_on": registered, "programs": ["JKK", "JKM"]}
            name = f"{registered}-{text(month)}"
            found.append(
                case(f"pu-registered-{name}", segment="PU", wage=5_000_000, risk_class=2, **new)
            )
            found.append(case(f"bpu-registered-{name}", segment="BPU", income=1_000_000, **new))
    edges: set[Month] = set()
    for first, last in oracle.BPU_HALF.values():
        edges |= {later(first, -1), first, min(last, LAST), min(later(last, 1), (2027, 2))}
    edges.add((2026, 3))
    for month in sorted(edges):
        for sector in ("transport", "other"):
            for group, funding in (
                ("independent", "self"), ("independent", "region"), ("independent", "state"),
                ("employer", "self"),
            ):  # fmt: skip
                found.append(
                    case(
                        f"bpu-relief-{text(month)}-{sector}-{group}-{funding}",
                        month=text(month),
                        segment="BPU",
                        income=2_700_000,
                        programs=["JKK", "JKM", "JHT"],
                        group=group,
                        sector=sector,
                        funding=funding,
                    )
                )
    return found


def projects() -> list[Vector]:
    """Construction on a contract value around each limit, and on known wages."""
    values = [limit + more for limit in oracle.SLICE_LIMITS[1:] for more in (-1, 0, 1)]
    found = [
        case(
            f"construction-{value}",
            month="2025-08",
            segment="construction",
            contract_value=value,
            programs=["JKK", "JKM"],
        )
        for value in [50_000_000, 250_000_000, 12_345_678_901, *values]
    ]
    for month in ("2015-07", "2020-07", "2020-08", "2021-01", "2021-02", "2026-11"):
        found.append(
            case(
                f"construction-wages-{month}",
                month=month,
                segment="construction",
                wages=87_654_321,
                programs=["JKK", "JKM"],
                settled=True,
            )
        )
    return found
