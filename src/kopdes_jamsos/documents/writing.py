"""`to_json` and `from_json`: objects to documents and back."""

from __future__ import annotations

import json
from contextlib import suppress
from itertools import islice
from typing import Any, Literal, TypeAlias, overload

import attrs

from kopdes_jamsos._plain import as_int
from kopdes_jamsos.benefits.entitlement import Entitlement
from kopdes_jamsos.benefits.events import Event
from kopdes_jamsos.contributions.assessment import Assessment
from kopdes_jamsos.contributions.billing import Bill
from kopdes_jamsos.cooperative import Cooperative, Person
from kopdes_jamsos.coverage.participation import Participation
from kopdes_jamsos.documents.converter import converter
from kopdes_jamsos.documents.faults import faults_of
from kopdes_jamsos.documents.results import document_of, result_of
from kopdes_jamsos.documents.shapes import (
    EVENTS,
    SCHEMA_VERSION,
    SHAPES,
    TAGS,
    DocumentKind,
    ResultDocument,
)
from kopdes_jamsos.documents.text import MOST_FAULTS, is_unicode, oddities, read_text
from kopdes_jamsos.documents.versions import upgraded
from kopdes_jamsos.enrolment import Enrolment
from kopdes_jamsos.errors import DocumentFault, InvalidDocumentError, InvalidFactError
from kopdes_jamsos.identity import Finding
from kopdes_jamsos.programs import choose
from kopdes_jamsos.rosters.findings import RosterFinding

Written: TypeAlias = (
    Cooperative
    | Person
    | Enrolment
    | Participation
    | Event
    | Finding
    | RosterFinding
    | Assessment
    | Bill
    | Entitlement
)

REDACTED = "redacted"
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
}


