"""The graph of a result as data: nodes with values, and arrows with articles."""

from __future__ import annotations

import datetime as dt
import os
from enum import Enum
from fractions import Fraction
from typing import Any

from attrs import field, frozen

from kopdes_jamsos._files.output import OutputFile, write_whole
from kopdes_jamsos._files.paths import check_ending, plain_path
from kopdes_jamsos.basis import Basis, Grounded, Note, Table, Tabular
from kopdes_jamsos.basis.sources import Citation, Evidence
from kopdes_jamsos.display import current_language
from kopdes_jamsos.errors import InvalidFactError
from kopdes_jamsos.money import Rate
from kopdes_jamsos.months import Month
from kopdes_jamsos.programs import Choice
from kopdes_jamsos.wording.language import Language
from kopdes_jamsos.wording.sentences import sentence


class NodeKind(Choice):
    """What a node is: a fact that was declared, a value of the law, a step, or a result.

    Examples:
        >>> kj.graphs.NodeKind("law")
        <NodeKind.LAW: 'law'>
    """

    FACT = "fact"
    LAW = "law"
    STEP = "step"
    RESULT = "result"


class Operation(Choice):
    """How the value of a node follows from those that lead to it.

    LEAST: the smallest of them. PART: what of an amount lies in a slice. NOTHING: zero, since the
    pension age is past. REMAINDER: what a relief leaves of the whole. PRODUCT: all multiplied.
    SUM: all added. ROUNDED: rounded half up to whole rupiah.

    Examples:
        >>> kj.graphs.Operation("product")
        <Operation.PRODUCT: 'product'>
    """

    LEAST = "least"
    PART = "part"
    NOTHING = "nothing"
    REMAINDER = "remainder"
    PRODUCT = "product"
    SUM = "sum"
    ROUNDED = "rounded"


@frozen(kw_only=True)
class Node:
    """A fact, a value of the law, a step or a result.

    Attributes:
        id: Its name in the graph, for arrows.
        kind: What it is.
        what: What it is called, to be worded.
        head: What stands before that: a programme, or a note.
        value: The value: rupiah as int, those not yet rounded as Fraction, a Rate, a count, a day
            or a choice; None where there is none.
        counts: Whether an int counts something and is no rupiah.
        operation: How it follows from the nodes that lead to it; None where it is given, or where
            the result has not recorded how.
        path: Of a value of the law, the name of its series.
        since: First month of a value of the law.
        until: Last month, where it has one.
        evidence: Grade of a value of the law.

    Examples:
        >>> nodes = kj.graphs.graph(kj.assess(trader, kj.Month(2025, 7))).nodes
        >>> [node.path for node in nodes if node.kind is kj.graphs.NodeKind.LAW]
        ['bands.income_bands', 'jkk.rate_bpu', 'jkm.amount_bpu']
    """

    id: str
    kind: NodeKind
    what: Note = field(repr=False)
    head: str | Note = field(default="", repr=False)
    value: Any = field(default=None, repr=False)
    counts: bool = field(default=False, repr=False)
    operation: Operation | None = None
    path: str = ""
    since: Month | None = None
    until: Month | None = None
    evidence: Evidence | None = None

    @property
    def unit(self) -> str | None:
        """What the value is in: "rupiah", "ppm", "count", "date" or "choice"; None for no value."""
        value = self.value
        if value is None:
            return None
        if isinstance(value, Rate):
            return "ppm"
        if isinstance(value, dt.date):
            return "date"
        if isinstance(value, bool | str | Enum):
            return "choice"
        return "count" if self.counts else "rupiah"

    @property
    def choice(self) -> Note | None:
        """A choice or a day, to be worded; None for a number."""
        value = self.value
        if self.unit not in ("choice", "date"):
            return None
        held = value.name.lower() if isinstance(value, int) and isinstance(value, Enum) else value
        return Note.of("fact", value=held)


