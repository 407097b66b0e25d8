"""The JSON Schemas of documents, which are shipped as one file beside this module."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from typing import Any

from kopdes_jamsos.choices import choose
from kopdes_jamsos.documents.shapes import DocumentKind


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
    whole = json.loads(
        files("kopdes_jamsos.documents").joinpath("documents.schema.json").read_text("utf-8")
    )
    found: dict[str, Any] = {
        "$schema": whole["$schema"],
        "$id": whole["$id"].replace("documents", wanted),
        **whole["$defs"][f"document-{wanted}"],
    }
    needed: dict[str, Any] = {}
    open_ = [found]
    while open_:
        for name in re.findall(r'"#/\$defs/(\w+)"', json.dumps(open_.pop())):
            if name not in needed:
                needed[name] = whole["$defs"][name]
                open_.append(needed[name])
    return {**found, "$defs": {name: needed[name] for name in sorted(needed)}}
