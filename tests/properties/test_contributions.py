"""Contributions: equal to the oracle, and of the shape that the articles give them."""

import copy
import datetime as dt
import re
from itertools import pairwise, product
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy
from tests.fixed_law import read_by
from tests.oracle import contributions as oracle
from tests.properties.helpers import amounts, in_its_month, only_line, pair, within

import kopdes_jamsos as kj
from kopdes_jamsos.testing import (
    bpu_enrolments,
    construction_enrolments,
    enrolments,
    incomes,
    months,
    pu_enrolments,
    wages,
)

pytestmark = pytest.mark.broad

FIRST = kj.Month(2015, 7)


# --- against the oracle -------------------------------------------------------------------------


@given(in_its_month(pu_enrolments))
def test_a_worker_owes_what_the_oracle_says(case: tuple[kj.PUEnrolment, kj.Month]) -> None:
    enrolment, month = case
    assert enrolment.risk_class is not None

    assert amounts(kj.assess(enrolment, month)) == oracle.worker(
        {str(program) for program in enrolment.programs},
        pair(month),
        enrolment.wage,
        int(enrolment.risk_class),
        enrolment.birth_date,
        enrolment.labour_intensive,
        enrolment.pension_deferred,
        enrolment.settled is not False,
    )


@given(in_its_month(bpu_enrolments), st.booleans(), st.booleans())
def test_a_participant_owes_what_the_oracle_says(
    case: tuple[kj.BPUEnrolment, kj.Month], as_practised: bool, village_is_public: bool
) -> None:
    enrolment, month = case
    assessment = kj.assess(
        enrolment,
        month,
        law=read_by(practised=as_practised, public=village_is_public),
    )

    assert amounts(assessment) == oracle.participant(
        {str(program) for program in enrolment.programs},
        pair(month),
        enrolment.income,
        str(enrolment.group),
        str(enrolment.sector),
        str(enrolment.funding),
        enrolment.settled is not False,
        as_practised,
        village_is_public,
    )


@given(in_its_month(construction_enrolments))
def test_a_project_owes_what_the_oracle_says(
    case: tuple[kj.ConstructionEnrolment, kj.Month],
) -> None:
    enrolment, month = case

    assert amounts(kj.assess(enrolment, month)) == oracle.project(
        {str(program) for program in enrolment.programs},
        pair(month),
        enrolment.wages,
        enrolment.contract_value or 0,
        enrolment.settled is not False,
    )


@st.composite
def about_pension_age(draw: DrawFn, month: kj.Month) -> kj.PUEnrolment:
    """A worker born in one of the months whose people may reach pension age, or its deferral."""
    birth = month - 12 * draw(st.integers(55, 63)) + draw(st.integers(-1, 1))
    day = draw(st.sampled_from([1, 28, 29, 30, 31]) | st.integers(1, 31))
    return kj.PUEnrolment(
        wage=draw(st.integers(25, 20_000_000)),  # 2 % of Rp24 is less than half a rupiah
        programs={kj.JP},
        birth_date=birth.first_day.replace(day=min(day, birth.last_day.day)),
        pension_deferred=draw(st.booleans()),
    )


@given(in_its_month(about_pension_age))
def test_the_last_jp_month_is_the_one_of_pension_age(
    case: tuple[kj.PUEnrolment, kj.Month],
) -> None:
    enrolment, month = case
    assert enrolment.birth_date is not None
    last = oracle.last_jp_month(enrolment.birth_date, pair(month), enrolment.pension_deferred)
    assessment = kj.assess(enrolment, month)

    assert (assessment.paid_by(kj.Payer.EMPLOYER) == 0) == (pair(month) > last)
    assert ("jp-after-pension-age" in assessment.assumptions) == (pair(month) > last)


YEAR_OF_THE_BPU_RELIEF = [kj.Month(2025, 12) + step for step in range(13)]


