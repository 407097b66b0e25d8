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
from kopdes_jamsos.errors import InvalidFactError, MissingFactError
from kopdes_jamsos.law import DatedValue, LawBook
from kopdes_jamsos.law.book import check_book
from kopdes_jamsos.months import Month, check_date
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
        paid: Months paid before the month of the event.
        law: The book of law.
    """

    event: Event
    claim: dt.date
    claim_given: bool
    members: tuple[Participation, ...]
    held: tuple[Participation, ...]
    last: Participation | None
    paid: tuple[Month, ...]
    law: LawBook

    @property
    def before(self) -> Month:
        """The month before that of the event."""
        return Month.of(self.event.on) - 1

    @property
    def within(self) -> tuple[Month, ...]:
        """Months paid within the window of the day of the claim."""
        first = self.before - self.value("window").value
        return tuple(month for month in self.paid if month > first)

    def value(self, name: str) -> DatedValue:
        """A value of JKP on the day of the claim."""
        return self.law.value_on(f"jkp.{name}", self.claim)


def read_loss(
    event: Event, participations: Sequence[Participation], claimed_on: dt.date | None, law: LawBook
) -> Loss:
    """What is to be read of the end of work, once event and day of the claim are checked."""
    if not isinstance(event, Event):
        raise InvalidFactError(
            f"JKP follows an event; got a {type(event).__name__}.",
            remedy="Give a kj.Dismissal(…), or another event.",
        )
    own = check_participations(participations)
    check_book(law)
    claim = event.on if claimed_on is None else check_date(claimed_on, "The day of the claim")
    if claim < event.on:
        raise InvalidFactError(
            "The claim lies before the end of work.",
            value=claim,
            remedy="Correct one of the two days.",
        )
    members = tuple(
        each for each in own if Program.JKP in each.enrolment.programs and each.joined <= event.on
    )
    held = tuple(each for each in members if each.ended is None or each.ended >= event.on)
    last = _lost(event, held) if held else max(members, key=lambda each: each.joined, default=None)
    before = Month.of(event.on) - 1
    law.value_on("jkp.months_needed", event.on)
    begun = law.series("jkp.months_needed").values[0].since
    paid = {
        month for each in members for month in each.paid_months(Program.JKP, before, begun, law=law)
    }
    return Loss(
        event=event,
        claim=claim,
        claim_given=claimed_on is not None,
        members=members,
        held=held,
        last=last,
        paid=tuple(sorted(paid)),
        law=law,
    )


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
