"""The JSON Schemas of documents, which are shipped as files beside this module."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from kopdes_jamsos.documents.shapes import DocumentKind
from kopdes_jamsos.programs import choose


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
        >>> import kopdes_jamsos as kj
        >>> kj.json_schema("cooperative")["properties"]["data"]["$ref"]
        '#/$defs/Cooperative'
    """
    name = f"{choose(DocumentKind, kind).value}.schema.json"
    text = files("kopdes_jamsos.documents").joinpath(name).read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found
