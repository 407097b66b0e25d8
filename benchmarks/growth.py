"""Measure how time grows with size: payments, members, months, headcounts, changes of the law.

    python benchmarks/growth.py [NAME …]

Each row doubles its size; the exponent is the slope of the logarithm of time over that of size
between the first and the last: 1 is linear, 2 a square. The processor's time counts, the smallest
of some runs. Nothing here is asserted by a test; tests/test_growth.py counts calls.
"""

from __future__ import annotations

import datetime as dt
import math
import sys
import time
from collections.abc import Callable, Iterable

import kopdes_jamsos as kj

MONTH = kj.Month(2026, 11)
START = kj.Month(2026, 1)
VILLAGE = kj.VillageCode("36.04.05.2003")
BPU = {"programs": {kj.JKK, kj.JKM}, "group": "independent", "sector": "other", "funding": "self"}
PU = {kj.JKK, kj.JKM, kj.JHT, kj.JP}
RUNS = 3

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
    law = kj.LAW.carried_forward(kj.Month(9999, 12))
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
    "members": (members, (500, 1_000, 2_000, 4_000)),
    "months": (months, (150, 300, 600, 1_200)),
    "headcounts": (headcounts, (200, 400, 800, 1_600)),
    "roles": (roles, (200, 400, 800, 1_600)),
    "changes": (changes, (50, 100, 200, 400)),
    "assessed": (assessed, (50, 100, 200, 400)),
}


def seconds(job: Job) -> float:
    """The shortest of some runs, in seconds of the processor."""
    found = []
    for _ in range(RUNS):
        begun = time.process_time()
        job()
        found.append(time.process_time() - begun)
    return min(found)


def main() -> None:
    """Print a line for each row: its times, and the exponent."""
    for name in sys.argv[1:] or ROWS:
        make, sizes = ROWS[name]
        times = {size: seconds(make(size)) for size in sizes}
        (first, least), *_, (last, most) = times.items()
        exponent = math.log(most / least) / math.log(last / first)
        shown = "  ".join(f"{size}: {spent * 1e3:.1f}" for size, spent in times.items())
        print(f"{name:<12}exponent {exponent:4.2f}   milliseconds by size  {shown}", flush=True)


if __name__ == "__main__":
    main()
