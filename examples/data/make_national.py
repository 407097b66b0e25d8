"""Make the officers and supervisors of 82,426 village cooperatives, all invented.

The numbers of villages by regency are real (`villages_per_regency.csv`, from idn-area-data 3.1.2,
ODbL 1.0: see NOTICE), and so are the two totals; the cooperatives are shared out in proportion to
the villages. Who is in them, what they earn and which group they stand in is drawn by a seeded
arithmetic that gives the same people on every machine. Nothing is written unless a file is named.

    python examples/data/make_national.py national.parquet
"""

from __future__ import annotations

import sys
from pathlib import Path

import polars as pl

VILLAGES = Path(__file__).parent / "villages_per_regency.csv"
SEED = 82_426
COOPERATIVES = 82_426
PEOPLE = 688_639
OFFICERS, SUPERVISORS = 5, 3  # the least that the law asks for; others have two officers more
# Of 1,000: 307 cooperatives with employees, 120 people who drive for a living.
WITH_EMPLOYEES, DRIVERS = 307, 120
INCOMES = (600_000, 3_600_000, 50_000)


def cooperatives() -> pl.DataFrame:
    """One row for each cooperative, shared out by largest remainder."""
    villages = pl.col("desa") + pl.col("kelurahan")
    total = villages.sum()
    shares = pl.read_csv(VILLAGES, schema_overrides={"regency_code": pl.String}).select(
        "province",
        "regency",
        share=villages * COOPERATIVES // total,
        rest=villages * COOPERATIVES % total,
    )
    missing = COOPERATIVES - shares["share"].sum()
    ranked = shares.sort("rest", "regency", descending=[True, False]).with_row_index("rank")
    counted = ranked.with_columns(pl.col("share") + (pl.col("rank") < missing).cast(pl.Int64))
    rows = counted.sort("province", "regency").select(
        "province", "regency", pl.col("share").repeat_by(pl.col("share").cast(pl.UInt32))
    )
    return rows.explode("share").drop("share").with_row_index("cooperative")


def draw(column: str, salt: int) -> pl.Expr:
    """A number from 0 to 2^31 - 2 that looks random, for each value of a column of numbers."""
    found = pl.col(column).cast(pl.Int64) + SEED + salt * 7_919
    for _ in range(3):
        found = (found * 48_271 + salt) % 2_147_483_647
    return found


def people() -> pl.DataFrame:
    """One row for each officer and supervisor."""
    least = OFFICERS + SUPERVISORS
    larger, vacant = divmod(PEOPLE - COOPERATIVES * least + 1, 2)
    size = pl.lit(least, pl.Int64) + 2 * (pl.col("rank") < larger).cast(pl.Int64)
    # An odd number of people over: one post is vacant.
    size -= ((pl.col("rank") == 0) & pl.lit(vacant == 0)).cast(pl.Int64)
    low, high, step = INCOMES
    return (
        cooperatives()
        .with_columns(rank=draw("cooperative", 1).rank("ordinal") - 1)
        .with_columns(place=pl.int_ranges(0, size))
        .explode("place")
        .with_row_index("person")
        .select(
            "province",
            "regency",
            "cooperative",
            organ=pl.when(pl.col("place") < SUPERVISORS)
            .then(pl.lit("supervisors"))
            .otherwise(pl.lit("officers")),
            income=low + draw("person", 2) % ((high - low) // step) * step,
            group=pl.when(draw("cooperative", 3) % 1_000 < WITH_EMPLOYEES)
            .then(pl.lit("employer"))
            .otherwise(pl.lit("unwaged")),
            sector=pl.when(draw("person", 4) % 1_000 < DRIVERS)
            .then(pl.lit("transport"))
            .otherwise(pl.lit("other")),
        )
    )


if __name__ == "__main__":
    people().write_parquet(sys.argv[1])
