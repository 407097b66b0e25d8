"""Errors and warnings: one root, and a stable code for each kind.

Every error says what was wrong, which value was refused and what to do. Messages never hold
personal data: a wage, an income, a name or a NIK is described ("a float"), not quoted. The
refused value itself is kept in `value` for the caller, except for a NIK, which is never kept, not
even where it was given in the place of something else.
"""

from __future__ import annotations

import re
from typing import ClassVar

# The number of a person or a card that was put into the wrong place must not come back.
_LONG_NUMBER = re.compile(r"\d{11,}")


class KopdesJamsosError(Exception):
    """Root of all errors of this library.

    Attributes:
        code: Stable, machine-readable name of the kind of error.
        value: The value that was refused, or None where it may not be kept.
        remedy: What the caller can do.

    Examples:
        >>> import kopdes_jamsos as kj
        >>> try:
        ...     kj.Month.parse("July 2025")
        ... except kj.KopdesJamsosError as error:
        ...     print(error.code)
        invalid-month
    """

    code: ClassVar[str] = "kopdes-jamsos"

    def __init__(self, message: str, *, value: object = None, remedy: str) -> None:
        self.message = _without_numbers(message)
        self.value = None if _LONG_NUMBER.search(_repr(value)) else value
        self.remedy = _without_numbers(remedy)
        super().__init__(self.message, self.remedy)

    def __str__(self) -> str:
        return f"{self.message} [{self.code}] {self.remedy}"

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (type(self), self.message, self.value, self.remedy))


def show(value: object) -> str:
    """A refused value in a message: its repr if it has one, cut to a line, without long numbers."""
    text = _without_numbers(_repr(value))
    return text if len(text) <= _LINE else f"{text[: _LINE - 1]}…"


_LINE = 60


def _repr(value: object) -> str:
    try:
        return repr(value)
    except Exception:  # a hostile repr, or an int too long to print, must not hide our error
        return f"<{type(value).__name__}>"


def _without_numbers(text: str) -> str:
    return _LONG_NUMBER.sub("(number)", text)


def _rebuild(
    kind: type[KopdesJamsosError], message: str, value: object, remedy: str
) -> KopdesJamsosError:
    return kind(message, value=value, remedy=remedy)


class InvalidAmountError(KopdesJamsosError, ValueError):
    """An amount that is not a whole, non-negative number of rupiah."""

    code = "invalid-amount"


class InvalidRateError(KopdesJamsosError, ValueError):
    """A rate that is no percentage between 0 and 100, or finer than parts per million."""

    code = "invalid-rate"


class InvalidMonthError(KopdesJamsosError, ValueError):
    """Something that is no calendar month."""

    code = "invalid-month"


class InvalidDateError(KopdesJamsosError, ValueError):
    """Something that is no calendar date where one is needed."""

    code = "invalid-date"


class UnknownProgramError(KopdesJamsosError, ValueError):
    """A name that is none of the programmes JKK, JKM, JHT, JP and JKP."""

    code = "unknown-program"


class InvalidRiskClassError(KopdesJamsosError, ValueError):
    """A JKK risk class outside 1 to 5."""

    code = "invalid-risk-class"


class UnknownChoiceError(KopdesJamsosError, ValueError):
    """A value that is no member of the enumeration it is used for."""

    code = "unknown-choice"


class InvalidFactError(KopdesJamsosError, ValueError):
    """A fact of the wrong kind, or facts that contradict one another."""

    code = "invalid-fact"


class InvalidNikError(KopdesJamsosError, ValueError):
    """A personal identity number (NIK) that cannot be one; its digits are never repeated."""

    code = "invalid-nik"


class InvalidVillageCodeError(KopdesJamsosError, ValueError):
    """A village code that does not have the form of the Ministry of Home Affairs."""

    code = "invalid-village-code"


class ProgramNotOpenError(KopdesJamsosError, ValueError):
    """A programme that is not open to this segment or in this month."""

    code = "program-not-open"


class AgeLimitError(KopdesJamsosError, ValueError):
    """A registration beyond the age limit of a segment or programme."""

    code = "age-limit"


class MissingFactError(KopdesJamsosError, LookupError):
    """A fact that decides the amount and was not given."""

    code = "missing-fact"


class BeforeDataError(KopdesJamsosError, LookupError):
    """A month before the law data begins, or before a value came into being."""

    code = "before-data"


class NotAnnouncedError(KopdesJamsosError, LookupError):
    """A month for which a value that is set every year has not been announced."""

    code = "not-announced"


class NoRuleError(KopdesJamsosError, LookupError):
    """A question for which no rule was found in the law."""

    code = "no-rule"


class FrameError(KopdesJamsosError, ValueError):
    """A dataframe whose shape, columns or types do not fit, or that needs a package not there."""

    code = "frame"


class LawPathError(KopdesJamsosError, LookupError):
    """A path that names no value of the law data."""

    code = "law-path"


class LawChangeError(KopdesJamsosError, ValueError):
    """A what-if change with the wrong unit, the wrong months or no effect."""

    code = "law-change"


class LawDataError(KopdesJamsosError, ValueError):
    """A law file that contradicts itself or its schema."""

    code = "law-data"


class KopdesJamsosWarning(UserWarning):
    """Root of all warnings of this library."""


class UnverifiedRuleWarning(KopdesJamsosWarning):
    """A value for which no source was found decided an amount."""
