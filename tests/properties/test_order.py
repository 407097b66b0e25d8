"""A raise may never lower a contribution, and a relief may never add to one."""

from hypothesis import given
from hypothesis import strategies as st

import kopdes_jamsos as kj

WAGES = st.integers(0, 40_000_000)
MONTHS = st.integers(0, 137).map(lambda number: kj.Month(2015, 7) + number)
PROGRAMS = frozenset({kj.JKK, kj.JKM, kj.JHT, kj.JP})


@given(
    wages=st.tuples(WAGES, WAGES).map(sorted),
    month=MONTHS,
    risk_class=st.sampled_from(kj.RiskClass),
    labour_intensive=st.booleans(),
)
def test_a_raise_lowers_no_line(
    wages: list[int], month: kj.Month, risk_class: kj.RiskClass, labour_intensive: bool
) -> None:
    less, more = (
        kj.assess(
            kj.PUEnrolment(
                wage=wage,
                risk_class=risk_class,
                programs=PROGRAMS,
                labour_intensive=labour_intensive,
                settled=True,
            ),
            month,
        )
        for wage in wages
    )

    for before, after in zip(less.lines, more.lines, strict=True):
        assert before.amount <= after.amount
        assert after.amount <= after.full


@given(
    incomes=st.tuples(WAGES, WAGES).map(sorted), month=MONTHS, group=st.sampled_from(kj.BPUGroup)
)
def test_more_income_lowers_no_line(
    incomes: list[int], month: kj.Month, group: kj.BPUGroup
) -> None:
    less, more = (
        kj.assess(
            kj.BPUEnrolment(
                income=income,
                programs=PROGRAMS - {kj.JP},
                group=group,
                sector=kj.Sector.OTHER,
                funding=kj.Funding.SELF,
                settled=True,
            ),
            month,
        )
        for income in incomes
    )

    for before, after in zip(less.lines, more.lines, strict=True):
        assert before.amount <= after.amount
        assert after.amount <= after.full
