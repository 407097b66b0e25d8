"""The legal texts and notices that values cite, and the conventions where the law is silent.

Values name them by a key; they are read when a result is explained.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from attrs import frozen

from kopdes_jamsos.basis.sources import Evidence
from kopdes_jamsos.law._files import read_file, shaped
from kopdes_jamsos.wording.language import Language, words


@frozen(kw_only=True, eq=False)
class Instrument:
    """A legal text or notice.

    Attributes:
        key: Short citation.
        kind: UU, PP, Perpres, Permenaker and so on.
        number: Number within its year, or empty.
        year: Year.
        title: Title in Indonesian.
        promulgated: Day of promulgation or issue, where known.
        in_force: First day in force, where known.
        amends: Keys of the texts it amends.
        amended_by: Keys of the texts that amend it.
        url: A public address, where known.
        evidence: How well title and dates are evidenced.
        note: Limits of what was read.

    Examples:
        >>> kj.LAW.instrument("PP 36/2025").amends
        ('PP 7/2025',)
    """

    key: str
    kind: str
    number: str = ""
    year: int
    title: str
    promulgated: dt.date | None = None
    in_force: dt.date | None = None
    amends: tuple[str, ...] = ()
    amended_by: tuple[str, ...] = ()
    url: str = ""
    evidence: Evidence
    note: str = ""


@frozen(kw_only=True, eq=False)
class Convention:
    """A choice of ours where the law is silent, or an assumption a result can name.

    Attributes:
        id: Stable name, by which the files of languages have its words.

    Examples:
        >>> kj.LAW.convention("band-gap").id
        'band-gap'
    """

    id: str

    def text(self, language: Language) -> str:
        """What it says.

        Raises:
            UnknownChoiceError: code `unknown-choice`.

        Examples:
            >>> kj.LAW.convention("round-line").text("en")
            'Each line (programme and payer) is rounded half up to the rupiah, after any relief; \
totals add rounded lines.'
        """
        return words(language).tables["conventions"][self.id]


@cache
@shaped("instruments.toml")
def read_instruments() -> Mapping[str, Instrument]:
    """All legal texts and notices by their short citation."""
    return MappingProxyType(
        {
            key: Instrument(
                key=key,
                kind=row["kind"],
                number=row.get("number", ""),
                year=row["year"],
                title=row["title"],
                promulgated=row.get("promulgated"),
                in_force=row.get("in_force"),
                amends=tuple(row.get("amends", ())),
                amended_by=tuple(row.get("amended_by", ())),
                url=row.get("url", ""),
                evidence=Evidence(row["evidence"]),
                note=row.get("note", ""),
            )
            for key, row in read_file("instruments").items()
        }
    )


@cache
@shaped("conventions.toml")
def read_conventions() -> Mapping[str, Convention]:
    """All conventions by their identifier."""
    return MappingProxyType(
        {name: Convention(id=_name(name)) for name in read_file("conventions")["names"]}
    )


@cache
@shaped("conventions.toml")
def read_readings() -> tuple[str, ...]:
    """The conventions that a book of law can be read by instead of the usual ones."""
    return tuple(map(_name, read_file("conventions")["readings"]))


def _name(name: object) -> str:
    if isinstance(name, str):
        return name
    raise TypeError
