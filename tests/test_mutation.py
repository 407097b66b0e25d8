"""The record of mutation testing adds up, and every survivor has a reason."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

BENCHMARKS = Path(__file__).resolve().parents[1] / "benchmarks"
RECORD: dict[str, Any] = tomllib.loads((BENCHMARKS / "mutation.toml").read_text(encoding="utf-8"))
ROOMS: dict[str, dict[str, int]] = RECORD["rooms"]


def test_the_counts_of_each_room_add_up() -> None:
    survivors = Counter(each["room"] for each in RECORD["survivors"])
    for room, counts in ROOMS.items():
        assert counts["killed"] + counts["timeout"] + counts["survived"] == counts["mutants"]
        assert counts["survived"] == survivors[room]
        assert counts["mutants"] <= counts["in_all"]
    assert survivors.keys() <= ROOMS.keys()


def test_enough_was_tried_and_nine_of_ten_were_noticed() -> None:
    assert set(ROOMS) == {"law", "contributions", "coverage", "benefits"}
    for counts in ROOMS.values():
        assert counts["mutants"] >= 300
        assert 10 * (counts["killed"] + counts["timeout"]) >= 9 * counts["mutants"]


def test_draws_of_their_own_killed_no_more_than_there_were() -> None:
    for name in ("first_pass", "fresh"):
        counts = dict(RECORD[name])
        tried = counts.pop("mutants")
        assert counts.keys() == ROOMS.keys()
        assert all(0 < killed <= tried for killed in counts.values())


def test_every_survivor_says_what_was_changed_and_why_it_does_not_matter() -> None:
    for each in RECORD["survivors"]:
        assert set(each) == {"room", "where", "change", "reason"}
        assert all(each.values()), each
