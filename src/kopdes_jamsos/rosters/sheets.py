"""Rows of cells out of CSV and XLSX files, as numbered lists of texts, in bounded memory.

Texts that a spreadsheet stored as something else are marked by their class (`cellkinds`).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Protocol, TypeAlias

from kopdes_jamsos._plain import as_text
from kopdes_jamsos.errors import InvalidFactError, RosterError, refusing
from kopdes_jamsos.rosters.csv_lines import Block, Lines, cut, left_open, undecoded
from kopdes_jamsos.rosters.input_file import InputFile
from kopdes_jamsos.rosters.limits import Limits
from kopdes_jamsos.rosters.xlsx import Book

Rows: TypeAlias = Iterator[tuple[int, list[str]]]

_DELIMITERS = (",", ";", "\t", "|")
_NEVER = ('"', "\r", "\n")  # they delimit a cell and a row
_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def _no_encoding() -> RosterError:
    return RosterError(
        "There is no such encoding.",
        remedy="Give one, such as cp1252, or None.",
        reason="no-encoding",
    )


def _no_delimiter() -> RosterError:
    return RosterError(
        "A delimiter is one character.",
        remedy='Give one, such as ";", or None.',
        reason="delimiter",
    )


class Sheets(Protocol):
    """What rows are read from: a file, or a dataframe.

    Attributes:
        is_xlsx: Whether its cells are of kinds, and blank ones at the end of a row mean nothing.
        names: Names of its sheets; of CSV the delimiters that it may have.
        size: Bytes in all.
    """

    is_xlsx: bool
    names: Sequence[str]
    size: int

    @property
    def done(self) -> int:
        """Bytes that have been read, where that can be told."""

    def rows(self, name: str) -> Rows:
        """The numbered rows of a sheet."""

    def close(self) -> None:
        """Close what is open."""


class Source:
    """A CSV or XLSX file that is open, with the rows of its sheets.

    Args:
        path: The file.
        limits: How much it may hold.
        encoding: Encoding of CSV; None: what its first bytes tell, else UTF-8.
        delimiter: Delimiter of CSV; None: to be found by its headings.

    Raises:
        RosterError: code `roster`.
        InvalidFactError: code `invalid-fact`.
    """

    def __init__(
        self, path: Path, *, limits: Limits, encoding: str | None, delimiter: str | None
    ) -> None:
        if not all(value is None or isinstance(value, str) for value in (encoding, delimiter)):
            raise InvalidFactError(
                "An encoding and a delimiter are texts.", remedy="Give a text, or None."
            )
        delimiter = as_text(delimiter)
        if delimiter in _NEVER:
            raise _no_delimiter()
        self._input = InputFile(path, limits)
        self.size = self._input.size
        self._encoding = as_text(encoding)
        self._book: Book | None = None
        self._text: io.TextIOWrapper | None = None
        try:
            self._open(limits, delimiter)
        # Also where the user interrupts: nobody else has the file yet.
        except BaseException:
            self.close()
            raise

    def _open(self, limits: Limits, delimiter: str | None) -> None:
        start = self._input.stream.read(1 << 14)
        self._input.stream.seek(0)
        if start.startswith(b"\xd0\xcf\x11\xe0"):
            raise RosterError(
                "This is an XLS file of old.", remedy="Save it as XLSX or CSV.", reason="xls"
            )
        self.is_xlsx = start.startswith(b"PK\x03\x04")
        if self.is_xlsx:
            self._book = Book(self._input, limits)
            self.names: Sequence[str] = tuple(self._book.sheets)
            return
        self._codec = self._encoding or next(
            (name for mark, name in _MARKS.items() if start.startswith(mark)), "utf-8"
        )
        with refusing(_no_encoding, LookupError, ValueError):
            head = start.decode(self._codec, "replace")
        if "\0" in head:
            raise RosterError(
                "The file is no text in the encoding it was read with.",
                remedy="Save it as CSV UTF-8, or give its encoding.",
                reason="encoding",
            )
        first = next((line for line in head.splitlines() if line.strip()), "")
        # One "sheet" for each delimiter; whichever has headings that are known is read.
        self.names = (delimiter,) if delimiter else sorted(_DELIMITERS, key=first.count)[::-1]

    def close(self) -> None:
        """Close the file."""
        self._input.stream.close()

    @property
    def done(self) -> int:
        """Bytes that have been read, where that can be told."""
        return 0 if self.is_xlsx or self._input.stream.closed else self._input.stream.tell()

    def rows(self, name: str) -> Rows:
        """The numbered rows of a sheet, or of CSV with a delimiter.

        Raises:
            RosterError: code `roster`; after the last row, if the file was changed meanwhile.
        """
        yield from self._book.rows(name) if self._book is not None else self._csv(name)
        self.check()

    def blocks(
        self, delimiter: str, *, after: int, apart: Collection[int], size: int
    ) -> Iterator[Block]:
        """The rows of CSV behind its headings in blocks (`csv_lines.cut`)."""
        return cut(self._lines(), delimiter, after=after, apart=apart, size=size)

    def check(self) -> None:
        """Refuse a file that was closed, or written to.

        Raises:
            RosterError: code `roster`.
        """
        fault = self._input.fault()
        if fault is not None:
            raise fault

    def _lines(self) -> Lines:
        """The lines of CSV, from the top."""
        if self._text is not None:
            self._text.detach()
        self._input.stream.seek(0)
        # Unless an encoding was asked for, bytes that are none come as lone surrogates.
        errors = "surrogateescape" if self._encoding is None else "strict"
        with refusing(_no_encoding, LookupError):
            self._text = io.TextIOWrapper(
                self._input.stream, encoding=self._codec, errors=errors, newline=""
            )
        return Lines(self._text.readline)

    def _csv(self, delimiter: str) -> Rows:
        lines = self._lines()
        with refusing(_no_delimiter, TypeError, ValueError):
            reader = csv.reader(lines, delimiter=delimiter)
        stream = self._input.stream
        # What the caller does with a row does not come through here.
        with refusing(left_open, csv.Error), refusing(undecoded, UnicodeError):
            for numbered in enumerate(reader, 1):
                if lines.ended:
                    if numbered[1]:
                        raise left_open()
                    return
                lines.held = 0
                yield numbered
                if stream.closed:
                    return
