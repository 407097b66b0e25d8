"""What goes in and out of an individual account: contributions that were paid, and withdrawals.

Implements no article of its own: a contribution is that of `contributions.assessment`, and reaches
the account on the day of its payment.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

import attrs
from attrs import field, frozen

from kopdes_jamsos._checks import by
from kopdes_jamsos.basis import Basis, Grounded
from kopdes_jamsos.contributions.assessment import assess
from kopdes_jamsos.coverage.participation import Participation
from kopdes_jamsos.law import LawBook
from kopdes_jamsos.law.values import Frozen
from kopdes_jamsos.money import Rupiah, check_rupiah
from kopdes_jamsos.months import Month, check_date
from kopdes_jamsos.programs import Payer, Program


@frozen(kw_only=True)
class Withdrawal:
    """JHT that was paid out before.

    Attributes:
        on: Day of payment.
        amount: Gross amount in rupiah.

    Raises:
        InvalidDateError: code `invalid-date`.
        InvalidAmountError: code `invalid-amount`.

    Examples:
        >>> kj.benefits.Withdrawal(on=dt.date(2025, 3, 3), amount=3_000_000).amount
        3000000
    """

    on: dt.date = field(validator=by(check_date))
    amount: Rupiah = field(repr=False, validator=by(check_rupiah))


@frozen(kw_only=True)
class Deposit(Grounded):
    """The contribution of a month, as it reached the account.

    Attributes:
        month: Month to which the contribution belongs.
        paid_on: Day of payment.
        amount: Rupiah, all payers together.
        by_payer: The shares of the payers.
        basis: Conventions that decided the amount, and the grade of the tariff.
    """

    month: Month
    paid_on: dt.date
    amount: Rupiah = field(repr=False)
    by_payer: Mapping[Payer, Rupiah] = field(repr=False)
    basis: Basis = field(repr=False)


def deposits_of(
    participations: Iterable[Participation], program: Program, on: dt.date, law: LawBook
) -> tuple[Deposit, ...]:
    """The contributions to a programme that were paid by a day, in order of payment.

    Raises:
        BeforeDataError: code `before-data`.
        NotAnnouncedError: code `not-announced`: the JP ceiling of a month.
    """
    found = []
    for participation in participations:
        if program not in participation.enrolment.programs:
            continue
        for month, payment in participation.allocation(law=law).months.items():
            if payment.paid_on > on:
                continue
            enrolment = attrs.evolve(participation.enrolment_of(month), programs={program})
            assessment = assess(enrolment, month, law=law)
            payers = dict.fromkeys(line.payer for line in assessment.lines)
            found.append(
                Deposit(
                    month=month,
                    paid_on=payment.paid_on,
                    amount=assessment.total,
                    by_payer=Frozen({payer: assessment.paid_by(payer) for payer in payers}),
                    # The articles of the tariff say nothing of the account.
                    basis=assessment.basis.revised(citations=()),
                )
            )
    return tuple(sorted(found, key=lambda deposit: (deposit.paid_on, deposit.month)))
