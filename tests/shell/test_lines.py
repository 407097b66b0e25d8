"""Wrong lines, junk and streams that end are told in words that repeat nothing of it."""

from __future__ import annotations

import errno
import io
import json
import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from tests.shell.lines import KDMP, LIST, NAME, NIK, TRADER, Terminal, run

import kopdes_jamsos as kj
from kopdes_jamsos.documents.text import MOST_CHARACTERS
from kopdes_jamsos.rosters import Progress
from kopdes_jamsos.shell.console import ClosedError, Console, FileError
from kopdes_jamsos.shell.running import main
from kopdes_jamsos.wording.language import languages

TRADER_OPTIONS = (
    "--segment BPU --income 1000000 --programs JKK,JKM --group independent --sector other "
    "--funding self "
)


# --- a wrong line ---------------------------------------------------------------------------------

WRONG = {
    "nonsense": "There is no such command",
    "rosters": "There is no such command",
    "--nonsense": "There is an option that is not known.",
    "assess --nonsense": "There is an option that is not known.",
    "assess --incme 3": "Did you mean --income?",
    "assess --income": "--income needs a value",
    "assess --help=3": "-h/--help needs a value, or has none.",
    "assess": "This is missing: --month.",
    "assess --month 2026-11 --income 3": "This is missing: --segment.",
    "assess --month 2026-11 --segment BPU": "This is missing: --income and --programs.",
    "assess --month 2026-11 --segment BPU --income 1 --programs JKK --wage 3": "does not apply",
    "assess a.json b.json --month 2026-11": "no more than 1",
    f"assess a.json {TRADER_OPTIONS} --month 2026-11": "no more than 0",
    f"assess {TRADER_OPTIONS} --month 2026-11 --output pdf": "The forms are: json, text, table",
    "law a b": "no more than 1",
    "law jkm --output html": "The forms are: text, table, csv, and json.",
    "solve --month 2026-11": "There is no amount.",
    "reconcile --month 2026-11": "There is no amount.",
    f"solve 1 a.json {TRADER_OPTIONS} --month 2026-11": "no more than 0",
    "rosters check": "There is no file.",
    "rosters check a b": "no more than 1",
    "schema a b": "no more than 1",
    "entitle": "the documents of one event",
    "entitle --on 2025-06-03": "This is missing: --event.",
    "entitle --set work_related=no": "This is missing: --event.",
    "entitle --event death --on 2025-06-03 --set no": "--set takes facts as NAME=VALUE.",
    "entitle --since 2025-01": "This is missing: --months.",
    "entitle --since 2025-01 --months 3": "This is missing: --segment.",
    f"entitle {TRADER_OPTIONS}": "This is missing: --since and --months.",
    "entitle peristiwa.json kepesertaan.json --family 3": "--family takes facts",
    "entitle peristiwa.json kepesertaan.json peserta.json": "and no others",
    "entitle peristiwa.json peristiwa.json kepesertaan.json": "one event",
}


@pytest.mark.parametrize("line", WRONG)
def test_a_wrong_line_is_told_in_the_language_of_the_reader(line: str, folder: Path) -> None:
    told = {
        each: run(f"kopdes-jamsos {line} --language {each}", screen=True) for each in languages()
    }
    first = {each: run(f"kopdes-jamsos --language {each} {line}") for each in languages()}

    assert all((done.status, done.out) == (2, "") for done in (*told.values(), *first.values()))
    if not line.startswith(("nonsense", "rosters", "--")) or line.startswith("rosters check"):
        assert WRONG[line] in told["en"].err
        assert told["en"].err.splitlines()[-1] == f"See: kopdes-jamsos {_named(line)}--help"
    assert WRONG[line] in first["en"].err
    assert first["id"].err != first["en"].err


def _named(line: str) -> str:
    words = line.split()
    name = " ".join(words[:2]) if words[0] == "rosters" else words[0]
    return f"{name} "


def test_without_a_file_nobody_waits_for_a_terminal() -> None:
    for line in ("explain", "replay", "bill --month 2026-11", "assess --month 2026-11"):
        done = run(f"kopdes-jamsos {line} --language en", stdin=Terminal())

        assert (done.status, "There is no file." in done.err) == (2, True)


def test_a_name_that_begins_with_a_dash_stands_behind_two_of_them(folder: Path) -> None:
    (folder / "--a.json").write_text(kj.to_json(TRADER), encoding="utf-8")

    assert run("kopdes-jamsos assess --month 2025-07 -- --a.json").status == 0


def test_the_last_of_two_values_holds() -> None:
    done = run("kopdes-jamsos law jkm.amount_bpu --output text --output json")

    assert json.loads(done.out)["path"] == "jkm.amount_bpu"


