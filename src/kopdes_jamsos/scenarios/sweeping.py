"""One scenario through many values of one or two parameters.

Implements no article of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from math import prod
from typing import Any

import attrs
from attrs import field, frozen

from kopdes_jamsos._plain import items_of, pairs_of
from kopdes_jamsos.basis import Basis, Explained, Grounded, Note, Row, Statement, Table, Worded
from kopdes_jamsos.errors import InvalidFactError, told
from kopdes_jamsos.law import LawBook
from kopdes_jamsos.law.series_files import key_of
from kopdes_jamsos.money import Rate
from kopdes_jamsos.months import Month
from kopdes_jamsos.scenarios.budget import Budget
from kopdes_jamsos.scenarios.policy import Policy
from kopdes_jamsos.scenarios.scenario import Scenario


@frozen(kw_only=True)
class SweepPoint:
    """One scenario of a sweep.

    Attributes:
        values: The value of each parameter.
        budget: What it costs.

    Examples:
        >>> kj.scenarios.sweep(plan, {"months": [1, 12]}).points[1].budget.total
        408000
    """

    values: Mapping[str, Any]
    budget: Budget = field(repr=False)


@frozen(kw_only=True)
class Sweep(Grounded, Explained):
    """A scenario through the values of one or two parameters.

    Attributes:
        scenario: The scenario that was varied.
        names: Names of the parameters.
        points: One for each combination of values, the last parameter quickest.

    Examples:
        >>> found = kj.scenarios.sweep(plan, {"months": [1, 12]})
        >>> [point.budget.total for point in found.points]
        [34000, 408000]
    """

    scenario: Scenario
    names: tuple[str, ...]
    points: tuple[SweepPoint, ...] = field(repr=False)

    def table(self) -> Table:
        """A row for each point: parameters, total, people and person-months.

        Examples:
            >>> kj.scenarios.sweep(plan, {"months": [2]}).to_records()
            [{'months': 2, 'total': 68000, 'people': 5, 'person_months': 10}]
        """
        values = {name: [self._told(each, name) for each in self.points] for name in self.names}
        kinds = {name: _kind(each) for name, each in values.items()}
        return Table(
            name="sweep",
            columns={**kinds, "total": int, "people": int, "person_months": int},
            rows=[
                (
                    *(self._cell(point, name, kinds[name]) for name in self.names),
                    point.budget.total,
                    point.budget.people,
                    point.budget.person_months,
                )
                for point in self.points
            ],
        )

    @property
    def basis(self) -> Basis:
        """What the budgets of all points rest on."""
        return Basis.sum(point.budget for point in self.points)

    def statement(self) -> Statement:
        """The sweep as data, ready to be worded: a row for each point."""
        rows = [
            Row(
                label=Note.of(
                    "sweep-point",
                    values={name: self._told(point, name) for name in self.names},
                    people=point.budget.people,
                    months=point.budget.person_months,
                ),
                amount=point.budget.total,
            )
            for point in self.points
        ]
        return Statement(
            title=Note.of("sweep", name=self.scenario.name, names=self.names),
            rows=tuple(rows),
            basis=self.basis,
        )

    def _cell(self, point: SweepPoint, name: str, kind: type) -> Any:
        value = self._told(point, name)
        return Worded(_written(value), Note.of("value", value=value)) if kind is Worded else value

    def _told(self, point: SweepPoint, name: str) -> Any:
        """A value to be worded: a choice as the policy holds it, a whole by its place."""
        if name in _WHOLE:
            return f"({self._place(name, point.values[name])})"
        return point.budget.scenario.policy.choices().get(name, point.values[name])

    def _place(self, name: str, value: Any) -> int:
        """Place of a value among those of its parameter, from 1 on."""
        different: list[Any] = []
        for point in self.points:
            if not any(point.values[name] is one for one in different):
                different.append(point.values[name])
        return next(place for place, one in enumerate(different, 1) if one is value)


# Values that have no words of their own; a statement tells them by their place.
_WHOLE = ("law", "population")
# Each point is a whole run.
MOST_POINTS = 10_000


def check_points(count: int) -> None:
    """Refuse more runs than anybody waits for.

    Raises:
        InvalidFactError: code `invalid-fact`.
    """
    if count > MOST_POINTS:
        raise InvalidFactError(
            f"A sweep has at most {MOST_POINTS:,} points; this one would have {count:,}.",
            remedy="Give fewer values.",
        )


def _kind(values: Sequence[Any]) -> type:
    """What the values of a parameter are in a column: all of one kind, or texts."""
    for kind in (bool, int, Rate, Month):
        if all(type(value) is kind for value in values):
            return kind
    return Worded


def _written(value: Any) -> str:
    """A value of a parameter as text, for a cell."""
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {item}" for key, item in value.items())
    if isinstance(value, frozenset | set | tuple | list):
        return ", ".join(sorted(map(str, value)))
    return str(value)


def sweep(scenario: Scenario, over: Mapping[str, Sequence[Any]]) -> Sweep:
    """Run a scenario for every value of one parameter, or for every pair of two.

    Args:
        scenario: What is varied.
        over: Names with their values. A name is a choice of the `Policy` ("months", "start",
            "shares", …), "law" for whole books, "population", or the path of a law value, such as
            "jkm.amount_bpu", which is then changed in the months of the policy.

    Raises:
        InvalidFactError: code `invalid-fact`: no parameter of that name, more than two, or no
            values.
        LawChangeError: code `law-change`: a law value cannot be that.
        KopdesJamsosError: whatever `Scenario.run` raises.

    Examples:
        >>> found = kj.scenarios.sweep(plan, {"jkm.amount_bpu": [6_800, 10_000], "months": [1, 12]})
        >>> [point.budget.total for point in found.points]
        [34000, 408000, 50000, 600000]
    """
    parameters = pairs_of(over)
    if not isinstance(scenario, Scenario) or parameters is None:
        raise InvalidFactError(
            "A sweep needs a scenario, and a mapping from names to values.",
            remedy='Give both: kj.scenarios.sweep(scenario, {"months": [6, 12]}).',
        )
    values = [items_of(each, MOST_POINTS) or [] for each in parameters.values()]
    if not 1 <= len(values) <= 2 or not all(values):
        raise InvalidFactError(
            "A sweep goes over one or two parameters with their values.",
            value="over",
            remedy='Give a mapping such as {"months": [6, 12]}.',
        )
    check_points(prod(map(len, values)))
    points = []
    for combination in product(*values):
        chosen = dict(zip(parameters, combination, strict=True))
        points.append(SweepPoint(values=chosen, budget=_varied(scenario, chosen).run()))
    return Sweep(scenario=scenario, names=tuple(parameters), points=tuple(points))


def _varied(scenario: Scenario, chosen: Mapping[str, Any]) -> Scenario:
    choices = {each.name for each in attrs.fields(Policy)}
    for name in chosen:
        path = isinstance(name, str) and "." in name
        if not path and name not in choices and name not in _WHOLE:
            shown, kept = told(name, "over", names=choices)
            raise InvalidFactError(
                f"{shown} is no parameter of a scenario.",
                value=kept,
                remedy=f"Give one of {', '.join(sorted(choices))}, law, population, or the path "
                "of a law value.",
            )
    policy = attrs.evolve(
        scenario.policy, **{name: value for name, value in chosen.items() if name in choices}
    )
    whole = {name: value for name, value in chosen.items() if name in _WHOLE}
    varied = attrs.evolve(scenario, policy=policy, **whole)
    law = varied.law
    for name, value in chosen.items():
        if "." in name:
            law = _changed(law, name, value, policy.calendar)
    return attrs.evolve(varied, law=law)


def _changed(law: LawBook, path: str, value: Any, months: Sequence[Month]) -> LawBook:
    """The book with a value changed in some months; itself where they have that value already."""
    if all(_same(law, path, value, month) for month in months):
        return law
    return law.with_change(path, value, since=months[0], until=months[-1])


def _same(law: LawBook, path: str, value: Any, month: Month) -> bool:
    target, _, key = path.rpartition(".") if path.count(".") == 2 else (path, "", "")
    series = law.series(target)
    found = series.in_force(month)
    if found is None:
        return False
    current = found.value.get(key_of(series.by, key)) if series.by else found.value
    return type(current) is type(value) and bool(current == value)
