"""Frames of Polars, by expressions that are kept between calls.

They are built once for each law, month and kind of frame: to build them costs more than to compute
ten thousand rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TypeAlias

import polars as pl

from kopdes_jamsos.frames.compile import IDLE, NOTHING, Plan
from kopdes_jamsos.frames.expressions import expression, type_from
from kopdes_jamsos.frames.inputs import Schema
from kopdes_jamsos.frames.tree import INT64, ColumnType, literal, replaced

# From here on a better plan saves more than it costs to find one.
_MANY = 2**18
# Below it, to share the columns of a step out among threads costs more than it saves.
_FEW = 2**14
# Rows that are computed before they are copied.
_BLOCK = 2**18
_ZERO = literal(0, INT64)
_Steps: TypeAlias = tuple[tuple[pl.Expr, ...], ...]


@lru_cache(maxsize=64)
def _steps(plan: Plan, *, refused_owe_zero: bool) -> _Steps:
    """The steps of a plan as expressions; a refused row owes 0 or null."""
    nothing = _ZERO if refused_owe_zero else NOTHING
    return tuple(
        tuple(expression(replaced(tree, NOTHING, nothing), pl).alias(name) for name, tree in step)
        for step in plan.steps
    )


def schema_of(frame: pl.DataFrame | pl.LazyFrame) -> Schema:
    """Names and types of the columns of a frame."""
    return {name: _type_of(dtype) for name, dtype in frame.collect_schema().items()}


@lru_cache(maxsize=256)
def _type_of(dtype: pl.DataType) -> ColumnType | None:
    return None if dtype == pl.Null else type_from(dtype)


def lazily(plan: Plan, frame: pl.LazyFrame) -> pl.LazyFrame:
    """A lazy frame with the columns of the result, not computed."""
    names = frame.collect_schema().names()
    renamed = (pl.col(source).alias(name) for name, source in plan.outputs)
    return _stepped(_steps(plan, refused_owe_zero=False), frame).select(*names, *renamed)


def at_once(plan: Plan, frame: pl.DataFrame) -> pl.DataFrame:
    """The columns of the result alone, computed."""
    renamed = [pl.col(source).alias(name) for name, source in plan.outputs]
    return _computed(_steps(plan, refused_owe_zero=False), renamed, frame, frame.height)


def blocks(plan: Plan, frame: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """The columns that the result is made of, computed, but those that are zero throughout.

    A refused row owes 0 in them: only the flags tell it. They come some rows at a time, so that
    whoever copies them needs the memory for all of them once.
    """
    steps = _steps(plan, refused_owe_zero=True)
    made = [pl.col(source) for source in plan.sources if source != IDLE]
    for start in range(0, max(frame.height, 1), _BLOCK):
        yield _computed(steps, made, frame.slice(start, _BLOCK), frame.height)


def _computed(
    steps: _Steps, wanted: Iterable[pl.Expr], frame: pl.DataFrame, rows: int
) -> pl.DataFrame:
    """Some columns after the steps, in the way that is fastest for so many rows."""
    lazy = frame.lazy()
    if rows >= _MANY:
        return _stepped(steps, lazy).select(*wanted).collect()
    if rows >= _FEW:
        lazy = _stepped(steps, lazy).select(*wanted)
    else:
        for step in steps:
            lazy = lazy.with_columns_seq(*step)
        lazy = lazy.select_seq(*wanted)
    return lazy.collect(engine="in-memory", optimizations=pl.QueryOptFlags.none())


def _stepped(steps: _Steps, frame: pl.LazyFrame) -> pl.LazyFrame:
    for step in steps:
        frame = frame.with_columns(*step)
    return frame
