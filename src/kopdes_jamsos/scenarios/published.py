"""Figures of the plans, dated and sourced, from `plans.toml` beside this module.

No law: how many cooperatives, officers and members there are or are meant to be, as published.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, TypeAlias

from attrs import frozen

from kopdes_jamsos._plain import as_text
from kopdes_jamsos.errors import LawPathError, told
from kopdes_jamsos.law import Evidence
from kopdes_jamsos.wording.language import Language, words

Unit: TypeAlias = Literal["count", "rupiah", "ppm"]


@frozen(kw_only=True)
class PublishedFigure:
    """A published figure on which a plan rests.

    Attributes:
        id: Name in `plans.toml`.
        value: The figure.
        unit: "count", "rupiah" or "ppm" (parts per million).
        source: Where it stands: a legal text, or an address.
        as_of: Day of the source.
        evidence: Grade.

    Examples:
        >>> kj.scenarios.figure("cooperatives").value
        80000
    """

    id: str
    value: int
    unit: Unit
    source: str
    as_of: dt.date
    evidence: Evidence

    def text(self, language: Language) -> str:
        """What it is, in words.

        Raises:
            UnknownChoiceError: code `unknown-choice`.

        Examples:
            >>> kj.scenarios.figure("cooperatives").text("en")
            'Target number of village cooperatives'
        """
        return words(language).tables["plans"][self.id]


@cache
def figures() -> Mapping[str, PublishedFigure]:
    """All figures of the plans by name.

    Examples:
        >>> "workers" in kj.scenarios.figures()
        True
    """
    with Path(__file__).with_name("plans.toml").open("rb") as file:
        tables: Mapping[str, Any] = tomllib.load(file)
    return MappingProxyType(
        {
            name: PublishedFigure(
                id=name,
                value=table["value"],
                unit=table["unit"],
                source=table["source"],
                as_of=table["as_of"],
                evidence=Evidence(table["evidence"]),
            )
            for name, table in tables.items()
        }
    )


def figure(name: str) -> PublishedFigure:
    """The figure with a name.

    Raises:
        LawPathError: code `law-path`.

    Examples:
        >>> kj.scenarios.figure("workers").as_of.year
        2025
    """
    found = figures().get(as_text(name) or "")
    if found is None:
        shown, kept = told(name, "figure", names=figures())
        raise LawPathError(
            f"{shown} names no figure of the plans.",
            value=kept,
            remedy="See kj.scenarios.figures() for the names.",
        )
    return found
