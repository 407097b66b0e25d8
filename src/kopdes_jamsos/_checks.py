"""Checks of arguments: kinds, flags, choices and dates, each refused with our own error."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import Converter

from kopdes_jamsos._plain import as_int, as_text, items_of
from kopdes_jamsos.errors import InvalidFactError, a_kind, with_article
from kopdes_jamsos.money import LARGEST, check_rupiah
from kopdes_jamsos.months import DateLike, Month, MonthLike, as_date, as_month

Validator = Callable[[Any, Any, Any], None]
ItemT = TypeVar("ItemT")
KeyT = TypeVar("KeyT")


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
        found = "an empty text" if text == "" else a_kind(value)
        raise InvalidFactError(
            f"{attribute.name} must be {with_article(names)}; got {found}.",
            remedy=f"Give {with_article(names)}{', or None where it is not known' * optional}.",
            reason="kind",
            field=attribute.name,
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
        f"{name} must be True or False; got {a_kind(value)}.",
        remedy=f"Give {name}=True or {name}=False.",
        reason="flag",
        field=name,
    )


def check_whole(value: object, name: str, least: int = 0) -> int:
    """The value, if it is a whole number from some number on, within 64 bits.

    Raises:
        InvalidFactError: code `invalid-fact`; the message does not repeat the number.
    """
    number = as_int(value)
    if number is None or not least <= number <= LARGEST:
        raise InvalidFactError(
            f"{name} must be a whole number, {least} or more.",
            remedy="Give an int.",
            reason="whole",
            field=name,
            least=least,
        )
    return number


def by(check: Callable[[Any, str], object], *, optional: bool = False) -> Validator:
    """Validator: the fact passes a check of ours, such as `check_rupiah`; or None where it may.

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


# An amount in rupiah, or None.
is_rupiah_or_none = by(check_rupiah, optional=True)
is_whole = by(check_whole)
is_whole_or_none = by(check_whole, optional=True)


def reads(read: Callable[[Any, str], object], takes: object) -> Any:
    """Converter of a field: what a text names; the error names the field."""
    optional = isinstance(None, cast("type", takes))

    def convert(value: Any, attribute: Any) -> object:
        return None if optional and value is None else read(value, attribute.name)

    convert.__annotations__ = {"value": takes}
    return Converter(convert, takes_field=True)


# Type checkers learn from named functions only what a field takes.
if TYPE_CHECKING:

    def to_month(value: MonthLike) -> Month: ...
    def to_month_or_none(value: MonthLike | None) -> Month | None: ...
    def to_date(value: DateLike) -> dt.date: ...
    def to_date_or_none(value: DateLike | None) -> dt.date | None: ...

else:
    to_month = reads(as_month, MonthLike)
    to_month_or_none = reads(as_month, MonthLike | None)
    to_date = reads(as_date, DateLike)
    to_date_or_none = reads(as_date, DateLike | None)


def check_kind(value: object, kind: type[ItemT], what: str, remedy: str = "") -> ItemT:
    """The value, if it is of a kind.

    Raises:
        InvalidFactError: code `invalid-fact`.
    """
    if isinstance(value, kind):
        return value
    raise InvalidFactError(
        f"{what} must be {with_article(kind.__name__)}; got {a_kind(value)}.",
        remedy=remedy or f"Give {with_article(kind.__name__)}.",
        reason="kind",
        field=what,
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
                reason="kind",
                field=attribute.name,
            )

    return check


def keys_read(
    pairs: Mapping[Any, ItemT], read: Callable[[Any], KeyT], what: str
) -> dict[KeyT, ItemT]:
    """A mapping by what its keys are or name.

    Raises:
        InvalidFactError: code `invalid-fact`: two keys name the same.
    """
    found = {read(key): item for key, item in pairs.items()}
    if len(found) < len(pairs):
        raise InvalidFactError(
            f"Two keys of {what} name the same.",
            value=what,
            remedy="Give each of them once.",
            reason="twice",
            field=what,
        )
    return found


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
