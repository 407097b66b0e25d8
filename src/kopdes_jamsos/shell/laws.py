"""`law`: values of the law with their months, articles and grades, and the paths that there are."""

from __future__ import annotations

import datetime as dt
import difflib
import json
from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any

from kopdes_jamsos._lazy import late
from kopdes_jamsos.basis import Note, Table
from kopdes_jamsos.basis.sources import Citation
from kopdes_jamsos.law import DatedValue, LawBook, Series
from kopdes_jamsos.law.kinds import Band, DueRule, Slice, Stretch
from kopdes_jamsos.money import Rate
from kopdes_jamsos.months import Month
from kopdes_jamsos.shell.asking import Asked
from kopdes_jamsos.shell.books import book_from
from kopdes_jamsos.shell.console import Exit
from kopdes_jamsos.shell.inputs import check_operands
from kopdes_jamsos.shell.showing import put_data, put_table
from kopdes_jamsos.wording.language import Words, words
from kopdes_jamsos.wording.sentences import sentence, word_of

_NEAR = 3
# How documents write a value; they load much that nothing else here needs.
_plain = late("kopdes_jamsos.documents.lookups", "plain")


def show_law(asked: Asked) -> Exit:
    """Show a value of the law in a month or in all, or the paths that begin in a way.

    Raises:
        LawPathError: code `law-path`: no path is, or begins, like this.
        KopdesJamsosError: Whatever a book raises for a month.
    """
    check_operands(asked, 1)
    book, path, month = book_from(asked), asked.operand or "", asked.values.get("month")
    if path in book.paths():
        series = book.series(path)
        values = series.values if month is None else (series.at(month),)
        _show_values(asked, series, values)
        return Exit.DONE
    found = [each for each in book.paths() if each.startswith(path)]
    if not found:
        near = difflib.get_close_matches(path, book.paths(), _NEAR)
        if near:
            note = Note.of("shell.near-paths", paths=near)
            asked.console.tell(sentence(note, asked.language))
        book.series(path)  # which refuses it
    _show_paths(asked, book, found)
    return Exit.DONE


def _show_values(asked: Asked, series: Series, values: Sequence[DatedValue]) -> None:
    if asked.form == "json":
        put_data(asked, _as_data(series, values))
        return
    known, reads = words(asked.language), asked.form == "text"
    unit = known.tables["shell"][f"unit-{series.unit}"]
    rows = [row for value in values for row in _rows(value, unit, known)]
    names = list(_COLUMNS)
    if reads:
        asked.console.write(f"{series.path}: {series.title(asked.language)} ({unit})")
        names.remove("unit")
    if reads and all(row["entry"] is None for row in rows):
        names.remove("entry")
    columns = {name: _COLUMNS[name] for name in names}
    put_table(asked, Table.of("law", columns, rows, **{name: itemgetter(name) for name in names}))
    for name in dict.fromkeys(value.assumption for value in values if reads and value.assumption):
        label = known.tables["labels"]["assumptions"]
        asked.console.write(f"{label} ({name}): {known.tables['conventions'][name]}")


_COLUMNS: Mapping[str, Any] = {
    "first_month": Month,
    "last_month": Month | None,
    "entry": str | None,
    "value": int | str,
    "unit": str,
    "article": Citation,
    "evidence": str,
}


def _rows(value: DatedValue, unit: str, known: Words) -> Iterator[Mapping[str, Any]]:
    """A value as rows: of a mapping, of bands and of slices one for each entry."""
    for entry, each in _entries(value.value, known):
        yield {
            "first_month": value.since,
            "last_month": value.until,
            "entry": entry,
            "value": _worded(each, known),
            "unit": unit,
            "article": value.citations,
            "evidence": known.tables["evidence"][value.evidence],
        }


def _entries(held: Any, known: Words) -> Iterator[tuple[str | None, Any]]:
    """What a value holds, each with the key, the incomes or the part of an amount it is for."""
    if isinstance(held, Mapping) and held:  # a mapping without entries says so
        for key, each in held.items():
            yield word_of(key, known), each
    elif isinstance(held, tuple) and held and isinstance(held[0], Band | Slice | Stretch):
        for each in held:
            figure = each.base if isinstance(each, Band) else each.rate
            yield sentence(_part_of(each), known.language), figure
    else:
        yield None, held


def _part_of(each: Band | Slice | Stretch) -> Note:
    """The incomes of a band, the part of an amount above a limit, or some months."""
    if isinstance(each, Band):
        code = "law-band-last" if each.upper is None else "law-band"
        return Note.of(code, lower=each.lower, upper=each.upper)
    if isinstance(each, Slice):
        return Note.of("graph-part", above=each.above)
    return Note.of("law-stretch-last" if each.months is None else "law-stretch", months=each.months)


def _worded(value: Any, known: Words) -> int | str:
    """A value as a number or in words; a list of numbers as plain data."""
    if value is True:
        return sentence(Note.of("law-in-force"), known.language)
    if type(value) is int:
        return value
    if isinstance(value, Rate | dt.date | Mapping) or _is_of_names(value):
        return sentence(Note.of("value", value=value), known.language)
    if isinstance(value, DueRule):
        return "; ".join(sentence(note, known.language) for note in _due(value))
    return json.dumps(_plain(value), ensure_ascii=False)


def _due(rule: DueRule) -> Iterator[Note]:
    """The day on which a contribution is due, and what a holiday does."""
    code = "law-due-later" if rule.months_later else "law-due-same"
    yield Note.of(code, day=rule.day, months=rule.months_later)
    yield Note.of(f"law-holiday-{rule.holiday}")


def _is_of_names(value: Any) -> bool:
    return isinstance(value, frozenset | tuple) and all(isinstance(each, str) for each in value)


def _as_data(series: Series, values: Sequence[DatedValue]) -> dict[str, Any]:
    return {
        "path": series.path,
        "unit": series.unit,
        "by": series.by,
        "yearly": series.yearly,
        "values": [
            {
                "since": str(value.since),
                "until": None if value.until is None else str(value.until),
                "value": True if value.value is True else _plain(value.value),
                "citations": [str(each) for each in value.citations],
                "evidence": value.evidence.value,
                "known_since": value.known_since.isoformat(),
                "assumption": value.assumption or None,
            }
            for value in values
        ],
    }


def _show_paths(asked: Asked, book: LawBook, paths: Sequence[str]) -> None:
    series = [book.series(path) for path in paths]
    if asked.form == "json":
        put_data(asked, [{"path": each.path, "unit": each.unit} for each in series])
    elif asked.form == "text":
        width = max(map(len, paths))
        for each in series:
            asked.console.write(f"{each.path:{width}}  {each.title(asked.language)}")
    else:
        units = words(asked.language).tables["shell"]
        table = Table.of(
            "law",
            {"path": str, "title": str, "unit": str},
            series,
            title=lambda each: each.title(asked.language),
            unit=lambda each: units[f"unit-{each.unit}"],
        )
        put_table(asked, table)
