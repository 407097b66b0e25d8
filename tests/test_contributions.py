"""Behaviour of assessments, due dates, bills and the fund view beyond the published cases."""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs
import pytest
from tests.fixed_law import LAW, WEEKENDS, read_by
from tests.people import VILLAGE

import kopdes_jamsos as kj
from kopdes_jamsos.law.levies import read_levy

NOVEMBER = kj.Month(2026, 11)


def bpu(**facts: Any) -> kj.BPUEnrolment:
    return kj.BPUEnrolment(**{"income": 1_000_000, "programs": {kj.JKK, kj.JKM}, **facts})


def pu(*programs: kj.Program, **facts: Any) -> kj.PUEnrolment:
    return kj.PUEnrolment(**{"wage": 5_000_000, "programs": programs, **facts})


INDEPENDENT = {"group": "independent", "sector": "other", "funding": "self"}


class TestFactsAreAskedForOnlyWhereTheyDecide:
    def test_outside_every_relief_nothing_is_asked(self) -> None:
        assert kj.assess(bpu(), kj.Month(2025, 7)).total == 16_800

    @pytest.mark.parametrize(
        "facts,missing",
        [
            ({}, ("group", "funding")),
            ({"group": "independent"}, ("funding",)),
            ({"funding": "self"}, ("group",)),
        ],
    )
    def test_inside_one_the_missing_facts_are_named(
        self, facts: dict[str, Any], missing: tuple[str, ...]
    ) -> None:
        with pytest.raises(kj.errors.MissingFactError) as refusal:
            kj.assess(bpu(**facts), NOVEMBER)
        assert refusal.value.value == missing

    def test_the_sector_decides_only_while_one_sector_alone_has_relief(self) -> None:
        enrolment = bpu(group="independent", funding="self")
        assert kj.assess(enrolment, NOVEMBER).total == 8_400
        with pytest.raises(kj.errors.MissingFactError) as refusal:
            kj.assess(enrolment, kj.Month(2026, 2))
        assert refusal.value.value == ("sector",)

    @pytest.mark.parametrize(
        "facts",
        [{"group": "employer"}, {"group": "unwaged"}, {"funding": "region"}, {"funding": "state"}],
    )
    def test_a_fact_that_rules_the_relief_out_is_enough(self, facts: dict[str, Any]) -> None:
        assert kj.assess(bpu(**facts), NOVEMBER).total == 16_800

    def test_jkk_of_a_wage_earner_needs_the_risk_class(self) -> None:
        with pytest.raises(kj.errors.MissingFactError) as refusal:
            kj.assess(pu(kj.JKK), NOVEMBER)
        assert refusal.value.value == ("risk_class",)
        assert kj.assess(pu(kj.JKM), NOVEMBER).total == 15_000


