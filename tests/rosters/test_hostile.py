"""A spreadsheet is hostile until read; so is a text file."""

from __future__ import annotations

import datetime as dt
import tracemalloc
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.people import VILLAGE
from tests.rosters.books import BOOK, BOOK_RELS, HEADINGS, MAIN, REL, RELS, book, rows, sheet, text

import kopdes_jamsos as kj
from kopdes_jamsos.rosters import Limits

ON = dt.date(2026, 11, 22)
PIECES = ("1" * 200_000 + "<!-- -->") * 6
CELLS = [text("M-1"), text("K-1"), text("Ani Contoh"), text("3604991708909991")]


def read(path: Path, **arguments: Any) -> kj.rosters.Roster:
    return kj.rosters.read(path, on=ON, **arguments)


def refused(path: Path, message: str, **arguments: Any) -> None:
    with pytest.raises(kj.errors.RosterError, match=message):
        read(path, **arguments)


# ---- formulas ------------------------------------------------------------------------------------


def test_no_formula_and_no_stored_result_of_one_is_read(tmp_path: Path) -> None:
    cells = [
        text("M-1"),
        '<c t="str"><f>HYPERLINK("http://contoh.invalid","K-1")</f><v>K-1</v></c>',
        '<c t="str"><f t="shared" si="0" ref="C2:C9">A1</f><v>Ani</v></c>',
        "<c><f>1+1</f><v>3604991708909991</v></c>",
    ]
    roster = read(book(tmp_path / "f.xlsx", rows(HEADINGS, cells)))

    assert {finding.code for finding in roster.findings} == {"formula", "nobody"}
    assert roster.people == ()
    assert roster.entries[0].cooperative is None


@pytest.mark.parametrize("start", "=+-@\t\r")
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_whatever_is_written_stays_text(tmp_path: Path, start: str, ending: str) -> None:
    name = f"{start}cmd|' /C calc'!A0"
    member = kj.Member(ref="M-1", name=name)
    kdmp = kj.Cooperative(name="KDMP", kind="KDMP", village=VILLAGE, members=[member])
    path = tmp_path / f"bill.{ending}"
    kj.rosters.write_bill(kj.bill(kdmp, kj.Month(2026, 11)), path)

    if ending == "csv":
        assert all(
            not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
            for line in path.read_text("utf-8-sig").split("\n")
            for cell in line.replace('"', "").split(",")
        )
    else:
        cell = openpyxl.load_workbook(path).worksheets[0]["B2"]
        assert (cell.data_type, cell.number_format) == ("s", "@")
        assert cell.value == name.replace("\t", " ").replace("\r", " ")


# ---- archives ------------------------------------------------------------------------------------


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    bomb = {"xl/worksheets/sheet1.xml": sheet(f"<row><c><v>{'0' * 20_000_000}</v></c></row>")}
    path = book(tmp_path / "bomb.xlsx", "", parts=bomb)
    large = book(tmp_path / "large.xlsx", "", parts=bomb, compression=zipfile.ZIP_STORED)
    assert path.stat().st_size < 100_000

    tracemalloc.start()
    refused(path, "unpacked_bytes", limits=Limits(unpacked_bytes=10_000_000))
    refused(path, "more than 100 times its size")
    refused(large, "damaged")  # a number of twenty million digits
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20_000_000


def test_thousands_of_sheets_in_one_part_are_refused(tmp_path: Path) -> None:
    """Each would be looked through for headings."""
    sheets = "".join(f'<sheet name="n{n}" sheetId="{n}" r:id="r1"/>' for n in range(2_000))
    one = BOOK[BOOK.index("<sheet ") : BOOK.index("</sheets>")]
    parts = {
        "xl/workbook.xml": BOOK.replace(one, sheets) % "",
        "xl/styles.xml": f"<styleSheet><cellXfs>{'<xf/>' * 20_000}</cellXfs></styleSheet>",
    }
    refused(book(tmp_path / "sheets.xlsx", rows(HEADINGS), parts=parts), "damaged")


