"""The bill of a month with what earlier payments left open, or paid too much.

PP 44/2015 Pasal 23 ayat (4): what an employer paid too much or too little of JKK and JKM is
reckoned with the contribution of the next month, PP 7/2025 Pasal 6 ayat (3) and PP 50/2025 Pasal 6
ayat (1) say so again of the months that they halve. Where no article does, it is convention
`credit-next-month` or `payment-one-sum`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from attrs import field, frozen

from kopdes_jamsos.basis import Basis, Explained, Grounded, Note, Row, Statement, Table
from kopdes_jamsos.contributions.assessment import Assessment, assess
from kopdes_jamsos.coverage.combined import check_participations
from kopdes_jamsos.coverage.declared import declared
from kopdes_jamsos.coverage.participation import Participation
from kopdes_jamsos.coverage.records import Allocation
from kopdes_jamsos.law import LAW, LawBook
from kopdes_jamsos.law.book import check_book
from kopdes_jamsos.money import Rupiah
from kopdes_jamsos.months import DateLike, Month, MonthLike, as_date, as_month


@frozen(kw_only=True)
class NetBillEntry(Grounded):
    """What one participation has to pay for a month, after its earlier payments.

    Attributes:
        payer: Reference of the employer or group, or None.
        assessment: The contribution of the month.
        paid: What is set against the month already, in rupiah.
        shortfall: What is open of earlier months that were paid in part, in rupiah.
        credit: What earlier payments left, in rupiah.
        allocation: What the payments count for.

    Examples:
        >>> june = kj.Payment(kj.Month(2025, 6), dt.date(2025, 6, 9), amount=20_000)
        >>> part = kj.Participation(trader, joined=dt.date(2025, 6, 1), payments=[june])
        >>> bill = kj.contributions.net_bill([part], kj.Month(2025, 7), on=dt.date(2025, 7, 1))
        >>> [(entry.credit, entry.payable) for entry in bill.entries]  # 16,800 a month
        [(3200, 13600)]
    """

    payer: str | None
    assessment: Assessment = field(repr=False)
    paid: Rupiah = field(repr=False)
    shortfall: Rupiah = field(repr=False)
    credit: Rupiah = field(repr=False)
    allocation: Allocation = field(repr=False)

    @property
    def owed(self) -> Rupiah:
        """What is open of the month and of earlier ones, before any credit, in rupiah."""
        return self.assessment.total - self.paid + self.shortfall

    @property
    def payable(self) -> Rupiah:
        """What has to be paid, in rupiah."""
        return max(0, self.owed - self.credit)

    @property
    def left(self) -> Rupiah:
        """What is left of the credit for the months after, in rupiah."""
        return max(0, self.credit - self.owed)

    @property
    def basis(self) -> Basis:
        """What the contribution and the netting rest on."""
        return Basis.sum((self.assessment, self.allocation))


@frozen(kw_only=True)
class NetBill(Grounded, Explained):
    """What has to be paid for a month, with too much and too little of earlier months.

    Months that nobody has paid for at all are no part of it: see `arrears`.

    Attributes:
        month: The month to which the contributions belong.
        on: The day; payments made up to it count.
        entries: One for each participation.
        law: The book of law that was used.

    Examples:
        >>> june = kj.Payment(kj.Month(2025, 6), dt.date(2025, 6, 9), amount=10_000)
        >>> part = kj.Participation(trader, joined=dt.date(2025, 6, 1), payments=[june])
        >>> bill = kj.contributions.net_bill([part], kj.Month(2025, 7), on=dt.date(2025, 7, 1))
        >>> bill.contribution, bill.shortfall, bill.payable
        (16800, 6800, 23600)
    """

    month: Month
    on: dt.date
    entries: tuple[NetBillEntry, ...] = field(repr=False)
    law: LawBook = field(repr=False)

    @property
    def contribution(self) -> Rupiah:
        """The contributions of the month, in rupiah."""
        return sum(entry.assessment.total for entry in self.entries)

    @property
    def paid(self) -> Rupiah:
        """What is set against the month already, in rupiah."""
        return sum(entry.paid for entry in self.entries)

    @property
    def shortfall(self) -> Rupiah:
        """What is open of earlier months that were paid in part, in rupiah."""
        return sum(entry.shortfall for entry in self.entries)

    @property
    def credit(self) -> Rupiah:
        """What earlier payments left, in rupiah; each participation's is its own."""
        return sum(entry.credit for entry in self.entries)

    @property
    def payable(self) -> Rupiah:
        """What has to be paid, in rupiah."""
        return sum(entry.payable for entry in self.entries)

    @property
    def left(self) -> Rupiah:
        """What is left of the credits for the months after, in rupiah."""
        return sum(entry.left for entry in self.entries)

    @property
    def basis(self) -> Basis:
        """What the entries rest on."""
        return Basis.sum(self.entries)

    def table(self) -> Table:
        """A row for each participation."""
        names = ("contribution", "paid", "shortfall", "credit", "payable", "left")
        return Table.of(
            "net-bill",
            {"month": Month, "payer_ref": str | None, **dict.fromkeys(names, int)},
            self.entries,
            month=lambda _: self.month,
            payer_ref="payer",
            contribution="assessment.total",
        )

    def statement(self) -> Statement:
        """The bill as data, ready to be worded."""
        netted = Basis.sum(entry.allocation for entry in self.entries).citations
        rows = [Row(label=Note.of("contributions"), amount=self.contribution)]
        for code, amount in (
            ("paid-already", -self.paid),
            ("shortfall", self.shortfall),
            ("credit-used", self.left - self.credit),
        ):
            if amount:
                rows.append(Row(label=Note.of(code), amount=amount, citations=netted))
        return Statement(
            title=Note.of("net-bill", month=self.month, day=self.on),
            rows=tuple(rows),
            totals=(Row(label=Note.of("to-pay"), amount=self.payable),),
            remarks=(Note.of("credit-left", amount=self.left),) if self.left else (),
            basis=self.basis,
        )


