"""What is written comes back as it was, whatever it is."""

import copy
import json
import pickle
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.documents.made import KINDS, assessments
from tests.people import VILLAGE

import kopdes_jamsos as kj

pytestmark = pytest.mark.filterwarnings("ignore::kopdes_jamsos.KopdesJamsosWarning")


def test_each_kind_of_document_is_drawn() -> None:
    assert set(KINDS) == {kind.value for kind in kj.documents.DocumentKind}


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_an_object_comes_back_as_it_was(kind: str, data: st.DataObject) -> None:
    made = data.draw(KINDS[kind])
    text = kj.to_json(made)
    back: Any = kj.from_json(text, kind)

    assert back == made
    assert type(back) is type(made)
    assert kj.to_json(back) == text
    assert kj.from_json(kj.to_json(made, indent=2).encode(), kind) == made


@settings(max_examples=10)
@given(KINDS["entitlement"] | KINDS["bill"] | assessments())
def test_a_result_that_comes_back_explains_itself_in_the_same_words(made: Any) -> None:
    (kind,) = {type(made).__name__.lower()}
    back: Any = kj.from_json(kj.to_json(made), kind)

    assert back.explain("id") == made.explain("id")
    assert back.explain("en", "html") == made.explain("en", "html")


def test_people_of_a_bill_that_comes_back_are_those_of_its_cooperative() -> None:
    trader = kj.BPUEnrolment(income=1_000_000, programs={kj.JKK})
    twins = [kj.Member(enrolments=[trader]), kj.Member(enrolments=[trader])]
    kdmp = kj.Cooperative(name="Pejaten", kind="KDMP", village=VILLAGE, members=twins)
    back = kj.from_json(kj.to_json(kj.bill(kdmp, kj.Month(2025, 7))), "bill")

    assert [entry.person is person for entry, person in
            zip(back.entries, back.cooperative.members, strict=True)] == [True, True]  # fmt: skip
    assert back.of(back.cooperative.members[1]) == 10_000


def test_a_bill_that_went_through_pickle_is_written_too() -> None:
    trader = kj.BPUEnrolment(income=1_000_000, programs={kj.JKK})
    people = [kj.Member(ref="M-1", enrolments=[trader])]
    kdmp = kj.Cooperative(name="Pejaten", kind="KDMP", village=VILLAGE, members=people)
    bill = kj.bill(kdmp, kj.Month(2025, 7))

    assert kj.to_json(pickle.loads(pickle.dumps(bill))) == kj.to_json(bill)
    copied = attrs.evolve(bill, cooperative=copy.deepcopy(kdmp))
    assert kj.to_json(copied) == kj.to_json(bill)


def test_what_was_not_given_is_left_out() -> None:
    document = json.loads(kj.to_json(kj.Member(ref="M-1")))

    assert document["data"] == {"type": "member", "ref": "M-1", "enrolments": []}
