"""NIK (nomor induk kependudukan): the number of a person in the population register.

Sixteen digits, PPKKCC DDMMYY NNNN: province, regency and district of the first registration; the
birth date, with 40 added to the day of women; a serial number from 0001. The number stays for
life. Neither a removal, nor the split of a regency, nor a corrected birth date changes it, so
what stands in it is evidence and not proof: a disagreement is a `Finding`, never an error. The
issuing offices explain it so: https://dukcapil.klaten.go.id/arti-16-digit-nomor-induk-kependudukan-nik

A NIK identifies a person (UU 27/2022). No error and no finding repeats its digits; `str` and
`repr` mask them. The NIKs in our examples lie in a district that does not exist.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import cache, lru_cache
from typing import TypeAlias

from attrs import field, frozen

from kopdes_jamsos._plain import as_text
from kopdes_jamsos.choices import choose
from kopdes_jamsos.errors import InvalidDateError, InvalidFactError, InvalidNikError, a_kind
from kopdes_jamsos.identity.findings import Finding
from kopdes_jamsos.months import DateLike, Month, as_date
from kopdes_jamsos.programs import Choice

_FORM = re.compile(r"[0-9]{16}")
_WOMEN = 40
_LAST_MAN = f"{_WOMEN}"


class Sex(Choice):
    """Sex, as Indonesian papers write it: L (laki-laki) and P (perempuan).

    Examples:
        >>> Sex("P")
        <Sex.FEMALE: 'P'>
    """

    MALE = "L"
    FEMALE = "P"


def _birth(digits: str) -> tuple[int, int, int]:
    day, month, year = int(digits[6:8]), int(digits[8:10]), int(digits[10:12])
    return (day - _WOMEN if day > _WOMEN else day), month, year


@cache
def _days(year: int, month: int) -> int:
    """Days of a month; 2000 + year has a 29 February whenever 1900 + year has one."""
    return Month(2000 + year, month).last_day.day


def _refused(what: str) -> InvalidNikError:
    return InvalidNikError(
        what, remedy="Copy the NIK from the identity card, as text: 16 digits, nothing between."
    )


@cache
def _every_year() -> frozenset[str]:
    """The days of birth, as digits of the day and the month, that every year has."""
    return frozenset(
        f"{day + more:02d}{month:02d}"
        for month in range(1, 13)
        for day in range(1, _days(1, month) + 1)
        for more in (0, _WOMEN)
    )


def _checked(value: str) -> str:
    # Nearly every NIK comes this way; the others are looked at one question after the other.
    if (
        type(value) is str
        and len(value) == 16
        and value.isascii()
        and value.isdigit()
        and value[6:10] in _every_year()
        and value[12:] != "0000"
    ):
        return value
    if not isinstance(value, str):
        raise _refused(f"A NIK is text; got {a_kind(value)}.")
    found = _FORM.fullmatch(value)
    if found is None:
        raise _refused("A NIK has exactly 16 digits and nothing else.")
    day, month, year = _birth(found[0])
    if not 1 <= month <= 12 or not 1 <= day <= _days(year, month):
        raise _refused("The birth date in the NIK is on no calendar.")
    if found[0].endswith("0000"):
        raise _refused("The serial number in the NIK is 0000; they begin with 0001.")
    return found[0]


@frozen(order=False)
class Nik:
    """A person's NIK.

    Equal and hashed by its digits; NIKs have no order. Turning one into data, as
    `attrs.asdict` and pickle do, writes the digits.

    Attributes:
        digits: All 16 digits. Keep them out of logs and messages.

    Raises:
        InvalidNikError: code `invalid-nik`: not text of 16 digits, a birth date that no year of
            19YY or 20YY has, or the serial number 0000.

    Examples:
        >>> Nik("3604995708909999")
        <Nik 36************99>
        >>> Nik("3604993102909999")
        Traceback (most recent call last):
        ...
        kopdes_jamsos.errors.InvalidNikError: The birth date in the NIK is on no calendar. \
