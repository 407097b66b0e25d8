"""JP in an entitlement: a monthly pension, or contributions and their return at once.

PP 45/2015 Pasal 14 (recipients), Pasal 19 to 23 (the five pensions), Pasal 24 (fewer months at
pension age), Pasal 25 and 26 (first payment and its documents, confirmation); Permenaker 29/2015
Pasal 26 (survivors who do not meet the conditions). Amounts are in `benefits.pensions`.
"""

from __future__ import annotations

import datetime as dt

from attrs import frozen

from kopdes_jamsos.basis import Basis, Note
from kopdes_jamsos.benefits.account import build_account
from kopdes_jamsos.benefits.cases import Case
from kopdes_jamsos.benefits.deposits import deposits_of
from kopdes_jamsos.benefits.events import Death, Event, TotalDisability
from kopdes_jamsos.benefits.family import Child, ChildWork
from kopdes_jamsos.benefits.kinds import BenefitKind, Recipient
from kopdes_jamsos.benefits.leaving import PensionAge
from kopdes_jamsos.benefits.lines import BenefitLine, BenefitRefusal, MonthlyBenefit, Part, Proof
from kopdes_jamsos.benefits.membership import refused
from kopdes_jamsos.benefits.pension_amounts import Pension, PensionKind
from kopdes_jamsos.benefits.pensions import PensionAnswer, pension
from kopdes_jamsos.benefits.protection import not_enrolled
from kopdes_jamsos.benefits.rates import YearRate, given_rate
from kopdes_jamsos.benefits.survivors import SpousePensionEnd
from kopdes_jamsos.errors import BeforeDataError, MissingFactError, NotAnnouncedError
from kopdes_jamsos.money import Rate
from kopdes_jamsos.months import Month, years_after
from kopdes_jamsos.programs import Program


@frozen(kw_only=True)
class _Claimant:
    """Who would draw a pension, until when; or the refusal where nobody would."""

    kind: PensionKind | None = None
    recipient: Recipient = Recipient.PARTICIPANT
    last_month: Month | None = None
    assumptions: tuple[str, ...] = ()
    refusal: BenefitRefusal | None = None


def benefits(case: Case) -> Part:
    """What JP gives for pension age, a total permanent disability or a death."""
    if not case.enrolled(Program.JP):
        if isinstance(case.event, PensionAge):
            return Part(refusals=(not_enrolled(case, Program.JP),))
        return Part()
    claimant = _claimant(case)
    if claimant.kind is None:
        return Part(refusals=(claimant.refusal,) if claimant.refusal else ())
    try:
        if isinstance(case.event, SpousePensionEnd):
            found = _after_spouse(case, case.event)
        else:
            found = pension(
                case.participations,
                case.event.on,
                claimant.kind,
                inflation=case.inflation,
                in_payment=case.pension_in_payment if isinstance(case.event, Death) else None,
                caused_on=_caused_on(case.event),
                law=case.law,
            )
    except (BeforeDataError, NotAnnouncedError) as error:
        why = Note.of("jp-value-missing", value=str(error.value))
        return Part(
            refusals=(BenefitRefusal(program=Program.JP, code="jp-value-missing", why=why),),
            proofs=_proofs(case),
        )
    if found.pension is not None:
        return _monthly(case, claimant, found, found.pension)
    refusals = tuple(refused(reason, Program.JP) for reason in found.reasons)
    if not found.lump_sum or isinstance(case.event, SpousePensionEnd):
        return Part(refusals=refusals)
    return Part(refusals=refusals) + _lump_sum(case, claimant, found)


def _after_spouse(case: Case, event: SpousePensionEnd) -> PensionAnswer:
    """The child's pension out of that of the widow or widower (Pasal 22 ayat (2) huruf c)."""
    drawn = case.pension_in_payment
    if drawn is None:
        if event.participant_died is None:
            raise MissingFactError(
                "Neither the pension of the widow or widower nor the day on which the participant "
                "died was given.",
                value="pension_in_payment",
                remedy="Give pension_in_payment=…, in rupiah a month, or participant_died to the "
                "event.",
            )
        # The conditions are those of the day on which the participant died, not of this one.
        first = pension(
            case.participations,
            event.participant_died,
            PensionKind.SPOUSE,
            inflation=case.inflation,
            law=case.law,
        )
        if first.pension is None:
            return first
        month = max(Month.of(event.on), first.pension.first_month)
        drawn = first.pension.in_month(month, inflation=case.inflation)
    return pension(
        case.participations,
        event.on,
        PensionKind.CHILD_AFTER_SPOUSE,
        inflation=case.inflation,
        in_payment=drawn,
        law=case.law,
    )


