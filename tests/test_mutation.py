"""The record of mutation testing adds up, and every survivor has a reason."""

from __future__ import annotations

import ast
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "kopdes_jamsos"
BENCHMARKS = ROOT / "benchmarks"
RECORD: dict[str, Any] = tomllib.loads((BENCHMARKS / "mutation.toml").read_text(encoding="utf-8"))
PACKAGES: dict[str, dict[str, int]] = RECORD["packages"]


def test_the_counts_of_each_package_add_up() -> None:
    survivors = Counter(each["package"] for each in RECORD["survivors"])
    for package, counts in PACKAGES.items():
        assert counts["killed"] + counts["timeout"] + counts["survived"] == counts["mutants"]
        assert counts["survived"] == survivors[package]
        assert counts["mutants"] <= counts["in_all"]
    assert survivors.keys() <= PACKAGES.keys()


def test_enough_was_tried_and_nine_of_ten_were_noticed() -> None:
    assert set(PACKAGES) == {"law", "contributions", "coverage", "benefits"}
    for counts in PACKAGES.values():
        assert counts["mutants"] >= 300
        assert 10 * (counts["killed"] + counts["timeout"]) >= 9 * counts["mutants"]


def test_draws_of_their_own_killed_no_more_than_there_were() -> None:
    for name in ("first_pass", "fresh"):
        counts = dict(RECORD[name])
        tried = counts.pop("mutants")
        assert counts.keys() == PACKAGES.keys()
        assert all(0 < killed <= tried for killed in counts.values())


def test_every_survivor_says_what_was_changed_and_why_it_does_not_matter() -> None:
    for each in RECORD["survivors"]:
        assert set(each) - {"rewritten"} == {"package", "where", "change", "reason"}
        assert all(each.values()), each


def test_every_survivor_is_listed_where_its_code_is_now() -> None:
    for each in RECORD["survivors"]:
        module, _, function = each["where"].partition(" ")
        found: ast.AST | None = ast.parse((SOURCE / module).read_text(encoding="utf-8"))
        for name in function.split("."):
            inside = getattr(found, "body", ())
            found = next((item for item in inside if getattr(item, "name", "") == name), None)
        assert found is not None, each["where"]
