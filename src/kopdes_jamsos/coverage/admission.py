"""Whether a person may be in a programme on a day: yes with its article, or no with every reason.

Foreigners who have worked in Indonesia for six months: PP 44/2015 Pasal 5 ayat (2) huruf c,
PP 46/2015 Pasal 4 ayat (2) huruf c, UU 24/2011 Pasal 14. BPU: younger than 65 when registering
(convention `bpu-age`), no JP (PP 45/2015 Pasal 2) and no JKP. JP: up to pension age, deferred by at
most three years while still employed (PP 45/2015 Pasal 15; convention `jp-after-pension-age`). JKP:
citizens registered while younger than 54, in JKN and in the programmes that the business scale asks
for (PP 37/2021 Pasal 4, PP 6/2025).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

from attrs import field, frozen

from kopdes_jamsos.basis import Basis, Explained, Note, Row, Statement
from kopdes_jamsos.enrolment import OPEN_TO, optional_scale
from kopdes_jamsos.errors import InvalidFactError, MissingFactError
from kopdes_jamsos.law import LAW, Citation, DatedValue, Evidence, LawBook
from kopdes_jamsos.law.ages import jkp_entry, past_pension_age
from kopdes_jamsos.law.book import check_book
from kopdes_jamsos.months import Month, age_on, check_date, months_after
from kopdes_jamsos.programs import BusinessScale, Choice, Program, Segment, choose


class JknMembership(Choice):
    """How a person is in health insurance (JKN), which JKP asks for.

    WAGE_EARNER: as a wage earner of a business. OTHER: in any other way. NONE: not at all.

    Examples:
        >>> JknMembership("wage earner")
        <JknMembership.WAGE_EARNER: 'wage earner'>
    """

    WAGE_EARNER = "wage earner"
    OTHER = "other"
    NONE = "none"


@frozen(kw_only=True)
class Ground:
    """One condition of a programme, and whether the person meets it.

    Attributes:
        code: Stable name of the condition.
        met: Whether it is met.
        why: The condition, to be worded.
        citation: Where it stands.
        evidence: Grade.

    Examples:
        >>> answer = kj.coverage.eligibility(
        ...     kj.JP, dt.date(2025, 7, 3), segment="BPU", citizen=True
        ... )
        >>> [(ground.code, ground.met) for ground in answer.grounds]
        [('wage-earners-only', False)]
    """

    code: str
    met: bool
    why: Note
    citation: Citation
    evidence: Evidence


@frozen(kw_only=True)
class Eligibility(Explained):
    """Whether a person may be in a programme on a day.

    Attributes:
        program: Programme.
        segment: PU or BPU.
        on: The day.
        grounds: Every condition that was looked at.
        unknown: Facts that were not given; a no stands without them.
        law: The book of law that was used.
        taken: Identifiers of the conventions that decided it.

    Examples:
        >>> answer = kj.coverage.eligibility(
        ...     kj.JKK,
        ...     dt.date(2025, 7, 3),
        ...     segment="BPU",
        ...     citizen=True,
        ...     birth_date=dt.date(1959, 1, 1),
        ... )
        >>> answer.eligible, [ground.code for ground in answer.reasons]
        (False, ['bpu-registration-age'])
    """

    program: Program
    segment: Segment
    on: dt.date
    grounds: tuple[Ground, ...]
    unknown: tuple[str, ...] = ()
    law: LawBook = field(repr=False)
    taken: tuple[str, ...] = ()

    @property
    def eligible(self) -> bool:
        """Whether every condition is met."""
        return all(ground.met for ground in self.grounds)

    @property
    def reasons(self) -> tuple[Ground, ...]:
        """The conditions that are not met; empty for a yes."""
        return tuple(ground for ground in self.grounds if not ground.met)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Where the conditions stand: those that are not met, or all of them for a yes.

        Examples:
            >>> day = dt.date(2025, 7, 3)
            >>> str(kj.coverage.eligibility(kj.JKM, day, segment="PU", citizen=True).citations[0])
            'PP 44/2015 Pasal 5 ayat (2)'
        """
        grounds = self.reasons or self.grounds
        return tuple(dict.fromkeys(ground.citation for ground in grounds))

    @property
    def evidence(self) -> Evidence:
        """Weakest grade used.

        Examples:
            >>> day = dt.date(2025, 7, 3)
            >>> kj.coverage.eligibility(kj.JKM, day, segment="PU", citizen=True).evidence
            <Evidence.TEXT: 'text'>
        """
        if self.taken:
            return Evidence.CONVENTION
        return Evidence.weakest(ground.evidence for ground in self.reasons or self.grounds)

    @property
    def assumptions(self) -> tuple[str, ...]:
        """Identifiers of the conventions that decided it."""
        return self.taken

    def statement(self) -> Statement:
        """The answer as data, ready to be worded; no personal fact is in it.

        Examples:
            >>> answer = kj.coverage.eligibility(
            ...     kj.JHT, dt.date(2025, 7, 3), segment="PU", citizen=True
            ... )
            >>> print(answer.explain("en").splitlines()[0])
            JHT on Thursday, 3 July 2025, wage earner (PU): yes
        """
        code = "eligible" if self.eligible else "not-eligible"
        return Statement(
            title=Note.of(code, program=self.program, day=self.on, segment=self.segment),
            rows=tuple(
                Row(
                    head="+" if ground.met else "-",
                    label=ground.why,
                    amount=None,
                    citations=(ground.citation,),
                )
                for ground in self.grounds
            ),
            totals=(),
            remarks=(Note.of("facts-unknown", names=self.unknown),) if self.unknown else (),
            basis=Basis(assumptions=self.assumptions, evidence=self.evidence),
        )


