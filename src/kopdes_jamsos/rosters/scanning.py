"""Reading a table row by row, in bounded memory.

Every row goes somewhere: it becomes a person (a profile, a place, a business), or a finding says
why not, or it is blank. `Tally` counts them.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from kopdes_jamsos.errors import RosterError
from kopdes_jamsos.months import DateLike, as_date
from kopdes_jamsos.rosters.asides import is_sum, numbers_columns
from kopdes_jamsos.rosters.cells import Row
from kopdes_jamsos.rosters.clean import CleanRows
from kopdes_jamsos.rosters.edits import BLANK, DROP, Edits, check_edits, unused
from kopdes_jamsos.rosters.findings import RosterFinding, Tally
from kopdes_jamsos.rosters.frame_rows import FrameRows
from kopdes_jamsos.rosters.heading_rows import HeadingSearch
from kopdes_jamsos.rosters.limits import Limits, check_limits, check_path
from kopdes_jamsos.rosters.people import PEOPLE, maker_of
from kopdes_jamsos.rosters.posts import organ_named
from kopdes_jamsos.rosters.progress import Callback, Progress, Reporter
from kopdes_jamsos.rosters.repeats import Repeats
from kopdes_jamsos.rosters.sheets import Rows, Sheets, Source
from kopdes_jamsos.rosters.subjects import Entry, Made
from kopdes_jamsos.rosters.tables import KnownTable, table_named
from kopdes_jamsos.rosters.workers import Numbered, Workers, are_worth_it, check_workers
from kopdes_jamsos.rosters.xlsx_cells import letters_of

_STEP = 10_000


class Scan:
    r"""A table that is being read: an iterator of `Entry`, to be closed or used in `with`.

    Attributes:
        table: The table that was recognised.
        findings: Findings about the headings; after the last row, about corrections that fit
            nothing as well.
        tally: Where the rows went, so far.

    Examples:
        >>> path = folder / "anggota.csv"
        >>> _ = path.write_text("anggota_ref,koperasi_ref,nama\nM-1,K-1,Ani Contoh\n")
        >>> with kj.rosters.scan(path, on=dt.date(2026, 11, 22)) as rows:
        ...     people = [entry.person for entry in rows]
        >>> people
        [Member(enrolments=(), elsewhere=None, village_post=None)]
        >>> rows.tally.rows, rows.tally.headings, rows.tally.taken
        (2, 1, 1)
    """

    def __init__(
        self,
        path: str | os.PathLike[str] | FrameRows,
        *,
        on: DateLike,
        table: str | None = None,
        organ: str | None = None,
        sheet: str | None = None,
        encoding: str | None = None,
        delimiter: str | None = None,
        corrections: Edits | None = None,
        limits: Limits | None = None,
        progress: Callback | bool = False,
        workers: int = 1,
    ) -> None:
        self._on = as_date(on, "on")
        number = check_workers(workers)
        check_edits(corrections)
        wanted = None if table is None else table_named(table)
        self._organ = None if organ is None else organ_named(organ)
        self._reporter = Reporter(progress)
        self._limits = check_limits(limits)
        self._source: Sheets
        if isinstance(path, FrameRows):
            self._source, self._file = path, path.name
        else:
            place = check_path(path)
            self._file = place.name
            self._source = Source(
                place, limits=self._limits, encoding=encoding, delimiter=delimiter
            )
        cells = {} if corrections is None else corrections.cells
        self._edits = {row: new for (file, row), new in cells.items() if file == self._file}
        self._unused: dict[int, Collection[str | None]] = {}
        self.tally = Tally()
        try:
            self._find_headings(wanted, sheet)
            self._clean = self._clean_rows()
            self._workers: Workers | None = None
            if self._clean is not None and are_worth_it(self._source, number):
                self._workers = Workers(
                    number, self._source, self._file, self._clean_of(), self._sheet
                )
        except BaseException:
            self._source.close()
            raise
        self._make = maker_of(self.table.holds, self._organs)
        self._repeats = Repeats()
        self._numbered: Iterator[Numbered] | None = None
        self.findings = self._unknown_columns()
        for finding in self.findings:
            self._count(finding)

    def _find_headings(self, wanted: KnownTable | None, sheet: str | None) -> None:
        """Look for the headings, and go on to the row behind them."""
        search = HeadingSearch(
            file=self._file,
            source=self._source,
            limits=self._limits,
            wanted=wanted,
            given=frozenset({"organ"} if self._organ else ()),
        )
        found = search.find(sheet)
        self._headings, self._sheet, self._first = found.headings, found.sheet, found.number + 1
        self.table: KnownTable = self._headings.table
        self._organs = self._organs_of_rows()
        self._rows = self._source.rows(self._sheet)
        self.tally.rows = self.tally.headings = search.pass_titles(self._rows, found)

    def _unknown_columns(self) -> tuple[RosterFinding, ...]:
        """A finding for each column that is not read because its heading is not known."""
        return tuple(
            RosterFinding(
                file=self._file,
                row=self._first - 1,  # a spreadsheet may leave out blank rows
                column=letters_of(place),
                code="column-unknown",
            )
            for place in self._headings.unknown
        )

    def _organs_of_rows(self) -> tuple[str, ...]:
        """The organs that rows may be of; none, where the table holds no people."""
        organs = PEOPLE.get(self.table.holds, ())
        if self._organ is None:
            return organs
        if "organ" in self._headings.places or self._organ not in organs:
            raise RosterError(
                "The organ of the people is not to be told for this table.",
                remedy="Leave out organ: the table tells it, or holds nobody of this organ.",
                reason="organ",
            )
        return (self._organ,)

    def _clean_rows(self) -> CleanRows | None:
        """The fast path for rows without findings, in a table of people."""
        if not self._organs:
            return None
        return CleanRows(**self._clean_of())

    def _clean_of(self) -> dict[str, Any]:
        """What the fast path is made of."""
        return {
            "headings": self._headings,
            "organs": self._organs,
            "characters": self._limits.characters,
            "on": self._on,
            "padded": self._source.is_xlsx,
        }

    def _count(self, finding: RosterFinding) -> None:
        self.tally.codes[finding.code] = self.tally.codes.get(finding.code, 0) + 1

    def _read(self) -> Iterator[Numbered]:
        """The rows behind the headings, on the fast path where they give no finding."""
        is_first = self._repeats.is_first
        if self._workers is not None:
            return self._workers.rows(self.tally.rows, self._edits.keys(), is_first)
        return _numbered(self._file, self._rows, self._clean, self._edits.keys(), is_first)

    def __iter__(self) -> Iterator[Entry]:
        tally, limit = self.tally, self._limits.rows
        if self._numbered is None:
            self._numbered = self._read()
        for number, cells, found in self._numbered:
            if tally.rows >= limit:
                raise RosterError(
                    f"The sheet has more rows than the limit rows of {limit:,}.",
                    remedy="Check the file; if it is right, raise it with Limits(rows=…).",
                    reason="too-many-rows",
                    limit=limit,
                )
            tally.rows += 1
            if not tally.rows % _STEP:
                self._report()
            if found is not None:
                tally.taken += 1
                yield found
                continue
            if not any(map(str.strip, cells)):
                tally.blank += 1
                continue
            entry = self._entry(number, cells)
            for finding in entry.findings:
                self._count(finding)
            if entry.subject is not None:
                tally.taken += 1
            elif "row-of-sums" in (codes := {finding.code for finding in entry.findings}):
                tally.sums += 1
            elif "row-of-numbers" in codes:
                tally.headings += 1
            else:
                tally.refused += 1
            yield entry
        self._finish()
        self._report()
        self.close()

    def _finish(self) -> None:
        """Name the corrections that fit nothing."""
        left = {**self._edits, **self._unused}
        # Named once, also where the iterator is asked again after its end.
        self._edits, self._unused = {}, {}
        findings = unused([((self._file, row), headings) for row, headings in left.items()])
        self.findings += findings
        for finding in findings:
            self._count(finding)

    def _report(self) -> None:
        self._reporter.tell(
            Progress(
                file=self._file,
                rows=self.tally.rows,
                done=self._source.done,
                size=0 if self._source.is_xlsx else self._source.size,
            )
        )

    def _entry(self, number: int, cells: list[str]) -> Entry:
        if number in self._edits:
            edits = self._edits.pop(number)
            if edits.get(None) == DROP:
                return self._refused(number, "row-dropped")
            cells = self._edited(cells, edits)
            strange = edits.keys() - self._headings.names.values()
            if strange:
                self._unused[number] = strange
        if number == self._first and numbers_columns(cells):
            return self._refused(number, "row-of-numbers")
        if is_sum(cells):
            return self._refused(number, "row-of-sums")
        row = Row(self._file, number, cells, self._headings, self._limits.characters)
        if len(cells) != self._headings.width and not self._fits(row, cells):
            return Entry(file=self._file, row=number, findings=tuple(row.findings))
        made = self._make(row, self._on)
        subject = self._repeats.compared(row, made)
        return Entry(
            file=self._file,
            row=number,
            cooperative=made.cooperative,
            subject=subject,
            particulars=made.particulars,
            findings=tuple(row.findings),
        )

    def _refused(self, number: int, code: str) -> Entry:
        finding = RosterFinding(file=self._file, row=number, code=code)
        return Entry(file=self._file, row=number, findings=(finding,))

    def _fits(self, row: Row, cells: list[str]) -> bool:
        headings = self._headings
        if self._source.is_xlsx:
            shifted = any(cell.strip() for cell in cells[headings.width :])
        else:
            # Blank cells too: a separator within a cell shifts a row whose last cell is blank.
            shifted = len(cells) > headings.span
            if len(cells) < headings.width:
                row.find("row-short")
        if shifted:
            row.find("row-long")
        return not shifted

    def _edited(self, cells: list[str], edits: Mapping[str | None, str]) -> list[str]:
        new = list(cells)
        for place, heading in self._headings.names.items():
            if heading in edits:
                new.extend([""] * (place + 1 - len(new)))
                new[place] = "" if edits[heading] == BLANK else edits[heading]
        return new

    def close(self) -> None:
        """Close the file."""
        self._reporter.close()
        self._source.close()
        if self._workers is not None:
            self._workers.close()

    def __repr__(self) -> str:
        return f"Scan({self.table.name!r}, {self.tally.rows} rows)"

    def __enter__(self) -> Scan:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


# No method: an iterator that has the scan, which has it, would keep processes and the file open.
def _numbered(
    file: str,
    rows: Rows,
    clean: CleanRows | None,
    apart: Collection[int],
    is_first: Callable[[int, Made], bool],
) -> Iterator[Numbered]:
    """The rows, on the fast path where they give no finding."""
    for number, cells in rows:
        entry = None
        if clean is not None and number not in apart:
            made = clean.made(number, cells)
            # What gives nothing to find, alone and beside the rows before.
            if made is not None and is_first(number, made):
                cooperative, subject, particulars = made
                entry = Entry(
                    file=file,
                    row=number,
                    cooperative=cooperative,
                    subject=subject,
                    particulars=particulars,
                )
        yield number, cells, entry


def scan(
    path: str | os.PathLike[str],
    *,
    on: DateLike,
    table: str | None = None,
    organ: str | None = None,
    sheet: str | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    corrections: Edits | None = None,
    limits: Limits | None = None,
    progress: Callback | bool = False,
    workers: int = 1,
) -> Scan:
    r"""Read a CSV or XLSX file row by row; only NIKs and their rows are kept in memory.

    Args:
        path: The file.
        on: The day that decides which birth dates are possible, such as the day of registration.
        table: Name of the table; None: recognised by the headings.
        organ: Organ of all people of a list that has no column for it: "officer", "supervisor",
            "employee" or "member", or the Indonesian word; None: the table tells it.
        sheet: Name of the sheet of a spreadsheet; None: the only one that holds a known table.
        encoding: Encoding of CSV; None: what the first bytes tell, else UTF-8, where other bytes
            are read as Windows-1252 and named in a finding.
        delimiter: Delimiter of CSV; None: the one with which the headings are known.
        corrections: What `read_corrections` gave.
        limits: How much is read before the file is refused; None: those of `Limits()`.
        progress: A callback that is given a `Progress` every 10,000 rows; True for a bar, where
            the package rich is installed.
        workers: Processes that read the rows of a CSV file of people of 8 MiB or more, 60 at most,
            with the same result in the same order; another file is read in this process alone, and
            so are all with 1. Several would save a tenth of the time of a spreadsheet at most: its
            one packed stream is unpacked, and its rows put in order again, by a single process.
            With more, the main program of a script stands under `if __name__ == "__main__":`.

    Raises:
        RosterError: code `roster`: the file cannot be read, or is hostile; the table tells the
            organ itself; or further processes cannot be started.
        HeadingsError: code `headings`: the headings are those of no table, or not clear.
        InvalidDateError: code `invalid-date`.
        InvalidFactError: code `invalid-fact`.
        UnknownChoiceError: code `unknown-choice`: no such table, or no such organ.

    Examples:
        >>> path = folder / "anggota.csv"
        >>> _ = path.write_text("anggota_ref,koperasi_ref,nama\nM-1,K-1,Ani\nM-2,K-1,\n")
        >>> with kj.rosters.scan(path, on=dt.date(2026, 11, 22)) as rows:
        ...     [(entry.row, entry.subject is None) for entry in rows]
        [(2, False), (3, True)]
    """
    return Scan(
        path,
        on=on,
        table=table,
        organ=organ,
        sheet=sheet,
        encoding=encoding,
        delimiter=delimiter,
        corrections=corrections,
        limits=limits,
        progress=progress,
        workers=workers,
    )
