"""Who of a cooperative is covered on a day, by which programme, and which gaps are to be closed.

Implements no article of its own: cover comes from `coverage.cover`, what is owed from
`coverage.duties`, the segment of those who take part in nothing from `coverage.segment`. What
the gaps cost in a month is in `contributions.gaps`.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from attrs import field, frozen

from kopdes_jamsos._plain import as_text, pairs_of
from kopdes_jamsos.basis import Basis, Explained, Grounded, Note, Row, Statement, Table, Worded
from kopdes_jamsos.cooperative import Cooperative, Person, check_cooperative
from kopdes_jamsos.coverage.combined import check_participations, cover_report
from kopdes_jamsos.coverage.cover import CoverStatus
from kopdes_jamsos.coverage.duties import obligations
from kopdes_jamsos.coverage.participation import Participation
from kopdes_jamsos.coverage.report import CoverReport
from kopdes_jamsos.coverage.segment import propose_segment
from kopdes_jamsos.enrolment import defers_pension
from kopdes_jamsos.errors import InvalidFactError
from kopdes_jamsos.law import LAW, LawBook
from kopdes_jamsos.law.ages import past_pension_age, past_pension_age_names
from kopdes_jamsos.law.book import check_book
from kopdes_jamsos.months import DateLike, Month, as_date
from kopdes_jamsos.programs import CONTRIBUTORY, BPUGroup, BusinessScale, Program, Segment


@frozen(kw_only=True)
class Gap:
    """A programme that is owed for a person and gives no cover on the day.

    Attributes:
        person: The person.
        program: Programme.
        segment: Segment in which it is owed.
        group: BPU group, where known.
        status: Where the person's participation stands; None without any.

    Examples:
        >>> [gap.program.value for gap in kj.coverage.covered_on(kdmp, dt.date(2025, 7, 3)).gaps]
        ['JKK', 'JKM']
    """

    person: Person
    program: Program
    segment: Segment
    group: BPUGroup | None
    status: CoverStatus | None


@frozen(kw_only=True)
class PersonCover:
    """The cover of one person of a cooperative.

    Attributes:
        person: The person.
        report: Cover from all participations that were given.
        participations: The participations.
        gaps: What is owed and gives no cover.
        elsewhere: Covered elsewhere, so that no gap is looked for.

    Examples:
        >>> head = kj.Supervisor(ref="B-1", role="ketua", elsewhere="village")
        >>> kdmp = kj.Cooperative(name="Pejaten", kind="KDMP", village=village, supervisors=[head])
        >>> kj.coverage.covered_on(kdmp, dt.date(2025, 7, 3)).entries[0].elsewhere
        True
    """

    person: Person
    report: CoverReport = field(repr=False)
    participations: tuple[Participation, ...] = field(repr=False)
    gaps: tuple[Gap, ...] = field(repr=False)
    elsewhere: bool


def _cover_rows(entry: PersonCover) -> Iterator[tuple[object, ...]]:
    """What is held of each programme, then what is owed and not held; one row of neither."""
    missing = {gap.program: gap for gap in entry.gaps}
    held = [(each.segment, cover) for each in entry.report.entries for cover in each.covers]
    for segment, cover in held:
        owed = cover.program in missing
        yield cover.program, segment, _status(cover.status), cover.covered, cover.since, owed
    for program, gap in missing.items():
        if all(cover.program is not program for _, cover in held):
            yield program, gap.segment, gap.status and _status(gap.status), False, None, True
    if not held and not missing:
        yield None, None, None, None, None, False


def _status(status: CoverStatus) -> Worded:
    return Worded(status, Note.of(f"cover-{status}"))


@frozen(kw_only=True)
class CooperativeCover(Grounded, Explained):
    """Who of a cooperative is covered on a day.

    Attributes:
        cooperative: The cooperative.
        on: The day.
        entries: One for each person.
        law: The book of law that was used.
        basis: What the covers rest on, with the conventions about segments and obligations.

    Examples:
        >>> found = kj.coverage.covered_on(kdmp, dt.date(2025, 6, 3), {"M-1": [paid]})
        >>> [person.ref for person in found.covered(kj.JKK)]
        ['M-1']
    """

    cooperative: Cooperative
    on: dt.date
    entries: tuple[PersonCover, ...] = field(repr=False)
    law: LawBook = field(repr=False)
    basis: Basis = field(repr=False)

    def covered(self, program: Program | str) -> tuple[Person, ...]:
        """The people whom a programme covers on the day through what was given.

        Raises:
            UnknownProgramError: code `unknown-program`.

        Examples:
            >>> kj.coverage.covered_on(kdmp, dt.date(2025, 7, 3)).covered(kj.JKM)
            ()
        """
        return tuple(entry.person for entry in self.entries if entry.report.covered(program))

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """All gaps, person by person."""
        return tuple(gap for entry in self.entries for gap in entry.gaps)

    def table(self) -> Table:
        """A row for each person and programme, by reference only; nobody is left out."""
        return Table(
            name="cover",
            columns={
                "person": int,
                "ref": str | None,
                "program": Program | None,
                "segment": Segment | None,
                "status": Worded | None,
                "covered": bool | None,
                "since": dt.date | None,
                "gap": bool,
                "elsewhere": bool,
            },
            rows=[
                (number, entry.person.ref, *row, entry.elsewhere)
                for number, entry in enumerate(self.entries, 1)
                for row in _cover_rows(entry)
            ],
        )

    def statement(self) -> Statement:
        """The report as data, ready to be worded; people show by their reference only."""
        people = len(self.entries)
        concerned = {gap.program for gap in self.gaps} | {
            cover.program
            for entry in self.entries
            for each in entry.report.entries
            for cover in each.covers
        }
        rows = [
            Row(
                head=program,
                label=Note.of(
                    "people-covered", people=len(self.covered(program)), everybody=people
                ),
            )
            for program in Program
            if program in concerned
        ]
        open_gaps: dict[Program, list[Gap]] = {}
        for gap in self.gaps:
            open_gaps.setdefault(gap.program, []).append(gap)
        remarks = [
            Note.of(
                "gaps",
                programs=[program],
                count=len(gaps),
                refs=[gap.person.ref for gap in gaps if gap.person.ref],
            )
            for program, gaps in open_gaps.items()
        ]
        away = [entry for entry in self.entries if entry.elsewhere]
        if away:
            remarks.append(Note.of("covered-elsewhere-count", count=len(away)))
        return Statement(
            title=Note.of("covered-on", cooperative=self.cooperative.name, day=self.on),
            rows=tuple(rows),
            remarks=tuple(remarks),
            basis=self.basis,
        )


def covered_on(
    cooperative: Cooperative,
    on: DateLike,
    participations: Mapping[str, Sequence[Participation]] | None = None,
    *,
    law: LawBook = LAW,
) -> CooperativeCover:
    """Say who of a cooperative is covered on a day, and which gaps are to be closed.

    What a person owes follows from the segment of the last participation, or, without any, from
    the proposed one. Without a business scale only what is owed at every scale counts for wage
    earners. JKP follows from the other programmes and is no gap of its own.

    Args:
        cooperative: The cooperative and its people.
        on: The day; payments made up to it count.
        participations: Participations by the reference of the person; whoever is not named has
            none.
        law: Book of law.

    Raises:
        MissingPackageError: code `missing-package`.
        InvalidFactError: code `invalid-fact`: no cooperative, no mapping of references that one
            person each has, or something that is no participation.
        InvalidDateError: code `invalid-date`.
        BeforeDataError: code `before-data`: before July 2015.

    Examples:
        >>> officers = [kj.Officer(ref=ref, role="lainnya") for ref in ("A-1", "A-2")]
        >>> kdmp = kj.Cooperative(
        ...     name="KDMP Pejaten", kind="KDMP", village=village, officers=officers, employs=False
        ... )
        >>> unpaid = kj.BPUEnrolment(income=0, programs={kj.JKK, kj.JKM}, group="unwaged")
        >>> july = kj.Payment(kj.Month(2025, 7), dt.date(2025, 7, 3))
        >>> first = kj.Participation(unpaid, joined=dt.date(2025, 6, 20), payments=[july])
        >>> cover = kj.coverage.covered_on(kdmp, dt.date(2025, 7, 3), {"A-1": [first]})
        >>> [(gap.person.ref, gap.program.value) for gap in cover.gaps]
        [('A-2', 'JKK'), ('A-2', 'JKM')]
    """
    check_cooperative(cooperative)
    check_book(law)
    on = as_date(on, "on")
    people = tuple(cooperative.people())
    pairs = {} if participations is None else pairs_of(participations)
    given = {as_text(ref): parts for ref, parts in (pairs or {}).items()}
    refs = Counter(person.ref for person in people)
    if pairs is None or any(refs[ref] != 1 for ref in given):
        raise InvalidFactError(
            "participations must map references that one person each has.",
            remedy='Give such as {"A-1": [participation]}, with a ref of each person\'s own.',
        )
    assumptions: list[str] = []
    entries = []
    for person in people:
        parts = check_participations(given.get(person.ref, ()) if person.ref else ())
        report = cover_report(parts, on, law=law)
        gaps = tuple(_gaps(person, cooperative, parts, report, assumptions))
        entries.append(
            PersonCover(
                person=person,
                report=report,
                participations=parts,
                gaps=gaps,
                elsewhere=person.elsewhere is not None,
            )
        )
    return CooperativeCover(
        cooperative=cooperative,
        on=on,
        entries=tuple(entries),
        law=law,
        basis=Basis.sum([entry.report for entry in entries], assuming=assumptions),
    )


def _gaps(
    person: Person,
    cooperative: Cooperative,
    parts: tuple[Participation, ...],
    report: CoverReport,
    assumptions: list[str],
) -> list[Gap]:
    if person.elsewhere is not None:
        return []
    if parts:
        enrolment = parts[-1].enrolment
        segment, group = enrolment.segment, getattr(enrolment, "group", None)
    else:
        proposal = propose_segment(person, cooperative, law=report.law)
        segment, group = proposal.segment or Segment.BPU, proposal.group
        assumptions.extend(proposal.assumptions)
    month = Month.of(report.on)
    owed = _owed(segment, group, cooperative.scale, month, report.law, assumptions)
    if Program.JP in owed and _retired(person, parts, month, report.law):
        owed -= {Program.JP}
        assumptions.extend(past_pension_age_names(report.law, month))
    last = report.entries[-1].covers if report.entries else ()
    status = {cover.program: cover.status for cover in last}
    missing = CoverStatus.NOT_ENROLLED if parts else None
    return [
        Gap(
            person=person,
            program=program,
            segment=segment,
            group=group,
            status=status.get(program, missing),
        )
        for program in Program
        if program in owed and not report.covered(program)
    ]


def _retired(person: Person, parts: tuple[Participation, ...], month: Month, law: LawBook) -> bool:
    """Whether JP is not owed any more; without a birth date it is taken to be owed."""
    enrolment = parts[-1].enrolment if parts else None
    birth_date = (enrolment.birth_date if enrolment else None) or person.birth_date
    if birth_date is None:
        return False
    return past_pension_age(law, birth_date, month, deferred=defers_pension(enrolment))


def _owed(
    segment: Segment,
    group: BPUGroup | None,
    scale: BusinessScale | None,
    month: Month,
    law: LawBook,
    assumptions: list[str],
) -> frozenset[Program]:
    """What is owed for certain: with an unknown scale or group, what all of them owe."""
    if segment is Segment.PU:
        scales = [scale] if scale else list(BusinessScale)
        found = [obligations(scale=each, month=month, law=law) for each in scales]
    else:
        groups = [group] if group else list(BPUGroup)
        found = [obligations(segment=segment, group=each, month=month, law=law) for each in groups]
    if len(found) == 1:
        assumptions.extend(found[0].assumptions)
    return frozenset.intersection(*(each.owed for each in found)) & frozenset(CONTRIBUTORY)
