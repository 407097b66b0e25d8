"""The due days of a programme's months, each worked out once.

`law.dues` says which rule names the day, `workdays` which days are holidays.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterator

from kopdes_jamsos.coverage.pricing import first_known
from kopdes_jamsos.law import LawBook
from kopdes_jamsos.law.dues import Dues
from kopdes_jamsos.months import Month, check_length, ordinal_of
from kopdes_jamsos.programs import Program, Segment


class DueDays:
    """Due days of the contributions of a programme in a segment; months are ordinals.

    Args:
        program: Programme; the days of one that is paid out of another are those of the other.
        segment: PU or BPU.
        law: Book of law; it says what counts as a holiday.
        trainee: Whether they are those of an apprentice, pupil or the like.

    Attributes:
        known: First month for which the law book knows when a contribution is due.

    Examples:
        >>> days = DueDays(kj.JKK, kj.Segment.BPU, kj.LAW)
        >>> june = kj.Month(2025, 6).ordinal
        >>> [due.day for _, due in days.before(dt.date(2025, 8, 1), june)]
        [16, 15]
    """

    def __init__(
        self, program: Program, segment: Segment, law: LawBook, *, trainee: bool = False
    ) -> None:
        self._dues = Dues(program.paid_out_of or program, segment, law, trainee=trainee)
        self._found: dict[int, tuple[dt.date, dt.date]] = {}
        self.known = first_known(program, law).ordinal

    def until(self, day: dt.date, first: int) -> Iterator[tuple[dt.date, dt.date]]:
        """Due days of the months up to that of a day, as printed and as moved.

        Args:
            day: The day.
            first: First month; those before the law data are left out.

        Raises:
            InvalidDateError: code `invalid-date`: the day lies too far away.
        """
        first, last = max(first, self.known), ordinal_of(day)
        check_length(last - first)
        return map(self._of, range(first, last + 1))

    def before(self, day: dt.date, first: int, seen: int = 0) -> Iterator[tuple[int, dt.date]]:
        """Months whose due day lies before a day, with that due day.

        Args:
            day: The day.
            first: First month; those before the law data are left out.
            seen: Months before this one are left out as well.

        Raises:
            InvalidDateError: code `invalid-date`: the day lies too far away.
        """
        first, last = max(first, self.known), ordinal_of(day)
        check_length(last - first)
        for month in range(max(first, seen), last + 1):
            due = self._of(month)[1]
            if due >= day:
                return
            yield month, due

    def _of(self, month: int) -> tuple[dt.date, dt.date]:
        found = self._found.get(month)
        if found is None:
            found = self._found[month] = self._dues.days(Month.from_ordinal(month))
        return found


def first_unpaid(month: int, paid: Container[int]) -> int:
    """First month from a given one on that is not paid; months are ordinals."""
    while month in paid:
        month += 1
    return month
