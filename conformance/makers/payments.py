"""Vectors of payments: months given back or paid in part, a new start, terms of the agency."""

from __future__ import annotations

import datetime as dt
import random
import tomllib
from typing import Any

from conformance.makers.common import CASES, Month, Vector, later, month_of, months, text, vector
from tests.oracle import contributions, cover, lateness
from tests.oracle import employers as oracle

Facts = dict[str, Any]
AHEAD = "PP 44/2015 Pasal 23 ayat (4)"
HALVED = "PP 50/2025 Pasal 4, Pasal 7"
PRICE = "PP 44/2015 Pasal 20"
FINE = "PP 44/2015 Pasal 22 ayat (1)"
ARREARS = "PP 44/2015 Pasal 38"
LAPSE = "PP 44/2015 Pasal 39 ayat (2), Pasal 42 ayat (2)"
NEW_START = "Permenaker 5/2021 Pasal 44 ayat (2) dan ayat (3)"
TERMS = {
    "JKK": "PP 44/2015 Pasal 37 ayat (2) dan ayat (3)",
    "JKM": "PP 44/2015 Pasal 40 ayat (3) dan ayat (4)",
    "JP": "PP 45/2015 Pasal 25 ayat (1) huruf b, Pasal 35",
}
CHRISTMAS = [dt.date(2025, 12, 25), dt.date(2026, 1, 1)]


def derived(name: str, file: str = "results") -> tuple[Facts, Facts, str]:
    """Facts and figures of a case derived by hand from the articles, with its source."""
    text_of = (CASES / "derived" / f"{file}.toml").read_text(encoding="utf-8")
    (case,) = (each for each in tomllib.loads(text_of)["case"] if each["id"] == name)
    return case["facts"], case["expected"], f"derived from {case['articles'][0]}"


def vectors() -> list[Vector]:
    """Months ahead after a death, paid in part or too much, arrears, cover after a lapse."""
    return [*refunds(), *parts(), *covers(), *too_much(), *behind()]


# --- months paid ahead --------------------------------------------------------------------------


def refunds() -> list[Vector]:
    """What is paid back of months that were paid ahead by a trader who died."""
    facts, expected, source = derived("R-40")
    names = ("income", "paid_on", "months", "amount", "died")
    worked = {"ask": "refund", "sector": "other", "first": "2026-01"}
    worked |= {name: facts[name] for name in names}
    found = [refund("refund-worked", worked, expected["refund"], source)]
    chance = random.Random(23)
    for number in range(20):
        first = later((2025, 6), chance.randrange(16))
        income, count = chance.choice([1_000_000, 1_850_000, 4_100_000]), chance.choice([3, 6, 12])
        sector = chance.choice(["transport", "other"])
        ahead = list(months(first, later(first, count - 1)))
        paid = count * sum(
            contributions.participant(
                {"JKK", "JKM"}, (2025, 6), income, "independent", sector, "self"
            ).values()
        )
        died = chance.choice(ahead)
        inputs: Facts = {"ask": "refund", "sector": sector, "first": text(first)}
        inputs["income"] = income
        inputs |= {"paid_on": dt.date(*first, 3), "months": count, "amount": paid}
        inputs["died"] = dt.date(*died, 20)
        amount = oracle.given_back(paid, ahead, income, sector, died)
        found.append(refund(f"refund-{number}", inputs, amount))
    return found


def refund(name: str, inputs: Facts, amount: int, source: str | None = None) -> Vector:
    """A refund after a death."""
    basis = (
        [AHEAD, PRICE, HALVED],
        ["reported"],
        ["refund-after-end", "credit-next-month"] if amount else [],
    )
    return vector(name, inputs, {"refund": amount}, basis, source=source)


# --- months paid in part ------------------------------------------------------------------------


