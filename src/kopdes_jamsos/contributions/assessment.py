"""What one enrolment owes for one month, line by line.

Implements the contribution articles of PP 44/2015 (Pasal 16 to 20, 54, 55), PP 45/2015 (Pasal 28,
29), PP 46/2015 (Pasal 16 to 18) and PP 37/2021 (Pasal 11) by reading their rows; the age limit of
BPU on registration is in `obligations.toml`.
"""

from __future__ import annotations

import datetime as dt
from functools import partial

from attrs import field, frozen

from kopdes_jamsos.basis import (
    NO_BASIS,
    Basis,
    Explained,
    Grounded,
    Note,
    Row,
    Statement,
    Table,
)
from kopdes_jamsos.basis.sources import Citation
from kopdes_jamsos.choices import choose, choose_or_none
from kopdes_jamsos.contributions.due import DueDate, due_date, due_remarks
from kopdes_jamsos.enrolment import (
    BPUEnrolment,
    ConstructionEnrolment,
    Enrolment,
    PUEnrolment,
    is_trainee,
)
from kopdes_jamsos.errors import (
    AgeLimitError,
    InvalidFactError,
    MissingFactError,
    NoRuleError,
    ProgramNotOpenError,
    a_kind,
    remember_call,
)
from kopdes_jamsos.law import LAW, DatedValue, LawBook
from kopdes_jamsos.law.ages import bpu_age, jkp_age, jkp_programs_missing
from kopdes_jamsos.law.book import check_book
from kopdes_jamsos.law.keeping import once
from kopdes_jamsos.law.levies import AlikeLines, Line, lines_of
from kopdes_jamsos.money import Rate, Rupiah
from kopdes_jamsos.months import Month, MonthLike, age_on, as_month
from kopdes_jamsos.programs import BPUGroup, Funding, Payer, Program, Segment


