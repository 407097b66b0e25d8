"""What is refused, with which code and path, all of it at once, and never with what stood there."""

import json
import pickle
import traceback
from typing import Any

import pytest

import kopdes_jamsos as kj

MEMBER: dict[str, Any] = {
    "type": "member",
    "ref": "M-1",
    "name": "Ani Rahasia",
    "nik": "3604994506879876",
    "enrolments": [{"type": "BPU", "income": 7_654_321, "programs": ["JKK"]}],
}


def text_of(data: object, **envelope: object) -> str:
    return json.dumps({"kind": "person", "schema_version": 3, **envelope, "data": data})


def faults(text: Any, kind: str = "person") -> list[tuple[str, str]]:
    with pytest.raises(kj.errors.InvalidDocumentError) as raised:
        kj.from_json(text, kind)
    return [(fault.path, fault.code) for fault in raised.value.errors]


def test_everything_that_is_wrong_is_said_at_once() -> None:
    data = {
        "type": "member",
        "nam": "Ani Rahasia",
        "birth_date": "17-08-1990",
        "nik": "12",
        "elsewhere": "Ani Rahasia",
        "enrolments": [
            {"type": "BPU", "income": 1.5, "programs": ["JKK", "JKK"]},
            {"type": "PU", "programs": ["JKQ"], "labour_intensive": 1},
            {"type": "PX"},
            {},
            7,
        ],
    }

    assert sorted(faults(text_of(data))) == [
        ("$.data", "unknown-key"),
        ("$.data.birth_date", "wrong-type"),
        ("$.data.elsewhere", "unknown-choice"),
        ("$.data.enrolments[0].income", "float"),
        ("$.data.enrolments[0].programs", "repeated-item"),
        ("$.data.enrolments[1].labour_intensive", "wrong-type"),
        ("$.data.enrolments[1].programs[0]", "unknown-choice"),
        ("$.data.enrolments[1].wage", "missing-key"),
        ("$.data.enrolments[2].type", "unknown-choice"),
        ("$.data.enrolments[3].type", "missing-key"),
        ("$.data.enrolments[4]", "wrong-type"),
        ("$.data.nik", "invalid-nik"),
    ]


def test_an_error_that_would_repeat_the_document_is_told_without_its_words() -> None:
    paid = {"month": "2025-01", "paid_on": "2025-01-05", "months": 9_999}
    enrolment = {"type": "BPU", "income": 1_000_000, "programs": ["JKK"]}
    data = {"enrolment": enrolment, "joined": "2025-01-02", "payments": [paid]}
    with pytest.raises(kj.errors.InvalidDocumentError) as raised:
        kj.from_json(text_of(data, kind="participation"), "participation")

    (fault,) = raised.value.errors
    assert (fault.path, fault.code) == ("$.data.payments[0]", "invalid-fact")
    assert "9999" not in str(raised.value)


@pytest.mark.parametrize(
    "text, expected",
    [
        ("", ("$", "no-json")),
        ("{", ("$", "no-json")),
        ("[]", ("$", "wrong-type")),
        ("1" * 5000, ("$", "wrong-type")),
        (b"\xff\xfe", ("$", "no-json")),
        (7, ("$", "no-text")),
        ("[" * 100_000, ("$", "too-deep")),
        ('{"a":' * 40 + "1" + "}" * 40, ("$", "too-deep")),
        ('"' + '\\"' * 100_000, ("$", "no-json")),
        ("{}", ("$.kind", "missing-key")),
        ('{"kind": "person"}', ("$.schema_version", "missing-key")),
        ('{"kind": "person", "schema_version": true}', ("$.schema_version", "missing-key")),
        (text_of(MEMBER, kind="bill"), ("$.kind", "wrong-kind")),
        (text_of(MEMBER, kind="payslip"), ("$.kind", "wrong-kind")),
        (text_of(MEMBER, schema_version=4), ("$.schema_version", "unknown-version")),
        (text_of(MEMBER, schema_version=0), ("$.schema_version", "unknown-version")),
        (text_of(MEMBER, redacted=True), ("$.redacted", "redacted")),
        (text_of(MEMBER, more=1), ("$", "unknown-key")),
        (text_of(MEMBER)[:-1] + ', "data": {}}', ("$", "repeated-key")),
        (text_of({**MEMBER, "ref": "\ud800"}), ("$.data.ref", "no-unicode")),
        (text_of({**MEMBER, "ref": float("nan")}), ("$.data.ref", "no-number")),
        (text_of({**MEMBER, "ref": 10**3000}), ("$.data.ref", "out-of-range")),
        (text_of({**MEMBER, "ref": {"a": 1.5}}), ("$.data.ref.a", "float")),
        (text_of({**MEMBER, "ref": 5}), ("$.data.ref", "wrong-type")),
        (text_of({**MEMBER, "birth_date": "1990-02-31"}), ("$.data.birth_date", "no-date")),
        (text_of({**MEMBER, "enrolments": {}}), ("$.data.enrolments", "wrong-type")),
        (text_of([MEMBER]), ("$.data", "wrong-type")),
    ],
)
def test_a_fault_has_its_path_and_code(text: Any, expected: tuple[str, str]) -> None:
    assert expected in faults(text)


