"""Conditions of a benefit, met or not, each with its reason and article.

Implements no article of its own: JP and JKP list their conditions with it, so that a refusal names
every reason and not only the first.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from attrs import frozen

from kopdes_jamsos.basis import Note
from kopdes_jamsos.benefits.entitlement import BenefitRefusal
from kopdes_jamsos.coverage.participation import Participation
from kopdes_jamsos.errors import InvalidFactError
from kopdes_jamsos.law import Citation, DatedValue, Evidence
from kopdes_jamsos.months import Month, check_span
from kopdes_jamsos.programs import Program


@frozen(kw_only=True)
class Condition:
    """A condition of a benefit.

    Attributes:
        code: Stable name, also that of the refusal.
        met: Whether it is met; None where nothing was said: then it is taken as met, and the
            result names the assumption.
        why: What was found, to be worded.
        citations: Where it stands.
        evidence: Grade of the rule.
        assumption: Identifier of the assumption or convention that decided it, or empty.

    Examples:
        >>> worker = kj.PUEnrolment(
        ...     wage=5_000_000, risk_class=1, programs={kj.JKK, kj.JKM, kj.JHT, kj.JKP}
        ... )
        >>> paid = kj.Participation.paid_through(worker, since=kj.Month(2025, 3), months=6)
        >>> found = kj.benefits.jkp_eligibility(kj.Dismissal(dt.date(2025, 9, 3)), [paid])
        >>> [condition.code for condition in found.reasons]
        ['jkp-too-few-months']
    """

    code: str
    met: bool | None
    why: Note
    citations: tuple[Citation, ...] = ()
    evidence: Evidence = Evidence.TEXT
    assumption: str = ""

    @classmethod
    def of(
        cls,
        code: str,
        met: bool | None,
        values: Sequence[DatedValue],
        *,
        assumption: str = "",
        **figures: Any,
    ) -> Condition:
        """The condition that some values of the law set.

        Examples:
            >>> needed = kj.LAW.value("jkp.months_needed", kj.Month(2025, 9))
            >>> kj.benefits.Condition.of("jkp-too-few-months", False, [needed], months=6).met
            False
        """
        names = [value.assumption for value in values if value.assumption]
        return cls(
            code=code,
            met=met,
            why=Note.of(code, **figures),
            citations=tuple(value.citation for value in values),
            evidence=Evidence.weakest(value.evidence for value in values),
            assumption=assumption or next(iter(names), ""),
        )

    def refusal(self, program: Program) -> BenefitRefusal:
        """The refusal that follows where the condition is not met.

        Examples:
            >>> needed = kj.LAW.value("jkp.months_needed", kj.Month(2025, 9))
            >>> kj.benefits.Condition.of("jkp-too-few-months", False, [needed]).refusal(kj.JKP).code
            'jkp-too-few-months'
        """
        return BenefitRefusal(
            program=program,
            code=self.code,
            why=self.why,
            citations=self.citations,
            evidence=Evidence.CONVENTION if self.assumption else self.evidence,
            assumptions=(self.assumption,) if self.assumption else (),
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
        )
    return next(iter(found), None)
