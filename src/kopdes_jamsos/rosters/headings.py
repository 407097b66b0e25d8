"""Headings: how they are compared, and which table a row of them belongs to."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from attrs import frozen

from kopdes_jamsos.errors import RosterError
from kopdes_jamsos.rosters.tables import KnownTable, tables

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
        twice: Headings of a field that an earlier column has already.
        width: Number of columns down to the last heading.
        span: Number of cells in the row of the headings, blank ones at its end included.
    """

    table: KnownTable
    places: Mapping[str, int]
    names: Mapping[int, str]
    unknown: tuple[int, ...]
    width: int
    span: int
    twice: tuple[str, ...] = ()


def fit(table: KnownTable, cells: Sequence[str]) -> Headings | None:
    """How a row fits a table as its headings; None: the row lacks a required field.

    Raises:
        RosterError: code `roster`: a field stands in two columns.
    """
    found = _fit(table, cells, _compared(cells), frozenset())
    if found is not None and found.twice:
        raise RosterError(
            twice_told(found), remedy="Delete or rename one of them.", reason="heading-twice"
        )
    return found


def twice_told(headings: Headings) -> str:
    """What an error says of fields that stand in two columns."""
    return f"Two columns hold the same field: {', '.join(headings.twice)}."


def holds_headings(table: KnownTable, cells: Sequence[str]) -> bool:
    """Whether a row has several headings of a table, be they all that it needs or not."""
    known = {heading for headings in table.columns.values() for heading in headings}
    return len(known.intersection(_compared(cells))) > 1


def _compared(cells: Sequence[str]) -> list[str]:
    return [normal(cell) if len(cell) <= _LONGEST_HEADING else _NO_HEADING for cell in cells]


def _fit(
    table: KnownTable, cells: Sequence[str], compared: Sequence[str], given: frozenset[str]
) -> Headings | None:
    found = _placed(table, cells, compared)
    return found if set(table.required) - given <= set(found.places) else None


def _placed(table: KnownTable, cells: Sequence[str], compared: Sequence[str]) -> Headings:
    fields = {heading: name for name, headings in table.columns.items() for heading in headings}
    places: dict[str, int] = {}
    names: dict[int, str] = {}
    unknown: list[int] = []
    twice: set[str] = set()
    for place, heading in enumerate(compared):
        name = fields.get(heading)
        if name is not None:
            if name in places:
                twice.add(heading)
            places[name] = place
            names[place] = heading
        elif heading and heading not in table.unused:
            unknown.append(place)
    # A column of its own tells the day; what tells it once more is not read.
    if "birth" in places and "birth_date" in places:
        del names[places["birth"]]
        unknown = sorted((*unknown, places.pop("birth")))
    width = max((place for place, cell in enumerate(cells) if cell.strip()), default=-1) + 1
    return Headings(table, places, names, tuple(unknown), width, len(cells), tuple(sorted(twice)))


def recognise(
    cells: Sequence[str], wanted: KnownTable | None, given: frozenset[str] = frozenset()
) -> Headings | None:
    """The table whose headings a row holds; the one with most of them, if several.

    Args:
        cells: The row.
        wanted: The only table to look for, or None.
        given: Fields that the caller tells, so that no heading need hold them.
    """
    compared = _compared(cells)
    fits = [_fit(table, cells, compared, given) for table in _candidates(wanted)]
    found = [headings for headings in fits if headings is not None]
    if not found:
        return None
    return max(found, key=lambda headings: len(headings.places) - len(headings.unknown))


def nearest(
    cells: Sequence[str], wanted: KnownTable | None, given: frozenset[str]
) -> tuple[Headings, tuple[str, ...]] | None:
    """The table of which a row has most headings, though not all, and the fields that are missing.

    None: the row has not two headings of any table.
    """
    compared = _compared(cells)
    found = [
        (headings, tuple(name for name in table.required if name not in {*headings.places, *given}))
        for table in _candidates(wanted)
        if len((headings := _placed(table, cells, compared)).places) > 1
    ]
    return max(found, key=lambda each: (len(each[0].places), -len(each[1])), default=None)


def _candidates(wanted: KnownTable | None) -> Sequence[KnownTable]:
    return tables() if wanted is None else (wanted,)
