"""What an enrolment refuses."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

import kopdes_jamsos as kj
from kopdes_jamsos.programs import OPEN_TO

PU: dict[str, Any] = {"wage": 5_000_000, "programs": {kj.JKM}}
BPU: dict[str, Any] = {"income": 1_000_000, "programs": {kj.JKM}}


@pytest.mark.parametrize("amount", [-1, 0.5, float("nan"), True, "5000000", None])
@pytest.mark.parametrize(
    "kind,facts,name", [(kj.PUEnrolment, PU, "wage"), (kj.BPUEnrolment, BPU, "income")]
)
def test_an_amount_that_is_no_whole_rupiah_is_refused(
    kind: type[Any], facts: dict[str, Any], name: str, amount: object
) -> None:
    with pytest.raises(kj.errors.InvalidAmountError) as refusal:
        kind(**{**facts, name: amount})
    assert refusal.value.value == name
    assert name in refusal.value.message


@pytest.mark.parametrize(
    "facts,error",
    [
        ({"programs": {"JPK"}}, kj.errors.UnknownProgramError),
        ({"programs": "JKK"}, kj.errors.InvalidFactError),
        ({"programs": 7}, kj.errors.InvalidFactError),
        ({"programs": set()}, kj.errors.InvalidFactError),
        ({"risk_class": 0}, kj.errors.InvalidRiskClassError),
        ({"risk_class": 6}, kj.errors.InvalidRiskClassError),
        ({"birth_date": "1990-1-1"}, kj.errors.InvalidDateError),
        ({"birth_date": dt.datetime(1990, 1, 1, tzinfo=dt.UTC)}, kj.errors.InvalidDateError),
        ({"labour_intensive": 1}, kj.errors.InvalidFactError),
        ({"pension_deferred": None}, kj.errors.InvalidFactError),
        ({"settled": "yes"}, kj.errors.InvalidFactError),
    ],
)
def test_a_wage_earner_with_a_wrong_fact_is_refused(
    facts: dict[str, Any], error: type[kj.KopdesJamsosError]
) -> None:
    with pytest.raises(error) as refusal:
        kj.PUEnrolment(**{**PU, **facts})
    assert refusal.value.remedy


@pytest.mark.parametrize("program", [kj.JP, kj.JKP])
def test_jp_and_jkp_are_not_open_to_bpu(program: kj.Program) -> None:
    with pytest.raises(kj.errors.ProgramNotOpenError) as refusal:
        kj.BPUEnrolment(income=1_000_000, programs={kj.JKK, program})
    assert refusal.value.value == [program]


@pytest.mark.parametrize(
    "facts", [{"group": "d"}, {"sector": "air"}, {"funding": "bank"}, {"group": True}]
)
def test_an_unknown_choice_is_refused(facts: dict[str, Any]) -> None:
    with pytest.raises(kj.errors.UnknownChoiceError):
        kj.BPUEnrolment(**{**BPU, **facts})


@pytest.mark.parametrize("facts", [{}, {"contract_value": 1, "wages": 1}])
def test_a_construction_project_has_exactly_one_base(facts: dict[str, Any]) -> None:
    with pytest.raises(kj.errors.InvalidFactError):
        kj.ConstructionEnrolment(**facts)


def test_a_construction_project_takes_jkk_and_jkm_only() -> None:
    assert kj.ConstructionEnrolment(wages=1).programs == {kj.JKK, kj.JKM}
    with pytest.raises(kj.errors.ProgramNotOpenError):
        kj.ConstructionEnrolment(wages=1, programs={kj.JHT})
    with pytest.raises(kj.errors.InvalidAmountError):
        kj.ConstructionEnrolment(contract_value=-1)


def test_an_enrolment_is_frozen_and_shows_no_wage_and_no_birth_date() -> None:
    worker = kj.PUEnrolment(**PU, birth_date=dt.date(1987, 6, 5))
    with pytest.raises(AttributeError):
        worker.wage = 1  # type: ignore[misc]  # that is the point
    for shown in (repr(worker), str(worker), repr(kj.BPUEnrolment(**BPU))):
        assert "000" not in shown
        assert "1987" not in shown


@pytest.mark.parametrize("segment", list(kj.Segment))
def test_open_programmes_are_those_with_rows_in_the_tariff_and_with_obligations(
    segment: kj.Segment,
) -> None:
    month = kj.Month(2026, 11)
    rows = {levy.program for levy in kj.LAW.tariff(month) if levy.segment is segment}
    assert rows == OPEN_TO[segment]
    if segment is kj.Segment.CONSTRUCTION:
        return
    closed = kj.coverage.Standing.CLOSED
    for fact in kj.BusinessScale if segment is kj.Segment.PU else kj.BPUGroup:
        named: dict[str, Any] = {"scale" if segment is kj.Segment.PU else "group": fact}
        lines = kj.obligations(segment=segment, month=month, **named).lines
        assert {line.program for line in lines if line.standing is not closed} == OPEN_TO[segment]


@pytest.mark.parametrize("program", list(kj.Program))
def test_trainees_are_taken_in_the_programmes_that_are_owed_or_open_for_them(
    program: kj.Program,
) -> None:
    paths = ("obligations.programs_owed_trainee", "obligations.programs_open_trainee")
    named = {each for path in paths for value in kj.LAW.series(path).values for each in value.value}

    facts: dict[str, Any] = {"wage": 5_000_000, "programs": {program}, "trainee": "apprentice"}
    if program in named:
        assert kj.PUEnrolment(**facts).programs == {program}
    else:
        with pytest.raises(kj.errors.ProgramNotOpenError):
            kj.PUEnrolment(**facts)
