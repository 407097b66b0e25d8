"""Fuzz target: JSON documents; whatever it is given, an object comes out, or one of our errors.

The seeds are the documents that are kept for the schema versions, which are mutated as text and as
data. What could be read is written and read again, and must be the same.
"""

from __future__ import annotations

import contextlib
import copy
import json
import random
import warnings
from pathlib import Path
from typing import Any

from tests.fuzz.watch import keeps_quiet

import kopdes_jamsos as kj
from kopdes_jamsos.basis import Explained

FOLDER = Path(__file__).resolve().parents[1] / "documents"
SEEDS = [path.read_bytes() for path in sorted(FOLDER.glob("version_*/*.json"))]
PIECES = [
    "{", "}", "[", "]", '"', ",", ":", "null", "true", "NaN", "-Infinity", "1e999", "0.1", "-1",
    "9" * 30, "9" * 5000, '"\\ud800"', "\\", "\x00", "\u2028", '"type"', '"data"', "[" * 50,
    '{"a":' * 50, '"2026-02-31"', '"0000-00"', "1.0", '"__class__"', '"kind"', "\ufeff", "//",
]  # fmt: skip
VALUES: list[Any] = [
    None, True, False, 0, 1, -1, 2**63, 10**40, 0.5, "", "x", "JKK", "PU", "death", "2026-11",
    "9999-12", "0001-01", "2026-11-30", "9999-12-31", "0001-01-01", [], {}, [[]], [None],
    {"": None},
    {"type": "PU"}, {"month": "2026-11"}, "3604994506879876", "\x00", "ketua", "ppm", 1000000,
]  # fmt: skip
# What the seeds tell of people, and no message may repeat.
PERSONAL = ("Ani Contoh", "3604994506879876", "1987-06-05", "1250000", "1.250.000", "3100000")


def mutated(chance: random.Random, document: bytes) -> bytes:
    """One to four mutations of a document, of its data or of its text."""
    if chance.random() < 0.6:
        with contextlib.suppress(ValueError, RecursionError):
            data = json.loads(document)
            for _ in range(chance.randint(1, 4)):
                spoil(chance, data)
            return json.dumps(data).encode()
    text = document.decode("utf-8", "surrogateescape")
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(text) + 1)
        until = min(len(text), place + chance.choice([0, 1, 1, 5, 200]))
        text = text[:place] + chance.choice(PIECES) + text[until:]
    raw = bytearray(text.encode("utf-8", "surrogateescape"))
    if raw and chance.random() < 0.1:
        raw[chance.randrange(len(raw))] = chance.randrange(256)
    return bytes(raw)


def spoil(chance: random.Random, data: Any) -> None:
    """Change one place of a document, at any depth."""
    holder = data
    while True:
        if not isinstance(holder, dict | list) or not holder:
            return
        key = chance.choice(list(holder) if isinstance(holder, dict) else range(len(holder)))
        if not isinstance(holder[key], dict | list) or chance.random() < 0.15:
            break
        holder = holder[key]
    way = chance.random()
    if way < 0.15:
        del holder[key]
    elif way < 0.25 and isinstance(holder, dict):
        holder[chance.choice(["type", "x", "nama", "data", "on"])] = copy.deepcopy(
            chance.choice(VALUES)
        )
    elif way < 0.35 and isinstance(holder, list):
        holder.append(copy.deepcopy(holder[key]))
    else:
        holder[key] = copy.deepcopy(chance.choice(VALUES))


def kind_of(document: bytes) -> str:
    """The kind that a document says it is of, or some kind."""
    try:
        data = json.loads(document)
        return kj.documents.DocumentKind(data["kind" if "kind" in data else "document"]).value
    except (ValueError, LookupError, TypeError, RecursionError):
        return "bill"


def feed(document: bytes) -> None:
    """Read a document in every way; whatever is no error of ours passes through."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", kj.KopdesJamsosWarning)
        kind = kind_of(document)
        with keeps_quiet(PERSONAL):
            found = kj.from_json(document, kind)
            use(found, kind)
        with keeps_quiet(PERSONAL):
            kj.documents.redact(document)
        with keeps_quiet(PERSONAL):
            replayed = kj.replay(document)
            repr(replayed), replayed.explain("id"), replayed.explain("en", "html")


def use(found: Any, kind: str) -> None:
    """Print and write an object that was read; the way back leads to the same object."""
    repr(found)
    if isinstance(found, Explained):
        # A result that somebody altered may lie outside the law data.
        with contextlib.suppress(kj.KopdesJamsosError):
            found.explain("id"), found.explain("en", "html")
    with contextlib.suppress(kj.KopdesJamsosError):
        written = kj.to_json(found)
        assert kj.to_json(kj.from_json(written, kind)) == written
