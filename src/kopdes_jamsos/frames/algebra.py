"""Choices, sums and products of terms: a term is a known value (int, bool) or a column.

What is known is folded away, so that a constant costs nothing in any engine.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import and_, or_
from typing import TypeAlias

from kopdes_jamsos.frames.tree import INT64, ColumnType, Expr, literal, when

Term: TypeAlias = Expr | int
Test: TypeAlias = Expr | bool


def negate(test: Test) -> Test:
    """Not; null stays null."""
    return not test if isinstance(test, bool) else ~test


def every(*tests: Test) -> Test:
    """All of the tests hold."""
    unknown = [test for test in tests if not isinstance(test, bool)]
    if len(unknown) < len(tests) and any(test is False for test in tests):
        return False
    return reduce(and_, unknown) if unknown else True


def some(tests: Iterable[Test]) -> Test:
    """One of the tests holds."""
    listed = list(tests)
    unknown = [test for test in listed if not isinstance(test, bool)]
    if any(test is True for test in listed):
        return True
    return reduce(or_, unknown) if unknown else False


def where(test: Test, then: Term, otherwise: Term, kind: ColumnType = INT64) -> Term:
    """One of two terms; a null test counts as false, in every engine."""
    if isinstance(test, bool):
        return then if test else otherwise
    return when(test, as_column(then, kind), as_column(otherwise, kind))


def as_column(term: Term, kind: ColumnType = INT64) -> Expr:
    """A term as an expression; the width is named, as some engines would take 32 bits."""
    return term if isinstance(term, Expr) else literal(term, kind)


def product(left: Term, right: Term) -> Term:
    """The product of two terms."""
    if isinstance(left, int):
        left, right = right, left
    return left if isinstance(right, int) and right == 1 else left * right


def plus(left: Term, right: Term) -> Term:
    """The sum of two terms."""
    if isinstance(left, int):
        left, right = right, left
    return left if isinstance(right, int) and right == 0 else left + right
