"""Benefits of JKK and JKM: days of change, arrears, several memberships, refusals, bad input."""

from __future__ import annotations

import datetime as dt
import re
import warnings
from collections.abc import Callable
from typing import Any

import attrs
import pytest
from tests.people import BOTH, trader, worker

import kopdes_jamsos as kj

# The remembered amounts of before December 2019 warn; the warning has its own test.
pytestmark = pytest.mark.filterwarnings("ignore::kopdes_jamsos.errors.UnverifiedRuleWarning")

JULY = dt.date(2025, 7, 3)


def death(day: dt.date = JULY, *, work_related: bool = False) -> kj.Death:
    return kj.Death(day, work_related=work_related)


def codes(entitlement: kj.Entitlement) -> list[str]:
    return [refusal.code for refusal in entitlement.refusals]


def labels(entitlement: kj.Entitlement) -> list[str]:
    return [line.label.code for line in entitlement.lines]


# --- sudden death at work -----------------------------------------------------------------------

MARCH_2022 = dt.date(2022, 3, 3)


@pytest.mark.parametrize(
    "months, jkk, jkm",
    [
        (11, 0, 42_000_000),  # 20 + 12 + 10
        (12, 70_000_000, 0),  # 48 x 1,000,000 + 12 + 10
    ],
)
def test_a_sudden_death_of_a_bpu_is_one_by_work_after_twelve_paid_months(
    months: int, jkk: int, jkm: int
) -> None:
    # Permenaker 5/2021 Pasal 85 (3).
    part = trader(str(kj.Month(2022, 4) - months), months)
    found = kj.entitle(kj.Death(MARCH_2022, work_related=True, sudden=True), part)

    assert (found.of(kj.JKK), found.of(kj.JKM)) == (jkk, jkm)
    assert codes(found) == (["sudden-death"] if jkm else ["death-by-work"])
    if jkm:
        (refusal,) = found.refusals
        assert refusal.why.figures["months"] == 11
        assert [str(cited) for cited in refusal.citations] == [
            "Permenaker 5/2021 Pasal 85 ayat (2) dan ayat (3)"
        ]
        assert "only after 12 paid months; 11 were paid" in found.explain("en")


def test_a_sudden_death_of_others_asks_for_no_months() -> None:
    def by_jkk(day: dt.date, part: kj.Participation, **facts: Any) -> bool:
        event = kj.Death(day, work_related=True, sudden=True, **facts)
        return kj.entitle(event, part).of(kj.JKK) > 0

    assert by_jkk(MARCH_2022, worker("2022-01", 3))
    assert not by_jkk(MARCH_2022, trader("2022-01", 3))
    # Before the rule there was none; other deaths by work need no months.
    assert by_jkk(dt.date(2021, 3, 31), trader("2021-01", 3))
    assert not by_jkk(dt.date(2021, 4, 1), trader("2021-01", 4))
    assert kj.entitle(death(MARCH_2022, work_related=True), trader("2022-01", 3)).of(kj.JKK)
    # Permenaker 1/2025: group c as wage earners.
    eve, day = dt.date(2025, 2, 23), dt.date(2025, 2, 24)
    assert not by_jkk(eve, trader("2024-11", 4, group="unwaged"))
    assert by_jkk(day, trader("2024-11", 4, group="unwaged"))
    assert not by_jkk(day, trader("2024-11", 4, group="independent"))
    attack = kj.WorkAccident(day, membership=0)
    assert not by_jkk(day, trader("2024-11", 4), accident=attack)


def test_months_paid_ahead_do_not_count_for_a_sudden_death() -> None:
    event = kj.Death(MARCH_2022, work_related=True, sudden=True)
    ahead = kj.Participation(
        trader().enrolment,
        joined=dt.date(2022, 1, 3),
        payments=[kj.Payment(kj.Month(2022, 1) + n, dt.date(2022, 1, 3)) for n in range(12)],
    )
    found = kj.entitle(event, ahead)

    assert codes(found) == ["sudden-death"]
    assert "sudden-death-months" in found.assumptions


def test_a_sudden_death_that_is_not_of_work_is_refused() -> None:
    with pytest.raises(kj.errors.InvalidFactError, match="work_related"):
        kj.Death(JULY, work_related=False, sudden=True)


# --- days of change -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "day, by_work, otherwise",
    [
        (dt.date(2019, 12, 1), 48_000_000 + 4_800_000 + 3_000_000, 24_000_000),
        (dt.date(2019, 12, 2), 70_000_000, 42_000_000),
    ],
)
def test_the_tariff_changes_on_the_day_pp_82_2019_was_promulgated(
    day: dt.date, by_work: int, otherwise: int
) -> None:
    part = trader("2019-01", 12)

    assert kj.entitle(death(day, work_related=True), part).total == by_work
    assert kj.entitle(death(day), part).total == otherwise


@pytest.mark.parametrize(
    "day, bpu, pu", [(dt.date(2025, 2, 23), 42, 42), (dt.date(2025, 2, 24), 10, 42)]
)
def test_the_three_months_begin_with_permenaker_1_2025_and_for_bpu_only(
    day: dt.date, bpu: int, pu: int
) -> None:
    assert kj.entitle(death(day), trader("2025-02", 1)).total == bpu * 1_000_000
    assert kj.entitle(death(day), worker("2025-02", 1)).total == pu * 1_000_000


def test_both_conditions_of_the_three_months_count() -> None:
    enrolment = kj.BPUEnrolment(income=1_000_000, programs=BOTH)
    ahead = kj.Participation(
        enrolment,
        joined=dt.date(2025, 5, 10),
        payments=[kj.Payment(kj.Month(2025, 5), dt.date(2025, 5, 10), months=12)],
    )

    assert kj.entitle(death(dt.date(2025, 8, 9)), ahead).total == 10_000_000
    assert kj.entitle(death(dt.date(2025, 8, 10)), ahead).total == 42_000_000
    # A fourth month of membership with two months paid: in arrears, and not three paid months.
    behind = trader("2025-05", 2)
    entitlement = kj.entitle(death(dt.date(2025, 8, 5)), behind)
    assert entitlement.total == 10_000_000
    assert entitlement.assumptions[0] == "jkm-three-months"


def test_the_three_months_are_paid_in_a_row_by_the_day_of_death() -> None:
    """Permenaker 1/2025 Pasal 97A: newly registered, three months in a row, and paid."""
    enrolment, may, day = kj.BPUEnrolment(income=1_000_000, programs=BOTH), kj.Month(2025, 5), 5

    def paid(*steps: int, late: int = 0) -> kj.Participation:
        months = [may + step for step in steps]
        payments = [kj.Payment(each, dt.date(each.year, each.month, day)) for each in months]
        if late:  # by the heirs, after the death
            payments.append(kj.Payment(may + late, dt.date(2025, 8, 25)))
        return kj.Participation(enrolment, joined=dt.date(2025, 5, day), payments=payments)

    died = death(dt.date(2025, 8, 20))
    assert kj.entitle(died, paid(0, 1, 2, 3)).total == 42_000_000
    assert kj.entitle(died, paid(0, 1, 2)).total == 42_000_000  # August unpaid: in arrears
    # May, July and August are three months, and not three in a row.
    broken = kj.entitle(died, paid(0, 2, 3))
    assert (broken.total, labels(broken)) == (10_000_000, ["jkm-early"])
    assert "jkm-three-months" in broken.assumptions
    # What the heirs pay afterwards completes no row.
    assert kj.entitle(died, paid(0, 2, 3, late=1)).total == 10_000_000
    # Once there, the row stays: September unpaid is arrears only.
    later = kj.entitle(death(dt.date(2025, 10, 10)), paid(0, 1, 2, 4))
    assert (later.total, labels(later)[0]) == (42_000_000, "jkm-death-sum")


