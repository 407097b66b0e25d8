"""What a small file can ask for is bounded: by its bytes, tokens and names, not by a clock."""

from __future__ import annotations

import datetime as dt
import os
import sys
import tracemalloc
import zipfile
from pathlib import Path
from typing import Any

import pytest
from tests.rosters.books import (
    BOOK,
    BOOK_RELS,
    HEADINGS,
    MAIN,
    POSIX,
    RELS,
    book,
    rows,
    sheet,
    text,
)

import kopdes_jamsos as kj
from kopdes_jamsos._files.sheets import LAST_ROW
from kopdes_jamsos.rosters import (
    Limits,
    cells,
    csv_lines,
    input_file,
    xlsx_archive,
    xlsx_cells,
    xlsx_parts,
    xlsx_styles,
)
from kopdes_jamsos.rosters.sheets import Source
from kopdes_jamsos.rosters.xlsx_cells import CellReader
from kopdes_jamsos.rosters.xlsx_sheet import SheetCells, shared_handlers

ON = dt.date(2026, 11, 22)
CELLS = [text("M-1"), text("K-1"), text("Ani Contoh"), text("3604991708909991")]
DATES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="164" formatCode="%s"/></numFmts>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>'
)
LONG = 3 << 20  # above the bound on a token, far below every bound on a part
SHEET = "xl/worksheets/sheet1.xml"
SHARED = "xl/sharedStrings.xml"
STYLES = "xl/styles.xml"
PARTS = {
    "_rels/.rels": RELS,
    "xl/workbook.xml": BOOK % "",
    "xl/_rels/workbook.xml.rels": BOOK_RELS,
    STYLES: DATES % "yyyy",
    SHARED: f'<sst xmlns="{MAIN}"><si><t>M-1</t></si></sst>',
    SHEET: sheet(rows(HEADINGS, CELLS)),
}


def read(path: Path, **arguments: Any) -> kj.rosters.Roster:
    return kj.rosters.read(path, on=ON, **arguments)


def refused(path: Path, message: str = "damaged", **arguments: Any) -> None:
    with pytest.raises(kj.errors.RosterError, match=message):
        read(path, **arguments)


def made(path: Path, **parts: str | bytes) -> Path:
    """A book in which parts are others; not compressed, so that nothing else refuses it."""
    changed: dict[str, str | bytes] = {**PARTS}
    changed |= {
        {"styles": STYLES, "shared": SHARED, "sheet": SHEET}[k]: v for k, v in parts.items()
    }
    return book(path, "", parts=changed, compression=zipfile.ZIP_STORED)


# ---- numbers -------------------------------------------------------------------------------------

BIRTHS = [text(name) for name in ("nama", "kedudukan", "tanggal_lahir")]


@pytest.mark.parametrize("exponent", ["9999999", "99999999999999999", "425000000"])
@pytest.mark.parametrize("digits", ["1", "-1", "0", "33102"])
def test_a_date_is_looked_at_by_its_exponent_before_it_becomes_a_number(
    tmp_path: Path, digits: str, exponent: str
) -> None:
    cells = [text("Ani"), text("anggota"), f'<c s="1"><v>{digits}E{exponent}</v></c>']
    path = made(tmp_path / "d.xlsx", sheet=sheet(rows(BIRTHS, cells)))

    assert [finding.code for finding in read(path).findings] == ["date-unreadable"]


@pytest.mark.parametrize("number", ["1E-999999999", "33102.5", "3.3102E4", "+33102", "33102."])
def test_other_ways_to_write_a_date_are_read(tmp_path: Path, number: str) -> None:
    cells = [text("Ani"), text("anggota"), f'<c s="1"><v>{number}</v></c>']
    roster = read(made(tmp_path / "d.xlsx", sheet=sheet(rows(BIRTHS, cells))))

    small = number == "1E-999999999"
    assert [finding.code for finding in roster.findings] == ["date-unreadable"] * small
    assert getattr(roster.people[0], "birth_date", None) == (
        None if small else dt.date(1990, 8, 17)
    )


@pytest.mark.parametrize("style", ["0", "1"])
@pytest.mark.parametrize("value", ["Ani", "17-08-1990", "1_0", "\u0661", "1e", "sNaN1x", "0x10"])
def test_text_in_a_number_cell_is_refused_with_our_error(
    tmp_path: Path, value: str, style: str
) -> None:
    cells = [text("Ani"), text("anggota"), f'<c s="{style}"><v>{value}</v></c>']

    refused(made(tmp_path / "d.xlsx", sheet=sheet(rows(BIRTHS, cells))))


