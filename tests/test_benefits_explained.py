"""What explains a benefit beside its total: words, conditions, conventions, articles, subtotals."""

from __future__ import annotations

import datetime as dt
import typing
from collections.abc import Iterator, Mapping
from itertools import takewhile
from typing import Any

import attrs
import pytest
from tests.fixed_law import credited
from tests.oracle import savings as oracle
from tests.people import BOTH, trader

import kopdes_jamsos as kj
from kopdes_jamsos.law.disability import disability_source

JULY = dt.date(2025, 7, 3)
LEFT = dt.date(2025, 9, 3)
ALL = frozenset({kj.JKK, kj.JKM, kj.JHT, kj.JP, kj.JKP})


def waged(since: str = "2024-01", months: int = 19, **facts: Any) -> kj.Participation:
    ended = facts.pop("ended", None)
    enrolment = kj.PUEnrolment(**{"wage": 5_000_000, "programs": BOTH, "risk_class": 1, **facts})
    return kj.Participation.paid_through(
        enrolment, since=kj.Month.parse(since), months=months, ended=ended
    )


def condition(found: kj.benefits.JkpEligibility, code: str) -> kj.coverage.Condition:
    (only,) = (each for each in found.conditions if each.code == code)
    return only


def missing(thing: Any, place: str = "") -> Iterator[str]:
    """Places of a result that hold None although their type has no None."""
    if isinstance(thing, kj.LawBook | kj.Participation):
        return
    if isinstance(thing, tuple | list):
        for item in thing:
            yield from missing(item, place)
    elif isinstance(thing, Mapping):
        yield from missing(list(thing.values()), place)
    elif attrs.has(type(thing)):
        hints = typing.get_type_hints(type(thing))
        for field in attrs.fields(type(thing)):
            value, here = getattr(thing, field.name), f"{type(thing).__name__}.{field.name}"
            if value is None and type(None) not in typing.get_args(hints[field.name]):
                yield here
            yield from missing(value, here)


# --- whole results ----------------------------------------------------------------------------

CHILD = kj.Child(birth_date=dt.date(2012, 5, 1))
GROWN = kj.Child(birth_date=dt.date(1990, 5, 1))
ACCIDENT = kj.WorkAccident(
    JULY, transport={"land": 500_000}, medical_cost=1_000_000, injuries=[kj.Injury("smell")]
)
EVENTS: list[tuple[kj.Event, dict[str, Any]]] = [
    (kj.Death(JULY, work_related=False), {"children": [CHILD], "family": kj.Family(spouses=1)}),
    (kj.Death(JULY, work_related=True), {"children": [CHILD], "family": kj.Family(spouses=0)}),
    (kj.TotalDisability(JULY, work_related=True), {"children": [CHILD]}),
    (kj.Death(JULY, work_related=True), {"children": [GROWN]}),
    (kj.Death(dt.date(2019, 12, 5), work_related=True), {}),  # before the first payment
    (kj.TotalDisability(JULY, work_related=False), {}),
    (ACCIDENT, {}),
    (ACCIDENT, {"claimed_on": dt.date(2031, 7, 3)}),
    (kj.Dismissal(JULY), {}),
    (kj.Resignation(JULY), {"claimed_on": dt.date(2025, 9, 3)}),
    (kj.PensionAge(JULY), {}),
    (kj.PartialWithdrawal(JULY, purpose="home"), {}),
    (kj.SpousePensionEnd(JULY), {"children": [CHILD], "pension_in_payment": 900_000}),
]


@pytest.mark.parametrize("event, facts", EVENTS)
@pytest.mark.parametrize("programs", [ALL, {kj.JKK, kj.JKM, kj.JHT, kj.JP}, {kj.JHT}])
def test_an_entitlement_is_whole_and_every_sum_stands_somewhere(
    event: kj.Event, facts: dict[str, Any], programs: frozenset[kj.Program]
) -> None:
    part = waged("2020-01", 66, programs=programs, birth_date=dt.date(1966, 5, 1))
    rates: dict[str, Any] = dict.fromkeys(("jp_rates", "jht_rates"), kj.percent(5))
    rates["inflation"] = kj.percent(2)
    found = kj.entitle(event, [part], **rates, **facts)

    assert list(missing(found)) == []
    assert all(line.citations and line.citations[0].source for line in found.lines)
    assert all(each.citations for each in found.monthly)
    assert "None" not in found.explain("en") + found.explain("id")


