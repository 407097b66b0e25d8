"""The commands: what they are called and take, and where they stand; each is loaded when used."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from kopdes_jamsos._lazy import late
from kopdes_jamsos.shell.asking import FILE, MONTH, RUPIAH, Command, Option
from kopdes_jamsos.shell.console import NAME

# The form that another program reads stands first: it is the usual one where no person looks on.
RESULT_FORMS = ("json", "text", "table", "csv", "markdown", "html")
WORDED_FORMS = ("text", *(form for form in RESULT_FORMS if form != "text"))
LIST_FORMS = ("text", "table", "csv", "json")

_SHELL = __name__.rpartition(".")[0]
_MONTH = Option(name="month", holds=MONTH, required=True)
_law_options = late(f"{_SHELL}.books", "law_options")
_enrolment_options = late(f"{_SHELL}.facts", "enrolment_options")
_lines_options = late(f"{_SHELL}.questions", "lines_options")
_case_options = late(f"{_SHELL}.cases", "case_options")


def _options(
    *own: Option, of: Sequence[Callable[[], list[Option]]] = ()
) -> Callable[[], list[Option]]:
    """What makes the options of a command that reads the law: its own, further ones, the law's."""
    return lambda: [*own, *(each for make in of for each in make()), *_law_options()]


_TRADER = "--segment BPU --income 1000000 --programs JKK,JKM --group independent"
_COMMANDS = (
    Command(
        name="assess",
        run=late(f"{_SHELL}.contributions", "assess_one"),
        operand=f"[{FILE}]",
        options=_options(_MONTH, of=[_enrolment_options]),
        forms=RESULT_FORMS,
        examples=(
            f"{NAME} assess {_TRADER} --sector other --funding self --month 2026-11",
            f"{NAME} assess peserta.json --month 2026-11 --output text",
            f"{NAME} assess peserta.json --month 2026-11 | {NAME} explain --language en",
        ),
    ),
    Command(
        name="bill",
        run=late(f"{_SHELL}.contributions", "bill_all"),
        operand=f"[{FILE}]",
        options=_options(_MONTH),
        forms=RESULT_FORMS,
        examples=(
            f"{NAME} bill koperasi.json --month 2026-11",
            f"{NAME} bill koperasi.json --month 2026-11 --output csv",
        ),
    ),
    Command(
        name="entitle",
        run=late(f"{_SHELL}.cases", "entitle_case"),
        operand=f"[{FILE} ...]",
        options=_options(of=[_case_options, _enrolment_options]),
        forms=RESULT_FORMS,
        examples=(
            f"{NAME} entitle peristiwa.json kepesertaan.json --child SD6 --child TK1",
            f"{NAME} entitle --event death --on 2025-06-03 --set work_related=no {_TRADER} "
            "--since 2024-01 --months 18 --family spouses=1,children=2 --output text",
        ),
    ),
    Command(
        name="explain",
        run=late(f"{_SHELL}.papers", "explain_one"),
        operand=f"[{FILE}]",
        forms=WORDED_FORMS,
        examples=(
            f"{NAME} explain tagihan.json",
            f"{NAME} explain tagihan.json --language en --output html",
        ),
    ),
    Command(
        name="replay",
        run=late(f"{_SHELL}.papers", "replay_one"),
        operand=f"[{FILE}]",
        forms=WORDED_FORMS,
        examples=(f"{NAME} replay tagihan.json", f"{NAME} replay - < tagihan.json"),
    ),
    Command(
        name="calendar",
        run=late(f"{_SHELL}.questions", "show_calendar"),
        operand=f"[{FILE} ...]",
        options=late(f"{_SHELL}.questions", "calendar_options"),
        forms=("ics", *RESULT_FORMS),
        examples=(
            f"{NAME} calendar tagihan.json --output text",
            f"{NAME} calendar tagihan.json --alarm-days 3 > iuran.ics",
        ),
    ),
    Command(
        name="solve",
        run=late(f"{_SHELL}.questions", "solve_contribution"),
        operand=f"{RUPIAH} [{FILE}]",
        options=_options(_MONTH, of=[_lines_options, _enrolment_options]),
        forms=RESULT_FORMS,
        examples=(
            f"{NAME} solve 110863 --payer worker --segment PU --programs JP --month 2026-11",
        ),
    ),
    Command(
        name="sensitivity",
        run=late(f"{_SHELL}.questions", "show_sensitivity"),
        operand=f"[{FILE}]",
        options=_options(_MONTH, of=[_lines_options, _enrolment_options]),
        forms=RESULT_FORMS,
        examples=(
            f"{NAME} sensitivity --segment BPU --income 1000000 --programs JKK,JKM "
            "--month 2026-11 --output text",
        ),
    ),
    Command(
        name="reconcile",
        run=late(f"{_SHELL}.questions", "reconcile_printed"),
        operand=f"{RUPIAH} [{FILE}]",
        options=_options(_MONTH, of=[_lines_options, _enrolment_options]),
        forms=RESULT_FORMS,
        examples=(
            f"{NAME} reconcile 14254 --segment PU --wage 5939375 --programs JKK --risk-class 1 "
            "--month 2026-11",
        ),
    ),
    Command(
        name="graph",
        run=late(f"{_SHELL}.papers", "draw_graph"),
        operand=f"[{FILE}]",
        forms=("mermaid", "dot", "svg", "json", "table", "csv"),
        examples=(
            f"{NAME} graph tagihan.json",
            f"{NAME} graph tagihan.json --output dot --language en",
        ),
    ),
    Command(
        name="law",
        run=late(f"{_SHELL}.laws", "show_law"),
        operand="[VALUE]",
        options=_options(Option(name="month", holds=MONTH)),
        forms=LIST_FORMS,
        examples=(
            f"{NAME} law jp.wage_ceiling --month 2026-11",
            f"{NAME} law jkk.rate_pu --output json",
            f"{NAME} law jp",
        ),
    ),
    Command(
        name="rosters check",
        run=late(f"{_SHELL}.lists", "check_list"),
        operand=FILE,
        options=late(f"{_SHELL}.lists", "list_options"),
        forms=LIST_FORMS,
        examples=(
            f"{NAME} rosters check anggota.csv --on 2026-11-22",
            f"{NAME} rosters check anggota.csv --on 2026-11-22 --output csv",
        ),
    ),
    Command(
        name="schema",
        run=late(f"{_SHELL}.papers", "show_schema"),
        operand="[KIND]",
        examples=(f"{NAME} schema", f"{NAME} schema enrolment"),
    ),
)
COMMANDS: Mapping[str, Command] = MappingProxyType({each.name: each for each in _COMMANDS})
