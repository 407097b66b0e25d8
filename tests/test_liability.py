"""What an employer owes himself for a worker he did not enrol, or not as the law asks."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kopdes_jamsos as kj
from kopdes_jamsos.benefits import Breach, Recipient
from kopdes_jamsos.errors import InvalidDateError, InvalidFactError, MissingFactError

CASES = Path(__file__).parent / "cases" / "articles" / "liability.toml"
NIL = kj.percent(0)
BOTH = {kj.JKK, kj.JKM}
DEATH = kj.Death(dt.date(2025, 6, 3), work_related=False)
Facts = dict[str, Any]


def cases() -> list[Any]:
    found = tomllib.loads(CASES.read_text("utf-8"))["case"]
    return [pytest.param(case, id=case["id"]) for case in found]


def participation(facts: Facts) -> kj.Participation:
    own = {"risk_class": 2, **facts}
    since, count, ended = own.pop("since", None), own.pop("months", 0), own.pop("ended", None)
    joined = own.pop("joined", None)
    enrolment = kj.PUEnrolment(**own)
    if since is None:
        return kj.Participation(enrolment, joined=joined, ended=ended)
    first = kj.Month.parse(since)
    return kj.Participation.paid_through(enrolment, since=first, months=count, ended=ended)


def event_of(facts: Facts) -> tuple[kj.Event, Facts]:
    own = dict(facts)
    kind, on, accident = own.pop("kind"), own.pop("on"), own.pop("accident", None)
    others: Facts = {"jht_rates": NIL, "jp_rates": NIL}
    if "claimed_on" in own:
        others["claimed_on"] = own.pop("claimed_on")
    if "spouses" in own:
        others["family"] = kj.Family(spouses=own.pop("spouses"))
    if accident:
        own["accident"] = kj.WorkAccident(accident)
    kinds = {"death": kj.Death, "dismissal": kj.Dismissal, "resignation": kj.Resignation}
    return kinds[kind](on, **own), others


def liability(
    event: kj.Event, work: kj.Participation, declared: kj.Participation | None = None, **others: Any
) -> kj.benefits.EmployerLiability:
    owed = kj.entitle(event, work.paid_in_time(event.on), **others)
    known = None if declared is None else kj.entitle(event, declared, **others)
    return kj.benefits.employer_liability(owed, known)


def figures(found: kj.benefits.EmployerLiability) -> Facts:
    own = [line for line in (*found.lines, *found.monthly) if line.employer]
    lines = [line for line in own if line.program is not kj.JHT] or own

    def of(program: kj.Program) -> int:
        return sum(line.employer for line in found.lines if line.program is program)

    return {
        "worker": found.to_worker,
        "first": found.advanced,
        "agency": found.agency,
        "jkp": of(kj.JKP),
        "jht": of(kj.JHT),
        "monthly": sum(line.employer for line in found.monthly),
        "contribution": found.contributions.contribution,
        "fine": found.contributions.fine,
        "breaches": [breach.value for breach in lines[0].breaches] if lines else [],
        "place": str(lines[0].citations[-1]) if lines else None,
    }


@pytest.mark.parametrize("case", cases())
def test_what_is_owed_follows_from_the_articles(case: Facts) -> None:
    event, others = event_of(case["event"])
    work = participation(case["work"])
    declared = participation(case["declared"]) if "declared" in case else None
    found = figures(liability(event, work, declared, **others))
    assert {name: found[name] for name in case["expected"]} == case["expected"]


def enrolment(wage: int = 5_000_000, programs: Any = BOTH, **facts: Any) -> kj.PUEnrolment:
    return kj.PUEnrolment(**{"wage": wage, "programs": programs, "risk_class": 2, **facts})


def work(wage: int = 5_000_000, **facts: Any) -> kj.Participation:
    return kj.Participation(enrolment(wage, **facts), joined=dt.date(2024, 1, 1))


def paid(wage: int = 5_000_000, since: int = 1, months: int = 18, **facts: Any) -> kj.Participation:
    first = kj.Month(2024, since)
    return kj.Participation.paid_through(enrolment(wage, **facts), since=first, months=months)


@settings(max_examples=25)
@given(st.integers(0, 20_000_000), st.integers(0, 20_000_000), st.booleans())
def test_each_rupiah_is_owed_by_somebody_and_by_one_only(
    true: int, told: int, by_work: bool
) -> None:
    event = attrs.evolve(DEATH, work_related=by_work)
    found = liability(event, work(true), paid(told))
    for line in found.lines:
        assert line.due == line.agency + line.advanced + line.employer
        assert (line.employer > 0) == (Breach.TOO_LOW in line.breaches)
    assert found.to_worker + found.agency == found.as_owed.total
    assert found.to_worker == 0 or told < true
    assert found.to_agency == found.contributions.total


@settings(max_examples=25)
@given(st.integers(0, 20_000_000), st.booleans())
def test_of_a_worker_never_enrolled_the_employer_owes_all(wage: int, by_work: bool) -> None:
    found = liability(attrs.evolve(DEATH, work_related=by_work), work(wage))
    assert (found.to_worker, found.agency, found.advanced) == (found.as_owed.total, 0, 0)


@pytest.mark.broad
@settings(max_examples=25)
@given(st.integers(0, 9_000_000), st.integers(0, 9_000_000), st.integers(0, 9_000_000))
def test_the_higher_the_declared_wage_the_less_is_owed(true: int, one: int, other: int) -> None:
    event = attrs.evolve(DEATH, work_related=True)
    low, high = (liability(event, work(true), paid(wage)) for wage in sorted((one, other)))
    assert low.to_worker >= high.to_worker
    assert low.contributions.contribution >= high.contributions.contribution
    assert low.contributions.fine >= high.contributions.fine


@settings(max_examples=25)
@given(st.integers(1, 9_000_000), st.integers(0, 9_000_000))
def test_what_is_missing_and_what_was_declared_make_up_the_contribution(
    true: int, told: int
) -> None:
    on = dt.date(2024, 6, 20)
    whole = kj.contributions.undeclared(work(true), on=on)
    part = kj.contributions.undeclared(work(true), paid(min(true, told), months=12), on=on)
    declared = [kj.assess(enrolment(min(true, told)), kj.Month(2024, n)).total for n in range(1, 6)]
    assert part.contribution + sum(declared) == whole.contribution


def test_contributions_say_what_was_assumed() -> None:
    on = dt.date(2024, 6, 20)
    never = kj.contributions.undeclared(work(), on=on)
    assert "contributions-from-work" in never.assumptions
    assert "fine-on-shortfall" not in never.assumptions
    assert "PP 44/2015 Pasal 8 ayat (2), Pasal 10 ayat (4)" in map(str, never.citations)
    low = kj.contributions.undeclared(work(), paid(4_000_000, months=12), on=on)
    assert "fine-on-shortfall" in low.assumptions
    assert "contributions-from-work" not in low.assumptions
    assert kj.contributions.undeclared(work(), paid(months=12), on=on).lines == ()


def test_a_risk_class_too_low_is_a_contribution_too_low() -> None:
    told = paid(months=12, risk_class=1)
    found = kj.contributions.undeclared(work(), told, on=dt.date(2024, 2, 20))
    assert found.contribution == 27_000 - 12_000  # 0.54 % and 0.24 % of 5,000,000, for January
    assert found.fine == 300


def test_months_after_a_declared_membership_are_undeclared() -> None:
    told = kj.Participation.paid_through(
        enrolment(), since=kj.Month(2024, 1), months=2, ended=dt.date(2024, 2, 29)
    )
    found = kj.contributions.undeclared(work(), told, on=dt.date(2024, 5, 10))
    assert {str(line.late.month) for line in found.lines} == {"2024-03"}


def test_months_before_the_programmes_began_are_not_owed() -> None:
    only = kj.Participation(enrolment(programs={kj.JP}), joined=dt.date(2015, 1, 1))
    found = kj.contributions.undeclared(only, on=dt.date(2015, 8, 20))
    assert {str(line.late.month) for line in found.lines} == {"2015-07"}
    ended = attrs.evolve(only, enrolment=enrolment(programs={kj.JKP, kj.JKK, kj.JKM, kj.JHT}))
    assert kj.JKP not in {
        line.late.program
        for line in kj.contributions.undeclared(ended, on=dt.date(2015, 8, 20)).lines
    }
    jkp = kj.Participation(enrolment(programs={kj.JKP}), joined=dt.date(2015, 1, 1))
    assert kj.contributions.undeclared(jkp, on=dt.date(2015, 8, 20)).lines == ()


def test_what_the_employer_would_have_back_goes_to_the_worker() -> None:
    accident = kj.WorkAccident(
        dt.date(2025, 6, 3), transport={"land": 500_000}, incapacity_months=2
    )
    found = liability(accident, work())
    assert {line.kind.value: line.employer for line in found.lines} == {
        "transport": 500_000,
        "incapacity": 10_000_000,  # 100 % of the wage
    }
    assert {line.recipient for line in found.lines} == {Recipient.PARTICIPANT}
    assert "liability-advanced" in found.assumptions


def test_the_scale_says_what_had_to_be_enrolled_in() -> None:
    assert "programs-owed-given" in liability(DEATH, work()).assumptions
    assert "programs-owed-given" not in liability(DEATH, work(scale="micro")).assumptions
    pension = {*BOTH, kj.JHT, kj.JP}
    own: Facts = {"birth_date": dt.date(1990, 5, 5)}
    event, family = kj.Death(dt.date(2026, 3, 10), work_related=False), kj.Family(spouses=1)
    small = liability(
        event, work(programs=pension, scale="small", **own), family=family, jht_rates=NIL
    )
    assert small.monthly == ()
    assert [refusal.code for refusal in small.refusals] == ["liability-not-owed"]


JOB: Facts = {"programs": set(kj.Program), "birth_date": dt.date(1990, 5, 5)}
DISMISSED = kj.Dismissal(dt.date(2026, 5, 29))


def dismissed(**facts: Any) -> kj.benefits.EmployerLiability:
    job = attrs.evolve(work(**JOB, **facts), ended=DISMISSED.on)
    return liability(DISMISSED, job, jht_rates=NIL, claimed_on=dt.date(2026, 6, 3))


def test_a_micro_business_owes_no_jkp_and_the_scale_is_asked_for() -> None:
    found = {refusal.code: refusal for refusal in dismissed(scale="micro").refusals}
    # Nor does it owe JHT: Perpres 109/2013 Pasal 6 ayat (3).
    assert [(code, each.program) for code, each in found.items()] == [
        ("liability-not-owed", kj.JHT),
        ("liability-micro", kj.JKP),
    ]
    assert str(found["liability-micro"].citations[0]) == "PP 37/2021 Pasal 37 ayat (2)"
    with pytest.raises(MissingFactError):
        dismissed()


def test_jkp_in_arrears_is_paid_first_by_the_employer() -> None:
    job = attrs.evolve(work(**JOB, scale="medium"), ended=DISMISSED.on)
    behind = kj.Participation.paid_through(
        job.enrolment, since=kj.Month(2024, 1), months=22, ended=DISMISSED.on
    )
    found = liability(DISMISSED, job, behind, jht_rates=NIL, claimed_on=dt.date(2026, 6, 3))
    (cash,) = [line for line in found.lines if line.program is kj.JKP]
    assert (cash.advanced, cash.employer, cash.breaches) == (18_000_000, 0, (Breach.IN_ARREARS,))


def test_what_is_lost_by_a_late_enrolment_is_owed_under_a_convention() -> None:
    child = kj.Child(stage="PT4")
    whole = kj.Participation(enrolment(), joined=dt.date(2022, 1, 1))
    found = liability(DEATH, whole, paid(), children=[child])
    (study,) = [line for line in found.lines if line.employer]
    assert (study.kind.value, study.employer) == ("scholarship", 24_000_000)
    assert study.breaches == (Breach.TOO_LATE,)
    assert "late-enrolment" in study.assumptions
    assert found.agency == 42_000_000


def test_jht_is_named_once_and_in_whole() -> None:
    found = liability(DEATH, work(programs={*BOTH, kj.JHT}), jht_rates=NIL)
    assert {"liability-savings-once", "liability-jht-whole"} <= set(found.assumptions)
    low = liability(
        DEATH, work(programs={kj.JHT}), paid(4_000_000, programs={kj.JHT}), jht_rates=NIL
    )
    assert "liability-jht-whole" not in low.assumptions


def test_jht_in_arrears_is_paid_by_the_agency_after_them() -> None:
    found = liability(
        DEATH, work(programs={kj.JHT}), paid(months=16, programs={kj.JHT}), jht_rates=NIL
    )
    assert [refusal.code for refusal in found.refusals] == ["liability-after-arrears"]
    assert str(found.refusals[0].citations[0]) == "Permenaker 4/2022 Pasal 20"
    assert found.explain("id") != found.explain("en")


@pytest.mark.parametrize(
    "program, place",
    [
        (kj.JHT, "PP 46/2015 Pasal 9 ayat (3), Pasal 12 ayat (3)"),
        (kj.JP, "PP 45/2015 Pasal 6"),  # names those who are not registered only
    ],
)
def test_enrolled_and_never_paid_for_is_owed_by_the_employer(
    program: kj.Program, place: str
) -> None:
    own: Facts = {"programs": {program}, "birth_date": dt.date(1990, 5, 5)}
    event = kj.Death(dt.date(2026, 3, 10), work_related=False)
    found = liability(event, work(**own), work(**own), family=kj.Family(spouses=1), jht_rates=NIL)
    (line,) = (*found.lines, *found.monthly)
    assert (line.employer, line.breaches) == (line.due, (Breach.NOT_PAID,))
    assert place in map(str, line.citations)


def of_a_widow(true: int, told: int, since: int = 1) -> kj.benefits.EmployerLiability:
    own: Facts = {"programs": {kj.JP}, "birth_date": dt.date(1990, 5, 5)}
    event = kj.Death(dt.date(2026, 3, 10), work_related=False)
    known = paid(told, since=since, months=28 - since, **own)
    return liability(event, work(true, **own), known, family=kj.Family(spouses=1))


def test_no_article_speaks_of_a_pension_on_too_low_a_wage() -> None:
    found = of_a_widow(10_000_000, 8_000_000)
    assert [refusal.code for refusal in found.refusals] == ["liability-no-article"]
    assert found.monthly == ()
    assert of_a_widow(8_000_000, 8_000_000).monthly[0].employer == 0


def test_a_lump_sum_of_the_agency_is_not_set_against_a_pension() -> None:
    own: Facts = {"programs": {kj.JP}, "birth_date": dt.date(1972, 3, 4)}
    event = kj.PensionAge(dt.date(2033, 3, 4))  # 61 years, 213 months since July 2015
    law = kj.LAW.carried_forward(kj.Month(2033, 12))
    whole = kj.Participation(enrolment(**own), joined=dt.date(2015, 7, 1))
    found = liability(event, whole, paid(months=48, **own), law=law, inflation=NIL, jp_rates=NIL)
    (back,) = found.lines
    assert (back.kind.value, back.agency, back.employer) == ("lump_sum", 48 * 150_000, 0)
    (pension,) = found.monthly
    assert (pension.agency, pension.employer) == (0, pension.due)
    assert pension.due > 0
    assert {"liability-lump-sum", "late-enrolment"} <= set(pension.assumptions)


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_result_is_worded(language: Any) -> None:
    event = attrs.evolve(DEATH, work_related=True, on=dt.date(2025, 7, 20))
    said = liability(event, work(), paid(4_000_000, months=13)).explain(language)
    for amount in (48_000_000, 240_000_000, 214_000_000):
        assert kj.format_rupiah(amount, language) in said
    jobless = dismissed(scale="medium").explain(language)
    assert kj.format_rupiah(18_000_000, language) in jobless
    assert "PP 37/2021 Pasal 37" in jobless
    assert of_a_widow(10_000_000, 8_000_000).explain(language)
    assert dismissed(scale="micro").explain(language)


def test_what_is_no_pair_of_entitlements_is_refused() -> None:
    owed = kj.entitle(DEATH, work().paid_in_time(DEATH.on))
    trader = kj.Participation.paid_through(
        kj.BPUEnrolment(income=1_000_000, programs=BOTH), since=kj.Month(2024, 1), months=18
    )
    two = kj.entitle(DEATH, [paid(), paid()])
    later = kj.entitle(attrs.evolve(DEATH, on=dt.date(2025, 6, 4)), paid())
    liability = kj.benefits.employer_liability
    for arguments in (
        (None,), (owed, DEATH), (two,), (owed, two), (owed, later), (kj.entitle(DEATH, trader),),
        (owed, kj.entitle(DEATH, trader)),
    ):  # fmt: skip
        with pytest.raises(InvalidFactError):
            liability(*arguments)
    with pytest.raises(InvalidDateError):
        liability(owed, on="3-6-2025")
    for wrong in (trader, None):
        with pytest.raises(InvalidFactError):
            kj.contributions.undeclared(wrong, on=DEATH.on)  # type: ignore[arg-type]


def test_a_membership_paid_in_time_ends_with_the_work_or_the_day() -> None:
    ended = attrs.evolve(work(), ended=dt.date(2024, 2, 10))
    assert len(ended.paid_in_time(dt.date(2025, 1, 1)).payments) == 2
    begun = kj.Participation(enrolment(), joined=dt.date(2024, 1, 20))
    first = begun.paid_in_time(dt.date(2024, 1, 20))
    assert first.cover(dt.date(2024, 1, 20), kj.JKK).covered
    with pytest.raises(InvalidDateError):
        begun.paid_in_time(dt.date(2024, 1, 19))
