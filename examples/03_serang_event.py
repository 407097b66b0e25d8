"""What the tariff can say about the benefits handed over in Kabupaten Serang on 3 July 2025.

That day 274 village cooperatives of Kabupaten Serang joined BPJS Ketenagakerjaan, and two cheques
were reported: Rp252.4 million for four heirs, and Rp163.5 million of scholarship for two children.
Nothing else was published: not how the participants died, on which wage or band, whether they had
savings, at which school the children are. This script asks the tariff which parts can give these
totals, and claims none of them.

    python examples/03_serang_event.py
"""

from __future__ import annotations

import datetime as dt
from collections import Counter

import kopdes_jamsos as kj

ON = dt.date(2025, 7, 3)
HEIRS, DEATH_TOTAL = 4, 252_400_000
CHILDREN, SCHOLARSHIP_TOTAL = 2, 163_500_000
# Savings (JHT) are paid to the same heirs; how much of them is in a total is seldom said.
SAVINGS_UP_TO = 1_000_000


def main() -> None:
    """Ask the tariff about both totals, and show what would settle them."""
    print(f"Kabupaten Serang, {kj.wording.format_date(ON, 'en')}\n")
    print_scholarship()
    print_deaths()
    print_one_family()


def print_scholarship() -> None:
    """The scholarship: exactly four explanations."""
    ways = kj.benefits.scholarship_splits(SCHOLARSHIP_TOTAL, children=CHILDREN, on=ON)
    print(f"1. Scholarship, {rupiah(SCHOLARSHIP_TOTAL)} for {CHILDREN} children")
    print("   The sum is what both children can still get until the end of their studies.")
    print(f"   {len(ways)} pairs of school years give it, and no others:")
    for one, other in ways:
        amounts = [
            rupiah(kj.benefits.scholarship_remaining(stage, on=ON)) for stage in (one, other)
        ]
        print(f"   - {one} ({amounts[0]}) and {other} ({amounts[1]})")
    first = {sum(first_payment(stage) for stage in way) for way in ways}
    print(f"   Of this the first year pays {' or '.join(map(rupiah, sorted(first)))}.\n")


def first_payment(stage: str) -> int:
    """What the first year of a stage pays."""
    trader = kj.BPUEnrolment(income=0, programs={kj.JKK})
    member = kj.Participation.paid_through(trader, since=kj.Month.of(ON), months=1)
    event = kj.Death(ON, work_related=True)
    return kj.entitle(event, member, children=kj.Child(stage=stage)).schedule[0].amount


def print_deaths() -> None:
    """The death benefits: no explanation without facts that were not published."""
    print(f"2. Death benefits, {rupiah(DEATH_TOTAL)} for {HEIRS} heirs")
    print("   The heirs may stand for as many deaths or for fewer. Parts of the tariff for BPU")
    print("   (bands, no savings) give the total")
    for deaths in range(1, HEIRS + 1):
        bare = kj.benefits.reconcile(DEATH_TOTAL, on=ON, deaths=deaths)
        print(f"   - with {deaths} of the dead: in {len(bare.ways) or 'no'} way")
    savings = kj.benefits.reconcile(DEATH_TOTAL, on=ON, deaths=HEIRS, rest_up_to=SAVINGS_UP_TO)
    print(f"   With savings of up to {rupiah(SAVINGS_UP_TO)} in it, four deaths of BPU:")
    for way in savings.ways:
        print(f"   - {describe(way)}, and {rupiah(way.rest)} of savings")
    print("   With one wage earner among the four, and no savings:")
    wages = kj.benefits.reconcile(DEATH_TOTAL, on=ON, deaths=HEIRS, wages=[], open_wage=True)
    for way in wages.ways:
        print(f"   - {describe(way)}")
    print("   Other savings and other wages give it in other ways. What would settle it: how each")
    print(
        "   of the dead died, on which wage or band, the months paid, the savings in the total.\n"
    )


NAMES = {
    "jkm": "JKM",
    "jkm-early": "JKM in the first months",
    "jkk": "JKK on a wage of {}",
}


def describe(way: kj.benefits.Way) -> str:
    """A combination in words."""
    counts = Counter(
        NAMES[part.code].format(rupiah(part.base) if part.base else "") + f" {rupiah(part.amount)}"
        for part in way.parts
    )
    return " + ".join(f"{count} x {name}" for name, count in counts.items())


def print_one_family() -> None:
    """What one invented family would get, had the cooperative's treasurer died on the day."""
    print("3. An invented family: a treasurer, BPU of the lowest band since May 2022, dies of")
    print(
        "   illness; a widow, a child in the first and one in the fourth year of primary school.\n"
    )
    treasurer = kj.BPUEnrolment(income=0, programs={kj.JKK, kj.JKM}, group="unwaged")
    member = kj.Participation.paid_through(treasurer, since=kj.Month(2022, 5), months=39)
    entitlement = kj.entitle(
        kj.Death(ON, work_related=False),
        member,
        children=[kj.Child(stage="SD1"), kj.Child(stage="SD4")],
        family=kj.Family(spouses=1, children=2),
    )
    print(kj.benefits.family_statement(entitlement))


def rupiah(amount: int) -> str:
    """An amount as an English reader writes it."""
    return kj.format_rupiah(amount, "en")


if __name__ == "__main__":
    main()
