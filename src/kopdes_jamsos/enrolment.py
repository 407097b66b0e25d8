"""What was declared for one person or project: segment, programmes, base and deciding facts.

An enrolment holds facts, no law: PU (penerima upah), BPU (bukan penerima upah) and construction
projects after PP 44/2015 Pasal 5 and 53. A fact that is None was not given; it is asked for only
where it decides an amount.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any, ClassVar, TypeAlias, TypeVar

from attrs import evolve, field, frozen

from kopdes_jamsos._checks import by, is_a, is_rupiah_or_none, to_date_or_none
from kopdes_jamsos.basis import Basis, Displayed, Note, Statement
from kopdes_jamsos.basis.statements import facts_shown, stated
from kopdes_jamsos.choices import choose_each, choose_or_none
from kopdes_jamsos.errors import InvalidFactError, ProgramNotOpenError
from kopdes_jamsos.facts import NO_FACT, Fact, about, read_facts
from kopdes_jamsos.money import Rupiah, check_rupiah
from kopdes_jamsos.programs import (
    OPEN_TO,
    BPUGroup,
    BusinessScale,
    Funding,
    Program,
    RiskClass,
    Sector,
    Segment,
    Trainee,
)

__all__ = ["BPUEnrolment", "ConstructionEnrolment", "Enrolment", "PUEnrolment"]

# PP 44/2015 Pasal 28; the tests hold it against the obligations.
_OF_TRAINEES = frozenset({Program.JKK, Program.JKM})


def _check_programs(value: Iterable[Program | str], segment: Segment) -> frozenset[Program]:
    programs = choose_each(Program, value, "programs")
    if not programs:
        raise InvalidFactError(
            "An enrolment needs at least one programme.",
            value=value,
            remedy="Give a set such as {kj.JKK, kj.JKM}.",
            reason="no-program",
        )
    closed = sorted(programs - OPEN_TO[segment])
    if closed:
        raise ProgramNotOpenError(
            f"{', '.join(closed)} is not open to {segment}.",
            value=closed,
            remedy=f"Open to {segment}: {', '.join(sorted(OPEN_TO[segment]))}.",
            reason="segment",
            programs=closed,
            segment=segment,
            open=sorted(OPEN_TO[segment]),
        )
    return programs


def _pu_programs(value: Iterable[Program | str]) -> frozenset[Program]:
    return _check_programs(value, Segment.PU)


def _bpu_programs(value: Iterable[Program | str]) -> frozenset[Program]:
    return _check_programs(value, Segment.BPU)


def _construction_programs(value: Iterable[Program | str]) -> frozenset[Program]:
    return _check_programs(value, Segment.CONSTRUCTION)


def optional_risk_class(value: RiskClass | int | str | None) -> RiskClass | None:
    """A risk class, its number or its name, or None."""
    return choose_or_none(RiskClass, value)


def _group(value: BPUGroup | str | None) -> BPUGroup | None:
    return choose_or_none(BPUGroup, value)


def optional_sector(value: Sector | str | None) -> Sector | None:
    """A sector or its name, or None."""
    return choose_or_none(Sector, value)


def optional_funding(value: Funding | str | None) -> Funding | None:
    """Whose money pays or its name, or None."""
    return choose_or_none(Funding, value)


def optional_scale(value: BusinessScale | str | None) -> BusinessScale | None:
    """A business scale or its name, or None."""
    return choose_or_none(BusinessScale, value)


def optional_trainee(value: Trainee | str | None) -> Trainee | None:
    """A kind of trainee or its name, or None."""
    return choose_or_none(Trainee, value)


def _is_open_to_trainees(enrolment: Any, _: Any, trainee: Any) -> None:
    closed = sorted(enrolment.programs - _OF_TRAINEES)
    if trainee is not None and closed:
        raise ProgramNotOpenError(
            f"{', '.join(closed)} is not open to trainees.",
            value=closed,
            remedy=f"Open to them: {', '.join(sorted(_OF_TRAINEES))}.",
            reason="trainee",
            programs=closed,
            open=sorted(_OF_TRAINEES),
        )


def _is_after_birth(enrolment: Any, _: Any, __: Any) -> None:
    # As they are kept: what was given may be of a class that compares as it likes.
    birth_date, registered_on = enrolment.birth_date, enrolment.registered_on
    if registered_on is not None and birth_date is not None and registered_on < birth_date:
        raise InvalidFactError(
            "The registration lies before the birth date.",
            remedy="Correct one of the two dates.",
            reason="registered-before-birth",
        )


def _shown(enrolment: Enrolment) -> Statement:
    facts = stated(enrolment)
    facts.pop("wage_basis", None)
    group = facts.pop("group", None)
    if facts.get("contract_value"):
        facts["contract_value"] = Note.of("fact-rupiah", amount=facts["contract_value"])
    title = Note.of("enrolment", segment=enrolment.segment, group=group)
    return facts_shown(title, facts)


@frozen(kw_only=True)
class PUEnrolment(Displayed):
    """A wage earner (PU) as declared to the agency for a month.

    Attributes:
        wage: Monthly wage in rupiah: basic wage and fixed allowances (PP 44/2015 Pasal 19).
        programs: Programmes enrolled in.
        risk_class: JKK risk class of the employer; decides JKK.
        birth_date: Decides when JP ends; without it JP is priced as before pension age, and the
            result says so.
        labour_intensive: The employer meets the conditions of PP 7/2025 Pasal 3 and 6.
        pension_deferred: Works on beyond pension age and defers JP (PP 45/2015 Pasal 15 ayat (4)).
        scale: Business scale of the employer; decides which programmes JKP needs.
        registered_on: Day of first registration; with `birth_date` it is checked against the age
            limit of JKP.
        settled: JKK and JKM were settled up to July 2020 (PP 49/2020 Pasal 13); if not given, the
            day of registration and payments decide in those months, and else it is assumed, and
            the result says so.
        trainee: Apprentice, pupil or the like, whom the employer registers in JKK and may register
            in JKM; the wage is then the lowest of those who do the same work
            (`kj.contributions.trainee_wage`). None: a worker.
        wage_basis: What the wage rests on, as `kj.wage_base` gives it; what is assessed on the wage
            names it. It is no fact of the tariff.

    Raises:
        InvalidAmountError: code `invalid-amount`.
        UnknownProgramError: code `unknown-program`.
        InvalidRiskClassError: code `invalid-risk-class`.
        InvalidFactError: code `invalid-fact`.
        InvalidDateError: code `invalid-date`.

    Examples:
        >>> kj.PUEnrolment(wage=5_000_000, risk_class=1, programs={kj.JKM}).risk_class
        <RiskClass.VERY_LOW: 1>
    """

    segment: ClassVar[Segment] = Segment.PU

    def _display(self) -> Statement:
        return _shown(self)

    wage: Rupiah = field(repr=False, validator=by(check_rupiah), metadata=about(base="wage"))
    programs: frozenset[Program] = field(converter=_pu_programs)
    risk_class: RiskClass | None = field(default=None, converter=optional_risk_class)
    birth_date: dt.date | None = field(default=None, repr=False, converter=to_date_or_none)
    labour_intensive: bool = field(default=False, validator=is_a(bool))
    pension_deferred: bool = field(default=False, validator=is_a(bool))
    scale: BusinessScale | None = field(
        default=None, converter=optional_scale, metadata=about(only_for=Program.JKP)
    )
    registered_on: dt.date | None = field(
        default=None, repr=False, converter=to_date_or_none, validator=_is_after_birth
    )
    settled: bool | None = field(default=None, validator=is_a(bool, optional=True))
    trainee: Trainee | None = field(
        default=None,
        converter=optional_trainee,
        validator=_is_open_to_trainees,
        metadata=NO_FACT,
    )
    wage_basis: Basis | None = field(
        default=None, validator=is_a(Basis, optional=True), metadata=NO_FACT
    )


@frozen(kw_only=True)
class BPUEnrolment(Displayed):
    """A person who is no wage earner (BPU) as declared to the agency for a month.

    Attributes:
        income: Monthly income in rupiah; it chooses the band (PP 44/2015 Pasal 20 ayat (2)).
        programs: JKK and JKM, and JHT if wished.
        group: Huruf a, b or c of PP 44/2015 Pasal 5 ayat (3); asked for only in months of a relief
            that depends on it.
        sector: Transport or other (PP 50/2025 Pasal 7); asked for only where it decides.
        funding: Whose money pays (PP 50/2025 Pasal 3 ayat (5)); asked for only where it decides.
        birth_date: With `registered_on` it is checked against the age limit.
        registered_on: Day of first registration as BPU.
        settled: As for `PUEnrolment`.

    Raises:
        InvalidAmountError: code `invalid-amount`.
        UnknownProgramError: code `unknown-program`.
        ProgramNotOpenError: code `program-not-open`: JP and JKP are for wage earners.
        UnknownChoiceError: code `unknown-choice`.
        InvalidFactError: code `invalid-fact`.
        InvalidDateError: code `invalid-date`.

    Examples:
        >>> kj.BPUEnrolment(income=1_000_000, programs={"JKK"}, group="independent").group
        <BPUGroup.INDEPENDENT: 'independent'>
    """

    segment: ClassVar[Segment] = Segment.BPU

    def _display(self) -> Statement:
        return _shown(self)

    income: Rupiah = field(repr=False, validator=by(check_rupiah), metadata=about(base="band"))
    programs: frozenset[Program] = field(converter=_bpu_programs)
    group: BPUGroup | None = field(
        default=None,
        converter=_group,
        metadata=about(likeliest=BPUGroup.INDEPENDENT),
    )
    sector: Sector | None = field(
        default=None,
        converter=optional_sector,
        metadata=about(likeliest=Sector.OTHER),
    )
    funding: Funding | None = field(default=None, converter=optional_funding)
    birth_date: dt.date | None = field(
        default=None, repr=False, converter=to_date_or_none, metadata=about(column=False)
    )
    registered_on: dt.date | None = field(
        default=None,
        repr=False,
        converter=to_date_or_none,
        validator=_is_after_birth,
        metadata=about(column=False),
    )
    settled: bool | None = field(default=None, validator=is_a(bool, optional=True))


@frozen(kw_only=True)
class ConstructionEnrolment(Displayed):
    """A construction project (PP 44/2015 Pasal 53 to 55).

    Exactly one base is given: the wages of the month where they are known, else the contract value.

    Attributes:
        contract_value: Contract value in rupiah without value added tax, for the whole project.
        wages: Wages of the month in rupiah.
        programs: JKK and JKM, which are owed together.
        settled: As for `PUEnrolment`.

    Raises:
        InvalidAmountError: code `invalid-amount`.
        InvalidFactError: code `invalid-fact`: both bases or none.
        ProgramNotOpenError: code `program-not-open`.

    Examples:
        >>> project = kj.ConstructionEnrolment(contract_value=180_000_000)
        >>> kj.assess(project, kj.Month(2025, 8)).total
        392000
    """

    segment: ClassVar[Segment] = Segment.CONSTRUCTION

    def _display(self) -> Statement:
        return _shown(self)

    contract_value: Rupiah | None = field(
        default=None, validator=is_rupiah_or_none, metadata=about(base="contract")
    )
    wages: Rupiah | None = field(
        default=None, repr=False, validator=is_rupiah_or_none, metadata=about(base="wage")
    )
    programs: frozenset[Program] = field(
        factory=lambda: OPEN_TO[Segment.CONSTRUCTION], converter=_construction_programs
    )
    settled: bool | None = field(default=None, validator=is_a(bool, optional=True))

    def __attrs_post_init__(self) -> None:
        if (self.contract_value is None) == (self.wages is None):
            raise InvalidFactError(
                "A construction project has one base.",
                remedy="Give the wages of the month where they are known, else contract_value.",
                reason="one-base",
            )


Enrolment: TypeAlias = PUEnrolment | BPUEnrolment | ConstructionEnrolment
EnrolmentT = TypeVar("EnrolmentT", bound=Enrolment)

ENROLMENTS: Mapping[Segment, type[Enrolment]] = MappingProxyType(
    {kind.segment: kind for kind in (PUEnrolment, BPUEnrolment, ConstructionEnrolment)}
)


@cache
def facts_of(segment: Segment) -> tuple[Fact, ...]:
    """Every fact that an enrolment of a segment declares, in the order of its fields.

    Examples:
        >>> [fact.name for fact in facts_of(kj.Segment.CONSTRUCTION)]
        ['contract_value', 'wages', 'settled']
    """
    return read_facts(ENROLMENTS[segment])


def is_trainee(enrolment: Enrolment | None) -> bool:
    """Whether somebody is enrolled as an apprentice, pupil or the like."""
    return isinstance(enrolment, PUEnrolment) and enrolment.trainee is not None


def defers_pension(enrolment: Enrolment | None) -> bool:
    """Whether somebody works on beyond pension age and defers JP; only a wage earner can."""
    return isinstance(enrolment, PUEnrolment) and enrolment.pension_deferred


def enrolled(segment: Segment, programs: Iterable[Program], facts: Mapping[str, Any]) -> Enrolment:
    """The enrolment that some facts make in a segment; those of other segments do not matter.

    Raises:
        KopdesJamsosError: whatever an enrolment raises.

    Examples:
        >>> facts = {"wage": None, "income": 1_000_000, "sector": "other"}
        >>> enrolled(kj.Segment.BPU, {kj.JKM}, facts).sector
        <Sector.OTHER: 'other'>
    """
    stated = {fact.name: facts.get(fact.name) for fact in facts_of(segment)}
    known = {name: value for name, value in stated.items() if value is not None}
    return ENROLMENTS[segment](programs=programs, **known)


def completed(enrolment: EnrolmentT, facts: Mapping[str, Any]) -> EnrolmentT:
    """The enrolment with facts that it does not state, as far as they are of its segment.

    Raises:
        KopdesJamsosError: whatever an enrolment raises.

    Examples:
        >>> worker = kj.PUEnrolment(wage=5_000_000, programs={kj.JKK}, risk_class=2)
        >>> completed(worker, {"risk_class": 1, "scale": "micro", "sector": "other"}).scale
        <BusinessScale.MICRO: 'micro'>
    """
    own = _names_of(enrolment.segment)
    missing = {
        name: value
        for name, value in facts.items()
        if value is not None and name in own and getattr(enrolment, name) is None
    }
    return evolve(enrolment, **missing) if missing else enrolment


@lru_cache(maxsize=len(Segment))
def _names_of(segment: Segment) -> frozenset[str]:
    return frozenset(fact.name for fact in facts_of(segment))
