"""Published worked cases of JKK and JKM: data files under `tests/cases/benefits/`."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

import kopdes_jamsos as kj

CASES = Path(__file__).parent / "cases" / "benefits"
FILES = {
    path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in CASES.glob("*.toml")
}
EVENTS: dict[str, type[Any]] = {
    "death": kj.Death,
    "total-disability": kj.TotalDisability,
    "work-accident": kj.WorkAccident,
}
ENROLMENTS: dict[str, type[Any]] = {"PU": kj.PUEnrolment, "BPU": kj.BPUEnrolment}
CHECKS = [
    pytest.param(check, id=f"{name}-{number}")
    for name, case in sorted(FILES.items())
    for number, check in enumerate(case.get("check", ()), 1)
]


def event(facts: dict[str, Any]) -> kj.Event:
    given = dict(facts)
    kind, on = EVENTS[given.pop("kind")], given.pop("on")
    if "injuries" in given:
        given["injuries"] = [injury(each) for each in given["injuries"]]
    made: kj.Event = kind(on, **given)
    return made


def injury(facts: dict[str, Any]) -> kj.Injury:
    loss = facts.get("function_loss")
    return kj.Injury(
        facts["part"],
        side=facts.get("side"),
        function_loss=None if loss is None else kj.percent(loss),
    )


def participation(facts: dict[str, Any]) -> kj.Participation:
    given = dict(facts)
    since, months = kj.Month.parse(given.pop("since")), given.pop("months")
    enrolment = ENROLMENTS[given.pop("segment")](**given)
    return kj.Participation.paid_through(enrolment, since=since, months=months)


def amount(entitlement: kj.Entitlement, name: str) -> int:
    """`name` is "total", a programme, or the code of a line."""
    if name == "total":
        return entitlement.total
    if name in kj.Program.__members__:
        return entitlement.of(kj.Program(name))
    return sum(line.amount for line in entitlement.lines if line.label.code == name)


@pytest.mark.parametrize("check", CHECKS)
def test_benefit_equals_the_published_amount(check: dict[str, Any]) -> None:
    entitlement = kj.entitle(
        event(check["event"]),
        [participation(each) for each in check["participations"]],
        children=[kj.Child(stage=stage) for stage in check.get("children", ())],
        jht_balance=check.get("jht_balance"),
    )
    found = {name: amount(entitlement, name) for name in check["expected"]}

    assert found == check["expected"]
    codes = [refusal.code for refusal in entitlement.refusals]
    assert [code for code in check.get("refused", ()) if code not in codes] == []


@pytest.mark.parametrize("stage, expected", FILES["P33"]["remaining"].items())
def test_what_is_left_of_the_scholarship_is_as_published(stage: str, expected: int) -> None:
    assert kj.benefits.scholarship_remaining(stage) == expected


@pytest.mark.parametrize("split", FILES["P33"]["splits"])
def test_a_total_of_two_children_splits_in_exactly_these_ways(split: dict[str, Any]) -> None:
    ways = kj.benefits.scholarship_splits(split["total"], children=2)

    assert [list(way) for way in ways] == split["ways"]


def test_every_published_case_of_death_and_accident_is_here() -> None:
    assert set(FILES) == {f"P{number}" for number in range(20, 35)}
    assert all(case["id"] == name and case["source"] for name, case in FILES.items())
