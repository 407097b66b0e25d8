"""JKM: what the heirs get when a participant dies, and not of work.

Implements PP 44/2015 Pasal 34 (the sums, as enacted and as replaced by PP 82/2019), Pasal 40
(heirs), Pasal 41 and 42 (arrears), and from Permenaker 1/2025 the three paid months in a row that a
newly registered BPU needs for the full sums (Pasal 97A) and the funeral money paid once for several
employers (Pasal 101; a membership as BPU beside them: convention `jkm-memberships`). A death by
work gives JKK and no JKM (Pasal 40 ayat (1)). For the years that the scholarship needs, memberships
side by side do not add up (Permenaker 5/2021 Pasal 102 ayat (4)). What is handed in stands in
PP 44/2015 Pasal 40 ayat (3), since 2021 in Permenaker 5/2021 Pasal 22 and 62.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import attrs
from attrs import frozen

from kopdes_jamsos.basis import Basis, Note
from kopdes_jamsos.benefits.cases import Case
from kopdes_jamsos.benefits.kinds import (
    FIXED_SUMS,
    BenefitKind,
    Payable,
    Recipient,
    path_of,
)
from kopdes_jamsos.benefits.lines import BenefitLine, BenefitRefusal, Deadline, Part, Proof
from kopdes_jamsos.benefits.membership import months_apart
from kopdes_jamsos.benefits.protection import (
    Protection,
    is_bpu,
    not_enrolled,
    paid_within,
    protection_of,
    sudden_death_refused,
)
from kopdes_jamsos.benefits.scholarship import scholarship
from kopdes_jamsos.coverage.participation import Participation
from kopdes_jamsos.law import DatedValue, Evidence
from kopdes_jamsos.months import Month, longest_row, months_after, months_in_a_row
from kopdes_jamsos.programs import Program

if TYPE_CHECKING:
    from kopdes_jamsos.benefits.events import Death

_YEAR = 12
_MONTHS_ONCE = "scholarship-months-once"
_FROM_WORK = "jkm-months-as-worker"


def benefits(case: Case) -> Part:
    """What JKM gives for a death."""
    event = cast("Death", case.event)  # nothing else concerns JKM
    enrolled = case.enrolled(Program.JKM)
    if not enrolled:
        return Part(refusals=(not_enrolled(case, Program.JKM),))
    if event.work_related and sudden_death_refused(case) is None:
        return Part(refusals=(_death_by_work(case),))
    found = [protection_of(case, each, Program.JKM, event.on) for each in enrolled]
    refusals = tuple(each.refusal for each in found if each.refusal is not None)
    entitled = [each for each in found if each.refusal is None]
    if not entitled:
        return Part(refusals=refusals)
    sums = [_sums(case, each) for each in entitled]
    part = Part(
        lines=tuple(_of_several(case, sums, entitled) if len(sums) > 1 else sums[0]),
        refusals=refusals,
        proofs=_proofs(case, entitled),
        deadlines=(Deadline(program=Program.JKM, what=Note.of("jkm-no-limit"), day=None),),
        remarks=(paid_within(case, Program.JKM, event.on),),
    )
    return part + _scholarship(case, entitled)


def _death_by_work(case: Case) -> BenefitRefusal:
    return BenefitRefusal(
        program=Program.JKM,
        code="death-by-work",
        why=Note.of("refused-death-by-work", program=Program.JKM, day=case.event.on),
        basis=Basis.of(*case.rules("jkm.not_by_work")),
    )


def _sums(case: Case, protection: Protection) -> list[BenefitLine]:
    wait = _wait(case, protection)
    if wait.early:
        return [_early(case, wait)]
    lines = (
        _line(case, protection, kind, value)
        for kind in FIXED_SUMS[Program.JKM]
        for value in case.rules(path_of(Program.JKM, kind))
    )
    return [attrs.evolve(each, basis=each.basis.assuming(wait.decided_by)) for each in lines]


def _of_several(
    case: Case, sums: list[list[BenefitLine]], entitled: list[Protection]
) -> list[BenefitLine]:
    """The lines of several memberships, without what is paid once only.

    The article names several employers, since 2 December 2019.
    """
    once = case.value("jkm.paid_once")
    silent = once.evidence is not Evidence.TEXT
    doubt = silent or any(is_bpu(each.participation) for each in entitled)
    rule = Basis.of(once, assuming=["jkm-memberships" if doubt else ""])
    lines: list[BenefitLine] = []
    seen = set()
    # Whole sums first, so that what is paid once is the funeral money among them.
    ordered = enumerate(sorted(sums, key=len, reverse=True), 1)
    for number, line in ((number, line) for number, lines in ordered for line in lines):
        note = Note.of("jkm-membership", number=number)
        if line.kind in once.value:
            if line.kind in seen:
                continue
            seen.add(line.kind)
            note = Note.of("jkm-once")
        basis = Basis.sum((line, rule))
        lines.append(attrs.evolve(line, notes=(*line.notes, note), basis=basis))
    return lines


def _scholarship(case: Case, entitled: list[Protection]) -> Part:
    """The scholarship, once for the family, after enough years of contributions."""
    if not case.children:
        return Part()
    years = case.value("jkm.scholarship_years")
    needed = years.value * _YEAR
    months, basis = _scholarship_months(case, entitled, needed)
    basis = Basis.sum((Basis.of(years), basis))
    if months < needed:
        why = Note.of(
            "refused-scholarship-years",
            program=Program.JKM,
            years=years.value,
            needed=needed,
            months=months,
        )
        basis = basis.assuming("scholarship-contributions")
        return Part(
            refusals=(
                BenefitRefusal(program=Program.JKM, code="scholarship-years", why=why, basis=basis),
            )
        )
    # The participation that pays soonest pays it.
    soonest = min(entitled, key=lambda each: (each.waits, each.pays_first is not None))
    part = scholarship(case, Program.JKM, soonest, case.event.on)
    lines = (attrs.evolve(line, basis=Basis.sum((line, basis))) for line in part.lines)
    return attrs.evolve(part, lines=tuple(lines))


def _scholarship_months(case: Case, entitled: list[Protection], needed: int) -> tuple[int, Basis]:
    """Paid months that count for the scholarship, and what decided that they do."""
    until = Month.of(case.event.on)
    present = {id(each.participation): Month.of(each.since) for each in entitled}
    memberships = [
        (
            each,
            frozenset(each.paid_months(Program.JKM, until, present.get(id(each)), law=case.law)),
        )
        for each in case.enrolled(Program.JKM)
    ]
    once = len(frozenset().union(*(months for _, months in memberships)))
    alone = max(len(months) for _, months in memberships)
    # One membership alone may have the years; else it counts that memberships were put together.
    together = Basis.of(assuming=["scholarship-contributions"] if alone < needed <= once else ())
    apart = months_apart(memberships)
    rules = case.rules("jkm.scholarship_apart")
    if not rules or apart == once:
        return once, together
    read_otherwise = _MONTHS_ONCE in case.law.readings
    counted = once if read_otherwise else apart
    decides = (apart < needed) is not (once < needed)
    name = _MONTHS_ONCE if read_otherwise else "scholarship-parallel"
    rule = Basis.of(*rules, assuming=[name] if decides else ())
    return counted, Basis.sum((rule, together))


@frozen
class _Wait:
    """Whether the full sums are not due yet, and what decided between two readings."""

    early: bool
    decided_by: str = ""


def _wait(case: Case, protection: Protection) -> _Wait:
    """Whether a newly registered BPU lacks the paid months in a row that full sums need."""
    months = case.value("jkm.waiting_months").value
    if not is_bpu(protection.participation) or not months:
        return _Wait(early=False)
    on, since = case.event.on, protection.since
    paid = frozenset(_paid(case, protection.participation, Month.of(since)))
    if longest_row(paid) >= months and on >= months_after(since, months):
        return _Wait(early=False)
    if not paid or months_in_a_row(paid | _as_worker(case), max(paid)) < months:
        return _Wait(early=True)
    # Only the months as a wage earner complete the row: is such a person "newly registered"?
    if _FROM_WORK in case.law.readings:
        return _Wait(early=False, decided_by=_FROM_WORK)
    return _Wait(early=True, decided_by="jkm-new-as-bpu")


def _as_worker(case: Case) -> frozenset[Month]:
    """The months of JKM paid by the day of death in memberships as a wage earner."""
    return frozenset(
        month
        for each in case.enrolled(Program.JKM)
        if not is_bpu(each)
        for month in _paid(case, each)
    )


def _paid(case: Case, participation: Participation, since: Month | None = None) -> list[Month]:
    """The months up to that of death that were paid by its day, maybe from one on."""
    until = Month.of(case.event.on)
    first = Month.of(participation.joined) if since is None else since
    paid = case.stood(participation, case.event.on).paid
    return [month for month in paid if first <= month <= until]


def _early(case: Case, wait: _Wait) -> BenefitLine:
    value, months = case.value("jkm.early_sum"), case.value("jkm.waiting_months")
    return BenefitLine(
        program=Program.JKM,
        kind=BenefitKind.FUNERAL,
        label=Note.of("jkm-early"),
        amount=value.value,
        notes=(Note.of("jkm-waiting", months=months.value),),
        recipient=Recipient.HEIRS,
        basis=Basis.of(value, months, assuming=["jkm-three-months", wait.decided_by]),
    )


def _line(case: Case, protection: Protection, kind: BenefitKind, value: DatedValue) -> BenefitLine:
    at_once = kind in case.value("jkm.paid_at_once").value
    return BenefitLine(
        program=Program.JKM,
        kind=kind,
        label=Note.of(f"jkm-{kind.replace('_', '-')}"),
        amount=value.value,
        recipient=Recipient.HEIRS,
        payable=Payable.AT_ONCE if at_once else protection.payable,
        pays_first=protection.pays_first,
        basis=Basis.sum((Basis.of(value), protection.basis)),
    )


def _proofs(case: Case, entitled: list[Protection]) -> tuple[Proof, ...]:
    """What has to be handed in with the claim of each kind of membership."""
    kinds = dict.fromkeys("bpu" if is_bpu(each.participation) else "pu" for each in entitled)
    asked = [case.value(f"jkm.proofs_{kind}") for kind in kinds]
    return tuple(
        Proof(
            program=Program.JKM,
            what=Note.of(f"proof-{name.replace('_', '-')}"),
            basis=Basis.of(value),
        )
        for value in asked
        for name in value.value
    )
