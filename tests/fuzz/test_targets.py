"""Some seconds of fuzzing of every target; `benchmarks/fuzz.py` goes on for minutes."""

from itertools import islice

import pytest
from benchmarks import fuzz

pytestmark = pytest.mark.broad

TIMES = {"json": 300, "csv": 300, "xlsx": 300, "toml": 100, "constructors": 2_000}


@pytest.mark.parametrize("name", fuzz.TARGETS)
def test_every_seed_passes(name: str) -> None:
    target = fuzz.target(name)
    for data in target.SEEDS:
        target.feed(data)


@pytest.mark.parametrize("name", fuzz.TARGETS)
def test_only_our_errors_come_out_of_a_target(name: str) -> None:
    *_, times = islice(fuzz.blind(fuzz.target(name), seed=20261122), TIMES[name])

    assert times == TIMES[name]
