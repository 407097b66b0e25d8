"""The Jupyter notebooks: no outputs in the repository, and right in what they show when run."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

nbformat = pytest.importorskip("nbformat")
nbclient = pytest.importorskip("nbclient")
pytest.importorskip("ipykernel")

# The tools of Jupyter warn of what is theirs, such as the event loop of Windows.
pytestmark = pytest.mark.filterwarnings("default")

NOTEBOOKS = Path(__file__).resolve().parents[1] / "examples" / "notebooks"
ALL = sorted(NOTEBOOKS.glob("*.ipynb"))


@cache
def shown(name: str) -> dict[str, str]:
    """What each cell showed, by its name, when the notebook was run in an empty folder."""
    notebook = nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4)
    with TemporaryDirectory() as folder:
        where = {"metadata": {"path": folder}}
        nbclient.NotebookClient(notebook, timeout=120, resources=where).execute()
    return {
        cell.id: "\n".join(map(text_of, cell.outputs))
        for cell in notebook.cells
        if cell.cell_type == "code"
    }


def text_of(output: Any) -> str:
    data = output.get("data", {})
    return str(output.get("text") or data.get("text/html") or data.get("text/plain"))


def test_there_is_one_for_a_ministry_and_one_for_a_cooperative() -> None:
    assert [path.stem for path in ALL] == ["cooperative", "ministry"]


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
def test_a_notebook_is_valid_and_has_no_output(path: Path) -> None:
    raw = json.loads(path.read_text(encoding="utf-8"))
    codes = [cell for cell in raw["cells"] if cell["cell_type"] == "code"]

    nbformat.validate(raw)
    assert [cell["outputs"] for cell in codes] == [[]] * len(codes)
    assert [cell["execution_count"] for cell in codes] == [None] * len(codes)
    assert set(raw["metadata"]) == {"kernelspec", "language_info"}


def test_the_ministry_sees_what_the_tariff_says() -> None:
    # By hand: Rp16,800 a month for each of 100,000; half of it in six of the nine months where no
    # public money pays, and so Rp8,400 for these.
    found = shown("ministry")

    assert "Rp15,120,000,000" in found["budget"]
    assert "-Rp5,040,000,000" in found["comparison"]
    assert found["check"] == "(-5040000000, -5040000000)"
    for month in range(7, 13):
        assert f"2026-{month:02}-01" in found["frame"]
    assert found["frame"].count("<td>1680000000</td>") == 9 + 3
    assert found["frame"].count("<td>840000000</td>") == 6
    # With Rp10,000 for JKM: Rp10,000 in each of six months, Rp20,000 in each of three.
    assert "<td>10080000000</td>" in found["sweep"]
    assert "<td>12000000000</td>" in found["sweep"]
    assert "1189651" in found["figures"]
    for name in ("comparison.csv", "comparison.json", "comparison.xlsx", "months.html"):
        assert name in found["save"]


def test_the_cooperative_sees_its_bill_its_days_and_a_claim() -> None:
    # By hand: two BPU of group c (bands of Rp2,000,000 and Rp1,000,000), to which PP 50/2025
    # gives no half price (convention relief-group), and a cashier with
    # 0.24, 0.3 and 5.7 % of Rp2,500,000; 2 % of what the employer owes for each of two months.
    found = shown("cooperative")
    officers = (20_000 + 6_800) + (10_000 + 6_800)
    cashier = 6_000 + 7_500 + 92_500 + 50_000

    assert officers + cashier == 199_600
    assert "Rp199.600" in found["bill"]
    for amount in (26_800, 16_800, 156_000):
        assert f"<td>{amount}</td>" in found["frame"]
    assert "no-enrolment" in found["frame"]
    assert "2026-11-16" in found["plan"]
    assert "2026-12-15" in found["plan"]
    assert "Rp6.240" in found["late"]
    # 20 + 12 + 10 million, and a scholarship: two years of SD, three of SMP and SMA, five of PT.
    scholarship = 2 * 1_500_000 + 3 * 2_000_000 + 3 * 3_000_000 + 5 * 12_000_000
    assert 42_000_000 + scholarship == 120_000_000
    assert "Rp120.000.000" in found["claim"]
    assert f"<td>{scholarship}</td>" in found["benefits"]
    for name in ("daftar.csv", "hak.xlsx", "tabel.csv", "tagihan.xlsx"):
        assert name in found["keep"]
