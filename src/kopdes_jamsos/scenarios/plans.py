"""Ready scenarios: the plans that were published for the village cooperatives.

No law and no recommendation. Counts come from `plans.toml` unless they are given; the months, and
whatever no source says, must be given. Officers are elected by and from the members (UU 25/1992
Pasal 29 ayat (1)); the half price is PP 50/2025.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import attrs

from kopdes_jamsos._checks import check_flag, check_kind, check_whole
from kopdes_jamsos._plain import as_int, items_of
from kopdes_jamsos.choices import choose, choose_each
from kopdes_jamsos.errors import InvalidFactError, NoRuleError
from kopdes_jamsos.law import LAW, LawBook
from kopdes_jamsos.law.book import check_book
from kopdes_jamsos.money import PARTS, Rate, Rupiah, check_rupiah
from kopdes_jamsos.months import Month, MonthLike, as_month
from kopdes_jamsos.programs import (
    BPUGroup,
    Funding,
    Program,
    RiskClass,
    Sector,
    Segment,
)
from kopdes_jamsos.scenarios.comparison import Comparison, compare
from kopdes_jamsos.scenarios.policy import Policy
from kopdes_jamsos.scenarios.population import Headcount
from kopdes_jamsos.scenarios.published import PublishedFigure, figure
from kopdes_jamsos.scenarios.scenario import Scenario
from kopdes_jamsos.scenarios.sweeping import MOST_POINTS, Sweep, SweepPoint, check_points

_BOTH = (Program.JKK, Program.JKM)


def all_officers(
    *,
    start: MonthLike,
    months: int,
    cooperatives: int | None = None,
    officers: int | None = None,
    income: Rupiah | None = None,
    group: BPUGroup | str = BPUGroup.UNWAGED,
    sector: Sector | str = Sector.OTHER,
    programs: Iterable[Program | str] = _BOTH,
    shares: Mapping[Funding, Rate] | Mapping[str, Rate] | Funding | str = Funding.COOPERATIVE,
    remainder: Funding | str | None = None,
    law: LawBook = LAW,
) -> Scenario:
    """All officers of all village cooperatives, as BPU.

    Args:
        start: First contribution month.
        months: Number of months.
        cooperatives: Number of cooperatives; None: the published target.
        officers: Officers of each; None: the published least number.
        income: Income declared by each, in rupiah; None: the lowest band, as branches price it.
        group: BPU group; "unwaged" is that of officers of a cooperative without employees
            (convention `segment-default`).
        sector: Sector.
        programs: Programmes.
        shares: Whose money pays, as for `Policy`.
        remainder: As for `Policy`.
        law: Book of law.

    Raises:
        KopdesJamsosError: whatever `Policy` and `Headcount` refuse.

    Examples:
        >>> plan = kj.scenarios.all_officers(start=kj.Month(2027, 1), months=12)
        >>> budget = plan.run()
        >>> budget.people, budget.total
        (400000, 80640000000)
    """
    used: list[PublishedFigure] = []
    count = _or(cooperatives, "cooperatives", used) * _or(officers, "officers", used)
    return Scenario(
        population=[Headcount(role="officer", count=count, income=_or(income, "income", used))],
        policy=Policy(
            start=start,
            months=months,
            programs=choose_each(Program, programs, "programs"),
            segment={"officer": group},
            sector=sector,
            shares=shares,
            remainder=remainder,
        ),
        law=law,
        name="plan-officers",
        figures=tuple(used),
    )


def officers_then_members(
    *,
    start: MonthLike,
    members_from: MonthLike,
    months: int,
    members: int | None = None,
    **of_officers: Any,
) -> Scenario:
    """All officers first, and all other members from a later month on.

    The members are independent workers (group b), the officers those of `all_officers`.

    Args:
        start: First contribution month of the officers.
        members_from: First contribution month of the members.
        months: Number of months from `start`.
        members: All members, officers among them; None: the published number.
        **of_officers: Any other argument of `all_officers`; sector, income and money are those of
            everyone.

    Raises:
        InvalidFactError: code `invalid-fact`: fewer members than officers.
        KopdesJamsosError: whatever `all_officers` refuses.

    Examples:
        >>> plan = kj.scenarios.officers_then_members(
        ...     start=kj.Month(2027, 1), members_from=kj.Month(2027, 7), months=12
        ... )
        >>> list(plan.run().people_by_month.values())[5:7]
        [400000, 1189651]
    """
    members_from = as_month(members_from, "members_from")
    plan = all_officers(start=start, months=months, **of_officers)
    [officers] = plan.population
    used = list(plan.figures)
    rest = _or(members, "members", used) - officers.count
    if rest < 1:
        raise InvalidFactError(
            "There are no members beside the officers.",
            value=members,
            remedy="Give the number of all members, officers among them.",
        )
    others = Headcount(role="member", count=rest, income=officers.income)
    rule = {"officer": plan.policy.segment_of("officer"), "member": BPUGroup.INDEPENDENT}
    return attrs.evolve(
        plan,
        population=[officers, others],
        policy=attrs.evolve(plan.policy, segment=rule, since={"member": members_from}),
        name="plan-members",
        figures=tuple(used),
    )


def state_subsidy(
    plan: Scenario, *, share: Rate | None = None, remainder: Funding | str = Funding.COOPERATIVE
) -> Scenario:
    """A plan of which the state bears a share, and somebody else all that remains.

    Args:
        plan: The plan.
        share: Share of the state; None: half, as hoped for in the plans.
        remainder: Who bears what remains, with the remainder of the rounding.

    Raises:
        InvalidFactError: code `invalid-fact`: no scenario, or no share between nothing and all.
        UnknownChoiceError: code `unknown-choice`.

    Examples:
        >>> plan = kj.scenarios.all_officers(start=kj.Month(2027, 1), months=12)
        >>> budget = kj.scenarios.state_subsidy(plan).run()
        >>> [(payer.value, amount) for payer, amount in budget.by_payer.items()]
        [('cooperative', 40320000000), ('state', 40320000000)]
    """
    used = list(_plan(plan).figures)
    borne = Rate(_or(None, "subsidy", used)) if share is None else share
    other = choose(Funding, remainder)
    if not isinstance(borne, Rate) or not 0 < borne.ppm < PARTS or other is Funding.STATE:
        raise InvalidFactError(
            "The share of the state must lie between nothing and all.",
            value="share",
            remedy='Write it with percent("50"), and let somebody else bear what remains.',
        )
    shares = {Funding.STATE: borne, other: Rate(PARTS - borne.ppm)}
    return attrs.evolve(
        plan, policy=attrs.evolve(plan.policy, shares=shares, remainder=other), figures=tuple(used)
    )


def two_million_workers(
    *,
    start: MonthLike,
    months: int,
    wage: Rupiah,
    risk_class: RiskClass | int | str,
    programs: Iterable[Program | str],
    workers: int | None = None,
    law: LawBook = LAW,
) -> Scenario:
    """The workers whom the cooperatives are meant to employ, as PU.

    No source says what they earn, so that must be given.

    Args:
        start: First contribution month.
        months: Number of months.
        wage: Monthly wage of each, in rupiah.
        risk_class: JKK risk class of the cooperatives.
        programs: Programmes; which are owed depends on the business scale.
        workers: Number of workers; None: the published target.
        law: Book of law.

    Raises:
        KopdesJamsosError: whatever `Policy` and `Headcount` refuse.

    Examples:
        >>> plan = kj.scenarios.two_million_workers(
        ...     start=kj.Month(2026, 1),
        ...     months=1,
        ...     wage=2_500_000,
        ...     risk_class=1,
        ...     programs={"JKK", "JKM"},
        ... )
        >>> plan.run().total
        27000000000
    """
    used: list[PublishedFigure] = []
    count = _or(workers, "workers", used)
    wage = check_rupiah(wage, "wage")
    return Scenario(
        population=[Headcount(role="worker", count=count, wage=wage, risk_class=risk_class)],
        policy=Policy(start=start, months=months, programs=programs, segment=Segment.PU),
        law=law,
        name="plan-workers",
        figures=tuple(used),
    )


def end_of_half_price(
    *,
    sector: Sector | str,
    members: int | None = None,
    income: Rupiah | None = None,
    shares: Mapping[Funding, Rate] | Mapping[str, Rate] | Funding | str = Funding.COOPERATIVE,
    remainder: Funding | str | None = None,
    law: LawBook = LAW,
) -> Comparison:
    """The first month after the half price of PP 50/2025 beside its last one.

    Independent workers (group b) in JKK and JKM. The months are those of the law data.

    Args:
        sector: Sector; the half price of transport ends later.
        members: Number of members; None: the published number.
        income: Income declared by each, in rupiah; None: the lowest band, as branches price it.
        shares: Whose money pays, as for `Policy`; public money has no half price.
        remainder: As for `Policy`.
        law: Book of law.

    Raises:
        NoRuleError: code `no-rule`: the book of law knows of no end.
        KopdesJamsosError: whatever `Policy` and `Headcount` refuse.

    Examples:
        >>> found = kj.scenarios.end_of_half_price(
        ...     members=1_000, sector=kj.Sector.OTHER, shares=kj.Funding.COOPERATIVE
        ... )
        >>> str(found.after.scenario.policy.start), found.before.total, found.after.total
        ('2027-01', 8400000, 16800000)
    """
    used: list[PublishedFigure] = []
    count = _or(members, "members", used)
    crowd = Headcount(role="member", count=count, income=_or(income, "income", used))
    last = _last_month(check_book(law), choose(Sector, sector))
    policy = Policy(
        start=last,
        months=1,
        programs=_BOTH,
        segment=BPUGroup.INDEPENDENT,
        sector=sector,
        shares=shares,
        remainder=remainder,
    )
    before = Scenario(
        population=crowd, policy=policy, law=law, name="plan-half-price", figures=tuple(used)
    )
    after = attrs.evolve(
        before, policy=attrs.evolve(policy, start=last + 1), name="plan-full-price"
    )
    return compare(before, after)


def _last_month(law: LawBook, sector: Sector) -> Month:
    """Last month of the half price of a sector, as the book of law has it."""
    ends = [value.until for value in law.series(f"relief.bpu_{sector}").values]
    if not ends or ends[-1] is None:
        raise NoRuleError(
            "The law book knows of no end of a half price for this sector.",
            value=sector,
            remedy="Give kj.Sector.TRANSPORT or kj.Sector.OTHER, and a book that knows PP 50/2025.",
        )
    return ends[-1]


def later_start(plan: Scenario, delays: Sequence[int], *, same_end: bool) -> Sweep:
    """What a plan costs if it begins some months later.

    The budgets name the person-months of cover: with the same end a later start is cheaper because
    fewer of them are paid for, and nobody is covered meanwhile; with the same length a relief may
    have ended.

    Args:
        plan: The plan.
        delays: Months of delay, 0 for none.
        same_end: Whether the plan ends in the same month all the same.

    Raises:
        InvalidFactError: code `invalid-fact`: no scenario, or a delay beyond its end.

    Examples:
        >>> plan = kj.scenarios.all_officers(start=kj.Month(2027, 1), months=12)
        >>> found = kj.scenarios.later_start(plan, [0, 3], same_end=True)
        >>> [(point.budget.total, point.budget.person_months) for point in found.points]
        [(80640000000, 4800000), (60480000000, 3600000)]
    """
    policy = _plan(plan).policy
    check_flag(same_end, "same_end")
    given = items_of(delays, MOST_POINTS) or ()
    check_points(len(given))
    numbers = map(as_int, given)
    whole = [each for each in numbers if each is not None and each >= 0]
    if not whole or len(whole) != len(given) or (same_end and max(whole) >= policy.months):
        raise InvalidFactError(
            "A delay must be a whole number of months, 0 or more, and within the plan.",
            value="delays",
            remedy="Give a list such as [0, 3, 6].",
        )
    points = [
        SweepPoint(values={"start": each.start}, budget=attrs.evolve(plan, policy=each).run())
        for each in (_delayed(policy, delay, same_end=same_end) for delay in whole)
    ]
    return Sweep(scenario=plan, names=("start",), points=tuple(points))


def _delayed(policy: Policy, delay: int, *, same_end: bool) -> Policy:
    """The policy some months later, with everyone who begins later still."""
    return attrs.evolve(
        policy,
        start=policy.start + delay,
        months=policy.months - delay if same_end else policy.months,
        since={role: month + delay for role, month in policy.since.items()},
    )


def without_relief(plan: Scenario) -> Scenario:
    """A plan under the same law without its reliefs, to see what they are worth.

    Raises:
        InvalidFactError: code `invalid-fact`: no scenario.

    Examples:
        >>> driver = kj.Headcount(role="driver", count=1, income=0)
        >>> policy = kj.Policy(
        ...     start=kj.Month(2026, 11),
        ...     months=1,
        ...     programs={"JKK", "JKM"},
        ...     segment="independent",
        ...     sector="transport",
        ...     shares="self",
        ... )
        >>> plan = kj.Scenario(population=driver, policy=policy)
        >>> plan.run().total, kj.scenarios.without_relief(plan).run().total
        (8400, 16800)
    """
    law = _plan(plan).law
    first, last = plan.policy.start, plan.policy.end
    for path in law.paths():
        if not path.startswith("relief.") or law.series(path).unit != "ppm":
            continue
        for value in law.series(path).values:
            since, until = max(value.since, first), min(value.until or last, last)
            if since <= until and value.value != Rate(0):
                law = law.with_change(path, Rate(0), since=since, until=until)
    return attrs.evolve(plan, law=law)


def _plan(value: Any) -> Scenario:
    return check_kind(value, Scenario, "plan", "Give a kj.Scenario.")


def _or(given: Any, name: str, used: list[PublishedFigure]) -> int:
    """A count that was given, or the published one, which is then named."""
    if given is None:
        used.append(figure(name))
        return used[-1].value
    return check_whole(given, name)
