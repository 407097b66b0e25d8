"""Figures of inverse questions: amounts that follow from one unknown whole number.

Implements no article of its own. Each figure gives the two parts of its amount, and computes both
with the functions that anybody calls: `assess`, `entitle` and scenarios.
"""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

from attrs import evolve, field, frozen

from kopdes_jamsos._checks import by, check_flag, is_a, to_month
from kopdes_jamsos.basis import Basis
from kopdes_jamsos.benefits.claims import asked_again
from kopdes_jamsos.benefits.entitlement import Entitlement
from kopdes_jamsos.benefits.lines import BenefitLine, MonthlyBenefit
from kopdes_jamsos.choices import choose_or_none
from kopdes_jamsos.contributions.assessment import Assessment, assess
from kopdes_jamsos.enrolment import (
    BPUEnrolment,
    ConstructionEnrolment,
    Enrolment,
    EnrolmentT,
    PUEnrolment,
    facts_of,
)
from kopdes_jamsos.errors import InvalidFactError
from kopdes_jamsos.law import LAW, LawBook
from kopdes_jamsos.law.levies import Line
from kopdes_jamsos.money import LARGEST, PARTS, Rupiah
from kopdes_jamsos.months import Month
from kopdes_jamsos.programs import Payer, Program
from kopdes_jamsos.questions.inverse import Parts

Unknown: TypeAlias = Literal[
    "wage", "income", "contract_value", "wages", "people", "months", "share"
]


def base_of(enrolment: Enrolment) -> Unknown:
    """Name of the amount that an enrolment declares.

    Examples:
        >>> base_of(trader), base_of(kj.ConstructionEnrolment(wages=50_000_000))
        ('income', 'wages')
    """
    found: Any = [
        fact.name
        for fact in facts_of(enrolment.segment)
        if fact.base and getattr(enrolment, fact.name) is not None
    ]
    return found[0]  # type: ignore[no-any-return]  # an enrolment has exactly one


def with_base(enrolment: EnrolmentT, amount: int) -> EnrolmentT:
    """The enrolment with another amount declared, in rupiah; what it rested on no longer counts.

    Examples:
        >>> with_base(trader, 2_000_000).income
        2000000
    """
    changes: dict[str, Any] = {base_of(enrolment): amount}
    if isinstance(enrolment, PUEnrolment):
        changes["wage_basis"] = None
    return evolve(enrolment, **changes)


def _optional_payer(value: Payer | str | None) -> Payer | None:
    return choose_or_none(Payer, value)


def _optional_program(value: Program | str | None) -> Program | None:
    return choose_or_none(Program, value)


class _OfBase:
    """A figure whose unknown is the amount that an enrolment declares: wage, income or contract."""

    enrolment: Enrolment
    month: Month
    law: LawBook

    @property
    def unknown(self) -> Unknown:
        """Name of the unknown: the base of the enrolment."""
        return base_of(self.enrolment)

    @property
    def least(self) -> int:
        """The least base, in rupiah."""
        return 0

    @property
    def most(self) -> int:
        """The greatest base, in rupiah."""
        return LARGEST

    def assessed(self, value: int) -> Assessment:
        """The assessment at a base, in rupiah.

        Examples:
            >>> asked = kj.questions.Contribution(enrolment=trader, month="2025-07")
            >>> asked.assessed(2_000_000).total
            26800
        """
        return assess(with_base(self.enrolment, value), self.month, law=self.law)

    def basis(self, value: int) -> Basis:
        """What the amount rests on at a base.

        Examples:
            >>> asked = kj.questions.Contribution(enrolment=trader, month="2025-07")
            >>> len(asked.basis(2_000_000).citations)
            2
        """
        return self.assessed(value).basis


