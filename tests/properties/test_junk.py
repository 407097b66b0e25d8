"""Junk for every public callable: only valid objects and our errors come out."""

import datetime as dt
import enum
import inspect
import math
import re
import tempfile
import typing
import warnings
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from types import ModuleType, NoneType, UnionType
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.people import VILLAGE

import kopdes_jamsos as kj
from kopdes_jamsos.testing import enrolments

pytestmark = pytest.mark.broad

MONTH = kj.Month(2026, 11)
DAY = dt.date(1990, 8, 17)
NIK = kj.Nik("3604991708909999")
WORKER = kj.PUEnrolment(wage=5_000_000, programs={kj.JKK, kj.JKM, kj.JHT, kj.JKP}, risk_class=1)
ASSESSMENT = kj.assess(WORKER, MONTH)
PERSON: dict[str, object] = {
    "ref": "A-1",
    "name": "Ani Contoh",
    "nik": NIK,
    "birth_date": DAY,
    "enrolments": [WORKER],
    "elsewhere": "village",
    "sex": "P",
    "village_post": "none",
}
OFFICER = kj.Officer(ref="A-1", role="ketua", enrolments=[WORKER])
COOPERATIVE: dict[str, object] = {
    "name": "KDMP Pejaten",
    "kind": "KDMP",
    "village": VILLAGE,
    "scale": "micro",
    "risk_class": 1,
    "officers": [OFFICER],
    "supervisors": [kj.Supervisor(ref="A-2", role="anggota")],
    "employees": [kj.Employee(ref="A-3")],
    "members": [kj.Member(ref="A-4")],
    "employs": True,
    "family_ties": [("A-1", "A-2")],
    "cooperative_number": "1",
    "legal_entity_number": "2",
    "nib": "3",
    "npwp": "4",
    "npp": "5",
}
PEJATEN = kj.Cooperative(name="KDMP Pejaten", kind="KDMP", village=VILLAGE, officers=[OFFICER])
BILL = kj.bill(PEJATEN, MONTH)
UNCOVERED = kj.contributions.Uncovered(person=kj.Member(), code="no-enrolment")
FINDING = kj.identity.Finding(code="sex-differs", severity="warning")
PROPOSAL = kj.coverage.propose_segment(OFFICER, PEJATEN)
PAYMENT = kj.Payment(MONTH, MONTH.first_day)
LATENESS = kj.lateness(ASSESSMENT, paid_on=MONTH.first_day)
COVER = kj.coverage.covered_on(PEJATEN, MONTH.first_day)
# Ended: nobody asks for what is owed thousands of years later.
ENDED = kj.Participation.paid_through(WORKER, since=MONTH, months=1, ended=MONTH.last_day)
PARTICIPATION = kj.Participation.paid_through(WORKER, since=MONTH, months=3)
REPORT = PARTICIPATION.report(MONTH.last_day)
EVENT_DAY = dt.date(2026, 11, 20)
ACCIDENT = kj.WorkAccident(EVENT_DAY)
DEATH = kj.Death(EVENT_DAY, work_related=False)
CHILD = kj.Child(stage="SD6")
FAMILY = kj.Family(spouses=1)
TRADER = kj.Participation.paid_through(
    kj.BPUEnrolment(income=1_000_000, programs={kj.JKK, kj.JKM}),
    since=kj.Month(2025, 12),
    months=12,
)
ENTITLEMENT = kj.entitle(DEATH, TRADER)
OWED = kj.entitle(kj.Death(MONTH.last_day, work_related=False), PARTICIPATION)
RECONCILIATION = kj.benefits.reconcile(42_000_000, on=EVENT_DAY)
PROJECT = kj.assess(kj.ConstructionEnrolment(contract_value=180_000_000), kj.Month(2026, 7))
PROJECT_DAYS: dict[str, Any] = {
    "ordered_on": dt.date(2026, 7, 1),
    "starts_on": dt.date(2026, 7, 6),
    "ends_on": dt.date(2026, 11, 30),
    "user_pays_on": EVENT_DAY,
}
BUILDING = kj.contributions.construction_plan(PROJECT, **PROJECT_DAYS)
HARM: dict[str, object] = {
    "on": EVENT_DAY,
    "transport": {"land": 1_000_000},
    "medical_cost": 1,
    "home_care": 1,
    "home_care_months": 1,
    "incapacity_months": 14,
    "incapacity_days": 3,
    "incapacity_spells": [],
    "wages_paid": 1,
    "injuries": [kj.Injury("smell")],
    "left_handed": True,
    "prosthesis": 1,
    "prosthesis_reference": 1,
    "denture": 1,
    "hearing_aid": 1,
    "spectacles": 1,
    "membership": 0,
}
BY_WORK: dict[str, object] = {"on": EVENT_DAY, "work_related": True, "accident": ACCIDENT}

POLICY = kj.Policy(start=kj.Month(2025, 1), months=2, programs={kj.JKK, kj.JKM}, shares="village")
PEOPLE = kj.Headcount(role="member", count=3, income=0)
PLAN = kj.Scenario(population=PEOPLE, policy=POLICY)
ASKED = kj.questions.Contribution(enrolment=WORKER, month=MONTH)

# Name: what to call, arguments that it takes, and the kind of what comes out.


def shown_in(name: kj.wording.Language) -> str:
    """The language within a block."""
    with kj.display.language(name):
        return str(kj.display.current_language())


def shown_from_now_on(name: kj.wording.Language) -> str:
    """The language once it is set; set back for other tests."""
    try:
        kj.display.set_language(name)
        return str(kj.display.current_language())
    finally:
        kj.display.set_language("id")


