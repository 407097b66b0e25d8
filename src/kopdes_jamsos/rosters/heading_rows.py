"""Where the headings of a file stand: in which sheet, and in which row of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from attrs import frozen

from kopdes_jamsos._plain import as_text
from kopdes_jamsos.errors import RosterError
from kopdes_jamsos.rosters.findings import HeadingsError, RosterFinding
from kopdes_jamsos.rosters.headings import (
    Headings,
    holds_headings,
    nearest,
    recognise,
    twice_told,
)
from kopdes_jamsos.rosters.limits import Limits, too_wide
from kopdes_jamsos.rosters.sheets import Rows, Sheets
from kopdes_jamsos.rosters.tables import KnownTable

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


@frozen(kw_only=True)
class HeadingSearch:
    """The search for the headings of a file.

    Attributes:
        file: Name of the file.
        source: The file.
        limits: How wide a row may be.
        wanted: The only table to look for, or None.
        given: Fields that the caller tells, so that no heading need hold them.
    """

    file: str
    source: Sheets
    limits: Limits
    wanted: KnownTable | None
    given: frozenset[str]

    def find(self, sheet: str | None) -> HeadingRow:
        """The headings, looked for in every sheet, or in the one that is named.

        Raises:
            RosterError: code `roster`: the rows are too wide.
            HeadingsError: code `headings`: there are none, or several, or some are not clear.
        """
        found: list[HeadingRow] = []
        failed: RosterError | None = None
        named = as_text(sheet)
        names = [name for name in self.source.names if sheet is None or name == named]
        for name in names:
            try:
                found.extend(self._searched(name))
            except RosterError as error:
                if self.source.is_xlsx:
                    raise
                # Under another delimiter the rows may be as they should.
                failed = failed or error
        if not found:
            raise failed or self._missing(names)
        # Several finds in CSV are one table split by several delimiters: the one that knows most
        # headings is right. In a spreadsheet they are several tables.
        if len(found) > 1 and self.source.is_xlsx:
            raise HeadingsError.of(
                "Several sheets hold a known table.",
                self._finding("sheets-several", found[0].number),
                remedy="Name one of them with sheet=….",
            )
        best = max(found, key=lambda each: len(each.headings.places))
        if best.headings.twice:
            twice = best.headings.twice
            raise HeadingsError.of(
                twice_told(best.headings),
                *(self._finding("heading-twice", best.number, heading) for heading in twice),
                remedy="Delete or rename one of them.",
            )
        return best

    def _finding(self, code: str, row: int, column: str | None = None) -> RosterFinding:
        return RosterFinding(file=self.file, row=row, column=column, code=code)

    def _rows(self, name: str) -> Rows:
        """The rows of a sheet that may hold headings."""
        return islice(self.source.rows(name), _SEARCHED)

    def _searched(self, name: str) -> Iterator[HeadingRow]:
        """The headings of a sheet, if it has any."""
        wide = False
        for number, cells in self._rows(name):
            if len(cells) > self.limits.columns:
                wide = True
                continue
            headings = recognise(cells, self.wanted, self.given)
            if headings is not None:
                yield HeadingRow(name, number, headings)
                return
        if wide:
            raise too_wide(self.limits)

    def _missing(self, names: Sequence[str]) -> HeadingsError:
        """What the row lacks that comes nearest to the headings of a table."""
        near = [
            (number, *found)
            for name in names
            for number, cells in self._rows(name)
            if (found := nearest(cells, self.wanted, self.given)) is not None
        ]
        if not near:
            return HeadingsError.of(
                "No row of headings of a known table was found.",
                self._finding("headings-missing", 1),
                remedy="Compare the headings with kj.rosters.tables(); name the sheet, if any.",
            )
        row, headings, fields = max(near, key=lambda each: (len(each[1].places), -len(each[2])))
        missing = [headings.table.columns[field][0] for field in fields]
        remedy = f"Add the column{'s' * (len(missing) > 1)}."
        if "organ" in fields:
            remedy += " If all people are of one kind, give organ=…."
        return HeadingsError.of(
            f"Row {row} is the nearest to a row of headings; for the table {headings.table.name} "
            f"it has no column for: {', '.join(missing)}.",
            *(self._finding("heading-missing", row, heading) for heading in missing),
            remedy=remedy,
        )

    def pass_titles(self, rows: Rows, found: HeadingRow) -> int:
        """Read from the top down to the headings; the number of rows, these included.

        Raises:
            HeadingsError: code `headings`: rows stand between incomplete headings and the headings.
        """
        at, count, incomplete = 0, 0, 0
        while at != found.number:
            at, cells = next(rows)
            count += 1
            if incomplete and at != found.number and any(cell.strip() for cell in cells):
                raise HeadingsError.of(
                    f"Rows {incomplete} and {found.number} both hold headings; the first ones are "
                    "incomplete, and rows stand between them.",
                    self._finding("headings-incomplete", incomplete),
                    remedy="Complete the first headings and delete the second, or give each table "
                    "a sheet of its own.",
                )
            if holds_headings(found.headings.table, cells):
                incomplete = at
        return count
