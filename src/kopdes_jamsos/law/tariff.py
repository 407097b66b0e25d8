"""The tariff of a month: one small frozen object for each levy row of the law files.

A levy row says which programme, which payer, which base, which rate or amount, under which
reliefs, and where that stands. Readers evaluate the rows: one person at a time with a trace
(`contributions`), or as expressions over columns. No rule is written twice.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Protocol

import attrs
from attrs import field, frozen

from kopdes_jamsos.basis import Basis, Grounded, LookUp
from kopdes_jamsos.basis.sources import Citation
from kopdes_jamsos.law._files import shaped
from kopdes_jamsos.law.kinds import Band, Frozen, Slice
from kopdes_jamsos.law.reliefs import Relief
from kopdes_jamsos.law.values import DatedValue, Series
from kopdes_jamsos.money import Rate, Rupiah
from kopdes_jamsos.months import Month, latest_birth_date
from kopdes_jamsos.programs import Choice, Payer, Program, RiskClass, Segment


class _Values(Protocol):
    """Where a row finds its values: the book of law."""

    def watched(self) -> _Values: ...
    @property
    def lookups(self) -> frozenset[LookUp]: ...
    def series(self, path: str) -> Series: ...
    def value(self, path: str, month: Month) -> DatedValue: ...
    def reliefs(self, program: Program, segment: Segment, month: Month) -> tuple[Relief, ...]: ...


class Base(Choice):
    """What a rate is applied to.

    WAGE: the wage, cut at the ceiling of the row if it has one. BAND: the base of the income
    band. CONTRACT: the contract value, slice by slice. FLAT: nothing; the amount is fixed.
    """

    WAGE = "wage"
    BAND = "band"
    CONTRACT = "contract"
    FLAT = "flat"


@frozen(kw_only=True, eq=False)
class Levy(Grounded):
    """One line of a month's tariff: who pays which share of which base.

    Attributes:
        id: Name of the row in the law files.
        program: Programme.
        segment: Segment it is for.
        payer: Who owes it.
        base: What the rate is applied to.
        rate: Rate, or None where it depends on the risk class or nothing is rated.
        rate_by_risk_class: Rates by risk class, or None.
        changed_classes: Risk classes whose rate a what-if change touched.
        amount: Fixed amount in rupiah, for `Base.FLAT`.
        ceiling: Highest wage that counts, in rupiah, or None.
        bands: Income bands, for `Base.BAND`.
        slices: Slices of the contract value, for `Base.CONTRACT`.
        born_after: Only for people born after this day (the others are past pension age).
        born_after_if_deferred: The same for people who work on and defer their pension.
        deferrable: Part whose payment may be deferred in this month, or None.
        reliefs: Reliefs in force.
        basis: Where rate or amount stand, and then the ceiling; grade, and conventions under which
            values stand, of the bands, of pension age and its deferral as well.
        pension_citations: Where pension age and its deferral stand.
        reason: Why the amount is nil, for a row that only informs.
        values: The values of the law that the row names, by the key of the row.
        made_of: What the row reads in its month: values and reliefs, and the days of birth.

    Examples:
        >>> levy = kj.LAW.levies(kj.JHT, kj.Segment.PU, kj.Month(2025, 7))[0]
        >>> levy.payer, levy.rate
        (<Payer.EMPLOYER: 'employer'>, Rate(ppm=37000))
    """

    id: str
    program: Program
    segment: Segment
    payer: Payer
    base: Base
    rate: Rate | None = None
    rate_by_risk_class: Mapping[RiskClass, Rate] | None = None
    changed_classes: frozenset[RiskClass] = frozenset()
    amount: Rupiah | None = None
    ceiling: Rupiah | None = None
    bands: tuple[Band, ...] = ()
    slices: tuple[Slice, ...] = ()
    born_after: dt.date | None = None
    born_after_if_deferred: dt.date | None = None
    deferrable: DatedValue | None = None
    reliefs: tuple[Relief, ...] = ()
    basis: Basis
    pension_citations: tuple[Citation, ...] = ()
    reason: str = ""
    values: Mapping[str, DatedValue] = field(factory=Frozen, repr=False)
    made_of: tuple[object, ...] = field(default=(), repr=False)

    def is_alike(self, other: Levy) -> bool:
        """Whether another month's row is the same one but for the look-ups.

        Args:
            other: A row of the same book.

        Examples:
            >>> first = kj.Month(2025, 11)  # a relief begins in January
            >>> november, december, january = (
            ...     kj.LAW.levies(kj.JKM, kj.Segment.BPU, first + number)[0] for number in range(3)
            ... )
            >>> november.is_alike(december), december.is_alike(january)
            (True, False)
        """
        return self.id == other.id and self.made_of == other.made_of


@shaped("A row of the tariff")
def build_levy(book: _Values, program: Program, row: Mapping[str, Any], month: Month) -> Levy:
    """The levy that a row of a law file is in a month.

    Raises:
        BeforeDataError: code `before-data`.
        NotAnnouncedError: code `not-announced`.
        LawDataError: code `law-data`.
    """
    book = book.watched()
    base, segment = Base(row["base"]), Segment(row["segment"])
    price = "amount" if base is Base.FLAT else _RATED[base]
    keys = [key for key in (price, *_FURTHER) if key in row]
    values = {key: book.value(row[key], month) for key in keys}
    priced, used = values[price], list(values.values())
    bands, ceiling, age, deferral = map(values.get, _FURTHER)
    by_risk_class = isinstance(priced.value, Mapping)
    deferrable = book.series(row["deferrable"]).in_force(month) if "deferrable" in row else None
    ages = book.series(row["until_age"]) if age else None
    longest = 12 * deferral.value if deferral else 0
    reliefs = book.reliefs(program, segment, month)
    born_after = last_past(ages, month) if ages else None
    born_after_if_deferred = last_past(ages, month - longest) if ages else None
    return Levy(
        id=row["id"],
        program=program,
        segment=segment,
        payer=Payer(row["payer"]),
        base=base,
        rate=priced.value if isinstance(priced.value, Rate) else None,
        rate_by_risk_class=priced.value if by_risk_class else None,
        changed_classes=priced.changed,
        amount=priced.value if base is Base.FLAT else None,
        ceiling=ceiling.value if ceiling else None,
        bands=bands.value if bands else (),
        slices=priced.value if base is Base.CONTRACT else (),
        born_after=born_after,
        born_after_if_deferred=born_after_if_deferred,
        deferrable=deferrable,
        reliefs=reliefs,
        basis=attrs.evolve(
            Basis.of(*used, lookups=book.lookups, decides=False),
            citations=tuple(
                each for value in (priced, ceiling) if value for each in value.citations
            ),
        ),
        pension_citations=tuple(
            each for value in (age, deferral) if value for each in value.citations
        ),
        reason=row.get("reason", ""),
        values=Frozen(values),
        made_of=(*used, deferrable, *reliefs, born_after, born_after_if_deferred),
    )


_FURTHER = ("bands", "ceiling", "until_age", "deferral")
_RATED = {Base.WAGE: "rate", Base.BAND: "rate", Base.CONTRACT: "slices"}
# The keys of a row that name a value of the law.
VALUE_KEYS = (
    *("amount", "rate", "slices", "bands"),
    *("ceiling", "until_age", "deferral", "deferrable"),
)


def last_past(ages: Series, month: Month) -> dt.date:
    """Latest birth date of those whose pension-age month lies before a month.

    The ages rise with time: whoever reached one while it was the pension age stays past it. Before
    the first step its age counts.
    """
    eve = month.first_day - dt.timedelta(days=1)
    births: list[dt.date] = []
    for step, following in zip(ages.values, (*ages.values[1:], None), strict=True):
        end = following.since.first_day - dt.timedelta(days=1) if following else eve
        if not births or step.since.first_day <= eve:
            births.append(_reached(step.value, min(end, eve)))
    return max(births)


# The steps that are over are asked for again with every later month.
@lru_cache(maxsize=1024)
def _reached(age: int, day: dt.date) -> dt.date:
    return latest_birth_date(age, day)
