"""The JSON Schema of each kind of document, worked out from the classes that hold it.

The schemas are shipped as files; `test_schemas.py` compares them with what is made here, writes
them anew with `UPDATE_SNAPSHOTS=1`, and holds them against the code in both directions.
"""

from __future__ import annotations

import datetime as dt
import types
import typing
from collections.abc import Mapping
from enum import Enum
from typing import Any

import attrs

from kopdes_jamsos.basis import Note
from kopdes_jamsos.benefits.cases import Case
from kopdes_jamsos.benefits.rates import Rates
from kopdes_jamsos.coverage.records import Allocation, Payment
from kopdes_jamsos.documents.accounts import WrittenAllocation, by_key
from kopdes_jamsos.documents.books import WrittenBook, WrittenChange
from kopdes_jamsos.documents.budgets import (
    WrittenBudget,
    WrittenComparison,
    WrittenPolicy,
    WrittenRecord,
    WrittenScenario,
)
from kopdes_jamsos.documents.converter import in_documents, members
from kopdes_jamsos.documents.leaves import DUE
from kopdes_jamsos.documents.lists import BILLS
from kopdes_jamsos.documents.notes import CHOICES, FIGURES, WrittenNote
from kopdes_jamsos.documents.shapes import SCHEMA_VERSION, SHAPES, TAGS, DocumentKind
from kopdes_jamsos.identity import Nik, VillageCode
from kopdes_jamsos.law import LawBook
from kopdes_jamsos.law.change import Change
from kopdes_jamsos.money import LARGEST, PARTS, Rate
from kopdes_jamsos.months import Month
from kopdes_jamsos.programs import Transport
from kopdes_jamsos.scenarios.budget import Budget, CostRecord
from kopdes_jamsos.scenarios.comparison import Comparison
from kopdes_jamsos.scenarios.policy import Policy
from kopdes_jamsos.scenarios.question import Question

Schema = dict[str, Any]

DATE = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
MONTH = "^[0-9]{4}-(0[1-9]|1[0-2])$"
LEAVES: dict[Any, Schema] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer", "minimum": 0, "maximum": LARGEST},
    type(None): {"type": "null"},
    Any: {},
    dt.date: {"type": "string", "pattern": DATE, "format": "date"},
    Month: {"type": "string", "pattern": MONTH},
    Rate: {
        "type": "integer",
        "minimum": 0,
        "maximum": PARTS,
        "description": "Parts per million: 0.24 % is 2400.",
    },
    Nik: {"type": "string", "pattern": "^[0-9]{16}$"},
    VillageCode: {"type": "string", "pattern": "^[0-9]{2}\\.[0-9]{2}\\.[0-9]{2}\\.[0-9]{4}$"},
}
WRITTEN: dict[type, type] = {
    LawBook: WrittenBook,
    Change: WrittenChange,
    Note: WrittenNote,
    Allocation: WrittenAllocation,
    Budget: WrittenBudget,
    Comparison: WrittenComparison,
    CostRecord: WrittenRecord,
    Policy: WrittenPolicy,
    Question: WrittenScenario,
}
# What a class asks of a field beyond its type.
NARROWER: dict[tuple[type, str], Schema] = {
    (Payment, "months"): {"minimum": 1},
    (Case, "participations"): {"minItems": 1},
}


def schema_of(kind: DocumentKind) -> Schema:
    """The schema of the documents of a kind, with all that it refers to."""
    maker = _Maker()
    body = maker.fields(SHAPES[kind])
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:kopdes-jamsos:{kind.value}:{SCHEMA_VERSION}",
        "title": f"Document of kopdes_jamsos: {kind.value}",
        "type": "object",
        "properties": {
            "kind": {"const": kind.value},
            "schema_version": {"const": SCHEMA_VERSION},
            **body["properties"],
        },
        "required": ["kind", "schema_version", *body["required"]],
        "additionalProperties": False,
        "$defs": {name: maker.defs[name] for name in sorted(maker.defs)},
    }


