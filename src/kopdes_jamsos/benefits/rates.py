"""Rates of whole years: the development of JHT, and general inflation.

PP 46/2015 Pasal 27 (the return that is credited to participants) and PP 45/2015 Pasal 17 ayat (5)
(inflation as the statistics office sets it). A year without a published rate is refused, unless
the caller gives one or carries the last one forward; the result says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from attrs import frozen

from kopdes_jamsos._plain import as_int, pairs_of
from kopdes_jamsos.errors import (
    BeforeDataError,
    InvalidDateError,
    InvalidRateError,
    NotAnnouncedError,
    a_kind,
    told,
)
from kopdes_jamsos.law import Citation, Evidence, LawBook
from kopdes_jamsos.law.kinds import Frozen
from kopdes_jamsos.law.values import CARRIED
from kopdes_jamsos.money import Rate
from kopdes_jamsos.months import Month

Rates: TypeAlias = Mapping[int, Rate] | Rate | None


@frozen(kw_only=True)
class YearRate:
    """The rate of a calendar year and where it comes from.

    Attributes:
        path: Name of the series.
        year: Calendar year.
        rate: The rate of the whole year.
        citations: Where it was published, or that the caller gave it.
        evidence: Grade.
        assumption: `rate-given`, `carried-forward` or `what-if`; empty for a published rate.

    Examples:
        >>> year_rate(kj.LAW, "inflation.general", 2025).rate
        Rate(ppm=29200)
    """

    path: str
    year: int
    rate: Rate
    citations: tuple[Citation, ...]
    evidence: Evidence
    assumption: str = ""

    @property
    def known(self) -> str:
        """How the rate is known: "published", "carried" or "assumed"."""
        return {"": "published", CARRIED: "carried"}.get(self.assumption, "assumed")


def check_rates(rates: Rates, what: str) -> Rates:
    """Rates as a caller gave them: one for each year by its number, one for all, or None.

    Raises:
        InvalidRateError: code `invalid-rate`: a bare number where a rate is needed.
        InvalidDateError: code `invalid-date`: a key that is no year.
    """
    if rates is None or isinstance(rates, Rate):
        return rates
    pairs = pairs_of(rates)
    if pairs is None:
        raise _bare(rates, what)
    found = {}
    for year, rate in pairs.items():
        number = as_int(year)
        if number is None:
            shown, kept = told(year, "year", like="[0-9]{4}")
            raise InvalidDateError(
                f"{what} are keyed by year; got {shown}.",
                value=kept,
                remedy='Give years as int: {2021: kj.percent("5.59")}.',
            )
        if not isinstance(rate, Rate):
            raise _bare(rate, what)
        found[number] = rate
    return Frozen(found)


def _bare(value: object, what: str) -> InvalidRateError:
    return InvalidRateError(
        f"{what} must be written as a rate; got {a_kind(value)}.",
        value="rate",
        remedy='Write it kj.percent("5.59").',
    )


def year_rate(law: LawBook, path: str, year: int, rates: Rates = None) -> YearRate:
    """The rate of a year: given for that year, else published, else given for all, else carried.

    Args:
        law: Book of law.
        path: Series of yearly rates, such as "inflation.general".
        year: Calendar year.
        rates: Rates of the caller, checked.

    Raises:
        BeforeDataError: code `before-data`: no rate was found for so early a year.
        NotAnnouncedError: code `not-announced`: no rate was found for so late a year.
    """
    if isinstance(rates, Mapping) and year in rates:
        return given_rate(path, year, rates[year])
    series, month = law.series(path), Month(year, 1)
    found = series.in_force(month)
    if isinstance(rates, Rate) and (found is None or found.assumption == CARRIED):
        return given_rate(path, year, rates)
    if found is None:
        missing = f"{series.title('en')} of {year}: no figure was found."
        remedy = f'Give it by its year, {{{year}: kj.percent("5.59")}}'
        if series.values and month < series.values[0].since:
            raise BeforeDataError(
                missing,
                value=year,
                remedy=f"{remedy}, or ask for later years.",
                reason="year",
                path=path,
                year=str(year),
            )
        raise NotAnnouncedError(
            missing,
            value=year,
            remedy=f"{remedy}, or carry the last one forward: "
            f"law=kj.LAW.carried_forward(kj.Month({year}, 12)).",
            reason="year",
            path=path,
            year=str(year),
        )
    return YearRate(
        path=path,
        year=year,
        rate=found.value,
        citations=found.citations,
        evidence=Evidence.CONVENTION if found.assumption else found.evidence,
        assumption=found.assumption,
    )


def given_rate(path: str, year: int, rate: Rate) -> YearRate:
    """A rate that the caller gave."""
    return YearRate(
        path=path,
        year=year,
        rate=rate,
        citations=(Citation("caller", path),),
        evidence=Evidence.CONVENTION,
        assumption="rate-given",
    )