[invalid-nik] Copy the NIK from the identity card, as text: 16 digits, nothing between.
    """

    # A converter: a subclass of str, such as a cell of a spreadsheet, leaves as plain text.
    digits: str = field(converter=_checked, repr=False)

    @property
    def sex(self) -> Sex:
        """Sex, which the day of birth tells."""
        return Sex.FEMALE if self.digits[6:8] > _LAST_MAN else Sex.MALE

    def birth_date(self, on: DateLike) -> dt.date:
        """Birth date, with the century as seen on a given day.

        The NIK holds two digits of the year. The latest century counts, from 1900 on, in which
        the date exists and does not lie after `on`. Whoever is 100 years old or more therefore
        appears a century too young: where a birth date is stated elsewhere, use that one and
        compare it with `findings`.

        Args:
            on: The day that decides, such as the day of registration.

        Raises:
            InvalidDateError: code `invalid-date`: no date, or a day before every such birth date.

        Examples:
            >>> Nik("3604995708059999").birth_date(dt.date(2026, 11, 22))
            datetime.date(2005, 8, 17)
            >>> Nik("3604995708059999").birth_date(dt.date(2005, 8, 16))
            datetime.date(1905, 8, 17)
        """
        on = as_date(on, "on")
        day, month, two_digits = _birth(self.digits)
        for century in range(on.year // 100 * 100, 1899, -100):
            year = century + two_digits
            # 29 February is in 2000 and not in 1900.
            if day <= Month(year, month).last_day.day:
                born = dt.date(year, month, day)
                if born <= on:
                    return born
        raise InvalidDateError(
            "The birth date in the NIK lies after the given day in every century from 1900 on.",
            value=on,
            remedy="Give a later day, such as that of the registration.",
            reason="nik",
        )

    @property
    def region(self) -> str:
        """Code of the regency of first registration, which need not exist any more."""
        return f"{self.digits[:2]}.{self.digits[2:4]}"

    @property
    def district(self) -> str:
        """Code of the district of first registration, which need not exist any more."""
        return f"{self.region}.{self.digits[4:6]}"

    @property
    def masked(self) -> str:
        """Two digits, twelve stars, two digits, as SIMKOPDES shows it."""
        return f"{self.digits[:2]}{'*' * 12}{self.digits[-2:]}"

    def findings(
        self, birth_date: DateLike | None = None, sex: Sex | str | None = None
    ) -> tuple[Finding, ...]:
        """What is odd about the NIK, alone and beside what other papers state.

        Codes: `unknown-province`, `unknown-regency`, `birth-date-differs`, `sex-differs`.

        Args:
            birth_date: Stated birth date; its year is compared in its last two digits.
            sex: Stated sex.

        Raises:
            InvalidDateError: code `invalid-date`.
            UnknownChoiceError: code `unknown-choice`: no sex.

        Examples:
            >>> [finding.code for finding in Nik("3604995708909999").findings(sex="L")]
            ['sex-differs']
        """
        found = _of_region(self.digits[:4])
        if birth_date is not None:
            stated = as_date(birth_date, "birth_date")
            if (stated.day, stated.month, stated.year % 100) != _birth(self.digits):
                found += (Finding(code="birth-date-differs", severity="warning"),)
        if sex is not None and choose(Sex, sex) is not self.sex:
            found += (Finding(code="sex-differs", severity="warning"),)
        return found

    def __str__(self) -> str:
        return self.masked

    def __repr__(self) -> str:
        return f"<Nik {self.masked}>"


# What is read as a NIK: `as_nik`.
NikLike: TypeAlias = Nik | str


def as_nik(value: NikLike, what: str = "value") -> Nik:
    """The NIK that a value is, or that a text of 16 digits is.

    Every argument of this library that is a NIK is read by it.

    Args:
        value: A Nik, or its digits as text.
        what: Name of the argument, for the error.

    Raises:
        InvalidFactError: code `invalid-fact`: neither.
        InvalidNikError: code `invalid-nik`; the digits are never repeated.

    Examples:
        >>> as_nik("3604995708909999")
        <Nik 36************99>
    """
    if isinstance(value, Nik):
        return value
    text = as_text(value)
    if text is None:
        raise InvalidFactError(
            f"{what} must be a Nik; got {a_kind(value)}.",
            value=what,
            remedy="Give a Nik, or its 16 digits as text.",
            reason="kind",
            field=what,
        )
    return Nik(text)


@lru_cache(maxsize=4096)
def _of_region(digits: str) -> tuple[Finding, ...]:
    # Imported when first asked for: it reads the table of regencies.
    from kopdes_jamsos.identity.regions import region_findings

    return region_findings(f"{digits[:2]}.{digits[2:]}", unknown_regency="info")
