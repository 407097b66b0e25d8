"""Documents of earlier schema versions: one step for each version, up to today's.

Version 1, of before the first release, named `document` what is now `kind`. Version 2, also of
before it, held the readings of the law beside the book of law, as flags of what was asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from kopdes_jamsos.documents.shapes import SCHEMA_VERSION

Envelope = dict[str, Any]


def _from_1(old: Envelope) -> Envelope:
    if "kind" in old:  # a key that version 1 did not know
        return old
    return {("kind" if key == "document" else key): value for key, value in old.items()}


# The flags of version 2 for each kind of document: the value that asked for a reading of today.
_OF_CONTRIBUTIONS = {
    "relief_as_practised": (True, "relief-as-practised"),
    "village_budget_is_public": (True, "village-funding-public"),
}
_FLAGS = {
    "assessment": _OF_CONTRIBUTIONS,
    "bill": _OF_CONTRIBUTIONS,
    "entitlement": {"floor_after_share": (False, "jp-floor-before-share")},
}

_NEW = {"readings", "holidays"}  # what the book of law of version 3 adds


def _from_2(old: Envelope) -> Envelope:
    kind, inputs = old.get("kind"), old.get("inputs")
    if not isinstance(kind, str) or kind not in _FLAGS or not isinstance(inputs, dict):
        return old
    rest, known = dict(inputs), _FLAGS[kind]
    law = rest.pop("law", None)
    if kind == "entitlement":
        flags: Any = {name: rest.pop(name) for name in known if name in rest}
    else:
        flags = rest.pop("readings", None)
    # What version 2 did not know is left where it is, and refused there.
    if (
        not isinstance(law, dict)
        or law.keys() & {"readings", "holidays"}
        or not _fits(flags, known)
    ):
        return old
    readings = [known[name][1] for name in flags if flags[name] is known[name][0]]
    return {**old, "inputs": {**rest, "law": {**law, "readings": readings}}}


def _fits(flags: Any, known: Mapping[str, object]) -> bool:
    return (
        isinstance(flags, dict)
        and flags.keys() <= known.keys()
        and all(type(value) is bool for value in flags.values())
    )


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
