"""What only documents of accounts hold: mappings by month or programme, and allocations."""

from __future__ import annotations

import typing
from collections.abc import Callable, Mapping
from typing import Any

import attrs
from cattrs import Converter

from kopdes_jamsos.basis import Basis
from kopdes_jamsos.coverage.records import Allocation, Payment, Unallocated, Underpaid
from kopdes_jamsos.documents.leaves import Read
from kopdes_jamsos.documents.lists import as_object, read_each
from kopdes_jamsos.money import Rupiah
from kopdes_jamsos.months import Month
from kopdes_jamsos.programs import Funding, Program

KEYS = (Month, Program, Funding, str)


@attrs.frozen(kw_only=True)
class WrittenAllocation:
    """What the payments of a participation count for, with what that rests on."""

    months: Mapping[Month, Payment]
    unallocated: tuple[Unallocated, ...]
    out_of_order: tuple[Month, ...]
    amounts: Mapping[Month, Rupiah]
    underpaid: tuple[Underpaid, ...]
    credit: Rupiah
    basis: Basis


_PARTS = tuple(each.name for each in attrs.fields(WrittenAllocation))


def by_key(kind: Any) -> bool:
    """Whether a type is a mapping that stands in JSON as an object, by month, programme or role."""
    parts = typing.get_args(kind)
    return typing.get_origin(kind) is Mapping and parts[0] in KEYS and parts[1] is not Any


def register_accounts(made: Converter) -> None:
    """Teach a converter mappings by month or programme, and allocations."""

    def reader(kind: Any) -> Read:
        key, part = typing.get_args(kind)
        read_key, read = made.get_structure_hook(key), made.get_structure_hook(part)

        def read_mapping(value: Any, _: Any) -> dict[Any, Any]:
            def one(item: Any, name: Any) -> tuple[Any, Any]:
                return read_key(name, key), read(item, part)

            return dict(read_each(as_object(value).items(), one, kind))

        return read_mapping

    def writer(kind: Any) -> Callable[[Any], Any]:
        write_key, write = map(made.get_unstructure_hook, typing.get_args(kind))
        return lambda items: {write_key(key): write(item) for key, item in items.items()}

    def read_allocation(value: Any, _: Any) -> Allocation:
        found = made.structure(value, WrittenAllocation)
        parts = {name: getattr(found, name) for name in _PARTS if name != "basis"}
        return Allocation(**parts, told=found.basis)

    def write_allocation(found: Allocation) -> Any:
        parts = {name: getattr(found, name) for name in _PARTS}
        return made.unstructure(WrittenAllocation(**parts))

    made.register_structure_hook_factory(by_key, reader)
    made.register_unstructure_hook_factory(by_key, writer)
    made.register_structure_hook(Allocation, read_allocation)
    made.register_unstructure_hook(Allocation, write_allocation)
