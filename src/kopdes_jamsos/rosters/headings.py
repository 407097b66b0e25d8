"""Headings: how they are compared, and which table a row of them belongs to."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from attrs import frozen

from kopdes_jamsos.errors import RosterError
from kopdes_jamsos.rosters.tables import Table, tables

_SEPARATORS = re.compile(r"[\W_]+")
_LONGEST_HEADING = 200
_NO_HEADING = "(long)"  # no heading looks like this when it is compared


def normal(heading: str) -> str:
    """A heading as headings are compared.

    Examples:
        >>> normal(" Tanggal Lahir ")
        'tanggal_lahir'
    """
    return _SEPARATORS.sub("_", heading.casefold()).strip("_")


@frozen
class Headings:
    """How the headings of a sheet fit a table.

    Attributes:
        table: The table.
        places: Fields with the place of their column, from 0 on.
        names: Headings by place, as compared; of known columns only.
        unknown: Places of columns that are not known.
        width: Number of columns down to the last heading.
        span: Number of cells in the row of the headings, blank ones at its end included.
    """

    table: Table
    places: Mapping[str, int]
    names: Mapping[int, str]
    unknown: tuple[int, ...]
    width: int
    span: int


def fit(table: Table, cells: Sequence[str]) -> Headings | None:
    """How a row fits a table as its headings; None: the row lacks a required field.

    Raises:
        RosterError: code `roster`: a field stands in two columns.
    """
    return _fit(table, cells, _compared(cells))


def holds_headings(table: Table, cells: Sequence[str]) -> bool:
    """Whether a row has several headings of a table, be they all that it needs or not."""
    known = {heading for headings in table.columns.values() for heading in headings}
    return len(known.intersection(_compared(cells))) > 1


def _compared(cells: Sequence[str]) -> list[str]:
    return [normal(cell) if len(cell) <= _LONGEST_HEADING else _NO_HEADING for cell in cells]


def _fit(table: Table, cells: Sequence[str], compared: Sequence[str]) -> Headings | None:
    fields = {heading: name for name, headings in table.columns.items() for heading in headings}
    places: dict[str, int] = {}
    names: dict[int, str] = {}
    unknown: list[int] = []
    twice: list[str] = []
    for place, heading in enumerate(compared):
        name = fields.get(heading)
        if name is not None:
            if name in places:
                twice.append(heading)
            places[name] = place
            names[place] = heading
        elif heading and heading not in table.unused:
            unknown.append(place)
    if not set(table.required) <= set(places):
        return None
    if twice:
        raise RosterError(
            f"Two columns hold the same field: {', '.join(sorted(set(twice)))}.",
            remedy="Delete or rename one of them.",
        )
    width = max((place for place, cell in enumerate(cells) if cell.strip()), default=-1) + 1
    return Headings(table, places, names, tuple(unknown), width, len(cells))


def recognise(cells: Sequence[str], wanted: Table | None) -> Headings | None:
    """The table whose headings a row holds; the one with most of them, if several.

    Args:
        cells: The row.
        wanted: The only table to look for, or None.
    """
    compared = _compared(cells)
    fits = [_fit(table, cells, compared) for table in ([wanted] if wanted else tables())]
    found = [headings for headings in fits if headings is not None]
    if not found:
        return None
    return max(found, key=lambda headings: len(headings.places) - len(headings.unknown))
