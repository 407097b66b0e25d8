"""What would change an amount: facts that are missing or stated, and other readings of the law.

Implements no article of its own: a contribution is assessed, or an event asked, again with each
choice of each fact and under each reading.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import product
from typing import Any, Literal, Protocol, TypeAlias

from attrs import evolve, field, frozen

from kopdes_jamsos._plain import as_text
from kopdes_jamsos.basis import Basis, Explained, Grounded, Note, Row, Statement, Table, Worded
from kopdes_jamsos.benefits.claims import asked_again
from kopdes_jamsos.contributions.assessment import assess
from kopdes_jamsos.enrolment import PUEnrolment, facts_of
from kopdes_jamsos.errors import InvalidFactError, KopdesJamsosError, MissingFactError, a_kind
from kopdes_jamsos.law import LawBook
from kopdes_jamsos.law.instruments import read_readings
from kopdes_jamsos.money import Rupiah
from kopdes_jamsos.programs import Segment
from kopdes_jamsos.questions.cells import choice_cell, subject_cell
from kopdes_jamsos.questions.figures import Benefit, Contribution

# A fact that was not given, one that was, or a reading of the law.
InfluenceKind: TypeAlias = Literal["missing", "stated", "reading"]
# The amount for each combination of what is missing.
Amounts: TypeAlias = Mapping[tuple[Any, ...], Rupiah]
_DAY = dt.timedelta(days=1)


@frozen(kw_only=True)
class Effect:
    """One choice of a fact or reading, and the amounts that it leaves possible.

    Attributes:
        choice: The choice; of a birth date the first day of birth of those before pension age, or
            before the end of its deferral, or the day before it; of a reading whether it is taken.
        least: Least amount, in rupiah, over what else is missing.
        most: Greatest amount, in rupiah.

    Examples:
        >>> found = kj.questions.sensitivity(
        ...     kj.questions.Contribution(enrolment=trader, month=kj.Month(2026, 11))
        ... )
        >>> [(each.choice.value, each.most) for each in found.influence("sector").effects]
        [('other', 16800), ('transport', 16800)]
    """

    choice: Any
    least: Rupiah = field(repr=False)
    most: Rupiah = field(repr=False)


@frozen(kw_only=True)
class Influence:
    """A fact or a reading, and by how much it alone moves the amount.

    Attributes:
        kind: "missing", "stated" or "reading".
        name: Name of the fact, or of the reading.
        effects: Its choices, in the order of the fact.
        moves: The most that it alone moves the amount by, in rupiah; 0: it decides nothing.

    Examples:
        >>> found = kj.questions.sensitivity(
        ...     kj.questions.Contribution(enrolment=trader, month=kj.Month(2026, 11))
        ... )
        >>> [(each.name, each.moves) for each in found.deciding if each.kind == "missing"]
        [('group', 8400), ('funding', 8400)]
    """

    kind: InfluenceKind
    name: str
    effects: tuple[Effect, ...]
    moves: Rupiah = field(repr=False)


@frozen(kw_only=True)
class Sensitivity(Grounded, Explained):
    """What an amount depends on, the strongest influence first.

    Attributes:
        amount: The amount, in rupiah; None where a missing fact decides.
        least: The least amount that the missing facts leave possible.
        most: The greatest.
        influences: Facts and readings, also those that decide nothing.
        basis: What the amount rests on; where a fact is missing, with the first choice of each.

    Examples:
        >>> found = kj.questions.sensitivity(
        ...     kj.questions.Contribution(enrolment=trader, month=kj.Month(2026, 11))
        ... )
        >>> found.amount, found.least, found.most
        (None, 8400, 16800)
    """

    amount: Rupiah | None = field(repr=False)
    least: Rupiah = field(repr=False)
    most: Rupiah = field(repr=False)
    influences: tuple[Influence, ...] = field(repr=False)
    basis: Basis = field(repr=False)

    @property
    def deciding(self) -> tuple[Influence, ...]:
        """Those that move the amount."""
        return tuple(each for each in self.influences if each.moves)

    def influence(self, name: str) -> Influence:
        """One of them by its name.

        Raises:
            InvalidFactError: code `invalid-fact`: no influence of that name.

        Examples:
            >>> asked = kj.questions.Contribution(enrolment=worker, month=kj.Month(2026, 11))
            >>> kj.questions.sensitivity(asked).influence("scale").moves
            0
        """
        wanted = as_text(name)
        for each in self.influences:
            if each.name == wanted:
                return each
        names = ", ".join(each.name for each in self.influences)
        raise InvalidFactError("No influence has this name.", remedy=f"Give one of: {names}.")

    def table(self) -> Table:
        """A row for each choice of each influence, also of those that decide nothing."""
        columns = {
            "influence": Worded,
            "subject": Worded,
            "choice": Worded,
            **dict.fromkeys(("least", "most", "moves"), int),
        }
        rows = [
            (*_cells(each, place), effect.least, effect.most, each.moves)
            for each in self.influences
            for place, effect in enumerate(each.effects)
        ]
        return Table(name="influences", columns=columns, rows=rows)

    def statement(self) -> Statement:
        """The influences as data, ready to be worded."""
        rows = [row for each in self.deciding for row in _rows(each)]
        idle = [each.name for each in self.influences if not each.moves and each.kind != "reading"]
        remarks = [Note.of("sensitivity-idle", names=tuple(idle))] if idle else []
        if all(each.kind != "reading" for each in self.deciding):
            remarks.append(Note.of("sensitivity-no-reading"))
        if self.amount is None:
            total = Note.of("sensitivity-open", least=self.least, most=self.most)
        else:
            total = Note.of("total")
        return Statement(
            title=Note.of("sensitivity"),
            rows=tuple(rows),
            totals=(Row(label=total, amount=self.amount),),
            remarks=tuple(remarks),
            basis=self.basis,
        )


def _cells(influence: Influence, place: int) -> tuple[object, ...]:
    """What a row of the table is about; a birth date stands for all on its side."""
    kind, choice = influence.kind, influence.effects[place].choice
    of_birth = influence.name == "birth_date"
    return (
        Worded(kind, Note.of(f"influence-{kind}")),
        subject_cell(influence.name, is_reading=kind == "reading"),
        Worded(str(choice), _label(influence, place)) if of_birth else choice_cell(choice),
    )


def _label(influence: Influence, place: int) -> Note:
    """What a choice of an influence is."""
    code: str = influence.kind
    choice = influence.effects[place].choice
    if influence.name == "birth_date":
        code = "born-before" if place else "born-after"
    elif influence.kind == "reading":
        code = "with-reading" if choice else "without-reading"
    return Note.of(f"sensitivity-{code}", name=influence.name, choice=choice)


def _rows(influence: Influence) -> Iterator[Row]:
    for place, effect in enumerate(influence.effects):
        label = _label(influence, place)
        if effect.least == effect.most:
            yield Row(label=label, amount=effect.most)
        else:
            span = {"least": effect.least, "most": effect.most}
            yield Row(label=Note.of("sensitivity-span", what=(label,), **span))


def sensitivity(asked: Contribution | Benefit) -> Sensitivity:
    """What would change a contribution or a benefit, and by how much.

    Each fact that is missing or was stated takes each of its choices in turn, and the law each of
    its other readings. A choice that is refused is left out, and so is a fact of which all are.

    Args:
        asked: The contribution of an enrolment, or a benefit, at the amounts that were declared.

    Raises:
        InvalidFactError: code `invalid-fact`: neither a contribution nor a benefit.
        KopdesJamsosError: whatever `assess` refuses, other than a missing choice.

    Examples:
        >>> found = kj.questions.sensitivity(
        ...     kj.questions.Contribution(enrolment=trader, month=kj.Month(2026, 11))
        ... )
        >>> found.influence("sector").moves
        0
    """
    if isinstance(asked, Contribution):
        return _found(OfContribution(asked))
    if isinstance(asked, Benefit):
        return _found(_OfBenefit(asked))
    raise InvalidFactError(
        f"Nothing is known of what moves {a_kind(asked)}.",
        remedy="Give a Contribution or a Benefit of kj.questions.",
    )


def _found(asked: OfContribution | _OfBenefit) -> Sensitivity:
    return InfluenceSearch(asked).result(asked.basis)


class Asked(Protocol):
    """A question that can be asked again with other facts and under other readings."""

    law: LawBook
    choices: dict[str, tuple[Any, ...]]
    stated: dict[str, Any]

    def amount(self, law: LawBook, changes: Mapping[str, Any]) -> Rupiah:
        """The amount with some facts changed, in rupiah."""


class OfContribution:
    """A contribution with other facts and under other readings."""

    def __init__(self, asked: Contribution) -> None:
        self.asked, self.law = asked, asked.law
        enrolment = asked.enrolment
        self.choices: dict[str, tuple[Any, ...]] = {
            fact.name: fact.options for fact in facts_of(enrolment.segment) if fact.options
        }
        self.stated: dict[str, Any] = {
            name: getattr(enrolment, name)
            for name in self.choices
            if getattr(enrolment, name) is not None
        }
        if isinstance(enrolment, PUEnrolment):
            self._add_births(enrolment)

    def _add_births(self, enrolment: PUEnrolment) -> None:
        """The birth date, if it decides: a day on either side of the one from which JP is owed."""
        limit = "born_after_if_deferred" if enrolment.pension_deferred else "born_after"
        edges = {
            getattr(levy, limit)
            for program in enrolment.programs
            for levy in self.law.levies(program, Segment.PU, self.asked.month)
        }
        for edge in edges - {None}:
            self.choices["birth_date"] = (edge + _DAY, edge)
            self.stated["birth_date"] = enrolment.birth_date

    def amount(self, law: LawBook, changes: Mapping[str, Any]) -> Rupiah:
        """The amount with some facts changed, in rupiah."""
        asked = self.asked
        return asked.amount(assess(evolve(asked.enrolment, **changes), asked.month, law=law))

    def basis(self, changes: Mapping[str, Any]) -> Basis:
        """What the amount rests on with some facts changed."""
        asked = self.asked
        return assess(evolve(asked.enrolment, **changes), asked.month, law=self.law).basis


class _OfBenefit:
    """A benefit under other readings, and with the facts of the claim that have choices."""

    def __init__(self, asked: Benefit) -> None:
        self.asked, self.case = asked, asked.entitlement.case
        self.law = self.case.law
        self.choices: dict[str, tuple[Any, ...]] = {"has_tax_number": (True, False)}
        self.stated: dict[str, Any] = {
            name: getattr(self.case, name)
            for name in self.choices
            if getattr(self.case, name) is not None
        }

    def amount(self, law: LawBook, changes: Mapping[str, Any]) -> Rupiah:
        return self.asked.amount(asked_again(self.case, **{**changes, "law": law}))

    def basis(self, changes: Mapping[str, Any]) -> Basis:
        return asked_again(self.case, **changes).basis


class InfluenceSearch:
    """Asks for the amount with every combination of what is missing, and each other change."""

    def __init__(self, asked: Asked) -> None:
        self._asked, self._law = asked, asked.law
        self._missing = [name for name in asked.choices if name not in asked.stated]
        self._now = self._amounts(self._law)

    def result(self, basis: Callable[[Mapping[str, Any]], Basis]) -> Sensitivity:
        """What the amount depends on.

        Args:
            basis: What the amount rests on with some facts changed.
        """
        amount = self._if_known({})
        found = [*self._of_missing(), *self._of_stated(), *self._of_readings()]
        first = dict(zip(self._missing, next(iter(self._now)), strict=True))
        return Sensitivity(
            amount=amount,
            least=min(self._now.values()),
            most=max(self._now.values()),
            influences=_strongest_first(found),
            basis=basis(first if amount is None else {}),
        )

    def of_missing(self) -> tuple[Influence, ...]:
        """The influences of what is missing, the strongest first."""
        return _strongest_first(self._of_missing())

    def _if_known(self, changes: Mapping[str, Any]) -> Rupiah | None:
        try:
            return self._asked.amount(self._law, changes)
        except MissingFactError:
            return None

    def _amounts(self, law: LawBook, **changes: Any) -> Amounts:
        """The amount for each combination of what is missing that is not refused."""
        found, refused = {}, None
        for guess in product(*(self._asked.choices[name] for name in self._missing)):
            guessed = dict(zip(self._missing, guess, strict=True))
            try:
                found[guess] = self._asked.amount(law, {**guessed, **changes})
            except KopdesJamsosError as error:
                refused = error
        if refused is not None and not found and not changes and law is self._law:
            raise refused
        return found

    def _of_missing(self) -> Iterator[Influence]:
        for place, name in enumerate(self._missing):
            rests: dict[tuple[Any, ...], list[Rupiah]] = {}
            for guess, amount in self._now.items():
                rests.setdefault((*guess[:place], *guess[place + 1 :]), []).append(amount)
            of_choice = {
                choice: [amount for guess, amount in self._now.items() if guess[place] is choice]
                for choice in self._asked.choices[name]
            }
            yield _influence(
                "missing", name, of_choice, max(max(each) - min(each) for each in rests.values())
            )

    def _of_stated(self) -> Iterator[Influence]:
        for name, stated in self._asked.stated.items():
            found = {
                choice: self._amounts(self._law, **{name: choice})
                for choice in self._asked.choices[name]
            }
            if any(found.values()):  # otherwise each choice of it is refused
                yield self._changed("missing" if stated is None else "stated", name, found)

    def _of_readings(self) -> Iterator[Influence]:
        for name in read_readings():
            taken = name in self._law.readings
            others = tuple(each for each in self._law.readings if each != name)
            law = evolve(self._law, readings=others if taken else (*others, name))
            yield self._changed("reading", name, {taken: self._now, not taken: self._amounts(law)})

    def _changed(self, kind: InfluenceKind, name: str, found: Mapping[Any, Amounts]) -> Influence:
        """The influence of a change; what is missing is left alone for the most that it moves."""
        moves = max(
            (
                abs(amount - self._now[guess])
                for amounts in found.values()
                for guess, amount in amounts.items()
                if guess in self._now
            ),
            default=0,
        )
        return _influence(
            kind, name, {choice: [*amounts.values()] for choice, amounts in found.items()}, moves
        )


def _strongest_first(influences: Iterable[Influence]) -> tuple[Influence, ...]:
    return tuple(sorted(influences, key=lambda each: -each.moves))


def _influence(
    kind: InfluenceKind, name: str, found: Mapping[Any, list[Rupiah]], moves: Rupiah
) -> Influence:
    effects = tuple(
        Effect(choice=choice, least=min(amounts), most=max(amounts))
        for choice, amounts in found.items()
        if amounts
    )
    return Influence(kind=kind, name=name, effects=effects, moves=moves)
