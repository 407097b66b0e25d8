"""The page that computes in the browser, as people use it: keyboard, link, two languages, phone."""

from __future__ import annotations

import base64
import json
import re
import tomllib
import zlib
from pathlib import Path
from typing import Any

import pytest
from tests.quality.chromium import Browser
from tests.quality.conftest import Served

import kopdes_jamsos as kj
from kopdes_jamsos.wording.sentences import say

pytestmark = pytest.mark.quality

CASES = Path(__file__).resolve().parents[1] / "cases" / "contributions"
PHONE = 390
TOUCH = 44
READABLE = 4.5  # WCAG 2.2, 1.4.3
_LOAD = 240  # seconds: Python starts in a worker, on a machine that may be busy
_TABS = 60
# A function `seen(node)`, and one that names where the focus is.
HELPERS = """
globalThis.seen = (node) => node.getClientRects().length > 0;
globalThis.all = (css) => [...document.querySelectorAll(css)].filter(seen);
globalThis.text = (css) => document.querySelector(css)?.textContent ?? "";
1
"""
FORM_READY = "!!document.querySelector('#coba-form form')"
ANSWERED = "!!document.querySelector('.coba-answer')"
ASKED = "!!document.querySelector('.coba-further')"
TOTAL = "text('.coba-total strong')"


def published(name: str, month: str) -> str:
    """A total that somebody else has published for a month, as the page writes it in Indonesian."""
    case = tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))
    (total,) = {check["expected"]["total"] for check in case["check"] if month in check["months"]}
    return f"Rp{total:,}".replace(",", ".")


