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
# An officer of a body with employees may also be read as their employer.
OFFICERS_WAYS = [("BPU", "employer"), *WAYS]


@pytest.mark.parametrize(
    "person,others",
    [
        (OFFICERS[0], OFFICERS_WAYS),
        (kj.Officer(role="ketua", waged=False), OFFICERS_WAYS),
        (kj.Supervisor(role="anggota"), WAYS),
        (kj.Employee(), []),
        (kj.Member(), []),
        (kj.Officer(role="ketua", elsewhere="village"), []),
    ],
)
def test_the_other_practices_are_named(person: kj.Person, others: list[Any]) -> None:
    proposal = kj.coverage.propose_segment(person, KDMP)
    assert [(way.segment, way.group) for way in proposal.others] == others
    assert proposal.evidence is kj.Evidence.CONVENTION
    by_text = {way.why.code for way in proposal.others if way.evidence is kj.Evidence.TEXT}
    reported = {way.why.code for way in proposal.others} - by_text
    assert by_text <= {"practice-board", "practice-if-waged"}
    assert reported <= {"practice-independent", "practice-waged"}


@pytest.mark.parametrize(
    "person", [kj.Officer(role="ketua", waged=True), kj.Supervisor(role="anggota", waged=True)]
)
@pytest.mark.parametrize("employs", [True, False, None])
def test_officers_and_supervisors_who_receive_a_wage_are_wage_earners(
    person: kj.Person, employs: bool | None
) -> None:
    """Permenaker 5/2021 Pasal 2 ayat (3) huruf c, kept by Permenaker 1/2025: it is the rule."""
    proposal = kj.coverage.propose_segment(person, attrs.evolve(KDMP, employs=employs))
    assert (proposal.segment, proposal.group) == (kj.Segment.PU, None)
    assert (proposal.evidence, proposal.assumptions) == (kj.Evidence.TEXT, ())
    assert [str(place) for place in proposal.citations] == [
        "Permenaker 1/2025 Pasal I angka 2 (Pasal 2 ayat (3) huruf c)",
        "PP 49/2023 Pasal I angka 2 (Pasal 5 ayat (2) huruf a)",
    ]
    assert [way.group for way in proposal.others] == [kj.BPUGroup.INDEPENDENT]


@pytest.mark.parametrize(
    "day, source, evidence",
    [
        # Not yet known: that whoever receives a wage is a worker is our reading then.
        (dt.date(2021, 3, 31), "PP 44/2015", kj.Evidence.CONVENTION),
        (dt.date(2021, 4, 1), "Permenaker 5/2021", kj.Evidence.TEXT),
        (dt.date(2025, 2, 24), "Permenaker 1/2025", kj.Evidence.TEXT),
    ],
)
def test_the_rule_on_waged_officers_is_known_since_april_2021(
    day: dt.date, source: str, evidence: kj.Evidence
) -> None:
    officer, law = kj.Officer(role="ketua", waged=True), kj.LAW.as_known(day)
    proposal = kj.coverage.propose_segment(officer, KDMP, law=law)
    assert proposal.segment is kj.Segment.PU
    assert (proposal.citations[0].source, proposal.evidence) == (source, evidence)


@pytest.mark.parametrize(
    "employs, before",
    [(True, kj.BPUGroup.EMPLOYER), (False, kj.BPUGroup.UNWAGED), (None, None)],
)
def test_until_april_2021_the_explanation_of_2015_decided_the_group_of_officers(
    employs: bool | None, before: kj.BPUGroup | None
) -> None:
    """PP 46/2015 Pasal 6 (explanation), then Permenaker 5/2021 Pasal 31 ayat (2)."""
    kdmp = attrs.evolve(KDMP, employs=employs)
    old = kj.LAW.as_known(dt.date(2021, 3, 31))
    assert kj.coverage.propose_segment(OFFICERS[0], kdmp, law=old).group is before
    supervisor = kj.coverage.propose_segment(kj.Supervisor(role="anggota"), kdmp, law=old)
    assert (supervisor.group, supervisor.why.code) == ("unwaged", "proposal-supervisor-before")
    new = kj.coverage.propose_segment(OFFICERS[0], kdmp)
    assert (new.segment, new.group) == (kj.Segment.BPU, kj.BPUGroup.UNWAGED)
    board = [way.why.code for way in new.others if way.group is kj.BPUGroup.EMPLOYER]
    assert board == ([] if employs is False else ["practice-board"])


