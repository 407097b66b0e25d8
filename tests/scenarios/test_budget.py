"""Budgets: published ones, brute-force sums, both readers, shares, and who is left out."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import attrs
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.fixed_law import read_by
from tests.frames.backends import polars_frame
from tests.frames.populations import COLUMNS, Row, expected, population, scalar
from tests.people import VILLAGE
from tests.scenarios.brute import of_budget, priced, sums

import kopdes_jamsos as kj
from kopdes_jamsos.testing import bpu_enrolments, pu_enrolments

CASES = Path(__file__).parents[1] / "cases" / "scenarios"
HALF = kj.percent("50")


def case(name: str) -> dict[str, Any]:
    return tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))


def published(name: str) -> kj.scenarios.Budget:
    facts = case(name)
    return kj.Scenario(
        population=kj.Headcount(role="farmer", count=facts["people"], income=0),
        policy=kj.Policy(
            start=kj.Month.parse(facts["start"]),
            months=facts["months"],
            programs=frozenset(facts["programs"]),
            shares=facts["paid_by"],
        ),
    ).run()


def test_the_published_budget_of_blitar_comes_out_to_the_rupiah() -> None:
    budget, want = published("blitar_2024"), case("blitar_2024")["expected"]

    assert budget.total == want["total"] == 452_508_000
    assert set(budget.by_month.values()) == {want["each_month"]}
    assert dict(budget.by_payer) == {kj.Funding.REGION: want["total"]}


def test_the_published_budget_of_the_next_year_as_it_was_rounded() -> None:
    want = case("blitar_2025")["expected"]

    assert published("blitar_2025").total // 100_000 == want["millions_with_one_decimal"]


# ---- against brute force, and both readers -------------------------------------------------------


@settings(max_examples=40)
@given(
    enrolments=st.lists(st.one_of(bpu_enrolments(), pu_enrolments()), min_size=1, max_size=6),
    start=st.integers(kj.Month(2019, 1).ordinal, kj.Month(2026, 9).ordinal).map(
        kj.Month.from_ordinal
    ),
    months=st.integers(1, 4),
)
def test_totals_equal_a_brute_force_sum(
    enrolments: list[kj.Enrolment], start: kj.Month, months: int
) -> None:
    policy = kj.Policy(start=start, months=months)
    some = [each for each in enrolments if priced(each, policy.calendar)]
    if not some:
        return
    scenario = kj.Scenario(population=[*some, some[0]], policy=policy)
    budget = scenario.run()
    want = sums([*some, some[0]], policy.calendar)

    assert of_budget(budget) == want
    assert budget.total == sum(want.values())
    assert budget.people == len(some) + 1
    assert budget.person_months == (len(some) + 1) * months


def test_both_readers_agree_on_good_and_strange_people() -> None:
    month = kj.Month(2026, 5)
    drawn = [scalar_enrolment(row) for row in population(5, 600, first=month, last=month)]
    policy = kj.Policy(start=month, months=2)
    people = [each for each in drawn if each is not None and priced(each, policy.calendar)]
    scenario = kj.Scenario(population=people + people[:50], policy=policy)
    budget, wide = scenario.run("scalar"), scenario.run("columns")

    assert len(people) > 300
    assert wide.records == budget.records
    assert wide.heads == budget.heads
    assert of_budget(wide) == sums(people + people[:50], policy.calendar)
    assert set(budget.assumptions) <= set(wide.assumptions)


def test_both_readers_agree_on_the_relief_of_the_pandemic() -> None:
    worker = kj.PUEnrolment(wage=2_000_000, programs={kj.JKK, kj.JKM}, risk_class=2)
    policy = kj.Policy(start=kj.Month(2020, 7), months=3)
    scenario = kj.Scenario(population=[worker], policy=policy)
    wide = scenario.run("columns")

    assert wide.records == scenario.run("scalar").records
    assert "relief-settled" in wide.assumptions


def scalar_enrolment(row: Row) -> kj.Enrolment | None:
    try:
        return scalar(row).enrolment
    except kj.KopdesJamsosError:
        return None


def test_many_different_enrolments_go_through_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    from kopdes_jamsos.scenarios import columns

    asked: list[int] = []
    original = columns.source_of_blocks

    def spy(blocks: Any) -> Any:
        asked.append(len(blocks))
        return original(blocks)

    monkeypatch.setattr(columns, "source_of_blocks", spy)
    crowd = [kj.PUEnrolment(wage=1_000_000 + each, programs={kj.JHT}) for each in range(2_500)]
    crowd.append(
        kj.PUEnrolment(
            wage=5_000_000,
            programs={kj.JKK, kj.JKM, kj.JHT, kj.JP, kj.JKP},
            risk_class=1,
            scale="medium",
        )
    )
    policy = kj.Policy(start=kj.Month(2025, 7), months=1)
    scenario = kj.Scenario(population=crowd, policy=policy)

    assert scenario.run().records == scenario.run("scalar").records
    assert asked == [2_500]  # JKP is not for columns


@pytest.mark.parametrize("make", ["polars", "lazy", "pandas"])
def test_a_dataframe_is_what_the_scalar_reader_makes_of_its_rows(make: str) -> None:
    month = kj.Month(2026, 5)
    rows = population(8, 400, first=month, last=month)
    for row in rows:
        row["month"] = dt.date(2026, 5, 1)
    frame: Any = polars_frame(rows).select(COLUMNS[:-1])
    if make == "lazy":
        frame = frame.lazy()
    elif make == "pandas":
        frame = frame.to_pandas(use_pyarrow_extension_array=True)
    budget = kj.Scenario(population=frame, policy=kj.Policy(start=month, months=1)).run()
    want = [expected(row) for row in rows]
    good = [row for row in want if row["flags"] is not None]

    assert budget.total == sum(row["total"] for row in good)
    assert sum(budget.by_program.values()) == budget.total
    assert budget.people == len(good)
    assert sum(budget.uncovered.values()) == len(rows) - len(good) > 0
    assert all(code.startswith("refused-") for _, code in budget.uncovered)
    assert "relief-group" in budget.assumptions


def test_a_dataframe_follows_the_policy_as_headcounts_do() -> None:
    frame = pl.DataFrame(
        {
            "who": ["officer"] * 3 + ["member"] * 4 + ["clerk"] * 2,
            "income": [None, None, 0, 1_500_000, 1_500_000, None, 0, None, None],
            "wage": [None] * 7 + [3_000_000] * 2,
            "risk_class": [None] * 7 + [1] * 2,
        },
        schema_overrides={"income": pl.Int64},
    )
    policy = kj.Policy(
        start=kj.Month(2026, 11),
        months=3,
        programs={"officer": {"JKK", "JKM"}, "member": {"JKM"}, "clerk": {"JKK", "JHT"}},
        segment={"officer": "unwaged", "member": "independent", "clerk": kj.Segment.PU},
        shares={"cooperative": HALF, "village": HALF},
        remainder="village",
        sector="other",
        since={"member": kj.Month(2026, 12)},
        income=0,
    )
    heads = [
        kj.Headcount(role="officer", count=3),
        kj.Headcount(role="member", count=2, income=1_500_000),
        kj.Headcount(role="member", count=2, income=0),
        kj.Headcount(role="clerk", count=2, wage=3_000_000, risk_class=1),
    ]
    wide = kj.Scenario(population=frame, policy=policy, role="who").run()
    narrow = kj.Scenario(population=heads, policy=policy).run()

    assert Counter(wide.records) == Counter(narrow.records)
    assert wide.heads == narrow.heads
    assert narrow.by_month[kj.Month(2026, 11)] < narrow.by_month[kj.Month(2026, 12)]


def test_an_income_of_the_policy_stands_in_for_a_missing_column() -> None:
    policy = kj.Policy(start=kj.Month(2025, 1), months=1, income=0, segment=kj.Segment.BPU)
    frame = pl.DataFrame({"ref": ["A", "B"]})
    scenario = kj.Scenario(population=frame, policy=policy, constants={"jkm": True})

    assert scenario.run().total == 2 * 6_800


def test_an_income_of_the_policy_stands_in_where_the_frame_is_said_to_have_none() -> None:
    # JKK of BPU is 1 % of the band (PP 44/2015 Lampiran II): Rp10,000 in the lowest.
    policy = kj.Policy(
        start=kj.Month(2025, 1), months=1, income=0, segment=kj.Segment.BPU, programs={kj.JKK}
    )
    frame = pl.DataFrame(
        {"income": [5_000_000], "earned": [None]}, schema_overrides={"earned": pl.Int64}
    )

    for income in (None, "earned", "nowhere"):
        plan = kj.Scenario(population=frame, policy=policy, columns={"income": income})
        assert plan.run().total == 10_000
    own = kj.Scenario(population=frame, policy=policy)
    assert own.run().total == 49_500  # the band of Rp4,950,000


# ---- shares --------------------------------------------------------------------------------------


@given(
    parts=st.lists(st.integers(1, 1_000), min_size=1, max_size=5),
    amount=st.integers(0, 10**15),
    data=st.data(),
)
def test_shares_add_up_to_the_rupiah(parts: list[int], amount: int, data: st.DataObject) -> None:
    bodies = list(kj.Funding)[: len(parts)]
    ppm = [part * 1_000_000 // sum(parts) for part in parts]
    ppm[-1] += 1_000_000 - sum(ppm)
    remainder = data.draw(st.sampled_from(bodies))
    policy = kj.Policy(
        start=kj.Month(2025, 1),
        months=1,
        shares={body: kj.Rate(each) for body, each in zip(bodies, ppm, strict=True)},
        remainder=remainder,
    )
    split = policy.split(amount, kj.Payer.PARTICIPANT)

    assert sum(split.values()) == amount
    for body, each in zip(bodies, ppm, strict=True):
        exact = amount * each
        if body is remainder:
            assert exact <= split[body] * 1_000_000 < exact + len(bodies) * 1_000_000
        else:
            assert split[body] == exact // 1_000_000


def test_a_subsidy_of_half_adds_up_and_the_remainder_has_a_name() -> None:
    workers = kj.Headcount(role="worker", count=1, wage=1_234_567, risk_class=1)
    facts: dict[str, Any] = {
        "start": kj.Month(2025, 1),
        "months": 1,
        "programs": {kj.JKK, kj.JHT},
        "shares": {"state": HALF, "cooperative": HALF},
    }
    # By hand: JKK 0.24 % = 2,963 (half up); JHT 3.7 % = 45,679 and 2 % = 24,691.
    budget = kj.Scenario(
        population=workers, policy=kj.Policy(remainder="cooperative", **facts)
    ).run()
    everyone = {kj.Payer.EMPLOYER, kj.Payer.WORKER}
    all_of_it = kj.Policy(remainder="state", shared=everyone, **facts)
    whole = kj.Scenario(population=workers, policy=all_of_it).run()

    assert budget.total == whole.total == 2_963 + 45_679 + 24_691
    assert budget.by_payer[kj.Payer.WORKER] == 24_691
    assert budget.by_payer[kj.Funding.STATE] == 1_481 + 22_839
    assert budget.by_payer[kj.Funding.COOPERATIVE] == 1_482 + 22_840
    assert kj.Payer.WORKER not in whole.by_payer
    assert "left is borne by the cooperative" in budget.explain("en")
    assert whole.by_payer[kj.Funding.STATE] == 1_482 + 22_840 + 12_346


def test_a_part_of_nothing_is_no_record() -> None:
    one = kj.PUEnrolment(wage=416, programs={kj.JKK}, risk_class=1)  # 0.24 % of 416 is one rupiah
    policy = kj.Policy(
        start=kj.Month(2025, 1),
        months=1,
        shares={"state": HALF, "cooperative": HALF},
        remainder="cooperative",
    )
    assert [
        (record.payer, record.amount)
        for record in kj.Scenario(population=one, policy=policy).run().records
    ] == [(kj.Funding.COOPERATIVE, 1)]


def test_money_of_the_state_takes_the_relief_away_even_in_part() -> None:
    def total(law: kj.LawBook = kj.LAW, **shares: Any) -> tuple[int, tuple[str, ...]]:
        policy = kj.Policy(
            start=kj.Month(2026, 11),
            months=1,
            programs={kj.JKK, kj.JKM},
            segment="independent",
            sector="other",
            **shares,
        )
        member = kj.Headcount(role="member", count=1, income=0)
        budget = kj.Scenario(population=member, policy=policy, law=law).run()
        return budget.total, budget.assumptions

    mixed = {"state": HALF, "self": HALF}
    village = {"village": HALF, "self": HALF}

    assert total(shares="self") == (8_400, ())
    assert total(shares="state") == (16_800, ())
    assert total(shares=mixed, remainder="self") == (16_800, ("mixed-funding",))
    assert total(shares=mixed, remainder="self", funding="self") == (8_400, ())
    assert total(shares=village, remainder="self") == (8_400, ("village-funding",))
    assert total(read_by(public=True), shares=village, remainder="self") == (
        16_800,
        ("village-funding-public", "mixed-funding"),
    )
    with pytest.raises(kj.errors.MissingFactError, match="funding"):
        total(shares="self", shared={"employer"})


# ---- populations ---------------------------------------------------------------------------------


def cooperative() -> kj.Cooperative:
    trader = kj.BPUEnrolment(income=1_000_000, programs={kj.JKK, kj.JKM}, funding="self")
    return kj.Cooperative(
        name="KDMP Pejaten",
        kind="KDMP",
        village=VILLAGE,
        risk_class=1,
        officers=[kj.Officer(ref="A-1", role="ketua"), kj.Officer(ref="A-2", role="bendahara")],
        supervisors=[kj.Supervisor(ref="A-3", role="ketua", elsewhere="village")],
        employees=[
            kj.Employee(ref="A-4", enrolments=[kj.PUEnrolment(wage=2_000_000, programs={kj.JKK})]),
            kj.Employee(ref="A-5"),
        ],
        members=[kj.Member(ref="M-1", enrolments=[trader]), kj.Member(ref="M-2")],
    )


def test_a_cooperative_as_it_is_enrolled_is_its_bill() -> None:
    policy = kj.Policy(start=kj.Month(2025, 7), months=2)
    budget = kj.Scenario(population=cooperative(), policy=policy).run()
    bills = [kj.bill(cooperative(), month) for month in policy.calendar]

    assert budget.total == sum(bill.total for bill in bills)
    assert sum(budget.uncovered.values()) == sum(len(bill.uncovered) for bill in bills)
    assert budget.uncovered["supervisor", "covered-elsewhere"] == 2
    assert budget.uncovered["officer", "no-enrolment"] == 4
    assert budget.heads[kj.Month(2025, 7), "employee"] == 1


@pytest.mark.parametrize(
    "rule",
    [
        {"since": {"members": kj.Month(2026, 1)}},
        {"programs": {"members": {kj.JKM}}},
        {"segment": {"members": "independent"}},
    ],
    ids=str,
)
def test_a_role_that_nobody_of_a_cooperative_can_have_is_refused(rule: dict[str, Any]) -> None:
    policy = kj.Policy(start=kj.Month(2025, 7), months=2, **rule)
    with pytest.raises(kj.errors.InvalidFactError, match="members: no role") as caught:
        kj.Scenario(population=cooperative(), policy=policy).run()
    assert "employee, member, officer" in caught.value.remedy


def people_of(*enrolments: kj.PUEnrolment | kj.BPUEnrolment) -> kj.Scenario:
    officer = kj.Officer(ref="A-1", role="ketua", enrolments=list(enrolments))
    kdmp = kj.Cooperative(
        name="Pejaten", kind="KDMP", village=VILLAGE, risk_class=1, officers=[officer]
    )
    return kj.Scenario(population=kdmp, policy=kj.Policy(start=kj.Month(2025, 7), months=2))


def test_who_has_two_enrolments_is_one_person() -> None:
    waged = kj.PUEnrolment(wage=2_000_000, programs={kj.JHT})
    trader = kj.BPUEnrolment(income=0, programs={kj.JKM}, group="employer")

    for reader in ("scalar", "columns"):
        budget = people_of(waged, trader).run(reader)
        # 5.7 % of Rp2,000,000 (PP 46/2015 Pasal 16) and Rp6,800 (PP 44/2015 Pasal 18), two months.
        assert budget.total == 2 * (114_000 + 6_800)
        assert (budget.people, budget.person_months) == (1, 2)


def test_an_enrolment_that_is_refused_leaves_the_others_of_the_person() -> None:
    trader = kj.BPUEnrolment(income=0, programs={kj.JKM}, group="employer")
    waged = kj.PUEnrolment(wage=2_000_000, programs={kj.JHT})
    scenario = people_of(trader, trader, waged)  # twice as BPU is refused, PP 44/2015 Pasal 11
    budget = scenario.run()
    bill = kj.bill(scenario.population[0], kj.Month(2025, 7))

    assert budget.total == 2 * bill.total == 2 * 114_000
    assert sum(budget.uncovered.values()) == 2 * len(bill.uncovered) == 4
    assert budget.people == 1


def test_proposed_segments_enrol_whoever_is_not() -> None:
    policy = kj.Policy(
        start=kj.Month(2026, 11),
        months=1,
        programs={kj.JKK, kj.JKM},
        segment="proposed",
        shares="cooperative",
        sector="other",
        income=0,
        since={"member": kj.Month(2027, 1), "employee": kj.Month(2026, 12)},
    )
    budget = kj.Scenario(population=[cooperative(), cooperative()], policy=policy).run()

    # Officers of a cooperative with employees are group a, and pay in full.
    assert budget.by_group["officer"] == 2 * 2 * 16_800
    assert budget.uncovered == {("supervisor", "covered-elsewhere"): 2}
    later = kj.Policy(**{**policy.choices(), "start": kj.Month(2027, 1)})  # type: ignore[arg-type]  # as they are
    grown = kj.Scenario(population=cooperative(), policy=later).run()
    assert grown.by_group["member"] == 2 * 16_800
    assert grown.uncovered["employee", "missing-fact"] == 1


def test_a_refused_enrolment_of_a_cooperative_is_counted_with_both_readers() -> None:
    member = kj.Member(enrolments=[kj.BPUEnrolment(income=0, programs={kj.JKM})])
    other = kj.Member(enrolments=[kj.BPUEnrolment(income=0, programs={kj.JKM}, group="unwaged")])
    kdmp = kj.Cooperative(name="Pejaten", kind="KDMP", village=VILLAGE, members=[member, other])
    scenario = kj.Scenario(population=kdmp, policy=kj.Policy(start=kj.Month(2026, 11), months=1))

    for budget in (scenario.run("scalar"), scenario.run("columns")):
        assert budget.total == 6_800
        assert budget.uncovered == {("member", "missing-fact"): 1}
        assert "missing" in budget.explain("en")


def test_a_refused_enrolment_of_a_list_is_an_error() -> None:
    scenario = kj.Scenario(
        population=[kj.BPUEnrolment(income=0, programs={kj.JKM})],
        policy=kj.Policy(start=kj.Month(2026, 11), months=1),
    )
    for reader in ("scalar", "columns"):
        with pytest.raises(kj.errors.MissingFactError):
            scenario.run(reader)


def test_construction_is_for_the_scalar_reader() -> None:
    project = kj.ConstructionEnrolment(contract_value=180_000_000)
    scenario = kj.Scenario(population=project, policy=kj.Policy(start=kj.Month(2025, 8), months=1))

    assert scenario.run("columns").total == scenario.run("scalar").total == 392_000
    crowd = attrs.evolve(
        scenario, population=kj.Headcount(role="m", count=10**9, enrolment=project)
    )
    assert crowd.run("columns").total == 392_000 * 10**9


# ---- what a budget says --------------------------------------------------------------------------


def test_a_budget_says_itself_in_both_languages_and_as_rows() -> None:
    budget = published("blitar_2024")

    assert "Rp452.508.000" in budget.explain("id")
    assert "Rp452,508,000" in budget.explain("en")
    assert "<table" in budget._repr_html_()
    assert len(budget.to_records()) == len(budget.records) == 10
    assert budget.to_records()[0] == {
        "month": "2024-08",
        "program": "JKK",
        "payer": "region",
        "group": "farmer",
        "people": 5_387,
        "amount": 53_870_000,
    }
    assert "enrolment" not in repr(budget)


def test_incomes_do_not_show() -> None:
    head = kj.Headcount(role="member", count=1, income=1_234_567)
    policy = kj.Policy(start=kj.Month(2025, 1), months=1, programs={kj.JKM}, income=7_654_321)
    scenario = kj.Scenario(population=head, policy=policy)

    for thing in (head, policy, scenario, scenario.run()):
        assert "1234567" not in repr(thing)
        assert "7654321" not in repr(thing)


def test_an_empty_budget_has_nothing_to_sum() -> None:
    kdmp = kj.Cooperative(name="Pejaten", kind="KDMP", village=VILLAGE, members=[kj.Member()])
    policy = kj.Policy(start=kj.Month(2025, 1), months=2)
    budget = kj.Scenario(population=kdmp, policy=policy).run()

    assert (budget.total, budget.people, budget.person_months) == (0, 0, 0)
    assert list(budget.by_month.values()) == [0, 0]
    assert not budget.by_program
    assert budget.evidence is kj.Evidence.TEXT
