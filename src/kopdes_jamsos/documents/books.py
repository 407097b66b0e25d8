"""Books of law in documents, with their what-if changes."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import Any

import attrs
from cattrs import Converter

from kopdes_jamsos.errors import InvalidFactError
from kopdes_jamsos.law import LAW, LawBook
from kopdes_jamsos.law.change import Change
from kopdes_jamsos.money import Rate
from kopdes_jamsos.months import Month
from kopdes_jamsos.workdays import Holidays


@attrs.frozen(kw_only=True)
class WrittenChange:
    """A what-if change in a document: a rate in parts per million, or a whole number."""

    path: str
    key: str
    rate: Rate | None = None
    number: int | None = None
    since: Month
    until: Month | None = None


@attrs.frozen(kw_only=True)
class WrittenBook:
    """A book of law in a document."""

    known_on: dt.date | None = None
    carried_until: Month | None = None
    changes: tuple[Change, ...]
    readings: tuple[str, ...]
    holidays: Holidays | None = None


@lru_cache(maxsize=16)
def _known(book: LawBook) -> LawBook:
    """The book that was read first of those that are equal: it has its values at hand."""
    return LAW if book == LAW else book


def register_law(made: Converter) -> None:
    """Teach a converter books of law and their changes."""

    def read_change(value: Any, _: Any) -> Change:
        found = made.structure(value, WrittenChange)
        if (found.rate is None) == (found.number is None):
            raise InvalidFactError(
                "A change has a rate or a number.", remedy="Give one of rate and number."
            )
        return Change(
            path=found.path,
            key=found.key,
            value=found.number if found.rate is None else found.rate,
            since=found.since,
            until=found.until,
        )

    def write_change(change: Change) -> Any:
        is_rate = isinstance(change.value, Rate)
        return made.unstructure(
            WrittenChange(
                path=change.path,
                key=change.key,
                rate=change.value if is_rate else None,
                number=None if is_rate else change.value,
                since=change.since,
                until=change.until,
            )
        )

    parts = attrs.fields(WrittenBook)

    def read_book(value: Any, _: Any) -> LawBook:
        found = made.structure(value, WrittenBook)
        return _known(LawBook(**{each.name: getattr(found, each.name) for each in parts}))

    def write_book(book: LawBook) -> Any:
        written = WrittenBook(**{each.name: getattr(book, each.name) for each in parts})
        return made.unstructure(written)

    made.register_structure_hook(Change, read_change)
    made.register_unstructure_hook(Change, write_change)
    # By predicate: cattrs would look for the types of its fields, some of which load later.
    made.register_structure_hook_func(lambda kind: kind is LawBook, read_book)
    made.register_unstructure_hook_func(lambda kind: kind is LawBook, write_book)
