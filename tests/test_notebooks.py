"""The notebooks run as scripts, and what stands in them is what the library says."""

import datetime as dt
import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import kopdes_jamsos as kj

pytest.importorskip("marimo")

NOTEBOOKS = Path(__file__).resolve().parents[1] / "examples" / "notebooks"
ALL = sorted(NOTEBOOKS.glob("*.py"))
FACTS: dict[str, object] = {
    "died_on": dt.date(2025, 6, 3),
    "work_related": True,
    "since": kj.Month(2024, 1),
    "months_paid": 18,
    "programs": frozenset({kj.JKK, kj.JKM}),
    "stages": [],
    "spouses": 1,
}


def opened(name: str) -> Any:
    """The module of a notebook."""
    spec = importlib.util.spec_from_file_location(f"notebook_{name}", NOTEBOOKS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def outcome(name: str, **choices: object) -> dict[str, Any]:
    """What the cells define, with the widgets at their start, or these choices instead."""
    _, defined = opened(name).app.run(defs=choices or None)
    return dict(defined)


@pytest.mark.broad
@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
def test_a_notebook_runs_as_a_script_and_complains_about_nothing(
    path: Path, tmp_path: Path
) -> None:
    result = subprocess.run(
        [sys.executable, str(path)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert result.stderr == ""
    assert result.returncode == 0
    assert "Jumlah" in result.stdout
    assert "Tingkat bukti terendah" in result.stdout


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
def test_what_a_notebook_shows_is_laid_out(path: Path) -> None:
    """No tree of plain data, no slider without its number, no table with its text to the right."""
    mo = pytest.importorskip("marimo")
    shown = "".join(mo.as_html(each).text for each in opened(path.stem).app.run()[0])
    sliders = re.findall(r"<marimo-slider[^>]*>", shown)

    assert "<marimo-dict" not in shown
    assert "<marimo-json-output" not in shown
    assert sliders
    assert [each for each in sliders if "data-show-value='true'" not in each] == []
    assert '<td style="text-align:left' in shown


def test_there_is_one_for_scenarios_and_one_for_a_family() -> None:
    assert [path.stem for path in ALL] == ["entitlement", "scenarios"]


def test_a_budget_is_that_of_the_tariff() -> None:
    # By hand: 5 + 250 people, Rp16,800 each, a year; half from the state, and so no half price.
    found = outcome("scenarios")

    assert found["budget"].total == 255 * 16_800 * 12
    assert found["budget"].by_payer[kj.Funding.STATE] == 255 * 16_800 * 6
    assert sum(record["amount"] for record in found["records"]) == found["budget"].total
    assert found["comparison"].total == found["budget"].total - found["alone"].total
    assert found["chart"].to_dict()["title"]["text"].startswith("Iuran setiap bulan")


def test_other_choices_give_another_budget() -> None:
    found = outcome(
        "scenarios",
        officers=8,
        members=0,
        start=kj.Month(2025, 7),
        months=1,
        programs=frozenset({kj.JKK}),
        state_percent=100,
    )

    assert dict(found["budget"].by_payer) == {kj.Funding.STATE: 8 * 10_000}


def test_a_family_gets_what_the_tariff_says() -> None:
    # PP 82/2019: 20 + 12 + 10 million, and scholarships from the sixth year of SD (76.5 million)
    # and the first of SMA (69 million).
    found = outcome("entitlement")

    assert found["entitlement"].total == 42_000_000 + 76_500_000 + 69_000_000
    assert found["entitlement"].at_once == 42_000_000 + 1_500_000 + 3_000_000
    assert sum(each["rupiah"] for each in found["payments"]) == 145_500_000
    assert "seratus delapan puluh tujuh juta lima ratus ribu rupiah" in " ".join(
        found["letter"].split()
    )


def test_a_family_without_children_sees_no_chart() -> None:
    found = outcome("entitlement", **FACTS)

    assert found["entitlement"].total == 70_000_000  # 48 × Rp1,000,000 + 12 + 10 million
    assert "bars" not in found


def test_a_notebook_shows_a_refusal_instead_of_failing() -> None:
    found = outcome("entitlement", **{**FACTS, "stages": ["SD9"]})

    assert "letter" not in found
    assert "payments" not in found


def test_english_is_one_choice_away() -> None:
    budget = outcome("scenarios", language="en")
    family = outcome("entitlement", language="en")

    assert budget["chart"].to_dict()["title"]["text"].startswith("Contributions each month")
    assert family["bars"].to_dict()["title"] == "Scholarship by year"
    assert family["letter"].startswith("MANFAAT")  # the page for the family stays as it is
