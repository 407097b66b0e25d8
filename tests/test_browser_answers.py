"""The Python of the page that asks in a browser: here it runs in CPython, without a browser."""

import base64
import io
import json
from typing import Any

import openpyxl
import pytest
from docs.coba import answers
from docs.coba.fields import LAYOUT
from hypothesis import given, settings
from hypothesis import strategies as st

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
    if isinstance(node, dict) and node and node.keys() <= set(languages()):
        yield path, node
    elif isinstance(node, dict):
        for name, each in node.items():
            yield from texts_of(each, f"{path}.{name}")


def test_every_text_of_the_forms_is_there_in_both_languages() -> None:
    found = dict(texts_of(LAYOUT))
    assert len(found) > 20
    assert [path for path, node in found.items() if not {"id", "en"} <= set(node)] == []
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
    # The last day to pay, and the end of the relief (PP 50/2025 Pasal 7 huruf b).
    assert [each["date"] for each in found["dates"]] == ["2026-11-16", "2026-12-31"]
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
        "Choose the month and write the year, such as November 2026.",
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
    found = asked(KNOWN)
    names = [each["name"] for each in found["files"]]
    assert names == ["iuran-2026-11.json", "iuran-2026-11.xlsx", "iuran-2026-11.ics"]
    data = [
        base64.b64decode(
            called("file", form="contribution", facts=KNOWN, name=name, language="id")["base64"]
        )
        for name in names
    ]
    assert data[0].decode() == found["document"]
    sheets = openpyxl.load_workbook(io.BytesIO(data[1])).sheetnames
    assert len(sheets) > 1
    assert data[2].count(b"BEGIN:VEVENT") == len(found["dates"])
    refused = called("file", form="contribution", facts=KNOWN, name="x", language="en")
    assert (refused["code"], refused["message"]) == ("no-file", "There is no such file.")


# ---- the cooperative ---------------------------------------------------------------------------

VILLAGE = {
    "month": "2026-11",
    "officer__count": "5",
    "officer__waged": "no",
    "officer__income": "0",
    "employee__count": "2",
    "employee__wage": "3.000.000",
    "member__count": "50",
    "member__income": "1.000.000",
    "programs_pu": ["JKK", "JKM", "JHT"],
    "programs_bpu": ["JKK", "JKM"],
}


def test_a_cooperative_is_asked_for_what_its_roles_lack() -> None:
    found = asked(VILLAGE, "cooperative")
    assert [each["name"] for each in found["questions"]] == ["risk_class", "member__funding"]
    [_, funding] = found["questions"]
    assert funding["label"] == "Anggota: sumber dana iuran"
    # PP 50/2025: 50 members at half of 16,800, or all of it where a region pays.
    amounts = {each["value"]: each["amounts"] for each in funding["choices"]}
    assert (amounts["self"], amounts["region"]) == ("Rp420.000", "Rp840.000")


def test_the_bill_of_a_cooperative_is_the_one_of_the_library() -> None:
    found = asked({**VILLAGE, "risk_class": "1", "member__funding": "village"}, "cooperative")
    officer = kj.BPUEnrolment(income=0, programs={"JKK", "JKM"}, group="unwaged")
    clerk = kj.PUEnrolment(wage=3_000_000, programs={"JKK", "JKM", "JHT"}, risk_class=1)
    member = kj.BPUEnrolment(
        income=1_000_000, programs={"JKK", "JKM"}, group="independent", funding="village"
    )
    owed: list[tuple[int, kj.Enrolment]] = [(5, officer), (2, clerk), (50, member)]
    total = sum(count * kj.assess(each, "2026-11").total for count, each in owed)
    assert found["total"]["amount"] == kj.format_rupiah(total, "id")
    assert {"label": "Kewajiban peserta, ditanggung desa (APBDes)", "amount": "Rp420.000"} in (
        found["sums"]
    )
    assert [each["date"] for each in found["dates"]] == ["2026-11-16", "2026-12-15", "2026-12-31"]
    full = kj.format_rupiah(total + 420_000, "id")
    assert f"anggota: sumber dana iuran: negara (APBN): {full}." in found["changes"]
    bill = kj.from_json(found["document"], "bill")
    assert bill.total == total
    assert all(person.name is None and person.nik is None for person in bill.cooperative.people())


def test_a_cooperative_of_nobody_and_one_of_too_many_are_refused() -> None:
    nobody = {**VILLAGE, **dict.fromkeys(("officer__count", "employee__count"), "0")}
    found = asked({**nobody, "member__count": ""}, "cooperative")
    assert (found["code"], found["field"]) == ("blank", "member__count")
    found = asked({**VILLAGE, "member__count": "999999"}, "cooperative", "en")
    assert (found["code"], found["field"]) == ("too-many", "member__count")
    assert found["message"] == "These are too many people for this page."