class TestReadings:
    @pytest.mark.parametrize("group", ["employer", "unwaged"])
    def test_the_relief_as_practised_reaches_groups_a_and_c_and_is_named(self, group: str) -> None:
        enrolment = bpu(**{**INDEPENDENT, "group": group})
        by_the_text = kj.assess(enrolment, NOVEMBER)
        practised = kj.assess(enrolment, NOVEMBER, law=read_by(practised=True))
        doubt = () if group == "employer" else ("unwaged-own-registration",)
        assert by_the_text.total == 16_800
        assert by_the_text.assumptions == (*doubt, "relief-group")
        assert practised.total == 8_400
        assert practised.assumptions == (*doubt, "relief-as-practised")

    @pytest.mark.parametrize("month, named", [(kj.Month(2025, 1), False), (NOVEMBER, True)])
    def test_group_c_pays_by_its_band_and_the_other_text_is_named(
        self, month: kj.Month, named: bool
    ) -> None:
        """PP 44/2015 Lampiran II, band 1: JKK 1 % of 1,000,000, JKM 6,800.

        Permenaker 1/2025 (24 February 2025) Pasal 45: the employer's rate on the lowest wage.
        """
        found = kj.assess(bpu(**{**INDEPENDENT, "group": "unwaged", "income": 0}), month)
        assert (found.of(kj.JKK), found.of(kj.JKM)) == (10_000, 6_800)
        assert ("unwaged-own-registration" in found.assumptions) is named
        place = "Permenaker 1/2025 Pasal I angka 24 dan angka 25 (Pasal 35 dan Pasal 45)"
        assert (place in [str(each) for each in found.citations]) is named

    def test_the_village_budget_is_not_public_money_unless_said(self) -> None:
        enrolment = bpu(**{**INDEPENDENT, "funding": "village"})
        relieved = kj.assess(enrolment, NOVEMBER)
        full = kj.assess(enrolment, NOVEMBER, law=read_by(public=True))
        assert (relieved.total, relieved.assumptions) == (8_400, ("village-funding",))
        assert (full.total, full.assumptions) == (16_800, ("village-funding-public",))

    def test_unsettled_arrears_lose_the_relief_of_2020(self) -> None:
        month = kj.Month(2020, 10)
        assumed = kj.assess(bpu(), month)
        assert (assumed.total, assumed.assumptions) == (168, ("relief-settled",))
        settled = kj.assess(bpu(settled=True), month)
        assert (settled.total, settled.assumptions) == (168, ())
        assert kj.assess(bpu(settled=False), month).total == 16_800


class TestPensionAge:
    BORN = dt.date(1967, 5, 20)  # 59 on 20 May 2026

    def test_jp_ends_with_the_month_in_which_pension_age_is_reached(self) -> None:
        worker = pu(kj.JP, birth_date=self.BORN)
        assert kj.assess(worker, kj.Month(2026, 5)).total == 150_000
        after = kj.assess(worker, kj.Month(2026, 6))
        assert (after.total, after.assumptions) == (0, ("jp-after-pension-age",))
        assert "usia pensiun" in after.explain("id")

    def test_who_defers_pays_three_years_longer(self) -> None:
        worker = pu(kj.JP, birth_date=self.BORN, pension_deferred=True)
        assert kj.assess(worker, kj.Month(2026, 12)).total == 150_000
        law = kj.LAW.carried_forward(kj.Month(2029, 12))
        assert kj.assess(worker, kj.Month(2029, 5), law=law).total == 150_000
        assert kj.assess(worker, kj.Month(2029, 6), law=law).total == 0

    @pytest.mark.parametrize(
        "born,last",
        [
            (dt.date(1962, 12, 31), kj.Month(2018, 12)),
            (dt.date(1963, 1, 1), kj.Month(2020, 1)),
            (dt.date(1964, 12, 31), kj.Month(2021, 12)),
            (dt.date(1965, 1, 1), kj.Month(2023, 1)),
        ],
    )
    def test_whoever_reached_an_age_before_a_step_stays_past_it(
        self, born: dt.date, last: kj.Month
    ) -> None:
        worker = pu(kj.JP, birth_date=born)
        assert kj.assess(worker, last).total > 0
        assert kj.assess(worker, last + 1).total == 0


