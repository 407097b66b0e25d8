"""Measure how time grows with size: payments, months, people, headcounts, changes of the law.

    python benchmarks/growth.py              # print
    python benchmarks/growth.py --record     # write it into speed.toml as well
    python benchmarks/growth.py NAME …       # some rows only

Each row doubles its size; the exponent is the slope of the logarithm of time over that of size
between the first and the last: 1 is linear, 2 a square. The processor's time counts, the smallest
of some runs, all sizes of a row in turn. Nothing here is asserted by a test; tests/test_growth.py
counts calls.
"""

from __future__ import annotations

import datetime as dt
import math
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import kopdes_jamsos as kj

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.recorded import record

MONTH = kj.Month(2026, 11)
START = kj.Month(2026, 1)
VILLAGE = kj.VillageCode("36.04.05.2003")
BPU = {"programs": {kj.JKK, kj.JKM}, "group": "independent", "sector": "other", "funding": "self"}
PU = {kj.JKK, kj.JKM, kj.JHT, kj.JP}
RUNS = 5

Job = Callable[[], object]


def payments(size: int) -> Job:
    """Payments of one participation, and what they cover."""
    first = kj.Month(2016, 1)
    made = [kj.Payment(first + place % 120, dt.date(2026, 1, 1)) for place in range(size)]
    worker = kj.PUEnrolment(wage=5_000_000, programs={kj.JKK, kj.JHT}, risk_class=1)

    def run() -> object:
        participation = kj.Participation(worker, joined=dt.date(2016, 1, 4), payments=made)
        return participation.report(dt.date(2026, 11, 1))

    return run


def carried() -> kj.LawBook:
    """A book that holds for all months, needs no calendar, and has read nothing yet."""
    return kj.LAW.carried_forward(kj.Month(9999, 12)).with_holidays("weekends")


def gaps(size: int) -> Job:
    """Payments of somebody without wage, whose second month is never paid."""
    law = carried()
    first = kj.Month(2016, 1)
    made = [kj.Payment(first + place, (first + place).first_day) for place in range(size)]
    trader = kj.BPUEnrolment(income=1_000_000, **BPU)  # type: ignore[arg-type]  # facts by name

    def run() -> object:
        paid = [made[0], *made[2:]]
        participation = kj.Participation(trader, joined=dt.date(2016, 1, 1), payments=paid)
        return participation.allocation(law=law)

    return run


def amounts(size: int) -> Job:
    """Payments of an employer, each of two thirds of a month: more and more is open."""
    law = carried()
    first = kj.Month(2016, 1)
    days = ((first + place, (first + place).first_day) for place in range(size))
    made = [kj.Payment(month, day, amount=200_000) for month, day in days]
    worker = kj.PUEnrolment(wage=5_000_000, programs={kj.JKK, kj.JHT}, risk_class=1)

    def run() -> object:
        participation = kj.Participation(worker, joined=dt.date(2016, 1, 1), payments=made)
        return participation.allocation(law=law)

    return run


def arrears(size: int) -> Job:
    """Months behind of an employer, with their fines."""
    law = carried()
    worker = kj.PUEnrolment(wage=5_000_000, programs={kj.JKK, kj.JHT}, risk_class=1)
    participation = kj.Participation(worker, joined=dt.date(2016, 1, 1))
    day = (kj.Month(2016, 1) + size).last_day
    return lambda: kj.contributions.arrears([participation], day, law=law)


def life(size: int) -> Job:
    """Months of a working life: contributions, account, pension."""
    law = carried()
    since = kj.Month(2016, 1)
    worker = kj.PUEnrolment(
        wage=5_000_000, programs=PU, risk_class=1, birth_date=dt.date(2000, 1, 1)
    )
    participation = kj.Participation.paid_through(worker, since=since, months=size)
    rate = kj.percent(3)
    return lambda: kj.benefits.lifecourse(
        [participation], until=since + size, jht_rates=rate, inflation=rate, law=law
    )


def claims(size: int) -> Job:
    """Months paid before a death, with savings."""
    law = carried()
    since = kj.Month(2016, 1)
    trader = kj.BPUEnrolment(
        income=1_000_000,
        programs={kj.JKK, kj.JKM, kj.JHT},
        group="independent",
        sector="other",
        funding="self",
    )
    participation = kj.Participation.paid_through(trader, since=since, months=size)
    death = kj.Death((since + size - 1).last_day, work_related=False)
    rate = kj.percent(3)
    return lambda: kj.entitle(death, participation, jht_rates=rate, law=law)


def children(size: int) -> Job:
    """Children of somebody who died, of whom two were chosen for the scholarship."""
    worker = kj.PUEnrolment(wage=5_000_000, programs={kj.JKK, kj.JKM}, risk_class=1)
    participation = kj.Participation.paid_through(worker, since=kj.Month(2016, 1), months=120)
    death = kj.Death(dt.date(2025, 6, 3), work_related=True)
    family = [kj.Child(stage="SD1", chosen=place < 2) for place in range(size)]
    return lambda: kj.entitle(death, participation, children=family)


def covered(size: int) -> Job:
    """Members of a cooperative, each with a participation, and who is covered on a day."""
    enrolment = kj.BPUEnrolment(income=1_000_000, **BPU)  # type: ignore[arg-type]  # facts by name
    people = [kj.Member(ref=f"M-{number}") for number in range(size)]
    kdmp = kj.Cooperative(name="KDMP Contoh", kind="KDMP", village=VILLAGE, members=people)
    paid = kj.Participation.paid_through(enrolment, since=START, months=3)
    given = {person.ref: [paid] for person in people if person.ref}
    return lambda: kj.coverage.covered_on(kdmp, dt.date(2026, 3, 3), given)


