"""What follows from the law alone, built once in a book and kept there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from kopdes_jamsos.law.book import LawBook

_BuiltT = TypeVar("_BuiltT")


def once(book: LawBook, key: tuple[object, ...], build: Callable[[LawBook], _BuiltT]) -> _BuiltT:
    """What is built of a book: once for a key, its look-ups noted each time.

    Args:
        book: Book of law, maybe watched.
        key: What is built, and for what; no facts of people.
        build: Builds it out of the same book, which notes what is read.

    Examples:
        >>> month = kj.Month(2026, 11)
        >>> once(kj.LAW, ("age", month), lambda book: book.value("jp.pension_age", month).value)
        59
    """
    return book._once(key, build)
