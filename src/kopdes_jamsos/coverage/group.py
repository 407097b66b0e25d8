"""What a group (wadah) must be through which non-wage earners (BPU) register and pay.

Permenaker 5/2021 Pasal 39: a body or organisation with members, whose officers the members appoint,
and with a letter of the village head (ayat (1)); where a body, institution or organisation founded
it, it may be excused from the letter (ayat (2)). It has a mandate of its members and an agreement
with the agency (ayat (3)), and no dispute of its officers or with others when it makes one
(ayat (4)). Pasal 40: it registers its members, collects and pays, helps with claims, and answers
for what it states of them. A cooperative is a body with members, and the members' meeting appoints
its officers (UU 25/1992 Pasal 29 ayat (1)).
"""

from __future__ import annotations

import datetime as dt

from attrs import field, frozen

from kopdes_jamsos._checks import check_flag
from kopdes_jamsos.basis import Basis, Explained, Grounded, Note, Statement, Table
from kopdes_jamsos.coverage.conditions import Condition, conditions_table, rows_of
from kopdes_jamsos.law import LAW, DatedValue, LawBook
from kopdes_jamsos.law.book import check_book
from kopdes_jamsos.months import DateLike, as_date


@frozen(kw_only=True)
class GroupConditions(Grounded, Explained):
    """Whether a cooperative may be the group through which BPU register and pay.

    Attributes:
        on: The day.
        conditions: Each condition, met or not; None where nothing was said of it, which is not
            taken as met.
        tasks: The article that says what the group does.
        law: The book of law that was used.
        basis: What the answer rests on.

    Examples:
        >>> found = kj.coverage.group_conditions(dt.date(2026, 11, 29), mandate=True)
        >>> found.met, [each.code for each in found.conditions if each.met is None]
        (None, ['group-letter', 'group-agreement', 'group-dispute'])
    """

    on: dt.date
    conditions: tuple[Condition, ...]
    tasks: DatedValue = field(repr=False)
    law: LawBook = field(repr=False)

    @property
    def basis(self) -> Basis:
        """What the answer rests on."""
        return Basis.sum(self.conditions).beside(Basis.of(self.tasks))

    @property
    def met(self) -> bool | None:
        """Whether every condition is met; None where something was not said, and nothing fails."""
        answers = {condition.met for condition in self.conditions}
        return False if False in answers else None if None in answers else True

    def table(self) -> Table:
        """A row for each condition."""
        return conditions_table(self.conditions)

    def statement(self) -> Statement:
        """The conditions as data, ready to be worded."""
        return Statement(
            title=Note.of("group-conditions", day=self.on),
            rows=rows_of(self.conditions),
            remarks=(Note.of("group-tasks"),),
            basis=self.basis,
        )


def group_conditions(
    on: DateLike,
    *,
    village_letter: bool | None = None,
    founded_by_body: bool = False,
    mandate: bool | None = None,
    agreement: bool | None = None,
    in_dispute: bool | None = None,
    law: LawBook = LAW,
) -> GroupConditions:
    """Say which conditions of a group a cooperative meets.

    That it is a body with members and appointed officers follows from its being a cooperative.

    Args:
        on: The day.
        village_letter: Whether it has a letter of the village head.
        founded_by_body: Whether a body, institution or organisation founded the group, such as
            the cooperative a group of its members; it may then go without the letter.
        mandate: Whether the members have mandated it to act for them.
        agreement: Whether it has an agreement with the agency.
        in_dispute: Whether its officers are in dispute, or it is with others.
        law: Book of law.

    Raises:
        InvalidFactError: code `invalid-fact`: a flag that is none.
        InvalidDateError: code `invalid-date`.
        BeforeDataError: code `before-data`: before April 2021; what was asked then was not read.

    Examples:
        >>> found = kj.coverage.group_conditions(
        ...     dt.date(2026, 11, 29),
        ...     village_letter=True,
        ...     mandate=True,
        ...     agreement=True,
        ...     in_dispute=False,
        ... )
        >>> found.met, str(found.citations[0])
        (True, 'Permenaker 5/2021 Pasal 39')
    """
    on = as_date(on, "on")
    check_book(law)
    check_flag(founded_by_body, "founded_by_body")
    said = {"mandate": mandate, "agreement": agreement, "in_dispute": in_dispute}
    for name, flag in {**said, "village_letter": village_letter}.items():
        if flag is not None:
            check_flag(flag, name)
    rule = law.value_on("participants.group_conditions", on)
    letter = ("group-excused", True) if founded_by_body else ("group-letter", village_letter)
    answers = (
        ("group-body", True),
        letter,
        ("group-mandate", mandate),
        ("group-agreement", agreement),
        ("group-dispute", None if in_dispute is None else not in_dispute),
    )
    return GroupConditions(
        on=on,
        conditions=tuple(Condition.of(code, met, [rule]) for code, met in answers),
        tasks=law.value_on("participants.group_tasks", on),
        law=law,
    )
