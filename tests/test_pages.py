"""The pages written by scripts/build_pages.py, against what it would write now.

If a law file or a public name was meant to change, write them anew with
`python -m scripts accept-law` or `accept-api` and read the difference.
"""

import os
import re
from pathlib import Path
from types import ModuleType

import pytest
from benchmarks.recorded import read
from scripts import build_pages
from scripts.evidence_table import evidence_table
from scripts.home_page import PAGES as HOMES
from scripts.home_page import filled
from scripts.law_chart import chart
from scripts.name_links import linked
from scripts.reference_pages import PAGES as REFERENCE
from scripts.reference_pages import names_of, summary
from scripts.speed_page import TITLES
from scripts.twins import copied, differences, facts, twins

import kopdes_jamsos as kj

PAGES = build_pages.pages()
WITH_LINKED_NAMES = (
    *("index.md", "beranda.md", "glossary.md"),
    *("explanation/design.md", "explanation/compatibility.md"),
    *("how-to/scenarios.md", "how-to/skenario.md", "how-to/documents.md", "how-to/dokumen.md"),
)


def test_the_written_pages_are_current() -> None:
    if os.environ.get("UPDATE_SNAPSHOTS"):
        build_pages.write()

    assert build_pages.stale() == [], "run: python -m scripts accept-api"


def test_the_pages_of_the_law_hold_every_value() -> None:
    for path in kj.LAW.paths():
        name, _, key = path.partition(".")
        page = PAGES[f"law/{name}.md"]
        section = page.partition(f"{{ #{key} }}")[2].partition("\n## ")[0]
        rows = [line for line in section.splitlines() if line.startswith('| <span class="whole">')]

        assert len(rows) == len(kj.LAW.series(path).values), path


def test_every_value_without_a_source_says_what_would_settle_it() -> None:
    listed = PAGES["law/open-values.md"].partition("## Reported")[0]
    unverified = [
        value
        for path in kj.LAW.paths()
        for value in kj.LAW.series(path).values
        if value.evidence is kj.Evidence.UNVERIFIED
    ]

    assert listed.count("the text of [") == len(unverified)


def test_every_legal_text_and_convention_has_a_section() -> None:
    assert PAGES["law/instruments.md"].count("\n## ") == len(kj.LAW.instruments)
    assert "{ #band-gap }" in PAGES["explanation/conventions.md"]
    for name in build_pages.FILES["conventions"]["readings"]:
        assert f'kj.LAW.with_reading("{name}")' in PAGES["explanation/conventions.md"]
        assert f'"{name}"' in str(kj.LawBook.with_reading.__doc__)


def test_the_trust_page_has_every_case_topic_of_vectors_and_convention() -> None:
    page = PAGES["trust.md"]
    cases = [path.stem for path in (build_pages.ROOT / "tests" / "cases").glob("*/P*.toml")]
    topics = [path.stem for path in (build_pages.ROOT / "conformance/vectors").glob("*.json")]

    assert [name for name in [*cases, *topics] if f"| {name} |" not in page] == []
    assert page.count("explanation/conventions.md#") == len(
        build_pages.FILES["conventions"]["names"]
    )
    assert "- Officers and members are matched by NIK only" in page


def test_the_page_on_performance_has_a_section_for_each_script_and_every_recorded_table() -> None:
    page = PAGES["performance.md"]

    assert [name for name in TITLES if f"\n## {TITLES[name]}\n" not in page] == []
    for table in read().values():
        assert f"\n### {table['title']}\n" in page
        assert f"; {table['date']}; `{table['command']}`." in page


def test_the_trust_page_shows_how_well_the_values_are_evidenced() -> None:
    readme = (build_pages.ROOT / "README.md").read_text(encoding="utf-8")

    assert f"\n{evidence_table(kj.LAW.coverage())}\n" in PAGES["trust.md"]
    assert "](docs/trust.md)" in readme


def test_the_reference_has_every_public_name_on_one_page() -> None:
    shown = [path for page in REFERENCE for path in names_of(page).values()]
    public = [
        f"kopdes_jamsos.{module}.{name}"
        for module in kj.__all__
        if isinstance(getattr(kj, module), ModuleType)
        for name in vars(getattr(kj, module))["__all__"]
    ]

    assert sorted(shown) == sorted(public)
    assert [page for page in REFERENCE if not names_of(page)] == []
    assert [path for path in shown if not summary(path)] == []


def test_a_page_of_the_reference_begins_with_what_is_used_most() -> None:
    assert next(iter(names_of("contributions"))) == "assess"
    assert next(iter(names_of("benefits"))) == "entitle"
    assert "jht_account" in names_of("benefits-jht")
    assert ") | Any of the three enrolments. |" in PAGES["reference/index.md"]


