"""Contributions worked out a second time, in plain whole numbers, from the articles alone.

An oracle for the property tests: it shares neither code nor law files with the library, so that an
error would have to be made twice to go unseen. Amounts are rupiah. A rate is a number of parts in
a million: 0.24 % is 2,400. Months are written as (year, month). Where the articles are silent the
conventions of the project's design are followed: half a rupiah is rounded up, after any relief;
an income between two bands stays in the lower one; JP ends with the month of pension age.
"""

import calendar
import datetime as dt

Month = tuple[int, int]
Bill = dict[tuple[str, str], int]  # (programme, payer) -> rupiah

# PP 44/2015 Pasal 16 (1): JKK by risk class 1 to 5. Pasal 18: JKM 0.30 %.
JKK_BY_CLASS = {1: 2_400, 2: 5_400, 3: 8_900, 4: 12_700, 5: 17_400}
JKM_WORKER = 3_000
# PP 46/2015 Pasal 16 (1): JHT, worker 2 %, employer 3.7 %.
JHT_WORKER, JHT_EMPLOYER = 20_000, 37_000
# PP 45/2015 Pasal 28 (3): JP, employer 2 %, worker 1 %.
JP_EMPLOYER, JP_WORKER = 20_000, 10_000
# PP 44/2015 Pasal 20 (1)-(3), Lampiran II: JKK of BPU 1 % of the base of the band, JKM Rp6,800.
# PP 46/2015 Pasal 18 (1): JHT of BPU 2 % of the same base.
JKK_BPU, JKM_BPU, JHT_BPU = 10_000, 6_800, 20_000
# PP 44/2015 Pasal 54 (1) and 55 (1): construction on known wages, JKK 1.74 %, JKM 0.30 %.
JKK_CONSTRUCTION, JKM_CONSTRUCTION = 17_400, 3_000
# Pasal 54 (2) and 55 (2): on the contract value, each rate on the part above its limit only.
SLICE_LIMITS = [0, 100_000_000, 500_000_000, 1_000_000_000, 5_000_000_000]
JKK_SLICES = [2_100, 1_700, 1_300, 1_100, 900]
JKM_SLICES = [300, 200, 200, 100, 100]

# PP 45/2015 Pasal 29 (2) for 2015; (3) and (4): every year anew, billed from March.
JP_CEILINGS: dict[Month, int] = {
    (2015, 7): 7_000_000, (2016, 3): 7_335_300, (2017, 3): 7_703_500, (2018, 3): 8_094_000,
    (2019, 3): 8_512_400, (2020, 3): 8_939_700, (2021, 3): 8_754_600, (2022, 3): 9_077_600,
    (2023, 3): 9_559_600, (2024, 3): 10_042_300, (2025, 3): 10_547_400, (2026, 3): 11_086_300,
}  # fmt: skip

# PP 44/2015 Lampiran II: each band by its first rupiah, and the base that stands for it.
BANDS = [
    (0, 1_000_000), (1_100_000, 1_200_000), (1_300_000, 1_400_000), (1_500_000, 1_600_000),
    (1_700_000, 1_800_000), (1_900_000, 2_000_000), (2_100_000, 2_200_000), (2_300_000, 2_400_000),
    (2_500_000, 2_600_000), (2_700_000, 2_950_000), (3_200_000, 3_450_000), (3_700_000, 3_950_000),
    (4_200_000, 4_450_000), (4_700_000, 4_950_000), (5_200_000, 5_450_000), (5_700_000, 5_950_000),
    (6_200_000, 6_450_000), (6_700_000, 6_950_000), (7_200_000, 7_450_000), (7_700_000, 7_950_000),
    (8_200_000, 8_700_000), (9_200_000, 9_700_000), (10_200_000, 10_700_000),
    (11_200_000, 11_700_000), (12_200_000, 12_700_000), (13_200_000, 13_700_000),
    (14_200_000, 14_700_000), (15_200_000, 15_700_000), (16_200_000, 16_700_000),
    (17_200_000, 17_700_000), (18_200_000, 18_700_000), (19_200_000, 19_700_000),
    (20_200_000, 20_700_000),
]  # fmt: skip

# PP 49/2020 Pasal 5, 9 and 12: 1 % of JKK and JKM is left, August 2020 to January 2021.
COVID: tuple[Month, Month] = ((2020, 8), (2021, 1))
# PP 7/2025 Pasal 4 with PP 36/2025: half of JKK, February 2025 to January 2026.
LABOUR_INTENSIVE: tuple[Month, Month] = ((2025, 2), (2026, 1))
# PP 50/2025 Pasal 4 and 7: half of JKK and JKM, by sector.
BPU_HALF: dict[str, tuple[Month, Month]] = {
    "transport": ((2026, 1), (2027, 3)),
    "other": ((2026, 4), (2026, 12)),
}


def half_up(amount: int, parts: int) -> int:
    """Whole rupiah of an amount counted in parts of a rupiah; half a rupiah counts as one."""
    whole, rest = divmod(amount, parts)
    return whole + 1 if 2 * rest >= parts else whole


