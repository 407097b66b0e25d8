"""The organs of a cooperative against the guideline: findings, each with its rule."""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs
import pytest
from tests.people import VILLAGE

import kopdes_jamsos as kj

ON = dt.date(2025, 7, 3)
POSTS = (
    "ketua", "wakil ketua bidang usaha", "wakil ketua bidang anggota", "sekretaris", "bendahara",
)  # fmt: skip
OFFICERS = [
    kj.Officer(ref=f"A-{number}", role=role, sex="P" if number % 2 else "L", village_post="none")
    for number, role in enumerate(POSTS)
]
SUPERVISORS = [
    kj.Supervisor(ref="B-0", role="ketua", village_post="head", sex="L"),
    kj.Supervisor(ref="B-1", role="anggota", sex="P"),
    kj.Supervisor(ref="B-2", role="anggota", nik=kj.Nik("3604994506870001")),
]
WHOLE = kj.Cooperative(
    name="KDMP Pejaten",
    kind="KDMP",
    village=VILLAGE,
    officers=OFFICERS,
    supervisors=SUPERVISORS,
    family_ties=[],
)


def codes(cooperative: kj.Cooperative, on: dt.date = ON) -> dict[str, tuple[str, ...]]:
    found = kj.coverage.governance_findings(cooperative, on=on)
    return {finding.code: finding.refs for finding in found if finding.code != "women"}


def with_officer(number: int, **facts: Any) -> kj.Cooperative:
    officers = list(OFFICERS)
    officers[number] = attrs.evolve(officers[number], **facts)
    return attrs.evolve(WHOLE, officers=officers)


def with_supervisor(number: int, **facts: Any) -> kj.Cooperative:
    supervisors = list(SUPERVISORS)
    supervisors[number] = attrs.evolve(supervisors[number], **facts)
    return attrs.evolve(WHOLE, supervisors=supervisors)


def test_a_whole_cooperative_has_only_information() -> None:
    (women,) = kj.coverage.governance_findings(WHOLE, on=ON)
    assert (women.code, women.severity) == ("women", "info")
    assert women.message() == "4 of 8 officers and supervisors are women."
    assert str(women.citations[0]) == "Juklak Menkop 1/2025 Bab III"
    assert women.evidence is kj.Evidence.REPORTED


@pytest.mark.parametrize(
    "cooperative,expected",
    [
        (attrs.evolve(WHOLE, officers=[]), {"too-few-officers": ()}),
        (
            attrs.evolve(WHOLE, officers=OFFICERS[:4]),
            {"too-few-officers": (), "officers-even": (), "post-vacant": ()},
        ),
        (
            attrs.evolve(WHOLE, officers=[*OFFICERS, kj.Officer(role="lainnya", sex="L")]),
            {"officers-even": ()},
        ),
        (with_officer(4, role="ketua"), {"post-twice": ("A-0", "A-4"), "post-vacant": ()}),
        (with_officer(2, village_post="staff"), {"village-official": ("A-2",)}),
        (with_officer(2, village_post="council"), {"village-official": ("A-2",)}),
        (with_officer(2, village_post=None), {}),
        (attrs.evolve(WHOLE, supervisors=[]), {"too-few-supervisors": ()}),
        (
            attrs.evolve(WHOLE, supervisors=SUPERVISORS[:2]),
            {"too-few-supervisors": (), "supervisors-even": ()},
        ),
        (with_supervisor(0, role="anggota"), {"no-supervisor-chair": ()}),
        (
            with_supervisor(1, role="ketua", village_post="none"),
            {"several-supervisor-chairs": ("B-0", "B-1"), "chair-not-village-head": ("B-1",)},
        ),
        (with_supervisor(0, village_post=None), {"chair-unknown": ("B-0",)}),
        (with_supervisor(0, village_post=None, elsewhere="village"), {"chair-unknown": ("B-0",)}),
        (with_supervisor(1, ref="A-3"), {"in-both-organs": ("A-3",)}),
        (
            with_officer(1, nik=kj.Nik("3604994506870001")),
            {"in-both-organs": ("A-1",)},
        ),
        (attrs.evolve(WHOLE, family_ties=[("A-0", "B-1")]), {"family-tie": ("A-0", "B-1")}),
        (attrs.evolve(WHOLE, family_ties=None), {"ties-unknown": ()}),
        (with_officer(1, sex=None), {"women-unknown": ()}),
    ],
)
def test_each_finding(cooperative: kj.Cooperative, expected: dict[str, tuple[str, ...]]) -> None:
    assert codes(cooperative) == expected


