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
from kopdes_jamsos.months import Month, months_after
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
class Entrant:
    """A person who would be in a programme on a day: the facts that decide it."""

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
        born = self.birth_date or dt.date.min
        if any(day is not None and not born <= day <= self.on for day in days[1:3]) or (
            born > self.on
        ):
            raise InvalidFactError(
                "Birth, work and registration are not in order, or lie after the day.",
                remedy="Correct the dates, or ask for a later day.",
                reason="person-dates",
            )

    @property
    def registration(self) -> dt.date:
        """Day of registration; without one the person would register on the day."""
        return self.registered_on or self.on


class ConditionReader:
    """Collects the conditions of an entrant."""

    def __init__(self, entrant: Entrant) -> None:
        self.entrant = entrant
        self.conditions: list[Condition] = []
        self.missing: list[str] = []
        self.assumptions: list[str] = []

    def add(self, code: str, met: bool, why: Note, *values: DatedValue) -> None:
        """Add a condition that values of the law set."""
        basis = Basis.of(*values)
        self.conditions.append(Condition(code=code, met=met, why=why, basis=basis))
        self.assumptions.extend(basis.assumptions)

    def read(self) -> None:
        """Read the conditions of the programme in the segment."""
        program, segment = self.entrant.program, self.entrant.segment
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
        entrant = self.entrant
        named = entrant.law.value_on(participants(entrant.program, entrant.segment), entrant.on)
        closed = entrant.segment not in entrant.program.open_to
        code = "wage-earners-only" if closed else "segment"
        self.add(code, not closed, Note.of(code, segment=entrant.segment), named)

    def nationality(self) -> None:
        """Citizens, and foreigners after six months."""
        entrant = self.entrant
        if entrant.citizen is None:
            self.missing.append("citizen")
        if entrant.citizen is not False:
            return
        if entrant.working_since is None:
            self.missing.append("working_since")
            return
        value = entrant.law.value_on("obligations.foreigner_months", entrant.on)
        met = months_after(entrant.working_since, value.value) <= entrant.on
        why = Note.of("foreigner-months", months=value.value)
        rule = value
        if not value.assumption:
            own = f"participants.foreigners_{entrant.program}_{entrant.segment}".lower()
            named = own in entrant.law.paths()
            rule = entrant.law.value_on(own if named else "participants.foreigners", entrant.on)
        self.add("foreigner-months", met, why, rule)
        self.assumptions.append("foreigner-months")
        if entrant.program is Program.JP:
            self.assumptions.append("foreigner-jp")
        if entrant.segment is Segment.BPU:
            self.assumptions.append("foreigner-bpu")

    def citizenship(self) -> None:
        """JKP is for citizens."""
        if self.entrant.citizen is None:
            self.missing.append("citizen")
        else:
            rule = self.entrant.law.value_on("jkp.citizens_only", self.entrant.on)
            self.add("citizen", self.entrant.citizen, Note.of("citizen"), rule)

    def bpu_age(self) -> None:
        """Age limit of BPU on registration; whoever was young enough then may stay."""
        entrant = self.entrant
        found = bpu_age(entrant.law, entrant.registration, entrant.birth_date)
        if found is None:
            self.assumptions.append("bpu-age-not-given")
        elif entrant.birth_date is None or found.met is None:
            self.missing.append("birth_date")
        else:
            why = Note.of("bpu-registration-age", years=found.limit.value)
            self.add("bpu-registration-age", found.met, why, found.limit)

    def pension_age(self) -> None:
        """JP up to the month of pension age, deferred by a few years while employed."""
        entrant = self.entrant
        month = Month.of(entrant.on)
        age = entrant.law.value("jp.pension_age", month)
        if entrant.birth_date is None:
            self.missing.append("birth_date")
            return
        if not past_pension_age(entrant.law, entrant.birth_date, month):
            self.add("pension-age", True, Note.of("pension-age", years=age.value), age)
            return
        self.assumptions.append("jp-after-pension-age")
        longest = entrant.law.value("jp.longest_deferral", month)
        if not entrant.pension_deferred:
            self.add("pension-age", False, Note.of("pension-age", years=age.value), age)
            return
        self.assumptions.extend(filter(None, [age.assumption]))
        met = not past_pension_age(entrant.law, entrant.birth_date, month, deferred=True)
        self.add("pension-deferral", met, Note.of("pension-deferral", years=longest.value), longest)

    def jkp(self) -> None:
        """Age on registration, membership of JKN, and the programmes of the business scale."""
        entrant = self.entrant
        age = jkp_age(entrant.law, entrant.registration, entrant.birth_date)
        if age.met is None:
            self.missing.append("birth_date")
        else:
            why = Note.of("jkp-registration-age", years=age.limit.value)
            self.add("jkp-registration-age", age.met, why, age.limit)
            self.assumptions.extend(age.assumptions)
        accepted = entrant.law.series("obligations.jkp_jkn").on(entrant.on)
        if entrant.jkn is None:
            self.missing.append("jkn")
        else:
            met = entrant.jkn.name.lower() in accepted.value
            only = accepted.value == (JknMembership.WAGE_EARNER.name.lower(),)
            self.add("jkn", met, Note.of("jkn-wage-earner" if only else "jkn"), accepted)
        if entrant.scale is None:
            self.missing.append("scale")
        if entrant.programs is None:
            self.missing.append("programs")
        if entrant.scale is None or entrant.programs is None:
            return
        needed = entrant.law.value_on("jkp.programs_needed", entrant.on).entry(entrant.scale)
        why = Note.of("jkp-programs-of-scale", programs=sorted(needed.value), scale=entrant.scale)
        self.add("jkp-programs", needed.value <= entrant.programs, why, needed)
