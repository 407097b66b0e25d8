"""The form of a family after a death, an accident or a disability: what it is entitled to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from functools import cached_property
from typing import Any, cast

from attrs import fields_dict

import kopdes_jamsos as kj
from kopdes_jamsos.enrolment import enrolled
from kopdes_jamsos.wording.language import Words

from .asking import Facts, Found, change_of, rupiah
from .fields import MissingFactsError, UnreadableError, field_named, told, written

_EVENTS: dict[str, type[Any]] = {
    kind.kind: kind
    for kind in (kj.Death, kj.WorkAccident, kj.OccupationalDisease, kj.TotalDisability)
}
_MOST_CHILDREN = 20
# Names of fields, and what each choice of them comes to.
Asked = tuple[list[str], dict[tuple[str, Any], tuple[int, int]]]


def claim(facts: Facts, law: kj.LawBook, known: Words) -> Found:
    """What an event gives to a participant or the family."""
    case = _Case(facts, law, known)
    result = case.entitled()
    return Found(
        result=result,
        name=f"manfaat-{facts['on']}",
        remarks=tuple(case.remarks(result)),
        changes=tuple(case.changes(result)),
    )


class _Case:
    """An event, the participation and the family, from the facts of the form."""

    def __init__(self, facts: Facts, law: kj.LawBook, known: Words) -> None:
        self._facts, self._law, self._known = facts, law, known
        self._event = self._event_of()
        self._lacking: dict[kj.Child, kj.errors.MissingFactError | None] = {}
        if facts.get("pupils", 0) > _MOST_CHILDREN:
            raise UnreadableError("pupils", "too-many")
        self._children = [self._child(number) for number in range(1, facts.get("pupils", 0) + 1)]

    def entitled(self) -> kj.Entitlement:
        """What the event gives; what is missing is asked for."""
        self._ask_for_pupils()
        try:
            return self._entitle(self._children, self._family)
        except kj.errors.MissingFactError as error:
            lacking = error
        asked = [self._asked_of(number, child) for number, child in enumerate(self._children, 1)]
        if not any(names for names, _ in asked):
            asked = [self._named(lacking, "")]
        names = [name for names, _ in asked for name in names]
        if any(field_named(name) is None for name in names):
            raise lacking
        amounts = {place: each for _, found in asked for place, each in found.items()}
        raise MissingFactsError(names, amounts)

    def _ask_for_pupils(self) -> None:
        """Ask how many children are at school, where a child would have a scholarship."""
        if "pupils" in self._facts or self._facts.get("children") == 0:
            return
        error = self._refusal_of(kj.Child())
        if error is not None and "stage" in error.value:
            raise MissingFactsError(["pupils"])

    def remarks(self, result: kj.Entitlement) -> Iterator[str]:
        """What the answer takes for granted, since the form asks no more."""
        since, until = self._facts["since"], self._facts["until"]
        if since < until:
            yield told("all-paid", self._known)
        harm = ("incapacity_months", "incapacity_days", "injury")
        is_harm = "injuries" in fields_dict(type(self._event)) and not result.refusals
        if is_harm and not any(map(self._facts.get, harm)):
            yield told("no-harm", self._known)

    def changes(self, result: kj.Entitlement) -> Iterator[str]:
        """What would change the sum, in words."""
        known = self._known
        if isinstance(self._event, kj.Death | kj.TotalDisability):
            other = not self._event.work_related
            with suppress(kj.KopdesJamsosError):  # the other cause may need facts of its own
                changed = self._entitle(
                    self._children, self._family, self._event_of(work_related=other)
                )
                if changed.total != result.total:
                    code = "by-work" if other else "not-by-work"
                    yield told(code, known, amount=rupiah(changed.total, known))
        asked = kj.questions.Benefit(entitlement=result)
        for row in kj.questions.sensitivity(asked).statement().rows:
            if row.amount != result.total:
                yield change_of(row, known)

    def _event_of(self, **changes: Any) -> kj.Event:
        kind = _EVENTS[self._facts["event"]]
        own = {name: each for name, each in self._facts.items() if name in fields_dict(kind)}
        if "injuries" in fields_dict(kind) and "injury" in self._facts:
            own["injuries"] = [self._injury]
        event: kj.Event = kind(**{**own, **changes})
        return event

    @property
    def _injury(self) -> kj.Injury:
        """A row of the table of percentages; what it needs beyond its name is asked for."""
        facts = self._facts
        row = next(row for row in kj.law.disability_table() if row.name == facts["injury"])
        degree = facts.get("degree") if row.share_to else None
        loss = facts.get("function_loss")
        return kj.Injury(
            row.part,
            side=row.side or None,
            steps=facts.get("steps") if row.step else None,
            degree=None if degree is None else kj.percent(degree),
            function_loss=None if loss is None else kj.percent(loss),
        )

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

    def _asked_of(self, number: int, child: kj.Child) -> Asked:
        """The fields of what is missing of a child, and its scholarship with each choice."""
        if child not in self._lacking:  # of several children often the same is known
            self._lacking[child] = self._refusal_of(child)
        error = self._lacking[child]
        return ([], {}) if error is None else self._named(error, f"{number}__", less=self._without)

    def _refusal_of(self, child: kj.Child) -> kj.errors.MissingFactError | None:
        try:
            self._entitle([child])
        except kj.errors.MissingFactError as error:
            return error
        return None

    @cached_property
    def _without(self) -> int:
        """What the event gives without any child."""
        return self._entitle([]).total

    def _named(self, error: kj.errors.MissingFactError, of: str, less: int = 0) -> Asked:
        """The fields that hold what is missing, and what each choice of them comes to."""
        amounts = {
            (f"{of}{each.name}", str(written(effect.choice))): (
                effect.least - less,
                effect.most - less,
            )
            for each in error.influences
            for effect in each.effects
        }
        return [f"{of}{name}" for name in error.value], amounts
