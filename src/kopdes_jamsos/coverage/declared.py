"""What a membership declares for a month, with what its own dates and payments tell.

PP 49/2020 Pasal 13 opens its reliefs to whoever has paid up to July 2020, and to who registered
later after two months in full. Whether that is so shows in the day of registration and in the
payments; a result assumes it only where neither does.
"""

from __future__ import annotations

import datetime as dt

from attrs import evolve

from kopdes_jamsos.coverage.ledger import first_known, ledger
from kopdes_jamsos.coverage.records import Membership
from kopdes_jamsos.enrolment import BPUEnrolment, PUEnrolment
from kopdes_jamsos.law import LawBook
from kopdes_jamsos.law.reliefs import settlement_of
from kopdes_jamsos.months import Month
from kopdes_jamsos.programs import OPEN_TO, Program


def declared(
    membership: Membership, month: Month, on: dt.date, law: LawBook
) -> PUEnrolment | BPUEnrolment:
    """The enrolment of a month, with the facts that dates and payments decide.

    Args:
        membership: The membership.
        month: The month to which the contribution belongs.
        on: The day; payments made up to it count.
        law: Book of law.

    Examples:
        >>> part = kj.Participation(trader, joined=dt.date(2020, 9, 10))
        >>> declared(part, kj.Month(2020, 9), dt.date(2020, 10, 20), kj.LAW).settled
        False
    """
    enrolment = membership.enrolment_of(month)
    if isinstance(enrolment, BPUEnrolment) and enrolment.registered_on is None:
        enrolment = evolve(enrolment, registered_on=membership.joined)
    if enrolment.settled is not None:
        return enrolment
    settled = _settled(membership, month, on, law)
    return enrolment if settled is None else evolve(enrolment, settled=settled)


def _settled(membership: Membership, month: Month, on: dt.date, law: LawBook) -> bool | None:
    segment = membership.enrolment.segment
    programs = membership.enrolment.programs & OPEN_TO[segment]
    reliefs = [
        each
        for program in (Program.JKK, Program.JKM)
        if program in programs
        for each in law.reliefs(program, segment, month)
    ]
    settlement = settlement_of(reliefs)
    if settlement is None:
        return None
    found = ledger(membership, law, on)
    # A BPU who lost all rights by arrears began anew, and the gap before that is no debt.
    registered = membership.enrolment.registered_on or membership.joined
    first = Month.of(membership.joined)
    if len(found.spells) > 1:
        registered, first = found.spells[-1].since, found.spells[-1].first
    decided = settlement.decided(registered, month)
    if decided is not None:
        return decided
    first = max(first, first_known(Program.JKK, law))
    owed = range(settlement.up_to - first + 1)
    return all(first + number in found.paid for number in owed)
