"""Rosters: tables of people read from CSV and XLSX; findings, uploads, bills and lists written.

Readers take CSV, XLSX and dataframes of the SIMKOPDES tables and of a plain roster of our own;
`tables` tells their columns. Nothing is lost: each row becomes a person, or a `RosterFinding` says
why not, and what was repaired is named. Findings can be written, corrected and read back. Writers
give the upload "Data TK Baru" in its known revisions, bills and payment lists. Writing XLSX needs
the extra `rosters` (`kopdes-jamsos[rosters]`), reading dataframes the extra `frames`; reading XLSX
and CSV needs nothing.

Files are hostile until read: sizes are bounded, formulas are neither evaluated nor read, macros and
links are ignored, and whatever is written stays text. Findings never show what stood in a cell.
"""

from kopdes_jamsos.rosters.bills import write_bill, write_payments
from kopdes_jamsos.rosters.corrections import Corrections, read_corrections, write_findings
from kopdes_jamsos.rosters.dataframes import CooperativeRoster, read_frame
from kopdes_jamsos.rosters.findings import HeadingsError, RosterFinding, Tally
from kopdes_jamsos.rosters.gathering import Gathered, gather
from kopdes_jamsos.rosters.limits import Limits
from kopdes_jamsos.rosters.progress import Progress
from kopdes_jamsos.rosters.reading import Roster, read
from kopdes_jamsos.rosters.scanning import Scan, scan
from kopdes_jamsos.rosters.subjects import Business, Entry, Particulars, Profile
from kopdes_jamsos.rosters.tables import KnownTable, tables
from kopdes_jamsos.rosters.templates import Revision, UploadColumn, revisions
from kopdes_jamsos.rosters.upload import Upload, UploadGap, prepare_upload

__all__ = [
    "Business",
    "CooperativeRoster",
    "Corrections",
    "Entry",
    "Gathered",
    "HeadingsError",
    "KnownTable",
    "Limits",
    "Particulars",
    "Profile",
    "Progress",
    "Revision",
    "Roster",
    "RosterFinding",
    "Scan",
    "Tally",
    "Upload",
    "UploadColumn",
    "UploadGap",
    "gather",
    "prepare_upload",
    "read",
    "read_corrections",
    "read_frame",
    "revisions",
    "scan",
    "tables",
    "write_bill",
    "write_findings",
    "write_payments",
]
