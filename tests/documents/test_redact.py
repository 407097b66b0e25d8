"""What is redacted can be shared: nothing personal is left, and nobody takes it for the whole."""

import contextlib
import copy
import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.documents.made import KINDS
from tests.people import VILLAGE
from tests.properties.test_privacy import personal, traces

import kopdes_jamsos as kj
from kopdes_jamsos._personal import PERSONAL
from kopdes_jamsos.benefits.cases import Case
from kopdes_jamsos.documents import redacting
from kopdes_jamsos.documents.shapes import ACCOUNTS, MASK, TAGS

pytestmark = pytest.mark.filterwarnings("ignore::kopdes_jamsos.KopdesJamsosWarning")


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=6, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_redacted_document_is_json_with_a_mark_and_cannot_be_read(kind: str, data: Any) -> None:
    text = kj.documents.redact(kj.to_json(data.draw(KINDS[kind])))
    document = json.loads(text)

    assert document["redacted"] is True
    assert document["kind"] == kind
    for read in (lambda: kj.from_json(text, kind), lambda: kj.documents.redact(text),
                 lambda: kj.replay(text)):  # fmt: skip
        with pytest.raises(kj.errors.InvalidDocumentError) as raised:
            read()
        assert [fault.code for fault in raised.value.errors] == ["redacted"]


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(KINDS["bill"])
def test_no_name_nik_birth_date_or_wage_is_left_in_a_bill(bill: kj.Bill) -> None:
    document = json.loads(kj.documents.redact(kj.to_json(bill)))
    del document["law_values"]  # a wage can be a value of the law by chance: a ceiling
    text = json.dumps(document)

    for person in bill.cooperative.people():
        facts: dict[str, object] = {
            "name": person.name,
            "nik": person.nik,
            "birth_date": person.birth_date,
        }
        every = [facts, *map(personal, person.enrolments)]
        assert [trace for each in every for trace in traces(each) if trace in text] == []


def test_what_is_left_of_an_entitlement_tells_nothing_of_children() -> None:
    trader = kj.BPUEnrolment(income=1_000_000, programs={kj.JKK, kj.JKM})
    member = kj.Participation.paid_through(trader, since=kj.Month(2021, 1), months=60)
    death = kj.Death(dt.date(2025, 6, 3), work_related=False)
    families = [
        kj.documents.redact(kj.to_json(kj.entitle(death, member, children=children)))
        for children in (
            [kj.Child(stage="SD6"), kj.Child(stage="TK1")],
            [kj.Child(stage="PT2")],
        )
    ]

    assert families[0] == families[1]


def test_what_is_left_of_an_entitlement_tells_nothing_of_family_or_health() -> None:
    worker = kj.PUEnrolment(wage=5_000_000, programs={kj.JKK, kj.JKM, kj.JP}, risk_class=1,
                            birth_date=dt.date(1980, 5, 5))  # fmt: skip
    member = kj.Participation.paid_through(worker, since=kj.Month(2021, 1), months=60)

    def left(event: kj.Event, **facts: Any) -> Any:
        book = kj.LAW.carried_forward(kj.Month(2030, 12))
        document = json.loads(
            kj.documents.redact(kj.to_json(kj.entitle(event, member, law=book, **facts)))
        )
        for name in ("family", "medical_cost"):  # that a fact was given may be told
            document["inputs"].pop(name, None)
            document["inputs"]["event"].pop(name, None)
        return document

    death = kj.Death(dt.date(2025, 6, 3), work_related=True)
    alone = kj.Family(**dict.fromkeys((each.name for each in attrs.fields(kj.Family)), 0))
    families = [
        attrs.evolve(alone, **one) for one in ({"spouses": 1}, {"parents": 1}, {"siblings": 2})
    ]
    accident = kj.WorkAccident(dt.date(2025, 6, 3))
    treated = attrs.evolve(accident, medical_cost=5_000_000, incapacity_months=2)

    assert left(death, family=families[0]) == left(death, family=families[1])
    assert left(death, family=families[0]) == left(death, family=families[2])
    assert left(accident) == left(treated)


def test_what_says_how_it_came_about_stays() -> None:
    trader = kj.BPUEnrolment(income=1_000_000, programs={kj.JKK, kj.JKM})
    document = json.loads(kj.documents.redact(kj.to_json(kj.assess(trader, kj.Month(2025, 7)))))

    assert document["law_values"]
    assert document["inputs"]["enrolment"]["income"] == "***"
    assert [line["program"] for line in document["outcome"]["lines"]] == ["JKK", "JKM"]
    assert {line["amount"] for line in document["outcome"]["lines"]} == {"***"}


def test_where_cover_stands_stays() -> None:
    trader = kj.BPUEnrolment(income=1_000_000, programs={kj.JKK, kj.JKM})
    paid = kj.Participation.paid_through(trader, since=kj.Month(2024, 1), months=18)
    late = paid.report(dt.date(2025, 8, 20))
    (entry,) = json.loads(kj.documents.redact(kj.to_json(late)))["data"]["entries"]

    assert [(each["status"], each["rights"]) for each in entry["covers"]] == [
        (cover.status.value, cover.rights) for cover in late.entries[0].covers
    ]


def test_the_name_of_a_cooperative_stays_and_a_long_number_goes() -> None:
    people = [kj.Member(ref="3604994506879876", name="Ani Rahasia")]
    kdmp = kj.Cooperative(name="KDMP Pejaten", kind="KDMP", village=VILLAGE, members=people)
    document = json.loads(kj.documents.redact(kj.to_json(kdmp)))

    assert document["data"]["name"] == "KDMP Pejaten"
    assert document["data"]["members"][0]["ref"] == "***"
    assert document["data"]["members"][0]["name"] == "***"