def _caused_on(event: Event) -> dt.date | None:
    disabled = isinstance(event, TotalDisability) and event.accident
    return disabled.on if disabled else None


def _nobody(case: Case, code: str, note: str, *, assuming: str = "") -> _Claimant:
    why = Note.of(note, program=Program.JP, day=case.event.on)
    basis = Basis.of(assuming=[assuming])
    return _Claimant(
        refusal=BenefitRefusal(program=Program.JP, code=code, why=why, basis=basis),
    )


def _claimant(case: Case) -> _Claimant:
    if isinstance(case.event, PensionAge):
        return _Claimant(kind=PensionKind.OLD_AGE)
    if isinstance(case.event, TotalDisability):
        return _Claimant(kind=PensionKind.DISABILITY)
    unknown = _nobody(case, "missing-fact", "jp-family-missing")
    family = case.family
    if isinstance(case.event, SpousePensionEnd):
        children = family.children if family and family.children is not None else None
        number = len(case.children) or None if children is None else children
        return unknown if number is None else _child(case, number)
    if family is None or family.spouses is None:
        return unknown
    if family.spouses:
        return _Claimant(kind=PensionKind.SPOUSE, recipient=Recipient.HEIRS)
    number = family.children if family.children is not None else len(case.children) or None
    if number is None:
        return unknown
    if number:
        return _child(case, number)
    if family.parents is None:
        return unknown
    if family.parents:
        return _Claimant(kind=PensionKind.PARENT, recipient=Recipient.HEIRS)
    return _nobody(case, "jp-no-survivor", "jp-no-survivor")


def _child(case: Case, number: int) -> _Claimant:
    """The pension of the children: registered ones, up to the age at which it ends."""
    end, most = (case.value(f"jp.{name}").value for name in ("child_end_age", "children_most"))
    after_spouse = isinstance(case.event, SpousePensionEnd)
    # The right begins on the 1st of the next month; by then nobody may have lost it.
    fit = [child for child in case.children if _may(child, Month.of(case.event.on) + 1, end)]
    unnamed = number - len(case.children)
    if not fit and unnamed <= 0:
        if after_spouse:
            return _nobody(case, "jp-no-child", "jp-no-child-after-spouse")
        return _parent_beside(case)
    number = len(fit) + max(unnamed, 0)
    assumptions = ["jp-children-share"] if number > 1 else []
    unsaid = unnamed > 0 or any(
        None in (child.birth_date, child.married, child.work) for child in fit
    )
    known = [child.birth_date for child in fit if child.birth_date is not None]
    last = None
    # Of more children than may be registered, it is not known which of them are.
    if known and len(known) == number <= most:
        last = Month.of(years_after(max(known), end))
        assumptions.append("jp-end-month")
    return _Claimant(
        kind=PensionKind.CHILD_AFTER_SPOUSE if after_spouse else PensionKind.CHILD,
        recipient=Recipient.CHILD,
        last_month=last,
        assumptions=(*assumptions, *(["jp-child-eligible"] if unsaid else [])),
    )


def _parent_beside(case: Case) -> _Claimant:
    """A parent beside children of whom none has a pension: Pasal 23 ayat (1) can be read both ways.

    "Tidak mempunyai … Anak", where Pasal 1 angka 8 gives a child no age: by its letter a child of
    any age bars the parent; by its purpose only one who draws the pension instead.
    """
    parents = case.family.parents if case.family else None
    if parents is None:
        return _nobody(case, "jp-no-child", "jp-no-child-parent-unknown")
    if not parents:
        return _nobody(case, "jp-no-child", "jp-no-child")
    if _BARS in case.law.readings:
        return _nobody(case, "jp-no-child", "jp-no-child", assuming=_BARS)
    return _Claimant(
        kind=PensionKind.PARENT,
        recipient=Recipient.HEIRS,
        assumptions=("jp-parent-beside-grown-child",),
    )


