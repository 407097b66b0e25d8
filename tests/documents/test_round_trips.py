"""What is written comes back as it was, whatever it is."""

import copy
import datetime as dt
import json
import pickle
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from tests.documents.made import KINDS, accounts
from tests.people import VILLAGE, worker

import kopdes_jamsos as kj
from kopdes_jamsos.documents.shapes import ACCOUNTS

pytestmark = pytest.mark.filterwarnings("ignore::kopdes_jamsos.KopdesJamsosWarning")


# Three of them know what they were computed from.
RESULTS = ["assessment", "bill", "entitlement", *(each.value for each in ACCOUNTS.values())]


def _with_kind(kind: str) -> SearchStrategy[tuple[str, Any]]:
    return st.tuples(st.just(kind), KINDS[kind])


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


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(RESULTS).flatmap(_with_kind))
def test_a_result_that_comes_back_explains_itself_in_the_same_words(
    kind_and_made: tuple[str, Any],
) -> None:
    kind, made = kind_and_made
    back: Any = kj.from_json(kj.to_json(made), kind)

    assert back.explain("id") == made.explain("id")
    assert back.explain("en", "html") == made.explain("en", "html")


def test_spells_wages_and_claims_come_back_and_are_worked_out_again() -> None:
    member = worker("2017-01", 60, programs={kj.JKK, kj.JKM, kj.JHT})
    hurt = dt.date(2018, 1, 1)
    spells = [(hurt, dt.date(2018, 4, 30)), (dt.date(2018, 9, 1), dt.date(2018, 11, 30))]
    accident = kj.WorkAccident(hurt, incapacity_spells=spells, wages_paid=20_000_000)
    death = kj.Death(dt.date(2020, 3, 3), work_related=True)
    child = kj.Child(stage="TK2", paid_to="SD2", claimed_on=dt.date(2026, 7, 15))
    nobody = kj.Family(**{each.name: 0 for each in attrs.fields(kj.Family)})
    law = kj.LAW.with_reading("incapacity-from-accident")
    for made in (
        kj.entitle(accident, member, law=law),
        kj.entitle(death, member, children=child, jht_balance=1),
        kj.entitle(death, member, family=nobody, jht_balance=1),
    ):
        text = kj.to_json(made)
        assert kj.from_json(text, "entitlement") == made
        assert kj.replay(text).agrees
        assert "2018-11-30" not in kj.documents.redact(text)


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


@settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow])
@given(accounts)
def test_an_account_keeps_the_versions_of_its_document(made: Any) -> None:
    document = kj.to_dict(made)
    document["law_version"], document["engine_version"] = "2025.07", "0.0.1"
    back: Any = kj.from_dict(document, document["kind"])

    assert back == made
    assert back.origin.law_version == "2025.07"
    assert kj.to_dict(back) == document


@settings(max_examples=5, suppress_health_check=[HealthCheck.too_slow])
@given(accounts)
def test_an_account_does_not_know_what_it_was_computed_from(made: Any) -> None:
    with pytest.raises(kj.errors.InvalidDocumentError) as refused:
        kj.replay(kj.to_json(made))

    assert [(each.path, each.code) for each in refused.value.errors] == [("$.kind", "wrong-kind")]


def test_findings_are_written_from_a_list_or_a_tuple_and_nothing_else() -> None:
    found = kj.coverage.governance_findings(
        kj.Cooperative(name="Pejaten", kind="KDMP", village=VILLAGE), on=dt.date(2025, 7, 3)
    )

    assert kj.to_json(found) == kj.to_json(list(found))
    assert kj.from_json(kj.to_json(()), "findings") == ()
    for junk in ([*found, 1], {*found}, [kj.Member()]):
        with pytest.raises(kj.errors.InvalidFactError):
            kj.to_json(junk)  # type: ignore[arg-type]  # the mistakes of callers
