"""What explains an answer about coverage: who is meant, where it stands, whole sentences."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import attrs
import pytest
from tests.fixed_law import WEEKENDS
from tests.people import BOTH, VILLAGE

import kopdes_jamsos as kj
from kopdes_jamsos.wording import languages

ON = dt.date(2025, 7, 3)
JULY = kj.Month(2025, 7)
KDMP = kj.Cooperative(name="KDMP Pejaten", kind="KDMP", village=VILLAGE, employs=True)
TRADER = kj.BPUEnrolment(income=1_000_000, programs=BOTH, group="independent")


def is_sentence(text: str | None) -> bool:
    return text is not None and bool(re.fullmatch(r"[A-Z0-9].*[a-z].*\.", text))


# --- governance -------------------------------------------------------------------------------

INFORMATION = {"chair-unknown", "ties-unknown", "women", "women-unknown"}
ORGANS: list[dict[str, Any]] = [
    {},
    {
        "officers": [
            kj.Officer(ref="A-1", role="ketua", village_post="staff", sex="P"),
            kj.Officer(ref="A-2", role="ketua", term_begins=dt.date(2015, 1, 1)),
        ],
        "supervisors": [
            kj.Supervisor(ref="A-2", role="ketua", elsewhere="village"),
            kj.Supervisor(ref="B-2", role="ketua", village_post="none"),
        ],
        "family_ties": [("A-1", "B-2")],
    },
    {
        "officers": [
            kj.Officer(
                ref="A-1",
                role="ketua",
                term_begins=dt.date(2025, 1, 1),
                term_ends=dt.date(2031, 1, 1),
            )
        ],
        "supervisors": [kj.Supervisor(ref="B-1", role="anggota")],
    },
]
ODD = [kj.Cooperative(name="Pejaten", kind="KDMP", village=VILLAGE, **people) for people in ORGANS]


def found() -> dict[str, kj.coverage.GovernanceFinding]:
    return {
        finding.code: finding
        for odd in ODD
        for finding in kj.coverage.governance_findings(odd, on=ON)
    }


def test_every_finding_is_worded_whole_and_weighed() -> None:
    findings = found()

    assert len(findings) == 18  # all that the docstring names
    for code, finding in findings.items():
        for language in languages():
            assert is_sentence(finding.message(language)), code
            assert is_sentence(finding.remedy(language)), code
        assert finding.severity == ("info" if code in INFORMATION else "warning")
        assert all(kj.LAW.instrument(each.source).key == each.source for each in finding.citations)
        assert finding.evidence in kj.Evidence
    assert findings["in-both-organs"].evidence is kj.Evidence.CONVENTION


def test_findings_name_the_people_and_the_article() -> None:
    findings = found()

    assert findings["term-too-long"].refs == ("A-1",)
    assert findings["term-over"].refs == ("A-2",)
    assert findings["post-twice"].refs == ("A-1", "A-2")
    assert str(findings["in-both-organs"].citations[0]) == "UU 25/1992 Pasal 39"
    assert "covered through the village, but not said" in findings["chair-unknown"].message()


def test_a_chair_of_whom_nothing_is_known_is_not_said_to_be_covered() -> None:
    chair = kj.Supervisor(ref="B-0", role="ketua")
    alone = attrs.evolve(KDMP, supervisors=[chair])
    (unknown,) = (
        finding
        for finding in kj.coverage.governance_findings(alone, on=ON)
        if finding.code == "chair-unknown"
    )

    assert "covered" not in unknown.message()


# --- the proposed segment ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "person, employs, group, letter",
    [
        (kj.Officer(role="ketua"), True, kj.BPUGroup.UNWAGED, "c"),
        (kj.Officer(role="ketua"), False, kj.BPUGroup.UNWAGED, "c"),
        (kj.Supervisor(role="ketua"), True, kj.BPUGroup.UNWAGED, "c"),
        (kj.Member(), True, kj.BPUGroup.INDEPENDENT, "b"),
    ],
)
def test_who_takes_no_wage_is_a_bpu_of_a_group_of_the_article(
    person: kj.Person, employs: bool, group: kj.BPUGroup, letter: str
) -> None:
    """PP 44/2015 Pasal 5 ayat (3), worded anew by PP 49/2023: employers, independent, unwaged."""
    proposal = kj.coverage.propose_segment(person, attrs.evolve(KDMP, employs=employs))

    assert (proposal.segment, proposal.group) == (kj.Segment.BPU, group)
    assert proposal.citations[0].source == "PP 49/2023"
    assert proposal.citations[0].article.endswith(f"Pasal 5 ayat (3) huruf {letter})")
    assert is_sentence(proposal.reason("en"))
    assert is_sentence(proposal.reason("id"))


def test_both_texts_on_the_board_are_cited_for_an_unpaid_officer() -> None:
    cited = kj.coverage.propose_segment(kj.Officer(role="ketua"), KDMP).citations

    assert [str(citation) for citation in cited[1:3]] == [
        "Permenaker 1/2025 Pasal I angka 23 (Pasal 31 ayat (2))",
        "PP 46/2015 Pasal 6 (penjelasan)",
    ]


def test_an_employee_is_a_wage_earner_whom_the_officers_appoint() -> None:
    cited = kj.coverage.propose_segment(kj.Employee(), KDMP).citations

    assert [str(citation) for citation in cited] == [
        "PP 49/2023 Pasal I angka 2 (Pasal 5 ayat (2) huruf a)",
        "UU 25/1992 Pasal 32 dan Pasal 33",
    ]


def test_without_choices_everybody_has_the_proposal_of_one() -> None:
    whole = attrs.evolve(KDMP, members=[kj.Member(ref="M-1")], employees=[kj.Employee(ref="E-1")])

    assert kj.coverage.propose_segments(whole) == tuple(
        (person, kj.coverage.propose_segment(person, whole)) for person in whole.people()
    )


# --- eligibility ------------------------------------------------------------------------------


def test_each_ground_stands_in_its_article() -> None:
    facts: dict[str, Any] = {"segment": "PU", "citizen": True}
    answer = kj.coverage.eligibility(kj.JKM, ON, **facts)
    closed = kj.coverage.eligibility(kj.JP, ON, segment="BPU", citizen=True)

    named = ["PP 49/2023 Pasal I angka 2 (Pasal 5 ayat (2))"]
    assert [str(each.citations[0]) for each in answer.conditions] == named
    assert [str(each.citations[0]) for each in closed.conditions] == ["PP 45/2015 Pasal 2 ayat (1)"]


@pytest.mark.parametrize("citizen", [True, False])
def test_jkp_is_for_citizens_and_the_answer_says_yes_or_no(citizen: bool) -> None:
    """PP 37/2021 Pasal 4 ayat (2) huruf a, which PP 6/2025 repeats."""
    answer = kj.coverage.eligibility(
        kj.JKP, ON, segment="PU", citizen=citizen, birth_date=dt.date(1985, 1, 1), scale="micro",
        programs={kj.JKK, kj.JKM, kj.JHT}, jkn="other", registered_on=dt.date(2022, 1, 1),
    )  # fmt: skip
    (ground,) = (each for each in answer.conditions if each.code == "citizen")
    told = answer.statement()

    cited = "PP 6/2025 Pasal I angka 1 (Pasal 4 ayat (2) huruf a)"
    assert str(ground.citations[0]) == cited
    assert answer.eligible is citizen
    assert told.title.code == ("eligible" if citizen else "not-eligible")
    assert [row.head for row in told.rows] == [
        "+" if each.met else "-" for each in answer.conditions
    ]


def test_limits_of_age_are_said_in_years() -> None:
    """65 for a BPU (reported), 59 for JP in 2025."""
    facts: dict[str, Any] = {"citizen": True, "birth_date": dt.date(1980, 1, 1)}
    bpu = kj.coverage.eligibility(kj.JKM, ON, segment="BPU", **facts)
    jp = kj.coverage.eligibility(kj.JP, ON, segment="PU", **facts)
    found = {ground.code: ground for ground in (*bpu.conditions, *jp.conditions)}

    assert found["bpu-registration-age"].why.figures == {"years": 65}
    assert found["pension-age"].why.figures == {"years": 59}


def test_what_was_not_stated_is_named_only_if_there_is_anything() -> None:
    whole = kj.coverage.eligibility(kj.JKM, ON, segment="PU", citizen=True)
    poor = kj.coverage.eligibility(kj.JKP, ON, segment="PU", citizen=False)

    assert "Not stated" not in whole.explain("en")
    assert "Not stated, and it would not change the answer: " in poor.explain("en")
    assert "tidak mengubah jawaban: " in poor.explain("id")
    assert "birth_date" not in poor.explain("id")


def test_days_that_are_the_same_contradict_nothing() -> None:
    facts: dict[str, Any] = {"segment": "PU", "citizen": True, "birth_date": ON}

    assert kj.coverage.eligibility(kj.JKM, ON, working_since=ON, registered_on=ON, **facts).eligible


@pytest.mark.parametrize("only", [True, False])
def test_the_kind_of_jkn_that_jkp_asks_for_is_worded(only: bool) -> None:
    """PP 37/2021 Pasal 4 ayat (3): as a wage earner; since PP 6/2025 any membership."""
    worker: dict[str, Any] = {
        "segment": "PU", "citizen": True, "birth_date": dt.date(1985, 1, 1), "scale": "micro",
        "programs": {kj.JKK, kj.JKM, kj.JHT}, "registered_on": dt.date(2022, 1, 1),
    }  # fmt: skip
    day = dt.date(2024, 7, 3) if only else ON
    (jkn,) = (
        ground
        for ground in kj.coverage.eligibility(kj.JKP, day, jkn="other", **worker).conditions
        if ground.code == "jkn"
    )

    assert (jkn.met, jkn.why.code) == ((False, "jkn-wage-earner") if only else (True, "jkn"))


# --- what is owed -----------------------------------------------------------------------------


def test_obligations_say_whose_they_are() -> None:
    waged = kj.obligations(scale="micro", month=JULY)
    own = kj.obligations(segment="BPU", group="employer", month=JULY)

    assert (waged.segment, waged.scale, waged.group) == (
        kj.Segment.PU,
        kj.BusinessScale.MICRO,
        None,
    )
    assert (own.segment, own.scale, own.group) == (kj.Segment.BPU, None, kj.BPUGroup.EMPLOYER)


def test_what_is_owed_is_as_sure_as_its_article_unless_it_is_a_choice() -> None:
    (jkk, *_) = kj.obligations(scale="micro", month=JULY).lines
    owed = kj.LAW.value("obligations.programs_owed", JULY)

    assert (jkk.assumptions, jkk.evidence) == ((), owed.evidence)


@pytest.mark.parametrize("segment, fact", [("PU", "scale"), ("BPU", "group")])
def test_the_fact_that_decides_what_is_owed_is_asked_for(segment: str, fact: str) -> None:
    with pytest.raises(
        kj.errors.MissingFactError, match=f"^{fact} decides .* {segment} owes"
    ) as caught:
        kj.obligations(segment=segment)
    assert caught.value.value == (fact,)


@pytest.mark.parametrize("name", ["capital", "sales", "borrowed"])
def test_a_figure_of_the_business_that_is_no_amount_is_named(name: str) -> None:
    figures: dict[str, Any] = {"capital": 5, "sales": 5, "borrowed": 1, name: -1}

    with pytest.raises(kj.errors.InvalidAmountError, match=f"^{name} must be"):
        kj.coverage.business_scale(since=ON, **figures)


def test_a_what_if_limit_of_the_scale_is_named() -> None:
    law = kj.LAW.with_change("obligations.sales_limit.micro", 1_000_000_000, since=JULY)
    found = kj.coverage.business_scale(sales=1_500_000_000, since=dt.date(2019, 1, 1), law=law)

    assert found.scale is kj.BusinessScale.SMALL
    assert "what-if" in found.assumptions


def test_the_scale_is_said_with_its_test() -> None:
    row = (
        kj.coverage.business_scale(sales=2_000_000_000, since=dt.date(2019, 1, 1))
        .statement()
        .rows[0]
    )

    assert row.label.code == "scale-by-sales"
    assert row.label.figures["scale"] is kj.BusinessScale.MICRO


# --- cover ------------------------------------------------------------------------------------


def test_a_cover_says_its_day_and_the_rule_of_its_return() -> None:
    """Lapsed after three months of arrears, and back with the next payment."""
    early = kj.Payment(kj.Month(2025, 1), dt.date(2025, 1, 10), months=2)
    back = kj.Payment(kj.Month(2025, 10), dt.date(2025, 10, 5))
    part = kj.Participation(TRADER, joined=dt.date(2025, 1, 10), payments=[early, back])
    cover = part.cover(dt.date(2025, 10, 20), kj.JKK)
    gone = part.cover(dt.date(2025, 9, 20), kj.JKK)

    assert (cover.on, cover.status) == (dt.date(2025, 10, 20), kj.coverage.CoverStatus.REACTIVATED)
    assert (gone.on, gone.status) == (dt.date(2025, 9, 20), kj.coverage.CoverStatus.LAPSED)
    limit = kj.LAW.value("participation.arrears_jkk_bpu", kj.Month(2025, 10))
    assert limit.citation in cover.citations
    assert limit.citation in gone.citations


def test_the_cover_of_a_cooperative_is_headed_by_its_name_and_names_conventions() -> None:
    whole = attrs.evolve(KDMP, members=[kj.Member(ref="M-1")])
    text = kj.coverage.covered_on(whole, ON).explain("en")

    assert text.startswith("Cover of KDMP Pejaten on Thursday, 3 July 2025")
    assert kj.LAW.convention("segment-default").text("en") in text


def test_a_gap_of_a_bpu_says_the_group_of_the_enrolment() -> None:
    part = kj.Participation(attrs.evolve(TRADER, group="employer"), joined=dt.date(2025, 6, 10))
    whole = attrs.evolve(KDMP, members=[kj.Member(ref="M-1")])
    gaps = kj.coverage.covered_on(whole, ON, {"M-1": [part]}).gaps

    assert {gap.group for gap in gaps} == {kj.BPUGroup.EMPLOYER}
    assert kj.JHT in {gap.program for gap in gaps}  # an employer owes it as well


def test_whoever_defers_the_pension_still_owes_jp() -> None:
    """59 in May 2025; PP 45/2015 Pasal 15 ayat (4): three years more while at work."""
    whole = attrs.evolve(KDMP, employees=[kj.Employee(ref="E-1")], scale="medium", risk_class=1)
    for deferred in (True, False):
        worker = kj.PUEnrolment(
            wage=5_000_000,
            programs={kj.JKK},
            birth_date=dt.date(1966, 5, 1),
            pension_deferred=deferred,
        )
        part = kj.Participation(worker, joined=dt.date(2020, 1, 1))
        gaps = kj.coverage.covered_on(whole, ON, {"E-1": [part]}).gaps

        assert (kj.JP in {gap.program for gap in gaps}) is deferred


def test_months_before_the_last_return_are_lost() -> None:
    """Rights lapsed twice: what is paid later for months between the returns does not count."""
    part = kj.Participation(
        TRADER,
        joined=dt.date(2024, 1, 5),
        payments=[
            kj.Payment(kj.Month(2024, 1), dt.date(2024, 1, 10)),
            kj.Payment(kj.Month(2024, 7), dt.date(2024, 7, 10)),
            kj.Payment(kj.Month(2025, 1), dt.date(2025, 1, 10)),
            kj.Payment(kj.Month(2024, 9), dt.date(2025, 1, 12)),
        ],
    )
    found = part.allocation(law=WEEKENDS)

    assert [(str(each.month), each.code) for each in found.unallocated] == [
        ("2024-09", "lapsed-month")
    ]


def test_a_month_paid_between_ends_the_count_of_those_unpaid() -> None:
    """April and May unpaid, June paid, July to September unpaid: three in a row, not more."""
    part = kj.Participation(
        TRADER,
        joined=dt.date(2025, 1, 5),
        payments=[
            kj.Payment(kj.Month(2025, 1), dt.date(2025, 1, 10), months=3),
            kj.Payment(kj.Month(2025, 6), dt.date(2025, 6, 10)),
        ],
    )
    september, october = (
        part.cover(dt.date(2025, month, 20), kj.JKK, law=WEEKENDS) for month in (9, 10)
    )

    assert (september.status, september.months_behind) == (kj.coverage.CoverStatus.GRACE, 3)
    assert october.status is kj.coverage.CoverStatus.LAPSED
