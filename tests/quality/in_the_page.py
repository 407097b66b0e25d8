"""Calls that the tests add to those of answers.py; they run in the worker and in CPython."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from babel import Locale, dates, lists, numbers
from conformance.adapters import package

import kopdes_jamsos as kj
from conformance import run
from kopdes_jamsos.wording.language import words

NAMES = ("JKK", "JKM", "JHT", "JP", "JKP")
MORE = ("full", "long", "medium", "short")


def vectors(arguments: str) -> str:
    """Counts and differences of the conformance vectors, by topic."""
    return json.dumps(run.run(package.answer, json.loads(arguments)["topics"]))


def formats(arguments: str) -> str:
    """What Babel has for each language of the library, and makes of numbers, lists and days."""
    languages = json.loads(arguments)["languages"]
    return json.dumps({language: _formats(words(language).locale) for language in languages})


def _formats(name: str) -> dict[str, Any]:
    locale = Locale.parse(name)
    days = [dt.date(2026, month, month + 15) for month in range(1, 13)]
    return {
        "locale": str(locale),
        "kopdes_jamsos": kj.__version__,
        "symbols": {system: dict(signs) for system, signs in locale.number_symbols.items()},
        "months": [*dates.get_month_names("wide", locale=locale).values()],
        "weekdays": [*dates.get_day_names("wide", locale=locale).values()],
        "decimals": [
            numbers.format_decimal(10**power * 7 // 3, locale=locale) for power in range(15)
        ],
        "rupiah": numbers.format_currency(16_800, "IDR", locale=locale),
        "percent": numbers.format_percent(0.5, locale=locale),
        "dates": [dates.format_date(day, width, locale=locale) for day in days for width in MORE],
        "lists": [lists.format_list(NAMES[:end], locale=locale) for end in range(6)],
        "plurals": [locale.plural_form(count) for count in range(101)],
        "texts": [locale.display_name, locale.languages["id"], locale.territories["ID"]],
    }
