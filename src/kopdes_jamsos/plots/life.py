"""A working life in years: what is paid in, the JHT balance, the pension in sight.

No article of law; the figures are those of `lifecourse`, which say what they rest on.
"""

from __future__ import annotations

from typing import Any, cast

import altair as alt

from kopdes_jamsos.benefits.projection import LifeCourse, LifeYear
from kopdes_jamsos.display import current_language
from kopdes_jamsos.errors import PlotError, a_kind
from kopdes_jamsos.plots.style import (
    ACCENT,
    INK,
    amounts,
    data,
    framed,
    placed,
    text,
    tips,
    unit_of,
    width,
)
from kopdes_jamsos.programs import Payer
from kopdes_jamsos.wording import Language, format_rupiah
from kopdes_jamsos.wording.sentences import name_of

# From dark to light; each piece has an outline, and the order is said in the heading.
_COLOURS = {Payer.EMPLOYER: "#0072B2", Payer.WORKER: "#E69F00", Payer.PARTICIPANT: "#009E73"}
# What a figure rests on, by shape.
_SHAPES = {"known": "circle", "carried": "triangle-up", "assumed": "diamond"}


def life_course(course: LifeCourse, language: Language | None = None) -> alt.VConcatChart:
    """Chart a working life: contributions by payer, JHT balance, and pension, year by year.

    A mark's shape says what it rests on: known values, values carried forward, or assumed ones.

    Args:
        course: What `lifecourse` gave.
        language: "id" or "en"; None: that of `kj.display`.

    Raises:
        PlotError: code `plot`: no life course, or one without years.
        UnknownChoiceError: code `unknown-choice`: no such language.

    Examples:
        >>> course = kj.benefits.lifecourse([employed], until=kj.Month(2020, 12))
        >>> len(kj.plots.life_course(course, "en").to_dict()["vconcat"])
        3
    """
    if not isinstance(course, LifeCourse):
        raise PlotError(
            f"A chart of a life course needs one; got {a_kind(course)}.",
            remedy="Give what kj.benefits.lifecourse gave.",
        )
    language = current_language(language)
    panels = [
        _contributions(course, language),
        _line(course, language, "jht-balance", lambda year: year.jht_balance, "known_jht"),
        _line(
            course,
            language,
            "pension-in-sight",
            lambda year: year.pension_formula if year.pension is None else year.pension,
            "known_pension",
        ),
    ]
    chart = alt.vconcat(*panels).resolve_scale(color="independent", shape="shared")
    payers = [name_of(payer.value, language) for payer in _payers(course)]
    subtitle = f"{text('upward', language)}: {', '.join(payers)}" if payers else ""
    title = f"{text('life-course', language)} {course.until.year}"
    return cast("alt.VConcatChart", framed(chart, title, subtitle, language))


def _payers(course: LifeCourse) -> list[Payer]:
    return [payer for payer in _COLOURS if any(year.paid.get(payer) for year in course.years)]


def _year_axis(language: Language) -> Any:
    return alt.X("year:O").title(text("year", language)).axis(labelAngle=-45, grid=False)


def _heading(name: str, language: Language) -> Any:
    return alt.TitleParams(text=text(name, language), anchor="start", fontSize=11)


def _contributions(course: LifeCourse, language: Language) -> Any:
    payers = _payers(course)
    unit, size = unit_of(max((sum(year.paid.values()) for year in course.years), default=0))
    rows = []
    for year in course.years:
        reached = 0
        for payer in payers:
            amount = year.paid.get(payer, 0)
            rows.append(
                {
                    "year": str(year.year),
                    "payer": name_of(payer.value, language),
                    "begin": placed(reached, size),
                    "end": placed(reached + amount, size),
                    "rupiah": format_rupiah(amount, language),
                }
            )
            reached += amount
    scale = alt.Scale(
        domain=[name_of(payer.value, language) for payer in payers],
        range=[_COLOURS[payer] for payer in payers],
    )
    return (
        alt.Chart(data(rows))
        .mark_bar(stroke="white", strokeWidth=1)
        .encode(
            x=_year_axis(language),
            y=amounts("begin", unit, language),
            y2="end:Q",
            color=alt.Color("payer:N").scale(scale).title(text("payer", language)),
            tooltip=tips(language, {"year": "year:O", "payer": "payer:N", "amount": "rupiah:N"}),
        )
        .properties(
            width=width(len(course.years), 16), height=140, title=_heading("paid-in", language)
        )
    )


def _line(course: LifeCourse, language: Language, name: str, of: Any, grade: str) -> Any:
    unit, size = unit_of(max(of(year) for year in course.years))

    def row(year: LifeYear) -> dict[str, Any]:
        return {
            "year": str(year.year),
            "number": placed(of(year), size),
            "grade": text(getattr(year, grade), language),
            "rupiah": format_rupiah(of(year), language),
        }

    shapes = alt.Scale(
        domain=[text(known, language) for known in _SHAPES], range=list(_SHAPES.values())
    )
    base = alt.Chart(data([row(year) for year in course.years])).encode(
        x=_year_axis(language), y=amounts("number", unit, language)
    )
    points = base.mark_point(filled=True, size=45, color=INK, opacity=1).encode(
        shape=alt.Shape("grade:N").scale(shapes).title(text("rests-on", language)),
        tooltip=tips(language, {"year": "year:O", "amount": "rupiah:N", "rests-on": "grade:N"}),
    )
    line = base.mark_line(color=ACCENT, strokeWidth=2)
    return alt.layer(line, points).properties(
        width=width(len(course.years), 16), height=140, title=_heading(name, language)
    )
