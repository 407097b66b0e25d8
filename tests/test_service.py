"""The service of examples/service, started on loopback: good, bad and hostile requests."""

import contextlib
import json
import socket
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import kopdes_jamsos as kj

pytest.importorskip("schemathesis", reason="needs the dependency group service")

import schemathesis
import uvicorn
from examples.service.app import MOST_BYTES, app
from schemathesis import checks

pytestmark = [
    pytest.mark.filterwarnings("ignore::kopdes_jamsos.KopdesJamsosWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),  # of the server and of schemathesis
]

FIXTURES = Path(__file__).parent / "documents"
TRADER = {
    "type": "BPU",
    "income": 1_000_000,
    "programs": ["JKK", "JKM"],
    "group": "independent",
    "funding": "self",
    "sector": "other",
}
NOVEMBER = "2026-11"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of the service."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(16)
        service = uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="off"))
        thread = threading.Thread(target=service.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not service.started:
            time.sleep(0.01)
        yield "http://{}:{}".format(*listening.getsockname())
        service.should_exit = True
        thread.join(timeout=10)


def send(address: str, body: object, kind: str = "application/json") -> tuple[int, Any]:
    """The status of an answer, and what it says."""
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    request = urllib.request.Request(address, data, {"Content-Type": kind}, method="POST")
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        with contextlib.closing(error):
            return error.code, json.load(error)


def codes(answer: Any) -> list[tuple[str, str]]:
    assert all(each["remedy"] and each["message"] for each in answer["errors"])
    return [(each["path"], each["code"]) for each in answer["errors"]]


def test_a_contribution_is_that_of_the_library(server: str) -> None:
    status, document = send(f"{server}/contributions", {"enrolment": TRADER, "month": NOVEMBER})
    owed = kj.assess(kj.from_dict(TRADER, "enrolment"), kj.Month.parse(NOVEMBER))

    assert (status, document) == (200, kj.to_dict(owed))
    assert document["outcome"]["total"] == 8_400
    short = send(f"{server}/contributions?form=compact", {"enrolment": TRADER, "month": NOVEMBER})
    assert short == (200, kj.documents.compact(owed))


def test_a_bill_an_entitlement_and_a_replay(server: str) -> None:
    kept = {
        path.stem: json.loads(path.read_text(encoding="utf-8"))
        for path in (FIXTURES / f"version_{kj.to_dict(kj.Member())['schema_version']}").glob("*")
    }
    cooperative = kept["cooperative"]["data"]
    status, bill = send(f"{server}/bills", {"cooperative": cooperative, "month": "2025-07"})
    assert (status, bill["kind"]) == (200, "bill")
    assert send(f"{server}/replays", bill)[1]["agrees"]

    facts = {"event": kept["event"]["data"], "participations": [kept["participation"]["data"]]}
    status, given = send(f"{server}/entitlements", {**facts, "children": ["SD6"]})
    assert (status, given["kind"]) == (200, "entitlement")

    owed = {"enrolment": TRADER, "month": "2025-07"}
    text = json.dumps(send(f"{server}/contributions", owed)[1]).replace("6800", "6900")
    found = send(f"{server}/replays", text.encode())[1]
    assert [(each["then"], each["now"]) for each in found["changed"]] == [(6900, 6800)]
    assert not found["agrees"]


@pytest.mark.parametrize(
    "facts,expected",
    [
        ({}, [("$.enrolment", "missing-key"), ("$.month", "missing-key")]),
        ({"enrolment": TRADER, "month": NOVEMBER, "law": 1}, [("$", "unknown-key")]),
        ({"enrolment": TRADER, "month": "2026-13"}, [("$.month", "invalid-month")]),
        ({"enrolment": TRADER, "month": 5}, [("$.month", "invalid-month")]),
        ({"enrolment": TRADER, "month": "2014-01"}, [("$", "before-data")]),
        (
            {"enrolment": {**TRADER, "income": 1e6, "programs": ["JKQ"]}, "month": NOVEMBER},
            [("$.enrolment.income", "float"), ("$.enrolment.programs[0]", "unknown-choice")],
        ),
        (
            {"enrolment": {**TRADER, "group": None}, "month": NOVEMBER},
            [("$.enrolment", "missing-fact")],
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_place_and_code(
    server: str, facts: Any, expected: list[tuple[str, str]]
) -> None:
    status, answer = send(f"{server}/contributions", facts)

    assert status == 422
    assert sorted(codes(answer)) == sorted(expected)


@pytest.mark.parametrize(
    "facts,place",
    [
        ({"event": {"type": "death"}, "participations": []}, "$.event.on"),
        ({"event": {}, "participations": {}}, "$.event.type"),
        ({"event": None, "participations": [5]}, "$.event"),
    ],
)
def test_the_place_of_a_fault_is_one_of_the_request(server: str, facts: Any, place: str) -> None:
    status, answer = send(f"{server}/entitlements", facts)

    assert (status, codes(answer)[0][0]) == (422, place)


def test_nothing_that_is_personal_comes_back(server: str) -> None:
    secret = {"name": "Ani Contoh", "nik": "3604994506879877", "birth_date": "1987-06-05"}
    member = {"ref": "M-1", **secret, "type": "member", "enrolments": [{**TRADER, "income": -7654}]}
    sent = {"cooperative": {"members": [member], "Ani Contoh": 1}, "month": "1987-06"}
    status, answer = send(f"{server}/bills", sent)

    assert status == 422
    assert all(each not in json.dumps(answer) for each in (*secret.values(), "7654"))
    status, answer = send(f"{server}/contributions?form=Ani", {})
    assert status == 422
    assert "Ani" not in json.dumps(answer)


DEEP = b'{"enrolment": ' + b"[" * 100_000
HOSTILE = [
    b"",
    b"null",
    b"[]",
    b"{",
    b"\xff\xfe",
    b"NaN",
    DEEP,
    b'{"month": ' + b"9" * 5_000 + b"}",
]


@pytest.mark.parametrize("number", range(len(HOSTILE)))
@pytest.mark.parametrize("path", ["contributions", "bills", "entitlements", "replays"])
def test_what_is_no_json_object_is_refused(server: str, path: str, number: int) -> None:
    status, answer = send(f"{server}/{path}", HOSTILE[number])

    assert status == 422
    assert codes(answer)


def test_a_key_that_stands_twice_is_refused(server: str) -> None:
    status, answer = send(f"{server}/contributions", b'{"month": "2026-11", "month": "2026-12"}')

    assert (status, codes(answer)) == (422, [("$", "repeated-key")])


def test_a_body_that_is_too_large_is_refused(server: str) -> None:
    status, answer = send(f"{server}/bills", b" " * (MOST_BYTES + 1))

    assert (status, codes(answer)) == (413, [("$", "too-large")])
    assert send(f"{server}/bills", b" " * MOST_BYTES)[0] == 422


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "json", ""])
def test_a_body_that_does_not_say_json_is_refused(server: str, kind: str) -> None:
    status, answer = send(f"{server}/bills", b"{}", kind)

    assert (status, codes(answer)) == (415, [("$", "no-json")])


# ---- OpenAPI -------------------------------------------------------------------------------------


def test_the_openapi_document_is_valid_and_has_the_schemas_of_the_library() -> None:
    document = app.openapi()
    metaschema = (FIXTURES / "openapi-3.1.schema.json").read_text(encoding="utf-8")
    jsonschema.Draft202012Validator(json.loads(metaschema)).validate(document)

    assert document["openapi"].startswith("3.1")
    assert document["components"]["schemas"].items() >= kj.documents.openapi_components(
        "enrolment", "bill"
    ).items()  # fmt: skip


CHECKS = [
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
]


@cache
def drawn(path: str) -> st.SearchStrategy[Any]:
    """Requests of an operation as OpenAPI describes them."""
    schema = schemathesis.openapi.from_dict(app.openapi())
    found: st.SearchStrategy[Any] = schema[path]["POST"].as_strategy()
    return found


@pytest.mark.parametrize("path", ["/contributions", "/bills", "/entitlements", "/replays"])
@settings(
    max_examples=6,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(data=st.data())
def test_what_openapi_says_is_so(server: str, path: str, data: st.DataObject) -> None:
    case = data.draw(drawn(path), label="case")
    answer = case.call(base_url=server)

    case.validate_response(answer, checks=CHECKS)
