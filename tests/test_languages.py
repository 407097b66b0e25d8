"""The files of languages: whole, alike in their figures, and without a word that nothing asks for.

A further language is one more file in `src/kopdes_jamsos/wording/`; the first test below names the
words that it lacks.
"""

from __future__ import annotations

import ast
import re
import shutil
import string
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import attrs
import pytest

import kopdes_jamsos as kj
from kopdes_jamsos.frames.reasons import Reason
from kopdes_jamsos.law.instruments import read_conventions
from kopdes_jamsos.wording import language as files
from kopdes_jamsos.wording import languages
from kopdes_jamsos.wording.language import Words, words

SOURCE = Path(kj.__file__).parent
ALL = languages()


def keys(known: Words) -> set[str]:
    """All keys of a language; the plural forms of a noun are the language's own business."""
    return {
        f"{table}.{name}"
        for table, texts in known.tables.items()
        for name, text in texts.items()
        if text and not (table == "counted" and not name.endswith(".other"))
    }


def lacking(language: str) -> list[str]:
    """What a language lacks of the words of Indonesian."""
    return sorted(keys(words("id")) - keys(words(language)))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with the files of languages, to which another can be added."""
    for name in ALL:
        shutil.copy(SOURCE / "wording" / f"{name}.toml", tmp_path)
    monkeypatch.setattr(files, "__file__", str(tmp_path / "language.py"))
    forget()
    yield tmp_path
    forget()


def forget() -> None:
    files.languages.cache_clear()
    files._read.cache_clear()


@pytest.mark.parametrize("language", ALL)
def test_a_language_lacks_no_words_and_has_none_of_its_own(language: str) -> None:
    assert lacking(language) == []
    assert keys(words(language)) <= keys(words("id"))


def test_the_words_that_a_third_language_lacks_are_named(folder: Path) -> None:
    text = (folder / "en.toml").read_text(encoding="utf-8")
    text = text.replace('total = "Total"\n', "", 1).replace('employer = "employer"\n', "", 1)
    (folder / "jv.toml").write_text(text.replace('"en_US"', '"jv_ID"'), encoding="utf-8")

    assert languages() == ("id", "en", "jv")
    assert lacking("jv") == ["names.employer", "sentences.total"]


def test_one_file_more_is_a_language_more(folder: Path) -> None:
    text = (folder / "en.toml").read_text(encoding="utf-8")
    text = text.replace('"en_US"', '"nl_NL"').replace('total = "Total"', 'total = "Totaal"', 1)
    (folder / "nl.toml").write_text(text, encoding="utf-8")
    trader = kj.BPUEnrolment(income=1_000_000, programs={kj.JKK, kj.JKM})
    page = kj.assess(trader, kj.Month(2025, 7)).explain("nl")

    assert "juli 2025" in page
    assert "Totaal" in page
    assert "Rp16.800" in page
    assert kj.LAW.convention("round-line").text("nl")
    with pytest.raises(kj.errors.UnknownChoiceError) as raised:
        kj.format_rupiah(1, "fr")
    assert raised.value.remedy == "Choose id or en or nl."


# --- figures ------------------------------------------------------------


def figures(text: str) -> set[tuple[str, str]]:
    return {(name, form or "") for _, name, form, _ in string.Formatter().parse(text) if name}


def common(text: str) -> set[tuple[str, str]]:
    """Figures that each language tells; amounts in words stand in Indonesian letters only."""
    return {(name, form) for name, form in figures(text) if form != "terbilang"}


@pytest.mark.parametrize("language", ALL)
def test_a_sentence_has_the_same_figures_in_each_language(language: str) -> None:
    for table, texts in words("id").tables.items():
        for name, text in texts.items():
            if table != "counted":
                other = words(language).tables[table][name]
                assert common(text) == common(other), f"{table}.{name}"


def test_all_forms_of_figures_are_known_and_used() -> None:
    from kopdes_jamsos.wording.sentences import _FORMATS

    used = {
        form
        for language in ALL
        for texts in words(language).tables.values()
        for text in texts.values()
        for _, form in figures(text)
    }
    assert used - {""} == set(_FORMATS)


# --- words that belong to something ------------------------------------------------------------


def law(name: str) -> dict[str, Any]:
    return tomllib.loads((SOURCE / "law" / f"{name}.toml").read_text(encoding="utf-8"))


def test_what_the_law_names_has_words_and_the_other_way_round() -> None:
    tables = words("id").tables

    assert set(tables["titles"]) == set(kj.LAW.paths())
    assert set(tables["conventions"]) == set(read_conventions())
    assert set(tables["disability"]) == {row.name for row in kj.law.disability_table()}
    assert set(tables["plans"]) == set(kj.scenarios.figures())
    assert set(tables["policy"]) == {choice.name for choice in attrs.fields(kj.scenarios.Policy)}
    assert {row.step for row in kj.law.disability_table() if row.step} <= set(tables["names"])


def test_every_grade_segment_payer_group_and_place_has_a_name() -> None:
    tables = words("id").tables

    assert set(tables["evidence"]) == {grade.value for grade in kj.Evidence}
    assert {each.value for kind in (kj.Segment, kj.Payer) for each in kind} <= set(tables["names"])
    assert set(tables["groups"]) == {group.value for group in kj.BPUGroup}
    for place in kj.cooperative.Elsewhere:
        missed = kj.contributions.Uncovered(
            person=kj.Member(elsewhere=place), code="covered-elsewhere"
        )
        assert all(missed.reason(each).endswith(".") for each in ALL)


def test_every_error_and_every_reason_of_a_refused_row_has_a_name() -> None:
    errors = {
        kind.code
        for kind in vars(kj.errors).values()
        if isinstance(kind, type)
        and issubclass(kind, kj.errors.KopdesJamsosError)
        and kind is not kj.errors.KopdesJamsosError
    }
    rows = {str(each.name).lower().replace("_", "-") for each in Reason if each.refused}

    assert errors | rows <= set(words("id").tables["codes"])


def test_an_error_without_words_of_its_own_is_named_by_its_code() -> None:
    missed = kj.contributions.Uncovered(
        person=kj.Member(), code="law-data", detail="What the error said."
    )

    assert (
        missed.reason("en") == "The contribution cannot be computed (the law data cannot be read)."
    )
    assert missed.remedy("en") == "Follow what the error advises."


# --- codes in the source ------------------------------------------------------------


@cache
def constants() -> tuple[set[str], list[re.Pattern[str]]]:
    """Texts in the source, and patterns of those that are put together with a fixed part."""
    texts: set[str] = set()
    patterns: set[str] = set()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                texts.add(node.value)
            if isinstance(node, ast.JoinedStr):
                parts = [
                    re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"[\w.-]+"
                    for part in node.values
                ]
                if any(re.search(r"[a-z]{2}", part) for part in parts if part != r"[\w.-]+"):
                    patterns.add("".join(parts))
    for path in SOURCE.rglob("*.toml"):
        if path.parent.name == "law":
            texts |= set(re.findall(r'"([\w-]+)"', path.read_text(encoding="utf-8")))
    return texts, [re.compile(pattern) for pattern in sorted(patterns)]


def is_used(code: str) -> bool:
    texts, patterns = constants()
    return code in texts or any(pattern.fullmatch(code) for pattern in patterns)


@pytest.mark.parametrize(
    "table", ["sentences", "labels", "sheets", "charts", "clauses", "finding", "shell"]
)
def test_no_words_are_left_that_nothing_asks_for(table: str) -> None:
    names = {
        name.rpartition(".")[0] if table == "finding" else name
        for name in words("id").tables[table]
    }

    whole = {name for name in names if f"{table}.{name}" in constants()[0]}

    assert [name for name in sorted(names - whole) if not is_used(name)] == []


@cache
def noted() -> set[str]:
    """Codes that the source gives to a note as they stand."""
    return {
        str(node.args[0].value)
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in ("Note", "Note.of")
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }


def test_every_note_has_a_sentence() -> None:
    assert len(noted()) > 150
    assert [code for code in sorted(noted()) if not words("id").sentence(code)] == []
