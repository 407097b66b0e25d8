"""Writing tables that a spreadsheet program opens without running anything.

In XLSX a text is a text cell with the format "@", whatever it begins with; amounts are number
cells, days are dates; there is never a formula. CSV has no kinds of cells: a day is written as ISO
8601 has it, and a text that begins with = + - @ (or that an apostrophe could hide) gets an
apostrophe in front, which our reader takes away again. Control characters, which XML cannot hold,
become spaces.
"""

from __future__ import annotations

import codecs
import csv
import datetime as dt
import errno
import os
import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from itertools import chain, islice
from typing import Any, TypeAlias

from attrs import frozen

from kopdes_jamsos._files.output import OutputFile, write_whole
from kopdes_jamsos._files.paths import check_ending, plain_path
from kopdes_jamsos.errors import OutputError, refusing
from kopdes_jamsos.wording.language import Words

Cell: TypeAlias = str | int | dt.date | None

# What a sheet of XLSX can hold.
LAST_ROW = 1_048_576
LONGEST_TEXT = 32_767

_RISKY = re.compile(r"[=+\-@]|'\s*['=+\-@0-9]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u0085\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_MEASURED = 200  # rows that decide how wide a column is
_WIDEST = 60
_DAY = "dd-mm-yyyy"


class Ungrouped(int):
    """A whole number that is no amount, such as a year: without signs between its digits."""

    __slots__ = ()


@frozen(kw_only=True)
class Page:
    """One table to be written.

    Attributes:
        name: Name of the sheet.
        headings: Headings.
        rows: Rows of texts, whole numbers, days and blanks.
        printed: Whether people read it, on paper too; the template of the portal stays plain.
    """

    name: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Cell]]
    printed: bool = True


def page_of(
    known: Words, name: str, headings: Iterable[str], rows: Iterable[Sequence[Cell]]
) -> Page:
    """A table whose name and headings are words of the sheets; another heading stays as it is."""
    sheets = known.tables["sheets"]
    return Page(
        name=sheets[name], headings=[sheets.get(each, each) for each in headings], rows=rows
    )


def is_csv(path: str | os.PathLike[str]) -> bool:
    """Whether the ending of a path asks for CSV or for XLSX.

    Raises:
        InvalidFactError: code `invalid-fact`: no path, or another ending.
    """
    return check_ending(path, ".csv", ".xlsx") == ".csv"


def write(path: str | os.PathLike[str], pages: Sequence[Page]) -> None:
    """Write pages as XLSX, or the first one as CSV.

    Args:
        path: The file; its ending decides.
        pages: The tables.

    Raises:
        InvalidFactError: code `invalid-fact`.
        OutputError: code `output`: a text or a table is too long, the file cannot be written, or
            openpyxl is not there.
    """
    if is_csv(path):
        write_whole(plain_path(path), lambda file: _write_csv(file, pages[0]))
    else:
        openpyxl = load_openpyxl()
        write_whole(plain_path(path), lambda file: _write_xlsx(file, pages, openpyxl))


def plain(text: str) -> str:
    r"""A text without characters that a table cannot hold.

    Examples:
        >>> plain("Ani\x00 Contoh")
        'Ani  Contoh'
    """
    return _CONTROL.sub(" ", text)


def escaped(text: str) -> str:
    """A text as CSV holds it.

    Examples:
        >>> escaped("=1+1"), escaped("Ani")
        ("'=1+1", 'Ani')
    """
    text = plain(text)
    # Blanks in front would hide the sign from this check and not from a spreadsheet.
    return f"'{text}" if _RISKY.match(text.lstrip()) else text


@frozen
class _Encoded:
    """A file for texts."""

    file: OutputFile

    def write(self, text: str) -> int:
        return self.file.write(text.encode())


def _write_csv(file: OutputFile, page: Page) -> None:
    # The mark tells spreadsheet programs that it is UTF-8.
    file.write(codecs.BOM_UTF8)
    writer = csv.writer(_Encoded(file))
    writer.writerow([escaped(heading) for heading in page.headings])
    for row in page.rows:
        writer.writerow([escaped(c) if isinstance(c, str) else c for c in row])


