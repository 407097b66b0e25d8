"""Nothing personal is printed by any operation on documents: no repr, no error text, no log."""

import json
import logging
import random
import traceback
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.documents.made import KINDS
from tests.fuzz import documents as fuzz
from tests.properties.test_privacy import personal, traces

import kopdes_jamsos as kj

pytestmark = pytest.mark.filterwarnings("ignore::kopdes_jamsos.KopdesJamsosWarning")


def telling(people: Any) -> set[str]:
    """Names, NIKs, birth dates and wages of some people, as they may be written."""
    found: set[str] = set()
    for person in people:
        facts: dict[str, object] = {
            "name": person.name,
            "nik": person.nik,
            "birth_date": person.birth_date,
        }
        for each in (facts, *map(personal, person.enrolments)):
            found |= traces(each)
    return found


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(KINDS["cooperative"] | KINDS["bill"], st.integers(0, 2**32))
def test_no_operation_prints_what_is_personal(made: Any, seed: int) -> None:
    kind = type(made).__name__.lower()
    people = made.people() if kind == "cooperative" else made.cooperative.people()
    document = json.loads(kj.to_json(made))
    if kind == "bill":
        document["law_values"] = []  # a wage can be a ceiling by chance
    printed = [repr(kj.from_json(json.dumps(document), kind))]
    if kind == "bill":
        printed.append(repr(kj.replay(json.dumps(document)).differences))
    chance = random.Random(seed)
    for _ in range(3):
        fuzz.spoil(chance, document)
        swap(chance, document)
    text = json.dumps(document)
    for read in (lambda: kj.from_json(text, kind), lambda: kj.replay(text)):
        try:
            read()
        except kj.errors.InvalidDocumentError as error:
            printed.append("".join(traceback.format_exception_only(error)))
            printed.append(f"{error!r} {error.value!r} {error.errors} {error.remedy}")
            printed.append(f"{error.__cause__!r} {error.__context__!r}")

    assert [trace for trace in telling(people) for text in printed if trace in text] == []


def swap(chance: random.Random, document: Any) -> None:
    """Put a value where another one stood: a column too far to the left."""
    leaves: list[tuple[Any, Any]] = []

    def collect(data: Any) -> None:
        for key in data if isinstance(data, dict) else range(len(data)):
            if isinstance(data[key], dict | list):
                collect(data[key])
            else:
                leaves.append((data, key))

    collect(document)
    if not leaves:  # an empty document has nothing to swap
        return
    (one, here), (other, there) = chance.choice(leaves), chance.choice(leaves)
    one[here], other[there] = other[there], one[here]


@pytest.mark.parametrize("kind", ["person", "bill", "entitlement"])
@settings(max_examples=5, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_nothing_is_logged_or_printed(kind: str, data: st.DataObject) -> None:
    records: list[logging.LogRecord] = []

    class Kept(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            records.append(record)

    handler = Kept()
    logging.getLogger().addHandler(handler)
    try:
        text = kj.to_json(data.draw(KINDS[kind]))
        kj.from_json(text, kind)
        kj.documents.redact(text)
    finally:
        logging.getLogger().removeHandler(handler)

    assert records == []
