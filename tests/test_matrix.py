"""The script that runs the tests on each Python at both ends, and what it has recorded."""

from __future__ import annotations

import datetime as dt
import sys
import tomllib
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.version import Version
from scripts import matrix

PROJECT = matrix.described()
REPORT = '<testsuites><testsuite tests="{}" skipped="{}" failures="{}" errors="{}"/></testsuites>'

# The script writes it after its tests; with this mark they do not ask for it themselves.
of_the_record = pytest.mark.quality


def pinned(end: str, python: str) -> dict[str, str]:
    """Name and version of what the constraints of an end ask for on a Python."""
    requirements = [Requirement(line) for line in matrix.pins(end).splitlines()]
    environment = {"python_version": python, "python_full_version": f"{python}.0"}
    found = {
        each.name: str(each.specifier).removeprefix("==")
        for each in requirements
        if each.marker is None or each.marker.evaluate(environment)
    }
    assert len(found) <= len(requirements)
    return found


def run(python: str, end: str, passed: int = 7) -> dict[str, Any]:
    return {
        "python": python,
        "end": end,
        "on": dt.date(2026, 11, 23),
        "passed": passed,
        "skipped": 1,
        "versions": {"attrs": "25.4.0"},
    }


def test_the_groups_ask_for_no_other_versions_than_the_extras() -> None:
    needed = matrix.needed(PROJECT)
    grouped = [Requirement(text) for text in PROJECT["dependency-groups"]["test"]]
    asked = {each.name: each.specifier for each in grouped if each.name in needed}

    assert set(asked) == {
        Requirement(text).name
        for some in PROJECT["project"]["optional-dependencies"].values()
        for text in some
    }
    assert {name: f">={needed[name]}" for name in asked} == {
        name: str(specifier) for name, specifier in asked.items()
    }


@pytest.mark.parametrize("python", ["3.11", "3.13"])
def test_the_oldest_end_pins_every_lower_bound(python: str) -> None:
    bounds = {**matrix.needed(PROJECT), **matrix.framed(PROJECT)}

    assert {"attrs", "babel", "cattrs", "narwhals", "hypothesis", "polars"} <= set(bounds)
    assert pinned("oldest", python).items() >= bounds.items()


def test_a_python_that_came_later_keeps_compiled_packages_new() -> None:
    compiled = matrix.framed(PROJECT)
    bounds = {name: each for name, each in matrix.needed(PROJECT).items() if name not in compiled}
    found = pinned("oldest", matrix.WHEELS_UNTIL)

    assert found.items() >= bounds.items()
    assert all(Version(found[name]) > Version(each) for name, each in compiled.items())


def test_the_newest_end_leaves_open_what_the_library_needs_and_pins_the_tools() -> None:
    found = pinned("newest", "3.13")

    assert not set(found) & {*matrix.needed(PROJECT), *matrix.framed(PROJECT)}
    assert {"pytest", "sybil", "six"} <= set(found)


@pytest.mark.parametrize("text", ["attrs", "attrs>=25,<26", "attrs==25", "attrs~=25.1"])
def test_more_or_less_than_a_lower_bound_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="one lower bound"):
        matrix.lower_bounds([text])


def test_the_counts_come_from_a_report_without_failures() -> None:
    assert matrix.counts(REPORT.format(10, 2, 0, 0)) == {"passed": 8, "skipped": 2}
    for numbers in ((10, 2, 1, 0), (10, 2, 0, 1), (2, 2, 0, 0), (0, 0, 0, 0)):
        with pytest.raises(ValueError, match="not a report of success"):
            matrix.counts(REPORT.format(*numbers))


def test_a_newer_run_takes_the_place_of_the_same_combination() -> None:
    old = [run("3.13.0", "newest"), run("3.11.7", "newest"), run("3.11.7", "oldest")]

    found = tomllib.loads(matrix.recorded(old, run("3.11.9", "oldest", passed=9)))["run"]

    assert [(each["python"], each["end"], each["passed"]) for each in found] == [
        ("3.11.9", "oldest", 9),
        ("3.11.7", "newest", 7),
        ("3.13.0", "newest", 7),
    ]
    assert found[0] == run("3.11.9", "oldest", passed=9)


def test_only_pythons_that_are_claimed_are_looked_for() -> None:
    claimed = matrix.claimed(PROJECT)

    assert claimed[:3] == [11, 12, 13]
    assert {version[:2] for version in matrix.pythons()} <= {(3, minor) for minor in claimed}


def test_what_is_no_python_is_not_found() -> None:
    assert matrix.version_of(sys.executable) == sys.version_info[:3]
    assert matrix.version_of("no-such-python") is None
    assert matrix.version_of(str(matrix.ROOT / "pyproject.toml")) is None


@of_the_record
def test_no_python_passed_that_is_not_claimed() -> None:
    claimed = {(3, minor) for minor in matrix.claimed(PROJECT)}
    passed = {matrix.minor_of(each["python"]) for each in matrix.runs()}

    assert passed
    assert passed <= claimed


@of_the_record
def test_the_oldest_versions_that_passed_are_the_lower_bounds() -> None:
    bounds = matrix.needed(PROJECT)
    for each in matrix.runs():
        if each["end"] == "oldest":
            found = {name: Version(each["versions"][name]) for name in bounds}
            assert found == {name: Version(least) for name, least in bounds.items()}
