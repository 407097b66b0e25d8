"""Write the vectors of `conformance/vectors` from `tests/cases` and `tests/oracle`.

    python conformance/generate.py

Neither this script nor the oracles import the package: no expected amount is the package's own
output. Raise VERSION when a vector changes; FORMAT when their form does.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from conformance.makers import (
    benefits,
    claims,
    contributions,
    employers,
    jht,
    lateness,
    nik,
    old_age,
    payments,
    savings,
)
from conformance.makers.common import Vector

FORMAT = 3
VERSION = "2026.11.28"
FOLDER = Path(__file__).resolve().parent / "vectors"
TOPICS: dict[str, Callable[[], list[Vector]]] = {
    "contributions": contributions.vectors,
    "lateness": lateness.vectors,
    "death": lambda: [*benefits.death_vectors(), *claims.death_vectors()],
    "disability": lambda: [*benefits.disability_vectors(), *claims.incapacity_vectors()],
    "scholarship": lambda: [*benefits.scholarship_vectors(), *claims.scholarship_vectors()],
    "jht": lambda: [*jht.vectors(), *claims.jht_vectors()],
    "jp": lambda: [*savings.jp_vectors(), *old_age.vectors(), *claims.jp_vectors()],
    "jkp": savings.jkp_vectors,
    "nik": nik.vectors,
    "wages": employers.wage_vectors,
    "liability": employers.liability_vectors,
    "construction": employers.construction_vectors,
    "sanctions": employers.sanction_vectors,
    "payments": payments.vectors,
    "terms": payments.term_vectors,
}


def document(topic: str) -> str:
    """The file of a topic, a line for each vector so that a change shows as a line."""
    made = TOPICS[topic]()
    names = [vector["id"] for vector in made]
    if len(names) != len(set(names)):
        raise SystemExit(f"{topic}: {sorted({name for name in names if names.count(name) > 1})}")
    lines = ",\n".join(json.dumps(vector, ensure_ascii=True) for vector in made)
    head = json.dumps({"format": FORMAT, "version": VERSION, "topic": topic})
    return f'{head[:-1]}, "vectors": [\n{lines}\n]}}\n'


def main() -> None:
    """Write them all, and say how many."""
    FOLDER.mkdir(exist_ok=True)
    for topic in TOPICS:
        text = document(topic)
        (FOLDER / f"{topic}.json").write_text(text, encoding="utf-8", newline="\n")
        print(f"{topic}: {len(json.loads(text)['vectors']):,}")


if __name__ == "__main__":
    main()
