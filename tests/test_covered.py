"""Who of a cooperative is covered on a day, the gaps, and what it costs to close them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs
import pytest
from tests.people import BOTH, VILLAGE

import kopdes_jamsos as kj

ON = dt.date(2025, 7, 3)
JULY = kj.Month(2025, 7)
OFFICER = kj.BPUEnrolment(income=0, programs=BOTH, group="unwaged")
CLERK = kj.PUEnrolment(wage=3_000_000, programs={kj.JKK})
KDMP = kj.Cooperative(
    name="KDMP Pejaten",
    kind="KDMP",
    village=VILLAGE,
    officers=[kj.Officer(ref=ref, role="lainnya", name="Siti Contoh") for ref in ("A-1", "A-2")],
    supervisors=[kj.Supervisor(ref="B-1", role="ketua", elsewhere="village")],
    employees=[kj.Employee(ref="E-1")],
    members=[kj.Member(ref="M-1"), kj.Member()],
    risk_class=1,
)


def paid(day: dt.date, enrolment: Any = OFFICER) -> kj.Participation:
    month = kj.Month.of(day)
    return kj.Participation(
        enrolment, joined=dt.date(2025, 6, 10), payments=[kj.Payment(month, day)]
    )


def gaps(cover: kj.coverage.CooperativeCover) -> dict[str | None, list[str]]:
    found: dict[str | None, list[str]] = {}
    for gap in cover.gaps:
        found.setdefault(gap.person.ref, []).append(gap.program.value)
    return found


def test_the_first_payment_decides() -> None:
    """Serang, 3 July 2025: enrolled is not covered, the first contribution must be in."""
    for day, covered in (
        (dt.date(2025, 6, 20), True),
        (ON, True),
        (dt.date(2025, 7, 4), False),
    ):
        cover = kj.coverage.covered_on(KDMP, ON, {"A-1": [paid(day)]})
        names = [person.ref for person in cover.covered(kj.JKK)]
        assert names == (["A-1"] if covered else [])
        assert ("A-1" in gaps(cover)) is not covered


def test_gaps_follow_from_the_segment() -> None:
    cover = kj.coverage.covered_on(KDMP, ON, {"E-1": [paid(ON, CLERK)]})
    assert gaps(cover) == {
        # An officer of whose wage nothing is said is of group c, whose JHT is voluntary
        # (Permenaker 5/2021 Pasal 31 ayat (2) and Pasal 32 ayat (2)).
        "A-1": ["JKK", "JKM"],
        "A-2": ["JKK", "JKM"],
        # Of the clerk only JKK was enrolled; without a scale only what all scales owe counts.
        "E-1": ["JKM"],
        "M-1": ["JKK", "JKM"],
        None: ["JKK", "JKM"],
    }
    statuses = {(gap.person.ref, gap.status) for gap in cover.gaps}
    assert ("E-1", kj.coverage.CoverStatus.NOT_ENROLLED) in statuses
    assert ("M-1", None) in statuses
    assert cover.assumptions[:1] == ("segment-default",)
    small = kj.coverage.covered_on(attrs.evolve(KDMP, scale="small"), ON)
    assert gaps(small)["E-1"] == ["JKK", "JKM", "JHT"]


def test_a_group_that_is_not_known_owes_what_all_groups_owe() -> None:
    alone = attrs.evolve(KDMP, employees=[])
    assert gaps(kj.coverage.covered_on(alone, ON))["A-1"] == ["JKK", "JKM"]


def test_the_report_in_words_shows_references_only() -> None:
    cover = kj.coverage.covered_on(KDMP, ON, {"A-1": [paid(ON)]})
    text = cover.explain("en")
    assert "JKK  1 of 6 people" in text
    assert "JKM: 4 people without cover: A-2, E-1, M-1." in text
    assert "1 person covered elsewhere." in text
    assert "Siti" not in text + repr(cover)
    assert cover.explain("id", "html")


def test_only_what_somebody_owes_or_has_is_a_row() -> None:
    alone = attrs.evolve(KDMP, employees=[], employs=False)
    heads = [row.head for row in kj.coverage.covered_on(alone, ON).statement().rows]
    assert heads == ["JKK", "JKM"]
    pensioner = attrs.evolve(CLERK, programs={kj.JKK, kj.JKM, kj.JHT, kj.JP})
    cover = kj.coverage.covered_on(KDMP, ON, {"E-1": [paid(ON, pensioner)]})
    assert [row.head for row in cover.statement().rows] == ["JKK", "JKM", "JHT", "JP"]


@pytest.mark.parametrize("born,owed", [((1966, 12, 31), False), ((1967, 1, 1), True)])
@pytest.mark.parametrize("takes_part", [True, False])
def test_jp_is_no_gap_once_pension_age_is_past(
    born: tuple[int, int, int], owed: bool, takes_part: bool
) -> None:
    """58 on the last day on which that was the pension age: JP has ended and costs nothing."""
    clerk = attrs.evolve(
        CLERK, programs={kj.JKK, kj.JKM, kj.JHT}, birth_date=dt.date(*born) if takes_part else None
    )
    employee = kj.Employee(ref="E-1", birth_date=None if takes_part else dt.date(*born))
    medium = attrs.evolve(KDMP, scale="medium", employees=[employee])
    parts = {"E-1": [paid(ON, clerk)]} if takes_part else {}
    cover = kj.coverage.covered_on(medium, ON, parts)
    assert ("JP" in gaps(cover).get("E-1", [])) is owed
    assert ("jp-after-pension-age" in cover.assumptions) is not owed
    prices = [
        line
        for line in kj.contributions.gap_prices(cover, JULY, wage=3_000_000, income=0).lines
        if line.person.ref == "E-1"
    ]
    assert bool(prices) is (owed or not takes_part)
    for price in prices:
        assert price.assessment
        assert (kj.JP in price.programs) is owed
        assert all(line.amount for line in price.assessment.lines)


@pytest.mark.parametrize(
    "born,month,code",
    [
        ((1960, 7, 4), JULY, ""),
        ((1960, 7, 3), JULY, "age-limit"),
        ((1960, 7, 4), kj.Month(2025, 8), "age-limit"),
        ((1960, 7, 3), kj.Month(2025, 6), ""),
    ],
)
def test_who_is_too_old_to_register_gets_no_price(
    born: tuple[int, int, int], month: kj.Month, code: str
) -> None:
    member = kj.Member(ref="M-1", birth_date=dt.date(*born))
    alone = attrs.evolve(KDMP, officers=[], supervisors=[], employees=[], members=[member])
    [line] = kj.contributions.gap_prices(kj.coverage.covered_on(alone, ON), month, income=0).lines
    assert line.code == code
    lapsed = kj.Participation.paid_through(
        kj.BPUEnrolment(income=0, programs=BOTH), since=kj.Month(2024, 7), months=1
    )
    back = kj.contributions.gap_prices(kj.coverage.covered_on(alone, ON, {"M-1": [lapsed]}), month)
    assert back.lines[0].code == ""  # whoever is in may stay


def test_nobody_is_covered_by_nothing() -> None:
    head_only = attrs.evolve(KDMP, officers=[], employees=[], members=[])
    cover = kj.coverage.covered_on(head_only, ON)
    assert (cover.gaps, cover.evidence) == ((), kj.Evidence.TEXT)


def test_the_gaps_are_priced() -> None:
    cover = kj.coverage.covered_on(KDMP, ON, {"A-1": [paid(ON)], "E-1": [paid(ON, CLERK)]})
    prices = kj.contributions.gap_prices(cover, JULY, income=0)
    assert {
        line.person.ref: line.assessment and line.assessment.total for line in prices.lines
    } == {
        "A-2": 16_800,  # JKK 10,000 and JKM 6,800
        "E-1": 9_000,
        "M-1": 16_800,
        None: 16_800,
    }
    assert prices.total == 59_400
    assert "Rp59,400" in prices.explain("en")


def test_enrolments_are_used_where_nobody_takes_part_yet() -> None:
    income = kj.BPUEnrolment(income=2_000_000, programs=BOTH, group="independent")
    member = kj.Member(ref="M-1", enrolments=[CLERK, income])
    clerk = kj.Employee(ref="E-1", enrolments=[CLERK])
    own = attrs.evolve(KDMP, officers=[], members=[member], employees=[clerk])
    prices = kj.contributions.gap_prices(kj.coverage.covered_on(own, ON), JULY)
    assert [line.assessment and line.assessment.total for line in prices.lines] == [16_200, 26_800]


def test_what_cannot_be_priced_is_named() -> None:
    cover = kj.coverage.covered_on(attrs.evolve(KDMP, risk_class=None), ON)
    prices = kj.contributions.gap_prices(cover, JULY, wage=3_000_000)
    assert {line.person.ref: line.code for line in prices.lines} == dict.fromkeys(
        ("A-1", "A-2", "E-1", "M-1", None), "missing-fact"
    )
    assert prices.total == 0
    assert "cannot be priced: a fact is missing" in prices.explain("en")
    november = kj.contributions.gap_prices(
        cover, kj.Month(2026, 11), income=0, sector="other", funding="self"
    )
    assert {line.person.ref: line.assessment and line.assessment.total
            for line in november.lines}["M-1"] == 8_400  # fmt: skip


@pytest.mark.parametrize(
    "facts,error",
    [
        ({"cooperative": None}, kj.errors.InvalidFactError),
        ({"on": "2025"}, kj.errors.InvalidDateError),
        ({"participations": {"Z-9": []}}, kj.errors.InvalidFactError),
        ({"participations": [paid(ON)]}, kj.errors.InvalidFactError),
        ({"participations": {"A-1": 5}}, kj.errors.InvalidFactError),
        ({"participations": {"A-1": [CLERK]}}, kj.errors.InvalidFactError),
        ({"on": dt.date(2014, 1, 1)}, kj.errors.BeforeDataError),
        ({"law": None}, kj.errors.InvalidFactError),
        ({"cooperative": attrs.evolve(KDMP, members=[kj.Member(ref="A-1")]),
          "participations": {"A-1": []}}, kj.errors.InvalidFactError),
    ],
)  # fmt: skip
def test_bad_input_is_refused(facts: dict[str, Any], error: type[kj.KopdesJamsosError]) -> None:
    arguments: dict[str, Any] = {"cooperative": KDMP, "on": ON, **facts}
    with pytest.raises(error):
        kj.coverage.covered_on(arguments.pop("cooperative"), arguments.pop("on"), **arguments)


@pytest.mark.parametrize(
    "cover,month", [(None, JULY), (kj.coverage.covered_on(KDMP, ON), "07/2025")]
)
def test_prices_need_cover_and_a_month(cover: Any, month: Any) -> None:
    with pytest.raises(kj.KopdesJamsosError):
        kj.contributions.gap_prices(cover, month)


def test_without_a_birth_date_jp_counts_as_owed() -> None:
    medium = attrs.evolve(KDMP, scale="medium", supervisors=[])
    cover = kj.coverage.covered_on(medium, ON)
    assert gaps(cover)["E-1"] == ["JKK", "JKM", "JHT", "JP"]
    assert "elsewhere" not in cover.explain("en")
