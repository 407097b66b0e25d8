"""Conditions of a programme or a benefit, met or not, each with its reason and article.

Implements no article of its own: eligibility, JP and JKP list their conditions with it, so that a
no names every reason and not only the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from attrs import frozen

from kopdes_jamsos.basis import Basis, Grounded, Note, Row, Table, Worded
from kopdes_jamsos.basis.sources import Citation
from kopdes_jamsos.law import DatedValue


@frozen(kw_only=True)
class Condition(Grounded):
    """A condition of a programme or a benefit.

    Attributes:
        code: Stable name, also that of a refusal.
        met: Whether it is met; None where nothing was said: then it is taken as met, and the
            basis names the assumption.
        why: What was found, to be worded.
        basis: What it rests on.

    Examples:
        >>> answer = kj.coverage.eligibility(
        ...     kj.JP, dt.date(2025, 7, 3), segment="BPU", citizen=True
        ... )
        >>> [(condition.code, condition.met) for condition in answer.conditions]
        [('wage-earners-only', False)]
    """

    code: str
    met: bool | None
    why: Note
    basis: Basis

    @classmethod
    def of(
        cls,
        code: str,
        met: bool | None,
        values: Sequence[DatedValue],
        *,
        assumption: str = "",
        **figures: Any,
    ) -> Condition:
        """The condition that some values of the law set.

        Args:
            code: Stable name, also that of the sentence.
            met: Whether it is met; None where nothing was said.
            values: Values of the law that set it.
            assumption: Convention or assumption that decided it, or "".
            figures: Figures of the sentence.

        Examples:
            >>> needed = kj.LAW.value("jkp.months_needed", kj.Month(2025, 9))
            >>> kj.coverage.Condition.of("jkp-too-few-months", False, [needed], months=6).met
            False
        """
        return cls(
            code=code,
            met=met,
            why=Note.of(code, **figures),
            basis=Basis.of(*values, assuming=[assumption]),
        )


_SIGNS = {True: "+", False: "-", None: "?"}


def rows_of(conditions: Sequence[Condition]) -> tuple[Row, ...]:
    """Conditions in a statement: + where one is met, - where it is not, ? where nothing was said.

    Examples:
        >>> answer = kj.coverage.eligibility(kj.JP, dt.date(2025, 7, 3), segment="BPU")
        >>> [row.head for row in rows_of(answer.conditions)]
        ['-']
    """
    return tuple(
        Row(head=_SIGNS[each.met], label=each.why, citations=each.citations) for each in conditions
    )


def conditions_table(conditions: Iterable[Condition]) -> Table:
    """Conditions as a table: met, not met, or blank where nothing was said.

    Examples:
        >>> answer = kj.coverage.eligibility(kj.JP, dt.date(2025, 7, 3), segment="BPU")
        >>> [row[:2] for row in conditions_table(answer.conditions).to_frame("polars").rows()]
        [('wage-earners-only', False)]
    """
    return Table.of(
        "conditions",
        {"condition": Worded, "met": bool | None, "article": Citation},
        conditions,
        condition=lambda each: Worded(each.code, each.why),
        article="citations",
    )
