"""Every convention of the law files decides a result that some test shows, and has words.

Most are shown where their subject is tested; those that no other test names are shown here.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from tests import people
from tests.fixed_law import credited

import kopdes_jamsos as kj

TESTS = Path(__file__).parent
LAW = Path(kj.__file__).parent / "law"
NAMES: list[str] = tomllib.loads((LAW / "conventions.toml").read_text("utf-8"))["names"]
MARCH = kj.Month(2024, 3)
LEFT = dt.date(2025, 9, 3)


def worker(months: int = 18) -> kj.Participation:
    return people.worker("2024-03", months, risk_class=1, programs=set(kj.Program))


def trader(*payments: kj.Payment, since: dt.date) -> kj.Participation:
    enrolment = kj.BPUEnrolment(income=1_000_000, programs={kj.JKK, kj.JKM})
    return kj.Participation(enrolment, joined=since, payments=payments)


def of_jkp(event: kj.Dismissal) -> Iterable[str]:
    return kj.benefits.jkp_eligibility(event, [worker()]).assumptions


def of_a_whole_month(*readings: str) -> Iterable[str]:
    event, law = kj.Dismissal(dt.date(2025, 3, 31)), kj.LawBook(readings=readings)
    return kj.benefits.jkp_eligibility(event, [worker()], law=law).assumptions


def of_jkp_cash() -> Iterable[str]:
    return kj.entitle(kj.Dismissal(LEFT), worker()).assumptions


def of_an_arm() -> Iterable[str]:
    arm = kj.Injury("arm-from-shoulder", side="right")
    return kj.entitle(kj.WorkAccident(LEFT, injuries=[arm]), worker()).assumptions


def of_a_child() -> Iterable[str]:
    child = kj.Child(birth_date=dt.date(2015, 5, 5))
    return kj.entitle(kj.Death(LEFT, work_related=True), worker(), children=[child]).assumptions


def of_lateness() -> Iterable[str]:
    assessment = kj.assess(worker().enrolment, MARCH)
    return kj.lateness(assessment, paid_on=dt.date(2024, 6, 1)).assumptions


def of_an_account(crediting: str) -> Iterable[str]:
    rate = kj.percent(5)
    return kj.benefits.jht_account(
        [worker()], LEFT, rates=rate, law=credited(crediting)
    ).assumptions


def of_thirteen_months_ahead() -> Iterable[str]:
    # No text for the time before April 2021 (Permenaker 5/2021 Pasal 41).
    march = kj.Month(2021, 3)
    ahead = kj.Payment(march, march.first_day, months=14)
    return trader(ahead, since=march.first_day).allocation().assumptions


def of_a_membership_before_the_data() -> Iterable[str]:
    enrolment = kj.PUEnrolment(wage=4_000_000, programs={kj.JKM})
    member = kj.Participation(enrolment, joined=dt.date(2014, 1, 1))
    return member.cover(dt.date(2016, 1, 1), kj.JKM).assumptions


def of_an_orphan(*readings: str, **claim: Any) -> Iterable[str]:
    child = kj.Child(stage="SD1", claimed_on=dt.date(2031, 8, 1), **claim)
    event, law = kj.Death(LEFT, work_related=True), kj.LawBook(readings=readings)
    return kj.entitle(event, worker(), children=child, law=law).assumptions


def of_two_jobs(*readings: str) -> Iterable[str]:
    """24 paid months each, twelve of them side by side."""
    both = [people.worker("2022-09", 24, ended=dt.date(2024, 8, 31)), people.worker("2023-09", 24)]
    event, law = kj.Death(LEFT, work_related=False), kj.LawBook(readings=readings)
    return kj.entitle(event, both, children=kj.Child(stage="SD1"), law=law).assumptions


SHOWN: dict[str, Callable[[], Iterable[str]]] = {
    "late-month-from": of_lateness,
    "right-handed": of_an_arm,
    "scholarship-year": of_a_child,
    "school-age": of_a_child,
    "scholarship-parallel": of_two_jobs,
    "scholarship-months-once": lambda: of_two_jobs("scholarship-months-once"),
    "scholarship-back-years": lambda: of_an_orphan(paid_to="SD1"),
    "scholarship-first-claim": of_an_orphan,
    "scholarship-first-claim-limited": lambda: of_an_orphan("scholarship-first-claim-limited"),
    "prepaid-year": of_thirteen_months_ahead,
    "settled-before-data": of_a_membership_before_the_data,
    "jht-monthly-crediting": lambda: of_an_account("monthly"),
    "jht-yearly-crediting": lambda: of_an_account("yearly"),
    "jkp-payment-day": of_jkp_cash,
    "jkp-lapsed-stays": lambda: of_jkp(kj.Dismissal(dt.date(2024, 12, 3))),
    "jkp-five-years": lambda: of_jkp(kj.Dismissal(LEFT, earlier_claims=[dt.date(2022, 5, 1)])),
    "jkp-last-month-worked": of_a_whole_month,
    "jkp-month-of-dismissal-out": lambda: of_a_whole_month("jkp-month-of-dismissal-out"),
    "several-alike": lambda: kj.benefits.reconcile(1, on=LEFT, deaths=5).assumptions,
    "jkp-row-before": lambda: of_jkp(kj.Dismissal(dt.date(2024, 12, 3))),
}


@pytest.mark.parametrize("name", SHOWN)
def test_a_result_names_the_convention_that_decided(name: str) -> None:
    assert name in set(SHOWN[name]())


def test_every_convention_is_named_by_a_test() -> None:
    texts = [path.read_text(encoding="utf-8") for path in TESTS.rglob("*.py")]
    unnamed = [name for name in NAMES if not any(f'"{name}"' in text for text in texts)]

    assert unnamed == [], "show a result that this convention decided"


@pytest.mark.parametrize("language", kj.wording.languages())
def test_every_convention_has_words(language: kj.wording.Language) -> None:
    assert [name for name in NAMES if not kj.LAW.convention(name).text(language)] == []


class Invented(kj.basis.Explained):
    def statement(self) -> kj.basis.Statement:
        made_up = kj.basis.Basis(assumptions=("nonsense",))
        return kj.basis.Statement(
            title=kj.basis.Note.of("difference"), rows=(), totals=(), basis=made_up
        )


def test_a_result_that_names_no_convention_cannot_be_explained() -> None:
    """The tests of explanations explain every kind of result, so they would fail."""
    with pytest.raises(KeyError, match="nonsense"):
        Invented().explain("en")
    with pytest.raises(kj.errors.LawPathError, match="names no convention"):
        kj.LAW.convention("nonsense")
