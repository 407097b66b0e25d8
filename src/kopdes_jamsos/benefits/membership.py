"""What several benefits ask of a membership: its months, its days, the birth date.

Implements no article of its own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from kopdes_jamsos.benefits.lines import BenefitRefusal
from kopdes_jamsos.coverage.conditions import Condition
from kopdes_jamsos.coverage.participation import Participation
from kopdes_jamsos.errors import InvalidFactError
from kopdes_jamsos.months import Month, check_span
from kopdes_jamsos.programs import Program


def refused(condition: Condition, program: Program) -> BenefitRefusal:
    """The refusal that follows where a condition is not met."""
    return BenefitRefusal(
        program=program, code=condition.code, why=condition.why, basis=condition.basis
    )


def membership_months(
    participations: Iterable[Participation], program: Program, until: Month
) -> tuple[Month, ...]:
    """Calendar months of membership in a programme, up to and including a month, each once.

    Raises:
        InvalidDateError: code `invalid-date`: more than 150 years.
    """
    found: set[Month] = set()
    for participation in participations:
        if program not in participation.enrolment.programs:
            continue
        ended = participation.ended
        last = until if ended is None else min(until, Month.of(ended))
        first = Month.of(participation.joined)
        check_span(first, last)
        found.update(first + number for number in range(last - first + 1))
    return tuple(sorted(found))


def months_apart(memberships: Iterable[tuple[Participation, frozenset[Month]]]) -> int:
    """The most months that memberships one after the other have, none beside another.

    Args:
        memberships: Each with its months.
    """
    found: list[tuple[Participation, frozenset[Month]]] = []
    for each, months in sorted(memberships, key=lambda pair: pair[0].joined):
        rows = [
            row | months
            for before, row in found
            if before.ended is not None and before.ended < each.joined
        ]
        found.append((each, max(rows, key=len, default=months)))
    return max(len(row) for _, row in found)


def member_since(
    participations: Iterable[Participation], program: Program, on: dt.date
) -> dt.date | None:
    """The day since which a person would be a member on a day, had there been no gaps.

    Several memberships add up, and days in two of them count once: convention `memberships-add`.
    None where the person was no member by that day.
    """
    spells = sorted(
        (participation.joined, min(participation.ended or on, on))
        for participation in participations
        if program in participation.enrolment.programs and participation.joined <= on
    )
    days, reached = 0, dt.date.min
    for first, last in spells:
        start = max(first, reached + dt.timedelta(days=1))
        if last >= start:
            days += (last - start).days + 1
            reached = last
    return on - dt.timedelta(days=days - 1) if spells else None


def first_joined(
    participations: Iterable[Participation], program: Program, on: dt.date
) -> dt.date | None:
    """The first day of the memberships in a programme by a day; None where there is none."""
    return min(
        (
            each.joined
            for each in participations
            if program in each.enrolment.programs and each.joined <= on
        ),
        default=None,
    )


def birth_date_of(participations: Sequence[Participation]) -> dt.date | None:
    """The birth date that the enrolments name; None where none does.

    Raises:
        InvalidFactError: code `invalid-fact`: two enrolments name different ones.
    """
    found = {
        participation.enrolment.birth_date
        for participation in participations
        if participation.enrolment.birth_date is not None
    }
    if len(found) > 1:
        raise InvalidFactError(
            "The participations name different birth dates.",
            remedy="Give the participations of one person.",
            reason="birth-dates",
        )
    return next(iter(found), None)
