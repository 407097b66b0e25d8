"""A fuzzer of the JSON readers: whatever it is given, an object comes out, or one of our errors.

Run by hand for ten minutes: `python -m tests.documents.fuzz 600`; `test_fuzz.py` runs it for some
seconds. It mutates the documents that are kept for the schema versions, as text and as data.
"""

from __future__ import annotations

import contextlib
import copy
import json
import random
import sys
import time
import warnings
from pathlib import Path
from typing import Any

import kopdes_jamsos as kj
from kopdes_jamsos.wording import Explained

SEEDS = {
    path: path.read_text(encoding="utf-8")
    for path in sorted(Path(__file__).parent.glob("version_*/*.json"))
}
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


def mutated(chance: random.Random, text: str) -> str | bytes:
    """One to four mutations of a document, of its text or of its data."""
    if chance.random() < 0.6:
        data = json.loads(text)
        for _ in range(chance.randint(1, 4)):
            spoil(chance, data)
        return json.dumps(data)
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(text) + 1)
        until = min(len(text), place + chance.choice([0, 1, 1, 5, 200]))
        text = text[:place] + chance.choice(PIECES) + text[until:]
    if chance.random() < 0.1:
        raw = bytearray(text.encode("utf-8", "surrogatepass"))
        raw[chance.randrange(len(raw))] = chance.randrange(256)
        return bytes(raw)
    return text


def spoil(chance: random.Random, data: Any) -> None:
    holder = data
    while True:
        keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
        if not keys:
            return
        key = chance.choice(keys)
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


def one_round(chance: random.Random) -> None:
    """Read one mutated document in every way; whatever is no error of ours passes through."""
    path = chance.choice(list(SEEDS))
    document = mutated(chance, SEEDS[path])
    for read in (lambda: kj.from_json(document, path.stem), lambda: kj.redact(document)):
        try:
            found = read()
            repr(found)
            if isinstance(found, Explained):
                # A result that somebody altered may lie outside the law data.
                with contextlib.suppress(kj.KopdesJamsosError):
                    found.explain("id"), found.explain("en", "html")
        except kj.InvalidDocumentError as refused:
            str(refused), [str(fault) for fault in refused.errors]
    with contextlib.suppress(kj.InvalidDocumentError):
        replayed = kj.replay(document)
        repr(replayed), replayed.explain("id"), replayed.explain("en", "html")


def main(seconds: float, seed: int) -> int:
    """Run for some seconds; gives the number of rounds."""
    chance, until, rounds = random.Random(seed), time.monotonic() + seconds, 0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", kj.KopdesJamsosWarning)
        while time.monotonic() < until:
            one_round(chance)
            rounds += 1
    return rounds


if __name__ == "__main__":
    begun = time.time_ns()
    print(f"seed {begun}")
    print(f"{main(float(sys.argv[1]), begun)} documents, only our own errors")
