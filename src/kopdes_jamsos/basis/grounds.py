"""The basis of a figure: where it stands, how well that is evidenced, and what was assumed.

Every line, condition, cover and result has one. A figure that is made of others rests on the sum
of their bases. Nothing else joins citations, grades and assumptions, and nothing else warns of a
value for which no source was found.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from itertools import chain
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from attrs import field, frozen
from attrs.exceptions import FrozenInstanceError

from kopdes_jamsos.basis.sources import Citation, Evidence
from kopdes_jamsos.errors import UnverifiedRuleWarning, warn
from kopdes_jamsos.months import Month


class Sourced(Protocol):
    """A value of the law, as far as a basis reads it: `DatedValue`."""

    @property
    def path(self) -> str:
        """Name of its series."""

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Where it stands."""

    @property
    def evidence(self) -> Evidence:
        """Its grade."""

    @property
    def assumption(self) -> str:
        """Convention under which it stands, or ""."""


class LookUp:
    """A place of the law that was read: a series, and for when.

    Attributes:
        path: Name of the series.
        month: Month for which it was read, or None.
        day: Day for which it was read, or None; without month and day all of it was.

    Examples:
        >>> kj.basis.LookUp("jkm.amount_bpu", kj.Month(2025, 7)).path
        'jkm.amount_bpu'
    """

    # Not attrs: a set of them would be no set as plain data, since a dict has no hash.
    __slots__ = ("_hash", "day", "month", "path")

    path: str
    month: Month | None
    day: dt.date | None
    _hash: int

    def __init__(self, path: str, month: Month | None = None, day: dt.date | None = None) -> None:
        put = object.__setattr__
        put(self, "path", path)
        put(self, "month", month)
        put(self, "day", day)
        put(self, "_hash", hash((path, month, day)))  # sets of them are built again and again

    def __setattr__(self, name: str, value: object) -> None:
        raise FrozenInstanceError

    def __delattr__(self, name: str) -> None:
        raise FrozenInstanceError

    def __eq__(self, other: object) -> bool:
        if type(other) is not LookUp:
            return NotImplemented
        return (self.path, self.month, self.day) == (other.path, other.month, other.day)

    def __hash__(self) -> int:
        return self._hash

    def __repr__(self) -> str:
        return f"LookUp(path={self.path!r}, month={self.month!r}, day={self.day!r})"

    def __getstate__(self) -> tuple[Any, ...]:
        return self.path, self.month, self.day  # the hash of a text is another one elsewhere

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        LookUp.__init__(self, *state)


@frozen(kw_only=True, eq=False)
class Origin:
    """The document that a result was read from.

    Attributes:
        engine_version: Version of the engine that computed the result.
        law_version: Version of the law data that it was computed with.
        law_values: The places of the law that were read then, with what they held.

    Examples:
        >>> text = kj.to_json(kj.assess(trader, kj.Month(2025, 7)))
        >>> kj.from_json(text, "assessment").common.origin.law_version
        '20...'
    """

    engine_version: str
    law_version: str
    law_values: tuple[LookUp, ...] = field(repr=False)