@frozen(kw_only=True)
class Contribution(_OfBase):
    """A contribution of a month by the wage, income or contract value that was declared.

    Attributes:
        enrolment: Everything but the amount declared, which is what is asked for.
        month: The month to which the contribution belongs.
        payer: Only the lines of one payer; None: of all.
        program: Only the lines of one programme; None: of all.
        law: Book of law.

    Raises:
        InvalidFactError: code `invalid-fact`.
        InvalidMonthError: code `invalid-month`.
        UnknownChoiceError: code `unknown-choice`.
        UnknownProgramError: code `unknown-program`.

    Examples:
        >>> asked = kj.questions.Contribution(
        ...     enrolment=worker, month=kj.Month(2026, 11), payer="worker", program=kj.JP
        ... )
        >>> asked.parts(5_000_000)
        (50000, 0)
    """

    enrolment: Enrolment = field(
        repr=False, validator=is_a(PUEnrolment, BPUEnrolment, ConstructionEnrolment)
    )
    month: Month = field(converter=to_month)
    payer: Payer | None = field(default=None, converter=_optional_payer)
    program: Program | None = field(default=None, converter=_optional_program)
    law: LawBook = field(default=LAW, repr=False, validator=is_a(LawBook))

    def parts(self, value: int) -> Parts:
        """The contribution at a base, in rupiah; the second part is 0.

        Examples:
            >>> asked = kj.questions.Contribution(enrolment=trader, month="2025-07")
            >>> asked.parts(2_000_000)
            (26800, 0)
        """
        return self.amount(self.assessed(value)), 0

    def amount(self, assessment: Assessment) -> Rupiah:
        """The lines that are asked for, in rupiah.

        Examples:
            >>> asked = kj.questions.Contribution(enrolment=trader, month="2025-07")
            >>> asked.amount(kj.assess(trader, "2025-07"))
            16800
        """
        return sum(line.amount for line in self.lines(assessment))

    def lines(self, assessment: Assessment) -> tuple[Line, ...]:
        """The lines that are asked for.

        Examples:
            >>> asked = kj.questions.Contribution(enrolment=trader, month="2025-07", program=kj.JKM)
            >>> [line.amount for line in asked.lines(kj.assess(trader, "2025-07"))]
            [6800]
        """
        return tuple(
            line
            for line in assessment.lines
            if self.payer in (None, line.payer) and self.program in (None, line.program)
        )


@frozen(kw_only=True)
class TakeHome(_OfBase):
    """What is left of a wage or income after the own contributions of the month, in rupiah.

    Neither income tax nor anything else that is deducted is known here.

    Attributes:
        enrolment: Everything but the wage or income, which is what is asked for.
        month: The month to which the contribution belongs.
        law: Book of law.

    Raises:
        InvalidFactError: code `invalid-fact`.
        InvalidMonthError: code `invalid-month`.

    Examples:
        >>> kj.questions.TakeHome(enrolment=worker, month=kj.Month(2026, 11)).parts(5_000_000)
        (5000000, 150000)
    """

    enrolment: PUEnrolment | BPUEnrolment = field(
        repr=False, validator=is_a(PUEnrolment, BPUEnrolment)
    )
    month: Month = field(converter=to_month)
    law: LawBook = field(default=LAW, repr=False, validator=is_a(LawBook))

    def parts(self, value: int) -> Parts:
        """The wage or income, and what is paid of it, in rupiah.

        Examples:
            >>> asked = kj.questions.TakeHome(enrolment=trader, month="2025-07")
            >>> asked.parts(2_000_000)
            (2000000, 26800)
        """
        return value, sum(line.amount for line in self.lines(self.assessed(value)))

    def lines(self, assessment: Assessment) -> tuple[Line, ...]:
        """The lines that are paid of the wage or income.

        Examples:
            >>> asked = kj.questions.TakeHome(enrolment=worker, month=kj.Month(2026, 11))
            >>> [line.amount for line in asked.lines(kj.assess(worker, "2026-11"))]
            [100000, 50000]
        """
        own = (Payer.WORKER, Payer.PARTICIPANT)
        return tuple(line for line in assessment.lines if line.payer in own)


