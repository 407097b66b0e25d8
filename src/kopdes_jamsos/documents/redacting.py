"""`redact`: a document that can be shown, without the people in it.

What goes: names, NIKs, birth dates, wages and incomes and every amount that follows from them,
health, children and family. What stays shows how a result came about: programmes, rates, articles,
assumptions, and the values of the law. A document may come from anywhere: of its texts only those
stay that this library would write itself, and references.
"""

from __future__ import annotations

import json
import re
import string
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, get_args

from kopdes_jamsos import errors, law
from kopdes_jamsos._personal import LONG_NUMBER, PERSONAL
from kopdes_jamsos.coverage.cover import PaysFirst, Rights
from kopdes_jamsos.coverage.records import UnallocatedCode
from kopdes_jamsos.documents.lookups import plain
from kopdes_jamsos.documents.reading import loaded, opened
from kopdes_jamsos.documents.shapes import (
    ACCOUNTS,
    MASK,
    REDACTED,
    SCHEMA_VERSION,
    TAGS,
    DocumentKind,
)
from kopdes_jamsos.identity.findings import Severity
from kopdes_jamsos.law._files import read_file
from kopdes_jamsos.programs import Choice
from kopdes_jamsos.scenarios.published import Unit
from kopdes_jamsos.wording.language import words

_T = TypeVar("_T")

# In an entitlement the lines tell the number of children, the days looked up birthdays, and
# remarks, proofs and refusals who the heirs are and what was treated.
_OF_ENTITLEMENTS = frozenset({"lines", "law_values", "remarks", "proofs", "refusals"})
# Amounts from which a wage can be told, and those of payments.
_OF_ACCOUNTS = frozenset(
    {"contribution", "fine", "lapsed", "part_paid", "underpaid", "credit", "amounts"}
)
# The name of a cooperative is that of no person.
_COOPERATIVES = frozenset({"village"})
# What names a person or a cooperative to its owner only.
_STAYS = frozenset(
    {
        *("ref", "refs", "payer", "position", "cooperative_number", "legal_entity_number"),
        *("nib", "npwp", "npp", "file", "column"),
    }
)
_OPEN = frozenset(
    {"value", "figures", "programs_by_role", "segment_by_role", "since"}
)  # their keys are not fields of a class
# A date, a month, a village, a school year, a version.
_FIGURE = re.compile(r"[0-9]+([.-][0-9]+)*((a|b|rc|\.dev|\.post)[0-9]+)?")


def redact(document: str | bytes) -> str:
    """Mask what is personal in a document, so that it can be shared.

    Names, NIKs, birth dates, wages, children, health, and all amounts that follow from a wage
    become "***"; references stay, and of other texts those that this library writes itself, so that
    no name stays where somebody else wrote one. The document is marked as redacted, and cannot be
    read as if it were whole.

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
    if found.kind in (DocumentKind.ENTITLEMENT, DocumentKind.LIABILITY):
        personal |= _OF_ENTITLEMENTS
    if found.kind in ACCOUNTS.values():
        personal |= _OF_ACCOUNTS
    envelope = {"kind": found.kind.value, "schema_version": SCHEMA_VERSION, REDACTED: True}
    return json.dumps({**envelope, **_masked(found.body, personal)}, ensure_ascii=False)


def _masked(data: Any, personal: frozenset[str], key: str = "") -> Any:
    if isinstance(data, list):
        return [_masked(item, personal, key) for item in data]
    if isinstance(data, str):
        lets = (key in _STAYS and not LONG_NUMBER.search(data)) or _is_ours(data)
        return data if lets else MASK
    if not isinstance(data, dict):
        return data
    cooperative = {"name"} if data.keys() >= _COOPERATIVES else frozenset()
    found = {}
    for name, item in data.items():
        if name in cooperative:
            found[name] = MASK if LONG_NUMBER.search(item) else item
        elif name in personal and item is not None:
            found[name] = MASK
        else:
            # The keys below an open field are open as well.
            inside = key if key in _OPEN else name
            shown = name if key not in _OPEN or _is_ours(name) else MASK
            found[shown] = _masked(item, personal, inside)
    return found


def _is_ours(text: str) -> bool:
    """Whether this library writes a text itself: a name, an article, a sentence, a date."""
    known = _known()
    return bool(_FIGURE.fullmatch(text) and not LONG_NUMBER.search(text)) or all(
        part in known for part in text.split("; ")
    )


_LITERALS = (Rights, PaysFirst, UnallocatedCode, Severity, Unit)


@cache
def _known() -> frozenset[str]:
    """The texts of the law files and of the wording, and the names of the vocabularies."""
    found = {
        *TAGS.values(),
        *(getattr(errors, name).code for name in errors.__all__ if "Error" in name),
        *(value for kind in _LITERALS for value in get_args(kind)),
    }
    for path in Path(law.__file__).parent.glob("*.toml"):
        found.update(_texts(read_file(path.stem)))
    for name in law.LAW.paths():
        found |= {name, f"what-if {name}"}
        for value in law.LAW.series(name).values:
            found.update(_texts(plain(value.value)))
    for kind in _below(Choice):
        found.update(str(member.value) for member in kind)
    for table in words("en").tables.values():
        for code, text in table.items():
            found |= {text, *code.split(".")}
            found.update(field for _, field, _, _ in string.Formatter().parse(text) if field)
    return frozenset(part for text in found for part in text.split("; "))


def _texts(table: Any) -> Iterator[str]:
    """The texts and names in a law file, and its citations as results write them."""
    if isinstance(table, str):
        yield table
    elif isinstance(table, Mapping):
        yield from table
        yield f"{table.get('source', '')} {table.get('article', '')}".strip()
        for item in table.values():
            yield from _texts(item)
    elif isinstance(table, list):
        for item in table:
            yield from _texts(item)


def _below(kind: type[_T]) -> Iterator[type[_T]]:
    for each in kind.__subclasses__():
        yield each
        yield from _below(each)
