"""Which programmes are owed, open and closed.

Wage earners (PU): by business scale, Perpres 109/2013 Pasal 6 ayat (1) to (3), which PP 44/2015,
PP 45/2015 Pasal 4 and PP 46/2015 Pasal 2 point to; JKP follows from the others (PP 37/2021 Pasal 2
and Pasal 4 ayat (3)). Others (BPU): JKK and JKM (PP 44/2015 Pasal 4 ayat (2) and Pasal 11), JHT if
they wish (PP 46/2015 Pasal 13), employers owing it (Perpres 109/2013 Pasal 8).
The scale itself: `coverage.scale`.
"""

from __future__ import annotations

from attrs import field, frozen

from kopdes_jamsos.basis import Basis, Explained, Grounded, Note, Row, Statement, Table
from kopdes_jamsos.basis.sources import Citation
from kopdes_jamsos.choices import choose, choose_or_none
from kopdes_jamsos.enrolment import optional_scale, optional_trainee
from kopdes_jamsos.errors import InvalidFactError, MissingFactError
from kopdes_jamsos.law import LAW, DatedValue, LawBook
from kopdes_jamsos.law.book import check_book, rule_or_last, value_or_last
from kopdes_jamsos.months import Month, MonthLike, as_month
from kopdes_jamsos.programs import (
    BPUGroup,
    BusinessScale,
    Choice,
    Program,
    Segment,
    Trainee,
)


class Standing(Choice):
    """Whether a programme is owed, open (may be joined) or closed.

    Examples:
        >>> Standing("open")
        <Standing.OPEN: 'open'>
    """

    OWED = "owed"
    OPEN = "open"
    CLOSED = "closed"


@frozen(kw_only=True)
class Obligation(Grounded):
    """Where one programme stands for a segment.

    Attributes:
        program: Programme.
        standing: Owed, open or closed.
        why: The reason, to be worded.
        basis: What it rests on.

    Examples:
        >>> [str(line.citations[0]) for line in kj.obligations(scale="micro").lines][:1]
        ['Perpres 109/2013 Pasal 6 ayat (1), ayat (2) dan ayat (3)']
    """

    program: Program
    standing: Standing
    why: Note
    basis: Basis


@frozen(kw_only=True)
class Obligations(Grounded, Explained):
    """Programmes owed, open and closed.

    Attributes:
        segment: PU or BPU.
        scale: Business scale, for PU.
        group: BPU group, where given.
        trainee: Apprentice, pupil or the like, where given.
        lines: One for each programme that exists.
        law: The book of law that was used.

    Examples:
        >>> small = kj.obligations(scale="small")
        >>> sorted(small.owed), sorted(small.open)
        ([<Program.JHT: 'JHT'>, <Program.JKK: 'JKK'>, <Program.JKM: 'JKM'>, \
<Program.JKP: 'JKP'>], [<Program.JP: 'JP'>])
    """

    segment: Segment
    scale: BusinessScale | None
    group: BPUGroup | None
    trainee: Trainee | None = None
    lines: tuple[Obligation, ...] = field(repr=False)
    law: LawBook = field(repr=False)

    @property
    def owed(self) -> frozenset[Program]:
        """Programmes that must be joined."""
        return self._all(Standing.OWED)

    @property
    def open(self) -> frozenset[Program]:
        """Programmes that may be joined beyond those owed."""
        return self._all(Standing.OPEN)

    @property
    def closed(self) -> frozenset[Program]:
        """Programmes that cannot be joined."""
        return self._all(Standing.CLOSED)

    def _all(self, standing: Standing) -> frozenset[Program]:
        return frozenset(line.program for line in self.lines if line.standing is standing)

    @property
    def basis(self) -> Basis:
        """What the lines rest on."""
        return Basis.sum(self.lines)

    def table(self) -> Table:
        """A row for each programme."""
        return Table.of(
            "obligations",
            {"program": Program, "standing": Standing, "reason": Note, "article": Citation},
            self.lines,
            reason="why",
            article="citations",
        )

    def statement(self) -> Statement:
        """The result as data, ready to be worded."""
        return Statement(
            title=Note.of("obligations", segment=self.segment, group=self.group),
            rows=tuple(
                Row(head=line.program, label=line.why, citations=line.citations)
                for line in self.lines
            ),
            basis=self.basis,
        )


