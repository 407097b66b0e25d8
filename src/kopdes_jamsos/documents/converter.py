"""The cattrs converter of documents: how each type of ours stands in JSON, and back.

One hook for each kind of type; classes are read field by field as they are written, and their
leaves by `documents.leaves`.
"""

from __future__ import annotations

import datetime as dt
import re
import types
import typing
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import cache, lru_cache
from typing import Any

import attrs
from attrs import Attribute
from cattrs import Converter
from cattrs.errors import IterableValidationError, IterableValidationNote
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from kopdes_jamsos.basis import Note
from kopdes_jamsos.benefits.cases import Case
from kopdes_jamsos.benefits.events import Event, Side
from kopdes_jamsos.benefits.kinds import Recipient
from kopdes_jamsos.benefits.rates import Rates
from kopdes_jamsos.documents.leaves import (
    MisfitError,
    Read,
    as_choice,
    as_rate,
    as_whole,
    expected,
    made_of,
    no_choice,
    register_leaves,
)
from kopdes_jamsos.documents.shapes import EVENTS, TAGS
from kopdes_jamsos.documents.text import MOST_FAULTS
from kopdes_jamsos.enrolment import facts_of
from kopdes_jamsos.errors import InvalidFactError
from kopdes_jamsos.identity import Finding
from kopdes_jamsos.law import LAW, LawBook
from kopdes_jamsos.law.change import Change
from kopdes_jamsos.law.instruments import read_conventions
from kopdes_jamsos.money import Rate, Rupiah
from kopdes_jamsos.months import Month
from kopdes_jamsos.programs import (
    Choice,
    Leaving,
    Payer,
    Program,
    SchoolLevel,
    Segment,
    Transport,
)
from kopdes_jamsos.rosters.findings import RosterFinding
from kopdes_jamsos.wording import Language, languages
from kopdes_jamsos.wording.sentences import sentence
from kopdes_jamsos.workdays import Holidays

_WORDS = {"message", "remedy"}
_YEAR = re.compile(r"[0-9]{4}")
# How the bills of transport are kept; in JSON they are an object, since each mode has one bill.
BILLS = tuple[tuple[Transport, Rupiah], ...]
# The figures of a finding; in JSON they are an object, as those of a note.
FIGURES = tuple[tuple[str, object], ...]
# A figure of a note says of what kind it is, unless it is text, a number, true, false or null.
_FIGURES: dict[type, str] = {Month: "month", dt.date: "date", Rate: "rate"}


@attrs.frozen(kw_only=True)
class WrittenChange:
    """A what-if change in a document: a rate in parts per million, or a whole number."""

    path: str
    key: str
    rate: Rate | None = None
    number: int | None = None
    since: Month
    until: Month | None = None


@attrs.frozen(kw_only=True)
class WrittenBook:
    """A book of law in a document."""

    known_on: dt.date | None = None
    carried_until: Month | None = None
    changes: tuple[Change, ...]
    readings: tuple[str, ...]
    holidays: Holidays | None = None


@attrs.frozen(kw_only=True)
class WrittenNote:
    """A note in a document."""

    code: str
    figures: Mapping[str, Any]


@cache
def converter() -> Converter:
    """The converter; made when first needed."""
    made = Converter(detailed_validation=True, forbid_extra_keys=True)
    register_leaves(made)
    _register_collections(made)
    _register_bills_and_rates(made)
    _register_classes(made)
    _register_law(made)
    _register_notes(made)
    return made


# --- lists and objects --------------------------------------------------------------------------


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


