"""The tools of the project, each started as `python -m scripts` starts it."""

import re
import subprocess
import sys

import pytest
from scripts.__main__ import COMMANDS, listing
from tests.quality.tools import ROOT, run

pytestmark = pytest.mark.quality


@pytest.mark.parametrize("name", ["lint", "types", "layers"])
def test_a_tool_finds_nothing(name: str) -> None:
    for step in COMMANDS[name][1]:
        run(*step)


def test_without_a_command_all_of_them_are_listed(capfd: pytest.CaptureFixture[str]) -> None:
    run("-m", "scripts")
    assert all(f"  {name} " in listing() for name in COMMANDS)


def test_an_unknown_command_is_refused() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "scripts", "nonsense"], cwd=ROOT, capture_output=True, check=False
    )

    assert done.returncode == 2
    assert listing().encode() in done.stdout


def test_every_command_starts_something_that_is_there() -> None:
    for what, steps in COMMANDS.values():
        assert what
        for step in steps:
            paths = [word for word in step if word.endswith(".py")]
            assert [path for path in paths if not (ROOT / path).is_file()] == []


def test_contributors_and_continuous_integration_use_commands_that_exist() -> None:
    for name in ("CONTRIBUTING.md", ".ci/run"):
        text = (ROOT / name).read_text(encoding="utf-8")
        used = re.findall(r"python -m scripts ([a-z][a-z-]+)", text)
        assert used
        assert set(used) <= COMMANDS.keys()