@frozen(kw_only=True)
class Assessment(Grounded, Explained):
    """The contribution of one enrolment for one month.

    Attributes:
        enrolment: What was declared.
        month: The month to which the contribution belongs.
        lines: One for each programme and payer.
        law: The book of law that was used.
        common: What concerns the enrolment as a whole, beside what each line rests on.

    Examples:
        >>> [line.amount for line in kj.assess(trader, kj.Month(2025, 7)).lines]
        [10000, 6800]
    """

    enrolment: Enrolment
    month: Month
    lines: tuple[Line, ...] = field(repr=False)
    law: LawBook = field(repr=False)
    common: Basis = field(default=NO_BASIS, repr=False)

    @property
    def total(self) -> Rupiah:
        """Sum of all lines, in rupiah."""
        return sum(line.amount for line in self.lines)

    def of(self, program: Program | str) -> Rupiah:
        """Sum of the lines of one programme, in rupiah.

        Raises:
            UnknownProgramError: code `unknown-program`.

        Examples:
            >>> kj.assess(worker, kj.Month(2025, 7)).of(kj.JP)
            150000
        """
        wanted = choose(Program, program)
        return sum(line.amount for line in self.lines if line.program is wanted)

    def paid_by(self, payer: Payer | str) -> Rupiah:
        """Sum of the lines that one payer owes, in rupiah.

        Raises:
            UnknownChoiceError: code `unknown-choice`.

        Examples:
            >>> kj.assess(worker, kj.Month(2025, 7)).paid_by(kj.Payer.WORKER)
            150000
        """
        wanted = choose(Payer, payer)
        return sum(line.amount for line in self.lines if line.payer is wanted)

    @property
    def basis(self) -> Basis:
        """What the enrolment as a whole and the lines rest on."""
        return Basis.sum((self.common, *self.lines))

    def due_dates(self) -> tuple[DueDate, ...]:
        """Due date of each programme for which something is owed.

        The book of law says what counts as a holiday: `LawBook.with_holidays`.

        Raises:
            NoRuleError: code `no-rule`: construction projects.
            MissingPackageError: code `missing-package`.

        Examples:
            >>> [due.day.day for due in kj.assess(trader, kj.Month(2025, 7)).due_dates()]
            [15, 15]
        """
        owed = dict.fromkeys(line.program for line in self.lines if line.amount)
        return tuple(
            due_date(
                program,
                self.enrolment.segment,
                self.month,
                self.law,
                trainee=is_trainee(self.enrolment),
            )
            for program in owed
        )

    def due_date(self, program: Program | str | None = None) -> dt.date:
        """Day by which the contribution must be paid.

        Args:
            program: One programme; None for the earliest day of all.

        Raises:
            NoRuleError: code `no-rule`: nothing is owed, or no due date is known.
            UnknownProgramError: code `unknown-program`.
            MissingPackageError: code `missing-package`.

        Examples:
            >>> kj.assess(trader, kj.Month(2025, 6)).due_date()  # the 15th is a Sunday
            datetime.date(2025, 6, 16)
        """
        wanted = choose_or_none(Program, program)
        dues = self.due_dates()
        days = [due.day for due in dues if wanted in (None, due.program)]
        if not days:
            raise NoRuleError(
                "Nothing is owed, so nothing is due.",
                value=wanted,
                remedy="Ask for a programme with an amount.",
                reason="nothing-owed",
            )
        return min(days)

    def table(self) -> Table:
        """The lines, one row for each programme and payer."""
        return Table.of(
            "contributions",
            {
                "month": Month,
                "program": Program,
                "payer": Payer,
                "base": int,
                "rate_ppm": Rate | None,
                "full": int,
                "relief_ppm": Rate | None,
                "amount": int,
                "article": Citation,
            },
            self.lines,
            month=lambda _: self.month,
            rate_ppm="rate",
            relief_ppm="relief",
            article="citations",
        )

    def statement(self) -> Statement:
        """The result as data, ready to be worded."""
        bearer = bearer_of(self.enrolment)
        rows = [row for line in self.lines for row in _rows(line, bearer)]
        payers = dict.fromkeys(line.payer for line in self.lines)
        totals = [
            Row(label=Note.of("paid-by", payer=payer), amount=self.paid_by(payer))
            for payer in payers
            if len(payers) > 1
        ]
        totals.append(Row(label=Note.of("total"), amount=self.total))
        remarks, dues = self._due_remarks()
        return Statement(
            title=_title(self.enrolment, self.month),
            rows=tuple(rows),
            totals=tuple(totals),
            remarks=remarks,
            basis=self.basis.beside(*dues),
        )

    def _due_remarks(self) -> tuple[tuple[Note, ...], tuple[DueDate, ...]]:
        if self.enrolment.segment is Segment.CONSTRUCTION:
            return (Note.of("due-by-stages"),), ()
        try:
            dues = self.due_dates()
        except NoRuleError:
            return (Note.of("no-due-date"),), ()
        return due_remarks(dues), dues


def _title(enrolment: Enrolment, month: Month) -> Note:
    group = getattr(enrolment, "group", None)
    return Note.of("contribution", month=month, segment=enrolment.segment, group=group)


def bearer_of(enrolment: Enrolment) -> Funding | None:
    """Who bears in fact what a participant owes by law; None: the participant, or not known.

    Examples:
        >>> bearer_of(trader) is None
        True
    """
    funding: Funding | None = getattr(enrolment, "funding", None)
    return None if funding is Funding.SELF else funding


def _rows(line: Line, bearer: Funding | None) -> tuple[Row, ...]:
    if line.rate is None:
        code = "slices" if line.base else "fixed" if line.full else "none"
        label = Note.of(code, base=line.base, payer=line.payer, borne=bearer)
    else:
        label = Note.of("rated", rate=line.rate, base=line.base, payer=line.payer, borne=bearer)
    row = Row(
        head=line.program,
        label=label,
        amount=line.full,
        citations=tuple(each for each in line.citations if each != line.relief_citation),
        details=line.notes,
    )
    if line.relief is None or line.relief_citation is None:
        return (row,)
    return (
        row,
        Row(
            label=Note.of("relief", share=line.relief),
            amount=line.amount - line.full,
            citations=(line.relief_citation,),
        ),
    )


