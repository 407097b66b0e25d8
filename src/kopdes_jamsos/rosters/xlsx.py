"""Rows of texts out of XLSX files that may be damaged or hostile (ECMA-376 part 1).

Written on the XML parser itself rather than on a spreadsheet library: memory stays bounded by one
chunk of a sheet and its shared texts, numbers come with the digits that the file holds, and rows
that a file repeats or misplaces are refused instead of dropped. Formulas are marked and neither
evaluated nor taken from their stored results. Links, macros, drawings and comments are not read.
"""

from __future__ import annotations

import datetime as dt
import posixpath
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.parsers import expat

from kopdes_jamsos.errors import refusing
from kopdes_jamsos.rosters.limits import Limits, check_archive, check_small, damaged, refuse_doctype
from kopdes_jamsos.rosters.xlsx_cells import (
    LONGEST_TOKEN,
    CellReader,
    Handlers,
    shared_handlers,
    sheet_handlers,
)

_CHUNK = 1 << 16
# Formats that ECMA-376 part 1 (18.8.30) numbers as dates and times, those of East Asia included.
_BUILT_IN_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
# Quoted words, [colours and conditions] and escaped letters: a "d" in them shows no day.
_NO_DATE_PART = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
_DATE_PART = re.compile(r"[dmyhs]", re.IGNORECASE)
_SHEET = "/worksheet"
_BOOK = "/officeDocument"


# What zipfile, zlib, expat and the look-ups below raise where a file is damaged or forged. Any
# other error is a mistake of ours and goes through.
_guarded = refusing(
    damaged,
    expat.ExpatError,
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    IndexError,
    KeyError,
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

    def __init__(self, path: Path, limits: Limits) -> None:
        self.limits = limits
        self._texts: list[str] | None = None
        self._shown: frozenset[str] | None = None
        with _guarded:
            self._archive = zipfile.ZipFile(path)
            try:
                check_archive(self._archive, limits, path.stat().st_size)
                self._open()
            # Also where the user interrupts: nobody else has the archive yet.
            except BaseException:
                self._archive.close()
                raise

    def close(self) -> None:
        """Close the file."""
        self._archive.close()

    def _open(self) -> None:
        book = self._related("", _BOOK)[0][1]
        root = posixpath.dirname(book)
        targets = {key: target for key, target, kind in self._relations(book) if kind == "sheet"}
        self.sheets: dict[str, str] = {}
        taken: set[str] = set()
        # Day 1 is 1 January 1900, and day 60 a 29 February 1900 that never was: counted from two
        # days before, every later day is right, and `_date` mends the first 59.
        self._epoch = dt.date(1899, 12, 30)

        def start(name: str, attributes: dict[str, str]) -> None:
            if name == "sheet":
                key = next((v for k, v in attributes.items() if k.endswith(":id")), "")
                if key in targets:
                    if targets[key] in taken:  # thousands of sheets in one part are a bomb
                        raise damaged()
                    taken.add(targets[key])
                    self.sheets[attributes["name"]] = targets[key]
            elif name == "workbookPr" and attributes.get("date1904") in ("1", "true"):
                self._epoch = dt.date(1904, 1, 1)

        self._parse(book, start)
        self._shared_part = posixpath.join(root, "sharedStrings.xml")
        self._styles_part = posixpath.join(root, "styles.xml")
        self._names = set(self._archive.namelist())

    def _related(self, part: str, ending: str) -> list[tuple[str, str]]:
        found = [(key, target) for key, target, kind in self._relations(part) if kind == ending]
        if not found:
            raise damaged()
        return found

    def _relations(self, part: str) -> Iterator[tuple[str, str, str]]:
        folder, name = posixpath.split(part)
        found: list[tuple[str, str, str]] = []

        def start(tag: str, attributes: dict[str, str]) -> None:
            if tag != "Relationship" or attributes.get("TargetMode") == "External":
                return
            # From "/", so that ".." leads no further up than the archive.
            target = posixpath.normpath(posixpath.join("/", folder, attributes["Target"]))[1:]
            kind = attributes["Type"]
            ending = "sheet" if kind.endswith(_SHEET) else _BOOK if kind.endswith(_BOOK) else ""
            found.append((attributes["Id"], target, ending))

        self._parse(posixpath.join(folder, "_rels", f"{name}.rels"), start)
        return iter(found)

    def _parse(
        self,
        part: str,
        start: Callable[[str, dict[str, str]], None],
        end: Callable[[str], None] | None = None,
    ) -> None:
        """Hand the elements of a small part to functions; names come without their prefix."""
        # Whatever the part is called: the check of the archive goes by names.
        check_small(self._archive.getinfo(part))
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = refuse_doctype

        def started(name: str, attributes: dict[str, str]) -> None:
            start(name.rpartition(":")[2], attributes)

        def ended(name: str) -> None:
            if end is not None:
                end(name.rpartition(":")[2])

        parser.StartElementHandler = started
        parser.EndElementHandler = ended
        with self._archive.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                parser.Parse(chunk, False)
        parser.Parse(b"", True)

    def _feed(self, part: str, handlers: Handlers) -> Iterator[None]:
        """Feed a large part to its handlers, chunk by chunk."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = refuse_doctype
        parser.StartElementHandler = handlers.start
        parser.EndElementHandler = handlers.end
        parser.CharacterDataHandler = handlers.text
        fed = 0
        with self._archive.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                parser.Parse(chunk, False)
                fed += len(chunk)
                # expat keeps a tag that does not end until it does, however much memory that takes.
                if fed - parser.CurrentByteIndex > LONGEST_TOKEN:
                    raise damaged()
                yield
        parser.Parse(b"", True)
        yield

    def rows(self, name: str) -> Iterator[tuple[int, list[str]]]:
        """The rows of a sheet that the file holds, with their numbers.

        Raises:
            RosterError: code `roster`.
        """
        with _guarded:
            reader = CellReader(self._shared(), self._dates(), self._epoch, self.limits)
            ready: list[tuple[int, list[str]]] = []
            for _ in self._feed(self.sheets[name], sheet_handlers(reader, ready)):
                yield from ready
                ready.clear()

    def _shared(self) -> list[str]:
        if self._texts is None:
            self._texts = []
            if self._shared_part in self._names:
                for _ in self._feed(self._shared_part, shared_handlers(self._texts)):
                    pass
        return self._texts

    def _dates(self) -> frozenset[str]:
        """Numbers of the cell formats that show dates."""
        if self._shown is not None:
            return self._shown
        custom: dict[str, bool] = {}
        formats: list[bool] = []
        inside = False

        def start(name: str, attributes: dict[str, str]) -> None:
            nonlocal inside
            if name == "numFmt":
                code = _NO_DATE_PART.sub("", attributes["formatCode"])
                custom[attributes["numFmtId"]] = bool(_DATE_PART.search(code))
            elif name == "cellXfs":
                inside = True
            elif name == "xf" and inside:
                number = attributes.get("numFmtId", "0")
                formats.append(custom.get(number, int(number) in _BUILT_IN_DATES))

        def end(name: str) -> None:
            nonlocal inside
            inside = inside and name != "cellXfs"

        if self._styles_part in self._names:
            self._parse(self._styles_part, start, end)
        self._shown = frozenset(str(number) for number, shows in enumerate(formats) if shows)
        return self._shown
