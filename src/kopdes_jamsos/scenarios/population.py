"""Who takes part in a scenario: headcounts, enrolments or cooperatives as blocks of equals.

Implements no article of its own. A block is a number of people with one role and one enrolment, so
two million equal people cost as much work as one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import attrs
from attrs import field, frozen

from kopdes_jamsos._checks import by, is_a, is_rupiah_or_none
from kopdes_jamsos._plain import as_int
from kopdes_jamsos.basis import Displayed, Note, Statement
from kopdes_jamsos.basis.statements import facts_shown, stated
from kopdes_jamsos.contributions.billing import complete, without_enrolment
from kopdes_jamsos.cooperative import Cooperative, Employee, Member, Officer, Person, Supervisor
from kopdes_jamsos.coverage.segment import propose_segment
from kopdes_jamsos.enrolment import (
    BPUEnrolment,
    ConstructionEnrolment,
    Enrolment,
    PUEnrolment,
    facts_of,
    optional_risk_class,
    optional_sector,
)
from kopdes_jamsos.errors import InvalidFactError, KopdesJamsosError, MissingFactError, show, told
from kopdes_jamsos.law import LawBook
from kopdes_jamsos.money import Rupiah
from kopdes_jamsos.programs import CONTRIBUTORY, BPUGroup, RiskClass, Sector, Segment
from kopdes_jamsos.scenarios.policy import (
    PROPOSED,
    Enrolled,
    Policy,
    check_role,
    decided_of_bpu,
    roles_of,
)

_ENROLMENTS = (PUEnrolment, BPUEnrolment, ConstructionEnrolment)


# More people than there are is a slip of the keyboard.
_MOST = 10**10


def _check_count(value: object, _: str) -> int:
    count = as_int(value)
    if count is None or not 1 <= count <= _MOST:
        shown, kept = told(value, "count", like=r"-?[0-9]{1,2}(\.[0-9])?")
        raise InvalidFactError(
            f"A count must be a whole number of people, 1 to {_MOST:,}; got {shown}.",
            value=kept,
            remedy="Give an int, such as 400_000.",
        )
    return count


@frozen(kw_only=True)
class Headcount(Displayed):
    """So many people alike: a role, and what decides their contribution.

    Attributes:
        role: Name of the group, such as "officer" or "member".
        count: Number of people.
        income: Monthly income in rupiah, for BPU.
        wage: Monthly wage in rupiah, for PU.
        risk_class: JKK risk class, for PU.
        sector: Sector, for BPU; the policy may give it for everyone.
        enrolment: A whole enrolment in place of the four facts above.

    Raises:
        InvalidFactError: code `invalid-fact`: no whole number of people, or facts beside a whole
            enrolment.
        InvalidAmountError: code `invalid-amount`.
        InvalidRiskClassError: code `invalid-risk-class`.
        UnknownChoiceError: code `unknown-choice`.

    Examples:
        >>> kj.Headcount(role="officer", count=400_000, income=0).count
        400000
    """

    role: str = field(validator=by(check_role))
    count: int = field(validator=by(_check_count))
    income: Rupiah | None = field(default=None, repr=False, validator=is_rupiah_or_none)
    wage: Rupiah | None = field(default=None, repr=False, validator=is_rupiah_or_none)
    risk_class: RiskClass | None = field(default=None, converter=optional_risk_class)
    sector: Sector | None = field(default=None, converter=optional_sector)
    enrolment: Enrolment | None = field(default=None, validator=is_a(*_ENROLMENTS, optional=True))

    def _display(self) -> Statement:
        named = ("role", "count", "enrolment")
        facts = {name: value for name, value in stated(self).items() if name not in named}
        whole = facts_shown(Note.of("headcount", count=self.count, role=self.role), facts)
        if self.enrolment is None:
            return whole
        return attrs.evolve(whole, rows=self.enrolment._display().rows)

    def __attrs_post_init__(self) -> None:
        if self.enrolment is not None and _stated(self, Segment.PU) | _stated(self, Segment.BPU):
            raise InvalidFactError(
                "A headcount has facts beside a whole enrolment.",
                remedy="Give the enrolment, or the facts.",
            )


@frozen(kw_only=True)
class Block:
    """Equal enrolments of people with one role.

    Attributes:
        role: Name of the group.
        enrolment: The enrolment.
        count: Number of enrolments.
        heads: Number of people: all whose first enrolment this is.
    """

    role: str
    enrolment: Enrolment
    count: int
    heads: int


@frozen(kw_only=True)
class People:
    """Blocks, and those who have no enrolment.

    Attributes:
        blocks: The blocks.
        missing: Number of people without an enrolment, by role and code.
        lenient: Whether a refused enrolment is counted rather than raised.
    """

    blocks: tuple[Block, ...] = field(repr=False)
    missing: Mapping[tuple[str, str], int]
    lenient: bool


def read_people(population: Sequence[Any], policy: Policy, law: LawBook) -> People:
    """Blocks of a population under a policy.

    Args:
        population: Headcounts, enrolments or cooperatives, one kind of them.
        policy: What is decided.
        law: Book of law.

    Raises:
        InvalidFactError: code `invalid-fact`: nobody, several kinds of things, or a role that
            nobody in a cooperative can have.
        MissingFactError: code `missing-fact`: a fact that an enrolment needs.
    """
    of_bpu = decided_of_bpu(policy, law)
    if population and all(isinstance(each, Headcount) for each in population):
        counted = [
            (
                each.role,
                _applied(_enrol(each, policy), each.role, policy, of_bpu),
                each.count,
                each.count,
            )
            for each in population
        ]
        return People(blocks=_merge(counted), missing={}, lenient=False)
    if population and all(isinstance(each, _ENROLMENTS) for each in population):
        _refuse_rule(policy)
        enrolled = [
            (role, _applied(each, role, policy, of_bpu), count, count)
            for each, count in Counter(population).items()
            for role in (str(each.segment.value),)
        ]
        return People(blocks=_merge(enrolled), missing={}, lenient=False)
    if population and all(isinstance(each, Cooperative) for each in population):
        return _of_cooperatives(population, policy, of_bpu)
    raise InvalidFactError(
        "The population must be cooperatives, enrolments or headcounts, of one kind.",
        remedy="Give a kj.Cooperative, a list of enrolments, a list of kj.Headcount, or a "
        "dataframe.",
    )


def _merge(counted: Iterable[tuple[str, Enrolment, int, int]]) -> tuple[Block, ...]:
    blocks: Counter[tuple[str, Enrolment]] = Counter()
    people: Counter[tuple[str, Enrolment]] = Counter()
    for role, enrolment, count, heads in counted:
        blocks[role, enrolment] += count
        people[role, enrolment] += heads
    return tuple(
        Block(role=role, enrolment=enrolment, count=count, heads=people[role, enrolment])
        for (role, enrolment), count in blocks.items()
    )


def _refuse_rule(policy: Policy) -> None:
    if policy.segment is not None:
        raise InvalidFactError(
            "Enrolments say their own segment.",
            value=policy.segment,
            remedy="Leave segment out of the policy, or give headcounts.",
        )


def _enrol(each: Headcount, policy: Policy) -> Enrolment:
    if each.enrolment is not None:
        return each.enrolment
    segment = policy.segment_of(each.role)
    if segment is None:
        if (each.wage is None) == (each.income is None):
            raise _missing(each.role, "segment", "a segment or group to the role in the policy")
        segment = Segment.BPU if each.wage is None else Segment.PU
    if not isinstance(segment, Segment | BPUGroup):
        raise InvalidFactError(
            "A segment is proposed for people of a cooperative, not for a headcount.",
            value=segment,
            remedy="Give the policy a segment or group for each role.",
        )
    facts = _stated(each, Segment.PU if segment is Segment.PU else Segment.BPU)
    return _new(each.role, segment, policy, facts)


def _stated(each: Headcount, segment: Segment) -> dict[str, Any]:
    """The facts of a segment that a headcount states."""
    found = {fact.name: getattr(each, fact.name, None) for fact in facts_of(segment)}
    return {name: value for name, value in found.items() if value is not None}


def _new(
    role: str, segment: Enrolled, policy: Policy, facts: Mapping[str, Any]
) -> PUEnrolment | BPUEnrolment:
    programs = policy.programs_of(role)
    if programs is None:
        raise _missing(role, "programs", "programmes to the policy")
    if segment is Segment.PU:
        if "wage" not in facts:
            raise _missing(role, "wage", "a wage")
        return PUEnrolment(programs=programs, **facts)
    facts = {"income": policy.income, **facts}
    if facts["income"] is None:
        raise _missing(role, "income", "an income, or one to the policy for all")
    group = segment if isinstance(segment, BPUGroup) else None
    return BPUEnrolment(programs=programs, group=group, **facts)


def _missing(role: str, fact: str, remedy: str) -> MissingFactError:
    return MissingFactError(
        f"{fact} of the role {show(role)} was not given.", value=fact, remedy=f"Give {remedy}."
    )


def _applied(
    enrolment: Enrolment, role: str, policy: Policy, of_bpu: Mapping[str, Any]
) -> Enrolment:
    """The enrolment with what the policy decides for it."""
    programs = policy.programs_of(role)
    changes: dict[str, Any] = {} if programs is None else {"programs": programs}
    if enrolment.segment is Segment.BPU:
        changes |= of_bpu
    return attrs.evolve(enrolment, **changes) if changes else enrolment


# ---- cooperatives ------------------------------------------------------------------------------


def _role_of(kind: type[Person]) -> str:
    return kind.__name__.lower()


_ROLES = frozenset(map(_role_of, (Officer, Supervisor, Employee, Member, Person)))


def _of_cooperatives(
    cooperatives: Sequence[Cooperative], policy: Policy, of_bpu: Mapping[str, Any]
) -> People:
    unknown = roles_of(policy) - _ROLES
    if unknown:
        raise InvalidFactError(
            f"{', '.join(sorted(unknown))}: no role of people of a cooperative.",
            value=sorted(unknown),
            remedy=f"Give {', '.join(sorted(_ROLES))}.",
        )
    counted: list[tuple[str, Enrolment, int, int]] = []
    missing: Counter[tuple[str, str]] = Counter()
    for cooperative in cooperatives:
        for person in cooperative.people():
            role = _role_of(type(person))
            try:
                person = _with_enrolment(person, role, cooperative, policy)
            except KopdesJamsosError as error:
                missing[role, error.code] += 1
                continue
            if not person.enrolments:
                missing[role, without_enrolment(person).code] += 1
            heads = 1
            for enrolment in person.enrolments:
                try:
                    whole = complete(enrolment, person, cooperative)
                    counted.append((role, _applied(whole, role, policy, of_bpu), 1, heads))
                    heads = 0
                except KopdesJamsosError as error:
                    missing[role, error.code] += 1
    return People(blocks=_merge(counted), missing=missing, lenient=True)


def _with_enrolment(person: Person, role: str, cooperative: Cooperative, policy: Policy) -> Person:
    if person.enrolments or person.elsewhere is not None:
        return person
    segment = policy.segment_of(role)
    if segment == PROPOSED:
        proposal = propose_segment(person, cooperative)
        segment = proposal.group or proposal.segment
    if not isinstance(segment, Segment | BPUGroup):
        return person
    new = _new(role, segment, policy, {})
    return attrs.evolve(person, enrolments=(new,))


# Columns sum in 64 bits.
_MOST_IN_A_ROW = 10_000


def columnar(block: Block) -> bool:
    """Whether the columns can hold all that decides about a block."""
    enrolment = block.enrolment
    if block.count > _MOST_IN_A_ROW or enrolment.segment is Segment.CONSTRUCTION:
        return False
    if not enrolment.programs <= set(CONTRIBUTORY):
        return False
    without_column = (fact for fact in facts_of(enrolment.segment) if not fact.column)
    return all(getattr(enrolment, fact.name) is None for fact in without_column)
