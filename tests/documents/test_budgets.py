"""Documents of budgets and comparisons: what was asked comes back, but for a dataframe."""

import copy
from typing import Any

import polars as pl
import pytest

import kopdes_jamsos as kj

TRADER = kj.BPUEnrolment(
    income=1_000_000, programs={kj.JKK, kj.JKM}, group="independent", sector="other", funding="self"
)
POLICY = kj.Policy(start=kj.Month(2025, 1), months=2, programs={"JKK", "JKM"}, shares="state")
ASKED = kj.Scenario(
    population=[TRADER], policy=POLICY, name="Pejaten", figures=[kj.scenarios.figure("workers")]
)
BUDGET = ASKED.run()


def read(document: Any) -> Any:
    return kj.from_dict(document, document["kind"])


def test_what_was_asked_can_be_run_again() -> None:
    back = read(kj.to_dict(BUDGET))

    assert back.scenario == ASKED
    assert back.scenario.run() == BUDGET
    assert back.origin.law_version == kj.LAW.version


def test_the_budget_of_a_dataframe_comes_back_without_it() -> None:
    frame = pl.DataFrame({"income": [1_000_000, 2_000_000], "segment": ["BPU", "BPU"]})
    constants = {"jkk": True, "jkm": True, "group": "independent", "sector": "other"}
    asked = kj.Scenario(population=frame, policy=POLICY, constants=constants)
    made = asked.run()
    document = kj.to_dict(made)
    back = read(document)

    assert document["data"]["scenario"]["is_frame"]
    assert (back.total, back.by_payer) == (made.total, made.by_payer)
    assert back.explain("id") == made.explain("id")
    assert kj.to_dict(back) == document
    assert back.scenario != asked
    with pytest.raises(kj.KopdesJamsosError):
        back.scenario.run()


def test_what_caused_a_difference_is_worked_out_anew() -> None:
    law = kj.LAW.with_change("jkm.amount_bpu", 7_000, since=kj.Month(2025, 1))
    made = kj.scenarios.compare(ASKED, kj.Scenario(population=[TRADER], policy=POLICY, law=law))
    document = kj.to_dict(made)
    back = read(document)

    assert back == made
    assert back.explain("en") == made.explain("en")
    assert [cause.name for cause in back.causes] == [cause.name for cause in made.causes]
    assert "causes" not in document["data"]


def spoiled(change: Any) -> Any:
    document = copy.deepcopy(kj.to_dict(BUDGET))
    change(document["data"])
    return document


@pytest.mark.parametrize(
    "change,path,code",
    [
        (lambda data: data["records"][0].update(payer="worker"), "records[0]", "invalid-fact"),
        (lambda data: data["records"][0].pop("fund"), "records[0]", "invalid-fact"),
        (
            lambda data: data["scenario"]["policy"].update(programs_by_role={"x": ["JKK"]}),
            "",
            "invalid-fact",
        ),
        (lambda data: data["scenario"]["policy"].update(segment="monk"), "", "invalid-fact"),
        (lambda data: data["scenario"]["figures"][0].update(id="x"), "", "unknown-note"),
        (lambda data: data["scenario"].update(enrolments=[{}]), "", "missing-key"),
    ],
    ids=[
        "two payers",
        "no payer",
        "for all and by role",
        "no segment",
        "no figure",
        "no enrolment",
    ],
)
def test_what_no_budget_can_hold_is_refused(change: Any, path: str, code: str) -> None:
    with pytest.raises(kj.errors.InvalidDocumentError) as refused:
        read(spoiled(change))

    assert code in {fault.code for fault in refused.value.errors}
    assert all(path in fault.path for fault in refused.value.errors)


def test_a_name_among_the_roles_goes() -> None:
    policy = kj.Policy(
        start=kj.Month(2025, 1),
        months=1,
        programs={"Ani Contoh": {"JKM"}},
        segment={"Ani Contoh": "independent"},
        since={"Ani Contoh": kj.Month(2025, 1)},
        sector="other",
    )
    people = [kj.Headcount(role="Ani Contoh", count=2, income=1_000_000)]
    text = kj.to_json(kj.Scenario(population=people, policy=policy).run())

    assert "Ani Contoh" in text
    assert "Ani Contoh" not in kj.documents.redact(text)


def test_scenarios_are_equal_by_what_they_ask() -> None:
    same = kj.Scenario(
        population=[TRADER], policy=POLICY, name="Pejaten", figures=[kj.scenarios.figure("workers")]
    )
    frame = pl.DataFrame({"income": [1]})
    of_frame = kj.Scenario(population=frame, policy=POLICY)

    assert same == ASKED
    assert hash(same) == hash(ASKED)
    assert kj.Scenario(population=[TRADER], policy=POLICY) != ASKED
    assert ASKED != "Pejaten"
    assert of_frame == kj.Scenario(population=frame, policy=POLICY)
    assert of_frame != kj.Scenario(population=frame.clone(), policy=POLICY)
