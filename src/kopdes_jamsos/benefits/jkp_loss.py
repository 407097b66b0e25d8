"""The loss of a job as JKP reads it: the membership that was lost, the claim, the months paid.

PP 37/2021 Pasal 8 and 36: who works for several employers chooses one of them, and months add up
across employers (Pasal 19).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from attrs import frozen

from kopdes_jamsos.benefits.events import Event
from kopdes_jamsos.benefits.leaving import Dismissal
from kopdes_jamsos.coverage.combined import check_participations
from kopdes_jamsos.coverage.participation import Participation
from kopdes_jamsos.errors import InvalidFactError, MissingFactError, a_kind
from kopdes_jamsos.law import DatedValue, LawBook
from kopdes_jamsos.law.book import check_book
from kopdes_jamsos.months import DateLike, Month, as_date
from kopdes_jamsos.programs import Program


@frozen(kw_only=True)
class Loss:
    """What the conditions of JKP read.

    Attributes:
        event: How the work ended.
        claim: Day of the claim, given or taken.
        claim_given: Whether the day of the claim was given.
        members: Memberships in JKP that had begun by the last day of work.
        held: Those that went on to that day.
        last: The membership of the work that was lost; None where there was none.
        paid: Months paid up to the last one that counts.
        before: Last month that counts as lying before the event: the month of the event itself
            where it was worked to its last day and paid, unless the other reading is taken.
        reading: Convention that decided whether the month of the event counts, or empty.
        law: The book of law.
    """

    event: Event
    claim: dt.date
    claim_given: bool
    members: tuple[Participation, ...]
    held: tuple[Participation, ...]
    last: Participation | None
    paid: tuple[Month, ...]
    before: Month
    reading: str
    law: LawBook

    @property
    def within(self) -> tuple[Month, ...]:
        """Months paid within the window of the day of the claim."""
        first = self.before - self.value("window").value
        return tuple(month for month in self.paid if month > first)

    def value(self, name: str) -> DatedValue:
        """A value of JKP on the day of the claim."""
        return self.law.value_on(f"jkp.{name}", self.claim)


def read_loss(
    event: Event, participations: Sequence[Participation], claimed_on: DateLike | None, law: LawBook
) -> Loss:
    """What is to be read of the end of work, once event and day of the claim are checked."""
    if not isinstance(event, Event):
        raise InvalidFactError(
            f"JKP follows an event; got {a_kind(event)}.",
            remedy="Give a kj.Dismissal(…), or another event.",
        )
    own = check_participations(participations)
    check_book(law)
    claim = event.on if claimed_on is None else as_date(claimed_on, "claimed_on")
    if claim < event.on:
        raise InvalidFactError(
            "The claim lies before the end of work.",
            value="claimed_on",
            remedy="Correct one of the two days.",
            reason="claim-before-event",
        )
    members = tuple(
        each for each in own if Program.JKP in each.enrolment.programs and each.joined <= event.on
    )
    held = tuple(each for each in members if each.ended is None or each.ended >= event.on)
    last = _lost(event, held) if held else max(members, key=lambda each: each.joined, default=None)
    month = Month.of(event.on)
    law.value_on("jkp.months_needed", event.on)
    begun = law.series("jkp.months_needed").values[0].since
    paid = {
        paid for each in members for paid in each.paid_months(Program.JKP, month, begun, law=law)
    }
    reading = _reading(event.on, month in paid, law)
    before = month if reading == _WORKED else month - 1
    return Loss(
        event=event,
        claim=claim,
        claim_given=claimed_on is not None,
        members=members,
        held=held,
        last=last,
        paid=tuple(sorted(each for each in paid if each <= before)),
        before=before,
        reading=reading,
        law=law,
    )


_WORKED, _LEFT_OUT = "jkp-last-month-worked", "jkp-month-of-dismissal-out"


def _reading(left: dt.date, paid: bool, law: LawBook) -> str:
    """Why the month of the event counts or not, where it was worked to its last day and paid.

    PP 37/2021 Pasal 19 ayat (3) counts months before the dismissal. The second example of PP 6/2025
    leaves out the month in which somebody was dismissed, and says nothing of one worked to its end.
    """
    if not paid or left != Month.of(left).last_day:
        return ""
    return _LEFT_OUT if _LEFT_OUT in law.readings else _WORKED


def _lost(event: Event, held: Sequence[Participation]) -> Participation:
    """The membership of the work that was lost, among those that go on to its last day."""
    ended = [each for each in held if each.ended == event.on]
    found = ended if len(ended) == 1 else held
    if len(found) > 1 and isinstance(event, Dismissal):
        raise MissingFactError(
            "Several participations hold JKP; which work was lost was not given.",
            value="ended",
            remedy="Give its last day as ended to the participation of the work that was lost.",
        )
    return found[0]