@pytest.mark.parametrize(
    "part, program, article",
    [
        (waged(), kj.JKK, "PP 44/2015 Pasal 43 ayat (5)"),
        (trader(), kj.JKK, "PP 44/2015 Pasal 44 ayat (5)"),
        (waged(), kj.JKM, "Permenaker 1/2025 Pasal I angka 20 (Pasal 22 ayat (1))"),
        (trader(), kj.JKM, "Permenaker 1/2025 Pasal I angka 32 (Pasal 62 ayat (1))"),
    ],
)
def test_what_must_be_shown_stands_in_its_article(
    part: kj.Participation, program: kj.Program, article: str
) -> None:
    found = kj.entitle(kj.Death(JULY, work_related=program is kj.JKK), [part])
    asked = {str(cited) for proof in found.proofs for cited in proof.citations}
    heirs = {"PP 44/2015 Pasal 37 ayat (2)"} if program is kj.JKK else set()

    assert asked == {article, *heirs}


@pytest.mark.parametrize(
    "day, codes, article",
    [
        (dt.date(2021, 3, 31), "card death-statement heirs", "PP 44/2015 Pasal 40 ayat (3)"),
        (
            dt.date(2021, 4, 1),
            "card heir-identity family-card death-statement heirs",
            "Permenaker 5/2021 Pasal 22 ayat (1)",
        ),
        (
            dt.date(2025, 2, 23),
            "card heir-identity family-card death-statement heirs",
            "Permenaker 5/2021 Pasal 22 ayat (1)",
        ),
        (
            dt.date(2025, 2, 24),
            "card heir-identity family-card death-certificate heirs",
            "Permenaker 1/2025 Pasal I angka 20 (Pasal 22 ayat (1))",
        ),
    ],
)
def test_what_heirs_hand_in_for_jkm_follows_the_day(day: dt.date, codes: str, article: str) -> None:
    part = waged("2020-01", 66)
    found = kj.entitle(kj.Death(day, work_related=False), [part])

    asked = [proof.what.code.removeprefix("proof-") for proof in found.proofs]
    assert asked == codes.split()
    assert {str(cited) for proof in found.proofs for cited in proof.citations} == {article}


def test_the_first_claim_of_a_scholarship_says_what_to_hand_in() -> None:
    def asked(day: dt.date, months: int) -> list[list[str]]:
        death = kj.Death(day, work_related=False)
        found = kj.entitle(death, [waged("2018-01", months)], children=kj.Child(stage="SD1"))
        proofs = [each for each in found.proofs if each.what.code == "proof-scholarship"]
        return [[str(cited) for cited in each.citations] for each in proofs]

    assert asked(JULY, 91) == [["Permenaker 1/2025 Pasal I angka 44 (Pasal 104 ayat (1))"]]
    assert asked(dt.date(2021, 4, 1), 40) == [["Permenaker 5/2021 Pasal 104 ayat (1)"]]
    assert asked(dt.date(2021, 3, 31), 40) == []
    assert asked(JULY, 12) == []


@pytest.mark.parametrize(
    "family, grown, heading",
    [
        (None, False, "Yang mungkin diterima, tetapi keterangannya belum lengkap:"),
        (
            kj.Family(spouses=0, children=1),
            True,
            "Yang mungkin diterima, tetapi keterangannya belum lengkap:",
        ),
        (
            kj.Family(spouses=0, children=0, parents=0, grandparents=1, grandchildren=0),
            False,
            "Yang tidak diberikan, dan sebabnya:",
        ),
        (kj.Family(spouses=1, children=1), False, "Setiap bulan:"),
    ],
)
def test_the_page_for_the_family_tells_open_pensions_from_refused_ones(
    family: kj.Family | None, grown: bool, heading: str
) -> None:
    part = waged("2016-01", 114, programs={*BOTH, kj.JP})
    child = kj.Child(birth_date=dt.date(1990, 1, 1)) if grown else ()
    found = kj.entitle(
        kj.Death(JULY, work_related=False), [part], children=child, family=family,
        inflation=kj.percent(2),
    )  # fmt: skip
    rows = kj.benefits.family_statement(found).splitlines()
    at = rows.index(heading)

    below = list(takewhile(lambda row: row.startswith("  "), rows[at + 1 :]))

    assert any("JP" in row for row in below)
    assert max(map(len, rows)) <= 96


