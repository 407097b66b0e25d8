"""The closed vocabularies: programmes, segments, payers, classes and groups.

The terms are those of the regulations: PU (penerima upah) and BPU (bukan penerima upah) after
PP 44/2015 Pasal 5, the BPU groups after its ayat (3), the risk classes after Pasal 16 ayat (1),
the business scales after Perpres 109/2013 Pasal 6 and PP 7/2021 Pasal 35.
"""

from __future__ import annotations

from enum import Enum, IntEnum, StrEnum
from functools import lru_cache
from typing import NamedTuple

from kopdes_jamsos._personal import fact_of, is_personal
from kopdes_jamsos.errors import (
    InvalidRiskClassError,
    KopdesJamsosError,
    UnknownChoiceError,
    UnknownProgramError,
    told,
)

__all__ = [
    "JHT",
    "JKK",
    "JKM",
    "JKP",
    "JP",
    "BPUGroup",
    "BusinessScale",
    "Funding",
    "Leaving",
    "Payer",
    "Program",
    "RiskClass",
    "SchoolLevel",
    "Sector",
    "Segment",
    "Trainee",
    "Transport",
]


class Choice(StrEnum):
    """A closed set of names; anything else is our error, not a bare ValueError."""

    @classmethod
    def _missing_(cls, value: object) -> None:
        raise unknown_choice(cls, value)


class Program(Choice):
    """The five programmes of employment social security (UU 24/2011 Pasal 9; PP 37/2021).

    Examples:
        >>> Program("JKK")
        <Program.JKK: 'JKK'>
        >>> sorted(Program.JHT.open_to)
        [<Segment.BPU: 'BPU'>, <Segment.PU: 'PU'>]
        >>> Program.JKP.paid_out_of
        <Program.JKK: 'JKK'>
    """

    JKK = "JKK"
    JKM = "JKM"
    JHT = "JHT"
    JP = "JP"
    JKP = "JKP"

    @property
    def open_to(self) -> frozenset[Segment]:
        """The segments that may join."""
        return _STRUCTURES[self].open_to

    @property
    def paid_out_of(self) -> Program | None:
        """The programme out of whose contribution it is paid; None: it has its own."""
        return _STRUCTURES[self].paid_out_of


JKK = Program.JKK
JKM = Program.JKM
JHT = Program.JHT
JP = Program.JP
JKP = Program.JKP


class Segment(Choice):
    """The tariff a person or a project falls under (PP 44/2015 Pasal 5 and 53).

    Examples:
        >>> kj.PUEnrolment.segment
        <Segment.PU: 'PU'>
    """

    PU = "PU"
    BPU = "BPU"
    CONSTRUCTION = "construction"


class _Structure(NamedTuple):
    """How a programme is built; amounts, dates and articles stand in its law file."""

    open_to: frozenset[Segment]
    paid_out_of: Program | None = None


_STRUCTURES = {
    Program.JKK: _Structure(frozenset(Segment)),  # PP 44/2015 Pasal 5 and 53
    Program.JKM: _Structure(frozenset(Segment)),
    Program.JHT: _Structure(frozenset({Segment.PU, Segment.BPU})),  # PP 46/2015 Pasal 4
    # PP 45/2015 Pasal 2
    Program.JP: _Structure(frozenset({Segment.PU})),
    # PP 37/2021 Pasal 4 and 11
    Program.JKP: _Structure(frozenset({Segment.PU}), paid_out_of=Program.JKK),
}
# The tests hold it against the rows of the tariff and against the obligations.
OPEN_TO = {
    segment: frozenset(program for program in Program if segment in program.open_to)
    for segment in Segment
}


# There are 32 sets of programmes.
@lru_cache(maxsize=32)
def in_order(programs: frozenset[Program]) -> tuple[Program, ...]:
    """Some programmes in the order in which results name them.

    Examples:
        >>> [program.value for program in in_order(frozenset({kj.JHT, kj.JKK}))]
        ['JKK', 'JHT']
    """
    return tuple(program for program in Program if program in programs)


# Programmes with a contribution of their own.
CONTRIBUTORY = tuple(program for program in Program if program.paid_out_of is None)


class Payer(Choice):
    """Who owes a line of a contribution.

    Examples:
        >>> [payer.value for payer in Payer]
        ['employer', 'worker', 'participant', 'state']
    """

    EMPLOYER = "employer"
    WORKER = "worker"
    PARTICIPANT = "participant"
    STATE = "state"


class RiskClass(IntEnum):
    """The five JKK risk classes of the workplace (PP 44/2015 Pasal 16 ayat (1)).

    Examples:
        >>> RiskClass(1)
        <RiskClass.VERY_LOW: 1>
    """

    VERY_LOW = 1
    LOW = 2
    MEDIUM = 3
    HIGH = 4
    VERY_HIGH = 5

    @classmethod
    def _missing_(cls, value: object) -> None:
        raise unknown_choice(cls, value)


