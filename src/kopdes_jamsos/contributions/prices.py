"""The price of an enrolment for a month, or why it cannot be priced.

Implements no article of its own: each amount comes from `assess`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from attrs import field, frozen

from kopdes_jamsos.basis import Note
from kopdes_jamsos.contributions.assessment import Assessment, assess
from kopdes_jamsos.enrolment import BPUEnrolment, PUEnrolment
from kopdes_jamsos.errors import KopdesJamsosError, MissingFactError
from kopdes_jamsos.law import LawBook
from kopdes_jamsos.money import Rupiah
from kopdes_jamsos.months import Month
from kopdes_jamsos.programs import BPUGroup, Funding, Program, RiskClass, Sector, Segment


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


def price(enrol: Callable[[], PUEnrolment | BPUEnrolment], month: Month, law: LawBook) -> Price:
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


@frozen(kw_only=True, repr=False)
class Facts:
    """Facts for people of whom none are known; what they hold is personal and never shown."""

    income: Rupiah | None = None
    wage: Rupiah | None = None
    risk_class: RiskClass | int | None = None
    sector: Sector | str | None = None
    funding: Funding | str | None = None

    def enrolment(
        self, segment: Segment, programs: Iterable[Program], group: BPUGroup | None = None
    ) -> PUEnrolment | BPUEnrolment:
        """The enrolment that the facts make in a segment.

        Raises:
            MissingFactError: code `missing-fact`: no wage, or no income.
            KopdesJamsosError: whatever an enrolment raises.
        """
        waged = segment is Segment.PU
        name, base = ("wage", self.wage) if waged else ("income", self.income)
        if base is None:
            raise MissingFactError(
                f"{name} decides the price as {segment} and is not known.",
                value=name,
                remedy=f"Give {name}.",
            )
        if waged:
            return PUEnrolment(wage=base, programs=programs, risk_class=self.risk_class)
        return BPUEnrolment(
            income=base,
            programs=programs,
            group=group,
            sector=self.sector,
            funding=self.funding,
        )
