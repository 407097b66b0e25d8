"""The tables that can be read, and how a sheet is recognised as one of them by its headings.

`tables.toml` holds them: the five tables of SIMKOPDES that matter here, the small one that ties a
cooperative to its village, and a plain roster of our own with Indonesian and English headings.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Any

from attrs import frozen

from kopdes_jamsos._plain import as_text
from kopdes_jamsos.enrolment import ENROLMENTS, facts_of
from kopdes_jamsos.errors import RosterError, UnknownChoiceError, told
from kopdes_jamsos.law import Evidence
from kopdes_jamsos.law.kinds import Frozen

_SEPARATORS = re.compile(r"[\W_]+")
_LONGEST_HEADING = 200
_NO_HEADING = "(long)"  # no heading looks like this when it is compared


@frozen(kw_only=True)
class Table:
    """A table that can be read.

    Attributes:
        name: Name, as SIMKOPDES has it.
        holds: What a row becomes: profile, place, board, employee, member, business or person.
        columns: Fields with their headings; the first heading is the usual one.
        required: Fields without which a sheet is not taken for this table.
        unused: Headings that are known and not read.
        source: Where the table was found.
        evidence: How well its form is evidenced.
        note: What is worth knowing about it.

    Examples:
        >>> table = next(t for t in kj.rosters.tables() if t.name == "karyawan_koperasi")
        >>> table.columns["phone"], table.evidence
        (('nomor_hp_karyawan',), <Evidence.REPORTED: 'reported'>)
    """

    name: str
    holds: str
    columns: Mapping[str, tuple[str, ...]]
    required: tuple[str, ...]
    unused: tuple[str, ...]
    source: str
    evidence: Evidence
    note: str


def data_of(file: str) -> dict[str, Any]:
    """What a TOML file beside this module holds."""
    import tomllib
    from importlib.resources import files

    text = files("kopdes_jamsos.rosters").joinpath(file).read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _read() -> Mapping[str, Table]:
    return MappingProxyType(
        {
            name: Table(
                name=name,
                holds=data["holds"],
                columns=Frozen(
                    {
                        **{key: tuple(v) for key, v in data["columns"].items()},
                        **(_other_facts(data["columns"]) if data["holds"] == "person" else {}),
                    }
                ),
                required=tuple(data["required"]),
                unused=tuple(data["unused"]),
                source=data["source"],
                evidence=Evidence(data["evidence"]),
                note=data["note"],
            )
            for name, data in data_of("tables.toml").items()
        }
    )


def _other_facts(columns: Mapping[str, object]) -> Mapping[str, tuple[str, ...]]:
    """Headings for choices of an enrolment that the file does not name: those of the fields."""
    facts = [fact for segment in ENROLMENTS for fact in facts_of(segment)]
    names = (fact.name for fact in facts if fact.is_text and fact.only_for is None)
    return {name: (name,) for name in names if name not in columns}


def tables() -> tuple[Table, ...]:
    """The tables that can be read.

    Examples:
        >>> [table.name for table in kj.rosters.tables() if table.holds in ("board", "person")]
        ['pengurus_koperasi', 'roster']
    """
    return tuple(_read().values())


def table_named(name: str) -> Table:
    """The table of a name.

    Raises:
        UnknownChoiceError: code `unknown-choice`.
    """
    found = _read().get(as_text(name) or "")
    if found is None:
        shown, kept = told(name, "table", names=_read())
        raise UnknownChoiceError(
            f"{shown} is no table.", value=kept, remedy=f"Choose one of: {', '.join(_read())}."
        )
    return found


def table_of(name: str, columns: Mapping[str, tuple[str, ...]], required: tuple[str, ...]) -> Table:
    """A table that only this library writes and reads back."""
    return Table(
        name=name,
        holds=name,
        columns=columns,
        required=required,
        unused=(),
        source="this library",
        evidence=Evidence.CONVENTION,
        note="",
    )


def normal(heading: str) -> str:
    """A heading as headings are compared.

    Examples:
        >>> normal(" Tanggal Lahir ")
        'tanggal_lahir'
    """
    return _SEPARATORS.sub("_", heading.casefold()).strip("_")


@frozen
class Headings:
    """How the headings of a sheet fit a table.

    Attributes:
        table: The table.
        places: Fields with the place of their column, from 0 on.
        names: Headings by place, as compared; of known columns only.
        unknown: Places of columns that are not known.
        width: Number of columns down to the last heading.
        span: Number of cells in the row of the headings, blank ones at its end included.
    """

    table: Table
    places: Mapping[str, int]
    names: Mapping[int, str]
    unknown: tuple[int, ...]
    width: int
    span: int


def fit(table: Table, cells: Sequence[str]) -> Headings | None:
    """How a row fits a table as its headings; None: the row lacks a required field.

    Raises:
        RosterError: code `roster`: a field stands in two columns.
    """
    return _fit(table, cells, _compared(cells))


def holds_headings(table: Table, cells: Sequence[str]) -> bool:
    """Whether a row has several headings of a table, be they all that it needs or not."""
    known = {heading for headings in table.columns.values() for heading in headings}
    return len(known.intersection(_compared(cells))) > 1


def _compared(cells: Sequence[str]) -> list[str]:
    return [normal(cell) if len(cell) <= _LONGEST_HEADING else _NO_HEADING for cell in cells]


def _fit(table: Table, cells: Sequence[str], compared: Sequence[str]) -> Headings | None:
    fields = {heading: name for name, headings in table.columns.items() for heading in headings}
    places: dict[str, int] = {}
    names: dict[int, str] = {}
    unknown: list[int] = []
    twice: list[str] = []
    for place, heading in enumerate(compared):
        name = fields.get(heading)
        if name is not None:
            if name in places:
                twice.append(heading)
            places[name] = place
            names[place] = heading
        elif heading and heading not in table.unused:
            unknown.append(place)
    if not set(table.required) <= set(places):
        return None
    if twice:
        raise RosterError(
            f"Two columns hold the same field: {', '.join(sorted(set(twice)))}.",
            remedy="Delete or rename one of them.",
        )
    width = max((place for place, cell in enumerate(cells) if cell.strip()), default=-1) + 1
    return Headings(table, places, names, tuple(unknown), width, len(cells))


def recognise(cells: Sequence[str], wanted: Table | None) -> Headings | None:
    """The table whose headings a row holds; the one with most of them, if several.

    Args:
        cells: The row.
        wanted: The only table to look for, or None.
    """
    compared = _compared(cells)
    fits = [_fit(table, cells, compared) for table in ([wanted] if wanted else tables())]
    found = [headings for headings in fits if headings is not None]
    if not found:
        return None
    return max(found, key=lambda headings: len(headings.places) - len(headings.unknown))