@pytest.mark.parametrize("group", kj.BPUGroup)
@pytest.mark.parametrize("sector", kj.Sector)
@pytest.mark.parametrize("funding", kj.Funding)
def test_the_bpu_relief_in_all_its_cases(
    group: kj.BPUGroup, sector: kj.Sector, funding: kj.Funding
) -> None:
    """All of them, since so few of the months above lie in its year."""
    enrolment = kj.BPUEnrolment(
        income=2_700_000, programs={kj.JKK, kj.JKM}, group=group, sector=sector, funding=funding
    )
    for month, as_practised, village_is_public in product(
        YEAR_OF_THE_BPU_RELIEF, (False, True), (False, True)
    ):
        assessment = kj.assess(
            enrolment,
            month,
            law=read_by(practised=as_practised, public=village_is_public),
        )
        assert amounts(assessment) == oracle.participant(
            {"JKK", "JKM"},
            pair(month),
            2_700_000,
            str(group),
            str(sector),
            str(funding),
            True,
            as_practised,
            village_is_public,
        )


@pytest.mark.parametrize("deferred", [False, True])
@pytest.mark.parametrize("year", [1960, 1964])  # 56 in a leap year, 57 in a common one
def test_jp_of_those_born_about_29_february(year: int, deferred: bool) -> None:
    for born in (dt.date(year, 2, 28), dt.date(year, 2, 29), dt.date(year, 3, 1)):
        enrolment = kj.PUEnrolment(
            wage=5_000_000, programs={kj.JP}, birth_date=born, pension_deferred=deferred
        )
        paid = [
            month
            for month in map(FIRST.__add__, range(kj.Month(2026, 12) - FIRST))
            if kj.assess(enrolment, month).total
        ]
        last = oracle.last_jp_month(born, (2026, 12), deferred)
        assert paid == list(map(FIRST.__add__, range(kj.Month(*last) - FIRST + 1)))


# --- shape --------------------------------------------------------------------------------------


@given(in_its_month(pu_enrolments), wages())
def test_no_line_falls_when_the_wage_rises(
    case: tuple[kj.PUEnrolment, kj.Month], wage: int
) -> None:
    enrolment, month = case
    low, high = sorted((enrolment.wage, wage))
    lines = [kj.assess(attrs.evolve(enrolment, wage=each), month).lines for each in (low, high)]

    assert all(one.amount <= other.amount for one, other in zip(*lines, strict=True))


@given(in_its_month(bpu_enrolments), incomes())
def test_no_line_falls_when_the_income_rises(
    case: tuple[kj.BPUEnrolment, kj.Month], income: int
) -> None:
    enrolment, month = case
    low, high = sorted((enrolment.income, income))
    lines = [kj.assess(attrs.evolve(enrolment, income=each), month).lines for each in (low, high)]

    assert all(one.amount <= other.amount for one, other in zip(*lines, strict=True))


@given(in_its_month(enrolments))
def test_payers_and_programs_each_add_up_to_the_total(
    case: tuple[kj.Enrolment, kj.Month],
) -> None:
    enrolment, month = case
    assessment = kj.assess(enrolment, month)
    payers = {
        kj.Segment.PU: (kj.Payer.EMPLOYER, kj.Payer.WORKER),
        kj.Segment.BPU: (kj.Payer.PARTICIPANT,),
        kj.Segment.CONSTRUCTION: (kj.Payer.EMPLOYER,),
    }[enrolment.segment]

    assert sum(map(assessment.paid_by, payers)) == assessment.total
    assert sum(map(assessment.of, enrolment.programs)) == assessment.total
    assert {line.program for line in assessment.lines} == enrolment.programs


@given(in_its_month(enrolments))
def test_an_assessment_is_repeatable_and_changes_nothing(
    case: tuple[kj.Enrolment, kj.Month],
) -> None:
    enrolment, month = case
    before = copy.deepcopy(enrolment)
    first, second = kj.assess(enrolment, month), kj.assess(enrolment, month)

    assert first == second
    assert hash(first) == hash(second)
    assert enrolment == before
    for thing, name in ((enrolment, "programs"), (first, "lines"), (first.lines[0], "amount")):
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(thing, name, None)


FACTS: dict[str, tuple[object, ...]] = {
    "risk_class": tuple(kj.RiskClass),
    "group": tuple(kj.BPUGroup),
    "sector": tuple(kj.Sector),
    "funding": tuple(kj.Funding),
}


def incomplete(month: kj.Month) -> SearchStrategy[kj.PUEnrolment | kj.BPUEnrolment]:
    # So high that no two risk classes round to the same amount, with 99 % off either.
    wage = wages(min_value=10_000_000)
    return st.one_of(
        pu_enrolments(month=month, wage=wage, complete=False),
        bpu_enrolments(month=month, complete=False),
    )


