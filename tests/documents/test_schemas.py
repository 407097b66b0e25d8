"""The schemas that are shipped, held against the code in both directions.

What the code writes is valid; what a schema refuses, the code refuses; and what the code refuses
although the schema lets it through is one of the few things that a schema cannot say.
"""

import copy
import json
import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.documents.made import KINDS
from tests.documents.schema_of import schema_of, schema_of_all

import kopdes_jamsos as kj

pytestmark = pytest.mark.filterwarnings("ignore::kopdes_jamsos.KopdesJamsosWarning")

FOLDER = Path(__file__).resolve().parents[2] / "src" / "kopdes_jamsos" / "documents"
SHIPPED = FOLDER / "documents.schema.json"
ALL_KINDS = [kind.value for kind in kj.documents.DocumentKind]

# What a schema cannot say, by the code of the fault.
BEYOND_A_SCHEMA = {
    "float",  # 2400.0 is an integer to JSON Schema
    "repeated-key",  # no parser tells it of the second one
    "no-unicode",
    "out-of-range",  # a value of the law can be anything, so long as its numbers have 64 bits
    "no-date",  # 31 February has the form of a date
    "repeated-item",  # "uniqueItems" says it; kept here for 1 and 1.0
    "wrong-total",
    "unknown-note",  # hundreds of sentences, each with figures of its own
    "unknown-convention",  # they grow with the law
    "law-path",  # and so do the readings of a book
    "nobody",
    # facts of one of our classes that contradict one another
    "invalid-fact",
    "invalid-date",
    "invalid-month",  # the year 0000
    "invalid-nik",
    "program-not-open",
    "invalid-amount",
}


@cache
def validator(kind: str) -> Any:
    schema = kj.documents.json_schema(kind)
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_the_schema_that_is_shipped_is_that_of_the_classes() -> None:
    # In one file and without indentation: the wheel has a largest size.
    text = json.dumps(schema_of_all(), separators=(",", ":"), ensure_ascii=False) + "\n"
    if os.environ.get("UPDATE_SNAPSHOTS"):
        SHIPPED.write_text(text, encoding="utf-8", newline="\n")

    assert SHIPPED.read_text(encoding="utf-8") == text
    jsonschema.Draft202012Validator.check_schema(json.loads(text))


@pytest.mark.parametrize("kind", ALL_KINDS)
def test_the_schema_of_a_kind_is_taken_from_the_one_that_is_shipped(kind: str) -> None:
    assert kj.documents.json_schema(kind) == schema_of(kj.documents.DocumentKind(kind))


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_the_shipped_schema_takes_each_kind_and_no_other(data: st.DataObject) -> None:
    whole = jsonschema.Draft202012Validator(json.loads(SHIPPED.read_text(encoding="utf-8")))
    kind, other = (data.draw(st.sampled_from(ALL_KINDS)) for _ in range(2))
    document = data.draw(documents(kind))

    assert whole.is_valid(document)
    assert whole.is_valid({**document, "kind": other}) == (kind == other)


@pytest.mark.broad
@pytest.mark.parametrize("kind", ALL_KINDS)
@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_what_is_written_is_valid(kind: str, data: st.DataObject) -> None:
    document = json.loads(kj.to_json(data.draw(KINDS[kind])))

    assert [error.message for error in validator(kind).iter_errors(document)] == []


JUNK: list[Any] = [
    None, True, 0, -1, 1.5, 2.0, 10**30, "", "x", "2026-02-31", "2026-13", "2026-11", "JKK", "PU",
    [], {}, [1], {"type": "PU"}, "0000-01", "0000-01-01", "ketua", [["2026-01", 1]], {"1": 1},
]  # fmt: skip


def places(data: Any) -> Iterator[tuple[Any, Any]]:
    """Every list or object of a document with each of its keys."""
    for key in list(data) if isinstance(data, dict) else range(len(data)):
        yield data, key
        if isinstance(data[key], dict | list):
            yield from places(data[key])


