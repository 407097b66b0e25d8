"""What all officers of 274 village cooperatives of Kabupaten Serang cost, and who is covered.

On 3 July 2025 all officers of 274 Koperasi Desa Merah Putih of Kabupaten Serang were enrolled in
BPJS Ketenagakerjaan. How they were enrolled, at which price and who pays was not published, so
this script bills the same people under both readings of the law on unpaid officers, as wage earners
and under the practice that was found, and says what decides between them. Nor was it published when
the first contributions were paid, so it reports who was covered on that day for first payments
before, on and after it.

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
REGISTERED_ON, ENROLLED_ON = dt.date(2025, 6, 16), dt.date(2025, 7, 3)
BOTH = frozenset({kj.JKK, kj.JKM})
# An unpaid office brings no income: the lowest band, the price that branches publish.
NO_INCOME = 0
# Kotabaru 2021: village bodies enrolled as PU on a wage of Rp1,000,000 in the lowest class
# (http://ambungpost.com/2021/09/16/bpjamsostek-dan-dpmd-susun-rencana-kerja/).
DECLARED_WAGE = 1_000_000

# First payments: the day, and the month paid for.
FIRST_PAYMENTS = (
    (dt.date(2025, 6, 20), kj.Month(2025, 6)),
    (ENROLLED_ON, kj.Month(2025, 7)),
    (dt.date(2025, 7, 14), kj.Month(2025, 7)),
)

PersonT = TypeVar("PersonT", bound=kj.Person)
Facts = dict[str, str]
Enrolled = kj.PUEnrolment | kj.BPUEnrolment
Enrol = Callable[[kj.Person, kj.Cooperative, Facts], Enrolled]
Sums = dict[tuple[str, str, str], int]


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
            role = kj.cooperative.OfficerRole(post)
            officers.append(
                kj.Officer(ref=ref, name=name, nik=nik, birth_date=birth_date, role=role)
            )
        else:
            place = kj.cooperative.SupervisorRole(post)
            elsewhere = (
                kj.cooperative.Elsewhere.VILLAGE
                if place is kj.cooperative.SupervisorRole.CHAIR
                else None
            )
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
        kind=kj.cooperative.CooperativeKind.KDMP,
        village=kj.VillageCode(rows[0]["village_code"]),
        scale=kj.BusinessScale.MICRO,
        risk_class=kj.law.risk_class_for("koperasi").risk_class,
        officers=officers,
        supervisors=supervisors,
        employs=rows[0]["has_employees"] == "ya",
    )


def own_sector(facts: Facts) -> kj.Sector:
    """Sector of a person's own work, as PP 50/2025 Pasal 7 tells them apart."""
    return kj.Sector.TRANSPORT if facts["own_work"] == "ojek" else kj.Sector.OTHER


def as_officer(
    person: kj.Person,
    cooperative: kj.Cooperative,
    _: Facts,
    *,
    income: int = NO_INCOME,
    programs: frozenset[kj.Program] = BOTH,
    group: kj.BPUGroup | None = None,
) -> Enrolled:
    """BPU in the proposed group: c, who works without a wage."""
    return kj.BPUEnrolment(
        income=income,
        programs=programs,
        group=group or kj.coverage.propose_segment(person, cooperative).group,
        sector=kj.Sector.OTHER,
        funding=kj.Funding.COOPERATIVE,
        birth_date=person.birth_date,
        registered_on=ENROLLED_ON,
    )


def as_officer_on_income(person: kj.Person, cooperative: kj.Cooperative, facts: Facts) -> Enrolled:
    """The same in the band of all that the person earns."""
    return as_officer(person, cooperative, facts, income=int(facts["income"]))


def as_employer(person: kj.Person, cooperative: kj.Cooperative, facts: Facts) -> Enrolled:
    """Officers of a cooperative with employees in group a, with JHT; the others as proposed."""
    if not (isinstance(person, kj.Officer) and cooperative.has_employees):
        return as_officer(person, cooperative, facts)
    board = kj.BPUGroup.EMPLOYER
    return as_officer(person, cooperative, facts, programs=BOTH | {kj.JHT}, group=board)


