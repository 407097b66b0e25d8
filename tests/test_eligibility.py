"""Eligibility: yes with its article, or no with every reason."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

import kopdes_jamsos as kj

ON = dt.date(2025, 7, 3)
BORN = dt.date(1985, 1, 1)
PU: dict[str, Any] = {"segment": "PU", "citizen": True, "birth_date": BORN}
BPU: dict[str, Any] = {"segment": "BPU", "citizen": True, "birth_date": BORN}
JKP: dict[str, Any] = {
    **PU, "scale": "micro", "programs": {"JKK", "JKM", "JHT"}, "jkn": "other",
    "registered_on": dt.date(2022, 1, 1),
}  # fmt: skip


def no(program: kj.Program, on: dt.date, **facts: Any) -> list[str]:
    answer = kj.coverage.eligibility(program, on, **facts)
    assert answer.eligible is not bool(answer.reasons)
    assert answer.citations
    assert answer.explain("id") != answer.explain("en")
    return [ground.code for ground in answer.reasons]


@pytest.mark.parametrize(
    "program,on,facts,expected",
    [
        (kj.JKK, ON, PU, []),
        (kj.JKM, ON, PU, []),
        (kj.JHT, ON, PU, []),
        (kj.JP, ON, PU, []),
        (kj.JKP, ON, JKP, []),
        (kj.JKK, ON, BPU, []),
        (kj.JHT, ON, BPU, []),
        (kj.JP, ON, BPU, ["wage-earners-only"]),
        (kj.JKP, ON, BPU, ["wage-earners-only"]),
        # BPU: younger than 65 on the day of registration.
        (kj.JKK, ON, {**BPU, "birth_date": dt.date(1960, 7, 4)}, []),
        (kj.JKK, ON, {**BPU, "birth_date": dt.date(1960, 7, 3)}, ["bpu-registration-age"]),
        (
            kj.JKK,
            ON,
            {**BPU, "birth_date": dt.date(1958, 1, 1), "registered_on": dt.date(2022, 1, 1)},
            [],
        ),
        # JP: up to the month of pension age (59 from 2025 to 2027), or deferred three years.
        (kj.JP, dt.date(2026, 7, 31), {**PU, "birth_date": dt.date(1967, 7, 1)}, []),
        (kj.JP, dt.date(2026, 8, 1), {**PU, "birth_date": dt.date(1967, 7, 1)}, ["pension-age"]),
        (
            kj.JP,
            dt.date(2029, 7, 31),
            {**PU, "birth_date": dt.date(1967, 7, 1), "pension_deferred": True},
            [],
        ),
        (
            kj.JP,
            dt.date(2029, 8, 1),
            {**PU, "birth_date": dt.date(1967, 7, 1), "pension_deferred": True},
            ["pension-deferral"],
        ),
        # Foreigners: six months, both ways; JKP is for citizens.
        (kj.JKK, ON, {"segment": "PU", "citizen": False, "working_since": dt.date(2025, 1, 3)}, []),
        (
            kj.JKK,
            ON,
            {"segment": "PU", "citizen": False, "working_since": dt.date(2025, 1, 4)},
            ["foreigner-months"],
        ),
        (
            kj.JHT,
            dt.date(2025, 2, 28),
            {"segment": "PU", "citizen": False, "working_since": dt.date(2024, 8, 31)},
            [],
        ),
        (kj.JKM, ON, {**BPU, "citizen": False, "working_since": dt.date(2025, 1, 3)}, []),
        (kj.JP, ON, {**PU, "citizen": False, "working_since": dt.date(2020, 1, 3)}, []),
        (kj.JKP, ON, {**JKP, "citizen": False}, ["citizen"]),
        # JKP: every reason at once.
        (
            kj.JKP,
            ON,
            {
                "segment": "PU",
                "citizen": False,
                "birth_date": dt.date(1960, 1, 1),
                "scale": "medium",
                "programs": {kj.JKK, kj.JKM, kj.JHT},
                "jkn": "none",
            },
            ["citizen", "jkp-registration-age", "jkn", "jkp-programs"],
        ),
        (kj.JKP, ON, {**JKP, "programs": {kj.JKK, kj.JKM}}, ["jkp-programs"]),
        # Under 54 on the day of registration, not later.
        (
            kj.JKP,
            ON,
            {**JKP, "birth_date": dt.date(1968, 1, 2), "registered_on": dt.date(2022, 1, 1)},
            [],
        ),
        (
            kj.JKP,
            ON,
            {**JKP, "birth_date": dt.date(1968, 1, 1), "registered_on": dt.date(2022, 1, 1)},
            ["jkp-registration-age"],
        ),
        # Insured before JKP began: in on its first day, 2 February 2021.
        (
            kj.JKP,
            ON,
            {**JKP, "birth_date": dt.date(1967, 2, 2), "registered_on": dt.date(2016, 1, 1)},
            ["jkp-registration-age"],
        ),
        (
            kj.JKP,
            ON,
            {**JKP, "birth_date": dt.date(1967, 2, 3), "registered_on": dt.date(2016, 1, 1)},
            [],
        ),
        # PP 6/2025: any membership of JKN from 7 February 2025.
        (kj.JKP, dt.date(2025, 2, 6), JKP, ["jkn"]),
        (kj.JKP, dt.date(2025, 2, 6), {**JKP, "jkn": "wage earner"}, []),
        (kj.JKP, dt.date(2025, 2, 7), JKP, []),
    ],
)
def test_who_may_be_in(
    program: kj.Program, on: dt.date, facts: dict[str, Any], expected: list[str]
) -> None:
    assert no(program, on, **facts) == expected


def test_conventions_are_named() -> None:
    came = dt.date(2020, 1, 1)
    foreign: dict[str, Any] = {"citizen": False, "working_since": came, "birth_date": BORN}
    jp = kj.coverage.eligibility(kj.JP, ON, segment="PU", **foreign)
    assert jp.assumptions == ("foreigner-months", "foreigner-jp")
    bpu = kj.coverage.eligibility(kj.JKK, ON, segment="BPU", **foreign)
    assert bpu.assumptions == ("foreigner-months", "foreigner-bpu")
    assert bpu.evidence is kj.Evidence.CONVENTION
    old = kj.coverage.eligibility(
        kj.JKK, ON, **{**BPU, "birth_date": dt.date(1958, 1, 1)}, registered_on=dt.date(2022, 1, 1)
    )
    # Permenaker 5/2021 Pasal 33 ayat (1) huruf b: a condition of registration; 64 then, 67 now.
    assert (old.eligible, old.assumptions) == (True, ())
    early = kj.coverage.eligibility(kj.JKK, ON, **BPU, registered_on=dt.date(2018, 1, 1))
    assert early.assumptions == ("bpu-age-not-given",)
    late = kj.coverage.eligibility(kj.JP, ON, **{**PU, "birth_date": dt.date(1960, 1, 1)})
    assert late.assumptions == ("jp-after-pension-age",)
    law = kj.LAW.with_change("obligations.bpu_registration_age", 70, since=kj.Month(2025, 1))
    changed = kj.coverage.eligibility(
        kj.JKK, ON, **{**BPU, "birth_date": dt.date(1958, 1, 1)}, law=law
    )
    assert (changed.eligible, changed.assumptions) == (True, ("what-if",))


@pytest.mark.parametrize(
    "program,facts,missing",
    [
        (kj.JKK, {"segment": "PU"}, ("citizen",)),
        (kj.JKK, {"segment": "PU", "citizen": False}, ("working_since",)),
        (kj.JKK, {"segment": "BPU", "citizen": True}, ("birth_date",)),
        (kj.JP, {"segment": "PU"}, ("citizen", "birth_date")),
        (kj.JKP, {"segment": "PU"}, ("citizen", "birth_date", "jkn", "scale", "programs")),
    ],
)
def test_a_fact_that_decides_is_asked_for(
    program: kj.Program, facts: dict[str, Any], missing: tuple[str, ...]
) -> None:
    with pytest.raises(kj.errors.MissingFactError) as refusal:
        kj.coverage.eligibility(program, ON, **facts)
    assert refusal.value.value == missing


def test_a_no_stands_without_the_facts_that_are_missing() -> None:
    answer = kj.coverage.eligibility(kj.JKP, ON, segment="PU", citizen=False)
    assert [ground.code for ground in answer.reasons] == ["citizen"]
    assert answer.unknown == ("birth_date", "jkn", "scale", "programs")
    assert "birth date, membership of JKN, business scale, and programmes." in answer.explain("en")


def test_no_personal_fact_is_shown() -> None:
    answer = kj.coverage.eligibility(kj.JKK, ON, **BPU)
    shown = f"{answer!r} {answer.explain('en')} {answer.explain('id', 'html')}"
    assert not any(text in shown for text in ("1985", "datetime.date(1985"))


@pytest.mark.parametrize(
    "facts,error",
    [
        ({"program": "BPJS"}, kj.errors.UnknownProgramError),
        ({"on": "3-7-2025"}, kj.errors.InvalidDateError),
        ({"segment": "moon"}, kj.errors.UnknownChoiceError),
        ({"segment": "construction"}, kj.errors.InvalidFactError),
        ({"citizen": "yes"}, kj.errors.InvalidFactError),
        ({"pension_deferred": 1}, kj.errors.InvalidFactError),
        ({"birth_date": "1985"}, kj.errors.InvalidDateError),
        ({"birth_date": dt.date(2026, 1, 1)}, kj.errors.InvalidFactError),
        ({"registered_on": dt.date(1980, 1, 1)}, kj.errors.InvalidFactError),
        ({"registered_on": dt.date(2026, 1, 1)}, kj.errors.InvalidFactError),
        ({"working_since": dt.date(2026, 1, 1)}, kj.errors.InvalidFactError),
        ({"scale": "giant"}, kj.errors.UnknownChoiceError),
        ({"programs": "JKK"}, kj.errors.InvalidFactError),
        ({"programs": 1}, kj.errors.InvalidFactError),
        ({"jkn": "perhaps"}, kj.errors.UnknownChoiceError),
        ({"law": None}, kj.errors.InvalidFactError),
        ({"program": kj.JKP, "on": dt.date(2020, 1, 1)}, kj.errors.BeforeDataError),
    ],
)
def test_bad_questions_are_refused(
    facts: dict[str, Any], error: type[kj.KopdesJamsosError]
) -> None:
    arguments: dict[str, Any] = {"program": kj.JKK, "on": ON, **PU, **facts}
    with pytest.raises(error):
        kj.coverage.eligibility(arguments.pop("program"), arguments.pop("on"), **arguments)


def test_the_programmes_of_a_scale_are_worded_as_a_condition() -> None:
    answer = kj.coverage.eligibility(kj.JKP, ON, **{**JKP, "programs": {kj.JKK, kj.JKM}})
    [ground] = answer.reasons
    assert ground.code == "jkp-programs"
    assert "in JHT, JKK, and JKM, which a micro business asks for" in answer.explain("en")
    assert "ikut JHT, JKK, dan JKM, yang disyaratkan bagi usaha mikro" in answer.explain("id")


@pytest.mark.parametrize("born,young", [((1967, 2, 2), False), ((1967, 2, 3), True)])
def test_three_rooms_agree_on_the_age_of_those_who_were_there_before_jkp(
    born: tuple[int, int, int], young: bool
) -> None:
    registered_on = dt.date(2016, 1, 1)
    worker = kj.PUEnrolment(
        wage=5_000_000,
        risk_class=1,
        programs={kj.JKK, kj.JKM, kj.JHT, kj.JKP},
        scale="micro",
        birth_date=dt.date(*born),
        registered_on=registered_on,
    )
    on = dt.date(2022, 3, 3)
    answer = kj.coverage.eligibility(
        kj.JKP,
        on,
        segment="PU",
        citizen=True,
        birth_date=worker.birth_date,
        registered_on=registered_on,
        scale="micro",
        programs=worker.programs,
        jkn="wage earner",
    )
    part = kj.Participation.paid_through(worker, since=kj.Month(2016, 1), months=80)
    claim = kj.benefits.jkp_eligibility(kj.Dismissal(on), [part])
    assert (answer.eligible, claim.eligible) == (young, young)
    for assumptions in (answer.assumptions, claim.assumptions):
        assert ("jkp-entry-age" in assumptions) is not young
    if young:
        assert kj.assess(worker, kj.Month.of(on)).total
    else:
        with pytest.raises(kj.errors.AgeLimitError):
            kj.assess(worker, kj.Month.of(on))


@pytest.mark.parametrize(
    "day,source",
    [(dt.date(2023, 10, 5), "PP 44/2015"), (dt.date(2023, 10, 6), "PP 49/2023")],
)
def test_the_article_of_the_day_is_cited(day: dt.date, source: str) -> None:
    """PP 49/2023 Pasal I angka 2 words Pasal 5 of PP 44/2015 anew, from 6 October 2023."""
    foreigner: dict[str, Any] = {"segment": "PU", "citizen": False}
    for begun, met in ((dt.date(2023, 1, 1), True), (dt.date(2023, 9, 1), False)):
        answer = kj.coverage.eligibility(kj.JKK, day, working_since=begun, **foreigner)
        assert answer.eligible is met
        assert {each.citations[0].source for each in answer.conditions} == {source}
    whole = kj.coverage.eligibility(kj.JHT, day, working_since=dt.date(2023, 1, 1), **foreigner)
    assert {each.citations[0].source for each in whole.conditions} == {"PP 46/2015"}


def test_a_programme_that_did_not_begin_yet_is_refused() -> None:
    with pytest.raises(kj.errors.BeforeDataError):
        kj.coverage.eligibility(kj.JKP, dt.date(2021, 1, 31), segment="BPU", citizen=True)
