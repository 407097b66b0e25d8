"""The sums of JKK, line by line: care and costs, injuries, total disability, death.

Implements PP 44/2015 Pasal 25 with Lampiran III (as enacted, and as replaced by PP 82/2019 from
2 December 2019); temporary incapacity is in `benefits.jkk_incapacity`. The day of the accident or
of the diagnosis decides.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from kopdes_jamsos.basis import Basis, Note
from kopdes_jamsos.benefits.events import (
    Death,
    TotalDisability,
)
from kopdes_jamsos.benefits.injuries import degree_of
from kopdes_jamsos.benefits.jkk_harm import Cause, Harm, harm_line
from kopdes_jamsos.benefits.jkk_incapacity import incapacity_lines
from kopdes_jamsos.benefits.kinds import (
    FIXED_SUMS,
    BenefitKind,
    path_of,
)
from kopdes_jamsos.benefits.lines import BenefitLine, BenefitRefusal
from kopdes_jamsos.errors import InvalidFactError, MissingFactError
from kopdes_jamsos.law import DatedValue
from kopdes_jamsos.law.disability import disability_source
from kopdes_jamsos.money import PARTS, Rupiah, half_up, share_of
from kopdes_jamsos.programs import Program

_AIDS = (BenefitKind.DENTURE, BenefitKind.HEARING_AID, BenefitKind.SPECTACLES)


def months_of_wage(base: Rupiah, share: DatedValue, months: DatedValue) -> Rupiah:
    """A share of the months of wage: the sum for a death or a total disability by work."""
    return share_of(base, share.value, months.value)[0]


def harm_lines(harm: Harm) -> Iterator[BenefitLine | BenefitRefusal]:
    """All sums of a case, in the order of Lampiran III, with what is not due among them."""
    cause, event = harm.cause, harm.case.event
    if cause is not None:
        yield from _care(harm, cause)
        yield from _transport(harm, cause)
        yield from incapacity_lines(harm, cause)
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
        yield harm_line(harm, BenefitKind.CARE, cause.medical_cost, harm.rules("care"))
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
            reason="home-care",
            most=most,
        )
    yield _capped(harm, BenefitKind.HOME_CARE, cause.home_care, caps[0])


def _transport(harm: Harm, cause: Cause) -> Iterator[BenefitLine]:
    if not cause.transport:
        return
    caps = harm.value("transport")
    for mode, bill in cause.transport:
        label = f"jkk-transport-{mode}"
        yield _capped(harm, BenefitKind.TRANSPORT, bill, caps.entry(mode), label=label)


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
    line = harm_line(
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
    return harm_line(
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
    return harm_line(
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
    return harm_line(
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
            yield harm_line(harm, kind, value.value, (value,))


def _capped(
    harm: Harm, kind: BenefitKind, bill: Rupiah, cap: DatedValue, *, label: str = ""
) -> BenefitLine:
    notes = _cap_notes(bill, cap.value)
    return harm_line(harm, kind, min(bill, cap.value), (cap,), label=label, notes=notes)


def _cap_notes(bill: Rupiah, cap: Rupiah) -> tuple[Note, ...]:
    return (Note.of("bill-capped", bill=bill, cap=cap),) if bill > cap else ()
