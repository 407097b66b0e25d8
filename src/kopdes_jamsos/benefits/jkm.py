"""JKM: what the heirs get when a participant dies, and not of work.

Implements PP 44/2015 Pasal 34 (the sums, as enacted and as replaced by PP 82/2019), Pasal 40
(heirs), Pasal 41 and 42 (arrears), and from Permenaker 1/2025 the time that a BPU waits for the
full sums and the funeral money paid once for several memberships. A death by work gives JKK and no
JKM (Pasal 40 ayat (1)).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import attrs
from dateutil.relativedelta import relativedelta

from kopdes_jamsos.basis import Note
from kopdes_jamsos.benefits.entitlement import (
    BenefitLine,
    BenefitRefusal,
    Case,
    Deadline,
    Part,
    Payable,
    Proof,
    Recipient,
)
from kopdes_jamsos.benefits.scholarship import scholarship
from kopdes_jamsos.benefits.standing import (
    Standing,
    is_bpu,
    not_enrolled,
    paid_within,
    standing,
)
from kopdes_jamsos.coverage.participation import Participation
from kopdes_jamsos.law import Citation, Evidence
from kopdes_jamsos.months import Month
from kopdes_jamsos.programs import Program

if TYPE_CHECKING:
    from kopdes_jamsos.benefits.events import Death

SUMS = ("death_sum", "periodic", "funeral")
# Pasal 42 ayat (1): the funeral money of a BPU in arrears is paid at once.
_AT_ONCE = "funeral"
_YEAR = 12


def benefits(case: Case) -> Part:
    """What JKM gives for a death."""
    event = cast("Death", case.event)  # nothing else concerns JKM
    enrolled = [
        participation
        for participation in case.participations
        if Program.JKM in participation.enrolment.programs
    ]
    if not enrolled:
        return Part(refusals=(not_enrolled(case, Program.JKM),))
    if event.work_related:
        article = Citation("PP 44/2015", "Pasal 40 ayat (1)")
        return Part(refusals=(_refusal(case, "death-by-work", article),))
    standings = [standing(case, each, Program.JKM, event.on) for each in enrolled]
    refusals = [each.refusal for each in standings if each.refusal is not None]
    entitled = [each for each in standings if each.refusal is None]
    if not entitled:
        return Part(refusals=tuple(refusals))
    sums = [_sums(case, each) for each in entitled]
    lines = _paid_once(case, sums) if len(sums) > 1 else sums[0]
    part = Part(
        lines=tuple(lines),
        refusals=tuple(refusals),
        proofs=_proofs(),
        deadlines=(Deadline(program=Program.JKM, what=Note.of("jkm-no-limit"), day=None),),
        remarks=(paid_within(case, Program.JKM, event.on),),
    )
    return part + _scholarship(case, enrolled, entitled)


def _sums(case: Case, each: Standing) -> list[BenefitLine]:
    if _is_early(case, each):
        return [_early(case, each)]
    return [_line(case, each, name) for name in SUMS]


def _paid_once(case: Case, sums: list[list[BenefitLine]]) -> list[BenefitLine]:
    """The lines of several memberships, without what is paid once only."""
    once = case.value("jkm.paid_once")
    dropped = {f"jkm-{name}" for name in once.value}
    # The early sum of a BPU is funeral money too.
    dropped |= {"jkm-early"} if "jkm-funeral" in dropped else set()
    lines: list[BenefitLine] = []
    seen = False
    # Whole sums first, so that what is paid once is the funeral money among them.
    ordered = enumerate(sorted(sums, key=len, reverse=True), 1)
    for number, line in ((number, line) for number, lines in ordered for line in lines):
        note = Note.of("jkm-membership", number=number)
        if line.label.code in dropped:
            if seen:
                continue
            seen = True
            note = Note.of("jkm-once")
            line = attrs.evolve(line, citations=(*line.citations, once.citation))
        lines.append(
            attrs.evolve(
                line,
                notes=(*line.notes, note),
                assumptions=(*line.assumptions, "jkm-memberships"),
                evidence=Evidence.CONVENTION,
            )
        )
    return lines


def _scholarship(case: Case, enrolled: list[Participation], entitled: list[Standing]) -> Part:
    """The scholarship, once for the family, after enough years of contributions."""
    if not case.children:
        return Part()
    years = case.value("jkm.scholarship_years")
    until = Month.of(case.event.on)
    present = {id(each.participation): Month.of(each.since) for each in entitled}
    months = {
        month
        for each in enrolled
        for month in each.paid_months(Program.JKM, until, present.get(id(each)), law=case.law)
    }
    needed = years.value * _YEAR
    if len(months) < needed:
        why = Note.of(
            "refused-scholarship-years",
            program=Program.JKM,
            years=years.value,
            needed=needed,
            months=len(months),
        )
        refusal = BenefitRefusal(
            program=Program.JKM,
            code="scholarship-years",
            why=why,
            citations=(years.citation,),
            evidence=years.evidence,
            assumptions=("scholarship-contributions",),
        )
        return Part(refusals=(refusal,))
    # The participation that pays soonest pays it.
    each = min(entitled, key=lambda each: (each.waits, each.pays_first is not None))
    part = scholarship(case, Program.JKM, each, case.event.on)
    lines = (attrs.evolve(line, citations=(*line.citations, years.citation)) for line in part.lines)
    return attrs.evolve(part, lines=tuple(lines))


def _refusal(case: Case, code: str, *citations: Citation) -> BenefitRefusal:
    why = Note.of(f"refused-{code}", program=Program.JKM, day=case.event.on)
    return BenefitRefusal(program=Program.JKM, code=code, why=why, citations=citations)


def _is_early(case: Case, each: Standing) -> bool:
    """Whether a BPU has not yet been in for the months that the full sums need."""
    months = case.value("jkm.waiting_months").value
    if not is_bpu(each.participation) or not months:
        return False
    on = case.event.on
    paid = each.participation.paid_months(
        Program.JKM, Month.of(on), Month.of(each.since), law=case.law
    )
    return len(paid) < months or on < each.since + relativedelta(months=months)


def _early(case: Case, each: Standing) -> BenefitLine:
    value, months = case.value("jkm.early_sum"), case.value("jkm.waiting_months")
    return BenefitLine.from_values(
        (value, months),
        program=Program.JKM,
        label=Note.of("jkm-early"),
        amount=value.value,
        notes=(Note.of("jkm-waiting", months=months.value),),
        assumptions=("jkm-three-months",),
        recipient=Recipient.HEIRS,
    )


def _line(case: Case, each: Standing, name: str) -> BenefitLine:
    value = case.value(f"jkm.{name}")
    waits = each.waits and name != _AT_ONCE
    return BenefitLine.from_values(
        (value,),
        program=Program.JKM,
        label=Note.of(f"jkm-{name.replace('_', '-')}"),
        amount=value.value,
        recipient=Recipient.HEIRS,
        payable=Payable.AFTER_ARREARS if waits else Payable.AT_ONCE,
        pays_first=each.pays_first,
        **each.facts,
    )


def _proofs() -> tuple[Proof, ...]:
    asks = (Citation("PP 44/2015", "Pasal 40 ayat (3)"),)
    return tuple(
        Proof(program=Program.JKM, what=Note.of(f"proof-{name}"), citations=asks)
        for name in ("card", "death", "heirs")
    )
