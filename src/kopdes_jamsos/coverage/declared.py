"""What a membership declares for a month, with what its own dates and payments tell.

`coverage.pricing` says which facts are told so; here they are those of a day.
"""

from __future__ import annotations

import datetime as dt

from kopdes_jamsos.coverage.ledger import ledger
from kopdes_jamsos.coverage.pricing import Reckoned, Told
from kopdes_jamsos.coverage.records import Membership
from kopdes_jamsos.enrolment import BPUEnrolment, PUEnrolment
from kopdes_jamsos.law import LawBook
from kopdes_jamsos.months import Month
from kopdes_jamsos.programs import Program


class Declared:
    """What a membership declares, for one month and another.

    Args:
        membership: The membership.
        law: Book of law.
        programs: Programmes of the enrolments; None for those of the membership.

    Examples:
        >>> part = kj.Participation(trader, joined=dt.date(2020, 9, 10))
        >>> Declared(part, kj.LAW).of(kj.Month(2020, 9), dt.date(2020, 10, 20)).settled
        False
    """

    def __init__(
        self, membership: Membership, law: LawBook, programs: frozenset[Program] | None = None
    ) -> None:
        self._membership = membership
        self._law = law
        self._told = Told(membership, law, programs)

    def of(self, month: Month, on: dt.date) -> PUEnrolment | BPUEnrolment:
        """The enrolment of a month, with the facts that dates and payments decide.

        Args:
            month: The month to which the contribution belongs.
            on: The day; payments made up to it count.
        """

        def reckoned() -> Reckoned:
            found = ledger(self._membership, self._law, on)
            return {each.ordinal for each in found.paid}, found.spells

        return self._told.enrolment(month, reckoned)


def declared(
    membership: Membership, month: Month, on: dt.date, law: LawBook
) -> PUEnrolment | BPUEnrolment:
    """The enrolment of one month; see `Declared`.

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
    return Declared(membership, law).of(month, on)
