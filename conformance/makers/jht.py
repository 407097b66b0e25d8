"""Vectors of JHT: the account, a part of it before pension age, and the tax."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Sequence
from typing import Any

from conformance.makers.common import (
    Month,
    Vector,
    cases,
    later,
    month_of,
    ppm,
    rounding,
    vector,
)
from tests.oracle import contributions
from tests.oracle import savings as oracle

ACCOUNT = "PP 46/2015 Pasal 22 ayat (2), Pasal 27"
PARTIAL = "PP 46/2015 Pasal 22 ayat (4), ayat (5) dan ayat (6)"
FINAL = "PP 68/2009 Pasal 2 ayat (2), Pasal 5"
THIRD_YEAR = "PP 68/2009 Pasal 6"
SCALES = {
    False: "UU 36/2008 Pasal 17 ayat (1) huruf a",
    True: "UU 7/2021 Pasal 17 ayat (1) huruf a",
}
CREDITING = ("monthly", "yearly")
Payments = list[tuple[dt.date, int]]


def vectors() -> list[Vector]:
    """The account, a part of it, the tax."""
    return [*accounts(), *partials(), *taxes()]


def part(
    since: str, months: int, wage: int, paid_on: dt.date, kind: str = "wage"
) -> dict[str, Any]:
    """A membership; each month's contribution was paid a month after that of the one before."""
    return {"since": since, "months": months, kind: wage, "first_paid_on": paid_on}


def paid_in(member: dict[str, Any], owed: Callable[[Month, int], int]) -> Payments:
    """Day and amount of each contribution of a membership."""
    amount = member["wage"] if "wage" in member else member["income"]
    return [
        (
            oracle.months_later(member["first_paid_on"], number),
            owed(later(month_of(member["since"]), number), amount),
        )
        for number in range(member["months"])
    ]


def worker(month: Month, wage: int) -> int:
    """JHT of a wage earner for a month, both shares."""
    return sum(contributions.worker({"JHT"}, month, wage, 1).values())


def participant(month: Month, income: int) -> int:
    """JHT of a BPU for a month."""
    bill = contributions.participant({"JHT"}, month, income, "independent", "other", "self")
    return sum(bill.values())


# --- the account --------------------------------------------------------------------------------

REPORTED = "reported"
GIVEN = {"2021": "5.50", "2022": "4.75", "2023": "5.00", "2024": "5.25"}


def accounts() -> list[Vector]:
    """Published rates of 2016 to 2020, and rates that are given; both ways of crediting."""
    day = dt.date
    found = []
    published = [
        ("half-rupiah", [part("2019-01", 24, 8_888_889, day(2019, 2, 15))], day(2020, 12, 31)),
        ("plain", [part("2019-01", 24, 5_000_000, day(2019, 2, 15))], day(2020, 12, 31)),
        ("five-rates", [part("2016-01", 58, 3_750_000, day(2016, 2, 10))], day(2020, 12, 31)),
        ("month-not-over", [part("2018-06", 20, 4_321_000, day(2018, 7, 15))], day(2020, 7, 10)),
        ("day-of-payment", [part("2018-06", 20, 4_321_000, day(2018, 7, 15))], day(2019, 12, 15)),
        ("first-of-a-month", [part("2018-06", 20, 4_321_000, day(2018, 7, 15))], day(2020, 3, 1)),
        ("raise", [part("2017-01", 12, 3_000_000, day(2017, 2, 15)),
                   part("2018-01", 12, 3_300_000, day(2018, 2, 15))], day(2019, 6, 30)),
        ("two-employers", [part("2018-01", 20, 2_500_000, day(2018, 2, 1)),
                           part("2018-07", 10, 4_100_000, day(2018, 8, 31))], day(2019, 12, 31)),
        ("no-ceiling", [part("2019-01", 12, 60_000_000, day(2019, 2, 15))], day(2019, 12, 31)),
        ("trader", [part("2019-01", 12, 1_000_000, day(2019, 2, 1), "income")], day(2020, 12, 31)),
        ("trader-upper-band",
         [part("2019-01", 12, 20_700_000, day(2019, 2, 1), "income")], day(2020, 12, 31)),
    ]  # fmt: skip
    given = [
        ("given-rates", [part("2021-01", 36, 6_543_210, day(2021, 2, 15))], day(2024, 12, 31)),
        ("given-after-published", [part("2020-01", 36, 4_000_000, day(2020, 2, 15))],
         day(2023, 6, 30)),
    ]  # fmt: skip
    for crediting in CREDITING:
        for name, members, on in published:
            found.append(account(name, members, on, crediting))
        for name, members, on in given:
            found.append(account(name, members, on, crediting, rates=GIVEN))
        members = [part("2016-01", 50, 5_500_000, day(2016, 2, 15))]
        taken = [(day(2019, 5, 20), 10_000_000), (day(2020, 2, 3), 2_345_678)]
        for on in (day(2019, 5, 19), day(2019, 5, 20), day(2020, 12, 31)):
            found.append(account(f"withdrawn-{on}", members, on, crediting, withdrawn=taken))
    return found


