"""A missing-fact error names the facts, and carries what each choice of them would give."""

from __future__ import annotations

import copy
import datetime as dt
import gc
import pickle
import traceback
from typing import Any

import pytest
from tests.fuzz.watch import held_by

import kopdes_jamsos as kj
from kopdes_jamsos import errors
from kopdes_jamsos.questions import missing as module

NOVEMBER = kj.Month(2026, 11)
DAY = dt.date(2025, 6, 3)
TRADER = kj.BPUEnrolment(income=1_000_000, programs={kj.JKK, kj.JKM})
DEATH = kj.Death(DAY, work_related=False)


def paid(wage: int, *programs: kj.Program) -> kj.Participation:
    """Six years of a wage."""
    worker = kj.PUEnrolment(wage=wage, programs=programs or {kj.JKK, kj.JKM}, risk_class=1)
    return kj.Participation.paid_through(worker, since=kj.Month(2020, 1), months=72)


def missing(call: Any, *args: Any, **facts: Any) -> errors.MissingFactError:
    """The error in which a call ends."""
    with pytest.raises(errors.MissingFactError) as caught:
        call(*args, **facts)
    return caught.value


def amounts(error: errors.MissingFactError, name: str) -> dict[Any, int]:
    """The amount of each choice of the only fact of a name, where it alone decides."""
    (found,) = (each for each in error.influences if each.name == name)
    assert all(each.least == each.most for each in found.effects)
    return {each.choice: each.most for each in found.effects}


def test_an_assessment_carries_what_sensitivity_finds() -> None:
    error = missing(kj.assess, TRADER, NOVEMBER)
    found = kj.questions.sensitivity(kj.questions.Contribution(enrolment=TRADER, month=NOVEMBER))

    assert error.value == ("group", "funding")
    assert error.influences == tuple(each for each in found.influences if each.kind == "missing")
    # 10,000 and 6,800, or half of it for group b (PP 50/2025 Pasal 3 and 7).
    group, funding, sector, _ = error.influences
    assert [(each.least, each.most) for each in group.effects] == [
        (8_400, 16_800),
        (16_800, 16_800),
        (16_800, 16_800),
    ]
    assert (funding.moves, sector.moves) == (8_400, 0)


def test_the_school_year_of_a_child_decides_the_scholarship() -> None:
    error = missing(kj.entitle, DEATH, paid(5_000_000), children=kj.Child())

    assert error.value == ("stage",)
    # 42 million, and from the last year of SMA on 3 and 5 × 12 million (PP 82/2019 Lampiran III).
    assert amounts(error, "stage")["SMA3"] == 42_000_000 + 3_000_000 + 5 * 12_000_000
    assert amounts(error, "stage")["PT5"] == 42_000_000 + 12_000_000


def test_a_choice_that_asks_for_another_fact_is_followed() -> None:
    child = kj.Child(work="apprentice")
    error = missing(kj.entitle, DEATH, paid(5_000_000), children=child)
    found = {each.name: each for each in error.influences}

    assert found.keys() == {"studying", "stage"}
    assert [(each.choice, each.least, each.most) for each in found["studying"].effects] == [
        # From the last year of a university to the first of a kindergarten: two of TK and six of
        # SD at 1.5 million, three of SMP at 2, three of SMA at 3, five of PT at 12 million.
        (True, 54_000_000, 42_000_000 + 12_000_000 + 6_000_000 + 9_000_000 + 60_000_000),
        (False, 42_000_000, 42_000_000),
    ]


def test_a_choice_that_needs_a_number_is_left_out() -> None:
    child = kj.Child(stage="SD1", work="PU")
    error = missing(kj.entitle, DEATH, paid(5_000_000), children=child)

    assert amounts(error, "studying") == {False: 42_000_000}
    number = missing(kj.entitle, DEATH, paid(1), children=kj.Child(work="PU", studying=True))
    assert (number.value, number.influences) == (("pu_months",), ())


def test_the_side_of_an_injury_decides() -> None:
    accident = kj.WorkAccident(DAY, injuries=[kj.Injury("arm-from-shoulder")])
    error = missing(kj.entitle, accident, paid(5_000_000))

    # 40 % or 35 % of 80 wages (PP 44/2015 Lampiran III).
    side = kj.benefits.Side
    assert amounts(error, "side") == {side.RIGHT: 160_000_000, side.LEFT: 140_000_000}


def test_which_of_two_works_an_accident_belongs_to_decides() -> None:
    accident = kj.WorkAccident(DAY, injuries=[kj.Injury("both-eyes")])
    error = missing(kj.entitle, accident, [paid(5_000_000), paid(3_000_000)])

    # 70 % of 80 wages of the one work or of the other.
    assert amounts(error, "membership") == {0: 280_000_000, 1: 168_000_000}


def test_a_choice_that_is_refused_is_left_out() -> None:
    accident = kj.WorkAccident(DAY, incapacity_months=1, wages_paid=1_000_000)
    trader = kj.Participation.paid_through(TRADER, since=kj.Month(2020, 1), months=72)
    error = missing(kj.entitle, accident, [paid(3_000_000), trader])

    # A month of the wage; nobody pays a BPU a wage meanwhile (PP 44/2015 Pasal 25).
    assert amounts(error, "membership") == {0: 3_000_000}


def test_a_citizen_who_leaves_is_not_paid_and_a_foreigner_is() -> None:
    error = missing(kj.entitle, kj.LeavingIndonesia(DAY), paid(1, kj.JHT), jht_balance=9_000_000)

    assert amounts(error, "citizen") == {True: 0, False: 9_000_000}


def test_a_fact_without_choices_is_named_and_nothing_else() -> None:
    error = missing(kj.entitle, kj.PensionAge(DAY), paid(1, kj.JHT))

    assert (error.value, error.influences) == (("birth_date",), ())
    scale = missing(kj.obligations, segment="PU")  # no amount hangs on it
    assert (scale.value, scale.influences) == (("scale",), ())


def test_too_many_guesses_are_not_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST_GUESSES", 10)

    assert missing(kj.entitle, DEATH, paid(1), children=kj.Child()).influences == ()


# --- the facts stay where they are --------------------------------------------------------------

SECRET = kj.BPUEnrolment(income=7_654_321, programs={kj.JKK, kj.JKM})


def _refused() -> list[errors.MissingFactError]:
    asked = kj.entitle, DEATH, paid(7_654_321)
    return [missing(kj.assess, SECRET, NOVEMBER), missing(*asked, children=kj.Child())]


@pytest.mark.parametrize("place", [0, 1])
@pytest.mark.parametrize("asked", [False, True])
def test_an_error_shows_and_sends_nothing_of_the_call(place: int, asked: bool) -> None:
    error = _refused()[place]
    assert not asked or error.influences
    told = [*held_by(error), repr(vars(error)), *traceback.format_exception(error)]
    told.append(repr(error.influences if asked else ""))
    sent = pickle.dumps(error)

    assert [text for text in told if "7654321" in text] == []
    assert (7_654_321).to_bytes(4, "little") not in sent
    for twin in (pickle.loads(sent), copy.copy(error), copy.deepcopy(error)):
        assert (twin.value, twin.influences, vars(twin)) == (error.value, (), vars(error))


def test_the_call_is_forgotten_with_the_error() -> None:
    gc.collect()
    before = len(errors._ANSWERS)
    kept = _refused()
    assert len(errors._ANSWERS) == before + len(kept)
    del kept
    gc.collect()
    assert len(errors._ANSWERS) == before
