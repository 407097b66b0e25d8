"""The library in the browser's worker: equal amounts, no other host, no network after a load."""

import base64
import io
import json
from typing import Any

import openpyxl
import pytest
from docs.coba import answers
from tests.quality import in_the_page
from tests.quality.chromium import Browser
from tests.quality.conftest import TOPICS, Served

import kopdes_jamsos as kj
from conformance import run

pytestmark = pytest.mark.quality

LANGUAGES = ["id", "en"]
TRADER = {
    "variant": "trader",
    "month": "11/2026",
    "income": "Rp 1.000.000",
    "programs_bpu": ["JKK", "JKM"],
    "group": "independent",
    "funding": "self",
}
SECONDS = 240  # until Python has started, where many tests run at once
KEPT = "caches.open('kopdes-jamsos')"
# Press the button that loads; the form that comes then.
LOAD = (
    "(document.querySelector('.coba-first')?.click(), !!document.querySelector('.coba-progress'))"
)
READY = "!!document.querySelector('#coba-form form')"
# `asked(call, arguments)` gives the worker's last message, with all progress that came before.
WORKER = """
globalThis.asked = (() => {
  const worker = new Worker(new URL(%r), { type: "module" });
  const waiting = new Map();
  worker.onmessage = ({ data }) => {
    const { progress, found } = waiting.get(data.id);
    if (data.progress) progress.push(data.progress);
    else found({ ...data, progress });
  };
  worker.onerror = (event) => { throw new Error(event.message); };
  return (call, args) =>
    new Promise((found) => {
      const id = waiting.size;
      waiting.set(id, { found, progress: [] });
      worker.postMessage({ id, call, args });
    });
})();
1
"""


class Worker:
    """The worker of the page, started by a page that shows nothing else."""

    def __init__(self, browser: Browser, server: Served) -> None:
        self.browser, self.server = browser, server
        self.loaded: dict[str, Any] = {}
        self.start()

    def start(self) -> None:
        """Open the page anew, with a worker that has not loaded."""
        self.browser.open(f"{self.server.address}coba/")
        self.browser.value(WORKER % f"{self.server.address}coba/worker.js")

    def asked(self, call: str, **arguments: Any) -> dict[str, Any]:
        """The last message of the worker to a call."""
        script = f"asked({json.dumps(call)}, {json.dumps(arguments)})"
        found: dict[str, Any] = self.browser.value(script)
        return found

    def result(self, call: str, **arguments: Any) -> Any:
        """What a call gives."""
        answered = self.asked(call, **arguments)
        assert "error" not in answered, answered["error"]
        return answered["result"]


@pytest.fixture(scope="module")
def worker(browser: Browser, server: Served) -> Worker:
    """The worker, loaded."""
    browser.watch_workers()
    found = Worker(browser, server)
    browser.requests.clear()
    browser.complaints.clear()
    found.loaded = found.asked("load")
    return found


def browser_manifest(server: Served) -> dict[str, Any]:
    """The manifest of the site that is served."""
    found: dict[str, Any] = json.loads(
        (server.folder / "coba" / "runtime" / "manifest.json").read_text(encoding="utf-8")
    )
    return found


def test_a_load_tells_how_far_it_is_and_what_it_has_loaded(worker: Worker) -> None:
    progress, result = worker.loaded["progress"], worker.loaded["result"]
    manifest = browser_manifest(worker.server)
    done = [each["done"] for each in progress]

    assert {each["total"] for each in progress} == {manifest["bytes"]}
    assert len(done) > 10
    assert done == sorted(done)
    assert done[-1] == manifest["bytes"]
    assert result == {"version": manifest["version"], "law": manifest["law"], "offline": True}


def test_nothing_is_asked_of_another_host(worker: Worker) -> None:
    own = (worker.server.address, f"blob:{worker.server.address}")

    assert len(worker.browser.requests) > len(browser_manifest(worker.server)["files"])
    assert [each for each in worker.browser.requests if not each.startswith(own)] == []
    assert worker.browser.complaints == []


def test_the_vectors_get_their_amounts_without_a_request(worker: Worker) -> None:
    worker.browser.requests.clear()
    found = worker.result("vectors", topics=TOPICS)

    assert {topic: part["wrong"] for topic, part in found.items()} == {each: {} for each in TOPICS}
    passed = {topic: part["passed"] for topic, part in found.items()}
    assert passed == {topic: len([*run.vectors([topic])]) for topic in TOPICS}
    assert worker.browser.requests == []


