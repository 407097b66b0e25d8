"""Participations: the life stories under `cases/coverage/`, and what is refused."""

from __future__ import annotations

import copy
import datetime as dt
import pickle
import tomllib
from pathlib import Path
from typing import Any

import attrs
import pytest
from tests.people import VILLAGE

import kopdes_jamsos as kj

CASES = Path(__file__).parent / "cases" / "coverage"
ENROLMENTS: dict[str, Any] = {
    "PU": lambda **facts: kj.PUEnrolment(wage=4_000_000, risk_class=1, **facts),
    "BPU": lambda **facts: kj.BPUEnrolment(income=1_000_000, **facts),
}
STORIES = [
    story
    for file in sorted(CASES.glob("*.toml"))
    for story in tomllib.loads(file.read_text(encoding="utf-8"))["story"]
]


def participation(facts: dict[str, Any]) -> kj.Participation:
    """A participation as a story tells it."""
    of_the_person = {"programs", "birth_date", "pension_deferred"}
    enrolment = ENROLMENTS[facts["segment"]](
        **{key: facts[key] for key in of_the_person & facts.keys()}, **facts.get("facts", {})
    )
    return kj.Participation(
        enrolment,
        payments=[
            kj.Payment(
                kj.Month.parse(row["month"]), row["on"], row.get("months", 1), row.get("amount")
            )
            for row in facts.get("payments", ())
        ],
        **{
            key: facts[key] for key in ("joined", "ended", "number_issued", "payer") if key in facts
        },
    )


def told(cover: kj.coverage.Cover, key: str) -> Any:
    """A fact of a cover under the name that the stories use."""
    return getattr(cover, {"behind": "months_behind"}.get(key, key))


def some(key: str) -> list[Any]:
    return [pytest.param(story, id=story["id"]) for story in STORIES if key in story]


@pytest.mark.parametrize("story", some("days"))
def test_cover_on_the_days_of_a_story(story: dict[str, Any]) -> None:
    parts = [participation(facts) for facts in story["participation"]]
    for day in story["days"]:
        on, program = day["on"], kj.Program(day["program"])
        found = (
            kj.coverage.covers(parts, on, program)
            if len(parts) > 1
            else (parts[0].cover(on, program),)
        )
        for key in day.keys() - {"on", "program"}:
            expected = day[key] if isinstance(day[key], list) else [day[key]]
            assert [told(cover, key) for cover in found] == expected, (story["title"], on, key)
        for cover in found:
            assert cover.covered == (cover.rights != "none")
            assert (cover.since is None) == (cover.rights == "none")


@pytest.mark.parametrize("story", [pytest.param(story, id=story["id"]) for story in STORIES])
def test_what_does_not_count_is_listed(story: dict[str, Any]) -> None:
    found = [participation(facts).allocation() for facts in story["participation"]]

    assert [
        [str(each.month), each.code] for allocation in found for each in allocation.unallocated
    ] == story.get("unallocated", [])
    assert [str(month) for allocation in found for month in allocation.out_of_order] == story.get(
        "out_of_order", []
    )


@pytest.mark.parametrize("story", some("amounts"))
def test_what_amounts_of_a_story_are_set_against(story: dict[str, Any]) -> None:
    (part,) = (participation(facts) for facts in story["participation"])
    found = part.allocation()

    assert [[str(month), amount] for month, amount in found.amounts.items()] == story["amounts"]
    assert [[str(each.month), each.due, each.paid] for each in found.underpaid] == story.get(
        "underpaid", []
    )
    assert found.credit == story.get("credit", 0)
    assert found.shortfall == sum(due - paid for _, due, paid in story.get("underpaid", []))
    given = sum(payment.amount for payment in part.payments if payment.amount is not None)
    assert sum(found.amounts.values()) + found.credit == given


@pytest.mark.parametrize("story", some("counts"))
def test_paid_months_of_a_story(story: dict[str, Any]) -> None:
    (part,) = (participation(facts) for facts in story["participation"])
    for row in story["counts"]:
        program, until = kj.Program(row["program"]), kj.Month.parse(row["until"])
        since = kj.Month.parse(row["since"]) if "since" in row else None
        months = part.paid_months(program, until, since, paid_by=row.get("by"))
        assert len(months) == row["paid"], row
        assert list(months) == sorted(months)
        if "consecutive" in row:
            assert part.consecutive_months(program, until) == row["consecutive"], row


