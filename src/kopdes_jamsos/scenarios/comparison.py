"""Two budgets side by side: the difference, and which law values and choices caused it.

Implements no article of its own. Swapping the two turns every sign: the part of the law, of the
policy and of the population in the difference is its mean over all orders in which the three could
have changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import permutations
from typing import Any, ClassVar, Literal, TypeAlias, TypeVar

import attrs
from attrs import frozen

from kopdes_jamsos.basis import (
    Basis,
    Code,
    Explained,
    Grounded,
    Note,
    Origin,
    Row,
    Statement,
    Table,
)
from kopdes_jamsos.errors import KopdesJamsosError
from kopdes_jamsos.law import Citation, LawBook
from kopdes_jamsos.law.catalogue import tariff_paths
from kopdes_jamsos.law.instruments import read_readings
from kopdes_jamsos.law.kinds import Frozen
from kopdes_jamsos.law.values import DatedValue
from kopdes_jamsos.money import Rupiah
from kopdes_jamsos.months import Month
from kopdes_jamsos.programs import Funding, Payer, Program
from kopdes_jamsos.scenarios.budget import Budget, payer_name
from kopdes_jamsos.scenarios.policy import Bearer, Policy
from kopdes_jamsos.scenarios.question import Question, is_alike
from kopdes_jamsos.scenarios.scenario import Scenario, budget_of

Kind: TypeAlias = Literal["law", "period", "policy", "population"]
KeyT = TypeVar("KeyT")


@frozen(kw_only=True)
class Cause:
    """Something that differs between two scenarios.

    Attributes:
        kind: "law", "policy" or "population"; never "period": the months are choices of a policy.
        name: Path of a law value, name of a reading or of a choice, or "population".
        before: In the first scenario; None where there was none.
        after: In the second scenario; None where there is none.
        month_before: First contribution month in which a law value differs, in the first scenario.
        month_after: The same month of the second scenario.
        citations: Where the law values stand.

    Examples:
        >>> law = kj.LAW.with_change("jkm.amount_bpu", 7_000, since=kj.Month(2025, 1))
        >>> then = kj.Scenario(population=officers, policy=policy, law=law)
        >>> [cause] = kj.scenarios.compare(plan, then).causes
        >>> cause.name, cause.before, cause.after
        ('jkm.amount_bpu', 6800, 7000)
    """

    kind: Kind
    name: str
    before: Any = attrs.field(repr=False)
    after: Any = attrs.field(repr=False)
    month_before: Month | None = None
    month_after: Month | None = None
    citations: tuple[Citation, ...] = ()


@frozen(kw_only=True)
class Comparison(Grounded, Explained):
    """The difference between two budgets: the second less the first.

    Attributes:
        before: The first budget.
        after: The second budget.
        causes: What differs between the two scenarios.
        origin: The document that it was read from, or None where it was computed.

    Examples:
        >>> two = kj.Policy(start=kj.Month(2025, 1), months=2, programs={kj.JKM})
        >>> kj.scenarios.compare(plan, kj.Scenario(population=officers, policy=two)).total
        34000
    """

    _sum_is_told: ClassVar[bool] = True

    before: Budget
    after: Budget
    causes: tuple[Cause, ...] = attrs.field(repr=False)
    origin: Origin | None = attrs.field(default=None, eq=False, repr=False)

    @property
    def total(self) -> Rupiah:
        """Difference of the totals, in rupiah; negative where the second costs less."""
        return self.after.total - self.before.total

    @property
    def by_month(self) -> Mapping[int, Rupiah]:
        """Differences in rupiah by number of the month, from 1 on; the months may differ."""
        return _difference(
            dict(enumerate(self.before.by_month.values(), 1)),
            dict(enumerate(self.after.by_month.values(), 1)),
        )

    @property
    def by_program(self) -> Mapping[Program, Rupiah]:
        """Differences in rupiah by programme."""
        return _difference(self.before.by_program, self.after.by_program)

    @property
    def by_payer(self) -> Mapping[Bearer, Rupiah]:
        """Differences in rupiah by who bears them."""
        return _difference(self.before.by_payer, self.after.by_payer)

    @property
    def by_group(self) -> Mapping[str, Rupiah]:
        """Differences in rupiah by group."""
        return _difference(self.before.by_group, self.after.by_group)

    def effects(self) -> Mapping[Kind, Rupiah]:
        """The part of the law, the policy and the population in the difference, in rupiah.

        Where two policies differ in nothing but the months in which they run, it is no choice but
        the law of those months that makes the difference, such as a relief that has ended: the part
        is called "period" then, not "policy". A "law" of its own are two different books.

        Each is the mean effect over all orders in which they could have changed, cut down to
        full rupiah; what is left of the difference after that goes to the first of them. The mixed
        scenarios are run for it.

        Raises:
            KopdesJamsosError: a mixture of the two scenarios cannot be priced.

        Examples:
            >>> law = kj.LAW.with_change("jkm.amount_bpu", 7_000, since=kj.Month(2025, 1))
            >>> two = kj.Policy(start=kj.Month(2025, 1), months=2, programs={kj.JKM})
            >>> then = kj.Scenario(population=officers, policy=two, law=law)
            >>> dict(kj.scenarios.compare(plan, then).effects())
            {'law': 1500, 'policy': 34500}
        """
        kinds = _kinds(self.before.scenario, self.after.scenario)
        totals: dict[frozenset[Kind], Rupiah] = {
            frozenset(): self.before.total,
            frozenset(kinds): self.after.total,
        }

        def total(changed: frozenset[Kind]) -> Rupiah:
            if changed not in totals:
                totals[changed] = (
                    _mixed(self.before.scenario, self.after.scenario, changed).run().total
                )
            return totals[changed]

        # The Shapley value: six orders at most, in which eight scenarios occur.
        sums: dict[Kind, int] = dict.fromkeys(kinds, 0)
        orders = list(permutations(kinds))
        for order in orders:
            changed: frozenset[Kind] = frozenset()
            for kind in order:
                sums[kind] += total(changed | {kind}) - total(changed)
                changed |= {kind}
        effects = {kind: _cut(value, len(orders)) for kind, value in sums.items()}
        if kinds:
            effects[kinds[0]] += self.total - sum(effects.values())
        return Frozen(effects)

    @property
    def basis(self) -> Basis:
        """What both budgets rest on."""
        return Basis.sum((self.before, self.after))

    def table(self) -> Table:
        """A row for each number of a month, programme, payer and group of the two."""
        sums: dict[tuple[Any, ...], list[tuple[int, Rupiah]]] = {}
        for place, budget in enumerate((self.before, self.after)):
            first = budget.scenario.policy.start
            for each in budget.records:
                number = each.month - first + 1
                # A payer and a body can have one name, so they are told apart by their kind.
                key = (number, each.program, type(each.payer), each.payer, each.group)
                pair = sums.setdefault(key, [(0, 0), (0, 0)])
                pair[place] = (each.people, each.amount)
        starts = [budget.scenario.policy.start for budget in (self.before, self.after)]
        amounts = ("people_before", "people_after", "before", "after", "difference")
        return Table(
            name="comparison",
            columns={
                "number": int,
                "month_before": Month,
                "month_after": Month,
                "program": Program,
                "payer": Payer | Funding,
                "group": Code,
                **dict.fromkeys(amounts, int),
            },
            rows=[
                (
                    number,
                    *(start + (number - 1) for start in starts),
                    program,
                    payer,
                    Code(group),
                    *(people for people, _ in pair),
                    *(amount for _, amount in pair),
                    pair[1][1] - pair[0][1],
                )
                for (number, program, _, payer, group), pair in sorted(
                    sums.items(), key=lambda item: item[0][0]
                )
            ],
        )

    def statement(self) -> Statement:
        """The comparison as data, ready to be worded."""
        rows = [
            Row(
                head=program,
                label=Note.of(
                    "from-to",
                    before=self.before.by_program.get(program, 0),
                    after=self.after.by_program.get(program, 0),
                ),
                amount=amount,
            )
            for program, amount in self.by_program.items()
        ]
        totals = [
            Row(label=Note.of("borne-by", payer=payer_name(payer)), amount=amount)
            for payer, amount in self.by_payer.items()
        ]
        totals.append(Row(label=Note.of("difference"), amount=self.total))
        return Statement(
            title=_title(self.before.scenario, self.after.scenario),
            rows=tuple(rows),
            totals=tuple(totals),
            remarks=(*self._effect_remarks(), *(_cause_remark(cause) for cause in self.causes)),
            basis=self.basis,
        )

    def _effect_remarks(self) -> Iterator[Note]:
        try:
            effects = self.effects()
        except KopdesJamsosError as error:
            yield Note.of("effects-unknown", code=error.code)
        else:
            for kind, amount in effects.items():
                yield self._effect(kind, amount, one_book="law" not in effects)

    def _effect(self, kind: Kind, amount: Rupiah, *, one_book: bool) -> Note:
        """An effect; under one book of law, what the law of other months has to do with it."""
        law = [cause for cause in self.causes if cause.kind == "law"]
        if kind not in ("period", "policy") or not (law and one_book):
            return Note.of("effect", kind=f"kind-{kind}", amount=amount)
        if kind == "policy":
            return Note.of("effect-policy-months", amount=amount)
        turns = {_turn(cause) if cause.name.startswith(_RELIEFS) else "" for cause in law}
        for turn, code in (("gone", "ended"), ("new", "begun")):
            if turns == {turn}:
                names = tuple(dict.fromkeys(cause.name for cause in law))
                return Note.of(f"effect-relief-{code}", names=names, amount=amount)
        return Note.of("effect-months", amount=amount)


def _title(before: Question, after: Question) -> Note:
    if before.name and after.name and before.name != after.name:
        return Note.of("comparison-named", before=before.name, after=after.name)
    return Note.of("comparison", name=before.name or after.name)


def _kinds(before: Question, after: Question) -> list[Kind]:
    """The kinds of things that differ between two scenarios."""
    moved = _is_moved(before.policy, after.policy)
    differ: dict[Kind, bool] = {
        "law": before.law != after.law,
        "period": moved,
        "policy": before.policy != after.policy and not moved,
        "population": not _same_population(before, after),
    }
    return [kind for kind, different in differ.items() if different]


def _is_moved(before: Policy, after: Policy) -> bool:
    """Whether a policy is another one in later or earlier months, with nothing else changed."""
    one, other = ({**each.choices(), "start": None, "since": None} for each in (before, after))
    ahead = [
        {role: first - each.start for role, first in each.since.items()} for each in (before, after)
    ]
    return before.start != after.start and one == other and ahead[0] == ahead[1]


def _cut(numerator: int, denominator: int) -> int:
    """Quotient cut towards nothing, so that the other sign gives the other sign."""
    whole = abs(numerator) // denominator
    return whole if numerator >= 0 else -whole


def _difference(
    before: Mapping[KeyT, Rupiah], after: Mapping[KeyT, Rupiah]
) -> Mapping[KeyT, Rupiah]:
    return Frozen(
        {key: after.get(key, 0) - before.get(key, 0) for key in dict.fromkeys((*before, *after))}
    )


def _mixed(before: Question, after: Question, changed: frozenset[Kind]) -> Scenario:
    """The first scenario with some kinds of things from the second."""
    facts: dict[str, Any] = attrs.asdict(before, recurse=False)
    if "law" in changed:
        facts["law"] = after.law
    if changed & {"period", "policy"}:
        facts["policy"] = after.policy
    if "population" in changed:
        facts |= {name: getattr(after, name) for name in _OF_POPULATION}
    return Scenario(**facts)


_OF_POPULATION = ("population", "role", "columns", "constants")


def compare(before: Scenario | Budget, after: Scenario | Budget) -> Comparison:
    """Compare two scenarios: the difference in rupiah, and what caused it.

    Args:
        before: The first scenario, or its budget.
        after: The second scenario, or its budget.

    Raises:
        InvalidFactError: code `invalid-fact`: neither a scenario nor a budget.
        KopdesJamsosError: whatever `Scenario.run` raises.

    Examples:
        >>> law = kj.LAW.with_change("jkm.amount_bpu", 7_000, since=kj.Month(2025, 1))
        >>> then = kj.Scenario(population=officers, policy=policy, law=law)
        >>> found = kj.scenarios.compare(plan, then)
        >>> found.total, [cause.name for cause in found.causes]
        (1000, ['jkm.amount_bpu'])
    """
    first, second = budget_of(before, "before"), budget_of(after, "after")
    causes = (
        *_law_causes(first, second),
        *_reading_causes(first.scenario.law, second.scenario.law),
        *_policy_causes(first.scenario, second.scenario),
        *_population_causes(first, second),
    )
    return Comparison(before=first, after=second, causes=causes)


# ---- causes --------------------------------------------------------------------------------------


def _law_causes(before: Budget, after: Budget) -> Iterator[Cause]:
    """Law values that differ between the months of two budgets, month by month."""
    programs = frozenset(record.program for each in (before, after) for record in each.records)
    read = tariff_paths(programs)
    first, second = before.scenario, after.scenario
    # Months that only the longer scenario has are an effect of its policy, not of the law.
    months = list(zip(first.policy.calendar, second.policy.calendar, strict=False))
    for path in first.law.paths():
        if path not in read:
            continue
        seen: set[tuple[str, str]] = set()
        for month_before, month_after in months:
            old = _in_force(first.law, path, month_before)
            new = _in_force(second.law, path, month_after)
            # As text, since a mapping of the law has no hash.
            values = (repr(old and old.value), repr(new and new.value))
            if values[0] == values[1] or values in seen:
                continue
            seen.add(values)
            yield Cause(
                kind="law",
                name=path,
                before=old.value if old else None,
                after=new.value if new else None,
                month_before=month_before,
                month_after=month_after,
                citations=tuple(each for value in (old, new) if value for each in value.citations),
            )


def _in_force(law: LawBook, path: str, month: Month) -> DatedValue | None:
    return law.series(path).in_force(month)


def _reading_causes(before: LawBook, after: LawBook) -> Iterator[Cause]:
    """Readings of the law that only one of two books has."""
    for name in read_readings():
        old, new = name in before.readings, name in after.readings
        if old is not new:
            yield Cause(kind="law", name=name, before=old, after=new)


def _policy_causes(before: Question, after: Question) -> Iterator[Cause]:
    old, new = before.policy.choices(), after.policy.choices()
    for name, value in old.items():
        if value != new[name]:
            yield Cause(kind="policy", name=name, before=value, after=new[name])


def _population_causes(before: Budget, after: Budget) -> Iterator[Cause]:
    first, second = before.scenario, after.scenario
    if not _same_population(first, second):
        yield Cause(kind="population", name="population", before=before.people, after=after.people)


def _same_population(one: Question, other: Question) -> bool:
    return all(is_alike(getattr(one, name), getattr(other, name)) for name in _OF_POPULATION)


# Law values that are reliefs.
_RELIEFS = "relief."


def _turn(cause: Cause) -> str:
    """Whether a value of the law has gone or is new in the later one of two months, or neither."""
    later = cause.month_before and cause.month_after and cause.month_before < cause.month_after
    if later and cause.after is None:
        return "gone"
    return "new" if later and cause.before is None else ""


def _cause_remark(cause: Cause) -> Note:
    before, after = cause.before, cause.after
    if cause.month_after is None:
        if cause.kind == "law":
            code = "reading-taken" if after else "reading-left"
        else:
            code = "start" if cause.name == "start" else cause.kind
        return Note.of(f"cause-{code}", name=cause.name, before=before, after=after)
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        same = [key for key in before if before[key] == after.get(key)]
        before, after = (
            {key: item for key, item in value.items() if key not in same}
            for value in (before, after)
        )
    turn = _turn(cause)
    return Note.of(
        f"cause-law-{turn}" if turn else "cause-law",
        name=cause.name,
        before=before,
        after=after,
        month=cause.month_after,
        cited=cause.citations,
    )
