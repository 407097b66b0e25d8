"""JKK and JKM benefits worked out a second time, in plain whole numbers, from the articles alone.

An oracle for the property tests: it shares neither code nor law files with the library. Amounts are
rupiah, percentages tenths of a percent (4.5 % is 45), days ordinary dates.

Sources: PP 44/2015 Pasal 25, 26, 34, 37 to 42 and Lampiran III as enacted; PP 82/2019 (Pasal 25,
26, 34 and Lampiran III as reported) from 2 December 2019, with Permenaker 5/2021 Pasal 84, 101 and
107; Permenaker 1/2025 Pasal 97A and 101 from 24 February 2025. The table of percentages is that of
PP 44/2015 Lampiran III part II, which the annex of PP 82/2019 is reported to repeat.
"""

import datetime as dt

NEW_TARIFF = dt.date(2019, 12, 2)  # PP 82/2019 promulgated
NEW_RULES = dt.date(2025, 2, 24)  # Permenaker 1/2025 promulgated

# Pasal 34 (1) a, b, c: death sum, periodic benefit, funeral.
JKM_2015 = (16_200_000, 4_800_000, 3_000_000)
JKM_2019 = (20_000_000, 12_000_000, 10_000_000)
EARLY = 10_000_000

# Lampiran III: caps by mode.
TRANSPORT_2015 = {"land": 1_000_000, "sea": 1_500_000, "air": 2_500_000}
TRANSPORT_2019 = {"land": 5_000_000, "sea": 2_000_000, "air": 10_000_000}

# Lampiran III: right and left, or one value for both.
TABLE: dict[str, int | tuple[int, int]] = {
    "arm-from-shoulder": (400, 350), "arm-from-elbow": (350, 300), "hand-from-wrist": (320, 280),
    "both-legs-from-hip": 700, "leg-from-hip": 350, "both-feet-from-ankle": 500,
    "foot-from-ankle": 250, "both-eyes": 700, "one-eye": 350, "hearing-both-ears": 400,
    "hearing-one-ear": 200, "thumb": (150, 120), "index-finger": (90, 70), "other-finger": (40, 30),
    "index-finger-first-joint": (45, 35), "other-finger-first-joint": (20, 15), "big-toe": 50,
    "second-toe": 30, "other-toe": 20, "impotence": 400, "leg-shortened-under-5-cm": 100,
    "leg-shortened-5-to-7.5-cm": 200, "leg-shortened-7.5-cm-or-more": 300, "one-auricle": 50,
    "both-auricles": 100, "nostril": 300, "nasal-septum": 150, "smell": 100,
    "physical-capacity-51-to-70": 400, "physical-capacity-26-to-50": 200,
    "physical-capacity-10-to-25": 50, "mental-capacity": 700, "colour-vision": 100,
}  # fmt: skip
RANGE = {"scalp": (100, 300)}
STEPS = {"hearing-loss-both-ears": 60, "hearing-loss-one-ear": 30, "sight": 70, "visual-field": 70}
MOST = 700  # Permenaker 5/2021 Pasal 84 (1); before 2 December 2019 a convention

# Lampiran III: the scholarship a year, by school year.
SCHOOL = [
    *(("TK", 1_500_000, year) for year in (1, 2)),
    *(("SD", 1_500_000, year) for year in (1, 2, 3, 4, 5, 6)),
    *(("SMP", 2_000_000, year) for year in (1, 2, 3)),
    *(("SMA", 3_000_000, year) for year in (1, 2, 3)),
    *(("PT", 12_000_000, year) for year in (1, 2, 3, 4, 5)),
]
STAGES = [f"{level}{year}" for level, _, year in SCHOOL]
LUMP_2015 = 12_000_000


def half_up(number: int, parts: int) -> int:
    whole, rest = divmod(number, parts)
    return whole + 1 if 2 * rest >= parts else whole


def jkm_sums(day: dt.date) -> tuple[int, int, int]:
    return JKM_2019 if day >= NEW_TARIFF else JKM_2015


def jkm(day: dt.date, *, bpu: bool, months_in: int, months_paid: int, memberships: int = 1) -> int:
    """JKM of equal memberships, all without arrears."""
    death, periodic, funeral = jkm_sums(day)
    if day < NEW_RULES:
        return memberships * (death + periodic + funeral)
    if bpu and (months_in < 3 or months_paid < 3):
        return EARLY
    return memberships * (death + periodic) + funeral


def jkk_death(day: dt.date, wage: int) -> int:
    """48 months of wage (60 % of 80), never less than the death sum of JKM; and the fixed sums."""
    death, periodic, funeral = jkm_sums(day)
    return max(48 * wage, death) + periodic + funeral


