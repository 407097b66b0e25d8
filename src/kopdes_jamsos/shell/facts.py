"""Facts and the book of law out of options, which follow from the library's own fields.

No list of facts, choices or readings stands here: an option is made from the field of an enrolment,
of a case or of a book of law, and what was typed is read by the class that holds it.
"""

from __future__ import annotations

import datetime as dt
import re
import typing
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

import attrs

from kopdes_jamsos.benefits.cases import Case
from kopdes_jamsos.benefits.events import Event
from kopdes_jamsos.benefits.family import Child, Family
from kopdes_jamsos.choices import choose
from kopdes_jamsos.coverage.participation import Participation
from kopdes_jamsos.documents.converter import converter
from kopdes_jamsos.documents.faults import faults_of
from kopdes_jamsos.documents.reading import from_dict
from kopdes_jamsos.documents.shapes import EVENTS, TAGS
from kopdes_jamsos.documents.text import read_text
from kopdes_jamsos.enrolment import ENROLMENTS, Enrolment, facts_of
from kopdes_jamsos.errors import InvalidDocumentError
from kopdes_jamsos.facts import Fact, plain
from kopdes_jamsos.law import LawBook
from kopdes_jamsos.money import Rate, percent
from kopdes_jamsos.programs import Program, Segment
from kopdes_jamsos.shell.asking import DAY, MONTH, NUMBER, PERCENT, RUPIAH, WORD, Asked, Option
from kopdes_jamsos.shell.console import UseError
from kopdes_jamsos.wording.language import languages, words
from kopdes_jamsos.workdays import Holidays

_KindT = TypeVar("_KindT")

# Whole numbers as documents have them; whatever else was typed is refused by who reads it.
_WHOLE = re.compile(r"-?[0-9]{1,20}")
_HOLDS = {int: RUPIAH, dt.date: DAY}
# Of a case, what is read from documents, or by an option of its own.
_READ_APART = frozenset({"event", "participations", "children", "family", "withdrawals", "law"})


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
        holds=_HOLDS.get(fact.kind, WORD),
        group="enrolment",
        words=_words_of(fact.name),
        choices=_answers() if fact.kind is bool else choices,
    )


def _words_of(name: str) -> tuple[str, str]:
    """Where the words of a fact stand: most of them are those of results."""
    known = words(languages()[0]).tables
    own = ("shell", f"fact-{name}")
    places = (own, ("parts", name), ("facts", name))
    return next((each for each in places if each[1] in known[each[0]]), own)


def _answers() -> tuple[str, ...]:
    """Yes and no in each language."""
    formats = (words(language).tables["formats"] for language in languages())
    return tuple(each[answer] for each in formats for answer in ("yes", "no"))


def law_options() -> list[Option]:
    """An option for each thing by which a book of law differs from the law as it stands."""
    holds = {"known_on": DAY, "carried_until": MONTH}
    return [
        Option(
            name=each.name.replace("_", "-"),
            holds=holds.get(each.name, WORD),
            group="law",
            words=("parts", each.name),
            choices=tuple(Holidays) if each.name == "holidays" else (),
            several=each.name == "readings",
        )
        for each in attrs.fields(LawBook)
        if each.init and each.name != "changes"
    ]


def case_options() -> list[Option]:
    """The options of an entitlement beside its documents."""
    return [
        Option(name="event", holds=WORD, group="event", choices=tuple(TAGS[e] for e in EVENTS)),
        Option(name="on", holds=DAY, group="event"),
        Option(name="set", holds="NAME=VALUE", group="event", several=True),
        Option(name="since", holds=MONTH, group="participation"),
        Option(name="months", holds=NUMBER, group="participation"),
        Option(name="ended", holds=DAY, group="participation", words=("parts", "ended")),
        Option(name="child", holds="NAME=VALUE,...", group="case", several=True),
        Option(name="family", holds="NAME=N,...", group="case"),
        *_facts_of_case(),
    ]


def _facts_of_case() -> list[Option]:
    """The options that are fields of a case."""
    hints = typing.get_type_hints(Case)
    names = (each.name for each in attrs.fields(Case) if each.name not in _READ_APART)
    return [_case_option(name, typing.get_args(hints[name])) for name in names]


def _case_option(name: str, kinds: Sequence[Any]) -> Option:
    holds = PERCENT if Rate in kinds else _HOLDS.get(kinds[0], WORD)
    return Option(
        name=name.replace("_", "-"),
        holds=holds,
        group="case",
        words=_words_of(name),
        choices=_answers() if kinds[0] is bool else (),
    )


# --- what was typed ---------------------------------------------------------------------------