class TestRegistrationAge:
    @pytest.mark.parametrize("born,ok", [(dt.date(1960, 7, 3), False), (dt.date(1960, 7, 4), True)])
    def test_a_bpu_registers_while_younger_than_65(self, born: dt.date, ok: bool) -> None:
        enrolment = bpu(birth_date=born, registered_on=dt.date(2025, 7, 3))
        if ok:
            assert kj.assess(enrolment, kj.Month(2025, 7)).total == 16_800
        else:
            with pytest.raises(kj.errors.AgeLimitError) as refusal:
                kj.assess(enrolment, kj.Month(2025, 7))
            assert refusal.value.code == "age-limit"

    def test_who_registered_in_time_may_stay(self) -> None:
        enrolment = bpu(birth_date=dt.date(1960, 1, 1), registered_on=dt.date(2024, 12, 31))
        stayed = kj.assess(enrolment, kj.Month(2025, 7))
        assert (stayed.total, stayed.assumptions) == (16_800, ())
        assert stayed.evidence is kj.Evidence.TEXT

    @pytest.mark.parametrize("registered_on", [None, dt.date(2010, 1, 1)])
    def test_without_a_known_age_at_registration_the_result_says_so(
        self, registered_on: dt.date | None
    ) -> None:
        old = bpu(birth_date=dt.date(1945, 1, 1), registered_on=registered_on)
        young = bpu(birth_date=dt.date(1970, 1, 1), registered_on=registered_on)
        assert kj.assess(old, kj.Month(2025, 7)).assumptions == ("bpu-age-not-given",)
        assert kj.assess(young, kj.Month(2025, 7)).assumptions == ()

    @pytest.mark.parametrize(
        "facts",
        [
            {"registered_on": dt.date(2025, 8, 1)},
            {"birth_date": dt.date(2025, 8, 1)},
        ],
    )
    def test_dates_after_the_month_are_refused(self, facts: dict[str, Any]) -> None:
        with pytest.raises(kj.errors.InvalidFactError):
            kj.assess(bpu(**facts), kj.Month(2025, 7))

    def test_a_registration_before_birth_is_refused(self) -> None:
        with pytest.raises(kj.errors.InvalidFactError):
            bpu(birth_date=dt.date(1990, 1, 2), registered_on=dt.date(1990, 1, 1))


class TestJkp:
    NEEDED = (kj.JKK, kj.JKM, kj.JHT)

    def test_it_needs_the_programmes_of_its_scale(self) -> None:
        with pytest.raises(kj.errors.ProgramNotOpenError) as refusal:
            kj.assess(pu(kj.JKP, kj.JKK, risk_class=1), NOVEMBER)
        assert refusal.value.value == [kj.JHT, kj.JKM]
        small = pu(*self.NEEDED, kj.JKP, risk_class=1, scale="small")
        assert kj.assess(small, NOVEMBER).assumptions == ("jkp-entitled",)
        with pytest.raises(kj.errors.ProgramNotOpenError) as refusal:
            kj.assess(attrs.evolve(small, scale="large"), NOVEMBER)
        assert refusal.value.value == [kj.JP]

    @pytest.mark.parametrize("born,ok", [(dt.date(1970, 5, 1), False), (dt.date(1970, 5, 2), True)])
    def test_it_is_for_those_registered_while_younger_than_54(
        self, born: dt.date, ok: bool
    ) -> None:
        worker = pu(
            *self.NEEDED,
            kj.JKP,
            risk_class=1,
            birth_date=born,
            registered_on=dt.date(2024, 5, 1),
        )
        if ok:
            assert kj.assess(worker, NOVEMBER).of(kj.JKP) == 0
        else:
            with pytest.raises(kj.errors.AgeLimitError):
                kj.assess(worker, NOVEMBER)


class TestWhatIf:
    def test_a_changed_relief_is_named(self) -> None:
        law = kj.LAW.with_change(
            "relief.bpu_other", kj.percent(50), since=kj.Month(2027, 1), until=kj.Month(2027, 6)
        )
        relieved = kj.assess(bpu(**INDEPENDENT), kj.Month(2027, 2), law=law)
        assert (relieved.total, relieved.assumptions) == (8_400, ("what-if",))

    def test_a_changed_class_leaves_the_others_as_they_are(self) -> None:
        law = kj.LAW.with_change("jkk.rate_pu.very_low", kj.percent(1), since=NOVEMBER)
        (other,) = kj.assess(pu(kj.JKK, risk_class=3), NOVEMBER, law=law).lines
        (changed,) = kj.assess(pu(kj.JKK, risk_class=1), NOVEMBER, law=law).lines
        assert (other.amount, other.assumptions) == (44_500, ())
        assert str(other.citations[0]).startswith("PP 44/2015 Pasal 16")
        assert (changed.amount, changed.assumptions) == (50_000, ("what-if",))
        assert str(changed.citations[0]) == "what-if jkk-pu"
        rates = law.value("jkk.rate_pu", NOVEMBER)
        assert rates.entry(kj.RiskClass.VERY_LOW).assumption == "what-if"
        assert rates.entry(kj.RiskClass.LOW).assumption == ""

    def test_equal_books_are_equal(self) -> None:
        day = dt.date(2026, 1, 1)
        assert kj.LAW.as_known(day) == kj.LAW.as_known(day) != kj.LAW


