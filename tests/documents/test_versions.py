"""Documents of earlier schema versions are read for ever: one of each kind is kept here."""

import json
from pathlib import Path
from typing import Any

import pytest

import kopdes_jamsos as kj
from kopdes_jamsos.documents.shapes import ACCOUNTS, SCHEMA_VERSION
from kopdes_jamsos.documents.versions import STEPS, upgraded

# The first version that knew a kind of documents.
SINCE = dict.fromkeys(
    [*(each.value for each in ACCOUNTS.values()), "findings"],
    3,
)
FIXTURES = sorted(Path(__file__).parent.glob("version_*/*.json"))


def test_every_version_so_far_has_a_document_of_each_kind() -> None:
    kept = {(path.parent.name, path.stem) for path in FIXTURES}
    kinds = {kind.value for kind in kj.documents.DocumentKind}

    assert kept == {
        (f"version_{version}", kind)
        for version in range(1, SCHEMA_VERSION + 1)
        for kind in kinds
        if version >= SINCE.get(kind, 1)
    }
    assert set(STEPS) == set(range(1, SCHEMA_VERSION))


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_document_that_was_kept_is_still_read(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    found: Any = kj.from_json(text, path.stem)

    assert f'"schema_version": {path.parent.name.removeprefix("version_")}' in text
    again = path.parents[1] / f"version_{SCHEMA_VERSION}" / path.name
    assert found == kj.from_json(again.read_text(encoding="utf-8"), path.stem)


def test_a_result_that_was_kept_can_be_replayed() -> None:
    (path,) = (each for each in FIXTURES if each.match("version_1/bill.json"))

    assert kj.replay(path.read_text(encoding="utf-8")).result is not None


@pytest.mark.parametrize("version", [0, SCHEMA_VERSION, SCHEMA_VERSION + 1, "1", None, True, []])
def test_a_version_without_a_step_is_left_as_it_is(version: Any) -> None:
    document = {"document": "bill", "schema_version": version}

    assert upgraded(document) == document


def test_a_document_with_the_names_of_two_versions_is_refused() -> None:
    (path,) = (each for each in FIXTURES if each.match("version_1/person.json"))
    document = json.loads(path.read_text(encoding="utf-8"))
    with pytest.raises(kj.errors.InvalidDocumentError) as raised:
        kj.from_json(json.dumps({**document, "kind": "person"}), "person")
    assert [fault.code for fault in raised.value.errors] == ["unknown-key"]


def test_a_redacted_document_of_an_old_version_stays_redacted() -> None:
    (path,) = (each for each in FIXTURES if each.match("version_1/person.json"))
    document = json.loads(path.read_text(encoding="utf-8"))
    with pytest.raises(kj.errors.InvalidDocumentError) as raised:
        kj.from_json(json.dumps({**document, "redacted": True}), "person")
    assert [fault.code for fault in raised.value.errors] == ["redacted"]


def kept(kind: str) -> dict[str, Any]:
    (path,) = (each for each in FIXTURES if each.match(f"version_2/{kind}.json"))
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("assumption", ["organs-apart", ""])
def test_the_rule_of_a_finding_of_version_2_is_its_basis(assumption: str) -> None:
    """One that is a convention of ours was graded so."""
    rule = {"source": "UU 25/1992", "article": "Pasal 39"}
    evidence = "convention" if assumption else "text"
    data = {"type": "governance", "code": "in-both-organs", "severity": "warning", "refs": ["A-1"]}
    grounds = {"rule": rule, "evidence": evidence, "assumption": assumption}
    old = {"kind": "finding", "schema_version": 2, "data": {**data, **grounds}}
    found: Any = kj.from_json(json.dumps(old), "finding")

    assert [str(each) for each in found.citations] == ["UU 25/1992 Pasal 39"]
    assert (found.evidence, found.assumptions) == (evidence, (assumption,) if assumption else ())
    assert found == kj.from_json(kj.to_json(found), "finding")


@pytest.mark.parametrize("kind", ["assessment", "bill"])
@pytest.mark.parametrize(
    "flags, readings",
    [
        ({}, ()),
        ({"relief_as_practised": True}, ("relief-as-practised",)),
        ({"village_budget_is_public": True}, ("village-funding-public",)),
        (
            {"village_budget_is_public": True, "relief_as_practised": True},
            ("relief-as-practised", "village-funding-public"),
        ),
    ],
)
def test_readings_of_version_2_are_readings_of_the_book(
    kind: str, flags: dict[str, bool], readings: tuple[str, ...]
) -> None:
    document = kept(kind)
    document["inputs"]["readings"].update(flags)
    found: Any = kj.from_json(json.dumps(document), kind)

    assert found.law.readings == readings
    assert found.law.holidays is None


@pytest.mark.parametrize("after", [True, False, None])
def test_the_floor_of_a_pension_of_version_2_is_a_reading_of_the_book(after: bool | None) -> None:
    document = kept("entitlement")
    document["inputs"]["floor_after_share"] = after
    if after is None:
        del document["inputs"]["floor_after_share"]
    found: Any = kj.from_json(json.dumps(document), "entitlement")

    assert found.case.law.readings == (("jp-floor-before-share",) if after is False else ())


@pytest.mark.parametrize("kind", ["assessment", "bill"])
@pytest.mark.parametrize("readings", [None, [], "relief_as_practised", {"moon": True}, {
    "relief_as_practised": 1
}])  # fmt: skip
def test_readings_that_version_2_did_not_know_are_refused(kind: str, readings: Any) -> None:
    document = kept(kind)
    document["inputs"]["readings"] = readings
    with pytest.raises(kj.errors.InvalidDocumentError) as raised:
        kj.from_json(json.dumps(document), kind)

    assert "unknown-key" in {fault.code for fault in raised.value.errors}


@pytest.mark.parametrize("key", ["readings", "holidays"])
def test_a_book_with_the_names_of_two_versions_is_refused(key: str) -> None:
    document = kept("assessment")
    document["inputs"]["law"][key] = []
    with pytest.raises(kj.errors.InvalidDocumentError):
        kj.from_json(json.dumps(document), "assessment")


@pytest.mark.parametrize("inputs", [None, [], {"law": []}, {"readings": {}, "law": 5}])
def test_inputs_of_version_2_that_are_none_are_refused(inputs: Any) -> None:
    with pytest.raises(kj.errors.InvalidDocumentError):
        kj.from_json(json.dumps({**kept("bill"), "inputs": inputs}), "bill")


@pytest.mark.parametrize(
    "crediting, readings",
    [("monthly", ()), ("yearly", ("jht-yearly-crediting",)), (None, None), ("daily", None)],
)
def test_the_crediting_of_version_2_is_a_reading_of_the_book(
    crediting: str | None, readings: tuple[str, ...] | None
) -> None:
    document = kept("entitlement")
    document["inputs"]["crediting"] = crediting
    if readings is None:
        with pytest.raises(kj.errors.InvalidDocumentError):
            kj.from_json(json.dumps(document), "entitlement")
    else:
        found: Any = kj.from_json(json.dumps(document), "entitlement")
        assert found.case.law.readings == readings


@pytest.mark.parametrize(
    "kind, outcome",
    [
        ("entitlement", {"lines": [{"label": None}]}),
        ("entitlement", {"lines": [{"label": {"code": 5}, "citations": None}]}),
        ("entitlement", {"schedule": [{"label": {"figures": []}}]}),
        ("assessment", {"lines": [{"program": "JKK"}], "taken": "bpu-age"}),
        ("assessment", {"lines": [], "taken": None}),
        ("bill", {"entries": [5]}),
    ],
)
def test_an_outcome_of_version_2_that_is_none_is_refused(kind: str, outcome: Any) -> None:
    document = kept(kind)
    document["outcome"].update(outcome)
    with pytest.raises(kj.errors.InvalidDocumentError):
        kj.from_json(json.dumps(document), kind)
    with pytest.raises(kj.errors.InvalidDocumentError):
        kj.from_json(json.dumps({**document, "outcome": 5}), kind)


def test_what_a_benefit_is_was_told_by_its_sentence_in_version_2() -> None:
    document = kept("entitlement")
    line = document["outcome"]["lines"][0]
    codes = {
        "jkk-death-floor": "death_sum",
        "jkk-hearing-aid": "hearing_aid",
        "jkm-early": "funeral",
        "jp-lump-sum": "lump_sum",
        "scholarship-once": "scholarship",
    }
    document["outcome"]["lines"] = [
        {**line, "amount": 0, "label": {"code": code, "figures": {}}} for code in codes
    ]
    found = upgraded(document)["outcome"]["lines"]

    assert [each["kind"] for each in found] == list(codes.values())


@pytest.mark.parametrize("taken", [7, "x", {"a": 1}])
def test_assumptions_of_version_2_that_are_no_list_are_refused_where_they_stand_now(
    taken: object,
) -> None:
    (path,) = (each for each in FIXTURES if each.match("version_2/assessment.json"))
    document = json.loads(path.read_text(encoding="utf-8"))
    document["outcome"]["taken"] = taken

    with pytest.raises(kj.errors.InvalidDocumentError) as raised:
        kj.from_json(json.dumps(document), "assessment")
    assert [fault.path for fault in raised.value.errors] == ["$.outcome.common"]


def test_a_line_of_version_2_keeps_the_place_of_its_relief() -> None:
    (path,) = (each for each in FIXTURES if each.match("version_2/assessment.json"))
    document = json.loads(path.read_text(encoding="utf-8"))
    place = {"source": "PP 50/2025", "article": "Pasal 3"}
    document["outcome"]["lines"][0]["relief_citation"] = place
    bare = dict.fromkeys(("program", "payer"), 0)
    new = upgraded({**document, "outcome": {**document["outcome"], "lines": [
        document["outcome"]["lines"][0], bare, 5]}})  # fmt: skip

    assert new["outcome"]["lines"][0]["basis"]["citations"][-1] == place
    assert new["outcome"]["lines"][1:] == [bare, 5]  # what is no line is left, and refused there


def test_a_line_of_version_2_gets_the_name_of_its_relief_from_its_place() -> None:
    (path,) = (each for each in FIXTURES if each.match("version_2/assessment.json"))
    document = json.loads(path.read_text(encoding="utf-8"))
    place = {"source": "PP 7/2025", "article": "Pasal 4 ayat (1) dan Pasal 10"}
    document["outcome"]["lines"][0]["relief_citation"] = place
    lines = upgraded(document)["outcome"]["lines"]

    assert lines[0]["relief_id"] == "labour_intensive_2025"
    assert not any("relief_id" in line for line in lines[1:])


def test_a_payment_of_version_2_without_figures_is_left_as_it_is() -> None:
    (path,) = (each for each in FIXTURES if each.match("version_2/entitlement.json"))
    document = json.loads(path.read_text(encoding="utf-8"))
    odd: list[Any] = [{"label": {"figures": 5}}, {"label": 5}, {"amount": 1}]
    new = upgraded({**document, "outcome": {"lines": odd, "schedule": odd}})

    assert new["outcome"] == {"lines": odd, "schedule": odd}