def typed(text: str) -> Any:
    """A value as it was typed: a whole number, yes or no, else the text.

    Examples:
        >>> typed("1000000"), typed("ya"), typed("no"), typed("independent")
        (1000000, True, False, 'independent')
    """
    if _WHOLE.fullmatch(text):
        return int(text)
    answers = _answers()
    place = answers.index(text.casefold()) if text.casefold() in answers else None
    return text if place is None else place % 2 == 0


def pairs(texts: Iterable[str], option: str) -> dict[str, Any]:
    """Facts that were typed as NAME=VALUE; a value in JSON may be a list or an object.

    Raises:
        UseError: One has no name.
        InvalidDocumentError: A value is no JSON.

    Examples:
        >>> pairs(["work_related=no", "on=2025-06-03"], "set")
        {'work_related': False, 'on': '2025-06-03'}
    """
    found = {}
    for text in texts:
        name, sign, value = text.partition("=")
        if not sign:
            raise UseError("no-pair", option=f"--{option}")
        found[name.strip().replace("-", "_")] = (
            read_text(value)[0] if value[:1] in ("[", "{") else typed(value)
        )
    return found


def segment_of(asked: Asked) -> Segment | None:
    """The segment that was asked for, or None."""
    given = asked.values.get("segment")
    return None if given is None else choose(Segment, given)


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
        raise UseError("other-segment", option=_flag(strange[0]), segment=segment)
    needed = [each.name for each in attrs.fields(kind) if each.default is attrs.NOTHING]
    bases = [fact.name for fact in own.values() if fact.base]
    facts: dict[str, Any] = {}
    if base_is_asked and not given.intersection(bases):
        facts[bases[0]] = 0
    missing = [_flag(name) for name in needed if name not in {*asked.values, *facts}]
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


def _flag(name: str) -> str:
    return f"--{name.replace('_', '-')}"


def book_from(asked: Asked) -> LawBook:
    """The book of law that options choose.

    Raises:
        KopdesJamsosError: Whatever a book raises.
    """
    given: dict[str, Any] = {each.key: asked.values.get(each.key) for each in law_options()}
    return LawBook(**{**given, "readings": tuple(given["readings"] or ())})


def event_from(asked: Asked) -> Event | None:
    """The event that options state, or None.

    Raises:
        UseError: A fact without a name, or facts of no event.
        InvalidDocumentError: It is no event, or not with these facts.
    """
    kind, day, facts = (asked.values.get(name) for name in ("event", "on", "set"))
    if kind is None:
        if day is not None or facts:
            raise UseError("missing-options", options=["--event"])
        return None
    data = {"type": kind, **({} if day is None else {"on": day}), **pairs(facts or (), "set")}
    return from_dict(data, "event")


def participation_from(asked: Asked) -> Participation | None:
    """The participation that options state: an enrolment paid from a month on, or None.

    Raises:
        UseError: An option is missing.
        KopdesJamsosError: Whatever an enrolment or a participation raises.
    """
    segment = segment_of(asked)
    wanted = ("since", "months")
    given = [name for name in wanted if name in asked.values]
    if segment is None and not given:
        return None
    missing = [_flag(name) for name in wanted if name not in given]
    if segment is None or missing:
        raise UseError("missing-options", options=missing or ["--segment"])
    return Participation.paid_through(
        enrolment_from(asked, segment),  # type: ignore[arg-type]  # refused, if of a project
        since=asked.values["since"],
        months=typed(asked.values["months"]),
        ended=asked.values.get("ended"),
    )


def case_from(asked: Asked) -> dict[str, Any]:
    """The facts of a case that options state, as `entitle` takes them.

    Raises:
        UseError: A fact without a name.
        KopdesJamsosError: One is refused.
    """
    values = asked.values
    found: dict[str, Any] = {"children": [_child(text) for text in values.get("child", ())]}
    if "family" in values:
        found["family"] = read_as(Family, pairs(values["family"].split(","), "family"))
    for option in _facts_of_case():
        if option.key in values:
            text = values[option.key]
            found[option.key] = percent(text) if option.holds == PERCENT else typed(text)
    return found


def _child(text: str) -> Child:
    """A child by its facts, or by its school year alone."""
    if "=" not in text:
        return Child(stage=text)
    return read_as(Child, pairs(text.split(","), "child"))


def read_as(kind: type[_KindT], data: Mapping[str, Any]) -> _KindT:
    """Plain data as an object of ours, as documents are read.

    Raises:
        InvalidDocumentError: code `invalid-document`: all that is wrong.

    Examples:
        >>> read_as(Child, {"stage": "SD6", "married": False}).married
        False
    """
    try:
        return converter().structure(data, kind)
    except Exception as error:
        faults = list(faults_of(error, data, "$"))
    # Out here, so that nothing is left of what cattrs says, which repeats the data.
    raise InvalidDocumentError.of(faults)
