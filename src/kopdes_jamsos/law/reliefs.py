"""Temporary reliefs of contributions (keringanan): the part remitted and the conditions.

A relief of `relief.toml` says `when` and `unless` with names of facts of an enrolment. Where its
text can be read in another way, a reading says what stands in their place. Which relief applies is
in `law.relief_choice`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any

from attrs import field, frozen

from kopdes_jamsos.basis import Basis, Grounded
from kopdes_jamsos.enrolment import facts_of
from kopdes_jamsos.facts import Fact, plain
from kopdes_jamsos.law.values import DatedValue
from kopdes_jamsos.money import Rate
from kopdes_jamsos.months import Month
from kopdes_jamsos.programs import Segment


@frozen(kw_only=True)
class Settlement:
    """What has to be paid before a relief is open (PP 49/2020 Pasal 13).

    Attributes:
        up_to: Last month that whoever was registered by then must have paid.
        full_months: Months that whoever registered later pays in full, that of the registration
            first.

    Examples:
        >>> [relief] = kj.LAW.reliefs(kj.JKM, kj.Segment.BPU, kj.Month(2020, 10))
        >>> settlement = relief.condition("settled").settlement
        >>> [settlement.decided(dt.date(2020, day, 10), kj.Month(2020, 10)) for day in (7, 8, 9)]
        [None, True, False]
    """

    up_to: Month
    full_months: int

    def decided(self, registered_on: dt.date, month: Month) -> bool | None:
        """Whether the relief of a month is open by the day of registration; None: payments decide.

        Args:
            registered_on: Day of registration.
            month: The month to which the contribution belongs.

        Examples:
            >>> settlement = Settlement(up_to=kj.Month(2020, 7), full_months=2)
            >>> settlement.decided(dt.date(2020, 9, 10), kj.Month(2020, 11))
            True
        """
        first = Month.of(registered_on)
        return None if first <= self.up_to else month - first >= self.full_months


@frozen(kw_only=True, eq=False)
class ReliefCondition:
    """What one fact of an enrolment must be for a relief.

    Attributes:
        fact: The fact.
        met_by: The values that meet the condition.
        reading: Name of another reading of the text, or empty.
        met_if_read: The values that meet it under that reading.
        otherwise: Convention that decides where that reading would differ and is not taken.
        unstated: Convention under which a fact that was not given meets it, or empty.
        settlement: What decides the fact where it was not given and payments or the day of
            registration are known, or None.
        disputed: The values for which the two readings differ.

    Examples:
        >>> [relief] = kj.LAW.reliefs(kj.JKM, kj.Segment.BPU, kj.Month(2026, 2))
        >>> [condition.fact.name for condition in relief.conditions]
        ['sector', 'group', 'funding']
    """

    fact: Fact
    met_by: frozenset[Any]
    reading: str = ""
    met_if_read: frozenset[Any] = frozenset()
    otherwise: str = ""
    unstated: str = ""
    settlement: Settlement | None = None
    disputed: frozenset[Any] = field(init=False)

    @disputed.default
    def _(self) -> frozenset[Any]:
        return self.met_by ^ self.met_if_read if self.reading else frozenset()

    def decided_by(self, readings: Collection[str]) -> str:
        """Name of the reading, or of the convention, that decides a disputed value.

        Args:
            readings: Names of the readings that are taken.

        Examples:
            >>> [relief] = kj.LAW.reliefs(kj.JKM, kj.Segment.BPU, kj.Month(2026, 2))
            >>> [each.decided_by(["relief-as-practised"]) for each in relief.conditions]
            ['', 'relief-as-practised', 'village-funding']
        """
        return self.reading if self.reading in readings else self.otherwise

    def met(self, readings: Collection[str]) -> frozenset[Any]:
        """The values that meet the condition under some readings.

        Args:
            readings: Names of the readings that are taken.

        Examples:
            >>> [relief] = kj.LAW.reliefs(kj.JKM, kj.Segment.BPU, kj.Month(2026, 2))
            >>> relief.condition("group").met(["relief-as-practised"]) == set(kj.BPUGroup)
            True
        """
        return self.met_if_read if self.reading in readings else self.met_by


@frozen(kw_only=True, eq=False)
class Relief(Grounded):
    """A relief in force in a month for a segment: the part remitted and its conditions.

    Attributes:
        id: Name in `relief.toml`.
        share: Part of the contribution that is remitted.
        basis: Where the share stands.
        conditions: What the facts must be; those that another reading touches come last.

    Examples:
        >>> [relief] = kj.LAW.reliefs(kj.JKM, kj.Segment.BPU, kj.Month(2026, 2))
        >>> relief.id, relief.share
        ('bpu_transport', Rate(ppm=500000))
    """

    id: str
    share: Rate
    basis: Basis
    conditions: tuple[ReliefCondition, ...] = ()

    def condition(self, fact: str) -> ReliefCondition | None:
        """The condition on a fact, if there is one.

        Examples:
            >>> [relief] = kj.LAW.reliefs(kj.JKM, kj.Segment.BPU, kj.Month(2026, 2))
            >>> relief.condition("sector").met_by == {kj.Sector.TRANSPORT}
            True
        """
        return next((each for each in self.conditions if each.fact.name == fact), None)


def build_relief(
    name: str, table: Mapping[str, Any], value: DatedValue, segment: Segment
) -> Relief | None:
    """The relief that a table of `relief.toml` is for a segment in a month.

    Args:
        name: Name of the table.
        table: The table.
        value: Its value in the month.
        segment: The segment. Where `when` names a fact that it does not have, there is no relief.

    Raises:
        KeyError: a fact that no segment of the relief has, or a value that the fact cannot have.
    """
    facts, readings = _conditional(segment), table.get("readings", {})
    named = [fact for each in (table, *readings.values()) for fact in _named(each)]
    known = {fact for each in table["segments"] for fact in _conditional(Segment(each))}
    for fact in {*named, *table.get("unstated", {})} - known:
        raise KeyError(fact)
    if not table.get("when", {}).keys() <= facts.keys():
        return None
    read_otherwise = {fact: key for key, its in readings.items() for fact in _named(its)}
    plain_first = [each for each in named if each not in read_otherwise]
    return Relief(
        id=name,
        share=value.value,
        basis=Basis.of(value, decides=False),
        conditions=tuple(
            _condition(facts[each], table, read_otherwise.get(each, ""))
            for each in dict.fromkeys((*plain_first, *read_otherwise))
            if each in facts
        ),
    )


def _conditional(segment: Segment) -> Mapping[str, Fact]:
    """The facts on which a relief can depend: choices and flags."""
    return {fact.name: fact for fact in facts_of(segment) if fact.options and fact.only_for is None}


def _named(table: Mapping[str, Any]) -> Mapping[str, Any]:
    return {**table.get("when", {}), **table.get("unless", {})}


def _condition(fact: Fact, table: Mapping[str, Any], reading: str) -> ReliefCondition:
    its = table["readings"][reading] if reading else {}
    return ReliefCondition(
        fact=fact,
        met_by=_met(fact, table),
        reading=reading,
        met_if_read=_met(fact, its, table) if reading else frozenset(),
        otherwise=its["otherwise"] if reading else "",
        unstated=table.get("unstated", {}).get(fact.name, ""),
        settlement=_settlement(table) if fact.name == SETTLED else None,
    )


SETTLED = "settled"


def _settlement(table: Mapping[str, Any]) -> Settlement | None:
    if "settled_up_to" not in table:
        return None
    return Settlement(up_to=Month.parse(table["settled_up_to"]), full_months=table["full_months"])


def _met(fact: Fact, *tables: Mapping[str, Any]) -> frozenset[Any]:
    """The values of a fact that `when` and `unless` leave; what an earlier table says, counts."""
    by_name = {plain(value): value for value in fact.options}

    def said(key: str) -> frozenset[Any] | None:
        lists = (table[key][fact.name] for table in tables if fact.name in table.get(key, {}))
        found = next(lists, None)
        return None if found is None else frozenset(by_name[each] for each in found)

    when, unless = said("when"), said("unless")
    return (frozenset(fact.options) if when is None else when) - (unless or frozenset())
