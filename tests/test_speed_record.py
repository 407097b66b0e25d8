"""The record of speed, and the page that is written from it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from benchmarks import scalar
from benchmarks.recorded import SECTIONS, Row, read, record
from scripts.speed_page import ABOUT, TITLES, speed_page

HOW = "The smallest of nine calls."
COMMAND = "python benchmarks/frames.py"


def put(path: Path, name: str, *rows: Row) -> None:
    record(name, rows, title=f"Title of {name}", how=HOW, command=COMMAND, path=path)


def test_one_table_is_written_anew_and_the_others_stay(tmp_path: Path) -> None:
    path = tmp_path / "speed.toml"
    put(path, "growth", {"rows": 10, "exponent": 1.0})
    put(path, "frames_small", {"engine": "polars", "ratio": 0.5})
    put(path, "frames", {"engine": 'a "quoted" | name', "ours, ms": 31.41592})
    before = read(path)
    put(path, "frames", {"engine": "pandas", "ours, ms": 25})

    found = read(path)
    assert list(found) == ["frames", "frames_small", "growth"]
    assert before["frames"]["rows"] == [{"engine": 'a "quoted" | name', "ours, ms": 31.42}]
    assert found["frames"]["rows"] == [{"engine": "pandas", "ours, ms": 25}]
    assert {name: found[name] for name in ("frames_small", "growth")} == {
        name: before[name] for name in ("frames_small", "growth")
    }
    assert isinstance(found["frames"]["date"], dt.date)
    assert "cores, Python 3." in found["frames"]["machine"]


def test_a_table_of_another_name_or_with_ragged_rows_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "speed.toml"
    with pytest.raises(ValueError, match="sections are frames"):
        put(path, "spark", {"engine": "Spark"})
    with pytest.raises(ValueError, match="same columns in one order"):
        put(path, "frames", {"engine": "a", "ratio": 1}, {"ratio": 1, "engine": "a"})
    with pytest.raises(ValueError, match="same columns in one order"):
        put(path, "frames")
    with pytest.raises(TypeError, match="no bool"):
        put(path, "frames", {"engine": "a", "fast": True})
    assert not path.exists()


def test_the_page_shows_columns_in_their_order_and_numbers_to_the_right(tmp_path: Path) -> None:
    path = tmp_path / "speed.toml"
    put(
        path,
        "frames",
        {"ratio": 0.91666, "engine": "polars|x", "by_hand": 1234567, "ms": 1234.5},
        {"ratio": 2, "engine": "pandas", "by_hand": 7, "ms": 12.349},
    )
    page = speed_page(read(path))

    assert (
        "### Title of frames\n\n"
        "| ratio | engine | by hand | ms |\n"
        "|--:|---|--:|--:|\n"
        "| 0.917 | polars\\|x | 1,234,567 | 1,234 |\n"
        "| 2 | pandas | 7 | 12.3 |\n\n"
        f"{HOW} {read(path)['frames']['machine']}; {read(path)['frames']['date']}; `{COMMAND}`."
    ) in page
    assert page.count("Not recorded yet") == 3
    assert "`python benchmarks/scalar.py` measures it." in page


def test_every_section_has_a_title_and_says_what_it_is_about() -> None:
    assert tuple(TITLES) == tuple(ABOUT) == SECTIONS


def test_one_person_is_measured_in_assessments(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(scalar, "TURNS", 1)
    monkeypatch.setattr(scalar, "SECONDS", 0)
    rows = scalar.people(["replay", "ledger of 120 payments"])
    put(tmp_path / "speed.toml", "scalar", *rows)

    assert [row["what"] for row in rows] == ["assess", "replay", "ledger of 120 payments"]
    assert [row["target, at most"] for row in rows] == ["", "15 ×", "1,000 µs"]
    assert rows[0]["times one assessment"] == 1
    assert "| what | µs | times one assessment | target, at most |" in speed_page(
        read(tmp_path / "speed.toml")
    )
