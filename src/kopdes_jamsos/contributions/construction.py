"""When a construction project is registered, and when which stage of its contribution is due.

Permenaker 5/2021 Pasal 67 and 72 (with Permenaker 1/2025): a project is registered within some
working days of the work order, and its contribution is paid at once or in stages: the first with
the registration, all by the day on which the user pays before the works end; four stages where the
contract runs for longer than two years. What the articles leave open are conventions:
`construction-first-stage`, `construction-user-pays`, `construction-two-years`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from attrs import field, frozen

from kopdes_jamsos._plain import as_int, items_of
from kopdes_jamsos.basis import Basis, Explained, Grounded, Note, Origin, Row, Statement, Table
from kopdes_jamsos.basis.sources import Citation
from kopdes_jamsos.contributions.assessment import Assessment
from kopdes_jamsos.errors import InvalidFactError, told
from kopdes_jamsos.law import LawBook
from kopdes_jamsos.law.kinds import Frozen
from kopdes_jamsos.money import PARTS, Rate, Rupiah, half_up
from kopdes_jamsos.months import DateLike, as_date, years_after
from kopdes_jamsos.programs import Program, Segment
from kopdes_jamsos.workdays import counting_conventions, working_days_after

_AT_ONCE, _USUAL, _LONG = 1, 3, 4
_PREFIXES = {_USUAL: "construction.stage", _LONG: "construction.long_stage"}


@frozen(kw_only=True)
class ConstructionStage(Grounded):
    """One stage of the contribution of a construction project.

    Attributes:
        number: From 1 on.
        share: Share of the whole contribution.
        amounts: Rupiah by programme.
        due: The last day to pay, or None: the day on which the user pays, which was not given.
        basis: Where share and day stand.

    Examples:
        >>> [(stage.amount, stage.due and str(stage.due)) for stage in works.stages]
        [(196000, '2026-07-21'), (98000, None), (98000, None)]
    """

    number: int
    share: Rate
    amounts: Mapping[Program, Rupiah]
    due: dt.date | None
    basis: Basis

    @property
    def amount(self) -> Rupiah:
        """Sum of the programmes, in rupiah."""
        return sum(self.amounts.values())


@frozen(kw_only=True)
class ConstructionPlan(Grounded, Explained):
    """When a construction project is registered and paid for.

    Attributes:
        owed: The assessments whose sum is the contribution.
        ordered_on: Day of the work order.
        starts_on: First day of the works by the contract.
        ends_on: Last day of the works by the contract.
        user_pays_on: Day on which the user pays before the works end, or None.
        register_by: Last day to register.
        stages: In order.
        law: The book of law that was used.
        registration: Where the day of registration stands.
        origin: The document that it was read from, or None where it was computed.

    Examples:
        >>> plan = kj.contributions.construction_plan(
        ...     kj.assess(kj.ConstructionEnrolment(contract_value=180_000_000), kj.Month(2026, 7)),
        ...     ordered_on=dt.date(2026, 7, 1),
        ...     starts_on=dt.date(2026, 7, 6),
        ...     ends_on=dt.date(2026, 11, 30),
        ...     stages=1,
        ... )
        >>> plan.total, str(plan.register_by), len(plan.stages)
        (392000, '2026-07-21', 1)
    """

    owed: tuple[Assessment, ...] = field(repr=False)
    ordered_on: dt.date
    starts_on: dt.date
    ends_on: dt.date
    user_pays_on: dt.date | None
    register_by: dt.date
    stages: tuple[ConstructionStage, ...] = field(repr=False)
    law: LawBook = field(repr=False)
    registration: Basis = field(repr=False)
    origin: Origin | None = field(default=None, eq=False, repr=False)

    @property
    def total(self) -> Rupiah:
        """The whole contribution, in rupiah."""
        return sum(stage.amount for stage in self.stages)

    @property
    def basis(self) -> Basis:
        """What the amounts rest on, and the days beside them."""
        return Basis.sum(self.owed).beside(self.registration, *self.stages)

    def table(self) -> Table:
        """A row for each stage and programme."""
        return Table(
            name="stages",
            columns={
                "stage": int,
                "share_ppm": Rate,
                "due": dt.date | None,
                "program": Program,
                "amount": int,
                "article": Citation,
            },
            rows=[
                (stage.number, stage.share, stage.due, program, amount, stage.citations)
                for stage in self.stages
                for program, amount in stage.amounts.items()
            ],
        )

    def statement(self) -> Statement:
        """The plan as data, ready to be worded."""
        registration = Row(
            label=Note.of("construction-registration", day=self.register_by),
            citations=self.registration.citations,
        )
        return Statement(
            title=Note.of("construction-plan"),
            rows=(registration, *(self._row(stage) for stage in self.stages)),
            totals=(Row(label=Note.of("total"), amount=self.total),),
            basis=self.basis,
        )

    def _row(self, stage: ConstructionStage) -> Row:
        code = "construction-stage" if stage.due else "construction-stage-open"
        day = stage.due or self.ends_on
        label = Note.of(code, number=stage.number, share=stage.share, day=day)
        return Row(label=label, amount=stage.amount, citations=stage.citations)


def construction_plan(
    owed: Assessment | Iterable[Assessment],
    *,
    ordered_on: DateLike,
    starts_on: DateLike,
    ends_on: DateLike,
    user_pays_on: DateLike | None = None,
    stages: int = _USUAL,
) -> ConstructionPlan:
    """When a construction project is registered, and when which part of its contribution is due.

    The law of the month of the work order decides.

    Args:
        owed: The assessment of the contract value, or those of the wages of all months; all with
            one book of law, which says what counts as a holiday.
        ordered_on: Day of the work order (surat perintah kerja).
        starts_on: First day of the works by the contract.
        ends_on: Last day of the works by the contract.
        user_pays_on: Day on which the employer receives the user's payment before the works end;
            None if it is not known.
        stages: 1 (at once), 3, or 4 for a contract of more than two years.

    Raises:
        InvalidFactError: code `invalid-fact`: no assessment of a construction project, several
            books of law, a contract value beside something else, days out of order, or stages that
            are not open.
        InvalidDateError: code `invalid-date`.
        BeforeDataError: code `before-data`: ordered before 2022.
        MissingPackageError: code `missing-package`.

    Examples:
        >>> plan = kj.contributions.construction_plan(
        ...     kj.assess(kj.ConstructionEnrolment(contract_value=180_000_000), kj.Month(2026, 7)),
        ...     ordered_on=dt.date(2026, 7, 1),
        ...     starts_on=dt.date(2026, 7, 6),
        ...     ends_on=dt.date(2026, 11, 30),
        ...     user_pays_on=dt.date(2026, 11, 20),
        ... )
        >>> [(stage.share.ppm // 10_000, stage.amount) for stage in plan.stages]
        [(50, 196000), (25, 98000), (25, 98000)]
    """
    assessments = _assessments(owed)
    law = assessments[0].law
    ordered_on = as_date(ordered_on, "ordered_on")
    starts_on = as_date(starts_on, "starts_on")
    ends_on = as_date(ends_on, "ends_on")
    if user_pays_on is not None:
        user_pays_on = as_date(user_pays_on, "user_pays_on")
    if ends_on < starts_on or (user_pays_on and not ordered_on <= user_pays_on <= ends_on):
        raise InvalidFactError(
            "The days of the project are out of order.",
            value="days",
            remedy="The works end after they begin, and the user pays between order and end.",
            reason="project-days",
        )
    number = as_int(stages)
    book = law.watched()
    term = book.series("construction.registration_days").on(ordered_on)
    register_by = working_days_after(ordered_on, term.value, law.known_holidays)
    counted = counting_conventions(ordered_on, register_by, law.known_holidays)
    registration = Basis.of(term, lookups=book.lookups, assuming=counted)
    case = _Case(ordered_on, starts_on, ends_on, user_pays_on, register_by, law)
    return ConstructionPlan(
        owed=assessments,
        ordered_on=ordered_on,
        starts_on=starts_on,
        ends_on=ends_on,
        user_pays_on=user_pays_on,
        register_by=register_by,
        stages=case.stages(_sums(assessments), -1 if number is None else number),
        law=law,
        registration=registration,
    )


def _assessments(owed: object) -> tuple[Assessment, ...]:
    found = (owed,) if isinstance(owed, Assessment) else tuple(items_of(owed) or ())
    projects = [
        each.enrolment
        for each in found
        if isinstance(each, Assessment) and each.enrolment.segment is Segment.CONSTRUCTION
    ]
    if not found or len(projects) < len(found) or any(each.law != found[0].law for each in found):
        raise InvalidFactError(
            "A plan is made of assessments of one construction project.",
            remedy="Give what kj.assess gave for it, all with one book of law.",
        )
    if len(found) > 1 and any(getattr(each, "contract_value", None) for each in projects):
        raise InvalidFactError(
            "A contract value is paid for once.",
            remedy="Give one assessment of the contract value, or one of the wages of each month.",
        )
    return found


def _sums(assessments: tuple[Assessment, ...]) -> Mapping[Program, Rupiah]:
    programs = dict.fromkeys(line.program for each in assessments for line in each.lines)
    return {program: sum(each.of(program) for each in assessments) for program in programs}


@frozen
class _Case:
    """The days of a project, from which its stages follow."""

    ordered_on: dt.date
    starts_on: dt.date
    ends_on: dt.date
    user_pays_on: dt.date | None
    register_by: dt.date
    law: LawBook

    def stages(self, sums: Mapping[Program, Rupiah], count: int) -> tuple[ConstructionStage, ...]:
        """The stages of a number of stages."""
        if count == _AT_ONCE:
            book = self.law.watched()
            rule = book.series("construction.at_once").on(self.ordered_on)
            basis = Basis.of(rule, lookups=book.lookups, assuming=["construction-first-stage"])
            whole = Rate(PARTS)
            return (
                ConstructionStage(
                    number=1, share=whole, amounts=sums, due=self.register_by, basis=basis
                ),
            )
        self._check_count(count)
        found: list[ConstructionStage] = []
        before = 0
        for number in range(1, count + 1):
            book = self.law.watched()
            share = book.series(f"{_PREFIXES[count]}_{number}").on(self.ordered_on)
            upto = before + share.value.ppm
            amounts, rounded = _cut(sums, before, upto)
            due, dated = self._due(number, count, book)
            basis = Basis.of(share, lookups=book.lookups).beside(dated)
            basis = basis.assuming("construction-stage-rounded" if rounded else "")
            found.append(
                ConstructionStage(
                    number=number, share=share.value, amounts=amounts, due=due, basis=basis
                )
            )
            before = upto
        return tuple(found)

    def _check_count(self, count: int) -> None:
        years = self.law.series("construction.long_years").on(self.ordered_on).value
        is_long = self.ends_on >= years_after(self.starts_on, years)
        if count not in _PREFIXES or (count == _LONG and not is_long):
            shown, kept = told(count, "stages", like="-?[0-9]{1,2}")
            raise InvalidFactError(
                f"{shown} is no number of stages that is open to this contract.",
                value=kept,
                remedy=f"Give 1 or 3, or 4 for a contract of more than {years} years.",
                reason="stages",
                years=years,
            )

    def _due(self, number: int, count: int, book: LawBook) -> tuple[dt.date | None, Basis]:
        """The last day of a stage, and where it stands."""
        if number == 1:
            return self.register_by, Basis.of(assuming=["construction-first-stage"])
        last = book.series("construction.last_day").on(self.ordered_on)
        if count == _LONG and number == 2:
            term = book.series("construction.second_stage_years").on(self.ordered_on)
            day = years_after(self.starts_on, term.value)
            if self.user_pays_on is None or day <= self.user_pays_on:
                return day, Basis.of(term, assuming=["construction-two-years"])
        return self.user_pays_on, Basis.of(last, assuming=["construction-user-pays"])


def _cut(
    sums: Mapping[Program, Rupiah], before: int, upto: int
) -> tuple[Mapping[Program, Rupiah], bool]:
    """What lies between two shares of each programme, and whether anything was rounded."""
    cut = {
        program: half_up(whole * upto, PARTS) - half_up(whole * before, PARTS)
        for program, whole in sums.items()
    }
    rounded = any(whole * part % PARTS for whole in sums.values() for part in (before, upto))
    return Frozen(cut), rounded
