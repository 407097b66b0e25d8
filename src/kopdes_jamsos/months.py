"""Calendar months and the few date sums that the law needs.

A contribution belongs to a month, never to a day. Sums over years go through dateutil, here and
nowhere else: a birthday on 29 February falls on 28 February in a common year.
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import isleap
from collections.abc import Collection, Iterable
from typing import TypeAlias, overload

from attrs import Factory, field, frozen

from kopdes_jamsos._plain import as_int, as_text
from kopdes_jamsos.errors import InvalidDateError, InvalidMonthError, a_kind, refusing, told

__all__ = ["DateLike", "Month", "MonthLike", "as_date", "as_month"]

# ASCII digits: \d would take those of other scripts, and int() reads them.
_TEXT = re.compile(r"([0-9]{4})-([0-9]{2})")
_DAY_TEXT = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


def _year(value: int) -> int:
    year = as_int(value)
    if year is None or not dt.MINYEAR <= year <= dt.MAXYEAR:
        shown, kept = told(value, "year", like="-?[0-9]{1,4}")
        raise InvalidMonthError(
            f"{shown} is no year.",
            value=kept,
            remedy="Give the year as an int, such as 2026.",
        )
    return year


def _month(value: int) -> int:
    month = as_int(value)
    if month is None or not 1 <= month <= 12:
        shown, kept = told(value, "month", like="-?[0-9]{1,2}")
        raise InvalidMonthError(
            f"{shown} is no month of the year.",
            value=kept,
            remedy="Give the month as an int from 1 to 12.",
        )
    return month


@frozen(eq=False)
class Month:
    """A calendar month.

    Attributes:
        year: Calendar year.
        month: 1 to 12.
        ordinal: Months since January of year 0: whole numbers for month arithmetic.

    Raises:
        InvalidMonthError: code `invalid-month`.

    Examples:
        >>> Month(2026, 11) + 3
        Month(2027, 2)
        >>> Month(2027, 2) - Month(2026, 11)
        3
        >>> str(Month(2026, 11))
        '2026-11'
    """

    year: int = field(converter=_year)
    month: int = field(converter=_month)
    ordinal: int = field(
        init=False, default=Factory(lambda own: own.year * 12 + own.month - 1, takes_self=True)
    )

    @classmethod
    def parse(cls, text: str) -> Month:
        """Month written as YYYY-MM.

        Raises:
            InvalidMonthError: code `invalid-month`.

        Examples:
            >>> Month.parse("2015-07")
            Month(2015, 7)
        """
        written = as_text(text)
        found = None if written is None else _TEXT.fullmatch(written)
        if found is None:
            raise _no_month(text, "")
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def of(cls, day: DateLike) -> Month:
        """Month in which a day lies.

        Raises:
            InvalidDateError: code `invalid-date`.

        Examples:
            >>> Month.of(dt.date(2025, 7, 3))
            Month(2025, 7)
        """
        day = as_date(day, "day")
        number = ordinal_of(day)
        return _MONTHS.get(number) or cls.from_ordinal(number)

    @classmethod
    def from_ordinal(cls, ordinal: int) -> Month:
        """Month with this `ordinal`.

        Raises:
            InvalidMonthError: code `invalid-month`: outside the calendar.

        Examples:
            >>> Month.from_ordinal(Month(2026, 1).ordinal)
            Month(2026, 1)
        """
        number = ordinal if type(ordinal) is int else as_int(ordinal)
        if number is None:
            shown, kept = told(ordinal, "ordinal", like=r"-?[0-9]{1,5}(\.[0-9])?")
            raise InvalidMonthError(
                f"{shown} is no month's ordinal.",
                value=kept,
                remedy="Give an int, such as Month(2026, 11).ordinal.",
            )
        found = _MONTHS.get(number)
        if found is None:
            found = _MONTHS[number] = cls(number // 12, number % 12 + 1)
        return found

    @property
    def first_day(self) -> dt.date:
        """First day of the month."""
        return dt.date(self.year, self.month, 1)

    @property
    def last_day(self) -> dt.date:
        """Last day of the month."""
        # Not by way of the next month, which year 9999 does not have.
        if self.month == 12:
            return dt.date(self.year, 12, 31)
        return dt.date(self.year, self.month + 1, 1) - dt.timedelta(days=1)

    # Months are compared, counted and looked up more than anything else: one int decides all.

    def __eq__(self, other: object) -> bool:
        if other.__class__ is not Month:
            return NotImplemented
        return self.ordinal == other.ordinal

    def __hash__(self) -> int:
        return self.ordinal

    def __lt__(self, other: object) -> bool:
        if other.__class__ is not Month:
            return NotImplemented
        return self.ordinal < other.ordinal

    def __le__(self, other: object) -> bool:
        if other.__class__ is not Month:
            return NotImplemented
        return self.ordinal <= other.ordinal

    def __gt__(self, other: object) -> bool:
        if other.__class__ is not Month:
            return NotImplemented
        return self.ordinal > other.ordinal

    def __ge__(self, other: object) -> bool:
        if other.__class__ is not Month:
            return NotImplemented
        return self.ordinal >= other.ordinal

    def __add__(self, months: int) -> Month:
        number = as_int(months)
        if number is None:
            return NotImplemented
        return _MONTHS.get(self.ordinal + number) or Month.from_ordinal(self.ordinal + number)

    @overload
    def __sub__(self, other: int) -> Month: ...
    @overload
    def __sub__(self, other: Month) -> int: ...
    def __sub__(self, other: int | Month) -> int | Month:
        if other.__class__ is Month:
            return self.ordinal - other.ordinal
        number = as_int(other)
        if number is None:
            return NotImplemented
        return _MONTHS.get(self.ordinal - number) or Month.from_ordinal(self.ordinal - number)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    def __repr__(self) -> str:
        return f"Month({self.year}, {self.month})"


# Months that sums gave, by their ordinals: no more than the calendar has.
_MONTHS: dict[int, Month] = {}


# What is read as a month, and what as a date: `as_month` and `as_date`.
MonthLike: TypeAlias = Month | str
DateLike: TypeAlias = dt.date | str


def as_month(value: MonthLike, what: str = "value") -> Month:
    """The month that a value is, or that a text of the form YYYY-MM names.

    Every argument of this library that is a month is read by it.

    Args:
        value: A Month, or its text.
        what: Name of the argument, for the error.

    Raises:
        InvalidMonthError: code `invalid-month`.

    Examples:
        >>> as_month("2026-11")
        Month(2026, 11)
        >>> as_month("11/2026")
        Traceback (most recent call last):
        ...
        kopdes_jamsos.errors.InvalidMonthError: value must be a Month; '11/2026' is none. \
