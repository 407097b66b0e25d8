"""What all officers and supervisors of 82,426 village cooperatives cost in 2026.

Twelve months, by province and month, three times: without PP 50/2025 (the law as it was known the
day before that regulation), with it by its text, and with it as branches practise it. The numbers
of cooperatives and people are those published for the programme; the villages by regency are real,
the people invented (`data/make_national.py`).

    python examples/02_national.py

Needs the extra `frames`.
"""

from __future__ import annotations

import datetime as dt
import runpy
import time
from pathlib import Path

import polars as pl

import kopdes_jamsos as kj

MAKE = Path(__file__).parent / "data" / "make_national.py"
MONTHS = [kj.Month(2026, 1) + number for number in range(12)]
# Nobody's wage is involved: BPU in JKK and JKM, paid by the cooperative for them.
CONSTANTS = {"segment": "BPU", "jkk": True, "jkm": True, "funding": "cooperative"}
BEFORE = kj.LAW.as_known(dt.date(2025, 12, 21))  # PP 50/2025 is of 22 December 2025
READINGS = {
    "without PP 50/2025": BEFORE,
    "with it, by its text": kj.LAW,
    "with it, as practised": kj.LAW.with_reading("relief-as-practised"),
}


def totals(people: pl.DataFrame) -> pl.DataFrame:
    """Rupiah by province and month, a column for each reading."""
    parts = []
    for reading, law in READINGS.items():
        for month in MONTHS:
            owed = kj.frames.bill(
                people, by=["province"], month=month, constants=CONSTANTS, law=law
            )
            parts.append(
                owed.select(
                    "province",
                    "refused",
                    "total",
                    month=pl.lit(str(month)),
                    reading=pl.lit(reading),
                )
            )
    return pl.concat(parts)


def main() -> None:
    """Make the people, bill them and print the table."""
    people: pl.DataFrame = runpy.run_path(str(MAKE))["people"]()
    start = time.perf_counter()
    owed = totals(people)
    seconds = time.perf_counter() - start
    print(
        f"{people['cooperative'].n_unique():,} cooperatives, {len(people):,} officers and "
        f"supervisors (invented people, real villages);\n"
        f"{len(people) * len(MONTHS) * len(READINGS):,} contributions, "
        f"{owed['refused'].sum()} refused, in {seconds:.1f} s. Million rupiah:\n"
    )
    print(f"{'month':10}" + "".join(f"{reading:>24}" for reading in READINGS))
    for month in map(str, MONTHS):
        print_line(month, owed.filter(pl.col("month") == month))
    print_line("2026", owed)
    print("\nProvinces, the whole year and December:")
    for province in owed["province"].unique().sort():
        rows = owed.filter(pl.col("province") == province)
        print(f"{province}")
        print_line("  year", rows)
        print_line("  December", rows.filter(pl.col("month") == "2026-12"))
    print(
        "\nPP 50/2025 halves JKK and JKM of independent workers (group b) only. By the text the\n"
        "officers without a wage stand in group c (by another reading, taken here where there\n"
        "are employees, in a), so it changes nothing for them; the branches give it to them all\n"
        "the same. One of them, explained:\n"
    )
    one = kj.frames.explain(people, 0, month=MONTHS[-1], constants=CONSTANTS)
    print(one.explain("id"))


def print_line(head: str, rows: pl.DataFrame) -> None:
    """One line of the table, in million rupiah."""
    sums = {
        reading: rows.filter(pl.col("reading") == reading)["total"].sum() for reading in READINGS
    }
    print(f"{head:10}" + "".join(f"{total // 1_000_000:>24,}" for total in sums.values()))


if __name__ == "__main__":
    main()
