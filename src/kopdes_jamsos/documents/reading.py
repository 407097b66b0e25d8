"""`from_json` and `from_dict`: documents to objects; what both read goes one way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from itertools import islice
from typing import Any, Literal, overload

import attrs

from kopdes_jamsos.benefits.entitlement import Entitlement
from kopdes_jamsos.benefits.events import Event
from kopdes_jamsos.benefits.liability import EmployerLiability
from kopdes_jamsos.choices import choose
from kopdes_jamsos.contributions.assessment import Assessment
from kopdes_jamsos.contributions.billing import Bill
from kopdes_jamsos.contributions.construction import ConstructionPlan
from kopdes_jamsos.contributions.debts import Arrears
from kopdes_jamsos.contributions.fines import Lateness
from kopdes_jamsos.contributions.plan import PaymentPlan
from kopdes_jamsos.cooperative import Cooperative, Person
from kopdes_jamsos.coverage.participation import Participation
from kopdes_jamsos.coverage.penalties import Sanctions
from kopdes_jamsos.coverage.report import CoverReport
from kopdes_jamsos.documents.converter import converter
from kopdes_jamsos.documents.faults import faults_of
from kopdes_jamsos.documents.plain import read_data
from kopdes_jamsos.documents.results import account_of, result_of
from kopdes_jamsos.documents.shapes import (
    COMPACT,
    MASK,
    REDACTED,
    RESULTS,
    SCHEMA_VERSION,
    SHAPES,
    AccountDocument,
    AnyFinding,
    DocumentKind,
    ResultDocument,
    Written,
)
from kopdes_jamsos.documents.text import MOST_FAULTS, oddities, read_text
from kopdes_jamsos.documents.versions import upgraded
from kopdes_jamsos.enrolment import Enrolment
from kopdes_jamsos.errors import DocumentFault, InvalidDocumentError
from kopdes_jamsos.scenarios.budget import Budget
from kopdes_jamsos.scenarios.comparison import Comparison

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
def from_json(text: str | bytes, kind: Literal["finding"]) -> AnyFinding: ...
@overload
def from_json(text: str | bytes, kind: Literal["assessment"]) -> Assessment: ...
@overload
def from_json(text: str | bytes, kind: Literal["bill"]) -> Bill: ...
@overload
def from_json(text: str | bytes, kind: Literal["entitlement"]) -> Entitlement: ...
@overload
def from_json(text: str | bytes, kind: Literal["findings"]) -> tuple[AnyFinding, ...]: ...
@overload
def from_json(text: str | bytes, kind: Literal["lateness"]) -> Lateness: ...
@overload
def from_json(text: str | bytes, kind: Literal["arrears"]) -> Arrears: ...
@overload
def from_json(text: str | bytes, kind: Literal["payment-plan"]) -> PaymentPlan: ...
@overload
def from_json(text: str | bytes, kind: Literal["construction-plan"]) -> ConstructionPlan: ...
@overload
def from_json(text: str | bytes, kind: Literal["cover-report"]) -> CoverReport: ...
@overload
def from_json(text: str | bytes, kind: Literal["sanctions"]) -> Sanctions: ...
@overload
def from_json(text: str | bytes, kind: Literal["liability"]) -> EmployerLiability: ...
@overload
def from_json(text: str | bytes, kind: Literal["budget"]) -> Budget: ...
@overload
def from_json(text: str | bytes, kind: Literal["comparison"]) -> Comparison: ...
@overload
def from_json(text: str | bytes, kind: DocumentKind | str) -> Written: ...
def from_json(text: str | bytes, kind: DocumentKind | str) -> Written:
    """Read an object from a JSON document, of this schema version or an earlier one.

    A result is read as it stands, with the amounts of its day; `replay` computes it again.

    Args:
        text: The document.
        kind: What it has to hold: a `DocumentKind`, such as "enrolment", "bill" or "payment-plan".

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


