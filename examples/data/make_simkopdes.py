"""A set of tables like those of SIMKOPDES, invented, with defects planted at known rows.

The counts are those of the set that was published in July 2026: 1,026 cooperatives, 8,482 officers
and supervisors, 942 employees in 315 cooperatives, 74,269 members, about 35 business codes each.
There the NIKs are masked; here they are whole, in districts that do not exist, so that more can go
wrong with them. Clean rows are as uneven as real ones: names in capitals or not, dates in several
forms, blanks in several spellings.

    python examples/data/make_simkopdes.py FOLDER [SHARE]

writes the tables and `planted.csv`, which says where each defect is. SHARE 0.1 makes a tenth.
"""

from __future__ import annotations

import csv
import datetime as dt
import random
import sys
from collections.abc import Callable
from pathlib import Path

COOPERATIVES = 1_026
BOARD = 8_482
EMPLOYEES = 942
EMPLOYING = 315
MEMBERS = 74_269
CODES_EACH = 35

OFFICERS = (
    "Ketua",
    "Wakil Ketua Bidang Usaha",
    "Wakil Ketua Bidang Anggota",
    "Sekretaris",
    "Bendahara",
)
MEN = ("Asep", "Budi", "Dedi", "Iwan", "Lukman", "Rahmat", "Ujang", "Yusuf", "Ma'ruf")
WOMEN = ("Ani", "Dewi", "Ipah", "Maya", "Neneng", "Rina", "Siti", "Yuyun", "Désirée")
FAMILY = ("Contoh", "Misal", "Rekaan", "Andai", "Purwarupa", "Umpama", "Seumpama")
WORK = ("PETANI", "Pedagang", "nelayan", "Ibu Rumah Tangga", "Wiraswasta", "BURUH TANI")
REGENCIES = ("36.01", "36.02", "36.03", "36.04", "32.01", "32.04", "33.09", "35.07", "51.03")
KBLI = ("64142", "47111", "47721", "86105", "52101", "49431", "46311", "01111", "03111")

Row = dict[str, str]
Planted = tuple[str, int, str, str]  # file, row, column ("" for the whole row), code


