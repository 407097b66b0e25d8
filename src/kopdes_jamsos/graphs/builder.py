"""Nodes and arrows while a graph is made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any, TypeAlias

from kopdes_jamsos.basis import Basis, Note
from kopdes_jamsos.basis.sources import Citation
from kopdes_jamsos.graphs.nodes import Edge, Graph, Node, NodeKind, Operation
from kopdes_jamsos.law import DatedValue
from kopdes_jamsos.money import PARTS, Rate

# A node that is multiplied, and the articles of its arrow.
Factor: TypeAlias = tuple[str, tuple[Citation, ...]]


class Builder:
    """Nodes and arrows while a graph is made; each node once."""

    def __init__(self) -> None:
        self._nodes: dict[str, Node] = {}
        self._edges: dict[Edge, None] = {}

    def add(self, node: Node) -> str:
        """Take a node; its name."""
        self._nodes.setdefault(node.id, node)
        return node.id

    def link(
        self, source: str, target: str, citations: Iterable[Citation] = (), assumption: str = ""
    ) -> None:
        """Take an arrow."""
        edge = Edge(source=source, target=target, citations=tuple(citations), assumption=assumption)
        self._edges.setdefault(edge)

    def law(
        self, value: DatedValue, *, key: Any = None, held: Any = None, counts: bool = False
    ) -> str:
        """Take a value of the law, or the entry of it that a key names; its name.

        Args:
            value: The value.
            key: The entry, such as a risk class or the number of a band.
            held: What is held where the value is a table; None: the value.
            counts: Whether it is a number of years, months or days, and no rupiah.
        """
        name = value.path if key is None else f"{value.path} {key}"
        what = (
            Note.of("graph-law", path=value.path)
            if key is None
            else Note.of("graph-law-entry", path=value.path, entry=key)
        )
        return self.add(
            Node(
                id=name,
                kind=NodeKind.LAW,
                what=what,
                value=value.value if held is None else held,
                counts=counts,
                path=value.path,
                since=value.since,
                until=value.until,
                evidence=value.evidence,
            )
        )

    def product_of(self, factors: Sequence[Factor]) -> Fraction:
        """What some nodes make when they are multiplied, not rounded."""
        product = Fraction(1)
        for name, _ in factors:
            value = self.value(name)
            product *= Fraction(value.ppm, PARTS) if isinstance(value, Rate) else value
        return product

    def add_product(self, name: str, factors: Sequence[Factor]) -> str:
        """Take the product of nodes, with the articles of their arrows; its name."""
        found = self.add(
            Node(
                id=name,
                kind=NodeKind.STEP,
                what=Note.of("graph-product"),
                value=self.product_of(factors),
                operation=Operation.PRODUCT,
            )
        )
        for source, citations in factors:
            self.link(source, found, citations)
        return found

    def add_sum(self, name: str, what: Note, parts: Sequence[str], head: str = "") -> str:
        """Take the sum of nodes; its name."""
        total = self.add(
            Node(
                id=name,
                kind=NodeKind.RESULT,
                head=head,
                what=what,
                value=int(sum(self.value(part) for part in parts)),
                operation=Operation.SUM,
            )
        )
        for part in parts:
            self.link(part, total)
        return total

    def value(self, name: str) -> Any:
        """The value of a node that was taken."""
        return self._nodes[name].value

    def cited(self, name: str) -> frozenset[Citation]:
        """The articles on the way to a node."""
        found: set[Citation] = set()
        for edge in self._edges:
            if edge.target == name:
                found |= {*edge.citations, *self.cited(edge.source)}
        return frozenset(found)

    def made(self, title: Note, basis: Basis) -> Graph:
        """The graph of what was taken."""
        return Graph(
            title=title, nodes=tuple(self._nodes.values()), edges=tuple(self._edges), basis=basis
        )