def owed(millionths: int, percent_left: int = 100) -> int:
    """One line: what is left after a relief, rounded once, at the end."""
    return half_up(millionths * percent_left, 100 * 1_000_000)


def within(month: Month, window: tuple[Month, Month]) -> bool:
    return window[0] <= month <= window[1]


def pension_age(day: dt.date) -> int:
    """PP 45/2015 Pasal 15 (1)-(3): 56, then 57 from 2019, one more every three years up to 65."""
    return 56 if day.year < 2019 else min(57 + (day.year - 2019) // 3, 65)


def age(born: dt.date, day: dt.date) -> int:
    """Completed years; whoever was born on 29 February has a birthday on the 28th between."""
    birthday = (born.month, born.day)
    if birthday == (2, 29) and not calendar.isleap(day.year):
        birthday = (2, 28)
    return day.year - born.year - ((day.month, day.day) < birthday)


def last_jp_month(born: dt.date, month: Month, deferred: bool) -> Month:
    """Month of the first day on which the age is the pension age, looked for day by day.

    Pasal 15 (4): who works on may defer for three years at most. Days after `month` need not be
    tried: pension age is then still to come.
    """
    day = dt.date(born.year + 56, born.month, 1)
    while (day.year, day.month) <= month and age(born, day) < pension_age(day):
        day += dt.timedelta(days=1)
    return (day.year + 3 if deferred else day.year, day.month)


def open_to(month: Month, registered: dt.date | None, settled: bool = True) -> bool:
    """PP 49/2020 Pasal 13: settled up to July 2020; registered later, after two months in full."""
    if registered is None or (registered.year, registered.month) <= (2020, 7):
        return settled
    return month[0] * 12 + month[1] >= registered.year * 12 + registered.month + 2


def worker(
    programs: set[str],
    month: Month,
    wage: int,
    risk_class: int,
    born: dt.date | None = None,
    labour_intensive: bool = False,
    deferred: bool = False,
    settled: bool = True,
) -> Bill:
    """What is owed for a wage earner (PU)."""
    left_jkk = left_jkm = 1 if within(month, COVID) and settled else 100
    if within(month, LABOUR_INTENSIVE) and labour_intensive:
        left_jkk = 50
    jp_wage = min(wage, max((start, ceiling) for start, ceiling in JP_CEILINGS.items()
                            if start <= month)[1])  # fmt: skip
    if born is not None and month > last_jp_month(born, month, deferred):
        jp_wage = 0
    everything: Bill = {
        ("JKK", "employer"): owed(wage * JKK_BY_CLASS[risk_class], left_jkk),
        ("JKM", "employer"): owed(wage * JKM_WORKER, left_jkm),
        ("JHT", "employer"): owed(wage * JHT_EMPLOYER),
        ("JHT", "worker"): owed(wage * JHT_WORKER),
        ("JP", "employer"): owed(jp_wage * JP_EMPLOYER),
        ("JP", "worker"): owed(jp_wage * JP_WORKER),
        ("JKP", "employer"): 0,  # PP 37/2021 Pasal 11: paid by the state and out of JKK (and JKM)
    }
    return {line: amount for line, amount in everything.items() if line[0] in programs}


def participant(
    programs: set[str],
    month: Month,
    income: int,
    group: str,
    sector: str,
    funding: str,
    settled: bool = True,
    as_practised: bool = False,
    village_is_public: bool = False,
) -> Bill:
    """What a person who is no wage earner (BPU) owes."""
    base = [base for lowest, base in BANDS if lowest <= income][-1]
    left = 1 if within(month, COVID) and settled else 100
    # PP 50/2025 Pasal 3 (4): independent workers only; (5): not if APBN or APBD pays.
    public = {"state", "region", "village"} if village_is_public else {"state", "region"}
    if within(month, BPU_HALF[sector]) and funding not in public:
        left = 50 if group == "independent" or as_practised else 100
    everything: Bill = {
        ("JKK", "participant"): owed(base * JKK_BPU, left),
        ("JKM", "participant"): owed(JKM_BPU * 1_000_000, left),
        ("JHT", "participant"): owed(base * JHT_BPU),
    }
    return {line: amount for line, amount in everything.items() if line[0] in programs}


def project(
    programs: set[str],
    month: Month,
    wages: int | None = None,
    contract_value: int = 0,
    settled: bool = True,
) -> Bill:
    """What is owed for a construction project, on its wages where they are known."""
    left = 1 if within(month, COVID) and settled else 100
    if wages is not None:
        jkk, jkm = wages * JKK_CONSTRUCTION, wages * JKM_CONSTRUCTION
    else:
        jkk, jkm = sliced(contract_value, JKK_SLICES), sliced(contract_value, JKM_SLICES)
    everything: Bill = {("JKK", "employer"): owed(jkk, left), ("JKM", "employer"): owed(jkm, left)}
    return {line: amount for line, amount in everything.items() if line[0] in programs}


def sliced(value: int, rates: list[int]) -> int:
    """Pasal 54 (2): the sum of letters a to e, each on what lies above its own limit."""
    total = 0
    for limit, rate in reversed(list(zip(SLICE_LIMITS, rates, strict=True))):
        total += max(value - limit, 0) * rate
        value = min(value, limit)
    return total