@pytest.mark.parametrize("value", ["NaN", "INF", "Infinity", "-inf"])
def test_a_number_that_is_none_is_no_date(tmp_path: Path, value: str) -> None:
    cells = [text("Ani"), text("anggota"), f'<c s="1"><v>{value}</v></c>']
    roster = read(made(tmp_path / "d.xlsx", sheet=sheet(rows(BIRTHS, cells))))

    assert roster.tally.taken == 1
    assert getattr(roster.people[0], "birth_date", None) is None


@pytest.mark.parametrize(
    "cell",
    [
        '<c t="x"><v>1</v></c>',
        '<c t="b"><v>yes</v></c>',
        "<c><v>1</v><v>2</v></c>",
        '<c t="inlineStr"><is><t>1</t></is><v>2</v></c>',
        '<c t="inlineStr"><v>1</v><is><t>2</t></is></c>',
        '<c r="A7"><v>1</v></c>',
        '<c r="A"><v>1</v></c>',
        '<c t="s"><v>\u0660</v></c>',
        f'<c t="s"><v>{"0" * 5_000}</v></c>',
        "<c>Ani</c>",
        '<c t="inlineStr"><is>Ani</is></c>',
        "<c><v>1<t>2</t></v></c>",
        "<c><v>1<i/></v></c>",
        '<c><x xmlns="urn:x">1</x></c>',
        f'<c><x:v xmlns:x="{MAIN}x">1</x:v></c>',
    ],
)
def test_a_cell_that_is_not_understood_is_refused(tmp_path: Path, cell: str) -> None:
    refused(made(tmp_path / "c.xlsx", sheet=sheet(rows([cell]))))


# ---- formats and styles --------------------------------------------------------------------------


@pytest.mark.parametrize("piece", ["[", "&quot;", "\\", "[&quot;", "_", "*", "[]\\&quot;"])
def test_a_number_format_is_bounded_in_length(tmp_path: Path, piece: str) -> None:
    refused(made(tmp_path / "f.xlsx", styles=DATES % (piece * 2_000)))


@pytest.mark.parametrize(
    "code, shows",
    [
        ("dd/mm/yyyy", True),
        ("[$-421]d mmmm yyyy", True),
        ("&quot;day&quot; 0", False),
        ("[Red]0", False),
        ("\\d0", False),
        ("_d0", False),
        ("*d0", False),
        ("0[", False),
        ("[" * 200 + "d", False),
        ("&quot;d", False),
        ("0.00E+00", False),
        ("General", False),
    ],
)
def test_a_format_that_shows_a_day_is_one_of_dates(tmp_path: Path, code: str, shows: bool) -> None:
    cells = [text("Ani"), text("anggota"), '<c s="1"><v>33102</v></c>']
    parts = {"styles": DATES % code, "sheet": sheet(rows(BIRTHS, cells))}
    roster = read(made(tmp_path / "f.xlsx", **parts))

    assert [finding.code for finding in roster.findings] == ([] if shows else ["date-serial"])


@pytest.mark.parametrize(
    "styles",
    [
        f"<styleSheet><cellXfs>{'<xf/>' * 70_000}</cellXfs></styleSheet>",
        '<styleSheet><cellXfs><xf numFmtId="x"/></cellXfs></styleSheet>',
        f'<styleSheet><cellXfs><xf numFmtId="{"1" * 5_000}"/></cellXfs></styleSheet>',
        '<styleSheet><numFmts><numFmt numFmtId="164"/></numFmts></styleSheet>',
        '<styleSheet><cellXfs><x:xf xmlns:x="urn:x"/></cellXfs></styleSheet>',
    ],
)
def test_styles_that_are_not_understood_are_refused(tmp_path: Path, styles: str) -> None:
    refused(made(tmp_path / "s.xlsx", styles=styles))


# ---- tokens: one bound in every part -------------------------------------------------------------


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("token", ["comment", "instruction", "attribute", "name", "first"])
def test_no_part_has_a_token_longer_than_the_bound(tmp_path: Path, part: str, token: str) -> None:
    content = PARTS[part]
    at = content.index(">") + 1
    long = "x" * LONG
    if token == "attribute":
        content = f'{content[: at - 1]} x="{long}"{content[at - 1 :]}'
    elif token == "name":
        content = f"{content[:at]}<{long}/>{content[at:]}"
    else:
        at = 0 if token == "first" else at
        new = f"<?x {long}?>" if token == "instruction" else f"<!--{long}-->"
        content = content[:at] + new + content[at:]
    path = book(
        tmp_path / "t.xlsx", "", parts={**PARTS, part: content}, compression=zipfile.ZIP_STORED
    )

    refused(path)