def to_json(obj: Written, *, indent: int | None = None) -> str:
    """Write an object as a JSON document.

    A document holds all that the object knows, names, NIKs and wages too; see `redact`. That of a
    result names the values of the law that were read for it; one that was itself read from a
    document keeps the versions and values of that document.

    Args:
        obj: A cooperative, person, enrolment, participation, event, finding, assessment, bill or
            entitlement.
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
    kind = _KINDS.get(type(obj))
    if kind is None:
        raise InvalidFactError(
            f"A {type(obj).__name__} has no document.",
            remedy="Give a cooperative, person, enrolment, participation, event, finding, "
            "assessment, bill or entitlement.",
        )
    spaces = as_int(indent)
    if indent is not None and (spaces is None or not 0 <= spaces <= _WIDEST):
        raise InvalidFactError(
            "indent must be a number of spaces or None.", remedy=f"Give 0 to {_WIDEST}, or None."
        )
    whole = document_of(obj) if isinstance(obj, Assessment | Bill | Entitlement) else obj
    body = converter().unstructure(whole)
    if whole is obj:
        body = {"data": body}
    document = {"kind": kind.value, "schema_version": SCHEMA_VERSION, **body}
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, indent=spaces)
    if not is_unicode(text) and (faults := list(oddities(document))):
        raise InvalidDocumentError.of(faults)
    return text


_WIDEST = 16
_KNOWN = tuple(each.value for each in DocumentKind)


@overload
def from_json(text: str | bytes, kind: Literal["cooperative"]) -> Cooperative: ...
@overload
def from_json(text: str | bytes, kind: Literal["person"]) -> Person: ...
@overload
def from_json(text: str | bytes, kind: Literal["enrolment"]) -> Enrolment: ...
@overload
def from_json(text: str | bytes, kind: Literal["participation"]) -> Participation: ...
@overload
def from_json(text: str | bytes, kind: Literal["event"]) -> Event: ...
@overload
def from_json(text: str | bytes, kind: Literal["finding"]) -> Finding | RosterFinding: ...
@overload
def from_json(text: str | bytes, kind: Literal["assessment"]) -> Assessment: ...
@overload
def from_json(text: str | bytes, kind: Literal["bill"]) -> Bill: ...
@overload
def from_json(text: str | bytes, kind: Literal["entitlement"]) -> Entitlement: ...
@overload
def from_json(text: str | bytes, kind: DocumentKind | str) -> Written: ...
def from_json(text: str | bytes, kind: DocumentKind | str) -> Written:
    """Read an object from a JSON document, of this schema version or an earlier one.

    A result is read as it stands, with the amounts of its day; `replay` computes it again.

    Args:
        text: The document.
        kind: What it has to hold: "cooperative", "person", "enrolment", "participation", "event",
            "finding", "assessment", "bill" or "entitlement".

    Raises:
        InvalidDocumentError: code `invalid-document`; `errors` holds all that is wrong, or
            the first thousand, with its path. No message repeats what stands in the document.
        UnknownChoiceError: code `unknown-choice`: no such kind.

    Examples:
        >>> text = kj.to_json(member)
        >>> kj.from_json(text, "person") == member
        True
        >>> try:
        ...     kj.from_json(text.replace('"name"', '"nama"').replace('"M-1"', "1.5"), "person")
        ... except kj.errors.InvalidDocumentError as error:
        ...     print(len(error.errors), error.errors[1])
        2 $.data: There is a key that is not known: nama. [unknown-key] Did you mean name?
    """
    return loaded(opened(text, choose(DocumentKind, kind)))


@attrs.frozen(kw_only=True)
class Opened:
    """A document whose envelope was read: its kind, its body, and what is odd in it."""

    kind: DocumentKind
    body: dict[str, Any] = attrs.field(repr=False)
    faults: tuple[DocumentFault, ...]


def opened(text: str | bytes, kind: DocumentKind | None) -> Opened:
    """Read the envelope of a document.

    Raises:
        InvalidDocumentError: code `invalid-document`: no JSON, no document of this kind, of a later
            schema version, or redacted.
    """
    data, doubtful = read_text(text)
    if not isinstance(data, dict):
        raise _refused("$", "wrong-type", "A document is a JSON object.", "Write it as {…}.")
    faults = tuple(islice(oddities(data), MOST_FAULTS)) if doubtful else ()
    # Whatever was odd is gone for what follows; it is reported anyway.
    document = upgraded(dict(data))
    for key, fits in (("kind", str), ("schema_version", int)):
        if type(document.get(key)) is not fits:
            odd = [fault for fault in faults if fault.path == f"$.{key}"]
            raise InvalidDocumentError.of(odd or [_without(key), *faults])
    found, version = document.pop("kind"), document.pop("schema_version")
    if found not in _KNOWN or (kind is not None and found != kind):
        raise _refused(
            "$.kind",
            "wrong-kind",
            "This is a document of another kind.",
            f"Read it as what it is: {', '.join(_KNOWN)}.",
        )
    if version != SCHEMA_VERSION:
        raise _refused(
            "$.schema_version",
            "unknown-version",
            f"Schema versions 1 to {SCHEMA_VERSION} are known.",
            "Read it with a later release of this library.",
        )
    if REDACTED in document:
        raise _refused(
            f"$.{REDACTED}",
            "redacted",
            "This document was redacted for sharing; the facts are no longer in it.",
            "Ask for the original.",
        )
    return Opened(kind=DocumentKind(found), body=document, faults=faults)


def structured(document: Opened) -> Any:
    """The content of a document as its shape, all faults reported at once.

    Raises:
        InvalidDocumentError: code `invalid-document`.
    """
    kind, faults, shape = SHAPES[document.kind], list(document.faults), None
    if not faults:
        with suppress(Exception):  # the other converter tells all that is wrong
            shape = converter(detailed=False).structure(document.body, kind)
    if shape is None:
        try:
            shape = converter().structure(document.body, kind)
        except Exception as error:
            known = {fault.path for fault in faults}
            found = faults_of(error, document.body, "$")
            more = (fault for fault in found if fault.path not in known)
            faults += islice(more, MOST_FAULTS - len(faults))
    # Raised out here, so that no traceback holds what cattrs says, which repeats the document.
    if faults:
        raise InvalidDocumentError.of(faults)
    return shape


def loaded(document: Opened) -> Written:
    """The object that a document holds.

    Raises:
        InvalidDocumentError: code `invalid-document`.
    """
    shape = structured(document)
    if not isinstance(shape, ResultDocument):
        found: Written = shape.data
        return found
    result, faults = result_of(shape)
    if faults or result is None:
        raise InvalidDocumentError.of(faults)
    return result


def _without(key: str) -> DocumentFault:
    what = key.replace("_", " ")
    return DocumentFault(
        f"$.{key}",
        "missing-key",
        f"A document says its {what}.",
        "Give the JSON text that kj.to_json made.",
    )


def _refused(path: str, code: str, message: str, remedy: str) -> InvalidDocumentError:
    return InvalidDocumentError.of([DocumentFault(path, code, message, remedy)])