CALLS: dict[str, tuple[Callable[..., object], dict[str, object], Any]] = {
    # vocabulary
    "Month": (kj.Month, {"year": 2026, "month": 11}, kj.Month),
    "Month.parse": (kj.Month.parse, {"text": "2026-11"}, kj.Month),
    "Month.of": (kj.Month.of, {"day": DAY}, kj.Month),
    "Month.from_ordinal": (kj.Month.from_ordinal, {"ordinal": 24_000}, kj.Month),
    "Rate": (kj.Rate, {"ppm": 2400}, kj.Rate),
    "Rate.of": (kj.percent("0.24").of, {"amount": 5_000_000}, int),
    "percent": (kj.percent, {"value": "0.24"}, kj.Rate),
    "Nik": (kj.Nik, {"digits": NIK.digits}, kj.Nik),
    "Nik.birth_date": (NIK.birth_date, {"on": MONTH.first_day}, dt.date),
    "Nik.findings": (
        NIK.findings,
        {"birth_date": DAY, "sex": "L"},
        tuple[kj.identity.Finding, ...],
    ),
    "VillageCode": (kj.VillageCode, {"code": "36.04.05.2003"}, kj.VillageCode),
    "VillageCode.parse": (kj.VillageCode.parse, {"text": "3604052003"}, kj.VillageCode),
    "as_month": (kj.months.as_month, {"value": "2026-11"}, kj.Month),
    "as_date": (kj.months.as_date, {"value": "2026-11-29"}, dt.date),
    "as_nik": (kj.identity.as_nik, {"value": NIK.digits}, kj.Nik),
    "as_village": (kj.identity.as_village, {"value": "36.04.05.2003"}, kj.VillageCode),
    "choose": (kj.choices.choose, {"kind": kj.Funding, "value": "Desa"}, enum.Enum),
    # enrolments, people, cooperatives
    "PUEnrolment": (
        kj.PUEnrolment,
        {
            "wage": 5_000_000,
            "programs": {kj.JKK, kj.JP},
            "risk_class": 1,
            "birth_date": DAY,
            "labour_intensive": True,
            "pension_deferred": False,
            "settled": True,
        },
        kj.PUEnrolment,
    ),
    "BPUEnrolment": (
        kj.BPUEnrolment,
        {
            "income": 1_000_000,
            "programs": ["JKK", "JKM"],
            "group": "independent",
            "sector": "other",
            "funding": "self",
            "birth_date": DAY,
            "registered_on": MONTH.first_day,
            "settled": None,
        },
        kj.BPUEnrolment,
    ),
    "ConstructionEnrolment": (
        kj.ConstructionEnrolment,
        {"contract_value": 180_000_000, "wages": None, "programs": {kj.JKK}, "settled": None},
        kj.ConstructionEnrolment,
    ),
    "Person": (kj.Person, PERSON, kj.Person),
    "Officer": (
        kj.Officer,
        {**PERSON, "role": "ketua", "term_begins": DAY, "term_ends": DAY},
        kj.Officer,
    ),
    "Supervisor": (
        kj.Supervisor,
        {**PERSON, "role": "anggota"},
        kj.Supervisor,
    ),
    "Employee": (kj.Employee, {**PERSON, "position": "kasir"}, kj.Employee),
    "Member": (kj.Member, PERSON, kj.Member),
    "Cooperative": (kj.Cooperative, COOPERATIVE, kj.Cooperative),
    # contributions
    "assess": (
        kj.assess,
        {"enrolment": WORKER, "month": MONTH, "law": kj.LAW},
        kj.Assessment,
    ),
    "Assessment.of": (ASSESSMENT.of, {"program": kj.JKK}, int),
    "Assessment.paid_by": (ASSESSMENT.paid_by, {"payer": kj.Payer.WORKER}, int),
    "Assessment.due_date": (
        ASSESSMENT.due_date,
        {"program": kj.JKK},
        dt.date,
    ),
    "Assessment.explain": (ASSESSMENT.explain, {"language": "id", "form": "html"}, str),
    "bill": (
        kj.bill,
        {"cooperative": PEJATEN, "month": MONTH, "law": kj.LAW},
        kj.Bill,
    ),
    "Bill.of": (BILL.of, {"person": OFFICER}, int),
    "Bill.explain": (BILL.explain, {"language": "en", "form": "markdown"}, str),
    "fund_view": (
        kj.contributions.fund_view,
        {"assessment": ASSESSMENT},
        tuple[kj.contributions.Line, ...],
    ),
    "propose_segment": (
        kj.coverage.propose_segment,
        {"person": OFFICER, "cooperative": PEJATEN},
        kj.coverage.Proposal,
    ),
    "labour_conditions": (
        kj.coverage.labour_conditions,
        {
            "month": kj.Month(2025, 3),
            "industry": "toys",
            "active_workers": 50,
            "settled_up_to": kj.Month(2025, 1),
            "law": kj.LAW,
        },
        kj.coverage.LabourConditions,
    ),
    "wage_base": (
        kj.wage_base,
        {
            "basic": 3_000_000,
            "fixed_allowances": 1,
            "weather_dependent": False,
            "month": MONTH,
            "programs": [kj.JKK],
            "law": kj.LAW,
        },
        kj.contributions.WageBase,
    ),
    "wage_base of pieces": (
        kj.wage_base,
        {"piece": {MONTH - 1: 1, MONTH - 2: 2, MONTH - 3: 3}, "month": MONTH},
        kj.contributions.WageBase,
    ),
    "wage_base of days": (kj.wage_base, {"daily": 1}, kj.contributions.WageBase),
    "trainee_wage": (
        kj.contributions.trainee_wage,
        {"wages": [3_000_000], "month": MONTH, "law": kj.LAW},
        kj.contributions.WageBase,
    ),
    "undeclared": (
        kj.contributions.undeclared,
        {"work": ENDED, "declared": ENDED, "on": MONTH.last_day, "law": kj.LAW},
        kj.contributions.Arrears,
    ),
    "employer_liability": (
        kj.benefits.employer_liability,
        {"as_owed": OWED, "as_declared": OWED, "on": MONTH.last_day},
        kj.benefits.EmployerLiability,
    ),
    "sanctions": (
        kj.coverage.sanctions,
        {
            "duty": "registration",
            "program": kj.JHT,
            "warned_on": EVENT_DAY,
            "warned_again_on": EVENT_DAY + dt.timedelta(days=20),
            "complied_on": EVENT_DAY + dt.timedelta(days=90),
            "contribution": 1,
            "law": kj.LAW,
        },
        kj.coverage.Sanctions,
    ),
    "group_conditions": (
        kj.coverage.group_conditions,
        {
            "on": dt.date(2026, 11, 29),
            "village_letter": True,
            "founded_by_body": False,
            "mandate": True,
            "agreement": True,
            "in_dispute": False,
            "law": kj.LAW,
        },
        kj.coverage.GroupConditions,
    ),
    "Proposal.reason": (PROPOSAL.reason, {"language": "id"}, str),
    "Uncovered.reason": (UNCOVERED.reason, {"language": "id"}, str),
    "Uncovered.remedy": (UNCOVERED.remedy, {"language": "id"}, str),
    "Finding.message": (FINDING.message, {"language": "id"}, str),
    "Finding.remedy": (FINDING.remedy, {"language": "id"}, str),
    "Series.title": (kj.LAW.series("jp.wage_ceiling").title, {"language": "id"}, str),
    "Convention.text": (kj.LAW.convention("band-gap").text, {"language": "id"}, str),
    "DisabilityRow.title": (kj.law.disability_table()[0].title, {"language": "id"}, str),
    "Proposal.override": (
        PROPOSAL.override,
        {"segment": "BPU", "group": "employer"},
        kj.coverage.Proposal,
    ),
    "propose_segments": (
        kj.coverage.propose_segments,
        {"cooperative": PEJATEN, "choices": {"A-1": ("PU", None)}},
        tuple[tuple[object, ...], ...],
    ),
    "segment_prices": (
        kj.contributions.segment_prices,
        {
            "proposal": PROPOSAL,
            "month": MONTH,
            "income": 0,
            "wage": 1_000_000,
            "programs": {kj.JKK},
            "scale": "medium",
            "risk_class": 1,
            "sector": "other",
            "funding": "self",
            "law": kj.LAW,
        },
        kj.contributions.SegmentPrices,
    ),
    # obligations, eligibility, governance
    "obligations": (
        kj.obligations,
        {"scale": "micro", "segment": "PU", "group": None, "month": MONTH, "law": kj.LAW},
        kj.coverage.Obligations,
    ),
    "obligations of trainees": (
        kj.obligations,
        {"trainee": "pupil", "month": MONTH},
        kj.coverage.Obligations,
    ),
    "business_scale": (
        kj.coverage.business_scale,
        {"capital": 5, "sales": 5, "since": DAY, "borrowed": 1, "law": kj.LAW},
        kj.coverage.ScaleAnswer,
    ),
    "eligibility": (
        kj.coverage.eligibility,
        {
            "program": kj.JKP,
            "on": MONTH.first_day,
            "segment": "PU",
            "citizen": True,
            "working_since": DAY,
            "birth_date": DAY,
            "registered_on": MONTH.first_day,
            "pension_deferred": False,
            "scale": "micro",
            "programs": {kj.JKK, kj.JKM, kj.JHT},
            "jkn": "other",
            "law": kj.LAW,
        },
        kj.coverage.Eligibility,
    ),
    "governance_findings": (
        kj.coverage.governance_findings,
        {"cooperative": PEJATEN, "on": MONTH.first_day, "law": kj.LAW},
        tuple[kj.coverage.GovernanceFinding, ...],
    ),
    "covered_on": (
        kj.coverage.covered_on,
        {
            "cooperative": PEJATEN,
            "on": MONTH.last_day,
            "participations": {"A-1": [PARTICIPATION]},
            "law": kj.LAW,
        },
        kj.coverage.CooperativeCover,
    ),
    # lateness, arrears, plans, groups
    "lateness": (
        kj.lateness,
        {
            "owed": ASSESSMENT,
            "paid_on": DAY,
        },
        kj.Lateness,
    ),
    "Lateness.of": (LATENESS.of, {"program": kj.JKK}, int),
    "net_bill": (
        kj.contributions.net_bill,
        {"participations": [PARTICIPATION], "month": MONTH, "on": MONTH.last_day, "law": kj.LAW},
        kj.contributions.NetBill,
    ),
    "refund": (
        kj.contributions.refund,
        {"participation": ENDED, "law": kj.LAW},
        kj.contributions.Refund,
    ),
    "arrears": (
        kj.contributions.arrears,
        {
            "participations": [ENDED],
            "on": MONTH.last_day,
            "law": kj.LAW,
        },
        kj.contributions.Arrears,
    ),
    "construction_plan": (
        kj.contributions.construction_plan,
        {"owed": PROJECT, **PROJECT_DAYS, "stages": 3},
        kj.contributions.ConstructionPlan,
    ),
    "construction_fines": (
        kj.contributions.construction_fines,
        {"plan": BUILDING, "paid_on": {1: dt.date(2026, 8, 4)}},
        kj.contributions.ConstructionFines,
    ),
    "construction_cover": (
        kj.contributions.construction_cover,
        {
            "plan": BUILDING,
            "program": "JKK",
            "on": EVENT_DAY,
            "complete_on": dt.date(2026, 7, 9),
            "paid_on": {1: dt.date(2026, 7, 9)},
        },
        kj.contributions.ConstructionCover,
    ),
    "payment_plan": (
        kj.contributions.payment_plan,
        {"owed": [ASSESSMENT]},
        kj.contributions.PaymentPlan,
    ),
    "collective_bill": (
        kj.contributions.collective_bill,
        {
            "cooperative": PEJATEN,
            "month": MONTH,
            "paid": {"A-1": 5},
            "law": kj.LAW,
        },
        kj.contributions.CollectiveBill,
    ),
    "gap_prices": (
        kj.contributions.gap_prices,
        {
            "cover": COVER,
            "month": MONTH,
            "income": 0,
            "wage": 5,
            "sector": "other",
            "funding": "self",
        },
        kj.contributions.GapPrices,
    ),
    # cover over time
    "Payment": (
        kj.Payment,
        {"month": MONTH, "paid_on": MONTH.first_day, "months": 3},
        kj.Payment,
    ),
    "Participation": (
        kj.Participation,
        {
            "enrolment": WORKER,
            "joined": MONTH.first_day,
            "ended": MONTH.last_day,
            "bases": [(MONTH, 6_000_000)],
            "payments": [PAYMENT],
            "payer": "KDMP-1",
            "number_issued": MONTH.first_day,
        },
        kj.Participation,
    ),
    "Participation.paid_through": (
        kj.Participation.paid_through,
        {"enrolment": WORKER, "since": MONTH, "months": 3, "ended": None, "payer": "A"},
        kj.Participation,
    ),
    "Participation.paid_in_time": (
        ENDED.paid_in_time,
        {"until": MONTH.last_day},
        kj.Participation,
    ),
    "Participation.base": (PARTICIPATION.base, {"month": MONTH}, int),
    "Participation.enrolment_of": (
        PARTICIPATION.enrolment_of,
        {"month": MONTH},
        kj.PUEnrolment,
    ),
    "Participation.allocation": (
        PARTICIPATION.allocation,
        {"law": kj.LAW, "paid_by": DAY},
        kj.coverage.Allocation,
    ),
    "Participation.paid_months": (
        PARTICIPATION.paid_months,
        {"program": kj.JKK, "until": MONTH, "since": None, "paid_by": None, "law": kj.LAW},
        tuple[kj.Month, ...],
    ),
    "Participation.consecutive_months": (
        PARTICIPATION.consecutive_months,
        {"program": kj.JKK, "until": MONTH, "law": kj.LAW},
        int,
    ),
    "Participation.cover": (
        PARTICIPATION.cover,
        {"on": MONTH.first_day, "program": kj.JKK, "law": kj.LAW},
        kj.coverage.Cover,
    ),
    "Participation.report": (
        PARTICIPATION.report,
        {"on": MONTH.first_day, "law": kj.LAW},
        kj.coverage.CoverReport,
    ),
    "covers": (
        kj.coverage.covers,
        {
            "participations": [PARTICIPATION],
            "on": MONTH.first_day,
            "program": kj.JKK,
            "law": kj.LAW,
        },
        tuple[kj.coverage.Cover, ...],
    ),
    "cover_report": (
        kj.coverage.cover_report,
        {"participations": [PARTICIPATION], "on": MONTH.first_day, "law": kj.LAW},
        kj.coverage.CoverReport,
    ),
    "participation_findings": (
        kj.coverage.participation_findings,
        {"participations": [PARTICIPATION], "law": kj.LAW},
        tuple[kj.identity.Finding, ...],
    ),
    "CoverReport.covered": (REPORT.covered, {"program": kj.JKK}, bool),
    "CoverReport.explain": (REPORT.explain, {"language": "id", "form": "html"}, str),
    # events and benefits of JKK and JKM
    "Event": (kj.Event, {"on": EVENT_DAY}, kj.Event),
    "WorkAccident": (kj.WorkAccident, HARM, kj.WorkAccident),
    "OccupationalDisease": (kj.OccupationalDisease, HARM, kj.OccupationalDisease),
    "Death": (kj.Death, BY_WORK, kj.Death),
    "TotalDisability": (kj.TotalDisability, BY_WORK, kj.TotalDisability),
    "Resignation": (kj.Resignation, {"on": EVENT_DAY}, kj.Resignation),
    "ContractEnd": (kj.ContractEnd, {"on": EVENT_DAY}, kj.ContractEnd),
    "PensionAge": (kj.PensionAge, {"on": EVENT_DAY}, kj.PensionAge),
    "SpousePensionEnd": (
        kj.SpousePensionEnd,
        {"on": EVENT_DAY, "remarried": False, "participant_died": DAY},
        kj.SpousePensionEnd,
    ),
    "LeavingIndonesia": (kj.LeavingIndonesia, {"on": EVENT_DAY}, kj.LeavingIndonesia),
    "Injury": (
        kj.Injury,
        {
            "part": "thumb",
            "side": "left",
            "function_loss": kj.percent(50),
            "degree": None,
            "steps": None,
        },
        kj.Injury,
    ),
    "Child": (
        kj.Child,
        {
            "stage": "SD6",
            "birth_date": DAY,
            "married": False,
            "work": "none",
            "studying": True,
            "pu_months": 0,
            "chosen": True,
            "claimed_on": DAY,
            "paid_to": "SD5",
        },
        kj.Child,
    ),
    "Family": (kj.Family, {field.name: 1 for field in attrs.fields(kj.Family)}, kj.Family),
    "entitle": (
        kj.entitle,
        {
            "event": DEATH,
            "participations": [TRADER],
            "children": [CHILD],
            "family": FAMILY,
            "claimed_on": EVENT_DAY,
            "law": kj.LAW,
        },
        kj.Entitlement,
    ),
    "Entitlement.of": (ENTITLEMENT.of, {"program": kj.JKM}, int),
    "Entitlement.explain": (ENTITLEMENT.explain, {"language": "id", "form": "html"}, str),
    "family_statement": (
        kj.benefits.family_statement,
        {"entitlement": ENTITLEMENT, "language": "id", "name": "Ani Contoh", "wrapped": True},
        str,
    ),
    "scholarship_remaining": (
        kj.benefits.scholarship_remaining,
        {"stage": "SD6", "on": EVENT_DAY, "law": kj.LAW},
        int,
    ),
    "scholarship_splits": (
        kj.benefits.scholarship_splits,
        {"total": 163_500_000, "children": 2, "on": EVENT_DAY, "law": kj.LAW},
        tuple[tuple[str, ...], ...],
    ),
    "heirs_of": (kj.benefits.heirs_of, {"family": FAMILY, "program": kj.JKM}, kj.benefits.Heirs),
    "payment_deadline": (
        kj.benefits.payment_deadline,
        {"program": kj.JKM, "complete_on": EVENT_DAY, "law": kj.LAW},
        kj.benefits.PaymentDeadline,
    ),
    "payment_deadline of a month": (
        kj.benefits.payment_deadline,
        {"program": kj.JP, "month": MONTH, "law": kj.LAW},
        kj.benefits.PaymentDeadline,
    ),
    "pension_confirmation": (
        kj.benefits.pension_confirmation,
        {"confirmed_on": EVENT_DAY, "on": EVENT_DAY, "law": kj.LAW},
        kj.benefits.PensionConfirmation,
    ),
    "late_compensation of a month": (
        kj.benefits.late_compensation,
        {"program": kj.JP, "amount": 1, "month": MONTH, "paid_on": EVENT_DAY, "law": kj.LAW},
        int,
    ),
    "late_compensation": (
        kj.benefits.late_compensation,
        {
            "program": kj.JKM,
            "amount": 1,
            "complete_on": EVENT_DAY,
            "paid_on": EVENT_DAY,
            "law": kj.LAW,
        },
        int,
    ),
    "reconcile": (
        kj.benefits.reconcile,
        {
            "total": 42_000_000,
            "on": EVENT_DAY,
            "deaths": 1,
            "wages": [5_000_000],
            "open_wage": True,
            "memberships": 1,
            "children": 0,
            "balance": 0,
            "rest_up_to": 0,
            "law": kj.LAW,
        },
        kj.benefits.Reconciliation,
    ),
    "Reconciliation.explain": (
        RECONCILIATION.explain,
        {"language": "id", "form": "html"},
        str,
    ),
    "binocular_loss": (
        kj.benefits.binocular_loss,
        {"better": kj.percent(80), "worse": kj.percent(40)},
        kj.Rate,
    ),
    # the law
    "LawBook": (kj.LawBook, {"known_on": None, "carried_until": None, "changes": ()}, kj.LawBook),
    "LAW.series": (kj.LAW.series, {"path": "jp.wage_ceiling"}, kj.law.Series),
    "LAW.value": (kj.LAW.value, {"path": "jp.wage_ceiling", "month": MONTH}, kj.law.DatedValue),
    "LAW.value_on": (
        kj.LAW.value_on,
        {"path": "jkm.funeral", "day": EVENT_DAY},
        kj.law.DatedValue,
    ),
    "LAW.levies": (
        kj.LAW.levies,
        {"program": kj.JKK, "segment": kj.Segment.PU, "month": MONTH},
        tuple[kj.law.Levy, ...],
    ),
    "LAW.tariff": (kj.LAW.tariff, {"month": MONTH}, tuple[kj.law.Levy, ...]),
    "LAW.reliefs": (
        kj.LAW.reliefs,
        {"program": kj.JKK, "segment": kj.Segment.PU, "month": MONTH},
        tuple[kj.law.Relief, ...],
    ),
    "LAW.as_known": (kj.LAW.as_known, {"on": DAY}, kj.LawBook),
    "LAW.with_change": (
        kj.LAW.with_change,
        {"path": "jkm.amount_bpu", "value": 10_000, "since": MONTH, "until": MONTH + 1},
        kj.LawBook,
    ),
    "LAW.carried_forward": (kj.LAW.carried_forward, {"until": MONTH}, kj.LawBook),
    "LAW.with_reading": (kj.LAW.with_reading, {"name": "relief-as-practised"}, kj.LawBook),
    "LAW.with_holidays": (kj.LAW.with_holidays, {"holidays": "weekends"}, kj.LawBook),
    "LAW.instrument": (kj.LAW.instrument, {"key": "PP 44/2015"}, kj.law.Instrument),
    "LAW.convention": (kj.LAW.convention, {"name": "band-gap"}, kj.law.Convention),
    "risk_class_for": (kj.law.risk_class_for, {"business": "koperasi"}, kj.law.RiskClassAnswer),
    # documents
    "to_json": (kj.to_json, {"obj": WORKER, "indent": 2}, str),
    "from_json": (kj.from_json, {"text": kj.to_json(WORKER), "kind": "enrolment"}, kj.PUEnrolment),
    "to_dict": (kj.to_dict, {"obj": WORKER}, dict),
    "from_dict": (kj.from_dict, {"data": kj.to_dict(WORKER), "kind": "enrolment"}, kj.PUEnrolment),
    "compact": (kj.documents.compact, {"result": BILL}, dict),
    "replay": (kj.replay, {"document": kj.to_json(ASSESSMENT)}, kj.documents.Replay),
    "redact": (kj.documents.redact, {"document": kj.to_json(BILL)}, str),
    "json_schema": (kj.documents.json_schema, {"kind": "bill"}, dict),
    # wording
    "format_rupiah": (kj.format_rupiah, {"amount": 16_800, "language": "id"}, str),
    "format_rate": (kj.wording.format_rate, {"rate": kj.percent("0.24"), "language": "id"}, str),
    "format_month": (kj.wording.format_month, {"month": MONTH, "language": "en"}, str),
    "terbilang": (kj.wording.terbilang, {"amount": 16_800}, str),
    "format_date": (kj.wording.format_date, {"day": DAY, "language": "en"}, str),
}

