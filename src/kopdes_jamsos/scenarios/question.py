"""What a scenario asks: a population, a policy and a book of law.

Implements no article of its own; `scenarios.scenario` answers it with a budget.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import evolve, field, fields, frozen

from kopdes_jamsos._checks import are, as_tuple, is_a
from kopdes_jamsos.basis import Displayed, Note, Statement
from kopdes_jamsos.basis.statements import facts_shown
from kopdes_jamsos.cooperative import Cooperative
from kopdes_jamsos.enrolment import BPUEnrolment, ConstructionEnrolment, PUEnrolment
from kopdes_jamsos.errors import InvalidFactError, a_kind
from kopdes_jamsos.law import LAW, LawBook
from kopdes_jamsos.scenarios.policy import Policy
from kopdes_jamsos.scenarios.population import Headcount
from kopdes_jamsos.scenarios.published import PublishedFigure

_ONE = (Cooperative, Headcount, PUEnrolment, BPUEnrolment, ConstructionEnrolment)


def _population(value: Any) -> Any:
    return (value,) if isinstance(value, _ONE) else as_tuple(value)


def _is_population(_: Any, __: Any, value: Any) -> None:
    if value is None or isinstance(value, str | bytes | int | Mapping):
        raise InvalidFactError(
            f"The population cannot be {a_kind(value)}.",
            remedy="Give a kj.Cooperative, a list of enrolments, a list of kj.Headcount, or a "
            "dataframe.",
        )


def is_alike(one: Any, other: Any) -> bool:
    """Whether two facts of scenarios are equal; dataframes are only if they are the same."""
    if isinstance(one, _COMPARED) and isinstance(other, _COMPARED):
        return bool(one == other)
    return one is other


# Dataframes do not compare to one truth value.
_COMPARED = (tuple, str, Mapping, Policy, LawBook)


def _figures(value: Any) -> Any:
    return as_tuple(value)


@frozen(kw_only=True, eq=False)
class Question(Displayed):
    """The facts of a scenario, as `Scenario` tells them, which runs them."""

    population: Any = field(repr=False, converter=_population, validator=_is_population)
    policy: Policy = field(validator=is_a(Policy))
    law: LawBook = field(default=LAW, repr=False, validator=is_a(LawBook))
    name: str = field(default="")
    role: str | None = field(default=None)
    columns: Mapping[str, str | None] | None = field(default=None, repr=False)
    constants: Mapping[str, Any] | None = field(default=None, repr=False)
    figures: tuple[PublishedFigure, ...] = field(
        default=(), repr=False, converter=_figures, validator=are(PublishedFigure)
    )

    def __attrs_post_init__(self) -> None:
        if not isinstance(self.name, str) or not isinstance(self.role, str | None):
            raise InvalidFactError("name and role must be texts.", remedy="Give texts.")
        if self.is_frame or (self.role is None and not self.columns and not self.constants):
            return
        raise InvalidFactError(
            "role, columns and constants are for a dataframe.",
            remedy="Leave them out, or give a dataframe.",
        )

    def _display(self) -> Statement:
        policy, law = self.policy._display(), self.law._display()
        named = Note.of("scenario", first=self.policy.start, last=self.policy.end, name=self.name)
        whole = facts_shown(named, {"population": self._people(), "law": law.title})
        return evolve(whole, rows=(*policy.rows, *whole.rows, *law.rows))

    def _people(self) -> Note:
        """How many people there are; a dataframe is counted by its engine only, when it runs."""
        if self.is_frame:
            return Note.of("fact-rows")
        counts = (
            sum(1 for _ in each.people())
            if isinstance(each, Cooperative)
            else getattr(each, "count", 1)
            for each in self.population
        )
        return Note.of("fact-people", count=sum(counts))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Question):
            return NotImplemented
        names = [each.name for each in fields(Question)]
        return all(is_alike(getattr(self, name), getattr(other, name)) for name in names)

    def __hash__(self) -> int:
        return hash((self.name, self.policy.start, self.policy.months))

    @property
    def is_frame(self) -> bool:
        """Whether the population is a dataframe."""
        return not isinstance(self.population, tuple)
