"""Lists as people keep them: titles, headings of many kinds, numbers of columns and sums."""

from __future__ import annotations

import csv
import datetime as dt
import pickle
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rosters.books import book, rows, text

import kopdes_jamsos as kj

ON = dt.date(2026, 11, 22)
NIK = "3604995708909991"
LIST = [
    ["No", "Nama Lengkap", "Status", "Jabatan", "No. KTP", "L/P", "Tgl. Lahir", "No HP", "Gaji"],
    ["1", "Ani Contoh", "Pengurus", "Ketua", NIK, "P", "17-08-1990", "081200000001", ""],
    ["2", "Budi Misal", "Karyawan", "Kasir", "", "L", "01/02/1985", "0812-0000-0002", "2.500.000"],
    ["3", "Cici Rekaan", "Anggota", "", "3604994101959992", "p", "", "", ""],
]


def write(path: Path, lines: Sequence[Sequence[str]]) -> Path:
    """Rows of texts as CSV or as a spreadsheet."""
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(lines)
        return path
    made = openpyxl.Workbook()
    page = made.worksheets[0]
    for number, line in enumerate(lines, 1):
        for place, cell in enumerate(line, 1):
            if cell:
                page.cell(number, place, cell).data_type = "s"
    made.save(path)
    return path


def read(path: Path, *lines: Sequence[str], **arguments: object) -> kj.rosters.Roster:
    return kj.rosters.read(write(path, lines), on=ON, **arguments)  # type: ignore[arg-type]  # texts


# ---- titles and sums -----------------------------------------------------------------------------

words = st.text(st.characters(categories=["L", "N", "P", "Zs"]), max_size=12)
titles = st.lists(st.lists(words, max_size=1).map(tuple), max_size=6)
figures = st.sampled_from(
    ["", "", "5", "12 orang", "4.500.000", "Rp4.500.000", "Rp 4.500.000,-", "4500000.0", "-"]
)
sums = st.tuples(
    st.sampled_from(["", "4"]),
    st.sampled_from(
        [
            *("JUMLAH", "Total", "Jumlah Total", "TOTAL GAJI", "Grand Total", "Sub Total", "Jml."),
            *("Jumlah:", "Jumlah : 3 orang", "TOTAL = 3", "Jumlah Seluruhnya", "subtotal"),
        ]
    ),
    *[figures] * 7,
).map(list)


@pytest.mark.broad
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@given(titles=titles, row=sums, at=st.integers(0, 3), numbers=st.booleans())
@settings(max_examples=25)
def test_titles_sums_and_numbers_of_columns_change_no_person(
    tmp_path_factory: pytest.TempPathFactory,
    ending: str,
    titles: list[tuple[str, ...]],
    row: list[str],
    at: int,
    numbers: bool,
) -> None:
    path = tmp_path_factory.getbasetemp() / f"list.{ending}"
    plain = read(path, *LIST)
    head = [*([*title] for title in titles), LIST[0]]
    if numbers:
        head.append([f"({number})" for number in range(1, 10)])
    body = [*LIST[1 : 1 + at], row, *LIST[1 + at :]]
    found = read(path, *head, *body)

    assert [told(entry) for entry in found.entries if entry.person] == [
        told(entry) for entry in plain.entries
    ]
    assert (plain.tally.rows, plain.tally.headings, plain.tally.sums) == (4, 1, 0)
    assert (found.tally.taken, found.tally.sums, found.tally.refused) == (3, 1, 0)
    assert found.tally.adds_up
    assert found.tally.headings == sum(ending == "csv" or any(line) for line in head)
    assert [finding.row for finding in found.findings if finding.code == "row-of-sums"] == [
        len(head) + at + 1
    ]


def told(entry: kj.rosters.Entry) -> tuple[object, ...]:
    """What a row became, but for the number of the row."""
    person = entry.person
    assert person is not None
    codes = [finding.code for finding in entry.findings]
    return (type(person), person.name, person.nik, person.birth_date, entry.particulars, codes)


@pytest.mark.parametrize(
    "row",
    [
        ["JUMLAH", "", "", "3604995708909991"],  # somebody's NIK
        ["Jumlah", "anggota", "", ""],  # somebody of this name
        ["Total", "", "", "Kp. Rekaan"],
        ["Jumali", "", "", ""],
    ],
)
def test_whoever_is_called_like_a_sum_is_no_sum(tmp_path: Path, row: list[str]) -> None:
    roster = read(tmp_path / "a.csv", ["nama", "kedudukan", "upah", "nik"], row)

    assert roster.tally.sums == 0
    assert roster.tally.taken + roster.tally.refused == 1