class TestAssess:
    def test_jkp_is_a_zero_line_with_its_reason(self) -> None:
        programs = (kj.JKK, kj.JKM, kj.JHT, kj.JP, kj.JKP)
        assessment = kj.assess(pu(*programs, risk_class=1), NOVEMBER)
        assert assessment.of(kj.JKP) == 0
        assert "JKP tidak menambah tagihan" in assessment.explain("id")
        with pytest.raises(kj.errors.BeforeDataError):
            kj.assess(pu(*programs, risk_class=1), kj.Month(2021, 1))

    def test_in_the_months_of_2020_jp_may_be_deferred_and_stays_owed(self) -> None:
        assessment = kj.assess(pu(kj.JP, birth_date=dt.date(1990, 1, 1)), kj.Month(2020, 10))
        assert assessment.total == 150_000
        assert "99 %" in assessment.explain("en")

    def test_a_wage_of_nil_is_named(self) -> None:
        assessment = kj.assess(pu(kj.JKM, wage=0), NOVEMBER)
        assert assessment.total == 0
        assert "upah nol" in assessment.explain("id")

    def test_construction_on_known_wages(self) -> None:
        assessment = kj.assess(kj.ConstructionEnrolment(wages=100_000_000), NOVEMBER)
        assert (assessment.of(kj.JKK), assessment.of(kj.JKM)) == (1_740_000, 300_000)
        with pytest.raises(kj.errors.NoRuleError):
            assessment.due_date()
        assert "Batas waktu" in assessment.explain("id")

    def test_a_rounded_line_names_the_convention(self) -> None:
        exact = kj.assess(pu(kj.JKM, wage=1_000_000), NOVEMBER)
        rounded = kj.assess(pu(kj.JKM, wage=1_000_001), NOVEMBER)
        assert (exact.assumptions, rounded.assumptions) == ((), ("round-line",))

    def test_an_income_between_two_bands_stays_in_the_lower_one(self) -> None:
        between = kj.assess(bpu(income=1_099_500), kj.Month(2025, 7))
        assert (between.total, between.assumptions) == (16_800, ("band-gap",))

    def test_an_unannounced_ceiling_is_refused_and_can_be_carried_forward(self) -> None:
        worker, month = pu(kj.JP, birth_date=dt.date(1990, 1, 1)), kj.Month(2027, 3)
        with pytest.raises(kj.errors.NotAnnouncedError) as refusal:
            kj.assess(worker, month, law=LAW)
        assert "carried_forward" in refusal.value.remedy
        carried = kj.assess(worker, month, law=LAW.carried_forward(month))
        assert carried.assumptions == ("carried-forward",)
        assert carried.evidence is kj.Evidence.CONVENTION

    def test_what_was_known_on_a_day_can_be_replayed(self) -> None:
        worker = pu(kj.JKK, wage=100_000_000, risk_class=1, labour_intensive=True)
        august = kj.Month(2025, 8)
        assert kj.assess(worker, august).total == 120_000
        known = kj.LAW.as_known(dt.date(2025, 8, 20))
        assert kj.assess(worker, august, law=known).total == 240_000

    @pytest.mark.parametrize(
        "enrolment,month,law",
        [
            (None, NOVEMBER, kj.LAW),
            (bpu(), "11/2026", kj.LAW),
            (bpu(), NOVEMBER, None),
            (bpu(), kj.Month(2015, 6), kj.LAW),
        ],
        ids=["enrolment", "month", "law", "before the data"],
    )
    def test_bad_input_is_refused(self, enrolment: Any, month: Any, law: Any) -> None:
        with pytest.raises(kj.KopdesJamsosError):
            kj.assess(enrolment, month, law=law)

    def test_bad_questions_are_refused(self) -> None:
        assessment: Any = kj.assess(bpu(), kj.Month(2025, 7))
        with pytest.raises(kj.errors.UnknownProgramError):
            assessment.of("JPK")
        with pytest.raises(kj.errors.UnknownChoiceError):
            assessment.paid_by("bank")
        for arguments in (("fr",), ("id", "pdf"), (1,), ("id", None)):
            with pytest.raises(kj.errors.UnknownChoiceError):
                assessment.explain(*arguments)
        with pytest.raises(kj.errors.NoRuleError):
            assessment.due_date(kj.JHT)


