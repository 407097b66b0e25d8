"""Rows for frames, good and bad, and what `kj.assess` makes of each of them."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping, Sequence
from typing import Any

import kopdes_jamsos as kj
from kopdes_jamsos.frames import Reason
from kopdes_jamsos.frames.rows import output_columns

Row = dict[str, Any]
PROGRAMS = {"jkk": kj.JKK, "jkm": kj.JKM, "jht": kj.JHT, "jp": kj.JP, "jkp": kj.JKP}
OUTPUTS = output_columns()
COLUMNS = (
    *("segment", "wage", "income", "contract_value", "wages", "risk_class", *PROGRAMS),
    *("group", "sector", "funding", "birth_date", "labour_intensive", "pension_deferred"),
    *("scale", "registered_on", "settled", "month"),
)
FIRST, LAST = kj.Month(2015, 7), kj.Month(2026, 12)
REFUSED = dict.fromkeys(OUTPUTS[:-1])


def random_row(draw: random.Random, first: kj.Month = FIRST, last: kj.Month = LAST) -> Row:
    """A row with every column; sometimes a fact is missing, seldom one is nonsense."""
    waged = draw.random() < 0.5
    month = kj.Month.from_ordinal(draw.randint(first.ordinal, last.ordinal))
    edge = draw.choice((7_000_000, 8_939_700, 10_042_300, 10_547_400, 11_086_300, 1_100_000))
    amount = draw.choice(
        (draw.randrange(25_000_000), edge + draw.randint(-1, 1), draw.randrange(40_000) * 625)
    )
    jp = waged and draw.random() < 0.7
    row: Row = {
        "segment": "PU" if waged else "BPU",
        "wage": amount if waged else None,
        "income": None if waged else amount,
        "risk_class": draw.randint(1, 5),
        "jkk": draw.random() < 0.9,
        "jkm": draw.random() < 0.8,
        "jht": draw.random() < 0.5 or not jp,
        "jp": jp,
        "jkp": False,
        "group": draw.choice(tuple(kj.BPUGroup)).value,
        "sector": draw.choice(tuple(kj.Sector)).value,
        "funding": draw.choice(tuple(kj.Funding)).value,
        "birth_date": dt.date(1950, 1, 1) + dt.timedelta(days=draw.randrange(50 * 365)),
        "labour_intensive": draw.random() < 0.3,
        "pension_deferred": draw.random() < 0.2,
        "settled": draw.choice((None, True, True, False)),
        "month": dt.date(month.year, month.month, draw.randint(1, 28)),
    }
    for name in ("risk_class", "group", "sector", "funding", "birth_date"):
        if draw.random() < 0.05:
            row[name] = None
    row |= {"contract_value": None, "wages": None, "scale": None, "registered_on": None}
    if draw.random() < 0.15:
        _insure_jobs(row, draw, month)
    if draw.random() < 0.1:
        _make_project(row, draw)
    if draw.random() < 0.02:
        spoil(row, draw)
    return row


def _insure_jobs(row: Row, draw: random.Random, month: kj.Month) -> None:
    """JKP, mostly with the programmes that it needs, and a day of registration."""
    row["jkp"] = row["segment"] == "PU" and draw.random() < 0.8
    if row["jkp"] and draw.random() < 0.8:
        row |= {"jkk": True, "jkm": True, "jht": True, "jp": draw.random() < 0.6}
    row["scale"] = draw.choice((None, *(scale.value for scale in kj.BusinessScale)))
    registered = month.last_day - dt.timedelta(days=draw.randrange(4_000))
    if draw.random() < 0.3 and row["birth_date"] is not None:
        born = row["birth_date"]  # about the day on which the age limit is reached
        near = (born.replace(day=28, year=born.year + 54), dt.date(2021, 2, 2))
        registered = draw.choice(near) + dt.timedelta(days=draw.randint(-1, 2))
    row["registered_on"] = draw.choice((None, registered, registered))


def _make_project(row: Row, draw: random.Random) -> None:
    """A construction project by its contract value or by its wages."""
    edge = draw.choice((100_000_000, 500_000_000, 10**9, 5 * 10**9, 10**11))
    amount = draw.choice((edge + draw.randint(-2, 2), draw.randrange(12 * 10**9)))
    base = draw.choice(("contract_value", "wages"))
    row |= {"segment": "construction", "wage": None, "income": None, base: amount}
    row |= {"jht": False, "jp": False, "jkp": False, "jkm": row["jkm"] or not row["jkk"]}


def spoil(row: Row, draw: random.Random) -> None:
    """Make one fact impossible."""
    nonsense: dict[str, tuple[Any, ...]] = {
        "segment": (None, "PBPU", ""),
        "wage": (None, -1),
        "income": (None, -5_000_000),
        "risk_class": (0, 6, -3),
        "jkk": (None,),
        "jp": (None, True),
        "jkp": (None, True),
        "contract_value": (None, -1, 7),
        "wages": (-2, 7),
        "scale": ("tiny",),
        "registered_on": (dt.date(2090, 1, 1), dt.date(1949, 1, 1)),
        "group": ("farmer", ""),
        "sector": ("sea",),
        "funding": ("bank",),
        "birth_date": (dt.date(2090, 1, 1), dt.date(row["month"].year + 1, 1, 1)),
        "labour_intensive": (None,),
        "pension_deferred": (None,),
        "month": (None, dt.date(2015, 6, 30), dt.date(1990, 1, 1), dt.date(2027, 3, 1)),
    }
    name = draw.choice(tuple(nonsense))
    row[name] = draw.choice(nonsense[name])


def population(seed: int, size: int, **months: kj.Month) -> list[Row]:
    """The same rows for the same seed."""
    draw = random.Random(seed)
    return [random_row(draw, **months) for _ in range(size)]


def expected(row: Mapping[str, Any], **how: Any) -> Row:
    """What `kj.assess` makes of a row; `flags` is None for a refused one."""
    try:
        return read(scalar(row, **how))
    except kj.KopdesJamsosError:
        return {**REFUSED, "flags": None}


# The reasons that may stand for an error of `kj.assess`, by its code.
REASONS = {
    "missing-fact": Reason.REFUSED_FACT_MISSING
    | Reason.REFUSED_RISK_CLASS
    | Reason.REFUSED_PROGRAM
    | Reason.REFUSED_MONTH,
    "invalid-fact": Reason.REFUSED_BIRTH_DATE
    | Reason.REFUSED_REGISTRATION
    | Reason.REFUSED_PROGRAM
    | Reason.REFUSED_BASE
    | Reason.REFUSED_CHOICE,
    "invalid-amount": Reason.REFUSED_BASE,
    "invalid-risk-class": Reason.REFUSED_RISK_CLASS,
    "unknown-choice": Reason.REFUSED_CHOICE | Reason.REFUSED_SEGMENT,
    "program-not-open": Reason.REFUSED_PROGRAM,
    "age-limit": Reason.REFUSED_AGE,
    **dict.fromkeys(("before-data", "not-announced", "no-rule"), Reason.REFUSED_MONTH),
}


def reason_holds(row: Mapping[str, Any], flags: int, **how: Any) -> bool:
    """Whether the flags of a refused row name what `kj.assess` refuses it for."""
    try:
        scalar(row, **how)
    except kj.KopdesJamsosError as error:
        return Reason(flags).refused and bool(REASONS[error.code] & flags)
    return False


def scalar(row: Mapping[str, Any], **how: Any) -> kj.Assessment:
    """The assessment of a row, by way of an enrolment."""
    missing = tuple(name for name in (*PROGRAMS, "month") if row[name] is None)
    if missing:
        raise kj.errors.MissingFactError("A row lacks a flag.", value=missing, remedy="None.")
    programs = {program for name, program in PROGRAMS.items() if row[name]}
    month = kj.Month.of(row["month"])
    enrolment: kj.Enrolment
    if row["segment"] == "PU":
        enrolment = kj.PUEnrolment(
            wage=row["wage"],
            programs=programs,
            risk_class=row["risk_class"],
            birth_date=row["birth_date"],
            labour_intensive=row["labour_intensive"],
            pension_deferred=row["pension_deferred"],
            scale=row["scale"],
            registered_on=row["registered_on"],
            settled=row["settled"],
        )
    elif row["segment"] == "BPU":
        enrolment = kj.BPUEnrolment(
            income=row["income"],
            programs=programs,
            group=row["group"],
            sector=row["sector"],
            funding=row["funding"],
            settled=row["settled"],
        )
    elif row["segment"] == "construction":
        enrolment = kj.ConstructionEnrolment(
            contract_value=row["contract_value"],
            wages=row["wages"],
            programs=programs,
            settled=row["settled"],
        )
    else:
        raise kj.errors.UnknownChoiceError("No segment of frames.", remedy="None.")
    return kj.assess(enrolment, month, **how)


def read(assessment: kj.Assessment) -> Row:
    """An assessment as the columns that a frame should have."""
    found: Row = dict.fromkeys(OUTPUTS, 0)
    for line in assessment.lines:
        found[f"{line.program.lower()}_{line.payer}"] += line.amount
        found[f"total_{line.payer}"] += line.amount
    found["total"] = assessment.total
    codes = {note.code for line in assessment.lines for note in line.notes}
    assumptions = assessment.assumptions
    told = {
        Reason.NOT_IN_JKK: kj.JKK not in assessment.enrolment.programs,
        Reason.NOT_IN_JKM: kj.JKM not in assessment.enrolment.programs,
        Reason.NOT_IN_JHT: kj.JHT not in assessment.enrolment.programs,
        Reason.NOT_IN_JP: kj.JP not in assessment.enrolment.programs,
        Reason.NOT_IN_JKP: kj.JKP not in assessment.enrolment.programs,
        Reason.CEILING_APPLIED: "ceiling" in codes,
        Reason.RELIEF_APPLIED: any(line.relief for line in assessment.lines),
        Reason.PAST_PENSION_AGE: "past-pension-age" in codes,
        Reason.AGE_NOT_GIVEN: "jp-age-not-given" in assumptions,
        Reason.BAND_CHOSEN: "band" in codes,
        Reason.BAND_GAP: "band-gap" in assumptions,
    }
    found["flags"] = sum(int(reason) for reason, holds in told.items() if holds)
    return found


def differences(
    rows: Sequence[Mapping[str, Any]], got: Mapping[str, Sequence[Any]], **how: Any
) -> list[Any]:
    """Rows for which `kj.frames.assess` and `kj.assess` differ."""
    found = []
    for number, row in enumerate(rows):
        want = expected(row, **how)
        have = {name: got[name][number] for name in OUTPUTS}
        if want["flags"] is None:
            want["flags"] = have["flags"] if reason_holds(row, have["flags"], **how) else "refused"
        if have != want:
            wrong = {name: (have[name], want[name]) for name in OUTPUTS if have[name] != want[name]}
            found.append((number, row, wrong))
    return found
