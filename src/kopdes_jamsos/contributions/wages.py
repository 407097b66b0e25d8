"""The wage of a month on which contributions are taken, by how the wage is paid.

PP 44/2015 Pasal 19 (JKK and JKM) and PP 46/2015 Pasal 17 (JHT): basic wage and fixed allowances; a
daily wage times a number of days; for work paid by the piece or by the job the average of the last
months, and of more months where the work depends on the weather. PP 45/2015 Pasal 29 ayat (1) and
PP 37/2021 Pasal 13 name basic wage and fixed allowances only: convention `wage-one-base`. Which
months are the last ones (`wage-months-before`), what counts where somebody has worked fewer
(`wage-fewer-months`) and a part of a rupiah (`wage-average-rounded`) are conventions too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import field, frozen

from kopdes_jamsos._checks import check_flag, keys_read
from kopdes_jamsos._plain import items_of, pairs_of
from kopdes_jamsos.basis import Basis, Explained, Grounded, Note, Row, Statement, Table
from kopdes_jamsos.basis.sources import Citation
from kopdes_jamsos.choices import choose_each
from kopdes_jamsos.errors import InvalidFactError, MissingFactError, a_kind
from kopdes_jamsos.law import LAW, DatedValue, LawBook
from kopdes_jamsos.law.book import check_book, rule_or_last, value_or_last
from kopdes_jamsos.money import Rupiah, check_rupiah, half_up
from kopdes_jamsos.months import Month, MonthLike, as_month
from kopdes_jamsos.programs import Program


@frozen(kw_only=True)
class WageBase(Grounded, Explained):
    """The wage of a month on which contributions are taken.

    Attributes:
        amount: Rupiah a month.
        label: How it was found, to be worded.
        months: The months that were averaged; empty where there was nothing to average.
        basis: What it rests on; an enrolment takes it as `wage_basis`.

    Examples:
        >>> wage = kj.wage_base(daily=120_000)
        >>> worker = kj.PUEnrolment(
        ...     wage=wage.amount, wage_basis=wage.basis, programs={kj.JKK}, risk_class=1
        ... )
        >>> kj.assess(worker, kj.Month(2026, 11)).total
        7200
    """

    amount: Rupiah = field(repr=False)
    label: Note = field(repr=False)
    months: tuple[Month, ...] = ()
    basis: Basis

    def table(self) -> Table:
        """One row: the wage, and how it was found."""
        return Table.of(
            "wage-base",
            {"amount": int, "reason": Note, "months": str | None, "article": Citation},
            [self],
            reason="label",
            months=lambda wage: ", ".join(map(str, wage.months)) or None,
            article="citations",
        )

    def statement(self) -> Statement:
        """The result as data, ready to be worded."""
        row = Row(label=self.label, amount=self.amount, citations=self.citations)
        return Statement(title=Note.of("wage-base"), rows=(row,), basis=self.basis)


def wage_base(
    *,
    basic: Rupiah | None = None,
    fixed_allowances: Rupiah = 0,
    daily: Rupiah | None = None,
    piece: Mapping[Month, Rupiah] | Mapping[str, Rupiah] | None = None,
    weather_dependent: bool = False,
    month: MonthLike | None = None,
    programs: Iterable[Program | str] | None = None,
    law: LawBook = LAW,
) -> WageBase:
    """The wage of a month on which contributions are taken.

    Give one of `basic`, `daily` and `piece`. Allowances that depend on attendance or output are not
    fixed and do not count.

    Args:
        basic: Basic wage of the month.
        fixed_allowances: Fixed allowances of the month, beside a basic wage.
        daily: Wage of a day, with the fixed allowances of a day.
        piece: Wages by month of work paid by the piece or by the job, such as
            {kj.Month(2026, 8): 3_200_000, …}; those of the last months before `month` count, and
            a month that was worked and not paid stands with 0.
        weather_dependent: The work by the piece depends on the weather.
        month: Contribution month; its law decides, and the last months lie before it. Needed with
            `piece`; else None is the last law known.
        programs: Programmes for which the wage is declared; None for all.
        law: Book of law.

    Raises:
        MissingFactError: code `missing-fact`: no wage, no month, or a gap in the last months.
        InvalidFactError: code `invalid-fact`: two kinds of wage, or facts of another kind of wage.
        InvalidAmountError: code `invalid-amount`.
        InvalidMonthError: code `invalid-month`.
        UnknownProgramError: code `unknown-program`.
        BeforeDataError: code `before-data`.

    Examples:
        >>> kj.wage_base(basic=3_000_000, fixed_allowances=400_000).amount
        3400000
        >>> kj.wage_base(daily=120_000).amount
        3000000
        >>> wages = {kj.Month(2026, 8): 3_200_000, kj.Month(2026, 9): 2_500_000}
        >>> wages[kj.Month(2026, 10)] = 3_300_000
        >>> kj.wage_base(piece=wages, month=kj.Month(2026, 11)).amount
        3000000
    """
    check_book(law)
    if month is not None:
        month = as_month(month, "month")
    wanted = frozenset(Program) if programs is None else choose_each(Program, programs, "programs")
    given = {"basic": basic, "daily": daily, "piece": piece}
    _check_kind([name for name, wage in given.items() if wage is not None])
    fixed_allowances = check_rupiah(fixed_allowances, "fixed_allowances")
    _check_beside("fixed_allowances", "basic", bool(fixed_allowances), basic is None)
    check_flag(weather_dependent, "weather_dependent")
    _check_beside("weather_dependent", "piece", weather_dependent, piece is None)
    book = law.watched()
    if basic is not None:
        rule = value_or_last(book, "wages.monthly", month)
        amount = check_rupiah(basic, "basic") + fixed_allowances
        label = Note.of("wage-monthly", basic=basic, allowances=fixed_allowances)
        return _found(book, month, wanted, "basic", rule, amount, label)
    if daily is not None:
        rule = value_or_last(book, "wages.daily_factor", month)
        amount = check_rupiah(daily, "daily") * rule.value
        label = Note.of("wage-daily", daily=daily, days=rule.value)
        return _found(book, month, wanted, "daily", rule, amount, label)
    if month is None:
        raise MissingFactError(
            "The month decides which months are the last ones, and was not given.",
            value="month",
            remedy="Give the contribution month.",
        )
    path = "wages.weather_months" if weather_dependent else "wages.piece_months"
    rule = book.value(path, month)
    last = _last_months(piece, month, rule.value)
    total = sum(last.values())
    amount = half_up(total, len(last))
    assumed = [
        "wage-months-before",
        "wage-fewer-months" if len(last) < rule.value else "",
        "wage-average-rounded" if amount * len(last) != total else "",
    ]
    code = "wage-weather" if weather_dependent else "wage-piece"
    label = Note.of(code, total=total, count=len(last))
    return _found(
        book, month, wanted, "piece", rule, amount, label, months=tuple(last), assumed=assumed
    )


def trainee_wage(
    wages: Iterable[Rupiah], *, month: MonthLike | None = None, law: LawBook = LAW
) -> WageBase:
    """The wage that counts for an apprentice, pupil or the like: the lowest for the same work.

    Args:
        wages: Monthly wages of the employer's workers who do the same work.
        month: Contribution month; its law decides. None: the last one known.
        law: Book of law.

    Raises:
        MissingFactError: code `missing-fact`: nobody does the same work.
        InvalidFactError: code `invalid-fact`: no amounts.
        InvalidAmountError: code `invalid-amount`.
        InvalidMonthError: code `invalid-month`.
        BeforeDataError: code `before-data`: before April 2021.

    Examples:
        >>> wage = kj.contributions.trainee_wage([3_400_000, 3_100_000])
        >>> apprentice = kj.PUEnrolment(
        ...     wage=wage.amount,
        ...     wage_basis=wage.basis,
        ...     programs={kj.JKK, kj.JKM},
        ...     risk_class=1,
        ...     trainee="apprentice",
        ... )
        >>> kj.assess(apprentice, kj.Month(2026, 11)).total
        16740
    """
    check_book(law)
    if month is not None:
        month = as_month(month, "month")
    given = items_of(wages)
    if given is None:
        raise InvalidFactError(
            f"The wages must be amounts; got {a_kind(wages)}.",
            remedy="Give the wages of those who do the same work, as a list.",
        )
    known = [check_rupiah(wage, "wages") for wage in given]
    if not known:
        raise MissingFactError(
            "Nobody does the same work; no article says which wage counts then.",
            value="wages",
            remedy="Give the wages of those who do the same work, or ask the agency.",
            reason="same-work",
        )
    book = law.watched()
    rules = [
        value_or_last(book, f"participants.{name}", month)
        for name in ("apprentice_contribution", "apprentices")
    ]
    amount = min(known)
    return WageBase(
        amount=amount,
        label=Note.of("wage-trainee", count=len(known)),
        basis=Basis.of(*rules, lookups=book.lookups),
    )


def _check_kind(given: list[str]) -> None:
    if not given:
        raise MissingFactError(
            "No wage was given.",
            value=("basic", "daily", "piece"),
            remedy="Give one of basic, daily and piece.",
            reason="one-of",
        )
    if len(given) > 1:
        raise InvalidFactError(
            f"A wage is of one kind; got {', '.join(given)}.",
            value=given,
            remedy="Give one of basic, daily and piece.",
            reason="one-wage",
        )


def _check_beside(fact: str, wage: str, given: bool, alone: bool) -> None:
    if given and alone:
        raise InvalidFactError(
            f"{fact} belongs to {wage}.",
            value=fact,
            remedy=f"Give it beside {wage}, or not.",
            reason="beside",
            field=fact,
            beside=wage,
        )


def _last_months(wages: object, month: Month, count: int) -> Mapping[Month, Rupiah]:
    """The wages of the last months before a month, in order; fewer where the work began later."""
    pairs = pairs_of(wages)
    if pairs is None:
        raise InvalidFactError(
            f"piece must be wages by month; got {a_kind(wages)}.",
            remedy="Give a mapping such as {kj.Month(2026, 8): 3_200_000}.",
        )
    by_month = keys_read(pairs, lambda each: as_month(each, "piece"), "piece")
    known = {each: check_rupiah(wage, "wage") for each, wage in by_month.items()}
    # Backwards, so that the first month without a wage is the one before the work began.
    last: dict[Month, Rupiah] = {}
    for back in range(1, count + 1):
        if month - back not in known:
            break
        last[month - back] = known[month - back]
    if any(month - back in known for back in range(len(last) + 1, count + 1)) or not last:
        raise MissingFactError(
            f"The wage of {month - len(last) - 1} is missing among the last {count} months.",
            value="piece",
            month=month - len(last) - 1,
            remedy="Give it; 0 where work was not paid in that month.",
            reason="piece-month",
            count=count,
        )
    return dict(reversed(last.items()))


def _found(
    book: LawBook,
    month: Month | None,
    programs: frozenset[Program],
    kind: str,
    rule: DatedValue,
    amount: Rupiah,
    label: Note,
    *,
    months: tuple[Month, ...] = (),
    assumed: Iterable[str] = (),
) -> WageBase:
    """The result, with what the texts of the other programmes say."""
    others = []
    for program in Program:
        path = f"wages.{program.lower()}"
        if program in programs and path in book.paths():
            text = rule_or_last(book, path, month)
            others += [text] if text else []
    unnamed = any(kind not in text.value for text in others)
    names = [*assumed, "wage-one-base" if unnamed else ""]
    return WageBase(
        amount=check_rupiah(amount, "amount"),
        label=label,
        months=months,
        basis=Basis.of(rule, *others, assuming=names, lookups=book.lookups),
    )
