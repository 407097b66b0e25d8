"""The documentation in a real browser: it stands alone, its search works, a phone can show it."""

import functools
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from tests.quality.chromium import Browser, find_chromium

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = find_chromium()
PAGES = [
    "",
    "tutorial/first-bill/",
    "tutorial/tagihan-pertama/",
    "how-to/mass-registration/",
    "law/jp/",
    "law/instruments/",
    "law/open-values/",
    "explanation/pitfalls/",
    "reference/contributions/",
    "glossary/",
]
PHONE, DESKTOP = 360, 1280
# Chromium asks for this by itself.
OWN = ("data:", "blob:")

pytestmark = [
    pytest.mark.quality,
    pytest.mark.skipif(
        CHROMIUM is None, reason="Chromium is not installed (Debian's package is chromium)"
    ),
]


class Quiet(SimpleHTTPRequestHandler):
    """Serves files without a line for each request."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002, RUF100 - the base's
        """Say nothing."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the site, built and served on this machine."""
    folder = tmp_path_factory.mktemp("site")
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=True,
    )
    handler = functools.partial(Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A tab of headless Chromium."""
    assert CHROMIUM is not None
    with Browser(CHROMIUM, tmp_path_factory.mktemp("profile")) as found:
        yield found


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [PHONE, DESKTOP], ids=["phone", "desktop"])
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
    assert background(browser) == ("dark" if dark else "light")


def background(browser: Browser) -> str:
    """Whether what stands behind the text is dark or light."""
    colour = browser.value("getComputedStyle(document.body).backgroundColor")
    numbers = [int(number) for number in re.findall(r"\d+", colour)[:3]]
    return "dark" if sum(numbers) < 3 * 128 else "light"


def test_the_search_finds_a_word_of_the_law(browser: Browser, address: str) -> None:
    browser.requests.clear()
    browser.complaints.clear()
    browser.show(width=DESKTOP, dark=False)
    browser.open(address)
    browser.value(
        "const box = document.querySelector('.md-search__input'); box.focus();"
        "box.value = 'iuran'; box.dispatchEvent(new KeyboardEvent('keyup', {key: 'n'}));"
        "box.dispatchEvent(new Event('input', {bubbles: true})); 1"
    )
    found = browser.wait_for(
        "[...document.querySelectorAll('.md-search-result__link')].map(each => each.href)"
        ".join(' ')"
    )

    assert found.count(address) >= 3
    assert [each for each in browser.requests if not each.startswith((address, *OWN))] == []
    assert browser.complaints == []


def test_a_chart_of_the_law_is_drawn(browser: Browser, address: str) -> None:
    browser.show(width=PHONE, dark=False)
    browser.open(f"{address}law/jp/")
    wide = browser.value(
        "document.querySelector('.law-chart svg').getBoundingClientRect().width"
    )

    assert PHONE // 2 < wide < PHONE
