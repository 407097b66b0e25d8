"""What is written: bills, payments, findings and the upload, also as LibreOffice sees them."""

from __future__ import annotations

import csv
import datetime as dt
import shutil
import subprocess
from pathlib import Path
from typing import Any

import attrs
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.people import VILLAGE

import kopdes_jamsos as kj
from kopdes_jamsos._files.sheets import Page, escaped, plain, write
from kopdes_jamsos.rosters.cells import Row
from kopdes_jamsos.rosters.headings import Headings
from kopdes_jamsos.rosters.tables import table_of

ON = dt.date(2026, 11, 22)
MONTH = kj.Month(2025, 7)
NIKS = [f"36049917089099{number:02d}" for number in range(1, 20)]
TRADER = kj.BPUEnrolment(income=1_000_000, programs={kj.JKK, kj.JKM})
CLERK = kj.PUEnrolment(wage=6_000_000, programs={kj.JKK, kj.JKM, kj.JHT}, risk_class=1)
KDMP = kj.Cooperative(
    name="KDMP Pejaten",
    kind="KDMP",
    village=VILLAGE,
    officers=[
        kj.Officer(
            ref="A-1", name="Ani Contoh", nik=kj.Nik(NIKS[0]), role="ketua", enrolments=[TRADER]
        ),
        kj.Officer(ref="A-2", name="=Budi", nik=kj.Nik(NIKS[1]), role="bendahara"),
    ],
    supervisors=[kj.Supervisor(ref="A-3", role="ketua", elsewhere="village")],
    employees=[kj.Employee(ref="A-4", name="Cici", nik=kj.Nik(NIKS[2]), enrolments=[CLERK])],
)
BILL = kj.bill(KDMP, MONTH)
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")


def cells(path: Path) -> list[list[list[Any]]]:
    """Cells of all sheets."""
    book = openpyxl.load_workbook(path)
    return [[[cell.value for cell in row] for row in page.iter_rows()] for page in book.worksheets]