@frozen(kw_only=True)
class Basis:
    """What a figure rests on.

    `Basis.of` makes one from values of the law, `Basis.sum` joins those of the parts of a figure.

    Attributes:
        citations: Where it stands, in the order of use.
        evidence: Weakest grade used; CONVENTION as soon as something was assumed.
        assumptions: Identifiers of the conventions and assumptions that decided it.
        unverified: Paths of the values for which no source was found.
        lookups: The places of the law that were read.
        origin: The document that a result was read from, or None where it was computed.

    Examples:
        >>> ceiling = kj.LAW.value("jp.wage_ceiling", kj.Month(2026, 11))
        >>> basis = kj.basis.Basis.of(ceiling, assuming=["jp-age-not-given"])
        >>> basis.evidence, basis.assumptions
        (<Evidence.CONVENTION: 'convention'>, ('jp-age-not-given',))
    """

    citations: tuple[Citation, ...] = ()
    evidence: Evidence = Evidence.TEXT
    assumptions: tuple[str, ...] = ()
    unverified: tuple[str, ...] = field(default=(), eq=False, repr=False)
    lookups: frozenset[LookUp] = field(default=frozenset(), eq=False, repr=False)
    origin: Origin | None = field(default=None, eq=False, repr=False)

    @classmethod
    def of(
        cls,
        *values: Sourced,
        citations: Iterable[Citation] = (),
        assuming: Iterable[str] = (),
        lookups: frozenset[LookUp] = frozenset(),
        decides: bool = True,
    ) -> Basis:
        """The basis that some values of the law give; it warns of those that are unverified.

        A convention that stands in no article is not cited; its assumption names it.

        Args:
            values: Values that decide the figure.
            citations: Further citations, after those of the values.
            assuming: Conventions and assumptions, before those of the values; "" is none.
            lookups: The places of the law that were read.
            decides: False where no figure is decided yet; `warn` then warns later.

        Examples:
            >>> kj.basis.Basis.of(kj.LAW.value("jkm.funeral", kj.Month(2025, 6))).citations
            (Citation(source='PP 82/2019', article='Pasal 34 ayat (1) huruf c'),)
        """
        places = [
            citation
            for value in values
            for citation in value.citations
            if citation.article or value.evidence is not Evidence.CONVENTION
        ]
        names = _unique((*assuming, *[value.assumption for value in values]))
        grades = [value.evidence for value in values]
        found = cls(
            citations=_unique((*places, *citations)),
            evidence=_graded(names, grades),
            assumptions=names,
            unverified=_unique(
                value.path for value in values if value.evidence is Evidence.UNVERIFIED
            ),
            lookups=lookups,
        )
        if decides:
            found.warn()
        return found

    @classmethod
    def sum(cls, parts: Iterable[Basis | Grounded], *, assuming: Iterable[str] = ()) -> Basis:
        """The basis of what is made of some parts: all they rest on, each thing once.

        Args:
            parts: Bases, or whatever has one: lines, conditions, results.
            assuming: Conventions and assumptions beside those of the parts; they come first.

        Examples:
            >>> part = kj.basis.Basis(assumptions=("relief-settled",))
            >>> kj.basis.Basis.sum([part], assuming=["jp-age-not-given"]).assumptions
            ('jp-age-not-given', 'relief-settled')
        """
        bases = [part if isinstance(part, Basis) else part.basis for part in parts]
        names = _unique(chain(assuming, *[each.assumptions for each in bases]))
        return cls(
            citations=_unique(chain(*[each.citations for each in bases])),
            evidence=_graded(names, [each.evidence for each in bases]),
            assumptions=names,
            unverified=_unique(chain(*[each.unverified for each in bases])),
            lookups=frozenset().union(*[each.lookups for each in bases]),
        )

    def assuming(self, *names: str) -> Basis:
        """The same basis with further assumptions, after its own; "" is none.

        Examples:
            >>> kj.basis.Basis().assuming("band-gap").evidence
            <Evidence.CONVENTION: 'convention'>
        """
        return self.revised(assuming=names)

    def revised(
        self,
        *,
        citations: Iterable[Citation] | None = None,
        evidence: Evidence = Evidence.TEXT,
        assuming: Iterable[str] = (),
    ) -> Basis:
        """The same basis with other citations, a weaker grade or further assumptions.

        Args:
            citations: All places where the figure stands; None keeps those of this basis.
            evidence: A further grade; the weaker one holds.
            assuming: Further conventions and assumptions, after those of this basis; "" is none.

        Examples:
            >>> kj.basis.Basis().revised(evidence=kj.Evidence.REPORTED).evidence
            <Evidence.REPORTED: 'reported'>
        """
        names = _unique((*self.assumptions, *assuming))
        return Basis(
            citations=self.citations if citations is None else _unique(citations),
            evidence=_graded(names, (self.evidence, evidence)),
            assumptions=names,
            unverified=self.unverified,
            lookups=self.lookups,
        )

    def beside(self, *others: Basis | Grounded) -> Basis:
        """The same basis with what stands beside the figure and decides none, such as a due date.

        Its places and assumptions are named as well; the grade stays that of the figure.

        Examples:
            >>> due = kj.basis.Basis(assumptions=("due-next-working-day",))
            >>> kj.basis.Basis().beside(due).evidence
            <Evidence.TEXT: 'text'>
        """
        whole = Basis.sum((self, *others))
        return Basis(
            citations=whole.citations,
            evidence=self.evidence,
            assumptions=whole.assumptions,
            unverified=whole.unverified,
            lookups=whole.lookups,
        )

    def warn(self) -> None:
        """Warn of each value without a source, at the line of the caller of this library."""
        for path in self.unverified:
            warn(f"{path} is unverified: no source was found.", UnverifiedRuleWarning)


NO_BASIS = Basis()


class Grounded:
    """Whatever rests on a basis: a line, a condition, a cover, a result.

    A class that inherits from this one has a field or a property `basis`.

    Examples:
        >>> class Line(kj.basis.Grounded):
        ...     basis = kj.basis.Basis(assumptions=("band-gap",))
        >>> Line().assumptions
        ('band-gap',)
    """

    __slots__ = ()

    if TYPE_CHECKING:

        @property
        def basis(self) -> Basis:
            """What it rests on; each class has its own."""

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Where it stands."""
        return self.basis.citations

    @property
    def evidence(self) -> Evidence:
        """Weakest grade used; CONVENTION as soon as something was assumed."""
        return self.basis.evidence

    @property
    def assumptions(self) -> tuple[str, ...]:
        """Identifiers of the conventions and assumptions that decided it."""
        return self.basis.assumptions


def _graded(assumptions: tuple[str, ...], grades: Iterable[Evidence]) -> Evidence:
    """The weakest of some grades; CONVENTION as soon as something was assumed."""
    return Evidence.CONVENTION if assumptions else Evidence.weakest(grades)


_T = TypeVar("_T")


def _unique(items: Iterable[_T]) -> tuple[_T, ...]:
    """Each item once, in order; what is empty falls out."""
    return tuple(dict.fromkeys(filter(None, items)))
