"""Whether a monthly pension of JP is due, with every reason.

PP 45/2015 Pasal 19 (old age: 180 months), Pasal 20 (disability), Pasal 21 to 23 (survivors) and
Pasal 24 (fewer months: contributions and their return). Deferral is Pasal 15 ayat (4). The amount
is in `benefits.pension_amounts`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from attrs import evolve, field, frozen

from kopdes_jamsos.basis import Basis, Grounded
from kopdes_jamsos.benefits.membership import birth_date_of, member_since
from kopdes_jamsos.benefits.pension_age import PensionDate, pension_date
from kopdes_jamsos.benefits.pension_amounts import Asked, Pension, PensionKind, build_pension
from kopdes_jamsos.benefits.rates import Rates, check_rates
from kopdes_jamsos.benefits.wage_record import PensionRecord, pension_record
from kopdes_jamsos.choices import choose
from kopdes_jamsos.coverage.combined import check_participations
from kopdes_jamsos.coverage.conditions import Condition
from kopdes_jamsos.coverage.participation import Participation
from kopdes_jamsos.enrolment import defers_pension
from kopdes_jamsos.errors import InvalidFactError, MissingFactError
from kopdes_jamsos.law import LAW, LawBook
from kopdes_jamsos.law.book import check_book
from kopdes_jamsos.money import PARTS, Rupiah, check_rupiah
from kopdes_jamsos.months import DateLike, as_date, months_after, years_after
from kopdes_jamsos.programs import Program

# The other reading of PP 45/2015 Pasal 3 ayat (4).
_LASTS = "jp-membership-goes-on"


@frozen(kw_only=True)
class PensionAnswer(Grounded):
    """Whether a pension is due, with every reason.

    Attributes:
        kind: Which of the five was asked for.
        pension: The pension; None where a condition is not met.
        conditions: All conditions that decide, met or not.
        lump_sum: Whether contributions and their return are paid instead.
        record: The contribution record.
        date: When pension age is reached; None where no birth date was given.

    Examples:
        >>> worker = kj.PUEnrolment(
        ...     wage=5_000_000, programs={kj.JP}, birth_date=dt.date(1966, 5, 1)
        ... )
        >>> paid = kj.Participation.paid_through(worker, since=kj.Month(2016, 1), months=101)
        >>> found = kj.benefits.pension([paid], dt.date(2024, 5, 1), "old-age")
        >>> found.pension is None, found.lump_sum, [c.code for c in found.reasons]
        (True, True, ['jp-too-few-months'])
    """

    kind: PensionKind
    pension: Pension | None
    conditions: tuple[Condition, ...]
    lump_sum: bool
    record: PensionRecord = field(repr=False)
    date: PensionDate | None = field(repr=False)

    @property
    def reasons(self) -> tuple[Condition, ...]:
        """The conditions that are not met."""
        return tuple(condition for condition in self.conditions if condition.met is False)

    @property
    def basis(self) -> Basis:
        """What the pension and its conditions rest on."""
        return Basis.sum((*([self.pension] if self.pension else []), *self.conditions))


def pension(
    participations: Sequence[Participation],
    on: DateLike,
    kind: PensionKind | str,
    *,
    inflation: Rates = None,
    in_payment: Rupiah | None = None,
    caused_on: DateLike | None = None,
    law: LawBook = LAW,
) -> PensionAnswer:
    """Whether a person or a survivor has a pension, and how much a month.

    The law of the day of the event decides; the limits are those of the first month. For old age
    the right arises on pension age, or, for who deferred, on stopping work or the latest day.

    Args:
        participations: Memberships of the participant.
        on: Day of the event: of pension age or of stopping work, of the disability, of the death.
        kind: Which pension.
        inflation: Inflation by year, or one rate for all years not published.
        in_payment: Pension that was drawn until the death, in rupiah a month: that of the
            participant; for "child-after-spouse" that of the widow or widower.
        caused_on: Day of the event that caused a disability, which counts for the month of
            membership; None: the day of the disability.
        law: Book of law; by its reading "jp-floor-before-share" the limits apply before the
            survivor's share, else after it.

    Raises:
        MissingFactError: code `missing-fact`: the birth date decides an old-age pension.
        InvalidFactError: code `invalid-fact`.
        InvalidDateError: code `invalid-date`.
        InvalidRateError: code `invalid-rate`: write `kj.percent("2.5")`.
        InvalidAmountError: code `invalid-amount`.
        UnknownChoiceError: code `unknown-choice`.
        BeforeDataError: code `before-data`.
        NotAnnouncedError: code `not-announced`: inflation, ceiling or limits are not published.

    Examples:
        >>> worker = kj.PUEnrolment(wage=9_000_000, programs={kj.JP})
        >>> paid = kj.Participation.paid_through(worker, since=kj.Month(2024, 1), months=26)
        >>> kj.benefits.pension([paid], dt.date(2026, 3, 10), "disability").pension.amount
        1396456
    """
    asked = _asked(
        choose(PensionKind, kind),
        check_participations(participations),
        as_date(on, "on"),
        caused_on,
        law,
        inflation=check_rates(inflation, "Inflation rates"),
        in_payment=in_payment,
    )
    conditions = _conditions(asked)
    granted = all(condition.met is not False for condition in conditions)
    too_young = asked.kind is PensionKind.OLD_AGE and asked.before_age
    return PensionAnswer(
        kind=asked.kind,
        pension=build_pension(asked) if granted else None,
        conditions=conditions,
        lump_sum=not granted and not too_young and bool(asked.record.months),
        record=asked.record,
        date=asked.date,
    )


def _asked(
    kind: PensionKind,
    own: Sequence[Participation],
    on: dt.date,
    caused_on: DateLike | None,
    law: LawBook,
    *,
    inflation: Rates,
    in_payment: Rupiah | None,
) -> Asked:
    check_book(law)
    if caused_on is not None:
        caused_on = as_date(caused_on, "caused_on")
    if caused_on is not None and caused_on > on:
        raise InvalidFactError(
            "The event that caused the disability lies after it.",
            value="caused_on",
            remedy="Correct one of the two days.",
            reason="event-before-cause",
        )
    born = birth_date_of(own)
    date = None if born is None else pension_date(born, law=law)
    if kind is PensionKind.OLD_AGE and date is None:
        raise MissingFactError(
            "The birth date decides when an old-age pension begins and was not given.",
            value="birth_date",
            remedy="Give birth_date to the enrolment.",
        )
    if in_payment is not None:
        in_payment = check_rupiah(in_payment, "in_payment")
    right_on = _right_on(kind, on, own, date)
    # Pasal 20 ayat (3) huruf b: a month of membership before the event that caused a disability.
    cause = caused_on or on
    return Asked(
        kind=kind,
        on=on,
        right_on=right_on,
        record=pension_record(own, right_on, law=law),
        date=date,
        caused_on=cause,
        since=member_since(own, Program.JP, cause),
        in_payment=in_payment,
        inflation=inflation,
        law=law,
    )


def _right_on(
    kind: PensionKind, on: dt.date, own: Sequence[Participation], date: PensionDate | None
) -> dt.date:
    """The day on which the right arises; contributions after it do not count."""
    if kind is not PensionKind.OLD_AGE or date is None or on < date.day:
        return on
    deferred = any(defers_pension(item.enrolment) for item in own)
    return min(on, date.latest) if deferred else date.day


def _conditions(asked: Asked) -> tuple[Condition, ...]:
    kind, record = asked.kind, asked.record
    if asked.in_payment is not None:
        if kind in (PensionKind.OLD_AGE, PensionKind.DISABILITY):
            raise InvalidFactError(
                "in_payment is for survivors of somebody who drew a pension.",
                remedy="Leave in_payment out.",
            )
        return ()
    needed = asked.value("months_needed")
    if record.since is None:
        return (Condition.of("jp-not-enrolled", False, [needed]),)
    before, paid = asked.before_age, len(record.months)
    too_few = Condition.of(
        "jp-too-few-months", paid >= needed.value, [needed], months=paid, needed=needed.value
    )
    if kind is PensionKind.OLD_AGE:
        reached = Condition.of("jp-before-pension-age", not before, [needed])
        return (reached,) if before else (reached, too_few)
    found = []
    if kind is PensionKind.DISABILITY:
        unknown = "jp-age-not-given" if asked.date is None else ""
        found.append(Condition.of("jp-after-pension-age", before, [needed], assumption=unknown))
    if too_few.met:
        return tuple(found)
    if not before:
        return (*found, too_few)
    return (*found, _density(asked), _membership(asked, record.since))


def _density(asked: Asked) -> Condition:
    """The share of the months of membership that has to be paid, where the months are too few."""
    record, density = asked.record, asked.value("density")
    lasts, name = _lasts(
        asked,
        record.density * PARTS >= density.value.ppm,
        record.lasting_density * PARTS >= density.value.ppm,
    )
    condition = Condition.of(
        "jp-density",
        (record.lasting_density if lasts else record.density) * PARTS >= density.value.ppm,
        [density],
        assumption="jp-density",
        paid=record.paid_of_membership,
        months=record.lasting if lasts else record.membership,
        needed=density.value,
    )
    return evolve(condition, basis=condition.basis.assuming(name))


def _membership(asked: Asked, since: dt.date) -> Condition:
    """How long somebody must have been a member, where the months are too few."""
    joined = asked.record.joined
    if asked.kind is PensionKind.DISABILITY:
        wait, cause = asked.value("disability_membership"), asked.caused_on
        code, days = "jp-membership-month", [asked.since, joined]
        met = [day is not None and months_after(day, wait.value) <= cause for day in days]
    else:
        wait = asked.value("survivor_membership")
        code = "jp-membership-year"
        met = [
            day is not None and years_after(day, wait.value) <= asked.on for day in (since, joined)
        ]
    lasts, name = _lasts(asked, *met)
    return Condition.of(code, met[lasts], [wait], needed=wait.value, assumption=name)


def _lasts(asked: Asked, working: bool, lasting: bool) -> tuple[bool, str]:
    """Whether membership goes on when work has ended, and the name of that where it decides.

    PP 45/2015 Pasal 3 ayat (4) ends it at death or at pension age only, Pasal 10 ayat (3) knows
    participants who are out of work for a time; density is how faithfully a participant pays.
    """
    lasts = _LASTS in asked.law.readings
    name = _LASTS if lasts else "jp-membership-while-working"
    return lasts, name if working is not lasting else ""
