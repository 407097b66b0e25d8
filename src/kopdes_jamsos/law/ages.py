"""Who may come in and stay, as several modules ask: ages of BPU, JKP and JP, programmes of JKP."""

from __future__ import annotations

import datetime as dt

from attrs import frozen

from kopdes_jamsos.law.book import LawBook
from kopdes_jamsos.law.tariff import last_past
from kopdes_jamsos.law.values import DatedValue
from kopdes_jamsos.months import Month, age_on
from kopdes_jamsos.programs import BusinessScale, Program


@frozen
class EntryAge:
    """Whether somebody was young enough when registering.

    Attributes:
        limit: The age limit, for those who are younger.
        met: Whether the person was younger; None where the birth date is not known.
        assumptions: Identifiers of the conventions that decided it.
    """

    limit: DatedValue
    met: bool | None
    assumptions: tuple[str, ...] = ()


def bpu_age(
    law: LawBook, registered_on: dt.date, birth_date: dt.date | None = None
) -> EntryAge | None:
    """Age of a BPU on registration; None where no limit is known for that day.

    Args:
        law: Book of law.
        registered_on: Day of registration.
        birth_date: Birth date, where known.

    Examples:
        >>> found = bpu_age(kj.LAW, dt.date(2025, 7, 3), dt.date(1960, 7, 3))
        >>> found.limit.value, found.met
        (65, False)
    """
    series = law.series("obligations.bpu_registration_age")
    limit = series.in_force(Month.of(registered_on))
    if limit is None:
        return None
    met = None if birth_date is None else age_on(birth_date, registered_on) < limit.value
    return EntryAge(limit, met)


def jkp_age(law: LawBook, registered_on: dt.date, birth_date: dt.date | None = None) -> EntryAge:
    """Age of a wage earner when coming into JKP.

    PP 37/2021 Pasal 4 ayat (2) huruf b: younger than the limit when registering. Whoever was
    insured before JKP began came in on its first day (Pasal 5); that the age of that day counts is
    convention `jkp-entry-age`.

    Args:
        law: Book of law.
        registered_on: Day of first registration with the agency.
        birth_date: Birth date, where known.

    Raises:
        BeforeDataError: code `before-data`: the book does not know JKP.

    Examples:
        >>> found = jkp_age(kj.LAW, dt.date(2016, 1, 1), dt.date(1966, 1, 1))
        >>> found.limit.value, found.met, found.assumptions
        (54, False, ('jkp-entry-age',))
    """
    ages = law.series("jkp.registration_age")
    first = ages.values[0].begins if ages.values else registered_on
    entry = max(registered_on, first)
    limit = ages.on(entry)
    if birth_date is None:
        return EntryAge(limit, None)
    met = age_on(birth_date, entry) < limit.value
    by_entry = not met and age_on(birth_date, registered_on) < limit.value
    return EntryAge(limit, met, ("jkp-entry-age",) if by_entry else ())


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


def jkp_programs_missing(
    needed: DatedValue, scale: BusinessScale | None, programs: frozenset[Program]
) -> list[Program]:
    """Programmes that JKP needs and that are not there; without a scale, what every scale needs.

    Args:
        needed: Value of `jkp.programs_needed`.
        scale: Business scale of the employer, where known.
        programs: Programmes that the worker is in.

    Examples:
        >>> needed = kj.LAW.value("jkp.programs_needed", kj.Month(2025, 7))
        >>> jkp_programs_missing(needed, kj.BusinessScale.LARGE, frozenset({kj.JKK, kj.JKM}))
        [<Program.JHT: 'JHT'>, <Program.JP: 'JP'>]
    """
    sets = [needed.value[scale]] if scale else list(needed.value.values())
    return sorted(frozenset.intersection(*sets) - programs)
