"""Cells read as dates, day before month where both are possible, as Indonesia writes them."""

from __future__ import annotations

import datetime as dt
import re

from kopdes_jamsos.months import Month
from kopdes_jamsos.rosters.cells import Row

_YEAR_FIRST = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?:[ T][0-9:.+Z]*)?")
_YEAR_LAST = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})(?:[ T][0-9:.+Z]*)?")
_NAMED = re.compile(r"([0-9]{1,2})[-\s]+([A-Za-z]{3,9})\.?[-,\s]+([0-9]{4})")
_ZERO = re.compile(r"0{1,4}[-/. ]0{1,2}[-/. ]0{1,4}(?:[ T][0:.]*)?")
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari jan january", "februari feb february pebruari peb", "maret mar march",
            "april apr", "mei may", "juni jun june", "juli jul july", "agustus agu agt aug august",
            "september sep sept", "oktober okt oct october", "november nov nopember nop",
            "desember des dec december",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
# Five digits: four may be a year.
_SERIAL = re.compile(r"[0-9]{5}")
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


def date_in(text: str) -> tuple[dt.date | None, str | None]:
    """The date that a text names as people write it, and the code of a finding about it.

    Examples:
        >>> date_in("5 November 2026"), date_in("05/11/2026")[0], date_in("5 Nov")
        ((datetime.date(2026, 11, 5), None), datetime.date(2026, 11, 5), (None, 'date-unreadable'))
    """
    if _ZERO.fullmatch(text):
        return None, "date-zero"
    found: dt.date | None = None
    code = None
    if match := _YEAR_FIRST.fullmatch(text):
        found = _date(match[1], match[2], match[3])
    elif match := _YEAR_LAST.fullmatch(text):
        found = _date(match[3], match[2], match[1])
        if found is None:
            found, code = _date(match[3], match[1], match[2]), "date-order"
    elif match := _NAMED.fullmatch(text):
        month = _MONTHS.get(match[2].lower())
        found = _date(match[3], str(month), match[1]) if month else None
    elif _SERIAL.fullmatch(text):
        found, code = dt.date(1899, 12, 30) + dt.timedelta(int(text)), "date-serial"
    return found, "date-unreadable" if found is None else code


def month_in(text: str) -> Month | None:
    """The month that a text names as people write it, or None where it names none.

    Examples:
        >>> month_in("November 2026"), month_in("11/2026"), month_in("2026-11"), month_in("13/2026")
        (Month(2026, 11), Month(2026, 11), Month(2026, 11), None)
    """
    for whole in (f"1 {text}", f"1-{text}", f"{text}-1"):
        day, code = date_in(whole)
        if day is not None and code is None:  # no day was taken for the month
            return Month.of(day)
    return None


def _date(year: str, month: str, day: str) -> dt.date | None:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None


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
