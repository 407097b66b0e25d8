"""What `benchmarks/fuzzing.toml` says of the fuzzing is well formed, and its tests are there."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from benchmarks import fuzz

ROOT = Path(__file__).resolve().parents[2]
RECORD: dict[str, Any] = tomllib.loads((ROOT / "benchmarks" / "fuzzing.toml").read_text("utf-8"))
TARGETS: dict[str, dict[str, Any]] = RECORD["targets"]


def test_every_target_was_fuzzed_and_all_of_them_for_an_hour() -> None:
    assert set(TARGETS) == set(fuzz.TARGETS)
    assert sum(done["minutes"] for done in TARGETS.values()) >= 60


@pytest.mark.parametrize("name", TARGETS)
def test_a_run_says_how_and_how_often(name: str) -> None:
    done = TARGETS[name]

    assert done.keys() == {"command", "fuzzer", "on", "minutes", "executions"}
    assert done["command"].endswith(f"benchmarks/fuzz.py {name} {done['minutes']}")
    assert type(done["on"]) is dt.date
    assert type(done["executions"]) is int
    assert done["executions"] > 1_000


def test_the_second_attack_has_figures_for_each_entry() -> None:
    attack = RECORD["attack"]

    assert attack.keys() == {"on", "open", "entries"}
    assert type(attack["on"]) is dt.date
    for done in attack["entries"].values():
        assert done.keys() == {"minutes", "inputs"}
        assert done["inputs"] > 1_000


@pytest.mark.parametrize("found", RECORD["found"], ids=lambda found: found["what"])
def test_what_was_found_has_a_test(found: dict[str, str]) -> None:
    path, _, function = found["test"].partition("::")

    assert found.keys() == {"target", "by", "what", "test"}
    assert found["target"] in TARGETS
    assert found["by"] in ("fuzzer", "hand")
    assert re.fullmatch(r"[A-Z].{20,110}\.", found["what"])
    assert f"def {function}(" in (ROOT / path).read_text("utf-8")
