"""What must not matter: how a population is cut, in which order it stands, and where it has been.

Every operation is asked twice, of a thing and of what came of writing it down and reading it back,
of a cooperative and of its parts; no expected amount is needed. Frames have theirs in tests/frames,
the two axes of time are in test_two_axes.
"""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from collections.abc import Callable
from typing import Any, TypeVar

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.fixed_law import WEEKENDS
from tests.properties.helpers import billed, in_its_month

import kopdes_jamsos as kj
from kopdes_jamsos.testing import children, enrolments, event_days, events, families, participations

pytestmark = [
    pytest.mark.broad,
    pytest.mark.filterwarnings("ignore::kopdes_jamsos.KopdesJamsosWarning"),
]

_T = TypeVar("_T")
ORGANS = ("officers", "supervisors", "employees", "members")
FEW = settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
Case = tuple[kj.Cooperative, kj.Month]


def answer(ask: Callable[[], _T]) -> _T | str:
    """What a question gives: its answer, or the code of the error."""
    try:
        return ask()
    except kj.KopdesJamsosError as error:
        return error.code


def back(thing: Any, kind: str) -> Any:
    """A thing that was written and read back, without a trace of the object that it was."""
    return kj.from_json(kj.to_json(thing).encode(), kind)


# --- splitting a population ---------------------------------------------------------------------


@FEW
@given(billed(), st.integers(1, 3), st.randoms(use_true_random=False))
def test_the_bill_of_a_cooperative_is_the_sum_of_the_bills_of_its_parts(
    case: Case, count: int, chance: random.Random
) -> None:
    cooperative, month = case
    dealt: list[dict[str, list[Any]]] = [{organ: [] for organ in ORGANS} for _ in range(count)]
    for organ in ORGANS:
        for person in getattr(cooperative, organ):
            chance.choice(dealt)[organ].append(person)
    parts = [kj.bill(attrs.evolve(cooperative, **people), month) for people in dealt]  # type: ignore[arg-type]  # lists become tuples
    whole = kj.bill(cooperative, month)

    assert whole.total == sum(part.total for part in parts)
    assert dict(whole.by_program) == added(part.by_program for part in parts)
    assert dict(whole.by_payer) == added(part.by_payer for part in parts)
    assert Counter(each.code for each in whole.uncovered) == Counter(
        each.code for part in parts for each in part.uncovered
    )
    for person in cooperative.people():
        assert whole.of(person) == sum(
            part.of(person)
            for part in parts
            if any(each is person for each in part.cooperative.people())
        )


def added(sums: Any) -> dict[Any, int]:
    """Sums by name, added up."""
    found: dict[Any, int] = {}
    for each in sums:
        for name, amount in each.items():
            found[name] = found.get(name, 0) + amount
    return found


@FEW
@given(participations(), st.randoms(use_true_random=False))
def test_payments_of_several_months_are_as_good_as_one_for_each_in_any_order(
    part: kj.Participation, chance: random.Random
) -> None:
    single = [
        attrs.evolve(payment, month=payment.month + number, months=1)
        for payment in part.payments
        for number in range(payment.months)
    ]
    shuffled = list(part.payments)
    chance.shuffle(shuffled)
    chance.shuffle(single)
    by_month, on = attrs.evolve(part, payments=single), last_day(part)

    assert attrs.evolve(part, payments=shuffled) == part
    if len({each.paid_on for each in part.payments}) == len(part.payments):
        assert by_month.allocation().months.keys() == part.allocation().months.keys()
        for program in part.enrolment.programs:
            assert covered(by_month, on, program) == covered(part, on, program)


def last_day(part: kj.Participation) -> dt.date:
    """A day on which the payments count."""
    return max([part.joined, *(payment.paid_on for payment in part.payments)]) + dt.timedelta(9)


def covered(part: kj.Participation, on: dt.date, program: kj.Program) -> kj.coverage.Cover | str:
    """Cover of a day, or the code of the error."""
    return answer(lambda: part.cover(on, program, law=WEEKENDS))


# --- order --------------------------------------------------------------------------------------


