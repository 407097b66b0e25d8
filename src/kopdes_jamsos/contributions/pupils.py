"""What an employer pays for apprentices, pupils at practical work and the like.

PP 44/2015 Pasal 28: they count as workers for JKK, with the lowest wage of those who do the same
work there. Permenaker 5/2021 Pasal 35 and 45, as changed by Permenaker 1/2025: the employer must
register them in JKK and may in JKM, at the rates of his wage earners on that lowest wage, by the
15th of the same month.
"""

from __future__ import annotations

import datetime as dt

from attrs import field, frozen

from kopdes_jamsos._checks import check_flag
from kopdes_jamsos.basis import Basis, Explained, Grounded, Note, Row, Statement
from kopdes_jamsos.contributions.assessment import Assessment, assess
from kopdes_jamsos.enrolment import PUEnrolment, optional_risk_class
from kopdes_jamsos.law import LAW, LawBook
from kopdes_jamsos.law.book import check_book
from kopdes_jamsos.money import Rupiah, check_rupiah
from kopdes_jamsos.months import Month, check_month
from kopdes_jamsos.programs import Program, RiskClass


@frozen(kw_only=True)
class ApprenticeContribution(Grounded, Explained):
    """The contribution for one apprentice or pupil for one month.

    Attributes:
        assessment: What is owed, at the rates of wage earners on the lowest wage.
        due: Day by which it must be paid.
        rules: What the articles on apprentices say.

    Examples:
        >>> found = kj.contributions.apprentice_contribution(
        ...     3_200_000, kj.Month(2025, 9), risk_class=3
        ... )
        >>> found.total, found.due
        (28480, datetime.date(2025, 9, 15))
    """

    assessment: Assessment
    due: dt.date
    rules: Basis = field(repr=False)

    @property
    def total(self) -> Rupiah:
        """What the employer pays, in rupiah."""
        return self.assessment.total

    @property
    def basis(self) -> Basis:
        """What the amount and the articles on apprentices rest on."""
        return Basis.sum((self.rules, self.assessment))

    def statement(self) -> Statement:
        """The contribution as data, ready to be worded."""
        lines = self.assessment.lines
        return Statement(
            title=Note.of("apprentice", month=self.assessment.month),
            rows=tuple(
                Row(
                    head=line.program,
                    label=Note.of("rated", rate=line.rate, base=line.base, payer=line.payer),
                    amount=line.amount,
                    citations=line.citations,
                )
                for line in lines
            ),
            totals=(
                Row(label=Note.of("total"), amount=self.total, citations=self.rules.citations),
            ),
            remarks=(
                Note.of("due", programs=[line.program for line in lines], day=self.due),
                Note.of("apprentice-jkm"),
            ),
            basis=self.basis,
        )


def apprentice_contribution(
    lowest_wage: Rupiah,
    month: Month,
    *,
    risk_class: RiskClass | int,
    jkm: bool = False,
    law: LawBook = LAW,
) -> ApprenticeContribution:
    """Assess what an employer pays for one apprentice or pupil for one month.

    The law of the contribution month decides.

    Args:
        lowest_wage: Lowest monthly wage, in rupiah, of the workers who do the same work there; what
            the apprentice gets does not matter.
        month: The month to which the contribution belongs.
        risk_class: JKK risk class of the employer.
        jkm: Whether the employer registers the apprentice in JKM as well.
        law: Book of law.

    Raises:
        InvalidAmountError: code `invalid-amount`.
        InvalidMonthError: code `invalid-month`.
        InvalidRiskClassError: code `invalid-risk-class`.
        InvalidFactError: code `invalid-fact`: a flag that is none.
        BeforeDataError: code `before-data`: before April 2021.

    Examples:
        >>> kj.contributions.apprentice_contribution(
        ...     3_200_000, kj.Month(2025, 9), risk_class=3, jkm=True
        ... ).total
        38080
    """
    wage = check_rupiah(lowest_wage, "lowest_wage")
    check_month(month, "month")
    check_book(law)
    programs = {Program.JKK, Program.JKM} if check_flag(jkm, "jkm") else {Program.JKK}
    who = law.value("participants.apprentices", month)
    rule = law.value("participants.apprentice_contribution", month)
    due = law.value("participation.apprentice_due", month)
    changed = law.series("participants.unwaged_by_employer").in_force(month)
    enrolment = PUEnrolment(
        wage=wage, programs=frozenset(programs), risk_class=optional_risk_class(risk_class)
    )
    return ApprenticeContribution(
        assessment=assess(enrolment, month, law=law),
        due=due.value.of(month)[1],
        rules=Basis.of(who, rule, due, assuming=["apprentice-named"] if changed else []),
    )
