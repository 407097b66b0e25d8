"""Arguments that compare, hash, count and iterate as they like, or never end: our errors, soon."""

from __future__ import annotations

import datetime as dt
import itertools
import sys
import tracemalloc
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, NoReturn

import numpy as np
import pandas as pd
import pytest
from tests.properties.test_junk import ASSESSMENT, BILL, PLAN
from tests.test_integers import CALLS

import kopdes_jamsos as kj
from kopdes_jamsos import _plain


class BoomError(RuntimeError):
    """What a hostile class raises."""


def boom(*_: object, **__: object) -> NoReturn:
    raise BoomError


EVERYTHING = (
    *(
        "__eq__",
        "__ne__",
        "__lt__",
        "__le__",
        "__gt__",
        "__ge__",
        "__hash__",
        "__len__",
        "__iter__",
    ),
    *("__bool__", "__contains__", "__getitem__", "__str__", "__repr__", "__format__", "__index__"),
    *("__int__", "__float__", "__add__", "__radd__", "__sub__", "__rsub__"),
)


def hostile(kind: type, but: tuple[str, ...] = ()) -> type:
    """A class of a kind that raises whatever it is asked."""
    return type(f"Hostile{kind.__name__}", (kind,), {
        name: boom for name in EVERYTHING if name not in but
    })  # fmt: skip


class Equal:
    """Has a hash, and cannot be compared."""

    def __hash__(self) -> int:
        return 5

    __eq__ = boom


class Reluctant:
    """Has no attribute that it would name."""

    __getattr__ = boom


def endless(kind: type) -> type:
    """A class of a kind whose items never end and that says it is as long as can be."""

    def pairs(_: object) -> Iterator[tuple[int, int]]:
        return ((number, number) for number in itertools.count())

    return type(f"Endless{kind.__name__}", (kind,), {
        "__iter__": lambda _: itertools.count(),
        "__len__": lambda _: sys.maxsize,
        "__getitem__": lambda _, key: key,
        "items": pairs,
    })  # fmt: skip


def forever() -> Iterator[str]:
    while True:
        yield "JKK"


