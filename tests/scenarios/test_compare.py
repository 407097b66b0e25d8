"""Comparisons, sweeps, plans and break-even views."""

from __future__ import annotations

import datetime as dt

import attrs
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.people import BOTH, VILLAGE

import kopdes_jamsos as kj
from kopdes_jamsos.scenarios.comparison import Kind

JANUARY = kj.Month(2025, 1)


def people(count: int, income: int = 0) -> kj.Headcount:
    return kj.Headcount(role="member", count=count, income=income)


def scenario(
    count: int = 10, *, start: kj.Month = JANUARY, months: int = 1, law: kj.LawBook = kj.LAW
) -> kj.Scenario:
    policy = kj.Policy(start=start, months=months, programs=BOTH)
    return kj.Scenario(population=people(count), policy=policy, law=law)


def dearer(amount: int) -> kj.LawBook:
    return kj.LAW.with_change("jkm.amount_bpu", amount, since=JANUARY)


scenarios = st.builds(
    scenario,
    st.integers(1, 1_000),
    start=st.integers(JANUARY.ordinal, kj.Month(2025, 9).ordinal).map(kj.Month.from_ordinal),
    months=st.integers(1, 4),
    law=st.sampled_from([kj.LAW, dearer(7_001), dearer(5_000)]),
)


@settings(max_examples=40)
@given(one=scenarios, other=scenarios)
def test_a_comparison_is_antisymmetric(one: kj.Scenario, other: kj.Scenario) -> None:
    there, back = kj.scenarios.compare(one, other), kj.scenarios.compare(other, one)

    assert there.total == -back.total == other.run().total - one.run().total
    for name in ("by_month", "by_program", "by_payer", "by_group"):
        forth = getattr(there, name)
        assert forth == {key: -amount for key, amount in getattr(back, name).items()}
        assert sum(forth.values()) == there.total
    assert there.effects() == {kind: -amount for kind, amount in back.effects().items()}
    assert sum(there.effects().values()) == there.total
    swapped = {
        (cause.kind, cause.name, repr(cause.after), repr(cause.before)) for cause in back.causes
    }
    assert swapped == {
        (cause.kind, cause.name, repr(cause.before), repr(cause.after)) for cause in there.causes
    }


def test_a_scenario_does_not_differ_from_itself() -> None:
    same = kj.scenarios.compare(scenario(), scenario().run())

    assert (same.total, same.causes, dict(same.effects())) == (0, (), {})


def test_causes_are_named_with_their_values() -> None:
    found = kj.scenarios.compare(scenario(10), scenario(20, months=2, law=dearer(7_000)))
    causes = {cause.name: (cause.kind, cause.before, cause.after) for cause in found.causes}

    assert causes == {
        "jkm.amount_bpu": ("law", 6_800, 7_000),
        "months": ("policy", 1, 2),
        "population": ("population", 10, 20),
    }
    # By hand: 10 × 16,800 becomes 2 × 20 × 17,000.
    assert found.total == 680_000 - 168_000
    # The mean over six orders: twice the month is first, twice last, once after each other one.
    assert (
        found.effects()["law"]
        == 512_000 - found.effects()["policy"] - found.effects()["population"]
    )
    assert found.effects()["policy"] == (2 * 168_000 + 170_000 + 336_000 + 2 * 340_000) // 6


def test_values_that_price_no_contribution_are_no_causes() -> None:
    worker = kj.Headcount(role="worker", count=1, wage=9_000_000, risk_class=1)
    policy = kj.Policy(start=kj.Month(2019, 11), months=1, programs={kj.JKK, kj.JKM, kj.JHT, kj.JP})
    later = attrs.evolve(policy, start=kj.Month(2020, 3))
    one = kj.Scenario(population=worker, policy=policy)
    found = kj.scenarios.compare(one, attrs.evolve(one, policy=later))

    # Between the two months PP 82/2019 raised benefits; only the JP ceiling bears on a budget.
    assert [cause.name for cause in found.causes] == ["jp.wage_ceiling", "start"]
    assert found.total == (8_939_700 - 8_512_400) * 3 // 100  # 2 % and 1 %, PP 45/2015 Pasal 28


