"""Whether a participation gives rights after an event, and what arrears do to them.

Implements PP 44/2015 Pasal 38 and 41 (arrears of an employer: up to three months in a row the
agency pays, beyond that the employer pays first), Pasal 39 and 42 (arrears of a BPU: up to three
months some sums wait until they are settled, beyond that there is no right), and Pasal 32 ayat (1)
(the wage at the time of the accident; for a BPU the base of the income band, Pasal 20 ayat (2)).
Permenaker 5/2021 Pasal 85 says when a sudden death at work counts as an accident. Cover over time
is in `coverage.cover`.
"""

from __future__ import annotations

import datetime as dt

from attrs import field, frozen

from kopdes_jamsos.basis import NO_BASIS, Basis, Note
from kopdes_jamsos.benefits.cases import Case
from kopdes_jamsos.benefits.events import Death
from kopdes_jamsos.benefits.kinds import Payable
from kopdes_jamsos.benefits.lines import BenefitRefusal
from kopdes_jamsos.coverage.cover import CoverStatus
from kopdes_jamsos.coverage.participation import Participation
from kopdes_jamsos.enrolment import BPUEnrolment, is_trainee
from kopdes_jamsos.law import DatedValue
from kopdes_jamsos.law.brackets import band_of
from kopdes_jamsos.money import Rupiah
from kopdes_jamsos.months import Month
from kopdes_jamsos.programs import BPUGroup, Payer, Program


@frozen(kw_only=True)
class Protection:
    """What a participation gives after an event in one programme.

    Attributes:
        participation: The participation.
        since: First day of the present spell of cover.
        waits: Sums wait until the BPU's arrears are settled.
        pays_first: The employer pays before the agency does.
        basis: What the cover rests on, where it decides how a sum is paid.
        refusal: Why there is no right; None where there is one.
    """

    participation: Participation = field(repr=False)
    since: dt.date
    waits: bool = False
    pays_first: Payer | None = None
    basis: Basis = NO_BASIS
    refusal: BenefitRefusal | None = None

    @property
    def payable(self) -> Payable:
        """When a sum is paid that arrears can hold up."""
        return Payable.AFTER_ARREARS if self.waits else Payable.AT_ONCE


def is_bpu(participation: Participation) -> bool:
    """Whether it is one of a BPU."""
    return isinstance(participation.enrolment, BPUEnrolment)


def not_enrolled(case: Case, program: Program) -> BenefitRefusal:
    """The refusal where nobody is enrolled; an employer may owe the benefits himself."""
    worker = not all(is_bpu(each) for each in case.participations)
    return BenefitRefusal(
        program=program,
        code="not-enrolled",
        why=Note.of(f"refused-not-enrolled{'-worker' if worker else ''}", program=program),
        basis=Basis.of(*case.rules(f"{program.lower()}.owed_by_employer") if worker else ()),
    )


def sudden_death_refused(case: Case) -> BenefitRefusal | None:
    """Why a sudden death at work of a BPU is no accident at work; None where it is one.

    Permenaker 5/2021 Pasal 85 ayat (3), and ayat (4) as replaced by Permenaker 1/2025 for group c.
    """
    event = case.event
    if not isinstance(event, Death) or not event.sudden:
        return None
    enrolled = case.enrolled(Program.JKK)
    place = event.accident.membership if event.accident else None
    named = case.participations if place is None else case.participations[place : place + 1]
    own = [each for each in named if each in enrolled]
    rules = case.rules("jkk.sudden_death_months")
    if not rules or not own or not all(is_bpu(each) for each in own):
        return None
    if case.rules("jkk.sudden_death_unwaged") and all(_is_unwaged(each) for each in own):
        return None
    until = Month.of(event.on)
    months = {month for each in own for month in case.stood(each, event.on).paid if month <= until}
    (needed,) = rules
    if len(months) >= needed.value:
        return None
    return BenefitRefusal(
        program=Program.JKK,
        code="sudden-death",
        why=Note.of(
            "refused-sudden-death", program=Program.JKK, needed=needed.value, months=len(months)
        ),
        basis=Basis.of(needed, assuming=["sudden-death-months"]),
    )


def _is_unwaged(participation: Participation) -> bool:
    enrolment = participation.enrolment
    return isinstance(enrolment, BPUEnrolment) and enrolment.group is BPUGroup.UNWAGED


def paid_within(case: Case, program: Program, day: dt.date) -> Note:
    """By when the agency pays JKK or JKM, and what a delay costs it; see `heirs`."""
    days, rate = (
        case.value(f"{program.lower()}.{name}", day) for name in ("payment_days", "late_payment")
    )
    return Note.of("paid-within", program=program, days=days.value, rate=rate.value)


def protection_of(
    case: Case, participation: Participation, program: Program, on: dt.date
) -> Protection:
    """What a participation gives after an event on a day."""
    cover = case.cover(participation, on, program)
    since = cover.since or participation.joined
    employer = cover.pays_first == "employer"
    if not cover.covered:
        code = "employer-owes" if employer else f"cover-{cover.status}"
        refusal = BenefitRefusal(
            program=program,
            code=code,
            why=Note.of(f"refused-{code}", program=program, day=on),
            basis=cover.basis,
        )
        return Protection(participation=participation, since=since, refusal=refusal)
    waits = cover.status is CoverStatus.GRACE
    trainee = is_trainee(participation.enrolment)
    decides = waits or employer or trainee or cover.assumptions
    return Protection(
        participation=participation,
        since=since,
        waits=waits,
        pays_first=Payer.EMPLOYER if employer else None,
        basis=cover.basis.assuming("trainee-as-worker" if trainee else "") if decides else NO_BASIS,
    )


@frozen(kw_only=True)
class BenefitBase:
    """The wage, or the base of a BPU's band, that benefits follow from.

    Attributes:
        amount: Rupiah.
        notes: The band of a BPU.
        basis: Values and conventions that decided it.
    """

    amount: Rupiah = field(repr=False)
    notes: tuple[Note, ...] = ()
    basis: Basis = NO_BASIS


def benefit_base(case: Case, participation: Participation, on: dt.date) -> BenefitBase:
    """The last wage on a day, or the base of the income band of a BPU."""
    month = Month.of(on)
    declared = participation.base(month)
    if not is_bpu(participation):
        return BenefitBase(amount=declared)
    bands: DatedValue = case.law.value("bands.income_bands", month)
    band, between = band_of(bands.value, declared)
    return BenefitBase(
        amount=band.base,
        notes=(Note.of("band", number=band.number),),
        basis=Basis.of(bands, assuming=between),
    )
