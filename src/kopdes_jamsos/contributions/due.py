"""Due dates of contributions.

PU: the 15th of the following month (PP 44/2015 Pasal 21, PP 45/2015 Pasal 30, PP 46/2015
Pasal 19). BPU: the 15th of the same month for JKK and JKM (PP 44/2015 Pasal 24), of the following
month for JHT (PP 46/2015 Pasal 21). PP 49/2020 Pasal 4 moved the PU dates to the 30th.
"""

from __future__ import annotations

import datetime as dt

from attrs import frozen

from kopdes_jamsos.law import Citation, LawBook
from kopdes_jamsos.months import Month
from kopdes_jamsos.programs import Program, Segment

_SATURDAY = 5
_STEPS = {"next": dt.timedelta(days=1), "previous": dt.timedelta(days=-1), "none": dt.timedelta()}


@frozen(kw_only=True)
class DueDate:
    """The day by which a contribution must be paid.

    Attributes:
        program: Programme.
        day: The day after any move.
        printed: The day as the law names it.
        citation: Where it stands.
        assumptions: Identifiers of the conventions that decided it.

    Examples:
        >>> import kopdes_jamsos as kj
        >>> trader = kj.BPUEnrolment(income=1_000_000, programs={kj.JKK})
        >>> due = kj.assess(trader, kj.Month(2025, 6)).due_dates()[0]
        >>> due.printed.day, due.day.day
        (15, 16)
    """

    program: Program
    day: dt.date
    printed: dt.date
    citation: Citation
    assumptions: tuple[str, ...]


def due_date(program: Program, segment: Segment, month: Month, law: LawBook) -> DueDate:
    """Due date of a programme's contribution for a month.

    Weekends count as holidays; public holidays are not known here, and the result says so.

    Args:
        program: Programme.
        segment: PU or BPU.
        month: The month to which the contribution belongs.
        law: Book of law.

    Raises:
        NoRuleError: code `no-rule`: construction projects have no due date in the law read.
        BeforeDataError: code `before-data`.

    Examples:
        >>> import kopdes_jamsos as kj
        >>> due_date(kj.JKK, kj.Segment.BPU, kj.Month(2026, 11), kj.LAW).day
        datetime.date(2026, 11, 16)
    """
    value = law.value(f"{program.lower()}.due", month).entry(segment)
    rule = value.value
    target = month + rule.months_later
    assumptions = list(filter(None, [value.assumption]))
    if rule.day > target.last_day.day:
        assumptions.append("due-short-month")
    printed = target.first_day.replace(day=min(rule.day, target.last_day.day))
    day = printed
    while _STEPS[rule.holiday] and day.weekday() >= _SATURDAY:
        day += _STEPS[rule.holiday]
    if rule.holiday != "none":
        assumptions.append("due-next-working-day")
    return DueDate(
        program=program,
        day=day,
        printed=printed,
        citation=value.citation,
        assumptions=tuple(assumptions),
    )
