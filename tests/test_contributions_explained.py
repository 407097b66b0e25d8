"""What explains a contribution beside its amount: words, days, order, conventions, the missing."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import attrs
import pytest
from tests.fixed_law import WEEKENDS, read_by
from tests.people import BOTH, cooperative

import kopdes_jamsos as kj
from kopdes_jamsos.wording import languages

JULY = kj.Month(2025, 7)
# 15 August 2026 is a Saturday, and the 17th, the Monday after it, a public holiday.
AUGUST = kj.Month(2026, 8)
MONDAY = dt.date(2026, 8, 17)
TRADER = kj.BPUEnrolment(income=1_000_000, programs=BOTH, group="employer", sector="other")
WORKER = kj.PUEnrolment(wage=5_000_000, programs={kj.JKM})


# --- one enrolment ----------------------------------------------------------------------------


def test_an_assessment_says_when_it_is_due_and_why_then() -> None:
    """15 June 2025 is a Sunday; 15 July 2025 a Tuesday."""
    june, july = (kj.assess(TRADER, kj.Month(2025, number)).explain("en") for number in (6, 7))

    assert "JKK and JKM: due on Monday, 16 June 2025 at the latest (Sunday, 15 June" in june
    assert "JKK and JKM: due on Tuesday, 15 July 2025 at the latest." in july
    assert "is a holiday" not in july


def test_articles_that_do_not_fit_go_on_in_the_next_line() -> None:
    programs = {kj.JHT, kj.JP}
    worker = kj.PUEnrolment(wage=5_000_000, programs=programs, birth_date=dt.date(1990, 1, 1))
    people = [kj.Employee(enrolments=[worker])]
    text = kj.bill(cooperative(employees=people), JULY).explain("en")
    lines = text.splitlines()
    pension = next(place for place, line in enumerate(lines) if line.startswith("  JP"))
    column = lines[pension].index("PP 45/2015")

    # Each article whole.
    assert [line[column:] for line in lines[pension - 1 : pension + 3]] == [
        "PP 46/2015 Pasal 16 ayat (1) huruf a",
        "PP 45/2015 Pasal 28 ayat (3) huruf a;",
        "B/726/022025 (PP 45/2015 Pasal 29 ayat (3) dan ayat (4));",
        "PP 45/2015 Pasal 28 ayat (3) huruf b",
    ]
    assert not lines[pension + 1][:column].strip()
    assert max(map(len, lines[: pension + 3])) <= 100


def test_an_assessment_of_a_bpu_is_headed_by_the_group() -> None:
    grouped, alone = (
        kj.assess(attrs.evolve(TRADER, group=group), JULY).explain("en").splitlines()[0]
        for group in ("employer", None)
    )

    assert grouped.startswith(alone + ", ")


def test_a_line_without_a_rate_is_fixed_or_nothing_or_by_slices() -> None:
    fixed = kj.assess(attrs.evolve(TRADER, programs={kj.JKM}), JULY).explain("en")
    jkp = kj.PUEnrolment(
        wage=5_000_000, programs={kj.JKK, kj.JKM, kj.JHT, kj.JKP}, risk_class=1, scale="micro"
    )
    project = kj.ConstructionEnrolment(contract_value=180_000_000, programs={kj.JKM})

    (line,) = kj.assess(attrs.evolve(TRADER, programs={kj.JKM}), JULY).lines
    assert (line.base, line.rate, line.full) == (0, None, 6_800)
    assert "JKM  fixed, " in fixed
    assert "slice by slice" not in fixed
    assert "JKP  none" in kj.assess(jkp, JULY).explain("en")
    assert "slice by slice on the contract value Rp180,000,000" in (
        kj.assess(project, JULY).explain("en")
    )


def test_who_bears_what_a_participant_owes_is_named_beside_him() -> None:
    own, village = (
        kj.assess(attrs.evolve(TRADER, funding=funding), JULY) for funding in ("self", "village")
    )

    assert "peserta (ditanggung desa, APBDes)" in village.explain("id")
    assert "fixed, participant (borne by the village, APBDes)" in village.explain("en")
    assert "ditanggung" not in own.explain("id")
    assert village.paid_by(kj.Payer.PARTICIPANT) == own.total == village.total


def test_a_bill_tells_what_is_owed_from_who_bears_it() -> None:
    officers = [
        kj.Officer(role="bendahara", enrolments=[attrs.evolve(TRADER, funding=funding)])
        for funding in ("cooperative", "self", None, "cooperative")
    ]
    found = kj.bill(cooperative(officers=officers), JULY)
    payer = kj.Payer.PARTICIPANT

    assert dict(found.by_bearer) == {
        (payer, None): 33_600,
        (payer, kj.Funding.COOPERATIVE): 33_600,
    }
    assert dict(found.by_payer) == {payer: found.total}
    told = found.explain("id")
    assert re.search(r"Dibayar peserta +Rp33\.600", told)
    assert re.search(r"Kewajiban peserta, ditanggung koperasi +Rp33\.600", told)
    assert "Owed by the participant, borne by the cooperative" in found.explain("en")


def test_without_a_risk_class_the_programme_that_needs_it_is_named() -> None:
    worker = kj.PUEnrolment(wage=5_000_000, programs={kj.JKK, kj.JKM})

    with pytest.raises(
        kj.errors.MissingFactError, match="risk_class decides JKK and was not given"
    ):
        kj.assess(worker, JULY)


def test_a_wage_that_equals_the_ceiling_is_not_cut() -> None:
    """Rp10,547,400 until February 2026 (B/726/022025)."""
    for wage, cut in ((10_547_400, False), (10_547_401, True)):
        line, _ = kj.assess(kj.PUEnrolment(wage=wage, programs={kj.JP}), JULY).lines

        assert line.base == 10_547_400
        assert ("ceiling" in {note.code for note in line.notes}) is cut


def test_past_pension_age_nothing_is_owed_at_the_rates_of_jp() -> None:
    """PP 45/2015 Pasal 28 ayat (3): 2 % of the employer, 1 % of the worker."""
    old = kj.PUEnrolment(wage=5_000_000, programs={kj.JP}, birth_date=dt.date(1950, 1, 1))
    lines = kj.assess(old, JULY).lines

    assert [(line.rate, line.base, line.amount) for line in lines] == [
        (kj.percent(2), 0, 0),
        (kj.percent(1), 0, 0),
    ]


def test_the_shares_inside_jkp_rest_on_the_rule_that_caps_them() -> None:
    """Permenaker 7/2021 Pasal 14, then 3/2025: on the wage up to 5,000,000; 0.14 % of it, 7,000."""
    programs = {kj.JKK, kj.JKM, kj.JHT, kj.JP, kj.JKP}
    worker = kj.PUEnrolment(wage=6_000_000, risk_class=1, programs=programs)
    for month, source in (
        (kj.Month(2021, 2), "Permenaker 7/2021"),
        (kj.Month(2025, 1), "Permenaker 7/2021"),
        (kj.Month(2025, 2), "Permenaker 3/2025"),
    ):
        state, jkk, *_ = kj.contributions.fund_view(kj.assess(worker, month))

        assert (state.assumptions, jkk.assumptions) == ((), ())
        assert (jkk.base, jkk.amount) == (5_000_000, 7_000)
        assert jkk.citations[-1].source == source
        assert jkk.evidence is kj.Evidence.TEXT
        assert (state.notes, jkk.notes) == ((), ())


def test_before_the_rule_on_the_shares_inside_jkp_was_known_they_rest_on_a_convention() -> None:
    programs = {kj.JKK, kj.JKM, kj.JHT, kj.JP, kj.JKP}
    worker = kj.PUEnrolment(wage=6_000_000, risk_class=1, programs=programs)
    law = kj.LAW.as_known(dt.date(2021, 3, 31))
    state, jkk, _ = kj.contributions.fund_view(kj.assess(worker, kj.Month(2021, 2), law=law))

    assert (state.assumptions, jkk.assumptions) == ((), ("jkp-capped-share",))
    assert jkk.evidence is kj.Evidence.CONVENTION
    assert kj.LAW.convention("jkp-capped-share").text("en")


# --- a bill -----------------------------------------------------------------------------------


def test_a_bill_reads_reliefs_as_it_is_told() -> None:
    """PP 50/2025 halves JKK and JKM of independent drivers; the agency all groups."""
    driver = attrs.evolve(TRADER, sector="transport", funding="self")
    whole = cooperative(members=[kj.Member(ref="M-1", enrolments=[driver])])
    month = kj.Month(2026, 2)
    law = read_by(practised=True)
    told = kj.bill(whole, month, law=law)

    assert told.total == kj.assess(driver, month, law=law).total == 8_400
    assert kj.bill(whole, month).total == kj.assess(driver, month).total == 16_800
    assert told.law.readings == ("relief-as-practised",)
    assert kj.bill(whole, month).law.readings == ()


def test_a_bill_names_all_who_are_missing_and_what_to_do() -> None:
    clerk = kj.PUEnrolment(wage=3_000_000, programs={kj.JKK})
    whole = cooperative(
        employees=[kj.Employee(ref=ref, enrolments=[clerk]) for ref in ("E-1", "E-2")],
        members=[kj.Member(ref="M-1"), kj.Member(ref="M-2", elsewhere="village")],
    )
    found = kj.bill(whole, JULY)

    assert [(entry.person.ref, entry.code) for entry in found.uncovered] == [
        ("E-1", "missing-fact"),
        ("E-2", "missing-fact"),
        ("M-1", "no-enrolment"),
        ("M-2", "covered-elsewhere"),
    ]
    for entry in found.uncovered:
        for text in (say(each) for say in (entry.reason, entry.remedy) for each in languages()):
            assert re.fullmatch(r"[A-Za-z].*[a-z].*\.", text)
    assert "2 people" in found.explain("en")
    assert "E-1, E-2" in found.explain("en")


def test_a_bill_words_the_conventions_of_its_assessments() -> None:
    """0.3 % of Rp2,345,678 is Rp7,037.034: rounded, which is a convention."""
    odd = attrs.evolve(WORKER, wage=2_345_678)
    whole = cooperative(employees=[kj.Employee(ref="E-1", enrolments=[odd])])

    assert kj.LAW.convention("round-line").text("en") in kj.bill(whole, JULY).explain("en")


def test_village_money_counts_as_public_only_if_that_is_said() -> None:
    """PP 50/2025: not where the state or a region pays; the village budget is a question."""
    driver = attrs.evolve(TRADER, group="independent", sector="transport", funding="village")
    whole = cooperative(members=[kj.Member(ref="M-1", enrolments=[driver])])
    month = kj.Month(2026, 2)

    assert (
        kj.bill(whole, month).total == kj.contributions.collective_bill(whole, month).total == 8_400
    )
    for ask in (kj.bill, kj.contributions.collective_bill):
        assert ask(whole, month, law=read_by(public=True)).total == 16_800


def test_totals_are_told_in_rupiah_and_stand_at_the_foot() -> None:
    whole = cooperative(members=[kj.Member(ref="M-1", enrolments=[TRADER])])
    month = kj.Month(2025, 7)
    group = kj.contributions.collective_bill(whole, month, paid={"M-1": 16_800})
    late = kj.lateness(kj.assess(WORKER, kj.Month(2025, 6)), paid_on=dt.date(2025, 7, 16))
    plan = kj.contributions.payment_plan([kj.assess(TRADER, month)])

    assert [row.amount for row in group.statement().totals] == [16_800, 16_800, 0]
    assert "too much" not in group.explain("en")
    assert [row.amount for row in late.statement().totals] == [15_000, 300, 15_300]
    assert all(row.citations for row in late.statement().rows)
    for told in (group, late, plan, kj.bill(whole, month)):
        assert {row.head for row in told.statement().totals} == {""}


@pytest.mark.parametrize(
    "fact, called",
    [("birth_date", "The birth date"), ("registered_on", "The registration")],
)
def test_a_day_after_the_month_is_named(fact: str, called: str) -> None:
    later: dict[str, Any] = {fact: dt.date(2025, 8, 1)}

    with pytest.raises(kj.errors.InvalidFactError, match=f"^{called} lies after 2025-07"):
        kj.assess(attrs.evolve(WORKER, **later), JULY)


def test_half_of_jkk_inside_jkp_replaces_the_whole() -> None:
    """0.22 % of the state and half of JKK, 0.12 %, of at most Rp5,000,000; no share of JKM."""
    programs = {kj.JKK, kj.JKM, kj.JHT, kj.JP, kj.JKP}
    worker = kj.PUEnrolment(wage=6_000_000, risk_class=1, programs=programs, labour_intensive=True)
    view = kj.contributions.fund_view(kj.assess(worker, kj.Month(2025, 2)))

    assert [(line.program, line.amount) for line in view] == [(kj.JKP, 11_000), (kj.JKK, 6_000)]


def test_a_practice_is_priced_for_the_sector_that_is_given() -> None:
    """In February 2026 only transport has a relief, so that the sector decides."""
    proposal = kj.coverage.propose_segment(kj.Member(), cooperative())
    for sector, total in (("other", 16_800), ("transport", 8_400)):
        prices = kj.contributions.segment_prices(
            proposal, kj.Month(2026, 2), income=1_000_000, programs=BOTH, sector=sector,
            funding="self",
        )  # fmt: skip

        assert prices.lines[0].total == total


# --- days -------------------------------------------------------------------------------------


def test_holidays_are_counted_as_the_caller_says() -> None:
    whole = cooperative(members=[kj.Member(ref="M-1", enrolments=[TRADER])])
    together = kj.contributions.collective_bill(whole, AUGUST, law=WEEKENDS)
    plan = kj.contributions.payment_plan([kj.assess(TRADER, AUGUST, law=WEEKENDS)])
    late = kj.Payment(kj.Month(2026, 7), MONDAY + dt.timedelta(days=1))
    part = kj.Participation(WORKER, joined=dt.date(2026, 7, 1), payments=[late])
    owed = kj.contributions.arrears([part], MONDAY + dt.timedelta(days=2), law=WEEKENDS)

    assert {due.day for due in together.dues} == {MONDAY}
    assert {entry.due.day for entry in plan.entries} == {MONDAY}
    assert owed.past_fines == 300  # 2 % of Rp15,000: one day late


@pytest.mark.parametrize("program", [kj.JKM, kj.JKP])
def test_arrears_under_a_book_that_knows_little(program: kj.Program) -> None:
    worker = attrs.evolve(WORKER, programs={kj.JKK, kj.JKM, kj.JHT, program}, risk_class=1)
    part = kj.Participation(worker, joined=dt.date(2018, 6, 1))
    with pytest.raises(kj.errors.BeforeDataError, match="none is known"):
        kj.contributions.arrears(
            [part], dt.date(2018, 8, 1), law=kj.LAW.as_known(dt.date(2014, 1, 1))
        )
    found = kj.contributions.arrears(
        [part], dt.date(2018, 8, 1), law=kj.LAW.as_known(dt.date(2018, 8, 1))
    )

    assert {line.program for line in found.unpaid} == {kj.JKK, kj.JKM, kj.JHT}


def test_arrears_come_by_month_and_payer_and_those_without_a_payer_first() -> None:
    parts = [
        kj.Participation(WORKER, joined=dt.date(2025, 6, 1), payer=payer)
        for payer in ("B", "A", None)
    ]
    found = kj.contributions.arrears(parts, dt.date(2025, 8, 20), law=WEEKENDS)

    assert [(line.late.month.month, line.payer) for line in found.lines] == [
        (6, None),
        (6, "A"),
        (6, "B"),
        (7, None),
        (7, "A"),
        (7, "B"),
    ]


def test_what_is_paid_in_time_has_no_base_of_a_fine() -> None:
    (line,) = kj.lateness(kj.assess(WORKER, JULY), paid_on=dt.date(2025, 8, 15)).lines

    assert (line.base, line.rate, line.fine, line.lapsed) == (0, None, 0, 0)


def test_a_fine_and_a_relief_that_lapsed_stand_in_articles_and_rest_on_conventions() -> None:
    worker = kj.PUEnrolment(wage=5_000_000, programs={kj.JKK}, risk_class=1, labour_intensive=True)
    owed = kj.assess(worker, JULY)
    (late,) = kj.lateness(owed, paid_on=dt.date(2026, 11, 20)).lines
    fine = kj.LAW.value("jkk.late_fine", JULY).citation
    lapse = kj.LAW.value("lateness.labour_intensive_2025", JULY).citation

    assert (late.lapsed, late.citations) == (6_000, (fine, lapse))
    assert late.evidence is kj.Evidence.CONVENTION


def test_arrears_and_plans_word_the_conventions_that_decided() -> None:
    """15 June 2025 is a Sunday."""
    part = kj.Participation(WORKER, joined=dt.date(2025, 6, 1))
    owed = kj.contributions.arrears([part], dt.date(2025, 8, 20), law=WEEKENDS)
    plan = kj.contributions.payment_plan([kj.assess(TRADER, kj.Month(2025, 6), law=WEEKENDS)])

    assert kj.LAW.convention("late-month").text("en") in owed.explain("en")
    assert kj.LAW.convention("due-next-working-day").text("en") in plan.explain("en")


# --- the cooperative as a group ----------------------------------------------------------------


@pytest.mark.parametrize("amount", [-1, 1.5, "5"])
def test_a_payment_handed_in_that_is_no_amount_is_refused_as_a_payment(amount: Any) -> None:
    whole = cooperative(members=[kj.Member(ref="M-1", enrolments=[TRADER])])

    with pytest.raises(kj.errors.InvalidAmountError, match=r"^paid must be"):
        kj.contributions.collective_bill(whole, JULY, paid={"M-1": amount})


def test_a_collective_bill_cites_the_article_of_groups() -> None:
    whole = cooperative(members=[kj.Member(ref="M-1", enrolments=[TRADER])])
    total = kj.contributions.collective_bill(whole, JULY).statement().totals[0]

    assert [citation.source for citation in total.citations]


# --- the price of gaps ------------------------------------------------------------------------


def test_the_price_of_gaps_names_the_cooperative_and_what_to_do() -> None:
    whole = cooperative(members=[kj.Member(ref="M-1")])
    cover = kj.coverage.covered_on(whole, dt.date(2025, 7, 3))
    prices = kj.contributions.gap_prices(cover, JULY)

    assert "KDMP Pejaten" in prices.explain("en").splitlines()[0]
    assert [(line.code, "Give income" in line.remedy) for line in prices.lines] == [
        ("missing-fact", True)
    ]


def test_a_gap_is_priced_for_the_sector_that_is_given() -> None:
    """In November 2026 the relief of half JKK and JKM asks for sector, group and funding."""
    whole = cooperative(members=[kj.Member(ref="M-1")])
    cover = kj.coverage.covered_on(whole, dt.date(2026, 11, 3))
    month = kj.Month(2026, 11)
    prices = kj.contributions.gap_prices(cover, month, income=0, sector="other", funding="self")

    known = [line.assessment.enrolment for line in prices.lines if line.assessment]
    assert [getattr(enrolment, "sector", None) for enrolment in known] == [kj.Sector.OTHER]
