"""Indonesian employment social security (BPJS Ketenagakerjaan) for village cooperatives."""

from typing import TYPE_CHECKING

from kopdes_jamsos.contributions.assessment import Assessment, assess
from kopdes_jamsos.contributions.due import DueDate
from kopdes_jamsos.contributions.levies import Line
from kopdes_jamsos.enrolment import BPUEnrolment, ConstructionEnrolment, Enrolment, PUEnrolment
from kopdes_jamsos.errors import (
    AgeLimitError,
    BeforeDataError,
    DocumentFault,
    FrameError,
    InvalidAmountError,
    InvalidDateError,
    InvalidDocumentError,
    InvalidFactError,
    InvalidMonthError,
    InvalidNikError,
    InvalidRateError,
    InvalidRiskClassError,
    InvalidVillageCodeError,
    KopdesJamsosError,
    KopdesJamsosWarning,
    LawChangeError,
    LawDataError,
    LawPathError,
    MissingFactError,
    MissingPackageError,
    NoRuleError,
    NotAnnouncedError,
    PlotError,
    ProgramNotOpenError,
    RosterError,
    UnknownChoiceError,
    UnknownProgramError,
    UnverifiedRuleWarning,
)
from kopdes_jamsos.law import LAW, Citation, DatedValue, Evidence, LawBook, Levy, Relief, Series
from kopdes_jamsos.money import Rate, percent
from kopdes_jamsos.months import Month
from kopdes_jamsos.programs import (
    BPUGroup,
    BusinessScale,
    Funding,
    Leaving,
    Payer,
    Program,
    RiskClass,
    SchoolLevel,
    Sector,
    Segment,
    Transport,
)
from kopdes_jamsos.wording import format_date, format_month, format_rate, format_rupiah

