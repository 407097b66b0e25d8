"""A seeded million rows, mixed and partly spoilt: every way to compute against `kj.assess`.

    python benchmarks/frames_equality.py [rows]            # print
    python benchmarks/frames_equality.py [rows] --record   # into speed.toml as well

Every segment, construction projects and JKP among them, risk class, sector, funding, age and month
from July 2015 to December 2026, with missing and impossible facts. Prints for each way how many
rows differ from `kj.assess` in any column, flags included, which must be none. The rows are drawn
and compared in blocks, each with a seed of its own, by one process for each processor.
"""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import duckdb
import narwhals as nw

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.recorded import Row as Recorded
from benchmarks.recorded import record
from tests.frames.backends import MAKE, arrow_table, outputs, polars_frame
from tests.frames.populations import Row, differences, population

import kopdes_jamsos as kj
from kopdes_jamsos.frames import Reason
from kopdes_jamsos.frames.engines import Job

SEED, BLOCK = 2026, 20_000
REFUSED = "rows that are refused"


def in_sql(rows: Sequence[Row]) -> Any:
    """The text of SQL over the rows, run by DuckDB."""
    table = arrow_table(rows)
    relation = duckdb.from_arrow(table)
    types = dict(zip(relation.columns, map(str, relation.types), strict=True))
    database = duckdb.connect()
    database.register("rows", table)
    return database.sql(kj.frames.sql("rows", types, month="month"))


def in_narwhals(rows: Sequence[Row]) -> Any:
    """What engines get that have no way of their own."""
    job = Job(month="month", law=kj.LAW, columns=None, constants=None)
    return nw.to_native(job._add_by_narwhals(nw.from_native(polars_frame(rows))))


def assessed(make: Callable[[Sequence[Row]], Any]) -> Callable[[Sequence[Row]], Any]:
    """The rows assessed as frames of one kind."""
    return lambda rows: kj.frames.assess(make(rows), month="month")


WAYS = {
    **{engine: assessed(make) for engine, make in MAKE.items()},
    "DuckDB, text of frames.sql": in_sql,
    "narwhals": in_narwhals,
}


def compared(block: tuple[int, int]) -> tuple[int, Counter[str]]:
    """How many rows a block has, and how many of them differ, by the way of computing them."""
    number, size = block
    rows = population(SEED + number, size)
    found = outputs(kj.frames.assess(polars_frame(rows), month="month"))
    wrong = {place for place, *_ in differences(rows, found)}
    counts = Counter({REFUSED: sum(Reason(flags).refused for flags in found["flags"])})
    for way, compute in WAYS.items():
        got = outputs(compute(rows))
        columns = [zip(got[name], found[name], strict=True) for name in found]
        differ = {row for each in columns for row, (a, b) in enumerate(each) if a != b}
        counts[way] = len(wrong | differ)
    return size, counts


def main(size: int, *, recorded: bool) -> None:
    """Compare, and print."""
    start = time.perf_counter()
    blocks = [
        (number, min(BLOCK, size - first)) for number, first in enumerate(range(0, size, BLOCK))
    ]
    done, counts = 0, Counter[str]()
    with get_context("spawn").Pool(os.cpu_count()) as pool:
        for rows, found in pool.imap_unordered(compared, blocks):
            done += rows
            counts.update(found)
            print(f"{done:,} rows, {sum(counts[way] for way in WAYS):,} differ", flush=True)
    print(f"{done:,} rows, {counts[REFUSED]:,} refused, {time.perf_counter() - start:.0f} s")
    table: list[Recorded] = [
        {"computed by": way, "rows": done, "rows that differ": counts[way]} for way in WAYS
    ]
    for row in table:
        print(f"{row['computed by']}: {row['rows that differ']} rows differ")
    if recorded:
        record(
            "frames_equality",
            table,
            title="Every way to compute columns beside `kj.assess`, row by row",
            how=f"Rows of all segments from July 2015 to December 2026, seeded, "
            f"{counts[REFUSED]:,} of them refused; a row differs if any of its amounts, totals or "
            "flags does.",
            command="python benchmarks/frames_equality.py --record",
        )


if __name__ == "__main__":
    sizes = [int(each) for each in sys.argv[1:] if each != "--record"]
    main(*(sizes or [1_000_000]), recorded="--record" in sys.argv)
