"""A seeded million rows, mixed and partly spoilt: every way to compute against `kj.assess`.

    python benchmarks/frames_equality.py [rows]

Every segment, construction projects and JKP among them, risk class, sector, funding, age and month
from July 2015 to December 2026, with missing and impossible facts. Prints how many
differ, which must be 0: of rows against `kj.assess`, and of figures between the ways.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import duckdb
import narwhals as nw

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.frames.backends import MAKE, arrow_table, outputs, polars_frame
from tests.frames.populations import Row, differences, population

import kopdes_jamsos as kj
from kopdes_jamsos.frames import Reason
from kopdes_jamsos.frames.engines import Job


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


def main(size: int) -> None:
    """Compare, and print."""
    start = time.perf_counter()
    rows = population(2026, size)
    found = outputs(kj.frames.assess(polars_frame(rows), month="month"))
    refused = sum(Reason(flags).refused for flags in found["flags"])
    wrong = len(differences(rows, found))
    print(f"{size:,} rows ({refused:,} refused) over polars against kj.assess: {wrong} differ")

    def assessed(make: Callable[[Sequence[Row]], Any]) -> Callable[[Sequence[Row]], Any]:
        return lambda rows: kj.frames.assess(make(rows), month="month")

    ways = {engine: assessed(make) for engine, make in MAKE.items()}
    for way, compute in (ways | {"SQL text": in_sql, "narwhals": in_narwhals}).items():
        got = outputs(compute(rows))
        columns = (zip(got[name], found[name], strict=True) for name in found)
        differ = sum(a != b for column in columns for a, b in column)
        print(f"{way}: {differ} figures differ", flush=True)
    print(f"{time.perf_counter() - start:.0f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
