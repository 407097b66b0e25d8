"""The money of payments that state their amount: what is set against which month, what is left.

PP 44/2015 Pasal 23 ayat (4): what an employer paid too much or too little is reckoned with the
contribution of the next month; PP 50/2025 Pasal 6 ayat (1): so is what a BPU has paid too much for
months that it halves. Nothing is lost: what came in is what was set against months, and credit.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort

from kopdes_jamsos.coverage.records import Underpaid
from kopdes_jamsos.money import Rupiah
from kopdes_jamsos.months import Month


class Balance:
    """Money received, set against months or left as credit; months are ordinals.

    Attributes:
        credit: Rupiah that are set against no month.
        amounts: Rupiah set against each month.
        prices: What each month that was paid for costs, as asked last.
        open: The months that were paid for and are not paid in full, in order.
        netted: Whether anything was ever too much or too little.
    """

    def __init__(self) -> None:
        self.credit: Rupiah = 0
        self.amounts: dict[int, Rupiah] = {}
        self.prices: dict[int, Rupiah] = {}
        self.netted = False
        self.open: list[int] = []
        # Those whose price may change.
        self._unsettled: list[int] = []

    def is_open(self, month: int) -> bool:
        """Whether a month was paid for and is not paid in full."""
        place = bisect_left(self.open, month)
        return self.open[place : place + 1] == [month]

    def next_open(self, after: int) -> int | None:
        """The next month that credit could pay; without credit, the next whose price may fall.

        Args:
            after: The month before; -1 for the first.
        """
        months = self.open if self.credit else self._unsettled
        place = bisect_right(months, after)
        return months[place] if place < len(months) else None

    def close(self, month: int) -> None:
        """Count a month as paid in full."""
        for months in (self.open, self._unsettled):
            place = bisect_left(months, month) if months else 0
            if months[place : place + 1] == [month]:
                del months[place]

    def settle(self, month: int, price: Rupiah, *, may_change: bool) -> bool:
        """Set credit against a month; whether the month is paid in full now.

        Args:
            month: The month.
            price: Its contribution, in rupiah.
            may_change: Whether it may be another one on another day.
        """
        self.prices[month] = price
        needed = price - self.amounts.get(month, 0)
        given = min(self.credit, needed)  # below 0 where the price fell: the rest is credit again
        self.credit -= given
        self.amounts[month] = self.amounts.get(month, 0) + given
        if given < needed:
            self.netted = True
            if not self.is_open(month):
                insort(self.open, month)
                if may_change:
                    insort(self._unsettled, month)
            return False
        self.close(month)
        return True

    def release(self, before: int) -> None:
        """Make credit of what stands against months that are not owed any more.

        Args:
            before: The first month that is still owed.
        """
        for month in self.open[: bisect_left(self.open, before)]:
            self.credit += self.amounts.pop(month)
            self.close(month)

    def underpaid(self) -> tuple[Underpaid, ...]:
        """The months that were paid for and are not paid in full, in order."""
        return tuple(
            Underpaid(
                month=Month.from_ordinal(month), due=self.prices[month], paid=self.amounts[month]
            )
            for month in self.open
        )
