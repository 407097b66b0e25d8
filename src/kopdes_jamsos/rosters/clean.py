"""The fast path for rows without findings.

Most rows of a table are of the usual form in every cell. Those are read here, column by column, by
the functions of `people` and `cells`; what they made of a text that columns repeat is kept for the
next row that has it. A row about which there may be anything to find is not read here at all, so
that whatever is found is found by `people` alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from itertools import repeat
from operator import call, getitem, itemgetter
from typing import Any, TypeAlias, TypeVar

from attrs import AttrsInstance, fields

from kopdes_jamsos.cooperative import Employee, Member, Officer, Person, Supervisor
from kopdes_jamsos.errors import InvalidNikError
from kopdes_jamsos.identity import Nik
from kopdes_jamsos.rosters.asides import may_be_nobody
from kopdes_jamsos.rosters.cells import (
    Row,
    is_long_number,
    read_ref,
    usual_text,
)
from kopdes_jamsos.rosters.dates import read_birth_date, read_date
from kopdes_jamsos.rosters.headings import Headings
from kopdes_jamsos.rosters.people import (
    READERS,
    as_written,
    cooperative_of,
    elsewhere_of,
    is_member,
    waged_of,
)
from kopdes_jamsos.rosters.posts import officer_role, organ_of, supervisor_role
from kopdes_jamsos.rosters.subjects import Made, Particulars, row_ref

KeyT = TypeVar("KeyT")
KindT = TypeVar("KindT", bound=AttrsInstance)
# What a row of the usual form tells: its cooperative, the organ, the facts about the person, of
# which name, reference and NIK are the first, and what else is told of the person.
Facts: TypeAlias = tuple[str | None, str, tuple[Any, ...], Particulars]

# So many texts of a column are kept; then it begins anew.
_KEPT = 4_096
# Fields of which nearly every row has a text of its own; and the wage, which is read in another way
# where a spreadsheet stored it as a number.
_OWN = frozenset(
    {
        "phone", "email", "address", "npwp", "birth_place", "mother_name", "wage",
        "identity_valid_until",
    }
)  # fmt: skip
_TIME = "0123456789:.+Z"
_KINDS: dict[str, tuple[type[Person], tuple[str, ...]]] = {
    "officer": (Officer, ("role", "waged")),
    "supervisor": (Supervisor, ("role", "waged")),
    "employee": (Employee, ("position",)),
    "member": (Member, ()),
}
_FACTS = ("name", "ref", "nik", "birth_date", "elsewhere")
_BLANK = [""]
_ABSENT = {"": None}  # a column that the table has not: its cells are blank


class _OddError(Exception):
    """There may be something to find about the row."""


class _Each(dict[KeyT, Any]):
    """What texts are read as, each of them anew."""

    __slots__ = ("_read",)

    def __init__(self, read: Callable[[KeyT], Any]) -> None:
        self._read = read

    def __missing__(self, text: KeyT) -> Any:
        return self._read(text)


class _Kept(_Each[KeyT]):
    """What texts were read as, for the next row that has them."""

    __slots__ = ()

    def __missing__(self, text: KeyT) -> Any:
        found = self._read(text)
        if len(self) >= _KEPT:
            self.clear()
        self[text] = found
        return found


class _Dates(_Kept[str]):
    """What days were read as; the time behind an ISO date tells nothing."""

    __slots__ = ("_limit",)

    def __init__(self, read: Callable[[str], Any], limit: int) -> None:
        super().__init__(read)
        self._limit = limit

    def __missing__(self, text: str) -> Any:
        is_iso = text[4:8:3] == "--" and text[10:11] in (" ", "T") and len(text) <= self._limit
        if is_iso and not text[11:].strip(_TIME):
            return self[text[:10]]
        return super().__missing__(text)


class _Cell:
    """Reads a cell by a function that takes it out of a row, if there is nothing to find."""

    def __init__(
        self, name: str, headings: Headings, limit: int, read: Callable[[Row], Any]
    ) -> None:
        self._headings = Headings(headings.table, {name: 0}, {0: name}, (), 1, 1)
        self._limit = limit
        self._read = read

    def __call__(self, cell: str) -> Any:
        # Whatever is no printable ASCII may have to be repaired.
        if usual_text(cell, self._limit) is None:
            raise _OddError
        row = Row("", 0, (cell,), self._headings, self._limit)
        found = self._read(row)
        if row.findings:
            raise _OddError
        return found


def _slots(
    kind: type[AttrsInstance], names: Sequence[str]
) -> tuple[list[Callable[[Any, Any], object]], tuple[Any, ...]]:
    """What puts facts into the slots of a frozen class: fields by name, then those of a default.

    The defaults come second.
    """
    defaults = {each.name: each.default for each in fields(kind) if each.name not in names}
    puts = [getattr(kind, name).__set__ for name in (*names, *defaults)]
    return puts, tuple(defaults.values())


def _maker(organ: str) -> Callable[..., Person]:
    """Makes people of facts that were checked when they were read, without checking them again."""
    kind, more = _KINDS[organ]
    puts, rest = _slots(kind, (*_FACTS, *more))

    def make(*facts: Any) -> Person:
        made = object.__new__(kind)
        # A loop that Python itself runs: each of these puts a fact into its slot.
        any(map(call, puts, repeat(made), facts + rest))
        return made

    return make


def maker_of_many(kind: type[KindT], names: Sequence[str]) -> Callable[..., list[KindT]]:
    """Makes many objects of facts that were checked when they were read: so many, of columns.

    Args:
        kind: A frozen class with slots.
        names: Its fields that are given, in this order; the others have their defaults.
    """
    puts, rest = _slots(kind, names)

    def make(count: int, *columns: Iterable[Any]) -> list[KindT]:
        made = list(map(object.__new__, repeat(kind, count)))
        for put, column in zip(puts, (*columns, *map(repeat, rest)), strict=True):
            any(map(put, made, column))
        return made

    return make


def people_maker(organ: str) -> Callable[..., list[Person]]:
    """Makes people of an organ of columns of what `CleanRows.facts` has of them."""
    kind, more = _KINDS[organ]
    return maker_of_many(kind, (*_FACTS, *more))


def _left_to_closer_look(row: Row, name: str) -> None:
    """Enrolments, and cells that hold two things, are read with a closer look."""
    if row.text(name) is not None:
        raise _OddError


class CleanRows:
    """The rows of a table of people that are of the usual form.

    Args:
        headings: The headings of the table.
        organs: The organs that rows may be of.
        characters: Characters that a cell may have.
        on: The day that decides which birth dates are possible.
        padded: Whether blank cells at the end of a row may be left out, as in a spreadsheet.
    """

    def __init__(
        self,
        headings: Headings,
        *,
        organs: Sequence[str],
        characters: int,
        on: dt.date,
        padded: bool,
    ) -> None:
        self._headings, self._limit, self._padded = headings, characters, padded
        self._width, self._span = headings.width, headings.width if padded else headings.span
        places = headings.places
        self._only = organs[0] if len(organs) == 1 else None
        self._has_nik = "nik" in places
        self._name, self._ref, self._nik = (places.get(name, -1) for name in ("name", "ref", "nik"))
        self._waged_at = places.get("waged", -1)
        readers: dict[str, Callable[[Row], Any]] = {
            "cooperative": cooperative_of,
            "birth_date": lambda row: read_birth_date(row, row.text("birth_date"), on),
            "elsewhere": elsewhere_of,
            "membership": is_member,
            "segment": partial(_left_to_closer_look, name="segment"),
            "birth": partial(_left_to_closer_look, name="birth"),
            "organ": partial(organ_of, organs=organs),
        }
        self._cells_read = itemgetter(*(places.get(name, -1) for name in readers))
        self._columns = [self._column(name, read) for name, read in readers.items()]
        waged = [partial(waged_of, decides=decides) for decides in (False, True)]
        self._waged = [self._column("waged", read) for read in waged]
        self._told = [name for name in places if name in READERS]
        # The last place twice: of fewer than two there would be no tuple.
        self._cells_told = itemgetter(*(places[name] for name in self._told), -1, -1)
        self._columns_told = [self._column_told(name) for name in self._told]
        kept = _Each if _OWN.intersection(self._told) else _Kept
        self._particulars: Mapping[tuple[str, ...], Particulars] = kept(self._read_told)
        self._posts: Mapping[tuple[Any, ...], Any] = _Kept(self._read_post)
        self._makers = {organ: _maker(organ) for organ in organs}

    def _column(self, name: str, read: Callable[[Row], Any]) -> Mapping[str, Any]:
        if name not in self._headings.places:
            return _ABSENT
        return _Kept(_Cell(name, self._headings, self._limit, read))

    def _column_told(self, name: str) -> Mapping[str, Any]:
        reader = READERS[name]

        def read(row: Row) -> Any:
            text = row.text(name)
            return None if text is None else reader(row, name, text)

        cell = _Cell(name, self._headings, self._limit, read)
        if reader is read_date:
            return _Dates(cell, self._limit)
        if name not in _OWN:
            return _Kept(cell)
        return _Each(self._as_written if reader is as_written else cell)

    def _as_written(self, cell: str) -> str | None:
        text = usual_text(cell, self._limit)
        if text is None:
            raise _OddError
        return text or None

    def _read_told(self, cells: tuple[str, ...]) -> Particulars:
        told = map(getitem, self._columns_told, cells)
        return Particulars(**dict(zip(self._told, told, strict=True)))

    def _read_post(self, written: tuple[str, str | None, str | None]) -> Any:
        """The role of a post, or the position of an employee."""
        organ, post, occupation = written
        row = Row("", 0, (), self._headings, self._limit)
        found: Any
        if organ == "officer":
            found = officer_role(row, post, occupation)
        elif organ == "supervisor":
            found = supervisor_role(row, post)
        else:
            found = read_ref(row, "post", post)
        if row.findings:
            raise _OddError
        return found

    def made(self, number: int, cells: list[str]) -> Made | None:
        """What a row becomes before it is compared; None: it has to be read with a closer look."""
        facts = self.facts(number, cells)
        if facts is None:
            return None
        cooperative, organ, of_person, particulars = facts
        return Made(cooperative, self._makers[organ](*of_person), particulars)

    def facts(self, number: int, cells: list[str]) -> Facts | None:
        """What a row tells; None: it has to be read with a closer look."""
        if len(cells) != self._width:
            short = self._width - len(cells)
            if (short > 0 and not self._padded) or len(cells) > self._span:
                return None
            cells = cells + [""] * short
        try:
            return self._facts(number, cells + _BLANK)
        except (_OddError, InvalidNikError):
            return None

    def _facts(self, number: int, cells: list[str]) -> Facts:
        columns = map(getitem, self._columns, self._cells_read(cells))
        cooperative, birth_date, elsewhere, _, _, _, organ = columns
        name = usual_text(cells[self._name], self._limit)
        ref = usual_text(cells[self._ref], self._limit)
        if not name or ref is None or is_long_number(ref) or may_be_nobody(name):
            raise _OddError
        particulars = self._particulars[self._cells_told(cells)]
        nik = None
        if self._has_nik:
            digits = cells[self._nik]
            if type(digits) is not str or len(digits) != 16:
                raise _OddError
            nik = Nik(digits)
            if nik.findings(birth_date, particulars.sex):
                raise _OddError
        facts: tuple[Any, ...] = (name, ref or row_ref(number), nik, birth_date, elsewhere)
        organ = self._only or organ
        if organ != "member":
            facts += (self._posts[organ, particulars.post, particulars.occupation],)
            if organ != "employee":
                facts += (self._waged[elsewhere is None][cells[self._waged_at]],)
        return cooperative, organ, facts, particulars