def test_sums_of_a_spreadsheet_are_formulas(tmp_path: Path) -> None:
    head = [text(name) for name in ("No", "nama", "kedudukan", "upah")]
    ani = [text(cell) for cell in ("1", "Ani", "karyawan", "1500000")]
    total = [text("JUMLAH"), text(""), text(""), "<c><f>SUM(D2:D2)</f><v>1500000</v></c>"]
    path = book(tmp_path / "a.xlsx", rows(head, ani, total))
    roster = kj.rosters.read(path, on=ON)

    assert [person.name for person in roster.people] == ["Ani"]
    assert (roster.tally.sums, roster.findings[-1].code) == (1, "row-of-sums")
    assert roster.findings[-1].refuses


def test_a_sum_is_nobody_on_the_fast_path_either(tmp_path: Path) -> None:
    head = ["anggota_ref", "koperasi_ref", "nama"]
    roster = read(
        tmp_path / "a.csv", head, ["1", "2", "3"], ["M-1", "K-1", "Ani"], ["", "7", "JUMLAH"],
        ["JUMLAH", "7", "12 orang"],
    )  # fmt: skip

    assert [person.name for person in roster.people] == ["Ani"]
    assert (roster.tally.refused, roster.tally.sums, roster.tally.headings) == (0, 2, 2)


# ---- headings ------------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_headings_that_lists_have_are_known(tmp_path: Path, ending: str) -> None:
    roster = read(tmp_path / f"list.{ending}", *LIST)
    ani, budi, cici = roster.entries

    assert roster.table.name == "roster"
    assert ani.person == kj.Officer(
        ref="#2",
        name="Ani Contoh",
        nik=kj.Nik(NIK),
        birth_date=dt.date(1990, 8, 17),
        role="ketua",
    )
    assert (ani.particulars.sex, cici.particulars.sex) == (kj.identity.Sex.FEMALE,) * 2
    assert (budi.particulars.phone, budi.particulars.wage) == ("081200000002", 2_500_000)
    assert [(finding.row, finding.code) for finding in roster.findings] == [(3, "nik-missing")]


@pytest.mark.parametrize(
    "cell,place,day,codes",
    [
        ("Tangerang, 17-08-1990", "Tangerang", "1990-08-17", []),
        ("Kab. Tangerang / 17 Agustus 1990", "Kab. Tangerang", "1990-08-17", []),
        ("17/08/1990", None, "1990-08-17", []),
        ("Tangerang, 08/17/1990", "Tangerang", "1990-08-17", ["date-order"]),
        ("", None, None, []),
        ("Tangerang", None, None, ["date-unreadable"]),
        ("Tangerang, 31-02-1990", None, None, ["date-unreadable"]),
        ("17-08-1990, Tangerang", None, None, ["date-unreadable"]),
        ("Tangerang, 17-08-2090", "Tangerang", None, ["birth-date-impossible"]),
        ("Tangerang, 18-08-1990", "Tangerang", "1990-08-18", ["birth-date-differs"]),
    ],
)
def test_place_and_day_of_birth_in_one_cell(
    tmp_path: Path, cell: str, place: str | None, day: str | None, codes: list[str]
) -> None:
    head = ["Nama", "Status", "NIK", "Tempat, Tgl. Lahir"]
    roster = read(tmp_path / "a.csv", head, ["Ani", "anggota", NIK, cell])
    (entry,) = roster.entries

    assert entry.person is not None
    assert (entry.particulars.birth_place, entry.person.birth_date) == (
        place,
        day and dt.date.fromisoformat(day),
    )
    assert [finding.code for finding in entry.findings] == codes
    assert {finding.column for finding in entry.findings} <= {"tempat_tgl_lahir"}


def test_a_column_of_its_own_tells_the_day_of_birth(tmp_path: Path) -> None:
    head = ["Nama", "Status", "TTL", "Tgl Lahir", "Tempat Lahir"]
    roster = read(
        tmp_path / "a.csv", head, ["Ani", "anggota", "Serang, 1-1-1980", "17-08-1990", "Bogor"]
    )
    (entry,) = roster.entries

    assert entry.person is not None
    assert (entry.person.birth_date, entry.particulars.birth_place) == (
        dt.date(1990, 8, 17),
        "Bogor",
    )
    assert [(finding.code, finding.column) for finding in roster.findings] == [
        ("column-unknown", "C")
    ]


def test_a_blank_cell_tells_no_birth(tmp_path: Path) -> None:
    head = ["Nama", "Status", "NIK", "TTL"]
    roster = read(tmp_path / "a.csv", head, ["Ani", "anggota", "", ""])

    assert roster.people[0].birth_date is None
    assert [finding.code for finding in roster.findings] == ["nik-missing"]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_an_unknown_heading_is_found_in_its_row(tmp_path: Path, ending: str) -> None:
    lines = [["DAFTAR ANGGOTA"], [], ["Nama", "Status", "Umur"], ["Ani", "anggota", "36"]]
    roster = read(tmp_path / f"a.{ending}", *lines)

    assert [(finding.row, finding.column) for finding in roster.findings] == [(3, "C")]