@pytest.mark.parametrize(
    "day, total, named",
    [
        # No article before PP 82/2019: 2 x (16.2 + 4.8 + 3) million, our reading.
        (dt.date(2019, 12, 1), 48_000_000, True),
        # Pasal 101 with Pasal 130 huruf c, Permenaker 5/2021: JKM of each employer, 2 x 42 million.
        (dt.date(2019, 12, 2), 84_000_000, False),
        (dt.date(2025, 2, 23), 84_000_000, False),
        # Permenaker 1/2025: the funeral money of 10 million once.
        (dt.date(2025, 2, 24), 74_000_000, False),
    ],
)
def test_several_employers_are_named_by_the_article(day: dt.date, total: int, named: bool) -> None:
    found = kj.entitle(death(day), [worker("2019-01", 84), worker("2019-01", 84)])
    assert found.total == total
    assert ("jkm-memberships" in found.assumptions) is named
    articles = {place.article for line in found.lines for place in line.citations}
    assert any("Pasal 101" in article for article in articles) is not named


def test_a_bpu_beside_an_employer_is_named_by_a_convention() -> None:
    """Pasal 101 speaks of several employers only: 32 + 32 + 10 million is our reading."""
    found = kj.entitle(death(), [worker(), trader()])
    assert (found.total, found.evidence) == (74_000_000, kj.Evidence.CONVENTION)
    assert "jkm-memberships" in found.assumptions


def test_several_memberships_share_the_funeral_money_since_permenaker_1_2025() -> None:
    parts = [worker(), trader()]

    assert kj.entitle(death(dt.date(2025, 2, 23)), parts).total == 84_000_000
    assert kj.entitle(death(dt.date(2025, 2, 24)), parts).total == 74_000_000
    early = [trader("2025-07", 1), worker()]
    together = kj.entitle(death(dt.date(2025, 7, 20)), early)
    assert labels(together) == ["jkm-death-sum", "jkm-periodic", "jkm-funeral"]
    assert "jkm-memberships" in together.assumptions


def test_the_accident_decides_the_tariff_of_a_later_death() -> None:
    accident = kj.WorkAccident(dt.date(2019, 11, 30))
    event = kj.Death(dt.date(2019, 12, 5), work_related=True, accident=accident)
    entitlement = kj.entitle(event, worker("2019-01", 12))

    assert entitlement.total == 48 * 5_000_000 + 4_800_000 + 3_000_000
    assert "jkk-day" in entitlement.assumptions
    same = kj.entitle(death(dt.date(2019, 12, 5), work_related=True), worker("2019-01", 12))
    assert "jkk-day" not in same.assumptions
    assert "accident-same-day" in same.assumptions


def test_the_wage_is_that_of_the_accident() -> None:
    part = attrs.evolve(worker(), bases=((kj.Month(2025, 6), 6_000_000),))
    accident = kj.WorkAccident(dt.date(2025, 5, 31))
    event = kj.Death(JULY, work_related=True, accident=accident)

    assert kj.entitle(event, part).lines[0].base == 5_000_000
    assert kj.entitle(death(work_related=True), part).lines[0].base == 6_000_000


def test_the_death_sum_has_its_floor() -> None:
    low = kj.entitle(death(work_related=True), worker(wage=400_000))

    assert low.total == 42_000_000
    assert labels(low)[0] == "jkk-death-floor"


def test_an_income_between_two_bands_is_named() -> None:
    entitlement = kj.entitle(death(work_related=True), trader(income=1_099_500))

    assert entitlement.total == 70_000_000
    assert "band-gap" in entitlement.assumptions


# --- arrears ------------------------------------------------------------------------------------


def test_a_bpu_in_arrears_gets_the_funeral_money_at_once_and_the_rest_later() -> None:
    entitlement = kj.entitle(death(dt.date(2025, 9, 20)), trader(months=19))

    assert entitlement.total == 42_000_000
    assert entitlement.at_once == 10_000_000
    assert any(line.payable is kj.benefits.Payable.AFTER_ARREARS for line in entitlement.lines)
    assert "Pasal 42" in " ".join(str(each) for each in entitlement.lines[0].citations)
    assert "after the arrears" in entitlement.explain("en")


def test_a_bpu_in_arrears_gets_medical_care_at_once_and_the_cash_of_jkk_later() -> None:
    accident = kj.WorkAccident(
        dt.date(2025, 9, 20),
        medical_cost=7_000_000,
        home_care=1_000_000,
        home_care_months=2,
        transport={"land": 500_000},
    )
    entitlement = kj.entitle(accident, trader(months=19))

    assert entitlement.total == 8_500_000
    assert entitlement.at_once == 8_000_000


def test_the_scholarship_waits_for_the_arrears_too() -> None:
    event = death(dt.date(2025, 9, 20), work_related=True)
    entitlement = kj.entitle(event, trader(months=19), children=kj.Child(stage="PT5"))

    assert entitlement.at_once == 0
    assert entitlement.schedule[0].payable is kj.benefits.Payable.AFTER_ARREARS


def test_beyond_three_months_a_bpu_has_no_right() -> None:
    day = dt.date(2025, 12, 20)
    for work_related in (True, False):
        entitlement = kj.entitle(death(day, work_related=work_related), trader(months=19))
        assert entitlement.total == 0
        assert "cover-lapsed" in codes(entitlement)
        assert entitlement.explain("en")


def test_beyond_three_months_the_employer_pays_first() -> None:
    accident = kj.WorkAccident(dt.date(2026, 3, 1), medical_cost=5_000_000)
    entitlement = kj.entitle(accident, worker(months=19))

    assert entitlement.total == 5_000_000
    assert entitlement.lines[0].pays_first is kj.Payer.EMPLOYER
    dead = kj.entitle(death(dt.date(2026, 3, 1)), worker(months=19))
    assert {line.pays_first for line in dead.lines} == {kj.Payer.EMPLOYER}
    near = kj.entitle(death(dt.date(2025, 10, 1)), worker(months=19))
    assert {line.pays_first for line in near.lines} == {None}


def test_an_employer_who_never_paid_owes_the_benefits_himself() -> None:
    enrolment = kj.PUEnrolment(wage=5_000_000, programs=BOTH)
    entitlement = kj.entitle(death(), kj.Participation(enrolment, joined=dt.date(2025, 1, 1)))

    assert codes(entitlement) == ["employer-owes"]


# --- who is refused what ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "part, day, code",
    [
        (trader("2025-07", 1), dt.date(2025, 6, 30), "cover-not-yet"),
        (trader(ended=dt.date(2025, 6, 30)), JULY, "cover-ended"),
        (trader(programs={kj.JKM}), JULY, "not-enrolled"),
    ],
)
def test_jkk_outside_cover_is_refused_with_its_reason(
    part: kj.Participation, day: dt.date, code: str
) -> None:
    entitlement = kj.entitle(kj.WorkAccident(day, incapacity_months=1), part)

    assert entitlement.total == 0
    assert codes(entitlement) == [code]
    assert entitlement.statement().remarks[0].code == f"refused-{code}"


def test_one_membership_in_force_pays_beside_one_that_ended() -> None:
    ended = worker(ended=dt.date(2025, 1, 31))
    entitlement = kj.entitle(death(), [ended, trader()])

    assert entitlement.total == 42_000_000
    assert codes(entitlement) == ["cover-ended"]


