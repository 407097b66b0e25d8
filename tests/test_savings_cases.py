"""Published cases of JHT, JP and JKP: data files under `tests/cases/savings`, with sources."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from tests.published import CASES, checks

import kopdes_jamsos as kj


@pytest.mark.parametrize("check", checks("savings", "tax"))
def test_the_tax_is_the_published_one(check: dict[str, Any]) -> None:
    earlier: list[kj.benefits.Withdrawal] = []
    taxes = []
    for payment in check["payments"]:
        tax = kj.benefits.jht_tax(
            payment["amount"],
            payment["on"],
            earlier=earlier,
            has_tax_number=check.get("has_tax_number"),
        )
        taxes.append(tax.tax)
        earlier.append(kj.benefits.Withdrawal(**payment))

    assert taxes == check["expected"]


@pytest.mark.parametrize("check", checks("savings", "partial"))
def test_the_partial_withdrawal_is_the_published_one(check: dict[str, Any]) -> None:
    worker = kj.PUEnrolment(wage=5_000_000, programs={kj.JHT})
    member = kj.Participation.paid_through(
        worker, since=kj.Month.parse(check["joined"]), months=121
    )
    earlier = [
        kj.benefits.Withdrawal(on=dt.date(2026, 1, 2), amount=check[key])
        for key in ("earlier",)
        if key in check
    ]
    found = kj.entitle(
        kj.PartialWithdrawal(check["on"], purpose=check["purpose"]),
        member,
        jht_balance=check["balance"],
        withdrawals=earlier,
    )

    assert found.total == check.get("expected", 0)
    assert [refusal.code for refusal in found.refusals] == [
        check[key] for key in ("refused",) if key in check
    ]


@pytest.mark.parametrize("check", checks("savings", "indexing"))
def test_indexed_wages_are_the_published_ones_to_the_rupiah(check: dict[str, Any]) -> None:
    first = check["first_year"]
    inflation = {first + place: kj.percent(text) for place, text in enumerate(check["inflation"])}
    wages = {kj.Month(first + place, 1): wage for place, wage in enumerate(check["wages"])}
    found = kj.benefits.index_wages(wages, check["pension_year"], inflation=inflation)

    assert [year.indexed for year in found.years] == check["expected"]
    assert max(rate.year for rate in found.rates) == check["pension_year"] - 1


@pytest.mark.parametrize("check", checks("savings", "cash"))
def test_the_cash_is_the_published_one(check: dict[str, Any]) -> None:
    found = kj.benefits.jkp_cash(check["wage"], check["claimed"])

    assert [month.amount for month in found.months] == check["expected"]
    assert found.total == sum(check["expected"])


@pytest.mark.parametrize("check", checks("savings", "eligibility"))
def test_the_simulations_of_the_law_are_entitled(check: dict[str, Any]) -> None:
    worker = kj.PUEnrolment(
        wage=4_000_000, risk_class=1, programs={kj.JKK, kj.JKM, kj.JHT, kj.JP, kj.JKP}
    )
    jobs = []
    for job in check["jobs"]:
        since = kj.Month.parse(job["since"])
        jobs.append(
            kj.Participation(
                worker,
                joined=job.get("joined", since.first_day),
                ended=job.get("ended"),
                payments=[
                    kj.Payment(since + n, (since + n).first_day) for n in range(job["months"])
                ],
            )
        )
    event = kj.Dismissal(check["dismissed"], fixed_term_until=check.get("fixed_term_until"))
    found = kj.benefits.jkp_eligibility(event, jobs)

    assert found.months == check["months"]
    assert [reason.code for reason in found.reasons if reason.code != "jkp-not-in-a-row"] == []
    assert check["eligible"]


def test_every_published_case_is_here() -> None:
    here = {file.stem for file in (CASES / "savings").glob("P4*.toml")}
    values = {file.stem for file in (CASES / "values").glob("P4*.toml")}
    assert here | values == {f"P{number}" for number in range(40, 48)}
