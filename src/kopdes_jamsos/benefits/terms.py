"""By when the agency has to pay a benefit, and what it owes for paying late.

JKK within seven working days (PP 44/2015 Pasal 37 ayat (2)) and JKM within three (Pasal 40
ayat (3)), else 1 % for each day (Pasal 37 ayat (3), Pasal 40 ayat (4)). The first pension of JP
within fifteen days (PP 45/2015 Pasal 25 ayat (1)), else 2 % of the nominal value for each month
(Pasal 35); a started month counts as a whole one, as in the fines of employers: convention
`late-month`. The later months of a pension are due on the first of the month (Pasal 25 ayat (2)).
Contributions of JP that are paid back have no term (Pasal 24 ayat (2)).
"""

from __future__ import annotations

import datetime as dt

from attrs import frozen

from kopdes_jamsos.basis import Basis, Grounded
from kopdes_jamsos.benefits.events import check_event_day
from kopdes_jamsos.choices import choose
from kopdes_jamsos.errors import InvalidFactError, NoRuleError
from kopdes_jamsos.law import LAW, LawBook
from kopdes_jamsos.law.book import check_book
from kopdes_jamsos.money import Rupiah, check_rupiah, share_of
from kopdes_jamsos.months import DateLike, MonthLike, as_date, as_month, started_months
from kopdes_jamsos.programs import Program
from kopdes_jamsos.workdays import counting_conventions, working_days_after

# Where the terms stand: JKK and JKM count working days, JP days as they come.
_WORKING_DAYS = {Program.JKK: "jkk.payment_days", Program.JKM: "jkm.payment_days"}
_DAYS = {Program.JP: "jp.first_payment_days"}


@frozen(kw_only=True)
class PaymentDeadline(Grounded):
    """The day by which the agency has to pay.

    Attributes:
        day: Last day.
        basis: Where it stands, and the conventions that decided it.

    Examples:
        >>> kj.benefits.payment_deadline(kj.JKM, dt.date(2025, 7, 3)).day
        datetime.date(2025, 7, 8)
    """

    day: dt.date
    basis: Basis


def payment_deadline(
    program: Program | str,
    complete_on: DateLike | None = None,
    *,
    month: MonthLike | None = None,
    law: LawBook = LAW,
) -> PaymentDeadline:
    """The day by which the agency has to pay JKK or JKM, or a pension of JP.

    Args:
        program: JKK, JKM or JP.
        complete_on: Day on which the request was complete; its law decides. For JP no earlier
            than the day on which the right to the pension arose: the first payment.
        month: Of a later payment of a pension, its month, instead of `complete_on`.
        law: Book of law; it says what counts as a holiday.

    Raises:
        NoRuleError: code `no-rule`: another programme.
        InvalidFactError: code `invalid-fact`: neither or both of the two, or a month of JKK or JKM.
        InvalidMonthError: code `invalid-month`.
        InvalidDateError: code `invalid-date`.
        BeforeDataError: code `before-data`.
        UnknownProgramError: code `unknown-program`.
        MissingPackageError: code `missing-package`: holidays asked for, no package.

    Examples:
        >>> kj.benefits.payment_deadline(kj.JKK, dt.date(2025, 7, 3)).day
        datetime.date(2025, 7, 14)
        >>> kj.benefits.payment_deadline(kj.JP, month=kj.Month(2026, 3)).day
        datetime.date(2026, 3, 1)
    """
    wanted = _paid_late(program)
    if month is not None and complete_on is None and wanted in _DAYS:
        month = as_month(month, "month")
        day_of_month = check_book(law).value("jp.payment_day", month)
        return PaymentDeadline(
            day=month.first_day + dt.timedelta(days=day_of_month.value - 1),
            basis=Basis.of(day_of_month),
        )
    if month is not None or complete_on is None:
        raise InvalidFactError(
            "A term runs from a complete request, or is that of a later month of a pension of JP.",
            remedy="Give complete_on, or month for a later payment of JP.",
        )
    complete_on = check_event_day(complete_on, "complete_on")
    if wanted in _DAYS:
        value = check_book(law).value_on(_DAYS[wanted], complete_on)
        return PaymentDeadline(
            day=complete_on + dt.timedelta(days=value.value), basis=Basis.of(value)
        )
    value = check_book(law).value_on(_WORKING_DAYS[wanted], complete_on)
    holidays = law.known_holidays
    day = working_days_after(complete_on, value.value, holidays)
    names = counting_conventions(complete_on, day, holidays)
    return PaymentDeadline(day=day, basis=Basis.of(value, assuming=names))


def late_compensation(
    program: Program | str,
    amount: Rupiah,
    *,
    paid_on: DateLike,
    complete_on: DateLike | None = None,
    month: MonthLike | None = None,
    law: LawBook = LAW,
) -> Rupiah:
    """What the agency owes on top for paying JKK, JKM or a pension of JP late, in rupiah.

    Args:
        program: JKK, JKM or JP.
        amount: The sum that was to be paid.
        paid_on: Day of payment; each day after the deadline counts, of JP each started month.
        complete_on: Day on which the request was complete; its law decides.
        month: Of a later payment of a pension, its month, instead of `complete_on`.
        law: Book of law; it says what counts as a holiday.

    Raises:
        NoRuleError: code `no-rule`: another programme.
        InvalidAmountError: code `invalid-amount`.
        InvalidDateError: code `invalid-date`.
        InvalidMonthError: code `invalid-month`.
        InvalidFactError: code `invalid-fact`: paid before the request was complete, or neither or
            both of `complete_on` and `month`.
        MissingPackageError: code `missing-package`: holidays asked for, no package.

    Examples:
        >>> days = {"complete_on": dt.date(2025, 7, 3), "paid_on": dt.date(2025, 7, 10)}
        >>> kj.benefits.late_compensation(kj.JKM, 42_000_000, **days)
        840000
        >>> days = {"complete_on": dt.date(2026, 7, 1), "paid_on": dt.date(2026, 8, 17)}
        >>> kj.benefits.late_compensation(kj.JP, 411_400, **days)  # due on 16 July: two months
        16456
        >>> later = {"month": kj.Month(2026, 7), "paid_on": dt.date(2026, 8, 17)}
        >>> kj.benefits.late_compensation(kj.JP, 411_400, **later)  # due on 1 July: two months
        16456
    """
    if complete_on is not None:
        complete_on = as_date(complete_on, "complete_on")
    deadline = payment_deadline(program, complete_on, month=month, law=law)
    begins = deadline.day if complete_on is None else complete_on
    paid_on = as_date(paid_on, "paid_on")
    if paid_on < begins and complete_on is not None:
        raise InvalidFactError(
            "The payment lies before the complete request.",
            value="paid_on",
            remedy="Correct one of the two days.",
        )
    wanted = choose(Program, program)
    rate = law.value_on(f"{wanted.lower()}.late_payment", begins).value
    if wanted in _DAYS:
        late = started_months(deadline.day, paid_on)
    else:
        late = max(0, (paid_on - deadline.day).days)
    return share_of(check_rupiah(amount, "amount"), rate, late)[0]


def _paid_late(program: Program | str) -> Program:
    wanted = choose(Program, program)
    if wanted not in _WORKING_DAYS and wanted not in _DAYS:
        raise NoRuleError(
            f"The terms of payment are those of JKK, JKM and JP, not of {wanted}.",
            value=wanted,
            remedy="Ask for JKK, JKM or JP.",
        )
    return wanted
