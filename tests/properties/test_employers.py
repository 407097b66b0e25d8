"""Wages, stages, sanctions, terms, shortfalls and incapacity in spells against the oracle."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.fixed_law import WEEKENDS
from tests.oracle import benefits, contributions, lateness
from tests.oracle import employers as oracle

import kopdes_jamsos as kj

pytestmark = pytest.mark.broad

DAYS = st.dates(dt.date(2016, 1, 1), dt.date(2026, 10, 31))
NEW_DAYS = st.dates(dt.date(2022, 1, 1), dt.date(2026, 6, 30))
AMOUNTS = st.integers(0, 10**9)
NO_HOLIDAYS: set[dt.date] = set()


@given(st.lists(AMOUNTS, min_size=1, max_size=15), NEW_DAYS, st.booleans())
def test_a_wage_by_the_piece(wages: list[int], day: dt.date, weather: bool) -> None:
    month = kj.Month.of(day)
    record = {month - back: wage for back, wage in enumerate(wages, 1)}
    plain = {(key.year, key.month): wage for key, wage in record.items()}
    found = kj.wage_base(piece=record, weather_dependent=weather, month=month)
    assert found.amount == oracle.average(plain, (month.year, month.month), weather)


@given(st.integers(1, 10**11), NEW_DAYS, st.sampled_from([1, 3, 4]), st.integers(731, 1_500))
def test_stages_of_a_project(value: int, ordered: dt.date, count: int, length: int) -> None:
    month, ends = (ordered.year, ordered.month), ordered + dt.timedelta(length)
    project = kj.ConstructionEnrolment(contract_value=value)
    plan = kj.contributions.construction_plan(
        kj.assess(project, kj.Month(*month), law=WEEKENDS),
        ordered_on=ordered, starts_on=ordered, ends_on=ends, user_pays_on=ends, stages=count,
    )  # fmt: skip
    bill = contributions.project({"JKK", "JKM"}, month, contract_value=value)
    parts = [oracle.stages(amount, count) for amount in bill.values()]
    assert [stage.amount for stage in plan.stages] == [sum(x) for x in zip(*parts, strict=True)]
    due = oracle.stage_days(ordered, ordered, ends, count, NO_HOLIDAYS)
    assert [stage.due for stage in plan.stages] == due
    assert plan.register_by == due[0]


@given(DAYS, AMOUNTS, st.none() | st.integers(0, 120), st.sampled_from(["registration", "data"]))
def test_steps_of_a_sanction(day: dt.date, amount: int, after: int | None, duty: str) -> None:
    complied = None if after is None else day + dt.timedelta(after)
    found = kj.coverage.sanctions(
        duty, warned_on=day, complied_on=complied, contribution=amount, law=WEEKENDS
    )
    steps = [(step.kind.value, step.begins, step.ends, step.amount) for step in found.steps]
    assert steps == oracle.sanctions(day, amount, complied, NO_HOLIDAYS, fined=True)


@given(st.sampled_from([kj.JKK, kj.JKM, kj.JP]), DAYS, AMOUNTS, st.integers(0, 400))
def test_terms_of_the_agency(program: kj.Program, day: dt.date, amount: int, after: int) -> None:
    last = oracle.term(program.value, day, NO_HOLIDAYS)
    assert kj.benefits.payment_deadline(program, day, law=WEEKENDS).day == last
    paid_on = day + dt.timedelta(after)
    owed = kj.benefits.late_compensation(
        program, amount, complete_on=day, paid_on=paid_on, law=WEEKENDS
    )
    assert owed == oracle.compensation(program.value, amount, last, paid_on)


@settings(max_examples=50)
@given(DAYS, st.integers(1, 300), st.none() | st.integers(1, 300), st.booleans())
def test_what_an_employer_owes_after_a_death(
    day: dt.date, true: int, told: int | None, by_work: bool
) -> None:
    wage, declared = true * 100_000, None if told is None else told * 100_000
    joined = kj.Month.of(day) - 4

    def worker(base: int) -> kj.PUEnrolment:
        return kj.PUEnrolment(wage=base, programs={kj.JKK, kj.JKM}, risk_class=2)

    work = kj.Participation(worker(wage), joined=joined.first_day).paid_in_time(day)
    event, known = kj.Death(day, work_related=by_work), None
    if declared is not None:
        paid = kj.Participation.paid_through(worker(declared), since=joined, months=5)
        known = kj.entitle(event, paid, law=WEEKENDS)
    found = kj.benefits.employer_liability(kj.entitle(event, work, law=WEEKENDS), known)
    assert found.to_worker == oracle.owed_after_death(day, wage, declared, by_work)
    if not lateness.RELAXED[0] <= (joined.year, joined.month) <= (2021, 5):  # other relief and fine
        missing, fine = oracle.undeclared(
            {"JKK", "JKM"}, (joined.year, joined.month), day, wage, declared, 2
        )
        assert (found.contributions.contribution, found.contributions.fine) == (missing, fine)


@given(
    DAYS.filter(lambda day: day.day <= 28),
    st.lists(st.tuples(st.integers(0, 200), st.integers(2, 90)), min_size=1, max_size=4),
    st.integers(1, 400),
)
def test_incapacity_in_spells(on: dt.date, lengths: list[tuple[int, int]], wages: int) -> None:
    spells, begins = [], on
    for length, gap in lengths:
        ends = begins + dt.timedelta(length)
        spells.append((begins, ends))
        begins = ends + dt.timedelta(gap)
        begins = begins if begins.day <= 28 else begins + dt.timedelta(4)
    months, days = benefits.time_of(spells)
    enrolment = kj.PUEnrolment(wage=wages * 30_000, programs={kj.JKK, kj.JKM}, risk_class=1)
    part = kj.Participation.paid_through(enrolment, since=kj.Month.of(on) - 5, months=6)
    found = kj.entitle(kj.WorkAccident(on, incapacity_spells=spells), part)
    assert found.total == sum(benefits.incapacity(on, wages * 30_000, months, days))
