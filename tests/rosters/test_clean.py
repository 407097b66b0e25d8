"""Rows of the usual form are read on a fast path: the other path gives the same."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from attrs import fields
from hypothesis import given
from hypothesis import strategies as st

import kopdes_jamsos as kj
from kopdes_jamsos.rosters import clean
from kopdes_jamsos.rosters.cellkinds import ErrorText, FormulaText, NumberText
from kopdes_jamsos.rosters.people import PEOPLE, READERS
from kopdes_jamsos.rosters.scanning import Scan

ON = dt.date(2026, 11, 22)
# Texts that may give something to find, whatever the field is.
ODD = (
    "", "-", "#N/A", "null", " ", "=1+1", "'=1", '="12"', "#REF!", "é", "Ani\tContoh", "\x07",
    "\xa0", "\udce9", "x" * 41, "  " * 25, "3.60E+15", "36******01", "12345678901", "45000",
    "0000-00-00", "3604991708900001", "3604.9917.0890.0001",
)  # fmt: skip
# By field: texts of the usual form, and slips.
TEXTS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "ref": (("M-1", " M-3", "2026-1", ""), ("20260000001",)),
    "cooperative": (("K-1", "K-2", "K-1 "), ()),
    "name": (("Ani Contoh", "Budi", "Ma'ruf"), ("n/a", "")),
    "nik": ((), ("3604995708900003", "9904991202960004", "3604993002900001", "3604991708900000")),
    "village": (("36.04.05.2003", "3604052003", "36. 04. 05. 2003", ""), ("36.04",)),
    "sex": (("LAKI-LAKI", "L", "l", ""), ("X", "P")),
    "membership": (("Approved", "disetujui", ""), ("Requested", "lama")),
    "organ": (("pengurus", "Pengawas", "karyawan", "anggota"), ("tamu",)),
    "post": (("Ketua", "Anggota"), ("Bendahara", "Kasir", "Kepala Desa", "")),
    "occupation": (("PETANI", "Guru", ""), ("Kades",)),
    "elsewhere": (("village", "asn", "desa", ""), ("bulan",)),
    "waged": (("Y", "tidak"), ("kadang", "")),
    "segment": (("",), ("BPU", "PU")),
    "wage": (("5000000", "5.000.000", "1.000", "Rp 1.000,00", ""), ("lima juta",)),
    "phone": (("081200000001", "+62 812 0000 0001", ""), ("81200000001",)),
    "email": (("a@b.id", ""), ("a@b",)),
    "postal_code": (("42161", ""), ("4216",)),
    "married": (("ya", "T", ""), ("mungkin",)),
    "blood_type": (("AB", "o", ""), ("C",)),
    "birth_date": (("",), ("1990-08-17", "17-08-1990", "1890-01-01", "2027-01-01")),
}
DATES = (
    ("2025-07-01", "2025-07-01 00:00:00", "2025-07-01T10:11:12Z", "1-7-2025", "2025-07-01 ", ""),
    ("2025-13-01 00:00", "2025-02-29 00:00", "0000-00-00 00:00:00", "2025-07-01 noon", "13/7/2025"),
)
NIKS = st.builds("36049917089{:05d}".format, st.integers(1, 99_999))


def cells(name: str) -> st.SearchStrategy[str]:
    """Texts of a field: usual ones in most of the columns."""
    clean_texts, slips = TEXTS.get(name, DATES if name in READERS else (("x",), ()))
    usual = NIKS if name == "nik" else st.sampled_from(clean_texts)
    odd = st.sampled_from((*ODD, *slips)) | st.text(max_size=45)
    kinds = st.sampled_from([NumberText, FormulaText, ErrorText])
    stored = st.builds(lambda kind, text: kind(text), kinds, usual | odd)
    return st.integers(0, 9).flatmap(lambda kind: (odd, stored)[kind] if kind < 2 else usual)


@st.composite
def sheets(draw: st.DrawFn) -> tuple[str, list[str], list[list[str]]]:
    """A table of people with some of its columns, and rows that repeat many of their cells."""
    tables = [table for table in kj.rosters.tables() if table.holds in PEOPLE]
    table = draw(st.sampled_from(tables))
    kept = draw(st.sets(st.sampled_from(list(table.columns))))
    names = [name for name in table.columns if name in table.required or name in kept]
    columns = [
        draw(st.lists(TEXTS_OF[name], min_size=1, max_size=8 if name == "nik" else 2))
        for name in names
    ]
    pick = st.tuples(*(st.sampled_from(column) for column in columns)).map(list)
    rows = draw(st.lists(pick, min_size=1, max_size=12))
    cut = draw(st.integers(-1, 2))
    rows.append([*rows[0], ""] if cut < 0 else rows[0][: len(rows[0]) - cut])
    return table.name, [table.columns[name][0] for name in names], rows


TEXTS_OF = {name: cells(name) for table in kj.rosters.tables() for name in table.columns}


def result(scan: Scan, rows: list[list[str]], *, in_spreadsheet: bool, short: bool) -> Any:
    """Entries and tally of rows."""
    scan._source.is_xlsx = in_spreadsheet
    scan._clean = scan._clean_rows() if short else None
    scan._rows = iter(enumerate(rows, 2))
    return list(scan), scan.tally


@pytest.mark.broad
@given(sheets(), st.booleans())
def test_the_fast_path_and_the_other_agree(
    tmp_path_factory: pytest.TempPathFactory, sheet: Any, in_spreadsheet: bool
) -> None:
    table, headings, rows = sheet
    path = tmp_path_factory.getbasetemp() / "agree.csv"
    path.write_text(",".join(headings) + "\n")
    limits = kj.rosters.Limits(characters=40)
    found = [
        result(
            kj.rosters.scan(path, on=ON, table=table, limits=limits),
            rows,
            in_spreadsheet=in_spreadsheet,
            short=short,
        )
        for short in (True, False)
    ]
    assert found[0] == found[1]
    # Also the kinds of what is equal: a plain text, and no marked cell of a spreadsheet.
    for one, other in zip(found[0][0], found[1][0], strict=True):
        assert [type(part) for part in parts(one)] == [type(part) for part in parts(other)]


def parts(entry: kj.rosters.Entry) -> list[object]:
    """What an entry consists of."""
    told = [getattr(entry.particulars, each.name) for each in fields(kj.rosters.Particulars)]
    subject = entry.subject
    names = ("ref", "name", "nik", "birth_date", "role", "position", "waged", "elsewhere")
    return [entry.cooperative, *told, *(getattr(subject, name, None) for name in names)]


def read(path: Path, rows: list[str]) -> tuple[list[kj.rosters.Entry], int]:
    """Entries of a table of members, and how many of them came by the fast path."""
    path.write_text("anggota_ref,koperasi_ref,nama,nik,kode_wilayah,tanggal_terdaftar\n")
    with path.open("a") as file:
        file.writelines(f"{row}\n" for row in rows)
    scan = kj.rosters.scan(path, on=ON)
    full = 0
    look_closer = scan._entry

    def counted(*arguments: Any) -> kj.rosters.Entry:
        nonlocal full
        full += 1
        return look_closer(*arguments)

    scan._entry = counted  # type: ignore[assignment, method-assign]  # to count
    entries = list(scan)
    return entries, len(entries) - full


def test_clean_rows_take_the_fast_path(tmp_path: Path) -> None:
    rows = [
        f"M-{n},K-1,Ani Contoh,36049917089{n:05d},36.04.05.2003,2025-07-0{n}" for n in (1, 2, 3)
    ]
    entries, short = read(tmp_path / "a.csv", [*rows, rows[0], "M-9,K-1,Ani Contoh,,,"])
    assert short == 3
    assert [[finding.code for finding in entry.findings] for entry in entries] == [
        *([], [], []),
        ["nik-duplicate"],
        ["nik-missing"],
    ]


def test_what_is_kept_of_a_column_is_bounded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clean, "_KEPT", 4)
    rows = [
        f"M-{n},K-{n},Ani Contoh,36049917089{n:05d},36.04.05.2003,2025-07-0{n % 9 + 1}"
        for n in range(1, 40)
    ]
    entries, short = read(tmp_path / "a.csv", rows)
    assert short == 39
    assert [entry.cooperative for entry in entries] == [f"K-{n}" for n in range(1, 40)]
    kept: list[dict[str, Any]] = []
    made = clean.CleanRows(
        kj.rosters.scan(tmp_path / "a.csv", on=ON)._headings,
        organs=("member",),
        characters=40,
        on=ON,
        padded=False,
    )
    for number, row in enumerate(rows, 2):
        assert made.made(number, row.split(",")) is not None
        kept = [texts for texts in made._columns if isinstance(texts, clean._Kept)]
        assert all(len(texts) <= 4 for texts in kept)
    assert kept
