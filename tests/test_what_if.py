"""A value of the law that the caller changed is named by the results that it decides."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, TypeAlias

import pytest
from tests.people import VILLAGE

import kopdes_jamsos as kj

DAY = dt.date(2026, 9, 1)
FIRST = kj.Month(2021, 4)
BORN = dt.date(1967, 7, 1)  # 59 in July 2026
OLD = kj.BPUEnrolment(
    income=1_000_000,
    programs={kj.JHT},
    birth_date=dt.date(1959, 1, 1),
    registered_on=dt.date(2023, 1, 1),
)
RETIRED = kj.PUEnrolment(wage=5_000_000, programs={kj.JP}, birth_date=BORN)
PART = kj.Participation.paid_through(RETIRED, since=kj.Month(2025, 1), months=20)
KDMP = kj.Cooperative(
    name="KDMP Pejaten",
    kind="KDMP",
    village=VILLAGE,
    scale="medium",
    employees=[kj.Employee(ref="E-1", birth_date=BORN)],
)
Ask: TypeAlias = Callable[[kj.LawBook], Any]
ASKED: dict[str, tuple[str, object, kj.Month, Ask]] = {
    "a foreigner": (
        "obligations.foreigner_months", 12, FIRST,
        lambda law: kj.coverage.eligibility(
            kj.JKK, DAY, segment="PU", citizen=False,
            working_since=dt.date(2026, 1, 1), law=law,
        ),
    ),
    "deferring": (
        "jp.pension_age", 58, FIRST,
        lambda law: kj.coverage.eligibility(
            kj.JP, DAY, segment="PU", citizen=True,
            birth_date=BORN, pension_deferred=True, law=law,
        ),
    ),
    "pension age and cover": (
        "jp.pension_age", 58, FIRST, lambda law: PART.cover(DAY, kj.JP, law=law),
    ),
    "pension age and gaps": (
        "jp.pension_age", 58, FIRST, lambda law: kj.coverage.covered_on(KDMP, DAY, law=law),
    ),
    "the age of a BPU": (
        "obligations.bpu_registration_age", 70, FIRST,
        lambda law: kj.assess(OLD, kj.Month(2026, 9), law=law),
    ),
    "what may be deferred": (
        "jp.deferrable_share", kj.percent("50"), kj.Month(2020, 8),
        lambda law: kj.assess(
            kj.PUEnrolment(wage=5_000_000, programs={kj.JP}), kj.Month(2025, 7), law=law
        ),
    ),
    "a payment plan": (
        "jht.rate_bpu", kj.percent("3"), FIRST,
        lambda law: kj.contributions.payment_plan([kj.assess(OLD, kj.Month(2026, 9), law=law)]),
    ),
    "the scale of a business": (
        "obligations.capital_limit.micro", 1, FIRST,
        lambda law: kj.coverage.business_scale(capital=2, since=DAY, law=law),
    ),
    "the other scale of a business": (
        "obligations.sales_limit.micro", 1, FIRST,
        lambda law: kj.coverage.business_scale(capital=2, sales=2, since=DAY, law=law),
    ),
}  # fmt: skip


@pytest.mark.parametrize("path,value,since,ask", ASKED.values(), ids=list(ASKED))
def test_a_changed_value_is_named(path: str, value: Any, since: kj.Month, ask: Ask) -> None:
    assert "what-if" not in ask(kj.LAW).assumptions
    found = ask(kj.LAW.with_change(path, value, since=since))
    assert "what-if" in found.assumptions
    assert found.evidence is kj.Evidence.CONVENTION


def test_a_changed_value_of_eligibility_is_cited_as_such() -> None:
    law = kj.LAW.with_change("obligations.foreigner_months", 12, since=FIRST)
    facts: dict[str, Any] = {"segment": "PU", "citizen": False, "working_since": BORN}
    place = "what-if obligations.foreigner_months"
    assert (
        str(kj.coverage.eligibility(kj.JKK, DAY, law=law, **facts).conditions[-1].citations[0])
        == place
    )


def test_a_plan_names_what_decided_its_amounts() -> None:
    plan = kj.contributions.payment_plan(
        [kj.assess(kj.PUEnrolment(wage=5_000_000, programs={kj.JP}), kj.Month(2026, 9))]
    )
    assert plan.assumptions == ("jp-age-not-given",)
