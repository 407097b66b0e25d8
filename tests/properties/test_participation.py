"""Participations over time: equal to the oracle, nothing dropped, no cover for nothing."""

from __future__ import annotations

import copy
import datetime as dt
import pickle
from itertools import groupby
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from tests.fixed_law import WEEKENDS
from tests.oracle import cover as oracle
from tests.properties.test_privacy import personal, traces

import kopdes_jamsos as kj
from kopdes_jamsos.testing import participations

pytestmark = pytest.mark.broad

TRADER = kj.BPUEnrolment(income=1_000_000, programs={kj.JKK, kj.JKM, kj.JHT})
WORKER = kj.PUEnrolment(wage=4_000_000, programs={kj.JKK, kj.JKM, kj.JHT})


def paid_months(part: kj.Participation) -> int:
    return sum(payment.months for payment in part.payments)


class Trader(RuleBasedStateMachine):
    """A trader who pays, skips, pays ahead, lapses, comes back and perhaps stops.

    The agency and the oracle learn of each event on its day.
    """

    def __init__(self) -> None:
        super().__init__()
        self.today = dt.date(2025, 1, 1)
        self.part = kj.Participation(TRADER, joined=self.today)

    @initialize(days=st.integers(0, 400))
    def register(self, days: int) -> None:
        self.today += dt.timedelta(days)
        self.part = kj.Participation(TRADER, joined=self.today)

    @rule(days=st.integers(1, 20))
    def wait(self, days: int) -> None:
        self.today += dt.timedelta(days)

    @rule(months=st.integers(1, 5))
    def skip_months(self, months: int) -> None:
        self.today += dt.timedelta(months * 30)

    @rule(months=st.sampled_from([1, 1, 1, 2, 3, 12, 14]))
    def pay_from_the_first_unpaid_month(self, months: int) -> None:
        month = kj.Month.of(self.part.joined)
        paid = self.part.allocation().months
        while month in paid:
            month += 1
        self._pay(kj.Payment(month, self.today, months))

    @rule(months=st.integers(1, 3))
    def pay_this_month(self, months: int) -> None:
        self._pay(kj.Payment(kj.Month.of(self.today), self.today, months))

    @rule(step=st.integers(-8, 14), months=st.integers(1, 6))
    def pay_any_month(self, step: int, months: int) -> None:
        self._pay(kj.Payment(kj.Month.of(self.today) + step, self.today, months))

    @precondition(lambda self: self.part.ended is None)
    @rule()
    def stop(self) -> None:
        self.part = attrs.evolve(self.part, ended=self.today)

    def _pay(self, payment: kj.Payment) -> None:
        known = len(self.part.payments)
        self.part = attrs.evolve(self.part, payments=(*self.part.payments, payment))
        assert len(self.part.payments) == known + 1

    @invariant()
    def each_month_paid_counts_or_is_listed(self) -> None:
        found = self.part.allocation()
        assert len(found.months) + len(found.unallocated) == paid_months(self.part)
        assert set(found.out_of_order) <= set(found.months)
        assert list(found.months) == sorted(found.months)
        for month, payment in found.months.items():
            assert month in payment.span()
            assert payment in self.part.payments

    @invariant()
    def the_oracle_agrees(self) -> None:
        life = oracle.Life(self.part.joined, self.part.ended)
        life.live(
            [(each.month.ordinal, each.paid_on, each.months) for each in self.part.payments],
            self.today,
        )
        found = self.part.allocation(paid_by=self.today, law=WEEKENDS)
        cover = self.part.cover(self.today, kj.JKM, law=WEEKENDS)

        assert {month.ordinal for month in found.months} == life.paid
        assert sorted((each.month.ordinal, each.code) for each in found.unallocated) == sorted(
            life.not_counted
        )
        assert cover.rights == life.rights(self.today)
        assert cover.since == (life.in_force_since if cover.covered else None)
        runs = groupby(enumerate(life.overdue(self.today)), lambda pair: pair[1] - pair[0])
        assert cover.months_behind == max((len(list(run)) for _, run in runs), default=0)
        jkk = self.part.cover(self.today, kj.JKK, law=WEEKENDS)
        assert jkk.rights == cover.rights

    @invariant()
    def no_cover_without_payment(self) -> None:
        covers = {program: self.part.cover(self.today, program) for program in kj.Program}
        for program, cover in covers.items():
            assert cover.months_behind >= 0
            if cover.covered:
                assert self.part.paid_months(program, kj.Month.of(self.today) + 12)
                assert cover.since is not None
                assert self.part.joined <= cover.since <= self.today
        jkm, today = covers[kj.JKM], kj.Month.of(self.today)
        if jkm.since is not None:  # who pays first for an earlier month has begun only then
            begun = today - kj.Month.of(jkm.since)
            months = self.part.allocation().months
            near = {step for step in range(-4, 2) if today + step in months}
            # Three months of grace, the month itself, and the next one, for which one may begin.
            assert near or begun <= 4
            assert near & {-1, 0, 1} or not begun or jkm.rights == "suspended"
        assert covers[kj.JP].status is kj.coverage.CoverStatus.NOT_ENROLLED


