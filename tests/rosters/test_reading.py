"""Cells, headings, encodings and sheets, one at a time."""

from __future__ import annotations

import datetime as dt
import sys
import types
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests.people import VILLAGE
from tests.rosters.books import HEADINGS, book, rows, text

import kopdes_jamsos as kj
from kopdes_jamsos.rosters import Entry, Limits, RosterFinding, progress

ON = dt.date(2026, 11, 22)
NIK = "3604991708909991"


def save(folder: Path, *lines: str, name: str = "roster.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes("\n".join(lines).encode(encoding))
    return path


def read(folder: Path, *lines: str, **arguments: Any) -> kj.rosters.Roster:
    return kj.rosters.read(save(folder, *lines), on=ON, **arguments)


def one(folder: Path, column: str, cell: str, **more: str) -> tuple[Entry, list[str]]:
    """The entry of one row of the plain roster, and the codes of its findings."""
    row = {"nama": "Ani Contoh", "kedudukan": "karyawan", "nik": NIK, column: cell, **more}
    quoted = ['"' + value.replace('"', '""') + '"' for value in row.values()]
    roster = read(folder, ",".join(row), ",".join(quoted))
    (entry,) = roster.entries
    return entry, [finding.code for finding in entry.findings]


# ---- cells ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written,digits,codes",
    [
        (NIK, NIK, []),
        ("36 04 99 170890 9991", NIK, ["nik-separators"]),
        (f"'{NIK}", NIK, []),
        (f"{NIK},00", NIK, ["nik-decimal"]),
        (f"{NIK[:-1]}0,0", None, ["nik-rounded"]),
        ("9104991708909992.0", None, ["nik-rounded"]),  # above 2**53 only even numbers are kept
        (f'="{NIK}"', NIK, ["formula-text"]),
        (f"={NIK}", None, ["formula"]),
        ("3.60499E+15", None, ["nik-scientific"]),
        ("3,60499e15", None, ["nik-scientific"]),
        ("36************91", None, ["nik-masked"]),
        ("36xxxxxxxxxxxx91", None, ["nik-masked"]),
        ("-", None, ["nik-missing"]),
        ("604991708909991", None, ["nik-length"]),
        ("36049917089O9991", None, ["nik-characters"]),
        ("3604993202909991", None, ["nik-invalid"]),
        ("\u0663604991708909991", None, ["nik-characters"]),
    ],
)
def test_nik(tmp_path: Path, written: str, digits: str | None, codes: list[str]) -> None:
    entry, found = one(tmp_path, "nik", written)

    assert entry.person is not None
    assert (entry.person.nik and entry.person.nik.digits) == digits
    assert found == codes


def test_a_repaired_value_keeps_the_original_beside_it(tmp_path: Path) -> None:
    entry, _ = one(tmp_path, "nik", f"{NIK[:4]}-{NIK[4:]}")
    (finding,) = entry.findings

    assert finding.original == f"{NIK[:4]}-{NIK[4:]}"
    assert finding.repaired == NIK
    assert (finding.file, finding.row, finding.column) == ("roster.csv", 2, "nik")


@pytest.mark.parametrize(
    "written,day,codes",
    [
        ("1990-08-17", "1990-08-17", []),
        ("17/08/1990", "1990-08-17", []),
        ("17.8.1990", "1990-08-17", []),
        ("17-08-1990 00:00", "1990-08-17", []),
        ("17 Agustus 1990", "1990-08-17", []),
        ("17-Aug-1990", "1990-08-17", []),
        ("08/17/1990", "1990-08-17", ["date-order"]),
        ("33102", "1990-08-17", ["date-serial"]),
        ("0000-00-00", None, ["date-zero"]),
        ("00/00/0000", None, ["date-zero"]),
        ("17 Sebelas 1990", None, ["date-unreadable"]),
        ("31-02-1990", None, ["date-unreadable"]),
        ("1990-02-31", None, ["date-unreadable"]),
        ("17-08-90", None, ["date-unreadable"]),
        ("1990", None, ["date-unreadable"]),
        ("1889-08-17", None, ["birth-date-impossible"]),
        ("2026-11-23", None, ["birth-date-impossible"]),
        ("1990-08-18", "1990-08-18", ["birth-date-differs"]),
    ],
)
def test_birth_date(tmp_path: Path, written: str, day: str | None, codes: list[str]) -> None:
    entry, found = one(tmp_path, "tanggal_lahir", written)

    assert entry.person is not None
    assert (entry.person.birth_date and entry.person.birth_date.isoformat()) == day
    assert found == codes


@pytest.mark.parametrize(
    "column,written,kept,codes",
    [
        ("jenis_kelamin", "Laki - Laki", kj.identity.Sex.MALE, []),
        ("jenis_kelamin", "female", kj.identity.Sex.FEMALE, ["sex-differs"]),
        ("jenis_kelamin", "", None, []),
        ("jenis_kelamin", "1", None, ["sex-unreadable"]),
        ("hp", "+62 812-3456-789", "08123456789", []),
        ("hp", "62081234567", "081234567", []),
        ("hp", "8123456789", "08123456789", ["phone-zero-lost"]),
        ("hp", "08**********1", None, ["masked"]),
        ("hp", "rumah", None, ["phone-unreadable"]),
        ("email", "a@contoh.invalid", "a@contoh.invalid", []),
        ("email", "a@contoh", None, ["email-unreadable"]),
        ("email", "a***@contoh.invalid", None, ["masked"]),
        ("kode_pos", "42161", "42161", []),
        ("kode_pos", "421611", None, ["postal-code-unreadable"]),
        ("kode_wilayah", "3604052001", kj.VillageCode("36.04.05.2001"), []),
        ("kode_wilayah", "36. 04. 05. 2001", kj.VillageCode("36.04.05.2001"), []),
        ("kode_wilayah", "36.04", None, ["village-unreadable"]),
        ("upah", "Rp 2.500.000,00", 2_500_000, []),
        ("upah", "2,500,000", 2_500_000, []),
        ("upah", "2500000", 2_500_000, []),
        ("upah", "2,5 juta", None, ["amount-unreadable"]),
        ("upah", "1.234.567.890.123.456.789", None, ["amount-unreadable"]),
        ("upah", "-5", None, ["amount-unreadable"]),
        ("status_kawin", "Menikah", "Y", []),
        ("status_kawin", "Janda", None, ["choice-unknown"]),
        ("golongan_darah", "ab", "AB", []),
        ("alamat", " Kp.\u00a0Rekaan\n RT 1 ", "Kp. Rekaan  RT 1", []),
        ("alamat", "x\x01y", "xy", ["control-characters"]),
        ("alamat", "'=1+1", "=1+1", []),
        ("alamat", "\t=1+1", None, ["formula"]),
        ("alamat", "null", None, []),
        ("alamat", "#N/A", None, []),
        ("alamat", "#1 Kp. Rekaan", "#1 Kp. Rekaan", []),
        ("alamat", "'t Huis", "'t Huis", []),
    ],
)
def test_particulars(
    tmp_path: Path, column: str, written: str, kept: object, codes: list[str]
) -> None:
    fields = {heading: name for name, headings in ROSTER.columns.items() for heading in headings}
    entry, found = one(tmp_path, column, written)

    assert getattr(entry.particulars, fields[column]) == kept
    assert found == codes


