"""The wage of a month on which contributions are taken, and how it is carried on."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import kopdes_jamsos as kj
from kopdes_jamsos.basis import Basis
from kopdes_jamsos.errors import (
    BeforeDataError,
    InvalidAmountError,
    InvalidFactError,
    InvalidMonthError,
    MissingFactError,
)
from kopdes_jamsos.money import LARGEST

NOVEMBER = kj.Month(2026, 11)
CASES = Path(__file__).parent / "cases" / "articles" / "wages.toml"
OCTOBER = {NOVEMBER - 1: 2_000_000}


def cases() -> list[Any]:
    found = tomllib.loads(CASES.read_text("utf-8"))["case"]
    return [pytest.param(case, id=case["id"]) for case in found]


@pytest.mark.parametrize("case", cases())
def test_the_wage_follows_from_the_article(case: dict[str, Any]) -> None:
    facts = dict(case["facts"])
    if "piece" in facts:
        facts["piece"] = {kj.Month.parse(key): wage for key, wage in facts["piece"].items()}
        facts["month"] = kj.Month.parse(facts["month"])
    found = kj.wage_base(**facts)
    assert {
        "amount": found.amount,
        "months": len(found.months),
        "assumptions": list(found.assumptions),
    } == case["expected"]


@pytest.mark.parametrize(
    "programs, places",
    [
        ({kj.JKK}, ["PP 44/2015 Pasal 19 ayat (3)"]),
        ({kj.JKM, kj.JHT}, ["PP 44/2015 Pasal 19 ayat (3)", "PP 46/2015 Pasal 17"]),
        (
            None,
            [
                "PP 44/2015 Pasal 19 ayat (3)",
                "PP 46/2015 Pasal 17",
                "PP 45/2015 Pasal 29 ayat (1)",
                "PP 37/2021 Pasal 13",
            ],
        ),
    ],
)
def test_the_texts_of_the_programmes_are_cited(programs: Any, places: list[str]) -> None:
    assert [str(place) for place in kj.wage_base(daily=1, programs=programs).citations] == places


def test_jkp_is_cited_from_the_month_in_which_it_began() -> None:
    before = kj.wage_base(basic=1, month=kj.Month(2021, 1))
    assert [place.source for place in before.citations] == [
        "PP 44/2015",
        "PP 46/2015",
        "PP 45/2015",
    ]
    since = kj.wage_base(basic=1, month=kj.Month(2021, 2))
    assert [place.source for place in since.citations][3:] == ["PP 37/2021"]


def test_the_figures_are_values_of_the_law() -> None:
    law = kj.LAW.with_change("wages.daily_factor", 30, since=NOVEMBER)
    assert kj.wage_base(daily=100_000, month=NOVEMBER, law=law).amount == 3_000_000
    assert kj.wage_base(daily=100_000, month=NOVEMBER - 1, law=law).amount == 2_500_000
    assert kj.wage_base(daily=100_000, law=law).assumptions == ("wage-one-base", "what-if")


@pytest.mark.parametrize(
    "facts, error",
    [
        ({}, MissingFactError),
        ({"basic": 1, "daily": 1}, InvalidFactError),
        ({"daily": 1, "fixed_allowances": 1}, InvalidFactError),
        ({"basic": 1, "weather_dependent": True}, InvalidFactError),
        ({"basic": 1, "weather_dependent": 1}, InvalidFactError),
        ({"basic": -1}, InvalidAmountError),
        ({"basic": 1, "fixed_allowances": 1.0}, InvalidAmountError),
        ({"daily": LARGEST}, InvalidAmountError),
        ({"basic": 1, "month": "11/2026"}, InvalidMonthError),
        ({"basic": 1, "month": kj.Month(2015, 6)}, BeforeDataError),
        ({"basic": 1, "law": None}, InvalidFactError),
        ({"piece": OCTOBER}, MissingFactError),
        ({"piece": {}, "month": NOVEMBER}, MissingFactError),
        ({"piece": [2_000_000], "month": NOVEMBER}, InvalidFactError),
        ({"piece": {"10/2026": 1}, "month": NOVEMBER}, InvalidMonthError),
        ({"piece": {NOVEMBER - 1: 1.5}, "month": NOVEMBER}, InvalidAmountError),
        ({"piece": OCTOBER, "month": NOVEMBER + 1}, MissingFactError),
        ({"piece": {**OCTOBER, NOVEMBER - 3: 1}, "month": NOVEMBER}, MissingFactError),
    ],
)
def test_what_makes_no_wage_is_refused(facts: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        kj.wage_base(**facts)


def test_the_missing_month_is_named() -> None:
    with pytest.raises(MissingFactError) as caught:
        kj.wage_base(piece={**OCTOBER, NOVEMBER - 3: 1}, month=NOVEMBER)
    assert caught.value.value == ("piece",)
    assert caught.value.figures == {"month": NOVEMBER - 2, "count": 3}


@given(
    st.lists(st.integers(0, 10**9), min_size=1, max_size=20),
    st.booleans(),
)
def test_an_average_lies_within_half_a_rupiah_of_the_last_months(
    wages: list[int], weather: bool
) -> None:
    record = {NOVEMBER - back: wage for back, wage in enumerate(wages, 1)}
    found = kj.wage_base(piece=record, weather_dependent=weather, month=NOVEMBER)
    last = wages[: 12 if weather else 3]
    assert abs(2 * found.amount * len(last) - 2 * sum(last)) <= len(last)
    assert min(last) <= found.amount <= max(last)
    assert found.months == tuple(NOVEMBER - back for back in range(len(last), 0, -1))
    assert "wage-months-before" in found.assumptions
    assert ("wage-fewer-months" in found.assumptions) == (len(wages) < (12 if weather else 3))
    assert ("wage-average-rounded" in found.assumptions) == (sum(last) % len(last) > 0)


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_parts_of_a_wage_add_up_and_a_day_counts_alike_each_time(one: int, other: int) -> None:
    assert kj.wage_base(basic=one, fixed_allowances=other).amount == one + other
    days = [kj.wage_base(daily=each).amount for each in (one, other, one + other)]
    assert days[0] + days[1] == days[2]


def worker(wage: kj.contributions.WageBase) -> kj.PUEnrolment:
    return kj.PUEnrolment(
        wage=wage.amount, wage_basis=wage.basis, programs={kj.JKK, kj.JKM}, risk_class=1
    )


DAILY = kj.wage_base(daily=120_000)


def test_an_assessment_names_what_the_wage_rests_on() -> None:
    found = kj.assess(worker(DAILY), NOVEMBER)
    assert found.total == 7_200 + 9_000  # 0.24 % and 0.30 % of 3,000,000
    assert found.assumptions == ("wage-one-base",)
    assert str(found.citations[0]) == "PP 44/2015 Pasal 19 ayat (3)"
    plain = kj.PUEnrolment(wage=3_000_000, programs={kj.JKK, kj.JKM}, risk_class=1)
    assert kj.assess(plain, NOVEMBER).assumptions == ()


def test_a_text_that_was_not_known_yet_is_not_asked() -> None:
    book = kj.LAW.as_known(dt.date(2020, 1, 1))  # before PP 37/2021
    places = {citation.source for citation in kj.wage_base(daily=100_000, law=book).citations}

    assert places == {"PP 44/2015", "PP 45/2015", "PP 46/2015"}


def test_a_wage_that_is_declared_later_rests_on_nothing_of_the_first() -> None:
    raised = ((NOVEMBER, 4_000_000),)
    part = kj.Participation(worker(DAILY), joined=dt.date(2026, 1, 1), bases=raised)
    assert part.enrolment_of(NOVEMBER - 1).wage_basis == DAILY.basis  # type: ignore[union-attr]
    assert part.enrolment_of(NOVEMBER).wage_basis is None  # type: ignore[union-attr]


def test_the_basis_of_a_wage_is_no_fact_of_the_tariff() -> None:
    assert "wage_basis" not in [fact.name for fact in kj.enrolment.facts_of(kj.Segment.PU)]


def test_a_basis_of_another_kind_is_refused() -> None:
    with pytest.raises(InvalidFactError):
        kj.PUEnrolment(wage=1, programs={kj.JKM}, wage_basis="PP 44/2015")  # type: ignore[arg-type]


def test_documents_keep_what_a_wage_rests_on() -> None:
    found = kj.assess(worker(DAILY), NOVEMBER)
    again = kj.from_json(kj.to_json(found), "assessment")
    assert again.enrolment == worker(DAILY)
    assert again.assumptions == ("wage-one-base",)
    assert kj.replay(kj.to_json(found)).agrees
    bare = attrs.evolve(worker(DAILY), wage_basis=None)
    assert "wage_basis" not in kj.to_json(kj.assess(bare, NOVEMBER))


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_wage_says_how_it_was_found(language: Any) -> None:
    piece = {NOVEMBER - back: 2_000_000 for back in range(1, 13)}
    for found in (
        kj.wage_base(basic=3_000_000, fixed_allowances=250_000),
        DAILY,
        kj.wage_base(piece=piece, month=NOVEMBER),
        kj.wage_base(piece=piece, month=NOVEMBER, weather_dependent=True),
    ):
        said = found.explain(language)
        assert kj.format_rupiah(found.amount, language) in said
        assert "PP 44/2015 Pasal 19" in said
        assert isinstance(found.basis, Basis)