def parts() -> list[Vector]:
    """What is open of a month, and the fine on it."""
    facts, expected, source = derived("R-42")
    names = ("wage", "programs", "month", "amount", "paid_on", "on")
    inputs = {"ask": "part", **{name: facts[name] for name in names}}
    found = [part_paid("part-worked", inputs, dict(expected), source)]
    chance = random.Random(42)
    for number in range(20):
        month = later((2016, 1), chance.randrange(50) if number % 2 else 62 + chance.randrange(60))
        wage = chance.randrange(20, 200) * 100_000
        owed = contributions.worker({"JKM"}, month, wage, 1)["JKM", "employer"]
        due = lateness.due_day("JKM", "PU", month, set())
        amount = chance.choice([1, owed // 3, owed - 1, owed])
        # Before the due day of the month after it: nothing but this month can be in arrears.
        on = due + dt.timedelta(chance.randrange(1, 25))
        late = lateness.months_late(due, on)
        inputs = {"ask": "part", "wage": wage, "programs": ["JKM"], "month": text(month)}
        inputs |= {"amount": amount, "paid_on": due - dt.timedelta(3), "on": on}
        fine = lateness.fine(owed - amount, month, late)
        found.append(part_paid(f"part-{number}", inputs, {"open": owed - amount, "fine": fine}))
    return found


def part_paid(name: str, inputs: Facts, expected: Facts, source: str | None = None) -> Vector:
    """A month of which a part was paid."""
    conventions = ["part-paid-month", "fine-on-shortfall", "late-month", "late-month-from"]
    conventions += ["due-next-working-day", "round-line"]
    conventions = conventions if expected["open"] else []
    basis = ([AHEAD, FINE, "PP 44/2015 Pasal 18"], ["text"], conventions)
    return vector(name, inputs, expected, basis, source=source)


# --- a new start --------------------------------------------------------------------------------


def covers() -> list[Vector]:
    """What a BPU has on each of some days, through arrears, lapse and a new start."""
    facts, expected, source = derived("R-43")
    first = dt.date(*month_of(facts["since"]), 1)
    payments = [
        {"month": facts["since"], "paid_on": first, "months": facts["paid_months"]},
        {"month": facts["pays_for"], "paid_on": facts["registers_again"], "months": 1},
    ]
    inputs = {"ask": "cover", "joined": first, "payments": payments, "days": facts["days"]}
    found = [covered("new-start-worked", inputs, expected["rights"], source)]
    chance = random.Random(44)
    for number in range(24):
        joined = dt.date(2022, 1, 1) + dt.timedelta(chance.randrange(500))
        payments, paid_on = list[Facts](), joined
        next_month: Month = (joined.year, joined.month)
        for _ in range(4):
            count = chance.choice([1, 2, 3, 6])
            now = (paid_on.year, paid_on.month)
            begins = max(
                next_month, later(now, chance.choice([0, 0, -1])), (joined.year, joined.month)
            )
            payments.append({"month": text(begins), "paid_on": paid_on, "months": count})
            next_month = later(begins, count)
            paid_on = dt.date(*next_month, 1) + dt.timedelta(chance.randrange(2, 210))
        days = [joined + dt.timedelta(each) for each in sorted(chance.sample(range(900), 12))]
        inputs = {"ask": "cover", "joined": joined, "payments": payments, "days": days}
        found.append(covered(f"new-start-{number}", inputs, lived(joined, payments, days)))
    return found


def lived(joined: dt.date, payments: list[Facts], days: list[dt.date]) -> list[str]:
    """The oracle's rights on each of some days."""
    paid = []
    for each in payments:
        year, number = month_of(each["month"])
        paid.append((12 * year + number - 1, each["paid_on"], each["months"]))
    rights = []
    for day in days:
        life = cover.Life(joined)
        life.live([each for each in paid if each[1] <= day], day)
        rights.append(life.rights(day))
    return rights


def covered(name: str, inputs: Facts, rights: list[str], source: str | None = None) -> Vector:
    """Rights to JKK on some days."""
    basis = ([LAPSE, NEW_START], ["text"], list[str]())
    return vector(name, inputs, {"rights": rights}, basis, source=source)


# --- too much, and too late ---------------------------------------------------------------------


def too_much() -> list[Vector]:
    """A month paid on too high a wage, and the bill of the next."""
    facts, figures, source = derived("H-C-48", "contributions")
    inputs = {"ask": "net", "month": facts["month"], "risk_class": facts["risk_class"]}
    inputs |= {"wage_reported": facts["wage_reported"], "wage": facts["wage_true"]}
    expected = {
        "excess": figures["excess"],
        "next": figures["next_bill_after"],
        "left": figures["refund"],
    }
    basis = ([AHEAD], ["text"], list[str]())
    found = [vector("net-worked", inputs, expected, basis, source=source)]
    chance = random.Random(234)
    for number in range(12):
        month = later((2016, 1), chance.randrange(48) if number % 2 else 62 + chance.randrange(60))
        wage, risk_class = chance.randrange(20, 80) * 100_000, chance.randrange(1, 6)
        told = wage + chance.randrange(1, 150) * 100_000
        excess, following, left = oracle.overpaid(month, wage, told, risk_class)
        inputs = {"ask": "net", "month": text(month), "risk_class": risk_class}
        inputs |= {"wage_reported": told, "wage": wage}
        expected = {"excess": excess, "next": following, "left": left}
        found.append(vector(f"net-{number}", inputs, expected, basis))
    return found


def behind() -> list[Vector]:
    """Who pays first when the employer is behind at an accident."""
    facts, figures, source = derived("H-C-56", "contributions")
    off = [dt.date.fromisoformat(day) for day in facts["holidays"]]
    basis = ([ARREARS, "PP 44/2015 Pasal 21 ayat (2)"], ["text"], ["arrears-from-due-date"])
    found = []
    rows = zip(
        facts["accidents"], figures["months_in_arrears"], figures["payer_first"], strict=True
    )
    for on, count, payer in rows:
        inputs: Facts = {"ask": "behind", "paid_up_to": facts["paid_up_to"], "on": on}
        inputs["holidays"] = off
        expected = {"months": count, "pays_first": payer}
        found.append(vector(f"behind-worked-{on}", inputs, expected, basis, source=source))
    chance = random.Random(38)
    for number in range(20):
        month = later((2016, 1), chance.randrange(48) if number % 2 else 62 + chance.randrange(55))
        on = dt.date(*later(month, 1), 1) + dt.timedelta(chance.randrange(200))
        inputs = {"ask": "behind", "paid_up_to": text(month), "on": on, "holidays": list[str]()}
        count = oracle.behind(month, on, set())
        expected = {"months": count, "pays_first": oracle.pays_first(count)}
        found.append(vector(f"behind-{number}-{on}", inputs, expected, basis))
    return found


# --- terms of the agency ------------------------------------------------------------------------


def term_vectors() -> list[Vector]:
    """By when the agency pays, over holidays too, and what it owes for paying late."""
    found = []
    for name in ("R-05", "R-06"):
        facts, expected, source = derived(name)
        off = CHRISTMAS if name == "R-05" else []
        inputs = {**facts, "holidays": off}
        found.append(term(f"worked-{name}", inputs, dict(expected), source))
    chance = random.Random(40)
    for program in TERMS:
        for number in range(10):
            complete = dt.date(2016, 1, 4) + dt.timedelta(chance.randrange(3_900))
            off = []
            if number < 2:
                complete, off = dt.date(2025, 12, 22 + number), CHRISTMAS
            amount = chance.randrange(1, 10**8)
            last = oracle.term(program, complete, set(off))
            paid_on = last + dt.timedelta(chance.choice([-1, 0, 1, 3, 30, 75]))
            inputs = {"program": program, "complete_on": complete, "amount": amount}
            inputs |= {"paid_on": paid_on, "holidays": off}
            owed = oracle.compensation(program, amount, last, paid_on)
            expected = {"last_day": last, "compensation": owed}
            found.append(term(f"{program}-{complete}-{amount}", inputs, expected))
    return found


def term(name: str, inputs: Facts, expected: Facts, source: str | None = None) -> Vector:
    """A term of the agency."""
    program = inputs["program"]
    late = expected["compensation"] > 0
    conventions = [*(["late-month"] if late else [])] if program == "JP" else ["working-days"]
    conventions += ["round-line"] if late and inputs["amount"] % 100 else []
    return vector(name, inputs, expected, ([TERMS[program]], ["text"], conventions), source=source)