if TYPE_CHECKING:
    from kopdes_jamsos import frames as frames
    from kopdes_jamsos import plots as plots
    from kopdes_jamsos import rosters as rosters
    from kopdes_jamsos import scenarios as scenarios
    from kopdes_jamsos.benefits.account import (
        Account,
        AccountMonth,
        Crediting,
        Withdrawal,
        jht_account,
    )
    from kopdes_jamsos.benefits.conditions import Condition
    from kopdes_jamsos.benefits.disability import binocular_loss
    from kopdes_jamsos.benefits.entitle import entitle
    from kopdes_jamsos.benefits.entitlement import (
        BenefitLine,
        BenefitRefusal,
        Deadline,
        Entitlement,
        MonthlyBenefit,
        Payable,
        Proof,
        Recipient,
        ScheduledPayment,
    )
    from kopdes_jamsos.benefits.events import (
        Death,
        Event,
        Injury,
        OccupationalDisease,
        Side,
        TotalDisability,
        WorkAccident,
    )
    from kopdes_jamsos.benefits.family import Child, ChildWork, Family
    from kopdes_jamsos.benefits.heirs import (
        Heirs,
        PaymentDeadline,
        heirs_of,
        late_compensation,
        payment_deadline,
    )
    from kopdes_jamsos.benefits.jht import JhtRight, jht_rights
    from kopdes_jamsos.benefits.jht_tax import JhtTax, jht_tax
    from kopdes_jamsos.benefits.jkp import JkpEligibility, jkp_eligibility
    from kopdes_jamsos.benefits.jkp_cash import JkpCash, JkpMonth, jkp_cash
    from kopdes_jamsos.benefits.leaving import (
        ContractEnd,
        Dismissal,
        LeavingIndonesia,
        PartialWithdrawal,
        PensionAge,
        Resignation,
        WithdrawalPurpose,
    )
    from kopdes_jamsos.benefits.letter import family_statement
    from kopdes_jamsos.benefits.lifecourse import LifeCourse, LifeYear, lifecourse
    from kopdes_jamsos.benefits.pension import (
        Pension,
        PensionAnswer,
        PensionKind,
        pension,
    )
    from kopdes_jamsos.benefits.pension_age import PensionDate, pension_date
    from kopdes_jamsos.benefits.pension_record import PensionRecord, pension_record
    from kopdes_jamsos.benefits.reconcile import Reconciliation, TariffPart, Way, reconcile
    from kopdes_jamsos.benefits.scholarship import scholarship_remaining, scholarship_splits
    from kopdes_jamsos.benefits.wages import IndexedWages, IndexedYear, index_wages
    from kopdes_jamsos.contributions.arrears import Arrears, ArrearsLine, arrears
    from kopdes_jamsos.contributions.bill import Bill, BillEntry, Uncovered, bill
    from kopdes_jamsos.contributions.collective import (
        CollectiveBill,
        CollectiveEntry,
        collective_bill,
    )
    from kopdes_jamsos.contributions.funds import fund_view
    from kopdes_jamsos.contributions.gaps import GapPrice, GapPrices, gap_prices
    from kopdes_jamsos.contributions.lateness import LateLine, Lateness, lateness
    from kopdes_jamsos.contributions.plan import PaymentPlan, PlanEntry, payment_plan
    from kopdes_jamsos.contributions.practices import SegmentPrice, SegmentPrices, segment_prices
    from kopdes_jamsos.cooperative import (
        Cooperative,
        CooperativeKind,
        Elsewhere,
        Employee,
        Member,
        Officer,
        OfficerRole,
        Person,
        Supervisor,
        SupervisorRole,
        VillagePost,
    )
    from kopdes_jamsos.coverage.cover import Cover, CoverStatus, covers, participation_findings
    from kopdes_jamsos.coverage.covered import CooperativeCover, Gap, PersonCover, covered_on
    from kopdes_jamsos.coverage.eligibility import Eligibility, Ground, JknMembership, eligibility
    from kopdes_jamsos.coverage.governance import GovernanceFinding, governance_findings
    from kopdes_jamsos.coverage.obligations import Obligation, Obligations, Standing, obligations
    from kopdes_jamsos.coverage.participation import Participation
    from kopdes_jamsos.coverage.payments import Allocation, Payment, Unallocated
    from kopdes_jamsos.coverage.report import CoverEntry, CoverReport, cover_report
    from kopdes_jamsos.coverage.scale import ScaleAnswer, business_scale
    from kopdes_jamsos.coverage.segment import Practice, Proposal, propose_segment, propose_segments
    from kopdes_jamsos.documents.redacting import redact
    from kopdes_jamsos.documents.replaying import LawDifference, Replay, replay
    from kopdes_jamsos.documents.schemas import json_schema
    from kopdes_jamsos.documents.shapes import DocumentKind
    from kopdes_jamsos.documents.writing import from_json, to_json
    from kopdes_jamsos.identity import Finding, Nik, Sex, VillageCode, VillageKind
    from kopdes_jamsos.law.disability import DisabilityRow, disability_table
    from kopdes_jamsos.law.instruments import Convention, Instrument
    from kopdes_jamsos.law.risk import RiskClassAnswer, RiskClassEntry, risk_class_for
    from kopdes_jamsos.scenarios.break_even import BreakEven, break_even
    from kopdes_jamsos.scenarios.budget import Budget, CostRecord
    from kopdes_jamsos.scenarios.compare import Cause, Comparison, compare
    from kopdes_jamsos.scenarios.policy import Policy
    from kopdes_jamsos.scenarios.population import Headcount
    from kopdes_jamsos.scenarios.scenario import Scenario
    from kopdes_jamsos.scenarios.sweep import Sweep, SweepPoint, sweep
    from kopdes_jamsos.wording.numerals import terbilang
    from kopdes_jamsos.workdays import Holidays

JKK = Program.JKK
JKM = Program.JKM
JHT = Program.JHT
JP = Program.JP
JKP = Program.JKP

