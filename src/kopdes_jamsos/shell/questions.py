"""`solve`, `sensitivity`, `reconcile` of a contribution, and `calendar` of the dates of results."""

from __future__ import annotations

from attrs import evolve

from kopdes_jamsos.calendars.agenda import dates
from kopdes_jamsos.calendars.files import to_icalendar
from kopdes_jamsos.programs import Payer, Program
from kopdes_jamsos.questions.differences import reconcile_contribution
from kopdes_jamsos.questions.figures import Contribution
from kopdes_jamsos.questions.influence import sensitivity
from kopdes_jamsos.questions.solving import solve
from kopdes_jamsos.shell.asking import NUMBER, WORD, Asked, Option
from kopdes_jamsos.shell.books import book_from
from kopdes_jamsos.shell.console import Exit, UseError
from kopdes_jamsos.shell.facts import typed
from kopdes_jamsos.shell.inputs import document, documents, enrolment_of, loaded_from
from kopdes_jamsos.shell.showing import put


def lines_options() -> list[Option]:
    """Which lines of a contribution are asked about."""
    return [
        Option(name="payer", holds=WORD, choices=tuple(Payer), meant=tuple(Payer)),
        Option(name="program", holds=WORD, choices=tuple(Program)),
    ]


def calendar_options() -> list[Option]:
    """What a calendar file tells."""
    return [
        Option(name="alarm-days", holds=NUMBER),
        Option(name="name", holds=WORD),
        Option(name="amounts"),
    ]


def _contribution(asked: Asked, *, base_is_asked: bool = False) -> Contribution:
    return Contribution(
        enrolment=enrolment_of(asked, base_is_asked=base_is_asked),
        month=asked.values["month"],
        payer=asked.values.get("payer"),
        program=asked.values.get("program"),
        law=book_from(asked),
    )


def _amount_first(asked: Asked) -> tuple[int, Asked]:
    """The amount that stands in front of the others, as it was typed, and the rest of the line."""
    if asked.operand is None:
        raise UseError("no-amount")
    return typed(asked.operand), evolve(asked, operands=asked.operands[1:])


def solve_contribution(asked: Asked) -> Exit:
    """Show what gives a contribution; the exit says whether anything does."""
    target, rest = _amount_first(asked)
    found = solve(target, _contribution(rest, base_is_asked=True))
    put(asked, found, has_document=False)
    return Exit.DONE if found.possible else Exit.FOUND


def show_sensitivity(asked: Asked) -> Exit:
    """Show what would change a contribution."""
    put(asked, sensitivity(_contribution(asked)), has_document=False)
    return Exit.DONE


def reconcile_printed(asked: Asked) -> Exit:
    """Show why a printed contribution differs; the exit says whether it does."""
    printed, rest = _amount_first(asked)
    found = reconcile_contribution(printed, _contribution(rest))
    put(asked, found, has_document=False)
    return Exit.FOUND if found.difference else Exit.DONE


def show_calendar(asked: Asked) -> Exit:
    """Show the dates of results, or write them as an iCalendar file."""
    given = documents(asked) if asked.operands else [loaded_from(document(asked))]
    found = dates(given)
    if asked.form != "ics":
        put(asked, found, has_document=False)
        return Exit.DONE
    values = asked.values
    data = to_icalendar(
        found,
        language=asked.language,
        name=values.get("name"),
        amounts="amounts" in values,
        alarm_days=typed(values["alarm_days"]) if "alarm_days" in values else None,
    )
    asked.console.write_bytes(data)
    return Exit.DONE