# --- JKM and JKK ------------------------------------------------------------------------------


def test_lines_of_several_memberships_say_which_one_they_are_of() -> None:
    """Permenaker 1/2025: the funeral money once, the other sums for each membership."""
    found = kj.entitle(kj.Death(JULY, work_related=False), [waged(), trader()])
    text = found.explain("en")

    assert [line.notes[-1].code for line in found.lines].count("jkm-once") == 1
    assert [text.count(f"membership {number}") for number in (1, 2, 3)] == [2, 2, 0]
    assert text.count("once for all memberships") == 1


@pytest.mark.parametrize(
    "event, program",
    [
        (kj.TotalDisability(JULY, work_related=False), "JKK"),
        (kj.Death(JULY, work_related=True), "JKM"),
    ],
)
def test_a_refusal_names_its_programme_and_its_day(event: kj.Event, program: str) -> None:
    found = kj.entitle(event, [waged()])
    (why,) = (each.why for each in found.refusals if each.program == program)

    assert why.figures["program"] == program
    assert why.figures["day"] == JULY


def test_an_aid_is_covered_if_it_was_on_the_day_of_the_accident() -> None:
    """Hearing aids came with PP 82/2019, on 2 December 2019."""
    for day, covered in ((dt.date(2019, 12, 1), False), (dt.date(2019, 12, 2), True)):
        accident = kj.WorkAccident(day, hearing_aid=1_000_000)
        event = kj.Death(dt.date(2019, 12, 20), work_related=True, accident=accident)
        found = kj.entitle(event, [waged("2019-01", 12)])

        assert ("jkk-hearing-aid" in {line.label.code for line in found.lines}) is covered


def test_sums_by_work_stand_in_their_articles_and_are_as_sure() -> None:
    dead = kj.entitle(kj.Death(JULY, work_related=True), [waged()])
    hurt = kj.entitle(ACCIDENT, [waged()])
    lines = {line.label.code: line for line in (*dead.lines, *hurt.lines)}
    table, grade = disability_source(JULY)

    assert kj.LAW.value_on("jkk.death_share", JULY).citation in lines["jkk-death"].citations
    assert table in lines["jkk-injuries"].citations
    assert lines["jkk-injuries"].evidence is grade
    assert lines["jkk-care"].citations


@pytest.mark.parametrize("name", ["periodic", "funeral"])
def test_a_sum_that_is_fixed_stands_where_the_law_has_it(name: str) -> None:
    found = kj.entitle(kj.Death(JULY, work_related=True), [waged()])
    (line,) = (each for each in found.lines if each.label.code == f"jkk-{name}")
    value = kj.LAW.value_on(f"jkk.{name}", JULY)

    assert value.citation in line.citations


def test_a_death_by_work_is_refused_by_the_article_of_jkm() -> None:
    found = kj.entitle(kj.Death(JULY, work_related=True), [waged()])
    (refusal,) = (each for each in found.refusals if each.program is kj.JKM)

    assert [str(cited) for cited in refusal.citations] == ["PP 44/2015 Pasal 40 ayat (1)"]


@pytest.mark.parametrize("months, given", [(35, False), (36, True)])
def test_a_scholarship_of_jkm_needs_three_years_of_contributions(months: int, given: bool) -> None:
    """PP 82/2019 Pasal 34 ayat (1) huruf d; whoever has exactly that has enough."""
    part = waged("2022-07", months)
    day = (kj.Month(2022, 7) + months).first_day
    found = kj.entitle(kj.Death(day, work_related=False), [part], children=[CHILD])
    refused = [each for each in found.refusals if each.code == "scholarship-years"]

    assert bool(refused) is not given
    assert all(each.citations for each in refused)
    assert [each.why.figures["months"] for each in refused] == ([] if given else [35])


