"""Charts of budgets: what is paid each month, by programme and payer, and what a relief remits.

No article of law; the amounts are those of a `Budget`.
"""

from __future__ import annotations

from typing import Any, cast

import altair as alt

from kopdes_jamsos.display import current_language
from kopdes_jamsos.errors import PlotError, a_kind
from kopdes_jamsos.plots.style import (
    ACCENT,
    COLOURS,
    INK,
    LIGHT,
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
from kopdes_jamsos.programs import Program
from kopdes_jamsos.scenarios.budget import Budget, payer_name
from kopdes_jamsos.scenarios.plans import without_relief
from kopdes_jamsos.scenarios.scenario import Scenario
from kopdes_jamsos.wording import Language, format_month, format_rupiah
from kopdes_jamsos.wording.sentences import name_of


def _budget(value: Any) -> Budget:
    if isinstance(value, Scenario):
        return value.run()
    if isinstance(value, Budget):
        return value
    raise PlotError(
        f"A chart of costs needs a budget; got {a_kind(value)}.",
        remedy="Give a kj.Scenario, or what its run() gave.",
    )


def _title(name: str, budget: Budget, language: Language) -> str:
    named = name_of(budget.scenario.name, language)
    return f"{text(name, language)}: {named}" if named else text(name, language)


def _months(budget: Budget, language: Language) -> str:
    policy = budget.scenario.policy
    return f"{format_month(policy.start, language)} – {format_month(policy.end, language)}"


def _wide(budget: Budget) -> int:
    return width(budget.scenario.policy.months, 32)


def _month_axis(language: Language) -> Any:
    return alt.X("month:O").title(text("month", language)).axis(labelAngle=-45, grid=False)


def monthly_cost(budget: Budget | Scenario, language: Language | None = None) -> alt.FacetChart:
    """Chart what is paid each month: a panel for each payer, a bar piece for each programme.

    Each piece has its programme's colour and, where it is tall enough, its name; the sum of the
    month stands above the bar.

    Args:
        budget: A budget, or a scenario to run.
        language: "id" or "en"; None: that of `kj.display`.

    Raises:
        PlotError: code `plot`: no budget, or nothing is paid.
        UnknownChoiceError: code `unknown-choice`: no such language.

    Examples:
        >>> plan = kj.scenarios.all_officers(start=kj.Month(2027, 1), months=12)
        >>> spec = kj.plots.monthly_cost(plan).to_dict()
        >>> spec["title"]["text"]
        'Iuran setiap bulan: semua pengurus'
    """
    budget, language = _budget(budget), current_language(language)
    rows, unit = _cost_rows(budget, language)
    shown = [program for program in Program if any(row["program"] == program for row in rows)]
    chart = _cost_panel(rows, shown, unit, language).properties(width=_wide(budget), height=220)
    faceted = chart.facet(
        row=alt.Row("payer:N")
        .sort([name_of(payer_name(payer), language) for payer in budget.by_payer])
        .title(None)
        .header(labelAngle=0, labelOrient="top", labelAnchor="start", labelFontWeight="bold")
    )
    order = ", ".join(program.value for program in shown)
    subtitle = f"{_months(budget, language)}; {text('upward', language)}: {order}"
    title = _title("monthly-cost", budget, language)
    return cast("alt.FacetChart", framed(faceted, title, subtitle, language))


def _cost_rows(budget: Budget, language: Language) -> tuple[list[dict[str, Any]], str]:
    """A row for each piece of a bar, and the unit of the axis."""
    sums: dict[tuple[str, str, Program], int] = {}
    for record in budget.records:
        payer = name_of(payer_name(record.payer), language)
        key = (payer, str(record.month), record.program)
        sums[key] = sums.get(key, 0) + record.amount
    tops: dict[tuple[str, str], int] = {}
    for (payer, month, _), amount in sums.items():
        tops[payer, month] = tops.get((payer, month), 0) + amount
    highest = max(tops.values(), default=0)
    unit, size = unit_of(highest)
    places = {program: place for place, program in enumerate(Program)}
    rows = []
    reached: dict[tuple[str, str], int] = {}
    for (payer, month, program), amount in sorted(
        sums.items(), key=lambda item: (item[0][0], item[0][1], places[item[0][2]])
    ):
        begin = reached.get((payer, month), 0)
        reached[payer, month] = begin + amount
        rows.append(
            {
                "month": month,
                "payer": payer,
                "program": program.value,
                "begin": placed(begin, size),
                "end": placed(begin + amount, size),
                "middle": placed(begin + amount // 2, size),
                **dict.fromkeys(_LABELS, ""),
                _LABELS[program in LIGHT]: program.value if amount * _LEAST >= highest else "",
                "top": short(tops[payer, month], size, language)
                if reached[payer, month] == tops[payer, month]
                else "",
                "rupiah": format_rupiah(amount, language),
            }
        )
    return rows, unit


def _cost_panel(
    rows: list[dict[str, Any]], shown: list[Program], unit: str, language: Language
) -> Any:
    colours = alt.Scale(
        domain=[program.value for program in shown], range=[COLOURS[each] for each in shown]
    )
    base = alt.Chart(data(rows)).encode(x=_month_axis(language))
    bars = base.mark_bar(stroke="white", strokeWidth=1).encode(
        y=amounts("begin", unit, language),
        y2="end:Q",
        color=alt.Color("program:N")
        .scale(colours)
        .title(text("program", language))
        .legend(orient="top"),
        tooltip=tips(
            language,
            {"month": "month:O", "payer": "payer:N", "program": "program:N", "amount": "rupiah:N"},
        ),
    )
    names = [
        base.mark_text(color=colour, fontSize=10, fontWeight="bold").encode(
            y="middle:Q", text=f"{label}:N"
        )
        for label, colour in zip(_LABELS, ("white", INK), strict=True)
    ]
    sums_above = base.mark_text(color=INK, fontSize=10, dy=-7).encode(y="end:Q", text="top:N")
    return alt.layer(bars, *names, sums_above)


# Of pieces on which white letters are read, and of those on which dark ones are.
_LABELS = ("white", "dark")
# A part of the highest bar in which a label has room.
_LEAST = 12


def relief_effect(scenario: Scenario, language: Language | None = None) -> alt.LayerChart:
    """Chart what a relief remits each month: a filled bar is paid, a dashed outline remitted.

    The same scenario is run under the same law without its reliefs.

    Args:
        scenario: A scenario.
        language: "id" or "en"; None: that of `kj.display`.

    Raises:
        PlotError: code `plot`: no scenario, or nothing is paid.
        UnknownChoiceError: code `unknown-choice`: no such language.

    Examples:
        >>> plan = kj.scenarios.all_officers(
        ...     start=kj.Month(2026, 11), months=4, group=kj.BPUGroup.INDEPENDENT
        ... )
        >>> spec = kj.plots.relief_effect(plan, "en").to_dict()
        >>> [row["remitted"] for rows in spec["datasets"].values() for row in rows][::2]
        ['Rp3,360,000,000', 'Rp0']
    """
    if not isinstance(scenario, Scenario):
        raise PlotError(
            f"The effect of a relief needs a scenario; got {a_kind(scenario)}.",
            remedy="Give a kj.Scenario, which is run with and without.",
        )
    budget, language = scenario.run(), current_language(language)
    rows, unit = _relief_rows(budget, without_relief(scenario).run(), language)
    chart = _relief_layers(rows, unit, language).properties(width=_wide(budget), height=260)
    subtitle = f"{_months(budget, language)}; {text('legend-relief', language)}"
    title = _title("relief-effect", budget, language)
    return cast("alt.LayerChart", framed(chart, title, subtitle, language))


def _relief_rows(
    budget: Budget, full: Budget, language: Language
) -> tuple[list[dict[str, Any]], str]:
    """A row for each month in which something is owed, and the unit of the axis."""
    highest = max(full.by_month.values(), default=0)
    unit, size = unit_of(highest)
    rows = []
    for month, paid in budget.by_month.items():
        whole = full.by_month[month]
        figure = short(paid, size, language)
        inside, remitted = paid * _LEAST >= highest, whole - paid
        if whole:
            rows.append(
                {
                    "month": str(month),
                    "paid_to": placed(paid, size),
                    "full_to": placed(whole, size),
                    "outline": 1 if remitted else 0,
                    # Beside a bar too low for it, and then only if nothing else stands there.
                    "label": figure if inside else "",
                    "low": "" if inside else figure,
                    "saved": f"–{short(remitted, size, language)}"
                    if remitted and (inside or remitted * _LEAST >= highest)
                    else "",
                    "paid": format_rupiah(paid, language),
                    "remitted": format_rupiah(remitted, language),
                }
            )
    return rows, unit


def _relief_layers(rows: list[dict[str, Any]], unit: str, language: Language) -> Any:
    base = alt.Chart(data(rows)).encode(x=_month_axis(language))
    tooltip = tips(language, {"month": "month:O", "paid": "paid:N", "remitted": "remitted:N"})
    outline = base.mark_bar(fill="white", stroke=INK, strokeDash=[4, 3], strokeWidth=1).encode(
        opacity=alt.Opacity("outline:Q").scale(domain=[0, 1], range=[0, 1]).legend(None),
        y=amounts("full_to", unit, language),
        tooltip=tooltip,
    )
    bars = base.mark_bar(color=ACCENT).encode(y="paid_to:Q", tooltip=tooltip)
    labels = [
        base.mark_text(color=colour, dy=shift, fontSize=10, fontWeight="bold").encode(
            y=f"{place}:Q", text=f"{label}:N"
        )
        for place, label, shift, colour in (
            ("paid_to", "label", 10, "white"),
            ("paid_to", "low", -7, INK),
            ("full_to", "saved", -7, INK),
        )
    ]
    return alt.layer(outline, bars, *labels)
