"""JKP in an entitlement: the monthly cash after losing a job, and what has to be shown for it.

PP 37/2021, as changed by PP 6/2025: Pasal 19 and 20 (willing to work, proof of the dismissal),
Pasal 28 and 33 (reports), Pasal 37 (workers who were not enrolled) and Pasal 40 (lapse); Permenaker
15/2021 Pasal 10 and 13 (bank account, search and training). Who has a right is in
`benefits.jkp_conditions`, the cash in `benefits.jkp_months`, the share of the fund in
`contributions.funds`.
"""

from __future__ import annotations

import datetime as dt

import attrs

from kopdes_jamsos.basis import NO_BASIS, Basis, Note
from kopdes_jamsos.basis.sources import Citation
from kopdes_jamsos.benefits.cases import Case
from kopdes_jamsos.benefits.jkp_conditions import (
    JkpEligibility,
    claim_deadline,
    jkp_eligibility,
)
from kopdes_jamsos.benefits.jkp_months import JkpCash, JkpMonth, jkp_cash
from kopdes_jamsos.benefits.kinds import BenefitKind, Recipient
from kopdes_jamsos.benefits.leaving import Dismissal
from kopdes_jamsos.benefits.lines import BenefitRefusal, Deadline, MonthlyBenefit, Part, Proof
from kopdes_jamsos.benefits.membership import refused
from kopdes_jamsos.benefits.protection import not_enrolled
from kopdes_jamsos.months import Month
from kopdes_jamsos.programs import BusinessScale, Program

_ACCOUNT = Citation("Permenaker 15/2021", "Pasal 10 ayat (1) huruf b")


def benefits(case: Case) -> Part:
    """What JKP gives for the end of work: cash every month, or every reason against it."""
    if not case.enrolled(Program.JKP):
        return Part(refusals=(_not_enrolled(case),))
    found = jkp_eligibility(
        case.event, case.participations, claimed_on=case.claimed_on, law=case.law
    )
    if not found.eligible or found.participation is None:
        return Part(refusals=tuple(refused(reason, Program.JKP) for reason in found.reasons))
    wage = found.participation.base(Month.of(case.event.on))
    new_job_on = getattr(case.event, "new_job_on", None)
    cash = jkp_cash(wage, found.claimed_on, new_job_on=new_job_on, law=case.law)
    deadline, limits = claim_deadline(case.event.on, case.law)
    days = case.value("jkp.report_days", found.claimed_on).value
    remarks = [Note.of("jkp-not-cash"), Note.of("jkp-report", days=days)]
    if found.pays_first is not None:
        remarks.insert(0, Note.of("jkp-employer-first"))
    return Part(
        monthly=tuple(_monthly(found, cash)),
        proofs=_proofs(case, found.claimed_on),
        deadlines=(
            Deadline(
                program=Program.JKP,
                what=Note.of("jkp-claim-by", day=deadline),
                day=deadline,
                basis=Basis.of(*limits),
            ),
        ),
        remarks=tuple(remarks),
    )


def _not_enrolled(case: Case) -> BenefitRefusal:
    """Pasal 37: the employer owes the cash, unless a micro business; else JKP is not missed."""
    micro = all(
        getattr(each.enrolment, "scale", None) is BusinessScale.MICRO
        for each in case.participations
    )
    refusal = not_enrolled(case, Program.JKP)
    if isinstance(case.event, Dismissal) and not micro:
        return refusal
    why = Note.of("refused-not-enrolled", program=Program.JKP)
    return attrs.evolve(refusal, why=why, basis=NO_BASIS)


def _monthly(found: JkpEligibility, cash: JkpCash) -> list[MonthlyBenefit]:
    """One entry for each run of months with the same amount."""
    runs: list[list[JkpMonth]] = []
    for month in cash.months:
        if runs and runs[-1][0].rate == month.rate and runs[-1][0].base == month.base:
            runs[-1].append(month)
        else:
            runs.append([month])
    assumptions = (*found.assumptions, *cash.assumptions)
    return [
        MonthlyBenefit(
            program=Program.JKP,
            kind=BenefitKind.CASH,
            label=Note.of("jkp-cash-run", rate=run[0].rate, base=run[0].base, count=len(run)),
            amount=run[0].amount,
            first_month=Month.of(run[0].day),
            last_month=Month.of(run[-1].day),
            notes=(Note.of("jkp-employer-first"),) if found.pays_first else (),
            recipient=Recipient.PARTICIPANT,
            pays_first=found.pays_first,
            basis=Basis.sum(run, assuming=assumptions),
        )
        for run in runs
    ]


def _proofs(case: Case, claim: dt.date) -> tuple[Proof, ...]:
    """What has to be shown: the dismissal, and from the second month the search and training.

    The bank account stands in the rule of the ministry alone (Permenaker 15/2021).
    """
    asked = [
        (Note.of(f"jkp-proof-{code}"), Basis.of(case.value(f"jkp.{name}", claim)))
        for code, name in (("dismissal", "dismissal_proof"), ("willing", "willing_to_work"))
    ]
    first = case.law.series("jkp.applications").values[:1]
    # The rule of the ministry came half a year after JKP itself.
    if first and first[0].begins <= claim:
        number, attendance = (
            case.value(f"jkp.{name}", claim) for name in ("applications", "attendance")
        )
        asked += [
            (Note.of("jkp-proof-account"), Basis.of(citations=[_ACCOUNT])),
            (Note.of("jkp-proof-applications", count=number.value), Basis.of(number)),
            (Note.of("jkp-proof-attendance", share=attendance.value), Basis.of(attendance)),
        ]
    return tuple(Proof(program=Program.JKP, what=what, basis=basis) for what, basis in asked)
