"""One population as each kind of frame, and the columns of each kind of frame as lists."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
from tests.frames.populations import COLUMNS, OUTPUTS, Row

_TYPES = {
    **dict.fromkeys(("segment", "group", "sector", "funding", "scale"), pl.String),
    **dict.fromkeys(("wage", "income", "contract_value", "wages", "risk_class"), pl.Int64),
    **dict.fromkeys(("birth_date", "registered_on", "month"), pl.Date),
}


def polars_frame(rows: Sequence[Row]) -> pl.DataFrame:
    """The rows as an eager polars frame, with their number."""
    schema = {name: _TYPES.get(name, pl.Boolean) for name in COLUMNS}
    return pl.DataFrame(list(rows), schema=schema).with_row_index("id")


def arrow_table(rows: Sequence[Row]) -> pa.Table:
    """The rows as an Arrow table."""
    return polars_frame(rows).cast({"id": pl.Int64}).to_arrow()


def pandas_nullable(rows: Sequence[Row]) -> pd.DataFrame:
    """The rows as pandas users have them: Int64, boolean, objects and dates with a time."""
    frame = pd.DataFrame(list(rows), columns=list(COLUMNS))
    frame["id"] = range(len(rows))
    for name in ("wage", "income", "contract_value", "wages", "risk_class"):
        frame[name] = pd.array([row[name] for row in rows], dtype="Int64")
    for name in ("birth_date", "registered_on"):
        frame[name] = frame[name].astype("datetime64[s]")
    return frame.set_index(pd.Index([f"row {number}" for number in range(len(rows))]))


MAKE: dict[str, Callable[[Sequence[Row]], Any]] = {
    "polars": polars_frame,
    "polars lazy": lambda rows: polars_frame(rows).lazy(),
    "pandas": pandas_nullable,
    "pandas of Arrow": lambda rows: arrow_table(rows).to_pandas(types_mapper=pd.ArrowDtype),
    "pyarrow": arrow_table,
    "DuckDB": lambda rows: duckdb.from_arrow(arrow_table(rows)),
}


def outputs(frame: Any) -> Mapping[str, list[Any]]:
    """The columns that were added, in the order of the rows."""
    if isinstance(frame, pd.DataFrame):
        assert {str(frame[name].dtype) for name in OUTPUTS[:-1]} == {"Int64"}
        assert str(frame["flags"].dtype) == "Int32"
        plain = frame[["id", *OUTPUTS]].astype(object).where(frame[["id", *OUTPUTS]].notna(), None)
        frame = pl.DataFrame(plain.to_dict("list"), strict=False)
        frame = frame.cast({**dict.fromkeys(OUTPUTS, pl.Int64), "flags": pl.Int32})
    elif isinstance(frame, pl.LazyFrame):
        frame = frame.collect()
    elif isinstance(frame, duckdb.DuckDBPyRelation):
        frame = frame.pl()
    elif not isinstance(frame, pl.DataFrame):
        frame = pl.from_arrow(frame)
    assert all(frame.schema[name] == pl.Int64 for name in OUTPUTS[:-1])
    assert frame.schema["flags"] == pl.Int32
    return {name: frame.sort("id")[name].to_list() for name in OUTPUTS}
