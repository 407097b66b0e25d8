"""The scholarship for the children of a participant: who gets it, how much, and in which year.

Implements PP 44/2015 Pasal 25 ayat (3) and Pasal 34 ayat (2) as enacted (a single sum for each
participant), and as replaced by PP 82/2019 (at most two children, paid every year by the level of
school after Lampiran III), with the work that does not end it since Permenaker 1/2025 (Pasal 103
ayat (3a) of Permenaker 5/2021). Who is entitled to it at all is the matter of JKK and of JKM.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import combinations_with_replacement

from attrs import frozen

from kopdes_jamsos._integers import as_int
from kopdes_jamsos.basis import Basis, Note
from kopdes_jamsos.benefits.cases import Case
from kopdes_jamsos.benefits.family import Child, ChildWork
from kopdes_jamsos.benefits.kinds import BenefitKind, Payable, Recipient
from kopdes_jamsos.benefits.lines import BenefitLine, BenefitRefusal, Part, ScheduledPayment
from kopdes_jamsos.benefits.protection import Protection
from kopdes_jamsos.errors import InvalidFactError, MissingFactError, show
from kopdes_jamsos.law import LAW, DatedValue, LawBook
from kopdes_jamsos.law.book import check_book
from kopdes_jamsos.law.values import as_table
from kopdes_jamsos.money import Rupiah, check_rupiah
from kopdes_jamsos.months import age_on, check_date, years_after
from kopdes_jamsos.programs import Program, SchoolLevel


@frozen
class SchoolYear:
    """A school year: its name, such as "SD6", and its scholarship."""

    stage: str
    amount: Rupiah


def school_years(amounts: DatedValue, years: DatedValue) -> tuple[SchoolYear, ...]:
    """All school years in order."""
    return tuple(
        SchoolYear(f"{level}{number}", amounts.value[level])
        for level in SchoolLevel
        for number in range(1, years.value[level] + 1)
    )


def _place(stage: str, school: tuple[SchoolYear, ...]) -> int:
    """Place of a school year among all."""
    names = [year.stage for year in school]
    if not isinstance(stage, str) or stage not in names:
        raise InvalidFactError(
            f"{show(stage)} is no school year.", remedy=f"Give one of: {', '.join(names)}."
        )
    return names.index(stage)


def _last_tariff(on: dt.date | None, law: LawBook) -> tuple[SchoolYear, ...]:
    """The school years with the amounts of a day; None: of the last tariff that the book knows."""
    paths = ("scholarship.amount", "scholarship.years")
    check_book(law)
    if on is None:
        return school_years(*(law.series(path).latest() for path in paths))
    check_date(on, "on")
    return school_years(*(law.value_on(path, on) for path in paths))


def scholarship_remaining(stage: str, *, on: dt.date | None = None, law: LawBook = LAW) -> Rupiah:
    """Largest sum of the scholarship from a school year on, in rupiah.

    Args:
        stage: School year about to be paid: "TK1" to "PT5".
        on: Day whose tariff decides; None for the last tariff of the book.
        law: Book of law.

    Raises:
        InvalidFactError: code `invalid-fact`: no school year.
        BeforeDataError: code `before-data`: before 2 December 2019 it was a single sum.

    Examples:
        >>> kj.benefits.scholarship_remaining("SD6")
        76500000
    """
    school = _last_tariff(on, law)
    return sum(year.amount for year in school[_place(stage, school) :])


def scholarship_splits(
    total: Rupiah, *, children: int = 2, on: dt.date | None = None, law: LawBook = LAW
) -> tuple[tuple[str, ...], ...]:
    """The school years of some children whose largest sums add up to a total.

    Args:
        total: The sum to be explained, in rupiah.
        children: Number of children, up to as many as the law gives a scholarship.
        on: Day whose tariff decides; None for the last tariff of the book.
        law: Book of law.

    Raises:
        InvalidAmountError: code `invalid-amount`.
        InvalidFactError: code `invalid-fact`: no such number of children.
        BeforeDataError: code `before-data`.

    Examples:
        >>> kj.benefits.scholarship_splits(163_500_000, children=2)
        (('TK1', 'SD6'), ('TK2', 'SD5'), ('SD1', 'SD4'), ('SD2', 'SD3'))
        >>> kj.benefits.scholarship_splits(163_000_000, children=2)
        ()
    """
    total = check_rupiah(total, "The total")
    limits = check_book(law).series("scholarship.children")
    most = (limits.latest() if on is None else limits.on(on)).value
    count = as_int(children)
    if count is None or not 1 <= count <= most:
        raise InvalidFactError(
            f"A scholarship is for 1 to {most} children.",
            value=children,
            remedy="Give the number of children with a scholarship.",
        )
    return splits_of(total, count, _last_tariff(on, law))


def splits_of(
    total: Rupiah, children: int, school: tuple[SchoolYear, ...]
) -> tuple[tuple[str, ...], ...]:
    """The ways in which the largest sums of some children add up to a total."""
    remaining = {}
    rest = 0
    for year in reversed(school):
        rest += year.amount
        remaining[year.stage] = rest
    names = [year.stage for year in school]
    return tuple(
        stages
        for stages in combinations_with_replacement(names, children)
        if sum(remaining[stage] for stage in stages) == total
    )


@frozen(kw_only=True)
class _Grant:
    """What pays a scholarship: the programme, the participation and the day of the tariff."""

    case: Case
    program: Program
    protection: Protection
    on: dt.date

    def value(self, name: str) -> DatedValue:
        return self.case.value(f"scholarship.{name}", self.on)

    def refusal(self, number: int, code: str, limit: DatedValue) -> BenefitRefusal:
        why = Note.of(f"refused-{code}", program=self.program, number=number, limit=limit.value)
        return BenefitRefusal(program=self.program, code=code, why=why, basis=Basis.of(limit))


@frozen(kw_only=True)
class _Plan:
    """The payments for one child, by the day from which each can be claimed."""

    number: int
    child: Child
    payments: tuple[tuple[dt.date, SchoolYear], ...]
    notes: tuple[Note, ...]
    basis: Basis

    @property
    def amount(self) -> Rupiah:
        return sum(year.amount for _, year in self.payments)


def scholarship(case: Case, program: Program, protection: Protection, on: dt.date) -> Part:
    """What a programme pays for the children; who is entitled was decided before.

    Args:
        case: The case.
        program: The programme that pays.
        protection: What the paying participation gives.
        on: The day whose tariff decides.
    """
    if not case.children:
        return Part()
    grant = _Grant(case=case, program=program, protection=protection, on=on)
    lump = grant.value("lump_sum")
    if lump.value:
        return Part(lines=(_lump_sum(grant, lump),))
    found = [_plan(grant, number, child) for number, child in enumerate(case.children, 1)]
    plans = [each for each in found if isinstance(each, _Plan)]
    limit = grant.value("children")
    chosen, choice = _choose(plans, limit)
    refusals = [each for each in found if isinstance(each, BenefitRefusal)]
    refusals += [
        grant.refusal(plan.number, "child-not-chosen", limit)
        for plan in plans
        if plan not in chosen
    ]
    part = Part(refusals=tuple(refusals))
    shared = Basis.of(limit, assuming=[choice])
    for plan in chosen:
        part += _paid(grant, plan, shared)
    return part


def _lump_sum(grant: _Grant, lump: DatedValue) -> BenefitLine:
    return BenefitLine(
        program=grant.program,
        kind=BenefitKind.SCHOLARSHIP,
        label=Note.of("scholarship-once"),
        amount=lump.value,
        notes=(Note.of("scholarship-at-school"),),
        recipient=Recipient.CHILD,
        payable=grant.protection.payable,
        pays_first=grant.protection.pays_first,
        basis=Basis.sum((Basis.of(lump), grant.protection.basis)),
    )


def _plan(grant: _Grant, number: int, child: Child) -> _Plan | BenefitRefusal:
    end_age = grant.value("end_age")
    if child.married:
        return grant.refusal(number, "child-married", end_age)
    day = grant.case.event.on
    last = None
    if child.birth_date is not None:
        _check_birth(child.birth_date, day)
        last = years_after(child.birth_date, end_age.value)
        if last <= day:
            return grant.refusal(number, "child-too-old", end_age)
    work = _work(grant, number, child)
    if isinstance(work, BenefitRefusal):
        return work
    amounts, years = grant.value("amount"), grant.value("years")
    school = school_years(amounts, years)
    place, first, derived = _start(grant, child, school)
    payments = [(years_after(first, later), year) for later, year in enumerate(school[place:])]
    kept = tuple((due, year) for due, year in payments if last is None or due < last)
    if not kept:
        return grant.refusal(number, "school-finished", years)
    unknown = None in (child.birth_date, child.married, child.work)
    shortened = len(kept) < len(payments)
    return _Plan(
        number=number,
        child=child,
        payments=kept,
        notes=(Note.of("scholarship-ends", age=end_age.value),) if shortened else (),
        basis=Basis.of(
            as_table(amounts),
            as_table(years),
            end_age,
            *work,
            assuming=(
                "scholarship-year",
                "school-age" if derived else "",
                "child-entitled" if unknown else "",
            ),
        ),
    )


def _check_birth(born: dt.date, day: dt.date) -> None:
    # A child may be born after the father's death; a birth date a year later is a slip.
    if born > years_after(day, 1):
        raise InvalidFactError(
            "A child is born more than a year after the event.",
            remedy="Correct the birth date or the day of the event.",
        )


def _work(grant: _Grant, number: int, child: Child) -> tuple[DatedValue, ...] | BenefitRefusal:
    """Values that let a working child keep the scholarship, or why it ends."""
    if child.work in (None, ChildWork.NONE):
        return ()
    # The widening speaks of each year's claim, so that its day counts, not that of the accident.
    limits = grant.case.rules("scholarship.working_months")
    if not limits:
        return grant.refusal(number, "child-works", grant.value("end_age"))
    (limit,) = limits
    if child.work is ChildWork.UNREGISTERED:
        return grant.refusal(number, "child-works", limit)
    if child.studying is None:
        raise MissingFactError(
            f"Whether child {number} still studies decides and was not given.",
            value="studying",
            remedy="Give studying to the child.",
        )
    if not child.studying:
        return grant.refusal(number, "child-works", limit)
    if child.work is ChildWork.PU:
        if child.pu_months is None:
            raise MissingFactError(
                f"How long child {number} has worked as PU decides and was not given.",
                value="pu_months",
                remedy="Give pu_months to the child.",
            )
        if child.pu_months > limit.value:
            return grant.refusal(number, "child-works", limit)
    return limits


def _start(
    grant: _Grant, child: Child, school: tuple[SchoolYear, ...]
) -> tuple[int, dt.date, bool]:
    """Place of the first school year, its day, and whether the birth date had to tell."""
    day = grant.case.event.on
    if child.stage is not None:
        return _place(child.stage, school), day, False
    if child.birth_date is None:
        raise MissingFactError(
            "The school year of a child decides and was not given.",
            value="stage",
            remedy='Give stage="SD6", or the birth date.',
        )
    age, month = grant.value("school_age"), grant.value("school_month")
    begins = dt.date(day.year, month.value, 1)
    if begins > day:
        begins = years_after(begins, -1)
    entry = years_after(child.birth_date, age.value)
    if entry <= begins:
        return age_on(entry, begins), day, True
    while begins < entry:
        begins = years_after(begins, 1)
    return 0, begins, True


def _choose(plans: list[_Plan], limit: DatedValue) -> tuple[list[_Plan], str]:
    """The children with a scholarship, as many as the law allows, and what was assumed."""
    wanted = [plan for plan in plans if plan.child.chosen]
    if len(wanted) > limit.value:
        raise InvalidFactError(
            f"The heirs chose {len(wanted)} children; at most {limit.value} get a scholarship.",
            value=len(wanted),
            remedy="Say chosen=True for no more of them.",
        )
    open_to = [plan for plan in plans if plan.child.chosen is None]
    places = limit.value - len(wanted)
    largest = sorted(open_to, key=lambda plan: -plan.amount)[:places]
    choice = "scholarship-choice" if 0 < places < len(open_to) else ""
    return [plan for plan in plans if plan in wanted or plan in largest], choice


def _paid(grant: _Grant, plan: _Plan, shared: Basis) -> Part:
    protection = grant.protection
    first_due, first = plan.payments[0]
    line = BenefitLine(
        program=grant.program,
        kind=BenefitKind.SCHOLARSHIP,
        label=Note.of("scholarship", number=plan.number, stage=first.stage),
        amount=plan.amount,
        notes=(
            Note.of("scholarship-first", amount=first.amount, day=first_due),
            *plan.notes,
            *((Note.of("after-arrears"),) if protection.waits else ()),
        ),
        recipient=Recipient.CHILD,
        payable=Payable.YEARLY,
        pays_first=protection.pays_first,
        basis=Basis.sum((plan.basis, shared, protection.basis)),
    )
    return Part(lines=(line,), schedule=tuple(_payments(grant, plan)))


def _payments(grant: _Grant, plan: _Plan) -> Iterator[ScheduledPayment]:
    for due, year in plan.payments:
        yield ScheduledPayment(
            program=grant.program,
            due=due,
            amount=year.amount,
            label=Note.of("scholarship-year", number=plan.number, stage=year.stage),
            child=plan.number,
            stage=year.stage,
            payable=grant.protection.payable if due == grant.case.event.on else Payable.YEARLY,
        )
