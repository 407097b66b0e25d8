"""Results and books travel between processes."""

from __future__ import annotations

import copy
import datetime as dt
import pickle
from typing import Any

import attrs
import pytest
from tests.people import cooperative
from tests.test_integers import CALLS

import kopdes_jamsos as kj

WORKER = kj.PUEnrolment(
    wage=6_000_000, risk_class=1, programs={kj.JKK, kj.JP}, birth_date=dt.date(1990, 1, 1)
)
MONTH = kj.Month(2026, 11)
# What is open, and what an engine made.
NOT_CARRIED = {"scan", "Scan", "rosters.scan", "rosters.Scan"}


@pytest.mark.filterwarnings("ignore::kopdes_jamsos.KopdesJamsosWarning")
@pytest.mark.parametrize("name", sorted(CALLS.keys() - NOT_CARRIED))
def test_what_every_function_gives_survives_pickling_and_copying(name: str) -> None:
    call, good = CALLS[name]
    found = call(**good)
    for twin in (pickle.loads(pickle.dumps(found)), copy.deepcopy(found)):
        # A set may come back in another order.
        assert sorted(repr(twin)) == sorted(repr(found))


@pytest.mark.parametrize(
    "law",
    [
        kj.LAW,
        kj.LAW.as_known(dt.date(2026, 6, 1)),
        kj.LAW.carried_forward(MONTH).with_change("jkk.rate_pu.low", kj.percent(1), since=MONTH),
    ],
    ids=["all", "as known", "changed"],
)
def test_an_assessment_and_its_book_survive_pickling_and_copying(law: kj.LawBook) -> None:
    assessment = kj.assess(WORKER, MONTH, law=law)
    for twin in (pickle.loads(pickle.dumps(assessment)), copy.deepcopy(assessment)):
        assert twin.lines == assessment.lines
        assert twin.explain("id") == assessment.explain("id")
        assert repr(twin.law) == repr(law)
        assert kj.assess(WORKER, MONTH, law=twin.law).lines == assessment.lines


def test_a_bill_finds_its_people_when_they_are_copies() -> None:
    trader = kj.BPUEnrolment(income=1_000_000, programs={kj.JKK, kj.JKM})
    members = [kj.Member(ref="M-1"), kj.Member(ref="M-2", enrolments=[trader])]
    bill = kj.bill(cooperative(members=members), kj.Month(2025, 7))
    twin = attrs.evolve(bill, cooperative=pickle.loads(pickle.dumps(bill.cooperative)))

    # 1 % of 1,000,000 and 6,800 (PP 44/2015 Lampiran II and Pasal 18).
    for person in (members[1], list(twin.cooperative.people())[1]):
        assert twin.of(person) == 16_800
    assert twin.to_records() == bill.to_records()
    assert twin.to_frame()["person"].to_list() == [2, 1]
    assert kj.to_json(twin) == kj.to_json(bill)


def test_a_bill_of_strangers_is_refused_in_every_form() -> None:
    bill = kj.bill(cooperative(members=[kj.Member(ref="M-1")]), kj.Month(2025, 7))
    strange = attrs.evolve(bill, cooperative=cooperative(members=[kj.Member(ref="M-2")]))
    nobody: Any = "M-2"

    for asked in (
        strange.to_records,
        lambda: kj.to_json(strange),
        lambda: bill.of(kj.Member(ref="M-2")),
        lambda: bill.of(nobody),
    ):
        with pytest.raises(kj.errors.InvalidFactError, match="nobody of this cooperative"):
            asked()


def test_the_values_of_the_law_survive_pickling_and_cannot_be_changed() -> None:
    rates = kj.LAW.value("jkk.rate_pu", MONTH).value
    assert pickle.loads(pickle.dumps(rates)) == rates
    with pytest.raises(TypeError, match="with_change"):
        rates[kj.RiskClass.LOW] = kj.percent(1)
