"""Writes the pages of the documentation that follow from data and from the public names.

The law, one page for each law file, from `src/kopdes_jamsos/law/`; the reference, one page for each
module, from `__all__`; the trust page and the page on performance, from what was counted and
measured. Nothing else goes in: no clock, no network, no order of a file system.

    python -m scripts.build_pages            write the pages
    python -m scripts.build_pages --check    only say which are not current
"""

from __future__ import annotations

import datetime as dt
import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from scripts.law_chart import chart, key_of
from scripts.reference_pages import reference_pages
from scripts.speed_page import speed_page
from scripts.trust_page import survivors_page, trust_page

import kopdes_jamsos as kj
from kopdes_jamsos.law.kinds import Band, DueRule, Slice, Stretch
from kopdes_jamsos.wording.language import words
from kopdes_jamsos.wording.sentences import name_of

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "kopdes_jamsos"
DOCS = ROOT / "docs"
Pages: TypeAlias = dict[str, str]

WRITTEN = "<!-- Written by scripts/build_pages.py from the law files: change those, not this. -->"
FILES: dict[str, dict[str, Any]] = {
    path.stem: tomllib.loads(path.read_text(encoding="utf-8"))
    for path in sorted((SOURCE / "law").glob("*.toml"))
}
VERSION: str = FILES["version"]["law"]

# In the order of reading: file, title, what stands in it.
TOPICS = {
    "jkk": ("JKK: work accidents", "Jaminan Kecelakaan Kerja: contributions and benefits."),
    "jkm": ("JKM: death", "Jaminan Kematian: contributions and benefits."),
    "jht": ("JHT: old-age savings", "Jaminan Hari Tua: contributions and payouts."),
    "jp": ("JP: pension", "Jaminan Pensiun: contributions and pensions."),
    "jkp": ("JKP: loss of work", "Jaminan Kehilangan Pekerjaan: its funding and benefits."),
    "bands": ("Income bands", "The base of JKK and JHT of those without a wage (BPU)."),
    "relief": ("Reliefs", "Temporary cuts of contributions: for whom, in which months, how much."),
    "obligations": ("Obligations", "Which programmes are owed and which are open, by scale."),
    "participants": ("Participants", "Whom each programme names, and the people of a cooperative."),
    "participation": ("Participation", "When cover begins, and how long arrears may last."),
    "lateness": ("Lateness", "What lateness does beyond the fine of each programme."),
    "construction": (
        "Construction",
        "Registration and stages of payment of a construction project, and who bears what.",
    ),
    "wages": ("Wages", "The wage of a month on which contributions are taken."),
    "sanctions": ("Sanctions", "Warnings, fine, and public services withheld."),
    "governance": ("Governance", "What the ministry's guideline asks of a village cooperative."),
    "scholarship": (
        "Scholarship",
        "For children of those who died or are permanently and totally disabled.",
    ),
    "disability": ("Disability", "Percentages of permanent partial disability (JKK)."),
    "heirs": ("Heirs", "The order of heirs of JKK, JKM and JHT."),
    "tax": ("Tax on JHT", "The final tax on savings that are paid out."),
    "inflation": ("Inflation", "General inflation of a year; the pension is indexed with it."),
    "risk_classes": ("Risk classes", "Businesses by JKK risk class."),
    "risk_classes_2015": ("Risk classes of 2015", "Businesses by JKK risk class until 2019."),
}


def pages() -> Pages:
    """All generated pages: path below docs/, and text."""
    found = {"law/index.md": law_index()}
    found.update({f"law/{name}.md": law_page(name) for name in TOPICS})
    found["law/instruments.md"] = instruments_page()
    found["law/open-values.md"] = open_values_page()
    found["explanation/conventions.md"] = conventions_page()
    found["trust.md"] = trust_page()
    found["survivors.md"] = survivors_page()
    found["performance.md"] = speed_page()
    found.update(reference_pages())
    return found


# --- the law ----------------------------------------------------------------------------------


