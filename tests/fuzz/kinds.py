"""Kinds of input that cost, or might cost, more than their length: each one can be grown."""

from __future__ import annotations

from tests.fuzz.growing import repeated
from tests.fuzz.xlsx_files import by_hand, packed
from tests.rosters.books import HEADINGS, rows, sheet, text

HEAD = b"anggota_ref,koperasi_ref,nama\n"
ROW = b"M-1,K-1,Ani Contoh\n"
CSV: dict[str, tuple[bytes, bytes, bytes]] = {
    "rows": (HEAD, ROW, b""),
    "blank rows": (HEAD, b"\n", ROW),
    "columns": (HEAD[:-1], b",n", b"\n" + ROW),
    "cells of a row": (HEAD + ROW[:-1], b",", b"\n"),
    "a long cell": (HEAD + b"M-1,K-1,", b"x", b"\n"),
    "a long heading": (b"x", b"_x", b"\n" + HEAD + ROW),
    "a masked number": (b"anggota_ref,koperasi_ref,nik\nM-1,K-1,", b"x", b"!\n"),
    "quotation marks": (HEAD + b'M-1,K-1,"', b'""', b'"\n'),
    "a mark left open": (HEAD + b'M-1,K-1,"', b"x\n", b""),
    "bytes that are no UTF-8": (HEAD + b"M-1,K-1,", b"\xe9", b"\n"),
    "delimiters": (b"", b";|\t", b"\n" + HEAD + ROW),
    "returns": (HEAD, b"\r", ROW),
    "titles": (b"", b"Daftar anggota;|,\n", HEAD + ROW),
}


def _in(part: str, before: str, piece: bytes, after: str) -> bytes:
    """A book with a piece in one part, in the place of a text that the part has."""
    parts = by_hand()
    for place, (name, content) in enumerate(parts):
        if name.decode() == part:
            at = content.index(before.encode()) + len(before)
            parts[place] = (name, content[:at] + piece + after.encode() + content[at:])
    return packed(parts)


def _cells(before: str, piece: bytes, after: str) -> bytes:
    whole = sheet(rows([*HEADINGS, text("tanggal_lahir")], ["@"])).encode()
    new = before.encode() + piece + after.encode()
    made = [(n, whole.replace(b"@", new) if b"sheet1" in n else c) for n, c in by_hand()]
    return packed(made)


_SHEET = "xl/worksheets/sheet1.xml"
_STYLES = "xl/styles.xml"
_SHARED = "xl/sharedStrings.xml"
_WORKBOOK = "xl/workbook.xml"
BY_HAND = 5_000


def kinds(times: int) -> dict[str, dict[str, bytes]]:
    """Data by target and kind, whose pieces come so many times, or fewer where they are bounded."""

    def many(piece: str, most: int = times) -> bytes:
        return repeated(piece.encode(), min(times, most))

    xlsx = {
        "rows": _in(_SHEET, "<sheetData>", b"", "").replace(
            b"</sheetData>", many("<row><c><v>1</v></c></row>", 1_000) + b"</sheetData>"
        ),
        "digits of an exponent": _cells('<c s="1"><v>1E', many("9", 4), "</v></c>"),
        "digits of a number": _cells("<c><v>1.", many("0"), "5</v></c>"),
        "digits of a date": _cells('<c s="1"><v>', many("1"), "</v></c>"),
        "digits of a place": _cells('<c t="s"><v>', many("0"), "</v></c>"),
        "digits of a reference": _cells('<c r="A', many("1"), '"><v>1</v></c>'),
        "a text": _cells('<c t="inlineStr"><is><t>', many("x"), "</t></is></c>"),
        "a text in pieces": _cells('<c t="inlineStr"><is>', many("<t>a</t>"), "</is></c>"),
        "a text with elements": _cells('<c t="inlineStr"><is><t>', many("a<b/>"), "</t></is></c>"),
        "a text with comments": _cells('<c t="str"><v>', many("a<!-- -->"), "</v></c>"),
        "references to letters": _cells('<c t="str"><v>', many("&#97;"), "</v></c>"),
        "cells": _cells("", many("<c/>", 10), ""),
        "a formula": _cells("<c><f>", many("A1+"), "A1</f></c>"),
        "an extension": _cells("<c><extLst>", many("<a>x</a>"), "</extLst></c>"),
        "brackets of a format": _in(_STYLES, 'formatCode="', many("["), ""),
        "marks of a format": _in(_STYLES, 'formatCode="', many("&quot;["), ""),
        "formats": _in(_STYLES, "<numFmts>", many('<numFmt numFmtId="9" formatCode="[d"/>'), ""),
        "cell formats": _in(_STYLES, "<cellXfs>", many('<xf numFmtId="14"/>', 500), ""),
        "shared texts": _in(_SHARED, "<si>", many("</si><si><t>ab</t>"), ""),
        "runs of a shared text": _in(_SHARED, "<si>", many("<r><t>ab</t></r>"), ""),
        "hints": _in(_SHARED, "<si>", many("<rPh><t>ab</t></rPh>"), ""),
        "sheets": _in(_WORKBOOK, "<sheets>", many('<sheet name="x" r:id="r9"/>'), ""),
    }
    for part in (_SHEET, _STYLES, _SHARED, _WORKBOOK, "xl/_rels/workbook.xml.rels"):
        start = {_SHEET: "<sheetData>", _STYLES: "<cellXfs>", _SHARED: "<si>"}.get(part)
        start = start or {_WORKBOOK: "<sheets>"}.get(part, 'package/2006/relationships">')
        xlsx[f"a comment in {part}"] = _in(part, start, b"<!--" + many("x"), "-->")
        xlsx[f"an instruction in {part}"] = _in(part, start, b"<?x " + many("x"), "?>")
        xlsx[f"an attribute in {part}"] = _in(part, start[:-1], b' x="' + many("x"), '"')
        xlsx[f"a depth in {part}"] = _in(part, start, many("<a>"), "")
        xlsx[f"blanks in {part}"] = _in(part, start, many(" "), "")
        xlsx[f"a namespace in {part}"] = _in(part, start[:-1], b' xmlns:x="' + many("x"), '"')
    csv = {
        kind: before + repeated(piece, times) + after
        for kind, (before, piece, after) in CSV.items()
    }
    return {"csv": csv, "xlsx": xlsx}
