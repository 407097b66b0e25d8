"""Apprentices, and who has the halved JKK contribution."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

import kopdes_jamsos as kj

MARCH = kj.Month(2025, 3)


@pytest.mark.parametrize(
    "month, jkm, total, due, named",
    [
        # 3,200,000 x 0.89 % = 28,480; x 0.30 % = 9,600. 15 September 2024 is a Sunday.
        ("2024-09", False, 28_480, dt.date(2024, 9, 15), False),
        ("2025-09", True, 38_080, dt.date(2025, 9, 15), True),
    ],
)
def test_an_apprentice_costs_what_the_lowest_paid_worker_would(
    month: str, jkm: bool, total: int, due: dt.date, named: bool
) -> None:
    """Permenaker 5/2021 Pasal 45 ayat (1) to (4); changed on 24 February 2025."""
    programs = {kj.JKK, kj.JKM} if jkm else {kj.JKK}
    wage = kj.contributions.trainee_wage([3_200_000, 4_000_000], month=kj.Month.parse(month))
    enrolment = kj.PUEnrolment(
        wage=wage.amount,
        wage_basis=wage.basis,
        risk_class=3,
        programs=programs,
        trainee="apprentice",
    )
    found = kj.assess(enrolment, kj.Month.parse(month))

    assert (found.total, found.due_date()) == (total, due)
    assert ("apprentice-named" in found.assumptions) is named
    assert "PP 44/2015 Pasal 28" in wage.explain("id")
    assert "PP 44/2015 Pasal 28 ayat (1) dan ayat (2)" in map(str, found.citations)
    with pytest.raises(kj.errors.BeforeDataError):
        kj.assess(enrolment, kj.Month(2021, 3))


@pytest.mark.parametrize(
    "industry", ["food", "textiles", "leather", "footwear", "toys", "furniture"]
)
@pytest.mark.parametrize(
    "workers, settled, met",
    [(50, 1, True), (49, 1, False), (50, 2, True), (80, 0, False)],
)
def test_an_industry_is_labour_intensive_on_three_conditions(
    industry: str, workers: int, settled: int, met: bool
) -> None:
    """PP 7/2025 Pasal 3 ayat (3) and (4), Pasal 6 ayat (2)."""
    up_to = kj.Month(2024, 12) + settled
    facts: dict[str, Any] = {"active_workers": workers, "settled_up_to": up_to}
    found = kj.coverage.labour_conditions(MARCH, industry=industry, **facts)

    assert found.met is met
    assert not kj.coverage.labour_conditions(MARCH, industry="other", **facts).met
    assert "JKK settled up to January 2025" in found.explain("en")
    assert [str(each) for each in found.citations] == [
        "PP 7/2025 Pasal 3 ayat (4)",
        "PP 7/2025 Pasal 3 ayat (3)",
        "PP 7/2025 Pasal 6 ayat (2)",
    ]


def test_the_conditions_stand_for_their_months_and_ask_for_numbers() -> None:
    facts: dict[str, Any] = {"industry": "toys", "settled_up_to": kj.Month(2025, 1)}
    for workers in (-1, 1.5, None):
        with pytest.raises(kj.errors.InvalidFactError):
            kj.coverage.labour_conditions(MARCH, active_workers=workers, **facts)  # type: ignore[arg-type]  # that is the point
    with pytest.raises(kj.errors.BeforeDataError):
        kj.coverage.labour_conditions(kj.Month(2025, 1), active_workers=50, **facts)
    with pytest.raises(kj.errors.NoRuleError):
        kj.coverage.labour_conditions(kj.Month(2026, 2), active_workers=50, **facts)
