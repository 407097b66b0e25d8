"""Which temporary relief of contributions (keringanan) applies.

`choose_relief` is the one place that weighs the conditions of `law.reliefs`: for one enrolment, for
every combination of facts that columns can hold, and for what a scenario may have assumed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import lru_cache
from itertools import product
from operator import attrgetter
from typing import Any, NamedTuple

from kopdes_jamsos.enrolment import Enrolment, facts_of
from kopdes_jamsos.errors import MissingFactError
from kopdes_jamsos.facts import Fact
from kopdes_jamsos.law.reliefs import SETTLED, Relief, Settlement
from kopdes_jamsos.money import Rate
from kopdes_jamsos.months import Month


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
