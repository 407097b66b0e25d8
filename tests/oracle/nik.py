"""What a NIK tells, worked out a second time from the description of its sixteen digits alone.

An oracle for the tests: it shares no code with the library. Sixteen digits PPKKCC DDMMYY NNNN:
region, birth date with 40 added to the day of women, serial number from 0001. The century is the
latest one, from 1900 on, in which the date exists and does not lie after the day of asking.
"""

import datetime as dt


def read(text: str, on: dt.date) -> dict[str, object]:
    """Whether it can be a NIK and, if so, sex (L or P), regency and birth date."""
    if len(text) != 16 or any(sign not in "0123456789" for sign in text):
        return {"valid": False}
    day, month, year = (int(text[place : place + 2]) for place in (6, 8, 10))
    woman = day > 40
    if woman:
        day -= 40
    dates = [
        date for date in (_date(century + year, month, day) for century in (1900, 2000)) if date
    ]
    if not dates or text[12:] == "0000":
        return {"valid": False}
    born = [date for date in dates if date <= on]
    return {
        "valid": True,
        "sex": "P" if woman else "L",
        "region": f"{text[0:2]}.{text[2:4]}",
        "birth_date": max(born).isoformat() if born else None,
    }


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
