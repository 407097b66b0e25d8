"""Data that grow: pieces that are repeated as often as a number in the data says.

A fuzzer cannot write a megabyte, and a text of a megabyte has no more in it than the piece that it
repeats. The data hold the piece and how often it comes; the targets feed it that often. What a
target does with data that are repeated more often must grow with them and not with their square.
"""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable
from itertools import pairwise

MARK = b"\x1d"  # which neither XML nor a table may hold
LONGEST = 2 << 20  # bytes that all pieces of some data come to
_PIECE = re.compile(MARK + rb"([0-9]{1,7}):([^\x1d]*)" + MARK)
_TIMES = (1, 4, 16)
_STEP = 4
# A step of four that costs more than so many times as much is no growth of a straight line.
_STEEP = 9
_LEAST = 0.3  # seconds; below them other things than the input cost most


class GrowthError(Exception):
    """What is done with an input grows faster than the input."""


def repeated(piece: bytes, times: int) -> bytes:
    """A piece as it stands in data, to be repeated."""
    return b"%s%d:%s%s" % (MARK, times, piece.replace(MARK, b""), MARK)


def whole(data: bytes) -> bytes:
    """Data with their pieces as often as they are to come, unless that would be too much."""
    left = LONGEST

    def longer(match: re.Match[bytes]) -> bytes:
        nonlocal left
        piece = match[2] * min(int(match[1]), left // max(1, len(match[2])))
        left -= len(piece)
        return piece

    return _PIECE.sub(longer, data)


def grown(data: bytes, times: int) -> bytes:
    """Data whose pieces come so many times as often."""
    return _PIECE.sub(lambda match: repeated(match[2], int(match[1]) * times), data)


def with_piece(chance: random.Random, data: bytes) -> bytes:
    """Data of which a short piece is repeated."""
    place = chance.randrange(len(data) + 1)
    until = place + chance.choice([1, 1, 2, 4, 8, 20])
    times = chance.choice([2, 30, 1_000, 50_000, 200_000])
    return data[:place] + repeated(data[place:until], times) + data[until:]


class Pace:
    """How much time an input costs for its length, and whether that stays the same.

    Attributes:
        slowest: The most seconds that a kilobyte has cost.
        grown: How many inputs were grown.
    """

    def __init__(
        self, feed: Callable[[bytes], None], clock: Callable[[], float] = time.process_time
    ) -> None:
        self._feed = feed
        self._clock = clock
        self.slowest = 0.0
        self.grown = 0

    def feed(self, data: bytes) -> None:
        """Feed data, and where their pieces can grow, grown ones."""
        size = len(whole(data))
        cost = self._cost(data)
        if size >= 1 << 10:
            self.slowest = max(self.slowest, cost / (size / 1_000))
        # Only where the largest of them still fits: what is cut does not grow.
        if size > len(data) and size * _TIMES[-1] < LONGEST:
            self.check(data)

    def check(self, data: bytes) -> list[float]:
        """Refuse data that cost more and more the more often their pieces come; gives the costs."""
        self.grown += 1
        costs = [self._cost(grown(data, times)) for times in _TIMES]
        steps = [large / max(small, 1e-9) for small, large in pairwise(costs)]
        if costs[-1] >= _LEAST and min(steps) > _STEEP:
            raise GrowthError(f"{_STEP} times the input, {steps[0]:.0f} and {steps[1]:.0f} times")
        return costs

    def _cost(self, data: bytes) -> float:
        start = self._clock()
        self._feed(data)
        return self._clock() - start
