"""JKM: what the heirs get when a participant dies, and not of work.

Implements PP 44/2015 Pasal 34 (the sums, as enacted and as replaced by PP 82/2019), Pasal 40
(heirs), Pasal 41 and 42 (arrears), and from Permenaker 1/2025 the time that a BPU waits for the
full sums and the funeral money paid once for several memberships. A death by work gives JKK and no
JKM (Pasal 40 ayat (1)).
"""

from __future__ import annotations

import datetime as dt

from dateutil.relativedelta import relativedelta

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
from kopdes_jamsos.benefits.events import Death
from kopdes_jamsos.benefits.standing import Standing, is_bpu, standing
from kopdes_jamsos.explanation import Note
from kopdes_jamsos.law import Citation
from kopdes_jamsos.months import Month
from kopdes_jamsos.programs import Program

_PARTS = ("death_sum", "periodic", "funeral")
# Pasal 42 ayat (1): the funeral money of a BPU in arrears is paid at once.
_AT_ONCE = "funeral"


def benefits(case: Case) -> Part:
    """What JKM gives for a death."""
    event = case.event
    if not isinstance(event, Death):
        return Part()
    enrolled = [
        participation
        for participation in case.participations
        if Program.JKM in participation.enrolment.programs
    ]
    if not enrolled:
        return Part(refusals=(_refusal(case, "not-enrolled"),))
    if event.work_related:
        why = Citation("PP 44/2015", "Pasal 40 ayat (1)")
        return Part(refusals=(_refusal(case, "death-by-work", why),))
    standings = [standing(case, each, Program.JKM, event.on) for each in enrolled]
    refusals = [each.refusal for each in standings if each.refusal is not None]
    entitled = [each for each in standings if each.refusal is None]
    if not entitled:
        return Part(refusals=tuple(refusals))
    lines: list[BenefitLine] = []
    for each in entitled:
        if _is_early(case, each):
            lines.append(_early(case, each))
        else:
            lines.extend(_line(case, each, name) for name in _PARTS)
    return Part(
        lines=tuple(lines),
        refusals=tuple(refusals),
        proofs=_proofs(),
        deadlines=(_deadline(case),),
    )


def _refusal(case: Case, code: str, *citations: Citation) -> BenefitRefusal:
    why = Note.of(f"refused-{code}", program=Program.JKM, day=case.event.on)
    return BenefitRefusal(program=Program.JKM, code=code, why=why, citations=citations)


def _is_early(case: Case, each: Standing) -> bool:
    """Whether a BPU has not yet been in for the months that the full sums need."""
    months = case.value("jkm.waiting_months").value
    if not is_bpu(each.participation) or not months:
        return False
    on = case.event.on
    paid = each.participation.paid_months(Program.JKM, Month.of(on), Month.of(each.since))
    return len(paid) < months or on < _later(each.since, months)


def _later(day: dt.date, months: int) -> dt.date:
    return day + relativedelta(months=months)


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


def _deadline(case: Case) -> Deadline:
    return Deadline(program=Program.JKM, what=Note.of("jkm-no-limit"), day=None)