def test_a_relief_of_another_programme_is_no_cause() -> None:
    def causes(program: kj.Program) -> list[str]:
        worker = kj.Headcount(role="worker", count=1, wage=9_000_000, risk_class=1)
        july = kj.Policy(start=kj.Month(2020, 7), months=1, programs={program})
        august = attrs.evolve(july, start=kj.Month(2020, 8))
        one, two = (kj.Scenario(population=worker, policy=each) for each in (july, august))
        return [
            cause.name for cause in kj.scenarios.compare(one, two).causes if cause.kind == "law"
        ]

    assert causes(kj.JKM) == ["relief.covid_jkm", "relief.covid_construction"]
    assert causes(kj.JHT) == []


def test_the_words_of_a_comparison() -> None:
    found = kj.scenarios.compare(scenario(), scenario(law=dearer(7_000)))

    assert (
        "JKM amount for non-wage earners, a month, 6,800 becomes 7,000 (PP 44/2015"
        in found.explain("en")
    )
    assert "Karena peraturan: Rp2.000." in found.explain("id")
    assert "<table" in found._repr_html_()


def test_the_parts_stay_unknown_where_a_mixture_cannot_be_priced() -> None:
    half = kj.Scenario(
        population=people(1), policy=kj.Policy(start=kj.Month(2025, 1), months=1, programs=BOTH)
    )
    later = kj.Scenario(
        population=kj.Headcount(
            role="member",
            count=1,
            enrolment=kj.BPUEnrolment(income=0, programs=BOTH, group="unwaged"),
        ),
        policy=kj.Policy(start=kj.Month(2026, 11), months=1, programs=BOTH),
    )
    found = kj.scenarios.compare(half, later)

    with pytest.raises(kj.errors.MissingFactError):
        found.effects()
    assert "cannot be computed" in found.explain("en")
    assert found.total == 0


def test_dataframes_are_compared_by_identity() -> None:
    frame = pl.DataFrame({"income": [0, 0]})
    policy = kj.Policy(start=JANUARY, months=1, programs=BOTH, segment=kj.Segment.BPU)
    one = kj.Scenario(population=frame, policy=policy)
    same = attrs.evolve(one, name="again")
    other = attrs.evolve(one, population=frame.clone())

    assert kj.scenarios.compare(one, same).causes == ()
    assert [cause.kind for cause in kj.scenarios.compare(one, other).causes] == ["population"]
    assert kj.scenarios.compare(one, scenario(2)).total == 0


def test_choices_are_worded() -> None:
    shared = attrs.evolve(
        scenario().policy,
        shares={"state": kj.percent("50"), "self": kj.percent("50")},
        remainder="self",
        programs={kj.JKM},
    )
    found = kj.scenarios.compare(scenario(), attrs.evolve(scenario(), policy=shared)).explain("en")

    assert "none becomes state (APBN): 50 %, participants themselves: 50 %" in found
    assert "programmes, JKK, JKM becomes JKM" in found


def test_values_of_causes_are_written_in_the_language() -> None:
    worker = kj.Headcount(role="worker", count=1, wage=2_000_000, risk_class=1)
    policy = kj.Policy(start=JANUARY, months=1, programs={kj.JKK}, income=1_500_000)
    book = kj.LAW.with_change("jkk.rate_pu.very_low", kj.percent("0.5"), since=JANUARY)
    book = book.with_reading("relief-as-practised")
    changed = attrs.evolve(policy, since={"worker": JANUARY}, income=None, start=JANUARY + 1)
    one = kj.Scenario(population=worker, policy=policy)
    found = kj.scenarios.compare(one, kj.Scenario(population=worker, policy=changed, law=book))
    said = {language: found.explain(language) for language in ("id", "en")}

    # Only the entry of the class that changed.
    assert (
        "kelompok tingkat risiko sangat rendah: 0,24% menjadi "
        "kelompok tingkat risiko sangat rendah: 0,5% (PP 44/2015"
    ) in said["id"]
    assert "Peraturan, Februari 2025: Tarif iuran JKK penerima upah menurut kelompok" in said["id"]
    assert "Bulan pertama: Januari 2025 menjadi Februari 2025." in said["id"]
    assert "Policy: declared income, 1,500,000" in said["en"]
    assert "class of very low risk: 0.5 % (PP 44/2015" in said["en"]
    assert "menurut peran, tidak ada menjadi pekerja: Januari 2025." in said["id"]
    assert "penghasilan yang dilaporkan, 1.500.000 menjadi tidak ada." in said["id"]
    assert "Penafsiran lain dipakai: Dihitung menurut penafsiran lain: keringanan" in said["id"]
    assert "Another reading is followed: " in said["en"]
    swept = kj.scenarios.sweep(
        one, {"jkk.rate_pu.very_low": [kj.percent("0.5")], "start": [JANUARY]}
    )
    assert (
        "tingkat risiko, sangat rendah: 0,5%; bulan pertama: Januari 2025 (1 orang"
        in swept.explain("id")
    )


