"""The shell against the conformance vectors, and over documents that Hypothesis draws."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from conformance.run import check
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DataObject
from tests.documents import made
from tests.properties.helpers import in_its_month
from tests.shell.lines import run

import kopdes_jamsos as kj
from kopdes_jamsos.testing import enrolments

VECTORS = Path(__file__).resolve().parents[2] / "conformance" / "vectors"
FEW = settings(max_examples=15)


def vectors(topic: str) -> list[dict[str, Any]]:
    """The published vectors of a topic, and every tenth of the others: a line takes a while."""
    text = (VECTORS / f"{topic}.json").read_text(encoding="utf-8")
    found: list[dict[str, Any]] = json.loads(text)["vectors"]
    published = [each for each in found if each["origin"] == "published"]
    return [*published, *[each for each in found if each not in published][::10]]


def options(facts: dict[str, Any]) -> str:
    """Facts as options."""
    texts = {
        name: ",".join(value) if isinstance(value, list) else str(value)
        for name, value in facts.items()
    }
    words = {"True": "yes", "False": "no"}
    return " ".join(
        f"--{name.replace('_', '-')} '{words.get(text, text)}'" for name, text in texts.items()
    )


def contributions(_: str, inputs: dict[str, Any]) -> dict[str, Any]:
    """What the shell answers to a vector of contributions."""
    done = run(f"kopdes-jamsos assess {options(inputs)}")
    lines = json.loads(done.out)["outcome"]["lines"]
    return {f"{line['program']}_{line['payer']}": line["amount"] for line in lines}


def deaths(_: str, inputs: dict[str, Any]) -> dict[str, Any]:
    """What the shell answers to a vector of a death with one membership."""
    [member] = inputs["memberships"]
    facts = [f"--set {key}={inputs[key]}" for key in ("work_related", "sudden") if key in inputs]
    children = [f"--child {stage}" for stage in inputs.get("children", ())]
    balance = {name: inputs[name] for name in ("jht_balance",) if name in inputs}
    said = " ".join((*facts, *children)).replace("True", "yes").replace("False", "no")
    line = f"kopdes-jamsos entitle --event death --on {inputs['on']} {said}"
    done = run(f"{line} {options(member)} {options(balance)}")
    found: dict[str, Any] = {}
    for each in kj.from_json(done.out, "entitlement").lines:
        code = each.label.code
        name = f"{each.program}_{code.removeprefix(f'{each.program.lower()}-')}"
        name = {"jkm-death-sum": "JKM_death"}.get(code, name)
        found[name] = found.get(name, 0) + each.amount
    return found


@pytest.mark.filterwarnings("ignore::kopdes_jamsos.errors.UnverifiedRuleWarning")
def test_the_shell_answers_the_vectors_of_contributions_from_options() -> None:
    asked = vectors("contributions")
    wrong = [each["id"] for each in asked if check(contributions, "contributions", each) != {}]

    assert len(asked) > 50
    assert wrong == []


@pytest.mark.filterwarnings("ignore::kopdes_jamsos.errors.UnverifiedRuleWarning")
def test_the_shell_answers_the_vectors_of_deaths_from_options() -> None:
    asked = [each for each in vectors("death") if len(each["inputs"]["memberships"]) == 1]
    wrong = [each["id"] for each in asked if check(deaths, "death", each) != {}]

    assert len(asked) > 10
    assert wrong == []


@FEW
@given(in_its_month(enrolments), st.sampled_from(["id", "en"]))
def test_what_is_assessed_is_worded_and_computed_again(
    drawn: tuple[kj.Enrolment, kj.Month], language: str
) -> None:
    enrolment, month = drawn
    expected = kj.assess(enrolment, month)
    line = f"kopdes-jamsos assess - --month {month}"
    worded = run(
        f"{line} | kopdes-jamsos explain --language {language}", stdin=kj.to_json(enrolment)
    )
    again = run(f"{line} | kopdes-jamsos replay", stdin=kj.to_json(enrolment))

    assert worded.out == f"{expected.explain(language)}\n"
    assert again.status == 0


@FEW
@given(st.data())
def test_a_document_of_any_kind_comes_out_as_it_went_in(data: DataObject) -> None:
    thing = data.draw(
        st.one_of(made.assessments(), made.bills(), made.entitlements(), made.plans(), made.late())
    )
    text = kj.to_json(thing)
    done = run("kopdes-jamsos explain --output json", stdin=text)

    assert (done.status, done.out, done.err) == (0, f"{text}\n", "")


@FEW
@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8")))
def test_whatever_comes_in_is_refused_in_words(data: bytes) -> None:
    source = io.TextIOWrapper(io.BytesIO(data), encoding="utf-8")
    done = run("kopdes-jamsos explain", stdin=source)

    assert (done.status, done.out) == (3, "")
    assert "[invalid-document]" in done.err