ROSTER = next(table for table in kj.rosters.tables() if table.name == "roster")


def test_a_reference_that_is_a_nik_is_not_used(tmp_path: Path) -> None:
    entry, found = one(tmp_path, "ref", NIK)

    assert found == ["ref-is-number"]
    assert entry.person is not None
    assert entry.person.ref == "#2"


def test_a_long_reference_of_digits_and_letters_is_one(tmp_path: Path) -> None:
    entry, found = one(tmp_path, "ref", "36-KDMP-0001-A")

    assert (entry.person and entry.person.ref, found) == ("36-KDMP-0001-A", [])


@pytest.mark.parametrize(
    "organ,post,kind,role,codes",
    [
        ("PENGURUS", "KETUA", kj.Officer, "ketua", []),
        ("Officer", "treasurer", kj.Officer, "bendahara", []),
        (
            "pengurus",
            "Wakil Ketua Bidang Keanggotaan",
            kj.Officer,
            "wakil ketua bidang anggota",
            [],
        ),
        ("pengurus", "Humas", kj.Officer, "lainnya", ["post-other"]),
        ("pengurus", "", kj.Officer, "lainnya", ["post-missing"]),
        ("pengurus", "Kades", kj.Officer, "lainnya", ["village-head-perhaps", "post-other"]),
        ("Pengawas", "Ketua", kj.Supervisor, "ketua", []),
        ("pengawas", "Anggota Pengawas", kj.Supervisor, "anggota", []),
        ("pengawas", "Sekretaris", kj.Supervisor, "anggota", ["post-other"]),
    ],
)
def test_organ_and_post(
    tmp_path: Path, organ: str, post: str, kind: type, role: str, codes: list[str]
) -> None:
    entry, found = one(tmp_path, "jabatan", post, kedudukan=organ)

    assert type(entry.person) is kind
    assert entry.person.role.value == role  # type: ignore[union-attr]  # one of the two with posts
    assert found == codes


@pytest.mark.parametrize("organ", ["", "Aktif"])
def test_an_unknown_organ_keeps_the_row_out(tmp_path: Path, organ: str) -> None:
    entry, found = one(tmp_path, "kedudukan", organ)

    assert entry.person is None
    assert found == ["organ-unknown"]
    assert entry.born(ON) is None


def test_enrolments_of_the_plain_roster(tmp_path: Path) -> None:
    roster = read(
        tmp_path,
        "nama,kedudukan,segmen,program,upah,penghasilan,kelompok,sektor,pembayar,dilindungi_di",
        "Ani,karyawan,PU,JKK+JKM,2500000,,,,,",
        "Budi,anggota,bpu,jkk jkm jht,,1000000,b,lainnya,sendiri,",
        "Cici,anggota,BPU,JKK JP,,1000000,b,lainnya,sendiri,",
        "Dedi,karyawan,PU,JKK,,,,,,",
        "Euis,anggota,BPU,JKK,,,,,,",
        "Fani,anggota,,,,,,,,desa",
        "Gugum,anggota,siapa,,,,d,,,rumah",
        "Hani,anggota,BPU,BPJS,,1000000,,,,",
    )
    found = {
        entry.person.name: (
            [type(enrolment).__name__ for enrolment in entry.person.enrolments],
            [(finding.code, *finding.figures) for finding in entry.findings],
        )
        for entry in roster.entries
        if entry.person is not None
    }

    missing: list[tuple[object, ...]] = []
    assert found == {
        "Ani": (["PUEnrolment"], missing),
        "Budi": (["BPUEnrolment"], missing),
        "Cici": ([], [*missing, ("enrolment-refused", ("reason", "program-not-open"))]),
        "Dedi": ([], [*missing, ("enrolment-refused", ("reason", "missing-fact"))]),
        "Euis": ([], [*missing, ("enrolment-refused", ("reason", "missing-fact"))]),
        "Fani": ([], missing),
        "Gugum": ([], [("choice-unknown", ("field", where)) for where in ("elsewhere", "segment")]),
        "Hani": ([], [("choice-unknown", ("field", "programs"))]),
    }
    assert roster.people[5].elsewhere is kj.cooperative.Elsewhere.VILLAGE


@pytest.mark.parametrize(
    "cells,column,code",
    [
        ("JKK JKQ,,1000000", "program", "choice-unknown"),
        ("JKK JP,,1000000", "program", "enrolment-refused"),
        ("JKK JKM,,tiga juta", "penghasilan", "amount-unreadable"),
        ("JKK JKM,,=3*1000000", "penghasilan", "formula"),
        ("JKK JKM,,", "penghasilan", "enrolment-refused"),
    ],
)
def test_an_enrolment_that_cannot_be_made_has_one_finding_in_the_column_at_fault(
    tmp_path: Path, cells: str, column: str, code: str
) -> None:
    head = "nama,kedudukan,segmen,program,upah,penghasilan"
    roster = read(tmp_path, head, f"Ani,anggota,BPU,{cells}")

    assert [(found.column, found.code) for found in roster.findings] == [(column, code)]
    assert roster.people[0].enrolments == ()


@pytest.mark.parametrize(
    "cells,column,code",
    [("tiga juta", "upah", "amount-unreadable"), ("", "upah", "enrolment-refused")],
)
def test_a_wage_that_cannot_be_read_has_one_finding(
    tmp_path: Path, cells: str, column: str, code: str
) -> None:
    roster = read(tmp_path, "nama,kedudukan,segmen,program,upah", f"Ani,karyawan,PU,JHT,{cells}")
    without = read(tmp_path, "nama,kedudukan,segmen,program", "Ani,karyawan,PU,JHT")

    assert [(found.column, found.code) for found in roster.findings] == [(column, code)]
    assert [(found.column, found.code) for found in without.findings] == [
        ("segmen", "enrolment-refused")
    ]


