"""Series read from the tables of the law files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

from kopdes_jamsos.basis.sources import Citation, Evidence
from kopdes_jamsos.errors import LawDataError
from kopdes_jamsos.law._files import shaped
from kopdes_jamsos.law.kinds import Band, DueRule, Frozen, Keys, Slice, Stretch, Unit
from kopdes_jamsos.law.values import Confirmation, DatedValue, Series
from kopdes_jamsos.money import Rate
from kopdes_jamsos.months import Month
from kopdes_jamsos.programs import (
    BusinessScale,
    Leaving,
    Program,
    RiskClass,
    SchoolLevel,
    Segment,
    Transport,
)

_KEYS: dict[str, Mapping[str, Any]] = {
    "risk_class": {member.name.lower(): member for member in RiskClass},
    "business_scale": {member.value: member for member in BusinessScale},
    "segment": {member.value: member for member in Segment},
    "school_level": {member.value: member for member in SchoolLevel},
    "transport": {member.value: member for member in Transport},
    "leaving": {member.value: member for member in Leaving},
}


def _whole(value: Any, *others: None) -> Any:
    """A whole number that is not negative, or one of some other values."""
    if (type(value) is int and value >= 0) or value in others:
        return value
    raise TypeError


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    raise TypeError


def _each(read: Callable[[Any], Any], values: Any) -> tuple[Any, ...]:
    # A text alone would be taken letter by letter.
    if isinstance(values, list):
        return tuple(map(read, values))
    raise TypeError


def _holds(value: Any) -> bool:
    """A rule without a number holds, and has no value in its file."""
    if value is None:
        return True
    raise TypeError


def _date(value: Any) -> dt.date:
    # As TOML writes it: a law file has one form for each thing, and no text for a date.
    if type(value) is dt.date:
        return value
    raise TypeError


def _due(row: Mapping[str, Any]) -> DueRule:
    rule = DueRule(**row)
    if (
        rule.day in range(1, 32)
        and rule.months_later in range(13)
        and rule.holiday in ("next", "previous", "none")
    ):
        return rule
    raise TypeError


_UNITS: dict[str, Callable[[Any], Any]] = {
    "ppm": Rate,
    **dict.fromkeys(("rupiah", "years", "months", "days", "count"), _whole),
    "date": _date,
    "bands": lambda rows: tuple(
        Band(number, _whole(row["from"]), _whole(row.get("to"), None), _whole(row["base"]))
        for number, row in enumerate(rows, 1)
    ),
    "slices": lambda rows: tuple(Slice(_whole(row["above"]), Rate(row["rate"])) for row in rows),
    "stretches": lambda rows: tuple(
        Stretch(_whole(row.get("months"), None), Rate(row["rate"])) for row in rows
    ),
    "due": _due,
    "names": lambda names: _each(_text, names),
    "periods": lambda numbers: _each(_whole, numbers),
    "programs": lambda names: frozenset(Program(name) for name in names),
    "rule": _holds,
}


def key_of(by: Keys | None, name: str) -> object:
    """The member that a key of a mapping names, or None.

    Examples:
        >>> key_of("risk_class", "very_low")
        <RiskClass.VERY_LOW: 1>
    """
    return _KEYS[by].get(name) if by else None


def read_series(path: str, table: Mapping[str, Any]) -> Series:
    """Series from a table of a law file.

    Raises:
        LawDataError: code `law-data`: the months do not ascend, overlap, or end before they begin;
            or something is missing or of another kind than its schema says.
    """
    with shaped(path):
        unit, by = table["unit"], table.get("by")
        values = tuple(_read_value(path, unit, by, row) for row in table["values"])
        read_as = {
            _text(name): _UNITS[unit](value) for name, value in table.get("read_as", {}).items()
        }
    for value in values:
        if value.until is not None and value.until < value.since:
            raise LawDataError(
                f"{path}: the value of {value.since} ends before it begins.",
                value=value.until,
                remedy="Let until be the same month as from, or later.",
            )
    for earlier, later in pairwise(values):
        # A value without an end is replaced by the next one: only their beginnings must ascend.
        if later.since <= (earlier.until or earlier.since):
            raise LawDataError(
                f"{path}: the value of {later.since} overlaps the one before.",
                value=later.since,
                remedy="Let the months ascend without overlap.",
            )
    return Series(
        path=path,
        unit=unit,
        by=by,
        yearly=table.get("review") == "yearly",
        values=values,
        read_as=Frozen(read_as),
    )


def _read_value(path: str, unit: Unit, by: Keys | None, row: Mapping[str, Any]) -> DatedValue:
    read = _UNITS[unit]
    raw: Any = row.get("value") if unit == "rule" else row["value"]
    value = Frozen({_KEYS[by][name]: read(item) for name, item in raw.items()}) if by else read(raw)
    since = Month.parse(row["from"])
    assumed = _text(row.get("assumes", ""))
    return DatedValue(
        path=path,
        since=since,
        # replace() refuses a day that the month does not have.
        since_day=since.first_day.replace(day=row.get("from_day", 1)).day,
        until=Month.parse(row["until"]) if "until" in row else None,
        value=value,
        citation=_citation(row),
        confirmed_by=tuple(
            Confirmation(
                citation=_citation(each),
                known_since=_date(each["known_since"]),
                evidence=Evidence(each["evidence"]),
            )
            for each in row.get("confirmed_by", ())
        ),
        known_since=_date(row["known_since"]),
        own_evidence=Evidence(row["evidence"]),
        review_by=_date(row["review_by"]) if "review_by" in row else None,
        note=_text(row.get("note", "")),
        assumption=assumed,
    )


def _citation(row: Mapping[str, Any]) -> Citation:
    return Citation(_text(row["source"]), _text(row["article"]))