def test_a_question_about_all_roles_shows_what_it_comes_to_for_all_of_them() -> None:
    facts = {**VILLAGE, "officer__waged": "yes", "officer__wage": "3.000.000"}
    facts |= {"employee__wage": "3.000.000", "programs_pu": ["JKK"], "member__count": ""}
    [risk_class] = asked(facts, "cooperative")["questions"]
    # PP 44/2015 Pasal 16: 0.24 % of the wages of five officers and two employees.
    assert risk_class["choices"][0]["amounts"] == "Rp50.400"


def test_reasons_of_officers_and_supervisors_say_whose_they_are() -> None:
    facts = {**VILLAGE, "supervisor__count": "3", "supervisor__waged": "no"}
    facts |= {"supervisor__income": "0", "risk_class": "1", "member__funding": "self"}
    remarks = asked(facts, "cooperative")["remarks"]
    assert [each.partition(": ")[0] for each in remarks if "kelompok c" in each] == [
        "Pengurus",
        "Pengawas",
    ]


def test_documents_name_no_village_that_there_is() -> None:
    village = kj.VillageCode(LAYOUT["example"]["village"])
    assert "unknown-province" in {finding.code for finding in village.findings()}


def test_other_practices_for_an_officer_are_priced_in_the_programmes_chosen() -> None:
    facts = {"variant": "officer", "month": "2026-11", "organ": "officer", "waged": "no"}
    facts |= {"earnings": "0"}
    changes = {}
    for programs in (["JKK", "JKM"], ["JKK", "JKM", "JHT"]):
        found = asked({**facts, "programs_unwaged": programs}, "contribution")
        [changes[len(programs)]] = [each for each in found["changes"] if "(kelompok a)" in each]
        assert "belum lengkap" not in " ".join(found["changes"])
    assert changes[2].endswith(": Rp16.800.")
    assert changes[3].endswith(": Rp36.800.")  # PP 46/2015 Lampiran: 2 % of Rp1,000,000 besides


# ---- the family --------------------------------------------------------------------------------

FAMILY = {
    "event": "death",
    "on": "5 Mei 2026",
    "work_related": "no",
    "segment": "BPU",
    "income": "1.000.000",
    "programs_bpu": ["JKK", "JKM"],
    "since": "01/2023",
    "until": "Mei 2026",
    "spouse": "yes",
    "children": "2",
    "pupils": "2",
}


def test_the_school_years_of_children_are_asked_with_their_scholarship() -> None:
    found = asked(FAMILY, "claim")
    assert [each["name"] for each in found["questions"]] == ["1__stage", "2__stage"]
    [first, _] = found["questions"]
    assert first["label"] == "Anak ke-1: kelas pada hari itu"
    assert first["choices"][0] == {
        "value": "TK1",
        "label": "tahun ke-1 TK",
        "amounts": "Rp87.000.000",  # half of the Rp174 million that are published for two children
    }


def test_a_death_with_scholarships_gives_what_is_published() -> None:
    facts = {**FAMILY, "1__stage": "TK1", "2__stage": "TK1"}
    found = asked(facts, "claim")
    # Rp42 million of JKM, and up to Rp174 million for two children.
    assert found["total"]["amount"] == "Rp216.000.000"
    trader = kj.BPUEnrolment(income=1_000_000, programs={"JKK", "JKM"})
    right = kj.entitle(
        kj.Death("2026-05-05", work_related=False),
        kj.Participation.paid_through(trader, since="2023-01", months=41, ended="2026-05-05"),
        children=[kj.Child(stage="TK1"), kj.Child(stage="TK1")],
        family=kj.Family(spouses=1, children=2),
    )
    assert found["document"] == kj.to_json(right)
    assert found["letter"] == kj.benefits.family_statement(right, wrapped=False)
    assert "akta kematian" in found["bring"]
    name = "manfaat-2026-05-05.txt"
    letter = called("file", form="claim", facts=facts, name=name, language="id")
    paper = kj.benefits.family_statement(right)
    assert base64.b64decode(letter["base64"]).decode() == f"{paper}\n"
    assert len(found["dates"]) == len(right.schedule)
    assert any(each.startswith("Bila akibat kecelakaan kerja") for each in found["changes"])


def test_relatives_are_asked_where_they_decide() -> None:
    facts = {**FAMILY, "spouse": False, "children": "0", "pupils": ""}
    found = asked(facts, "claim", "en")
    assert [each["name"] for each in found["questions"]] == [
        "parents",
        "grandparents",
        "grandchildren",
    ]
    nobody = dict.fromkeys(("parents", "grandparents", "grandchildren"), "0")
    found = asked({**facts, **nobody}, "claim", "en")
    assert [each["name"] for each in found["questions"]] == ["siblings"]


