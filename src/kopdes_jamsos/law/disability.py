"""The table of percentages for permanent partial disability (JKK).

PP 44/2015 Pasal 25 ayat (5) with Lampiran III, as read; that of PP 82/2019 was not read, and its
evidence says so.
"""

from __future__ import annotations

import datetime as dt
from functools import cache

from attrs import frozen

from kopdes_jamsos.basis.sources import Citation, Evidence
from kopdes_jamsos.law._files import read_file, shaped
from kopdes_jamsos.money import Rate
from kopdes_jamsos.months import Month
from kopdes_jamsos.wording.language import Language, words


@frozen(kw_only=True)
class DisabilityRow:
    """One row of the table of percentages.

    Attributes:
        number: Number of the row; rows with several degrees share one.
        part: Name by which an `Injury` asks for it.
        side: "right" or "left", or empty; they swap for left-handed people.
        share: Percentage; the lowest one of a range, or that of one step.
        share_to: Highest percentage of a range, or None.
        step: Name of what one step is, such as "10-decibels", where the row counts steps; else
            empty.
        steps_most: Number of steps that make up the whole, or None.
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
    step: str = ""
    steps_most: int | None = None
    copies: int

    @property
    def name(self) -> str:
        """Part and side, by which the files of languages have the injury."""
        return f"{self.part} {self.side}".rstrip()

    def title(self, language: Language) -> str:
        """The injury in words.

        Raises:
            UnknownChoiceError: code `unknown-choice`.

        Examples:
            >>> kj.law.disability_table()[0].title("en")
            'Right arm from the shoulder joint down'
        """
        return words(language).tables["disability"][self.name]


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


@cache
@shaped("disability.toml")
def _tables() -> tuple[tuple[dt.date, Citation, Evidence], ...]:
    return tuple(
        (
            Month.parse(table["from"]).first_day.replace(day=table.get("from_day", 1)),
            Citation(table["source"], table["article"]),
            Evidence(table["evidence"]),
        )
        for table in read_file("disability")["table"]
    )


@shaped("disability.toml")
def disability_source(on: dt.date) -> tuple[Citation, Evidence]:
    """Where the table stands for an accident of a day, and how well it is evidenced.

    Args:
        on: Day of the accident; one before the data has the first table.

    Examples:
        >>> [str(disability_source(dt.date(2019, 12, day))[1]) for day in (1, 2)]
        ['text', 'reported']
    """
    tables = _tables()
    found = [table for table in tables if table[0] <= on] or [tables[0]]
    return found[-1][1:]


@shaped("disability.toml")
def binocular_weights() -> Binocular:
    """How much the better and the worse eye count."""
    return Binocular(**read_file("disability")["binocular"])
