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
    if any(test is False for test in tests):
        return False
    unknown = _each_once(tests)
    return reduce(and_, unknown) if unknown else True


def some(tests: Iterable[Test]) -> Test:
    """One of the tests holds."""
    listed = list(tests)
    if any(test is True for test in listed):
        return True
    unknown = _each_once(listed)
    return reduce(or_, unknown) if unknown else False


def _each_once(tests: Iterable[Test]) -> list[Expr]:
    """The tests that are columns; what is asked twice, as of both payers, is asked once."""
    columns = (test for test in tests if isinstance(test, Expr))
    return list({repr(test): test for test in columns}.values())


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
