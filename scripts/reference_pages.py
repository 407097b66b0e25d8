"""The pages of the reference: one for each subject, from `__all__`, and one with all names."""

from __future__ import annotations

import inspect
from collections.abc import Set
from functools import cache

from attrs import frozen

import kopdes_jamsos as kj

WRITTEN = "<!-- Written by scripts/build_pages.py from __all__: change that, not this. -->"


@frozen
class Page:
    """A page of the reference: title, what is there, and of which public modules.

    Where `parts` is given, only the names that these files of the module define; else all that no
    other page has.
    """

    title: str
    what: str
    modules: tuple[str, ...]
    parts: Set[str] = frozenset()


PAGES = {
    "cooperative": Page(
        "Cooperatives and people", "Who there is: officers, employees, members.", ("cooperative",)
    ),
    "enrolment": Page("Enrolments", "How somebody is enrolled: segment and facts.", ("enrolment",)),
    "coverage": Page(
        "Coverage: duties and segments",
        "Which programmes are owed or open, and in which segment somebody belongs.",
        ("coverage",),
    ),
    "participation": Page(
        "Coverage: participation and payments",
        "One membership: since when, what was paid for which months.",
        ("coverage",),
        {"participation", "records"},
    ),
    "cover": Page(
        "Coverage: cover of a day",
        "Who is covered on a day, in one membership, in several, in a cooperative.",
        ("coverage",),
        {"cover", "covered", "combined", "report", "declared"},
    ),
    "conditions": Page(
        "Coverage: conditions and sanctions",
        "Groups of BPU, labour-intensive industries, organs of a cooperative, sanctions.",
        ("coverage",),
        {"conditions", "governance", "group", "labour", "penalties"},
    ),
    "contributions": Page(
        "Contributions: assessment and bill",
        "What a month costs, and who owes it.",
        ("contributions",),
    ),
    "wages": Page(
        "Contributions: wages and due dates",
        "The wage of a month, what is due when, what goes to which fund.",
        ("contributions",),
        {"due", "funds", "plan", "wages"},
    ),
    "late": Page(
        "Contributions: late and not declared",
        "Fines, arrears, what was not declared.",
        ("contributions",),
        {"debts", "fines", "shortfalls"},
    ),
    "settling": Page(
        "Contributions: too much and too little",
        "The bill of a month after what was paid before, and what is paid back.",
        ("contributions",),
        {"netting", "refunds"},
    ),
    "choices": Page(
        "Contributions: groups and choices",
        "The bill of a group, the price of each segment, the price of a gap.",
        ("contributions",),
        {"collective", "gaps", "practices"},
    ),
    "construction": Page(
        "Contributions: construction",
        "The stages of a project, and what lateness does to them.",
        ("contributions",),
        {"construction", "construction_late"},
    ),
    "benefits": Page("Benefits: entitlement", "What is due when something happens.", ("benefits",)),
    "benefits-jkk-jkm": Page(
        "Benefits: JKK and JKM",
        "Accidents, diseases and deaths.",
        ("benefits",),
        {"events", "injuries"},
    ),
    "benefits-family": Page(
        "Benefits: family and heirs",
        "Children and their schooling, heirs.",
        ("benefits",),
        {"family", "heirs", "school"},
    ),
    "benefits-jht": Page(
        "Benefits: JHT",
        "Savings, their tax, and the ends of work that open them.",
        ("benefits",),
        {"account", "deposits", "jht", "leaving", "savings_tax"},
    ),
    "benefits-jp": Page(
        "Benefits: JP",
        "Pensions: age, record of wages, amount, confirmation.",
        ("benefits",),
        {
            *("confirmation", "pension_age", "pension_amounts", "pensions", "survivors"),
            *("wage_record", "wages"),
        },
    ),
    "benefits-jkp": Page(
        "Benefits: JKP",
        "Cash after a dismissal.",
        ("benefits",),
        {"jkp_conditions", "jkp_loss", "jkp_months"},
    ),
    "benefits-checks": Page(
        "Benefits: a life, a printed figure",
        "The savings and the pension of a life; what a published total can consist of.",
        ("benefits",),
        {"projection", "reconciliation"},
    ),
    "benefits-owed": Page(
        "Benefits: deadlines and liability",
        "Until when the agency pays, and what an employer owes.",
        ("benefits",),
        {"liability", "terms"},
    ),
    "law": Page("Law: the book", "The book of law and its tariff.", ("law",)),
    "law-values": Page(
        "Law: values and texts",
        "Dated values, legal texts, risk classes, the table of disability.",
        ("law",),
        {"disability", "instruments", "risk", "sources", "values"},
    ),
    "basis": Page("Basis", "What a figure rests on, and how a result states it.", ("basis",)),
    "documents": Page("Documents", "JSON in and out.", ("documents",)),
    "wording": Page(
        "Wording and displays",
        "Amounts, dates and rates as people write them; the language of results.",
        ("wording", "display"),
    ),
    "vocabulary": Page(
        "Vocabulary",
        "Programmes, months, money, numbers of people and villages.",
        ("programs", "choices", "months", "money", "identity", "workdays"),
    ),
    "errors": Page(
        "Errors and warnings",
        "Every error has a stable `code`, a `value`, a `remedy`.",
        ("errors",),
    ),
    "scenarios": Page(
        "Scenarios: budget", "People, policy and law; what they cost.", ("scenarios",)
    ),
    "scenarios-compared": Page(
        "Scenarios: comparisons and plans",
        "What changed and why, many values at once, the published plans.",
        ("scenarios",),
        {"breakeven", "comparison", "plans", "sweeping"},
    ),
    "questions": Page(
        "Inverse questions: what gives an amount",
        "The figures that can be asked for, what gives them, why a printed one differs.",
        ("questions",),
    ),
    "questions-changes": Page(
        "Inverse questions: what changes an amount",
        "Facts and readings that move an amount; where it jumps.",
        ("questions",),
        {"axes", "influence", "readings", "stepping"},
    ),
    "calendars": Page(
        "Calendars",
        "Dates to keep as a list and, with the extra `calendar`, as an iCalendar file.",
        ("calendars",),
    ),
    "graphs": Page(
        "Graphs",
        "What an amount is made of: facts, values of the law, steps, articles on arrows.",
        ("graphs",),
    ),
    "plots": Page("Charts", "Needs the extra `plots`.", ("plots",)),
    "frames": Page("Columns", "Dataframes in and out; needs the extra `frames`.", ("frames",)),
    "rosters": Page(
        "Rosters: reading",
        "Tables of people in: people, findings, cooperatives.",
        ("rosters",),
    ),
    "rosters-files": Page(
        "Rosters: tables and uploads",
        "Which tables are read, what a file may hold; dataframes, corrections, uploads and lists.",
        ("rosters",),
        {"bills", "corrections", "dataframes", "limits", "tables", "templates", "upload"},
    ),
}
# What stands for a value has no docstring of its own.
VALUES = {
    "Enrolment": "Any of the three enrolments.",
    "Form": 'How a result is worded: `"text"`, `"markdown"` or `"html"`.',
    "JHT": "Old-age savings.",
    "JKK": "Work accidents.",
    "JKM": "Death.",
    "JKP": "Loss of work.",
    "JP": "Pension.",
    "LAW": "The law in force, as far as it is known.",
    "Language": 'The language of a text: `"id"`, `"en"`.',
    "NO_BASIS": "The basis of what rests on nothing.",
    "Rupiah": "Whole rupiah.",
    "Severity": 'How much a finding weighs: `"warning"` or `"info"`.',
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


@cache
def names_of(page: str) -> dict[str, str]:
    """The public names of a page with their paths: those of the root first, functions first."""
    found = {
        name: f"kopdes_jamsos.{module}.{name}"
        for module in PAGES[page].modules
        for name in vars(getattr(kj, module))["__all__"]
        if _page_of(module, name) == page
    }
    return dict(sorted(found.items(), key=lambda item: _order(*item)))


def _page_of(module: str, name: str) -> str:
    defined = _defined_in(getattr(getattr(kj, module), name))
    pages = {page: its.parts for page, its in PAGES.items() if module in its.modules}
    claimed = (page for page, parts in pages.items() if defined in parts)
    return next(claimed, next(page for page, parts in pages.items() if not parts))


def _defined_in(thing: object) -> str:
    return str(getattr(thing, "__module__", "")).rpartition(".")[2]


def _order(name: str, path: str) -> tuple[bool, bool, str]:
    thing = thing_at(path)
    return getattr(kj, name, None) is not thing, not inspect.isroutine(thing), name.lower()


def thing_at(path: str) -> object:
    """What a public name stands for."""
    _, module, name = path.split(".")
    found: object = getattr(getattr(kj, module), name)
    return found


def summary(path: str) -> str:
    """What a public name is, in one line: the first of its docstring."""
    name = path.rpartition(".")[2]
    return VALUES.get(name) or (inspect.getdoc(thing_at(path)) or "").partition("\n")[0]


def reference_pages() -> dict[str, str]:
    """A page for each subject, and one that lists all names."""
    modules = {module for page in PAGES.values() for module in page.modules}
    root = ", ".join(f"`{name}`" for name in kj.__all__ if name not in modules)
    lines = [WRITTEN, "", "# Reference", "", INTRODUCTION.replace("{names}", root), ""]
    found = {}
    for page, its in PAGES.items():
        places = "In " + " and ".join(f"`kopdes_jamsos.{module}`" for module in its.modules)
        head = f"{its.what} {places}."
        names = names_of(page)
        lines += [
            f"## [{its.title}]({page}.md)",
            "",
            head,
            "",
            "| name | what it is |",
            "|---|---|",
        ]
        lines += [
            f"| [`{name}`]({page}.md#{path}) | {summary(path)} |" for name, path in names.items()
        ]
        lines.append("")
        found[f"reference/{page}.md"] = _page(page, head)
    found["reference/index.md"] = "\n".join(lines).rstrip() + "\n"
    return found


# What all results have: it stands once, on the page of the basis.
SHARED = (kj.basis.Explained, kj.basis.Tabular, kj.basis.Displayed)


def _beside_shared(path: str) -> list[str]:
    """The option and the sentence that keep what all results have off the page of one."""
    thing = thing_at(path)
    if not inspect.isclass(thing) or thing in SHARED or not issubclass(thing, SHARED):
        return []
    bases = [each for each in thing.__mro__[1:-1] if each not in SHARED]
    names = sorted({name for each in bases for name in vars(each) if not name.startswith("_")})
    base = next(each.__name__ for each in SHARED if issubclass(thing, each))
    link = f"[`{base}`](basis.md#kopdes_jamsos.basis.{base})"
    option = f"[{', '.join(names)}]" if names else "false"
    return [f"      inherited_members: {option}", "", f"Has the methods of {link}."]


def _page(page: str, head: str) -> str:
    text = [WRITTEN, "", f"# {PAGES[page].title}", "", head, ""]
    for path in names_of(page).values():
        text += [
            f"::: {path}",
            "    options:",
            "      show_root_heading: true",
            "      show_root_toc_entry: true",
            "      show_root_full_path: false",
            "      heading_level: 2",
            *(["      inherited_members: false"] if page == "errors" else []),
            *_beside_shared(path),
            "",
        ]
    return "\n".join(text).rstrip() + "\n"
