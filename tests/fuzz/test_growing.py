"""What is done with an input grows with it: counted in steps here, in seconds by hand."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import pytest
from benchmarks import fuzz
from tests.fuzz import growing
from tests.fuzz.kinds import kinds

pytestmark = pytest.mark.broad

KINDS = [(name, kind, data) for name, found in kinds(500).items() for kind, data in found.items()]
STEPS = 1_000  # of a counted run go for a second


class Steps:
    """A clock that goes on with each call of a function, of Python or not."""

    def __init__(self) -> None:
        self.taken = 0

    def __call__(self) -> float:
        return self.taken / STEPS

    @contextmanager
    def counting(self) -> Iterator[None]:
        def step(_: FrameType, event: str, __: object) -> None:
            if event in ("call", "c_call"):
                self.taken += 1

        before = sys.getprofile()
        sys.setprofile(step)
        try:
            yield
        finally:
            sys.setprofile(before)


class Made:
    """A target whose cost is a power of the length of what it is given."""

    def __init__(self, clock: Steps, power: float) -> None:
        self.clock = clock
        self.power = power

    def feed(self, data: bytes, /) -> None:
        self.clock.taken += round(len(growing.whole(data)) ** self.power)


@pytest.mark.parametrize("power, grows", [(0.0, False), (1.0, False), (1.3, False), (2.0, True)])
def test_growth_with_the_square_is_found(power: float, grows: bool) -> None:
    clock = Steps()
    pace = growing.Pace(Made(clock, power).feed, clock)
    data = b"head" + growing.repeated(b"abc", 500)
    if grows:
        with pytest.raises(growing.GrowthError, match="4 times the input, 16 and 16 times"):
            pace.feed(data)
    else:
        pace.feed(data)
    assert pace.grown == 1
    assert pace.slowest > 0


def test_data_that_do_not_grow_are_fed_once() -> None:
    clock = Steps()
    pace = growing.Pace(Made(clock, 2.0).feed, clock)
    pace.feed(b"x" * 5_000)
    pace.feed(growing.repeated(b"x", growing.LONGEST))
    pace.feed(b"")

    assert pace.grown == 0
    assert pace.slowest > 0


def test_pieces_come_as_often_as_they_say() -> None:
    data = b"a" + growing.repeated(b"bc", 3) + b"d" + growing.repeated(b"e\x1d", 2)

    assert growing.whole(data) == b"abcbcbcdee"
    assert growing.whole(growing.grown(data, 2)) == b"abcbcbcbcbcbcdeeee"
    assert len(growing.whole(growing.repeated(b"abc", 9_999_999))) == growing.LONGEST // 3 * 3
    assert growing.whole(growing.repeated(b"", 5)) == b""
    assert growing.whole(b"\x1d") == b"\x1d"


def test_a_fuzzer_makes_pieces() -> None:
    chance = random.Random(1)
    made = [growing.with_piece(chance, b"<row><c/></row>") for _ in range(50)]

    assert max(len(growing.whole(data)) for data in made) > 100_000


@pytest.mark.parametrize("name, kind, data", KINDS, ids=[f"{n}: {kind}" for n, kind, _ in KINDS])
def test_no_kind_of_input_costs_more_steps_than_its_length(
    name: str, kind: str, data: bytes
) -> None:
    """Those that were found, and those like them."""
    assert growing.whole(data) != data, kind
    clock = Steps()
    pace = growing.Pace(fuzz.target(name).feed, clock)
    with clock.counting():
        costs = pace.check(data)

    assert all(costs)
