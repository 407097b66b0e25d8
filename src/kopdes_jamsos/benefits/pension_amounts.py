"""The amount of a JP pension: formula, share, limits and later years.

PP 45/2015 Pasal 17 (formula and yearly adjustment), Pasal 18 (lowest and highest pension), Pasal 19
to 23 (the five pensions and the shares of survivors).
"""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from math import prod

from attrs import field, frozen

from kopdes_jamsos.basis import Basis, Explained, Grounded, Note, Row, Statement, Table, Worded
from kopdes_jamsos.basis.sources import Citation
from kopdes_jamsos.benefits.pension_age import PensionDate
from kopdes_jamsos.benefits.rates import Rates, check_rates, year_rate
from kopdes_jamsos.benefits.wage_record import PensionRecord
from kopdes_jamsos.benefits.wages import INFLATION, IndexedWages, index_wages
from kopdes_jamsos.errors import InvalidFactError
from kopdes_jamsos.law import LAW, DatedValue, LawBook
from kopdes_jamsos.money import PARTS, Rate, Rupiah, whole_rupiah
from kopdes_jamsos.months import Month, MonthLike, as_month
from kopdes_jamsos.programs import Choice, Program


class PensionKind(Choice):
    """The five pensions of PP 45/2015 Pasal 16, the child's in its two cases.

    CHILD is without a widow or widower; CHILD_AFTER_SPOUSE is after one who died or remarried.

    Examples:
        >>> PensionKind("old-age")
        <PensionKind.OLD_AGE: 'old-age'>
    """

    OLD_AGE = "old-age"
    DISABILITY = "disability"
    SPOUSE = "spouse"
    CHILD = "child"
    CHILD_AFTER_SPOUSE = "child-after-spouse"
    PARENT = "parent"


_BEFORE_SHARE = "jp-floor-before-share"
_SHARES = {
    PensionKind.SPOUSE: ("share_spouse",),
    PensionKind.CHILD: ("share_child",),
    PensionKind.CHILD_AFTER_SPOUSE: ("share_spouse", "share_child_after_spouse"),
    PensionKind.PARENT: ("share_parent",),
}


