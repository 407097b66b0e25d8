"""Where a value comes from and how well that is evidenced."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum

from attrs import frozen


class Evidence(StrEnum):
    """How well a value is evidenced, from strong to weak.

    TEXT: read in the regulation. OFFICIAL: a notice or statement of the agency. REPORTED: press or
    a dated public transcription. DERIVED: our arithmetic from published anchors. UNVERIFIED: no
    source found. CONVENTION: the law is silent; a choice.

    Examples:
        >>> Evidence.weakest([Evidence.TEXT, Evidence.REPORTED])
        <Evidence.REPORTED: 'reported'>
    """

    TEXT = "text"
    OFFICIAL = "official"
    REPORTED = "reported"
    DERIVED = "derived"
    UNVERIFIED = "unverified"
    CONVENTION = "convention"

    @property
    def rank(self) -> int:
        """0 for the strongest grade, growing as the evidence weakens.

        Examples:
            >>> Evidence.TEXT.rank
            0
        """
        return _RANKS[self]

    @classmethod
    def weakest(cls, grades: Iterable[Evidence]) -> Evidence:
        """The weakest of some grades: the grade of a result that used them all.

        Examples:
            >>> Evidence.weakest([])
            <Evidence.TEXT: 'text'>
        """
        return max(grades, key=_RANKS.__getitem__, default=cls.TEXT)


_RANKS = {grade: rank for rank, grade in enumerate(Evidence)}


@frozen
class Citation:
    """A place in a legal text or notice.

    Attributes:
        source: Short citation of the text, a key of `instruments.toml`: "PP 44/2015".
        article: Pasal and ayat, or empty where none is known.

    Examples:
        >>> str(Citation("PP 44/2015", "Pasal 18"))
        'PP 44/2015 Pasal 18'
    """

    source: str
    article: str = ""

    def __str__(self) -> str:
        return f"{self.source} {self.article}".strip()


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
        >>> import kopdes_jamsos as kj
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
        id: Stable name.
        text_id: What it says, in Indonesian.
        text_en: What it says, in English.

    Examples:
        >>> import kopdes_jamsos as kj
        >>> kj.LAW.convention("band-gap").id
        'band-gap'
    """

    id: str
    text_id: str
    text_en: str