class Page:
    """The page, with what a person can do there."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.browser, self.address = browser, address

    def open(self, path: str) -> None:
        """Load the page, but not yet the library."""
        self.browser.open(f"{self.address}{path}")
        self.browser.value(HELPERS)
        self.browser.wait_for("!!document.querySelector('.coba-first')")

    def load(self) -> None:
        """Load the library with the keyboard, past the navigation."""
        self.tab_to(".md-skip")
        self.press("Enter")
        self.tab_to(".coba-first")
        self.press("Enter")
        self.browser.wait_for(FORM_READY, _LOAD)

    def press(self, key: str) -> None:
        """Press a key of the keyboard and let it go."""
        code, sent = KEYS.get(key, (ord(key[0].upper()), key))
        named = {"key": key, "windowsVirtualKeyCode": code}
        self.browser.send("Input.dispatchKeyEvent", type="keyDown", text=sent, **named)
        self.browser.send("Input.dispatchKeyEvent", type="keyUp", **named)

    def type(self, text: str) -> None:
        """Type a text where the focus is."""
        for letter in text:
            self.press(letter)

    def tab_to(self, css: str) -> list[list[float]]:
        """Press Tab until the focus is there; the places where it was on the way."""
        places = []
        for _ in range(_TABS):
            self.press("Tab")
            places.append(self.browser.value(FOCUS))
            if self.browser.value(f"document.activeElement.matches({json.dumps(css)})"):
                return places
        raise AssertionError(f"Tab does not reach {css}")

    def fill(self, css: str, text: str) -> None:
        """Write a text into a field over what stood there."""
        self.browser.value(
            f"{{const field = document.querySelector({json.dumps(css)}); field.focus();"
            f"field.value = {json.dumps(text)};"
            "field.dispatchEvent(new Event('input', {bubbles: true}))}"
        )

    def choose(self, *ids: str) -> None:
        """Click on choices by the names of their fields and their values."""
        for each in ids:
            name, _, value = each.partition("=")
            css = f'#coba-form input[name="coba-{name}"][value="{value}"]'
            self.browser.value(f"document.querySelector({json.dumps(css)}).click()")

    def submit(self) -> None:
        """Press the button that computes."""
        self.browser.value("document.querySelector('#coba-form [type=submit]').click()")

    def clear(self) -> None:
        """Empty the form, in Indonesian and with the month of the published cases."""
        if self.browser.value("document.getElementById('coba').lang") == "en":
            self.translate()
        self.browser.value("document.querySelector('#coba-form [type=reset]').click()")
        self.fill("#coba-month-month", "11")
        self.fill("#coba-month-year", "2026")

    def translate(self) -> None:
        """Take the other language."""
        now = self.browser.value("document.getElementById('coba').lang")
        self.browser.value("document.querySelector('.coba-switch a').click()")
        label = {"id": "Compute", "en": "Hitung"}[now]
        self.browser.wait_for(f"text('#coba-form [type=submit]') === '{label}'")

    def trader(self) -> None:
        """Fill in what decides the contribution of a trader, and compute."""
        self.clear()
        self.choose("variant=trader")
        self.fill("#coba-income", "1000000")
        self.submit()
        self.browser.wait_for(ASKED)
        self.choose("group=independent", "funding=self")
        self.submit()
        self.browser.wait_for(ANSWERED)


KEYS = {"Tab": (9, ""), "Enter": (13, "\r"), " ": (32, " "), "ArrowDown": (40, "")}
FOCUS = """(() => {
  const box = document.activeElement.getBoundingClientRect();
  return [Math.round(box.top + scrollY), Math.round(box.left)];
})()"""


@pytest.fixture(scope="module")
def page(browser: Browser, server: Served) -> Page:
    """The page on a phone, with the library loaded by keyboard."""
    browser.watch_workers()
    browser.show(width=PHONE, dark=False)
    found = Page(browser, server.address)
    found.open("coba/")
    browser.requests.clear()
    browser.complaints.clear()
    found.load()
    return found


def test_nothing_but_the_size_is_loaded_before_the_click(browser: Browser, server: Served) -> None:
    browser.requests.clear()
    Page(browser, server.address).open("coba/")
    runtime = [
        each for each in browser.requests if "/runtime/" in each or each.endswith("worker.js")
    ]

    assert runtime == [f"{server.address}coba/runtime/manifest.json"]
    size = json.loads((server.folder / "coba/runtime/manifest.json").read_text("utf-8"))["bytes"]
    told = f"{size / 1_000_000:.1f}".replace(".", ",")
    assert browser.value("text('.coba-first')") == f"Muat kalkulator ({told} MB)"


def test_a_site_without_the_library_says_so(browser: Browser, address: str) -> None:
    for path, words in (("coba/", "tidak tersedia"), ("try/", "not part of this copy")):
        browser.open(address + path)
        browser.wait_for(f"document.getElementById('coba').textContent.includes('{words}')")
    browser.complaints.clear()  # Chromium tells of the file that is not there


@pytest.mark.parametrize("path, words", [("coba", "memerlukan JavaScript"), ("try", "JavaScript")])
def test_without_javascript_a_sentence_stands_there(site: Path, path: str, words: str) -> None:
    shown = (site / path / "index.html").read_text(encoding="utf-8")

    assert words in shown.partition('<div id="coba"')[2].partition("</div>")[0]
    assert "<noscript" not in shown


def test_a_case_typed_by_keyboard_alone_comes_to_the_published_amount(page: Page) -> None:
    page.clear()
    browser = page.browser
    browser.value("document.querySelector('#coba-form-contribution').focus()")
    places = page.tab_to("[name=coba-variant]")
    page.press("ArrowDown")
    places += page.tab_to("#coba-month-month")
    page.type("Nov")
    places += page.tab_to("#coba-month-year")
    page.type("2026")
    places += page.tab_to("#coba-income")
    page.type("1000000")
    assert browser.value("document.activeElement.value") == "1.000.000"
    places += page.tab_to("[type=submit]")
    page.press("Enter")

    browser.wait_for(ASKED)
    assert browser.value("document.activeElement.name") == "coba-group"
    told = browser.value("text('.coba-further p')")
    assert browser.value("text('[aria-live]')") == told != ""
    page.press(" ")
    page.tab_to("[name=coba-funding]")
    page.press(" ")
    page.press("Enter")
    browser.wait_for(ANSWERED)

    assert browser.value(TOTAL) == published("P04", "2026-12")
    assert browser.value("document.activeElement.id") == "coba-result"
    assert "Rp8.400" in browser.value("text('[aria-live]')")
    assert places == sorted(places)  # downwards, as it is read


def test_an_answer_gives_articles_dates_what_would_change_it_and_a_statement(page: Page) -> None:
    page.trader()
    browser = page.browser
    shown = browser.value("document.querySelector('.coba-answer').innerText")

    assert "PP 50/2025 Pasal 3" in shown
    assert "16 November 2026" in shown
    assert "Rp16.800" in shown  # another group, another payer
    document = kj.from_json(browser.value("text('.coba-document pre')"), "assessment")
    assert kj.format_rupiah(document.total, "id") == browser.value(TOTAL)
    paper = "document.querySelector('.coba-paper').shadowRoot"
    assert "Rp8.400" in browser.value(f"{paper}.textContent")
    assert browser.value(f"{paper}.querySelectorAll('script, iframe, [onclick]').length") == 0


def test_a_change_of_the_form_says_that_the_answer_is_older(page: Page) -> None:
    page.trader()
    assert page.browser.value("all('.coba-stale').length") == 0
    page.fill("#coba-income", "2000000")

    assert page.browser.value("all('.coba-stale').length") == 1


def test_another_choice_drops_the_questions_of_the_former(page: Page) -> None:
    page.trader()
    page.choose("variant=employee")

    assert page.browser.value("all('#coba-questions input').length") == 0
    assert page.browser.value("all('#coba-income').length") == 0


@pytest.mark.parametrize("language", ["id", "en"])
def test_what_cannot_be_read_gets_its_remedy_beside_its_field(
    page: Page, language: kj.wording.Language
) -> None:
    page.clear()
    page.choose("variant=trader")
    if language == "en":
        page.translate()
    page.fill("#coba-income", "sejuta lebih")
    page.submit()
    page.browser.wait_for("all('.coba-fault').length === 1")
    found = page.browser.value(
        "(({id, textContent}) => ({id, textContent}))(all('.coba-fault')[0])"
    )

    wanted = refusal("amount-unreadable", language)
    assert all(each in found["textContent"] for each in wanted)
    field = "document.getElementById('coba-income')"
    assert page.browser.value(f"{field}.getAttribute('aria-invalid')") == "true"
    assert found["id"] in page.browser.value(f"{field}.getAttribute('aria-describedby')")
    assert page.browser.value(f"document.activeElement === {field}")


def refusal(code: str, language: kj.wording.Language) -> list[str]:
    """The message and the remedy of a finding, from the words of the library."""
    return [say(f"roster.{code}.{each}", {}, language) for each in ("message", "remedy")]


def test_the_other_language_keeps_what_is_filled_in_and_answers_again(page: Page) -> None:
    page.trader()
    page.translate()
    page.browser.wait_for(ANSWERED)

    assert page.browser.value("document.getElementById('coba-income').value") == "1,000,000"
    assert page.browser.value("document.getElementById('coba-month-month').value") == "11"
    assert page.browser.value(TOTAL) == published("P04", "2026-12").replace(".", ",")
    assert page.browser.value("document.querySelector('h1').firstChild.data") == "Try it"
    assert page.browser.value("text('[data-prose=id]')")
    assert page.browser.value("all('[data-prose=id]').length") == 0
    page.translate()
    page.browser.wait_for(ANSWERED)
    assert page.browser.value("document.getElementById('coba-income').value") == "1.000.000"


def test_every_field_has_a_name_and_room_for_a_finger(page: Page) -> None:
    page.trader()
    unnamed = page.browser.value(
        "all('#coba :is(input, select)').filter(each => !each.labels?.length"
        " || !each.labels[0].textContent.trim()).map(each => each.outerHTML)"
    )
    small = page.browser.value(
        "all('#coba :is(button, summary, select, .coba-line, .coba-choice)')"
        f".filter(each => each.getBoundingClientRect().height < {TOUCH})"
        ".map(each => each.outerHTML)"
    )

    assert unnamed == []
    assert small == []
    assert page.browser.value("all('#coba fieldset').every(each => each.querySelector('legend'))")
    assert page.browser.value("document.documentElement.scrollWidth") <= PHONE


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_word_stands_out_from_its_ground(page: Page, dark: bool) -> None:
    page.trader()
    page.fill("#coba-income", "2.000.000")  # so that the warning is seen
    page.browser.value("document.querySelectorAll('#coba details').forEach(e => e.open = true), 1")
    scheme = "slate" if dark else "default"
    page.browser.value(f"document.body.dataset.mdColorScheme = '{scheme}'")  # as the theme's button
    page.browser.wait_for(f"!document.getAnimations().length && {DARK} === {str(dark).lower()}")
    low = {
        (what, round(found, 2))
        for what, front, ground in page.browser.value(WORDS)
        if (found := contrast(front, ground)) < READABLE
    }

    assert low == set()


# What is read on the page, with its colour and the grounds under it, from the nearest on.
WORDS = """[...all('#coba *'),
  ...[...document.querySelectorAll('.coba-paper')].flatMap(
    ({shadowRoot}) => [...(shadowRoot?.querySelectorAll('*') ?? [])])]
  .filter((node) => node.matches('input, select') || [...node.childNodes].some(
    (each) => each.nodeType === 3 && each.data.trim()))
  .filter((node) => node.getBoundingClientRect().width > 1).map((node) => {
    const grounds = [];
    for (let each = node; each; each = each.parentElement ?? each.getRootNode().host) {
      grounds.push(getComputedStyle(each).backgroundColor);
    }
    const words = node.textContent.trim().slice(0, 40) || node.id;
    return [words, getComputedStyle(node).color, grounds];
  })"""
DARK = (
    "(getComputedStyle(document.body).backgroundColor.match(/[\\d.]+/g).slice(0, 3)"
    ".reduce((sum, each) => sum + Number(each), 0) < 384)"
)
Colour = tuple[float, float, float, float]


def contrast(front: str, grounds: list[str]) -> float:
    """The contrast of a colour with what lies under it, by the formula of WCAG."""
    under: Colour = (255, 255, 255, 1)
    for each in reversed(grounds):
        under = laid(colour(each), under)
    bright, dim = sorted((light(laid(colour(front), under)), light(under)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def colour(text: str) -> Colour:
    """A computed colour; `color(srgb …)` counts from nothing to one."""
    red, green, blue, *rest = (float(each) for each in re.findall(r"-?[\d.]+(?:e-?\d+)?", text))
    scale = 255 if text.startswith("color(") else 1
    return red * scale, green * scale, blue * scale, rest[0] if rest else 1


def laid(upper: Colour, lower: Colour) -> Colour:
    """A colour on another one."""
    share = upper[3]
    red, green, blue = (
        above * share + below * (1 - share)
        for above, below in zip(upper[:3], lower[:3], strict=True)
    )
    return red, green, blue, 1


def light(found: Colour) -> float:
    """Relative luminance."""
    red, green, blue = (
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4
        for each in (part / 255 for part in found[:3])
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_a_link_opens_the_case_with_the_same_answer(page: Page, server: Served) -> None:
    page.trader()
    browser = page.browser
    link = browser.value("document.getElementById('coba-link').value")
    folder, _, fragment = link.partition("#")

    assert folder == f"{server.address}coba/"
    assert re.fullmatch(r"kasus=[\w-]+", fragment)
    page.open(f"try/#{fragment}")  # in the other language, by the page of its own
    assert "holds a calculation" in browser.value("text('.coba-note')")
    page.load()
    browser.wait_for(ANSWERED, _LOAD)

    assert browser.value(TOTAL) == "Rp8,400"
    assert browser.value("all('.coba-agrees').length") == 1
    assert browser.value("document.getElementById('coba-income').value") == "1,000,000"


def test_a_link_whose_answer_was_another_one_says_so(page: Page) -> None:
    page.trader()
    link = page.browser.value("document.getElementById('coba-link').value").partition("kasus=")[2]
    case = json.loads(zlib.decompress(base64.urlsafe_b64decode(link + "=" * (-len(link) % 4))))
    packed = zlib.compress(json.dumps({**case, "total": case["total"] + 1}).encode())
    changed = base64.urlsafe_b64encode(packed).decode().rstrip("=")
    page.browser.value(f"location.hash = '#kasus={changed}'")
    page.browser.wait_for("all('.coba-differs').length === 1")

    told = page.browser.value("text('.coba-differs')")
    assert "8.401" in told or "8,401" in told
    assert page.browser.value("all('.coba-agrees').length") == 0


def test_a_broken_link_is_told_and_leaves_the_form(page: Page) -> None:
    page.browser.value("location.hash = '#kasus=<b>x'")
    page.browser.wait_for("all('.coba-refusal').length === 1")

    assert page.browser.value("all('.coba-refusal b').length") == 0
    assert page.browser.value(FORM_READY)


def test_on_paper_stands_the_statement_alone(page: Page) -> None:
    page.trader()
    page.browser.send("Emulation.setEmulatedMedia", media="print")
    try:
        seen: Any = page.browser.value(
            "all('h1, .coba-choice, .coba-total, .coba-link, .md-header, [data-prose]').length"
        )
        page.browser.value("window.dispatchEvent(new Event('beforeprint'))")
        paper = page.browser.value("all('.coba-paper').length")
    finally:
        page.browser.send("Emulation.setEmulatedMedia", media="")
        page.browser.value("window.dispatchEvent(new Event('afterprint'))")

    assert (seen, paper) == (0, 1)


def test_nothing_in_a_statement_can_run(page: Page) -> None:
    hostile = (
        "<p onclick='a()'>x<script>a()</script></p><img src=x onerror='a()'>"
        "<a href=' javascript:a()'>y</a><iframe srcdoc='z'></iframe><svg><script>a()</script></svg>"
        "<b style='background: url(//other.example/z)' title='w'>w</b>"
    )
    left = page.browser.value(
        "import('../coba/parts.js').then("
        f"(parts) => parts.shadowed({json.dumps(hostile)}).shadowRoot.innerHTML)"
    )

    assert left == '<p>x</p><a>y</a><b title="w">w</b>'


def test_a_file_is_made_when_it_is_asked_for(page: Page) -> None:
    page.trader()
    count = page.browser.value("all('.coba-files button').length")

    assert count >= 2
    for place in range(count):
        page.browser.value(f"all('.coba-files button')[{place}].click()")
        page.browser.wait_for("text('[aria-live]').includes('sudah diunduh')", _LOAD)
        page.browser.value("document.querySelector('[aria-live]').textContent = ''")


@pytest.mark.parametrize("form", ["cooperative", "claim"])
def test_each_form_fits_a_phone_and_asks_for_what_is_blank(page: Page, form: str) -> None:
    page.clear()
    page.browser.value(f"document.getElementById('coba-form-{form}').click()")
    page.submit()
    page.browser.wait_for("all('.coba-fault, .coba-further, .coba-refusal').length >= 1")

    assert page.browser.value("document.documentElement.scrollWidth") <= PHONE
    page.browser.value("document.getElementById('coba-form-contribution').click()")


def test_a_blank_field_that_decides_is_asked_for_where_it_stands(page: Page) -> None:
    page.clear()
    page.browser.value("document.getElementById('coba-form-cooperative').click()")
    page.fill("#coba-month-month", "11")
    page.fill("#coba-month-year", "2026")
    page.fill("#coba-employee__count", "2")
    page.submit()
    page.browser.wait_for("document.activeElement.id === 'coba-employee__wage'")

    assert page.browser.value("document.activeElement.getAttribute('aria-invalid')") == "true"
    assert page.browser.value(f"!{ASKED}")  # nothing follows below
    label = "document.activeElement.labels[0].textContent.trim()"
    assert page.browser.value(label) == "Karyawan: upah sebulan"
    page.browser.value("document.getElementById('coba-form-contribution').click()")


def test_nothing_was_asked_of_another_host_all_along(page: Page, server: Served) -> None:
    own = (server.address, f"blob:{server.address}", "data:")

    assert len(page.browser.requests) > len(own)
    assert [each for each in page.browser.requests if not each.startswith(own)] == []
    assert page.browser.complaints == []
