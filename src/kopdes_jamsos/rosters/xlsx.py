"""Rows of texts out of XLSX files that may be damaged or hostile (ECMA-376 part 1).

Written on the XML parser itself rather than on a spreadsheet library: memory stays bounded by one
chunk of a sheet and its shared texts, numbers come with the digits that the file holds, and rows
that a file repeats or misplaces are refused instead of dropped. Formulas are marked and neither
evaluated nor taken from their stored results. Links, macros, drawings and comments are not read.
"""

from __future__ import annotations

import datetime as dt
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from xml.parsers import expat

from kopdes_jamsos.errors import RosterError, refusing
from kopdes_jamsos.rosters.input_file import InputFile
from kopdes_jamsos.rosters.limits import Limits, too_much
from kopdes_jamsos.rosters.xlsx_archive import check_archive, check_small
from kopdes_jamsos.rosters.xlsx_cells import CellReader
from kopdes_jamsos.rosters.xlsx_parts import Handlers, damaged, described_by, feed
from kopdes_jamsos.rosters.xlsx_rows import sheet_rows
from kopdes_jamsos.rosters.xlsx_sheet import shared_handlers
from kopdes_jamsos.rosters.xlsx_styles import DateFormats

_SHEET = "/worksheet"
_BOOK = "/officeDocument"
_SHARED = "/sharedStrings"
_STYLES = "/styles"
_KINDS = (_SHEET, _BOOK, _SHARED, _STYLES)
_KEYS = tuple(
    f"{namespace} id"
    for namespace in (
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
    )
)
# Day 1 is 1 January 1900, and day 60 a 29 February 1900 that never was: counted from two days
# before, every later day is right, and `CellReader` mends the first 59.
_EPOCHS = {
    **dict.fromkeys(("0", "false"), dt.date(1899, 12, 30)),
    **dict.fromkeys(("1", "true"), dt.date(1904, 1, 1)),
}
# What zipfile, zlib, expat and the look-ups below raise where a file is damaged or forged. Any
# other error is a mistake of ours and goes through.
_FAULTS = (
    expat.ExpatError,
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    LookupError,
    NotImplementedError,  # a kind of packing that zipfile does not know
    OSError,
    OverflowError,
    ValueError,
)


class Book:
    """An open spreadsheet.

    Attributes:
        sheets: Names of the sheets with the parts that hold them.
    """

    def __init__(self, file: InputFile, limits: Limits) -> None:
        self.limits = limits
        self.sheets: dict[str, str] = {}
        self._file = file
        self._texts: list[str] | None = None
        self._shown: frozenset[str] | None = None
        self._epoch = _EPOCHS["0"]
        self._guarded = refusing(self._fault, *_FAULTS)
        with self._guarded:
            self._archive = zipfile.ZipFile(file.stream)
            self._open()

    def _fault(self) -> RosterError:
        return self._file.fault() or damaged()

    def _open(self) -> None:
        check_archive(self._archive, self.limits, self._file.size)
        book = next((target for _, target, kind in self._relations("") if kind == _BOOK), None)
        if book is None:
            raise damaged()
        relations = self._relations(book)
        # What a part is called is free; the workbook says which it is.
        self._shared_part, self._styles_part = (
            next(
                (target for _, target, kind in relations if kind == wanted),
                posixpath.join(posixpath.dirname(book), usual),
            )
            for wanted, usual in ((_SHARED, "sharedStrings.xml"), (_STYLES, "styles.xml"))
        )
        self._names = set(self._archive.namelist())
        self._read_sheets(book, {key: at for key, at, kind in relations if kind == _SHEET})

    def _read_sheets(self, book: str, targets: Mapping[str, str]) -> None:
        taken: set[str] = set()
        listed = False

        def enter(_: str, __: dict[str, str]) -> None:
            nonlocal listed
            listed = True

        def leave() -> None:
            nonlocal listed
            listed = False

        def sheet(_: str, attributes: dict[str, str]) -> None:
            key = next((attributes[key] for key in _KEYS if key in attributes), "")
            if not listed or key not in targets:
                return
            name, target = attributes["name"], targets[key]
            # Thousands of sheets in one part are a bomb.
            if target in taken or name in self.sheets:
                raise damaged()
            taken.add(target)
            self.sheets[name] = target

        def settings(_: str, attributes: dict[str, str]) -> None:
            self._epoch = _EPOCHS[attributes.get("date1904", "0")]

        def other(_: str, __: dict[str, str]) -> None:
            if listed:
                raise damaged()

        starts = {"sheets": enter, "sheet": sheet, "workbookPr": settings, "": other}
        self._describe(book, described_by("workbook", starts, {"sheets": leave}))

    def _relations(self, part: str) -> list[tuple[str, str, str]]:
        """The parts that a part leads to: their keys, their names and what they are."""
        folder, name = posixpath.split(part)
        found: list[tuple[str, str, str]] = []

        def relation(_: str, attributes: dict[str, str]) -> None:
            kind = attributes["Type"]
            ending = next((known for known in _KINDS if kind.endswith(known)), None)
            if ending is None or attributes.get("TargetMode") == "External":
                return
            # From "/", so that ".." leads no further up than the archive.
            target = posixpath.normpath(posixpath.join("/", folder, attributes["Target"]))[1:]
            found.append((attributes["Id"], target, ending))

        self._describe(
            posixpath.join(folder, "_rels", f"{name}.rels"),
            described_by("Relationships", {"Relationship": relation}),
        )
        return found

    def _describe(self, part: str, handlers: Handlers) -> None:
        """Feed a small part to its handlers."""
        # Whatever the part is called: the check of the archive goes by names.
        check_small(self._archive.getinfo(part))
        for _ in self._feed(part, handlers):
            pass

    def _feed(self, part: str, handlers: Handlers) -> Iterator[None]:
        with self._archive.open(part) as stream:
            yield from feed(stream, handlers)

    def rows(self, name: str) -> Iterator[tuple[int, list[str]]]:
        """The rows of a sheet that the file holds, with their numbers.

        Raises:
            RosterError: code `roster`.
        """
        with self._guarded:
            reader = CellReader(self._shared(), self._dates(), self._epoch, self.limits)
            with self._archive.open(self.sheets[name]) as stream:
                yield from sheet_rows(stream, reader)

    def _shared(self) -> list[str]:
        if self._texts is None:
            texts: list[str] = []
            if self._shared_part in self._names:
                size = self._archive.getinfo(self._shared_part).file_size
                if size > self.limits.shared_bytes:
                    raise too_much("list of shared texts", "shared_bytes", self.limits)
                for _ in self._feed(self._shared_part, shared_handlers(texts)):
                    pass
            self._texts = texts
        return self._texts

    def _dates(self) -> frozenset[str]:
        """Numbers of the cell formats that show dates."""
        if self._shown is None:
            formats = DateFormats()
            if self._styles_part in self._names:
                self._describe(self._styles_part, formats.handlers)
            self._shown = formats.found
        return self._shown
