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
}
