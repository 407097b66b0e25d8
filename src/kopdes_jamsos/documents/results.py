"""Documents of results: inputs, outcome, and the values of the law that it rests on.

A result knows which places of the law were read for it, so that nothing is computed to write it.
One that was read from a document keeps the versions and the values of the law of that document;
`replay` says what has changed since.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from typing import Any, TypeAlias

import attrs

from kopdes_jamsos.basis import Basis, Origin
from kopdes_jamsos.benefits.cases import Case
from kopdes_jamsos.benefits.claims import asked_again
from kopdes_jamsos.benefits.entitlement import Entitlement
from kopdes_jamsos.benefits.liability import EmployerLiability
from kopdes_jamsos.contributions.assessment import Assessment, assess
from kopdes_jamsos.contributions.billing import (
    ELSEWHERE,
    NO_ENROLMENT,
    Bill,
    BillEntry,
    Uncovered,
    bill,
    places_of,
)
from kopdes_jamsos.cooperative import Cooperative, Person
from kopdes_jamsos.documents.converter import converter
from kopdes_jamsos.documents.lookups import look_up_all
from kopdes_jamsos.documents.shapes import (
    ACCOUNTS,
    SHAPES,
    Account,
    AccountDocument,
    AssessmentDocument,
    AssessmentInputs,
    AssessmentOutcome,
    BillDocument,
    Billed,
    BillInputs,
    BillOutcome,
    EntitlementDocument,
    EntitlementOutcome,
    Missed,
    ResultDocument,
)
from kopdes_jamsos.errors import DocumentFault
from kopdes_jamsos.law import LawBook
from kopdes_jamsos.scenarios.budget import Budget
from kopdes_jamsos.scenarios.comparison import Comparison

Result: TypeAlias = Assessment | Bill | Entitlement
Inputs: TypeAlias = AssessmentInputs | BillInputs | Case
Outcome: TypeAlias = AssessmentOutcome | BillOutcome | EntitlementOutcome


@cache
def engine_version() -> str:
    """Version of this engine; looking it up takes longer than an assessment."""
    return version("kopdes-jamsos")


def origin_of(result: Result) -> Origin:
    """With what a result was computed, without the values of the law that were read."""
    if result.common.origin is not None:
        return result.common.origin
    law = inputs_of(result).law
    return Origin(engine_version=engine_version(), law_version=law.version, law_values=())


def document_of(result: Result) -> ResultDocument:
    """The document of a result."""
    inputs, origin = inputs_of(result), origin_of(result)
    if result.common.origin is None:
        values = look_up_all(inputs.law, result.basis.lookups)
        origin = attrs.evolve(origin, law_values=values)
    facts: dict[str, Any] = {
        "engine_version": origin.engine_version,
        "law_version": origin.law_version,
        "law_values": origin.law_values,
        "inputs": inputs,
        "outcome": outcome_of(result),
    }
    if isinstance(result, Assessment):
        return AssessmentDocument(**facts)
    return BillDocument(**facts) if isinstance(result, Bill) else EntitlementDocument(**facts)


def inputs_of(result: Result) -> Inputs:
    """What a result was computed from."""
    if isinstance(result, Assessment):
        return AssessmentInputs(enrolment=result.enrolment, month=result.month, law=result.law)
    if isinstance(result, Bill):
        return BillInputs(cooperative=result.cooperative, month=result.month, law=result.law)
    return result.case


def outcome_of(result: Result) -> Outcome:
    """What a result says, without what it was computed from."""
    if isinstance(result, Assessment):
        return AssessmentOutcome(total=result.total, lines=result.lines, common=result.common)
    if isinstance(result, Bill):
        return _bill_outcome(result)
    return EntitlementOutcome(
        total=result.total,
        at_once=result.at_once,
        **{name: getattr(result, name) for name in _ENTITLEMENT_PARTS},
    )


_ENTITLEMENT_PARTS = tuple(
    each.name for each in attrs.fields(EntitlementOutcome) if each.name not in ("total", "at_once")
)


def _bill_outcome(result: Bill) -> BillOutcome:
    place_of = places_of(result.cooperative)
    return BillOutcome(
        total=result.total,
        entries=tuple(
            Billed(
                person=place_of(entry.person),
                enrolment=entry.assessment.enrolment,
                lines=entry.assessment.lines,
                common=entry.assessment.common,
            )
            for entry in result.entries
        ),
        uncovered=tuple(
            Missed(
                person=place_of(missed.person),
                code=missed.code,
                reason=missed.detail or missed.reason("en"),
                remedy=missed.advice or missed.remedy("en"),
            )
            for missed in result.uncovered
        ),
    )


def account_document(result: Account) -> AccountDocument:
    """The envelope of a result that stands in its document as it is, and the result itself."""
    origin, law = result.origin, law_of(result)
    if origin is None:
        values = look_up_all(law, result.basis.lookups)
        origin = Origin(engine_version=engine_version(), law_version=law.version, law_values=values)
    shape = SHAPES[ACCOUNTS[type(result)]]
    parts = {name: getattr(origin, name) for name in _ORIGIN}
    document: AccountDocument = shape(data=result, **parts)
    return document


_ORIGIN = tuple(each.name for each in attrs.fields(Origin))


def law_of(result: Account) -> LawBook:
    """The book of law that a result was computed with; of a comparison that of its second part."""
    if isinstance(result, EmployerLiability):
        return result.as_owed.case.law
    if isinstance(result, Comparison):
        return result.after.scenario.law
    return result.scenario.law if isinstance(result, Budget) else result.law


def account_of(document: AccountDocument) -> Account:
    """The result that a document holds as it is."""
    origin = Origin(**{name: getattr(document, name) for name in _ORIGIN})
    found: Account = attrs.evolve(document.data, origin=origin)
    return found


def computed(inputs: Inputs) -> Result:
    """The result that some inputs give today.

    Raises:
        KopdesJamsosError: As `assess`, `bill` and `entitle`.
    """
    if isinstance(inputs, Case):
        return asked_again(inputs)
    if isinstance(inputs, AssessmentInputs):
        return assess(inputs.enrolment, inputs.month, law=inputs.law)
    return bill(inputs.cooperative, inputs.month, law=inputs.law)


def result_of(document: ResultDocument) -> tuple[Result | None, list[DocumentFault]]:
    """The result that a document holds, and what is wrong with it beyond its form."""
    origin = Origin(
        engine_version=document.engine_version,
        law_version=document.law_version,
        law_values=document.law_values,
    )
    if isinstance(document, BillDocument):
        faults = list(_lost(document.outcome, document.inputs.cooperative))
        if faults:
            return None, faults
        result: Result = _bill(document.inputs, document.outcome, origin)
    elif isinstance(document, AssessmentDocument):
        inputs, outcome = document.inputs, document.outcome
        result = Assessment(
            enrolment=inputs.enrolment,
            month=inputs.month,
            lines=outcome.lines,
            law=inputs.law,
            common=attrs.evolve(outcome.common, origin=origin),
        )
    else:
        parts = {name: getattr(document.outcome, name) for name in _ENTITLEMENT_PARTS}
        result = Entitlement(case=document.inputs, common=Basis(origin=origin), **parts)
    return result, [
        DocumentFault(
            f"$.outcome.{name}",
            "wrong-total",
            "This is not the sum of the lines.",
            "Correct it, or the lines.",
        )
        for name in ("total", "at_once")
        if getattr(document.outcome, name, 0) != getattr(result, name, 0)
    ]


def _lost(outcome: BillOutcome, cooperative: Cooperative) -> Iterator[DocumentFault]:
    count = sum(1 for _ in cooperative.people())
    for name in ("entries", "uncovered"):
        for place, item in enumerate(getattr(outcome, name)):
            if item.person >= count:
                yield DocumentFault(
                    f"$.outcome.{name}[{place}].person",
                    "nobody",
                    f"The cooperative has {count} people.",
                    "Give the place of the person among them, from 0.",
                )


def _bill(inputs: BillInputs, outcome: BillOutcome, origin: Origin) -> Bill:
    people = tuple(inputs.cooperative.people())
    entries = tuple(
        BillEntry(
            person=people[entry.person],
            assessment=Assessment(
                enrolment=entry.enrolment,
                month=inputs.month,
                lines=entry.lines,
                law=inputs.law,
                common=attrs.evolve(entry.common, origin=origin),
            ),
        )
        for entry in outcome.entries
    )
    uncovered = tuple(_missed(people[missed.person], missed) for missed in outcome.uncovered)
    return Bill(
        cooperative=inputs.cooperative,
        month=inputs.month,
        entries=entries,
        uncovered=uncovered,
        law=inputs.law,
        common=Basis(origin=origin),
    )


def _missed(person: Person, missed: Missed) -> Uncovered:
    """Who is not billed; words that are our own are found again by the code."""
    found = Uncovered(person=person, code=missed.code)
    if missed.code in (NO_ENROLMENT, ELSEWHERE):
        return found
    return attrs.evolve(found, detail=missed.reason, advice=missed.remedy)


_WORDS = ("reason", "remedy")


def written(outcome: Outcome) -> Any:
    """An outcome as plain data, without the words of refusals, which may be improved."""
    return _without_words(converter().unstructure(outcome))


def _without_words(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _without_words(item) for key, item in data.items() if key not in _WORDS}
    return [_without_words(item) for item in data] if isinstance(data, list) else data