def eligibility(
    program: Program,
    on: dt.date,
    *,
    segment: Segment | str,
    citizen: bool | None = None,
    working_since: dt.date | None = None,
    birth_date: dt.date | None = None,
    registered_on: dt.date | None = None,
    pension_deferred: bool = False,
    scale: BusinessScale | str | None = None,
    programs: Iterable[Program] | None = None,
    jkn: JknMembership | str | None = None,
    law: LawBook = LAW,
) -> Eligibility:
    """Say whether a person may be in a programme on a day, with every reason against it.

    A fact is asked for only where it decides: one that is missing raises an error, unless another
    condition already says no; then the answer names what was not given.

    Args:
        program: Programme.
        on: The day.
        segment: PU or BPU.
        citizen: Whether the person is a citizen of Indonesia.
        working_since: First day of work in Indonesia; asked for of a foreigner.
        birth_date: Birth date; asked for by JP, JKP and of a BPU.
        registered_on: Day of first registration; None: the person would register on the day.
        pension_deferred: Still employed beyond pension age and JP deferred.
        scale: Business scale of the employer; asked for by JKP.
        programs: Programmes that the person is in; asked for by JKP.
        jkn: Membership of JKN; asked for by JKP.
        law: Book of law.

    Raises:
        MissingFactError: code `missing-fact`: names every fact that decides and was not given.
        UnknownProgramError: code `unknown-program`.
        UnknownChoiceError: code `unknown-choice`.
        InvalidDateError: code `invalid-date`.
        InvalidFactError: code `invalid-fact`: dates that contradict one another, a construction
            project, or a fact of the wrong kind.
        BeforeDataError: code `before-data`: before the programme began.

    Examples:
        >>> worker = {"segment": "PU", "citizen": True, "birth_date": dt.date(1968, 5, 1)}
        >>> kj.coverage.eligibility(kj.JP, dt.date(2027, 5, 31), **worker).eligible
        True
        >>> kj.coverage.eligibility(kj.JP, dt.date(2027, 6, 1), **worker).eligible
        False
        >>> kj.coverage.eligibility(
        ...     kj.JP, dt.date(2027, 6, 1), pension_deferred=True, **worker
        ... ).eligible
        True
    """
    case = _Case(
        program=choose(Program, program),
        on=check_date(on, "The day"),
        segment=choose(Segment, segment),
        citizen=citizen,
        working_since=working_since,
        birth_date=birth_date,
        registered_on=registered_on,
        pension_deferred=pension_deferred,
        scale=optional_scale(scale),
        programs=_programs(programs),
        jkn=None if jkn is None else choose(JknMembership, jkn),
        law=law,
    )
    case.check()
    reader = _Reader(case)
    for look in _LOOKS[case.segment, case.program]:
        look(reader)
    if reader.missing and all(ground.met for ground in reader.grounds):
        names = ", ".join(reader.missing)
        raise MissingFactError(
            f"Whether {case.program} is open depends on {names}, not given.",
            value=tuple(reader.missing),
            remedy=f"Give {names}.",
        )
    return Eligibility(
        program=case.program,
        segment=case.segment,
        on=on,
        grounds=tuple(reader.grounds),
        unknown=tuple(reader.missing),
        law=law,
        taken=tuple(dict.fromkeys(reader.taken)),
    )


def _programs(value: Iterable[Program] | None) -> frozenset[Program] | None:
    if value is None:
        return None
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise InvalidFactError(
            f"programs must be a set of programmes; got a {type(value).__name__}.",
            remedy="Give a set such as {kj.JKK, kj.JKM, kj.JHT}.",
        )
    return frozenset(choose(Program, item) for item in value)


