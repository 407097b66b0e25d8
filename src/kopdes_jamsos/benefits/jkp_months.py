"""The monthly cash of JKP.

PP 37/2021 Pasal 21 and, from 7 February 2025, PP 6/2025 Pasal I angka 5: a share of the last
reported wage up to a ceiling, for six months at most. Running claims switch to the new share for
the months still to come (general explanation of PP 6/2025); a new job ends them (Pasal 40).
"""

from __future__ import annotations

import datetime as dt

from attrs import field, frozen

from kopdes_jamsos.basis import Basis, Explained, Grounded, Note, Row, Statement, Table
from kopdes_jamsos.basis.sources import Citation
from kopdes_jamsos.law import LAW, LawBook
from kopdes_jamsos.law.book import check_book
from kopdes_jamsos.money import Rate, Rupiah, check_rupiah, share_of
from kopdes_jamsos.months import DateLike, as_date, months_after
from kopdes_jamsos.programs import Program


@frozen(kw_only=True)
class JkpMonth(Grounded):
    """A month of JKP cash.

    Attributes:
        number: First, second and so on.
        day: Day on which it is taken to be paid; its law decides.
        base: Wage up to the ceiling, in rupiah.
        rate: Share of it.
        amount: Rupiah.
        basis: What it rests on.

    Examples:
        >>> cash = kj.benefits.jkp_cash(5_000_000, dt.date(2024, 11, 10))
        >>> [month.amount for month in cash.months]
        [2250000, 2250000, 2250000, 3000000, 3000000, 3000000]
    """

    number: int
    day: dt.date
    base: Rupiah = field(repr=False)
    rate: Rate
    amount: Rupiah = field(repr=False)
    basis: Basis = field(repr=False)


@frozen(kw_only=True)
class JkpCash(Grounded, Explained):
    """The monthly cash of JKP after one claim.

    Attributes:
        months: Month by month.
        law: The book of law that was used.

    Examples:
        >>> kj.benefits.jkp_cash(5_000_000, dt.date(2022, 6, 1)).total
        10500000
    """

    months: tuple[JkpMonth, ...]
    law: LawBook = field(repr=False)

    @property
    def total(self) -> Rupiah:
        """All months together, in rupiah."""
        return sum(month.amount for month in self.months)

    @property
    def basis(self) -> Basis:
        """What the months rest on, and the conventions that decided them."""
        inexact = any(share_of(month.base, month.rate)[1] for month in self.months)
        names = ("jkp-payment-day", "round-line" if inexact else "")
        return Basis.sum((Basis.of(assuming=names), *self.months))

    def table(self) -> Table:
        """A row for each month."""
        return Table.of(
            "jkp-cash",
            {
                "number": int,
                "day": dt.date,
                "base": int,
                "rate_ppm": Rate,
                "amount": int,
                "article": Citation,
            },
            self.months,
            rate_ppm="rate",
            article="citations",
        )

    def statement(self) -> Statement:
        """The cash month by month, ready to be worded."""
        return Statement(
            title=Note.of("jkp-cash"),
            rows=tuple(
                Row(
                    head=Program.JKP,
                    label=Note.of(
                        "jkp-cash-month", number=month.number, rate=month.rate, base=month.base
                    ),
                    amount=month.amount,
                    citations=month.citations,
                )
                for month in self.months
            ),
            totals=(Row(label=Note.of("total"), amount=self.total),),
            basis=self.basis,
        )


def jkp_cash(
    wage: Rupiah, claimed_on: DateLike, *, new_job_on: DateLike | None = None, law: LawBook = LAW
) -> JkpCash:
    """The monthly cash of JKP for a wage.

    The law of the day of each payment decides: the first on the day of the claim, each further
    one a month later.

    Args:
        wage: Last wage that the employer reported, in rupiah.
        claimed_on: Day of the claim.
        new_job_on: Day of a new job; from then on nothing is paid.
        law: Book of law.

    Raises:
        InvalidAmountError: code `invalid-amount`.
        InvalidDateError: code `invalid-date`.
        BeforeDataError: code `before-data`: before JKP began.

    Examples:
        >>> day = dt.date(2025, 3, 10)
        >>> kj.benefits.jkp_cash(6_000_000, day, new_job_on=dt.date(2025, 5, 1)).total
        6000000
    """
    wage = check_rupiah(wage, "wage")
    claimed_on = as_date(claimed_on, "claimed_on")
    check_book(law)
    if new_job_on is not None:
        new_job_on = as_date(new_job_on, "new_job_on")
    months: list[JkpMonth] = []
    while True:
        day = months_after(claimed_on, len(months))
        tiers = law.value_on("jkp.cash_tiers", day)
        rates = [stretch.rate for stretch in tiers.value for _ in range(stretch.months or 0)]
        if len(months) >= len(rates) or (new_job_on is not None and day >= new_job_on):
            return JkpCash(months=tuple(months), law=law)
        ceiling = law.value_on("jkp.cash_ceiling", day)
        rate, base = rates[len(months)], min(wage, ceiling.value)
        months.append(
            JkpMonth(
                number=len(months) + 1,
                day=day,
                base=base,
                rate=rate,
                amount=rate.of(base),
                basis=Basis.of(tiers, ceiling),
            )
        )
