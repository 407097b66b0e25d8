"""The form of a cooperative: people counted by role, its bill, its due dates and who pays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, cast

import attrs
from attrs import evolve, frozen

import kopdes_jamsos as kj
from kopdes_jamsos.basis import Note, Row
from kopdes_jamsos.contributions.prices import enrolment_of
from kopdes_jamsos.enrolment import facts_of
from kopdes_jamsos.wording.language import Words

from .asking import (
    Facts,
    Found,
    assessed,
    change_of,
    example_cooperative,
    rows_of_changes,
)
from .fields import MissingFactsError, UnreadableError

# A bill has a line for each enrolment; more of them are for the library itself.
_MOST_PEOPLE = 2_000
# Those of the cooperative and not of a role.
_COMMON = frozenset(attrs.fields_dict(kj.Cooperative))


@frozen(kw_only=True)
class _Role:
    """People of one role, who are enrolled alike."""

    name: str
    count: int
    person: kj.Officer | kj.Supervisor | kj.Employee | kj.Member
    proposal: kj.coverage.Proposal
    enrolment: kj.PUEnrolment | kj.BPUEnrolment | None = None

    def field(self, fact: str) -> str:
        """The field that holds a fact of theirs."""
        return fact if fact in _COMMON else f"{self.name}__{fact}"

    def people(self) -> list[Any]:
        """All of them; each has a reference, and nobody a name."""
        enrolments = () if self.enrolment is None else (self.enrolment,)
        return [
            evolve(self.person, ref=f"{self.name}-{number}", enrolments=enrolments)
            for number in range(1, self.count + 1)
        ]


def cooperative(facts: Facts, law: kj.LawBook, known: Words) -> Found:
    """The bill of a cooperative for a month."""
    month = facts["month"]
    roles = list(_roles(facts, law))
    if not roles:
        raise UnreadableError("member__count", "blank")
    if sum(role.count for role in roles) > _MOST_PEOPLE:
        raise UnreadableError(max(roles, key=lambda role: role.count).field("count"), "too-many")
    roles = list(_enrolled(roles, facts, law))
    common = {name: facts.get(name) for name in ("risk_class", "scale")}
    whole = example_cooperative(**common, **{f"{role.name}s": role.people() for role in roles})
    result = kj.bill(whole, month, law=law)
    rows = _changes(roles, month, law, result.total, known)
    return Found(
        result=result,
        name=f"tagihan-{month}",
        remarks=tuple(_reasons(roles, known)),
        changes=tuple(change_of(row, known) for row in rows),
        beside=tuple(role.proposal.basis for role in roles),
    )


def _roles(facts: Facts, law: kj.LawBook) -> Iterator[_Role]:
    """Who there is, with the segment that is proposed for each role."""
    whole = example_cooperative(employs=bool(facts.get("employee__count")))
    people: dict[str, Any] = {
        "officer": kj.Officer(role="lainnya", waged=facts.get("officer__waged")),
        "supervisor": kj.Supervisor(role="anggota", waged=facts.get("supervisor__waged")),
        "employee": kj.Employee(),
        "member": kj.Member(),
    }
    for name, person in people.items():
        count = facts.get(f"{name}__count")
        if count:
            proposal = kj.coverage.propose_segment(person, whole, law=law)
            yield _Role(name=name, count=count, person=person, proposal=proposal)


def _enrolled(roles: list[_Role], facts: Facts, law: kj.LawBook) -> Iterator[_Role]:
    """The roles with their enrolments; all that is missing is asked for at once."""
    names: list[str] = []
    amounts: dict[tuple[str, Any], tuple[int, int]] = {}
    done = []
    for role in roles:
        try:
            enrolment = _enrolment(role, facts)
            assessed(
                enrolment,
                facts["month"],
                law,
                named=role.field,
                people=role.count,
            )
        except kj.errors.MissingFactError as error:
            names += map(role.field, error.value)
        except MissingFactsError as missing:
            names += missing.names
            # What all roles have in common moves each of them.
            for place, (least, most) in missing.amounts.items():
                before = amounts.get(place, (0, 0))
                amounts[place] = before[0] + least, before[1] + most
        else:
            done.append(evolve(role, enrolment=enrolment))
    if names:
        raise MissingFactsError(dict.fromkeys(names), amounts)
    return iter(done)


def _enrolment(role: _Role, facts: Facts) -> kj.PUEnrolment | kj.BPUEnrolment:
    segment = role.proposal.segment or kj.Segment.BPU
    own = {fact.name: facts.get(role.field(fact.name)) for fact in facts_of(segment)}
    programs = facts["programs_pu" if segment is kj.Segment.PU else "programs_bpu"]
    found = enrolment_of(segment, programs, {**own, "group": role.proposal.group})
    return cast("kj.PUEnrolment | kj.BPUEnrolment", found)


def _reasons(roles: list[_Role], known: Words) -> Iterator[str]:
    """Why each role is enrolled as it is; reasons of an organ do not name it themselves."""
    for role in roles:
        reason = role.proposal.reason(known.language)
        if isinstance(role.person, kj.Officer | kj.Supervisor):
            who = known.get("codes", role.name).capitalize()
            reason = f"{who}: {reason[:1].lower()}{reason[1:]}"
        yield reason


def _changes(
    roles: list[_Role], month: kj.Month, law: kj.LawBook, total: int, known: Words
) -> Iterator[Row]:
    """What the bill would come to with another fact of a role, or of all roles."""
    moved: Counter[tuple[str, Note]] = Counter()
    for role in roles:
        if role.enrolment is None:
            continue
        now = kj.assess(role.enrolment, month, law=law).total
        for row in rows_of_changes(role.enrolment, month, law, now):
            if row.amount is not None:
                fact = str(row.label.figures.get("name"))
                head = "" if fact in _COMMON else known.get("codes", role.name)
                moved[head, row.label] += role.count * (row.amount - now)
    for (head, label), amount in moved.items():
        yield Row(head=head, label=label, amount=total + amount)
