"""Some seconds of fuzzing at every door; `benchmarks/fuzz_doors.py` goes on for minutes."""

from itertools import islice

import pytest
from benchmarks import fuzz_doors

TIMES = {"json": 300, "csv": 300, "xlsx": 300, "toml": 100, "constructors": 2_000}


@pytest.mark.parametrize("name", fuzz_doors.DOORS)
def test_every_seed_passes(name: str) -> None:
    door = fuzz_doors.door(name)
    for data in door.SEEDS:
        door.knock(data)


@pytest.mark.parametrize("name", fuzz_doors.DOORS)
def test_only_our_errors_come_out_of_a_door(name: str) -> None:
    *_, times = islice(fuzz_doors.blind(fuzz_doors.door(name), seed=20261122), TIMES[name])

    assert times == TIMES[name]
