"""The site, built once for all tests, with and without the page's Python; a browser to open it."""

import contextlib
import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from scripts import browser_page
from tests.quality.chromium import Browser, find_chromium
from tests.quality.tools import ROOT, run

HERE = Path(__file__).resolve().parent
_SECONDS = 300
# What the tests let the worker answer besides: `in_the_page.py`, and what that imports.
TOPICS = ("contributions", "death", "scholarship")
CONFORMANCE = (
    "run.py",
    "adapters/package.py",
    "adapters/duties.py",
    *(f"vectors/{topic}.json" for topic in TOPICS),
)


class Quiet(SimpleHTTPRequestHandler):
    """Serves files without a line for each request."""

    def handle_one_request(self) -> None:
        """Hang up while the server is said to be away."""
        if isinstance(self.server, Served) and self.server.away:
            self.close_connection = True
        else:
            super().handle_one_request()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002, RUF100 - the base's
        """Say nothing."""


class Served(ThreadingHTTPServer):
    """A folder, served on this machine; while `away`, no request gets an answer."""

    def __init__(self, folder: Path) -> None:
        def handler(*arguments: Any) -> Quiet:
            return Quiet(*arguments, directory=str(folder))

        super().__init__(("127.0.0.1", 0), handler)
        self.folder, self.away = folder, False
        self.address = f"http://127.0.0.1:{self.server_port}/"


@contextlib.contextmanager
def served(folder: Path) -> Iterator[Served]:
    """Serve a folder as long as it is wanted."""
    with Served(folder) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def once(folder: Path, make: Callable[[Path], object]) -> Path:
    """A folder that the first of the test processes makes, and the others wait for."""
    lock, made = folder.with_suffix(".lock"), folder.with_suffix(".made")
    end = time.monotonic() + _SECONDS
    while True:
        try:
            lock.touch(exist_ok=False)
        except FileExistsError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)
        else:
            break
    try:
        if not made.exists():
            make(folder)
            made.touch()
    finally:
        lock.unlink()
    return folder


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of this run that all of its processes have."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def site(shared: Path) -> Path:
    """The site, built with every warning an error."""
    return once(shared / "site", build_site)


def build_site(folder: Path) -> None:
    """Build the site as `python -m scripts site` does."""
    # Never with -q: under it, broken links pass.
    run("-m", "mkdocs", "build", "--strict", "--site-dir", str(folder))


@pytest.fixture(scope="session")
def site_with_runtime(shared: Path, site: Path) -> Path:
    """The same with Python and the library, which `python -m scripts browser` adds."""

    def build(folder: Path) -> None:
        shutil.copytree(site, folder, dirs_exist_ok=True)
        browser_page.build(folder, for_tests())

    try:
        return once(shared / "site-with-runtime", build)
    except browser_page.UnavailableError as error:
        pytest.skip(f"The page's Python cannot be built: {error}")


def for_tests() -> dict[str, bytes]:
    """Files that let the worker answer calls of `in_the_page.py` too."""
    answers = (browser_page.PAGE / "answers.py").read_bytes()
    added = b"\nfrom in_the_page import formats, vectors\n"
    return {
        "coba/answers.py": answers + added,
        "in_the_page.py": (HERE / "in_the_page.py").read_bytes(),
        **{
            f"conformance/{name}": (ROOT / "conformance" / name).read_bytes()
            for name in CONFORMANCE
        },
    }


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """Address of the site, served on this machine."""
    with served(site) as server:
        yield server.address


@pytest.fixture(scope="module")
def server(site_with_runtime: Path) -> Iterator[Served]:
    """The site with Python and the library, served on this machine."""
    with served(site_with_runtime) as found:
        yield found


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A tab of headless Chromium."""
    program = find_chromium()
    if program is None:
        pytest.skip("Chromium is not installed (Debian's package is chromium)")
    with Browser(program, tmp_path_factory.mktemp("profile")) as found:
        yield found
