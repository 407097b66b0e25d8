"""A working life in years: what is paid in, by whom, and which benefits are in sight.

Implements no article of its own: contributions are those of `contributions.assessment`, the JHT
account that of `benefits.account`, the pension that of `benefits.pensions`, the cash that of
`benefits.jkp_months`. Nothing here is an entitlement before something happens.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal, TypeAlias

from attrs import field, frozen

from kopdes_jamsos.basis import Basis, Code, Explained, Grounded, Note, Row, Statement, Table, Year
from kopdes_jamsos.benefits.account import Account, jht_account
from kopdes_jamsos.benefits.deposits import Withdrawal
from kopdes_jamsos.benefits.jkp_months import jkp_cash
from kopdes_jamsos.benefits.membership import birth_date_of
from kopdes_jamsos.benefits.pension_age import pension_date
from kopdes_jamsos.benefits.pension_amounts import Pension, PensionKind
from kopdes_jamsos.benefits.pensions import pension
from kopdes_jamsos.benefits.rates import Rates, check_rates
from kopdes_jamsos.benefits.wage_record import pension_record
from kopdes_jamsos.benefits.wages import RunningIndex
from kopdes_jamsos.contributions.assessment import assess
from kopdes_jamsos.coverage.combined import check_participations
from kopdes_jamsos.coverage.declared import Declared
from kopdes_jamsos.coverage.participation import Participation
from kopdes_jamsos.errors import InvalidMonthError
from kopdes_jamsos.law import LAW, Evidence, LawBook
from kopdes_jamsos.law.book import check_book
from kopdes_jamsos.law.kinds import Frozen
from kopdes_jamsos.law.values import CARRIED
from kopdes_jamsos.money import PARTS, Rupiah, whole_rupiah
from kopdes_jamsos.months import Month, MonthLike, as_month, check_span
from kopdes_jamsos.programs import CONTRIBUTORY, Payer, Program

Known: TypeAlias = Literal["known", "carried", "assumed"]
Value: TypeAlias = int | str | None

_HOW_KNOWN: tuple[Known, ...] = ("known", "carried", "assumed")
_PAYERS = (Payer.EMPLOYER, Payer.WORKER, Payer.PARTICIPANT)


@frozen(kw_only=True)
class LifeYear:
    """A year of a life course.

    Attributes:
        year: Calendar year.
        wages: Wages or incomes of the months paid for, in rupiah.
        paid: Contributions of those months by payer, in rupiah.
        jht_balance: JHT balance at the end of the year.
        pension_months: JP contribution months so far.
        pension_formula: Monthly pension by the formula, as if the right arose at the end of the
            year, before any condition or limit.
        pension: Pension in payment in its last month; None before it begins or without a right.
        jkp_cash: First month of JKP cash, were the work lost at the end of the year; None without
            JKP.
        known_paid: What the contributions rest on: "known"; "carried" where a value was carried
            forward; "assumed" where a value of the caller decided.
        known_jht: The same of the JHT balance, for its rates up to that year.
        known_pension: The same of the pension and its formula.

    Examples:
        >>> kj.benefits.lifecourse([employed], until=kj.Month(2020, 12)).years[-1].pension_months
        24
    """

    year: int
    wages: Rupiah = field(repr=False)
    paid: Mapping[Payer, Rupiah] = field(repr=False)
    jht_balance: Rupiah = field(repr=False)
    pension_months: int
    pension_formula: Rupiah = field(repr=False)
    pension: Rupiah | None = field(repr=False)
    jkp_cash: Rupiah | None = field(repr=False)
    known_paid: Known
    known_jht: Known
    known_pension: Known

    @property
    def known(self) -> Known:
        """The weakest of the three."""
        return max(self.known_paid, self.known_jht, self.known_pension, key=_HOW_KNOWN.index)


def _paid_by(payer: Payer) -> Callable[[LifeYear], Rupiah]:
    return lambda year: year.paid.get(payer, 0)


def _code_of(name: str) -> Callable[[LifeYear], Code]:
    return lambda year: Code(getattr(year, name))


@frozen(kw_only=True)
class LifeCourse(Grounded, Explained):
    """A working life in years.

    Attributes:
        until: Last month.
        years: Year by year.
        pension: The old-age pension, where it begins by then.
        basis: What it rests on; always a choice.
        law: The book of law that was used.

    Examples:
        >>> course = kj.benefits.lifecourse([employed], until=kj.Month(2020, 12))
        >>> [year.year for year in course.years]
        [2019, 2020]
    """

    until: Month
    years: tuple[LifeYear, ...]
    pension: Pension | None = field(repr=False)
    basis: Basis = field(repr=False)
    law: LawBook = field(repr=False)

    def table(self) -> Table:
        """A row for each year."""
        known = dict.fromkeys(("known_paid", "known_jht", "known_pension"), Code)
        return Table.of(
            "life-course",
            {
                "year": Year,
                "wages": int,
                **{payer.value: int for payer in _PAYERS},
                "jht_balance": int,
                "pension_months": int,
                "pension_formula": int,
                "pension": int | None,
                "jkp_cash": int | None,
                **known,
            },
            self.years,
            year=lambda year: Year(year.year),
            **{payer.value: _paid_by(payer) for payer in _PAYERS},
            **{name: _code_of(name) for name in known},
        )

    def statement(self) -> Statement:
        """The life course, ready to be worded."""
        rows = [
            Row(
                head=str(year.year),
                label=Note.of("lifecourse-year", paid=sum(year.paid.values())),
                amount=year.jht_balance,
            )
            for year in self.years
        ]
        paid = sum(sum(year.paid.values()) for year in self.years)
        balance = self.years[-1].jht_balance if self.years else 0
        return Statement(
            title=Note.of("lifecourse", year=self.until.year),
            rows=tuple(rows),
            totals=(
                Row(label=Note.of("lifecourse-contributions"), amount=paid),
                Row(label=Note.of("lifecourse-balance"), amount=balance),
            ),
            basis=self.basis,
        )


def lifecourse(
    participations: Sequence[Participation],
    *,
    until: MonthLike,
    jht_rates: Rates = None,
    inflation: Rates = None,
    withdrawals: Sequence[Withdrawal] = (),
    law: LawBook = LAW,
) -> LifeCourse:
    """A working life in years: contributions by payer and benefits in sight.

    Future wages and payments are those that the participations state; future rates and limits are
    refused unless they are given or carried forward.

    Args:
        participations: Memberships of the person.
        until: Last month.
        jht_rates: JHT development rates by year, or one for all years not published.
        inflation: Inflation by year, or one for all years not published.
        withdrawals: JHT that was paid out before.
        law: Book of law.

    Raises:
        InvalidFactError: code `invalid-fact`.
        InvalidMonthError: code `invalid-month`: no month, or before the first year.
        InvalidDateError: code `invalid-date`: more than 150 years.
        InvalidRateError: code `invalid-rate`: write `kj.percent("5.59")`.
        MissingFactError: code `missing-fact`: a fact that decides a contribution.
        BeforeDataError: code `before-data`.
        NotAnnouncedError: code `not-announced`.

    Examples:
        >>> book = kj.LAW.carried_forward(kj.Month(2022, 12))
        >>> part = kj.Participation.paid_through(worker, since=kj.Month(2020, 1), months=36)
        >>> course = kj.benefits.lifecourse([part], until=kj.Month(2022, 12), law=book)
        >>> [year.known for year in course.years]
        ['known', 'carried', 'carried']
    """
    own = check_participations(participations)
    last = as_month(until, "until")
    check_book(law)
    prices = check_rates(inflation, "Inflation rates")
    first = min((each.joined.year for each in own), default=last.year + 1)
    if own and first > last.year:
        raise InvalidMonthError(
            "The life course ends before it begins.", value=until, remedy="Give a later month."
        )
    check_span(Month(min(first, last.year), 1), last)
    account = jht_account(own, last.last_day, rates=jht_rates, withdrawals=withdrawals, law=law)
    life = _life(own, last, account, prices)
    years, names, balance = [], [*account.assumptions], 0
    for year in range(first, last.year + 1):
        found, used = _year(life, year, min(Month(year, 12), last), balance)
        years.append(found)
        names += used
        balance = found.jht_balance
    if life.drawn is not None:
        names += life.drawn.assumptions
    return LifeCourse(
        until=last,
        years=tuple(years),
        pension=life.drawn,
        # A life course always rests on choices.
        basis=Basis.of(assuming=names).revised(evidence=Evidence.CONVENTION),
        law=law,
    )


@frozen(kw_only=True)
class _Life:
    """What each year of a life course reads."""

    own: tuple[Participation, ...]
    account: Account
    balances: Mapping[Month, Rupiah]
    contributions: Mapping[int, tuple[Mapping[Payer, Rupiah], Rupiah, tuple[str, ...]]]
    drawn: Pension | None
    indexed: RunningIndex
    prices: Rates
    law: LawBook


def _life(own: tuple[Participation, ...], last: Month, account: Account, prices: Rates) -> _Life:
    law = account.law
    contributions = _contributions(own, last, law)
    drawn = _old_age(own, last, prices, law)
    # Months after the pension do not count, and their ceilings are not asked for.
    last_paid = last if drawn is None else min(last, Month.of(drawn.right_on))
    record = pension_record(own, last.last_day, until=last_paid, law=law)
    return _Life(
        own=own,
        account=account,
        balances={month.month: month.closing for month in account.months},
        contributions=contributions,
        drawn=drawn,
        indexed=RunningIndex(record.wages, inflation=prices, law=law),
        prices=prices,
        law=law,
    )


def _year(life: _Life, year: int, end: Month, before: Rupiah) -> tuple[LifeYear, list[str]]:
    """A year, and the assumptions that decided it; `before` is the balance of the year before."""
    paid, wages, names = life.contributions.get(year, ({}, 0, ()))
    months, formula, used = _formula(life, end)
    drawn, amount = life.drawn, None
    if drawn is not None and drawn.first_month <= end:
        amount = drawn.in_month(end, inflation=life.prices)
    found = LifeYear(
        year=year,
        wages=wages,
        paid=Frozen(paid),
        jht_balance=life.balances.get(end, before),
        pension_months=months,
        pension_formula=formula,
        pension=amount,
        jkp_cash=_cash(life.own, end, life.law),
        known_paid=_known(names),
        known_jht=_known(rate.assumption for rate in life.account.rates if rate.year <= year),
        known_pension=_known(used),
    )
    return found, [*names, *used]


def _known(names: Iterable[str]) -> Known:
    found = set(names)
    if found & {"rate-given", "what-if"}:
        return "assumed"
    return "carried" if CARRIED in found else "known"


def _contributions(
    own: Sequence[Participation], last: Month, law: LawBook
) -> dict[int, tuple[dict[Payer, Rupiah], Rupiah, tuple[str, ...]]]:
    """Contributions by payer, wages and assumptions of each year."""
    paid: defaultdict[int, defaultdict[Payer, int]] = defaultdict(lambda: defaultdict(int))
    wages: defaultdict[int, int] = defaultdict(int)
    names: defaultdict[int, set[str]] = defaultdict(set)
    for each in own:
        # JKP adds nothing to the bill, and began later than the others.
        programs = each.enrolment.programs & frozenset(CONTRIBUTORY) or each.enrolment.programs
        declared = Declared(each, law, programs)
        for month, payment in each.allocation(law=law).months.items():
            if month > last:
                continue
            enrolment = declared.of(month, payment.paid_on)
            assessment = assess(enrolment, month, law=law)
            wages[month.year] += each.base(month)
            names[month.year].update(assessment.common.assumptions)
            for line in assessment.lines:
                names[month.year].update(line.assumptions)
                paid[month.year][line.payer] += line.amount
    return {year: (dict(paid[year]), wages[year], tuple(sorted(names[year]))) for year in wages}


def _old_age(
    own: Sequence[Participation], last: Month, prices: Rates, law: LawBook
) -> Pension | None:
    """The old-age pension, where the age is reached by the last month with enough months."""
    members = [each for each in own if Program.JP in each.enrolment.programs]
    born = birth_date_of(members)
    if born is None:
        return None
    date = pension_date(born, law=law)
    stopped = max((each.ended or dt.date.max for each in members), default=date.day)
    on = min(max(date.day, stopped), date.latest)
    if date.first_month > last:
        return None
    return pension(members, on, PensionKind.OLD_AGE, inflation=prices, law=law).pension


def _formula(life: _Life, end: Month) -> tuple[int, Rupiah, tuple[str, ...]]:
    """JP months and the pension by the formula at the end of a year, unconditioned."""
    drawn, law = life.drawn, life.law
    if drawn is not None and drawn.first_month <= end:
        return drawn.months[0], drawn.formula, drawn.assumptions
    last = life.indexed.take_up_to(end)
    if last is None:
        return 0, 0, ()
    rate = law.value("jp.formula_rate", end)
    exact = life.indexed.carried_to(end.year)
    formula = whole_rupiah(exact * rate.value.ppm / PARTS / 12)
    ceiling = law.value("jp.wage_ceiling", last)
    return life.indexed.months, formula, (ceiling.assumption, *life.indexed.assumptions)


def _cash(own: Sequence[Participation], end: Month, law: LawBook) -> Rupiah | None:
    """First month of JKP cash on the wage of the last month of a year, where JKP was held."""
    for each in own:
        held = each.joined <= end.last_day and (each.ended is None or each.ended >= end.last_day)
        if held and Program.JKP in each.enrolment.programs:
            begun = law.series("jkp.cash_tiers").in_force(end) is not None
            return (
                jkp_cash(each.base(end), end.last_day, law=law).months[0].amount if begun else None
            )
    return None