@pytest.mark.parametrize("story", some("findings"))
def test_what_looks_odd_in_a_story(story: dict[str, Any]) -> None:
    parts = [participation(facts) for facts in story["participation"]]

    assert [each.code for each in kj.coverage.participation_findings(parts)] == story["findings"]


def test_each_story_has_its_own_name_and_its_rule() -> None:
    assert len({story["id"] for story in STORIES}) == len(STORIES) >= 40
    assert all(story["title"] and story["rule"] for story in STORIES)


# --- what is refused ----------------------------------------------------------------------------

TRADER = kj.BPUEnrolment(income=1_000_000, programs={kj.JKK, kj.JKM})
WORKER = kj.PUEnrolment(wage=4_000_000, risk_class=1, programs={kj.JKK, kj.JP, kj.JKP})
JULY = kj.Month(2025, 7)
DAY = dt.date(2025, 7, 3)


@pytest.mark.parametrize(
    "facts, error",
    [
        ({"months": 0}, kj.errors.InvalidFactError),
        ({"months": -1}, kj.errors.InvalidFactError),
        ({"months": True}, kj.errors.InvalidFactError),
        ({"months": 1.0}, kj.errors.InvalidFactError),
        ({"months": 10**9}, kj.errors.InvalidFactError),
        ({"month": kj.Month(9999, 12), "months": 12}, kj.errors.InvalidFactError),
        ({"amount": -1}, kj.errors.InvalidAmountError),
        ({"amount": 16_800.0}, kj.errors.InvalidAmountError),
        ({"month": "07/2025"}, kj.errors.InvalidMonthError),
        ({"paid_on": "3-7-2025"}, kj.errors.InvalidDateError),
        ({"paid_on": dt.datetime(2025, 7, 3)}, kj.errors.InvalidDateError),  # noqa: DTZ001 - refused
    ],
)
def test_a_payment_that_cannot_be_one_is_refused(facts: dict[str, Any], error: type[Any]) -> None:
    with pytest.raises(error):
        kj.Payment(**{"month": JULY, "paid_on": DAY, **facts})


@pytest.mark.parametrize(
    "facts, error",
    [
        ({"enrolment": kj.ConstructionEnrolment(wages=1)}, kj.errors.InvalidFactError),
        ({"enrolment": None}, kj.errors.InvalidFactError),
        ({"joined": None}, kj.errors.InvalidDateError),
        ({"ended": dt.date(2025, 7, 2)}, kj.errors.InvalidFactError),
        ({"payments": [JULY]}, kj.errors.InvalidFactError),
        ({"payments": {}}, kj.errors.InvalidFactError),
        ({"payer": ""}, kj.errors.InvalidFactError),
        ({"payer": 7}, kj.errors.InvalidFactError),
        ({"bases": 5}, kj.errors.InvalidFactError),
        ({"bases": [JULY]}, kj.errors.InvalidFactError),
        ({"bases": [(JULY, 1, 2)]}, kj.errors.InvalidFactError),
        ({"bases": [(JULY, -1)]}, kj.errors.InvalidAmountError),
        ({"bases": [(JULY, 1.0)]}, kj.errors.InvalidAmountError),
        ({"bases": [("07/2025", 1)]}, kj.errors.InvalidMonthError),
        ({"bases": [(JULY, 1), (JULY, 2)]}, kj.errors.InvalidFactError),
        ({"bases": [(JULY, 1), (JULY - 1, 2)]}, kj.errors.InvalidFactError),
        ({"number_issued": dt.date(2025, 7, 2)}, kj.errors.InvalidFactError),
        (
            {"number_issued": DAY},
            kj.errors.InvalidFactError,
        ),  # a BPU's comes with the first payment
    ],
)
def test_facts_that_contradict_are_refused(facts: dict[str, Any], error: type[Any]) -> None:
    with pytest.raises(error):
        kj.Participation(**{"enrolment": TRADER, "joined": DAY, **facts})


def test_nobody_registers_before_being_born() -> None:
    born = attrs.evolve(TRADER, birth_date=dt.date(2025, 8, 1))
    with pytest.raises(kj.errors.InvalidFactError) as raised:
        kj.Participation(born, joined=DAY)
    assert "2025" not in str(raised.value)