def test_an_accident_of_a_worker() -> None:
    facts = {
        "event": "work-accident",
        "on": "2026-06-03",
        "incapacity_months": "3",
        "segment": "PU",
        "wage": "3.000.000",
        "programs_pu": ["JKK", "JKM", "JHT", "JP"],
        "since": "2025-01",
        "until": "2026-06",
        "work_related": "yes",  # left from another event
        "spouse": "?",
    }
    found = asked(facts, "claim", "en")
    assert found["total"]["amount"] == "Rp9,000,000"  # PP 82/2019: all of three months' wage
    assert found["dates"][0]["date"] == "2026-06-05"
    assert called("open", case=found["case"], language="en")["replay"]["agrees"]


def test_an_injury_is_asked_for_what_its_row_needs() -> None:
    facts = {
        "event": "work-accident",
        "on": "2026-06-03",
        "injury": "one-auricle",
        "segment": "PU",
        "wage": "3.000.000",
        "programs_pu": ["JKK", "JKM"],
        "since": "2025-01",
        "until": "2026-06",
    }
    found = asked(facts, "claim")
    # PP 44/2015 Lampiran III: 5 % of 80 months' wage.
    assert found["total"]["amount"] == "Rp12.000.000"
    found = asked({**facts, "injury": "hearing-loss-one-ear"}, "claim")
    assert [each["name"] for each in found["questions"]] == ["steps"]
    assert asked({**facts, "injury": "hearing-loss-one-ear", "steps": "2"}, "claim")["total"]
    # What was told of another injury does no harm.
    assert asked({**facts, "steps": "2"}, "claim")["total"]["amount"] == "Rp12.000.000"


@pytest.mark.parametrize(
    "start, facts, code, field",
    [
        ("trader", {"month": "2010-01"}, "before-data", "month"),
        ("employee", {"risk_class": "1", "month": "2099-01"}, "not-announced", "month"),
        ("employee", {"programs_pu": ["JKK", "JKP"]}, "program-not-open", "programs_pu"),
        ("employee", {"birth_date": "2030-01-01"}, "invalid-fact", "birth_date"),
        (
            "family",
            {"children": "1", "1__stage": "SD1", "2__stage": "SD1"},
            "invalid-fact",
            "children",
        ),
        (
            "family",
            {"since": "06/2026", "until": "07/2026", "pupils": "0"},
            "invalid-fact",
            "since",
        ),
        ("family", {"nik": "1"}, "no-field", ""),
    ],
)
@pytest.mark.parametrize("language", languages())
def test_a_refusal_says_what_to_do_in_the_language_of_the_reader(
    start: str, facts: dict[str, str], code: str, field: str, language: str
) -> None:
    form, whole = STARTS[start]
    found = asked({**whole, **facts}, form, language)
    assert (found["kind"], found["code"], found.get("field", "")) == ("refused", code, field)
    assert (found["message"][-1], found["remedy"][-1]) == (".", ".")
    assert "bahasa Inggris" not in found["remedy"]  # nothing is left in English


def test_children_at_school_are_asked_for_where_they_would_have_a_scholarship() -> None:
    found = asked({**FAMILY, "pupils": ""}, "claim")
    assert [each["name"] for each in found["questions"]] == ["pupils"]
    none = asked({**FAMILY, "pupils": "0"}, "claim")
    assert none["total"]["amount"] == "Rp42.000.000"
    # Permenaker 1/2025: contributions of less than three months give the funeral only.
    short = asked({**FAMILY, "pupils": "", "since": "04/2026"}, "claim")
    assert short["total"]["amount"] == "Rp10.000.000"


def test_a_claim_says_what_it_takes_for_granted() -> None:
    facts = {**FAMILY, "pupils": "0"}
    paid = "dianggap dibayar, dengan upah atau penghasilan yang sama."
    assert any(each.endswith(paid) for each in asked(facts, "claim")["remarks"])
    one = {**facts, "since": "05/2026"}
    assert not any(each.endswith(paid) for each in asked(one, "claim")["remarks"])
    accident = {**facts, "event": "work-accident"}
    remarks = asked(accident, "claim", "en")["remarks"]
    assert any("no permanent disability was given" in each for each in remarks)
    for more in ({"incapacity_days": "9"}, {"programs_bpu": ["JKM"]}):
        remarks = asked({**accident, **more}, "claim", "en")["remarks"]
        assert not any("no permanent disability was given" in each for each in remarks)


def test_what_comes_to_the_same_is_no_change() -> None:
    lapsed = asked({**FAMILY, "pupils": "0", "since": "01/2024", "until": "10/2025"}, "claim")
    assert (lapsed["total"]["amount"], lapsed["changes"]) == ("Rp0", [])


