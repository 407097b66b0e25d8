"""What all officers of 274 village cooperatives of Kabupaten Serang cost in a month.

On 3 July 2025 all officers of 274 Koperasi Desa Merah Putih of Kabupaten Serang were enrolled in
BPJS Ketenagakerjaan. How they were enrolled, at which price and who pays was not published, so
this script bills the same people under the text of the law and under the two other practices that
were found, and says what decides between them.

The villages are real, the people invented: `data/make_serang.py` made `data/serang.csv`.

    python examples/01_serang.py
"""

from __future__ import annotations

import csv
import datetime as dt
from collections import Counter
from collections.abc import Callable
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TypeVar

import attrs

import kopdes_jamsos as kj

DATA = Path(__file__).parent / "data" / "serang.csv"
MONTHS = (kj.Month(2025, 7), kj.Month(2026, 11))
PROGRAMS = frozenset({kj.JKK, kj.JKM})
# An unpaid office brings no income: the lowest band, the price that branches publish.
NO_INCOME = 0
# Kotabaru 2021: village bodies enrolled as PU on a wage of Rp1,000,000 in the lowest class.
DECLARED_WAGE = 1_000_000

PersonT = TypeVar("PersonT", bound=kj.Person)
Facts = dict[str, str]
Enrol = Callable[[kj.Person, kj.Cooperative, Facts], kj.Enrolment]


def read_people() -> tuple[list[kj.Cooperative], dict[str, Facts]]:
    """The cooperatives with their people, and what the file says of each person's own work."""
    with DATA.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    cooperatives = [
        read_cooperative(list(people)) for _, people in groupby(rows, itemgetter("village_code"))
    ]
    return cooperatives, {row["ref"]: row for row in rows}


def read_cooperative(rows: list[Facts]) -> kj.Cooperative:
    """One cooperative; its supervisors' chair is the village head, covered through the village."""
    officers, supervisors = [], []
    for row in rows:
        nik, birth_date = kj.Nik(row["nik"]), dt.date.fromisoformat(row["birth_date"])
        ref, name, post = row["ref"], row["name"], row["post"]
        if row["organ"] == "pengurus":
            role = kj.OfficerRole(post)
            officers.append(
                kj.Officer(ref=ref, name=name, nik=nik, birth_date=birth_date, role=role)
            )
        else:
            place = kj.SupervisorRole(post)
            elsewhere = kj.Elsewhere.VILLAGE if place is kj.SupervisorRole.CHAIR else None
            supervisors.append(
                kj.Supervisor(
                    ref=ref,
                    name=name,
                    nik=nik,
                    birth_date=birth_date,
                    role=place,
                    elsewhere=elsewhere,
                )
            )
    return kj.Cooperative(
        name=rows[0]["cooperative"],
        kind=kj.CooperativeKind.KDMP,
        village=kj.VillageCode(rows[0]["village_code"]),
        scale=kj.BusinessScale.MICRO,
        risk_class=kj.risk_class_for("koperasi").risk_class,
        officers=officers,
        supervisors=supervisors,
        employs=rows[0]["has_employees"] == "ya",
    )


def own_sector(facts: Facts) -> kj.Sector:
    """Sector of a person's own work, as PP 50/2025 Pasal 7 tells them apart."""
    return kj.Sector.TRANSPORT if facts["own_work"] == "ojek" else kj.Sector.OTHER


def by_the_text(
    person: kj.Person, cooperative: kj.Cooperative, _: Facts, income: int = NO_INCOME
) -> kj.Enrolment:
    """BPU in the proposed group: a with employees, c without."""
    return kj.BPUEnrolment(
        income=income,
        programs=PROGRAMS,
        group=kj.propose_segment(person, cooperative).group,
        sector=kj.Sector.OTHER,
        funding=kj.Funding.COOPERATIVE,
        birth_date=person.birth_date,
    )


def by_the_text_on_income(
    person: kj.Person, cooperative: kj.Cooperative, facts: Facts
) -> kj.Enrolment:
    """The same in the band of all that the person earns."""
    return by_the_text(person, cooperative, facts, int(facts["income"]))


def as_independent(person: kj.Person, _: kj.Cooperative, facts: Facts) -> kj.Enrolment:
    """BPU as the farmer, trader or driver that the person also is."""
    return kj.BPUEnrolment(
        income=NO_INCOME,
        programs=PROGRAMS,
        group=kj.BPUGroup.INDEPENDENT,
        sector=own_sector(facts),
        funding=kj.Funding.COOPERATIVE,
        birth_date=person.birth_date,
    )


def as_waged(person: kj.Person, cooperative: kj.Cooperative, _: Facts) -> kj.Enrolment:
    """PU of the cooperative on a declared wage."""
    return kj.PUEnrolment(
        wage=DECLARED_WAGE,
        programs=PROGRAMS,
        risk_class=cooperative.risk_class,
        birth_date=person.birth_date,
    )


