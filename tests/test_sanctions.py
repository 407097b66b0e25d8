"""Administrative sanctions: which step follows, when, and what it costs."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.fixed_law import WEEKENDS

import kopdes_jamsos as kj
from kopdes_jamsos.coverage import Duty, SanctionKind, Sanctions, sanctions
from kopdes_jamsos.errors import (
    BeforeDataError,
    InvalidAmountError,
    InvalidDateError,
    InvalidFactError,
    MissingFactError,
    NoRuleError,
    UnknownChoiceError,
)

CASES = Path(__file__).parent / "cases" / "articles" / "sanctions.toml"
MONDAY = dt.date(2026, 11, 2)
# Which terms a calendar moves is a matter of tests/test_due.py.
OF_CALENDARS = {"working-days", "due-weekends-only"}


def cases() -> list[Any]:
    found = tomllib.loads(CASES.read_text("utf-8"))["case"]
    return [pytest.param(case, id=case["id"]) for case in found]


def written(found: Sanctions) -> list[list[Any]]:
    return [
        [
            step.kind.value,
            str(step.begins or ""),
            str(step.ends or ""),
            *([] if step.amount is None else [step.amount]),
        ]
        for step in found.steps
    ]


@pytest.mark.parametrize("case", cases())
def test_the_steps_follow_from_the_articles(case: dict[str, Any]) -> None:
    law = WEEKENDS
    for reading in case.get("readings", []):
        law = law.with_reading(reading)
    found = sanctions(**case["facts"], law=law)
    assert written(found) == case["steps"]
    assert set(found.assumptions) - OF_CALENDARS == set(case["assumptions"])
    assert found.fine == sum(step[3] for step in case["steps"] if len(step) > 3)


def test_what_is_silent_is_named() -> None:
    found = sanctions("benefits", program=kj.JKK, warned_on=MONDAY, contribution=1, law=WEEKENDS)
    assert {
        "sanction-procedure",
        "sanction-next-step",
        "sanction-working-days",
        "sanction-fine-base",
        "sanction-fine-month",
    } <= set(found.assumptions)


def test_holidays_prolong_a_warning() -> None:
    found = sanctions("registration", warned_on=dt.date(2025, 12, 17))
    # 18, 19, 22, 23, 24, 26, 29, 30 and 31 December; the 25th and 1 January are holidays.
    assert found.steps[0].ends == dt.date(2026, 1, 2)
    assert found.evidence is kj.Evidence.CONVENTION


@pytest.mark.parametrize(
    "duty, program, places",
    [
        ("registration", None, ["PP 86/2013 Pasal 3 ayat (1) huruf a, Pasal 5 ayat (1)"]),
        ("data", "JP", ["PP 86/2013 Pasal 3 ayat (4), Pasal 4 ayat (4)", "PP 45/2015 Pasal 34"]),
        ("contributions", "JHT", ["PP 46/2015 Pasal 33 ayat (1) dan ayat (2)"]),
        ("benefits", "JKM", ["PP 44/2015 Pasal 59 ayat (1) dan ayat (2)"]),
        ("reports", "JKK", ["PP 44/2015 Pasal 59 ayat (1) dan ayat (2)"]),
        ("own-data", None, ["PP 86/2013 Pasal 12 ayat (4)", "PP 86/2013 Pasal 12 ayat (3)"]),
    ],
)
def test_the_duty_and_its_end_are_cited(duty: str, program: Any, places: list[str]) -> None:
    found = sanctions(duty, program=program, warned_on=MONDAY, law=WEEKENDS)
    cited = set(map(str, found.citations))
    assert set(places) <= cited
    assert ("PP 86/2013 Pasal 13 ayat (5)" in cited) == (not duty.startswith("own"))


def test_what_lifts_a_sanction_is_told_where_it_stands() -> None:
    ends = {
        duty: sanctions(duty, program=program, warned_on=MONDAY, law=WEEKENDS).lifted
        for duty, program in (
            (Duty.REGISTRATION, None),
            (Duty.DATA, None),
            (Duty.OWN_DATA, None),
            (Duty.CONTRIBUTIONS, kj.JHT),
        )
    }
    places = [str(basis.citations[0]) if basis else None for basis in ends.values()]
    assert places == [
        "PP 86/2013 Pasal 10 ayat (7) huruf a",
        "PP 86/2013 Pasal 10 ayat (7) huruf b",
        "PP 86/2013 Pasal 12 ayat (4)",
        None,
    ]
    assert sanctions("data", program=kj.JKP).lifted is None


@pytest.mark.parametrize(
    "facts, error",
    [
        ({"duty": "contributions", "warned_on": MONDAY}, NoRuleError),
        ({"duty": "reports", "program": "JHT", "warned_on": MONDAY}, NoRuleError),
        ({"duty": "registration", "program": "JKK", "warned_on": MONDAY}, NoRuleError),
        ({"duty": "own-data", "program": "JHT", "warned_on": MONDAY}, NoRuleError),
        ({"duty": "contributions", "program": "JKP"}, NoRuleError),
        ({"duty": "registration"}, MissingFactError),
        ({"duty": "registration", "warned_on": "2-11-2026"}, InvalidDateError),
        ({"duty": "registration", "warned_on": dt.date.max}, InvalidDateError),
        (
            {"duty": "registration", "warned_on": MONDAY, "warned_again_on": MONDAY},
            InvalidFactError,
        ),
        (
            {"duty": "data", "warned_on": MONDAY, "complied_on": dt.date(2026, 11, 1)},
            InvalidFactError,
        ),
        ({"duty": "data", "warned_on": MONDAY, "contribution": 0.5}, InvalidAmountError),
        ({"duty": "silence", "warned_on": MONDAY}, UnknownChoiceError),
        ({"duty": "data", "warned_on": MONDAY, "law": None}, InvalidFactError),
        ({"duty": "data", "warned_on": dt.date(2015, 6, 30)}, BeforeDataError),
        ({"duty": "data", "program": "JKP", "warned_on": dt.date(2021, 2, 1)}, BeforeDataError),
    ],
)
def test_what_has_no_steps_is_refused(facts: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        sanctions(**facts)


DAYS = st.dates(dt.date(2016, 1, 1), dt.date(2040, 12, 31))


@given(DAYS, st.integers(0, 10**12), st.booleans(), st.booleans())
def test_each_step_begins_where_the_one_before_ends(
    day: dt.date, contribution: int, calendar: bool, every: bool
) -> None:
    law = WEEKENDS.with_reading("sanction-calendar-days") if calendar else WEEKENDS
    law = law.with_reading("sanction-fine-every-month") if every else law
    found = sanctions("data", warned_on=day, contribution=contribution, law=law)
    first, second, fine, services = found.steps
    assert [step.kind.value for step in found.steps] == ["warning", "warning", "fine", "services"]
    for one, other in ((first, second), (second, fine), (fine, services)):
        assert one.ends is not None
        assert other.begins == one.ends + dt.timedelta(days=1)
    assert fine.begins is not None
    assert fine.ends is not None
    assert (fine.ends - fine.begins).days == 29
    months = round(found.fine * 1000 / contribution) if contribution > 10**6 else 1
    assert months in ({1, 2} if every else {1})
    for warning in (first, second):
        assert warning.begins is not None
        assert warning.ends is not None
        days = (warning.ends - warning.begins).days
        assert days == 10 if calendar else 12 <= days <= 14


@given(DAYS, st.integers(0, 120))
def test_whoever_complies_is_spared_the_later_steps(day: dt.date, after: int) -> None:
    complied = day + dt.timedelta(days=after)
    whole = sanctions("registration", warned_on=day, law=WEEKENDS).steps
    found = sanctions("registration", warned_on=day, complied_on=complied, law=WEEKENDS).steps
    assert found == whole[: len(found)]
    assert all(step.begins is not None and step.begins > complied for step in whole[len(found) :])


@pytest.mark.parametrize("language", ["id", "en"])
def test_sanctions_are_worded(language: Any) -> None:
    for duty in Duty:
        program = None if duty in (Duty.OWN_DATA, Duty.OWN_REGISTRATION) else kj.JHT
        program = kj.JKK if duty is Duty.REPORTS else program
        found = sanctions(
            duty, program=program, warned_on=MONDAY, contribution=12_000_000, law=WEEKENDS
        )
        said = found.explain(language)
        assert "PP 86/2013" in said
        fined = any(step.kind is SanctionKind.FINE for step in found.steps)
        assert (kj.format_rupiah(12_000, language) in said) == fined
    assert "PP 37/2021 Pasal 46" in sanctions("data", program=kj.JKP).explain(language)
