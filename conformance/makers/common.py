"""What all makers of vectors share: the form of a vector, months, and whether an oracle rounded."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from pathlib import Path
from types import ModuleType
from typing import Any

CASES = Path(__file__).resolve().parents[2] / "tests" / "cases"
GRADES = ("text", "official", "reported", "derived", "unverified", "convention")
ROUNDING = "round-line"

Vector = dict[str, Any]
Month = tuple[int, int]
Basis = tuple[list[str], list[str], list[str]]  # articles, grades, conventions


def vector(
    name: str,
    inputs: dict[str, Any],
    expected: dict[str, Any],
    basis: Basis,
    *,
    source: str | None = None,
) -> Vector:
    """One vector; with a source it is a case of `tests/cases`, else the oracle gave the amounts."""
    articles, grades, conventions = basis
    if conventions:
        grades = [*grades, "convention"]
    made: Vector = {
        "id": name,
        "inputs": plain(inputs),
        "expected": plain(expected),
        "articles": list(dict.fromkeys(articles)),
        "evidence": max(grades, key=GRADES.index),
    }
    if conventions:
        made["conventions"] = list(dict.fromkeys(conventions))
    made["origin"] = "oracle" if source is None else origin_of(source)
    if source is not None:
        made["source"] = source
    return made


def origin_of(source: str) -> str:
    """Published, the law's own examples included; or worked out by hand from an article."""
    by_hand = source.startswith(("derived", "PP ")) and "explanation" not in source
    return "worked" if by_hand else "published"


def plain(value: Any) -> Any:
    """The same with dates as text."""
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def text(month: Month) -> str:
    """A month as the vectors write it."""
    return f"{month[0]}-{month[1]:02d}"


def month_of(written: str) -> Month:
    """The month that `text` wrote."""
    return int(written[:4]), int(written[5:])


def ppm(percent: str) -> int:
    """Parts per million of a percentage that is written with two digits."""
    return int(percent.replace(".", "")) * 100


def later(month: Month, by: int) -> Month:
    """Some months later, or earlier."""
    year, zero_based = divmod(month[0] * 12 + month[1] - 1 + by, 12)
    return year, zero_based + 1


def months(first: Month, last: Month) -> Iterator[Month]:
    """Every month from one to another, both included."""
    while first <= last:
        yield first
        first = later(first, 1)


def cases(folder: str) -> list[dict[str, Any]]:
    """The published cases of a folder, in order."""
    files = sorted((CASES / folder).glob("*.toml"))
    return [tomllib.loads(file.read_text(encoding="utf-8")) for file in files]


def rounding(oracle: ModuleType, amounts: Callable[[], Iterable[Any]]) -> list[str]:
    """The convention of rounding, if an oracle rounds a fraction to find some amounts.

    They are found once more with exact fractions in the place of rounding.
    """
    half_up = oracle.half_up
    oracle.half_up = Fraction  # type: ignore[attr-defined]  # put back below
    try:
        exact = list(amounts())
    finally:
        oracle.half_up = half_up  # type: ignore[attr-defined]  # as it was
    return [] if all(amount == int(amount) for amount in exact) else [ROUNDING]
