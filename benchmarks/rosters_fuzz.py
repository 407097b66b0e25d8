"""Throw junk at the readers of rosters for a while: only our errors may come out.

    python benchmarks/rosters_fuzz.py 10        # minutes

Tables of the invented SIMKOPDES set are damaged, as CSV byte by byte, as XLSX within their XML, and
read. What was read must add up. An error that is not ours stops the script, and the file that
caused it stays where the traceback says.
"""

from __future__ import annotations

import datetime as dt
import random
import runpy
import sys
import tempfile
import time
import zipfile
from pathlib import Path

import openpyxl

import kopdes_jamsos as kj

ON = dt.date(2026, 11, 22)
MAKE = Path(__file__).resolve().parents[1] / "examples" / "data" / "make_simkopdes.py"
PIECES = (
    b'"', b"'", b",", b";", b"\t", b"\n", b"\r", b"=", b"+", b"-", b"@", b"\0", b"\xff\xfe",
    b"\xef\xbb\xbf", b"\xe9", b"1E+99", b"0000-00-00", b"3604991708909991", b"<", b">", b"&", b"/>",
    b"<row>", b"</c>", b'r="A1"', b't="s"', b"<!--", b"]]>", b"9" * 40, b"\xc2\xa0",
)  # fmt: skip


def damage(draw: random.Random, content: bytes) -> bytes:
    """A few bytes changed, put in, taken out or repeated."""
    changed = bytearray(content)
    for _ in range(draw.randrange(1, 6)):
        place = draw.randrange(len(changed) + 1)
        kind = draw.randrange(4)
        if kind == 0:
            changed[place : place + 1] = bytes([draw.randrange(256)])
        elif kind == 1:
            changed[place:place] = draw.choice(PIECES)
        elif kind == 2:
            del changed[place : place + draw.randrange(1, 30)]
        else:
            piece = changed[place : place + draw.randrange(1, 60)]
            changed[place:place] = piece * draw.randrange(1, 9)
    return bytes(changed)


def read(path: Path) -> bool:
    """Read a file to its end; False where it was refused."""
    try:
        with kj.rosters.scan(path, on=ON) as rows:
            for entry in rows:
                for finding in entry.findings:
                    str(finding)
    except kj.KopdesJamsosError:
        return False
    if not rows.tally.adds_up:
        raise AssertionError(f"{path}: {rows.tally}")
    return True


def main() -> None:
    """Damage and read until the time is over."""
    until = time.monotonic() + 60 * float(sys.argv[1] if len(sys.argv) > 1 else 10)
    seed = time.time_ns()
    draw = random.Random(seed)
    folder = Path(tempfile.mkdtemp())
    runpy.run_path(str(MAKE))["make"](folder, share=0.03, each=1)
    texts = [b"\n".join(p.read_bytes().splitlines()[:60]) for p in folder.glob("*_*.csv")]
    books: list[dict[str, bytes]] = []
    for text in texts:
        book = openpyxl.Workbook()
        for line in text.decode("cp1252", "replace").replace("\x07", "").splitlines():
            book.worksheets[0].append(line.split(","))
        book.save(folder / "whole.xlsx")
        with zipfile.ZipFile(folder / "whole.xlsx") as archive:
            books.append({name: archive.read(name) for name in archive.namelist()})
    files = taken = 0
    while time.monotonic() < until:
        path = folder / f"damaged.{'csv' if files % 2 else 'xlsx'}"
        if files % 2:
            path.write_bytes(damage(draw, draw.choice(texts)))
        else:
            parts = draw.choice(books)
            hit = draw.choice(sorted(parts))
            with zipfile.ZipFile(path, "w") as archive:
                for name, part in parts.items():
                    archive.writestr(name, damage(draw, part) if name == hit else part)
            if not draw.randrange(10):
                path.write_bytes(damage(draw, path.read_bytes()))
        taken += read(path)
        files += 1
    print(f"{files:,} files, {taken:,} read to the end, the others refused; seed {seed}")


if __name__ == "__main__":
    main()