# Savings: JHT, JP, JKP.
LEFT = kj.Dismissal(dt.date(2026, 11, 3))
SAVER = kj.Participation.paid_through(
    kj.PUEnrolment(
        wage=5_000_000, programs={*kj.Program}, risk_class=1, birth_date=dt.date(1966, 5, 1)
    ),
    since=kj.Month(2021, 2),
    months=3,
)
WIDOW = kj.benefits.pension(
    [SAVER], dt.date(2021, 5, 1), "spouse", in_payment=2_000_000, law=kj.LAW
).pension
assert WIDOW is not None
CALLS |= {
    "Withdrawal": (kj.benefits.Withdrawal, {"on": DAY, "amount": 1}, kj.benefits.Withdrawal),
    "Dismissal.facts": (
        kj.Dismissal,
        {
            "on": DAY,
            "fixed_term_until": DAY,
            "citizen": True,
            "in_jkn": True,
            "willing": None,
            "proven": True,
            "earlier_claims": [DAY],
            "new_job_on": DAY,
            "employer_closed": False,
            "months_behind": 3,
        },
        kj.Dismissal,
    ),
    "PartialWithdrawal": (
        kj.PartialWithdrawal,
        {"on": DAY, "purpose": "home", "amount": 1},
        kj.PartialWithdrawal,
    ),
    "jht_account": (
        kj.benefits.jht_account,
        {
            "participations": [SAVER],
            "on": dt.date(2021, 6, 1),
            "rates": {2021: kj.percent(5)},
            "withdrawals": [],
            "law": kj.LAW,
        },
        kj.benefits.Account,
    ),
    "jht_rights": (
        kj.benefits.jht_rights,
        {"on": dt.date(2026, 1, 1), "law": kj.LAW},
        tuple[kj.benefits.JhtRight],
    ),
    "jht_tax": (
        kj.benefits.jht_tax,
        {
            "amount": 60_000_000,
            "on": dt.date(2026, 1, 1),
            "earlier": [],
            "has_tax_number": True,
            "law": kj.LAW,
        },
        kj.benefits.JhtTax,
    ),
    "pension_date": (
        kj.benefits.pension_date,
        {"birth_date": DAY, "law": kj.LAW},
        kj.benefits.PensionDate,
    ),
    "pension_record": (
        kj.benefits.pension_record,
        {
            "participations": [SAVER],
            "on": dt.date(2021, 6, 1),
            "until": kj.Month(2021, 6),
            "law": kj.LAW,
        },
        kj.benefits.PensionRecord,
    ),
    "index_wages": (
        kj.benefits.index_wages,
        {
            "wages": {kj.Month(2025, 1): 1},
            "pension_year": 2026,
            "inflation": kj.percent(3),
            "law": kj.LAW,
        },
        kj.benefits.IndexedWages,
    ),
    "pension": (
        kj.benefits.pension,
        {
            "participations": [SAVER],
            "on": dt.date(2021, 6, 1),
            "kind": "spouse",
            "inflation": None,
            "in_payment": 2_000_000,
            "law": kj.LAW,
        },
        kj.benefits.PensionAnswer,
    ),
    "Pension.in_month": (
        WIDOW.in_month,
        {"month": kj.Month(2022, 6), "inflation": kj.percent(3)},
        int,
    ),
    "jkp_cash": (
        kj.benefits.jkp_cash,
        {
            "wage": 5_000_000,
            "claimed_on": dt.date(2026, 1, 1),
            "new_job_on": dt.date(2026, 3, 1),
            "law": kj.LAW,
        },
        kj.benefits.JkpCash,
    ),
    "jkp_eligibility": (
        kj.benefits.jkp_eligibility,
        {
            "event": LEFT,
            "participations": [SAVER],
            "claimed_on": dt.date(2026, 11, 5),
            "law": kj.LAW,
        },
        kj.benefits.JkpEligibility,
    ),
    "lifecourse": (
        kj.benefits.lifecourse,
        {
            "participations": [SAVER],
            "until": kj.Month(2021, 12),
            "jht_rates": kj.percent(5),
            "inflation": kj.percent(3),
            "withdrawals": [],
            "law": kj.LAW,
        },
        kj.benefits.LifeCourse,
    ),
    # scenarios
    "Headcount": (kj.Headcount, {"role": "member", "count": 3, "income": 0}, kj.Headcount),
    "Headcount of an enrolment": (
        kj.Headcount,
        {"role": "clerk", "count": 3, "enrolment": WORKER},
        kj.Headcount,
    ),
    "Headcount of wages": (
        kj.Headcount,
        {"role": "clerk", "count": 3, "wage": 5_000_000, "risk_class": 1, "sector": "other"},
        kj.Headcount,
    ),
    "Policy": (
        kj.Policy,
        {
            "start": kj.Month(2025, 1),
            "months": 2,
            "programs": {kj.JKK},
            "segment": {"member": "independent"},
            "shares": {"self": kj.percent(50), "village": kj.percent(50)},
            "remainder": "self",
            "shared": {kj.Payer.PARTICIPANT},
            "funding": "self",
            "sector": "other",
            "since": {"member": kj.Month(2025, 2)},
            "income": 1_000_000,
        },
        kj.Policy,
    ),
    "Policy.split": (POLICY.split, {"amount": 16_800, "payer": "participant"}, Mapping),
    "Scenario": (
        kj.Scenario,
        {"population": [PEOPLE], "policy": POLICY, "law": kj.LAW, "name": "a plan", "figures": []},
        kj.Scenario,
    ),
    "Scenario.run": (PLAN.run, {"reader": "scalar"}, kj.scenarios.Budget),
    "Scenario.run of anything": (
        lambda population: kj.Scenario(population=population, policy=POLICY).run(),
        {"population": [PEOPLE]},
        kj.scenarios.Budget,
    ),
    "compare": (kj.scenarios.compare, {"before": PLAN, "after": PLAN}, kj.scenarios.Comparison),
    "sweep": (kj.scenarios.sweep, {"scenario": PLAN, "over": {"months": [1]}}, kj.scenarios.Sweep),
    "sweep of months": (
        lambda value: kj.scenarios.sweep(PLAN, {"months": [value]}),
        {"value": 2},
        kj.scenarios.Sweep,
    ),
    "sweep of a law value": (
        lambda value: kj.scenarios.sweep(PLAN, {"jkm.amount_bpu": [value]}),
        {"value": 7_000},
        kj.scenarios.Sweep,
    ),
    "language": (shown_in, {"name": "en"}, str),
    "set_language": (shown_from_now_on, {"name": "en"}, str),
    "Contribution": (
        kj.questions.Contribution,
        {"enrolment": WORKER, "month": MONTH, "payer": "worker", "program": kj.JHT, "law": kj.LAW},
        kj.questions.Contribution,
    ),
    "TakeHome": (
        kj.questions.TakeHome,
        {"enrolment": WORKER, "month": MONTH, "law": kj.LAW},
        kj.questions.TakeHome,
    ),
    "Benefit": (
        kj.questions.Benefit,
        {"entitlement": ENTITLEMENT, "program": kj.JKM, "monthly": False},
        kj.questions.Benefit,
    ),
    "Outlay": (
        kj.questions.Outlay,
        {"enrolment": WORKER, "start": MONTH, "months": 2, "people": None, "law": kj.LAW},
        kj.questions.Outlay,
    ),
    "Share": (
        kj.questions.Share,
        {"scenario": PLAN, "body": "state", "rest": "village"},
        kj.questions.Share,
    ),
    "solve": (kj.questions.solve, {"target": 285_000, "asked": ASKED}, kj.questions.Solution),
    "sensitivity": (kj.questions.sensitivity, {"asked": ASKED}, kj.questions.Sensitivity),
    "reconcile_contribution": (
        kj.questions.reconcile_contribution,
        {"printed": 285_000, "asked": ASKED},
        kj.questions.Difference,
    ),
    "steps": (
        kj.questions.steps,
        {"asked": ASKED, "along": "date", "first": MONTH, "last": MONTH + 2},
        kj.questions.Steps,
    ),
    "Sensitivity.influence": (
        kj.questions.sensitivity(ASKED).influence,
        {"name": "scale"},
        kj.questions.Influence,
    ),
    "break_even": (
        kj.scenarios.break_even,
        {"contributions": PLAN, "benefit": 42_000_000},
        kj.scenarios.BreakEven,
    ),
    # calendars and graphs
    "graph": (kj.graphs.graph, {"result": ASSESSMENT}, kj.graphs.Graph),
    "Graph.to_dict": (kj.graphs.graph(ENTITLEMENT).to_dict, {"language": "id"}, dict),
    "Graph.to_mermaid": (kj.graphs.graph(BILL).to_mermaid, {"language": "id"}, str),
    "Graph.to_graphviz": (kj.graphs.graph(BILL).to_graphviz, {"language": "en"}, str),
    "dates": (kj.calendars.dates, {"results": [BILL]}, kj.calendars.Dates),
    "to_icalendar": (
        kj.calendars.to_icalendar,
        {
            "results": BILL,
            "language": "id",
            "name": "KDMP Pejaten",
            "amounts": True,
            "alarm_days": 3,
            "stamped_on": DAY,
        },
        bytes,
    ),
    "write_icalendar": (
        kj.calendars.write_icalendar,
        {"results": BILL, "path": Path(tempfile.gettempdir()) / "iuran.ics", "language": "en"},
        NoneType,
    ),
}

