"""Plain data that a caller gave, as if it had been read from JSON text: bounded and copied.

What stands in it may be anything that Python has; only what JSON has is let through, and what JSON
can hold and a document cannot is named in its place, as `documents.text` does it.
"""

from __future__ import annotations

import math
from typing import Any

from kopdes_jamsos.documents.text import (
    DEEPEST,
    FLOAT,
    GIANT,
    MOST_CHARACTERS,
    MOST_VALUES,
    NO_NUMBER,
    Odd,
    is_giant,
    is_unicode,
    too_deep,
    too_long,
    too_many,
)

_NOT_PLAIN = Odd(
    "wrong-type",
    "This is none of the values that JSON has.",
    "Give texts, whole numbers, true, false, None, lists and dicts; dates and months as text.",
)
_NO_KEY = Odd("wrong-type", "A key that is no text.", "Write all keys as text.")


def read_data(data: object) -> tuple[Any, bool]:
    """A copy of plain data, and whether something in it may be odd: see `text.oddities`.

    Raises:
        InvalidDocumentError: code `invalid-document`: too large or too deep.
    """
    reader = _Reader()
    return reader.copied(data, 0), reader.odd


class _Reader:
    """Copies plain data, and counts what it has copied: a list can hold itself."""

    def __init__(self) -> None:
        self.odd = False
        self.values = self.characters = 0

    def copied(self, data: Any, depth: int) -> Any:
        self.values += 1
        if self.values > MOST_VALUES:
            raise too_many()
        kind = type(data)
        if kind in (dict, list) and depth == DEEPEST:
            raise too_deep()
        if kind is list:
            return [self.copied(item, depth + 1) for item in data]
        if kind is dict:
            return {self.key(key): self.item(key, data[key], depth) for key in data}
        if kind is str:
            return self.text(data)
        if kind is int:
            return self.found(GIANT) if is_giant(data) else data
        if kind is float:
            return self.found(FLOAT if math.isfinite(data) else NO_NUMBER)
        return data if data is None or kind is bool else self.found(_NOT_PLAIN)

    def key(self, key: Any) -> str:
        return self.text(key) if type(key) is str else ""

    def item(self, key: Any, item: Any, depth: int) -> Any:
        return self.copied(item, depth + 1) if type(key) is str else self.found(_NO_KEY)

    def text(self, text: str) -> str:
        self.characters += len(text)
        if self.characters > MOST_CHARACTERS:
            raise too_long()
        self.odd = self.odd or not is_unicode(text)
        return text

    def found(self, odd: Odd) -> Odd:
        self.odd = True
        return odd
