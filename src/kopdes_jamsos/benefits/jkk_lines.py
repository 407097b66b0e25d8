"""The sums of JKK, line by line: care and costs, incapacity, injuries, total disability, death.

Implements PP 44/2015 Pasal 25 with Lampiran III (as enacted, and as replaced by PP 82/2019 from
2 December 2019), Pasal 30 (who advances what), Pasal 51 (wages paid in the meantime) and Pasal 32
ayat (1) (the wage at the time of the accident). The day of the accident or of the diagnosis
decides.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

import attrs
from attrs import frozen

from kopdes_jamsos.basis import NO_BASIS, Basis, Note
from kopdes_jamsos.benefits.cases import Case
from kopdes_jamsos.benefits.events import (
    Death,
    OccupationalDisease,
    TotalDisability,
    WorkAccident,
)
from kopdes_jamsos.benefits.incapacity import (
    StretchTime,
    along_the_calendar,
    along_the_time,
    in_all,
    joined,
    shared,
)
from kopdes_jamsos.benefits.injuries import degree_of
from kopdes_jamsos.benefits.kinds import (
    FIXED_SUMS,
    OF_HEIRS,
    BenefitKind,
    Payable,
    Recipient,
    path_of,
)
from kopdes_jamsos.benefits.lines import BenefitLine, BenefitRefusal
from kopdes_jamsos.benefits.protection import BenefitBase, Protection, is_bpu
from kopdes_jamsos.errors import InvalidFactError, MissingFactError
from kopdes_jamsos.law import DatedValue
from kopdes_jamsos.law.disability import disability_source
from kopdes_jamsos.money import PARTS, Rate, Rupiah, half_up, share_of
from kopdes_jamsos.programs import Payer, Program

Cause: TypeAlias = WorkAccident | OccupationalDisease

# Paid to whoever treats the injured, and never held up by arrears.
_CARE = frozenset({BenefitKind.CARE, BenefitKind.HOME_CARE})
# Advanced by the employer, or by a BPU himself.
_ADVANCED = frozenset({BenefitKind.TRANSPORT, BenefitKind.INCAPACITY})
# The other reading of how the stretches of incapacity run.
_FROM_ACCIDENT = "incapacity-from-accident"
_AIDS = (BenefitKind.DENTURE, BenefitKind.HEARING_AID, BenefitKind.SPECTACLES)


@frozen(kw_only=True)
class Harm:
    """A case of JKK that gives a right.

    Attributes:
        case: The case.
        cause: The accident or disease; None where only its outcome was given.
        on: Day of the accident or the diagnosis, whose law decides.
        protection: What the participation gives.
        wage: The wage that sums follow from.
    """

    case: Case
    cause: Cause | None
    on: dt.date
    protection: Protection
    wage: BenefitBase

    @property
    def bpu(self) -> bool:
        """Whether the participation is one of a BPU."""
        return is_bpu(self.protection.participation)

    def value(self, name: str) -> DatedValue:
        """A value of JKK on the day that decides."""
        return self.case.value(f"jkk.{name}", self.on)

    def rules(self, name: str) -> tuple[DatedValue, ...]:
        """A value or rule of JKK on the day that decides; nothing before it began."""
        return self.case.rules(f"jkk.{name}", self.on)

    def refusal(self, code: str, basis: Basis = NO_BASIS) -> BenefitRefusal:
        """Something of JKK that is not due."""
        return refusal(code, self.on, basis)


def refusal(code: str, day: dt.date, basis: Basis = NO_BASIS) -> BenefitRefusal:
    """Something of JKK that is not due, as of a day."""
    why = Note.of(f"refused-{code}", program=Program.JKK, day=day)
    return BenefitRefusal(program=Program.JKK, code=code, why=why, basis=basis)


def months_of_wage(base: Rupiah, share: DatedValue, months: DatedValue) -> Rupiah:
    """A share of the months of wage: the sum for a death or a total disability by work."""
    return share_of(base, share.value, months.value)[0]


def harm_lines(harm: Harm) -> Iterator[BenefitLine | BenefitRefusal]:
    """All sums of a case, in the order of Lampiran III, with what is not due among them."""
    cause, event = harm.cause, harm.case.event
    if cause is not None:
        yield from _care(harm, cause)
        yield from _transport(harm, cause)
        yield from _incapacity(harm, cause)
        if cause.injuries:
            yield _injuries(harm, cause)
        yield from _aids(harm, cause)
    if isinstance(event, Death):
        yield _death(harm)
        yield from _fixed(harm, *FIXED_SUMS[Program.JKK])
    elif isinstance(event, TotalDisability):
        share = harm.value("total_disability_share")
        yield _share_of_months(harm, BenefitKind.TOTAL_DISABILITY, share)
        yield from _fixed(harm, BenefitKind.PERIODIC)


# --- care and costs -----------------------------------------------------------------------------


def _care(harm: Harm, cause: Cause) -> Iterator[BenefitLine | BenefitRefusal]:
    if cause.medical_cost is not None:
        yield _line(harm, BenefitKind.CARE, cause.medical_cost, harm.rules("care"))
    if cause.home_care is None:
        return
    longest, caps = harm.rules("home_care_months"), harm.rules("home_care")
    if not longest or not caps:
        yield harm.refusal("no-home-care")
        return
    most = longest[0].value
    if cause.home_care_months is None:
        raise MissingFactError(
            "How long the home care lasted decides and was not given.",
            value="home_care_months",
            remedy="Give home_care_months to the accident.",
        )
    if cause.home_care_months > most:
        raise InvalidFactError(
            f"Home care is paid for {most} months at most.",
            value="home_care_months",
            remedy="Give the bill of those months only.",
        )
    yield _capped(harm, BenefitKind.HOME_CARE, cause.home_care, caps[0])


def _transport(harm: Harm, cause: Cause) -> Iterator[BenefitLine]:
    if not cause.transport:
        return
    caps = harm.value("transport")
    for mode, bill in cause.transport:
        label = f"jkk-transport-{mode}"
        yield _capped(harm, BenefitKind.TRANSPORT, bill, caps.entry(mode), label=label)


def _incapacity(harm: Harm, cause: Cause) -> Iterator[BenefitLine]:
    """The benefit stretch by stretch, reimbursed to who paid the wage or paid to the worker."""
    if harm.bpu and cause.wages_paid is not None:
        raise InvalidFactError(
            "Nobody pays wages to a BPU who cannot work.",
            remedy="Leave wages_paid out of the accident.",
        )
    times, values, named = _times(harm, cause)
    length: int = harm.value("incapacity_month").value
    lines = []
    for time in times:
        label = "" if time.months and time.days else "-months" if time.months else "-days"
        parts = (time.months * length + time.days) * harm.wage.amount * time.rate.ppm
        lines.append(
            _line(
                harm,
                BenefitKind.INCAPACITY,
                half_up(parts, length * PARTS),
                values if time.days else values[:1],
                label=f"jkk-incapacity{label}",
                assuming=(*named, "incapacity-day" if time.days else ""),
                of_wage=True,
                rate=time.rate,
                months=time.months,
                days=time.days,
            )
        )
    if cause.wages_paid is None:
        yield from lines
        return
    months = sum(time.months for time in times) + any(time.days for time in times)
    beyond = any(months > rule.value for rule in harm.rules("incapacity_claim_months"))
    yield from _advanced(harm, lines, cause.wages_paid, at_once=beyond and cause.wages_paid > 0)


def _times(
    harm: Harm, cause: Cause
) -> tuple[tuple[StretchTime, ...], tuple[DatedValue, ...], tuple[str, ...]]:
    """The time in each stretch, the values that tell it, and what decided between two readings."""
    stretches, length = harm.value("incapacity"), harm.value("incapacity_month")
    values = (stretches, length)
    spells = joined(cause.incapacity_spells)
    if not spells:
        months, days = cause.incapacity_months, cause.incapacity_days
        if days >= length.value:
            raise InvalidFactError(
                f"incapacity_days are those of a part month: fewer than {length.value}.",
                value="incapacity_days",
                remedy="Count full months as incapacity_months.",
            )
        return along_the_time(stretches.value, months, days), values, ()
    along = along_the_time(stretches.value, *in_all(spells, length.value))
    by_calendar = along_the_calendar(stretches.value, spells, harm.on, length.value)
    unbroken = len(spells) == 1 and spells[0][0] == harm.on
    if unbroken or along == by_calendar:
        return along, values, ()
    if _FROM_ACCIDENT in harm.case.law.readings:
        return by_calendar, values, (_FROM_ACCIDENT,)
    return along, values, ("incapacity-spells",)


def _advanced(
    harm: Harm, lines: Sequence[BenefitLine], wages_paid: Rupiah, *, at_once: bool
) -> Iterator[BenefitLine]:
    """The lines by whom they go to: wages paid are reimbursed, the rest is the worker's."""
    named = "incapacity-compared-at-once" if at_once else ""
    rule = Basis.of(*harm.rules("incapacity_excess"), assuming=[named])
    parts = shared([line.amount for line in lines], wages_paid)
    kept = wages_paid - sum(line.amount for line in lines)
    if kept > 0 and lines:
        more = Note.of("incapacity-kept", more=kept)
        lines = (*lines[:-1], attrs.evolve(lines[-1], notes=(*lines[-1].notes, more)))
    for line, (employer, worker) in zip(lines, parts, strict=True):
        cut = (Note.of("incapacity-part", whole=line.amount),) if employer and worker else ()
        basis = Basis.sum((line, rule))
        if employer:
            paid = Note.of("incapacity-reimbursed", wages=wages_paid)
            notes = (*line.notes, *cut, paid)
            yield attrs.evolve(line, amount=employer, notes=notes, basis=basis)
        if worker:
            yield attrs.evolve(
                line,
                amount=worker,
                notes=(*line.notes, *cut, Note.of("incapacity-excess")),
                recipient=Recipient.PARTICIPANT,
                pays_first=harm.protection.pays_first,
                basis=basis,
            )


