"""Inverse questions: published figures, every wage up to twenty million, and the oracle."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.oracle import contributions as oracle
from tests.properties.helpers import pair

import kopdes_jamsos as kj
from kopdes_jamsos.errors import (
    InvalidAmountError,
    InvalidFactError,
    MissingFactError,
    NotAnnouncedError,
)
from kopdes_jamsos.questions import outlays
from kopdes_jamsos.questions.inverse import invert

NOVEMBER = kj.Month(2026, 11)
EVERYTHING = frozenset({kj.JKK, kj.JKM, kj.JHT, kj.JP})
WORKER = kj.PUEnrolment(wage=0, programs=EVERYTHING, risk_class=2)
TRADER = kj.BPUEnrolment(income=0, programs={kj.JKK, kj.JKM})


def spans(found: kj.questions.Solution) -> list[tuple[int, int | None]]:
    return [(answer.first, answer.last) for answer in found.answers]


def last_of(answer: kj.questions.Answer, most: int = 20_000_000) -> int:
    return most if answer.last is None else min(answer.last, most)


# --- the search ---------------------------------------------------------------------------------

GROWING = st.lists(st.integers(0, 3), min_size=1, max_size=60).map(
    lambda steps: [sum(steps[: place + 1]) for place in range(len(steps))]
)


@given(st.data(), GROWING, st.integers(-20, 200))
def test_the_search_finds_what_trying_all_finds(
    data: st.DataObject, rising: list[int], target: int
) -> None:
    falling = data.draw(
        st.lists(st.integers(0, 2), min_size=len(rising), max_size=len(rising)).map(
            lambda steps: [sum(steps[: place + 1]) for place in range(len(steps))]
        )
    )
    amounts = [up - down for up, down in zip(rising, falling, strict=True)]
    found = invert(lambda place: (rising[place], falling[place]), target, 0, len(amounts) - 1)

    tried = {place for first, last in found.stretches for place in range(first, last + 1)}
    assert tried == {place for place, amount in enumerate(amounts) if amount == target}
    assert all(before[1] + 1 < after[0] for before, after in pairwise(found.stretches))
    smaller = [amount for amount in amounts if amount < target]
    greater = [amount for amount in amounts if amount > target]
    assert (found.below and found.below.amount) == (max(smaller) if smaller else None)
    assert (found.above and found.above.amount) == (min(greater) if greater else None)
    for beside in (found.below, found.above):
        if beside is not None:
            first, last = beside.stretch
            assert {amounts[place] for place in range(first, last + 1)} == {beside.amount}


# --- contributions ------------------------------------------------------------------------------


def test_the_share_at_the_ceiling_of_2026_comes_from_every_wage_above_it() -> None:
    asked = kj.questions.Contribution(
        enrolment=WORKER, month=NOVEMBER, payer="worker", program=kj.JP
    )

    # The ceiling is 11,086,300: 1 % of it is the most, and half a rupiah is rounded up.
    assert spans(kj.questions.solve(110_863, asked)) == [(11_086_250, None)]
    more = kj.questions.solve(110_864, asked)
    assert (more.possible, more.reason, more.above) == (False, "never-more", None)
    assert more.below is not None
    assert more.below.amount == 110_863


def test_the_wage_of_which_a_sum_is_left_is_found() -> None:
    # 2 % of JHT and 1 % of JP are the worker's: of Rp5,000,000 Rp150,000.
    asked = kj.questions.TakeHome(enrolment=WORKER, month="2026-11")
    [found] = kj.questions.solve(4_850_000, asked).answers

    assert found.last is not None
    assert 5_000_000 in range(found.first, found.last + 1)
    assert asked.parts(5_000_000) == (5_000_000, 150_000)


@pytest.mark.broad
@pytest.mark.parametrize("month", [kj.Month(2019, 3), NOVEMBER])
def test_every_wage_up_to_twenty_million_is_answered(month: kj.Month) -> None:
    pl = pytest.importorskip("polars")
    wages = pl.int_range(0, 20_000_001, eager=True)
    totals, homes = [], []
    for start in range(0, len(wages), 1_000_000):
        part = wages.slice(start, 1_000_000)
        found = kj.frames.assess(
            pl.DataFrame({"wage": part}),
            month=month,
            columns={"birth_date": None},
            constants={"segment": "PU", "jkk": True, "jkm": True, "jht": True, "jp": True}
            | {"risk_class": 2},
        )
        totals.append(found["total"])
        homes.append(part - found["total_worker"])
    for column, asked in (
        (pl.concat(totals), kj.questions.Contribution(enrolment=WORKER, month=month)),
        (pl.concat(homes), kj.questions.TakeHome(enrolment=WORKER, month=month)),
    ):
        for target in (0, 615_001, 1_234_567, 1_234_568, 9_700_002, int(column[-1])):
            brute = wages.filter(column == target).to_list()
            answers = kj.questions.solve(target, asked).answers
            ours = [wage for answer in answers for wage in range(answer.first, last_of(answer) + 1)]
            assert ours == brute


@settings(max_examples=40)
@given(
    st.integers(0, 25_000_000),
    st.sets(st.sampled_from(sorted(EVERYTHING)), min_size=1),
    st.integers(1, 5),
    st.integers(0, 136).map(lambda number: kj.Month(2015, 7) + number),
)
def test_each_answer_gives_the_amount_and_its_neighbours_do_not(
    wage: int, programs: set[kj.Program], risk_class: int, month: kj.Month
) -> None:
    enrolment = kj.PUEnrolment(wage=0, programs=programs, risk_class=risk_class)
    names = {str(program) for program in programs}

    def owed(amount: int) -> int:
        found = oracle.worker(names, pair(month), amount, risk_class, None, False, False, True)
        return sum(found.values())

    asked = kj.questions.Contribution(enrolment=enrolment, month=month)
    found = kj.questions.solve(owed(wage), asked)

    assert any(
        answer.first <= wage and (answer.last is None or wage <= answer.last)
        for answer in found.answers
    )
    for answer in found.answers:
        assert owed(answer.first) == found.target
        assert answer.first == 0 or owed(answer.first - 1) != found.target
        if answer.last is not None:
            assert owed(answer.last) == found.target
            assert owed(answer.last + 1) != found.target


def test_a_contribution_of_a_bpu_comes_from_a_band_or_from_none() -> None:
    asked = kj.questions.Contribution(enrolment=TRADER, month=kj.Month(2025, 7))

    # PP 44/2015 Lampiran II: the first band ends below 1,100,000; the next has a base of 1,200,000.
    assert spans(kj.questions.solve(16_800, asked)) == [(0, 1_099_999)]
    between = kj.questions.solve(17_000, asked)
    assert between.reason == "jumps-over"
    assert between.below is not None
    assert between.above is not None
    assert (between.below.amount, between.above.amount) == (16_800, 12_000 + 6_800)
    assert between.above.first == 1_100_000
    least = kj.questions.solve(16_799, asked)
    assert (least.reason, least.below) == ("never-less", None)


def test_what_a_wage_rested_on_no_longer_counts() -> None:
    based = kj.wage_base(basic=4_000_000, fixed_allowances=1_000_000)
    worker = kj.PUEnrolment(wage=based.amount, programs={kj.JHT}, wage_basis=based.basis)
    asked = kj.questions.Contribution(enrolment=worker, month=NOVEMBER, payer="worker")

    assert spans(kj.questions.solve(120_000, asked)) == [(5_999_975, 6_000_024)]


# --- benefits -----------------------------------------------------------------------------------


def test_a_sum_for_a_death_at_work_comes_from_one_wage() -> None:
    worker = kj.PUEnrolment(wage=1, programs={kj.JKK, kj.JKM}, risk_class=1)
    paid = kj.Participation.paid_through(worker, since=kj.Month(2024, 1), months=18)
    event = kj.Death(dt.date(2025, 6, 3), work_related=True)
    asked = kj.questions.Benefit(entitlement=kj.entitle(event, paid), program=kj.JKK)

    # PP 82/2019 Lampiran III: 60 % of 80 months of wage, 10,000,000 and 12,000,000.
    assert spans(kj.questions.solve(48 * 4_321_000 + 22_000_000, asked)) == [(4_321_000, 4_321_000)]
    assert kj.questions.solve(48 * 4_321_000 + 22_000_001, asked).reason == "jumps-over"


def test_a_pension_of_a_month_can_be_asked_for() -> None:
    worker = kj.PUEnrolment(wage=1, programs={kj.JP}, birth_date=dt.date(1967, 3, 5))
    paid = kj.Participation.paid_through(worker, since=kj.Month(2015, 7), months=128)
    event = kj.Death(dt.date(2026, 3, 3), work_related=False)
    family = kj.Family(spouses=1)
    entitlement = kj.entitle(event, paid, family=family, inflation=kj.percent("2.5"))
    asked = kj.questions.Benefit(entitlement=entitlement, program=kj.JP, monthly=True)
    [least] = kj.questions.solve(entitlement.monthly[0].amount, asked).answers

    assert least.first == 0
    assert least.last is not None
    above = kj.questions.solve(entitlement.monthly[0].amount, asked).above
    assert above is not None
    assert above.first == least.last + 1


def test_a_participation_without_a_single_wage_is_refused() -> None:
    worker = kj.PUEnrolment(wage=5_000_000, programs={kj.JKM})
    moved = kj.Participation(
        worker, joined=dt.date(2024, 1, 1), bases=[(kj.Month(2025, 1), 6_000_000)]
    ).paid_in_time(dt.date(2025, 6, 3))
    found = kj.entitle(kj.Death(dt.date(2025, 6, 3), work_related=False), moved)
    with pytest.raises(InvalidFactError, match="no single wage"):
        kj.questions.Benefit(entitlement=found)


# --- people, months and shares ------------------------------------------------------------------


def test_how_many_members_a_village_can_carry() -> None:
    asked = kj.questions.Outlay(enrolment=TRADER, start=kj.Month(2025, 1), months=12)
    found = kj.questions.solve(50_000_000, asked)

    # 10,000 and 6,800 a month (PP 44/2015 Lampiran II and Pasal 18 ayat (3)).
    assert found.reason == "jumps-over"
    assert found.below is not None
    assert found.above is not None
    assert found.below.first == 50_000_000 // (12 * 16_800) == 248
    assert found.below.amount == 248 * 12 * 16_800
    assert found.above.first == 249


def test_each_month_is_assessed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    months: list[kj.Month] = []

    def counted(enrolment: kj.Enrolment, month: kj.Month, **more: kj.LawBook) -> object:
        months.append(month)
        return kj.assess(enrolment, month, **more)

    monkeypatch.setattr(outlays, "assess", counted)
    for asked in (
        kj.questions.Outlay(enrolment=TRADER, start=kj.Month(2025, 1), months=12),
        kj.questions.Outlay(enrolment=TRADER, start=kj.Month(2025, 1), people=10),
    ):
        kj.questions.solve(12 * 168_000, asked)
        # That of January 2026 depends on facts that were not given; it ends what is known.
        known = [month for month in months if month < kj.Month(2026, 1)]
        assert known == [kj.Month(2025, 1) + number for number in range(12)]
        months.clear()


def test_how_long_a_sum_lasts_as_far_as_the_law_is_known() -> None:
    asked = kj.questions.Outlay(enrolment=TRADER, start=kj.Month(2024, 11), people=10)

    assert spans(kj.questions.solve(3 * 168_000, asked)) == [(3, 3)]
    # From 2026 on a relief depends on facts that were not given.
    with pytest.raises(MissingFactError):
        kj.questions.solve(30 * 168_000, asked)
    waged = kj.PUEnrolment(wage=5_000_000, programs={kj.JP})
    jp = kj.questions.Outlay(enrolment=waged, start=NOVEMBER, people=1)
    assert spans(kj.questions.solve(4 * 150_000, jp)) == [(4, 4)]
    # The ceiling of JP is announced year by year, from March on.
    with pytest.raises(NotAnnouncedError):
        kj.questions.solve(10**9, jp)
    carried = kj.questions.Outlay(
        enrolment=waged, start=NOVEMBER, people=1, law=kj.LAW.carried_forward(kj.Month(2200, 1))
    )
    assert spans(kj.questions.solve(10 * 150_000, carried)) == [(10, 10)]
    # Nobody plans for longer than a hundred years.
    assert kj.questions.solve(10**12, carried).reason == "never-more"


def test_which_share_a_sum_is() -> None:
    officers = kj.Headcount(role="officer", count=5, income=0)
    policy = kj.Policy(start=kj.Month(2025, 1), months=1, programs={kj.JKM})
    scenario = kj.Scenario(population=officers, policy=policy)
    asked = kj.questions.Share(scenario=scenario, body="state", rest="cooperative")
    [answer] = kj.questions.solve(5 * 2_040, asked).answers

    # 30 % of five times 6,800 is 10,200; the part of a month is cut down to full rupiah.
    assert answer.first == 300_000
    assert answer.last == -(-10_201 * 1_000_000 // 34_000) - 1
    assert kj.questions.solve(5 * 6_800, asked).reason == "never-more"


# --- refusals and words -------------------------------------------------------------------------


def test_what_cannot_be_asked_is_refused() -> None:
    asked = kj.questions.Contribution(enrolment=TRADER, month=NOVEMBER)
    with pytest.raises(InvalidAmountError):
        kj.questions.solve(-1, asked)
    with pytest.raises(InvalidFactError, match="Cannot solve for"):
        kj.questions.solve(1, TRADER)  # type: ignore[arg-type]  # that is the point
    with pytest.raises(InvalidFactError, match="Either the months"):
        kj.questions.Outlay(enrolment=TRADER, start=NOVEMBER)
    with pytest.raises(InvalidFactError, match="Either the months"):
        kj.questions.Outlay(enrolment=TRADER, start=NOVEMBER, months=1, people=1)
    scenario = kj.Scenario(population=[TRADER], policy=kj.Policy(start=kj.Month(2025, 1), months=1))
    with pytest.raises(InvalidFactError, match="as well"):
        kj.questions.Share(scenario=scenario, body="state", rest="state")


# By hand: 0.21 % and 0.03 % of a hundred million, each rounded half up, are 210,000 and 30,000. JKK
# is so from 99,999,762 on (209,999.5 / 0.21 %); above a hundred million 0.17 % of the rest is less
# than half a rupiah up to 294.
@pytest.mark.parametrize(
    "figure, target, english, indonesian",
    [
        (
            kj.questions.Contribution(enrolment=TRADER, month=kj.Month(2025, 7)),
            16_800,
            ["Incomes that give the amount", "Rp0 to Rp1,099,999 Rp16,800"],
            [
                "Penghasilan yang menghasilkan jumlah itu",
                "Rp0 sampai dengan Rp1.099.999 Rp16.800",
            ],
        ),
        (
            kj.questions.Contribution(
                enrolment=kj.ConstructionEnrolment(contract_value=1), month=NOVEMBER
            ),
            240_000,
            ["Contract values that give the amount", "Rp99,999,762 to Rp100,000,294 Rp240,000"],
            [
                "Nilai kontrak yang menghasilkan jumlah itu",
                "Rp99.999.762 sampai dengan Rp100.000.294 Rp240.000",
            ],
        ),
        (
            kj.questions.Outlay(enrolment=TRADER, start=kj.Month(2025, 1), months=12),
            50_000_000,
            [
                "Numbers of people whose contributions come to the amount",
                "248 Rp49,996,800",
                "249 Rp50,198,400",
            ],
            ["Banyaknya orang dengan iuran sejumlah itu", "248 Rp49.996.800", "249 Rp50.198.400"],
        ),
        (
            kj.questions.Outlay(enrolment=TRADER, start=kj.Month(2025, 1), people=1),
            33_600,
            ["Numbers of months whose contributions come to the amount", "2 Rp33,600"],
            ["Banyaknya bulan dengan iuran sejumlah itu", "2 Rp33.600"],
        ),
        (
            kj.questions.Share(
                scenario=kj.Scenario(
                    population=[kj.Headcount(role="officer", count=5, income=0)],
                    policy=kj.Policy(start=kj.Month(2025, 1), months=1, programs={kj.JKM}),
                ),
                body="state",
                rest="cooperative",
            ),
            10_200,
            ["Shares that give the amount", "30 % to 30.0029 % Rp10,200"],
            ["Bagian yang menghasilkan jumlah itu", "30% sampai dengan 30,0029% Rp10.200"],
        ),
    ],
)
def test_answers_are_told_in_words(
    figure: kj.questions.Figure, target: int, english: list[str], indonesian: list[str]
) -> None:
    found = kj.questions.solve(target, figure)

    for language, lines, asked in (
        ("en", english, f"Amount asked for {kj.format_rupiah(target, 'en')}"),
        ("id", indonesian, f"Jumlah yang ditanyakan {kj.format_rupiah(target, 'id')}"),
    ):
        told = [" ".join(line.split()) for line in found.explain(language).splitlines()]
        assert told[: len(lines) + 1] == [*lines, asked]


def test_an_amount_that_nothing_gives_is_told_with_the_reason() -> None:
    a_year = kj.questions.Outlay(enrolment=TRADER, start=kj.Month(2025, 1), months=12)

    assert kj.questions.solve(50_000_000, a_year).explain("id").splitlines()[4] == (
        "  Tidak ada yang menghasilkan tepat jumlah ini; jumlah terdekat di bawah dan di atasnya"
        " ditampilkan."
    )