def test_jkm_without_jkm_is_refused() -> None:
    of_trader = kj.entitle(death(), trader(programs={kj.JKK}))
    of_worker = kj.entitle(death(), worker(programs={kj.JKK}))

    assert codes(of_trader) == codes(of_worker) == ["not-enrolled"]
    assert "owes the benefits himself" in of_worker.explain("en")
    assert "himself" not in of_trader.explain("en")


def test_a_disability_that_is_not_from_work_gives_no_jkk() -> None:
    entitlement = kj.entitle(kj.TotalDisability(JULY, work_related=False), trader())

    assert codes(entitlement)[0] == "not-by-work"


def test_the_right_to_jkk_lapses() -> None:
    event = kj.WorkAccident(JULY, incapacity_months=1)
    in_time = kj.entitle(event, worker(), claimed_on=dt.date(2030, 7, 3))
    late = kj.entitle(event, worker(), claimed_on=dt.date(2030, 7, 4))

    assert in_time.total == 5_000_000
    assert codes(late) == ["claim-lapsed"]
    assert late.assumptions == ()
    # Not yet lapsed when the limit became five years: that the two years stay is a choice.
    old = kj.WorkAccident(dt.date(2019, 12, 1), incapacity_months=1)
    late = kj.entitle(old, worker("2019-01", 12), claimed_on=dt.date(2021, 12, 2))
    assert codes(late) == ["claim-lapsed"]
    assert late.assumptions == ("jkk-day",)
    long_ago = kj.WorkAccident(dt.date(2017, 12, 1), incapacity_months=1)
    gone = kj.entitle(long_ago, worker("2017-01", 12), claimed_on=dt.date(2019, 12, 2))
    assert codes(gone) == ["claim-lapsed"]
    assert gone.assumptions == ()


def test_an_accident_gives_no_scholarship_and_says_so() -> None:
    event = kj.WorkAccident(JULY, incapacity_months=1)
    entitlement = kj.entitle(event, worker(), children=kj.Child(stage="SD1"))

    assert codes(entitlement) == ["no-scholarship"]
    assert not entitlement.schedule


def test_a_death_long_after_the_accident_needs_a_claim_in_time() -> None:
    accident = kj.WorkAccident(dt.date(2020, 1, 20))
    event = kj.Death(dt.date(2025, 1, 21), work_related=True, accident=accident)
    part = worker("2019-01", 79)

    assert "claim-lapsed" in codes(kj.entitle(event, part))
    in_time = kj.entitle(event, part, claimed_on=dt.date(2020, 2, 1))
    assert in_time.of(kj.JKK) == 262_000_000
    on_the_day = attrs.evolve(event, on=dt.date(2025, 1, 20))
    assert kj.entitle(on_the_day, part).of(kj.JKK) == 262_000_000
    with pytest.raises(kj.errors.InvalidFactError, match="before the work-accident"):
        kj.entitle(event, part, claimed_on=dt.date(2020, 1, 19))


def test_partial_disability_does_not_come_on_top_of_a_death() -> None:
    hurt = kj.WorkAccident(JULY, injuries=[kj.Injury("smell")])
    event = kj.Death(JULY, work_related=True, accident=hurt)
    entitlement = kj.entitle(event, worker())

    assert "one-outcome" in codes(entitlement)
    assert "one-outcome" in entitlement.assumptions
    assert "jkk-injuries" not in labels(entitlement)


def test_a_disease_after_the_work_counts_for_three_years() -> None:
    part = worker(ended=dt.date(2025, 7, 31))
    later = kj.OccupationalDisease(dt.date(2028, 7, 31), incapacity_months=1)
    too_late = kj.OccupationalDisease(dt.date(2028, 8, 1), incapacity_months=1)

    assert kj.entitle(later, part).total == 5_000_000
    assert codes(kj.entitle(too_late, part)) == ["cover-ended"]
    accident = kj.WorkAccident(dt.date(2025, 8, 1), incapacity_months=1)
    assert codes(kj.entitle(accident, part)) == ["cover-ended"]
    own_work = trader(ended=dt.date(2025, 7, 31))
    disease = kj.OccupationalDisease(dt.date(2025, 8, 1), incapacity_months=1)
    assert codes(kj.entitle(disease, own_work)) == ["cover-ended"]


# --- costs --------------------------------------------------------------------------------------


def test_aids_are_paid_up_to_their_caps() -> None:
    accident = kj.WorkAccident(
        JULY,
        prosthesis=20_000_000,
        prosthesis_reference=10_000_000,
        denture=6_000_000,
        hearing_aid=2_000_000,
        spectacles=1_500_000,
        home_care=25_000_000,
        home_care_months=12,
    )
    entitlement = kj.entitle(accident, worker())
    amounts = dict(
        zip(labels(entitlement), (line.amount for line in entitlement.lines), strict=True)
    )

    assert amounts == {
        "jkk-home-care": 20_000_000,
        "jkk-prosthesis": 14_000_000,
        "jkk-denture": 5_000_000,
        "jkk-hearing-aid": 2_000_000,
        "jkk-spectacles": 1_000_000,
    }
    assert entitlement.evidence is kj.Evidence.UNVERIFIED


def test_a_line_says_that_it_has_no_source_where_a_convention_hides_the_grade() -> None:
    # The cap of spectacles has no source; that cover began with the payment is a convention.
    day = dt.date(2025, 4, 17)
    enrolment = trader().enrolment  # the number of a BPU may come a working day later
    new = kj.Participation(enrolment, joined=day, payments=[kj.Payment(kj.Month.of(day), day)])
    (line,) = kj.entitle(kj.WorkAccident(day, spectacles=1_500_000), new).lines

    assert line.assumptions == ("number-on-payment",)
    assert line.evidence is kj.Evidence.CONVENTION
    assert line.notes[-1].code == "no-source"


def test_dentures_and_aids_of_the_annex_of_2015_are_read_in_it() -> None:
    """PP 44/2015 Lampiran III I.b.7 and 8: the list price and 40 %; 3,000,000."""
    accident = kj.WorkAccident(
        dt.date(2019, 12, 1),
        denture=4_000_000,
        prosthesis=10_000_000,
        prosthesis_reference=6_000_000,
    )
    found = kj.entitle(accident, worker("2019-01", 12))

    assert {line.label.code: line.amount for line in found.lines} == {
        "jkk-denture": 3_000_000,
        "jkk-prosthesis": 8_400_000,
    }
    assert {line.evidence for line in found.lines} == {kj.Evidence.TEXT}


@pytest.mark.filterwarnings("default")
def test_what_has_no_source_warns() -> None:
    event = kj.WorkAccident(JULY, spectacles=1_500_000)

    with pytest.warns(kj.errors.UnverifiedRuleWarning, match=r"jkk\.spectacles"):
        marked = kj.entitle(event, worker())
    assert "no source was found" in marked.explain("en")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        kj.entitle(death(work_related=True), worker())


def test_aids_that_came_with_pp_82_2019_are_refused_before_it() -> None:
    accident = kj.WorkAccident(
        dt.date(2019, 12, 1),
        hearing_aid=1,
        spectacles=1,
        home_care=1,
        home_care_months=1,
        denture=4_000_000,
    )
    entitlement = kj.entitle(accident, worker("2019-01", 12))

    assert entitlement.total == 3_000_000
    assert codes(entitlement) == ["no-home-care", "no-hearing-aid", "no-spectacles"]


