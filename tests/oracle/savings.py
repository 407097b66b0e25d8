"""JHT, JP and JKP worked out a second time, in plain whole numbers, from the articles alone.

An oracle for the tests: it shares neither code nor law files with the library. Amounts are rupiah,
rates are parts in a million, months are (year, month), fractions are pairs of whole numbers.
Where the articles are silent the conventions of the project are followed: half a rupiah is rounded
up, a contribution earns from the month after its payment.
"""

import calendar
import datetime as dt

Month = tuple[int, int]
MILLION = 1_000_000

# General inflation of a year, December on December, as released (millionths).
INFLATION = {
    2014: 83_600, 2015: 33_500, 2016: 30_200, 2017: 36_100, 2018: 31_300, 2019: 27_200,
    2020: 16_800, 2021: 18_700, 2022: 55_100, 2023: 26_100, 2024: 15_700, 2025: 29_200,
}  # fmt: skip
# JHT development credited to participants, as reported (millionths).
DEVELOPMENT = {2016: 71_900, 2017: 78_200, 2018: 62_600, 2019: 60_600, 2020: 55_900}

# PP 45/2015 Pasal 29: billed from March of each year.
CEILINGS: dict[Month, int] = {
    (2015, 7): 7_000_000, (2016, 3): 7_335_300, (2017, 3): 7_703_500, (2018, 3): 8_094_000,
    (2019, 3): 8_512_400, (2020, 3): 8_939_700, (2021, 3): 8_754_600, (2022, 3): 9_077_600,
    (2023, 3): 9_559_600, (2024, 3): 10_042_300, (2025, 3): 10_547_400, (2026, 3): 11_086_300,
}  # fmt: skip


def half_up(amount: int, parts: int) -> int:
    """Whole rupiah of an amount counted in parts; half a rupiah counts as one."""
    whole, rest = divmod(amount, parts)
    return whole + 1 if 2 * rest >= parts else whole


def following(month: Month) -> Month:
    year, number = month
    return (year + 1, 1) if number == 12 else (year, number + 1)


def months_later(day: dt.date, months: int) -> dt.date:
    """The same day some months later, or the last day of a shorter month."""
    number = day.year * 12 + day.month - 1 + months
    year, month = number // 12, number % 12 + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


# --- JP ---------------------------------------------------------------------------------------