def test_months_and_children_that_cannot_be_are_refused() -> None:
    found = asked({**FAMILY, "until": "2022-12"}, "claim")
    assert (found["code"], found["field"]) == ("before-since", "until")
    found = asked({**FAMILY, "pupils": "21"}, "claim")
    assert (found["code"], found["field"]) == ("too-many", "pupils")


# ---- whatever is asked -------------------------------------------------------------------------

STARTS = {
    "trader": ("contribution", TRADER),
    "employee": (
        "contribution",
        {
            "variant": "employee",
            "month": "2026-11",
            "wage": "5.000.000",
            "programs_pu": ["JKK", "JKM", "JHT", "JP"],
        },
    ),
    "officer": (
        "contribution",
        {
            "variant": "officer",
            "month": "2026-11",
            "organ": "officer",
            "waged": "no",
            "earnings": "0",
            "programs_unwaged": ["JKK", "JKM"],
        },
    ),
    "waged": (
        "contribution",
        {
            "variant": "officer",
            "month": "2026-11",
            "organ": "supervisor",
            "waged": "yes",
            "pay": "2.500.000",
            "programs_waged": ["JKK", "JKM"],
        },
    ),
    "before 2021": ("contribution", {**TRADER, "month": "2020-09"}),
    "cooperative": ("cooperative", {**VILLAGE, "supervisor__count": "3"}),
    "family": ("claim", FAMILY),
    "family of a worker": (
        "claim",
        {
            **FAMILY,
            "segment": "PU",
            "wage": "4.000.000",
            "programs_pu": ["JKK", "JKM", "JHT", "JP"],
            "spouse": "no",
            "children": "0",
            "pupils": "",
        },
    ),
    "working child": ("claim", {**FAMILY, "pupils": "1", "1__stage": "PT1", "1__work": "PU"}),
}


def answer_to(data: st.DataObject, field: dict[str, Any]) -> str:
    """An answer to a question."""
    if "choices" in field:
        chosen: str = data.draw(st.sampled_from([each["value"] for each in field["choices"]]))
        return chosen
    return str(data.draw(st.integers(0, 30), label=field["name"]))


@pytest.mark.parametrize("start", STARTS)
@settings(max_examples=2, deadline=None)
@given(data=st.data(), language=st.sampled_from(["id", "en"]))
def test_every_question_leads_to_an_answer(start: str, data: st.DataObject, language: str) -> None:
    form, facts = STARTS[start]
    facts = dict(facts)
    found = asked(facts, form, language)
    while found["kind"] == "questions":
        names = {field["name"] for field in found["questions"]}
        assert not names & facts.keys(), "what was told is asked again"
        facts |= {field["name"]: answer_to(data, field) for field in found["questions"]}
        found = asked(facts, form, language)
    assert found["kind"] == "answer", found
    again = called("open", case=found["case"], language=language)
    assert again["replay"]["agrees"]
    assert again["facts"].keys() == {name for name, value in facts.items() if value != ""}


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda each: st.lists(each, max_size=3) | st.dictionaries(st.text(), each, max_size=3),
    max_leaves=5,
)
NAMES = sorted({field["name"] for form in LAYOUT["forms"].values() for field in form["fields"]})
SECRET = "Ani Rahasia 3604995708909999"


@settings(max_examples=25, deadline=None)
@given(
    start=st.sampled_from(sorted(STARTS)),
    name=st.sampled_from([*NAMES, "group", "risk_class", "birth_date", "1__stage", "nik"]),
    value=JUNK | st.sampled_from([SECRET, [SECRET], "9" * 15, "2026-02-30", "-1", "1e9"]),
)
def test_junk_in_a_field_is_read_or_refused(start: str, name: str, value: object) -> None:
    form, facts = STARTS[start]
    found = asked({**facts, name: value}, form)
    assert found["kind"] in ("answer", "questions", "refused")
    if found["kind"] == "refused":
        assert found["code"]
        assert found["message"]
        assert found["remedy"]
    assert "Rahasia" not in json.dumps(found)


@settings(max_examples=25, deadline=None)
@given(call=st.sampled_from(["forms", "ask", "open", "file"]), junk=JUNK)
def test_junk_in_the_place_of_a_call_is_refused(call: str, junk: object) -> None:
    for text in (json.dumps(junk), json.dumps({"form": junk, "facts": junk, "case": junk}), "{"):
        found = json.loads(getattr(answers, call)(text))
        assert found.get("kind") == "refused" or call == "forms"


@pytest.mark.parametrize("language", languages())
def test_the_example_that_loads_everything_has_an_answer(language: str) -> None:
    assert called("warm", language=language) == {"kind": "warm"}


def test_a_language_that_is_none_is_refused() -> None:
    found = called("forms", language="jv")
    assert (found["kind"], found["code"]) == ("refused", "no-language")
