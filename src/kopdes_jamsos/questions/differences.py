"""Why a printed contribution is not the one by law: the known mistakes that give it.

Implements no article of its own. The mistakes are those seen in payrolls and calculators: the
tariff of another month, another risk class, a relief that was left out or taken without its
conditions, no wage ceiling, the income in the place of its band, amounts cut down or rounded by
floating point, a payer or a programme left out. That a mistake gives the figure shows that it is
possible, not that it was made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from functools import partial
from itertools import combinations
from math import ceil, floor
from typing import Any

from attrs import evolve, field, frozen

from kopdes_jamsos._checks import check_kind
from kopdes_jamsos.basis import Basis, Explained, Grounded, Note, Row, Statement, Table, Worded
from kopdes_jamsos.contributions.assessment import assess
from kopdes_jamsos.enrolment import facts_of
from kopdes_jamsos.errors import KopdesJamsosError
from kopdes_jamsos.law.instruments import read_readings
from kopdes_jamsos.law.levies import Line
from kopdes_jamsos.law.tariff import Base
from kopdes_jamsos.money import PARTS, Rupiah, check_rupiah, whole_rupiah
from kopdes_jamsos.months import Month
from kopdes_jamsos.programs import Payer, Program
from kopdes_jamsos.questions.cells import choice_cell, subject_cell
from kopdes_jamsos.questions.figures import Contribution, base_of


@frozen
class _Term:
    """One line before it is rounded."""

    program: Program
    payer: Payer
    base: Rupiah
    ppm: int | None  # None: a fixed amount
    full: Rupiah
    relief: int  # in parts per million
    capped: bool
    banded: bool

    @property
    def exact(self) -> Fraction:
        """The amount in rupiah, unrounded."""
        full = Fraction(self.base * self.ppm, PARTS) if self.ppm is not None else self.full
        return full * Fraction(PARTS - self.relief, PARTS)

    def by_floats(self) -> Rupiah:
        """The amount as programs give it that compute in floating point; here that is the point."""
        full = self.full if self.ppm is None else self.base * (self.ppm / PARTS)
        return floor(full * ((PARTS - self.relief) / PARTS) + 1 / 2)


Terms = tuple[_Term, ...]


@frozen(kw_only=True)
class Mistake:
    """One known mistake.

    Attributes:
        code: `month`, `fact`, `reading`, `no-relief`, `relief-anyway`, `no-ceiling`,
            `declared-income`, `cut-down`, `rounded-up`, `half-even`, `floats`, `rounded-once`,
            `without-payer` or `without-program`.
        name: The fact or reading, or empty.
        choice: What was taken: the month, the choice of a fact, the payer or the programme.

    Examples:
        >>> wage = kj.PUEnrolment(wage=5_939_375, programs={kj.JKK}, risk_class=1)
        >>> asked = kj.questions.Contribution(enrolment=wage, month=kj.Month(2026, 11))
        >>> found = kj.questions.reconcile_contribution(14_254, asked)
        >>> [way[0].code for way in found.ways]
        ['cut-down', 'half-even', 'floats']
    """

    code: str
    name: str = ""
    choice: Any = None


@frozen(kw_only=True)
class Difference(Grounded, Explained):
    """A printed contribution beside the one by law, and the mistakes that give it.

    Attributes:
        printed: The printed amount, in rupiah.
        amount: The amount by law, in rupiah.
        asked: The contribution that was asked for.
        ways: Mistakes that together give the printed amount: the fewest first, two at most.
        basis: What the amount by law rests on.

    Examples:
        >>> asked = kj.questions.Contribution(enrolment=trader, month=kj.Month(2025, 7))
        >>> found = kj.questions.reconcile_contribution(10_000, asked)
        >>> found.difference, found.ways[0][0].code, found.ways[0][0].choice
        (-6800, 'without-program', <Program.JKM: 'JKM'>)
    """

    printed: Rupiah = field(repr=False)
    amount: Rupiah = field(repr=False)
    asked: Contribution = field(repr=False)
    ways: tuple[tuple[Mistake, ...], ...] = field(repr=False)
    basis: Basis = field(repr=False)

    @property
    def difference(self) -> Rupiah:
        """The printed amount less that by law, in rupiah."""
        return self.printed - self.amount

    @property
    def agrees(self) -> bool:
        """Whether the printed amount is that by law."""
        return not self.difference

    def table(self) -> Table:
        """A row for each mistake of each way."""
        columns = {
            "way": int,
            "mistake": Worded,
            "subject": Worded | None,
            "choice": Worded | None,
        }
        rows = [(number, *_cells(each)) for number, way in enumerate(self.ways, 1) for each in way]
        return Table(name="ways", columns=columns, rows=rows)

    def statement(self) -> Statement:
        """The two amounts and the ways as data, ready to be worded."""
        rows = [
            Row(label=Note.of("printed-way", what=tuple(map(_note, way))), amount=self.printed)
            for way in self.ways
        ]
        code = "agrees" if self.agrees else "ways" if self.ways else "no-way"
        return Statement(
            title=Note.of("printed-title", month=self.asked.month),
            rows=tuple(rows),
            totals=(
                Row(label=Note.of("printed-amount"), amount=self.printed),
                Row(label=Note.of("printed-by-law"), amount=self.amount),
            ),
            remarks=(Note.of(f"printed-{code}"),),
            basis=self.basis,
        )


def _cells(mistake: Mistake) -> tuple[object, ...]:
    """What a mistake is about."""
    subject = subject_cell(mistake.name, is_reading=mistake.code == "reading")
    return Worded(mistake.code, _note(mistake)), subject, choice_cell(mistake.choice)


def _note(mistake: Mistake) -> Note:
    return Note.of(f"mistake-{mistake.code}", name=mistake.name, choice=mistake.choice)


def reconcile_contribution(printed: Rupiah, asked: Contribution) -> Difference:
    """Which known mistakes, one or two of them, give a printed contribution.

    Args:
        printed: The printed amount, in rupiah.
        asked: The contribution that it should be.

    Raises:
        InvalidAmountError: code `invalid-amount`.
        InvalidFactError: code `invalid-fact`: no contribution.
        KopdesJamsosError: whatever `assess` refuses.

    Examples:
        >>> worker = kj.PUEnrolment(wage=12_000_000, programs={kj.JP})
        >>> asked = kj.questions.Contribution(
        ...     enrolment=worker, month=kj.Month(2026, 11), payer="worker"
        ... )
        >>> stale = kj.questions.reconcile_contribution(105_474, asked)
        >>> [str(way[0].choice) for way in stale.ways][-1]  # the ceiling of the year before
        '2026-02'
    """
    target = check_rupiah(printed, "printed")
    check_kind(asked, Contribution, "asked", "Give a kj.questions.Contribution.")
    right = assess(asked.enrolment, asked.month, law=asked.law)
    amount = asked.amount(right)
    ways = () if target == amount else _MistakeSearch(asked, target).ways()
    return Difference(printed=target, amount=amount, asked=asked, ways=ways, basis=right.basis)


# How terms are rounded: the right way first.
_ROUNDINGS: tuple[tuple[str, Callable[[Terms], Rupiah]], ...] = (
    ("", lambda terms: sum(whole_rupiah(term.exact) for term in terms)),
    ("cut-down", lambda terms: sum(floor(term.exact) for term in terms)),
    ("rounded-up", lambda terms: sum(ceil(term.exact) for term in terms)),
    ("half-even", lambda terms: sum(_half_even(term.exact) for term in terms)),
    ("floats", lambda terms: sum(term.by_floats() for term in terms)),
    ("rounded-once", lambda terms: whole_rupiah(sum((term.exact for term in terms), Fraction()))),
)


def _half_even(amount: Fraction) -> Rupiah:
    """Half a rupiah to the even one, anything else to the nearest."""
    up = whole_rupiah(amount)
    return up - up % 2 if amount.denominator == 2 else up


class _MistakeSearch:
    """Tries each mistake, and each pair of mistakes of different kinds."""

    def __init__(self, asked: Contribution, target: Rupiah) -> None:
        self._asked, self._target = asked, target
        self._right = self._terms(asked.month)

    def ways(self) -> tuple[tuple[Mistake, ...], ...]:
        """All ways, those with one mistake first; two only where one is not enough."""
        tariffs = [*self._tariffs()]
        found = [*self._tried([((), self._right)], two=False), *self._tried(tariffs, two=False)]
        if not found:
            found = [*self._tried([((), self._right)], two=True), *self._tried(tariffs, two=True)]
        return tuple(found)

    def _tried(
        self, tariffs: Sequence[tuple[tuple[Mistake, ...], Terms]], *, two: bool
    ) -> Iterator[tuple[Mistake, ...]]:
        """Mistakes of each tariff with those of rounding and of what was left out."""
        wanted = 2 if two else 1
        for mistakes, terms in tariffs:
            for left_out, rest in self._left_out(terms):
                for code, rounded in _ROUNDINGS:
                    way = (*mistakes, *left_out, *([Mistake(code=code)] if code else []))
                    if len(way) == wanted and rest and rounded(rest) == self._target:
                        yield way

    @staticmethod
    def _left_out(terms: Terms) -> Iterator[tuple[tuple[Mistake, ...], Terms]]:
        """The terms, and what is left without a payer, a programme, or two programmes."""
        yield (), terms
        for payer in dict.fromkeys(term.payer for term in terms):
            rest = tuple(term for term in terms if term.payer is not payer)
            yield (Mistake(code="without-payer", choice=payer),), rest
        programs = tuple(dict.fromkeys(term.program for term in terms))
        for number in (1, 2):
            for gone in combinations(programs, number):
                rest = tuple(term for term in terms if term.program not in gone)
                yield tuple(Mistake(code="without-program", choice=each) for each in gone), rest

    def _tariffs(self) -> Iterator[tuple[tuple[Mistake, ...], Terms]]:
        """Each other tariff that may have been taken, once for each kind of mistake."""
        seen: set[tuple[str, Terms]] = set()
        for mistake, make in self._made():
            try:
                terms = make()
            except KopdesJamsosError:
                continue
            if terms != self._right and (mistake.code, terms) not in seen:
                seen.add((mistake.code, terms))
                yield (mistake,), terms

    def _made(self) -> Iterator[tuple[Mistake, Callable[[], Terms]]]:
        """Mistakes about the tariff, each with what makes its terms."""
        asked, right = self._asked, self._right
        declared = getattr(asked.enrolment, base_of(asked.enrolment))
        yield Mistake(code="no-relief"), partial(_with, right, _is_any, relief=0)
        for share in self._shares():
            yield Mistake(code="relief-anyway"), partial(self._relieved, share)
        yield Mistake(code="no-ceiling"), partial(_with, right, _is_capped, base=declared)
        yield Mistake(code="declared-income"), partial(_with, right, _is_banded, base=declared)
        for fact in facts_of(asked.enrolment.segment):
            for choice in fact.options:
                mistake = Mistake(code="fact", name=fact.name, choice=choice)
                yield mistake, partial(self._terms, asked.month, **{fact.name: choice})
        for name in read_readings():
            if name not in asked.law.readings:
                mistake = Mistake(code="reading", name=name)
                yield mistake, partial(self._terms, asked.month, reading=name)
        # The nearest month first: that is the likeliest, and the others give the same as it.
        for month in sorted(self._months(), key=lambda each: abs(each - asked.month)):
            yield Mistake(code="month", choice=month), partial(self._terms, month)

    def _months(self) -> Iterator[Month]:
        """All months in which a tariff begins, and those just before."""
        for month in self._asked.law.boundaries():
            yield from (month, month - 1)

    def _shares(self) -> set[int]:
        """Parts that a relief of the month remits."""
        asked = self._asked
        return {
            relief.share.ppm
            for program in asked.enrolment.programs
            for relief in asked.law.reliefs(program, asked.enrolment.segment, asked.month)
        }

    def _relieved(self, share: int) -> Terms:
        """The terms with a relief of the month on each programme that has it."""
        asked = self._asked
        segment, month = asked.enrolment.segment, asked.month
        relieved = {
            program
            for program in asked.enrolment.programs
            for relief in asked.law.reliefs(program, segment, month)
            if relief.share.ppm == share
        }
        return _with(self._right, lambda term: term.program in relieved, relief=share)

    def _terms(self, month: Month, *, reading: str = "", **facts: Any) -> Terms:
        asked = self._asked
        law = asked.law.with_reading(reading) if reading else asked.law
        found = assess(evolve(asked.enrolment, **facts), month, law=law)
        rows = {
            (levy.program, levy.payer): levy
            for program in found.enrolment.programs
            for levy in law.levies(program, found.enrolment.segment, month)
        }
        return tuple(
            _term(line, rows[line.program, line.payer].base, rows[line.program, line.payer].ceiling)
            for line in found.lines
            if asked.payer in (None, line.payer) and asked.program in (None, line.program)
        )


def _with(terms: Terms, concerned: Callable[[_Term], bool], **changes: Any) -> Terms:
    """The terms, those that are concerned with some figures changed."""
    return tuple(evolve(term, **changes) if concerned(term) else term for term in terms)


def _is_any(_: _Term) -> bool:
    return True


def _is_capped(term: _Term) -> bool:
    return term.capped


def _is_banded(term: _Term) -> bool:
    return term.banded


def _term(line: Line, base: Base, ceiling: Rupiah | None) -> _Term:
    return _Term(
        program=line.program,
        payer=line.payer,
        base=line.base,
        ppm=None if line.rate is None else line.rate.ppm,
        full=line.full,
        relief=0 if line.relief is None else line.relief.ppm,
        capped=ceiling is not None and line.base == ceiling,
        banded=base is Base.BAND,
    )
