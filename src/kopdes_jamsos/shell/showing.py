"""Results in the form that was asked for: words, a table, CSV, or the JSON document."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from itertools import zip_longest
from textwrap import wrap
from typing import Any, cast

from kopdes_jamsos._files.sheets import Cell, Page, Ungrouped, escaped
from kopdes_jamsos._lazy import late
from kopdes_jamsos.basis import Displayed, Explained, Table, Tabular
from kopdes_jamsos.basis.files import page_for
from kopdes_jamsos.basis.rendering import word
from kopdes_jamsos.basis.sources import Citation
from kopdes_jamsos.identity.findings import Worded
from kopdes_jamsos.shell.asking import Asked
from kopdes_jamsos.shell.console import UseError
from kopdes_jamsos.wording.formats import Form, grouped
from kopdes_jamsos.wording.language import Language, words
from kopdes_jamsos.wording.sentences import one_line

# What a document is written with loads all that has one.
_to_json = late("kopdes_jamsos.documents.writing", "to_json")
_INDENT = 2
_BETWEEN = "  "
_WIDEST = 80


def put(asked: Asked, thing: Any, *, has_document: bool = True) -> None:
    """Write a result, or another thing that has a document, in the form that was asked for.

    Args:
        asked: The command line.
        thing: What is written.
        has_document: Whether it has a document of its own; else JSON is the rows of its table.

    Raises:
        UseError: It has no such form.
    """
    form = asked.form
    if form == "json" and not has_document:
        put_data(asked, thing.to_records())
    elif form == "json":
        put_document(asked, _to_json(thing, indent=_INDENT if asked.console.is_terminal else None))
    elif form in ("table", "csv"):
        if not isinstance(thing, Tabular):
            raise UseError("no-table")
        put_table(asked, thing.table())
    else:
        asked.console.write(_worded(thing, asked.language, cast("Form", form)))


def put_document(asked: Asked, text: str) -> None:
    """Write JSON."""
    asked.console.write_json(text)


def put_data(asked: Asked, data: Any) -> None:
    """Write plain data as JSON."""
    indent = _INDENT if asked.console.is_terminal else None
    put_document(asked, json.dumps(data, ensure_ascii=False, indent=indent))


def put_table(asked: Asked, table: Table) -> None:
    """Write a table: as CSV, or in columns for people."""
    page = page_for(table, words(asked.language))
    lines = _csv(page) if asked.form == "csv" else _columns(page, table, asked.language)
    for line in lines:
        asked.console.write(line)


def _worded(thing: Any, language: Language, form: Form) -> str:
    """A thing in words.

    Raises:
        UseError: It has none.
    """
    if isinstance(thing, Explained):
        return thing.explain(language, form)
    if isinstance(thing, Worded):
        return told_of(thing, language)
    if isinstance(thing, tuple):
        return "\n".join(told_of(each, language) for each in thing)
    if isinstance(thing, Displayed):
        return word(thing._display(), language, form)
    raise UseError("no-words")


def told_of(finding: Worded, language: Language) -> str:
    """A finding on one line."""
    explain = getattr(finding, "explain", None)  # those of rosters name their place
    if explain is not None:
        return str(explain(language))
    told = f"{finding.message(language)} [{finding.code}] {finding.remedy(language)}"
    return one_line(told)


def _csv(page: Page) -> Iterable[str]:
    for row in (page.headings, *page.rows):
        held = io.StringIO()
        cells = [escaped(cell) if isinstance(cell, str) else cell for cell in row]
        csv.writer(held, lineterminator="").writerow(cells)
        yield held.getvalue()


def _columns(page: Page, table: Table, language: Language) -> Iterable[str]:
    """The rows of a page under one another: texts to the left, numbers to the right."""
    rows = [list(row) for row in page.rows]
    widest = [None if column.holds is Citation else _WIDEST for column in table.columns]
    shown = [
        line for row in rows for line in _lines([_shown(cell, language) for cell in row], widest)
    ]
    numbers = [any(isinstance(row[place], int) for row in rows) for place in _places(page)]
    widths = [max(map(len, column)) for column in zip(page.headings, *shown, strict=True)]
    for line in (page.headings, *shown):
        cells = (
            f"{cell:>{width}}" if number else f"{cell:<{width}}"
            for cell, width, number in zip(line, widths, numbers, strict=True)
        )
        yield _BETWEEN.join(cells).rstrip()


def _lines(cells: Iterable[str], widest: Iterable[int | None]) -> Iterable[Sequence[str]]:
    """A row as lines: a long text goes on below itself, articles stay in one line."""
    parts = (
        wrap(cell, width) if width and len(cell) > width else [cell]
        for cell, width in zip(cells, widest, strict=True)
    )
    return zip_longest(*parts, fillvalue="")


def _places(page: Page) -> range:
    return range(len(page.headings))


def _shown(cell: Cell, language: Language) -> str:
    if isinstance(cell, int) and not isinstance(cell, Ungrouped):
        return grouped(cell, language)
    return "" if cell is None else one_line(str(cell))
