"""Results as tables: rows of typed columns, for dataframes, spreadsheets and JSON.

The names of the columns are English and stay; files for people have headings and words in the
language that is asked for. A table names people by their reference only.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import Enum
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias, overload

from attrs import field, frozen

from kopdes_jamsos.basis.sources import Citation
from kopdes_jamsos.errors import InvalidFactError
from kopdes_jamsos.money import Rate
from kopdes_jamsos.months import Month
from kopdes_jamsos.wording.language import Language

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

    from kopdes_jamsos.basis.statements import Note, Statement

Engine: TypeAlias = Literal["pandas", "polars", "pyarrow"]


class Code(str):
    """A stable code in a column: worded in files for people, as it is everywhere else.

    Examples:
        >>> kj.basis.Code("no-enrolment") == "no-enrolment"
        True
    """

    __slots__ = ()


class Column(NamedTuple):
    """A column of a table.

    Attributes:
        name: Its name, English and stable.
        holds: What its values are: `int` (rupiah, counts, years), `Rate` (parts per million),
            `bool`, `datetime.date`, `Month`, `str`, a vocabulary, `Code`, `Note`, `Worded`, `Year`,
            or `Citation` for several of them; `int | None` where one may be blank.

    Examples:
        >>> kj.basis.Column("amount", int).name
        'amount'
    """

    name: str
    holds: Any


class Year(int):
    """A calendar year in a column: a number that is no amount.

    Examples:
        >>> kj.basis.Year(2025) + 1
        2026
    """

    __slots__ = ()


@frozen
class Worded:
    """A code or a choice that a sentence tells people: the code in dataframes, the words in files.

    Attributes:
        code: Stable name.
        note: The sentence.

    Examples:
        >>> kj.basis.Worded("grace", kj.basis.Note.of("cover-grace")).code
        'grace'
    """

    code: str
    note: Note


def _columns(columns: Mapping[str, Any]) -> tuple[Column, ...]:
    return tuple(Column(name, holds) for name, holds in columns.items())


def _fixed(rows: Iterable[Sequence[Any]]) -> tuple[Sequence[Any], ...]:
    return tuple(rows)


class Tabular:
    """A result that is a table, or the table: a dataframe, CSV, XLSX and JSON records.

    Examples:
        >>> isinstance(kj.bill(kdmp, kj.Month(2025, 7)), kj.basis.Tabular)
        True
    """

    __slots__ = ()

    if TYPE_CHECKING:

        def table(self) -> Table:
            """The result as a table; each result has its own."""

    def _about(self) -> Statement | None:
        """What a second sheet says, where there is something to be said."""
        return None

    @overload
    def to_frame(self, engine: Literal["pandas"] = "pandas") -> pandas.DataFrame: ...
    @overload
    def to_frame(self, engine: Literal["polars"]) -> polars.DataFrame: ...
    @overload
    def to_frame(self, engine: Literal["pyarrow"]) -> pyarrow.Table: ...

    def to_frame(self, engine: Engine = "pandas") -> Any:
        """The result as a dataframe of another package, which is imported only now.

        Rupiah and counts are int64, rates int64 in parts per million, days and months dates (a
        month by its first day, as `frames.assess` takes it), choices, codes and articles texts.

        Args:
            engine: "pandas", "polars" or "pyarrow".

        Raises:
            UnknownChoiceError: code `unknown-choice`.
            MissingPackageError: code `missing-package`: the package is not installed.

        Examples:
            >>> frame = kj.bill(kdmp, kj.Month(2025, 7)).to_frame()
            >>> frame["ref"].to_list(), int(frame["total"].sum())
            (['M-1'], 16800)
        """
        from kopdes_jamsos.basis.dataframes import made_with  # needed by few

        return made_with(engine, self.table())

    def to_records(self) -> list[dict[str, Any]]:
        """The rows as JSON holds them: a mapping each; months and days as ISO 8601 writes them.

        They are the table only; `kj.to_json` writes a result as a document that is read back.

        Examples:
            >>> [record] = kj.bill(kdmp, kj.Month(2025, 7)).to_records()
            >>> record["month"], record["ref"], record["jkm_participant"]
            ('2025-07', 'M-1', 6800)
        """
        table = self.table()
        names = table.names
        return [dict(zip(names, map(_in_json, row), strict=True)) for row in table.rows]

    def write_csv(self, path: str | os.PathLike[str], *, language: Language = "id") -> None:
        """Write the table as CSV, with headings and words in a language.

        Nothing that a spreadsheet program would run is written, and the file is whole or not there.

        Args:
            path: The file, which ends in .csv.
            language: "id" or "en".

        Raises:
            InvalidFactError: code `invalid-fact`: no path, or another ending.
            UnknownChoiceError: code `unknown-choice`.
            OutputError: code `output`: the file cannot be written.

        Examples:
            >>> path = folder / "iuran.csv"
            >>> kj.assess(trader, kj.Month(2025, 7)).write_csv(path, language="en")
            >>> print(path.read_text("utf-8-sig").splitlines()[1][:50])
            2025-07,JKK,participant,1000000,10000,10000,,10000
        """
        from kopdes_jamsos.basis.files import write_csv  # needed by few

        write_csv(self.table(), path, language)

    def write_xlsx(self, path: str | os.PathLike[str], *, language: Language = "id") -> None:
        """Write the table as a spreadsheet, with headings and words in a language.

        A second sheet has the title, the totals and what the result says of itself: remarks,
        assumptions and the weakest evidence.

        Args:
            path: The file, which ends in .xlsx.
            language: "id" or "en".

        Raises:
            InvalidFactError: code `invalid-fact`: no path, or another ending.
            UnknownChoiceError: code `unknown-choice`.
            OutputError: code `output`: the file cannot be written, or openpyxl is not installed.

        Examples:
            >>> kj.assess(trader, kj.Month(2025, 7)).write_xlsx(folder / "iuran.xlsx")
        """
        from kopdes_jamsos.basis.files import write_xlsx  # needed by few

        write_xlsx(self.table(), path, language, self._about())

    def write_json(self, path: str | os.PathLike[str]) -> None:
        """Write the records as JSON: a list with an object for each row.

        Args:
            path: The file, which ends in .json.

        Raises:
            InvalidFactError: code `invalid-fact`: no path, or another ending.
            OutputError: code `output`: the file cannot be written.

        Examples:
            >>> kj.assess(trader, kj.Month(2025, 7)).write_json(folder / "iuran.json")
        """
        from kopdes_jamsos.basis.files import write_json  # needed by few

        write_json(self.table(), path)


@frozen(kw_only=True)
class Table(Tabular):
    """A result in rows and columns.

    Attributes:
        name: What the rows are: one of the words of the sheets, or a name of the caller's own.
        columns: The columns in order, given as a mapping from their names to what they hold.
        rows: The rows, each with a value for each column.

    Raises:
        InvalidFactError: code `invalid-fact`: a row of another length.

    Examples:
        >>> table = kj.assess(trader, kj.Month(2025, 7)).table()
        >>> table.name, len(table.rows), table.names[:4]
        ('contributions', 2, ('month', 'program', 'payer', 'base'))
    """

    name: str
    columns: tuple[Column, ...] = field(converter=_columns)
    rows: tuple[Sequence[Any], ...] = field(converter=_fixed, repr=False)

    def __attrs_post_init__(self) -> None:
        width = len(self.columns)
        if any(len(row) != width for row in self.rows):
            raise InvalidFactError(
                "A row of a table has another number of values than there are columns.",
                remedy="Give each row a value for each column, and None for a blank.",
            )

    @classmethod
    def of(
        cls,
        name: str,
        columns: Mapping[str, Any],
        items: Iterable[Any],
        **places: str | Callable[[Any], Any],
    ) -> Table:
        """A table with a row for each of some things.

        Args:
            name: What the rows are.
            columns: The columns; each is the attribute of its name.
            items: The things.
            places: Where a column stands otherwise: an attribute, also "due.day", or a function.

        Examples:
            >>> months = [kj.Month(2025, 7)]
            >>> kj.basis.Table.of("result", {"on": dt.date}, months, on="last_day").to_records()
            [{'on': '2025-07-31'}]
        """
        readers = [places.get(column, column) for column in columns]
        read = [attrgetter(each) if isinstance(each, str) else each for each in readers]
        return cls(
            name=name, columns=columns, rows=[tuple(of(item) for of in read) for item in items]
        )

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)

    def table(self) -> Table:
        """The table itself."""
        return self


def stored(value: Any) -> Any:
    """A value as a dataframe holds it.

    Examples:
        >>> stored(kj.percent("0.24")), stored(kj.Month(2025, 7)), stored(kj.JKK)
        (2400, datetime.date(2025, 7, 1), 'JKK')
    """
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Rate):
        return value.ppm
    if isinstance(value, Month):
        return value.first_day
    if isinstance(value, tuple):
        return "; ".join(map(str, map(stored, value)))
    if isinstance(value, Citation):
        return str(value)
    return getattr(value, "code", value)


def _in_json(value: Any) -> Any:
    if isinstance(value, Month):
        return str(value)
    plain = stored(value)
    return plain.isoformat() if isinstance(plain, dt.date) else plain


def kind_of(holds: Any) -> tuple[type, bool]:
    """What a column holds, and whether it may be blank.

    Examples:
        >>> kind_of(int | None), kind_of(kj.Program)[1]
        ((<class 'int'>, True), False)
    """
    parts: Iterable[Any] = getattr(holds, "__args__", (holds,))
    first, *others = (part for part in parts if part is not type(None))
    return first, len(list(parts)) > 1 + len(others)
