"""Dates of results as a list and as an iCalendar file."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from pathlib import Path
from typing import Any

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.people import cooperative

import kopdes_jamsos as kj
from kopdes_jamsos.calendars import DateKind, dates, to_icalendar, write_icalendar
from kopdes_jamsos.testing import enrolments

NOVEMBER = kj.Month(2026, 11)
TRADER = kj.BPUEnrolment(
    income=1_000_000,
    programs={kj.JKK, kj.JKM, kj.JHT},
    group="independent",
    sector="other",
    funding="self",
)
CLERK = kj.PUEnrolment(
    wage=6_000_000,
    programs={kj.JKK, kj.JKM, kj.JHT, kj.JP},
    risk_class=1,
    birth_date=dt.date(1990, 1, 1),
)
NAME, NIK = "Ani Contoh", "3604994708909901"
KDMP = cooperative(
    employees=[kj.Employee(ref="E-1", name="Cici Contoh", enrolments=[CLERK])],
    members=[kj.Member(ref="M-1", name=NAME, nik=kj.Nik(NIK), enrolments=[TRADER])],
)
BILL = kj.bill(KDMP, NOVEMBER)
PAID = kj.Participation.paid_through(TRADER, since=kj.Month(2020, 1), months=72)
DEATH = kj.Death(dt.date(2025, 6, 3), work_related=True)
CLAIM = kj.entitle(DEATH, PAID, children=[kj.Child(stage="PT4")])
WORKS = kj.contributions.construction_plan(
    kj.assess(kj.ConstructionEnrolment(contract_value=180_000_000), kj.Month(2026, 7)),
    ordered_on=dt.date(2026, 7, 1),
    starts_on=dt.date(2026, 7, 6),
    ends_on=dt.date(2026, 11, 30),
    user_pays_on=dt.date(2026, 11, 20),
)


def days_of(results: Any, kind: DateKind) -> list[str]:
    return [str(entry.day) for entry in dates(results).entries if entry.kind is kind]


# ---- the list ------------------------------------------------------------------------------------


def test_a_contribution_is_due_on_the_day_of_its_articles_moved_by_a_sunday() -> None:
    # BPU: the 15th of the month itself, a Sunday; JHT and wage earners: of the next month.
    payments = [each for each in dates(BILL).entries if each.kind is DateKind.PAYMENT]

    assert [(str(each.day), [str(one) for one in each.programs]) for each in payments] == [
        ("2026-11-16", ["JKK", "JKM"]),
        ("2026-12-15", ["JHT"]),
        ("2026-12-15", ["JKK", "JKM", "JHT", "JP"]),
    ]
    assert [each.code for each in payments[0].notes] == ["due-moved"]
    assert "PP 44/2015 Pasal 21" in str(payments[0].citations[0])


def test_the_amounts_are_those_of_the_bill() -> None:
    payments = [each.amount for each in dates(BILL).entries if each.kind is DateKind.PAYMENT]

    assert sum(filter(None, payments)) == BILL.total


def test_the_days_are_those_of_the_plan_of_the_same_bills() -> None:
    bills = [kj.bill(KDMP, NOVEMBER - number) for number in range(12)]
    plan = kj.contributions.payment_plan(bills)

    for results in (plan, bills):
        found = [each for each in dates(results).entries if each.kind is DateKind.PAYMENT]
        sums: dict[dt.date, int] = {}
        for each in found:
            sums[each.day] = sums.get(each.day, 0) + (each.amount or 0)
        assert sums == dict(plan.by_day)


def test_a_relief_ends_with_the_last_month_of_its_article() -> None:
    # PP 50/2025: the half price of traders goes on until December 2026.
    assert days_of(BILL, DateKind.RELIEF) == ["2026-12-31"]
    assert days_of(kj.assess(CLERK, NOVEMBER), DateKind.RELIEF) == []


def test_a_relief_without_an_end_has_no_date() -> None:
    endless = kj.LAW.with_change("relief.bpu_other", kj.percent("50"), since=kj.Month(2027, 1))

    assert days_of(kj.assess(TRADER, kj.Month(2027, 2), law=endless), DateKind.RELIEF) == []


def test_a_labour_intensive_employer_settles_by_the_day_of_the_regulation() -> None:
    # PP 36/2025: the relief of February 2025 to January 2026 holds where paid by 30 June 2026.
    enrolment = kj.PUEnrolment(
        wage=5_000_000, programs={kj.JKK, kj.JKM}, risk_class=1, labour_intensive=True
    )
    found = kj.assess(enrolment, kj.Month(2025, 9))

    assert days_of(found, DateKind.SETTLEMENT) == ["2026-06-30"]


def test_an_entitlement_has_its_limits_and_school_years() -> None:
    # PP 44/2015: reported within two days; PP 82/2019 Pasal 26: claimed within five years.
    assert days_of(CLAIM, DateKind.CLAIM) == ["2025-06-05", "2025-06-05", "2030-06-03"]
    assert days_of(CLAIM, DateKind.BENEFIT) == ["2025-06-03", "2026-06-03"]
    assert [each.amount for each in dates(CLAIM).entries if each.kind is DateKind.BENEFIT] == [
        12_000_000,
        12_000_000,
    ]


def test_what_has_no_limit_is_a_remark() -> None:
    natural = kj.entitle(kj.Death(dt.date(2025, 6, 3), work_related=False), PAID)

    assert [note.code for note in dates(natural).remarks] == ["jkm-no-limit"]
    assert "batas waktu pengajuan" in dates(natural).explain("id")


def test_a_list_without_dates_says_so() -> None:
    saver = kj.PUEnrolment(wage=5_000_000, programs={kj.JHT})
    member = kj.Participation.paid_through(saver, since=kj.Month(2024, 1), months=12)
    left = kj.entitle(kj.Resignation(dt.date(2025, 1, 10)), member, jht_balance=1_000_000)

    assert dates(left).entries == ()
    assert "There is nothing that has to be done by a day." in dates(left).explain("en")
    assert "Tidak ada yang harus dilakukan" in dates(left).explain("id")
    owed = dates(kj.assess(TRADER, NOVEMBER))
    assert "nothing that has to be done" not in owed.explain("en")


def test_a_construction_project_is_registered_and_paid_by_stages() -> None:
    assert days_of(WORKS, DateKind.REGISTRATION) == [str(WORKS.register_by)]
    assert days_of(WORKS, DateKind.PAYMENT) == [str(stage.due) for stage in WORKS.stages]


def test_a_stage_without_a_day_is_not_listed() -> None:
    later = kj.contributions.construction_plan(
        kj.assess(kj.ConstructionEnrolment(contract_value=180_000_000), kj.Month(2026, 7)),
        ordered_on=dt.date(2026, 7, 1),
        starts_on=dt.date(2026, 7, 6),
        ends_on=dt.date(2026, 11, 30),
    )

    assert days_of(later, DateKind.PAYMENT) == [str(later.stages[0].due)]


def test_what_two_results_say_of_a_day_stands_once_with_its_sum() -> None:
    twice = dates([CLAIM, CLAIM])

    assert len(twice.entries) == len(dates(CLAIM).entries)
    assert [each.amount for each in twice.entries if each.kind is DateKind.BENEFIT] == [
        24_000_000,
        24_000_000,
    ]


@pytest.mark.parametrize("wrong", [None, [], "bill", [BILL, KDMP], TRADER])
def test_anything_else_has_no_dates(wrong: Any) -> None:
    with pytest.raises(kj.errors.InvalidFactError, match="assessments, bills, plans"):
        dates(wrong)


def test_no_amount_and_no_name_stands_in_a_repr() -> None:
    found = dates([BILL, CLAIM])

    assert repr(found) == "Dates()"
    for text in map(repr, found.entries):
        assert NAME not in text
        assert "amount" not in text


@given(enrolment=enrolments())
def test_every_date_is_one_that_the_result_holds(enrolment: Any) -> None:
    try:
        found = kj.assess(enrolment, NOVEMBER)
        days = {due.day for due in found.due_dates()}
    except kj.KopdesJamsosError:
        return
    ends = {
        value.until.last_day
        for path in kj.LAW.paths()
        if path.startswith("relief.")
        for value in kj.LAW.series(path).values
        if value.until
    }
    entries = dates(found).entries

    assert {each.day for each in entries if each.kind is DateKind.PAYMENT} == days
    assert {each.day for each in entries if each.kind is DateKind.RELIEF} <= ends


# ---- the file ------------------------------------------------------------------------------------


def unfolded(data: bytes) -> list[str]:
    """The content lines of a file, after the few rules of RFC 5545 that all of them keep."""
    assert data.endswith(b"\r\n")
    raw = data[:-2].split(b"\r\n")
    for line in raw:
        assert len(line) <= 75
        assert not any(sign in line for sign in (b"\r", b"\n"))
        line.decode("utf-8")  # a fold cuts no letter
    return data[:-2].replace(b"\r\n ", b"").decode("utf-8").split("\r\n")


def events_of(data: bytes) -> list[dict[str, str]]:
    lines = unfolded(data)
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-1] == "END:VCALENDAR"
    assert {"VERSION:2.0"} <= set(lines)
    assert sum(line.startswith("PRODID:") for line in lines) == 1
    events: list[dict[str, str]] = []
    inside = ""
    for line in lines[1:-1]:
        name, _, value = line.partition(":")
        if name == "BEGIN":
            inside = value
            if value == "VEVENT":
                events.append({})
        elif name == "END":
            inside = "VEVENT" if value == "VALARM" else ""
        elif inside:
            key = name if inside == "VEVENT" else f"{inside} {name}"
            assert key not in events[-1]
            events[-1][key] = value
    for event in events:
        assert {"UID", "DTSTAMP", "DTSTART;VALUE=DATE", "SUMMARY"} <= set(event)
        assert event["DTSTAMP"].endswith("Z")
    assert len({event["UID"] for event in events}) == len(events)
    return events


def plain(text: str) -> str:
    """A TEXT value without its escapes."""
    kept = text.replace("\\\\", "\0").replace("\\n", "\n")
    return kept.replace("\\;", ";").replace("\\,", ",").replace("\0", "\\")


@pytest.mark.parametrize("language", ["id", "en"])
def test_each_date_is_an_event_by_two_readers(language: Any) -> None:
    found = dates([BILL, CLAIM, WORKS])
    data = to_icalendar(found, language=language)

    ours = events_of(data)
    theirs = icalendar.Calendar.from_ical(data).walk("VEVENT")

    days = [entry.day for entry in found.entries]
    assert [each["DTSTART;VALUE=DATE"] for each in ours] == [f"{day:%Y%m%d}" for day in days]
    assert [each.decoded("dtstart") for each in theirs] == days
    for event, read, entry in zip(ours, theirs, found.entries, strict=True):
        assert plain(event["SUMMARY"]) == str(read["summary"])
        assert plain(event["DESCRIPTION"]) == str(read["description"])
        assert all(str(place) in str(read["description"]) for place in entry.citations)


def test_a_title_tells_what_is_to_be_done_in_the_language_asked_for() -> None:
    indonesian = events_of(to_icalendar(BILL))[0]["SUMMARY"]
    english = events_of(to_icalendar(BILL, language="en"))[0]["SUMMARY"]

    assert indonesian == "Batas akhir pembayaran iuran JKK dan JKM November 2026 (BPU)"
    assert english == "Last day to pay the contribution of JKK and JKM for November 2026 (BPU)"


def test_the_same_dates_give_the_same_bytes_and_identifiers_of_both_languages() -> None:
    again = kj.bill(KDMP, NOVEMBER)
    texts = [to_icalendar(BILL), to_icalendar(again), to_icalendar(BILL, language="en")]

    assert texts[0] == texts[1]
    assert [each["UID"] for each in events_of(texts[0])] == [
        each["UID"] for each in events_of(texts[2])
    ]


def test_an_identifier_does_not_depend_on_what_people_declared() -> None:
    other = kj.bill(
        cooperative(
            employees=[
                kj.Employee(
                    enrolments=[
                        kj.PUEnrolment(
                            wage=7_000_000,
                            programs=CLERK.programs,
                            risk_class=2,
                            birth_date=dt.date(1980, 1, 1),
                        )
                    ]
                )
            ],
            members=[kj.Member(enrolments=[TRADER])],
        ),
        NOVEMBER,
    )

    assert [each["UID"] for each in events_of(to_icalendar(BILL))] == [
        each["UID"] for each in events_of(to_icalendar(other))
    ]


def test_two_cooperatives_that_are_named_stand_beside_one_another() -> None:
    uids = [
        {each["UID"] for each in events_of(to_icalendar(BILL, name=name))}
        for name in ("KDMP Pejaten", "KDMP Serang")
    ]

    assert uids[0].isdisjoint(uids[1])


def test_the_stamp_is_that_of_the_law_data_or_the_one_asked_for() -> None:
    year, month, *numbers = map(int, kj.LAW.version.split("."))
    stamp = dt.datetime(year, month, 1, minute=sum(numbers), tzinfo=dt.UTC)

    assert events_of(to_icalendar(BILL))[0]["DTSTAMP"] == f"{stamp:%Y%m%dT%H%M%SZ}"
    asked = to_icalendar(BILL, stamped_on="2026-11-29")
    assert {each["DTSTAMP"] for each in events_of(asked)} == {"20261129T000000Z"}


def test_names_and_amounts_stand_in_it_only_where_they_are_asked_for() -> None:
    quiet = "\n".join(unfolded(to_icalendar([BILL, CLAIM])))
    told = "\n".join(unfolded(to_icalendar([BILL, CLAIM], name="KDMP Pejaten", amounts=True)))

    for secret in (NAME, "Cici", NIK, KDMP.name, "M-1", "E-1", "Rp"):
        assert secret not in quiet
    for secret in (NAME, "Cici", NIK, "M-1", "E-1"):
        assert secret not in told
    assert "SUMMARY:KDMP Pejaten: " in told
    assert "Jumlah: Rp8.400" in told


@pytest.mark.parametrize(
    "name",
    [NIK, f"Ani {NIK}", "36 04 99 470890 9901", "3604.9947.0890.9901", 5, b"KDMP", ["KDMP"]],
)
def test_a_nik_or_what_is_no_text_is_no_name(name: Any) -> None:
    with pytest.raises(kj.errors.InvalidFactError) as caught:
        to_icalendar(BILL, name=name)

    assert NIK not in str(caught.value) + caught.value.explain("id")


def test_a_refusal_is_told_in_the_language_of_the_reader() -> None:
    with pytest.raises(kj.errors.InvalidFactError) as caught:
        to_icalendar(BILL, name=NIK)
    assert caught.value.explain("id").startswith("Nama memuat nomor sepanjang NIK")
    with pytest.raises(kj.errors.InvalidFactError) as caught:
        to_icalendar(BILL, alarm_days=400)
    assert caught.value.explain("id").startswith("Pengingat paling lama 366 hari sebelumnya.")


HOSTILE = [
    "a\r\nEND:VEVENT\r\nBEGIN:VEVENT",
    "x;LANGUAGE=id:y, z",
    "\\n\\;\\,",
    "KDMP \u2028 \x00\x1b[31m \u202e",
    "x" * 200 + "é" * 200,
    '"quoted":^n^^',
]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_stays_in_its_title(name: str) -> None:
    plainly = [each["SUMMARY"] for each in events_of(to_icalendar(BILL))]
    data = to_icalendar(BILL, name=name)
    read = icalendar.Calendar.from_ical(data).walk("VEVENT")

    for event, theirs, summary in zip(events_of(data), read, plainly, strict=True):
        kept = kj.wording.sentences.one_line(name)
        assert plain(event["SUMMARY"]) == f"{kept}: {plain(summary)}" == str(theirs["summary"])
        assert set(event) == {
            *("UID", "DTSTAMP", "DTSTART;VALUE=DATE", "SUMMARY", "DESCRIPTION", "TRANSP")
        }


@given(name=st.text(max_size=300))
def test_any_name_stays_in_its_title(name: str) -> None:
    try:
        data = to_icalendar(CLAIM, name=name)
    except kj.errors.InvalidFactError:
        return

    assert len(events_of(data)) == len(dates(CLAIM).entries)


def test_a_calendar_reminds_only_where_it_is_asked_to() -> None:
    assert b"VALARM" not in to_icalendar(BILL)
    for days, trigger in ((0, {"PT0S", "P0D", "-PT0S"}), (3, {"-P3D"})):
        event = events_of(to_icalendar(BILL, alarm_days=days))[0]
        assert event["VALARM TRIGGER"] in trigger
        assert event["VALARM ACTION"] == "DISPLAY"
        assert event["VALARM DESCRIPTION"] in event["SUMMARY"]
    for wrong in (-1, 367, 10**12, 1.5, "3"):
        with pytest.raises(kj.errors.InvalidFactError):
            to_icalendar(BILL, alarm_days=wrong)  # type: ignore[arg-type]  # some are no int


def test_a_file_is_written_as_a_whole(tmp_path: Path) -> None:
    path = tmp_path / "iuran.ics"
    write_icalendar(BILL, path, language="en", alarm_days=1)

    assert path.read_bytes() == to_icalendar(BILL, language="en", alarm_days=1)
    with pytest.raises(kj.errors.InvalidFactError, match=r"ends in \.ics"):
        write_icalendar(BILL, tmp_path / "iuran.txt")
    with pytest.raises(kj.errors.OutputError):
        write_icalendar(BILL, tmp_path / "none" / "iuran.ics")


def test_the_package_is_imported_when_it_is_used_and_missed_by_name() -> None:
    program = """
import sys
import kopdes_jamsos as kj
trader = kj.BPUEnrolment(income=1_000_000, programs={kj.JKK, kj.JKM})
found = kj.calendars.dates(kj.assess(trader, kj.Month(2025, 7)))
assert found.to_records() and "icalendar" not in sys.modules
sys.modules["icalendar"] = None
try:
    kj.calendars.to_icalendar(found)
except kj.errors.MissingPackageError as error:
    print(error.code, error.remedy, error.__cause__, error.__context__)
"""
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)

    assert run.stderr == ""
    assert run.stdout.strip() == "missing-package Install kopdes-jamsos[calendar]. None None"
