"""The tree as one SELECT of SQL, for DuckDB and for Spark.

A step is a query over the one before it. Names are always quoted, and so are the texts of literals.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from attrs import frozen

from kopdes_jamsos.errors import FrameError, show
from kopdes_jamsos.frames.compile import Plan
from kopdes_jamsos.frames.inputs import Schema
from kopdes_jamsos.frames.rows import output_columns
from kopdes_jamsos.frames.terms import PREFIX
from kopdes_jamsos.frames.tree import (
    BOOLEAN,
    DATE,
    DATETIME,
    INT8,
    INT32,
    INT64,
    TEXT,
    ColumnType,
    Expr,
    Op,
)

_TIME = ColumnType(DATETIME, "us")
_ZONED = ColumnType(DATETIME, "us", zoned=True)
# What DuckDB and Spark both know; beside them types that only matter where they are refused.
_SHARED: Mapping[str, ColumnType | None] = {
    **dict.fromkeys(("bigint", "long"), INT64),
    **dict.fromkeys(("int", "integer"), INT32),
    **dict.fromkeys(("smallint", "short"), ColumnType("Int16")),
    "tinyint": INT8,
    **dict.fromkeys(("string", "varchar", "char"), TEXT),
    "boolean": BOOLEAN,
    "date": DATE,
    "enum": ColumnType("Enum"),
}


@frozen(eq=False)
class Dialect:
    """What one database writes in another way than others.

    Attributes:
        quote: What stands around a name.
        divide: The operator of whole division.
        types: Its names of types beside the shared ones.
        written: Gives the name of a type in a query.
    """

    quote: str
    divide: str
    types: Mapping[str, ColumnType | None]
    written: Callable[[ColumnType], str]

    def name(self, name: str) -> str:
        """A quoted name."""
        if not name or "\0" in name:
            raise FrameError(f"{show(name)} is no name of a column or table.", remedy="Rename it.")
        return self.quote + name.replace(self.quote, self.quote * 2) + self.quote

    def type_of(self, text: str) -> ColumnType | None:
        """The type that a database calls so; None for one of nulls only."""
        head = text.partition("(")[0].strip(' "').lower()
        return self.types[head] if head in self.types else _SHARED.get(head, ColumnType(text))


def _duckdb_type(kind: ColumnType) -> str:
    if kind.name == DATETIME:
        return "TIMESTAMP" if kind.unit == "us" else f"TIMESTAMP_{kind.unit.upper()}"
    return _WRITTEN[kind]


def _spark_type(kind: ColumnType) -> str:
    return "TIMESTAMP_NTZ" if kind.name == DATETIME else _WRITTEN[kind].replace("VARCHAR", "STRING")


_WRITTEN = {
    INT64: "BIGINT",
    INT32: "INT",
    INT8: "TINYINT",
    TEXT: "VARCHAR",
    BOOLEAN: "BOOLEAN",
    DATE: "DATE",
}
DIALECTS: Mapping[str, Dialect] = {
    "duckdb": Dialect(
        quote='"',
        divide="//",
        types={
            **dict.fromkeys(("timestamp", "datetime"), _TIME),
            **{f"timestamp_{unit}": ColumnType(DATETIME, unit) for unit in ("s", "ms", "us", "ns")},
            **dict.fromkeys(("timestamp with time zone", "timestamptz"), _ZONED),
            "uinteger": ColumnType("UInt32"),
            "usmallint": ColumnType("UInt16"),
            "utinyint": ColumnType("UInt8"),
            "null": None,
        },
        written=_duckdb_type,
    ),
    "spark": Dialect(
        quote="`",
        divide="div",
        types={
            "byte": INT8,
            "timestamp_ntz": _TIME,
            **dict.fromkeys(("timestamp", "timestamp_ltz"), _ZONED),
            "void": None,
        },
        written=_spark_type,
    ),
}

_BINARY: Mapping[Op, str] = {
    Op.PLUS: "+",
    Op.MINUS: "-",
    Op.TIMES: "*",
    Op.MODULO: "%",
    Op.EQUAL: "=",
    Op.UNEQUAL: "<>",
    Op.LESS: "<",
    Op.AT_MOST: "<=",
    Op.MORE: ">",
    Op.AT_LEAST: ">=",
    Op.AND: "AND",
    Op.OR: "OR",
}


def expression(tree: Expr, dialect: Dialect) -> str:
    """The text that a tree stands for."""
    return _Writer(dialect).text(tree)


@frozen(eq=False)
class _Writer:
    dialect: Dialect

    def text(self, tree: Expr) -> str:
        if tree.op is Op.COLUMN:
            return self.dialect.name(tree.value)
        if tree.op is Op.LITERAL:
            return self._cast(_plain(tree.value), tree.kind if _is_wide(tree) else None)
        if tree.op is Op.WHEN:
            return self._choice(tree)
        parts = [self.text(part) for part in tree.parts]
        if tree.op in _BINARY:
            return f"({parts[0]} {_BINARY[tree.op]} {parts[1]})"
        return self._called(tree, parts)

    def _called(self, tree: Expr, parts: list[str]) -> str:
        if tree.op is Op.CAST:
            return self._cast(parts[0], tree.kind)
        if tree.op is Op.DIVIDED_BY:
            return f"({parts[0]} {self.dialect.divide} {parts[1]})"
        if tree.op is Op.NOT:
            return f"(NOT {parts[0]})"
        if tree.op is Op.IS_NULL:
            return f"({parts[0]} IS NULL)"
        return f"{tree.op.name}({', '.join(parts)})"

    def _cast(self, text: str, kind: ColumnType | None) -> str:
        return text if kind is None else f"CAST({text} AS {self.dialect.written(kind)})"

    def _choice(self, tree: Expr) -> str:
        """A choice, and those in what it chooses otherwise, as one CASE of one type."""
        cases, wide = [], False
        while tree.op is Op.WHEN:
            test, then, tree = tree.parts
            wide = wide or _is_wide(then)
            cases.append(f"WHEN {self.text(test)} THEN {self._branch(then)}")
        wide = wide or _is_wide(tree)
        otherwise = "" if tree.op is Op.LITERAL and tree.value is None else self._branch(tree)
        text = f"CASE {' '.join(cases)}{otherwise and ' ELSE '}{otherwise} END"
        return self._cast(text, INT64 if wide else None)

    def _branch(self, tree: Expr) -> str:
        return _plain(tree.value) if tree.op is Op.LITERAL and _is_number(tree) else self.text(tree)


def _is_number(tree: Expr) -> bool:
    return isinstance(tree.value, int) and not isinstance(tree.value, bool)


def _is_wide(tree: Expr) -> bool:
    """Whether a literal must be told to be one of 64 bits, or of a unit of time."""
    if tree.op is not Op.LITERAL or tree.kind is None:
        return False
    return tree.kind is INT64 or tree.kind.name == DATETIME


def _plain(value: Any) -> str:
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    if isinstance(value, dt.datetime):
        return f"'{value.isoformat(' ')}'"
    if isinstance(value, dt.date):
        return f"DATE '{value.isoformat()}'"
    return "NULL" if value is None else str(value).upper()


def schema_of(types: Mapping[str, str], dialect: Dialect) -> Schema:
    """Names and types of the columns of a table.

    Raises:
        FrameError: code `frame`: a database would not tell two names apart.
    """
    ours = {name.lower() for name in output_columns()}
    folded = [name.lower() for name in types]
    if len(set(folded)) < len(folded):
        raise FrameError(
            "Two columns have one name, as databases read names.",
            remedy="Rename or drop one of them.",
        )
    # In the spelling of ours, by which `Job.inputs` refuses them.
    return {
        (name.lower() if name.lower() in ours or name.lower().startswith(PREFIX) else name): (
            dialect.type_of(kind)
        )
        for name, kind in types.items()
    }


def step_texts(plan: Plan, dialect: Dialect) -> list[str]:
    """What each step selects beside what there was before it."""
    return [
        ", ".join(f"{expression(tree, dialect)} AS {dialect.name(name)}" for name, tree in step)
        for step in plan.steps
    ]


def select_of(plan: Plan, names: Iterable[str], table: str, dialect: Dialect) -> str:
    """The SELECT of a plan.

    Args:
        plan: The plan.
        names: Columns of the table that come first.
        table: What to select from, as text of SQL.
        dialect: How it is written.
    """
    text = table
    for step in step_texts(plan, dialect):
        text = f"(SELECT *, {step}\nFROM {text})"
    return f"SELECT {selected(plan, names, dialect)}\nFROM {text}"


def selected(plan: Plan, names: Iterable[str], dialect: Dialect) -> str:
    """Columns of the table and those of the result, as they are selected after the last step."""
    ours = (
        dialect.name(source) + (f" AS {dialect.name(name)}" if name != source else "")
        for name, source in plan.outputs
    )
    return ", ".join((*map(dialect.name, names), *ours))
