"""Cells read as dates, day before month where both are possible, as Indonesia writes them."""

from __future__ import annotations

import datetime as dt

from kopdes_jamsos.free_text import date_in
from kopdes_jamsos.rosters.cells import Row

_FIRST_YEAR = 1900
_FIGURES = frozenset("0123456789")
_BETWEEN = " ,;:/.-"  # a place of birth and the date


def read_date(row: Row, name: str, text: str) -> dt.date | None:
    """A date, day before month where both are possible, as Indonesia writes it."""
    found, code = date_in(text)
    if code is not None:
        read = None if found is None else found.isoformat()
        row.find(code, name, original=text, repaired=read)
    return found


def read_birth_date(row: Row, text: str | None, on: dt.date) -> dt.date | None:
    """A birth date that is possible on a day."""
    found = None if text is None else read_date(row, "birth_date", text)
    return _possible(row, "birth_date", text, found, on)


def _possible(
    row: Row, name: str, text: str | None, found: dt.date | None, on: dt.date
) -> dt.date | None:
    if found is None or (found.year >= _FIRST_YEAR and found <= on):
        return found
    row.find("birth-date-impossible", name, original=text)
    return None


def read_birth(row: Row, on: dt.date) -> tuple[str | None, dt.date | None]:
    """Place and day of birth out of one cell: what stands before its first figure is the place.

    Of a cell in which no date can be read the place is not read either.
    """
    text = row.text("birth")
    if text is None:
        return None, None
    begin = next((place for place, sign in enumerate(text) if sign in _FIGURES), len(text))
    found, code = date_in(text[begin:])
    if code is not None:
        read = None if found is None else found.isoformat()
        row.find(code, "birth", original=text, repaired=read)
    place = text[:begin].rstrip(_BETWEEN)
    return (None if found is None else place or None), _possible(row, "birth", text, found, on)
