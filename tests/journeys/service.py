"""A service: contributions over HTTP, documents in a database, and which of them still agree.

The code of docs/how-to/service.md as one script.
"""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import duckdb
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from flask import Flask, Response, jsonify, request

import kopdes_jamsos as kj

# FastAPI
app = FastAPI()


@app.post("/contributions/{month}")
def contribution(month: str, enrolment: dict[str, Any]) -> JSONResponse:
    owed = kj.assess(kj.from_dict(enrolment, "enrolment"), month)
    return JSONResponse(kj.documents.compact(owed))


@app.exception_handler(kj.KopdesJamsosError)
def refuse(_: Request, error: kj.KopdesJamsosError) -> JSONResponse:
    if isinstance(error, kj.errors.InvalidDocumentError):
        return JSONResponse([each._asdict() for each in error.errors], 422)
    return JSONResponse([{"code": error.code, "remedy": error.remedy}], 422)


@app.exception_handler(RequestValidationError)
def unread(_: Request, error: RequestValidationError) -> JSONResponse:
    faults = [(".".join(map(str, each["loc"])), each["type"]) for each in error.errors()]
    return JSONResponse([{"path": path, "code": code} for path, code in faults], 422)


client = TestClient(app)
trader: dict[str, Any] = {"type": "BPU", "income": 1_000_000, "programs": ["JKK", "JKM"]}
trader |= {"group": "independent", "sector": "other", "funding": "self"}
answer = client.post("/contributions/2026-11", json=trader)
print(answer.status_code, answer.json()["total"], answer.json()["lines"])
wrong = {"type": "BPU", "income": 1e6, "programs": ["JKQ"]}
answer = client.post("/contributions/2026-11", json=wrong)
for fault in answer.json():
    print(answer.status_code, fault["path"], fault["code"], "-", fault["remedy"])
answer = client.post("/contributions/2026-11", json=["Ani Contoh", 1_000_000])
print(answer.status_code, answer.text)

# Flask
service = Flask("bills")
service.config["MAX_CONTENT_LENGTH"] = 1_000_000


@service.post("/bills/<month>")
def bill_of(month: str) -> Response:
    cooperative = kj.from_json(request.get_data(), "cooperative")
    return jsonify(kj.to_dict(kj.bill(cooperative, month)))


@service.errorhandler(kj.KopdesJamsosError)
def say_why(error: kj.KopdesJamsosError) -> tuple[Response, int]:
    if isinstance(error, kj.errors.InvalidDocumentError):
        return jsonify([each._asdict() for each in error.errors]), 422
    return jsonify([{"code": error.code, "remedy": error.remedy}]), 422


members = [{"type": "member", "ref": "M-1", "enrolments": [trader]}]
facts = {"name": "KDMP Contoh", "kind": "KDMP", "village": "36.04.05.2003", "members": members}
kdmp = kj.from_dict(facts, "cooperative")
sent = service.test_client().post("/bills/2026-11", data=kj.to_json(kdmp))
print(sent.status_code, sent.get_json()["outcome"]["total"])
refused = service.test_client().post("/bills/2026-11", data="{}")
print(refused.status_code, [fault["path"] for fault in refused.get_json()])

# Store results
store = sqlite3.connect(":memory:")
made = store.execute("CREATE TABLE results (kind TEXT, document TEXT)")
for income in (1_000_000, 1_500_000, 2_000_000):
    own = kj.BPUEnrolment(income=income, programs={kj.JKK, kj.JKM})
    row = ("assessment", kj.to_json(kj.assess(own, "2025-07")))
    made = store.execute("INSERT INTO results VALUES (?, ?)", row)
for kind, document in store.execute("SELECT kind, document FROM results"):
    print(kind, kj.from_json(document, "assessment").total, kj.replay(document).agrees)
sums = "SELECT sum(json_extract(document, '$.outcome.total')) FROM results"
print(store.execute(sums).fetchone())
lake = duckdb.connect()
table = lake.execute("CREATE TABLE results (document JSON)")
rows = store.execute("SELECT document FROM results").fetchall()
table = lake.executemany("INSERT INTO results VALUES (?)", rows)
lines = "SELECT unnest(document -> '$.outcome.lines[*]') AS line FROM results"
sums = f"SELECT line ->> 'program', sum((line ->> 'amount')::BIGINT) FROM ({lines}) GROUP BY 1"
for program, amount in lake.execute(f"{sums} ORDER BY 1").fetchall():
    print(program, amount)

# Threads and async
months = [kj.Month(2025, 1) + number for number in range(12)]
with ThreadPoolExecutor(4) as pool:
    owed = list(pool.map(lambda month: kj.assess(own, month).total, months))
print(sum(owed))
