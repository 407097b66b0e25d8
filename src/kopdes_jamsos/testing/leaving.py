"""Strategies for the end of work, withdrawals of savings, and any event. Provisional."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TypeAlias

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from kopdes_jamsos.benefits.events import (
    Death,
    Event,
    OccupationalDisease,
    TotalDisability,
    WorkAccident,
)
from kopdes_jamsos.benefits.leaving import (
    ContractEnd,
    Dismissal,
    LeavingIndonesia,
    PartialWithdrawal,
    PensionAge,
    Resignation,
    WithdrawalPurpose,
)
from kopdes_jamsos.benefits.survivors import SpousePensionEnd
from kopdes_jamsos.law import LAW, LawBook
from kopdes_jamsos.testing.benefits import deaths, event_days, work_accidents

_FLAG = st.sampled_from([None, True, False])


def dismissals(
    *, on: SearchStrategy[dt.date] | None = None, law: LawBook = LAW
) -> SearchStrategy[Dismissal]:
    """Dismissals, some of the conditions of JKP said and some not.

    Args:
        on: Last days of work; None for `event_days()`.
        law: Book of law.

    Examples:
        >>> @given(dismissals())
        ... def test(dismissal: Dismissal) -> None:
        ...     assert all(day < dismissal.on for day in dismissal.earlier_claims)
        >>> test()
    """
    days = event_days(law=law) if on is None else on
    return days.flatmap(_dismissed)


def _dismissed(day: dt.date) -> SearchStrategy[Dismissal]:
    def later(most: int) -> SearchStrategy[dt.date]:
        return st.integers(0, most).map(lambda count: day + dt.timedelta(days=count))

    before = st.integers(1, 3000).map(lambda count: day - dt.timedelta(days=count))
    return st.builds(
        Dismissal,
        st.just(day),
        fixed_term_until=st.none() | later(700),
        citizen=_FLAG,
        in_jkn=_FLAG,
        willing=_FLAG,
        proven=_FLAG,
        earlier_claims=st.lists(before, max_size=3, unique=True).map(sorted),
        new_job_on=st.none() | later(400),
        employer_closed=st.booleans(),
        months_behind=st.none() | st.integers(0, 12),
    )


def partial_withdrawals(
    *, on: SearchStrategy[dt.date] | None = None, law: LawBook = LAW
) -> SearchStrategy[PartialWithdrawal]:
    """Requests for a part of the savings, of an amount or of as much as is allowed.

    Args:
        on: Days of the request; None for `event_days()`.
        law: Book of law.

    Examples:
        >>> @given(partial_withdrawals())
        ... def test(withdrawal: PartialWithdrawal) -> None:
        ...     assert withdrawal.amount is None or withdrawal.amount > 0
        >>> test()
    """
    return st.builds(
        PartialWithdrawal,
        event_days(law=law) if on is None else on,
        purpose=st.sampled_from(WithdrawalPurpose),
        amount=st.none() | st.integers(1, 500_000_000),
    )


def _spouse_pension_ended(day: dt.date) -> SearchStrategy[SpousePensionEnd]:
    died = st.integers(0, 3000).map(lambda count: day - dt.timedelta(days=count))
    return st.builds(
        SpousePensionEnd, st.just(day), remarried=st.booleans(), participant_died=st.none() | died
    )


def endings(
    *, on: SearchStrategy[dt.date] | None = None, law: LawBook = LAW
) -> SearchStrategy[Event]:
    """What ends work: resignation, dismissal, end of a contract, pension age, leaving Indonesia.

    Args:
        on: Last days of work; None for `event_days()`.
        law: Book of law.

    Examples:
        >>> @given(endings())
        ... def test(event: Event) -> None:
        ...     assert event.kind != "death"
        >>> test()
    """
    days = event_days(law=law) if on is None else on
    ways = (Resignation, Dismissal, ContractEnd, PensionAge, LeavingIndonesia)
    return st.one_of(*(of_kind(kind, days, law) for kind in ways))


def events(
    *, on: SearchStrategy[dt.date] | None = None, law: LawBook = LAW
) -> SearchStrategy[Event]:
    """Events of every kind that a programme pays for or refuses.

    Args:
        on: Days; None for `event_days()`.
        law: Book of law.

    Examples:
        >>> @given(events(on=st.just(dt.date(2025, 7, 3))))
        ... def test(event: Event) -> None:
        ...     assert event.on == dt.date(2025, 7, 3)
        >>> test()
    """
    days = event_days(law=law) if on is None else on
    return st.one_of(*(of_kind(kind, days, law) for kind in KINDS))


def of_kind(
    kind: type[Event], on: SearchStrategy[dt.date] | None = None, law: LawBook = LAW
) -> SearchStrategy[Event]:
    """Events of one class."""
    return KINDS[kind](event_days(law=law) if on is None else on, law)


_COST = st.none() | st.integers(0, 500_000_000)
_Maker: TypeAlias = Callable[[SearchStrategy[dt.date], LawBook], SearchStrategy[Event]]
KINDS: dict[type[Event], _Maker] = {
    Death: lambda days, law: deaths(on=days, law=law),
    WorkAccident: lambda days, law: work_accidents(on=days, law=law),
    OccupationalDisease: lambda days, _: st.builds(
        OccupationalDisease, days, left_handed=_FLAG, medical_cost=_COST
    ),
    TotalDisability: lambda days, _: st.builds(TotalDisability, days, work_related=st.booleans()),
    Resignation: lambda days, _: st.builds(Resignation, days),
    Dismissal: lambda days, law: dismissals(on=days, law=law),
    ContractEnd: lambda days, _: st.builds(ContractEnd, days),
    PensionAge: lambda days, _: st.builds(PensionAge, days, agreed=st.booleans()),
    LeavingIndonesia: lambda days, _: st.builds(LeavingIndonesia, days, citizen=st.booleans()),
    PartialWithdrawal: lambda days, law: partial_withdrawals(on=days, law=law),
    SpousePensionEnd: lambda days, _: days.flatmap(_spouse_pension_ended),
}
