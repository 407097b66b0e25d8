"""What employers and the agency owe, worked out a second time from the articles alone.

An oracle for the vectors: it shares neither code nor law files with the library. Wages of a month
(PP 44/2015 Pasal 19), what was never declared (Pasal 27, 32, 35), stages of construction
(Permenaker 5/2021 Pasal 67 and 72), sanctions (PP 86/2013 Pasal 6, 7 and 10 to 12), months ahead
that are given back, and the terms of the agency (PP 44/2015 Pasal 37 and 40, PP 45/2015 Pasal 25
and 35). Amounts are rupiah, months (year, month). Days off are given; weekends are always off.
Where the articles are silent: half a rupiah is rounded up, each started month counts.
"""

import datetime as dt
from collections.abc import Iterable

from tests.oracle import benefits, contributions, lateness, savings

Month = tuple[int, int]
DAY = dt.timedelta(days=1)


def half_up(number: int, parts: int) -> int:
    whole, rest = divmod(number, parts)
    return whole + 1 if 2 * rest >= parts else whole


def working_days(day: dt.date, count: int, off: set[dt.date]) -> dt.date:
    """The day that is so many working days after another, which is not counted itself."""
    while count:
        day += DAY
        if day.isoweekday() < 6 and day not in off:
            count -= 1
    return day


def years_later(day: dt.date, years: int) -> dt.date:
    if (day.month, day.day) == (2, 29):
        return day.replace(year=day.year + years, day=28)
    return day.replace(year=day.year + years)


# --- the wage of a month ------------------------------------------------------------------------


def daily(wage: int) -> int:
    """Pasal 19 (3): the wage of a day times 25."""
    return 25 * wage


def average(wages: dict[Month, int], month: Month, weather: bool) -> int:
    """Pasal 19 (4), (5): the average of the last 3 months, or 12 where the weather decides."""
    last = []
    for back in range(1, 13 if weather else 4):
        before = lateness.later(month, -back)
        if before not in wages:
            break
        last.append(wages[before])
    return half_up(sum(last), len(last))


def trainee(program: str, month: Month, wages: list[int], risk_class: int) -> int:
    """Permenaker 5/2021 Pasal 45: the contribution on the lowest wage for the same work."""
    return contributions.worker({program}, month, min(wages), risk_class)[program, "employer"]


def trainee_due(month: Month) -> dt.date:
    """Pasal 45 (4): the 15th of the month itself; no clause moves it."""
    return dt.date(*month, 15)


# --- what was never declared --------------------------------------------------------------------


def owed_after_death(day: dt.date, wage: int, declared: int | None, by_work: bool) -> int:
    """PP 44/2015 Pasal 27, 35: all if never enrolled; Pasal 32 (2): else what JKK falls short."""
    if by_work:
        whole = benefits.jkk_death(day, wage)
        return whole if declared is None else max(0, whole - benefits.jkk_death(day, declared))
    return sum(benefits.jkm_sums(day)) if declared is None else 0


def undeclared(
    programs: set[str],
    joined: Month,
    on: dt.date,
    wage: int,
    declared: int | None,
    risk_class: int,
) -> tuple[int, int]:
    """Contributions whose due day is over, less those that were declared, and the fines on them."""
    missing = fines = 0
    month = joined
    while month <= (on.year, on.month):
        for program in programs:
            due = lateness.due_day(program, "PU", month, set())
            if due < on:
                true, told = (
                    sum(contributions.worker({program}, month, each, risk_class).values())
                    for each in (wage, min(wage, declared or 0))
                )
                missing += true - told
                fines += lateness.fine(true - told, month, lateness.months_late(due, on))
        month = lateness.later(month, 1)
    return missing, fines


def jht_owed(months: list[Month], wage: int, declared: int | None) -> int:
    """PP 46/2015 Pasal 28, 24: the account, or what it falls short; at a return of nil."""
    return sum(
        sum(contributions.worker({"JHT"}, month, wage, 1).values())
        - sum(contributions.worker({"JHT"}, month, min(wage, declared or 0), 1).values())
        for month in months
    )


def jkp_owed(wage: int, declared: int | None, claimed: dt.date) -> int:
    """PP 37/2021 Pasal 37, 23: the cash at once, or what it falls short of the true wage's."""
    short = 0 if declared is None else sum(savings.jkp_cash(min(wage, declared), claimed))
    return sum(savings.jkp_cash(wage, claimed)) - short