@frozen(kw_only=True)
class Pension(Grounded, Explained):
    """A monthly pension and how it came about.

    Attributes:
        kind: Which of the five it is.
        right_on: Day on which the right arose.
        first_month: First month that is paid.
        wages: Indexed wages; None where it follows from a pension in payment.
        months: Contribution months, paid and as counted in the formula.
        formula: Pension by the formula, or the pension in payment, before any share, in rupiah.
        share: Share of it in parts of one; one for the participant.
        amount: Monthly pension of the first year, in rupiah.
        minimum: Lowest pension of that month.
        maximum: Highest pension of that month.
        basis: What it rests on.
        law: The book of law that was used.

    Examples:
        >>> part = kj.Participation.paid_through(worker, since=kj.Month(2024, 1), months=26)
        >>> kj.benefits.pension([part], dt.date(2026, 3, 10), "spouse").pension.amount
        411400
    """

    kind: PensionKind
    right_on: dt.date = field(repr=False)
    first_month: Month
    wages: IndexedWages | None = field(repr=False)
    months: tuple[int, int]
    formula: Rupiah = field(repr=False)
    share: Fraction
    amount: Rupiah = field(repr=False)
    minimum: Rupiah
    maximum: Rupiah
    basis: Basis = field(repr=False)
    law: LawBook = field(repr=False)

    def in_month(self, month: MonthLike, *, inflation: Rates = None) -> Rupiah:
        """The pension of a later month: every twelve months last year's, times the index factor.

        The factor is one plus the inflation of the year before (PP 45/2015 Pasal 17 ayat (1) huruf
        b and ayat (4)); the limits of that month hold, by the reading "jp-floor-before-share" of
        the law before the survivor's share.

        Args:
            month: The month.
            inflation: Inflation by year, or one rate for all years not published.

        Raises:
            InvalidMonthError: code `invalid-month`.
            InvalidFactError: code `invalid-fact`: before the first month.
            NotAnnouncedError: code `not-announced`.
            InvalidRateError: code `invalid-rate`.

        Examples:
            >>> worker = kj.PUEnrolment(wage=20_000_000, programs={kj.JP})
            >>> paid = kj.Participation.paid_through(worker, since=kj.Month(2018, 1), months=60)
            >>> first = kj.benefits.pension([paid], dt.date(2023, 1, 10), "disability").pension
            >>> first.amount, first.in_month(kj.Month(2024, 2))
            (1422883, 1460020)
        """
        month = as_month(month, "month")
        if month < self.first_month:
            raise InvalidFactError(
                f"The pension begins in {self.first_month}.",
                value=month,
                remedy="Ask for that month or a later one.",
            )
        given = check_rates(inflation, "Inflation rates")
        limited = self.share if _BEFORE_SHARE in self.law.readings else Fraction(1)
        amount = self.amount
        for years in range(1, (month - self.first_month) // 12 + 1):
            when = self.first_month + 12 * years
            rate = year_rate(self.law, INFLATION, when.year - 1, given)
            grown = Fraction(amount * (PARTS + rate.rate.ppm), PARTS)
            low, high = limits(when, law=self.law)
            amount = whole_rupiah(_clip(grown, low.value * limited, high.value * limited))
        return amount

    def table(self) -> Table:
        """One row: the pension, and how it came about."""
        return Table.of(
            "pensions",
            {
                "kind": Worded,
                "first_month": Month,
                "average_wage": int | None,
                "months_paid": int,
                "months_counted": int,
                "formula": int,
                "share_ppm": Rate,
                "minimum": int,
                "maximum": int,
                "amount": int,
                "article": Citation,
            },
            [self],
            kind=lambda it: Worded(it.kind, Note.of(f"pension-{it.kind}", month=it.first_month)),
            average_wage=lambda pension: pension.wages and pension.wages.average,
            months_paid=lambda pension: pension.months[0],
            months_counted=lambda pension: pension.months[1],
            share_ppm=lambda pension: Rate(int(pension.share * PARTS)),
            article="citations",
        )

    def statement(self) -> Statement:
        """The pension as data, ready to be worded."""
        rows = []
        if self.wages is not None:
            paid, counted = self.months
            rows.append(
                Row(
                    head=Program.JP,
                    label=Note.of("pension-average", months=paid, year=self.wages.pension_year - 1),
                    amount=self.wages.average,
                )
            )
            rows.append(
                Row(
                    head=Program.JP,
                    label=Note.of("pension-formula", months=counted),
                    amount=self.formula,
                    citations=self.citations,
                )
            )
        if self.share != 1:
            share = Rate(int(self.share * PARTS))
            rows.append(
                Row(
                    head=Program.JP,
                    label=Note.of("pension-share", share=share, formula=self.formula),
                    amount=whole_rupiah(self.formula * self.share),
                )
            )
        return Statement(
            title=Note.of(f"pension-{self.kind}", month=self.first_month),
            rows=tuple(rows),
            totals=(
                Row(
                    label=Note.of("pension-amount", minimum=self.minimum, maximum=self.maximum),
                    amount=self.amount,
                ),
            ),
            basis=self.basis,
        )


def limits(month: Month, *, law: LawBook = LAW) -> tuple[DatedValue, DatedValue]:
    """The lowest and the highest pension of a month.

    Raises:
        BeforeDataError: code `before-data`.
        NotAnnouncedError: code `not-announced`.
    """
    return law.value("jp.minimum", month), law.value("jp.maximum", month)


def _clip(amount: Fraction, low: Fraction | Rupiah, high: Fraction | Rupiah) -> Fraction:
    return min(max(amount, Fraction(low)), Fraction(high))


@frozen(kw_only=True)
class Asked:
    """A pension that was asked for, and what was found about it.

    Attributes:
        kind: Which of the five.
        on: Day of the event.
        right_on: Day on which the right arises; its law decides.
        record: The contribution record on that day.
        date: When pension age is reached; None where no birth date was given.
        caused_on: Day of the event that caused a disability; else the day of the event.
        since: Day since which the participant had been a member by then, without the gaps; None
            for none.
        in_payment: Pension that the participant, or after a spouse that spouse, already drew.
        inflation: Inflation of years that are not published.
        law: The book of law.
    """

    kind: PensionKind
    on: dt.date
    right_on: dt.date
    record: PensionRecord
    date: PensionDate | None
    caused_on: dt.date
    since: dt.date | None
    in_payment: Rupiah | None
    inflation: Rates
    law: LawBook

    @property
    def before_age(self) -> bool:
        """Whether the right arises before pension age; an unknown age is taken as not reached."""
        return self.date is None or self.right_on < self.date.day

    def value(self, name: str) -> DatedValue:
        """A value of JP on the day on which the right arises."""
        return self.law.value_on(f"jp.{name}", self.right_on)


def _shares(asked: Asked) -> tuple[str, ...]:
    """The shares that are taken, each of the one before; of a spouse's pension only the last."""
    names = _SHARES.get(asked.kind, ())
    of_spouse = asked.kind is PensionKind.CHILD_AFTER_SPOUSE and asked.in_payment is not None
    return names[-1:] if of_spouse else names


def build_pension(asked: Asked) -> Pension:
    """The pension that was asked for, once its conditions are met."""
    first_month = Month.of(asked.right_on) + 1
    low, high = limits(first_month, law=asked.law)
    formula, counted, wages, grounds = _formula(asked)
    shares = [asked.value(name) for name in _shares(asked)]
    share = prod((Fraction(value.value.ppm, PARTS) for value in shares), start=Fraction(1))
    if _BEFORE_SHARE in asked.law.readings:
        exact = _clip(formula, low.value, high.value) * share
        floor = _BEFORE_SHARE if shares else ""
    else:
        exact = _clip(formula * share, low.value, high.value)
        raised = bool(shares) and formula * share < low.value
        floor = "jp-floor-after-share" if raised else ""
    inexact = "round-line" if exact.denominator != 1 else ""
    return Pension(
        kind=asked.kind,
        right_on=asked.right_on,
        first_month=first_month,
        wages=wages,
        months=(len(asked.record.months), counted),
        formula=whole_rupiah(formula),
        share=share,
        amount=whole_rupiah(exact),
        minimum=low.value,
        maximum=high.value,
        basis=Basis.sum(
            (Basis.of(low, high), grounds, Basis.of(*shares, assuming=(floor, inexact)))
        ),
        law=asked.law,
    )


def _formula(asked: Asked) -> tuple[Fraction, int, IndexedWages | None, Basis]:
    """The pension before any share, the months counted in it, its wages and what it rests on."""
    record, paid = asked.record, len(asked.record.months)
    if asked.in_payment is not None:
        return Fraction(asked.in_payment), paid, None, Basis.of(assuming=record.assumptions)
    wages = index_wages(record.wages, asked.right_on.year, inflation=asked.inflation, law=asked.law)
    counted, used, names = paid, [], []
    if asked.kind is not PensionKind.OLD_AGE:
        substitute = asked.value("months_counted")
        if paid < substitute.value:
            counted = substitute.value
            used.append(substitute)
            names.append("jp-density")
        if asked.date is None:
            names.append("jp-age-not-given")
    rate = asked.value("formula_rate")
    formula = Fraction(rate.value.ppm, PARTS) * Fraction(counted, 12) * wages.exact_average
    # Each year's inflation is cited by the wages themselves.
    indexed = wages.basis.revised(citations=())
    grounds = Basis.sum((record, Basis.of(*used, rate, assuming=names), indexed))
    return formula, counted, wages, grounds
