"""The documentation in a real browser: it stands alone, its search works, a phone can show it."""

import re
from pathlib import Path

import pytest
from scripts.reference_pages import PAGES as REFERENCE
from scripts.reference_pages import names_of
from scripts.twins import DOCS, facts
from tests.quality.chromium import Browser, find_chromium

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = find_chromium()
PAGES = [
    "",
    "tutorial/first-bill/",
    "tutorial/tagihan-pertama/",
    "how-to/mass-registration/",
    "how-to/bendahara/",
    "law/jp/",
    "law/instruments/",
    "law/open-values/",
    "beranda/",
    "cheat-sheet/",
    "how-to/payroll/",
    "law/bands/",
    "explanation/pitfalls/",
    "reference/",
    "reference/contributions/",
    "glossary/",
    "trust/",
]
# Seven columns of counts: they scroll in their own box.
WITH_WIDE_COUNTS = ("trust/",)
PHONE, DESKTOP = 390, 1280
# A page of the reference that is larger takes seconds on a phone.
LARGEST = 300_000
# Chromium asks for this by itself.
OWN = ("data:", "blob:")

pytestmark = pytest.mark.quality
needs_chromium = pytest.mark.skipif(
    CHROMIUM is None, reason="Chromium is not installed (Debian's package is chromium)"
)


def test_the_site_has_every_public_name(site: Path) -> None:
    reference = "".join(
        page.read_text(encoding="utf-8") for page in site.glob("reference/*/index.html")
    )
    paths = [path for page in REFERENCE for path in names_of(page).values()]

    assert [path for path in paths if f'id="{path}"' not in reference] == []


def test_no_page_of_the_reference_is_too_large(site: Path) -> None:
    sizes = {page: page.stat().st_size for page in site.glob("reference/**/index.html")}

    assert len(sizes) > len(REFERENCE)
    assert [page for page, size in sizes.items() if size > LARGEST] == []


def test_a_page_says_which_language_it_is_in(site: Path) -> None:
    languages = {page: facts(page).get("lang", "en") for page in DOCS.rglob("*.md")}
    wrong = [
        page
        for page, language in languages.items()
        if f'<html lang="{language}"' not in built(site, page).read_text(encoding="utf-8")
    ]

    assert {*languages.values()} == {"en", "id"}
    assert wrong == []


def built(site: Path, page: Path) -> Path:
    """Where a page of docs/ is in the site."""
    place = page.relative_to(DOCS).with_suffix("")
    return site / (place.parent if place.name == "index" else place) / "index.html"


def test_no_page_loads_anything_from_elsewhere(site: Path) -> None:
    # The browser below opens some pages; this reads them all.
    found = [
        (page.name, tag)
        for page in site.rglob("*.html")
        for tag in re.findall(
            r"<(?:script|img|iframe|link)[^>]*(?:src|href)=.https?://[^>]*>",
            page.read_text(encoding="utf-8"),
        )
    ]

    assert found == []


@needs_chromium
@pytest.mark.parametrize("width, dark", [(PHONE, False), (DESKTOP, True)], ids=["phone", "desktop"])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_stands_alone_and_fits_the_screen(
    browser: Browser, address: str, page: str, width: int, dark: bool
) -> None:
    browser.requests.clear()
    browser.complaints.clear()
    browser.show(width=width, dark=dark)
    browser.open(address + page)

    assert browser.value("document.querySelector('h1').textContent")
    assert [each for each in browser.requests if not each.startswith((address, *OWN))] == []
    assert browser.complaints == []
    assert browser.value("document.documentElement.scrollWidth") <= width
    if page not in WITH_WIDE_COUNTS:
        assert browser.value(too_wide("table")) == []
    if width == DESKTOP:
        assert browser.value(too_wide("code")) == []
    wait_for_colours(browser, dark=dark)


def too_wide(what: str) -> str:
    """A script that gives how the tables or blocks of code begin that scroll sideways."""
    boxes = (
        ".md-typeset__scrollwrap" if what == "table" else ".md-typeset pre, .md-typeset pre > code"
    )
    return (
        f"[...document.querySelectorAll('{boxes}')]"
        ".filter(each => each.scrollWidth > each.clientWidth + 1)"
        ".map(each => each.textContent.trim().slice(0, 80))"
    )


def wait_for_colours(browser: Browser, *, dark: bool) -> None:
    """Wait until the ground of the page is dark or light; it may fade."""
    colour = "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)"
    browser.wait_for(
        f"((c) => c.length === 3 && c[0] + c[1] + c[2] {'<' if dark else '>'} 384)({colour})"
    )


@needs_chromium
@pytest.mark.parametrize("width, dark", [(PHONE, True), (DESKTOP, False)], ids=["phone", "desktop"])
def test_the_start_page_has_the_colours_of_the_system(
    browser: Browser, address: str, width: int, dark: bool
) -> None:
    browser.show(width=width, dark=dark)
    browser.open(address)

    wait_for_colours(browser, dark=dark)


@needs_chromium
def test_the_search_finds_a_word_of_the_law(browser: Browser, address: str) -> None:
    browser.requests.clear()
    browser.complaints.clear()
    browser.show(width=DESKTOP, dark=False)
    browser.open(address)
    found = searched(browser, "iuran")

    assert found.count(address) >= 3
    assert [each for each in browser.requests if not each.startswith((address, *OWN))] == []
    assert browser.complaints == []


@needs_chromium
def test_the_search_for_a_benefit_finds_the_pages_on_claims_first(
    browser: Browser, address: str
) -> None:
    browser.show(width=DESKTOP, dark=False)
    browser.open(address)
    first = searched(browser, "santunan").split()[0]

    assert first.startswith((f"{address}how-to/claims", f"{address}how-to/klaim"))


def searched(browser: Browser, word: str) -> str:
    """Addresses of what the search finds, the best first."""
    browser.value(
        "const box = document.querySelector('.md-search__input'); box.focus();"
        f"box.value = '{word}'; box.dispatchEvent(new KeyboardEvent('keyup', {{key: 'n'}}));"
        "box.dispatchEvent(new Event('input', {bubbles: true})); 1"
    )
    found: str = browser.wait_for(
        "[...document.querySelectorAll('.md-search-result__link')].map(each => each.href).join(' ')"
    )
    return found


@needs_chromium
def test_a_chart_of_the_law_is_drawn(browser: Browser, address: str) -> None:
    browser.show(width=PHONE, dark=False)
    browser.open(f"{address}law/jp/")
    wide = browser.value("document.querySelector('.law-chart svg').getBoundingClientRect().width")

    assert PHONE // 2 < wide < PHONE