def _injuries(harm: Harm, cause: Cause) -> BenefitLine | BenefitRefusal:
    if isinstance(harm.case.event, Death | TotalDisability):
        return harm.refusal("one-outcome", Basis.of(assuming=["one-outcome"]))
    degrees = [degree_of(injury, cause.left_handed) for injury in cause.injuries]
    cap, months = harm.value("injuries_share"), harm.value("benefit_months")
    share = sum(degree.share for degree in degrees)
    notes = [degree.note for degree in degrees]
    most = cap.value.ppm * PARTS
    values = [months, cap] if len(degrees) > 1 or share > most else [months]
    if share > most:
        share = most
        notes.append(Note.of("injuries-capped", share=cap.value))
    line = _line(
        harm,
        BenefitKind.INJURIES,
        half_up(share * months.value * harm.wage.amount, PARTS * PARTS),
        values,
        assuming=("right-handed",) if any(degree.by_hand for degree in degrees) else (),
        notes=notes,
        of_wage=True,
        multiple=months.value,
    )
    article, grade = disability_source(harm.on)
    basis = line.basis.revised(citations=(*line.citations, article), evidence=grade)
    return attrs.evolve(line, basis=basis)


def _aids(harm: Harm, cause: Cause) -> Iterator[BenefitLine | BenefitRefusal]:
    if cause.prosthesis is not None:
        yield _prosthesis(harm, cause.prosthesis, cause.prosthesis_reference)
    for kind in _AIDS:
        bill: Rupiah | None = getattr(cause, kind)
        if bill is None:
            continue
        caps = harm.rules(kind)
        if caps:
            yield _capped(harm, kind, bill, caps[0])
        else:
            yield harm.refusal(f"no-{kind.replace('_', '-')}")