ENUMERATIONS: list[type[enum.Enum]] = [
    kj.benefits.BenefitKind,
    kj.documents.DocumentKind,
    kj.Program,
    kj.Segment,
    kj.Payer,
    kj.RiskClass,
    kj.BusinessScale,
    kj.Sector,
    kj.Funding,
    kj.BPUGroup,
    kj.identity.Sex,
    kj.cooperative.CooperativeKind,
    kj.cooperative.OfficerRole,
    kj.cooperative.SupervisorRole,
    kj.cooperative.Elsewhere,
    kj.coverage.CoverStatus,
    kj.cooperative.VillagePost,
    kj.workdays.Holidays,
    kj.coverage.JknMembership,
    kj.coverage.Standing,
    kj.calendars.DateKind,
    kj.graphs.NodeKind,
    kj.graphs.Operation,
    kj.benefits.ChildWork,
    kj.benefits.Payable,
    kj.benefits.Recipient,
    kj.programs.SchoolLevel,
    kj.benefits.Side,
    kj.programs.Transport,
    kj.programs.Trainee,
    kj.benefits.Breach,
    kj.benefits.ConfirmationStatus,
    kj.coverage.Industry,
    kj.coverage.Duty,
    kj.coverage.SanctionKind,
    kj.programs.Leaving,
    kj.benefits.PensionKind,
    kj.benefits.WithdrawalPurpose,
    kj.questions.Along,
]

