"""Four questions: a wage, a number of members, a printed figure, and the steps of a contribution.

What wage gives a worker's JP share of exactly Rp110,863? For how many members is a village budget
of Rp50 million enough for a year, under the half price of PP 50/2025 and after it? Why is a printed
Rp14,254 not Rp14,255? Where does a worker's JP share stop growing, and when did that ceiling move?
All people are invented.
"""

from __future__ import annotations

import kopdes_jamsos as kj

BUDGET = 50_000_000
# PP 50/2025 halves JKK and JKM of transport workers up to March 2027.
YEARS = ("2026-01", "2027-04")


def wage_of_a_share() -> None:
    """All wages that give a worker's share of JP, and why no wage gives a rupiah more."""
    asked = kj.questions.Contribution(
        enrolment=kj.PUEnrolment(wage=0, programs={kj.JP}),
        month="2026-11",
        payer="worker",
        program=kj.JP,
    )
    for target in (110_863, 110_864):
        print(kj.questions.solve(target, asked).explain("en"), end="\n\n")


def members_of_a_budget() -> None:
    """How many drivers a village budget is enough for, in a year of the half price and after it.

    That money of the village is none of the state or a region is the convention `village-funding`.
    """
    driver = kj.BPUEnrolment(
        income=1_000_000,
        programs={kj.JKK, kj.JKM},
        group="independent",
        sector="transport",
        funding="village",
    )
    print(f"A village budget of {kj.format_rupiah(BUDGET, 'en')} for drivers, Rp1,000,000 a month:")
    for start in YEARS:
        asked = kj.questions.Outlay(enrolment=driver, start=start, months=12)
        found = kj.questions.solve(BUDGET, asked)
        enough = found.answers[-1] if found.answers else found.below
        assert enough is not None  # nobody costs nothing
        cost = kj.format_rupiah(enough.amount, "en")
        print(f"  twelve months from {start}: {enough.first} members, {cost}")
    print()


def printed_figure() -> None:
    """Which known mistakes give a figure that is a rupiah too low."""
    employee = kj.PUEnrolment(wage=5_939_375, programs={kj.JKK}, risk_class=1)
    asked = kj.questions.Contribution(enrolment=employee, month="2026-11")
    print(kj.questions.reconcile_contribution(14_254, asked).explain("en"))


def steps_of_a_share() -> None:
    """Where a worker's share of JP stops growing, and each March in which the ceiling moved."""
    asked = kj.questions.Contribution(
        enrolment=kj.PUEnrolment(wage=15_000_000, programs={kj.JP}),
        month="2022-01",
        payer="worker",
    )
    print(kj.questions.steps(asked).explain("en"), end="\n\n")
    for step in kj.questions.steps(asked, along="date", last="2026-12").steps:
        print(f"  {step.at}: {kj.format_rupiah(step.after or 0, 'en')}, {step.values[0].citation}")


if __name__ == "__main__":
    wage_of_a_share()
    members_of_a_budget()
    printed_figure()
    print()
    steps_of_a_share()
