"""Corrections by file, row and column, and findings for those that fit nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cache
from typing import Protocol, TypeAlias

from kopdes_jamsos._plain import attribute_of
from kopdes_jamsos.errors import InvalidFactError, a_kind
from kopdes_jamsos.rosters.findings import RosterFinding
from kopdes_jamsos.rosters.tables import tables

DROP = "(hapus)"
BLANK = "(kosong)"

Place: TypeAlias = tuple[str, int]


class Edits(Protocol):
    """Corrections by place; `Corrections` is one."""

    @property
    def cells(self) -> Mapping[Place, Mapping[str | None, str]]:
        """New cells by file and row, and by heading; None as heading: the row itself."""


def check_edits(value: object) -> None:
    """Refuse what holds no corrections.

    Raises:
        InvalidFactError: code `invalid-fact`.
    """
    if value is not None and not isinstance(attribute_of(value, "cells"), Mapping):
        raise InvalidFactError(
            f"corrections must be Corrections; got {a_kind(value)}.",
            remedy="Give what kj.rosters.read_corrections gave.",
        )


@cache
def _headings() -> frozenset[str]:
    return frozenset(
        heading for table in tables() for names in table.columns.values() for heading in names
    )


def unused(
    places: Iterable[tuple[Place, Iterable[str | None]]], known: Collection[str] = ()
) -> tuple[RosterFinding, ...]:
    """Findings for corrections that fit nothing, by file, row and heading.

    Args:
        places: Files and rows with the headings of what was corrected there.
        known: Headings that may be shown, beside those of tables and the letters of columns:
            another one may be anything, even a name.
    """
    shown = _headings().union(known)
    return tuple(
        RosterFinding(
            file=file,
            row=row,
            column=heading if heading in shown else _letters(heading),
            code="correction-unused",
            original=None if heading in shown else heading,
        )
        for (file, row), headings in sorted(places)
        for heading in sorted(headings, key=str)
    )


def _letters(heading: str | None) -> str | None:
    """The letters of a column, as a finding about a heading that is not known has them."""
    return heading.upper() if heading and len(heading) <= 2 and heading.isalpha() else None
