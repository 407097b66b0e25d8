"""What somebody would write by hand for one tariff on each engine: the twins of `frames.py`.

Wage earners in all programmes but JKP, with the same columns, flags and refused rows as the library
gives, for November 2026; `months` has the ceilings of ten years. The figures are copied from the
law here, as whoever computes by hand copies them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

# What the library refuses as too large, the ceiling of JP, and ten thousandths of JKK.
LARGEST = 517_597_658_318
CEILING = 11_086_300
RISKS = (24, 54, 89, 127, 174)
BASE, TOO_LARGE, RISK_CLASS = 1 << 18, 1 << 19, 1 << 20
PLAIN, CAPPED = 2_064, 2_320
# Months from which a ceiling holds.
CEILINGS = {
    dt.date(2015, 7, 1): 7_000_000,
    dt.date(2016, 3, 1): 7_335_300,
    dt.date(2017, 3, 1): 7_703_500,
    dt.date(2018, 3, 1): 8_094_000,
    dt.date(2019, 3, 1): 8_512_400,
    dt.date(2020, 3, 1): 8_939_700,
    dt.date(2021, 3, 1): 8_754_600,
    dt.date(2022, 3, 1): 9_077_600,
    dt.date(2023, 3, 1): 9_559_600,
    dt.date(2024, 3, 1): 10_042_300,
    dt.date(2025, 3, 1): 10_547_400,
    dt.date(2026, 3, 1): 11_086_300,
}
# PP 49/2020: a hundredth of JKK and JKM in these months.
RELIEF = (dt.date(2020, 8, 1), dt.date(2021, 1, 31))
RELIEVED = 512
NOBODY = (
    "jkp_employer", "jkk_participant", "jkm_participant", "jht_participant", "total_participant",
)  # fmt: skip
Call = Callable[[], Any]


def in_polars(frame: Any, outputs: list[str], month: str | None = None) -> Call:
    """Expressions of Polars, as they would be kept."""
    import polars as pl

    wage, risk, small = pl.col("wage"), pl.col("risk_class"), pl.Int32

    def bit(test: Any, then: int, otherwise: int) -> Any:
        return pl.when(test).then(pl.lit(then, small)).otherwise(pl.lit(otherwise, small))

    ceiling: Any = pl.lit(CEILING, pl.Int64)
    if month is not None:
        (_, first), *later = CEILINGS.items()
        ceiling = pl.lit(first, pl.Int64)
        for start, amount in later:
            over = pl.col(month) >= start
            ceiling = pl.when(over).then(pl.lit(amount, pl.Int64)).otherwise(ceiling)
    refused = bit(wage >= 0, 0, BASE) + bit(risk.is_between(1, 5), 0, RISK_CLASS)
    share = pl.lit(RISKS[-1], pl.Int64)
    for number, rate in reversed(list(enumerate(RISKS[:-1], 1))):
        share = pl.when(risk == number).then(pl.lit(rate, pl.Int64)).otherwise(share)
    w, c, limit = pl.col("_w"), pl.col("_c"), pl.col("_limit")
    jkk, jkm = (w * share + 5_000) // 10_000, (w * 3 + 500) // 1_000
    flags = bit(w > limit, CAPPED, PLAIN)
    if month is not None:
        relieved = pl.col(month).is_between(*RELIEF)
        kept = pl.when(relieved).then(pl.lit(1, pl.Int64)).otherwise(pl.lit(100, pl.Int64))
        jkk = (w * (share * kept) + 500_000) // 1_000_000
        jkm = (w * (3 * kept) + 50_000) // 100_000
        flags = flags + bit(relieved, RELIEVED, 0)
    steps: list[list[Any]] = [
        [(refused + bit(wage > LARGEST, TOO_LARGE, 0)).alias("_why"), ceiling.alias("_limit")],
        [pl.when(pl.col("_why") == 0).then(wage).alias("_w")],
        [pl.when(w > limit).then(limit).otherwise(w).alias("_c")],
        [
            jkk.alias("jkk_employer"),
            jkm.alias("jkm_employer"),
            ((w * 37 + 500) // 1_000).alias("jht_employer"),
            ((w + 25) // 50).alias("jht_worker"),
            ((c + 25) // 50).alias("jp_employer"),
            ((c + 50) // 100).alias("jp_worker"),
            *((w * 0).alias(name) for name in NOBODY),
            pl.when(pl.col("_why") == 0)
            .then(flags)
            .otherwise(pl.col("_why"))
            .alias("flags"),
        ],
        [
            (
                pl.col("jkk_employer") + pl.col("jkm_employer") + pl.col("jht_employer")
                + pl.col("jp_employer")
            ).alias("total_employer"),
            (pl.col("jht_worker") + pl.col("jp_worker")).alias("total_worker"),
        ],
        [(pl.col("total_employer") + pl.col("total_worker")).alias("total")],
    ]  # fmt: skip

    def call() -> Any:
        found = frame.lazy()
        for step in steps:
            found = found.with_columns(*step)
        return found.select(*frame.columns, *outputs).collect()

    return call


def in_numpy(wage: Any, risk: Any, ceiling: Any, relieved: Any) -> tuple[dict[str, Any], Any]:
    """The columns and which rows are refused, in numpy."""
    import numpy as np

    bad_wage, bad_risk, large = wage < 0, (risk < 1) | (risk > 5), wage > LARGEST
    refused = bad_wage | bad_risk | large
    some = bool(refused.any())
    if some:
        bits = bad_wage * np.int32(BASE) + bad_risk * np.int32(RISK_CLASS)
        bits += large * np.int32(TOO_LARGE)
        wage, risk = np.where(refused, 0, wage), np.where(refused, 1, risk)
    capped = np.minimum(wage, ceiling)
    share, flags = np.array([0, *RISKS])[risk], np.where(wage > ceiling, CAPPED, PLAIN)
    if relieved is None:
        jkk, jkm = (wage * share + 5_000) // 10_000, (wage * 3 + 500) // 1_000
    else:
        kept = np.where(relieved, 1, 100)
        jkk = (wage * (share * kept) + 500_000) // 1_000_000
        jkm = (wage * (3 * kept) + 50_000) // 100_000
        flags = flags + relieved * RELIEVED
    found = {
        "jkk_employer": jkk,
        "jkm_employer": jkm,
        "jht_employer": (wage * 37 + 500) // 1_000,
        "jht_worker": (wage + 25) // 50,
        "jp_employer": (capped + 25) // 50,
        "jp_worker": (capped + 50) // 100,
        **{name: np.zeros(len(wage), np.int64) for name in NOBODY},
    }
    employer = ("jkk_employer", "jkm_employer", "jht_employer", "jp_employer")
    found["total_employer"] = sum(found[name] for name in employer)
    found["total_worker"] = found["jht_worker"] + found["jp_worker"]
    found["total"] = found["total_employer"] + found["total_worker"]
    flags = flags.astype(np.int32)
    found["flags"] = np.where(refused, bits, flags) if some else flags
    return found, refused


def in_pandas(frame: Any, outputs: list[str], month: str | None = None) -> Call:
    """Numpy over the columns of pandas, and nullable columns of it."""
    import numpy as np
    import pandas as pd

    starts = np.array(list(CEILINGS), dtype="datetime64[s]")
    amounts = np.array(list(CEILINGS.values()), dtype=np.int64)

    def call() -> Any:
        ceiling: Any = CEILING
        relieved: Any = None
        if month is not None:
            days = frame[month].to_numpy().astype("datetime64[s]")
            ceiling = amounts[np.searchsorted(starts, days, side="right") - 1]
            relieved = (days >= np.datetime64(RELIEF[0])) & (days <= np.datetime64(RELIEF[1]))
        wage, risk = frame["wage"].to_numpy(), frame["risk_class"].to_numpy()
        found, refused = in_numpy(wage, risk, ceiling, relieved)
        none = np.zeros(len(refused), dtype=bool)
        columns = {
            name: pd.arrays.IntegerArray(found[name], (none if name == "flags" else refused).copy())
            for name in outputs
        }
        added = pd.DataFrame(columns, index=frame.index, copy=False)
        return pd.concat([frame, added], axis=1)

    return call


def in_pyarrow(table: Any, outputs: list[str], month: str | None = None) -> Call:
    """The functions of Arrow."""
    import pyarrow as pa
    import pyarrow.compute as pc

    def big(value: int | None) -> Any:
        return pa.scalar(value, pa.int64())

    def bit(test: Any, then: int, otherwise: int) -> Any:
        return pc.if_else(test, pa.scalar(then, pa.int32()), pa.scalar(otherwise, pa.int32()))

    def share(base: Any, half: int, of: int) -> Any:
        return pc.divide(pc.add(base, big(half)), big(of))

    def call() -> Any:
        wage, risk = table["wage"], table["risk_class"]
        inside = pc.and_(pc.greater_equal(risk, big(1)), pc.less_equal(risk, big(5)))
        tests = [pc.greater_equal(wage, big(0)), inside, pc.greater(wage, big(LARGEST))]
        known = [pc.fill_null(test, False) for test in tests]
        why = pc.add(bit(known[0], 0, BASE), bit(known[1], 0, RISK_CLASS))
        why = pc.add(why, bit(known[2], TOO_LARGE, 0))
        good = pc.equal(why, pa.scalar(0, pa.int32()))
        wage = pc.if_else(good, wage, big(None))
        ceiling: Any = big(CEILING)
        if month is not None:
            (_, first), *later = CEILINGS.items()
            ceiling = big(first)
            for start, amount in later:
                over = pc.greater_equal(table[month], pa.scalar(start, table[month].type))
                ceiling = pc.if_else(over, big(amount), ceiling)
        rate = big(RISKS[-1])
        for number, each in reversed(list(enumerate(RISKS[:-1], 1))):
            rate = pc.if_else(pc.equal(risk, big(number)), big(each), rate)
        capped = pc.min_element_wise(wage, ceiling, skip_nulls=False)
        jkk = share(pc.multiply(wage, rate), 5_000, 10_000)
        jkm = share(pc.multiply(wage, big(3)), 500, 1_000)
        flags = bit(pc.greater(wage, ceiling), CAPPED, PLAIN)
        if month is not None:
            first_day, last_day = (pa.scalar(day, table[month].type) for day in RELIEF)
            relieved = pc.and_(
                pc.greater_equal(table[month], first_day), pc.less_equal(table[month], last_day)
            )
            kept = pc.if_else(relieved, big(1), big(100))
            jkk = share(pc.multiply(wage, pc.multiply(rate, kept)), 500_000, 1_000_000)
            jkm = share(pc.multiply(wage, pc.multiply(kept, big(3))), 50_000, 100_000)
            flags = pc.add(flags, bit(relieved, RELIEVED, 0))
        found = {
            "flags": pc.if_else(good, flags, why),
            "jkk_employer": jkk,
            "jkm_employer": jkm,
            "jht_employer": share(pc.multiply(wage, big(37)), 500, 1_000),
            "jht_worker": share(wage, 25, 50),
            "jp_employer": share(capped, 25, 50),
            "jp_worker": share(capped, 50, 100),
            **dict.fromkeys(NOBODY, pc.multiply(wage, big(0))),
        }
        employer = found["jkk_employer"]
        for name in ("jkm_employer", "jht_employer", "jp_employer"):
            employer = pc.add(employer, found[name])
        found["total_employer"] = employer
        found["total_worker"] = pc.add(found["jht_worker"], found["jp_worker"])
        found["total"] = pc.add(employer, found["total_worker"])
        columns = [*table.columns, *(found[name] for name in outputs)]
        return pa.Table.from_arrays(columns, names=[*table.column_names, *outputs])

    return call


def as_sql(outputs: list[str], table: str, divide: str, month: str | None = None) -> str:
    """One SELECT; DuckDB divides whole numbers by `//`, Spark by `div`."""
    whens = " ".join(f"when {number} then {rate}" for number, rate in enumerate(RISKS, 1))
    limit, kept, relieved = str(CEILING), "100", "0"
    if month is not None:
        between = f"{month} between date '{RELIEF[0]}' and date '{RELIEF[1]}'"
        kept = f"case when {between} then 1 else 100 end"
        relieved = f"case when {between} then {RELIEVED} else 0 end"
        cases = [f"when {month} >= date '{start}' then {ceiling}"
                 for start, ceiling in reversed(CEILINGS.items())]  # fmt: skip
        limit = f"case {' '.join(cases)} end"
    zeros = ", ".join(f"w * 0 as {name}" for name in NOBODY)
    wanted = ", ".join("employer + worker as total" if name == "total" else
                       {"total_employer": "employer as total_employer",
                        "total_worker": "worker as total_worker"}.get(name, name)
                       for name in outputs)  # fmt: skip
    columns = ", ".join(filter(None, ("wage", "risk_class", month)))
    return f"""
    select {columns}, {wanted} from (
    select *, jkk_employer + jkm_employer + jht_employer + jp_employer as employer,
           jht_worker + jp_worker as worker from (
    select *, {zeros},
           (w * cast(case risk_class {whens} end * {kept} as bigint) + 500000) {divide} 1000000
           as jkk_employer,
           (w * cast(3 * {kept} as bigint) + 50000) {divide} 100000 as jkm_employer,
           (w * 37 + 500) {divide} 1000 as jht_employer,
           (w + 25) {divide} 50 as jht_worker,
           (c + 25) {divide} 50 as jp_employer, (c + 50) {divide} 100 as jp_worker,
           cast(case when why <> 0 then why
                     else {relieved} + case when w > ceiling then {CAPPED} else {PLAIN} end
                end as int) as flags from (
    select *, case when w > ceiling then ceiling else w end as c from (
    select *, case when why = 0 then wage end as w from (
    select *, cast({limit} as bigint) as ceiling,
           case when wage >= 0 then 0 else {BASE} end
           + case when risk_class between 1 and 5 then 0 else {RISK_CLASS} end
           + case when wage > {LARGEST} then {TOO_LARGE} else 0 end as why
    from {table})))))"""


def in_duckdb(relation: Any, outputs: list[str], month: str | None = None) -> Call:
    """SQL over a relation, brought into Arrow."""
    text = as_sql(outputs, "rows_by_hand", "//", month)
    return lambda: relation.query("rows_by_hand", text).to_arrow_table()