def _prosthesis(harm: Harm, bill: Rupiah, reference: Rupiah | None) -> BenefitLine:
    if reference is None:
        raise MissingFactError(
            "The reference price of the prosthesis decides and was not given.",
            value="prosthesis_reference",
            remedy="Give the price that the public rehabilitation hospital set.",
        )
    surcharge = harm.value("prosthesis_surcharge")
    most = half_up(reference * (PARTS + surcharge.value.ppm), PARTS)
    return _line(
        harm,
        BenefitKind.PROSTHESIS,
        min(bill, most),
        (surcharge,),
        notes=_cap_notes(bill, most),
        rate=surcharge.value,
    )


# --- outcomes -----------------------------------------------------------------------------------


def _death(harm: Harm) -> BenefitLine:
    """The death sum by the wage, but never less than that of JKM."""
    share, floor = harm.value("death_share"), harm.case.value("jkm.death_sum", harm.on)
    by_wage = _share_of_months(harm, BenefitKind.DEATH_SUM, share, label="jkk-death")
    if floor.value <= by_wage.amount:
        return by_wage
    return _line(
        harm,
        BenefitKind.DEATH_SUM,
        floor.value,
        (share, floor),
        label="jkk-death-floor",
        of_wage=True,
    )


def _share_of_months(
    harm: Harm, kind: BenefitKind, share: DatedValue, *, label: str = ""
) -> BenefitLine:
    months = harm.value("benefit_months")
    return _line(
        harm,
        kind,
        months_of_wage(harm.wage.amount, share, months),
        (share, months),
        label=label,
        of_wage=True,
        rate=share.value,
        multiple=months.value,
    )


