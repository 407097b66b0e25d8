"""What the forms have in common when they ask the library: results, questions and changes.

No rule and no rate stands here. What has to be asked further is what the library's errors name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from attrs import frozen

import kopdes_jamsos as kj
from kopdes_jamsos.basis import Basis, Row
from kopdes_jamsos.enrolment import Enrolment
from kopdes_jamsos.wording.language import Words
from kopdes_jamsos.wording.sentences import articles, sentence

from .fields import LAYOUT, MissingFactsError, Plain, told, written

Result = kj.Assessment | kj.Bill | kj.Entitlement
Facts = Mapping[str, Any]
PersonT = TypeVar("PersonT", kj.Officer, kj.Supervisor, kj.Employee, kj.Member)


@frozen(kw_only=True)
class Found:
    """What the library answered.

    Attributes:
        result: The result itself.
        name: How files of it are called.
        remarks: What else is to be told.
        changes: What would change the amount.
        beside: What the remarks rest on.
    """

    result: Result
    name: str
    remarks: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    beside: tuple[Basis, ...] = ()


def rupiah(amount: int, known: Words) -> str:
    """Rupiah in words of a language."""
    return kj.format_rupiah(amount, known.language)


def span(least: int, most: int, known: Words) -> str:
    """Two amounts, or the one that both are."""
    return "–".join(dict.fromkeys(rupiah(each, known) for each in (least, most)))


def line_of(row: Row, known: Words) -> Plain:
    """A row of a statement as the page shows it."""
    head = row.head if isinstance(row.head, str) else sentence(row.head, known.language)
    details = "; ".join(sentence(each, known.language) for each in row.details)
    label = sentence(row.label, known.language)
    return {
        "label": (f"{head}: " if head else "") + label + (f" ({details})" if details else ""),
        "amount": "" if row.amount is None else rupiah(row.amount, known),
        "articles": [articles([each], known) for each in row.citations],
    }


def change_of(row: Row, known: Words) -> str:
    """A row as a sentence on what would change."""
    line = line_of(row, known)
    if not line["amount"]:
        return f"{line['label']}."
    return told("change", known, what=line["label"], amount=line["amount"])


def example_cooperative(**facts: Any) -> kj.Cooperative:
    """A cooperative without a name: the forms ask for neither names nor villages."""
    own = LAYOUT["example"]
    return kj.Cooperative(name=own["name"], kind=own["kind"], village=own["village"], **facts)


def assessed(
    enrolment: Enrolment,
    month: kj.Month,
    law: kj.LawBook,
    *,
    named: Callable[[str], str] = str,
    people: int = 1,
) -> kj.Assessment:
    """The assessment; what it lacks is asked for, with what each choice comes to.

    Args:
        enrolment: What was declared.
        month: The month.
        law: Book of law.
        named: The field that holds a fact.
        people: So many have the same enrolment.
    """
    try:
        return kj.assess(enrolment, month, law=law)
    except kj.errors.MissingFactError as error:
        amounts = {
            (named(each.name), str(written(effect.choice))): (
                people * effect.least,
                people * effect.most,
            )
            for each in error.influences
            for effect in each.effects
        }
        raise MissingFactsError(map(named, error.value), amounts) from None


def rows_of_changes(
    enrolment: Enrolment, month: kj.Month, law: kj.LawBook, total: int
) -> Iterator[Row]:
    """What would change a contribution: the rows of its sensitivity with another amount."""
    asked = kj.questions.Contribution(enrolment=enrolment, month=month, law=law)
    for row in kj.questions.sensitivity(asked).statement().rows:
        if row.amount != total:
            yield row
