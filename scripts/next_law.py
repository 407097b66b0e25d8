"""Tests the library in a copy of the repository whose law has changed: invented values, next year.

    python -m scripts.next_law                   where the law of a day was meant most often
    python -m scripts.next_law tests docs src    everything, some minutes; arguments go to pytest

The copy gets a JP ceiling for the March after the last one and a higher death sum of JKM, each with
its legal text. Nothing may fail there: a test, a page or a docstring that does has taken the law of
the day it was written for the law of every day. Left out are the texts that are written from the
law files: the snapshot of values, the record of versions, the pages.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
LAW = Path("src", "kopdes_jamsos", "law")
# What a change of the law is expected to change: texts that are written from the law files.
WRITTEN = (
    "tests/test_law_data.py::test_the_values_of_the_law_are_as_committed",
    "tests/test_law_data.py::test_the_version_of_the_law_data_grows_with_them",
    "tests/test_pages.py::test_the_written_pages_are_current",
)
# Where "the law of today" was meant most often.
USUAL = (
    "tests/test_law_book.py",
    "tests/test_law_data.py",
    "tests/test_contributions.py",
    "tests/frames/test_frames.py",
    "docs/how-to/payroll.md",
    "src/kopdes_jamsos/law/book.py",
)
NOT_COPIED = shutil.ignore_patterns(
    *(".git", ".venv*", "__pycache__", ".*_cache", ".hypothesis", "site", "mutants", "dist")
)
ROW = """
[[{name}.values]]
from = "{start}"
{until}value = {value}
source = "{source}"
article = "Pasal 1"
known_since = {known:%Y-%m-%d}
evidence = "reported"
{review}"""
INSTRUMENT = """
["{key}"]
kind = "Berita"
year = {known.year}
title = "Berita rekaan tentang nilai baru"
evidence = "reported"
note = "Invented, to see what a change of the law breaks."
"""


def change_law(tree: Path) -> None:
    """Put an invented JP ceiling and an invented death sum into the law files of a copy."""
    ceiling, death = _last(tree, "jp", "wage_ceiling"), _last(tree, "jkm", "death_sum")
    year = int(ceiling["until"][:4])
    announced = dt.date(year, 2, 25)
    raised = ceiling["value"] * 105 // 100 // 100 * 100
    _append(
        *(tree, "jp", "wage_ceiling", dt.date(year, 3, 1), raised, announced),
        until=f'until = "{year + 1}-02"\n',
        review=f"review_by = {year + 1}-02-28\n",
    )
    january = dt.date(year + 1, 1, 1)
    _append(tree, "jkm", "death_sum", january, death["value"] + 1_000_000, announced)
    version = tree / LAW / "version.toml"
    text = re.sub(r"(?m)^law = .*$", f'law = "{announced:%Y.%m}"', version.read_text("utf-8"))
    version.write_text(text, encoding="utf-8")


def months(tree: Path) -> tuple[str, str]:
    """From which months the two invented values of a copy hold: the ceiling, the death sum."""
    return _last(tree, "jp", "wage_ceiling")["from"], _last(tree, "jkm", "death_sum")["from"]


def _last(tree: Path, program: str, name: str) -> dict[str, Any]:
    """The last row of a series."""
    data = tomllib.loads((tree / LAW / f"{program}.toml").read_text(encoding="utf-8"))
    row: dict[str, Any] = data[name]["values"][-1]
    return row


def _append(
    tree: Path,
    program: str,
    name: str,
    start: dt.date,
    value: int,
    known: dt.date,
    *,
    until: str = "",
    review: str = "",
) -> None:
    """Add a row to a series, and the text that it cites to the instruments."""
    source = f"Berita rekaan {program.upper()} {known.year}"
    row = ROW.format(
        **{"name": name, "start": f"{start:%Y-%m}", "until": until, "value": value},
        **{"source": source, "known": known, "review": review},
    )
    texts = ((program, row), ("instruments", INSTRUMENT.format(key=source, known=known)))
    for file, text in texts:
        with (tree / LAW / f"{file}.toml").open("a", encoding="utf-8", newline="\n") as opened:
            opened.write(text)


def python(tree: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python in a copy, with the package of the copy."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=tree,
        env={**os.environ, "PYTHONPATH": str(tree / "src"), "UPDATE_SNAPSHOTS": ""},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )


def pytest(tree: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run pytest in a copy, without the tests of what is written from the law files."""
    left_out = [f"--deselect={test}" for test in WRITTEN]
    return python(tree, "-m", "pytest", "-q", "-p", "no:cacheprovider", *left_out, *arguments)


def copy(tree: Path) -> Path:
    """Copy the repository into a new folder and change the law there."""
    shutil.copytree(ROOT, tree, ignore=NOT_COPIED)
    change_law(tree)
    return tree


def main() -> int:
    """Copy, change, test, print what failed."""
    with tempfile.TemporaryDirectory() as folder:
        done = pytest(copy(Path(folder, "tree")), *(sys.argv[1:] or USUAL))
    print(done.stdout)
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