def test_the_month_of_the_accident_decides_for_a_death_after_it() -> None:
    """Caps, the report and the term of payment are those of the accident."""
    june = kj.Month(2025, 6)
    law = kj.LAW
    for path, value in (
        ("jkk.transport.land", 1_234_000),
        ("jkk.report_days", 3),
        ("jkk.payment_days", 9),
        ("jkm.death_sum", 987_000_000),
        ("scholarship.amount.SD", 1_777_000),
    ):
        law = law.with_change(path, value, since=june, until=june)
    accident = kj.WorkAccident(dt.date(2025, 6, 20), transport={"land": 9_000_000})
    event = kj.Death(JULY, work_related=True, accident=accident)
    found = kj.entitle(event, [waged()], children=[kj.Child(stage="SD6")], law=law)
    figures = {value for each in found.deadlines for value in each.what.figures.values()}

    scholarship = 1_777_000 + 3 * 2_000_000 + 3 * 3_000_000 + 5 * 12_000_000

    amounts = {line.amount: line.assumptions for line in found.lines}
    assert {1_234_000, 987_000_000, scholarship} <= amounts.keys()
    assert all("what-if" in amounts[each] for each in (1_234_000, 987_000_000, scholarship))
    assert 3 * 24 in figures  # hours
    assert "9 working days" in found.explain("en")


def test_how_many_children_get_a_scholarship_is_as_in_the_month_of_the_accident() -> None:
    june = kj.Month(2025, 6)
    law = kj.LAW.with_change("scholarship.children", 1, since=june, until=june)
    accident = kj.WorkAccident(dt.date(2025, 6, 20))
    event = kj.Death(JULY, work_related=True, accident=accident)
    found = kj.entitle(event, [waged()], children=[kj.Child(stage="SD6")] * 2, law=law)
    (line,) = (each for each in found.lines if each.label.code == "scholarship")

    assert "what-if" in line.assumptions


def test_a_claim_after_its_limit_says_the_day_after_which_it_lapsed() -> None:
    """PP 82/2019 Pasal 26: five years after the accident."""
    accident = kj.WorkAccident(dt.date(2020, 3, 2), transport={"land": 500_000})
    found = kj.entitle(accident, waged("2019-01", 80), claimed_on=JULY)

    assert "lapsed after Sunday, 2 March 2025" in found.explain("en")


@pytest.mark.parametrize(
    "day, convention", [(dt.date(2019, 12, 1), True), (dt.date(2019, 12, 2), False)]
)
def test_injuries_beyond_the_cap_say_the_cap_and_where_it_stands(
    day: dt.date, convention: bool
) -> None:
    """Permenaker 5/2021 Pasal 84 ayat (1): 70 %, from PP 82/2019 on (Pasal 130 huruf c).

    Both arms from the shoulder, 40 and 35 %: 70 % of 80 wages of 5,000,000. Before it the
    convention `several-disabilities` says the same.
    """
    accident = kj.WorkAccident(
        day,
        injuries=[kj.Injury("arm-from-shoulder", side=side) for side in ("left", "right")],
        left_handed=False,
    )
    (line,) = kj.entitle(accident, waged("2019-01", 12)).lines
    cited = "Permenaker 5/2021 Pasal 84 ayat (1), Pasal 130 huruf c"

    assert line.amount == 56 * 5_000_000
    assert ("several-disabilities" in line.assumptions) is convention
    assert (cited in map(str, line.citations)) is not convention
    assert {note.code: note.figures for note in line.notes}["injuries-capped"] == {
        "share": kj.percent(70)
    }


def test_a_what_if_cap_on_injuries_is_named_where_it_decides() -> None:
    """An arm from the shoulder is 40 % of 80 wages; under a cap of 30 % it is 24 of them."""
    law = kj.LAW.with_change("jkk.injuries_share", kj.percent(30), since=kj.Month(2025, 7))
    for part, amount, named in (
        ("arm-from-shoulder", 24 * 5_000_000, True),
        ("smell", None, False),
    ):
        injury = kj.Injury(part, side="right") if named else kj.Injury(part)
        found = kj.entitle(kj.WorkAccident(JULY, injuries=[injury]), waged(), law=law)
        (line,) = (each for each in found.lines if each.label.code == "jkk-injuries")

        assert ("what-if" in line.assumptions) is named
        assert amount in (None, line.amount)


