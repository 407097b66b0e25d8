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
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal, InvalidOperation
from pathlib import Path
from xml.parsers import expat

from attrs import frozen

from kopdes_jamsos.errors import RosterError
from kopdes_jamsos.rosters.cellkinds import ErrorText, FormulaText, NumberText
from kopdes_jamsos.rosters.limits import (
    LAST_ROW,
    LONGEST_TEXT,
    Limits,
    check_archive,
    check_small,
    refuse_doctype,
)

_CHUNK = 1 << 16
# A tag or a text that does not end within so much, elements within elements so deep, are none that
# a spreadsheet program writes.
_TOKEN = 1 << 20
_DEPTH = 40
_LAST_COLUMN = 16_384
_SIGNS = ("=", "'")
# Formats that ECMA-376 part 1 (18.8.30) numbers as dates and times, those of East Asia included.
_BUILT_IN_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
# Quoted words, [colours and conditions] and escaped letters: a "d" in them shows no day.
_NO_DATE_PART = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
_DATE_PART = re.compile(r"[dmyhs]", re.IGNORECASE)
_WHOLE = re.compile(r"-?[0-9]{1,20}")
_SHEET = "/worksheet"
_BOOK = "/officeDocument"


def damaged() -> RosterError:
    """The error for whatever is wrong with an archive or its XML."""
    return RosterError(
        "The spreadsheet is damaged, or none.",
        remedy="Open it in a spreadsheet program and save it again as XLSX, or as CSV.",
    )


@contextmanager
def _guarded() -> Iterator[None]:
    # What zipfile, zlib, expat and the look-ups below raise where a file is damaged or forged. Any
    # other error is a mistake of ours and goes through.
    try:
        yield
    except (
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
    ) as error:
        if isinstance(error, RosterError):
            raise
        raise damaged() from None


class Book:
    """An open spreadsheet.

    Attributes:
        sheets: Names of the sheets with the parts that hold them.
    """

    def __init__(self, path: Path, limits: Limits) -> None:
        self.limits = limits
        self._texts: list[str] | None = None
        self._shown: frozenset[str] | None = None
        with _guarded():
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

    def _feed(self, part: str, handlers: _Handlers) -> Iterator[None]:
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
                if fed - parser.CurrentByteIndex > _TOKEN:
                    raise damaged()
                yield
        parser.Parse(b"", True)
        yield

    def rows(self, name: str) -> Iterator[tuple[int, list[str]]]:
        """The rows of a sheet that the file holds, with their numbers.

        Raises:
            RosterError: code `roster`.
        """
        with _guarded():
            reader = _Reader(self._shared(), self._dates(), self._epoch, self.limits)
            ready: list[tuple[int, list[str]]] = []
            for _ in self._feed(self.sheets[name], _sheet_handlers(reader, ready)):
                yield from ready
                ready.clear()

    def _shared(self) -> list[str]:
        if self._texts is None:
            self._texts = []
            if self._shared_part in self._names:
                for _ in self._feed(self._shared_part, _shared_handlers(self._texts)):
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


@frozen
class _Handlers:
    start: Callable[[str, dict[str, str]], None]
    end: Callable[[str], None]
    text: Callable[[str], None]


# What the elements of large parts mean here; every other one only counts for the depth.
_UNIT, _TEXT, _ROW, _FORMULA, _HINT = range(1, 6)


def _kinds(root: str, wanted: str, **names: int) -> dict[str, int]:
    """The meanings by names as the part writes them: with the prefix of its first element."""
    prefix, _, name = root.rpartition(":")
    if name != wanted:
        raise damaged()
    return {f"{prefix}:{name}" if prefix else name: kind for name, kind in names.items()}


# The two functions below are closures and not classes: they run some ten times for each cell, and
# local names are what Python reads fastest.


def _shared_handlers(texts: list[str]) -> _Handlers:
    """Shared texts: runs are joined, phonetic hints left out."""
    kinds: dict[str, int] = {}
    found = ""
    taking = False
    hints = depth = 0

    def start(name: str, _: dict[str, str]) -> None:
        nonlocal kinds, found, taking, hints, depth
        kinds = kinds or _kinds(name, "sst", si=_UNIT, t=_TEXT, rPh=_HINT)
        kind = kinds.get(name)
        depth += 1
        if depth > _DEPTH:
            raise damaged()
        if kind == _TEXT:
            taking = not hints
        elif kind == _UNIT:
            found = ""
        elif kind == _HINT:
            hints += 1

    def end(name: str) -> None:
        nonlocal taking, hints, depth
        kind = kinds.get(name)
        depth -= 1
        if kind == _TEXT:
            taking = False
        elif kind == _UNIT:
            texts.append(found)
        elif kind == _HINT:
            hints -= 1

    def text(more: str) -> None:
        nonlocal found
        if taking:
            found += more
            if len(found) > _TOKEN:
                raise damaged()

    return _Handlers(start, end, text)


