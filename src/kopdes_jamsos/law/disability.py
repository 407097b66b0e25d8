"""The table of percentages for permanent partial disability (JKK).

PP 44/2015 Pasal 25 ayat (5) with Lampiran III. The annex itself was not read; its rows are those
of the predecessor regulation (PP 53/2012 Lampiran II part II), and their evidence says so.
"""

from __future__ import annotations

from functools import cache

from attrs import frozen

from kopdes_jamsos.law._files import read_file, shaped
from kopdes_jamsos.law.citation import Citation, Evidence
from kopdes_jamsos.money import Rate


@frozen(kw_only=True)
class DisabilityRow:
    """One row of the table of percentages.

    Attributes:
        number: Number of the row; rows with several degrees share one.
        part: Name by which an `Injury` asks for it.
        side: "right" or "left", or empty; they swap for left-handed people.
        share: Percentage; the lowest one of a range, or that of one step.
        share_to: Highest percentage of a range, or None.
        step_id: What one step is, in Indonesian, where the row counts steps; else empty.
        step_en: The same in English.
        steps_most: Number of steps that make up the whole, or None.
        title_id: The injury in Indonesian.
        title_en: The injury in English.
        copies: Number of copies in which the row was read.

    Examples:
        >>> row = kj.law.disability_table()[0]
        >>> row.part, row.side, str(row.share)
        ('arm-from-shoulder', 'right', '40 %')
    """

    number: int
    part: str
    side: str = ""
    share: Rate
    share_to: Rate | None = None
    step_id: str = ""
    step_en: str = ""
    steps_most: int | None = None
    title_id: str
    title_en: str
    copies: int


@frozen(kw_only=True)
class Binocular:
    """The parts of the better and the worse eye in the efficiency of both together."""

    better: int
    worse: int


def disability_table() -> tuple[DisabilityRow, ...]:
    """All rows of the table of percentages, in the order of the annex.

    Examples:
        >>> len({row.number for row in kj.law.disability_table()})
        42
    """
    return _rows()


@cache
@shaped("disability.toml")
def _rows() -> tuple[DisabilityRow, ...]:
    return tuple(
        DisabilityRow(
            **{key: item for key, item in row.items() if not key.startswith("share")},
            share=Rate(row["share"]),
            share_to=Rate(row["share_to"]) if "share_to" in row else None,
        )
        for row in read_file("disability")["row"]
    )


@shaped("disability.toml")
def disability_source() -> tuple[Citation, Evidence]:
    """Where the table stands, and how well it is evidenced."""
    table = read_file("disability")
    return Citation(table["source"], table["article"]), Evidence(table["evidence"])


@shaped("disability.toml")
def binocular_weights() -> Binocular:
    """How much the better and the worse eye count."""
    return Binocular(**read_file("disability")["binocular"])