@frozen(kw_only=True, repr=False)
class _Case:
    program: Program
    on: dt.date
    segment: Segment
    citizen: bool | None
    working_since: dt.date | None
    birth_date: dt.date | None
    registered_on: dt.date | None
    pension_deferred: bool
    scale: BusinessScale | None
    programs: frozenset[Program] | None
    jkn: JknMembership | None
    law: LawBook

    def check(self) -> None:
        """Refuse facts of a wrong kind, and days in a wrong order."""
        check_book(self.law)
        if self.segment is Segment.CONSTRUCTION:
            raise InvalidFactError(
                "A construction project is no person.", remedy="Ask for PU or BPU."
            )
        flags = (self.citizen, self.pension_deferred)
        if any(type(flag) is not bool for flag in flags if flag is not None):
            raise InvalidFactError(
                "citizen and pension_deferred are bools.", remedy="Give True or False."
            )
        days = [self.birth_date, self.working_since, self.registered_on, self.on]
        names = ("birth_date", "working_since", "registered_on", "on")
        for day, name in zip(days, names, strict=True):
            if day is not None:
                check_date(day, name)
        born = self.birth_date or dt.date.min
        if any(day is not None and not born <= day <= self.on for day in days[1:3]) or (
            born > self.on
        ):
            raise InvalidFactError(
                "Birth, work and registration are not in order, or lie after the day.",
                remedy="Correct the dates, or ask for a later day.",
            )

    @property
    def registration(self) -> dt.date:
        return self.registered_on or self.on


class _Reader:
    """Collects the grounds of a case."""

    def __init__(self, case: _Case) -> None:
        self.case = case
        self.grounds: list[Ground] = []
        self.missing: list[str] = []
        self.taken: list[str] = []

    def add(self, code: str, met: bool, why: Note, value: DatedValue) -> None:
        self.grounds.append(
            Ground(code=code, met=met, why=why, citation=value.citation, evidence=value.evidence)
        )
        self.taken.extend(filter(None, [value.assumption]))

    def add_text(self, code: str, met: bool, why: Note, source: str, article: str) -> None:
        self.grounds.append(
            Ground(
                code=code,
                met=met,
                why=why,
                citation=Citation(source, article),
                evidence=Evidence.TEXT,
            )
        )

    def segment(self) -> None:
        """The segment is named by the programme's regulation."""
        case = self.case
        source, article = _NAMED[case.segment, case.program]
        closed = case.program not in OPEN_TO[case.segment]
        code = "wage-earners-only" if closed else "segment"
        self.add_text(code, not closed, Note.of(code, segment=case.segment), source, article)

    def nationality(self) -> None:
        """Citizens, and foreigners after six months."""
        case = self.case
        if case.citizen is None:
            self.missing.append("citizen")
        if case.citizen is not False:
            return
        if case.working_since is None:
            self.missing.append("working_since")
            return
        value = case.law.value("obligations.foreigner_months", Month.of(case.on))
        met = months_after(case.working_since, value.value) <= case.on
        source, article = _FOREIGNERS.get((case.segment, case.program), _EVERYBODY)
        why = Note.of("foreigner-months", months=value.value)
        if value.assumption:
            self.add("foreigner-months", met, why, value)
        else:
            self.add_text("foreigner-months", met, why, source, article)
        self.taken.append("foreigner-months")
        if case.program is Program.JP:
            self.taken.append("foreigner-jp")
        if case.segment is Segment.BPU:
            self.taken.append("foreigner-bpu")

    def citizenship(self) -> None:
        """JKP is for citizens."""
        if self.case.citizen is None:
            self.missing.append("citizen")
        else:
            place = ("PP 37/2021", "Pasal 4 ayat (2) huruf a")
            self.add_text("citizen", self.case.citizen, Note.of("citizen"), *place)

    def bpu_age(self) -> None:
        """Age limit of BPU on registration: convention `bpu-age`."""
        case = self.case
        limit = case.law.series("obligations.bpu_registration_age").in_force(
            Month.of(case.registration)
        )
        if limit is None:
            self.taken.append("bpu-age-not-given")
        elif case.birth_date is None:
            self.missing.append("birth_date")
        else:
            why = Note.of("bpu-registration-age", years=limit.value)
            met = age_on(case.birth_date, case.registration) < limit.value
            self.add("bpu-registration-age", met, why, limit)
            if met and age_on(case.birth_date, case.on) >= limit.value:
                self.taken.append("bpu-age")

    def pension_age(self) -> None:
        """JP up to the month of pension age, deferred by a few years while employed."""
        case = self.case
        month = Month.of(case.on)
        age = case.law.value("jp.pension_age", month)
        if case.birth_date is None:
            self.missing.append("birth_date")
            return
        if not past_pension_age(case.law, case.birth_date, month):
            self.add("pension-age", True, Note.of("pension-age", years=age.value), age)
            return
        self.taken.append("jp-after-pension-age")
        longest = case.law.value("jp.longest_deferral", month)
        if not case.pension_deferred:
            self.add("pension-age", False, Note.of("pension-age", years=age.value), age)
            return
        self.taken.extend(filter(None, [age.assumption]))
        met = not past_pension_age(case.law, case.birth_date, month, deferred=True)
        self.add("pension-deferral", met, Note.of("pension-deferral", years=longest.value), longest)

    def jkp(self) -> None:
        """Age on registration, membership of JKN, and the programmes of the business scale."""
        case = self.case
        month = Month.of(case.on)
        ages = case.law.series("jkp.registration_age")
        ages.on(case.on)
        entry, limit = jkp_entry(ages, case.registration)
        if case.birth_date is None:
            self.missing.append("birth_date")
        else:
            met = age_on(case.birth_date, entry) < limit.value
            why = Note.of("jkp-registration-age", years=limit.value)
            self.add("jkp-registration-age", met, why, limit)
            if not met and age_on(case.birth_date, case.registration) < limit.value:
                self.taken.append("jkp-entry-age")
        accepted = case.law.series("obligations.jkp_jkn").on(case.on)
        if case.jkn is None:
            self.missing.append("jkn")
        else:
            met = case.jkn.name.lower() in accepted.value
            only = accepted.value == (JknMembership.WAGE_EARNER.name.lower(),)
            self.add("jkn", met, Note.of("jkn-wage-earner" if only else "jkn"), accepted)
        if case.scale is None:
            self.missing.append("scale")
        if case.programs is None:
            self.missing.append("programs")
        if case.scale is None or case.programs is None:
            return
        needed = case.law.value("jkp.programs_needed", month).entry(case.scale)
        why = Note.of("jkp-programs-of-scale", programs=sorted(needed.value), scale=case.scale)
        self.add("jkp-programs", needed.value <= case.programs, why, needed)


