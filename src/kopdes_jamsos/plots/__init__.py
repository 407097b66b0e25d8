"""Charts of budgets and of the law, in Indonesian or English, readable without colour.

Needs the extra `plots` (`kopdes-jamsos[plots]`). Each function gives an Altair chart: show it in a
notebook, `save` it as PNG, SVG or HTML, or take its specification with `to_dict()`. The axis of
amounts begins at zero, or the chart says that it does not. The marks carry labels, patterns or
shapes besides their colours, which are told apart by people who see colours differently.
"""

from __future__ import annotations

from kopdes_jamsos.errors import MissingPackageError

try:
    import altair as _altair  # noqa: F401 - only to say what is missing
except ModuleNotFoundError as error:  # pragma: no cover - shown in a process of its own
    raise MissingPackageError(
        "Charts need the package altair.",
        remedy="Install kopdes-jamsos[plots].",
        reason="named",
        package="kopdes-jamsos[plots]",
    ) from error

from kopdes_jamsos.plots.costs import monthly_cost, relief_effect
from kopdes_jamsos.plots.cover import coverage
from kopdes_jamsos.plots.history import law_history
from kopdes_jamsos.plots.life import life_course
from kopdes_jamsos.plots.steps import steps

__all__ = ["coverage", "law_history", "life_course", "monthly_cost", "relief_effect", "steps"]