def _sheet_handlers(reader: _Reader, ready: list[tuple[int, list[str]]]) -> _Handlers:
    """Cells and rows of a sheet; rows that have come to their end are put into `ready`."""
    kinds: dict[str, int] = {}
    unit, texts = "", ("", "")  # the names that there are most of
    letters, shared = reader.letters, reader.shared
    width = len(letters)
    row: list[str] = []
    append = row.append
    cell: dict[str, str] = {}
    at = ""  # number of the row, as its cells repeat it
    found = ""
    in_row = in_cell = taking = formula = False
    hints = depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal kinds, unit, texts, row, append, cell, at, found
        nonlocal in_row, in_cell, taking, formula, hints, depth
        if name == unit:
            if in_cell or not in_row:
                raise damaged()
            in_cell = True
            cell = attributes
            found = ""
            formula = False
            return
        if name in texts:
            taking = in_cell and not hints
            return
        kind = kinds.get(name)
        if kind is None:
            if not kinds:
                kinds = _kinds(
                    name, "worksheet", c=_UNIT, v=_TEXT, t=_TEXT, row=_ROW, f=_FORMULA, rPh=_HINT
                )
                unit, *more = kinds
                texts = (more[0], more[1])
        elif kind == _ROW:
            if in_row:
                raise damaged()
            in_row = True
            row = []
            append = row.append
            at = attributes.get("r", "")
            reader.begin(attributes)
            return
        elif kind == _FORMULA:
            formula = True
        else:
            hints += 1
        depth += 1
        if depth > _DEPTH:
            raise damaged()

    def end(name: str) -> None:
        nonlocal in_row, in_cell, taking, hints, depth
        if name == unit:
            in_cell = False
            place = len(row)
            # Nearly every cell says that it is the next one; the others are checked.
            if place >= width or cell.get("r") != letters[place] + at:
                reader.move(row, cell)
            if formula:
                append(FormulaText("="))
                return
            text = found
            stored = cell.get("t")
            if stored != "inlineStr":
                if stored != "s" or not text:
                    append(text and reader.read(cell, text))
                    return
                text = shared[_index(text)]
            # Marked as text, as in CSV: in a spreadsheet only what is stored as a formula is one.
            append(f"'{text}" if text and text[0] in _SIGNS else text)
            return
        if name in texts:
            taking = False
            return
        kind = kinds.get(name)
        if kind is None:
            depth -= 1
        elif kind == _ROW:
            ready.append((reader.number, row))
            in_row = False
        else:
            depth -= 1
            if kind == _HINT:
                hints -= 1

    def text(more: str) -> None:
        nonlocal found
        if taking:
            found += more
            if len(found) > _TOKEN:
                raise damaged()

    return _Handlers(start, end, text)


class _Reader:
    """Rows of texts out of the elements of a sheet."""

    def __init__(
        self, shared: list[str], dates: frozenset[str], epoch: dt.date, limits: Limits
    ) -> None:
        self.shared = shared
        self._dates = dates
        self._epoch = epoch
        self._limits = limits
        self.letters = [letters_of(place) for place in range(min(limits.columns, _LAST_COLUMN))]
        self._columns = {letters: place for place, letters in enumerate(self.letters)}
        self.number = 0

    def begin(self, row: Mapping[str, str]) -> None:
        """Take the number of a row."""
        number = int(row.get("r", self.number + 1))
        if not self.number < number <= LAST_ROW:
            raise RosterError(
                "The rows of the sheet are not in order.",
                remedy="Open it in a spreadsheet program and save it again.",
            )
        self.number = number

    def move(self, row: list[str], cell: Mapping[str, str]) -> None:
        """Fill a row up to the place of a cell."""
        place = len(row)
        reference = cell.get("r")
        if reference is not None:
            letters = reference.rstrip("0123456789")
            known = self._columns.get(letters)
            place = self._column(letters) if known is None else known
        limit = self._limits.columns
        if place < len(row):
            raise damaged()  # a cell that the file has twice
        if place >= limit:
            raise RosterError(
                f"A row has more cells than the limit columns of {limit:,}.",
                remedy="Check the file; if it is right, raise it with Limits(columns=…).",
            )
        if place > len(row):
            row.extend([""] * (place - len(row)))

    def _column(self, letters: str) -> int:
        if not (letters.isascii() and letters.isalpha() and len(letters) <= 3):
            raise damaged()
        column = 0
        for letter in letters.upper():
            column = column * 26 + ord(letter) - 64
        self._columns[letters] = column - 1
        return column - 1

    def read(self, cell: Mapping[str, str], found: str) -> str:
        """The text of a cell that holds none."""
        kind = cell.get("t", "n")
        if kind == "n":
            return self._date(found) if cell.get("s") in self._dates else _number(found)
        if kind == "e":
            return ErrorText(found)
        if kind == "b":
            return "TRUE" if found == "1" else "FALSE"
        if kind == "d":
            return found[:10]
        return found

    def _date(self, found: str) -> str:
        days = int(Decimal(found))
        if not 1 <= days < 100_000:
            return NumberText(found)
        if days < 60 and self._epoch.year == 1899:
            days += 1  # the 29 February 1900 that spreadsheets have and the calendar has not
        return (self._epoch + dt.timedelta(days)).isoformat()


def letters_of(place: int) -> str:
    """The letters of a column, from 0 on.

    Examples:
        >>> letters_of(27)
        'AB'
    """
    text = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        text = chr(65 + rest) + text
    return text


def _index(found: str) -> int:
    place = int(found)
    if place < 0:
        raise damaged()
    return place


def _number(found: str) -> str:
    """A number with the digits that the file holds: 3.604E3 is 3604."""
    if _WHOLE.fullmatch(found) or len(found) > LONGEST_TEXT:
        return NumberText(found)
    try:
        value = Decimal(found)
    except InvalidOperation:
        raise damaged() from None
    # The size first: int() of 1e999999 would have a million digits.
    if value.is_finite() and value.adjusted() < 20 and value == value.to_integral_value():
        return NumberText(f"{int(value)}")
    return NumberText(found)