def assess(
    enrolment: Enrolment,
    month: MonthLike,
    *,
    law: LawBook = LAW,
) -> Assessment:
    """Assess the contribution of one enrolment for one month.

    The law of the contribution month decides, not that of the day of payment.

    Args:
        enrolment: What was declared.
        month: The month to which the contribution belongs.
        law: Book of law, with the readings to follow.

    Raises:
        MissingFactError: code `missing-fact`: a fact that decides was not given.
        BeforeDataError: code `before-data`: before July 2015, or before the programme began.
        NotAnnouncedError: code `not-announced`: a yearly value is not known yet.
        AgeLimitError: code `age-limit`: registered beyond the age limit of BPU or of JKP.
        ProgramNotOpenError: code `program-not-open`: JKP without the programmes that it needs.
        InvalidMonthError: code `invalid-month`.
        InvalidFactError: code `invalid-fact`: no enrolment or no book of law.

    Examples:
        >>> kj.assess(trader, kj.Month(2025, 7)).total
        16800
    """
    try:
        return assess_reading(law, enrolment, month, law)
    except MissingFactError as error:
        remember_call(error, partial(assess, enrolment, month, law=law))
        raise


def assess_reading(
    book: LawBook,
    enrolment: Enrolment,
    month: MonthLike,
    law: LawBook,
    alike: AlikeLines | None = None,
) -> Assessment:
    """Assess as `assess` does.

    Args:
        book: What is read: the same law, maybe watched.
        enrolment: What was declared.
        month: The month to which the contribution belongs.
        law: Book of law.
        alike: The lines of the month by this book; None where one enrolment is assessed.
    """
    month = as_month(month, "month")
    if not isinstance(enrolment, PUEnrolment | BPUEnrolment | ConstructionEnrolment):
        raise InvalidFactError(
            f"Only an enrolment can be assessed; got {a_kind(enrolment)}.",
            remedy="Give a PUEnrolment, a BPUEnrolment or a ConstructionEnrolment.",
            reason="kind",
            field="enrolment",
        )
    check_book(law)
    common = common_of(enrolment, month, book)
    return Assessment(
        enrolment=enrolment,
        month=month,
        lines=lines_of(enrolment, month, book) if alike is None else alike.of(enrolment),
        law=law,
        common=common,
    )


def common_of(enrolment: Enrolment, month: Month, book: LawBook) -> Basis:
    """What concerns an enrolment as a whole in a month, after a check of dates and ages.

    Args:
        enrolment: What was declared.
        month: The month to which the contribution belongs.
        book: Book of law, maybe watched.

    Raises:
        BeforeDataError: code `before-data`.
        AgeLimitError: code `age-limit`: registered beyond the age limit of BPU or of JKP.
        ProgramNotOpenError: code `program-not-open`: JKP without the programmes that it needs.
        InvalidFactError: code `invalid-fact`: born or registered after the month.

    Examples:
        >>> common_of(trader, kj.Month(2025, 7), kj.LAW).assumptions
        ()
    """
    person = _check_person(enrolment, month, book)
    if isinstance(enrolment, PUEnrolment):
        wage = enrolment.wage_basis or NO_BASIS
        parts: tuple[Basis, ...] = (wage, person, _of_trainee(enrolment, month, book))
    else:
        parts = (person, _unwaged(enrolment, month, book))
    found = [each for each in parts if each is not NO_BASIS]
    return Basis.sum(found) if found else NO_BASIS


def _check_person(enrolment: Enrolment, month: Month, law: LawBook) -> Basis:
    """What was assumed about the person, after a check of the limits of age on registration."""
    if isinstance(enrolment, ConstructionEnrolment):
        return NO_BASIS
    for name, what in (("birth_date", "The birth date"), ("registered_on", "The registration")):
        day = getattr(enrolment, name)
        if day is not None and (day.year, day.month) > (month.year, month.month):
            raise InvalidFactError(
                f"{what} lies after {month}.",
                remedy="Correct the date or ask for a later month.",
                reason="after-month",
                field=name,
                month=month,
            )
    if isinstance(enrolment, BPUEnrolment):
        if enrolment.birth_date is None:
            return NO_BASIS
        return _check_bpu_age(enrolment, enrolment.birth_date, month, law)
    elif Program.JKP in enrolment.programs:
        book = law.watched()
        names = _check_jkp(enrolment, month, book)
        return Basis.of(assuming=names, lookups=book.lookups)
    return NO_BASIS