[invalid-month] Write it as YYYY-MM: "2026-11".
    """
    if isinstance(value, Month):
        return value
    text = as_text(value)
    if text is None:
        raise InvalidMonthError(
            f"{what} must be a Month; got {a_kind(value)}.",
            value=what,
            remedy='Give Month(2026, 11), or its text "2026-11".',
            field=what,
        )
    month = month_in(text)
    if month is None:
        raise _no_month(text, what)
    return month


def month_in(text: str) -> Month | None:
    """The month that a text of the form YYYY-MM names, or None where it names none."""
    found = _TEXT.fullmatch(text)
    if found is None or not "01" <= found[2] <= "12" or found[1] == "0000":
        return None
    return Month(int(found[1]), int(found[2]))


def _no_month(value: object, what: str) -> InvalidMonthError:
    shown, kept = told(value, what or "month", like="[0-9]{1,4}[-/][0-9]{1,4}")
    return InvalidMonthError(
        f"{what} must be a Month; {shown} is none." if what else f"{shown} is no month.",
        value=kept,
        remedy='Write it as YYYY-MM: "2026-11".',
        field=what,
    )


def as_date(value: DateLike, what: str = "value") -> dt.date:
    """The date that a value is, or that a text of the form YYYY-MM-DD names.

    Every argument of this library that is a date is read by it. A date with a time is none.

    Args:
        value: A date, or its text.
        what: Name of the argument, for the error.

    Raises:
        InvalidDateError: code `invalid-date`; the message does not repeat the date.

    Examples:
        >>> as_date("2026-11-29")
        datetime.date(2026, 11, 29)
        >>> as_date("29-11-2026")
        Traceback (most recent call last):
        ...
        kopdes_jamsos.errors.InvalidDateError: value must be a date; this text is none. \
