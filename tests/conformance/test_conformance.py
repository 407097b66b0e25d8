"""The conformance vectors: well-formed, up to date, and answered by the package without a miss."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import kopdes_jamsos as kj
from conformance import generate, run

pytestmark = pytest.mark.broad

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "conformance"
SCHEMA = json.loads((FOLDER / "vectors.schema.json").read_text(encoding="utf-8"))
FILES: dict[str, Any] = {
    path.stem: json.loads(path.read_text(encoding="utf-8"))
    for path in sorted((FOLDER / "vectors").glob("*.json"))
}
TOPICS = sorted(generate.TOPICS)
UNVERIFIED = "ignore::kopdes_jamsos.errors.UnverifiedRuleWarning"


def test_every_topic_has_its_file() -> None:
    assert sorted(FILES) == TOPICS


@pytest.mark.parametrize("topic", TOPICS)
def test_the_file_is_what_the_script_makes(topic: str) -> None:
    written = (FOLDER / "vectors" / f"{topic}.json").read_text(encoding="utf-8")

    assert generate.document(topic) == written, "run: python conformance/generate.py"


def test_the_vectors_follow_their_schema() -> None:
    validator = jsonschema.Draft202012Validator(SCHEMA)
    validator.check_schema(SCHEMA)
    for document in FILES.values():
        validator.validate(document)


def test_a_vector_cannot_hide_where_it_comes_from() -> None:
    validator = jsonschema.Draft202012Validator(SCHEMA)
    good = FILES["nik"]["vectors"][0]
    for wrong in (
        {**good, "origin": "published"},
        {**good, "evidence": "convention"},
        {**good, "source": "somewhere"},
        {**good, "expected": {}},
        {**good, "inputs": {**good["inputs"], "name": "Ani"}},
    ):
        assert not validator.is_valid({**FILES["nik"], "vectors": [wrong]})


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.filterwarnings(UNVERIFIED)
def test_the_package_answers_every_vector(topic: str) -> None:
    answer = run.adapter(FOLDER / "adapters" / "package.py")
    (part,) = run.run(answer, [topic]).values()

    assert part["wrong"] == {}
    assert (part["passed"], part["not_answered"]) == (len(FILES[topic]["vectors"]), 0)


def test_every_convention_is_one_of_the_package() -> None:
    named = {
        name
        for document in FILES.values()
        for vector in document["vectors"]
        for name in vector.get("conventions", ())
    }

    assert {kj.LAW.convention(name).id for name in named} == named


def test_the_grade_of_a_contribution_is_the_one_the_package_gives() -> None:
    """The makers grade by hand; the law files say the same."""
    package = run.adapter(FOLDER / "adapters" / "package.py").__globals__
    found, expected = {}, {}
    for vector in FILES["contributions"]["vectors"]:
        if vector["origin"] == "oracle":
            assessment = package["assessed"](vector["inputs"])
            found[vector["id"]] = (str(assessment.evidence), set(assessment.assumptions))
            named = set(vector.get("conventions", ()))
            expected[vector["id"]] = (vector["evidence"], named)

    assert found == expected


def assumed(package: dict[str, Any], inputs: dict[str, Any]) -> set[str] | None:
    """The conventions that the package names for an account or a pension."""
    if inputs["ask"] == "account":
        return set(package["account"](inputs).assumptions)
    if inputs["ask"] in ("pension", "old-age"):
        answer = package["pensions"](inputs)
        return set(answer.pension.assumptions) if answer.pension else set()
    return None


@pytest.mark.parametrize("topic", ["jht", "jp"])
def test_the_conventions_of_an_account_or_a_pension_are_those_the_package_names(topic: str) -> None:
    package = run.adapter(FOLDER / "adapters" / "package.py").__globals__
    found, expected = {}, {}
    for vector in FILES[topic]["vectors"]:
        named = assumed(package, vector["inputs"])
        if named is not None:
            found[vector["id"]] = named - {"jp-age-not-given"}  # the page says what is understood
            expected[vector["id"]] = set(vector.get("conventions", ()))

    assert len(found) > 30
    assert found == expected


def test_the_new_kinds_of_savings_have_both_sides_of_each_edge() -> None:
    """A case for each answer, so that a program that always gives the same one fails."""
    old_age = [
        vector["expected"] | vector["inputs"]["limits"]
        for vector in FILES["jp"]["vectors"]
        if vector["inputs"]["ask"] == "old-age"
    ]
    monthly = {each["monthly"]: each for each in old_age}

    assert {each["lump_sum"] for each in old_age} == {True, False}
    for limit in ("minimum", "maximum"):
        assert any(amount == each[limit] for amount, each in monthly.items())
        assert any(amount not in (None, each[limit]) for amount, each in monthly.items())
    taxes = [
        vector["inputs"].get("has_tax_number")
        for vector in FILES["jht"]["vectors"]
        if vector["inputs"]["ask"] == "tax"
    ]
    assert set(taxes) == {None, True, False}


def test_the_makers_do_not_import_the_package() -> None:
    code = (
        "import sys; from conformance import generate; "
        "print([name for name in sys.modules if name.startswith('kopdes')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )

    assert done.stdout.strip() == "[]"


# --- the runners --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "body, code, words",
    [
        ("return None", 0, "0 passed, 0 wrong, 54 not answered"),
        ("return {'valid': False}", 1, "36 passed, 18 wrong, 0 not answered"),
        ("return {'valid': 0}", 1, "0 passed, 54 wrong, 0 not answered"),
        ("raise ValueError('no')", 1, "ValueError: no"),
    ],
)
def test_the_runner_tells_wrong_from_not_answered(
    tmp_path: Path, body: str, code: int, words: str
) -> None:
    (tmp_path / "adapter.py").write_text(f"def answer(topic, inputs):\n    {body}\n")
    command = [sys.executable, "conformance/run.py", str(tmp_path / "adapter.py"), "--topic", "nik"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)

    assert done.returncode == code
    assert words in done.stdout


@pytest.mark.skipif(shutil.which("node") is None, reason="needs Node (Debian package nodejs)")
def test_the_toy_fails_in_node_as_its_kind_does() -> None:
    command = ["node", "conformance/run.mjs", "conformance/adapters/toy.mjs", "--json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    result = json.loads(done.stdout)
    wrong = result["contributions"]["wrong"]

    assert (done.returncode, done.stderr) == (1, "")
    # Math.round: the exact amount is 14,254.5.
    assert wrong["half-rupiah-5939375-class-1"]["JKK_employer"] == {
        "expected": 14_255,
        "found": 14_254,
    }
    # The constant ceiling: 1 % of Rp7,335,300 in March 2016.
    assert wrong["jp-ceiling-2016-03-25000000"]["JP_worker"] == {
        "expected": 73_353,
        "found": 100_423,
    }
    assert "jp-ceiling-2024-03-25000000" not in wrong
    assert result["contributions"]["passed"] > 100
    counted = {topic: part["not_answered"] for topic, part in result.items()}
    assert counted["nik"] == len(FILES["nik"]["vectors"])


def test_the_page_shows_a_vector_as_it_is() -> None:
    page = (ROOT / "docs" / "conformance.md").read_text(encoding="utf-8")
    shown = json.loads(page.split("```json\n")[1].split("```")[0])

    assert shown in FILES["contributions"]["vectors"]


def test_the_report_on_a_peer_is_of_these_vectors() -> None:
    page = (ROOT / "docs" / "peer-tax-bpjs.md").read_text(encoding="utf-8")

    assert generate.VERSION in page, "run: python conformance/peer_report.py and the day"
