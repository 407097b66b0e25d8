"""The commands: each reads what it is asked, calls the library once, and writes what that gives."""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from kopdes_jamsos.benefits.claims import entitle
from kopdes_jamsos.benefits.events import Event
from kopdes_jamsos.contributions.assessment import assess
from kopdes_jamsos.contributions.billing import bill
from kopdes_jamsos.coverage.participation import Participation
from kopdes_jamsos.documents.reading import from_json
from kopdes_jamsos.documents.replaying import Replay, replay
from kopdes_jamsos.documents.schemas import json_schema
from kopdes_jamsos.documents.shapes import DocumentKind
from kopdes_jamsos.shell.asking import FILE, MONTH, RUPIAH, Asked, Command, Option
from kopdes_jamsos.shell.console import NAME, Exit, UseError
from kopdes_jamsos.shell.facts import (
    book_from,
    case_from,
    case_options,
    enrolment_options,
    event_from,
    law_options,
    participation_from,
)
from kopdes_jamsos.shell.inputs import (
    check_operands,
    document,
    documents,
    enrolment_of,
    loaded_from,
)
from kopdes_jamsos.shell.laws import show_law
from kopdes_jamsos.shell.lists import check_list, list_options
from kopdes_jamsos.shell.questions import (
    CALENDAR_FORMS,
    calendar_options,
    lines_options,
    reconcile_printed,
    show_calendar,
    show_sensitivity,
    solve_contribution,
)
from kopdes_jamsos.shell.showing import (
    LIST_FORMS,
    RESULT_FORMS,
    WORDED_FORMS,
    put,
    put_data,
    put_document,
)

_MONTH = Option(name="month", holds=MONTH, required=True)


# --- commands ---------------------------------------------------------------------------------


def _assess(asked: Asked) -> Exit:
    put(asked, assess(enrolment_of(asked), asked.values["month"], law=book_from(asked)))
    return Exit.DONE


def _bill(asked: Asked) -> Exit:
    cooperative = from_json(document(asked), "cooperative")
    put(asked, bill(cooperative, asked.values["month"], law=book_from(asked)))
    return Exit.DONE


def _entitle(asked: Asked) -> Exit:
    read = documents(asked)
    found = [*read, *filter(None, (event_from(asked), participation_from(asked)))]
    events = [each for each in found if isinstance(each, Event)]
    members = [each for each in found if isinstance(each, Participation)]
    if len(events) != 1 or not members or len(events) + len(members) < len(found):
        raise UseError("one-event")
    put(asked, entitle(events[0], members, law=book_from(asked), **case_from(asked)))
    return Exit.DONE


def _explain(asked: Asked) -> Exit:
    put(asked, loaded_from(document(asked)))
    return Exit.DONE


def _replay(asked: Asked) -> Exit:
    found = replay(document(asked))
    if asked.form == "json":
        put_data(asked, _data_of(found))
    else:
        put(asked, found)
    return Exit.DONE if found.agrees else Exit.FOUND


def _data_of(found: Replay) -> dict[str, Any]:
    return {
        "agrees": found.agrees,
        "differences": list(found.differences),
        "refusal": found.refusal,
        "changed": [
            {
                "path": each.path,
                "when": None if each.when is None else str(each.when),
                "then": each.then,
                "now": each.now,
                "source_then": each.source_then,
                "source_now": each.source_now,
            }
            for each in found.changed
        ],
        "engine": [found.engine_then, found.engine_now],
        "law": [found.law_then, found.law_now],
    }


def _schema(asked: Asked) -> Exit:
    check_operands(asked, 1)
    if asked.operand is None:
        for kind in DocumentKind:
            asked.console.write(kind.value)
    else:
        put_document(asked, json.dumps(json_schema(asked.operand), indent=2))
    return Exit.DONE


def _law(asked: Asked) -> Exit:
    check_operands(asked, 1)
    return show_law(asked)


def _rosters_check(asked: Asked) -> Exit:
    check_operands(asked, 1)
    if asked.operand is None:
        raise UseError("no-document")
    return check_list(asked, asked.operand)


def _with_law(*options: Option) -> list[Option]:
    return [*options, *law_options()]


