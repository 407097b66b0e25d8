"""What the targets for CSV and XLSX have in common: the tables, and what is done with a file."""

from __future__ import annotations

import datetime as dt
import random
import runpy
import tempfile
import zlib
from functools import cache
from pathlib import Path

from tests.fuzz.watch import keeps_quiet
from tests.people import VILLAGE

import kopdes_jamsos as kj

ON = dt.date(2026, 11, 22)
MAKE = Path(__file__).resolve().parents[2] / "examples" / "data" / "make_simkopdes.py"
LIMITS = kj.rosters.Limits(rows=400, columns=60, characters=200)
KDMP = kj.Cooperative(name="KDMP", kind="KDMP", village=VILLAGE)
# What the roster of our own tells of people, and no message may repeat.
PERSONAL = ("Ani Contoh", "3604991708909991", "17-08-1990", "5432100", "5.432.100", "81298765432")
ROSTER = """\
Daftar orang KDMP
ref,nama,kedudukan,jabatan,nik,jenis_kelamin,tanggal_lahir,hp,email,segmen,upah,program
P-1,Ani Contoh,pengurus,ketua,3604991708909991,L,17-08-1990,081298765432,,PU,5432100,JKK JKM JHT
P-2,Ani Contoh,karyawan,kasir,'3604991708909991,L,17-08-1990,81298765432,a@b.id,PU,5.432.100,JKK
P-3,Ani Contoh,pengawas,ketua,36.0499.170890.9991,P,33102,,,BPU,5432100,JKK
P-4,Ani Contoh,anggota,,3.60E+15,x,0000-00-00,36****91,,,,
"""
CORRECTIONS = """\
berkas;baris;kolom;perbaikan
damaged.csv;3;nik;3604991708909991
damaged.csv;4;nama;Ani Contoh
damaged.csv;5;;(hapus)
damaged.csv;6;tanggal_lahir;(kosong)
damaged.xlsx;2;nama;Ani Contoh
"""
PIECES = (
    *("\"'", ",;", "\t|", "\n\r\0", "=+-@", "\xa0\ufeff\u202e\u0130", "é*•"),
    *("1E+99", "0000-00-00", "99999", "3604991708909991", "9" * 40, "29 Feb 2026", "(hapus)"),
    *("Ketua", "pengawas", "anggota", "nama", "nik", "ref", "Rp 1.000,00", '="1"', "#N/A"),
)


@cache
def texts() -> tuple[str, ...]:
    """Tables as CSV: those of the invented SIMKOPDES set, cut short, and our own."""
    with tempfile.TemporaryDirectory() as folder:
        runpy.run_path(str(MAKE))["make"](Path(folder), share=0.03, each=1)
        made = [
            "\n".join(path.read_text("cp1252", "replace").splitlines()[:12]) + "\n"
            for path in sorted(Path(folder).glob("*_*.csv"))
        ]
    return (ROSTER, CORRECTIONS, *made)


@cache
def folder() -> Path:
    """Where the damaged files are put."""
    return Path(tempfile.mkdtemp(prefix="damaged-"))


@cache
def known() -> kj.rosters.Corrections:
    """Corrections that fit the seeds."""
    path = folder() / "corrections.csv"
    path.write_text(CORRECTIONS)
    return kj.rosters.read_corrections(path)


def read_all(data: bytes, ending: str) -> None:
    """Read a file as a roster and as corrections; whatever is no error of ours passes through."""
    path = folder() / f"damaged.{ending}"
    path.write_bytes(data)
    # How it is read follows from what it holds, so that the same file is read in the same way.
    chance = random.Random(zlib.crc32(data))
    with keeps_quiet(PERSONAL):
        use(path, chance)
    with keeps_quiet(PERSONAL):
        kj.rosters.read_corrections(path, limits=LIMITS)


def use(path: Path, chance: random.Random) -> None:
    """Read a roster, and do with it what is done with rosters."""
    corrections = chance.choice([None, known()])
    table = encoding = delimiter = None
    if chance.random() < 0.2:
        table = chance.choice([None, "roster", "anggota_koperasi"])
        encoding = chance.choice([None, "utf-8", "cp1252", "utf-16", "utf-7"])
        delimiter = chance.choice([None, ",", ";", "|"])
    with kj.rosters.scan(
        path,
        on=ON,
        table=table,
        encoding=encoding,
        delimiter=delimiter,
        corrections=corrections,
        limits=LIMITS,
    ) as rows:
        entries = tuple(rows)
    assert rows.tally.adds_up
    assert rows.tally.rows <= LIMITS.rows
    told = [f"{finding} {finding.remedy('id')}" for each in entries for finding in each.findings]
    assert [n for n, word in enumerate(PERSONAL) for line in told if word in line] == []
    roster = kj.rosters.Roster(
        file=path.name,
        table=rows.table,
        entries=entries,
        findings=rows.findings,
        tally=rows.tally,
    )
    gathered = kj.rosters.gather([roster], cooperatives={"K-1": KDMP})
    for cooperative in gathered.cooperatives.values():
        kj.bill(cooperative, kj.Month(2026, 11))
    kj.rosters.prepare_upload(entries, revision="new-30")
    if chance.random() < 0.05:
        written = path.with_name("findings.csv")
        kj.rosters.write_findings((*roster.findings, *gathered.findings), written)
        assert not kj.rosters.read_corrections(written).cells
