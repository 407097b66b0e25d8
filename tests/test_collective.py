"""The cooperative as the group through which its BPU pay."""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs
import pytest
from tests.fixed_law import WEEKENDS
from tests.people import VILLAGE

import kopdes_jamsos as kj

JULY = kj.Month(2025, 7)
TRADER = kj.BPUEnrolment(income=900_000, programs={kj.JKK, kj.JKM})
SAVER = kj.BPUEnrolment(income=2_000_000, programs={kj.JKK, kj.JKM, kj.JHT})
CLERK = kj.PUEnrolment(wage=3_000_000, programs={kj.JKK})  # without a risk class: cannot be priced
KDMP = kj.Cooperative(
    name="KDMP Pejaten",
    kind="KDMP",
    village=VILLAGE,
    officers=[kj.Officer(ref="A-1", role="ketua", enrolments=[TRADER])],
    employees=[kj.Employee(ref="E-1", enrolments=[CLERK]), kj.Employee(ref="E-2")],
    members=[
        kj.Member(ref="M-1", enrolments=[SAVER, CLERK]),
        kj.Member(ref="M-2", enrolments=[TRADER]),
        kj.Member(),
    ],
)


def test_each_member_owes_and_who_has_not_paid_is_named() -> None:
    found = kj.contributions.collective_bill(
        KDMP, JULY, paid={"A-1": 16_800, "M-1": 50_000, "Z-9": 7}, law=WEEKENDS
    )
    assert [(entry.ref, entry.assessment.total, entry.open) for entry in found.entries] == [
        ("A-1", 16_800, 0),
        ("M-1", 66_800, 16_800),
        ("M-2", 16_800, 16_800),
    ]
    assert found.total == 100_400
    assert found.paid == 66_800
    assert [entry.ref for entry in found.unpaid] == ["M-1", "M-2"]
    assert found.unallocated == (("Z-9", 7),)
    assert found.uncovered == ()
    assert [(due.program, due.day) for due in found.dues] == [
        (kj.JKK, dt.date(2025, 7, 15)),
        (kj.JKM, dt.date(2025, 7, 15)),
        (kj.JHT, dt.date(2025, 8, 15)),
    ]
    assert found.entries[1].person is KDMP.members[0]


def test_nothing_of_the_money_is_lost() -> None:
    paid = {"A-1": 20_000, "M-2": 1, "Z-9": 7}
    found = kj.contributions.collective_bill(KDMP, JULY, paid=paid)
    booked = sum(min(entry.paid, entry.assessment.total) for entry in found.entries)
    credits = sum(entry.credit for entry in found.entries)
    assert booked + credits + sum(sum_ for _, sum_ in found.unallocated) == sum(paid.values())


def test_the_list_in_words_shows_references_only() -> None:
    named = attrs.evolve(
        KDMP, members=[kj.Member(ref="M-1", name="Siti Contoh", enrolments=[TRADER])]
    )
    found = kj.contributions.collective_bill(
        named, JULY, paid={"A-1": 20_000, "M-1": 9_000, "Z-9": 7}
    )
    text = found.explain("en")
    assert "A-1  paid in full" in text
    assert "Rp3,200 too much" in text
    assert "paid Rp9,000, Rp7,800 still open" in text
    assert "Rp7 under the reference Z-9" in text
    assert "Siti" not in text + repr(found)
    assert "belum membayar" in kj.contributions.collective_bill(named, JULY).explain("id")


def test_whoever_cannot_be_assessed_is_listed() -> None:
    too_old = attrs.evolve(
        TRADER, birth_date=dt.date(1950, 1, 1), registered_on=dt.date(2022, 1, 1)
    )
    old = attrs.evolve(KDMP, members=[kj.Member(ref="M-1", enrolments=[too_old])])
    found = kj.contributions.collective_bill(old, JULY, paid={"M-1": 5})
    assert [(each.person.ref, each.code) for each in found.uncovered] == [("M-1", "age-limit")]
    assert found.unallocated == (("M-1", 5),)
    assert "(beyond the age limit): M-1" in found.explain("en")


def test_a_person_with_two_enrolments_is_counted_once() -> None:
    twice = kj.Member(ref="M-1", enrolments=[TRADER, SAVER, CLERK])
    found = kj.contributions.collective_bill(attrs.evolve(KDMP, members=[twice]), JULY)
    assert [each.code for each in found.uncovered] == ["invalid-fact"] * 2
    assert all(each.person is twice for each in found.uncovered)
    assert "Not billed: 1 person (facts contradict one another): M-1." in found.explain("en")
    with kj.display.language("en"):
        assert str(found).endswith("; not billed: 1 person")


def test_a_due_date_that_was_moved_is_worded_as_such() -> None:
    found = kj.contributions.collective_bill(KDMP, kj.Month(2025, 6), law=WEEKENDS).explain("en")
    day, printed = "Monday, 16 June 2025", "Sunday, 15 June 2025"
    assert f"JKK and JKM: due on {day} at the latest ({printed} is a holiday)." in found


