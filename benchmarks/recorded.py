"""The record of speed: `speed.toml`, from which the page on performance is written.

A script that measures hands over one table at a time, and the other tables stay as they are:

    from benchmarks.recorded import record  # with the root of the project on sys.path

    record(
        "frames",
        [{"engine": "polars", "ours, ms": 31.4, "by hand, ms": 34.0, "ratio": 0.92, "wrong": 0}],
        title="A million rows of one month",
        how="The smallest of nine calls, all engines in one process, in turn.",
        command="python benchmarks/frames.py",
    )

The columns of the page are the keys of the rows, in their order. `python -m scripts accept-api`
then writes the page anew. A script may keep several tables, as `frames` and `frames_small`: what
stands before the first `_` is the section of the page.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import platform
import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TypeAlias

Row: TypeAlias = Mapping[str, str | int | float]

RECORD = Path(__file__).with_name("speed.toml")
HEAD = "# What the scripts measured, for the page on performance: benchmarks/recorded.py."
SECTIONS = ("frames", "scalar", "rosters", "growth")  # in the order of the page
_DIGITS = 4  # significant ones of a number that is no whole number


def record(
    name: str,
    rows: Iterable[Row],
    *,
    title: str,
    how: str,
    command: str,
    path: Path = RECORD,
) -> None:
    """Put a table into the record, in place of the one that had its name.

    Args:
        name: A section, or a section with `_` and a word behind it.
        rows: What was measured; texts and numbers, the same columns in each.
        title: What the table shows, as a heading.
        how: One sentence on how it was measured.
        command: What to type to measure it again.
        path: The record.
    """
    if section(name) not in SECTIONS:
        raise ValueError(f"{name}: the sections are {', '.join(SECTIONS)}.")
    listed = [dict(row) for row in rows]
    if not listed or any(list(row) != list(listed[0]) for row in listed):
        raise ValueError(f"{name}: the rows need the same columns in one order.")
    tables = read(path)
    tables[name] = {
        "title": title,
        "how": how,
        "command": command,
        "machine": machine(),
        "date": dt.datetime.now(dt.UTC).date(),
        "rows": listed,
    }
    path.write_text(written(tables), encoding="utf-8", newline="\n")


def read(path: Path = RECORD) -> dict[str, dict[str, Any]]:
    """The tables of the record by name."""
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def section(name: str) -> str:
    """The section of the page in which a table stands."""
    return name.partition("_")[0]


def machine() -> str:
    """Processor, its cores, and Python: nothing that tells one machine from others of its kind."""
    return f"{_processor()}, {os.cpu_count()} cores, Python {platform.python_version()}"


def written(tables: Mapping[str, Mapping[str, Any]]) -> str:
    """The whole record as TOML, section after section."""
    lines = [HEAD]
    for name in sorted(tables, key=lambda name: (SECTIONS.index(section(name)), name)):
        lines += ["", f"[{name}]"]
        for key, value in tables[name].items():
            lines += _rows(value) if key == "rows" else [f"{key} = {_value(value)}"]
    return "\n".join(lines) + "\n"


def _rows(rows: Iterable[Row]) -> list[str]:
    inside = (", ".join(f"{_key(key)} = {_value(row[key])}" for key in row) for row in rows)
    return ["rows = [", *(f"    {{ {each} }}," for each in inside), "]"]


def _key(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else json.dumps(key, ensure_ascii=False)


def _value(value: object) -> str:
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, float):
        return repr(float(f"{value:.{_DIGITS}g}"))
    if isinstance(value, int | dt.date) and not isinstance(value, bool):
        return str(value)
    raise TypeError(f"A record holds texts, numbers and days, no {type(value).__name__}.")


def _processor() -> str:
    """The name that Linux has for the processor; elsewhere only its kind."""
    try:
        said = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        said = ""
    named = re.search(r"^model name\s*: (.+)$", said, re.M)
    return named[1].strip() if named else platform.machine()
