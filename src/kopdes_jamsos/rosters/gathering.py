"""From tables to cooperatives: people are placed, and what only several rows show is found.

Officers, supervisors, employees and members of a cooperative come together under its reference.
A member who also is an officer or supervisor, or works for the cooperative, is not repeated among
the members. Whether somebody of the village government is an officer (Juklak Menkop 1/2025) can
show only here, where the occupation stands in the table of members.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

import attrs
from attrs import field, frozen

from kopdes_jamsos._checks import all_of
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
from kopdes_jamsos.rosters.findings import RosterFinding
from kopdes_jamsos.rosters.people import Business, Profile, names_village_government
from kopdes_jamsos.rosters.reading import Entry, Roster


@frozen(kw_only=True)
class Gathered:
    r"""Cooperatives with their people, and what stayed out.

    Attributes:
        cooperatives: Cooperatives by their reference.
        entries: The rows of the people placed in each cooperative, by its reference.
        businesses: Lines of business by reference; none of them decides the risk class.
        repeated: Rows of members who are placed already, in another table or another office.
        unplaced: Rows of people whose cooperative is not known.
        findings: What only the tables together show.

    Examples:
        >>> import datetime, pathlib, tempfile
        >>> import kopdes_jamsos as kj
        >>> path = pathlib.Path(tempfile.mkdtemp()) / "roster.csv"
        >>> _ = path.write_text("ref,name,organ\nM-1,Ani Contoh,member\n")
        >>> kdmp = kj.Cooperative(
        ...     name="Pejaten", kind="KDMP", village=kj.VillageCode("36.04.05.2003")
        ... )
        >>> roster = kj.rosters.read(path, on=datetime.date(2026, 11, 22))
        >>> gathered = kj.rosters.gather([roster], cooperatives={"K-1": kdmp})
        >>> [person.ref for person in gathered.cooperatives["K-1"].people()]
        ['M-1']
    """

    cooperatives: Mapping[str, Cooperative]
    entries: Mapping[str, tuple[Entry, ...]] = field(repr=False)
    businesses: Mapping[str, tuple[Business, ...]] = field(repr=False)
    repeated: tuple[Entry, ...] = field(repr=False)
    unplaced: tuple[Entry, ...] = field(repr=False)
    findings: tuple[RosterFinding, ...] = field(repr=False)


@attrs.define
class _Work:
    """What is known while tables are gathered."""

    profiles: dict[str, Entry] = attrs.Factory(dict)
    villages: dict[str, VillageCode] = attrs.Factory(dict)
    people: dict[str | None, list[Entry]] = attrs.Factory(dict)
    businesses: dict[str, list[Business]] = attrs.Factory(dict)
    findings: list[RosterFinding] = attrs.Factory(list)

    def find(self, entry: Entry, code: str, *, first: Entry | None = None) -> None:
        """Note a finding about a row as a whole; `first` is the row that it repeats."""
        figures = () if first is None else (("first", first.row),)
        self.findings.append(
            RosterFinding(file=entry.file, row=entry.row, code=code, figures=figures)
        )


def gather(
    rosters: Iterable[Roster], *, cooperatives: Mapping[str, Cooperative] | None = None
) -> Gathered:
    r"""Gather the people of tables into their cooperatives.

    A cooperative needs its village, which SIMKOPDES keeps in a table of its own
    (referensi_koperasi_wilayah). Without it the village is taken from the members, if all of them
    name the same one, and a finding says so. Whether it is a KDMP or a KKMP follows from the kind
    of its village. Where the table of employees is among the rosters, a cooperative without a row
    in it has none.

    Args:
        rosters: What `read` gave, in any order.
        cooperatives: Cooperatives that are known already, by reference; people are added to them.
            If there is one only, people whose row names no cooperative are placed in it.

    Raises:
        InvalidFactError: code `invalid-fact`.

    Examples:
        >>> import datetime, pathlib, tempfile
        >>> import kopdes_jamsos as kj
        >>> folder = pathlib.Path(tempfile.mkdtemp())
        >>> _ = (folder / "profil.csv").write_text(
        ...     "koperasi_ref,nama_koperasi,kode_wilayah\nK-1,KDMP Pejaten,36.04.05.2003\n"
        ... )
        >>> _ = (folder / "anggota.csv").write_text(
        ...     "anggota_ref,koperasi_ref,nama\nM-1,K-1,Ani\nM-2,K-2,Budi\n"
        ... )
        >>> tables = [
        ...     kj.rosters.read(folder / name, on=datetime.date(2026, 11, 22))
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
    given = {} if cooperatives is None else cooperatives
    all_of(Cooperative, given.values() if isinstance(given, Mapping) else None, *wanted)
    known = dict(given)
    work = _Work()
    for roster in tables:
        for entry in roster.entries:
            _sort(work, entry)
    _complete(work, known)
    lone = next(iter(known)) if len(known) == 1 else None
    employees_listed = any(roster.table.holds in ("employee", "person") for roster in tables)
    made: dict[str, Cooperative] = {}
    placed: dict[str, tuple[Entry, ...]] = {}
    repeated: list[Entry] = []
    unplaced: list[Entry] = []
    for ref, cooperative in known.items():
        entries = [*work.people.pop(ref, ())]
        if ref == lone:
            entries += work.people.pop(None, ())
        kept = _without_repeated(work, entries, repeated)
        placed[ref] = tuple(kept)
        made[ref] = _with_people(cooperative, kept, employees_listed=employees_listed)
    for entries in work.people.values():
        for entry in entries:
            unplaced.append(entry)
            work.find(entry, "cooperative-unknown")
    return Gathered(
        cooperatives=MappingProxyType(made),
        entries=MappingProxyType(placed),
        businesses=MappingProxyType({ref: tuple(all_) for ref, all_ in work.businesses.items()}),
        repeated=tuple(repeated),
        unplaced=tuple(unplaced),
        findings=tuple(work.findings),
    )


def _sort(work: _Work, entry: Entry) -> None:
    subject, ref = entry.subject, entry.cooperative
    if subject is None:
        return
    if isinstance(subject, Person):
        work.people.setdefault(ref, []).append(entry)
    elif ref is None:
        work.find(entry, "cooperative-unknown")
    elif isinstance(subject, Profile):
        first = work.profiles.setdefault(ref, entry)
        if first is not entry:
            work.find(entry, "profile-duplicate", first=first)
        if subject.village is not None:
            work.villages.setdefault(ref, subject.village)
    elif isinstance(subject, Business):
        work.businesses.setdefault(ref, []).append(subject)
    else:
        work.villages[ref] = subject


def _complete(work: _Work, known: dict[str, Cooperative]) -> None:
    """Make a cooperative of each profile whose village is known."""
    for ref, entry in work.profiles.items():
        profile = entry.subject
        if ref in known or not isinstance(profile, Profile):
            continue
        village = work.villages.get(ref)
        if village is None:
            lived = {one.particulars.village for one in work.people.get(ref, ())} - {None}
            village = next(iter(lived)) if len(lived) == 1 else None
            work.find(entry, "village-unknown" if village is None else "village-from-members")
        if village is not None:
            urban = village.kind is VillageKind.KELURAHAN
            known[ref] = Cooperative(
                name=profile.name,
                kind=CooperativeKind.KKMP if urban else CooperativeKind.KDMP,
                village=village,
                cooperative_number=profile.cooperative_number,
            )


def _without_repeated(work: _Work, entries: Sequence[Entry], repeated: list[Entry]) -> list[Entry]:
    """The entries without members who are listed otherwise; village officials are named."""
    others = {
        entry.person.nik: entry
        for entry in entries
        if entry.person is not None
        and entry.person.nik is not None
        and not isinstance(entry.person, Member)
    }
    kept = []
    members: dict[Nik, Entry] = {}
    for entry in entries:
        nik = entry.person.nik if isinstance(entry.person, Member) else None
        if nik is None or nik not in others:
            first = entry if nik is None else members.setdefault(nik, entry)
            if first is entry:
                kept.append(entry)
            else:
                repeated.append(entry)
                work.find(entry, "nik-duplicate", first=first)
            continue
        repeated.append(entry)
        other = others[nik]
        governs = names_village_government(entry.particulars.occupation)
        if governs and isinstance(other.person, Officer):
            work.find(other, "village-head-perhaps")
    return kept


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