def test_an_empty_group_is_no_error() -> None:
    alone = attrs.evolve(KDMP, officers=[], members=[], employees=[])
    found = kj.contributions.collective_bill(alone, JULY)
    assert (found.total, found.entries, found.dues) == (0, (), ())
    assert found.explain("id")


@pytest.mark.parametrize(
    "facts,error",
    [
        ({"cooperative": None}, kj.errors.InvalidFactError),
        ({"month": "07/2025"}, kj.errors.InvalidMonthError),
        ({"paid": [("M-1", 5)]}, kj.errors.InvalidFactError),
        ({"paid": {1: 5}}, kj.errors.InvalidFactError),
        ({"paid": {"M-1": -5}}, kj.errors.InvalidAmountError),
        ({"paid": {"M-1": 5.0}}, kj.errors.InvalidAmountError),
        ({"law": None}, kj.errors.InvalidFactError),
        (
            {"cooperative": attrs.evolve(KDMP, members=[kj.Member(enrolments=[TRADER])])},
            kj.errors.InvalidFactError,
        ),
        (
            {
                "cooperative": attrs.evolve(
                    KDMP, members=[kj.Member(ref="A-1", enrolments=[TRADER])]
                )
            },
            kj.errors.InvalidFactError,
        ),
    ],
)
def test_bad_input_is_refused(facts: dict[str, Any], error: type[kj.KopdesJamsosError]) -> None:
    arguments: dict[str, Any] = {"cooperative": KDMP, "month": JULY, **facts}
    with pytest.raises(error):
        kj.contributions.collective_bill(
            arguments.pop("cooperative"), arguments.pop("month"), **arguments
        )


def test_what_was_paid_too_much_rests_on_a_convention() -> None:
    trader = kj.BPUEnrolment(income=900_000, programs={kj.JKK, kj.JKM})
    kdmp = kj.Cooperative(
        name="Pejaten",
        kind="KDMP",
        village=VILLAGE,
        members=[kj.Member(ref="M-1", enrolments=[trader])],
    )
    for paid, named in ((16_800, False), (16_801, True)):
        found = kj.contributions.collective_bill(kdmp, kj.Month(2025, 7), paid={"M-1": paid})
        assert ("credit-next-month" in found.assumptions) is named
        assert (found.evidence is kj.Evidence.CONVENTION) is named


# --- what a group must be -------------------------------------------------------------------------

ALL: dict[str, Any] = {
    "village_letter": True, "mandate": True, "agreement": True, "in_dispute": False,
}  # fmt: skip
DAY = dt.date(2026, 11, 29)


@pytest.mark.parametrize(
    "facts, met, code",
    [
        (ALL, True, None),
        ({**ALL, "village_letter": False}, False, "group-letter"),
        # Pasal 39 ayat (2): founded by a body, it may go without the letter.
        ({**ALL, "village_letter": False, "founded_by_body": True}, True, None),
        ({**ALL, "mandate": False}, False, "group-mandate"),
        ({**ALL, "agreement": None}, None, None),
        ({**ALL, "agreement": False, "mandate": None}, False, "group-agreement"),
        ({**ALL, "in_dispute": True}, False, "group-dispute"),
        ({}, None, None),
    ],
)
def test_the_conditions_of_a_group(
    facts: dict[str, Any], met: bool | None, code: str | None
) -> None:
    """Permenaker 5/2021 Pasal 39 ayat (1) to (4)."""
    found = kj.coverage.group_conditions(DAY, **facts)
    assert found.met is met
    assert [each.code for each in found.conditions if each.met is False] == [code] * bool(code)
    assert [str(place) for place in found.citations] == [
        "Permenaker 5/2021 Pasal 39", "Permenaker 5/2021 Pasal 40",
    ]  # fmt: skip
    assert found.evidence is kj.Evidence.TEXT
    for language in ("id", "en"):
        assert "{" not in found.explain(language)


def test_what_was_asked_of_a_group_before_april_2021_is_not_known() -> None:
    assert kj.coverage.group_conditions(dt.date(2021, 4, 1), **ALL).met
    with pytest.raises(kj.errors.BeforeDataError):
        kj.coverage.group_conditions(dt.date(2021, 3, 31), **ALL)
    with pytest.raises(kj.errors.InvalidFactError):
        kj.coverage.group_conditions(DAY, mandate="yes")  # type: ignore[arg-type]  # no flag


@pytest.mark.parametrize("month, rules", [(kj.Month(2021, 3), 2), (kj.Month(2021, 4), 4)])
def test_a_list_cites_what_a_group_must_be_since_april_2021(month: kj.Month, rules: int) -> None:
    total = kj.contributions.collective_bill(KDMP, month).statement().totals[0]
    assert len(total.citations) == rules
