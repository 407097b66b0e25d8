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
from kopdes_jamsos.documents.reading import from_json, loaded, opened
from kopdes_jamsos.documents.replaying import Replay, replay
from kopdes_jamsos.documents.schemas import json_schema
from kopdes_jamsos.documents.shapes import DocumentKind, Written
from kopdes_jamsos.enrolment import Enrolment
from kopdes_jamsos.shell.asking import FILE, MONTH, Asked, Command, Option
from kopdes_jamsos.shell.console import NAME, Exit, UseError
from kopdes_jamsos.shell.facts import (
    book_from,
    case_from,
    case_options,
    enrolment_from,
    enrolment_options,
    event_from,
    law_options,
    participation_from,
    segment_of,
)
from kopdes_jamsos.shell.laws import show_law
from kopdes_jamsos.shell.lists import check_list, list_options
from kopdes_jamsos.shell.showing import (
    LIST_FORMS,
    RESULT_FORMS,
    WORDED_FORMS,
    put,
    put_data,
    put_document,
)

_MONTH = Option(name="month", holds=MONTH, required=True)


# --- documents in -----------------------------------------------------------------------------


def _document(asked: Asked) -> bytes | str:
    """The one document that is given: a file, or standard input where no file is named.

    Raises:
        UseError: There is none, or several.
        FileError: It cannot be read.
    """
    _check_operands(asked, 1)
    if asked.operand is None and not asked.console.can_be_asked:
        raise UseError("no-document")
    return asked.console.read(asked.operand or "-")


def _check_operands(asked: Asked, most: int) -> None:
    if len(asked.operands) > most:
        raise UseError("too-many-operands", most=most)


def _loaded(text: bytes | str) -> Written:
    """What a document of any kind holds.

    Raises:
        InvalidDocumentError: code `invalid-document`.
    """
    return loaded(opened(text, None))


# --- commands ---------------------------------------------------------------------------------


def _assess(asked: Asked) -> Exit:
    segment = segment_of(asked)
    if segment is None:
        given = [each.flag for each in enrolment_options() if each.key in asked.values]
        if given:
            raise UseError("missing-options", options=["--segment"])
        enrolment: Enrolment = from_json(_document(asked), "enrolment")
    else:
        _check_operands(asked, 0)
        enrolment = enrolment_from(asked, segment)
    put(asked, assess(enrolment, asked.values["month"], law=book_from(asked)))
    return Exit.DONE


def _bill(asked: Asked) -> Exit:
    cooperative = from_json(_document(asked), "cooperative")
    put(asked, bill(cooperative, asked.values["month"], law=book_from(asked)))
    return Exit.DONE


def _entitle(asked: Asked) -> Exit:
    read = [_loaded(asked.console.read(path)) for path in asked.operands]
    found = [*read, *filter(None, (event_from(asked), participation_from(asked)))]
    events = [each for each in found if isinstance(each, Event)]
    members = [each for each in found if isinstance(each, Participation)]
    if len(events) != 1 or not members or len(events) + len(members) < len(found):
        raise UseError("one-event")
    put(asked, entitle(events[0], members, law=book_from(asked), **case_from(asked)))
    return Exit.DONE


def _explain(asked: Asked) -> Exit:
    put(asked, _loaded(_document(asked)))
    return Exit.DONE


def _replay(asked: Asked) -> Exit:
    found = replay(_document(asked))
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
    _check_operands(asked, 1)
    if asked.operand is None:
        for kind in DocumentKind:
            asked.console.write(kind.value)
    else:
        put_document(asked, json.dumps(json_schema(asked.operand), indent=2))
    return Exit.DONE


def _law(asked: Asked) -> Exit:
    _check_operands(asked, 1)
    return show_law(asked)


def _rosters_check(asked: Asked) -> Exit:
    _check_operands(asked, 1)
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
        operand=FILE,
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
        operand=FILE,
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
        operand=FILE,
        many=True,
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
        operand=FILE,
        forms=WORDED_FORMS,
        examples=(
            f"{NAME} explain tagihan.json",
            f"{NAME} explain tagihan.json --language en --output html",
        ),
    ),
    Command(
        name="replay",
        run=_replay,
        operand=FILE,
        forms=WORDED_FORMS,
        examples=(f"{NAME} replay tagihan.json", f"{NAME} replay - < tagihan.json"),
    ),
    Command(
        name="law",
        run=_law,
        operand="VALUE",
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
        operand="KIND",
        examples=(f"{NAME} schema", f"{NAME} schema enrolment"),
    ),
)
COMMANDS: Mapping[str, Command] = MappingProxyType({each.name: each for each in _COMMANDS})
