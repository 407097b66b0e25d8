"""Results and books travel between processes."""

from __future__ import annotations

import copy
import datetime as dt
import pickle

import pytest
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


def test_the_values_of_the_law_survive_pickling_and_cannot_be_changed() -> None:
    rates = kj.LAW.value("jkk.rate_pu", MONTH).value
    assert pickle.loads(pickle.dumps(rates)) == rates
    with pytest.raises(TypeError, match="with_change"):
        rates[kj.RiskClass.LOW] = kj.percent(1)
