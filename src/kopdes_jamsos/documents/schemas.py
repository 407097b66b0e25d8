"""The JSON Schemas of documents, which are shipped as one file beside this module."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from typing import Any

from kopdes_jamsos.choices import choose
from kopdes_jamsos.documents.shapes import RESULTS, DocumentKind

_REFERENCE = re.compile(r'"#/\$defs/(\w+)"')


def json_schema(kind: DocumentKind | str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of the documents of a kind.

    A schema says what form a document has. That dates are on the calendar, that facts do not
    contradict, that totals are the sums of their lines, and which notes and conventions there are
    is checked by `from_json`; and to many validators 2400.0 is an integer, to this library it is
    not.

    Args:
        kind: As for `from_json`.

    Raises:
        UnknownChoiceError: code `unknown-choice`: no such kind.

    Examples:
        >>> kj.documents.json_schema("cooperative")["properties"]["data"]["$ref"]
        '#/$defs/Cooperative'
    """
    wanted = choose(DocumentKind, kind).value
    whole = json.loads(_shipped())
    found = {
        "$schema": whole["$schema"],
        "$id": whole["$id"].replace("documents", wanted),
        **whole["$defs"][f"document-{wanted}"],
    }
    return {**found, "$defs": _needed(whole["$defs"], found)}


def openapi_components(*kinds: DocumentKind | str) -> dict[str, Any]:
    """The same schemas for `components/schemas` of an OpenAPI 3.1 document, by their names there.

    Of each kind there is `BillDocument` or the like; of what may come without its envelope there is
    `EnrolmentData` too, which `from_dict` takes. Beside them stand the classes that they refer to,
    as `#/components/schemas/BPUEnrolment`.

    Args:
        kinds: Kinds of documents, as for `from_json`; none for all.

    Raises:
        UnknownChoiceError: code `unknown-choice`: no such kind.

    Examples:
        >>> schemas = kj.documents.openapi_components("enrolment")
        >>> [
        ...     name
        ...     for name in schemas
        ...     if "Enrolment" in name and name.endswith(("Document", "Data"))
        ... ]
        ['EnrolmentDocument', 'EnrolmentData']
        >>> schemas["EnrolmentData"]["anyOf"][1]
        {'$ref': '#/components/schemas/BPUEnrolment'}
    """
    known = json.loads(_shipped())["$defs"]
    found: dict[str, Any] = {}
    for kind in [choose(DocumentKind, each) for each in kinds] or DocumentKind:
        name = "".join(part.capitalize() for part in kind.value.split("-"))
        found[f"{name}Document"] = known[f"document-{kind.value}"]
        if kind not in RESULTS:
            found[f"{name}Data"] = found[f"{name}Document"]["properties"]["data"]
    text = json.dumps({**found, **_needed(known, found)})
    components: dict[str, Any] = json.loads(_REFERENCE.sub(r'"#/components/schemas/\1"', text))
    return components


def _shipped() -> str:
    return files("kopdes_jamsos.documents").joinpath("documents.schema.json").read_text("utf-8")


def _needed(known: dict[str, Any], schema: Any) -> dict[str, Any]:
    """The schemas that one refers to, and those that they refer to."""
    needed: dict[str, Any] = {}
    open_ = [schema]
    while open_:
        for name in _REFERENCE.findall(json.dumps(open_.pop())):
            if name not in needed:
                needed[name] = known[name]
                open_.append(needed[name])
    return {name: needed[name] for name in sorted(needed)}
