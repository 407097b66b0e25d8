"""What goes in and out of an individual account: contributions that were paid, and withdrawals.

A contribution has the lines of `law.levies`, read once for months that are alike, and reaches the
account on the day of its payment. PP 46/2015 Pasal 22 tells two payouts apart: the whole account at
once (ayat (3)), which ends it, and a part of it once while a member (ayat (4) to (6)).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Any, TypeAlias, cast

import attrs
from attrs import field, frozen

from kopdes_jamsos._checks import as_tuple, by, is_a, to_date
from kopdes_jamsos.basis import Basis, Grounded
from kopdes_jamsos.benefits.membership import birth_date_of
from kopdes_jamsos.contributions.assessment import common_of
from kopdes_jamsos.coverage.ledger import Ledger, ledger
from kopdes_jamsos.coverage.participation import Participation
from kopdes_jamsos.coverage.records import Payment
from kopdes_jamsos.enrolment import BPUEnrolment, PUEnrolment
from kopdes_jamsos.errors import InvalidFactError
from kopdes_jamsos.law import LawBook, Levy
from kopdes_jamsos.law.kinds import Frozen
from kopdes_jamsos.law.levies import lines_of
from kopdes_jamsos.law.relief_choice import settlement_of
from kopdes_jamsos.money import Rupiah, check_rupiah
from kopdes_jamsos.months import Month, age_on
from kopdes_jamsos.programs import Payer, Program


@frozen(kw_only=True)
class Withdrawal:
    """JHT that was paid out before.

    Attributes:
        on: Day of payment.
        amount: Gross amount in rupiah.
        whole: Whether the whole account was paid, as on leaving a job; else a part of it.

    Raises:
        InvalidDateError: code `invalid-date`.
        InvalidAmountError: code `invalid-amount`.

    Examples:
        >>> kj.benefits.Withdrawal(on=dt.date(2025, 3, 3), amount=3_000_000).amount
        3000000
    """

    on: dt.date = field(converter=to_date)
    amount: Rupiah = field(repr=False, validator=by(check_rupiah))
    whole: bool = field(default=False, validator=is_a(bool))


def check_withdrawals(
    value: object, what: str, *, until: dt.date | None = None
) -> tuple[Withdrawal, ...]:
    """The value, if it is a sequence of withdrawals, none after a day.

    Raises:
        InvalidFactError: code `invalid-fact`.
    """
    items: Any = as_tuple(cast("Sequence[Withdrawal]", value))
    if type(items) is tuple and all(
        isinstance(each, Withdrawal) and (until is None or each.on <= until) for each in items
    ):
        return items
    late = "" if until is None else ", none after this payment"
    raise InvalidFactError(
        f"{what} must be a sequence of Withdrawal{late}.",
        remedy="Give a list of kj.benefits.Withdrawal(on=…, amount=…).",
    )


@frozen(kw_only=True)
class OpenAccounts:
    """What whole payouts left open of a person's JHT accounts.

    Attributes:
        participations: Memberships whose account goes on.
        withdrawals: Partial payouts from it.
        emptied_on: Day on which it was paid out although the membership went on; None for none.
        assumptions: The convention that decided it, where there was a whole payout.
    """

    participations: tuple[Participation, ...] = field(repr=False)
    withdrawals: tuple[Withdrawal, ...] = field(repr=False)
    emptied_on: dt.date | None = None
    assumptions: tuple[str, ...] = ()


def open_accounts(
    participations: Sequence[Participation],
    withdrawals: Sequence[Withdrawal],
    on: dt.date,
    law: LawBook,
) -> OpenAccounts:
    """What the whole payouts up to a day left open: convention `jht-accounts`.

    A whole payout ends the accounts of the memberships that had ended by its day. Where none of
    those given had, or the age of payment was reached, it also takes what running ones had paid in.
    A part that was paid before it is of a membership that goes on only if that one was running.
    """
    by_then = tuple(each for each in withdrawals if each.on <= on)
    last = max((each.on for each in by_then if each.whole), default=None)
    if last is None:
        return OpenAccounts(participations=tuple(participations), withdrawals=by_then)
    own = [each for each in participations if Program.JHT in each.enrolment.programs]
    kept = [each for each in own if each.ended is None or each.ended > last]
    born = birth_date_of(participations)
    old = born is not None and age_on(born, last) >= law.value_on("jht.payout_age", last).value
    running = [each for each in kept if each.joined <= last]
    emptied = bool(running) and (old or len(kept) == len(own))
    return OpenAccounts(
        participations=tuple(kept),
        withdrawals=tuple(
            each
            for each in by_then
            if not each.whole
            and (each.on > last or (not emptied and any(job.joined <= each.on for job in running)))
        ),
        emptied_on=last if emptied else None,
        assumptions=("jht-accounts",),
    )


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


Stood: TypeAlias = Callable[[Participation, dt.date], Ledger]


def deposits_of(
    participations: Iterable[Participation],
    program: Program,
    on: dt.date,
    law: LawBook,
    stood: Stood | None = None,
) -> tuple[Deposit, ...]:
    """The contributions to a programme that were paid by a day, in order of payment.

    Args:
        participations: Memberships of the person.
        program: Programme.
        on: The day.
        law: Book of law.
        stood: What stood of a membership on a day; None reads its payments.

    Raises:
        BeforeDataError: code `before-data`.
        NotAnnouncedError: code `not-announced`: the JP ceiling of a month.
    """
    found: list[Deposit] = []
    for participation in participations:
        if program not in participation.enrolment.programs:
            continue
        read = ledger(participation, law, on) if stood is None else stood(participation, on)
        contributions = _Contributions(participation, program, law)
        found.extend(contributions.of(*paid) for paid in read.paid.items())
    return tuple(sorted(found, key=_order))


_order = attrgetter("paid_on", "month.ordinal")


@frozen
class _Contribution:
    """The contribution of one or more months, and what it was read from."""

    enrolment: PUEnrolment | BPUEnrolment
    levies: tuple[Levy, ...]
    common: Basis
    amount: Rupiah
    by_payer: Mapping[Payer, Rupiah]
    basis: Basis
    may_differ: bool

    def is_of(
        self, enrolment: PUEnrolment | BPUEnrolment, levies: tuple[Levy, ...], common: Basis
    ) -> bool:
        """Whether another month has the same; all but the look-ups is compared."""
        return (
            not self.may_differ
            and enrolment is self.enrolment
            and common == self.common
            and all(map(Levy.is_alike, levies, self.levies))
        )


class _Contributions:
    """The contributions of a membership to a programme; months in order share what is the same."""

    def __init__(self, participation: Participation, program: Program, law: LawBook) -> None:
        self._participation = participation
        self._programs = frozenset({program})
        self._program = program
        self._law = law
        # Wages and incomes change seldom.
        self._enrolments: dict[Rupiah, PUEnrolment | BPUEnrolment] = {}
        self._last: _Contribution | None = None

    def of(self, month: Month, payment: Payment) -> Deposit:
        """The deposit that a payment of a month is."""
        enrolment = self._enrolment(month)
        common = common_of(enrolment, month, self._law)
        levies = self._law.levies(self._program, enrolment.segment, month)
        last = self._last
        if last is None or not last.is_of(enrolment, levies, common):
            last = self._last = self._read(month, enrolment, levies, common)
        return Deposit(
            month=month,
            paid_on=payment.paid_on,
            amount=last.amount,
            by_payer=last.by_payer,
            # The articles of the tariff say nothing of the account.
            basis=Basis(
                evidence=last.basis.evidence,
                assumptions=last.basis.assumptions,
                unverified=last.basis.unverified,
                lookups=common.lookups.union(*[levy.basis.lookups for levy in levies]),
            ),
        )

    def _enrolment(self, month: Month) -> PUEnrolment | BPUEnrolment:
        base = self._participation.base(month)
        found = self._enrolments.get(base)
        if found is None:
            declared = self._participation.enrolment_of(month)
            found = attrs.evolve(declared, programs=self._programs)
            self._enrolments[base] = found
        return found

    def _read(
        self,
        month: Month,
        enrolment: PUEnrolment | BPUEnrolment,
        levies: tuple[Levy, ...],
        common: Basis,
    ) -> _Contribution:
        by_payer: dict[Payer, Rupiah] = {}
        lines = lines_of(enrolment, month, self._law)
        for line in lines:
            by_payer[line.payer] = by_payer.get(line.payer, 0) + line.amount
        basis = Basis.sum((common, *lines))
        return _Contribution(
            enrolment=enrolment,
            levies=levies,
            common=common,
            amount=sum(by_payer.values()),
            by_payer=Frozen(by_payer),
            basis=basis,
            # By the day of registration a relief may be open in one month and not in another. Who
            # rests on a value without a source is warned in each month.
            may_differ=bool(basis.unverified)
            or any(settlement_of(levy.reliefs) is not None for levy in levies),
        )