def test_participations_are_asked_for_as_a_sequence() -> None:
    one = kj.Participation.paid_through(TRADER, since=JULY, months=1)

    assert kj.coverage.covers((one,), DAY, kj.JKK) == kj.coverage.covers([one], DAY, kj.JKK)
    for junk in (None, 5, "A", [TRADER], {one}):
        with pytest.raises(kj.errors.InvalidFactError):
            kj.coverage.covers(junk, DAY, kj.JKK)  # type: ignore[arg-type]  # that is the point
    with pytest.raises(kj.errors.InvalidFactError):
        kj.coverage.covers([], DAY, kj.JKK, law=None)  # type: ignore[arg-type]  # that is the point


# --- wages over time ------------------------------------------------------------------------------


def test_the_base_of_a_month_is_the_last_one_declared() -> None:
    part = kj.Participation(
        WORKER, joined=DAY, bases=[(JULY + 2, 5_000_000), (JULY + 4, 6_000_000)]
    )

    assert [part.base(JULY + step) for step in range(6)] == [
        4_000_000, 4_000_000, 5_000_000, 5_000_000, 6_000_000, 6_000_000,
    ]  # fmt: skip
    later = part.enrolment_of(JULY + 5)
    assert isinstance(later, kj.PUEnrolment)
    assert later.wage == 6_000_000
    assert later.programs == WORKER.programs
    trader = kj.Participation(TRADER, joined=DAY, bases=[[JULY, 2_000_000]])
    earlier = trader.enrolment_of(JULY - 1)
    assert isinstance(earlier, kj.BPUEnrolment)
    assert (earlier.income, trader.base(JULY)) == (1_000_000, 2_000_000)


# --- the law by date ------------------------------------------------------------------------------


def test_before_the_data_there_is_no_answer() -> None:
    part = kj.Participation.paid_through(WORKER, since=kj.Month(2015, 1), months=120)

    for program, on in ((kj.JKK, dt.date(2015, 6, 30)), (kj.JKP, dt.date(2021, 1, 31))):
        with pytest.raises(kj.errors.BeforeDataError):
            part.cover(on, program)
    assert part.cover(dt.date(2021, 2, 1), kj.JKP).covered
    with pytest.raises(kj.errors.BeforeDataError):
        part.report(dt.date(2015, 6, 30))
    with pytest.raises(kj.errors.BeforeDataError):
        part.cover(DAY, kj.JKK, law=kj.LAW.as_known(dt.date(2015, 1, 1)))
    # What is paid counts in a book that knows of no limits.
    early = part.allocation(law=kj.LAW.as_known(dt.date(2015, 1, 1)))
    assert len(early.months) == 120


def test_a_report_leaves_out_a_programme_that_did_not_exist() -> None:
    part = kj.Participation.paid_through(WORKER, since=kj.Month(2018, 1), months=60)
    entries = part.report(dt.date(2019, 5, 20)).entries

    assert [cover.program for cover in entries[0].covers] == [kj.JKK, kj.JP]
    assert len(part.report(dt.date(2022, 5, 20)).entries[0].covers) == 3


def test_what_if_the_law_gave_one_month_only() -> None:
    book = kj.LAW.with_change("participation.arrears_jkk_bpu", 1, since=kj.Month(2015, 7))
    part = kj.Participation.paid_through(TRADER, since=JULY, months=1)
    on = dt.date(2025, 9, 20)  # August and September unpaid

    lost, kept = part.cover(on, kj.JKK, law=book), part.cover(on, kj.JKM, law=book)
    assert (lost.status, kept.status) == (
        kj.coverage.CoverStatus.LAPSED,
        kj.coverage.CoverStatus.GRACE,
    )
    assert "what-if" in lost.assumptions
    assert "what-if" in part.report(on, law=book).assumptions
    assert kj.LAW.with_change("participation.number_jkk_bpu", 2, since=JULY) != kj.LAW


