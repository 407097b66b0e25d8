"""Reading XLSX without trust: ECMA-376 part 1, the little of it that rows of texts need.

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
from contextlib import contextmanager
from decimal import Decimal, InvalidOperation
from pathlib import Path
from xml.parsers import expat

from kopdes_jamsos.errors import RosterError
from kopdes_jamsos.rosters.cellkinds import ErrorText, FormulaText, NumberText
from kopdes_jamsos.rosters.limits import Limits, check_archive

_CHUNK = 1 << 16
# A tag or a text that does not end within so much is none that a spreadsheet program writes.
_TOKEN = 1 << 22
_DEPTH = 40
_LAST_ROW = 1_048_576
_BUILT_IN_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
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
        with _guarded():
            self._archive = zipfile.ZipFile(path)
            try:
                check_archive(self._archive, limits)
                self._open()
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
        self._epoch = dt.date(1899, 12, 30)

        def start(name: str, attributes: dict[str, str]) -> None:
            if name == "sheet":
                key = next((v for k, v in attributes.items() if k.endswith(":id")), "")
                if key in targets:
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
        text: Callable[[str], None] | None = None,
    ) -> None:
        for _ in self._events(part, start, end, text):
            pass

    def _events(
        self,
        part: str,
        start: Callable[[str, dict[str, str]], None],
        end: Callable[[str], None] | None,
        text: Callable[[str], None] | None,
    ) -> Iterator[None]:
        """Feed a part to the handlers, chunk by chunk; names come without their prefix."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        depth = 0

        def started(name: str, attributes: dict[str, str]) -> None:
            nonlocal depth
            depth += 1
            if depth > _DEPTH:
                raise damaged()
            start(name.rpartition(":")[2] if ":" in name else name, attributes)

        def ended(name: str) -> None:
            nonlocal depth
            depth -= 1
            if end is not None:
                end(name.rpartition(":")[2] if ":" in name else name)

        parser.StartElementHandler = started
        parser.EndElementHandler = ended
        if text is not None:
            parser.CharacterDataHandler = text
        fed = 0
        with self._archive.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                parser.Parse(chunk, False)
                fed += len(chunk)
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
            cells = _Cells(self._shared(), self._dates(), self._epoch, self.limits)
            for _ in self._events(self.sheets[name], cells.start, cells.end, cells.text):
                yield from cells.take()

    def _shared(self) -> list[str]:
        texts: list[str] = []
        if self._shared_part in self._names:
            reader = _Texts(texts.append)
            self._parse(self._shared_part, reader.start, reader.end, reader.text)
        return texts

    def _dates(self) -> frozenset[str]:
        """Numbers of the cell formats that show dates."""
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
        return frozenset(str(number) for number, shows in enumerate(formats) if shows)


class _Texts:
    """Texts of shared or inline strings: runs are joined, phonetic hints left out."""

    def __init__(self, finished: Callable[[str], None]) -> None:
        self._finished = finished
        self._runs: list[str] = []
        self._in_text = self._in_hint = False

    def start(self, name: str, _: dict[str, str]) -> None:
        if name == "t":
            self._in_text = True
        elif name == "rPh":
            self._in_hint = True
        elif name in ("si", "is"):
            self._runs = []

    def end(self, name: str) -> None:
        if name == "t":
            self._in_text = False
        elif name == "rPh":
            self._in_hint = False
        elif name in ("si", "is"):
            self._finished("".join(self._runs))

    def text(self, text: str) -> None:
        if self._in_text and not self._in_hint:
            self._runs.append(text)


class _Cells:
    """Rows of texts out of the elements of a sheet."""

    def __init__(
        self, shared: list[str], dates: frozenset[str], epoch: dt.date, limits: Limits
    ) -> None:
        self._shared = shared
        self._dates = dates
        self._epoch = epoch
        self._limits = limits
        self._columns: dict[str, int] = {}
        self._ready: list[tuple[int, list[str]]] = []
        self._number = 0
        self._row: list[str] | None = None
        self._place = 0
        self._kind = ""
        self._style = ""
        self._value: list[str] | None = None
        self._found = ""
        self._formula = False
        self._inline: _Texts | None = None

    def take(self) -> list[tuple[int, list[str]]]:
        """The rows that have come to their end since the last call."""
        ready, self._ready = self._ready, []
        return ready

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._cell(attributes)
        elif name == "v":
            self._value = []
        elif self._inline is not None:
            self._inline.start(name, attributes)
        elif name == "f":
            self._formula = True
        elif name == "is":
            self._inline = _Texts(self._inlined)
        elif name == "row":
            number = int(attributes.get("r", self._number + 1))
            if not self._number < number <= _LAST_ROW:
                raise RosterError(
                    "The rows of the sheet are not in order.",
                    remedy="Open it in a spreadsheet program and save it again.",
                )
            self._number = number
            self._row = []

    def _cell(self, attributes: dict[str, str]) -> None:
        row = self._row
        if row is None:
            raise damaged()
        reference = attributes.get("r")
        place = len(row)
        if reference is not None:
            letters = reference.rstrip("0123456789")
            found = self._columns.get(letters)
            place = self._column(letters) if found is None else found
        if place < len(row):
            raise damaged()  # a cell that the file has twice
        if place >= self._limits.columns:
            raise RosterError(
                f"A row has more cells than the limit columns of {self._limits.columns:,}.",
                remedy="Check the file; if it is right, raise it with Limits(columns=…).",
            )
        if place > len(row):
            row.extend([""] * (place - len(row)))
        self._kind = attributes.get("t", "n")
        self._style = attributes.get("s", "")
        self._found = ""
        self._formula = False

    def _column(self, letters: str) -> int:
        if not (letters.isascii() and letters.isalpha() and len(letters) <= 3):
            raise damaged()
        column = 0
        for letter in letters.upper():
            column = column * 26 + ord(letter) - 64
        self._columns[letters] = column - 1
        return column - 1

    def text(self, text: str) -> None:
        if self._value is not None:
            self._value.append(text)
        elif self._inline is not None:
            self._inline.text(text)

    def _inlined(self, text: str) -> None:
        self._found = text

    def end(self, name: str) -> None:
        if name == "v":
            self._found = "".join(self._value or ())
            self._value = None
        elif name == "c":
            row = self._row
            if row is not None:
                row.append(self._read())
        elif self._inline is not None:
            self._inline.end(name)
            if name == "is":
                self._inline = None
        elif name == "row" and self._row is not None:
            self._ready.append((self._number, self._row))
            self._row = None

    def _read(self) -> str:
        kind, found = self._kind, self._found
        if self._formula:
            return FormulaText("=")
        if not found:
            return ""
        if kind in ("s", "inlineStr"):
            text = self._shared[_index(found)] if kind == "s" else found
            # Marked as text, as in CSV: in a spreadsheet only what is stored as a formula is one.
            return f"'{text}" if text[:1] in ("=", "'") else text
        if kind == "n":
            return self._date(found) if self._style in self._dates else _number(found)
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


def _index(found: str) -> int:
    place = int(found)
    if place < 0:
        raise damaged()
    return place


def _number(found: str) -> str:
    """A number with the digits that the file holds: 3.604E3 is 3604."""
    if _WHOLE.fullmatch(found):
        return NumberText(found)
    try:
        value = Decimal(found)
    except InvalidOperation:
        raise damaged() from None
    if value.is_finite() and value.adjusted() < 20 and value == value.to_integral_value():
        return NumberText(f"{int(value)}")
    return NumberText(found)
