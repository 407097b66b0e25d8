"""Plain data: the documents of JSON, as strict, and without an envelope where that is safe."""

import copy
import datetime as dt
import json
import random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.documents.made import KINDS
from tests.fuzz import documents as fuzz

import kopdes_jamsos as kj
from kopdes_jamsos.documents import plain

pytestmark = pytest.mark.filterwarnings("ignore::kopdes_jamsos.KopdesJamsosWarning")

TRADER = kj.BPUEnrolment(income=1_000_000, programs={kj.JKK, kj.JKM})
BARE = {"type": "BPU", "income": 1_000_000, "programs": ["JKK", "JKM"]}


def faults(read: Any, document: Any, kind: str) -> Any:
    try:
        read(document, kind)
    except kj.errors.InvalidDocumentError as error:
        return error.errors
    return ()


@pytest.mark.broad
@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=6, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_what_is_written_is_what_json_makes_of_it(kind: str, data: st.DataObject) -> None:
    made = data.draw(KINDS[kind])
    written = kj.to_dict(made)

    assert written == json.loads(kj.to_json(made))
    assert kj.from_dict(written, kind) == made


@pytest.mark.broad
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(KINDS)), st.integers(0, 2**32), st.data())
def test_plain_data_and_text_are_refused_alike(kind: str, seed: int, data: st.DataObject) -> None:
    document = kj.to_dict(data.draw(KINDS[kind]))
    fuzz.spoil(random.Random(seed), document)
    before = copy.deepcopy(document)

    assert faults(kj.from_dict, document, kind) == faults(kj.from_json, json.dumps(document), kind)
    assert document == before  # what was given is left as it was


def test_what_was_written_is_nobody_elses() -> None:
    assessed = kj.assess(kj.PUEnrolment(wage=5_000_000, programs={kj.JKK}, risk_class=2),
                         kj.Month(2025, 7))  # fmt: skip
    for value in kj.to_dict(assessed)["law_values"]:
        if isinstance(value.get("value"), dict):
            value["value"].clear()

    assert kj.replay(kj.to_json(assessed)).agrees


def test_a_text_that_is_no_unicode_is_not_written() -> None:
    with pytest.raises(kj.errors.InvalidDocumentError) as refused:
        kj.to_dict(kj.Member(name="\ud800"))

    assert [(each.path, each.code) for each in refused.value.errors] == [
        ("$.data.name", "no-unicode")
    ]


