"""Facts of a row and pieces of the tariff as terms, kept as columns where later steps see them.

Whatever is the same for all rows is worked out here; only the rest becomes an expression.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import gcd
from typing import Any

from attrs import Factory, field, frozen

from kopdes_jamsos.frames.algebra import Term, Test, every, some, where
from kopdes_jamsos.frames.inputs import (
    BASES,
    IN_COLUMNS,
    OPTIONS,
    PAST,
    PROGRAMS,
    REGISTERED,
    Inputs,
)
from kopdes_jamsos.frames.pieces import MISSING, Bands, Decision, kept_by_facts, moving_limits
from kopdes_jamsos.frames.rows import Place, Row, Timeline, V, amount_columns, history, levies_of
from kopdes_jamsos.frames.tree import INT8, INT64, ColumnType, Expr, Op, coalesce, column, when
from kopdes_jamsos.law import LawBook, Levy, Relief
from kopdes_jamsos.law.relief_choice import settlement_of
from kopdes_jamsos.law.reliefs import SETTLED, Settlement
from kopdes_jamsos.law.tariff import Base
from kopdes_jamsos.money import PARTS
from kopdes_jamsos.months import Month
from kopdes_jamsos.programs import Segment

PREFIX = "__jamsos_"
# The steps, in order: each sees the columns of the ones before.
CASTS, FACTS, SHARES, WHY, BASE, CAPPED, AMOUNTS, BY_PAYER, TOTAL = range(9)


@frozen
class Share:
    """What is owed of a line after a relief.

    Attributes:
        kept: The parts that are owed; -1: a fact is missing.
        of: Of how many parts.
        may_lack: Whether a fact can be missing.
    """

    kept: Term
    of: int
    may_lack: bool


@frozen(eq=False)
class Terms:
    """Facts and rows as terms, with the steps in which the columns they need are made."""

    inputs: Inputs
    law: LawBook
    month: Month | None
    steps: tuple[dict[str, Expr], ...] = field(
        factory=lambda: tuple({} for _ in range(TOTAL + 1)), init=False
    )
    _boundaries: tuple[Month, ...] = field(
        default=Factory(lambda self: self.law.boundaries(), takes_self=True), init=False
    )
    _kept: dict[Any, Share] = field(factory=dict, init=False)
    _shares: dict[str, str] = field(factory=dict, init=False)
    _past: dict[Any, Test] = field(factory=dict, init=False)

    def all_levies(self, place: Place) -> list[Levy]:
        """The rows of a place in all months."""
        return [levy for _, levies in history(self.law, place) for levy in levies or ()]

    def timeline(self, place: Place) -> Timeline[tuple[Levy, ...] | None]:
        """The rows of a place through the months that can occur."""
        if self.month is None:
            return history(self.law, place)
        levies = levies_of(self.law, place, self.month)
        if levies is None and every(self.in_segment(place[1]), self.in_program(place[0])) is True:
            # Every row is in it, so all would be refused: the error of the book says why.
            self.law.levies(PROGRAMS[place[0]], place[1], self.month)
        return [(self.month.ordinal, levies)]

    def rows(self, place: Place) -> list[Row]:
        """The rows that any row of the frame can fall under."""
        if every(self.in_segment(place[1]), self.in_program(place[0])) is False:
            return []
        open_ = [(start, levies) for start, levies in self.timeline(place) if levies]
        return [
            Row(place, column, payer, [(start, levies[number]) for start, levies in open_])
            for number, (column, payer) in enumerate(amount_columns()[place])
            if open_
        ]

    def by_month(
        self, timeline: Timeline[V], make: Callable[[V], Term], kind: ColumnType = INT64
    ) -> Term:
        """A term that changes with the month; where it does not, the term itself."""
        found, last = make(timeline[0][1]), timeline[0][1]
        for start, value in timeline[1:]:
            if value != last:
                found, last = where(self.since(start), make(value), found, kind), value
        return found

    def since(self, start: int) -> Expr:
        """Whether the month is this one or a later one."""
        first_day = Month.from_ordinal(start).first_day
        return self.inputs.given("month") >= first_day  # type: ignore[no-any-return]  # a column of the frame

    def keep(self, step: int, name: str, term: Term) -> Term:
        """The column of a term that later steps use; a constant stays what it is."""
        return term if isinstance(term, int) else self.keep_column(step, name, term)

    def keep_column(self, step: int, name: str, term: Expr) -> Expr:
        """A column under a name of ours, for the steps that follow; one of the frame as it is."""
        if term.op is Op.COLUMN:
            return term
        self.steps[step][PREFIX + name] = term
        return column(PREFIX + name)

    def _keep_test(self, step: int, name: str, test: Test) -> Test:
        return test if isinstance(test, bool) else self.keep_column(step, name, test)

    def in_segment(self, segment: Segment) -> Test:
        """Whether a row is of a segment."""
        given = self.inputs.given("segment")
        if not isinstance(given, Expr):
            return given is segment
        test = every(~given.is_null(), given == segment.value)
        return self._keep_test(FACTS, f"in_{segment}", test)

    def in_program(self, name: str) -> Test:
        """Whether a row is in a programme."""
        given = self.inputs.given(name)
        return False if given is None else given

    def _options(self, name: str, segment: Segment) -> dict[int, Any]:
        """The values of a fact by their codes: one where it is the same for all rows."""
        fact, given = IN_COLUMNS[segment][name], self.inputs.given(name)
        if isinstance(given, Expr) or (given is None and self._registration(name, segment)):
            first: tuple[None, ...] = (None,) if fact.optional else ()
            return dict(enumerate((*first, *fact.options), 1 - len(first)))
        return {0: fact.default if given is None else given}

    def code(self, name: str) -> Term:
        """The code of a fact that is a column: 0 for null, -1 for what is no option."""
        given = self.inputs.given(name)
        if given is None:
            return 0
        code: Term = where(given.is_null(), 0, -1, INT8)
        for number, option in enumerate(OPTIONS[name], 1):
            if isinstance(option, bool):
                test = given if option else ~given
            else:
                test = given == option.value
            code = where(test, number, code, INT8)
        return self.keep(FACTS, name, code)

    def raw(self) -> Expr:
        """Wage, income or base of a project as declared; null where there is none."""
        raw: Any = None
        for segment, names in BASES.items():
            test, base = self.in_segment(segment), self._declared(names)
            if test is True:
                raw = base
            elif test is not False and base is not None:
                raw = when(test, base, raw)
        return self.keep_column(SHARES, "raw", raw)

    def _declared(self, names: Sequence[str]) -> Expr | None:
        """The one base of several that is there."""
        given = [self.inputs.given(name) for name in names]
        found = [base for base in given if base is not None]
        return coalesce(*found) if len(found) > 1 else next(iter(found), None)

    def declares(self, name: str) -> Test:
        """Whether a row has an amount under a name."""
        given = self.inputs.given(name)
        return False if given is None else ~given.is_null()

    def ordinals(self, name: str) -> Expr:
        """`Month.ordinal` of a column of dates."""
        day = self.inputs.given(name)
        ordinal = day.year().cast(INT64) * 12 + day.month().cast(INT64) - 1
        return self.keep_column(FACTS, f"{name}_ordinal", ordinal)

    def month_ordinals(self) -> Expr | int:
        """`Month.ordinal` of the month."""
        return self.ordinals("month") if self.month is None else self.month.ordinal

    def concerned(self, row: Row) -> Test:
        """Whether a row of the tariff is for a row of the frame."""
        name, segment = row.place
        tests = [self.in_segment(segment), self.in_program(name)]
        if len(BASES[segment]) > 1:
            facts = IN_COLUMNS[segment].values()
            tests += [self.declares(fact.name) for fact in facts if fact.base == row.first.base]
        return every(*tests)

    def by_band(self, rows: Sequence[Row], raw: Expr, what: str) -> Term:
        """Base or printed upper end of the band of an income."""
        row = next((row for row in rows if row.first.base is Base.BAND), None)
        if row is None:
            return raw
        timeline = row.through(lambda levy: Bands(levy.bands))
        return self.by_month(timeline, lambda bands: getattr(bands, what)(raw))

    def ceiling(self, row: Row) -> Term:
        """The ceiling of a row."""
        ceilings = row.through(lambda levy: levy.ceiling or 0)
        return self.keep(FACTS, f"{row.place[0]}_ceiling", self.by_month(ceilings, lambda c: c))

    def kept_share(self, row: Row) -> Share:
        """What is owed of a row of the tariff after a relief."""
        segment = row.place[1]
        reliefs = row.through(lambda levy: levy.reliefs)
        ids = tuple((start, tuple((r.id, r.share) for r in found)) for start, found in reliefs)
        if (segment, ids) not in self._kept:
            self._kept[segment, ids] = self._build_share(segment, reliefs, len(self._kept))
        return self._kept[segment, ids]

    def _build_share(
        self, segment: Segment, reliefs: Timeline[tuple[Relief, ...]], number: int
    ) -> Share:
        def options(name: str) -> dict[int, Any]:
            return self._options(name, segment)

        decisions = [
            (start, (kept_by_facts(found, options, self.law.readings), settlement_of(found)))
            for start, found in reliefs
        ]
        leaves = {leaf for _, (decision, _) in decisions for leaf in decision.leaves()}
        unit = gcd(PARTS, *(leaf for leaf in leaves if leaf != MISSING))

        def term(found: tuple[Decision, Settlement | None]) -> Term:
            decision, settlement = found
            return decision.term(lambda name: self._code_by(name, segment, settlement), unit)

        kept = self.by_month(decisions, term)
        # Programmes with reliefs of the same shares have one column.
        name = self._shares.setdefault(repr(kept), f"share_{number}")
        return Share(self.keep(SHARES, name, kept), PARTS // unit, MISSING in leaves)

    def _registration(self, name: str, segment: Segment) -> bool:
        """Whether the day of registration may decide a fact that nobody stated."""
        given = isinstance(self.inputs.given(REGISTERED), Expr)
        return given and name == SETTLED and REGISTERED in IN_COLUMNS[segment]

    def _code_by(self, name: str, segment: Segment, settlement: Settlement | None) -> Term:
        """The code of a fact; where it was not stated, that by the day of registration."""
        code = self.code(name)
        if settlement is None or not self._registration(name, segment):
            return code
        first = self.ordinals(REGISTERED)
        options = OPTIONS[name]
        later = every(code == 0, first > settlement.up_to.ordinal)
        in_full = self.month_ordinals() - first >= settlement.full_months
        decided = where(in_full, options.index(True) + 1, options.index(False) + 1, INT8)
        return where(later, decided, code, INT8)

    def past_pension_age(self, row: Row) -> Test:
        """Whether somebody is past pension age."""
        if row.first.born_after is None:
            return False
        if row.place not in self._past:
            past = self._build_past(row)
            self._past[row.place] = self._keep_test(SHARES, f"{row.place[0]}_past", past)
        return self._past[row.place]

    def _build_past(self, row: Row) -> Test:
        stated = self.inputs.given(PAST)
        if stated is not None:
            return every(~stated.is_null(), stated) if isinstance(stated, Expr) else stated
        birth = self.inputs.given("birth_date")
        if birth is None:
            return False
        past, past_if_deferred = (
            every(~birth.is_null(), self._born_by(row, limit))
            for limit in ("born_after", "born_after_if_deferred")
        )
        deferred = self.inputs.given("pension_deferred")
        if isinstance(deferred, Expr):
            return some([past_if_deferred, every(past, ~deferred)])
        return past_if_deferred if deferred else past

    def _born_by(self, row: Row, limit: str) -> Test:
        """Whether somebody was born by the day that a limit of the row names."""
        birth = self.inputs.given("birth_date")
        if self.month is not None:
            return birth <= getattr(row.first, limit)  # type: ignore[no-any-return]  # a column of the frame
        month, born = self.ordinals("month"), self.ordinals("birth_date")
        runs = moving_limits(self.law, self._boundaries, row.place, row.first.id, limit)
        found: Term = 0
        for start, latest, moves in runs:
            term: Term = month - (start - latest) if moves else latest
            found = term if start == runs[0][0] else where(self.since(start), term, found)
        return born <= found
