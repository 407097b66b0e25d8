"""What it costs in a month to close the gaps in the cover of a cooperative.

Implements no article of its own: the gaps come from `coverage.covered`, each amount from `assess`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, ClassVar

from attrs import asdict, evolve, field, frozen

from kopdes_jamsos._checks import check_kind
from kopdes_jamsos.basis import Basis, Code, Explained, Grounded, Note, Row, Statement, Table
from kopdes_jamsos.contributions.prices import Price, enrolment_of, price
from kopdes_jamsos.cooperative import Person
from kopdes_jamsos.coverage.covered import CooperativeCover, PersonCover
from kopdes_jamsos.enrolment import BPUEnrolment, Enrolment, PUEnrolment, completed
from kopdes_jamsos.money import Rupiah
from kopdes_jamsos.months import Month, MonthLike, as_month
from kopdes_jamsos.programs import Funding, Program, Sector


@frozen(kw_only=True)
class GapPrice(Price):
    """What it costs in a month to close the gaps of one person.

    Attributes:
        person: The person.
        programs: The programmes to be closed.
        assessment: What they cost, or None where it cannot be priced.
        code: Code of the error where it cannot be priced, or empty.
        remedy: What to do then, or empty.

    Examples:
        >>> cover = kj.coverage.covered_on(kdmp, dt.date(2025, 7, 3))
        >>> [line] = kj.contributions.gap_prices(cover, kj.Month(2025, 7)).lines
        >>> line.person.ref, line.total, line.code
        ('M-1', 16800, '')
    """

    person: Person
    programs: frozenset[Program]


@frozen(kw_only=True)
class GapPrices(Grounded, Explained):
    """What it costs in a month to close the gaps of a cooperative.

    Attributes:
        cover: The cover with its gaps.
        month: The month that is priced.
        lines: One for each person with gaps.

    Examples:
        >>> cover = kj.coverage.covered_on(kdmp, dt.date(2025, 7, 3))
        >>> kj.contributions.gap_prices(cover, kj.Month(2025, 7), income=0).total
        16800
    """

    _sum_is_told: ClassVar[bool] = True

    cover: CooperativeCover
    month: Month
    lines: tuple[GapPrice, ...] = field(repr=False)

    @property
    def total(self) -> Rupiah:
        """Sum of what could be priced, in rupiah."""
        return sum(line.total or 0 for line in self.lines)

    @property
    def basis(self) -> Basis:
        """What the cover and the prices rest on."""
        return Basis.sum([self.cover, *(line.assessment for line in self.lines if line.assessment)])

    def table(self) -> Table:
        """A row for each person with gaps, by reference only."""
        return Table.of(
            "gap-prices",
            {
                "month": Month,
                "ref": str | None,
                "programs": Program,
                "total": int | None,
                "code": Code | None,
            },
            self.lines,
            month=lambda _: self.month,
            ref="person.ref",
            programs=lambda line: tuple(each for each in Program if each in line.programs),
            code=lambda line: Code(line.code) if line.code else None,
        )

    def statement(self) -> Statement:
        """The prices as data, ready to be worded; people show by their reference only."""
        rows = [
            Row(
                head=line.person.ref or "",
                label=Note.of("gap", programs=[each for each in Program if each in line.programs]),
                amount=line.total,
                details=line.details,
            )
            for line in self.lines
        ]
        return Statement(
            title=Note.of("gap-prices", month=self.month, cooperative=self.cover.cooperative.name),
            rows=tuple(rows),
            totals=(Row(label=Note.of("total"), amount=self.total),),
            basis=self.basis,
        )


def gap_prices(
    cover: CooperativeCover,
    month: MonthLike,
    *,
    income: Rupiah | None = None,
    wage: Rupiah | None = None,
    sector: Sector | str | None = None,
    funding: Funding | str | None = None,
) -> GapPrices:
    """Price the gaps of a cooperative for a month.

    The facts of a person are those of the last participation, else of an enrolment in the same
    segment, else the ones given here for all others. What cannot be priced is named, such as a BPU
    who is too old to register on the day of the cover.

    Args:
        cover: What `covered_on` gave; its book of law is used.
        month: The month to be priced.
        income: Monthly income in rupiah of BPU of whom none is known.
        wage: Monthly wage in rupiah of wage earners of whom none is known.
        sector: Sector of BPU of whom none is known.
        funding: Whose money pays for BPU of whom that is not known.

    Raises:
        InvalidFactError: code `invalid-fact`: no cover of a cooperative.
        InvalidMonthError: code `invalid-month`.

    Examples:
        >>> clerk = kj.Employee(ref="E-1")
        >>> kdmp = kj.Cooperative(
        ...     name="KDMP Pejaten",
        ...     kind="KDMP",
        ...     village=village,
        ...     employees=[clerk],
        ...     scale="micro",
        ...     risk_class=1,
        ... )
        >>> cover = kj.coverage.covered_on(kdmp, dt.date(2025, 7, 3))
        >>> kj.contributions.gap_prices(cover, kj.Month(2025, 7), wage=3_000_000).total
        16200
    """
    month = as_month(month, "month")
    check_kind(cover, CooperativeCover, "cover", "Give what kj.coverage.covered_on gave.")
    facts = {"income": income, "wage": wage, "sector": sector, "funding": funding}
    lines = tuple(_price(entry, cover, month, facts) for entry in cover.entries if entry.gaps)
    return GapPrices(cover=cover, month=month, lines=lines)


def _price(
    entry: PersonCover, cover: CooperativeCover, month: Month, facts: Mapping[str, Any]
) -> GapPrice:
    programs = frozenset(gap.program for gap in entry.gaps)
    found = price(lambda: _enrolment(entry, cover, month, facts, programs), month, cover.law)
    return GapPrice(person=entry.person, programs=programs, **asdict(found, recurse=False))


def _enrolment(
    entry: PersonCover,
    cover: CooperativeCover,
    month: Month,
    facts: Mapping[str, Any],
    programs: frozenset[Program],
) -> Enrolment:
    segment, group = entry.gaps[0].segment, entry.gaps[0].group
    if entry.participations:
        known: PUEnrolment | BPUEnrolment | None = entry.participations[-1].enrolment_of(month)
    else:
        same = (each for each in entry.person.enrolments if each.segment is segment)
        known = next(same, None)
    facts = {
        **facts,
        "group": group,
        "birth_date": entry.person.birth_date,
        "registered_on": _registration(entry, cover.on, month),
        "risk_class": cover.cooperative.risk_class,
    }
    if known is None:
        return enrolment_of(segment, programs, facts)
    return completed(evolve(known, programs=programs), facts)


def _registration(entry: PersonCover, on: dt.date, month: Month) -> dt.date:
    """Day of the first registration: on record, or on which the person would register now."""
    joined = [part.joined for part in entry.participations]
    return min([*joined, min(max(on, month.first_day), month.last_day)])
