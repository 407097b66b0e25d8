"""A web service for contributions, bills and entitlements, with the schemas of the library.

Needs FastAPI and a server: `uvicorn examples.service.app:app`, then see /docs.

Bodies are read by `kj.from_dict`, not by models of FastAPI: it is strict, tells all faults at once
and repeats nothing of what was sent. Everything that the library makes is immutable, so the
functions below may run in as many threads as there are.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from typing import Annotated, Any, Literal, TypeVar

from fastapi import Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse

import kopdes_jamsos as kj

MOST_BYTES = 1_000_000
Fields = dict[str, Any]
Form = Literal["document", "compact"]
T = TypeVar("T")


class RefusedError(Exception):
    """A request that is refused: a status, and faults as the library tells them."""

    def __init__(self, status: int, *faults: kj.errors.DocumentFault) -> None:
        """Keep the status and the faults."""
        super().__init__(status)
        self.status, self.faults = status, faults


def refused(status: int, path: str, code: str, message: str, remedy: str) -> RefusedError:
    """A request that is refused for one reason."""
    return RefusedError(status, kj.errors.DocumentFault(path, code, message, remedy))


# ---- reading -------------------------------------------------------------------------------------


async def body_of(request: Request) -> bytes:
    """The body, if it is JSON and not too large; what is too large is not read to its end."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise refused(415, "$", "no-json", "The body is not JSON.", "Send application/json.")
    found = bytearray()
    async for chunk in request.stream():
        found += chunk
        if len(found) > MOST_BYTES:
            remedy = f"Send at most {MOST_BYTES} bytes."
            raise refused(413, "$", "too-large", "The body is too large.", remedy)
    return bytes(found)


Body = Annotated[bytes, Depends(body_of)]


def parts_of(body: bytes, needed: set[str], optional: frozenset[str] = frozenset()) -> Fields:
    """The parts of a request; what stands in them is read one by one."""

    def once(pairs: list[tuple[str, Any]]) -> Fields:
        if len(dict(pairs)) < len(pairs):
            raise refused(422, "$", "repeated-key", "A key stands twice.", "Leave one of them out.")
        return dict(pairs)

    try:
        found = json.loads(body, object_pairs_hook=once)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise refused(422, "$", "no-json", "The body is no JSON object.", "Send an object.")
    missing, unknown = needed - found.keys(), found.keys() - needed - optional
    if missing or unknown:
        fault = kj.errors.DocumentFault
        known = ", ".join(sorted(needed | optional))
        raise RefusedError(
            422,
            *(fault(f"$.{key}", "missing-key", "This is missing.", "Add it.") for key in missing),
            *[fault("$", "unknown-key", "There is an unknown key.", f"Known: {known}.")]
            * bool(unknown),
        )
    return found


def part(path: str, read: Callable[[], T]) -> T:
    """What is read in a place of the request; its faults get their path in the whole request."""
    try:
        return read()
    except kj.errors.InvalidDocumentError as error:
        faults = [each._replace(path=path + each.path.removeprefix("$")) for each in error.errors]
    except kj.KopdesJamsosError as error:
        faults = [kj.errors.DocumentFault(path, error.code, error.message, error.remedy)]
    raise RefusedError(422, *faults)


def for_a_month(
    body: bytes, kind: Literal["enrolment", "cooperative"], compute: Callable[[Any, kj.Month], T]
) -> T:
    """What is computed of one thing for a month."""
    facts = parts_of(body, {kind, "month"})
    found = part(f"$.{kind}", lambda: kj.from_dict(facts[kind], kind))
    month = part("$.month", lambda: kj.Month.parse(facts["month"]))
    try:
        return compute(found, month)
    except kj.errors.MissingFactError as error:
        raise refused(422, f"$.{kind}", error.code, error.message, error.remedy) from None
    except kj.KopdesJamsosError as error:  # such as a month for which the law is not known
        raise refused(422, "$", error.code, error.message, error.remedy) from None


def list_of(path: str, value: object, read: Callable[[Any], T]) -> list[T]:
    """A list of the request, item by item."""
    if not isinstance(value, list):
        raise refused(422, path, "wrong-type", "This must be a list.", "Write it as […].")
    return [part(f"{path}[{place}]", partial(read, item)) for place, item in enumerate(value)]


def written(result: kj.Assessment | kj.Bill | kj.Entitlement, form: Form) -> JSONResponse:
    """A result as a document, or in its compact form."""
    return JSONResponse(kj.documents.compact(result) if form == "compact" else kj.to_dict(result))


# ---- the service ---------------------------------------------------------------------------------

app = FastAPI(title="Contributions and entitlements", version=kj.__version__)
SCHEMAS = kj.documents.openapi_components(
    "enrolment", "cooperative", "event", "participation", "assessment", "bill", "entitlement"
)


def reference(name: str) -> Fields:
    """A reference to a schema of the library."""
    assert name in SCHEMAS
    return {"$ref": f"#/components/schemas/{name}"}


