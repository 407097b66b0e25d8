"""Notes of documents: codes of sentences, and figures that say of what kind they are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from typing import Any

import attrs
from cattrs import Converter

from kopdes_jamsos.basis import Note
from kopdes_jamsos.benefits.events import Side
from kopdes_jamsos.benefits.kinds import Recipient
from kopdes_jamsos.documents.leaves import MisfitError, expected
from kopdes_jamsos.documents.lists import as_object, read_each
from kopdes_jamsos.enrolment import facts_of
from kopdes_jamsos.errors import InvalidFactError, a_kind
from kopdes_jamsos.money import Rate
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
from kopdes_jamsos.wording import Language, languages
from kopdes_jamsos.wording.sentences import sentence

# The figures of a finding; in JSON they are an object, as those of a note.
FIGURES = tuple[tuple[str, object], ...]
# A figure of a note says of what kind it is, unless it is text, a number, true, false or null.
_FIGURES: dict[type, str] = {Month: "month", dt.date: "date", Rate: "rate"}


@attrs.frozen(kw_only=True)
class WrittenNote:
    """A note in a document."""

    code: str
    figures: Mapping[str, Any]


def register_notes(made: Converter) -> None:
    """Teach a converter notes and their figures."""

    def read_note(value: Any, _: Any) -> Note:
        fields = made.structure(value, WrittenNote)
        found = Note(fields.code, tuple(fields.figures.items()))
        check_words(lambda language: sentence(found, language))
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


def check_words(*said: Callable[[Language], str]) -> None:
    """Refuse what no sentence words: its explanation would fail later, far from here."""
    # Which figures a sentence takes, and of what kind, only wording it tells.
    with suppress(Exception):
        for say in said:
            for language in languages():
                say(language)
        return
    raise unworded()


def unworded() -> MisfitError:
    """What no sentence of ours words."""
    return MisfitError(
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
        f"A note with {a_kind(figure)} cannot be written.",
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
