"""Strategies for the vocabulary: months, rates, amounts and numbers. Provisional."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from kopdes_jamsos.identity import Nik, Sex, VillageCode, VillageKind
from kopdes_jamsos.law import LAW, LawBook, Series
from kopdes_jamsos.law.catalogue import tariff_paths
from kopdes_jamsos.money import PARTS, Rate
from kopdes_jamsos.months import Month

# A step of 625 rupiah: at JKK rates of four decimals every second one rounds by half a rupiah.
_ROUNDING_STEP = 625


def months(
    *, min_month: Month | None = None, max_month: Month | None = None, law: LawBook = LAW
) -> SearchStrategy[Month]:
    """Months, those in which the law changes and their eves more often than by chance.

    Args:
        min_month: First month; None for the first one with data.
        max_month: Last month; None for the last December for which every yearly value is announced.
        law: Book of law that knows the changes.

    Examples:
        >>> @given(months(max_month=kj.Month(2016, 12)))
        ... def test(month: kj.Month) -> None:
        ...     assert kj.Month(2015, 7) <= month <= kj.Month(2016, 12)
        >>> test()
    """
    first, last = span(law)
    first, last = min_month or first, max_month or last
    changes = {
        change
        for series in _all_series(law)
        for value in series.values
        for change in (value.since, *([value.until + 1] if value.until else ()))
    }
    edges = {month + step for month in changes for step in (-1, 0)}
    return near_edges(first.ordinal, last.ordinal, (month.ordinal for month in edges)).map(
        Month.from_ordinal
    )


def rates(*, min_ppm: int = 0, max_ppm: int = PARTS) -> SearchStrategy[Rate]:
    """Rates, small ones as often as large ones.

    Args:
        min_ppm: Smallest rate in parts per million.
        max_ppm: Largest rate in parts per million.

    Examples:
        >>> @given(rates(max_ppm=57_000))
        ... def test(rate: Rate) -> None:
        ...     assert rate.of(1_000_000) <= 57_000
        >>> test()
    """
    small = st.integers(min_ppm, max(min_ppm, min(max_ppm, PARTS // 20)))
    return st.one_of(small, st.integers(min_ppm, max_ppm)).map(Rate)


def wages(
    *, min_value: int = 1, max_value: int = 50_000_000, law: LawBook = LAW
) -> SearchStrategy[int]:
    """Monthly wages in rupiah, those about a JP or JKP ceiling more often than by chance.

    Args:
        min_value: Lowest wage.
        max_value: Highest wage.
        law: Book of law that knows the ceilings.

    Examples:
        >>> @given(wages(min_value=2_000_000))
        ... def test(wage: int) -> None:
        ...     assert wage >= 2_000_000
        >>> test()
    """
    ceilings = [
        value.value
        for path in ("jp.wage_ceiling", "jkp.wage_ceiling")
        for value in law.series(path).values
    ]
    return amounts(min_value, max_value, ceilings)


def incomes(
    *, min_value: int = 0, max_value: int = 25_000_000, law: LawBook = LAW
) -> SearchStrategy[int]:
    """Monthly incomes of BPU in rupiah, those at the ends of a band and between two often.

    Args:
        min_value: Lowest income.
        max_value: Highest income.
        law: Book of law that knows the bands.

    Examples:
        >>> @given(incomes(max_value=1_099_999))
        ... def test(income: int) -> None:
        ...     assert 0 <= income < 1_100_000
        >>> test()
    """
    bands = [band for value in law.series("bands.income_bands").values for band in value.value]
    uppers = [band.upper for band in bands if band.upper is not None]
    return amounts(min_value, max_value, [*uppers, *(band.lower for band in bands)])


def niks(
    *,
    birth_date: SearchStrategy[dt.date] | None = None,
    sex: Sex | None = None,
    region: str | None = None,
) -> SearchStrategy[Nik]:
    """Synthetic NIKs: well formed, of a real regency, in a district that does not exist (99).

    Args:
        birth_date: Birth dates that the NIKs hold, from 1900 to 2099; None for adults of today.
        sex: Sex that the NIKs hold; None for both.
        region: Code of the regency, such as "36.04"; None for all.

    Examples:
        >>> @given(niks(sex=kj.identity.Sex.FEMALE, region="36.04"))
        ... def test(nik: kj.Nik) -> None:
        ...     assert nik.sex is kj.identity.Sex.FEMALE and nik.district == "36.04.99"
        >>> test()
    """
    return _niks(
        adult_births(None) if birth_date is None else birth_date,
        st.sampled_from(Sex) if sex is None else st.just(sex),
        _regions() if region is None else st.just(region),
    )


def village_codes(
    *, kind: VillageKind | None = None, region: str | None = None
) -> SearchStrategy[VillageCode]:
    """Well-formed village codes of real regencies; district and village may not exist.

    Args:
        kind: Kind of the village; None for desa, kelurahan and desa adat.
        region: Code of the regency, such as "36.04"; None for all.

    Examples:
        >>> @given(village_codes(kind=kj.identity.VillageKind.DESA))
        ... def test(village: kj.VillageCode) -> None:
        ...     assert village.findings() == ()
        >>> test()
    """
    digits = {VillageKind.KELURAHAN: "1", VillageKind.DESA: "2", VillageKind.DESA_ADAT: "3"}
    return st.builds(
        "{}.{:02d}.{}{:03d}".format,
        _regions() if region is None else st.just(region),
        st.integers(1, 60),
        st.sampled_from(sorted(digits.values())) if kind is None else st.just(digits[kind]),
        st.integers(1, 60),
    ).map(VillageCode)


def near_edges(first: int, last: int, edges: Iterable[int]) -> SearchStrategy[int]:
    """Whole numbers, those in `edges` more often."""
    near = sorted({edge for edge in edges if first <= edge <= last})
    anywhere = st.integers(first, last)
    return anywhere | st.sampled_from(near) if near else anywhere


def amounts(first: int, last: int, edges: Iterable[int]) -> SearchStrategy[int]:
    """Rupiah, those about `edges` and those that round by half a rupiah more often."""
    low, high = -(-first // _ROUNDING_STEP), last // _ROUNDING_STEP
    found = near_edges(first, last, (edge + step for edge in edges for step in (-1, 0, 1)))
    if low > high:
        return found
    return found | st.integers(low, high).map(lambda steps: steps * _ROUNDING_STEP)


def adult_births(month: Month | None) -> SearchStrategy[dt.date]:
    """Birth dates of people of 18 to 63 years: old enough to work, young enough to register."""
    if month is None:
        return st.dates(dt.date(1965, 1, 1), dt.date(1997, 6, 30))
    return st.dates(dt.date(month.year - 63, 1, 1), dt.date(month.year - 19, 12, 31))


@lru_cache(maxsize=8)
def span(law: LawBook) -> tuple[Month, Month]:
    """First month of the tariff, and the last December for which all of it is announced."""
    every = [series for series in map(law.series, tariff_paths()) if series.values]
    first = min(series.values[0].since for series in every)
    announced = (series.values[-1].until for series in every if series.yearly)
    last = min(until for until in announced if until is not None)
    return first, Month(last.year if last.month == 12 else last.year - 1, 12)


def _all_series(law: LawBook) -> list[Series]:
    return [law.series(path) for path in law.paths()]


def _regions() -> SearchStrategy[str]:
    # Read when first needed: the table is not part of the law.
    from kopdes_jamsos.identity.regions import regencies

    return st.sampled_from(sorted(regencies()))


@st.composite
def _niks(
    draw: DrawFn,
    birth_date: SearchStrategy[dt.date],
    sex: SearchStrategy[Sex],
    region: SearchStrategy[str],
) -> Nik:
    born = draw(birth_date)
    day = born.day + 40 if draw(sex) is Sex.FEMALE else born.day
    place, serial = draw(region).replace(".", ""), draw(st.integers(1, 9999))
    return Nik(f"{place}99{day:02d}{born:%m%y}{serial:04d}")