class TestDueDates:
    @pytest.mark.parametrize(
        "enrolment,month,program,day",
        [
            # PU: the 15th of the next month; 15 June 2025 and 15 March 2026 are Sundays.
            (pu(kj.JHT), kj.Month(2025, 5), kj.JHT, dt.date(2025, 6, 16)),
            (pu(kj.JP), kj.Month(2025, 5), kj.JP, dt.date(2025, 6, 15)),
            (pu(kj.JKM), kj.Month(2026, 2), kj.JKM, dt.date(2026, 3, 16)),
            # BPU: the 15th of the same month, JHT of the next; 15 November 2026 is a Sunday.
            (bpu(), kj.Month(2025, 7), kj.JKK, dt.date(2025, 7, 15)),
            (bpu(programs={kj.JHT}), kj.Month(2025, 7), kj.JHT, dt.date(2025, 8, 15)),
            # PP 49/2020: the 30th, moved to the working day before; not where due the same month.
            (pu(kj.JHT), kj.Month(2020, 9), kj.JHT, dt.date(2020, 10, 30)),
            (pu(kj.JHT), kj.Month(2020, 12), kj.JHT, dt.date(2021, 1, 29)),
            (bpu(), kj.Month(2020, 9), kj.JKM, dt.date(2020, 9, 15)),
            (pu(kj.JHT), kj.Month(2021, 1), kj.JHT, dt.date(2021, 2, 26)),
        ],
    )
    def test_due_dates(
        self, enrolment: kj.Enrolment, month: kj.Month, program: kj.Program, day: dt.date
    ) -> None:
        assert kj.assess(enrolment, month).due_date(program) == day

    def test_a_month_without_the_day_names_the_convention(self) -> None:
        january = kj.assess(pu(kj.JHT), kj.Month(2021, 1), law=WEEKENDS)
        (due,) = january.due_dates()
        assert due.assumptions == ("due-short-month", "due-next-working-day", "due-weekends-only")
        assert due.printed == dt.date(2021, 2, 28)

    def test_without_a_programme_the_earliest_counts(self) -> None:
        enrolment = bpu(programs={kj.JKK, kj.JHT})
        assert kj.assess(enrolment, kj.Month(2025, 7)).due_date() == dt.date(2025, 7, 15)


class TestFundView:
    PROGRAMS = (kj.JKK, kj.JKM, kj.JHT, kj.JP, kj.JKP)

    @pytest.mark.parametrize(
        "month,facts,expected",
        [
            (kj.Month(2021, 2), {}, {"JKP": 11_000, "JKK": 7_000, "JKM": 5_000}),
            (kj.Month(2025, 1), {}, {"JKP": 11_000, "JKK": 7_000, "JKM": 5_000}),
            (kj.Month(2025, 2), {}, {"JKP": 11_000, "JKK": 7_000}),
            (kj.Month(2025, 2), {"labour_intensive": True}, {"JKP": 11_000, "JKK": 6_000}),
            (kj.Month(2026, 2), {"labour_intensive": True}, {"JKP": 11_000, "JKK": 7_000}),
        ],
    )
    def test_shares_are_taken_on_the_wage_up_to_the_ceiling(
        self, month: kj.Month, facts: dict[str, Any], expected: dict[str, int]
    ) -> None:
        worker = pu(*self.PROGRAMS, wage=6_000_000, risk_class=1, **facts)
        view = kj.contributions.fund_view(kj.assess(worker, month))
        assert {line.program.value: line.amount for line in view} == expected
        assert {line.base for line in view} == {5_000_000}

    @pytest.mark.parametrize("enrolment", [pu(kj.JKM), bpu()])
    def test_it_is_for_wage_earners_with_jkp(self, enrolment: kj.Enrolment) -> None:
        with pytest.raises(kj.errors.ProgramNotOpenError):
            kj.contributions.fund_view(kj.assess(enrolment, kj.Month(2025, 7)))


