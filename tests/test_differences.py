"""Why a printed contribution differs: mistakes that payrolls and calculators are known to make."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.oracle import contributions as oracle

import kopdes_jamsos as kj
from kopdes_jamsos.errors import InvalidAmountError, InvalidFactError, MissingFactError

NOVEMBER = kj.Month(2026, 11)
EVERYTHING = frozenset({kj.JKK, kj.JKM, kj.JHT, kj.JP})


def of(
    printed: int, enrolment: kj.Enrolment, month: kj.Month = NOVEMBER, **more: object
) -> set[str]:
    asked = kj.questions.Contribution(enrolment=enrolment, month=month, **more)  # type: ignore[arg-type]  # payer, program, law
    found = kj.questions.reconcile_contribution(printed, asked)
    return {
        " + ".join(f"{each.code} {each.name}{each.choice or ''}".strip() for each in way)
        for way in found.ways
    }


def worker(wage: int, *programs: kj.Program, **facts: object) -> kj.PUEnrolment:
    return kj.PUEnrolment(wage=wage, programs=programs or EVERYTHING, risk_class=1, **facts)  # type: ignore[arg-type]  # facts by name


def test_half_a_rupiah_that_floating_point_loses() -> None:
    # 0.24 % of 5,939,375 is 14,254.5.
    asked = kj.questions.Contribution(enrolment=worker(5_939_375, kj.JKK), month=NOVEMBER)
    found = kj.questions.reconcile_contribution(14_254, asked)

    assert (found.amount, found.difference, found.agrees) == (14_255, -1, False)
    assert [[each.code for each in way] for way in found.ways] == [
        ["cut-down"],
        ["half-even"],
        ["floats"],
    ]
    assert kj.questions.reconcile_contribution(14_255, asked).agrees


@pytest.mark.parametrize(
    "printed, expected",
    [
        (100_423, "month 2025-02"),  # 1 % of the ceiling until February 2025
        (105_474, "month 2026-02"),  # and until February 2026
        (95_596, "month 2024-02"),  # 1 % of 9,559,600
        (120_000, "no-ceiling"),
    ],
)
def test_a_ceiling_of_another_year_or_none(printed: int, expected: str) -> None:
    assert of(printed, worker(12_000_000, kj.JP), payer="worker") == {expected}


@pytest.mark.parametrize(
    "printed, expected",
    [
        (27_000, "fact risk_class2"),  # 0.54 %
        (44_500, "fact risk_class3"),
        (63_500, "fact risk_class4"),
        (87_000, "fact risk_class5"),
    ],
)
def test_another_risk_class(printed: int, expected: str) -> None:
    assert of(printed, worker(5_000_000, kj.JKK)) == {expected}


def test_a_part_that_was_left_out() -> None:
    # JKK 12,000, JKM 15,000, JHT 185,000 and 100,000, JP 100,000 and 50,000.
    assert "without-payer worker" in of(312_000, worker(5_000_000))
    assert "without-program JP" in of(312_000, worker(5_000_000))
    assert of(447_000, worker(5_000_000)) == {"without-program JKM"}
    assert of(435_000, worker(5_000_000)) == {"without-program JKK + without-program JKM"}


def test_a_relief_that_was_forgotten_or_taken_without_its_conditions() -> None:
    facts = {"sector": "other", "funding": "self"}
    trader = kj.BPUEnrolment(
        income=1_000_000,
        programs={kj.JKK, kj.JKM},
        group="independent",
        **facts,  # type: ignore[arg-type]  # facts by name
    )
    assert "no-relief" in of(16_800, trader)
    officer = kj.BPUEnrolment(
        income=1_000_000,
        programs={kj.JKK, kj.JKM},
        group="unwaged",
        **facts,  # type: ignore[arg-type]  # facts by name
    )
    found = of(8_400, officer)
    assert {"relief-anyway", "reading relief-as-practised", "fact groupindependent"} <= found
    practised = kj.LAW.with_reading("relief-as-practised")
    assert "no-relief" in of(16_800, officer, law=practised)


def test_the_declared_income_in_the_place_of_its_band() -> None:
    trader = kj.BPUEnrolment(income=1_050_000, programs={kj.JKK, kj.JKM})
    assert of(10_500 + 6_800, trader, kj.Month(2025, 7)) == {"declared-income"}


def test_two_mistakes_where_one_is_not_enough() -> None:
    # The ceiling of 2025 and the worker's part left out: 2 % of 10,547,400.
    assert "month 2026-02 + without-payer worker" in of(210_948, worker(12_000_000, kj.JP))
    assert of(123, worker(12_000_000, kj.JP)) == set()


@settings(max_examples=40)
@given(st.integers(1_000_000, 9_000_000))
def test_what_truncates_each_line_is_found(wage: int) -> None:
    """A package in use cuts JKM down: one rupiah low for half of all wages."""
    lines = oracle.worker({"JKM"}, (2026, 11), wage, 1, None, False, False, True)
    cut = wage * 3 // 1000
    if cut != sum(lines.values()):
        assert "cut-down" in of(cut, worker(wage, kj.JKM))


def test_what_cannot_be_compared_is_refused() -> None:
    asked = kj.questions.Contribution(enrolment=worker(1), month=NOVEMBER)
    with pytest.raises(InvalidAmountError):
        kj.questions.reconcile_contribution(-1, asked)
    with pytest.raises(InvalidFactError):
        kj.questions.reconcile_contribution(1, worker(1))  # type: ignore[arg-type]  # that is the point
    trader = kj.BPUEnrolment(income=1_000_000, programs={kj.JKK})
    with pytest.raises(MissingFactError):
        of(1, trader)


def test_a_mistake_about_neither_a_fact_nor_a_choice_leaves_their_columns_blank() -> None:
    # 1 % of the wage, not of the ceiling of 11,086,300.
    asked = kj.questions.Contribution(
        enrolment=worker(12_000_000, kj.JP), month=NOVEMBER, payer="worker"
    )

    assert kj.questions.reconcile_contribution(120_000, asked).to_records() == [
        {"way": 1, "mistake": "no-ceiling", "subject": None, "choice": None}
    ]


def test_the_ways_are_told_in_words() -> None:
    asked = kj.questions.Contribution(enrolment=worker(5_000_000), month=NOVEMBER)
    told = kj.questions.reconcile_contribution(312_000, asked).explain("en")
    assert "without the part of the worker" in told
    assert "which does not prove" in told
    assert "No known mistake" in kj.questions.reconcile_contribution(7, asked).explain("en")
    assert "sesuai peraturan" in kj.questions.reconcile_contribution(462_000, asked).explain("id")
