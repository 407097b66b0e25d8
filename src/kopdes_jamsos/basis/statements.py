"""Statements: a result as rows, totals and remarks, before it is put into words.

Results are explained as data (`Statement`), so that text, Markdown, HTML and both languages show
the same. A `Note` is a code with figures; `wording` holds its sentences.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from attrs import AttrsInstance, fields, frozen

from kopdes_jamsos.basis.grounds import Basis
from kopdes_jamsos.basis.sources import Citation, Evidence
from kopdes_jamsos.basis.tables import Table, Tabular
from kopdes_jamsos.display import current_language
from kopdes_jamsos.money import Rupiah
from kopdes_jamsos.wording.formats import Form
from kopdes_jamsos.wording.language import Language


@frozen
class Note:
    """A fact to be worded: a stable code and its figures.

    Attributes:
        code: Names the sentence in `wording`.
        pairs: Names and values of the sentence: rupiah as int, rates, months, dates, names.

    Examples:
        >>> Note.of("band", number=1, base=1_000_000).figures["number"]
        1
    """

    code: str
    pairs: tuple[tuple[str, object], ...] = ()

    @classmethod
    def of(cls, code: str, /, **figures: object) -> Note:
        """Note with its figures as keywords.

        Examples:
            >>> Note.of("zero-wage").code
            'zero-wage'
        """
        return cls(code, tuple(figures.items()))

    @property
    def figures(self) -> Mapping[str, object]:
        """The figures by name."""
        return dict(self.pairs)


@frozen(kw_only=True, eq=False)
class Row:
    """One row of a statement: a label, an amount and where it stands.

    Attributes:
        label: What the amount is.
        head: Short first column, such as the programme, or a note that names the fact of the row;
            empty for a row that continues one.
        amount: Rupiah; negative for a relief; None where nothing is counted.
        citations: Where it stands.
        details: Further facts of the row.

    Examples:
        >>> Row(label=Note.of("total"), amount=16_800).label.code
        'total'
    """

    label: Note
    head: str | Note = ""
    amount: Rupiah | None = None
    citations: tuple[Citation, ...] = ()
    details: tuple[Note, ...] = ()


@frozen(kw_only=True, eq=False)
class Statement:
    """A result, ready to be worded.

    Attributes:
        title: Heading.
        rows: Rows in order.
        totals: Totals in order; the last one is the grand total.
        remarks: Remarks under the table.
        basis: What the result rests on; None where nothing could be computed.

    Examples:
        >>> Statement(title=Note.of("total"), basis=Basis()).remarks
        ()
    """

    title: Note
    rows: tuple[Row, ...] = ()
    totals: tuple[Row, ...] = ()
    remarks: tuple[Note, ...] = ()
    basis: Basis | None = None

    @property
    def assumptions(self) -> tuple[str, ...]:
        """Identifiers of the conventions and assumptions that decided the result."""
        return self.basis.assumptions if self.basis else ()

    @property
    def evidence(self) -> Evidence | None:
        """Weakest grade used; None where nothing could be computed."""
        return self.basis.evidence if self.basis else None


class Displayed:
    """Something that shows itself: a table in notebooks, a line or a few in print.

    Examples:
        >>> issubclass(kj.Bill, kj.basis.Displayed)
        True
    """

    __slots__ = ()

    # Whether print tells more than the heading.
    _sum_is_told: ClassVar[bool] = True

    if TYPE_CHECKING:

        def _display(self) -> Statement:
            """What is shown, as data; nothing personal, where it is no result."""

    def _left_out(self) -> Note | None:
        """How many the sum does not hold, for print; None where it holds all."""
        return None

    def __str__(self) -> str:
        # Needed only once somebody reads it; so below.
        from kopdes_jamsos.basis.rendering import brief

        return brief(
            self._display(),
            current_language(),
            with_sum=self._sum_is_told,
            left_out=self._left_out(),
        )

    def _repr_html_(self) -> str:
        from kopdes_jamsos.basis.rendering import word

        return word(self._display(), current_language(), "html")


def stated(thing: AttrsInstance) -> dict[str, object]:
    """The facts of a value that are stated and not personal: those that its repr shows.

    Examples:
        >>> stated(kj.BPUEnrolment(income=1_000_000, programs={"JKM"}, sector="other"))["sector"]
        <Sector.OTHER: 'other'>
    """
    values = {each.name: getattr(thing, each.name) for each in fields(type(thing)) if each.repr}
    return {name: value for name, value in values.items() if value}


def facts_shown(title: Note, facts: Mapping[str, object]) -> Statement:
    """What is shown of something that is no result: a row for each of its facts.

    Args:
        title: Heading.
        facts: Values by their names among the words of parts; notes are worded as they are, each
            of a list in a row of its own.

    Examples:
        >>> [row] = facts_shown(Note.of("total"), {"sector": kj.Sector.OTHER}).rows
        >>> row.label.figures["value"]
        <Sector.OTHER: 'other'>
    """
    return Statement(
        title=title,
        rows=tuple(
            Row(
                head=Note.of("part", name=name),
                label=each if isinstance(each, Note) else Note.of("fact", value=each),
            )
            for name, value in facts.items()
            for each in (value if isinstance(value, list) else [value])
        ),
    )


class Explained(Tabular, Displayed):
    """A result that has a statement, and so words in both languages and a table for notebooks.

    Printed, it is its heading. The sum follows where it is that of many people; that of one would
    tell a wage.

    Examples:
        >>> isinstance(kj.assess(trader, kj.Month(2025, 7)), kj.basis.Explained)
        True
    """

    __slots__ = ()

    _sum_is_told: ClassVar[bool] = False

    if TYPE_CHECKING:

        def statement(self) -> Statement:
            """The result as data, ready to be worded; each result has its own."""

    def table(self) -> Table:
        """The rows of the statement, where a result has no columns of its own."""
        return Table.of(
            "result",
            {"subject": str | None, "item": Note, "amount": int | None, "article": Citation},
            self.statement().rows,
            subject=lambda row: row.head or None,
            item="label",
            article="citations",
        )

    def _about(self) -> Statement | None:
        return self.statement()

    def _display(self) -> Statement:
        return self.statement()

    def explain(self, language: Language | None = None, form: Form = "text") -> str:
        """The result in words: amounts with their articles, assumptions and evidence.

        Args:
            language: "id" or "en"; None: that of `kj.display`.
            form: "text", "markdown" or "html".

        Raises:
            UnknownChoiceError: code `unknown-choice`.

        Examples:
            >>> print(kj.assess(trader, kj.Month(2025, 7)).explain("en").splitlines()[0])
            Contribution for July 2025, non-wage earner (BPU)
        """
        from kopdes_jamsos.basis.rendering import word

        return word(self.statement(), current_language(language), form)