def net_bill(
    participations: Iterable[Participation], month: MonthLike, *, on: DateLike, law: LawBook = LAW
) -> NetBill:
    """What has to be paid for a month, with too much and too little of earlier months.

    The law of the contribution month prices it; payments made up to the day count.

    Args:
        participations: Of one person, or of all people of one cooperative.
        month: The month to which the contributions belong.
        on: The day on which the bill is drawn up.
        law: Book of law.

    Raises:
        InvalidFactError: code `invalid-fact`: no participations or no book of law.
        InvalidMonthError: code `invalid-month`.
        InvalidDateError: code `invalid-date`.
        MissingFactError: code `missing-fact`: a fact that decides a month was not given.
        AgeLimitError: code `age-limit`: a BPU who had passed the age limit when he registered.
        BeforeDataError: code `before-data`.
        NotAnnouncedError: code `not-announced`.
        MissingPackageError: code `missing-package`.

    Examples:
        >>> worker = kj.PUEnrolment(wage=5_000_000, risk_class=2, programs={kj.JKK, kj.JKM})
        >>> june = kj.Payment(kj.Month(2025, 6), dt.date(2025, 7, 10), amount=50_400)
        >>> part = kj.Participation(worker, joined=dt.date(2025, 6, 1), payments=[june])
        >>> kj.contributions.net_bill([part], kj.Month(2025, 7), on=dt.date(2025, 8, 1)).payable
        33600
    """
    parts = check_participations(participations)
    month = as_month(month, "month")
    on = as_date(on, "on")
    check_book(law)
    entries = tuple(_entry(part, month, on, law) for part in parts)
    return NetBill(month=month, on=on, entries=entries, law=law)


def _entry(part: Participation, month: Month, on: dt.date, law: LawBook) -> NetBillEntry:
    found = part.allocation(paid_by=on, law=law)
    owed = assess(declared(part, month, on, law), month, law=law)
    in_full = month in found.months
    return NetBillEntry(
        payer=part.payer,
        assessment=owed,
        paid=owed.total if in_full else found.amounts.get(month, 0),
        shortfall=sum(each.open for each in found.underpaid if each.month < month),
        credit=found.credit,
        allocation=found,
    )
