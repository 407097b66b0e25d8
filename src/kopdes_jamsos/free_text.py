"""Free text as people write it in Indonesia: amounts of rupiah, dates and months.

Arguments of this library take one form only, by `months.as_month` and `months.as_date`; these here
are for rosters and forms, which people fill in.
"""

from __future__ import annotations

import datetime as dt
import re

from kopdes_jamsos.months import Month

_AMOUNT = re.compile(r"(?:Rp\.?\s*)?([0-9]{1,3}(?:[.,][0-9]{3}){1,4}|[0-9]{1,15})(?:[.,]00?|,-)?")
_NUMBER = re.compile(r"([0-9]{1,15})(?:\.0+)?")
_DIGITS = re.compile(r"[0-9]+")
_YEAR_FIRST = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?:[ T][0-9:.+Z]*)?")
_YEAR_LAST = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})(?:[ T][0-9:.+Z]*)?")
_NAMED = re.compile(r"([0-9]{1,2})[-\s]+([A-Za-z]{3,9})\.?[-,\s]+([0-9]{4})")
_ZERO = re.compile(r"0{1,4}[-/. ]0{1,2}[-/. ]0{1,4}(?:[ T][0:.]*)?")
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari jan january", "februari feb february pebruari peb", "maret mar march",
            "april apr", "mei may", "juni jun june", "juli jul july", "agustus agu agt aug august",
            "september sep sept", "oktober okt oct october", "november nov nopember nop",
            "desember des dec december",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
# Five digits: four may be a year.
_SERIAL = re.compile(r"[0-9]{5}")


def amount_in(text: str) -> int | None:
    """The whole rupiah that a text names as people write them, or None where it names none.

    Examples:
        >>> amount_in("Rp 1.000.000"), amount_in("1,000,000.00"), amount_in("1.5 juta")
        (1000000, 1000000, None)
    """
    return _amount(_AMOUNT, text)


def stored_amount(text: str) -> int | None:
    """The whole rupiah that a number of a spreadsheet is: its point is no thousands separator.

    Examples:
        >>> stored_amount("1500000.0"), stored_amount("1.500")
        (1500000, None)
    """
    return _amount(_NUMBER, text)


def _amount(form: re.Pattern[str], text: str) -> int | None:
    match = form.fullmatch(text)
    return None if match is None else int("".join(_DIGITS.findall(match[1])))


def date_in(text: str) -> tuple[dt.date | None, str | None]:
    """The date that a text names as people write it, and the code of a finding about it.

    Examples:
        >>> date_in("5 November 2026"), date_in("05/11/2026")[0], date_in("5 Nov")
        ((datetime.date(2026, 11, 5), None), datetime.date(2026, 11, 5), (None, 'date-unreadable'))
    """
    if _ZERO.fullmatch(text):
        return None, "date-zero"
    found: dt.date | None = None
    code = None
    if match := _YEAR_FIRST.fullmatch(text):
        found = _date(match[1], match[2], match[3])
    elif match := _YEAR_LAST.fullmatch(text):
        found = _date(match[3], match[2], match[1])
        if found is None:
            found, code = _date(match[3], match[1], match[2]), "date-order"
    elif match := _NAMED.fullmatch(text):
        month = _MONTHS.get(match[2].lower())
        found = _date(match[3], str(month), match[1]) if month else None
    elif _SERIAL.fullmatch(text):
        found, code = dt.date(1899, 12, 30) + dt.timedelta(int(text)), "date-serial"
    return found, "date-unreadable" if found is None else code


def month_in(text: str) -> Month | None:
    """The month that a text names as people write it, or None where it names none.

    Examples:
        >>> month_in("November 2026"), month_in("11/2026"), month_in("2026-11"), month_in("13/2026")
        (Month(2026, 11), Month(2026, 11), Month(2026, 11), None)
    """
    for whole in (f"1 {text}", f"1-{text}", f"{text}-1"):
        day, code = date_in(whole)
        if day is not None and code is None:  # no day was taken for the month
            return Month.of(day)
    return None


def _date(year: str, month: str, day: str) -> dt.date | None:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None
