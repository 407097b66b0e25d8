"""The form of a family after a death, an accident or a disability: what it is entitled to."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any, cast

from attrs import fields_dict

import kopdes_jamsos as kj
from kopdes_jamsos.enrolment import enrolled
from kopdes_jamsos.wording.language import Words

from .asking import Facts, Found, change_of, rupiah, span
from .fields import MissingFactsError, UnreadableError, field_named, told, written

_EVENTS: dict[str, type[Any]] = {
    kind.kind: kind
    for kind in (kj.Death, kj.WorkAccident, kj.OccupationalDisease, kj.TotalDisability)
}
_MOST_CHILDREN = 20


def claim(facts: Facts, law: kj.LawBook, known: Words) -> Found:
    """What an event gives to a participant or the family."""
    case = _Case(facts, law, known)
    result = case.entitled()
    return Found(result=result, name=f"manfaat-{facts['on']}", changes=tuple(case.changes(result)))


class _Case:
    """An event, the participation and the family, from the facts of the form."""

    def __init__(self, facts: Facts, law: kj.LawBook, known: Words) -> None:
        self._facts, self._law, self._known = facts, law, known
        self._event = self._event_of()
        if facts.get("pupils", 0) > _MOST_CHILDREN:
            raise UnreadableError("pupils", "too-many")
        self._children = [self._child(number) for number in range(1, facts.get("pupils", 0) + 1)]

    def entitled(self) -> kj.Entitlement:
        """What the event gives; what is missing is asked for."""
        try:
            return self._entitle(self._children, self._family)
        except kj.errors.MissingFactError as error:
            lacking = error
        asked = [self._asked_of(number, child) for number, child in enumerate(self._children, 1)]
        names = [name for names, _ in asked for name in names] or list(lacking.value)
        if any(field_named(name) is None for name in names):
            raise lacking
        amounts = {place: text for _, found in asked for place, text in found.items()}
        raise MissingFactsError(names, amounts)

    def changes(self, result: kj.Entitlement) -> Iterator[str]:
        """What would change the sum, in words."""
        known = self._known
        if isinstance(self._event, kj.Death | kj.TotalDisability):
            other = not self._event.work_related
            try:
                changed = self._entitle(
                    self._children, self._family, self._event_of(work_related=other)
                )
            except kj.KopdesJamsosError:
                pass  # then the other cause needs facts of its own
            else:
                answer = known.tables["formats"]["yes" if other else "no"]
                own = field_named("work_related")
                what = f"{own.label(known) if own else ''}: {answer}"
                yield told("change", known, what=what, amount=rupiah(changed.total, known))
        asked = kj.questions.Benefit(entitlement=result)
        for row in kj.questions.sensitivity(asked).statement().rows:
            if row.amount != result.total:
                yield change_of(row, known)

    def _event_of(self, **changes: Any) -> kj.Event:
        kind = _EVENTS[self._facts["event"]]
        own = {name: each for name, each in self._facts.items() if name in fields_dict(kind)}
        event: kj.Event = kind(**{**own, **changes})
        return event

    @cached_property
    def _participation(self) -> kj.Participation:
        facts = self._facts
        segment = facts["segment"]
        programs = facts["programs_pu" if segment is kj.Segment.PU else "programs_bpu"]
        died = isinstance(self._event, kj.Death)
        since, until = facts["since"], facts["until"]
        if until < since:
            raise UnreadableError("until", "before-since")
        return kj.Participation.paid_through(
            cast("kj.PUEnrolment | kj.BPUEnrolment", enrolled(segment, programs, facts)),
            since=since,
            months=until - since + 1,
            ended=self._event.on if died else None,
        )

    @cached_property
    def _family(self) -> kj.Family | None:
        facts = self._facts
        if not isinstance(self._event, kj.Death):
            return None
        ranks = (
            "parents",
            "grandparents",
            "grandchildren",
            "siblings",
            "parents_in_law",
            "in_will",
        )
        return kj.Family(
            spouses=int(facts["spouse"]),
            children=facts["children"],
            **{name: facts.get(name) for name in ranks},
        )

    def _child(self, number: int) -> kj.Child:
        names = fields_dict(kj.Child)
        return kj.Child(**{name: self._facts.get(f"{number}__{name}") for name in names})

    def _entitle(
        self,
        children: list[kj.Child],
        family: kj.Family | None = None,
        event: kj.Event | None = None,
    ) -> kj.Entitlement:
        return kj.entitle(
            event or self._event,
            self._participation,
            children=children,
            family=family,
            claimed_on=self._facts.get("claimed_on"),
            has_tax_number=self._facts.get("has_tax_number"),
            law=self._law,
        )

    def _asked_of(
        self, number: int, child: kj.Child
    ) -> tuple[list[str], dict[tuple[str, str], str]]:
        """The fields of what is missing of a child, and its scholarship with each choice."""
        try:
            self._entitle([child])
        except kj.errors.MissingFactError as error:
            without = self._entitle([]).total
            amounts = {
                (f"{number}__{each.name}", str(written(effect.choice))): span(
                    effect.least - without, effect.most - without, self._known
                )
                for each in error.influences
                for effect in each.effects
            }
            return [f"{number}__{name}" for name in error.value], amounts
        return [], {}
