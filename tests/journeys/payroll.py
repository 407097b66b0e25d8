"""A payroll: from a dataframe of 200 employees and 40 officers to the treasurer's spreadsheets.

The code of docs/how-to/dataframe-to-spreadsheet.md as one script.
"""

import datetime as dt
import tempfile
import warnings
from pathlib import Path

import pandas as pd

import kopdes_jamsos as kj

# The people
born = [dt.date(1962 + n % 42, 1 + n % 12, 1 + n % 28) for n in range(240)]
people = pd.DataFrame(
    {
        "ref": [f"K-{n:03}" for n in range(1, 201)] + [f"P-{n:02}" for n in range(1, 41)],
        "nama": [f"Nama Rekaan {n}" for n in range(1, 241)],
        "nik": [f"360499{day:%d%m%y}{9000 + n}" for n, day in enumerate(born)],
        "tanggal_lahir": born,
        "kedudukan": ["karyawan"] * 200 + ["pengurus"] * 40,
        "jabatan": ["kasir"] * 200 + ["Ketua", "Bendahara"] + ["Lainnya"] * 38,
        "segmen": ["PU"] * 200 + ["BPU"] * 40,
        "program": ["JKK JKM JHT JP"] * 200 + ["JKK JKM"] * 40,
        "upah": [3_100_000 + 75_000 * (n % 120) for n in range(200)] + [None] * 40,
        "penghasilan": [None] * 200 + [1_000_000] * 40,
        "kelompok": [None] * 200 + ["c"] * 40,
        "sektor": [None] * 200 + ["lainnya"] * 40,
        "pembayar": [None] * 200 + ["koperasi"] * 40,
    }
)
people.loc[4, "upah"] = None  # two faults, as every list has some
people.loc[7, "nik"] = "36049917"

# Every row is a person or a finding
facts = {"name": "KDMP Contoh", "kind": "KDMP", "village": "36.04.05.2003"}
facts |= {"scale": "medium", "risk_class": 1}
found = kj.Cooperative.from_frame(people, on="2026-11-22", **facts)
print(len(found.people), found.tally.refused)
for finding in found.findings:
    print(finding.row, finding.column, "-", finding.message("en"))
people.loc[4, "upah"] = 3_400_000
people.loc[7, "nik"] = f"360499{born[7]:%d%m%y}9007"
found = kj.Cooperative.from_frame(people, on="2026-11-22", **facts)
print(len(found.findings))

# The bill
bill = kj.bill(found.cooperative, "2026-11")
print(f"{bill.total:,}", len(bill.entries), len(bill.uncovered))
for (payer, bearer), amount in bill.by_bearer.items():
    print(f"{payer:<11} {bearer or payer:<11} {amount:>10,}")
sums = ["total_employer", "total_worker", "total_participant"]
print(bill.to_frame("pandas").groupby("segment")[sums].sum())

# When it is due
for due in bill.due_dates():
    print(due.day, due.program)
for day, amount in kj.contributions.payment_plan([bill]).by_day.items():
    print(day, f"{amount:>11,}")

# The spreadsheets
folder = Path(tempfile.mkdtemp())
kj.rosters.write_bill(bill, folder / "bill.xlsx", language="en")
kj.rosters.write_payments([bill], folder / "payments.xlsx", language="en")
payments = pd.read_excel(folder / "payments.xlsx", dtype={"nik": str})
print(payments.iloc[[0, 40, 240], [0, 1, 4, 8, 10]].to_string())

# A month that is paid late
late = kj.lateness(bill, paid_on="2027-01-04")
for line in late.lines:
    print(f"{line.program:<3} {line.due.day} {line.contribution:>11,} {line.fine:>10,}")
print(f"{late.contribution:,} + {late.fine:,} = {late.total:,}")

# Only the amounts, as columns
wages = people[people["segmen"] == "PU"].astype({"upah": "Int64"})
everyone = {"segment": "PU", "risk_class": 1}
everyone |= {"jkk": True, "jkm": True, "jht": True, "jp": True}
how = {"month": "2026-11", "constants": everyone}
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    owed = kj.frames.assess(wages, columns={"wage": "upah"}, **how)
print(caught[0].message.code, kj.frames.assumed(owed), f"{owed['total'].sum():,}")
columns = {"wage": "upah", "birth_date": "tanggal_lahir"}
owed = kj.frames.assess(wages, columns=columns, **how)
print(kj.frames.assumed(owed), f"{owed['total'].sum():,}")