[invalid-date] Write it as YYYY-MM-DD: "2026-11-29".
    """
    kind = type(value)
    if kind is dt.date:
        return value  # type: ignore[return-value]  # its type has been looked at
    # A datetime is a date to Python; which day it means hangs on its time zone.
    if issubclass(kind, dt.date) and not issubclass(kind, dt.datetime):
        return dt.date.fromordinal(dt.date.toordinal(value))  # type: ignore[arg-type]  # it is one
    text = as_text(value)
    if text is not None:
        return _dated(text, what)
    raise InvalidDateError(
        f"{what} must be a date; got {a_kind(value)}.",
        value=what,
        remedy='Give a datetime.date without a time, or its text "2026-11-29".',
        field=what,
    )


def _dated(text: str, what: str) -> dt.date:
    def refused() -> InvalidDateError:
        return InvalidDateError(
            f"{what} must be a date; this text is none.",
            value=what,
            remedy='Write it as YYYY-MM-DD: "2026-11-29".',
            field=what,
        )

    found = _DAY_TEXT.fullmatch(text)
    if found is None:
        raise refused()
    with refusing(refused, ValueError):
        return dt.date(int(found[1]), int(found[2]), int(found[3]))


# Years beyond this are a slip; the calendar has no such birth dates.
LONGEST_LIFE = 150


def ordinal_of(day: dt.date) -> int:
    """The `ordinal` of the month in which a date lies, of which it is known that it is one.

    Examples:
        >>> ordinal_of(dt.date(2025, 7, 3)) == kj.Month(2025, 7).ordinal
        True
    """
    return day.year * 12 + day.month - 1


def check_span(first: Month, last: Month) -> None:
    """Refuse to read month by month what is longer than a life.

    Raises:
        InvalidDateError: code `invalid-date`.
    """
    check_length(last - first)


def check_length(months: int) -> None:
    """The same by the number of months.

    Raises:
        InvalidDateError: code `invalid-date`.
    """
    if months > 12 * LONGEST_LIFE:
        raise InvalidDateError(
            f"More than {LONGEST_LIFE} years lie between the first month and the last.",
            remedy="Correct the day, or the end of the participation.",
        )


def age_on(birth_date: dt.date, day: dt.date) -> int:
    """Completed years of age on a day.

    Examples:
        >>> age_on(dt.date(1960, 2, 29), dt.date(2025, 2, 28))
        65
    """
    birthday = birth_date.month, birth_date.day
    if birthday == _LEAP_DAY and not isleap(day.year):
        birthday = 2, 28
    return day.year - birth_date.year - ((day.month, day.day) < birthday)


_LEAP_DAY = 2, 29


def months_in_a_row(months: Collection[Month], until: Month) -> int:
    """How many months follow one another up to a month, itself included; 0 where it is not there.

    Examples:
        >>> months_in_a_row({Month(2025, 1), Month(2025, 3), Month(2025, 4)}, Month(2025, 4))
        2
    """
    count = 0
    while until - count in months:
        count += 1
    return count


def longest_row(months: Iterable[Month]) -> int:
    """How many months follow one another at most.

    Examples:
        >>> longest_row({Month(2025, 1), Month(2025, 3), Month(2025, 4)})
        2
    """
    longest = row = 0
    before = None
    for number in sorted({month.ordinal for month in months}):
        row = row + 1 if before == number - 1 else 1
        longest, before = max(longest, row), number
    return longest


def years_after(day: dt.date, years: int) -> dt.date:
    """The day some years after a day, such as a birthday; 28 February where there is no 29th.

    Raises:
        InvalidDateError: code `invalid-date`: beyond the calendar.

    Examples:
        >>> years_after(dt.date(1960, 2, 29), 65)
        datetime.date(2025, 2, 28)
    """
    return months_after(day, 12 * years)


def months_after(day: dt.date, months: int) -> dt.date:
    """The day some months after a day, or the last of a shorter month.

    Raises:
        InvalidDateError: code `invalid-date`: beyond the calendar.

    Examples:
        >>> months_after(dt.date(2025, 1, 31), 1)
        datetime.date(2025, 2, 28)
    """
    from dateutil.relativedelta import relativedelta

    with refusing(_beyond_calendar, ValueError, OverflowError):
        return day + relativedelta(months=months)


def _beyond_calendar() -> InvalidDateError:
    return InvalidDateError(
        "A day of the result lies beyond the calendar.", remedy="Correct the date."
    )


def started_months(due: dt.date, paid_on: dt.date) -> int:
    """Started months between a due date and a day of payment; 0 up to the due date.

    Examples:
        >>> [started_months(dt.date(2025, 1, 31), dt.date(2025, *day)) for day in ((2, 28), (3, 1))]
        [1, 2]
    """
    if paid_on <= due:
        return 0
    month = Month.of(paid_on)
    ends = min(due.day, month.last_day.day)
    return month - Month.of(due) + (paid_on.day > ends)


def latest_birth_date(age: int, day: dt.date) -> dt.date:
    """Latest birth date of those who have completed an age by a day.

    Args:
        age: Years.
        day: The day on which the age is reached at the latest.

    Examples:
        >>> latest_birth_date(56, dt.date(2018, 12, 31))
        datetime.date(1962, 12, 31)
    """
    from dateutil.relativedelta import relativedelta

    birth = day + relativedelta(years=-age)
    next_day = birth + dt.timedelta(days=1)
    # Born on 29 February: the birthday of a common year is 28 February.
    return next_day if next_day + relativedelta(years=age) <= day else birth
