"""The history of a value of the law as a drawing: steps through time, as SVG without scripts.

Its colours are those of the site's style sheet; it ends with the version of the law data.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

import kopdes_jamsos as kj

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 400, 150, 6, 80, 22, 22
_DASHES = ("", "7 3", "2 3", "9 3 2 3", "4 4")


def chart(series: kj.law.Series) -> str:
    """Steps through time as an SVG; empty where nothing changed or nothing can be drawn."""
    if series.unit not in ("ppm", "rupiah", "years", "months", "days", "count"):
        return ""
    entries = [_numbers(value.value) for value in series.values]
    if len({str(each) for each in entries}) < 2:
        return ""
    first = series.values[0].since
    year, month = (int(part) for part in kj.LAW.version.split(".")[:2])
    end = max(kj.Month(year, month), series.values[-1].until or series.values[-1].since) + 1
    numbers = [number for each in entries for number in each.values()]
    largest, least = max(numbers), min(numbers)
    # Far from zero, a line would hardly move; then the axis begins just below the least value.
    floor = least - (largest - least) // 4 if 3 * least >= largest > least else 0

    def across(when: kj.Month) -> int:
        return LEFT + (WIDTH - LEFT - RIGHT) * (when - first) // (end - first)

    def up(number: int) -> int:
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * (number - floor) // (largest - floor)

    drawn: list[str] = []
    ends: dict[str, tuple[int, int]] = {}
    keys = list(dict.fromkeys(key for each in entries for key in each))
    for place, key in enumerate(keys):
        steps = []
        pairs = zip(series.values, entries, [*series.values[1:], None], strict=True)
        for value, each, following in pairs:
            if key not in each:
                continue
            last = end if value.until is None else value.until + 1
            stop = min([last, *([following.since] if following else []), end])
            steps.append((across(value.since), across(stop), up(each[key]), each[key]))
        drawn += _line(steps, series.unit, _DASHES[place % len(_DASHES)], numbered=len(keys) == 1)
        if len(keys) > 1:
            ends[key] = (steps[-1][1] + 4, steps[-1][2] + 4)
    lowest = HEIGHT
    for key, (x, y) in sorted(ends.items(), key=lambda end: -end[1][1]):
        lowest = min(y, lowest - 12)  # names that would lie on one another move up
        drawn.append(f'<text x="{x}" y="{lowest}">{html.escape(key)}</text>')
    base = HEIGHT - BOTTOM
    drawn.append(f'<path class="axis" d="M{LEFT} {base}H{WIDTH - RIGHT}"/>')
    for when, anchor in ((first, "start"), (end - 1, "end")):
        x = LEFT if anchor == "start" else WIDTH - RIGHT
        drawn.append(f'<text x="{x}" y="{HEIGHT - 6}" text-anchor="{anchor}">{when}</text>')
    name = f"{series.title('en')}, {first} to {end - 1}"
    label = html.escape(f"{name}; the table has each value")
    return (
        f'<figure class="law-chart"><svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-label="{label}">{"".join(drawn)}</svg></figure>'
    )


def _numbers(value: Any) -> dict[str, int]:
    entries = value if isinstance(value, Mapping) else {"": value}
    return {
        key_of(key) if key else "": item.ppm if isinstance(item, kj.Rate) else item
        for key, item in entries.items()
    }


def _line(
    steps: Sequence[tuple[int, int, int, int]], unit: str, dash: str, *, numbered: bool
) -> Iterator[str]:
    way = f"M{steps[0][0]} {steps[0][2]}"
    for (_, stop, __, ___), (start, ____, y, _____) in pairwise([(0, steps[0][0], 0, 0), *steps]):
        way += f"V{y}" if stop == start else f"M{start} {y}"
        way += f"H{next(step[1] for step in steps if step[0] == start)}"
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    yield f'<path class="line" d="{way}"{dashed}/>'
    if not numbered:
        return
    free, before = 0, -1
    for place, (start, _, y, number) in enumerate(steps):
        yield f'<circle cx="{start}" cy="{y}" r="2.5"/>'
        text = _short(number, unit)
        if number != before and start >= free:
            # The side that the line leaves free: below it, unless its next change is a fall.
            later = next((step[3] for step in steps[place:] if step[3] != number), number)
            low = later >= number and y < HEIGHT - BOTTOM - 14
            yield f'<text x="{start + 4}" y="{y + 14 if low else y - 6}">{text}</text>'
            free = start + 8 + 7 * len(text)
        before = number
    start, stop, y, number = steps[-1]
    if start + 8 + 7 * len(_short(number, unit)) > free:
        yield f'<text x="{stop + 4}" y="{y + 4}">{_short(number, unit)}</text>'


def _short(number: int, unit: str) -> str:
    if unit == "ppm":
        return kj.wording.format_rate(kj.Rate(number), "en")
    return f"{number:,}"


def key_of(key: Any) -> str:
    """An entry of a mapping as a reader would call it."""
    name = getattr(key, "name", str(key))
    return f"class {key.value}" if isinstance(key, kj.RiskClass) else name.lower().replace("_", " ")
