"""Names of the library in the tables of hand-written pages: each is a link to the reference."""

from __future__ import annotations

import posixpath
import re
from functools import cache

from scripts.reference_pages import PAGES, names_of

import kopdes_jamsos as kj

_SPAN = re.compile(r"\[(`[\w.]+`)\]\([^)]*reference/[^)]*\)|(`[\w.]+`)")


def linked(text: str, page: str) -> str:
    """A page, below docs/, with the names in its tables linked; other lines stay as they are."""
    lines = text.split("\n")
    return "\n".join(_row(line, page) if line.startswith("| ") else line for line in lines)


def _row(line: str, page: str) -> str:
    def link(span: re.Match[str]) -> str:
        shown = span[1] or span[2]
        name = shown.strip("`")
        found = _places().get(name) or _places().get(name.rpartition(".")[0])  # a member's class
        if span[2] and line[span.end() :].startswith("]("):
            return shown  # a link to another page
        if found is None:
            return shown
        return f"[{shown}]({posixpath.relpath(found, posixpath.dirname(page) or '.')})"

    return _SPAN.sub(link, line)


@cache
def _places() -> dict[str, str]:
    """Where each name stands: those of the root by themselves, all with their module."""
    places: dict[str, str] = {}
    for page, its in PAGES.items():
        for module in its.modules:
            places.setdefault(module, f"reference/{page}.md")
        for name, path in names_of(page).items():
            place = f"reference/{page}.md#{path}"
            module = path.split(".")[1]
            places[f"{module}.{name}"] = place
            if getattr(kj, name, None) is getattr(getattr(kj, module), name):
                places[name] = place
    return places
