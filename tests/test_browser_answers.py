"""The Python of the page that asks in a browser: here it runs in CPython, without a browser."""

import base64
import io
import json
from typing import Any

import pytest
from docs.coba import answers
from docs.coba.fields import LAYOUT

import kopdes_jamsos as kj
from kopdes_jamsos.wording import languages

TRADER = {
    "variant": "trader",
    "month": "11/2026",
    "income": "Rp 1.000.000",
    "programs_bpu": ["JKK", "JKM"],
}
KNOWN = {**TRADER, "group": "independent", "funding": "self"}


def called(call: str, law: kj.LawBook = kj.LAW, **asked: Any) -> dict[str, Any]:
    """What a call gives."""
    found: dict[str, Any] = json.loads(getattr(answers, call)(json.dumps(asked), law))
    return found


def asked(facts: dict[str, Any], form: str = "contribution", language: str = "id") -> Any:
    return called("ask", form=form, facts=facts, language=language)


def texts_of(node: Any, path: str = "") -> Any:
    """Every text of the layout by language."""
    if isinstance(node, dict) and node and node.keys() <= {"id", "en", *languages()}:
        yield path, node
    elif isinstance(node, dict):
        for name, each in node.items():
            yield from texts_of(each, f"{path}.{name}")


def test_every_text_of_the_forms_is_there_in_every_language() -> None:
    found = dict(texts_of(LAYOUT))
    assert len(found) > 20
    assert [path for path, node in found.items() if set(node) != set(languages())] == []
    assert all(text.strip() for node in found.values() for text in node.values())


@pytest.mark.parametrize("language", languages())
def test_the_forms_have_labels_in_every_language(language: str) -> None:
    found = json.loads(answers.forms(json.dumps({"language": language})))
    assert found["language"] == language
    assert found["law"] == kj.LAW.version
    for form in found["forms"]:
        names = [field["name"] for field in form["fields"]]
        assert len(set(names)) == len(names)
        for field in form["fields"]:
            assert field["label"]
            assert all(each["label"] for each in field.get("choices", ()))
            assert field.get("when", {"field": names[0]})["field"] in names


def test_a_trader_is_told_what_the_library_says() -> None:
    trader = kj.BPUEnrolment(
        income=1_000_000, programs={"JKK", "JKM"}, group="independent", funding="self"
    )
    owed = kj.assess(trader, "2026-11")
    found = asked(KNOWN)
    assert found["kind"] == "answer"
    assert found["total"]["amount"] == "Rp8.400"  # PP 50/2025: half of 16,800
    assert json.loads(found["document"]) == json.loads(kj.to_json(owed))
    assert found["statement"] == owed.explain("id", "html")
    assert [each["date"] for each in found["dates"]] == [owed.due_date().isoformat()]
    assert "sumber dana iuran: negara (APBN): Rp16.800." in found["changes"]
    assert "PP 44/2015 Pasal 20 ayat (3)" in found["lines"][2]["articles"]


def test_what_is_missing_is_asked_with_what_it_comes_to() -> None:
    found = asked(TRADER)
    assert found["kind"] == "questions"
    assert [each["name"] for each in found["questions"]] == ["group", "funding"]
    [group, funding] = found["questions"]
    assert {each["value"]: each["amounts"] for each in group["choices"]} == {
        "independent": "Rp8.400–Rp16.800",
        "employer": "Rp16.800",
        "unwaged": "Rp16.800",
    }
    assert [each["value"] for each in funding["choices"]] == [each.value for each in kj.Funding]


def test_what_cannot_be_read_is_refused_in_the_language_of_the_reader() -> None:
    found = asked({**TRADER, "income": "satu juta"})
    assert (found["kind"], found["field"], found["code"]) == (
        "refused",
        "income",
        "amount-unreadable",
    )
    assert found["message"] == "Ini bukan jumlah rupiah bulat."
    found = asked({**TRADER, "month": "13/2026"}, language="en")
    assert (found["field"], found["remedy"]) == (
        "month",
        "Write it as 2026-11 or November 2026.",
    )


def test_a_case_is_opened_again() -> None:
    found = asked(KNOWN)
    again = called("open", case=found["case"], language="id")
    assert again["form"] == "contribution"
    assert again["replay"]["agrees"]
    assert asked(again["facts"]) == found


def test_a_case_that_no_longer_agrees_says_so() -> None:
    case = asked(KNOWN)["case"]
    changed = kj.LAW.with_change("jkm.amount_bpu", 10_000, since="2026-11")
    found = called("open", law=changed, case=case, language="en")["replay"]
    assert (found["agrees"], found["then"], found["now"]) == (False, "Rp8,400", "Rp10,000")
    assert "Rp10,000" in found["sentence"]


@pytest.mark.parametrize("case", ["", "x", "%%%", None, 5, "eJw" * 3000, ["a"]])
def test_what_is_no_case_is_refused(case: object) -> None:
    found = called("open", case=case, language="id")
    assert (found["kind"], found["code"]) == ("refused", "no-case")


def test_the_files_of_an_answer() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    found = asked(KNOWN)
    names = [each["name"] for each in found["files"]]
    assert names[:2] == ["iuran-2026-11.json", "iuran-2026-11.xlsx"]
    data = [
        base64.b64decode(
            called("file", form="contribution", facts=KNOWN, name=name, language="id")["base64"]
        )
        for name in names[:2]
    ]
    assert data[0].decode() == found["document"]
    sheets = openpyxl.load_workbook(io.BytesIO(data[1])).sheetnames
    assert len(sheets) > 1
    refused = called("file", form="contribution", facts=KNOWN, name="x", language="id")
    assert refused["kind"] == "refused"
