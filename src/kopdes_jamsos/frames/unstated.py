"""Facts that decide amounts and are in no column: each is assumed, and a warning says so."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from kopdes_jamsos.errors import AssumedFactWarning, warn
from kopdes_jamsos.frames.inputs import PAST, REGISTERED, Inputs
from kopdes_jamsos.frames.reasons import ASSUMED, Reason
from kopdes_jamsos.frames.rows import Row, amount_columns
from kopdes_jamsos.frames.terms import Terms
from kopdes_jamsos.law import LawBook
from kopdes_jamsos.law.reliefs import SETTLED
from kopdes_jamsos.months import Month
from kopdes_jamsos.wording.language import words


@lru_cache(maxsize=64)
def unstated(inputs: Inputs, law: LawBook, month: Month | None) -> tuple[tuple[str, str], ...]:
    """The facts that are assumed for all rows, each with the convention that stands in its place.

    Args:
        inputs: Where each fact comes from.
        law: Book of law.
        month: The month; None if it is a column.
    """
    terms = Terms(inputs, law, month)
    rows = chain.from_iterable(map(terms.rows, amount_columns()))
    concerned = (row for row in rows if terms.concerned(row) is not False)
    asked = chain.from_iterable(_asked(row, month) for row in concerned)
    given = {name for name, _ in (*inputs.columns, *inputs.constants)}
    instead = {"birth_date": PAST, SETTLED: REGISTERED}
    return tuple(
        (fact, convention)
        for fact, convention in dict.fromkeys(asked)
        if not {fact, instead.get(fact)} & given
    )


def _asked(row: Row, month: Month | None) -> Iterator[tuple[str, str]]:
    """The facts that a row of the tariff does not refuse without, with their conventions."""
    if row.first.born_after is not None:
        yield "birth_date", ASSUMED[Reason.AGE_NOT_GIVEN]
    if month is None:
        return  # few months have such a relief
    for relief in row.first.reliefs:
        for condition in relief.conditions:
            if condition.unstated:
                yield condition.fact.name, condition.unstated


def warn_of(fact: str, convention: str) -> None:
    """Warn of a fact that is assumed for all rows."""
    sentence = words("en").tables["conventions"][convention]
    warn(
        f"The frame has no column {fact}. {sentence}",
        AssumedFactWarning,
        f"Add the column; or say columns={{{fact!r}: None}} to assume so.",
    )
