"""Which rule says when a contribution is due, where two texts name different days.

JHT of non-wage earners (BPU): PP 46/2015 Pasal 21 ayat (3) names the 15th of the following month,
Permenaker 5/2021 Pasal 43 ayat (2) the 15th of the same month, as for JKK and JKM. The higher rule
is followed (convention `jht-due-next-month`), the other one by a book of law with the reading
`jht-due-same-month`.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from attrs import frozen

from kopdes_jamsos.law.book import LawBook
from kopdes_jamsos.law.kinds import DueRule
from kopdes_jamsos.law.values import DatedValue
from kopdes_jamsos.months import Month
from kopdes_jamsos.programs import Program, Segment
from kopdes_jamsos.workdays import days_off

# Where a second text stands, the convention of the one that is followed, and its own reading.
_OTHERWISE = {
    (Program.JHT, Segment.BPU): (
        "jht.due_bpu_same_month",
        "jht-due-next-month",
        "jht-due-same-month",
    )
}


@frozen(kw_only=True)
class DueValues:
    """What the law says on when a contribution is due.

    Attributes:
        followed: The rule that is followed.
        other: What another text says, or None.
        convention: Why the one is followed and not the other; empty where there is no other.
    """

    followed: DatedValue
    other: DatedValue | None = None
    convention: str = ""


class Dues:
    """When the contributions of a programme are due in a segment.

    Args:
        program: Programme that has contributions.
        segment: PU or BPU.
        trainee: Whether it is that of an apprentice, pupil or the like.
        law: Book of law; by its reading "jht-due-same-month" the ministerial rule is followed.

    Examples:
        >>> from kopdes_jamsos.law.dues import Dues
        >>> dues = Dues(kj.JHT, kj.Segment.BPU, kj.LAW)
        >>> dues.rule(kj.Month(2026, 11)).months_later
        1
        >>> str(dues.values(kj.Month(2026, 11)).other.citation)
        'Permenaker 5/2021 Pasal 43 ayat (2), Pasal 41 ayat (2)'
    """

    def __init__(
        self, program: Program, segment: Segment, law: LawBook, *, trainee: bool = False
    ) -> None:
        self._segment = segment
        self._holidays = law.known_holidays
        usual = "participation.apprentice_due" if trainee else f"{program.lower()}.due"
        self._usual = law.series(usual)
        path, self._higher, self._lower = _OTHERWISE.get((program, segment), ("", "", ""))
        self._second = law.series(path) if path else None
        self._follows_second = self._lower in law.readings

    def rule(self, month: Month) -> DueRule:
        """The day, the months after the month, and what a holiday does.

        Raises:
            BeforeDataError: code `before-data`.
        """
        second = self._second.in_force(month) if self._second and self._follows_second else None
        rule: DueRule = (second or self._usual.at(month)).value[self._segment]
        return rule

    def days(self, month: Month) -> tuple[dt.date, dt.date]:
        """The due day of a month as the law names it, and after a holiday has moved it.

        Raises:
            BeforeDataError: code `before-data`.

        Examples:
            >>> days = Dues(kj.JKK, kj.Segment.BPU, kj.LAW).days(kj.Month(2025, 6))
            >>> [day.day for day in days]
            [15, 16]
        """
        rule = self.rule(month)
        return _moved(rule, month, days_off(self._holidays, month + rule.months_later))

    def values(self, month: Month) -> DueValues:
        """The rule as a dated value, and the one that speaks against it.

        Raises:
            NoRuleError: code `no-rule`: construction projects.
            BeforeDataError: code `before-data`.
        """
        usual = self._usual.at(month).entry(self._segment)
        second = self._second.in_force(month) if self._second else None
        if second is None:
            return DueValues(followed=usual)
        other = second.entry(self._segment)
        if self._follows_second:
            return DueValues(followed=other, other=usual, convention=self._lower)
        return DueValues(followed=usual, other=other, convention=self._higher)


# Every payment of everybody asks for the days of some months; the days off are kept per year.
@lru_cache(maxsize=8192)
def _moved(rule: DueRule, month: Month, off: frozenset[dt.date]) -> tuple[dt.date, dt.date]:
    return rule.of(month, off)
