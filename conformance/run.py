"""Run the vectors against an adapter, and say what differs.

    python conformance/run.py conformance/adapters/package.py [--topic TOPIC] [--json] [--all]

Needs nothing but Python 3.11. An adapter is a Python file with one function:

    def answer(topic: str, inputs: dict) -> dict | None: ...

None says that this program does not compute such a thing; the vector is counted as not answered.
An exception counts as a wrong answer. Ends with 1 if an answer was wrong.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

VECTORS = Path(__file__).resolve().parent / "vectors"
# Topics whose answers are lines that may be summed: "JKK_employer" counts for "JKK", for
# "employer" and for "total".
LINES = {"contributions", "death", "disability"}
SHOWN = 5

Answer = Callable[[str, dict[str, Any]], dict[str, Any] | None]


def adapter(path: Path) -> Answer:
    """The function `answer` of a file."""
    spec = importlib.util.spec_from_file_location("conformance_adapter", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} is no Python file.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: Answer = module.answer
    return found


def vectors(topics: list[str] | None = None) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each vector with its topic."""
    for path in sorted(VECTORS.glob("*.json")):
        if not topics or path.stem in topics:
            for vector in json.loads(path.read_text(encoding="utf-8"))["vectors"]:
                yield path.stem, vector


def value(topic: str, found: dict[str, Any], name: str) -> Any:
    """What an answer says under a name of the expected amounts."""
    if name in found or topic not in LINES:
        return found.get(name)
    wanted = set(name.split("_")) - {"total"}
    return sum(amount for line, amount in found.items() if wanted <= set(line.split("_")))


def check(answer: Answer, topic: str, vector: dict[str, Any]) -> dict[str, Any] | None:
    """What is wrong, by name: {} if nothing is, None if there was no answer."""
    try:
        found = answer(topic, vector["inputs"])
    except Exception as error:
        return {
            "error": {"expected": vector["expected"], "found": f"{type(error).__name__}: {error}"}
        }
    if found is None:
        return None
    wrong = {}
    for name, expected in vector["expected"].items():
        got = value(topic, found, name)
        if got != expected or isinstance(got, bool) is not isinstance(expected, bool):
            wrong[name] = {"expected": expected, "found": got}
    return wrong


def run(answer: Answer, topics: list[str] | None = None) -> dict[str, dict[str, Any]]:
    """Counts and differences by topic."""
    result: dict[str, dict[str, Any]] = {}
    for topic, vector in vectors(topics):
        part = result.setdefault(topic, {"passed": 0, "not_answered": 0, "wrong": {}})
        differences = check(answer, topic, vector)
        if differences is None:
            part["not_answered"] += 1
        elif differences:
            part["wrong"][vector["id"]] = differences
        else:
            part["passed"] += 1
    return result


def main() -> int:
    """Print a line for each topic, and the first differences."""
    reader = argparse.ArgumentParser(description="Run the conformance vectors against an adapter.")
    reader.add_argument("adapter", type=Path)
    reader.add_argument("--topic", action="append", help="only this one; may be repeated")
    reader.add_argument("--json", action="store_true", help="everything, as JSON")
    reader.add_argument("--all", action="store_true", help="every difference")
    chosen = reader.parse_args()
    result = run(adapter(chosen.adapter), chosen.topic)
    if chosen.json:
        print(json.dumps(result))
    else:
        for topic, part in result.items():
            counts = f"{part['passed']} passed, {len(part['wrong'])} wrong"
            print(f"{topic}: {counts}, {part['not_answered']} not answered")
            for name in list(part["wrong"])[: None if chosen.all else SHOWN]:
                print(f"  {name}: {json.dumps(part['wrong'][name])}")
    return int(any(part["wrong"] for part in result.values()))


if __name__ == "__main__":
    sys.exit(main())
