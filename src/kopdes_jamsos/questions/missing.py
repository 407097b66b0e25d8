"""What each choice of a missing fact would give: the answers that a missing-fact error carries.

Implements no article of its own: the call that ended for want of a fact is made again.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator, Mapping
from enum import Enum
from functools import partial
from itertools import product
from math import prod
from typing import Any

import attrs

from kopdes_jamsos.benefits.cases import Case
from kopdes_jamsos.benefits.claims import asked_again
from kopdes_jamsos.benefits.school import school_years
from kopdes_jamsos.errors import KopdesJamsosError, MissingFactError
from kopdes_jamsos.law import LawBook
from kopdes_jamsos.money import Rupiah
from kopdes_jamsos.questions.figures import Contribution
from kopdes_jamsos.questions.influence import Influence, InfluenceSearch, OfContribution

# The fields that lead from a case to all facts that it rests on.
_WITHIN = ("event", "accident", "injuries", "participations", "enrolment", "children", "family")
_MOST_GUESSES = 1_000


def influences_of(call: partial[Any]) -> tuple[Influence, ...]:
    """What each choice of each missing fact would give, the strongest influence first.

    Args:
        call: The call that ended for want of a fact: of `assess`, or of a case.

    Examples:
        >>> from functools import partial
        >>> found = influences_of(partial(kj.assess, trader, kj.Month(2026, 11), law=kj.LAW))
        >>> [(each.name, each.moves) for each in found]
        [('group', 8400), ('funding', 8400), ('sector', 0), ('settled', 0)]
    """
    try:
        return InfluenceSearch(_question_of(call)).of_missing()
    except KopdesJamsosError:  # whatever the fact is, something else is refused
        return ()


def _question_of(call: partial[Any]) -> OfContribution | _OfCase:
    if call.func is asked_again:
        return _OfCase(*call.args)
    enrolment, month = call.args
    return OfContribution(Contribution(enrolment=enrolment, month=month, **call.keywords))


class _OfCase:
    """All that an event gives, with each choice of the facts that are missing in its case."""

    def __init__(self, case: Case) -> None:
        self._case, self.law = case, case.law
        self.stated: dict[str, Any] = {}
        self.choices: dict[str, tuple[Any, ...]] = {}
        while self._asks_for_more():
            pass

    def amount(self, law: LawBook, changes: Mapping[str, Any]) -> Rupiah:
        return asked_again(_with(self._case, changes), law=law).total

    def _asks_for_more(self) -> bool:
        """Whether a choice asks for facts that were not known to be missing; they are added."""
        for guess in product(*self.choices.values()):
            found = {**self.choices, **self._missing(dict(zip(self.choices, guess, strict=True)))}
            if len(found) > len(self.choices) and prod(map(len, found.values())) <= _MOST_GUESSES:
                self.choices = found
                return True
        return False

    def _missing(self, changes: Mapping[str, Any]) -> dict[str, tuple[Any, ...]]:
        try:
            self.amount(self.law, changes)
        except MissingFactError as error:
            found = {name: self._options(name) for name in error.value}
            return {name: options for name, options in found.items() if options}
        except KopdesJamsosError:
            pass
        return {}

    def _options(self, name: str) -> tuple[Any, ...]:
        """The choices of a fact; empty for amounts, days and numbers."""
        case = self._case
        if name == "membership":
            return tuple(range(len(case.participations)))
        if name == "stage":
            amounts, years = (case.value(f"scholarship.{each}") for each in ("amount", "years"))
            return tuple(year.stage for year in school_years(amounts, years))
        kinds = [type(part) for part in _parts(case) if _lacks(part, name)]
        return _choices(typing.get_type_hints(kinds[0])[name]) if kinds else ()


def _choices(hint: Any) -> tuple[Any, ...]:
    """The values that a field can have beside None, if they are few."""
    kinds = [each for each in typing.get_args(hint) if each is not types.NoneType]
    if kinds == [bool]:
        return (True, False)
    return tuple(kinds[0]) if isinstance(kinds[0], type) and issubclass(kinds[0], Enum) else ()


def _parts(thing: Any) -> Iterator[Any]:
    """A case and all that holds facts in it."""
    if type(thing) is tuple:
        for each in thing:
            yield from _parts(each)
    elif attrs.has(type(thing)):
        yield thing
        for name in _WITHIN:
            yield from _parts(getattr(thing, name, None))


def _lacks(part: Any, name: str) -> bool:
    return name in attrs.fields_dict(type(part)) and getattr(part, name) is None


def _with(thing: Any, changes: Mapping[str, Any]) -> Any:
    """A case, or a part of it, in which what is missing is as guessed."""
    if type(thing) is tuple:
        return tuple(_with(each, changes) for each in thing)
    if not attrs.has(type(thing)):
        return thing
    found = {name: _with(getattr(thing, name), changes) for name in _WITHIN if hasattr(thing, name)}
    found |= {name: choice for name, choice in changes.items() if _lacks(thing, name)}
    return attrs.evolve(thing, **found)
