"""More than a million seeded random cases: the package against the oracle of `tests/oracle`.

    nice -n 19 python benchmarks/oracle_millions.py [cases]

Contributions go through frames, all of them, and a sample through `kj.assess`; due dates and fines,
deaths, scholarships, pensions, JKP cash, JHT accounts and their tax through functions that people
call. Prints the cases compared and those that differ, which must be 0; ends with 1 otherwise.
"""

from __future__ import annotations

import datetime as dt
import random
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import polars as pl
from tests.oracle import benefits, contributions, lateness, savings

import kopdes_jamsos as kj

CASES = 1_000_000
SHOWN = 3
# How many of each kind for a million contributions through frames.
SHARES: dict[str, int] = {
    "contributions, one by one": 10, "due dates and fines": 10, "deaths by work": 50,
    "deaths otherwise": 50, "scholarships": 50, "pensions": 100, "pension days": 100,
    "JKP cash": 20, "JHT accounts": 50, "JHT tax": 20,
}  # fmt: skip
JKK_JKM = frozenset({kj.JKK, kj.JKM})
PROGRAMS = {"JKK": kj.JKK, "JKM": kj.JKM, "JHT": kj.JHT, "JP": kj.JP}
YEARLY = kj.LAW.with_reading("jht-yearly-crediting")
WEEKENDS = kj.LAW.with_holidays("weekends")
SPAN = kj.Month(2026, 12) - kj.Month(2015, 7) + 1
WAGES = (7_000_000, 8_939_700, 10_042_300, 10_547_400, 11_086_300, 5_939_375)
Case = tuple[Any, Any, Any]  # what it was, what was found, what was expected


def some_wage(draw: random.Random) -> int:
    """An even spread, sums at which rounding shows, and the edges of ceilings."""
    kind = draw.random()
    if kind < 0.4:
        return draw.randrange(25_000_000)
    if kind < 0.7:
        return draw.randrange(40_000) * 625
    return draw.choice(WAGES) + draw.randint(-50, 50)


def some_month(draw: random.Random) -> kj.Month:
    """A month from July 2015 to December 2026."""
    return kj.Month(2015, 7) + draw.randrange(SPAN)


def some_day(draw: random.Random, first: dt.date, last: dt.date) -> dt.date:
    """A day between two."""
    return first + dt.timedelta(draw.randint(0, (last - first).days))


def facts(draw: random.Random) -> dict[str, Any]:
    """One enrolment of either segment in a month."""
    month, worker = some_month(draw), draw.random() < 0.5
    names = [name for name in PROGRAMS if (worker or name != "JP") and draw.random() < 0.8]
    row: dict[str, Any] = {
        "segment": "PU" if worker else "BPU", "month": month, "programs": set(names or ["JKM"]),
        "amount": some_wage(draw), "settled": draw.random() < 0.8,
    }  # fmt: skip
    if worker:
        row["risk_class"] = draw.randint(1, 5)
        row["birth_date"] = some_day(draw, dt.date(1950, 1, 1), dt.date(2000, 12, 31))
        row["labour_intensive"] = draw.random() < 0.3
        row["pension_deferred"] = draw.random() < 0.2
    else:
        row["group"] = draw.choice(tuple(kj.BPUGroup)).value
        row["sector"] = draw.choice(tuple(kj.Sector)).value
        row["funding"] = draw.choice(tuple(kj.Funding)).value
    return row


def owed(row: dict[str, Any]) -> contributions.Bill:
    """What the oracle says of an enrolment."""
    month = (row["month"].year, row["month"].month)
    if row["segment"] == "PU":
        return contributions.worker(
            row["programs"], month, row["amount"], row["risk_class"], row["birth_date"],
            row["labour_intensive"], row["pension_deferred"], row["settled"],
        )  # fmt: skip
    return contributions.participant(
        row["programs"], month, row["amount"], row["group"], row["sector"], row["funding"],
        row["settled"],
    )  # fmt: skip