@pytest.mark.parametrize(
    "begins,ends,on,expected",
    [
        (dt.date(2025, 5, 1), dt.date(2030, 5, 1), ON, set()),
        (dt.date(2025, 5, 1), dt.date(2030, 5, 2), ON, {"term-too-long"}),
        (dt.date(2025, 5, 1), None, dt.date(2030, 5, 1), set()),
        (dt.date(2025, 5, 1), None, dt.date(2030, 5, 2), {"term-over"}),
        (None, dt.date(2025, 7, 2), ON, {"term-over"}),
        (None, ON, ON, set()),
        (dt.date(2026, 1, 1), None, ON, set()),
    ],
)
def test_terms(
    begins: dt.date | None, ends: dt.date | None, on: dt.date, expected: set[str]
) -> None:
    cooperative = with_officer(0, term_begins=begins, term_ends=ends)
    assert set(codes(cooperative, on)) == expected


def test_nobody_known_is_no_share_of_women() -> None:
    empty = attrs.evolve(WHOLE, officers=[], supervisors=[])
    found = [finding.code for finding in kj.coverage.governance_findings(empty, on=ON)]
    assert found == ["too-few-officers", "too-few-supervisors"]


def test_a_convention_is_named() -> None:
    found = kj.coverage.governance_findings(with_supervisor(1, ref="A-3"), on=ON)
    (both,) = (finding for finding in found if finding.code == "in-both-organs")
    assert [kj.LAW.convention(name).id for name in both.assumptions] == ["organs-apart"]


def test_a_finding_never_stops_a_bill() -> None:
    member = kj.Member(enrolments=[kj.BPUEnrolment(income=900_000, programs={kj.JKM})])
    poor = attrs.evolve(WHOLE, officers=[], supervisors=[], members=[member])
    assert kj.bill(poor, kj.Month(2025, 7)).total == 6_800


@pytest.mark.parametrize(
    "facts,error",
    [
        ({"cooperative": None}, kj.errors.InvalidFactError),
        ({"on": "2025"}, kj.errors.InvalidDateError),
        ({"on": dt.date(2024, 1, 1)}, kj.errors.BeforeDataError),
        ({"law": None}, kj.errors.InvalidFactError),
        (
            {"cooperative": attrs.evolve(WHOLE, family_ties=[("A-0", "Z-9")])},
            kj.errors.InvalidFactError,
        ),
    ],
)
def test_bad_input_is_refused(facts: dict[str, Any], error: type[kj.KopdesJamsosError]) -> None:
    arguments: dict[str, Any] = {"cooperative": WHOLE, "on": ON, "law": kj.LAW, **facts}
    with pytest.raises(error):
        kj.coverage.governance_findings(arguments.pop("cooperative"), **arguments)


@pytest.mark.parametrize(
    "ties", ["A-0", [("A-0",)], [("A-0", "A-0")], [("A-0", 1)], ["A0"], 1, [("A-0", "")]]
)
def test_odd_ties_are_refused(ties: Any) -> None:
    with pytest.raises(kj.errors.InvalidFactError):
        attrs.evolve(WHOLE, family_ties=ties)


def test_a_term_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(kj.errors.InvalidFactError):
        kj.Officer(role="ketua", term_begins=ON, term_ends=ON - dt.timedelta(days=1))
    with pytest.raises(kj.errors.UnknownChoiceError):
        kj.Member(village_post="king")
    with pytest.raises(kj.errors.UnknownChoiceError):
        kj.Member(sex="X")
