"""The end of work, pension age, leaving Indonesia, and a part of JHT before: events of savings.

Events hold facts, no law. They are those of PP 46/2015 Pasal 22 to 29, PP 45/2015 Pasal 15 and
PP 37/2021 Pasal 19 and 20.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, ClassVar

from attrs import field, frozen

from kopdes_jamsos._checks import (
    are,
    as_tuple,
    is_a,
    is_rupiah_or_none,
    is_whole_or_none,
    to_date_or_none,
)
from kopdes_jamsos.benefits.events import Event
from kopdes_jamsos.choices import choose
from kopdes_jamsos.errors import InvalidFactError
from kopdes_jamsos.money import Rupiah
from kopdes_jamsos.months import DateLike, as_date
from kopdes_jamsos.programs import Choice


def _as_days(value: Sequence[DateLike]) -> tuple[dt.date, ...]:
    days: Any = as_tuple(value)
    if type(days) is not tuple:
        return days  # type: ignore[no-any-return]  # for the validator to refuse
    return tuple(as_date(day, "earlier_claims") for day in days)


@frozen
class Resignation(Event):
    """The end of work by the worker's own wish.

    Attributes:
        on: Last day of work.

    Raises:
        InvalidDateError: code `invalid-date`.

    Examples:
        >>> kj.Resignation(dt.date(2025, 7, 3)).kind
        'resignation'
    """

    kind: ClassVar[str] = "resignation"


@frozen
class Dismissal(Event):
    """The end of work by dismissal.

    What was not said of the conditions of JKP is taken as met, and the result says so.

    Attributes:
        on: Last day of work.
        fixed_term_until: Last day of the contract, where it was one for a term.
        citizen: Indonesian citizen (JKP).
        in_jkn: Registered in JKN (JKP).
        willing: Willing to work again (JKP).
        proven: The dismissal is proven as the law asks (JKP).
        earlier_claims: Days on which JKP was claimed before.
        new_job_on: First day of a new job.
        employer_closed: The employer is bankrupt or closed, as proven (PP 6/2025 Pasal 39A).
        months_behind: Months in a row that the employer is behind; None: as the payments say.

    Raises:
        InvalidDateError: code `invalid-date`.
        InvalidFactError: code `invalid-fact`.

    Examples:
        >>> kj.Dismissal(dt.date(2025, 7, 3)).kind
        'dismissal'
    """

    kind: ClassVar[str] = "dismissal"

    fixed_term_until: dt.date | None = field(default=None, converter=to_date_or_none, kw_only=True)
    citizen: bool | None = field(default=None, validator=is_a(bool, optional=True), kw_only=True)
    in_jkn: bool | None = field(default=None, validator=is_a(bool, optional=True), kw_only=True)
    willing: bool | None = field(default=None, validator=is_a(bool, optional=True), kw_only=True)
    proven: bool | None = field(default=None, validator=is_a(bool, optional=True), kw_only=True)
    earlier_claims: tuple[dt.date, ...] = field(
        default=(), converter=_as_days, validator=are(dt.date), kw_only=True
    )
    new_job_on: dt.date | None = field(default=None, converter=to_date_or_none, kw_only=True)
    employer_closed: bool = field(default=False, validator=is_a(bool), kw_only=True)
    months_behind: int | None = field(default=None, validator=is_whole_or_none, kw_only=True)


@frozen
class ContractEnd(Event):
    """The end of a contract for a term.

    Attributes:
        on: Last day of the contract.

    Raises:
        InvalidDateError: code `invalid-date`.

    Examples:
        >>> kj.ContractEnd(dt.date(2025, 7, 3)).kind
        'contract-end'
    """

    kind: ClassVar[str] = "contract-end"


@frozen
class PensionAge(Event):
    """Reaching pension age, or stopping work after it.

    The age of JHT is 56, that of JP rises with time; the enrolment's `pension_deferred` says that
    JP waits until work stops.

    Attributes:
        on: Day on which the age is reached, or work stops after it.
        agreed: A pension age by the employment agreement, company rule or collective agreement:
            JHT is paid then (Permenaker 4/2022 Pasal 6).

    Raises:
        InvalidDateError: code `invalid-date`.
        InvalidFactError: code `invalid-fact`.

    Examples:
        >>> kj.PensionAge(dt.date(2025, 7, 3)).kind
        'pension-age'
    """

    kind: ClassVar[str] = "pension-age"

    agreed: bool = field(default=False, validator=is_a(bool), kw_only=True)


@frozen
class LeavingIndonesia(Event):
    """Leaving Indonesia for good.

    Attributes:
        on: Day of leaving.
        citizen: Indonesian citizen. Decides since Permenaker 4/2022: only others are paid JHT then.

    Raises:
        InvalidDateError: code `invalid-date`.
        InvalidFactError: code `invalid-fact`.

    Examples:
        >>> kj.LeavingIndonesia(dt.date(2025, 7, 3)).kind
        'leaving-indonesia'
    """

    kind: ClassVar[str] = "leaving-indonesia"

    citizen: bool | None = field(default=None, validator=is_a(bool, optional=True), kw_only=True)


class WithdrawalPurpose(Choice):
    """What a partial withdrawal of JHT is for (PP 46/2015 Pasal 22 ayat (5)).

    Examples:
        >>> WithdrawalPurpose("home")
        <WithdrawalPurpose.HOME: 'home'>
    """

    HOME = "home"
    OTHER = "other"


def _is_asked(event: PartialWithdrawal, attribute: Any, value: Any) -> None:
    is_rupiah_or_none(event, attribute, value)
    if event.amount == 0:
        raise InvalidFactError(
            "A partial withdrawal of nothing was asked for.",
            remedy="Give an amount, or leave it out for as much as is allowed.",
            reason="nothing-withdrawn",
        )


def _purpose(value: WithdrawalPurpose | str) -> WithdrawalPurpose:
    return choose(WithdrawalPurpose, value)


@frozen
class PartialWithdrawal(Event):
    """A participant asks for a part of his JHT while he is a member.

    Attributes:
        on: Day of the request.
        purpose: Home ownership, or another preparation for retirement.
        amount: What is asked for, in rupiah; None for as much as is allowed.

    Raises:
        InvalidDateError: code `invalid-date`.
        UnknownChoiceError: code `unknown-choice`.
        InvalidAmountError: code `invalid-amount`.
        InvalidFactError: code `invalid-fact`: nothing was asked for.

    Examples:
        >>> kj.PartialWithdrawal(dt.date(2026, 7, 3), purpose="home").kind
        'partial-withdrawal'
    """

    kind: ClassVar[str] = "partial-withdrawal"

    purpose: WithdrawalPurpose = field(converter=_purpose, kw_only=True)
    amount: Rupiah | None = field(default=None, validator=_is_asked, repr=False, kw_only=True)
