"""Faults of a document, out of what cattrs raises: each has a path, none what stands there."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from functools import cache
from heapq import nsmallest
from typing import Any

from cattrs.errors import (
    AttributeValidationNote,
    ClassValidationError,
    ForbiddenExtraKeysError,
    IterableValidationError,
)

from kopdes_jamsos.documents.converter import in_documents
from kopdes_jamsos.documents.leaves import MisfitError
from kopdes_jamsos.documents.notes import CHOICES
from kopdes_jamsos.documents.shapes import TAGS
from kopdes_jamsos.documents.text import MOST_FAULTS, shown_key
from kopdes_jamsos.errors import DocumentFault, KopdesJamsosError

# Shorter texts and smaller numbers are no names, amounts or dates.
_TELLING_TEXT, _TELLING_NUMBER = 3, 1000
_LONGEST_KEY = 100  # characters that are compared with the known ones


def faults_of(error: BaseException, data: Any, path: str) -> Iterator[DocumentFault]:
    """All faults in what cattrs raised while it read the data of a place."""
    if isinstance(error, ClassValidationError | IterableValidationError):
        noted, plain = error.group_exceptions()
        for inner, note in noted:
            key = note.name if isinstance(note, AttributeValidationNote) else note.index
            if isinstance(inner, KeyError):
                yield _missing(f"{path}.{key}")
            else:
                yield from faults_of(inner, _item(data, key), _below(path, key))
        for inner in plain:
            yield from faults_of(inner, data, path)
    elif isinstance(error, ForbiddenExtraKeysError):
        for key in nsmallest(MOST_FAULTS, error.extra_fields):
            yield unknown_key(key, _keys(error.cl), path)
    elif isinstance(error, MisfitError):
        place = f"{path}.{error.key}" if error.key else path
        yield DocumentFault(place, error.code, error.message, error.remedy)
    elif isinstance(error, KopdesJamsosError):
        yield _refused(error, data, path)
    else:
        raise error


def unknown_key(key: str, known: Iterable[str], path: str) -> DocumentFault:
    """A key that is none of ours, with the nearest one that is."""
    names = list(known)
    key = key[:_LONGEST_KEY]
    near = difflib.get_close_matches(key, names, n=1)
    remedy = f"Did you mean {near[0]}?" if near else f"Known keys: {', '.join(names)}."
    shown = shown_key(key) if near else "(key)"
    return DocumentFault(path, "unknown-key", f"There is a key that is not known: {shown}.", remedy)


def _missing(path: str) -> DocumentFault:
    return DocumentFault(path, "missing-key", "This is missing.", "Add it.")


def _keys(kind: Any) -> list[str]:
    names = [each.name for each in in_documents(kind)]
    return ["type", *names] if kind in TAGS else names


def _item(data: Any, key: Any) -> Any:
    if isinstance(data, dict):
        return data.get(key)
    return data[key] if isinstance(data, list) else None


def _below(path: str, key: Any) -> str:
    return f"{path}[{key}]" if isinstance(key, int) else f"{path}.{shown_key(key)}"


def _refused(error: KopdesJamsosError, data: Any, path: str) -> DocumentFault:
    """An error of one of our classes; its words only if they repeat nothing of the document."""
    if any(leaf in f"{error.message} {error.remedy}" for leaf in _telling(data)):
        return DocumentFault(
            path,
            error.code,
            "A fact here is refused, or facts here contradict.",
            "See the documentation of the error with this code.",
        )
    return DocumentFault(path, error.code, error.message, error.remedy)


def _telling(data: Any) -> Iterator[str]:
    if isinstance(data, dict | list):
        for item in data.values() if isinstance(data, dict) else data:
            yield from _telling(item)
    elif isinstance(data, str):
        if len(data) >= _TELLING_TEXT and data not in _vocabulary():
            yield data
    elif type(data) is int and data >= _TELLING_NUMBER:
        yield str(data)


@cache
def _vocabulary() -> frozenset[str]:
    return frozenset(member.value for kind in CHOICES.values() for member in kind)
