"""From the tables of SIMKOPDES to findings, the upload for employees and a first bill.

The tables are invented (`data/make_simkopdes.py`), with defects such as spreadsheets and typists
make. Officers are enrolled as BPU in the group that is proposed for them; that the cooperative
pays, and the income, are decisions that somebody has to take: here they are taken in the open.

    python examples/05_mass_registration.py          # 30 cooperatives
    python examples/05_mass_registration.py 1        # all 1,026

Needs the extra `rosters`. Everything is written into a folder that is deleted at the end.
"""

from __future__ import annotations

import datetime as dt
import runpy
import sys
import tempfile
from collections import Counter
from pathlib import Path

import attrs

import kopdes_jamsos as kj

MAKE = Path(__file__).parent / "data" / "make_simkopdes.py"
ON = dt.date(2026, 11, 22)
MONTH = kj.Month(2026, 12)
INCOME = 1_000_000
TABLES = (
    "profil_koperasi",
    "referensi_koperasi_wilayah",
    "pengurus_koperasi",
    "karyawan_koperasi",
    "anggota_koperasi",
    "kbli_koperasi",
)


def read_tables(folder: Path) -> list[kj.rosters.Roster]:
    """Read the six tables, and say where their rows went."""
    print(f"{'table':<28}{'rows':>8}{'taken':>8}{'refused':>9}{'blank':>7}{'findings':>10}")
    read = []
    for name in TABLES:
        roster = kj.rosters.read(folder / f"{name}.csv", on=ON)
        tally = roster.tally
        print(
            f"{name:<28}{tally.rows - tally.headings:>8,}{tally.taken:>8,}{tally.refused:>9,}"
            f"{tally.blank:>7,}{len(roster.findings):>10,}"
        )
        read.append(roster)
    return read


def show_findings(findings: list[kj.rosters.RosterFinding], folder: Path) -> None:
    """Count the findings and write the list that is to be corrected."""
    path = folder / "temuan.xlsx"
    kj.rosters.write_findings(findings, path)
    print(f"\n{len(findings)} findings, in {path.name} with a column for corrections. The first:")
    shown: set[str] = set()
    for finding in findings:
        if finding.code not in shown and len(shown) < 6:
            shown.add(finding.code)
            print(f"  {finding}")


def register_employees(gathered: kj.rosters.Gathered, folder: Path) -> None:
    """List what SIMKOPDES cannot supply, and write those who lack nothing compulsory."""
    employees = [
        entry
        for entries in gathered.entries.values()
        for entry in entries
        if isinstance(entry.person, kj.Employee)
    ]
    upload = kj.rosters.prepare_upload(
        employees,
        revision="new-30",
        constants={"KODE_NEGARA": "ID", "SURAT_MENYURAT_KE": "S"},
        birth_dates_as_seen_on=ON,
    )
    upload.write_gaps(folder / "isian.xlsx")
    missing = Counter(gap.column for gap in upload.gaps)
    written = upload.write(folder / "data_tk_baru.xlsx", incomplete="leave out")
    print(f"\nUpload: {len(employees)} employees, {written} of them complete. Missing:")
    for column, count in missing.most_common():
        print(f"  {column:<22}{count:>5}")


def enrolled(cooperative: kj.Cooperative) -> kj.Cooperative:
    """The cooperative with its officers enrolled as BPU, in the group that is proposed."""
    officers = []
    for officer in cooperative.officers:
        proposal = kj.coverage.propose_segment(officer, cooperative)
        enrolment = kj.BPUEnrolment(
            income=INCOME,
            programs={kj.JKK, kj.JKM},
            group=proposal.group,
            sector="other",
            funding="cooperative",
        )
        officers.append(attrs.evolve(officer, enrolments=[enrolment]))
    return attrs.evolve(cooperative, officers=officers, members=())  # the members come later


def main() -> None:
    """Run the whole way."""
    share = float(sys.argv[1]) if len(sys.argv) > 1 else 0.03
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        runpy.run_path(str(MAKE))["make"](folder, share=share, each=1)
        read = read_tables(folder)
        gathered = kj.rosters.gather(read)
        findings = [finding for roster in read for finding in roster.findings]
        show_findings([*findings, *gathered.findings], folder)
        register_employees(gathered, folder)

        bills = [kj.bill(enrolled(each), MONTH) for each in gathered.cooperatives.values()]
        kj.rosters.write_bill(bills[0], folder / "tagihan.xlsx")
        kj.rosters.write_payments(bills, folder / "pembayaran.csv")
        officers = sum(len(bill.entries) for bill in bills)
        total = sum(bill.total for bill in bills)
        print(f"\n{officers:,} officers of {len(bills):,} cooperatives in {MONTH}:", end=" ")
        print(kj.format_rupiah(total, "en"))
        print(bills[0].explain("id"))


if __name__ == "__main__":
    main()