_TRADER = "--segment BPU --income 1000000 --programs JKK,JKM --group independent"
_COMMANDS = (
    Command(
        name="assess",
        run=_assess,
        operand=f"[{FILE}]",
        options=lambda: _with_law(_MONTH, *enrolment_options()),
        forms=RESULT_FORMS,
        examples=(
            f"{NAME} assess {_TRADER} --sector other --funding self --month 2026-11",
            f"{NAME} assess peserta.json --month 2026-11 --output text",
            f"{NAME} assess peserta.json --month 2026-11 | {NAME} explain --language en",
        ),
    ),
    Command(
        name="bill",
        run=_bill,
        operand=f"[{FILE}]",
        options=lambda: _with_law(_MONTH),
        forms=RESULT_FORMS,
        examples=(
            f"{NAME} bill koperasi.json --month 2026-11",
            f"{NAME} bill koperasi.json --month 2026-11 --output csv",
        ),
    ),
    Command(
        name="entitle",
        run=_entitle,
        operand=f"[{FILE} ...]",
        options=lambda: _with_law(*case_options(), *enrolment_options()),
        forms=RESULT_FORMS,
        examples=(
            f"{NAME} entitle peristiwa.json kepesertaan.json --child SD6 --child TK1",
            f"{NAME} entitle --event death --on 2025-06-03 --set work_related=no {_TRADER} "
            "--since 2024-01 --months 18 --family spouses=1,children=2 --output text",
        ),
    ),
    Command(
        name="explain",
        run=_explain,
        operand=f"[{FILE}]",
        forms=WORDED_FORMS,
        examples=(
            f"{NAME} explain tagihan.json",
            f"{NAME} explain tagihan.json --language en --output html",
        ),
    ),
    Command(
        name="replay",
        run=_replay,
        operand=f"[{FILE}]",
        forms=WORDED_FORMS,
        examples=(f"{NAME} replay tagihan.json", f"{NAME} replay - < tagihan.json"),
    ),
    Command(
        name="calendar",
        run=show_calendar,
        operand=f"[{FILE} ...]",
        options=calendar_options,
        forms=CALENDAR_FORMS,
        examples=(
            f"{NAME} calendar tagihan.json --output text",
            f"{NAME} calendar tagihan.json --alarm-days 3 > iuran.ics",
        ),
    ),
    Command(
        name="solve",
        run=solve_contribution,
        operand=f"{RUPIAH} [{FILE}]",
        options=lambda: _with_law(_MONTH, *lines_options(), *enrolment_options()),
        forms=RESULT_FORMS,
        examples=(
            f"{NAME} solve 110863 --payer worker --segment PU --programs JP --month 2026-11",
        ),
    ),
    Command(
        name="sensitivity",
        run=show_sensitivity,
        operand=f"[{FILE}]",
        options=lambda: _with_law(_MONTH, *lines_options(), *enrolment_options()),
        forms=RESULT_FORMS,
        examples=(
            f"{NAME} sensitivity --segment BPU --income 1000000 --programs JKK,JKM "
            "--month 2026-11 --output text",
        ),
    ),
    Command(
        name="reconcile",
        run=reconcile_printed,
        operand=f"{RUPIAH} [{FILE}]",
        options=lambda: _with_law(_MONTH, *lines_options(), *enrolment_options()),
        forms=RESULT_FORMS,
        examples=(
            f"{NAME} reconcile 14254 --segment PU --wage 5939375 --programs JKK --risk-class 1 "
            "--month 2026-11",
        ),
    ),
    Command(
        name="law",
        run=_law,
        operand="[VALUE]",
        options=lambda: _with_law(Option(name="month", holds=MONTH)),
        forms=LIST_FORMS,
        examples=(
            f"{NAME} law jp.wage_ceiling --month 2026-11",
            f"{NAME} law jkk.rate_pu --output json",
            f"{NAME} law jp",
        ),
    ),
    Command(
        name="rosters check",
        run=_rosters_check,
        operand=FILE,
        options=list_options,
        forms=LIST_FORMS,
        examples=(
            f"{NAME} rosters check anggota.csv --on 2026-11-22",
            f"{NAME} rosters check anggota.csv --on 2026-11-22 --output csv",
        ),
    ),
    Command(
        name="schema",
        run=_schema,
        operand="[KIND]",
        examples=(f"{NAME} schema", f"{NAME} schema enrolment"),
    ),
)
COMMANDS: Mapping[str, Command] = MappingProxyType({each.name: each for each in _COMMANDS})
