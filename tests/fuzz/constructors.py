"""Fuzz target: public functions and classes; each takes what it is given, or refuses in words.

The data choose a callable, which of its arguments are spoiled, and with what: junk, values that
another argument takes, texts, numbers and days out of the data, and lists of all these. The
callables and what they take are those of `tests.properties.test_junk` and
`tests.rosters.test_arguments`.
"""

from __future__ import annotations

import datetime as dt
import random
import warnings
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from tests.fuzz.watch import keeps_quiet
from tests.properties import test_junk
from tests.rosters import test_arguments

import kopdes_jamsos as kj
from kopdes_jamsos._personal import PERSONAL as _PERSONAL

# Those that write files could be given any path.
_READERS = {
    f"rosters.{name}": entry for name, entry in test_arguments.CALLS.items() if "write" not in name
}
CALLS: dict[str, tuple[Callable[..., object], dict[str, object], Any]] = {
    **test_junk.CALLS,
    **_READERS,
}
NAMES = sorted(CALLS)
NIK = "3604991708909991"
PERSONAL: list[object] = [NIK, "Ani Contoh", 5_432_100]
# Arguments that are facts of people under other names than in documents.
_MORE = frozenset(
    {
        *("balance", "better", "birth_dates_as_seen_on", "caused_on", "chosen", "claimed_on"),
        *("complete_on", "deaths", "degree", "digits", "earlier", "ended", "employer_closed"),
        *("fixed_term_until", "function_loss", "grandchildren", "grandparents", "in_payment"),
        *("in_will", "joined", "married", "membership", "new_job_on", "number_issued", "on"),
        *("paid", "paid_by", "paid_on", "parents", "parents_in_law", "part", "participant_died"),
        *("position", "ref", "rest_up_to", "siblings", "spouses", "steps", "studying"),
        *("term_begins", "term_ends", "working_since", "worse"),
    }
)
_NAMED = ("Person", "Officer", "Supervisor", "Employee", "Member")
TOLD = (NIK, "Ani Contoh", "5432100", "5.432.100", "5,432,100")
# Whatever some argument takes: of the right kind, in the wrong place.
TAKEN = [value for _, good, _ in CALLS.values() for value in good.values()]
POOL = [*PERSONAL, *TAKEN, *test_junk.SAMPLES]
DEEPEST = 3


class Draws:
    """Choices out of data, as long as there are any; then always the first one."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._place = 0

    def take(self, count: int) -> bytes:
        """The next bytes, as many as there are."""
        self._place += count
        return self._data[self._place - count : self._place]

    def below(self, limit: int) -> int:
        """A number from 0 on, below a limit."""
        return int.from_bytes(self.take(2 if limit > 256 else 1), "big") % limit

    def value(self, depth: int = 0) -> object:
        """A value, or a collection of values."""
        way = self.below(16 if depth < DEEPEST else 12)
        if way < 6:
            return POOL[self.below(len(POOL))]
        if way == 6:
            return int.from_bytes(self.take(self.below(12)), "big", signed=True)
        if way == 7:
            return self.take(self.below(40)).decode("utf-8", "surrogateescape")
        if way == 8:
            return dt.date.fromordinal(1 + self.below(1 << 16) * 55)
        if way == 9:
            return Decimal(self.below(1 << 16)).scaleb(self.below(40) - 20)
        if way == 10:
            return kj.Month(1 + self.below(9999), 1 + self.below(12))
        if way == 11:
            return self.take(self.below(8))
        items = [self.value(depth + 1) for _ in range(self.below(4))]
        if way == 12:
            return items
        if way == 13:
            return tuple(items)
        if way == 14:
            return iter(items)
        keys = [POOL[self.below(len(POOL))] for _ in items]
        return {key: item for key, item in zip(keys, items, strict=True) if is_hashable(key)}


def is_of_people(name: str, key: str) -> bool:
    """Whether an argument of a callable is a fact of people, which no error may hold."""
    # A scenario, a cooperative and a text of law have names that are nobody's.
    return key in _PERSONAL | _MORE and (key != "name" or name in _NAMED)


def is_hashable(value: object) -> bool:
    """Whether a value can be a key."""
    try:
        hash(value)
    except TypeError:
        return False
    return True


def mutated(chance: random.Random, data: bytes) -> bytes:
    """A few bytes changed, put in, taken out; sometimes another name with the same arguments."""
    changed = bytearray(data)
    for _ in range(chance.randrange(1, 5)):
        place = chance.randrange(len(changed) + 1)
        new = chance.randbytes(chance.choice([0, 1, 1, 2, 4]))
        changed[place : place + chance.choice([0, 1, 1, 2])] = new
    if chance.random() < 0.3:
        changed[:2] = chance.randbytes(2)
    return bytes(changed)


# A few beginnings for every callable: one argument of it, spoiled with what the rest makes.
SEEDS = [
    number.to_bytes(2, "big") + b"\0" + random.Random(number).randbytes(24)
    for number in range(len(NAMES))
]


def feed(data: bytes) -> None:
    """Call something with some arguments spoiled; whatever is no error of ours passes through."""
    draws = Draws(data)
    name = NAMES[draws.below(1 << 16) % len(NAMES)]
    call, good, kind = CALLS[name]
    keys = list(good)
    count = 1 + draws.below(3)
    spoiled = {keys[draws.below(len(keys))]: draws.value() for _ in range(count if keys else 0)}
    of_people = all(is_of_people(name, key) for key in spoiled)
    told = TOLD if of_people else TOLD[:1]
    with warnings.catch_warnings(), keeps_quiet(told):
        warnings.simplefilter("ignore", kj.KopdesJamsosWarning)
        result = call(**{**good, **spoiled})
        assert name in _READERS or test_junk.conforms(result, kind)
        assert repr(result)
