"""The columns that go in: their names, their types, and constants in their place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import Enum
from itertools import chain
from typing import Any, TypeAlias, cast

from attrs import frozen

from kopdes_jamsos._plain import as_text, pairs_of
from kopdes_jamsos.choices import choose
from kopdes_jamsos.enrolment import facts_of
from kopdes_jamsos.errors import FrameError, a_kind, show, told
from kopdes_jamsos.facts import Fact
from kopdes_jamsos.frames.tree import (
    BOOLEAN,
    DATE,
    DATETIME,
    INT64,
    TEXT,
    ColumnType,
    Expr,
    column,
    literal,
    when,
)
from kopdes_jamsos.programs import Choice, Program, Segment

# Names and types of a frame's columns; None is the type of a column of nulls only.
Schema: TypeAlias = Mapping[str, ColumnType | None]
PROGRAMS = {program.value.lower(): program for program in Program}
SEGMENTS = tuple(Segment)
# The facts of each segment that are columns.
IN_COLUMNS: Mapping[Segment, Mapping[str, Fact]] = {
    segment: {fact.name: fact for fact in facts_of(segment) if fact.column} for segment in SEGMENTS
}
_ALL = {name: fact for facts in IN_COLUMNS.values() for name, fact in facts.items()}
# The amounts that a tariff applies to: of a construction project one of two.
BASES: Mapping[Segment, tuple[str, ...]] = {
    segment: tuple(fact.name for fact in facts.values() if fact.base)
    for segment, facts in IN_COLUMNS.items()
}
# The values that a column of a choice or a flag can hold; its codes are 1, 2, …, and 0 for null.
OPTIONS: Mapping[str, tuple[Any, ...]] = {
    "segment": SEGMENTS,
    **{name: fact.options for name, fact in _ALL.items() if fact.options},
}


# The first and the last day that there are: columns can hold days before and after.
CALENDAR = (dt.date.min, dt.date.max)
# Says in place of a birth date what it would decide.
PAST = "past_pension_age"
REGISTERED = "registered_on"
_KINDS: Mapping[str, type] = {
    "segment": Segment,
    **dict.fromkeys(PROGRAMS, bool),
    **{name: fact.kind for name, fact in _ALL.items()},
    PAST: bool,
}
NAMES = tuple(_KINDS)
# What a column of a kind holds, the type that it is taken as, and the types that it may have. Wider
# whole numbers could hold amounts beyond 64 bits.
_TYPES: tuple[tuple[type, str, ColumnType, tuple[str, ...]], ...] = (
    (Choice, "text", TEXT, ("String", "Categorical", "Enum")),
    (bool, "booleans", BOOLEAN, ("Boolean",)),
    (dt.date, "dates without a time zone", DATE, ("Date", DATETIME)),
    (
        int,
        "whole numbers of at most 64 bits",
        INT64,
        ("Int64", "Int32", "Int16", "Int8", "UInt32", "UInt16", "UInt8"),
    ),
)


def type_of(name: str) -> tuple[str, ColumnType, tuple[str, ...]]:
    """What an input holds, the type that its column is taken as, and those that it may have."""
    kind = _KINDS.get(name, dt.date)  # the months are the one input that is not by name
    return next((what, taken, may) for each, what, taken, may in _TYPES if issubclass(kind, each))


@frozen
class Inputs:
    """Where each input comes from.

    Attributes:
        columns: Our names and the frame's names of those that are columns.
        casts: Our names of those whose column is cast first, to what, and from what.
        constants: Our names and the values of those that are the same for every row.
        before: Our names and the frame's names of those that an earlier step has cast.
    """

    columns: tuple[tuple[str, str], ...]
    casts: tuple[tuple[str, tuple[ColumnType, ColumnType | None]], ...]
    constants: tuple[tuple[str, Any], ...]
    before: tuple[tuple[str, str], ...] = ()

    def given(self, name: str) -> Any:
        """An input: an expression, a constant, or None where it is absent."""
        theirs = dict(self.columns).get(name)
        if theirs is None:
            return dict(self.constants).get(name)
        how = dict(self.casts).get(name)
        return cast_column(column(theirs), *how) if how else column(theirs)

    def raw(self, name: str) -> Expr:
        """The column of an input as it is in the frame."""
        return column((dict(self.columns) | dict(self.before))[name])

    def cast_by(self, prefix: str) -> tuple[Inputs, dict[str, Expr]]:
        """The inputs after a step that casts each column once, and that step.

        Args:
            prefix: What the names of its columns begin with.
        """
        step = {f"{prefix}{name}": self.given(name) for name, _ in self.casts}
        columns = tuple(
            (name, f"{prefix}{name}" if f"{prefix}{name}" in step else theirs)
            for name, theirs in self.columns
        )
        return Inputs(columns, (), self.constants, self.columns), step


def cast_column(given: Expr, wanted: ColumnType, kind: ColumnType | None) -> Expr:
    """A column of another type; a time outside the calendar is null, as some engines wrap it."""
    if wanted is DATE and kind is not None and kind.name == DATETIME and kind.unit != "ns":
        first, last = (literal(dt.datetime.combine(day, dt.time()), kind) for day in CALENDAR)
        given = when(given.is_between(first, last), given)
    return given.cast(wanted)


def read_inputs(
    schema: Schema,
    columns: Mapping[str, str | None] | None,
    constants: Mapping[str, Any] | None,
    month_column: str | None,
) -> Inputs:
    """Which columns of a frame are used, after a look at its names and types only.

    Args:
        schema: Names and types of the frame; the type None is that of a column of nulls only.
        columns: Our names with the frame's names where they differ; None for a column that is
            not meant.
        constants: Our names with one value for all rows.
        month_column: Name of the column of months, or None.

    Raises:
        FrameError: code `frame`.
    """
    renamed, fixed = columns_of(columns), mapping_of(constants, "constants")
    for name in (*renamed, *fixed):
        if name not in NAMES:
            shown, kept = told(name, "input", names=NAMES)
            raise FrameError(
                f"{shown} is no input.",
                value=kept,
                remedy=f"The inputs are: {', '.join(NAMES)}.",
            )
    values = {name: _constant(name, value) for name, value in fixed.items()}
    found: dict[str, str] = {}
    for name in _needed(values.get("segment")):
        theirs = renamed.get(name, name)
        if name in fixed or theirs is None:
            continue
        if theirs in schema:
            found[name] = theirs
        elif name in renamed:
            raise _absent(name, theirs)
    if month_column is not None:
        found["month"] = month_column
    _check_shape({*found, *fixed}, values.get("segment"))
    return Inputs(tuple(found.items()), tuple(_casts(schema, found)), tuple(values.items()))


def mapping_of(given: Any, what: str) -> dict[str, Any]:
    """What was given by name, if anything was.

    Raises:
        FrameError: code `frame`.
    """
    pairs = {} if given is None else pairs_of(given)
    named = None if pairs is None else {as_text(name): value for name, value in pairs.items()}
    if named is None or None in named:
        raise FrameError(
            f"{what} must be a mapping from names of inputs; got {a_kind(given)}.",
            remedy='Give a dict, such as {"wage": "gaji"}.',
        )
    return cast("dict[str, Any]", named)


def columns_of(given: Any) -> dict[str, str | None]:
    """Our names with those of the frame, if any were given.

    Raises:
        FrameError: code `frame`.
    """
    named = mapping_of(given, "columns")
    for name, theirs in named.items():
        if theirs is not None and as_text(theirs) is None:
            shown, kept = told(name, "columns", names=NAMES)
            raise FrameError(
                f"The column for {shown} must be named by a text; got {a_kind(theirs)}.",
                value=kept,
                remedy="Give the name of a column of the frame, or None for none.",
            )
    return {name: as_text(theirs) for name, theirs in named.items()}


def _needed(segment: Segment | None) -> list[str]:
    """The inputs of the segments present: those of another segment may be anything."""
    if segment is None:
        return list(NAMES)
    own = IN_COLUMNS[segment].keys() | ({PAST} if segment is Segment.PU else set())
    return [name for name in NAMES if name in own or name not in {*_ALL, PAST}]


def _absent(name: str, theirs: Any) -> FrameError:
    return FrameError(
        f"The frame has no column {show(theirs)} for {name}.",
        value=theirs,
        remedy="Give the name of a column of the frame.",
    )


def _casts(
    schema: Schema, found: Mapping[str, str]
) -> list[tuple[str, tuple[ColumnType, ColumnType | None]]]:
    """What must be cast: narrow integers, dates with a time, categories, columns of nulls."""
    casts = []
    for name, theirs in found.items():
        kind = schema[theirs]
        what, wanted, taken = type_of(name)
        # Which day a time with a zone means, engines do not agree upon.
        if kind is not None and (kind.name not in taken or kind.zoned):
            raise FrameError(
                f"The column {show(theirs)} must hold {what}; it holds {kind}.",
                value=theirs,
                remedy="Cast it first; in pandas use Int64, boolean or Arrow types, which can "
                "miss values without turning into floats.",
            )
        if kind != wanted:
            casts.append((name, (wanted, kind)))
    return casts


def _check_shape(given: set[str], segment: Segment | None) -> None:
    bases = tuple(dict.fromkeys(chain(*BASES.values()))) if segment is None else BASES[segment]
    for needed in (("segment",), bases, tuple(PROGRAMS)):
        if not given & set(needed):
            raise FrameError(
                f"The frame has no column {' or '.join(needed)}.",
                value=needed,
                remedy="Add the column, name it in columns, or give one value in constants.",
            )
    for needs in ("birth_date", REGISTERED):
        if {needs, PAST} <= given:
            raise FrameError(
                f"The frame has both {needs} and past_pension_age.",
                remedy=f"Leave one out: columns={{'{needs}': None}}. An age at registration is "
                "known from birth_date only.",
            )


def _constant(name: str, value: Any) -> Any:
    kind = _KINDS[name]
    if kind is bool and isinstance(value, bool):
        return value
    if issubclass(kind, Enum):
        return choose(kind, value)
    raise FrameError(
        f"{name} cannot be a constant that is {a_kind(value)}.",
        value=name,
        remedy="Choices and flags can be constants; amounts and dates are columns.",
    )
