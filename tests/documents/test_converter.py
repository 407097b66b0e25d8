"""The corners of the converter that the documents of results seldom reach."""

import datetime as dt
import json
from typing import Any

import pytest
from tests.documents.test_replay import DEATH, JULY, MEMBER, TRADER, spoiled

import kopdes_jamsos as kj
from kopdes_jamsos.basis import Note
from kopdes_jamsos.documents.converter import converter
from kopdes_jamsos.documents.faults import faults_of
from kopdes_jamsos.documents.lookups import look_up
from kopdes_jamsos.documents.shapes import LawValue


@pytest.mark.parametrize(
    "note",
    [
        Note.of("total"),
        Note.of("due", programs=(kj.JKK, kj.JKM), day=JULY.first_day, month=JULY),
        Note.of("none", rate=kj.percent("0.24"), none=None, yes=True, text="SD6", amount=-5),
        Note.of("none", nested=((1, 2), (kj.Segment.PU,))),
        Note.of("none", level=kj.programs.SchoolLevel.TK, payer=kj.Payer.EMPLOYER),
    ],
)
def test_a_note_comes_back_with_its_figures(note: Note) -> None:
    written = json.loads(json.dumps(converter().unstructure(note)))

    assert converter().structure(written, Note) == note


def test_a_figure_of_another_kind_is_not_written() -> None:
    with pytest.raises(kj.errors.InvalidFactError):
        converter().unstructure(Note.of("x", figure=object()))


def faults(text: str, kind: str) -> set[tuple[str, str]]:
    with pytest.raises(kj.errors.InvalidDocumentError) as raised:
        kj.from_json(text, kind)
    return {(fault.path, fault.code) for fault in raised.value.errors}


def with_inputs(**inputs: Any) -> str:
    text = kj.to_json(kj.entitle(DEATH, MEMBER))
    return spoiled(text, lambda document: document["inputs"].update(inputs))


@pytest.mark.parametrize(
    "inputs, fault",
    [
        ({"participations": []}, ("$.inputs", "invalid-fact")),
        ({"jht_rates": {"25": 1}}, ("$.inputs.jht_rates.(key)", "wrong-type")),
        ({"jht_rates": {"2025": 10**7}}, ("$.inputs.jht_rates.(key)", "out-of-range")),
        ({"jht_rates": -1}, ("$.inputs.jht_rates", "out-of-range")),
        ({"law": {"changes": [], "readings": [], "holidays": "daily"}},
         ("$.inputs.law.holidays", "unknown-choice")),
        ({"law": {"changes": [], "readings": ["daily"]}}, ("$.inputs.law", "law-path")),
        ({"law": {"changes": [{"path": "jkm.amount_bpu", "key": "", "since": "2025-01"}]}},
         ("$.inputs.law.changes[0]", "invalid-fact")),
    ],
)  # fmt: skip
def test_inputs_are_checked_where_no_class_of_ours_does(
    inputs: dict[str, Any], fault: tuple[str, str]
) -> None:
    assert fault in faults(with_inputs(**inputs), "entitlement")


def test_no_rates_may_be_written_as_null() -> None:
    found = kj.from_json(with_inputs(jht_rates=None, family=None), "entitlement")

    assert found.case.jht_rates is None


def test_a_death_without_an_accident_may_say_so() -> None:
    text = kj.to_json(DEATH).replace('"work_related": false', '"work_related": false, '
                                     '"accident": null')  # fmt: skip

    assert kj.from_json(text, "event") == DEATH


def test_a_pair_has_two_parts() -> None:
    text = spoiled(
        kj.to_json(MEMBER), lambda found: found["data"].update(bases=[["2025-01", 1, 2]])
    )

    assert faults(text, "participation") == {("$.data.bases[0]", "wrong-type")}


@pytest.mark.parametrize("figure", [{"month": "2026-11", "date": "2026-11-01"}, {"float": 1}, {}])
def test_a_figure_has_a_kind_that_is_known(figure: object) -> None:
    def change(document: Any) -> None:
        notes = document["outcome"]["lines"][0]["notes"]
        notes.append({"code": "band", "figures": {"number": figure}})

    text = spoiled(kj.to_json(kj.assess(TRADER, JULY)), change)
    (fault,) = faults(text, "assessment")

    assert fault[1] == "wrong-type"
    assert fault[0].endswith(".figures.number")


