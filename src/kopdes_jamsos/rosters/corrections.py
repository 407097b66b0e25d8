"""Findings as a table that somebody can correct, and the way back.

The table has a row for each finding: where it is, what was found, what stood in the cell and what
was read instead. Whoever corrects it fills the last column; the next reading of the same file then
takes the corrected cells. "(hapus)" there drops the row, "(kosong)" makes the cell blank.

The table holds what stood in the cells, names and NIKs among it: treat it like the roster itself.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, cast

from attrs import field, frozen

from kopdes_jamsos._files.sheets import Cell, page_of, write
from kopdes_jamsos._plain import as_int, items_of, pairs_of
from kopdes_jamsos.errors import InvalidFactError, RosterError
from kopdes_jamsos.law.kinds import Frozen
from kopdes_jamsos.rosters.cellkinds import NumberText
from kopdes_jamsos.rosters.cells import Row
from kopdes_jamsos.rosters.edits import BLANK, DROP, unused
from kopdes_jamsos.rosters.findings import RosterFinding
from kopdes_jamsos.rosters.headings import Headings, fit, normal
from kopdes_jamsos.rosters.limits import Limits, check_limits, check_path
from kopdes_jamsos.rosters.sheets import Source
from kopdes_jamsos.rosters.tables import KnownTable, table_of
from kopdes_jamsos.wording.language import Language, languages, words

_HEADINGS = (
    "file", "row", "column", "code", "severity",
    "message", "remedy", "original", "repaired", "correction",
)  # fmt: skip
_ROW = re.compile(r"[0-9]{1,20}")


def _in_all(name: str) -> tuple[str, ...]:
    """A word of the sheets in all languages: a table is read back in any of them."""
    return tuple(dict.fromkeys(words(each).tables["sheets"][name] for each in languages()))


@cache
def _table() -> KnownTable:
    columns = {name: _in_all(name) for name in _HEADINGS}
    return table_of("corrections", columns, ("file", "row", "column", "correction"))


def _cells(
    value: Mapping[tuple[str, int], Mapping[str | None, str]],
) -> Mapping[tuple[str, int], Mapping[str | None, str]]:
    pairs = pairs_of(value)
    if pairs is not None:
        found = {_place(key): _compared(row) for key, row in pairs.items()}
        if None not in found and None not in found.values():
            return cast("dict[tuple[str, int], Mapping[str | None, str]]", found)
    raise InvalidFactError(
        "Corrections are texts by heading, each heading once, by file and row.",
        remedy='Give them as {("a.csv", 7): {"nama": "…"}}.',
    )


def _compared(row: Any) -> Mapping[str | None, str] | None:
    """Texts by heading as headings are compared; None: they are none, or a heading is twice."""
    if not isinstance(row, Mapping) or not all(isinstance(each, str) for each in row.values()):
        return None
    found = {normal(name) if isinstance(name, str) else name: row[name] for name in row}
    return found if len(found) == len(row) else None


def _place(key: Any) -> tuple[str, int] | None:
    """File and row, or None."""
    file, row = key if type(key) is tuple and len(key) == 2 else ("", None)
    number = as_int(row)
    return None if number is None or not isinstance(file, str) else (file, number)


@frozen(kw_only=True)
class Corrections:
    """Corrected cells by file, row and heading.

    Attributes:
        cells: New cells by file and row; the heading None stands for the row itself.

    Examples:
        >>> kj.rosters.Corrections(cells={}).of_row("anggota.csv", 7)
        {}
    """

    cells: Mapping[tuple[str, int], Mapping[str | None, str]] = field(converter=_cells, repr=False)

    def of_row(self, file: str, row: int) -> Mapping[str | None, str]:
        """New cells of a row by the heading of their column.

        Examples:
            >>> cells = {("a.csv", 7): {"nama": "Ani Contoh"}}
            >>> kj.rosters.Corrections(cells=cells).of_row("a.csv", 7)
            {'nama': 'Ani Contoh'}
        """
        return self.cells.get((file, row), {})

    def unread(self, files: Iterable[str]) -> tuple[RosterFinding, ...]:
        """Findings for corrections of other files than those that were read.

        A reading names the corrections of its own file that fit nothing, and `gather` those of
        files that are not among its rosters; this is for what is read with `scan` only.

        Args:
            files: Names of the files that were read.

        Examples:
            >>> fixed = kj.rosters.Corrections(cells={("a.csv", 7): {"nama": "Ani Contoh"}})
            >>> [finding.code for finding in fixed.unread(["b.csv"])]
            ['correction-unused']
        """
        read = set(files)
        return unused([each for each in self.cells.items() if each[0][0] not in read])


def write_findings(
    findings: Iterable[RosterFinding], path: str | os.PathLike[str], *, language: Language = "id"
) -> None:
    """Write findings as CSV or XLSX, with an empty column for corrections.

    Args:
        findings: The findings.
        path: The file; its ending decides.
        language: "id" or "en".

    Raises:
        InvalidFactError: code `invalid-fact`: another ending.
        UnknownChoiceError: code `unknown-choice`.
        OutputError: code `output`: the file cannot be written, or openpyxl is not installed.

    Examples:
        >>> path = folder / "temuan.csv"
        >>> kj.rosters.write_findings(
        ...     [kj.rosters.RosterFinding(file="a.csv", row=2, code="name-missing")], path
        ... )
        >>> path.read_text("utf-8-sig").splitlines()[1]
        'a.csv,2,,name-missing,peringatan,Nama kosong.,Isi nama seperti pada KTP.,,,'
    """
    known = words(language)

    def row(finding: RosterFinding) -> list[Cell]:
        if not isinstance(finding, RosterFinding):
            raise InvalidFactError(
                "This writes findings and nothing else.", remedy="Give those of a Roster."
            )
        return [
            finding.file,
            finding.row,
            finding.column,
            finding.code,
            known.tables["sheets"][finding.severity],
            finding.message(language),
            finding.remedy(language),
            finding.original,
            finding.repaired,
            None,
        ]

    given = items_of(findings)
    rows = map(row, [findings] if given is None else given)
    write(path, [page_of(known, "findings", _HEADINGS, rows)])


def read_corrections(path: str | os.PathLike[str], *, limits: Limits | None = None) -> Corrections:
    r"""Read what was filled into the table of findings.

    Args:
        path: The file that `write_findings` wrote, corrected, as CSV or XLSX.
        limits: As for `scan`.

    Raises:
        RosterError: code `roster`: no such table, a row that names no row of a file, or two
            different corrections of one cell.
        InvalidFactError: code `invalid-fact`.

    Examples:
        >>> _ = (folder / "a.csv").write_text("ref,name,organ\nM-1,,member\nM-2,Budi,member\n")
        >>> _ = (folder / "fixed.csv").write_text(
        ...     "file,row,column,correction\na.csv,2,name,Ani Contoh\n"
        ... )
        >>> corrections = kj.rosters.read_corrections(folder / "fixed.csv")
        >>> on = dt.date(2026, 11, 22)
        >>> len(kj.rosters.read(folder / "a.csv", on=on).people)
        1
        >>> len(kj.rosters.read(folder / "a.csv", on=on, corrections=corrections).people)
        2
    """
    cells: dict[tuple[str, int], dict[str | None, str]] = {}
    drops, blanks = _in_all("drop"), _in_all("blank")
    for row in _rows_of(path, _table(), limits):
        text = row.text("correction")
        if text is None:
            continue
        file, number = row.text("file"), row.text("row")
        if file is None or number is None or not _ROW.fullmatch(number):
            raise RosterError(
                f"Row {row.number} of the corrections names no file and row.",
                remedy="Leave these columns as they were written.",
                reason="correction-place",
                number=row.number,
            )
        column = row.text("column")
        word = text.lower()
        heading = None if word in drops or column is None else normal(column)
        new = DROP if word in drops else BLANK if word in blanks else text
        if row.is_number("correction"):
            new = NumberText(new)  # a NIK may have been rounded here as well
        if heading is None and new != DROP:
            raise RosterError(
                f"Row {row.number} of the corrections corrects a row as a whole.",
                remedy=f"Name the column, or write {DROP}.",
                reason="correction-row",
                number=row.number,
                drop=DROP,
            )
        known = cells.setdefault((file, int(number)), {})
        if known.setdefault(heading, new) != new:
            raise RosterError(
                f"Row {row.number} of the corrections corrects a cell a second time.",
                remedy="Correct it once; other findings about it can stay blank.",
                reason="correction-twice",
                number=row.number,
            )
    return Corrections(cells=Frozen(cells))


def _rows_of(
    path: str | os.PathLike[str], table: KnownTable, limits: Limits | None
) -> Iterable[Row]:
    """The rows of a table of ours; those without any text are left out."""
    place, bounds = check_path(path), check_limits(limits)
    source = Source(place, limits=bounds, encoding=None, delimiter=None)
    try:
        found: Headings | None = None
        for name in source.names:
            for number, (at, cells) in enumerate(source.rows(name)):
                if number > bounds.rows:
                    raise RosterError(
                        "The table has too many rows.",
                        remedy="Check the file.",
                        reason="corrections-long",
                    )
                if found is None:
                    found = fit(table, cells) if len(cells) <= bounds.columns else None
                    if found is None:
                        break
                elif any(cell.strip() for cell in cells):
                    yield Row(place.name, at, cells, found, bounds.characters)
            if found is not None:
                return
        raise RosterError(
            "The file has not the headings of the table.",
            remedy=f"It needs: {', '.join(table.columns[name][0] for name in table.required)}.",
            reason="corrections-headings",
        )
    finally:
        source.close()
