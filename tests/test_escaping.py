"""Names and titles are only text, whatever they hold: in HTML, Markdown, charts and terminals."""

from __future__ import annotations

import datetime as dt
import html.parser
import json
import re
from typing import Any

import attrs
import pytest
from tests.people import VILLAGE

import kopdes_jamsos as kj
from kopdes_jamsos.wording.sentences import say

SCRIPT = "</script><script>alert(1)</script><!--<script>"
HOSTILE = (
    SCRIPT,
    '"><img src=x onerror=alert(1)>',
    "[click](javascript:alert(1))",
    "![x](http://example.invalid/x.png)",
    "| a | b |\n# heading\n- item\n```\n<b>",
    "**bold** _it_ `code` ~~gone~~ \\",
    "&lt;script&gt; &amp;",
    "\x1b[31mred\x1b[0m \u202eevil\u2066",
)
MONTH = kj.Month(2026, 11)


def cooperative(name: str) -> kj.Cooperative:
    enrolment = kj.BPUEnrolment(
        income=1_000_000, programs={kj.JKK, kj.JKM}, group="independent", sector="other",
        funding="self",
    )  # fmt: skip
    people = [kj.Member(ref=name, enrolments=[enrolment]), kj.Member(ref=f"{name}2")]
    return kj.Cooperative(name=name, kind="KDMP", village=VILLAGE, members=people)


def statements(name: str) -> list[Any]:
    """Results in whose words a name or a reference stands."""
    kdmp = cooperative(name)
    return [
        kj.bill(kdmp, MONTH),
        kj.contributions.collective_bill(kdmp, MONTH),
        kj.coverage.covered_on(kdmp, dt.date(2026, 11, 3)),
    ]


class _Tags(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add(tag)
        self.found.update(f"{tag}.{name}" for name, _ in attrs)


def tags(page: str) -> set[str]:
    """Elements of a page and their attributes."""
    parser = _Tags()
    parser.feed(page)
    parser.close()
    return parser.found


@pytest.mark.parametrize("place", range(len(HOSTILE)))
def test_a_name_in_a_statement_is_text(place: int) -> None:
    # As long as the hostile name: articles that do not fit beside it go to a line of their own.
    plain, hostile = statements("K" * len(HOSTILE[place])), statements(HOSTILE[place])
    for one, other in zip(plain, hostile, strict=True):
        for language in kj.wording.languages():
            page = other.explain(language, "html")
            assert tags(page) == tags(one.explain(language, "html"))
            markdown = other.explain(language, "markdown")
            bare = re.sub(r"\\.", "", markdown)  # what is escaped
            assert re.search(r"<|\]\(|`|~~|#", bare) is None
            assert markdown.count("\n") == one.explain(language, "markdown").count("\n")
            text = other.explain(language)
            assert text.count("\n") == one.explain(language).count("\n")
            assert text.replace("\n", "").isprintable()


@pytest.mark.broad
@pytest.mark.parametrize("place", range(len(HOSTILE)))
def test_a_name_in_a_chart_is_text(place: int) -> None:
    name = HOSTILE[place]
    plan = attrs.evolve(kj.scenarios.all_officers(start=MONTH, months=2), name=name)
    kdmp = cooperative(name)
    cover = kj.coverage.covered_on(kdmp, dt.date(2026, 11, 3))
    charts = [
        kj.plots.monthly_cost(plan),
        kj.plots.relief_effect(plan),
        kj.plots.coverage(cover),
        kj.plots.law_history("jkm.amount_bpu", until=MONTH),
    ]
    pages = [chart.to_html() for chart in charts]
    for chart, page in zip(charts, pages, strict=True):
        assert "<" not in json.dumps(chart.to_dict(), ensure_ascii=False)
        assert page.count("<script") == pages[-1].count("<script")
        assert "alert(1)</script>" not in page


def test_the_rows_of_a_chart_are_text() -> None:
    from kopdes_jamsos.plots.style import data

    assert data([{"a": "<b>", "c": 1}]).to_dict() == {"values": [{"a": "‹b›", "c": 1}]}


def test_a_sentence_holds_no_signs_that_steer_a_terminal() -> None:
    finding = kj.rosters.RosterFinding(file="a\n\x1b[31m.csv", row=2, column="b\r", code="nobody")

    assert str(finding).isprintable()
    assert say("finding.family-tie.message", {"refs": ("A\x1b[31m", "B\u202e")}, "en").isprintable()