@pytest.mark.parametrize("part", PARTS)
def test_no_part_goes_deeper_than_the_bound(tmp_path: Path, part: str) -> None:
    content = PARTS[part]
    at = content.rindex("</")
    deep = f"{content[:at]}{'<a>' * 50}{'</a>' * 50}{content[at:]}"

    refused(book(tmp_path / "d.xlsx", "", parts={**PARTS, part: deep}))


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("kind", ["elements", "attributes"])
def test_no_part_has_more_different_names_than_the_bound(
    tmp_path: Path, part: str, kind: str
) -> None:
    """The parser keeps each of them to the end of the part."""
    content = PARTS[part]
    at = content.rindex("</")
    form = "<n%d/>" if kind == "elements" else '<n n%d=""/>'
    names = "".join(form % number for number in range(20_000))
    path = book(
        tmp_path / "n.xlsx",
        "",
        parts={**PARTS, part: content[:at] + names + content[at:]},
        compression=zipfile.ZIP_STORED,
    )

    refused(path)


@pytest.mark.parametrize("part", PARTS)
def test_no_part_has_a_namespace_longer_than_the_bound(tmp_path: Path, part: str) -> None:
    """The parser puts it in front of each name."""
    content = PARTS[part]
    at = content.rindex("</")
    new = f'<x:a xmlns:x="urn:{"x" * 1_000}"/>'

    refused(book(tmp_path / "n.xlsx", "", parts={**PARTS, part: content[:at] + new + content[at:]}))


@pytest.mark.parametrize("encoding", ["utf-7", "unicode_escape", "nonsense", "cp037", "idna"])
@pytest.mark.parametrize("part", PARTS)
def test_no_part_is_in_an_encoding_that_spreadsheets_are_not_in(
    tmp_path: Path, part: str, encoding: str
) -> None:
    content = f'<?xml version="1.0" encoding="{encoding}"?>{PARTS[part]}'

    refused(book(tmp_path / "e.xlsx", "", parts={**PARTS, part: content}))


@pytest.mark.parametrize("part", PARTS)
def test_each_part_may_be_in_another_unicode_encoding(tmp_path: Path, part: str) -> None:
    content = f'<?xml version="1.0" encoding="UTF-16"?>{PARTS[part]}'.encode("utf-16")

    assert len(read(book(tmp_path / "e.xlsx", "", parts={**PARTS, part: content})).people) == 1


def test_texts_of_a_row_are_bounded_together(tmp_path: Path) -> None:
    cells = [text("x" * 30_000)] * 60
    refused(made(tmp_path / "r.xlsx", sheet=sheet(rows(HEADINGS, cells))))


class Piece(str):
    """A piece of a text that counts what is copied where it is added to another text."""

    __slots__ = ()
    copied = 0

    def __radd__(self, other: str) -> str:
        Piece.copied += len(other) + len(self)
        return Piece(str(other) + str(self))


@pytest.mark.parametrize("part", ["shared", "sheet"])
def test_a_text_in_pieces_is_copied_once(part: str) -> None:
    """As many pieces as the parser likes: each is looked at once, and joined in the end."""
    texts: list[str] = []
    ready: list[tuple[int, list[str]]] = []
    reader = CellReader([], frozenset(), dt.date(1899, 12, 30), Limits())
    sheet_cells = SheetCells(reader, ready)
    handlers = shared_handlers(texts) if part == "shared" else sheet_cells.handlers
    path = ["sst", "si", "t"] if part == "shared" else ["worksheet", "sheetData", "row", "c", "is"]
    Piece.copied = 0
    for name in [*path, *["t"] * (part == "sheet")]:
        handlers.start(f"{MAIN} {name}", {"t": "inlineStr"} if name == "c" else {})
    assert handlers.text is not None
    for _ in range(10_000):
        handlers.text(Piece("ab"))
    for name in [*["t"] * (part == "sheet"), *reversed(path)]:
        handlers.end(f"{MAIN} {name}")

    assert [*texts, *(cell for _, cells in ready for cell in cells)] == ["ab" * 10_000]
    assert Piece.copied <= 20_000


# ---- namespaces ----------------------------------------------------------------------------------


def test_rows_are_known_by_their_namespace_whatever_their_prefix(tmp_path: Path) -> None:
    plain, prefixed = rows(HEADINGS, CELLS[:3]), rows(CELLS[:3], first=3)
    prefixed = prefixed.replace("<", "<x:").replace("<x:/", "</x:")
    both = sheet(plain + prefixed).replace("<worksheet", f'<worksheet xmlns:x="{MAIN}"')
    roster = read(made(tmp_path / "n.xlsx", sheet=both))

    assert roster.tally.rows == 3
    assert [entry.row for entry in roster.entries] == [2, 3]


