"""Proposed segments: their reasons, the other practices, the caller's choice, and the prices."""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs
import pytest
from tests.people import VILLAGE

import kopdes_jamsos as kj

NOVEMBER = kj.Month(2026, 11)
OFFICERS = [kj.Officer(ref=ref, role="lainnya") for ref in ("A-1", "A-2")]
KDMP = kj.Cooperative(
    name="KDMP Pejaten",
    kind="KDMP",
    village=VILLAGE,
    officers=OFFICERS,
    members=[kj.Member(ref="M-1"), kj.Member()],
    employs=True,
)
WAYS = [("BPU", "independent"), ("PU", None)]


@pytest.mark.parametrize(
    "person,others",
    [
        (OFFICERS[0], WAYS),
        (kj.Supervisor(role="anggota"), WAYS),
        (kj.Employee(), []),
        (kj.Member(), []),
        (kj.Officer(role="ketua", elsewhere="village"), []),
    ],
)
def test_the_other_practices_are_named(person: kj.Person, others: list[Any]) -> None:
    proposal = kj.coverage.propose_segment(person, KDMP)
    assert [(way.segment, way.group) for way in proposal.others] == others
    assert all(way.evidence is kj.Evidence.REPORTED for way in proposal.others)
    assert proposal.evidence is kj.Evidence.CONVENTION


@pytest.mark.parametrize(
    "place,source",
    [("village", "UU 3/2024"), ("civil service", "PP 70/2015"), ("employer", "PP 44/2015")],
)
def test_where_the_work_is_covered_already_is_said(place: str, source: str) -> None:
    proposal = kj.coverage.propose_segment(kj.Member(elsewhere=place), KDMP)
    assert (proposal.segment, proposal.group) == (None, None)
    assert proposal.citations[0].source == source
    assert kj.LAW.instrument(source).key == source
    assert proposal.reason("id") != proposal.reason("en")


def test_a_proposal_can_be_overridden_and_is_kept() -> None:
    proposal = kj.coverage.propose_segment(OFFICERS[0], KDMP)
    waged = proposal.override("PU")
    assert (waged.segment, waged.group, waged.assumptions) == (kj.Segment.PU, None, ())
    assert "own choice: wage earner" in waged.reason("en")
    again = waged.override("BPU", "unwaged")
    assert again.overridden is proposal
    assert str(again.citations[0]) == "PP 49/2023 Pasal I angka 2 (Pasal 5 ayat (3) huruf c)"


@pytest.mark.parametrize(
    "choice", [("BPU", None), ("PU", "employer"), ("construction", None), ("BPU", "x"), ("x", None)]
)
def test_a_choice_is_a_segment_with_its_group(choice: Any) -> None:
    with pytest.raises((kj.errors.InvalidFactError, kj.errors.UnknownChoiceError)):
        kj.coverage.propose_segment(OFFICERS[0], KDMP).override(*choice)


def test_choices_are_made_one_by_one() -> None:
    found = kj.coverage.propose_segments(KDMP, choices={"A-2": ("BPU", kj.BPUGroup.INDEPENDENT)})
    assert [(person.ref, proposal.group) for person, proposal in found] == [
        ("A-1", "employer"),
        ("A-2", "independent"),
        ("M-1", "independent"),
        (None, "independent"),
    ]
    assert [bool(proposal.overridden) for _, proposal in found] == [False, True, False, False]


@pytest.mark.parametrize(
    "choices", [{"Z": ("PU", None)}, {"A-1": "PU"}, {"A-1": ("PU",)}, [("A-1", "PU")]]
)
def test_odd_choices_are_refused(choices: Any) -> None:
    with pytest.raises(kj.errors.InvalidFactError):
        kj.coverage.propose_segments(KDMP, choices=choices)


def test_a_choice_for_two_people_of_one_reference_is_refused() -> None:
    twins = attrs.evolve(KDMP, officers=[OFFICERS[0], OFFICERS[0]])
    with pytest.raises(kj.errors.InvalidFactError):
        kj.coverage.propose_segments(twins, choices={"A-1": ("PU", None)})
    with pytest.raises(kj.errors.InvalidFactError):
        kj.coverage.propose_segments(OFFICERS)  # type: ignore[arg-type]  # no cooperative


