"""What is decided about a population: programmes, segments, months, and whose money pays.

Implements no article of its own. Whose money pays decides the relief of PP 50/2025 (Pasal 3 ayat
(5)); a contribution of which only a part comes from a public budget is the convention
`mixed-funding`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, TypeAlias

from attrs import field, fields, frozen

from kopdes_jamsos._checks import by, is_rupiah_or_none, keys_read, to_month
from kopdes_jamsos._plain import as_int, as_text, pairs_of
from kopdes_jamsos.basis import Displayed, Note, Statement
from kopdes_jamsos.basis.statements import facts_shown, stated
from kopdes_jamsos.choices import choose, choose_each, find_choice
from kopdes_jamsos.enrolment import facts_of, optional_funding, optional_sector
from kopdes_jamsos.errors import InvalidFactError, MissingFactError, a_kind, told
from kopdes_jamsos.law import LAW, LawBook
from kopdes_jamsos.law.book import check_book
from kopdes_jamsos.law.kinds import Frozen
from kopdes_jamsos.money import PARTS, Rate, Rupiah, check_rupiah
from kopdes_jamsos.months import Month, as_month
from kopdes_jamsos.programs import (
    BPUGroup,
    Funding,
    Payer,
    Program,
    Sector,
    Segment,
)

Bearer: TypeAlias = Payer | Funding
Enrolled: TypeAlias = Segment | BPUGroup
Rule: TypeAlias = Enrolled | Literal["proposed"] | Mapping[str, Enrolled] | None

PROPOSED = "proposed"


def _programs(value: Any) -> Any:
    if value is None:
        return None
    pairs = pairs_of(value)
    if pairs is not None:
        return Frozen({check_role(role): _programs_of(item) for role, item in pairs.items()})
    return _programs_of(value)


def _programs_of(value: Any) -> frozenset[Program]:
    found = choose_each(Program, value, "programs")
    if not found:
        raise InvalidFactError(
            "A policy needs at least one programme.",
            remedy="Give a set such as {kj.JKK, kj.JKM}, or None for those of the enrolments.",
            reason="no-program",
        )
    return found


def _rule(value: Any) -> Any:
    if value is None or as_text(value) == PROPOSED:
        return value and PROPOSED
    pairs = pairs_of(value)
    if pairs is not None:
        return Frozen({check_role(role): _enrolled(item) for role, item in pairs.items()})
    return _enrolled(value)


def _enrolled(value: Any) -> Enrolled:
    for kind in (BPUGroup, Segment):
        found: Any = find_choice(kind, value)
        if found is not None and found is not Segment.CONSTRUCTION:
            return found  # type: ignore[no-any-return]  # one of the two kinds
    names = [member.value for kind in (BPUGroup, Segment) for member in kind]
    shown, kept = told(value, "segment", names=names)
    raise InvalidFactError(
        f"{shown} is no segment or group for people.",
        value=kept,
        remedy='Give kj.Segment.PU, a kj.BPUGroup, "proposed", or a mapping from roles to them.',
    )


def check_role(value: Any, _: str = "") -> str:
    """The value, if it can name a role.

    Raises:
        InvalidFactError: code `invalid-fact`.
    """
    role = as_text(value)
    if not role:
        found = a_kind(value) if role is None else "an empty text"
        raise InvalidFactError(
            f"A role has a name; got {found}.",
            value="role",
            remedy='Give a text such as "officer".',
        )
    return role


def _shares(value: Any) -> Any:
    if value is None:
        return None
    pairs = pairs_of(value)
    if pairs is None:
        return Frozen({choose(Funding, value): Rate(PARTS)})
    found = keys_read(pairs, lambda body: choose(Funding, body), "shares")
    if not all(isinstance(rate, Rate) and rate.ppm for rate in found.values()):
        raise InvalidFactError(
            "Each share must be a rate above 0 %.",
            remedy='Write shares with percent("50"); leave out who pays nothing.',
        )
    if sum(rate.ppm for rate in found.values()) != PARTS:
        raise InvalidFactError(
            "The shares do not add up to 100 %.",
            remedy="Let them add up to exactly 100 %.",
            reason="shares",
        )
    return Frozen(found)


def _since(value: Any) -> Any:
    pairs = pairs_of(value)
    if pairs is None:
        raise InvalidFactError(
            f"since must be a mapping from roles to months; got {a_kind(value)}.",
            remedy='Give a dict such as {"member": kj.Month(2027, 1)}.',
        )
    return Frozen({check_role(role): as_month(month, "since") for role, month in pairs.items()})


def _payers(value: Any) -> frozenset[Payer]:
    return choose_each(Payer, value, "shared")


_USUALLY_SHARED = frozenset({Payer.EMPLOYER, Payer.PARTICIPANT})
# A slip of the keyboard, not a plan: the calendar of the law begins in 2015.
_LONGEST = 1200


def _check_months(value: object, _: str) -> int:
    months = as_int(value)
    if months is None or not 1 <= months <= _LONGEST:
        shown, kept = told(value, "months", like=r"-?[0-9]{1,4}(\.[0-9])?")
        raise InvalidFactError(
            f"months must be a whole number from 1 to {_LONGEST}; got {shown}.",
            value=kept,
            remedy="Give an int, such as 12.",
        )
    return months


@frozen(kw_only=True)
class Policy(Displayed):
    """What is decided about a population, from a month on.

    Attributes:
        start: First contribution month.
        months: Number of months.
        programs: Programmes of everyone, or of each role; None: as enrolled.
        segment: How people without an enrolment are enrolled: a segment or BPU group for everyone,
            one for each role, or "proposed" (`propose_segment`; cooperatives only); None: not.
        shares: Who bears the contributions, and which part: `{Funding.STATE: percent("50"), …}`
            adding up to 100 %, or one `Funding` for all of it; None: whoever owes them by law.
        remainder: Who bears what is left after the other parts were cut down to full rupiah;
            asked for where there are several parts.
        shared: Payers by law whose lines are borne in these shares; a worker's own share stays
            the worker's unless named here.
        funding: Whose money it is under PP 50/2025; None: taken from `shares`.
        sector: Sector of BPU; None: as enrolled.
        since: First month of roles that begin later than the others.
        income: Monthly income in rupiah of BPU whose own is not given.

    Raises:
        InvalidFactError: code `invalid-fact`: among others, shares that are no 100 %.
        MissingFactError: code `missing-fact`: several parts and nobody for the remainder.
        InvalidMonthError: code `invalid-month`.
        InvalidAmountError: code `invalid-amount`.
        UnknownProgramError: code `unknown-program`.
        UnknownChoiceError: code `unknown-choice`.

    Examples:
        >>> half = kj.percent("50")
        >>> policy = kj.Policy(
        ...     start=kj.Month(2027, 1),
        ...     months=12,
        ...     shares={"state": half, "cooperative": half},
        ...     remainder="cooperative",
        ... )
        >>> policy.end
        Month(2027, 12)
    """

    start: Month = field(converter=to_month)
    months: int = field(validator=by(_check_months))
    programs: frozenset[Program] | Mapping[str, frozenset[Program]] | None = field(
        default=None, converter=_programs
    )
    segment: Rule = field(default=None, converter=_rule)
    shares: Mapping[Funding, Rate] | None = field(default=None, converter=_shares)
    remainder: Funding | None = field(default=None, converter=optional_funding)
    shared: frozenset[Payer] = field(factory=lambda: _USUALLY_SHARED, converter=_payers)
    funding: Funding | None = field(default=None, converter=optional_funding)
    sector: Sector | None = field(default=None, converter=optional_sector)
    since: Mapping[str, Month] = field(factory=dict, converter=_since)
    income: Rupiah | None = field(default=None, repr=False, validator=is_rupiah_or_none)

    def __attrs_post_init__(self) -> None:
        shares = self.shares or {}
        if len(shares) > 1 and self.remainder is None:
            raise MissingFactError(
                "Who bears the remainder of the rounding was not given.",
                value="remainder",
                remedy="Give remainder: one of those who bear a share.",
            )
        if self.remainder is not None and self.remainder not in shares:
            raise InvalidFactError(
                "The remainder goes to somebody who bears no share.",
                value=self.remainder,
                remedy="Name one of those who bear a share.",
            )

    def _display(self) -> Statement:
        silent = {"start", "months", *(["shared"] if self.shared == _USUALLY_SHARED else [])}
        facts = {name: value for name, value in stated(self).items() if name not in silent}
        return facts_shown(Note.of("policy", first=self.start, last=self.end), facts)

    @property
    def end(self) -> Month:
        """Last contribution month."""
        return self.start + (self.months - 1)

    @property
    def calendar(self) -> tuple[Month, ...]:
        """The contribution months, in order."""
        return tuple(self.start + number for number in range(self.months))

    def split(self, amount: Rupiah, payer: Payer | str) -> Mapping[Bearer, Rupiah]:
        """Who bears an amount that a payer owes by law; the parts add up to the rupiah.

        Args:
            amount: Rupiah.
            payer: Who owes it by law.

        Raises:
            InvalidAmountError: code `invalid-amount`.
            UnknownChoiceError: code `unknown-choice`.

        Examples:
            >>> third = kj.Rate(333_333)
            >>> policy = kj.Policy(
            ...     start=kj.Month(2027, 1),
            ...     months=1,
            ...     shares={"state": third, "region": third, "village": kj.Rate(333_334)},
            ...     remainder="village",
            ... )
            >>> list(policy.split(16_800, kj.Payer.PARTICIPANT).values())
            [5599, 5599, 5602]
        """
        amount = check_rupiah(amount, "amount")
        payer = choose(Payer, payer)
        if self.shares is None or payer not in self.shared:
            return {payer: amount}
        parts: dict[Bearer, Rupiah] = {
            body: amount * rate.ppm // PARTS for body, rate in self.shares.items()
        }
        parts[self.remainder or next(iter(parts))] += amount - sum(parts.values())
        return parts

    def money(self, *, law: LawBook = LAW) -> Funding | None:
        """Whose money the contributions of BPU are under PP 50/2025; None: as enrolled.

        Examples:
            >>> policy = kj.Policy(start=kj.Month(2026, 11), months=1, shares="cooperative")
            >>> policy.money()
            <Funding.COOPERATIVE: 'cooperative'>
        """
        bodies = self._bodies()
        check_book(law)
        if self.funding is not None or not bodies:
            return self.funding
        public, doubtful = self._public(law)
        return max(bodies, key=lambda body: (body in public, body in doubtful, bodies[body]))

    def assumptions(self, *, law: LawBook = LAW) -> tuple[str, ...]:
        """Conventions of the policy itself that bear on a relief in its months.

        Examples:
            >>> half = kj.percent("50")
            >>> policy = kj.Policy(
            ...     start=kj.Month(2026, 11),
            ...     months=1,
            ...     shares={"state": half, "self": half},
            ...     remainder="self",
            ... )
            >>> policy.assumptions()
            ('mixed-funding',)
        """
        bodies = set(self._bodies())
        check_book(law)
        if self.funding is not None or len(bodies) < 2:
            return ()
        public, _ = self._public(law)
        return ("mixed-funding",) if bodies & public and bodies - public else ()

    def _bodies(self) -> Mapping[Funding, Rate]:
        """Who bears the lines of BPU, and which part."""
        return (self.shares or {}) if Payer.PARTICIPANT in self.shared else {}

    def _public(self, law: LawBook) -> tuple[set[Funding], set[Funding]]:
        """Money that takes a relief of these months away, and money that may."""
        reliefs = [
            relief
            for month in self.calendar
            for program in Program
            for relief in law.reliefs(program, Segment.BPU, month)
        ]
        asked = [each for relief in reliefs if (each := relief.condition("funding"))]
        public = {
            body
            for each in asked
            for body in each.fact.options
            if body not in each.met(law.readings)
        }
        return public, {body for each in asked for body in each.disputed}

    def programs_of(self, role: str) -> frozenset[Program] | None:
        """The programmes of a role; None: as enrolled.

        Examples:
            >>> kj.Policy(start=kj.Month(2027, 1), months=1).programs_of("officer") is None
            True
        """
        if isinstance(self.programs, Mapping):
            return self.programs.get(role)
        return self.programs

    def segment_of(self, role: str) -> Enrolled | Literal["proposed"] | None:
        """How people of a role without an enrolment are enrolled; None: not.

        Examples:
            >>> rule = {"officer": "unwaged", "member": "independent"}
            >>> kj.Policy(start=kj.Month(2027, 1), months=1, segment=rule).segment_of("member")
            <BPUGroup.INDEPENDENT: 'independent'>
        """
        if isinstance(self.segment, Mapping):
            return self.segment.get(role)
        return self.segment

    def choices(self) -> Mapping[str, object]:
        """Every choice by its name."""
        return {each.name: getattr(self, each.name) for each in fields(Policy)}


def decided_of_bpu(policy: Policy, law: LawBook) -> dict[str, Any]:
    """The facts of all BPU that a policy decides."""
    own = [fact.name for fact in facts_of(Segment.BPU) if fact.is_text]
    found = {name: getattr(policy, name, None) for name in own} | {"funding": policy.money(law=law)}
    return {name: value for name, value in found.items() if value is not None}


def roles_of(policy: Policy) -> frozenset[str]:
    """The roles for which a policy decides something of their own."""
    rules = (policy.segment, policy.programs, policy.since)
    return frozenset(role for rule in rules if isinstance(rule, Mapping) for role in rule)
