"""Why a row has the amounts that it has: bits of the column `flags`."""

from __future__ import annotations

from enum import IntFlag
from typing import Any

from kopdes_jamsos._plain import as_int
from kopdes_jamsos.errors import UnknownChoiceError, a_kind

# Refusals are the bits from here on: flags of at least this much belong to a refused row.
FIRST_REFUSAL = 1 << 16


class Reason(IntFlag):
    """Reasons in the column `flags`.

    A refused row has null amounts and REFUSED bits only, from `1 << 16` on. Below them, eight bits
    tell of programmes and eight of what else decided; a bit keeps its meaning for ever.

    Examples:
        >>> Reason(260)
        <Reason.NOT_IN_JHT|CEILING_APPLIED: 260>
        >>> Reason(131072).refused
        True
    """

    NOT_IN_JKK = 1 << 0
    NOT_IN_JKM = 1 << 1
    NOT_IN_JHT = 1 << 2
    NOT_IN_JP = 1 << 3
    NOT_IN_JKP = 1 << 4
    CEILING_APPLIED = 1 << 8
    RELIEF_APPLIED = 1 << 9
    PAST_PENSION_AGE = 1 << 10
    AGE_NOT_GIVEN = 1 << 11
    BAND_CHOSEN = 1 << 12
    BAND_GAP = 1 << 13
    REFUSED_SEGMENT = 1 << 16
    REFUSED_MONTH = 1 << 17
    REFUSED_BASE = 1 << 18
    REFUSED_TOO_LARGE = 1 << 19
    REFUSED_RISK_CLASS = 1 << 20
    REFUSED_PROGRAM = 1 << 21
    REFUSED_CHOICE = 1 << 22
    REFUSED_FACT_MISSING = 1 << 23
    REFUSED_BIRTH_DATE = 1 << 24
    REFUSED_REGISTRATION = 1 << 25
    REFUSED_AGE = 1 << 26

    @classmethod
    def _missing_(cls, value: object) -> Any:
        bits = as_int(value)
        if bits is None:
            raise UnknownChoiceError(
                f"Reasons are bits of an int; got {a_kind(value)}.",
                value="flags",
                remedy="Give a value of the column flags.",
            )
        return super()._missing_(bits)

    @property
    def refused(self) -> bool:
        """Whether the row was refused."""
        return self >= FIRST_REFUSAL


# The conventions that a flag says to have decided a row.
ASSUMED = {
    Reason.AGE_NOT_GIVEN: "jp-age-not-given",
    Reason.PAST_PENSION_AGE: "jp-after-pension-age",
    Reason.BAND_GAP: "band-gap",
}