@given(in_its_month(incomplete, within(*oracle.BPU_HALF.values()) | months()))
def test_a_fact_is_asked_for_exactly_where_it_decides(
    case: tuple[kj.PUEnrolment | kj.BPUEnrolment, kj.Month],
) -> None:
    enrolment, month = case
    unknown = {
        name: choices for name, choices in FACTS.items() if getattr(enrolment, name, name) is None
    }

    def complete(guess: tuple[object, ...]) -> kj.Enrolment:
        facts: dict[str, Any] = dict(zip(unknown, guess, strict=True))
        return attrs.evolve(enrolment, **facts)

    guesses = list(product(*unknown.values()))
    totals = {guess: kj.assess(complete(guess), month).total for guess in guesses}
    deciding = {
        name
        for place, name in enumerate(unknown)
        for one, other in product(guesses, guesses)
        if one[:place] == other[:place]
        and one[place + 1 :] == other[place + 1 :]
        and totals[one] != totals[other]
    }
    if deciding:
        with pytest.raises(kj.errors.MissingFactError) as raised:
            kj.assess(enrolment, month)
        asked = raised.value.value
        assert isinstance(asked, str | tuple)
        assert deciding == ({asked} if isinstance(asked, str) else set(asked))
    else:
        assert set(totals.values()) == {kj.assess(enrolment, month).total}


# --- bands and ceilings -------------------------------------------------------------------------


