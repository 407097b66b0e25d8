"""The sentences of participations and cover, in Indonesian and English."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    "cover-report": ("Perlindungan pada {day:date}", "Cover on {day:date}"),
    "cover-through": (
        "{segment:name} melalui {payer}",
        "{segment:name} through {payer}",
    ),
    "cover-alone": ("{segment:name}", "{segment:name}"),
    "cover-nobody": (
        "Tidak ada kepesertaan yang diberikan.",
        "No participation was given.",
    ),
    # status
    "cover-not-yet": ("belum terlindungi", "not yet covered"),
    "cover-covered": ("terlindungi", "covered"),
    "cover-grace": ("masa tenggang: hak tertangguh sebagian", "grace: rights partly suspended"),
    "cover-lapsed": ("gugur: tidak ada hak", "lapsed: no rights"),
    "cover-ended": ("berakhir", "ended"),
    "cover-reactivated": ("terlindungi kembali", "covered again"),
    # why
    "not-enrolled": ("program ini tidak diikuti", "this programme was not chosen"),
    "not-joined": (
        "didaftarkan {joined:date}",
        "registered on {joined:date}",
    ),
    "not-paid": (
        "nomor kepesertaan keluar setelah iuran pertama dibayar lunas",
        "the participation number comes with the first payment in full",
    ),
    "employer-not-paid": (
        "iuran pertama belum dibayar; pemberi kerja sendiri yang wajib membayar hak pekerja",
        "the first contribution is unpaid; the employer owes the benefits himself",
    ),
    "in-force": ("berlaku sejak {since:date}", "in force since {since:date}"),
    "again": (
        "berlaku lagi sejak {since:date}; bulan sebelumnya tidak ditagih",
        "in force again since {since:date}; the months before are not billed",
    ),
    "employer-behind": (
        "tunggakan pemberi kerja {behind:months} berturut-turut: BPJS Ketenagakerjaan "
        "tetap membayar (sampai dengan {limit:months})",
        "employer's arrears of {behind:months} in a row: the agency pays (up to {limit:months})",
    ),
    "employer-first": (
        "tunggakan pemberi kerja {behind:months} berturut-turut, lebih dari {limit}: "
        "pemberi kerja membayar lebih dahulu",
        "employer's arrears of {behind:months} in a row, more than {limit}: the "
        "employer pays first",
    ),
    "employer-owes": (
        "tunggakan pemberi kerja {behind:months} berturut-turut adalah utangnya",
        "employer's arrears of {behind:months} in a row are his debt",
    ),
    "savings-stand": (
        "berlaku sejak {since:date}; {behind:months} berturut-turut belum dibayar, simpanan tetap",
        "in force since {since:date}; {behind:months} in a row unpaid, the savings stand",
    ),
    "behind-jkk": (
        "menunggak {behind:months} berturut-turut: pelayanan kesehatan diberikan; santunan uang "
        "setelah sembuh dan tunggakan lunas (paling banyak {limit:months})",
        "{behind:months} in a row behind: medical care at once; cash after recovery and after "
        "the arrears are paid (up to {limit:months})",
    ),
    "behind-jkm": (
        "menunggak {behind:months} berturut-turut: biaya pemakaman dibayar; selebihnya setelah "
        "ahli waris melunasi tunggakan (paling banyak {limit:months})",
        "{behind:months} in a row behind: funeral money at once; the rest after the heirs pay "
        "the arrears (up to {limit:months})",
    ),
    "lapsed": (
        "menunggak {behind:months} berturut-turut, lebih dari {limit}",
        "{behind:months} in a row behind, more than {limit}",
    ),
    "ended": ("hari terakhir {ended:date}", "last day {ended:date}"),
    "jp-past-pension-age": (
        "usia pensiun telah tercapai",
        "pension age has been reached",
    ),
    "month-unallocated": (
        "Iuran {month:month} tidak diperhitungkan: {code:code}.",
        "The payment for {month:month} does not count: {code:code}.",
    ),
    "month-out-of-order": (
        "Iuran {month:month} dibayar sebelum bulan yang lebih awal.",
        "{month:month} was paid before an earlier month.",
    ),
    "overlapping-participations": (
        "Dua kepesertaan dalam segmen yang sama melalui pembayar yang sama berjalan bersamaan.",
        "Two participations in one segment through one payer run at the same time.",
    ),
}

CODES: dict[str, tuple[str, str]] = {
    "before-joining": ("sebelum terdaftar", "before joining"),
    "after-end": ("setelah kepesertaan berakhir", "after the participation ended"),
    "month-twice": ("bulan ini sudah dibayar", "the month is paid already"),
    "too-far-ahead": ("terlalu jauh di muka", "too far ahead"),
    "lapsed-month": (
        "bulan dalam masa gugur tidak ditagih dan tidak dapat dibayar kemudian",
        "a month of the gap is neither billed nor can it be paid later",
    ),
}
