"""The monthly pension of JP: formula, limits, survivors and later years.

PP 45/2015 Pasal 17 (formula and yearly adjustment), Pasal 18 (lowest and highest pension), Pasal 19
(old age: 180 months), Pasal 20 (disability), Pasal 21 to 23 (survivors) and Pasal 24 (fewer months:
contributions and their return). Deferral is Pasal 15 ayat (4).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from fractions import Fraction

from attrs import field, frozen

from kopdes_jamsos.basis import Basis, Explained, Note, Row, Statement
from kopdes_jamsos.benefits.account import check_participations
from kopdes_jamsos.benefits.conditions import birth_date_of, member_since
from kopdes_jamsos.benefits.pension_age import PensionDate, pension_date
from kopdes_jamsos.benefits.rates import Rates, check_rates, year_rate
from kopdes_jamsos.benefits.wage_record import PensionRecord, pension_record
from kopdes_jamsos.benefits.wages import INFLATION, IndexedWages, index_wages, rounded
from kopdes_jamsos.coverage.conditions import Condition
from kopdes_jamsos.coverage.participation import Participation
from kopdes_jamsos.errors import InvalidFactError, MissingFactError
from kopdes_jamsos.law import LAW, Citation, DatedValue, Evidence, LawBook
from kopdes_jamsos.law.book import check_book
from kopdes_jamsos.money import PARTS, Rate, Rupiah, check_rupiah
from kopdes_jamsos.months import Month, birthday, check_date, check_month, months_after
from kopdes_jamsos.programs import Choice, Program, choose


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


_SHARES = {
    PensionKind.SPOUSE: ("jp.share_spouse",),
    PensionKind.CHILD: ("jp.share_child",),
    PensionKind.CHILD_AFTER_SPOUSE: ("jp.share_spouse", "jp.share_child_after_spouse"),
    PensionKind.PARENT: ("jp.share_parent",),
}


@frozen(kw_only=True)
class Pension(Explained):
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
        citations: Where it stands.
        evidence: Weakest grade used.
        assumptions: Conventions that decided it.
        law: The book of law that was used.

    Examples:
        >>> worker = kj.PUEnrolment(wage=5_000_000, programs={kj.JP})
        >>> paid = kj.Participation.paid_through(worker, since=kj.Month(2024, 1), months=26)
        >>> found = kj.benefits.pension([paid], dt.date(2026, 3, 10), "spouse")
        >>> found.pension.amount
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
    citations: tuple[Citation, ...] = field(repr=False)
    evidence: Evidence
    assumptions: tuple[str, ...]
    law: LawBook = field(repr=False)

    def in_month(self, month: Month, *, inflation: Rates = None) -> Rupiah:
        """The pension of a later month: every twelve months last year's, times the index factor.

        The factor is one plus the inflation of the year before (PP 45/2015 Pasal 17 ayat (1) huruf
        b and ayat (4)); the limits of that month hold.

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
        check_month(month, "The month")
        if month < self.first_month:
            raise InvalidFactError(
                f"The pension begins in {self.first_month}.",
                value=month,
                remedy="Ask for that month or a later one.",
            )
        given = check_rates(inflation, "Inflation rates")
        amount = self.amount
        for years in range(1, (month - self.first_month) // 12 + 1):
            when = self.first_month + 12 * years
            rate = year_rate(self.law, INFLATION, when.year - 1, given)
            grown = Fraction(amount * (PARTS + rate.rate.ppm), PARTS)
            low, high = limits(when, self.law)
            amount = rounded(_clip(grown, low.value, high.value))
        return amount

    def statement(self) -> Statement:
        """The pension as data, ready to be worded.

        Examples:
            >>> worker = kj.PUEnrolment(wage=5_000_000, programs={kj.JP})
            >>> paid = kj.Participation.paid_through(worker, since=kj.Month(2024, 1), months=26)
            >>> found = kj.benefits.pension([paid], dt.date(2026, 3, 10), "parent")
            >>> [row.label.code for row in found.pension.statement().rows]
            ['pension-average', 'pension-formula', 'pension-share']
        """
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
                    amount=rounded(self.formula * self.share),
                )
            )
        return Statement(
            title=Note.of(f"pension-{self.kind}", month=self.first_month),
            rows=tuple(rows),
            totals=(
                Row(
                    head="",
                    label=Note.of("pension-amount", minimum=self.minimum, maximum=self.maximum),
                    amount=self.amount,
                ),
            ),
            basis=Basis(assumptions=self.assumptions, evidence=self.evidence),
        )


