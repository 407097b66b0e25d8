"""Some seconds of the fuzzer, and junk that Hypothesis makes."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.documents import fuzz

import kopdes_jamsos as kj


def test_only_our_errors_come_out_of_mutated_documents() -> None:
    assert fuzz.main(seconds=3, seed=20261122) > 0


TREES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=10,
)


@given(st.sampled_from(list(kj.DocumentKind)), TREES)
def test_any_json_in_an_envelope_is_refused_with_our_error(
    kind: kj.DocumentKind, tree: Any
) -> None:
    text = json.dumps({"kind": kind.value, "schema_version": 2, "data": tree})
    with pytest.raises(kj.InvalidDocumentError):
        kj.from_json(text, kind)


@given(st.text() | st.binary())
def test_any_text_is_refused_with_our_error(text: str | bytes) -> None:
    with pytest.raises(kj.InvalidDocumentError):
        kj.from_json(text, "bill")
