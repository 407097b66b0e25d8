"""What a month of a membership costs, with what its own dates and payments tell.

PP 49/2020 Pasal 13 opens its reliefs to whoever has paid up to July 2020, and to who registered
later after two months in full. Whether that is so shows in the day of registration and in the
payments; a result assumes it only where neither does.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence

from attrs import evolve

from kopdes_jamsos.coverage.records import Membership, Spell
from kopdes_jamsos.enrolment import BPUEnrolment, PUEnrolment
from kopdes_jamsos.errors import BeforeDataError
from kopdes_jamsos.law import LawBook
from kopdes_jamsos.law.levies import last_day_of_relief, lines_of
from kopdes_jamsos.law.reliefs import settlement_of
from kopdes_jamsos.money import Rupiah
from kopdes_jamsos.months import Month
from kopdes_jamsos.programs import OPEN_TO, Program, Segment


def first_known(program: Program, law: LawBook) -> Month:
    """First month for which the law book knows when a contribution is due."""
    values = law.series(f"{program.paid_out_of or program}.due".lower()).values
    return values[0].since if values else Month(dt.MAXYEAR, 12)


def begun(
    programs: frozenset[Program], segment: Segment, month: Month, law: LawBook
) -> frozenset[Program]:
    """Those of some programmes that there were in a month."""
    return frozenset(each for each in programs if _has_begun(each, segment, month, law))


def _has_begun(program: Program, segment: Segment, month: Month, law: LawBook) -> bool:
    try:
        return bool(law.levies(program, segment, month))
    except BeforeDataError:
        return False


def as_told(
    membership: Membership,
    month: Month,
    law: LawBook,
    paid: Collection[Month],
    spells: Sequence[Spell],
) -> PUEnrolment | BPUEnrolment:
    """The enrolment of a month, with the facts that dates and payments decide.

    Args:
        membership: The membership.
        month: The month to which the contribution belongs.
        law: Book of law.
        paid: The months that are paid.
        spells: The times in force so far.

    Examples:
        >>> part = kj.Participation(trader, joined=dt.date(2020, 9, 10))
        >>> as_told(part, kj.Month(2020, 9), kj.LAW, (), ()).settled
        False
    """
    enrolment = membership.enrolment_of(month)
    if isinstance(enrolment, BPUEnrolment) and enrolment.registered_on is None:
        enrolment = evolve(enrolment, registered_on=membership.joined)
    if enrolment.settled is not None:
        return enrolment
    settled = _settled(membership, month, law, paid, spells)
    return enrolment if settled is None else evolve(enrolment, settled=settled)


def _settled(
    membership: Membership,
    month: Month,
    law: LawBook,
    paid: Collection[Month],
    spells: Sequence[Spell],
) -> bool | None:
    segment = membership.enrolment.segment
    programs = membership.enrolment.programs & OPEN_TO[segment]
    reliefs = [
        each for program in sorted(programs) for each in law.reliefs(program, segment, month)
    ]
    settlement = settlement_of(reliefs)
    if settlement is None:
        return None
    # A BPU who lost all rights by arrears began anew, and the gap before that is no debt.
    registered = membership.enrolment.registered_on or membership.joined
    first = Month.of(membership.joined)
    if len(spells) > 1:
        registered, first = spells[-1].since, spells[-1].first
    decided = settlement.decided(registered, month)
    if decided is not None:
        return decided
    first = max(first, first_known(Program.JKK, law))
    owed = range(settlement.up_to - first + 1)
    return all(first + number in paid for number in owed)


def price(
    membership: Membership,
    month: Month,
    paid_on: dt.date,
    law: LawBook,
    paid: Collection[Month],
    spells: Sequence[Spell],
) -> Rupiah:
    """The contribution of a month in all programmes, paid on a day, in rupiah; without any fine.

    A relief that has lapsed for who pays late (PP 7/2025 Pasal 11) lowers nothing.

    Args:
        membership: The membership.
        month: The month to which the contribution belongs.
        paid_on: Day of payment.
        law: Book of law.
        paid: The months that are paid.
        spells: The times in force so far.

    Raises:
        MissingFactError: code `missing-fact`: a fact that decides an amount was not given.
        BeforeDataError: code `before-data`: before July 2015.
        NotAnnouncedError: code `not-announced`.

    Examples:
        >>> part = kj.Participation(trader, joined=dt.date(2025, 7, 3))
        >>> price(part, kj.Month(2025, 7), dt.date(2025, 7, 3), kj.LAW, (), ())
        16800
    """
    enrolment = as_told(membership, month, law, paid, spells)
    segment = enrolment.segment
    # Before any of them there was, the law says that nothing is known.
    programs = begun(enrolment.programs, segment, month, law) or enrolment.programs
    total = 0
    for line in lines_of(evolve(enrolment, programs=programs), month, law):
        last = last_day_of_relief(line, month, law)
        total += line.full if last is not None and paid_on > last.value else line.amount
    return total