# One assessment needs none of these rooms; together they would cost a third of the import.
_ROOMS = {
    "benefits.account": ("Account", "AccountMonth", "Crediting", "Withdrawal", "jht_account"),
    "benefits.conditions": ("Condition",),
    "benefits.disability": ("binocular_loss",),
    "benefits.entitle": ("entitle",),
    "benefits.entitlement": (
        "BenefitLine",
        "BenefitRefusal",
        "Deadline",
        "Entitlement",
        "MonthlyBenefit",
        "Payable",
        "Proof",
        "Recipient",
        "ScheduledPayment",
    ),
    "benefits.events": (
        "Death",
        "Event",
        "Injury",
        "OccupationalDisease",
        "Side",
        "TotalDisability",
        "WorkAccident",
    ),
    "benefits.family": ("Child", "ChildWork", "Family"),
    "benefits.heirs": (
        "Heirs",
        "PaymentDeadline",
        "heirs_of",
        "late_compensation",
        "payment_deadline",
    ),
    "benefits.jht": ("JhtRight", "jht_rights"),
    "benefits.jht_tax": ("JhtTax", "jht_tax"),
    "benefits.jkp": ("JkpEligibility", "jkp_eligibility"),
    "benefits.jkp_cash": ("JkpCash", "JkpMonth", "jkp_cash"),
    "benefits.leaving": (
        "ContractEnd",
        "Dismissal",
        "LeavingIndonesia",
        "PartialWithdrawal",
        "PensionAge",
        "Resignation",
        "WithdrawalPurpose",
    ),
    "benefits.letter": ("family_statement",),
    "benefits.lifecourse": ("LifeCourse", "LifeYear", "lifecourse"),
    "benefits.pension": ("Pension", "PensionAnswer", "PensionKind", "pension"),
    "benefits.pension_age": ("PensionDate", "pension_date"),
    "benefits.pension_record": ("PensionRecord", "pension_record"),
    "benefits.reconcile": ("Reconciliation", "TariffPart", "Way", "reconcile"),
    "benefits.scholarship": ("scholarship_remaining", "scholarship_splits"),
    "benefits.wages": ("IndexedWages", "IndexedYear", "index_wages"),
    "contributions.arrears": ("Arrears", "ArrearsLine", "arrears"),
    "contributions.bill": ("Bill", "BillEntry", "Uncovered", "bill"),
    "contributions.collective": ("CollectiveBill", "CollectiveEntry", "collective_bill"),
    "contributions.funds": ("fund_view",),
    "contributions.gaps": ("GapPrice", "GapPrices", "gap_prices"),
    "contributions.lateness": ("LateLine", "Lateness", "lateness"),
    "contributions.plan": ("PaymentPlan", "PlanEntry", "payment_plan"),
    "contributions.practices": ("SegmentPrice", "SegmentPrices", "segment_prices"),
    "cooperative": (
        "Cooperative",
        "CooperativeKind",
        "Elsewhere",
        "Employee",
        "Member",
        "Officer",
        "OfficerRole",
        "Person",
        "Supervisor",
        "SupervisorRole",
        "VillagePost",
    ),
    "coverage.cover": ("Cover", "CoverStatus", "covers", "participation_findings"),
    "coverage.covered": ("CooperativeCover", "Gap", "PersonCover", "covered_on"),
    "coverage.eligibility": ("Eligibility", "Ground", "JknMembership", "eligibility"),
    "coverage.governance": ("GovernanceFinding", "governance_findings"),
    "coverage.obligations": ("Obligation", "Obligations", "Standing", "obligations"),
    "coverage.participation": ("Participation",),
    "coverage.payments": ("Allocation", "Payment", "Unallocated"),
    "coverage.report": ("CoverEntry", "CoverReport", "cover_report"),
    "coverage.scale": ("ScaleAnswer", "business_scale"),
    "coverage.segment": ("Practice", "Proposal", "propose_segment", "propose_segments"),
    "documents.redacting": ("redact",),
    "documents.replaying": ("LawDifference", "Replay", "replay"),
    "documents.schemas": ("json_schema",),
    "documents.shapes": ("DocumentKind",),
    "documents.writing": ("from_json", "to_json"),
    "identity": ("Finding", "Nik", "Sex", "VillageCode", "VillageKind"),
    "law.disability": ("DisabilityRow", "disability_table"),
    "law.instruments": ("Convention", "Instrument"),
    "law.risk": ("RiskClassAnswer", "RiskClassEntry", "risk_class_for"),
    "scenarios.break_even": ("BreakEven", "break_even"),
    "scenarios.budget": ("Budget", "CostRecord"),
    "scenarios.compare": ("Cause", "Comparison", "compare"),
    "scenarios.policy": ("Policy",),
    "scenarios.population": ("Headcount",),
    "scenarios.scenario": ("Scenario",),
    "scenarios.sweep": ("Sweep", "SweepPoint", "sweep"),
    "wording.numerals": ("terbilang",),
    "workdays": ("Holidays",),
}

# Rooms with names of their own; columns and charts need extras.
_MODULES = ("frames", "plots", "rosters", "scenarios")


def __getattr__(name: str) -> object:
    from importlib import import_module

    if name == "__version__":
        from importlib.metadata import version

        return version("kopdes-jamsos")
    if name in _MODULES:
        return import_module(f"{__name__}.{name}")
    for room, names in _ROOMS.items():
        if name in names:
            found: object = getattr(import_module(f"{__name__}.{room}"), name)
            globals()[name] = found
            return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