def test_shared_texts_are_known_by_their_namespace(tmp_path: Path) -> None:
    shared = (
        f'<sst xmlns="{MAIN}" xmlns:x="{MAIN}"><si><t>M-</t></si><x:si><x:r><t>M-</t></x:r><r>'
        "<x:t>1</x:t></r></x:si></sst>"
    )
    cells = ['<c t="s"><v>1</v></c>', *CELLS[1:]]
    roster = read(made(tmp_path / "n.xlsx", shared=shared, sheet=sheet(rows(HEADINGS, cells))))

    assert [person.ref for person in roster.people] == ["M-1"]


@pytest.mark.parametrize(
    "cell",
    [
        '<c x:r="B2"><v>1</v></c>',
        '<c x:t="s"><v>0</v></c>',
        '<c x:s="1"><v>33102</v></c>',
        f'<c xmlns:y="{MAIN}" y:r="B2"><v>1</v></c>',
    ],
)
def test_an_attribute_with_the_namespace_of_its_element_is_refused(
    tmp_path: Path, cell: str
) -> None:
    """Attributes of spreadsheets have none; it would be passed over."""
    content = sheet(rows(HEADINGS, [cell])).replace("<worksheet", f'<worksheet xmlns:x="{MAIN}"')

    refused(made(tmp_path / "n.xlsx", sheet=content))


@pytest.mark.parametrize("strict", [False, True])
def test_a_book_is_read_whatever_its_prefixes_are(tmp_path: Path, strict: bool) -> None:
    changed: dict[str, str | bytes] = {}
    for name, content in PARTS.items():
        content = content.replace("<", "<q:").replace("<q:/", "</q:").replace("xmlns=", "xmlns:q=")
        content = content.replace("xmlns:r=", "xmlns:zz=").replace(" r:id=", " zz:id=")
        if strict:
            content = content.replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main")
            content = content.replace(
                "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                "http://purl.oclc.org/ooxml/officeDocument/relationships",
            )
        changed[name] = content

    assert len(read(book(tmp_path / "q.xlsx", "", parts=changed)).people) == 1


def renamed(path: Path) -> Path:
    """A book whose shared texts and styles have other names than usual."""
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    more = "".join(
        f'<Relationship Id="more{kind}" Type="{kinds}/{kind}" Target="{target}"/>'
        for kind, target in (("sharedStrings", "texts.bin"), ("styles", "looks.xml"))
    )
    parts: dict[str, str | bytes] = {
        each: part for each, part in PARTS.items() if each not in (SHARED, STYLES)
    }
    parts["xl/_rels/workbook.xml.rels"] = BOOK_RELS.replace(
        "</Relationships>", f"{more}</Relationships>"
    )
    parts["xl/texts.bin"], parts["xl/looks.xml"] = PARTS[SHARED], PARTS[STYLES]
    cells = ['<c t="s"><v>0</v></c>', text("anggota"), '<c s="1"><v>33102</v></c>']
    parts[SHEET] = sheet(rows(BIRTHS, cells))
    return book(path, "", parts=parts, compression=zipfile.ZIP_STORED)


def test_shared_texts_and_styles_are_found_whatever_they_are_called(tmp_path: Path) -> None:
    (person,) = read(renamed(tmp_path / "a.xlsx")).people

    assert person.name == "M-1"
    assert person.birth_date == dt.date(1990, 8, 17)


def test_two_parts_of_one_name_are_refused(tmp_path: Path) -> None:
    path = made(tmp_path / "a.xlsx")
    with (
        zipfile.ZipFile(path, "a") as archive,
        pytest.warns(UserWarning, match="Duplicate name"),
    ):
        archive.writestr(SHEET, sheet(rows(HEADINGS, CELLS, CELLS)))
    refused(path)


def test_shared_texts_are_bounded_whatever_they_are_called(tmp_path: Path) -> None:
    refused(renamed(tmp_path / "a.xlsx"), "shared_bytes", limits=Limits(shared_bytes=10))


@pytest.mark.parametrize("part", PARTS)
def test_a_part_of_another_namespace_is_refused(tmp_path: Path, part: str) -> None:
    content = PARTS[part].replace('xmlns="', 'xmlns="urn:other:', 1)

    refused(book(tmp_path / "o.xlsx", "", parts={**PARTS, part: content}))


