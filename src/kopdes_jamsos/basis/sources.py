"""Where a value comes from and how well that is evidenced."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from kopdes_jamsos.programs import Choice


class Evidence(Choice):
    """How well a value is evidenced, from strong to weak.

    TEXT: read in the regulation. OFFICIAL: a notice or statement of the agency, or of the office
    that sets the figure. REPORTED: press or a dated public transcription. DERIVED: our arithmetic
    from published anchors. UNVERIFIED: no source found. CONVENTION: the law is silent; a choice.

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
        """0 for the strongest grade, growing as the evidence weakens."""
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
