"""Hypothesis strategies for tests of code that uses this library. Provisional.

Provisional: names and arguments may change in any release, what is drawn in every one. Needs
Hypothesis, which the extra `testing` brings. Where Hypothesis finds the package installed, it
also knows our types by themselves: `st.from_type(kj.PUEnrolment)`.

All people are invented: their NIKs lie in a district that does not exist.
"""

import hypothesis  # noqa: F401 - first, so that the entry point finds a finished module

from kopdes_jamsos.testing.benefits import (
    children,
    deaths,
    event_days,
    families,
    injuries,
    stages,
    work_accidents,
)
from kopdes_jamsos.testing.enrolments import (
    bpu_enrolments,
    construction_enrolments,
    enrolments,
    pu_enrolments,
)
from kopdes_jamsos.testing.leaving import dismissals, endings, events, partial_withdrawals
from kopdes_jamsos.testing.over_time import participations, payments
from kopdes_jamsos.testing.strategies import cooperatives, persons, register
from kopdes_jamsos.testing.values import incomes, months, niks, rates, village_codes, wages

__all__ = [
    "bpu_enrolments",
    "children",
    "construction_enrolments",
    "cooperatives",
    "deaths",
    "dismissals",
    "endings",
    "enrolments",
    "event_days",
    "events",
    "families",
    "incomes",
    "injuries",
    "months",
    "niks",
    "partial_withdrawals",
    "participations",
    "payments",
    "persons",
    "pu_enrolments",
    "rates",
    "register",
    "stages",
    "village_codes",
    "wages",
    "work_accidents",
]
