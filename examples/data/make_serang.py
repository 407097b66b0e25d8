"""Make `serang.csv`: the people of 274 village cooperatives of Kabupaten Serang, all invented.

The villages and their codes are real (`serang_villages.csv`, from idn-area-data 3.1.2, ODbL 1.0:
see NOTICE). Which 274 of the 326 villages had an enrolled cooperative in July 2025 was not
published; a seeded draw picks them here. Names, dates and incomes are invented and the NIKs are
synthetic: district 99 exists in no regency. The same seed gives the same file.

    python examples/data/make_serang.py
"""

from __future__ import annotations

import csv
import datetime as dt
import random
from pathlib import Path

HERE = Path(__file__).parent
SEED = 274
COOPERATIVES = 274
# One cooperative in three has employees: 315 of the 1,026 in the published sample of 2026.
WITH_EMPLOYEES = 0.307
OFFICERS = (
    "ketua",
    "wakil ketua bidang usaha",
    "wakil ketua bidang anggota",
    "sekretaris",
    "bendahara",
)
SUPERVISORS = ("ketua", "anggota", "anggota")
MEN = ("Ahmad", "Asep", "Budi", "Dedi", "Eman", "Fajar", "Hasan", "Iwan", "Jaja", "Karim", "Lukman")
WOMEN = ("Aisah", "Dewi", "Enung", "Fitri", "Hani", "Ika", "Lilis", "Maya", "Neneng", "Oom")
FAMILY = ["Contoh", "Rekaan", "Misal", "Andai", "Umpama", "Khayal", "Teladan", "Purwarupa"]
WORK = ("tani", "dagang", "ternak", "nelayan", "ojek")
INCOMES = range(600_000, 3_600_001, 50_000)


def main() -> None:
    """Write the file."""
    draw = random.Random(SEED)
    with (HERE / "serang_villages.csv").open(encoding="utf-8", newline="") as file:
        villages = list(csv.DictReader(file))
    chosen = sorted(draw.sample(range(len(villages)), COOPERATIVES))
    rows = []
    serial = 0
    for place in chosen:
        village = villages[place]
        employs = draw.random() < WITH_EMPLOYEES
        posts = [("pengurus", post) for post in OFFICERS]
        posts += [("pengawas", post) for post in SUPERVISORS]
        for organ, post in posts:
            serial += 1
            rows.append(person(draw, village, employs, organ, post, serial))
    with (HERE / "serang.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def person(
    draw: random.Random,
    village: dict[str, str],
    employs: bool,
    organ: str,
    post: str,
    serial: int,
) -> dict[str, object]:
    """One invented person."""
    woman = draw.random() < 0.3
    birth = dt.date(1962, 1, 1) + dt.timedelta(days=draw.randrange(40 * 365))
    day = birth.day + 40 * woman
    return {
        "ref": f"S{serial:04d}",
        "village_code": village["village_code"],
        "cooperative": f"Koperasi Desa Merah Putih {village['village']}",
        "district": village["district"],
        "has_employees": "ya" if employs else "tidak",
        "organ": organ,
        "post": post,
        "name": f"{draw.choice(WOMEN if woman else MEN)} {draw.choice(FAMILY)}",
        "nik": f"360499{day:02d}{birth:%m%y}{serial:04d}",
        "birth_date": birth.isoformat(),
        "own_work": draw.choice(WORK),
        "income": draw.choice(INCOMES),
    }


if __name__ == "__main__":
    main()
