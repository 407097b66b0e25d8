"""Programmes owed by scale and segment, and the scale of a business."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

import kopdes_jamsos as kj

NEW, OLD = dt.date(2025, 6, 1), dt.date(2019, 6, 1)
ALL = set(kj.Program)


@pytest.mark.parametrize(
    "facts,owed,beyond",
    [
        # Perpres 109/2013 Pasal 6; JKP where what it needs is owed (PP 37/2021 Pasal 4 (3)).
        ({"scale": "micro"}, {"JKK", "JKM"}, {"JHT", "JP", "JKP"}),
        ({"scale": "small"}, {"JKK", "JKM", "JHT", "JKP"}, {"JP"}),
        ({"scale": "medium"}, ALL, set()),
        ({"scale": kj.BusinessScale.LARGE}, ALL, set()),
        ({"scale": "small", "month": kj.Month(2020, 1)}, {"JKK", "JKM", "JHT"}, {"JP"}),
        ({"segment": "BPU", "group": "independent"}, {"JKK", "JKM"}, {"JHT"}),
        ({"segment": "BPU", "group": "unwaged"}, {"JKK", "JKM"}, {"JHT"}),
        ({"segment": "BPU", "group": "employer"}, {"JKK", "JKM", "JHT"}, set()),
    ],
)
def test_programmes_owed_and_open(facts: dict[str, Any], owed: set[str], beyond: set[str]) -> None:
    found = kj.obligations(**facts)
    assert (set(found.owed), set(found.open)) == (owed, beyond)
    closed = {"JP", "JKP"} if facts.get("segment") else set()
    assert set(found.closed) == closed
    assert len(found.lines) == len(owed | beyond | closed)
    assert all(line.citations for line in found.lines)
    assert found.explain("id", "html") != found.explain("en", "html")


def test_jkp_is_closed_to_bpu_only_since_it_exists() -> None:
    """PP 37/2021 begins in February 2021; its Pasal 4 was repeated by PP 6/2025."""
    bpu: dict[str, Any] = {"segment": "BPU", "group": "independent"}
    assert kj.obligations(month=kj.Month(2020, 1), **bpu).closed == {kj.JP}
    assert kj.obligations(law=kj.LAW.as_known(dt.date(2020, 1, 1)), **bpu).closed == {kj.JP}
    cited = {}
    for month in (kj.Month(2022, 1), kj.Month(2025, 7)):
        (jkp,) = (
            each for each in kj.obligations(month=month, **bpu).lines if each.program == "JKP"
        )
        cited[month] = jkp.citations[0].source
    assert list(cited.values()) == ["PP 37/2021", "PP 6/2025"]


def test_jht_of_an_employer_is_owed_by_the_presidential_rule() -> None:
    """Perpres 109/2013 Pasal 8 ayat (1): JKK, JHT and JKM; so Permenaker 5/2021 Pasal 32."""
    found = kj.obligations(segment="BPU", group="employer")
    (jht,) = (line for line in found.lines if line.program is kj.JHT)
    assert jht.standing is kj.coverage.Standing.OWED
    assert jht.assumptions == ()
    assert [str(place) for place in jht.citations] == ["Perpres 109/2013 Pasal 8 ayat (1)"]
    assert found.evidence is kj.Evidence.TEXT
    assert "Perpres 109/2013 Pasal 8" in found.explain("id")


def test_a_book_that_does_not_know_jkp_says_nothing_of_it() -> None:
    before = kj.LAW.as_known(dt.date(2021, 2, 1))
    found = kj.obligations(scale="micro", law=before)
    assert (set(found.owed), set(found.open)) == ({"JKK", "JKM"}, {"JHT", "JP"})
    assert kj.JKP in kj.obligations(scale="micro", law=kj.LAW.as_known(dt.date(2021, 2, 2))).open


def test_a_what_if_is_named() -> None:
    law = kj.LAW.carried_forward(kj.Month(2030, 1))
    assert kj.obligations(scale="micro", law=law).assumptions == ()


@pytest.mark.parametrize(
    "facts,error",
    [
        ({}, kj.errors.MissingFactError),
        ({"segment": "BPU"}, kj.errors.MissingFactError),
        ({"scale": "giant"}, kj.errors.UnknownChoiceError),
        ({"scale": "micro", "group": "employer"}, kj.errors.InvalidFactError),
        ({"segment": "BPU", "group": "employer", "scale": "micro"}, kj.errors.InvalidFactError),
        ({"segment": "construction", "scale": "micro"}, kj.errors.InvalidFactError),
        ({"scale": "micro", "month": "07/2025"}, kj.errors.InvalidMonthError),
        ({"scale": "micro", "month": kj.Month(2015, 6)}, kj.errors.BeforeDataError),
        ({"scale": "micro", "law": None}, kj.errors.InvalidFactError),
        (
            {"scale": "micro", "law": kj.LAW.as_known(dt.date(2014, 1, 1))},
            kj.errors.BeforeDataError,
        ),
    ],
)
def test_bad_questions_are_refused(
    facts: dict[str, Any], error: type[kj.KopdesJamsosError]
) -> None:
    with pytest.raises(error):
        kj.obligations(**facts)


@pytest.mark.parametrize(
    "facts,scale,test",
    [
        # PP 7/2021 Pasal 35: the limit itself is still within.
        ({"sales": 2_000_000_000, "since": OLD}, "micro", "sales"),
        ({"sales": 2_000_000_001, "since": OLD}, "small", "sales"),
        ({"sales": 15_000_000_000, "since": OLD}, "small", "sales"),
        ({"sales": 50_000_000_000, "since": OLD}, "medium", "sales"),
        ({"sales": 50_000_000_001, "since": OLD}, "large", "sales"),
        ({"capital": 1_000_000_000, "since": NEW}, "micro", "capital"),
        ({"capital": 1_000_000_001, "since": NEW}, "small", "capital"),
        ({"capital": 5_000_000_001, "since": NEW}, "medium", "capital"),
        ({"capital": 10_000_000_001, "since": NEW}, "large", "capital"),
        ({"capital": 0, "since": dt.date(2021, 2, 2)}, "micro", "capital"),
        ({"sales": 0, "since": dt.date(2021, 2, 1)}, "micro", "sales"),
    ],
)
def test_scale(facts: dict[str, Any], scale: str, test: str) -> None:
    answer = kj.coverage.business_scale(**facts)
    assert (answer.scale, answer.test) == (scale, test)
    assert answer.assumptions == ("scale-test",)
    assert answer.citations[0].source == "PP 7/2021"
    assert "PP 7/2021" in answer.explain("en")


def test_the_other_test_is_named_where_it_differs() -> None:
    answer = kj.coverage.business_scale(capital=500_000_000, sales=3_000_000_000, since=NEW)
    assert (answer.scale, answer.other) == ("micro", "small")
    assert "By its sales the business would be small" in answer.explain("en")
    answer = kj.coverage.business_scale(capital=6_000_000_000, sales=1, since=OLD)
    assert (answer.scale, answer.other) == ("micro", "medium")
    assert "Menurut modal usaha ini menengah" in answer.explain("id")
    assert (
        kj.coverage.business_scale(capital=1, sales=1, since=NEW).notes[-1].code
        == "scale-buildings"
    )


def test_a_loan_that_lifts_the_scale_is_named() -> None:
    answer = kj.coverage.business_scale(capital=3_100_000_000, borrowed=3_000_000_000, since=NEW)
    assert (answer.scale, answer.without_loans) == ("small", "micro")
    assert "PMK 49/2025" in answer.explain("id")
    same = kj.coverage.business_scale(capital=900_000_000, borrowed=800_000_000, since=NEW)
    assert same.without_loans is None
    by_sales = kj.coverage.business_scale(capital=9, borrowed=9, sales=1, since=OLD)
    assert [note.code for note in by_sales.notes] == []


@pytest.mark.parametrize(
    "facts,error",
    [
        ({"capital": 1}, kj.errors.MissingFactError),
        ({"capital": 1, "since": OLD}, kj.errors.MissingFactError),
        ({"sales": 1, "since": NEW}, kj.errors.MissingFactError),
        ({"capital": 1.0, "since": NEW}, kj.errors.InvalidAmountError),
        ({"sales": True, "since": OLD}, kj.errors.InvalidAmountError),
        ({"capital": -1, "since": NEW}, kj.errors.InvalidAmountError),
        ({"capital": 1, "since": "2025"}, kj.errors.InvalidDateError),
        ({"capital": 1, "borrowed": 2, "since": NEW}, kj.errors.InvalidFactError),
        ({"borrowed": 2, "since": NEW}, kj.errors.InvalidFactError),
        ({"capital": 1, "since": NEW, "law": None}, kj.errors.InvalidFactError),
        (
            {"capital": 1, "since": NEW, "law": kj.LAW.as_known(dt.date(2020, 1, 1))},
            kj.errors.BeforeDataError,
        ),
    ],
)
def test_bad_figures_are_refused(facts: dict[str, Any], error: type[kj.KopdesJamsosError]) -> None:
    with pytest.raises(error):
        kj.coverage.business_scale(**facts)
