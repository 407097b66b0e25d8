"""`entitle`: what an event gives, from documents, or from options made of the fields of a case."""

from __future__ import annotations

import typing
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

import attrs

from kopdes_jamsos.benefits.cases import Case
from kopdes_jamsos.benefits.claims import entitle
from kopdes_jamsos.benefits.events import Event
from kopdes_jamsos.benefits.family import Child, Family
from kopdes_jamsos.coverage.participation import Participation
from kopdes_jamsos.documents.converter import converter
from kopdes_jamsos.documents.faults import faults_of
from kopdes_jamsos.documents.reading import from_dict
from kopdes_jamsos.documents.shapes import EVENTS, TAGS
from kopdes_jamsos.documents.text import read_text
from kopdes_jamsos.errors import InvalidDocumentError
from kopdes_jamsos.money import Rate, percent
from kopdes_jamsos.shell.asking import DAY, MONTH, NUMBER, PERCENT, WORD, Asked, Option
from kopdes_jamsos.shell.books import book_from
from kopdes_jamsos.shell.console import Exit, UseError
from kopdes_jamsos.shell.facts import (
    HOLDS,
    answers,
    enrolment_from,
    flag_of,
    segment_of,
    typed,
    words_of,
)
from kopdes_jamsos.shell.inputs import documents
from kopdes_jamsos.shell.showing import put

_KindT = TypeVar("_KindT")

# Of a case, what is read from documents, or by an option of its own.
_READ_APART = frozenset({"event", "participations", "children", "family", "withdrawals", "law"})


def entitle_case(asked: Asked) -> Exit:
    """Write what an event gives.

    Raises:
        UseError: There is no event, or no participation, or something else.
        KopdesJamsosError: Whatever `entitle` or a document raises.
    """
    found = [*documents(asked), *filter(None, (event_from(asked), participation_from(asked)))]
    events = [each for each in found if isinstance(each, Event)]
    members = [each for each in found if isinstance(each, Participation)]
    if len(events) != 1 or not members or len(events) + len(members) < len(found):
        raise UseError("one-event")
    put(asked, entitle(events[0], members, law=book_from(asked), **case_from(asked)))
    return Exit.DONE


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
    holds = PERCENT if Rate in kinds else HOLDS.get(kinds[0], WORD)
    return Option(
        name=name.replace("_", "-"),
        holds=holds,
        group="case",
        words=words_of(name),
        choices=answers() if kinds[0] is bool else (),
    )


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
    missing = [flag_of(name) for name in wanted if name not in given]
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
