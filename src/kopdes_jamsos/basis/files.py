"""Tables as files for people, CSV and XLSX in a language, and as JSON records."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Iterator, Sequence
from typing import Any

from kopdes_jamsos._files.output import OutputFile, write_whole
from kopdes_jamsos._files.paths import check_ending, plain_path
from kopdes_jamsos._files.sheets import Cell, Page, Ungrouped, page_of, write
from kopdes_jamsos.basis.rendering import remarks_of
from kopdes_jamsos.basis.sources import Citation, Evidence
from kopdes_jamsos.basis.statements import Note, Statement
from kopdes_jamsos.basis.tables import Code, Table, Worded, Year, stored
from kopdes_jamsos.months import Month
from kopdes_jamsos.programs import Choice
from kopdes_jamsos.wording.language import Language, Words, words
from kopdes_jamsos.wording.sentences import choice_named, option_named, sentence, word_of


def write_csv(table: Table, path: str | os.PathLike[str], language: Language) -> None:
    """Write a table as CSV; see `Tabular.write_csv`."""
    known = words(language)
    check_ending(path, ".csv")
    write(path, [page_for(table, known)])


def write_xlsx(
    table: Table, path: str | os.PathLike[str], language: Language, about: Statement | None
) -> None:
    """Write a table as XLSX; see `Tabular.write_xlsx`."""
    known = words(language)
    check_ending(path, ".xlsx")
    pages = [page_for(table, known)]
    if about is not None:
        pages.append(page_of(known, "about", ("remark", "total"), _about(about, known)))
    write(path, pages)


def write_json(table: Table, path: str | os.PathLike[str]) -> None:
    """Write the records of a table as JSON; see `Tabular.write_json`."""
    check_ending(path, ".json")
    text = json.dumps(table.to_records(), ensure_ascii=False, indent=1)

    def fill(file: OutputFile) -> None:
        file.write(f"{text}\n".encode())

    write_whole(plain_path(path), fill)


def page_for(table: Table, known: Words) -> Page:
    """A table with headings and words of a language."""
    return Page(
        name=known.tables["sheets"].get(table.name, table.name),
        headings=[_heading(name, known) for name in table.names],
        rows=([worded(value, known) for value in row] for row in table.rows),
    )


def _heading(name: str, known: Words) -> str:
    """Heading of a column: its words, those of its two parts, as of "jkk_employer", or a title."""
    headings = known.tables["sheets"]
    if name in headings:
        return headings[name]
    first, _, second = name.partition("_")
    if second in known.tables["names"]:
        return f"{headings.get(first, first.upper())} {known.tables['names'][second]}"
    return choice_named(name, known)


def worded(value: Any, known: Words) -> Cell:
    """A value as people read it.

    Examples:
        >>> from kopdes_jamsos.wording.language import words
        >>> worded(kj.Payer.EMPLOYER, words("id")), worded(kj.Month(2025, 7), words("id"))
        ('pemberi kerja', '2025-07')
    """
    if value is None or type(value) in (int, dt.date):
        return value  # type: ignore[no-any-return]  # one of these
    if isinstance(value, bool):
        return known.tables["formats"]["yes" if value else "no"]
    if isinstance(value, Note | Worded):
        return sentence(value if isinstance(value, Note) else value.note, known.language)
    if isinstance(value, Evidence):
        return known.tables["evidence"][value]
    if isinstance(value, Choice):
        return option_named(value, known)
    if isinstance(value, Code):
        return word_of(value, known)
    if isinstance(value, Year):
        return Ungrouped(value)
    if isinstance(value, Month):
        return str(value)
    if isinstance(value, tuple):
        return "; ".join(str(worded(each, known)) for each in value)
    return str(value) if isinstance(value, Citation) else stored(value)


def _about(statement: Statement, known: Words) -> Iterator[Sequence[Cell]]:
    yield sentence(statement.title, known.language), None
    for row in statement.totals:
        yield sentence(row.label, known.language), row.amount
    for remark in remarks_of(statement, known):
        yield remark, None
