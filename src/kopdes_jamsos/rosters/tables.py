"""The tables that can be read.

`tables.toml` holds them: the five tables of SIMKOPDES that matter here, the small one that ties a
cooperative to its village, and a plain roster of our own with Indonesian and English headings.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from attrs import frozen

from kopdes_jamsos._plain import as_text
from kopdes_jamsos.enrolment import ENROLMENTS, facts_of
from kopdes_jamsos.errors import UnknownChoiceError, told
from kopdes_jamsos.law import Evidence
from kopdes_jamsos.law.kinds import Frozen


@frozen(kw_only=True)
class KnownTable:
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
def _read() -> Mapping[str, KnownTable]:
    return MappingProxyType(
        {
            name: KnownTable(
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


def tables() -> tuple[KnownTable, ...]:
    """The tables that can be read.

    Examples:
        >>> [table.name for table in kj.rosters.tables() if table.holds in ("board", "person")]
        ['pengurus_koperasi', 'roster']
    """
    return tuple(_read().values())


def table_named(name: str) -> KnownTable:
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


def table_of(
    name: str, columns: Mapping[str, tuple[str, ...]], required: tuple[str, ...]
) -> KnownTable:
    """A table that only this library writes and reads back."""
    return KnownTable(
        name=name,
        holds=name,
        columns=columns,
        required=required,
        unused=(),
        source="this library",
        evidence=Evidence.CONVENTION,
        note="",
    )
