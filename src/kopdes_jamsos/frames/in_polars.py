"""Frames of Polars, by expressions that are kept between calls.

They are built once for each law, month and kind of frame: to build them costs more than to compute
ten thousand rows.
"""

from __future__ import annotations

from functools import lru_cache

import polars as pl

from kopdes_jamsos.frames.compile import Plan
from kopdes_jamsos.frames.expressions import expression, type_from
from kopdes_jamsos.frames.inputs import Schema
from kopdes_jamsos.frames.tree import ColumnType


@lru_cache(maxsize=64)
def steps_of(plan: Plan) -> tuple[tuple[pl.Expr, ...], ...]:
    """The steps of a plan as expressions."""
    return tuple(
        tuple(expression(tree, pl).alias(name) for name, tree in step) for step in plan.steps
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
    for step in steps_of(plan):
        frame = frame.with_columns(*step)
    return frame.select(*names, *plan.outputs)


def at_once(plan: Plan, frame: pl.DataFrame) -> pl.DataFrame:
    """The columns of the result alone, computed."""
    found = frame.lazy()
    for step in steps_of(plan):
        found = found.with_columns(*step)
    return found.select(*plan.outputs).collect()
