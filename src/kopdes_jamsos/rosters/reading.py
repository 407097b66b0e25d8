"""Reading a table as a whole."""

from __future__ import annotations

import os

from attrs import field, frozen

from kopdes_jamsos.cooperative import Person
from kopdes_jamsos.months import DateLike
from kopdes_jamsos.rosters.edits import Edits
from kopdes_jamsos.rosters.findings import RosterFinding, Tally
from kopdes_jamsos.rosters.limits import Limits
from kopdes_jamsos.rosters.progress import Callback
from kopdes_jamsos.rosters.scanning import Scan, scan
from kopdes_jamsos.rosters.subjects import Entry
from kopdes_jamsos.rosters.tables import KnownTable


@frozen(kw_only=True)
class Roster:
    r"""A table that was read as a whole.

    Attributes:
        file: Name of the file.
        table: The table that was recognised.
        entries: What each row became, refused rows included.
        findings: All findings: of the headings, of the rows, of corrections that fit nothing.
        tally: Where the rows went.
        corrections: What was given as corrections.

    Examples:
        >>> path = folder / "daftar.csv"
        >>> _ = path.write_text("nama,kedudukan,jabatan,nik\nAni Contoh,pengurus,Ketua,3.60E+15\n")
        >>> roster = kj.rosters.read(path, on=dt.date(2026, 11, 22))
        >>> roster.table.name, [finding.code for finding in roster.findings]
        ('roster', ['nik-scientific'])
    """

    file: str
    table: KnownTable = field(repr=lambda table: table.name)
    entries: tuple[Entry, ...] = field(repr=False)
    findings: tuple[RosterFinding, ...] = field(repr=False)
    tally: Tally
    corrections: Edits | None = field(default=None, repr=False, eq=False)

    @property
    def people(self) -> tuple[Person, ...]:
        """The people, in the order of their rows."""
        return tuple(entry.person for entry in self.entries if entry.person is not None)


def read(
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
) -> Roster:
    r"""Read a CSV or XLSX file as a whole; arguments and errors are those of `scan`.

    Args:
        path: As for `scan`.
        on: As for `scan`.
        table: As for `scan`.
        organ: As for `scan`.
        sheet: As for `scan`.
        encoding: As for `scan`.
        delimiter: As for `scan`.
        corrections: As for `scan`.
        limits: As for `scan`.
        progress: As for `scan`.
        workers: As for `scan`.

    Examples:
        >>> path = folder / "anggota.csv"
        >>> _ = path.write_text("anggota_ref,koperasi_ref,nama,nik\nM-1,K-1,Ani,36******99\n")
        >>> roster = kj.rosters.read(path, on=dt.date(2026, 11, 22))
        >>> roster.tally.taken, roster.tally.codes
        (1, {'nik-masked': 1})
    """
    rows = scan(
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
    return whole(rows, corrections)


def whole(scanned: Scan, corrections: Edits | None) -> Roster:
    """A table that is being read, read to its end.

    Raises:
        RosterError: code `roster`.
    """
    with scanned as rows:
        heads = rows.findings
        entries = tuple(rows)
    findings = (finding for entry in entries for finding in entry.findings)
    return Roster(
        file=rows._file,
        table=rows.table,
        entries=entries,
        findings=(*heads, *findings, *rows.findings[len(heads) :]),
        tally=rows.tally,
        corrections=corrections,
    )