def obligations(
    *,
    scale: BusinessScale | str | None = None,
    segment: Segment | str = Segment.PU,
    group: BPUGroup | str | None = None,
    trainee: Trainee | str | None = None,
    month: MonthLike | None = None,
    law: LawBook = LAW,
) -> Obligations:
    """Programmes owed and open: of an employer for the workers (PU), or of a BPU.

    Args:
        scale: Business scale of the employer; decides for PU.
        segment: PU or BPU; construction projects owe JKK and JKM.
        group: BPU group; decides whether JHT is owed.
        trainee: Apprentice, pupil or the like: then neither scale nor group decides.
        month: Month whose law decides; None for the last one known to the book.
        law: Book of law.

    Raises:
        MissingFactError: code `missing-fact`: scale for PU, group for BPU.
        UnknownChoiceError: code `unknown-choice`.
        InvalidFactError: code `invalid-fact`: a scale for BPU, a group for PU, construction, or
            either or BPU beside a trainee.
        InvalidMonthError: code `invalid-month`.
        BeforeDataError: code `before-data`.

    Examples:
        >>> sorted(kj.obligations(scale=kj.BusinessScale.MEDIUM).owed - {kj.JKP})
        [<Program.JHT: 'JHT'>, <Program.JKK: 'JKK'>, <Program.JKM: 'JKM'>, <Program.JP: 'JP'>]
        >>> sorted(kj.obligations(segment="BPU", group="employer").owed)
        [<Program.JHT: 'JHT'>, <Program.JKK: 'JKK'>, <Program.JKM: 'JKM'>]
    """
    check_book(law)
    if month is not None:
        month = as_month(month, "month")
    chosen, size = choose(Segment, segment), optional_scale(scale)
    kind = choose_or_none(BPUGroup, group)
    if chosen is Segment.CONSTRUCTION:
        raise InvalidFactError(
            "Scales and groups decide for wage earners and BPU only.",
            value=chosen,
            remedy="A construction project owes JKK and JKM (PP 44/2015 Pasal 53).",
        )
    student = optional_trainee(trainee)
    if student is not None:
        if chosen is not Segment.PU or size is not None or kind is not None:
            raise InvalidFactError(
                "Of a trainee neither segment nor scale nor group decides.",
                value=student,
                remedy="Give trainee only.",
            )
        lines = _of_trainee(month, law)
        return Obligations(
            segment=chosen, scale=None, group=None, trainee=student, lines=lines, law=law
        )
    stray, wanted, fact = (
        ("group", "scale", size) if chosen is Segment.PU else ("scale", "group", kind)
    )
    if (kind if chosen is Segment.PU else size) is not None:
        raise InvalidFactError(
            f"{stray} does not belong to {chosen}.",
            value=stray,
            remedy=f"Give {wanted} only.",
            reason="stray",
            field=stray,
            segment=chosen,
        )
    if fact is None:
        raise MissingFactError(
            f"{wanted} decides which programmes {chosen} owes, and was not given.",
            value=wanted,
            remedy=f"Give {wanted}; kj.coverage.business_scale and kj.coverage.propose_segment "
            "may help.",
        )
    lines = _of_pu(size, month, law) if size is not None else _of_bpu(kind, month, law)
    return Obligations(segment=chosen, scale=size, group=kind, lines=lines, law=law)


def _of_pu(scale: BusinessScale, month: Month | None, law: LawBook) -> tuple[Obligation, ...]:
    owed = value_or_last(law, "obligations.programs_owed", month).entry(scale)
    beyond = value_or_last(law, "obligations.programs_open_pu", month)
    lines = []
    for program in Program:
        if program in owed.value:
            lines.append(_line(program, Standing.OWED, Note.of("owed-scale", scale=scale), owed))
        elif program in beyond.value:
            lines.append(_line(program, Standing.OPEN, Note.of("open-pu", scale=scale), beyond))
    jkp = law.series("jkp.programs_needed")
    if jkp.values and (month is None or jkp.in_force(month)):
        needed = value_or_last(law, "jkp.programs_needed", month).entry(scale)
        missing = sorted(needed.value - owed.value)
        if missing:
            why = Note.of("open-jkp", programs=missing)
            lines.append(_line(Program.JKP, Standing.OPEN, why, needed))
        else:
            lines.append(_line(Program.JKP, Standing.OWED, Note.of("owed-jkp"), needed))
    return tuple(lines)


def _of_bpu(group: BPUGroup | None, month: Month | None, law: LawBook) -> tuple[Obligation, ...]:
    owed = value_or_last(law, "obligations.programs_owed_bpu", month)
    employer = value_or_last(law, "obligations.programs_owed_bpu_employer", month)
    beyond = value_or_last(law, "obligations.programs_open_bpu", month)
    # Another text has the employer register group c, in JKM only if he likes.
    changed = rule_or_last(law, "participants.unwaged_by_employer", month)
    otherwise = changed if group is BPUGroup.UNWAGED else None
    lines = []
    for program in Program:
        if program in owed.value:
            rules = [owed, otherwise] if otherwise else [owed]
            doubt = "unwaged-own-registration" if otherwise else ""
            why = Note.of("owed-bpu")
            lines.append(_line(program, Standing.OWED, why, *rules, assuming=doubt))
        elif group is BPUGroup.EMPLOYER and program in employer.value:
            lines.append(_line(program, Standing.OWED, Note.of("owed-bpu-employer"), employer))
        elif program in beyond.value:
            lines.append(_line(program, Standing.OPEN, Note.of("open-bpu"), beyond))
        elif (closed := _named(program, month, law)) is not None:
            lines.append(_line(program, Standing.CLOSED, Note.of("closed-bpu"), closed))
    return tuple(lines)


def _of_trainee(month: Month | None, law: LawBook) -> tuple[Obligation, ...]:
    """Of apprentices, pupils and the like: JKK owed by the employer, JKM as he likes."""
    owed = value_or_last(law, "obligations.programs_owed_trainee", month)
    beyond = value_or_last(law, "obligations.programs_open_trainee", month)
    changed = rule_or_last(law, "participants.unwaged_by_employer", month)
    doubt = "apprentice-named" if changed else "trainee-as-worker"
    parts = ((Standing.OWED, "owed-trainee", owed), (Standing.OPEN, "open-trainee", beyond))
    return tuple(
        _line(program, standing, Note.of(code), rule, assuming=doubt)
        for program in Program
        for standing, code, rule in parts
        if program in rule.value
    )


def participants(program: Program, segment: Segment) -> str:
    """Path of the rule that says whom a programme names; JP and JKP name one segment only."""
    if Segment.BPU in program.open_to:
        return f"participants.{program}_{segment}".lower()
    return f"participants.{program}".lower()


def _named(program: Program, month: Month | None, law: LawBook) -> DatedValue | None:
    """The rule that says whom a programme names; None where there is no such programme yet."""
    return rule_or_last(law, participants(program, Segment.BPU), month)


def _line(
    program: Program, standing: Standing, why: Note, *values: DatedValue, assuming: str = ""
) -> Obligation:
    basis = Basis.of(*values, assuming=[assuming])
    return Obligation(program=program, standing=standing, why=why, basis=basis)
