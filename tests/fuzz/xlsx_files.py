"""Fuzz target: XLSX files; whatever it is given, every row is accounted for, or an error is ours.

Not the archive is mutated, of which most changes would spoil a checksum, but its parts: each after
a separator and its name. Data that begin as an archive does are taken as one.
"""

from __future__ import annotations

import io
import random
import re
import warnings
import zipfile

import openpyxl
from tests.fuzz.growing import whole, with_piece
from tests.fuzz.tables import PIECES, read_all, texts
from tests.rosters.books import BOOK, BOOK_RELS, HEADINGS, MAIN, RELS, rows, sheet, text

SEPARATOR = b"\x1e"  # which no XML may hold
MARKUP = re.compile(rb'<[^>]*>|"[^"]*"|[^<>"]+')
VALUES = (
    *("s", "n", "b", "e", "d", "str", "inlineStr", "0", "1", "-1", "99", "1048577", "9" * 30),
    *("A1", "a1", "XFD1", "AAAA1", "1", "B2", "rId1", "r1", "External", "1e999", "NaN", "-0.0"),
    *(
        "1E9999999",
        "-1E99999999999999999",
        "1E-9999999",
        "1_0",
        "Ani",
        "[" * 300,
        "[[[yyyy",
        "_d*d",
    ),
    *("2958465", "60", "3.604991708909991E15", "../../xl/workbook.xml", "/etc/passwd", "yyyy"),
)
ELEMENTS = (
    *("<row>", "</row>", "<c>", "</c>", "<v>", "</v>", "<f>1+1</f>", "<is><t>", "</t></is>"),
    *("<rPh>", "</rPh>", "<r><t>x</t></r>", '<c t="s"><v>0</v></c>', "<!-- -->", "<![CDATA[x]]>"),
    *("&amp;", "&#0;", "&#55296;", "&x;", "<?x?>", "<!DOCTYPE x>", '<?xml version="1.1"?>'),
    *('<sheet name="B" r:id="r1"/>', '<workbookPr date1904="1"/>', '<xf numFmtId="14"/>'),
    '<numFmt numFmtId="164" formatCode="yyyy"/>',
    *(f'<x:row xmlns:x="{MAIN}">', "</x:row>", f' xmlns:x="{MAIN}"', ' xmlns="urn:x"', "<x:c/>"),
    *("a<b/>", "<extLst>", "</extLst>", "<sheetData>", "</sheetData>", "<mc:AlternateContent/>"),
)
Parts = list[tuple[bytes, bytes]]


def packed(parts: Parts) -> bytes:
    """Parts as the data of the fuzzer."""
    return SEPARATOR.join(name + b"\n" + content for name, content in parts)


def unpacked(data: bytes) -> Parts:
    """Data of the fuzzer as parts."""
    found = (piece.partition(b"\n") for piece in data.split(SEPARATOR))
    return [(name, content) for name, _, content in found]


def archive(parts: Parts) -> bytes:
    """A spreadsheet of some parts, whatever they are called and hold."""
    with io.BytesIO() as file, warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # two parts of one name
        with zipfile.ZipFile(file, "w") as book:
            for name, content in parts:
                book.writestr(zipfile.ZipInfo(name.decode("utf-8", "replace")), content)
        return file.getvalue()


def as_written(content: str) -> Parts:
    """A table as a spreadsheet library writes it, without what does not matter here."""
    book = openpyxl.Workbook()
    for line in content.replace("\x07", "").splitlines():
        book.worksheets[0].append(line.split(","))
    with io.BytesIO() as file:
        book.save(file)
        with zipfile.ZipFile(file) as whole:
            return [
                (name.encode(), whole.read(name))
                for name in whole.namelist()
                if not name.startswith(("docProps", "xl/theme"))
            ]


