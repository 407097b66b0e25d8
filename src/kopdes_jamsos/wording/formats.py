"""Amounts, rates, months and dates as people write them, through Babel.

Babel says what the signs of a language are, and how its months and days are called; each language
is asked for once. Amounts are written in whole and rates with all their digits: Babel rounds by its
own rules and hides small rates (0.24 % prints as 0 %). It is imported when first used.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, TypeAlias

from attrs import frozen

from kopdes_jamsos._plain import as_int
from kopdes_jamsos.errors import InvalidRateError, a_kind
from kopdes_jamsos.money import Rate, Rupiah, check_rupiah
from kopdes_jamsos.months import DateLike, MonthLike, as_date, as_month
from kopdes_jamsos.wording.language import Language, words

if TYPE_CHECKING:
    from babel import Locale

Form: TypeAlias = Literal["text", "markdown", "html"]


@frozen(kw_only=True, eq=False)
class _Signs:
    """What Babel knows of a locale, as far as it is used here."""

    locale: Locale
    decimal: str
    group: str
    months: Mapping[int, str]
    weekdays: Mapping[int, str]


@lru_cache(maxsize=64)
def _signs_of(locale: str) -> _Signs:
    from babel import Locale
    from babel.dates import get_day_names, get_month_names
    from babel.numbers import get_decimal_symbol, get_group_symbol

    known = Locale.parse(locale)
    return _Signs(
        locale=known,
        decimal=get_decimal_symbol(known),
        group=get_group_symbol(known),
        months=get_month_names("wide", locale=known),
        weekdays=get_day_names("wide", locale=known),
    )


def _signs(language: Language) -> _Signs:
    return _signs_of(words(language).locale)


def separators(language: Language) -> tuple[str, str]:
    """The decimal sign and the sign between groups of three digits.

    Raises:
        UnknownChoiceError: code `unknown-choice`.

    Examples:
        >>> separators("id")
        (',', '.')
    """
    signs = _signs(language)
    return signs.decimal, signs.group


def format_rupiah(amount: Rupiah, language: Language = "id") -> str:
    """Whole rupiah as text; the sign of the currency and of the group are the language's.

    Args:
        amount: Whole rupiah; may be negative.
        language: "id" or "en".

    Raises:
        InvalidAmountError: code `invalid-amount`: no int, or beyond 64 bits.
        UnknownChoiceError: code `unknown-choice`.

    Examples:
        >>> format_rupiah(16800)
        'Rp16.800'
        >>> format_rupiah(-5000, "en")
        '-Rp5,000'
    """
    whole = as_int(amount)
    size = check_rupiah(amount if whole is None else abs(whole), "amount")
    sign = "-" if whole and whole < 0 else ""
    return f"{sign}Rp{grouped(size, language)}"


def grouped(number: int, language: Language) -> str:
    """A whole number of any size and sign, in groups of three digits.

    Raises:
        UnknownChoiceError: code `unknown-choice`.

    Examples:
        >>> grouped(-16800, "id")
        '-16.800'
    """
    return f"{number:,}".replace(",", _signs(language).group)


def format_rate(rate: Rate, language: Language = "id") -> str:
    """A rate as a percentage with all its digits.

    Raises:
        InvalidRateError: code `invalid-rate`: no Rate.
        UnknownChoiceError: code `unknown-choice`.

    Examples:
        >>> format_rate(kj.percent("0.24"))
        '0,24%'
        >>> format_rate(kj.percent("50"), "en")
        '50 %'
    """
    if not isinstance(rate, Rate):
        raise InvalidRateError(
            f"Only a Rate can be formatted; got {a_kind(rate)}.",
            value="rate",
            remedy='Write rates with percent("0.24").',
        )
    number = str(rate).removesuffix(" %").replace(".", _signs(language).decimal)
    return f"{number}{words(language).tables['formats']['percent']}"


def format_month(month: MonthLike, language: Language = "id") -> str:
    """A month with its name.

    Raises:
        InvalidMonthError: code `invalid-month`.
        UnknownChoiceError: code `unknown-choice`.

    Examples:
        >>> format_month(kj.Month(2026, 8))
        'Agustus 2026'
    """
    month = as_month(month, "month")
    return f"{_signs(language).months[month.month]} {month.year}"


def format_date(day: DateLike, language: Language = "id") -> str:
    """A day with its weekday and the name of its month.

    Raises:
        InvalidDateError: code `invalid-date`.
        UnknownChoiceError: code `unknown-choice`.

    Examples:
        >>> format_date(dt.date(2026, 11, 16))
        'Senin, 16 November 2026'
    """
    day, signs = as_date(day, "day"), _signs(language)
    return f"{signs.weekdays[day.weekday()]}, {day.day} {signs.months[day.month]} {day.year}"


def format_list(names: Iterable[str], language: Language = "id") -> str:
    """Names as a list.

    Raises:
        UnknownChoiceError: code `unknown-choice`.

    Examples:
        >>> format_list(["JKK", "JKM", "JHT"])
        'JKK, JKM, dan JHT'
    """
    from babel.lists import format_list as babel_list

    return babel_list(list(names), locale=_signs(language).locale)


def plural_form(count: int, language: Language) -> str:
    """Which plural form a language has for a count, by the name that Unicode gives it.

    Raises:
        UnknownChoiceError: code `unknown-choice`.

    Examples:
        >>> plural_form(1, "en"), plural_form(2, "en")
        ('one', 'other')
    """
    return _signs(language).locale.plural_form(count)
