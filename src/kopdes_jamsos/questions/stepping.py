"""`steps`: where an amount jumps along a wage, a date, an age or a number of months.

Implements no article of its own; every amount is computed by `assess` or `entitle`.
"""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

from attrs import field, frozen

from kopdes_jamsos.basis import (
    Basis,
    Code,
    Explained,
    Grounded,
    Note,
    Row,
    Statement,
    Table,
)
from kopdes_jamsos.basis.sources import Citation
from kopdes_jamsos.choices import choose
from kopdes_jamsos.errors import InvalidFactError, a_kind
from kopdes_jamsos.law import DatedValue
from kopdes_jamsos.money import PARTS, Rupiah, half_up
from kopdes_jamsos.months import Month
from kopdes_jamsos.questions.axes import Along, Axis, Place, axis_of
from kopdes_jamsos.questions.readings import Stepped
from kopdes_jamsos.questions.searching import Search, Span, measured, search_along


@frozen(kw_only=True)
class Slope:
    """A stretch without a jump, along which the amount stays or grows evenly.

    Attributes:
        first: First wage, month, day, age in months or number of months.
        last: The last one; None: there is no last one.
        begins: Amount at the first one, in rupiah; None where it is refused.
        ends: Amount at the last one; None where it is refused, or grows without end.
        marginal_ppm: By how many millionths of a rupiah the amount grows with each further rupiah
            or month; None where it is refused. Along an amount these are parts per million.
        refusal: Code of the error with which the amount is refused, or empty.

    Examples:
        >>> asked = kj.questions.Contribution(
        ...     enrolment=worker, month=kj.Month(2026, 11), payer="worker", program=kj.JP
        ... )
        >>> [
        ...     (each.first, each.last, each.marginal_ppm)
        ...     for each in kj.questions.steps(asked).slopes
        ... ]
        [(0, 11086300, 10000), (11086301, None, 0)]
    """

    first: Place = field(repr=False)
    last: Place | None = field(repr=False)
    begins: Rupiah | None = field(repr=False)
    ends: Rupiah | None = field(repr=False)
    marginal_ppm: int | None
    refusal: str = ""


@frozen(kw_only=True)
class Step(Grounded):
    """A place at which an amount jumps, or grows otherwise from there on.

    Attributes:
        at: The first place with the new amount.
        before: Amount just before it, in rupiah; None where it is refused.
        after: Amount at it; None where it is refused.
        values: Values of the law that cause it, as far as they can be told: a limit that is
            reached, a value that begins or has ended.
        basis: What the parts that change rest on, before and after.

    Examples:
        >>> asked = kj.questions.Contribution(enrolment=trader, month=kj.Month(2025, 7))
        >>> first = kj.questions.steps(asked).steps[0]
        >>> first.at, first.before, first.after, first.jump
        (1100000, 16800, 18800, 2000)
        >>> [value.path for value in first.values]
        ['bands.income_bands']
    """

    at: Place = field(repr=False)
    before: Rupiah | None = field(repr=False)
    after: Rupiah | None = field(repr=False)
    values: tuple[DatedValue, ...] = field(repr=False)
    basis: Basis = field(repr=False)

    @property
    def jump(self) -> Rupiah | None:
        """The amount after less the amount before; None where one of them is refused."""
        if self.before is None or self.after is None:
            return None
        return self.after - self.before


@frozen(kw_only=True)
class Steps(Grounded, Explained):
    """An amount along something: stretches in order, and the steps between them.

    Attributes:
        asked: What was asked.
        along: What it was asked along.
        slopes: Stretches without a jump, one more than there are steps.
        steps: Each step stands between two of them.
        basis: What the amounts rest on at the first place of each stretch.

    Examples:
        >>> asked = kj.questions.Contribution(enrolment=trader, month=kj.Month(2025, 7))
        >>> found = kj.questions.steps(asked)
        >>> len(found.slopes), len(found.steps), sum(step.jump for step in found.steps)
        (33, 32, 197000)
    """

    asked: Stepped = field(repr=False)
    along: Along
    slopes: tuple[Slope, ...] = field(repr=False)
    steps: tuple[Step, ...] = field(repr=False)
    basis: Basis = field(repr=False)

    def table(self) -> Table:
        """A row for each stretch, with the step at its first place."""
        place = type(self.slopes[0].first)
        columns = {
            "first": place,
            "last": place | None,
            **dict.fromkeys(("begins", "ends", "marginal_ppm", "jump"), int | None),
            "refusal": Code | None,
            "article": Citation,
        }
        rows = [
            (
                *(slope.first, slope.last, slope.begins, slope.ends, slope.marginal_ppm),
                step and step.jump,
                Code(slope.refusal) if slope.refusal else None,
                _places(step) if step else (),
            )
            for step, slope in zip((None, *self.steps), self.slopes, strict=True)
        ]
        return Table(name="steps", columns=columns, rows=rows)

    def statement(self) -> Statement:
        """Stretches and steps as data, ready to be worded."""
        rows = [
            row
            for step, slope in zip((None, *self.steps), self.slopes, strict=True)
            for row in (*([_step_row(self.along, step)] if step else []), _row(self.along, slope))
        ]
        unknown = self.asked.unknown.replace("_", "-")
        return Statement(
            title=Note.of(f"steps-{unknown if self.along is Along.BASE else self.along}"),
            rows=tuple(rows),
            totals=(),
            remarks=() if self.steps else (Note.of("steps-none"),),
            basis=self.basis,
        )