@frozen(kw_only=True)
class PensionAnswer:
    """Whether a pension is due, with every reason.

    Attributes:
        kind: Which of the five was asked for.
        pension: The pension; None where a condition is not met.
        conditions: All conditions that were looked at.
        lump_sum: Whether contributions and their return are paid instead.
        record: The contribution record.
        date: When pension age is reached; None where no birth date was given.

    Examples:
        >>> worker = kj.PUEnrolment(
        ...     wage=5_000_000, programs={kj.JP}, birth_date=dt.date(1966, 5, 1)
        ... )
        >>> paid = kj.Participation.paid_through(worker, since=kj.Month(2016, 1), months=101)
        >>> found = kj.benefits.pension([paid], dt.date(2024, 5, 1), "old-age")
        >>> found.pension is None, found.lump_sum, [c.code for c in found.reasons]
        (True, True, ['jp-too-few-months'])
    """

    kind: PensionKind
    pension: Pension | None
    conditions: tuple[Condition, ...]
    lump_sum: bool
    record: PensionRecord = field(repr=False)
    date: PensionDate | None = field(repr=False)

    @property
    def reasons(self) -> tuple[Condition, ...]:
        """The conditions that are not met."""
        return tuple(condition for condition in self.conditions if condition.met is False)


def limits(month: Month, law: LawBook = LAW) -> tuple[DatedValue, DatedValue]:
    """The lowest and the highest pension of a month.

    Raises:
        BeforeDataError: code `before-data`.
        NotAnnouncedError: code `not-announced`.
    """
    return law.value("jp.minimum", month), law.value("jp.maximum", month)


def _clip(amount: Fraction, low: Rupiah, high: Rupiah) -> Fraction:
    return min(max(amount, Fraction(low)), Fraction(high))


def pension(
    participations: Sequence[Participation],
    on: dt.date,
    kind: PensionKind | str,
    *,
    inflation: Rates = None,
    in_payment: Rupiah | None = None,
    caused_on: dt.date | None = None,
    law: LawBook = LAW,
) -> PensionAnswer:
    """Whether a person or a survivor has a pension, and how much a month.

    The law of the day of the event decides; the limits are those of the first month. For old age
    the right arises on pension age, or, for who deferred, on stopping work or the latest day.

    Args:
        participations: Memberships of the participant.
        on: Day of the event: of pension age or of stopping work, of the disability, of the death.
        kind: Which pension.
        inflation: Inflation by year, or one rate for all years not published.
        in_payment: Pension that the participant already drew when he died, in rupiah a month.
        caused_on: Day of the event that caused a disability, which counts for the month of
            membership; None: the day of the disability.
        law: Book of law; by its reading "jp-floor-before-share" the limits apply before the
            survivor's share, else after it.

    Raises:
        MissingFactError: code `missing-fact`: the birth date decides an old-age pension.
        InvalidFactError: code `invalid-fact`.
        InvalidDateError: code `invalid-date`.
        InvalidRateError: code `invalid-rate`: write `kj.percent("2.5")`.
        InvalidAmountError: code `invalid-amount`.
        UnknownChoiceError: code `unknown-choice`.
        BeforeDataError: code `before-data`.
        NotAnnouncedError: code `not-announced`: inflation, ceiling or limits are not published.

    Examples:
        >>> worker = kj.PUEnrolment(wage=9_000_000, programs={kj.JP})
        >>> paid = kj.Participation.paid_through(worker, since=kj.Month(2024, 1), months=26)
        >>> kj.benefits.pension([paid], dt.date(2026, 3, 10), "disability").pension.amount
        1396456
    """
    wanted = choose(PensionKind, kind)
    own = check_participations(participations)
    check_date(on, "on")
    check_rates(inflation, "Inflation rates")
    check_book(law)
    if caused_on is not None and check_date(caused_on, "caused_on") > on:
        raise InvalidFactError(
            "The event that caused the disability lies after it.",
            value=caused_on,
            remedy="Correct one of the two days.",
        )
    born = birth_date_of(own)
    date = None if born is None else pension_date(born, law=law)
    if wanted is PensionKind.OLD_AGE and date is None:
        raise MissingFactError(
            "The birth date decides when an old-age pension begins and was not given.",
            value="birth_date",
            remedy="Give birth_date to the enrolment.",
        )
    right_on = _right_on(wanted, on, own, date)
    record = pension_record(own, right_on, law=law)
    # Pasal 20 ayat (3) huruf b: a month of membership before the event that caused a disability.
    cause = caused_on or on
    since = member_since(own, Program.JP, cause)
    conditions = _conditions(
        wanted, on, right_on, record, date, in_payment, law, cause=cause, since=since
    )
    granted = all(condition.met is not False for condition in conditions)
    reached = "jp-before-pension-age" not in {c.code for c in conditions if c.met is False}
    return PensionAnswer(
        kind=wanted,
        pension=_build(wanted, right_on, record, date, inflation, in_payment, law)
        if granted
        else None,
        conditions=conditions,
        lump_sum=not granted and reached and bool(record.months),
        record=record,
        date=date,
    )