TRADERS = kj.Policy(
    start=kj.Month(2026, 12),
    months=1,
    programs=BOTH,
    segment="independent",
    sector="other",
    shares="self",
)


def told(before: kj.Policy, after: kj.Policy, law: kj.LawBook = kj.LAW) -> str:
    one = kj.Scenario(population=people(10), policy=before, law=law)
    return kj.scenarios.compare(one, attrs.evolve(one, policy=after)).explain("en")


def test_the_end_of_a_relief_is_no_effect_of_the_policy() -> None:
    """PP 50/2025 Pasal 7 huruf b: April to December 2026."""
    title = "BPU relief, other sectors"
    march, april, december, january = (
        attrs.evolve(TRADERS, start=kj.Month(2026, 3) + months) for months in (0, 1, 9, 10)
    )
    ended, begun, before = told(december, january), told(march, april), told(april, march)

    assert f"Because a relief of the law has ended ({title}): Rp84,000." in ended
    assert f"Law, January 2027: {title}, 50 %, has ended (PP 50/2025" in ended
    assert "First month: December 2026 becomes January 2027." in ended
    assert "olicy" not in ended
    assert f"Because a relief of the law has begun ({title}): -Rp84,000." in begun
    assert f"Law, April 2026: {title}, 50 %, has begun (PP 50/2025" in begun
    # Back in time nothing has ended yet.
    assert "Because the law of these months differs: Rp84,000." in before
    assert f"Law, March 2026: {title}, 50 % becomes none (PP 50/2025" in before


def test_a_plan_that_only_moves_has_a_period_and_no_policy_in_its_effects() -> None:
    def effects(before: kj.Policy, after: kj.Policy) -> dict[Kind, int]:
        one = kj.Scenario(population=people(10), policy=before)
        return dict(kj.scenarios.compare(one, attrs.evolve(one, policy=after)).effects())

    january = kj.Month(2027, 1)
    november = attrs.evolve(
        TRADERS, start=january - 2, months=2, since={"member": january - 1, "officer": january - 2}
    )
    later = attrs.evolve(november, start=january, since={"member": january + 1, "officer": january})
    # PP 50/2025 Pasal 7 huruf b: half of Rp16,800 for ten people, until December 2026.
    assert effects(TRADERS, attrs.evolve(TRADERS, start=january)) == {"period": 84_000}
    assert effects(TRADERS, attrs.evolve(TRADERS, start=january - 2)) == {"period": 0}
    assert set(effects(november, later)) == {"period"}
    for other in (
        attrs.evolve(later, months=1),
        attrs.evolve(later, since={"member": january, "officer": january}),
        attrs.evolve(november, since={"member": january - 1}),
    ):
        assert set(effects(november, other)) == {"policy"}


def test_a_policy_in_other_months_says_that_their_law_had_its_part() -> None:
    january = attrs.evolve(TRADERS, start=kj.Month(2027, 1))
    longer = attrs.evolve(january, months=2)
    raised = kj.LAW.with_change("jkm.amount_bpu", 7_000, since=kj.Month(2027, 1))

    assert "Because of the policy, and of the law in its months: Rp" in told(TRADERS, longer)
    assert "Because the law of these months differs: Rp" in told(TRADERS, january, raised)
    assert "Because of the policy: Rp" in told(january, longer)


def test_a_reading_that_is_left_is_told_in_its_own_words() -> None:
    other = kj.LAW.with_reading("relief-as-practised")
    found = kj.scenarios.compare(scenario(law=other), scenario())

    said = kj.LAW.convention("relief-as-practised").text("en")
    assert f"Another reading is no longer followed: {said}" in found.explain("en")


