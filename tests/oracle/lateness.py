"""Due dates and fines worked out a second time, in plain whole numbers, from the articles alone.

An oracle for the property tests: it shares neither code nor law files with the library. Amounts
are rupiah, months (year, month), rates parts in a million. Where the articles are silent: each
started month counts, from the day after the due date as it was moved; half a rupiah is rounded up.
"""

import calendar
import datetime as dt

Month = tuple[int, int]
ONE_DAY = dt.timedelta(days=1)

# PP 49/2020: contributions of August 2020 to January 2021.
RELAXED = ((2020, 8), (2021, 1))
# PP 7/2025 with PP 36/2025 Pasal 11 (1), (3): halved JKK of these months, settled by this day.
HALVED = ((2025, 2), (2026, 1))
SETTLED_BY = dt.date(2026, 6, 30)


def later(month: Month, by: int) -> Month:
    year, zero_based = divmod(month[0] * 12 + month[1] - 1 + by, 12)
    return year, zero_based + 1


def is_relaxed(month: Month) -> bool:
    return RELAXED[0] <= month <= RELAXED[1]


def due_day(program: str, segment: str, month: Month, holidays: set[dt.date]) -> dt.date:
    # PP 44/2015 Pasal 24 (3): JKK and JKM of a BPU by the 15th of the same month.
    if segment == "BPU" and program in ("JKK", "JKM"):
        return moved(dt.date(*month, 15), ONE_DAY, holidays)
    year, number = later(month, 1)
    # PP 49/2020 Pasal 4: the 30th, or the working day before; February has no 30th.
    if is_relaxed(month):
        last = calendar.monthrange(year, number)[1]
        return moved(dt.date(year, number, min(30, last)), -ONE_DAY, holidays)
    # PP 44/2015 Pasal 21 (2), PP 45/2015 Pasal 30 (3), PP 46/2015 Pasal 19 (2) and 21 (3).
    day = dt.date(year, number, 15)
    # PP 45/2015 has no clause on holidays.
    return day if program == "JP" else moved(day, ONE_DAY, holidays)


def moved(day: dt.date, step: dt.timedelta, holidays: set[dt.date]) -> dt.date:
    while day.isoweekday() in (6, 7) or day in holidays:
        day += step
    return day


def months_late(due: dt.date, paid_on: dt.date) -> int:
    # Month after month until the day of payment is reached.
    count = 0
    end = due
    while paid_on > end:
        count += 1
        year, number = later((due.year, due.month), count)
        end = dt.date(year, number, min(due.day, calendar.monthrange(year, number)[1]))
    return count


def fine(amount: int, month: Month, late: int) -> int:
    # PP 44/2015 Pasal 22, PP 45/2015 Pasal 31, PP 46/2015 Pasal 20: 2 %; PP 49/2020: 0.5 %.
    per_month = 5_000 if is_relaxed(month) else 20_000
    exact = amount * per_month * late
    return (2 * exact + 1_000_000) // 2_000_000


def in_full(program: str, segment: str, month: Month, paid_on: dt.date) -> bool:
    """Whether a halved contribution is owed in full because it is settled too late."""
    halved = segment == "PU" and program == "JKK" and HALVED[0] <= month <= HALVED[1]
    return halved and paid_on > SETTLED_BY
