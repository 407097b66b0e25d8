"""The two pages on claims for families: every figure and article is that of the law files."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from tests.fixed_law import LAW

import kopdes_jamsos as kj
from kopdes_jamsos.law.kinds import Band
from kopdes_jamsos.wording import format_rate

FOLDER = Path(__file__).parents[1] / "docs" / "how-to"
PAGES = {"id": FOLDER / "klaim-keluarga.md", "en": FOLDER / "claims-for-families.md"}
DAY = dt.date(2026, 11, 20)
LINK = re.compile(r"\[([^][]+)\]\(\.\./law/(\w+)\.md#(\w+)\)")


def items(language: str) -> list[str]:
    """Paragraphs and entries of lists, each in one line."""
    text = PAGES[language].read_text(encoding="utf-8")
    return [" ".join(each.split()) for each in re.split(r"\n\n|\n(?=- )", text)]


def cited(language: str) -> list[tuple[str, str, str]]:
    """Paths of law values with the articles given for them and what is said there."""
    return [
        (f"{file}.{name}", article, LINK.sub("", item))
        for item in items(language)
        for article, file, name in LINK.findall(item)
    ]


def figures(value: Any, language: str) -> Iterator[str]:
    """How the figures of a law value are written; nothing for a rule or for names."""
    if isinstance(value, Mapping):
        for each in value.values():
            yield from figures(each, language)
    elif isinstance(value, tuple) and isinstance(value[0], Band):
        yield kj.format_rupiah(value[0].base, language)  # the lowest, as an example
    elif isinstance(value, tuple):
        for stretch in (each for each in value if not isinstance(each, str)):  # names are none
            yield from figures(stretch.rate, language)
            yield from figures(stretch.months or 0, language)
    elif isinstance(value, kj.Rate):
        yield format_rate(value, language)
    elif type(value) is int and value:
        yield kj.format_rupiah(value, language) if value >= 1_000 else str(value)


@pytest.mark.parametrize("language", PAGES)
def test_each_figure_on_a_page_of_claims_is_in_the_law_with_its_article(language: str) -> None:
    found = cited(language)
    assert len(found) > 50
    for path, article, said in found:
        value = LAW.value_on(path, DAY)
        assert article == "; ".join(map(str, value.citations)), path
        for figure in figures(value.value, language):
            assert re.search(rf"(?<![\d.,]){re.escape(figure)}(?!\d)", said), (path, figure)


@pytest.mark.parametrize("language", PAGES)
def test_no_sum_and_no_rate_stands_on_a_page_of_claims_without_an_article(language: str) -> None:
    for item in items(language):
        told = item.startswith(("- ", "Bagi ", "For ")) and "`" not in item
        if told and re.search(r"Rp\d|\d %", item):
            assert LINK.search(item), item


def test_the_pages_on_claims_cite_the_same_values() -> None:
    one, other = ([(path, article) for path, article, _ in cited(each)] for each in PAGES)
    assert one == other
