"""What was declared for one person or project: segment, programmes, base and deciding facts.

An enrolment holds facts, no law: PU (penerima upah), BPU (bukan penerima upah) and construction
projects after PP 44/2015 Pasal 5 and 53. A fact that is None was not given; it is asked for only
where it decides an amount.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import ClassVar, TypeAlias

from attrs import field, frozen

from kopdes_jamsos.errors import InvalidFactError, ProgramNotOpenError
from kopdes_jamsos.money import Rupiah, check_rupiah
from kopdes_jamsos.months import check_date
from kopdes_jamsos.programs import (
    BPUGroup,
    ChoiceT,
    Funding,
    Program,
    RiskClass,
    Sector,
    Segment,
    choose,
)

# Structure, not tariff: who may join at all. JP: PP 45/2015 Pasal 2; JKP: PP 37/2021 Pasal 4;
# JHT of BPU: PP 46/2015 Pasal 13; construction: PP 44/2015 Pasal 53.
_OPEN = {
    Segment.PU: frozenset(Program),
    Segment.BPU: frozenset({Program.JKK, Program.JKM, Program.JHT}),
    Segment.CONSTRUCTION: frozenset({Program.JKK, Program.JKM}),
}


def _programs(segment: Segment) -> Callable[[object], frozenset[Program]]:
    def convert(value: object) -> frozenset[Program]:
        if isinstance(value, str) or not isinstance(value, Iterable):
            raise InvalidFactError(
                f"The programmes must be a set of programmes; got a {type(value).__name__}.",
                value=value,
                remedy="Give a set such as {kj.JKK, kj.JKM}.",
            )
        programs = frozenset(choose(Program, item) for item in value)
        if not programs:
            raise InvalidFactError(
                "An enrolment needs at least one programme.",
                value=value,
                remedy="Give a set such as {kj.JKK, kj.JKM}.",
            )
        closed = sorted(programs - _OPEN[segment])
        if closed:
            raise ProgramNotOpenError(
                f"{', '.join(closed)} is not open to {segment}.",
                value=closed,
                remedy=f"Open to {segment}: {', '.join(sorted(_OPEN[segment]))}.",
            )
        return programs

    return convert


def _choice(kind: type[ChoiceT]) -> Callable[[object], ChoiceT | None]:
    return lambda value: None if value is None else choose(kind, value)


def _amount(what: str) -> Callable[[object], Rupiah]:
    return lambda value: check_rupiah(value, what)


def _optional_amount(what: str) -> Callable[[object], Rupiah | None]:
    return lambda value: None if value is None else check_rupiah(value, what)


def _date(what: str) -> Callable[[object], dt.date | None]:
    return lambda value: None if value is None else check_date(value, what)


def _flag(what: str) -> Callable[[object], bool]:
    def convert(value: object) -> bool:
        if isinstance(value, bool):
            return value
        raise InvalidFactError(
            f"{what} must be True or False; got a {type(value).__name__}.",
            value=value,
            remedy="Give a bool.",
        )

    return convert


def _optional_flag(what: str) -> Callable[[object], bool | None]:
    return lambda value: None if value is None else _flag(what)(value)


@frozen(kw_only=True)
class PUEnrolment:
    """A wage earner (PU) as declared to the agency for a month.

    Attributes:
        wage: Monthly wage in rupiah: basic wage and fixed allowances (PP 44/2015 Pasal 19).
        programs: Programmes enrolled in.
        risk_class: JKK risk class of the employer; decides JKK.
        birth_date: Decides when JP ends; without it JP is priced as before pension age, and the
            result says so.
        labour_intensive: The employer meets the conditions of PP 7/2025 Pasal 3 and 6.
        pension_deferred: Works on beyond pension age and defers JP (PP 45/2015 Pasal 15 ayat (4)).
        settled: JKK and JKM were settled up to July 2020 (PP 49/2020 Pasal 13); if not given it is
            assumed in those months, and the result says so.

    Raises:
        InvalidAmountError: code `invalid-amount`.
        UnknownProgramError: code `unknown-program`.
        InvalidRiskClassError: code `invalid-risk-class`.
        InvalidFactError: code `invalid-fact`.
        InvalidDateError: code `invalid-date`.

    Examples:
        >>> import kopdes_jamsos as kj
        >>> kj.PUEnrolment(wage=5_000_000, risk_class=1, programs={kj.JKM}).risk_class
        <RiskClass.VERY_LOW: 1>
    """

    segment: ClassVar[Segment] = Segment.PU

    wage: Rupiah = field(repr=False, converter=_amount("The wage"))
    programs: frozenset[Program] = field(converter=_programs(Segment.PU))
    risk_class: RiskClass | None = field(default=None, converter=_choice(RiskClass))
    birth_date: dt.date | None = field(
        default=None, repr=False, converter=_date("The birth date")
    )
    labour_intensive: bool = field(default=False, converter=_flag("labour_intensive"))
    pension_deferred: bool = field(default=False, converter=_flag("pension_deferred"))
    settled: bool | None = field(default=None, converter=_optional_flag("settled"))


@frozen(kw_only=True)
class BPUEnrolment:
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
        >>> import kopdes_jamsos as kj
        >>> kj.BPUEnrolment(income=1_000_000, programs={"JKK"}, group="independent").group
        <BPUGroup.INDEPENDENT: 'independent'>
    """

    segment: ClassVar[Segment] = Segment.BPU

    income: Rupiah = field(repr=False, converter=_amount("The income"))
    programs: frozenset[Program] = field(converter=_programs(Segment.BPU))
    group: BPUGroup | None = field(default=None, converter=_choice(BPUGroup))
    sector: Sector | None = field(default=None, converter=_choice(Sector))
    funding: Funding | None = field(default=None, converter=_choice(Funding))
    birth_date: dt.date | None = field(
        default=None, repr=False, converter=_date("The birth date")
    )
    registered_on: dt.date | None = field(
        default=None, converter=_date("The registration date")
    )
    settled: bool | None = field(default=None, converter=_optional_flag("settled"))


@frozen(kw_only=True)
class ConstructionEnrolment:
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
        >>> import kopdes_jamsos as kj
        >>> project = kj.ConstructionEnrolment(contract_value=180_000_000)
        >>> kj.assess(project, kj.Month(2025, 8)).total
        392000
    """

    segment: ClassVar[Segment] = Segment.CONSTRUCTION

    contract_value: Rupiah | None = field(
        default=None, converter=_optional_amount("The contract value")
    )
    wages: Rupiah | None = field(
        default=None, repr=False, converter=_optional_amount("The wages")
    )
    programs: frozenset[Program] = field(
        default=_OPEN[Segment.CONSTRUCTION], converter=_programs(Segment.CONSTRUCTION)
    )
    settled: bool | None = field(default=None, converter=_optional_flag("settled"))

    def __attrs_post_init__(self) -> None:
        if (self.contract_value is None) == (self.wages is None):
            raise InvalidFactError(
                "A construction project has one base.",
                remedy="Give the wages of the month where they are known, else contract_value.",
            )


Enrolment: TypeAlias = PUEnrolment | BPUEnrolment | ConstructionEnrolment