def _register_collections(made: Converter) -> None:
    def read_tuple(value: Any, kind: Any) -> tuple[Any, ...]:
        items, parts = as_list(value), typing.get_args(kind)
        if parts[-1] is not Ellipsis:
            if len(items) != len(parts):
                raise expected(f"a list of {len(parts)}", "[…, …]")
        else:
            read, part = made.get_structure_hook(parts[0]), parts[0]
            return tuple(read_each(enumerate(items), lambda item, _: read(item, part), kind))
        return tuple(
            read_each(
                enumerate(items), lambda item, place: made.structure(item, parts[int(place)]), kind
            )
        )

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

    def write_set(items: Iterable[Any]) -> list[Any]:
        return sorted(write_list(items), key=[member.value for member in Program].index)

    # The last one that fits is asked first.
    made.register_structure_hook_func(made_of(tuple), read_tuple)
    made.register_unstructure_hook_func(made_of(tuple), write_list)
    made.register_unstructure_hook(tuple, write_list)
    made.register_structure_hook_func(made_of(frozenset), read_set)
    made.register_unstructure_hook_func(made_of(frozenset), write_set)


def _register_bills_and_rates(made: Converter) -> None:
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

        def read_class(value: Any, _: Any) -> Any:
            fields = as_object(value)
            if tag is not None:
                fields = dict(fields)
                _tag(fields, (tag,))
                del fields["type"]
            if issubclass(kind, Finding):  # earlier documents held the words as well
                fields = {name: fields[name] for name in fields if name not in _WORDS}
            found = read(fields, kind)
            if check is not None:
                check(found)
            return found

        return read_class

    def writer(kind: Any) -> Callable[[Any], Any]:
        rules: dict[str, Any] = {
            each.name: override(
                omit_if_default=each.default is None, omit=each not in in_documents(kind)
            )
            for each in attrs.fields(kind)
        }
        write = make_dict_unstructure_fn(kind, made, **rules)
        tag = TAGS.get(kind)
        names = [each.name for each in attrs.fields(kind)]

        def write_class(value: Any) -> dict[str, Any]:
            fields = write(value)  # what can be missing comes last there
            in_order = {name: fields[name] for name in names if name in fields}
            return in_order if tag is None else {"type": tag, **in_order}

        return write_class

    def read_one_of(value: Any, kind: Any) -> Any:
        if value is None and types.NoneType in typing.get_args(kind):
            return None
        fields = as_object(value)
        by_tag = {TAGS[each]: each for each in members(kind)}
        return made.structure(fields, by_tag[_tag(fields, by_tag)])

    made.register_structure_hook_factory(attrs.has, reader)
    made.register_unstructure_hook_factory(attrs.has, writer)
    made.register_structure_hook_func(lambda kind: bool(members(kind)), read_one_of)
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
    _check_words(found.message, found.remedy)


def _tag(fields: Mapping[str, Any], known: Iterable[str]) -> str:
    listed = ", ".join(known)
    if "type" not in fields:
        raise MisfitError("missing-key", "This is missing.", f"One of: {listed}.", key="type")
    found = fields["type"]
    if not isinstance(found, str) or found not in known:
        raise no_choice(known, key="type")
    return found


# --- the law and notes --------------------------------------------------------------------------


@lru_cache(maxsize=16)
def _known(book: LawBook) -> LawBook:
    """The book that was read first of those that are equal: it has its values at hand."""
    return LAW if book == LAW else book


def _register_law(made: Converter) -> None:
    def read_change(value: Any, _: Any) -> Change:
        found = made.structure(value, WrittenChange)
        if (found.rate is None) == (found.number is None):
            raise InvalidFactError(
                "A change has a rate or a number.", remedy="Give one of rate and number."
            )
        return Change(
            path=found.path,
            key=found.key,
            value=found.number if found.rate is None else found.rate,
            since=found.since,
            until=found.until,
        )

    def write_change(change: Change) -> Any:
        is_rate = isinstance(change.value, Rate)
        return made.unstructure(
            WrittenChange(
                path=change.path,
                key=change.key,
                rate=change.value if is_rate else None,
                number=None if is_rate else change.value,
                since=change.since,
                until=change.until,
            )
        )

    parts = attrs.fields(WrittenBook)

    def read_book(value: Any, _: Any) -> LawBook:
        found = made.structure(value, WrittenBook)
        return _known(LawBook(**{each.name: getattr(found, each.name) for each in parts}))

    def write_book(book: LawBook) -> Any:
        written = WrittenBook(**{each.name: getattr(book, each.name) for each in parts})
        return made.unstructure(written)

    made.register_structure_hook(Change, read_change)
    made.register_unstructure_hook(Change, write_change)
    # By predicate: cattrs would look for the types of its fields, some of which load later.
    made.register_structure_hook_func(lambda kind: kind is LawBook, read_book)
    made.register_unstructure_hook_func(lambda kind: kind is LawBook, write_book)


