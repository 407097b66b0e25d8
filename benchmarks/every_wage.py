"""Every whole-rupiah wage from 1 to 20,000,000 against the article text, and no difference.

    nice -n 19 python benchmarks/every_wage.py [highest wage]

At all five JKK rates and at the JKM, JHT and JP rates, normal and relieved. The oracle below is
written by hand from the articles in 64-bit integers; it shares neither code nor law files with the
library. The library answers through frames. Prints the number of amounts compared and of those
that differ, which must be 0; ends with 1 otherwise.

PP 44/2015 Pasal 16 ayat (1): JKK 0.24, 0.54, 0.89, 1.27, 1.74 %. Pasal 18 ayat (1): JKM 0.30 %.
PP 46/2015 Pasal 16 ayat (1): JHT 3.7 % and 2 %. PP 45/2015 Pasal 28 ayat (3): JP 2 % and 1 %, of
at most the ceiling of Pasal 29. Relieved: 50 % of JKK (PP 7/2025 Pasal 4, PP 36/2025), 99 % of
JKK and JKM (PP 49/2020 Pasal 5 and 9). Half a rupiah counts as one, once, after the relief.
"""

from __future__ import annotations

import datetime as dt
import sys
import time

import numpy as np
import numpy.typing as npt
import polars as pl

import kopdes_jamsos as kj

HIGHEST = 20_000_000
CHUNK = 2_000_000
Amounts = npt.NDArray[np.int64]

# Millionths of the wage.
JKK = {1: 2_400, 2: 5_400, 3: 8_900, 4: 12_700, 5: 17_400}
OTHERS = {"jkm_employer": 3_000, "jht_employer": 37_000, "jht_worker": 20_000}
JP = {"jp_employer": 20_000, "jp_worker": 10_000}
# Month, ceiling of JP, whether labour-intensive, hundredths left of JKK and of JKM.
NORMAL = (dt.date(2026, 11, 1), 11_086_300, False, 100, 100)
LABOUR_INTENSIVE = (dt.date(2025, 7, 1), 10_547_400, True, 50, 100)
PANDEMIC = (dt.date(2020, 10, 1), 8_939_700, False, 1, 1)


def oracle(base: Amounts, millionths: int, hundredths: int = 100) -> Amounts:
    """What is owed of a base, half a rupiah rounded up."""
    parts = base * (millionths * hundredths)
    whole, rest = parts // 100_000_000, parts % 100_000_000
    return whole + (2 * rest >= 100_000_000)


def compare(low: int, high: int) -> tuple[int, int]:
    """Amounts compared and amounts that differ, for the wages from one to another."""
    wages = np.arange(low, high + 1, dtype=np.int64)
    compared = wrong = 0
    for month, ceiling, labour_intensive, jkk_left, jkm_left in (
        NORMAL, LABOUR_INTENSIVE, PANDEMIC,
    ):  # fmt: skip
        for risk_class, rate in JKK.items():
            expected = {"jkk_employer": oracle(wages, rate, jkk_left)}
            if risk_class == 1:  # the others do not look at the class
                for name, other in OTHERS.items():
                    left = jkm_left if name == "jkm_employer" else 100
                    expected[name] = oracle(wages, other, left)
                for name, other in JP.items():
                    expected[name] = oracle(np.minimum(wages, ceiling), other)
            found = library(wages, month, risk_class, labour_intensive)
            for name, amounts in expected.items():
                compared += len(amounts)
                wrong += int((found[name].to_numpy() != amounts).sum())
    return compared, wrong


def library(
    wages: Amounts, month: dt.date, risk_class: int, labour_intensive: bool
) -> pl.DataFrame:
    """What the library says, one row for each wage."""
    everyone = risk_class == 1
    frame = pl.DataFrame({"wage": wages}).with_columns(
        segment=pl.lit("PU"),
        risk_class=pl.lit(risk_class),
        jkk=pl.lit(True),
        jkm=pl.lit(everyone),
        jht=pl.lit(everyone),
        jp=pl.lit(everyone),
        labour_intensive=pl.lit(labour_intensive),
        settled=pl.lit(True),
        birth_date=pl.lit(dt.date(1990, 5, 20)),
        month=pl.lit(month),
    )
    found: pl.DataFrame = kj.frames.assess(frame, month="month")
    return found


def main(highest: int) -> int:
    """Compare all, and print."""
    start = time.perf_counter()
    compared = wrong = 0
    for low in range(1, highest + 1, CHUNK):
        more, differing = compare(low, min(low + CHUNK - 1, highest))
        compared, wrong = compared + more, wrong + differing
        print(f"wages to {min(low + CHUNK - 1, highest):,}: {wrong} differ", flush=True)
    seconds = time.perf_counter() - start
    print(f"{highest:,} wages, {compared:,} amounts compared, {wrong} differ; {seconds:.0f} s")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else HIGHEST))
