"""What was paid for months after the end of a participation.

No article says what becomes of months that were paid ahead when somebody dies or stops. There is no
next month with which they could be netted (PP 44/2015 Pasal 23 ayat (4)), so they are what is to be
paid back: convention `refund-after-end`.
"""

from __future__ import annotations

from attrs import field, frozen

from kopdes_jamsos._checks import check_kind
from kopdes_jamsos.basis import Basis, Explained, Grounded, Note, Row, Statement, Table
from kopdes_jamsos.coverage.participation import Participation
from kopdes_jamsos.coverage.pricing import Told
from kopdes_jamsos.coverage.records import Allocation
from kopdes_jamsos.errors import InvalidFactError
from kopdes_jamsos.law import LAW, LawBook
from kopdes_jamsos.law.book import check_book
from kopdes_jamsos.money import Rupiah
from kopdes_jamsos.months import Month


@frozen(kw_only=True)
class RefundLine:
    """A month that was paid for without an amount, and for which the payment cannot count.

    Attributes:
        month: The month.
        amount: Its contribution, in rupiah.

    Examples:
        >>> ahead = kj.Payment(kj.Month(2025, 7), dt.date(2025, 7, 3), months=3)
        >>> part = kj.Participation(
        ...     trader, joined=dt.date(2025, 7, 1), ended=dt.date(2025, 8, 20), payments=[ahead]
        ... )
        >>> [line.amount for line in kj.contributions.refund(part).lines]
        [16800]
    """

    month: Month
    amount: Rupiah = field(repr=False)


@frozen(kw_only=True)
class Refund(Grounded, Explained):
    """What was paid beyond the end of a participation.

    Attributes:
        lines: Months that were paid for without an amount and cannot count, in order.
        credit: What is left of payments with an amount, in rupiah.
        allocation: What the payments count for.
        law: The book of law that was used.

    Examples:
        >>> ahead = kj.Payment(kj.Month(2025, 7), dt.date(2025, 7, 3), months=3, amount=50_400)
        >>> part = kj.Participation(
        ...     trader, joined=dt.date(2025, 7, 1), ended=dt.date(2025, 8, 20), payments=[ahead]
        ... )
        >>> kj.contributions.refund(part).total
        16800
    """

    lines: tuple[RefundLine, ...]
    credit: Rupiah = field(repr=False)
    allocation: Allocation = field(repr=False)
    law: LawBook = field(repr=False)

    @property
    def total(self) -> Rupiah:
        """What is to be paid back, in rupiah."""
        return sum(line.amount for line in self.lines) + self.credit

    @property
    def basis(self) -> Basis:
        """What the payments count for rests on, and the convention."""
        return self.allocation.basis.assuming("refund-after-end" if self.total else "")

    def table(self) -> Table:
        """A row for each month, and one without a month for what is left of payments."""
        rows: list[tuple[Month | None, Rupiah]] = [(line.month, line.amount) for line in self.lines]
        if self.credit:
            rows.append((None, self.credit))
        return Table(name="refund", columns={"month": Month | None, "amount": int}, rows=rows)

    def statement(self) -> Statement:
        """The refund as data, ready to be worded."""
        rows = [
            Row(label=Note.of("refund-month", month=line.month), amount=line.amount)
            for line in self.lines
        ]
        if self.credit:
            rows.append(Row(label=Note.of("refund-credit"), amount=self.credit))
        return Statement(
            title=Note.of("refund"),
            rows=tuple(rows),
            totals=(Row(label=Note.of("total"), amount=self.total),),
            basis=self.basis,
        )


def refund(participation: Participation, *, law: LawBook = LAW) -> Refund:
    """What was paid for months after the end of a participation, or beyond what was owed in it.

    The month in which it ended is owed, and stays paid. A month that was paid for without an amount
    is priced by its law.

    Args:
        participation: A participation that has ended, by death or otherwise.
        law: Book of law.

    Raises:
        InvalidFactError: code `invalid-fact`: no participation, or one that goes on; too much is
            then reckoned with the next month.
        MissingFactError: code `missing-fact`: a fact that decides a month was not given.
        BeforeDataError: code `before-data`.
        NotAnnouncedError: code `not-announced`.
        MissingPackageError: code `missing-package`.

    Examples:
        >>> ahead = kj.Payment(kj.Month(2025, 7), dt.date(2025, 7, 3), months=12)
        >>> part = kj.Participation(
        ...     trader, joined=dt.date(2025, 7, 1), ended=dt.date(2025, 11, 20), payments=[ahead]
        ... )
        >>> refund = kj.contributions.refund(part, law=kj.LAW.as_known(dt.date(2025, 12, 1)))
        >>> len(refund.lines), refund.total  # December to June
        (7, 117600)
    """
    part = check_kind(participation, Participation, "participation")
    check_book(law)
    if part.ended is None:
        raise InvalidFactError(
            "The participation goes on; what was paid too much is reckoned with the next month.",
            remedy="Give ended, or ask kj.contributions.net_bill for the next month.",
            reason="goes-on",
        )
    found = part.allocation(law=law)
    told, paid = Told(part, law), {month.ordinal for month in found.months}
    return Refund(
        lines=tuple(
            RefundLine(
                month=each.month,
                amount=told.price(each.month, each.payment.paid_on, lambda: (paid, ())),
            )
            for each in found.unallocated
            if each.payment.amount is None
        ),
        credit=found.credit,
        allocation=found,
        law=law,
    )
