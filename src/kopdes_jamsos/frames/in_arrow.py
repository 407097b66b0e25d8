"""Arrow tables and frames of pandas: computed by Polars over the same memory, without a copy.

Only the columns that are inputs are handed over, and only the columns of the result come back.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import polars as pl

from kopdes_jamsos.errors import FrameError, refusing
from kopdes_jamsos.frames.compile import IDLE
from kopdes_jamsos.frames.inputs import CALENDAR, Schema
from kopdes_jamsos.frames.reasons import FIRST_REFUSAL
from kopdes_jamsos.frames.tree import BOOLEAN, DATE, DATETIME, TEXT, ColumnType

if TYPE_CHECKING:
    import pyarrow as pa

_NAMES = {
    "bool": BOOLEAN,
    "date32[day]": DATE,
    "date64[ms]": ColumnType(DATETIME, "ms"),
    # Seconds become thousandths on the way: see `_in_milliseconds`.
    "timestamp[s]": ColumnType(DATETIME, "ms"),
    **{f"timestamp[{unit}]": ColumnType(DATETIME, unit) for unit in ("ms", "us", "ns")},
    **dict.fromkeys(("string", "large_string", "string_view"), TEXT),
    **{f"int{bits}": ColumnType(f"Int{bits}") for bits in (8, 16, 32, 64)},
    **{f"uint{bits}": ColumnType(f"UInt{bits}") for bits in (8, 16, 32, 64)},
    "null": None,
}


def schema_of(table: pa.Table) -> Schema:
    """Names and types of the columns of a table.

    Raises:
        FrameError: code `frame`: two columns have one name.
    """
    if len(set(table.column_names)) < len(table.column_names):
        raise same_names()
    return {each.name: _type_of(each.type) for each in table.schema}


def same_names() -> FrameError:
    """The error for a frame in which a name does not say which column is meant."""
    return FrameError("Two columns have one name.", remedy="Rename or drop one of them.")


@lru_cache(maxsize=256)
def _type_of(kind: pa.DataType) -> ColumnType | None:
    import pyarrow as pa

    if pa.types.is_dictionary(kind):
        return ColumnType("Categorical") if _type_of(kind.value_type) == TEXT else ColumnType("")
    text = str(kind)
    return _NAMES[text] if text in _NAMES else ColumnType(text, zoned="tz=" in text)


def in_polars(table: pa.Table, names: Iterable[str]) -> pl.DataFrame:
    """Some columns of a table as a frame of Polars."""
    found = table.select(list(names))
    for place, each in enumerate(found.schema):
        if str(each.type) == "timestamp[s]":
            found = found.set_column(place, each.name, _in_milliseconds(found.column(place)))
    return pl.DataFrame(found)


def _in_milliseconds(seconds: pa.ChunkedArray) -> pa.ChunkedArray:
    """Times in the unit that Polars has; those outside the calendar stay outside."""
    import pyarrow as pa
    import pyarrow.compute as pc

    first, last = (int(dt.datetime.combine(day, dt.time(), dt.UTC).timestamp()) for day in CALENDAR)
    number = pc.max_element_wise(seconds.cast(pa.int64()), first - 1, skip_nulls=False)
    number = pc.min_element_wise(number, last + 1, skip_nulls=False)
    return number.cast(pa.timestamp("s")).cast(pa.timestamp("ms"))


def with_columns(table: pa.Table, found: pl.DataFrame) -> pa.Table:
    """A table with the columns of a result."""
    import pyarrow as pa

    added = found.to_arrow()
    schema = pa.schema([*table.schema, *added.schema], metadata=table.schema.metadata)
    return pa.Table.from_arrays([*table.columns, *added.columns], schema=schema)


def table_of(frame: Any, wanted: Collection[Any]) -> pa.Table:
    """Some columns of a frame of pandas, as Arrow takes them: most of them without a copy.

    Raises:
        FrameError: code `frame`: two columns have one name, or pyarrow is not there.
    """
    with refusing(_without_pyarrow, ModuleNotFoundError):
        import pyarrow as pa

    names = [name for name in frame.columns if name in wanted]
    if len(set(names)) < len(names):
        raise same_names()
    return pa.table({name: pa.Array.from_pandas(frame[name]) for name in names})


def _without_pyarrow() -> FrameError:  # pragma: no cover - shown in a process of its own
    return FrameError(
        "Frames of pandas need the package pyarrow.",
        remedy="Install it, or give a frame of polars.",
    )


def pandas_of(found: Iterable[pl.DataFrame], outputs: Iterable[tuple[str, str]], index: Any) -> Any:
    """The columns of a result as a frame of pandas whose whole numbers can be missing.

    Args:
        found: What they are made of, 0 in refused rows, a block of rows at a time.
        outputs: Their names, with the columns that hold them.
        index: The index of the frame.
    """
    import numpy as np
    import pandas as pd

    numbers = _joined(found, len(index))
    refused = numbers["flags"] >= FIRST_REFUSAL
    some_refused = refused.any()

    def array(name: str, source: str) -> Any:
        # An array of its own for each, so that whoever writes into one changes no other.
        none_missing = name == "flags" or not some_refused
        missing = np.zeros(len(refused), dtype=bool) if none_missing else refused.copy()
        values = np.zeros(len(refused), dtype=np.int64) if source == IDLE else numbers[source]
        return pd.arrays.IntegerArray(values, missing)

    # Numbered at first, as pandas takes long to make an index of names.
    names, sources = zip(*outputs, strict=True)
    made = pd.DataFrame(dict(enumerate(map(array, names, sources))), index=index, copy=False)
    made.columns = _index_of(names)
    return made


def _joined(blocks: Iterable[pl.DataFrame], rows: int) -> dict[str, Any]:
    """The columns of blocks of rows, each as one array."""
    import numpy as np

    arrays: dict[str, Any] = {}
    done = 0
    for block in blocks:
        for column in block:
            if not done:
                kind = np.int32 if column.dtype == pl.Int32 else np.int64
                arrays[column.name] = np.empty(rows, kind)
            start = done
            for chunk in column.get_chunks():
                arrays[column.name][start : start + len(chunk)] = chunk.to_numpy()
                start += len(chunk)
        done += block.height
        # Whatever names a part of it would keep its memory while the next block is computed.
        del block, column, chunk
    return arrays


@lru_cache(maxsize=1)
def _index_of(names: tuple[str, ...]) -> Any:
    import pandas as pd

    return pd.Index(names)


def to_pandas(table: pa.Table) -> Any:
    """An Arrow table as a frame of pandas whose whole numbers can be missing."""
    import pandas as pd

    types = {"int64": pd.Int64Dtype(), "int32": pd.Int32Dtype()}
    return table.to_pandas(types_mapper=lambda dtype: types.get(str(dtype)))
