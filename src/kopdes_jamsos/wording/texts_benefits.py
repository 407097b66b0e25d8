"""The sentences of benefits of JKK and JKM, in Indonesian and English; see `texts`."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    # headings
    "entitlement-death": (
        "Manfaat atas meninggal dunia, {day:date}",
        "Benefits after a death, {day:date}",
    ),
    # rows
    "at-once": ("Dapat dibayar sekarang", "Payable now"),
    "jkm-death-sum": ("santunan sekaligus", "death sum"),
    "jkm-periodic": ("santunan berkala dibayar sekaligus", "periodic benefit, paid at once"),
    "jkm-funeral": ("biaya pemakaman", "funeral money"),
    "jkm-early": (
        "biaya pemakaman; manfaat penuh belum terpenuhi",
        "funeral money; the full sums are not reached yet",
    ),
    # details
    "jkm-waiting": (
        "kurang dari {months} bulan kepesertaan atau {months} bulan iuran",
        "less than {months} months of membership or {months} paid months",
    ),
    "after-arrears": (
        "dibayar setelah tunggakan iuran dilunasi",
        "paid after the arrears are settled",
    ),
    "pays-first": (
        "dibayar dahulu oleh {payer:name}, lalu dimintakan penggantian",
        "paid first by the {payer:name}, who asks for it back",
    ),
    # refusals
    "refused-employer-owes": (
        "{program}: pemberi kerja belum membayar iuran pertama dan menanggung sendiri manfaatnya.",
        "{program}: the employer has not paid the first contribution and owes the benefits "
        "himself.",
    ),
    "refused-not-enrolled": (
        "{program}: tidak diikuti.",
        "{program}: the person is not enrolled in it.",
    ),
    "refused-death-by-work": (
        "{program}: meninggal akibat kerja dijamin JKK; JKM tidak ditambahkan.",
        "{program}: a death by work is covered by JKK; JKM does not come on top.",
    ),
    "refused-cover-not-yet": (
        "{program}: belum terlindungi pada {day:date}.",
        "{program}: not yet covered on {day:date}.",
    ),
    "refused-cover-ended": (
        "{program}: kepesertaan telah berakhir pada {day:date}.",
        "{program}: the membership had ended by {day:date}.",
    ),
    "refused-cover-lapsed": (
        "{program}: iuran menunggak lebih lama dari yang dijamin; tidak ada hak.",
        "{program}: contributions were in arrears for longer than is covered; there is no right.",
    ),
    # proofs and deadlines
    "proof-card": ("kartu peserta BPJS Ketenagakerjaan", "participant card of the agency"),
    "proof-death": ("surat keterangan kematian", "death certificate"),
    "proof-heirs": ("surat keterangan ahli waris", "certificate of heirs"),
    "jkm-no-limit": (
        "JKM: batas waktu pengajuan tidak ditemukan dalam teks yang dibaca.",
        "JKM: no time limit for the claim was found in the texts that were read.",
    ),
}
