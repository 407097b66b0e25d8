"""JKK: what follows from an accident at work or an occupational disease.

Implements PP 44/2015 Pasal 26 (time limit), Pasal 38 and 39 (arrears), Pasal 43 and 44 (reports)
and Pasal 48 (disease after the work has ended). The sums are in `benefits.jkk_lines`. The day of
the accident or of the diagnosis decides.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import cast

import attrs

from kopdes_jamsos.basis import Basis, Note
from kopdes_jamsos.benefits.cases import Case
from kopdes_jamsos.benefits.events import Death, OccupationalDisease, TotalDisability
from kopdes_jamsos.benefits.jkk_harm import Cause, Harm, refusal
from kopdes_jamsos.benefits.jkk_lines import harm_lines
from kopdes_jamsos.benefits.lines import BenefitLine, BenefitRefusal, Deadline, Part, Proof
from kopdes_jamsos.benefits.protection import (
    benefit_base,
    is_bpu,
    not_enrolled,
    paid_within,
    protection_of,
    sudden_death_refused,
)
from kopdes_jamsos.benefits.scholarship import scholarship
from kopdes_jamsos.coverage.participation import Participation
from kopdes_jamsos.errors import InvalidFactError, MissingFactError
from kopdes_jamsos.law import DatedValue
from kopdes_jamsos.months import years_after
from kopdes_jamsos.programs import Program


def benefits(case: Case) -> Part:
    """What JKK gives for an accident, a disease, a total disability or a death by work."""
    event = case.event
    cause: Cause | None
    if isinstance(event, Death | TotalDisability):
        if not event.work_related:
            # JKM pays for the death.
            not_by_work = refusal("not-by-work", event.on)
            return Part(refusals=() if isinstance(event, Death) else (not_by_work,))
        sudden = sudden_death_refused(case)
        if sudden is not None:
            # JKM pays for it.
            return Part(refusals=(sudden,))
        cause = event.accident
    else:
        cause = cast("Cause", event)  # nothing else concerns JKK
    enrolled = case.enrolled(Program.JKK)
    if not enrolled:
        return Part(refusals=(not_enrolled(case, Program.JKK),))
    on = event.on if cause is None else cause.on
    chosen = _participations(case, cause, enrolled, on)
    if chosen[0] not in enrolled:
        own = attrs.evolve(case, participations=tuple(chosen))
        return Part(refusals=(not_enrolled(own, Program.JKK),))
    days = [_last_day_of_work(case, each, cause, on) for each in chosen]
    found = [
        protection_of(case, each, Program.JKK, day) for each, day in zip(chosen, days, strict=True)
    ]
    refusals = tuple(each.refusal for each in found if each.refusal is not None)
    if refusals:
        return Part(refusals=refusals)
    limit = case.value("jkk.claim_limit", on)
    last = years_after(on, limit.value)
    if (case.claimed_on or event.on) > last:
        return Part(refusals=(_claim_lapsed(case, last, limit),))
    return _granted(
        Harm(
            case=case,
            cause=cause,
            on=on,
            protection=found[0],
            wage=benefit_base(case, found[0].participation, days[0]),
        )
    )


def _claim_lapsed(case: Case, last: dt.date, limit: DatedValue) -> BenefitRefusal:
    """The right has lapsed; under an older limit only if the law of the accident governs it."""
    older = case.law.series(limit.path).on(last).begins != limit.begins
    return refusal("claim-lapsed", last, Basis.of(limit, assuming=["jkk-day"] if older else ()))


def _participations(
    case: Case, cause: Cause | None, enrolled: Sequence[Participation], on: dt.date
) -> Sequence[Participation]:
    """The participation that the work belongs to; several only where none of them gives a right."""
    if cause is not None and cause.membership is not None:
        if cause.membership >= len(case.participations):
            raise InvalidFactError(
                "There is no such participation.",
                value="membership",
                remedy="Give its place among the participations, from 0.",
                reason="no-such-work",
            )
        return [case.participations[cause.membership]]
    if len(enrolled) == 1:
        return enrolled
    covered = [each for each in enrolled if case.cover(each, on, Program.JKK).covered] or [
        each
        for each in enrolled
        if case.cover(each, _last_day_of_work(case, each, cause, on), Program.JKK).covered
    ]
    if len(covered) > 1:
        raise MissingFactError(
            "Several participations hold JKK; which work the event belongs to was not given.",
            value="membership",
            remedy="Give membership, its place from 0, to the accident or disease: "
            "accident=kj.WorkAccident(day, membership=0).",
        )
    return covered or enrolled


def _last_day_of_work(
    case: Case, participation: Participation, cause: Cause | None, on: dt.date
) -> dt.date:
    """The day whose cover and wage decide: for a disease after the work, its last day."""
    ended = participation.ended
    if ended is None or on <= ended or is_bpu(participation):
        return on
    if not isinstance(cause, OccupationalDisease):
        return on
    limit = case.value("jkk.disease_after_work", on)
    return ended if on <= years_after(ended, limit.value) else on


def _granted(harm: Harm) -> Part:
    found = list(harm_lines(harm))
    lines = tuple(each for each in found if isinstance(each, BenefitLine))
    refusals = tuple(each for each in found if isinstance(each, BenefitRefusal))
    part = Part()
    if isinstance(harm.case.event, Death | TotalDisability):
        part = scholarship(harm.case, Program.JKK, harm.protection, harm.on)
    elif harm.case.children:
        basis = Basis.of(*harm.rules("scholarship"))
        refusals = (*refusals, harm.refusal("no-scholarship", basis))
    return (
        Part(
            lines=lines,
            refusals=refusals,
            proofs=_proofs(harm),
            deadlines=_deadlines(harm),
            remarks=_remarks(harm),
        )
        + part
    )


def _proofs(harm: Harm) -> tuple[Proof, ...]:
    asks = Basis.of(*harm.rules("proofs_bpu" if harm.bpu else "proofs_pu"))
    names = ["card", "identity", "doctor"]
    cause = harm.cause
    if cause is not None and cause.transport:
        names.append("transport")
    if cause is not None and cause.medical_cost is not None:
        names.append("treatment")
    asked = [(name, asks) for name in names]
    if isinstance(harm.case.event, Death):
        # The explanation of the article that sets the time of payment names what heirs hand in.
        heirs = Basis.of(harm.value("payment_days"))
        asked += [("family-card", heirs), ("heirs", heirs)]
    return tuple(
        Proof(program=Program.JKK, what=Note.of(f"proof-{name}"), basis=basis)
        for name, basis in asked
    )


def _deadlines(harm: Harm) -> tuple[Deadline, ...]:
    report, claim = harm.value("report_days"), harm.value("claim_limit")
    within, hours = dt.timedelta(days=report.value), 24 * report.value
    event = harm.case.event
    until, last = harm.on + within, years_after(harm.on, claim.value)
    outcome = event.on + within if isinstance(event, Death | TotalDisability) else None
    return tuple(
        Deadline(program=Program.JKK, what=what, day=day, basis=Basis.of(rule))
        for what, day, rule in (
            (Note.of("jkk-report", hours=hours, day=until), until, report),
            (Note.of("jkk-report-outcome", hours=hours), outcome, report),
            (Note.of("jkk-claim", day=last), last, claim),
        )
    )


def _remarks(harm: Harm) -> tuple[Note, ...]:
    paid = paid_within(harm.case, Program.JKK, harm.on)
    if isinstance(harm.case.event, Death):
        return (paid,)
    return (paid, Note.of("jkk-care-open"), Note.of("jkk-return-to-work"))
