"""The tree as expressions of Polars or of narwhals, which are written in the same words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import add, and_, eq, floordiv, ge, gt, le, lt, mod, mul, ne, or_, sub
from typing import Any

from kopdes_jamsos.frames.tree import DATETIME, ColumnType, Expr, Op

_BINARY: Mapping[Op, Callable[[Any, Any], Any]] = {
    Op.PLUS: add,
    Op.MINUS: sub,
    Op.TIMES: mul,
    Op.DIVIDED_BY: floordiv,
    Op.MODULO: mod,
    Op.EQUAL: eq,
    Op.UNEQUAL: ne,
    Op.LESS: lt,
    Op.AT_MOST: le,
    Op.MORE: gt,
    Op.AT_LEAST: ge,
    Op.AND: and_,
    Op.OR: or_,
}
_UNARY: Mapping[Op, Callable[[Any], Any]] = {
    Op.NOT: lambda part: ~part,
    Op.IS_NULL: lambda part: part.is_null(),
    Op.YEAR: lambda part: part.dt.year(),
    Op.MONTH: lambda part: part.dt.month(),
    Op.DAY: lambda part: part.dt.day(),
}


def expression(tree: Expr, library: Any) -> Any:
    """The expression of a library that a tree stands for.

    Args:
        tree: The tree.
        library: The module polars or narwhals.
    """
    if tree.op is Op.COLUMN:
        return library.col(tree.value)
    if tree.op is Op.LITERAL:
        return library.lit(tree.value, None if tree.kind is None else dtype_of(tree.kind, library))
    parts = [expression(part, library) for part in tree.parts]
    if tree.op is Op.CAST and tree.kind is not None:
        return parts[0].cast(dtype_of(tree.kind, library))
    if tree.op is Op.WHEN:
        return library.when(parts[0]).then(parts[1]).otherwise(parts[2])
    if tree.op is Op.COALESCE:
        return library.coalesce(*parts)
    return _UNARY[tree.op](*parts) if tree.op in _UNARY else _BINARY[tree.op](*parts)


def dtype_of(kind: ColumnType, library: Any) -> Any:
    """The type of a library that a type of ours stands for."""
    named = getattr(library, kind.name)
    return named(kind.unit) if kind.name == DATETIME else named


def type_from(dtype: Any) -> ColumnType:
    """The type of ours for one of Polars or narwhals; they have the same names and attributes."""
    name = str(dtype.base_type())
    if name != DATETIME:
        return ColumnType(name)
    return ColumnType(name, dtype.time_unit, dtype.time_zone is not None)