HOSTILE = hostile(object)()
_GIVEN: list[tuple[type, tuple[Any, ...]]] = [
    *((list, ([1],)), (tuple, ([1, 2],)), (dict, ()), (int, (1,)), (frozenset, ()), (Mapping, ())),
]
# Some are made anew each time, as they are used up.
MAKE: dict[str, Callable[[], Any]] = {
    "hostile": lambda: HOSTILE,
    "equal": Equal,
    **{
        f"hostile {kind.__name__}": partial(hostile(kind), *given)
        for kind, given in _GIVEN
    },
    "endless list": lambda: endless(list)([1]),
    "endless tuple": lambda: endless(tuple)((1,)),
    "endless dict": lambda: endless(dict)(a=1),
    "endless mapping": lambda: endless(Mapping)(),
    "count": itertools.count,
    "generator": forever,
    "huge range": lambda: range(10**12),
    "range beyond words": lambda: range(2**64),
    "list of hostile": lambda: [HOSTILE],
    "tuple of hostile": lambda: (HOSTILE,),
    "list of equal": lambda: [Equal()],
    "set of equal": lambda: {Equal()},
    "keyed by equal": lambda: {Equal(): 1},
    "value hostile": lambda: {"a": HOSTILE},
    "list of endless": lambda: [itertools.count()],
    "array": lambda: np.array([1, 2]),
    "texts": lambda: np.array(["JKK", "JKM"]),
    "scalar array": lambda: np.array(5),
    "empty array": lambda: np.array([]),
    "NumPy boolean": lambda: np.True_,
    "NumPy float": lambda: np.float64(1),
    "NumPy date": lambda: np.datetime64("2026-11-01"),
    "NumPy text": lambda: np.str_("JKK"),
    "NaT": lambda: pd.NaT,
    "NA": lambda: pd.NA,
    "Timestamp": lambda: pd.Timestamp("2026-11-20"),
    "Series": lambda: pd.Series([1, 2]),
    "DataFrame": lambda: pd.DataFrame({"a": [1]}),
    "Index": lambda: pd.Index(["JKK"]),
    "Interval": lambda: pd.Interval(0, 1),
    "list of arrays": lambda: [np.array([1, 2])],
    "dict of arrays": lambda: {"a": np.array([1, 2])},
    "list of NA": lambda: [pd.NA],
    "attributes hostile": Reluctant,
    # A text or a date of the caller's own class is taken for what it holds, and not asked.
    "own text": lambda: hostile(str)("JKK"),
    "own language": lambda: hostile(str)("id"),
    "own date": lambda: hostile(dt.date, but=("__format__",))(2026, 11, 20),
}  # fmt: skip


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Endless things are given up after fewer items, which takes less time."""
    monkeypatch.setattr(_plain, "MOST_ITEMS", 5_000)


def goes_wrong(call: Callable[..., object], arguments: Mapping[str, Any]) -> str:
    """The error that comes out and is none of ours, or nothing."""
    try:
        call(**arguments)
    except kj.KopdesJamsosError:
        return ""
    except Exception as error:
        return type(error).__name__
    return ""


@pytest.mark.parametrize("name", CALLS)
def test_a_hostile_argument_is_taken_or_refused(name: str) -> None:
    call, good = CALLS[name]
    found = [
        (key, kind, wrong)
        for key in good
        for kind, make in MAKE.items()
        if (wrong := goes_wrong(call, {**good, key: make()}))
    ]

    assert found == []


SEVERAL = [
    (name, key)
    for name, (_, good) in CALLS.items()
    for key, value in good.items()
    if type(value) in (list, tuple, set, frozenset) and value
    # The first names the refusal in the place of a price, the other looks when it runs.
    if (name, key) not in {("segment_prices", "programs"), ("Scenario", "population")}
]


@pytest.mark.parametrize("name, key", SEVERAL)
def test_good_items_without_an_end_are_refused(name: str, key: str) -> None:
    call, good = CALLS[name]

    with pytest.raises(kj.KopdesJamsosError):
        call(**{**good, key: itertools.cycle(list(good[key]))})


@pytest.mark.parametrize(
    "call",
    [
        lambda: kj.contributions.payment_plan(range(10**12)),  # type: ignore[arg-type]  # refused
        lambda: kj.contributions.payment_plan(itertools.repeat(ASSESSMENT)),
        lambda: kj.contributions.payment_plan(itertools.repeat(BILL)),
        lambda: kj.scenarios.later_start(PLAN, range(10**12), same_end=False),
        lambda: kj.scenarios.all_officers(start=kj.Month(2026, 1), months=1, programs=None),  # type: ignore[arg-type]  # refused
        lambda: kj.rosters.prepare_upload(itertools.count(), revision="new-30"),  # type: ignore[arg-type]  # refused
    ],
    ids=range(6),
)
def test_it_takes_bounded_memory(
    call: Callable[[], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()  # the bound as it is
    tracemalloc.start()
    try:
        with pytest.raises(kj.KopdesJamsosError):
            call()
        assert tracemalloc.get_traced_memory()[1] < 50_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("law", [1, None, HOSTILE, np.array([1])], ids=range(4))
def test_methods_of_a_policy_take_books_of_law_only(law: Any) -> None:
    policy = kj.Policy(start=kj.Month(2026, 11), months=1, shares="cooperative")
    for call in (policy.money, policy.assumptions):
        with pytest.raises(kj.errors.InvalidFactError):
            call(law=law)


def test_a_list_of_any_length_is_taken_as_it_is() -> None:
    assert _plain.items_of([1] * 6_000) == [1] * 6_000
    assert _plain.items_of(iter([1] * 6_000)) is None
    assert len(_plain.pairs_of(dict.fromkeys(range(6_000))) or ()) == 6_000


def test_a_mapping_that_cannot_be_read_is_none() -> None:
    class Broken(dict[str, int]):
        """A mapping whose items cannot be had."""

        def items(self) -> Any:
            raise ZeroDivisionError

    assert _plain.pairs_of(Broken(a=1)) is None


def test_texts_and_dates_of_other_classes_are_kept_as_plain_ones() -> None:
    class Text(str):
        """A text of a class of its own."""

    class Day(dt.date):
        """A day of a class of its own."""

    person = kj.Person(ref=Text("A-1"), birth_date=Day(1990, 8, 17))
    worker = kj.PUEnrolment(wage=1, programs={kj.JKK}, birth_date=Day(1990, 8, 17))

    assert (type(person.ref), type(person.birth_date)) == (str, dt.date)
    assert type(worker.birth_date) is dt.date
