"""What a membership declares for a month, with what its own dates and payments tell.

`coverage.pricing` says which facts are told so; here they are those of a day.
"""

from __future__ import annotations

import datetime as dt

from kopdes_jamsos.coverage.ledger import ledger
from kopdes_jamsos.coverage.pricing import as_told
from kopdes_jamsos.coverage.records import Membership
from kopdes_jamsos.enrolment import BPUEnrolment, PUEnrolment
from kopdes_jamsos.law import LawBook
from kopdes_jamsos.months import Month


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
    found = ledger(membership, law, on)
    return as_told(membership, month, law, found.paid, found.spells)
