"""People of several tables put into their cooperatives, and findings that only several rows show.

Officers, supervisors, employees and members of a cooperative come together under its reference.
A member who also is an officer or supervisor, or works for the cooperative, is not repeated among
the members; people are compared by their NIK only, never by their names. Whether somebody of the
village government is an officer (Juklak Menkop 1/2025) can show only here, where the occupation
stands in the table of members.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

import attrs
from attrs import field, frozen

from kopdes_jamsos._checks import all_of
from kopdes_jamsos._plain import as_text, pairs_of
from kopdes_jamsos.cooperative import (
    Cooperative,
    CooperativeKind,
    Employee,
    Member,
    Officer,
    Person,
    Supervisor,
)
from kopdes_jamsos.identity import Nik, VillageCode, VillageKind
from kopdes_jamsos.law.kinds import Frozen
from kopdes_jamsos.rosters.edits import unused
from kopdes_jamsos.rosters.findings import RosterFinding
from kopdes_jamsos.rosters.posts import names_village_government
from kopdes_jamsos.rosters.reading import Roster
from kopdes_jamsos.rosters.repeats import clash
from kopdes_jamsos.rosters.subjects import Business, Entry, Profile


@frozen(kw_only=True)
class Gathered:
    r"""Cooperatives with their people, and what stayed out.

    Attributes:
        cooperatives: Cooperatives by their reference.
        entries: The rows of the people placed in each cooperative, by its reference.
        businesses: Lines of business by reference; none of them decides the risk class.
        repeated: Rows of people who are placed already, in another table or another office.
        unplaced: Rows of people whose cooperative is not known.
        findings: What only the tables together show.

    Examples:
        >>> path = folder / "roster.csv"
        >>> _ = path.write_text("ref,name,organ\nM-2,Budi Contoh,member\n")
        >>> roster = kj.rosters.read(path, on=dt.date(2026, 11, 22))
        >>> gathered = kj.rosters.gather([roster], cooperatives={"K-1": kdmp})
        >>> [person.ref for person in gathered.cooperatives["K-1"].people()]
        ['M-1', 'M-2']
    """

    cooperatives: Mapping[str, Cooperative] = field(repr=lambda found: f"{len(found)} of them")
    entries: Mapping[str, tuple[Entry, ...]] = field(repr=False)
    businesses: Mapping[str, tuple[Business, ...]] = field(repr=False)
    repeated: tuple[Entry, ...] = field(repr=False)
    unplaced: tuple[Entry, ...] = field(repr=False)
    findings: tuple[RosterFinding, ...] = field(repr=False)


@attrs.define
class _Work:
    """What is known while tables are gathered."""

    profiles: dict[str, Entry] = attrs.Factory(dict)
    places: dict[str, Entry] = attrs.Factory(dict)
    people: dict[str | None, list[Entry]] = attrs.Factory(dict)
    businesses: dict[str, list[Entry]] = attrs.Factory(dict)
    uncompared: dict[str, list[Entry]] = attrs.Factory(dict)
    repeated: list[Entry] = attrs.Factory(list)
    findings: list[RosterFinding] = attrs.Factory(list)

    def find(self, entry: Entry, code: str, first: Entry | None = None, **figures: object) -> None:
        """Note a finding about a row as a whole; `first` is the row that it repeats."""
        if first is not None:
            same = first.file == entry.file
            figures["first"] = first.row if same else f"{first.row} ({first.file})"
        self.findings.append(
            RosterFinding(file=entry.file, row=entry.row, code=code, figures=tuple(figures.items()))
        )

    def repeat(self, entry: Entry, code: str, first: Entry | None = None) -> None:
        """Leave out a row, and say why."""
        self.repeated.append(entry)
        self.find(entry, code, first)


def gather(
    rosters: Iterable[Roster], *, cooperatives: Mapping[str, Cooperative] | None = None
) -> Gathered:
    r"""Gather the people of tables into their cooperatives.

    A cooperative needs its village, which SIMKOPDES keeps in a table of its own
    (referensi_koperasi_wilayah). Without it the village is taken from the members, if all of them
    name the same one, and a finding says so. Whether it is a KDMP or a KKMP follows from the kind
    of its village. Where the table of employees is among the rosters, a cooperative without a row
    in it has none.

    People are compared by NIK. Where it is masked or missing, an officer stays among the members
    too; a finding for each file (`nik-not-compared`) says of how many people that is so.

    Args:
        rosters: What `read` gave, in any order.
        cooperatives: Cooperatives that are known already, by reference; people are added to them,
            those in the same office there, and members known in another one, left out. If there is
            one only, people whose row names no cooperative are placed in it.

    Raises:
        InvalidFactError: code `invalid-fact`.

    Examples:
        >>> _ = (folder / "profil.csv").write_text(
        ...     "koperasi_ref,nama_koperasi,kode_wilayah\nK-1,KDMP Pejaten,36.04.05.2003\n"
        ... )
        >>> _ = (folder / "anggota.csv").write_text(
        ...     "anggota_ref,koperasi_ref,nama\nM-1,K-1,Ani\nM-2,K-2,Budi\n"
        ... )
        >>> tables = [
        ...     kj.rosters.read(folder / name, on=dt.date(2026, 11, 22))
        ...     for name in ("profil.csv", "anggota.csv")
        ... ]
        >>> gathered = kj.rosters.gather(tables)
        >>> len(gathered.cooperatives["K-1"].members)
        1
        >>> [finding.code for finding in gathered.findings]
        ['cooperative-unknown']
    """
    wanted = (
        "Rosters, and cooperatives by reference, can be gathered.",
        "Give what kj.rosters.read returned.",
    )
    tables = all_of(Roster, rosters, *wanted)
    given = {} if cooperatives is None else pairs_of(cooperatives)
    all_of(Cooperative, None if given is None else given.values(), *wanted)
    known = {ref: each for ref, each in (given or {}).items() if as_text(ref) is not None}
    work = _Work()
    for roster in tables:
        for entry in roster.entries:
            _sort(work, entry)
    _complete(work, known)
    lone = next(iter(known)) if len(known) == 1 else None
    employees_listed = any(roster.table.holds in ("employee", "person") for roster in tables)
    made: dict[str, Cooperative] = {}
    placed: dict[str, tuple[Entry, ...]] = {}
    for ref, cooperative in known.items():
        entries = [*work.people.pop(ref, ())]
        if ref == lone:
            entries += work.people.pop(None, ())
        kept = _without_repeated(work, cooperative, entries)
        placed[ref] = tuple(kept)
        made[ref] = _with_people(cooperative, kept, employees_listed=employees_listed)
    unplaced = [entry for entries in work.people.values() for entry in entries]
    strange = {ref: entries for ref, entries in work.businesses.items() if ref not in known}
    for entry in chain(unplaced, *strange.values()):
        work.find(entry, "cooperative-unknown")
    for entries in work.uncompared.values():
        first = min(entries, key=lambda entry: entry.row)
        work.find(first, "nik-not-compared", people=len(entries))
    return Gathered(
        cooperatives=Frozen(made),
        entries=Frozen(placed),
        businesses=Frozen(
            {
                ref: tuple(one.subject for one in entries if isinstance(one.subject, Business))
                for ref, entries in work.businesses.items()
                if ref in known
            }
        ),
        repeated=tuple(work.repeated),
        unplaced=tuple(unplaced),
        findings=(*work.findings, *_unread(tables)),
    )


def _unread(tables: Sequence[Roster]) -> tuple[RosterFinding, ...]:
    """Findings for corrections of files that are not among the tables."""
    files = {roster.file for roster in tables}
    given = [roster.corrections.cells for roster in tables if roster.corrections is not None]
    cells = {place: new for one in given for place, new in one.items() if place[0] not in files}
    return unused(cells.items())


def _sort(work: _Work, entry: Entry) -> None:
    subject, ref = entry.subject, entry.cooperative
    if subject is None:
        return
    if isinstance(subject, Person):
        work.people.setdefault(ref, []).append(entry)
    elif ref is None:
        work.find(entry, "cooperative-unknown")
    elif isinstance(subject, Business):
        work.businesses.setdefault(ref, []).append(entry)
    elif isinstance(subject, Profile):
        first = work.profiles.setdefault(ref, entry)
        if first is not entry:
            work.find(entry, "profile-duplicate", first)
    else:
        first = work.places.setdefault(ref, entry)
        if first.subject != subject:
            work.find(entry, "village-differs", first)


def _complete(work: _Work, known: dict[str, Cooperative]) -> None:
    """Make a cooperative of each profile whose village is known."""
    for ref, place in work.places.items():
        if ref in known and known[ref].village != place.subject:
            work.find(place, "cooperative-given")
    for ref, entry in work.profiles.items():
        profile = entry.subject
        if ref in known or not isinstance(profile, Profile):
            work.find(entry, "cooperative-given")
            continue
        village: object = profile.village
        if ref in work.places:
            place = work.places[ref]
            if village not in (None, place.subject):
                work.find(entry, "village-differs", place)
            village = place.subject
        if village is None:
            lived = {one.particulars.village for one in work.people.get(ref, ())} - {None}
            village = next(iter(lived)) if len(lived) == 1 else None
            work.find(entry, "village-unknown" if village is None else "village-from-members")
        if isinstance(village, VillageCode):
            urban = village.kind is VillageKind.KELURAHAN
            known[ref] = Cooperative(
                name=profile.name,
                kind=CooperativeKind.KKMP if urban else CooperativeKind.KDMP,
                village=village,
                cooperative_number=profile.cooperative_number,
            )


def _without_repeated(
    work: _Work, cooperative: Cooperative, entries: Sequence[Entry]
) -> list[Entry]:
    """The entries without people who are listed otherwise; village officials are named."""
    given = {person.nik: person for person in cooperative.people() if person.nik is not None}
    seats: dict[tuple[Nik, bool], Entry] = {}
    members: dict[Nik, Entry] = {}
    out: set[int] = set()
    nameless = []
    # Offices come before members: a member who holds one is not repeated.
    for entry in sorted(entries, key=lambda entry: isinstance(entry.person, Member)):
        person = entry.person
        nik = None if person is None else person.nik
        if nik is None:
            nameless.append(entry)
            continue
        known = given.get(nik)
        before = len(work.repeated)
        if not isinstance(person, Member):
            first = seats.setdefault((nik, isinstance(person, Employee)), entry)
            if type(known) is type(person):
                work.repeat(entry, "person-given")
            elif first is not entry:
                work.repeat(entry, clash(first.person, person), first)
            elif known is not None:
                work.find(entry, "person-given")
        elif isinstance(known, Member):
            work.repeat(entry, "person-given")
        elif known is not None or (nik, False) in seats or (nik, True) in seats:
            work.repeated.append(entry)
        elif (first := members.setdefault(nik, entry)) is not entry:
            work.repeat(entry, "nik-duplicate", first)
        if len(work.repeated) > before:
            out.add(id(entry))
            if names_village_government(entry.particulars.occupation):
                _name_official(work, entry, seats.get((nik, False)), known)
    kept = [entry for entry in entries if id(entry) not in out]
    organs = {
        isinstance(one, Member)
        for one in [*cooperative.people(), *(entry.person for entry in kept)]
    }
    if len(organs) == 2:
        for entry in nameless:
            work.uncompared.setdefault(entry.file, []).append(entry)
    return kept


def _name_official(work: _Work, entry: Entry, seat: Entry | None, known: Person | None) -> None:
    """Name the officer whose row among the members tells of an office in the village."""
    if not isinstance(entry.person, Member):
        return
    if seat is not None and isinstance(seat.person, Officer):
        work.find(seat, "village-head-perhaps")
    elif isinstance(known, Officer):
        work.find(entry, "village-head-perhaps")


def _with_people(
    cooperative: Cooperative, entries: Sequence[Entry], *, employees_listed: bool
) -> Cooperative:
    people = [entry.person for entry in entries]
    employees = tuple(each for each in people if isinstance(each, Employee))
    employs = cooperative.employs
    if employs is None and employees_listed:
        employs = bool(employees or cooperative.employees)
    return attrs.evolve(
        cooperative,
        officers=(*cooperative.officers, *(one for one in people if isinstance(one, Officer))),
        supervisors=(
            *cooperative.supervisors,
            *(one for one in people if isinstance(one, Supervisor)),
        ),
        employees=(*cooperative.employees, *employees),
        members=(*cooperative.members, *(one for one in people if isinstance(one, Member))),
        employs=employs,
    )