@pytest.mark.parametrize("language", kj.wording.languages())
def test_the_words_that_a_remedy_lists_are_those_that_its_column_reads(
    tmp_path: Path, language: kj.wording.Language
) -> None:
    from kopdes_jamsos.wording.language import words

    for field, listed in words(language).tables["options"].items():
        heading = field.replace("-", "_")
        for word in [*listed.partition(" (")[0].split(", "), "Ani Contoh"]:
            facts = {"segment": "PU" if field == "programs" else "BPU", "programs": "JKK"}
            facts |= {"kedudukan": "pengurus", "jabatan": "Ketua"}  # of whom all is asked
            entry, _ = one(tmp_path, "income", "1000000", **{**facts, heading: word})
            bad = [each for each in entry.findings if each.code == "choice-unknown"]
            assert [each.column for each in bad] == [heading] * (word == "Ani Contoh"), word
            assert all(each.remedy(language).endswith(f": {listed}.") for each in bad)
            assert all("Contoh" not in each.explain(language) for each in bad)


@pytest.mark.parametrize("language, page", [("id", "bendahara.md"), ("en", "treasurer.md")])
def test_the_page_of_the_treasurer_lists_the_words_of_its_columns(
    language: kj.wording.Language, page: str
) -> None:
    from kopdes_jamsos.wording.language import words

    text = (Path(__file__).parents[2] / "docs" / "how-to" / page).read_text(encoding="utf-8")
    options = words(language).tables["options"]
    missing = [
        name for name in ("segment", "programs", "sector", "funding") if options[name] not in text
    ]

    assert missing == []


@pytest.mark.parametrize(
    "written,waged,codes",
    [
        ("Ya", True, []),
        ("y", True, []),
        ("TIDAK", False, []),
        ("Tidak menerima", False, []),
        ("", None, ["waged-missing"]),
        ("kadang", None, ["choice-unknown"]),
    ],
)
@pytest.mark.parametrize("organ", ["pengurus", "pengawas"])
def test_a_column_says_whether_an_office_is_waged(
    tmp_path: Path, organ: str, written: str, waged: bool | None, codes: list[str]
) -> None:
    # Permenaker 5/2021 Pasal 2 ayat (3) huruf c: who receives a wage is a wage earner.
    entry, found = one(tmp_path, "menerima_upah", written, kedudukan=organ, jabatan="Ketua")

    person = entry.person
    assert isinstance(person, kj.Officer | kj.Supervisor)
    assert (person.waged, found) == (waged, codes)
    village = kj.VillageCode("36.04.05.2003")
    kdmp = kj.Cooperative(name="KDMP Contoh", kind="KDMP", village=village)
    proposal = kj.coverage.propose_segment(person, kdmp)
    assert (proposal.segment is kj.Segment.PU) is (waged is True)


@pytest.mark.parametrize(
    "heading,more",
    [
        ("digaji", {"kedudukan": "anggota"}),
        ("waged", {"kedudukan": "karyawan"}),
        ("waged", {"kedudukan": "pengurus", "jabatan": "Ketua", "dilindungi_di": "desa"}),
        (
            "waged",
            {
                **{"kedudukan": "pengawas", "jabatan": "Ketua", "segmen": "BPU", "program": "JKK"},
                **{"penghasilan": "1000000"},
            },
        ),
        ("telepon", {"kedudukan": "pengurus", "jabatan": "Ketua"}),
    ],
)
def test_the_wage_of_an_office_is_asked_for_only_where_it_decides(
    tmp_path: Path, heading: str, more: dict[str, str]
) -> None:
    assert "waged-missing" not in one(tmp_path, heading, "", **more)[1]


def test_a_wage_cell_that_is_not_read_is_named_once(tmp_path: Path) -> None:
    _, found = one(tmp_path, "menerima_upah", "=A1", kedudukan="pengurus", jabatan="Ketua")

    assert found == ["formula"]


def test_the_table_of_officers_may_have_the_column(tmp_path: Path) -> None:
    path = tmp_path / "pengurus.csv"
    path.write_text(
        "pengurus_ref,koperasi_ref,nama,jabatan,status,menerima_upah\n"
        "O-1,K-1,Ani,Ketua,pengurus,ya\nO-2,K-1,Budi,Sekretaris,pengurus,tidak\n",
        encoding="utf-8",
    )
    people = kj.rosters.read(path, on=ON).people

    assert [person.waged for person in people if isinstance(person, kj.Officer)] == [True, False]


# ---- rows ----------------------------------------------------------------------------------------


def test_rows_of_one_person_are_told_apart(tmp_path: Path) -> None:
    def line(organ: str, post: str, nik: str) -> str:
        return f"K-1,Ani,{organ},{post},{nik}"

    other = f"{NIK[:-1]}2"
    roster = read(
        tmp_path,
        "koperasi,nama,kedudukan,jabatan,nik",
        line("pengurus", "sekretaris", NIK),
        line("pengawas", "anggota", NIK),
        line("pengawas", "ketua", NIK),
        line("anggota", "", NIK),
        line("pengawas", "ketua", other),
        line("pengurus", "ketua", other),
        line("pengurus", "ketua", f"{NIK[:-1]}3"),
        line("pengurus", "ketua", f"{NIK[:-1]}4"),
    )

    assert [(f.row, f.code, dict(f.figures)["first"]) for f in roster.findings] == [
        (3, "two-offices", 2),
        (4, "village-head-officer", 2),
        (5, "nik-duplicate", 2),
        (7, "village-head-officer", 6),
        (9, "two-chairs", 8),
    ]
    assert roster.tally.refused == 4


def test_blank_rows_titles_and_unknown_columns(tmp_path: Path) -> None:
    roster = read(
        tmp_path,
        "Daftar anggota,,",
        "",
        "Nama ; ,",
        "nama,Kedudukan,catatan lain,",
        ",,,",
        "Ani,anggota,x,",
        "",
        "Budi,anggota",
    )

    assert [entry.row for entry in roster.entries] == [6, 8]
    assert (roster.tally.rows, roster.tally.headings, roster.tally.blank) == (8, 4, 2)
    assert [(f.code, f.row, f.column) for f in roster.findings] == [
        ("column-unknown", 4, "C"),
        ("row-short", 8, None),
    ]


