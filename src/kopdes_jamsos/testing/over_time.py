"""Strategies of what happens over time: payments and participations. Provisional."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from kopdes_jamsos.coverage.participation import Participation
from kopdes_jamsos.coverage.records import Payment
from kopdes_jamsos.enrolment import BPUEnrolment, PUEnrolment
from kopdes_jamsos.law import LAW, LawBook
from kopdes_jamsos.money import Rupiah
from kopdes_jamsos.months import Month
from kopdes_jamsos.testing.enrolments import bpu_enrolments, pu_enrolments
from kopdes_jamsos.testing.values import incomes, months


def payments(
    *,
    month: SearchStrategy[Month] | None = None,
    amount: SearchStrategy[Rupiah | None] | None = None,
    law: LawBook = LAW,
) -> SearchStrategy[Payment]:
    """Payments of one month or several, in time, late or ahead.

    Args:
        month: First months paid for; None for `months()`.
        amount: Amounts; None for payments that state none.
        law: Book of law.

    Examples:
        >>> @given(payments())
        ... def test(payment: kj.Payment) -> None:
        ...     assert len(payment.span()) == payment.months
        >>> test()
    """
    return _payments(
        months(law=law) if month is None else month, st.none() if amount is None else amount
    )


def participations(
    *,
    enrolment: SearchStrategy[PUEnrolment | BPUEnrolment] | None = None,
    amount: SearchStrategy[Rupiah | None] | None = None,
    law: LawBook = LAW,
) -> SearchStrategy[Participation]:
    """Participations with gaps, late payments, payments ahead, twice or in the wrong order.

    Args:
        enrolment: Enrolments; None for wage earners and others. They need not be young enough to
            register on the day of joining.
        amount: Amounts of the payments; None for payments that state none. What they count for
            can be asked only where the enrolment has all facts that its contribution needs.
        law: Book of law.

    Examples:
        >>> @given(participations())
        ... def test(part: kj.Participation) -> None:
        ...     found = part.allocation()
        ...     paid = sum(payment.months for payment in part.payments)
        ...     assert len(found.months) + len(found.unallocated) == paid
        >>> test()
    """
    drawn = pu_enrolments(law=law) | bpu_enrolments(law=law) if enrolment is None else enrolment
    return _participations(drawn, months(law=law), st.none() if amount is None else amount, law)


@st.composite
def _payments(
    draw: DrawFn, month: SearchStrategy[Month], amount: SearchStrategy[Rupiah | None]
) -> Payment:
    first = draw(month)
    late = draw(st.integers(-40, 20) | st.integers(0, 200))
    paid_on = first.first_day + dt.timedelta(days=late)
    return Payment(first, paid_on, draw(st.sampled_from((1, 1, 1, 2, 3, 12))), draw(amount))


@st.composite
def _participations(
    draw: DrawFn,
    enrolment: SearchStrategy[PUEnrolment | BPUEnrolment],
    month: SearchStrategy[Month],
    amount: SearchStrategy[Rupiah | None],
    law: LawBook,
) -> Participation:
    declared, begin = draw(enrolment), draw(month)
    joined = begin.first_day + dt.timedelta(days=draw(st.integers(0, 27)))
    made: list[Payment] = []
    current = begin
    for _ in range(draw(st.integers(0, 12))):
        way = draw(st.integers(0, 5))
        if way == 0:
            made += draw(st.lists(_payments(st.just(current), amount), max_size=1))
        else:  # mostly in time, and in order; else for an earlier month
            paid_for = current if way > 1 else current - draw(st.integers(1, 6))
            paid_on = max(joined, current.first_day + dt.timedelta(days=9))
            made.append(Payment(paid_for, paid_on, amount=draw(amount)))
        current += draw(st.sampled_from((1, 1, 1, 1, 2, 5)))
    first = min((payment.paid_on for payment in made), default=None)
    facts: dict[str, Any] = {}
    if first is not None and first >= joined:
        facts["number_issued"] = draw(st.sampled_from((None, first)))
    return Participation(
        declared,
        joined=joined,
        ended=draw(st.none() | st.integers(0, 500).map(lambda days: joined + dt.timedelta(days))),
        bases=draw(st.sampled_from(((), ((begin + 3, draw(incomes(law=law))),)))),
        payments=tuple(made),
        payer=draw(st.sampled_from((None, "A", "B"))),
        **facts,
    )
