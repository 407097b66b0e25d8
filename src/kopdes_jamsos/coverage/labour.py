"""Whether an employer is a labour-intensive industry whose JKK was halved.

PP 7/2025 Pasal 3 ayat (3) and (4): one of six industries with at least 50 workers who are active
participants; Pasal 6 ayat (2): after JKK is settled up to January 2025. PP 36/2025 goes on with it.
`PUEnrolment.labour_intensive` states what is found here.
"""

from __future__ import annotations

from attrs import field, frozen

from kopdes_jamsos._checks import check_whole
from kopdes_jamsos.basis import Basis, Explained, Grounded, Note, Statement, Table
from kopdes_jamsos.choices import choose
from kopdes_jamsos.coverage.conditions import Condition, conditions_table, rows_of
from kopdes_jamsos.law import LAW, LawBook
from kopdes_jamsos.law.book import check_book
from kopdes_jamsos.months import Month, MonthLike, as_month
from kopdes_jamsos.programs import Choice


class Industry(Choice):
    """What an employer makes, as far as PP 7/2025 Pasal 3 ayat (4) names it.

    FOOD: food, drinks and tobacco. TEXTILES: textiles and clothes. LEATHER: leather and goods made
    of it. FOOTWEAR. TOYS: for children. FURNITURE. OTHER: anything else.

    Examples:
        >>> Industry("footwear")
        <Industry.FOOTWEAR: 'footwear'>
    """

    FOOD = "food"
    TEXTILES = "textiles"
    LEATHER = "leather"
    FOOTWEAR = "footwear"
    TOYS = "toys"
    FURNITURE = "furniture"
    OTHER = "other"


@frozen(kw_only=True)
class LabourConditions(Grounded, Explained):
    """Whether an employer meets the conditions of the halved JKK contribution.

    Attributes:
        month: The contribution month.
        conditions: Each condition, met or not.
        law: The book of law that was used.

    Examples:
        >>> found = kj.coverage.labour_conditions(
        ...     kj.Month(2025, 3),
        ...     industry="footwear",
        ...     active_workers=49,
        ...     settled_up_to=kj.Month(2025, 1),
        ... )
        >>> found.met, [each.code for each in found.conditions if not each.met]
        (False, ['labour-workers'])
    """

    month: Month
    conditions: tuple[Condition, ...]
    law: LawBook = field(repr=False)

    @property
    def met(self) -> bool:
        """Whether every condition is met: what `PUEnrolment.labour_intensive` states."""
        return all(condition.met for condition in self.conditions)

    @property
    def basis(self) -> Basis:
        """What the conditions rest on."""
        return Basis.sum(self.conditions)

    def table(self) -> Table:
        """A row for each condition."""
        return conditions_table(self.conditions)

    def statement(self) -> Statement:
        """The conditions as data, ready to be worded."""
        return Statement(
            title=Note.of("labour-conditions", month=self.month),
            rows=rows_of(self.conditions),
            basis=self.basis,
        )


def labour_conditions(
    month: MonthLike,
    *,
    industry: Industry | str,
    active_workers: int,
    settled_up_to: MonthLike,
    law: LawBook = LAW,
) -> LabourConditions:
    """Say which conditions of the halved JKK contribution an employer meets.

    The law of the contribution month decides.

    Args:
        month: The contribution month.
        industry: What the employer makes.
        active_workers: Number of workers who are active participants.
        settled_up_to: Last month up to which JKK is settled.
        law: Book of law.

    Raises:
        UnknownChoiceError: code `unknown-choice`: no such industry.
        InvalidFactError: code `invalid-fact`: no number of workers.
        InvalidMonthError: code `invalid-month`.
        BeforeDataError: code `before-data`: before February 2025.
        NoRuleError: code `no-rule`: after January 2026.

    Examples:
        >>> kj.coverage.labour_conditions(
        ...     kj.Month(2025, 3),
        ...     industry="toys",
        ...     active_workers=50,
        ...     settled_up_to=kj.Month(2025, 1),
        ... ).met
        True
    """
    month = as_month(month, "month")
    made = choose(Industry, industry)
    workers = check_whole(active_workers, "active_workers")
    settled_up_to = as_month(settled_up_to, "settled_up_to")
    check_book(law)
    named = law.value("obligations.labour_industries", month)
    least = law.value("obligations.labour_workers", month)
    last = law.value("obligations.labour_settled_up_to", month)
    until = Month.of(last.value)
    return LabourConditions(
        month=month,
        conditions=(
            Condition.of("labour-industry", made in named.value, [named]),
            Condition.of("labour-workers", workers >= least.value, [least], count=least.value),
            Condition.of("labour-settled", settled_up_to >= until, [last], month=until),
        ),
        law=law,
    )