@pytest.mark.parametrize("part", PARTS)
def test_a_part_with_another_root_is_refused(tmp_path: Path, part: str) -> None:
    root = PARTS[part].removeprefix("<").partition(" ")[0]
    content = PARTS[part].replace(f"<{root}", "<other").replace(f"</{root}>", "</other>")

    refused(book(tmp_path / "o.xlsx", "", parts={**PARTS, part: content}))


@pytest.mark.parametrize(
    "data",
    [
        '<x:row xmlns:x="urn:x" r="2"/>',
        f'<mc:AlternateContent xmlns:mc="urn:mc">{rows(CELLS, first=2)}</mc:AlternateContent>',
        '<row r="2"><x:c xmlns:x="urn:x"><v>1</v></x:c></row>',
        '<row r="2">Ani</row>',
        "Ani",
        "<unknown/>",
        '<row r="2"><row r="3"/></row>',
        '<sheetData><row r="2"/></sheetData>',
    ],
)
def test_what_is_not_understood_among_the_rows_is_refused(tmp_path: Path, data: str) -> None:
    refused(made(tmp_path / "u.xlsx", sheet=sheet(rows(HEADINGS) + data)))


@pytest.mark.parametrize(
    "around",
    [
        "<a/>%s",
        '<x:row xmlns:x="urn:x"/>%s',
        '%s<extLst><ext><x:v xmlns:x="urn:x">1</x:v></ext></extLst>',
        "%s<legacy>words</legacy>",
    ],
)
def test_what_stands_beside_the_rows_is_left_alone(tmp_path: Path, around: str) -> None:
    data = f"<sheetData>{rows(HEADINGS, CELLS)}</sheetData>"
    content = f'<worksheet xmlns="{MAIN}">{around % data}</worksheet>'

    assert len(read(made(tmp_path / "a.xlsx", sheet=content)).people) == 1


@pytest.mark.parametrize(
    "extra",
    [
        '<extLst><ext><x:v xmlns:x="urn:x">1</x:v><t>no</t>words</ext></extLst>',
        "<is><r><rPr><b/><sz/></rPr></r></is>",
        "<is><rPh><t>hint</t><t>hint</t></rPh><phoneticPr/></is>",
    ],
)
def test_what_a_cell_may_hold_beside_its_text_is_left_alone(tmp_path: Path, extra: str) -> None:
    cells = [CELLS[0].replace("</c>", f"{extra}</c>"), *CELLS[1:]]

    assert (
        read(made(tmp_path / "a.xlsx", sheet=sheet(rows(HEADINGS, cells)))).people[0].ref == "M-1"
    )


def test_a_formula_stays_one_whatever_its_cell_holds_beside_it(tmp_path: Path) -> None:
    cell = "<c><f>A1</f><v>M-1</v><extLst><ext/></extLst></c>"
    roster = read(made(tmp_path / "f.xlsx", sheet=sheet(rows(HEADINGS, [cell, *CELLS[1:]]))))

    assert "formula" in {finding.code for finding in roster.findings}


@pytest.mark.parametrize("extra", ["<rPh><t>x</t></rPh>", "<extLst><t>x</t></extLst>"])
def test_what_is_left_aside_comes_to_its_end(tmp_path: Path, extra: str) -> None:
    cell = CELLS[0].replace("</c>", f"{extra}<r>Ani</r></c>")

    refused(made(tmp_path / "f.xlsx", sheet=sheet(rows(HEADINGS, [cell]))))


def test_rows_outside_the_data_are_refused(tmp_path: Path) -> None:
    content = f'<worksheet xmlns="{MAIN}">{rows(HEADINGS, CELLS)}</worksheet>'

    refused(made(tmp_path / "o.xlsx", sheet=content))


@pytest.mark.parametrize(
    "content",
    [
        "<si><si/></si>",
        "<t>Ani</t>",
        "<si>Ani</si>",
        "Ani",
        '<x:si xmlns:x="urn:x"/>',
        '<si><x:t xmlns:x="urn:x">Ani</x:t></si>',
        "<si><t>a<b/></t></si>",
        "<si><t>a<t>b</t></t></si>",
    ],
)
def test_shared_texts_that_are_not_understood_are_refused(tmp_path: Path, content: str) -> None:
    refused(made(tmp_path / "s.xlsx", shared=f'<sst xmlns="{MAIN}">{content}</sst>'))