def test_the_glossary_has_each_term_once_and_only_names_that_exist() -> None:
    glossary = (build_pages.DOCS / "glossary.md").read_text(encoding="utf-8")
    rows = [line.strip("| ").split(" | ") for line in glossary.splitlines() if line[:1] == "|"]
    terms = [row[0] for row in rows if row[0] not in ("term", "---|---|---")]
    names = [name for row in rows for name in re.findall(r"`([A-Z]\w*[a-z]\w*)", row[-1])]

    assert sorted(terms) == sorted(set(terms))
    public = {name for page in REFERENCE for name in names_of(page)}
    assert [name for name in names if name not in public] == []


@pytest.mark.parametrize("path", ["jp.wage_ceiling", "jkk.rate_bpu", "jp.pension_age"])
def test_a_value_that_changed_has_a_chart_and_one_that_did_not_has_none(path: str) -> None:
    series = kj.LAW.series(path)
    drawn = chart(series)

    assert drawn.startswith('<figure class="law-chart"><svg ') == (len(series.values) > 1)
    assert "<script" not in drawn
    assert "url(" not in drawn


def test_both_home_pages_name_the_same_functions_of_every_package_that_answers() -> None:
    texts = [(build_pages.DOCS / name).read_text(encoding="utf-8") for name in HOMES]
    english, indonesian = (re.findall(r"\(reference/(\S+)\)", text) for text in texts)

    assert english == indonesian
    asked = {link.partition(".md")[0] for link in english}
    assert asked >= {"calendars", "frames", "graphs", "questions", "rosters", "scenarios"}


@pytest.mark.parametrize("name", HOMES)
def test_a_home_page_shows_the_bill_and_the_chart_of_now(name: str) -> None:
    page = build_pages.DOCS / name
    text = page.read_text(encoding="utf-8")
    if os.environ.get("UPDATE_SNAPSHOTS"):
        text = filled(text, HOMES[name])
        page.write_text(text, encoding="utf-8", newline="\n")

    assert text == filled(text, HOMES[name]), "run: python -m scripts accept-api"
    assert re.search(r'class="bill".*Rp302[.,]400.*class="home-chart".*class="jkm"', text, re.S)


def test_a_page_in_indonesian_says_so_and_has_the_code_of_its_twin() -> None:
    found = twins()
    wanted = [*(build_pages.DOCS / "how-to").glob("*.md"), build_pages.DOCS / "cheat-sheet.md"]
    shown = {page: page.read_text(encoding="utf-8") for pair in found.items() for page in pair}

    assert {page.name for page in wanted} <= {page.name for pair in found.items() for page in pair}
    assert [line for pair in found.items() for line in differences(*pair)] == []
    assert [page.name for page in found if facts(page)["lang"] != "id"] == []
    assert [one for one, two in found.items() if f"]({address(one, two)})" not in shown[two]] == []
    assert [one for one, two in found.items() if f"]({address(two, one)})" not in shown[one]] == []


def address(page: Path, other: Path) -> str:
    """How a link on another page names a page."""
    return Path(os.path.relpath(page, other.parent)).as_posix()


def test_another_line_of_code_is_a_difference_and_another_comment_or_language_is_none(
    tmp_path: Path,
) -> None:
    page, twin = tmp_path / "satu.md", tmp_path / "one.md"
    twin.write_text('```pycon\n>>> print(it("en"))  # so\nA\n```\n\n```toml\na = 1\n```\n')

    page.write_text('```pycon\n>>> print(it("id"))  # begini\nB\n```\n\n```toml\na = 1\n```\n')
    assert differences(page, twin) == []
    page.write_text('```pycon\n>>> print(it("id"))\nB\n```\n\n```toml\na = 2\n```\n')
    assert differences(page, twin) == ["block 2: ('toml', ['a = 2']) / ('toml', ['a = 1'])"]
    assert copied(page, twin).endswith("B\n```\n\n```toml\na = 1\n```\n")
    page.write_text('```pycon\n>>> print(it("id"))\nB\n```\n')
    assert differences(page, twin) == ["block 2: None / ('toml', ['a = 1'])"]


@pytest.mark.parametrize("name", WITH_LINKED_NAMES)
def test_the_names_in_the_tables_of_a_page_are_links(name: str) -> None:
    page = build_pages.DOCS / name
    text = page.read_text(encoding="utf-8")
    if os.environ.get("UPDATE_SNAPSHOTS"):
        text = linked(text, name)
        page.write_text(text, encoding="utf-8", newline="\n")

    assert text == linked(text, name), "run: python -m scripts accept-api"
    assert "reference/" in text
