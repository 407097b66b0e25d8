"""Dataframes read as rosters: as a file with the same cells would be, whatever the engine."""

from __future__ import annotations

import datetime as dt
import inspect
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from tests.people import VILLAGE

import kopdes_jamsos as kj
from kopdes_jamsos.rosters import Limits, read_frame
from kopdes_jamsos.rosters.frame_rows import cell_of

ON = dt.date(2026, 11, 22)
NIKS = [f"36049917089099{number:02d}" for number in range(11, 20)]
# As a file would hold them: a waged employee, an officer who pays the other way, a row that is
# nobody's, a NIK that is none, a person twice, and a wage that cannot be read.
ROWS: list[dict[str, str]] = [
    {"ref": "K-1", "nama": "Ani", "kedudukan": "karyawan", "jabatan": "kasir", "nik": NIKS[0]}
    | {"tanggal_lahir": "1990-08-17", "segmen": "PU", "program": "JKK JKM JHT JP"}
    | {"upah": "3500000", "menerima_upah": ""},
    {"ref": "P-1", "nama": "Budi", "kedudukan": "pengurus", "jabatan": "Ketua", "nik": NIKS[1]}
    | {"segmen": "BPU", "program": "JKK JKM", "penghasilan": "1000000", "menerima_upah": "tidak"},
    {"ref": "X-1", "nama": "", "kedudukan": "karyawan"},
    {"ref": "K-2", "nama": "Cici", "kedudukan": "karyawan", "nik": "36049917", "upah": "tiga juta"},
    {"ref": "K-3", "nama": "Dedi", "kedudukan": "karyawan", "nik": NIKS[0]},
    {"ref": "T-1", "nama": "Euis", "kedudukan": "tamu"},
]
COLUMNS = list(dict.fromkeys(column for row in ROWS for column in row))
TEXTS: dict[str, list[str | None]] = {
    column: [row.get(column) or None for row in ROWS] for column in COLUMNS
}
TYPED: dict[str, list[Any]] = {
    **TEXTS,
    "tanggal_lahir": [day and dt.date.fromisoformat(day) for day in TEXTS["tanggal_lahir"]],
    "penghasilan": [amount and int(amount) for amount in TEXTS["penghasilan"]],
    "menerima_upah": [None if word is None else word == "ya" for word in TEXTS["menerima_upah"]],
}
ENGINES: dict[str, Callable[[dict[str, list[Any]]], Any]] = {
    "polars": pl.DataFrame,
    "polars lazy": pl.LazyFrame,
    "pandas": pd.DataFrame,
    "pandas of Arrow": lambda data: pa.table(data).to_pandas(types_mapper=pd.ArrowDtype),
    "pyarrow": pa.table,
    "DuckDB": lambda data: duckdb.from_arrow(pa.table(data)),
}


def people_of(roster: kj.rosters.Roster) -> list[Any]:
    return [(entry.row, entry.cooperative, entry.subject) for entry in roster.entries]


def told(roster: kj.rosters.Roster) -> list[Any]:
    return [(found.row, found.column, found.code) for found in roster.findings]


def as_file(folder: Path) -> kj.rosters.Roster:
    lines = [COLUMNS, *([row.get(column, "") for column in COLUMNS] for row in ROWS)]
    path = folder / "dataframe"
    path.write_text("\n".join(",".join(line) for line in lines))
    return kj.rosters.read(path, on=ON)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("data", [TEXTS, TYPED], ids=["texts", "typed"])
def test_a_frame_is_read_as_a_file_with_the_same_cells(
    tmp_path: Path, engine: str, data: dict[str, list[Any]]
) -> None:
    roster, file = read_frame(ENGINES[engine](data), on=ON), as_file(tmp_path)

    assert people_of(roster) == people_of(file)
    assert told(roster) == told(file)
    assert {code for _, _, code in told(file)} >= {
        "nobody", "nik-length", "amount-unreadable", "nik-duplicate", "organ-unknown",
    }  # fmt: skip
    assert (roster.tally, roster.file, roster.table) == (file.tally, "dataframe", file.table)
    assert roster.tally.adds_up


def test_amounts_beside_blanks_are_fractions_in_pandas_and_read_as_the_numbers_they_are() -> None:
    data = {**TEXTS, "upah": [3_500_000, None, None, None, None, None]}
    frame = pd.DataFrame(data)
    assert frame["upah"].dtype == float

    (worker, *_), (found, *_) = read_frame(frame, on=ON).people, read_frame(frame, on=ON).findings
    assert worker.enrolments[0].wage == 3_500_000  # type: ignore[union-attr]  # of a worker
    assert found.row > 2