@pytest.mark.parametrize(
    "language, told",
    [
        (
            "en",
            "BPU group: independent = group b (independent worker), employer = group a (employer)",
        ),
        ("id", "kelompok BPU: independent = kelompok b (pekerja mandiri), employer = kelompok a"),
    ],
)
def test_the_help_shows_choices_in_place_of_a_value(language: str, told: str) -> None:
    lines = run(f"kopdes-jamsos assess --help --language {language}").out.splitlines()
    options = {line.split()[0]: line.strip() for line in lines if line.startswith("  --")}
    group = "--group independent|employer|unwaged"

    assert options["--group"] == group
    assert told in " ".join(" ".join(lines[lines.index(f"  {group}") + 1 :]).split())
    assert options["--wage"].startswith("--wage RP ")
    # Too many for one line, and each of them whole.
    assert options["--readings"].startswith("--readings NAME ")
    said = {word for line in lines for word in line.split()}
    assert {"scholarship-first-claim-limited,", "sanction-fine-every-month"} <= said


# --- refused by the library -----------------------------------------------------------------------

REFUSED = {
    "assess --segment XYZ --month 2026-11": "[unknown-choice]",
    "assess --segment BPU --income x --programs JKK --month 2026-11": "[invalid-amount]",
    "assess --segment BPU --income -5 --programs JKK --month 2026-11": "[invalid-amount]",
    "assess --segment BPU --income 1000000 --programs JKX --month 2026-11": "[unknown-program]",
    "assess --segment BPU --income 1000000 --programs JP --month 2026-11": "[program-not-open]",
    "assess --segment PU --wage 1 --programs JKK --risk-class 9 --month 2026-11": "[invalid-risk",
    "assess --segment PU --wage 1 --programs JKM --settled maybe --month 2026-11": "[invalid-fact]",
    f"assess {TRADER_OPTIONS} --month november": "[invalid-month]",
    f"assess {TRADER_OPTIONS} --month 2010-01": "[before-data]",
    f"assess {TRADER_OPTIONS} --month 2026-11 --readings nonsense": "[law-path]",
    f"assess {TRADER_OPTIONS} --month 2026-11 --known-on yesterday": "[invalid-date]",
    f"assess {TRADER_OPTIONS} --month 2026-11 --language xx": "[unknown-choice]",
    "assess --segment BPU --income 1000000 --programs JKK --month 2026-11": "[missing-fact]",
    "entitle --event nonsense --on 2025-06-03": "[invalid-document]",
    "entitle --event death --on 2025-06-03 --set 'x=[1'": "[invalid-document]",
    "entitle --event death --on 2025-06-03 --set wrk_related=no": "Did you mean work_related?",
    "entitle peristiwa.json kepesertaan.json --family spuoses=1": "Did you mean spouses?",
    "entitle peristiwa.json kepesertaan.json --child stage=SD6,work=x": "$.work",
    "entitle peristiwa.json kepesertaan.json --jht-rates much": "[invalid-rate]",
    f"entitle peristiwa.json {TRADER_OPTIONS} --since 2025-01 --months few": "[invalid-fact]",
    "entitle peristiwa.json --segment construction --wages 5 --since 2025-01 --months 3": "[inv",
    "schema nonsense": "[unknown-choice]",
    f"solve many {TRADER_OPTIONS} --month 2026-11": "[invalid-amount]",
    f"solve 5 {TRADER_OPTIONS} --month 2026-11 --payer me": "[unknown-choice]",
    "calendar peserta.json": "[invalid-fact]",
    "calendar tagihan.json --alarm-days few": "[invalid-fact]",
    "rosters check anggota.csv --on tomorrow": "[invalid-date]",
    "rosters check anggota.csv --table nonsense": "[unknown-choice]",
    "rosters check anggota.csv --encoding nonsense": "[roster]",
}


@pytest.mark.parametrize("line", REFUSED)
def test_what_the_library_refuses_is_told_with_its_code(line: str, folder: Path) -> None:
    done = run(f"kopdes-jamsos {line}")

    assert (done.status, done.out) == (3, "")
    assert done.err.startswith("kopdes-jamsos: ")
    assert REFUSED[line] in done.err


def test_all_faults_of_a_document_are_told() -> None:
    text = kj.to_json(TRADER).replace('"income"', '"incme"').replace('"JKM"', '"JKQ"')
    done = run("kopdes-jamsos assess --month 2026-11", stdin=text)

    assert [line.split(":")[0].strip() for line in done.err.splitlines()[1:]] == [
        "$.data.income",
        "$.data.programs[1]",
        "$.data",
    ]