class Maker:
    """The tables while they are made.

    Args:
        share: Part of the published size, from 0 to 1.
        seed: Seed of everything that is drawn.
        each: How often each defect is planted.
    """

    def __init__(self, share: float, seed: int, each: int) -> None:
        self.draw = random.Random(seed)
        self.each = each
        self.count = max(12, int(COOPERATIVES * share))
        self.share = share
        self.niks: set[str] = set()
        self.serial = 0
        self.tables: dict[str, list[Row]] = {}
        self.lines: dict[tuple[str, int], list[str]] = {}
        self.planted: list[Planted] = []
        self.used: set[tuple[str, int]] = set()

    # ---- clean rows ------------------------------------------------------------------------------

    def person(self, region: str) -> tuple[str, str, str, dt.date]:
        """Name, NIK, sex and birth date."""
        draw = self.draw
        woman = draw.random() < 0.3
        born = dt.date(1955, 1, 1) + dt.timedelta(draw.randrange(50 * 365))
        while True:
            self.serial = self.serial % 8_999 + 1
            day = born.day + 40 * woman
            # A last digit that is not zero, as a number cell would be taken for a rounded one.
            nik = f"{region.replace('.', '')}99{day:02d}{born:%m%y}{self.serial:04d}"
            if nik not in self.niks and not nik.endswith("0"):
                break
        self.niks.add(nik)
        name = f"{draw.choice(WOMEN if woman else MEN)} {draw.choice(FAMILY)}"
        name = draw.choice((name, name.upper(), name.title()))
        return name, nik, "PEREMPUAN" if woman else "LAKI-LAKI", born

    def date(self, day: dt.date) -> str:
        """A date in one of the forms in use."""
        return self.draw.choice(
            (
                f"{day:%Y-%m-%d}",
                f"{day:%d-%m-%Y}",
                f"{day:%d/%m/%Y}",
                f"{day:%Y-%m-%d} 00:00:00",
            )
        )

    def blank(self) -> str:
        """Nothing, in one of the spellings in use."""
        return self.draw.choice(("", "", "-", "NULL"))

    def make(self) -> None:
        """Make the clean tables."""
        draw = self.draw
        board, employees, members, codes = [], [], [], []
        profiles, places = [], []
        refs = []
        for number in range(self.count):
            ref = f"KOP-{draw.randrange(16**12):012X}"
            region = draw.choice(REGENCIES)
            urban = number % 10 == 0
            village = f"{region}.99.{1 if urban else 2}{number % 1000:03d}"
            refs.append((ref, region, village))
            profiles.append(
                {
                    "koperasi_ref": ref,
                    "nama_koperasi": f"KOPERASI {'KELURAHAN' if urban else 'DESA'} MERAH PUTIH "
                    f"REKAAN {number + 1}",
                    "status_registrasi": "Approved",
                    "bentuk_koperasi": "Primer",
                    "nik_koperasi": f"{3_600_000 + number}",
                    "kode_pos": "42161",
                    "modal_awal": "Rp 5.000.000",
                }
            )
            places.append({"koperasi_ref": ref, "kode_wilayah": village})
            extra = number < round(self.count * (BOARD - 8 * COOPERATIVES) / COOPERATIVES)
            posts = [("PENGURUS", post) for post in OFFICERS]
            posts += [("PENGAWAS", "Ketua")] + [("PENGAWAS", "Anggota")] * (2 + extra)
            board += [self.officer(ref, region, *post) for post in posts]
            codes += [
                {
                    "koperasi_ref": ref,
                    "kode_kbli": draw.choice(KBLI),
                    "nama_kbli": "Usaha rekaan",
                    "tipe_izin_usaha": "NIB",
                    "tahun_kbli": draw.choice(("2020", "2025")),
                }
                for _ in range(CODES_EACH)
            ]
        employing = max(3, round(EMPLOYING * self.share))
        for number in range(max(12, round(EMPLOYEES * self.share))):
            ref, region, _ = refs[number % employing]
            employees.append(self.employee(ref, region, number))
        for number in range(max(120, round(MEMBERS * self.share))):
            ref, region, village = refs[number % self.count]
            members.append(self.member(ref, region, village, number))
        # Officers are members too: some of them stand in both tables, which is no defect.
        for number in range(0, len(board), 40):
            officer = board[number]
            again = members[number % len(members)]
            again["koperasi_ref"] = officer["koperasi_ref"]
            for name in ("nama", "nik", "jenis_kelamin"):
                again[name] = officer[name]
        self.tables = {
            "profil_koperasi": profiles,
            "referensi_koperasi_wilayah": places,
            "pengurus_koperasi": board,
            "karyawan_koperasi": employees,
            "anggota_koperasi": members,
            "kbli_koperasi": codes,
        }

    def officer(self, ref: str, region: str, status: str, post: str) -> Row:
        """An officer or a supervisor."""
        draw = self.draw
        name, nik, sex, born = self.person(region)
        return {
            "pengurus_ref": f"PENG-{draw.randrange(16**10):010X}X",
            "koperasi_ref": ref,
            "nama": name,
            "jabatan": draw.choice((post, post.upper())),
            "status": draw.choice((status, status.title())),
            "no_hp": draw.choice(("0812", "+62812", "62812", "0812-"))
            + f"{draw.randrange(10**7):07d}",
            "nik": nik,
            "jenis_kelamin": draw.choice((sex, sex.title())),
            "foto_profil": "",
            "email": draw.choice(("", f"orang{len(self.niks)}@contoh.invalid")),
            "alamat": f"Kp. Rekaan RT {draw.randrange(1, 9):02d}",
            "kode_pos": draw.choice(("42161", "", "16830")),
            "status_pendidikan": "SMA",
            "tanggal_lahir": self.date(born),
            "periode_mulai": "2025-06-01",
            "periode_selesai": self.blank(),
            "file_ktp": "",
            "sumber_data": "simkopdes",
        }

    def employee(self, ref: str, region: str, number: int) -> Row:
        """An employee."""
        name, nik, sex, _ = self.person(region)
        return {
            "karyawan_ref": f"KRY-{number:06d}",
            "koperasi_ref": ref,
            "nama": name,
            "jabatan": self.draw.choice(("Kasir", "ADMIN STOK", "manajer")),
            "nomor_hp_karyawan": f"0813{self.draw.randrange(10**7):07d}",
            "jenis_kelamin": sex,
            "nik": nik,
            "email": "",
            "status_karyawan": "TETAP",
        }

    def member(self, ref: str, region: str, village: str, number: int) -> Row:
        """A member."""
        name, nik, sex, _ = self.person(region)
        return {
            "anggota_ref": f"AGT-{number:07d}",
            "koperasi_ref": ref,
            "nama": name,
            "nik": nik,
            "kode_wilayah": village,
            "jenis_kelamin": sex,
            "status_keanggotaan": "Approved",
            "tanggal_terdaftar": "2025-07-12 00:00:00",
            "file_ktp": "",
            "status_akun": "aktif",
            "pekerjaan": self.draw.choice(WORK) if self.draw.random() < 0.52 else self.blank(),
        }

    # ---- defects ---------------------------------------------------------------------------------

    def pick(self, table: str, fits: Callable[[Row], bool] = lambda _: True) -> int:
        """Place of a row that nothing else was done to."""
        rows = self.tables[table]
        for _ in range(100_000):
            place = self.draw.randrange(len(rows))
            if (table, place) not in self.used and fits(rows[place]):
                self.used.add((table, place))
                return place
        raise RuntimeError(f"{table} is too small for so many defects")

    def note(self, table: str, place: int, column: str, code: str) -> None:
        """Write down where a defect is; row 1 holds the headings."""
        if not code:  # a member of a cooperative that is nowhere
            column, code = "", "cooperative-unknown"
        self.planted.append((f"{table}.csv", place + 2, column, code))

    def plant(
        self,
        table: str,
        column: str,
        code: str,
        change: Callable[[Row], str],
        fits: Callable[[Row], bool] = lambda _: True,
        also: tuple[tuple[str, str], ...] = (),
    ) -> None:
        """Change a cell of some rows."""
        for _ in range(self.each):
            place = self.pick(table, fits)
            row = self.tables[table][place]
            row[column] = change(row)
            self.note(table, place, column, code)
            for other, extra in also:
                self.note(table, place, other, extra)

    def plant_all(self) -> None:
        """Plant every kind of defect."""
        repeated = {row["nik"] for row in self.tables["pengurus_koperasi"]} & {
            row["nik"] for row in self.tables["anggota_koperasi"]
        }
        for table in ("pengurus_koperasi", "anggota_koperasi"):
            for place, row in enumerate(self.tables[table]):
                if row["nik"] in repeated:
                    self.used.add((table, place))  # these stay as they are
        for table in ("pengurus_koperasi", "karyawan_koperasi", "anggota_koperasi"):
            self.niks_of(table)
        self.board()
        self.others()
        self.shapes()

    def niks_of(self, table: str) -> None:
        """What spreadsheets and typists do to NIKs."""
        for code, change in (
            ("nik-scientific", lambda row: f"{row['nik'][0]}.{row['nik'][1:6]}E+15"),
            ("nik-scientific", lambda row: f"{row['nik'][0]},{row['nik'][1:6]}E+15"),
            (
                "nik-separators",
                lambda row: f"{row['nik'][:6]}.{row['nik'][6:12]}.{row['nik'][12:]}",
            ),
            ("nik-separators", lambda row: f" {row['nik'][:4]} {row['nik'][4:]} "),
            ("nik-length", lambda row: row["nik"][1:]),
            ("nik-masked", lambda row: f"{row['nik'][:2]}{'*' * 12}{row['nik'][-2:]}"),
            ("nik-missing", lambda _: ""),
            ("nik-characters", lambda row: f"{row['nik'][:15]}O"),
            ("nik-invalid", lambda row: f"{row['nik'][:12]}0000"),
            ("nik-invalid", lambda row: f"{row['nik'][:8]}13{row['nik'][10:]}"),
            ("nik-decimal", lambda row: f"{row['nik']}.0"),
            ("nik-rounded", lambda row: f"{row['nik'][:15]}0.0"),
            ("formula-text", lambda row: f'="{row["nik"]}"'),
            ("unknown-province", lambda row: f"01{row['nik'][2:]}"),
            ("unknown-regency", lambda row: f"3699{row['nik'][4:]}"),
        ):
            self.plant(table, "nik", code, change)
        self.plant(table, "jenis_kelamin", "sex-differs", _other_sex)
        self.plant(table, "jenis_kelamin", "sex-unreadable", lambda _: "?")
        self.plant(table, "nama", "name-missing", lambda _: "")
        self.plant(
            table,
            "koperasi_ref",
            "cooperative-missing",
            lambda _: "",
            also=(("", "cooperative-unknown"),),
        )
        for _ in range(self.each):
            first, second = sorted((self.pick(table, _chairless), self.pick(table, _chairless)))
            rows = self.tables[table]
            rows[second]["nik"] = rows[first]["nik"]
            rows[second]["jenis_kelamin"] = rows[first]["jenis_kelamin"]
            for name in ("tanggal_lahir", "status", "jabatan"):
                if name in rows[first]:
                    rows[second][name] = rows[first][name]
            self.note(table, second, "nik", "nik-duplicate")

    def board(self) -> None:
        """What only happens to officers and supervisors."""
        table = "pengurus_koperasi"
        late = "tanggal_lahir"
        self.plant(table, late, "date-zero", lambda _: "0000-00-00")
        self.plant(table, late, "date-unreadable", lambda _: "tujuh belas")
        self.plant(table, late, "birth-date-impossible", lambda _: "2031-02-03")
        self.plant(table, late, "birth-date-differs", lambda _: "1949-12-31")
        self.plant(
            table,
            late,
            "date-order",
            lambda row: f"{row['nik'][8:10]}/{_day(row):02d}/19{row['nik'][10:12]}",
            lambda row: _day(row) > 12 and int(row["nik"][10:12]) >= 55,
        )
        self.plant(
            table,
            late,
            "date-serial",
            lambda row: str((_born(row) - dt.date(1899, 12, 30)).days),
            lambda row: int(row["nik"][10:12]) >= 55,
        )
        self.plant(table, "jabatan", "post-missing", lambda _: "", _is_treasurer)
        self.plant(table, "jabatan", "post-other", lambda _: "Humas", _is_treasurer)
        self.plant(
            table,
            "jabatan",
            "village-head-perhaps",
            lambda _: "KEPALA DESA",
            _is_treasurer,
            also=(("jabatan", "post-other"),),
        )
        self.plant(table, "status", "organ-unknown", lambda _: "Aktif", _is_treasurer)
        self.plant(table, "no_hp", "phone-zero-lost", lambda _: "81234567890")
        self.plant(table, "no_hp", "phone-unreadable", lambda _: "tidak ada")
        self.plant(table, "no_hp", "masked", lambda _: "08*********9")
        self.plant(table, "email", "email-unreadable", lambda _: "orang.contoh")
        self.plant(table, "email", "masked", lambda _: "o****@contoh.invalid")
        self.plant(table, "kode_pos", "postal-code-unreadable", lambda _: "4216")
        self.plant(table, "alamat", "formula", lambda _: '=HYPERLINK("http://contoh.invalid")')
        self.plant(table, "alamat", "cell-long", lambda _: "x" * 2_001)
        self.plant(table, "nama", "control-characters", lambda row: f"{row['nama']}\x07")
        # A byte that is no UTF-8, as an old spreadsheet program writes an accent.
        self.plant(table, "nama", "encoding-repaired", lambda _: "Ren\udce9 Contoh")
        self.plant(table, "pengurus_ref", "ref-is-number", lambda row: row["nik"])
        for code, status, post in (
            ("two-offices", "PENGAWAS", "Anggota"),
            ("village-head-officer", "PENGAWAS", "Ketua"),
        ):
            for _ in range(self.each):
                first, second = self.pair(status, post)
                rows = self.tables[table]
                for name in ("nik", "jenis_kelamin", "tanggal_lahir", "nama"):
                    rows[second][name] = rows[first][name]
                self.note(table, second, "nik", code)
        for _ in range(self.each):
            _, second = self.pair("PENGURUS", "Bendahara", "Ketua")
            self.tables[table][second]["jabatan"] = "KETUA"
            self.note(table, second, "jabatan", "two-chairs")

    def pair(self, status: str, post: str, first_post: str = "Sekretaris") -> tuple[int, int]:
        """An officer with a post, and another person of the same cooperative further down."""
        rows = self.tables["pengurus_koperasi"]
        while True:
            second = self.pick(
                "pengurus_koperasi",
                lambda row: row["status"].upper() == status and row["jabatan"].title() == post,
            )
            for first in range(second - 1, max(second - 9, -1), -1):
                row = rows[first]
                if (
                    row["koperasi_ref"] == rows[second]["koperasi_ref"]
                    and row["jabatan"].title() == first_post
                    and row["status"].upper() == "PENGURUS"
                    and ("pengurus_koperasi", first) not in self.used
                ):
                    self.used.add(("pengurus_koperasi", first))
                    return first, second
            self.used.discard(("pengurus_koperasi", second))

    def others(self) -> None:
        """What happens to members, businesses and profiles."""
        table = "anggota_koperasi"
        self.plant(table, "status_keanggotaan", "membership-requested", lambda _: "REQUESTED")
        self.plant(table, "status_keanggotaan", "membership-unknown", lambda _: "Ditangguhkan")
        self.plant(table, "kode_wilayah", "village-unreadable", lambda _: "36.04")
        self.plant(table, "tanggal_terdaftar", "date-zero", lambda _: "0000-00-00 00:00:00")
        self.plant(table, "koperasi_ref", "", lambda _: "KOP-TIDAK-ADA")
        kbli = "kbli_koperasi"
        self.plant(
            kbli,
            "kode_kbli",
            "kbli-zero-lost",
            lambda row: row["kode_kbli"][1:],
            lambda row: row["kode_kbli"].startswith("0"),
        )
        self.plant(kbli, "kode_kbli", "kbli-unreadable", lambda _: "47")
        self.plant(kbli, "tahun_kbli", "kbli-year-missing", lambda _: "")
        profiles = self.tables["profil_koperasi"]
        for number in range(self.each):
            profiles.append(dict(profiles[number]))
            self.note("profil_koperasi", len(profiles) - 1, "koperasi_ref", "profile-duplicate")
            profiles.append(
                profiles[number] | {"koperasi_ref": f"KOP-{number}", "nama_koperasi": ""}
            )
            self.note("profil_koperasi", len(profiles) - 1, "", "profile-incomplete")
            place = self.pick("referensi_koperasi_wilayah", lambda row: self.agreed(row))
            lost = self.tables["referensi_koperasi_wilayah"][place]
            lost["kode_wilayah"] = ""
            self.note("referensi_koperasi_wilayah", place, "", "village-unknown")
            refs = [profile["koperasi_ref"] for profile in profiles]
            profile_row = refs.index(lost["koperasi_ref"])
            self.note("profil_koperasi", profile_row, "", "village-from-members")

    def agreed(self, place: Row) -> bool:
        """Whether all members of a cooperative name its village."""
        named = {
            row["kode_wilayah"]
            for row in self.tables["anggota_koperasi"]
            if row["koperasi_ref"] == place["koperasi_ref"]
            and row["status_keanggotaan"] != "REQUESTED"
        }
        return named - {"36.04"} == {place["kode_wilayah"]}

    def shapes(self) -> None:
        """Rows that are cut, shifted or empty."""
        table = "anggota_koperasi"
        for code in ("row-long", "row-short", "nobody", ""):
            for _ in range(self.each):
                place = self.pick(table)
                row = self.tables[table][place]
                cells = list(row.values())
                if code == "row-long":
                    cells.insert(2, "Contoh")
                elif code == "row-short":
                    cells = cells[:-2]
                elif code == "nobody":
                    row["nama"] = row["nik"] = ""
                    cells = list(row.values())
                else:
                    cells = [""] * len(cells)
                self.lines[table, place] = cells
                if code:
                    self.note(table, place, "", code)

    def write(self, folder: Path) -> None:
        """Write the tables and what was planted."""
        folder.mkdir(parents=True, exist_ok=True)
        for number, (table, rows) in enumerate(self.tables.items()):
            delimiter = ",;"[number % 2]
            path = folder / f"{table}.csv"
            with path.open("w", encoding="utf-8", errors="surrogateescape", newline="") as file:
                writer = csv.writer(file, delimiter=delimiter)
                writer.writerow(rows[0])
                for place, row in enumerate(rows):
                    writer.writerow(self.lines.get((table, place), list(row.values())))
        with (folder / "planted.csv").open("w", encoding="utf-8", newline="") as file:
            plain = csv.writer(file)
            plain.writerow(("file", "row", "column", "code"))
            plain.writerows(sorted(self.planted))


def _other_sex(row: Row) -> str:
    return "LAKI-LAKI" if row["jenis_kelamin"].upper() == "PEREMPUAN" else "Perempuan"


def _chairless(row: Row) -> bool:
    return row.get("jabatan", "").title() != "Ketua"


def _is_treasurer(row: Row) -> bool:
    return row["jabatan"].title() == "Bendahara"


def _day(row: Row) -> int:
    return int(row["nik"][6:8]) % 40


def _born(row: Row) -> dt.date:
    return dt.date(1900 + int(row["nik"][10:12]), int(row["nik"][8:10]), _day(row))


def make(folder: Path, *, share: float = 1, seed: int = 20261122, each: int = 3) -> list[Planted]:
    """Write the tables into a folder; what was planted where."""
    maker = Maker(share, seed, each)
    maker.make()
    maker.plant_all()
    maker.write(folder)
    return sorted(maker.planted)


if __name__ == "__main__":
    make(Path(sys.argv[1]), share=float(sys.argv[2]) if len(sys.argv) > 2 else 1)
