"""Fields of the forms: what the page asks for, how it is called, and how its text is read.

A field is one of `forms.toml`, or a fact of the library, whose name, kind and choices the library
tells. How texts are read is the matter of rosters, which read what people type.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from attrs import frozen

import kopdes_jamsos as kj
from kopdes_jamsos.benefits.family import ChildWork
from kopdes_jamsos.benefits.school import school_years
from kopdes_jamsos.enrolment import facts_of
from kopdes_jamsos.facts import Fact, plain
from kopdes_jamsos.free_text import amount_in, date_in, month_in
from kopdes_jamsos.programs import CONTRIBUTORY, OPEN_TO
from kopdes_jamsos.wording.language import Words
from kopdes_jamsos.wording.sentences import stage_named, word_of

Plain = dict[str, Any]
LAYOUT: Mapping[str, Any] = tomllib.loads(
    Path(__file__).with_name("forms.toml").read_text(encoding="utf-8")
)
_LONGEST = 200
_MOST_ITEMS = 20


def told(code: str, known: Words, **figures: object) -> str:
    """A text of the page."""
    return text_of(LAYOUT["texts"][code], known).format(**figures)


def text_of(texts: Mapping[str, str], known: Words) -> str:
    """A text of the layout; in English where it is in no other language of the reader."""
    return texts.get(known.language, texts["en"])


class UnreadableError(Exception):
    """What cannot be read: the field, or nothing, and the code of what is said of it."""

    def __init__(self, name: str, code: str) -> None:
        super().__init__(code)
        self.name, self.code = name, code


class MissingFactsError(Exception):
    """Facts that decide and were not given, with the least and the most each choice comes to."""

    def __init__(
        self,
        names: Iterable[str],
        amounts: Mapping[tuple[str, Any], tuple[int, int]] | None = None,
    ) -> None:
        super().__init__()
        self.names, self.amounts = tuple(names), amounts or {}


@frozen(kw_only=True)
class Field:
    """A fact as the page asks for it.

    Attributes:
        name: Name on the page: that of the fact, with whom it is of before it.
        fact: Name of the fact.
        of: Whom it is of: the role of people, the number of a child, or nobody.
        kind: How it is asked: "rupiah", "number", "month", "date", "choice", "choices", "yesno".
        choices: What can be chosen: members of an enumeration, or texts.
        preset: Those that are chosen where nobody chooses.
    """

    name: str
    fact: str
    of: str = ""
    kind: str
    choices: tuple[Any, ...] = ()
    preset: tuple[Any, ...] = ()

    def label(self, known: Words) -> str:
        """What it is called."""
        here = LAYOUT["fields"].get(self.fact, {}).get("label")
        tables = known.tables
        text = text_of(here, known) if here else ""
        text = text or tables["facts"].get(self.fact) or tables["parts"][self.fact]
        if self.of:
            inner = text if text[1:2].isupper() else text[:1].lower() + text[1:]
            who = known.get("codes", self.of)
            text = f"{told('child', known, number=who) if who.isdigit() else who}: {inner}"
        return text[:1].upper() + text[1:]

    def choice_label(self, choice: Any, known: Words) -> str:
        """What a choice is called."""
        own = LAYOUT["fields"].get(self.fact, {})
        here = LAYOUT["choices"].get(own.get("words", self.fact), {}).get(str(choice))
        if here:
            return text_of(here, known)
        if self.fact == "stage":
            return stage_named(choice, known)
        if self.fact == "injury":
            return known.tables["disability"][choice]
        return word_of(choice, known)

    def plain(self, known: Words, amounts: Mapping[tuple[str, Any], str]) -> Plain:
        """The field as the page shows it, with what each choice comes to."""
        found: Plain = {"name": self.name, "label": self.label(known), "kind": self.kind}
        text = LAYOUT["fields"].get(self.fact, {}).get("help")
        if text:
            found["help"] = text_of(text, known)
        if self.kind in ("choice", "choices"):
            found["choices"] = [
                {"value": str(plain(each)), "label": self.choice_label(each, known)}
                for each in self.choices
            ]
        elif self.kind == "yesno":
            formats = known.tables["formats"]
            found["choices"] = [{"value": each, "label": formats[each]} for each in ("yes", "no")]
        for each in found.get("choices", ()):
            amount = amounts.get((self.name, each["value"]))
            if amount:
                each["amounts"] = amount
        if self.preset:
            found["default"] = [str(plain(each)) for each in self.preset]
        return found

    def read(self, value: object) -> Any:
        """The fact that a text of the page is; None where it is blank."""
        if self.kind == "choices":
            if not isinstance(value, list) or len(value) > _MOST_ITEMS:
                raise UnreadableError(self.name, "choice-unknown")
            return tuple(dict.fromkeys(self._choice(each) for each in value)) or None
        if self.kind == "yesno" and isinstance(value, bool):
            return value
        if not isinstance(value, str) or len(value) > _LONGEST:
            raise UnreadableError(self.name, _CODES[self.kind])
        text = value.strip()
        return self._read(text) if text else None

    def _read(self, text: str) -> Any:
        found: Any = None
        if self.kind == "choice":
            found = self._choice(text)
        elif self.kind == "yesno":
            found = {"yes": True, "no": False}.get(text)
        elif self.kind == "rupiah":
            found = amount_in(text)
        elif self.kind == "number":
            found = int(text) if text.isascii() and text.isdigit() and len(text) < 7 else None
        elif self.kind == "month":
            found = month_in(text)
        else:
            day, code = date_in(text)
            found = day if code is None else None  # nothing is guessed
        if found is None:
            raise UnreadableError(self.name, _CODES[self.kind])
        return found

    def _choice(self, text: object) -> Any:
        found = [each for each in self.choices if str(plain(each)) == text]
        if not found:
            raise UnreadableError(self.name, "choice-unknown")
        return found[0]


# The findings of rosters that tell what cannot be read.
_CODES = {
    "rupiah": "amount-unreadable",
    "number": "number-unreadable",
    "month": "month-unreadable",
    "date": "date-unreadable",
    "choice": "choice-unknown",
    "choices": "choice-unknown",
    "yesno": "choice-unknown",
}


def written(value: Any) -> Any:
    """A fact that was read as the page would send it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return [str(plain(each)) for each in value]
    return value.isoformat() if isinstance(value, dt.date) else str(plain(value))


