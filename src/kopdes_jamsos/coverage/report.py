"""Cover reports: who is covered on a day, by which programme, and why, in words.

The rules are those of `coverage.cover` and `coverage.ledger`; here they are only laid out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import chain, combinations

from attrs import field, frozen

from kopdes_jamsos.basis import (
    Basis,
    Explained,
    Grounded,
    Note,
    Origin,
    Row,
    Statement,
    Table,
    Worded,
)
from kopdes_jamsos.basis.sources import Citation
from kopdes_jamsos.choices import choose
from kopdes_jamsos.coverage.cover import Cover, CoverStatus, read_cover
from kopdes_jamsos.coverage.ledger import Ledger, ledger
from kopdes_jamsos.coverage.records import Allocation, Membership
from kopdes_jamsos.errors import BeforeDataError
from kopdes_jamsos.identity import Finding
from kopdes_jamsos.law import LawBook
from kopdes_jamsos.law.book import check_book
from kopdes_jamsos.months import DateLike, Month, as_date
from kopdes_jamsos.programs import Program, Segment


@frozen(kw_only=True)
class CoverEntry:
    """One participation in a cover report.

    Attributes:
        segment: PU or BPU.
        payer: Reference of the employer or group, or None.
        covers: Cover in each programme enrolled in that exists on the day.
        allocation: What the payments made up to the day count for.

    Examples:
        >>> paid.report(dt.date(2025, 6, 3)).entries[0].segment
        <Segment.BPU: 'BPU'>
    """

    segment: Segment
    payer: str | None = None
    covers: tuple[Cover, ...]
    allocation: Allocation = field(repr=False)


@frozen(kw_only=True)
class CoverReport(Grounded, Explained):
    """The cover of one person on one day, from all participations.

    Attributes:
        on: The day.
        entries: One for each participation.
        findings: What looks odd about the participations taken together.
        law: The book of law that was used.
        origin: The document that it was read from, or None where it was computed.

    Examples:
        >>> report = paid.report(dt.date(2025, 6, 3))
        >>> [str(row.head) for row in report.statement().rows]
        ['', 'JKK', 'JKM']
    """

    on: dt.date
    entries: tuple[CoverEntry, ...]
    findings: tuple[Finding, ...] = ()
    law: LawBook = field(repr=False)
    origin: Origin | None = field(default=None, eq=False, repr=False)

    def covered(self, program: Program | str) -> bool:
        """Whether any participation covers a programme on the day, at least in part.

        Raises:
            UnknownProgramError: code `unknown-program`.

        Examples:
            >>> paid.report(dt.date(2025, 6, 3)).covered(kj.JHT)
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
    def basis(self) -> Basis:
        """What the covers, and what the payments count for, rest on."""
        parts = [(*entry.covers, entry.allocation) for entry in self.entries]
        return Basis.sum(chain.from_iterable(parts))

    def table(self) -> Table:
        """A row for each participation and programme."""
        return Table(
            name="cover",
            columns={
                "segment": Segment,
                "payer_ref": str | None,
                "program": Program,
                "status": Worded,
                "covered": bool,
                "since": dt.date | None,
                "months_behind": int,
                "reason": Note,
                "article": Citation,
            },
            rows=[
                (
                    entry.segment,
                    entry.payer,
                    cover.program,
                    Worded(cover.status, Note.of(f"cover-{cover.status}")),
                    cover.covered,
                    cover.since,
                    cover.months_behind,
                    cover.why,
                    cover.citations,
                )
                for entry in self.entries
                for cover in entry.covers
            ],
        )

    def statement(self) -> Statement:
        """The report as data, ready to be worded."""
        return Statement(
            title=Note.of("cover-report", day=self.on),
            rows=tuple(row for entry in self.entries for row in _rows(entry)),
            remarks=tuple(self._remarks()),
            basis=self.basis,
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
                Note.of("month-underpaid", month=each.month, paid=each.paid, due=each.due)
                for each in entry.allocation.underpaid
            ]
            if entry.allocation.credit:
                notes.append(Note.of("credit-left", amount=entry.allocation.credit))
        lapsed = any(
            cover.status is CoverStatus.LAPSED for entry in self.entries for cover in entry.covers
        )
        if lapsed and self.law.series("participation.new_start").in_force(Month.of(self.on)):
            notes.append(Note.of("may-register-again"))
        notes += [
            Note(f"finding.{finding.code}.message", finding.figures) for finding in self.findings
        ]
        return notes


