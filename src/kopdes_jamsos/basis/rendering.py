"""Statements in words: text, Markdown or static HTML."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from attrs import frozen

from kopdes_jamsos._plain import as_text
from kopdes_jamsos.basis.statements import Row, Statement
from kopdes_jamsos.errors import UnknownChoiceError, told
from kopdes_jamsos.wording.formats import Form, format_rupiah
from kopdes_jamsos.wording.language import Language, Words, words
from kopdes_jamsos.wording.sentences import one_line, sentence


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


@frozen(kw_only=True)
class _Page:
    title: str
    rows: Sequence[_Cells]
    totals: Sequence[_Cells]
    remarks: Sequence[str]
    known: Words

    @property
    def columns(self) -> dict[str, str]:
        """Headings of the columns in which something stands, by the part of a row."""
        everything = (*self.rows, *self.totals)
        counted = any(cells.amount for cells in everything)
        labels = self.known.tables["labels"]
        return {
            part: labels["state" if part == "full_label" and not counted else heading]
            for part, heading in _COLUMNS.items()
            if part == "full_label" or any(getattr(cells, part) for cells in everything)
        }


_COLUMNS = {
    "head": "program",
    "full_label": "calculation",
    "amount": "amount",
    "source": "article",
}


def word(statement: Statement, language: Language, form: Form = "text") -> str:
    """A statement in words.

    Args:
        statement: The result as data.
        language: "id" or "en".
        form: "text", "markdown" or "html"; HTML is escaped, static and without scripts.

    Raises:
        UnknownChoiceError: code `unknown-choice`.
    """
    known = words(language)
    render = _FORMS.get(as_text(form) or "")
    if render is None:
        shown, kept = told(form, "form", names=_FORMS)
        raise UnknownChoiceError(
            f"{shown} is no form of a statement.",
            value=kept,
            remedy="Choose text, markdown or html.",
        )
    return render(
        _Page(
            title=sentence(statement.title, language),
            rows=[_cells(row, language) for row in statement.rows],
            totals=[_cells(row, language) for row in statement.totals],
            remarks=remarks_of(statement, known),
            known=known,
        )
    )


def remarks_of(statement: Statement, known: Words) -> list[str]:
    """What a statement says under its table: remarks, assumptions and the weakest evidence.

    Examples:
        >>> from kopdes_jamsos.wording.language import words
        >>> remarks_of(kj.assess(trader, kj.Month(2025, 7)).statement(), words("en"))[-1]
        'Weakest evidence: read in the text of the regulation.'
    """
    labels = known.tables["labels"]
    remarks = [sentence(note, known.language) for note in statement.remarks]
    remarks += [
        f"{labels['assumptions']} ({name}): {known.tables['conventions'][name]}"
        for name in statement.assumptions
    ]
    if statement.evidence is not None:
        grade = known.tables["evidence"][statement.evidence]
        remarks.append(f"{labels['evidence']}: {grade}.")
    return remarks


def _cells(row: Row, language: Language) -> _Cells:
    return _Cells(
        head=one_line(row.head),
        label=sentence(row.label, language),
        amount="" if row.amount is None else format_rupiah(row.amount, language),
        source="; ".join(map(str, row.citations)),
        details=tuple(sentence(note, language) for note in row.details),
    )


def _text(page: _Page) -> str:
    everything = [*page.rows, *page.totals]
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
    return "\n".join([page.title, *lines, *(f"  {remark}" for remark in page.remarks)])


_MARKDOWN = re.compile(r"[\\`*_\[\]|~#]")


def _markdown(page: _Page) -> str:
    def escape(text: str) -> str:
        return _MARKDOWN.sub(r"\\\g<0>", html.escape(text, quote=False))

    def line(cells: list[str]) -> str:
        return f"| {' | '.join(cells)} |".replace("|  |", "| |")

    columns = page.columns
    lines = [f"**{escape(page.title)}**", "", line(list(columns.values()))]
    lines.append(f"|{'|'.join('---:' if part == 'amount' else '---' for part in columns)}|")
    lines += [line([escape(getattr(cells, part)) for part in columns]) for cells in page.rows]
    lines += [
        line([_bold(escape(getattr(cells, part))) for part in columns]) for cells in page.totals
    ]
    return "\n".join([*lines, "", *(f"- {escape(remark)}" for remark in page.remarks)])


def _bold(text: str) -> str:
    return f"**{text}**" if text else ""


def _html(page: _Page) -> str:
    columns = page.columns

    def line(cells: _Cells, tag: str) -> str:
        right = ' style="text-align:right"'
        return "<tr>{}</tr>".format(
            "".join(
                f"<{tag}{right if part == 'amount' else ''}>{html.escape(cell)}</{tag}>"
                for part, cell in ((part, getattr(cells, part)) for part in columns)
            )
        )

    heads = "".join(f"<th>{html.escape(name)}</th>" for name in columns.values())
    return (
        f"<table><caption>{html.escape(page.title)}</caption>"
        f"<thead><tr>{heads}</tr></thead>"
        f"<tbody>{''.join(line(cells, 'td') for cells in page.rows)}"
        f"{''.join(line(cells, 'th') for cells in page.totals)}</tbody></table>"
        f"<ul>{''.join(f'<li>{html.escape(remark)}</li>' for remark in page.remarks)}</ul>"
    )


_FORMS = {"text": _text, "markdown": _markdown, "html": _html}