def test_what_the_library_warns_of_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    unverified = next(
        value.path
        for path in kj.LAW.paths()
        for value in kj.LAW.series(path).values
        if value.evidence is kj.Evidence.UNVERIFIED
    )

    def warned(*_: Any, **__: Any) -> kj.Assessment:
        for _each in range(2):
            kj.basis.Basis(unverified=(unverified,)).warn()
        return kj.assess(TRADER, "2025-07")

    monkeypatch.setattr("kopdes_jamsos.shell.contributions.assess", warned)
    done = run(f"kopdes-jamsos assess {TRADER_OPTIONS} --month 2026-11 --language en")

    assert done.err.count("warning: ") == done.err.count("[unverified-rule]") == 1
    assert done.status == 0


def test_the_help_names_payers_and_holidays() -> None:
    told = " ".join(run("kopdes-jamsos solve --help --language id").out.split())

    assert "employer = pemberi kerja, worker = pekerja, participant = peserta" in told
    assert "weekends = Sabtu dan Minggu, public = hari libur nasional" in told


@pytest.mark.parametrize(
    "language, told",
    [
        ("en", "$.work_related: This is missing. Add it; the schema says what it can be."),
        ("id", "$.work_related: Isian ini tidak ada. Tambahkan isian itu; skemanya menyebut"),
    ],
)
def test_what_a_document_lacks_is_told_in_the_language_of_the_reader(
    language: str, told: str
) -> None:
    line = (
        "kopdes-jamsos entitle --event death --on 2025-06-03 --segment BPU --income 1000000 "
        f"--programs JKK --since 2024-01 --months 18 --language {language}"
    )
    done = run(line)

    assert done.status == 3
    assert f"\n  {told}" in done.err
    assert done.err.endswith(" [missing-key]\n")


# --- nothing personal -----------------------------------------------------------------------------

PRIVATE = [
    f"'{NAME}'",
    f"assess '{NAME}' --month 2026-11",
    f"assess '--{NAME}'",
    f"assess --{NIK}",
    f"assess --month '{NAME}' {TRADER_OPTIONS}",
    f"assess --month {NIK} {TRADER_OPTIONS}",
    f"assess --segment '{NAME}' --month 2026-11",
    f"assess --segment BPU --income '{NAME}' --programs JKK --month 2026-11",
    f"assess --segment BPU --income {NIK}{NIK} --programs JKK --month 2026-11",
    f"assess --segment BPU --income 1 --programs '{NAME}' --month 2026-11",
    f"assess --segment BPU --income 1 --programs JKK --funding '{NAME}' --month 2026-11",
    f"assess --segment BPU --income 1 --programs JKK --birth-date '{NAME}' --month 2026-11",
    f"assess --output '{NAME}' {TRADER_OPTIONS} --month 2026-11",
    f"law '{NAME}'",
    f"law jp.wage_ceiling --month '{NAME}'",
    f"schema '{NAME}'",
    f"solve '{NAME}' {TRADER_OPTIONS} --month 2026-11",
    f"calendar tagihan.json --name {NIK}",
    f"schema --language '{NAME}'",
    f"explain '{NAME}.json'",
    f"rosters check '{NAME}.csv'",
    f"rosters check '{NAME}.csv' {NIK}",
    f"rosters check anggota.csv --sheet '{NAME}' --delimiter '{NAME}'",
    f"rosters check anggota.csv --encoding '{NAME}'",
    f"rosters check anggota.csv --organ '{NAME}'",
    f"entitle --event '{NAME}'",
    f"entitle --event death --on '{NAME}'",
    f"entitle --event death --on 2025-06-03 --set '{NAME}'",
    f"entitle --event death --on 2025-06-03 --set '{NAME}={NIK}'",
    f"entitle --event death --on 2025-06-03 --set 'work_related={NAME}'",
    f"entitle peristiwa.json kepesertaan.json --child '{NAME}={NIK}'",
    f"entitle peristiwa.json kepesertaan.json --child '{NAME}'",
    f"entitle peristiwa.json kepesertaan.json --family 'spouses={NAME}'",
    f"entitle peristiwa.json kepesertaan.json --jht-balance '{NAME}'",
    f"entitle peristiwa.json kepesertaan.json --inflation '{NAME}'",
]


@pytest.mark.parametrize("line", PRIVATE)
def test_nothing_that_was_typed_is_told_by_an_error(line: str, folder: Path) -> None:
    done = run(f"kopdes-jamsos {line}")

    assert done.status in (2, 3, 4)
    assert done.err
    assert [word for word in (NAME, *NAME.split(), NIK) if word in done.err + done.out] == []


