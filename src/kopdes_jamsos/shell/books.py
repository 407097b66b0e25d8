"""The book of law out of options: one for each thing by which a book differs from the usual one."""

from __future__ import annotations

from typing import Any

import attrs

from kopdes_jamsos.law import LawBook
from kopdes_jamsos.law.instruments import read_readings
from kopdes_jamsos.shell.asking import DAY, MONTH, WORD, Asked, Option
from kopdes_jamsos.workdays import Holidays


def law_options() -> list[Option]:
    """An option for each thing by which a book of law differs from the law as it stands."""
    holds = {"known_on": DAY, "carried_until": MONTH}
    choices = {"holidays": tuple(Holidays), "readings": read_readings()}
    return [
        Option(
            name=each.name.replace("_", "-"),
            holds=holds.get(each.name, WORD),
            group="law",
            choices=choices.get(each.name, ()),
            meant=tuple(Holidays) if each.name == "holidays" else (),
            several=each.name == "readings",
        )
        for each in attrs.fields(LawBook)
        if each.init and each.name != "changes"
    ]


def book_from(asked: Asked) -> LawBook:
    """The book of law that options choose.

    Raises:
        KopdesJamsosError: Whatever a book raises.
    """
    given: dict[str, Any] = {each.key: asked.values.get(each.key) for each in law_options()}
    return LawBook(**{**given, "readings": tuple(given["readings"] or ())})
