"""The case that an entitlement is about: the event, the participations and the facts around them.

Implements no article of its own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from attrs import field, frozen

from kopdes_jamsos._checks import as_tuple, check_flag, check_kind
from kopdes_jamsos.benefits.deposits import Withdrawal
from kopdes_jamsos.benefits.events import Event
from kopdes_jamsos.benefits.family import Child, Family
from kopdes_jamsos.benefits.rates import Rates, check_rates
from kopdes_jamsos.coverage.combined import check_participations
from kopdes_jamsos.coverage.cover import Cover, read_cover
from kopdes_jamsos.coverage.ledger import Ledger, ledger
from kopdes_jamsos.coverage.participation import Participation
from kopdes_jamsos.errors import BeforeDataError, InvalidFactError, a_kind, with_article
from kopdes_jamsos.law import DatedValue, LawBook
from kopdes_jamsos.money import Rupiah, check_rupiah
from kopdes_jamsos.months import as_date
from kopdes_jamsos.programs import Program


@frozen(kw_only=True)
class Case:
    """What each programme reads: the event, the participations and the facts around them.

    Attributes:
        event: What happened.
        participations: All participations of the person, also ended ones.
        children: Children for whom a scholarship is asked.
        family: Who is left of the family, or None.
        claimed_on: Day of the claim, or None.
        jht_balance: JHT balance that the caller knows, in rupiah, or None.
        jht_rates: JHT development rates of years that are not published.
        jp_rates: Returns of JP contributions that are paid back.
        inflation: Inflation of years that are not published.
        withdrawals: JHT that was paid out before.
        has_tax_number: Decides the tax on JHT from the third year on.
        pension_in_payment: Pension that was drawn until the event, in rupiah a month, or None.
        law: The book of law.
    """

    event: Event
    participations: tuple[Participation, ...] = field(repr=False)
    children: tuple[Child, ...] = field(default=(), repr=False)
    family: Family | None = field(default=None, repr=False)
    claimed_on: dt.date | None = None
    jht_balance: Rupiah | None = field(default=None, repr=False)
    jht_rates: Rates = field(default=None, repr=False)
    jp_rates: Rates = field(default=None, repr=False)
    inflation: Rates = field(default=None, repr=False)
    withdrawals: tuple[Withdrawal, ...] = field(default=(), repr=False)
    has_tax_number: bool | None = field(default=None, repr=False)
    pension_in_payment: Rupiah | None = field(default=None, repr=False)
    law: LawBook = field(repr=False)

    @classmethod
    def checked(cls, **facts: Any) -> Case:
        """The case of facts as a caller gave them, once each is checked.

        Raises:
            KopdesJamsosError: the error of the first fact that is refused.
        """
        return cls(**{name: check(facts[name], name) for name, check in _CHECKS.items()})

    def value(self, path: str, on: dt.date | None = None) -> DatedValue:
        """The value of the law on the day of the event, or on another day."""
        return self.law.value_on(path, self.event.on if on is None else on)

    def rules(self, path: str, on: dt.date | None = None) -> tuple[DatedValue, ...]:
        """The rule of the law on the day of the event, or on another; nothing before it began."""
        return rules_on(self.law, path, self.event.on if on is None else on)

    def enrolled(self, program: Program) -> tuple[Participation, ...]:
        """The participations in a programme."""
        return tuple(each for each in self.participations if program in each.enrolment.programs)

    def stood(self, participation: Participation, day: dt.date) -> Ledger:
        """What stood of a participation on a day, after the payments made up to it."""
        return ledger(participation, self.law, day)

    def cover(self, participation: Participation, day: dt.date, program: Program) -> Cover:
        """The cover of a participation in a programme on a day."""
        stood = self.stood(participation, day)
        return read_cover(participation, day, program, self.law, stood)


@frozen(kw_only=True)
class OpenCase(Case):
    """A case while it is read: what stood on a day is worked out once."""

    _stood: dict[tuple[int, dt.date], Ledger] = field(
        factory=dict, init=False, eq=False, repr=False
    )

    def stood(self, participation: Participation, day: dt.date) -> Ledger:
        """What stood of a participation on a day, after the payments made up to it."""
        key = id(participation), day  # the case holds it
        found = self._stood.get(key)
        if found is None:
            found = self._stood[key] = super().stood(participation, day)
        return found


def rules_on(law: LawBook, path: str, day: dt.date) -> tuple[DatedValue, ...]:
    """The value or rule of a day; nothing before it began."""
    try:
        return (law.value_on(path, day),)
    except BeforeDataError:
        return ()


def _one(kind: type) -> Callable[[Any, str], Any]:
    return lambda value, name: check_kind(value, kind, name)


def _several(kind: type) -> Callable[[Any, str], tuple[Any, ...]]:
    one = _one(kind)

    def check(value: Any, name: str) -> tuple[Any, ...]:
        if isinstance(value, kind):
            return (value,)
        items = as_tuple(value)
        if type(items) is tuple:
            return tuple(one(item, name) for item in items)
        raise InvalidFactError(
            f"{name} must be {with_article(kind.__name__)} or several; got {a_kind(value)}.",
            remedy=f"Give {with_article(kind.__name__)}, or a list or tuple of them.",
            reason="kind",
            field=name,
        )

    return check


def _or_none(check: Callable[[Any, str], Any]) -> Callable[[Any, str], Any]:
    return lambda value, name: None if value is None else check(value, name)


def _rates(what: str) -> Callable[[Any, str], Rates]:
    return lambda value, _: check_rates(value, what)


_CHECKS: dict[str, Callable[[Any, str], Any]] = {
    "event": _one(Event),
    "participations": lambda value, _: check_participations(value),
    "children": _several(Child),
    "family": _or_none(_one(Family)),
    "claimed_on": _or_none(as_date),
    "jht_balance": _or_none(check_rupiah),
    "jht_rates": _rates("JHT development rates"),
    "jp_rates": _rates("JP rates"),
    "inflation": _rates("Inflation rates"),
    "withdrawals": _several(Withdrawal),
    "has_tax_number": _or_none(check_flag),
    "pension_in_payment": _or_none(check_rupiah),
    "law": _one(LawBook),
}
