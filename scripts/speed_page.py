"""The page on performance: how long things take, from what the scripts of `benchmarks` recorded.

Every figure comes from `benchmarks/speed.toml`; nothing is measured here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from benchmarks.recorded import SECTIONS, read, section

INTRODUCTION = """\
<!-- Written by scripts/speed_page.py from benchmarks/speed.toml: change those, not this. -->

# Performance

How long things take, and how that compares with the same work written by hand. Every table was
recorded by the command that stands with it, on the machine and day that it names; another machine
has other times, but much the same ratios. What to do with many rows stands in
[from a laptop to a cluster](how-to/from-a-laptop-to-a-cluster.md).
"""

TITLES = {
    "frames": "Columns",
    "scalar": "One person",
    "rosters": "Rosters",
    "growth": "Growth",
}
ABOUT = {
    "frames": "`kj.frames` computes whole columns on the engine to which the table belongs.",
    "scalar": "One enrolment, payment history, claim or bill at a time, with its explanation.",
    "rosters": "Lists of members as files, read row by row, every cell checked.",
    "growth": (
        "How time grows with the size of the input: 1 is linear, 2 a square. The times are those "
        "of the processor."
    ),
}


def speed_page(tables: Mapping[str, Mapping[str, Any]] | None = None) -> str:
    """The whole page, of the record or of other tables."""
    found = read() if tables is None else tables
    parts = [INTRODUCTION]
    for each in SECTIONS:
        parts += [f"## {TITLES[each]}\n", f"{ABOUT[each]}\n"]
        named = [table for name, table in found.items() if section(name) == each]
        for table in named:
            parts += [f"### {table['title']}\n", *_table(table["rows"]), "", _measured(table)]
        if not named:
            parts.append(f"Not recorded yet; `python benchmarks/{each}.py` measures it.\n")
    return "\n".join(parts)


def _measured(table: Mapping[str, Any]) -> str:
    how, machine, day = table["how"], table["machine"], table["date"]
    return f"{_safe(how)} {_safe(machine)}; {day}; `{table['command']}`.\n"


def _table(rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    columns = list(rows[0])
    numbers = {key for key in columns if not any(isinstance(row[key], str) for row in rows)}
    yield f"| {' | '.join(_safe(key.replace('_', ' ')) for key in columns)} |"
    yield f"|{'|'.join('--:' if key in numbers else '---' for key in columns)}|"
    for row in rows:
        yield f"| {' | '.join(_shown(row[key]) for key in columns)} |"


def _shown(value: str | int | float) -> str:
    """Whole numbers in full; of others three digits, which is more than a machine repeats."""
    if isinstance(value, str):
        return _safe(value)
    if isinstance(value, int) or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def _safe(text: str) -> str:
    return text.replace("|", "\\|").replace("*", "\\*")