def test_an_archive_that_lies_about_its_size_is_not_unpacked_beyond_it(tmp_path: Path) -> None:
    path = book(tmp_path / "lie.xlsx", rows(HEADINGS, *[CELLS] * 50_000))
    honest = path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size
    path.write_bytes(honest.replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little")))

    refused(path, "damaged")


@pytest.mark.parametrize(
    "content,message",
    [
        ("<!DOCTYPE x [<!ENTITY a 'b'>]><worksheet/>", "document type"),
        (f"<styleSheet>{' ' * (17 << 20)}</styleSheet>", "describes it"),
    ],
)
def test_no_check_goes_by_the_name_of_a_part(tmp_path: Path, content: str, message: str) -> None:
    large = message == "describes it"
    moved = {"xl/worksheets/styles.xml": content} if large else {"xl/sheet.dat": content}
    if large:  # a book in the folder of the sheets takes its styles from there
        moved["_rels/.rels"] = RELS.replace("xl/workbook", "xl/worksheets/workbook")
        moved["xl/worksheets/workbook.xml"] = BOOK % ""
        moved["xl/worksheets/_rels/workbook.xml.rels"] = BOOK_RELS.replace("worksheets/", "")
    else:
        moved["xl/_rels/workbook.xml.rels"] = BOOK_RELS.replace(
            "worksheets/sheet1.xml", "sheet.dat"
        )
    kind = zipfile.ZIP_STORED if large else zipfile.ZIP_DEFLATED
    refused(book(tmp_path / "moved.xlsx", rows(HEADINGS), parts=moved, compression=kind), message)


@pytest.mark.parametrize(
    "part,content,message",
    [
        ("xl/sharedStrings.xml", f"<sst>{'<si><t>x</t></si>' * 9_000}</sst>", "shared_bytes"),
        ("xl/styles.xml", f"<styleSheet>{' ' * (17 << 20)}</styleSheet>", "describes it"),
        ("xl/sharedStrings.xml", "<!DOCTYPE sst [<!ENTITY a 'b'>]><sst/>", "document type"),
        (
            "xl/worksheets/sheet1.xml",
            "<!-- --><!DOCTYPE x SYSTEM 'file:///etc/passwd'><x/>",
            "type",
        ),
        ("xl/worksheets/sheet1.xml", f"<worksheet>{'<a>' * 50}", "damaged"),
        ("xl/worksheets/sheet1.xml", "<worksheet><sheetData>", "damaged"),
        ("xl/worksheets/sheet1.xml", "<a b='" + "x" * (2 << 20) + "'/>", "damaged"),
        ("xl/worksheets/sheet1.xml", "not xml", "damaged"),
        ("xl/worksheets/sheet1.xml", "<!-- nothing -->", "damaged"),
        ("xl/worksheets/sheet1.xml", "<row/>", "damaged"),
        ("xl/worksheets/sheet1.xml", sheet(f"<row><c><v>{PIECES}</v></c></row>"), "damaged"),
        ("xl/sharedStrings.xml", f"<sst><si><t>{PIECES}</t></si></sst>", "damaged"),
        ("xl/worksheets/sheet1.xml", sheet("<row><row/></row>"), "damaged"),
        ("xl/worksheets/sheet1.xml", sheet("<row><c><c/></c></row>"), "damaged"),
        ("xl/sharedStrings.xml", f"<sst>{'<a>' * 50}", "damaged"),
        ("xl/sharedStrings.xml", f"<sst><si><t>{'x' * (2 << 20)}</t></si></sst>", "damaged"),
        ("xl/worksheets/sheet1.xml", sheet("<c r='A1'><v>1</v></c>"), "damaged"),
        ("xl/worksheets/sheet1.xml", "", "damaged"),
        ("xl/workbook.xml", "", "damaged"),
        ("xl/workbook.xml", "<workbook><sheets/></workbook>", "headings"),
        ("_rels/.rels", "", "damaged"),
        ("_rels/.rels", "<Relationships/>", "damaged"),
        ("xl/_rels/workbook.xml.rels", "", "damaged"),
    ],
)
def test_parts_that_are_refused(tmp_path: Path, part: str, content: str, message: str) -> None:
    kind = zipfile.ZIP_STORED if message == "describes it" else zipfile.ZIP_DEFLATED
    parts = {part: content}
    path = book(tmp_path / "p.xlsx", rows(HEADINGS, CELLS), parts=parts, compression=kind)

    limits = Limits(shared_bytes=100_000 if message == "shared_bytes" else 1 << 30)
    refused(path, message, limits=limits)


def test_too_many_parts_passwords_and_other_packings_are_refused(tmp_path: Path) -> None:
    path = book(tmp_path / "p.xlsx", rows(HEADINGS), parts={f"x/{n}": "x" for n in range(20)})
    refused(path, "parts", limits=Limits(parts=10))
    other = book(tmp_path / "b.xlsx", rows(HEADINGS), compression=zipfile.ZIP_BZIP2)
    refused(other, "packed")
    refused(path, "file_bytes", limits=Limits(file_bytes=100))
    path.write_bytes(path.read_bytes()[:500])
    refused(path, "damaged")


@pytest.mark.parametrize(
    "data",
    [
        rows(HEADINGS) + rows(CELLS),  # a row that is there twice
        rows(HEADINGS) + '<row r="1048577"/>',
        rows(HEADINGS) + '<row r="-1"/>',
        rows(HEADINGS) + '<row r="x"/>',
        rows(HEADINGS) + '<row r="2"><c r="B2"/><c r="A2"/></row>',
        rows(HEADINGS) + '<row r="2"><c r="A2"/><c r="A2"/></row>',
        rows(HEADINGS) + '<row r="2"><c r="ABCD2"/></row>',
        rows(HEADINGS) + '<row r="2"><c r="2"/></row>',
        rows(HEADINGS) + '<row r="2"><c r="ZZZ2"><v>1</v></c></row>',
        rows(HEADINGS) + f'<row r="2">{"<c/>" * 300}</row>',
        rows(HEADINGS) + '<row r="2"><c t="s"><v>7</v></c></row>',
        rows(HEADINGS) + '<row r="2"><c t="s"><v>-1</v></c></row>',
        rows(HEADINGS) + '<row r="2"><c t="s"><v>x</v></c></row>',
        rows(HEADINGS) + '<row r="2"><c><v>1,5</v></c></row>',
    ],
)
def test_sheets_that_a_spreadsheet_program_does_not_write_are_refused(
    tmp_path: Path, data: str
) -> None:
    with pytest.raises(kj.errors.RosterError, match=r"damaged|not in order|columns"):
        read(book(tmp_path / "s.xlsx", data, parts={"xl/sharedStrings.xml": "<sst/>"}))


def test_a_row_far_down_costs_nothing(tmp_path: Path) -> None:
    data = rows(HEADINGS) + rows(CELLS, first=1_048_576)
    roster = read(book(tmp_path / "far.xlsx", data))

    assert [entry.row for entry in roster.entries] == [1_048_576]
    assert roster.tally.rows == 2


def test_endless_rows_are_refused_at_the_limit(tmp_path: Path) -> None:
    path = book(tmp_path / "many.xlsx", rows(HEADINGS, *[[]] * 5_000))
    refused(path, "rows", limits=Limits(rows=100))
    endless = tmp_path / "many.csv"
    endless.write_text("nama,kedudukan\n" + "\n" * 5_000)
    refused(endless, "rows", limits=Limits(rows=100))


def test_macros_links_and_pictures_are_left_alone(tmp_path: Path) -> None:
    rels = BOOK_RELS.replace(
        "</Relationships>",
        f'<Relationship Id="r2" Type="{REL}/worksheet" TargetMode="External" '
        'Target="http://contoh.invalid/sheet.xml"/>'
        '<Relationship Id="r3" Type="http://schemas.microsoft.com/office/2006/relationships/'
        'vbaProject" Target="vbaProject.bin"/></Relationships>',
    )
    sheets = BOOK.replace(
        "</sheets>",
        '<sheet name="Away" sheetId="2" r:id="r2"/><sheet name="Gone" sheetId="3" r:id="r9"/>'
        "</sheets>",
    )
    parts: dict[str, str | bytes] = {
        "xl/_rels/workbook.xml.rels": rels,
        "xl/workbook.xml": sheets % "",
        "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0",
        "xl/externalLinks/externalLink1.xml": f'<externalLink xmlns="{MAIN}"/>',
        "xl/media/image1.png": b"\x89PNG",
    }
    roster = read(book(tmp_path / "m.xlsx", rows(HEADINGS, CELLS), parts=parts))

    assert [person.ref for person in roster.people] == ["M-1"]


def test_names_with_a_prefix_are_the_same_names(tmp_path: Path) -> None:
    prefixed = sheet(rows(HEADINGS, CELLS)).replace("<", "<x:").replace("<x:/", "</x:")
    prefixed = prefixed.replace("xmlns=", "xmlns:x=")
    roster = read(book(tmp_path / "x.xlsx", "", parts={"xl/worksheets/sheet1.xml": prefixed}))

    assert len(roster.people) == 1


# ---- any text; `tests/fuzz` damages whole tables and spreadsheets --------------------------------

_ALPHABET = st.sampled_from(
    [
        *"abc,;|\t\n\r\"'=+-@ \0\x01é\u00a0*0123456789",
        "nama",
        "kedudukan",
        "nik",
        "anggota",
        "3604991708909991",
        "0000-00-00",
        "1990-08-17",
        "3.6E+15",
    ]
)
_HEADS = st.sampled_from(
    ["nama,kedudukan,nik,tanggal_lahir,hp,upah\n", "anggota_ref;koperasi_ref;nama;nik\n", ""]
)


def survives(path: Path) -> None:
    """A reading comes to its end with everything accounted for, or ends with our error."""
    try:
        with kj.rosters.scan(path, on=ON) as entries:
            found = [entry.findings for entry in entries]
    except kj.errors.RosterError:
        return
    assert entries.tally.adds_up
    assert sum(map(len, found)) <= sum(entries.tally.codes.values())
    for findings in found:
        for finding in findings:
            assert str(finding)
            assert finding.remedy("id")


@pytest.mark.broad
@settings(
    max_examples=100,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(_HEADS, st.lists(_ALPHABET, max_size=60).map("".join), st.binary(max_size=8))
def test_any_text_is_read_or_refused(tmp_path: Path, head: str, body: str, junk: bytes) -> None:
    path = tmp_path / "fuzz.csv"
    raw = (head + body).encode()
    place = len(raw) // 2
    for content in (raw, raw[:place] + junk + raw[place:], junk + raw):
        path.write_bytes(content)
        survives(path)


def test_the_archive_is_closed_whatever_happens(tmp_path: Path) -> None:
    path = book(tmp_path / "c.xlsx", rows(HEADINGS, CELLS))
    entries = kj.rosters.scan(path, on=ON)
    entries.close()
    refused(path, "headings", table="roster")
    path.unlink()  # on Windows this fails while the file is open