@pytest.mark.parametrize(
    "sheets",
    [
        '<x:sheet xmlns:x="urn:x" name="B" r:id="r1"/>',
        '<sheet name="B" id="r1"/><sheet name="B" r:id="r1"/><sheet name="C" r:id="r1"/>',
    ],
)
def test_sheets_that_are_not_understood_are_refused(tmp_path: Path, sheets: str) -> None:
    content = (BOOK % "").replace("<sheets>", f"<sheets>{sheets}")

    refused(book(tmp_path / "b.xlsx", "", parts={**PARTS, "xl/workbook.xml": content}))


def test_a_sheet_is_one_only_in_the_list_of_sheets(tmp_path: Path) -> None:
    more = '<x:y xmlns:x="urn:x"><sheet name="B" r:id="r1"/></x:y><sheet name="C" r:id="r1"/>'
    content = (BOOK % "").replace("<sheets>", f"{more}<sheets>")

    assert len(
        read(book(tmp_path / "b.xlsx", "", parts={**PARTS, "xl/workbook.xml": content})).people
    )


def test_an_epoch_that_is_not_understood_is_refused(tmp_path: Path) -> None:
    content = BOOK % '<workbookPr date1904="on"/>'

    refused(book(tmp_path / "b.xlsx", "", parts={**PARTS, "xl/workbook.xml": content}))


# ---- archives ------------------------------------------------------------------------------------


def test_the_directory_of_an_archive_is_bounded_before_it_is_read(tmp_path: Path) -> None:
    """Each part that it names takes memory; here four mebibytes of names alone."""
    path = tmp_path / "many.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(4_000):
            archive.writestr(f"n{number:01000}", b"")
    tracemalloc.start()
    refused(path, "limit parts")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert peak < 2_000_000


# ---- only regular files --------------------------------------------------------------------------


@POSIX
@pytest.mark.parametrize("name", ["/dev/zero", "/dev/null", "/dev/full", "/dev/tty", "/dev/stdin"])
def test_a_device_is_no_roster(tmp_path: Path, name: str) -> None:
    refused(Path(name), "no file|no such file|no regular|cannot be read")
    link = tmp_path / "device.csv"
    link.symlink_to(name)
    refused(link, "no file|no such file|no regular|cannot be read")


@POSIX
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "pipe.csv"
    os.mkfifo(path)

    refused(path, "no file")
    with pytest.raises(kj.errors.RosterError, match="no file"):
        kj.rosters.read_corrections(path)


@POSIX
@pytest.mark.parametrize("name", ["mem", "environ", "maps", "status", "fd", "cwd", "pagemap"])
def test_what_the_kernel_makes_up_is_no_roster(name: str) -> None:
    """Such files have a size of nothing and go on; memory has no beginning that could be read."""
    path = Path("/proc/self") / name
    if not path.exists():
        pytest.skip("this system has no /proc")
    with pytest.raises(kj.errors.RosterError):
        read(path)


@pytest.mark.parametrize("name", ["", "a\0b.csv", "x" * 5_000, "\ud800.csv", "none/a.csv"])
def test_a_path_that_leads_nowhere_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(kj.errors.RosterError):
        read(tmp_path / name)


@POSIX
def test_a_file_that_cannot_be_opened_is_refused(tmp_path: Path) -> None:
    import resource

    path = tmp_path / "a.csv"
    path.write_text("anggota_ref,koperasi_ref,nama\n")
    allowed = resource.getrlimit(resource.RLIMIT_NOFILE)
    free = os.open(path, os.O_RDONLY)
    os.close(free)
    resource.setrlimit(resource.RLIMIT_NOFILE, (free, allowed[1]))
    try:
        with pytest.raises(kj.errors.RosterError, match="cannot be read"):
            kj.rosters.scan(path, on=ON)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, allowed)


@POSIX
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_file_that_cannot_be_read_on_is_refused(tmp_path: Path, ending: str) -> None:
    path, other = tmp_path / f"a.{ending}", tmp_path / "other"
    if ending == "csv":
        path.write_text("anggota_ref,koperasi_ref,nama\n" + "M-1,K-1,Ani Contoh\n" * 20_000)
    else:
        book(path, rows(HEADINGS, *[CELLS] * 3_000), compression=zipfile.ZIP_STORED)
    with kj.rosters.scan(path, on=ON) as entries, other.open("wb") as writing:
        next(iter(entries))
        assert isinstance(entries._source, Source)
        # As if the disk gave nothing any more.
        os.dup2(writing.fileno(), entries._source._input._number)
        with pytest.raises(kj.errors.RosterError, match="cannot be read"):
            list(entries)