def test_no_identifier_stands_in_a_sweep() -> None:
    rule = [{"member": "independent"}, {"member": "unwaged"}]
    found = kj.scenarios.sweep(scenario(), {"law": [kj.LAW, dearer(7_000)], "segment": rule})

    assert found.explain("id").splitlines()[0] == "Anggaran menurut peraturan dan segmen"
    assert "peraturan: (2); segmen: anggota: kelompok c (tanpa upah) (10 orang" in (
        found.explain("id")
    )
    shared = kj.scenarios.sweep(scenario(), {"shared": [["employer", "participant"]]})
    assert "contributions that are shared: employer, participant (10 people" in shared.explain("en")


def test_named_scenarios_show_their_names() -> None:
    one, other = attrs.evolve(scenario(), name="now"), attrs.evolve(scenario(2), name="then")

    assert (
        kj.scenarios.compare(one, other)
        .explain("en")
        .startswith("From now to then: the difference")
    )
    assert kj.scenarios.compare(one, one).explain("en").startswith("Difference of two budgets: now")
    with pytest.raises(kj.errors.InvalidFactError):
        kj.scenarios.compare(one, 3)  # type: ignore[arg-type]  # refused


# ---- sweeps --------------------------------------------------------------------------------------


def test_a_sweep_is_the_scenario_with_each_value() -> None:
    found = kj.scenarios.sweep(scenario(), {"months": [1, 2], "jkm.amount_bpu": [6_800, 7_000]})
    want = [
        scenario(months=months, law=law).run().total
        for months in (1, 2)
        for law in (kj.LAW, dearer(7_000))
    ]

    assert [point.budget.total for point in found.points] == want
    assert found.to_records()[3] == {
        "months": 2, "jkm.amount_bpu": 7_000, "total": want[3], "people": 10, "person_months": 20
    }  # fmt: skip
    assert (
        "number of months: 2; JKM amount for non-wage earners, a month: 7,000 (10 people, "
        in found.explain("en")
    )


def test_a_sweep_over_entries_books_people_and_shares() -> None:
    worker = kj.Headcount(role="worker", count=1, wage=1_000_000, risk_class=1)
    policy = kj.Policy(start=JANUARY, months=1, programs={kj.JKK})
    plan = kj.Scenario(population=worker, policy=policy)
    rates = [kj.percent("0.24"), kj.percent("0.5")]

    def totals(name: str, values: list[object]) -> list[int]:
        return [point.budget.total for point in kj.scenarios.sweep(plan, {name: values}).points]

    assert totals("jkk.rate_pu.very_low", [*rates]) == [2_400, 5_000]
    assert totals("law", [kj.LAW]) == [2_400]
    assert totals("population", [worker, [worker, worker]]) == [2_400, 4_800]
    assert totals("shares", ["state", {"self": kj.percent("100")}]) == [2_400, 2_400]
    shown = kj.scenarios.sweep(
        plan, {"shares": [{"self": kj.percent("100")}], "programs": [{"JKM"}]}
    )
    assert shown.to_records()[0]["shares"] == "self 100 %"
    assert shown.to_records()[0]["programs"] == "JKM"
    assert kj.scenarios.sweep(plan, {"law": [kj.LAW]}).to_records()[0]["law"] == "(1)"


def test_a_law_value_that_is_not_in_force_can_be_swept() -> None:
    found = kj.scenarios.sweep(
        scenario(start=kj.Month(2025, 3)),
        {"jkm.amount_bpu": [6_800], "jkk.rate_bpu": [kj.percent("2")]},
    )
    assert found.points[0].budget.total == 10 * (20_000 + 6_800)
    with pytest.raises(kj.errors.LawChangeError):
        kj.scenarios.sweep(scenario(), {"relief.bpu_other": [kj.percent("50")]})


@pytest.mark.parametrize(
    "over",
    [{}, {"months": []}, {"months": 3}, {"colour": [1]}, {"a": [1], "b": [2], "c": [3]}],
    ids=["nothing", "no-values", "no-list", "unknown", "three"],
)
def test_a_sweep_refuses(over: object) -> None:
    with pytest.raises(kj.errors.InvalidFactError):
        kj.scenarios.sweep(scenario(), over)  # type: ignore[arg-type]  # refused
    with pytest.raises(kj.errors.InvalidFactError):
        kj.scenarios.sweep(3, {"months": [1]})  # type: ignore[arg-type]  # refused