def _register_notes(made: Converter) -> None:
    def read_note(value: Any, _: Any) -> Note:
        fields = made.structure(value, WrittenNote)
        found = Note(fields.code, tuple(fields.figures.items()))
        _check_words(lambda language: sentence(found, language))
        return found

    def read_figures(value: Any, _: Any) -> dict[str, Any]:
        def one(figure: Any, name: Any) -> tuple[str, Any]:
            return name, _read_figure(made, figure)

        return dict(read_each(as_object(value).items(), one, object))

    def write_figures(pairs: Iterable[tuple[str, object]]) -> dict[str, Any]:
        return {name: _write_figure(made, value) for name, value in pairs}

    def write_note(note: Note) -> Any:
        return {"code": note.code, "figures": write_figures(note.pairs)}

    made.register_structure_hook(Note, read_note)
    made.register_unstructure_hook(Note, write_note)
    made.register_structure_hook_func(lambda kind: kind == Mapping[str, Any], read_figures)
    made.register_structure_hook_func(
        lambda kind: kind == FIGURES, lambda value, _: tuple(read_figures(value, _).items())
    )
    made.register_unstructure_hook_func(lambda kind: kind == FIGURES, write_figures)


def _check_words(*said: Callable[[Language], str]) -> None:
    """Refuse what no sentence words: its explanation would fail later, far from here."""
    # Which figures a sentence takes, and of what kind, only wording it tells.
    with suppress(Exception):
        for say in said:
            for language in languages():
                say(language)
        return
    raise MisfitError(
        "unknown-note",
        "No sentence of this library words this.",
        "Leave code and figures as kj.to_json wrote them.",
    )


# The enumerations whose members a note may hold, by the names of their classes.
_CHOICES: set[type[Choice]] = {
    *(fact.kind for segment in Segment for fact in facts_of(segment) if fact.is_text),
    *(Leaving, Payer, Program, Recipient, SchoolLevel, Segment, Side, Transport),
}
CHOICES = {kind.__name__: kind for kind in sorted(_CHOICES, key=lambda kind: kind.__name__)}


def _write_figure(made: Converter, figure: Any) -> Any:
    if isinstance(figure, list | tuple):
        return [_write_figure(made, item) for item in figure]
    if isinstance(figure, Choice) and type(figure).__name__ in CHOICES:
        return {type(figure).__name__: figure.value}
    if type(figure) in _FIGURES:
        return {_FIGURES[type(figure)]: made.unstructure(figure)}
    if figure is None or type(figure) in (int, str, bool):
        return figure
    raise InvalidFactError(
        f"A note with a {type(figure).__name__} cannot be written.",
        remedy="Report it: every figure of our own results can be.",
    )


def _read_figure(made: Converter, value: Any) -> Any:
    if isinstance(value, list):
        return tuple(read_each(enumerate(value), lambda item, _: _read_figure(made, item), object))
    if not isinstance(value, dict):
        return value
    kinds: dict[str, type] = {name: kind for kind, name in _FIGURES.items()} | CHOICES
    if len(value) != 1 or not kinds.keys() >= value.keys():
        raise expected("a figure of a known kind", '{"month": "2026-11"}')
    ((name, item),) = value.items()
    return made.structure(item, kinds[name])
