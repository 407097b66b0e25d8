"""The indexed average wage of JP.

PP 45/2015 Pasal 17 ayat (2), (3) and (5) with explanation: the wage of each year carried to its
future value, inflation as compounding factor. The year of the pension decides where it ends.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, deque
from collections.abc import Iterable, Mapping
from fractions import Fraction

from attrs import field, frozen

from kopdes_jamsos._checks import keys_read
from kopdes_jamsos._plain import as_int, pairs_of
from kopdes_jamsos.basis import Basis, Grounded
from kopdes_jamsos.benefits.rates import Rates, YearRate, check_rates, year_rate
from kopdes_jamsos.errors import InvalidFactError, a_kind
from kopdes_jamsos.law import LAW, LawBook
from kopdes_jamsos.law.book import check_book
from kopdes_jamsos.money import PARTS, Rupiah, check_rupiah, half_up, whole_rupiah
from kopdes_jamsos.months import Month, as_month

INFLATION = "inflation.general"


@frozen(kw_only=True)
class IndexedYear:
    """The wages of a calendar year, carried to the time of the pension.

    Attributes:
        year: Calendar year.
        months: Contribution months of that year.
        wage: Average wage of those months, up to the ceiling, in rupiah.
        indexed: The same after indexing.
        factor: Index of that year.

    Examples:
        >>> record = kj.benefits.index_wages({kj.Month(2024, 1): 5_000_000}, 2026)
        >>> record.years[0].indexed
        5226792
    """

    year: int
    months: int
    wage: Rupiah = field(repr=False)
    indexed: Rupiah = field(repr=False)
    factor: Fraction = field(repr=False)


@frozen(kw_only=True)
class IndexedWages(Grounded):
    """The indexed wages of a contribution period.

    Attributes:
        years: One for each calendar year with contribution months.
        months: Number of contribution months.
        pension_year: Year of the pension; the year before is the last whose inflation counts.
        exact: Sum of the indexed wages of all months, in rupiah.
        rates: Inflation of the years used.

    Examples:
        >>> wages = {kj.Month(2024, month): 5_000_000 for month in range(1, 13)}
        >>> kj.benefits.index_wages(wages, 2026).average
        5226792
    """

    years: tuple[IndexedYear, ...]
    months: int
    pension_year: int
    exact: Fraction = field(repr=False)
    rates: tuple[YearRate, ...] = field(repr=False)

    @property
    def exact_average(self) -> Fraction:
        """Average indexed wage of a month, unrounded; nil without a contribution month."""
        return self.exact / self.months if self.months else Fraction(0)

    @property
    def average(self) -> Rupiah:
        """Average indexed wage of a month, rounded half up."""
        return whole_rupiah(self.exact_average)

    @property
    def basis(self) -> Basis:
        """What the average rests on: inflation, and a year that is not full."""
        return _indexing(self.rates, (year.months for year in self.years))


def index_wages(
    wages: Mapping[Month, Rupiah] | Mapping[str, Rupiah],
    pension_year: int,
    *,
    inflation: Rates = None,
    law: LawBook = LAW,
) -> IndexedWages:
    """Carry the wages of contribution months to the time of the pension.

    The wage of a year is multiplied by one plus the inflation of that year and of each later year
    up to the year before the pension (PP 45/2015 Pasal 17 ayat (3) with explanation).

    Args:
        wages: Wage of each contribution month, already cut at the ceiling, in rupiah.
        pension_year: Calendar year in which the right to the pension arises.
        inflation: Inflation by year, or one rate for all years not published.
        law: Book of law.

    Raises:
        InvalidRateError: code `invalid-rate`: write `kj.percent("2.5")`.
        InvalidFactError: code `invalid-fact`: no mapping, no year, or a month after the pension.
        InvalidAmountError: code `invalid-amount`.
        InvalidMonthError: code `invalid-month`.
        BeforeDataError: code `before-data`.
        NotAnnouncedError: code `not-announced`: inflation of a year is not published.

    Examples:
        >>> kj.benefits.index_wages({kj.Month(2025, 12): 1_000_000}, 2026).average
        1029200
    """
    given = check_rates(inflation, "Inflation rates")
    check_book(law)
    pairs = pairs_of(wages)
    if pairs is None:
        raise InvalidFactError(
            f"The wages must be a mapping of months; got {a_kind(wages)}.",
            remedy="Give {kj.Month(2025, 1): 5_000_000, …}.",
        )
    last_year = as_int(pension_year)
    if last_year is None or not dt.MINYEAR <= last_year <= dt.MAXYEAR:
        raise InvalidFactError(
            f"The pension year must be a calendar year; got {a_kind(pension_year)}.",
            remedy="Give the calendar year, such as 2030.",
        )
    months: Counter[int] = Counter()
    sums: Counter[int] = Counter()
    for month, wage in keys_read(pairs, lambda each: as_month(each, "wages"), "wages").items():
        year = month.year
        if year > last_year:
            raise InvalidFactError(
                f"A contribution month lies after {last_year}.",
                value="wages",
                remedy="Leave the months after the pension out.",
            )
        months[year] += 1
        sums[year] += check_rupiah(wage, "wage")
    first = min(months, default=last_year)
    rates = {year: year_rate(law, INFLATION, year, given) for year in range(first, last_year)}
    factor, factors = Fraction(1), {last_year: Fraction(1)}
    for year in range(last_year - 1, first - 1, -1):
        factor *= _growth(rates[year])
        factors[year] = factor
    years = tuple(
        IndexedYear(
            year=year,
            months=months[year],
            wage=half_up(sums[year], months[year]),
            indexed=whole_rupiah(Fraction(sums[year], months[year]) * factors[year]),
            factor=factors[year],
        )
        for year in sorted(months)
    )
    return IndexedWages(
        years=years,
        months=months.total(),
        pension_year=last_year,
        exact=sum((sums[year] * factors[year] for year in months), Fraction(0)),
        rates=tuple(rates.values()),
    )


class RunningIndex:
    """The indexed wages of a growing contribution period, carried from one year to the next.

    Args:
        wages: Wage of each contribution month, in order of the months, cut at the ceiling.
        inflation: Inflation by year, or one rate for all years not published.
        law: Book of law.

    Attributes:
        months: Number of contribution months taken so far.

    Examples:
        >>> wages = {kj.Month(2024, month): 5_000_000 for month in range(1, 13)}
        >>> running = RunningIndex(wages, inflation=None, law=kj.LAW)
        >>> running.take_up_to(kj.Month(2026, 12)), whole_rupiah(running.carried_to(2026) / 12)
        (Month(2024, 12), 5226792)
    """

    def __init__(self, wages: Mapping[Month, Rupiah], *, inflation: Rates, law: LawBook) -> None:
        self._coming = deque(wages.items())
        self._inflation, self._law = inflation, law
        self._sums: Counter[int] = Counter()
        self._counts: Counter[int] = Counter()
        self._exact = Fraction(0)
        self._year: int | None = None
        self._last: Month | None = None
        self._rates: list[YearRate] = []
        self.months = 0

    def take_up_to(self, end: Month) -> Month | None:
        """Take the months up to one; gives the last that was taken so far, None without any.

        Args:
            end: The last month; later than that of the call before.
        """
        while self._coming and self._coming[0][0] <= end:
            self._last, wage = self._coming.popleft()
            self._sums[self._last.year] += wage
            self._counts[self._last.year] += 1
            self.months += 1
            if self._last.year == self._year:  # carried to its year before it was taken
                self._exact += wage
        return self._last

    def carried_to(self, year: int) -> Fraction:
        """The sum of the indexed wages of all months taken, for a pension of a year.

        Args:
            year: The year; later than that of the call before, and no month of an earlier one is
                taken afterwards.

        Raises:
            BeforeDataError: code `before-data`.
            NotAnnouncedError: code `not-announced`: inflation of a year is not published.
        """
        if self._year is None:
            self._year = min(self._sums)
            self._exact = Fraction(self._sums[self._year])
        while self._year < year:
            rate = year_rate(self._law, INFLATION, self._year, self._inflation)
            self._rates.append(rate)
            self._year += 1
            self._exact *= _growth(rate)
            self._exact += self._sums[self._year]
        return self._exact

    @property
    def assumptions(self) -> tuple[str, ...]:
        """Conventions that decided the wages carried so far."""
        return _indexing(self._rates, self._counts.values()).assumptions


def _growth(rate: YearRate) -> Fraction:
    """What the wages of a year are multiplied by for the year that follows."""
    return Fraction(PARTS + rate.rate.ppm, PARTS)


def _indexing(rates: Iterable[YearRate], months: Iterable[int]) -> Basis:
    """What indexed wages rest on: inflation, and a year that is not full."""
    uneven = len(set(months)) > 1
    return Basis.of(*rates, assuming=["jp-broken-year" if uneven else ""], decides=False)