def account(
    name: str,
    members: list[dict[str, Any]],
    on: dt.date,
    crediting: str,
    *,
    rates: dict[str, str] | None = None,
    withdrawn: Payments | None = None,
) -> Vector:
    """The account of some memberships on a day."""
    bpu = "income" in members[0]
    owed = participant if bpu else worker
    paid = [each for member in members for each in paid_in(member, owed)]
    known = {**oracle.DEVELOPMENT, **{int(year): ppm(rate) for year, rate in (rates or {}).items()}}
    balance = oracle.account_on(
        on, paid, known, yearly=crediting == "yearly", withdrawn=withdrawn or []
    )
    came = sum(amount for day, amount in paid if day <= on)
    went = sum(amount for day, amount in withdrawn or [] if day <= on)
    inputs: dict[str, Any] = {"ask": "account", "on": on, "memberships": members}
    if rates:
        inputs["rates"] = rates
    if withdrawn:
        inputs["withdrawals"] = [{"on": day, "amount": amount} for day, amount in withdrawn]
    inputs["crediting"] = crediting
    conventions = [f"jht-{crediting}-crediting", *(["rate-given"] if rates else [])]
    conventions += rounding(
        contributions, lambda: [amount for each in members for _, amount in paid_in(each, owed)]
    )
    levy = "PP 46/2015 Pasal 18 ayat (1) dan Lampiran" if bpu else "PP 46/2015 Pasal 16 ayat (1)"
    return vector(
        f"account-{name}-{crediting}",
        inputs,
        {"contributions": came, "development": balance + went - came, "balance": balance},
        ([levy, ACCOUNT], [REPORTED], conventions),
    )


# --- a part of it -------------------------------------------------------------------------------


def partials() -> list[Vector]:
    """At most 30 % for a home and 10 % for other purposes, once, after ten years."""
    found = []
    for case in cases("savings"):
        if case["kind"] != "partial":
            continue
        for number, check in enumerate(case["check"], 1):
            inputs = {
                "ask": "partial",
                "joined": f"{check['joined']}-01",
                "on": check["on"],
                "purpose": check["purpose"],
                "balance": check["balance"],
            }
            if "earlier" in check:
                day = check["on"] - dt.timedelta(30)
                inputs["withdrawals"] = [{"on": day, "amount": check["earlier"]}]
            expected = {"highest": check.get("expected", 0)}
            basis = ([PARTIAL], ["text"], list[str]())
            name = f"{case['id']}-{number}"
            found.append(vector(name, inputs, expected, basis, source=case["source"]))
    found += in_a_new_job()
    joined = dt.date(2015, 7, 1)
    for on in (dt.date(2025, 6, 30), dt.date(2025, 7, 1), dt.date(2026, 10, 9)):
        for purpose in ("home", "other"):
            for balance in (98_765_430, 10, 1_234_567_890):
                highest = oracle.partial(
                    joined, on, balance, home=purpose == "home", taken_before=False
                )
                inputs = {
                    "ask": "partial",
                    "joined": joined,
                    "on": on,
                    "purpose": purpose,
                    "balance": balance,
                }
                name = f"partial-{on}-{purpose}-{balance}"
                basis = ([PARTIAL], ["text"], list[str]())
                found.append(vector(name, inputs, {"highest": highest}, basis))
    return found


def in_a_new_job() -> list[Vector]:
    """Another account that was paid whole takes nothing from that of a new job."""
    found = []
    joined = dt.date(2016, 3, 1)
    for on in (dt.date(2026, 2, 28), dt.date(2026, 3, 1)):
        for purpose in ("home", "other"):
            inputs: dict[str, Any] = {"ask": "partial", "joined": joined, "on": on}
            inputs |= {"purpose": purpose, "balance": 40_000_000}
            earlier = {"on": dt.date(2016, 2, 10), "amount": 15_000_000, "whole": True}
            inputs["withdrawals"] = [earlier]
            highest = oracle.partial(
                joined, on, 40_000_000, home=purpose == "home", taken_before=False
            )
            basis = ([PARTIAL], ["text"], list[str]())
            name = f"partial-new-job-{on}-{purpose}"
            found.append(vector(name, inputs, {"highest": highest}, basis))
    return found