# ---- plans ---------------------------------------------------------------------------------------


def test_officers_of_all_cooperatives() -> None:
    budget = kj.scenarios.all_officers(start=kj.Month(2026, 11), months=12).run()

    # 80,000 cooperatives (Inpres 9/2025) with 5 officers (Juklak Menkop 1/2025), Rp16,800 each.
    assert budget.total == 80_000 * 5 * 16_800 * 12
    assert "80.000 (Inpres 9/2025" in budget.explain("id")
    assert "golongan terendah: Rp0 (http" in budget.explain("id")
    assert budget.evidence is kj.Evidence.CONVENTION
    own = kj.scenarios.all_officers(
        start=kj.Month(2026, 11), months=1, cooperatives=274, officers=5, income=0
    )
    assert (own.run().total, own.figures) == (274 * 5 * 16_800, ())


def test_officers_then_all_members() -> None:
    plan = kj.scenarios.officers_then_members(
        start=kj.Month(2027, 4), members_from=kj.Month(2027, 7), months=6, cooperatives=100
    )
    budget = plan.run()

    assert list(budget.by_month.values()) == [500 * 16_800] * 3 + [1_189_651 * 16_800] * 3
    drivers = kj.scenarios.officers_then_members(
        start=JANUARY, members_from=JANUARY, months=1, sector=kj.Sector.TRANSPORT
    )
    assert drivers.policy.sector is kj.Sector.TRANSPORT
    with pytest.raises(kj.errors.InvalidFactError, match="no members"):
        kj.scenarios.officers_then_members(start=JANUARY, members_from=JANUARY, months=1, members=5)


def test_a_subsidy_of_half() -> None:
    plan = kj.scenarios.all_officers(start=kj.Month(2027, 4), months=1, cooperatives=1)
    budget = kj.scenarios.state_subsidy(plan).run()
    third = kj.scenarios.state_subsidy(
        plan, share=kj.Rate(333_333), remainder=kj.Funding.SELF
    ).run()

    assert dict(budget.by_payer) == {kj.Funding.STATE: 42_000, kj.Funding.COOPERATIVE: 42_000}
    assert dict(third.by_payer) == {kj.Funding.STATE: 16_666 + 11_333, kj.Funding.SELF: 56_001}
    for share in (kj.percent("100"), 0.5):
        with pytest.raises(kj.errors.InvalidFactError):
            kj.scenarios.state_subsidy(plan, share=share)  # type: ignore[arg-type]  # refused
    with pytest.raises(kj.errors.InvalidFactError, match="between nothing and all"):
        kj.scenarios.state_subsidy(plan, remainder=kj.Funding.STATE)


def test_two_million_workers() -> None:
    plan = kj.scenarios.two_million_workers(
        start=JANUARY, months=12, wage=2_000_000, risk_class=1, programs=BOTH
    )
    assert plan.run().total == 2_000_000 * (4_800 + 6_000) * 12


def test_the_end_of_the_half_price() -> None:
    other = kj.scenarios.end_of_half_price(
        members=10, sector=kj.Sector.OTHER, shares=kj.Funding.COOPERATIVE
    )
    transport = kj.scenarios.end_of_half_price(
        members=10, sector=kj.Sector.TRANSPORT, shares=kj.Funding.SELF
    )

    assert other.before.scenario.policy.start == kj.Month(2026, 12)
    assert transport.before.scenario.policy.start == kj.Month(2027, 3)
    assert other.total == transport.total == 84_000
    assert [cause.name for cause in other.causes] == ["relief.bpu_other", "start"]
    assert "dari separuh iuran ke iuran penuh" in other.explain("id").lower()
    with pytest.raises(kj.errors.NoRuleError):
        kj.scenarios.end_of_half_price(
            members=1,
            sector=kj.Sector.OTHER,
            shares=kj.Funding.SELF,
            law=kj.LAW.as_known(dt.date(2025, 1, 1)),
        )