def test_employer_and_participant_advance_what_the_law_says() -> None:
    accident = kj.WorkAccident(JULY, incapacity_months=1, transport={"air": 100})
    of_worker, of_trader = kj.entitle(accident, worker()), kj.entitle(accident, trader())

    assert {line.pays_first for line in of_worker.lines} == {kj.Payer.EMPLOYER}
    assert {line.recipient for line in of_worker.lines} == {kj.benefits.Recipient.EMPLOYER}
    assert {line.pays_first for line in of_trader.lines} == {kj.Payer.PARTICIPANT}
    assert {line.recipient for line in of_trader.lines} == {kj.benefits.Recipient.PARTICIPANT}


def test_both_reports_have_their_term() -> None:
    accident = kj.WorkAccident(dt.date(2025, 6, 1), incapacity_months=1)
    later = kj.entitle(kj.Death(JULY, work_related=True, accident=accident), worker())
    open_end = kj.entitle(accident, worker())

    days = [deadline.day for deadline in later.deadlines]
    assert days == [dt.date(2025, 6, 3), dt.date(2025, 7, 5), dt.date(2030, 6, 1)]
    assert [deadline.day for deadline in open_end.deadlines][1] is None


def test_receipts_are_asked_for_where_costs_are_claimed() -> None:
    accident = kj.WorkAccident(JULY, medical_cost=1, transport={"air": 100})
    proofs = {proof.what.code for proof in kj.entitle(accident, worker()).proofs}

    assert {"proof-transport", "proof-treatment", "proof-doctor"} <= proofs
    explained = kj.entitle(accident, worker()).explain("en")
    assert "To be shown: participant card of the agency; identity card; certificate" in explained
    refused = kj.entitle(death(dt.date(2026, 3, 1)), trader())
    assert "To be shown" not in refused.explain("en")