def test_people_above_a_second_row_of_headings_are_no_titles(tmp_path: Path) -> None:
    incomplete, complete = "nama,nik,upah", "nama,nik,kedudukan"
    with pytest.raises(kj.errors.RosterError, match="Rows 2 and 5 both hold headings"):
        read(tmp_path, "Daftar", incomplete, f"Ani,{NIK},1", "", complete, "Budi,,anggota")

    roster = read(tmp_path, "Daftar", incomplete, "", complete, "Budi,,anggota")
    assert [person.name for person in roster.people] == ["Budi"]


def test_a_shifted_row_is_kept_out_even_where_its_last_cell_is_blank(tmp_path: Path) -> None:
    roster = read(tmp_path, "nama,kedudukan,nik", f"Contoh, Ani,anggota,{NIK}", "A,anggota,,")

    assert [finding.code for finding in roster.findings] == ["row-long", "row-long"]
    assert roster.people == ()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_delimiters_and_marked_encodings(tmp_path: Path, delimiter: str, encoding: str) -> None:
    path = save(
        tmp_path,
        delimiter.join(("nama", "kedudukan", "alamat")),
        delimiter.join(("Désirée", "anggota", '"Kp, Rekaan; RT 1"')),
        encoding=encoding,
    )
    roster = kj.rosters.read(path, on=ON)

    assert roster.people[0].name == "Désirée"
    assert roster.entries[0].particulars.address == "Kp, Rekaan; RT 1"


def test_other_encodings(tmp_path: Path) -> None:
    lines = ("nama,kedudukan,nik", f"René,anggota,{NIK}")
    path = save(tmp_path, *lines, encoding="cp1252")
    assert kj.rosters.read(path, on=ON, encoding="cp1252").findings == ()
    guessed = kj.rosters.read(path, on=ON)
    assert guessed.people[0].name == "René"
    assert [finding.code for finding in guessed.findings] == ["encoding-repaired"]

    for encoding, message in (
        ("utf-8", "not in the encoding"),
        ("none-such", "no such encoding"),
        ("utf-16", "headings|encoding"),
    ):
        with pytest.raises(kj.errors.RosterError, match=message):
            kj.rosters.read(path, on=ON, encoding=encoding)
    unmarked = save(tmp_path, *lines, encoding="utf-16-le")
    with pytest.raises(kj.errors.RosterError, match="no text"):
        kj.rosters.read(unmarked, on=ON)


@pytest.mark.parametrize(
    "lines,arguments,message",
    [
        (["nama,nik"], {}, "headings"),
        ([""], {}, "headings"),
        (["nama,name,kedudukan"], {}, "same field: name"),
        (["nama,kedudukan"], {"sheet": "Data"}, "headings"),
        (["nama,kedudukan"], {"delimiter": ";;"}, "delimiter"),
        (["nama,kedudukan", '"Ani,anggota' + "\n" * 2_000_000], {}, "quotation"),
        (["nama,kedudukan", '"' + "x" * 140_000], {}, "quotation"),
        (["nama,kedudukan", f"{'x' * 999}," * 1_100], {}, "quotation"),
        (["nama,kedudukan", "Ani,anggota", "Budi,anggota"], {"limits": Limits(rows=2)}, "rows"),
        (["nama,kedudukan"], {"limits": Limits(file_bytes=5)}, "file_bytes"),
    ],
)
def test_files_that_are_refused(
    tmp_path: Path, lines: list[str], arguments: dict[str, Any], message: str
) -> None:
    with pytest.raises(kj.errors.RosterError, match=message):
        read(tmp_path, *lines, **arguments)


def test_arguments_that_are_refused(tmp_path: Path) -> None:
    path = save(tmp_path, "nama,kedudukan")
    with pytest.raises(kj.errors.UnknownChoiceError):
        kj.rosters.read(path, on=ON, table="anggota")
    with pytest.raises(kj.errors.InvalidDateError):
        kj.rosters.read(path, on="22-11-2026")  # ISO 8601 only
    with pytest.raises(kj.errors.InvalidFactError):
        kj.rosters.read(3, on=ON)  # type: ignore[arg-type]  # that is the point
    with pytest.raises(kj.errors.InvalidFactError):
        kj.rosters.Limits(rows=0)
    with pytest.raises(kj.errors.RosterError, match="no such file"):
        kj.rosters.read(tmp_path / "\0", on=ON)
    with pytest.raises(kj.errors.RosterError, match="no file"):
        kj.rosters.read(tmp_path, on=ON)
    old = tmp_path / "old.xls"
    old.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    with pytest.raises(kj.errors.RosterError, match="XLS"):
        kj.rosters.read(old, on=ON)


def test_a_named_table_is_the_only_one_looked_for(tmp_path: Path) -> None:
    path = save(tmp_path, "koperasi_ref,nama,status,jabatan", "K-1,Ani,PENGURUS,Ketua")
    assert kj.rosters.read(path, on=ON, table="pengurus_koperasi").table.holds == "board"
    assert kj.rosters.read(path, on=ON, table="roster").table.holds == "person"


# ---- progress ------------------------------------------------------------------------------------


def test_progress_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = save(tmp_path, "nama,kedudukan", *["Ani,anggota"] * 25_000)
    told: list[kj.rosters.Progress] = []
    with kj.rosters.scan(path, on=ON, progress=told.append) as entries:
        assert sum(1 for _ in entries) == 25_000

    assert [each.rows for each in told] == [10_000, 20_000, 25_001]
    assert [each.file for each in told] == ["roster.csv"] * 3
    assert told[-1].done == told[-1].size == path.stat().st_size


def test_a_bar_is_shown_where_rich_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []

    class Bar:
        def __init__(self, **_: object) -> None:
            pass

        def start(self) -> None:
            calls.append("start")

        def add_task(self, name: str, total: int | None) -> int:
            calls.append(f"{name} of {total}")
            return 1

        def update(self, task: int, completed: int) -> None:
            calls.append(f"{completed}")

        def stop(self) -> None:
            calls.append("stop")

    console = types.SimpleNamespace(Console=lambda **_: None)
    monkeypatch.setitem(sys.modules, "rich", types.ModuleType("rich"))
    monkeypatch.setitem(sys.modules, "rich.console", console)
    monkeypatch.setitem(sys.modules, "rich.progress", types.SimpleNamespace(Progress=Bar))
    reporter = progress.Reporter(True)
    for done in (5, 9):
        reporter.tell(kj.rosters.Progress(file="a.csv", rows=1, done=done, size=9))
    reporter.close()
    assert calls == ["start", "a.csv of 9", "5", "9", "stop"]

    monkeypatch.setitem(sys.modules, "rich.console", None)
    silent = progress.Reporter(True)
    silent.tell(kj.rosters.Progress(file="a.csv", rows=1))
    silent.close()


