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
PROGRAMS = {"jkk": kj.JKK, "jkm": kj.JKM, "jht": kj.JHT, "jp": kj.JP}
OUTPUTS = output_columns()
COLUMNS = (
    *("segment", "wage", "income", "risk_class", *PROGRAMS, "group", "sector", "funding"),
    *("birth_date", "labour_intensive", "pension_deferred", "settled", "month"),
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
    if draw.random() < 0.02:
        spoil(row, draw)
    return row


def spoil(row: Row, draw: random.Random) -> None:
    """Make one fact impossible."""
    nonsense: dict[str, tuple[Any, ...]] = {
        "segment": (None, "PBPU", ""),
        "wage": (None, -1),
        "income": (None, -5_000_000),
        "risk_class": (0, 6, -3),
        "jkk": (None,),
        "jp": (None, True),
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


def scalar(row: Mapping[str, Any], **how: Any) -> kj.Assessment:
    """The assessment of a row, by way of an enrolment."""
    if any(row[name] is None for name in (*PROGRAMS, "month")):
        raise kj.errors.MissingFactError("A row without a programme flag.", remedy="None.")
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
    told = {
        Reason.NOT_IN_JKK: kj.JKK not in assessment.enrolment.programs,
        Reason.NOT_IN_JKM: kj.JKM not in assessment.enrolment.programs,
        Reason.NOT_IN_JHT: kj.JHT not in assessment.enrolment.programs,
        Reason.NOT_IN_JP: kj.JP not in assessment.enrolment.programs,
        Reason.CEILING_APPLIED: "ceiling" in codes,
        Reason.RELIEF_APPLIED: any(line.relief for line in assessment.lines),
        Reason.PAST_PENSION_AGE: "past-pension-age" in codes,
        Reason.AGE_NOT_GIVEN: "jp-age-not-given" in assessment.assumptions,
        Reason.BAND_CHOSEN: "band" in codes,
        Reason.BAND_GAP: "band-gap" in assessment.assumptions,
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
            want["flags"] = have["flags"] if Reason(have["flags"]).refused else "refused"
        if have != want:
            wrong = {name: (have[name], want[name]) for name in OUTPUTS if have[name] != want[name]}
            found.append((number, row, wrong))
    return found
