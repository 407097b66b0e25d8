"""Expressions over the columns of a frame, as a small tree of our own.

Compiled once from the rows of the tariff, and read in two ways: by `expressions` for Polars and
narwhals, by `in_sql` for DuckDB and Spark. Logic has three values, as in SQL: a comparison with
null is null, and a choice takes a null test for false.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import Any

from attrs import frozen


@frozen
class ColumnType:
    """The type of a column, as far as it matters.

    Attributes:
        name: Its name, as Polars writes it.
        unit: Of a `Datetime`: "s", "ms", "us" or "ns".
        zoned: Whether a `Datetime` has a time zone.
    """

    name: str
    unit: str = ""
    zoned: bool = False

    def __str__(self) -> str:
        return self.name


INT64, INT32, INT8 = ColumnType("Int64"), ColumnType("Int32"), ColumnType("Int8")
TEXT, BOOLEAN, DATE = ColumnType("String"), ColumnType("Boolean"), ColumnType("Date")
DATETIME = "Datetime"


class Op(Enum):
    """What an expression does with its parts."""

    COLUMN = auto()
    LITERAL = auto()
    PLUS = auto()
    MINUS = auto()
    TIMES = auto()
    DIVIDED_BY = auto()
    MODULO = auto()
    EQUAL = auto()
    UNEQUAL = auto()
    LESS = auto()
    AT_MOST = auto()
    MORE = auto()
    AT_LEAST = auto()
    AND = auto()
    OR = auto()
    NOT = auto()
    IS_NULL = auto()
    WHEN = auto()
    CAST = auto()
    YEAR = auto()
    MONTH = auto()
    DAY = auto()
    COALESCE = auto()


@frozen(eq=False)
class Expr:
    """One expression; never changed, and written with the operators of Python.

    Attributes:
        op: What it does.
        parts: With what.
        value: Name of a column, or value of a literal.
        kind: Type of a literal, None where the other side decides it; or what is cast to.
    """

    op: Op
    parts: tuple[Expr, ...] = ()
    value: Any = None
    kind: ColumnType | None = None

    def _with(self, op: Op, other: Any) -> Expr:
        return Expr(op, (self, _as_expr(other)))

    def __add__(self, other: Any) -> Expr:
        return self._with(Op.PLUS, other)

    def __sub__(self, other: Any) -> Expr:
        return self._with(Op.MINUS, other)

    __radd__ = __add__

    def __rsub__(self, other: Any) -> Expr:
        return Expr(Op.MINUS, (_as_expr(other), self))

    def __mul__(self, other: Any) -> Expr:
        return self._with(Op.TIMES, other)

    __rmul__ = __mul__

    def __floordiv__(self, other: int) -> Expr:
        # Of numbers that are not negative, wherever the result is used: engines differ below 0.
        return self._with(Op.DIVIDED_BY, other)

    def __mod__(self, other: int) -> Expr:
        return self._with(Op.MODULO, other)

    def __eq__(self, other: object) -> Expr:  # type: ignore[override]  # a test over rows
        return self._with(Op.EQUAL, other)

    def __ne__(self, other: object) -> Expr:  # type: ignore[override]  # the same reason as above
        return self._with(Op.UNEQUAL, other)

    __hash__ = object.__hash__

    def __lt__(self, other: Any) -> Expr:
        return self._with(Op.LESS, other)

    def __le__(self, other: Any) -> Expr:
        return self._with(Op.AT_MOST, other)

    def __gt__(self, other: Any) -> Expr:
        return self._with(Op.MORE, other)

    def __ge__(self, other: Any) -> Expr:
        return self._with(Op.AT_LEAST, other)

    def __and__(self, other: Any) -> Expr:
        return self._with(Op.AND, other)

    def __or__(self, other: Any) -> Expr:
        return self._with(Op.OR, other)

    def __invert__(self) -> Expr:
        return Expr(Op.NOT, (self,))

    def is_null(self) -> Expr:
        """Whether there is no value."""
        return Expr(Op.IS_NULL, (self,))

    def is_between(self, first: Any, last: Any) -> Expr:
        """Whether a value lies between two others, or is one of them."""
        return self.__ge__(first) & self.__le__(last)

    def cast(self, kind: ColumnType) -> Expr:
        """The same values in another type."""
        return Expr(Op.CAST, (self,), kind=kind)

    def year(self) -> Expr:
        """The year of a date."""
        return Expr(Op.YEAR, (self,))

    def month(self) -> Expr:
        """The month of a date, from 1 to 12."""
        return Expr(Op.MONTH, (self,))

    def day(self) -> Expr:
        """The day of a date within its month."""
        return Expr(Op.DAY, (self,))


def column(name: str) -> Expr:
    """A column of the frame, or one that an earlier step has made."""
    return Expr(Op.COLUMN, value=name)


def literal(value: Any, kind: ColumnType | None = None) -> Expr:
    """A value that is the same for every row; None is null."""
    return Expr(Op.LITERAL, value=value, kind=kind)


def when(test: Expr, then: Expr, otherwise: Expr | None = None) -> Expr:
    """One of two values, the second one where the test is false or null; None is null."""
    return Expr(Op.WHEN, (test, then, literal(None) if otherwise is None else otherwise))


def coalesce(*parts: Expr) -> Expr:
    """The first value that is not null."""
    return Expr(Op.COALESCE, parts)


def replaced(tree: Expr, old: Expr, new: Expr) -> Expr:
    """A tree in which one expression, wherever it stands, is another one."""
    if tree is old:
        return new
    return Expr(
        tree.op, tuple(replaced(part, old, new) for part in tree.parts), tree.value, tree.kind
    )


def _as_expr(value: Any) -> Expr:
    return value if isinstance(value, Expr) else literal(value)
