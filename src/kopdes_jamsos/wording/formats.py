"""Amounts, rates, months and dates as people write them, through Babel.

Babel rounds by its own rules and hides small rates (0.24 % prints as 0 %), so amounts come in
whole and rates with a fixed pattern. Babel is imported when first used.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Literal, TypeAlias

from kopdes_jamsos._plain import as_int
from kopdes_jamsos.errors import InvalidRateError
from kopdes_jamsos.money import PARTS, Rate, Rupiah, check_rupiah
from kopdes_jamsos.months import Month, check_date, check_month
from kopdes_jamsos.wording.language import Language, words

Form: TypeAlias = Literal["text", "markdown", "html"]


def separators(language: Language) -> tuple[str, str]:
    """The decimal sign and the sign between groups of three digits.

    Raises:
        UnknownChoiceError: code `unknown-choice`.

    Examples:
        >>> separators("id")
        (',', '.')
    """
    from babel.numbers import get_decimal_symbol, get_group_symbol

    locale = words(language).locale
    return get_decimal_symbol(locale), get_group_symbol(locale)


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
    from babel.numbers import format_decimal

    sign = "-" if whole and whole < 0 else ""
    digits = format_decimal(size, format="#,##0", locale=words(language).locale)
    return f"{sign}Rp{digits}"


def format_rate(rate: Rate, language: Language = "id") -> str:
    """A rate as a percentage with all its digits.

    Raises:
        InvalidRateError: code `invalid-rate`: no Rate.
        UnknownChoiceError: code `unknown-choice`.

    Examples:
        >>> format_rate(kj.percent("0.24"))
        '0,24 %'
        >>> format_rate(kj.percent("50"), "en")
        '50 %'
    """
    from decimal import Decimal

    from babel.numbers import format_decimal

    if not isinstance(rate, Rate):
        raise InvalidRateError(
            f"Only a Rate can be formatted; got a {type(rate).__name__}.",
            value=rate,
            remedy='Write rates with percent("0.24").',
        )
    share = Decimal(rate.ppm) / (PARTS // 100)
    return f"{format_decimal(share, format='0.####', locale=words(language).locale)} %"


def format_month(month: Month, language: Language = "id") -> str:
    """A month with its name.

    Raises:
        InvalidMonthError: code `invalid-month`.
        UnknownChoiceError: code `unknown-choice`.

    Examples:
        >>> format_month(kj.Month(2026, 8))
        'Agustus 2026'
    """
    from babel.dates import format_date as babel_date

    first_day = check_month(month, "month").first_day
    return babel_date(first_day, "MMMM y", locale=words(language).locale)


def format_date(day: dt.date, language: Language = "id") -> str:
    """A day with its weekday and the name of its month.

    Raises:
        InvalidDateError: code `invalid-date`.
        UnknownChoiceError: code `unknown-choice`.

    Examples:
        >>> format_date(dt.date(2026, 11, 16))
        'Senin, 16 November 2026'
    """
    from babel.dates import format_date as babel_date

    pattern = "EEEE, d MMMM y"
    return babel_date(check_date(day, "day"), pattern, locale=words(language).locale)


def format_list(names: Iterable[str], language: Language = "id") -> str:
    """Names as a list.

    Raises:
        UnknownChoiceError: code `unknown-choice`.

    Examples:
        >>> format_list(["JKK", "JKM", "JHT"])
        'JKK, JKM, dan JHT'
    """
    from babel.lists import format_list as babel_list

    return babel_list(list(names), locale=words(language).locale)
