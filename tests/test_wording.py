from __future__ import annotations

import ast
import datetime as dt
import string
from pathlib import Path

import pytest

import kopdes_jamsos as kj
from kopdes_jamsos import wording
from kopdes_jamsos.explanation import Note
from kopdes_jamsos.wording.formats import format_list
from kopdes_jamsos.wording.render import sentence
from kopdes_jamsos.wording.texts import CODES, EVIDENCE, GROUPS, LABELS, NAMES, SENTENCES


@pytest.mark.parametrize(
    "amount,language,text",
    [
        (16_800, "id", "Rp16.800"),
        (252_400_000, "en", "Rp252,400,000"),
        (0, "id", "Rp0"),
        (-16_800, "id", "-Rp16.800"),
        (2**63 - 1, "id", "Rp9.223.372.036.854.775.807"),
    ],
)
def test_rupiah(amount: int, language: str, text: str) -> None:
    assert kj.format_rupiah(amount, language) == text  # type: ignore[arg-type]  # id or en


@pytest.mark.parametrize("amount", [1.0, True, "1", None, 2**63])
def test_rupiah_refuses_what_is_not_whole(amount: object) -> None:
    with pytest.raises(kj.errors.InvalidAmountError):
        kj.format_rupiah(amount)  # type: ignore[arg-type]  # that is the point


@pytest.mark.parametrize(
    "percentage,text",
    [("0.24", "0,24 %"), ("0.0024", "0,0024 %"), ("3.7", "3,7 %"), ("50", "50 %"), ("0", "0 %")],
)
def test_a_small_rate_does_not_print_as_nil(percentage: str, text: str) -> None:
    assert kj.wording.format_rate(kj.percent(percentage)) == text


def test_dates_months_and_lists() -> None:
    assert kj.wording.format_date(dt.date(2026, 11, 17)) == "Selasa, 17 November 2026"
    assert kj.wording.format_date(dt.date(2026, 11, 17), "en") == "Tuesday, 17 November 2026"
    assert kj.wording.format_month(kj.Month(2026, 8)) == "Agustus 2026"
    assert format_list(["JKK", "JKM"], "en") == "JKK and JKM"


@pytest.mark.parametrize("language", ["fr", None, [], "ID"])
def test_an_unknown_language_is_refused(language: object) -> None:
    with pytest.raises(kj.errors.UnknownChoiceError):
        kj.format_rupiah(1, language)  # type: ignore[arg-type]  # that is the point
    with pytest.raises(kj.errors.UnknownChoiceError):
        sentence(Note.of("total"), language)  # type: ignore[arg-type]  # that is the point


@pytest.mark.parametrize("table", [SENTENCES, NAMES, GROUPS, CODES, EVIDENCE, LABELS])
def test_every_text_stands_in_both_languages_with_the_same_figures(
    table: dict[str, tuple[str, str]],
) -> None:
    for name, (indonesian, english) in table.items():
        assert indonesian, name
        assert english, name
        figures = [
            sorted((field, spec) for _, field, spec, _ in string.Formatter().parse(text) if field)
            for text in (indonesian, english)
        ]
        assert figures[0] == figures[1], name


@pytest.mark.parametrize("table", ["SENTENCES", "CODES", "NAMES", "GROUPS", "EVIDENCE", "LABELS"])
def test_no_text_stands_twice(table: str) -> None:
    """A later entry of the same name would silently take the place of an earlier one."""
    found: dict[str, list[str]] = {}
    for path in sorted(Path(wording.__file__).parent.glob("texts*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == table:
                assert isinstance(node.value, ast.Dict)
                for key in node.value.keys:
                    if key is not None:
                        found.setdefault(ast.literal_eval(key), []).append(path.name)
    assert found
    assert {name: files for name, files in found.items() if len(files) > 1} == {}


def test_every_grade_segment_payer_and_group_has_a_name() -> None:
    assert set(EVIDENCE) == {grade.value for grade in kj.Evidence}
    assert {member.value for kind in (kj.Segment, kj.Payer) for member in kind} <= set(NAMES)
    assert set(GROUPS) == {group.value for group in kj.BPUGroup}


def test_an_explanation_in_markdown_and_html_is_escaped() -> None:
    trader = kj.BPUEnrolment(income=1_000_000, programs={kj.JKK, kj.JKM})
    assessment = kj.assess(trader, kj.Month(2025, 7))
    assert "| JKK | 1 % × Rp1.000.000, peserta" in assessment.explain("id", "markdown")
    page = assessment._repr_html_()
    assert page.startswith("<table>")
    assert "Rp16.800" in page
    assert "<script" not in page


def test_the_payers_are_summed_where_there_are_two() -> None:
    worker = kj.PUEnrolment(wage=6_000_000, programs={kj.JHT})
    text = kj.assess(worker, kj.Month(2022, 8)).explain("id")
    assert "Dibayar pemberi kerja  " in text
    assert "Rp222.000" in text
    assert "Rp120.000" in text
