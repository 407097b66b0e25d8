"""Command lines as somebody types them, run in this process: pipes and input from a file too."""

from __future__ import annotations

import io
import shlex
from pathlib import Path
from typing import IO

from attrs import frozen

import kopdes_jamsos as kj
from kopdes_jamsos.shell.running import main

NIK = "3604995708909991"
NAME = "Ani Contoh"
TRADER = kj.BPUEnrolment(
    income=1_000_000,
    programs={kj.JKK, kj.JKM},
    group="independent",
    sector="other",
    funding="self",
)
PAID = kj.Participation.paid_through(TRADER, since="2021-01", months=54)
DEATH = kj.Death("2025-06-03", work_related=False)
KDMP = kj.Cooperative(
    name="KDMP Contoh",
    kind="KDMP",
    village="36.04.05.2003",
    members=[kj.Member(ref="A-1", name=NAME, nik=NIK, enrolments=[TRADER])],
)
LIST = f"Nama Lengkap,NIK,Kedudukan,Jabatan\n{NAME},{NIK},pengurus,Ketua\n,,pengurus,Bendahara\n"


class Terminal(io.StringIO):
    """A stream at which a person sits."""

    def isatty(self) -> bool:
        """It is a terminal."""
        return True


@frozen
class Done:
    """What a command line has done: exit code, output, and what was told."""

    status: int
    out: str
    err: str


def run(line: str, *, stdin: str | IO[str] = "", screen: bool = False) -> Done:
    """Run a line; the last command of a pipe writes to a terminal if there is a screen."""
    told, text = io.StringIO(), stdin
    status, out = 0, io.StringIO()
    parts = line.split(" | ")
    for place, part in enumerate(parts):
        words = shlex.split(part)
        if "<" in words:
            text = Path(words.pop()).read_text(encoding="utf-8")
            words.remove("<")
        target = Path(words.pop()) if ">" in words else None
        words = [word for word in words if word != ">"]
        assert words[0] == "kopdes-jamsos"
        seen = screen and place == len(parts) - 1 and target is None
        out = Terminal() if seen else io.StringIO()
        source = io.StringIO(text) if isinstance(text, str) else text
        status = main(words[1:], source, out, told)
        text = out.getvalue()
        if target is not None:
            target.write_text(text, encoding="utf-8", newline="")
    return Done(status, out.getvalue(), told.getvalue())


def fill(folder: Path) -> None:
    """Put the files that the examples name into a folder."""
    texts = {
        "peserta.json": kj.to_json(TRADER),
        "koperasi.json": kj.to_json(KDMP),
        "peristiwa.json": kj.to_json(DEATH),
        "kepesertaan.json": kj.to_json(PAID),
        "tagihan.json": kj.to_json(kj.bill(KDMP, "2026-11")),
        "anggota.csv": LIST,
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
