"""Measure what one person costs: an assessment, its documents and words, claims, bills, the import.

    python benchmarks/scalar.py              # print
    python benchmarks/scalar.py --record     # write it into speed.toml as well
    python benchmarks/scalar.py NAME …       # some rows only

Microseconds of the processor, the smallest of many runs; all rows in turn in one process, so that a
busy moment of the machine hits all of them. The unit is one assessment of the same worker. For the
import, fresh processes start in turn and the shortest of each counts. Nothing here is asserted by a
test; tests/documents/test_fast_path.py counts what is computed.
"""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import attrs

import kopdes_jamsos as kj

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.recorded import record

MONTH = kj.Month(2026, 11)
VILLAGE = kj.VillageCode("36.04.05.2003")
UNIT = "assess"
TURNS = 40
SECONDS = 0.02  # for each row in each turn, or one run that takes longer
PROCESSES = 20

Job = Callable[[], object]


@attrs.frozen
class Row:
    """What is measured, how often at once, and what it may cost: microseconds or assessments."""

    job: Job
    times: int = 1
    microseconds: int | None = None
    multiple: int | None = None

    def target(self) -> str:
        """The target in words, if there is one."""
        if self.microseconds is not None:
            return f"{self.microseconds:,} µs"
        return "" if self.multiple is None else f"{self.multiple} ×"


def one_assessment() -> Mapping[str, Row]:
    """A worker with four programmes, and all that is made of his assessment."""
    worker = kj.PUEnrolment(
        wage=9_000_000,
        risk_class=1,
        programs={kj.JKK, kj.JKM, kj.JHT, kj.JP},
        birth_date=dt.date(1990, 1, 1),
    )
    found = kj.assess(worker, MONTH)
    text = kj.to_json(found)
    return {
        UNIT: Row(lambda: kj.assess(worker, MONTH), 50),
        "explain": Row(lambda: found.explain("id"), 10, microseconds=300),
        "to_json": Row(lambda: kj.to_json(found), 10, multiple=10),
        "from_json": Row(lambda: kj.from_json(text, "assessment"), 10),
        "replay": Row(lambda: kj.replay(text), 10, multiple=15),
    }


def longer() -> Mapping[str, Row]:
    """A claim, a history of payments, a life, and the bills of a regency."""
    trader = kj.BPUEnrolment(
        income=1_000_000,
        programs={kj.JKK, kj.JKM},
        group="independent",
        sector="other",
        funding="self",
    )
    worker = kj.PUEnrolment(
        wage=5_000_000,
        risk_class=1,
        programs={kj.JKK, kj.JKM, kj.JHT, kj.JP},
        birth_date=dt.date(1990, 1, 1),
    )
    paid = kj.Participation.paid_through(trader, since=kj.Month(2016, 1), months=120)
    death = kj.Death(dt.date(2025, 12, 10), work_related=False)
    life = kj.Participation.paid_through(worker, since=kj.Month(2015, 7), months=378)
    law = kj.LAW.carried_forward(kj.Month(2060, 12))
    members = [kj.Member(ref=f"M-{number}", enrolments=[trader]) for number in range(9)]
    officers = [kj.Officer(role="ketua", enrolments=[worker])]
    cooperatives = [
        kj.Cooperative(
            name=f"KDMP {number}",
            kind="KDMP",
            village=VILLAGE,
            risk_class=1,
            officers=officers,
            members=members,
        )
        for number in range(274)
    ]
    return {
        "death of a BPU, ten years": Row(lambda: kj.entitle(death, paid), microseconds=3_000),
        "ledger of 120 payments": Row(paid.allocation, 3, microseconds=1_000),
        "lifecourse of 378 months": Row(
            lambda: kj.benefits.lifecourse(
                [life],
                until=kj.Month(2046, 12),
                jht_rates=kj.percent("5"),
                inflation=kj.percent("3"),
                law=law,
            ),
            microseconds=40_000,
        ),
        "bill of 274 cooperatives": Row(lambda: [kj.bill(each, MONTH) for each in cooperatives]),
    }


