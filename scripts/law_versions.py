"""The version of the law data, tied to what the law files hold.

`tests/snapshots/law_versions.txt` has a line for each version: the version, and a digest of the law
files as they were then. Remarks (`note`) do not count; values, months, citations, grades and legal
texts do. A test compares the last line with the files; `python -m scripts accept-law` adds a line.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
LAW = ROOT / "src" / "kopdes_jamsos" / "law"
RECORD = ROOT / "tests" / "snapshots" / "law_versions.txt"


def current(folder: Path = LAW) -> tuple[str, str]:
    """The version that the law files say, and the digest of what they hold."""
    files = {
        path.stem: tomllib.loads(path.read_text(encoding="utf-8"))
        for path in sorted(folder.glob("*.toml"))
    }
    version = str(files.pop("version")["law"])
    text = json.dumps(_without_notes(files), sort_keys=True, default=str)
    return version, hashlib.sha256(text.encode()).hexdigest()[:16]


def _without_notes(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_notes(item) for key, item in value.items() if key != "note"}
    return [_without_notes(item) for item in value] if isinstance(value, list) else value


def recorded() -> dict[str, str]:
    """The digest of each version that was accepted, in order."""
    lines = RECORD.read_text(encoding="utf-8").splitlines() if RECORD.exists() else []
    return dict(line.split() for line in lines)


def accept() -> None:
    """Add the version that the law files say, if it is a new one."""
    version, digest = current()
    known = recorded()
    if version not in known:
        known[version] = digest
        text = "".join(f"{version} {digest}\n" for version, digest in known.items())
        RECORD.write_text(text, encoding="utf-8", newline="\n")


def fault(version: str, digest: str, known: dict[str, str]) -> str:
    """What is wrong with the version, in words; empty where nothing is."""
    if version not in known:
        return f"Version {version} of the law data is new. Run: python -m scripts accept-law"
    if known[version] != digest:
        return (
            f"The law files have changed, and src/kopdes_jamsos/law/version.toml still says "
            f"{version}. Raise it to the year and month of the change (once more in the same "
            f"month: {version}.1), then run: python -m scripts accept-law"
        )
    if version != list(known)[-1]:
        return f"Version {version} is older than the last one, {list(known)[-1]}. Raise it."
    return ""
