"""Apprentices, pupils and the like: their programmes, wage, due days and cover."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.fixed_law import WEEKENDS

import kopdes_jamsos as kj
from kopdes_jamsos.coverage import Standing
from kopdes_jamsos.errors import (
    BeforeDataError,
    InvalidAmountError,
    InvalidFactError,
    InvalidMonthError,
    MissingFactError,
    ProgramNotOpenError,
    UnknownChoiceError,
)
from kopdes_jamsos.programs import Trainee

CASES = Path(__file__).parent / "cases" / "articles" / "trainees.toml"
BOTH = {kj.JKK, kj.JKM}


def cases() -> list[Any]:
    found = tomllib.loads(CASES.read_text("utf-8"))["case"]
    return [pytest.param(case, id=case["id"]) for case in found]


def enrolment(wage: int = 3_100_000, **facts: Any) -> kj.PUEnrolment:
    own = {"programs": BOTH, "risk_class": 2, "trainee": "apprentice", **facts}
    return kj.PUEnrolment(wage=wage, **own)


@pytest.mark.parametrize("case", cases())
def test_what_is_paid_follows_from_the_articles(case: dict[str, Any]) -> None:
    month = kj.Month.parse(case["month"])
    wage = kj.contributions.trainee_wage(case["wages"], month=month)
    enrolled = kj.PUEnrolment(wage=wage.amount, wage_basis=wage.basis, **case["facts"])
    owed = kj.assess(enrolled, month, law=WEEKENDS)
    found = {
        "total": owed.total,
        "employer": owed.paid_by(kj.Payer.EMPLOYER),
        "due": owed.due_date(),
    }
    if "paid_on" in case:
        late = kj.lateness(owed, paid_on=case["paid_on"])
        found["fine"] = late.fine
        assert "trainee-fine" in late.assumptions
    assert found == case["expected"]
    assert "trainee-as-worker" in owed.assumptions
    assert "trainee-wage-given" not in owed.assumptions


def test_a_wage_that_was_only_given_is_named_as_such() -> None:
    found = kj.assess(enrolment(), kj.Month(2026, 11))
    assert "trainee-wage-given" in found.assumptions
    assert str(found.citations[0]).startswith("Permenaker 1/2025 Pasal I angka 24 dan angka 25")
    worker = kj.assess(enrolment(trainee=None), kj.Month(2026, 11))
    assert worker.total == found.total
    assert not {"trainee-wage-given", "trainee-as-worker"} & set(worker.assumptions)


def test_contributions_before_the_rule_that_was_read_are_refused() -> None:
    assert kj.assess(enrolment(), kj.Month(2021, 4)).total == 26_040
    with pytest.raises(BeforeDataError):
        kj.assess(enrolment(), kj.Month(2021, 3))


@pytest.mark.parametrize("program", [kj.JHT, kj.JP, kj.JKP])
def test_only_jkk_and_jkm_are_open(program: kj.Program) -> None:
    with pytest.raises(ProgramNotOpenError):
        enrolment(programs={kj.JKK, program})
    with pytest.raises(UnknownChoiceError):
        enrolment(trainee="friend")


@pytest.mark.parametrize("trainee", Trainee)
def test_jkk_is_owed_and_jkm_may_be_joined(trainee: Trainee) -> None:
    for month, place in (
        (kj.Month(2024, 1), "Permenaker 5/2021 Pasal 35 ayat (1) dan ayat (2)"),
        (kj.Month(2026, 1), "Permenaker 1/2025 Pasal I angka 24 (Pasal 35 ayat (1))"),
    ):
        found = kj.obligations(trainee=trainee, month=month)
        standings = {line.program: line.standing for line in found.lines}
        assert standings == {kj.JKK: Standing.OWED, kj.JKM: Standing.OPEN}
        assert str(found.citations[0]) == place
        assert found.trainee is trainee
    assert kj.obligations(trainee=trainee).owed == {kj.JKK}
    assert "Permenaker 1/2025" in kj.obligations(trainee=trainee).explain("id")


@pytest.mark.parametrize("facts", [{"scale": "micro"}, {"segment": "BPU"}, {"group": "unwaged"}])
def test_neither_scale_nor_group_decides_of_a_trainee(facts: dict[str, Any]) -> None:
    with pytest.raises(InvalidFactError):
        kj.obligations(trainee="pupil", **facts)


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=9))
def test_the_lowest_wage_for_the_same_work_counts(wages: list[int]) -> None:
    found = kj.contributions.trainee_wage(wages)
    assert found.amount in wages
    assert all(found.amount <= wage for wage in wages)


@pytest.mark.parametrize(
    "arguments, error",
    [
        ({"wages": []}, MissingFactError),
        ({"wages": 3_000_000}, InvalidFactError),
        ({"wages": [3_000_000.5]}, InvalidAmountError),
        ({"wages": [1], "month": "11/2026"}, InvalidMonthError),
        ({"wages": [1], "month": kj.Month(2021, 3)}, BeforeDataError),
        ({"wages": [1], "law": None}, InvalidFactError),
    ],
)
def test_what_gives_no_wage_is_refused(arguments: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        kj.contributions.trainee_wage(**arguments)


def test_an_accident_is_paid_on_that_wage() -> None:
    # PP 44/2015 Pasal 28 ayat (2): 60 % x 80 x 3,100,000, 12,000,000 and 10,000,000.
    event = kj.Death(dt.date(2025, 6, 3), work_related=True)
    paid = kj.Participation.paid_through(enrolment(), since=kj.Month(2025, 1), months=6)
    found = kj.entitle(event, paid)
    assert found.total == 148_800_000 + 22_000_000
    assert "trainee-as-worker" in found.assumptions


def test_months_are_behind_from_the_15th_of_their_own() -> None:
    # Paid to June: on 20 October four months are due, of a worker three (Permenaker 5/2021, 93).
    day = dt.date(2026, 10, 20)
    for trainee, behind, first in (("apprentice", 4, "employer"), (None, 3, "agency")):
        part = kj.Participation.paid_through(
            enrolment(trainee=trainee), since=kj.Month(2026, 1), months=6
        )
        cover = part.cover(day, kj.JKK, law=WEEKENDS)
        assert (cover.months_behind, cover.pays_first) == (behind, first)


def test_a_bill_keeps_trainees_and_workers_apart() -> None:
    month = kj.Month(2026, 10)
    people = [
        kj.Employee(ref="E-1", enrolments=[enrolment(trainee=None)]),
        kj.Employee(ref="E-2", enrolments=[enrolment()]),
    ]
    cooperative = kj.Cooperative(
        name="KDMP Pejaten", kind="KDMP", village=kj.VillageCode("36.04.05.2003"), employees=people
    )
    bill = kj.bill(cooperative, month, law=WEEKENDS)
    late = kj.lateness(bill, paid_on=dt.date(2026, 11, 10))
    days = {(line.due.day, line.months_late) for line in late.lines}
    assert days == {(dt.date(2026, 10, 15), 1), (dt.date(2026, 11, 16), 0)}
    plan = kj.contributions.payment_plan([bill])
    assert [entry.due.day for entry in plan.entries] == [
        dt.date(2026, 10, 15),
        dt.date(2026, 10, 15),
        dt.date(2026, 11, 16),
        dt.date(2026, 11, 16),
    ]


def test_documents_keep_who_is_a_trainee() -> None:
    found = kj.assess(enrolment(), kj.Month(2026, 11))
    again = kj.from_json(kj.to_json(found), "assessment")
    assert again.enrolment == found.enrolment
    assert again.due_date() == found.due_date()
    assert kj.replay(kj.to_json(found)).agrees


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_wage_is_worded(language: Any) -> None:
    said = kj.contributions.trainee_wage([3_400_000, 3_100_000]).explain(language)
    assert kj.format_rupiah(3_100_000, language) in said