def _right_on(
    kind: PensionKind, on: dt.date, own: Sequence[Participation], date: PensionDate | None
) -> dt.date:
    """The day on which the right arises; contributions after it do not count."""
    if kind is not PensionKind.OLD_AGE or date is None or on < date.day:
        return on
    deferred = any(getattr(item.enrolment, "pension_deferred", False) for item in own)
    return min(on, date.latest) if deferred else date.day


def _conditions(
    kind: PensionKind,
    on: dt.date,
    right_on: dt.date,
    record: PensionRecord,
    date: PensionDate | None,
    in_payment: Rupiah | None,
    law: LawBook,
    *,
    cause: dt.date,
    since: dt.date | None,
) -> tuple[Condition, ...]:
    if in_payment is not None:
        check_rupiah(in_payment, "in_payment")
        if kind in (PensionKind.OLD_AGE, PensionKind.DISABILITY):
            raise InvalidFactError(
                "in_payment is for survivors of somebody who drew a pension.",
                remedy="Leave in_payment out.",
            )
        return ()
    needed = law.value_on("jp.months_needed", right_on)
    if record.since is None:
        return (Condition.of("jp-not-enrolled", False, [needed]),)
    before = date is None or right_on < date.day
    unknown = "jp-age-not-given" if date is None else ""
    enough = len(record.months) >= needed.value
    too_few = Condition.of(
        "jp-too-few-months", enough, [needed], months=len(record.months), needed=needed.value
    )
    if kind is PensionKind.OLD_AGE:
        reached = Condition.of("jp-before-pension-age", not before, [needed])
        return (reached,) if before else (reached, too_few)
    found = []
    if kind is PensionKind.DISABILITY:
        found.append(Condition.of("jp-after-pension-age", before, [needed], assumption=unknown))
    if enough:
        return tuple(found)
    if not before:
        return (*found, too_few)
    density = law.value_on("jp.density", right_on)
    reached_density = record.density * PARTS >= density.value.ppm
    found.append(
        Condition.of(
            "jp-density",
            reached_density,
            [density],
            assumption="jp-density",
            paid=record.paid_of_membership,
            months=record.membership,
            needed=density.value,
        )
    )
    if kind is PensionKind.DISABILITY:
        wait = law.value_on("jp.disability_membership", right_on)
        long = since is not None and months_after(since, wait.value) <= cause
        found.append(Condition.of("jp-membership-month", long, [wait], needed=wait.value))
    else:
        wait = law.value_on("jp.survivor_membership", right_on)
        long = birthday(record.since, wait.value) <= on
        found.append(Condition.of("jp-membership-year", long, [wait], needed=wait.value))
    return tuple(found)


def _build(
    kind: PensionKind,
    right_on: dt.date,
    record: PensionRecord,
    date: PensionDate | None,
    inflation: Rates,
    in_payment: Rupiah | None,
    law: LawBook,
) -> Pension:
    first_month = Month.of(right_on) + 1
    low, high = limits(first_month, law)
    used = [low, high]
    assumptions = list(record.assumptions)
    indexed = None
    paid = counted = len(record.months)
    if in_payment is not None:
        formula = Fraction(in_payment)
    else:
        rate = law.value_on("jp.formula_rate", right_on)
        indexed = index_wages(record.wages, right_on.year, inflation=inflation, law=law)
        if kind is not PensionKind.OLD_AGE:
            substitute = law.value_on("jp.months_counted", right_on)
            if counted < substitute.value:
                counted = substitute.value
                used.append(substitute)
                assumptions.append("jp-density")
            if date is None:
                assumptions.append("jp-age-not-given")
        formula = Fraction(rate.value.ppm, PARTS) * Fraction(counted, 12) * indexed.exact_average
        used += [rate, *record.ceilings]
        assumptions += indexed.assumptions
    shares = [law.value_on(path, right_on) for path in _SHARES.get(kind, ())]
    used += shares
    share = Fraction(1)
    for value in shares:
        share *= Fraction(value.value.ppm, PARTS)
    if "jp-floor-before-share" in law.readings:
        exact = _clip(formula, low.value, high.value) * share
        if shares:
            assumptions.append("jp-floor-before-share")
    else:
        exact = _clip(formula * share, low.value, high.value)
        if shares and formula * share < low.value:
            assumptions.append("jp-floor-after-share")
    if exact.denominator != 1:
        assumptions.append("round-line")
    assumptions += [value.assumption for value in used if value.assumption]
    grade = Evidence.weakest(
        [*(value.evidence for value in used), *([indexed.evidence] if indexed else [])]
    )
    return Pension(
        kind=kind,
        right_on=right_on,
        first_month=first_month,
        wages=indexed,
        months=(paid, counted),
        formula=rounded(formula),
        share=share,
        amount=rounded(exact),
        minimum=low.value,
        maximum=high.value,
        citations=tuple(dict.fromkeys(value.citation for value in used)),
        evidence=Evidence.CONVENTION if assumptions else grade,
        assumptions=tuple(dict.fromkeys(assumptions)),
        law=law,
    )
