"""Rows of texts out of the XML of a sheet, as its parser meets the elements."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation

from attrs import frozen

from kopdes_jamsos.errors import RosterError, refusing
from kopdes_jamsos.rosters.cellkinds import ErrorText, FormulaText, NumberText
from kopdes_jamsos.rosters.limits import LAST_ROW, LONGEST_TEXT, Limits, damaged

# A tag or a text that does not end within so much, elements within elements so deep, are none that
# a spreadsheet program writes.
LONGEST_TOKEN = 1 << 20
_DEPTH = 40
_LAST_COLUMN = 16_384
_SIGNS = ("=", "'")
_WHOLE = re.compile(r"-?[0-9]{1,20}")


@frozen
class Handlers:
    """What the parser calls at the start and the end of an element, and for its text."""

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


def shared_handlers(texts: list[str]) -> Handlers:
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
            if len(found) > LONGEST_TOKEN:
                raise damaged()

    return Handlers(start, end, text)


def sheet_handlers(reader: CellReader, ready: list[tuple[int, list[str]]]) -> Handlers:
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
            if len(found) > LONGEST_TOKEN:
                raise damaged()

    return Handlers(start, end, text)


class CellReader:
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
    with refusing(damaged, InvalidOperation):
        value = Decimal(found)
    # The size first: int() of 1e999999 would have a million digits.
    if value.is_finite() and value.adjusted() < 20 and value == value.to_integral_value():
        return NumberText(f"{int(value)}")
    return NumberText(found)
