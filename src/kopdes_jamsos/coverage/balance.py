"""The money of payments that state their amount: what is set against which month, what is left.

PP 44/2015 Pasal 23 ayat (4): what an employer paid too much or too little is reckoned with the
contribution of the next month; PP 50/2025 Pasal 6 ayat (1): so is what a BPU has paid too much for
months that it halves. Nothing is lost: what came in is what was set against months, and credit.
"""

from __future__ import annotations

from kopdes_jamsos.coverage.records import Underpaid
from kopdes_jamsos.money import Rupiah
from kopdes_jamsos.months import Month


class Balance:
    """Money received, set against months or left as credit.

    Attributes:
        credit: Rupiah that are set against no month.
        amounts: Rupiah set against each month.
        prices: What each month that was paid for costs, as asked last.
        open: The months that were paid for and are not paid in full.
        netted: Whether anything was ever too much or too little.
    """

    def __init__(self) -> None:
        self.credit: Rupiah = 0
        self.amounts: dict[Month, Rupiah] = {}
        self.prices: dict[Month, Rupiah] = {}
        self.open: set[Month] = set()
        self.netted = False

    def settle(self, month: Month, price: Rupiah) -> bool:
        """Set credit against a month; whether the month is paid in full now.

        Args:
            month: The month.
            price: Its contribution, in rupiah.
        """
        self.prices[month] = price
        needed = price - self.amounts.get(month, 0)
        given = min(self.credit, needed)  # below 0 where the price fell: the rest is credit again
        self.credit -= given
        self.amounts[month] = self.amounts.get(month, 0) + given
        if given < needed:
            self.open.add(month)
            self.netted = True
            return False
        self.open.discard(month)
        return True

    def release(self, before: Month) -> None:
        """Make credit of what stands against months that are not owed any more.

        Args:
            before: The first month that is still owed.
        """
        for month in [each for each in self.open if each < before]:
            self.credit += self.amounts.pop(month)
            self.open.remove(month)

    def underpaid(self) -> tuple[Underpaid, ...]:
        """The months that were paid for and are not paid in full, in order."""
        return tuple(
            Underpaid(month=month, due=self.prices[month], paid=self.amounts[month])
            for month in sorted(self.open)
        )