@pytest.mark.broad
@pytest.mark.parametrize("kind", ALL_KINDS)
@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_schema_and_code_refuse_the_same(kind: str, data: st.DataObject) -> None:
    document = copy.deepcopy(data.draw(documents(kind), label="document"))
    holder, key = data.draw(st.sampled_from(list(places(document))), label="place")
    way = data.draw(st.sampled_from(["replace", "drop", "add", "twice"]), label="way")
    if way == "add" and isinstance(holder, dict):
        holder[data.draw(st.sampled_from(["nama", "type", "wage", "x"]))] = 1
    elif way == "twice" and isinstance(holder, list):
        holder.append(holder[key])
    elif way == "drop":
        del holder[key]
    else:
        holder[key] = data.draw(st.sampled_from(JUNK), label="junk")
    valid = validator(kind).is_valid(document)
    codes = refused_for(document, kind)

    assert valid or codes, "only the schema refuses"
    assert not valid or codes <= BEYOND_A_SCHEMA, "only the code refuses"


def test_a_name_that_is_no_convention_has_the_form_of_one() -> None:
    worker = kj.PUEnrolment(wage=1_234_567, programs={kj.JKK}, risk_class=1)
    document = json.loads(kj.to_json(kj.assess(worker, kj.Month(2025, 7))))
    document["outcome"]["lines"][0]["basis"]["assumptions"][0] = ""

    assert validator("assessment").is_valid(document)
    assert refused_for(document, "assessment") == {"unknown-convention"} <= BEYOND_A_SCHEMA


def refused_for(document: Any, kind: str) -> set[str]:
    try:
        kj.from_json(json.dumps(document), kind)
    except kj.errors.InvalidDocumentError as refused:
        return {fault.code for fault in refused.errors}
    return set()


@cache
def documents(kind: str) -> st.SearchStrategy[Any]:
    return KINDS[kind].map(lambda made: json.loads(kj.to_json(made)))


def test_a_schema_needs_nothing_beside_it() -> None:
    for kind in ALL_KINDS:
        text = json.dumps(kj.documents.json_schema(kind))
        assert '"$ref": "#/$defs/' in text
        assert text.count('"$ref"') == text.count('"$ref": "#/$defs/')


def test_a_kind_that_is_none_has_no_schema() -> None:
    with pytest.raises(kj.errors.UnknownChoiceError):
        kj.documents.json_schema("payslip")


# --- OpenAPI --------------------------------------------------------------------------------------

OPENAPI = json.loads(
    Path(__file__).with_name("openapi-3.1.schema.json").read_text(encoding="utf-8")
)
REFERENCE = "#/components/schemas/"


def test_the_components_stand_in_an_openapi_document_as_they_are() -> None:
    schemas = kj.documents.openapi_components()
    whole = {
        "openapi": "3.1.0",
        "info": {"title": "Contributions", "version": "1"},
        "components": {"schemas": schemas},
    }
    jsonschema.Draft202012Validator(OPENAPI).validate(whole)
    for schema in schemas.values():
        jsonschema.Draft202012Validator.check_schema(schema)
    text = json.dumps(whole)
    references = set(re.findall(r'"\$ref": "([^"]*)"', text))

    assert references <= {REFERENCE + name for name in schemas}
    assert "$defs" not in text
    assert {f"{kind.title().replace('-', '')}Document" for kind in ALL_KINDS} <= schemas.keys()


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_component_says_what_the_schema_of_a_kind_says(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(ALL_KINDS))
    document = copy.deepcopy(data.draw(documents(kind)))
    name = kind.title().replace("-", "")
    schemas = kj.documents.openapi_components(kind)

    def of(name: str) -> Any:
        whole = {"$ref": REFERENCE + name, "components": {"schemas": schemas}}
        return jsonschema.Draft202012Validator(whole)

    assert of(f"{name}Document").is_valid(document)
    if f"{name}Data" in schemas:
        assert of(f"{name}Data").is_valid(document["data"])
    holder, key = data.draw(st.sampled_from(list(places(document))))
    holder[key] = data.draw(st.sampled_from(JUNK))
    assert of(f"{name}Document").is_valid(document) == validator(kind).is_valid(document)


def test_components_are_those_of_the_kinds_that_were_asked_for() -> None:
    few = kj.documents.openapi_components("enrolment", "event")

    assert {"EnrolmentData", "EventData", "BPUEnrolment", "Death"} <= few.keys()
    assert "BillDocument" not in few
    assert "BillData" not in kj.documents.openapi_components()  # a result needs its envelope
    with pytest.raises(kj.errors.UnknownChoiceError):
        kj.documents.openapi_components("payslip")
