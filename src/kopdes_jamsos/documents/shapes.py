"""The kinds of documents and their shapes: what stands in them, as classes that cattrs reads.

A result stands in its document with what it was computed from and with the values of the law that
were read, so that `replay` can compute it again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, TypeAlias

from attrs import field, frozen, make_class

from kopdes_jamsos.basis import Basis, LookUp, Note
from kopdes_jamsos.benefits.cases import Case
from kopdes_jamsos.benefits.entitlement import Entitlement
from kopdes_jamsos.benefits.events import (
    Death,
    Event,
    OccupationalDisease,
    TotalDisability,
    WorkAccident,
)
from kopdes_jamsos.benefits.leaving import (
    ContractEnd,
    Dismissal,
    LeavingIndonesia,
    PartialWithdrawal,
    PensionAge,
    Resignation,
)
from kopdes_jamsos.benefits.liability import EmployerLiability
from kopdes_jamsos.benefits.lines import (
    BenefitLine,
    BenefitRefusal,
    Deadline,
    MonthlyBenefit,
    Proof,
    ScheduledPayment,
)
from kopdes_jamsos.benefits.survivors import SpousePensionEnd
from kopdes_jamsos.contributions.assessment import Assessment
from kopdes_jamsos.contributions.billing import Bill
from kopdes_jamsos.contributions.construction import ConstructionPlan
from kopdes_jamsos.contributions.debts import Arrears
from kopdes_jamsos.contributions.fines import Lateness
from kopdes_jamsos.contributions.plan import PaymentPlan
from kopdes_jamsos.cooperative import Cooperative, Employee, Member, Officer, Person, Supervisor
from kopdes_jamsos.coverage.governance import GovernanceFinding
from kopdes_jamsos.coverage.participation import Participation
from kopdes_jamsos.coverage.penalties import Sanctions
from kopdes_jamsos.coverage.report import CoverReport
from kopdes_jamsos.enrolment import BPUEnrolment, ConstructionEnrolment, Enrolment, PUEnrolment
from kopdes_jamsos.identity import Finding
from kopdes_jamsos.law import LawBook
from kopdes_jamsos.law.levies import Line
from kopdes_jamsos.money import Rupiah
from kopdes_jamsos.months import Month
from kopdes_jamsos.programs import Choice
from kopdes_jamsos.rosters.findings import RosterFinding
from kopdes_jamsos.scenarios.budget import Budget
from kopdes_jamsos.scenarios.comparison import Comparison

SCHEMA_VERSION = 3


class DocumentKind(Choice):
    """What a document holds.

    Examples:
        >>> DocumentKind("bill")
        <DocumentKind.BILL: 'bill'>
    """

    COOPERATIVE = "cooperative"
    PERSON = "person"
    ENROLMENT = "enrolment"
    PARTICIPATION = "participation"
    EVENT = "event"
    FINDING = "finding"
    FINDINGS = "findings"
    ASSESSMENT = "assessment"
    BILL = "bill"
    ENTITLEMENT = "entitlement"
    LATENESS = "lateness"
    ARREARS = "arrears"
    PAYMENT_PLAN = "payment-plan"
    CONSTRUCTION_PLAN = "construction-plan"
    COVER_REPORT = "cover-report"
    SANCTIONS = "sanctions"
    LIABILITY = "liability"
    BUDGET = "budget"
    COMPARISON = "comparison"


AnyFinding: TypeAlias = Finding | GovernanceFinding | RosterFinding
# Results that stand in their documents as they are: they do not know what they were computed from.
Account: TypeAlias = (
    Lateness
    | Arrears
    | PaymentPlan
    | ConstructionPlan
    | CoverReport
    | Sanctions
    | EmployerLiability
    | Budget
    | Comparison
)
Written: TypeAlias = (
    Cooperative
    | Person
    | Enrolment
    | Participation
    | Event
    | AnyFinding
    | Sequence[AnyFinding]
    | Assessment
    | Bill
    | Entitlement
    | Account
)

# What marks a document that was redacted, or is the compact form of a result.
REDACTED, COMPACT = "redacted", "compact"
MASK = "***"  # what stands for something redacted

People: TypeAlias = Officer | Supervisor | Employee | Member | Person

# What `type` says, where a place can hold one of several classes.
TAGS: dict[type, str] = {
    PUEnrolment: "PU",
    BPUEnrolment: "BPU",
    ConstructionEnrolment: "construction",
    Officer: "officer",
    Supervisor: "supervisor",
    Employee: "employee",
    Member: "member",
    Person: "person",
    Finding: "finding",
    GovernanceFinding: "governance",
    RosterFinding: "roster",
    **{
        event: event.kind
        for event in (
            WorkAccident,
            OccupationalDisease,
            Death,
            TotalDisability,
            Resignation,
            Dismissal,
            ContractEnd,
            PensionAge,
            LeavingIndonesia,
            PartialWithdrawal,
            SpousePensionEnd,
        )
    },
}
EVENTS = tuple(kind for kind in TAGS if issubclass(kind, Event))


@frozen(kw_only=True)
class LawValue(LookUp):
    """A value of the law that a result rests on: where it was read, and what stood there.

    Attributes:
        path: Name of the series.
        month: Month for which it was read, or None.
        day: Day for which it was read, or None.
        value: The value as plain data; None where there was none.
        source: Where it stood.
        evidence: Its grade.
    """

    path: str = field(kw_only=False)
    month: Month | None = field(default=None, kw_only=False)
    day: dt.date | None = field(default=None, kw_only=False)
    value: Any = None
    source: str | None = None
    evidence: str | None = None


@frozen(kw_only=True)
class AssessmentInputs:
    """What an assessment was computed from."""

    enrolment: Enrolment
    month: Month
    law: LawBook


@frozen(kw_only=True)
class AssessmentOutcome:
    """What was assessed."""

    total: Rupiah
    lines: tuple[Line, ...]
    common: Basis


@frozen(kw_only=True)
class BillInputs:
    """What a bill was computed from."""

    cooperative: Cooperative
    month: Month
    law: LawBook


@frozen(kw_only=True)
class Billed:
    """An entry of a bill: the person by its place among the people of the cooperative."""

    person: int
    enrolment: Enrolment
    lines: tuple[Line, ...]
    common: Basis


@frozen(kw_only=True)
class Missed:
    """A person who is not billed."""

    person: int
    code: str
    reason: str
    remedy: str


@frozen(kw_only=True)
class BillOutcome:
    """What was billed."""

    total: Rupiah
    entries: tuple[Billed, ...]
    uncovered: tuple[Missed, ...]


@frozen(kw_only=True)
class EntitlementOutcome:
    """What an event gives."""

    total: Rupiah
    at_once: Rupiah
    lines: tuple[BenefitLine, ...]
    monthly: tuple[MonthlyBenefit, ...]
    schedule: tuple[ScheduledPayment, ...]
    refusals: tuple[BenefitRefusal, ...]
    proofs: tuple[Proof, ...]
    deadlines: tuple[Deadline, ...]
    remarks: tuple[Note, ...]


@frozen(kw_only=True)
class _Result:
    engine_version: str
    law_version: str
    law_values: tuple[LawValue, ...]


@frozen(kw_only=True)
class AssessmentDocument(_Result):
    """The document of an assessment."""

    inputs: AssessmentInputs
    outcome: AssessmentOutcome


@frozen(kw_only=True)
class BillDocument(_Result):
    """The document of a bill."""

    inputs: BillInputs
    outcome: BillOutcome


@frozen(kw_only=True)
class EntitlementDocument(_Result):
    """The document of an entitlement."""

    inputs: Case
    outcome: EntitlementOutcome


ResultDocument: TypeAlias = AssessmentDocument | BillDocument | EntitlementDocument


@frozen(kw_only=True)
class AccountDocument(_Result):
    """The document of a result that does not know what it was computed from."""

    data: Any


def _document_of(result: type) -> type:
    """The document of one such result."""
    name, attributes = f"_{result.__name__}Document", {"data": field(type=result)}
    return make_class(name, attributes, (AccountDocument,), frozen=True, kw_only=True, slots=True)


@frozen
class _CooperativeDocument:
    data: Cooperative


@frozen
class _PersonDocument:
    data: People


@frozen
class _EnrolmentDocument:
    data: Enrolment


@frozen
class _ParticipationDocument:
    data: Participation


@frozen
class _EventDocument:
    data: Event


@frozen
class _FindingDocument:
    data: AnyFinding


@frozen
class _FindingsDocument:
    data: tuple[AnyFinding, ...]


# The kind of document of each result that stands in it as it is.
ACCOUNTS: dict[type, DocumentKind] = {
    Lateness: DocumentKind.LATENESS,
    Arrears: DocumentKind.ARREARS,
    PaymentPlan: DocumentKind.PAYMENT_PLAN,
    ConstructionPlan: DocumentKind.CONSTRUCTION_PLAN,
    CoverReport: DocumentKind.COVER_REPORT,
    Sanctions: DocumentKind.SANCTIONS,
    EmployerLiability: DocumentKind.LIABILITY,
    Budget: DocumentKind.BUDGET,
    Comparison: DocumentKind.COMPARISON,
}

SHAPES: dict[DocumentKind, Any] = {
    DocumentKind.COOPERATIVE: _CooperativeDocument,
    DocumentKind.PERSON: _PersonDocument,
    DocumentKind.ENROLMENT: _EnrolmentDocument,
    DocumentKind.PARTICIPATION: _ParticipationDocument,
    DocumentKind.EVENT: _EventDocument,
    DocumentKind.FINDING: _FindingDocument,
    DocumentKind.FINDINGS: _FindingsDocument,
    DocumentKind.ASSESSMENT: AssessmentDocument,
    DocumentKind.BILL: BillDocument,
    DocumentKind.ENTITLEMENT: EntitlementDocument,
    **{kind: _document_of(result) for result, kind in ACCOUNTS.items()},
}
# They are of no use without their envelope, which has the versions and the law that was read.
RESULTS = frozenset(kind for kind, shape in SHAPES.items() if issubclass(shape, _Result))

# What "inputs" holds in the document of a result.
INPUTS: dict[DocumentKind, Any] = {
    DocumentKind.ASSESSMENT: AssessmentInputs,
    DocumentKind.BILL: BillInputs,
    DocumentKind.ENTITLEMENT: Case,
}