def test_two_eyes_count_by_their_better_one() -> None:
    loss = kj.benefits.binocular_loss(kj.percent("80"), kj.percent("40"))

    assert loss == kj.percent("30")
    hurt = [kj.Injury("sight", steps=loss.ppm // 100_000)]
    assert kj.entitle(kj.WorkAccident(JULY, injuries=hurt), worker()).total == 84_000_000
    torn = [kj.Injury("scalp", degree=kj.percent("20"))]
    assert kj.entitle(kj.WorkAccident(JULY, injuries=torn), worker()).total == 80_000_000
    # Each full 10 % counts 7 %: more than the cap.
    hurt = [kj.Injury("sight", steps=10), kj.Injury("smell")]
    capped = kj.entitle(kj.WorkAccident(JULY, injuries=hurt), worker())
    assert capped.total == 56 * 5_000_000
    assert "several-disabilities" not in capped.assumptions  # Permenaker 5/2021 Pasal 84


def test_several_participations_need_to_know_which_work_it_was() -> None:
    parts = [worker(wage=3_000_000), worker(wage=4_000_000)]
    with pytest.raises(kj.errors.MissingFactError, match="which work"):
        kj.entitle(death(work_related=True), parts)
    accident = kj.WorkAccident(JULY, membership=1)
    event = kj.Death(JULY, work_related=True, accident=accident)
    assert kj.entitle(event, parts).lines[0].base == 4_000_000
    # The work without JKK: the employer who left it out owes it, and no other membership pays.
    without = [parts[0], worker(programs={kj.JKM})]
    refused = kj.entitle(accident, without)
    assert codes(refused) == ["not-enrolled"]
    assert "owes the benefits himself" in refused.explain("en")
    # Only one of them is in force: no need to ask.
    parts[0] = attrs.evolve(parts[0], ended=dt.date(2025, 1, 31))
    assert kj.entitle(death(work_related=True), parts).lines[0].base == 4_000_000


def test_each_of_several_participations_that_gives_no_right_is_refused_whatever_their_order() -> (
    None
):
    never_paid = worker(months=1)
    ended = worker(ended=dt.date(2025, 1, 31))
    never_paid = attrs.evolve(never_paid, payments=())
    for parts in ([never_paid, ended], [ended, never_paid]):
        found = kj.entitle(death(work_related=True), parts)
        refused = [each.code for each in found.refusals if each.program is kj.JKK]
        assert sorted(refused) == ["cover-ended", "employer-owes"]


def test_a_disease_after_two_jobs_belongs_to_the_one_that_can_still_answer() -> None:
    long_ago = worker("2018-01", ended=dt.date(2019, 7, 31), wage=3_000_000)
    recent = worker(ended=dt.date(2025, 7, 31), wage=4_000_000)
    disease = kj.OccupationalDisease(dt.date(2026, 3, 2), incapacity_months=1)
    for parts in ([long_ago, recent], [recent, long_ago]):
        assert kj.entitle(disease, parts).total == 4_000_000
    with pytest.raises(kj.errors.MissingFactError, match="which work"):
        kj.entitle(disease, [recent, recent])


# --- children -----------------------------------------------------------------------------------


def scholarship(*children: kj.Child, day: dt.date = JULY) -> kj.Entitlement:
    return kj.entitle(death(day, work_related=True), worker("2019-01", 85), children=children)


@pytest.mark.parametrize(
    "child, code",
    [
        (kj.Child(stage="SD1", married=True), "child-married"),
        (kj.Child(stage="PT2", birth_date=dt.date(2002, 7, 3)), "child-too-old"),
        (kj.Child(stage="SD1", work="unregistered"), "child-works"),
        (kj.Child(stage="PT1", work="PU", studying=False), "child-works"),
        (kj.Child(stage="PT1", work="PU", studying=True, pu_months=7), "child-works"),
    ],
)
def test_a_child_without_a_right_is_refused_with_the_reason(child: kj.Child, code: str) -> None:
    entitlement = scholarship(child)

    assert code in codes(entitlement)
    assert entitlement.of(kj.JKK) == 48 * 5_000_000 + 22_000_000


@pytest.mark.parametrize(
    "child",
    [
        kj.Child(stage="PT1", work="PU", studying=True, pu_months=6),
        kj.Child(stage="PT1", work="BPU", studying=True),
        kj.Child(stage="PT1", work="apprentice", studying=True),
    ],
)
def test_work_beside_study_does_not_end_it_since_permenaker_1_2025(child: kj.Child) -> None:
    assert scholarship(child, day=dt.date(2025, 2, 24)).schedule
    before = scholarship(child, day=dt.date(2025, 2, 23))
    assert "child-works" in codes(before)
    assert not before.schedule


def test_it_ends_at_twenty_three() -> None:
    child = kj.Child(stage="PT1", birth_date=dt.date(2004, 9, 1), married=False, work="none")
    entitlement = scholarship(child)

    assert [payment.due for payment in entitlement.schedule] == [
        dt.date(2025, 7, 3), dt.date(2026, 7, 3), dt.date(2027, 7, 3),
    ]  # fmt: skip
    assert "child-entitled" not in entitlement.assumptions
    last = kj.Child(birth_date=dt.date(2002, 7, 4))
    assert [each.label.figures["stage"] for each in scholarship(last).schedule] == ["PT4"]


def test_nothing_is_left_once_school_is_over() -> None:
    # Past the last school year and not yet 23: only a book with a later age has such children.
    book = kj.LAW.with_change("scholarship.end_age", 25, since=kj.Month(2019, 12))
    child = kj.Child(birth_date=dt.date(2001, 1, 1))
    entitlement = kj.entitle(death(work_related=True), worker(), children=child, law=book)

    assert "school-finished" in codes(entitlement)


@pytest.mark.parametrize(
    "born, day, first, stage",
    [
        (dt.date(2018, 7, 1), JULY, JULY, "SD1"),
        (dt.date(2018, 7, 2), JULY, JULY, "TK2"),
        (dt.date(2020, 7, 1), dt.date(2025, 6, 30), dt.date(2025, 7, 1), "TK1"),
        (dt.date(2023, 7, 2), JULY, dt.date(2029, 7, 1), "TK1"),
    ],
)
def test_without_a_school_year_the_birth_date_tells_it(
    born: dt.date, day: dt.date, first: dt.date, stage: str
) -> None:
    payment = scholarship(kj.Child(birth_date=born), day=day).schedule[0]

    assert (payment.due, payment.label.figures["stage"]) == (first, stage)


def test_the_heirs_choose_among_more_children_than_scholarships() -> None:
    some = [kj.Child(stage=stage) for stage in ("SD1", "PT1", "TK1")]
    unsaid = scholarship(*some)
    assert unsaid.total == 262_000_000 + 84_000_000 + 87_000_000
    assert "scholarship-choice" in unsaid.assumptions
    assert "child-not-chosen" in codes(unsaid)
    chosen = [attrs.evolve(child, chosen=True) for child in some[:2]]
    said = scholarship(*chosen, some[2])
    assert said.total == 262_000_000 + 84_000_000 + 60_000_000
    assert "scholarship-choice" not in said.assumptions
    # One of three is chosen: the other place stays open to the rest.
    one = scholarship(some[0], attrs.evolve(some[1], chosen=True), some[2])
    assert one.total == 262_000_000 + 60_000_000 + 87_000_000
    assert "scholarship-choice" in one.assumptions
    pair = scholarship(some[0], attrs.evolve(some[1], chosen=True))
    assert pair.total == 262_000_000 + 84_000_000 + 60_000_000
    assert "child-not-chosen" not in codes(pair)
    left_out = scholarship(attrs.evolve(some[0], chosen=False), *some[1:])
    assert left_out.total == 262_000_000 + 60_000_000 + 87_000_000
    with pytest.raises(kj.errors.InvalidFactError, match="at most 2"):
        scholarship(*(attrs.evolve(child, chosen=True) for child in some))


def test_the_old_scholarship_is_one_sum_for_the_participant() -> None:
    day = dt.date(2019, 12, 1)
    some = [kj.Child(stage="SD1"), kj.Child(stage="SD2")]
    entitlement = kj.entitle(death(day, work_related=True), worker("2019-01", 12), children=some)

    assert entitlement.lines[-1].amount == 12_000_000
    assert entitlement.at_once == entitlement.total


def test_contributions_of_several_memberships_count_once() -> None:
    child = kj.Child(stage="PT5")
    parts = [worker("2022-01", 20, ended=dt.date(2023, 8, 31)), worker("2023-09", 23)]

    assert kj.entitle(death(), parts, children=child).of(kj.JKM) == 54_000_000
    short = kj.entitle(death(), [worker(), trader()], children=child)
    assert "scholarship-years" in codes(short)
    assert "scholarship-contributions" in short.assumptions


# --- heirs --------------------------------------------------------------------------------------

NOBODY = {field.name: 0 for field in attrs.fields(kj.Family)}


@pytest.mark.parametrize(
    "left, rank",
    [
        ({"spouses": 1, "parents": 2}, "spouse-or-child"),
        ({"children": 1}, "spouse-or-child"),
        ({"grandparents": 1, "siblings": 1}, "blood-relatives"),
        ({"siblings": 3, "in_will": 1}, "siblings"),
        ({"parents_in_law": 1}, "parents-in-law"),
        ({"in_will": 1}, "will"),
        ({}, "nobody"),
    ],
)
def test_heirs_come_in_their_order(left: dict[str, int], rank: str) -> None:
    family = kj.Family(**{**NOBODY, **left})
    entitlement = kj.entitle(death(), worker(), family=family)
    heirs = kj.benefits.heirs_of(family, kj.JKM)

    assert heirs.rank == rank
    assert entitlement.remarks[-1].code == f"heirs-{rank}"
    assert ("proof-will" in {proof.what.code for proof in entitlement.proofs}) is (rank == "will")


def test_without_heirs_the_funeral_money_and_the_sums_go_apart() -> None:
    family = kj.Family(**NOBODY)
    dead = kj.entitle(death(), worker(), family=family)
    by_work = kj.entitle(death(work_related=True), worker(), family=family)
    expected = [
        kj.benefits.Recipient.FUND,
        kj.benefits.Recipient.FUND,
        kj.benefits.Recipient.FUNERAL,
    ]

    assert [line.recipient for line in dead.lines] == expected
    assert [line.recipient for line in by_work.lines] == expected
    assert "periodic-to-fund" in by_work.assumptions
    assert "periodic-to-fund" not in dead.assumptions


def test_a_relative_who_decides_is_asked_for() -> None:
    with pytest.raises(kj.errors.MissingFactError, match="parents"):
        kj.entitle(death(), worker(), family=kj.Family(spouses=0, children=0))
    # A child for the scholarship is a child.
    child = kj.Child(stage="SD1")
    entitlement = kj.entitle(death(), worker(), children=child, family=kj.Family(spouses=0))
    assert entitlement.remarks[-1].code == "heirs-spouse-or-child"
    for number in (0, 1):
        with pytest.raises(kj.errors.InvalidFactError, match="More children"):
            kj.entitle(death(), worker(), children=[child] * 2, family=kj.Family(children=number))


def test_the_agency_pays_in_working_days_or_more() -> None:
    friday = dt.date(2025, 7, 4)
    deadline = kj.benefits.payment_deadline(kj.JKM, friday)

    assert (deadline.day, deadline.assumptions) == (dt.date(2025, 7, 9), ("working-days",))
    assert kj.benefits.payment_deadline(kj.JKK, friday).day == dt.date(2025, 7, 15)
    for paid, extra in ((dt.date(2025, 7, 9), 0), (dt.date(2025, 7, 12), 3 * 420_000)):
        found = kj.benefits.late_compensation(kj.JKM, 42_000_000, complete_on=friday, paid_on=paid)
        assert found == extra


@pytest.mark.parametrize(
    "on, status, decides",
    [
        (dt.date(2026, 1, 1), "paid", False),
        (dt.date(2026, 1, 2), "suspended", False),
        (dt.date(2035, 9, 30), "suspended", False),
        (dt.date(2035, 10, 1), "stopped", True),
        (dt.date(2035, 12, 31), "stopped", True),
        (dt.date(2036, 1, 1), "stopped", False),
    ],
)
def test_a_pension_waits_for_the_confirmation(on: dt.date, status: str, decides: bool) -> None:
    """PP 45/2015 Pasal 26: three months, then suspended, stopped after ten years.

    Ten years from the first confirmation that was missed, of 1 January 2026, end on its day.
    """
    found = kj.benefits.pension_confirmation(dt.date(2025, 10, 1), on)

    assert (found.status, found.why.code) == (status, f"jp-pension-{status}")
    assert (found.confirm_by, found.stops_on) == (dt.date(2026, 1, 1), dt.date(2035, 10, 1))
    assert ("jp-confirmation-years" in found.assumptions) is decides


def test_a_pension_paid_on_the_first_of_its_month_is_in_time() -> None:
    """PP 45/2015 Pasal 25 ayat (2) and Pasal 35: 2 % for each started month after the first."""
    month = kj.Month(2026, 3)
    for paid, extra in (((2, 27), 0), ((3, 1), 0), ((3, 2), 8_228), ((4, 2), 16_456)):
        found = kj.benefits.late_compensation(
            kj.JP, 411_400, month=month, paid_on=dt.date(2026, *paid)
        )
        assert found == extra


# --- a published total ---------------------------------------------------------------------------


def test_a_total_is_explained_by_its_parts_or_not_at_all() -> None:
    found = kj.benefits.reconcile(163_500_000, on=JULY, deaths=0, children=2)
    stages = [tuple(part.stage for part in way.parts) for way in found.ways]

    assert stages == list(kj.benefits.scholarship_splits(163_500_000))
    assert not kj.benefits.reconcile(163_000_000, on=JULY, deaths=0, children=2).possible
    assert "No combination" in kj.benefits.reconcile(1, on=JULY).explain("en")


def test_a_total_with_a_known_balance_and_memberships() -> None:
    found = kj.benefits.reconcile(
        265_000_000,
        on=dt.date(2023, 7, 15),
        memberships=2,
        children=2,
        balance=16_000_000,
        wages=(),
    )

    assert len(found.ways) == len(kj.benefits.scholarship_splits(165_000_000))
    assert "known amounts" in found.explain("en")
    assert found.evidence is kj.Evidence.TEXT


def test_the_death_total_of_serang_has_no_explanation_without_further_facts() -> None:
    bare = kj.benefits.reconcile(252_400_000, on=JULY, deaths=4)
    rest = kj.benefits.reconcile(252_400_000, on=JULY, deaths=4, rest_up_to=400_000)
    wage = kj.benefits.reconcile(252_400_000, on=JULY, deaths=4, wages=[], open_wage=True)

    assert not bare.possible
    assert "unexplained rest" in rest.explain("en")
    assert [[part.amount for part in way.parts] for way in rest.ways] == [
        [42_000_000, 70_000_000, 70_000_000, 70_000_000]
    ]
    # By hand: three of JKM leave 126.4 million; (126.4 - 22) / 48 = 2.175 million.
    assert 2_175_000 in {part.base for way in wage.ways for part in way.parts}
    for way in wage.ways:
        assert sum(part.amount for part in way.parts) == 252_400_000


def test_an_old_total() -> None:
    found = kj.benefits.reconcile(36_000_000, on=dt.date(2019, 5, 1), children=1)

    assert [[part.code for part in way.parts] for way in found.ways] == [
        ["jkm", "scholarship-once"]
    ]


def test_a_known_wage_explains_a_death_by_work() -> None:
    found = kj.benefits.reconcile(262_000_000, on=JULY, wages=[5_000_000, 6_000_000])

    assert [way.parts[0].base for way in found.ways] == [5_000_000]


# --- words --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "amount, words",
    [
        (0, "nol"),
        (11, "sebelas"),
        (15, "lima belas"),
        (20, "dua puluh"),
        (100, "seratus"),
        (1_000, "seribu"),
        (1_001_000, "satu juta seribu"),
        (21_000, "dua puluh satu ribu"),
        (101_000, "seratus satu ribu"),
        (244_000_000, "dua ratus empat puluh empat juta"),
        (2**63 - 1, None),
    ],
)
def test_amounts_in_words(amount: int, words: str | None) -> None:
    found = kj.wording.terbilang(amount)

    assert words is None or found == f"{words} rupiah"


@pytest.mark.parametrize(
    "months,days,told",
    [(6, 0, "× 6 bulan"), (0, 12, "× 12 hari"), (7, 3, "× 1 bulan 3 hari")],
)
def test_incapacity_names_no_month_and_no_day_that_there_is_not(
    months: int, days: int, told: str
) -> None:
    event = kj.WorkAccident(dt.date(2018, 7, 3), incapacity_months=months, incapacity_days=days)
    member = kj.Participation.paid_through(
        kj.PUEnrolment(wage=3_000_000, programs={kj.JKK}), since=kj.Month(2018, 1), months=9
    )
    page = kj.entitle(event, member).explain("id")

    assert re.search(rf"{told}\b", page)
    assert not re.search(r"\b0 (bulan|hari)", page)


def test_the_page_for_the_family_holds_no_word_of_code() -> None:
    """No rate of JHT is known for 2021: the family asks the agency for the balance."""
    saver = kj.PUEnrolment(wage=3_000_000, programs={kj.JKM, kj.JHT, kj.JP})
    member = kj.Participation.paid_through(saver, since=kj.Month(2020, 1), months=72)
    event = kj.Death(dt.date(2025, 9, 20), work_related=False)
    family = kj.Family(spouses=1, children=1)
    found = kj.entitle(event, member, children=kj.Child(stage="SD1"), family=family)
    named = kj.benefits.family_statement(found, "en", name="Ani Contoh").splitlines()[1]
    pages = {each: kj.benefits.family_statement(found, each) for each in ("id", "en")}

    assert "tanyakan saldonya kepada BPJS Ketenagakerjaan" in pages["id"]
    assert "Yang jumlahnya perlu ditanyakan:\n  - JHT: " in pages["id"]
    assert "Yang tidak diberikan" not in pages["id"]
    assert "ask the agency for the balance" in pages["en"]
    assert "kelas 1 SD" in pages["id"]
    assert named == "For the family of Ani Contoh"
    assert "Bagi keluarga" not in pages["id"]
    with pytest.raises(kj.errors.InvalidFactError, match="must be a text"):
        kj.benefits.family_statement(found, name=3)  # type: ignore[arg-type]  # refused
    for page in pages.values():
        assert not re.search(r"\w_\w|\b(SD|SMP|SMA|TK|PT)\d|\(family", page)


def test_the_page_for_the_family_tells_everything() -> None:
    family = kj.Family(spouses=1)
    some = [kj.Child(stage="SMA3"), kj.Child(stage="SD1", married=True)]
    event = death(dt.date(2025, 9, 20), work_related=True)
    told = kj.benefits.family_statement(kj.entitle(event, trader(), children=some, family=family))
    page = " ".join(told.split())  # long lines go on below

    for text in (
        "Rp48.000.000 (empat puluh delapan juta rupiah), bagi ahli waris",
        "setelah tunggakan iuran dilunasi",
        "dibayar setiap tahun",
        "anak ke-1, kelas 3 SMA: Rp3.000.000 pada September 2025",
        "tahun ke-1 perguruan tinggi sampai tahun ke-5 perguruan tinggi: Rp12.000.000 setiap "
        "tahun, September 2026 sampai September 2030",
        "anak ke-2 telah menikah",
        "kartu peserta",
        "janda, duda, atau anak",
    ):
        assert text in page
    assert "Jumlah seluruhnya bila beasiswa dibayar sampai selesai" in page
    assert "7 hari kerja setelah syarat lengkap; setiap hari terlambat ditambah 1%" in page
    assert "laporan tahap II" in page
    pension = kj.benefits.MonthlyBenefit(
        program=kj.JP,
        kind=kj.benefits.BenefitKind.PENSION,
        label=kj.basis.Note.of("total"),
        amount=411_400,
        first_month=kj.Month(2025, 8),
        notes=(kj.basis.Note.of("jp-yearly"),),
    )
    dead = kj.entitle(death(), trader())
    with_pension = attrs.evolve(
        dead, monthly=(pension,), lines=(attrs.evolve(dead.lines[0], recipient=None),)
    )
    told = kj.benefits.family_statement(with_pension)
    english = kj.benefits.family_statement(with_pension, "en")
    assert "In all: Rp20,000,000\n" in english
    assert "Every month:" in english
    assert "Setiap bulan:" in told
    assert "dikalikan 1 ditambah inflasi" in told
    explained = with_pension.explain("en")
    assert "Total, without what is paid every month" in explained
    assert "Total, without" not in dead.explain("en")
    # What is withheld or cut stands under its amount.
    cut = kj.entitle(kj.WorkAccident(JULY, transport={"sea": 3_000_000}), trader())
    assert "tagihan Rp3.000.000, batas Rp2.000.000" in kj.benefits.family_statement(cut)
    refused = kj.benefits.family_statement(kj.entitle(death(dt.date(2026, 3, 1)), trader()))
    assert "Jumlah" not in refused
    advanced = kj.entitle(kj.WorkAccident(JULY, transport={"sea": 5}), worker())
    assert "dibayar dahulu oleh pemberi kerja" in kj.benefits.family_statement(advanced)


# --- bad input ----------------------------------------------------------------------------------

REFUSED_ARGUMENTS: list[tuple[str, Callable[[], object], type[Exception]]] = [
    ("day with a time", lambda: death(dt.datetime(2025, 7, 3)), kj.errors.InvalidDateError),  # noqa: DTZ001 - refused
    (
        "negative bill",
        lambda: kj.WorkAccident(JULY, transport={"sea": -1}),
        kj.errors.InvalidAmountError,
    ),
    ("float bill", lambda: kj.WorkAccident(JULY, denture=1.5), kj.errors.InvalidAmountError),  # type: ignore[arg-type]  # refused
    (
        "no mode",
        lambda: kj.WorkAccident(JULY, transport={"rocket": 1}),
        kj.errors.UnknownChoiceError,
    ),
    ("no bills", lambda: kj.WorkAccident(JULY, transport=[1]), kj.errors.InvalidFactError),  # type: ignore[list-item]  # refused
    (
        "negative months",
        lambda: kj.WorkAccident(JULY, incapacity_months=-1),
        kj.errors.InvalidFactError,
    ),
    (
        "flag for months",
        lambda: kj.WorkAccident(JULY, incapacity_months=True),
        kj.errors.InvalidFactError,
    ),
    (
        "injury as text",
        lambda: kj.WorkAccident(JULY, injuries=["smell"]),  # type: ignore[list-item]  # refused
        kj.errors.InvalidFactError,
    ),
    ("loss of more than all", lambda: kj.percent("101"), kj.errors.InvalidRateError),
    ("loss as a number", lambda: kj.Injury("smell", function_loss=50), kj.errors.InvalidFactError),  # type: ignore[arg-type]  # refused
    ("no side", lambda: kj.Injury("thumb", side="middle"), kj.errors.UnknownChoiceError),
    ("no work", lambda: kj.Child(stage="SD1", work="yes"), kj.errors.UnknownChoiceError),
    ("work_related unsaid", lambda: kj.Death(JULY, work_related=None), kj.errors.InvalidFactError),  # type: ignore[arg-type]  # refused
    (
        "death before the accident",
        lambda: kj.Death(JULY, work_related=True, accident=kj.WorkAccident(dt.date(2025, 7, 4))),
        kj.errors.InvalidFactError,
    ),
    (
        "accident at work, death not of work",
        lambda: kj.Death(JULY, work_related=False, accident=kj.WorkAccident(JULY)),
        kj.errors.InvalidFactError,
    ),
    ("no participation", lambda: kj.entitle(death(), []), kj.errors.InvalidFactError),
    ("a person", lambda: kj.entitle(death(), "Ani"), kj.errors.InvalidFactError),  # type: ignore[arg-type]  # refused
    ("no event", lambda: kj.entitle(JULY, trader()), kj.errors.InvalidFactError),  # type: ignore[arg-type]  # refused
    (
        "a text among parts",
        lambda: kj.entitle(death(), [trader(), "x"]),  # type: ignore[list-item]  # refused
        kj.errors.InvalidFactError,
    ),
    ("no book", lambda: kj.entitle(death(), trader(), law=None), kj.errors.InvalidFactError),  # type: ignore[arg-type]  # refused
    (
        "an event of no kind",
        lambda: kj.entitle(kj.Event(JULY), trader()),
        kj.errors.InvalidFactError,
    ),
    (
        "a claim before the event",
        lambda: kj.entitle(death(), trader(), claimed_on=dt.date(2025, 7, 2)),
        kj.errors.InvalidFactError,
    ),
    (
        "no claim day",
        lambda: kj.entitle(death(), trader(), claimed_on="now"),
        kj.errors.InvalidDateError,
    ),
    (
        "before the law",
        lambda: kj.entitle(death(dt.date(2015, 6, 30)), trader()),
        kj.errors.BeforeDataError,
    ),
    (
        "a part of nothing",
        lambda: kj.PartialWithdrawal(JULY, purpose="home", amount=0),
        kj.errors.InvalidFactError,
    ),
    ("negative family", lambda: kj.Family(spouses=-1), kj.errors.InvalidFactError),
    ("no family", lambda: kj.benefits.heirs_of(None, kj.JKM), kj.errors.InvalidFactError),  # type: ignore[arg-type]  # refused
    ("heirs of a pension", lambda: kj.benefits.heirs_of(kj.Family(), kj.JP), kj.errors.NoRuleError),
    ("term of savings", lambda: kj.benefits.payment_deadline(kj.JHT, JULY), kj.errors.NoRuleError),
    (
        "term of nothing",
        lambda: kj.benefits.payment_deadline(kj.JP),
        kj.errors.InvalidFactError,
    ),
    (
        "term of a month of JKM",
        lambda: kj.benefits.payment_deadline(kj.JKM, month=kj.Month(2026, 3)),
        kj.errors.InvalidFactError,
    ),
    (
        "term of a request and of a month",
        lambda: kj.benefits.payment_deadline(kj.JP, JULY, month=kj.Month(2026, 3)),
        kj.errors.InvalidFactError,
    ),
    (
        "confirmed after the day",
        lambda: kj.benefits.pension_confirmation(JULY, JULY - dt.timedelta(days=1)),
        kj.errors.InvalidFactError,
    ),
    (
        "paid before it was asked for",
        lambda: kj.benefits.late_compensation(
            kj.JKM, 1, complete_on=JULY, paid_on=dt.date(2025, 7, 2)
        ),
        kj.errors.InvalidFactError,
    ),
    (
        "wages of a trader",
        lambda: kj.entitle(kj.WorkAccident(JULY, wages_paid=1), trader()),
        kj.errors.InvalidFactError,
    ),
    (
        "spells as days",
        lambda: kj.WorkAccident(JULY, incapacity_spells=[JULY]),  # type: ignore[list-item]  # refused
        kj.errors.InvalidFactError,
    ),
    (
        "no spells at all",
        lambda: kj.WorkAccident(JULY, incapacity_spells=JULY),  # type: ignore[arg-type]  # refused
        kj.errors.InvalidFactError,
    ),
    (
        "a spell of texts",
        lambda: kj.WorkAccident(JULY, incapacity_spells=[("3-7-2025", "4-7-2025")]),
        kj.errors.InvalidDateError,
    ),
    (
        "a spell before the accident",
        lambda: kj.WorkAccident(JULY, incapacity_spells=[(JULY - dt.timedelta(days=1), JULY)]),
        kj.errors.InvalidFactError,
    ),
    (
        "spells that share a day",
        lambda: kj.WorkAccident(JULY, incapacity_spells=[(JULY, JULY), (JULY, JULY)]),
        kj.errors.InvalidFactError,
    ),
    (
        "spells and months",
        lambda: kj.WorkAccident(JULY, incapacity_spells=[(JULY, JULY)], incapacity_days=1),
        kj.errors.InvalidFactError,
    ),
    (
        "scholarship claimed before the event",
        lambda: scholarship(kj.Child(stage="SD1", claimed_on=JULY - dt.timedelta(days=1))),
        kj.errors.InvalidFactError,
    ),
    (
        "paid for a school year before the event",
        lambda: scholarship(kj.Child(stage="SD1", claimed_on=JULY, paid_to="TK2")),
        kj.errors.InvalidFactError,
    ),
    (
        "no school year",
        lambda: kj.benefits.scholarship_remaining("SD7"),
        kj.errors.InvalidFactError,
    ),
    (
        "school year as a number",
        lambda: kj.benefits.scholarship_remaining(6),  # type: ignore[arg-type]  # refused
        kj.errors.InvalidFactError,
    ),
    (
        "scholarship before its time",
        lambda: kj.benefits.scholarship_remaining("SD6", on=dt.date(2019, 12, 1)),
        kj.errors.BeforeDataError,
    ),
    (
        "scholarship of a book that knows none",
        lambda: kj.benefits.scholarship_remaining("SD6", law=kj.LAW.as_known(dt.date(2019, 12, 1))),
        kj.errors.BeforeDataError,
    ),
    (
        "children of a book that knows no scholarship",
        lambda: kj.benefits.scholarship_splits(1, law=kj.LAW.as_known(dt.date(2019, 12, 1))),
        kj.errors.BeforeDataError,
    ),
    (
        "three children",
        lambda: kj.benefits.scholarship_splits(1, children=3),
        kj.errors.InvalidFactError,
    ),
    ("float total", lambda: kj.benefits.scholarship_splits(1.0), kj.errors.InvalidAmountError),  # type: ignore[arg-type]  # refused
    ("no eyes", lambda: kj.benefits.binocular_loss(50, 40), kj.errors.InvalidRateError),  # type: ignore[arg-type]  # refused
    (
        "worse eye first",
        lambda: kj.benefits.binocular_loss(kj.percent("40"), kj.percent("80")),
        kj.errors.InvalidRateError,
    ),
    ("end of the calendar", lambda: death(dt.date.max), kj.errors.InvalidDateError),
    (
        "perhaps an open wage",
        lambda: kj.benefits.reconcile(1, on=JULY, open_wage="no"),  # type: ignore[arg-type]  # refused
        kj.errors.InvalidFactError,
    ),
    ("nobody", lambda: kj.benefits.reconcile(1, on=JULY, deaths=0), kj.errors.InvalidFactError),
    (
        "a village",
        lambda: kj.benefits.reconcile(1, on=JULY, deaths=5_000),
        kj.errors.InvalidFactError,
    ),
    ("one wage", lambda: kj.benefits.reconcile(1, on=JULY, wages=5), kj.errors.InvalidFactError),  # type: ignore[arg-type]  # refused
    ("a page of nothing", lambda: kj.benefits.family_statement(None), kj.errors.InvalidFactError),  # type: ignore[arg-type]  # refused
]


@pytest.mark.parametrize(
    "call, error", [pytest.param(*rest, id=name) for name, *rest in REFUSED_ARGUMENTS]
)
def test_bad_input_is_refused_with_an_error_of_ours(
    call: Callable[[], object], error: type[kj.KopdesJamsosError]
) -> None:
    with pytest.raises(error) as raised:
        call()

    assert raised.value.remedy


ACCIDENTS: list[tuple[str, dict[str, Any], type[kj.KopdesJamsosError], str]] = [
    (
        "not in the table",
        {"injuries": [kj.Injury("nose")]},
        kj.errors.InvalidFactError,
        "not in the table",
    ),
    ("no side", {"injuries": [kj.Injury("thumb")]}, kj.errors.MissingFactError, "side"),
    ("no degree", {"injuries": [kj.Injury("scalp")]}, kj.errors.MissingFactError, "degree"),
    (
        "degree outside the range",
        {"injuries": [kj.Injury("scalp", degree=kj.percent("31"))]},
        kj.errors.InvalidFactError,
        "10 % to 30 %",
    ),
    ("no steps", {"injuries": [kj.Injury("sight")]}, kj.errors.MissingFactError, "steps"),
    (
        "more sight lost than there is",
        {"injuries": [kj.Injury("sight", steps=11)]},
        kj.errors.InvalidFactError,
        "10 steps of 10 % at most",
    ),
    (
        "more than 100 % of hearing",
        {"injuries": [kj.Injury("hearing-loss-both-ears", steps=17)]},
        kj.errors.InvalidFactError,
        "16 steps of 10 decibels",
    ),
    (
        "degree without a range",
        {"injuries": [kj.Injury("smell", degree=kj.percent("5"))]},
        kj.errors.InvalidFactError,
        "one percentage",
    ),
    (
        "steps without steps",
        {"injuries": [kj.Injury("smell", steps=2)]},
        kj.errors.InvalidFactError,
        "one percentage",
    ),
    (
        "no loss",
        {"injuries": [kj.Injury("smell", function_loss=kj.percent("0"))]},
        kj.errors.InvalidFactError,
        "no loss",
    ),
    ("a month of days", {"incapacity_days": 30}, kj.errors.InvalidFactError, "fewer than 30"),
    ("care of unknown length", {"home_care": 1}, kj.errors.MissingFactError, "home care"),
    (
        "care for too long",
        {"home_care": 1, "home_care_months": 13},
        kj.errors.InvalidFactError,
        "12 months",
    ),
    ("no reference price", {"prosthesis": 1}, kj.errors.MissingFactError, "reference price"),
    (
        "no such participation",
        {"membership": 1},
        kj.errors.InvalidFactError,
        "no such participation",
    ),
]


@pytest.mark.parametrize(
    "facts, error, match", [pytest.param(*rest, id=name) for name, *rest in ACCIDENTS]
)
def test_facts_that_do_not_fit_are_refused_by_name(
    facts: dict[str, Any], error: type[kj.KopdesJamsosError], match: str
) -> None:
    with pytest.raises(error, match=match):
        kj.entitle(kj.WorkAccident(JULY, **facts), worker())


@pytest.mark.parametrize(
    "child, error, match",
    [
        (kj.Child(), kj.errors.MissingFactError, "school year"),
        (kj.Child(stage="SD7"), kj.errors.InvalidFactError, "no school year"),
        (kj.Child(stage="SD1", work="PU"), kj.errors.MissingFactError, "studies"),
        (
            kj.Child(stage="SD1", work="PU", studying=True),
            kj.errors.MissingFactError,
            "how long|How long",
        ),
        (
            kj.Child(stage="SD1", birth_date=dt.date(2026, 7, 4)),
            kj.errors.InvalidFactError,
            "a year after",
        ),
    ],
)
def test_facts_of_a_child_that_decide_are_asked_for(
    child: kj.Child, error: type[kj.KopdesJamsosError], match: str
) -> None:
    with pytest.raises(error, match=match):
        scholarship(child)


def test_an_event_can_be_changed_and_keeps_its_bills() -> None:
    accident = kj.WorkAccident(JULY, transport={"sea": 1, "land": 2})

    assert attrs.evolve(accident, incapacity_months=1).transport == accident.transport
    assert accident.transport == ((kj.programs.Transport.LAND, 2), (kj.programs.Transport.SEA, 1))
