"""`to_json` and `to_dict`: objects to documents."""

from __future__ import annotations

import json
from copy import deepcopy
from itertools import islice
from typing import Any

from kopdes_jamsos._plain import as_int, items_of
from kopdes_jamsos.benefits.entitlement import Entitlement
from kopdes_jamsos.contributions.assessment import Assessment
from kopdes_jamsos.contributions.billing import Bill
from kopdes_jamsos.cooperative import Cooperative, Person
from kopdes_jamsos.coverage.participation import Participation
from kopdes_jamsos.documents.converter import converter
from kopdes_jamsos.documents.results import account_document, document_of
from kopdes_jamsos.documents.shapes import (
    ACCOUNTS,
    EVENTS,
    SCHEMA_VERSION,
    TAGS,
    Account,
    AnyFinding,
    DocumentKind,
    Written,
)
from kopdes_jamsos.documents.text import MOST_FAULTS, is_unicode, oddities
from kopdes_jamsos.errors import InvalidDocumentError, InvalidFactError
from kopdes_jamsos.identity import Finding
from kopdes_jamsos.rosters.findings import RosterFinding

_KINDS: dict[type, DocumentKind] = {
    **{
        kind: DocumentKind.EVENT
        if kind in EVENTS
        else DocumentKind.PERSON
        if issubclass(kind, Person)
        else DocumentKind.FINDING
        if issubclass(kind, Finding | RosterFinding)
        else DocumentKind.ENROLMENT
        for kind in TAGS
    },
    Cooperative: DocumentKind.COOPERATIVE,
    Participation: DocumentKind.PARTICIPATION,
    Assessment: DocumentKind.ASSESSMENT,
    Bill: DocumentKind.BILL,
    Entitlement: DocumentKind.ENTITLEMENT,
    **ACCOUNTS,
}


def to_dict(obj: Written) -> dict[str, Any]:
    """Write an object as the plain data of a document: what `json.loads` makes of `to_json`.

    Args:
        obj: As for `to_json`.

    Raises:
        InvalidFactError: code `invalid-fact`: an object of another kind.
        InvalidDocumentError: code `invalid-document`: a text that is no Unicode.

    Examples:
        >>> kj.to_dict(trader)["data"]
        {'type': 'BPU', 'income': 1000000, 'programs': ['JKK', 'JKM']}
    """
    document = _written(obj)
    if "law_values" in document:  # what was looked up is kept for the next one
        document["law_values"] = deepcopy(document["law_values"])
    if faults := list(islice(oddities(document), MOST_FAULTS)):
        raise InvalidDocumentError.of(faults)
    return document


def to_json(obj: Written, *, indent: int | None = None) -> str:
    """Write an object as a JSON document.

    A document holds all that the object knows, names, NIKs and wages too; see `redact`. That of a
    result names the values of the law that were read for it; one that was itself read from a
    document keeps the versions and values of that document.

    Args:
        obj: A cooperative, person, enrolment, participation, event, finding or several of them,
            assessment, bill, entitlement, lateness, arrears, payment plan, construction plan,
            cover report, sanctions, liability of an employer, budget or comparison.
        indent: Spaces for each level; None for one line.

    Raises:
        InvalidFactError: code `invalid-fact`: an object of another kind.
        InvalidDocumentError: code `invalid-document`: a text that is no Unicode.

    Examples:
        >>> print(kj.to_json(trader, indent=2))
        {
          "kind": "enrolment",
          "schema_version": 3,
          "data": {
            "type": "BPU",
            "income": 1000000,
            "programs": [
              "JKK",
              "JKM"
            ]
          }
        }
    """
    spaces = as_int(indent)
    if indent is not None and (spaces is None or not 0 <= spaces <= _WIDEST):
        raise InvalidFactError(
            "indent must be a number of spaces or None.", remedy=f"Give 0 to {_WIDEST}, or None."
        )
    document = _written(obj)
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, indent=spaces)
    if not is_unicode(text) and (faults := list(oddities(document))):
        raise InvalidDocumentError.of(faults)
    return text


_WIDEST = 16


def _written(obj: Written) -> dict[str, Any]:
    findings = items_of(obj) if isinstance(obj, list | tuple) else None
    kind = _KINDS.get(type(obj)) or _of_findings(findings)
    if kind is None:
        raise InvalidFactError(
            f"A {type(obj).__name__} has no document.",
            remedy=f"Give one of these: {', '.join(each.value for each in DocumentKind)}.",
        )
    if isinstance(obj, Assessment | Bill | Entitlement):
        body = converter().unstructure(document_of(obj))
    elif isinstance(obj, Account):
        body = converter().unstructure(account_document(obj))
    else:
        body = {"data": converter().unstructure(obj if findings is None else tuple(findings))}
    return {"kind": kind.value, "schema_version": SCHEMA_VERSION, **body}


def _of_findings(items: list[object] | None) -> DocumentKind | None:
    """Findings have a document together; a list of nothing is one too."""
    if items is None or not all(isinstance(each, AnyFinding) for each in items):
        return None
    return DocumentKind.FINDINGS