def test_an_age_limit_that_nobody_knew_yet_hides_no_other_refusal() -> None:
    trader = kj.BPUEnrolment(income=0, programs={kj.JKK}, birth_date=dt.date(1990, 1, 1))
    with pytest.raises(kj.errors.BeforeDataError):
        kj.assess(trader, kj.Month(2026, 11), law=kj.LAW.as_known(dt.date(2015, 1, 1)))


def test_a_line_that_rests_on_an_unverified_value_warns() -> None:
    (levy,) = kj.LAW.levies(kj.JKM, kj.Segment.PU, NOVEMBER)
    basis = attrs.evolve(levy.basis, unverified=("jkm.rate_pu",), evidence=kj.Evidence.UNVERIFIED)
    doubtful = attrs.evolve(levy, basis=basis)
    with pytest.warns(kj.errors.UnverifiedRuleWarning, match=r"jkm\.rate_pu"):
        line = read_levy(doubtful, pu(kj.JKM), kj.Month(2025, 7), ())
    assert line.evidence is kj.Evidence.UNVERIFIED


def test_each_of_the_people_of_a_bill_who_rest_on_an_unverified_value_is_warned_of() -> None:
    (levy,) = kj.LAW.levies(kj.JKM, kj.Segment.PU, NOVEMBER)
    basis = attrs.evolve(levy.basis, unverified=("jkm.rate_pu",), evidence=kj.Evidence.UNVERIFIED)
    book = kj.LawBook()
    book._levies[kj.JKM, kj.Segment.PU, NOVEMBER.ordinal] = (attrs.evolve(levy, basis=basis),)
    people = [kj.Officer(role="ketua", enrolments=[pu(kj.JKM)]) for _ in range(2)]
    kdmp = attrs.evolve(TestBill.COOPERATIVE, officers=people, members=[])
    with pytest.warns(kj.errors.UnverifiedRuleWarning, match=r"jkm\.rate_pu") as caught:
        kj.bill(kdmp, NOVEMBER, law=book)
    assert len(caught) == 2


