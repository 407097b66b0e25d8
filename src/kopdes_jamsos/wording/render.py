"""Statements in words: text, Markdown or static HTML, in Indonesian or English."""

from __future__ import annotations

import html
import re
import string
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from attrs import frozen

from kopdes_jamsos.errors import UnknownChoiceError, show
from kopdes_jamsos.explanation import Note, Row, Statement
from kopdes_jamsos.money import Rate
from kopdes_jamsos.months import Month
from kopdes_jamsos.wording.formats import (
    Form,
    Language,
    format_date,
    format_list,
    format_month,
    format_rate,
    format_rupiah,
    locale_of,
)
from kopdes_jamsos.wording.texts import CODES, EVIDENCE, GROUPS, LABELS, NAMES, SENTENCES

_FORMATS: dict[str, Callable[[Any, Language], str]] = {
    "rupiah": format_rupiah,
    "number": lambda value, language: format_rupiah(value, language).removeprefix("Rp"),
    "rate": format_rate,
    "figure": lambda value, language: (
        format_rate(value, language)
        if isinstance(value, Rate)
        else _FORMATS["number"](value, language)
    ),
    "heading": lambda value, language: f": {_FORMATS['code'](value, language)}" if value else "",
    "month": format_month,
    "date": format_date,
    "list": format_list,
    "name": lambda value, language: _pick(NAMES[value], language),
    "group": lambda value, language: _pick(GROUPS[value], language) if value else "",
    "refs": lambda value, language: f": {', '.join(value)}" if value else "",
    "people": lambda count, language: _counted_as(count, language, "orang", "person", "people"),
    "months": lambda count, language: _counted_as(count, language, "bulan", "month", "months"),
    "pair": lambda value, language: _pick(value, language),
    "notes": lambda value, language: "; ".join(sentence(note, language) for note in value),
    "code": lambda value, language: _pick(CODES.get(value, (value, value)), language),
    "plain": lambda value, language: _plain(value, language),
    "choices": lambda values, language: "; ".join(
        f"{name} {_plain(value, language)}" for name, value in values.items()
    ),
}


def _pick(pair: tuple[str, str], language: Language) -> str:
    return pair[language == "en"]


def _plain(value: Any, language: Language) -> str:
    """A value of the law or of a policy, whatever it is."""
    if value is None or value == {}:
        return "–"
    if isinstance(value, bool):
        return _pick(("ya", "yes") if value else ("tidak", "no"), language)
    if isinstance(value, Rate):
        return format_rate(value, language)
    if type(value) is int:  # of any size and sign
        return f"{value:,}".replace(",", _pick((".", ","), language))
    if isinstance(value, Month):
        return format_month(value, language)
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {_plain(item, language)}" for key, item in value.items())
    return ", ".join(sorted(map(str, value))) if isinstance(value, frozenset) else str(value)


def _counted_as(count: int, language: Language, indonesian: str, one: str, more: str) -> str:
    return f"{count} {_pick((indonesian, one if count == 1 else more), language)}"


class _Words(string.Formatter):
    def __init__(self, language: Language) -> None:
        self.language = language

    def format_field(self, value: Any, format_spec: str) -> str:
        return _FORMATS[format_spec](value, self.language) if format_spec else str(value)


def sentence(note: Note, language: Language) -> str:
    """A note in words.

    Args:
        note: Code and figures.
        language: "id" or "en".

    Raises:
        UnknownChoiceError: code `unknown-choice`.

    Examples:
        >>> sentence(Note.of("ceiling", ceiling=11_086_300), "id")
        'batas upah Rp11.086.300'
    """
    locale_of(language)
    words = _Words(language).vformat(_pick(SENTENCES[note.code], language), (), note.figures)
    return " ".join(words.split())


def name_of(code: str, language: Language) -> str:
    """A name or code in words; a text that is neither stays as it is.

    Raises:
        UnknownChoiceError: code `unknown-choice`.

    Examples:
        >>> name_of("employer", "en")
        'employer'
    """
    locale_of(language)
    return _pick(NAMES.get(code) or CODES.get(code, (code, code)), language)


@frozen
class _Cells:
    head: str
    label: str
    amount: str
    source: str
    details: tuple[str, ...] = ()

    @property
    def full_label(self) -> str:
        return f"{self.label} ({'; '.join(self.details)})" if self.details else self.label


