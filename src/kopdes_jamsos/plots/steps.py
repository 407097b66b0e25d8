"""An amount along a wage, a date, an age or a number of months: its stretches and its steps.

No article of law; figures and words are those of `kj.questions.steps`.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, cast

import altair as alt

from kopdes_jamsos.display import current_language
from kopdes_jamsos.errors import PlotError, a_kind
from kopdes_jamsos.money import PARTS, Rupiah
from kopdes_jamsos.months import Month
from kopdes_jamsos.plots.style import (
    ACCENT,
    INK,
    amounts,
    data,
    framed,
    placed,
    short,
    text,
    tips,
    unit_of,
    width,
)
from kopdes_jamsos.questions import Along, Place, Slope, Steps
from kopdes_jamsos.wording import Language, format_rupiah
from kopdes_jamsos.wording.sentences import sentence

# A line without end is drawn a fifth beyond the last step; without a step, up to this amount.
_BEYOND, _WITHOUT_STEP = 5, 20_000_000
# A jump lower than this part of the highest amount has no room for its figure.
_LEAST = 100
# Ages are counted in months and shown in years.
_YEAR = 12


def steps(found: Steps, language: Language | None = None) -> alt.LayerChart:
    """Chart an amount with its steps: a line for each stretch, a dashed one for each jump.

    A stretch whose amount is refused is left blank. The lower axis begins at zero, or the chart
    says that it does not; the description of the chart tells the steps in words.

    Args:
        found: What `kj.questions.steps` gave.
        language: "id" or "en"; None: that of `kj.display`.

    Raises:
        PlotError: code `plot`: no steps.
        UnknownChoiceError: code `unknown-choice`: no such language.

    Examples:
        >>> asked = kj.questions.Contribution(enrolment=trader, month=kj.Month(2025, 7))
        >>> chart = kj.plots.steps(kj.questions.steps(asked, last=3_000_000), "en")
        >>> chart.to_dict()["title"]["text"]
        'Steps along the income'
    """
    if not isinstance(found, Steps):
        raise PlotError(
            f"A chart of steps needs them; got {a_kind(found)}.",
            remedy="Give what kj.questions.steps gave.",
        )
    language = current_language(language)
    drawn = _Drawn(found, language)
    told = drawn.jumps()
    chart = alt.layer(drawn.stretches(), *(_marks(drawn, told, language) if told else ()))
    title = sentence(found.statement().title, language)
    chart = chart.properties(
        width=width(len(found.steps), 26),
        height=300,
        description=". ".join((title, *(f"{row['told']}: {row['rupiah']}" for row in told))),
    )
    subtitle = "" if drawn.from_zero else text("lower-not-from-zero", language)
    return cast("alt.LayerChart", framed(chart, title, subtitle, language))


def _marks(drawn: _Drawn, told: list[dict[str, Any]], language: Language) -> list[Any]:
    """A dashed line for each jump, with its figure where there is room."""
    tooltip = tips(language, {"jump": "rupiah:N", "value": "told:N", "article": "article:N"})
    base = alt.Chart(data(told)).encode(x=drawn.across, tooltip=tooltip)
    upright = drawn.upright
    dashes = base.mark_rule(color=INK, strokeDash=[4, 3], strokeWidth=1)
    points = base.mark_point(color=INK, size=28, filled=True, opacity=1)
    labels = base.mark_text(color=INK, fontSize=10, dy=-9)
    return [
        dashes.encode(y=upright, y2="ends:Q"),
        points.encode(y="ends:Q"),
        labels.encode(y="top:Q", text="label:N"),
    ]


class _Drawn:
    """Where the marks of a result stand, and what they say."""

    def __init__(self, found: Steps, language: Language) -> None:
        self._found, self._language = found, language
        # The rows of the statement are a stretch, a step, a stretch, and so on.
        self._rows = found.statement().rows
        self._lines = [_line(slope, self._last(slope)) for slope in found.slopes]
        self._highest = max((max(line) for line in self._lines if line), default=0)
        self._unit, self._size = unit_of(self._highest)
        self._begins, self._stops = found.slopes[0].first, self._last(found.slopes[-1])
        self._scale, title = 1, ""
        if found.along is Along.BASE and isinstance(self._stops, int):
            unit, self._scale = unit_of(self._stops)
            title = f", {text(unit, language)}"
        elif found.along is Along.AGE:
            self._scale = _YEAR
        name = found.asked.unknown if found.along is Along.BASE else found.along
        self._across = f"{text(f'along-{name}', language)}{title}"

    @property
    def from_zero(self) -> bool:
        """Whether the lower axis begins at zero; dates have no zero."""
        first, last = self._begins, self._stops
        return not isinstance(first, int) or not isinstance(last, int) or 4 * first <= last

    @property
    def upright(self) -> Any:
        """The axis of the amounts."""
        return amounts("begins", self._unit, self._language)

    @property
    def across(self) -> Any:
        """The lower axis."""
        if not isinstance(self._begins, int):
            return alt.X("from:T").title(self._across).axis(format="%Y-%m", grid=False)
        scale = alt.Scale(zero=self.from_zero, nice=False)
        return alt.X("from:Q").title(self._across).scale(scale).axis(grid=False)

    def stretches(self) -> Any:
        """A line for each stretch with an amount."""
        rows = [
            {
                "from": self._at(slope.first),
                "to": self._at(_next(self._last(slope))),
                "begins": placed(line[0], self._size),
                "ends": placed(line[1], self._size),
                "told": sentence(row.label, self._language),
                "rupiah": format_rupiah(line[0], self._language),
            }
            for slope, line, row in zip(
                self._found.slopes, self._lines, self._rows[::2], strict=True
            )
            if line
        ]
        tooltip = tips(self._language, {"value": "told:N", "amount": "rupiah:N"})
        base = alt.Chart(data(rows)).mark_rule(color=ACCENT, strokeWidth=3)
        return base.encode(x=self.across, x2="to", y=self.upright, y2="ends:Q", tooltip=tooltip)

    def jumps(self) -> list[dict[str, Any]]:
        """A row for each step between two amounts."""
        return [
            {
                "from": self._at(step.at),
                "begins": placed(step.before, self._size),
                "ends": placed(step.after, self._size),
                "top": placed(max(step.before, step.after), self._size),
                "label": self._figure(step.after - step.before),
                "rupiah": format_rupiah(step.after - step.before, self._language),
                "told": sentence(row.label, self._language),
                "article": "; ".join(map(str, row.citations)),
            }
            for step, row in zip(self._found.steps, self._rows[1::2], strict=True)
            if step.before is not None and step.after is not None
        ]

    def _figure(self, jump: Rupiah) -> str:
        if abs(jump) * _LEAST < self._highest:
            return ""
        return f"{'–' if jump < 0 else '+'}{short(abs(jump), self._size, self._language)}"

    def _last(self, slope: Slope) -> Place:
        """The last place; of a line without end the last one that is drawn."""
        if slope.last is not None or not isinstance(slope.first, int):
            return slope.last or slope.first
        return slope.first + (slope.first // _BEYOND or _WITHOUT_STEP)

    def _at(self, place: Place) -> Any:
        if isinstance(place, Month):
            return str(place.first_day)
        return str(place) if isinstance(place, dt.date) else placed(place, self._scale)


def _next(place: Place) -> Place:
    """Where what holds at a place ends to hold: a day and a month have a length."""
    if isinstance(place, dt.date):
        return place + dt.timedelta(days=1)
    return place + 1


def _line(slope: Slope, last: Place) -> tuple[Rupiah, Rupiah] | None:
    """Amounts at both ends of a stretch as it is drawn; None where there are none."""
    if slope.begins is None or slope.marginal_ppm is None:
        return None
    if slope.ends is not None:
        return slope.begins, slope.ends
    further = cast("int", last) - cast("int", slope.first)  # only numbers go on without end
    return slope.begins, slope.begins + further * slope.marginal_ppm // PARTS
