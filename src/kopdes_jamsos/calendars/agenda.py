"""What has to be done by when, out of results: a list of dates, each with its article.

Implements no article of its own. Due dates come from `payment_plan` and `construction_plan`, the
end of a relief from the months of its value in the law, limits of claims and payments of the
scholarship from an entitlement.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import TypeAlias

import attrs
from attrs import field, frozen

from kopdes_jamsos._plain import items_of
from kopdes_jamsos.basis import Basis, Explained, Grounded, Note, Row, Statement, Table, Worded
from kopdes_jamsos.basis.sources import Citation
from kopdes_jamsos.benefits.entitlement import Entitlement
from kopdes_jamsos.benefits.kinds import BenefitKind
from kopdes_jamsos.contributions.assessment import Assessment
from kopdes_jamsos.contributions.billing import Bill
from kopdes_jamsos.contributions.construction import ConstructionPlan
from kopdes_jamsos.contributions.due import due_remarks
from kopdes_jamsos.contributions.plan import PaymentPlan, PlanEntry, payment_plan
from kopdes_jamsos.errors import InvalidFactError
from kopdes_jamsos.law import DatedValue
from kopdes_jamsos.law.levies import Line, last_day_of_relief
from kopdes_jamsos.money import Rupiah
from kopdes_jamsos.months import Month
from kopdes_jamsos.programs import Choice, Program, in_order


class DateKind(Choice):
    """What a date is.

    PAYMENT: the last day to pay a contribution. REGISTRATION: the last day to register a
    construction project. RELIEF: the last day of the last month with a relief. SETTLEMENT: the
    last day on which a relief still holds for who pays late. CLAIM: the last day to report or
    claim. BENEFIT: the day from which a payment can be claimed.

    Examples:
        >>> kj.calendars.DateKind("payment")
        <DateKind.PAYMENT: 'payment'>
    """

    PAYMENT = "payment"
    REGISTRATION = "registration"
    RELIEF = "relief"
    SETTLEMENT = "settlement"
    CLAIM = "claim"
    BENEFIT = "benefit"


@frozen(kw_only=True)
class DateEntry(Grounded):
    """A day, what has to be done by it or can be done from it, and where that stands.

    Attributes:
        day: The day.
        kind: What kind of date it is.
        programs: The programmes that it concerns.
        what: What it is, to be worded.
        amount: Rupiah that is to be paid or can be claimed; None where it is no payment.
        notes: What else is to be known, such as a holiday that moved the day.
        basis: Where the day stands.

    Examples:
        >>> [entry] = kj.calendars.dates(kj.bill(kdmp, kj.Month(2025, 7))).entries
        >>> entry.day, entry.kind, entry.amount
        (datetime.date(2025, 7, 15), <DateKind.PAYMENT: 'payment'>, 16800)
    """

    day: dt.date
    kind: DateKind
    programs: tuple[Program, ...]
    what: Note = field(repr=False)
    amount: Rupiah | None = field(default=None, repr=False)
    notes: tuple[Note, ...] = field(default=(), repr=False)
    basis: Basis


@frozen(kw_only=True)
class Dates(Grounded, Explained):
    """The dates of some results, in order.

    Attributes:
        entries: Each date once.
        remarks: What has no limit, or a limit that runs from a day that is not known yet.

    Examples:
        >>> found = kj.calendars.dates(kj.entitle(death, paid))
        >>> found.entries, [note.code for note in found.remarks]
        ((), ['jkm-no-limit'])
    """

    entries: tuple[DateEntry, ...] = field(repr=False)
    remarks: tuple[Note, ...] = field(default=(), repr=False)

    @property
    def basis(self) -> Basis:
        """What the days rest on."""
        return Basis.sum(self.entries)

    def table(self) -> Table:
        """A row for each date."""
        return Table.of(
            "dates",
            {
                "day": dt.date,
                "what": Worded,
                "amount": int | None,
                "article": Citation,
            },
            self.entries,
            what=lambda entry: Worded(str(entry.kind), entry.what),
            article="citations",
        )

    def statement(self) -> Statement:
        """The dates as data, ready to be worded."""
        return Statement(
            title=Note.of("dates"),
            rows=tuple(
                Row(
                    head=Note.of("fact", value=entry.day),
                    label=entry.what,
                    amount=entry.amount,
                    citations=entry.citations,
                    details=entry.notes,
                )
                for entry in self.entries
            ),
            remarks=self.remarks or (() if self.entries else (Note.of("dates-none"),)),
            basis=self.basis,
        )


# What has dates.
Dated: TypeAlias = Assessment | Bill | PaymentPlan | ConstructionPlan | Entitlement


def dates(results: Dated | Iterable[Dated]) -> Dates:
    """The dates of a result, or of several: due dates, limits of claims, the end of a relief.

    Assessments and bills are put together, so that each day of a month stands once with its sum;
    they are made with one book of law, which says what counts as a holiday.

    Args:
        results: An assessment, bill, payment plan, construction plan or entitlement, or several.

    Raises:
        InvalidFactError: code `invalid-fact`: something else, nothing at all, or assessments and
            bills of several books of law.
        NoRuleError: code `no-rule`: the assessment of a construction project: give its plan.
        MissingPackageError: code `missing-package`: holidays asked for, the package is not there.

    Examples:
        >>> bills = [kj.bill(kdmp, kj.Month(2025, month)) for month in (6, 7)]
        >>> [str(entry.day) for entry in kj.calendars.dates(bills).entries]
        ['2025-06-16', '2025-07-15']
    """
    given = [results] if isinstance(results, Dated) else items_of(results)
    if not given or not all(isinstance(each, Dated) for each in given):
        raise InvalidFactError(
            "Dates are those of assessments, bills, plans and entitlements.",
            remedy="Give what kj.assess, kj.bill, payment_plan, construction_plan or kj.entitle "
            "gave, or a list of them.",
        )
    owed = [each for each in given if isinstance(each, Assessment | Bill)]
    plans = [each for each in given if isinstance(each, PaymentPlan)]
    found = list(_payments([*plans, payment_plan(owed)] if owed else plans))
    found += _reliefs(owed)
    remarks: dict[Note, None] = {}
    for each in given:
        if isinstance(each, ConstructionPlan):
            found += _stages(each)
        elif isinstance(each, Entitlement):
            found += _limits(each)
            found += _scholarship(each)
            open_ended = (limit.what for limit in each.deadlines if limit.day is None)
            remarks |= dict.fromkeys(open_ended)
    kinds = list(DateKind)
    entries = sorted(_merged(found), key=lambda entry: (entry.day, kinds.index(entry.kind)))
    return Dates(entries=tuple(entries), remarks=tuple(remarks))


def _payments(plans: Iterable[PaymentPlan]) -> Iterator[DateEntry]:
    """The programmes of a segment that are due on one day for one month, together."""
    groups: dict[tuple[object, ...], list[PlanEntry]] = {}
    for entry in (entry for plan in plans for entry in plan.entries):
        key = (entry.due.day, entry.due.printed, entry.month, entry.segment)
        groups.setdefault(key, []).append(entry)
    for entries in groups.values():
        first, dues = entries[0], {entry.program: entry.due for entry in entries}
        programs = in_order(frozenset(dues))
        moved = first.due.day != first.due.printed
        yield DateEntry(
            day=first.due.day,
            kind=DateKind.PAYMENT,
            programs=programs,
            what=Note.of("date-due", programs=programs, month=first.month, segment=first.segment),
            amount=sum(entry.amount for entry in entries),
            notes=due_remarks(map(dues.__getitem__, programs)) if moved else (),
            basis=Basis.sum(entry.due for entry in entries),
        )


def _reliefs(owed: Iterable[Assessment | Bill]) -> Iterator[DateEntry]:
    """The last month of each relief that was given, and by when who pays late keeps it."""
    programs: dict[tuple[str | None, DateKind, dt.date], set[Program]] = {}
    rules: dict[tuple[str | None, DateKind, dt.date], DatedValue] = {}
    for whole in owed:
        for each in whole.assessments if isinstance(whole, Bill) else (whole,):
            for line in each.lines:
                for kind, day, rule in _ends(line, each):
                    key = (line.relief_id, kind, day)
                    programs.setdefault(key, set()).add(line.program)
                    rules[key] = rule
    for key, rule in rules.items():
        _, kind, day = key
        concerned = in_order(frozenset(programs[key]))
        code = "date-relief-ends" if kind is DateKind.RELIEF else "date-relief-settled"
        share = rule.value if kind is DateKind.RELIEF else None
        yield DateEntry(
            day=day,
            kind=kind,
            programs=concerned,
            what=Note.of(code, programs=concerned, share=share),
            basis=Basis.of(rule),
        )


def _ends(line: Line, whole: Assessment) -> Iterator[tuple[DateKind, dt.date, DatedValue]]:
    if line.relief_id is None:
        return
    rule = whole.law.series(f"relief.{line.relief_id}").in_force(whole.month)
    if rule is not None and rule.until is not None:
        yield DateKind.RELIEF, rule.until.last_day, rule
    settled = last_day_of_relief(line, whole.month, whole.law)
    if settled is not None:
        yield DateKind.SETTLEMENT, settled.value, settled


def _stages(plan: ConstructionPlan) -> Iterator[DateEntry]:
    yield DateEntry(
        day=plan.register_by,
        kind=DateKind.REGISTRATION,
        programs=in_order(frozenset().union(*(each.amounts for each in plan.stages))),
        what=Note.of("date-construction-registration"),
        basis=plan.registration,
    )
    for stage in plan.stages:
        if stage.due is not None:
            yield DateEntry(
                day=stage.due,
                kind=DateKind.PAYMENT,
                programs=in_order(frozenset(stage.amounts)),
                what=Note.of("date-construction-stage", number=stage.number, share=stage.share),
                amount=stage.amount,
                basis=stage.basis,
            )


def _limits(found: Entitlement) -> Iterator[DateEntry]:
    for limit in found.deadlines:
        if limit.day is not None:
            yield DateEntry(
                day=limit.day,
                kind=DateKind.CLAIM,
                programs=(limit.program,),
                what=limit.what,
                basis=limit.basis,
            )


def _scholarship(found: Entitlement) -> Iterator[DateEntry]:
    lines = {
        (line.program, line.label.figures["number"]): line
        for line in found.lines
        if line.kind is BenefitKind.SCHOLARSHIP
    }
    for each in found.schedule:
        yield DateEntry(
            day=each.due.first_day if isinstance(each.due, Month) else each.due,
            kind=DateKind.BENEFIT,
            programs=(each.program,),
            what=Note.of("date-scholarship", number=each.child, stage=each.stage),
            amount=each.amount,
            basis=lines[each.program, each.child].basis,
        )


def key_of(entry: DateEntry) -> str:
    """What tells an entry from others, without its amount: what a calendar shows of it.

    Examples:
        >>> [entry] = kj.calendars.dates(kj.bill(kdmp, kj.Month(2025, 7))).entries
        >>> key_of(entry)
        '2025-07-15|payment|JKK JKM|date-due|2025-07|BPU'
    """
    programs = " ".join(entry.programs)
    figures = (str(value) for name, value in entry.what.pairs if name != "programs")
    return "|".join([str(entry.day), entry.kind, programs, entry.what.code, *figures])


def _merged(entries: Iterable[DateEntry]) -> Iterator[DateEntry]:
    """Each date once; what two results ask for on it is added."""
    groups: dict[str, list[DateEntry]] = {}
    for entry in entries:
        groups.setdefault(key_of(entry), []).append(entry)
    for same in groups.values():
        amounts = [entry.amount for entry in same if entry.amount is not None]
        yield attrs.evolve(
            same[0],
            amount=sum(amounts) if amounts else None,
            basis=Basis.sum(same),
        )
