"""Spreadsheets made by hand, so that they can be as wrong as they like."""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"

RELS = (
    f'<Relationships xmlns="{PACKAGE}">'
    f'<Relationship Id="r1" Type="{REL}/officeDocument" Target="xl/workbook.xml"/>'
    "</Relationships>"
)
BOOK = (
    f'<workbook xmlns="{MAIN}" xmlns:r="{REL}">%s'
    '<sheets><sheet name="Data" sheetId="1" r:id="r1"/></sheets></workbook>'
)
BOOK_RELS = (
    f'<Relationships xmlns="{PACKAGE}">'
    f'<Relationship Id="r1" Type="{REL}/worksheet" Target="worksheets/sheet1.xml"/>'
    "</Relationships>"
)


def text(value: str) -> str:
    """A cell with a text of its own."""
    return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'


def rows(*lines: Sequence[str], first: int = 1) -> str:
    """Rows of cells that are XML already."""
    return "".join(
        f'<row r="{number}">{"".join(cells)}</row>' for number, cells in enumerate(lines, first)
    )


HEADINGS = [text(name) for name in ("anggota_ref", "koperasi_ref", "nama", "nik")]


def sheet(data: str, *, before: str = "") -> str:
    """A sheet."""
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{data}</sheetData></worksheet>'


def book(
    path: Path,
    data: str,
    *,
    parts: Mapping[str, str | bytes] | None = None,
    settings: str = "",
    compression: int = zipfile.ZIP_DEFLATED,
) -> Path:
    """Write a spreadsheet; `parts` replace or add parts, an empty one takes a part away."""
    content: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": RELS,
        "xl/workbook.xml": BOOK % settings,
        "xl/_rels/workbook.xml.rels": BOOK_RELS,
        "xl/worksheets/sheet1.xml": sheet(data),
        **(parts or {}),
    }
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, part in content.items():
            if part:
                archive.writestr(name, part)
    return path