@frozen(kw_only=True)
class Benefit:
    """A benefit by the wage or income that was declared in the last participation.

    Attributes:
        entitlement: What the event gives at any wage, as `kj.entitle` tells it; its facts are
            asked again with other wages.
        program: Only the benefits of one programme; None: of all.
        monthly: The benefit of a month (a pension, the first cash), not the sums.

    Raises:
        InvalidFactError: code `invalid-fact`: among others, a participation with wages by month or
            amounts paid, of which no single wage can be asked.
        UnknownProgramError: code `unknown-program`.

    Examples:
        >>> at_work = kj.Death(dt.date(2025, 6, 3), work_related=True)
        >>> asked = kj.questions.Benefit(entitlement=kj.entitle(at_work, paid), program=kj.JKK)
        >>> asked.parts(1_000_000)
        (70000000, 0)
    """

    entitlement: Entitlement = field(repr=False, validator=is_a(Entitlement))
    program: Program | None = field(default=None, converter=_optional_program)
    monthly: bool = field(default=False, validator=by(check_flag))

    def __attrs_post_init__(self) -> None:
        last = self.entitlement.case.participations[-1]
        if last.bases or any(payment.amount is not None for payment in last.payments):
            raise InvalidFactError(
                "A participation with several wages or with amounts paid has no single wage.",
                remedy="Give one wage for all months, and payments without amounts.",
            )

    @property
    def unknown(self) -> Unknown:
        """Name of the unknown: the base of the last enrolment."""
        return base_of(self.entitlement.case.participations[-1].enrolment)

    @property
    def least(self) -> int:
        """The least base, in rupiah."""
        return 0

    @property
    def most(self) -> int:
        """The greatest base, in rupiah: beyond it no benefit fits into 64 bits."""
        return LARGEST // PARTS

    def entitled(self, value: int) -> Entitlement:
        """What the event gives at a base, in rupiah.

        Examples:
            >>> asked = kj.questions.Benefit(entitlement=kj.entitle(death, paid))
            >>> asked.entitled(2_000_000).total
            42000000
        """
        case = self.entitlement.case
        *others, last = case.participations
        again = evolve(last, enrolment=with_base(last.enrolment, value))
        return asked_again(case, participations=(*others, again))

    def parts(self, value: int) -> Parts:
        """The benefit at a base, in rupiah; the second part is 0.

        Examples:
            >>> asked = kj.questions.Benefit(entitlement=kj.entitle(death, paid))
            >>> asked.parts(2_000_000)
            (42000000, 0)
        """
        return self.amount(self.entitled(value)), 0

    def amount(self, entitlement: Entitlement) -> Rupiah:
        """The benefits that are asked for, in rupiah.

        Examples:
            >>> asked = kj.questions.Benefit(entitlement=kj.entitle(death, paid))
            >>> asked.amount(kj.entitle(death, paid))
            42000000
        """
        return sum(line.amount for line in self.lines(entitlement))

    def lines(self, entitlement: Entitlement) -> tuple[BenefitLine | MonthlyBenefit, ...]:
        """The sums that are asked for, or the first of the monthly benefits.

        Examples:
            >>> asked = kj.questions.Benefit(entitlement=kj.entitle(death, paid))
            >>> [line.amount for line in asked.lines(kj.entitle(death, paid))]
            [20000000, 12000000, 10000000]
        """
        lines: Any = entitlement.monthly if self.monthly else entitlement.lines
        found = tuple(line for line in lines if self.program in (None, line.program))
        return found[:1] if self.monthly else found

    def basis(self, value: int) -> Basis:
        """What the benefit rests on at a base.

        Examples:
            >>> asked = kj.questions.Benefit(entitlement=kj.entitle(death, paid))
            >>> asked.basis(2_000_000).evidence
            <Evidence.TEXT: 'text'>
        """
        return self.entitled(value).basis