@pytest.mark.parametrize("old, new", [
    ('"name"', '"nama"'),
    (NIK, "36"),
    ('"A-1"', "1.5"),
    (f'"{NAME}"', f'"{NAME}", "{NAME}": "{NIK}"'),
    ('"BPU"', f'"{NAME}"'),
    ("}", ""),
    ("1000000", f"{NIK}{NIK}"),
])  # fmt: skip
def test_nothing_of_a_document_is_told_by_an_error(old: str, new: str) -> None:
    done = run("kopdes-jamsos bill --month 2026-11", stdin=kj.to_json(KDMP).replace(old, new))

    assert (done.status, done.out) == (3, "")
    assert [word for word in (NAME, NIK) if word in done.err] == []


def test_a_list_tells_nobodys_name(folder: Path) -> None:
    (folder / "anggota.csv").write_text(LIST.replace(NIK, f"{NIK}x") + f"{NAME},{NIK},x,{NAME}\n")
    for form in ("text", "table", "csv", "json"):
        done = run(f"kopdes-jamsos rosters check anggota.csv --output {form}")

        assert done.status == 1
        assert [word for word in (NAME, NIK) if word in done.out + done.err] == []


# --- files and streams ----------------------------------------------------------------------------


@pytest.mark.parametrize("line", [
    "explain missing.json",
    "explain .",
    "rosters check missing.csv",
    "rosters check .",
    "entitle missing.json",
])  # fmt: skip
def test_a_file_that_cannot_be_read_has_its_own_exit(line: str, folder: Path) -> None:
    done = run(f"kopdes-jamsos {line} --language en")

    assert (done.status, done.out) == (4, "")
    assert done.err == (
        "kopdes-jamsos: A file or the input cannot be read. Check the path, and who may read it.\n"
    )


def test_a_path_with_nul_and_no_input_at_all_cannot_be_read() -> None:
    told = io.StringIO()

    assert main(["explain", "a\0b"], io.StringIO(), io.StringIO(), told) == 4
    with pytest.raises(FileError):
        Console(None, None, None).read("-")
    assert not Console(None, None, None).can_be_asked
    assert not Console(None, None, None).is_terminal
    Console(None, None, None).write("nowhere")


@pytest.mark.parametrize("junk", [
    b"",
    b"\x00\xff\xfe" * 50,
    b"\xff\xfe" + b"\xd8" * 9,
    b"[" * 100_000,
    b"9" * 10_000,
    b'{"kind": "bill", "kind": "bill"}',
])  # fmt: skip
@pytest.mark.parametrize("command", ["explain", "replay", "bill --month 2026-11"])
def test_junk_is_refused_in_words(command: str, junk: bytes) -> None:
    done = run(f"kopdes-jamsos {command}", stdin=io.TextIOWrapper(io.BytesIO(junk), "utf-8"))

    assert (done.status, done.out) == (3, "")
    assert "[invalid-document]" in done.err


def test_no_more_is_read_than_a_document_may_have() -> None:
    class Endless(io.RawIOBase):
        """Gives as many bytes as are asked for."""

        def read(self, size: int = -1) -> bytes:
            assert 0 < size <= 4 * MOST_CHARACTERS + 1
            return b" " * size

    class Source:
        """A stream of text over it."""

        buffer = Endless()

        def isatty(self) -> bool:
            return False

    source: Any = Source()
    done = run("kopdes-jamsos explain", stdin=source)

    assert (done.status, "[too-large]" in done.err) == (3, True)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_shells_write_is_read(encoding: str, folder: Path) -> None:
    Path("a.json").write_bytes(kj.to_json(kj.bill(KDMP, "2026-11")).encode(encoding))

    assert run("kopdes-jamsos replay a.json").status == 0


class Page(io.StringIO):
    """A stream of an encoding that lacks signs."""

    def __init__(self, encoding: str) -> None:
        super().__init__()
        self.wanted = encoding

    @property
    def encoding(self) -> str:  # type: ignore[override]  # of a class that has none
        """The encoding."""
        return self.wanted

    def write(self, text: str) -> int:
        """What it holds can be encoded."""
        text.encode(self.wanted)
        return super().write(text)


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp437"])
def test_an_encoding_that_lacks_signs_ends_nothing(encoding: str) -> None:
    member = kj.Member(ref="Ω→😀", enrolments=[TRADER])
    kdmp = kj.Cooperative(name="→ ×", kind="KDMP", village="36.04.05.2003", members=[member])
    text, out = kj.to_json(kdmp), {}
    for form in ("json", "text", "table"):
        page = Page(encoding)
        line = ["bill", "-", "--month", "2026-11", "--output", form, "--language", "en"]
        assert main(line, io.StringIO(text), page, Page(encoding)) == 0
        out[form] = page.getvalue()

    assert kj.from_json(out["json"], "bill") == kj.bill(kdmp, "2026-11")
    assert "1 person" in out["text"]
    assert "?" in out["text"]
    page = Page(encoding)
    main(["assess", *TRADER_OPTIONS.split(), "--month", "2025-07", "--output", "text"], None, page)
    assert ("1% x Rp" in page.getvalue()) == (encoding != "cp1252")


