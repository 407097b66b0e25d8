"""`assess` and `bill`: what a month costs one person, and a cooperative."""

from __future__ import annotations

from kopdes_jamsos.contributions.assessment import assess
from kopdes_jamsos.contributions.billing import bill
from kopdes_jamsos.shell.asking import Asked
from kopdes_jamsos.shell.books import book_from
from kopdes_jamsos.shell.console import Exit
from kopdes_jamsos.shell.inputs import document, enrolment_of, read_as_kind
from kopdes_jamsos.shell.showing import put


def assess_one(asked: Asked) -> Exit:
    """Write the contribution of one person or project."""
    put(asked, assess(enrolment_of(asked), asked.values["month"], law=book_from(asked)))
    return Exit.DONE


def bill_all(asked: Asked) -> Exit:
    """Write the bill of a cooperative."""
    cooperative = read_as_kind(document(asked), "cooperative")
    put(asked, bill(cooperative, asked.values["month"], law=book_from(asked)))
    return Exit.DONE
