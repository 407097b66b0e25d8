"""Strategies for events, children and families. Provisional."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from kopdes_jamsos.benefits.events import Death, Injury, Side, WorkAccident
from kopdes_jamsos.benefits.family import Child, ChildWork, Family
from kopdes_jamsos.law import LAW, LawBook
from kopdes_jamsos.law.disability import disability_table
from kopdes_jamsos.money import Rate, Rupiah
from kopdes_jamsos.programs import SchoolLevel, Transport
from kopdes_jamsos.testing.values import amounts, near_edges, span


def event_days(
    *, min_day: dt.date | None = None, max_day: dt.date | None = None, law: LawBook = LAW
) -> SearchStrategy[dt.date]:
    """Days of events, those on which a benefit changes and their eves more often than by chance.

    Args:
        min_day: First day; None for the first one of `months`.
        max_day: Last day; None for the last one of `months`.
        law: Book of law that knows the changes.

    Examples:
        >>> @given(event_days())
        ... def test(day: dt.date) -> None:
        ...     assert day >= dt.date(2015, 7, 1)
        >>> test()
    """
    begin, end = span(law)
    first, last = min_day or begin.first_day, max_day or end.last_day
    changes = {
        value.begins.toordinal()
        for path in law.paths()
        if path.partition(".")[0] in ("jkk", "jkm", "scholarship")
        for value in law.series(path).values
    }
    edges = (change + step for change in sorted(changes) for step in (-1, 0))
    return near_edges(first.toordinal(), last.toordinal(), edges).map(dt.date.fromordinal)


def stages(*, law: LawBook = LAW) -> SearchStrategy[str]:
    """School years, from the first of kindergarten to the last of higher education.

    Args:
        law: Book of law that knows how long each level is paid.

    Examples:
        >>> @given(stages())
        ... def test(stage: str) -> None:
        ...     assert kj.benefits.scholarship_remaining(stage) > 0
        >>> test()
    """
    years = law.series("scholarship.years").values[-1].value
    return st.sampled_from(
        [f"{level}{year}" for level in SchoolLevel for year in range(1, years[level] + 1)]
    )


def children(*, complete: bool = True, law: LawBook = LAW) -> SearchStrategy[Child]:
    """Children by their school year.

    Args:
        complete: Only children who are entitled; if not, some are married, work or are too old.
        law: Book of law.

    Examples:
        >>> @given(children())
        ... def test(child: Child) -> None:
        ...     assert child.married is not True
        >>> test()
    """
    if complete:
        return st.builds(
            Child,
            stage=stages(law=law),
            married=st.sampled_from((None, False)),
            work=st.sampled_from((None, ChildWork.NONE)),
        )
    return st.builds(
        Child,
        stage=st.none() | stages(law=law),
        birth_date=st.none() | st.dates(dt.date(1995, 1, 1), dt.date(2016, 12, 31)),
        married=st.none() | st.booleans(),
        work=st.none() | st.sampled_from(ChildWork),
        studying=st.none() | st.booleans(),
        pu_months=st.none() | st.integers(0, 12),
        chosen=st.none() | st.booleans(),
    )


def families(*, most: int = 4) -> SearchStrategy[Family]:
    """Families by numbers of people; some numbers are not known.

    Args:
        most: Largest number of relatives of one kind.

    Examples:
        >>> @given(families())
        ... def test(family: Family) -> None:
        ...     assert family.spouses is None or family.spouses >= 0
        >>> test()
    """
    names = (
        "spouses",
        "children",
        "parents",
        "grandparents",
        "grandchildren",
        "siblings",
        "parents_in_law",
        "in_will",
    )
    return st.builds(Family, **dict.fromkeys(names, st.none() | st.integers(0, most)))


def injuries(*, functions: bool = True) -> SearchStrategy[Injury]:
    """Injuries of the table of percentages, with the facts that their rows ask for.

    Args:
        functions: Whether some are the loss of a function only.

    Examples:
        >>> @given(injuries(functions=False))
        ... def test(injury: Injury) -> None:
        ...     assert injury.function_loss is None
        >>> test()
    """
    lost = st.integers(1, 100).map(lambda share: Rate(share * 10_000))
    return _injuries(st.none() | lost if functions else st.none())


@st.composite
def _injuries(draw: DrawFn, loss: SearchStrategy[Rate | None]) -> Injury:
    row = draw(st.sampled_from(disability_table()))
    degree = steps = None
    if row.share_to is not None:
        degree = Rate(draw(st.integers(row.share.ppm, row.share_to.ppm)))
    if row.step:
        steps = draw(st.integers(1, 10))
    return Injury(
        row.part,
        side=Side(row.side) if row.side else None,
        function_loss=draw(loss),
        degree=degree,
        steps=steps,
    )


def work_accidents(
    *, on: SearchStrategy[dt.date] | None = None, law: LawBook = LAW
) -> SearchStrategy[WorkAccident]:
    """Accidents at work with bills of transport, incapacity and injuries.

    Args:
        on: Days; None for `event_days()`.
        law: Book of law that knows the caps.

    Examples:
        >>> @given(work_accidents())
        ... def test(accident: WorkAccident) -> None:
        ...     assert accident.incapacity_days < 30
        >>> test()
    """
    caps = {cap for value in law.series("jkk.transport").values for cap in value.value.values()}
    modes: SearchStrategy[Transport | str] = st.sampled_from(Transport)
    bills = st.dictionaries(modes, amounts(0, 20_000_000, sorted(caps)))
    return _work_accidents(event_days(law=law) if on is None else on, bills)


@st.composite
def _work_accidents(
    draw: DrawFn,
    days: SearchStrategy[dt.date],
    bills: SearchStrategy[Mapping[Transport | str, Rupiah]],
) -> WorkAccident:
    on = draw(days)
    lengths = {"incapacity_months": st.integers(0, 30), "incapacity_days": st.integers(0, 29)}
    by_days = st.lists(st.tuples(st.integers(0, 90), st.integers(1, 200)), max_size=3)
    incapacity = draw(
        st.fixed_dictionaries(lengths)
        | by_days.map(lambda gaps: {"incapacity_spells": _spells(on, gaps)})
    )
    return WorkAccident(
        on,
        transport=draw(bills),
        medical_cost=draw(st.none() | st.integers(0, 500_000_000)),
        injuries=draw(st.lists(injuries(), max_size=3)),
        left_handed=draw(st.none() | st.booleans()),
        **incapacity,
    )


def _spells(on: dt.date, gaps: list[tuple[int, int]]) -> list[tuple[dt.date, dt.date]]:
    """Spells of so many days, each so many days after the one before."""
    found, after = [], on
    for gap, days in gaps:
        first = after + dt.timedelta(days=gap)
        after = first + dt.timedelta(days=days)
        found.append((first, after - dt.timedelta(days=1)))
    return found


def deaths(
    *, on: SearchStrategy[dt.date] | None = None, law: LawBook = LAW
) -> SearchStrategy[Death]:
    """Deaths, by work or not.

    Args:
        on: Days; None for `event_days()`.
        law: Book of law.

    Examples:
        >>> @given(deaths())
        ... def test(death: Death) -> None:
        ...     assert death.accident is None
        >>> test()
    """
    days = event_days(law=law) if on is None else on
    return st.builds(Death, days, work_related=st.booleans())