@pytest.mark.parametrize("below, band", list(pairwise(oracle.BANDS)))
def test_the_band_changes_at_its_lower_end_and_nowhere_else(
    below: tuple[int, int], band: tuple[int, int]
) -> None:
    edge, found = band[0], {}
    for income in (edge - 1001, edge - 1000, edge - 999, edge - 1, edge, edge + 1):
        enrolment = kj.BPUEnrolment(income=income, programs={kj.JHT})
        line = only_line(kj.assess(enrolment, kj.Month(2025, 7)))
        found[income - edge] = (line.base, line.amount, "band-gap" in line.assumptions)

    lower, upper = ((base, base // 50) for _, base in (below, band))  # 2 %
    assert found == {
        -1001: (*lower, False),
        -1000: (*lower, False),  # the last income that is printed
        -999: (*lower, True),
        -1: (*lower, True),
        0: (*upper, False),
        1: (*upper, False),
    }


@given(st.sampled_from(oracle.BANDS[1:]), st.integers(1, 999), st.sampled_from([kj.JKK, kj.JHT]))
def test_an_income_between_two_bands_stays_in_the_lower_one(
    band: tuple[int, int], below: int, program: kj.Program
) -> None:
    gap, printed = (
        kj.assess(
            kj.BPUEnrolment(income=income, programs={program}, group="independent"),
            kj.Month(2025, 7),
        )
        for income in (band[0] - below, band[0] - 1000)
    )

    assert gap.total == printed.total
    assert "band-gap" in gap.assumptions
    assert gap.evidence is kj.Evidence.CONVENTION
    assert "band-gap" not in printed.assumptions


def test_there_is_no_band_above_the_last() -> None:
    for income in (20_199_000, 20_200_000, 10**9, 10**15):
        line = only_line(
            kj.assess(kj.BPUEnrolment(income=income, programs={kj.JHT}), kj.Month(2025, 7))
        )
        assert line.base == (20_700_000 if income >= 20_200_000 else 19_700_000)
        assert line.assumptions == ()


@pytest.mark.parametrize("start, ceiling", list(oracle.JP_CEILINGS.items()))
def test_jp_grows_to_its_ceiling_and_no_further(start: oracle.Month, ceiling: int) -> None:
    month = kj.Month(*start)
    for each in (month, month + (7 if start == (2015, 7) else 11)):
        wage_of = {step: ceiling + step for step in (-50, -1, 0, 1, 50_000_000)}
        found = {
            step: kj.assess(
                kj.PUEnrolment(wage=wage, programs={kj.JP}, birth_date=each.first_day), each
            )
            for step, wage in wage_of.items()
        }
        # Rupiah by rupiah it never jumps; Rp50 more make one rupiah of 2 %.
        assert found[0].total - found[-1].total in (0, 1, 2)
        assert found[0].paid_by(kj.Payer.EMPLOYER) - found[-50].paid_by(kj.Payer.EMPLOYER) == 1
        assert found[0].total == found[1].total == found[50_000_000].total
        assert [line.base for line in found[1].lines] == [ceiling, ceiling]


def test_no_other_programme_has_a_ceiling() -> None:
    for program in (kj.JKK, kj.JKM, kj.JHT):
        enrolment = kj.PUEnrolment(wage=10**12, programs={program}, risk_class=1)
        assert {line.base for line in kj.assess(enrolment, kj.Month(2025, 7)).lines} == {10**12}


# --- reliefs ------------------------------------------------------------------------------------


@given(wages(), st.sampled_from(kj.RiskClass), within(oracle.LABOUR_INTENSIVE))
def test_the_labour_intensive_relief_halves_jkk_exactly(
    wage: int, risk_class: kj.RiskClass, month: kj.Month
) -> None:
    enrolment = kj.PUEnrolment(
        wage=wage, programs={kj.JKK, kj.JKM}, risk_class=risk_class, labour_intensive=True
    )
    jkk, jkm = kj.assess(enrolment, month).lines
    plain_jkk, plain_jkm = kj.assess(attrs.evolve(enrolment, labour_intensive=False), month).lines

    # Twice what is owed lies within a rupiah of the whole, and half a rupiah goes up.
    exact = wage * oracle.JKK_BY_CLASS[risk_class]
    assert -1_000_000 < 2_000_000 * jkk.amount - exact - 1 < 1_000_000
    assert jkk.full == plain_jkk.full == plain_jkk.amount
    assert (jkk.relief, plain_jkk.relief) == (kj.percent(50), None)
    assert jkm == plain_jkm


@given(incomes(), within(*oracle.BPU_HALF.values()))
def test_the_bpu_relief_halves_jkk_and_jkm_exactly(income: int, month: kj.Month) -> None:
    enrolment = kj.BPUEnrolment(
        income=income,
        programs={kj.JKK, kj.JKM, kj.JHT},
        group="independent",
        sector="transport",
        funding="self",
    )
    jkk, jkm, jht = kj.assess(enrolment, month).lines

    assert (2 * jkk.amount, 2 * jkm.amount) == (jkk.full, jkm.full)  # no half rupiah in the annex
    assert jkm.amount == 3_400
    assert jht.amount == jht.full
    assert jht.relief is None


@given(in_its_month(pu_enrolments))
def test_the_labour_intensive_flag_counts_for_jkk_in_its_window_only(
    case: tuple[kj.PUEnrolment, kj.Month],
) -> None:
    enrolment, month = case
    plain, flagged = (
        kj.assess(attrs.evolve(enrolment, labour_intensive=flag), month).lines
        for flag in (False, True)
    )
    differ = {one.program for one, other in zip(plain, flagged, strict=True) if one != other}

    relieved = kj.JKK in enrolment.programs and oracle.within(pair(month), oracle.LABOUR_INTENSIVE)
    assert differ == ({kj.JKK} if relieved else set())


@given(in_its_month(enrolments, within(oracle.COVID) | months()))
def test_the_settled_flag_counts_in_the_window_of_2020_only(
    case: tuple[kj.Enrolment, kj.Month],
) -> None:
    enrolment, month = case
    unsettled, unsaid, settled = (
        kj.assess(attrs.evolve(enrolment, settled=flag), month) for flag in (False, None, True)
    )

    assert [line.amount for line in unsaid.lines] == [line.amount for line in settled.lines]
    relieved = {kj.JKK, kj.JKM} if oracle.within(pair(month), oracle.COVID) else set()
    for lines in zip(unsettled.lines, unsaid.lines, settled.lines, strict=True):
        with_relief = lines[0].program in relieved
        assert [line.relief for line in lines] == (
            [None, kj.percent(99), kj.percent(99)] if with_relief else [lines[0].relief] * 3
        )
        assert ["relief-settled" in line.assumptions for line in lines] == [
            False,
            with_relief,
            False,
        ]


def test_the_oracle_shares_nothing_with_the_library() -> None:
    source = Path(oracle.__file__).read_text(encoding="utf-8")

    assert re.findall(r"^(?:from|import) (\w+)", source, re.M) == ["calendar", "datetime"]
    assert "kopdes_jamsos" not in source
    assert "open(" not in source
