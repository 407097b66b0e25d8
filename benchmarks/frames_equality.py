"""A seeded million rows, mixed and partly spoilt: every engine against `kj.assess`.

    python benchmarks/frames_equality.py [rows]

Every segment, construction projects and JKP among them, risk class, sector, funding, age and month
from July 2015 to December 2026, with missing and impossible facts. Prints the number of rows that
differ, which must be 0.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.frames.backends import MAKE, outputs, polars_frame
from tests.frames.populations import differences, population

import kopdes_jamsos as kj


def main(size: int) -> None:
    """Compare, and print."""
    start = time.perf_counter()
    rows = population(2026, size)
    found = outputs(kj.frames.assess(polars_frame(rows), month="month"))
    wrong = len(differences(rows, found))
    print(f"{size:,} rows over polars against kj.assess: {wrong} differ", flush=True)
    for engine, make in MAKE.items():
        same = outputs(kj.frames.assess(make(rows), month="month")) == found
        print(f"{engine}: {'the same' if same else 'DIFFERENT'}", flush=True)
    print(f"{time.perf_counter() - start:.0f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
