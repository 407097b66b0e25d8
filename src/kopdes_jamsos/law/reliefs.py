"""Temporary reliefs of contributions (keringanan): their conditions, and which of them applies.

A relief of `relief.toml` says `when` and `unless` with names of facts of an enrolment. Where its
text can be read in another way, a reading says what stands in their place. `choose_relief` is the
one place that weighs all of this: for one enrolment, for every combination of facts that columns
can hold, and for what a scenario may have assumed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import lru_cache
from itertools import product
from operator import attrgetter
from typing import Any, NamedTuple

from attrs import field, frozen

from kopdes_jamsos.basis import Basis, Grounded
from kopdes_jamsos.enrolment import Enrolment, facts_of
from kopdes_jamsos.errors import MissingFactError
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


# ---- which relief applies ------------------------------------------------------------------------


def settlement_of(reliefs: Iterable[Relief]) -> Settlement | None:
    """What has to be paid before some reliefs are open, or None.

    Examples:
        >>> settlement_of(kj.LAW.reliefs(kj.JKM, kj.Segment.BPU, kj.Month(2020, 9))).up_to
        Month(2020, 7)
    """
    found = (each.settlement for relief in reliefs for each in relief.conditions)
    return next(filter(None, found), None)


# Asked for every line of every enrolment; a book of law keeps its reliefs.
@lru_cache(maxsize=512)
def asked_facts(reliefs: tuple[Relief, ...]) -> tuple[Fact, ...]:
    """The facts that some reliefs ask for, in the order of the fields.

    Examples:
        >>> reliefs = kj.LAW.reliefs(kj.JKM, kj.Segment.BPU, kj.Month(2026, 2))
        >>> [fact.name for fact in asked_facts(reliefs)]
        ['group', 'sector', 'funding']
    """
    asked = {each.fact.name: each.fact for relief in reliefs for each in relief.conditions}
    segments = {fact.segment for fact in asked.values()}
    return tuple(fact for each in segments for fact in facts_of(each) if fact.name in asked)


@lru_cache(maxsize=512)
def _needed_facts(reliefs: tuple[Relief, ...]) -> tuple[Fact, ...]:
    """The facts that no convention settles where they were not given."""
    needed = {
        each.fact.name for relief in reliefs for each in relief.conditions if not each.unstated
    }
    return tuple(fact for fact in asked_facts(reliefs) if fact.name in needed)


def relief_of(
    reliefs: tuple[Relief, ...], enrolment: Enrolment, month: Month, readings: tuple[str, ...]
) -> tuple[Relief | None, tuple[str, ...]]:
    """The relief that applies to an enrolment, and the conventions that decided it.

    Args:
        reliefs: Reliefs in force, the first that applies counts.
        enrolment: What was declared.
        month: The month to which the contribution belongs.
        readings: Names of the readings of the law that are taken.

    Raises:
        MissingFactError: code `missing-fact`.

    Examples:
        >>> import attrs
        >>> late = attrs.evolve(trader, registered_on=dt.date(2020, 9, 10))
        >>> month = kj.Month(2020, 9)
        >>> reliefs = kj.LAW.reliefs(kj.JKM, kj.Segment.BPU, month)
        >>> relief_of(reliefs, trader, month, ())[1], relief_of(reliefs, late, month, ())
        (('relief-settled',), (None, ()))
    """
    asking = _asking(reliefs)
    stated = asking.get(enrolment)
    place, settlement = asking.settled
    # Where the day of registration decides whether there is a debt, it is not assumed.
    if settlement is not None and stated[place] is None:
        registered_on = getattr(enrolment, "registered_on", None)
        if registered_on is not None:
            settled = settlement.decided(registered_on, month)
            stated = (*stated[:place], settled, *stated[place + 1 :])
    return _weighed(reliefs, stated, readings)


class _Asking(NamedTuple):
    """What some reliefs ask of an enrolment: its values, and which of them a settlement decides."""

    get: Callable[[Enrolment], tuple[Any, ...]]
    settled: tuple[int, Settlement | None]


# Asked for every line of every enrolment; a book of law keeps its reliefs.
@lru_cache(maxsize=512)
def _asking(reliefs: tuple[Relief, ...]) -> _Asking:
    names = [fact.name for fact in asked_facts(reliefs)]
    place = names.index(SETTLED) if SETTLED in names else -1
    settled = place, settlement_of(reliefs) if place >= 0 else None
    if len(names) > 1:
        return _Asking(attrgetter(*names), settled)
    return _Asking(lambda enrolment: tuple(getattr(enrolment, name) for name in names), settled)


# Few combinations of choices and flags there are.
@lru_cache(maxsize=4096)
def _weighed(
    reliefs: tuple[Relief, ...], stated: tuple[Any, ...], readings: tuple[str, ...]
) -> tuple[Relief | None, tuple[str, ...]]:
    names = (fact.name for fact in asked_facts(reliefs))
    assumptions: list[str] = []
    facts = dict(zip(names, stated, strict=True))
    relief = choose_relief(reliefs, facts, readings, assumptions)
    return relief, tuple(assumptions)


def choose_relief(
    reliefs: tuple[Relief, ...],
    facts: Mapping[str, Any],
    readings: Collection[str],
    assumptions: list[str],
) -> Relief | None:
    """The relief that applies; a fact is asked for only where it decides the share.

    Args:
        reliefs: Reliefs in force, the first that applies counts.
        facts: At least the `asked_facts` by name; None where a fact was not given.
        readings: Names of the readings of the law that are taken.
        assumptions: Gets the identifiers of the conventions that decided.

    Raises:
        MissingFactError: code `missing-fact`.
    """
    unknown = [fact for fact in _needed_facts(reliefs) if facts[fact.name] is None]
    if not unknown:
        return _decide(reliefs, facts, readings, assumptions)
    named: list[str] = []
    names = [fact.name for fact in unknown]
    shares = {
        guess: _decide(reliefs, {**facts, **dict(zip(names, guess, strict=True))}, readings, named)
        for guess in product(*(fact.options for fact in unknown))
    }
    deciding = [
        fact.name
        for place, fact in enumerate(unknown)
        if any(
            _share(relief) != _share(shares[(*guess[:place], other, *guess[place + 1 :])])
            for guess, relief in shares.items()
            for other in fact.options
        )
    ]
    if deciding:
        raise MissingFactError(
            f"Whether a relief applies depends on {', '.join(deciding)}, not given.",
            value=tuple(deciding),
            remedy=f"Give {', '.join(deciding)} to the enrolment.",
        )
    assumptions.extend(dict.fromkeys(named))
    return next(iter(shares.values()))


def _share(relief: Relief | None) -> Rate | None:
    return relief.share if relief else None


def _decide(
    reliefs: tuple[Relief, ...],
    facts: Mapping[str, Any],
    readings: Collection[str],
    assumptions: list[str],
) -> Relief | None:
    for relief in reliefs:
        if _applies(relief, facts, readings, assumptions):
            assumptions.extend(relief.assumptions)
            return relief
    return None


def _applies(
    relief: Relief, facts: Mapping[str, Any], readings: Collection[str], assumptions: list[str]
) -> bool:
    given = [(each, facts[each.fact.name]) for each in relief.conditions]
    # What fails under every reading fails before a reading is named.
    for condition, value in given:
        met = value in condition.met_by or value in condition.met_if_read
        if not met and not (value is None and condition.unstated):
            return False
    for condition, value in given:
        if value is None:
            assumptions.append(condition.unstated)
        elif value in condition.disputed:
            assumptions.append(condition.decided_by(readings))
            if value not in condition.met(readings):
                return False
    return True
