"""The facts of an enrolment as a table that is made from the fields which declare them.

The type of a field says what the fact can be, and `about` adds what only some facts are. Whoever
reads enrolments (the tariff, columns, rosters, scenarios, test strategies) goes by the table, so a
new fact is one field.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from enum import Enum
from typing import Any

import attrs
from attrs import frozen

from kopdes_jamsos.programs import Choice, Program, Segment

_KEY = "kopdes_jamsos.fact"
# Metadata of a field that decides no amount: what a fact rests on.
NO_FACT: Mapping[str, object] = types.MappingProxyType({_KEY: None})


@frozen(kw_only=True)
class Fact:
    """One fact of the enrolments of a segment.

    Attributes:
        name: Name of the field, of the column of frames and of the key in documents.
        segment: Segment of the enrolment.
        kind: Class of its values: an enumeration, bool, int (rupiah) or date.
        optional: Whether it can be None: not given.
        default: What it is where nobody says it, or None.
        base: Name of the base of the tariff that it is, or empty.
        column: Whether frames read it from a column.
        only_for: The one programme that it decides, or None.
        likeliest: The choice that most people have, or None.

    Examples:
        >>> from kopdes_jamsos.enrolment import facts_of
        >>> next(fact for fact in facts_of(kj.Segment.BPU) if fact.name == "sector").options
        (<Sector.OTHER: 'other'>, <Sector.TRANSPORT: 'transport'>)
    """

    name: str
    segment: Segment
    kind: type
    optional: bool
    default: Any = None
    base: str = ""
    column: bool = True
    only_for: Program | None = None
    likeliest: Any = None

    @property
    def options(self) -> tuple[Any, ...]:
        """All values it can have, the likeliest first; empty for amounts and dates."""
        if self.kind is bool:
            return (False, True)
        members = tuple(self.kind) if issubclass(self.kind, Enum) else ()
        return tuple(sorted(members, key=lambda member: member is not self.likeliest))

    @property
    def is_text(self) -> bool:
        """Whether it is a choice that columns, rosters and documents write as a text."""
        return issubclass(self.kind, Choice)


def about(**traits: Any) -> dict[str, Any]:
    """Metadata of a field: what its type does not say of the fact; see `Fact` for the names.

    Examples:
        >>> list(about(base="wage").values())
        [{'base': 'wage'}]
    """
    return {_KEY: traits}


def read_facts(kind: type[Any]) -> tuple[Fact, ...]:
    """The facts that a class of enrolments declares, without programmes and what is no fact.

    Examples:
        >>> [fact.name for fact in read_facts(kj.ConstructionEnrolment)]
        ['contract_value', 'wages', 'settled']
    """
    hints = typing.get_type_hints(kind)
    found = []
    for each in attrs.fields(kind):
        hint = hints[each.name]
        traits = each.metadata.get(_KEY, {})
        if typing.get_origin(hint) is frozenset or traits is None:
            continue
        parts = typing.get_args(hint) or (hint,)
        optional = types.NoneType in parts
        default = None if each.default is attrs.NOTHING else each.default
        found.append(
            Fact(
                name=each.name,
                segment=kind.segment,
                kind=parts[0],
                optional=optional,
                default=default,
                **traits,
            )
        )
    return tuple(found)


def plain(value: Any) -> Any:
    """A fact as columns and documents write it: of a choice its value.

    Examples:
        >>> plain(kj.RiskClass.LOW), plain(kj.Sector.OTHER), plain(None)
        (2, 'other', None)
    """
    return value.value if isinstance(value, Enum) else value