def jkk_total_disability(day: dt.date, wage: int) -> int:
    """56 months of wage (70 % of 80), and the periodic benefit."""
    return 56 * wage + jkm_sums(day)[1]


def incapacity(day: dt.date, wage: int, months: int, days: int) -> list[int]:
    """Month by month; a part month of days is that part of thirty. One sum for each rate."""
    sums: dict[int, int] = {}
    for number in range(1, months + 2):
        length = 30 if number <= months else days
        if day >= NEW_TARIFF:
            rate = 100 if number <= 12 else 50
        else:
            rate = 100 if number <= 6 else 75 if number <= 12 else 50
        sums[rate] = sums.get(rate, 0) + length * wage * rate
    return [half_up(amount, 30 * 100) for amount in sums.values() if amount]


def transport(day: dt.date, bills: dict[str, int]) -> int:
    caps = TRANSPORT_2019 if day >= NEW_TARIFF else TRANSPORT_2015
    return sum(min(bill, caps[mode]) for mode, bill in bills.items())


def injuries(wage: int, tenths: list[tuple[int, int]]) -> int:
    """Percentages in tenths with the share of function lost in percent; at most 70 %."""
    total = min(sum(share * lost for share, lost in tenths), MOST * 100)
    return half_up(total * 80 * wage, 1_000 * 100)


def share(part: str, side: str | None, left_handed: bool) -> int:
    row = TABLE[part]
    if isinstance(row, int):
        return row
    return row[(side == "left") != left_handed]


def scholarship(day: dt.date, stages: list[str]) -> int:
    """The two children with the most still to come; before December 2019 one sum for all."""
    if day < NEW_TARIFF:
        return LUMP_2015 if stages else 0
    return sum(sorted((remaining(stage) for stage in stages), reverse=True)[:2])


def remaining(stage: str) -> int:
    return sum(amount for _, amount, _ in SCHOOL[STAGES.index(stage) :])


def claimed(stage: str, died: dt.date, claim: dt.date, paid_to: str, *, limited: bool) -> int:
    """What a claim is paid at once: Permenaker 5/2021 Pasal 106, with three school years back.

    `stage` is the school year of the death, `paid_to` the last one paid before, or "" for none.
    """
    first, of_claim = (day.year - (day.month < 7) for day in (died, claim))
    limited = claim >= NEW_RULES and (limited or paid_to != "")
    total = 0
    for year, (level, amount, number) in enumerate(SCHOOL[STAGES.index(stage) :], first):
        paid = paid_to != "" and STAGES.index(f"{level}{number}") <= STAGES.index(paid_to)
        if not paid and year <= of_claim and not (limited and of_claim - year > 3):
            total += amount
    return total


def splits(total: int, children: int) -> list[list[str]]:
    """The school years in which one child, or two, still have a sum to come; the younger first."""
    if children == 1:
        return [[stage] for stage in STAGES if remaining(stage) == total]
    return [
        [younger, elder]
        for place, younger in enumerate(STAGES)
        for elder in STAGES[place:]
        if remaining(younger) + remaining(elder) == total
    ]


def years_of_contributions(day: dt.date) -> int:
    """Pasal 34 (1) d: five years, three since PP 82/2019."""
    return 3 if day >= NEW_TARIFF else 5


# --- time of incapacity, wages in the meantime, sudden death ------------------------------------


def time_of(spells: list[tuple[dt.date, dt.date]]) -> tuple[int, int]:
    """Full months and days of spells put together: months as they lie, thirty days are one more."""
    months = days = 0
    for first, last in spells:
        begins, after = first, last + dt.timedelta(1)
        while _a_month_later(begins) <= after:
            begins = _a_month_later(begins)
            months += 1
        days += (after - begins).days
    return months + days // 30, days % 30


def _a_month_later(day: dt.date) -> dt.date:
    """Only for days that every month has."""
    year, month = (day.year + 1, 1) if day.month == 12 else (day.year, day.month + 1)
    return dt.date(year, month, day.day)


def shared_with_employer(total: int, wages_paid: int) -> dict[str, int]:
    """PP 44/2015 Pasal 51 (2)-(4): the wages come back, what is more goes to the worker."""
    back = min(total, wages_paid)
    return {"to_employer": back, "to_worker": total - back, "kept": wages_paid - back}


def sudden(day: dt.date, base: int, months_paid: int) -> int:
    """Permenaker 5/2021 Pasal 85 (3): JKK of a BPU only after twelve paid months, else JKM."""
    if months_paid >= 12:
        return jkk_death(day, base)
    return jkm(day, bpu=True, months_in=months_paid - 1, months_paid=months_paid)