# --- the tax ------------------------------------------------------------------------------------


def taxes() -> list[Vector]:
    """Published examples; the window of two calendar years; the scale and the fifth after it."""
    found = []
    for case in cases("savings"):
        if case["kind"] != "tax":
            continue
        for number, check in enumerate(case["check"], 1):
            payments = [(each["on"], each["amount"]) for each in check["payments"]]
            has_number = check.get("has_tax_number")
            found.append(
                tax(
                    f"{case['id']}-{number}",
                    payments,
                    has_number,
                    expected=check["expected"],
                    source=case["source"],
                    whole=[bool(each.get("whole")) for each in check["payments"]],
                )
            )
    june = [dt.date(year, 6, 2) for year in range(2019, 2026)]
    for amount in (49_999_999, 50_000_000, 50_000_010, 50_000_009, 73_456_789, 1_000_000_000):
        found.append(tax(f"tax-once-{amount}", [(june[-1], amount)]))
    found.append(tax("tax-window-in-order", [(june[4], 30_000_000), (june[5], 30_000_000)]))
    found.append(
        tax(
            "tax-window-new-year",
            [(dt.date(2023, 12, 31), 40_000_000), (dt.date(2024, 1, 1), 40_000_000)],
        )
    )
    for has_number in (True, False):
        kind = "number" if has_number else "no-number"
        found.append(tax(f"tax-third-year-{kind}",
                         [(june[4], 10_000_000), (june[6], 60_000_001)], has_number))  # fmt: skip
        found.append(tax(f"tax-third-year-before-2022-{kind}",
                         [(june[0], 10_000_000), (june[2], 60_000_001)], has_number))  # fmt: skip
        found.append(tax(f"tax-third-year-in-parts-{kind}",
                         [(june[3], 90_000_000), (june[5], 55_000_000), (june[5], 15_000_005),
                          (june[6], 15_000_005)], has_number))  # fmt: skip
        found.append(tax(f"tax-all-steps-{kind}",
                         [(june[3], 1_000_000), (june[5], 6_000_000_000)], has_number))  # fmt: skip
    chance = random.Random(68)
    for number in range(20):
        days = sorted(chance.sample(june, chance.randrange(2, 5)))
        payments = [(day, chance.randrange(1, 300_000_000)) for day in days]
        found.append(tax(f"tax-{number}", payments, chance.random() < 0.5))
    for number in range(12):
        days = sorted(chance.sample(june, chance.randrange(2, 5)))
        payments = [(day, chance.randrange(1, 300_000_000)) for day in days]
        whole = [chance.random() < 0.5 for _ in days]
        found.append(tax(f"tax-accounts-{number}", payments, True, whole=whole))
    return found


def tax(
    name: str,
    payments: Payments,
    has_number: bool | None = None,
    *,
    expected: list[int] | None = None,
    source: str | None = None,
    whole: Sequence[bool] = (),
) -> Vector:
    """The tax on each of some payments, in order; a whole one ends its account."""
    ends = list(whole) or [False] * len(payments)
    accounts: list[list[tuple[int, int]]] = [[]]
    written: list[dict[str, Any]] = []
    for (day, amount), last in zip(payments, ends, strict=True):
        accounts[-1].append((day.year, amount))
        written.append({"on": day, "amount": amount, **({"whole": True} if last else {})})
        if last:
            accounts.append([])
    accounts = [each for each in accounts if each]
    late = [year for each in accounts for year, _ in each if year >= each[0][0] + 2]
    inputs: dict[str, Any] = {"ask": "tax", "payments": written}
    if has_number is not None:
        inputs["has_tax_number"] = has_number

    def worked_out() -> list[int]:
        return [
            amount
            for account in accounts
            for amount in oracle.jht_tax(account, has_number is not False)
        ]

    articles = [FINAL, *([THIRD_YEAR] if late else []), *(SCALES[year >= 2022] for year in late)]
    taxed = {"taxes": worked_out() if expected is None else expected}
    basis = (articles, ["text"], rounding(oracle, worked_out))
    return vector(name, inputs, taxed, basis, source=source)
