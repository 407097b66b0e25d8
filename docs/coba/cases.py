"""What the forms ask the library: each turns the facts of its fields into one call.

No rule and no rate stands here. What has to be asked further is what the library's errors name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from attrs import frozen

import kopdes_jamsos as kj
from kopdes_jamsos.basis import Basis, Row
from kopdes_jamsos.enrolment import Enrolment, enrolled
from kopdes_jamsos.wording.language import Words
from kopdes_jamsos.wording.sentences import articles, sentence

from .fields import LAYOUT, MissingFactsError, Plain, told, written


def rupiah(amount: int, known: Words) -> str:
    """Rupiah in words of a language."""
    return kj.format_rupiah(amount, known.language)


def _span(least: int, most: int, known: Words) -> str:
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


Result = kj.Assessment | kj.Bill | kj.Entitlement
Facts = Mapping[str, Any]


@frozen(kw_only=True)
class Found:
    """What the library answered.

    Attributes:
        result: The result itself.
        remarks: What else is to be told.
        changes: What would change the amount.
        beside: What the remarks rest on.
        name: How files of it are called.
    """

    result: Result
    name: str
    remarks: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    beside: tuple[Basis, ...] = ()


def _contribution(facts: Facts, law: kj.LawBook, known: Words) -> Found:
    """The contribution of one person for a month."""
    proposal = None
    segment = kj.Segment.PU if facts["variant"] == "employee" else kj.Segment.BPU
    own = dict(facts)
    if facts["variant"] == "officer":
        proposal = _proposal(facts, law)
        segment = proposal.segment or segment
        own["group"] = proposal.group
        own["wage"], own["income"] = facts.get("pay"), facts.get("earnings")
    programs = _first(facts, "programs_pu", "programs_waged", "programs_bpu", "programs_unwaged")
    month = facts["month"]
    enrolment = enrolled(segment, programs, own)
    result = _assessed(enrolment, month, law, known)
    changes = tuple(_changes(enrolment, month, result.total, law, known))
    remarks: tuple[str, ...] = ()
    beside: tuple[Basis, ...] = ()
    if proposal is not None:
        remarks, beside = (proposal.reason(known.language),), (proposal.basis,)
        changes += tuple(_practices(proposal, own, month, law, known))
    return Found(
        result=result, name=f"iuran-{month}", remarks=remarks, changes=changes, beside=beside
    )


def _first(facts: Facts, *names: str) -> Any:
    return next(facts[name] for name in names if name in facts)


def _cooperative(**people: Any) -> kj.Cooperative:
    """A cooperative of nobody: the forms ask for neither names nor villages."""
    own = LAYOUT["example"]
    return kj.Cooperative(name=own["name"], kind=own["kind"], village=own["village"], **people)


def _proposal(facts: Facts, law: kj.LawBook) -> kj.coverage.Proposal:
    person: kj.Officer | kj.Supervisor
    if facts["organ"] == "officer":
        person = kj.Officer(role="lainnya", waged=facts["waged"])
    else:
        person = kj.Supervisor(role="anggota", waged=facts["waged"])
    return kj.coverage.propose_segment(person, _cooperative(), law=law)


def _practices(
    proposal: kj.coverage.Proposal, facts: Facts, month: kj.Month, law: kj.LawBook, known: Words
) -> Iterator[str]:
    """What other readings and practices for an officer come to."""
    names = ("income", "wage", "scale", "risk_class", "sector", "funding")
    prices = kj.contributions.segment_prices(
        proposal, month, law=law, **{name: facts.get(name) for name in names}
    )
    for row in prices.statement().rows[1:]:
        yield _told(row, known)


def _told(row: Row, known: Words) -> str:
    line = line_of(row, known)
    if not line["amount"]:
        return f"{line['label']}."
    return told("change", known, what=line["label"], amount=line["amount"])


def _assessed(
    enrolment: Enrolment, month: kj.Month, law: kj.LawBook, known: Words, of: str = ""
) -> kj.Assessment:
    """The assessment; what it lacks is asked for, with what each choice comes to."""
    try:
        return kj.assess(enrolment, month, law=law)
    except kj.errors.MissingFactError as error:
        names = names_in(error)
    asked = kj.questions.Contribution(enrolment=enrolment, month=month, law=law)
    amounts = {
        (_of(of, each.name), str(written(effect.choice))): _span(effect.least, effect.most, known)
        for each in kj.questions.sensitivity(asked).influences
        for effect in each.effects
    }
    raise MissingFactsError([_of(of, name) for name in names], amounts)


def _of(of: str, name: str) -> str:
    return f"{of}__{name}" if of else name


def names_in(error: kj.KopdesJamsosError) -> tuple[str, ...]:
    """The facts that an error names."""
    value = error.value
    return value if isinstance(value, tuple) else (str(value),)


def _changes(
    enrolment: Enrolment, month: kj.Month, total: int, law: kj.LawBook, known: Words
) -> Iterator[str]:
    """What would change a contribution, in words."""
    asked = kj.questions.Contribution(enrolment=enrolment, month=month, law=law)
    for row in kj.questions.sensitivity(asked).statement().rows:
        if row.amount != total:
            yield _told(row, known)


FORMS: Mapping[str, Callable[[Facts, kj.LawBook, Words], Found]] = {"contribution": _contribution}
