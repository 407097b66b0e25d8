"""Whether a participation answers for an event, and what arrears do to it.

Implements PP 44/2015 Pasal 38 and 41 (arrears of an employer: up to three months in a row the
agency pays, beyond that the employer pays first), Pasal 39 and 42 (arrears of a BPU: up to three
months some sums wait until they are settled, beyond that there is no right), and Pasal 32 ayat (1)
(the wage at the time of the accident; for a BPU the base of the income band, Pasal 20 ayat (2)).
Cover over time is the matter of `coverage.participation`.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from attrs import field, frozen

from kopdes_jamsos.basis import Note
from kopdes_jamsos.benefits.entitlement import BenefitRefusal, Case
from kopdes_jamsos.coverage.cover import Cover, CoverStatus
from kopdes_jamsos.coverage.participation import Participation
from kopdes_jamsos.enrolment import BPUEnrolment
from kopdes_jamsos.law import Citation, DatedValue
from kopdes_jamsos.money import Rupiah
from kopdes_jamsos.months import Month
from kopdes_jamsos.programs import Payer, Program

# Employers who did not enrol a worker, or not in all programmes owed.
_OWES = {
    Program.JKK: Citation("PP 44/2015", "Pasal 27 ayat (1), Pasal 32 ayat (4)"),
    Program.JKM: Citation("PP 44/2015", "Pasal 35 ayat (1)"),
    Program.JHT: Citation("PP 46/2015", "Pasal 28"),
    Program.JP: Citation("PP 45/2015", "Pasal 6"),
    Program.JKP: Citation("PP 37/2021", "Pasal 37"),
}


@frozen(kw_only=True)
class Standing:
    """How a participation stands to an event in one programme.

    Attributes:
        participation: The participation.
        since: First day of the present spell of cover.
        waits: Sums wait until the BPU's arrears are settled.
        pays_first: The employer pays before the agency does.
        cover: The cover of the day; None where there is none.
        refusal: Why there is no right; None where there is one.
    """

    participation: Participation = field(repr=False)
    since: dt.date
    waits: bool = False
    pays_first: Payer | None = None
    cover: Cover | None = None
    refusal: BenefitRefusal | None = None

    @property
    def facts(self) -> dict[str, tuple[Any, ...]]:
        """Citations and assumptions of the cover, for a line that rests on it."""
        if self.cover is None or not (self.waits or self.pays_first or self.cover.assumptions):
            return {}
        return {"citations": self.cover.citations, "assumptions": self.cover.assumptions}


def is_bpu(participation: Participation) -> bool:
    """Whether it is one of a BPU."""
    return isinstance(participation.enrolment, BPUEnrolment)


def not_enrolled(case: Case, program: Program) -> BenefitRefusal:
    """The refusal where nobody is enrolled; an employer may owe the benefits himself."""
    worker = not all(is_bpu(each) for each in case.participations)
    code = "refused-not-enrolled-worker" if worker else "refused-not-enrolled"
    return BenefitRefusal(
        program=program,
        code="not-enrolled",
        why=Note.of(code, program=program),
        citations=(_OWES[program],) if worker else (),
    )


def paid_within(case: Case, program: Program, day: dt.date) -> Note:
    """By when the agency pays JKK or JKM, and what a delay costs it; see `heirs`."""
    days, rate = (
        case.value(f"{program.lower()}.{name}", day) for name in ("payment_days", "late_payment")
    )
    return Note.of("paid-within", program=program, days=days.value, rate=rate.value)


def standing(case: Case, participation: Participation, program: Program, on: dt.date) -> Standing:
    """How a participation stands to an event on a day."""
    cover = participation.cover(on, program, case.law)
    since = cover.since or participation.joined

    def refused(code: str) -> Standing:
        refusal = BenefitRefusal(
            program=program,
            code=code,
            why=Note.of(f"refused-{code}", program=program, day=on),
            citations=cover.citations,
            evidence=cover.evidence,
            assumptions=cover.assumptions,
        )
        return Standing(participation=participation, since=since, refusal=refusal)

    if not cover.covered:
        owes = cover.pays_first == "employer"
        return refused("employer-owes" if owes else f"cover-{cover.status}")
    return Standing(
        participation=participation,
        since=since,
        waits=cover.status is CoverStatus.GRACE,
        pays_first=Payer.EMPLOYER if cover.pays_first == "employer" else None,
        cover=cover,
    )


@frozen(kw_only=True)
class Base:
    """The wage, or the base of a BPU's band, that benefits follow from.

    Attributes:
        amount: Rupiah.
        values: Values of the law that decided it.
        notes: The band of a BPU.
        assumptions: Conventions that decided it.
    """

    amount: Rupiah = field(repr=False)
    values: tuple[DatedValue, ...] = ()
    notes: tuple[Note, ...] = ()
    assumptions: tuple[str, ...] = ()


def base_of(case: Case, participation: Participation, on: dt.date) -> Base:
    """The last wage on a day, or the base of the income band of a BPU."""
    month = Month.of(on)
    declared = participation.base(month)
    if not is_bpu(participation):
        return Base(amount=declared)
    bands = case.law.value("bands.income_bands", month)
    band = [band for band in bands.value if band.lower <= declared][-1]
    between = band.upper is not None and declared > band.upper
    return Base(
        amount=band.base,
        values=(bands,),
        notes=(Note.of("band", number=band.number),),
        assumptions=("band-gap",) if between else (),
    )
