"""Contributions beside one benefit, as arithmetic: no promise, and no judgement of an insurance.

Implements no article of its own; what a family receives comes from the caller, or from `entitle`.
"""

from __future__ import annotations

from attrs import field, frozen

from kopdes_jamsos._plain import attribute_of
from kopdes_jamsos.basis import Basis, Explained, Grounded, Note, Row, Statement
from kopdes_jamsos.errors import InvalidAmountError, NoRuleError
from kopdes_jamsos.money import Rupiah, check_rupiah
from kopdes_jamsos.scenarios.budget import Budget
from kopdes_jamsos.scenarios.scenario import Scenario, budget_of


@frozen(kw_only=True)
class BreakEven(Grounded, Explained):
    """The contributions of a budget beside one benefit.

    Attributes:
        budget: The contributions.
        benefit: One benefit in rupiah.

    Examples:
        >>> found = kj.scenarios.break_even(plan, benefit=42_000_000)
        >>> found.contributions, found.times, found.rest
        (34000, 0, 34000)
    """

    budget: Budget
    benefit: Rupiah = field(repr=False)

    @property
    def contributions(self) -> Rupiah:
        """All contributions of the budget, in rupiah."""
        return self.budget.total

    @property
    def times(self) -> int:
        """How many whole benefits the contributions amount to."""
        return self.contributions // self.benefit

    @property
    def rest(self) -> Rupiah:
        """What is left of the contributions after those whole benefits, in rupiah."""
        return self.contributions % self.benefit

    @property
    def months(self) -> int:
        """Full months until contributions like these amount to one benefit.

        Counted at the mean month of the budget, and rounded up.

        Raises:
            NoRuleError: code `no-rule`: nothing is paid, so it never comes to the benefit.
        """
        if not self.contributions:
            raise NoRuleError(
                "Nothing is paid, so the contributions never come to the benefit.",
                remedy="Give a scenario with contributions.",
            )
        return -(-self.benefit * self.budget.scenario.policy.months // self.contributions)

    @property
    def basis(self) -> Basis:
        """What the budget rests on."""
        return self.budget.basis

    def statement(self) -> Statement:
        """The two amounts as data, ready to be worded."""
        scenario = self.budget.scenario
        policy = scenario.policy
        remarks = []
        if self.times:
            remarks.append(Note.of("break-even-times", times=self.times, rest=self.rest))
        if self.contributions:
            remarks.append(Note.of("break-even-months", months=self.months))
        remarks.append(Note.of("no-promise"))
        return Statement(
            title=Note.of("break-even", name=scenario.name),
            rows=(
                Row(
                    label=Note.of(
                        "contributions-of",
                        people=self.budget.people,
                        first=policy.start,
                        last=policy.end,
                    ),
                    amount=self.contributions,
                ),
                Row(label=Note.of("one-benefit"), amount=self.benefit),
            ),
            remarks=tuple(remarks),
            basis=self.basis,
        )


def break_even(contributions: Scenario | Budget, *, benefit: object) -> BreakEven:
    """Set contributions beside one family's benefit.

    Args:
        contributions: A scenario, such as a village in a year, or its budget.
        benefit: One benefit in rupiah, or a result with a total, such as that of `kj.entitle`.

    Raises:
        InvalidFactError: code `invalid-fact`: no scenario.
        InvalidAmountError: code `invalid-amount`: no benefit above 0.

    Examples:
        >>> kj.scenarios.break_even(plan, benefit=42_000_000).months  # 34,000 a month
        1236
    """
    budget = budget_of(contributions, "contributions")
    amount = check_rupiah(attribute_of(benefit, "total", benefit), "benefit")
    if not amount:
        raise InvalidAmountError(
            "The benefit must be above 0.", value=amount, remedy="Give the amount of one benefit."
        )
    return BreakEven(budget=budget, benefit=amount)
