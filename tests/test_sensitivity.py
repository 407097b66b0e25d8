"""What would change an amount: against the oracle, fact by fact and reading by reading."""

from __future__ import annotations

import datetime as dt
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.oracle import contributions as oracle
from tests.properties.helpers import pair

import kopdes_jamsos as kj
from kopdes_jamsos.basis.files import page_for
from kopdes_jamsos.errors import BeforeDataError, InvalidFactError
from kopdes_jamsos.wording.language import words

TRADER = kj.BPUEnrolment(income=1_000_000, programs={kj.JKK, kj.JKM})
FACTS = {"group": kj.BPUGroup, "sector": kj.Sector, "funding": kj.Funding, "settled": (False, True)}


def of(enrolment: kj.Enrolment, month: kj.Month, **more: object) -> kj.questions.Sensitivity:
    asked = kj.questions.Contribution(enrolment=enrolment, month=month, **more)  # type: ignore[arg-type]  # payer, program, law
    return kj.questions.sensitivity(asked)


@settings(max_examples=25)
@given(
    st.integers(0, 20_000_000),
    st.integers(0, 139).map(lambda number: kj.Month(2015, 7) + number),
    st.fixed_dictionaries(
        {}, optional={name: st.sampled_from([*its]) for name, its in FACTS.items()}
    ),
)
def test_each_fact_moves_a_contribution_as_the_oracle_says(
    income: int, month: kj.Month, stated: dict[str, object]
) -> None:
    def owed(facts: dict[str, object]) -> int:
        found = oracle.participant(
            {"JKK", "JKM"},
            pair(month),
            income,
            str(facts["group"]),
            str(facts["sector"]),
            str(facts["funding"]),
            bool(facts["settled"]),
            False,
            False,
        )
        return sum(found.values())

    trader = kj.BPUEnrolment(income=income, programs={kj.JKK, kj.JKM}, **stated)  # type: ignore[arg-type]  # facts by name
    found = of(trader, month)
    missing = [name for name in FACTS if name not in stated]
    amounts = {
        guess: owed({**stated, **dict(zip(missing, guess, strict=True))})
        for guess in product(*(FACTS[name] for name in missing))
    }

    assert (found.least, found.most) == (min(amounts.values()), max(amounts.values()))
    for name, options in FACTS.items():
        moves = max(
            abs(owed({**rest, name: one}) - owed({**rest, name: other}))
            for guess in amounts
            for rest in [{**stated, **dict(zip(missing, guess, strict=True))}]
            for one in options
            for other in ([rest[name]] if name in stated else options)
        )
        influence = found.influence(name)
        assert influence.moves == moves
        assert influence.kind == ("stated" if name in stated else "missing")


def test_the_group_decides_and_the_sector_does_not() -> None:
    found = of(TRADER, kj.Month(2026, 11))

    # Half of 16,800 for group b in all sectors (PP 50/2025 Pasal 3 and 7).
    assert (found.amount, found.least, found.most) == (None, 8_400, 16_800)
    assert {each.name for each in found.deciding} == {
        *("group", "funding", "relief-as-practised", "village-funding-public")
    }
    assert found.influence("sector").moves == 0
    assert [
        (str(each.choice), each.least, each.most) for each in found.influence("group").effects
    ] == [
        ("independent", 8_400, 16_800),
        ("employer", 16_800, 16_800),
        ("unwaged", 16_800, 16_800),
    ]


def test_a_reading_that_is_taken_can_be_left() -> None:
    facts = {"sector": "other", "funding": "self", "group": "unwaged"}
    trader = kj.BPUEnrolment(income=1_000_000, programs={kj.JKK, kj.JKM}, **facts)  # type: ignore[arg-type]  # facts by name
    month = kj.Month(2026, 11)
    taken = of(trader, month, law=kj.LAW.with_reading("relief-as-practised"))

    assert (of(trader, month).amount, taken.amount) == (16_800, 8_400)
    reading = taken.influence("relief-as-practised")
    assert [(each.choice, each.most) for each in reading.effects] == [
        (True, 8_400),
        (False, 16_800),
    ]
    assert reading.moves == 8_400


def test_pension_age_moves_jp_and_only_jp() -> None:
    worker = kj.PUEnrolment(wage=5_000_000, programs={kj.JHT, kj.JP})
    month = kj.Month(2026, 11)

    assert of(worker, month).influence("birth_date").moves == 150_000
    assert of(worker, month, program=kj.JHT).influence("birth_date").moves == 0
    young = kj.PUEnrolment(wage=5_000_000, programs={kj.JHT, kj.JP}, birth_date=dt.date(1990, 1, 1))
    assert of(young, month).influence("birth_date").kind == "stated"
    # Aged 59 until the end of the month before: PP 45/2015 Pasal 15.
    later, earlier = of(young, month).influence("birth_date").effects
    assert (later.choice, later.most - earlier.most) == (dt.date(1967, 11, 1), 150_000)


