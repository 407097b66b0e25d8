"""Indonesian employment social security (BPJS Ketenagakerjaan) for village cooperatives."""

from typing import TYPE_CHECKING

from kopdes_jamsos.contributions.assessment import Assessment, assess
from kopdes_jamsos.contributions.due import DueDate
from kopdes_jamsos.contributions.levies import Line
from kopdes_jamsos.enrolment import (
    BPUEnrolment,
    ConstructionEnrolment,
    Enrolment,
    PUEnrolment,
)
from kopdes_jamsos.errors import (
    AgeLimitError,
    BeforeDataError,
    FrameError,
    InvalidAmountError,
    InvalidDateError,
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
    NoRuleError,
    NotAnnouncedError,
    PlotError,
    ProgramNotOpenError,
    UnknownChoiceError,
    UnknownProgramError,
    UnverifiedRuleWarning,
)
from kopdes_jamsos.law import (
    LAW,
    Citation,
    DatedValue,
    Evidence,
    LawBook,
    Levy,
    Relief,
    Series,
)
from kopdes_jamsos.money import Rate, percent
from kopdes_jamsos.months import Month
from kopdes_jamsos.programs import (
    BPUGroup,
    BusinessScale,
    Funding,
    Payer,
    Program,
    RiskClass,
    Sector,
    Segment,
)
from kopdes_jamsos.wording import format_date, format_month, format_rate, format_rupiah

if TYPE_CHECKING:
    from kopdes_jamsos import frames as frames
    from kopdes_jamsos import plots as plots
    from kopdes_jamsos import scenarios as scenarios
    from kopdes_jamsos.contributions.bill import Bill, BillEntry, Uncovered, bill
    from kopdes_jamsos.contributions.funds import fund_view
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
    )
    from kopdes_jamsos.coverage.segment import Proposal, propose_segment
    from kopdes_jamsos.identity import Finding, Nik, Sex, VillageCode, VillageKind
    from kopdes_jamsos.law.instruments import Convention, Instrument
    from kopdes_jamsos.law.risk import RiskClassAnswer, RiskClassEntry, risk_class_for
    from kopdes_jamsos.scenarios.break_even import BreakEven, break_even
    from kopdes_jamsos.scenarios.budget import Budget, CostRecord
    from kopdes_jamsos.scenarios.compare import Cause, Comparison, compare
    from kopdes_jamsos.scenarios.policy import Policy
    from kopdes_jamsos.scenarios.population import Headcount
    from kopdes_jamsos.scenarios.scenario import Scenario
    from kopdes_jamsos.scenarios.sweep import Sweep, SweepPoint, sweep

JKK = Program.JKK
JKM = Program.JKM
JHT = Program.JHT
JP = Program.JP
JKP = Program.JKP

# One assessment needs none of these rooms; together they would cost a third of the import.
_ROOMS = {
    "contributions.bill": ("Bill", "BillEntry", "Uncovered", "bill"),
    "contributions.funds": ("fund_view",),
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
    ),
    "coverage.segment": ("Proposal", "propose_segment"),
    "identity": ("Finding", "Nik", "Sex", "VillageCode", "VillageKind"),
    "law.instruments": ("Convention", "Instrument"),
    "law.risk": ("RiskClassAnswer", "RiskClassEntry", "risk_class_for"),
    "scenarios.break_even": ("BreakEven", "break_even"),
    "scenarios.budget": ("Budget", "CostRecord"),
    "scenarios.compare": ("Cause", "Comparison", "compare"),
    "scenarios.policy": ("Policy",),
    "scenarios.population": ("Headcount",),
    "scenarios.scenario": ("Scenario",),
    "scenarios.sweep": ("Sweep", "SweepPoint", "sweep"),
}

# Rooms with names of their own; columns and charts need extras.
_MODULES = ("frames", "plots", "scenarios")


def __getattr__(name: str) -> object:
    from importlib import import_module

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
    "AgeLimitError",
    "Assessment",
    "BPUEnrolment",
    "BPUGroup",
    "BeforeDataError",
    "Bill",
    "BillEntry",
    "BreakEven",
    "Budget",
    "BusinessScale",
    "Cause",
    "Citation",
    "Comparison",
    "ConstructionEnrolment",
    "Convention",
    "Cooperative",
    "CooperativeKind",
    "CostRecord",
    "DatedValue",
    "DueDate",
    "Elsewhere",
    "Employee",
    "Enrolment",
    "Evidence",
    "Finding",
    "FrameError",
    "Funding",
    "Headcount",
    "Instrument",
    "InvalidAmountError",
    "InvalidDateError",
    "InvalidFactError",
    "InvalidMonthError",
    "InvalidNikError",
    "InvalidRateError",
    "InvalidRiskClassError",
    "InvalidVillageCodeError",
    "KopdesJamsosError",
    "KopdesJamsosWarning",
    "LawBook",
    "LawChangeError",
    "LawDataError",
    "LawPathError",
    "Levy",
    "Line",
    "Member",
    "MissingFactError",
    "Month",
    "Nik",
    "NoRuleError",
    "NotAnnouncedError",
    "Officer",
    "OfficerRole",
    "PUEnrolment",
    "Payer",
    "Person",
    "PlotError",
    "Policy",
    "Program",
    "ProgramNotOpenError",
    "Proposal",
    "Rate",
    "Relief",
    "RiskClass",
    "RiskClassAnswer",
    "RiskClassEntry",
    "Scenario",
    "Sector",
    "Segment",
    "Series",
    "Sex",
    "Supervisor",
    "SupervisorRole",
    "Sweep",
    "SweepPoint",
    "Uncovered",
    "UnknownChoiceError",
    "UnknownProgramError",
    "UnverifiedRuleWarning",
    "VillageCode",
    "VillageKind",
    "assess",
    "bill",
    "break_even",
    "compare",
    "format_date",
    "format_month",
    "format_rate",
    "format_rupiah",
    "fund_view",
    "percent",
    "propose_segment",
    "risk_class_for",
    "sweep",
]
