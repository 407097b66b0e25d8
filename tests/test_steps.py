"""Steps: edges of the law, every amount beside them, and the oracle."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.oracle import contributions as oracle
from tests.people import paid
from tests.properties.helpers import pair

import kopdes_jamsos as kj
from kopdes_jamsos.errors import (
    AgeLimitError,
    InvalidFactError,
    MissingFactError,
    UnknownChoiceError,
)
from kopdes_jamsos.questions import Along, Steps, steps
from kopdes_jamsos.questions.causes import values_at

NOVEMBER = kj.Month(2026, 11)
JULY = kj.Month(2025, 7)
EVERYTHING = frozenset({kj.JKK, kj.JKM, kj.JHT, kj.JP})
WORKER = kj.PUEnrolment(wage=5_000_000, programs=EVERYTHING, risk_class=2)
TRADER = kj.BPUEnrolment(income=1_000_000, programs={kj.JKK, kj.JKM})
DRIVER = kj.BPUEnrolment(
    income=1_000_000,
    programs={kj.JKK, kj.JKM},
    group="independent",
    sector="transport",
    funding="self",
)
FAMILY = kj.Family(spouses=1)
BORN = dt.date(1990, 3, 5)


def worker_owes(
    wage: int, month: kj.Month, programs: frozenset[kj.Program] = EVERYTHING, risk_class: int = 2
) -> int:
    names = {str(program) for program in programs}
    found = oracle.worker(names, pair(month), wage, risk_class, None, False, False, True)
    return sum(found.values())


def trader_owes(income: int, month: kj.Month) -> int:
    found = oracle.participant(
        {"JKK", "JKM"}, pair(month), income, "independent", "transport", "self"
    )
    return sum(found.values())


def whole(found: Steps) -> None:
    """The stretches follow one another, and each step stands between two of them."""
    assert len(found.slopes) == len(found.steps) + 1
    for (before, after), step in zip(pairwise(found.slopes), found.steps, strict=True):
        assert step.at == after.first
        assert (step.before, step.after) == (before.ends, after.begins)


def given_along(found: Steps, place: int, slack: int) -> range:
    """The amounts that a stretch leaves possible at one of its places."""
    [(slope, first)] = [
        (each, each.first)
        for each in found.slopes
        if isinstance(each.first, int)
        and each.first <= place
        and (not isinstance(each.last, int) or place <= each.last)
    ]
    assert slope.begins is not None
    assert slope.marginal_ppm is not None
    grown = (place - first) * slope.marginal_ppm // 1_000_000
    return range(slope.begins + grown - slack, slope.begins + grown + slack + 1)


# --- along a wage, an income, a contract value ----------------------------------------------------


def test_an_income_has_a_step_at_the_edge_of_each_band() -> None:
    found = steps(kj.questions.Contribution(enrolment=TRADER, month=JULY))

    whole(found)
    # PP 44/2015 Lampiran II, as the oracle has it; 1 % of the base, and 6,800 for JKM.
    edges = oracle.BANDS[1:]
    assert [step.at for step in found.steps] == [lower for lower, _ in edges]
    assert [step.after for step in found.steps] == [base // 100 + 6_800 for _, base in edges]
    assert {slope.marginal_ppm for slope in found.slopes} == {0}
    assert {value.path for step in found.steps for value in step.values} == {"bands.income_bands"}
    assert found.slopes[-1].last is None


def test_every_income_beside_an_edge_gives_what_its_stretch_says() -> None:
    found = steps(kj.questions.Contribution(enrolment=DRIVER, month=NOVEMBER))

    for step in found.steps:
        assert isinstance(step.at, int)
        for income in range(step.at - 40, step.at + 40):
            assert trader_owes(income, NOVEMBER) in given_along(found, income, 0)


def test_the_wage_ceiling_of_2026_ends_the_growth_of_jp() -> None:
    found = steps(kj.questions.Contribution(enrolment=WORKER, month=NOVEMBER))

    whole(found)
    [step] = found.steps
    # B/1226/022026: the ceiling is 11,086,300; 0.54 %, 0.3 %, 5.7 % and, up to it, 3 %.
    edge = 11_086_301
    assert step.at == edge
    assert [slope.marginal_ppm for slope in found.slopes] == [95_400, 65_400]
    assert [value.value for value in step.values] == [11_086_300]
    assert step.citations[0].source == "PP 45/2015"
    assert {slope.ends is None for slope in found.slopes} == {True, False}
    for wage in range(edge - 300, edge + 300):
        assert worker_owes(wage, NOVEMBER) in given_along(found, wage, 6)


@settings(max_examples=40)
@given(
    st.lists(st.integers(0, 25_000_000), min_size=1, max_size=8),
    st.sets(st.sampled_from(sorted(EVERYTHING)), min_size=1).map(frozenset),
    st.integers(1, 5),
    st.integers(0, 136).map(lambda number: kj.Month(2015, 7) + number),
)
def test_within_a_stretch_a_contribution_grows_by_its_rate_and_by_rounding_only(
    wages: list[int], programs: frozenset[kj.Program], risk_class: int, month: kj.Month
) -> None:
    enrolment = kj.PUEnrolment(wage=0, programs=programs, risk_class=risk_class)
    found = steps(kj.questions.Contribution(enrolment=enrolment, month=month))

    whole(found)
    for step in found.steps:
        assert isinstance(step.at, int)
        assert step.before == worker_owes(step.at - 1, month, programs, risk_class)
        assert step.after == worker_owes(step.at, month, programs, risk_class)
        wages += [step.at - 1, step.at]
    for wage in wages:
        owed = worker_owes(wage, month, programs, risk_class)
        # Each of at most six lines is rounded at both ends.
        assert owed in given_along(found, wage, 7)


def test_what_is_left_of_a_wage_grows_faster_above_the_ceiling() -> None:
    found = steps(kj.questions.TakeHome(enrolment=WORKER, month=NOVEMBER))

    # 2 % for JHT, and 1 % for JP up to the ceiling.
    assert [slope.marginal_ppm for slope in found.slopes] == [970_000, 980_000]
    assert [step.at for step in found.steps] == [11_086_301]


def test_a_contract_value_bends_at_the_limit_of_each_slice() -> None:
    found = steps(
        kj.questions.Contribution(
            enrolment=kj.ConstructionEnrolment(contract_value=1), month=NOVEMBER
        )
    )

    # PP 44/2015 Pasal 54 ayat (2) and Pasal 55 ayat (2).
    assert [step.at for step in found.steps] == [
        limit + 1 for limit in oracle.SLICE_LIMITS if limit
    ]
    rates = [sum(pair) for pair in zip(oracle.JKK_SLICES, oracle.JKM_SLICES, strict=True)]
    assert [slope.marginal_ppm for slope in found.slopes] == rates


def test_a_range_is_looked_at_alone() -> None:
    asked = kj.questions.Contribution(enrolment=WORKER, month=NOVEMBER)
    [slope] = steps(asked, first=4_000_000, last=11_086_300).slopes

    assert (slope.first, slope.last, slope.marginal_ppm) == (4_000_000, 11_086_300, 95_400)
    [short] = steps(asked, first=100, last=100).slopes
    assert (short.begins, short.ends, short.marginal_ppm) == (10, 10, 0)


# --- along dates, ages and months -----------------------------------------------------------------


def test_jp_jumps_each_march_with_its_ceiling() -> None:
    rich = kj.PUEnrolment(wage=20_000_000, programs={kj.JP})
    asked = kj.questions.Contribution(enrolment=rich, month="2015-07")
    found = steps(asked, along="date", last="2027-04")

    whole(found)
    known = [step for step in found.steps if step.jump is not None]
    ceilings = oracle.JP_CEILINGS
    assert [pair(step.at) for step in known] == [*ceilings][1:]  # type: ignore[arg-type]
    assert [step.after for step in known] == [
        oracle.owed(ceiling * 20_000) + oracle.owed(ceiling * 10_000)
        for ceiling in [*ceilings.values()][1:]
    ]
    assert {value.path for step in known for value in step.values} == {"jp.wage_ceiling"}
    # The ceiling of March 2027 is not announced.
    assert found.slopes[-1].refusal == "not-announced"
    assert (found.steps[-1].jump, found.steps[-1].values) == (None, ())


def test_a_relief_begins_and_ends_with_its_article() -> None:
    asked = kj.questions.Contribution(enrolment=DRIVER, month="2025-01")
    found = steps(asked, along=Along.DATE, last="2027-06")

    # PP 50/2025 Pasal 7 huruf a: from January 2026 to March 2027.
    assert [(step.at, step.jump) for step in found.steps] == [
        (kj.Month(2026, 1), -8_400),
        (kj.Month(2027, 4), 8_400),
    ]
    for step in found.steps:
        assert [value.path for value in step.values] == ["relief.bpu_transport"]
        assert isinstance(step.at, kj.Month)
        for month in (step.at - 1, step.at):
            assert trader_owes(1_000_000, month) == kj.assess(DRIVER, month).total


def test_a_line_that_stays_as_it_is_causes_no_step() -> None:
    worker = kj.PUEnrolment(
        wage=5_000_000,
        programs=EVERYTHING | {kj.JKP},
        risk_class=3,
        scale="medium",
        labour_intensive=True,
    )
    asked = kj.questions.Contribution(enrolment=worker, month="2025-01")
    [step] = steps(asked, along="date", last="2025-03").steps

    # PP 7/2025 Pasal 4: half of 0.89 % for labour-intensive industries. PP 6/2025 begins in the
    # same month and changes how JKP is paid for, not what is billed.
    assert (step.at, step.jump) == (kj.Month(2025, 2), -44_500 // 2)
    assert [value.path for value in step.values] == ["relief.labour_intensive_2025"]


def test_months_in_which_a_fact_is_missing_are_a_stretch_of_their_own() -> None:
    found = steps(kj.questions.Contribution(enrolment=TRADER, month=JULY), along="date")

    assert [slope.refusal for slope in found.slopes] == ["", "missing-fact", ""]
    assert found.slopes[1].marginal_ppm is None
    assert [step.jump for step in found.steps] == [None, None]
    with pytest.raises(MissingFactError):
        steps(
            kj.questions.Contribution(enrolment=TRADER, month=NOVEMBER),
            along="date",
            last="2027-01",
        )


@settings(max_examples=30)
@given(
    st.integers(0, 25_000_000),
    st.sets(st.sampled_from(["JKK", "JKM", "JHT"]), min_size=1),
    st.sampled_from(["independent", "employer", "unwaged"]),
    st.sampled_from(["transport", "other"]),
    st.sampled_from(["self", "state"]),
    st.integers(0, 110).map(lambda number: kj.Month(2015, 7) + number),
)
def test_every_month_of_a_stretch_owes_the_same(
    income: int, programs: set[str], group: str, sector: str, funding: str, first: kj.Month
) -> None:
    enrolment = kj.BPUEnrolment(
        income=income,
        programs=programs,
        group=group,
        sector=sector,
        funding=funding,
        settled=True,
    )
    asked = kj.questions.Contribution(enrolment=enrolment, month=first)
    found = steps(asked, along="date")

    whole(found)
    owed: list[int | None] = []
    for number in range(25):
        month = pair(first + number)
        lines = oracle.participant(programs, month, income, group, sector, funding)
        owed.append(sum(lines.values()))
    told = [
        slope.begins
        for slope in found.slopes
        if isinstance(slope.first, kj.Month) and isinstance(slope.last, kj.Month)
        for _ in range(slope.last - slope.first + 1)
    ]
    assert told == owed
    assert all(step.values and step.jump for step in found.steps)


def test_every_number_of_months_gives_what_an_event_gives() -> None:
    event = kj.Death(dt.date(2025, 12, 3), work_related=False)
    member = kj.BPUEnrolment(income=1_000_000, programs={kj.JKM})
    child = kj.Child(stage="SD1")

    def given_for(months: int) -> kj.Entitlement:
        first = kj.Month(2025, 11) - (months - 1)
        return kj.entitle(event, paid(member, str(first), months), children=child)

    asked = kj.questions.Benefit(entitlement=given_for(5))
    found = steps(asked, along="months", last=48)

    whole(found)
    # Permenaker 1/2025 Pasal 97A: three months; PP 82/2019 Pasal 34 ayat (1) huruf d: three years.
    assert [(step.at, step.values[0].path) for step in found.steps] == [
        (3, "jkm.waiting_months"),
        (36, "jkm.scholarship_years"),
    ]
    for months in range(1, 49):
        assert given_for(months).total in given_along(found, months, 0)


def test_jp_ends_with_the_month_of_pension_age() -> None:
    jp = kj.PUEnrolment(wage=5_000_000, programs={kj.JP})
    found = steps(kj.questions.Contribution(enrolment=jp, month=NOVEMBER), along="age")

    [step] = found.steps
    # PP 45/2015 Pasal 15 ayat (3): 59 years in 2026; the month in which it is reached still counts.
    assert (step.at, step.before, step.after) == (12 * 59 + 1, 150_000, 0)
    assert [value.path for value in step.values] == ["jp.pension_age"]
    for months in (12 * 59, 12 * 59 + 1):
        born = dt.date(2026 - months // 12, 11 - months % 12, 1)
        owed = oracle.worker({"JP"}, (2026, 11), 5_000_000, 1, born)
        assert sum(owed.values()) == (step.before if months == 12 * 59 else step.after)


def test_a_deferred_pension_ends_jp_three_years_after_pension_age() -> None:
    late = kj.PUEnrolment(wage=5_000_000, programs={kj.JP}, pension_deferred=True)
    found = steps(kj.questions.Contribution(enrolment=late, month=NOVEMBER), along="age")

    [step] = found.steps
    # PP 45/2015 Pasal 15 ayat (3) and (4): 58 years in November 2023, and three years more. That
    # 61 is the pension age from 2031 on has nothing to do with it.
    assert (step.at, step.before, step.after) == (12 * 61 + 1, 150_000, 0)
    assert [(value.path, value.value) for value in step.values] == [
        ("jp.longest_deferral", 3),
        ("jp.pension_age", 58),
    ]


def test_an_age_limit_is_a_step_to_nothing() -> None:
    late = kj.BPUEnrolment(
        income=1_000_000, programs={kj.JKK, kj.JKM}, registered_on=dt.date(2025, 7, 1)
    )
    asked = kj.questions.Contribution(enrolment=late, month=JULY)
    found = steps(asked, along="age")

    assert [(step.at, step.jump) for step in found.steps] == [(12 * 65, None)]
    assert [slope.refusal for slope in found.slopes] == ["", "age-limit"]
    with pytest.raises(AgeLimitError):
        steps(asked, along="age", first=12 * 65)


# --- benefits -------------------------------------------------------------------------------------


def benefit(
    event: kj.Event,
    since: str = "2024-01",
    months: int = 24,
    *,
    program: kj.Program | None = None,
    monthly: bool = False,
    facts: Mapping[str, object] | None = None,
    **more: object,
) -> kj.questions.Benefit:
    """A benefit of a worker who has paid so many months."""
    enrolment = kj.PUEnrolment(**{"wage": 5_000_000, "programs": EVERYTHING, **(facts or {})})  # type: ignore[arg-type]
    member = paid(enrolment, since, months)
    entitlement = kj.entitle(event, member, **more)  # type: ignore[arg-type]
    return kj.questions.Benefit(entitlement=entitlement, program=program, monthly=monthly)


def entitled(asked: kj.questions.Benefit, wage: int) -> int:
    return asked.amount(asked.entitled(wage))


def test_a_death_sum_by_the_wage_begins_where_it_passes_the_fixed_one() -> None:
    event = kj.Death(dt.date(2025, 6, 3), work_related=True)
    found = steps(benefit(event, months=6, program=kj.JKK, facts={"programs": {kj.JKK, kj.JKM}}))

    whole(found)
    # PP 82/2019 Lampiran III: 60 % of 80 months of wage, at least 20,000,000.
    [step] = found.steps
    assert step.at == -(-20_000_000 // 48)
    assert [slope.marginal_ppm for slope in found.slopes] == [0, 48_000_000]
    assert [value.path for value in step.values] == ["jkm.death_sum"]


def test_the_cash_of_jkp_stops_growing_at_its_own_ceiling() -> None:
    facts = {"programs": {kj.JKK, kj.JKM, kj.JHT, kj.JP, kj.JKP}, "scale": "medium"}
    asked = benefit(kj.Dismissal(dt.date(2025, 12, 3)), program=kj.JKP, monthly=True, facts=facts)
    found = steps(asked)

    # PP 6/2025 Pasal 21: 60 % of the wage, of which 5,000,000 count at most.
    [step] = found.steps
    assert (step.at, step.after) == (5_000_001, 3_000_000)
    assert [slope.marginal_ppm for slope in found.slopes] == [600_000, 0]
    assert [value.path for value in step.values] == ["jkp.cash_ceiling"]

    # PP 6/2025 Pasal 19 ayat (3): twelve months, and that of the dismissal does not count.
    by_months = steps(asked, along="months")
    [step] = by_months.steps
    assert (step.before, step.after) == (0, 3_000_000)
    assert [value.path for value in step.values] == ["jkp.months_needed"]


def test_a_pension_bends_at_its_lowest_amount_and_at_the_ceiling_of_each_year() -> None:
    event = kj.Death(dt.date(2026, 2, 3), work_related=False)
    asked = benefit(
        event,
        "2024-01",
        26,
        program=kj.JP,
        monthly=True,
        facts={"programs": {kj.JP}},
        family=FAMILY,
    )
    found = steps(asked)

    whole(found)
    lowest, *ceilings = found.steps
    assert [value.path for value in lowest.values] == ["jp.minimum"]
    months = {kj.Month(2023, 3), kj.Month(2024, 3), kj.Month(2025, 3)}
    assert [step.at for step in ceilings] == [
        oracle.JP_CEILINGS[pair(month)] + 1 for month in sorted(months)
    ]
    for step in found.steps:
        assert isinstance(step.at, int)
        for wage in range(step.at - 3, step.at + 4):
            assert entitled(asked, wage) in given_along(found, wage, 1)
    for wage in range(100_000, 15_000_000, 700_001):
        assert entitled(asked, wage) in given_along(found, wage, 2)


def test_savings_grow_evenly_with_the_wage() -> None:
    event = kj.Resignation(dt.date(2025, 12, 3))
    asked = benefit(event, program=kj.JHT, facts={"programs": {kj.JHT}}, jht_rates=kj.percent("5"))
    found = steps(asked)

    [slope] = found.slopes
    assert found.steps == ()
    assert slope.marginal_ppm is not None
    # 5.7 % of 24 months, and what they earned.
    assert slope.marginal_ppm > 24 * 57_000
    assert found.explain("en").splitlines()[2] == "  There is no step in this range."


def test_a_scholarship_begins_with_the_third_year_and_a_sum_grows_before_it() -> None:
    event = kj.Death(dt.date(2026, 2, 3), work_related=False)
    asked = benefit(
        event,
        "2022-01",
        50,
        program=kj.JKM,
        facts={"programs": {kj.JKM}},
        children=kj.Child(stage="SD1"),
    )
    found = steps(asked, along="months", first=30, last=40)

    # PP 82/2019 Pasal 34A: after three years of contributions.
    [step] = found.steps
    assert step.at == 36
    assert [(value.path, value.value) for value in step.values] == [("jkm.scholarship_years", 3)]
    assert step.before == 42_000_000


def test_fifteen_years_of_contributions_turn_a_sum_into_a_pension() -> None:
    law = kj.LAW.as_known(dt.date(2026, 11, 28)).carried_forward(kj.Month(2030, 12))
    asked = benefit(
        kj.PensionAge(dt.date(2030, 6, 10)),
        "2015-07",
        180,
        program=kj.JP,
        facts={"programs": {kj.JP}, "birth_date": dt.date(1970, 6, 10)},
        law=law,
        inflation=kj.percent("2.5"),
        jp_rates=kj.percent("5"),
    )
    [step] = steps(asked, along="months", first=176).steps

    # PP 45/2015 Pasal 19 ayat (1) and Pasal 24 ayat (1): 15 years, which are 180 months.
    assert (step.at, step.after) == (180, 0)
    assert step.before is not None
    assert step.before > 179 * 150_000  # 3 % of each month, and what it earned
    assert [value.path for value in step.values] == ["jp.months_needed"]
    pensions = kj.questions.Benefit(entitlement=asked.entitlement, program=kj.JP, monthly=True)
    [begun] = steps(pensions, along="months", first=179).steps
    assert (begun.at, begun.before, begun.after) == (
        180,
        0,
        asked.entitlement.monthly[0].amount,
    )


def test_the_sums_of_jkm_rose_on_a_day() -> None:
    event = kj.Death(dt.date(2019, 11, 20), work_related=False)
    asked = benefit(event, "2019-01", 11, program=kj.JKM, facts={"programs": {kj.JKM}})
    found = steps(asked, along="date", last="2019-12-10")

    # PP 82/2019 is in force from 2 December 2019: 24,000,000 before, 42,000,000 after.
    [step] = found.steps
    assert (step.at, step.before, step.after) == (dt.date(2019, 12, 2), 24_000_000, 42_000_000)
    assert {value.path.partition(".")[0] for value in step.values} == {"jkm"}
    assert steps(asked, along="date").slopes[-1].last == dt.date(2020, 11, 19)


def test_arrears_end_a_sum_without_a_change_of_the_law() -> None:
    event = kj.Death(dt.date(2025, 1, 20), work_related=False)
    entitlement = kj.entitle(event, paid(TRADER, "2024-01", 12))
    found = steps(kj.questions.Benefit(entitlement=entitlement), along="date", last="2025-07-01")

    # PP 44/2015 Pasal 42: up to three months in arrears; April is in arrears from its 16th day on.
    [step] = found.steps
    assert (step.at, step.before, step.after) == (dt.date(2025, 4, 16), 42_000_000, 0)
    assert step.values == ()
    assert "Pasal 42 ayat (1) dan ayat (2)" in {each.article for each in step.citations}


@pytest.mark.parametrize(
    "event, programs",
    [
        (kj.Dismissal(dt.date(2025, 12, 3)), {*EVERYTHING, kj.JKP}),
        (kj.PensionAge(dt.date(2025, 12, 3), agreed=True), {kj.JHT, kj.JP}),
        (kj.TotalDisability(dt.date(2025, 12, 3), work_related=False), {kj.JP}),
    ],
)
def test_no_age_beside_the_steps_gives_another_amount(
    event: kj.Event, programs: set[kj.Program]
) -> None:
    asked = benefit(
        event, months=6, facts={"programs": programs, "birth_date": BORN}, jp_rates=kj.percent("5")
    )
    found = steps(asked, along="age", first=12 * 50, last=12 * 66)

    whole(found)
    case = asked.entitlement.case
    for months in range(12 * 50, 12 * 66 + 1):
        born = kj.Month.of(event.on) - months
        enrolment = kj.PUEnrolment(
            wage=5_000_000, programs=programs, birth_date=dt.date(born.year, born.month, 3)
        )
        again = kj.entitle(event, paid(enrolment, "2024-01", 6), jp_rates=case.jp_rates)
        assert again.total in given_along(found, months, 0)


def test_where_nothing_stood_in_the_law_no_value_is_named() -> None:
    before = kj.basis.LookUp("jkm.death_sum", day=dt.date(2010, 1, 1))
    every = kj.basis.LookUp("jkm.death_sum")

    assert values_at(kj.LAW, [before]) == ()
    assert values_at(kj.LAW, [before, every]) == kj.LAW.series("jkm.death_sum").values


# --- refusals, tables and words -------------------------------------------------------------------


def test_what_has_no_steps_is_refused() -> None:
    asked = kj.questions.Contribution(enrolment=WORKER, month=NOVEMBER)
    with pytest.raises(InvalidFactError, match="Nothing is known of the steps"):
        steps(WORKER)  # type: ignore[arg-type]  # that is the point
    with pytest.raises(UnknownChoiceError):
        steps(asked, along="colour")
    with pytest.raises(InvalidFactError, match="lies before"):
        steps(asked, first=2, last=1)
    with pytest.raises(InvalidFactError, match="one by one") as long:
        steps(asked, along="date", first="1900-01", last="2900-01")
    assert long.value.explain("id").startswith("Rentang ini memuat lebih dari 4.000 titik")
    with pytest.raises(InvalidFactError, match="does not depend on a number of months"):
        steps(asked, along="months")
    project = kj.questions.Contribution(
        enrolment=kj.ConstructionEnrolment(contract_value=1), month=NOVEMBER
    )
    with pytest.raises(InvalidFactError, match="no age"):
        steps(project, along="age")
    jkm = benefit(kj.Death(dt.date(2025, 6, 3), work_related=False), months=6)
    with pytest.raises(InvalidFactError, match="more than can be computed"):
        steps(jkm, last=2**63 - 1)
    unpaid = kj.Participation(WORKER, joined=dt.date(2025, 1, 1))
    entitlement = kj.entitle(kj.Death(dt.date(2025, 6, 3), work_related=False), unpaid)
    with pytest.raises(InvalidFactError, match="Nothing was paid"):
        steps(kj.questions.Benefit(entitlement=entitlement), along="months")


def test_a_row_of_the_table_is_a_stretch_with_the_step_before_it() -> None:
    found = steps(kj.questions.Contribution(enrolment=WORKER, month=NOVEMBER))

    assert found.to_records() == [
        {
            "first": 0,
            "last": 11_086_300,
            "begins": 0,
            "ends": worker_owes(11_086_300, NOVEMBER),
            "marginal_ppm": 95_400,
            "jump": None,
            "refusal": None,
            "article": "",
        },
        {
            "first": 11_086_301,
            "last": None,
            "begins": worker_owes(11_086_301, NOVEMBER),
            "ends": None,
            "marginal_ppm": 65_400,
            "jump": worker_owes(11_086_301, NOVEMBER) - worker_owes(11_086_300, NOVEMBER),
            "refusal": None,
            "article": "B/1226/022026 (PP 45/2015 Pasal 29 ayat (3) dan ayat (4))",
        },
    ]


@pytest.mark.parametrize(
    "asked, along, english, indonesian",
    [
        (
            kj.questions.Contribution(enrolment=WORKER, month=NOVEMBER, program=kj.JP),
            "base",
            [
                "Steps along the wage",
                "Rp0 to Rp11,086,300: from Rp0, and Rp30,000 for each further million Rp332,589",
                "the growth changes at Rp11,086,301: JP wage ceiling",
                "Rp11,086,301 or more Rp332,589",
            ],
            [
                "Lompatan menurut upah",
                "Rp0 sampai dengan Rp11.086.300: mulai Rp0, bertambah Rp30.000 setiap sejuta rupiah"
                " Rp332.589",
                "laju pertambahan berubah pada Rp11.086.301: Batas paling tinggi upah sebagai",
                "Rp11.086.301 atau lebih Rp332.589",
            ],
        ),
        (
            kj.questions.Contribution(
                enrolment=kj.PUEnrolment(wage=5_000_000, programs={kj.JP}), month=NOVEMBER
            ),
            "age",
            [
                "Steps along the age",
                "15 years to 59 years Rp150,000",
                "step at 59 years 1 month: JP pension age -Rp150,000",
                "59 years 1 month to 70 years Rp0",
            ],
            [
                "Lompatan menurut usia",
                "15 tahun sampai dengan 59 tahun Rp150.000",
                "lompatan pada 59 tahun 1 bulan: Usia pensiun JP -Rp150.000",
                "59 tahun 1 bulan sampai dengan 70 tahun Rp0",
            ],
        ),
        (
            kj.questions.Contribution(enrolment=TRADER, month=JULY),
            "date",
            [
                "Steps along the date",
                "July 2025 to December 2025 Rp16,800",
                "step at January 2026",
                "January 2026 to March 2027: not computed (a fact is missing)",
            ],
            [
                "Lompatan menurut tanggal",
                "Juli 2025 sampai dengan Desember 2025 Rp16.800",
                "lompatan pada Januari 2026",
                "Januari 2026 sampai dengan Maret 2027: tidak dihitung (data yang menentukan belum",
            ],
        ),
    ],
)
def test_steps_are_told_in_words(
    asked: kj.questions.Contribution, along: str, english: list[str], indonesian: list[str]
) -> None:
    found = steps(asked, along=along)

    for language, lines in (("en", english), ("id", indonesian)):
        told = [" ".join(line.split()) for line in found.explain(language).splitlines()]
        assert all(line.startswith(start) for line, start in zip(told, lines, strict=False)), told


def test_a_growing_benefit_is_told_by_the_month() -> None:
    event = kj.Resignation(dt.date(2025, 12, 3))
    asked = benefit(
        event, months=23, program=kj.JHT, facts={"programs": {kj.JHT}}, jht_balance=1_000_000
    )
    [slope] = steps(asked, along="months", last=6).slopes
    assert (slope.begins, slope.marginal_ppm) == (1_000_000, 0)

    grown = benefit(
        event, months=23, program=kj.JHT, facts={"programs": {kj.JHT}}, jht_rates=kj.percent("0")
    )
    found = steps(grown, along="months", last=6)
    # 5.7 % of 5,000,000 each month, which earn nothing.
    assert [line.strip() for line in found.explain("en").splitlines()[:2]] == [
        "Steps along the number of months paid",
        "1 month to 6 months: from Rp285,000, and Rp285,000 for each further month  Rp1,710,000",
    ]


def test_a_day_is_told_as_a_day() -> None:
    event = kj.Death(dt.date(2019, 12, 1), work_related=False)
    asked = benefit(event, "2019-01", 11, program=kj.JKM, facts={"programs": {kj.JKM}})
    found = steps(asked, along="date", last="2019-12-02")

    told = [" ".join(line.split()) for line in found.explain("en").splitlines()]
    assert [line for line in told if line.startswith(("Sunday", "Monday"))] == [
        "Sunday, 1 December 2019 Rp24,000,000",
        "Monday, 2 December 2019 Rp42,000,000",
    ]


def test_what_is_left_of_an_income_falls_at_the_edge_of_a_band() -> None:
    found = steps(kj.questions.TakeHome(enrolment=DRIVER, month=NOVEMBER), last=1_400_000)

    whole(found)
    assert [slope.marginal_ppm for slope in found.slopes] == [1_000_000] * 3
    # A rupiah more of income, and half of 2,000 more of contributions (PP 50/2025).
    assert [(step.at, step.jump) for step in found.steps] == [
        (1_100_000, 1 - 1_000),
        (1_300_000, 1 - 1_000),
    ]


def test_contributions_that_are_paid_back_bend_at_the_ceilings_of_their_months() -> None:
    event = kj.PensionAge(dt.date(2025, 12, 3))
    facts = {"programs": {kj.JP}, "birth_date": dt.date(1966, 12, 20)}
    asked = benefit(event, "2024-01", 12, program=kj.JP, facts=facts, jp_rates=kj.percent("0"))
    found = steps(asked)

    whole(found)
    # Pension age of 58 in December 2024: 3 % of two months by the ceiling of 2023, ten by the next.
    assert [slope.marginal_ppm for slope in found.slopes] == [
        30_000 * months for months in (12, 10, 0)
    ]
    assert [step.at for step in found.steps] == [
        oracle.JP_CEILINGS[year, 3] + 1 for year in (2023, 2024)
    ]
    for step in found.steps:
        assert isinstance(step.at, int)
        for wage in range(step.at - 3, step.at + 4):
            assert entitled(asked, wage) in given_along(found, wage, 2 * 12)
