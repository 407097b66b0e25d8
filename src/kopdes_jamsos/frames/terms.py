"""Facts of a row and pieces of the tariff as terms, kept as columns where later steps see them.

Whatever is the same for all rows is worked out here; only the rest becomes an expression.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import gcd
from typing import Any

import narwhals as nw
from attrs import Factory, field, frozen

from kopdes_jamsos.frames.algebra import Term, Test, every, some, where
from kopdes_jamsos.frames.inputs import BASES, IN_COLUMNS, OPTIONS, PAST, PROGRAMS, SEGMENTS, Inputs
from kopdes_jamsos.frames.pieces import Bands, kept_by_facts, moving_limits
from kopdes_jamsos.frames.rows import Place, Row, Timeline, V, amount_columns, levies_of
from kopdes_jamsos.law import LawBook, Levy, Relief
from kopdes_jamsos.law.tariff import Base
from kopdes_jamsos.money import PARTS
from kopdes_jamsos.months import Month
from kopdes_jamsos.programs import Segment

PREFIX = "__jamsos_"
# The steps, in order: each sees the columns of the ones before.
FACTS, SHARES, WHY, BASE, CAPPED, AMOUNTS, BY_PAYER, TOTAL = range(8)


@frozen(eq=False)
class Terms:
    """Facts and rows as terms, with the steps in which the columns they need are made."""

    inputs: Inputs
    law: LawBook
    month: Month | None
    steps: tuple[dict[str, nw.Expr], ...] = field(
        factory=lambda: tuple({} for _ in range(TOTAL + 1)), init=False
    )
    _boundaries: tuple[Month, ...] = field(
        default=Factory(lambda self: self.law.boundaries(), takes_self=True), init=False
    )
    _histories: dict[Place, Timeline[tuple[Levy, ...] | None]] = field(factory=dict, init=False)
    _kept: dict[Any, tuple[Term, int]] = field(factory=dict, init=False)
    _past: dict[Any, Test] = field(factory=dict, init=False)

    def _history(self, place: Place) -> Timeline[tuple[Levy, ...] | None]:
        if place not in self._histories:
            self._histories[place] = [
                (month.ordinal, levies_of(self.law, place, month)) for month in self._boundaries
            ]
        return self._histories[place]

    def all_levies(self, place: Place) -> list[Levy]:
        """The rows of a place in all months."""
        return [levy for _, levies in self._history(place) for levy in levies or ()]

    def timeline(self, place: Place) -> Timeline[tuple[Levy, ...] | None]:
        """The rows of a place through the months that can occur."""
        if self.month is None:
            return self._history(place)
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

    def by_month(self, timeline: Timeline[V], make: Callable[[V], Term]) -> Term:
        """A term that changes with the month; where it does not, the term itself."""
        found, last = make(timeline[0][1]), timeline[0][1]
        for start, value in timeline[1:]:
            if value != last:
                found, last = where(self.since(start), make(value), found), value
        return found

    def since(self, start: int) -> nw.Expr:
        """Whether the month is this one or a later one."""
        first_day = nw.lit(Month.from_ordinal(start).first_day, nw.Date)
        return self.inputs.given("month") >= first_day  # type: ignore[no-any-return]  # a column of the frame

    def keep(self, step: int, name: str, term: Term) -> Term:
        """The column of a term that later steps use; a constant stays what it is."""
        return term if isinstance(term, int) else self.keep_column(step, name, term)

    def keep_column(self, step: int, name: str, column: nw.Expr) -> nw.Expr:
        """A column under a name of ours, for the steps that follow."""
        self.steps[step][name] = column.alias(PREFIX + name)
        return nw.col(PREFIX + name)

    def _keep_test(self, step: int, name: str, test: Test) -> Test:
        return test if isinstance(test, bool) else self.keep_column(step, name, test)

    def in_segment(self, segment: Segment) -> Test:
        """Whether a row is of a segment."""
        given = self.inputs.given("segment")
        if not isinstance(given, nw.Expr):
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
        if isinstance(given, nw.Expr):
            first: tuple[None, ...] = (None,) if fact.optional else ()
            return dict(enumerate((*first, *fact.options), 1 - len(first)))
        return {0: fact.default if given is None else given}

    def code(self, name: str) -> Term:
        """The code of a fact that is a column: 0 for null, -1 for what is no option."""
        given = self.inputs.given(name)
        code: Term = where(given.is_null(), 0, -1, nw.Int8)
        for number, option in enumerate(OPTIONS[name], 1):
            if isinstance(option, bool):
                test = given if option else ~given
            else:
                test = given == option.value
            code = where(test, number, code, nw.Int8)
        return self.keep(FACTS, name, code)

    def raw(self) -> nw.Expr:
        """Wage or income as declared; null where there is none."""
        in_pu, in_bpu = (self.in_segment(segment) for segment in SEGMENTS)
        wage, income = (self.inputs.given(BASES[segment]) for segment in SEGMENTS)
        if isinstance(in_pu, bool) or isinstance(in_bpu, bool):
            return wage if in_pu is True else income  # type: ignore[no-any-return]  # a column of the frame
        # Whatever is in neither segment is refused, so the other base does no harm there.
        when = nw.when(in_bpu if wage is None else in_pu).then(income if wage is None else wage)
        raw = when if wage is None or income is None else when.otherwise(income)
        return self.keep_column(SHARES, "raw", raw)

    def ordinals(self, what: str) -> nw.Expr:
        """`Month.ordinal` of the months or of the birth dates."""
        day = self.inputs.given("birth_date" if what == "born" else what)
        ordinal = day.dt.year().cast(nw.Int64) * 12 + day.dt.month().cast(nw.Int64) - 1
        return self.keep_column(FACTS, what, ordinal)

    def concerned(self, row: Row) -> Test:
        """Whether a row of the tariff is for a row of the frame."""
        name, segment = row.place
        return every(self.in_segment(segment), self.in_program(name))

    def by_band(self, rows: Sequence[Row], raw: nw.Expr, what: str) -> Term:
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

    def kept_share(self, row: Row) -> tuple[Term, int]:
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
            return tree.term(self.code, unit)  # type: ignore[no-any-return]  # a term of this algebra

        return self.keep(SHARES, f"share_{number}", self.by_month(trees, term)), PARTS // unit

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

    def _born_by(self, row: Row, limit: str) -> Test:
        """Whether somebody was born by the day that a limit of the row names."""
        birth = self.inputs.given("birth_date")
        if self.month is not None:
            return birth <= nw.lit(getattr(row.first, limit), nw.Date)  # type: ignore[no-any-return]  # a column of the frame
        month, born = self.ordinals("month"), self.ordinals("born")
        runs = moving_limits(self.law, self._boundaries, row.place, row.first.id, limit)
        found: Term = 0
        for start, latest, moves in runs:
            term: Term = month - (start - latest) if moves else latest
            found = term if start == runs[0][0] else where(self.since(start), term, found)
        return born <= found
