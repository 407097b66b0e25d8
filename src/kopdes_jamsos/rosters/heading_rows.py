"""Where the headings of a file stand: in which sheet, and in which row of it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from attrs import frozen

from kopdes_jamsos._plain import as_text
from kopdes_jamsos.errors import RosterError
from kopdes_jamsos.rosters.headings import Headings, holds_headings, recognise
from kopdes_jamsos.rosters.limits import Limits, too_wide
from kopdes_jamsos.rosters.sheets import Rows, Source
from kopdes_jamsos.rosters.tables import Table

# Titles may stand above the headings.
_SEARCHED = 20


@frozen
class HeadingRow:
    """The row of the headings.

    Attributes:
        sheet: Name of the sheet; of CSV its delimiter.
        number: Number of the row.
        headings: How it fits a table.
    """

    sheet: str
    number: int
    headings: Headings


def find_headings(
    source: Source, wanted: Table | None, sheet: str | None, limits: Limits
) -> HeadingRow:
    """The headings of a file, looked for in every sheet.

    Args:
        source: The file.
        wanted: The only table to look for, or None.
        sheet: The only sheet to look in, or None.
        limits: How wide a row may be.

    Raises:
        RosterError: code `roster`: there are none, or several.
    """
    found: list[HeadingRow] = []
    failed: RosterError | None = None
    named = as_text(sheet)
    for name in (name for name in source.names if sheet is None or name == named):
        try:
            found.extend(_searched(source, name, wanted, limits))
        except RosterError as error:
            if source.is_xlsx:
                raise
            # Under another delimiter the rows may be as they should.
            failed = failed or error
    if not found:
        raise failed or RosterError(
            "No row of headings of a known table was found.",
            remedy="Compare the headings with kj.rosters.tables(); name the sheet, if any.",
        )
    # Several finds in CSV are one table split by several delimiters: the one that knows most
    # headings is right. In a spreadsheet they are several tables.
    if len(found) > 1 and source.is_xlsx:
        raise RosterError(
            "Several sheets hold a known table.", remedy="Name one of them with sheet=…."
        )
    return max(found, key=lambda each: len(each.headings.places))


def _searched(
    source: Source, name: str, wanted: Table | None, limits: Limits
) -> Iterator[HeadingRow]:
    """The headings of a sheet, if it has any."""
    wide = False
    for number, cells in islice(source.rows(name), _SEARCHED):
        if len(cells) > limits.columns:
            wide = True
            continue
        headings = recognise(cells, wanted)
        if headings is not None:
            yield HeadingRow(name, number, headings)
            return
    if wide:
        raise too_wide(limits)


def pass_titles(rows: Rows, found: HeadingRow) -> int:
    """Read from the top down to the headings; the number of rows, these included.

    Raises:
        RosterError: code `roster`: rows stand between incomplete headings and the headings.
    """
    at, count, incomplete = 0, 0, 0
    while at != found.number:
        at, cells = next(rows)
        count += 1
        if incomplete and at != found.number and any(cell.strip() for cell in cells):
            raise RosterError(
                f"Rows {incomplete} and {found.number} both hold headings; the first ones are "
                "incomplete, and rows stand between them.",
                remedy="Complete the first headings and delete the second, or give each table "
                "a sheet of its own.",
            )
        if holds_headings(found.headings.table, cells):
            incomplete = at
    return count
