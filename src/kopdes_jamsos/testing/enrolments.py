"""Strategies for enrolments of all segments. Provisional."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Any, TypeVar

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from kopdes_jamsos.enrolment import (
    BPUEnrolment,
    ConstructionEnrolment,
    Enrolment,
    PUEnrolment,
    facts_of,
)
from kopdes_jamsos.errors import BeforeDataError, NotAnnouncedError, ProgramNotOpenError
from kopdes_jamsos.law import LAW, Evidence, LawBook
from kopdes_jamsos.months import Month, years_after
from kopdes_jamsos.programs import Program, Segment
from kopdes_jamsos.testing.values import adult_births, amounts, incomes, span, wages

_T = TypeVar("_T")
FLAGS = (None, True, False)


def pu_enrolments(
    *,
    month: Month | None = None,
    programs: SearchStrategy[Collection[Program]] | None = None,
    wage: SearchStrategy[int] | None = None,
    birth_date: SearchStrategy[dt.date | None] | None = None,
    complete: bool = True,
    law: LawBook = LAW,
) -> SearchStrategy[PUEnrolment]:
    """Wage earners (PU) of working age and somewhat beyond.

    Args:
        month: Month in which they can be assessed; None: in every month that `months` draws, and
            so without JKP.
        programs: Programmes; None for any that are open in those months.
        wage: Wages; None for `wages()`.
        birth_date: Birth dates; None for dates or None.
        complete: Whether every fact that could decide is given; if not, some are None and an
            assessment may raise `MissingFactError`.
        law: Book of law.

    Examples:
        >>> november = kj.Month(2026, 11)
        >>> @given(pu_enrolments(month=november))
        ... def test(worker: kj.PUEnrolment) -> None:
        ...     assert kj.assess(worker, november).of(kj.JKP) == 0
        >>> test()
    """
    births = st.none() | _pu_births(law, month) if birth_date is None else birth_date
    return st.builds(
        PUEnrolment,
        wage=wages(law=law) if wage is None else wage,
        programs=_pu_programs(law, month) if programs is None else programs,
        birth_date=births,
        **_choices(Segment.PU, complete),
    )


def _pu_programs(law: LawBook, month: Month | None) -> SearchStrategy[frozenset[Program]]:
    """Sets of open programmes; JKP only beside those that it needs at every scale."""
    chosen = _subsets(_open(law, Segment.PU, month)).map(frozenset)
    if month is None or Program.JKP not in _open(law, Segment.PU, month):
        return chosen
    by_scale = law.value("jkp.programs_needed", month).value.values()
    needed = frozenset.union(*by_scale) & frozenset(_open(law, Segment.PU, month))
    return chosen.map(lambda programs: programs | needed if Program.JKP in programs else programs)


def bpu_enrolments(
    *,
    month: Month | None = None,
    programs: SearchStrategy[Collection[Program]] | None = None,
    income: SearchStrategy[int] | None = None,
    birth_date: SearchStrategy[dt.date | None] | None = None,
    complete: bool = True,
    law: LawBook = LAW,
) -> SearchStrategy[BPUEnrolment]:
    """People who are no wage earners (BPU), registered below the age limit.

    Args:
        month: Month in which they can be assessed; None: in every month that `months` draws.
        programs: Programmes; None for any that are open in those months.
        income: Incomes; None for `incomes()`.
        birth_date: Birth dates; None for dates or None. A day of registration is drawn only
            beside a birth date that permits it.
        complete: Whether group, sector and funding are given; if not, some are None and an
            assessment may raise `MissingFactError`.
        law: Book of law.

    Examples:
        >>> @given(bpu_enrolments(month=kj.Month(2026, 11)))
        ... def test(trader: kj.BPUEnrolment) -> None:
        ...     assert kj.assess(trader, kj.Month(2026, 11)).total > 0
        >>> test()
    """
    facts = st.builds(
        BPUEnrolment,
        income=incomes(law=law) if income is None else income,
        programs=_subsets(_open(law, Segment.BPU, month)) if programs is None else programs,
        **_choices(Segment.BPU, complete),
    )
    births = st.none() | _bpu_births(month) if birth_date is None else birth_date
    return _bpu_enrolments(facts, births, month, law)


def construction_enrolments(
    *, month: Month | None = None, law: LawBook = LAW
) -> SearchStrategy[ConstructionEnrolment]:
    """Construction projects, by their wages or by their contract value.

    Args:
        month: Month in which they can be assessed; None: in every month that `months` draws.
        law: Book of law.

    Examples:
        >>> @given(construction_enrolments())
        ... def test(project: kj.ConstructionEnrolment) -> None:
        ...     assert kj.assess(project, kj.Month(2025, 7)).paid_by(kj.Payer.WORKER) == 0
        >>> test()
    """
    limits = [
        part.above
        for path in ("jkk.construction_slices", "jkm.construction_slices")
        for value in law.series(path).values
        for part in value.value
    ]
    programs = _subsets(_open(law, Segment.CONSTRUCTION, month))
    return st.one_of(
        st.builds(
            ConstructionEnrolment,
            contract_value=amounts(1, 20_000_000_000, limits),
            programs=programs,
            **_choices(Segment.CONSTRUCTION, complete=True),
        ),
        st.builds(
            ConstructionEnrolment,
            wages=amounts(1, 500_000_000, ()),
            programs=programs,
            **_choices(Segment.CONSTRUCTION, complete=True),
        ),
    )


def enrolments(
    *, month: Month | None = None, complete: bool = True, law: LawBook = LAW
) -> SearchStrategy[Enrolment]:
    """Enrolments of all segments.

    Args:
        month: Month in which they can be assessed; None: in every month that `months` draws.
        complete: Whether every fact that could decide is given.
        law: Book of law.

    Examples:
        >>> @given(enrolments())
        ... def test(enrolment: kj.Enrolment) -> None:
        ...     assert kj.assess(enrolment, kj.Month(2025, 7)).total >= 0
        >>> test()
    """
    return st.one_of(
        pu_enrolments(month=month, complete=complete, law=law),
        bpu_enrolments(month=month, complete=complete, law=law),
        construction_enrolments(month=month, law=law),
    )


# --- how they are made ----------------------------------------------------------------------------


def _open(law: LawBook, segment: Segment, month: Month | None) -> list[Program]:
    """Programmes that a segment can be assessed for in a month, or in all of `months`."""
    found = []
    for program in Program:
        try:
            for each in span(law) if month is None else (month,):
                law.levies(program, segment, each)
        except (BeforeDataError, NotAnnouncedError, ProgramNotOpenError):
            continue
        found.append(program)
    return found


def _subsets(programs: list[Program]) -> SearchStrategy[frozenset[Program]]:
    return st.frozensets(st.sampled_from(programs), min_size=1)


def fact(choices: Iterable[_T], complete: bool) -> SearchStrategy[_T | None]:
    """One of some choices, or None where not every fact is given."""
    given = st.sampled_from(tuple(choices))
    return given if complete else st.none() | given


def _choices(segment: Segment, complete: bool) -> dict[str, SearchStrategy[Any]]:
    """A strategy for each choice and flag of a segment that decides a contribution."""
    return {
        each.name: (st.sampled_from(FLAGS) if each.optional else st.booleans())
        if each.kind is bool
        else fact(each.options, complete)
        for each in facts_of(segment)
        if each.options and each.only_for is None
    }


def _pu_births(law: LawBook, month: Month | None) -> SearchStrategy[dt.date]:
    """Birth dates of workers, those about pension age in the month more often."""
    if month is None:
        return st.dates(dt.date(1945, 1, 1), dt.date(1997, 6, 30))
    births = st.dates(dt.date(month.year - 75, 1, 1), dt.date(month.year - 19, 12, 31))
    if Program.JP not in _open(law, Segment.PU, month):
        return births
    edges = {
        edge
        for levy in law.levies(Program.JP, Segment.PU, month)
        for edge in (levy.born_after, levy.born_after_if_deferred)
        if edge is not None
    }
    near = st.builds(
        lambda edge, days: edge + dt.timedelta(days=days),
        st.sampled_from(sorted(edges)),
        st.integers(-2, 2),
    )
    return births | near


def _bpu_births(month: Month | None) -> SearchStrategy[dt.date]:
    """Birth dates of people at work, in a month also of those who were young enough to register."""
    births = adult_births(month)
    if month is None:
        return births
    return births | st.dates(dt.date(month.year - 70, 1, 1), dt.date(month.year - 64, 12, 31))


@st.composite
def _bpu_enrolments(
    draw: DrawFn,
    facts: SearchStrategy[BPUEnrolment],
    birth_date: SearchStrategy[dt.date | None],
    month: Month | None,
    law: LawBook,
) -> BPUEnrolment:
    enrolment, born = draw(facts), draw(birth_date)
    if born is None:
        return enrolment
    if month is None:  # a day of registration fits only the months after it
        return attrs.evolve(enrolment, birth_date=born)
    registered_on = draw(_registrations(born, month, law))
    return attrs.evolve(enrolment, birth_date=born, registered_on=registered_on)


def _registrations(born: dt.date, month: Month, law: LawBook) -> SearchStrategy[dt.date | None]:
    """Days below the age limit, where that limit has a source, and not after the month."""
    limits = [
        value
        for value in law.series("obligations.bpu_registration_age").values
        if value.evidence is not Evidence.UNVERIFIED
    ]
    if not limits:
        return st.none()
    age = min(limit.value for limit in limits)
    first = max(limits[0].since.first_day, dt.date(born.year + 16, 1, 1))
    last = min(month.last_day, years_after(born, age) - dt.timedelta(days=1))
    return st.sampled_from((None, last)) | st.dates(first, last) if first <= last else st.none()
