"""Explanations add up, never fail and are safe to show."""

import re
from html.parser import HTMLParser
from itertools import product
from typing import Literal, TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.fixed_law import read_by
from tests.people import VILLAGE
from tests.properties.helpers import billed, in_its_month

import kopdes_jamsos as kj
from kopdes_jamsos.testing import enrolments, months

pytestmark = pytest.mark.broad

Language: TypeAlias = Literal["id", "en"]
Form: TypeAlias = Literal["text", "markdown", "html"]
LANGUAGES: tuple[Language, ...] = ("id", "en")
FORMS: tuple[Form, ...] = ("text", "markdown", "html")
HOSTILE = [
    "<script>alert(1)</script>",
    "a & b <b>bold</b>",
    '" onmouseover="alert(1)',
    "</caption></table><img src=x onerror=alert(1)>",
    "pipe | star * under_score",
    "{0} {month} %s",
]


class Reader(HTMLParser):
    """Collects the tags and the text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""
        self.open: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def check_page(page: str) -> Reader:
    found = Reader(page)
    assert found.open == []
    assert found.tags <= {"table", "caption", "thead", "tbody", "tr", "th", "td", "ul", "li"}
    assert found.attributes <= {"style"}
    assert "<script" not in page.lower()
    return found


def explanations(result: kj.Assessment | kj.Bill) -> dict[tuple[Language, Form], str]:
    return {
        (language, form): result.explain(language, form)
        for language, form in product(LANGUAGES, FORMS)
    }


# --- adding up ----------------------------------------------------------------------------------


@given(in_its_month(enrolments), st.booleans(), st.booleans())
def test_an_assessment_explains_itself_and_adds_up(
    case: tuple[kj.Enrolment, kj.Month], as_practised: bool, village_is_public: bool
) -> None:
    enrolment, month = case
    assessment = kj.assess(
        enrolment,
        month,
        law=read_by(practised=as_practised, public=village_is_public),
    )
    adds_up(assessment)
    texts = explanations(assessment)

    check_page(texts["id", "html"])
    check_page(texts["en", "html"])
    assert len(set(texts.values())) == len(texts)
    for (language, _), text in texts.items():
        # No figure is lost on the way into words, and no name of a figure is left in them.
        figures = {line.full for line in assessment.lines} | {assessment.total}
        figures |= {line.amount - line.full for line in assessment.lines if line.relief}
        cited = {str(citation) for line in assessment.lines for citation in line.citations}
        assert all(kj.format_rupiah(figure, language) in text for figure in figures)
        assert all(words in text for words in cited | set(assessment.assumptions))
        assert kj.wording.format_month(month, language) in text
        assert not re.search(r"[{}]", text)
    assert assessment._repr_html_() == texts["id", "html"]


@settings(max_examples=50)  # cooperatives take their time to be made
@given(billed())
def test_a_bill_explains_itself_and_adds_up(case: tuple[kj.Cooperative, kj.Month]) -> None:
    cooperative, month = case
    bill = kj.bill(cooperative, month)
    adds_up(bill)
    texts = explanations(bill)

    for (language, form), text in texts.items():
        shown = check_page(text).text if form == "html" else text
        assert cooperative.name in shown
        assert kj.format_rupiah(bill.total, language) in text
    for person in cooperative.people():
        assert person.name is not None
        assert all(person.name not in text for text in texts.values())
    assert bill._repr_html_() == texts["id", "html"]


def adds_up(result: kj.Assessment | kj.Bill) -> None:
    statement = result.statement()
    *parts, total = statement.totals

    assert sum(row.amount or 0 for row in statement.rows) == total.amount == result.total
    assert total.label.code == "total"
    assert sum(row.amount or 0 for row in parts) in ((total.amount,) if parts else (0,))


# --- safe to show -------------------------------------------------------------------------------


@given(st.sampled_from(HOSTILE) | st.text(min_size=1, max_size=40), months())
def test_a_name_cannot_break_out_of_a_page(name: str, month: kj.Month) -> None:
    bill = kj.bill(kj.Cooperative(name=name, kind="KDMP", village=VILLAGE), month)
    texts = explanations(bill)

    for language in LANGUAGES:
        shown = check_page(texts[language, "html"]).text
        assert "".join(filter(str.isprintable, " ".join(name.split()))) in " ".join(shown.split())
        assert "<" not in texts[language, "markdown"]
        header = texts[language, "markdown"].split("\n|", 1)[0]
        assert not re.search(r"(?<!\\)\|", header)  # no cell begins in a name
