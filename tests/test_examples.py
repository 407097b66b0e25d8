"""Every numbered example runs as it would for a reader."""

import ast
import csv
import io
import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

EXAMPLES = sorted((Path(__file__).resolve().parents[1] / "examples").glob("[0-9]*.py"))


def test_there_is_an_example() -> None:
    assert EXAMPLES


@cache
def run(path: Path) -> tuple[subprocess.CompletedProcess[str], list[Path]]:
    """What an example printed, run once, and what it left in an empty folder."""
    with TemporaryDirectory() as folder:
        result = subprocess.run(
            [sys.executable, str(path)],
            cwd=folder,  # what an example reads stands beside it, wherever it is called from
            env={**os.environ, "PYTHONUTF8": "1"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        return result, list(Path(folder).iterdir())


@pytest.mark.broad
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_example_prints_something_and_complains_about_nothing(path: Path) -> None:
    result, left = run(path)

    assert result.stderr == ""
    assert result.returncode == 0
    assert result.stdout.strip()
    assert left == []


@pytest.mark.broad
def test_the_officers_of_serang_cost_what_the_tariff_says() -> None:
    # By hand: 274 cooperatives with 5 officers and 3 supervisors, of whom one is the village head.
    result, _ = run(EXAMPLES[0])
    officers, supervisors = 274 * 5, 274 * 2

    assert f"274 cooperatives of Kabupaten Serang, {officers:,} officers" in result.stdout
    assert f"{officers * 16_800:,}" in result.stdout
    assert f"{officers * 8_400:,}" in result.stdout
    assert f"{officers * 5_400:,}" in result.stdout
    assert f"{(officers + supervisors) * 16_800:,}" in result.stdout
    # Group a owes JHT as well: 2 % of the lowest base of 1,000,000, five officers each.
    data = (EXAMPLES[0].parent / "data" / "serang.csv").read_text(encoding="utf-8")
    rows = [row for row in csv.DictReader(io.StringIO(data)) if row["has_employees"] == "ya"]
    employing = {row["village_code"] for row in rows}
    assert f"{len(employing) * 5 * 20_000:,}" in result.stdout
    assert "274 village heads" in result.stdout
    # First payments in June or on the day: everybody enrolled is covered. After it: nobody yet.
    everybody = f"JKK {officers:,} officers, {supervisors:,} supervisors"
    assert f"first paid 2025-06-20, for June 2025: {everybody}" in result.stdout
    assert f"first paid 2025-07-03, for July 2025: {everybody}" in result.stdout
    assert "first paid 2025-07-14, for July 2025: JKK 0 officers, 0 supervisors" in result.stdout
    assert "Iuran November 2026" in result.stdout


@pytest.mark.broad
def test_the_event_of_serang_is_told_without_claiming_an_explanation() -> None:
    result, _ = run(EXAMPLES[2])

    # The four pairs of P33, and that no split of the tariff for BPU gives the other total.
    assert "4 pairs of school years give it, and no others" in result.stdout
    for pair in ("TK1", "SD6"), ("TK2", "SD5"), ("SD1", "SD4"), ("SD2", "SD3"):
        assert f"- {pair[0]} (" in result.stdout
        assert f"and {pair[1]} (" in result.stdout
    assert result.stdout.count("in no way") == 4
    assert "What would settle it" in result.stdout


def test_each_example_is_listed_by_its_first_line() -> None:
    folder = EXAMPLES[0].parent
    scripts = sorted(path for path in folder.rglob("*.py") if "__pycache__" not in path.parts)
    rows = [
        f"| [{path.name}]({path.relative_to(folder).as_posix()}) "
        f"| {str(ast.get_docstring(ast.parse(path.read_text(encoding='utf-8')))).splitlines()[0]} |"
        for path in scripts
    ]
    for path in folder.rglob("*.ipynb"):
        title = json.loads(path.read_text(encoding="utf-8"))["cells"][0]["source"][0]
        place = path.relative_to(folder).as_posix()
        rows.append(f"| [{path.name}]({place}) | {title.strip().removeprefix('# ')} |")
    listed = (folder / "README.md").read_text(encoding="utf-8").splitlines()

    assert sorted(line for line in listed if line.startswith("| [")) == sorted(rows)


def test_numbers_of_examples_leave_no_gap() -> None:
    numbers = [int(path.name.partition("_")[0]) for path in EXAMPLES]

    assert numbers == list(range(1, len(EXAMPLES) + 1))