def law_index() -> str:
    """Start page of the law: files, grades, and where to look further."""
    lines = [
        WRITTEN,
        "",
        "# The law as data",
        "",
        f"Law data of version {VERSION}. Every figure that this library uses stands here, "
        "with the months in which it holds, its article, the day from which it could be known, and "
        "how well that is evidenced. They are written from the same files that the library reads.",
        "",
        "| page | what stands there | values |",
        "|---|---|--:|",
    ]
    for name, (title, what) in TOPICS.items():
        lines.append(f"| [{title}]({name}.md) | {what} | {_count(name)} |")
    lines += [
        "",
        "- [Legal texts](instruments.md): every regulation and notice, and the values it sets.",
        "- [Values without a source](open-values.md), and which document would settle them.",
        "- [Where the law is silent](../explanation/conventions.md): our conventions.",
        "",
        "## Grades of evidence",
        "",
        "| grade | meaning |",
        "|---|---|",
        "| text | read in the regulation itself |",
        "| official | notice, official statement or training material of the agency, or of the "
        "office that sets the figure |",
        "| reported | press, or a dated public transcription |",
        "| derived | our arithmetic from published figures |",
        "| unverified | no source found; the library warns when such a value decides an amount |",
        "| convention | the law is silent; a choice of ours |",
    ]
    return _page(lines)


def _count(name: str) -> int:
    data = FILES[name]
    rows = data.get("row") or data.get("entry") or data.get("rank")
    return len(rows) if rows else sum(len(each.values) for each in _series(name))


def _series(name: str) -> Iterator[kj.law.Series]:
    for path in kj.LAW.paths():
        if path.startswith(f"{name}."):
            yield kj.LAW.series(path)


def law_page(name: str) -> str:
    """Page of one law file."""
    title, what = TOPICS[name]
    lines = [WRITTEN, "", f"# {title}", "", what, ""]
    special = {
        "disability": _disability,
        "heirs": _heirs,
        "risk_classes": _risk_classes,
        "risk_classes_2015": _risk_classes,
    }
    if name in special:
        return _page([*lines, *special[name](FILES[name])])
    if "levy" in FILES[name]:
        lines += _levies(FILES[name]["levy"])
    for series in _series(name):
        lines += _section(series, FILES[name][series.path.partition(".")[2]])
    return _page(lines)


