"""What a construction project costs that is paid late, and who bears a benefit on a day.

PP 44/2015 Pasal 22 fines late contributions of employers; that it reaches the stages of a project
is convention `construction-fine`, against the reading `construction-no-fine`. Permenaker 5/2021
Pasal 81, 94 and 100 with PP 44/2015 Pasal 35: who has not enrolled the workers owes the benefits
himself, and who is behind with a stage pays first. When cover begins and ends: conventions
`construction-cover-from` and `construction-cover-until`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from attrs import field, frozen

from kopdes_jamsos._checks import check_kind
from kopdes_jamsos._plain import pairs_of
from kopdes_jamsos.basis import Basis, Explained, Grounded, Note, Row, Statement, Table
from kopdes_jamsos.basis.sources import Citation
from kopdes_jamsos.choices import choose
from kopdes_jamsos.contributions.construction import ConstructionPlan, ConstructionStage
from kopdes_jamsos.contributions.fines import Fined, FinedLine, late_totals
from kopdes_jamsos.errors import InvalidFactError, MissingFactError, ProgramNotOpenError
from kopdes_jamsos.law import LawBook
from kopdes_jamsos.money import Rate, Rupiah, share_of
from kopdes_jamsos.months import DateLike, Month, as_date, started_months
from kopdes_jamsos.programs import OPEN_TO, Payer, Program, Segment


@frozen(kw_only=True)
class LateStage(FinedLine):
    """A programme of a stage that was paid, in time or late.

    Attributes:
        stage: The stage.
        program: Programme.
        paid_on: Day of payment.
        months_late: Started months of delay; 0 where it was paid in time.
        rate: Fine for each month, or None where none is owed.
        fine: The fine, in rupiah, borne by the employer.
        basis: Where day and fine stand.

    Examples:
        >>> late = kj.contributions.construction_fines(works, {1: dt.date(2026, 8, 22)})
        >>> [(str(line.program), line.months_late, line.fine) for line in late.lines]
        [('JKK', 2, 6920), ('JKM', 2, 920)]
    """

    stage: ConstructionStage
    program: Program
    paid_on: dt.date
    months_late: int
    rate: Rate | None
    fine: Rupiah
    basis: Basis

    @property
    def contribution(self) -> Rupiah:
        """The contribution of the programme, in rupiah."""
        return self.stage.amounts[self.program]


@frozen(kw_only=True)
class ConstructionFines(Fined):
    """What the stages of a construction project cost on the days on which they are paid.

    Attributes:
        lines: One for each stage and programme.
        law: The book of law that was used.

    Examples:
        >>> late = kj.contributions.construction_fines(works, {1: dt.date(2026, 8, 4)})
        >>> late.contribution, late.fine, late.total
        (196000, 3920, 199920)
    """

    lines: tuple[LateStage, ...] = field(repr=False)
    law: LawBook = field(repr=False)

    def table(self) -> Table:
        """A row for each stage and programme."""
        return Table.of(
            "late-stages",
            {
                "stage": int,
                "program": Program,
                "due": dt.date | None,
                "paid_on": dt.date,
                "months_late": int,
                "contribution": int,
                "rate_ppm": Rate | None,
                "fine": int,
                "total": int,
                "article": Citation,
            },
            self.lines,
            stage="stage.number",
            due="stage.due",
            rate_ppm="rate",
            article="citations",
        )

    def statement(self) -> Statement:
        """The result as data, ready to be worded."""
        late = any(line.months_late for line in self.lines)
        return Statement(
            title=Note.of("construction-fines"),
            rows=tuple(row for line in self.lines for row in _rows(line)),
            totals=late_totals(self.contribution, self.fine),
            remarks=(Note.of("construction-arrears"),) if late else (),
            basis=self.basis,
        )


def _rows(line: LateStage) -> tuple[Row, ...]:
    code = "construction-stage-late" if line.months_late else "construction-stage-in-time"
    figures = {"months_late": line.months_late} if line.months_late else {}
    label = Note.of(code, number=line.stage.number, day=line.stage.due, **figures)
    paid = Row(
        head=line.program, label=label, amount=line.contribution, citations=line.stage.citations
    )
    if line.rate is None:
        return (paid,)
    label = Note.of("fine", rate=line.rate, months_late=line.months_late, base=line.contribution)
    return (paid, Row(label=label, amount=line.fine, citations=line.citations))


def construction_fines(
    plan: ConstructionPlan, paid_on: Mapping[int, DateLike]
) -> ConstructionFines:
    """What stages of a construction project cost that are paid on some days.

    The law of the month in which a stage is due decides its fine. By the reading
    "construction-no-fine" of the book there is none.

    Args:
        plan: The plan.
        paid_on: Days of payment by number of stage; others are left out.

    Raises:
        InvalidFactError: code `invalid-fact`: no plan, no such stage.
        MissingFactError: code `missing-fact`: the day on which the user pays decides, and was not
            given to the plan.
        InvalidDateError: code `invalid-date`.

    Examples:
        >>> on_time = {1: dt.date(2026, 7, 21)}
        >>> kj.contributions.construction_fines(works, on_time).fine
        0
    """
    days = _check_payments(plan, paid_on)
    lines = [
        _late(plan, stage, program, days[stage.number])
        for stage in plan.stages
        if stage.number in days
        for program, amount in stage.amounts.items()
        if amount
    ]
    return ConstructionFines(lines=tuple(lines), law=plan.law)


def _check_payments(plan: object, paid_on: object) -> Mapping[int, dt.date]:
    made = check_kind(
        plan, ConstructionPlan, "plan", "Give what kj.contributions.construction_plan gave."
    )
    known = {stage.number for stage in made.stages}
    pairs = pairs_of(paid_on)
    if pairs is None or not set(pairs) <= known:
        raise InvalidFactError(
            "Days of payment are by number of stage.",
            remedy=f"Give a mapping such as {{1: a day}}; the stages are 1 to {len(known)}.",
        )
    return {number: as_date(day, "paid_on") for number, day in pairs.items()}


def _late(
    plan: ConstructionPlan, stage: ConstructionStage, program: Program, paid_on: dt.date
) -> LateStage:
    if stage.due is None:
        raise MissingFactError(
            f"The day on which the user pays decides when stage {stage.number} is due.",
            value="user_pays_on",
            remedy="Give user_pays_on to the plan.",
        )
    months_late = started_months(stage.due, paid_on)
    rate, fine, basis = None, 0, stage.basis
    if months_late and "construction-no-fine" in plan.law.readings:
        basis = basis.assuming("construction-no-fine")
    elif months_late:
        book = plan.law.watched()
        rule = book.value(f"{program.lower()}.late_fine", Month.of(stage.due))
        rate = rule.value
        fine, rounded = share_of(stage.amounts[program], rule.value, months_late)
        names = ["construction-fine", "late-month", "late-month-from"]
        names.append("round-line" if rounded else "")
        own = Basis.of(rule, assuming=names, lookups=book.lookups)
        basis = Basis.sum((stage, own)).revised(citations=own.citations)
    return LateStage(
        stage=stage,
        program=program,
        paid_on=paid_on,
        months_late=months_late,
        rate=rate,
        fine=fine,
        basis=basis,
    )


@frozen(kw_only=True)
class ConstructionCover(Grounded, Explained):
    """Who bears a benefit for a worker of a construction project on a day.

    Attributes:
        program: Programme.
        on: The day of the accident or of the death.
        covered: Whether the agency bears it in the end.
        pays_first: The employer, who pays first or owes it himself; None: not he.
        note: Why, to be worded.
        basis: Where it stands.

    Examples:
        >>> unregistered = kj.contributions.construction_cover(works, "JKM", on=dt.date(2026, 8, 3))
        >>> unregistered.covered, unregistered.pays_first
        (False, <Payer.EMPLOYER: 'employer'>)
    """

    program: Program
    on: dt.date
    covered: bool
    pays_first: Payer | None
    note: Note
    basis: Basis

    def table(self) -> Table:
        """One row: whether it is borne, and why."""
        return Table.of(
            "cover",
            {
                "program": Program,
                "on": dt.date,
                "covered": bool,
                "pays_first": Payer | None,
                "reason": Note,
                "article": Citation,
            },
            [self],
            reason="note",
            article="citations",
        )

    def statement(self) -> Statement:
        """The result as data, ready to be worded."""
        return Statement(
            title=Note.of("construction-cover", program=self.program, day=self.on),
            rows=(Row(head=self.program, label=self.note, citations=self.citations),),
            basis=self.basis,
        )


def construction_cover(
    plan: ConstructionPlan,
    program: Program | str,
    *,
    on: DateLike,
    complete_on: DateLike | None = None,
    paid_on: Mapping[int, DateLike] | None = None,
) -> ConstructionCover:
    """Who bears a benefit for a worker of a construction project on a day.

    That the worker was reported is taken as given: whoever came in later is reported within thirty
    days (Permenaker 5/2021 Pasal 68).

    Args:
        plan: The plan of the project.
        program: JKK, for an accident at work; JKM, for any other death.
        on: The day of the accident or of the death.
        complete_on: Day on which the form of registration was complete; None: it was not.
        paid_on: Days of payment by number of stage; None: nothing was paid.

    Raises:
        InvalidFactError: code `invalid-fact`: no plan, no such stage.
        ProgramNotOpenError: code `program-not-open`: another programme.
        UnknownProgramError: code `unknown-program`.
        InvalidDateError: code `invalid-date`.

    Examples:
        >>> facts = {"complete_on": dt.date(2026, 7, 9), "paid_on": {1: dt.date(2026, 7, 14)}}
        >>> days = dt.date(2026, 7, 13), dt.date(2026, 7, 14)
        >>> [
        ...     kj.contributions.construction_cover(works, "JKK", on=day, **facts).covered
        ...     for day in days
        ... ]
        [False, True]
    """
    payments = _check_payments(plan, {} if paid_on is None else paid_on)
    wanted = choose(Program, program)
    if wanted not in OPEN_TO[Segment.CONSTRUCTION]:
        raise ProgramNotOpenError(
            f"{wanted} is not open to construction projects.",
            value=wanted,
            remedy="Ask for JKK or JKM.",
            reason="construction",
            programs=(wanted,),
        )
    on = as_date(on, "on")
    if complete_on is not None:
        complete_on = as_date(complete_on, "complete_on")
    begun = max((complete_on or dt.date.max, payments.get(1, dt.date.max)))
    return _cover(plan, wanted, on, begun, payments)


def _cover(
    plan: ConstructionPlan,
    program: Program,
    on: dt.date,
    begun: dt.date,
    payments: Mapping[int, dt.date],
) -> ConstructionCover:
    """Who bears it, by the first of the grounds that holds."""
    book = plan.law.watched()
    values = []
    names = ["construction-cover-until"]
    covered, pays_first = False, None
    if not plan.starts_on <= on <= plan.ends_on:
        note = Note.of("construction-outside")
    elif on < begun:
        values.append(book.series(f"construction.unregistered_{program.lower()}").on(on))
        names.append("construction-cover-from")
        note, pays_first = Note.of("construction-employer-owes"), Payer.EMPLOYER
    else:
        covered = True
        names.append("construction-cover-from")
        behind, stated = _behind(plan, on, payments)
        names += stated
        note = Note.of("construction-covered")
        values.append(book.series("construction.registration_days").on(plan.ordered_on))
        if behind:
            term = book.series(f"construction.arrears_{program.lower()}").on(on)
            values = [term]
            note = Note.of("construction-employer-first", count=term.value)
            pays_first = Payer.EMPLOYER
    return ConstructionCover(
        program=program,
        on=on,
        covered=covered,
        pays_first=pays_first,
        note=note,
        basis=Basis.of(*values, assuming=names, lookups=book.lookups),
    )


def _behind(
    plan: ConstructionPlan, on: dt.date, payments: Mapping[int, dt.date]
) -> tuple[bool, list[str]]:
    """Whether a stage was due before a day and is not paid by it, and under which conventions."""
    open_ = [stage for stage in plan.stages if payments.get(stage.number, dt.date.max) > on]
    late = [stage for stage in open_ if stage.due is not None and stage.due < on]
    if late:
        return True, ["construction-arrears", *late[0].assumptions]
    waits = any(stage.due is None for stage in open_)
    return False, ["construction-not-due"] if waits else []
