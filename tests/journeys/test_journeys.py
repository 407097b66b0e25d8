"""The journeys of users, as scripts: each prints word for word what its how-to page prints."""

from __future__ import annotations

import datetime as dt
import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from tests.oracle.contributions import participant, worker

HERE = Path(__file__).parent
HOW_TO = HERE.parents[1] / "docs" / "how-to"
# Each script with the pages whose printed lines it prints.
JOURNEYS: dict[str, tuple[str, ...]] = {
    "analyst.py": ("scenarios.md",),
    "payroll.py": ("dataframe-to-spreadsheet.md",),
    "service.py": ("service.md",),
    "treasurer.py": ("bendahara.md",),
}
# What a script needs beyond the group `test`.
NEEDS = {"service.py": ("fastapi", "flask")}
_BLOCK = re.compile(r"^```pycon\n(.*?)^```$", re.M | re.S)
_IMPORT = re.compile(r"(?:import|from) ")


def blocks(pages: tuple[str, ...]) -> list[str]:
    """The lines of the examples of some pages."""
    texts = [(HOW_TO / page).read_text(encoding="utf-8") for page in pages]
    return [line for text in texts for block in _BLOCK.findall(text) for line in block.splitlines()]


def typed(lines: list[str]) -> list[str]:
    """What is typed in examples, but for imports, of which a script has all at its top."""
    code = [line[4:] for line in lines if line[:4] in (">>> ", "... ")]
    return [line for line in code if not _IMPORT.match(line)]


def code_of(script: str) -> list[str]:
    """The lines of a script without its title, its comments and its imports."""
    code = (HERE / script).read_text(encoding="utf-8").split('"""', 2)[2].splitlines()
    return [line for line in code if line and line[0] != "#" and not _IMPORT.match(line)]


@cache
def run(script: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(HERE / script)],
        env={**os.environ, "PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_every_journey_is_listed() -> None:
    scripts = {each.name for each in HERE.glob("*.py")} - {"conftest.py", Path(__file__).name}
    assert scripts == set(JOURNEYS)


@pytest.mark.broad
@pytest.mark.parametrize("script", JOURNEYS)
def test_a_journey_prints_what_its_page_prints_and_complains_about_nothing(script: str) -> None:
    for name in NEEDS.get(script, ()):
        pytest.importorskip(name)
    done = run(script)
    page = [
        line.replace("<BLANKLINE>", "")
        for line in blocks(JOURNEYS[script])
        if line[:3] not in (">>>", "...")
    ]

    assert done.stderr == ""
    assert [line.rstrip() for line in done.stdout.splitlines()] == page
    assert page != []


@pytest.mark.parametrize("script", JOURNEYS)
def test_a_journey_is_the_code_of_its_page(script: str) -> None:
    assert code_of(script) == typed(blocks(JOURNEYS[script]))


def test_the_payroll_owes_what_an_oracle_of_the_articles_says() -> None:
    month, jobs = (2026, 11), {"JKK", "JKM", "JHT", "JP"}
    born = [dt.date(1962 + n % 42, 1 + n % 12, 1 + n % 28) for n in range(200)]
    wages = [3_100_000 + 75_000 * (n % 120) for n in range(200)]
    bills = [worker(jobs, month, wage, 1, day) for wage, day in zip(wages, born, strict=True)]
    ageless = [worker(jobs, month, wage, 1) for wage in wages]
    officer = participant({"JKK", "JKM"}, month, 1_000_000, "unwaged", "other", "cooperative")
    staff, officers = sum(sum(each.values()) for each in bills), 40 * sum(officer.values())
    printed = run("payroll.py").stdout

    assert f"\n{staff + officers:,} 240 0\n" in printed
    assert f"2026-11-16 {officers:>11,}\n2026-12-15 {staff:>11,}\n" in printed
    assert f"}} {sum(sum(each.values()) for each in ageless):,}\n" in printed
    # PP 44/2015 Pasal 22, PP 46/2015 Pasal 20, PP 45/2015 Pasal 31: 2 % of each programme.
    fines = [
        (sum(each for bill in bills for (name, _), each in bill.items() if name == job) + 25) // 50
        for job in jobs
    ]
    assert f" + {sum(fines):,} = {staff + officers + sum(fines):,}\n" in printed