# ---- spreadsheets --------------------------------------------------------------------------------


def test_kinds_of_cells(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    page = made.worksheets[0]
    page.append(["nama", "kedudukan", "nik", "tanggal_lahir", "alamat", "hp", "upah"])
    page.append(["Ani", "karyawan", int(NIK), dt.date(1990, 8, 17), True, 81234567890, 2500000.0])
    page.append(["Budi", "karyawan", f"{NIK[:-1]}2", dt.datetime(1990, 8, 17, 8), "=1+1", "#N/A"])  # noqa: DTZ001 - a cell
    page.append(["Cici", "karyawan", int(NIK[:-1] + "0"), None, "#REF!", 1.5])
    page["E4"].data_type = "e"
    page["E3"].data_type = "f"
    page.append([])
    page.append(["'=Dedi", "karyawan", "=2", 40_000, "x"])
    page["C6"].data_type = "s"
    path = tmp_path / "kinds.xlsx"
    made.save(path)
    roster = kj.rosters.read(path, on=ON)

    assert [(f.row, f.column, f.code) for f in roster.findings] == [
        (2, "nik", "nik-number"),
        (2, "hp", "phone-zero-lost"),
        (3, "alamat", "formula"),
        (3, "hp", "cell-error"),
        (4, "nik", "nik-rounded"),
        (4, "alamat", "cell-error"),
        (4, "hp", "phone-unreadable"),
        (6, "nik", "nik-characters"),
        (6, "tanggal_lahir", "date-serial"),
    ]
    assert [person.birth_date for person in roster.people] == [
        dt.date(1990, 8, 17),
        dt.date(1990, 8, 17),
        None,
        dt.date(2009, 7, 6),
    ]
    assert [entry.row for entry in roster.entries] == [2, 3, 4, 6]
    assert roster.people[3].name == "'=Dedi"
    assert roster.entries[0].particulars.address == "TRUE"
    assert roster.entries[0].particulars.wage == 2_500_000


def test_the_sheet_is_named_or_the_only_one_that_fits(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    made.worksheets[0].append(["Catatan"])
    for name in ("Desa A", "Desa B"):
        page = made.create_sheet(name)
        page.append(["nama", "kedudukan"])
        page.append([name, "anggota"])
    path = tmp_path / "two.xlsx"
    made.save(path)

    with pytest.raises(kj.errors.RosterError, match="Several sheets"):
        kj.rosters.read(path, on=ON)
    assert kj.rosters.read(path, on=ON, sheet="Desa B").people[0].name == "Desa B"
    with pytest.raises(kj.errors.RosterError, match="headings"):
        kj.rosters.read(path, on=ON, sheet="Desa C")


def test_dates_of_both_epochs_and_of_the_day_that_never_was(tmp_path: Path) -> None:
    styles = (
        '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="dd\\-mm\\-yyyy"/>'
        '<numFmt numFmtId="171" formatCode="&quot;day&quot; 0"/></numFmts>'
        '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
        '<cellXfs><xf/><xf numFmtId="170"/><xf numFmtId="14"/><xf numFmtId="171"/></cellXfs>'
        "</styleSheet>"
    )
    heads = [text(name) for name in ("nama", "kedudukan", "periode_mulai")]

    def days(*cells: str, settings: str = "") -> list[Any]:
        lines = ([text("Ani"), text("anggota"), cell] for cell in cells)
        path = tmp_path / "dates.xlsx"
        book(path, rows(heads, *lines), parts={"xl/styles.xml": styles}, settings=settings)
        return [entry.particulars.term_from for entry in kj.rosters.read(path, on=ON).entries]

    serials = ('<c s="1"><v>33102.5</v></c>', '<c s="2"><v>59</v></c>', '<c s="2"><v>61</v></c>')
    assert days(*serials) == [dt.date(1990, 8, 17), dt.date(1900, 2, 28), dt.date(1900, 3, 1)]
    assert days('<c s="3"><v>33102</v></c>', '<c s="1"><v>999999999</v></c>') == [
        dt.date(1990, 8, 17),
        None,
    ]
    assert days('<c t="d"><v>1990-08-17T00:00:00</v></c>') == [dt.date(1990, 8, 17)]
    assert days('<c s="1"><v>31640</v></c>', settings='<workbookPr date1904="1"/>') == [
        dt.date(1990, 8, 17)
    ]


def test_shared_texts_with_runs_and_hints(tmp_path: Path) -> None:
    shared = (
        "<sst><si><t>An</t></si><si><r><t>Bu</t></r><r><t>di</t></r>"
        "<rPh><t>hint</t></rPh></si></sst>"
    )
    inline = '<c t="inlineStr"><is><r><t>K</t></r><r><t>-1</t></r><rPh><t>x</t></rPh></is></c>'
    cells = [text("M-1"), inline, '<c t="s"><v>1</v></c>', f"<c><v>{NIK}</v></c>"]
    path = book(tmp_path / "s.xlsx", rows(HEADINGS, cells), parts={"xl/sharedStrings.xml": shared})

    (entry,) = kj.rosters.read(path, on=ON).entries
    assert entry.cooperative == "K-1"
    assert entry.person is not None
    assert entry.person.name == "Budi"


def test_numbers_keep_the_digits_of_the_file(tmp_path: Path) -> None:
    numbers = ("9.104991708909991E15", "9104991708909991.0", "9.10499E+15", "1E999")
    lines = ([text("M"), text("K"), text("A"), f"<c><v>{number}</v></c>"] for number in numbers)
    roster = kj.rosters.read(book(tmp_path / "n.xlsx", rows(HEADINGS, *lines)), on=ON)

    assert [person.nik and person.nik.digits for person in roster.people] == [
        "9104991708909991",
        None,
        None,
    ]
    assert [f.code for f in roster.findings if f.code != "unknown-regency"] == [
        "nik-number",
        "nik-number",
        "nik-duplicate",
        "nik-rounded",
        "nik-scientific",
    ]


@pytest.mark.parametrize(
    "number,wage", [("2500000", 2_500_000), ("2500000.0", 2_500_000), ("123.456", None)]
)
def test_a_point_in_a_number_cell_separates_no_thousands(
    tmp_path: Path, number: str, wage: int | None
) -> None:
    headings = [text(name) for name in ("nama", "kedudukan", "nik", "upah")]
    line = [text("Ani Contoh"), text("karyawan"), text(NIK), f"<c><v>{number}</v></c>"]
    path = book(tmp_path / "w.xlsx", rows(headings, line))
    (entry,) = kj.rosters.read(path, on=ON).entries

    assert entry.particulars is not None
    assert entry.particulars.wage == wage
    assert ("amount-unreadable" in [each.code for each in entry.findings]) is (wage is None)


def test_cells_without_a_place_follow_one_another(tmp_path: Path) -> None:
    data = rows(HEADINGS) + f'<row><c r="C2" t="str"><v>Ani</v></c><c><v>{NIK}</v></c></row>'
    roster = kj.rosters.read(book(tmp_path / "p.xlsx", data), on=ON)
    (entry,) = roster.entries

    assert entry.row == 2
    assert entry.person is not None
    assert entry.person.name == "Ani"
    assert entry.person.nik == kj.Nik(NIK)


def test_a_row_that_is_too_wide_for_its_headings(tmp_path: Path) -> None:
    cells = [text("M"), text("K"), text("Ani"), text(NIK)]
    data = rows(HEADINGS, [*cells, text("")], [*cells, text("x")])
    roster = kj.rosters.read(book(tmp_path / "w.xlsx", data), on=ON)

    assert [finding.code for finding in roster.findings] == ["row-long"]


# ---- findings ------------------------------------------------------------------------------------


def test_a_finding_shows_its_place_and_never_its_value() -> None:
    finding = RosterFinding(file="a.csv", row=2, code="nik-rounded", original=NIK[1:])

    assert NIK[1:] not in f"{finding!r}{finding}{finding.message('id')}"
    assert str(RosterFinding(file="a.csv", row=2, code="nobody")).startswith("a.csv, row 2: ")


def test_every_code_has_its_sentences_and_no_sentence_lacks_a_code() -> None:
    from kopdes_jamsos.rosters.findings import SEVERITIES
    from kopdes_jamsos.wording.language import words

    assert set(words("id").tables["roster"]) == {
        f"{code}.{part}" for code in SEVERITIES for part in ("message", "remedy")
    }


# ---- gathering -----------------------------------------------------------------------------------


def test_people_of_the_only_cooperative_need_not_name_it(tmp_path: Path) -> None:
    kdmp = kj.Cooperative(name="Pejaten", kind="KDMP", village=VILLAGE, risk_class=1)
    roster = read(tmp_path, "nama,kedudukan,jabatan", "Ani,pengurus,ketua", "Budi,karyawan,kasir")
    one = kj.rosters.gather([roster], cooperatives={"K-1": kdmp})
    two = kj.rosters.gather([roster], cooperatives={"K-1": kdmp, "K-2": kdmp})

    assert [person.name for person in one.cooperatives["K-1"].people()] == ["Ani", "Budi"]
    assert one.cooperatives["K-1"].has_employees is True
    assert one.cooperatives["K-1"].risk_class is kj.RiskClass.VERY_LOW
    assert len(two.unplaced) == 2
    assert two.cooperatives["K-1"].has_employees is False


def test_a_village_official_among_the_officers_shows_by_the_occupation(tmp_path: Path) -> None:
    roster = read(
        tmp_path,
        "koperasi,nama,kedudukan,jabatan,nik",
        f"K-1,Ani,pengurus,ketua,{NIK}",
    )
    members = kj.rosters.read(
        save(
            tmp_path,
            "anggota_ref,koperasi_ref,nama,nik,kode_wilayah,pekerjaan",
            f"M-1,K-1,Ani,{NIK},36.04.05.2003,KEPALA DESA",
            f"M-2,K-1,Budi,{NIK[:-1]}2,36.04.05.2004,PETANI",
            name="anggota.csv",
        ),
        on=ON,
    )
    profiles = kj.rosters.read(
        save(tmp_path, "koperasi_ref,nama_koperasi", "K-1,KDMP", name="profil.csv"), on=ON
    )
    codes = kj.rosters.read(
        save(tmp_path, "koperasi_ref,kode_kbli", ",47111", name="kbli.csv"), on=ON
    )
    gathered = kj.rosters.gather([roster, members, profiles, codes])
    assert [(f.file, f.code) for f in gathered.findings] == [
        ("kbli.csv", "cooperative-unknown"),
        ("profil.csv", "village-unknown"),
        ("roster.csv", "cooperative-unknown"),
        ("anggota.csv", "cooperative-unknown"),
        ("anggota.csv", "cooperative-unknown"),
    ]

    known = kj.Cooperative(name="KDMP", kind="KDMP", village=VILLAGE)
    placed = kj.rosters.gather([roster, members, profiles], cooperatives={"K-1": known})
    assert [(f.file, f.row, f.code) for f in placed.findings] == [
        ("profil.csv", 2, "cooperative-given"),
        ("roster.csv", 2, "village-head-perhaps"),
    ]
    assert [entry.row for entry in placed.repeated] == [2]

    # The same where the officer is known already: the only row is that of the member.
    ani = kj.Officer(ref="P-1", nik=kj.Nik(NIK), role="ketua")
    known = kj.Cooperative(name="K", kind="KDMP", village=known.village, officers=[ani])
    placed = kj.rosters.gather([members], cooperatives={"K-1": known})
    assert [(f.file, f.row, f.code) for f in placed.findings] == [
        ("anggota.csv", 2, "village-head-perhaps")
    ]
    assert [member.name for member in placed.cooperatives["K-1"].members] == ["Budi"]


def test_what_two_files_repeat_is_found(tmp_path: Path) -> None:
    profile = ("koperasi_ref,nama_koperasi,kode_wilayah", "K-1,KDMP Rekaan,36.04.05.2001")
    member = ("anggota_ref,koperasi_ref,nama,nik", f"M-1,K-1,Ani Contoh,{NIK}")
    tables = [
        kj.rosters.read(save(tmp_path, *lines, name=f"{number}.csv"), on=ON)
        for number, lines in enumerate((profile, profile, member, member))
    ]
    gathered = kj.rosters.gather(tables)

    assert len(gathered.cooperatives["K-1"].members) == 1
    assert len(gathered.repeated) == 1
    assert [(one.file, one.code) for one in gathered.findings] == [
        ("1.csv", "profile-duplicate"),
        ("3.csv", "nik-duplicate"),
    ]
    assert "row 2 (0.csv)" in gathered.findings[0].message("en")


def test_offices_in_two_files_are_compared(tmp_path: Path) -> None:
    heads = "koperasi,nama,kedudukan,jabatan,nik,pekerjaan"
    first = save(
        tmp_path,
        heads,
        f"K-1,Ani,pengurus,ketua,{NIK},",
        f"K-1,Budi,pengurus,bendahara,{NIK[:-1]}2,",
        f"K-1,Cici,karyawan,kasir,{NIK[:-1]}3,",
        name="1.csv",
    )
    second = save(
        tmp_path,
        heads,
        f"K-1,Ani,pengawas,ketua,{NIK},",
        f"K-1,Budi,pengawas,anggota,{NIK[:-1]}2,kepala desa",
        f"K-1,Cici,karyawan,kasir,{NIK[:-1]}3,",
        name="2.csv",
    )
    third = save(
        tmp_path,
        heads,
        f"K-1,Ani,karyawan,manajer,{NIK},",
        f"K-1,Cici,anggota,,{NIK[:-1]}3,perangkat desa",
        name="3.csv",
    )
    known = kj.Cooperative(name="K", kind="KDMP", village=VILLAGE)
    tables = [kj.rosters.read(path, on=ON) for path in (first, second, third)]
    gathered = kj.rosters.gather(tables, cooperatives={"K-1": known})

    assert [(f.file, f.row, f.code) for f in gathered.findings] == [
        ("2.csv", 2, "village-head-officer"),
        ("2.csv", 3, "two-offices"),
        ("2.csv", 4, "nik-duplicate"),
    ]
    assert dict(gathered.findings[0].figures) == {"first": "2 (1.csv)"}
    # An officer may work for the cooperative; a member who does is not repeated.
    assert [(one.file, one.row) for one in gathered.entries["K-1"]] == [
        *(("1.csv", row) for row in (2, 3, 4)),
        ("3.csv", 2),
    ]
    assert [(one.file, one.row) for one in gathered.repeated] == [
        *(("2.csv", row) for row in (2, 3, 4)),
        ("3.csv", 3),
    ]


def test_two_villages_of_one_cooperative_are_found(tmp_path: Path) -> None:
    heads = "koperasi_ref,kode_wilayah"
    one = save(
        tmp_path, heads, "K-1,36.04.05.2003", "K-1,36.04.05.2003", "K-2,36.04.05.2005", name="1.csv"
    )
    two = save(tmp_path, heads, "K-1,36.04.05.1004", "K-3,36.04.05.2006", name="2.csv")
    profile = save(
        tmp_path,
        "koperasi_ref,nama_koperasi,kode_wilayah",
        "K-1,KDMP Satu,36.04.05.2003",
        "K-2,KDMP Dua,36.04.05.2004",
        "K-4,KDMP Empat,36.04.05.2007",
        name="3.csv",
    )
    tables = [kj.rosters.read(path, on=ON) for path in (one, two, profile)]
    gathered = kj.rosters.gather(tables)

    assert [(f.file, f.row, f.code, *f.figures) for f in gathered.findings] == [
        ("2.csv", 2, "village-differs", ("first", "2 (1.csv)")),
        ("3.csv", 3, "village-differs", ("first", "4 (1.csv)")),
    ]
    villages = {ref: one.village.code for ref, one in gathered.cooperatives.items()}
    assert villages == {
        "K-1": "36.04.05.2003",
        "K-2": "36.04.05.2005",
        "K-4": "36.04.05.2007",
    }

    known = kj.Cooperative(name="K", kind="KDMP", village=VILLAGE)
    gathered = kj.rosters.gather(tables[:2], cooperatives={"K-1": known, "K-3": known})
    assert [(f.file, f.row, f.code) for f in gathered.findings] == [
        ("2.csv", 2, "village-differs"),
        ("2.csv", 3, "cooperative-given"),
    ]


def test_businesses_of_an_unknown_cooperative_are_findings(tmp_path: Path) -> None:
    known = kj.Cooperative(name="K", kind="KDMP", village=VILLAGE)
    codes = read(tmp_path, "koperasi_ref,kode_kbli,tahun_kbli", "K-1,47111,2020", "K-2,47112,2020")
    gathered = kj.rosters.gather([codes], cooperatives={"K-1": known})

    assert [(f.row, f.code) for f in gathered.findings] == [(3, "cooperative-unknown")]
    assert [*gathered.businesses] == ["K-1"]
    assert gathered.businesses["K-1"] == (kj.rosters.Business(kbli="47111", year="2020"),)


def test_people_of_given_cooperatives_are_compared(tmp_path: Path) -> None:
    def nik(number: int) -> kj.Nik:
        return kj.Nik(f"{NIK[:-1]}{number}")

    known = kj.Cooperative(
        name="K",
        kind="KDMP",
        village=VILLAGE,
        officers=[kj.Officer(ref="P-1", nik=nik(1), role="ketua")],
        members=[kj.Member(ref="M-2", nik=nik(2)), kj.Member(ref="M-3", nik=nik(3))],
    )
    roster = read(
        tmp_path,
        "koperasi,ref,nama,kedudukan,jabatan,nik",
        f"K-1,A-1,Ani,pengurus,ketua,{nik(1).digits}",
        f"K-1,A-2,Budi,anggota,,{nik(2).digits}",
        f"K-1,A-3,Cici,pengurus,bendahara,{nik(3).digits}",
        f"K-1,A-4,Dedi,anggota,,{nik(4).digits}",
    )
    gathered = kj.rosters.gather([roster], cooperatives={"K-1": known})
    found = gathered.cooperatives["K-1"]

    assert [(f.row, f.code) for f in gathered.findings] == [
        (2, "person-given"),
        (4, "person-given"),
        (3, "person-given"),
    ]
    assert [entry.row for entry in gathered.repeated] == [2, 3]
    assert [one.ref for one in found.officers] == ["P-1", "A-3"]
    assert [one.ref for one in found.members] == ["M-2", "M-3", "A-4"]


def test_how_many_could_not_be_compared_is_said(tmp_path: Path) -> None:
    known = kj.Cooperative(name="K", kind="KDMP", village=VILLAGE)
    lines = (
        "koperasi,nama,kedudukan,jabatan,nik",
        "K-2,Ani,anggota,,36************91",
        f"K-1,Ani,pengurus,ketua,{NIK}",
        "K-1,Budi,anggota,,36************92",
        "K-1,Cici,anggota,,",
        f"K-1,Dedi,anggota,,{NIK[:-1]}4",
    )
    gathered = kj.rosters.gather(
        [read(tmp_path, *lines)], cooperatives={"K-1": known, "K-2": known}
    )
    (finding,) = gathered.findings

    # K-2 has members only: nobody there can be listed in two offices.
    assert (finding.row, finding.code, finding.figures) == (4, "nik-not-compared", (("people", 2),))
    assert "of 2 people" in finding.message()


def test_only_rosters_and_cooperatives_are_gathered() -> None:
    with pytest.raises(kj.errors.InvalidFactError):
        kj.rosters.gather(["roster.csv"])  # type: ignore[list-item]  # that is the point
    with pytest.raises(kj.errors.InvalidFactError):
        kj.rosters.gather([], cooperatives={"K-1": "KDMP"})  # type: ignore[dict-item]  # again


# ---- corrections ---------------------------------------------------------------------------------


def test_cells_are_corrected_blanked_and_added(tmp_path: Path) -> None:
    path = save(tmp_path, "nama,kedudukan,nik,alamat", "Ani,anggota,,", f"Budi,anggota,{NIK},x,")
    table = save(
        tmp_path,
        "file;row;column;correction",
        f"roster.csv;2;NIK;{NIK}",
        "roster.csv;2;;",
        "roster.csv;3;;(drop)",
        ";;;",
        "other.csv;3;nik;1",
        name="fixed.csv",
    )
    corrections = kj.rosters.read_corrections(table)
    roster = kj.rosters.read(path, on=ON, corrections=corrections)
    assert [person.nik and person.nik.digits for person in roster.people] == [NIK]
    assert [finding.code for finding in roster.findings] == ["row-dropped"]

    blank = save(
        tmp_path, "berkas,baris,kolom,perbaikan", "roster.csv,2,nama,(KOSONG)", name="b.csv"
    )
    emptied = kj.rosters.read(path, on=ON, corrections=kj.rosters.read_corrections(blank))
    assert [finding.code for finding in emptied.findings] == ["nobody", "row-long"]


@pytest.mark.parametrize(
    "lines,message",
    [
        (["a,b"], "needs: berkas, baris, kolom, perbaikan"),
        (["file,row,column,correction,perbaikan"], "same field: perbaikan"),
        (["file,row,column,correction", "a.csv,x,nik,1"], "names no file"),
        (["file,row,column,correction", "a.csv,2,,1"], "as a whole"),
        (["file,row,column,correction", "a.csv,2,nik,1", "a.csv,2,NIK,2"], "second time"),
        (["file,row,column,correction", "a.csv,2,nik,1", "a.csv,3,nik,1"], "too many rows"),
    ],
)
def test_corrections_that_are_refused(tmp_path: Path, lines: list[str], message: str) -> None:
    limits = Limits(rows=1 if "rows" in message else 9)
    with pytest.raises(kj.errors.RosterError, match=message):
        kj.rosters.read_corrections(save(tmp_path, *lines), limits=limits)
    with pytest.raises(kj.errors.InvalidFactError):
        kj.rosters.read_corrections(3)  # type: ignore[arg-type]  # that is the point


def unused(findings: Any) -> list[tuple[str, int, str | None]]:
    return [(f.file, f.row, f.column) for f in findings if f.code == "correction-unused"]


def test_a_correction_that_fits_nothing_is_a_finding(tmp_path: Path) -> None:
    path = save(tmp_path, "Anggota", "nama,kedudukan,nota", "Ani,anggota,7", ",,", "Budi,anggota,")
    table = save(
        tmp_path,
        "file,row,column,correction",
        "roster.csv,1,nama,Ani",  # a title
        "roster.csv,2,C,nik",  # the heading that is not known
        "roster.csv,3,alamat,Kp. Rekaan",  # a heading that the sheet has not
        "roster.csv,3,Ani Contoh,x",  # no heading at all
        "roster.csv,3,nama,Ani Contoh",
        "roster.csv,4,nama,Cici",  # a blank row
        "roster.csv,6,,(hapus)",  # below the last row
        "Roster.csv,3,nama,Ani",  # another file
        name="fixed.csv",
    )
    corrections = kj.rosters.read_corrections(table)
    roster = kj.rosters.read(path, on=ON, corrections=corrections)
    expected = [
        ("roster.csv", 1, "nama"),
        ("roster.csv", 2, "C"),
        ("roster.csv", 3, "alamat"),
        ("roster.csv", 3, None),
        ("roster.csv", 4, "nama"),
        ("roster.csv", 6, None),
    ]

    assert [person.name for person in roster.people] == ["Ani Contoh", "Budi"]
    assert unused(roster.findings) == expected
    assert [f.code for f in roster.findings] == ["column-unknown", *["correction-unused"] * 6]
    (strange,) = [f for f in roster.findings if f.row == 3 and f.column is None]
    assert strange.original == "ani_contoh"
    assert "contoh" not in f"{strange!r}{strange}".lower()
    assert roster.tally.codes == {"column-unknown": 1, "correction-unused": 6}
    assert roster.tally.adds_up
    assert roster.tally.taken == 2

    with kj.rosters.scan(path, on=ON, corrections=corrections) as rows:
        assert unused(rows.findings) == []
        assert sum(1 for _ in rows) == 2
        assert unused(rows.findings) == expected
        assert list(rows) == []
        assert rows.tally.codes["correction-unused"] == 6
    assert unused(corrections.unread(["roster.csv"])) == [("Roster.csv", 3, "nama")]
    gathered = kj.rosters.gather([roster])
    assert unused(gathered.findings) == [("Roster.csv", 3, "nama")]


def test_a_correction_names_its_heading_as_the_list_has_it(tmp_path: Path) -> None:
    fixed = kj.rosters.Corrections(cells={("roster.csv", 2): {"No. KTP": NIK, "NAMA": "Ani"}})
    roster = read(tmp_path, "Nama,Status,No. KTP", "A,anggota,3.60E+15", corrections=fixed)

    assert [person.name for person in roster.people] == ["Ani"]
    assert roster.people[0].nik == kj.Nik(NIK)
    assert roster.findings == ()


@pytest.mark.parametrize("row", [{"No. KTP": NIK, "no_ktp": "1"}, {"nik": 1}, [], "x"])
def test_cells_that_are_no_corrections_are_refused(row: Any) -> None:
    with pytest.raises(kj.errors.InvalidFactError, match="each heading once"):
        kj.rosters.Corrections(cells={("roster.csv", 2): row})


def test_a_dropped_row_leaves_no_correction_over(tmp_path: Path) -> None:
    cells = {("roster.csv", 2): {None: "(hapus)", "alamat": "x"}}
    roster = read(
        tmp_path, "nama,kedudukan", "Ani,anggota", corrections=kj.rosters.Corrections(cells=cells)
    )

    assert [finding.code for finding in roster.findings] == ["row-dropped"]