def enrolment(row: dict[str, Any]) -> kj.PUEnrolment | kj.BPUEnrolment:
    """The same as an object of the package."""
    given = {name: each for name, each in row.items() if name not in ("segment", "month", "amount")}
    if row["segment"] == "PU":
        return kj.PUEnrolment(wage=row["amount"], **given)
    return kj.BPUEnrolment(income=row["amount"], **given)


def through_frames(cases: int) -> tuple[int, int]:
    """Contributions of many rows at once: rows, and rows that differ."""
    draw, wrong, chunk = random.Random(9), 0, 100_000
    for start in range(0, cases, chunk):
        rows = [facts(draw) for _ in range(min(chunk, cases - start))]
        names = ("segment", "risk_class", "birth_date", "labour_intensive", "pension_deferred",
                 "group", "sector", "funding", "settled")  # fmt: skip
        columns: dict[str, list[Any]] = {name: [row.get(name) for row in rows] for name in names}
        columns["month"] = [row["month"].first_day for row in rows]
        for program in PROGRAMS:
            columns[program.lower()] = [program in row["programs"] for row in rows]
        for segment, name in (("PU", "wage"), ("BPU", "income")):
            columns[name] = [row["amount"] if row["segment"] == segment else None for row in rows]
        for name in ("labour_intensive", "pension_deferred"):
            columns[name] = [bool(each) for each in columns[name]]
        found = kj.frames.assess(pl.DataFrame(columns), month="month")
        for row, answer in zip(rows, found.iter_rows(named=True), strict=True):
            expected = dict.fromkeys(LINES, 0)
            for (program, payer), amount in owed(row).items():
                expected[f"{program.lower()}_{payer}"] = amount
            wrong += any(answer[name] != expected[name] for name in LINES)
    return cases, wrong


LINES = (
    "jkk_employer", "jkm_employer", "jht_employer", "jht_worker", "jp_employer", "jp_worker",
    "jkk_participant", "jkm_participant", "jht_participant",
)  # fmt: skip


def one_by_one(draw: random.Random) -> Case:
    """Contributions of one enrolment."""
    row = facts(draw)
    assessment = kj.assess(enrolment(row), row["month"])
    found = {(str(line.program), str(line.payer)): line.amount for line in assessment.lines}
    return row, found, owed(row)


def late(draw: random.Random) -> Case:
    """Due dates, months late and fines of one enrolment paid on a day."""
    row = facts(draw)
    month = (row["month"].year, row["month"].month)
    paid_on = row["month"].first_day + dt.timedelta(draw.randrange(900))
    answer = kj.lateness(kj.assess(enrolment(row), row["month"], law=WEEKENDS), paid_on=paid_on)
    found = {
        str(line.program): (line.due.day, line.contribution, line.months_late, line.fine)
        for line in answer.lines
    }
    expected = {}
    bill, full = owed(row), owed({**row, "labour_intensive": False})
    for program in PROGRAMS:
        amount = sum(each for line, each in bill.items() if line[0] == program)
        if not amount:
            continue
        if lateness.in_full(program, row["segment"], month, paid_on):
            amount = sum(each for line, each in full.items() if line[0] == program)
        due = lateness.due_day(program, row["segment"], month, set())
        months = lateness.months_late(due, paid_on)
        fine = lateness.fine(amount, month, months) if row["segment"] == "PU" else 0
        expected[program] = (due, amount, months, fine)
    return (row, paid_on), found, expected


def paid_until(day: dt.date, member: Any, months: int) -> kj.Participation:
    """A participation with every month up to that of a day paid."""
    since = max(kj.Month.of(day) - (months - 1), kj.Month(2015, 7))
    return kj.Participation.paid_through(member, since=since, months=kj.Month.of(day) - since + 1)


def death_day(draw: random.Random) -> dt.date:
    """A day from 2016 to the end of 2026."""
    return some_day(draw, dt.date(2016, 1, 1), dt.date(2026, 12, 31))


