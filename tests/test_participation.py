"""Participations: the life stories under `cases/coverage/`, and what the door refuses."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

import kopdes_jamsos as kj

CASES = Path(__file__).parent / "cases" / "coverage"
ENROLMENTS: dict[str, Any] = {
    "PU": lambda **facts: kj.PUEnrolment(wage=4_000_000, risk_class=1, **facts),
    "BPU": lambda **facts: kj.BPUEnrolment(income=1_000_000, **facts),
}
STORIES = [
    story
    for file in sorted(CASES.glob("*.toml"))
    for story in tomllib.loads(file.read_text(encoding="utf-8"))["story"]
]


def participation(facts: dict[str, Any]) -> kj.Participation:
    """A participation as a story tells it."""
    of_the_person = {"programs", "birth_date", "pension_deferred"}
    enrolment = ENROLMENTS[facts["segment"]](
        **{key: facts[key] for key in of_the_person & facts.keys()}
    )
    return kj.Participation(
        enrolment,
        payments=[
            kj.Payment(kj.Month.parse(row["month"]), row["on"], row.get("months", 1))
            for row in facts.get("payments", ())
        ],
        **{
            key: facts[key] for key in ("joined", "ended", "number_issued", "payer") if key in facts
        },
    )


def told(cover: kj.Cover, key: str) -> Any:
    """A fact of a cover under the name that the stories use."""
    return getattr(cover, {"behind": "months_behind"}.get(key, key))


def some(key: str) -> list[Any]:
    return [pytest.param(story, id=story["id"]) for story in STORIES if key in story]


@pytest.mark.parametrize("story", some("days"))
def test_cover_on_the_days_of_a_story(story: dict[str, Any]) -> None:
    parts = [participation(facts) for facts in story["participation"]]
    for day in story["days"]:
        on, program = day["on"], kj.Program(day["program"])
        found = kj.covers(parts, on, program) if len(parts) > 1 else (parts[0].cover(on, program),)
        for key in day.keys() - {"on", "program"}:
            expected = day[key] if isinstance(day[key], list) else [day[key]]
            assert [told(cover, key) for cover in found] == expected, (story["title"], on, key)
        for cover in found:
            assert cover.covered == (cover.rights != "none")
            assert (cover.since is None) == (cover.rights == "none")


@pytest.mark.parametrize("story", [pytest.param(story, id=story["id"]) for story in STORIES])
def test_what_does_not_count_is_listed(story: dict[str, Any]) -> None:
    found = [participation(facts).allocation() for facts in story["participation"]]

    assert [
        [str(each.month), each.code] for allocation in found for each in allocation.unallocated
    ] == story.get("unallocated", [])
    assert [str(month) for allocation in found for month in allocation.out_of_order] == story.get(
        "out_of_order", []
    )


@pytest.mark.parametrize("story", some("counts"))
def test_paid_months_of_a_story(story: dict[str, Any]) -> None:
    (part,) = (participation(facts) for facts in story["participation"])
    for row in story["counts"]:
        program, until = kj.Program(row["program"]), kj.Month.parse(row["until"])
        since = kj.Month.parse(row["since"]) if "since" in row else None
        months = part.paid_months(program, until, since, paid_by=row.get("by"))
        assert len(months) == row["paid"], row
        assert list(months) == sorted(months)
        if "consecutive" in row:
            assert part.consecutive_months(program, until) == row["consecutive"], row


@pytest.mark.parametrize("story", some("findings"))
def test_what_looks_odd_in_a_story(story: dict[str, Any]) -> None:
    parts = [participation(facts) for facts in story["participation"]]

    assert [each.code for each in kj.participation_findings(parts)] == story["findings"]


def test_each_story_has_its_own_name_and_its_rule() -> None:
    assert len({story["id"] for story in STORIES}) == len(STORIES) >= 40
    assert all(story["title"] and story["rule"] for story in STORIES)