# What the library hands out and never asks for: made by its own code only, from checked values.
OUTPUTS = {
    "Code",
    "Column",
    "Displayed",
    "Table",
    "Tabular",
    "Worded",
    "Year",
    "Origin",
    "Basis",
    "Grounded",
    "LookUp",
    "Note",
    "Row",
    "Statement",
    "Explained",
    "DateEntry",
    "Dates",
    "Edge",
    "Graph",
    "Node",
    "BreakEven",
    "Budget",
    "Cause",
    "Comparison",
    "CostRecord",
    "Sweep",
    "SweepPoint",
    "Answer",
    "Difference",
    "Effect",
    "Influence",
    "Mistake",
    "Sensitivity",
    "Slope",
    "Solution",
    "Step",
    "Steps",
    "Arrears",
    "EmployerLiability",
    "LiabilityLine",
    "Sanction",
    "Sanctions",
    "WageBase",
    "LabourConditions",
    "NetBill",
    "NetBillEntry",
    "Refund",
    "RefundLine",
    "Underpaid",
    "ArrearsLine",
    "CollectiveBill",
    "CollectiveEntry",
    "CooperativeCover",
    "Eligibility",
    "Gap",
    "GapPrice",
    "GapPrices",
    "GovernanceFinding",
    "LateLine",
    "GroupConditions",
    "Lateness",
    "Obligation",
    "Obligations",
    "PaymentPlan",
    "ConstructionPlan",
    "ConstructionFines",
    "ConstructionCover",
    "ConstructionStage",
    "LateStage",
    "PersonCover",
    "PlanEntry",
    "Practice",
    "ScaleAnswer",
    "SegmentPrice",
    "SegmentPrices",
    "Account",
    "AccountMonth",
    "Allocation",
    "Assessment",
    "BenefitLine",
    "BenefitRefusal",
    "Bill",
    "BillEntry",
    "Citation",
    "Condition",
    "Confirmation",
    "PensionConfirmation",
    "Convention",
    "Cover",
    "CoverEntry",
    "CoverReport",
    "DatedValue",
    "Deadline",
    "DisabilityRow",
    "DueDate",
    "Entitlement",
    "Evidence",
    "Finding",
    "Heirs",
    "IndexedWages",
    "IndexedYear",
    "Instrument",
    "JhtRight",
    "JhtTax",
    "JkpCash",
    "JkpEligibility",
    "JkpMonth",
    "LawDifference",
    "Levy",
    "LifeCourse",
    "LifeYear",
    "Line",
    "MonthlyBenefit",
    "PaymentDeadline",
    "Proof",
    "Pension",
    "PensionAnswer",
    "PensionDate",
    "PensionRecord",
    "Proposal",
    "Reconciliation",
    "Relief",
    "RiskClassAnswer",
    "RiskClassEntry",
    "ScheduledPayment",
    "Replay",
    "Series",
    "TariffPart",
    "Unallocated",
    "Uncovered",
    "VillageKind",
    "Way",
}
CONSTANTS = {"JHT", "JKK", "JKM", "JKP", "JP", "LAW", "NO_BASIS", "disability_table", "languages"}
CONSTANTS |= {"current_language", "make_converter", "openapi_components"}
ALIASES = {
    "DateLike",
    "Enrolment",
    "Figure",
    "Form",
    "Language",
    "MonthLike",
    "NikLike",
    "Rupiah",
    "Severity",
    "VillageLike",
}
# Ready scenarios: test_arguments.py.
READY = {
    name
    for name in kj.scenarios.__all__
    if name.islower() and name not in ("break_even", "compare", "sweep")
} | {"Place", "PublishedFigure", "Stepped"}