@pytest.mark.parametrize("days", [0, 3])
def test_only_days_beside_whole_months_of_incapacity_are_a_convention(days: int) -> None:
    accident = kj.WorkAccident(JULY, incapacity_months=2, incapacity_days=days)
    found = kj.entitle(accident, waged())

    assert ("incapacity-day" in found.assumptions) is bool(days)


def test_a_longer_term_of_payment_moves_the_compensation() -> None:
    """3 days until Tuesday, 8 July 2025; with 10 until Thursday, 17 July."""
    law = kj.LAW.with_change("jkm.payment_days", 10, since=kj.Month(2025, 7))
    days: dict[str, Any] = {"complete_on": JULY, "paid_on": dt.date(2025, 7, 18)}
    late = kj.benefits.late_compensation(kj.JKM, 42_000_000, **days)

    assert late == 10 * kj.benefits.late_compensation(kj.JKM, 42_000_000, law=law, **days) > 0


def test_a_child_may_be_born_in_the_year_after_the_death() -> None:
    event = kj.Death(JULY, work_related=False)
    for born, accepted in (
        (JULY + dt.timedelta(days=180), True),
        (dt.date(2026, 7, 3), True),
        (dt.date(2026, 7, 4), False),
    ):
        child = kj.Child(birth_date=born)
        if accepted:
            assert kj.entitle(event, waged("2020-01", 67), children=[child]).total
        else:
            with pytest.raises(kj.errors.InvalidFactError):
                kj.entitle(event, waged("2020-01", 67), children=[child])


# --- JHT --------------------------------------------------------------------------------------


def test_an_account_is_told_by_years_and_adds_up() -> None:
    account = kj.benefits.jht_account(
        [waged("2019-11", 14, programs={kj.JHT})], dt.date(2020, 12, 31)
    )
    told = account.statement()
    amounts = {row.label.code: row.amount for row in told.totals}

    assert [row.head for row in told.rows] == ["2019", "2020"]
    assert {row.head for row in told.totals} == {""}
    assert amounts == {
        "account-contributions": 14 * 285_000,
        "account-development": account.development,
        "account-withdrawn": 0,
        "account-balance": account.balance,
    }


@pytest.mark.parametrize("several", [False, True])
def test_a_part_of_the_account_needs_ten_years_which_memberships_add(several: bool) -> None:
    """PP 46/2015 Pasal 22 ayat (4): ten years of membership."""
    first = waged("2018-01", 24, programs={kj.JHT}, ended=dt.date(2019, 12, 31))
    parts = [first, waged("2020-01", 60, programs={kj.JHT})][0 if several else 1 :]
    event = kj.PartialWithdrawal(dt.date(2024, 12, 10), purpose="home")
    (refusal,) = kj.entitle(event, parts).refusals

    assert (refusal.code, refusal.why.figures["years"]) == ("jht-partial-early", 10)
    assert refusal.assumptions == (("memberships-add",) if several else ())


def test_a_what_if_wait_for_jht_is_named() -> None:
    law = kj.LAW.with_change("jht.wait_after_leaving.resignation", 2, since=kj.Month(2020, 12))
    part = waged("2016-01", 60, programs={kj.JHT}, ended=dt.date(2020, 12, 31))
    event = kj.Resignation(dt.date(2020, 12, 31))
    (line,) = kj.entitle(event, [part], jht_balance=1_000_000, law=law).lines

    assert line.label.figures["day"] == dt.date(2021, 2, 28)
    assert "what-if" in line.assumptions


def test_a_part_of_the_account_goes_to_the_participant() -> None:
    part = waged("2013-01", 144, programs={kj.JHT})
    event = kj.PartialWithdrawal(dt.date(2024, 12, 10), purpose="home")
    (line,) = kj.entitle(event, [part], jht_balance=90_000_000).lines

    assert (line.amount, line.recipient) == (27_000_000, kj.benefits.Recipient.PARTICIPANT)  # 30 %


