"""Documents of earlier schema versions: one step for each version, up to today's.

Version 1, of before the first release, named `document` what is now `kind`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kopdes_jamsos.documents.shapes import SCHEMA_VERSION

Envelope = dict[str, Any]


def _from_1(old: Envelope) -> Envelope:
    if "kind" in old:  # a key that version 1 did not know
        return old
    return {("kind" if key == "document" else key): value for key, value in old.items()}


STEPS: dict[int, Callable[[Envelope], Envelope]] = {1: _from_1}


def upgraded(document: Envelope) -> Envelope:
    """A document as today's version writes it; one of an unknown version as it is.

    Examples:
        >>> upgraded({"document": "bill", "schema_version": 1})
        {'kind': 'bill', 'schema_version': 2}
    """
    version = document.get("schema_version")
    if type(version) is not int or version not in STEPS:
        return document
    for step in range(version, SCHEMA_VERSION):
        document = STEPS[step](document)
    return {**document, "schema_version": SCHEMA_VERSION}