def schema_of_all() -> Schema:
    """One schema of the documents of all kinds; each is there under its own name too."""
    defs: dict[str, Schema] = {}
    for kind in DocumentKind:
        schema = schema_of(kind)
        base, own = schema.pop("$schema"), schema.pop("$id").replace(kind.value, "documents")
        shared = schema.pop("$defs")
        assert all(defs.setdefault(name, part) == part for name, part in shared.items())
        defs[f"document-{kind.value}"] = schema
    return {
        "$schema": base,
        "$id": own,
        "title": "Documents of kopdes_jamsos",
        "anyOf": [{"$ref": f"#/$defs/document-{kind.value}"} for kind in DocumentKind],
        "$defs": {name: defs[name] for name in sorted(defs)},
    }


class _Maker:
    def __init__(self) -> None:
        self.defs: dict[str, Schema] = {}

    def of(self, kind: Any) -> Schema:
        special = self.special(kind)
        if special is not None:
            return special
        if kind in LEAVES:
            return LEAVES[kind]
        origin, parts = typing.get_origin(kind), typing.get_args(kind)
        if origin is typing.Literal:
            return {"enum": list(parts)}
        if origin is frozenset:
            return {"type": "array", "items": self.of(parts[0]), "uniqueItems": True}
        if origin is tuple and parts[-1] is Ellipsis:
            return {"type": "array", "items": self.of(parts[0])}
        if origin is tuple:
            each = [self.of(part) for part in parts]
            return {"type": "array", "prefixItems": each, "items": False, "minItems": len(each)}
        if origin in (typing.Union, types.UnionType):
            return {"anyOf": [self.of(part) for part in parts]}
        if issubclass(kind, Enum):
            return self.refer(kind, {"enum": [member.value for member in kind]})
        return self.refer(kind, None)

    def special(self, kind: Any) -> Schema | None:
        if found := members(kind):
            choices_of = [self.of(each) for each in found]
            none = type(None) in typing.get_args(kind)
            return {"anyOf": choices_of + [{"type": "null"}] * none}
        if kind == BILLS:
            names = {"enum": [mode.value for mode in Transport]}
            return {
                "type": "object",
                "propertyNames": names,
                "additionalProperties": self.of(int),
            }
        if kind == Rates:
            by_year = {
                "type": "object",
                "propertyNames": {"pattern": "^[0-9]{4}$"},
                "additionalProperties": self.of(Rate),
            }
            return {"anyOf": [{"type": "null"}, self.of(Rate), by_year]}
        if by_key(kind):
            key, part = typing.get_args(kind)
            names = LEAVES.get(key) or {"enum": [member.value for member in key]}
            return {
                "type": "object",
                "propertyNames": names,
                "additionalProperties": self.of(part),
            }
        if kind == DUE:
            return {"anyOf": [self.of(Month), self.of(dt.date)]}
        if kind in (Mapping[str, Any], FIGURES):
            return {"type": "object", "additionalProperties": self.figure()}
        return None

    def refer(self, kind: type, schema: Schema | None) -> Schema:
        if kind.__name__ not in self.defs:
            self.defs[kind.__name__] = {}  # a class may hold itself
            self.defs[kind.__name__] = schema or self.fields(WRITTEN.get(kind, kind))
        return {"$ref": f"#/$defs/{kind.__name__}"}

    def fields(self, kind: type) -> Schema:
        hints = typing.get_type_hints(kind)
        tag = TAGS.get(kind)
        properties: Schema = {} if tag is None else {"type": {"const": tag}}
        required = [*properties]
        for each in in_documents(kind):
            narrower = NARROWER.get((kind, each.name), {})
            properties[each.name] = {**self.of(hints[each.name]), **narrower}
            if each.default is attrs.NOTHING:
                required.append(each.name)
        return {
            "type": "object",
            "properties": properties,
            "required": required,
            "additionalProperties": False,
        }

    def figure(self) -> Schema:
        if "NoteFigure" not in self.defs:
            self.defs["NoteFigure"] = {}
            kinds = {"month": Month, "date": dt.date, "rate": Rate, **CHOICES}
            self.defs["NoteFigure"] = {
                "anyOf": [
                    {"type": ["null", "boolean", "integer", "string"]},
                    {"type": "array", "items": {"$ref": "#/$defs/NoteFigure"}},
                    {
                        "type": "object",
                        "properties": {name: self.of(kind) for name, kind in kinds.items()},
                        "additionalProperties": False,
                        "minProperties": 1,
                        "maxProperties": 1,
                    },
                ]
            }
        return {"$ref": "#/$defs/NoteFigure"}
