"""Cover reports: who is covered on a day, by which programme, and why, in words.

The rules are those of `coverage.cover` and `coverage.payments`; here they are only laid out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from attrs import field, frozen

from kopdes_jamsos.basis import Basis, Explained, Note, Row, Statement
from kopdes_jamsos.coverage.cover import (
    Cover,
    check_participations,
    participation_findings,
    read_cover,
)
from kopdes_jamsos.coverage.payments import Allocation
from kopdes_jamsos.errors import BeforeDataError
from kopdes_jamsos.identity import Finding
from kopdes_jamsos.law import LAW, Evidence, LawBook
from kopdes_jamsos.law.book import check_book
from kopdes_jamsos.months import check_date
from kopdes_jamsos.programs import Program, Segment, choose
from kopdes_jamsos.workdays import Holidays, known_holidays

if TYPE_CHECKING:
    from kopdes_jamsos.coverage.participation import Participation


@frozen(kw_only=True)
class CoverEntry:
    """One participation in a cover report.

    Attributes:
        segment: PU or BPU.
        payer: Reference of the employer or group, or None.
        covers: Cover in each programme enrolled in that exists on the day.
        allocation: What the payments made up to the day count for.

    Examples:
        >>> part = kj.Participation.paid_through(trader, since=kj.Month(2025, 7), months=2)
        >>> part.report(dt.date(2025, 7, 3)).entries[0].segment
        <Segment.BPU: 'BPU'>
    """

    segment: Segment
    payer: str | None = None
    covers: tuple[Cover, ...]
    allocation: Allocation = field(repr=False)


@frozen(kw_only=True)
class CoverReport(Explained):
    """The cover of one person on one day, from all participations.

    Attributes:
        on: The day.
        entries: One for each participation.
        findings: What looks odd about the participations taken together.
        law: The book of law that was used.

    Examples:
        >>> part = kj.Participation.paid_through(trader, since=kj.Month(2025, 7), months=2)
        >>> print(part.report(dt.date(2025, 7, 3)).explain("en").splitlines()[0])
        Cover on Thursday, 3 July 2025
    """

    on: dt.date
    entries: tuple[CoverEntry, ...]
    findings: tuple[Finding, ...] = ()
    law: LawBook = field(repr=False)

    def covered(self, program: Program) -> bool:
        """Whether any participation covers a programme on the day, at least in part.

        Raises:
            UnknownProgramError: code `unknown-program`.

        Examples:
            >>> part = kj.Participation.paid_through(trader, since=kj.Month(2025, 7), months=2)
            >>> part.report(dt.date(2025, 7, 3)).covered(kj.JHT)
            False
        """
        wanted = choose(Program, program)
        return any(
            cover.covered
            for entry in self.entries
            for cover in entry.covers
            if cover.program is wanted
        )

    @property
    def evidence(self) -> Evidence:
        """Weakest grade that a cover used.

        Examples:
            >>> part = kj.Participation.paid_through(trader, since=kj.Month(2025, 7), months=2)
            >>> part.report(dt.date(2025, 8, 20)).evidence
            <Evidence.TEXT: 'text'>
        """
        grades = [cover.evidence for entry in self.entries for cover in entry.covers]
        return Evidence.CONVENTION if self.assumptions else Evidence.weakest(grades)

    @property
    def assumptions(self) -> tuple[str, ...]:
        """Identifiers of the conventions that decided it.

        Examples:
            >>> part = kj.Participation.paid_through(trader, since=kj.Month(2025, 7), months=2)
            >>> part.report(dt.date(2025, 7, 1)).assumptions
            ('number-on-payment',)
        """
        names: list[str] = []
        for entry in self.entries:
            for cover in entry.covers:
                names += cover.assumptions
            names += entry.allocation.assumptions
        return tuple(dict.fromkeys(names))

    def statement(self) -> Statement:
        """The report as data, ready to be worded.

        Examples:
            >>> part = kj.Participation.paid_through(trader, since=kj.Month(2025, 7), months=2)
            >>> [str(row.head) for row in part.report(dt.date(2025, 7, 3)).statement().rows]
            ['', 'JKK', 'JKM']
        """
        return Statement(
            title=Note.of("cover-report", day=self.on),
            rows=tuple(row for entry in self.entries for row in _rows(entry)),
            totals=(),
            remarks=tuple(self._remarks()),
            basis=Basis(assumptions=self.assumptions, evidence=self.evidence),
        )

    def _remarks(self) -> list[Note]:
        notes = [] if self.entries else [Note.of("cover-nobody")]
        for entry in self.entries:
            notes += [
                Note.of("month-unallocated", month=each.month, code=each.code)
                for each in entry.allocation.unallocated
            ]
            notes += [
                Note.of("month-out-of-order", month=month)
                for month in entry.allocation.out_of_order
            ]
        notes += [
            Note(f"finding.{finding.code}.message", finding.figures) for finding in self.findings
        ]
        return notes


def _rows(entry: CoverEntry) -> list[Row]:
    through = "cover-through" if entry.payer else "cover-alone"
    head = Note.of(through, segment=entry.segment, payer=entry.payer)
    return [
        Row(head="", label=head, amount=None),
        *(
            Row(
                head=cover.program,
                label=Note.of(f"cover-{cover.status}"),
                amount=None,
                citations=cover.citations,
                details=(cover.why,),
            )
            for cover in entry.covers
        ),
    ]


def cover_report(
    participations: Iterable[Participation],
    on: dt.date,
    *,
    holidays: Holidays | str | None = None,
    law: LawBook = LAW,
) -> CoverReport:
    """Report the cover of one person on one day.

    Only payments made up to that day count.

    Args:
        participations: All participations of the person; an empty list gives a report without
            cover.
        on: The day.
        holidays: As for `Participation.cover`.
        law: Book of law.

    Raises:
        InvalidFactError: code `invalid-fact`: no participations.
        UnknownChoiceError: code `unknown-choice`.
        MissingPackageError: code `missing-package`.
        InvalidDateError: code `invalid-date`.
        BeforeDataError: code `before-data`: before July 2015.

    Examples:
        >>> worker = kj.PUEnrolment(wage=4_000_000, programs={kj.JKK, kj.JHT})
        >>> part = kj.Participation.paid_through(worker, since=kj.Month(2025, 1), months=12)
        >>> kj.coverage.cover_report([part], dt.date(2025, 6, 20)).covered(kj.JKK)
        True
    """
    found = check_participations(participations)
    check_date(on, "The day")
    check_book(law)
    known = known_holidays(holidays)
    return CoverReport(
        on=on,
        entries=tuple(_entry(part, on, law, known) for part in found),
        findings=participation_findings(found),
        law=law,
    )


def _entry(part: Participation, on: dt.date, law: LawBook, holidays: Holidays) -> CoverEntry:
    return CoverEntry(
        segment=part.enrolment.segment,
        payer=part.payer,
        covers=tuple(_covers(part, on, law, holidays)),
        allocation=part.allocation(law, paid_by=on, holidays=holidays),
    )


def _covers(part: Participation, on: dt.date, law: LawBook, holidays: Holidays) -> list[Cover]:
    found: list[Cover] = []
    before: BeforeDataError | None = None
    for program in Program:
        if program in part.enrolment.programs:
            try:
                found.append(read_cover(part, on, program, law, holidays))
            except BeforeDataError as error:  # a programme that did not exist yet
                before = error
    if before is not None and not found:
        raise before
    return found