class TestBill:
    COOPERATIVE = kj.Cooperative(
        name="KDMP <Pejaten> & Co",
        kind="KDMP",
        village=VILLAGE,
        officers=[
            kj.Officer(ref="o1", role="ketua", enrolments=[bpu(), pu(kj.JKM, kj.JHT)]),
            kj.Officer(ref="o2", role="sekretaris"),
            kj.Officer(ref="o3", role="bendahara", enrolments=[pu(kj.JKK)]),
        ],
        supervisors=[kj.Supervisor(ref="s1", role="ketua", elsewhere="village")],
    )
    BILL = kj.bill(COOPERATIVE, kj.Month(2025, 7))

    def test_totals_by_programme_payer_and_person(self) -> None:
        assert dict(self.BILL.by_program) == {kj.JKK: 10_000, kj.JKM: 21_800, kj.JHT: 285_000}
        assert dict(self.BILL.by_payer) == {
            kj.Payer.EMPLOYER: 200_000,
            kj.Payer.WORKER: 100_000,
            kj.Payer.PARTICIPANT: 16_800,
        }
        assert self.BILL.total == 316_800
        assert [self.BILL.of(person) for person in self.COOPERATIVE.people()] == [316_800, 0, 0, 0]

    def test_nobody_is_lost(self) -> None:
        assert [(entry.person.ref, entry.code) for entry in self.BILL.uncovered] == [
            ("o2", "no-enrolment"),
            ("o3", "missing-fact"),
            ("s1", "covered-elsewhere"),
        ]
        assert all(entry.reason("id") and entry.remedy("id") for entry in self.BILL.uncovered)

    def test_a_programme_is_due_on_a_day_for_each_segment(self) -> None:
        dues = [(due.day, due.program) for due in self.BILL.due_dates()]
        assert dues == [
            (dt.date(2025, 7, 15), kj.JKK),
            (dt.date(2025, 7, 15), kj.JKM),
            (dt.date(2025, 8, 15), kj.JKM),
            (dt.date(2025, 8, 15), kj.JHT),
        ]
        assert {day for day, _ in dues} == {
            each.day for one in self.BILL.assessments for each in one.due_dates()
        }

    def test_what_the_person_and_the_cooperative_are_is_used(self) -> None:
        born = dt.date(1950, 1, 1)
        employee = kj.Employee(
            ref="e", birth_date=born, enrolments=[pu(kj.JKK, kj.JKM, kj.JHT, kj.JP)]
        )
        whole = attrs.evolve(
            self.COOPERATIVE, officers=(), employees=[employee], risk_class=1, scale="micro"
        )
        (entry,) = kj.bill(whole, kj.Month(2025, 7)).entries
        assert entry.assessment.of(kj.JP) == 0
        assert entry.assessment.of(kj.JKK) == 12_000
        (enrolment,) = employee.enrolments
        other = attrs.evolve(enrolment, birth_date=dt.date(1951, 1, 1))
        torn = attrs.evolve(whole, employees=[attrs.evolve(employee, enrolments=[other])])
        assert [entry.code for entry in kj.bill(torn, NOVEMBER).uncovered][1:] == ["invalid-fact"]

    def test_two_enrolments_as_bpu_are_refused(self) -> None:
        twice = kj.Member(ref="m", enrolments=[bpu(), bpu(income=2_000_000)])
        whole = attrs.evolve(self.COOPERATIVE, officers=(), supervisors=(), members=[twice])
        codes = [entry.code for entry in kj.bill(whole, kj.Month(2025, 7)).uncovered]
        assert codes == ["invalid-fact", "invalid-fact"]

    def test_a_stranger_has_no_place_on_the_bill(self) -> None:
        with pytest.raises(kj.errors.InvalidFactError):
            self.BILL.of(kj.Member(ref="stranger"))
        copy = attrs.evolve(next(iter(self.COOPERATIVE.people())))
        assert self.BILL.of(copy) == 316_800

    def test_it_names_articles_people_and_who_is_missing(self) -> None:
        text = self.BILL.explain("id")
        assert "JKM  2 " not in text  # one person with two enrolments is one person
        assert "PP 44/2015 Pasal 18" in text
        assert "(data yang menentukan belum lengkap): o3." in text

    def test_it_explains_itself_and_escapes_names(self) -> None:
        text, markdown = self.BILL.explain("id"), self.BILL.explain("en", "markdown")
        assert "Rp316.800" in text
        assert "Rp316,800" in markdown
        page = self.BILL._repr_html_()
        assert "&lt;Pejaten&gt; &amp; Co" in page
        assert "<script" not in page

    @pytest.mark.parametrize("arguments", [(None, NOVEMBER), (COOPERATIVE, None)])
    def test_bad_input_is_refused(self, arguments: tuple[Any, Any]) -> None:
        with pytest.raises(kj.KopdesJamsosError):
            kj.bill(*arguments)
        with pytest.raises(kj.errors.InvalidFactError):
            kj.bill(self.COOPERATIVE, NOVEMBER, law=None)  # type: ignore[arg-type]  # that is the point

    def test_an_empty_cooperative_owes_nothing(self) -> None:
        bare = attrs.evolve(self.COOPERATIVE, officers=(), supervisors=())
        empty = kj.bill(bare, NOVEMBER)
        assert (empty.total, empty.entries, empty.uncovered) == (0, (), ())
        assert "Rp0" in empty.explain("id")
