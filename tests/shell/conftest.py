"""A folder with the files that command lines name."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.shell.lines import fill


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The files of the examples, in the folder where the command runs."""
    fill(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path
