"""Who of a cooperative is covered on a day, programme by programme.

No article of law; who is covered and what is owed are those of `covered_on`.
"""

from __future__ import annotations

from collections import Counter
from typing import Any, cast

import altair as alt

from kopdes_jamsos.coverage.covered import CooperativeCover, PersonCover
from kopdes_jamsos.display import current_language
from kopdes_jamsos.errors import PlotError, a_kind
from kopdes_jamsos.plots.style import INK, WIDTH, data, framed, text, tips
from kopdes_jamsos.programs import Program
from kopdes_jamsos.wording import Language, format_date

# States in the order of the bar: a letter that says which, for those who see no colour, the colour,
# and an ink that is read on it.
_STATES = {
    "covered": ("A", "#0072B2", "white"),
    "gap": ("B", "#E69F00", "dark"),
    "elsewhere": ("C", "#CC79A7", "dark"),
    "not-owed": ("D", "#DDDDDD", "dark"),
}
_LABELS = ("white", "dark", "beside")
# A part of everyone whose piece has room for its label.
_LEAST = 10


def coverage(cover: CooperativeCover, language: Language | None = None) -> alt.LayerChart:
    """Chart who of a cooperative is covered: a bar for each programme, a piece for each state.

    A covered; B owed and not covered; C covered elsewhere; D not owed. Each piece has its letter
    and the number of people, a narrow one at the end of its bar.

    Args:
        cover: What `covered_on` gave.
        language: "id" or "en"; None: that of `kj.display`.

    Raises:
        PlotError: code `plot`: no cover of a cooperative, or one without people.
        UnknownChoiceError: code `unknown-choice`: no such language.

    Examples:
        >>> cover = kj.coverage.covered_on(kdmp, dt.date(2025, 7, 3))
        >>> kj.plots.coverage(cover, "en").to_dict()["title"]["text"]
        'Cover: Pejaten'
    """
    if not isinstance(cover, CooperativeCover):
        raise PlotError(
            f"A chart of coverage needs the cover of a cooperative; got {a_kind(cover)}.",
            remedy="Give what kj.coverage.covered_on gave.",
        )
    language = current_language(language)
    words = [f"{letter} {text(state, language)}" for state, (letter, *_) in _STATES.items()]
    scale = alt.Scale(domain=words, range=[colour for _, colour, _ in _STATES.values()])
    order = [program.value for program in Program]
    rows = _rows(cover, language)
    base = alt.Chart(data(rows)).encode(y=alt.Y("program:N").sort(order).title(None))
    bars = base.mark_bar(stroke="white", strokeWidth=1).encode(
        x=alt.X("begin:Q").title(text("people", language)).axis(tickMinStep=1).scale(zero=True),
        x2="end:Q",
        color=alt.Color("state:N").scale(scale).title(None).legend(orient="bottom"),
        tooltip=tips(language, {"program": "program:N", "cover": "state:N", "people": "people:Q"}),
    )
    numbers = [
        base.mark_text(
            color="white" if label == "white" else INK, align="left", dx=5, fontWeight="bold"
        ).encode(x="end:Q" if label == "beside" else "begin:Q", text=f"{label}:N")
        for label in _LABELS
    ]
    chart = alt.layer(bars, *numbers).properties(width=WIDTH, height=170)
    title = f"{text('cover', language)}: {cover.cooperative.name}"
    return cast("alt.LayerChart", framed(chart, title, format_date(cover.on, language), language))


def _rows(cover: CooperativeCover, language: Language) -> list[dict[str, Any]]:
    """A row for each piece of a bar."""
    rows: list[dict[str, Any]] = []
    for program in Program:
        counts = Counter(_state(entry, program) for entry in cover.entries)
        reached, narrow = 0, list[str]()
        for state, (letter, _, ink) in _STATES.items():
            if counts[state]:
                rows.append(
                    {
                        "program": program.value,
                        "state": f"{letter} {text(state, language)}",
                        "begin": reached,
                        "end": reached + counts[state],
                        "people": counts[state],
                        **dict.fromkeys(_LABELS, ""),
                    }
                )
                label = f"{letter} {counts[state]}"
                if counts[state] * _LEAST >= len(cover.entries):
                    rows[-1][ink] = label
                else:
                    narrow.append(label)
            reached += counts[state]
        if narrow:
            rows[-1]["beside"] = ", ".join(narrow)
    return rows


def _state(entry: PersonCover, program: Program) -> str:
    if entry.report.covered(program):
        return "covered"
    if any(gap.program is program for gap in entry.gaps):
        return "gap"
    return "elsewhere" if entry.elsewhere else "not-owed"
