"""Rows of a dataframe as rows of cells, for the reader of files: nothing else is read otherwise.

A text is what it would be in CSV; whole numbers, booleans and dates are what they would be in a
spreadsheet. Row 1 is that of the names of the columns.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal
from enum import Enum
from typing import Any

from kopdes_jamsos._plain import as_int, as_text, items_of
from kopdes_jamsos.errors import (
    InvalidFactError,
    MissingPackageError,
    RosterError,
    refusing,
)
from kopdes_jamsos.rosters.cellkinds import KindText, NumberText
from kopdes_jamsos.rosters.limits import Limits, check_limits, too_wide
from kopdes_jamsos.rosters.sheets import Rows

_STEP = 10_000
_LARGEST = 10**20
_MOST_ITEMS = 100
_OTHER = KindText("#")  # marked as a spreadsheet marks its errors, so that it is looked at


def _no_narwhals() -> MissingPackageError:
    return MissingPackageError(
        "Dataframes are read with the package narwhals.",
        value="narwhals",
        remedy="Install kopdes-jamsos[frames].",
        reason="named",
        package="kopdes-jamsos[frames]",
    )


def _unread() -> RosterError:
    return RosterError(
        "The dataframe cannot be read.",
        remedy="Give a frame of pandas, polars or pyarrow whose columns have a name each; "
        "kj.rosters.read reads a file.",
        reason="frame",
    )


class FrameRows:
    """The rows of a dataframe, where the reader expects those of a file.

    Args:
        frame: A frame that narwhals knows; a lazy one is computed.
        name: What findings call it.
        limits: How much it may hold.

    Raises:
        RosterError: code `roster`.
        InvalidFactError: code `invalid-fact`.
        MissingPackageError: code `missing-package`.
    """

    names: Sequence[str] = ("",)
    is_xlsx = True  # its cells are of kinds, and rows are as wide as the row of the headings
    size = 0
    done = 0

    def __init__(self, frame: object, *, name: object, limits: Limits | None) -> None:
        self.limits = check_limits(limits)
        self.name = as_text(name) or ""
        if not self.name:
            raise InvalidFactError(
                "A dataframe that is read needs a name for its findings.",
                remedy='Give a text such as name="anggota".',
            )
        with refusing(_no_narwhals, ModuleNotFoundError):
            import narwhals as nw
        with refusing(_unread, Exception):
            found: Any = nw.from_native(frame)
            self._frame = found.collect() if isinstance(found, nw.LazyFrame) else found
            self._columns = [_heading(column) for column in self._frame.columns]
        if len(self._columns) > self.limits.columns:
            raise too_wide(self.limits)

    def rows(self, _: str) -> Rows:
        """The numbered rows, the names of the columns first.

        Raises:
            RosterError: code `roster`.
        """
        yield 1, list(self._columns)
        for start in range(0, len(self._frame), _STEP):
            with refusing(_unread, Exception):
                cells = self._cells(self._frame[start : start + _STEP])
            yield from enumerate(cells, start + 2)

    def _cells(self, part: Any) -> list[list[str]]:
        columns = [list(_column(series)) for series in part.iter_columns()]
        return [list(row) for row in zip(*columns, strict=True)]

    def close(self) -> None:
        """Nothing is open."""


def _heading(name: object) -> str:
    text = as_text(name)
    return cell_of(name) if text is None else text


def _column(series: Any) -> Iterator[str]:
    nulls = series.is_null().to_list()
    for value, is_null in zip(series.to_list(), nulls, strict=True):
        yield "" if is_null else cell_of(value)


def cell_of(value: object) -> str:
    """A value as the cell that it would be in a file.

    Examples:
        >>> cell_of("Ani"), cell_of(5_000_000.0), cell_of(dt.datetime(1990, 8, 17)), cell_of(True)
        ('Ani', '5000000', '1990-08-17', 'TRUE')
        >>> cell_of([kj.JKK, kj.JKM]), cell_of(object())
        ('JKK, JKM', '#')
    """
    if isinstance(value, Enum):
        value = value.value
    text = as_text(value)
    if text is not None:
        return text
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, dt.date):
        return dt.date.isoformat(value)
    number = as_int(value)
    if number is not None:
        return NumberText(number) if abs(number) < _LARGEST else _OTHER
    if isinstance(value, float | Decimal):
        return _of_fraction(value)
    return _of_several(value)


def _of_fraction(value: Any) -> str:
    """A number that may have decimals, with the digits that a spreadsheet would show."""
    if value != value:  # not a number: what pandas puts where nothing is
        return ""
    if abs(value) >= _LARGEST:
        return _OTHER
    return NumberText(int(value)) if value == int(value) else NumberText(value)


def _of_several(value: object) -> str:
    """A list of texts, such as programmes, as one text."""
    items = [each.value if isinstance(each, Enum) else each for each in items_of(value) or ()]
    texts = [as_text(each) for each in items[:_MOST_ITEMS]]
    return ", ".join(sorted(filter(None, texts))) if texts and None not in texts else _OTHER
