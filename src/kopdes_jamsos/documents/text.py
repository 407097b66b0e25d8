"""JSON text to plain data: bounded, without floats, and with everything odd named by its path.

What comes from outside is hostile until it is read: size and depth are checked before the text
is parsed, numbers are whole and fit 64 bits, and no key stands twice in an object.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from kopdes_jamsos._plain import as_text
from kopdes_jamsos.errors import DocumentFault, InvalidDocumentError, a_kind
from kopdes_jamsos.money import LARGEST

MOST_CHARACTERS = 64 * 2**20
_MOST_BYTES = 4 * MOST_CHARACTERS  # of UTF-8
# A value takes up to a hundred times the memory of its comma.
MOST_VALUES = 4_000_000
DEEPEST = 32
# Faults that are told at once: a document of millions would fill the memory with them.
MOST_FAULTS = 1_000

# A text in quotes, also one that never ends: so that each character is read once. Possessive, since
# places to go back to would be kept in memory for each escaped character.
_QUOTED = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)', re.DOTALL)
_ONE_KIND = bytes.maketrans(b"{}", b"[]")
_NO_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))
# An escaped half of a surrogate pair; a whole pair has two of them.
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_DIGITS = len(str(LARGEST))
_GIANT_BITS = 128
_DIGITS_ALIKE = bytes.maketrans(b"123456789", b"0" * 9)
_GIANT_DIGITS = b"0" * (_DIGITS + 1)
# So many quotation marks are few enough to take a text apart at each of them at once.
_FEW_QUOTED = 2**20


class Odd:
    """Something that JSON can hold and a document cannot: a float, NaN, a giant number."""

    def __init__(self, code: str, message: str, remedy: str) -> None:
        self.code, self.message, self.remedy = code, message, remedy


class Repeated(dict[str, Any]):
    """An object in which a key stands twice."""


FLOAT = Odd(
    "float", "A number with a decimal point or an exponent.", "Write amounts as whole rupiah."
)
NO_NUMBER = Odd("no-number", "NaN and Infinity are no JSON.", "Write a whole number.")
GIANT = Odd("out-of-range", "A number beyond 64 bits.", "Correct the number.")


def read_text(text: str | bytes) -> tuple[Any, bool]:
    """Plain data from JSON text, and whether something in it may be odd: see `oddities`.

    Raises:
        InvalidDocumentError: code `invalid-document`: no JSON, too large or too deep.
    """
    text = as_text(text) or text
    if isinstance(text, bytes):
        if len(text) > _MOST_BYTES:
            raise too_long()
        try:
            text = text.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = "\ud800"
    if not isinstance(text, str):
        raise _refused("no-text", f"A document is text; got {a_kind(text)}.")
    if len(text) > MOST_CHARACTERS:
        raise too_long()
    bare = _without_quoted(text)
    if len(bare) > MOST_VALUES and sum(map(bare.count, (b",", b"[", b"{"))) > MOST_VALUES:
        raise too_many()
    if _depth(bare) > DEEPEST:
        raise too_deep()
    giant = _GIANT_DIGITS in bare.translate(_DIGITS_ALIKE)
    if not giant and not ("\\u" in text and _SURROGATE.search(text)):
        data = _plain(text, keys=bare.count(b":"))
        if data is not None:
            return data, False
    return _read_each(text)


def _without_quoted(text: str) -> bytes:
    if "\\" in text or text.count('"') > _FEW_QUOTED:
        return _QUOTED.sub("", text).encode(errors="replace")
    # No quotation mark is escaped: every other part is quoted.
    return b"".join(text.encode(errors="replace").split(b'"')[::2])


def _plain(text: str, keys: int) -> Any:
    """Plain data of a text with so many keys; None where something about it may be odd."""
    count = 0

    def counted(fields: dict[str, Any]) -> dict[str, Any]:
        nonlocal count
        count += len(fields)
        return fields

    def refuse(_: str) -> Any:
        raise ValueError

    try:
        text.encode()
        data = json.loads(text, object_hook=counted, parse_float=refuse, parse_constant=refuse)
    except ValueError:
        return None
    # A key that stands twice is one of the keys of its object only.
    return data if count == keys else None


def _read_each(text: str) -> tuple[Any, bool]:
    """The same, with everything odd in its place."""
    odd: list[Any] = []
    if not is_unicode(text) or ("\\u" in text and _SURROGATE.search(text)):
        odd.append(text)

    def found(thing: Any) -> Any:
        odd.append(thing)
        return thing

    def read_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        fields = dict(pairs)
        return fields if len(fields) == len(pairs) else found(Repeated(fields))

    def read_whole(digits: str) -> int | Odd:
        # Python itself refuses some thousands of digits, and takes long for less.
        return found(GIANT) if len(digits) > _DIGITS + 1 else int(digits)

    try:
        data = json.loads(
            text,
            object_pairs_hook=read_object,
            parse_float=lambda _: found(FLOAT),
            parse_constant=lambda _: found(NO_NUMBER),
            parse_int=read_whole,
        )
        return data, bool(odd)
    except json.JSONDecodeError as error:
        # Its own message would do, but it holds the document; this one holds the place.
        place = f"line {error.lineno}, column {error.colno}"
    raise _refused("no-json", f"This is no JSON: {place}.")


def oddities(data: Any, path: str = "$") -> Iterator[DocumentFault]:
    """What JSON can hold and a document cannot, with its path."""
    if isinstance(data, Odd):
        yield DocumentFault(path, data.code, data.message, data.remedy)
    elif isinstance(data, str):
        if not is_unicode(data):
            yield DocumentFault(
                path, "no-unicode", "Half of a surrogate pair.", "Write the text in Unicode."
            )
    elif isinstance(data, list):
        for number, item in enumerate(data):
            yield from oddities(item, f"{path}[{number}]")
    elif isinstance(data, dict):
        if isinstance(data, Repeated):
            yield DocumentFault(
                path, "repeated-key", "A key stands twice.", "Leave one of the two out."
            )
        for key, item in data.items():
            yield from oddities(item, f"{path}.{shown_key(key)}")


def shown_key(key: str) -> str:
    """A key as it may be shown: only what looks like one of ours, since others may be names."""
    return key if _KEY.fullmatch(key) else "(key)"


_KEY = re.compile(r"[a-z][a-z_]{0,30}")


def is_giant(number: int) -> bool:
    """Whether a number has more digits than 64 bits can have, its sign counted as one."""
    # Python itself refuses to write some thousands of digits, and takes long for less.
    return number.bit_length() > _GIANT_BITS or len(str(number)) > _DIGITS + 1


def is_unicode(text: str) -> bool:
    """Whether a text has no half of a surrogate pair."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _depth(bare: bytes) -> int:
    """How deep the lists and objects of a text without its quoted parts are."""
    brackets = bare.translate(_ONE_KIND, _NO_BRACKETS)
    # Where brackets match, each turn takes away the innermost level.
    left = brackets
    for level in range(DEEPEST + 1):
        if not left:
            return level
        left = left.replace(b"[]", b"")
    depth = deepest = 0
    for bracket in brackets:
        depth += 1 if bracket == ord("[") else -1
        deepest = max(deepest, depth)
    return deepest


def too_long() -> InvalidDocumentError:
    """The refusal of a document with too many characters."""
    return _refused("too-large", f"More than {MOST_CHARACTERS} characters.")


def too_many() -> InvalidDocumentError:
    """The refusal of a document with too many values."""
    return _refused("too-large", f"More than {MOST_VALUES} values.")


def too_deep() -> InvalidDocumentError:
    """The refusal of a document that is too deep."""
    return _refused("too-deep", f"More than {DEEPEST} levels of lists and objects.")


def _refused(code: str, message: str) -> InvalidDocumentError:
    return InvalidDocumentError.of(
        [DocumentFault("$", code, message, "Give the JSON text that kj.to_json made.")]
    )
