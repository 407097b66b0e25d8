"""Whether a pension of JP goes on being paid: the confirmation of the recipient's data.

PP 45/2015 Pasal 26: every three months (ayat (1)); without it payment is suspended (ayat (2)), with
no loss of the right, and taken up again (ayat (3)); after ten years it stops (ayat (4)). From when
the ten years run is not said: convention `jp-confirmation-years`.
"""

from __future__ import annotations

import datetime as dt

from attrs import frozen

from kopdes_jamsos.basis import Basis, Grounded, Note
from kopdes_jamsos.benefits.events import check_event_day
from kopdes_jamsos.errors import InvalidFactError
from kopdes_jamsos.law import LAW, LawBook
from kopdes_jamsos.law.book import check_book
from kopdes_jamsos.months import DateLike, as_date, months_after, years_after
from kopdes_jamsos.programs import Choice


class ConfirmationStatus(Choice):
    """What follows from the last confirmation.

    Examples:
        >>> kj.benefits.ConfirmationStatus("suspended")
        <ConfirmationStatus.SUSPENDED: 'suspended'>
    """

    PAID = "paid"
    SUSPENDED = "suspended"
    STOPPED = "stopped"


@frozen(kw_only=True)
class PensionConfirmation(Grounded):
    """Whether a pension is paid on a day, after the last confirmation of the data.

    Attributes:
        status: Paid, suspended or stopped.
        confirm_by: Last day for the next confirmation.
        stops_on: Day from which it stops without any.
        why: The reason, to be worded.
        basis: Where it stands.

    Examples:
        >>> found = kj.benefits.pension_confirmation(dt.date(2025, 10, 1), dt.date(2026, 2, 1))
        >>> found.status.value, found.confirm_by
        ('suspended', datetime.date(2026, 1, 1))
    """

    status: ConfirmationStatus
    confirm_by: dt.date
    stops_on: dt.date
    why: Note
    basis: Basis


def pension_confirmation(
    confirmed_on: DateLike, on: DateLike, *, law: LawBook = LAW
) -> PensionConfirmation:
    """Whether a pension is paid on a day.

    Args:
        confirmed_on: Day of the last confirmation, or of the first payment.
        on: The day; its law decides.
        law: Book of law.

    Raises:
        InvalidDateError: code `invalid-date`.
        InvalidFactError: code `invalid-fact`: the day lies before the confirmation.
        BeforeDataError: code `before-data`.

    Examples:
        >>> kj.benefits.pension_confirmation(dt.date(2026, 1, 10), dt.date(2026, 3, 1)).status.value
        'paid'
    """
    confirmed_on = check_event_day(confirmed_on, "confirmed_on")
    on = as_date(on, "on")
    if on < confirmed_on:
        raise InvalidFactError(
            "The day lies before the last confirmation.",
            value=on,
            remedy="Correct one of the two days.",
        )
    every, years = (
        check_book(law).value_on(f"jp.{name}", on)
        for name in ("confirmation_months", "confirmation_years")
    )
    confirm_by = months_after(confirmed_on, every.value)
    stops_on = years_after(confirmed_on, years.value)
    status, values, named = ConfirmationStatus.PAID, [every], ""
    if on > confirm_by:
        status = ConfirmationStatus.SUSPENDED
    if on >= stops_on:
        status, values = ConfirmationStatus.STOPPED, [every, years]
        # By the other reading, from the first confirmation that was missed, it is suspended still.
        named = "jp-confirmation-years" if on < years_after(confirm_by, years.value) else ""
    return PensionConfirmation(
        status=status,
        confirm_by=confirm_by,
        stops_on=stops_on,
        why=Note.of(f"jp-pension-{status}", day=confirm_by, stops=stops_on, years=years.value),
        basis=Basis.of(*values, assuming=[named]),
    )
