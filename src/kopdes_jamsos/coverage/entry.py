"""The conditions of entry into each programme, read for one person on one day.

Foreigners who have worked in Indonesia for six months: PP 44/2015 Pasal 5 ayat (2) huruf c,
PP 46/2015 Pasal 4 ayat (2) huruf c, UU 24/2011 Pasal 14. BPU: younger than 65 when registering
(Permenaker 5/2021 Pasal 33), no JP (PP 45/2015 Pasal 2) and no JKP. JP: up to pension age, deferred
by at most three years while still employed (PP 45/2015 Pasal 15; convention
`jp-after-pension-age`). JKP: citizens registered while younger than 54, in JKN and in the
programmes that the business scale asks for (PP 37/2021 Pasal 4, PP 6/2025).
"""

from __future__ import annotations

import datetime as dt

from attrs import frozen

from kopdes_jamsos._checks import check_flag
from kopdes_jamsos.basis import Basis, Note
from kopdes_jamsos.coverage.conditions import Condition
from kopdes_jamsos.coverage.duties import participants
from kopdes_jamsos.errors import InvalidFactError
from kopdes_jamsos.law import DatedValue, LawBook
from kopdes_jamsos.law.ages import bpu_age, jkp_age, past_pension_age
from kopdes_jamsos.law.book import check_book
from kopdes_jamsos.months import Month, check_date, months_after
from kopdes_jamsos.programs import BusinessScale, Choice, Program, Segment


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


@frozen(kw_only=True, repr=False)
class Case:
    """The facts of one question: may this person be in this programme on this day?"""

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
        if self.citizen is not None:
            check_flag(self.citizen, "citizen")
        check_flag(self.pension_deferred, "pension_deferred")
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
        """Day of registration; without one the person would register on the day."""
        return self.registered_on or self.on


class ConditionReader:
    """Collects the conditions of a case."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.conditions: list[Condition] = []
        self.missing: list[str] = []
        self.taken: list[str] = []

    def add(self, code: str, met: bool, why: Note, *values: DatedValue) -> None:
        """Add a condition that values of the law set."""
        basis = Basis.of(*values)
        self.conditions.append(Condition(code=code, met=met, why=why, basis=basis))
        self.taken.extend(basis.assumptions)

    def read(self) -> None:
        """Read the conditions of the programme in the segment."""
        program, segment = self.case.program, self.case.segment
        self.segment()
        if segment not in program.open_to:
            return
        if program is Program.JKP:
            self.citizenship()
            self.jkp()
            return
        self.nationality()
        if segment is Segment.BPU:
            self.bpu_age()
        elif program is Program.JP:
            self.pension_age()

    def segment(self) -> None:
        """The segment is named by the programme's regulation."""
        case = self.case
        named = case.law.value_on(participants(case.program, case.segment), case.on)
        closed = case.segment not in case.program.open_to
        code = "wage-earners-only" if closed else "segment"
        self.add(code, not closed, Note.of(code, segment=case.segment), named)

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
        value = case.law.value_on("obligations.foreigner_months", case.on)
        met = months_after(case.working_since, value.value) <= case.on
        why = Note.of("foreigner-months", months=value.value)
        place = (case.segment, case.program)
        rule = value
        if place not in _WITH_MONTHS and not value.assumption:
            path = _FOREIGNERS.get(place, "participants.foreigners")
            rule = case.law.value_on(path, case.on)
        self.add("foreigner-months", met, why, rule)
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
            rule = self.case.law.value_on("jkp.citizens_only", self.case.on)
            self.add("citizen", self.case.citizen, Note.of("citizen"), rule)

    def bpu_age(self) -> None:
        """Age limit of BPU on registration; whoever was young enough then may stay."""
        case = self.case
        found = bpu_age(case.law, case.registration, case.birth_date)
        if found is None:
            self.taken.append("bpu-age-not-given")
        elif case.birth_date is None or found.met is None:
            self.missing.append("birth_date")
        else:
            why = Note.of("bpu-registration-age", years=found.limit.value)
            self.add("bpu-registration-age", found.met, why, found.limit)

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
        age = jkp_age(case.law, case.registration, case.birth_date)
        if age.met is None:
            self.missing.append("birth_date")
        else:
            why = Note.of("jkp-registration-age", years=age.limit.value)
            self.add("jkp-registration-age", age.met, why, age.limit)
            self.taken.extend(age.assumptions)
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
        needed = case.law.value_on("jkp.programs_needed", case.on).entry(case.scale)
        why = Note.of("jkp-programs-of-scale", programs=sorted(needed.value), scale=case.scale)
        self.add("jkp-programs", needed.value <= case.programs, why, needed)


# Programmes whose regulation names foreigners itself, beside JKK and JKM, which have the months.
_FOREIGNERS = {(Segment.PU, Program.JHT): "participants.foreigners_jht"}
_WITH_MONTHS = {(Segment.PU, Program.JKK), (Segment.PU, Program.JKM)}
