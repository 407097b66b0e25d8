"""Measure the reading of rosters: a million members, and the full set with its planted defects.

    python benchmarks/rosters.py                # some minutes
    python benchmarks/rosters.py 100000         # another number of members
    python benchmarks/rosters.py --record       # write it into speed.toml as well

Each figure comes from a fresh process, the best of three: rows for each second of the processor,
and the peak of its memory. The same rows are read as CSV and as XLSX, one by one (`scan`), beside
what only takes the files apart into texts: the csv module of Python, and calamine where it is
installed (`pip install python-calamine`); a ratio of 0.2 means a fifth of its rows in a second. CSV
is read with two further processes as well: there the seconds are those that pass, and the memory
that of all three. The set is the invented one of `examples/data/make_simkopdes.py` in full:
planted, found, missed, false alarms, and whether all rows add up. Nothing here is asserted by a
test; the tests read a small set.
"""

from __future__ import annotations

import csv
import datetime as dt
import json
import os
import resource
import runpy
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import Any

import kopdes_jamsos as kj

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.recorded import record

ON = dt.date(2026, 11, 22)
HERE = Path(__file__).resolve()
MAKE = HERE.parents[1] / "examples" / "data" / "make_simkopdes.py"
HEADINGS = (
    "anggota_ref", "koperasi_ref", "nama", "nik", "kode_wilayah", "jenis_kelamin",
    "status_keanggotaan", "tanggal_terdaftar", "file_ktp", "status_akun", "pekerjaan",
)  # fmt: skip


def member(number: int) -> list[str]:
    """An invented member with a NIK of its own."""
    day, month, year = number % 28 + 1, number // 28 % 12 + 1, 60 + number // 336 % 40
    nik = f"3604{90 + number // 1_209_600 % 10:02d}{day:02d}{month:02d}{year:02d}"
    return [
        f"AGT-{number:07d}",
        f"KOP-{number // 72:012X}",
        f"Contoh Rekaan {number}",
        f"{nik}{number // 13_440 % 9_999 + 1:04d}",
        "36.04.05.2003",
        "LAKI-LAKI",
        "Approved",
        f"2025-07-{day:02d} 00:00:00",
        "",
        "aktif",
        "PETANI" if number % 2 else "",
    ]