class Gone(io.StringIO):
    """A stream that nobody reads, or on whose disk there is no room."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error

    def write(self, text: str) -> int:
        """Fail."""
        raise self.error


@pytest.mark.parametrize("error, status", [
    (BrokenPipeError(), 141),
    (OSError(errno.EPIPE, "x"), 141),
    (OSError(errno.EINVAL, "x"), 141),  # as Windows says it
    (ValueError("I/O operation on closed file"), 141),
    (OSError(errno.ENOSPC, "x"), 4),
])  # fmt: skip
def test_an_output_that_has_gone_is_no_complaint(error: Exception, status: int) -> None:
    told = io.StringIO()
    found = main(["law", "--language", "en"], io.StringIO(), Gone(error), told)

    assert found == status
    assert told.getvalue() == (
        ""
        if status == 141
        else "kopdes-jamsos: The output cannot be written. Check whether there is room for it.\n"
    )


def test_where_errors_cannot_be_told_the_exit_tells() -> None:
    assert main(["nonsense"], io.StringIO(), io.StringIO(), Gone(BrokenPipeError())) == 2
    closed = io.StringIO()
    closed.close()
    assert not Console(closed, closed, closed).is_terminal
    with pytest.raises(ClosedError):
        Console(None, closed, None).write("x")


def test_progress_is_taken_away_before_something_else_is_told() -> None:
    out, screen = io.StringIO(), Terminal()
    console = Console(None, out, screen)
    console.show(Progress(file="a.csv", rows=20_000), "en")
    console.show(Progress(file="a.csv", rows=30_000, done=1, size=2), "en")
    console.write("x")
    console.tell("y")

    assert screen.getvalue() == "\r20,000 rows\r30,000 rows, 50 %\r                 \ry\n"


def test_bytes_are_written_as_they_are() -> None:
    buffer = io.BytesIO()
    output = io.TextIOWrapper(buffer, encoding="ascii", newline="\r\n")
    assert main(["calendar"], io.StringIO(kj.to_json(kj.bill(KDMP, "2026-11"))), output) == 0

    assert buffer.getvalue() == kj.calendars.to_icalendar(kj.bill(KDMP, "2026-11"))


def test_an_interrupt_ends_quietly(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kopdes_jamsos.shell.papers.replay", interrupted)

    assert run("kopdes-jamsos replay", stdin="x").status == 130


# --- as a process ---------------------------------------------------------------------------------


def start(*words: str, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kopdes_jamsos", *words],
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, **environment},
        check=False,
    )


def test_it_runs_as_a_module_in_any_encoding() -> None:
    words = ["assess", "-", "--month", "2025-07", "--output", "text"]
    done = start(*words, stdin=kj.to_json(TRADER), PYTHONIOENCODING="ascii")

    assert (done.returncode, done.stderr) == (0, "")
    assert "1% x Rp1.000.000" in done.stdout


def test_importing_what_runs_it_runs_nothing() -> None:
    assert import_module("kopdes_jamsos.__main__").main is main


@pytest.mark.skipif(os.name == "nt", reason="Windows tells it otherwise")
def test_a_pipe_that_is_closed_is_quiet() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "kopdes_jamsos", "law"],
        stdin=subprocess.DEVNULL,
        stdout=writing,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        check=False,
    )
    os.close(writing)

    assert (done.returncode, done.stderr) == (141, "")


def test_the_library_loads_neither_the_shell_nor_argparse() -> None:
    code = (
        "import sys, kopdes_jamsos as kj; kj.assess; kj.bill; kj.entitle; kj.to_json; kj.replay; "
        "print([name for name in sys.modules if name == 'argparse' or '.shell' in name])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True
    )

    assert done.stdout == "[]\n"


def test_the_script_of_the_package_is_this_one() -> None:
    import tomllib

    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))
    module, _, name = project["project"]["scripts"]["kopdes-jamsos"].partition(":")

    assert getattr(sys.modules[module], name) is main