def by_hand() -> Parts:
    """A book with a cell of each kind."""
    cells = [
        *(text("M-1"), '<c t="s"><v>0</v></c>', "<c><f>A1</f><v>1</v></c>"),
        *("<c><v>3.604991708909991E15</v></c>", '<c s="1"><v>33102</v></c>'),
        *('<c t="b"><v>1</v></c>', '<c t="e"><v>#N/A</v></c>', '<c t="d"><v>1990-08-17</v></c>'),
    ]
    styles = (
        f'<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/>'
        '</numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>'
    )
    shared = (
        f'<sst xmlns="{MAIN}"><si><r><t>K-</t></r><r><t>1</t></r><rPh><t>x</t></rPh></si></sst>'
    )
    parts = {
        "_rels/.rels": RELS,
        "xl/workbook.xml": BOOK % "",
        "xl/_rels/workbook.xml.rels": BOOK_RELS,
        "xl/sharedStrings.xml": shared,
        "xl/styles.xml": styles,
        "xl/worksheets/sheet1.xml": sheet(
            rows([*HEADINGS, *map(text, ("tanggal_lahir", "hp", "alamat", "pekerjaan"))], cells)
        ),
    }
    return [(name.encode(), content.encode()) for name, content in parts.items()]


SEEDS = [
    packed(by_hand()),
    *(packed(as_written(content)) for content in texts()),
    archive(by_hand()),
]


def mutated(chance: random.Random, data: bytes) -> bytes:
    """A few tags, attributes, texts or bytes of one part changed; sometimes a part as a whole."""
    if data.startswith(b"PK") or chance.random() < 0.1:
        return mutated_bytes(chance, data)
    parts = unpacked(data)
    here = chance.randrange(len(parts))
    name, content = parts[here]
    way = chance.random()
    if way < 0.05:
        parts.insert(chance.randrange(len(parts) + 1), parts.pop(here))
    elif way < 0.08:
        parts.append((name, chance.choice(parts)[1]))
    elif way < 0.1:
        del parts[here]
    elif way < 0.2:
        parts[here] = (name, mutated_bytes(chance, content))
    elif way < 0.3:
        parts[here] = (name, with_piece(chance, content))
    else:
        parts[here] = (name, mutated_markup(chance, content))
    return packed(parts)


def mutated_markup(chance: random.Random, content: bytes) -> bytes:
    """Markup with a few pieces put in, taken out, repeated, moved or given other values."""
    pieces = MARKUP.findall(content) or [b""]
    for _ in range(chance.randrange(1, 5)):
        place = chance.randrange(len(pieces))
        way = chance.randrange(6)
        if way == 0:
            pieces[place : place + chance.randrange(1, 5)] = [b""]
        elif way == 1:
            pieces[place:place] = pieces[place : place + chance.randrange(1, 30)] * 2
        elif way == 2:
            pieces.insert(place, chance.choice(ELEMENTS).encode())
        elif way == 3:
            pieces[place] = chance.choice(pieces)
        elif pieces[place].startswith(b"<"):
            value = b'"%s"' % chance.choice(VALUES).encode()
            attributes = re.findall(rb'"[^"]*"', pieces[place]) or [b">"]
            pieces[place] = pieces[place].replace(chance.choice(attributes), value, 1)
        else:
            pieces[place] = chance.choice((*VALUES, *PIECES)).encode()
    return b"".join(pieces)


def mutated_bytes(chance: random.Random, content: bytes) -> bytes:
    """A few bytes changed, put in, taken out or repeated."""
    changed = bytearray(content)
    for _ in range(chance.randrange(1, 4)):
        place = chance.randrange(len(changed) + 1)
        until = place + chance.choice([0, 1, 1, 8, 40])
        changed[place:until] = chance.choice(
            [bytes([chance.randrange(256)]), b"", b"\xff\xff\xff\xff", changed[place:until] * 2]
        )
    return bytes(changed)


def feed(data: bytes) -> None:
    """Read the data as an XLSX file."""
    if not data.startswith(b"PK\x03\x04"):
        data = archive([(name, whole(content)) for name, content in unpacked(data)])
    read_all(data, "xlsx")