def test_what_cannot_be_read_is_not_let_through() -> None:
    text = kj.to_json(kj.Member(ref="M-1")).replace('"ref": "M-1"', '"nama": "Ani Rahasia"')
    with pytest.raises(kj.errors.InvalidDocumentError):
        kj.documents.redact(text)


def test_whatever_a_class_does_not_print_is_masked() -> None:
    """`repr=False` marks what is personal; lists of people and payments are looked into.

    What names a person or a cooperative to its owner only stays, as `redact` says.
    """
    stays = {"ref", "position", "cooperative_number", "legal_entity_number", "nib", "npwp", "npp"}
    looked_into = {"officers", "supervisors", "employees", "members", "participations", "law",
                   "payments", "jht_rates", "jp_rates", "inflation"}  # fmt: skip
    kinds = [*TAGS, kj.Cooperative, kj.Participation, kj.Child, kj.Family, kj.Injury, Case]
    hidden = {
        each.name: kind.__name__
        for kind in kinds
        for each in attrs.fields(kind)
        if each.repr is False and kind not in (kj.Child, kj.Family, kj.Injury)
    }

    known = PERSONAL | looked_into | stays
    assert {name: kind for name, kind in hidden.items() if name not in known} == {}


# --- what somebody else wrote -------------------------------------------------------------------

# Names of people and cooperatives to their owners, and of files, as `redact` says.
OWNERS = {"ref", "refs", "payer", "position", "file", "column", "name"}
PLANTED = "Zubaedah Rahasia"


def places(data: Any, before: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The ways to all values and all keys of a document; a key stands last, in a tuple."""
    pairs = data.items() if isinstance(data, dict) else enumerate(data)
    for key, item in pairs:
        if isinstance(data, dict):
            yield (*before, (key,))
        if isinstance(item, dict | list):
            yield from places(item, (*before, key))
        else:
            yield (*before, key)


def with_planted(document: Any, way: tuple[Any, ...]) -> str:
    """The document with a name in one place."""
    changed = place = copy.deepcopy(document)
    for key in way[:-1]:
        place = place[key]
    if isinstance(way[-1], tuple):
        place[PLANTED] = place.pop(way[-1][0])
    else:
        place[way[-1]] = PLANTED
    return json.dumps(changed)


@pytest.mark.broad
@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=1, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_text_that_is_none_of_ours_goes(kind: str, data: Any) -> None:
    document = json.loads(kj.to_json(data.draw(KINDS[kind])))
    chance = data.draw(st.randoms(use_true_random=False))
    tried: dict[tuple[Any, ...], int] = {}
    for way in chance.sample(ways := list(places(document)), len(ways)):
        alike = tuple("#" if isinstance(key, int) else key for key in way)
        tried[alike] = tried.get(alike, 0) + 1
        if tried[alike] > 1 or OWNERS.intersection(way[-2:]):
            continue
        with contextlib.suppress(kj.errors.InvalidDocumentError):
            assert PLANTED not in kj.documents.redact(with_planted(document, way)), alike


@pytest.mark.broad
@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=6, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_what_this_library_wrote_itself_stays(kind: str, data: Any) -> None:
    written = json.loads(kj.to_json(data.draw(KINDS[kind])))
    redacted = json.loads(kj.documents.redact(json.dumps(written)))
    hidden = PERSONAL
    if kind in ("entitlement", "liability"):
        hidden |= redacting._OF_ENTITLEMENTS
    if kind in {each.value for each in ACCOUNTS.values()}:
        hidden |= redacting._OF_ACCOUNTS
    hidden |= {"reason", "remedy"}  # sentences with figures; their code stays

    assert list(lost(written, redacted, hidden)) == []


def lost(before: Any, after: Any, hidden: frozenset[str]) -> Iterator[object]:
    """What went though it is nothing personal."""
    if isinstance(before, dict):
        yield from before.keys() - after.keys()
        for key, item in before.items():
            if key in after and not (key in hidden and after[key] == MASK):
                yield from lost(item, after[key], hidden)
    elif isinstance(before, list):
        for one, other in zip(before, after, strict=True):
            yield from lost(one, other, hidden)
    elif before != after:
        yield before


@pytest.mark.parametrize("place", ["path", "source", "evidence", "value"])
def test_a_name_among_the_values_of_the_law_goes(place: str) -> None:
    trader = kj.BPUEnrolment(income=1_000_000, programs={kj.JKK, kj.JKM})
    document = json.loads(kj.to_json(kj.assess(trader, kj.Month(2025, 7))))
    document["law_values"][0][place] = PLANTED
    left = json.loads(kj.documents.redact(json.dumps(document)))

    assert left["law_values"][0][place] == "***"
    assert left["law_values"][1] == document["law_values"][1]


def test_a_name_among_the_keys_of_a_value_or_of_figures_goes() -> None:
    trader = kj.BPUEnrolment(income=1_000_000, programs={kj.JKK, kj.JKM})
    document = json.loads(kj.to_json(kj.assess(trader, kj.Month(2025, 7))))
    document["law_values"][0]["value"] = {"very_low": {PLANTED: 1}, PLANTED: [{PLANTED: "JKK"}]}
    left = json.loads(kj.documents.redact(json.dumps(document)))

    assert left["law_values"][0]["value"] == {"very_low": {"***": 1}, "***": [{"***": "JKK"}]}
