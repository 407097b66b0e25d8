"""JKP: every condition, the cash month by month, running claims, and the entitlement."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from tests import people
from tests.oracle import savings as oracle

import kopdes_jamsos as kj

PROGRAMS = {kj.JKK, kj.JKM, kj.JHT, kj.JP, kj.JKP}
LEFT = dt.date(2025, 9, 3)


def worker(
    since: str = "2024-03", months: int = 18, wage: int = 4_000_000, **facts: Any
) -> kj.Participation:
    facts = {"programs": PROGRAMS, "risk_class": 1, **facts}
    return people.worker(since, months, wage=wage, **facts)


def codes(found: kj.benefits.JkpEligibility) -> list[str]:
    return [condition.code for condition in found.reasons]


# --- conditions -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "event",
    [
        kj.Resignation(LEFT),
        kj.ContractEnd(LEFT),
        kj.TotalDisability(LEFT, work_related=False),
        kj.PensionAge(LEFT),
        kj.Death(LEFT, work_related=False),
    ],
)
def test_what_does_not_count(event: kj.Event) -> None:
    found = kj.benefits.jkp_eligibility(event, [worker()])

    assert codes(found) == ["jkp-cause"]
    assert not found.eligible


@pytest.mark.parametrize(
    "facts, code",
    [
        ({"citizen": False}, "jkp-citizen"),
        ({"in_jkn": False}, "jkp-in-jkn"),
        ({"willing": False}, "jkp-willing"),
        ({"proven": False}, "jkp-proven"),
        ({"fixed_term_until": LEFT}, "jkp-term-ended"),
        ({"new_job_on": LEFT}, "jkp-new-job"),
        ({"earlier_claims": [dt.date(2023, 1, 1)]}, "jkp-too-soon-again"),
    ],
)
def test_each_stated_fact_can_refuse(facts: dict[str, Any], code: str) -> None:
    found = kj.benefits.jkp_eligibility(kj.Dismissal(LEFT, **facts), [worker()])

    assert codes(found) == [code]
    assert "JKP" in found.explain("id")
    assert found.explain("en").startswith("Not entitled to JKP")


def test_every_reason_is_named_at_once() -> None:
    event = kj.Dismissal(
        LEFT,
        citizen=False,
        fixed_term_until=dt.date(2025, 8, 1),
        earlier_claims=[dt.date(2022, 3, 1), dt.date(2023, 3, 1), dt.date(2024, 3, 1)],
    )
    found = kj.benefits.jkp_eligibility(event, [worker(months=3)], claimed_on=dt.date(2026, 5, 1))

    assert codes(found) == [
        "jkp-term-ended",
        "jkp-citizen",
        "jkp-too-few-months",
        "jkp-claimed-late",
        "jkp-claims-used",
        "jkp-too-soon-again",
    ]


def test_what_was_not_said_is_taken_as_met_and_named() -> None:
    silent = kj.benefits.jkp_eligibility(kj.Dismissal(LEFT), [worker()])
    stated = kj.benefits.jkp_eligibility(
        kj.Dismissal(LEFT, citizen=True, in_jkn=True, willing=True, proven=True),
        [worker(scale="micro", birth_date=dt.date(1990, 1, 1))],
        claimed_on=LEFT,
    )

    assert silent.assumptions == ("jkp-entitled", "jkp-claimed-at-once")
    assert silent.evidence is kj.Evidence.CONVENTION
    assert stated.assumptions == ()
    assert stated.evidence is kj.Evidence.TEXT
    assert stated.explain("en").startswith("Entitled to JKP")


@pytest.mark.parametrize(
    "facts, code",
    [
        ({"programs": PROGRAMS - {kj.JHT}}, "jkp-programs-missing"),
        ({"programs": PROGRAMS - {kj.JP}, "scale": "medium"}, "jkp-programs-missing"),
        (
            {"birth_date": dt.date(1970, 3, 1), "registered_on": dt.date(2024, 3, 1)},
            "jkp-registered-late",
        ),
    ],
)
def test_the_membership_can_refuse(facts: dict[str, Any], code: str) -> None:
    assert codes(kj.benefits.jkp_eligibility(kj.Dismissal(LEFT), [worker(**facts)])) == [code]


def test_every_reason_of_age_is_named() -> None:
    """Insured before JKP began and 57 on its first day (convention `jkp-entry-age`)."""
    old = worker(birth_date=dt.date(1964, 1, 1), registered_on=dt.date(2019, 1, 1))
    assert codes(kj.benefits.jkp_eligibility(kj.Dismissal(LEFT), [old])) == [
        "jkp-registered-late",
        "jkp-past-working-age",
    ]


def test_who_was_never_in_jkp() -> None:
    later = worker("2025-10", 1)
    for participations in ([], [worker(programs={kj.JHT})], [later]):
        found = kj.benefits.jkp_eligibility(kj.Dismissal(LEFT), participations)
        assert codes(found) == ["jkp-not-enrolled"]


def test_who_had_left_before_the_dismissal_was_no_participant() -> None:
    last_day = worker(ended=LEFT)
    day_before = worker(ended=dt.date(2025, 9, 2))

    assert codes(kj.benefits.jkp_eligibility(kj.Dismissal(LEFT), [last_day])) == []
    found = kj.benefits.jkp_eligibility(kj.Dismissal(LEFT), [day_before])
    assert codes(found) == ["jkp-membership-ended"]
    assert "Rp" not in found.explain("id")
    # A job that came and went beside the one that was lost does not stand in its place.
    short = worker("2025-01", 3, wage=1_000_000, ended=dt.date(2025, 3, 31))
    (run,) = kj.entitle(kj.Dismissal(LEFT), [worker(), short], jht_balance=1).monthly
    assert run.amount == 2_400_000


def test_of_two_works_the_one_that_ended_was_lost() -> None:
    lost, kept = worker(wage=2_000_000, ended=LEFT), worker("2024-09", 12)

    (run,) = kj.entitle(kj.Dismissal(LEFT), [lost, kept], jht_balance=1).monthly
    assert run.amount == 1_200_000
    with pytest.raises(kj.errors.MissingFactError, match="which work was lost"):
        kj.benefits.jkp_eligibility(kj.Dismissal(LEFT), [worker(), kept])
    assert codes(kj.benefits.jkp_eligibility(kj.Resignation(LEFT), [worker(), kept])) == [
        "jkp-cause"
    ]


@pytest.mark.parametrize("months, met", [(12, True), (11, False)])
def test_twelve_paid_months_within_24(months: int, met: bool) -> None:
    found = kj.benefits.jkp_eligibility(kj.Dismissal(LEFT), [worker("2023-09", months)])

    assert found.months == months
    assert found.eligible is met
    # One month earlier lies outside the window.
    before = kj.benefits.jkp_eligibility(kj.Dismissal(LEFT), [worker("2023-08", months)])
    assert before.months == months - 1


def test_six_months_in_a_row_were_asked_until_february_2025() -> None:
    gap = [worker("2023-01", 10, ended=dt.date(2023, 10, 31)), worker("2024-08", 5)]
    left = kj.Dismissal(dt.date(2025, 1, 10))
    row = [worker("2023-01", 10, ended=dt.date(2023, 10, 31)), worker("2024-07", 6)]

    assert codes(kj.benefits.jkp_eligibility(left, gap)) == ["jkp-not-in-a-row"]
    assert codes(kj.benefits.jkp_eligibility(left, row)) == []
    # The rule of the claim decides.
    assert codes(kj.benefits.jkp_eligibility(left, gap, claimed_on=dt.date(2025, 2, 7))) == []


@pytest.mark.parametrize(
    "left",
    [
        dt.date(2024, 11, 6), dt.date(2024, 11, 7), dt.date(2025, 1, 31), dt.date(2025, 2, 6),
        dt.date(2025, 2, 7), dt.date(2025, 8, 31), dt.date(2022, 11, 30),
    ],
)  # fmt: skip
def test_the_claim_limit_is_that_of_the_oracle(left: dt.date) -> None:
    member = [worker("2021-02", 60)]
    found = kj.benefits.jkp_eligibility(kj.Dismissal(left), member)
    day = oracle.jkp_deadline(left)

    assert found.deadline == day
    for claim, late in ((day, []), (day + dt.timedelta(days=1), ["jkp-claimed-late"])):
        assert (
            codes(kj.benefits.jkp_eligibility(kj.Dismissal(left), member, claimed_on=claim)) == late
        )


def test_a_second_claim_needs_five_years_of_contributions() -> None:
    def ask(months: int) -> list[str]:
        event = kj.Dismissal(dt.date(2028, 6, 3), earlier_claims=[dt.date(2023, 5, 2)])
        return codes(kj.benefits.jkp_eligibility(event, [worker("2023-06", months)]))

    assert ask(60) == []
    assert ask(59) == ["jkp-too-soon-again"]


def test_a_claim_before_the_dismissal_and_no_event_are_refused() -> None:
    with pytest.raises(kj.errors.InvalidFactError):
        kj.benefits.jkp_eligibility(kj.Dismissal(LEFT), [worker()], claimed_on=dt.date(2025, 9, 2))
    with pytest.raises(kj.errors.InvalidFactError):
        kj.benefits.jkp_eligibility(LEFT, [worker()])  # type: ignore[arg-type]
    with pytest.raises(kj.errors.BeforeDataError):
        kj.benefits.jkp_eligibility(kj.Dismissal(dt.date(2020, 1, 1)), [worker()])


@pytest.mark.parametrize(
    "facts, first",
    [
        ({}, None),
        ({"months_behind": 3}, None),
        ({"months_behind": 4}, kj.Payer.EMPLOYER),
        ({"months_behind": 6, "employer_closed": True}, None),
        ({"months_behind": 7, "employer_closed": True}, kj.Payer.EMPLOYER),
    ],
)
def test_who_pays_first(facts: dict[str, Any], first: kj.Payer | None) -> None:
    found = kj.entitle(kj.Dismissal(LEFT, **facts), worker(), jht_balance=1)

    assert kj.benefits.jkp_eligibility(kj.Dismissal(LEFT, **facts), [worker()]).pays_first is first
    assert ("pays first" in found.explain("en")) is (first is not None)


def test_before_pasal_39a_a_closed_employer_was_like_any_other() -> None:
    event = kj.Dismissal(dt.date(2024, 9, 3), months_behind=5, employer_closed=True)
    assert (
        kj.benefits.jkp_eligibility(event, [worker("2023-01", 20)]).pays_first is kj.Payer.EMPLOYER
    )


def test_arrears_are_read_from_the_payments_where_they_are_not_stated() -> None:
    found = kj.benefits.jkp_eligibility(kj.Dismissal(LEFT), [worker("2023-09", 18)])
    assert found.pays_first is kj.Payer.EMPLOYER  # March to July 2025 are due and unpaid


# --- cash -------------------------------------------------------------------------------------


@pytest.mark.parametrize("wage", [3_333_333, 5_000_000, 6_000_000])
@pytest.mark.parametrize(
    "claimed", [dt.date(2022, 6, 1), dt.date(2024, 8, 31), dt.date(2025, 1, 7), dt.date(2025, 2, 7)]
)
def test_the_cash_is_that_of_the_oracle(wage: int, claimed: dt.date) -> None:
    found = kj.benefits.jkp_cash(wage, claimed)

    assert [month.amount for month in found.months] == oracle.jkp_cash(wage, claimed)
    assert ("round-line" in found.assumptions) is (wage == 3_333_333)
    assert "JKP" in found.explain("id")


def test_a_new_job_ends_the_cash() -> None:
    found = kj.benefits.jkp_cash(5_000_000, dt.date(2025, 3, 1), new_job_on=dt.date(2025, 5, 1))
    assert [month.number for month in found.months] == [1, 2]


# --- the entitlement --------------------------------------------------------------------------


def test_a_dismissal_gives_cash_every_month_and_jht_at_once() -> None:
    found = kj.entitle(kj.Dismissal(LEFT), worker(wage=6_000_000), jht_balance=10_000_000)
    (monthly,) = found.monthly

    assert found.total == found.at_once == found.of(kj.JHT) == 10_000_000
    assert (monthly.program, monthly.amount) == (kj.JKP, 3_000_000)
    assert (monthly.first_month, monthly.last_month) == (kj.Month(2025, 9), kj.Month(2026, 2))
    assert [deadline.day for deadline in found.deadlines] == [dt.date(2026, 3, 3)]
    shown = [proof.what.code for proof in found.proofs if proof.program is kj.JKP]
    assert "jkp-proof-applications" in shown
    assert "jkp-proof-attendance" in shown


def test_before_the_rule_of_the_ministry_was_known_no_search_is_proved() -> None:
    # Permenaker 15/2021 came on 28 July 2021; PP 37/2021 names no number of applications.
    found = kj.entitle(
        kj.Dismissal(dt.date(2022, 3, 20)),
        worker("2021-02", 14),
        jht_balance=1,
        law=kj.LAW.as_known(dt.date(2021, 6, 1)),
    )
    shown = [proof.what.code for proof in found.proofs if proof.program is kj.JKP]

    assert "jkp-proof-willing" in shown
    assert "jkp-proof-applications" not in shown


def test_a_claim_split_on_7_february_2025_has_two_runs() -> None:
    found = kj.entitle(
        kj.Dismissal(dt.date(2024, 11, 1)),
        worker("2023-01", 22, 5_000_000),
        claimed_on=dt.date(2024, 11, 10),
        jht_balance=1,
    )

    assert [(run.amount, run.first_month, run.last_month) for run in found.monthly] == [
        (2_250_000, kj.Month(2024, 11), kj.Month(2025, 1)),
        (3_000_000, kj.Month(2025, 2), kj.Month(2025, 4)),
    ]


@pytest.mark.parametrize(
    "event",
    [
        pytest.param(lambda: kj.Resignation(LEFT), id="resignation"),
        pytest.param(lambda: kj.ContractEnd(LEFT), id="contract end"),
    ],
)
def test_the_refusals_of_jkp_stand_beside_jht(event: Callable[[], kj.Event]) -> None:
    found = kj.entitle(event(), worker(), jht_balance=10_000_000)

    assert found.total == 10_000_000
    assert [(each.program, each.code) for each in found.refusals] == [(kj.JKP, "jkp-cause")]
    (cited,) = found.refusals[0].citations
    assert str(cited) == "PP 6/2025 Pasal I angka 4 (Pasal 20 ayat (1) dan ayat (2))"


@pytest.mark.parametrize(
    "event, scale, owed",
    [
        (kj.Dismissal(LEFT), None, True),
        (kj.Dismissal(LEFT), "small", True),
        (kj.Dismissal(LEFT), "micro", False),
        (kj.Resignation(LEFT), None, False),
    ],
)
def test_an_employer_who_did_not_enrol_owes_the_cash_after_a_dismissal(
    event: kj.Event, scale: str | None, owed: bool
) -> None:
    part = worker(programs={kj.JKK, kj.JKM, kj.JHT}, scale=scale)
    (refusal,) = kj.entitle(event, part, jht_balance=1).refusals

    assert refusal.code == "not-enrolled"
    assert (refusal.citations == (kj.law.Citation("PP 37/2021", "Pasal 37"),)) is owed
    assert refusal.why.code.endswith("worker") is owed


def test_the_fund_has_046_and_then_036_percent() -> None:
    def share(month: kj.Month) -> int:
        lines = kj.contributions.fund_view(kj.assess(worker(wage=5_000_000).enrolment, month))
        return sum(line.amount for line in lines)

    assert share(kj.Month(2025, 1)) == 23_000
    assert share(kj.Month(2025, 2)) == 18_000
