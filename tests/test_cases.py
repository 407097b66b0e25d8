"""Published worked cases: data files under `tests/cases/`, each with its source."""

from __future__ import annotations

from typing import Any

import pytest
from tests.published import CASES, checks

import kopdes_jamsos as kj

KINDS: dict[str, type[Any]] = {
    "PU": kj.PUEnrolment,
    "BPU": kj.BPUEnrolment,
    "construction": kj.ConstructionEnrolment,
}


def amount(assessment: kj.Assessment, name: str) -> int:
    """`name` is "total", a programme, a payer, or both: "JHT_worker"."""
    wanted = set(name.split("_")) - {"total"}
    return sum(
        line.amount for line in assessment.lines if wanted <= {line.program.value, line.payer.value}
    )


@pytest.mark.parametrize("check", checks("contributions"))
def test_contribution_equals_the_published_amount(check: dict[str, Any]) -> None:
    facts = dict(check["enrolment"])
    enrolment = KINDS[facts.pop("segment")](**facts)
    for text in check["months"]:
        assessment = kj.assess(enrolment, kj.Month.parse(text))
        found = {name: amount(assessment, name) for name in check["expected"]}
        assert found == check["expected"], text


@pytest.mark.parametrize("check", checks("values"))
def test_value_equals_the_published_one(check: dict[str, Any]) -> None:
    month, last = kj.Month.parse(check["from"]), kj.Month.parse(check["to"])
    while month <= last:
        assert kj.LAW.value(check["path"], month).value == check["expected"], month
        month += 1


def test_every_published_contribution_case_is_here() -> None:
    files = {file.stem for file in (CASES / "contributions").glob("P*.toml")}
    assert files == {f"P{number:02d}" for number in range(1, 19)}
