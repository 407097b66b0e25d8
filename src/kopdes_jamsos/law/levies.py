"""One levy row of the tariff for one enrolment: one line of an assessment, with its reasons.

Implements no article of its own. The rows come from the law files (PP 44/2015 Pasal 16, 18, 20,
54 and 55, PP 45/2015 Pasal 28 and 29, PP 46/2015 Pasal 16 and 18, PP 37/2021 Pasal 11), the
reliefs too (PP 49/2020, PP 7/2025 with PP 36/2025, PP 50/2025).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any

from attrs import field, frozen

from kopdes_jamsos.basis import Basis, Grounded, Note
from kopdes_jamsos.enrolment import Enrolment, facts_of
from kopdes_jamsos.errors import MissingFactError
from kopdes_jamsos.law import Citation, DatedValue, Evidence, LawBook, Levy, Relief
from kopdes_jamsos.law.brackets import band_of, over_slices
from kopdes_jamsos.law.catalogue import find_base
from kopdes_jamsos.law.relief_choice import relief_of
from kopdes_jamsos.law.tariff import Base
from kopdes_jamsos.money import PARTS, Rate, Rupiah, half_up
from kopdes_jamsos.months import Month
from kopdes_jamsos.programs import Payer, Program, Segment, in_order


@frozen(kw_only=True)
class Line(Grounded):
    """One line of a contribution: a programme and a payer, with its trace.

    Attributes:
        program: Programme.
        payer: Who owes it.
        base: Amount the rate is applied to, in rupiah.
        rate: Rate, or None where the amount is fixed or comes slice by slice.
        full: Amount before any relief, rounded, in rupiah.
        relief: Part remitted, or None.
        amount: Amount owed, in rupiah.
        basis: What the amount rests on: where rate or amount stand, then ceiling, pension age or
            deferral, and last the relief.
        relief_citation: Where the relief stands, or None.
        relief_id: Name of the relief in `relief.toml`, or None.
        notes: What else decided it: band, ceiling, pension age.

    Examples:
        >>> worker = kj.PUEnrolment(wage=20_000_000, programs={kj.JP})
        >>> line = kj.assess(worker, kj.Month(2025, 7)).lines[0]
        >>> line.base, line.rate, line.amount
        (10547400, Rate(ppm=20000), 210948)
    """

    program: Program
    payer: Payer
    base: Rupiah = field(repr=False)
    rate: Rate | None
    full: Rupiah
    relief: Rate | None
    amount: Rupiah
    basis: Basis
    relief_citation: Citation | None
    notes: tuple[Note, ...]
    relief_id: str | None = None


@cache
def _base_facts() -> Mapping[tuple[Segment, str], str]:
    """Which fact of an enrolment is the base of a row: its name, by segment and base."""
    return {
        (segment, fact.base): fact.name
        for segment in Segment
        for fact in facts_of(segment)
        if fact.base
    }


def concerns(levy: Levy, enrolment: Enrolment) -> bool:
    """Whether a row of a segment with two bases is for this enrolment: its base is the one given.

    Examples:
        >>> project = kj.ConstructionEnrolment(wages=50_000_000)
        >>> rows = kj.LAW.levies(kj.JKM, kj.Segment.CONSTRUCTION, kj.Month(2025, 8))
        >>> [levy.id for levy in rows if concerns(levy, project)]
        ['jkm-construction-wages']
    """
    return getattr(enrolment, base_fact(levy)) is not None


def base_fact(levy: Levy) -> str:
    """Name of the fact of an enrolment that is the base of a row.

    Examples:
        >>> [base_fact(levy) for levy in rows_of(worker, kj.Month(2025, 7), kj.LAW)][-1]
        'wage'
    """
    return _base_facts()[levy.segment, levy.base]


def lines_of(enrolment: Enrolment, month: Month, book: LawBook) -> tuple[Line, ...]:
    """The lines of an enrolment for a month, in order of the programmes.

    Args:
        enrolment: What was declared.
        month: The month to which the contribution belongs.
        book: Book of law, maybe watched.

    Raises:
        MissingFactError: code `missing-fact`: a fact that decides an amount was not given.
        BeforeDataError: code `before-data`.
        NotAnnouncedError: code `not-announced`.

    Examples:
        >>> [line.amount for line in lines_of(trader, kj.Month(2025, 7), kj.LAW)]
        [10000, 6800]
    """
    readings = book.readings
    return tuple(
        [read_levy(levy, enrolment, month, readings) for levy in rows_of(enrolment, month, book)]
    )


def rows_of(enrolment: Enrolment, month: Month, book: LawBook) -> list[Levy]:
    """The rows of the tariff that are for an enrolment: each gives a line, in the same order.

    Args:
        enrolment: What was declared.
        month: The month to which the contribution belongs.
        book: Book of law, maybe watched.

    Raises:
        BeforeDataError: code `before-data`.
        NotAnnouncedError: code `not-announced`.

    Examples:
        >>> [levy.id for levy in rows_of(trader, kj.Month(2025, 7), kj.LAW)]
        ['jkk-bpu', 'jkm-bpu']
    """
    segment = enrolment.segment
    one_base = segment is not Segment.CONSTRUCTION
    return [
        levy
        for program in in_order(enrolment.programs)
        for levy in book.levies(program, segment, month)
        if one_base or concerns(levy, enrolment)
    ]


class AlikeLines:
    """The lines of many enrolments for one month, read once for those whose facts are alike.

    Only for one call, such as a bill: it holds what people declared.

    Args:
        month: The month to which the contributions belong.
        book: Book of law, maybe watched.

    Examples:
        >>> alike = AlikeLines(kj.Month(2025, 7), kj.LAW)
        >>> alike.of(trader) is alike.of(trader)
        True
    """

    def __init__(self, month: Month, book: LawBook) -> None:
        self._month, self._book = month, book
        self._found: dict[tuple[object, ...], tuple[Line, ...]] = {}

    def of(self, enrolment: Enrolment) -> tuple[Line, ...]:
        """The lines of an enrolment; see `lines_of`."""
        key = alike_key(enrolment)
        found = self._found.get(key)
        if found is None:
            found = lines_of(enrolment, self._month, self._book)
            # Who rests on a value without a source is warned, each of them.
            if not any(line.basis.unverified for line in found):
                self._found[key] = found
        return found


def alike_key(enrolment: Enrolment) -> tuple[object, ...]:
    """What the lines of an enrolment depend on: those with equal keys have equal lines.

    Examples:
        >>> older = kj.BPUEnrolment(
        ...     income=1_000_000, programs={kj.JKK, kj.JKM}, birth_date=dt.date(1990, 1, 1)
        ... )
        >>> alike_key(trader) == alike_key(older)
        True
    """
    segment = enrolment.segment
    return (segment, enrolment.programs, *_stated(segment)(enrolment))


@lru_cache(maxsize=len(Segment))
def _stated(segment: Segment) -> attrgetter[tuple[object, ...]]:
    """Reads what lines depend on; the age of a BPU decides no amount."""
    unread = ("birth_date",) if segment is Segment.BPU else ()
    return attrgetter(*(fact.name for fact in facts_of(segment) if fact.name not in unread))


def last_day_of_relief(line: Line, month: Month, book: LawBook) -> DatedValue | None:
    """The last day on which the relief of a line still holds for who pays late, if there is one."""
    path = f"lateness.{line.relief_id}"
    if line.relief_id is None or find_base(path) is None:
        return None
    return book.series(path).in_force(month)


def is_past_pension_age(levy: Levy, enrolment: Any) -> bool:
    """Whether a row asks for nothing since the birth date of the enrolment is past pension age.

    Examples:
        >>> old = kj.PUEnrolment(wage=3_000_000, programs={kj.JP}, birth_date="1950-01-31")
        >>> [is_past_pension_age(levy, old) for levy in rows_of(old, kj.Month(2025, 7), kj.LAW)]
        [True, True]
    """
    if levy.born_after is None or enrolment.birth_date is None:
        return False
    born = enrolment.birth_date
    deferred = enrolment.pension_deferred and born > levy.born_after_if_deferred
    return bool(born <= levy.born_after and not deferred)


def _is_age_open(levy: Levy, enrolment: Any) -> bool:
    return levy.born_after is not None and enrolment.birth_date is None


def read_levy(levy: Levy, enrolment: Enrolment, month: Month, readings: tuple[str, ...]) -> Line:
    """The line that a levy row gives for an enrolment.

    Args:
        levy: The row.
        enrolment: What was declared.
        month: The month to which the contribution belongs.
        readings: The readings of the book of law.

    Raises:
        MissingFactError: code `missing-fact`: a fact that decides the amount was not given.
    """
    if levy.basis.unverified:
        levy.basis.warn()
    if is_past_pension_age(levy, enrolment):
        return _nothing_owed(levy)
    assumptions: list[str] = []
    notes: list[Note] = []
    if _is_age_open(levy, enrolment):
        assumptions.append("jp-age-not-given")
    rate, what_if = _rate(levy, enrolment)
    if what_if:
        assumptions.append("what-if")
    base, parts = _base(levy, enrolment, rate, notes, assumptions)
    relief = None
    if levy.reliefs:
        relief, names = relief_of(levy.reliefs, enrolment, month, readings)
        assumptions.extend(names)
    amount = full = half_up(parts, PARTS)
    rounded = amount * PARTS != parts
    if relief is not None:
        kept = parts * (PARTS - relief.share.ppm)
        amount = half_up(kept, PARTS * PARTS)
        rounded = amount * PARTS * PARTS != kept
    if rounded:
        assumptions.append("round-line")
    deferred = levy.deferrable if amount else None
    if deferred is not None:
        notes.append(_deferrable_note(deferred))
        assumptions.append(deferred.assumption)
    if levy.reason:
        notes.append(Note.of(levy.reason))
    return Line(
        program=levy.program,
        payer=levy.payer,
        base=base,
        rate=rate,
        full=full,
        relief=relief.share if relief else None,
        amount=amount,
        basis=_basis(levy, tuple(assumptions), relief, deferred, what_if),
        relief_citation=relief.citations[0] if relief else None,
        notes=tuple(notes),
        relief_id=relief.id if relief else None,
    )


def _nothing_owed(levy: Levy) -> Line:
    """The line of who is past pension age."""
    return Line(
        program=levy.program,
        payer=levy.payer,
        base=0,
        rate=levy.rate,
        full=0,
        relief=None,
        amount=0,
        basis=_basis(levy, ("jp-after-pension-age",), None, None, False, True),
        relief_citation=None,
        notes=(Note.of("past-pension-age"),),
    )


# Few differ, and thousands of lines may share one: those of a life's months find a place each.
@lru_cache(maxsize=8192)
def _basis(
    levy: Levy,
    assumptions: tuple[str, ...],
    relief: Relief | None,
    deferred: DatedValue | None,
    what_if: bool,
    pension: bool = False,
) -> Basis:
    """The basis of a row with what decided a line beside it."""
    priced, *others = levy.citations
    if pension:
        others = list(levy.pension_citations)
    if what_if:
        priced = Citation("what-if", levy.id)
    if deferred is not None:
        others.extend(deferred.citations)
    if relief is not None:
        others.extend(relief.citations)
    return levy.basis.revised(
        citations=[priced, *others],
        evidence=relief.evidence if relief else Evidence.TEXT,
        assuming=assumptions,
    )


def _base(
    levy: Levy, enrolment: Enrolment, rate: Rate | None, notes: list[Note], assumptions: list[str]
) -> tuple[Rupiah, int]:
    """Base in rupiah, and the unrounded amount in millionths of a rupiah."""
    if levy.base is Base.FLAT:
        return 0, (levy.amount or 0) * PARTS
    base: Rupiah = getattr(enrolment, base_fact(levy))
    if levy.base is Base.CONTRACT:
        notes.append(Note.of("once-per-project"))
        return base, over_slices(levy.slices, base)
    if levy.base is Base.BAND:
        band, between = band_of(levy.bands, base)
        notes.append(_band_note(band.number))
        assumptions.extend(between)
        base = band.base
    elif base == 0:
        notes.append(Note.of("zero-wage"))
    if levy.ceiling is not None and base > levy.ceiling:
        base = levy.ceiling
        notes.append(Note.of("ceiling", ceiling=levy.ceiling))
    return base, base * rate.ppm if rate else 0


@lru_cache(maxsize=256)
def _deferrable_note(deferred: DatedValue) -> Note:
    return Note.of("deferrable", share=deferred.value)


@lru_cache(maxsize=256)
def _band_note(number: int) -> Note:
    return Note.of("band", number=number)


def _rate(levy: Levy, enrolment: Enrolment) -> tuple[Rate | None, bool]:
    """The rate of a row for an enrolment, and whether a what-if changed it for the risk class."""
    if levy.rate_by_risk_class is None:
        return levy.rate, False
    risk_class = _risk_class(enrolment, levy.program)
    return levy.rate_by_risk_class[risk_class], risk_class in levy.changed_classes


def _risk_class(enrolment: Enrolment, program: Program) -> Any:
    value = getattr(enrolment, "risk_class", None)
    if value is None:
        raise MissingFactError(
            f"risk_class decides {program} and was not given.",
            value="risk_class",
            remedy="Give risk_class to the enrolment; kj.law.risk_class_for may help to find it.",
        )
    return value