def least(rows: Mapping[str, Row]) -> dict[str, float]:
    """Microseconds of each row, the smallest of many turns."""
    for row in rows.values():  # what is read once
        row.job()
    best = dict.fromkeys(rows, float("inf"))
    for _ in range(TURNS):
        for name, row in rows.items():
            end = time.process_time() + SECONDS
            while True:
                start = time.process_time()
                for _ in range(row.times):
                    row.job()
                spent = time.process_time() - start
                best[name] = min(best[name], spent / row.times * 1e6)
                if start + spent >= end:
                    break
    return best


# ---- the import ----------------------------------------------------------------------------------

IMPORT = "import kopdes_jamsos as kj"
CODES = {
    "bare interpreter": "pass",
    "attrs": "import attrs",
    "import": IMPORT,
    "import and first assessment": f"{IMPORT}; kj.assess(kj.PUEnrolment(wage=9_000_000, "
    "risk_class=1, programs={kj.JKK, kj.JKM, kj.JHT, kj.JP}), kj.Month(2026, 11))",
}


def processes() -> dict[str, float]:
    """Milliseconds of fresh processes beyond a bare interpreter."""
    environment = {key: value for key, value in os.environ.items() if key != _NO_BYTECODE}
    best = dict.fromkeys(CODES, float("inf"))
    for _ in range(PROCESSES + 1):  # the first writes the byte code
        for name, code in CODES.items():
            start = time.perf_counter()
            subprocess.run([sys.executable, "-c", code], check=True, env=environment)
            best[name] = min(best[name], (time.perf_counter() - start) * 1e3)
    bare = best.pop("bare interpreter")
    return {name: found - bare for name, found in best.items()}


_NO_BYTECODE = "PYTHONDONTWRITEBYTECODE"


# ---- all of it -----------------------------------------------------------------------------------


def people(wanted: Iterable[str]) -> list[dict[str, str | float]]:
    """The rows on people, as the record keeps them; the unit is always among them."""
    rows = {**one_assessment(), **longer()}
    found = least({name: row for name, row in rows.items() if name in (UNIT, *wanted)})
    return [
        {
            "what": name,
            "µs": spent,
            "times one assessment": spent / found[UNIT],
            "target, at most": rows[name].target(),
        }
        for name, spent in found.items()
    ]


def imports() -> list[dict[str, str | float]]:
    """The rows on the import, as the record keeps them."""
    found = processes()
    targets = {"import": f"{found['attrs'] + 35:.1f} ms: that of attrs and 35 more"}
    return [
        {"what": name, "ms beyond Python itself": spent, "target, at most": targets.get(name, "")}
        for name, spent in found.items()
    ]


def main(arguments: list[str]) -> None:
    """Print the tables, and record them if asked to."""
    warnings.simplefilter("ignore", kj.errors.KopdesJamsosWarning)
    wanted = [each for each in arguments if not each.startswith("-")]
    rows = people(wanted or {**one_assessment(), **longer()})
    for row in rows:
        what, spent, times, target = row.values()
        print(f"{what:<28}{spent:>12,.1f} µs {times:>9,.1f} ×   {target}", flush=True)
    if wanted:
        return
    starts = imports()
    for start in starts:
        what, spent, target = start.values()
        print(f"{what:<28}{spent:>12,.1f} ms             {target}")
    if "--record" not in arguments:
        return
    command = "python benchmarks/scalar.py --record"
    record(
        "scalar",
        rows,
        title="One person",
        how="Time of the processor, the smallest of many runs, all rows in turn in one process.",
        command=command,
    )
    record(
        "scalar_import",
        starts,
        title="The import",
        how=f"Fresh processes in turn, the shortest of {PROCESSES}.",
        command=command,
    )


if __name__ == "__main__":
    main(sys.argv[1:])