def write(folder: Path, rows: int) -> None:
    """Write the members as CSV and as XLSX, every cell with its own text."""
    with (folder / "anggota.csv").open("w", encoding="utf-8", newline="") as file:
        file.write(",".join(HEADINGS) + "\n")
        file.writelines(",".join(member(number)) + "\n" for number in range(rows))
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships xmlns="{package}"><Relationship Id="r1" '
        f'Type="{rel}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{rel}"><sheets>'
        '<sheet name="anggota" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}"><Relationship Id="r1" '
        f'Type="{rel}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    }
    letters = "ABCDEFGHIJK"
    with zipfile.ZipFile(folder / "anggota.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(f'<worksheet xmlns="{main}"><sheetData>'.encode())
            for number, row in enumerate(chain([HEADINGS], map(member, range(rows))), 1):
                cells = "".join(
                    f'<c r="{letter}{number}" t="inlineStr"><is><t>{text}</t></is></c>'
                    for letter, text in zip(letters, row, strict=True)
                    if text
                )
                sheet.write(f'<row r="{number}">{cells}</row>'.encode())
            sheet.write(b"</sheetData></worksheet>")


def scan(path: Path, workers: int = 1) -> dict[str, Any]:
    """Read a table row by row."""
    with kj.rosters.scan(path, on=ON, workers=workers) as rows:
        people = sum(1 for entry in rows if entry.person is not None)
    return {"people": people, "findings": sum(rows.tally.codes.values())}


def simkopdes(folder: Path) -> dict[str, Any]:
    """Read the full set and compare what was found with what was planted."""
    with (folder / "planted.csv").open(encoding="utf-8", newline="") as file:
        planted = Counter(
            (row["file"], int(row["row"]), row["column"], row["code"])
            for row in csv.DictReader(file)
        )
    read = [kj.rosters.read(path, on=ON) for path in sorted(folder.glob("*_*.csv"))]
    gathered = kj.rosters.gather(read)
    findings = [finding for roster in read for finding in roster.findings]
    found = Counter(
        (each.file, each.row, each.column or "", each.code)
        for each in [*findings, *gathered.findings]
        if each.code != "nik-not-compared"  # one for each file: how many could not be compared
    )
    return {
        "rows": sum(roster.tally.rows - roster.tally.headings for roster in read),
        "people": sum(len(roster.people) for roster in read),
        "planted": sum(planted.values()),
        "kinds": len({code for *_, code in planted}),
        "found": sum((found & planted).values()),
        "missed": sum((planted - found).values()),
        "false": sum((found - planted).values()),
        "adds up": all(roster.tally.adds_up for roster in read),
    }


def measured(task: str, path: Path) -> dict[str, Any]:
    """Run a task in a process of its own."""
    done = subprocess.run(
        [sys.executable, str(HERE), task, str(path)],
        check=True,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env=dict(os.environ),
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def csv_alone(path: Path) -> dict[str, Any]:
    """Take a CSV file apart, without reading what stands in it."""
    with path.open(encoding="utf-8", newline="") as file:
        return {"rows": sum(1 for _ in csv.reader(file)) - 1}


def calamine_alone(path: Path) -> dict[str, Any]:
    """Take a spreadsheet apart with calamine."""
    book = import_module("python_calamine").CalamineWorkbook
    sheet = book.from_path(str(path)).get_sheet_by_index(0)
    return {"rows": sum(1 for _ in sheet.iter_rows()) - 1}


TASKS: dict[str, Callable[[Path], dict[str, Any]]] = {
    "scan": scan,
    "scan_by_two": partial(scan, workers=2),
    "csv_alone": csv_alone,
    "calamine_alone": calamine_alone,
    "simkopdes": simkopdes,
}


def run(task: str, path: Path) -> None:
    """Run a task here and print what it took."""
    start, busy = time.perf_counter(), time.process_time()
    found = TASKS[task](path)
    found["seconds"] = time.perf_counter() - start
    found["of the processor"] = time.process_time() - busy
    kib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    if task == "scan_by_two":
        found["of the processor"] = found["seconds"]
        kib += 2 * resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    found["MiB"] = kib / 1024
    print(json.dumps(found))


def compared(folder: Path, rows: int) -> list[dict[str, str | int | float]]:
    """Both files, read by us and taken apart by others, as the record keeps it."""
    others = {"csv": ("csv_alone", "csv alone"), "xlsx": ("calamine_alone", "calamine alone")}
    if find_spec("python_calamine") is None:
        del others["xlsx"]
    table: list[dict[str, str | int | float]] = []
    for ending in ("csv", "xlsx"):
        path = folder / f"anggota.{ending}"
        tasks = {"scan": "kj.rosters.scan"}
        if ending == "csv":
            tasks["scan_by_two"] = "kj.rosters.scan, workers=2"
        if ending in others:
            tasks.update([others[ending]])
        taken = {task: [measured(task, path) for _ in range(3)] for task in tasks}
        speeds = {
            task: rows / min(each["of the processor"] for each in taken[task]) for task in tasks
        }
        fastest = speeds[list(tasks)[-1]]
        table.extend(
            {
                "file": f"{ending.upper()}, {path.stat().st_size / 1_000_000:,.0f} MB",
                "read by": title,
                "ratio": speeds[task] / fastest,
                "rows a second": round(speeds[task]),
                "MiB": round(max(each["MiB"] for each in taken[task])),
            }
            for task, title in tasks.items()
        )
    return table


def main() -> None:
    """Write the files, read them in turn, and print the figures."""
    arguments = [argument for argument in sys.argv[1:] if argument != "--record"]
    if len(arguments) == 2:
        run(arguments[0], Path(arguments[1]))
        return
    rows = int(arguments[0]) if arguments else 1_000_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder, rows)
        table = compared(folder, rows)
        for row in table:
            print(*(f"{each:.2f}" if isinstance(each, float) else each for each in row.values()))
        runpy.run_path(str(MAKE))["make"](folder / "set")
        for what, figure in measured("simkopdes", folder / "set").items():
            text = f"{figure:,.1f}" if isinstance(figure, float) else f"{figure:,}"
            print(f"    {what:<18}{text:>12}")
    if "--record" in sys.argv:
        record(
            "rosters",
            table,
            title=f"{rows:,} members, every cell checked",
            how="Processor time, elapsed time where several processes read; best of three runs; "
            "the others only take cells out.",
            command=f"python benchmarks/rosters.py {rows} --record",
        )


if __name__ == "__main__":
    main()