class BusinessScale(Choice):
    """Business scale, on which the programmes owed depend (Perpres 109/2013 Pasal 6).

    Examples:
        >>> owed = kj.LAW.value("obligations.programs_owed", kj.Month(2026, 11))
        >>> sorted(owed.entry(kj.BusinessScale.MICRO).value)
        [<Program.JKK: 'JKK'>, <Program.JKM: 'JKM'>]
    """

    MICRO = "micro"
    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


class Sector(Choice):
    """Sector of a BPU, as PP 50/2025 Pasal 7 tells them apart.

    Examples:
        >>> kj.BPUEnrolment(income=1_000_000, programs={kj.JKK}, sector="transport").sector
        <Sector.TRANSPORT: 'transport'>
    """

    TRANSPORT = "transport"
    OTHER = "other"


class Funding(Choice):
    """Whose money pays a contribution (PP 50/2025 Pasal 3 ayat (5)).

    REGION is a regional budget (APBD), STATE the state budget (APBN), VILLAGE the village
    budget (APBDes).

    Examples:
        >>> Funding("village")
        <Funding.VILLAGE: 'village'>
    """

    SELF = "self"
    COOPERATIVE = "cooperative"
    VILLAGE = "village"
    REGION = "region"
    STATE = "state"
    OTHER = "other"


class BPUGroup(Choice):
    """The three groups of BPU (PP 44/2015 Pasal 5 ayat (3) huruf a, b and c).

    Examples:
        >>> BPUGroup.UNWAGED == "unwaged"
        True
    """

    EMPLOYER = "employer"
    INDEPENDENT = "independent"
    UNWAGED = "unwaged"


class Trainee(Choice):
    """Who works for an employer without being a worker of his (PP 44/2015 Pasal 28 ayat (1)).

    APPRENTICE: peserta magang. PUPIL: siswa kerja praktek. STUDENT: mahasiswa kerja praktek.
    TALENT: peserta pendidikan pengembangan bakat dan minat. HONORARY: tenaga honorer. PRISONER:
    narapidana dalam proses asimilasi.

    Examples:
        >>> Trainee("apprentice")
        <Trainee.APPRENTICE: 'apprentice'>
    """

    APPRENTICE = "apprentice"
    PUPIL = "pupil"
    STUDENT = "student"
    TALENT = "talent"
    HONORARY = "honorary"
    PRISONER = "prisoner"


class SchoolLevel(Choice):
    """The levels of school by which the scholarship is paid (PP 82/2019 Lampiran III).

    TK is kindergarten, SD primary, SMP lower and SMA upper secondary school, PT higher education
    or training.

    Examples:
        >>> [level.value for level in SchoolLevel]
        ['TK', 'SD', 'SMP', 'SMA', 'PT']
    """

    TK = "TK"
    SD = "SD"
    SMP = "SMP"
    SMA = "SMA"
    PT = "PT"


class Transport(Choice):
    """The means of transport after a work accident, each with its own cap (PP 82/2019 Pasal 25).

    LAND is by road, river or lake.

    Examples:
        >>> Transport("sea")
        <Transport.SEA: 'sea'>
    """

    LAND = "land"
    SEA = "sea"
    AIR = "air"


class Leaving(Choice):
    """Why a participant leaves work before pension age, as the JHT rules tell them apart.

    STOPPED is a BPU who stops working; ABROAD is leaving Indonesia for good.

    Examples:
        >>> Leaving("contract_end")
        <Leaving.CONTRACT_END: 'contract_end'>
    """

    RESIGNATION = "resignation"
    DISMISSAL = "dismissal"
    CONTRACT_END = "contract_end"
    STOPPED = "stopped"
    ABROAD = "abroad"


def unknown_choice(kind: type[Enum], value: object) -> KopdesJamsosError:
    """The error for what names no member of an enumeration.

    It tells what may be a slip of the keyboard, and never what may be the name of somebody.
    """
    if issubclass(kind, RiskClass):
        # A number of two digits is a slip. A longer one may be a wage, and a text a name.
        shown, kept = told(value, "RiskClass", like=r"-?[0-9]{1,2}(\.[0-9]{1,2})?")
        return InvalidRiskClassError(
            f"{shown} is no risk class.",
            value=kept,
            remedy="Give a RiskClass, or its number from 1 (very low) to 5 (very high).",
            field=fact_of(kind),
            choices=tuple(kind),
        )
    values = [str(member.value) for member in kind]
    error = UnknownProgramError if issubclass(kind, Program) else UnknownChoiceError
    what: str = "This"
    field: object = kind.__name__
    # A sex that is none of ours is a fact of somebody all the same.
    if not is_personal(kind):
        what, field = told(value, kind.__name__, names=values)
    return error(
        f"{what} is no {kind.__name__}.",
        value=field,
        remedy=f"Choose one of: {', '.join(values)}.",
        reason="listed",
        field=fact_of(kind),
        choices=tuple(kind),
    )
