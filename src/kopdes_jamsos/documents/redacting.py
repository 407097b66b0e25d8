"""`redact`: a document that can be shown, without the people in it.

What goes: names, NIKs, birth dates, wages and incomes and every amount that follows from them,
health, children and family. What stays shows how a result came about: programmes, rates, articles,
assumptions, and the values of the law.
"""

from __future__ import annotations

import json
import re
from typing import Any

from kopdes_jamsos._personal import PERSONAL
from kopdes_jamsos.documents.shapes import SCHEMA_VERSION, DocumentKind
from kopdes_jamsos.documents.writing import REDACTED, loaded, opened

MASK = "***"

# In an entitlement the lines tell the number of children, the days looked up birthdays, and
# remarks, proofs and refusals who the heirs are and what was treated.
_OF_ENTITLEMENTS = frozenset({"lines", "law_values", "remarks", "proofs", "refusals"})
# The name of a cooperative is that of no person.
_COOPERATIVES = frozenset({"village"})
_LONG_NUMBER = re.compile(r"\d(?:[ .\-_/]?\d){10,}")


def redact(document: str | bytes) -> str:
    """Mask what is personal in a document, so that it can be shared.

    Names, NIKs, birth dates, wages, children, health, and all amounts that follow from a wage
    become "***"; references stay. The document is marked as redacted, and cannot be read as if it
    were whole.

    Args:
        document: A document that can be read: what could hide under unknown keys is not let
            through.

    Raises:
        InvalidDocumentError: code `invalid-document`: it cannot be read, or is redacted already.

    Examples:
        >>> text = kj.documents.redact(kj.to_json(kj.Member(ref="M-1", name="Ani Contoh")))
        >>> print(text)
        {"kind": "person", ..., "redacted": true, "data": {..., "name": "***", "enrolments": []}}
        >>> try:
        ...     kj.from_json(text, "person")
        ... except kj.errors.InvalidDocumentError as error:
        ...     print(error.errors[0].code)
        redacted
    """
    found = opened(document, None)
    loaded(found)
    personal = PERSONAL
    if found.kind is DocumentKind.ENTITLEMENT:
        personal |= _OF_ENTITLEMENTS
    envelope = {"kind": found.kind.value, "schema_version": SCHEMA_VERSION, REDACTED: True}
    return json.dumps({**envelope, **_masked(found.body, personal)}, ensure_ascii=False)


def _masked(data: Any, personal: frozenset[str]) -> Any:
    if isinstance(data, list):
        return [_masked(item, personal) for item in data]
    if isinstance(data, str):
        return MASK if _LONG_NUMBER.search(data) else data
    if not isinstance(data, dict):
        return data
    shown = {"name"} if data.keys() >= _COOPERATIVES else frozenset()
    return {
        key: MASK if key in personal - shown and item is not None else _masked(item, personal)
        for key, item in data.items()
    }
