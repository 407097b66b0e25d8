"""Measure import, the first assessment, one assessment, and the bill of 274 cooperatives.

    python benchmarks/basics.py

Processes are started in turn, so that a busy moment of the machine hits all of them; the smallest
of many runs is printed. Nothing here is asserted by a test.
"""

from __future__ import annotations

import datetime as dt
import os
import runpy
import subprocess
import sys
import time
import timeit
from functools import partial
from pathlib import Path

import kopdes_jamsos as kj

RUNS = 40
MONTH = kj.Month(2026, 11)
IMPORT = "import kopdes_jamsos as kj"
FIRST = (
    f"{IMPORT}; kj.assess(kj.PUEnrolment(wage=9_000_000, risk_class=1, "
    "programs={kj.JKK, kj.JKM, kj.JHT, kj.JP}), kj.Month(2026, 11))"
)


def processes() -> None:
    """Milliseconds beyond a bare interpreter."""
    codes = {"bare": "pass", "attrs": "import attrs", "import": IMPORT, "first assess": FIRST}
    environment = {key: value for key, value in os.environ.items() if key != _NO_BYTECODE}
    best = dict.fromkeys(codes, float("inf"))
    for _ in range(RUNS):
        for name, code in codes.items():
            start = time.perf_counter()
            subprocess.run([sys.executable, "-c", code], check=True, env=environment)
            best[name] = min(best[name], time.perf_counter() - start)
    bare = best["bare"]
    print(f"bare interpreter              {bare * 1e3:8.1f} ms")
    for name, target in (("attrs", ""), ("import", "target 60"), ("first assess", "target 120")):
        print(f"{name:<14}beyond it       {(best[name] - bare) * 1e3:8.1f} ms  {target}")


_NO_BYTECODE = "PYTHONDONTWRITEBYTECODE"


def one_assessment() -> None:
    """Microseconds for one enrolment with its trace."""
    worker = kj.PUEnrolment(
        wage=9_000_000,
        risk_class=1,
        programs={kj.JKK, kj.JKM, kj.JHT, kj.JP},
        birth_date=dt.date(1990, 1, 1),
    )
    trader = kj.BPUEnrolment(
        income=1_000_000,
        programs={kj.JKK, kj.JKM},
        group=kj.BPUGroup.INDEPENDENT,
        sector=kj.Sector.OTHER,
        funding=kj.Funding.SELF,
    )
    for name, enrolment, target in (
        ("PU, four programmes", worker, "target 40"),
        ("BPU under relief", trader, ""),
    ):
        number = 2_000
        times = timeit.repeat(partial(kj.assess, enrolment, MONTH), number=number, repeat=15)
        print(f"{name:<30}{min(times) / number * 1e6:8.1f} µs  {target}")


def serang() -> None:
    """Seconds to bill the 274 cooperatives of the example."""
    script = Path(__file__).parent.parent / "examples" / "01_serang.py"
    example = runpy.run_path(str(script))
    cooperatives, facts = example["read_people"]()
    how = example["as_officer_on_income"]
    enrolled = [example["enrol"](cooperative, facts, how) for cooperative in cooperatives]
    start = time.perf_counter()
    total = sum(kj.bill(cooperative, MONTH).total for cooperative in enrolled)
    seconds = time.perf_counter() - start
    print(f"bill of {len(enrolled)} cooperatives      {seconds:8.3f} s   {total:,} rupiah")


if __name__ == "__main__":
    processes()
    one_assessment()
    serang()