def test_conventions_are_named_only_where_they_decide() -> None:
    part = kj.Participation.paid_through(TRADER, since=JULY, months=3)  # 1 July 2025: a Tuesday
    issued = attrs.evolve(part, number_issued=dt.date(2025, 7, 1))

    assert part.cover(dt.date(2025, 7, 2), kj.JKK).assumptions == ("number-on-payment",)
    assert issued.cover(dt.date(2025, 7, 2), kj.JKK).assumptions == ()
    assert part.cover(dt.date(2025, 7, 3), kj.JKK).assumptions == ()
    assert part.cover(dt.date(2025, 10, 2), kj.JKK).assumptions == (
        "arrears-from-due-date",
        "due-next-working-day",
    )
    worker = kj.PUEnrolment(wage=4_000_000, programs={kj.JHT, kj.JP})
    waged = kj.Participation.paid_through(worker, since=JULY, months=3)
    # Of a wage earner the number comes on the day itself: Permenaker 5/2021 Pasal 3 ayat (4).
    assert waged.cover(dt.date(2025, 7, 1), kj.JHT).assumptions == ()
    assert waged.cover(dt.date(2025, 7, 2), kj.JP).assumptions == ()  # PP 45/2015 Pasal 3
    friday = kj.Participation(TRADER, joined=DAY, payments=[kj.Payment(JULY, dt.date(2025, 7, 4))])
    for day, named in ((6, True), (7, True), (8, False)):  # Monday the 7th is the working day after
        found = friday.cover(dt.date(2025, 7, day), kj.JKK).assumptions
        assert ("number-on-payment" in found) == named


@pytest.mark.parametrize(
    "paid, named, article",
    [
        # One working day at the latest; Wednesday 31 March 2021, and the day after.
        (dt.date(2021, 3, 31), True, "PP 44/2015 Pasal 6 ayat (2) dan (3)"),
        (dt.date(2021, 4, 1), False, "Permenaker 5/2021 Pasal 3 ayat (4) dan ayat (7)"),
    ],
)
def test_the_number_of_a_wage_earner_comes_on_the_day_since_april_2021(
    paid: dt.date, named: bool, article: str
) -> None:
    """Permenaker 5/2021 Pasal 3 ayat (4): the day of the complete form and the first payment."""
    worker = kj.PUEnrolment(wage=4_000_000, programs={kj.JKK})
    part = kj.Participation(worker, joined=paid, payments=[kj.Payment(kj.Month.of(paid), paid)])
    for day in (paid, dt.date(2021, 4, 1)):
        cover = part.cover(day, kj.JKK)
        assert cover.covered
        assert ("number-on-payment" in cover.assumptions) is named
        assert str(cover.citations[0]) == article


def test_the_number_of_a_bpu_may_still_come_a_working_day_later() -> None:
    """PP 44/2015 Pasal 11 ayat (4), Permenaker 5/2021 Pasal 36 ayat (1)."""
    day = dt.date(2021, 4, 1)
    part = kj.Participation(TRADER, joined=day, payments=[kj.Payment(kj.Month.of(day), day)])
    cover = part.cover(day, kj.JKK)
    assert str(cover.citations[0]) == "PP 44/2015 Pasal 11 ayat (4) dan (5)"
    assert cover.assumptions == ("number-on-payment",)


def test_the_working_day_of_the_number_is_no_public_holiday() -> None:
    thursday = dt.date(2025, 4, 17)  # before Good Friday, a public holiday (SKB 3 Menteri 2025)
    part = kj.Participation(
        TRADER, joined=thursday, payments=[kj.Payment(kj.Month(2025, 4), thursday)]
    )

    for day, weekends, public in ((18, True, True), (21, False, True), (22, False, False)):
        for holidays, named in (("weekends", weekends), ("public", public)):
            law = kj.LAW.with_holidays(holidays)
            found = part.cover(dt.date(2025, 4, day), kj.JKK, law=law)
            assert ("number-on-payment" in found.assumptions) == named


# --- words ----------------------------------------------------------------------------------------


def test_every_story_is_told_in_both_languages_and_every_form() -> None:
    for story in STORIES:
        parts = [participation(facts) for facts in story["participation"]]
        for day in story.get("days", [{"on": DAY}]):
            report = kj.coverage.cover_report(parts, day["on"])
            for language in ("id", "en"):
                for form in ("text", "markdown", "html"):
                    text = report.explain(language, form)
                    assert "{" not in text
                    assert "None" not in text
            covers = [cover for entry in report.entries for cover in entry.covers]
            assert report.covered(kj.JKK) == any(
                cover.covered for cover in covers if cover.program is kj.JKK
            )