def limits() -> dict[int, tuple[int, int]]:
    """PP 45/2015 Pasal 18: both moved by the inflation of the year before, rounded up.

    To the full 50 rupiah up to 2019, to the full 100 from 2020: found from the published values.
    """
    found = {2015: (300_000, 3_600_000)}
    for year in range(2016, 2027):
        step = 50 if year < 2020 else 100
        low, high = (
            -(-value * (MILLION + INFLATION[year - 1]) // (MILLION * step)) * step
            for value in found[year - 1]
        )
        found[year] = (low, high)
    return found


def limits_in(month: Month) -> tuple[int, int]:
    """The limits of a month: from March, in 2026 from February."""
    year, number = month
    begun = number >= (2 if year == 2026 else 3) or year == 2015
    return limits()[year if begun else year - 1]


def ceiling(month: Month) -> int:
    return max((first, value) for first, value in CEILINGS.items() if first <= month)[1]


def indexed(wage: int, year: int, pension_year: int, rates: dict[int, int]) -> tuple[int, int]:
    """Pasal 17 (3): wage times one plus inflation, from its year to the year before the pension."""
    value, parts = wage, 1
    for each in range(year, pension_year):
        value, parts = value * (MILLION + rates[each]), parts * MILLION
    return value, parts


def formula(
    wages: dict[Month, int],
    pension_year: int,
    rates: dict[int, int] | None = None,
    counted: int | None = None,
) -> tuple[int, int]:
    """Pasal 17 (2): 1 % for each 12 contribution months of the average indexed wage."""
    total, parts = 0, MILLION ** (pension_year - 2015)
    for (year, _), wage in wages.items():
        value, own = indexed(wage, year, pension_year, INFLATION if rates is None else rates)
        total += value * (parts // own)
    months = len(wages) if counted is None else max(counted, len(wages))
    return total * months, parts * 100 * 12 * len(wages)


def clipped(amount: tuple[int, int], month: Month, share: int = 100) -> int:
    """The monthly pension: the share first, then the limits, then whole rupiah."""
    return between((amount[0] * share, amount[1] * 100), *limits_in(month))


def between(amount: tuple[int, int], low: int, high: int) -> int:
    """Pasal 18: never less than the lowest pension, never more than the highest."""
    value, parts = amount
    if value < low * parts:
        return low
    if value > high * parts:
        return high
    return half_up(value, parts)


def old_age(
    wages: dict[Month, int], right: dt.date, rates: dict[int, int], low: int, high: int
) -> int | None:
    """Pasal 19 (1), (2): the formula; None with fewer than 180 months, Pasal 24 pays them back."""
    if len(wages) < 180:
        return None
    return between(formula(wages, right.year, rates), low, high)


def deferred_until(born: dt.date, stopped: dt.date) -> dt.date:
    """Pasal 15 (4): the right of one who works on, three years after pension age at most."""
    return min(stopped, months_later(pension_day(born), 36))


def years_on(amount: int, first: Month, month: Month) -> int:
    """Pasal 17 (1) b, (4): each 12 months the pension before, times one plus last year's inflation.

    The limits of Pasal 18 are those of the month in which it rises.
    """
    year, number = first
    while (year + 1, number) <= month:
        year += 1
        amount = clipped((amount * (MILLION + INFLATION[year - 1]), MILLION), (year, number))
    return amount


def pension_age(day: dt.date) -> int:
    """Pasal 15 (1)-(3)."""
    return 56 if day.year < 2019 else min(57 + (day.year - 2019) // 3, 65)


def pension_day(born: dt.date) -> dt.date:
    """The first day on which the age is the pension age, looked for day by day."""
    day = dt.date(born.year + 56, 1, 1)
    while _age(born, day) < pension_age(day):
        day += dt.timedelta(days=1)
    return day


def _age(born: dt.date, day: dt.date) -> int:
    birthday = (born.month, born.day)
    if birthday == (2, 29) and not calendar.isleap(day.year):
        birthday = (2, 28)
    return day.year - born.year - ((day.month, day.day) < birthday)


# --- JHT --------------------------------------------------------------------------------------


def account(
    deposits: dict[Month, int],
    last: Month,
    rates: dict[int, int],
    *,
    yearly: bool = False,
    withdrawn: dict[Month, int] | None = None,
) -> int:
    """The balance at the end of a month: a twelfth of the year's rate on each opening balance."""
    taken = withdrawn or {}
    if not deposits:
        return 0
    month, balance, waiting = min(deposits), 0, 0
    while month <= last:
        waiting += balance * rates.get(month[0], 0)
        if not yearly or month[1] == 12 or month == last:
            balance += half_up(waiting, 12 * MILLION)
            waiting = 0
        balance += deposits.get(month, 0) - taken.get(month, 0)
        month = following(month)
    return balance


def account_on(
    day: dt.date,
    paid: list[tuple[dt.date, int]],
    rates: dict[int, int],
    *,
    yearly: bool = False,
    withdrawn: list[tuple[dt.date, int]] | None = None,
) -> int:
    """The balance on a day, from what came and went by then; a month earns when it is over."""
    came, went = _by_month(paid, day), _by_month(withdrawn or [], day)
    last = (day.year, day.month)
    if (day + dt.timedelta(1)).day == 1:
        return account(came, last, rates, yearly=yearly, withdrawn=went)
    now = came.pop(last, 0) - went.get(last, 0)
    before = day.replace(day=1) - dt.timedelta(1)
    return now + account(came, (before.year, before.month), rates, yearly=yearly, withdrawn=went)


def _by_month(sums: list[tuple[dt.date, int]], until: dt.date) -> dict[Month, int]:
    found: dict[Month, int] = {}
    for day, amount in sums:
        if day <= until:
            month = (day.year, day.month)
            found[month] = found.get(month, 0) + amount
    return found


def partial(joined: dt.date, on: dt.date, balance: int, *, home: bool, taken_before: bool) -> int:
    """PP 46/2015 Pasal 22 (4)-(6): once, after ten years, 30 % for a home and 10 % otherwise."""
    if taken_before or on < months_later(joined, 120):
        return 0
    return half_up(balance * (30 if home else 10), 100)


# Income tax law Pasal 17 (1) a: upper end of each step and percent.
INCOME_OLD = [(50_000_000, 5), (250_000_000, 15), (500_000_000, 25), (None, 30)]
INCOME_2022 = [
    (60_000_000, 5), (250_000_000, 15), (500_000_000, 25), (5_000_000_000, 30), (None, 35),
]  # fmt: skip


def jht_tax_of_accounts(accounts: list[list[tuple[int, int]]]) -> list[list[int]]:
    """PP 68/2009 Pasal 2 (2): each account is a sum of its own, whatever was paid of others."""
    return [jht_tax(payments) for payments in accounts]


def jht_tax(payments: list[tuple[int, int]], has_number: bool = True) -> list[int]:
    """PP 68/2009: tax of each (year, amount) of one account, in order.

    Years one and two from the first payment: one sum, 0 % to 50 million, 5 % above. Later: the
    scale on the sum of each year, and a fifth more without a tax number.
    """
    first = payments[0][0]
    taxes = []
    for place, (year, amount) in enumerate(payments):
        if year < first + 2:
            before = sum(other for _, other in payments[:place])
            taxes.append(_flat(before + amount) - _flat(before))
        else:
            before = sum(other for when, other in payments[:place] if when == year)
            scale = INCOME_2022 if year >= 2022 else INCOME_OLD
            more = 100 if has_number else 120
            taxes.append(_steps(before + amount, scale, more) - _steps(before, scale, more))
    return taxes


def _flat(total: int) -> int:
    return half_up(max(0, total - 50_000_000) * 5, 100)


def _steps(total: int, scale: list[tuple[int | None, int]], more: int) -> int:
    tax, lower = 0, 0
    for upper, rate in scale:
        top = total if upper is None else min(total, upper)
        tax += max(0, top - lower) * rate
        lower = upper or lower
    return half_up(tax * more, 100 * 100)


# --- JKP --------------------------------------------------------------------------------------

NEW_RULE = dt.date(2025, 2, 7)


def jkp_cash(wage: int, claimed: dt.date) -> list[int]:
    """Pasal 21: 45 % and 25 % three months each; 60 % for every month paid from the new rule on."""
    base = min(wage, 5_000_000)
    found = []
    for number in range(6):
        old = 45 if number < 3 else 25
        new = months_later(claimed, number) >= NEW_RULE
        found.append(half_up(base * (60 if new else old), 100))
    return found


def jkp_deadline(left: dt.date) -> dt.date:
    """Pasal 40 a: three months; six where the right still stood on the day of the new rule."""
    short = months_later(left, 3)
    return short if short < NEW_RULE else months_later(left, 6)


def jkp_months(paid: set[Month], left: dt.date) -> int:
    """Pasal 19 (3): paid months in the 24 calendar months before the dismissal.

    The month of the dismissal is one of them only if it was worked to its last day and paid.
    """
    end = left.year * 12 + left.month - 1
    whole = (left + dt.timedelta(1)).day == 1
    end += whole and (left.year, left.month) in paid
    return sum(end - 24 <= year * 12 + month - 1 < end for year, month in paid)


# --- heirs of JHT -------------------------------------------------------------------------------

# PP 46/2015 Pasal 23 (2), (3): who comes first, by the names of the members of a family.
RANKS = [
    ("spouse-or-child", ("spouses", "children")),
    ("blood-relatives", ("parents", "grandparents", "grandchildren")),
    ("siblings", ("siblings",)),
    ("parents-in-law", ("parents_in_law",)),
    ("will", ("in_will",)),
]


def jht_heirs(family: dict[str, int]) -> str:
    """The rank that inherits; Pasal 23 (4): with nobody the public trustee has it."""
    for rank, members in RANKS:
        if any(family.get(member) for member in members):
            return rank
    return "nobody"


def after_spouse(pension: int, month: Month) -> int:
    """PP 45/2015 Pasal 22 (2) c: half of the widow's pension, within the limits of the month."""
    return clipped((pension, 1), month, 50)