@pytest.mark.parametrize("crediting", ["monthly", "yearly"])
def test_an_entitlement_is_credited_as_the_caller_says(crediting: str) -> None:
    part = waged("2016-01", 60, programs={kj.JHT}, ended=dt.date(2020, 12, 31))
    event = kj.Death(dt.date(2020, 12, 31), work_related=False)
    (line,) = kj.entitle(event, [part], law=credited(crediting)).lines
    expected = oracle.account(
        {(year, month): 285_000 for year in range(2016, 2021) for month in range(1, 13)},
        (2020, 12),
        oracle.DEVELOPMENT,
        yearly=crediting == "yearly",
    )

    assert line.amount == expected


@pytest.mark.parametrize(
    "name, called",
    [
        ("jp_rates", "JP rates"),
        ("jht_rates", "JHT development rates"),
        ("inflation", "Inflation rates"),
        ("children", "children"),
        ("withdrawals", "withdrawals"),
    ],
)
def test_a_fact_of_an_entitlement_of_a_wrong_kind_is_named(name: str, called: str) -> None:
    facts: dict[str, Any] = {name: object()}

    with pytest.raises(kj.KopdesJamsosError, match=f"^{called} must be"):
        kj.entitle(kj.Death(JULY, work_related=False), [waged()], **facts)


def test_a_rate_of_the_caller_is_said_to_be_the_callers() -> None:
    account = kj.benefits.jht_account(
        [waged("2026-01", 6, programs={kj.JHT})],
        dt.date(2026, 6, 30),
        rates={2026: kj.percent("5.5")},
    )

    assert [citation.source for citation in account.citations] == ["caller"]
    assert account.citations[0].article


# --- JP ---------------------------------------------------------------------------------------


def test_the_share_of_a_survivor_is_told_in_rupiah() -> None:
    """PP 45/2015 Pasal 23 ayat (2): a parent has 20 % of the formula."""
    part = waged("2016-01", 120, wage=9_000_000, programs={kj.JP})
    found = kj.benefits.pension([part], dt.date(2026, 3, 10), "parent").pension
    assert found is not None
    amounts = {row.label.code: row.amount for row in found.statement().rows}

    assert abs(5 * (amounts["pension-share"] or 0) - (amounts["pension-formula"] or 0)) < 5
    assert found.assumptions
    assert found.evidence is kj.Evidence.CONVENTION


def test_whoever_joined_on_the_day_itself_is_a_member() -> None:
    enrolment = kj.PUEnrolment(wage=5_000_000, programs={kj.JP})
    part = kj.Participation(enrolment, joined=JULY)
    found = kj.benefits.pension([part], JULY, "disability")

    assert "jp-not-enrolled" not in {each.code for each in found.conditions}


def test_wages_without_inflation_are_summed_as_they_are() -> None:
    wages = {kj.Month(2024, month): 5_000_000 + month for month in range(1, 13)}
    found = kj.benefits.index_wages(
        wages, 2026, inflation={2024: kj.percent(0), 2025: kj.percent(0)}
    )

    assert found.exact == sum(wages.values())
    with pytest.raises(kj.errors.InvalidMonthError, match=r"^wages must be"):
        kj.benefits.index_wages({1: 5_000_000}, 2026)  # type: ignore[arg-type]  # that is the point


def test_rates_of_inflation_of_a_wrong_kind_are_named() -> None:
    with pytest.raises(kj.errors.InvalidRateError, match=r"^Inflation rates must be"):
        kj.benefits.index_wages({}, 2026, inflation=2.5)  # type: ignore[arg-type]  # that is the point


def test_a_pension_says_how_many_months_were_averaged() -> None:
    part = waged("2024-01", 26, wage=9_000_000, programs={kj.JP})
    found = kj.benefits.pension([part], dt.date(2026, 3, 10), "parent").pension
    assert found is not None
    figures = {row.label.code: row.label.figures for row in found.statement().rows}

    assert figures["pension-average"] == {"months": 26, "year": 2025}


def test_without_a_birth_date_a_pension_names_the_convention() -> None:
    part = waged("2016-01", 120, programs={kj.JP})
    found = kj.benefits.pension([part], dt.date(2026, 3, 10), "disability")
    names = {name for each in found.conditions for name in each.assumptions}

    assert "jp-age-not-given" in names
    assert all(kj.LAW.convention(name) for name in names)