def members(size: int) -> Job:
    """Members of a cooperative, in its bill."""
    enrolment = kj.BPUEnrolment(income=1_000_000, **BPU)  # type: ignore[arg-type]  # facts by name
    people = [kj.Member(ref=f"M-{number}", enrolments=[enrolment]) for number in range(size)]

    def run() -> object:
        kdmp = kj.Cooperative(name="KDMP Contoh", kind="KDMP", village=VILLAGE, members=people)
        return kj.bill(kdmp, MONTH).total

    return run


def months(size: int) -> Job:
    """Months of a scenario."""
    law = carried()
    people = [kj.Headcount(role="clerk", count=5, wage=3_000_000, risk_class=1)]
    # From here on pension age has its last step, so that all months are alike.
    policy = kj.Policy(start=kj.Month(2050, 1), months=size, programs=PU, segment="PU")
    return kj.Scenario(population=people, policy=policy, law=law).run


def headcounts(size: int) -> Job:
    """Different headcounts of one role in a scenario."""
    return _headcounts(size, lambda _: "clerk")


def roles(size: int) -> Job:
    """Headcounts that each have a role of their own."""
    return _headcounts(size, lambda number: f"role {number}")


def _headcounts(size: int, role: Callable[[int], str]) -> Job:
    people = [
        kj.Headcount(role=role(number), count=5, wage=3_000_000 + number, risk_class=1)
        for number in range(size)
    ]
    policy = kj.Policy(start=START, months=12, programs=PU, segment="PU")
    return kj.Scenario(population=people, policy=policy).run


def changes(size: int) -> Job:
    """Changes of the law, one upon another, and one assessment."""
    worker = kj.PUEnrolment(wage=5_000_000, programs=PU, risk_class=1)

    def run() -> object:
        law = kj.LAW
        for number in range(size):
            law = law.with_change("jkm.amount_bpu", 7_000 + number, since=START + number)
        return kj.assess(worker, MONTH, law=law)

    return run


def assessed(size: int) -> Job:
    """One assessment under a law with so many changes, which were made before."""
    worker = kj.PUEnrolment(wage=5_000_000, programs=PU, risk_class=1)
    law = kj.LAW
    for number in range(size):
        law = law.with_change("jp.wage_ceiling", 10**7 + number, since=START + number)

    def run() -> object:
        return kj.assess(worker, MONTH, law=kj.LawBook(changes=law.changes))

    return run


ROWS: dict[str, tuple[Callable[[int], Job], Iterable[int]]] = {
    "payments": (payments, (250, 500, 1_000, 2_000)),
    "gaps": (gaps, (200, 400, 800, 1_600)),
    "amounts": (amounts, (200, 400, 800, 1_600)),
    "arrears": (arrears, (100, 200, 400, 800)),
    "life": (life, (120, 240, 480, 960)),
    "claims": (claims, (120, 240, 480, 960)),
    "children": (children, (100, 200, 400, 800)),
    "covered": (covered, (100, 200, 400, 800)),
    "members": (members, (500, 1_000, 2_000, 4_000)),
    "months": (months, (150, 300, 600, 1_200)),
    "headcounts": (headcounts, (200, 400, 800, 1_600)),
    "roles": (roles, (200, 400, 800, 1_600)),
    "changes": (changes, (250, 500, 1_000, 2_000)),
    "assessed": (assessed, (250, 500, 1_000, 2_000)),
}


def seconds(jobs: dict[int, Job]) -> dict[int, float]:
    """The shortest of some runs of each, in seconds of the processor."""
    found = dict.fromkeys(jobs, math.inf)
    for _ in range(RUNS):
        for size, job in jobs.items():
            begun = time.process_time()
            job()
            found[size] = min(found[size], time.process_time() - begun)
    return found


def measured(name: str) -> dict[str, str | int | float]:
    """A row: how its time grows, and the times themselves."""
    make, sizes = ROWS[name]
    times = seconds({size: make(size) for size in sizes})
    (first, least), *_, (last, most) = times.items()
    words = (make.__doc__ or "").partition("\n")[0].rstrip(".")
    return {
        "what grows": words,
        "exponent": round(math.log(most / least) / math.log(last / first), 2),
        "from": first,
        "ms": round(least * 1e3, 2),
        "to": last,
        "ms then": round(most * 1e3, 2),
    }


def main(arguments: list[str]) -> None:
    """Print a line for each row: its exponent, the least size and the largest with their times."""
    names = [each for each in arguments if each != "--record"] or list(ROWS)
    rows = []
    for name in names:
        row = measured(name)
        rows.append(row)
        print(
            f"{name:<12}exponent {row['exponent']:4.2f}   {row['from']:>6,}: {row['ms']:9,.1f} ms"
            f"   {row['to']:>6,}: {row['ms then']:9,.1f} ms   {row['what grows']}",
            flush=True,
        )
    if "--record" in arguments:
        record(
            "growth",
            rows,
            title="How time grows with what is given",
            how="Sizes doubled three times, the smallest of five runs of each, the sizes of a row "
            "in turn in one process; the exponent is 1 where twice as much takes twice as long.",
            command="python benchmarks/growth.py --record",
        )


if __name__ == "__main__":
    main(sys.argv[1:])
