"""The tools of the project, each started as this interpreter would start it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.quality


def run(*arguments: str) -> None:
    """Start Python with these arguments in the root; fail with the tool's own words."""
    result = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1", "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    if result.returncode != 0:
        pytest.fail(f"python {' '.join(arguments)}\n{result.stdout}", pytrace=False)


def test_ruff_finds_nothing() -> None:
    run("-m", "ruff", "check", "--output-format", "concise")


def test_the_code_is_formatted() -> None:
    run("-m", "ruff", "format", "--check", "--diff")


def test_mypy_strict_finds_nothing() -> None:
    run("-m", "mypy")


def test_imports_run_downward_only() -> None:
    # import-linter has no __main__ module, so its command is called.
    code = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    run("-c", code, "--no-logo", "--no-cache")
