"""Findings: what looks odd about a number without making it invalid.

An error stops the caller, a finding informs. A region that is missing from today's list, or a
birth date that disagrees with the number, happens to valid papers and has to be checked by a
person.
"""

from __future__ import annotations

from typing import ClassVar, Literal, TypeAlias

from attrs import frozen

from kopdes_jamsos.errors import InvalidFactError, refusing
from kopdes_jamsos.wording.language import Language
from kopdes_jamsos.wording.sentences import say

Severity: TypeAlias = Literal["warning", "info"]


class Worded:
    """What is put into words by its code: sentences without personal data."""

    __slots__ = ()
    _TABLE: ClassVar[str] = "finding"
    code: str
    figures: tuple[tuple[str, object], ...]

    def message(self, language: Language = "en") -> str:
        """What was found.

        Raises:
            UnknownChoiceError: code `unknown-choice`.

        Examples:
            >>> Finding(code="sex-differs", severity="warning").message("id")
            'Jenis kelamin yang disebutkan berbeda dari NIK.'
        """
        return self._say("message", language)

    def remedy(self, language: Language = "en") -> str:
        """What to do.

        Raises:
            UnknownChoiceError: code `unknown-choice`.

        Examples:
            >>> Finding(code="term-over", severity="warning").remedy()
            'Elect anew, or correct the dates.'
        """
        return self._say("remedy", language)

    def _say(self, part: str, language: Language) -> str:
        with refusing(_unfitting, Exception):
            return say(f"{self._TABLE}.{self.code}.{part}", dict(self.figures), language)

    def __str__(self) -> str:
        return f"{self.message()} [{self.code}] {self.remedy()}"


def _unfitting() -> InvalidFactError:
    return InvalidFactError(
        "The figures of a finding do not fit its sentence.",
        value="figures",
        remedy="Leave a finding as it was given.",
    )


@frozen(kw_only=True)
class Finding(Worded):
    """An oddity that does not make a value invalid.

    Attributes:
        code: Stable, machine-readable name of the kind of finding.
        severity: "warning" where something is probably wrong, "info" where it is merely unusual.
        figures: Names and values of its sentence, such as a count; never personal.

    Examples:
        >>> print(Finding(code="sex-differs", severity="warning"))
        The stated sex differs from the NIK. [sex-differs] Compare the sex with the identity card; \
a NIK is not corrected afterwards.
    """

    code: str
    severity: Severity
    figures: tuple[tuple[str, object], ...] = ()