@FEW
@given(
    events(),
    st.lists(participations(), min_size=2, max_size=3),
    st.none() | families(),
    st.randoms(use_true_random=False),
)
def test_the_order_of_memberships_changes_no_benefit(
    event: kj.Event,
    members: list[kj.Participation],
    family: kj.Family | None,
    chance: random.Random,
) -> None:
    shuffled = list(members)
    chance.shuffle(shuffled)

    def given_to(people: list[kj.Participation]) -> object:
        found = kj.entitle(event, people, family=family, jht_balance=1_000_000)
        return (
            found.total,
            {program: found.of(program) for program in kj.Program},
            sorted((each.program, each.amount, str(each.first_month)) for each in found.monthly),
            Counter((each.program, each.code) for each in found.refusals),
        )

    assert answer(lambda: given_to(members)) == answer(lambda: given_to(shuffled))


# --- written and read back before every operation -----------------------------------------------


@FEW
@given(in_its_month(enrolments), st.integers(0, 400))
def test_an_enrolment_that_was_read_back_owes_the_same(
    case: tuple[kj.Enrolment, kj.Month], days: int
) -> None:
    enrolment, month = case
    made = kj.assess(enrolment, month, law=WEEKENDS)
    paid_on = month.first_day + dt.timedelta(days)

    def late(assessment: kj.Assessment) -> kj.Lateness:
        return kj.lateness(assessment, paid_on=paid_on)

    again = kj.assess(back(enrolment, "enrolment"), month, law=WEEKENDS)
    assert again == made
    assert again.explain("id") == made.explain("id")
    assert answer(lambda: late(back(made, "assessment"))) == answer(lambda: late(made))


@FEW
@given(billed(), st.integers(0, 100))
def test_a_cooperative_that_was_read_back_is_billed_the_same(case: Case, days: int) -> None:
    cooperative, month = case
    made, again = (
        kj.bill(each, month, law=WEEKENDS)
        for each in (cooperative, back(cooperative, "cooperative"))
    )
    paid_on = month.first_day + dt.timedelta(days)

    def late(bill: kj.Bill) -> kj.Lateness:
        return kj.lateness(bill, paid_on=paid_on)

    assert again == made
    assert answer(lambda: late(back(made, "bill"))) == answer(lambda: late(made))
    one, other = (
        kj.coverage.governance_findings(each, on=dt.date(2026, 11, 3))
        for each in (cooperative, again.cooperative)
    )
    assert other == one


@FEW
@given(participations(), event_days())
def test_a_participation_that_was_read_back_covers_and_has_saved_the_same(
    part: kj.Participation, on: dt.date
) -> None:
    again = back(part, "participation")
    rate = kj.percent("5")

    assert again.allocation() == part.allocation()
    for program in kj.Program:
        assert covered(again, on, program) == covered(part, on, program)
    assert answer(lambda: kj.benefits.jht_account([again], on, rates=rate)) == answer(
        lambda: kj.benefits.jht_account([part], on, rates=rate)
    )
    assert answer(lambda: kj.benefits.pension([again], on, "disability")) == answer(
        lambda: kj.benefits.pension([part], on, "disability")
    )


@FEW
@given(
    events(),
    st.lists(participations(), min_size=1, max_size=2),
    st.lists(children(), max_size=2),
    st.none() | families(),
)
def test_an_event_that_was_read_back_gives_the_same(
    event: kj.Event,
    members: list[kj.Participation],
    some: list[kj.Child],
    family: kj.Family | None,
) -> None:
    def given_for(what: kj.Event, people: list[kj.Participation]) -> kj.Entitlement:
        return kj.entitle(what, people, children=some, family=family, jht_balance=5_000_000)

    again = [back(each, "participation") for each in members]
    made = answer(lambda: given_for(event, members))

    assert answer(lambda: given_for(back(event, "event"), again)) == made
    if isinstance(made, kj.Entitlement):
        read = back(made, "entitlement")
        assert kj.benefits.family_statement(read) == kj.benefits.family_statement(made)
        assert read.total == made.total
