"""The day on which a person reaches the pension age of JP, and how long it may be deferred.

PP 45/2015 Pasal 15: the age rises with time (ayat (1) to (3)); whoever reached an age while
it was the pension age stays past it. Who works on may be paid on stopping work instead, some years
later at most (ayat (4)).
"""

from __future__ import annotations

import datetime as dt

from attrs import field, frozen

from kopdes_jamsos.basis import Basis, Grounded
from kopdes_jamsos.law import LAW, LawBook
from kopdes_jamsos.law.book import check_book
from kopdes_jamsos.months import DateLike, Month, as_date, years_after


@frozen(kw_only=True)
class PensionDate(Grounded):
    """When a person reaches the pension age of JP.

    Attributes:
        day: The day on which the age is reached.
        age: That age, in years.
        latest: The last day to which payment may be deferred by working on.
        basis: Where the age and the deferral stand.

    Examples:
        >>> kj.benefits.pension_date(dt.date(1970, 7, 27)).age
        60
    """

    day: dt.date = field(repr=False)
    age: int
    latest: dt.date = field(repr=False)
    basis: Basis

    @property
    def first_month(self) -> Month:
        """First month of the pension: the right counts from the 1st of the following month."""
        return Month.of(self.day) + 1


def pension_date(birth_date: DateLike, *, law: LawBook = LAW) -> PensionDate:
    """The day on which a person reaches the pension age of JP.

    The age in force on the birthday decides; where it rises before the birthday, the
    person waits for the next one.

    Args:
        birth_date: Birth date; someone born on 29 February has a birthday on 28 February.
        law: Book of law.

    Raises:
        InvalidDateError: code `invalid-date`.
        BeforeDataError: code `before-data`: the book knows no pension age.

    Examples:
        >>> kj.benefits.pension_date(dt.date(1962, 12, 31)).day
        datetime.date(2018, 12, 31)
        >>> kj.benefits.pension_date(dt.date(1963, 1, 1)).day
        datetime.date(2020, 1, 1)
    """
    birth_date = as_date(birth_date, "birth_date")
    check_book(law)
    ages, deferral = law.series("jp.pension_age"), law.series("jp.longest_deferral")
    if not ages.values:
        ages.on(birth_date)
    steps = ages.values
    place = 0
    day = years_after(birth_date, steps[0].value)  # before the first step its age counts
    while place + 1 < len(steps) and day >= steps[place + 1].begins:
        place += 1
        day = max(years_after(birth_date, steps[place].value), steps[place].begins)
    step = steps[place]
    longest = deferral.on(max(day, deferral.values[0].begins))
    return PensionDate(
        day=day,
        age=step.value,
        latest=years_after(day, longest.value),
        basis=Basis.of(step, longest),
    )
