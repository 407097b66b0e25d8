"""Rows of texts out of the XML of a sheet, as its parser meets the elements."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from kopdes_jamsos.errors import RosterError, refusing
from kopdes_jamsos.rosters.cellkinds import ErrorText, FormulaText, NumberText
from kopdes_jamsos.rosters.limits import LAST_ROW, LONGEST_TEXT, Limits, too_wide
from kopdes_jamsos.rosters.xlsx_parts import (
    DEEPEST,
    LONGEST_TOKEN,
    Handlers,
    count_in,
    damaged,
    names_in,
)

_LAST_COLUMN = 16_384
_SIGNS = ("=", "'")
_WHOLE = re.compile(r"-?[0-9]{1,20}")
_DAYS = re.compile(r"([0-9]{1,7})(?:\.[0-9]*)?")
_MOST_DIGITS = 20  # of a number that is written out
_TRUTHS = {"1": "TRUE", "true": "TRUE", "0": "FALSE", "false": "FALSE"}

# What the elements of large parts mean here.
_UNIT, _VALUE, _TEXT, _ROW, _DATA, _FORMULA, _LEFT, _RUN = range(1, 9)
# Where the parser of a sheet is; beside the data and in what is left aside, texts mean nothing.
_BESIDE, _ASIDE, _IN_DATA, _IN_ROW, _IN_CELL, _IN_TEXT = range(6)
# In a cell or a shared text: what a text consists of, how it looks, and what is left aside.
_IN_TEXTS = {
    **dict.fromkeys(("is", "r", "rPr", "phoneticPr"), _RUN),
    **dict.fromkeys(("b", "i", "u", "strike", "outline", "shadow", "condense", "extend"), _RUN),
    **dict.fromkeys(("sz", "color", "rFont", "family", "charset", "scheme", "vertAlign"), _RUN),
    "rPh": _LEFT,
    "extLst": _LEFT,
}
_IN_SHARED = {"si": _UNIT, "t": _TEXT, **_IN_TEXTS}
_IN_SHEET = {
    **{"c": _UNIT, "v": _VALUE, "t": _TEXT, "row": _ROW, "sheetData": _DATA, "f": _FORMULA},
    **_IN_TEXTS,
}

# The two functions below are closures and not classes: they run some ten times for each cell, and
# local names are what Python reads fastest.


def shared_handlers(texts: list[str]) -> Handlers:
    """Shared texts: runs are joined, phonetic hints left out."""
    kinds: dict[str, int] = {}
    pieces: list[str] = []
    taking = in_unit = False
    aside = depth = held = 0

    def start(name: str, _: dict[str, str]) -> None:
        nonlocal kinds, taking, in_unit, aside, depth, held
        depth += 1
        if taking or depth > DEEPEST:
            raise damaged()
        kind = kinds.get(name)
        if kind == _TEXT:
            taking = in_unit and not aside
            if not (taking or aside):
                raise damaged()
        elif kind == _UNIT:
            if in_unit:
                raise damaged()
            in_unit = True
            held = 0
        elif kind == _LEFT:
            aside += 1
        elif not kinds:
            kinds = names_in(name, "sst", _IN_SHARED)
        elif kind is None and not aside:
            raise damaged()

    def end(name: str) -> None:
        nonlocal taking, in_unit, aside, depth
        depth -= 1
        kind = kinds.get(name)
        if kind == _TEXT:
            taking = False
        elif kind == _UNIT:
            in_unit = False
            texts.append("".join(pieces))
            pieces.clear()
        elif kind == _LEFT:
            aside -= 1

    def text(more: str) -> None:
        nonlocal held
        if taking:
            pieces.append(more)
            held += len(more)
            if held > LONGEST_TOKEN:
                raise damaged()
        elif not (aside or more.isspace()):
            raise damaged()

    return Handlers(start, end, text)


def sheet_handlers(reader: CellReader, ready: list[tuple[int, list[str]]]) -> Handlers:
    """Cells and rows of a sheet; rows that have come to their end are put into `ready`."""
    kinds: dict[str, int] = {}
    unit = value = piece = ""  # the names that there are most of
    letters, shared = reader.letters, reader.shared
    width = len(letters)
    row: list[str] = []
    append = row.append
    cell: dict[str, str] = {}
    at = ""  # number of the row, as its cells repeat it
    came = found = ""  # the element that gave the cell its text, and the text
    more_found: list[str] = []
    place = left = _BESIDE  # where the parser is, and where it was before what is left aside
    formula = False
    aside = depth = held = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal cell, place, formula, came, found
        if name == unit:
            if place != _IN_ROW:
                raise damaged()
            place = _IN_CELL
            cell = attributes
            came = found = ""
            formula = False
        elif name == value:
            if place != _IN_CELL or came:
                raise damaged()
            place = _IN_TEXT
            came = name
        elif name == piece and place != _ASIDE:
            if place != _IN_CELL or came == value:
                raise damaged()
            place = _IN_TEXT
            came = name
        else:
            other(name, attributes)

    def other(name: str, attributes: dict[str, str]) -> None:
        nonlocal kinds, unit, value, piece, row, append, at, place, left
        nonlocal formula, aside, depth, held
        kind = kinds.get(name)
        if kind == _ROW:
            if place != _IN_DATA:
                raise damaged()
            place = _IN_ROW
            row = []
            append = row.append
            held = 0
            at = reader.begin(attributes)
            return
        depth += 1
        if place == _IN_TEXT or depth > DEEPEST:
            raise damaged()
        if aside or kind in (_LEFT, _FORMULA):
            if not aside:
                place, left = _ASIDE, place
            formula = formula or kind == _FORMULA
            aside += 1
        elif kind == _DATA:
            if place != _BESIDE:
                raise damaged()
            place = _IN_DATA
        elif not kinds:
            kinds = names_in(name, "worksheet", _IN_SHEET)
            unit, value, piece, *_ = kinds
        elif kind is None and place != _BESIDE:
            raise damaged()

    def end(name: str) -> None:
        nonlocal found, place
        if name == unit:
            place = _IN_ROW
            at_place = len(row)
            # Nearly every cell says that it is the next one; the others are checked.
            if at_place >= width or cell.get("r") != letters[at_place] + at:
                reader.move(row, cell)
            if more_found:
                found += "".join(more_found)
                more_found.clear()
            if formula:
                append(FormulaText("="))
                return
            stored = cell.get("t")
            if stored != "inlineStr":
                if stored != "s" or not found:
                    append(found and reader.read(cell, found))
                    return
                found = shared[count_in(found)]
            # Marked as text, as in CSV: in a spreadsheet only what is stored as a formula is one.
            append(f"'{found}" if found and found[0] in _SIGNS else found)
        elif place == _IN_TEXT:
            place = _IN_CELL
        else:
            other_end(name)

    def other_end(name: str) -> None:
        nonlocal place, aside, depth
        kind = kinds.get(name)
        if kind == _ROW:
            ready.append((reader.number, row))
            place = _IN_DATA
            return
        depth -= 1
        if aside:
            aside -= 1
            if not aside:
                place = left
        elif kind == _DATA:
            place = _BESIDE

    def text(more: str) -> None:
        nonlocal found, held
        if place == _IN_TEXT:
            if found:
                more_found.append(more)
            else:
                found = more
            held += len(more)
            if held > LONGEST_TOKEN:
                raise damaged()
        elif place >= _IN_DATA and not more.isspace():
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

    def begin(self, row: Mapping[str, str]) -> str:
        """Take the number of a row."""
        written = row.get("r")
        number = self.number + 1 if written is None else count_in(written)
        if not self.number < number <= LAST_ROW:
            raise RosterError(
                "The rows of the sheet are not in order.",
                remedy="Open it in a spreadsheet program and save it again.",
            )
        self.number = number
        return str(number)

    def move(self, row: list[str], cell: Mapping[str, str]) -> None:
        """Fill a row up to the place of a cell."""
        place = len(row)
        reference = cell.get("r")
        if reference is not None:
            letters = reference.rstrip("0123456789")
            if reference != f"{letters}{self.number}":
                raise damaged()  # a cell of another row
            known = self._columns.get(letters)
            place = self._column(letters) if known is None else known
        if place < len(row):
            raise damaged()  # a cell that the file has twice
        if place >= self._limits.columns:
            raise too_wide(self._limits)
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
        if kind == "b" and found in _TRUTHS:
            return _TRUTHS[found]
        if kind == "d":
            return found[:10]
        if kind != "str":
            raise damaged()
        return found

    def _date(self, found: str) -> str:
        usual = _DAYS.fullmatch(found)
        days = int(usual[1]) if usual else _days(found)
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


def _decimal(found: str) -> Decimal | None:
    """A number of a file, or None: it is none that can be counted with, or has too many digits."""
    with refusing(damaged, InvalidOperation):
        value = Decimal(found)
    if "_" in found or not found.isascii():
        raise damaged()
    # The size first: int() of 1e9999999 works for a minute.
    return value if value.is_finite() and value.adjusted() < _MOST_DIGITS else None


def _days(found: str) -> int:
    """Whole days of a date; 0: no date."""
    value = _decimal(found)
    return 0 if value is None else int(value)


def _number(found: str) -> str:
    """A number with the digits that the file holds: 3.604E3 is 3604."""
    if _WHOLE.fullmatch(found) or len(found) > LONGEST_TEXT:
        return NumberText(found)
    value = _decimal(found)
    if value is not None and value == value.to_integral_value():
        return NumberText(f"{int(value)}")
    return NumberText(found)