@pytest.mark.parametrize(
    "segment, paid_on, named",
    [
        ("BPU", dt.date(2021, 3, 31), ("prepaid-year",)),
        ("BPU", dt.date(2021, 4, 1), ()),
        ("PU", dt.date(2021, 4, 1), ("prepaid-year",)),
    ],
)
def test_how_far_ahead_a_bpu_may_pay_is_text_since_april_2021(
    segment: str, paid_on: dt.date, named: tuple[str, ...]
) -> None:
    """Permenaker 5/2021 Pasal 41 ayat (4): for 2, 3 or 6 months or a year; it names BPU only."""
    worker = kj.PUEnrolment(wage=4_000_000, risk_class=1, programs={kj.JKK, kj.JKM})
    enrolment = TRADER if segment == "BPU" else worker
    payment = kj.Payment(kj.Month.of(paid_on), paid_on, months=14)
    part = kj.Participation(enrolment, joined=paid_on, payments=[payment])
    found = part.allocation()

    assert [each.code for each in found.unallocated] == ["too-far-ahead"]
    assert found.assumptions == named
    text = "Permenaker 5/2021 Pasal 41 ayat (3) dan ayat (4), Pasal 43 ayat (2)"
    assert (text in map(str, found.citations)) is (paid_on.month == 4)


def test_a_report_in_words() -> None:
    part = kj.Participation(
        TRADER,
        joined=dt.date(2025, 1, 10),
        payments=[
            kj.Payment(kj.Month(2025, 1), dt.date(2025, 1, 10)),
            kj.Payment(kj.Month(2024, 12), dt.date(2025, 1, 11)),
            kj.Payment(kj.Month(2025, 3), dt.date(2025, 3, 10)),
            kj.Payment(kj.Month(2026, 9), dt.date(2025, 3, 11)),
        ],
        payer="KDMP-1",
    )
    text = part.report(dt.date(2025, 3, 20)).explain("id")

    for words in (
        "Perlindungan pada Kamis, 20 Maret 2025",
        "bukan penerima upah (BPU) melalui KDMP-1",
        "menunggak 1 bulan berturut-turut: biaya pemakaman dibayar",
        "PP 44/2015 Pasal 42 ayat (1) dan ayat (2)",
        "Iuran Desember 2024 tidak diperhitungkan: sebelum terdaftar.",
        "Iuran September 2026 tidak diperhitungkan: terlalu jauh di muka.",
        "Iuran Maret 2025 dibayar mendahului iuran bulan sebelumnya.",
        "Asumsi (arrears-from-due-date)",
    ):
        assert words in text
    page = part.report(dt.date(2025, 3, 20))._repr_html_()
    assert page.startswith("<table")
    assert "Rupiah" not in page
    assert page.count("<th ") == 3


def test_nobody_has_no_cover_and_a_double_entry_is_remarked() -> None:
    nothing = kj.coverage.cover_report([], DAY)
    assert not nothing.covered(kj.JKK)
    assert nothing.evidence is kj.Evidence.TEXT
    for language, words in (("id", "Tidak ada kepesertaan"), ("en", "No participation")):
        assert words in nothing.explain(language)

    once = kj.Participation.paid_through(TRADER, since=JULY, months=3)
    twice = kj.coverage.cover_report([once, attrs.evolve(once, joined=dt.date(2025, 6, 1))], DAY)
    assert "Two participations in one segment" in twice.explain("en")
    (finding,) = twice.findings
    assert "2025-07-01" in str(finding)


# --- travel ---------------------------------------------------------------------------------------


def test_participations_and_covers_travel() -> None:
    part = kj.Participation.paid_through(TRADER, since=JULY, months=3, payer="A")
    for thing in (
        part,
        part.payments[0],
        part.allocation(),
        part.cover(DAY, kj.JKK),
        part.report(DAY),
    ):
        assert pickle.loads(pickle.dumps(thing)) == thing
        assert copy.deepcopy(thing) == thing
    assert hash(part) == hash(pickle.loads(pickle.dumps(part)))
    assert isinstance(hash(part.allocation()), int)


def test_no_repr_shows_an_income() -> None:
    part = kj.Participation(TRADER, joined=DAY, bases=[(JULY, 2_345_678)], payments=())
    printed = f"{part!r} {part.report(DAY)!r} {part.cover(DAY, kj.JKK)!r}"

    assert "1000000" not in printed
    assert "2345678" not in printed


