"""The columns that go in: their names, their types, and constants in their place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import narwhals as nw
from attrs import frozen

from kopdes_jamsos.errors import FrameError, show
from kopdes_jamsos.programs import (
    BPUGroup,
    Funding,
    Program,
    RiskClass,
    Sector,
    Segment,
    choose,
)

PROGRAMS = {name.lower(): Program(name) for name in ("JKK", "JKM", "JHT", "JP")}
SEGMENTS = (Segment.PU, Segment.BPU)
# The values that a column of a choice or a flag can hold; its codes are 1, 2, …, and 0 for null.
OPTIONS: dict[str, tuple[Any, ...]] = {
    "segment": SEGMENTS,
    "group": tuple(BPUGroup),
    "sector": tuple(Sector),
    "funding": tuple(Funding),
    "labour_intensive": (False, True),
    "settled": (False, True),
}
_CHOICES: dict[str, Any] = {
    "segment": Segment,
    "group": BPUGroup,
    "sector": Sector,
    "funding": Funding,
    "risk_class": RiskClass,
}
_TEXTS = ("segment", "group", "sector", "funding")
_INTEGERS = ("wage", "income", "risk_class")
_DATES = ("birth_date", "month")
_FLAGS = (*PROGRAMS, "labour_intensive", "pension_deferred", "past_pension_age", "settled")
NAMES = (*_TEXTS, *_INTEGERS, *_FLAGS, _DATES[0])
_OF_ONE_SEGMENT = {
    Segment.PU: frozenset(
        {
            "wage",
            "risk_class",
            "labour_intensive",
            "pension_deferred",
            "past_pension_age",
            "birth_date",
        }
    ),
    Segment.BPU: frozenset({"income", "group", "sector", "funding"}),
}
# What each input holds, the type that it is taken as, and the types that it may have. Wider whole
# numbers could hold amounts beyond 64 bits.
_KINDS: tuple[tuple[Any, ...], ...] = (
    (_TEXTS, "text", nw.String, (nw.String, nw.Categorical, nw.Enum)),
    (
        _INTEGERS,
        "whole numbers of at most 64 bits",
        nw.Int64,
        (nw.Int64, nw.Int32, nw.Int16, nw.Int8, nw.UInt32, nw.UInt16, nw.UInt8),
    ),
    (_FLAGS, "booleans", nw.Boolean, (nw.Boolean,)),
    (_DATES, "dates", nw.Date, (nw.Date, nw.Datetime)),
)


@frozen
class Inputs:
    """Where each input comes from.

    Attributes:
        columns: Our names and the frame's names of those that are columns.
        casts: Our names of those whose column is cast first, and to what.
        constants: Our names and the values of those that are the same for every row.
    """

    columns: tuple[tuple[str, str], ...]
    casts: tuple[tuple[str, Any], ...]
    constants: tuple[tuple[str, Any], ...]

    def given(self, name: str) -> Any:
        """An input: an expression, a constant, or None where it is absent."""
        theirs = dict(self.columns).get(name)
        if theirs is None:
            return dict(self.constants).get(name)
        cast = dict(self.casts).get(name)
        return nw.col(theirs).cast(cast) if cast else nw.col(theirs)


def read_inputs(
    schema: Mapping[str, Any],
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
    renamed, fixed = mapping_of(columns, "columns"), mapping_of(constants, "constants")
    for name in (*renamed, *fixed):
        if name not in NAMES:
            raise FrameError(
                f"{show(name)} is no input.",
                value=name,
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
        if month_column not in schema:
            raise _absent("month", month_column)
        found["month"] = month_column
    _check_shape({*found, *fixed}, values.get("segment"))
    return Inputs(tuple(found.items()), tuple(_casts(schema, found)), tuple(values.items()))


def mapping_of(given: Any, what: str) -> dict[str, Any]:
    """What was given by name, if anything was.

    Raises:
        FrameError: code `frame`.
    """
    if given is not None and not isinstance(given, Mapping):
        raise FrameError(
            f"{what} must be a mapping; got a {type(given).__name__}.",
            remedy='Give a dict, such as {"wage": "gaji"}.',
        )
    return dict(given or {})


def _needed(segment: Segment | None) -> list[str]:
    """The inputs of the segments present: those of another segment may be anything."""
    foreign = {
        name
        for other, names in _OF_ONE_SEGMENT.items()
        if segment not in (None, other)
        for name in names
    }
    return [name for name in NAMES if name not in foreign]


def _absent(name: str, theirs: Any) -> FrameError:
    return FrameError(
        f"The frame has no column {show(theirs)} for {name}.",
        value=theirs,
        remedy="Give the name of a column of the frame.",
    )


def _casts(schema: Mapping[str, Any], found: Mapping[str, str]) -> list[tuple[str, Any]]:
    """What must be cast: narrow integers, dates with a time, categories, columns of nulls."""
    casts = []
    for name, theirs in found.items():
        dtype = schema[theirs]
        what, wanted, taken = next(kind for names, *kind in _KINDS if name in names)
        if dtype is not None and dtype not in taken:
            raise FrameError(
                f"The column {show(theirs)} must hold {what}; it holds {dtype}.",
                value=theirs,
                remedy="Cast it first; in pandas use Int64, boolean or Arrow types, which can "
                "miss values without turning into floats.",
            )
        if dtype != wanted:
            casts.append((name, wanted))
    return casts


def _check_shape(given: set[str], segment: Segment | None) -> None:
    base = {None: ("wage", "income"), Segment.PU: ("wage",), Segment.BPU: ("income",)}[segment]
    for needed in (("segment",), base, tuple(PROGRAMS)):
        if not given & set(needed):
            raise FrameError(
                f"The frame has no column {' or '.join(needed)}.",
                value=needed,
                remedy="Add the column, name it in columns, or give one value in constants.",
            )
    if {"birth_date", "past_pension_age"} <= given:
        raise FrameError(
            "The frame has both birth_date and past_pension_age.",
            remedy="Leave one out: columns={'past_pension_age': None}.",
        )


def _constant(name: str, value: Any) -> Any:
    if name in _CHOICES:
        member = choose(_CHOICES[name], value)
        if member is not Segment.CONSTRUCTION:
            return member
    elif name in _FLAGS and isinstance(value, bool):
        return value
    raise FrameError(
        f"{name} cannot be the constant {show(value)}.",
        value=value,
        remedy="Choices and flags can be constants; amounts and dates are columns.",
    )