def steps(
    asked: Stepped,
    along: Along | str = Along.BASE,
    *,
    first: Place | str | None = None,
    last: Place | str | None = None,
) -> Steps:
    """Where a contribution, a take-home pay or a benefit jumps, and how it grows in between.

    All steps of the range are found. Amounts are rounded, so the marginal rate of a stretch is
    measured over a length after which rounding repeats itself: whole millions of rupiah, or whole
    hundreds or tens of thousands where the stretch is shorter. A rate of the law comes out exactly
    then. On a stretch that is shorter still, and where amounts are rounded month after month, it is
    exact to a rupiah or so over that length. The rates of the law are not taken instead, since a
    benefit follows from many of them. Along a number of months the marginal rate is the average of
    the stretch; along a date and an age every change is a step.

    Args:
        asked: A `Contribution`, `TakeHome` or `Benefit` of kj.questions.
        along: "base" (wage, income or contract value), "date" (the contribution month, or the day
            of the event), "age" (full months of age on the first day of the contribution month, or
            on the day of the event) or "months" (months of membership, all of them paid, up to the
            last month that was paid).
        first: Where to begin; None: at 0, the month or day of the figure, 15 years of age, or one
            month.
        last: Where to end; None: nowhere along an amount, after two years of months or a year of
            days, at 70 years of age, or at as many months as the law has.

    Raises:
        InvalidFactError: code `invalid-fact`: no such figure, a range out of order, or one that is
            too long to be asked place by place.
        UnknownChoiceError: code `unknown-choice`.
        InvalidMonthError: code `invalid-month`.
        InvalidDateError: code `invalid-date`.
        KopdesJamsosError: whatever `assess` or `entitle` refuses at every place.

    Examples:
        >>> asked = kj.questions.Contribution(
        ...     enrolment=kj.PUEnrolment(wage=20_000_000, programs={kj.JP}), month="2025-12"
        ... )
        >>> [step] = kj.questions.steps(asked, along="date", last="2026-11").steps
        >>> step.at, step.jump, [value.path for value in step.values]
        (Month(2026, 3), 16167, ['jp.wage_ceiling'])
    """
    if not isinstance(asked, Stepped):
        raise InvalidFactError(
            f"Nothing is known of the steps of {a_kind(asked)}.",
            remedy="Give a Contribution, TakeHome or Benefit of kj.questions.",
        )
    chosen = choose(Along, along)
    axis = axis_of(asked, chosen, first, last)
    search = search_along(chosen, axis)
    spans = search.spans()
    errors = [axis.reading(low).error for low, _ in spans]
    if errors[0] is not None and all(errors):
        raise errors[0]
    readings = [axis.reading(low) for low, _ in spans]
    return Steps(
        asked=asked,
        along=chosen,
        slopes=tuple(_slope(axis, span) for span in spans),
        steps=tuple(_step(axis, search, *pair) for pair in pairwise(spans)),
        basis=Basis.sum(reading.basis for reading in readings),
    )


def _step(axis: Axis, search: Search, before: Span, after: Span) -> Step:
    cause = search.cause(before, after)
    return Step(
        at=axis.place(after[0]),
        before=axis.reading(before[1]).amount,
        after=axis.reading(after[0]).amount,
        values=cause.values,
        basis=cause.basis,
    )


def _slope(axis: Axis, span: Span) -> Slope:
    low, high = span
    begins, ends = axis.reading(low), axis.reading(high)
    endless = axis.endless and high == axis.last
    marginal = None
    if begins.amount is not None and ends.amount is not None:
        length = measured(span)
        grown = (axis.reading(low + length).amount or 0) - begins.amount
        marginal = half_up(grown * PARTS, length) if length else 0
    return Slope(
        first=axis.place(low),
        last=None if endless else axis.place(high),
        begins=begins.amount,
        ends=None if endless and marginal else ends.amount,
        marginal_ppm=marginal,
        refusal=begins.refusal,
    )


def _places(step: Step) -> tuple[Citation, ...]:
    """Where the cause of a step stands."""
    found = dict.fromkeys(place for value in step.values for place in value.citations)
    return tuple(found) or step.citations


def _shown(along: Along, place: Place) -> Note:
    if along is Along.AGE and isinstance(place, int):
        years, months = divmod(place, 12)
        code = "steps-at-age-months" if months else "steps-at-age"
        return Note.of(code, years=years, months=months)
    kind = {int: "amount", Month: "month", dt.date: "day"}[type(place)]
    return Note.of(f"steps-at-{'count' if along is Along.MONTHS else kind}", place=place)


def _row(along: Along, slope: Slope) -> Row:
    last = slope.last
    kind = "from" if last is None else "only" if last == slope.first else "span"
    where = Note.of(
        f"steps-{kind}",
        first=(_shown(along, slope.first),),
        last=() if last is None else (_shown(along, last),),
    )
    if slope.marginal_ppm is None:
        return Row(label=Note.of("steps-refused", where=(where,), code=slope.refusal))
    if not slope.marginal_ppm:
        return Row(label=where, amount=slope.begins)
    a_month = along is Along.MONTHS
    grows = half_up(slope.marginal_ppm, PARTS) if a_month else slope.marginal_ppm
    code = f"steps-grows-{'month' if a_month else 'million'}"
    label = Note.of(code, where=(where,), begins=slope.begins, grows=grows)
    return Row(label=label, amount=slope.ends)


def _step_row(along: Along, step: Step) -> Row:
    names = tuple(dict.fromkeys(value.path for value in step.values))
    kind = "bend" if step.jump == 0 else "step"
    code = f"steps-{kind}-by" if names else f"steps-{kind}"
    return Row(
        label=Note.of(code, at=(_shown(along, step.at),), names=names),
        amount=step.jump or None,
        citations=_places(step),
    )
