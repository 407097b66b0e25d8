"""Budgets and comparisons in documents, with what was asked: population, policy and book of law.

A dataframe does not stand in a document: the budget of one is read back with its amounts, and
cannot be run again. What caused a difference is worked out anew from both budgets.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs
from cattrs import Converter

from kopdes_jamsos.basis import Basis
from kopdes_jamsos.cooperative import Cooperative
from kopdes_jamsos.documents.notes import unworded
from kopdes_jamsos.enrolment import Enrolment
from kopdes_jamsos.errors import InvalidFactError
from kopdes_jamsos.law import LawBook
from kopdes_jamsos.law.kinds import Frozen
from kopdes_jamsos.money import Rate, Rupiah
from kopdes_jamsos.months import Month
from kopdes_jamsos.programs import Funding, Payer, Program, Sector
from kopdes_jamsos.scenarios.budget import Budget, CostRecord
from kopdes_jamsos.scenarios.comparison import Comparison, compare
from kopdes_jamsos.scenarios.policy import Policy
from kopdes_jamsos.scenarios.population import Headcount
from kopdes_jamsos.scenarios.published import PublishedFigure, figures
from kopdes_jamsos.scenarios.question import Question
from kopdes_jamsos.scenarios.scenario import Scenario


class FrameLeftOut:
    """Stands for the dataframe of a budget that was read from a document."""


@attrs.frozen(kw_only=True)
class WrittenPolicy:
    """A policy in a document: what is decided for everyone, or by role."""

    start: Month
    months: int
    programs: frozenset[Program] | None = None
    programs_by_role: Mapping[str, frozenset[Program]] | None = None
    segment: str | None = None
    segment_by_role: Mapping[str, str] | None = None
    shares: Mapping[Funding, Rate] | None = None
    remainder: Funding | None = None
    shared: tuple[Payer, ...]
    funding: Funding | None = None
    sector: Sector | None = None
    since: Mapping[str, Month]
    income: Rupiah | None = None


@attrs.frozen(kw_only=True)
class WrittenScenario:
    """What was asked: one of three populations, or that of a dataframe, which is left out."""

    name: str
    headcounts: tuple[Headcount, ...]
    enrolments: tuple[Enrolment, ...]
    cooperatives: tuple[Cooperative, ...]
    is_frame: bool
    policy: Policy
    law: LawBook
    figures: tuple[PublishedFigure, ...]


@attrs.frozen(kw_only=True)
class WrittenRecord:
    """What somebody pays: a payer by law, or a body among the shares of the policy."""

    month: Month
    program: Program
    payer: Payer | None = None
    fund: Funding | None = None
    group: str
    people: int
    amount: Rupiah


@attrs.frozen(kw_only=True)
class WrittenHeads:
    """People assessed in a month."""

    month: Month
    group: str
    people: int


@attrs.frozen(kw_only=True)
class WrittenLeftOut:
    """Person-months that could not be assessed."""

    group: str
    code: str
    count: int


@attrs.frozen(kw_only=True)
class WrittenPart:
    """What the amounts of a group and a programme rest on."""

    group: str
    program: Program
    basis: Basis


@attrs.frozen(kw_only=True)
class WrittenBudget:
    """A budget in a document."""

    scenario: Question
    records: tuple[CostRecord, ...]
    heads: tuple[WrittenHeads, ...]
    uncovered: tuple[WrittenLeftOut, ...]
    parts: tuple[WrittenPart, ...]
    basis: Basis


@attrs.frozen(kw_only=True)
class WrittenComparison:
    """A comparison in a document."""

    before: Budget
    after: Budget


# ---- writing -------------------------------------------------------------------------------------


def _written_policy(policy: Policy) -> WrittenPolicy:
    facts = {each.name: getattr(policy, each.name) for each in attrs.fields(Policy)}
    for name in ("programs", "segment"):
        if isinstance(facts[name], Mapping):
            facts[f"{name}_by_role"] = facts.pop(name)
    segment, by_role = facts.get("segment"), facts.get("segment_by_role")
    facts["segment"] = None if segment is None else str(segment)
    if by_role is not None:
        facts["segment_by_role"] = {role: str(item) for role, item in by_role.items()}
    return WrittenPolicy(**{**facts, "shared": tuple(sorted(policy.shared))})


def _written_scenario(asked: Question) -> WrittenScenario:
    people = () if asked.is_frame else asked.population
    return WrittenScenario(
        name=asked.name,
        headcounts=tuple(each for each in people if isinstance(each, Headcount)),
        enrolments=tuple(each for each in people if isinstance(each, Enrolment)),
        cooperatives=tuple(each for each in people if isinstance(each, Cooperative)),
        is_frame=asked.is_frame,
        policy=asked.policy,
        law=asked.law,
        figures=asked.figures,
    )


def _written_record(record: CostRecord) -> WrittenRecord:
    facts = {each.name: getattr(record, each.name) for each in attrs.fields(CostRecord)}
    if isinstance(record.payer, Funding):
        facts["fund"] = facts.pop("payer")
    return WrittenRecord(**facts)


def _written_budget(budget: Budget) -> WrittenBudget:
    return WrittenBudget(
        scenario=budget.scenario,
        records=budget.records,
        heads=tuple(
            WrittenHeads(month=month, group=group, people=people)
            for (month, group), people in budget.heads.items()
        ),
        uncovered=tuple(
            WrittenLeftOut(group=group, code=code, count=count)
            for (group, code), count in budget.uncovered.items()
        ),
        parts=tuple(
            WrittenPart(group=group, program=program, basis=basis)
            for (group, program), basis in budget.parts.items()
        ),
        basis=budget.basis,
    )


# ---- reading -------------------------------------------------------------------------------------


def _one_of(one: Any, other: Any, what: str) -> Any:
    if one is not None and other is not None:
        raise InvalidFactError(
            f"{what} stands there for everyone and by role.", remedy="Leave one of the two out."
        )
    return other if one is None else one


def _policy_of(found: WrittenPolicy) -> Policy:
    facts = {each.name: getattr(found, each.name) for each in attrs.fields(WrittenPolicy)}
    for name in ("programs", "segment"):
        facts[name] = _one_of(facts[name], facts.pop(f"{name}_by_role"), name)
    return Policy(**facts)


def _scenario_of(found: WrittenScenario) -> Scenario:
    people = (*found.headcounts, *found.enrolments, *found.cooperatives)
    if not {each.id for each in found.figures} <= figures().keys():
        raise unworded()
    return Scenario(
        population=FrameLeftOut() if found.is_frame else people,
        policy=found.policy,
        law=found.law,
        name=found.name,
        figures=found.figures,
    )


def _record_of(found: WrittenRecord) -> CostRecord:
    payer = found.fund if found.payer is None else found.payer
    if payer is None or (found.payer is not None and found.fund is not None):
        raise InvalidFactError(
            "A record has a payer by law or a fund.", remedy="Give one of payer and fund."
        )
    return CostRecord(
        month=found.month,
        program=found.program,
        payer=payer,
        group=found.group,
        people=found.people,
        amount=found.amount,
    )


def _budget_of(found: WrittenBudget) -> Budget:
    return Budget(
        scenario=found.scenario,
        records=found.records,
        heads=Frozen({(each.month, each.group): each.people for each in found.heads}),
        uncovered=Frozen({(each.group, each.code): each.count for each in found.uncovered}),
        basis=found.basis,
        parts=Frozen({(each.group, each.program): each.basis for each in found.parts}),
    )


def register_budgets(made: Converter) -> None:
    """Teach a converter budgets and comparisons, and what was asked."""

    def written_comparison(found: Comparison) -> WrittenComparison:
        return WrittenComparison(before=found.before, after=found.after)

    def comparison_of(found: WrittenComparison) -> Comparison:
        return compare(found.before, found.after)

    def register(kind: type, shape: type, write: Any, read: Any) -> None:
        made.register_structure_hook(kind, lambda value, _: read(made.structure(value, shape)))
        made.register_unstructure_hook(kind, lambda value: made.unstructure(write(value)))

    register(Policy, WrittenPolicy, _written_policy, _policy_of)
    register(Question, WrittenScenario, _written_scenario, _scenario_of)
    register(CostRecord, WrittenRecord, _written_record, _record_of)
    register(Budget, WrittenBudget, _written_budget, _budget_of)
    register(Comparison, WrittenComparison, written_comparison, comparison_of)
