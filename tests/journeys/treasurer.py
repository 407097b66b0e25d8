"""A treasurer's helper: from a list with titles and a sum to the bill and the page for a family.

The code of docs/how-to/bendahara.md as one script, in Indonesian only.
"""

import tempfile
from pathlib import Path

import kopdes_jamsos as kj

# The list
folder = Path(tempfile.mkdtemp())
_ = (folder / "daftar.csv").write_text(
    "KOPERASI DESA MERAH PUTIH PEJATEN\n"
    "Daftar pengurus dan karyawan\n"
    "\n"
    "No. Anggota;Nama Lengkap;Status;Jabatan;No. KTP;L/P;Gaji;Penghasilan;Segmen;Program"
    ";Kelompok;Sektor;Pembayar\n"
    "A-01;Ani Contoh;Pengurus;Ketua;3604995708909991;P;;1.000.000;BPU;JKK JKM"
    ";c;lainnya;koperasi\n"
    "A-02;Budi Misal;Pengurus;Bendahara;3.60499E+15;L;;1.000.000;BPU;JKK JKM"
    ";c;lainnya;koperasi\n"
    "A-07;Cici Rekaan;Karyawan;Kasir;3604995207919993;P;2.500.000;;PU;JKK JKM;;;\n"
    "JUMLAH;;;;;;2.500.000;2.000.000;;;;;\n"
)

# Findings
people = kj.rosters.read(folder / "daftar.csv", on="2026-11-22")
for finding in people.findings:
    print(finding.row, finding.message("id"), finding.remedy("id"))
fixes = kj.rosters.Corrections(cells={("daftar.csv", 6): {"No. KTP": "3604990101859992"}})
people = kj.rosters.read(folder / "daftar.csv", on="2026-11-22", corrections=fixes)
print(people.tally.taken, people.tally.sums, people.tally.refused)
_ = (folder / "anggota.csv").write_text("No;Nama Lengkap;NIK\n1;Fani Reka;3604990101859992\n")
try:
    kj.rosters.read(folder / "anggota.csv", on="2026-11-22")
except kj.rosters.HeadingsError as error:
    for finding in error.findings:
        print(finding.explain("id"))

# The bill
village = kj.VillageCode("36.04.05.2003")
pejaten = kj.Cooperative(name="KDMP Pejaten", kind="KDMP", village=village, risk_class=1)
found = kj.rosters.gather([people], cooperatives={"pejaten": pejaten})
cooperative = found.cooperatives["pejaten"]
bill = kj.bill(cooperative, kj.Month(2026, 11))
kj.rosters.write_bill(bill, folder / "tagihan.csv", language="id")
print(*(folder / "tagihan.csv").read_text("utf-8-sig").splitlines(), sep="\n")
for due in bill.due_dates():
    print(due.day, due.program)

# The page for the family
chair = cooperative.officers[0].enrolments[0]
member = kj.Participation.paid_through(chair, since=kj.Month(2023, 1), months=47)
death = kj.Death("2026-11-20", work_related=False)
family = kj.Family(spouses=1, children=1)
entitlement = kj.entitle(death, member, children=kj.Child(stage="SD3"), family=family)
print(kj.benefits.family_statement(entitlement, "id", name="Ani Contoh"))
