"""Ages on entry that several rooms ask for."""

from __future__ import annotations

import datetime as dt

from kopdes_jamsos.law.values import DatedValue, Series


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
        >>> import kopdes_jamsos as kj
        >>> ages = kj.LAW.series("jkp.registration_age")
        >>> entry, limit = jkp_entry(ages, dt.date(2016, 1, 1))
        >>> str(entry), limit.value
        ('2021-02-02', 54)
    """
    first = ages.values[0].begins if ages.values else registered_on
    entry = max(registered_on, first)
    return entry, ages.on(entry)
