"""Whether a participation answers for an event, and what arrears do to it.

Implements PP 44/2015 Pasal 38 and 41 (arrears of an employer: up to three months in a row the
agency pays, beyond that the employer pays first), Pasal 39 and 42 (arrears of a BPU: up to three
months some sums wait until they are settled, beyond that there is no right), and Pasal 32 ayat (1)
(the wage at the time of the accident; for a BPU the base of the income band, Pasal 20 ayat (2)).
Cover over time is the matter of `coverage.participation`.
"""

from __future__ import annotations

import datetime as dt

from attrs import field, frozen

from kopdes_jamsos.benefits.entitlement import BenefitRefusal, Case
from kopdes_jamsos.coverage.participation import CoverStatus, Participation
from kopdes_jamsos.enrolment import BPUEnrolment
from kopdes_jamsos.explanation import Note
from kopdes_jamsos.law import DatedValue
from kopdes_jamsos.money import Rupiah
from kopdes_jamsos.months import Month
from kopdes_jamsos.programs import Payer, Program


@frozen(kw_only=True)
class Standing:
    """How a participation stands to an event in one programme.

    Attributes:
        participation: The participation.
        since: First day of the present spell of cover.
        waits: Sums wait until the BPU's arrears are settled.
        pays_first: The employer pays before the agency does.
        values: Values of the law that decided it.
        refusal: Why there is no right; None where there is one.
    """

    participation: Participation = field(repr=False)
    since: dt.date
    waits: bool = False
    pays_first: Payer | None = None
    values: tuple[DatedValue, ...] = ()
    refusal: BenefitRefusal | None = None


def is_bpu(participation: Participation) -> bool:
    """Whether it is one of a BPU."""
    return isinstance(participation.enrolment, BPUEnrolment)


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

    if cover.status is CoverStatus.NOT_YET:
        return refused("not-yet-covered")
    if cover.status is CoverStatus.ENDED:
        return refused("cover-ended")
    limit = case.value(f"{program.lower()}.arrears_months", on)
    if is_bpu(participation):
        if cover.status is CoverStatus.LAPSED:
            return refused("cover-lapsed")
        waits = cover.status is CoverStatus.GRACE
        return Standing(
            participation=participation, since=since, waits=waits, values=(limit,) if waits else ()
        )
    late = cover.months_behind > limit.value
    return Standing(
        participation=participation,
        since=since,
        pays_first=Payer.EMPLOYER if late else None,
        values=(limit,) if late else (),
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