def by_work(draw: random.Random) -> Case:
    """A death by work, with children at school."""
    day, wage = death_day(draw), some_wage(draw)
    stages = [draw.choice(benefits.STAGES) for _ in range(draw.randrange(4))]
    found = kj.entitle(
        kj.Death(day, work_related=True),
        paid_until(day, kj.PUEnrolment(wage=wage, programs=JKK_JKM), 12),
        children=[kj.Child(stage=stage) for stage in stages],
    ).total
    expected = benefits.jkk_death(day, wage) + benefits.scholarship(day, stages)
    return (day, wage, stages), found, expected


def otherwise(draw: random.Random) -> Case:
    """A death of another cause, after few or many months, of one or more memberships."""
    day, bpu, count = death_day(draw), draw.random() < 0.5, draw.randint(1, 3)
    months = draw.randint(1, 6)
    member: Any = kj.PUEnrolment(wage=3_000_000, programs=JKK_JKM)
    if bpu:
        member = kj.BPUEnrolment(income=1_000_000, programs=JKK_JKM)
    part = paid_until(day, member, months)
    passed = (day.year - part.joined.year) * 12 + day.month - part.joined.month
    found = kj.entitle(kj.Death(day, work_related=False), [part] * count).total
    expected = benefits.jkm(
        day, bpu=bpu, months_in=passed, months_paid=passed + 1, memberships=count
    )
    return (day, bpu, months, count), found, expected


def scholarship(draw: random.Random) -> Case:
    """An ordinary death with children, on either side of the years that are needed."""
    day, months = death_day(draw), draw.randint(30, 66)
    stages = [draw.choice(benefits.STAGES) for _ in range(draw.randint(1, 4))]
    part = paid_until(day, kj.PUEnrolment(wage=3_000_000, programs=JKK_JKM), months)
    found = kj.entitle(
        kj.Death(day, work_related=False),
        part,
        children=[kj.Child(stage=stage) for stage in stages],
    ).total
    expected = sum(benefits.jkm_sums(day))
    if len(part.payments) >= 12 * benefits.years_of_contributions(day):
        expected += benefits.scholarship(day, stages)
    return (day, months, stages), found, expected


SHARE = {"disability": 100, "spouse": 50, "child": 50, "child-after-spouse": 25, "parent": 20}


def pension(draw: random.Random) -> Case:
    """The pension of a disabled worker or a survivor, on wages that change once."""
    day = some_day(draw, dt.date(2022, 1, 1), dt.date(2026, 11, 22))
    kind, count = draw.choice(tuple(SHARE)), draw.randint(13, 60)
    since = kj.Month.of(day) - count
    first, later = some_wage(draw), some_wage(draw)
    change = since + draw.randrange(1, count)
    worked = kj.Participation(
        kj.PUEnrolment(wage=first, programs={kj.JP}),
        joined=since.first_day,
        bases=((change, later),),
        payments=[kj.Payment(since + n, (since + n).first_day) for n in range(count)],
    )
    answer = kj.benefits.pension([worked], day, kind).pension
    wages = {}
    for number in range(count):
        month = since + number
        key = (month.year, month.month)
        wages[key] = min(later if month >= change else first, savings.ceiling(key))
    following = savings.following((day.year, day.month))
    formula = savings.formula(wages, day.year, counted=180)
    expected = savings.clipped(formula, following, SHARE[kind])
    return (day, kind, count, first, later), answer and answer.amount, expected


def pension_day(draw: random.Random) -> Case:
    """The day on which pension age is reached."""
    born = some_day(draw, dt.date(1959, 1, 1), dt.date(1995, 12, 31))
    return born, kj.benefits.pension_date(born).day, savings.pension_day(born)


def cash(draw: random.Random) -> Case:
    """JKP cash, month by month."""
    wage, claimed = some_wage(draw), some_day(draw, dt.date(2021, 8, 1), dt.date(2026, 11, 22))
    months = kj.benefits.jkp_cash(wage, claimed).months
    return (wage, claimed), [month.amount for month in months], savings.jkp_cash(wage, claimed)


