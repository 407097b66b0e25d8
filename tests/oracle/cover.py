"""Cover of a non-wage earner (BPU) worked out a second time: day by day, from the articles alone.

It shares neither code nor law files with the library. It lets every day pass, one after the other,
and asks on each whether four months in a row are overdue (PP 44/2015 Pasal 39 ayat (2), Pasal 42
ayat (2)). Months are numbers: 12 * year + month - 1.

The conventions of the project are followed where the articles are silent: in force from the day
of the first payment, or from the first day of a month that is paid further ahead than the next; a
month is overdue from the day after the 15th, or after the next weekday (Pasal 24); a gap is not
billed and cannot be bought; at most twelve months ahead.
"""

import datetime as dt
from collections.abc import Iterable
from functools import cache

Paid = tuple[int, dt.date, int]  # first month, day of payment, number of months
GRACE = 3


def month_of(day: dt.date) -> int:
    return 12 * day.year + day.month - 1


@cache
def last_day_in_time(month: int) -> dt.date:
    day = dt.date(month // 12, month % 12 + 1, 15)
    while day.isoweekday() > 5:
        day += dt.timedelta(1)
    return day


class Life:
    """What a BPU has on each day."""

    def __init__(self, joined: dt.date, ended: dt.date | None = None) -> None:
        self.joined = joined
        self.ended = ended
        self.paid: set[int] = set()
        self.not_counted: list[tuple[int, str]] = []
        self.in_force_since: dt.date | None = None
        self.owed_from = 0
        self.begun = 0
        self.lost_in = 0

    def live(self, payments: Iterable[Paid], on: dt.date) -> None:
        """Let every day pass up to and including one; payments must be in order of their days."""
        left = list(payments)
        day = min([self.joined, *(paid_on for _, paid_on, _ in left)])
        while day <= on:
            if self.ended is None or day <= self.ended:
                self._morning(day)
            while left and left[0][1] == day:
                self._pay(*left.pop(0))
            day += dt.timedelta(1)

    def overdue(self, on: dt.date) -> list[int]:
        """Overdue months of the present or lost time in force, in order."""
        if not self.begun:
            return []
        day = on if self.ended is None else min(on, self.ended)
        months = range(self.owed_from, month_of(day) + 1)
        return [m for m in months if m not in self.paid and last_day_in_time(m) < day]

    def rights(self, on: dt.date) -> str:
        if self.in_force_since is None or (self.ended is not None and on > self.ended):
            return "none"
        return "suspended" if self.overdue(on) else "full"

    def _morning(self, day: dt.date) -> None:
        if self.in_force_since is not None:
            overdue = self.overdue(day)
            for month in overdue:
                if all(month - back in overdue for back in range(1, GRACE + 1)):
                    self.in_force_since = None
                    self.lost_in = month
                    break
        if self.in_force_since is None:
            this = month_of(day)
            if day.day == 1 and this in self.paid and this > self.lost_in:
                self._begin(day, this)

    def _begin(self, day: dt.date, first: int) -> None:
        self.in_force_since = day
        self.owed_from = first
        self.begun += 1

    def _pay(self, first: int, paid_on: dt.date, count: int) -> None:
        now = month_of(paid_on)
        counted = []
        for month in range(first, first + count):
            why = self._why_not(month, paid_on, now)
            if why:
                self.not_counted.append((month, why))
            else:
                self.paid.add(month)
                counted.append(month)
        if counted and counted[0] <= now + 1 and self.in_force_since is None:
            self._begin(paid_on, now if counted[0] <= now else now + 1)

    def _why_not(self, month: int, paid_on: dt.date, now: int) -> str:
        if paid_on < self.joined or month < month_of(self.joined):
            return "before-joining"
        if self.ended is not None:
            too_late = self.in_force_since is None and paid_on > self.ended
            if month > month_of(self.ended) or too_late:
                return "after-end"
        if month in self.paid:
            return "month-twice"
        if month > now + 12:
            return "too-far-ahead"
        lost = bool(self.begun) and self.in_force_since is None
        if (lost and month < now) or (self.begun > 1 and month < self.owed_from):
            return "lapsed-month"
        return ""