@pytest.mark.parametrize("junk", [[1], (None,), {1: 2}, "x", iter([])])
def test_what_is_no_list_of_participations_is_refused(junk: Any) -> None:
    with pytest.raises(kj.errors.InvalidDateError, match=r"^on must be"):
        kj.benefits.pension_record([], "3-7-2025")
    for ask in (kj.benefits.jht_account, kj.benefits.pension_record):
        with pytest.raises(kj.errors.InvalidFactError, match="participations must be"):
            ask(junk, JULY)


def test_a_child_that_is_not_described_is_taken_to_be_entitled() -> None:
    part = waged("2016-01", 120, wage=9_000_000, programs={kj.JP})
    family = kj.Family(spouses=0, children=1)
    described = kj.Child(birth_date=dt.date(2020, 5, 1), married=False, work="none")
    event = kj.Death(dt.date(2026, 3, 10), work_related=False)
    found, known = (
        kj.entitle(event, [part], family=family, children=children)
        for children in ([], [described])
    )

    assert "jp-child-eligible" in found.monthly[0].assumptions
    assert "jp-child-eligible" not in known.monthly[0].assumptions


def test_a_pension_says_when_it_is_paid_and_confirmed() -> None:
    part = waged("2016-01", 120, wage=9_000_000, programs={kj.JP})
    event = kj.Death(dt.date(2026, 3, 10), work_related=False)
    found = kj.entitle(event, [part], family=kj.Family(spouses=1))
    figures = {note.code: dict(note.figures) for note in found.remarks}

    assert isinstance(figures["jp-first-payment"]["days"], int)
    assert isinstance(figures["jp-confirmation"]["months"], int)


def test_a_lump_sum_after_a_death_rests_on_a_convention_and_says_so() -> None:
    """One month of 3 % of Rp9,000,000, and no return yet."""
    part = waged("2024-01", 1, wage=9_000_000, programs={kj.JP}, birth_date=dt.date(1985, 1, 1))
    event = kj.Death(dt.date(2024, 1, 20), work_related=False)
    (line,) = kj.entitle(event, [part], family=kj.Family(spouses=1)).lines

    assert (line.amount, line.assumptions) == (270_000, ("jp-lump-sum-death",))
    assert line.evidence is kj.Evidence.CONVENTION


# --- JKP --------------------------------------------------------------------------------------


def test_without_any_membership_only_the_cause_and_that_are_looked_at() -> None:
    found = kj.benefits.jkp_eligibility(kj.Resignation(LEFT), [])

    assert [each.code for each in found.conditions] == ["jkp-cause", "jkp-not-enrolled"]
    assert condition(found, "jkp-cause").why.code == "jkp-cause"
    assert "None" not in found.explain("en")


@pytest.mark.parametrize("born", [None, dt.date(1985, 1, 1)])
def test_without_a_birth_date_the_age_at_registration_is_taken_as_met(
    born: dt.date | None,
) -> None:
    part = waged("2024-03", 18, programs=ALL, birth_date=born)
    late = condition(kj.benefits.jkp_eligibility(kj.Dismissal(LEFT), [part]), "jkp-registered-late")

    assert (late.met, late.assumptions) == ((True, ()) if born else (None, ("jkp-entitled",)))


def test_the_months_in_a_row_that_are_needed_are_said() -> None:
    """PP 37/2021 Pasal 19 ayat (3): six months in a row, until PP 6/2025."""
    left = dt.date(2024, 9, 3)
    part = waged("2023-03", 18, programs=ALL)
    row = condition(kj.benefits.jkp_eligibility(kj.Dismissal(left), [part]), "jkp-not-in-a-row")

    assert row.why.figures == {"months": 18, "needed": 6}


def test_cash_goes_to_the_participant_and_who_never_had_jkp_is_told_so() -> None:
    found = kj.entitle(kj.Dismissal(LEFT), [waged("2024-03", 18, programs=ALL)])
    micro = waged("2024-03", 18, programs={kj.JKK, kj.JKM, kj.JHT}, scale="micro")
    none = kj.entitle(kj.Dismissal(LEFT), [micro])

    assert {each.recipient for each in found.monthly if each.program is kj.JKP} == {
        kj.benefits.Recipient.PARTICIPANT
    }
    assert "JKP: the person is not enrolled in it." in none.explain("en")