def _levies(levies: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    yield "## Who pays"
    yield ""
    yield "| segment | payer | base | rate or amount | further |"
    yield "|---|---|---|---|---|"
    bases = {
        "wage": "wage",
        "band": "base of the income band",
        "contract": "contract value, in slices",
        "flat": "none: a fixed amount",
    }
    for levy in levies:
        price = next(levy[key] for key in ("rate", "amount", "slices") if key in levy)
        further = {
            "wage ceiling": levy.get("ceiling"),
            "bands": levy.get("bands"),
            "until": levy.get("until_age"),
        }
        shown = ", ".join(f"{key}: {_link(path)}" for key, path in further.items() if path)
        row = (levy["segment"], levy["payer"], bases[levy["base"]], _link(price), shown)
        yield _row(row)
    yield ""


def _link(path: str, here: str = "") -> str:
    name, _, key = path.partition(".")
    title = kj.LAW.series(path).title("en")
    return f"[{title}]({here or f'{name}.md'}#{key})"


def _section(series: kj.law.Series, table: Mapping[str, Any]) -> Iterator[str]:
    yield f"## {series.title('en')} {{ #{series.path.partition('.')[2]} }}"
    yield ""
    yearly = " · set every year" if series.yearly else ""
    yield f"*{series.title('id')}* · `{series.path}`{yearly}"
    yield ""
    conditions = _conditions(table)
    if conditions:
        yield conditions
        yield ""
    drawn = chart(series)
    if drawn:
        yield drawn
        yield ""
    notes: list[str] = []
    yield "| months | value | article | evidence, known since |"
    yield "|---|---|---|---|"
    for value in series.values:
        mark = ""
        review = (
            f"To be checked again by {value.review_by}."
            if value.review_by and value is series.values[-1]
            else ""
        )
        convention = (
            f"Convention [{value.assumption}](../explanation/conventions.md#{value.assumption})."
            if value.assumption
            else ""
        )
        note = " ".join(part for part in (value.note, convention, review) if part)
        if note:
            if note not in notes:
                notes.append(note)
            mark = f" ({notes.index(note) + 1})"
        begins = str(value.begins) if value.since_day != 1 else str(value.since)
        yield _row(
            (
                _months(begins, value.until) + mark,
                _shown(value.value, series.unit),
                _all_cited(value),
                f"{_grade(value.evidence)}, {_whole(value.known_since)}",
            )
        )
    yield ""
    if notes:
        yield from (f"{number}. {_safe(note)}" for number, note in enumerate(notes, 1))
        yield ""


def _whole(text: object) -> str:
    """What stays on one line, such as a day."""
    return f'<span class="whole">{text}</span>' if str(text) else ""


def _months(begins: str, until: kj.Month | None) -> str:
    if until is None:
        return _whole(f"from {begins}")
    return f"{_whole(begins)} {_whole(f'to {until}')}"


def _conditions(table: Mapping[str, Any]) -> str:
    labels = {"programs": "programmes", "segments": "segments"}
    shown = [f"{label}: {', '.join(table[key])}" for key, label in labels.items() if key in table]
    shown += _of_facts(table)
    for reading, its in table.get("readings", {}).items():
        named = f"{_convention(reading)} (else {_convention(its['otherwise'])})"
        shown.append(f"read as {named}: {', '.join(_of_facts(its))}")
    return f"Holds for {'; '.join(shown)}." if shown else ""


def _of_facts(table: Mapping[str, Any]) -> Iterator[str]:
    unstated = table.get("unstated", {})
    for place, joint in (("when", "is"), ("unless", "is not")):
        for fact, values in table.get(place, {}).items():
            convention = f" (not stated: {_convention(unstated[fact])})" if fact in unstated else ""
            yield f"{fact.replace('_', ' ')} {joint} {_either(values)}{convention}"


def _either(values: Iterable[Any]) -> str:
    return " or ".join({True: "yes", False: "no"}.get(each, str(each)) for each in values)


def _convention(name: str) -> str:
    return f"[{name}](../explanation/conventions.md#{name})"


def _cited(citation: kj.law.Citation) -> str:
    return _safe(f"[{citation.source}](instruments.md#{_slug(citation.source)}) {citation.article}")


def _all_cited(value: kj.law.DatedValue) -> str:
    """The text that sets a value, and those that say the same, with the days when not at once."""
    further = (
        f"{_cited(each.citation)} (known since {each.known_since})" for each in value.confirmed_by
    )
    return "; ".join((_cited(value.citation), *further))


def _grade(grade: str) -> str:
    return f"**{grade}**" if grade == "unverified" else str(grade)


def _shown(value: Any, unit: str) -> str:
    if isinstance(value, Mapping):
        parts = {key: _shown(item, unit) for key, item in value.items()}
        rows = (_whole(f"{key_of(key)}: {part}") for key, part in parts.items())
        return "<br>".join(rows) or "no entry"
    if unit == "rule":
        return "holds"
    if unit == "ppm":
        return kj.wording.format_rate(value, "en").replace(" ", "\N{NO-BREAK SPACE}")
    if unit == "rupiah":
        return kj.format_rupiah(value, "en")
    if unit in ("years", "months", "days"):
        return f"{value} {unit if value != 1 else unit[:-1]}"
    if isinstance(value, DueRule):
        when = {0: "the same month", 1: "the following month"}.get(
            value.months_later, f"{value.months_later} months later"
        )
        moved = {
            "next": "to the next working day",
            "previous": "to the working day before",
            "none": "not at all",
        }[value.holiday]
        return f"day {value.day} of {when}; a holiday moves it {moved}"
    if unit in ("bands", "slices", "stretches"):
        return "<br>".join(_whole(_item(item)) for item in value)
    if isinstance(value, frozenset | tuple) and value:
        return ", ".join(str(item).replace("_", " ") for item in _ordered(value))
    return "none" if value in ((), frozenset()) else str(value)


def _ordered(value: Iterable[Any]) -> list[Any]:
    order = {program: number for number, program in enumerate(kj.Program)}
    return sorted(value, key=order.__getitem__) if isinstance(value, frozenset) else list(value)


def _item(item: Band | Slice | Stretch) -> str:
    if isinstance(item, Band):
        upper = "on" if item.upper is None else f"to {kj.format_rupiah(item.upper, 'en')}"
        lower, base = kj.format_rupiah(item.lower, "en"), kj.format_rupiah(item.base, "en")
        return f"{item.number}: from {lower} {upper}: base {base}"
    rate = kj.wording.format_rate(item.rate, "en")
    if isinstance(item, Slice):
        return f"above {kj.format_rupiah(item.above, 'en')}: {rate}"
    return f"then {rate}" if item.months is None else f"{item.months} months: {rate}"


# --- files of another shape -------------------------------------------------------------------


def _origin(data: Mapping[str, Any], article: str) -> Iterator[str]:
    source = kj.law.Citation(data["source"], article)
    begins = data["from"] + (f"-{data['from_day']:02}" if "from_day" in data else "")
    yield f"{_cited(source)}, from {begins}; evidence: {data['evidence']}."
    if "note" in data:
        yield ""
        yield f"Note: {_safe(data['note'])}"
    yield ""


def _disability(data: Mapping[str, Any]) -> Iterator[str]:
    for table in data["table"]:
        yield from _origin(table, table["article"])
    yield "| no. | part | bagian | share | copies read |"
    yield "|--:|---|---|--:|--:|"
    for row in data["row"]:
        share = kj.wording.format_rate(kj.Rate(row["share"]), "en")
        if "share_to" in row:
            share += f" to {kj.wording.format_rate(kj.Rate(row['share_to']), 'en')}"
        if "step" in row:
            share += f" for each {name_of(row['step'], 'en')}"
        yield _row((row["number"], *_titles(row), share, row["copies"]))
    yield ""
    parts = data["binocular"]
    yield (
        f"The efficiency of both eyes together: {parts['better']} parts of the better and "
        f"{parts['worse']} of the worse eye."
    )


def _titles(row: Mapping[str, Any]) -> Iterator[str]:
    name = " ".join(row[key] for key in ("part", "side") if key in row)
    return (words(language).tables["disability"][name] for language in ("en", "id"))


def _heirs(data: Mapping[str, Any]) -> Iterator[str]:
    programs = [table["program"] for table in data["table"]]
    for table in data["table"]:
        yield from _origin(table, f"{table['article']} ({table['program']})")
    yield "A rank is asked only where nobody of the ranks before is left."
    yield ""
    yield _row(("rank", "who", *programs))
    yield _row(("--:", *("---" for _ in programs), "---"))
    for number, rank in enumerate(data["rank"], 1):
        who = ", ".join(rank.get("who", ())).replace("_", " ") or "nobody"
        to = rank.get("to", {})
        places = (
            f"{rank['place'][name]}{f': to the {to[name]}' if to else ''}".replace("-", " ")
            for name in programs
        )
        yield _row((number, who, *places))


def _risk_classes(data: Mapping[str, Any]) -> Iterator[str]:
    yield from _origin(data, data["article"])
    yield (
        "The class follows the employer's main business, not the worker's job. The names are short "
        "paraphrases in Indonesian. The rate of each class is on the page [JKK](jkk.md#rate_pu)."
    )
    for risk in kj.RiskClass:
        rows = [row for row in data["entry"] if row["risk_class"] == risk.name.lower()]
        yield ""
        yield f"## Class {risk.value}: {_key_words(risk)}"
        yield ""
        yield "| no. | business | copies read | evidence |"
        yield "|--:|---|--:|---|"
        for row in rows:
            yield _row((row["number"], row["business"], row["copies"], row["evidence"]))


def _key_words(risk: kj.RiskClass) -> str:
    return risk.name.lower().replace("_", " ")


# --- legal texts, open values, conventions ----------------------------------------------------


def _uses() -> dict[str, dict[str, set[str]]]:
    """Which values a text sets: text, series (as a link), grades."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for path in kj.LAW.paths():
        for value in kj.LAW.series(path).values:
            found[value.citation.source][_link(path)].add(value.own_evidence)
            for each in value.confirmed_by:
                found[each.citation.source][_link(path)].add(each.evidence)
    for link, data in _annexes():
        found[data["source"]][link].add(data["evidence"])
    return found


def _annexes() -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Tables that stand in one place as a whole: link to their page, and where they stand."""
    for name in ("disability", "heirs", "risk_classes", "risk_classes_2015"):
        link = f"[{TOPICS[name][0]}]({name}.md)"
        for data in FILES[name].get("table", [FILES[name]]):
            yield link, data


def instruments_page() -> str:
    """Every legal text and notice, with the values that cite it."""
    uses = _uses()
    lines = [
        WRITTEN,
        "",
        "# Legal texts",
        "",
        "The regulations and notices that values cite, by year. The grade of an entry is that of "
        "its title and dates; each value has its own.",
        "",
    ]
    instruments = sorted(kj.LAW.instruments.values(), key=lambda each: each.year)
    for each in instruments:
        lines += [f"## {each.key} {{ #{_slug(each.key)} }}", "", _safe(each.title) + ".", ""]
        known = {
            "Promulgated": _day(each.promulgated),
            "in force": _day(each.in_force),
            "amends": ", ".join(map(_instrument, each.amends)),
            "amended by": ", ".join(map(_instrument, each.amended_by)),
            "evidence": str(each.evidence),
        }
        text = "; ".join(f"{key}: {value}" for key, value in known.items() if value)
        lines += [f"{text[0].upper()}{text[1:]}.", ""]
        if each.url:
            lines += [f"[Where it was read]({each.url})", ""]
        if each.note:
            lines += [_safe(each.note), ""]
        set_here = uses.get(each.key, {})
        if set_here:
            lines += ["Values:", ""]
            lines += [f"- {link}: {', '.join(sorted(grades))}" for link, grades in set_here.items()]
            lines += [""]
    return _page(lines)


def _instrument(key: str) -> str:
    return f"[{key}](#{_slug(key)})" if key in kj.LAW.instruments else key


def _day(day: dt.date | None) -> str:
    return "" if day is None else str(day)


def open_values_page() -> str:
    """Values without a source, and what would settle them; then those that are only reported."""
    values = [value for path in kj.LAW.paths() for value in kj.LAW.series(path).values]
    lines = [
        WRITTEN,
        "",
        "# Values without a source",
        "",
        "No source was found for these values. The library warns (`UnverifiedRuleWarning`) the "
        "first time one decides an amount. Whoever has the document named can settle them: the "
        "article and a public address are enough, see [add a new rule](../how-to/add-a-rule.md).",
        "",
        "| value | from | amount | what would settle it | note |",
        "|---|---|---|---|---|",
    ]
    for value in values:
        if value.evidence == "unverified":
            unit = kj.LAW.series(value.path).unit
            begins = str(value.begins) if value.since_day != 1 else str(value.since)
            settled = f"the text of {_cited(value.citation)}"
            shown = _shown(value.value, unit)
            lines.append(_row((_link(value.path), _whole(begins), shown, settled, value.note)))
    weak: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for value in values:
        if value.evidence in ("reported", "derived"):
            weak[value.citation.source][_link(value.path)].add(value.evidence)
    for link, data in _annexes():
        if data["evidence"] in ("reported", "derived"):
            weak[data["source"]][link].add(data["evidence"])
    lines += [
        "",
        "## Reported or derived",
        "",
        "These have a source, but the regulation or notice itself was not read for them. Reading "
        "the document in the first column would lift them.",
        "",
        "| document | values |",
        "|---|---|",
    ]
    for key in sorted(weak, key=lambda key: -len(weak[key])):
        links = ", ".join(weak[key])
        lines.append(_row((f"[{key}](instruments.md#{_slug(key)})", links)))
    return _page(lines)


def conventions_page() -> str:
    """Our choices where the law is silent."""
    lines = [
        WRITTEN.replace("the law files", "law/conventions.toml and wording/"),
        "",
        "# Where the law is silent",
        "",
        "A regulation leaves questions open, and a library has to answer them. Each answer of ours "
        "is an entry in `conventions.toml`, with a name of its own, and every result lists "
        "those that decided it in `assumptions`. Some entries are no choice but a fact that was "
        "not given and what was then taken. Where a text can be read in two ways, a book of law "
        "that reads it in the other way is made by name.",
        "",
    ]
    for name in FILES["conventions"]["names"]:
        convention = kj.LAW.convention(name)
        lines += [f"## {name} {{ #{name} }}", "", _safe(convention.text("en")), ""]
        lines += [f"*{_safe(convention.text('id'))}*", ""]
        if name in FILES["conventions"]["readings"]:
            lines += [f'A reading: `kj.LAW.with_reading("{name}")`.', ""]
    return _page(lines)


# --- Markdown ---------------------------------------------------------------------------------


def _page(lines: Iterable[str]) -> str:
    return "\n".join(lines).rstrip("\n") + "\n"


def _row(cells: Iterable[object]) -> str:
    return f"| {' | '.join(_safe(str(cell)) for cell in cells)} |"


def _safe(text: str) -> str:
    return re.sub(r"\s+", " ", text).replace("|", "\\|").replace("*", "\\*")


def _slug(key: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", key.lower()).strip("-")


def stale() -> list[str]:
    """Pages on disk that differ from what would be written, that lack, or that nothing writes."""
    wanted = pages()
    folders = ("law", "reference")
    there = {str(p.relative_to(DOCS).as_posix()) for f in folders for p in (DOCS / f).glob("*.md")}
    current = {
        name
        for name, text in wanted.items()
        if (DOCS / name).exists() and (DOCS / name).read_text(encoding="utf-8") == text
    }
    return sorted((wanted.keys() - current) | (there - wanted.keys()))


def write() -> None:
    """Write every page, and delete those in the generated folders that nothing writes."""
    wanted = pages()
    for name in stale():
        if name not in wanted:
            (DOCS / name).unlink()
            continue
        (DOCS / name).parent.mkdir(exist_ok=True)
        (DOCS / name).write_text(wanted[name], encoding="utf-8", newline="\n")


if __name__ == "__main__":
    if "--check" in sys.argv[1:]:
        sys.exit("\n".join(stale()))
    write()
