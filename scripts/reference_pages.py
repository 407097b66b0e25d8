"""The pages of the reference: one for each room, from `__all__`, and one with all names."""

from __future__ import annotations

import ast
from pathlib import Path

import kopdes_jamsos as kj

ROOT = Path(__file__).resolve().parents[1]
WRITTEN = "<!-- Written by scripts/build_pages.py from __all__: change that, not this. -->"

# Rooms of the package: page, title, what is there.
ROOMS = {
    "cooperative": ("Cooperatives, people, enrolments", "Who there is, and how they are enrolled."),
    "coverage": ("Coverage", "Who must or may be covered, and who is, day by day."),
    "contributions": ("Contributions", "What it costs, who pays, and what lateness adds."),
    "benefits": ("Benefits", "What is due when something happens."),
    "law": ("Law", "The book of law: dated values, citations, evidence."),
    "documents": ("Documents", "JSON in and out."),
    "wording": ("Wording", "Amounts, dates and rates as people write them."),
    "vocabulary": ("Vocabulary", "Programmes, months, money, numbers of people and villages."),
    "errors": ("Errors and warnings", "Every error has a stable `code`, a `value`, a `remedy`."),
    "scenarios": ("Scenarios", "Budgets, comparisons, sweeps."),
    "plots": ("Charts", "Needs the extra `plots`."),
    "frames": ("Columns", "Dataframes in and out; needs the extra `frames`."),
    "rosters": ("Rosters", "Tables of people in; findings, uploads and lists out."),
}
_PLACES = {
    "enrolment": "cooperative",
    "identity": "vocabulary",
    "money": "vocabulary",
    "months": "vocabulary",
    "programs": "vocabulary",
    "workdays": "vocabulary",
}
MODULES = ("scenarios", "plots", "frames", "rosters")


def rooms_of_names() -> dict[str, list[str]]:
    """The names of `__all__` by page, from the imports of the root module."""
    tree = ast.parse((ROOT / "src" / "kopdes_jamsos" / "__init__.py").read_text(encoding="utf-8"))
    room = {
        alias.asname or alias.name: (node.module or "").split(".")[1]
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("kopdes_jamsos.")
        for alias in node.names
    }
    found: dict[str, list[str]] = {name: [] for name in ROOMS}
    for name in vars(kj)["__all__"]:
        if name not in MODULES:
            place = room.get(name, "vocabulary")
            found[_PLACES.get(place, place)].append(name)
    return found


def reference_pages() -> dict[str, str]:
    """A page for each room, and one that lists all names."""
    rooms = rooms_of_names()
    lines = [
        WRITTEN,
        "",
        "# Reference",
        "",
        "Every public name, by room. Names without a module stand in `kopdes_jamsos` itself; every "
        "class, function and member has an example that runs as a test.",
        "",
    ]
    found = {}
    for room, (title, what) in ROOMS.items():
        lines += [f"## [{title}]({room}.md)", "", what, ""]
        names = sorted(rooms[room], key=str.lower)
        if names:
            lines += [", ".join(f"[{name}]({room}.md#kopdes_jamsos.{name})" for name in names), ""]
        page = [WRITTEN, "", f"# {title}", "", what, ""]
        for name in names:
            page += [
                f"::: kopdes_jamsos.{name}",
                "    options:",
                "      show_root_heading: true",
                "      show_root_toc_entry: true",
                "      show_root_full_path: false",
                "      heading_level: 2",
                "",
            ]
        if room in MODULES:
            lines += [
                f"In `kopdes_jamsos.{room}`: [its own names]({room}.md#kopdes_jamsos.{room})",
                "",
            ]
            page += [
                f"## In `kopdes_jamsos.{room}` {{ #kopdes_jamsos.{room} }}",
                "",
                f"::: kopdes_jamsos.{room}",
                "    options:",
                "      heading_level: 3",
                "",
            ]
        found[f"reference/{room}.md"] = "\n".join(page).rstrip() + "\n"
    found["reference/index.md"] = "\n".join(lines).rstrip() + "\n"
    return found
