"""Dates as an iCalendar file (RFC 5545), for the calendars of phones and offices.

Needs the extra `calendar`. The same dates always give the same bytes: no clock is read, and the
identifier of an event is made of what the event shows, so that a file that is read in again
replaces its events.
"""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import TYPE_CHECKING

from kopdes_jamsos._checks import check_flag, check_whole
from kopdes_jamsos._files.output import OutputFile, write_whole
from kopdes_jamsos._files.paths import check_ending, plain_path
from kopdes_jamsos._plain import as_text
from kopdes_jamsos.basis import Note
from kopdes_jamsos.calendars.agenda import DateEntry, Dates, dates, key_of
from kopdes_jamsos.errors import InvalidFactError, MissingPackageError, a_kind, refusing
from kopdes_jamsos.law import LAW
from kopdes_jamsos.months import DateLike, as_date
from kopdes_jamsos.wording.language import Language, Words, words
from kopdes_jamsos.wording.sentences import articles, one_line, sentence

if TYPE_CHECKING:
    from kopdes_jamsos.calendars.agenda import Dated

# Sixteen digits in a row, also with the signs that people put between them: a NIK.
_NIK = re.compile(r"(?:\d[\W_]*){16}")
_MOST_DAYS = 366


def to_icalendar(
    results: Dates | Dated | Iterable[Dated],
    *,
    language: Language = "id",
    name: str | None = None,
    amounts: bool = False,
    alarm_days: int | None = None,
    stamped_on: DateLike | None = None,
) -> bytes:
    """The dates of results as an iCalendar file: an all-day event for each.

    It holds no names, and no amounts, unless they are asked for: a calendar is shared, and the
    amount of one person tells a wage.

    Args:
        results: The dates, or whatever `dates` takes.
        language: "id" or "en".
        name: Whose dates these are, such as a cooperative, in front of each event; None: nobody is
            named.
        amounts: Whether the events tell amounts.
        alarm_days: How many days before each day the calendar reminds; None: not at all.
        stamped_on: Day on which the events are said to be made (DTSTAMP, by which a calendar tells
            which of two files is the newer). None: the month of the law data, with a minute for
            each change in it, so that no clock is read, and newer law data replace what was read
            in before.

    Raises:
        InvalidFactError: code `invalid-fact`: no such result, a name that is no text or holds a
            NIK, or no whole number of days.
        UnknownChoiceError: code `unknown-choice`.
        InvalidDateError: code `invalid-date`.
        MissingPackageError: code `missing-package`: icalendar is not installed.

    Examples:
        >>> data = kj.calendars.to_icalendar(kj.bill(kdmp, kj.Month(2025, 7)), alarm_days=3)
        >>> data.count(b"BEGIN:VEVENT"), b"DTSTART;VALUE=DATE:20250715" in data
        (1, True)
    """
    found = results if isinstance(results, Dates) else dates(results)
    known = words(language)
    check_flag(amounts, "amounts")
    days = None if alarm_days is None else _checked_days(alarm_days)
    whose = _checked_name(name)
    stamp = _stamp(stamped_on)
    with refusing(_missing, ModuleNotFoundError):
        import icalendar
    calendar = icalendar.Calendar()
    calendar.add("prodid", f"-//kopdes_jamsos//{LAW.version}//{language.upper()}")
    calendar.add("version", "2.0")
    for entry in found.entries:
        event = icalendar.Event()
        summary = sentence(entry.what, language)
        event.add("uid", _uid(entry, whose))
        event.add("dtstamp", stamp)
        event.add("dtstart", entry.day)
        event.add("summary", f"{whose}: {summary}" if whose else summary)
        event.add("description", "\n".join(_told(entry, known, amounts=amounts)))
        event.add("transp", "TRANSPARENT")  # nobody is busy on such a day
        if days is not None:
            alarm = icalendar.Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", summary)
            alarm.add("trigger", -dt.timedelta(days=days))
            event.add_component(alarm)
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def write_icalendar(
    results: Dates | Dated | Iterable[Dated],
    path: str | os.PathLike[str],
    *,
    language: Language = "id",
    name: str | None = None,
    amounts: bool = False,
    alarm_days: int | None = None,
    stamped_on: DateLike | None = None,
) -> None:
    """Write the dates of results as an iCalendar file; the file is whole or not there.

    Args:
        results: The dates, or whatever `dates` takes.
        path: The file, which ends in .ics.
        language: "id" or "en".
        name: As for `to_icalendar`, and so the others.
        amounts: Whether the events tell amounts.
        alarm_days: How many days before each day the calendar reminds; None: not at all.
        stamped_on: Day on which the events are said to be made.

    Raises:
        InvalidFactError: code `invalid-fact`: no path, another ending, or what `to_icalendar`
            refuses.
        UnknownChoiceError: code `unknown-choice`.
        InvalidDateError: code `invalid-date`.
        MissingPackageError: code `missing-package`: icalendar is not installed.
        OutputError: code `output`: the file cannot be written.

    Examples:
        >>> kj.calendars.write_icalendar(kj.bill(kdmp, kj.Month(2025, 7)), folder / "iuran.ics")
    """
    check_ending(path, ".ics")
    data = to_icalendar(
        results,
        language=language,
        name=name,
        amounts=amounts,
        alarm_days=alarm_days,
        stamped_on=stamped_on,
    )

    def fill(file: OutputFile) -> None:
        file.write(data)

    write_whole(plain_path(path), fill)


