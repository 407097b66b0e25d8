"""Events from which benefits follow: accident, disease, total disability, death.

Events hold facts, no law. Accident, disease and death by work are those of PP 44/2015 Pasal 1
angka 6, Pasal 25 and Pasal 48; death in the active period is that of Pasal 34. The end of
work and pension age are in `benefits.leaving`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import field, frozen

from kopdes_jamsos._checks import (
    are,
    as_tuple,
    is_a,
    is_rupiah_or_none,
    is_whole,
    is_whole_or_none,
    keys_read,
    reads,
)
from kopdes_jamsos._plain import pairs_of
from kopdes_jamsos.choices import choose, choose_or_none
from kopdes_jamsos.errors import InvalidDateError, InvalidFactError, a_kind
from kopdes_jamsos.money import Rate, Rupiah, check_rupiah
from kopdes_jamsos.months import DateLike, as_date
from kopdes_jamsos.programs import Choice, Transport


class Side(Choice):
    """The side of the body of an injury.

    Examples:
        >>> Side("left")
        <Side.LEFT: 'left'>
    """

    RIGHT = "right"
    LEFT = "left"


# Later than any event, so that the years that follow one stay within the calendar.
_LAST_YEAR = dt.MAXYEAR - 200


def check_event_day(value: DateLike, what: str) -> dt.date:
    """The value as a date, if it is one whose later years the calendar still has.

    Raises:
        InvalidDateError: code `invalid-date`.
    """
    day = as_date(value, what)
    if day.year > _LAST_YEAR:
        raise InvalidDateError(
            f"{what} lies too late for the calendar.",
            value=what,
            remedy="Give the day on which it happened.",
            reason="late",
            field=what,
        )
    return day


# Type checkers learn from named functions only what a field takes.
if TYPE_CHECKING:

    def _to_event_day(value: DateLike) -> dt.date: ...

else:
    _to_event_day = reads(check_event_day, DateLike)


def _side(value: Side | str | None) -> Side | None:
    return choose_or_none(Side, value)


def _is_pair(value: object) -> bool:
    return type(value) is tuple and len(value) == 2


def _bills(
    value: Mapping[Transport | str, Rupiah] | Sequence[tuple[Transport, Rupiah]],
) -> tuple[tuple[Transport, Rupiah], ...]:
    by_mode = pairs_of(value)
    # A tuple is what `attrs.evolve` gives back.
    pairs: Any = value if by_mode is None else tuple(by_mode.items())
    if type(pairs) is not tuple or not all(map(_is_pair, pairs)):
        raise InvalidFactError(
            f"transport must be bills by mode; got {a_kind(value)}.",
            remedy='Give a mapping such as {"land": 1_500_000, "sea": 800_000}.',
            reason="kind",
            field="transport",
        )
    given = keys_read(dict(pairs), lambda mode: choose(Transport, mode), "transport")
    bills = {mode: check_rupiah(bill, "transport") for mode, bill in given.items()}
    return tuple((mode, bills[mode]) for mode in Transport if mode in bills)


def _spells(value: Sequence[tuple[DateLike, DateLike]]) -> tuple[tuple[dt.date, dt.date], ...]:
    pairs: Any = as_tuple(value)
    spells: Any = tuple(map(as_tuple, pairs)) if type(pairs) is tuple else (None,)
    if not all(map(_is_pair, spells)):
        raise InvalidFactError(
            "incapacity_spells must be pairs of a first and a last day.",
            remedy="Give ((date(2026, 1, 5), date(2026, 3, 4)), …), in order.",
            reason="spells",
        )
    found: Any = tuple(
        tuple(check_event_day(day, "incapacity_spells") for day in spell) for spell in spells
    )
    return found  # type: ignore[no-any-return]  # pairs of days


def _are_spells(event: _Harm, _: Any, pairs: Any) -> None:
    before = None
    for first, last in pairs:
        too_early = first < event.on if before is None else first <= before
        if too_early or last < first:
            raise InvalidFactError(
                "Spells of incapacity begin on the day of the event or later, follow one another "
                "and end after they began.",
                remedy="Give them in order, none within another.",
                reason="spells",
            )
        before = last
    if pairs and (event.incapacity_months or event.incapacity_days):
        raise InvalidFactError(
            "Incapacity was given by its days and by its length.",
            remedy="Give incapacity_spells, or incapacity_months and incapacity_days.",
            reason="incapacity-twice",
        )


def _injuries(value: Sequence[Injury]) -> tuple[Injury, ...]:
    return as_tuple(value)


def _is_rate_or_none(_: Any, attribute: Any, value: Any) -> None:
    if value is not None and not isinstance(value, Rate):
        raise InvalidFactError(
            f"{attribute.name} must be a Rate; got {a_kind(value)}.",
            value=attribute.name,
            remedy='Write it with kj.percent("50").',
            reason="rate",
            field=attribute.name,
        )


@frozen
class Event:
    """Something that happened on a day; the base of all events.

    Attributes:
        on: The day on which it happened; its law decides.

    Raises:
        InvalidDateError: code `invalid-date`.

    Examples:
        >>> isinstance(kj.Resignation(dt.date(2025, 7, 3)), kj.Event)
        True
    """

    kind: ClassVar[str] = "event"

    on: dt.date = field(converter=_to_event_day)


@frozen
class Injury:
    """A permanent partial disability, as a row of the table of percentages.

    Attributes:
        part: Name of the row, such as "arm-from-shoulder"; `kj.law.disability_table()` lists them.
        side: Right or left, where the row has a side.
        function_loss: Share of the function that is lost, as a doctor certifies it; None where the
            part itself is lost.
        degree: The percentage that a doctor set, where the row gives a range.
        steps: Number of full steps (10 decibels, 10 %), where the row counts them.

    Raises:
        InvalidFactError: code `invalid-fact`.
        UnknownChoiceError: code `unknown-choice`: no such side.

    Examples:
        >>> kj.Injury("arm-from-shoulder", side="right").side
        <Side.RIGHT: 'right'>
    """

    part: str = field(validator=is_a(str))
    side: Side | None = field(default=None, converter=_side, kw_only=True)
    function_loss: Rate | None = field(default=None, validator=_is_rate_or_none, kw_only=True)
    degree: Rate | None = field(default=None, validator=_is_rate_or_none, kw_only=True)
    steps: int | None = field(default=None, validator=is_whole_or_none, kw_only=True)


@frozen
class _Harm(Event):
    """What an accident and an occupational disease have in common: costs and consequences."""

    transport: tuple[tuple[Transport, Rupiah], ...] = field(
        default=(), converter=_bills, repr=False, kw_only=True
    )
    medical_cost: Rupiah | None = field(
        default=None, validator=is_rupiah_or_none, repr=False, kw_only=True
    )
    home_care: Rupiah | None = field(
        default=None, validator=is_rupiah_or_none, repr=False, kw_only=True
    )
    home_care_months: int | None = field(
        default=None, validator=is_whole_or_none, repr=False, kw_only=True
    )
    incapacity_months: int = field(default=0, validator=is_whole, repr=False, kw_only=True)
    incapacity_days: int = field(default=0, validator=is_whole, repr=False, kw_only=True)
    incapacity_spells: tuple[tuple[dt.date, dt.date], ...] = field(
        default=(), converter=_spells, validator=_are_spells, repr=False, kw_only=True
    )
    wages_paid: Rupiah | None = field(
        default=None, validator=is_rupiah_or_none, repr=False, kw_only=True
    )
    injuries: tuple[Injury, ...] = field(
        default=(), converter=_injuries, validator=are(Injury), repr=False, kw_only=True
    )
    left_handed: bool | None = field(
        default=None, validator=is_a(bool, optional=True), repr=False, kw_only=True
    )
    prosthesis: Rupiah | None = field(
        default=None, validator=is_rupiah_or_none, repr=False, kw_only=True
    )
    prosthesis_reference: Rupiah | None = field(
        default=None, validator=is_rupiah_or_none, repr=False, kw_only=True
    )
    denture: Rupiah | None = field(
        default=None, validator=is_rupiah_or_none, repr=False, kw_only=True
    )
    hearing_aid: Rupiah | None = field(
        default=None, validator=is_rupiah_or_none, repr=False, kw_only=True
    )
    spectacles: Rupiah | None = field(
        default=None, validator=is_rupiah_or_none, repr=False, kw_only=True
    )
    membership: int | None = field(default=None, validator=is_whole_or_none, kw_only=True)


@frozen
class WorkAccident(_Harm):
    """An accident at work, on the way to or from it, or in its service.

    Attributes:
        on: Day of the accident.
        transport: Bills by mode: land, sea, air.
        medical_cost: Cost of medical care, paid without a ceiling.
        home_care: Cost of care at home.
        home_care_months: How long that lasted; decides beside `home_care`.
        incapacity_months: Full months of temporary incapacity.
        incapacity_days: Days of a further, unfinished month.
        incapacity_spells: First and last day of each spell of incapacity, where there were several;
            instead of the two before.
        wages_paid: What the employer paid in wages or in benefits during the incapacity; not
            given: he paid the benefit at least, as he has to.
        injuries: Permanent partial disabilities.
        left_handed: Swaps right and left in the table; not given: right-handed, and the result
            says so.
        prosthesis: Bill of an orthosis or prosthesis.
        prosthesis_reference: Price of it that the public rehabilitation hospital set.
        denture: Bill of dentures.
        hearing_aid: Bill of hearing aids.
        spectacles: Bill of spectacles.
        membership: Which participation the work belongs to, by its place from 0; needed where
            several hold JKK.

    Raises:
        InvalidDateError: code `invalid-date`.
        InvalidAmountError: code `invalid-amount`.
        InvalidFactError: code `invalid-fact`.
        UnknownChoiceError: code `unknown-choice`.

    Examples:
        >>> kj.WorkAccident(dt.date(2025, 7, 3), incapacity_months=14).incapacity_months
        14
    """

    kind: ClassVar[str] = "work-accident"


@frozen
class OccupationalDisease(_Harm):
    """A disease caused by work or its surroundings; the day is that of the diagnosis.

    Attributes:
        on: Day of the diagnosis.
        transport: As for `WorkAccident`, as are all other fields.
        medical_cost: Cost of medical care.
        home_care: Cost of care at home.
        home_care_months: How long that lasted.
        incapacity_months: Full months of temporary incapacity.
        incapacity_days: Days of a further month.
        incapacity_spells: First and last day of each spell of incapacity.
        wages_paid: What the employer paid during the incapacity.
        injuries: Permanent partial disabilities.
        left_handed: Swaps right and left in the table.
        prosthesis: Bill of an orthosis or prosthesis.
        prosthesis_reference: Reference price of it.
        denture: Bill of dentures.
        hearing_aid: Bill of hearing aids.
        spectacles: Bill of spectacles.
        membership: Which participation the work belongs to.

    Raises:
        InvalidDateError: code `invalid-date`.
        InvalidAmountError: code `invalid-amount`.
        InvalidFactError: code `invalid-fact`.
        UnknownChoiceError: code `unknown-choice`.

    Examples:
        >>> kj.OccupationalDisease(dt.date(2025, 7, 3)).kind
        'occupational-disease'
    """

    kind: ClassVar[str] = "occupational-disease"


def _is_not_after(event: Event, _: Any, accident: Any) -> None:
    if accident is not None and accident.on > event.on:
        raise InvalidFactError(
            f"The {event.kind} lies before the {accident.kind} that caused it.",
            value="accident",
            remedy="Correct one of the two days.",
            reason="event-before-cause",
        )


def _is_by_work(event: Any, _: Any, accident: Any) -> None:
    if accident is not None and not event.work_related:
        raise InvalidFactError(
            "An accident at work was given for an event that is not related to work.",
            remedy="Say work_related=True, or leave the accident out.",
            reason="accident-not-by-work",
        )


def _is_at_work(event: Any, _: Any, sudden: bool) -> None:
    if sudden and not event.work_related:
        raise InvalidFactError(
            "A sudden death at work was given for a death that is not related to work.",
            remedy="Say work_related=True, or leave sudden out.",
            reason="sudden-not-by-work",
        )


_IS_CAUSE = [is_a(WorkAccident, OccupationalDisease, optional=True), _is_not_after, _is_by_work]


@frozen
class Death(Event):
    """The death of a participant.

    Attributes:
        on: Day of death.
        work_related: Caused by an accident at work or an occupational disease.
        accident: The accident or disease that caused it, with its costs; not given for a death by
            work: it happened on the day of death, and the result says so.
        sudden: Died suddenly while working, or within 24 hours of an attack of illness at work,
            which counts as an accident at work (Permenaker 5/2021 Pasal 85); of a BPU only after
            some months of contributions.

    Raises:
        InvalidDateError: code `invalid-date`.
        InvalidFactError: code `invalid-fact`: before the accident, or an accident not of work.

    Examples:
        >>> kj.Death(dt.date(2025, 7, 3), work_related=False).kind
        'death'
    """

    kind: ClassVar[str] = "death"

    work_related: bool = field(validator=is_a(bool), kw_only=True)
    accident: WorkAccident | OccupationalDisease | None = field(
        default=None, validator=_IS_CAUSE, kw_only=True
    )
    sudden: bool = field(default=False, validator=[is_a(bool), _is_at_work], kw_only=True)


@frozen
class TotalDisability(Event):
    """Total permanent disability, from the day on which a doctor certifies it.

    Attributes:
        on: Day of the certificate.
        work_related: Caused by an accident at work or an occupational disease.
        accident: The accident or disease that caused it, with its costs; not given for one by work:
            it happened on the same day, and the result says so.

    Raises:
        InvalidDateError: code `invalid-date`.
        InvalidFactError: code `invalid-fact`.

    Examples:
        >>> kj.TotalDisability(dt.date(2025, 7, 3), work_related=True).work_related
        True
    """

    kind: ClassVar[str] = "total-disability"

    work_related: bool = field(validator=is_a(bool), kw_only=True)
    accident: WorkAccident | OccupationalDisease | None = field(
        default=None, validator=_IS_CAUSE, kw_only=True
    )
