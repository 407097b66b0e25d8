"""Eligibility: the answer whether a person may be in a programme on a day, with every reason.

Implements no article of its own: the conditions are read by `coverage.entry`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from attrs import field, frozen

from kopdes_jamsos.basis import Basis, Explained, Grounded, Note, Statement, Table
from kopdes_jamsos.choices import choose, choose_each, choose_or_none
from kopdes_jamsos.coverage.conditions import Condition, conditions_table, rows_of
from kopdes_jamsos.coverage.entry import ConditionReader, Entrant, JknMembership
from kopdes_jamsos.enrolment import optional_scale
from kopdes_jamsos.errors import MissingFactError
from kopdes_jamsos.law import LAW, LawBook
from kopdes_jamsos.months import DateLike, as_date
from kopdes_jamsos.programs import BusinessScale, Program, Segment


@frozen(kw_only=True)
class Eligibility(Grounded, Explained):
    """Whether a person may be in a programme on a day.

    Attributes:
        program: Programme.
        segment: PU or BPU.
        on: The day.
        conditions: Every condition that was read.
        unknown: Facts that were not given; a no stands without them.
        law: The book of law that was used.
        basis: What the answer rests on: the conditions that are not met, or all of them for a yes.

    Examples:
        >>> answer = kj.coverage.eligibility(
        ...     kj.JKK,
        ...     dt.date(2025, 7, 3),
        ...     segment="BPU",
        ...     citizen=True,
        ...     birth_date=dt.date(1959, 1, 1),
        ... )
        >>> answer.eligible, [condition.code for condition in answer.reasons]
        (False, ['bpu-registration-age'])
    """

    program: Program
    segment: Segment
    on: dt.date
    conditions: tuple[Condition, ...]
    unknown: tuple[str, ...] = ()
    law: LawBook = field(repr=False)
    basis: Basis

    @property
    def eligible(self) -> bool:
        """Whether every condition is met."""
        return all(condition.met for condition in self.conditions)

    @property
    def reasons(self) -> tuple[Condition, ...]:
        """The conditions that are not met; empty for a yes."""
        return tuple(condition for condition in self.conditions if not condition.met)

    def table(self) -> Table:
        """A row for each condition."""
        return conditions_table(self.conditions)

    def statement(self) -> Statement:
        """The answer as data, ready to be worded; no personal fact is in it."""
        code = "eligible" if self.eligible else "not-eligible"
        return Statement(
            title=Note.of(code, program=self.program, day=self.on, segment=self.segment),
            rows=rows_of(self.conditions),
            remarks=(Note.of("facts-unknown", names=self.unknown),) if self.unknown else (),
            basis=Basis(assumptions=self.assumptions, evidence=self.evidence),
        )


def eligibility(
    program: Program | str,
    on: DateLike,
    *,
    segment: Segment | str,
    citizen: bool | None = None,
    working_since: DateLike | None = None,
    birth_date: DateLike | None = None,
    registered_on: DateLike | None = None,
    pension_deferred: bool = False,
    scale: BusinessScale | str | None = None,
    programs: Iterable[Program | str] | None = None,
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
    entrant = Entrant(
        program=choose(Program, program),
        on=as_date(on, "on"),
        segment=choose(Segment, segment),
        citizen=citizen,
        working_since=_day(working_since, "working_since"),
        birth_date=_day(birth_date, "birth_date"),
        registered_on=_day(registered_on, "registered_on"),
        pension_deferred=pension_deferred,
        scale=optional_scale(scale),
        programs=None if programs is None else choose_each(Program, programs, "programs"),
        jkn=choose_or_none(JknMembership, jkn),
        law=law,
    )
    entrant.check()
    reader = ConditionReader(entrant)
    reader.read()
    if reader.missing and all(condition.met for condition in reader.conditions):
        names = ", ".join(reader.missing)
        raise MissingFactError(
            f"Whether {entrant.program} is open depends on {names}, not given.",
            value=tuple(reader.missing),
            remedy=f"Give {names}.",
        )
    unmet = [condition for condition in reader.conditions if not condition.met]
    return Eligibility(
        program=entrant.program,
        segment=entrant.segment,
        on=entrant.on,
        conditions=tuple(reader.conditions),
        unknown=tuple(reader.missing),
        law=law,
        basis=Basis.sum(unmet or reader.conditions, assuming=reader.assumptions),
    )


def _day(given: DateLike | None, name: str) -> dt.date | None:
    return None if given is None else as_date(given, name)
