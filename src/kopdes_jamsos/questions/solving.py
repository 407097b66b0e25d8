"""`solve`: everything that gives an amount, exactly, or why nothing does.

Implements no article of its own. Amounts are rounded, and there are ceilings, bands and floors, so
many wages give one contribution, and some amounts come from no wage at all.
"""

from __future__ import annotations

from attrs import field, frozen

from kopdes_jamsos.basis import Basis, Explained, Grounded, Note, Row, Statement, Table
from kopdes_jamsos.errors import InvalidFactError, a_kind
from kopdes_jamsos.money import Rate, Rupiah, check_rupiah
from kopdes_jamsos.questions.figures import Unknown
from kopdes_jamsos.questions.inverse import Stretch, invert
from kopdes_jamsos.questions.outlays import Figure, Outlay

# Beyond the greatest of these nothing is known or possible; all others go on.
_ENDING = ("months", "share")


@frozen(kw_only=True)
class Answer:
    """A stretch of values of the unknown that all give one amount.

    Attributes:
        first: Least value: rupiah, people, months, or parts per million of a share.
        last: Greatest value; None: there is no greatest one.
        amount: What each of them gives, in rupiah.

    Examples:
        >>> asked = kj.questions.Contribution(
        ...     enrolment=worker, month=kj.Month(2026, 11), payer="worker", program=kj.JP
        ... )
        >>> [found] = kj.questions.solve(50_000, asked).answers
        >>> found.first, found.last
        (4999950, 5000049)
    """

    first: int = field(repr=False)
    last: int | None = field(repr=False)
    amount: Rupiah = field(repr=False)


@frozen(kw_only=True)
class Solution(Grounded, Explained):
    """All values of an unknown that give an amount, and the amounts nearest to it.

    Attributes:
        target: The amount asked for, in rupiah.
        asked: What was asked.
        answers: All values that give it, in order; none where nothing does.
        below: The nearest smaller amount with the values that give it; None: there is none.
        above: The nearest greater amount with the values that give it; None: there is none.
        basis: What the amount rests on at the first answer, or at the nearest amount.

    Examples:
        >>> asked = kj.questions.Contribution(
        ...     enrolment=worker, month=kj.Month(2026, 11), payer="worker", program=kj.JP
        ... )
        >>> found = kj.questions.solve(110_864, asked)
        >>> found.possible, found.reason, found.below.amount, found.below.first
        (False, 'never-more', 110863, 11086250)
    """

    target: Rupiah = field(repr=False)
    asked: Figure
    answers: tuple[Answer, ...] = field(repr=False)
    below: Answer | None = field(repr=False)
    above: Answer | None = field(repr=False)
    basis: Basis = field(repr=False)

    @property
    def possible(self) -> bool:
        """Whether anything gives the amount."""
        return bool(self.answers)

    @property
    def reason(self) -> str:
        """Why nothing gives it; empty if something does.

        `never-less`, `never-more`: the amount is greater, or smaller, whatever the unknown.
        `jumps-over`: from one value of the unknown to the next the amount jumps over the target,
        by rounding, or at the edge of a band.
        """
        if self.answers:
            return ""
        if self.below is None:
            return "never-less"
        return "never-more" if self.above is None else "jumps-over"

    @property
    def _shown(self) -> tuple[Answer, ...]:
        """The answers; where there are none, what lies nearest."""
        beside = (each for each in (self.below, self.above) if each is not None)
        return self.answers or tuple(beside)

    def table(self) -> Table:
        """A row for each answer, or for the amounts nearest to the target."""
        columns = {"first": int, "last": int | None, "amount": int}
        return Table.of("answers", columns, self._shown)

    def statement(self) -> Statement:
        """The answers, or the nearest amounts, as data, ready to be worded."""
        unknown = self.asked.unknown
        return Statement(
            title=Note.of(f"solve-{unknown.replace('_', '-')}"),
            rows=tuple(_row(unknown, each) for each in self._shown),
            totals=(Row(label=Note.of("solve-target"), amount=self.target),),
            remarks=(Note.of(f"solve-{self.reason}"),) if self.reason else (),
            basis=self.basis,
        )


def _row(unknown: Unknown, answer: Answer) -> Row:
    kind = {"people": "number", "months": "number", "share": "share"}.get(unknown, "amount")
    first, last = answer.first, answer.last
    if unknown == "share":
        ends: tuple[object, object] = Rate(first), Rate(last or 0)
    else:
        ends = first, last
    span = "from" if last is None else "only" if first == last else "span"
    label = Note.of(f"solve-{kind}-{span}", first=ends[0], last=ends[1])
    return Row(label=label, amount=answer.amount)


def _answer(stretch: Stretch, amount: Rupiah, endless: int | None) -> Answer:
    first, last = stretch
    return Answer(first=first, last=None if last == endless else last, amount=amount)


def solve(target: Rupiah, asked: Figure) -> Solution:
    """Everything that gives an amount: all wages, incomes, people, months or shares.

    Every answer is exact; no wage in whole rupiah that gives the amount is left out.

    Args:
        target: The amount in rupiah.
        asked: What gives it: `Contribution`, `TakeHome`, `Benefit`, `Outlay` or `Share`.

    Raises:
        InvalidAmountError: code `invalid-amount`.
        InvalidFactError: code `invalid-fact`: none of these figures.
        NotAnnouncedError: code `not-announced`: the known months give less.
        KopdesJamsosError: whatever `assess`, `entitle` or a scenario refuses.

    Examples:
        >>> asked = kj.questions.Contribution(enrolment=trader, month=kj.Month(2025, 7))
        >>> [(found.first, found.last) for found in kj.questions.solve(16_800, asked).answers]
        [(0, 1099999)]
    """
    amount = check_rupiah(target, "target")
    if not isinstance(asked, Figure):
        raise InvalidFactError(
            f"Cannot solve for {a_kind(asked)}.",
            remedy="Give a Contribution, TakeHome, Benefit, Outlay or Share of kj.questions.",
        )
    least, most = asked.least, asked.most
    found = invert(asked.parts, amount, least, most)
    if isinstance(asked, Outlay) and not found.stretches and found.above is None:
        asked.parts(most + 1)  # says which value of a further month is not known
    endless = most if asked.unknown not in _ENDING else None
    answers = tuple(_answer(each, amount, endless) for each in found.stretches)
    below, above = (
        None if each is None else _answer(each.stretch, each.amount, endless)
        for each in (found.below, found.above)
    )
    first = next(each for each in (*answers, below, above) if each is not None)
    return Solution(
        target=amount,
        asked=asked,
        answers=answers,
        below=below,
        above=above,
        basis=asked.basis(first.first),
    )
