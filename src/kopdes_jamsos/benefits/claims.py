"""`entitle`: each programme that an event concerns is asked, and the answers are put together.

Implements no article of its own: each programme's module reads the case and gives its part.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from attrs import evolve, fields

from kopdes_jamsos.basis import Basis, Note
from kopdes_jamsos.benefits import heirs, jht, jkk, jkm, jkp, jp
from kopdes_jamsos.benefits.cases import Case, OpenCase
from kopdes_jamsos.benefits.deposits import Withdrawal
from kopdes_jamsos.benefits.entitlement import Entitlement
from kopdes_jamsos.benefits.events import (
    Death,
    Event,
    OccupationalDisease,
    TotalDisability,
    WorkAccident,
)
from kopdes_jamsos.benefits.family import Child, Family
from kopdes_jamsos.benefits.leaving import (
    ContractEnd,
    Dismissal,
    LeavingIndonesia,
    PartialWithdrawal,
    PensionAge,
    Resignation,
)
from kopdes_jamsos.benefits.lines import Part
from kopdes_jamsos.benefits.rates import Rates
from kopdes_jamsos.benefits.survivors import SpousePensionEnd
from kopdes_jamsos.coverage.participation import Participation
from kopdes_jamsos.errors import InvalidFactError, MissingFactError, a_kind, remember_call
from kopdes_jamsos.law import LAW, LawBook
from kopdes_jamsos.money import Rupiah
from kopdes_jamsos.months import DateLike

# What each event concerns, in the order of the programmes.
_CONCERNS: dict[type[Event], tuple[Callable[[Case], Part], ...]] = {
    WorkAccident: (jkk.benefits,),
    OccupationalDisease: (jkk.benefits,),
    Death: (jkk.benefits, jkm.benefits, jht.benefits, jp.benefits),
    TotalDisability: (jkk.benefits, jht.benefits, jp.benefits),
    Resignation: (jht.benefits, jkp.benefits),
    Dismissal: (jht.benefits, jkp.benefits),
    ContractEnd: (jht.benefits, jkp.benefits),
    PensionAge: (jht.benefits, jp.benefits),
    LeavingIndonesia: (jht.benefits,),
    PartialWithdrawal: (jht.benefits,),
    SpousePensionEnd: (jp.benefits,),
}


def entitle(
    event: Event,
    participations: Participation | Sequence[Participation],
    *,
    children: Child | Sequence[Child] = (),
    family: Family | None = None,
    claimed_on: DateLike | None = None,
    jht_balance: Rupiah | None = None,
    jht_rates: Rates = None,
    jp_rates: Rates = None,
    inflation: Rates = None,
    withdrawals: Withdrawal | Sequence[Withdrawal] = (),
    has_tax_number: bool | None = None,
    pension_in_payment: Rupiah | None = None,
    law: LawBook = LAW,
) -> Entitlement:
    """What an event gives.

    The law of the day of the event decides; for JKK that of the accident or the diagnosis.

    Args:
        event: What happened.
        participations: The participation of the person, or all of them, also ended ones.
        children: Children for whom a scholarship is asked.
        family: Who is left of the family; decides who receives what.
        claimed_on: Day of the claim, by which the right to JKK may have lapsed and the wait of
            JHT and the cash of JKP begin; for JKK the first claim after the accident counts. Not
            given: the day of the event.
        jht_balance: JHT balance that is known, in rupiah; else it is worked out.
        jht_rates: JHT development rates by year, or one for all years not published.
        jp_rates: Returns by year, or one, of JP contributions that are paid back.
        inflation: Inflation by year, or one for all years not published.
        withdrawals: JHT that was paid out before.
        has_tax_number: Decides the tax on JHT from the third calendar year on.
        pension_in_payment: JP pension that the participant already drew, or, where that of a widow
            or widower ends, hers or his, in rupiah a month.
        law: Book of law.

    Raises:
        MissingFactError: code `missing-fact`: a fact that decides was not given.
        InvalidFactError: code `invalid-fact`: an event without rules, or a claim before it.
        InvalidRateError: code `invalid-rate`: write `kj.percent("5.59")`.
        BeforeDataError: code `before-data`: before July 2015.

    Examples:
        >>> at_work = kj.Death(dt.date(2025, 6, 3), work_related=True)
        >>> kj.entitle(death, paid).total, kj.entitle(at_work, paid).total
        (42000000, 70000000)
    """
    case = Case.checked(
        event=event,
        participations=participations,
        children=children,
        family=family,
        claimed_on=claimed_on,
        jht_balance=jht_balance,
        jht_rates=jht_rates,
        jp_rates=jp_rates,
        inflation=inflation,
        withdrawals=withdrawals,
        has_tax_number=has_tax_number,
        pension_in_payment=pension_in_payment,
        law=law,
    )
    _check(case)
    try:
        return _asked(case)
    except MissingFactError as error:
        remember_call(error, partial(asked_again, case))
        raise


def _asked(case: Case) -> Entitlement:
    """What each programme gives, put together."""
    book = case.law.watched()
    facts = {each.name: getattr(case, each.name) for each in fields(Case)}
    watched = OpenCase(**{**facts, "law": book})
    part = Part()
    for benefits in _CONCERNS[type(case.event)]:
        part += benefits(watched)
    part = heirs.assign(watched, part)
    # The grade may be hidden behind that of a convention; the line says it itself.
    lines = tuple(
        evolve(line, notes=(*line.notes, Note.of("no-source"))) if line.basis.unverified else line
        for line in part.lines
    )
    found = {each.name: getattr(part, each.name) for each in fields(Part)}
    return Entitlement(case=case, common=Basis(lookups=book.lookups), **{**found, "lines": lines})


def asked_again(case: Case, **changes: Any) -> Entitlement:
    """What the event of a case gives, with some of its facts changed.

    Examples:
        >>> asked_again(kj.entitle(death, paid).case, claimed_on=dt.date(2025, 7, 1)).total
        42000000
    """
    facts = {each.name: getattr(case, each.name) for each in fields(Case)}
    return entitle(**{**facts, **changes})


def _check(case: Case) -> None:
    """Refuse an event without rules, a claim before its cause, and nobody."""
    if type(case.event) not in _CONCERNS:
        raise InvalidFactError(
            f"No programme has a rule for {a_kind(case.event)}.",
            remedy="Give one of the events of this library, such as kj.Death(…).",
            reason="kind",
            field="event",
        )
    cause = getattr(case.event, "accident", None) or case.event
    if case.claimed_on is not None and case.claimed_on < cause.on:
        raise InvalidFactError(
            f"The claim lies before the {cause.kind}.",
            value="claimed_on",
            remedy="Correct one of the two days.",
            reason="claim-before-event",
        )
    if not case.participations:
        raise InvalidFactError(
            "An entitlement needs a participation.",
            remedy="Give the participation of the person, or all of them.",
            reason="no-participation",
        )
