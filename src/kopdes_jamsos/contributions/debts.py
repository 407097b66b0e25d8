"""Arrears over many months: what was due and is unpaid, and the fines on it.

PP 44/2015 Pasal 22, PP 45/2015 Pasal 31 and 32, PP 46/2015 Pasal 20: the debt of an employer with
its fines, month by month. Of a BPU nothing is a debt: up to the limit of PP 44/2015 Pasal 39 and 42
the months behind are what has to be paid for the full rights, without any fine; after a lapse none
of them is billed (convention `return-on-payment`).
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator

from attrs import evolve, field, frozen

from kopdes_jamsos.basis import Basis, Explained, Grounded, Note, Origin, Statement, Table
from kopdes_jamsos.contributions.assessment import Assessment, assess
from kopdes_jamsos.contributions.fines import (
    LATE_COLUMNS,
    LateLine,
    late_lines,
    late_remarks,
    late_rows,
    late_totals,
)
from kopdes_jamsos.coverage.combined import check_participations
from kopdes_jamsos.coverage.cover import CoverStatus
from kopdes_jamsos.coverage.declared import declared
from kopdes_jamsos.coverage.participation import Participation
from kopdes_jamsos.coverage.pricing import begun, first_known
from kopdes_jamsos.law import LAW, LawBook
from kopdes_jamsos.law.book import check_book
from kopdes_jamsos.money import Rupiah
from kopdes_jamsos.months import DateLike, Month, as_date, check_span
from kopdes_jamsos.programs import Program, Segment


@frozen(kw_only=True)
class ArrearsLine:
    """One programme of one month that was not paid in time.

    Attributes:
        payer: Reference of the employer or group, or None.
        paid_on: Day on which it was paid late; None: it is unpaid.
        late: The programme with contribution, months late and fine.

    Examples:
        >>> part = kj.Participation(worker, joined=dt.date(2025, 6, 1))
        >>> found = kj.contributions.arrears([part], dt.date(2025, 8, 20))
        >>> [line.late.fine for line in found.lines[:3]]  # JKM, JHT and JP of June
        [600, 11400, 6000]
    """

    payer: str | None
    paid_on: dt.date | None
    late: LateLine


@frozen(kw_only=True)
class Arrears(Grounded, Explained):
    """What is in arrears on a day, were it paid on that day.

    Attributes:
        on: The day.
        lines: Unpaid programmes by month, and those that were paid late, in order of the months.
        lapsed: Number of BPU participations that have lapsed: none of their months is billed.
        part_paid: What is set already against months that are due and unpaid, in rupiah.
        law: The book of law that was used.
        origin: The document that it was read from, or None where it was computed.

    Examples:
        >>> part = kj.Participation(worker, joined=dt.date(2025, 6, 1))
        >>> found = kj.contributions.arrears([part], dt.date(2025, 8, 20))
        >>> found.contribution, found.fine, found.total
        (900000, 27000, 927000)
    """

    on: dt.date
    lines: tuple[ArrearsLine, ...] = field(repr=False)
    lapsed: int = 0
    part_paid: Rupiah = field(default=0, repr=False)
    law: LawBook = field(repr=False)
    origin: Origin | None = field(default=None, eq=False, repr=False)

    @property
    def unpaid(self) -> tuple[LateLine, ...]:
        """The programmes that are due and unpaid."""
        return tuple(line.late for line in self.lines if line.paid_on is None)

    @property
    def contribution(self) -> Rupiah:
        """Contributions that are due and unpaid, without what is paid in part, in rupiah."""
        return sum(line.contribution for line in self.unpaid)

    @property
    def fine(self) -> Rupiah:
        """Fines on what is unpaid, were it paid on the day, in rupiah."""
        return sum(line.fine for line in self.unpaid)

    @property
    def past_fines(self) -> Rupiah:
        """Fines of months paid late, in rupiah; whether the fines were paid is not known."""
        return sum(line.late.fine for line in self.lines if line.paid_on is not None)

    @property
    def total(self) -> Rupiah:
        """Unpaid contributions and their fines, in rupiah; past fines are not in it."""
        return self.contribution + self.fine

    @property
    def basis(self) -> Basis:
        """What the lines rest on, and what was assumed of lapsed participations."""
        whole = Basis.sum(line.late for line in self.lines)
        names = ["return-on-payment"] if self.lapsed else []
        if self.part_paid:
            names += ["part-paid-month", *(["fine-on-shortfall"] if self.fine else [])]
        return whole.assuming(*names)

    def table(self) -> Table:
        """A row for each programme and month; what was paid late meanwhile is not open."""
        places = {name: f"late.{name}" for name in LATE_COLUMNS}
        places |= {"due": "late.due.day", "rate_ppm": "late.rate", "article": "late.citations"}
        return Table.of(
            "arrears",
            {"payer_ref": str | None, "paid_on": dt.date | None, **LATE_COLUMNS, "open": int},
            self.lines,
            **places,
            payer_ref="payer",
            open=lambda line: 0 if line.paid_on else line.late.total,
        )

    def statement(self) -> Statement:
        """The arrears as data, ready to be worded."""
        remarks = list(late_remarks(self.unpaid))
        if self.past_fines:
            remarks.append(Note.of("past-fines", amount=self.past_fines))
        if self.part_paid:
            remarks.append(Note.of("paid-in-part", amount=self.part_paid))
        if self.lapsed:
            remarks.append(Note.of("lapsed-not-billed", count=self.lapsed))
        return Statement(
            title=Note.of("arrears", day=self.on),
            rows=tuple(row for line in self.unpaid for row in late_rows(line)),
            totals=late_totals(self.contribution, self.fine),
            remarks=tuple(remarks),
            basis=self.basis,
        )


def arrears(
    participations: Iterable[Participation], on: DateLike, *, law: LawBook = LAW
) -> Arrears:
    """What was due and is unpaid on a day, with the fines if it were paid on that day.

    Participations of one payer are taken together, month by month: the fine is taken on the sum of
    a programme, as on a bill.

    Args:
        participations: Of one person, or of all people of one cooperative.
        on: The day; payments made up to it count.
        law: Book of law.

    Raises:
        InvalidFactError: code `invalid-fact`: no participations or no book of law.
        InvalidDateError: code `invalid-date`.
        MissingFactError: code `missing-fact`: a fact that decides a month was not given.
        AgeLimitError: code `age-limit`: a BPU who had passed the age limit when he registered.
        BeforeDataError: code `before-data`: the day lies before July 2015, or none is known.
        NotAnnouncedError: code `not-announced`.
        MissingPackageError: code `missing-package`.

    Examples:
        >>> part = kj.Participation.paid_through(trader, since=kj.Month(2025, 1), months=3)
        >>> found = kj.contributions.arrears([part], dt.date(2025, 5, 20))  # April and May
        >>> found.contribution, found.fine
        (33600, 0)
        >>> later = kj.contributions.arrears([part], dt.date(2025, 9, 20))
        >>> later.contribution, later.lapsed
        (0, 1)
    """
    parts = check_participations(participations)
    on = as_date(on, "on")
    check_book(law)
    law.value("jkk.due", Month.of(on))  # refuses a day before the law data
    groups: dict[_Key, list[Assessment]] = {}
    paid_in_part: Counter[_Key] = Counter()
    lapsed = part_paid = 0
    for part in parts:
        segment = part.enrolment.segment
        programs, first = part.enrolment.programs, Month.of(part.joined)
        if segment is Segment.BPU:
            programs, first, gone = _bpu_behind(part, on, law)
            lapsed += gone
        for month, paid_on, still_open in _months(part, on, law, first):
            found = assess_part(part, month, programs, law, paid_on or on)
            if found is not None and (paid_on is None or segment is Segment.PU):
                key = (month, part.payer, segment, paid_on)
                rest = found if still_open is None else _rest(found, still_open)
                paid_in_part[key] += found.total - rest.total
                groups.setdefault(key, []).append(rest)
    lines = []
    for key, members in sorted(groups.items(), key=_in_order):
        month, payer, _, paid_on = key
        late = [
            ArrearsLine(payer=payer, paid_on=paid_on, late=line)
            for line in late_lines(members, month, law, paid_on=paid_on or on)
            if line.months_late
        ]
        part_paid += paid_in_part[key] if late else 0
        lines += late
    return Arrears(on=on, lines=tuple(lines), lapsed=lapsed, part_paid=part_paid, law=law)


_Key = tuple[Month, str | None, Segment, dt.date | None]


def _rest(found: Assessment, still_open: Rupiah) -> Assessment:
    """A month that is paid in part, with what is open of it: of the first programmes first."""
    lines = []
    for line in found.lines:
        part = min(line.amount, still_open)
        still_open -= part
        lines.append(evolve(line, amount=part, full=line.full - line.amount + part))
    return evolve(found, lines=tuple(lines))


def _in_order(item: tuple[_Key, object]) -> tuple[Month, str, str, dt.date]:
    (month, payer, segment, paid_on), _ = item
    return month, payer or "", segment, paid_on or dt.date.max


def _months(
    part: Participation, on: dt.date, law: LawBook, first: Month
) -> Iterator[tuple[Month, dt.date | None, Rupiah | None]]:
    """Months of a participation up to a day, with the day of their payment or what is open."""
    found = part.allocation(paid_by=on, law=law)
    paid = found.months
    still_open = {each.month: each.open for each in found.underpaid}
    # Months before the law data count as settled: convention `settled-before-data`.
    begins = first_known(Program.JKK, law)
    last = Month.of(min(on, part.ended or on))
    month = max(first, begins)
    check_span(month, last)
    while month <= last:
        payment = paid.get(month)
        yield month, payment.paid_on if payment else None, still_open.get(month)
        month += 1


def assess_part(
    part: Participation, month: Month, programs: frozenset[Program], law: LawBook, on: dt.date
) -> Assessment | None:
    """What a month of a participation costs on a day in some programmes.

    Those that did not exist yet are left out; None where none did.
    """
    there = begun(programs, part.enrolment.segment, month, law)
    if not there:
        return None
    return assess(evolve(declared(part, month, on, law), programs=there), month, law=law)


def _bpu_behind(
    part: Participation, on: dt.date, law: LawBook
) -> tuple[frozenset[Program], Month, bool]:
    """Programmes of a BPU whose months behind still count, since which month, and any lapse."""
    covers = [part.cover(on, program, law=law) for program in sorted(part.enrolment.programs)]
    behind = [cover for cover in covers if cover.status is CoverStatus.GRACE]
    since = min((cover.since for cover in behind if cover.since), default=part.joined)
    lapsed = any(cover.status is CoverStatus.LAPSED for cover in covers)
    return frozenset(cover.program for cover in behind), Month.of(since), lapsed
