"""One person's membership in one segment through one payer, over time.

A participation holds what was declared and what was paid; the law is read when it is asked. See
`coverage.payments` for what a payment counts for, and `coverage.cover` for the cover of a day.
A person with several employers, or with own work beside a job, has several participations
(PP 44/2015 Pasal 15 ayat (3)).
"""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs
from attrs import field, frozen

from kopdes_jamsos._checks import are, as_tuple, is_a, is_date
from kopdes_jamsos.coverage.cover import Cover, read_cover
from kopdes_jamsos.coverage.payments import Allocation, Payment, ledger
from kopdes_jamsos.enrolment import BPUEnrolment, PUEnrolment
from kopdes_jamsos.errors import InvalidFactError
from kopdes_jamsos.law import LAW, LawBook
from kopdes_jamsos.law.book import check_book
from kopdes_jamsos.money import Rupiah, check_rupiah
from kopdes_jamsos.months import LONGEST_LIFE, Month, check_date, check_month
from kopdes_jamsos.programs import Program, Segment, choose
from kopdes_jamsos.workdays import Holidays

if TYPE_CHECKING:
    from kopdes_jamsos.coverage.report import CoverReport

Bases: TypeAlias = tuple[tuple[Month, Rupiah], ...]


def _bases(value: Any) -> Any:
    """A sequence of pairs as a tuple of tuples; anything else for the validator to refuse."""
    if not isinstance(value, list | tuple):
        return value
    return tuple(tuple(pair) if isinstance(pair, list) else pair for pair in value)


def _are_bases(_: Any, __: Any, value: Any) -> None:
    pairs = value if isinstance(value, tuple) else (None,)
    if not all(isinstance(pair, tuple) and len(pair) == 2 for pair in pairs):
        raise InvalidFactError(
            "bases must be pairs of a month and an amount.",
            remedy="Give ((Month(2026, 1), 3_000_000), …), each from its month on.",
        )
    for month, amount in pairs:
        check_month(month, "The month of a base")
        check_rupiah(amount, "The base")
    if any(one[0] >= other[0] for one, other in pairwise(pairs)):
        raise InvalidFactError(
            "The months of bases must ascend.", remedy="Give each month once, in order."
        )


def _by_day(value: Any) -> Any:
    payments = as_tuple(value)
    if isinstance(payments, tuple) and all(isinstance(item, Payment) for item in payments):
        return tuple(sorted(payments, key=lambda item: (item.paid_on, item.month, item.months)))
    return payments


def _is_day(_: Any, attribute: Any, value: Any) -> None:
    check_date(value, attribute.name)