@frozen(kw_only=True)
class Edge:
    """An arrow from a node to one that follows from it.

    Attributes:
        source: Name of the node from which it leads.
        target: Name of the node to which it leads.
        citations: The articles by which the one follows from the other.
        assumption: The convention by which it does, such as that of rounding, or empty.

    Examples:
        >>> edges = kj.graphs.graph(kj.assess(trader, kj.Month(2025, 7))).edges
        >>> edges[-1].source, edges[-1].target
        ('JKM participant', 'total')
    """

    source: str
    target: str
    citations: tuple[Citation, ...] = ()
    assumption: str = ""


@frozen(kw_only=True)
class Graph(Grounded, Tabular):
    """What a result is made of.

    Attributes:
        title: The title of the result.
        nodes: Facts, values of the law, steps and results; each after those that lead to it.
        edges: The arrows, by the names of the nodes.
        basis: What the result rests on.

    Examples:
        >>> found = kj.graphs.graph(kj.assess(trader, kj.Month(2025, 7)))
        >>> found.node("total").value, [str(node.id) for node in found.inputs("JKK participant")]
        (16800, ['JKK participant product'])
    """

    title: Note = field(repr=False)
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...] = field(repr=False)
    basis: Basis = field(repr=False)

    def node(self, name: str) -> Node:
        """The node of a name.

        Raises:
            InvalidFactError: code `invalid-fact`: there is none.

        Examples:
            >>> kj.graphs.graph(kj.assess(trader, kj.Month(2025, 7))).node("income").value
            1000000
        """
        found = next((each for each in self.nodes if each.id == name), None)
        if found is None:
            raise InvalidFactError(
                "The graph has no node of that name.",
                remedy="Take a name from the nodes of the graph.",
            )
        return found

    def inputs(self, name: str) -> tuple[Node, ...]:
        """The nodes from which arrows lead to a node.

        Examples:
            >>> found = kj.graphs.graph(kj.assess(trader, kj.Month(2025, 7)))
            >>> [node.path for node in found.inputs("JKK participant product")]
            ['bands.income_bands', 'jkk.rate_bpu']
        """
        return tuple(self.node(edge.source) for edge in self.edges if edge.target == name)

    def table(self) -> Table:
        """A row for each node, with the nodes and the articles of the arrows that lead to it."""
        into: dict[str, list[Edge]] = {node.id: [] for node in self.nodes}
        for edge in self.edges:
            into[edge.target].append(edge)
        return Table.of(
            "graph",
            {
                "node": str,
                "node_kind": NodeKind,
                "item": Note,
                "choice": Note | None,
                "amount": int | None,
                "rate_ppm": Rate | None,
                "operation": Operation | None,
                "made_of": str | None,
                "article": Citation,
                "evidence": Evidence | None,
            },
            self.nodes,
            node="id",
            node_kind="kind",
            item="what",
            amount=lambda node: node.value if node.unit == "rupiah" and _whole(node) else None,
            rate_ppm=lambda node: node.value if node.unit == "ppm" else None,
            made_of=lambda node: "; ".join(edge.source for edge in into[node.id]) or None,
            article=lambda node: tuple(
                dict.fromkeys(each for edge in into[node.id] for each in edge.citations)
            ),
        )

    def to_dict(self, language: Language | None = None) -> dict[str, Any]:
        """The graph as JSON holds it: its nodes and its arrows.

        An amount that is not rounded yet is a text of its exact digits; a rate is in parts per
        million (`unit`).

        Args:
            language: Of the labels: "id" or "en"; None: that of `kj.display`.

        Raises:
            UnknownChoiceError: code `unknown-choice`.

        Examples:
            >>> found = kj.graphs.graph(kj.assess(trader, kj.Month(2025, 7))).to_dict("en")
            >>> found["nodes"][0]["id"], found["nodes"][0]["value"]
            ('income', 1000000)
            >>> found["edges"][2]["articles"]
            ['PP 44/2015 Pasal 20 ayat (1) dan ayat (2), Lampiran II']
        """
        from kopdes_jamsos.graphs.drawing import label_of  # needed by few

        spoken = current_language(language)
        return {
            "title": sentence(self.title, spoken),
            "nodes": [
                {
                    "id": node.id,
                    "kind": node.kind.value,
                    "label": label_of(node, spoken),
                    "value": _plain(node.value),
                    "unit": node.unit,
                    "operation": node.operation and node.operation.value,
                    "path": node.path or None,
                    "since": node.since and str(node.since),
                    "until": node.until and str(node.until),
                    "evidence": node.evidence and node.evidence.value,
                }
                for node in self.nodes
            ],
            "edges": [
                {
                    "source": edge.source,
                    "target": edge.target,
                    "articles": [str(each) for each in edge.citations],
                    "assumption": edge.assumption or None,
                }
                for edge in self.edges
            ],
        }

    def to_mermaid(self, language: Language | None = None) -> str:
        """The graph as a flowchart in the language of Mermaid, which many pages draw.

        Args:
            language: "id" or "en"; None: that of `kj.display`.

        Raises:
            UnknownChoiceError: code `unknown-choice`.

        Examples:
            >>> text = kj.graphs.graph(kj.assess(trader, kj.Month(2025, 7))).to_mermaid("en")
            >>> print(text.splitlines()[0])
            flowchart LR
        """
        from kopdes_jamsos.graphs.drawing import mermaid  # needed by few

        return mermaid(self, current_language(language))

    def to_graphviz(self, language: Language | None = None) -> str:
        """The graph in the language of Graphviz (DOT).

        Args:
            language: "id" or "en"; None: that of `kj.display`.

        Raises:
            UnknownChoiceError: code `unknown-choice`.

        Examples:
            >>> text = kj.graphs.graph(kj.assess(trader, kj.Month(2025, 7))).to_graphviz("en")
            >>> print(text.splitlines()[0])
            digraph {
        """
        from kopdes_jamsos.graphs.drawing import graphviz  # needed by few

        return graphviz(self, current_language(language))

    def to_svg(self, language: Language | None = None) -> str:
        """The graph as a picture, drawn by the program `dot` of Graphviz.

        Args:
            language: "id" or "en"; None: that of `kj.display`.

        Raises:
            UnknownChoiceError: code `unknown-choice`.
            MissingPackageError: code `missing-package`: there is no `dot` on the path.
            OutputError: code `output`: `dot` has not drawn it.

        Examples:
            >>> try:
            ...     picture = kj.graphs.graph(kj.assess(trader, kj.Month(2025, 7))).to_svg("en")
            ... except kj.errors.MissingPackageError:  # Graphviz is not installed
            ...     picture = None
        """
        from kopdes_jamsos.graphs.drawing import svg  # needed by few

        return svg(self, current_language(language))

    def write_svg(self, path: str | os.PathLike[str], language: Language | None = None) -> None:
        """Write the picture; the file is whole or not there.

        Args:
            path: The file, which ends in .svg.
            language: "id" or "en"; None: that of `kj.display`.

        Raises:
            InvalidFactError: code `invalid-fact`: no path, or another ending.
            UnknownChoiceError: code `unknown-choice`.
            MissingPackageError: code `missing-package`: there is no `dot` on the path.
            OutputError: code `output`: `dot` has not drawn it, or the file cannot be written.

        Examples:
            >>> found = kj.graphs.graph(kj.assess(trader, kj.Month(2025, 7)))
            >>> try:
            ...     found.write_svg(folder / "iuran.svg")
            ... except kj.errors.MissingPackageError:  # Graphviz is not installed
            ...     text = found.to_mermaid()
        """
        check_ending(path, ".svg")
        picture = self.to_svg(language)

        def fill(file: OutputFile) -> None:
            file.write(picture.encode())

        write_whole(plain_path(path), fill)


def _whole(node: Node) -> bool:
    return not isinstance(node.value, Fraction)


def exact(value: Fraction) -> str:
    """An amount with all its digits; those of shares in parts per million have an end.

    Examples:
        >>> exact(Fraction(28509, 2)), exact(Fraction(5))
        ('14254.5', '5')
    """
    places = 0
    while (value * 10**places).denominator != 1:
        places += 1
    digits = str(int(value * 10**places)).rjust(places + 1, "0")
    return f"{digits[:-places]}.{digits[-places:]}" if places else digits


def _plain(value: Any) -> Any:
    if isinstance(value, Fraction):
        return exact(value)
    if isinstance(value, Rate):
        return value.ppm
    if isinstance(value, dt.date):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value
