"""The history of a value of the law: steps, with each change dated, cited and graded.

Every value stands in a law file; the article of each is in its tooltip.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

import altair as alt

from kopdes_jamsos.display import current_language
from kopdes_jamsos.errors import PlotError
from kopdes_jamsos.law import LAW, DatedValue, LawBook
from kopdes_jamsos.law.book import check_book
from kopdes_jamsos.money import PARTS, Rate
from kopdes_jamsos.months import Month, MonthLike, as_month
from kopdes_jamsos.plots.style import ACCENT, INK, data, framed, placed, text, tips, unit_of, width
from kopdes_jamsos.wording import Language, format_month, format_rate, format_rupiah
from kopdes_jamsos.wording.language import words
from kopdes_jamsos.wording.sentences import name_of

# Shapes by grade, so that a weaker value is seen without colour.
_SHAPES = {
    "text": "circle",
    "official": "square",
    "reported": "triangle-up",
    "derived": "diamond",
    "unverified": "cross",
    "convention": "triangle-down",
}


def law_history(
    path: str, language: Language | None = None, *, until: MonthLike, law: LawBook = LAW
) -> alt.LayerChart:
    """Chart the history of a value of the law: a line of steps, a mark for each change.

    The shape of a mark is its grade of evidence; the value and its first month stand beside it.

    Args:
        path: File and name, such as "jp.wage_ceiling".
        language: "id" or "en"; None: that of `kj.display`.
        until: Last month to show.
        law: Book of law.

    Raises:
        LawPathError: code `law-path`.
        InvalidFactError: code `invalid-fact`.
        InvalidMonthError: code `invalid-month`.
        PlotError: code `plot`: the values are no rates, rupiah or years, or none is shown.
        UnknownChoiceError: code `unknown-choice`: no such language.

    Examples:
        >>> chart = kj.plots.law_history("jp.wage_ceiling", "en", until=kj.Month(2026, 11))
        >>> chart.to_dict()["title"]["text"]
        'JP wage ceiling'
    """
    series, language = check_book(law).series(path), current_language(language)
    until = as_month(until, "until")
    if series.unit not in ("ppm", "rupiah", "years"):
        raise PlotError(
            "Only rates, rupiah and years have a line through time.",
            value=path,
            remedy="Choose another value of kj.LAW.paths().",
        )
    values = [value for value in series.values if value.since <= until]
    numbers = [_numbers(value) for value in values]
    largest = max((number for each in numbers for number in each.values()), default=0)
    unit, size = {"ppm": ("percent", PARTS // 100), "years": ("years", 1)}.get(
        series.unit, unit_of(largest)
    )
    evidence = words(language).tables["evidence"]
    rows, marks = _steps(values, numbers, until, series.unit, size, language)
    grades = [grade for grade in _SHAPES if any(value.evidence == grade for value in values)]
    axis = _time_axis(values, until)
    # A line near its own foot says more of a change that is small beside the value.
    near = largest > _least(numbers) and 3 * _least(numbers) >= largest
    upright = (
        alt.Y("number:Q")
        .title(text(unit, language))
        .scale(zero=not near)
        .axis(tickMinStep=1 if unit == "years" else alt.Undefined)
    )
    lines = alt.Chart(data(rows)).mark_rule(strokeWidth=3, color=ACCENT)
    shapes = alt.Scale(
        domain=[evidence[grade] for grade in grades], range=[_SHAPES[grade] for grade in grades]
    )
    labels = [
        alt.Chart(data(marks))
        .mark_text(color=INK, fontSize=10, dx=4, dy=shift, align="left")
        .encode(x=axis, y=upright, text=f"{side}:N")
        for side, shift in (("above", -11), ("below", 13))
    ]
    chart = alt.layer(
        lines.encode(x=axis, x2="to:T", y=upright),
        _points(marks, shapes, language).encode(x=axis, y=upright),
        *labels,
    ).properties(width=width(len(marks), 60), height=280)
    title = series.title(language)
    months = f"{format_month(values[0].since, language)} – {format_month(until, language)}"
    subtitle = f"{months}; {text('not-from-zero', language)}" if near else months
    return cast("alt.LayerChart", framed(chart, title, subtitle, language))


def _points(marks: list[dict[str, Any]], shapes: alt.Scale, language: Language) -> Any:
    """A mark for each change, shaped by its grade."""
    return (
        alt.Chart(data(marks))
        .mark_point(filled=True, size=70, color=INK, opacity=1)
        .encode(
            shape=alt.Shape("grade:N")
            .title(text("evidence", language))
            .scale(shapes)
            .legend(orient="bottom"),
            tooltip=tips(
                language,
                {
                    "from": "from:N",
                    "value": "value:N",
                    "article": "article:N",
                    "evidence": "grade:N",
                },
            ),
        )
    )


def _steps(
    values: Sequence[DatedValue],
    numbers: Sequence[Mapping[str, int]],
    until: Month,
    unit: str,
    size: int,
    language: Language,
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """A row for each step of a line, and one for each change, with its words beside it."""
    largest = max((number for each in numbers for number in each.values()), default=0)
    evidence = words(language).tables["evidence"]
    rows, marks = [], []
    before: dict[str, int] = {}
    for value, entries, following in zip(values, numbers, [*values, None][1:], strict=True):
        last = _last(value, following, until)
        for number in sorted(set(entries.values())):
            names = [entry for entry, each in entries.items() if each == number]
            place = {"number": placed(number, size), "since": str(value.since.first_day)}
            rows.append({**place, "to": str((last + 1).first_day)})
            shown = _shown(value, names, unit, language)
            changes = [number - before.get(entry, -1) for entry in names]
            before |= dict.fromkeys(names, number)
            # Under the line where it fell, and where another line stands in the way.
            above = any(0 < 12 * (each - number) < largest for each in entries.values())
            low = above or max(changes) < 0
            marks.append(
                {
                    **place,
                    "above": shown if any(changes) and not low else "",
                    "below": shown if any(changes) and low else "",
                    "value": shown,
                    "from": format_month(value.since, language),
                    "article": "; ".join(map(str, value.citations)),
                    "grade": evidence[value.evidence],
                }
            )
    return rows, marks


# A tick for each year, or for each month where there are few.
_FEW_MONTHS = 36


def _time_axis(values: Sequence[DatedValue], until: Month) -> Any:
    first = values[0].since if values else until
    few = until - first < _FEW_MONTHS
    ticks: Any = {"interval": "month", "step": 3} if few else "year"
    return (
        alt.X("since:T")
        .title(None)
        .axis(format="%Y-%m" if few else "%Y", tickCount=ticks, grid=False)
        .scale(domain=[str(first.first_day), str((until + 1).first_day)])
    )


def _least(numbers: Sequence[Mapping[str, int]]) -> int:
    return min((number for each in numbers for number in each.values()), default=0)


def _last(value: DatedValue, following: DatedValue | None, until: Month) -> Month:
    ends = [until, *([following.since - 1] if following else [])]
    return min([*ends, *([value.until] if value.until else [])])


def _numbers(value: DatedValue) -> dict[str, int]:
    """The numbers of a value: one, or one for each entry of a mapping, by its name."""
    return {name: _number(item) for name, item in _entries(value).items()}


def _entries(value: DatedValue) -> dict[str, Any]:
    if not isinstance(value.value, Mapping):
        return {"": value.value}
    return {str(getattr(key, "value", key)): item for key, item in value.value.items()}


def _number(value: Any) -> int:
    return value.ppm if isinstance(value, Rate) else int(value)


def _shown(value: DatedValue, entries: Sequence[str], unit: str, language: Language) -> str:
    """A value in words, with the names of the entries of a mapping that have it."""
    found = _entries(value)[entries[0]]
    named = ", ".join(name_of(entry, language) for entry in entries)
    classes = f"{text('class', language)} " * entries[0].isdigit()
    name = f"{classes}{named}: " if named else ""
    if isinstance(found, Rate):
        return f"{name}{format_rate(found, language)}"
    return f"{name}{format_rupiah(found, language) if unit == 'rupiah' else found}"
