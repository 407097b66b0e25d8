"""The benefit of JKK for temporary incapacity, line by line.

PP 44/2015 Pasal 25 ayat (2) huruf b angka 2 with Lampiran III, and Pasal 51 (wages paid in the
meantime); how its time falls into the stretches of the law is in `benefits.incapacity`. The day of
the accident or of the diagnosis decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from kopdes_jamsos.basis import Basis, Note
from kopdes_jamsos.benefits.incapacity import (
    StretchTime,
    along_the_calendar,
    along_the_time,
    in_all,
    joined,
    shared,
)
from kopdes_jamsos.benefits.jkk_harm import Cause, Harm, harm_line
from kopdes_jamsos.benefits.kinds import (
    BenefitKind,
    Recipient,
)
from kopdes_jamsos.benefits.lines import BenefitLine
from kopdes_jamsos.errors import InvalidFactError
from kopdes_jamsos.law import DatedValue
from kopdes_jamsos.money import PARTS, Rupiah, half_up

# The other reading of how the stretches of incapacity run.
_FROM_ACCIDENT = "incapacity-from-accident"


def incapacity_lines(harm: Harm, cause: Cause) -> Iterator[BenefitLine]:
    """The benefit stretch by stretch, reimbursed to who paid the wage or paid to the worker."""
    if harm.bpu and cause.wages_paid is not None:
        raise InvalidFactError(
            "Nobody pays wages to a BPU who cannot work.",
            remedy="Leave wages_paid out of the accident.",
            reason="bpu-wages",
        )
    times, values, named = _times(harm, cause)
    length: int = harm.value("incapacity_month").value
    lines = []
    for time in times:
        label = "" if time.months and time.days else "-months" if time.months else "-days"
        parts = (time.months * length + time.days) * harm.wage.amount * time.rate.ppm
        lines.append(
            harm_line(
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
                reason="incapacity-days",
                most=length.value,
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