def _missing() -> MissingPackageError:
    return MissingPackageError(
        "Calendar files need the package icalendar.",
        value="icalendar",
        remedy="Install kopdes-jamsos[calendar].",
        reason="named",
        package="kopdes-jamsos[calendar]",
    )


def _checked_days(days: object) -> int:
    number = check_whole(days, "alarm_days")
    if number > _MOST_DAYS:
        raise InvalidFactError(
            f"A calendar reminds at most {_MOST_DAYS} days before.",
            value="alarm_days",
            remedy="Give a smaller number of days.",
            reason="alarm-days",
            most=_MOST_DAYS,
        )
    return number


def _checked_name(name: object) -> str:
    if name is None:
        return ""
    text = as_text(name)
    if text is None:
        raise InvalidFactError(
            f"The name must be a text; got {a_kind(name)}.",
            remedy="Give the name as text, or None.",
            reason="kind",
            field="name",
        )
    if _NIK.search(text):
        raise InvalidFactError(
            "The name holds a number as long as a NIK, which no calendar file gets.",
            remedy="Give a name without it.",
            reason="name-nik",
        )
    return one_line(text)


def _stamp(stamped_on: DateLike | None) -> dt.datetime:
    number = 0
    if stamped_on is None:
        # The version has a year, a month and, after the first change in it, a number.
        year, month, *numbers = map(int, LAW.version.split("."))
        day, number = dt.date(year, month, 1), sum(numbers)
    else:
        day = as_date(stamped_on, "stamped_on")
    began = dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)
    return began + dt.timedelta(minutes=number)


def _uid(entry: DateEntry, whose: str) -> str:
    """The same for the same event in each language; of nothing that the event does not show."""
    shown = "\n".join((key_of(entry), whose))
    return f"{sha256(shown.encode()).hexdigest()[:32]}@kopdes_jamsos"


def _told(entry: DateEntry, known: Words, *, amounts: bool) -> Iterator[str]:
    language = known.language
    yield from (sentence(note, language) for note in entry.notes)
    if amounts and entry.amount is not None:
        yield sentence(Note.of("date-amount", amount=entry.amount), language)
    yield f"{known.tables['labels']['article']}: {articles(entry.citations, known)}"
    yield sentence(Note.of("date-law-data", version=LAW.version), language)
