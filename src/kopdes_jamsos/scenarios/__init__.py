"""Budgets: how many people, which programmes, how many months, who pays, under which law.

Beside the names of the package itself, the ready scenarios: plans that were published, each with
its figures dated and sourced. They recommend nothing.
"""

from kopdes_jamsos.scenarios.figures import Figure, figure, figures
from kopdes_jamsos.scenarios.plans import (
    all_officers,
    end_of_half_price,
    later_start,
    officers_then_members,
    state_subsidy,
    two_million_workers,
    without_relief,
)

__all__ = [
    "Figure",
    "all_officers",
    "end_of_half_price",
    "figure",
    "figures",
    "later_start",
    "officers_then_members",
    "state_subsidy",
    "two_million_workers",
    "without_relief",
]