def test_a_place_of_its_own_is_kept(tmp_path: Path) -> None:
    head = ["Nama", "Status", "TTL", "Tempat Lahir"]
    roster = read(tmp_path / "a.csv", head, ["Ani", "anggota", "Serang, 17-08-1990", "Bogor"])

    assert roster.entries[0].particulars.birth_place == "Bogor"
    assert roster.people[0].birth_date == dt.date(1990, 8, 17)


# ---- what is not clear ---------------------------------------------------------------------------


def refused(path: Path, *lines: Sequence[str]) -> kj.rosters.HeadingsError:
    with pytest.raises(kj.rosters.HeadingsError) as caught:
        read(path, *lines)
    return caught.value


def test_what_is_missing_is_listed_by_heading(tmp_path: Path) -> None:
    error = refused(
        tmp_path / "daftar.csv", ["DAFTAR ANGGOTA"], ["No", "Nama", "NIK", "Alamat"], ["1", "Ani"]
    )

    assert [(finding.row, finding.column, finding.code) for finding in error.findings] == [
        (2, "kedudukan", "heading-missing")
    ]
    assert error.message == (
        "Row 2 is the nearest to a row of headings; for the table roster it has no column for: "
        "kedudukan."
    )
    assert error.remedy == "Add the column. If all people are of one kind, give organ=…."
    assert error.findings[0].explain("id").startswith("daftar.csv, baris 2, kedudukan: Kolom ini")
    assert pickle.loads(pickle.dumps(error)).findings == error.findings


def test_the_table_that_is_asked_for_tells_what_is_missing(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", [["koperasi_ref", "nama", "jabatan"]])
    with pytest.raises(kj.rosters.HeadingsError) as caught:
        kj.rosters.read(path, on=ON, table="karyawan_koperasi")

    assert [finding.column for finding in caught.value.findings] == ["karyawan_ref"]
    assert caught.value.remedy == "Add the column."
    path = write(tmp_path / "b.csv", [["koperasi_ref", "jabatan", "telepon"]])
    with pytest.raises(kj.rosters.HeadingsError) as several:
        kj.rosters.read(path, on=ON, table="karyawan_koperasi")
    assert several.value.remedy == "Add the columns."
    assert len(several.value.findings) > 1


def test_a_file_without_headings_says_so(tmp_path: Path) -> None:
    error = refused(tmp_path / "a.csv", ["Ani", "anggota"])

    assert [(finding.row, finding.code) for finding in error.findings] == [(1, "headings-missing")]


def test_headings_of_one_field_are_refused(tmp_path: Path) -> None:
    error = refused(tmp_path / "a.csv", ["Daftar"], ["Nama", "Nama Lengkap", "Status"])

    assert [(finding.row, finding.column, finding.code) for finding in error.findings] == [
        (2, "nama_lengkap", "heading-twice")
    ]


def test_sheets_and_headings_that_are_not_clear_are_findings_too(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    for page in (made.worksheets[0], made.create_sheet("Lagi")):
        page.append(["nama", "kedudukan"])
    made.save(tmp_path / "two.xlsx")
    with pytest.raises(kj.rosters.HeadingsError) as caught:
        kj.rosters.read(tmp_path / "two.xlsx", on=ON)
    error = refused(tmp_path / "a.csv", ["nama", "nik"], ["Ani", NIK], ["nama", "nik", "kedudukan"])

    assert [finding.code for finding in caught.value.findings] == ["sheets-several"]
    assert [finding.code for finding in error.findings] == ["headings-incomplete"]


# ---- an organ for all ----------------------------------------------------------------------------


@pytest.mark.parametrize("organ", ["anggota", "Anggota", "member"])
def test_the_organ_of_a_list_can_be_named(tmp_path: Path, organ: str) -> None:
    lines = [["No", "Nama", "NIK"], ["1", "Ani Contoh", NIK], ["2", "Budi", ""]]
    roster = read(tmp_path / "a.csv", *lines, organ=organ)

    assert [type(person) for person in roster.people] == [kj.Member, kj.Member]
    assert [finding.code for finding in roster.findings] == ["nik-missing"]


def test_an_organ_is_named_only_where_the_table_has_none(tmp_path: Path) -> None:
    with pytest.raises(kj.errors.RosterError, match="not to be told"):
        read(tmp_path / "a.csv", *LIST, organ="anggota")
    with pytest.raises(kj.errors.RosterError, match="not to be told"):
        read(tmp_path / "a.csv", ["karyawan_ref", "koperasi_ref", "nama"], organ="anggota")
    with pytest.raises(kj.errors.RosterError, match="not to be told"):
        read(tmp_path / "a.csv", ["koperasi_ref", "nama_koperasi"], organ="anggota")
    with pytest.raises(kj.errors.UnknownChoiceError):
        read(tmp_path / "a.csv", *LIST, organ="angota")
