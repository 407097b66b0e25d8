"""One person's membership in one segment through one payer, over time.

A participation holds what was declared and what was paid; the law is read when it is asked. See
`coverage.ledger` for what a payment counts for, and `coverage.cover` for the cover of a day.
"""

from __future__ import annotations

from attrs import evolve, frozen

from kopdes_jamsos.choices import choose
from kopdes_jamsos.coverage.cover import Cover, read_cover
from kopdes_jamsos.coverage.ledger import ledger
from kopdes_jamsos.coverage.records import Allocation, Membership, Payment
from kopdes_jamsos.coverage.report import CoverReport, read_report
from kopdes_jamsos.enrolment import BPUEnrolment, PUEnrolment
from kopdes_jamsos.errors import InvalidDateError
from kopdes_jamsos.law import LAW, LawBook
from kopdes_jamsos.law.book import check_book
from kopdes_jamsos.months import (
    DateLike,
    Month,
    MonthLike,
    as_date,
    as_month,
    check_span,
    months_in_a_row,
)
from kopdes_jamsos.programs import Program


@frozen
class Participation(Membership):
    """A membership over time, with the payments made.

    Attributes:
        enrolment: Programmes, base and facts as first declared.
        joined: Day of registration.
        ended: Last day, or None. For somebody who died, the day of death: the months behind are
            counted up to it, and what the heirs pay afterwards still counts.
        bases: Wage or income from a month on; before the first one the enrolment's own holds.
        payments: Payments made; they are put into the order of their days.
        payer: Opaque reference of the employer or group through which is paid, or None.
        number_issued: Day on which the participation number was issued, from which participation
            is in force; None: the day of the first payment. For a worker who is added to an
            employer that takes part already, it is the day on which he was added.

    Raises:
        InvalidFactError: code `invalid-fact`: facts of the wrong kind, or that contradict.
        InvalidDateError: code `invalid-date`.
        InvalidMonthError: code `invalid-month`.
        InvalidAmountError: code `invalid-amount`.

    Examples:
        >>> july = kj.Payment(kj.Month(2025, 7), dt.date(2025, 7, 3))
        >>> part = kj.Participation(trader, joined=dt.date(2025, 7, 1), payments=[july])
        >>> part.cover(dt.date(2025, 7, 2), kj.JKM).covered
        False
        >>> part.cover(dt.date(2025, 7, 3), kj.JKM).covered
        True
    """

    @classmethod
    def paid_through(
        cls,
        enrolment: PUEnrolment | BPUEnrolment,
        since: MonthLike,
        months: int,
        ended: DateLike | None = None,
        payer: str | None = None,
    ) -> Participation:
        """A participation in which each month was paid on its first day.

        Args:
            enrolment: Programmes, base and facts.
            since: First month; the person joined on its first day.
            months: Number of months paid.
            ended: Last day, or None.
            payer: Opaque reference of the employer or group, or None.

        Raises:
            InvalidFactError: code `invalid-fact`.
            InvalidMonthError: code `invalid-month`.
            InvalidDateError: code `invalid-date`.

        Examples:
            >>> part = kj.Participation.paid_through(worker, since=kj.Month(2025, 1), months=12)
            >>> part.consecutive_months(kj.JHT, until=kj.Month(2025, 12))
            12
        """
        since = as_month(since, "since")
        every = Payment(since, since.first_day, months).span()
        return cls(
            enrolment,
            joined=since.first_day,
            ended=ended,
            payments=tuple(Payment(month, month.first_day) for month in every),
            payer=payer,
        )

    def paid_in_time(self, until: DateLike) -> Participation:
        """The same membership as it would be had every month been paid in time up to a day.

        For what an employer should have declared and paid. The number is that of the first day,
        and each month counts as paid on its first day.

        Args:
            until: The day; the month in which it lies is the last one paid.

        Raises:
            InvalidDateError: code `invalid-date`: no date, or one before the membership.

        Examples:
            >>> work = kj.Participation(worker, joined=dt.date(2025, 1, 10))
            >>> whole = work.paid_in_time(dt.date(2025, 3, 5))
            >>> whole.paid_months(kj.JKM, kj.Month(2025, 12))
            (Month(2025, 1), Month(2025, 2), Month(2025, 3))
        """
        until = as_date(until, "until")
        last = Month.of(min(until, self.ended or until))
        first = Month.of(self.joined)
        if until < self.joined:
            raise InvalidDateError(
                "The day lies before the membership.",
                value=until,
                remedy="Give a later day.",
                reason="before-membership",
            )
        check_span(first, last)
        every = (first + number for number in range(last - first + 1))
        payments = tuple(Payment(each, max(each.first_day, self.joined)) for each in every)
        return evolve(self, payments=payments, number_issued=self.joined)

    def allocation(self, *, paid_by: DateLike | None = None, law: LawBook = LAW) -> Allocation:
        """What the payments count for; nothing is dropped.

        What is left of an amount pays for the months that come up to the day; None asks on the day
        of the last payment. The amounts need what `assess` needs to know of each month.

        Args:
            paid_by: Only payments made up to this day; None for all.
            law: Book of law; it says how far ahead one may pay, after how many months of arrears a
                BPU begins anew, and what counts as a holiday.

        Raises:
            InvalidDateError: code `invalid-date`.
            MissingFactError: code `missing-fact`: an amount was paid for a month whose contribution
                depends on a fact that was not given.
            BeforeDataError: code `before-data`: an amount was paid for a month before July 2015.
            NotAnnouncedError: code `not-announced`: so for a month whose ceiling is not known yet.
            MissingPackageError: code `missing-package`.

        Examples:
            >>> len(paid.allocation().months), paid.allocation().unallocated
            (18, ())
        """
        if paid_by is not None:
            paid_by = as_date(paid_by, "paid_by")
        return ledger(self, law, paid_by).allocation()

    def paid_months(
        self,
        program: Program | str,
        until: MonthLike,
        since: MonthLike | None = None,
        *,
        paid_by: DateLike | None = None,
        law: LawBook = LAW,
    ) -> tuple[Month, ...]:
        """The months paid for in a programme, in order.

        Args:
            program: Programme; none of its months are paid if it was not enrolled in.
            until: Last month that counts.
            since: First month that counts; None for all.
            paid_by: Only payments made up to this day; None for all.
            law: Book of law.

        Raises:
            UnknownProgramError: code `unknown-program`.
            MissingPackageError: code `missing-package`.
            InvalidMonthError: code `invalid-month`.
            InvalidDateError: code `invalid-date`.

        Examples:
            >>> paid.paid_months(kj.JKM, until=kj.Month(2024, 2))
            (Month(2024, 1), Month(2024, 2))
        """
        wanted = choose(Program, program)
        until = as_month(until, "until")
        if since is not None:
            since = as_month(since, "since")
        if paid_by is not None:
            paid_by = as_date(paid_by, "paid_by")
        check_book(law)
        if wanted not in self.enrolment.programs:
            return ()
        if paid_by is None and any(each.amount is not None for each in self.payments):
            # What is left of an amount pays for the months that come.
            paid_by = max(until.last_day, self.payments[-1].paid_on)
        return tuple(
            month
            for month in ledger(self, law, paid_by).paid
            if month <= until and (since is None or month >= since)
        )

    def consecutive_months(
        self, program: Program | str, until: MonthLike, *, law: LawBook = LAW
    ) -> int:
        """Number of months in a row that are paid for, up to and including a month.

        Args:
            program: Programme.
            until: The month in which the row ends; 0 if it is unpaid.
            law: Book of law.

        Raises:
            UnknownProgramError: code `unknown-program`.
            MissingPackageError: code `missing-package`.
            InvalidMonthError: code `invalid-month`.

        Examples:
            >>> paid.consecutive_months(kj.JKM, until=kj.Month(2024, 5))
            5
        """
        until = as_month(until, "until")
        paid = self.paid_months(program, until, law=law)
        return months_in_a_row(frozenset(paid), until)

    def cover(self, on: DateLike, program: Program | str, *, law: LawBook = LAW) -> Cover:
        """Cover in one programme on one day, after the payments made up to that day.

        A month is behind from the day after its due date, which weekends move, and public holidays
        where the extra `calendar` is installed; where it is not, the result says so.

        Args:
            on: The day.
            program: Programme.
            law: Book of law; it says what counts as a holiday.

        Raises:
            UnknownProgramError: code `unknown-program`.
            MissingPackageError: code `missing-package`: holidays asked for, no package.
            InvalidDateError: code `invalid-date`.
            BeforeDataError: code `before-data`: before July 2015, or before the programme began.

        Examples:
            >>> worker = kj.PUEnrolment(wage=4_000_000, programs={kj.JKK})
            >>> part = kj.Participation.paid_through(worker, since=kj.Month(2025, 1), months=2)
            >>> part.cover(dt.date(2025, 9, 1), kj.JKK).pays_first
            'employer'
        """
        return read_cover(self, on, program, law)

    def report(self, on: DateLike, *, law: LawBook = LAW) -> CoverReport:
        """Report the cover of one day in all programmes, ready to be explained in words.

        Args:
            on: The day; only payments made up to it count.
            law: Book of law.

        Raises:
            MissingPackageError: code `missing-package`.
            InvalidDateError: code `invalid-date`.
            BeforeDataError: code `before-data`: before July 2015.

        Examples:
            >>> print(paid.report(dt.date(2025, 6, 2)).explain("en").splitlines()[0])
            Cover on Monday, 2 June 2025
        """
        return read_report((self,), on, law)
