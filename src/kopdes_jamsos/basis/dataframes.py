"""Tables as dataframes of pandas, polars and PyArrow, each imported when it is asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, TypeAlias

from kopdes_jamsos._plain import as_text
from kopdes_jamsos.basis.tables import Table, kind_of, stored
from kopdes_jamsos.errors import MissingPackageError, UnknownChoiceError, refusing, told
from kopdes_jamsos.money import Rate
from kopdes_jamsos.months import Month

# For each column its values, what they are, and whether some may be blank.
_Columns: TypeAlias = dict[str, tuple[list[Any], type, bool]]


def made_with(engine: object, table: Table) -> Any:
    """A table as a dataframe; see `Table.to_frame`."""
    name = as_text(engine) or ""
    make = _ENGINES.get(name)
    if make is None:
        shown, kept = told(engine, "engine", names=_ENGINES)
        raise UnknownChoiceError(
            f"{shown} makes no dataframes here.",
            value=kept,
            remedy="Choose pandas, polars or pyarrow.",
        )
    columns = {}
    for place, (column, holds) in enumerate(table.columns):
        kind, blank = kind_of(holds)
        values = [stored(row[place]) for row in table.rows]
        columns[column] = (values, _stored_as(kind), blank)
    with refusing(lambda: _missing(name), ModuleNotFoundError):
        return make(columns)


def _missing(name: str) -> MissingPackageError:
    return MissingPackageError(
        f"A dataframe of {name} needs the package {name}.",
        value=name,
        remedy=f"Install {name}.",
        reason="named",
        package=name,
    )


def _stored_as(kind: type) -> type:
    """What the values of a kind are in a dataframe: int, bool, date or str."""
    if kind is Month or kind is dt.date:
        return dt.date
    if kind is bool:
        return bool
    return int if kind is Rate or issubclass(kind, int) else str


def _pandas(columns: _Columns) -> Any:
    import pandas

    types = {int: ("int64", "Int64"), bool: ("bool", "boolean")}
    types |= {dt.date: ("datetime64[s]",) * 2, str: ("string",) * 2}
    return pandas.DataFrame(
        {
            name: pandas.Series(values, dtype=types[kind][blank])
            for name, (values, kind, blank) in columns.items()
        }
    )


def _polars(columns: _Columns) -> Any:
    import polars

    types = {int: polars.Int64, bool: polars.Boolean, dt.date: polars.Date, str: polars.String}
    return polars.DataFrame(
        {
            name: polars.Series(values, dtype=types[kind])
            for name, (values, kind, _) in columns.items()
        }
    )


def _pyarrow(columns: _Columns) -> Any:
    import pyarrow

    types = {
        int: pyarrow.int64(),
        bool: pyarrow.bool_(),
        dt.date: pyarrow.date32(),
        str: pyarrow.string(),
    }
    return pyarrow.table(
        {name: pyarrow.array(values, types[kind]) for name, (values, kind, _) in columns.items()}
    )


_ENGINES: dict[str, Callable[[_Columns], Any]] = {
    "pandas": _pandas,
    "polars": _polars,
    "pyarrow": _pyarrow,
}
