"""What a cell of a sheet says: its place, and its text, number or date."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal, InvalidOperation

from kopdes_jamsos._files.sheets import LAST_ROW, LONGEST_TEXT
from kopdes_jamsos.errors import RosterError, refusing
from kopdes_jamsos.rosters.cellkinds import ErrorText, NumberText
from kopdes_jamsos.rosters.limits import Limits, too_wide
from kopdes_jamsos.rosters.xlsx_parts import count_in, damaged

_LAST_COLUMN = 16_384
SIGNS = ("=", "'")
_WHOLE = re.compile(r"-?[0-9]{1,20}")
_DAYS = re.compile(r"([0-9]{1,7})(?:\.[0-9]*)?")
_MOST_DIGITS = 20  # of a number that is written out
_TRUTHS = {"1": "TRUE", "true": "TRUE", "0": "FALSE", "false": "FALSE"}


def marked(text: str) -> str:
    """A text, marked as one as in CSV: in a spreadsheet only what is stored as a formula is one.

    Examples:
        >>> marked("=1+1"), marked("Ani")
        ("'=1+1", 'Ani')
    """
    return f"'{text}" if text.startswith(SIGNS) else text


class CellReader:
    """Rows of texts out of the elements of a sheet.

    Args:
        shared: The shared texts, marked as texts.
        dates: Numbers of the cell formats that show dates.
        epoch: The day from which days are counted.
        limits: How much the sheet may hold.
    """

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

    def begin(self, written: str | None) -> str:
        """Take the number of a row."""
        number = self.number + 1 if written is None else count_in(written)
        if not self.number < number <= LAST_ROW:
            raise RosterError(
                "The rows of the sheet are not in order.",
                remedy="Open it in a spreadsheet program and save it again.",
                reason="row-order",
            )
        self.number = number
        return str(number)

    def move(self, row: list[str], reference: str | None) -> None:
        """Fill a row up to the place of a cell."""
        place = len(row)
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

    def read(self, kind: str, style: str | None, found: str) -> str:
        """The text of a cell.

        Args:
            kind: What the cell says that it holds.
            style: Number of its format.
            found: What it holds.

        Raises:
            RosterError: code `roster`: something else.
        """
        if kind == "n":
            return self._date(found) if style in self._dates else _number(found)
        if kind == "s":
            return self.shared[count_in(found)]
        if kind == "inlineStr":
            return marked(found)
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
