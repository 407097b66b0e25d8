"""The package as a whole: its names, its data files, and what it needs."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import kopdes_jamsos as kj

PACKAGE = Path(kj.rosters.__file__).parent


def test_names_are_sorted_and_there() -> None:
    assert sorted(kj.rosters.__all__) == sorted({*kj.rosters.__all__})
    assert all(hasattr(kj.rosters, name) for name in kj.rosters.__all__)


def test_the_room_is_entered_only_when_it_is_asked_for() -> None:
    code = (
        "import sys, kopdes_jamsos as kj; before = set(sys.modules); kj.rosters; "
        "print('kopdes_jamsos.rosters' in before, 'openpyxl' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.split() == ["False", "False"]


def test_each_table_says_where_it_comes_from() -> None:
    data = tomllib.loads((PACKAGE / "tables.toml").read_text(encoding="utf-8"))
    tables = kj.rosters.tables()

    assert [table.name for table in tables] == [*data]
    for table in tables:
        headings = [heading for names in table.columns.values() for heading in names]
        assert len({*headings, *table.unused}) == len(headings) + len(table.unused), table.name
        assert set(table.required) <= set(table.columns)
        assert table.source
        assert table.note
        ours = table.name == "roster"
        assert table.evidence is (kj.Evidence.CONVENTION if ours else kj.Evidence.REPORTED)
    assert {table.name for table in tables} >= {
        "profil_koperasi",
        "pengurus_koperasi",
        "karyawan_koperasi",
        "anggota_koperasi",
        "kbli_koperasi",
    }


def test_the_plain_roster_has_an_indonesian_and_an_english_heading_for_each_field() -> None:
    table = next(table for table in kj.rosters.tables() if table.name == "roster")

    assert [name for name, heads in table.columns.items() if len(heads) < 2] == []
    assert {"nik", "email", "npwp", "ref"} <= set(table.columns)


def test_every_column_of_the_upload_is_used_and_filled_from_something_known() -> None:
    data = tomllib.loads((PACKAGE / "upload.toml").read_text(encoding="utf-8"))
    used = {name for revision in data["revision"].values() for name in revision["columns"]}
    known = {"ref", "name", "nik", "identity_kind", "birth_date", "sex", "wage"}
    known |= {name for name in dir(kj.rosters.Particulars) if not name.startswith("_")}

    assert used == set(data["column"])
    assert {column.get("from") for column in data["column"].values()} - {None} <= known
    assert {column["need"] for column in data["column"].values()} == {
        "must",
        "asked",
        "optional",
        "system",
    }


def test_an_unknown_code_or_table_is_refused() -> None:
    with pytest.raises(kj.errors.UnknownChoiceError):
        kj.rosters.RosterFinding(file="a.csv", row=1, code="none-such")
