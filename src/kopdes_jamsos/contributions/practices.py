"""What the proposed segment of a person costs in a month, and what the other practices cost.

Implements no article of its own: each amount comes from `assess`, each practice from
`coverage.segment`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import asdict, field, frozen

from kopdes_jamsos._plain import items_of
from kopdes_jamsos.basis import Basis, Code, Explained, Grounded, Note, Row, Statement, Table
from kopdes_jamsos.contributions.prices import Price, enrolment_of, price
from kopdes_jamsos.coverage.duties import obligations
from kopdes_jamsos.coverage.segment import Practice, Proposal
from kopdes_jamsos.enrolment import Enrolment, optional_scale
from kopdes_jamsos.errors import InvalidFactError, KopdesJamsosError
from kopdes_jamsos.law import LAW, LawBook
from kopdes_jamsos.law.book import check_book
from kopdes_jamsos.money import Rupiah
from kopdes_jamsos.months import Month, MonthLike, as_month
from kopdes_jamsos.programs import (
    BPUGroup,
    BusinessScale,
    Funding,
    Program,
    RiskClass,
    Sector,
    Segment,
)


@frozen(kw_only=True)
class SegmentPrice(Price):
    """What one way of enrolling a person costs in a month.

    Attributes:
        practice: The way; the first of a comparison is what is proposed or chosen.
        owed: Programmes that are owed this way, or None where a fact that decides is missing.
        assessment: What is owed, or None where it cannot be priced.
        code: Code of the error where it cannot be priced, or empty.
        remedy: What to do then, or empty.

    Examples:
        >>> proposal = kj.coverage.propose_segment(kj.Officer(role="ketua"), kdmp)
        >>> prices = kj.contributions.segment_prices(proposal, kj.Month(2025, 7), income=0)
        >>> prices.lines[-1].code  # as PU: the wage is not known
        'missing-fact'
    """

    practice: Practice
    owed: frozenset[Program] | None = None

    @property
    def left_out(self) -> tuple[Program, ...]:
        """Programmes that are owed this way and not in the price."""
        if self.assessment is None or self.owed is None:
            return ()
        return tuple(sorted(self.owed - self.assessment.enrolment.programs))

    @property
    def details(self) -> tuple[Note, ...]:
        """Why it cannot be priced, or what is owed beside the price, to be worded."""
        if not self.left_out:
            return super().details
        return (Note.of("owed-beside", programs=self.left_out),)


@frozen(kw_only=True)
class SegmentPrices(Grounded, Explained):
    """A proposal priced for a month beside the other practices.

    Attributes:
        month: The month.
        lines: The proposal first, then the others.
        law: The book of law that was used.

    Examples:
        >>> kdmp = kj.Cooperative(name="Pejaten", kind="KDMP", village=village, employs=False)
        >>> proposal = kj.coverage.propose_segment(kj.Officer(role="ketua"), kdmp)
        >>> facts = {"income": 0, "wage": 1_000_000, "risk_class": 1}
        >>> found = kj.contributions.segment_prices(
        ...     proposal, kj.Month(2026, 11), sector="other", funding="self", **facts
        ... )
        >>> [line.total for line in found.lines]
        [16800, 8400, 5400]
    """

    month: Month
    lines: tuple[SegmentPrice, ...]
    law: LawBook = field(repr=False)

    @property
    def basis(self) -> Basis:
        """What the prices rest on; the proposal itself is a choice of ours."""
        priced = [line.assessment for line in self.lines if line.assessment]
        same = any(line.left_out for line in self.lines)
        return Basis.sum(priced, assuming=["segment-default"]).assuming(
            "same-programs" if same else ""
        )

    def table(self) -> Table:
        """A row for each way of enrolling the person, the proposal first."""
        return Table.of(
            "segment-prices",
            {
                "month": Month,
                "segment": Segment,
                "group": BPUGroup | None,
                "reason": Note,
                "total": int | None,
                "left_out": Program,
                "code": Code | None,
            },
            self.lines,
            month=lambda _: self.month,
            segment="practice.segment",
            group="practice.group",
            reason="practice.why",
            code=lambda line: Code(line.code) if line.code else None,
        )

    def statement(self) -> Statement:
        """The comparison as data, ready to be worded."""
        rows = [
            Row(
                head=line.practice.segment,
                label=line.practice.why,
                amount=line.total,
                details=line.details,
            )
            for line in self.lines
        ]
        return Statement(
            title=Note.of("segment-prices", month=self.month), rows=tuple(rows), basis=self.basis
        )


def segment_prices(
    proposal: Proposal,
    month: MonthLike,
    *,
    income: Rupiah | None = None,
    wage: Rupiah | None = None,
    programs: Iterable[Program | str] | None = (Program.JKK, Program.JKM),
    scale: BusinessScale | str | None = None,
    risk_class: RiskClass | int | str | None = None,
    sector: Sector | str | None = None,
    funding: Funding | str | None = None,
    law: LawBook = LAW,
) -> SegmentPrices:
    """Price a proposal for a month, and the other practices beside it.

    The programmes that are owed differ: a BPU who employs owes JHT as well, and a wage earner what
    the scale of the business says (Perpres 109/2013 Pasal 6 and 8). With `programs` all ways are
    priced in the same ones, so that they compare, and each line says what else is owed.

    What cannot be priced because a fact is missing is named with the code of the error and its
    remedy; nothing is left out.

    Args:
        proposal: What `propose_segment` gave, or the caller's own choice in its place.
        month: The month.
        income: Monthly income in rupiah, for BPU.
        wage: Monthly wage in rupiah, for PU.
        programs: Programmes to be priced, the same for every way; None: those that each way owes.
        scale: Business scale of the cooperative; decides what is owed for PU.
        risk_class: JKK risk class of the cooperative, for PU.
        sector: Sector of the person's own work, for BPU.
        funding: Whose money pays, for BPU.
        law: Book of law.

    Raises:
        InvalidFactError: code `invalid-fact`: no proposal, or one that proposes nothing.
        InvalidMonthError: code `invalid-month`.

    Examples:
        >>> proposal = kj.coverage.propose_segment(kj.Officer(role="ketua"), kdmp)
        >>> prices = kj.contributions.segment_prices(proposal, kj.Month(2025, 7), income=2_000_000)
        >>> [line.total for line in prices.lines[:2]]
        [26800, 26800]
        >>> [[str(program) for program in line.left_out] for line in prices.lines[:2]]
        [[], ['JHT']]
        >>> owed = kj.contributions.segment_prices(
        ...     proposal, kj.Month(2025, 7), income=2_000_000, programs=None
        ... )
        >>> [line.total for line in owed.lines[:2]]
        [26800, 66800]
    """
    month = as_month(month, "month")
    if not isinstance(proposal, Proposal) or proposal.segment is None:
        raise InvalidFactError(
            "Only a proposed segment can be priced.",
            remedy="Give what kj.coverage.propose_segment gave for a person who is not covered "
            "elsewhere.",
        )
    check_book(law)
    ways = [_practice(proposal)]
    if proposal.overridden is not None and proposal.overridden.segment is not None:
        ways.append(_practice(proposal.overridden))
    ways.extend(proposal.others)
    # A choice of the caller's may be one of the other practices.
    distinct: dict[tuple[Segment, BPUGroup | None], Practice] = {}
    for way in ways:
        distinct.setdefault((way.segment, way.group), way)
    facts = {
        "income": income,
        "wage": wage,
        "risk_class": risk_class,
        "sector": sector,
        "funding": funding,
        "scale": optional_scale(scale),
    }
    wanted = None if programs is None else tuple(items_of(programs) or ())
    lines = tuple(_price(way, wanted, month, law, facts) for way in distinct.values())
    return SegmentPrices(month=month, lines=lines, law=law)


def _practice(proposal: Proposal) -> Practice:
    return Practice(
        segment=proposal.segment or Segment.BPU,
        group=proposal.group,
        why=proposal.why,
        evidence=proposal.evidence,
    )


def _price(
    way: Practice,
    programs: tuple[Program, ...] | None,
    month: Month,
    law: LawBook,
    facts: Mapping[str, Any],
) -> SegmentPrice:
    facts = {**facts, "group": way.group}

    def owed() -> frozenset[Program]:
        known = {"group": way.group} if way.segment is Segment.BPU else {"scale": facts["scale"]}
        return obligations(segment=way.segment, month=month, law=law, **known).owed

    def enrol() -> Enrolment:
        return enrolment_of(way.segment, owed() if programs is None else programs, facts)

    found = price(enrol, month, law)
    try:
        by_law = owed()
    except KopdesJamsosError:
        by_law = None
    return SegmentPrice(practice=way, owed=by_law, **asdict(found, recurse=False))
