"""The levy rows of the tariff as steps of expressions over columns.

Implements no article and holds no rate, band or date: the rows are those that `assess`
reads, the choice of a relief is the same function, asked once for each combination of facts, and
rounding is `money.half_up`, applied to expressions instead of ints.

Whatever is the same for all rows is worked out here; only the rest becomes an expression.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from math import gcd
from typing import Any, TypeAlias, TypeVar

import narwhals as nw
from attrs import Factory, field, frozen

from kopdes_jamsos.basis import Basis
from kopdes_jamsos.errors import (
    BeforeDataError,
    FrameError,
    NoRuleError,
    NotAnnouncedError,
    ProgramNotOpenError,
)
from kopdes_jamsos.frames.algebra import (
    Term,
    Test,
    as_column,
    choose,
    every,
    negate,
    plus,
    product,
    some,
)
from kopdes_jamsos.frames.inputs import BASES, IN_COLUMNS, OPTIONS, PAST, PROGRAMS, SEGMENTS, Inputs
from kopdes_jamsos.frames.pieces import MISSING, Bands, kept_by_facts, moving_limits
from kopdes_jamsos.frames.reasons import Reason
from kopdes_jamsos.law import LAW, LawBook, Levy, Relief
from kopdes_jamsos.law.tariff import Base
from kopdes_jamsos.money import PARTS, half_up
from kopdes_jamsos.months import Month
from kopdes_jamsos.programs import Payer, RiskClass, Segment

V = TypeVar("V")
Timeline: TypeAlias = "list[tuple[int, V]]"
Place: TypeAlias = tuple[str, Segment]

# Some engines divide in floating point, which is exact below this; all keep to it.
EXACT = 2**53
PREFIX = "__jamsos_"
PAYERS = (Payer.EMPLOYER, Payer.WORKER, Payer.PARTICIPANT)
# The steps, in order: each sees the columns of the ones before.
FACTS, SHARES, WHY, BASE, CAPPED, AMOUNTS, BY_PAYER, TOTAL = range(8)

_REMEDIES = {
    Reason.REFUSED_RISK_CLASS: "Give the column or the constant risk_class, which decides JKK.",
    Reason.REFUSED_PROGRAM: "Give programmes, and such as are open to the segment.",
    Reason.REFUSED_FACT_MISSING: "Give the facts that decide a relief, such as "
    f"{', '.join(name for name, fact in IN_COLUMNS[Segment.BPU].items() if fact.is_text)}.",
}


@frozen
class Plan:
    """Steps of expressions, each over the columns of the ones before, and the columns to keep."""

    steps: tuple[tuple[nw.Expr, ...], ...]
    outputs: tuple[str, ...]


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
    return _Compiler(inputs, law, month).plan()


@lru_cache(maxsize=1)
def amount_columns() -> dict[Place, tuple[tuple[str, Payer], ...]]:
    """Names of the columns of amounts, with their payers, by programme and segment."""
    found = {}
    for segment in SEGMENTS:
        for name in PROGRAMS:
            months = (_levies(LAW, (name, segment), month) for month in LAW.boundaries())
            levies = next(filter(None, months), None)
            if levies:
                found[name, segment] = tuple((f"{name}_{one.payer}", one.payer) for one in levies)
    return found


def output_columns() -> tuple[str, ...]:
    """Names of all columns that are added, in order."""
    amounts = [name for columns in amount_columns().values() for name, _ in columns]
    return (*amounts, *(f"total_{payer}" for payer in PAYERS), "total", "flags")


@frozen(eq=False)
class _Row:
    """One row of the tariff through the months."""

    place: Place
    column: str
    payer: Payer
    levies: Timeline[Levy]

    @property
    def first(self) -> Levy:
        return self.levies[0][1]

    def through(self, what: Callable[[Levy], V]) -> Timeline[V]:
        return [(start, what(levy)) for start, levy in self.levies]


@frozen(eq=False)
class _Compiler:
    inputs: Inputs
    law: LawBook
    month: Month | None
    _steps: tuple[dict[str, nw.Expr], ...] = field(
        factory=lambda: tuple({} for _ in range(TOTAL + 1)), init=False
    )
    _boundaries: tuple[Month, ...] = field(
        default=Factory(lambda self: self.law.boundaries(), takes_self=True), init=False
    )
    _histories: dict[Place, Timeline[tuple[Levy, ...] | None]] = field(factory=dict, init=False)
    _kept: dict[Any, tuple[Term, int]] = field(factory=dict, init=False)
    _past: dict[Any, Test] = field(factory=dict, init=False)

    def plan(self) -> Plan:
        """All steps, from facts to totals."""
        rows = [row for place in amount_columns() for row in self._rows(place)]
        levies = [levy for row in rows for _, levy in row.levies]
        Basis.sum(levies).warn()
        raw = self._raw()
        why = self._why(rows, raw)
        zero = self._base(rows, raw, why) * 0
        owed = {row.column: self._amount(row) for row in rows}
        columns = [item for found in amount_columns().values() for item in found]
        payers = {name: payer for name, payer in columns if owed.get(name) is not None}
        for name, _ in columns:
            amount = owed.get(name)
            self._steps[AMOUNTS][name] = (zero if amount is None else amount).alias(name)
        info = self._info(rows, raw)
        flags = choose(why == 0, info, why, nw.Int32)
        self._steps[AMOUNTS]["flags"] = as_column(flags, nw.Int32).alias("flags")
        # A column of zeros, null where refused.
        idle = next((nw.col(name) for name, _ in columns if name not in payers), zero)
        for payer in PAYERS:
            terms = [name for name, by in payers.items() if by is payer]
            self._steps[BY_PAYER][f"total_{payer}"] = _sum(terms, idle).alias(f"total_{payer}")
        totals = [f"total_{payer}" for payer in PAYERS if payer in payers.values()]
        self._steps[TOTAL]["total"] = _sum(totals, idle).alias("total")
        return Plan(tuple(tuple(step.values()) for step in self._steps if step), output_columns())

    # ---- rows and months -----------------------------------------------------------------------

    def _history(self, place: Place) -> Timeline[tuple[Levy, ...] | None]:
        if place not in self._histories:
            self._histories[place] = [
                (month.ordinal, _levies(self.law, place, month)) for month in self._boundaries
            ]
        return self._histories[place]

    def _all_levies(self, place: Place) -> list[Levy]:
        return [levy for _, levies in self._history(place) for levy in levies or ()]

    def _timeline(self, place: Place) -> Timeline[tuple[Levy, ...] | None]:
        if self.month is None:
            return self._history(place)
        levies = _levies(self.law, place, self.month)
        if levies is None and every(self._in_segment(place[1]), self._in_program(place[0])) is True:
            # Every row is in it, so all would be refused: the error of the book says why.
            self.law.levies(PROGRAMS[place[0]], place[1], self.month)
        return [(self.month.ordinal, levies)]

    def _rows(self, place: Place) -> list[_Row]:
        """The rows that any row of the frame can fall under."""
        if every(self._in_segment(place[1]), self._in_program(place[0])) is False:
            return []
        open_ = [(start, levies) for start, levies in self._timeline(place) if levies]
        return [
            _Row(place, column, payer, [(start, levies[number]) for start, levies in open_])
            for number, (column, payer) in enumerate(amount_columns()[place])
            if open_
        ]

    def _by_month(self, timeline: Timeline[V], make: Callable[[V], Term]) -> Term:
        """A term that changes with the month; where it does not, the term itself."""
        found, last = make(timeline[0][1]), timeline[0][1]
        for start, value in timeline[1:]:
            if value != last:
                found, last = choose(self._since(start), make(value), found), value
        return found

    def _since(self, start: int) -> nw.Expr:
        first_day = nw.lit(Month.from_ordinal(start).first_day, nw.Date)
        return self.inputs.given("month") >= first_day  # type: ignore[no-any-return]  # a column of the frame

    def _keep(self, step: int, name: str, term: Term) -> Term:
        """The column of a term that later steps use; a constant stays what it is."""
        return term if isinstance(term, int) else self._keep_column(step, name, term)

    def _keep_column(self, step: int, name: str, column: nw.Expr) -> nw.Expr:
        self._steps[step][name] = column.alias(PREFIX + name)
        return nw.col(PREFIX + name)

    def _keep_test(self, step: int, name: str, test: Test) -> Test:
        return test if isinstance(test, bool) else self._keep_column(step, name, test)

    # ---- facts ---------------------------------------------------------------------------------

    def _in_segment(self, segment: Segment) -> Test:
        given = self.inputs.given("segment")
        if not isinstance(given, nw.Expr):
            return given is segment
        test = every(~given.is_null(), given == segment.value)
        return self._keep_test(FACTS, f"in_{segment}", test)

    def _in_program(self, name: str) -> Test:
        given = self.inputs.given(name)
        return False if given is None else given

    def _options(self, name: str, segment: Segment) -> dict[int, Any]:
        """The values of a fact by their codes: one where it is the same for all rows."""
        fact, given = IN_COLUMNS[segment][name], self.inputs.given(name)
        if isinstance(given, nw.Expr):
            first: tuple[None, ...] = (None,) if fact.optional else ()
            return dict(enumerate((*first, *fact.options), 1 - len(first)))
        return {0: fact.default if given is None else given}

    def _code(self, name: str) -> Term:
        """The code of a fact that is a column: 0 for null, -1 for what is no option."""
        given = self.inputs.given(name)
        code: Term = choose(given.is_null(), 0, -1, nw.Int8)
        for number, option in enumerate(OPTIONS[name], 1):
            if isinstance(option, bool):
                test = given if option else ~given
            else:
                test = given == option.value
            code = choose(test, number, code, nw.Int8)
        return self._keep(FACTS, name, code)

    def _raw(self) -> nw.Expr:
        """Wage or income as declared; null where there is none."""
        in_pu, in_bpu = (self._in_segment(segment) for segment in SEGMENTS)
        wage, income = (self.inputs.given(BASES[segment]) for segment in SEGMENTS)
        if isinstance(in_pu, bool) or isinstance(in_bpu, bool):
            return wage if in_pu is True else income  # type: ignore[no-any-return]  # a column of the frame
        # Whatever is in neither segment is refused, so the other base does no harm there.
        when = nw.when(in_bpu if wage is None else in_pu).then(income if wage is None else wage)
        raw = when if wage is None or income is None else when.otherwise(income)
        return self._keep_column(SHARES, "raw", raw)

    # ---- refusals ------------------------------------------------------------------------------

    def _why(self, rows: Sequence[_Row], raw: nw.Expr) -> nw.Expr:
        """The bits of refusal of a row, 0 for none.

        Raises:
            FrameError: code `frame`: every row would be refused.
        """
        # A null test refuses the row among the needed ones, and does not among the bad ones.
        needed: dict[Reason, Test] = {
            Reason.REFUSED_SEGMENT: some(self._in_segment(segment) for segment in SEGMENTS),
            Reason.REFUSED_BASE: raw >= 0,
            Reason.REFUSED_RISK_CLASS: self._has_risk_class(),
        }
        bad: dict[Reason, Test] = {
            Reason.REFUSED_TOO_LARGE: raw > self._largest_base(),
            Reason.REFUSED_PROGRAM: some(self._bad_programs()),
            Reason.REFUSED_CHOICE: some(self._bad_choices()),
            Reason.REFUSED_MONTH: some(self._bad_months()),
            Reason.REFUSED_FACT_MISSING: some(self._missing_facts(rows)),
            Reason.REFUSED_BIRTH_DATE: self._born_later(),
        }
        hopeless = [reason for reason, test in needed.items() if test is False]
        hopeless += [reason for reason, test in bad.items() if test is True]
        for reason in hopeless:
            raise FrameError(
                f"Every row would be refused: {reason.name}.",
                value=reason,
                remedy=_REMEDIES[reason],
            )
        bits: Term = 0
        for reason, test in needed.items():
            bits = plus(bits, choose(test, 0, int(reason), nw.Int32))
        for reason, test in bad.items():
            bits = plus(bits, choose(test, int(reason), 0, nw.Int32))
        return self._keep_column(WHY, "why", as_column(bits, nw.Int32))

    def _bad_months(self) -> Iterable[Test]:
        if self.month is None:
            yield self.inputs.given("month").is_null()
        tests_by_months: dict[tuple[tuple[int, bool], ...], list[Test]] = {}
        for place in amount_columns():
            test = every(self._in_segment(place[1]), self._in_program(place[0]))
            if test is not False:
                # Programmes that are closed in the same months share one test.
                # Nothing is known before the first month at which any value begins.
                closed = [(start, levies is None) for start, levies in self._timeline(place)]
                tests_by_months.setdefault(tuple(closed), []).append(test)
        for months, tests in tests_by_months.items():
            yield every(self._closed(months), some(tests))

    def _closed(self, months: Sequence[tuple[int, bool]]) -> Test:
        if self.month is not None:
            return months[0][1]
        found: list[Test] = []
        start: int | None = 0
        for month, closed in months:
            if closed and start is None:
                start = month
            elif not closed and start is not None:
                begun = True if start == 0 else self._since(start)
                found.append(every(begun, negate(self._since(month))))
                start = None
        if start is not None:
            found.append(True if start == 0 else self._since(start))
        return some(found)

    def _has_risk_class(self) -> Test:
        """Whether the risk class is one, or not given and not needed."""
        given = self.inputs.given("risk_class")
        unneeded = negate(
            some(
                every(self._in_segment(place[1]), self._in_program(place[0]))
                for place in amount_columns()
                if any(levy.rate_by_risk_class for levy in self._all_levies(place))
            )
        )
        if not isinstance(given, nw.Expr):
            return True if given else unneeded
        inside = given.is_between(int(min(RiskClass)), int(max(RiskClass)))
        in_pu = self._in_segment(Segment.PU)
        return some([inside, every(given.is_null(), unneeded), negate(in_pu)])

    def _bad_programs(self) -> Iterable[Test]:
        given = {name: self._in_program(name) for name in PROGRAMS}
        yield from (test.is_null() for test in given.values() if isinstance(test, nw.Expr))
        yield negate(some(given.values()))
        for segment in SEGMENTS:
            for name, test in given.items():
                if (name, segment) not in amount_columns():
                    yield every(self._in_segment(segment), test)

    def _bad_choices(self) -> Iterable[Test]:
        for segment, facts in IN_COLUMNS.items():
            if self._in_segment(segment) is False:
                continue
            for name, fact in facts.items():
                given = self.inputs.given(name)
                if isinstance(given, nw.Expr) and fact.options:
                    if fact.is_text:
                        yield every(self._in_segment(segment), self._code(name) == -1)
                    elif not fact.optional:
                        yield every(self._in_segment(segment), given.is_null())

    def _born_later(self) -> Test:
        """Whether the birth date lies after the month."""
        birth = self.inputs.given("birth_date")
        if birth is None:
            return False
        if self.month is not None:
            later = birth > nw.lit(self.month.last_day, nw.Date)
        else:
            later = self._ordinals("born") > self._ordinals("month")
        return every(self._in_segment(Segment.PU), later)

    def _ordinals(self, what: str) -> nw.Expr:
        """`Month.ordinal` of the months or of the birth dates."""
        day = self.inputs.given("birth_date" if what == "born" else what)
        ordinal = day.dt.year().cast(nw.Int64) * 12 + day.dt.month().cast(nw.Int64) - 1
        return self._keep_column(FACTS, what, ordinal)

    def _missing_facts(self, rows: Sequence[_Row]) -> Iterable[Test]:
        for row in rows:
            concerned = self._concerned(row)
            kept, _ = self._kept_share(row)
            yield every(concerned, kept == MISSING)

    def _largest_base(self) -> int:
        """Largest base whose amounts every engine computes exactly, in any month of the book."""
        most = 1
        for place, columns in amount_columns().items():
            levies = self._all_levies(place)
            for number in range(len(columns)):
                row = levies[number :: len(columns)]
                rates = [ppm for levy in row for ppm in _rates(levy)]
                shares = [relief.share.ppm for levy in row for relief in levy.reliefs]
                rate_unit, share_unit = gcd(PARTS, *rates), gcd(PARTS, *shares)
                most = max(most, max(rates, default=0) // rate_unit * (PARTS // share_unit))
        # Less what `half_up` adds before it divides: at most half of PARTS * PARTS.
        return (EXACT - PARTS * PARTS) // most

    # ---- amounts -------------------------------------------------------------------------------

    def _concerned(self, row: _Row) -> Test:
        name, segment = row.place
        return every(self._in_segment(segment), self._in_program(name))

    def _base(self, rows: Sequence[_Row], raw: nw.Expr, why: nw.Expr) -> nw.Expr:
        """What wage and band rates apply to; null for a refused row, so that its amounts are."""
        base = choose(self._in_segment(Segment.BPU), self._by_band(rows, raw, "base"), raw)
        return self._keep_column(BASE, "base", nw.when(why == 0).then(base))

    def _by_band(self, rows: Sequence[_Row], raw: nw.Expr, what: str) -> Term:
        """Base or printed upper end of the band of an income."""
        row = next((row for row in rows if row.first.base is Base.BAND), None)
        if row is None:
            return raw
        timeline = row.through(lambda levy: Bands(levy.bands))
        return self._by_month(timeline, lambda bands: getattr(bands, what)(raw))

    def _amount(self, row: _Row) -> nw.Expr | None:
        concerned = self._concerned(row)
        kept, kept_parts = self._kept_share(row)
        if row.first.base is Base.FLAT:
            amounts = row.through(lambda levy: levy.amount or 0)
            flat = product(self._by_month(amounts, lambda amount: amount), kept)
            owed = choose(concerned, flat, 0)
            # The base is null in a refused row, and so the amount is.
            return (nw.col(f"{PREFIX}base") * 0) + as_column(_rounded(owed, kept_parts))
        unit = gcd(PARTS, *(ppm for _, levy in row.levies for ppm in _rates(levy)))
        rate = self._rate(row, unit)
        live = every(concerned, negate(self._past_pension_age(row)))
        factor = choose(live, product(rate, kept), 0)
        if isinstance(factor, int) and not factor:
            return None
        return as_column(_rounded(product(self._capped(row), factor), PARTS // unit * kept_parts))

    def _rate(self, row: _Row, unit: int) -> Term:
        if not row.first.rate_by_risk_class:
            return self._by_month(row.through(lambda levy: _rates(levy)[0] // unit), lambda r: r)
        given = self.inputs.given("risk_class")

        def of(risk_class: RiskClass) -> Term:
            place = list(RiskClass).index(risk_class)
            timeline = row.through(lambda levy: _rates(levy)[place] // unit)
            return self._by_month(timeline, lambda rate: rate)

        if isinstance(given, RiskClass):
            return of(given)
        *others, found_last = RiskClass
        found = of(found_last)
        for risk_class in reversed(others):
            found = choose(given == int(risk_class), of(risk_class), found)
        return found

    def _capped(self, row: _Row) -> Term:
        base = nw.col(f"{PREFIX}base")
        if row.first.ceiling is None:
            return base
        ceiling = self._ceiling(row)
        return self._keep(CAPPED, row.place[0], choose(base > ceiling, ceiling, base))

    def _ceiling(self, row: _Row) -> Term:
        ceilings = row.through(lambda levy: levy.ceiling or 0)
        return self._keep(FACTS, f"{row.place[0]}_ceiling", self._by_month(ceilings, lambda c: c))

    def _kept_share(self, row: _Row) -> tuple[Term, int]:
        """Parts of a line that are owed after a relief (-1: a fact is missing), and of how many."""
        segment = row.place[1]
        reliefs = row.through(lambda levy: levy.reliefs)
        ids = tuple((start, tuple((r.id, r.share) for r in found)) for start, found in reliefs)
        if (segment, ids) not in self._kept:
            self._kept[segment, ids] = self._build_share(segment, reliefs, len(self._kept))
        return self._kept[segment, ids]

    def _build_share(
        self, segment: Segment, reliefs: Timeline[tuple[Relief, ...]], number: int
    ) -> tuple[Term, int]:
        trees = [
            (
                start,
                kept_by_facts(found, lambda name: self._options(name, segment), self.law.readings),
            )
            for start, found in reliefs
        ]
        unit = gcd(PARTS, *(leaf for _, tree in trees for leaf in tree.leaves() if leaf >= 0))

        def term(tree: Any) -> Term:
            return tree.term(self._code, unit)  # type: ignore[no-any-return]  # a term of this algebra

        return self._keep(SHARES, f"share_{number}", self._by_month(trees, term)), PARTS // unit

    def _past_pension_age(self, row: _Row) -> Test:
        if row.first.born_after is None:
            return False
        if row.place not in self._past:
            past = self._build_past(row)
            self._past[row.place] = self._keep_test(SHARES, f"{row.place[0]}_past", past)
        return self._past[row.place]

    def _build_past(self, row: _Row) -> Test:
        stated = self.inputs.given(PAST)
        if stated is not None:
            return every(~stated.is_null(), stated) if isinstance(stated, nw.Expr) else stated
        birth = self.inputs.given("birth_date")
        if birth is None:
            return False
        past, past_if_deferred = (
            every(~birth.is_null(), self._born_by(row, limit))
            for limit in ("born_after", "born_after_if_deferred")
        )
        deferred = self.inputs.given("pension_deferred")
        if isinstance(deferred, nw.Expr):
            return some([past_if_deferred, every(past, ~deferred)])
        return past_if_deferred if deferred else past

    def _born_by(self, row: _Row, limit: str) -> Test:
        """Whether somebody was born by the day that a limit of the row names."""
        birth = self.inputs.given("birth_date")
        if self.month is not None:
            return birth <= nw.lit(getattr(row.first, limit), nw.Date)  # type: ignore[no-any-return]  # a column of the frame
        month, born = self._ordinals("month"), self._ordinals("born")
        runs = moving_limits(self.law, self._boundaries, row.place, row.first.id, limit)
        found: Term = 0
        for start, latest, moves in runs:
            term: Term = month - (start - latest) if moves else latest
            found = term if start == runs[0][0] else choose(self._since(start), term, found)
        return born <= found

    # ---- what decided --------------------------------------------------------------------------

    def _info(self, rows: Sequence[_Row], raw: nw.Expr) -> Term:
        """The bits that tell what decided a row that was not refused."""
        tests: defaultdict[Reason, list[Test]] = defaultdict(list)
        for name in PROGRAMS:
            tests[Reason[f"NOT_IN_{name.upper()}"]].append(negate(self._in_program(name)))
        birth = self.inputs.given("birth_date")
        if birth is None:
            birth = self.inputs.given(PAST)
        for row in rows:
            concerned = self._concerned(row)
            past = self._past_pension_age(row)
            kept, parts = self._kept_share(row)
            tests[Reason.RELIEF_APPLIED].append(every(concerned, kept != parts))
            if row.first.ceiling is not None:
                above = nw.col(f"{PREFIX}base") > self._ceiling(row)
                tests[Reason.CEILING_APPLIED].append(every(concerned, negate(past), above))
            if row.first.born_after is not None:
                unknown = birth.is_null() if isinstance(birth, nw.Expr) else birth is None
                tests[Reason.PAST_PENSION_AGE].append(every(concerned, past))
                tests[Reason.AGE_NOT_GIVEN].append(every(concerned, unknown))
            if row.first.base is Base.BAND:
                tests[Reason.BAND_CHOSEN].append(concerned)
        banded = some(tests[Reason.BAND_CHOSEN])
        if banded is not False:
            gap = raw > self._by_band(rows, raw, "upper")
            tests[Reason.BAND_GAP].append(every(banded, gap))
        bits: Term = 0
        for reason, found in tests.items():
            bits = plus(bits, choose(some(found), int(reason), 0, nw.Int32))
        return bits


def _levies(law: LawBook, place: Place, month: Month) -> tuple[Levy, ...] | None:
    try:
        return law.levies(PROGRAMS[place[0]], place[1], month)
    except (BeforeDataError, NotAnnouncedError, NoRuleError, ProgramNotOpenError):
        return None


def _rates(levy: Levy) -> list[int]:
    """Rates in parts per million: by risk class, the one, or none for a fixed amount."""
    if levy.rate_by_risk_class:
        return [levy.rate_by_risk_class[risk_class].ppm for risk_class in RiskClass]
    return [levy.rate.ppm if levy.rate else 0]


def _rounded(numerator: Any, denominator: int) -> Any:
    """`money.half_up` of a term."""
    return half_up(numerator, denominator) if denominator > 1 else numerator


def _sum(names: Sequence[str], zero: nw.Expr) -> nw.Expr:
    found = zero
    for number, name in enumerate(names):
        found = found + nw.col(name) if number else nw.col(name)
    return found
