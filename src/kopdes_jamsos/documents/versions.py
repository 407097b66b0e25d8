"""Documents of earlier schema versions: one step for each version, up to today's.

Version 1, of before the first release, named `document` what is now `kind`. Version 2, also of
before it, held the readings of the law beside the book of law, as flags of what was asked for, and
knew no `basis`: citations, evidence and assumptions stood in each line, and those of a whole
assessment in `taken`. What a benefit is, and for which child a payment is, only its sentence told.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from kopdes_jamsos.documents.shapes import SCHEMA_VERSION
from kopdes_jamsos.law import LAW

Envelope = dict[str, Any]


def _from_1(old: Envelope) -> Envelope:
    if "kind" in old:  # a key that version 1 did not know
        return old
    return {("kind" if key == "document" else key): value for key, value in old.items()}


# What version 2 could say in each kind of document, and the reading of today, if it is one.
_OF_CONTRIBUTIONS: Mapping[str, Mapping[object, str]] = {
    "relief_as_practised": {True: "relief-as-practised", False: ""},
    "village_budget_is_public": {True: "village-funding-public", False: ""},
}
_SAID: Mapping[str, Mapping[str, Mapping[object, str]]] = {
    "assessment": _OF_CONTRIBUTIONS,
    "bill": _OF_CONTRIBUTIONS,
    "entitlement": {
        "floor_after_share": {True: "", False: "jp-floor-before-share"},
        "crediting": {"monthly": "", "yearly": "jht-yearly-crediting"},
    },
}
_NEW = {"readings", "holidays"}  # what the book of law of version 3 adds


def _with_readings(old: Envelope) -> Envelope:
    kind, inputs = old.get("kind"), old.get("inputs")
    if not isinstance(kind, str) or kind not in _SAID or not isinstance(inputs, dict):
        return old
    rest, known = dict(inputs), _SAID[kind]
    law = rest.pop("law", None)
    if kind == "entitlement":
        said: Any = {name: rest.pop(name) for name in known if name in rest}
    else:
        said = rest.pop("readings", None)
    # What version 2 did not know is left where it is, and refused there.
    if not isinstance(law, dict) or law.keys() & _NEW or not _fits(said, known):
        return old
    readings = [name for key, value in said.items() if (name := known[key][value])]
    return {**old, "inputs": {**rest, "law": {**law, "readings": readings}}}


def _fits(said: Any, known: Mapping[str, Mapping[object, str]]) -> bool:
    return (
        isinstance(said, dict)
        and said.keys() <= known.keys()
        and all(
            isinstance(value, bool | str) and value in known[key] for key, value in said.items()
        )
    )


def _with_bases(old: Envelope) -> Envelope:
    outcome = old.get("outcome")
    if not isinstance(outcome, dict):
        return old
    if old.get("kind") == "entitlement":
        new = _each(outcome, ["refusals", "proofs", "deadlines"], _with_basis)
        new = _each(new, ["lines", "monthly"], _of_a_kind)
        new = _each(new, ["schedule"], _for_a_child)
    else:
        new = _each(_of_assessment(outcome), ["entries"], _of_assessment)
    return {**old, "outcome": new}


# The sentence that told what an amount is, where it was not named after it.
_KINDS = {
    "jkk-death": "death_sum",
    "jkk-death-floor": "death_sum",
    "jkk-transport-land": "transport",
    "jkk-transport-sea": "transport",
    "jkk-transport-air": "transport",
    "jkm-early": "funeral",
    "scholarship-once": "scholarship",
    "jht-whole": "savings",
    "jht-partial-home": "savings",
    "jht-partial-other": "savings",
    "jkp-cash-run": "cash",
    "jp-old-age": "pension",
    "jp-disability": "pension",
    "jp-spouse": "pension",
    "jp-child": "pension",
    "jp-parent": "pension",
}


def _of_a_kind(old: Envelope) -> Envelope:
    new, label = _with_basis(old), old.get("label")
    code = label.get("code") if isinstance(label, dict) else None
    if isinstance(code, str):
        named = code.removeprefix("jkk-").removeprefix("jkm-").removeprefix("jp-")
        new["kind"] = _KINDS.get(code, named.replace("-", "_"))
    return new


def _for_a_child(old: Envelope) -> Envelope:
    label = old.get("label")
    figures = label.get("figures") if isinstance(label, dict) else None
    if not isinstance(figures, dict):
        return old
    return {**old, "child": figures.get("number"), "stage": figures.get("stage")}


def _each(fields: Envelope, names: list[str], change: Callable[[Envelope], Envelope]) -> Envelope:
    """Fields that are lists, with each object in them changed."""
    return {
        key: [change(item) if isinstance(item, dict) else item for item in value]
        if key in names and isinstance(value, list)
        else value
        for key, value in fields.items()
    }


def _of_assessment(old: Envelope) -> Envelope:
    new = _each(old, ["lines"], _with_basis)
    if isinstance(taken := new.pop("taken", None), list):
        new["common"] = _basis([], "convention" if taken else "text", taken)
    elif taken is not None:
        new["common"] = taken
    return new


def _with_basis(old: Envelope) -> Envelope:
    new = dict(old)
    if not new.keys() & {"citations", "evidence"}:
        return new
    citations = new.pop("citations", [])
    place = new.get("relief_citation")
    if isinstance(place, dict):
        citations = [*citations, place] if isinstance(citations, list) else citations
        if name := _relief_at(place):
            new["relief_id"] = name
    new["basis"] = _basis(citations, new.pop("evidence", "text"), new.pop("assumptions", []))
    return new


def _relief_at(place: Envelope) -> str | None:
    """Name of the relief that stands in a place: version 2 told nothing else of it."""
    for path in LAW.paths():
        name = path.removeprefix("relief.")
        for value in LAW.series(path).values if name != path else ():
            if (value.citation.source, value.citation.article) == (
                place.get("source"),
                place.get("article"),
            ):
                return name
    return None


def _basis(citations: Any, evidence: Any, assumptions: Any) -> Envelope:
    return {"citations": citations, "evidence": evidence, "assumptions": assumptions}


def _of_governance(old: Envelope) -> Envelope:
    data = old.get("data")
    if not isinstance(data, dict) or data.get("type") != "governance" or "rule" not in data:
        return old
    new = dict(data)
    assumption = new.pop("assumption", "")
    names = [assumption] if assumption else []
    new["basis"] = _basis([new.pop("rule")], new.pop("evidence", None), names)
    return {**old, "data": new}


def _from_2(old: Envelope) -> Envelope:
    return _of_governance(_with_bases(_with_readings(old)))


STEPS: dict[int, Callable[[Envelope], Envelope]] = {1: _from_1, 2: _from_2}


def upgraded(document: Envelope) -> Envelope:
    """A document as today's version writes it; one of an unknown version as it is.

    Examples:
        >>> upgraded({"document": "bill", "schema_version": 1})
        {'kind': 'bill', 'schema_version': 3}
    """
    version = document.get("schema_version")
    if type(version) is not int or version not in STEPS:
        return document
    for step in range(version, SCHEMA_VERSION):
        document = STEPS[step](document)
    return {**document, "schema_version": SCHEMA_VERSION}
