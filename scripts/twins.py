"""Pages in both languages: the Indonesian one has the code of the English one.

An Indonesian page says in its front matter `lang: id` and `twin:`, the English page beside it. Its
blocks of code are the same but for comments and for the language that a result is asked for; of a
session in a shell what is typed is compared.

    python -m scripts twins     copy blocks that ask for no language from the English pages
"""

from __future__ import annotations

import re
from itertools import zip_longest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"

_FRONT = re.compile(r"\A---\n(.*?)^---\n", re.M | re.S)
_BLOCK = re.compile(r"^( *)```(\w+)\n(.*?)^\1```$", re.M | re.S)
_ENGLISH = " --language en"
_COMMENT = re.compile(r"(?:^|(?<=\s))\s*# .*$", re.M)


def facts(page: Path) -> dict[str, str]:
    """The plain entries of a page's front matter."""
    front = _FRONT.match(page.read_text(encoding="utf-8"))
    return dict(re.findall(r"^(\w+): (.+)$", front[1], re.M)) if front else {}


def twins() -> dict[Path, Path]:
    """Indonesian pages, each with its English page."""
    found = {page: facts(page) for page in sorted(DOCS.rglob("*.md"))}
    return {page: page.parent / known["twin"] for page, known in found.items() if "twin" in known}


def code_of(page: Path) -> list[tuple[str, list[str]]]:
    """What is typed on a page: for each block its language and its lines, without comments."""
    return [
        (block[2], _typed(block[2], block[3]))
        for block in _BLOCK.finditer(page.read_text(encoding="utf-8"))
    ]


def _typed(language: str, text: str) -> list[str]:
    lines = _COMMENT.sub("", text).replace('"en"', '"id"').splitlines()
    if language == "text":
        return []
    if language == "console":
        lines = re.sub(r"\\\n *", "", "\n".join(lines)).replace(_ENGLISH, "").splitlines()
        lines = [line for line in lines if line.startswith("$ ")]
    if language == "pycon":
        lines = [line for line in lines if re.match(r"\s*(>>>|\.\.\.) ?", line)]
    return [line.rstrip() for line in lines if line.strip()]


def differences(page: Path, twin: Path) -> list[str]:
    """Where the code of two pages differs."""
    pairs = zip_longest(code_of(page), code_of(twin))
    return [
        f"block {number}: {one} / {other}"
        for number, (one, other) in enumerate(pairs, 1)
        if one != other
    ]


def copied(page: Path, twin: Path) -> str:
    """The Indonesian page with those blocks of the English one that ask for no language."""
    blocks = iter(_BLOCK.findall(twin.read_text(encoding="utf-8")))

    def block(own: re.Match[str]) -> str:
        _, language, text = next(blocks)
        asks = '"en"' in text or _ENGLISH in text
        same = language == "text" or asks or _COMMENT.search(text)
        return own[0] if same else own[0].replace(own[3], text)

    return _BLOCK.sub(block, page.read_text(encoding="utf-8"))


if __name__ == "__main__":
    for here, there in twins().items():
        here.write_text(copied(here, there), encoding="utf-8", newline="\n")