def widow_owed(wages: dict[Month, int], died: dt.date) -> int:
    """PP 45/2015 Pasal 6 with Pasal 17, 21: her pension, fifteen years being counted."""
    first = lateness.later((died.year, died.month), 1)
    return savings.clipped(savings.formula(wages, died.year, counted=180), first, 50)


# --- construction -------------------------------------------------------------------------------

STAGES = {1: [100], 3: [50, 25, 25], 4: [20, 30, 30, 20]}


def stages(amount: int, count: int) -> list[int]:
    """Pasal 72 (1)-(3): what is paid up to each stage is rounded, and the stage is the rest."""
    paid, share, found = 0, 0, []
    for percent in STAGES[count]:
        share += percent
        upto = half_up(amount * share, 100)
        found.append(upto - paid)
        paid = upto
    return found


def stage_days(
    ordered: dt.date, starts: dt.date, pays: dt.date, count: int, off: set[dt.date]
) -> list[dt.date]:
    """Pasal 67 (2), (3): 14 working days after the order; 72 (4): two years; 72 (5): the rest."""
    first = working_days(ordered, 14, off)
    if count == 4:
        return [first, min(pays, years_later(starts, 2)), pays, pays]
    return [first, pays, pays][:count]


# --- sanctions ----------------------------------------------------------------------------------

Step = tuple[str, dt.date | None, dt.date | None, int | None]


def sanctions(
    warned: dt.date, contribution: int, complied: dt.date | None, off: set[dt.date], fined: bool
) -> list[Step]:
    """Pasal 10 and, without a fine, Pasal 12: two warnings, thirty days, services withheld.

    Ten working days each; 0.1 % once; each step on the day after the one before it.
    """
    found: list[Step] = []
    for _ in range(2):
        last = working_days(warned, 10, off)
        found.append(("warning", warned, last, None))
        if complied is not None and complied <= last:
            return found
        warned = last + DAY
    if fined:
        last = warned + 29 * DAY
        found.append(("fine", warned, last, half_up(contribution, 1_000)))
        if complied is not None and complied <= last:
            return found
        warned = last + DAY
    return [*found, ("services", warned, None, None)]


# --- months paid ahead --------------------------------------------------------------------------


def given_back(paid: int, months: Iterable[Month], income: int, sector: str, died: Month) -> int:
    """What was paid less what the months up to that of the death cost, each by its own law."""
    for month in months:
        if month <= died:
            bill = contributions.participant(
                {"JKK", "JKM"}, month, income, "independent", sector, "self"
            )
            paid -= sum(bill.values())
    return paid


def overpaid(month: Month, wage: int, told: int, risk_class: int) -> tuple[int, int, int]:
    """Pasal 23 (4): the excess of a month, the next bill less it, and what is left of it."""

    def bill(key: Month, base: int) -> int:
        return sum(contributions.worker({"JKK", "JKM"}, key, base, risk_class).values())

    excess = bill(month, told) - bill(month, wage)
    following = bill(lateness.later(month, 1), wage)
    return excess, max(0, following - excess), max(0, excess - following)


def behind(paid_up_to: Month, day: dt.date, off: set[dt.date]) -> int:
    """Pasal 21 (2), (3): months after the last paid one whose due day is over."""
    count, month = 0, lateness.later(paid_up_to, 1)
    while lateness.due_day("JKK", "PU", month, off) < day:
        count, month = count + 1, lateness.later(month, 1)
    return count


def pays_first(months_behind: int) -> str:
    """Pasal 38: beyond three months of arrears the employer pays, and has it back later."""
    return "employer" if months_behind > 3 else "agency"


# --- terms of the agency ------------------------------------------------------------------------

TERMS = {"JKK": 7, "JKM": 3}  # working days: PP 44/2015 Pasal 37 (2), Pasal 40 (3)


def term(program: str, complete: dt.date, off: set[dt.date]) -> dt.date:
    """PP 45/2015 Pasal 25 (1) b: fifteen days for a first pension."""
    if program == "JP":
        return complete + 15 * DAY
    return working_days(complete, TERMS[program], off)


def compensation(program: str, amount: int, last: dt.date, paid_on: dt.date) -> int:
    """PP 44/2015 Pasal 37 (3), 40 (4): 1 % a day; PP 45/2015 Pasal 35: 2 % a month."""
    if program == "JP":
        return half_up(amount * 2 * lateness.months_late(last, paid_on), 100)
    return half_up(amount * max(0, (paid_on - last).days), 100)
