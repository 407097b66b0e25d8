"""What a benefit is, when it is paid and to whom: the closed sets that rules are told by.

Implements no article of its own. Whether an amount goes to the heirs, waits for arrears or is paid
once follows from its kind, never from the sentence that words it.
"""

from __future__ import annotations

from kopdes_jamsos.programs import Choice, Program


class BenefitKind(Choice):
    """What an amount is; the law files name kinds as they stand here.

    Examples:
        >>> BenefitKind("death_sum")
        <BenefitKind.DEATH_SUM: 'death_sum'>
    """

    DEATH_SUM = "death_sum"
    PERIODIC = "periodic"
    FUNERAL = "funeral"
    TOTAL_DISABILITY = "total_disability"
    CARE = "care"
    HOME_CARE = "home_care"
    TRANSPORT = "transport"
    INCAPACITY = "incapacity"
    INJURIES = "injuries"
    PROSTHESIS = "prosthesis"
    DENTURE = "denture"
    HEARING_AID = "hearing_aid"
    SPECTACLES = "spectacles"
    SCHOLARSHIP = "scholarship"
    SAVINGS = "savings"
    PENSION = "pension"
    LUMP_SUM = "lump_sum"
    CASH = "cash"


class Payable(Choice):
    """When an amount is paid.

    Examples:
        >>> Payable("at-once")
        <Payable.AT_ONCE: 'at-once'>
    """

    AT_ONCE = "at-once"
    AFTER_ARREARS = "after-arrears"
    YEARLY = "yearly"


class Recipient(Choice):
    """Who receives an amount.

    Examples:
        >>> Recipient("heirs")
        <Recipient.HEIRS: 'heirs'>
    """

    PARTICIPANT = "participant"
    HEIRS = "heirs"
    CHILD = "child"
    EMPLOYER = "employer"
    FACILITY = "facility"
    FUNERAL = "funeral"
    FUND = "fund"
    PUBLIC_TRUSTEE = "public-trustee"


# Sums of a death that the law names in rupiah: of each, the value `<programme>.<kind>`.
FIXED_SUMS: dict[Program, tuple[BenefitKind, ...]] = {
    Program.JKK: (BenefitKind.PERIODIC, BenefitKind.FUNERAL),
    Program.JKM: (BenefitKind.DEATH_SUM, BenefitKind.PERIODIC, BenefitKind.FUNERAL),
}
# What goes to the heirs when a participant has died.
OF_HEIRS = frozenset(kind for kinds in FIXED_SUMS.values() for kind in kinds)


def path_of(program: Program, kind: BenefitKind) -> str:
    """Name of the value of the law that a fixed sum is.

    Examples:
        >>> path_of(kj.JKM, BenefitKind.FUNERAL)
        'jkm.funeral'
    """
    return f"{program.lower()}.{kind}"
