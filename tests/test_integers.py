"""Whole numbers of NumPy and pandas are taken wherever an int is; booleans nowhere."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import pytest
from tests import test_arguments
from tests.properties import test_junk
from tests.rosters import test_arguments as roster_arguments

import kopdes_jamsos as kj
from kopdes_jamsos._plain import as_int

CALLS: dict[str, tuple[Callable[..., object], dict[str, Any]]] = {
    name: (call, good)
    for table in (test_junk.CALLS, test_arguments.CALLS, roster_arguments.CALLS)
    for name, (call, good, *_) in table.items()
}
BOOLEANS = (True, np.True_, np.array(True))


def in_numpy(value: Any) -> Any:
    """The same with every int an integer of NumPy, in lists and mappings as well."""
    if type(value) is int:
        return np.int64(value)
    if type(value) in (list, tuple):
        return type(value)(map(in_numpy, value))
    if type(value) is dict:
        return {in_numpy(key): in_numpy(item) for key, item in value.items()}
    return value


def holds(value: Any) -> bool:
    """Whether there is an int in a value."""
    return type(in_numpy(value)) is not type(value) or repr(in_numpy(value)) != repr(value)


PLACES = [
    (name, key)
    for name, (_, good) in CALLS.items()
    for key, value in good.items()
    if holds(value) and name != "from_dict"  # which takes what a reader of JSON gives
]


@pytest.mark.parametrize("name, key", PLACES)
def test_an_integer_of_numpy_is_as_good_as_an_int(name: str, key: str) -> None:
    call, good = CALLS[name]
    given, wanted = call(**{**good, key: in_numpy(good[key])}), call(**good)

    assert repr(given) == repr(wanted)
    assert "np." not in repr(getattr(given, key, ""))
    assert type(getattr(given, key, 0)) is type(getattr(wanted, key, 0))


@pytest.mark.parametrize(
    "name, key",
    [
        (name, key)
        for name, key in PLACES
        if type(CALLS[name][1][key]) is int and name != "gap_prices"  # which has no gap to price
    ],
)
@pytest.mark.parametrize("boolean", BOOLEANS, ids=repr)
def test_a_boolean_is_no_number(name: str, key: str, boolean: object) -> None:
    call, good = CALLS[name]
    try:
        found = call(**{**good, key: boolean})
    except kj.KopdesJamsosError:
        return
    # A table of prices has the code of the refusal in the place of a price.
    assert "code='invalid-" in repr(found)


TAKERS: dict[str, Callable[[Any], object]] = {
    "month + one": lambda one: kj.Month(2026, 11) + one,
    "month - one": lambda one: kj.Month(2026, 11) - one,
    "percent": kj.percent,
    "risk class": lambda one: kj.PUEnrolment(wage=1, programs={kj.JKK}, risk_class=one),
    "wage": lambda one: kj.PUEnrolment(wage=one, programs={kj.JKK}).wage,
    "law": lambda one: kj.LAW.with_change("jkm.amount_bpu", one, since=kj.Month(2027, 1)),
    "bases": lambda one: (
        kj.Participation(
            test_junk.WORKER, joined=dt.date(2026, 1, 1), bases=[(kj.Month(2026, 1), one)]
        ).bases
    ),
    "rates": lambda one: (
        kj.benefits.jht_account(
            [test_junk.SAVER],
            on=dt.date(2021, 6, 1),
            rates={one: kj.percent(5), 2021: kj.percent(5)},
        ).balance
    ),
}


@pytest.mark.parametrize("name", TAKERS)
def test_integers_of_any_width_become_ints(name: str) -> None:
    integers = [
        *(kind(1) for kind in (np.int8, np.int16, np.int32, np.int64, np.uint64)),
        pd.Series([1])[0],
        pd.array([1], dtype="Int64")[0],
    ]

    assert {repr(TAKERS[name](one)) for one in integers} == {repr(TAKERS[name](1))}


class Odd(int):
    """An int of a class of its own, which says something else than it is."""

    def __index__(self) -> int:
        return 7

    def __eq__(self, other: object) -> bool:
        raise RuntimeError("no comparison")

    __hash__ = None  # type: ignore[assignment]  # nor this


class Wrong(np.int64):
    """An integer that cannot say which."""

    def __index__(self) -> int:
        raise RuntimeError("no number")


class Number(enum.IntEnum):
    """A number that is a name."""

    ONE = 1


NUMBERS: list[tuple[object, int]] = [(5, 5), (-(2**70), -(2**70)), (np.int8(-3), -3), (Odd(5), 5)]
NO_NUMBERS: list[object] = [
    *(5.0, np.float64(5), "5", None, Decimal(5), Fraction(5), *BOOLEANS, np.array(5)),
    *(np.array([5]), pd.NA, [5], Wrong(5), Number.ONE, np.datetime64(5, "D")),
]


@pytest.mark.parametrize("place", range(len(NUMBERS)))
def test_what_counts_as_a_whole_number(place: int) -> None:
    value, number = NUMBERS[place]

    assert as_int(value) == number
    assert type(as_int(value)) is int


@pytest.mark.parametrize("place", range(len(NO_NUMBERS)))
def test_what_counts_as_none(place: int) -> None:
    assert as_int(NO_NUMBERS[place]) is None