def lines(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


# ---- tables --------------------------------------------------------------------------------------


@given(st.text(alphabet="=+-@'\t\r\n aB09é,;\"", max_size=8))
def test_every_text_comes_back_from_csv_as_it_was(text: str) -> None:
    written = escaped(text)
    table = table_of("t", {"a": ("a",)}, ("a",))
    row = Row("f", 1, [written], Headings(table, {"a": 0}, {0: "a"}, (), 1, 1), 99)
    expected = plain(text).strip()

    assert written.lstrip()[:1] not in {*"=+-@"}
    assert row.text("a") == (expected or None)


def test_endings_texts_and_rows_that_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in (tmp_path / "bill.pdf", 3):
        with pytest.raises(kj.errors.InvalidFactError):
            kj.rosters.write_bill(BILL, path)  # type: ignore[arg-type]  # that is the point
    long = Page(name="x", headings=["a"], rows=[["x" * 32_768]])
    with pytest.raises(kj.errors.OutputError, match="too long"):
        write(tmp_path / "x.xlsx", [long])
    monkeypatch.setattr("kopdes_jamsos._files.sheets.LAST_ROW", 2)
    with pytest.raises(kj.errors.OutputError, match="so many rows"):
        write(tmp_path / "x.xlsx", [Page(name="x", headings=["a"], rows=[["1"], ["2"]])])


def test_without_openpyxl_there_is_csv_and_an_error_that_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
    kj.rosters.write_bill(BILL, tmp_path / "bill.csv")
    with pytest.raises(kj.errors.OutputError, match=r"kopdes-jamsos\[rosters\]"):
        kj.rosters.write_bill(BILL, tmp_path / "bill.xlsx")


# ---- bills ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_bill_adds_up_and_has_everybody(tmp_path: Path, language: Any) -> None:
    kj.rosters.write_bill(BILL, tmp_path / "bill.csv", language=language)
    kj.rosters.write_bill(BILL, tmp_path / "bill.xlsx", language=language)
    head, *people, totals = lines(tmp_path / "bill.csv")
    first, summary = cells(tmp_path / "bill.xlsx")

    assert [person[0] for person in people] == ["A-1", "A-4", "A-2", "A-3"]
    assert [person[2] for person in people] == [NIKS[0], NIKS[2], NIKS[1], ""]
    assert people[2][1] == "'=Budi"
    assert len({*head}) == len(head)
    for column in range(4, len(head) - 1):
        assert sum(int(person[column] or 0) for person in people) == int(totals[column])
    for person, entry in zip(people, BILL.entries, strict=False):
        assert int(person[-2]) == entry.assessment.total
    assert all(person[-1] for person in people[2:])
    assert int(totals[-2]) == BILL.total == summary[-1][2]
    assert first[1][2] == NIKS[0]
    assert first[3][1] == "=Budi"
    amounts = [cell for row in first[1:3] for cell in row[4:-1]]
    assert all(type(amount) is int for amount in amounts)
    assert [row[1] for row in summary[1:3]] == ["KDMP Pejaten", "2025-07"]
    assert {row[0] for row in summary[3:-1]} == (
        {"program", "pembayar"} if language == "id" else {"programme", "payer"}
    )
    assert [row[2] for row in summary[3:]] == [
        *BILL.by_program.values(),
        *BILL.by_payer.values(),
        BILL.total,
    ]


def test_payments_by_person_and_month(tmp_path: Path) -> None:
    bills = [kj.bill(KDMP, MONTH + step) for step in (1, 0)]
    kj.rosters.write_payments(bills, tmp_path / "payments.xlsx")
    (head, *people, totals), (_, *days, last) = cells(tmp_path / "payments.xlsx")

    assert [row[:3] for row in people] == [
        ["2025-07", "A-1", "Ani Contoh"],
        ["2025-07", "A-4", "Cici"],
        ["2025-08", "A-1", "Ani Contoh"],
        ["2025-08", "A-4", "Cici"],
    ]
    assert head[5:] == ["pemberi kerja", "pekerja", "peserta", "jumlah", "paling lambat"]
    assert all(sum(row[5:8]) == row[8] for row in [*people, totals])
    assert totals[0] == last[0] == "jumlah"
    assert totals[5:9] == [sum(row[place] for row in people) for place in range(5, 9)]
    assert last[3] == totals[8]
    assert sum(row[8] for row in people) == sum(bill.total for bill in bills)
    assert sum(row[3] for row in days) == sum(bill.total for bill in bills)
    firsts = [
        min(due.day for due in entry.assessment.due_dates())
        for bill in reversed(bills)
        for entry in bill.entries
    ]
    assert [row[9].date() for row in people] == firsts
    assert [row[0] for row in days] == sorted(row[0] for row in days)


def test_due_dates_are_dates_and_not_texts_that_look_like_some(tmp_path: Path) -> None:
    kj.rosters.write_payments([BILL], tmp_path / "payments.xlsx")
    kj.rosters.write_payments([BILL], tmp_path / "payments.csv")
    kj.contributions.payment_plan([BILL]).write_xlsx(tmp_path / "plan.xlsx")
    plan = openpyxl.load_workbook(tmp_path / "plan.xlsx").worksheets[0]["A2"]
    payments, days = openpyxl.load_workbook(tmp_path / "payments.xlsx").worksheets
    due, day = payments["J2"], days["A2"]
    first = BILL.assessments[0].due_date()

    assert [cell.value.date() for cell in (due, day, plan)] == [first] * 3
    assert [cell.is_date for cell in (due, day, plan)] == [True] * 3
    assert {cell.number_format for cell in (due, day, plan)} == {"dd-mm-yyyy"}
    assert payments.column_dimensions["J"].width > len(due.number_format)
    assert lines(tmp_path / "payments.csv")[1][9] == due.value.date().isoformat()


def test_payments_of_several_cooperatives_name_them(tmp_path: Path) -> None:
    other = attrs.evolve(KDMP, name="KDMP Rekaan")
    kj.rosters.write_payments([BILL, kj.bill(other, MONTH)], tmp_path / "payments.csv")
    head, *people, totals = lines(tmp_path / "payments.csv")

    assert head[:3] == ["bulan", "koperasi", "rujukan"]
    assert {row[1] for row in people} == {"KDMP Pejaten", "KDMP Rekaan"}
    assert len(totals) == len(head)
    assert int(totals[head.index("jumlah")]) == 2 * BILL.total


def test_a_bill_and_its_payments_name_who_bears_what_a_participant_owes(tmp_path: Path) -> None:
    chair = attrs.evolve(KDMP.officers[0], enrolments=[attrs.evolve(TRADER, funding="cooperative")])
    bill = kj.bill(attrs.evolve(KDMP, officers=[chair, KDMP.officers[1]]), MONTH)
    kj.rosters.write_bill(bill, tmp_path / "bill.xlsx")
    kj.rosters.write_payments([bill], tmp_path / "payments.csv", language="en")
    (head, *people, totals), summary = cells(tmp_path / "bill.xlsx")
    payments = lines(tmp_path / "payments.csv")

    assert head[-3:] == ["jumlah", "ditanggung", "keterangan"]
    assert [row[-2] for row in people] == ["koperasi", None, None, None]
    assert [row[-1] is None for row in people] == [True, True, False, False]
    assert totals[-3:] == [bill.total, None, None]
    assert summary[-2] == ["ditanggung", "koperasi", 16_800]
    assert payments[0][-3:] == ["total", "borne_by", "due"]
    assert [row[-2] for row in payments[1:]] == ["cooperative", "", ""]
    assert payments[-1][-3:] == [str(bill.total), "", ""]


def test_a_sheet_for_people_can_be_read_and_printed(tmp_path: Path) -> None:
    kj.rosters.write_bill(BILL, tmp_path / "bill.xlsx")
    page = openpyxl.load_workbook(tmp_path / "bill.xlsx").worksheets[0]
    shown = [[str(row[place] or "") for row in page.values] for place in range(page.max_column)]
    widths = [one.width for one in page.column_dimensions.values()]

    assert len(widths) == len(shown)
    assert all(max(map(len, cells)) < width for cells, width in zip(shown, widths, strict=True))
    assert {cell.font.b for cell in page[1]} == {True}
    assert page.print_title_rows == "$1:$1"
    assert page.page_setup.orientation == "landscape"
    fitting: Any = page.sheet_properties.pageSetUpPr
    assert (fitting.fitToPage, page.page_setup.fitToHeight) == (True, 0)

    text = "Kalimat yang panjang. " * 5
    write(tmp_path / "x.xlsx", [Page(name="x", headings=["a"], rows=[[text], ["b"]])])
    page = openpyxl.load_workbook(tmp_path / "x.xlsx").worksheets[0]
    assert page.column_dimensions["A"].width == 60
    assert [row[0].alignment.wrap_text for row in page.iter_rows(min_row=2)] == [True, None]

    prepared(entry()).write(tmp_path / "upload.xlsx")
    page = openpyxl.load_workbook(tmp_path / "upload.xlsx").worksheets[1]
    assert page.print_title_rows is None
    assert {cell.font.b for cell in page[1]} == {False}


def test_only_bills_are_written(tmp_path: Path) -> None:
    with pytest.raises(kj.errors.InvalidFactError):
        kj.rosters.write_bill(KDMP, tmp_path / "x.csv")  # type: ignore[arg-type]  # the point
    with pytest.raises(kj.errors.InvalidFactError):
        kj.rosters.write_payments([KDMP], tmp_path / "x.csv")  # type: ignore[list-item]  # same
    with pytest.raises(kj.errors.UnknownChoiceError):
        kj.rosters.write_bill(BILL, tmp_path / "x.csv", language="fr")


# ---- the upload ----------------------------------------------------------------------------------

WHOLE = kj.rosters.Particulars(
    phone="081200000001",
    email="ani@contoh.invalid",
    address="=Kp. Rekaan",
    postal_code="01234",
    npwp="012345678901234",
    birth_place="Serang",
    mother_name="Ibu Rekaan",
    married="Y",
    blood_type="AB",
    identity_valid_until="SEUMUR HIDUP",
    work_location="0042",
    employment="PKWT",
    work_began=dt.date(2025, 7, 1),
    contract_ends=dt.date(2026, 6, 30),
    wage=5_000_000,
)


def entry(row: int = 2, **changes: Any) -> kj.rosters.Entry:
    facts: dict[str, Any] = {
        "ref": f"P-{row}",
        "name": "Ani Contoh",
        "nik": kj.Nik(NIKS[row]),
        "birth_date": dt.date(1990, 8, 17),
    }
    particulars = changes.pop("particulars", WHOLE)
    person = kj.Employee(**{**facts, **changes})
    return kj.rosters.Entry(file="a.csv", row=row, subject=person, particulars=particulars)


def prepared(*entries: kj.rosters.Entry, revision: str = "new-30", **more: Any) -> Any:
    constants = {"KODE_NEGARA": "ID", "SURAT_MENYURAT_KE": "e"}
    return kj.rosters.prepare_upload(entries, revision=revision, constants=constants, **more)


def test_the_revisions_have_the_columns_that_were_found() -> None:
    revisions = {revision.name: revision for revision in kj.rosters.revisions()}
    names = {
        name: [column.name for column in revision.columns] for name, revision in revisions.items()
    }

    assert {name: len(columns) for name, columns in names.items()} == {
        "old-50": 50,
        "middle-32": 32,
        "new-30": 30,
        "new-32": 32,
    }
    assert all(len({*columns}) == len(columns) for columns in names.values())
    # Columns that a public program names by their letters: B, I, O, X, AA and AD.
    letters = {1: "NAMA_LENGKAP", 8: "HP", 14: "NOMOR_IDENTITAS", 23: "UPAH"}
    letters |= {26: "LOKASI_PEKERJAAN", 29: "TGL_AKHIR_KONTRAK"}
    assert {place: names["new-30"][place] for place in letters} == letters
    assert all(revision.source and revision.evidence is kj.Evidence.REPORTED
               for revision in revisions.values())  # fmt: skip
    assert {column.kind for each in revisions.values() for column in each.columns} == {
        "text",
        "date",
        "amount",
    }


@pytest.mark.parametrize("revision", [each.name for each in kj.rosters.revisions()])
def test_a_complete_person_fills_every_revision(tmp_path: Path, revision: str) -> None:
    upload = prepared(entry(), revision=revision)
    path = tmp_path / "data_tk_baru.xlsx"

    assert upload.gaps == ()
    assert upload.write(path) == 1
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Petunjuk Pengisian", "data_tk_baru"]
    page = book["data_tk_baru"]
    found = {head.value: cell for head, cell in zip(page[1], page[2], strict=True)}
    number = "NO_IDENTITAS" if revision == "new-32" else "NOMOR_IDENTITAS"
    expected = {
        number: NIKS[2],
        "JENIS_IDENTITAS": "KTP",
        "TANGGAL_LAHIR": "17-08-1990",
        "JENIS_KELAMIN": "L",
        "HP": "081200000001",
        "KODE_POS": "01234",
        "ALAMAT": "=Kp. Rekaan",
        "STATUS_KAWIN": "Y",
        "SURAT_MENYURAT_KE": "E",
        "KODE_NEGARA": "ID",
        "NPWP": "012345678901234",
        "TANGGAL_KEPESERTAAN": None,
        "UPAH": 5_000_000,
        "NAMA_DEPAN" if "NAMA_DEPAN" in found else "NAMA_LENGKAP": "Ani Contoh",
    }
    assert {name: found[name].value for name in expected} == expected
    texts = [cell for name, cell in found.items() if name != "UPAH" and cell.value is not None]
    assert {(cell.data_type, cell.number_format) for cell in texts} == {("s", "@")}


def test_what_is_missing_is_listed_before_anything_is_written(tmp_path: Path) -> None:
    bare = entry(3, nik=None, birth_date=None, particulars=kj.rosters.Particulars(married=None))
    upload = prepared(entry(), bare)
    path = tmp_path / "data_tk_baru.xlsx"

    assert {gap.row for gap in upload.gaps} == {3}
    assert [gap.column for gap in upload.gaps if gap.must] == [
        "TANGGAL_LAHIR",
        "JENIS_IDENTITAS",
        "NOMOR_IDENTITAS",
        "MASA_LAKU_IDENTITAS",
    ]
    assert {"NAMA_IBU_KANDUNG", "STATUS_KAWIN", "LOKASI_PEKERJAAN", "UPAH"} <= {
        gap.column for gap in upload.gaps if not gap.must
    }
    with pytest.raises(kj.errors.RosterError, match="1 of 2 people"):
        upload.write(path)
    assert not path.exists()
    assert upload.write(path, incomplete="leave out") == 1
    assert upload.write(path, incomplete="blank") == 2


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_gaps_are_filled_and_read_back(tmp_path: Path, ending: str) -> None:
    upload = prepared(
        entry(particulars=attrs.evolve(WHOLE, mother_name=None, wage=None, work_began=None))
    )
    path = tmp_path / f"isian.{ending}"
    upload.write_gaps(path, language="en")
    filled = {"NAMA_IBU_KANDUNG": "Ibu Rekaan", "UPAH": "4000000", "TGL_AWAL_BEKERJA": "01-07-2025"}
    if ending == "csv":
        table = lines(path)
        for line in table[1:]:
            line[-1] = filled[line[3]]
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(table)
    else:
        book = openpyxl.load_workbook(path)
        for row in book.worksheets[0].iter_rows(min_row=2):
            row[5].value = filled[str(row[3].value)]
        book.save(path)
    again = prepared(
        entry(particulars=attrs.evolve(WHOLE, mother_name=None, wage=None, work_began=None)),
        corrections=kj.rosters.read_corrections(path),
    )

    assert [gap.column for gap in upload.gaps] == [
        "NAMA_IBU_KANDUNG",
        "UPAH",
        "TGL_AWAL_BEKERJA",
    ]
    assert again.gaps == ()
    assert {"Ibu Rekaan", 4_000_000, "01-07-2025"} <= {*again.rows[0]}


@pytest.mark.parametrize(
    "column,value,taken",
    [
        ("STATUS_KAWIN", "y", "Y"),
        ("STATUS_KAWIN", "Janda", None),
        ("TANGGAL_LAHIR", "17-08-1990", "17-08-1990"),
        ("TANGGAL_LAHIR", "1990-08-17", None),
        ("TANGGAL_LAHIR", "31-02-1990", None),
        ("UPAH", "4 juta", None),
        ("NOMOR_IDENTITAS", "A1234567", "A1234567"),
        ("NOMOR_IDENTITAS", "12 34", None),
        ("TANGGAL_KEPESERTAAN", "01-01-2026", None),
        ("GELAR", " ", None),
    ],
)
def test_what_was_filled_in_must_be_allowed(column: str, value: str, taken: object) -> None:
    fixed = kj.rosters.Corrections(cells={("a.csv", 2): {column.lower(): value}})
    upload = prepared(entry(), corrections=fixed)
    place = [each.name for each in upload.revision.columns].index(column)

    assert upload.rows[0][place] == taken
    expected = [] if taken or column.startswith("TANGGAL_K") else [(column, "not-allowed")]
    assert [(gap.column, gap.reason) for gap in upload.gaps] == expected
    assert all(gap.message("id") and gap.message("en") for gap in upload.gaps)


def test_a_nik_that_was_filled_in_as_a_number_is_not_trusted(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.append(["file", "row", "column", "correction"])
    page.append(["a.csv", 2, "NOMOR_IDENTITAS", int(NIKS[9])])
    book.save(tmp_path / "gaps.xlsx")
    gaps = kj.rosters.read_corrections(tmp_path / "gaps.xlsx")
    page["C2"] = "nik"
    page.append(["a.csv", 3, "nik", int(NIKS[8])])
    book.save(tmp_path / "fixed.xlsx")
    fixed = kj.rosters.read_corrections(tmp_path / "fixed.xlsx")
    (tmp_path / "a.csv").write_text("nama,kedudukan,nik\nAni,anggota,\nBudi,anggota,\n")
    roster = kj.rosters.read(tmp_path / "a.csv", on=ON, corrections=fixed)
    upload = prepared(entry(), corrections=gaps)

    assert [finding.code for finding in roster.findings] == ["nik-rounded", "nik-number"]
    assert [(gap.column, gap.reason) for gap in upload.gaps] == [("NOMOR_IDENTITAS", "not-allowed")]


def test_corrections_drop_blank_or_fit_nothing() -> None:
    fixed = kj.rosters.Corrections(
        cells={
            ("a.csv", 2): {"alamat": "(kosong)", "gelar": "Dr.", "kode_negara": "(kosong)"},
            ("a.csv", 3): {None: "(hapus)", "upah": "1"},
            ("a.csv", 4): {"nama_ibunya": "Ibu Rekaan", "no_pegawai": "7"},
            ("b.csv", 2): {"upah": "1"},
        }
    )
    upload = prepared(entry(), entry(3), entry(4), corrections=fixed)
    names = [each.name for each in upload.revision.columns]

    assert [row[names.index("NAMA_LENGKAP")] for row in upload.rows] == ["Ani Contoh"] * 2
    assert upload.people == (("a.csv", 2), ("a.csv", 4))
    assert upload.rows[0][names.index("ALAMAT")] is None
    assert upload.rows[0][names.index("KODE_NEGARA")] is None
    assert "(kosong)" not in upload.rows[0]
    assert [(f.file, f.row, f.column, f.code) for f in upload.findings] == [
        ("a.csv", 3, None, "row-dropped"),
        ("a.csv", 4, None, "correction-unused"),
        ("b.csv", 2, "upah", "correction-unused"),
    ]
    assert upload.findings[1].original == "nama_ibunya"
    assert "nama_ibunya" not in f"{upload!r}{upload.findings[1]}"


def test_birth_dates_wages_and_sex_are_never_made_up() -> None:
    silent = attrs.evolve(WHOLE, wage=None)
    enrolled = entry(2, birth_date=None, enrolments=[CLERK], particulars=silent)
    names = [column.name for column in kj.rosters.revisions()[2].columns]

    missing = prepared(enrolled)
    assert [gap.column for gap in missing.gaps] == ["TANGGAL_LAHIR"]
    assert missing.rows[0][names.index("UPAH")] == 6_000_000
    seen = prepared(enrolled, birth_dates_as_seen_on=ON)
    assert seen.rows[0][names.index("TANGGAL_LAHIR")] == "17-08-1990"
    nobody = prepared(entry(2, nik=None, ref="#2", particulars=silent), birth_dates_as_seen_on=ON)
    assert nobody.rows[0][names.index("NO_PEGAWAI")] is None
    assert nobody.rows[0][names.index("JENIS_KELAMIN")] is None
    assert "UPAH" in [gap.column for gap in nobody.gaps]


def test_who_is_too_old_to_register_as_bpu_is_listed_before_writing(tmp_path: Path) -> None:
    # Permenaker 5/2021 Pasal 33 ayat (1): younger than 65 when registering. 65 on 22 November 2026.
    people = [
        entry(2, birth_date=dt.date(1961, 11, 22), enrolments=[TRADER]),
        entry(3, birth_date=dt.date(1961, 11, 23), enrolments=[TRADER]),
        entry(4, birth_date=dt.date(1950, 1, 1), enrolments=[CLERK]),
        entry(5, birth_date=None, enrolments=[TRADER]),
        entry(6, birth_date=None, enrolments=[TRADER]),
    ]
    fixed = kj.rosters.Corrections(cells={("a.csv", 6): {"tanggal_lahir": "21-11-1961"}})
    upload = prepared(*people, corrections=fixed, registered_on=ON)

    assert [(gap.row, gap.column, gap.reason, gap.must) for gap in upload.gaps] == [
        (2, "TANGGAL_LAHIR", "too-old", True),
        (5, "TANGGAL_LAHIR", "missing", True),
        (6, "TANGGAL_LAHIR", "too-old", True),
    ]
    assert upload.gaps[0].message("id") == (
        "Pada hari pendaftaran orang ini sudah mencapai batas usia BPU."
    )
    with pytest.raises(kj.errors.RosterError, match="3 of 5 people"):
        upload.write(tmp_path / "x.xlsx")
    assert [gap.reason for gap in prepared(*people, corrections=fixed).gaps] == ["missing"]
    with pytest.raises(kj.errors.InvalidDateError):
        prepared(entry(), registered_on="2026")
    # No limit is known for the time before April 2021 (convention bpu-age-not-given).
    assert prepared(people[2], people[0], registered_on=dt.date(2021, 3, 31)).gaps == ()


def test_uploads_that_are_refused(tmp_path: Path) -> None:
    upload = prepared(entry(), kj.rosters.Entry(file="a.csv", row=9))
    assert len(upload.rows) == 1
    with pytest.raises(kj.errors.InvalidFactError):
        upload.write(tmp_path / "x.csv")
    with pytest.raises(kj.errors.UnknownChoiceError):
        upload.write(tmp_path / "x.xlsx", incomplete="skip")
    with pytest.raises(kj.errors.UnknownChoiceError, match="revision"):
        prepared(entry(), revision="2026")
    with pytest.raises(kj.errors.UnknownChoiceError, match="constant"):
        kj.rosters.prepare_upload([], revision="new-30", constants={"NEGARA": "ID"})
    with pytest.raises(kj.errors.InvalidFactError):
        prepared(KDMP.officers[0])  # type: ignore[arg-type]  # a person is no entry
    with pytest.raises(kj.errors.InvalidDateError):
        prepared(entry(), birth_dates_as_seen_on="2026")


# ---- LibreOffice ---------------------------------------------------------------------------------


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed: libreoffice-calc")
def test_libreoffice_opens_what_is_written_and_gives_it_back_unchanged(tmp_path: Path) -> None:
    assert OFFICE is not None
    kj.rosters.write_bill(BILL, tmp_path / "bill.xlsx")
    kj.rosters.write_payments([BILL], tmp_path / "payments.xlsx")
    prepared(entry(), entry(3)).write(tmp_path / "upload.xlsx")
    finding = kj.rosters.RosterFinding(
        file="a.csv", row=2, column="nik", code="nik-rounded", original="=3604991708909990"
    )
    kj.rosters.write_findings([finding], tmp_path / "findings.xlsx")
    kj.rosters.write_bill(BILL, tmp_path / "table.csv")
    kj.contributions.payment_plan([BILL]).write_xlsx(tmp_path / "plan.xlsx")
    written = sorted(tmp_path.glob("*.xlsx"))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    arguments = [OFFICE, profile, "--headless", "--norestore", "--convert-to"]
    for kind, files in (("xlsx", written), ("csv", [tmp_path / "bill.xlsx"])):
        subprocess.run(
            [*arguments, kind, "--outdir", str(tmp_path / kind), *map(str, files)],
            check=True,
            capture_output=True,
            timeout=180,
        )

    assert len(written) == 5
    for path in written:
        assert cells(tmp_path / "xlsx" / path.name) == cells(path)
    upload = openpyxl.load_workbook(tmp_path / "xlsx" / "upload.xlsx")["data_tk_baru"]
    assert [upload["O2"].value, upload["O2"].data_type] == [NIKS[2], "s"]
    # As LibreOffice shows the sheet: whole NIKs, and the name that looks like a formula.
    shown = lines(tmp_path / "csv" / "bill.csv")
    assert [line[2] for line in shown[1:4]] == [NIKS[0], NIKS[2], NIKS[1]]
    assert shown[3][1] == "=Budi"
    for name, place in (("payments", "J2"), ("plan", "A2")):
        due = openpyxl.load_workbook(tmp_path / "xlsx" / f"{name}.xlsx").worksheets[0][place]
        assert (due.is_date, due.value.date()) == (True, BILL.assessments[0].due_date())
    # And what it has saved can be read by us.
    assert kj.rosters.read_corrections(tmp_path / "xlsx" / "findings.xlsx").cells == {}
