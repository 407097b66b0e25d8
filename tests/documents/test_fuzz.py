"""Junk that Hypothesis makes, and documents that are large; `tests/fuzz` mutates valid ones."""

import copy
import itertools
import json
import time
import tracemalloc
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.fuzz import documents as fuzz

import kopdes_jamsos as kj
from kopdes_jamsos.documents.text import MOST_FAULTS, MOST_VALUES

TREES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=10,
)


@pytest.mark.broad
@given(st.sampled_from(list(kj.documents.DocumentKind)), TREES)
def test_any_json_in_an_envelope_is_refused_with_our_error(
    kind: kj.documents.DocumentKind, tree: Any
) -> None:
    assume(tree != [] or kind is not kj.documents.DocumentKind.FINDINGS)  # no findings are some
    text = json.dumps({"kind": kind.value, "schema_version": 3, "data": tree})
    with pytest.raises(kj.errors.InvalidDocumentError):
        kj.from_json(text, kind)


@given(st.text() | st.binary())
def test_any_text_is_refused_with_our_error(text: str | bytes) -> None:
    with pytest.raises(kj.errors.InvalidDocumentError):
        kj.from_json(text, "bill")


KDMP = '"name": "KDMP", "kind": "KDMP", "village": "36.04.05.2003"'
MANY = 20_000


@pytest.mark.parametrize(
    "data",
    [
        f'{{{KDMP}, "members": [{",".join(["{}"] * MANY)}]}}',
        f'{{{KDMP}, "members": [{",".join(["0.5"] * MANY)}]}}',
        f"{{{KDMP}, {','.join(f'{chr(34)}name{n}{chr(34)}: 1' for n in range(MANY))}}}",
        f'{{{KDMP}, "members": [{{"type": "member", "ref": "M-1", "enrolments": [{{'
        f'"type": "PU", "wage": 1, "programs": [{",".join(["0"] * MANY)}]}}]}}]}}',
    ],
)
def test_no_more_faults_are_told_than_fit(data: str) -> None:
    document = f'{{"kind": "cooperative", "schema_version": 3, "data": {data}}}'
    tracemalloc.start()
    with pytest.raises(kj.errors.InvalidDocumentError) as refused:
        kj.from_json(document, "cooperative")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert len(refused.value.errors) == MOST_FAULTS
    assert peak < 20 * len(document) + 8_000_000


@pytest.mark.parametrize(
    "document",
    [
        "]" * 1_000_000,
        "[]," * 300_000,
        '"\\' * 500_000,
        "9" * 1_000_000,
        "9" * 1_000_000 + ".5",
        '{"kind": "cooperative", "schema_version": 3, "data": {"%s": 1}}' % ("name" * 250_000),
    ],
)
def test_a_long_document_takes_little_time(document: str) -> None:
    begun = time.process_time()
    with pytest.raises(kj.errors.InvalidDocumentError):
        kj.from_json(document, "cooperative")

    assert time.process_time() - begun < 10


@pytest.mark.parametrize("document", ['"' + "\\" * 2_000_000, '"' + "\\u0041" * 400_000 + '"'])
def test_a_text_of_escapes_takes_little_memory(document: str) -> None:
    tracemalloc.start()
    with pytest.raises(kj.errors.InvalidDocumentError):
        kj.from_json(document, "bill")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert peak < 6 * len(document)


@pytest.mark.parametrize("value", ["1,", "[],", "{},"])
def test_more_values_than_memory_holds_are_refused_unread(value: str) -> None:
    document = '{"kind": "person", "data": [' + value * (MOST_VALUES + 1) + "1]}"
    begun = time.process_time()
    with pytest.raises(kj.errors.InvalidDocumentError) as refused:
        kj.from_json(document, "person")

    assert [fault.code for fault in refused.value.errors] == ["too-large"]
    assert time.process_time() - begun < 10


def test_a_hundred_megabytes_are_refused_unread() -> None:
    for document in ("[" * 100_000_000, b" " * 300_000_000):
        with pytest.raises(kj.errors.InvalidDocumentError) as refused:
            kj.from_json(document, "person")
        assert [fault.code for fault in refused.value.errors] == ["too-large"]


def places(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place of a document, at any depth."""
    if isinstance(data, dict | list):
        for key in data if isinstance(data, dict) else range(len(data)):
            yield (*path, key)
            yield from places(data[key], (*path, key))


def spoiled(data: Any, path: tuple[Any, ...], value: Any) -> bytes:
    """A document with another value in one place."""
    whole = holder = copy.deepcopy(data)
    for key in path[:-1]:
        holder = holder[key]
    holder[path[-1]] = value
    return json.dumps(whole).encode()


@pytest.mark.broad
@pytest.mark.parametrize(
    "kind,values,step",
    [
        *((name, 8, 1) for name in ("cooperative", "enrolment", "event", "finding")),
        *((name, 8, 1) for name in ("participation", "person")),
        *(("assessment", 1, 2), ("bill", 1, 6), ("entitlement", 1, 40)),
    ],
)
def test_another_value_in_any_place_is_read_or_refused(kind: str, values: int, step: int) -> None:
    """Read, redacted and replayed; `tests.fuzz.documents` looks at what comes out."""
    data = json.loads((fuzz.FOLDER / "version_3" / f"{kind}.json").read_text("utf-8"))
    turn = itertools.cycle(fuzz.VALUES)
    for path in itertools.islice(places(data), 0, None, step):
        for value in itertools.islice(turn, values):
            fuzz.feed(spoiled(data, path, value))
