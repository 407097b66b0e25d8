"""The levy rows of the tariff as steps of expressions over columns.

Implements no article and holds no rate, band or date: the rows are those that `assess`
reads, the choice of a relief is the same function, asked once for each combination of facts, and
rounding is `money.half_up`, applied to expressions instead of ints.

Whatever is the same for all rows is worked out here; only the rest becomes an expression.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache, reduce
from itertools import pairwise
from math import gcd
from operator import add
from typing import Any

from attrs import frozen

from kopdes_jamsos.basis import Basis
from kopdes_jamsos.frames.algebra import (
    Term,
    Test,
    as_column,
    every,
    negate,
    plus,
    product,
    some,
    where,
)
from kopdes_jamsos.frames.inputs import PAST, PROGRAMS, Inputs
from kopdes_jamsos.frames.reasons import Reason
from kopdes_jamsos.frames.refusals import refusals_of
from kopdes_jamsos.frames.rows import PAYERS, Row, amount_columns, output_columns, rates_of
from kopdes_jamsos.frames.terms import (
    AMOUNTS,
    BASE,
    BY_PAYER,
    CAPPED,
    CASTS,
    PREFIX,
    TOTAL,
    Terms,
)
from kopdes_jamsos.frames.tree import INT32, INT64, Expr, column, literal, when
from kopdes_jamsos.law import LawBook
from kopdes_jamsos.law.kinds import Slice
from kopdes_jamsos.law.tariff import Base
from kopdes_jamsos.money import PARTS, half_up
from kopdes_jamsos.months import Month
from kopdes_jamsos.programs import RiskClass, Segment

# The column behind all amounts that nobody owes.
IDLE = f"{PREFIX}idle"
# The amount of a refused row.
NOTHING = literal(None, INT64)


@frozen(eq=False)
class Plan:
    """Steps of expressions, each over the columns of the ones before, and the columns to keep.

    Attributes:
        steps: The steps.
        outputs: Names of the columns of the result, with those of the steps that hold them.
        basis: What the rows of the tariff rest on.
    """

    steps: tuple[tuple[tuple[str, Expr], ...], ...]
    outputs: tuple[tuple[str, str], ...]
    basis: Basis

    @property
    def sources(self) -> tuple[str, ...]:
        """The columns of the steps that hold a result, each once."""
        return tuple(dict.fromkeys(source for _, source in self.outputs))


@lru_cache(maxsize=64)
def compile_plan(inputs: Inputs, law: LawBook, month: Month | None) -> Plan:
    """Compile the tariff of a month, or of all months, for some inputs.

    Args:
        inputs: Where each fact comes from.
        law: Book of law.
        month: The month; None if it is a column.

    Raises:
        FrameError: code `frame`: every row would be refused.
        BeforeDataError: code `before-data`.
        NotAnnouncedError: code `not-announced`.
    """
    once, step = inputs.cast_by(f"{PREFIX}as_")
    terms = Terms(once, law, month)
    terms.steps[CASTS].update(step)
    return _plan(terms)


def _plan(terms: Terms) -> Plan:
    """All steps, from facts to totals."""
    rows = [row for place in amount_columns() for row in terms.rows(place)]
    raw = terms.raw()
    why = refusals_of(terms, rows, raw)
    _keep_base(terms, rows, raw, why)
    owed: dict[str, Expr] = {}
    for row in rows:
        amount = _amount(terms, row, why)
        if amount is not None:
            owed[row.column] = owed[row.column] + amount if row.column in owed else amount
    terms.steps[AMOUNTS].update(owed)
    columns = [item for found in amount_columns().values() for item in found]
    payers = {name: payer for name, payer in columns if name in owed}
    info = _info(terms, rows, raw)
    flags = where(why == 0, info, why, INT32)
    terms.steps[AMOUNTS]["flags"] = as_column(flags, INT32)
    totals = []
    for payer in PAYERS:
        borne = [name for name, by in payers.items() if by is payer]
        if borne:
            totals.append(f"total_{payer}")
            terms.steps[BY_PAYER][totals[-1]] = _sum(borne)
    if totals:
        terms.steps[TOTAL]["total"] = _sum(totals)
    made = {name for step in terms.steps for name in step}
    return Plan(
        steps=tuple(tuple(step.items()) for step in terms.steps if step),
        outputs=tuple((name, name if name in made else IDLE) for name in output_columns()),
        basis=Basis.sum(levy for row in rows for _, levy in row.levies),
    )


def _keep_base(terms: Terms, rows: Sequence[Row], raw: Expr, why: Expr) -> None:
    """What wage and band rates apply to, and a column of zeros; both are null in a refused row."""
    base = where(terms.in_segment(Segment.BPU), terms.by_band(rows, raw, "base"), raw)
    terms.keep_column(BASE, "base", when(why == 0, as_column(base), NOTHING))
    terms.steps[BASE][IDLE] = when(why == 0, as_column(0), NOTHING)


def _amount(terms: Terms, row: Row, why: Expr) -> Expr | None:
    concerned = terms.concerned(row)
    share = terms.kept_share(row)
    if row.first.base is Base.FLAT:
        amounts = row.through(lambda levy: levy.amount or 0)
        flat = product(terms.by_month(amounts, lambda amount: amount), share.kept)
        if isinstance(flat, int) and not flat:
            return None
        owed = where(concerned, flat, 0)
        return when(why == 0, as_column(_rounded(owed, share.of)), NOTHING)
    unit = gcd(PARTS, *(ppm for _, levy in row.levies for ppm in rates_of(levy)))
    if row.first.base is Base.CONTRACT:
        factor = where(concerned, share.kept, 0)
        return as_column(
            _rounded(product(_sliced(row, terms, unit), factor), PARTS // unit * share.of)
        )
    rate = _rate(terms, row, unit)
    live = every(concerned, negate(terms.past_pension_age(row)))
    factor = where(live, product(rate, share.kept), 0)
    if isinstance(factor, int) and not factor:
        return None
    return as_column(_rounded(product(_capped(terms, row), factor), PARTS // unit * share.of))


def _rate(terms: Terms, row: Row, unit: int) -> Term:
    if not row.first.rate_by_risk_class:
        return terms.by_month(row.through(lambda levy: rates_of(levy)[0] // unit), lambda r: r)
    given = terms.inputs.given("risk_class")

    def of(risk_class: RiskClass) -> Term:
        place = list(RiskClass).index(risk_class)
        timeline = row.through(lambda levy: rates_of(levy)[place] // unit)
        return terms.by_month(timeline, lambda rate: rate, INT32)

    *others, last = RiskClass
    found = of(given if isinstance(given, RiskClass) else last)
    if isinstance(given, Expr):
        for risk_class in reversed(others):
            found = where(given == int(risk_class), of(risk_class), found, INT32)
    # Chosen in 32 bits, as this moves half of the memory.
    return found.cast(INT64) if isinstance(found, Expr) else found


def _sliced(row: Row, terms: Terms, unit: int) -> Term:
    """`brackets.over_slices` of the base, in a larger unit."""
    base = column(f"{PREFIX}base")

    def over(slices: tuple[Slice, ...]) -> Term:
        found, below = product(base, slices[0].rate.ppm // unit), 0
        for part, following in pairwise(slices):
            below += (following.above - part.above) * (part.rate.ppm // unit)
            beyond = (base - following.above) * (following.rate.ppm // unit) + below
            found = where(base > following.above, beyond, found)
        return found

    return terms.by_month(row.through(lambda levy: levy.slices), over)


def _capped(terms: Terms, row: Row) -> Term:
    base = column(f"{PREFIX}base")
    if row.first.ceiling is None:
        return base
    ceiling = terms.ceiling(row)
    return terms.keep(CAPPED, row.place[0], where(base > ceiling, ceiling, base))


def _info(terms: Terms, rows: Sequence[Row], raw: Expr) -> Term:
    """The bits that tell what decided a row that was not refused."""
    tests: defaultdict[Reason, list[Test]] = defaultdict(list)
    for name in PROGRAMS:
        tests[Reason[f"NOT_IN_{name.upper()}"]].append(negate(terms.in_program(name)))
    birth = terms.inputs.given("birth_date")
    if birth is None:
        birth = terms.inputs.given(PAST)
    for row in rows:
        concerned = terms.concerned(row)
        past = terms.past_pension_age(row)
        share = terms.kept_share(row)
        tests[Reason.RELIEF_APPLIED].append(every(concerned, share.kept != share.of))
        if row.first.ceiling is not None:
            above = column(f"{PREFIX}base") > terms.ceiling(row)
            tests[Reason.CEILING_APPLIED].append(every(concerned, negate(past), above))
        if row.first.born_after is not None:
            unknown = birth.is_null() if isinstance(birth, Expr) else birth is None
            tests[Reason.PAST_PENSION_AGE].append(every(concerned, past))
            tests[Reason.AGE_NOT_GIVEN].append(every(concerned, unknown))
        if row.first.base is Base.BAND:
            tests[Reason.BAND_CHOSEN].append(concerned)
    banded = some(tests[Reason.BAND_CHOSEN])
    if banded is not False:
        gap = raw > terms.by_band(rows, raw, "upper")
        tests[Reason.BAND_GAP].append(every(banded, gap))
    return _sum_of_bits({reason: some(found) for reason, found in tests.items()})


def _sum_of_bits(tests: Mapping[Reason, Test]) -> Term:
    """The bits whose tests hold; what is the same for all rows is one number."""
    known = sum(int(reason) for reason, test in tests.items() if test is True)
    unknown = [(int(reason), test) for reason, test in tests.items() if isinstance(test, Expr)]
    if not unknown:
        return known
    (first, test), *others = unknown
    found = where(test, known + first, known, INT32)
    return reduce(plus, (where(each, bit, 0, INT32) for bit, each in others), found)


def _rounded(numerator: Any, denominator: int) -> Any:
    """`money.half_up` of a term."""
    return half_up(numerator, denominator) if denominator > 1 else numerator


def _sum(names: Sequence[str]) -> Expr:
    return reduce(add, map(column, names))