def test_what_a_later_start_costs() -> None:
    plan = kj.scenarios.officers_then_members(
        start=kj.Month(2026, 10),
        members_from=kj.Month(2026, 11),
        months=3,
        cooperatives=1,
        members=105,
    )
    ends = kj.scenarios.later_start(plan, [0, 1], same_end=True)
    runs = kj.scenarios.later_start(plan, [0, 2], same_end=False)
    full, half, officers = 100 * 16_800, 100 * 8_400, 5 * 16_800

    assert [point.budget.total for point in ends.points] == [
        3 * officers + 2 * half, 2 * officers + half
    ]  # fmt: skip
    assert [point.budget.person_months for point in ends.points] == [215, 110]
    # Two months later the half price has ended for all but the officers' first month.
    assert [point.budget.total for point in runs.points] == [
        3 * officers + 2 * half, 3 * officers + 2 * full
    ]  # fmt: skip
    for delays in ([-1], [1.0], [3], [], 3, None):
        with pytest.raises(kj.errors.InvalidFactError):
            kj.scenarios.later_start(plan, delays, same_end=True)  # type: ignore[arg-type]  # refused
    with pytest.raises(kj.errors.InvalidFactError):
        kj.scenarios.later_start(3, [1], same_end=True)  # type: ignore[arg-type]  # refused


def test_a_plan_without_its_relief_costs_the_full_price() -> None:
    plan = kj.scenarios.all_officers(
        start=kj.Month(2026, 1), months=18, cooperatives=1, group=kj.BPUGroup.INDEPENDENT
    )
    bare = kj.scenarios.without_relief(plan).run()

    assert set(bare.by_month.values()) == {5 * 16_800}
    assert plan.run().total == 5 * 16_800 * 18 - 9 * 5 * 8_400


def test_figures_are_dated_and_sourced() -> None:
    for name, figure in kj.scenarios.figures().items():
        assert figure.id == name
        assert figure.source.startswith(("http", "Inpres", "Juklak"))
        assert figure.text("id") != figure.text("en")
        assert figure.as_of.year == 2025
    with pytest.raises(kj.errors.LawPathError):
        kj.scenarios.figure("pensions")
    with pytest.raises(kj.errors.InvalidFactError):
        kj.scenarios.all_officers(start=JANUARY, months=1, cooperatives=1.5)  # type: ignore[arg-type]  # refused


# ---- break-even ----------------------------------------------------------------------------------


def test_contributions_beside_one_benefit() -> None:
    village = scenario(100, months=12)
    found = kj.scenarios.break_even(village.run(), benefit=42_000_000)

    assert found.contributions == 100 * 16_800 * 12
    assert (found.times, found.rest) == (0, 20_160_000)
    assert "times the benefit" not in found.explain("en")
    assert "times the benefit" in kj.scenarios.break_even(village.run(), benefit=1_000_000).explain(
        "en"
    )
    assert (found.months - 1) * 1_680_000 < 42_000_000 <= found.months * 1_680_000
    assert "bukan janji" in found.explain("id")
    assert "25 months" in found.explain("en")
    assert (
        kj.scenarios.break_even(village, benefit=village.run()).times == 1
    )  # whatever has a total


def test_the_benefit_can_be_an_entitlement() -> None:
    trader = kj.BPUEnrolment(income=0, programs=BOTH, group="independent")
    paid = kj.Participation.paid_through(trader, since=kj.Month(2025, 1), months=6)
    family = kj.entitle(kj.Death(dt.date(2025, 6, 15), work_related=False), [paid])
    found = kj.scenarios.break_even(scenario(100), benefit=family)

    assert found.benefit == family.total == 42_000_000  # PP 82/2019 Pasal 34


def test_a_break_even_refuses() -> None:
    village = scenario(100)
    nobody = kj.Scenario(
        population=kj.Cooperative(name="Pejaten", kind="KDMP", village=VILLAGE),
        policy=kj.Policy(start=JANUARY, months=1),
    )

    for benefit in (0, 42e6, -1, None, True):
        with pytest.raises(kj.errors.InvalidAmountError):
            kj.scenarios.break_even(village, benefit=benefit)
    with pytest.raises(kj.errors.InvalidFactError):
        kj.scenarios.break_even(3, benefit=1)  # type: ignore[arg-type]  # refused
    with pytest.raises(kj.errors.NoRuleError):
        _ = kj.scenarios.break_even(nobody, benefit=1).months
    assert "months" not in kj.scenarios.break_even(nobody, benefit=1).explain("en")