MONTH: Fields = {"type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$"}
FAULTS: Fields = {
    "type": "object",
    "required": ["errors"],
    "properties": {
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["path", "code", "message", "remedy"],
                "properties": {
                    name: {"type": "string"} for name in ("path", "code", "message", "remedy")
                },
            },
        }
    },
}


def json_of(schema: Fields, says: str) -> Fields:
    """A body or an answer in OpenAPI."""
    return {"description": says, "content": {"application/json": {"schema": schema}}}


def answers(gives: Fields) -> dict[int | str, Fields]:
    """What an operation gives, and how it refuses."""
    return {
        200: json_of(gives, "The result."),
        413: json_of(FAULTS, "The body is too large."),
        415: json_of(FAULTS, "The body is not JSON."),
        422: json_of(FAULTS, "What is wrong: each fault with its place, code and remedy."),
    }


def takes(needs: Fields, may: Fields | None = None) -> Fields:
    """What an operation takes: parts that it needs, and others; none: any object."""
    shape = {
        "type": "object",
        "properties": {**needs, **(may or {})},
        "required": [*needs],
        "additionalProperties": False,
    }
    body = json_of(shape if needs else {"type": "object"}, "The facts.")
    return {"requestBody": {**body, "required": True}}


def result_of(kind: str) -> Fields:
    """The schema of a result: its document, or its compact form."""
    short = {"type": "object", "properties": {"compact": {"const": True}}, "required": ["compact"]}
    return {"anyOf": [reference(kind), short]}


@app.post(
    "/contributions",
    openapi_extra=takes({"enrolment": reference("EnrolmentData"), "month": MONTH}),
    responses=answers(result_of("AssessmentDocument")),
)
def contribution(body: Body, form: Form = "document") -> JSONResponse:
    """The contribution of one person for a month."""
    return written(for_a_month(body, "enrolment", kj.assess), form)


@app.post(
    "/bills",
    openapi_extra=takes({"cooperative": reference("CooperativeData"), "month": MONTH}),
    responses=answers(result_of("BillDocument")),
)
def bill(body: Body, form: Form = "document") -> JSONResponse:
    """The bill of a cooperative for a month; whoever cannot be billed is in it, with the reason."""
    return written(for_a_month(body, "cooperative", kj.bill), form)


@app.post(
    "/entitlements",
    openapi_extra=takes(
        {
            "event": reference("EventData"),
            "participations": {"type": "array", "items": reference("ParticipationData")},
        },
        {"children": {"type": "array", "items": {"type": "string"}}},
    ),
    responses=answers(result_of("EntitlementDocument")),
)
def entitlement(body: Body, form: Form = "document") -> JSONResponse:
    """What an event gives; `children` are their stages of school, such as "SD6"."""
    facts = parts_of(body, {"event", "participations"}, frozenset({"children"}))
    event = part("$.event", lambda: kj.from_dict(facts["event"], "event"))
    members = list_of(
        "$.participations",
        facts["participations"],
        lambda each: kj.from_dict(each, "participation"),
    )
    children = list_of("$.children", facts.get("children", []), lambda each: kj.Child(stage=each))
    return written(part("$", lambda: kj.entitle(event, members, children=children)), form)


@app.post("/replays", openapi_extra=takes({}), responses=answers({"type": "object"}))
def replay(body: Body) -> JSONResponse:
    """Whether the document of a result still agrees, and what of the law has changed since."""
    found = part("$", lambda: kj.replay(body))
    return JSONResponse(
        {
            "agrees": found.agrees,
            "differences": found.differences,
            "refusal": found.refusal,
            "changed": [
                {"path": each.path, "when": str(each.when), "then": each.then, "now": each.now}
                for each in found.changed
            ],
            "engine": [found.engine_then, found.engine_now],
            "law": [found.law_then, found.law_now],
        }
    )


@app.exception_handler(RefusedError)
def say_why(_: Request, error: RefusedError) -> JSONResponse:
    """Every refusal in one form."""
    return JSONResponse({"errors": [each._asdict() for each in error.faults]}, error.status)


@app.exception_handler(RequestValidationError)
def say_where(request: Request, error: RequestValidationError) -> JSONResponse:
    """What FastAPI refuses itself, without what was sent."""
    faults = [
        kj.errors.DocumentFault(
            ".".join(map(str, each["loc"])), "unknown-choice", each["msg"], "See the schema."
        )
        for each in error.errors()
    ]
    return say_why(request, RefusedError(422, *faults))


def openapi() -> Fields:
    """The OpenAPI document of FastAPI, with the schemas of the library as they are."""
    if not app.openapi_schema:
        found = FastAPI.openapi(app)
        found.setdefault("components", {}).setdefault("schemas", {}).update(SCHEMAS)
    return app.openapi_schema or {}


app.openapi = openapi  # type: ignore[method-assign]  # as the documentation of FastAPI says
