"""Statements in words: text, Markdown or static HTML."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence

from attrs import frozen

from kopdes_jamsos._plain import as_text
from kopdes_jamsos.basis.statements import Note, Row, Statement
from kopdes_jamsos.errors import UnknownChoiceError, told
from kopdes_jamsos.programs import Program
from kopdes_jamsos.wording.formats import Form, format_rupiah
from kopdes_jamsos.wording.language import Language, Words, words
from kopdes_jamsos.wording.sentences import articles, one_line, sentence


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
    heads: str
    known: Words

    @property
    def columns(self) -> dict[str, str]:
        """Headings of the columns in which something stands, by the part of a row."""
        everything = (*self.rows, *self.totals)
        counted = any(cells.amount for cells in everything)
        labels = self.known.tables["labels"]
        headings = _COLUMNS if counted else _COLUMNS | {"full_label": "state"}
        return {
            part: labels.get(self.heads if part == "head" else heading, "")
            for part, heading in headings.items()
            if part == "full_label" or any(getattr(cells, part) for cells in everything)
        }


# The parts of a row, the key of each heading, and how a cell looks. Each cell says so itself: a
# notebook's own style puts everything to the right, and no colour is set, so that both the light
# and the dark page of whoever shows it go on.
_COLUMNS = {
    "head": "program",
    "full_label": "calculation",
    "amount": "amount",
    "source": "article",
}
_LEFT = "text-align:left;vertical-align:top;padding:.25em .6em"
_STYLES = {
    "head": _LEFT,
    "full_label": f"{_LEFT};max-width:32em",
    "amount": f"{_LEFT.replace('left', 'right')};white-space:nowrap",
    "source": f"{_LEFT};min-width:7em;max-width:24em;font-weight:normal",
}
# On a page too narrow for it the table scrolls, not the page.
_TABLE = "display:block;overflow-x:auto;width:auto;border-collapse:collapse;margin:0 0 .5em 0"
_LIST = "list-style:disc;margin:0 0 1em 0;padding-left:1.6em"
_CAPTION = f"{_LEFT};caption-side:top;font-weight:bold"


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
            heads=_heads(statement),
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


def _heads(statement: Statement) -> str:
    """What stands in the first column: programmes, names of facts, or what needs no heading."""
    heads = [row.head for row in statement.rows if row.head]
    if any(isinstance(head, Note) for head in heads):
        return "fact"
    return "program" if all(head in tuple(Program) for head in heads) else ""


def _cells(row: Row, language: Language) -> _Cells:
    return _Cells(
        head=one_line(row.head) if isinstance(row.head, str) else sentence(row.head, language),
        label=sentence(row.label, language),
        amount="" if row.amount is None else format_rupiah(row.amount, language),
        source=articles(row.citations, words(language)),
        details=tuple(sentence(note, language) for note in row.details),
    )


# A line of text is so wide at most, where that leaves so much for the articles.
_WIDTH, _NARROWEST = 100, 30
# Of the facts of one thing in print; a table has them all.
_MOST_FACTS = 9


def brief(
    statement: Statement,
    language: Language,
    *,
    with_sum: bool = True,
    left_out: Note | None = None,
) -> str:
    """A statement in a line or two, for print: its heading, and its sum or what it says.

    Args:
        statement: What is shown, as data.
        language: "id" or "en".
        with_sum: Whether more than the heading may be told.
        left_out: What the sum does not hold, said behind it.
    """
    lines = [sentence(statement.title, language)]
    cells = [_cells(row, language) for row in statement.totals[-1:] or statement.rows]
    if with_sum and cells:
        said = [_fact(each) for each in cells]
        said = [*said[:_MOST_FACTS], *(["…"] if said[_MOST_FACTS:] else [])]
        lines.append("; ".join([*said, *([sentence(left_out, language)] if left_out else [])]))
    return "\n  ".join(lines)


def _fact(cells: _Cells) -> str:
    """What a row says in print: a sum by its label, a fact by its name, or a sentence."""
    if cells.amount:
        return f"{cells.label}: {cells.amount}"
    return f"{cells.head}: {cells.label}" if cells.head else cells.label


def _text(page: _Page) -> str:
    everything = [*page.rows, *page.totals]
    head = max((len(cells.head) for cells in everything), default=0)
    label = max((len(cells.label) for cells in everything), default=0)
    amount = max((len(cells.amount) for cells in everything), default=0)
    lines = []
    for cells in everything:
        heads = f"{cells.head:<{head}}  " if head else ""
        amounts = f"{cells.amount:>{amount}}  " if amount else ""
        front = f"  {heads}{cells.label:<{label}}  {amounts}"
        first, *more = _wrapped(cells.source, _WIDTH - len(front))
        lines.append(f"{front}{first}".rstrip())
        lines.extend(f"{' ' * len(front)}{each}" for each in more)
        lines.extend(f"  {' ' * len(heads)}{detail}" for detail in cells.details)
    return "\n".join([page.title, *lines, *(f"  {remark}" for remark in page.remarks)])


def _wrapped(source: str, room: int) -> list[str]:
    """Articles on lines that fit, each article on one; all on one where there is no room."""
    if room < _NARROWEST:
        return [source]
    first, *others = source.split("; ")
    lines = [first]
    for each in others:
        if len(lines[-1]) + len(each) + 3 > room:
            lines[-1] += ";"
            lines.append(each)
        else:
            lines[-1] += f"; {each}"
    return lines


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

    def line(cells: Mapping[str, str], tag: str, more: str = "") -> str:
        return "<tr>{}</tr>".format(
            "".join(
                f'<{tag} style="{_STYLES[part]}{more}">{html.escape(cells[part])}</{tag}>'
                for part in columns
            )
        )

    def parts(cells: _Cells) -> dict[str, str]:
        return {part: getattr(cells, part) for part in columns}

    rows = [line(parts(cells), "td") for cells in page.rows]
    # A rule above the first of the sums.
    rows += [
        line(parts(cells), "th", "" if place else ";border-top:1px solid")
        for place, cells in enumerate(page.totals)
    ]
    remarks = "".join(f"<li>{html.escape(remark)}</li>" for remark in page.remarks)
    return (
        f'<table style="{_TABLE}"><caption style="{_CAPTION}">{html.escape(page.title)}</caption>'
        f"<thead>{line(columns, 'th', ';font-weight:bold')}</thead>"
        f"<tbody>{''.join(rows)}</tbody></table>"
        f'<ul style="{_LIST}">{remarks}</ul>'
    )


_FORMS = {"text": _text, "markdown": _markdown, "html": _html}
