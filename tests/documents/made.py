"""What documents are made of in these tests: an object of each kind, drawn by Hypothesis."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy
from tests.fixed_law import read_by
from tests.properties.helpers import billed, in_its_month

import kopdes_jamsos as kj
from kopdes_jamsos.testing import (
    children,
    cooperatives,
    enrolments,
    event_days,
    events,
    families,
    participations,
    persons,
    rates,
)

_FLAG = st.sampled_from([None, True, False])
_AMOUNT = st.none() | st.integers(0, 200_000_000)
_DAYS = event_days()

governance = cooperatives(max_people=2).flatmap(
    lambda found: st.sampled_from(kj.coverage.governance_findings(found, on=dt.date(2026, 11, 3)))
)
rosters = st.builds(
    kj.rosters.RosterFinding,
    file=st.just("anggota.csv"),
    row=st.integers(1, 1_048_576),
    column=st.sampled_from([None, "nik"]),
    code=st.just("two-chairs"),
    figures=st.integers(2, 9).map(lambda first: (("first", first),)),
    original=st.sampled_from([None, "3.60E+15"]),
    repaired=st.sampled_from([None, "3604"]),
)
findings = (
    governance
    | rosters
    | st.builds(
        kj.identity.Finding,
        code=st.sampled_from(["sex-differs", "unknown-regency"]),
        severity=st.sampled_from(["warning", "info"]),
    )
)


def books() -> SearchStrategy[kj.LawBook]:
    """All law, most often; else as known on a day, carried forward, or changed."""
    month = kj.Month(2026, 12)
    changed = kj.LAW.with_change("jkm.amount_bpu", 10_000, since=kj.Month(2020, 1))
    return st.sampled_from(
        [
            kj.LAW,
            kj.LAW,
            kj.LAW.as_known(dt.date(2026, 10, 1)),
            kj.LAW.carried_forward(month).with_holidays("weekends"),
            kj.LAW.with_reading("jp-floor-before-share").with_reading("jht-yearly-crediting"),
            changed.with_change("jkk.rate_pu.low", kj.percent("0.9"), since=kj.Month(2021, 1)),
        ]
    )


@st.composite
def assessments(draw: DrawFn) -> kj.Assessment:
    enrolment, month = draw(in_its_month(enrolments))
    law = read_by(practised=draw(st.booleans()), public=draw(st.booleans()))
    return kj.assess(enrolment, month, law=law)


@st.composite
def bills(draw: DrawFn) -> kj.Bill:
    cooperative, month = draw(billed())
    return kj.bill(cooperative, month, law=read_by(practised=draw(st.booleans())))


@st.composite
def entitlements(draw: DrawFn) -> kj.Entitlement:
    given = st.none() | rates(max_ppm=80_000)
    by_year = st.dictionaries(st.integers(2015, 2026), rates(max_ppm=80_000), max_size=3)
    facts: dict[str, Any] = {
        "children": draw(st.lists(children(), max_size=3)),
        "family": draw(st.none() | families()),
        "claimed_on": draw(st.none() | _DAYS),
        "jht_balance": draw(_AMOUNT),
        "jht_rates": draw(given | by_year),
        "jp_rates": draw(given | by_year),
        "inflation": draw(given),
        "has_tax_number": draw(_FLAG),
        "law": draw(books()),
    }
    event, members = draw(events()), draw(st.lists(participations(), min_size=1, max_size=2))
    try:
        return kj.entitle(event, members, **facts)
    except kj.KopdesJamsosError:
        # Facts that do not go together; what does is drawn often enough.
        trader = kj.BPUEnrolment(income=1_000_000, programs={kj.JKK, kj.JKM})
        member = kj.Participation.paid_through(trader, since=kj.Month(2024, 1), months=18)
        death = kj.Death(dt.date(2025, 6, 3), work_related=False)
        return kj.entitle(death, member, children=facts["children"])


@st.composite
def plans(draw: DrawFn) -> kj.contributions.PaymentPlan:
    owed = [draw(assessments())]
    with_days = [each for each in owed if each.enrolment.segment is not kj.Segment.CONSTRUCTION]
    trader = kj.BPUEnrolment(income=1_000_000, programs={kj.JKK, kj.JKM})
    return kj.contributions.payment_plan(with_days or [kj.assess(trader, kj.Month(2025, 7))])


@st.composite
def late(draw: DrawFn) -> kj.Lateness:
    owed = draw(assessments() | bills())
    if owed.total and any(
        each.enrolment.segment is kj.Segment.CONSTRUCTION
        for each in (owed.assessments if isinstance(owed, kj.Bill) else (owed,))
    ):
        owed = kj.assess(kj.PUEnrolment(wage=5_000_000, programs={kj.JKM}), kj.Month(2025, 5))
    return kj.lateness(owed, paid_on=draw(st.dates(dt.date(2015, 8, 1), dt.date(2027, 2, 1))))


@st.composite
def debts(draw: DrawFn) -> kj.contributions.Arrears:
    parts = draw(st.lists(participations(amount=_AMOUNT), max_size=1))
    worker = kj.PUEnrolment(wage=5_000_000, programs={kj.JKK, kj.JKM}, risk_class=1)
    joined = draw(st.dates(dt.date(2025, 1, 1), dt.date(2025, 7, 1)))
    paid = kj.Payment(kj.Month.of(joined), dt.date(2025, 7, 2), amount=draw(_AMOUNT))
    part = kj.Participation(worker, joined=joined, payer="P-1", payments=[paid])
    try:
        return kj.contributions.arrears([*parts, part], draw(_DAYS), law=draw(books()))
    except kj.KopdesJamsosError:
        return kj.contributions.arrears([part], dt.date(2025, 8, 20))


@st.composite
def reports(draw: DrawFn) -> kj.coverage.CoverReport:
    parts = draw(st.lists(participations(amount=_AMOUNT), max_size=2))
    try:
        return kj.coverage.cover_report(parts, draw(_DAYS), law=draw(books()))
    except kj.KopdesJamsosError:
        trader = kj.BPUEnrolment(income=1_000_000, programs={kj.JKK, kj.JKM})
        paid = kj.Participation.paid_through(trader, since=kj.Month(2024, 1), months=18)
        return kj.coverage.cover_report([paid], dt.date(2025, 12, 3))


@st.composite
def sanctioned(draw: DrawFn) -> kj.coverage.Sanctions:
    warned = draw(st.dates(dt.date(2016, 1, 1), dt.date(2026, 12, 1)))
    amount = draw(st.none() | st.integers(0, 200_000_000))
    duty = draw(st.sampled_from(["registration", "data", "own-data"]))
    return kj.coverage.sanctions(duty, warned_on=warned, contribution=amount, law=draw(books()))


@st.composite
def liabilities(draw: DrawFn) -> kj.benefits.EmployerLiability:
    wage = draw(st.integers(2_000_000, 9_000_000))
    on = draw(st.dates(dt.date(2022, 1, 1), dt.date(2026, 3, 1)))
    event = draw(
        st.sampled_from([kj.Death(on, work_related=True), kj.Death(on, work_related=False)])
    )
    true = kj.PUEnrolment(wage=wage, programs={kj.JKK, kj.JKM}, risk_class=2)
    low = kj.PUEnrolment(wage=1_900_000, programs={kj.JKK, kj.JKM}, risk_class=2)
    since = kj.Month.of(on) - 4
    work = kj.Participation(true, joined=since.first_day)
    known = kj.Participation.paid_through(low, since=since, months=2)
    declared = draw(st.none() | st.just(known))
    return kj.benefits.employer_liability(
        kj.entitle(event, work.paid_in_time(on)),
        None if declared is None else kj.entitle(event, declared),
    )


@st.composite
def works(draw: DrawFn) -> kj.contributions.ConstructionPlan:
    project = kj.ConstructionEnrolment(contract_value=draw(st.integers(10**6, 10**11)))
    return kj.contributions.construction_plan(
        kj.assess(project, kj.Month(2026, 7)),
        ordered_on=dt.date(2026, 7, 1),
        starts_on=dt.date(2026, 7, 6),
        ends_on=dt.date(2026, 11, 30),
        user_pays_on=draw(st.none() | st.just(dt.date(2026, 9, 1))),
        stages=draw(st.sampled_from([1, 3])),
    )


_TRADER = kj.BPUEnrolment(
    income=1_000_000, programs={kj.JKK, kj.JKM}, group="independent", sector="other", funding="self"
)
_SHARES: list[dict[str, Any]] = [
    {},
    {"shares": "state"},
    {"shares": {"state": kj.percent(50), "cooperative": kj.percent(50)}, "remainder": "state"},
]


@st.composite
def budgets(draw: DrawFn) -> kj.scenarios.Budget:
    start = draw(st.sampled_from([kj.Month(2025, 1), kj.Month(2026, 4)]))
    facts: dict[str, Any] = {"start": start, "months": draw(st.integers(1, 3))}
    facts |= draw(st.sampled_from(_SHARES))
    who = draw(st.sampled_from(["headcounts", "enrolments", "cooperative"]))
    people: Any = [_TRADER, _TRADER]
    by_role = {
        "programs": {"officer": {"JKM"}, "member": {"JKK", "JKM"}},
        "segment": {"officer": "unwaged", "member": "independent"},
        "since": {"member": start + 1},
        "sector": "other",
    }
    for_all = {"programs": {"JKK", "JKM"}, "segment": "unwaged"}
    if who == "headcounts":
        people = [
            kj.Headcount(role="officer", count=draw(st.integers(1, 10**6)), income=0),
            kj.Headcount(role="member", count=2, income=1_000_000, sector="other"),
        ]
        facts |= draw(st.sampled_from([by_role, for_all]))
    elif who == "cooperative":
        people = draw(cooperatives(max_people=2))
        facts |= {"programs": {"JKM"}, "segment": "proposed", "income": 1_000_000}
    name = draw(st.sampled_from(["", "Pejaten"]))
    figures = [kj.scenarios.figure("workers")] if name else []
    policy = kj.Policy(**facts)
    asked = kj.Scenario(
        population=people, policy=policy, law=draw(books()), name=name, figures=figures
    )
    try:
        return asked.run()
    except kj.KopdesJamsosError:
        policy = kj.Policy(start=start, months=2, programs={"JKM"}, shares="state")
        return kj.Scenario(population=[_TRADER], policy=policy).run()


KINDS: dict[str, SearchStrategy[Any]] = {
    "cooperative": cooperatives(max_people=2),
    "person": persons(kinds=(kj.Officer, kj.Supervisor, kj.Employee, kj.Member, kj.Person)),
    "enrolment": enrolments(complete=False),
    "participation": participations(amount=_AMOUNT),
    "event": events(),
    "finding": findings,
    "assessment": assessments(),
    "bill": bills(),
    "entitlement": entitlements(),
    "findings": st.lists(findings, max_size=3).map(tuple),
    "lateness": late(),
    "arrears": debts(),
    "payment-plan": plans(),
    "construction-plan": works(),
    "cover-report": reports(),
    "sanctions": sanctioned(),
    "liability": liabilities(),
    "budget": budgets(),
    "comparison": st.builds(kj.scenarios.compare, budgets(), budgets()),
}
# Results that stand in their documents as they are.
accounts = (
    KINDS["lateness"]
    | KINDS["arrears"]
    | KINDS["payment-plan"]
    | KINDS["construction-plan"]
    | KINDS["cover-report"]
    | KINDS["sanctions"]
    | KINDS["liability"]
    | KINDS["budget"]
    | KINDS["comparison"]
)