def test_its_table_tells_on_which_side_of_a_day_somebody_was_born() -> None:
    worker = kj.PUEnrolment(wage=5_000_000, programs={kj.JP})
    table = of(worker, kj.Month(2026, 11)).table()
    page = page_for(table, words("id"))
    places = {heading: place for place, heading in enumerate(page.headings)}
    rows = [row for row in page.rows if row[places["hal"]] == "tanggal lahir"]

    assert [row[places["pilihan"]] for row in rows] == [
        "lahir Rabu, 1 November 1967 atau sesudahnya",
        "lahir Selasa, 31 Oktober 1967 atau sebelumnya: iuran JP sudah berakhir",
    ]
    records = of(worker, kj.Month(2026, 11)).to_records()
    assert [row["choice"] for row in records if row["subject"] == "birth_date"] == [
        "1967-11-01",
        "1967-10-31",
    ]


def test_the_end_of_a_deferral_moves_jp_of_who_defers() -> None:
    late = kj.PUEnrolment(
        wage=5_000_000, programs={kj.JP}, birth_date=dt.date(1966, 1, 1), pension_deferred=True
    )
    found = of(late, kj.Month(2026, 11)).influence("birth_date")

    # PP 45/2015 Pasal 15 ayat (3) and (4): 58 years reached in November 2023, and three years more.
    assert [(each.choice, each.most) for each in found.effects] == [
        (dt.date(1965, 11, 1), 150_000),
        (dt.date(1965, 10, 31), 0),
    ]


def test_a_reading_moves_a_benefit() -> None:
    paid = kj.Participation.paid_through(TRADER, since=kj.Month(2024, 1), months=18)
    accident = kj.WorkAccident(
        dt.date(2025, 6, 3),
        incapacity_spells=[
            (dt.date(2025, 6, 3), dt.date(2025, 6, 30)),
            (dt.date(2026, 8, 1), dt.date(2026, 8, 31)),
        ],
    )
    asked = kj.questions.Benefit(entitlement=kj.entitle(accident, paid))
    found = kj.questions.sensitivity(asked)

    assert [each.name for each in found.deciding] == ["incapacity-from-accident"]
    assert found.influence("has_tax_number").moves == 0


def test_what_cannot_be_assessed_at_all_is_refused() -> None:
    with pytest.raises(BeforeDataError):
        of(TRADER, kj.Month(2015, 6))
    with pytest.raises(InvalidFactError):
        kj.questions.sensitivity(TRADER)  # type: ignore[arg-type]  # that is the point
    with pytest.raises(InvalidFactError, match="No influence"):
        of(TRADER, kj.Month(2025, 7)).influence("wage")


def test_a_fact_of_which_each_choice_is_refused_is_left_out() -> None:
    # JKP is for those who came in while younger than 54: neither day beside pension age is.
    worker = kj.PUEnrolment(
        wage=5_000_000,
        programs={"JKK", "JKM", "JHT", "JP", "JKP"},
        risk_class=1,
        scale="medium",
        registered_on="2025-01-01",
    )
    found = of(worker, kj.Month(2026, 11))

    # JKK 12,000, JKM 15,000, JHT 285,000 and JP 150,000: JKP adds nothing to the sum.
    assert found.amount == 462_000
    assert "birth_date" not in {each.name for each in found.influences}
    assert all(each.effects for each in found.influences)
    assert found.influence("risk_class").moves == 87_000 - 12_000


def test_influences_are_told_in_words() -> None:
    told = of(TRADER, kj.Month(2026, 11)).explain("en")
    assert "  Not decided: Rp8,400 to Rp16,800" in told.splitlines()
    between = "BPU group, not given: group b (independent worker): Rp8,400 to Rp16,800"
    assert f"  {between}" in told.splitlines()
    reading = "the relief of PP 50/2025 for groups a and c as well."
    assert f"  with this reading (Computed by the other reading: {reading}):" in told
    assert f"  without this reading (Computed by the other reading: {reading}):" in told
    assert "These decide nothing: sector and settled up to July 2020." in told
    worker = kj.PUEnrolment(wage=5_000_000, programs={kj.JP}, birth_date=dt.date(1990, 1, 1))
    told = of(worker, kj.Month(2026, 11)).explain("en")
    assert "born on Tuesday, 31 October 1967 or earlier: JP has ended" in told
    assert "No other reading of the law changes the amount." in told
    paid = kj.Participation.paid_through(TRADER, since=kj.Month(2024, 1), months=18)
    asked = kj.questions.Benefit(
        entitlement=kj.entitle(kj.Death(dt.date(2025, 6, 3), work_related=False), paid)
    )
    assert "42.000.000" in kj.questions.sensitivity(asked).explain("id")
