"""Due dates: with and without public holidays, against the decrees and an oracle."""

from __future__ import annotations

import datetime as dt
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from tests.fixed_law import WEEKENDS
from tests.oracle import lateness as oracle

import kopdes_jamsos as kj
from kopdes_jamsos import workdays

DECREES: dict[int, dict[str, Any]] = {
    int(path.stem): tomllib.loads(path.read_text(encoding="utf-8"))
    for path in sorted((Path(__file__).parent / "cases" / "calendar").glob("*.toml"))
}
PUBLIC = {day for decree in DECREES.values() for day in decree["public"]}
LEAVE = {day for decree in DECREES.values() for day in decree["collective_leave"]}
MONTHS = [kj.Month(2024, 12) + number for number in range(24)]
PU = kj.PUEnrolment(wage=5_000_000, programs={kj.JKK, kj.JKM, kj.JHT, kj.JP}, risk_class=1)
BPU = kj.BPUEnrolment(
    income=1_000_000, programs={kj.JKK, kj.JKM, kj.JHT}, group="employer", sector="other"
)


@pytest.fixture
def decreed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The decrees of 2025 and 2026 in the place of the package `holidays`."""

    def country_holidays(
        country: str, *, years: int, categories: tuple[str], language: str
    ) -> dict[dt.date, str]:
        assert (country, language) == ("ID", "en_US")
        days = PUBLIC if categories == ("public",) else LEAVE
        return {day: "Eid (estimated)" if day == EID else "x" for day in days if day.year == years}

    package = ModuleType("holidays")
    package.country_holidays = country_holidays  # type: ignore[attr-defined]  # a stand-in
    monkeypatch.setitem(sys.modules, "holidays", package)
    monkeypatch.setattr(workdays, "_installed", lambda: True)
    workdays._named_days.cache_clear()
    workdays._days_of.cache_clear()
    yield
    workdays._named_days.cache_clear()
    workdays._days_of.cache_clear()


EID = dt.date(2026, 3, 21)


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workdays, "_installed", lambda: False)


def test_the_decrees_are_cited_and_whole() -> None:
    assert all(decree["decree"] and decree["source"] for decree in DECREES.values())
    counts = {y: (len(d["public"]), len(d["collective_leave"])) for y, d in DECREES.items()}
    assert counts == {2025: (17, 11), 2026: (17, 8)}


@pytest.mark.parametrize("enrolment", [PU, BPU], ids=["PU", "BPU"])
@pytest.mark.parametrize("holidays", list(kj.workdays.Holidays))
@pytest.mark.usefixtures("decreed")
def test_each_due_date_of_2025_and_2026(
    enrolment: kj.PUEnrolment | kj.BPUEnrolment, holidays: kj.workdays.Holidays
) -> None:
    days = {
        kj.workdays.Holidays.WEEKENDS: set(),
        kj.workdays.Holidays.PUBLIC: PUBLIC,
        kj.workdays.Holidays.COLLECTIVE_LEAVE: PUBLIC | LEAVE,
    }[holidays]
    law = kj.LAW.with_holidays(holidays)
    for month in MONTHS:
        for due in kj.assess(enrolment, month, law=law).due_dates():
            expected = oracle.due_day(
                due.program, enrolment.segment, (month.year, month.month), days
            )
            assert (month, due.program, due.day) == (month, due.program, expected)
            assert due.holidays is holidays


@pytest.mark.usefixtures("decreed")
def test_where_a_public_holiday_matters_in_2025_and_2026() -> None:
    """15 August 2026 is a Saturday and 17 August, the Monday, a holiday; no other day differs."""
    public = kj.LAW.with_holidays("public")
    differ = {
        due.day
        for month in MONTHS
        for due in kj.assess(BPU, month, law=public).due_dates()
        if due.day != kj.assess(BPU, month, law=WEEKENDS).due_date(due.program)
    }
    assert differ == {dt.date(2026, 8, 18)}


@pytest.mark.parametrize(
    "month,day,assumptions",
    [
        # 15 June 2025 is a Sunday, 15 March 2026 too.
        (kj.Month(2025, 6), dt.date(2025, 6, 16), ("due-next-working-day",)),
        (kj.Month(2026, 3), dt.date(2026, 3, 16), ("due-next-working-day",)),
        # 15 May 2026 is a day of collective leave, which is no holiday unless it is said to be.
        (
            kj.Month(2026, 5),
            dt.date(2026, 5, 15),
            ("due-next-working-day", "due-collective-leave"),
        ),
        # 15 February 2026 is a Sunday, the 16th collective leave.
        (
            kj.Month(2026, 2),
            dt.date(2026, 2, 16),
            ("due-next-working-day", "due-collective-leave"),
        ),
        # Of 2024 the stand-in knows nothing.
        (kj.Month(2024, 6), dt.date(2024, 6, 17), ("due-next-working-day", "due-weekends-only")),
    ],
)
@pytest.mark.usefixtures("decreed")
def test_a_due_date_says_what_was_known(
    month: kj.Month, day: dt.date, assumptions: tuple[str, ...]
) -> None:
    due = kj.assess(BPU, month, law=kj.LAW.with_holidays("public")).due_dates()[0]
    assert (due.day, due.assumptions) == (day, assumptions)


@pytest.mark.usefixtures("decreed")
def test_an_estimated_holiday_nearby_is_named() -> None:
    day = dt.date(2026, 3, 20)
    assert workdays.conventions_of(day, day, kj.workdays.Holidays.PUBLIC) == (
        "due-next-working-day",
        "due-estimated-holiday",
        "due-collective-leave",
    )


@pytest.mark.usefixtures("decreed")
def test_with_collective_leave_the_day_moves_on() -> None:
    law = kj.LAW.with_holidays("collective leave")
    may = kj.assess(BPU, kj.Month(2026, 5), law=law)
    assert may.due_date(kj.JKK) == dt.date(2026, 5, 18)
    february = kj.assess(BPU, kj.Month(2026, 2), law=law)
    assert february.due_date(kj.JKK) == dt.date(2026, 2, 18)


@pytest.mark.usefixtures("without")
def test_without_the_package_only_weekends_are_known() -> None:
    (due,) = kj.assess(
        kj.BPUEnrolment(income=1_000_000, programs={kj.JHT}), kj.Month(2026, 7)
    ).due_dates()
    assert due.day == dt.date(2026, 8, 17)
    assert due.assumptions == ("jht-due-next-month", "due-next-working-day", "due-weekends-only")
    with pytest.raises(kj.errors.MissingPackageError) as refusal:
        kj.LAW.with_holidays("public")
    assert "calendar" in refusal.value.remedy
    # A book that was read or unpickled here can ask for more than there is.
    elsewhere = kj.assess(BPU, kj.Month(2025, 7), law=kj.LawBook(holidays="public"))
    with pytest.raises(kj.errors.MissingPackageError):
        elsewhere.due_dates()
    july = kj.assess(PU, kj.Month(2025, 7), law=WEEKENDS)
    assert july.due_date(kj.JP) == dt.date(2025, 8, 15)


def test_the_package_agrees_with_the_decrees() -> None:
    holidays = pytest.importorskip("holidays")
    for year, decree in DECREES.items():
        for category, name in (("public", "public"), ("government", "collective_leave")):
            found = holidays.country_holidays("ID", years=year, categories=(category,))
            assert set(found) == set(decree[name]), (year, category)


def test_jp_is_not_moved_but_under_pp_49_2020() -> None:
    jp = kj.PUEnrolment(wage=5_000_000, programs={kj.JP})
    assert kj.assess(jp, kj.Month(2026, 7)).due_date() == dt.date(2026, 8, 15)
    january = kj.assess(jp, kj.Month(2021, 1), law=WEEKENDS)
    assert january.due_date() == dt.date(2021, 2, 26)


def test_the_installed_package_is_looked_for() -> None:
    expected = (
        kj.workdays.Holidays.PUBLIC if workdays._installed() else kj.workdays.Holidays.WEEKENDS
    )
    assert workdays.known_holidays(None) is expected
    with pytest.raises(kj.errors.UnknownChoiceError):
        workdays.known_holidays("sundays")


def test_at_the_end_of_the_calendar_nothing_is_due() -> None:
    saver = kj.BPUEnrolment(income=1_000_000, programs={kj.JHT})
    last = kj.assess(saver, kj.Month(dt.MAXYEAR, 12))

    with pytest.raises(kj.errors.NoRuleError, match="calendar"):
        last.due_dates()
    assert "No due date was found" in last.explain("en")


def test_the_last_month_of_the_calendar_is_still_due() -> None:
    saver = kj.BPUEnrolment(income=1_000_000, programs={kj.JHT})
    (due,) = kj.assess(saver, kj.Month(dt.MAXYEAR, 11), law=WEEKENDS).due_dates()

    assert due.day == dt.date(dt.MAXYEAR, 12, 15)  # a Wednesday


def test_a_month_of_thirty_days_has_the_thirtieth_and_february_has_not() -> None:
    """PP 49/2020 Pasal 4: the 30th of the following month."""
    jp = kj.PUEnrolment(wage=5_000_000, programs={kj.JP})
    (september,) = kj.assess(jp, kj.Month(2020, 8), law=WEEKENDS).due_dates()
    (february,) = kj.assess(jp, kj.Month(2021, 1), law=WEEKENDS).due_dates()

    assert september.printed == dt.date(2020, 9, 30)
    assert "due-short-month" not in september.assumptions
    assert february.printed == dt.date(2021, 2, 28)
    assert "due-short-month" in february.assumptions


def test_where_no_holiday_moves_the_day_nothing_is_assumed_of_holidays() -> None:
    jp = kj.PUEnrolment(wage=5_000_000, programs={kj.JP})
    (due,) = kj.assess(jp, kj.Month(2026, 7), law=WEEKENDS).due_dates()

    assert (due.day, due.assumptions) == (dt.date(2026, 8, 15), ())  # a Saturday


def test_a_due_date_cites_its_article() -> None:
    cited = {
        due.program: str(due.citations[0]) for due in kj.assess(PU, kj.Month(2026, 7)).due_dates()
    }

    assert cited[kj.JKK].startswith("PP 44/2015 Pasal 21")
    assert cited[kj.JHT].startswith("PP 46/2015 Pasal 19")
    assert cited[kj.JP] == "PP 45/2015 Pasal 30 ayat (3)"


# --- JHT of non-wage earners: two texts -----------------------------------------------------------


@pytest.mark.parametrize(
    "month, reading, day, conventions, articles",
    [
        # Permenaker 5/2021 counts from April 2021 on; before, one text only.
        (kj.Month(2021, 3), "", dt.date(2021, 4, 15), (), ["PP 46/2015"]),
        (kj.Month(2021, 3), "jht-due-same-month", dt.date(2021, 4, 15), (), ["PP 46/2015"]),
        # The higher rule: PP 46/2015 Pasal 21 ayat (3), the 15th of the following month.
        (
            kj.Month(2021, 4), "", dt.date(2021, 5, 17),  # the 15th is a Saturday
            ("jht-due-next-month",),
            ["PP 46/2015", "Permenaker 5/2021"],
        ),
        # Permenaker 5/2021 Pasal 43 ayat (2): the 15th of the same month.
        (
            kj.Month(2021, 4), "jht-due-same-month", dt.date(2021, 4, 15),
            ("jht-due-same-month",),
            ["Permenaker 5/2021", "PP 46/2015"],
        ),
    ],
)  # fmt: skip
def test_jht_of_a_bpu_is_due_after_the_higher_rule(
    month: kj.Month,
    reading: str,
    day: dt.date,
    conventions: tuple[str, ...],
    articles: list[str],
) -> None:
    law = WEEKENDS.with_reading(reading) if reading else WEEKENDS
    due = kj.assess(BPU, month, law=law).due_dates()[-1]
    assert (due.program, due.day) == (kj.JHT, day)
    assert tuple(name for name in due.assumptions if name.startswith("jht")) == conventions
    assert [each.source for each in due.citations] == articles


def test_the_other_reading_reaches_the_months_behind_and_leaves_the_others() -> None:
    """JHT of July 2025, unpaid on 20 July: behind by Permenaker 5/2021, not by PP 46/2015."""
    part = kj.Participation.paid_through(BPU, since=kj.Month(2025, 5), months=2)
    day, law = dt.date(2025, 7, 20), WEEKENDS.with_reading("jht-due-same-month")
    assert part.cover(day, kj.JHT, law=WEEKENDS).months_behind == 0
    assert part.cover(day, kj.JHT, law=law).months_behind == 1
    assert part.cover(day, kj.JKK, law=law) == part.cover(day, kj.JKK, law=WEEKENDS)
    worker = kj.assess(PU, kj.Month(2025, 7), law=law).due_dates()
    assert {due.printed for due in worker} == {dt.date(2025, 8, 15)}
