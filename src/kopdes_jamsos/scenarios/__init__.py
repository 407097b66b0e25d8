"""Budgets: how many people, which programmes, how many months, who pays, under which law.

Beside them stand ready scenarios: plans that were published, each with its figures dated and
sourced. They recommend nothing.
"""

from kopdes_jamsos.scenarios.breakeven import BreakEven, break_even
from kopdes_jamsos.scenarios.budget import Budget, CostRecord
from kopdes_jamsos.scenarios.comparison import Cause, Comparison, compare
from kopdes_jamsos.scenarios.plans import (
    all_officers,
    end_of_half_price,
    later_start,
    officers_then_members,
    state_subsidy,
    two_million_workers,
    without_relief,
)
from kopdes_jamsos.scenarios.policy import Policy
from kopdes_jamsos.scenarios.population import Headcount
from kopdes_jamsos.scenarios.published import PublishedFigure, figure, figures
from kopdes_jamsos.scenarios.scenario import Scenario
from kopdes_jamsos.scenarios.sweeping import Sweep, SweepPoint, sweep

__all__ = [
    "BreakEven",
    "Budget",
    "Cause",
    "Comparison",
    "CostRecord",
    "Headcount",
    "Policy",
    "PublishedFigure",
    "Scenario",
    "Sweep",
    "SweepPoint",
    "all_officers",
    "break_even",
    "compare",
    "end_of_half_price",
    "figure",
    "figures",
    "later_start",
    "officers_then_members",
    "state_subsidy",
    "sweep",
    "two_million_workers",
    "without_relief",
]