_KINDS = {bool: "yesno", int: "rupiah", dt.date: "date"}


@cache
def field_named(name: str) -> Field | None:
    """The field of a name: one of the layout, or a fact of the library; None: there is none."""
    of, _, fact = name.rpartition("__")
    own = LAYOUT["fields"].get(fact)
    if own is not None and "kind" in own:
        choices, preset = _choices(own)
        return Field(name=name, fact=fact, of=of, kind=own["kind"], choices=choices, preset=preset)
    found = _facts().get(fact)
    if found is None:
        return None
    if found.kind in _KINDS:
        return Field(name=name, fact=fact, of=of, kind=_KINDS[found.kind])
    return Field(name=name, fact=fact, of=of, kind="choice", choices=found.options)


def _choices(own: Mapping[str, Any]) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    """What can be chosen in a field of the layout, and what is where nobody chooses."""
    listed: tuple[Any, ...] = tuple(own.get("choices", ()))
    kind = own.get("of")
    if kind == "school":
        amounts, years = (kj.LAW.series(f"scholarship.{name}") for name in ("amount", "years"))
        return tuple(year.stage for year in school_years(amounts.latest(), years.latest())), ()
    if kind == "injuries":
        return tuple(row.name for row in kj.law.disability_table()), ()
    if kind == "segments":
        return (kj.Segment.PU, kj.Segment.BPU), ()
    if kind == "work":
        return tuple(ChildWork), ()
    if kind is None:
        return listed, ()
    segment = kj.Segment(kind)
    programs = tuple(each for each in kj.Program if each in OPEN_TO[segment])
    return programs, _usual_programs(segment)


@cache
def _facts() -> Mapping[str, Fact]:
    return {
        fact.name: fact for segment in (kj.Segment.PU, kj.Segment.BPU) for fact in facts_of(segment)
    }


def _usual_programs(segment: kj.Segment) -> tuple[kj.Program, ...]:
    """Of wage earners all with a contribution of their own; of others those that they owe."""
    owed = OPEN_TO[segment]
    if segment is kj.Segment.BPU:
        owed = kj.obligations(segment=segment, group=kj.BPUGroup.INDEPENDENT).owed
    return tuple(each for each in CONTRIBUTORY if each in owed)