def _rows(entry: CoverEntry) -> list[Row]:
    through = "cover-through" if entry.payer else "cover-alone"
    head = Note.of(through, segment=entry.segment, payer=entry.payer)
    return [
        Row(label=head),
        *(
            Row(
                head=cover.program,
                label=Note.of(f"cover-{cover.status}"),
                citations=cover.citations,
                details=(cover.why,),
            )
            for cover in entry.covers
        ),
    ]


def read_report(memberships: Sequence[Membership], on: DateLike, law: LawBook) -> CoverReport:
    """Report of the cover that the memberships of one person give; see `cover_report`."""
    on = as_date(on, "on")
    check_book(law)
    return CoverReport(
        on=on,
        entries=tuple(_entry(membership, on, law) for membership in memberships),
        findings=(*overlaps(memberships), *odd_periods(memberships, law)),
        law=law,
    )


def overlaps(memberships: Sequence[Membership]) -> tuple[Finding, ...]:
    """Memberships that look like one that was entered twice; see `participation_findings`."""
    return tuple(
        Finding(
            code="overlapping-participations",
            severity="warning",
            figures=(("segment", one.enrolment.segment), ("day", max(one.joined, other.joined))),
        )
        for one, other in combinations(memberships, 2)
        if one.enrolment.segment is other.enrolment.segment
        and one.payer == other.payer
        and (one.payer is not None or one.enrolment.segment is Segment.BPU)
        and max(one.joined, other.joined) <= min(one.ended or _NEVER, other.ended or _NEVER)
    )


def odd_periods(memberships: Sequence[Membership], law: LawBook) -> tuple[Finding, ...]:
    """Payments of a BPU ahead for a number of months that the law does not name.

    Permenaker 5/2021 Pasal 41 ayat (3) and (4): every month, or ahead for one of some periods. What
    follows from another number is not said, so its months count as far as one may pay ahead.
    """
    found: list[Finding] = []
    for membership in memberships:
        if membership.enrolment.segment is not Segment.BPU:
            continue
        for payment in membership.payments:
            paid_in = Month.of(payment.paid_on)
            rule = law.series("participation.advance_periods").in_force(paid_in)
            ahead = payment.months - max(0, paid_in - payment.month)
            if rule is None or ahead <= 1 or ahead in rule.value:
                continue
            figures = (
                ("month", payment.month),
                ("count", ahead),
                ("periods", ", ".join(map(str, rule.value))),
                ("article", str(rule.citation)),
            )
            found.append(Finding(code="prepaid-period", severity="warning", figures=figures))
    return tuple(found)


_NEVER = dt.date.max


def _entry(membership: Membership, on: dt.date, law: LawBook) -> CoverEntry:
    found = ledger(membership, law, on)
    return CoverEntry(
        segment=membership.enrolment.segment,
        payer=membership.payer,
        covers=tuple(_covers(membership, on, law, found)),
        allocation=found.allocation(),
    )


def _covers(membership: Membership, on: dt.date, law: LawBook, stood: Ledger) -> list[Cover]:
    found: list[Cover] = []
    before: BeforeDataError | None = None
    for program in Program:
        if program in membership.enrolment.programs:
            try:
                found.append(read_cover(membership, on, program, law, stood))
            except BeforeDataError as error:  # a programme that did not exist yet
                before = error
    if before is not None and not found:
        raise before
    return found
