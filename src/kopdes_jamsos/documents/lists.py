"""Lists, sets and objects of documents, and the bills and rates that are objects in JSON."""

from __future__ import annotations

import re
import typing
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from cattrs import Converter
from cattrs.errors import IterableValidationError, IterableValidationNote
from cattrs.fns import identity

from kopdes_jamsos.benefits.rates import Rates
from kopdes_jamsos.documents.leaves import (
    MisfitError,
    Read,
    as_choice,
    as_rate,
    as_whole,
    expected,
    made_of,
)
from kopdes_jamsos.documents.shapes import TAGS
from kopdes_jamsos.documents.text import MOST_FAULTS
from kopdes_jamsos.money import Rate, Rupiah
from kopdes_jamsos.programs import Program, Transport

_YEAR = re.compile(r"[0-9]{4}")
# How the bills of transport are kept; in JSON they are an object, since each mode has one bill.
BILLS = tuple[tuple[Transport, Rupiah], ...]


def read_each(
    pairs: Iterable[tuple[int | str, Any]], read: Callable[[Any, int | str], Any], kind: Any
) -> list[Any]:
    """Read what stands in a list or object, and report its faults at once, as many as are told."""
    found, faults, count = [], [], 0
    for place, item in pairs:
        try:
            found.append(read(item, place))
        except Exception as fault:
            fault.add_note(IterableValidationNote(f"@ {place}", place, kind))
            faults.append(fault)
            count += _leaves(fault)
            if count >= MOST_FAULTS:
                break
    if faults:
        raise IterableValidationError("list", faults, list)
    return found


def _leaves(fault: Exception) -> int:
    return sum(map(_leaves, fault.exceptions)) if isinstance(fault, ExceptionGroup) else 1


def as_list(value: Any) -> list[Any]:
    """The value, if it is a JSON list."""
    if not isinstance(value, list):
        raise expected("a list", "[…]")
    return value


def as_object(value: Any) -> dict[str, Any]:
    """The value, if it is a JSON object."""
    if not isinstance(value, dict):
        raise expected("an object", "{…}")
    return value


def register_collections(made: Converter) -> None:
    """Teach a converter tuples, lists and sets."""

    def tuple_reader(kind: Any) -> Read:
        parts = typing.get_args(kind)
        if parts[-1] is not Ellipsis:
            return pair_reader(kind, parts)
        read, part = made.get_structure_hook(parts[0]), parts[0]
        if not made.detailed_validation:
            return lambda value, _: tuple([read(item, part) for item in as_list(value)])
        return lambda value, _: tuple(
            read_each(enumerate(as_list(value)), lambda item, _: read(item, part), kind)
        )

    def pair_reader(kind: Any, parts: tuple[Any, ...]) -> Read:
        def read_pair(value: Any, _: Any) -> tuple[Any, ...]:
            items = as_list(value)
            if len(items) != len(parts):
                raise expected(f"a list of {len(parts)}", "[…, …]")
            return tuple(
                read_each(
                    enumerate(items),
                    lambda item, place: made.structure(item, parts[int(place)]),
                    kind,
                )
            )

        return read_pair

    def read_set(value: Any, kind: Any) -> frozenset[Any]:
        (part,) = typing.get_args(kind)
        items = read_each(
            enumerate(as_list(value)), lambda item, _: made.structure(item, part), part
        )
        if len(set(items)) < len(items):
            raise MisfitError("repeated-item", "Something stands twice here.", "Leave one out.")
        return frozenset(items)

    def write_list(items: Iterable[Any]) -> list[Any]:
        return [made.unstructure(item) for item in items]

    def list_writer(kind: Any) -> Callable[[Any], Any]:
        part, *more = typing.get_args(kind)
        # The class of an item says how it is written, where its `type` has to tell.
        if more != [...] or part in TAGS:
            return write_list
        write = made.get_unstructure_hook(part)
        return list if write is identity else lambda items: [write(item) for item in items]

    def write_set(items: Iterable[Any]) -> list[Any]:
        return sorted(write_list(items), key=[member.value for member in Program].index)

    # The last one that fits is asked first.
    made.register_structure_hook_factory(made_of(tuple), tuple_reader)
    made.register_unstructure_hook_factory(made_of(tuple), list_writer)
    made.register_unstructure_hook(tuple, write_list)
    made.register_structure_hook_func(made_of(frozenset), read_set)
    made.register_unstructure_hook_func(made_of(frozenset), write_set)


def register_bills_and_rates(made: Converter) -> None:
    """Teach a converter the bills of transport, and rates by year."""

    def read_bills(value: Any, _: Any) -> Mapping[Transport, Rupiah]:
        def one(amount: Any, mode: Any) -> tuple[Transport, Rupiah]:
            return as_choice(mode, Transport), as_whole(amount)

        return dict(read_each(as_object(value).items(), one, Transport))

    def read_rates(value: Any, _: Any) -> Rates:
        def one(rate: Any, year: Any) -> tuple[int, Rate]:
            if not _YEAR.fullmatch(year):
                raise expected("a year", '{"2025": 55900}')
            return int(year), as_rate(rate, Rate)

        if value is None:
            return None
        if isinstance(value, dict):
            return dict(read_each(value.items(), one, Rate))
        return as_rate(value, Rate)

    def write_rates(rates: Any) -> Any:
        if isinstance(rates, Mapping):
            return {f"{year:04d}": rate.ppm for year, rate in sorted(rates.items())}
        return None if rates is None else rates.ppm

    made.register_structure_hook_func(lambda kind: kind == BILLS, read_bills)
    made.register_unstructure_hook_func(
        lambda kind: kind == BILLS, lambda bills: {str(mode): amount for mode, amount in bills}
    )
    made.register_structure_hook_func(lambda kind: kind == Rates, read_rates)
    made.register_unstructure_hook_func(lambda kind: kind == Rates, write_rates)
