"""Published cases: the checks in the data files under `tests/cases/`, each file with its source."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

CASES = Path(__file__).parent / "cases"


def checks(folder: str, kind: str | None = None) -> list[Any]:
    """The checks of a folder, or of its cases of one kind, as parameters of a test."""
    found = []
    for file in sorted((CASES / folder).glob("*.toml")):
        case = tomllib.loads(file.read_text(encoding="utf-8"))
        assert case["id"] == file.stem
        assert case["source"]
        if kind is None or case["kind"] == kind:
            found += [
                pytest.param(check, id=f"{case['id']}-{number}")
                for number, check in enumerate(case["check"], 1)
            ]
    return found
