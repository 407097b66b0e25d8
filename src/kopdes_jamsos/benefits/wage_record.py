"""What a person paid for JP by a day: months, wages up to the ceiling, membership and density.

PP 45/2015 Pasal 1 angka 12 (only months fully paid count), Pasal 20 ayat (3) huruf a with
explanation (density), Pasal 3 ayat (4) (when membership ends) and Pasal 29 (the wage ceiling of
each month). The day of the right decides.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from fractions import Fraction

from attrs import field, frozen

from kopdes_jamsos.basis import Basis, Grounded
from kopdes_jamsos.benefits.membership import first_joined, member_since, membership_months
from kopdes_jamsos.coverage.combined import check_participations
from kopdes_jamsos.coverage.participation import Participation
from kopdes_jamsos.law import LAW, LawBook
from kopdes_jamsos.law.book import check_book
from kopdes_jamsos.law.kinds import Frozen
from kopdes_jamsos.money import Rupiah
from kopdes_jamsos.months import DateLike, Month, MonthLike, as_date, as_month
from kopdes_jamsos.programs import Program


@frozen(kw_only=True)
class PensionRecord(Grounded):
    """What a person paid for JP by a day.

    Attributes:
        months: Months paid for, each once.
        membership: Months of membership before the month of the day.
        paid_of_membership: How many of those are paid.
        since: Day since which the person would be a member had there been no gaps; None for none.
        lasting: Months from the first day of membership on, as if it had gone on without work.
        joined: That first day; None for none.
        wages: Wage of each paid month, cut at the ceiling, in rupiah.
        basis: The ceilings, and the conventions that decided the wages.

    Examples:
        >>> part = kj.Participation.paid_through(worker, since=kj.Month(2020, 1), months=30)
        >>> record = kj.benefits.pension_record([part], dt.date(2023, 1, 1))
        >>> len(record.months), record.membership, str(record.density)
        (30, 36, '5/6')
    """

    months: tuple[Month, ...] = field(repr=False)
    membership: int
    paid_of_membership: int
    since: dt.date | None = field(repr=False)
    lasting: int = field(repr=False)
    joined: dt.date | None = field(repr=False)
    wages: Mapping[Month, Rupiah] = field(repr=False)
    basis: Basis = field(repr=False)

    @property
    def density(self) -> Fraction:
        """Paid months over months of membership; one where there were none yet."""
        return _share(self.paid_of_membership, self.membership)

    @property
    def lasting_density(self) -> Fraction:
        """The same over all months since the first day of membership."""
        return _share(self.paid_of_membership, self.lasting)


def _share(paid: int, months: int) -> Fraction:
    return Fraction(paid, months) if months else Fraction(1)


def pension_record(
    participations: Sequence[Participation],
    on: DateLike,
    *,
    until: MonthLike | None = None,
    law: LawBook = LAW,
) -> PensionRecord:
    """The contribution record of a person for JP.

    Args:
        participations: Memberships of the person; wages of the same month add up.
        on: Day on which the right arises.
        until: Last month that counts; None for the month of the day.
        law: Book of law.

    Raises:
        InvalidFactError: code `invalid-fact`.
        InvalidDateError: code `invalid-date`.
        InvalidMonthError: code `invalid-month`.
        BeforeDataError: code `before-data`: months before JP began.
        NotAnnouncedError: code `not-announced`: the wage ceiling of a month.

    Examples:
        >>> worker = kj.PUEnrolment(wage=20_000_000, programs={kj.JP})
        >>> paid = kj.Participation.paid_through(worker, since=kj.Month(2026, 2), months=2)
        >>> list(kj.benefits.pension_record([paid], dt.date(2026, 5, 1)).wages.values())
        [10547400, 11086300]
    """
    own = check_participations(participations)
    check_book(law)
    on = as_date(on, "on")
    last = Month.of(on) if until is None else as_month(until, "until")
    sums: dict[Month, int] = {}
    several = False
    for participation in own:
        for month in participation.paid_months(Program.JP, last, law=law):
            several = several or month in sums
            sums[month] = sums.get(month, 0) + participation.base(month)
    ceilings = {month: law.value("jp.wage_ceiling", month) for month in sorted(sums)}
    until_then = min(last, Month.of(on) - 1)
    members = set(membership_months(own, Program.JP, until_then))
    joined = first_joined(own, Program.JP, on)
    lasting = 0 if joined is None else max(until_then - Month.of(joined) + 1, 0)
    return PensionRecord(
        months=tuple(ceilings),
        membership=len(members),
        paid_of_membership=len(members & sums.keys()),
        since=member_since(own, Program.JP, on),
        lasting=lasting,
        joined=joined,
        wages=Frozen(
            {month: min(sums[month], ceiling.value) for month, ceiling in ceilings.items()}
        ),
        basis=Basis.of(*ceilings.values(), assuming=["jp-several-employers" if several else ""]),
    )