def _fixed(harm: Harm, *kinds: BenefitKind) -> Iterator[BenefitLine]:
    for kind in kinds:
        for value in harm.case.rules(path_of(Program.JKK, kind), harm.on):
            yield _line(harm, kind, value.value, (value,))


# --- lines --------------------------------------------------------------------------------------


def _capped(
    harm: Harm, kind: BenefitKind, bill: Rupiah, cap: DatedValue, *, label: str = ""
) -> BenefitLine:
    notes = _cap_notes(bill, cap.value)
    return _line(harm, kind, min(bill, cap.value), (cap,), label=label, notes=notes)


def _cap_notes(bill: Rupiah, cap: Rupiah) -> tuple[Note, ...]:
    return (Note.of("bill-capped", bill=bill, cap=cap),) if bill > cap else ()


def _line(
    harm: Harm,
    kind: BenefitKind,
    amount: Rupiah,
    values: Sequence[DatedValue],
    *,
    label: str = "",
    assuming: Iterable[str] = (),
    notes: Iterable[Note] = (),
    of_wage: bool = False,
    rate: Rate | None = None,
    multiple: int | None = None,
    **figures: object,
) -> BenefitLine:
    """A line; its kind tells who receives it, who pays first, and whether arrears hold it up."""
    protection = harm.protection
    wage = harm.wage if of_wage else BenefitBase(amount=0)
    advanced = kind in _ADVANCED and protection.pays_first is None
    pays_first = protection.pays_first
    if advanced:
        pays_first = Payer.PARTICIPANT if harm.bpu else Payer.EMPLOYER
    shown = {"base": wage.amount if of_wage else None, "rate": rate, "multiple": multiple}
    figures |= {name: figure for name, figure in shown.items() if figure is not None}
    return BenefitLine(
        program=Program.JKK,
        kind=kind,
        label=Note.of(label or f"jkk-{kind.replace('_', '-')}", **figures),
        amount=amount,
        base=wage.amount if of_wage else None,
        rate=rate,
        multiple=multiple,
        notes=(*notes, *wage.notes),
        recipient=_recipient(harm, kind),
        payable=Payable.AT_ONCE if kind in _CARE else protection.payable,
        pays_first=pays_first,
        basis=Basis.sum(
            (
                Basis.of(*values, assuming=assuming),
                wage.basis,
                Basis.of(*harm.rules("advanced") if advanced else ()),
                Basis.of(assuming=_days(harm, values)),
                protection.basis,
            )
        ),
    )


def _recipient(harm: Harm, kind: BenefitKind) -> Recipient:
    if kind in _CARE:
        return Recipient.FACILITY
    if kind in _ADVANCED and not harm.bpu:
        return Recipient.EMPLOYER
    if kind in OF_HEIRS and isinstance(harm.case.event, Death):
        return Recipient.HEIRS
    return Recipient.PARTICIPANT


def _days(harm: Harm, values: Iterable[DatedValue]) -> Iterator[str]:
    """Assumptions about the day: of the accident where it was not given, and of the tariff."""
    if harm.cause is None:
        yield "accident-same-day"
    law, event = harm.case.law, harm.case.event
    tariff = [value for value in values if value.path.startswith(("jkk.", "jkm."))]
    if any(law.series(value.path).on(event.on).begins != value.begins for value in tariff):
        yield "jkk-day"
