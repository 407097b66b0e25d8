"""What all charts have in common: colours, patterns, words, and the frame around them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import altair as alt

from kopdes_jamsos.errors import PlotError
from kopdes_jamsos.money import Rupiah, half_up
from kopdes_jamsos.programs import Program
from kopdes_jamsos.wording import Language
from kopdes_jamsos.wording.formats import separators
from kopdes_jamsos.wording.language import words

# After Okabe and Ito: told apart by people who see colours differently, and, in this order, from
# dark to light where there is no colour at all. More programmes take the next colours.
_PALETTE = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442")
COLOURS = dict(zip(Program, _PALETTE, strict=False))
# On these, white letters would not be read.
_PALE = {"#E69F00", "#CC79A7", "#56B4E9", "#F0E442"}
LIGHT = frozenset(program for program, colour in COLOURS.items() if colour in _PALE)
INK = "#222222"
FAINT = "#DDDDDD"
ACCENT = "#0072B2"
WIDTH = 620


def text(name: str, language: Language) -> str:
    """A word of the charts.

    Raises:
        UnknownChoiceError: code `unknown-choice`.
    """
    return words(language).tables["charts"][name]


# Steps of the axes: amounts are shown in the largest unit that the largest of them fills.
_UNITS = (("billion", 10**9), ("million", 10**6), ("thousand", 10**3), ("one", 1))


def unit_of(largest: Rupiah) -> tuple[str, int]:
    """Name and size of the unit in which amounts up to a largest one are shown."""
    return next(unit for unit in _UNITS if largest >= unit[1] or unit[1] == 1)


def short(amount: Rupiah, size: int, language: Language) -> str:
    """An amount in a unit, rounded half up to three digits or to the whole unit."""
    decimals = next((count for count, limit in ((2, 10), (1, 100)) if amount < limit * size), 0)
    digits = str(half_up(amount * 10**decimals, size)).rjust(decimals + 1, "0")
    whole, part = (digits[:-decimals], digits[-decimals:]) if decimals else (digits, "")
    part = part.rstrip("0")
    point, group = separators(language)
    return f"{int(whole):,}".replace(",", group) + (f"{point}{part}" if part else "")


def amounts(field: str, unit: str, language: Language) -> Any:
    """The upright axis of amounts in a unit, from zero: half as high is half as much."""
    return alt.Y(f"{field}:Q").title(text(unit, language)).scale(zero=True)


def placed(amount: Rupiah, size: int) -> Any:
    """An amount in a unit, for the place of a mark only; no figure is read from it."""
    return amount / size


def data(rows: list[dict[str, Any]]) -> Any:
    """Rows as the data of a chart.

    Raises:
        PlotError: code `plot`: there are none.
    """
    if not rows:
        raise PlotError("There is nothing to show.", remedy="Give a result with amounts.")
    return alt.InlineData(
        values=[{key: _without_tags(cell) for key, cell in row.items()} for row in rows]
    )


# A chart saved as HTML stands in a script, where "</script>" in a name would end it.
_TAGS = str.maketrans({"<": "‹", ">": "›"})


def _without_tags(cell: Any) -> Any:
    return cell.translate(_TAGS) if isinstance(cell, str) else cell


def tips(language: Language, fields: Mapping[str, str]) -> list[Any]:
    """What shows where the pointer rests on a mark: fields of its row, by the words for them."""
    return [alt.Tooltip(field).title(text(name, language)) for name, field in fields.items()]


def width(marks: int, each: int) -> int:
    """Width in which a number of marks side by side have so many pixels each, for their labels."""
    return max(WIDTH, marks * each)


def framed(chart: Any, title: str, subtitle: str, language: Language) -> Any:
    """A chart with its heading and our quiet axes, whose numbers are those of the language.

    Names of the caller, such as that of a scenario, are shown with ‹ and › for < and >.
    """
    point, group = separators(language)
    number = alt.NumberLocale(decimal=point, thousands=group, grouping=[3], currency=["Rp", ""])
    heading = alt.TitleParams(
        text=_without_tags(title),
        subtitle=_without_tags(subtitle),
        anchor="start",
        subtitleColor=INK,
        offset=12,
    )
    return (
        chart.properties(title=heading)
        .configure(locale=alt.Locale(number=number))
        .configure_axis(gridColor=FAINT, labelColor=INK, titleColor=INK, titleFontWeight="normal")
        .configure_view(stroke=None)
        .configure_header(labelColor=INK, titleColor=INK)
        .configure_legend(labelColor=INK, titleColor=INK)
    )
