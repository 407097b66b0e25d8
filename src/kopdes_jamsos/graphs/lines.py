"""The graph of a contribution: base, rate, relief and rounding of each line, then the sums.

Each line is compared with its row of the tariff, which names the values of the law. The product is
formed from the recorded factors, and must round to the amount of the line.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from kopdes_jamsos.basis import Note
from kopdes_jamsos.basis.sources import Citation
from kopdes_jamsos.contributions.assessment import Assessment
from kopdes_jamsos.contributions.billing import Bill
from kopdes_jamsos.errors import InvalidFactError
from kopdes_jamsos.graphs.builder import Builder
from kopdes_jamsos.graphs.nodes import Graph, Node, NodeKind, Operation
from kopdes_jamsos.law import DatedValue, Levy
from kopdes_jamsos.law.brackets import band_of
from kopdes_jamsos.law.levies import Line, alike_key, base_fact, is_past_pension_age, rows_of
from kopdes_jamsos.law.tariff import Base
from kopdes_jamsos.money import PARTS, Rate, whole_rupiah


class LineGraph:
    """One line of a contribution, read beside its row of the tariff.

    Args:
        builder: Takes the nodes.
        assessment: The assessment of the line.
        line: The line.
        levy: Its row.
        tag: Stands before the names of nodes that are not shared with other assessments.
    """

    def __init__(
        self, builder: Builder, assessment: Assessment, line: Line, levy: Levy, tag: str
    ) -> None:
        self._builder, self._assessment, self._line, self._levy = builder, assessment, line, levy
        self._tag, self._name = tag, f"{tag}{line.program} {line.payer}"

    def add(self) -> str:
        """Take the nodes of the line; the name of its amount.

        Raises:
            InvalidFactError: code `invalid-fact`: the line is not what its row gives.
        """
        line, builder = self._line, self._builder
        factors = [*self._base(), *self._relief()]
        last, citations = factors[0]
        if len(factors) > 1:
            last, citations = builder.add_product(f"{self._name} product", factors), ()
        unrounded = Fraction(builder.value(last))
        if whole_rupiah(unrounded) != line.amount:
            raise _other_law()
        amount = builder.add(
            Node(
                id=self._name,
                kind=NodeKind.RESULT,
                head=line.program,
                what=Note.of("paid-by", payer=line.payer),
                value=line.amount,
                operation=Operation.ROUNDED,
            )
        )
        rounded = unrounded.denominator != 1
        builder.link(last, amount, citations, "round-line" if rounded else "")
        return amount

    def _fact(self, name: str) -> str:
        return self._builder.add(
            Node(
                id=f"{self._tag}{name}",
                kind=NodeKind.FACT,
                what=Note.of("graph-fact", name=name),
                value=getattr(self._assessment.enrolment, name),
            )
        )

    def _step(self, name: str, operation: Operation, value: Any, **figures: object) -> str:
        return self._builder.add(
            Node(
                id=f"{self._name} {name}",
                kind=NodeKind.STEP,
                what=Note.of(f"graph-{operation}", **figures),
                value=value,
                operation=operation,
            )
        )

    def _base(self) -> Iterator[tuple[str, tuple[Citation, ...]]]:
        """What is multiplied before a relief: a fixed sum, the slices, or base and rate."""
        levy, builder = self._levy, self._builder
        if levy.base is Base.FLAT:
            fixed = levy.values["amount"]
            yield builder.law(fixed), fixed.citations
            return
        if levy.base is Base.CONTRACT:
            yield self._slices(levy.values["slices"]), ()
            return
        if is_past_pension_age(levy, self._assessment.enrolment):
            yield self._past_pension_age(), ()
        elif levy.base is Base.BAND:
            bands = levy.values["bands"]
            fact = self._fact(base_fact(levy))
            band, _ = band_of(levy.bands, builder.value(fact))
            chosen = builder.law(bands, key=band.number, held=band.base)
            builder.link(fact, chosen)
            yield chosen, bands.citations
        elif "ceiling" in levy.values:
            fact, ceiling = self._fact(base_fact(levy)), levy.values["ceiling"]
            limit = builder.law(ceiling)
            capped = builder.add(
                Node(
                    id=f"{fact} up to {ceiling.path}",
                    kind=NodeKind.STEP,
                    what=Note.of("graph-least"),
                    value=self._line.base,
                    operation=Operation.LEAST,
                )
            )
            builder.link(fact, capped)
            builder.link(limit, capped, ceiling.citations)
            yield capped, ()
        else:
            yield self._fact(base_fact(levy)), ()
        yield self._rate(levy.values["rate"])

    def _rate(self, rates: DatedValue) -> tuple[str, tuple[Citation, ...]]:
        if self._levy.rate_by_risk_class is None:
            return self._builder.law(rates), rates.citations
        fact = self._fact("risk_class")
        rate = rates.entry(self._builder.value(fact))
        chosen = self._builder.law(rate, key=self._builder.value(fact).name.lower())
        self._builder.link(fact, chosen)
        return chosen, rate.citations

    def _past_pension_age(self) -> str:
        builder, found = self._builder, []
        names = ("birth_date", "pension_deferred")
        for name, key in zip(names, ("until_age", "deferral"), strict=True):
            if getattr(self._assessment.enrolment, name):
                age = self._levy.values[key]
                found += [(self._fact(name), ()), (builder.law(age, counts=True), age.citations)]
        nothing = self._step("base", Operation.NOTHING, 0)
        for source, citations in found:
            builder.link(source, nothing, citations)
        return nothing

    def _slices(self, slices: DatedValue) -> str:
        builder, fact = self._builder, self._fact(base_fact(self._levy))
        whole, limits = builder.value(fact), [part.above for part in slices.value[1:]]
        products = []
        for number, (part, upper) in enumerate(zip(slices.value, (*limits, None), strict=True), 1):
            within = (whole if upper is None else min(whole, upper)) - part.above
            if within > 0:
                inside = self._step(
                    f"slice {number}",
                    Operation.PART,
                    within,
                    number=number,
                    above=part.above,
                    upper=upper,
                )
                builder.link(fact, inside)
                rate = builder.law(slices, key=number, held=part.rate)
                both = [(inside, ()), (rate, slices.citations)]
                products.append(builder.add_product(f"{self._name} product {number}", both))
        total = sum((builder.value(each) for each in products), Fraction(0))
        added = self._step("slices", Operation.SUM, total)
        for each in products:
            builder.link(each, added)
        return added

    def _relief(self) -> Iterator[tuple[str, tuple[Citation, ...]]]:
        """What a relief leaves, with the facts by which it is given."""
        line, builder = self._line, self._builder
        for relief in self._levy.reliefs:
            if relief.id != line.relief_id:
                continue
            value = self._assessment.law.series(f"relief.{relief.id}").at(self._assessment.month)
            facts = [
                self._fact(condition.fact.name)
                for condition in relief.conditions
                if getattr(self._assessment.enrolment, condition.fact.name) is not None
            ]
            share = builder.law(value)
            for fact in facts:
                builder.link(fact, share)
            left = builder.add(
                Node(
                    id=f"{value.path} left",
                    kind=NodeKind.STEP,
                    what=Note.of("graph-remainder"),
                    value=Rate(PARTS - relief.share.ppm),
                    operation=Operation.REMAINDER,
                )
            )
            builder.link(share, left, relief.citations)
            yield left, ()


def _other_law() -> InvalidFactError:
    return InvalidFactError(
        "A line is not what its row of the law gives; it was read from a document that was made "
        "with other law.",
        remedy="Give what kj.replay makes of the document, or assess anew.",
        reason="other-law",
    )


def lines_into(builder: Builder, assessment: Assessment, tag: str = "") -> list[tuple[Line, str]]:
    """Take the lines of an assessment; each line with the name of its amount.

    Raises:
        InvalidFactError: code `invalid-fact`: a line is not what its row of the law gives.
    """
    rows = rows_of(assessment.enrolment, assessment.month, assessment.law)
    if len(rows) != len(assessment.lines):
        raise _other_law()
    return [
        (line, LineGraph(builder, assessment, line, levy, tag).add())
        for line, levy in zip(assessment.lines, rows, strict=True)
    ]


def assessment_graph(assessment: Assessment) -> Graph:
    """The graph of one contribution: its lines, what each payer owes, and the total."""
    builder = Builder()
    by_payer: dict[str, list[str]] = {}
    for line, name in lines_into(builder, assessment):
        by_payer.setdefault(line.payer, []).append(name)
    parts = [name for names in by_payer.values() for name in names]
    if len(by_payer) > 1:
        parts = [
            builder.add_sum(payer, Note.of("paid-by", payer=payer), names)
            for payer, names in by_payer.items()
        ]
    builder.add_sum("total", Note.of("total"), parts)
    return builder.made(assessment.statement().title, assessment.basis)


def bill_graph(bill: Bill) -> Graph:
    """The graph of a bill: people whose facts are alike stand once, with their number."""
    builder = Builder()
    alike: dict[object, list[Assessment]] = {}
    for assessment in bill.assessments:
        alike.setdefault(alike_key(assessment.enrolment), []).append(assessment)
    by_program: dict[str, list[str]] = {}
    for number, group in enumerate(alike.values(), 1):
        for line, name in lines_into(builder, group[0], f"{number}: "):
            by_program.setdefault(line.program, []).append(
                _times(builder, name, len(group), f"{number}: people")
            )
    parts = [
        builder.add_sum(program, Note.of("graph-sum"), names, head=program)
        for program, names in by_program.items()
    ]
    builder.add_sum("total", Note.of("total"), parts)
    return builder.made(bill.statement().title, bill.basis)


def _times(builder: Builder, amount: str, count: int, name: str) -> str:
    if count == 1:
        return amount
    people = builder.add(
        Node(id=name, kind=NodeKind.FACT, what=Note.of("graph-people"), value=count, counts=True)
    )
    return builder.add_product(f"{amount} people", [(amount, ()), (people, ())])