def test_what_group_c_owes_names_the_text_that_says_otherwise() -> None:
    """Permenaker 5/2021 Pasal 32 ayat (2) and PP 44/2015: JKK and JKM; since 2025 also Pasal 35."""
    before = kj.obligations(segment="BPU", group="unwaged", month=kj.Month(2025, 1))
    after = kj.obligations(segment="BPU", group="unwaged", month=NOVEMBER)
    assert before.owed == after.owed == {kj.JKK, kj.JKM}
    assert before.assumptions == ()
    assert after.assumptions == ("unwaged-own-registration",)
    assert kj.obligations(segment="BPU", group="independent", month=NOVEMBER).assumptions == ()


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
        ("A-1", "unwaged"),
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
    """Section 2.1 of the compilation: Rp16,800, Rp8,400 and 0.54 % of the wage.

    Groups a and c cost the same in JKK and JKM: only group b has the relief.
    """
    prices = kj.contributions.segment_prices(
        kj.coverage.propose_segment(OFFICERS[0], KDMP), NOVEMBER, **FACTS
    )
    assert [line.total for line in prices.lines] == [16_800, 16_800, 8_400, 5_400]
    assert prices.assumptions[:3] == (
        "segment-default",
        "unwaged-own-registration",
        "relief-group",
    )
    text = prices.explain("en")
    assert "where a wage is received: wage earner of the cooperative" in text
    assert "other reading: the board of a body with employees as employer (group a)" in text
    assert "Rp8,400" in text


def test_the_callers_choice_comes_first_and_nothing_twice() -> None:
    chosen = kj.coverage.propose_segment(OFFICERS[0], KDMP).override("PU")
    prices = kj.contributions.segment_prices(chosen, NOVEMBER, **FACTS)
    assert [line.total for line in prices.lines] == [5_400, 16_800, 16_800, 8_400]
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
        (None, "missing-fact"),
    ]
    assert "income" in prices.lines[0].remedy
    assert "risk_class" in prices.lines[3].remedy
    assert "cannot be priced: a fact is missing" in prices.explain("en")


def test_the_same_programmes_for_all_are_named_where_more_is_owed() -> None:
    """Perpres 109/2013 Pasal 8 ayat (1): who employs owes JHT; Pasal 6: PU owes by scale."""
    proposal = kj.coverage.propose_segment(OFFICERS[0], KDMP)
    prices = kj.contributions.segment_prices(proposal, NOVEMBER, **FACTS)

    assert [line.left_out for line in prices.lines] == [(), (kj.JHT,), (), ()]
    assert prices.lines[3].owed is None  # the scale is not known
    assert prices.assumptions[-1] == "same-programs"
    assert "not in the price: JHT" in prices.explain("en")
    medium = kj.contributions.segment_prices(proposal, NOVEMBER, scale="medium", **FACTS)
    assert medium.lines[3].left_out == (kj.JHT, kj.JKP, kj.JP)
    assert medium.lines[3].total == prices.lines[3].total
    alone = kj.coverage.propose_segment(kj.Member(), KDMP)
    found = kj.contributions.segment_prices(alone, NOVEMBER, **FACTS)
    assert "same-programs" not in found.assumptions


def test_each_way_may_be_priced_in_what_it_owes() -> None:
    """1,000,000 a month, no income: JHT of a BPU 2 % of 1,000,000, band 1; relief for b only.

    PU of a medium business: JKK 2,400, JKM 3,000, JHT 37,000 + 20,000, JP 20,000 + 10,000.
    """
    proposal = kj.coverage.propose_segment(OFFICERS[0], KDMP)
    prices = kj.contributions.segment_prices(
        proposal, NOVEMBER, programs=None, scale="medium", **FACTS
    )

    assert [line.total for line in prices.lines] == [16_800, 36_800, 8_400, 92_400]
    assert all(line.left_out == () for line in prices.lines)
    assert "same-programs" not in prices.assumptions
    unknown = kj.contributions.segment_prices(proposal, NOVEMBER, programs=None, **FACTS)
    assert (unknown.lines[3].total, unknown.lines[3].code) == (None, "missing-fact")
    assert "scale" in unknown.lines[3].remedy


@pytest.mark.parametrize(
    "facts,error",
    [
        ({"proposal": None}, kj.errors.InvalidFactError),
        (
            {"proposal": kj.coverage.propose_segment(kj.Member(elsewhere="village"), KDMP)},
            kj.errors.InvalidFactError,
        ),
        ({"month": "11/2026"}, kj.errors.InvalidMonthError),
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
