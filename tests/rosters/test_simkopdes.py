"""The invented SIMKOPDES tables: each planted defect is found, and nothing else."""

from __future__ import annotations

import csv
import datetime as dt
import runpy
from collections import Counter
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import kopdes_jamsos as kj

ON = dt.date(2026, 11, 22)
MAKE: Any = runpy.run_path(
    str(Path(__file__).resolve().parents[2] / "examples" / "data" / "make_simkopdes.py")
)["make"]
# Not told apart in a spreadsheet: short rows are usual there, texts are Unicode, a text with an
# equals sign is a text. Blank cells at the end of a row cannot be seen.
ONLY_CSV = {"row-short", "encoding-repaired", "formula", "formula-text"}
OTHERWISE = {"control-characters", "cooperative-unknown", "village-from-members", "row-long"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Counter[Any]]:
    folder = tmp_path_factory.mktemp("simkopdes")
    return folder, Counter(MAKE(folder, share=0.03, each=1))


def places(findings: Any) -> Counter[Any]:
    return Counter(
        (finding.file, finding.row, finding.column or "", finding.code) for finding in findings
    )


def tables(folder: Path, ending: str) -> list[kj.rosters.Roster]:
    return [kj.rosters.read(path, on=ON) for path in sorted(folder.glob(f"*_*.{ending}"))]


def test_every_planted_defect_is_found_and_no_clean_row_raises_an_alarm(
    made: tuple[Path, Counter[Any]],
) -> None:
    folder, planted = made
    read = tables(folder, "csv")
    gathered = kj.rosters.gather(read)
    blind = [f for f in gathered.findings if f.code == "nik-not-compared"]
    alarms = [f for f in gathered.findings if f not in blind]
    found = places([f for table in read for f in table.findings]) + places(alarms)

    assert len({code for *_, code in planted}) >= 45
    assert planted - found == Counter()
    assert found - planted == Counter()
    # Masked and damaged NIKs are planted: how many could not be compared is said once a file.
    nameless = Counter(
        entry.file
        for ref, entries in gathered.entries.items()
        for entry in entries
        if entry.person is not None and entry.person.nik is None
        and len({isinstance(one, kj.Member) for one in gathered.cooperatives[ref].people()}) == 2
    )  # fmt: skip
    assert nameless == {f.file: dict(f.figures)["people"] for f in blind}
    assert nameless["anggota_koperasi.csv"] > 1


def test_every_row_is_accounted_for(made: tuple[Path, Counter[Any]]) -> None:
    folder, _ = made
    for table in tables(folder, "csv"):
        with (folder / table.file).open(encoding="utf-8", errors="replace", newline="") as file:
            lines = sum(1 for _ in csv.reader(file))
        refused = {
            (finding.row)
            for finding in table.findings
            if finding.refuses and (table.file, finding.row) != (table.file, 1)
        }

        assert table.tally.rows == lines
        assert table.tally.adds_up
        assert table.tally.refused == len(refused)
        assert table.tally.taken == sum(entry.subject is not None for entry in table.entries)
        assert [entry.row for entry in table.entries] == sorted({e.row for e in table.entries})


def test_everybody_is_placed_repeated_or_named(made: tuple[Path, Counter[Any]]) -> None:
    read = tables(made[0], "csv")
    gathered = kj.rosters.gather(read)
    people = sum(len(table.people) for table in read)
    placed = sum(len([*each.people()]) for each in gathered.cooperatives.values())

    assert placed + len(gathered.repeated) + len(gathered.unplaced) == people
    assert placed == sum(map(len, gathered.entries.values()))
    assert gathered.repeated
    assert {each.kind.value for each in gathered.cooperatives.values()} == {"KDMP", "KKMP"}
    assert {each.has_employees for each in gathered.cooperatives.values()} == {True, False}
    assert {each.risk_class for each in gathered.cooperatives.values()} == {None}
    assert min(map(len, gathered.businesses.values())) > 30


@pytest.mark.broad
def test_the_same_tables_as_spreadsheets_tell_the_same(
    made: tuple[Path, Counter[Any]], tmp_path: Path
) -> None:
    folder, planted = made
    for path in folder.glob("*_*.csv"):
        book = openpyxl.Workbook(write_only=True)
        page = book.create_sheet("Sheet")
        with path.open(encoding="cp1252", errors="replace", newline="") as file:
            delimiter = ";" if ";" in file.readline() else ","
            file.seek(0)
            for row in csv.reader(file, delimiter=delimiter):
                page.append([text.replace("\x07", "") for text in row])
        book.save(tmp_path / f"{path.stem}.xlsx")
    found = places(f for table in tables(tmp_path, "xlsx") for f in table.findings)
    expected = Counter(
        (file.replace(".csv", ".xlsx"), row, column, code)
        for file, row, column, code in planted
        if code not in ONLY_CSV | OTHERWISE
    )
    shifted = {row for _, row, _, code in planted if code == "row-long"}
    found = Counter(
        {
            key: count
            for key, count in found.items()
            if key[3] not in ONLY_CSV and not (key[0].startswith("anggota") and key[1] in shifted)
        }
    )

    assert expected - found == Counter()
    assert found - expected == Counter()


def test_corrected_findings_are_gone(made: tuple[Path, Counter[Any]], tmp_path: Path) -> None:
    folder, _ = made
    before = kj.rosters.read(folder / "pengurus_koperasi.csv", on=ON)
    wrong = [finding for finding in before.findings if finding.code == "sex-differs"]
    drop = [finding for finding in before.findings if finding.code == "nik-duplicate"]
    assert wrong
    assert drop
    path = tmp_path / "temuan.xlsx"
    kj.rosters.write_findings(before.findings, path)
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    for line in page.iter_rows(min_row=2):
        cells: list[Any] = [cell.value for cell in line]
        if cells[3] == "sex-differs":
            entry = next(entry for entry in before.entries if entry.row == int(cells[1]))
            assert entry.person is not None
            assert entry.person.nik is not None
            line[9].value = entry.person.nik.sex.value
        elif cells[3] == "nik-duplicate":
            line[9].value = "(hapus)"
    book.save(path)
    corrections = kj.rosters.read_corrections(path)
    after = kj.rosters.read(folder / "pengurus_koperasi.csv", on=ON, corrections=corrections)

    codes = Counter(finding.code for finding in after.findings)
    assert codes["sex-differs"] == 0
    assert codes["nik-duplicate"] == 0
    assert codes["row-dropped"] == len(drop)
    assert len(after.findings) == len(before.findings) - len(wrong)
    assert after.tally.adds_up
