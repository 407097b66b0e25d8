"""Figures over several people and months: for how many a sum is enough, and which part is whose.

Implements no article of its own.
"""

from __future__ import annotations

from typing import TypeAlias

from attrs import evolve, field, frozen

from kopdes_jamsos._checks import by, check_whole, is_a, to_month
from kopdes_jamsos.basis import Basis
from kopdes_jamsos.choices import choose
from kopdes_jamsos.contributions.assessment import Assessment, assess
from kopdes_jamsos.enrolment import BPUEnrolment, ConstructionEnrolment, Enrolment, PUEnrolment
from kopdes_jamsos.errors import InvalidFactError, MissingFactError, NotAnnouncedError
from kopdes_jamsos.law import LAW, LawBook
from kopdes_jamsos.money import PARTS, Rate
from kopdes_jamsos.months import Month
from kopdes_jamsos.programs import Funding
from kopdes_jamsos.questions.figures import Benefit, Contribution, TakeHome, Unknown
from kopdes_jamsos.questions.inverse import Parts
from kopdes_jamsos.scenarios.budget import Budget
from kopdes_jamsos.scenarios.scenario import Scenario

# More people or months than any plan has; the calendar of the law begins in 2015.
_MOST_PEOPLE, _MOST_MONTHS = 10**9, 1200


def _body(value: Funding | str) -> Funding:
    return choose(Funding, value)


def _check_count(value: object, name: str) -> int:
    return check_whole(value, name, 1)


@frozen(kw_only=True)
class Outlay:
    """What people who are enrolled alike owe from a month on: for how many, or how long.

    Attributes:
        enrolment: What was declared for each of them.
        start: First contribution month.
        months: Number of months; None where it is what is asked for.
        people: Number of people; None where it is what is asked for.
        law: Book of law.

    Raises:
        InvalidFactError: code `invalid-fact`: among others, both or neither given.
        InvalidMonthError: code `invalid-month`.

    Examples:
        >>> asked = kj.questions.Outlay(
        ...     enrolment=kj.BPUEnrolment(income=1_000_000, programs={kj.JKK, kj.JKM}),
        ...     start=kj.Month(2025, 1),
        ...     months=12,
        ... )
        >>> asked.unknown, asked.parts(10)
        ('people', (2016000, 0))
    """

    enrolment: Enrolment = field(
        repr=False, validator=is_a(PUEnrolment, BPUEnrolment, ConstructionEnrolment)
    )
    start: Month = field(converter=to_month)
    months: int | None = field(default=None, validator=by(_check_count, optional=True))
    people: int | None = field(default=None, validator=by(_check_count, optional=True))
    law: LawBook = field(default=LAW, repr=False, validator=is_a(LawBook))
    # The assessments by their place after the first month: each is asked for many times.
    _known: dict[int, Assessment] = field(factory=dict, init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        if (self.months is None) == (self.people is None):
            raise InvalidFactError(
                "Either the months or the people are asked for.",
                remedy="Give months to ask for people, or people to ask for months.",
                reason="months-or-people",
            )

    @property
    def unknown(self) -> Unknown:
        """Name of the unknown: "people" or "months"."""
        return "people" if self.people is None else "months"

    @property
    def least(self) -> int:
        """The least number of people or months: none."""
        return 0

    @property
    def most(self) -> int:
        """As many people as anybody plans for, or the months that can be assessed."""
        if self.people is None:
            return _MOST_PEOPLE
        for number in range(_MOST_MONTHS):
            try:
                self._assessment(number)
            except (NotAnnouncedError, MissingFactError):
                return number
        return _MOST_MONTHS

    def parts(self, value: int) -> Parts:
        """What so many owe, or all of them in so many months, in rupiah; the second part is 0.

        Examples:
            >>> kj.questions.Outlay(enrolment=trader, start="2025-01", people=10).parts(2)
            (336000, 0)
        """
        people = value if self.people is None else self.people
        return people * sum(each.total for each in self._assessed(value)), 0

    def basis(self, value: int) -> Basis:
        """What the contributions rest on.

        Examples:
            >>> asked = kj.questions.Outlay(enrolment=trader, start="2025-01", people=10)
            >>> len(asked.basis(2).citations)
            2
        """
        return Basis.sum(self._assessed(value))

    def _assessed(self, value: int) -> list[Assessment]:
        months = value if self.months is None else self.months
        return [self._assessment(number) for number in range(months)]

    def _assessment(self, number: int) -> Assessment:
        """That of the month so many months after the first."""
        if number not in self._known:
            self._known[number] = assess(self.enrolment, self.start + number, law=self.law)
        return self._known[number]


@frozen(kw_only=True)
class Share:
    """What a body bears of the contributions of a scenario, by its share in parts per million.

    Attributes:
        scenario: A population with its policy; the shares of the policy are replaced.
        body: Who bears the share that is asked for.
        rest: Who bears what is left of each contribution, and the remainder of the rounding.

    Raises:
        InvalidFactError: code `invalid-fact`: among others, one body for both.
        UnknownChoiceError: code `unknown-choice`.

    Examples:
        >>> asked = kj.questions.Share(scenario=plan, body="state", rest="cooperative")
        >>> asked.parts(500_000)  # half of five contributions of 6,800
        (17000, 0)
    """

    scenario: Scenario = field(validator=is_a(Scenario))
    body: Funding = field(converter=_body)
    rest: Funding = field(converter=_body)

    def __attrs_post_init__(self) -> None:
        if self.body is self.rest:
            raise InvalidFactError(
                "Who bears the share cannot bear the rest as well.",
                value=self.rest,
                remedy="Give two different bodies.",
            )

    @property
    def unknown(self) -> Unknown:
        """Name of the unknown: a share."""
        return "share"

    @property
    def least(self) -> int:
        """One part per million: a body without a share decides no relief."""
        return 1

    @property
    def most(self) -> int:
        """All but one part per million."""
        return PARTS - 1

    def parts(self, value: int) -> Parts:
        """What the body bears at a share, in rupiah; the second part is 0.

        Examples:
            >>> asked = kj.questions.Share(scenario=plan, body="state", rest="cooperative")
            >>> asked.parts(300_000)
            (10200, 0)
        """
        return self._budget(value).by_payer.get(self.body, 0), 0

    def basis(self, value: int) -> Basis:
        """What the contributions rest on.

        Examples:
            >>> asked = kj.questions.Share(scenario=plan, body="state", rest="cooperative")
            >>> len(asked.basis(300_000).citations)
            1
        """
        return self._budget(value).basis

    def _budget(self, value: int) -> Budget:
        shares = {self.body: Rate(value), self.rest: Rate(PARTS - value)}
        policy = evolve(self.scenario.policy, shares=shares, remainder=self.rest)
        return evolve(self.scenario, policy=policy).run()


# Everything that `solve` takes.
Figure: TypeAlias = Contribution | TakeHome | Benefit | Outlay | Share