@pytest.mark.parametrize(
    "note",
    [
        {"code": "no-such-sentence", "figures": {}},
        {"code": "rated", "figures": {"rate": {"rate": 1}}},  # its sentence has a base, too
        {"code": "rated", "figures": {"rate": {"rate": 1}, "base": "Rp1", "payer": "worker"}},
        {"code": "fixed", "figures": {"payer": "a name that is none"}},
    ],
)
def test_a_note_that_nothing_words_is_refused_where_it_is_read(note: object) -> None:
    def change(document: Any) -> None:
        document["outcome"]["lines"][0]["notes"].insert(0, note)

    text = spoiled(kj.to_json(kj.assess(TRADER, JULY)), change)

    assert faults(text, "assessment") == {("$.outcome.lines[0].notes[0]", "unknown-note")}


def test_an_assumption_is_a_convention_of_the_law_files() -> None:
    def change(document: Any) -> None:
        document["outcome"]["lines"][0]["basis"]["assumptions"].append("no-such-convention")

    text = spoiled(kj.to_json(kj.assess(TRADER, JULY)), change)

    assert faults(text, "assessment") == {
        ("$.outcome.lines[0].basis.assumptions", "unknown-convention")
    }


@pytest.mark.parametrize(
    "changed",
    [{"code": "no-such"}, {"code": "two-chairs", "figures": {}}, {"code": "GRADES"}],
)
def test_a_finding_of_a_roster_that_nothing_words_is_refused(changed: dict[str, object]) -> None:
    finding = kj.rosters.RosterFinding(file="anggota.csv", row=7, column="nik", code="nik-missing")
    text = spoiled(kj.to_json(finding), lambda document: document["data"].update(changed))

    assert faults(text, "finding") == {("$.data", "unknown-note")}


def test_a_word_of_a_short_list_is_one_of_it() -> None:
    (finding,) = kj.Nik("3604994506879876").findings(sex=kj.identity.Sex.MALE)
    text = kj.to_json(finding).replace('"warning"', '"fatal"')

    with pytest.raises(kj.errors.InvalidDocumentError) as caught:
        kj.from_json(text, "finding")
    (fault,) = caught.value.errors
    assert (fault.path, fault.code, fault.remedy) == (
        "$.data.severity", "unknown-choice", "One of: warning, info."
    )  # fmt: skip


def test_what_stood_in_the_cell_of_a_finding_is_redacted() -> None:
    finding = kj.rosters.RosterFinding(
        file="anggota.csv", row=7, code="nik-scientific", original="3.60E+15", repaired="3604"
    )
    text = kj.to_json(finding)

    assert "3.60E+15" in text
    assert "3.60E+15" not in kj.documents.redact(text)
    assert "3604" not in kj.documents.redact(text)


def test_a_scheduled_payment_is_due_in_a_month_or_on_a_day() -> None:
    child = kj.Child(stage="SD6")
    text = kj.to_json(kj.entitle(kj.Death(DEATH.on, work_related=True), MEMBER, children=[child]))

    def change(document: Any) -> None:
        document["outcome"]["schedule"][0]["due"] = "2026-07"

    back = kj.from_json(spoiled(text, change), "entitlement")
    assert back.schedule[0].due == kj.Month(2026, 7)


def test_an_error_that_is_none_of_ours_is_no_fault_of_the_document() -> None:
    with pytest.raises(ZeroDivisionError):
        list(faults_of(ZeroDivisionError(), {}, "$"))


@pytest.mark.parametrize("path", ["relief.bpu_other", "jp.wage_ceiling"])
def test_a_value_that_is_not_there_is_noted_as_nothing(path: str) -> None:
    noted = look_up(kj.LAW, LawValue(path, day=dt.date(2099, 1, 1), value=7))

    assert (noted.value, noted.source, noted.evidence) == (None, None, None)
