"""`rosters check`: the findings of a list of people in words, and where its rows went."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from attrs import evolve

from kopdes_jamsos.basis import Note, Table
from kopdes_jamsos.documents.writing import to_json
from kopdes_jamsos.months import as_date
from kopdes_jamsos.rosters.findings import SEVERITIES, HeadingsError, RosterFinding
from kopdes_jamsos.rosters.scanning import Scan, scan
from kopdes_jamsos.shell.asking import DAY, WORD, Asked, Option
from kopdes_jamsos.shell.console import Exit, UseError
from kopdes_jamsos.shell.inputs import check_operands
from kopdes_jamsos.shell.showing import put_document, put_table, told_of
from kopdes_jamsos.wording.language import words
from kopdes_jamsos.wording.sentences import sentence

# What is handed on to the reader as it was typed.
_OF_READER = ("table", "organ", "sheet", "encoding", "delimiter")


def list_options() -> list[Option]:
    """The options of a check."""
    return [
        Option(name="on", holds=DAY, words=("shell", "option-seen-on")),
        *(Option(name=name, holds=WORD) for name in _OF_READER),
    ]


def check_list(asked: Asked) -> Exit:
    """Show the findings of a list; the exit says whether one of them is an error.

    Raises:
        UseError: There is no file, or there are several.
        FileError: The file cannot be read.
        RosterError: It is no list, or a hostile one.
    """
    check_operands(asked, 1)
    path = asked.operand
    if path is None:
        raise UseError("no-document")
    asked.console.check(path)
    on = as_date(asked.values.get("on") or _today(), "on")
    told: tuple[RosterFinding, ...] = ()
    scanned: Scan | None = None
    options: dict[str, Any] = {name: asked.values.get(name) for name in _OF_READER}
    options["progress"] = lambda each: asked.console.show(each, asked.language)
    try:
        scanned = scan(path, on=on, **options)
    except HeadingsError as error:
        told = error.findings
    _show(asked, iter(told) if scanned is None else _found(scanned))
    codes = Counter(each.code for each in told) if scanned is None else scanned.tally.codes
    counts = _by_severity(codes)
    if asked.form in ("text", "table"):
        if scanned is not None:
            _say(asked, "tally", {name: getattr(scanned.tally, name) for name in _COUNTED})
        _say(asked, "counts", {**counts, "on": on})
    return Exit.FOUND if counts["error"] else Exit.DONE


_COUNTED = ("rows", "headings", "blank", "taken", "refused", "sums")


def _today() -> dt.date:
    """The day on the clock of the machine; the library itself never asks for it."""
    return dt.datetime.now().astimezone().date()


def _found(scanned: Scan) -> Iterator[RosterFinding]:
    with scanned as rows:
        yield from rows.findings
        for entry in rows:
            yield from entry.findings


def _by_severity(codes: Mapping[str, int]) -> dict[str, int]:
    counts = dict.fromkeys(("error", "warning", "info"), 0)
    for code, count in codes.items():
        counts[SEVERITIES[code]] += count
    return counts


def _say(asked: Asked, code: str, figures: Mapping[str, object]) -> None:
    asked.console.write(sentence(Note.of(f"shell.{code}", **figures), asked.language))


def _show(asked: Asked, findings: Iterator[RosterFinding]) -> None:
    """Write findings; what stood in the cells stays out."""
    if asked.form == "text":
        for finding in findings:
            asked.console.write(told_of(finding, asked.language))
    elif asked.form == "json":
        bare = [evolve(finding, original=None, repaired=None) for finding in findings]
        put_document(asked, to_json(bare))
    else:
        put_table(asked, _table(findings, asked))


def _table(findings: Iterator[RosterFinding], asked: Asked) -> Table:
    columns = {
        "file": str,
        "row": int,
        "column": str | None,
        "severity": str,
        "code": str,
        "message": str,
        "remedy": str,
    }
    sheets = words(asked.language).tables["sheets"]
    return Table.of(
        "findings",
        columns,
        findings,
        severity=lambda each: sheets[each.severity],
        message=lambda each: each.message(asked.language),
        remedy=lambda each: each.remedy(asked.language),
    )
