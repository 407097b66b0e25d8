"""The price of an enrolment for a month, or why it cannot be priced.

Implements no article of its own: each amount comes from `assess`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from attrs import field, frozen

from kopdes_jamsos.basis import Note
from kopdes_jamsos.contributions.assessment import Assessment, assess
from kopdes_jamsos.enrolment import Enrolment, enrolled, facts_of
from kopdes_jamsos.errors import KopdesJamsosError, MissingFactError
from kopdes_jamsos.law import LawBook
from kopdes_jamsos.money import Rupiah
from kopdes_jamsos.months import Month
from kopdes_jamsos.programs import Program, Segment


@frozen(kw_only=True)
class Price:
    """What an enrolment costs in a month.

    Attributes:
        assessment: What is owed, or None where it cannot be priced.
        code: Code of the error where it cannot be priced, or empty.
        remedy: What to do then, or empty.
    """

    assessment: Assessment | None = field(default=None, repr=False)
    code: str = ""
    remedy: str = ""

    @property
    def total(self) -> Rupiah | None:
        """What is owed for the month, in rupiah; None where it cannot be priced."""
        return self.assessment.total if self.assessment else None

    @property
    def details(self) -> tuple[Note, ...]:
        """Why it cannot be priced, to be worded."""
        return (Note.of("unpriced", code=self.code),) if self.code else ()


def price(enrol: Callable[[], Enrolment], month: Month, law: LawBook) -> Price:
    """Price an enrolment; an error in making or assessing it is named, not raised.

    Args:
        enrol: Makes the enrolment.
        month: The month.
        law: Book of law.
    """
    try:
        return Price(assessment=assess(enrol(), month, law=law))
    except KopdesJamsosError as error:
        return Price(code=error.code, remedy=error.remedy)


def enrolment_of(
    segment: Segment, programs: Iterable[Program], facts: Mapping[str, Any]
) -> Enrolment:
    """The enrolment that facts make in a segment, for a person of whom none is known.

    Raises:
        MissingFactError: code `missing-fact`: no wage, or no income.
        KopdesJamsosError: whatever an enrolment raises.
    """
    base = next(fact.name for fact in facts_of(segment) if fact.base)
    if facts.get(base) is None:
        raise MissingFactError(
            f"{base} decides the price as {segment} and is not known.",
            value=base,
            remedy=f"Give {base}.",
        )
    return enrolled(segment, programs, facts)
