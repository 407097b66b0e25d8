"""When the account of JHT is paid, and which of several accounts: the age, the end of work, a wait.

PP 46/2015 Pasal 22 ayat (1) (age, death, disability), Pasal 26 as enacted and as replaced by PP
60/2015, Pasal 29 (working on); Permenaker 4/2022 Pasal 6 to 12. Whether a membership that goes on
beside the one that ended bars a payment is not said there: conventions `jht-bpu-goes-on` and
`jht-all-accounts`, each with another reading.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from attrs import evolve, frozen

from kopdes_jamsos.benefits.cases import Case
from kopdes_jamsos.benefits.events import Death, Event, TotalDisability
from kopdes_jamsos.benefits.leaving import (
    ContractEnd,
    Dismissal,
    LeavingIndonesia,
    PensionAge,
    Resignation,
)
from kopdes_jamsos.benefits.membership import birth_date_of
from kopdes_jamsos.benefits.protection import is_bpu
from kopdes_jamsos.coverage.conditions import Condition
from kopdes_jamsos.coverage.participation import Participation
from kopdes_jamsos.errors import MissingFactError
from kopdes_jamsos.law import DatedValue
from kopdes_jamsos.months import age_on, months_after
from kopdes_jamsos.programs import Leaving

# The other readings of who is still a member.
_BESIDE_BPU = "jht-paid-beside-bpu"
_OWN_ACCOUNT = "jht-own-account-at-age"
_CAUSES: dict[type[Event], Leaving] = {
    Resignation: Leaving.RESIGNATION,
    Dismissal: Leaving.DISMISSAL,
    ContractEnd: Leaving.CONTRACT_END,
    LeavingIndonesia: Leaving.ABROAD,
}


@frozen(kw_only=True)
class Timing:
    """The day of payment and the rule behind it; no day where only pension age gives a right.

    Attributes:
        day: When it is paid.
        values: The rule behind it.
        refusal: Why it is not paid.
        left_out: Memberships whose accounts go on.
        decided_by: The reading that decided about them.
    """

    day: dt.date | None
    values: tuple[DatedValue, ...]
    refusal: Condition | None = None
    left_out: tuple[Participation, ...] = ()
    decided_by: str = ""


def timing_of(case: Case, enrolled: Sequence[Participation]) -> Timing:
    """When the whole account is paid: at once, after a wait, at pension age or not yet.

    Raises:
        MissingFactError: code `missing-fact`: birth date or citizenship decides and was not given.
    """
    event, on = case.event, case.event.on
    age = case.value("jht.payout_age")
    if isinstance(event, Death | TotalDisability):
        return Timing(day=on, values=(age,))
    born = birth_date_of(enrolled)
    old = born is not None and age_on(born, on) >= age.value
    if isinstance(event, PensionAge):
        if not event.agreed and born is None:
            raise MissingFactError(
                "The birth date decides whether the age of JHT is reached and was not given.",
                value="birth_date",
                remedy="Give birth_date to the enrolment, or say PensionAge(…, agreed=True).",
            )
        if old or event.agreed:
            return _at_age(case, enrolled, age)
        return Timing(day=None, values=(), refusal=_before_age(age))
    going_on = _going_on(enrolled, on)
    if going_on and not isinstance(event, LeavingIndonesia):
        left = [each for each in enrolled if each not in going_on]
        beside = all(map(is_bpu, going_on)) and not all(map(is_bpu, left))
        if not beside or _BESIDE_BPU not in case.law.readings:
            name = "jht-bpu-goes-on" if beside else ""
            still = Condition.of("jht-still-member", False, [age], assumption=name)
            return Timing(day=None, values=(), refusal=still)
        timing = _before_or_at_age(case, left, age, old=old)
        return evolve(timing, left_out=going_on, decided_by=_BESIDE_BPU)
    return _before_or_at_age(case, enrolled, age, old=old)


def _going_on(enrolled: Sequence[Participation], on: dt.date) -> tuple[Participation, ...]:
    """The memberships that go on after the end of work on a day.

    The membership that ends is the one whose last day this is; else the open one, as a wage earner
    before one as a BPU.
    """
    running = _running(enrolled, on)
    if any(each.ended == on for each in enrolled):
        return running
    return tuple(sorted(running, key=is_bpu)[1:])


def _running(enrolled: Sequence[Participation], on: dt.date) -> tuple[Participation, ...]:
    """The memberships that go on after a day."""
    return tuple(
        each for each in enrolled if each.joined <= on and (each.ended is None or each.ended > on)
    )


def _at_age(case: Case, enrolled: Sequence[Participation], age: DatedValue) -> Timing:
    """At pension age all accounts are paid, or by another reading those of ended memberships."""
    on = case.event.on
    running = _running(enrolled, on)
    timing = Timing(day=on, values=(age,))
    if not any(each.ended is not None and each.ended <= on for each in enrolled) or not running:
        return timing
    if _OWN_ACCOUNT in case.law.readings:
        return evolve(timing, left_out=running, decided_by=_OWN_ACCOUNT)
    return evolve(timing, decided_by="jht-all-accounts")


def _before_or_at_age(
    case: Case, enrolled: Sequence[Participation], age: DatedValue, *, old: bool
) -> Timing:
    """When the accounts of memberships that ended are paid: at once at the age, else by cause."""
    event, on = case.event, case.event.on
    if old:
        return Timing(day=on, values=(age,))
    bpu = all(map(is_bpu, enrolled))
    cause = _CAUSES[type(event)]
    if bpu and cause is not Leaving.ABROAD:
        cause = Leaving.STOPPED
    claim = case.claimed_on or on
    if isinstance(event, LeavingIndonesia) and (refusal := _of_citizen(case, event, claim)):
        return Timing(day=None, values=(), refusal=refusal)
    rule = case.value("jht.wait_after_leaving", claim)
    wait = rule.value.get(cause)
    if wait is None:
        return Timing(day=None, values=(), refusal=_before_age(age, rule))
    return Timing(day=max(claim, months_after(on, wait)), values=(rule.entry(cause),))


def _of_citizen(case: Case, event: LeavingIndonesia, claim: dt.date) -> Condition | None:
    """Why a citizen who leaves for good is not paid, where only foreigners are."""
    rules = case.law.series("jht.abroad_foreigners_only").values
    if not rules or claim < rules[0].begins or event.citizen is False:
        return None
    if event.citizen is None:
        raise MissingFactError(
            "Whether somebody who leaves Indonesia is a citizen decides and was not given.",
            value="citizen",
            remedy="Say LeavingIndonesia(…, citizen=True) or citizen=False.",
        )
    rule = case.value("jht.abroad_foreigners_only", claim)
    return Condition.of("jht-abroad-citizen", False, [rule])


def _before_age(age: DatedValue, rule: DatedValue | None = None) -> Condition:
    return Condition.of(
        "jht-before-age", False, [value for value in (rule, age) if value], age=age.value
    )