def test_a_directory_of_parts_that_begins_before_the_archive_is_refused(tmp_path: Path) -> None:
    path = book(tmp_path / "d.xlsx", rows(HEADINGS))
    content = path.read_bytes()
    at = content.rindex(b"PK\x05\x06")
    size = (len(content) + 1_000).to_bytes(4, "little")
    path.write_bytes(content[: at + 12] + size + content[at + 16 :])

    refused(path)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_table_that_was_closed_is_read_no_further(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a.{ending}"
    if ending == "csv":
        path.write_text("anggota_ref,koperasi_ref,nama\n" + "M-1,K-1,Ani Contoh\n" * 20_000)
    else:
        book(path, rows(HEADINGS, *[CELLS] * 3_000), compression=zipfile.ZIP_STORED)
    entries = kj.rosters.scan(path, on=ON)
    next(iter(entries))
    entries.close()
    with pytest.raises(kj.errors.RosterError, match="closed before"):
        list(entries)


# ---- a file that changes while it is read --------------------------------------------------------


@pytest.mark.parametrize("way", ["grows", "shrinks", "is written over"])
def test_a_table_that_changes_while_it_is_read_is_refused(tmp_path: Path, way: str) -> None:
    path = tmp_path / "a.csv"
    lines = [f"M-{number},K-1,Ani Contoh\n" for number in range(20_000)]
    path.write_text("anggota_ref,koperasi_ref,nama\n" + "".join(lines))
    stamp = path.stat().st_mtime_ns
    with kj.rosters.scan(path, on=ON) as entries:
        next(iter(entries))
        with path.open("r+") as file:
            if way == "shrinks":
                file.truncate(100)
            else:
                file.seek(0, os.SEEK_END if way == "grows" else os.SEEK_SET)
                file.write("M-x,K-1,Budi Contoh\n")
        # Within one tick of the clock the time of a change may stay the same.
        os.utime(path, ns=(stamp, stamp + 5_000_000_000))
        with pytest.raises(kj.errors.RosterError, match="changed while"):
            list(entries)


def test_a_spreadsheet_that_changes_while_it_is_read_is_refused(tmp_path: Path) -> None:
    data = rows(HEADINGS, *[CELLS] * 4_000)
    path = book(tmp_path / "a.xlsx", data, compression=zipfile.ZIP_STORED)
    with kj.rosters.scan(path, on=ON) as entries:
        next(iter(entries))
        with path.open("r+b") as file:
            file.truncate(300_000)
        with pytest.raises(kj.errors.RosterError, match="changed while"):
            list(entries)


@POSIX
def test_a_file_that_is_replaced_is_read_as_it_was(tmp_path: Path) -> None:
    path, other = tmp_path / "a.csv", tmp_path / "b.csv"
    path.write_text("anggota_ref,koperasi_ref,nama\n" + "M-1,K-1,Ani Contoh\n" * 20_000)
    other.write_text("anggota_ref,koperasi_ref,nama\n")
    with kj.rosters.scan(path, on=ON) as entries:
        next(iter(entries))
        other.replace(path)
        assert 1 + sum(1 for _ in entries) == 20_000


# ---- large tables --------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("before", ["", "anggota_ref,koperasi_ref,nama\nM-1,K-1,Ani\n"])
def test_a_line_of_a_gibibyte_takes_no_memory(tmp_path: Path, before: str, encoding: str) -> None:
    path = tmp_path / "line.csv"
    with path.open("wb") as file:
        file.write((before + "x" * 20_000).encode(encoding))
        file.truncate(1 << 30)  # sparse: the rest is zeros that take no place
    tracemalloc.start()
    refused(path, "does not come to its end|no text")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert peak < 24_000_000


HEADING_CODE = sys.modules["kopdes_jamsos.rosters.headings"]


@pytest.mark.broad
def test_columns_beyond_the_limit_are_not_searched_for_headings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared = 0
    normal = HEADING_CODE.normal

    def counted(heading: str) -> str:
        nonlocal compared
        compared += 1
        return str(normal(heading))

    monkeypatch.setattr(HEADING_CODE, "normal", counted)
    path = tmp_path / "wide.csv"
    head = ["anggota_ref", "koperasi_ref", "nama", *(f"n{n}" for n in range(100_000))]
    path.write_text(",".join(head) + "\nM-1,K-1,Ani\n")
    refused(path, "limit columns")
    assert compared < 1_000

    assert len(read(path, limits=Limits(columns=200_000)).people) == 1


def test_a_long_cell_is_no_heading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    characters = 0
    normal = HEADING_CODE.normal

    def counted(heading: str) -> str:
        nonlocal characters
        characters += len(heading)
        return str(normal(heading))

    monkeypatch.setattr(HEADING_CODE, "normal", counted)
    path = tmp_path / "long.csv"
    path.write_text(("x_" * 60_000 + "\n") * 19 + "anggota_ref,koperasi_ref,nama\nM-1,K-1,Ani\n")

    assert len(read(path).people) == 1
    assert characters < 10_000


def test_a_row_that_is_too_wide_under_one_delimiter_may_be_right_under_another(
    tmp_path: Path,
) -> None:
    path = tmp_path / "t.csv"
    title = "Data, " * 300
    path.write_text(f"{title}\nanggota_ref;koperasi_ref;nama\nM-1;K-1;Ani\n")

    assert len(read(path).people) == 1


@pytest.mark.parametrize("after", ["\n", "", "\nM-2,K-1,Budi,\n", '\n"'])
@pytest.mark.parametrize(
    "opened", ['M-1,K-1,Ani,"', '"M-1,K-1,Ani,', 'M-1,K-1,"Ani\nM-3,K-1,Cici,']
)
def test_a_quotation_mark_that_is_left_open_swallows_no_rows(
    tmp_path: Path, opened: str, after: str
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"anggota_ref,koperasi_ref,nama,nik\n{opened}{after}", newline="")
    if after == '\n"':  # it is closed there
        assert read(path).tally.rows == 2
    else:
        refused(path, "does not come to its end")


@pytest.mark.parametrize("delimiter", ['"', "\r", "\n"])
def test_what_delimits_a_cell_or_a_row_delimits_no_column(tmp_path: Path, delimiter: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text("anggota_ref,koperasi_ref,nama\nM-1,K-1,Ani\n")
    refused(path, "A delimiter is one character", delimiter=delimiter)


@pytest.mark.parametrize("encoding", ["rot13", "hex", "undefined", "idna"])
def test_an_encoding_that_is_none_is_refused_for_an_empty_file_too(
    tmp_path: Path, encoding: str
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"")
    refused(path, "encoding|headings", encoding=encoding)


@pytest.mark.parametrize("text", ["x" * 4_000 + "!", "*" * 4_000 + "!", "0" * 2_000 + "x" * 2_000])
def test_what_a_cell_may_be_is_decided_in_one_pass(text: str) -> None:
    """Each character is looked at once: a text has no two ways to be split into what is sought."""
    assert "{2,}" not in cells._MASKED.pattern
    assert (cells._MASKED.fullmatch(text) is None) == text.endswith("!")


# ---- what is told of the bounds ------------------------------------------------------------------


def test_the_table_of_bounds_says_what_holds() -> None:
    page = Path(__file__).parents[2] / "docs" / "how-to" / "mass-registration.md"
    limits = Limits()
    told = {
        "bytes of the file": limits.file_bytes,
        "rows, blank ones included": limits.rows,
        "cells of a row; of the headings in CSV": limits.columns,
        "characters of a cell; a longer one is a finding": limits.characters,
        "characters of a heading": HEADING_CODE._LONGEST_HEADING,
        "characters of a row, line breaks included": csv_lines._RECORD,
        "bytes of all parts, unpacked": limits.unpacked_bytes,
        "bytes of the shared texts, unpacked": limits.shared_bytes,
        "characters of one shared text": xlsx_parts.LONGEST_TOKEN,
        "bytes of a part that describes the book": xlsx_archive._SMALL_PART,
        "parts": limits.parts,
        "bytes of the list of parts, or 1,024 for each": input_file._AT_ONCE,
        "bytes of a token: a tag, a comment, an instruction": xlsx_parts.LONGEST_TOKEN,
        "depth of elements": xlsx_parts.DEEPEST,
        "different names in a part": xlsx_parts.MOST_NAMES,
        "characters of a namespace": xlsx_parts.LONGEST_NAMESPACE,
        "characters of a number format": xlsx_styles.LONGEST_FORMAT,
        "number formats; cell formats": xlsx_styles.MOST_FORMATS,
        "digits of a number that is written out": xlsx_cells._MOST_DIGITS,
    }
    rows = [line.split(" | ") for line in page.read_text("utf-8").splitlines() if "| " in line]
    bounds = {row[0].removeprefix("| "): row[1] for row in rows if len(row) == 4}

    assert {what: bounds.get(what) for what in told} == {w: f"{most:,}" for w, most in told.items()}
    assert bounds["the same, above 16,777,216"] == f"{xlsx_archive._PACKED} times the file"
    assert input_file._DIRECTORY == 1_024
    assert LAST_ROW == 1_048_576
    assert csv_lines._RECORD == xlsx_parts.LONGEST_TOKEN
