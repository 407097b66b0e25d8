"""Fuzz target: CSV files; whatever it is given, every row is accounted for, or an error is ours."""

from __future__ import annotations

import random

from tests.fuzz.growing import whole, with_piece
from tests.fuzz.tables import PIECES, read_all, texts

SEEDS = [
    *(text.encode("cp1252", "replace") for text in texts()),
    *(texts()[0].encode(codec) for codec in ("utf-8-sig", "utf-16")),
    texts()[0].replace(",", ";").encode(),
]


def mutated(chance: random.Random, data: bytes) -> bytes:
    """A few bytes or cells changed, put in, taken out, repeated or moved."""
    if chance.random() < 0.1:
        return with_piece(chance, data)
    changed = bytearray(data)
    for _ in range(chance.randrange(1, 6)):
        place = chance.randrange(len(changed) + 1)
        way = chance.randrange(6)
        if way == 0:
            changed[place : place + 1] = bytes([chance.randrange(256)])
        elif way == 1:
            changed[place:place] = chance.choice(PIECES).encode()
        elif way == 2:
            del changed[place : place + chance.randrange(1, 30)]
        elif way == 3:
            changed[place:place] = changed[place : place + chance.randrange(60)] * 3
        else:
            lines = [line.split(b",") for line in bytes(changed).split(b"\n")]
            one, other = chance.choice(lines), chance.choice(lines)
            here, there = chance.randrange(len(one)), chance.randrange(len(other))
            new = chance.choice(PIECES).encode() if way == 4 else other[there]
            one[here], other[there] = new, one[here]
            changed = bytearray(b"\n".join(b",".join(line) for line in lines))
    return bytes(changed)


def feed(data: bytes) -> None:
    """Read the data as a CSV file."""
    read_all(whole(data), "csv")