@pytest.mark.parametrize(
    "value,cell",
    [
        ("=1+1", "=1+1"),
        (kj.cooperative.OfficerRole.CHAIR, "ketua"),
        (True, "TRUE"),
        (False, "FALSE"),
        (3_500_000, "3500000"),
        (3_500_000.0, "3500000"),
        (3_500_000.5, "3500000.5"),
        (Decimal("3500000.00"), "3500000"),
        (float("nan"), ""),
        (float("inf"), "#"),
        (10**20, "#"),
        (dt.date(1990, 8, 17), "1990-08-17"),
        (pd.Timestamp("1990-08-17 07:30"), "1990-08-17"),
        (["JKK", kj.JKM], "JKK, JKM"),
        ({kj.JKM, kj.JKK}, "JKK, JKM"),
        ([], "#"),
        (["JKK", 5], "#"),
        (dt.time(7, 30), "#"),
        (b"JKK", "#"),
    ],
)
def test_a_value_is_the_cell_that_it_would_be_in_a_file(value: object, cell: str) -> None:
    assert cell_of(value) == cell


@pytest.mark.parametrize(
    "nik,codes",
    [
        (int(NIKS[0]), ["nik-number"]),
        (float(NIKS[0]), ["nik-number"]),
        (int(NIKS[0]) // 10 * 10, ["nik-rounded"]),
        (b"3604", ["cell-kind"]),
    ],
)
def test_a_nik_that_is_a_number_is_looked_at_as_in_a_spreadsheet(
    nik: object, codes: list[str]
) -> None:
    frame = pd.DataFrame({"nama": ["Ani"], "kedudukan": ["anggota"], "nik": [nik]}, dtype=object)
    assert [code for _, _, code in told(read_frame(frame, on=ON))] == codes


def test_a_finding_about_a_value_that_cannot_be_read_says_so_in_both_languages() -> None:
    frame = pl.DataFrame({"nama": ["Ani"], "kedudukan": ["anggota"], "email": [b"x"]})
    (finding,) = read_frame(frame, on=ON, name="anggota").findings

    assert (finding.file, finding.code, finding.refuses) == ("anggota", "cell-kind", False)
    assert "dataframe" in finding.message("id")
    assert "dataframe" in finding.message("en")


def test_a_column_whose_name_is_no_text_is_one_that_is_not_known() -> None:
    frame = pd.DataFrame([["Ani", "x", "y"]], columns=["nama", 0, 7])
    roster = read_frame(frame, on=ON, organ="anggota")
    assert told(roster) == [(1, "B", "column-unknown"), (1, "C", "column-unknown")]


def test_rows_are_counted_through_several_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kopdes_jamsos.rosters.frame_rows._STEP", 4)
    roster = read_frame(pl.DataFrame({"nama": map(str, range(2, 13))}), on=ON, organ="anggota")

    assert [entry.row for entry in roster.entries] == list(range(2, 13))
    assert [person.name for person in roster.people] == [str(row) for row in range(2, 13)]


def test_corrections_take_the_names_and_rows_of_findings(tmp_path: Path) -> None:
    frame = pl.DataFrame(TEXTS)
    path = tmp_path / "findings.csv"
    kj.rosters.write_findings(read_frame(frame, on=ON).findings, path)
    lines = path.read_text("utf-8-sig").splitlines()
    path.write_text("\n".join(line + "pengawas" * (",organ-unknown," in line) for line in lines))
    again = read_frame(frame, on=ON, corrections=kj.rosters.read_corrections(path))

    assert [type(person) for person in again.people if person.ref == "T-1"] == [kj.Supervisor]


# ---- cooperatives --------------------------------------------------------------------------------


def made(frame: Any, **more: Any) -> kj.rosters.CooperativeRoster:
    facts = {"on": ON, "name": "KDMP Pejaten", "kind": "KDMP", "village": VILLAGE, **more}
    return kj.Cooperative.from_frame(frame, **facts)


def test_every_row_is_a_person_or_a_finding() -> None:
    found = made(pl.DataFrame(TYPED), risk_class=1, scale="micro")
    refused = {finding.row for finding in found.findings if finding.refuses}
    bill = kj.bill(found.cooperative, kj.Month(2025, 7))

    assert [person.ref for person in found.people] == ["K-1", "P-1", "K-2"]
    assert {*found.people} == {*found.cooperative.people()}
    assert {entry.row for entry in found.entries} | refused == set(range(2, 8))
    assert found.tally.taken == len(found.people)
    assert (found.cooperative.risk_class, found.cooperative.scale) == (1, "micro")
    # PP 44/2015 Pasal 16 and 18, PP 46/2015 Pasal 16, PP 45/2015 Pasal 28: 0.24 %, 0.3 %, 5.7 % and
    # 3 % of 3,500,000; Lampiran II and Pasal 18 of PP 44/2015: 10,000 and 6,800.
    assert [bill.of(person) for person in found.people] == [323_400, 16_800, 0]


def test_what_a_caller_does_wrong_first_is_told_with_the_way_out() -> None:
    frame = pl.DataFrame({"nama": ["Ani"], "nik": [NIKS[0]]})
    with pytest.raises(kj.rosters.HeadingsError, match="kedudukan") as headings:
        made(frame)
    assert "give organ=…" in headings.value.remedy
    with pytest.raises(kj.errors.RosterError) as path:
        made("anggota.csv")
    assert "kj.rosters.read " in path.value.remedy
    with pytest.raises(kj.errors.InvalidFactError) as bill:
        kj.bill(made(frame, organ="anggota"), "2026-11")  # type: ignore[arg-type]  # that is the point
    assert "Cooperative.from_frame" in bill.value.remedy


def test_a_frame_without_a_name_and_one_without_limits_are_told_apart() -> None:
    frame = pl.DataFrame(TEXTS)
    with pytest.raises(kj.errors.InvalidFactError, match="needs a name") as name:
        read_frame(frame, on=ON, name="")
    assert name.value.remedy == 'Give a text such as name="anggota".'
    with pytest.raises(kj.errors.InvalidFactError, match="limits must be Limits; got an int"):
        read_frame(frame, on=ON, limits=3)  # type: ignore[arg-type]  # that is the point


def test_rows_of_another_cooperative_stay_out_with_a_finding() -> None:
    frame = pl.DataFrame({"koperasi": ["K-1", "K-2", None], "nama": ["Ani", "Budi", "Cici"]})
    found = made(frame, organ="anggota", ref="K-1")

    assert [person.name for person in found.people] == ["Ani", "Cici"]
    assert [(one.row, one.code) for one in found.findings] == [
        (4, "cooperative-missing"),
        (3, "cooperative-unknown"),
    ]
    assert [entry.row for entry in found.unplaced] == [3]
    with pytest.raises(kj.errors.RosterError, match="several cooperatives"):
        made(frame, organ="anggota")
    with pytest.raises(kj.errors.InvalidFactError):
        made(frame, organ="anggota", ref=5)
    one = made(frame[:1], organ="anggota")
    assert len(one.people) == 1


def test_an_office_is_not_repeated() -> None:
    data = {"nama": ["Ani", "Ani"], "kedudukan": ["pengurus", "pengawas"], "nik": [NIKS[0]] * 2}
    found = made(pl.DataFrame(data))
    assert "two-offices" in {finding.code for finding in found.findings}
    assert (len(found.people), found.repeated) == (1, ())


@pytest.mark.parametrize(
    "frame",
    [
        5,
        [{"nama": "Ani"}],
        pd.DataFrame([["Ani", "Budi"]], columns=["nama", "nama"]),
        pd.DataFrame([["Ani", "Budi"]], columns=[1, 2]),
        pd.DataFrame(),
        pl.DataFrame({"wage": [3_000_000]}),
        pl.DataFrame({"koperasi_ref": ["K-1"], "kode_kbli": ["47111"]}),
        pl.DataFrame({str(number): [1] for number in range(201)}),
        pl.Series(["Ani"]),
        pd.DataFrame({"nama": [Decimal("sNaN")], "kedudukan": ["anggota"]}),
    ],
    ids=[
        "number",
        "list",
        "twice",
        "numbers",
        "empty",
        "other",
        "business",
        "wide",
        "series",
        "nan",
    ],
)
def test_a_frame_that_holds_no_people_is_refused(frame: object) -> None:
    with pytest.raises(kj.errors.RosterError):
        made(frame)


@pytest.mark.parametrize("how", [{"name": ""}, {"name": 5}, {"limits": 5}, {"on": None}])
def test_arguments_that_are_none_are_refused(how: dict[str, Any]) -> None:
    with pytest.raises(kj.errors.KopdesJamsosError):
        read_frame(pl.DataFrame(TEXTS), **{"on": ON, **how})


def test_a_cooperative_of_a_frame_takes_what_a_cooperative_takes() -> None:
    own = inspect.signature(kj.Cooperative).parameters
    given = inspect.signature(kj.Cooperative.from_frame).parameters
    for name in own.keys() & given.keys():
        assert given[name].annotation == own[name].annotation, name

    facts: dict[str, Any] = {"on": ON, "name": "Contoh", "kind": "KDMP", "village": VILLAGE}
    frame = pl.DataFrame(TEXTS)
    found = kj.Cooperative.from_frame(frame, risk_class="sangat rendah", **facts)
    assert found.cooperative.risk_class is kj.RiskClass.VERY_LOW


def test_limits_hold_for_frames() -> None:
    with pytest.raises(kj.errors.RosterError, match="limit rows of 3"):
        read_frame(pl.DataFrame(TEXTS), on=ON, limits=Limits(rows=3))


def test_without_narwhals_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "narwhals", None)
    with pytest.raises(kj.errors.MissingPackageError, match=r"kopdes-jamsos\[frames\]"):
        read_frame(pl.DataFrame(TEXTS), on=ON)


def test_rosters_and_cooperatives_load_no_dataframe_library() -> None:
    code = (
        "import sys, kopdes_jamsos as kj; kj.Cooperative.from_frame, kj.rosters.read_frame; "
        "print({'narwhals', 'pandas', 'polars', 'pyarrow'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
