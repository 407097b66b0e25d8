"""What the steps of an amount are sought along: amounts declared, dates, ages, numbers of months.

Implements no article of its own. A place on an axis is a whole number; what it is in a result (a
month, a day, or the number itself) its axis says.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias

from attrs import evolve

from kopdes_jamsos._checks import check_whole
from kopdes_jamsos.benefits.claims import asked_again
from kopdes_jamsos.coverage.participation import Participation
from kopdes_jamsos.enrolment import ConstructionEnrolment
from kopdes_jamsos.errors import InvalidFactError
from kopdes_jamsos.law import LawBook
from kopdes_jamsos.months import Month, as_date, as_month, months_after
from kopdes_jamsos.programs import Choice
from kopdes_jamsos.questions.figures import Benefit
from kopdes_jamsos.questions.readings import Reading, Stepped, reading_at, reading_or_refusal

# A place as a result shows it.
Place: TypeAlias = int | Month | dt.date


class Along(Choice):
    """What the steps of an amount are sought along.

    BASE: the wage, income or contract value. DATE: the contribution month, or the day of the event.
    AGE: full months of age on the first day of the contribution month, or on the day of the event.
    MONTHS: months of membership, all paid, up to the last one that was.

    Examples:
        >>> Along("date")
        <Along.DATE: 'date'>
    """

    BASE = "base"
    DATE = "date"
    AGE = "age"
    MONTHS = "months"


class Axis:
    """A range of places, and what a figure gives at each of them; each is asked for once.

    Args:
        asked: The figure.
        first: First place; None: the usual one.
        last: Last place; None: the usual one, or none at all along an amount.

    Attributes:
        first: First place as a number.
        last: Last place as a number.
        endless: Whether nobody set the last place, so that the last stretch has no end.
    """

    # Whether an amount may grow evenly along it.
    grows: ClassVar[bool] = False
    # More than a life has months, or ten years have days.
    _most: ClassVar[int] = 4_000

    def __init__(self, asked: Stepped, first: Any, last: Any) -> None:
        self.asked = asked
        self.first = self._number(first, "first") if first is not None else self._usual_first()
        self.last = self._number(last, "last") if last is not None else self._usual_last()
        self.endless = False
        self._known: dict[int, Reading] = {}
        if self.first > self.last:
            raise InvalidFactError(
                "The last place lies before the first.",
                remedy="Give first and last in order.",
                reason="steps-order",
            )
        if self.last - self.first >= self._most:
            raise InvalidFactError(
                f"More than {self._most:,} places would be asked for one by one.",
                remedy="Give first and last closer together.",
                reason="steps-long",
                most=self._most,
            )

    def reading(self, number: int) -> Reading:
        """What the figure gives at a place."""
        if number not in self._known:
            self._known[number] = self._read(number)
        return self._known[number]

    @property
    def law(self) -> LawBook:
        """The book of law of the figure."""
        asked = self.asked
        return asked.entitlement.case.law if isinstance(asked, Benefit) else asked.law

    @property
    def day(self) -> dt.date:
        """The day of the event, or the first day of the contribution month."""
        asked = self.asked
        if isinstance(asked, Benefit):
            return asked.entitlement.case.event.on
        return asked.month.first_day

    def place(self, number: int) -> Place:
        """A number as a result shows it."""
        return number

    if TYPE_CHECKING:  # each axis has its own

        def _number(self, value: Any, name: str) -> int:
            """A place as a number."""

        def _usual_first(self) -> int:
            """The first place where none was given."""

        def _usual_last(self) -> int:
            """The last place where none was given."""

        def _read(self, number: int) -> Reading:
            """What the figure gives at a place that was not asked for yet."""


class AmountAxis(Axis):
    """Along the wage, income or contract value: nothing is asked one by one."""

    grows = True
    _most = 2**63

    def __init__(self, asked: Stepped, first: Any, last: Any) -> None:
        super().__init__(asked, first, last)
        self.endless = last is None

    def _number(self, value: Any, name: str) -> int:
        number = check_whole(value, name)
        if number > self.asked.most:
            raise InvalidFactError(
                f"{name} is more than can be computed with.",
                remedy="Give a smaller amount.",
                reason="steps-large",
            )
        return number

    def _usual_first(self) -> int:
        return self.asked.least

    def _usual_last(self) -> int:
        return self.asked.most

    def _read(self, number: int) -> Reading:
        return reading_at(self.asked, number)


class MonthAxis(Axis):
    """Along the contribution month; the usual range is two years."""

    asked: Any

    def _number(self, value: Any, name: str) -> int:
        return as_month(value, name).ordinal

    def _usual_first(self) -> int:
        return self.asked.month.ordinal  # type: ignore[no-any-return]  # of a Month

    def _usual_last(self) -> int:
        return self.first + 24

    def place(self, number: int) -> Month:
        """The month of a number."""
        return Month.from_ordinal(number)

    def _read(self, number: int) -> Reading:
        month = Month.from_ordinal(number)
        return reading_or_refusal(lambda: evolve(self.asked, month=month))


class DayAxis(Axis):
    """Along the day of an event; the usual range is a year. All other facts stay."""

    asked: Benefit

    def _number(self, value: Any, name: str) -> int:
        return as_date(value, name).toordinal()

    def _usual_first(self) -> int:
        return self.day.toordinal()

    def _usual_last(self) -> int:
        return self.first + 365

    def place(self, number: int) -> dt.date:
        """The day of a number."""
        return dt.date.fromordinal(number)

    def _read(self, number: int) -> Reading:
        event, day = self.asked.entitlement.case.event, dt.date.fromordinal(number)
        return reading_or_refusal(lambda: _again(self.asked, event=evolve(event, on=day)))


class AgeAxis(Axis):
    """Along full months of age; the usual range is from 15 to 70 years."""

    def __init__(self, asked: Stepped, first: Any, last: Any) -> None:
        project = not isinstance(asked, Benefit) and asked.enrolment
        if isinstance(project, ConstructionEnrolment):
            raise InvalidFactError(
                "A construction project has no age.",
                remedy="Ask along the contract value or the month.",
                reason="steps-project",
            )
        super().__init__(asked, first, last)

    def _number(self, value: Any, name: str) -> int:
        return check_whole(value, name)

    def _usual_first(self) -> int:
        return 12 * 15

    def _usual_last(self) -> int:
        return 12 * 70

    def _read(self, number: int) -> Reading:
        def make() -> Stepped:
            asked, born = self.asked, months_after(self.day, -number)
            if not isinstance(asked, Benefit):
                return evolve(asked, enrolment=_born(asked.enrolment, born))
            every = tuple(
                evolve(each, enrolment=_born(each.enrolment, born))
                for each in asked.entitlement.case.participations
            )
            return _again(asked, participations=every)

        return reading_or_refusal(make)


class MonthsAxis(Axis):
    """Along the number of months paid; the usual range goes back to the first month of the law."""

    grows = True

    def __init__(self, asked: Stepped, first: Any, last: Any) -> None:
        if not isinstance(asked, Benefit):
            raise InvalidFactError(
                "A contribution does not depend on a number of months.",
                remedy="Give a kj.questions.Benefit, or ask along the date.",
                reason="steps-months",
            )
        *self._others, self._member = asked.entitlement.case.participations
        payments = self._member.payments
        if not payments:
            raise InvalidFactError(
                "Nothing was paid, so there is no last month to count from.",
                remedy="Give a participation with a payment.",
                reason="steps-unpaid",
            )
        self._last_paid = max(payment.span()[-1] for payment in payments)
        super().__init__(asked, first, last)

    def _number(self, value: Any, name: str) -> int:
        return check_whole(value, name, 1)

    def _usual_first(self) -> int:
        return 1

    def _usual_last(self) -> int:
        return self._last_paid - self.law.boundaries()[0] + 1

    def _read(self, number: int) -> Reading:
        def make() -> Stepped:
            member = Participation.paid_through(
                self._member.enrolment,
                self._last_paid - (number - 1),
                number,
                self._member.ended,
                self._member.payer,
            )
            return _again(self.asked, participations=(*self._others, member))

        return reading_or_refusal(make)


def _again(asked: Stepped, **changes: Any) -> Benefit:
    """The benefit with other facts of its case."""
    assert isinstance(asked, Benefit)
    return evolve(asked, entitlement=asked_again(asked.entitlement.case, **changes))


def _born(enrolment: Any, day: dt.date) -> Any:
    return evolve(enrolment, birth_date=day)


def axis_of(asked: Stepped, along: Along, first: Any, last: Any) -> Axis:
    """The axis of a figure by its name.

    Raises:
        InvalidFactError: code `invalid-fact`: no such axis for this figure, or no range.
        InvalidMonthError: code `invalid-month`.
        InvalidDateError: code `invalid-date`.

    Examples:
        >>> asked = kj.questions.Contribution(enrolment=trader, month=kj.Month(2025, 7))
        >>> axis_of(asked, Along.DATE, None, None).place(24_306)
        Month(2025, 7)
    """
    date = DayAxis if isinstance(asked, Benefit) else MonthAxis
    kinds: dict[Along, type[Axis]] = {
        Along.BASE: AmountAxis,
        Along.DATE: date,
        Along.AGE: AgeAxis,
        Along.MONTHS: MonthsAxis,
    }
    return kinds[along](asked, first, last)