Trader.TestCase.settings = settings(max_examples=50, stateful_step_count=15, deadline=None)
TestTrader = Trader.TestCase


@given(participations(), st.dates(dt.date(2015, 7, 1), dt.date(2026, 12, 31)))
def test_no_month_is_dropped_and_counts_agree(part: kj.Participation, on: dt.date) -> None:
    found = part.allocation()
    last = kj.Month(9000, 1)

    assert len(found.months) + len(found.unallocated) == paid_months(part)
    for program in kj.Program:
        months = part.paid_months(program, last)
        assert months == (tuple(found.months) if program in part.enrolment.programs else ())
        for month in months[-2:]:
            assert 1 <= part.consecutive_months(program, month) <= len(months)
    # What is known on a day is a beginning of what is known later.
    early = part.allocation(paid_by=on)
    assert early.months.items() <= found.months.items()
    assert early.unallocated == found.unallocated[: len(early.unallocated)]


@given(participations(), st.randoms(use_true_random=False))
def test_the_order_in_which_payments_are_given_changes_nothing(
    part: kj.Participation, chance: Any
) -> None:
    payments = list(part.payments)
    chance.shuffle(payments)

    assert attrs.evolve(part, payments=payments) == part


@given(participations(), st.dates(dt.date(2021, 3, 1), dt.date(2026, 12, 31)))
def test_cover_is_of_one_piece(part: kj.Participation, on: dt.date) -> None:
    status = kj.coverage.CoverStatus
    for program in kj.Program:
        cover = part.cover(on, program)
        assert cover.covered == (cover.status in {status.COVERED, status.GRACE, status.REACTIVATED})
        assert (cover.rights == "suspended") == (cover.status is status.GRACE)
        assert (cover.status is status.NOT_ENROLLED) == (program not in part.enrolment.programs)
        assert (cover.evidence is kj.Evidence.CONVENTION) == bool(cover.assumptions)
        if part.enrolment.segment is kj.Segment.PU:
            assert cover.status not in {status.GRACE, status.LAPSED, status.REACTIVATED}
        if part.ended is not None and on > part.ended and program in part.enrolment.programs:
            assert cover.status is status.ENDED


@given(participations(), st.dates(dt.date(2021, 3, 1), dt.date(2026, 12, 31)))
def test_a_participation_travels_and_explains_itself_without_personal_facts(
    part: kj.Participation, on: dt.date
) -> None:
    report = part.report(on)
    for twin in (pickle.loads(pickle.dumps(report)), copy.deepcopy(report)):
        assert twin == report
        assert twin.explain("id") == report.explain("id")
    assert pickle.loads(pickle.dumps(part)) == part
    facts = personal(part.enrolment)
    facts |= {f"base {month}": base for month, base in part.bases if base >= 1_000_000}
    facts["birth_date"] = part.enrolment.birth_date
    texts = [report.explain("id"), report.explain("en", "markdown"), report.explain("id", "html")]
    printed = f"{part!r} {part} {report!r} {part.allocation()!r}"

    assert [trace for trace in traces(facts) if trace in printed] == []
    assert all(texts)
