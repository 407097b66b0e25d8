"""The scholarship for the children of a participant: who gets it, how much, and in which year.

Implements PP 44/2015 Pasal 25 ayat (3) and Pasal 34 ayat (2) as enacted (a single sum for each
participant), and as replaced by PP 82/2019 (at most two children, paid every year by the level of
school after Lampiran III), with the work that does not end it since Permenaker 1/2025 (Pasal 103
ayat (3a) of Permenaker 5/2021) and the school years that nobody claimed in time (Pasal 106). Who is
entitled to it at all is decided in `benefits.jkk` and `benefits.jkm`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TypeAlias

from attrs import evolve, frozen

from kopdes_jamsos.basis import NO_BASIS, Basis, Note
from kopdes_jamsos.benefits.cases import Case
from kopdes_jamsos.benefits.family import Child, ChildWork
from kopdes_jamsos.benefits.kinds import BenefitKind, Payable, Recipient
from kopdes_jamsos.benefits.lines import BenefitLine, BenefitRefusal, Part, Proof, ScheduledPayment
from kopdes_jamsos.benefits.protection import Protection
from kopdes_jamsos.benefits.school import SchoolYear, place_of, school_year_of, school_years
from kopdes_jamsos.errors import InvalidFactError, MissingFactError
from kopdes_jamsos.law import DatedValue
from kopdes_jamsos.law.values import as_table
from kopdes_jamsos.money import Rupiah
from kopdes_jamsos.months import age_on, years_after
from kopdes_jamsos.programs import Program

_Payment: TypeAlias = "tuple[dt.date, SchoolYear]"

# Whether the limit of Pasal 106 ayat (4) holds for a first claim, of which ayat (2) speaks.
_UNLIMITED = "scholarship-first-claim"
_LIMITED = "scholarship-first-claim-limited"


@frozen(kw_only=True)
class _Grant:
    """What pays a scholarship: the programme, the participation and the day of the tariff."""

    case: Case
    program: Program
    protection: Protection
    on: dt.date

    def value(self, name: str) -> DatedValue:
        return self.case.value(f"scholarship.{name}", self.on)

    def refusal(
        self, number: int, code: str, limit: DatedValue, **figures: object
    ) -> BenefitRefusal:
        figures |= {"program": self.program, "number": number, "limit": limit.value}
        why = Note.of(f"refused-{code}", **figures)
        return BenefitRefusal(program=self.program, code=code, why=why, basis=Basis.of(limit))


@frozen(kw_only=True)
class _Plan:
    """The payments for one child, by the day from which each can be claimed."""

    number: int
    child: Child
    claim: dt.date
    payments: tuple[_Payment, ...]
    notes: tuple[Note, ...]
    basis: Basis
    refusals: tuple[BenefitRefusal, ...] = ()

    @property
    def amount(self) -> Rupiah:
        return sum(year.amount for _, year in self.payments)


@frozen(kw_only=True)
class _Asked:
    """The payments that a claim asks for, what decided that, and what is lost."""

    payments: tuple[_Payment, ...]
    basis: Basis = NO_BASIS
    refusals: tuple[BenefitRefusal, ...] = ()


def scholarship(case: Case, program: Program, protection: Protection, on: dt.date) -> Part:
    """What a programme pays for the children; who is entitled was decided before.

    Args:
        case: The case.
        program: The programme that pays.
        protection: What the paying participation gives.
        on: The day whose tariff decides.
    """
    if not case.children:
        return Part()
    grant = _Grant(case=case, program=program, protection=protection, on=on)
    lump = grant.value("lump_sum")
    if lump.value:
        return Part(lines=(_lump_sum(grant, lump),))
    found = [_plan(grant, number, child) for number, child in enumerate(case.children, 1)]
    plans = [each for each in found if isinstance(each, _Plan)]
    limit = grant.value("children")
    chosen, choice = _choose(plans, limit)
    refusals = [each for each in found if isinstance(each, BenefitRefusal)]
    refusals += [
        grant.refusal(plan.number, "child-not-chosen", limit)
        for plan in plans
        if plan not in chosen
    ]
    part = Part(refusals=tuple(refusals))
    shared = Basis.of(limit, assuming=[choice])
    for plan in chosen:
        part += _paid(grant, plan, shared)
    return part + Part(proofs=_proofs(grant)) if part.lines else part


def _proofs(grant: _Grant) -> tuple[Proof, ...]:
    """What has to be handed in with the first claim of each child."""
    return tuple(
        Proof(program=grant.program, what=Note.of("proof-scholarship"), basis=Basis.of(rule))
        for rule in grant.case.rules("scholarship.proofs")
    )


def _lump_sum(grant: _Grant, lump: DatedValue) -> BenefitLine:
    return BenefitLine(
        program=grant.program,
        kind=BenefitKind.SCHOLARSHIP,
        label=Note.of("scholarship-once"),
        amount=lump.value,
        notes=(Note.of("scholarship-at-school"),),
        recipient=Recipient.CHILD,
        payable=grant.protection.payable,
        pays_first=grant.protection.pays_first,
        basis=Basis.sum((Basis.of(lump), grant.protection.basis)),
    )


def _plan(grant: _Grant, number: int, child: Child) -> _Plan | BenefitRefusal:
    end_age = grant.value("end_age")
    if child.married:
        return grant.refusal(number, "child-married", end_age)
    day = grant.case.event.on
    claim = _day_of_claim(child, day)
    last = None
    if child.birth_date is not None:
        _check_birth(child.birth_date, day)
        last = years_after(child.birth_date, end_age.value)
        if last <= day:
            return grant.refusal(number, "child-too-old", end_age)
    work = _work(grant, number, child, claim)
    if isinstance(work, BenefitRefusal):
        return work
    amounts, years = grant.value("amount"), grant.value("years")
    school = school_years(amounts, years)
    place, first, derived = _start(grant, child, school)
    payments = [(years_after(first, later), year) for later, year in enumerate(school[place:])]
    kept = tuple((due, year) for due, year in payments if last is None or due < last)
    shortened = len(kept) < len(payments)
    asked = _asked(grant, number, child, kept, last)
    if isinstance(asked, BenefitRefusal):
        return asked
    if not asked.payments:
        return next(iter(asked.refusals), grant.refusal(number, "school-finished", years))
    unknown = None in (child.birth_date, child.married, child.work)
    return _Plan(
        number=number,
        child=child,
        claim=claim,
        payments=asked.payments,
        notes=(Note.of("scholarship-ends", age=end_age.value),) if shortened else (),
        basis=Basis.sum(
            (
                Basis.of(
                    as_table(amounts),
                    as_table(years),
                    end_age,
                    *work,
                    assuming=(
                        "scholarship-year",
                        "school-age" if derived else "",
                        "child-entitled" if unknown else "",
                    ),
                ),
                asked.basis,
            )
        ),
        refusals=asked.refusals,
    )


def _day_of_claim(child: Child, day: dt.date) -> dt.date:
    """The day of the claim; that of the event where none was given."""
    if child.claimed_on is None:
        return day
    if child.claimed_on < day:
        raise InvalidFactError(
            "The scholarship of a child was claimed before the event.",
            remedy="Correct claimed_on or the day of the event.",
            reason="claim-before-event",
        )
    return child.claimed_on


def _asked(
    grant: _Grant,
    number: int,
    child: Child,
    payments: tuple[_Payment, ...],
    last: dt.date | None,
) -> _Asked | BenefitRefusal:
    """What a claim can still ask for.

    Permenaker 5/2021 Pasal 106; from 24 February 2025 a claim that was left out goes back some
    school years only (ayat (4)), and the child must still fulfil the conditions (ayat (5)).
    """
    payments = _unpaid(child, payments)
    claim = child.claimed_on
    if claim is None:
        return _Asked(payments=payments)
    begins = grant.value("school_month").value
    current = school_year_of(claim, begins)
    at_claim = tuple(
        (min(due, claim) if school_year_of(due, begins) <= current else due, year)
        for due, year in payments
    )
    back = [current - school_year_of(due, begins) for due, _ in payments]
    rules = grant.case.rules("scholarship.back_years", claim)
    if not rules or not any(years > 0 for years in back):
        return _Asked(payments=at_claim)
    (limit,) = rules
    if last is not None and last <= claim:
        return grant.refusal(number, "child-too-old", limit)
    late = sum(years > limit.value for years in back)
    limited = child.paid_to is not None or _LIMITED in grant.case.law.readings
    first = "" if child.paid_to is not None or not late else _LIMITED if limited else _UNLIMITED
    if not limited:
        return _Asked(payments=at_claim, basis=Basis.of(limit, assuming=[first]))
    counted = "scholarship-back-years" if any(years >= limit.value for years in back) else ""
    basis = Basis.of(limit, assuming=[counted, first])
    if not late:
        return _Asked(payments=at_claim, basis=basis)
    lost = grant.refusal(number, "school-years-lost", limit, stage=payments[late - 1][1].stage)
    return _Asked(payments=at_claim[late:], basis=basis, refusals=(evolve(lost, basis=basis),))


def _unpaid(child: Child, payments: tuple[_Payment, ...]) -> tuple[_Payment, ...]:
    """The payments after the last one that was made."""
    if child.paid_to is None:
        return payments
    names = [year.stage for _, year in payments]
    if child.paid_to not in names:
        raise InvalidFactError(
            "paid_to names no school year that the child was paid for.",
            remedy="Give the last school year paid, by its name: one of those since the event.",
            reason="paid-to",
        )
    return payments[names.index(child.paid_to) + 1 :]


def _check_birth(born: dt.date, day: dt.date) -> None:
    # A child may be born after the father's death; a birth date a year later is a slip.
    if born > years_after(day, 1):
        raise InvalidFactError(
            "A child is born more than a year after the event.",
            remedy="Correct the birth date or the day of the event.",
            reason="child-born-late",
        )


def _work(
    grant: _Grant, number: int, child: Child, claim: dt.date
) -> tuple[DatedValue, ...] | BenefitRefusal:
    """Values that let a working child keep the scholarship, or why it ends."""
    if child.work in (None, ChildWork.NONE):
        return ()
    # The widening speaks of each year's claim, so that its day counts, not that of the accident.
    limits = grant.case.rules("scholarship.working_months", claim)
    if not limits:
        return grant.refusal(number, "child-works", grant.value("end_age"))
    (limit,) = limits
    if child.work is ChildWork.UNREGISTERED:
        return grant.refusal(number, "child-works", limit)
    if child.studying is None:
        raise MissingFactError(
            f"Whether child {number} still studies decides and was not given.",
            value="studying",
            remedy="Give studying to the child.",
            reason="child",
            number=number,
        )
    if not child.studying:
        return grant.refusal(number, "child-works", limit)
    if child.work is ChildWork.PU:
        if child.pu_months is None:
            raise MissingFactError(
                f"How long child {number} has worked as PU decides and was not given.",
                value="pu_months",
                remedy="Give pu_months to the child.",
                reason="child",
                number=number,
            )
        if child.pu_months > limit.value:
            return grant.refusal(number, "child-works", limit)
    return limits


def _start(
    grant: _Grant, child: Child, school: tuple[SchoolYear, ...]
) -> tuple[int, dt.date, bool]:
    """Place of the first school year, its day, and whether the birth date had to tell."""
    day = grant.case.event.on
    if child.stage is not None:
        return place_of(child.stage, school), day, False
    if child.birth_date is None:
        raise MissingFactError(
            "The school year of a child decides and was not given.",
            value="stage",
            remedy='Give stage="SD6", or the birth date.',
        )
    age, month = grant.value("school_age"), grant.value("school_month")
    begins = dt.date(day.year, month.value, 1)
    if begins > day:
        begins = years_after(begins, -1)
    entry = years_after(child.birth_date, age.value)
    if entry <= begins:
        return age_on(entry, begins), day, True
    while begins < entry:
        begins = years_after(begins, 1)
    return 0, begins, True


def _choose(plans: list[_Plan], limit: DatedValue) -> tuple[list[_Plan], str]:
    """The children with a scholarship, as many as the law allows, and what was assumed."""
    wanted = [plan for plan in plans if plan.child.chosen]
    if len(wanted) > limit.value:
        raise InvalidFactError(
            f"More children are chosen than get a scholarship: at most {limit.value} do.",
            value="chosen",
            remedy="Say chosen=True for no more of them.",
            reason="chosen",
            most=limit.value,
        )
    open_to = [plan for plan in plans if plan.child.chosen is None]
    places = limit.value - len(wanted)
    largest = sorted(open_to, key=lambda plan: -plan.amount)[:places]
    choice = "scholarship-choice" if 0 < places < len(open_to) else ""
    return [plan for plan in plans if plan in wanted or plan in largest], choice


def _paid(grant: _Grant, plan: _Plan, shared: Basis) -> Part:
    protection = grant.protection
    _, first = plan.payments[0]
    now = [each for each in plan.payments if each[0] <= plan.claim] or plan.payments[:1]
    line = BenefitLine(
        program=grant.program,
        kind=BenefitKind.SCHOLARSHIP,
        label=Note.of("scholarship", number=plan.number, stage=first.stage),
        amount=plan.amount,
        notes=(
            Note.of(
                "scholarship-first", amount=sum(year.amount for _, year in now), day=now[-1][0]
            ),
            *plan.notes,
            *((Note.of("after-arrears"),) if protection.waits else ()),
        ),
        recipient=Recipient.CHILD,
        payable=Payable.YEARLY,
        pays_first=protection.pays_first,
        basis=Basis.sum((plan.basis, shared, protection.basis)),
    )
    return Part(lines=(line,), schedule=tuple(_payments(grant, plan)), refusals=plan.refusals)


def _payments(grant: _Grant, plan: _Plan) -> Iterator[ScheduledPayment]:
    for due, year in plan.payments:
        yield ScheduledPayment(
            program=grant.program,
            due=due,
            amount=year.amount,
            label=Note.of("scholarship-year", number=plan.number, stage=year.stage),
            child=plan.number,
            stage=year.stage,
            payable=grant.protection.payable if due <= plan.claim else Payable.YEARLY,
        )