# Where each regulation names the segment, or leaves it out.
_NAMED = {
    (Segment.PU, Program.JKK): ("PP 44/2015", "Pasal 5 ayat (2)"),
    (Segment.PU, Program.JKM): ("PP 44/2015", "Pasal 5 ayat (2)"),
    (Segment.PU, Program.JHT): ("PP 46/2015", "Pasal 4 ayat (2)"),
    (Segment.PU, Program.JP): ("PP 45/2015", "Pasal 2 ayat (1)"),
    (Segment.PU, Program.JKP): ("PP 37/2021", "Pasal 4 ayat (1) dan ayat (2) huruf c"),
    (Segment.BPU, Program.JKK): ("PP 44/2015", "Pasal 5 ayat (3)"),
    (Segment.BPU, Program.JKM): ("PP 44/2015", "Pasal 5 ayat (3)"),
    (Segment.BPU, Program.JHT): ("PP 46/2015", "Pasal 4 ayat (3) dan Pasal 13"),
    (Segment.BPU, Program.JP): ("PP 45/2015", "Pasal 2 ayat (1)"),
    (Segment.BPU, Program.JKP): ("PP 37/2021", "Pasal 4 ayat (1) dan ayat (2) huruf c"),
}
_FOREIGNERS = {
    (Segment.PU, Program.JKK): ("PP 44/2015", "Pasal 5 ayat (2) huruf c"),
    (Segment.PU, Program.JKM): ("PP 44/2015", "Pasal 5 ayat (2) huruf c"),
    (Segment.PU, Program.JHT): ("PP 46/2015", "Pasal 4 ayat (2) huruf c"),
}
_EVERYBODY = ("UU 24/2011", "Pasal 14")

_PLAIN: tuple[Callable[[_Reader], None], ...] = (_Reader.segment, _Reader.nationality)
_LOOKS: dict[tuple[Segment, Program], tuple[Callable[[_Reader], None], ...]] = {
    **{(Segment.PU, program): _PLAIN for program in Program},
    **{(Segment.BPU, program): (*_PLAIN, _Reader.bpu_age) for program in Program},
    (Segment.PU, Program.JP): (*_PLAIN, _Reader.pension_age),
    (Segment.PU, Program.JKP): (_Reader.segment, _Reader.citizenship, _Reader.jkp),
    (Segment.BPU, Program.JP): (_Reader.segment,),
    (Segment.BPU, Program.JKP): (_Reader.segment,),
}