@pytest.mark.parametrize(
    "holidays,status", [("weekends", "grace"), ("public", "covered"), (None, "covered")]
)
def test_a_holiday_moves_the_day_from_which_a_month_is_behind(
    holidays: str | None, status: str
) -> None:
    """15 June 2024 is a Saturday, and Monday, 17 June 2024 is Idul Adha: due on the 18th."""
    pytest.importorskip("holidays")
    trader = kj.BPUEnrolment(income=1_000_000, programs={kj.JKK, kj.JKM})
    part = kj.Participation.paid_through(trader, since=kj.Month(2024, 1), months=5)
    kdmp = kj.Cooperative(
        name="Pejaten",
        kind="KDMP",
        village=VILLAGE,
        members=[kj.Member(ref="M-1")],
    )
    on = dt.date(2024, 6, 18)
    law = kj.LAW.with_holidays(holidays)
    found = [
        part.cover(on, kj.JKM, law=law),
        *kj.coverage.covers([part], on, kj.JKM, law=law),
        *(
            cover
            for report in (
                part.report(on, law=law),
                kj.coverage.covered_on(kdmp, on, {"M-1": [part]}, law=law).entries[0].report,
            )
            for cover in report.entries[0].covers
        ),
    ]
    assert {cover.status.value for cover in found} == {status}
    late = part.cover(dt.date(2024, 6, 20), kj.JKM, law=law)
    assert ("due-weekends-only" in late.assumptions) == (holidays == "weekends")


def test_a_holiday_moves_the_day_on_which_rights_lapse() -> None:
    """Due on 18 June 2024: paid on that day, the fourth month behind is still saved."""
    pytest.importorskip("holidays")
    trader = kj.BPUEnrolment(income=1_000_000, programs={kj.JKM})
    part = kj.Participation.paid_through(trader, since=kj.Month(2024, 1), months=2)
    late = kj.Payment(kj.Month(2024, 3), dt.date(2024, 6, 18), months=4)
    again = attrs.evolve(part, payments=(*part.payments, late))
    june = kj.Month(2024, 6)
    for holidays, months, unallocated in (("public", 6, 0), ("weekends", 1, 3)):
        law = kj.LAW.with_holidays(holidays)
        counted = again.consecutive_months(kj.JKM, june, law=law)
        assert counted == months
        assert len(again.paid_months(kj.JKM, june, law=law)) == 6 - unallocated
        assert len(again.allocation(law=law).unallocated) == unallocated


FAR_OFF = dt.date(2176, 11, 1)
PAID = kj.Participation.paid_through(
    ENROLMENTS["PU"](programs={*kj.Program}, birth_date=dt.date(1990, 8, 17)),
    since=kj.Month(2021, 2),
    months=3,
)


@pytest.mark.parametrize("day", [FAR_OFF, dt.date(9797, 10, 2), dt.date.max])
@pytest.mark.parametrize(
    "ask",
    [
        PAID.report,
        lambda day: PAID.cover(day, kj.JKK),
        lambda day: kj.coverage.covers([PAID], day, kj.JHT),
        lambda day: kj.contributions.arrears([PAID], on=day),
        lambda day: kj.benefits.lifecourse([PAID], until=kj.Month.of(day)),
        lambda day: kj.benefits.pension_record([PAID], day),
    ],
    ids=["report", "cover", "covers", "arrears", "lifecourse", "record"],
)
def test_a_day_beyond_a_life_is_refused_and_not_counted_up_to(ask: Any, day: dt.date) -> None:
    """Minutes of reading month by month, for a year with a digit too many."""
    with pytest.raises(kj.errors.InvalidDateError, match="More than 150 years"):
        ask(day)


def test_a_payment_for_more_than_a_life_is_refused() -> None:
    assert len(kj.Payment(kj.Month(2025, 7), dt.date(2025, 7, 3), months=1_800).span()) == 1_800
    with pytest.raises(kj.errors.InvalidFactError):
        kj.Payment(kj.Month(2025, 7), dt.date(2025, 7, 3), months=1_801)


def test_payments_for_several_lives_are_refused() -> None:
    """Each would be read month by month: a document of 40 kB for a quarter of a minute."""
    long = kj.Payment(kj.Month(2025, 7), dt.date(2025, 7, 3), months=1_801 - 11)
    year = kj.Payment(kj.Month(2025, 7), dt.date(2025, 7, 3), months=12)
    worker = kj.PUEnrolment(wage=4_000_000, programs={kj.JKM})
    joined = dt.date(2025, 7, 1)

    assert len(kj.Participation(worker, joined=joined, payments=[long, year]).payments) == 2
    with pytest.raises(kj.errors.InvalidFactError, match="more than 150 years"):
        kj.Participation(worker, joined=joined, payments=[long, year, year])