def _write_xlsx(file: OutputFile, pages: Sequence[Page], openpyxl: Any) -> None:
    book = openpyxl.Workbook(write_only=True)
    try:
        for page in pages:
            _fill(openpyxl, book.create_sheet(page.name), page)
        book.save(file)
    except BaseException as error:
        for sheet in book.worksheets:
            _discard(sheet)
        if type(error).__module__.startswith("lxml."):
            raise _of_the_disk(error) from None
        raise


def _of_the_disk(error: BaseException) -> OSError:
    """What lxml, with which openpyxl writes if it is there, says in its own way: "IO_ENOSPC"."""
    name = str(error).removeprefix("IO_")
    return OSError(getattr(errno, name, errno.EIO), name)


def _discard(sheet: Any) -> None:
    """Delete the file that openpyxl writes a sheet to meanwhile: it holds what the sheet holds."""
    # It may be gone, not begun, or on a disk that is full.
    with suppress(Exception):
        sheet.close()
    with suppress(Exception):
        sheet._writer.cleanup()


def _fill(openpyxl: Any, sheet: Any, page: Page) -> None:
    rows = iter(page.rows)
    first = list(islice(rows, _MEASURED))
    sheet.freeze_panes = "A2"
    if page.printed:
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = 9  # A4
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.page_setup.fitToHeight = 0  # as many pages as it takes
        sheet.print_title_rows = "1:1"
    for number, heading in enumerate(page.headings, 1):
        letter = openpyxl.utils.get_column_letter(number)
        cells = [_shown(row[number - 1]) for row in first]
        sheet.column_dimensions[letter].width = min(_WIDEST, max(map(len, [heading, *cells])) + 3)
    make = _maker(openpyxl, sheet)
    sheet.append([make(heading, bold=page.printed) for heading in page.headings])
    for number, row in enumerate(chain(first, rows), 2):
        if number > LAST_ROW:
            raise OutputError(
                "A sheet cannot hold so many rows.",
                remedy="Write CSV, or fewer people.",
                reason="rows",
            )
        sheet.append([make(cell) for cell in row])


def _shown(cell: Cell) -> str:
    if isinstance(cell, dt.date):
        return _DAY
    return f"{cell:,}" if isinstance(cell, int) else cell or ""


def _maker(openpyxl: Any, sheet: Any) -> Any:
    new = openpyxl.cell.WriteOnlyCell
    heavy = openpyxl.styles.Font(name="Calibri", size=11, bold=True)
    wrapped = openpyxl.styles.Alignment(wrap_text=True, vertical="top")

    def make(cell: Cell, *, bold: bool = False) -> Any:
        if cell is None or cell == "":
            return None
        if isinstance(cell, str):
            text = plain(cell)
            if len(text) > LONGEST_TEXT:
                raise OutputError(
                    "A text is too long for a cell.", remedy="Shorten it.", reason="long-text"
                )
            made = new(sheet, value=text)
            made.data_type = "s"  # also where the text looks like a formula
            made.number_format = "@"
            if len(text) > _WIDEST:
                made.alignment = wrapped
            if bold:
                made.font = heavy
            return made
        made = new(sheet, value=cell)
        plain_number = "0" if isinstance(cell, Ungrouped) else "#,##0"
        made.number_format = _DAY if isinstance(cell, dt.date) else plain_number
        return made

    return make


def load_openpyxl() -> Any:
    """The package that writes spreadsheets.

    Raises:
        OutputError: code `output`: it is not installed.
    """
    with refusing(_no_openpyxl, ModuleNotFoundError):
        import openpyxl
    return openpyxl


def _no_openpyxl() -> OutputError:
    return OutputError(
        "Writing spreadsheets needs the package openpyxl.",
        remedy="Install kopdes-jamsos[rosters], or write CSV.",
        reason="openpyxl",
    )
