"""Frames of Polars, by expressions that are kept between calls.

They are built once for each law, month and kind of frame: to build them costs more than to compute
ten thousand rows.
"""

from __future__ import annotations

from functools import lru_cache

import polars as pl

from kopdes_jamsos.frames.compile import IDLE, NOTHING, Plan
from kopdes_jamsos.frames.expressions import expression, type_from
from kopdes_jamsos.frames.inputs import Schema
from kopdes_jamsos.frames.tree import INT64, ColumnType, literal, replaced

# Below it, what is saved by a better plan is less than it costs to find one.
_MANY = 2**18
_ZERO = literal(0, INT64)


@lru_cache(maxsize=64)
def _steps(plan: Plan, refused_owe_zero: bool) -> tuple[tuple[pl.Expr, ...], ...]:
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
    return _stepped(plan, frame).select(*names, *renamed)


def at_once(plan: Plan, frame: pl.DataFrame) -> pl.DataFrame:
    """The columns of the result alone, computed."""
    renamed = (pl.col(source).alias(name) for name, source in plan.outputs)
    return _computed(_stepped(plan, frame.lazy()).select(*renamed), frame.height)


def sources(plan: Plan, frame: pl.DataFrame) -> pl.DataFrame:
    """The columns that the result is made of, computed, but those that are zero throughout.

    A refused row owes 0 in them: only the flags tell it.
    """
    made = [source for source in plan.sources if source != IDLE]
    return _computed(_stepped(plan, frame.lazy(), refused_owe_zero=True).select(made), frame.height)


def _computed(frame: pl.LazyFrame, rows: int) -> pl.DataFrame:
    if rows >= _MANY:
        return frame.collect()
    return frame.collect(engine="in-memory", optimizations=pl.QueryOptFlags.none())


def _stepped(plan: Plan, frame: pl.LazyFrame, *, refused_owe_zero: bool = False) -> pl.LazyFrame:
    for step in _steps(plan, refused_owe_zero):
        frame = frame.with_columns(*step)
    return frame