class Foreign(enum.IntEnum):
    """An enumeration that is none of ours."""

    ONE = 1


NUMBERS: list[object] = [
    0, 1, -1, 13, 2026, 10**18, -(10**18), 10**5000, -(10**5000), True, False, 0.0, -0.0, 1.0, 0.5,
    1e300, math.nan, math.inf, -math.inf, 1j, Fraction(1, 3), Decimal("0.24"), Decimal("NaN"),
    Decimal("sNaN"), Decimal("-Infinity"), Decimal("1e999999"), Decimal("-1e-999999"),
]  # fmt: skip
TEXTS: list[object] = [
    "", " ", "JKK", "jkk", "PU", "id", "html", "1", "-1", "1,5", "nan", "1e999999999", "\x00",
    "0e999999999", "1e-999999999", "2026-13", "2026-11", "10000-01", "jkk.rate_pu", "jkk.", ".",
    "jkk.rate_pu.very_low", "bands.income_bands", "a.b.c", "\ud800", "<script>", "{0}", "%s",
    "9" * 5000, NIK.digits, "36.04.05.2003", "employer", b"", b"JKK", bytearray(b"1"),
]  # fmt: skip
DAYS: list[object] = [
    DAY, dt.date.min, dt.date.max, dt.time(12), dt.timedelta(1),
    dt.datetime(2026, 11, 1),  # noqa: DTZ001 - junk
    dt.datetime(2026, 11, 1, tzinfo=dt.UTC),
]  # fmt: skip
OURS: list[object] = [
    *kj.Program, *kj.Segment, *kj.Payer, *kj.RiskClass, *kj.Sector, *kj.Funding, *kj.BPUGroup,
    *kj.BusinessScale, *kj.cooperative.Elsewhere, kj.identity.Sex.MALE,
    kj.identity.VillageKind.DESA, Foreign.ONE, MONTH,
    kj.Month(1, 1), kj.Month(9999, 12), kj.percent(0), kj.percent(100), NIK, VILLAGE, WORKER,
    OFFICER, PEJATEN, ASSESSMENT, BILL, PROPOSAL, kj.LAW, kj.Person,
]  # fmt: skip
OTHERS: list[object] = [
    None, NotImplemented, ..., object(), int, len, [], (), {}, set(), frozenset(), range(2),
    [None], [1, "2"], (10**5000,), [[]], [{}], {"JKK": 1}, {"JKK"}, {kj.JKK, 1}, {kj.JP: 1},
    [WORKER], [OFFICER], (OFFICER, None), [Decimal("sNaN")], (Decimal("sNaN"),),
]  # fmt: skip
SAMPLES = [*NUMBERS, *TEXTS, *DAYS, *OURS, *OTHERS]