__all__ = [
    "JHT",
    "JKK",
    "JKM",
    "JKP",
    "JP",
    "LAW",
    "Account",
    "AccountMonth",
    "AgeLimitError",
    "Allocation",
    "Arrears",
    "ArrearsLine",
    "Assessment",
    "BPUEnrolment",
    "BPUGroup",
    "BeforeDataError",
    "BenefitLine",
    "BenefitRefusal",
    "Bill",
    "BillEntry",
    "BreakEven",
    "Budget",
    "BusinessScale",
    "Cause",
    "Child",
    "ChildWork",
    "Citation",
    "CollectiveBill",
    "CollectiveEntry",
    "Comparison",
    "Condition",
    "ConstructionEnrolment",
    "ContractEnd",
    "Convention",
    "Cooperative",
    "CooperativeCover",
    "CooperativeKind",
    "CostRecord",
    "Cover",
    "CoverEntry",
    "CoverReport",
    "CoverStatus",
    "Crediting",
    "DatedValue",
    "Deadline",
    "Death",
    "DisabilityRow",
    "Dismissal",
    "DocumentFault",
    "DocumentKind",
    "DueDate",
    "Eligibility",
    "Elsewhere",
    "Employee",
    "Enrolment",
    "Entitlement",
    "Event",
    "Evidence",
    "Family",
    "Finding",
    "FrameError",
    "Funding",
    "Gap",
    "GapPrice",
    "GapPrices",
    "GovernanceFinding",
    "Ground",
    "Headcount",
    "Heirs",
    "Holidays",
    "IndexedWages",
    "IndexedYear",
    "Injury",
    "Instrument",
    "InvalidAmountError",
    "InvalidDateError",
    "InvalidDocumentError",
    "InvalidFactError",
    "InvalidMonthError",
    "InvalidNikError",
    "InvalidRateError",
    "InvalidRiskClassError",
    "InvalidVillageCodeError",
    "JhtRight",
    "JhtTax",
    "JknMembership",
    "JkpCash",
    "JkpEligibility",
    "JkpMonth",
    "KopdesJamsosError",
    "KopdesJamsosWarning",
    "LateLine",
    "Lateness",
    "LawBook",
    "LawChangeError",
    "LawDataError",
    "LawDifference",
    "LawPathError",
    "Leaving",
    "LeavingIndonesia",
    "Levy",
    "LifeCourse",
    "LifeYear",
    "Line",
    "Member",
    "MissingFactError",
    "MissingPackageError",
    "Month",
    "MonthlyBenefit",
    "Nik",
    "NoRuleError",
    "NotAnnouncedError",
    "Obligation",
    "Obligations",
    "OccupationalDisease",
    "Officer",
    "OfficerRole",
    "PUEnrolment",
    "PartialWithdrawal",
    "Participation",
    "Payable",
    "Payer",
    "Payment",
    "PaymentDeadline",
    "PaymentPlan",
    "Pension",
    "PensionAge",
    "PensionAnswer",
    "PensionDate",
    "PensionKind",
    "PensionRecord",
    "Person",
    "PersonCover",
    "PlanEntry",
    "PlotError",
    "Policy",
    "Practice",
    "Program",
    "ProgramNotOpenError",
    "Proof",
    "Proposal",
    "Rate",
    "Recipient",
    "Reconciliation",
    "Relief",
    "Replay",
    "Resignation",
    "RiskClass",
    "RiskClassAnswer",
    "RiskClassEntry",
    "RosterError",
    "ScaleAnswer",
    "Scenario",
    "ScheduledPayment",
    "SchoolLevel",
    "Sector",
    "Segment",
    "SegmentPrice",
    "SegmentPrices",
    "Series",
    "Sex",
    "Side",
    "Standing",
    "Supervisor",
    "SupervisorRole",
    "Sweep",
    "SweepPoint",
    "TariffPart",
    "TotalDisability",
    "Transport",
    "Unallocated",
    "Uncovered",
    "UnknownChoiceError",
    "UnknownProgramError",
    "UnverifiedRuleWarning",
    "VillageCode",
    "VillageKind",
    "VillagePost",
    "Way",
    "Withdrawal",
    "WithdrawalPurpose",
    "WorkAccident",
    "arrears",
    "assess",
    "bill",
    "binocular_loss",
    "break_even",
    "business_scale",
    "collective_bill",
    "compare",
    "cover_report",
    "covered_on",
    "covers",
    "disability_table",
    "eligibility",
    "entitle",
    "family_statement",
    "format_date",
    "format_month",
    "format_rate",
    "format_rupiah",
    "from_json",
    "fund_view",
    "gap_prices",
    "governance_findings",
    "heirs_of",
    "index_wages",
    "jht_account",
    "jht_rights",
    "jht_tax",
    "jkp_cash",
    "jkp_eligibility",
    "json_schema",
    "late_compensation",
    "lateness",
    "lifecourse",
    "obligations",
    "participation_findings",
    "payment_deadline",
    "payment_plan",
    "pension",
    "pension_date",
    "pension_record",
    "percent",
    "propose_segment",
    "propose_segments",
    "reconcile",
    "redact",
    "replay",
    "risk_class_for",
    "scholarship_remaining",
    "scholarship_splits",
    "segment_prices",
    "sweep",
    "terbilang",
    "to_json",
]