def account(draw: random.Random) -> Case:
    """A JHT account on any day: payments on any days, a withdrawal, given rates."""
    start, yearly = dt.date(2016, 1, 1), draw.random() < 0.5
    rates = {year: draw.randrange(120_000) for year in range(2016, 2028)}
    paid, parts = [], []
    for _ in range(draw.randrange(1, 25)):
        day, wage = some_day(draw, start, dt.date(2026, 10, 31)), some_wage(draw)
        month = kj.Month.of(day)
        paid.append(
            (day, sum(contributions.worker({"JHT"}, (day.year, day.month), wage, 1).values()))
        )
        worker = kj.PUEnrolment(wage=wage, programs={kj.JHT})
        payments = [kj.Payment(month, day)]
        parts.append(kj.Participation(worker, joined=month.first_day, payments=payments))
    on, drawn = (some_day(draw, start, dt.date(2026, 12, 31)) for _ in range(2))
    held = sum(amount for day, amount in paid if day <= drawn)
    withdrawn = [(drawn, draw.randint(0, held))]
    found = kj.benefits.jht_account(
        parts,
        on,
        rates={year: kj.Rate(rate) for year, rate in rates.items()},
        law=YEARLY if yearly else kj.LAW,
        withdrawals=[kj.benefits.Withdrawal(on=day, amount=amount) for day, amount in withdrawn],
    ).balance
    expected = savings.account_on(on, paid, rates, yearly=yearly, withdrawn=withdrawn)
    return (on, paid, withdrawn, yearly), found, expected


def tax(draw: random.Random) -> Case:
    """The tax on several payments of JHT, in the window and after it."""
    count, has_number = draw.randint(1, 5), draw.random() < 0.5
    last = dt.date(draw.randint(2010, 2026), 12, 31)
    days = sorted(some_day(draw, dt.date(2010, 1, 1), last) for _ in range(count))
    limits = (0, 50_000_000, 60_000_000, 250_000_000, 500_000_000, 5_000_000_000)
    amounts = [max(0, draw.choice(limits) + draw.randint(-20_000_000, 20_000_000)) for _ in days]
    earlier: list[kj.benefits.Withdrawal] = []
    found = []
    for day, amount in zip(days, amounts, strict=True):
        taxed = kj.benefits.jht_tax(amount, day, earlier=earlier, has_tax_number=has_number)
        found.append(taxed.tax)
        earlier.append(kj.benefits.Withdrawal(on=day, amount=amount))
    payments = [(day.year, amount) for day, amount in zip(days, amounts, strict=True)]
    return (payments, has_number), found, savings.jht_tax(payments, has_number)


KINDS: dict[str, Callable[[random.Random], Case]] = {
    "contributions, one by one": one_by_one,
    "due dates and fines": late,
    "deaths by work": by_work,
    "deaths otherwise": otherwise,
    "scholarships": scholarship,
    "pensions": pension,
    "pension days": pension_day,
    "JKP cash": cash,
    "JHT accounts": account,
    "JHT tax": tax,
}


def compare(name: str, cases: int) -> Iterator[Case]:
    """The cases of a kind that differ."""
    draw = random.Random(name)
    for _ in range(cases):
        case = KINDS[name](draw)
        if case[1] != case[2]:
            yield case


def main(cases: int) -> int:
    """Compare all, and print."""
    # Amounts of before December 2019 that were only remembered warn; here they are compared.
    warnings.simplefilter("ignore", kj.errors.UnverifiedRuleWarning)
    start = time.perf_counter()
    compared, wrong = through_frames(cases)
    print(f"contributions through frames: {compared:,}, {wrong} differ", flush=True)
    for name, share in SHARES.items():
        differing = list(compare(name, cases // share))
        compared, wrong = compared + cases // share, wrong + len(differing)
        print(f"{name}: {cases // share:,}, {len(differing)} differ", flush=True)
        for what, found, expected in differing[:SHOWN]:
            print(f"    {what}: {found}, expected {expected}", flush=True)
    print(f"{compared:,} cases, {wrong} differ; {time.perf_counter() - start:.0f} s")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else CASES))
