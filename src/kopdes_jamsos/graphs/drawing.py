"""Graphs in the languages of Mermaid and Graphviz, and as a picture.

What a name, a role or a document brought in stays text: nothing in it ends a label or steers the
program that draws.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from fractions import Fraction
from textwrap import wrap
from typing import Any

from kopdes_jamsos.basis import Note
from kopdes_jamsos.errors import MissingPackageError, OutputError
from kopdes_jamsos.graphs.nodes import Edge, Graph, Node, NodeKind, exact
from kopdes_jamsos.money import Rate
from kopdes_jamsos.wording.formats import format_rate, format_rupiah, grouped, separators
from kopdes_jamsos.wording.language import Language, Words, words
from kopdes_jamsos.wording.sentences import articles, one_line, say, sentence

# Longer than any picture of one result takes.
_SECONDS = 60
_MERMAID_SHAPES = {
    NodeKind.FACT: ('(["', '"])'),
    NodeKind.LAW: ('[["', '"]]'),
    NodeKind.STEP: ('("', '")'),
    NodeKind.RESULT: ('["', '"]'),
}
_DOT_SHAPES = {
    NodeKind.FACT: "shape=ellipse",
    NodeKind.LAW: "shape=note",
    NodeKind.STEP: 'shape=box, style="rounded"',
    NodeKind.RESULT: "shape=box",
}
# Of its letters Graphviz knows the widths wherever it runs.
_FONT = 'fontname="Helvetica"'
_WIDTH = 36
# Everything else could be a sign of Mermaid, of Markdown or of HTML.
_SIGNS = re.compile(r"[^\w .,:()/%×'-]")


def mermaid(graph: Graph, language: Language) -> str:
    """A graph as a flowchart; see `Graph.to_mermaid`."""
    known, names = words(language), _numbers(graph)
    lines = ["flowchart LR"]
    for node in graph.nodes:
        begin, end = _MERMAID_SHAPES[node.kind]
        label = "<br>".join(map(_in_mermaid, _label(node, known)))
        lines.append(f"  {names[node.id]}{begin}{label}{end}")
    for edge in graph.edges:
        label = "<br>".join(map(_in_mermaid, _arrow(edge, known)))
        arrow = f'-->|"{label}"|' if label else "-->"
        lines.append(f"  {names[edge.source]} {arrow} {names[edge.target]}")
    return "\n".join([*lines, ""])


def graphviz(graph: Graph, language: Language) -> str:
    """A graph in DOT; see `Graph.to_graphviz`."""
    known, names = words(language), _numbers(graph)
    lines = [
        "digraph {",
        "  rankdir=LR",
        f'  node [{_FONT}, margin="0.3,0.1"]',
        f"  edge [{_FONT}, fontsize=10]",
    ]
    for node in graph.nodes:
        label = _in_dot(_label(node, known))
        lines.append(f'  {names[node.id]} [{_DOT_SHAPES[node.kind]}, label="{label}"]')
    for edge in graph.edges:
        label = _in_dot(_arrow(edge, known))
        tail = f' [label="{label}"]' if label else ""
        lines.append(f"  {names[edge.source]} -> {names[edge.target]}{tail}")
    return "\n".join([*lines, "}", ""])


def svg(graph: Graph, language: Language) -> str:
    """A graph as a picture; see `Graph.to_svg`."""
    text, program = graphviz(graph, language), shutil.which("dot")
    if program is None:
        raise MissingPackageError(
            "A picture of a graph needs the program dot of Graphviz.",
            value="dot",
            remedy="Install Graphviz, or take to_mermaid() or to_graphviz() to a page that draws.",
        )
    drawn = None
    try:
        run = subprocess.run(
            [program, "-Tsvg"], input=text.encode(), capture_output=True, timeout=_SECONDS
        )
        drawn = run.stdout if run.returncode == 0 else None
    except (OSError, subprocess.SubprocessError):
        pass
    if not drawn:
        # Outside the handler: what the other program says repeats the labels.
        raise OutputError(
            "The program dot has not drawn the graph.",
            remedy="Try dot by hand with the text of to_graphviz().",
        )
    return drawn.decode("utf-8", "replace")


def _numbers(graph: Graph) -> dict[str, str]:
    return {node.id: f"n{number}" for number, node in enumerate(graph.nodes, 1)}


def label_of(node: Node, language: Language) -> str:
    """What a node is called, with what stands before it.

    Examples:
        >>> found = kj.graphs.graph(kj.assess(trader, kj.Month(2025, 7)))
        >>> label_of(found.node("JKM participant"), "en")
        'JKM: Paid by the participant'
    """
    head = sentence(node.head, language) if isinstance(node.head, Note) else one_line(node.head)
    what = sentence(node.what, language)
    return f"{head}: {what}" if head else what


def _label(node: Node, known: Words) -> list[str]:
    """The lines of a node: what it is, its value; of a value of the law months and grade."""
    lines = [label_of(node, known.language), _shown(node, known)]
    if node.evidence is not None:
        code = "law-since" if node.until is None else "law-months"
        months = sentence(Note.of(code, since=node.since, until=node.until), known.language)
        lines.append(f"{months}: {known.tables['evidence'][node.evidence]}")
    return list(filter(None, lines))


def _arrow(edge: Edge, known: Words) -> list[str]:
    """The lines of an arrow: each article, and that it was rounded."""
    lines = [articles([citation], known) for citation in edge.citations]
    if edge.assumption:
        lines.append(say("graph-rounded", {}, known.language))
    return lines


def _shown(node: Node, known: Words) -> str:
    """A value as people read it."""
    value: Any = node.value
    if value is None:
        return ""
    if node.choice is not None:
        return sentence(node.choice, known.language)
    if isinstance(value, Rate):
        return format_rate(value, known.language)
    if isinstance(value, Fraction):
        whole, _, digits = exact(value).partition(".")
        point, _ = separators(known.language)
        return f"Rp{grouped(int(whole), known.language)}{point if digits else ''}{digits}"
    show = grouped if node.counts else format_rupiah
    return show(value, known.language)


def _in_mermaid(text: str) -> str:
    return _SIGNS.sub(lambda found: f"#{ord(found[0])};", one_line(text))


def _in_dot(lines: list[str]) -> str:
    rows = [row for line in lines for row in wrap(one_line(line), _WIDTH)]
    return "\\n".join(row.replace("\\", "\\\\").replace('"', '\\"') for row in rows)