def test_the_forms_come_in_both_languages_without_a_request(worker: Worker) -> None:
    worker.browser.requests.clear()
    found = [worker.result("forms", language=language) for language in LANGUAGES]

    assert [each["language"] for each in found] == LANGUAGES
    assert {each["version"] for each in found} == {browser_manifest(worker.server)["version"]}
    assert worker.browser.requests == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer_is_that_of_this_python(worker: Worker, language: str) -> None:
    asked = {"form": "contribution", "facts": TRADER, "language": language}
    found = worker.result("ask", **asked)
    # The page has no calendar of public holidays, which this Python may have.
    here = json.loads(answers.ask(json.dumps(asked), kj.LAW.with_holidays("weekends")))

    assert found["kind"] == "answer"
    # The case is packed by zlib, whose releases do not all give the same bytes.
    assert found.pop("case")
    assert here.pop("case")
    document, document_here = json.loads(found.pop("document")), json.loads(here.pop("document"))
    assert document_here["inputs"]["law"].pop("holidays") == "weekends"
    assert document == document_here
    assert found == here


def test_the_files_of_an_answer_are_made_without_a_request(worker: Worker) -> None:
    worker.browser.requests.clear()
    asked = {"form": "contribution", "facts": TRADER, "language": "id"}
    names = [file["name"] for file in worker.result("ask", **asked)["files"]]
    found = {
        name.rpartition(".")[2]: base64.b64decode(
            worker.result("file", name=name, **asked)["base64"]
        )
        for name in names
    }

    assert found.keys() == {"json", "xlsx", "ics"}
    document = worker.result("ask", **asked)["document"]
    assert json.loads(found["json"]) == json.loads(document)
    assert openpyxl.load_workbook(io.BytesIO(found["xlsx"])).active is not None
    assert found["ics"].startswith(b"BEGIN:VCALENDAR")
    assert worker.browser.requests == []


def test_what_is_left_out_of_babel_changes_no_text(worker: Worker) -> None:
    arguments = json.dumps({"languages": LANGUAGES})

    found = worker.result("formats", languages=LANGUAGES)
    assert found == json.loads(in_the_page.formats(arguments))


def test_a_failure_is_told_and_the_next_call_is_answered(worker: Worker) -> None:
    failed = worker.asked("no_such_call")

    assert failed["error"].startswith("PythonError: Traceback")
    assert "has no attribute 'no_such_call'" in failed["error"]
    assert worker.result("forms", language="en")["language"] == "en"


def test_a_call_before_the_load_is_told(worker: Worker) -> None:
    worker.start()

    assert worker.asked("forms")["error"] == 'Error: "load" comes before "forms".'


def test_a_file_of_another_version_is_refused_and_taken_anew(worker: Worker) -> None:
    library = browser_manifest(worker.server)["files"][-1]
    address = json.dumps(f"runtime/{library['name']}?{library['sha256']}")
    worker.start()
    worker.browser.value(f"{KEPT}.then((kept) => kept.put({address}, new Response('x')))")

    assert "not the bytes that manifest.json announces" in worker.asked("load")["error"]
    assert worker.browser.value(f"{KEPT}.then((kept) => kept.match({address})) ") is None


def test_a_page_that_has_loaded_once_needs_no_network(worker: Worker) -> None:
    browser, address = worker.browser, worker.server.address
    browser.open(f"{address}coba/")
    browser.value(f"{KEPT}.then((kept) => kept.put('runtime/library.zip?old', new Response()))")
    browser.wait_for(LOAD)
    browser.wait_for(READY, SECONDS)
    assert browser.value(f"{KEPT}.then((kept) => kept.match('runtime/library.zip?old'))") is None
    browser.wait_for("navigator.serviceWorker.getRegistrations().then((all) => all.length === 2)")
    browser.send("Network.clearBrowserCache")
    worker.server.away = True
    browser.open(f"{address}try/")
    browser.wait_for(LOAD)
    browser.wait_for(READY, SECONDS)

    browser.open(f"{address}coba/")
    assert browser.wait_for("document.querySelector('.coba-first')?.textContent")
