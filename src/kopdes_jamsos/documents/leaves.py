"""The leaves of documents: how texts, numbers, dates, choices and the like stand in JSON, and back.

A fault says what is expected and never what stands there, because that may be personal.
"""

from __future__ import annotations

import datetime as dt
import re
import types
import typing
from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any

from cattrs import Converter
from cattrs.fns import identity

from kopdes_jamsos.errors import refusing
from kopdes_jamsos.identity import Nik, VillageCode
from kopdes_jamsos.law import Evidence
from kopdes_jamsos.money import LARGEST, PARTS, Rate
from kopdes_jamsos.months import Month
from kopdes_jamsos.programs import Choice, RiskClass

Read = Callable[[Any, Any], Any]
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")
DUE = Month | dt.date


class MisfitError(Exception):
    """What stands in a place is not what belongs there."""

    def __init__(self, code: str, message: str, remedy: str, key: str = "") -> None:
        super().__init__(code)
        self.code, self.message, self.remedy, self.key = code, message, remedy, key


def expected(what: str, example: str) -> MisfitError:
    """A place that holds something of another kind."""
    return MisfitError("wrong-type", f"This must be {what}.", f"Write it as {example}.")


def as_text(value: Any, _: Any = str) -> str:
    """The value, if it is a text."""
    if not isinstance(value, str):
        raise expected("a text", '"…"')
    return value


def _flag(value: Any, _: Any) -> bool:
    if not isinstance(value, bool):
        raise expected("true or false", "true or false, without quotes")
    return value


def as_whole(value: Any, _: Any = int, largest: int = LARGEST) -> int:
    """The value, if it is a whole number in bounds."""
    if type(value) is not int:
        raise expected("a whole number", "digits, without quotes, point or comma")
    if not 0 <= value <= largest:
        remedy = "Write 0 or more." if value < 0 else "Correct the number."
        raise MisfitError("out-of-range", f"This must lie between 0 and {largest}.", remedy)
    return value


def as_rate(value: Any, _: Any = Rate) -> Rate:
    """A rate by its parts per million."""
    return Rate(as_whole(value, int, PARTS))


def _no_date() -> MisfitError:
    return MisfitError("no-date", "This date is on no calendar.", "Correct it.")


def _date(value: Any, _: Any) -> dt.date:
    if isinstance(value, str) and _DATE.fullmatch(value):
        with refusing(_no_date, ValueError):
            return dt.date.fromisoformat(value)
    raise expected("a date", '"2026-11-30"')


def _month(value: Any, _: Any) -> Month:
    if not isinstance(value, str) or not _MONTH.fullmatch(value):
        raise expected("a month", '"2026-11"')
    return _month_of(value)


# A document names the same months again and again.
@lru_cache(maxsize=2048)
def _month_of(text: str) -> Month:
    return Month.parse(text)


def no_choice(known: Iterable[object], key: str = "") -> MisfitError:
    """A place that holds none of the possible values."""
    listed = ", ".join(str(each) for each in known)
    return MisfitError(
        "unknown-choice", "This is none of the possible values.", f"One of: {listed}.", key=key
    )


def as_choice(value: Any, kind: type[Enum]) -> Any:
    """The member of an enumeration that a value names."""
    plain, known = _members_of(kind)
    # 1 and True are one key, and so is 1.0.
    if type(value) is not plain or value not in known:
        raise no_choice(known)
    return known[value]


@cache
def _members_of(kind: type[Enum]) -> tuple[type, Mapping[Any, Enum]]:
    known = {member.value: member for member in kind}
    return type(next(iter(known))), known


def _literal(value: Any, kind: Any) -> Any:
    known = typing.get_args(kind)
    if not isinstance(value, str) or value not in known:
        raise no_choice(known)
    return value


def _due(value: Any, _: Any) -> Month | dt.date:
    if isinstance(value, str) and len(value) > len("2026-11"):
        return _date(value, dt.date)
    return _month(value, Month)


def made_of(origin: object) -> Callable[[Any], bool]:
    """Whether a type is one of a kind of container, or of literals."""
    return lambda kind: typing.get_origin(kind) is origin


def _is_optional(kind: Any) -> bool:
    parts = typing.get_args(kind)
    return (
        typing.get_origin(kind) in (typing.Union, types.UnionType)
        and len(parts) == 2
        and types.NoneType in parts
    )


def _optional(made: Converter, kind: Any) -> Read:
    """Reads a value or null: what cattrs does, with the reader of the value looked up once."""
    (part,) = (each for each in typing.get_args(kind) if each is not types.NoneType)
    read = made.get_structure_hook(part)
    return lambda value, _: None if value is None else read(value, part)


def register_leaves(made: Converter) -> None:
    """Tell a converter how each leaf is read and written."""
    leaves: dict[type, tuple[Read, Callable[[Any], Any]]] = {
        str: (as_text, identity),
        bool: (_flag, identity),
        int: (as_whole, identity),
        dt.date: (_date, dt.date.isoformat),
        Rate: (as_rate, attrgetter("ppm")),
        Month: (_month, str),
        Nik: (lambda value, _: Nik(as_text(value, str)), lambda nik: nik.digits),
        VillageCode: (lambda value, _: VillageCode(as_text(value, str)), str),
        **{kind: (as_choice, attrgetter("_value_")) for kind in (Choice, RiskClass, Evidence)},
    }
    for kind, (read, write) in leaves.items():
        made.register_structure_hook(kind, read)
        made.register_unstructure_hook(kind, write)
    made.register_structure_hook_func(made_of(typing.Literal), _literal)
    made.register_structure_hook_factory(_is_optional, lambda kind: _optional(made, kind))
    made.register_structure_hook_func(lambda kind: kind == DUE, _due)
