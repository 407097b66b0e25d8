"""Findings: what looks odd about a number without making it invalid.

An error stops the caller, a finding informs. A region that is missing from today's list, or a
birth date that disagrees with the number, happens to valid papers and has to be looked at by a
person.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from attrs import frozen

Severity: TypeAlias = Literal["warning", "info"]


@frozen(kw_only=True)
class Finding:
    """An oddity that does not make a value invalid.

    Message and remedy never hold personal data.

    Attributes:
        code: Stable, machine-readable name of the kind of finding.
        severity: "warning" where something is probably wrong, "info" where it is merely unusual.
        message: What was found.
        remedy: What the caller can do.

    Examples:
        >>> finding = Finding(
        ...     code="sex-differs",
        ...     severity="warning",
        ...     message="The stated sex differs from the NIK.",
        ...     remedy="Compare both with the identity card.",
        ... )
        >>> print(finding)
        The stated sex differs from the NIK. [sex-differs] Compare both with the identity card.
    """

    code: str
    severity: Severity
    message: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.message} [{self.code}] {self.remedy}"