@frozen
class Participation:
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

    enrolment: PUEnrolment | BPUEnrolment = field(validator=is_a(PUEnrolment, BPUEnrolment))
    joined: dt.date = field(kw_only=True, validator=_is_day)
    ended: dt.date | None = field(default=None, kw_only=True, validator=is_date)
    bases: Bases = field(
        default=(), kw_only=True, repr=False, converter=_bases, validator=_are_bases
    )
    payments: tuple[Payment, ...] = field(
        default=(), kw_only=True, repr=False, converter=_by_day, validator=are(Payment)
    )
    payer: str | None = field(default=None, kw_only=True, validator=is_a(str, optional=True))
    number_issued: dt.date | None = field(default=None, kw_only=True, validator=is_date)

    def __attrs_post_init__(self) -> None:
        if self.ended is not None and self.ended < self.joined:
            raise InvalidFactError(
                "The participation ends before it starts.",
                value=self.ended,
                remedy="Correct joined or ended.",
            )
        born = self.enrolment.birth_date
        if born is not None and self.joined < born:
            raise InvalidFactError(
                "The registration lies before the birth date.",
                remedy="Correct one of the two dates.",
            )
        if sum(payment.months - 1 for payment in self.payments) > 12 * LONGEST_LIFE:
            raise InvalidFactError(
                f"The payments are for more than {LONGEST_LIFE} years.",
                remedy="Correct their numbers of months.",
            )
        self._check_number()

    def _check_number(self) -> None:
        if self.number_issued is None:
            return
        first = min((payment.paid_on for payment in self.payments), default=None)
        early = self.number_issued < self.joined
        if self.enrolment.segment is Segment.BPU:
            early = early or first is None or self.number_issued < first
        if early:
            raise InvalidFactError(
                "The number was issued before the registration or the first payment.",
                value=self.number_issued,
                remedy="Correct the dates; a BPU's number comes with the first payment.",
            )

    @classmethod
    def paid_through(
        cls,
        enrolment: PUEnrolment | BPUEnrolment,
        since: Month,
        months: int,
        ended: dt.date | None = None,
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
            >>> worker = kj.PUEnrolment(wage=4_000_000, programs={kj.JHT})
            >>> part = kj.Participation.paid_through(worker, since=kj.Month(2025, 1), months=12)
            >>> part.consecutive_months(kj.JHT, until=kj.Month(2025, 12))
            12
        """
        check_month(since, "since")
        every = Payment(since, since.first_day, months).span()
        return cls(
            enrolment,
            joined=since.first_day,
            ended=ended,
            payments=tuple(Payment(month, month.first_day) for month in every),
            payer=payer,
        )

    def base(self, month: Month) -> Rupiah:
        """Wage or income declared for a month, in rupiah.

        Raises:
            InvalidMonthError: code `invalid-month`.

        Examples:
            >>> worker = kj.PUEnrolment(wage=4_000_000, programs={kj.JHT})
            >>> rise = ((kj.Month(2026, 1), 4_500_000),)
            >>> part = kj.Participation(worker, joined=dt.date(2025, 1, 1), bases=rise)
            >>> part.base(kj.Month(2025, 12)), part.base(kj.Month(2026, 1))
            (4000000, 4500000)
        """
        check_month(month, "The month")
        own = (
            self.enrolment.wage
            if isinstance(self.enrolment, PUEnrolment)
            else self.enrolment.income
        )
        return next((amount for first, amount in reversed(self.bases) if first <= month), own)

    def enrolment_of(self, month: Month) -> PUEnrolment | BPUEnrolment:
        """The enrolment with the wage or income of a month.

        Raises:
            InvalidMonthError: code `invalid-month`.

        Examples:
            >>> worker = kj.PUEnrolment(wage=4_000_000, programs={kj.JHT})
            >>> part = kj.Participation.paid_through(worker, since=kj.Month(2025, 1), months=12)
            >>> part.enrolment_of(kj.Month(2025, 6)).wage
            4000000
        """
        base = self.base(month)
        if isinstance(self.enrolment, PUEnrolment):
            return attrs.evolve(self.enrolment, wage=base)
        return attrs.evolve(self.enrolment, income=base)

    def allocation(
        self,
        law: LawBook = LAW,
        *,
        paid_by: dt.date | None = None,
        holidays: Holidays | str | None = None,
    ) -> Allocation:
        """What the payments count for; nothing is dropped.

        Args:
            law: Book of law; it says how far ahead one may pay, and after how many months of
                arrears a BPU begins anew.
            paid_by: Only payments made up to this day; None for all.
            holidays: As for `cover`.

        Raises:
            InvalidDateError: code `invalid-date`.
            UnknownChoiceError: code `unknown-choice`.
            MissingPackageError: code `missing-package`.

        Examples:
            >>> worker = kj.PUEnrolment(wage=4_000_000, programs={kj.JHT})
            >>> part = kj.Participation.paid_through(worker, since=kj.Month(2025, 1), months=12)
            >>> len(part.allocation().months), part.allocation().unallocated
            (12, ())
        """
        if paid_by is not None:
            check_date(paid_by, "paid_by")
        found = ledger(self, law, paid_by, holidays)
        return Allocation(
            months=found.paid, unallocated=found.unallocated, out_of_order=found.out_of_order
        )

    def paid_months(
        self,
        program: Program,
        until: Month,
        since: Month | None = None,
        *,
        paid_by: dt.date | None = None,
        holidays: Holidays | str | None = None,
        law: LawBook = LAW,
    ) -> tuple[Month, ...]:
        """The months paid for in a programme, in order.

        Args:
            program: Programme; none of its months are paid if it was not enrolled in.
            until: Last month that counts.
            since: First month that counts; None for all.
            paid_by: Only payments made up to this day; None for all.
            holidays: As for `cover`.
            law: Book of law.

        Raises:
            UnknownProgramError: code `unknown-program`.
            UnknownChoiceError: code `unknown-choice`.
            MissingPackageError: code `missing-package`.
            InvalidMonthError: code `invalid-month`.
            InvalidDateError: code `invalid-date`.

        Examples:
            >>> trader = kj.BPUEnrolment(income=1_000_000, programs={kj.JKM})
            >>> part = kj.Participation.paid_through(trader, since=kj.Month(2025, 1), months=12)
            >>> part.paid_months(kj.JKM, until=kj.Month(2025, 2))
            (Month(2025, 1), Month(2025, 2))
        """
        wanted = choose(Program, program)
        check_month(until, "until")
        if since is not None:
            check_month(since, "since")
        if paid_by is not None:
            check_date(paid_by, "paid_by")
        check_book(law)
        if wanted not in self.enrolment.programs:
            return ()
        return tuple(
            month
            for month in ledger(self, law, paid_by, holidays).paid
            if month <= until and (since is None or month >= since)
        )

    def consecutive_months(
        self,
        program: Program,
        until: Month,
        *,
        holidays: Holidays | str | None = None,
        law: LawBook = LAW,
    ) -> int:
        """Number of months in a row that are paid for, up to and including a month.

        Args:
            program: Programme.
            until: The month in which the row ends; 0 if it is unpaid.
            holidays: As for `cover`.
            law: Book of law.

        Raises:
            UnknownProgramError: code `unknown-program`.
            UnknownChoiceError: code `unknown-choice`.
            MissingPackageError: code `missing-package`.
            InvalidMonthError: code `invalid-month`.

        Examples:
            >>> trader = kj.BPUEnrolment(income=1_000_000, programs={kj.JKM})
            >>> part = kj.Participation.paid_through(trader, since=kj.Month(2025, 1), months=12)
            >>> part.consecutive_months(kj.JKM, until=kj.Month(2025, 5))
            5
        """
        paid = set(self.paid_months(program, until, holidays=holidays, law=law))
        count = 0
        while until - count in paid:
            count += 1
        return count

    def cover(
        self,
        on: dt.date,
        program: Program,
        law: LawBook = LAW,
        *,
        holidays: Holidays | str | None = None,
    ) -> Cover:
        """Cover in one programme on one day, after the payments made up to that day.

        A month is behind from the day after its due date, which weekends move, and public holidays
        where the extra `calendar` is installed; where it is not, the result says so.

        Args:
            on: The day.
            program: Programme.
            law: Book of law.
            holidays: What counts as a holiday; None: as much as is installed.

        Raises:
            UnknownProgramError: code `unknown-program`.
            UnknownChoiceError: code `unknown-choice`.
            MissingPackageError: code `missing-package`: holidays asked for, no package.
            InvalidDateError: code `invalid-date`.
            BeforeDataError: code `before-data`: before July 2015, or before the programme began.

        Examples:
            >>> worker = kj.PUEnrolment(wage=4_000_000, programs={kj.JKK})
            >>> part = kj.Participation.paid_through(worker, since=kj.Month(2025, 1), months=2)
            >>> part.cover(dt.date(2025, 9, 1), kj.JKK).pays_first
            'employer'
        """
        return read_cover(self, on, program, law, holidays)

    def report(
        self, on: dt.date, *, holidays: Holidays | str | None = None, law: LawBook = LAW
    ) -> CoverReport:
        """Report the cover of one day in all programmes, ready to be explained in words.

        Args:
            on: The day; only payments made up to it count.
            holidays: As for `cover`.
            law: Book of law.

        Raises:
            UnknownChoiceError: code `unknown-choice`.
            MissingPackageError: code `missing-package`.
            InvalidDateError: code `invalid-date`.
            BeforeDataError: code `before-data`: before July 2015.

        Examples:
            >>> part = kj.Participation.paid_through(trader, since=kj.Month(2025, 7), months=2)
            >>> print(part.report(dt.date(2025, 9, 2)).explain("id").partition(" Anggapan")[0])
            Perlindungan pada Selasa, 2 September 2025
                   bukan penerima upah (BPU)
              JKK  terlindungi                PP 44/2015 Pasal 6 ayat (2) dan (3), Pasal 11 ayat ...
                   berlaku sejak Selasa, 1 Juli 2025
              JKM  terlindungi                PP 44/2015 Pasal 6 ayat (2) dan (3), Pasal 11 ayat ...
                   berlaku sejak Selasa, 1 Juli 2025
        """
        # Needed for reports only; it reads participations itself.
        from kopdes_jamsos.coverage.report import cover_report

        return cover_report([self], on, holidays=holidays, law=law)
