"""The cattrs converter of documents: how each type of ours stands in JSON, and back.

One hook for each kind of type; classes are read field by field as they are written, and their
leaves by `documents.leaves`, lists by `documents.lists`, the law by `documents.books`, and notes by
`documents.notes`.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

import attrs
from attrs import Attribute
from cattrs import Converter
from cattrs.fns import identity
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from kopdes_jamsos.benefits.cases import Case
from kopdes_jamsos.benefits.events import Event
from kopdes_jamsos.documents.accounts import register_accounts
from kopdes_jamsos.documents.books import register_law
from kopdes_jamsos.documents.budgets import register_budgets
from kopdes_jamsos.documents.leaves import (
    MisfitError,
    Read,
    no_choice,
    register_leaves,
)
from kopdes_jamsos.documents.lists import as_object, register_bills_and_rates, register_collections
from kopdes_jamsos.documents.notes import check_words, register_notes, unworded
from kopdes_jamsos.documents.shapes import EVENTS, TAGS
from kopdes_jamsos.errors import InvalidFactError
from kopdes_jamsos.identity import Finding
from kopdes_jamsos.law.instruments import read_conventions
from kopdes_jamsos.rosters.findings import SEVERITIES, RosterFinding

_WORDS = {"message", "remedy"}


@cache
def converter(*, detailed: bool = True) -> Converter:
    """The converter; made when first needed.

    Args:
        detailed: Whether it tells all that is wrong with a document, and where. Otherwise it ends
            at the first fault, and takes half as long where there is none.
    """
    return _made(detailed=detailed)


def make_converter() -> Converter:
    """A cattrs converter that writes and reads our classes as they stand in documents.

    For classes of your own that hold some of ours; it is a new one each time, so hooks that you
    register in it change nothing else. What it reads is as strict as `from_dict`, but for the size
    and depth of the data; its errors are those of cattrs, which repeat what they were given.

    Examples:
        >>> made = kj.documents.make_converter()
        >>> made.unstructure({"since": kj.Month(2026, 11), "enrolment": trader})
        {'since': '2026-11', 'enrolment': {'type': 'BPU', 'income': 1000000, ...}}
    """
    return _made(detailed=True)


def _made(*, detailed: bool) -> Converter:
    made = Converter(detailed_validation=detailed, forbid_extra_keys=True)
    register_leaves(made)
    register_collections(made)
    register_bills_and_rates(made)
    _register_classes(made)
    _register_unions(made)
    register_law(made)
    register_notes(made)
    register_accounts(made)
    register_budgets(made)
    return made


# --- classes ------------------------------------------------------------------------------------


def members(kind: Any) -> tuple[type, ...]:
    """The classes that a place can hold, where `type` has to say which; else empty."""
    if kind is Event:
        return EVENTS
    if typing.get_origin(kind) not in (typing.Union, types.UnionType):
        return ()
    found = tuple(part for part in typing.get_args(kind) if part is not types.NoneType)
    return found if len(found) > 1 and all(part in TAGS for part in found) else ()


def in_documents(kind: type) -> list[Attribute[Any]]:
    """The fields of a class that stand in documents: what tells one value from another."""
    return [each for each in attrs.fields(kind) if each.init and each.eq]


def _register_classes(made: Converter) -> None:
    def reader(kind: Any) -> Read:
        left_out: dict[str, Any] = {
            each.name: override(omit=each not in in_documents(kind)) for each in attrs.fields(kind)
        }
        read = make_dict_structure_fn(kind, made, _cattrs_forbid_extra_keys=True, **left_out)
        tag = TAGS.get(kind)
        check = _check_of(kind)
        left = {"type"} if tag is not None else set[str]()
        if issubclass(kind, Finding):  # earlier documents held the words as well
            left |= _WORDS
        if not left and check is None:
            return lambda value, _: read(as_object(value), kind)

        def read_class(value: Any, _: Any) -> Any:
            fields = as_object(value)
            if tag is not None:
                _tag(fields, (tag,))
            if left:
                fields = {name: fields[name] for name in fields if name not in left}
            if kind is RosterFinding and isinstance(code := fields.get("code"), str):
                _check_code(code)  # the class would refuse it in other words
            found = read(fields, kind)
            if check is not None:
                check(found)
            return found

        return read_class

    def writer(kind: Any) -> Callable[[Any], Any]:
        rules: dict[str, Any] = {
            each.name: override(
                omit_if_default=each.default is None,
                omit=each not in in_documents(kind),
                unstruct_hook=identity if each.type in ("Any", Any) else None,  # plain already
            )
            for each in attrs.fields(kind)
        }
        write: Callable[[Any], dict[str, Any]] = make_dict_unstructure_fn(kind, made, **rules)
        tag = TAGS.get(kind)
        names = [each.name for each in in_documents(kind)]
        last = [each.name for each in in_documents(kind) if each.default is None]
        if tag is None and names[len(names) - len(last) :] == last:
            return write

        def write_class(value: Any) -> dict[str, Any]:
            fields = write(value)  # what can be missing comes last there
            in_order = {name: fields[name] for name in names if name in fields}
            return in_order if tag is None else {"type": tag, **in_order}

        return write_class

    made.register_structure_hook_factory(attrs.has, reader)
    made.register_unstructure_hook_factory(attrs.has, writer)


def _register_unions(made: Converter) -> None:
    """Teach a converter places that can hold one of several classes: `type` says which."""

    def one_of_reader(kind: Any) -> Read:
        by_tag = {TAGS[each]: each for each in members(kind)}
        may_be_none = types.NoneType in typing.get_args(kind)

        def read_one_of(value: Any, _: Any) -> Any:
            if value is None and may_be_none:
                return None
            fields = as_object(value)
            return made.structure(fields, by_tag[_tag(fields, by_tag)])

        return read_one_of

    made.register_structure_hook_factory(lambda kind: bool(members(kind)), one_of_reader)
    made.register_unstructure_hook_func(lambda kind: kind is Event, made.unstructure)


def _check_of(kind: Any) -> Callable[[Any], None] | None:
    """What an object of a class is checked for beyond its fields."""
    if "assumptions" in attrs.fields_dict(kind):
        return _check_conventions
    if kind is Case:
        return _check_participations
    return _check_finding if issubclass(kind, Finding | RosterFinding) else None


def _check_conventions(found: Any) -> None:
    if found.assumptions and not read_conventions().keys() >= set(found.assumptions):
        raise MisfitError(
            "unknown-convention",
            "No convention of this library has this name.",
            "Leave the names of conventions as kj.to_json wrote them.",
            key="assumptions",
        )


def _check_participations(found: Case) -> None:
    if not found.participations:
        raise InvalidFactError("An entitlement needs a participation.", remedy="Give at least one.")


def _check_finding(found: Finding | RosterFinding) -> None:
    check_words(found.message, found.remedy)


def _check_code(code: str) -> None:
    if code not in SEVERITIES:
        raise unworded()


def _tag(fields: Mapping[str, Any], known: Iterable[str]) -> str:
    if "type" not in fields:
        listed = ", ".join(known)
        raise MisfitError("missing-key", "This is missing.", f"One of: {listed}.", key="type")
    found = fields["type"]
    if not isinstance(found, str) or found not in known:
        raise no_choice(known, key="type")
    return found