def _may(child: Child, first_month: Month, end: int) -> bool:
    young = child.birth_date is None or years_after(child.birth_date, end) >= first_month.first_day
    return young and not child.married and child.work in (None, ChildWork.NONE)


_BARS = "jp-any-child-bars-parent"
_LABELS = {
    PensionKind.OLD_AGE: "jp-old-age",
    PensionKind.DISABILITY: "jp-disability",
    PensionKind.SPOUSE: "jp-spouse",
    PensionKind.CHILD: "jp-child",
    PensionKind.CHILD_AFTER_SPOUSE: "jp-child",
    PensionKind.PARENT: "jp-parent",
}


def _monthly(case: Case, claimant: _Claimant, found: PensionAnswer, drawn: Pension) -> Part:
    conditions = [name for each in found.conditions for name in each.assumptions]
    first = case.value("jp.first_payment_days")
    confirm = case.value("jp.confirmation_months")
    remarks = [
        Note.of("jp-first-payment", days=first.value),
        Note.of("jp-confirmation", months=confirm.value),
    ]
    if drawn.kind is PensionKind.SPOUSE:
        remarks.append(Note.of("jp-child-after-spouse"))
    benefit = MonthlyBenefit(
        program=Program.JP,
        kind=BenefitKind.PENSION,
        label=Note.of(_LABELS[drawn.kind], month=drawn.first_month),
        amount=drawn.amount,
        first_month=drawn.first_month,
        last_month=claimant.last_month,
        notes=(
            Note.of("jp-limits", minimum=drawn.minimum, maximum=drawn.maximum),
            Note.of("jp-yearly"),
        ),
        recipient=claimant.recipient,
        basis=drawn.basis.assuming(*conditions, *claimant.assumptions),
    )
    return Part(monthly=(benefit,), proofs=_proofs(case), remarks=tuple(remarks))


def _proofs(case: Case) -> tuple[Proof, ...]:
    """What is handed in for a pension; the elucidation of Pasal 25 ayat (1) names it."""
    return tuple(
        Proof(program=Program.JP, what=Note.of("proof-jp"), basis=Basis.of(rule))
        for rule in case.rules("jp.first_payment_days")
    )


def _lump_sum(case: Case, claimant: _Claimant, found: PensionAnswer) -> Part:
    """Contributions and their return, where a pension is not reached."""
    old_age = claimant.kind is PensionKind.OLD_AGE
    on = found.date.day if found.date and old_age else case.event.on
    paid_on = (Month.of(on) + 1).first_day
    deposits = tuple(
        deposit
        for deposit in deposits_of(case.participations, Program.JP, paid_on, case.law, case.stood)
        if deposit.month <= Month.of(on)
    )
    try:
        account = build_account(
            Program.JP,
            deposits,
            paid_on,
            rate_of=lambda year: _return_of(case, year),
            withdrawals=(),
            yearly=False,
            law=case.law,
        )
    except MissingFactError as error:
        year, paid = error.figures["year"], sum(each.amount for each in deposits)
        why = Note.of("jp-rate-missing", year=year, paid=paid)
        return Part(refusals=(BenefitRefusal(program=Program.JP, code="jp-rate-missing", why=why),))
    rules = case.rules("jp.lump_sum" if old_age else "jp.lump_sum_others")
    line = BenefitLine(
        program=Program.JP,
        kind=BenefitKind.LUMP_SUM,
        label=Note.of("jp-lump-sum", day=paid_on),
        amount=account.balance,
        notes=(Note.of("jp-lump-sum-parts", paid=account.contributions, back=account.development),),
        recipient=claimant.recipient,
        basis=Basis.sum((Basis.of(*rules), account)).assuming(
            "" if old_age else "jp-lump-sum-death"
        ),
    )
    return Part(lines=(line,))


def _return_of(case: Case, year: int) -> YearRate:
    """The return of JP in a year, which the caller has to give."""
    given = case.jp_rates
    rate = given if isinstance(given, Rate) else (given or {}).get(year)
    if rate is None:
        raise MissingFactError(
            f"The return of JP for {year} is not published and was not given.",
            value="jp_rates",
            year=year,
            remedy=f'Give jp_rates={{{year}: kj.percent("5.59")}}.',
            reason="jp-year",
        )
    return given_rate("jp_rates", year, rate)