def test_a_document_that_is_too_large_is_not_parsed() -> None:
    assert faults(" " * (64 * 2**20 + 1)) == [("$", "too-large")]


def test_an_unknown_key_is_answered_with_the_nearest_known_one() -> None:
    with pytest.raises(kj.errors.InvalidDocumentError) as raised:
        kj.from_json(text_of({"type": "member", "birthdate": "1990-08-17"}), "person")
    (fault,) = raised.value.errors

    assert fault.remedy == "Did you mean birth_date?"
    assert str(fault).startswith("$.data: There is a key that is not known: birthdate.")


def test_an_unknown_key_that_may_be_a_name_is_not_repeated() -> None:
    with pytest.raises(kj.errors.InvalidDocumentError) as raised:
        kj.from_json(text_of({"type": "member", "Ani Rahasia": 1, "3604994506879876": 2}), "person")

    assert "Ani" not in f"{raised.value} {raised.value.errors}"
    assert "3604" not in f"{raised.value} {raised.value.errors}"


@pytest.mark.parametrize(
    "data, code",
    [
        ({**MEMBER, "elsewhere": "Ani Rahasia"}, "unknown-choice"),
        ({**MEMBER, "birth_date": "Ani Rahasia"}, "wrong-type"),
        ({**MEMBER, "nik": "36049945068798765"}, "invalid-nik"),
        ({**MEMBER, "enrolments": [{"type": "PU", "wage": "7654321", "programs": ["JKK"]}]},
         "wrong-type"),
        ({**MEMBER, "enrolments": [{"type": "BPU", "income": 7654321, "programs": ["JP"]}]},
         "program-not-open"),
        ({**MEMBER, "enrolments": [{"type": "BPU", "income": 7654321, "programs": ["JKK"],
          "birth_date": "1987-06-05", "registered_on": "1980-01-01"}]}, "invalid-fact"),
    ],
)  # fmt: skip
def test_no_fault_repeats_what_is_personal(data: object, code: str) -> None:
    with pytest.raises(kj.errors.InvalidDocumentError) as raised:
        kj.from_json(text_of(data), "person")
    error = raised.value
    shown = "".join(traceback.format_exception(error)[-1:]) + repr(error) + str(error.errors)

    assert code in {fault.code for fault in error.errors}
    assert error.__cause__ is None
    assert error.__context__ is None
    for trace in ("Ani", "Rahasia", "36049945", "7654321", "1987-06-05"):
        assert trace not in shown


def test_the_words_of_a_class_are_kept_back_where_they_repeat_the_document() -> None:
    text = json.dumps(
        {
            "kind": "participation",
            "schema_version": 3,
            "data": {
                "enrolment": MEMBER["enrolments"][0],
                "joined": "2025-01-01",
                "bases": [],
                "payments": [{"month": "9999-01", "paid_on": "2025-01-01", "months": 7654321}],
            },
        }
    )
    with pytest.raises(kj.errors.InvalidDocumentError) as raised:
        kj.from_json(text, "participation")
    (fault,) = raised.value.errors

    assert (fault.path, fault.code) == ("$.data.payments[0]", "invalid-fact")
    assert "7654321" not in str(fault)


def test_an_error_survives_pickling_with_its_faults() -> None:
    with pytest.raises(kj.errors.InvalidDocumentError) as raised:
        kj.from_json("{", "bill")
    twin = pickle.loads(pickle.dumps(raised.value))

    assert twin.errors == raised.value.errors
    assert str(twin) == str(raised.value)


def test_a_kind_that_is_none_is_refused() -> None:
    with pytest.raises(kj.errors.UnknownChoiceError):
        kj.from_json(text_of(MEMBER), "payslip")


@pytest.mark.parametrize("thing", [None, 7, "text", kj.Month(2026, 11), kj.LAW, object(), kj.Event])
def test_what_has_no_document_is_refused(thing: Any) -> None:
    with pytest.raises(kj.errors.InvalidFactError):
        kj.to_json(thing)


@pytest.mark.parametrize("indent", [-1, 17, True, "2", 1.0])
def test_an_indent_is_a_number_of_spaces(indent: Any) -> None:
    with pytest.raises(kj.errors.InvalidFactError):
        kj.to_json(kj.Member(), indent=indent)


def test_half_a_surrogate_pair_is_not_written() -> None:
    with pytest.raises(kj.errors.InvalidDocumentError) as raised:
        kj.to_json(kj.Member(name="\ud800"))

    assert [(fault.path, fault.code) for fault in raised.value.errors] == [
        ("$.data.name", "no-unicode")
    ]


def test_a_severity_is_one_of_those_that_are_listed() -> None:
    (finding,) = kj.VillageCode("99.01.01.2001").findings()
    data = json.loads(kj.to_json(finding))
    for wrong in ("loud", 1, None):
        data["data"]["severity"] = wrong

        assert faults(json.dumps(data), "finding") == [("$.data.severity", "unknown-choice")]