def _unwaged(enrolment: Enrolment, month: Month, law: LawBook) -> Basis:
    """What speaks against the band of a BPU of group c: see `unwaged-own-registration`."""
    if not isinstance(enrolment, BPUEnrolment) or enrolment.group is not BPUGroup.UNWAGED:
        return NO_BASIS
    return doubt_of_unwaged(month, law)


def doubt_of_unwaged(month: Month, law: LawBook) -> Basis:
    """What speaks against the band of group c in a month: see `unwaged-own-registration`.

    Examples:
        >>> [doubt_of_unwaged(kj.Month(year, 6), kj.LAW).assumptions for year in (2024, 2026)]
        [(), ('unwaged-own-registration',)]
    """
    basis = once(law, ("unwaged", month), lambda book: _rule_of_unwaged(month, book))
    basis.warn()
    return basis


def _rule_of_unwaged(month: Month, book: LawBook) -> Basis:
    rule = book.series("participants.unwaged_by_employer").in_force(month)
    rules = () if rule is None else (rule,)
    names = ["unwaged-own-registration" for _ in rules]
    return Basis.of(*rules, assuming=names, lookups=book.lookups, decides=False)


def _of_trainee(enrolment: Enrolment, month: Month, law: LawBook) -> Basis:
    """Where the contributions of apprentices, pupils and the like stand."""
    if not is_trainee(enrolment):
        return NO_BASIS
    book = law.watched()
    rules = [
        book.value(f"participants.{name}", month)
        for name in ("apprentice_contribution", "apprentices")
    ]
    names = [
        "trainee-as-worker",
        "" if getattr(enrolment, "wage_basis", None) else "trainee-wage-given",
        "apprentice-named"
        if book.series("participants.unwaged_by_employer").in_force(month)
        else "",
    ]
    return Basis.of(*rules, assuming=names, lookups=book.lookups)


def _check_bpu_age(
    enrolment: BPUEnrolment, birth_date: dt.date, month: Month, law: LawBook
) -> Basis:
    """Age limit of BPU on registration; whoever was young enough then may stay."""
    registered_on = enrolment.registered_on
    limit, young = once(law, ("bpu-age", month), lambda book: _age_limit(month, book))
    if limit is None or age_on(birth_date, month.last_day) < limit.value:
        return young
    book = law.watched()
    entry = bpu_age(book, registered_on, birth_date) if registered_on else None
    if entry is None:
        names = ["bpu-age-not-given", limit.assumption]
    elif entry.met:
        names = [entry.limit.assumption]
    else:
        raise AgeLimitError(
            f"A BPU may register while younger than {entry.limit.value}.",
            value="registered_on",
            remedy="Leave the person out, or correct birth date or registration date.",
            reason="bpu",
            years=entry.limit.value,
        )
    return Basis.of(assuming=names, lookups=young.lookups | book.lookups)


def _age_limit(month: Month, book: LawBook) -> tuple[DatedValue | None, Basis]:
    """The age limit of a month, and the basis of what is owed for somebody who is younger."""
    limits = book.series("obligations.bpu_registration_age")
    limit = limits.in_force(month) or next(iter(limits.values), None)
    names = () if limit is None else (limit.assumption,)
    return limit, Basis.of(assuming=names, lookups=book.lookups)


def _check_jkp(enrolment: PUEnrolment, month: Month, law: LawBook) -> tuple[str, ...]:
    """Conditions of JKP, as far as they were stated: PP 37/2021 Pasal 4."""
    needed = law.value("jkp.programs_needed", month)
    missing = jkp_programs_missing(needed, enrolment.scale, enrolment.programs)
    if missing:
        names = ", ".join(missing)
        raise ProgramNotOpenError(
            f"JKP needs {names} as well.",
            value=missing,
            remedy=f"Enrol in {names}, or leave JKP out.",
            reason="jkp",
            programs=missing,
        )
    if enrolment.registered_on and enrolment.birth_date:
        entry = jkp_age(law, enrolment.registered_on, enrolment.birth_date)
        if not entry.met:
            raise AgeLimitError(
                f"JKP is for those who came in while younger than {entry.limit.value}, "
                "at the earliest on its first day.",
                value="registered_on",
                remedy="Leave JKP out, or correct birth date or registration date.",
                reason="jkp",
                years=entry.limit.value,
            )
    return ("jkp-entitled",)
