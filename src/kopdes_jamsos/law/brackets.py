"""Reading a table by an amount: the band of an income, and what the slices of a sum add up to.

PP 44/2015 Lampiran II (bands of BPU) and Pasal 55 (contract values), PP 68/2009 (tax on JHT).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from kopdes_jamsos.law.kinds import Band, Slice
from kopdes_jamsos.money import Rupiah


def band_of(bands: Sequence[Band], income: Rupiah) -> tuple[Band, tuple[str, ...]]:
    """The band of an income, and the convention where the income lies between two bands.

    Args:
        bands: Bands in order of their incomes.
        income: Income of a month in rupiah.

    Examples:
        >>> bands = kj.LAW.value("bands.income_bands", kj.Month(2025, 7)).value
        >>> band, assumptions = band_of(bands, 1_500_000)
        >>> band.number, assumptions
        (4, ())
    """
    band = bands[bisect_right(bands, income, key=lambda band: band.lower) - 1]
    between = band.upper is not None and income > band.upper
    return band, ("band-gap",) if between else ()


def over_slices(slices: Sequence[Slice], amount: Rupiah) -> int:
    """Unrounded sum of the rates of slices over an amount, in millionths of a rupiah.

    Examples:
        >>> scale = kj.LAW.value("tax.jht_scale", kj.Month(2025, 7)).value
        >>> over_slices(scale, 60_000_000)
        500000000000
    """
    limits = [part.above for part in slices[1:]]
    return sum(
        max(0, min(amount, upper) - part.above) * part.rate.ppm
        for part, upper in zip(slices, (*limits, amount), strict=True)
    )
