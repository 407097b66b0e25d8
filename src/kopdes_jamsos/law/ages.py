"""Limits of age that several rooms ask for: entry into JKP, end of JP."""

from __future__ import annotations

import datetime as dt

from kopdes_jamsos.law.book import LawBook
from kopdes_jamsos.law.tariff import last_past
from kopdes_jamsos.law.values import DatedValue, Series
from kopdes_jamsos.months import Month


def jkp_entry(ages: Series, registered_on: dt.date) -> tuple[dt.date, DatedValue]:
    """Day on which a wage earner came into JKP, and the age limit of that day.

    PP 37/2021 Pasal 4 ayat (2) huruf b: younger than the limit when registering. Whoever was
    insured before JKP began came in on its first day (Pasal 5); that the age of that day counts is
    convention `jkp-entry-age`.

    Args:
        ages: Series `jkp.registration_age`.
        registered_on: Day of first registration with the agency.

    Raises:
        BeforeDataError: code `before-data`: the book does not know JKP.

    Examples:
        >>> ages = kj.LAW.series("jkp.registration_age")
        >>> entry, limit = jkp_entry(ages, dt.date(2016, 1, 1))
        >>> str(entry), limit.value
        ('2021-02-02', 54)
    """
    first = ages.values[0].begins if ages.values else registered_on
    entry = max(registered_on, first)
    return entry, ages.on(entry)


def past_pension_age(
    law: LawBook, birth_date: dt.date, month: Month, *, deferred: bool = False
) -> bool:
    """Whether JP is not owed any more in a month: convention `jp-after-pension-age`.

    PP 45/2015 Pasal 15: pension age, which may be deferred by some years of further work.

    Args:
        law: Book of law.
        birth_date: Birth date.
        month: The month.
        deferred: The person works on and defers.

    Examples:
        >>> born = dt.date(1967, 7, 1)  # 59 in July 2026
        >>> [past_pension_age(kj.LAW, born, kj.Month(2026, month)) for month in (7, 8)]
        [False, True]
    """
    if deferred:
        month -= 12 * law.value("jp.longest_deferral", month).value
    return birth_date <= last_past(law.series("jp.pension_age"), month)


def past_pension_age_names(law: LawBook, month: Month) -> tuple[str, ...]:
    """The assumptions under which JP is not owed any more in a month."""
    age = law.value("jp.pension_age", month)
    return tuple(filter(None, ["jp-after-pension-age", age.assumption]))
