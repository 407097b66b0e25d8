"""The rows of the tariff behind the columns of amounts, through the months."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TypeAlias, TypeVar

from attrs import frozen

from kopdes_jamsos.errors import (
    BeforeDataError,
    NoRuleError,
    NotAnnouncedError,
    ProgramNotOpenError,
)
from kopdes_jamsos.frames.inputs import PROGRAMS, SEGMENTS
from kopdes_jamsos.law import LAW, LawBook, Levy
from kopdes_jamsos.months import Month
from kopdes_jamsos.programs import Payer, RiskClass, Segment

V = TypeVar("V")
Timeline: TypeAlias = "list[tuple[int, V]]"
Place: TypeAlias = tuple[str, Segment]

PAYERS = (Payer.EMPLOYER, Payer.WORKER, Payer.PARTICIPANT)


@frozen(eq=False)
class Row:
    """One row of the tariff through the months."""

    place: Place
    column: str
    payer: Payer
    levies: Timeline[Levy]

    @property
    def first(self) -> Levy:
        """The row in its first month."""
        return self.levies[0][1]

    def through(self, what: Callable[[Levy], V]) -> Timeline[V]:
        """Something of the row through the months."""
        return [(start, what(levy)) for start, levy in self.levies]


@lru_cache(maxsize=1)
def amount_columns() -> dict[Place, tuple[tuple[str, Payer], ...]]:
    """Names of the columns of amounts, with their payers, by programme and segment."""
    found = {}
    for segment in SEGMENTS:
        for name in PROGRAMS:
            months = (levies_of(LAW, (name, segment), month) for month in LAW.boundaries())
            levies = next(filter(None, months), None)
            if levies:
                found[name, segment] = tuple((f"{name}_{one.payer}", one.payer) for one in levies)
    return found


def output_columns() -> tuple[str, ...]:
    """Names of all columns that are added, in order."""
    amounts = dict.fromkeys(name for columns in amount_columns().values() for name, _ in columns)
    return (*amounts, *(f"total_{payer}" for payer in PAYERS), "total", "flags")


def levies_of(law: LawBook, place: Place, month: Month) -> tuple[Levy, ...] | None:
    """The rows of a place in a month; None: there are none."""
    try:
        return law.levies(PROGRAMS[place[0]], place[1], month)
    except (BeforeDataError, NotAnnouncedError, NoRuleError, ProgramNotOpenError):
        return None


@lru_cache(maxsize=128)
def history(law: LawBook, place: Place) -> Timeline[tuple[Levy, ...] | None]:
    """The rows of a place through all months of a book: the same for every month that is asked."""
    return [(month.ordinal, levies_of(law, place, month)) for month in law.boundaries()]


def rates_of(levy: Levy) -> list[int]:
    """Rates in parts per million: by risk class, by slice, the one, or 0 for a fixed amount."""
    if levy.rate_by_risk_class:
        return [levy.rate_by_risk_class[risk_class].ppm for risk_class in RiskClass]
    if levy.slices:
        return [part.rate.ppm for part in levy.slices]
    return [levy.rate.ppm if levy.rate else 0]
