"""Construction projects over their term: stages, fines, and who bears a benefit."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kopdes_jamsos as kj
from kopdes_jamsos.contributions import (
    ConstructionPlan,
    construction_cover,
    construction_fines,
    construction_plan,
)
from kopdes_jamsos.testing import construction_enrolments

FILE = Path(__file__).parent / "cases" / "articles" / "construction.toml"
CASES = tomllib.loads(FILE.read_text("utf-8"))
BY_ID = {case["id"]: case for case in CASES["case"]}
LAW = kj.LAW.with_holidays("weekends")
JULY = kj.Month(2026, 7)
PROJECT = kj.ConstructionEnrolment(contract_value=180_000_000)
DAYS: dict[str, Any] = BY_ID["three-stages"]["facts"]
OPEN_DAYS = {name: day for name, day in DAYS.items() if name != "user_pays_on"}


def params(kind: str) -> list[Any]:
    return [pytest.param(case, id=case["id"]) for case in CASES[kind]]


def plan_of(case: dict[str, Any], law: kj.LawBook = LAW) -> ConstructionPlan:
    project = kj.ConstructionEnrolment(contract_value=case["contract_value"])
    owed = kj.assess(project, kj.Month.parse(case["month"]), law=law)
    return construction_plan(owed, **case["facts"])


def by_number(days: dict[str, dt.date]) -> dict[int, dt.date]:
    return {int(number): day for number, day in days.items()}


@pytest.mark.parametrize("case", params("case"))
def test_the_stages_follow_from_the_article(case: dict[str, Any]) -> None:
    plan = plan_of(case)

    assert plan.register_by == case["register_by"]
    assert [stage.amount for stage in plan.stages] == case["amounts"]
    assert [stage.due for stage in plan.stages] == case["dues"]
    assert plan.total == sum(case["amounts"])
    assert ("construction-stage-rounded" in plan.assumptions) is (case["id"] == "rounded")


@pytest.mark.parametrize("case", params("late"))
def test_late_stages_cost_what_the_article_says(case: dict[str, Any]) -> None:
    reading = case.get("reading")
    plan = plan_of(BY_ID[case["case"]], LAW.with_reading(reading) if reading else LAW)
    found = construction_fines(plan, by_number(case["paid_on"]))

    assert [line.fine for line in found.lines] == case["fines"]
    assert found.fine == sum(case["fines"])
    assert found.total == found.contribution + found.fine
    assert (reading in found.assumptions) is bool(reading)
    assert ("construction-fine" in found.assumptions) is bool(found.fine)


@pytest.mark.parametrize("case", params("cover"))
def test_who_bears_a_benefit_follows_from_the_article(case: dict[str, Any]) -> None:
    facts = dict(case["facts"])
    if "paid_on" in facts:
        facts["paid_on"] = by_number(facts["paid_on"])
    found = construction_cover(plan_of(BY_ID["three-stages"]), facts.pop("program"), **facts)

    assert [found.covered, found.pays_first is kj.Payer.EMPLOYER] == case["expected"]
    assert list(found.assumptions) == case["assumptions"]
    assert found.explain("id") != found.explain("en")


def test_articles_stand_beside_what_they_say() -> None:
    plan = plan_of(BY_ID["four-stages"])
    second = [str(place) for place in plan.stages[1].citations]

    assert second == [
        "Permenaker 5/2021 Pasal 72 ayat (3) huruf b",
        "Permenaker 5/2021 Pasal 72 ayat (4)",
    ]
    assert str(plan.registration.citations[0]) == "Permenaker 5/2021 Pasal 67 ayat (2) dan ayat (3)"
    later = plan_of(BY_ID["rounded"])
    assert str(later.registration.citations[0]).startswith("Permenaker 1/2025 Pasal I angka 34")
    late = construction_fines(plan, {1: dt.date(2024, 3, 1)})
    assert str(late.lines[0].citations[0]) == "PP 44/2015 Pasal 22 ayat (1) dan (2)"
    behind = construction_cover(
        plan,
        kj.JKM,
        on=dt.date(2026, 2, 2),
        complete_on=dt.date(2024, 1, 9),
        paid_on={1: dt.date(2024, 1, 9)},
    )
    assert [str(place) for place in behind.citations] == [
        "Permenaker 5/2021 Pasal 100 ayat (1), ayat (2) dan ayat (3)"
    ]


def test_what_the_articles_leave_open_is_named() -> None:
    plan = plan_of(BY_ID["four-stages"])

    assert [stage.assumptions for stage in plan.stages] == [
        ("construction-first-stage",),
        ("construction-two-years",),
        ("construction-user-pays",),
        ("construction-user-pays",),
    ]
    day = dt.date(2024, 1, 9)
    behind = construction_cover(
        plan, kj.JKK, on=dt.date(2026, 2, 2), complete_on=day, paid_on={1: day}
    )
    assert behind.assumptions == (
        "construction-cover-until",
        "construction-cover-from",
        "construction-arrears",
        "construction-two-years",
    )


def test_without_the_payment_of_the_user_later_stages_wait_for_it() -> None:
    plan = construction_plan(kj.assess(PROJECT, JULY, law=LAW), **OPEN_DAYS)

    assert [stage.due for stage in plan.stages[1:]] == [None, None]
    assert "sebelum pekerjaan berakhir pada Senin, 30 November 2026" in plan.explain("id")
    with pytest.raises(kj.errors.MissingFactError):
        construction_fines(plan, {2: dt.date(2026, 11, 30)})
    facts: dict[str, Any] = {
        "complete_on": dt.date(2026, 7, 6),
        "paid_on": {1: dt.date(2026, 7, 6)},
    }
    found = construction_cover(plan, kj.JKK, on=dt.date(2026, 11, 30), **facts)
    assert found.covered
    assert "construction-not-due" in found.assumptions
    all_paid = {number: dt.date(2026, 7, 6) for number in (1, 2, 3)}
    found = construction_cover(
        plan, kj.JKK, on=dt.date(2026, 11, 30), complete_on=facts["complete_on"], paid_on=all_paid
    )
    assert "construction-not-due" not in found.assumptions


def test_the_wages_of_all_months_are_one_contribution() -> None:
    # 1.74 % and 0.3 % of 20,000,000 twice: 348,000 + 60,000 a month; half of JKK is 348,000.
    months = [kj.ConstructionEnrolment(wages=20_000_000)] * 2
    owed = [kj.assess(each, JULY + number, law=LAW) for number, each in enumerate(months)]
    plan = construction_plan(owed, **DAYS)

    assert plan.total == 816_000
    assert plan.stages[0].amounts == {kj.JKK: 348_000, kj.JKM: 60_000}


def test_a_statement_says_registration_stages_and_fines() -> None:
    plan = plan_of(BY_ID["three-stages"])
    told = plan.explain("en")

    assert "to be registered by Tuesday, 21 July 2026" in told
    assert "stage 2, 25 %: due on Friday, 20 November 2026" in told
    assert "Rp392,000" in told
    late = construction_fines(plan, {1: dt.date(2026, 7, 22), 2: dt.date(2026, 11, 1)})
    assert "stage 1, 1 month late" in late.explain("en")
    assert "stage 2, in time" in late.explain("en")
    assert "the employer pays benefits first" in late.explain("en")
    in_time = construction_fines(plan, {1: dt.date(2026, 7, 1)})
    assert "pays benefits first" not in in_time.explain("en")


BAD_DAYS = [
    {"ends_on": dt.date(2026, 7, 5)},
    {"user_pays_on": dt.date(2026, 12, 1)},
    {"user_pays_on": dt.date(2026, 6, 30)},
    {"stages": 2},
    {"stages": 4},
    {"stages": "three"},
    # Two years to the day are not more than two years.
    {"stages": 4, "starts_on": dt.date(2024, 12, 1), "ends_on": dt.date(2026, 11, 30)},
]


@pytest.mark.parametrize("changed", BAD_DAYS)
def test_days_and_stages_that_cannot_be_are_refused(changed: dict[str, Any]) -> None:
    with pytest.raises(kj.errors.InvalidFactError):
        construction_plan(kj.assess(PROJECT, JULY, law=LAW), **{**DAYS, **changed})


def test_one_day_more_than_two_years_opens_four_stages() -> None:
    days = {**OPEN_DAYS, "starts_on": dt.date(2024, 11, 30), "stages": 4}
    plan = construction_plan(kj.assess(PROJECT, JULY, law=LAW), **days)

    assert [stage.due for stage in plan.stages[1:]] == [dt.date(2026, 11, 30), None, None]


def test_a_plan_is_of_one_construction_project() -> None:
    owed = kj.assess(PROJECT, JULY, law=LAW)
    trader = kj.BPUEnrolment(income=1_000_000, programs={kj.JHT})
    for wrong in (
        None,
        [],
        [owed, None],
        [owed, owed],
        kj.assess(trader, JULY),
        [kj.assess(kj.ConstructionEnrolment(wages=1), JULY, law=law) for law in (LAW, kj.LAW)],
    ):
        with pytest.raises(kj.errors.InvalidFactError):
            construction_plan(wrong, **DAYS)  # type: ignore[arg-type]  # on purpose
    with pytest.raises(kj.errors.InvalidDateError):
        construction_plan(owed, **{**DAYS, "ordered_on": "1-7-2026"})
    with pytest.raises(kj.errors.BeforeDataError):
        construction_plan(owed, **{**DAYS, "ordered_on": dt.date(2021, 12, 31)})


def test_payments_and_programmes_that_cannot_be_are_refused() -> None:
    plan = plan_of(BY_ID["three-stages"])
    day = dt.date(2026, 8, 3)
    with pytest.raises(kj.errors.InvalidFactError):
        construction_fines(None, {})  # type: ignore[arg-type]  # on purpose
    for paid_on in ({4: day}, [day], {"1": day}):
        with pytest.raises(kj.errors.InvalidFactError):
            construction_fines(plan, paid_on)  # type: ignore[arg-type]  # on purpose
    with pytest.raises(kj.errors.InvalidDateError):
        construction_fines(plan, {1: "today"})
    with pytest.raises(kj.errors.ProgramNotOpenError):
        construction_cover(plan, kj.JHT, on=day)
    with pytest.raises(kj.errors.UnknownProgramError):
        construction_cover(plan, "JKX", on=day)
    with pytest.raises(kj.errors.InvalidDateError):
        construction_cover(plan, kj.JKK, on=day, complete_on="yes")


def test_a_programme_without_an_amount_has_no_fine() -> None:
    nothing = kj.assess(kj.ConstructionEnrolment(wages=0), JULY, law=LAW)
    found = construction_fines(construction_plan(nothing, **DAYS), {1: dt.date(2026, 9, 1)})

    assert found.lines == ()
    assert found.total == 0


@given(construction_enrolments(month=JULY), st.sampled_from((1, 3)), st.integers(-30, 900))
def test_stages_add_up_and_a_later_day_never_costs_less(
    project: kj.ConstructionEnrolment, stages: int, days: int
) -> None:
    owed = kj.assess(project, JULY, law=LAW)
    plan = construction_plan(owed, **{**DAYS, "stages": stages})

    assert plan.total == owed.total
    for program in project.programs:
        assert sum(stage.amounts[program] for stage in plan.stages) == owed.of(program)
    assert sum(stage.share.ppm for stage in plan.stages) == 1_000_000
    assert all(stage.amount >= 0 for stage in plan.stages)
    paid_on = plan.register_by + dt.timedelta(days=days)
    early, late = (
        construction_fines(plan, {1: day}).fine for day in (paid_on, paid_on + dt.timedelta(31))
    )
    assert early <= late
    assert (early == 0) or days > 0


@given(st.integers(-20, 200), st.integers(0, 60), st.integers(0, 60))
def test_cover_is_never_lost_by_paying_or_registering_earlier(
    on: int, complete: int, paid: int
) -> None:
    plan = plan_of(BY_ID["three-stages"])
    start = DAYS["ordered_on"]

    def covered(complete: int, paid: int) -> bool:
        return construction_cover(
            plan,
            kj.JKK,
            on=start + dt.timedelta(on),
            complete_on=start + dt.timedelta(complete),
            paid_on={1: start + dt.timedelta(paid)},
        ).covered

    assert covered(complete, paid) <= covered(complete // 2, paid // 2)