def word(statement: Statement, language: Language, form: Form = "text") -> str:
    """A statement in words.

    Args:
        statement: The result as data.
        language: "id" or "en".
        form: "text", "markdown" or "html"; HTML is escaped, static and without scripts.

    Raises:
        UnknownChoiceError: code `unknown-choice`.
    """
    locale_of(language)
    render = _FORMS.get(form) if isinstance(form, str) else None
    if render is None:
        raise UnknownChoiceError(
            f"{show(form)} is no form of a statement.",
            value=form,
            remedy="Choose text, markdown or html.",
        )
    rows = [_cells(row, language) for row in statement.rows]
    totals = [_cells(row, language) for row in statement.totals]
    remarks = [sentence(note, language) for note in statement.remarks]
    remarks += [
        f"{_pick(LABELS['assumptions'], language)} ({convention.id}): "
        f"{_pick((convention.text_id, convention.text_en), language)}"
        for convention in statement.assumptions
    ]
    if statement.evidence is not None:
        grade = _pick(EVIDENCE[statement.evidence], language)
        remarks.append(f"{_pick(LABELS['evidence'], language)}: {grade}.")
    return render(sentence(statement.title, language), rows, totals, remarks, language)


def _cells(row: Row, language: Language) -> _Cells:
    return _Cells(
        head=row.head,
        label=sentence(row.label, language),
        amount="" if row.amount is None else format_rupiah(row.amount, language),
        source="; ".join(map(str, row.citations)),
        details=tuple(sentence(note, language) for note in row.details),
    )


def _text(
    title: str,
    rows: Sequence[_Cells],
    totals: Sequence[_Cells],
    remarks: Sequence[str],
    language: Language,
) -> str:
    everything = [*rows, *totals]
    head = max((len(cells.head) for cells in everything), default=0)
    label = max((len(cells.label) for cells in everything), default=0)
    amount = max((len(cells.amount) for cells in everything), default=0)
    lines = []
    for cells in everything:
        amounts = f"{cells.amount:>{amount}}  " if amount else ""
        lines.append(
            f"  {cells.head:<{head}}  {cells.label:<{label}}  {amounts}{cells.source}".rstrip()
        )
        lines.extend(f"  {'':<{head}}  {detail}" for detail in cells.details)
    return "\n".join([title, *lines, *(f"  {remark}" for remark in remarks)])


_MARKDOWN = re.compile(r"[\\`*_\[\]|]")


def _markdown(
    title: str,
    rows: Sequence[_Cells],
    totals: Sequence[_Cells],
    remarks: Sequence[str],
    language: Language,
) -> str:
    def escape(text: str) -> str:
        return _MARKDOWN.sub(r"\\\g<0>", html.escape(text, quote=False))

    counted = _counted(rows, totals)
    lines = [f"**{escape(title)}**", "", f"| {' | '.join(_headings(language, counted))} |"]
    lines.append("|---|---|---:|---|" if counted else "|---|---|---|")
    lines += [
        f"| {escape(cells.head)} | {escape(cells.full_label)} "
        f"{f'| {cells.amount} ' * counted}| {escape(cells.source)} |"
        for cells in rows
    ]
    lines += [f"| | **{escape(cells.label)}** | **{cells.amount}** | |" for cells in totals]
    return "\n".join([*lines, "", *(f"- {escape(remark)}" for remark in remarks)])


def _html(
    title: str,
    rows: Sequence[_Cells],
    totals: Sequence[_Cells],
    remarks: Sequence[str],
    language: Language,
) -> str:
    counted = _counted(rows, totals)

    def line(cells: _Cells, tag: str) -> str:
        columns = [cells.head, cells.full_label, cells.amount, cells.source]
        if not counted:
            del columns[2]
        right = ' style="text-align:right"'
        return "<tr>{}</tr>".format(
            "".join(
                f"<{tag}{right if counted and place == 2 else ''}>{html.escape(column)}</{tag}>"
                for place, column in enumerate(columns)
            )
        )

    heads = "".join(f"<th>{html.escape(name)}</th>" for name in _headings(language, counted))
    return (
        f"<table><caption>{html.escape(title)}</caption>"
        f"<thead><tr>{heads}</tr></thead>"
        f"<tbody>{''.join(line(cells, 'td') for cells in rows)}"
        f"{''.join(line(cells, 'th') for cells in totals)}</tbody></table>"
        f"<ul>{''.join(f'<li>{html.escape(remark)}</li>' for remark in remarks)}</ul>"
    )


def _counted(*parts: Sequence[_Cells]) -> bool:
    """Whether anything is counted in rupiah; without it the table needs no such column."""
    return any(cells.amount for part in parts for cells in part)


def _headings(language: Language, counted: bool) -> list[str]:
    names = ("program", "calculation", "amount", "article")
    return [
        _pick(LABELS[name], language)
        for name in (names if counted else ("program", "state", "article"))
    ]


_FORMS = {"text": _text, "markdown": _markdown, "html": _html}
