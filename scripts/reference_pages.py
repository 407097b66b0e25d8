"""The pages of the reference: one for each subject, from `__all__`, and one with all names."""

from __future__ import annotations

import kopdes_jamsos as kj

WRITTEN = "<!-- Written by scripts/build_pages.py from __all__: change that, not this. -->"

# Page: title, what is there, and the public modules that it shows.
PAGES = {
    "cooperative": (
        "Cooperatives, people, enrolments",
        "Who there is, and how they are enrolled.",
        ("cooperative", "enrolment"),
    ),
    "coverage": (
        "Coverage",
        "Who must or may be covered, and who is, day by day.",
        ("coverage",),
    ),
    "contributions": (
        "Contributions",
        "What it costs, who pays, and what lateness adds.",
        ("contributions",),
    ),
    "benefits": ("Benefits", "What is due when something happens.", ("benefits",)),
    "law": ("Law", "The book of law: dated values, citations, evidence.", ("law",)),
    "basis": ("Basis", "What a figure rests on, and how a result states it.", ("basis",)),
    "documents": ("Documents", "JSON in and out.", ("documents",)),
    "wording": ("Wording", "Amounts, dates and rates as people write them.", ("wording",)),
    "vocabulary": (
        "Vocabulary",
        "Programmes, months, money, numbers of people and villages.",
        ("programs", "months", "money", "identity", "workdays"),
    ),
    "errors": (
        "Errors and warnings",
        "Every error has a stable `code`, a `value`, a `remedy`.",
        ("errors",),
    ),
    "scenarios": ("Scenarios", "Budgets, comparisons, sweeps.", ("scenarios",)),
    "plots": ("Charts", "Needs the extra `plots`.", ("plots",)),
    "frames": ("Columns", "Dataframes in and out; needs the extra `frames`.", ("frames",)),
    "rosters": (
        "Rosters",
        "Tables of people in; findings, uploads and lists out.",
        ("rosters",),
    ),
}
# What every example of a docstring may use: the root conftest runs it, the reference shows it.
EXAMPLES = """import datetime as dt
import pathlib
import tempfile

from hypothesis import given  # in kopdes_jamsos.testing only

import kopdes_jamsos as kj

village = kj.VillageCode("36.04.05.2003")
trader = kj.BPUEnrolment(income=1_000_000, programs={kj.JKK, kj.JKM})
worker = kj.PUEnrolment(wage=5_000_000, programs={kj.JKM, kj.JHT, kj.JP})
paid = kj.Participation.paid_through(trader, since=kj.Month(2024, 1), months=18)
employed = kj.Participation.paid_through(worker, since=kj.Month(2019, 1), months=24)
death = kj.Death(dt.date(2025, 6, 3), work_related=False)
member = kj.Member(ref="M-1", name="Ani Contoh", enrolments=[trader])
kdmp = kj.Cooperative(name="Pejaten", kind="KDMP", village=village, members=[member])
officers = kj.Headcount(role="officer", count=5, income=0)
policy = kj.Policy(start=kj.Month(2025, 1), months=1, programs={kj.JKM})
plan = kj.Scenario(population=officers, policy=policy)
works = kj.contributions.construction_plan(
    kj.assess(kj.ConstructionEnrolment(contract_value=180_000_000), kj.Month(2026, 7)),
    ordered_on=dt.date(2026, 7, 1),
    starts_on=dt.date(2026, 7, 6),
    ends_on=dt.date(2026, 11, 30),
)
folder = pathlib.Path(tempfile.mkdtemp())
"""
INTRODUCTION = f"""Every public name, by module. The names used most also stand in \
`kopdes_jamsos` itself: {{names}}.

Every class, function and method with arguments has an example that runs as a test. The examples \
start from these lines; the people are invented:

```python
{EXAMPLES}```"""


def names_of(page: str) -> dict[str, str]:
    """The public names of a page with their full paths, in order of the names."""
    found = {
        name: f"kopdes_jamsos.{module}.{name}"
        for module in PAGES[page][2]
        for name in vars(getattr(kj, module))["__all__"]
    }
    return dict(sorted(found.items(), key=lambda item: item[0].lower()))


def reference_pages() -> dict[str, str]:
    """A page for each subject, and one that lists all names."""
    modules = {module for _, _, shown in PAGES.values() for module in shown}
    root = ", ".join(f"`{name}`" for name in kj.__all__ if name not in modules)
    lines = [WRITTEN, "", "# Reference", "", INTRODUCTION.replace("{names}", root), ""]
    found = {}
    for page, (title, what, shown) in PAGES.items():
        names = names_of(page)
        places = "In " + " and ".join(f"`kopdes_jamsos.{module}`" for module in shown)
        lines += [f"## [{title}]({page}.md)", "", f"{what} {places}.", ""]
        lines += [", ".join(f"[{name}]({page}.md#{path})" for name, path in names.items()), ""]
        text = [WRITTEN, "", f"# {title}", "", f"{what} {places}.", ""]
        for path in names.values():
            text += [
                f"::: {path}",
                "    options:",
                "      show_root_heading: true",
                "      show_root_toc_entry: true",
                "      show_root_full_path: false",
                "      heading_level: 2",
                *(["      inherited_members: false"] if page == "errors" else []),
                "",
            ]
        found[f"reference/{page}.md"] = "\n".join(text).rstrip() + "\n"
    found["reference/index.md"] = "\n".join(lines).rstrip() + "\n"
    return found
