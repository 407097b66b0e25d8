"""JHT: when the account is paid out, wholly or in part, and to whom.

PP 46/2015 Pasal 22 (age, death, disability; a part once after ten years), Pasal 23 (heirs), Pasal
26 as enacted and as replaced by PP 60/2015, Pasal 29 (working on) and Pasal 31 ayat (3) (time of
payment). What leavers get before pension age rests on ministers' rules: Permenaker 19/2015, then
Permenaker 4/2022; Permenaker 2/2022 was replaced before it applied.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from attrs import evolve, frozen

from kopdes_jamsos.basis import NO_BASIS, Basis, Grounded, Note
from kopdes_jamsos.benefits.account import read_account
from kopdes_jamsos.benefits.cases import Case
from kopdes_jamsos.benefits.deposits import open_accounts
from kopdes_jamsos.benefits.events import Death, Event, TotalDisability
from kopdes_jamsos.benefits.jht_timing import timing_of
from kopdes_jamsos.benefits.kinds import BenefitKind, Recipient
from kopdes_jamsos.benefits.leaving import (
    LeavingIndonesia,
    PartialWithdrawal,
    WithdrawalPurpose,
)
from kopdes_jamsos.benefits.lines import BenefitLine, BenefitRefusal, Part, Proof
from kopdes_jamsos.benefits.membership import member_since, refused
from kopdes_jamsos.benefits.protection import not_enrolled
from kopdes_jamsos.benefits.savings_tax import jht_tax
from kopdes_jamsos.coverage.conditions import Condition
from kopdes_jamsos.coverage.participation import Participation
from kopdes_jamsos.errors import BeforeDataError, MissingFactError, NotAnnouncedError
from kopdes_jamsos.law import LAW, DatedValue, LawBook
from kopdes_jamsos.law.book import check_book
from kopdes_jamsos.money import Rupiah
from kopdes_jamsos.months import DateLike, as_date, years_after
from kopdes_jamsos.programs import Leaving, Program


@frozen(kw_only=True)
class JhtRight(Grounded):
    """What one cause of leaving gives before pension age.

    Attributes:
        cause: Why the participant leaves.
        wait: Months until payment; None: not before pension age.
        note: Remark of the law file.
        basis: Where it stands.

    Examples:
        >>> {
        ...     right.cause.value: right.wait
        ...     for right in kj.benefits.jht_rights(dt.date(2015, 8, 20))
        ... }
        {'resignation': None, 'dismissal': None, 'contract_end': None, 'stopped': None,
        'abroad': None}
    """

    cause: Leaving
    wait: int | None
    note: str
    basis: Basis


def jht_rights(on: DateLike, *, law: LawBook = LAW) -> tuple[JhtRight, ...]:
    """What each cause of leaving gives before pension age, by the rule of a day.

    Args:
        on: The day.
        law: Book of law.

    Raises:
        InvalidDateError: code `invalid-date`.
        BeforeDataError: code `before-data`.

    Examples:
        >>> {right.cause.value: right.wait for right in kj.benefits.jht_rights(dt.date(2026, 1, 1))}
        {'resignation': 1, 'dismissal': 1, 'contract_end': 0, 'stopped': 0, 'abroad': 0}
    """
    rule = check_book(law).value_on("jht.wait_after_leaving", as_date(on, "on"))
    return tuple(
        JhtRight(
            cause=cause,
            wait=rule.value.get(cause),
            note=rule.note,
            basis=Basis.of(rule),
        )
        for cause in Leaving
    )


def benefits(case: Case) -> Part:
    """What JHT gives for an event."""
    event = case.event
    enrolled = case.enrolled(Program.JHT)
    if not enrolled:
        if isinstance(event, Death | TotalDisability):
            return Part()
        return Part(refusals=(not_enrolled(case, Program.JHT),))
    if isinstance(event, PartialWithdrawal):
        return _partial(case, event, enrolled)
    timing = timing_of(case, enrolled)
    if timing.refusal is not None or timing.day is None:
        refusals = [refused(timing.refusal, Program.JHT)] if timing.refusal else []
        return Part(refusals=tuple(refusals))
    heirs = isinstance(event, Death)
    own = case
    if timing.left_out:
        paid = [each for each in case.participations if each not in timing.left_out]
        own = evolve(case, participations=tuple(paid))
    part = _payment(
        own,
        timing.day,
        label=Note.of("jht-whole", day=timing.day),
        values=timing.values,
        recipient=Recipient.HEIRS if heirs else Recipient.PARTICIPANT,
        decided_by=timing.decided_by,
    )
    if any(each.code == "jht-no-balance" for each in part.refusals):
        return part
    days = case.value("jht.payment_days")
    remarks = [Note.of("jht-paid-within", days=days.value)]
    if heirs and case.family is None:
        remarks.append(Note.of("jht-heirs"))
    proofs = tuple(
        Proof(program=Program.JHT, what=Note.of(f"proof-{name}"), basis=Basis.of(days))
        for name in ("card", *_papers(event))
    )
    return part + Part(proofs=proofs, remarks=tuple(remarks))


def _papers(event: Event) -> tuple[str, ...]:
    """What has to be handed in beside the card (Permenaker 4/2022 Pasal 7, 9, 11, 13, 15, 17)."""
    if isinstance(event, Death):
        return ("death-statement", "heirs", "heir-identity")
    identity = "passport" if isinstance(event, LeavingIndonesia) else "identity"
    return (f"jht-{identity}", f"jht-{event.kind}")


def _payment(
    case: Case,
    day: dt.date,
    *,
    label: Note,
    values: Sequence[DatedValue],
    recipient: Recipient,
    share: DatedValue | None = None,
    asked: Rupiah | None = None,
    decided_by: str = "",
) -> Part:
    """The line of a payment from the account, whole or a share of it, with its tax."""
    try:
        balance, grounds = _balance(case, day)
    except (BeforeDataError, NotAnnouncedError) as error:
        return _nothing("jht-rate-missing", year=error.value)
    if not balance:
        return _nothing("jht-no-balance")
    amount = balance
    if share is not None:
        amount = share.value.of(balance) if asked is None else asked
    notes, tax = _tax(case, amount, day)
    heirs = case.rules("jht.heirs") if recipient is Recipient.HEIRS else ()
    line = BenefitLine(
        program=Program.JHT,
        kind=BenefitKind.SAVINGS,
        label=label,
        amount=amount,
        base=balance if share else None,
        rate=share.value if share else None,
        notes=notes,
        recipient=recipient,
        basis=Basis.sum(
            (Basis.of(*values, *([share] if share else []), *heirs), grounds, tax),
            assuming=[decided_by],
        ),
    )
    return Part(lines=(line,))


def _nothing(code: str, **figures: object) -> Part:
    why = Note.of(code, **figures)
    return Part(refusals=(BenefitRefusal(program=Program.JHT, code=code, why=why),))


def _balance(case: Case, day: dt.date) -> tuple[Rupiah, Basis]:
    """The balance that the caller knows, or that of the account on a day."""
    if case.jht_balance is not None:
        return case.jht_balance, Basis.of(assuming=["jht-balance-given"])
    account = read_account(
        case.participations,
        day,
        rates=case.jht_rates,
        withdrawals=case.withdrawals,
        law=case.law,
        stood=case.stood,
    )
    return account.balance, account.basis


def _tax(case: Case, amount: Rupiah, day: dt.date) -> tuple[tuple[Note, ...], Basis]:
    accounts = open_accounts(case.participations, case.withdrawals, day, case.law)
    try:
        tax = jht_tax(
            amount,
            day,
            earlier=accounts.withdrawals,
            has_tax_number=case.has_tax_number,
            law=case.law,
        )
    except MissingFactError:
        return (Note.of("jht-tax-unknown"),), NO_BASIS
    code = "jht-tax-final" if tax.final else "jht-tax-progressive"
    basis = tax.basis.assuming(*accounts.assumptions)
    return (Note.of(code, tax=tax.tax, net=tax.net),), basis


def _partial(case: Case, event: PartialWithdrawal, enrolled: Sequence[Participation]) -> Part:
    """A part of the account, once, for who has been a member long enough."""
    on = event.on
    accounts = open_accounts(case.participations, case.withdrawals, on, case.law)
    enrolled = [each for each in enrolled if each in accounts.participations]
    years, most = case.value("jht.partial_membership"), case.value("jht.partial_times")
    home = event.purpose is WithdrawalPurpose.HOME
    share = case.value("jht.partial_home" if home else "jht.partial_other")
    since = member_since(enrolled, Program.JHT, on)
    active = any(each.joined <= on and (each.ended or on) >= on for each in enrolled)
    long = since is not None and years_after(since, years.value) <= on
    times = len(accounts.withdrawals)
    conditions = [
        Condition.of("jht-no-member", active, [years]),
        Condition.of(
            "jht-partial-early",
            long,
            [years],
            years=years.value,
            assumption="memberships-add" if len(enrolled) > 1 else "",
        ),
        Condition.of("jht-partial-used", times < most.value, [most], times=most.value),
    ]
    refusals = [refused(each, Program.JHT) for each in conditions if not each.met]
    if refusals:
        return Part(refusals=tuple(refusals))
    code = "jht-partial-home" if home else "jht-partial-other"
    part = _payment(
        case,
        on,
        label=Note.of(code, share=share.value),
        values=(years,),
        recipient=Recipient.PARTICIPANT,
        share=share,
        asked=event.amount,
    )
    for line in part.lines:
        highest = share.value.of(line.base or 0)
        if line.amount > highest:
            over = Condition.of("jht-partial-high", False, [share], highest=highest)
            return Part(refusals=(refused(over, Program.JHT),))
    return part + Part(remarks=(Note.of("jht-partial-once"),) if part.lines else ())