READINGS: tuple[tuple[str, Enrol, str], ...] = (
    (
        "Text of the law: BPU group a or c, lowest band",
        by_the_text,
        "PP 44/2015 Pasal 5(3) and the explanation of PP 46/2015 Pasal 6: the board stands in\n"
        "     group a, or c without employees; PP 50/2025 Pasal 3(4) halves group b only.",
    ),
    (
        "The same in the band of their (invented) incomes",
        by_the_text_on_income,
        "PP 44/2015 Pasal 20(2): the participant chooses the band by the income of the month.",
    ),
    (
        "Practice: BPU group b for their own work, lowest band",
        as_independent,
        "The officer enrols as the farmer, trader or driver that he or she also is: half price in\n"
        "     2026 (transport January 2026 to March 2027, others April to December 2026).",
    ),
    (
        f"Practice: PU on a declared {kj.format_rupiah(DECLARED_WAGE, 'en')}",
        as_waged,
        "Needs a wage, which most officers do not have. The cooperative pays 0.54 % of it; every\n"
        "     benefit that depends on the wage shrinks with it.",
    ),
)


def enrol(cooperative: kj.Cooperative, facts: dict[str, Facts], how: Enrol) -> kj.Cooperative:
    """The cooperative with an enrolment for everyone whose work is not covered elsewhere."""

    def enrolled(person: PersonT) -> PersonT:
        if person.elsewhere is not None:
            return person
        enrolment = how(person, cooperative, facts[person.ref or ""])
        return attrs.evolve(person, enrolments=(enrolment,))

    return attrs.evolve(
        cooperative,
        officers=[enrolled(officer) for officer in cooperative.officers],
        supervisors=[enrolled(supervisor) for supervisor in cooperative.supervisors],
    )


def print_proposals(cooperatives: list[kj.Cooperative]) -> None:
    """Which segment is proposed for whom, and why."""
    reasons = Counter(
        (type(person).__name__, kj.propose_segment(person, cooperative).reason("en"))
        for cooperative in cooperatives
        for person in cooperative.people()
    )
    print("Proposed segments (convention segment-default; never applied silently):")
    for (kind, reason), count in sorted(reasons.items()):
        print(f"  {count:>5,}  {kind:<10}  {reason}")


def print_month(
    month: kj.Month, cooperatives: list[kj.Cooperative], facts: dict[str, Facts]
) -> None:
    """Totals of one month, the readings side by side, with the articles behind them."""
    print(f"\n{kj.format_month(month, 'en')}, rupiah a month")
    print(f"  {'':54}{'people':>7}{'JKK':>12}{'JKM':>12}{'total':>12}  owed by")
    for number, (title, how, _) in enumerate(READINGS, 1):
        bills = [kj.bill(enrol(cooperative, facts, how), month) for cooperative in cooperatives]
        print(f"  {number}. {title}")
        for organ, kind in (("officers", kj.Officer), ("supervisors", kj.Supervisor)):
            assessments = [
                entry.assessment
                for bill in bills
                for entry in bill.entries
                if isinstance(entry.person, kind)
            ]
            jkk, jkm = (sum(a.of(program) for a in assessments) for program in (kj.JKK, kj.JKM))
            payers = {line.payer for a in assessments for line in a.lines}
            print(
                f"     {organ:<51}{len(assessments):>7,}{jkk:>12,}{jkm:>12,}{jkk + jkm:>12,}"
                f"  {', '.join(sorted(payers))}"
            )
        print_articles([line for bill in bills for a in bill.assessments for line in a.lines])
        for code, count in Counter(
            entry.code for bill in bills for entry in bill.uncovered
        ).items():
            print(f"     not billed: {count} village heads ({code})")


def print_articles(lines: list[kj.Line]) -> None:
    """The article behind each programme's figures, and behind a relief."""
    for program in (kj.JKK, kj.JKM):
        cited = {c for line in lines if line.program is program for c in line.citations}
        print(f"     {program}: {'; '.join(map(str, sorted(cited, key=str)))}")
    for relief in sorted({str(line.relief_citation) for line in lines if line.relief_citation}):
        print(f"     relief: {relief}")


def main() -> None:
    """Read the file, bill it and explain one officer's contribution."""
    cooperatives, facts = read_people()
    officers = sum(len(cooperative.officers) for cooperative in cooperatives)
    supervisors = sum(len(cooperative.supervisors) for cooperative in cooperatives)
    print(
        f"{len(cooperatives)} cooperatives of Kabupaten Serang, {officers:,} officers and "
        f"{supervisors:,} supervisors.\n"
        "Villages and codes are real; which 274 of the 326 were enrolled was not published, so\n"
        "a draw picked them. The people and their incomes are invented. What a participant owes\n"
        "may be paid by the cooperative for them; how Serang did it was not published.\n"
    )
    print_proposals(cooperatives)
    for month in MONTHS:
        print_month(month, cooperatives, facts)
    print("\nWhat decides between the readings")
    for number, (title, _, decides) in enumerate(READINGS, 1):
        print(f"  {number}. {title}\n     {decides}")
    employer = next(cooperative for cooperative in cooperatives if cooperative.has_employees)
    chair = enrol(employer, facts, by_the_text).officers[0]
    print(f"\nSatu pengurus: {chair.ref}, ketua, {employer.name}")
    print(kj.assess(chair.enrolments[0], MONTHS[-1]).explain("id"))


if __name__ == "__main__":
    main()
