"""Checks of arguments: kinds, flags, choices and dates, each refused with our own error."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar, cast

from kopdes_jamsos._plain import as_int, as_text, items_of
from kopdes_jamsos.errors import InvalidFactError
from kopdes_jamsos.money import LARGEST, check_rupiah
from kopdes_jamsos.months import check_date

Validator = Callable[[Any, Any, Any], None]
ItemT = TypeVar("ItemT")


def is_a(*kinds: type, optional: bool = False) -> Validator:
    """Validator: the fact is of a kind, and not an empty text.

    Raises:
        InvalidFactError: code `invalid-fact`; the message does not repeat the value.
    """
    names = " or ".join(kind.__name__ for kind in kinds)

    def check(made: Any, attribute: Any, value: Any) -> None:
        text = as_text(value)
        if text is not None and str in kinds and text:
            keep(made, attribute, value, text)
            return
        if (value is None and optional) or (text is None and isinstance(value, kinds)):
            return
        found = "an empty text" if text == "" else f"a {type(value).__name__}"
        raise InvalidFactError(
            f"{attribute.name} must be a {names}; got {found}.",
            remedy=f"Give a {names}{', or None where it is not known' * optional}.",
        )

    return check


def check_flag(value: object, name: str) -> bool:
    """A fact that is True or False.

    Raises:
        InvalidFactError: code `invalid-fact`.
    """
    if isinstance(value, bool):
        return value
    raise InvalidFactError(
        f"{name} must be True or False; got a {type(value).__name__}.",
        remedy=f"Give {name}=True or {name}=False.",
    )


def check_whole(value: object, name: str, least: int = 0) -> int:
    """The value, if it is a whole number from some number on, within 64 bits.

    Raises:
        InvalidFactError: code `invalid-fact`; the message does not repeat the number.
    """
    number = as_int(value)
    if number is None or not least <= number <= LARGEST:
        raise InvalidFactError(
            f"{name} must be a whole number, {least} or more.", remedy="Give an int."
        )
    return number


def by(check: Callable[[Any, str], object], *, optional: bool = False) -> Validator:
    """Validator: the fact passes a check of ours, such as `check_month`; or None where it may.

    What the check gives back is kept: of an integer of NumPy the int that it is.
    """

    def validate(made: Any, attribute: Any, value: Any) -> None:
        if value is None and optional:
            return
        keep(made, attribute, value, check(value, attribute.name))

    return validate


def keep(made: Any, attribute: Any, value: object, plain: object) -> None:
    """Let an instance that is being made hold the plain value that a value is."""
    if plain is not value:
        object.__setattr__(made, attribute.name, plain)


# A date, or an amount in rupiah; or None.
is_date = by(check_date, optional=True)
is_rupiah_or_none = by(check_rupiah, optional=True)
is_whole = by(check_whole)
is_whole_or_none = by(check_whole, optional=True)


def check_kind(value: object, kind: type[ItemT], what: str, remedy: str = "") -> ItemT:
    """The value, if it is of a kind.

    Raises:
        InvalidFactError: code `invalid-fact`.
    """
    if isinstance(value, kind):
        return value
    raise InvalidFactError(
        f"{what} must be a {kind.__name__}; got a {type(value).__name__}.",
        remedy=remedy or f"Give a {kind.__name__}.",
    )


def are(*kinds: type) -> Validator:
    """Validator: the fact is a tuple whose items are of a kind.

    Raises:
        InvalidFactError: code `invalid-fact`.
    """
    names = " or ".join(kind.__name__ for kind in kinds)

    def check(_: Any, attribute: Any, value: Any) -> None:
        if type(value) is not tuple or not all(isinstance(item, kinds) for item in value):
            raise InvalidFactError(
                f"{attribute.name} must be a sequence of {names}.",
                remedy=f"Give a list or tuple of {names}.",
            )

    return check


def all_of(kind: type[ItemT], value: object, wanted: str, remedy: str) -> list[ItemT]:
    """The items of an iterable that are all of one kind.

    Raises:
        InvalidFactError: code `invalid-fact`.
    """
    items = items_of(value)
    if items is None or not all(isinstance(item, kind) for item in items):
        raise InvalidFactError(wanted, remedy=remedy)
    return items


def as_tuple(value: Sequence[ItemT]) -> tuple[ItemT, ...]:
    """A list as a tuple; anything else as it is, for the validator to refuse."""
    if type(value) is tuple or not issubclass(type(value), list | tuple):
        return cast("tuple[ItemT, ...]", value)
    items = items_of(value)  # a class of its own may never end
    return cast("tuple[ItemT, ...]", None if items is None else tuple(items))
