"""People out of a dataframe: with the columns of the tables and by the reader of files.

So every row of it becomes a person, or a finding says why not.
"""

from __future__ import annotations

from attrs import field, frozen

from kopdes_jamsos._plain import as_text
from kopdes_jamsos.cooperative import Cooperative, Person
from kopdes_jamsos.errors import InvalidFactError, RosterError
from kopdes_jamsos.months import DateLike
from kopdes_jamsos.rosters.edits import Edits
from kopdes_jamsos.rosters.findings import RosterFinding, Tally
from kopdes_jamsos.rosters.frame_rows import FrameRows
from kopdes_jamsos.rosters.gathering import gather
from kopdes_jamsos.rosters.limits import Limits
from kopdes_jamsos.rosters.people import PEOPLE
from kopdes_jamsos.rosters.reading import Roster, whole
from kopdes_jamsos.rosters.scanning import Scan
from kopdes_jamsos.rosters.subjects import Entry


@frozen(kw_only=True)
class CooperativeRoster:
    """A cooperative with the people of a table, and what stayed out.

    Attributes:
        cooperative: The cooperative with its people.
        roster: The table as it was read.
        entries: The rows of the people in the cooperative.
        repeated: Rows of people who are in it already.
        unplaced: Rows of people of another cooperative.
        findings: All findings: of the headings, of the rows, and of people who stayed out.

    Examples:
        >>> import polars as pl
        >>> rows = pl.DataFrame({"nama": ["Ani Contoh"], "kedudukan": ["pengurus"]})
        >>> found = kj.Cooperative.from_frame(
        ...     rows, on=dt.date(2026, 11, 22), name="Pejaten", kind="KDMP", village=village
        ... )
        >>> len(found.people), [finding.code for finding in found.findings]
        (1, ['post-missing'])
    """

    cooperative: Cooperative
    roster: Roster = field(repr=False)
    entries: tuple[Entry, ...] = field(repr=False)
    repeated: tuple[Entry, ...] = field(repr=False)
    unplaced: tuple[Entry, ...] = field(repr=False)
    findings: tuple[RosterFinding, ...] = field(repr=False)

    @property
    def people(self) -> tuple[Person, ...]:
        """The people, in the order of their rows."""
        return tuple(entry.person for entry in self.entries if entry.person is not None)

    @property
    def tally(self) -> Tally:
        """Where the rows went."""
        return self.roster.tally


def read_frame(
    frame: object,
    *,
    on: DateLike,
    table: str | None = None,
    organ: str | None = None,
    name: str = "dataframe",
    corrections: Edits | None = None,
    limits: Limits | None = None,
) -> Roster:
    """Read a dataframe as `read` reads a file: the same columns, people and findings.

    A finding counts rows as a spreadsheet would: the names of the columns are row 1, so the first
    row of the frame is row 2. An index of pandas is not read. Needs the extra `frames`.

    Args:
        frame: A frame of pandas, polars, pyarrow, or another that narwhals knows; a lazy one is
            computed.
        on: As for `scan`.
        table: As for `scan`.
        organ: As for `scan`.
        name: What findings call the frame, in place of the name of a file.
        corrections: As for `scan`.
        limits: As for `scan`; those of rows, columns and characters count.

    Raises:
        RosterError: code `roster`: no dataframe, or it holds no known table.
        MissingPackageError: code `missing-package`: narwhals is not installed.
        InvalidDateError: code `invalid-date`.
        InvalidFactError: code `invalid-fact`.
        UnknownChoiceError: code `unknown-choice`: no such table.

    Examples:
        >>> import polars as pl
        >>> rows = pl.DataFrame({"nama": ["Ani", "Budi"], "kedudukan": ["anggota", "tamu"]})
        >>> roster = kj.rosters.read_frame(rows, on=dt.date(2026, 11, 22))
        >>> len(roster.people), [(finding.row, finding.code) for finding in roster.findings]
        (1, [(3, 'organ-unknown')])
    """
    rows = FrameRows(frame, name=name, limits=limits)
    return whole(
        Scan(
            rows,
            on=on,
            table=table,
            organ=organ,
            corrections=corrections,
            limits=limits,
        ),
        corrections,
    )


def into_cooperative(
    roster: Roster, cooperative: Cooperative, ref: str | None
) -> CooperativeRoster:
    """The people of a roster put into a cooperative.

    Args:
        roster: What was read.
        cooperative: The cooperative.
        ref: Its reference in the table; None: the one that the table names, if any.

    Raises:
        RosterError: code `roster`: a table without people, or of several cooperatives.
        InvalidFactError: code `invalid-fact`.
    """
    if roster.table.holds not in PEOPLE:
        raise RosterError(
            "The dataframe holds no people.",
            remedy="Give one with the columns of people; see kj.rosters.tables().",
            reason="no-people",
        )
    named = {entry.cooperative for entry in roster.entries if entry.cooperative is not None}
    given = as_text(ref)
    if ref is not None and given is None:
        raise InvalidFactError("A reference is a text.", remedy="Give a text, or None.")
    if given is None and len(named) > 1:
        raise RosterError(
            "The rows name several cooperatives.",
            remedy="Say which of them this one is with ref=…, or gather all of them with "
            "kj.rosters.read_frame and kj.rosters.gather.",
            reason="several-cooperatives",
        )
    own = next(iter(named), "") if given is None else given
    found = gather([roster], cooperatives={own: cooperative})
    return CooperativeRoster(
        cooperative=found.cooperatives[own],
        roster=roster,
        entries=found.entries[own],
        repeated=found.repeated,
        unplaced=found.unplaced,
        findings=(*roster.findings, *found.findings),
    )
