"""What scenarios refuse as arguments: floats, contradictions, and facts that are missing."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

import kopdes_jamsos as kj

JANUARY = kj.Month(2025, 1)
HALF = kj.percent("50")
MEMBER = kj.Headcount(role="member", count=1, income=0)


def policy(**facts: Any) -> kj.Policy:
    return kj.Policy(**{"start": JANUARY, "months": 1, "programs": {kj.JKM}, **facts})


@pytest.mark.parametrize(
    "name, value",
    [
        ("months", 12.0),
        ("months", True),
        ("months", 0),
        ("programs", "JKK"),
        ("programs", []),
        ("programs", 3),
        ("programs", {"": {"JKK"}}),
        ("programs", {3: {"JKK"}}),
        ("segment", "farmers"),
        ("segment", kj.Segment.CONSTRUCTION),
        ("segment", {"member": "boss"}),
        ("shares", {"state": 0.5, "self": 0.5}),
        ("shares", {"state": HALF}),
        ("shares", {"state": kj.Rate(0), "self": kj.percent("100")}),
        ("remainder", "state"),
        ("shared", "employer"),
        ("shared", 3),
        ("since", [JANUARY]),
        ("since", {"": JANUARY}),
    ],
    ids=str,
)
def test_a_policy_refuses(name: str, value: Any) -> None:
    with pytest.raises(kj.errors.InvalidFactError):
        policy(**{name: value})


def test_a_policy_refuses_in_the_words_of_the_kind() -> None:
    with pytest.raises(kj.errors.InvalidMonthError):
        policy(start="2025-1")
    with pytest.raises(kj.errors.InvalidMonthError):
        policy(since={"member": "2025-1"})
    with pytest.raises(kj.errors.InvalidAmountError):
        policy(income=1.5)
    with pytest.raises(kj.errors.UnknownChoiceError):
        policy(shares="bank")
    with pytest.raises(kj.errors.UnknownChoiceError):
        policy(funding="bank")
    with pytest.raises(kj.errors.UnknownProgramError):
        policy(programs={"BPJS"})
    with pytest.raises(kj.errors.MissingFactError) as caught:
        policy(shares={"state": HALF, "self": HALF})
    assert caught.value.value == ("remainder",)
    with pytest.raises(kj.errors.InvalidAmountError):
        policy().split(1.5, kj.Payer.EMPLOYER)  # type: ignore[arg-type]  # refused


@pytest.mark.parametrize(
    "facts",
    [
        {"count": 1.0},
        {"count": 0},
        {"count": True},
        {"role": ""},
        {"role": 3},
        {"income": 0, "enrolment": kj.BPUEnrolment(income=0, programs={kj.JKM})},
        {"enrolment": "farmer"},
    ],
    ids=str,
)
def test_a_headcount_refuses(facts: dict[str, Any]) -> None:
    with pytest.raises(kj.errors.InvalidFactError):
        kj.Headcount(**{"role": "member", "count": 1, **facts})


def test_a_headcount_refuses_floats_of_money() -> None:
    with pytest.raises(kj.errors.InvalidAmountError):
        kj.Headcount(role="member", count=1, income=1e6)  # type: ignore[arg-type]  # refused
    with pytest.raises(kj.errors.UnknownChoiceError):
        kj.Headcount(role="member", count=1, income=0, sector="sea")


@pytest.mark.parametrize("value", [None, 3, "people", {"member": 3}, b"x"], ids=str)
def test_a_scenario_refuses_what_is_no_population(value: Any) -> None:
    with pytest.raises(kj.errors.InvalidFactError):
        kj.Scenario(population=value, policy=policy())


@pytest.mark.parametrize("value", [[], [MEMBER, 3], ["farmer"]], ids=str)
def test_a_run_refuses_a_mixed_population(value: Any) -> None:
    with pytest.raises(kj.errors.InvalidFactError):
        kj.Scenario(population=value, policy=policy()).run()


def test_a_scenario_refuses_what_belongs_to_dataframes() -> None:
    with pytest.raises(kj.errors.InvalidFactError):
        kj.Scenario(population=MEMBER, policy=policy(), role="who")
    with pytest.raises(kj.errors.InvalidFactError):
        kj.Scenario(population=MEMBER, policy=policy(), name=3)  # type: ignore[arg-type]  # refused
    with pytest.raises(kj.errors.InvalidFactError):
        kj.Scenario(population=MEMBER, policy="cheap")  # type: ignore[arg-type]  # refused
    with pytest.raises(kj.errors.UnknownChoiceError):
        kj.Scenario(population=MEMBER, policy=policy()).run("quick")  # type: ignore[arg-type]  # refused


@pytest.mark.parametrize(
    "head, facts, fact",
    [
        ({}, {}, "segment"),
        ({"income": 0, "wage": 0}, {}, "segment"),
        ({"income": 0}, {"programs": None}, "programs"),
        ({"income": 0}, {"segment": kj.Segment.PU}, "wage"),
        ({"wage": 0}, {"segment": "unwaged"}, "income"),
        ({"income": 0}, {"programs": {"officer": {"JKM"}}}, "programs"),
    ],
    ids=str,
)
def test_a_missing_fact_of_a_headcount_is_named(
    head: dict[str, Any], facts: dict[str, Any], fact: str
) -> None:
    crowd = kj.Headcount(role="member", count=1, **head)
    with pytest.raises(kj.errors.MissingFactError) as caught:
        kj.Scenario(population=crowd, policy=policy(**facts)).run()
    assert caught.value.value == (fact,)


def test_rules_that_do_not_fit_the_population_are_refused() -> None:
    enrolled = kj.BPUEnrolment(income=0, programs={kj.JKM})
    with pytest.raises(kj.errors.InvalidFactError, match="own segment"):
        kj.Scenario(population=enrolled, policy=policy(segment="unwaged")).run()
    with pytest.raises(kj.errors.InvalidFactError, match="proposed"):
        kj.Scenario(population=MEMBER, policy=policy(segment="proposed")).run()


def test_dataframes_refuse_what_columns_cannot_do() -> None:
    frame = pl.DataFrame({"income": [0]})

    def run(reader: Any = "auto", role: str | None = None, **facts: Any) -> kj.scenarios.Budget:
        plan = kj.Scenario(population=frame, policy=policy(**facts), role=role)
        return plan.run(reader)

    assert run(segment=kj.Segment.BPU).total == 6_800
    with pytest.raises(kj.errors.InvalidFactError):
        run("scalar", segment=kj.Segment.BPU)
    with pytest.raises(kj.errors.InvalidFactError):
        run(segment="proposed")
    with pytest.raises(kj.errors.InvalidFactError):
        run(segment=kj.Segment.PU, programs={kj.JKP})
    with pytest.raises(kj.errors.FrameError, match="roles"):
        run(segment=kj.Segment.BPU, role="who")
    with pytest.raises(kj.errors.FrameError):
        kj.Scenario(population=object(), policy=policy()).run()