@overload
def from_dict(data: Mapping[str, Any], kind: Literal["cooperative"]) -> Cooperative: ...
@overload
def from_dict(data: Mapping[str, Any], kind: Literal["person"]) -> Person: ...
@overload
def from_dict(data: Mapping[str, Any], kind: Literal["enrolment"]) -> Enrolment: ...
@overload
def from_dict(data: Mapping[str, Any], kind: Literal["participation"]) -> Participation: ...
@overload
def from_dict(data: Mapping[str, Any], kind: Literal["event"]) -> Event: ...
@overload
def from_dict(data: Mapping[str, Any], kind: Literal["finding"]) -> AnyFinding: ...
@overload
def from_dict(data: Mapping[str, Any], kind: Literal["assessment"]) -> Assessment: ...
@overload
def from_dict(data: Mapping[str, Any], kind: Literal["bill"]) -> Bill: ...
@overload
def from_dict(data: Mapping[str, Any], kind: Literal["entitlement"]) -> Entitlement: ...
@overload
def from_dict(data: Mapping[str, Any], kind: Literal["findings"]) -> tuple[AnyFinding, ...]: ...
@overload
def from_dict(data: Mapping[str, Any], kind: Literal["lateness"]) -> Lateness: ...
@overload
def from_dict(data: Mapping[str, Any], kind: Literal["arrears"]) -> Arrears: ...
@overload
def from_dict(data: Mapping[str, Any], kind: Literal["payment-plan"]) -> PaymentPlan: ...
@overload
def from_dict(data: Mapping[str, Any], kind: Literal["construction-plan"]) -> ConstructionPlan: ...
@overload
def from_dict(data: Mapping[str, Any], kind: Literal["cover-report"]) -> CoverReport: ...
@overload
def from_dict(data: Mapping[str, Any], kind: Literal["sanctions"]) -> Sanctions: ...
@overload
def from_dict(data: Mapping[str, Any], kind: Literal["liability"]) -> EmployerLiability: ...
@overload
def from_dict(data: Mapping[str, Any], kind: Literal["budget"]) -> Budget: ...
@overload
def from_dict(data: Mapping[str, Any], kind: Literal["comparison"]) -> Comparison: ...
@overload
def from_dict(data: Mapping[str, Any], kind: DocumentKind | str) -> Written: ...
def from_dict(data: Mapping[str, Any], kind: DocumentKind | str) -> Written:
    """Read an object from the plain data of a document, as `json.loads` gives them.

    It is as strict as `from_json`. Whatever is no result may also come without its envelope: only
    what its `data` holds, which is read as of today's schema version.

    Args:
        data: The document, or what its `data` holds.
        kind: As for `from_json`.

    Raises:
        InvalidDocumentError: code `invalid-document`; `errors` holds all that is wrong, or
            the first thousand, with its path in what was given.
        UnknownChoiceError: code `unknown-choice`: no such kind.

    Examples:
        >>> kj.from_dict({"type": "BPU", "income": 1_000_000, "programs": ["JKK"]}, "enrolment")
        BPUEnrolment(programs=frozenset({<Program.JKK: 'JKK'>}), ...)
        >>> kj.from_dict(kj.to_dict(member), "person") == member
        True
        >>> try:
        ...     kj.from_dict({"type": "BPU", "income": 1e6, "programs": ["JKK"]}, "enrolment")
        ... except kj.errors.InvalidDocumentError as error:
        ...     print(error.errors[0].path, error.errors[0].code)
        $.income float
    """
    wanted = choose(DocumentKind, kind)
    plain, doubtful = read_data(data)
    if not isinstance(plain, dict) or wanted in RESULTS or plain.keys() & _ENVELOPE:
        return loaded(_opened(plain, wanted, doubtful=doubtful))
    faults = list(islice(oddities(plain), MOST_FAULTS)) if doubtful else []
    if _is_masked(plain):
        faults.append(_REDACTED)
    return loaded(Opened(kind=wanted, body={"data": plain}, faults=tuple(faults), bare=True))


# Which keys tell that a document came with its envelope; no object without one has any of them.
_ENVELOPE = {"schema_version", "data", "inputs", "outcome", REDACTED, COMPACT}


def _is_masked(data: Any) -> bool:
    """Whether something was masked: a redacted document is not read without its envelope either."""
    if isinstance(data, dict | list):
        return any(map(_is_masked, data.values() if isinstance(data, dict) else data))
    return isinstance(data, str) and data == MASK


@attrs.frozen(kw_only=True)
class Opened:
    """A document whose envelope was read: its kind, its body, and what is odd in it.

    One that is bare came without an envelope: the paths of its faults begin behind `data`.
    """

    kind: DocumentKind
    body: dict[str, Any] = attrs.field(repr=False)
    faults: tuple[DocumentFault, ...]
    bare: bool = False


def opened(text: str | bytes, kind: DocumentKind | None) -> Opened:
    """Read the envelope of a document.

    Raises:
        InvalidDocumentError: code `invalid-document`: no JSON, no document of this kind, of a later
            schema version, or redacted.
    """
    data, doubtful = read_text(text)
    return _opened(data, kind, doubtful=doubtful)


def _opened(data: Any, kind: DocumentKind | None, *, doubtful: bool) -> Opened:
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
    for key, fault in ((REDACTED, _REDACTED), (COMPACT, _COMPACT)):
        if key in document:
            raise InvalidDocumentError.of([fault._replace(path=f"$.{key}")])
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
            found: Iterator[DocumentFault] = faults_of(error, document.body, "$")
            if document.bare:
                found = map(_without_data, found)
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
    if isinstance(shape, AccountDocument):
        return account_of(shape)
    if not isinstance(shape, ResultDocument):
        found: Written = shape.data
        return found
    result, faults = result_of(shape)
    if faults or result is None:
        raise InvalidDocumentError.of(faults)
    return result


def _without_data(fault: DocumentFault) -> DocumentFault:
    """A fault with its path in what was given, where that came without an envelope."""
    return fault._replace(path="$" + fault.path.removeprefix("$.data"))


_REDACTED = DocumentFault(
    "$",
    "redacted",
    "This document was redacted for sharing; the facts are no longer in it.",
    "Ask for the original.",
)
_COMPACT = DocumentFault(
    "$",
    "compact",
    "This is the compact form of a result; what it was computed from is not in it.",
    "Keep what kj.to_json or kj.to_dict gave, and read that.",
)


def _without(key: str) -> DocumentFault:
    what = key.replace("_", " ")
    return DocumentFault(
        f"$.{key}",
        "missing-key",
        f"A document says its {what}.",
        "Give what kj.to_json or kj.to_dict made.",
    )


def _refused(path: str, code: str, message: str, remedy: str) -> InvalidDocumentError:
    return InvalidDocumentError.of([DocumentFault(path, code, message, remedy)])