def as_independent(person: kj.Person, _: kj.Cooperative, facts: Facts) -> Enrolled:
    """BPU as the farmer, trader or driver that the person also is."""
    return kj.BPUEnrolment(
        income=NO_INCOME,
        programs=BOTH,
        group=kj.BPUGroup.INDEPENDENT,
        sector=own_sector(facts),
        funding=kj.Funding.COOPERATIVE,
        birth_date=person.birth_date,
        registered_on=ENROLLED_ON,
    )


def as_waged(person: kj.Person, cooperative: kj.Cooperative, _: Facts) -> Enrolled:
    """PU of the cooperative on a declared wage."""
    return kj.PUEnrolment(
        wage=DECLARED_WAGE,
        programs=BOTH,
        risk_class=cooperative.risk_class,
        birth_date=person.birth_date,
    )


READINGS: tuple[tuple[str, Enrol, str], ...] = (
    (
        "unpaid: BPU group c, lowest band",
        as_officer,
        "Permenaker 5/2021 Pasal 31 ayat (2): employers (group a) are owners of capital, and\n"
        "     private persons who employ and receive no wage; an unpaid officer is left to group\n"
        "     c. PP 50/2025 Pasal 3 ayat (4) halves group b only.",
    ),
    (
        "the same in the band of their (invented) incomes",
        as_officer_on_income,
        "PP 44/2015 Pasal 20 ayat (2): the participant chooses the band by the income of the\n"
        "     month, which is nearer to the text than the lowest band for all.",
    ),
    (
        "unpaid: BPU group a with JHT, where there are employees",
        as_employer,
        "The explanation of PP 46/2015 Pasal 6: of a legal entity that employs workers the board\n"
        "     is meant, and JHT is a duty of group a. JKK and JKM cost the same as in 1.",
    ),
    (
        "practice: BPU group b for their own work, lowest band",
        as_independent,
        "The officer enrols as the farmer, trader or driver that he or she also is: half price\n"
        "     (transport January 2026 to March 2027, others April to December 2026).",
    ),
    (
        f"paid: PU on a declared {kj.format_rupiah(DECLARED_WAGE, 'en')}",
        as_waged,
        "The rule for whoever receives a wage (Permenaker 5/2021 Pasal 2 ayat (3) huruf c), which\n"
        "     most officers do not; the agency's directive of 2022 asks for the regional minimum\n"
        "     wage at least. Every benefit that depends on the wage shrinks.",
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
        (type(person).__name__, kj.coverage.propose_segment(person, cooperative).reason("en"))
        for cooperative in cooperatives
        for person in cooperative.people()
    )
    print("Proposed segments (convention segment-default; never applied silently):")
    for (kind, reason), count in sorted(reasons.items()):
        print(f"  {count:>5,}  {kind:<10}  {reason}")


def print_cover(cooperatives: list[kj.Cooperative], facts: dict[str, Facts]) -> None:
    """Who was covered on the day of the ceremony, by the day of the first payment."""
    enrolled = [enrol(cooperative, facts, as_officer) for cooperative in cooperatives]
    print(
        f"\nWho was covered on {kj.wording.format_date(ENROLLED_ON, 'en')}, all registered in June"
    )
    print(
        "(cover begins with the number, PP 44/2015 Pasal 11 ayat (5); taken to come on the day of\n"
        " the first payment, convention number-on-payment: it may come one working day later)"
    )
    for paid_on, month in FIRST_PAYMENTS:
        covered: Counter[tuple[str, str]] = Counter()
        for cooperative in enrolled:
            cover = kj.coverage.covered_on(
                cooperative,
                ENROLLED_ON,
                {
                    person.ref: [first_paid(enrolment, paid_on, month)]
                    for person in cooperative.people()
                    for enrolment in person.enrolments
                    if person.ref and isinstance(enrolment, kj.BPUEnrolment)
                },
            )
            for program in (kj.JKK, kj.JKM):
                for person in cover.covered(program):
                    organ = "officers" if isinstance(person, kj.Officer) else "supervisors"
                    covered[program, organ] += 1
        found = "; ".join(
            f"{program} {covered[program, 'officers']:,} officers, "
            f"{covered[program, 'supervisors']:,} supervisors"
            for program in (kj.JKK, kj.JKM)
        )
        print(f"  first paid {paid_on}, for {kj.wording.format_month(month, 'en')}: {found}")
    cover = kj.coverage.covered_on(enrolled[0], ENROLLED_ON)
    print(f"\nTanpa pembayaran, satu koperasi:\n{cover.explain('id')}")
    print(kj.contributions.gap_prices(cover, kj.Month.of(ENROLLED_ON)).explain("id"))


def first_paid(enrolment: kj.BPUEnrolment, paid_on: dt.date, month: kj.Month) -> kj.Participation:
    """A participation registered in June, with its first payment."""
    return kj.Participation(
        enrolment, joined=REGISTERED_ON, payments=[kj.Payment(month, paid_on)], payer="wadah"
    )


def sum_up(bills: list[kj.Bill]) -> tuple[Sums, dict[str, int]]:
    """Rupiah by organ, programme and payer, and people by organ."""
    sums: Sums = Counter()
    people: dict[str, int] = Counter()
    for bill in bills:
        for entry in bill.entries:
            organ = "officers" if isinstance(entry.person, kj.Officer) else "supervisors"
            people[organ] += 1
            for line in entry.assessment.lines:
                sums[organ, line.program, line.payer] += line.amount
    return sums, people


def print_month(
    month: kj.Month, cooperatives: list[kj.Cooperative], facts: dict[str, Facts]
) -> None:
    """Totals of one month, the readings side by side, with the articles behind them."""
    by_reading = [
        [kj.bill(enrol(cooperative, facts, how), month) for cooperative in cooperatives]
        for _, how, _ in READINGS
    ]
    summed = [sum_up(bills) for bills in by_reading]
    people = summed[0][1]
    keys = sorted({key for sums, _ in summed for key in sums}, key=in_order)
    print(f"\n{kj.wording.format_month(month, 'en')}, rupiah a month, by reading")
    print(f"  {'':38}" + "".join(f"{number:>13}" for number, _ in enumerate(READINGS, 1)))
    for organ, rows in groupby(keys, itemgetter(0)):
        for number, (_, program, payer) in enumerate(rows):
            head = f"{people[organ]:,} {organ}" if number == 0 else ""
            amounts = [sums.get((organ, program, payer), 0) for sums, _ in summed]
            print(f"  {head:<20}{program} {payer:<14}" + columns(amounts))
        print(f"  {'':20}{'all':<18}" + columns([total(sums, organ) for sums, _ in summed]))
    print(f"  {'together':<38}" + columns([total(sums) for sums, _ in summed]))
    left = Counter(entry.code for bill in by_reading[0] for entry in bill.uncovered)
    for code, count in left.items():
        print(f"  not billed: {count} village heads, supervisors ex officio ({code})")
    assessments = [each for bills in by_reading for bill in bills for each in bill.assessments]
    print_articles([line for assessment in assessments for line in assessment.lines])


def in_order(key: tuple[str, str, str]) -> tuple[str, int, str]:
    """Organ, then programme as the law lists them, then payer."""
    return key[0], list(kj.Program).index(kj.Program(key[1])), key[2]


def columns(amounts: list[int]) -> str:
    """Amounts in columns; a dash for nothing."""
    return "".join(f"{amount:>13,}" if amount else f"{'-':>13}" for amount in amounts)


def total(sums: Sums, organ: str | None = None) -> int:
    """Sum of one organ, or of all."""
    return sum(amount for key, amount in sums.items() if organ in (None, key[0]))


def print_articles(lines: list[kj.contributions.Line]) -> None:
    """The article behind each programme's figures, and behind a relief."""
    cited: dict[str, None] = {}
    for program in (kj.JKK, kj.JKM, kj.JHT):
        for line in lines:
            if line.program is program:
                places = (str(each) for each in line.citations if each != line.relief_citation)
                cited[f"{program} ({line.payer}): {'; '.join(places)}"] = None
    reliefs = sorted({str(line.relief_citation) for line in lines if line.relief_citation})
    print("\n".join(f"  {text}" for text in (*cited, *(f"relief: {each}" for each in reliefs))))


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
    print_cover(cooperatives, facts)
    print("\nWhat decides between the readings")
    for number, (title, _, decides) in enumerate(READINGS, 1):
        print(f"  {number}. {title}\n     {decides}")
    employer = next(cooperative for cooperative in cooperatives if cooperative.has_employees)
    chair = enrol(employer, facts, as_officer).officers[0]
    print(f"\nSatu pengurus: {chair.ref}, ketua, {employer.name}")
    print(kj.assess(chair.enrolments[0], MONTHS[-1]).explain("id"))


if __name__ == "__main__":
    main()
