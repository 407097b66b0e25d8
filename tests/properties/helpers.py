"""What several property tests share."""

from collections.abc import Callable
from functools import cache, partial
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from tests.oracle import contributions as oracle

import kopdes_jamsos as kj
from kopdes_jamsos.testing import cooperatives, months

_SMALL = partial(cooperatives, max_people=2)


def pair(month: kj.Month) -> oracle.Month:
    """A month as the oracle writes it."""
    return month.year, month.month


def within(*windows: tuple[oracle.Month, oracle.Month]) -> SearchStrategy[kj.Month]:
    """Months of some windows of the oracle, as far as the oracle knows the ceilings."""
    return st.one_of(
        [
            months(min_month=kj.Month(*first), max_month=min(kj.Month(*last), kj.Month(2026, 12)))
            for first, last in windows
        ]
    )


def billed() -> SearchStrategy[tuple[kj.Cooperative, kj.Month]]:
    """A small cooperative whose enrolments can all be assessed in a month, with that month.

    Few months, one for each kind of tariff: what an enrolment owes in all the others is shown
    where no cooperative has to be made for it.
    """
    written = ("2015-07", "2020-08", "2021-02", "2025-02", "2026-01", "2026-04", "2026-12")
    return in_its_month(_SMALL, st.sampled_from([kj.Month.parse(text) for text in written]))


def in_its_month(
    make: Callable[..., SearchStrategy[Any]], chosen: SearchStrategy[kj.Month] | None = None
) -> SearchStrategy[tuple[Any, kj.Month]]:
    """An enrolment that can be assessed in a month, or a cooperative of such, with that month."""
    return (months() if chosen is None else chosen).flatmap(lambda month: _made(make, month))


@cache  # Hypothesis checks each new strategy once; making it costs more than drawing from it
def _made(
    make: Callable[..., SearchStrategy[Any]], month: kj.Month
) -> SearchStrategy[tuple[Any, kj.Month]]:
    return st.tuples(make(month=month), st.just(month))


def amounts(assessment: kj.Assessment) -> oracle.Bill:
    """Amounts as the oracle gives them; no programme and payer may have two lines."""
    lines = {(str(line.program), str(line.payer)): line.amount for line in assessment.lines}
    assert len(lines) == len(assessment.lines)
    return lines


def only_line(assessment: kj.Assessment) -> kj.contributions.Line:
    """The line of an enrolment in a programme that one payer pays."""
    (line,) = assessment.lines
    return line
