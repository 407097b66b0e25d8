"""What paying late costs: the fine of the employer, programme by programme.

PP 44/2015 Pasal 22, PP 45/2015 Pasal 31 and PP 46/2015 Pasal 20: a share of the contribution for
each month of delay, borne by the employer alone; that of JP is paid with the arrears, the others
with the next month's contribution. PP 49/2020 Pasal 23 lowered the share for its months. PP 7/2025
Pasal 7 with PP 36/2025 (explanation of Pasal 7, Pasal 11): the fine falls on the reduced JKK
contribution until the last day for settling, then on the full one. No article fines a BPU. Part
months, and from which day they run: conventions `late-month` and `late-month-from`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from kopdes_jamsos.basis import (
    NO_BASIS,
    Basis,
    Explained,
    Grounded,
    Note,
    Origin,
    Row,
    Statement,
    Table,
)
from kopdes_jamsos.basis.sources import Citation
from kopdes_jamsos.choices import choose
from kopdes_jamsos.contributions.assessment import Assessment
from kopdes_jamsos.contributions.billing import Bill
from kopdes_jamsos.contributions.due import DueDate, due_date
from kopdes_jamsos.enrolment import is_trainee
from kopdes_jamsos.errors import InvalidFactError, a_kind
from kopdes_jamsos.law import DatedValue, LawBook
from kopdes_jamsos.law.levies import Line, last_day_of_relief
from kopdes_jamsos.money import Rate, Rupiah, share_of
from kopdes_jamsos.months import DateLike, Month, as_date, started_months
from kopdes_jamsos.programs import Program, Segment

# Columns of what is late, the first ones told by their programme and month.
LATE_COLUMNS = {
    "program": Program,
    "segment": Segment,
    "month": Month,
    "due": dt.date,
    "months_late": int,
    "contribution": int,
    "lapsed": int,
    "base": int,
    "rate_ppm": Rate | None,
    "fine": int,
    "total": int,
    "article": Citation,
}


class FinedLine(Grounded):
    """A contribution, and the fine on it."""

    __slots__ = ()

    if TYPE_CHECKING:

        @property
        def contribution(self) -> Rupiah:
            """Rupiah without the fine; each class has its own."""

        @property
        def fine(self) -> Rupiah:
            """Rupiah; each class has its own."""

    @property
    def total(self) -> Rupiah:
        """Contribution and fine together, in rupiah."""
        return self.contribution + self.fine


@frozen(kw_only=True)
class LateLine(FinedLine):
    """One programme of a month that was paid late, or in time.

    Attributes:
        program: Programme.
        segment: PU or BPU.
        month: The month to which the contribution belongs.
        contribution: What has to be paid for the month, in rupiah; where a relief has lapsed, in
            full.
        lapsed: How much of it is owed because a relief has lapsed, in rupiah.
        base: What the fine is taken on, in rupiah; 0 where there is none.
        due: The due date.
        months_late: Started months of delay; 0 where it was paid in time.
        rate: Fine for each month, or None where none is owed: in time, or BPU.
        fine: The fine, in rupiah, borne by the employer.
        with_arrears: The fine is paid with the arrears, not with the next month's contribution.
        basis: Where the fine stands, and why a relief has lapsed; what contribution, due date and
            fine were decided by.

    Examples:
        >>> may = kj.assess(worker, kj.Month(2025, 5))
        >>> line = kj.lateness(may, paid_on=dt.date(2025, 6, 17)).lines[0]
        >>> line.contribution, line.months_late, line.rate, line.fine
        (15000, 1, Rate(ppm=20000), 300)
    """

    program: Program
    segment: Segment
    month: Month
    contribution: Rupiah
    lapsed: Rupiah
    base: Rupiah
    due: DueDate
    months_late: int
    rate: Rate | None
    fine: Rupiah
    with_arrears: bool
    basis: Basis


class Fined(Grounded, Explained):
    """A result of lines with a contribution and a fine each."""

    __slots__ = ()

    if TYPE_CHECKING:

        @property
        def lines(self) -> Sequence[FinedLine]:
            """One for each part that was paid; each class has its own."""

    @property
    def contribution(self) -> Rupiah:
        """What has to be paid without any fine, in rupiah."""
        return sum(line.contribution for line in self.lines)

    @property
    def fine(self) -> Rupiah:
        """Sum of the fines, in rupiah; the employer bears all of it."""
        return sum(line.fine for line in self.lines)

    @property
    def total(self) -> Rupiah:
        """Contribution and fine together, in rupiah."""
        return self.contribution + self.fine

    @property
    def basis(self) -> Basis:
        """What the lines rest on."""
        return Basis.sum(self.lines)


@frozen(kw_only=True)
class Lateness(Fined):
    """What is owed for a month on the day on which it is paid.

    Attributes:
        month: The month to which the contributions belong.
        paid_on: Day of payment.
        lines: One for each programme and segment with an amount.
        law: The book of law that was used.
        origin: The document that it was read from, or None where it was computed.

    Examples:
        >>> late = kj.lateness(kj.assess(worker, kj.Month(2025, 5)), paid_on=dt.date(2025, 7, 17))
        >>> late.contribution, late.fine, late.total
        (450000, 18000, 468000)
    """

    month: Month
    paid_on: dt.date
    lines: tuple[LateLine, ...] = field(repr=False)
    law: LawBook = field(repr=False)
    origin: Origin | None = field(default=None, eq=False, repr=False)

    @property
    def months_late(self) -> int:
        """Started months of delay of the programme that is latest."""
        return max((line.months_late for line in self.lines), default=0)

    def of(self, program: Program | str) -> Rupiah:
        """Fine of one programme, in rupiah.

        Raises:
            UnknownProgramError: code `unknown-program`.

        Examples:
            >>> june = kj.assess(worker, kj.Month(2025, 6))
            >>> kj.lateness(june, paid_on=dt.date(2025, 7, 16)).of(kj.JHT)
            5700
        """
        wanted = choose(Program, program)
        return sum(line.fine for line in self.lines if line.program is wanted)

    def table(self) -> Table:
        """A row for each programme and segment, with contribution and fine."""
        return Table.of(
            "late",
            LATE_COLUMNS,
            self.lines,
            due="due.day",
            rate_ppm="rate",
            article="citations",
        )

    def statement(self) -> Statement:
        """The result as data, ready to be worded, for whoever keeps the books."""
        return Statement(
            title=Note.of("lateness", month=self.month, day=self.paid_on),
            rows=tuple(row for line in self.lines for row in late_rows(line)),
            totals=late_totals(self.contribution, self.fine),
            remarks=late_remarks(self.lines),
            basis=self.basis,
        )


def late_rows(line: LateLine) -> tuple[Row, ...]:
    """The rows of one line: contribution, and fine where there is one."""
    if not line.months_late:
        label = Note.of("paid-in-time", month=line.month, day=line.due.day)
    else:
        label = Note.of(
            "paid-late", month=line.month, day=line.due.day, months_late=line.months_late
        )
    details = (Note.of("relief-lapsed", amount=line.lapsed),) if line.lapsed else ()
    contribution = Row(
        head=line.program,
        label=label,
        amount=line.contribution,
        citations=line.due.citations,
        details=details,
    )
    if line.rate is None:
        return (contribution,)
    label = Note.of("fine", rate=line.rate, months_late=line.months_late, base=line.base)
    return (contribution, Row(label=label, amount=line.fine, citations=line.citations))


def late_totals(contribution: Rupiah, fine: Rupiah) -> tuple[Row, ...]:
    """Contributions, fines and both together."""
    return (
        Row(label=Note.of("contributions"), amount=contribution),
        Row(label=Note.of("fines"), amount=fine),
        Row(label=Note.of("total"), amount=contribution + fine),
    )


def late_remarks(lines: Iterable[LateLine]) -> tuple[Note, ...]:
    """When the fines are to be paid, and that a BPU has none."""
    late = [line for line in lines if line.months_late]
    fined = {line.program: line.with_arrears for line in late if line.fine}
    with_arrears = [program for program, at_once in fined.items() if at_once]
    with_next = [program for program, at_once in fined.items() if not at_once]
    remarks = []
    if with_next:
        remarks.append(Note.of("fine-with-next-month", programs=with_next))
    if with_arrears:
        remarks.append(Note.of("fine-with-arrears", programs=with_arrears))
    if any(line.segment is Segment.BPU for line in late):
        remarks.append(Note.of("no-fine-for-bpu"))
    return tuple(remarks)


def lateness(owed: Assessment | Bill, *, paid_on: DateLike) -> Lateness:
    """What a month costs that is paid on a day: months late and the fine of each programme.

    The law of the contribution month decides the due date and the share of the fine. On a bill the
    fine is taken on the sum of a programme and rounded once.

    Args:
        owed: An assessment, or the bill of a cooperative. Its own book of law is used; it says what
            counts as a holiday, and by its reading "late-jht-employer-share" the fine of JHT is
            on the employer's share only.
        paid_on: Day on which the money is paid, or would be.

    Raises:
        InvalidFactError: code `invalid-fact`: neither assessment nor bill.
        InvalidDateError: code `invalid-date`.
        NoRuleError: code `no-rule`: a construction project: see `construction_plan`.
        MissingPackageError: code `missing-package`.

    Examples:
        >>> worker = kj.PUEnrolment(wage=6_000_000, programs={kj.JKK, kj.JKM}, risk_class=1)
        >>> may = kj.assess(worker, kj.Month(2025, 5))  # due on Monday, 16 June 2025
        >>> [kj.lateness(may, paid_on=dt.date(2025, 6, day)).fine for day in (16, 17)]
        [0, 648]
    """
    if isinstance(owed, Bill):
        assessments = owed.assessments
    elif isinstance(owed, Assessment):
        assessments = (owed,)
    else:
        raise InvalidFactError(
            f"Lateness is of an assessment or a bill; got {a_kind(owed)}.",
            remedy="Give what kj.assess or kj.bill gave.",
        )
    paid_on = as_date(paid_on, "paid_on")
    lines = late_lines(assessments, owed.month, owed.law, paid_on=paid_on)
    return Lateness(month=owed.month, paid_on=paid_on, lines=lines, law=owed.law)


def late_lines(
    assessments: Iterable[Assessment], month: Month, law: LawBook, *, paid_on: dt.date
) -> tuple[LateLine, ...]:
    """The lines of `lateness` for assessments of one month: one for each segment and programme.

    Those of apprentices, pupils and the like have a due date of their own.
    """
    sums: dict[tuple[Segment, Program, bool], list[Line]] = {}
    for assessment in assessments:
        trainee = is_trainee(assessment.enrolment)
        for line in assessment.lines:
            if line.amount:
                key = (assessment.enrolment.segment, line.program, trainee)
                sums.setdefault(key, []).append(line)
    found = []
    for (segment, program, trainee), own in sums.items():
        due = due_date(program, segment, month, law, trainee=trainee)
        late = _late_line(own, due, segment, month, law, paid_on)
        doubt = "trainee-fine" if trainee and late.fine else ""
        found.append(evolve(late, basis=late.basis.assuming(doubt)) if doubt else late)
    return tuple(found)


def _late_line(
    lines: list[Line],
    due: DueDate,
    segment: Segment,
    month: Month,
    law: LawBook,
    paid_on: dt.date,
) -> LateLine:
    months_late = started_months(due.day, paid_on)
    fined = _NOTHING
    if months_late and segment is Segment.PU:
        lapse = [
            (value, line.full - line.amount)
            for line in lines
            if (value := last_day_of_relief(line, month, law)) and paid_on > value.value
        ]
        fined = _fine(lines, lapse, months_late, month, law)
    return LateLine(
        program=due.program,
        segment=segment,
        month=month,
        contribution=sum(line.amount for line in lines) + fined.lapsed,
        lapsed=fined.lapsed,
        base=fined.base,
        due=due,
        months_late=months_late,
        rate=fined.rate,
        fine=fined.amount,
        with_arrears=fined.with_arrears,
        # Due date and contribution have places of their own to be cited.
        basis=Basis.sum((due, *lines, fined)).revised(citations=fined.citations),
    )


@frozen(kw_only=True)
class _Fine(Grounded):
    """A fine: its rate, what it is taken of, and what of a relief lapsed."""

    rate: Rate | None = None
    base: Rupiah = 0
    lapsed: Rupiah = 0
    amount: Rupiah = 0
    with_arrears: bool = False
    basis: Basis = NO_BASIS


_NOTHING = _Fine()


def _fine(
    lines: list[Line],
    lapse: list[tuple[DatedValue, Rupiah]],
    months_late: int,
    month: Month,
    law: LawBook,
) -> _Fine:
    """The fine of an employer; a relief that lapsed counts with the contribution."""
    own = lines[0].program.lower()
    rated, shares, paid_with = (
        law.value(f"{own}.{name}", month)
        for name in ("late_fine", "late_fine_shares", "late_fine_paid_with")
    )
    lapsed = sum(part for _, part in lapse)
    base = lapsed + sum(line.amount for line in lines if line.payer in shares.value)
    names = ["late-settlement"] if lapse else []
    values = [rated, *[value for value, _ in lapse[:1]], shares]
    rate: Rate = rated.value
    amount, rounded = share_of(base, rate, months_late)
    names += ["late-month", "late-month-from", "round-line" if rounded else ""]
    return _Fine(
        rate=rate,
        base=base,
        lapsed=lapsed,
        amount=amount,
        with_arrears=paid_with.value == ("arrears",),
        basis=Basis.of(*values, assuming=names),
    )
