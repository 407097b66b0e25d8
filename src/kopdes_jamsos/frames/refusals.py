"""Why a row is refused: each reason as a test over columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import gcd

from kopdes_jamsos.errors import FrameError
from kopdes_jamsos.frames.algebra import Term, Test, as_column, every, negate, plus, some, where
from kopdes_jamsos.frames.entry import (
    lacks_programs_for_jkp,
    outside_calendar,
    registered_wrongly,
    too_old_for_jkp,
)
from kopdes_jamsos.frames.inputs import BASES, IN_COLUMNS, PROGRAMS, SEGMENTS
from kopdes_jamsos.frames.pieces import MISSING
from kopdes_jamsos.frames.reasons import Reason
from kopdes_jamsos.frames.rows import Row, amount_columns, rates_of
from kopdes_jamsos.frames.terms import WHY, Terms
from kopdes_jamsos.frames.tree import INT32, Expr
from kopdes_jamsos.law.tariff import Base
from kopdes_jamsos.money import PARTS
from kopdes_jamsos.programs import RiskClass, Segment

# Some engines divide in floating point, which is exact below this; all keep to it.
EXACT = 2**53

_REMEDIES = {
    Reason.REFUSED_RISK_CLASS: "Give the column or the constant risk_class, which decides JKK.",
    Reason.REFUSED_PROGRAM: "Give programmes, and such as are open to the segment.",
    Reason.REFUSED_FACT_MISSING: "Give the facts that decide a relief, such as "
    f"{', '.join(name for name, fact in IN_COLUMNS[Segment.BPU].items() if fact.is_text)}.",
}


def refusals_of(terms: Terms, rows: Sequence[Row], raw: Expr) -> Expr:
    """The bits of refusal of a row, 0 for none.

    Raises:
        FrameError: code `frame`: every row would be refused.
    """
    # A null test refuses the row among the needed ones, and does not among the bad ones.
    needed: dict[Reason, Test] = {
        Reason.REFUSED_SEGMENT: some(terms.in_segment(segment) for segment in SEGMENTS),
        Reason.REFUSED_BASE: every(raw >= 0, negate(_two_bases(terms))),
        Reason.REFUSED_RISK_CLASS: _has_risk_class(terms),
    }
    bad: dict[Reason, Test] = {
        Reason.REFUSED_TOO_LARGE: raw > _largest_base_of(terms),
        Reason.REFUSED_PROGRAM: some(_bad_programs(terms)),
        Reason.REFUSED_CHOICE: some(_bad_choices(terms)),
        Reason.REFUSED_MONTH: some(_bad_months(terms)),
        Reason.REFUSED_FACT_MISSING: some(_missing_facts(terms, rows)),
        Reason.REFUSED_BIRTH_DATE: _born_later(terms),
        Reason.REFUSED_REGISTRATION: registered_wrongly(terms),
        Reason.REFUSED_AGE: too_old_for_jkp(terms),
    }
    hopeless = [reason for reason, test in needed.items() if test is False]
    hopeless += [reason for reason, test in bad.items() if test is True]
    for reason in hopeless:
        raise FrameError(
            f"Every row would be refused: {reason.name}.", value=reason, remedy=_REMEDIES[reason]
        )
    bits: Term = 0
    for reason, test in needed.items():
        bits = plus(bits, where(test, 0, int(reason), INT32))
    for reason, test in bad.items():
        bits = plus(bits, where(test, int(reason), 0, INT32))
    return terms.keep_column(WHY, "why", as_column(bits, INT32))


def _bad_months(terms: Terms) -> Iterable[Test]:
    if terms.month is None:
        yield terms.inputs.given("month").is_null()
        yield outside_calendar(terms, "month")
    tests_by_months: dict[tuple[tuple[int, bool], ...], list[Test]] = {}
    for place in amount_columns():
        test = every(terms.in_segment(place[1]), terms.in_program(place[0]))
        if test is not False:
            # Programmes that are closed in the same months share one test.
            # Nothing is known before the first month at which any value begins.
            closed = [(start, levies is None) for start, levies in terms.timeline(place)]
            tests_by_months.setdefault(tuple(closed), []).append(test)
    for months, tests in tests_by_months.items():
        yield every(_closed(terms, months), some(tests))


def _closed(terms: Terms, months: Sequence[tuple[int, bool]]) -> Test:
    if terms.month is not None:
        return months[0][1]
    found: list[Test] = []
    start: int | None = 0
    for month, closed in months:
        if closed and start is None:
            start = month
        elif not closed and start is not None:
            begun = True if start == 0 else terms.since(start)
            found.append(every(begun, negate(terms.since(month))))
            start = None
    if start is not None:
        found.append(True if start == 0 else terms.since(start))
    return some(found)


def _has_risk_class(terms: Terms) -> Test:
    """Whether the risk class is one, or not given and not needed."""
    given = terms.inputs.given("risk_class")
    unneeded = negate(
        some(
            every(terms.in_segment(place[1]), terms.in_program(place[0]))
            for place in amount_columns()
            if any(levy.rate_by_risk_class for levy in terms.all_levies(place))
        )
    )
    if not isinstance(given, Expr):
        return True if given else unneeded
    inside = given.is_between(int(min(RiskClass)), int(max(RiskClass)))
    in_pu = terms.in_segment(Segment.PU)
    return some([inside, every(given.is_null(), unneeded), negate(in_pu)])


def _bad_programs(terms: Terms) -> Iterable[Test]:
    given = {name: terms.in_program(name) for name in PROGRAMS}
    yield from (test.is_null() for test in given.values() if isinstance(test, Expr))
    yield negate(some(given.values()))
    yield lacks_programs_for_jkp(terms)
    for segment in SEGMENTS:
        for name, test in given.items():
            if (name, segment) not in amount_columns():
                yield every(terms.in_segment(segment), test)


def _bad_choices(terms: Terms) -> Iterable[Test]:
    for segment, facts in IN_COLUMNS.items():
        if terms.in_segment(segment) is False:
            continue
        for name, fact in facts.items():
            given = terms.inputs.given(name)
            if isinstance(given, Expr) and fact.options:
                if fact.is_text:
                    yield every(terms.in_segment(segment), terms.code(name) == -1)
                elif not fact.optional:
                    yield every(terms.in_segment(segment), given.is_null())


def _born_later(terms: Terms) -> Test:
    """Whether the birth date lies after the month."""
    birth = terms.inputs.given("birth_date")
    if birth is None:
        return False
    if terms.month is not None:
        later = birth > terms.month.last_day
    else:
        later = terms.ordinals("birth_date") > terms.ordinals("month")
    return every(terms.in_segment(Segment.PU), some([later, outside_calendar(terms, "birth_date")]))


def _missing_facts(terms: Terms, rows: Sequence[Row]) -> Iterable[Test]:
    for row in rows:
        share = terms.kept_share(row)
        if share.may_lack:
            yield every(terms.concerned(row), share.kept == MISSING)


def _two_bases(terms: Terms) -> Test:
    """Whether a construction project has both of its bases."""
    both = (terms.declares(name) for name in BASES[Segment.CONSTRUCTION])
    return every(terms.in_segment(Segment.CONSTRUCTION), *both)


def _largest_base_of(terms: Terms) -> Term:
    """Largest base that a row may have: of a contract by its slices, else by the rates."""
    by_contract = [
        terms.declares(fact.name)
        for fact in IN_COLUMNS[Segment.CONSTRUCTION].values()
        if fact.base == Base.CONTRACT
    ]
    of_contract = every(terms.in_segment(Segment.CONSTRUCTION), *by_contract)
    largest, largest_contract = (_largest_base(terms, by) for by in (False, True))
    return where(of_contract, largest_contract, largest)


def _largest_base(terms: Terms, by_contract: bool) -> int:
    """Largest base whose amounts every engine computes exactly, in any month of the book."""
    most = 1
    for place, columns in amount_columns().items():
        levies = terms.all_levies(place)
        for number in range(len(columns)):
            row = levies[number :: len(columns)]
            if by_contract is not any(levy.base is Base.CONTRACT for levy in row):
                continue
            rates = [ppm for levy in row for ppm in rates_of(levy)]
            shares = [relief.share.ppm for levy in row for relief in levy.reliefs]
            rate_unit, share_unit = gcd(PARTS, *rates), gcd(PARTS, *shares)
            most = max(most, max(rates, default=0) // rate_unit * (PARTS // share_unit))
    # Less what `half_up` adds before it divides: at most half of PARTS * PARTS.
    return (EXACT - PARTS * PARTS) // most