SIMPLE = st.one_of(
    # By number: Hypothesis prints its strategies, and Python does not print every sample.
    st.integers(0, len(SAMPLES) - 1).map(lambda number: SAMPLES[number]),
    st.integers(),
    st.floats(),
    st.decimals(),
    st.text(max_size=20),
    st.binary(max_size=20),
    st.dates(),
    st.datetimes(),
)
JUNK = st.one_of(
    SIMPLE,
    st.lists(SIMPLE, max_size=2),
    st.lists(SIMPLE, max_size=2).map(tuple),
    st.lists(SIMPLE, max_size=2).map(iter),
    st.dictionaries(st.text(max_size=5) | st.integers(), SIMPLE, max_size=2),
)


def plain(value: object) -> bool:
    try:
        return "sNaN" not in repr(value)
    except ValueError:
        return False


# Enum itself compares and prints what it refuses, before we are asked. Python compares no signaling
# NaN and prints no integer of thousands of digits.
PLAIN_JUNK = JUNK.filter(plain)


@pytest.mark.parametrize("name", CALLS)
def test_each_sample_of_junk_at_each_argument(name: str) -> None:
    call, good, kind = CALLS[name]
    assert gone_wrong(lambda arguments: what_goes_wrong(call, arguments, kind), good) == []


def gone_wrong(judge: Callable[[dict[str, Any]], str], good: Mapping[str, Any]) -> list[str]:
    """What each sample of junk does wrong in the place of each good argument."""
    return [
        f"{key} of type {type(junk).__name__} (sample {number}): {outcome}"
        for key in good
        for number, junk in enumerate(SAMPLES)
        if (outcome := judge({**good, key: junk}))
    ]


def what_goes_wrong(call: Callable[..., object], arguments: dict[str, object], kind: Any) -> str:
    try:
        check_call(call, arguments, kind)
    except Exception as error:
        return type(error).__name__
    return ""


def check_call(call: Callable[..., object], arguments: dict[str, object], kind: Any) -> None:
    """Passes where a valid object or one of our errors comes out."""
    try:
        result = call(**arguments)
    except kj.KopdesJamsosError as refused:
        says_what_to_do(refused)
    else:
        assert conforms(result, kind)
        assert repr(result)


@pytest.mark.parametrize("name", CALLS)
@settings(max_examples=30)  # beside the samples above, which are tried one by one
@given(data=st.data())
def test_random_junk_is_taken_or_refused(name: str, data: st.DataObject) -> None:
    call, good, kind = CALLS[name]
    # Few at a time: the first argument that is refused hides the others.
    keys = st.sets(st.sampled_from(sorted(good)), min_size=1, max_size=2)
    spoiled = data.draw(keys, label="spoiled")
    check_call(call, {**good, **{key: data.draw(JUNK, label=key) for key in sorted(spoiled)}}, kind)


