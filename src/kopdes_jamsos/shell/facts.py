"""Facts and the book of law out of options, which follow from the library's own fields.

No list of facts, choices or readings stands here: an option is made from the field of an enrolment,
of a case or of a book of law, and what was typed is read by the class that holds it.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, TypeVar

import attrs

from kopdes_jamsos.choices import choose_or_none
from kopdes_jamsos.enrolment import ENROLMENTS, Enrolment, facts_of
from kopdes_jamsos.facts import Fact, plain
from kopdes_jamsos.programs import Program, Segment
from kopdes_jamsos.shell.asking import DAY, RUPIAH, WORD, Asked, Option
from kopdes_jamsos.shell.console import UseError
from kopdes_jamsos.wording.language import languages, words

_KindT = TypeVar("_KindT")

# Whole numbers as documents have them; whatever else was typed is refused by who reads it.
_WHOLE = re.compile(r"-?[0-9]{1,20}")
HOLDS = {int: RUPIAH, dt.date: DAY}


# --- the options ------------------------------------------------------------------------------


def enrolment_options() -> list[Option]:
    """An option for each fact that an enrolment of any segment declares."""
    found: dict[str, Option] = {}
    for segment in ENROLMENTS:
        for fact in facts_of(segment):
            found.setdefault(fact.name, _option_of(fact))
    return [
        Option(name="segment", holds=WORD, group="enrolment", choices=tuple(Segment)),
        Option(name="programs", holds=WORD, group="enrolment", choices=tuple(Program)),
        *found.values(),
    ]


def _option_of(fact: Fact) -> Option:
    choices = tuple(str(plain(each)) for each in fact.options)
    return Option(
        name=fact.name.replace("_", "-"),
        holds=HOLDS.get(fact.kind, WORD),
        group="enrolment",
        words=words_of(fact.name),
        choices=answers() if fact.kind is bool else choices,
        meant=() if fact.kind is bool else fact.options,
    )


def words_of(name: str) -> tuple[str, str]:
    """Where the words of a fact stand: most of them are those of results."""
    known = words(languages()[0]).tables
    own = ("shell", f"fact-{name}")
    places = (own, ("parts", name), ("facts", name))
    return next((each for each in places if each[1] in known[each[0]]), own)


def answers() -> tuple[str, ...]:
    """Yes and no in each language."""
    formats = (words(language).tables["formats"] for language in languages())
    return tuple(each[answer] for each in formats for answer in ("yes", "no"))


# --- what was typed ---------------------------------------------------------------------------


def typed(text: str) -> Any:
    """A value as it was typed: a whole number, yes or no, else the text.

    Examples:
        >>> typed("1000000"), typed("ya"), typed("no"), typed("independent")
        (1000000, True, False, 'independent')
    """
    if _WHOLE.fullmatch(text):
        return int(text)
    known, word = answers(), text.casefold()
    return known.index(word) % 2 == 0 if word in known else text


def segment_of(asked: Asked) -> Segment | None:
    """The segment that was asked for, or None."""
    given = asked.values.get("segment")
    return choose_or_none(Segment, given)


def enrolment_from(asked: Asked, segment: Segment, *, base_is_asked: bool = False) -> Enrolment:
    """The enrolment that options state.

    Args:
        asked: The command line.
        segment: The segment.
        base_is_asked: Whether the amount declared can be left out; nil stands for it then.

    Raises:
        UseError: An option is missing, or is of another segment.
        KopdesJamsosError: Whatever an enrolment raises.
    """
    kind = ENROLMENTS[segment]
    own = {fact.name: fact for fact in facts_of(segment)}
    given = {option.key for option in enrolment_options()} & asked.values.keys()
    strange = sorted(given - own.keys() - {"segment", "programs"})
    if strange:
        raise UseError("other-segment", option=flag_of(strange[0]), segment=segment)
    needed = [each.name for each in attrs.fields(kind) if each.default is attrs.NOTHING]
    bases = [fact.name for fact in own.values() if fact.base]
    facts: dict[str, Any] = {}
    if base_is_asked and not given.intersection(bases):
        facts[bases[0]] = 0
    missing = [flag_of(name) for name in needed if name not in {*asked.values, *facts}]
    if missing:
        raise UseError("missing-options", options=missing)
    for name in given - {"segment"}:
        text = asked.values[name]
        if name == "programs":
            facts[name] = [each.strip() for each in text.split(",")]
        else:
            # A choice may be called by a number or a word that is something else elsewhere.
            facts[name] = typed(text) if own[name].kind in (int, bool) else text
    return kind(**facts)


def flag_of(name: str) -> str:
    """The option of a fact."""
    return f"--{name.replace('_', '-')}"
