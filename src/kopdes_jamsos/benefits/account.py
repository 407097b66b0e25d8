"""The individual account of a participant: contributions paid in and their development.

PP 46/2015 Pasal 22 ayat (2) (JHT is what was paid in and its return), Pasal 27 (the return follows
the accounts of the agency) and PP 45/2015 Pasal 24 (the same sum for JP, where a pension is not
reached). How a year's rate is credited is not in the regulations. `jht-monthly-crediting` is a
twelfth of the rate on the balance at the beginning of each month, credited at its end. The other
reading, `jht-yearly-crediting`, is the same twelfths without compounding within the year, credited
at its end or on the day of payment.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from attrs import evolve, field, frozen

from kopdes_jamsos.basis import Basis, Explained, Grounded, Note, Row, Statement, Table
from kopdes_jamsos.benefits.deposits import (
    Deposit,
    Stood,
    Withdrawal,
    check_withdrawals,
    deposits_of,
    open_accounts,
)
from kopdes_jamsos.benefits.rates import Rates, YearRate, check_rates, year_rate
from kopdes_jamsos.coverage.combined import check_participations
from kopdes_jamsos.coverage.participation import Participation
from kopdes_jamsos.errors import InvalidFactError
from kopdes_jamsos.law import LAW, LawBook
from kopdes_jamsos.law.book import check_book
from kopdes_jamsos.money import PARTS, Rupiah, half_up
from kopdes_jamsos.months import DateLike, Month, as_date, ordinal_of
from kopdes_jamsos.programs import Program

DEVELOPMENT = "jht.development_rate"


@frozen(kw_only=True)
class AccountMonth:
    """A month of an account.

    Attributes:
        month: Calendar month.
        opening: Balance at its beginning, in rupiah.
        paid_in: Contributions paid in it.
        withdrawn: Paid out in it.
        development: Return credited at its end.
        closing: Balance at its end.

    Examples:
        >>> account = kj.benefits.jht_account([employed], dt.date(2019, 2, 28))
        >>> [month.closing for month in account.months]
        [285000, 571439]
    """

    month: Month
    opening: Rupiah = field(repr=False)
    paid_in: Rupiah = field(repr=False)
    withdrawn: Rupiah = field(repr=False)
    development: Rupiah = field(repr=False)
    closing: Rupiah = field(repr=False)


@frozen(kw_only=True)
class Account(Grounded, Explained):
    """An individual account on a day.

    Attributes:
        program: JHT, or JP where contributions are paid back.
        on: The day.
        months: Month by month.
        rates: Rates of the years that earned something.
        deposits: Contributions that were paid in.
        basis: What the balance rests on.
        law: The book of law that was used.

    Examples:
        >>> account = kj.benefits.jht_account([employed], dt.date(2020, 12, 31))
        >>> account.contributions, account.is_projection
        (6840000, False)
    """

    program: Program
    on: dt.date
    months: tuple[AccountMonth, ...] = field(repr=False)
    rates: tuple[YearRate, ...] = field(repr=False)
    deposits: tuple[Deposit, ...] = field(repr=False)
    basis: Basis = field(repr=False)
    law: LawBook = field(repr=False)

    @property
    def balance(self) -> Rupiah:
        """Balance on the day, in rupiah."""
        return self.months[-1].closing if self.months else 0

    @property
    def contributions(self) -> Rupiah:
        """Contributions paid in, in rupiah."""
        return sum(month.paid_in for month in self.months)

    @property
    def withdrawn(self) -> Rupiah:
        """Paid out before, in rupiah."""
        return sum(month.withdrawn for month in self.months)

    @property
    def development(self) -> Rupiah:
        """Return credited, in rupiah."""
        return sum(month.development for month in self.months)

    @property
    def is_projection(self) -> bool:
        """Whether a rate was carried, given or changed: then the balance is no entitlement."""
        return any(rate.assumption for rate in self.rates)

    def table(self) -> Table:
        """A row for each month."""
        names = ("opening", "paid_in", "withdrawn", "development", "closing")
        columns = {"month": Month, **dict.fromkeys(names, int)}
        return Table.of("account", columns, self.months)

    def statement(self) -> Statement:
        """The account by years, ready to be worded."""
        rates = {rate.year: rate for rate in self.rates}
        rows = []
        for year in dict.fromkeys(month.month.year for month in self.months):
            of_year = [month for month in self.months if month.month.year == year]
            rate = rates.get(year)
            figures = {
                "paid_in": sum(month.paid_in for month in of_year),
                "development": sum(month.development for month in of_year),
            }
            label = (
                Note.of("account-year", **figures, rate=rate.rate)
                if rate
                else Note.of("account-year-plain", **figures)
            )
            rows.append(
                Row(
                    head=str(year),
                    label=label,
                    amount=of_year[-1].closing,
                    citations=rate.citations if rate else (),
                    details=(Note.of(f"rate-{rate.known}"),) if rate and rate.assumption else (),
                )
            )
        code = "account-projection" if self.is_projection else "account"
        return Statement(
            title=Note.of(code, program=self.program, day=self.on),
            rows=tuple(rows),
            totals=(
                Row(label=Note.of("account-contributions"), amount=self.contributions),
                Row(label=Note.of("account-development"), amount=self.development),
                Row(label=Note.of("account-withdrawn"), amount=-self.withdrawn),
                Row(label=Note.of("account-balance"), amount=self.balance),
            ),
            remarks=(Note.of("projection-remark"),) if self.is_projection else (),
            basis=self.basis,
        )


def jht_account(
    participations: Sequence[Participation],
    on: DateLike,
    *,
    rates: Rates = None,
    withdrawals: Sequence[Withdrawal] = (),
    law: LawBook = LAW,
) -> Account:
    """The JHT account of a person on a day, from the contributions that were paid.

    A contribution earns from the month after its payment. What rests on a rate that is not
    published is a projection, and says so.

    Args:
        participations: Memberships of the person.
        on: The day; payments after it do not count.
        rates: Development rates by year, or one rate for all years not published.
        withdrawals: JHT that was paid out before; a whole payout ends the accounts of the jobs left
            by then.
        law: Book of law; its reading "jht-yearly-crediting" credits the return once a year.

    Raises:
        InvalidRateError: code `invalid-rate`: write `kj.percent("5.59")`.
        BeforeDataError: code `before-data`: no rate was found for so early a year.
        NotAnnouncedError: code `not-announced`: no rate was found for a later year.
        InvalidFactError: code `invalid-fact`: no participations, or more was withdrawn than there.
        InvalidDateError: code `invalid-date`.

    Examples:
        >>> year = kj.Participation.paid_through(worker, since=kj.Month(2020, 1), months=12)
        >>> kj.benefits.jht_account([year], dt.date(2020, 12, 31)).balance
        3508998
    """
    return read_account(participations, on, rates=rates, withdrawals=withdrawals, law=law)


def read_account(
    participations: Sequence[Participation],
    on: DateLike,
    *,
    rates: Rates,
    withdrawals: Sequence[Withdrawal],
    law: LawBook,
    stood: Stood | None = None,
) -> Account:
    """The account as `jht_account` gives it.

    Args:
        participations: Memberships of the person.
        on: The day.
        rates: Development rates.
        withdrawals: JHT that was paid out before.
        law: Book of law.
        stood: What stood of a membership on a day; None reads its payments.
    """
    given = check_rates(rates, "Development rates")
    check_book(law)

    def rate_of(year: int) -> YearRate:
        return year_rate(law, DEVELOPMENT, year, given)

    own = check_participations(participations)
    paid_out = check_withdrawals(withdrawals, "withdrawals")
    on = as_date(on, "on")
    accounts = open_accounts(own, paid_out, on, law)
    paid = deposits_of(accounts.participations, Program.JHT, on, law, stood)
    since = accounts.emptied_on or dt.date.min
    found = build_account(
        Program.JHT,
        tuple(deposit for deposit in paid if deposit.paid_on > since),
        on,
        rate_of=rate_of,
        yearly="jht-yearly-crediting" in law.readings,
        withdrawals=accounts.withdrawals,
        law=law,
    )
    return evolve(found, basis=found.basis.assuming(*accounts.assumptions))


def build_account(
    program: Program,
    deposits: tuple[Deposit, ...],
    on: dt.date,
    *,
    rate_of: Callable[[int], YearRate],
    withdrawals: Sequence[Withdrawal],
    yearly: bool,
    law: LawBook,
) -> Account:
    """The account that deposits and withdrawals up to a day make; see `jht_account`."""
    paid_in: Counter[int] = Counter()
    for deposit in deposits:
        paid_in[ordinal_of(deposit.paid_on)] += deposit.amount
    paid_out: Counter[int] = Counter()
    for withdrawal in withdrawals:
        paid_out[ordinal_of(withdrawal.on)] += withdrawal.amount
    rates: dict[int, YearRate] = {}

    def read(year: int) -> YearRate:
        return rates.get(year) or rates.setdefault(year, rate_of(year))

    months = tuple(_months(on, paid_in, paid_out, read, yearly=yearly))
    found = tuple(rates.values())
    credited = "jht-yearly-crediting" if yearly else "jht-monthly-crediting"
    return Account(
        program=program,
        on=on,
        months=months,
        rates=found,
        deposits=deposits,
        basis=Basis.sum((*deposits, Basis.of(*found)), assuming=[credited] if found else ()),
        law=law,
    )


def _months(
    on: dt.date,
    paid_in: Counter[int],
    paid_out: Counter[int],
    rate_of: Callable[[int], YearRate],
    *,
    yearly: bool,
) -> Iterator[AccountMonth]:
    """Month by month, each earning a twelfth of its year's rate on its opening balance."""
    last = ordinal_of(on)
    balance = accrued = 0
    for number in range(min((*paid_in, *paid_out), default=last + 1), last + 1):
        month = Month.from_ordinal(number)
        over = number < last or on == month.last_day
        if balance and over:
            accrued += balance * rate_of(month.year).rate.ppm
        opening, development = balance, 0
        if not yearly or month.month == 12 or number == last:
            development, accrued = half_up(accrued, 12 * PARTS), 0
        put, taken = paid_in.get(number, 0), paid_out.get(number, 0)
        balance += development + put - taken
        if balance < 0:
            raise InvalidFactError(
                f"More was withdrawn in {month} than the account held.",
                value="withdrawals",
                remedy="Correct the withdrawals or the payments.",
                reason="withdrawn-more",
                month=month,
            )
        yield AccountMonth(
            month=month,
            opening=opening,
            paid_in=put,
            withdrawn=taken,
            development=development,
            closing=balance,
        )
