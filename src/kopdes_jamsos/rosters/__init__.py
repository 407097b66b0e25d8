"""Rosters."""
from kopdes_jamsos.rosters.findings import RosterFinding, Tally
from kopdes_jamsos.rosters.limits import Limits
from kopdes_jamsos.rosters.people import Business, Particulars, Profile
from kopdes_jamsos.rosters.progress import Progress
from kopdes_jamsos.rosters.reading import Entry, Roster, Scan, read, scan
from kopdes_jamsos.rosters.tables import Table, tables
