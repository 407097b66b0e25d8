"""What counts as a whole number: an int, or an integer of NumPy and pandas; never a boolean."""

from __future__ import annotations

from enum import Enum
from numbers import Integral
from operator import index


def as_int(value: object) -> int | None:
    """The int that a value is, or None where it is no whole number.

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
        return index(value)  # type: ignore[arg-type]  # an integer of another library
    except Exception:  # whatever a class of its own may raise
        return None
