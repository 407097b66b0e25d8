"""Due dates of contributions.

PU: the 15th of the following month (PP 44/2015 Pasal 21, PP 45/2015 Pasal 30, PP 46/2015
Pasal 19). BPU: the 15th of the same month for JKK and JKM (PP 44/2015 Pasal 24), of the following
month for JHT (PP 46/2015 Pasal 21; another text names the same month: `law.dues`). PP 49/2020
Pasal 4 moved those of the following month to the 30th. A holiday moves the day to the next working
day, under PP 49/2020 to the one before, and that of JP not at all.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from attrs import frozen

from kopdes_jamsos.basis import Basis, Grounded, Note
from kopdes_jamsos.errors import NoRuleError
from kopdes_jamsos.law import LawBook
from kopdes_jamsos.law.dues import Dues, DueValues
from kopdes_jamsos.law.keeping import once
from kopdes_jamsos.months import Month
from kopdes_jamsos.programs import Program, Segment
from kopdes_jamsos.workdays import (
    Holidays,
    conventions_of,
    days_off,
)

_LAST_MONTH = Month(dt.MAXYEAR, 12)


@frozen(kw_only=True)
class DueDate(Grounded):
    """The day by which a contribution must be paid.

    Attributes:
        program: Programme.
        day: The day after any move.
        printed: The day as the law names it.
        basis: Where it stands, and the conventions that decided it.
        holidays: What was known of holidays.

    Examples:
        >>> due = kj.assess(trader, kj.Month(2025, 6)).due_dates()[0]
        >>> due.printed.day, due.day.day
        (15, 16)
    """

    program: Program
    day: dt.date
    printed: dt.date
    basis: Basis
    holidays: Holidays


def due_remarks(dues: Iterable[DueDate]) -> tuple[Note, ...]:
    """When programmes are due: those of one day together, and a day that was moved as such."""
    by_day: dict[tuple[dt.date, dt.date], list[Program]] = {}
    for due in dues:
        by_day.setdefault((due.printed, due.day), []).append(due.program)
    return tuple(
        Note.of("due-moved", programs=programs, day=day, printed=printed)
        if day != printed
        else Note.of("due", programs=programs, day=day)
        for (printed, day), programs in by_day.items()
    )


def due_date(
    program: Program,
    segment: Segment,
    month: Month,
    law: LawBook,
    *,
    trainee: bool = False,
) -> DueDate:
    """Due date of a programme's contribution for a month.

    Weekends count as holidays, and public holidays where the extra `calendar` is installed; where
    it is not, the result says so.

    Args:
        program: Programme.
        segment: PU or BPU.
        month: The month to which the contribution belongs.
        law: Book of law; it says what counts as a holiday.
        trainee: Whether it is that of an apprentice, pupil or the like.

    Raises:
        NoRuleError: code `no-rule`: construction projects have stages (`construction_plan`); nor
            has a month at the end of the calendar.
        BeforeDataError: code `before-data`.
        MissingPackageError: code `missing-package`: holidays asked for, the package is not there.

    Examples:
        >>> due_date(kj.JKK, kj.Segment.BPU, kj.Month(2026, 11), kj.LAW).day
        datetime.date(2026, 11, 16)
    """
    if segment is Segment.CONSTRUCTION:
        raise NoRuleError(
            "A construction project has no due date of a month.",
            value=segment,
            remedy="Give its days to kj.contributions.construction_plan.",
            reason="construction-due",
        )
    known = law.known_holidays
    values, basis = once(
        law,
        ("due", program, segment, trainee, month),
        lambda book: _rule(program, segment, month, book, trainee=trainee),
    )
    rule = values.followed.value
    if month > _LAST_MONTH - rule.months_later:
        raise NoRuleError(
            f"The due date of {month} lies beyond the calendar.",
            value=month,
            remedy="Ask for an earlier month.",
        )
    target = month + rule.months_later
    printed, day = rule.of(month, days_off(known, target))
    conventions: tuple[str, ...] = (values.convention,)
    if rule.day > target.last_day.day:
        conventions += ("due-short-month",)
    if rule.holiday != "none":
        conventions += conventions_of(printed, day, known)
    basis.warn()
    return DueDate(
        program=program,
        day=day,
        printed=printed,
        basis=basis.assuming(*conventions),
        holidays=known,
    )


def _rule(
    program: Program, segment: Segment, month: Month, book: LawBook, *, trainee: bool
) -> tuple[DueValues, Basis]:
    """What the law says of a due date, whatever the holidays are, and where."""
    values = Dues(program, segment, book, trainee=trainee).values(month)
    both = filter(None, (values.followed, values.other))
    return values, Basis.of(*both, lookups=book.lookups, decides=False)
