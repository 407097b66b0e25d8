"""The tariff over columns: any dataframe in, the same kind of frame with the amounts out.

Needs the extra `frames` (`kopdes-jamsos[frames]`), and pyarrow for frames of pandas. The rows of
the tariff are those that `kj.assess` reads for one person; here they are compiled into expressions,
so both agree to the rupiah, in every month and engine.

Inputs, by default under these names: `segment` (PU, BPU, construction), `wage` (PU), `income` (BPU)
and `contract_value` or `wages` (construction) in whole rupiah, `risk_class` (1 to 5), `jkk`, `jkm`,
`jht`, `jp` and `jkp` (booleans), `group`, `sector`, `funding` and `scale` (text), `registered_on`
and `birth_date` (dates; of wage earners), or `past_pension_age` in place of both,
`labour_intensive`, `pension_deferred` and `settled` (booleans). They mean what they mean in
`PUEnrolment`, `BPUEnrolment` and `ConstructionEnrolment`. Only those that the rows need must be
there. Where a column is missing and what it would say is assumed (without `birth_date`, that nobody
in JP is past pension age), an `AssumedFactWarning` says so, once for a call;
`columns={"birth_date": None}` says that this is meant. `assumed` counts the rows.

Columns that are added: `jkk_employer`, `jkm_employer`, `jht_employer`, `jht_worker`,
`jp_employer`, `jp_worker`, `jkp_employer` (nothing is owed: PP 37/2021 Pasal 11),
`jkk_participant`, `jkm_participant`, `jht_participant`, `total_employer`, `total_worker`,
`total_participant`, `total` (int64), and `flags` (int32), the
bits of `Reason`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from kopdes_jamsos.errors import FrameError

try:
    import narwhals as _narwhals  # noqa: F401 - only to say what is missing
    import polars as _polars  # noqa: F401 - as the one above
except ModuleNotFoundError as error:  # pragma: no cover - shown in a process of its own
    raise FrameError(
        "Columns need the packages narwhals and polars.", remedy="Install kopdes-jamsos[frames]."
    ) from error

from kopdes_jamsos.contributions.assessment import Assessment
from kopdes_jamsos.frames.engines import Job, Kernel, sql_of
from kopdes_jamsos.frames.reasons import Reason
from kopdes_jamsos.frames.totals import count_assumed, count_refused, explain_row, total_by
from kopdes_jamsos.law import LAW, LawBook
from kopdes_jamsos.months import Month

FrameT = TypeVar("FrameT")


def assess(
    frame: FrameT,
    *,
    month: Month | str,
    law: LawBook = LAW,
    columns: Mapping[str, str | None] | None = None,
    constants: Mapping[str, Any] | None = None,
) -> FrameT:
    """Assess every row of a frame; the law of the contribution month decides.

    A lazy frame stays lazy; of a column that is missing a warning is given at once. A row that
    `kj.assess` would refuse has null amounts, and `flags` says why; rows that are not in a
    programme or segment have 0 there.

    Args:
        frame: A frame of pandas, polars, pyarrow, DuckDB, PySpark, Dask, or another that narwhals
            knows.
        month: The month to which the contributions belong, as a Month or as text, or the name of
            a column of dates in the months. A text that names a column and a month is refused.
        law: Book of law.
        columns: Our names with the frame's names where they differ; None for a fact that is not
            known, or a column that only happens to have the name of an input.
        constants: Our names with the value of choices and flags that are the same for every row.

    Raises:
        FrameError: code `frame`: no frame, a column is missing or of the wrong type, or every row
            would be refused.
        BeforeDataError: code `before-data`, NotAnnouncedError: code `not-announced`: if every row
            would be refused for the month.

    Warns:
        AssumedFactWarning: code `assumed-fact`: a fact is in no column and was assumed.

    Examples:
        >>> import polars as pl
        >>> workers = pl.DataFrame(
        ...     {
        ...         "wage": [5_000_000, 12_000_000, -1],
        ...         "risk_class": [1, 3, 1],
        ...         "birth_date": [dt.date(1960, 5, 17), None, dt.date(1990, 8, 17)],
        ...     }
        ... )
        >>> everyone = {"segment": "PU", "jkk": True, "jkm": True, "jht": True, "jp": True}
        >>> owed = kj.frames.assess(workers, month=kj.Month(2026, 11), constants=everyone)
        >>> owed["total"].to_list()
        [312000, 1159389, None]
        >>> [kj.frames.Reason(flag).name for flag in owed["flags"]]
        ['NOT_IN_JKP|PAST_PENSION_AGE', 'NOT_IN_JKP|CEILING_APPLIED|AGE_NOT_GIVEN', 'REFUSED_BASE']
    """
    job = Job(month=month, law=law, columns=columns, constants=constants)
    return job.add_to(frame)


def explain(
    frame: object,
    row: int | Mapping[str, Any],
    *,
    month: Month | str,
    law: LawBook = LAW,
    columns: Mapping[str, str | None] | None = None,
    constants: Mapping[str, Any] | None = None,
) -> Assessment:
    """Assess one row with its trace, through `kj.assess`.

    Args:
        frame: The frame that was, or could be, given to `assess`.
        row: Position of the row, in a frame that is not lazy; or values of columns that only this
            row has.
        month: As for `assess`.
        law: As for `assess`.
        columns: As for `assess`.
        constants: As for `assess`.

    Raises:
        FrameError: code `frame`: no such row, or more than one.
        KopdesJamsosError: whatever refuses the row: the error says what the flag only names.

    Examples:
        >>> import polars as pl
        >>> traders = pl.DataFrame({"id": [7], "income": [1_500_000], "jkk": [True]})
        >>> a = kj.frames.explain(
        ...     traders, {"id": 7}, month=kj.Month(2025, 7), constants={"segment": "BPU"}
        ... )
        >>> a.total
        16000
    """
    job = Job(month=month, law=law, columns=columns, constants=constants)
    return explain_row(job, frame, row)


def bill(
    frame: FrameT,
    *,
    by: Sequence[str],
    month: Month | str,
    law: LawBook = LAW,
    columns: Mapping[str, str | None] | None = None,
    constants: Mapping[str, Any] | None = None,
) -> FrameT:
    """Total the contributions by columns of the frame, by programme and by payer.

    Args:
        frame: As for `assess`.
        by: Columns to group by; "program" and "payer" among them give one row and one `total` for
            each programme or payer in place of a column for each.
        month: As for `assess`.
        law: As for `assess`.
        columns: As for `assess`.
        constants: As for `assess`.

    Returns:
        A frame of the same kind, in no particular order: the grouping columns, `rows`, `refused`
        (rows without amounts), and the sums.

    Raises:
        FrameError: code `frame`.

    Examples:
        >>> import polars as pl
        >>> workers = pl.DataFrame({"village": ["A", "A", "B"], "wage": [3_000_000] * 3})
        >>> everyone = {"segment": "PU", "jht": True}
        >>> due = kj.frames.bill(
        ...     workers, by=["village", "payer"], month=kj.Month(2026, 11), constants=everyone
        ... )
        >>> due.sort("village", "payer").filter(pl.col("village") == "B").rows()[::2]
        [('B', 'employer', 1, 0, 111000), ('B', 'worker', 1, 0, 60000)]
    """
    job = Job(month=month, law=law, columns=columns, constants=constants)
    return total_by(job, frame, by)


def refused(frame: object) -> int:
    """Count the refused rows of a frame that `assess` gave; a lazy frame is computed for it.

    Raises:
        FrameError: code `frame`: the frame has no column `flags`.

    Examples:
        >>> import polars as pl
        >>> workers = pl.DataFrame({"wage": [3_000_000, None]})
        >>> kj.frames.refused(
        ...     kj.frames.assess(
        ...         workers, month=kj.Month(2026, 11), constants={"segment": "PU", "jht": True}
        ...     )
        ... )
        1
    """
    return count_refused(frame)


def assumed(frame: object) -> dict[str, int]:
    """Count the rows of a frame that `assess` gave by what was assumed for them.

    The names are those of the conventions, as in `Assessment.assumptions`. A lazy frame is computed
    for it.

    Raises:
        FrameError: code `frame`: the frame has no column `flags`.

    Examples:
        >>> import polars as pl
        >>> workers = pl.DataFrame(
        ...     {"wage": [3_000_000] * 2, "birth_date": [None, dt.date(1990, 8, 17)]}
        ... )
        >>> owed = kj.frames.assess(
        ...     workers, month=kj.Month(2026, 11), constants={"segment": "PU", "jp": True}
        ... )
        >>> kj.frames.assumed(owed)
        {'jp-age-not-given': 1}
    """
    return count_assumed(frame)


def kernel(
    *,
    month: Month | str,
    law: LawBook = LAW,
    columns: Mapping[str, str | None] | None = None,
    constants: Mapping[str, Any] | None = None,
) -> Kernel:
    """Make the same computation for Arrow record batches, for engines that hand out such.

    The kernel can be pickled. It takes one batch; its method `batches` takes an iterator of them,
    as the `mapInArrow` of Spark gives it, and its method `schema` tells the schema of the result.

    Args:
        month: As for `assess`.
        law: As for `assess`.
        columns: As for `assess`.
        constants: As for `assess`.

    Examples:
        >>> import pyarrow as pa
        >>> owed = kj.frames.kernel(
        ...     month=kj.Month(2026, 11), constants={"segment": "PU", "jht": True}
        ... )
        >>> batch = pa.RecordBatch.from_pydict({"wage": [3_000_000]})
        >>> owed(batch).column("total").to_pylist()
        [171000]
    """
    job = Job(month=month, law=law, columns=columns, constants=constants)
    return Kernel(job)


def sql(
    table: str | Sequence[str],
    types: Mapping[str, str],
    *,
    month: Month | str,
    law: LawBook = LAW,
    columns: Mapping[str, str | None] | None = None,
    constants: Mapping[str, Any] | None = None,
    dialect: str = "duckdb",
) -> str:
    """Write the same computation as one SELECT, for those who compute inside a database.

    The months in which a rule holds are written into it: write it anew when the law changes.

    Args:
        table: Name of the table or view; a list where it has several parts, as `["hr", "workers"]`.
        types: Names and types of its columns, as the database writes types: these columns come
            first in the result, and those of `assess` after them.
        month: As for `assess`.
        law: As for `assess`.
        columns: As for `assess`.
        constants: As for `assess`.
        dialect: "duckdb" or "spark".

    Raises:
        FrameError: code `frame`: as for `assess`; or there is no such dialect.

    Examples:
        >>> import duckdb
        >>> database = duckdb.connect()
        >>> _ = database.execute("create table workers as select 3_000_000::bigint as wage")
        >>> text = kj.frames.sql(
        ...     "workers",
        ...     {"wage": "bigint"},
        ...     month=kj.Month(2026, 11),
        ...     constants={"segment": "PU", "jht": True},
        ... )
        >>> database.sql(text).project("wage, jht_employer, jht_worker, total").fetchall()
        [(3000000, 111000, 60000, 171000)]
    """
    job = Job(month=month, law=law, columns=columns, constants=constants)
    return sql_of(job, table, types, dialect)


__all__ = [
    "Kernel",
    "Reason",
    "assess",
    "assumed",
    "bill",
    "explain",
    "kernel",
    "refused",
    "sql",
]
