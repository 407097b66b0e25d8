"""`graph`: contributions with their factors, entitlements with what they record, others by rows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from kopdes_jamsos.basis import Basis, Explained, Grounded, Note, Row
from kopdes_jamsos.basis.grounds import LookUp
from kopdes_jamsos.benefits.entitlement import Entitlement
from kopdes_jamsos.benefits.lines import BenefitLine
from kopdes_jamsos.contributions.assessment import Assessment
from kopdes_jamsos.contributions.billing import Bill
from kopdes_jamsos.errors import InvalidFactError, KopdesJamsosError, a_kind
from kopdes_jamsos.graphs.builder import Builder, Factor
from kopdes_jamsos.graphs.lines import assessment_graph, bill_graph
from kopdes_jamsos.graphs.nodes import Graph, Node, NodeKind, Operation
from kopdes_jamsos.law import DatedValue, LawBook
from kopdes_jamsos.money import Rate, whole_rupiah


def graph(result: Explained) -> Graph:
    """What a result is made of: facts, values of the law, steps, and the articles on the arrows.

    Of an assessment and a bill each line has its factors: base, rate, relief, rounding. Of an
    entitlement the recorded ones; of any other result each row of its statement has an arrow.

    Args:
        result: Any result that explains itself. The graph holds what the result holds, wages too.

    Raises:
        InvalidFactError: code `invalid-fact`: no result, or one that was read from a document
            that was made with other law.

    Examples:
        >>> found = kj.graphs.graph(kj.assess(worker, kj.Month(2025, 7)))
        >>> [str(edge.citations[0]) for edge in found.edges if edge.source == "jp.wage_ceiling"]
        ['B/726/022025 (PP 45/2015 Pasal 29 ayat (3) dan ayat (4))']
    """
    if isinstance(result, Assessment):
        return assessment_graph(result)
    if isinstance(result, Bill):
        return bill_graph(result)
    if isinstance(result, Entitlement):
        return _entitlement_graph(result)
    if isinstance(result, Explained):
        return _statement_graph(result)
    raise InvalidFactError(
        f"Only a result has a graph; got {a_kind(result)}.",
        remedy="Give what kj.assess, kj.bill, kj.entitle or another function returned.",
    )


def _statement_graph(result: Explained) -> Graph:
    """Each row leads to the last total, or to the title where there is none."""
    statement, builder = result.statement(), Builder()
    last = statement.totals[-1] if statement.totals else None
    amounts = [row.amount for row in statement.rows]
    adds = last is not None and None not in amounts and sum(filter(None, amounts)) == last.amount
    names = [builder.add(_node(row, number)) for number, row in enumerate(statement.rows, 1)]
    end = builder.add(
        Node(
            id="result",
            kind=NodeKind.RESULT,
            what=statement.title if last is None else last.label,
            value=last and last.amount,
            operation=Operation.SUM if adds else None,
        )
    )
    for name, row in zip(names, statement.rows, strict=True):
        builder.link(name, end, row.citations)
    basis = result.basis if isinstance(result, Grounded) else statement.basis
    return builder.made(statement.title, basis or Basis())


def _node(row: Row, number: int) -> Node:
    return Node(
        id=f"row {number}", kind=NodeKind.STEP, head=row.head, what=row.label, value=row.amount
    )


# ---- entitlements --------------------------------------------------------------------------------


def _entitlement_graph(found: Entitlement) -> Graph:
    """The event leads to each line, with the factors that the line records."""
    builder = Builder()
    title = found.statement().title
    builder.add(Node(id="event", kind=NodeKind.FACT, what=title))
    read = list(_values(found.case.law, found.common.lookups))
    names = [
        _line(builder, line, f"{number}: {line.program} {line.kind}", read)
        for number, line in enumerate(found.lines, 1)
    ]
    for number, each in enumerate(found.monthly, 1):
        name = builder.add(
            Node(
                id=f"monthly {number}: {each.program} {each.kind}",
                kind=NodeKind.RESULT,
                head=each.program,
                what=each.label,
                value=each.amount,
            )
        )
        builder.link("event", name, each.citations)
    for number, refusal in enumerate(found.refusals, 1):
        name = builder.add(
            Node(id=f"refusal {number}: {refusal.code}", kind=NodeKind.RESULT, what=refusal.why)
        )
        builder.link("event", name, refusal.citations)
    builder.add_sum("total", Note.of("total"), names)
    return builder.made(title, found.basis)


def _line(builder: Builder, line: BenefitLine, name: str, read: list[DatedValue]) -> str:
    """A line of an entitlement after its factors; their product, where it gives the amount."""
    factors = list(_factors(builder, line, name, read))
    product = builder.product_of(factors)
    multiplied = bool(factors) and whole_rupiah(product) == line.amount
    if multiplied and len(factors) > 1:
        factors = [(builder.add_product(f"{name} product", factors), ())]
    builder.add(
        Node(
            id=name,
            kind=NodeKind.RESULT,
            head=line.program,
            what=line.label,
            value=line.amount,
            operation=Operation.ROUNDED if multiplied else None,
        )
    )
    for source, citations in factors:
        builder.link(source, name, citations)
    told = builder.cited(name)
    builder.link("event", name, (each for each in line.citations if each not in told))
    return name


def _factors(
    builder: Builder, line: BenefitLine, name: str, read: list[DatedValue]
) -> Iterator[Factor]:
    """What a line records of how it came about: base, rate and months, or a fixed amount."""
    if line.base is not None:
        yield _recorded(builder, f"{name} base", "base", line.base), ()
    figures = {"rate": line.rate, "multiple": line.multiple}
    if line.base is None and set(figures.values()) == {None}:
        figures = {"amount": line.amount}
    for part, figure in figures.items():
        if figure is None:
            continue
        value = next((each for each in read if _is_from(each, figure, line)), None)
        if value is not None:
            yield builder.law(value, counts=part == "multiple"), value.citations
        elif part != "amount":
            yield _recorded(builder, f"{name} {part}", part, figure), ()


def _recorded(builder: Builder, name: str, part: str, figure: Rate | int) -> str:
    return builder.add(
        Node(
            id=name,
            kind=NodeKind.FACT,
            what=Note.of(f"graph-{part}"),
            value=figure,
            counts=part == "multiple",
        )
    )


def _is_from(value: DatedValue, figure: Rate | int, line: BenefitLine) -> bool:
    """Whether a figure of a line is a value of the law that the line cites."""
    same = type(value.value) is type(figure) and value.value == figure
    return same and any(each in line.citations for each in value.citations)


def _values(law: LawBook, lookups: frozenset[LookUp]) -> Iterator[DatedValue]:
    """The values of the law that were read for a day or a month."""
    for each in sorted(lookups, key=lambda each: (each.path, str(each.day), str(each.month))):
        series = law.series(each.path)
        with suppress(KopdesJamsosError):  # what had not begun yet was looked for, too
            if each.day is not None:
                yield series.on(each.day)
            elif each.month is not None:
                yield series.at(each.month)
