"""What only several rows of a table show: people twice, two offices, two chairs, two profiles."""

from __future__ import annotations

from kopdes_jamsos.cooperative import Officer, OfficerRole, Person, Supervisor, SupervisorRole
from kopdes_jamsos.rosters.cells import Row
from kopdes_jamsos.rosters.subjects import Entry, Made, Profile, Subject

_OF_THE_BOARD = (Officer, Supervisor)
_CHAIRS = (OfficerRole.CHAIR, SupervisorRole.CHAIR)
# Which finding two rows of one person are, by their marks.
_CLASHES = {frozenset((1, 2)): "two-offices", frozenset((1, 5)): "village-head-officer"}
_REPEATED = "nik-duplicate"


def _mark(person: Person | None) -> int:
    """1 for an officer, 2 for a supervisor, 5 for their chair, 0 for others."""
    if isinstance(person, Supervisor):
        return 5 if person.role is SupervisorRole.CHAIR else 2
    return 1 if isinstance(person, Officer) else 0


def clash(one: Person | None, other: Person | None) -> str:
    """Which finding two rows of one person are."""
    return _CLASHES.get(frozenset((_mark(one), _mark(other))), _REPEATED)


class Repeats:
    """The rows of a table so far, as far as later ones are compared with them."""

    def __init__(self) -> None:
        # By NIK as a number: 8 times the row, plus what `_mark` gives. Whole numbers, since a
        # table can have millions of rows.
        self._seen: dict[int, int] = {}
        self._chairs: dict[tuple[str | None, type], int] = {}
        self._profiles: dict[str, int] = {}

    def is_first(self, number: int, made: Made | Entry) -> bool:
        """Note a person, if there is one; False: an earlier row has to be compared."""
        person = made.subject
        if not isinstance(person, Person):
            return True
        key = None if person.nik is None else int(person.nik.digits)
        if key in self._seen:
            return False
        mark = 0
        if isinstance(person, _OF_THE_BOARD):
            if person.role in _CHAIRS:
                first = self._chairs.setdefault((made.cooperative, type(person)), number)
                if first != number:
                    return False
            mark = _mark(person)
        if key is not None:
            self._seen[key] = number * 8 + mark
        return True

    def compared(self, row: Row, made: Made) -> Subject | None:
        """The subject, unless another row of the table keeps it out."""
        subject = made.subject
        if isinstance(subject, Profile):
            first = self._profiles.setdefault(str(made.cooperative), row.number)
            if first != row.number:
                _keep_out(row, "profile-duplicate", "cooperative", first)
                return None
        if self.is_first(row.number, made) or not isinstance(subject, Person):
            return subject
        if subject.nik is not None:
            mark = _mark(subject)
            key = int(subject.nik.digits)
            known = self._seen.get(key)
            if known is not None:
                code = _CLASHES.get(frozenset((known % 8, mark)), _REPEATED)
                _keep_out(row, code, "nik", known // 8)
                return None
            self._seen[key] = row.number * 8 + mark
        row.find("two-chairs", "post", first=self._chairs[made.cooperative, type(subject)])
        return subject


def _keep_out(row: Row, code: str, name: str, first: int) -> None:
    row.find(code, name, original=row.raw(name), first=first)