@given(st.sampled_from(ENUMERATIONS), PLAIN_JUNK)
def test_junk_at_an_enumeration(kind: type[enum.Enum], junk: object) -> None:
    try:
        assert kind(junk) in kind
    except kj.KopdesJamsosError as refused:
        says_what_to_do(refused)


def says_what_to_do(refused: kj.KopdesJamsosError) -> None:
    assert str(refused) == f"{refused.message} [{refused.code}] {refused.remedy}"
    assert refused.message.endswith(".")
    assert refused.remedy.endswith(".")
    assert len(str(refused)) < 1000


@pytest.mark.parametrize("name", CALLS)
def test_each_takes_what_it_is_made_for(name: str) -> None:
    call, good, kind = CALLS[name]

    assert conforms(call(**good), kind)


class Stranger:
    """Of no kind that any argument takes."""


# Arguments that a refusal calls by another name than their own.
CALLED = {
    "better": "efficiencies",
    "birth_date": "birth date",
    "claimed_on": "day of the claim",
    "inflation": "Inflation rates",
    "jht_rates": "Development rates",
    "on": "day",
    "pension_year": "pension year",
    "programs": "programmes",
    "rates": "Development rates",
    "until": "last month",
    "worse": "efficiencies",
}


@pytest.mark.parametrize("name", CALLS)
def test_a_refusal_of_a_kind_names_the_argument(name: str) -> None:
    call, good, _ = CALLS[name]
    for key in good:
        try:
            call(**{**good, key: Stranger()})
        except kj.KopdesJamsosError as refused:
            subject, must, _ = refused.message.partition(" must be ")
            if must and not name.startswith("sweep"):  # which knows its arguments by path
                named = subject.removeprefix("The ").removeprefix("A ")
                assert named.startswith((key, CALLED.get(key, key)))


START = kj.Month(2015, 7)
LAWS: list[Callable[[], kj.LawBook]] = [
    lambda: kj.LAW,
    lambda: kj.LAW.carried_forward(kj.Month(9999, 12)),
    lambda: kj.LAW.as_known(dt.date.min),
    lambda: kj.LAW.with_change("jp.pension_age", 10**6, since=START),
    lambda: kj.LAW.with_change("jp.longest_deferral", 2020, since=START),
    lambda: kj.LAW.with_change("jp.wage_ceiling", 10**5000, since=START),
]


@given(enrolments(complete=False), st.data())
def test_an_enrolment_at_the_limits_can_be_assessed_and_explained(
    enrolment: kj.Enrolment, data: st.DataObject
) -> None:
    """Whatever was taken, however large or old, raises nothing but our errors later on."""
    extreme: dict[str, object] = {
        "wage": 10**5000,
        "income": 10**5000,
        "wages": 10**5000,
        "contract_value": 10**5000,
        "birth_date": data.draw(st.sampled_from([dt.date.min, dt.date(2096, 2, 29), dt.date.max])),
        "registered_on": data.draw(st.sampled_from([dt.date.min, dt.date.max])),
    }
    chosen = data.draw(st.sets(st.sampled_from(sorted(extreme))))
    facts: dict[str, Any] = {
        key: extreme[key] for key in chosen if getattr(enrolment, key, None) is not None
    }
    month = data.draw(st.builds(kj.Month, st.sampled_from([1, 2015, 2026, 9999]), st.just(12)))
    make_law = data.draw(st.sampled_from(LAWS))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", kj.KopdesJamsosWarning)
        try:
            assessment = kj.assess(attrs.evolve(enrolment, **facts), month, law=make_law())
            assert assessment.explain("id", "text")
            assert assessment.explain("en", "html")
        except kj.KopdesJamsosError as refused:
            says_what_to_do(refused)


@pytest.mark.parametrize("junk", ["no", "relief_as_practised", 0, 1, None, True, []])
def test_a_reading_is_asked_for_by_its_name(junk: Any) -> None:
    with pytest.raises(kj.errors.LawPathError):
        kj.LAW.with_reading(junk)


def test_every_public_name_is_called_here_or_said_to_need_none() -> None:
    elsewhere = {"errors", "frames", "plots", "rosters"}  # have tests of their own
    names = {
        name
        for place in kj.__all__
        if isinstance(module := getattr(kj, place), ModuleType) and place not in elsewhere
        for name in module.__all__
    } - READY
    called = {re.split(r"[. ]", name)[0] for name in CALLS} - OUTPUTS - CONSTANTS
    called |= {kind.__name__ for kind in ENUMERATIONS}

    assert names == called | OUTPUTS | CONSTANTS | ALIASES


def test_every_method_of_the_law_that_takes_arguments_is_called_here() -> None:
    methods = {
        name
        for name, method in inspect.getmembers(kj.LawBook, inspect.isfunction)
        if not name.startswith("_") and method.__code__.co_argcount > 1
    }

    assert {f"LAW.{name}" for name in methods} == {name for name in CALLS if "LAW" in name}


# --- what is valid ------------------------------------------------------------------------------


def conforms(value: object, hint: Any) -> bool:
    """Whether a value is of a kind, exactly: no bool for an int, no time for a date."""
    origin, parts = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, UnionType):
        return any(conforms(value, part) for part in parts)
    if origin is tuple and ... not in parts:
        return isinstance(value, tuple) and all(map(conforms, value, parts))
    if origin in (tuple, frozenset):
        return isinstance(value, origin) and all(conforms(item, parts[0]) for item in value)
    if origin is typing.Literal or hint is Any:
        return hint is Any or value in parts
    if origin in (Mapping, dict):
        return isinstance(value, origin) and all(
            conforms(key, parts[0]) and conforms(item, parts[1]) for key, item in value.items()
        )
    if hint in (int, dt.date, bool, NoneType):
        return type(value) is hint
    if not isinstance(value, hint):
        return False
    if hint is kj.LawBook:
        return is_book(value)
    if attrs.has(hint) and hint.__name__ not in OUTPUTS:
        hints: Mapping[str, Any] = typing.get_type_hints(hint)
        return all(conforms(getattr(value, each.name), hints[each.name])
                   for each in attrs.fields(hint))  # fmt: skip
    return True


def is_book(book: Any) -> bool:
    """Whether a law book holds what its three ways of making one accept."""
    return (
        (book.known_on is None or kj.LAW.as_known(book.known_on) is not None)
        and (book.carried_until is None or isinstance(book.carried_until, kj.Month))
        and isinstance(book.changes, tuple)
        and all(isinstance(change.since, kj.Month) for change in book.changes)
    )


@pytest.mark.parametrize(
    "value, hint",
    [
        (True, int),
        (1.0, int),
        (dt.datetime(2026, 11, 1), dt.date),  # noqa: DTZ001 - a junk value
        ((1, "2"), tuple[int, ...]),
        ([1], tuple[int, ...]),
        ("JKK", kj.Program),
        (1, str | None),
    ],
)
def test_the_check_itself_refuses(value: object, hint: Any) -> None:
    assert not conforms(value, hint)
