"""JP: pension age, record, indexing, formula, limits, survivors and the entitlement."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from tests import people
from tests.oracle import savings as oracle

import kopdes_jamsos as kj

DAY = dt.date(2026, 3, 10)
BOOK = kj.LAW.carried_forward(kj.Month(2060, 12))


def worker(
    since: str = "2024-01", months: int = 26, wage: int = 9_000_000, **facts: Any
) -> kj.Participation:
    return people.worker(since, months, wage=wage, programs={kj.JP}, **facts)


def wages(since: tuple[int, int], months: int, wage: int) -> dict[tuple[int, int], int]:
    found, month = {}, since
    for _ in range(months):
        found[month] = min(wage, oracle.ceiling(month))
        month = oracle.following(month)
    return found


def codes(found: kj.benefits.PensionAnswer) -> list[str]:
    return [condition.code for condition in found.reasons]


def pension_of(found: kj.benefits.PensionAnswer) -> kj.benefits.Pension:
    assert found.pension is not None
    return found.pension


# --- pension age ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "born",
    [
        (1959, 7, 1), (1962, 12, 31), (1963, 1, 1), (1964, 12, 31), (1965, 1, 1), (1966, 6, 1),
        (1968, 2, 29), (1970, 7, 27), (1978, 1, 1), (1980, 12, 31), (1990, 5, 5),
    ],
)  # fmt: skip
def test_the_pension_day_is_that_of_the_oracle(born: tuple[int, int, int]) -> None:
    found = kj.benefits.pension_date(dt.date(*born))

    assert found.day == oracle.pension_day(dt.date(*born))
    assert found.age == oracle.pension_age(found.day)
    assert found.latest == oracle.months_later(found.day, 36)
    assert found.first_month.first_day == oracle.months_later(found.day.replace(day=1), 1)
    assert "19" not in repr(found)


def test_contributions_end_with_the_month_of_that_day() -> None:
    born = dt.date(1967, 8, 20)
    enrolment = kj.PUEnrolment(wage=9_000_000, programs={kj.JP}, birth_date=born)
    last = kj.Month.of(kj.benefits.pension_date(born).day)

    assert kj.assess(enrolment, last).total > 0
    assert kj.assess(enrolment, last + 1).total == 0


def test_no_pension_age_is_known_before_it_was_set() -> None:
    with pytest.raises(kj.errors.BeforeDataError):
        kj.benefits.pension_date(dt.date(1980, 1, 1), law=kj.LAW.as_known(dt.date(2010, 1, 1)))
    with pytest.raises(kj.errors.InvalidDateError):
        kj.benefits.pension_date("1-1-1980")
    with pytest.raises(kj.errors.InvalidDateError):
        kj.benefits.pension_date(dt.date(9990, 1, 1))


# --- limits -----------------------------------------------------------------------------------


def test_each_limit_follows_from_the_one_before_by_inflation_rounded_up() -> None:
    for path, place in (("jp.minimum", 0), ("jp.maximum", 1)):
        by_year = {value.since.year: value.value for value in kj.LAW.series(path).values}
        assert by_year == {year: pair[place] for year, pair in oracle.limits().items()}


def test_inflation_is_that_of_the_oracle() -> None:
    series = kj.LAW.series("inflation.general").values
    assert {value.since.year: value.value.ppm for value in series} == oracle.INFLATION


# --- formula and limits -----------------------------------------------------------------------


@pytest.mark.parametrize("kind, share", [("disability", 100), ("spouse", 50), ("child", 50)])
@pytest.mark.parametrize("wage", [3_000_000, 9_000_000, 20_000_000])
def test_a_pension_is_that_of_the_oracle(kind: str, share: int, wage: int) -> None:
    found = pension_of(kj.benefits.pension([worker(wage=wage)], DAY, kind))
    formula = oracle.formula(wages((2024, 1), 26, wage), 2026, counted=180)

    assert found.amount == oracle.clipped(formula, (2026, 4), share)
    assert found.first_month == kj.Month(2026, 4)
    assert found.months == (26, 180)
    assert found.minimum <= found.amount <= found.maximum


def test_a_parent_has_a_fifth_and_a_child_after_the_spouse_a_quarter() -> None:
    formula = oracle.formula(wages((2024, 1), 26, 20_000_000), 2026, counted=180)
    for kind, share in (("parent", 20), ("child-after-spouse", 25)):
        found = pension_of(kj.benefits.pension([worker(wage=20_000_000)], DAY, kind))
        assert found.amount == oracle.clipped(formula, (2026, 4), share)


def test_the_floor_comes_after_the_share_unless_said() -> None:
    member = [worker(wage=3_000_000)]
    after = pension_of(kj.benefits.pension(member, DAY, "parent"))
    reading = kj.LAW.with_reading("jp-floor-before-share")
    before = pension_of(kj.benefits.pension(member, DAY, "parent", law=reading))

    assert after.amount == 411_400
    assert "jp-floor-after-share" in after.assumptions
    assert before.amount == oracle.half_up(before.formula * 20, 100) < 411_400
    assert "jp-floor-before-share" in before.assumptions
    assert (
        "jp-floor-before-share"
        not in pension_of(kj.benefits.pension(member, DAY, "disability", law=reading)).assumptions
    )


def test_old_age_in_2030_for_who_joined_in_july_2015() -> None:
    born = dt.date(1970, 7, 27)
    member = worker("2015-07", 181, 9_000_000, birth_date=born)
    found = kj.benefits.pension([member], dt.date(2030, 7, 27), "old-age", law=BOOK)
    rates = {**oracle.INFLATION, **dict.fromkeys(range(2026, 2030), 29_200)}
    formula = oracle.formula(wages((2015, 7), 181, 9_000_000), 2030, rates)
    result = pension_of(found)

    assert result.months == (181, 181)
    assert result.first_month == kj.Month(2030, 8)
    value, parts = formula
    assert result.amount == oracle.half_up(value, parts)
    assert 411_400 <= result.amount <= 4_932_300
    assert {"jp-broken-year", "carried-forward"} <= set(result.assumptions)
    assert found.date is not None
    assert found.date.day == dt.date(2030, 7, 27)
    assert "inflasi sampai dengan 2029" in result.explain("id")
    with pytest.raises(kj.errors.NotAnnouncedError):
        kj.benefits.pension([member], dt.date(2030, 7, 27), "old-age")


def test_with_a_birth_date_nothing_is_taken_about_the_age() -> None:
    known = pension_of(
        kj.benefits.pension([worker(birth_date=dt.date(1980, 1, 1))], DAY, "disability")
    )
    unknown = pension_of(kj.benefits.pension([worker()], DAY, "disability"))

    assert "jp-age-not-given" not in known.assumptions
    assert "jp-age-not-given" in unknown.assumptions


def test_inflation_can_be_given() -> None:
    member = worker("2015-07", 181, 9_000_000, birth_date=dt.date(1970, 7, 27))
    found = pension_of(
        kj.benefits.pension(
            [member], dt.date(2030, 7, 27), "old-age", inflation=kj.percent(3), law=BOOK
        )
    )
    assert "rate-given" in found.assumptions


def test_deferral_counts_more_months_up_to_three_years() -> None:
    born = dt.date(1962, 7, 1)  # pension age on 1 July 2018

    def answer(deferred: bool, day: dt.date) -> kj.benefits.PensionAnswer:
        member = worker("2015-07", 80, birth_date=born, pension_deferred=deferred)
        return kj.benefits.pension([member], day, "old-age")

    assert len(answer(False, dt.date(2020, 1, 1)).record.months) == 37
    assert len(answer(True, dt.date(2020, 1, 1)).record.months) == 55
    assert len(answer(True, dt.date(2025, 1, 1)).record.months) == 73  # July 2021 is the last
    assert codes(answer(True, dt.date(2020, 1, 1))) == ["jp-too-few-months"]


# --- conditions -------------------------------------------------------------------------------


def test_180_months_or_a_lump_sum() -> None:
    born = dt.date(1966, 5, 1)
    found = kj.benefits.pension(
        [worker("2016-01", 113, birth_date=born)], dt.date(2025, 5, 1), "old-age"
    )

    assert found.pension is None
    assert found.lump_sum
    assert codes(found) == ["jp-too-few-months"]
    assert [str(cited) for cited in found.citations] == ["PP 45/2015 Pasal 19 ayat (1)"]


def test_before_pension_age_nothing_is_paid() -> None:
    member = worker("2016-01", 113, birth_date=dt.date(1966, 5, 1))
    found = kj.benefits.pension([member], dt.date(2024, 4, 30), "old-age")

    assert codes(found) == ["jp-before-pension-age"]
    assert not found.lump_sum


def test_an_old_age_pension_needs_the_birth_date() -> None:
    with pytest.raises(kj.errors.MissingFactError) as caught:
        kj.benefits.pension([worker()], DAY, "old-age")
    assert caught.value.value == ("birth_date",)


@pytest.mark.parametrize("paid, dense", [(8, True), (7, False)])
def test_density_of_eighty_percent(paid: int, dense: bool) -> None:
    enrolment = kj.PUEnrolment(wage=5_000_000, programs={kj.JP})
    months = [kj.Month(2025, 1) + number for number in range(paid)]
    member = kj.Participation(
        enrolment,
        joined=dt.date(2025, 1, 1),
        payments=[kj.Payment(month, month.first_day) for month in months],
    )
    found = kj.benefits.pension([member], dt.date(2025, 11, 10), "disability")

    assert found.record.membership == 10
    assert (found.pension is not None) is dense
    assert codes(found) == ([] if dense else ["jp-density"])
    assert found.lump_sum is not dense


def test_a_month_of_membership_before_a_disability_and_a_year_before_a_death() -> None:
    member = [worker("2025-02", 14)]
    assert codes(kj.benefits.pension(member, dt.date(2025, 2, 28), "disability")) == [
        "jp-membership-month"
    ]
    assert codes(kj.benefits.pension(member, dt.date(2025, 3, 1), "disability")) == []
    assert codes(kj.benefits.pension(member, dt.date(2026, 1, 31), "spouse")) == [
        "jp-membership-year"
    ]
    assert codes(kj.benefits.pension(member, dt.date(2026, 2, 1), "spouse")) == []


def test_the_month_of_membership_counts_to_the_event_that_caused_the_disability() -> None:
    member, found_on = [worker("2025-02", 14)], dt.date(2025, 6, 10)

    def of(accident: dt.date) -> tuple[list[str], list[str]]:
        event = kj.TotalDisability(found_on, work_related=True, accident=kj.WorkAccident(accident))
        answer = kj.benefits.pension(member, found_on, "disability", caused_on=accident)
        return codes(answer), refused(kj.entitle(event, member, jp_rates=kj.percent(5)))

    assert of(dt.date(2025, 2, 28)) == (["jp-membership-month"], ["jp-membership-month"])
    assert of(dt.date(2025, 1, 31)) == (["jp-membership-month"], ["jp-membership-month"])
    assert of(dt.date(2025, 3, 1)) == ([], [])
    with pytest.raises(kj.errors.InvalidFactError):
        kj.benefits.pension(member, found_on, "disability", caused_on=dt.date(2025, 6, 11))


def test_with_180_months_no_density_is_asked() -> None:
    old = dt.date(2031, 1, 1)
    member = worker("2015-07", 181)
    found = kj.benefits.pension([member], old, "spouse", law=BOOK)

    assert codes(found) == []
    assert [condition.code for condition in found.conditions] == []
    assert pension_of(found).months == (181, 181)


def test_after_pension_age_a_disability_gives_no_pension_and_few_months_none_to_survivors() -> None:
    member = worker("2016-01", 113, birth_date=dt.date(1966, 5, 1))
    disabled = kj.benefits.pension([member], dt.date(2025, 6, 1), "disability")
    widow = kj.benefits.pension([member], dt.date(2025, 6, 1), "spouse")

    assert codes(disabled) == ["jp-after-pension-age", "jp-too-few-months"]
    assert codes(widow) == ["jp-too-few-months"]


def test_survivors_of_a_pensioner_have_half_of_the_pension_in_payment() -> None:
    found = kj.benefits.pension([worker()], DAY, "spouse", in_payment=2_000_000)

    assert pension_of(found).amount == 1_000_000
    assert pension_of(found).wages is None
    assert [row.label.code for row in pension_of(found).statement().rows] == ["pension-share"]
    with pytest.raises(kj.errors.InvalidFactError):
        kj.benefits.pension([worker()], DAY, "disability", in_payment=2_000_000)
    with pytest.raises(kj.errors.InvalidAmountError):
        kj.benefits.pension([worker()], DAY, "spouse", in_payment=-1)


# --- the record -------------------------------------------------------------------------------


def test_wages_of_several_employers_add_up_to_one_ceiling() -> None:
    both = kj.benefits.pension_record([worker(wage=6_000_000), worker(wage=6_000_000)], DAY)

    assert set(both.wages.values()) == {9_559_600, 10_042_300, 10_547_400}
    assert len(both.months) == 26
    assert both.assumptions == ("jp-several-employers",)


def test_membership_counts_each_month_once_and_not_the_one_of_the_event() -> None:
    left = worker("2025-01", 6, ended=dt.date(2025, 6, 30))
    again = worker("2025-09", 3)
    found = kj.benefits.pension_record([left, again], dt.date(2025, 12, 10))

    assert found.membership == 9
    assert found.density == 1
    assert kj.benefits.pension_record(
        [left], dt.date(2025, 12, 10), until=kj.Month(2025, 3)
    ).months == (
        kj.Month(2025, 1),
        kj.Month(2025, 2),
        kj.Month(2025, 3),
    )


@pytest.mark.parametrize(
    "arguments, error",
    [
        ({"wages": 5}, kj.errors.InvalidFactError),
        ({"pension_year": "2030"}, kj.errors.InvalidFactError),
        ({"wages": {kj.Month(2031, 1): 1}}, kj.errors.InvalidFactError),
        ({"wages": {"01/2025": 1}}, kj.errors.InvalidMonthError),
        ({"wages": {kj.Month(2025, 1): 1.5}}, kj.errors.InvalidAmountError),
        ({"wages": {kj.Month(2013, 1): 1}}, kj.errors.BeforeDataError),
        ({"wages": {kj.Month(2025, 1): 1}, "inflation": 5}, kj.errors.InvalidRateError),
    ],
)
def test_indexing_refuses(arguments: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        kj.benefits.index_wages(**{"wages": {}, "pension_year": 2030, **arguments})


# --- later years ------------------------------------------------------------------------------


def test_every_twelve_months_the_pension_follows_inflation_within_the_limits() -> None:
    member = worker("2018-01", 60, 20_000_000)
    found = pension_of(kj.benefits.pension([member], dt.date(2023, 1, 10), "disability"))
    first, second = found.amount, oracle.half_up(found.amount * 1_026_100, 1_000_000)

    assert found.in_month(kj.Month(2024, 1)) == first
    assert found.in_month(kj.Month(2024, 2)) == found.in_month(kj.Month(2025, 1)) == second
    assert found.in_month(kj.Month(2025, 2)) == oracle.half_up(second * 1_015_700, 1_000_000)
    with pytest.raises(kj.errors.InvalidFactError):
        found.in_month(kj.Month(2023, 1))
    with pytest.raises(kj.errors.NotAnnouncedError):
        found.in_month(kj.Month(2028, 2))


def test_before_the_share_the_limits_of_later_years_are_shared_too() -> None:
    """363,300, 383,400 and 393,500 were the lowest pensions of February 2023, 2024 and 2025.

    A fifth of them is 72,660, 76,680 and 78,700; by inflation it would be 74,556 and 77,884.
    """
    law = kj.LAW.with_reading("jp-floor-before-share")
    member, died = [worker("2018-01", 60, 1_000_000)], dt.date(2023, 1, 10)
    found = pension_of(kj.benefits.pension(member, died, "parent", law=law))

    assert found.amount == 72_660
    assert [found.in_month(kj.Month(year, 2)) for year in (2024, 2025)] == [76_680, 78_700]
    # Within the limits both readings are the same.
    rich = [worker("2018-01", 60, 20_000_000)]
    one, two = (
        pension_of(kj.benefits.pension(rich, died, "spouse", law=book)) for book in (kj.LAW, law)
    )
    assert one.in_month(kj.Month(2025, 2)) == two.in_month(kj.Month(2025, 2))


def test_a_lowest_pension_stays_the_lowest() -> None:
    found = pension_of(
        kj.benefits.pension([worker("2018-01", 60, 2_000_000)], dt.date(2023, 1, 10), "parent")
    )

    assert found.amount == oracle.limits_in((2023, 2))[0]
    assert found.in_month(kj.Month(2024, 2)) == max(
        oracle.half_up(found.amount * 1_026_100, 1_000_000), oracle.limits_in((2024, 2))[0]
    )


# --- entitlements -----------------------------------------------------------------------------

DEATH = kj.Death(DAY, work_related=False)


def only(found: kj.Entitlement) -> kj.benefits.MonthlyBenefit:
    (monthly,) = found.monthly
    return monthly


def refused(found: kj.Entitlement) -> list[str]:
    return [refusal.code for refusal in found.refusals if refusal.program is kj.JP]


def test_a_widow_a_child_or_a_parent_is_paid_every_month() -> None:
    widow = kj.entitle(DEATH, worker(), family=kj.Family(spouses=1, children=1))
    orphan = kj.entitle(
        DEATH,
        worker(),
        family=kj.Family(spouses=0),
        children=[
            kj.Child(birth_date=dt.date(2010, 6, 15), married=False, work="none"),
            kj.Child(birth_date=dt.date(2000, 1, 1)),
        ],
    )
    parent = kj.entitle(DEATH, worker(), family=kj.Family(spouses=0, children=0, parents=1))

    assert only(widow).label.code == "jp-spouse"
    assert only(widow).last_month is None
    assert only(widow).recipient is kj.benefits.Recipient.HEIRS
    assert "half of that pension" in widow.explain("en")
    assert only(orphan).label.code == "jp-child"
    assert only(orphan).recipient is kj.benefits.Recipient.CHILD
    assert only(orphan).last_month == kj.Month(2033, 6)
    assert only(orphan).assumptions[-1] == "jp-end-month"
    assert only(parent).label.code == "jp-parent"
    assert widow.of(kj.JP) == 0
    assert only(widow).amount == pension_of(kj.benefits.pension([worker()], DAY, "spouse")).amount


def test_a_child_of_23_on_the_first_day_of_the_right_is_paid_that_month() -> None:
    child = kj.Child(birth_date=dt.date(2003, 4, 1), married=False, work="none")
    found = only(kj.entitle(DEATH, worker(), family=kj.Family(spouses=0), children=[child]))

    assert found.first_month == found.last_month == kj.Month(2026, 4)


def test_of_three_children_two_are_paid_and_it_is_not_known_until_when() -> None:
    # PP 45/2015 Pasal 14 ayat (1): at most two children.
    young = [
        kj.Child(birth_date=dt.date(year, 6, 15), married=False, work="none")
        for year in (2008, 2010, 2012)
    ]
    two, three = (
        only(kj.entitle(DEATH, worker(), family=kj.Family(spouses=0), children=young[:count]))
        for count in (2, 3)
    )

    assert two.last_month == kj.Month(2033, 6)
    assert three.last_month is None
    assert (two.amount, "jp-end-month" in three.assumptions) == (three.amount, False)


def test_children_of_whom_little_is_said_are_taken_in_and_share() -> None:
    two = kj.entitle(DEATH, worker(), family=kj.Family(spouses=0, children=2))
    named = kj.entitle(DEATH, worker(), family=kj.Family(spouses=0), children=[kj.Child()])

    assert {"jp-children-share", "jp-child-eligible"} <= set(only(two).assumptions)
    assert "jp-child-eligible" in only(named).assumptions
    assert only(two).last_month is only(named).last_month is None


@pytest.mark.parametrize(
    "facts, code",
    [
        ({}, "missing-fact"),
        ({"family": kj.Family()}, "missing-fact"),
        ({"family": kj.Family(spouses=0)}, "missing-fact"),
        ({"family": kj.Family(spouses=0, children=0)}, "missing-fact"),
        ({"family": kj.Family(spouses=0, children=0, parents=0)}, "jp-no-survivor"),
        (
            {
                "family": kj.Family(spouses=0, children=1),
                "children": [kj.Child(birth_date=dt.date(2003, 3, 10))],
            },
            "jp-no-child",
        ),
        (  # 23 before the right begins on 1 April
            {
                "family": kj.Family(spouses=0, children=1),
                "children": [kj.Child(birth_date=dt.date(2003, 3, 31))],
            },
            "jp-no-child",
        ),
        (
            {"family": kj.Family(spouses=0, children=1), "children": [kj.Child(married=True)]},
            "jp-no-child",
        ),
        (
            {"family": kj.Family(spouses=0, children=1), "children": [kj.Child(work="PU")]},
            "jp-no-child",
        ),
    ],
)
def test_without_a_survivor_the_reason_is_named(facts: dict[str, Any], code: str) -> None:
    found = kj.entitle(DEATH, worker(), **facts)

    assert refused(found) == [code]
    assert not found.monthly
    assert "JP" in found.explain("id")


def test_a_pensioners_widow() -> None:
    found = kj.entitle(DEATH, worker(), family=kj.Family(spouses=1), pension_in_payment=2_000_000)
    assert only(found).amount == 1_000_000


# --- after the widow, and beside a grown-up child ---------------------------------------------

WIDOW_DIED = kj.SpousePensionEnd(dt.date(2026, 6, 10))
YOUNG = kj.Child(birth_date=dt.date(2015, 2, 1), married=False, work="none")
GROWN = kj.Child(birth_date=dt.date(2001, 2, 1))


@pytest.mark.parametrize(
    "hers, expected",
    [(1_000_000, 500_000), (450_000, 411_400)],  # 50 % of hers; 225,000 is below the minimum
)
@pytest.mark.parametrize("remarried", [True, False])
def test_a_child_has_half_of_the_pension_of_the_widow(
    hers: int, expected: int, remarried: bool
) -> None:
    # PP 45/2015 Pasal 22 (1) b, (2) c, (4) b and c; Pasal 18.
    event = kj.SpousePensionEnd(WIDOW_DIED.on, remarried=remarried)
    found = only(kj.entitle(event, worker(), children=YOUNG, pension_in_payment=hers))

    assert found.amount == expected
    assert (found.first_month, found.last_month) == (kj.Month(2026, 7), kj.Month(2038, 2))
    assert found.recipient is kj.benefits.Recipient.CHILD


def test_the_conditions_are_those_of_the_day_on_which_the_participant_died() -> None:
    # 26 of 26 months paid by March 2026; by June 2027 the density would be below 80 %.
    event = kj.SpousePensionEnd(dt.date(2027, 1, 10), participant_died=DAY)
    member = worker(wage=20_000_000)
    hers = pension_of(kj.benefits.pension([member], DAY, "spouse"))
    assert hers.first_month == kj.Month(2026, 4)
    book = kj.LAW.carried_forward(kj.Month(2027, 12))
    found = only(kj.entitle(event, member, children=YOUNG, law=book))

    assert found.amount == max(oracle.half_up(hers.amount * 50, 100), 411_400)
    late = kj.entitle(
        kj.SpousePensionEnd(dt.date(2027, 1, 10), participant_died=dt.date(2024, 6, 10)),
        member,
        children=YOUNG,
        law=book,
    )
    assert refused(late) == ["jp-membership-year"]
    assert not late.monthly


def test_after_the_widow_only_a_child_draws_a_pension() -> None:
    found = kj.entitle(
        WIDOW_DIED,
        worker(),
        family=kj.Family(children=1, parents=1),
        children=GROWN,
        pension_in_payment=450_000,
    )

    assert refused(found) == ["jp-no-child"]
    assert "only a child draws a pension" in found.explain("en")
    unknown = kj.entitle(WIDOW_DIED, worker(), pension_in_payment=450_000)
    assert refused(unknown) == ["missing-fact"]
    none = kj.entitle(WIDOW_DIED, worker(), family=kj.Family(children=0), pension_in_payment=1)
    assert refused(none) == ["jp-no-child"]


def test_the_end_of_her_pension_needs_what_it_was() -> None:
    with pytest.raises(kj.errors.MissingFactError) as caught:
        kj.entitle(WIDOW_DIED, worker(), children=YOUNG)
    assert caught.value.value == ("pension_in_payment",)
    with pytest.raises(kj.errors.InvalidFactError):
        kj.SpousePensionEnd(DAY, participant_died=DAY + dt.timedelta(days=1))


def test_a_grown_up_child_does_not_bar_a_parent() -> None:
    # PP 45/2015 Pasal 23 (2) a: 20 % of the formula.
    facts: dict[str, Any] = {
        "family": kj.Family(spouses=0, children=1, parents=1),
        "children": GROWN,
    }
    found = kj.entitle(DEATH, worker(wage=20_000_000), **facts)
    formula = oracle.formula(wages((2024, 1), 26, 20_000_000), 2026, counted=180)

    assert only(found).label.code == "jp-parent"
    assert only(found).amount == oracle.clipped(formula, (2026, 4), 20)
    assert "jp-parent-beside-grown-child" in only(found).assumptions

    letter = kj.LAW.with_reading("jp-any-child-bars-parent")
    barred = kj.entitle(DEATH, worker(wage=20_000_000), law=letter, **facts)
    assert refused(barred) == ["jp-no-child"]
    assert "jp-any-child-bars-parent" in barred.assumptions
    nobody = kj.Family(spouses=0, children=1, parents=0)
    assert refused(kj.entitle(DEATH, worker(), family=nobody, children=GROWN)) == ["jp-no-child"]


def test_a_disability_gives_a_pension_and_jht() -> None:
    enrolment = kj.PUEnrolment(wage=9_000_000, programs={kj.JP, kj.JHT})
    member = kj.Participation.paid_through(enrolment, since=kj.Month(2024, 1), months=26)
    found = kj.entitle(kj.TotalDisability(DAY, work_related=False), member, jht_balance=10_000_000)

    assert only(found).label.code == "jp-disability"
    assert found.of(kj.JHT) == found.total == 10_000_000
    assert "jp-age-not-given" in found.assumptions


def test_pension_age_with_few_months_pays_contributions_back() -> None:
    member = worker("2016-01", 101, birth_date=dt.date(1966, 5, 1), wage=5_000_000)
    event = kj.PensionAge(dt.date(2024, 5, 1))
    unknown = kj.entitle(event, member)
    known = kj.entitle(event, member, jp_rates=kj.percent(0))
    grown = kj.entitle(event, member, jp_rates={year: kj.percent(5) for year in range(2016, 2025)})

    assert refused(unknown) == ["jp-too-few-months", "jp-rate-missing"]
    assert "Rp15,150,000" in unknown.explain("en")
    assert known.of(kj.JP) == 101 * 150_000
    paid = {(2016 + n // 12, n % 12 + 1): 150_000 for n in range(101)}
    assert grown.of(kj.JP) == oracle.account(
        paid, (2024, 5), dict.fromkeys(range(2016, 2025), 50_000)
    )
    assert grown.lines[-1].label.figures["day"] == dt.date(2024, 6, 1)


def test_survivors_who_fail_the_conditions_get_contributions_back() -> None:
    found = kj.entitle(
        kj.Death(dt.date(2025, 2, 10), work_related=False),
        worker("2025-01", 2, 5_000_000),
        family=kj.Family(spouses=1),
        jp_rates=kj.percent(0),
    )

    assert refused(found) == ["jp-membership-year"]
    assert found.of(kj.JP) == 300_000
    assert "jp-lump-sum-death" in found.assumptions


def test_pension_age_gives_the_pension() -> None:
    member = worker("2015-07", 181, birth_date=dt.date(1970, 7, 27))
    event = kj.PensionAge(dt.date(2030, 7, 27))

    assert only(kj.entitle(event, member, law=BOOK)).label.code == "jp-old-age"
    assert refused(kj.entitle(event, member)) == ["jp-value-missing"]


def test_pension_age_of_jht_comes_before_that_of_jp() -> None:
    enrolment = kj.PUEnrolment(
        wage=9_000_000, programs={kj.JP, kj.JHT}, birth_date=dt.date(1970, 1, 5)
    )
    member = kj.Participation.paid_through(enrolment, since=kj.Month(2024, 1), months=24)
    found = kj.entitle(kj.PensionAge(dt.date(2026, 1, 5)), member, jht_balance=10_000_000)

    assert found.total == 10_000_000
    assert refused(found) == ["jp-before-pension-age"]


def test_who_was_never_in_jp_has_none() -> None:
    saver = kj.Participation.paid_through(
        kj.PUEnrolment(wage=1, programs={kj.JHT}, birth_date=dt.date(1960, 1, 1)),
        since=kj.Month(2024, 1),
        months=1,
    )
    later = kj.Participation(kj.PUEnrolment(wage=1, programs={kj.JP}), joined=dt.date(2027, 1, 1))

    assert refused(kj.entitle(kj.PensionAge(DAY), saver, jht_balance=1)) == ["not-enrolled"]
    assert refused(kj.entitle(DEATH, saver, jht_balance=1)) == []
    found = kj.entitle(DEATH, later, family=kj.Family(spouses=1))
    assert refused(found) == ["jp-not-enrolled"]


def test_one_death_gives_several_programmes_with_one_total() -> None:
    enrolment = kj.PUEnrolment(
        wage=5_000_000, risk_class=1, programs={kj.JKK, kj.JKM, kj.JHT, kj.JP, kj.JKP}
    )
    member = kj.Participation.paid_through(enrolment, since=kj.Month(2022, 1), months=51)
    found = kj.entitle(
        DEATH,
        member,
        family=kj.Family(spouses=1),
        children=[kj.Child(stage="SD6")],
        jht_balance=16_000_000,
    )
    scholarship = kj.benefits.scholarship_remaining("SD6")

    assert found.of(kj.JHT) == 16_000_000
    assert found.total == 42_000_000 + scholarship + 16_000_000
    assert found.at_once == 42_000_000 + 1_500_000 + 16_000_000
    assert only(found).program is kj.JP
    assert only(found).amount == pension_of(kj.benefits.pension([member], DAY, "spouse")).amount
    for program in ("JKM", "JHT", "JP"):
        assert program in found.explain("id")
