"""How much a file may hold."""

from __future__ import annotations

from pathlib import Path

from attrs import field, frozen

from kopdes_jamsos._checks import by, check_whole
from kopdes_jamsos._files.paths import is_path, plain_path
from kopdes_jamsos.errors import InvalidFactError, RosterError, a_kind

_MEBIBYTE = 1 << 20


def _check_limit(value: object, name: str) -> int:
    return check_whole(value, name, least=1)


_is_positive = by(_check_limit)


@frozen(kw_only=True)
class Limits:
    """How much of a file is read before it is refused.

    Attributes:
        rows: Rows of a sheet, blank ones included.
        columns: Cells of a row of a spreadsheet, and of the headings of CSV.
        characters: Characters of a cell; a longer one is a finding and not read.
        file_bytes: Bytes of the file.
        unpacked_bytes: Bytes of all parts of a spreadsheet together, unpacked.
        shared_bytes: Bytes of the shared texts of a spreadsheet, which are held in memory.
        parts: Parts of a spreadsheet.

    Raises:
        InvalidFactError: code `invalid-fact`.

    Examples:
        >>> kj.rosters.Limits(rows=1_000).rows
        1000
    """

    rows: int = field(default=2_000_000, validator=_is_positive)
    columns: int = field(default=200, validator=_is_positive)
    characters: int = field(default=2_000, validator=_is_positive)
    file_bytes: int = field(default=1_024 * _MEBIBYTE, validator=_is_positive)
    unpacked_bytes: int = field(default=4_096 * _MEBIBYTE, validator=_is_positive)
    shared_bytes: int = field(default=96 * _MEBIBYTE, validator=_is_positive)
    parts: int = field(default=1_000, validator=_is_positive)


def check_path(path: object) -> Path:
    """The path of the file that is read.

    Raises:
        InvalidFactError: code `invalid-fact`.
    """
    if not is_path(path):
        raise InvalidFactError(
            f"What is read is the path of a file; got {a_kind(path)}.",
            remedy="Give a text or a path.",
        )
    return plain_path(path)


def check_limits(limits: object) -> Limits:
    """How much is read; None is `Limits()`.

    Raises:
        InvalidFactError: code `invalid-fact`.
    """
    bounds = Limits() if limits is None else limits
    if not isinstance(bounds, Limits):
        raise InvalidFactError(
            f"limits must be Limits; got {a_kind(bounds)}.", remedy="Give a Limits, or None."
        )
    return bounds


def too_much(what: str, limit: str, limits: Limits) -> RosterError:
    """The error for a file that holds more than a limit allows."""
    return RosterError(
        f"The {what} is larger than the limit {limit} of {getattr(limits, limit):,}.",
        remedy=f"Check the file; if it is right, raise it with Limits({limit}=…).",
        reason="too-large",
    )


def too_wide(limits: Limits) -> RosterError:
    """The error for a row with more cells than a limit allows."""
    return RosterError(
        f"A row has more cells than the limit columns of {limits.columns:,}.",
        remedy="Check the file; if it is right, raise it with Limits(columns=…).",
        reason="too-many-columns",
        limit=limits.columns,
    )