@pytest.mark.parametrize("left", [dt.date(2024, 12, 3), LEFT])
def test_every_convention_of_jkp_is_one_of_the_law_files(left: dt.date) -> None:
    """Left in December 2024: PP 6/2025 lengthens the three months for the claim to six."""
    part = waged("2023-03", 24, programs=ALL)
    claimed = left + dt.timedelta(days=120)
    found = kj.benefits.jkp_eligibility(kj.Dismissal(left), [part], claimed_on=claimed)
    names = {each.code: name for each in found.conditions for name in each.assumptions}

    assert all(kj.LAW.convention(name).id == name for name in names.values())
    assert ("jkp-claimed-late" in names) is (left != LEFT)


def test_jkp_asks_for_proofs_and_a_claim_in_their_articles() -> None:
    found = kj.entitle(kj.Dismissal(LEFT), [waged("2024-03", 18, programs=ALL)])
    proofs = {proof.what.code: proof.citations for proof in found.proofs}
    (deadline,) = (each for each in found.deadlines if each.program is kj.JKP)

    assert [str(cited) for cited in deadline.citations] == [
        "PP 6/2025 Pasal I angka 10 (Pasal 40 huruf a)"
    ]
    assert [str(cited) for cited in proofs["jkp-proof-willing"]] == [
        "PP 6/2025 Pasal I angka 3 (Pasal 19 ayat (2))"
    ]
    assert [str(cited) for cited in proofs["jkp-proof-dismissal"]] == [
        "PP 6/2025 Pasal I angka 4 (Pasal 20 ayat (3))"
    ]


def test_a_new_job_after_a_month_leaves_one_month_of_cash() -> None:
    event = kj.Dismissal(LEFT, new_job_on=LEFT + dt.timedelta(days=20))
    found = kj.entitle(event, [waged("2024-03", 18, programs=ALL)])

    assert [each.label.figures["count"] for each in found.monthly] == [1]


# --- heirs ------------------------------------------------------------------------------------


def test_heirs_are_named_by_their_rank() -> None:
    found = kj.benefits.heirs_of(kj.Family(spouses=1, children=0), kj.JKM)

    assert list(missing(found)) == []
    assert found.sums is kj.benefits.Recipient.HEIRS


# --- totals -----------------------------------------------------------------------------------


def test_a_reconciliation_tells_the_amount_that_was_known() -> None:
    told = kj.benefits.reconcile(47_000_000, on=JULY, balance=5_000_000).statement()

    assert [row.amount for row in told.rows if row.label.code == "way-known"] == [5_000_000]


def test_a_life_course_ends_with_the_balance_of_its_last_year() -> None:
    part = waged("2019-01", 24, programs={kj.JHT})
    told = kj.benefits.lifecourse([part], until=kj.Month(2020, 12)).statement()
    expected = oracle.account(
        {(year, month): 285_000 for year in (2019, 2020) for month in range(1, 13)},
        (2020, 12),
        oracle.DEVELOPMENT,
        yearly=False,
    )

    assert [row.amount for row in told.totals] == [24 * 285_000, expected]
    assert told.rows[-1].amount == expected


@pytest.mark.parametrize(
    "day, months, days, wages, named",
    [
        (JULY, 6, 0, 1, False),
        (JULY, 6, 1, 1, True),
        (JULY, 7, 0, 1, True),
        (JULY, 7, 0, 0, False),  # without wages all of it is the worker's
        (JULY, 7, 0, None, False),
        (dt.date(2019, 12, 1), 7, 0, 1, False),
        (dt.date(2019, 12, 2), 7, 0, 1, True),
    ],
)
def test_wages_beside_a_benefit_claimed_in_parts_may_be_compared_in_parts(
    day: dt.date, months: int, days: int, wages: int | None, named: bool
) -> None:
    """Permenaker 5/2021 Pasal 115 ayat (3): beyond six months every six; Pasal 130 huruf c."""
    accident = kj.WorkAccident(
        day, incapacity_months=months, incapacity_days=days, wages_paid=wages
    )
    found = kj.entitle(accident, [waged("2019-01", 84)])

    assert ("incapacity-compared-at-once" in found.assumptions) is named
