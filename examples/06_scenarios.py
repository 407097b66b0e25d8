"""Budgets of the published plans for village cooperatives, for somebody who must find the money.

All officers of 80,000 cooperatives, then all members, half borne by the state, two million workers,
the end of the half price, a later start, and one village beside one family's benefit. Counts are
those published for the programme (`kj.scenarios.figures()`); months, wages and whose money it is
are choices of this script, named where they are made. It recommends nothing.

    python examples/06_scenarios.py
"""

from __future__ import annotations

import sys

import kopdes_jamsos as kj

START = kj.Month(2026, 7)  # in the middle of the half price, which ends in December
YEAR = 12
HALF_YEAR_LATER = START + 6
# No source says what the workers of cooperatives earn: a round figure near the minimum wages of
# rural Java, to be replaced by your own.
WAGE = 2_500_000
# Santunan, periodic sum at once and funeral of an ordinary death (PP 82/2019 Pasal 34); a family
# may receive more, or less.
DEATH_BENEFIT = 20_000_000 + 12_000_000 + 10_000_000
VILLAGE_MEMBERS = 41  # median of the sample of 1,026 cooperatives published in July 2026
MILLION = 1_000_000


def show(title: str, plans: dict[str, kj.Scenario]) -> dict[str, kj.scenarios.Budget]:
    """A table of plans: people, the dearest and the cheapest month, the year, who pays."""
    budgets = {name: plan.run() for name, plan in plans.items()}
    print(f"\n{title}")
    print(f"  {'':44}{'people':>11}{'least':>10}{'most':>10}{'year':>12}   who pays")
    for name, budget in budgets.items():
        months = budget.by_month.values()
        payers = ", ".join(
            f"{payer} {million(amount)}" for payer, amount in budget.by_payer.items()
        )
        print(
            f"  {name:<44}{budget.people:>11,}{million(min(months)):>10}{million(max(months)):>10}"
            f"{million(budget.total):>12}   {payers}"
        )
    return budgets


def million(amount: int) -> str:
    """Whole million rupiah."""
    return f"{amount // MILLION:,}"


def print_plans() -> None:
    """The plans of the programme, by what they cost."""
    officers = kj.scenarios.all_officers(start=START, months=YEAR)
    law = kj.LAW.with_reading("relief-as-practised")
    practised = kj.scenarios.all_officers(start=START, months=YEAR, law=law)
    everyone = kj.scenarios.officers_then_members(
        start=START, members_from=HALF_YEAR_LATER - 3, months=YEAR
    )
    workers = kj.scenarios.two_million_workers(
        start=START,
        months=YEAR,
        wage=WAGE,
        risk_class=kj.RiskClass.VERY_LOW,
        programs={kj.JKK, kj.JKM},
    )
    budgets = show(
        f"{kj.wording.format_month(START, 'en')} and the eleven months after it, million rupiah",
        {
            "all officers, as group c by the text": officers,
            "the same, half price as practised": practised,
            "by the text, half borne by the state": kj.scenarios.state_subsidy(officers),
            "officers, members from October": everyone,
            "the same, half borne by the state": kj.scenarios.state_subsidy(everyone),
            f"two million workers, wage {kj.format_rupiah(WAGE, 'en')}": workers,
        },
    )
    print("Members with a half borne by the state cost more: PP 50/2025 Pasal 3 ayat (5) has no")
    print("half price for contributions from APBN; that part of it is enough is the convention")
    print("mixed-funding.")
    print("\nThe first of them, as a treasurer would file it:\n")
    print(budgets["all officers, as group c by the text"].explain("id"))


def print_half_price() -> None:
    """What the end of PP 50/2025 does to a thousand members."""
    found = kj.scenarios.end_of_half_price(
        members=1_000, sector=kj.Sector.OTHER, shares=kj.Funding.COOPERATIVE
    )
    print("\nThe end of the half price, for a thousand members:\n")
    print(found.explain("en"))


def print_later_start() -> None:
    """What waiting costs: with the same end, and with the same length."""
    plan = kj.scenarios.officers_then_members(start=START, members_from=START, months=YEAR)
    for same_end in (True, False):
        kept = "same last month" if same_end else "still twelve months"
        print(f"\nA later start of officers and members together, {kept}:")
        found = kj.scenarios.later_start(plan, [0, 3, 6], same_end=same_end)
        for point in found.points:
            budget = point.budget
            print(
                f"  from {kj.wording.format_month(point.values['start'], 'en'):<15}"
                f"{million(budget.total):>9} million, {budget.person_months:>11,} months of cover, "
                f"Rp{budget.total // budget.person_months:,} each"
            )


def print_village() -> None:
    """One village's contributions beside one family's benefit."""
    village = kj.Scenario(
        population=kj.Headcount(role="member", count=VILLAGE_MEMBERS, income=0),
        policy=kj.Policy(
            start=START,
            months=YEAR,
            programs=frozenset({kj.JKK, kj.JKM}),
            segment=kj.BPUGroup.INDEPENDENT,
            sector=kj.Sector.OTHER,
            shares={kj.Funding.VILLAGE: kj.percent("50"), kj.Funding.SELF: kj.percent("50")},
            remainder=kj.Funding.VILLAGE,
        ),
        name=f"{VILLAGE_MEMBERS} members of one cooperative",
    )
    print()
    print(kj.scenarios.break_even(village, benefit=DEATH_BENEFIT).explain("en"))


def main() -> None:
    """Print the budgets."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")
    print_plans()
    print_half_price()
    print_later_start()
    print_village()


if __name__ == "__main__":
    main()
