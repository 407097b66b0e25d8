"""A figure of the questions, read part by part: amounts, and what decides each of them.

Implements no article of its own. A part is a line of a contribution or of an entitlement; a refusal
is a part without an amount, so that what replaces it is seen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from attrs import field, frozen

from kopdes_jamsos.basis import NO_BASIS, Basis, LookUp
from kopdes_jamsos.benefits.entitlement import Entitlement
from kopdes_jamsos.benefits.lines import BenefitLine, MonthlyBenefit
from kopdes_jamsos.contributions.assessment import Assessment
from kopdes_jamsos.errors import KopdesJamsosError
from kopdes_jamsos.law.levies import Line
from kopdes_jamsos.money import Rupiah
from kopdes_jamsos.questions.figures import Benefit, Contribution, TakeHome, base_of

# The figures whose amounts have steps.
Stepped: TypeAlias = Contribution | TakeHome | Benefit
Key: TypeAlias = tuple[object, ...]


@frozen
class Part:
    """One part of an amount at one place, with what decides it."""

    amount: Rupiah
    mark: Key = ()
    basis: Basis = NO_BASIS


NO_PART = Part(0)


@frozen
class Reading:
    """What a figure gives at one place, or the error with which it is refused.

    Attributes:
        amount: Rupiah; None where it is refused.
        parts: What it is made of, by programme and payer or kind.
        lookups: The places of the law that were read.
        rounded: How often the amounts of a part may have been rounded on the way to it.
        error: With what it is refused, or None.
    """

    amount: Rupiah | None
    parts: Mapping[Key, Part] = field(factory=dict)
    lookups: frozenset[LookUp] = frozenset()
    rounded: int = 1
    error: KopdesJamsosError | None = None

    @property
    def refusal(self) -> str:
        """Code of the error, or empty."""
        return self.error.code if self.error else ""

    @property
    def basis(self) -> Basis:
        """What the parts rest on."""
        return Basis.sum(part.basis for part in self.parts.values())

    @property
    def marks(self) -> Mapping[Key, Key]:
        """What decides each part."""
        return {key: part.mark for key, part in self.parts.items()}


def reading_at(asked: Stepped, value: int) -> Reading:
    """What a figure gives at a wage, income or contract value, in rupiah.

    Raises:
        KopdesJamsosError: whatever `assess` or `entitle` refuses.

    Examples:
        >>> asked = kj.questions.Contribution(enrolment=trader, month=kj.Month(2025, 7))
        >>> reading_at(asked, 2_000_000).amount
        26800
    """
    if isinstance(asked, Benefit):
        return _of_entitlement(asked, asked.entitled(value))
    return _of_assessment(asked, asked.assessed(value), value)


def reading_or_refusal(make: Callable[[], Stepped]) -> Reading:
    """What a figure gives at the amount that was declared, or why nothing.

    Args:
        make: Makes the figure, which may be refused as well.

    Examples:
        >>> asked = kj.questions.Contribution(enrolment=trader, month=kj.Month(2026, 11))
        >>> reading_or_refusal(lambda: asked).refusal  # a relief depends on the group
        'missing-fact'
    """
    try:
        asked = make()
        return reading_at(asked, declared(asked))
    except KopdesJamsosError as error:
        return Reading(None, error=error)


def declared(asked: Stepped) -> Rupiah:
    """The wage, income or contract value that was declared."""
    if isinstance(asked, Benefit):
        enrolment: Any = asked.entitlement.case.participations[-1].enrolment
    else:
        enrolment = asked.enrolment
    amount: Rupiah = getattr(enrolment, base_of(enrolment))
    return amount


def _of_assessment(
    asked: Contribution | TakeHome, assessment: Assessment, value: Rupiah
) -> Reading:
    # What concerns the enrolment as a whole is a part without an amount.
    parts: dict[Key, Part] = {("common",): Part(0, basis=assessment.common)}
    sign = 1
    if isinstance(asked, TakeHome):
        parts["declared",] = Part(value)
        sign = -1
    for line in asked.lines(assessment):
        parts[line.program, line.payer] = Part(
            sign * line.amount, _decided(line, value), line.basis
        )
    amount = sum(part.amount for part in parts.values())
    return Reading(amount, parts, assessment.basis.lookups)


def _decided(line: Line, value: Rupiah) -> Key:
    """What decides a line of a contribution: its rate, and its base where that does not move."""
    return line.rate, line.relief, None if line.base == value else line.base


def _of_entitlement(asked: Benefit, entitlement: Entitlement) -> Reading:
    parts = dict(_numbered(map(_benefit, asked.lines(entitlement))))
    for refusal in entitlement.refusals:
        if asked.program in (None, refusal.program):
            parts["refusal", refusal.program, refusal.code] = Part(0, basis=refusal.basis)
    months = sum(
        payment.months
        for participation in entitlement.case.participations
        for payment in participation.payments
    )
    # The contributions of each month are rounded by payer, and again with their return.
    return Reading(
        asked.amount(entitlement),
        parts,
        entitlement.basis.lookups,
        rounded=1 + _ROUNDED_A_MONTH * months,
    )


_ROUNDED_A_MONTH = 4


def _benefit(line: BenefitLine | MonthlyBenefit) -> tuple[Key, Part]:
    figures = [note.figures for note in line.notes]
    # An amount that is the lowest or the highest pension no longer moves.
    limits = {each.get(name) for each in figures for name in ("minimum", "maximum")}
    mark = (
        line.label.code,
        getattr(line, "rate", None),
        getattr(line, "multiple", None),
        line.recipient,
        line.amount in limits,
    )
    return (line.program, line.kind), Part(line.amount, mark, line.basis)


def _numbered(parts: Iterable[tuple[Key, Part]]) -> Iterator[tuple[Key, Part]]:
    """The parts, those with one key told apart by their order."""
    seen: dict[Key, int] = {}
    for key, part in parts:
        seen[key] = seen.get(key, 0) + 1
        yield (*key, seen[key]), part
