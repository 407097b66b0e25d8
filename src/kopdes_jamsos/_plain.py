"""Plain values out of whatever a caller gave: whole numbers, texts, items and pairs.

What is given may be of a class that compares, hashes or counts as it likes, or that never ends. It
is asked as little as possible, read in bounded time, and what it raises goes no further.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum
from itertools import islice
from numbers import Integral
from operator import index
from typing import Any

# More than any list of people, and what an endless generator exceeds within a second.
MOST_ITEMS = 1_000_000
_WHOLE = (list, tuple, set, frozenset)  # all of it is there already


def as_int(value: object) -> int | None:
    """The int that a value is, also of NumPy and pandas, or None where it is no whole number.

    A boolean is none, though Python counts it as one: True would be a wage of Rp1. Nor is a member
    of an enumeration.

    Examples:
        >>> as_int(5), as_int(5.0), as_int(True)
        (5, None, None)
    """
    kind = type(value)
    if kind is int:
        return value  # type: ignore[return-value]  # its type has been looked at
    # By the class and not isinstance(), which would ask the value what it says it is.
    if not issubclass(kind, Integral) or issubclass(kind, bool | Enum):
        return None
    try:
        return int.__index__(value) if issubclass(kind, int) else index(value)  # type: ignore[arg-type]  # an integer of another library
    except Exception:  # whatever a class of its own may raise
        return None


def as_text(value: object) -> str | None:
    """The str that a value is, or None where it is no text; the name of a member is none.

    Examples:
        >>> as_text("id"), as_text(b"id"), as_text(kj.JKK)
        ('id', None, None)
    """
    kind = type(value)
    if kind is str:
        return value  # type: ignore[return-value]  # its type has been looked at
    return str.__str__(value) if issubclass(kind, str) and not issubclass(kind, Enum) else None


def attribute_of(value: object, name: str, default: object = None) -> Any:
    """An attribute of a value, or something else where it has none or cannot say.

    Examples:
        >>> attribute_of(kj.Month(2026, 11), "year"), attribute_of(5, "year")
        (2026, None)
    """
    try:
        return getattr(value, name, default)
    except Exception:  # whatever a class of its own may raise
        return default


def items_of(value: object, most: int | None = None) -> list[Any] | None:
    """The items of an iterable; None where it is none, ends too late or cannot be read.

    Args:
        value: What the caller gave; a text or a mapping is no list of things.
        most: How many items there may be of what does not hold them all; None: a million.

    Examples:
        >>> items_of(range(3)), items_of("abc"), items_of(range(10**12))
        ([0, 1, 2], None, None)
    """
    kind = type(value)
    if issubclass(kind, str | bytes | bytearray | Mapping) or not issubclass(kind, Iterable):
        return None
    if kind in _WHOLE:
        return list(value)  # type: ignore[call-overload, no-any-return]  # an iterable
    most = MOST_ITEMS if most is None else most
    try:
        found = list(islice(iter(value), most + 1))  # type: ignore[call-overload]  # an iterable
    except Exception:  # whatever a class of its own may raise
        return None
    return found if len(found) <= most else None


def pairs_of(value: object) -> dict[Any, Any] | None:
    """The pairs of a mapping; None where it is none, ends too late or cannot be read.

    Args:
        value: What the caller gave.

    Examples:
        >>> pairs_of({"JKM": 1}), pairs_of([("JKM", 1)])
        ({'JKM': 1}, None)
    """
    if type(value) is dict:
        return dict(value)
    if not issubclass(type(value), Mapping):
        return None
    try:
        items = value.items()  # type: ignore[attr-defined]  # it is a mapping
        pairs = items_of(items, MOST_ITEMS // 10)
        return None if pairs is None else dict(pairs)
    except Exception:  # whatever a class of its own may raise
        return None