# --- without an envelope --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "kind", ["cooperative", "person", "enrolment", "participation", "event", "finding"]
)
@settings(max_examples=5, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_facts_are_read_without_their_envelope(kind: str, data: st.DataObject) -> None:
    made = data.draw(KINDS[kind])

    assert kj.from_dict(kj.to_dict(made)["data"], kind) == made


@pytest.mark.parametrize(
    "change,path,code",
    [
        ({"income": "1000000"}, "$.income", "wrong-type"),
        ({"income": 1e6}, "$.income", "float"),
        ({"income": float("nan")}, "$.income", "no-number"),
        ({"income": 10**400}, "$.income", "out-of-range"),
        ({"income": 10**25}, "$.income", "out-of-range"),
        ({"income": True}, "$.income", "wrong-type"),
        ({"programs": ("JKK",)}, "$.programs", "wrong-type"),
        ({"programs": ["JKQ"]}, "$.programs[0]", "unknown-choice"),
        ({"programs": [kj.JKK]}, "$.programs[0]", "wrong-type"),
        ({"birth_date": dt.date(1987, 6, 5)}, "$.birth_date", "wrong-type"),
        ({"birth_date": "\ud800"}, "$.birth_date", "no-unicode"),
        ({"incme": 1}, "$", "unknown-key"),
        ({5: 1}, "$.(key)", "wrong-type"),
        ({"income": "***"}, "$", "redacted"),
        ({"programs": ["JKK", "***"]}, "$", "redacted"),
        ({"type": None}, "$.type", "unknown-choice"),
    ],
)
def test_a_fault_has_its_path_in_what_was_given(change: Any, path: str, code: str) -> None:
    found = faults(kj.from_dict, {**BARE, **change}, "enrolment")

    assert (path, code) in [(each.path, each.code) for each in found]
    assert "1987" not in repr(found)


@pytest.mark.parametrize(
    "income, remedy", [(-1, "Write 0 or more."), (10**25, "Correct the number.")]
)
def test_the_remedy_for_an_amount_out_of_bounds_says_what_to_write(
    income: int, remedy: str
) -> None:
    [found] = faults(kj.from_dict, {**BARE, "income": income}, "enrolment")

    assert (found.path, found.code, found.remedy) == ("$.income", "out-of-range", remedy)


@pytest.mark.parametrize("kind", ["assessment", "bill", "entitlement", "lateness", "liability"])
def test_a_result_is_not_read_without_its_envelope(kind: str) -> None:
    (fault,) = faults(kj.from_dict, {"month": "2025-07"}, kind)

    assert (fault.path, fault.code) == ("$.kind", "missing-key")


@pytest.mark.parametrize("junk", [None, "{}", [], [BARE], 5, object(), kj.JKK])
def test_what_is_no_dict_is_no_document(junk: Any) -> None:
    (fault, *_) = faults(kj.from_dict, junk, "enrolment")

    assert (fault.path, fault.code) == ("$", "wrong-type")


def test_part_of_an_envelope_is_not_taken_for_an_object_without_one() -> None:
    (fault,) = faults(kj.from_dict, {"kind": "enrolment", "data": BARE}, "enrolment")

    assert (fault.path, fault.code) == ("$.schema_version", "missing-key")


def test_what_holds_itself_or_far_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    endless: dict[str, Any] = {**BARE}
    endless["programs"] = [endless]
    (deep,) = faults(kj.from_dict, endless, "enrolment")
    monkeypatch.setattr(plain, "MOST_VALUES", 100)
    (many,) = faults(kj.from_dict, {**BARE, "programs": ["JKK"] * 100}, "enrolment")
    monkeypatch.setattr(plain, "MOST_CHARACTERS", 100)
    (long,) = faults(kj.from_dict, {**BARE, "type": "x" * 101}, "enrolment")

    assert [deep.code, many.code, long.code] == ["too-deep", "too-large", "too-large"]


def test_a_redacted_document_is_refused_with_and_without_its_envelope() -> None:
    member = kj.Member(ref="M-1", name="Ani Contoh", enrolments=[TRADER])
    redacted = json.loads(kj.documents.redact(kj.to_json(member)))

    (whole,) = faults(kj.from_dict, redacted, "person")
    bare = faults(kj.from_dict, redacted["data"], "person")
    assert whole.code == "redacted"
    assert "redacted" in [each.code for each in bare]


# --- compact --------------------------------------------------------------------------------------


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(KINDS["assessment"])
def test_a_compact_assessment_is_small_and_says_what_the_whole_says(made: kj.Assessment) -> None:
    short = kj.documents.compact(made)

    assert len(json.dumps(short).encode()) < 1_000
    assert short["total"] == made.total
    assert sum(sum(own.values()) for own in short["lines"].values()) == made.total
    assert all(sum(own.values()) == made.of(program) for program, own in short["lines"].items())
    cited = {short["citations"][key] for keys in short["cited"].values() for key in keys}
    assert cited == {str(each) for line in made.lines if line.amount for each in line.citations}


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(KINDS["bill"])
def test_a_compact_bill_names_nobody(made: kj.Bill) -> None:
    short = kj.documents.compact(made)

    assert short["total"] == made.total
    assert {kj.Program(each): sum(own.values()) for each, own in short["lines"].items()} == {
        each: amount for each, amount in made.by_program.items() if amount
    }
    assert sum(short["uncovered"].values()) == len(made.uncovered)
    assert "nik" not in json.dumps(short)


@pytest.mark.broad
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(KINDS["entitlement"])
def test_a_compact_entitlement_has_all_its_amounts(made: kj.Entitlement) -> None:
    short = json.loads(json.dumps(kj.documents.compact(made)))

    assert (short["total"], short["at_once"]) == (made.total, made.at_once)
    assert [line["amount"] for line in short["lines"]] == [line.amount for line in made.lines]
    assert [line["amount"] for line in short["monthly"]] == [line.amount for line in made.monthly]
    assert [each["code"] for each in short["refusals"]] == [each.code for each in made.refusals]
    assert all(key in short["citations"] for line in short["lines"] for key in line["cited"])


def test_a_compact_entitlement_has_pensions_and_whoever_receives_them() -> None:
    worker = kj.PUEnrolment(wage=5_000_000, programs={kj.JKK, kj.JKM, kj.JP}, risk_class=1,
                            birth_date=dt.date(1980, 5, 5))  # fmt: skip
    member = kj.Participation.paid_through(worker, since=kj.Month(2016, 1), months=110)
    family = kj.Family(spouses=1, children=0)
    death = kj.Death(dt.date(2025, 2, 3), work_related=True)
    (owed, *_) = (given := kj.entitle(death, member, family=family)).monthly
    (pension, *_) = kj.documents.compact(given)["monthly"]

    assert (pension["amount"], pension["first_month"]) == (owed.amount, str(owed.first_month))
    assert owed.recipient is not None
    assert pension["recipient"] == owed.recipient.value


@pytest.mark.parametrize("kind", ["assessment", "bill", "entitlement"])
@settings(max_examples=1, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_compact_form_is_marked_and_never_taken_for_a_document(
    kind: str, data: st.DataObject
) -> None:
    short = kj.documents.compact(data.draw(KINDS[kind]))
    text = json.dumps(short)

    assert (short["kind"], short["compact"]) == (kind, True)
    for read in (
        lambda: kj.from_dict(short, kind),
        lambda: kj.from_json(text, kind),
        lambda: kj.replay(text),
        lambda: kj.documents.redact(text),
    ):
        with pytest.raises(kj.errors.InvalidDocumentError) as refused:
            read()
        assert [each.code for each in refused.value.errors] == ["compact"]


def test_a_compact_form_keeps_the_versions_of_its_document() -> None:
    document = kj.to_dict(kj.assess(TRADER, kj.Month(2025, 7)))
    document["law_version"] = "2025.07"

    assert kj.documents.compact(kj.from_dict(document, "assessment"))["law_version"] == "2025.07"


@pytest.mark.parametrize("junk", [None, TRADER, {}, kj.JKK])
def test_what_is_no_result_has_no_compact_form(junk: Any) -> None:
    with pytest.raises(kj.errors.InvalidFactError, match="compact form"):
        kj.documents.compact(junk)