FACTS: dict[str, Any] = {
    "income": 0, "wage": 1_000_000, "risk_class": 1, "sector": "other", "funding": "self",
}  # fmt: skip


def test_prices_side_by_side() -> None:
    """Section 2.1 of the compilation: Rp16,800, Rp8,400 and 0.54 % of the wage."""
    prices = kj.contributions.segment_prices(
        kj.coverage.propose_segment(OFFICERS[0], KDMP), NOVEMBER, **FACTS
    )
    assert [line.total for line in prices.lines] == [16_800, 8_400, 5_400]
    assert prices.assumptions[:2] == ("segment-default", "relief-group")
    text = prices.explain("en")
    assert "other practice: wage earner of the cooperative on a declared wage" in text
    assert "Rp8,400" in text


def test_the_callers_choice_comes_first_and_nothing_twice() -> None:
    chosen = kj.coverage.propose_segment(OFFICERS[0], KDMP).override("PU")
    prices = kj.contributions.segment_prices(chosen, NOVEMBER, **FACTS)
    assert [line.total for line in prices.lines] == [5_400, 16_800, 8_400]
    assert prices.lines[0].practice.why.code == "proposal-chosen"
    village = kj.coverage.propose_segment(kj.Member(elsewhere="village"), KDMP).override(
        "BPU", "unwaged"
    )
    assert [
        line.total for line in kj.contributions.segment_prices(village, NOVEMBER, **FACTS).lines
    ] == [16_800]


def test_what_cannot_be_priced_is_named() -> None:
    prices = kj.contributions.segment_prices(
        kj.coverage.propose_segment(OFFICERS[0], KDMP), NOVEMBER, wage=1_000_000
    )
    assert [(line.total, line.code) for line in prices.lines] == [
        (None, "missing-fact"),
        (None, "missing-fact"),
        (None, "missing-fact"),
    ]
    assert "income" in prices.lines[0].remedy
    assert "risk_class" in prices.lines[2].remedy
    assert "cannot be priced: a fact is missing" in prices.explain("en")


@pytest.mark.parametrize(
    "facts,error",
    [
        ({"proposal": None}, kj.errors.InvalidFactError),
        (
            {"proposal": kj.coverage.propose_segment(kj.Member(elsewhere="village"), KDMP)},
            kj.errors.InvalidFactError,
        ),
        ({"month": "2026-11"}, kj.errors.InvalidMonthError),
        ({"law": None}, kj.errors.InvalidFactError),
    ],
)
def test_bad_questions_are_refused(
    facts: dict[str, Any], error: type[kj.KopdesJamsosError]
) -> None:
    good = {"proposal": kj.coverage.propose_segment(OFFICERS[0], KDMP), "month": NOVEMBER}
    arguments: dict[str, Any] = {**good, **facts}
    with pytest.raises(error):
        kj.contributions.segment_prices(
            arguments.pop("proposal"), arguments.pop("month"), **arguments
        )


def test_programmes_that_are_none_cannot_be_priced() -> None:
    proposal = kj.coverage.propose_segment(OFFICERS[0], KDMP)
    prices = kj.contributions.segment_prices(proposal, NOVEMBER, programs=1, **FACTS)  # type: ignore[arg-type]
    assert {line.code for line in prices.lines} == {"invalid-fact"}


def test_a_proposal_cites_what_the_book_knows() -> None:
    """UU 3/2024 is known from 2024 on; PP 49/2023 words Pasal 5 anew."""
    early = kj.LAW.as_known(dt.date(2020, 1, 1))
    found = kj.coverage.propose_segment(kj.Member(), KDMP, law=early)
    assert str(found.citations[0]) == "PP 44/2015 Pasal 5 ayat (3) huruf b"
    village = kj.coverage.propose_segment(kj.Member(elsewhere="village"), KDMP, law=early)
    assert village.citations == ()
    assert village.override("PU").citations[0].source == "PP 44/2015"
    [(_, proposal), *_] = kj.coverage.propose_segments(KDMP, law=early)
    assert proposal.citations[0].source == "PP 44/2015"
