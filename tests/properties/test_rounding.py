"""Rounding at every tie: half a rupiah goes up, a part below it goes down.

A tie is a wage of which the share ends in exactly half a rupiah: wage × parts mod 1,000,000 is
500,000. The ties are found by arithmetic, so that all of them up to Rp20,000,000 can be tried.
"""

from math import gcd

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.oracle import contributions as oracle

import kopdes_jamsos as kj
from kopdes_jamsos.testing import rates

pytestmark = pytest.mark.broad

HIGHEST = 20_000_000
MILLION, HALF = 1_000_000, 500_000
JKK_RATES = {1: "0.24", 2: "0.54", 3: "0.89", 4: "1.27", 5: "1.74"}
RATES = [*JKK_RATES.values(), "0.3", "3.7", "2", "1"]
NOVEMBER = kj.Month(2026, 11)


def first_and_step(parts: int) -> tuple[int, int]:
    """First wage with a tie, and the distance from each tie to the next."""
    step = MILLION // gcd(parts, MILLION)
    return next(wage for wage in range(1, step + 1) if wage * parts % MILLION == HALF), step


def ties(parts: int) -> range:
    """All wages with a tie, from Rp1 to Rp20,000,000."""
    first, step = first_and_step(parts)
    return range(first, HIGHEST + 1, step)


def parts_of(percentage: str) -> int:
    """Parts in a million, from the digits: "0.24" is 2400."""
    whole, _, decimals = percentage.partition(".")
    return int(whole) * 10_000 + int(decimals.ljust(4, "0") or 0)


@pytest.mark.parametrize("percentage", RATES)
def test_each_tie_and_its_neighbours_equal_the_oracle(percentage: str) -> None:
    rate, parts = kj.percent(percentage), parts_of(percentage)
    wrong = [
        wage + beside
        for wage in ties(parts)
        for beside in (-1, 0, 1)
        if rate.of(wage + beside) != oracle.half_up((wage + beside) * parts, MILLION)
    ]

    assert wrong == []


@pytest.mark.parametrize("percentage", RATES)
def test_a_tie_goes_up(percentage: str) -> None:
    rate, parts = kj.percent(percentage), parts_of(percentage)

    assert [wage for wage in ties(parts) if rate.of(wage) * MILLION - wage * parts != HALF] == []


def test_the_arithmetic_finds_every_tie() -> None:
    for percentage in RATES:
        parts = parts_of(percentage)
        scanned = [wage for wage in range(1, 50_001) if wage * parts % MILLION == HALF]
        assert scanned == [wage for wage in ties(parts) if wage <= 50_000]
        assert scanned


@pytest.mark.parametrize("risk_class", JKK_RATES)
def test_assess_rounds_jkk_as_the_oracle_does(risk_class: int) -> None:
    assess_ties({kj.JKK}, kj.Payer.EMPLOYER, parts_of(JKK_RATES[risk_class]), risk_class)


@pytest.mark.parametrize(
    "program, payer, percentage",
    [
        (kj.JKM, kj.Payer.EMPLOYER, "0.3"),
        (kj.JHT, kj.Payer.EMPLOYER, "3.7"),
        (kj.JHT, kj.Payer.WORKER, "2"),
        (kj.JP, kj.Payer.WORKER, "1"),
    ],
)
def test_assess_rounds_the_others_as_the_oracle_does(
    program: kj.Program, payer: kj.Payer, percentage: str
) -> None:
    assess_ties({program}, payer, parts_of(percentage), 1)


def assess_ties(
    programs: set[kj.Program], payer: kj.Payer, parts: int, risk_class: int, most: int = 200
) -> None:
    """A sample of the ties, spread over all wages below the JP ceiling, and their neighbours."""
    below = [wage for wage in ties(parts) if wage < 11_000_000]
    for tie in below[:: len(below) // most + 1]:
        for wage in (tie - 1, tie, tie + 1):
            enrolment = kj.PUEnrolment(
                wage=wage, programs=programs, risk_class=risk_class, birth_date=NOVEMBER.first_day
            )
            (line,) = (line for line in kj.assess(enrolment, NOVEMBER).lines if line.payer is payer)
            assert line.amount == oracle.half_up(wage * parts, MILLION)
            # The convention is named where it decided, and only there.
            assert ("round-line" in line.assumptions) == (wage * parts % MILLION != 0)


@given(rates(), st.integers(0, 10**12))
def test_every_rate_rounds_as_the_oracle_does(rate: kj.Rate, amount: int) -> None:
    assert rate.of(amount) == oracle.half_up(amount * rate.ppm, MILLION)
