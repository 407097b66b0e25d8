from __future__ import annotations

import pickle
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kopdes_jamsos as kj
from kopdes_jamsos.money import check_rupiah, half_up


@given(st.integers(0, 10**30), st.integers(1, 10**15))
def test_half_up_is_nearest_and_ties_go_up(numerator: int, denominator: int) -> None:
    rounded = half_up(numerator, denominator)
    twice_error = 2 * (rounded * denominator - numerator)
    assert -denominator < twice_error <= denominator


@pytest.mark.parametrize(
    "text,ppm",
    [
        ("0.24", 2_400),
        ("5.59", 55_900),
        ("100", 1_000_000),
        ("0", 0),
        ("0.0001", 1),
        (3, 30_000),
        (Decimal("0.445"), 4_450),
        (Decimal("1e1"), 100_000),
        (Decimal("0e999999"), 0),
    ],
)
def test_percent_is_exact(text: str | int | Decimal, ppm: int) -> None:
    assert kj.percent(text).ppm == ppm


@pytest.mark.parametrize(
    "value",
    [
        "3,7",
        "",
        "abc",
        "nan",
        "inf",
        "-1",
        "100.0001",
        "0.00001",
        "1e-99999999",
        "1e99999999",
        "1_0",
        " 1",
        "١",
    ],
)
def test_percent_refuses_what_is_no_exact_percentage(value: str) -> None:
    with pytest.raises(kj.errors.InvalidRateError) as refusal:
        kj.percent(value)
    # What has no form of a number may be somebody's name.
    kept = value in ("", "3,7", "-1", "100.0001", "0.00001")
    assert refusal.value.value == (value if kept else "value")
    assert refusal.value.code == "invalid-rate"


def test_percent_does_not_round_a_long_tail_away() -> None:
    with pytest.raises(kj.errors.InvalidRateError):
        kj.percent(f"0.0001{'0' * 40}1")


@pytest.mark.parametrize("value", [0.24, True, None, b"1"])
def test_percent_refuses_floats_and_other_kinds(value: object) -> None:
    with pytest.raises(kj.errors.InvalidRateError):
        kj.percent(value)  # type: ignore[arg-type]  # that is the point


@pytest.mark.parametrize("ppm", [-1, 1_000_001, True, 0.5, "1"])
def test_rate_refuses_what_is_no_part_per_million(ppm: object) -> None:
    with pytest.raises(kj.errors.InvalidRateError):
        kj.Rate(ppm)  # type: ignore[arg-type]  # that is the point


def test_rate_shows_its_percentage_and_orders() -> None:
    assert [str(kj.percent(text)) for text in ("0.24", "50", "3.70")] == [
        "0.24 %",
        "50 %",
        "3.7 %",
    ]
    assert kj.percent("0.24") < kj.percent("0.54")
    assert pickle.loads(pickle.dumps(kj.percent("1"))) == kj.percent("1")


@pytest.mark.parametrize("value", [-1, 0.5, 1.0, True, float("nan"), "1", [7]])
def test_amounts_are_whole_rupiah_and_the_message_does_not_repeat_them(value: object) -> None:
    with pytest.raises(kj.errors.InvalidAmountError) as refusal:
        check_rupiah(value, "wage")
    assert refusal.value.value == "wage"
    assert repr(value) not in refusal.value.message


def test_amounts_end_where_64_bits_end() -> None:
    assert check_rupiah(2**63 - 1, "The wage") == 2**63 - 1
    for value in (2**63, 10**5_000, kj.RiskClass.LOW):
        with pytest.raises(kj.errors.InvalidAmountError):
            check_rupiah(value, "The wage")
