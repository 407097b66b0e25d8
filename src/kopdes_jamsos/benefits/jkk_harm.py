"""A case of JKK that gives a right, and the making of its lines.

PP 44/2015 Pasal 30 (who advances what) and Pasal 32 ayat (1) (the wage at the time of the
accident). The sums are in `benefits.jkk_lines` and `benefits.jkk_incapacity`. The day of the
accident or of the diagnosis decides.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from attrs import frozen

from kopdes_jamsos.basis import NO_BASIS, Basis, Note
from kopdes_jamsos.benefits.cases import Case
from kopdes_jamsos.benefits.events import (
    Death,
    OccupationalDisease,
    WorkAccident,
)
from kopdes_jamsos.benefits.kinds import (
    OF_HEIRS,
    BenefitKind,
    Payable,
    Recipient,
)
from kopdes_jamsos.benefits.lines import BenefitLine, BenefitRefusal
from kopdes_jamsos.benefits.protection import BenefitBase, Protection, is_bpu
from kopdes_jamsos.law import DatedValue
from kopdes_jamsos.money import Rate, Rupiah
from kopdes_jamsos.programs import Payer, Program

Cause: TypeAlias = WorkAccident | OccupationalDisease

# Paid to whoever treats the injured, and never held up by arrears.
_CARE = frozenset({BenefitKind.CARE, BenefitKind.HOME_CARE})
# Advanced by the employer, or by a BPU himself.
_ADVANCED = frozenset({BenefitKind.TRANSPORT, BenefitKind.INCAPACITY})


@frozen(kw_only=True)
class Harm:
    """A case of JKK that gives a right.

    Attributes:
        case: The case.
        cause: The accident or disease; None where only its outcome was given.
        on: Day of the accident or the diagnosis, whose law decides.
        protection: What the participation gives.
        wage: The wage that sums follow from.
    """

    case: Case
    cause: Cause | None
    on: dt.date
    protection: Protection
    wage: BenefitBase

    @property
    def bpu(self) -> bool:
        """Whether the participation is one of a BPU."""
        return is_bpu(self.protection.participation)

    def value(self, name: str) -> DatedValue:
        """A value of JKK on the day that decides."""
        return self.case.value(f"jkk.{name}", self.on)

    def rules(self, name: str) -> tuple[DatedValue, ...]:
        """A value or rule of JKK on the day that decides; nothing before it began."""
        return self.case.rules(f"jkk.{name}", self.on)

    def refusal(self, code: str, basis: Basis = NO_BASIS) -> BenefitRefusal:
        """Something of JKK that is not due."""
        return refusal(code, self.on, basis)


def refusal(code: str, day: dt.date, basis: Basis = NO_BASIS) -> BenefitRefusal:
    """Something of JKK that is not due, as of a day."""
    why = Note.of(f"refused-{code}", program=Program.JKK, day=day)
    return BenefitRefusal(program=Program.JKK, code=code, why=why, basis=basis)


def harm_line(
    harm: Harm,
    kind: BenefitKind,
    amount: Rupiah,
    values: Sequence[DatedValue],
    *,
    label: str = "",
    assuming: Iterable[str] = (),
    notes: Iterable[Note] = (),
    of_wage: bool = False,
    rate: Rate | None = None,
    multiple: int | None = None,
    **figures: object,
) -> BenefitLine:
    """A line; its kind tells who receives it, who pays first, and whether arrears hold it up."""
    protection = harm.protection
    wage = harm.wage if of_wage else BenefitBase(amount=0)
    advanced = kind in _ADVANCED and protection.pays_first is None
    pays_first = protection.pays_first
    if advanced:
        pays_first = Payer.PARTICIPANT if harm.bpu else Payer.EMPLOYER
    shown = {"base": wage.amount if of_wage else None, "rate": rate, "multiple": multiple}
    figures |= {name: figure for name, figure in shown.items() if figure is not None}
    return BenefitLine(
        program=Program.JKK,
        kind=kind,
        label=Note.of(label or f"jkk-{kind.replace('_', '-')}", **figures),
        amount=amount,
        base=wage.amount if of_wage else None,
        rate=rate,
        multiple=multiple,
        notes=(*notes, *wage.notes),
        recipient=_recipient(harm, kind),
        payable=Payable.AT_ONCE if kind in _CARE else protection.payable,
        pays_first=pays_first,
        basis=Basis.sum(
            (
                Basis.of(*values, assuming=assuming),
                wage.basis,
                Basis.of(*harm.rules("advanced") if advanced else ()),
                Basis.of(assuming=_days(harm, values)),
                protection.basis,
            )
        ),
    )


def _recipient(harm: Harm, kind: BenefitKind) -> Recipient:
    if kind in _CARE:
        return Recipient.FACILITY
    if kind in _ADVANCED and not harm.bpu:
        return Recipient.EMPLOYER
    if kind in OF_HEIRS and isinstance(harm.case.event, Death):
        return Recipient.HEIRS
    return Recipient.PARTICIPANT


def _days(harm: Harm, values: Iterable[DatedValue]) -> Iterator[str]:
    """Assumptions about the day: of the accident where it was not given, and of the tariff."""
    if harm.cause is None:
        yield "accident-same-day"
    law, event = harm.case.law, harm.case.event
    tariff = [value for value in values if value.path.startswith(("jkk.", "jkm."))]
    if any(law.series(value.path).on(event.on).begins != value.begins for value in tariff):
        yield "jkk-day"
