"""The sentences of results, in Indonesian and English.

A template names figures and how to format them: {base:rupiah}, {rate:rate}, {month:month},
{day:date}, {programs:list}, {payer:name}, {what:notes}; counts with their noun: {count:people},
{behind:months}.
"""

from __future__ import annotations

from kopdes_jamsos.wording import (
    texts_benefits,
    texts_coverage,
    texts_participation,
    texts_rosters,
    texts_savings,
    texts_scenarios,
)

SENTENCES: dict[str, tuple[str, str]] = {
    **texts_benefits.SENTENCES,
    **texts_coverage.SENTENCES,
    **texts_participation.SENTENCES,
    **texts_rosters.SENTENCES,
    **texts_savings.SENTENCES,
    **texts_scenarios.SENTENCES,
    # headings
    "contribution": (
        "Iuran {month:month}, {segment:name}{group:group}",
        "Contribution for {month:month}, {segment:name}{group:group}",
    ),
    "bill": (
        "Tagihan iuran {month:month}, {cooperative}",
        "Contribution bill for {month:month}, {cooperative}",
    ),
    "replay": (
        "Hitung ulang: mesin {engines:list}; data hukum {laws:list}",
        "Computed again: engine {engines:list}; law data {laws:list}",
    ),
    # rows
    "law-changed": ("{before:plain} menjadi {after:plain}", "{before:plain} becomes {after:plain}"),
    "law-changed-ppm": (
        "{before:plain} menjadi {after:plain} (per sejuta)",
        "{before:plain} becomes {after:plain} (parts per million)",
    ),
    "rated": (
        "{rate:rate} × {base:rupiah}, {payer:name}",
        "{rate:rate} × {base:rupiah}, {payer:name}",
    ),
    "fixed": ("tetap, {payer:name}", "fixed, {payer:name}"),
    "none": ("tidak ada", "none"),
    "once-per-project": ("sekali untuk seluruh proyek", "once for the whole project"),
    "slices": (
        "bertingkat atas nilai kontrak {base:rupiah}, {payer:name}",
        "slice by slice on the contract value {base:rupiah}, {payer:name}",
    ),
    "relief": ("keringanan {share:rate}", "relief {share:rate}"),
    "program-sum": ("{people:people}", "{people:people}"),
    "paid-by": ("Dibayar {payer:name}", "Paid by the {payer:name}"),
    "total": ("Jumlah", "Total"),
    # details
    "replay-agrees": ("Hasil tetap sama.", "The result is still the same."),
    "replay-differs": ("Hasil berbeda: {paths:list}.", "The result differs: {paths:list}."),
    "replay-refused": (
        "Tidak dapat dihitung lagi ({code:code}).",
        "It can no longer be computed ({code:code}).",
    ),
    "band": (
        "dasar pita penghasilan {number}, bukan penghasilan yang dinyatakan",
        "base of income band {number}, not the declared income",
    ),
    "ceiling": ("batas upah {ceiling:rupiah}", "wage ceiling {ceiling:rupiah}"),
    "past-pension-age": ("usia pensiun telah tercapai", "pension age has been reached"),
    "zero-wage": (
        "upah nol: orang tanpa upah bukan penerima upah",
        "wage of nil: a person without a wage is no wage earner",
    ),
    "deferrable": (
        "{share:rate} boleh dibayar kemudian atas permohonan",
        "{share:rate} may be paid later on application",
    ),
    "jkp-carved-out": (
        "JKP tidak menambah tagihan: dibayar negara dan dari bagian JKK (dahulu juga JKM)",
        "JKP adds nothing to the bill: it is paid by the state and out of JKK (once also JKM)",
    ),
    # remarks
    "due": (
        "{programs:list}: dibayar paling lambat {day:date}.",
        "{programs:list}: due on {day:date} at the latest.",
    ),
    "due-moved": (
        "{programs:list}: dibayar paling lambat {day:date} ({printed:date} hari libur).",
        "{programs:list}: due on {day:date} at the latest ({printed:date} is a holiday).",
    ),
    "no-due-date": (
        "Batas waktu pembayaran tidak ditemukan dalam teks yang dibaca.",
        "No due date was found in the texts that were read.",
    ),
    "uncovered": (
        "Tidak ditagih: {count:people} ({code:code}){refs:refs}.",
        "Not billed: {count:people} ({code:code}){refs:refs}.",
    ),
    # proposals of a segment
    "proposal-employee": (
        "Karyawan menerima upah dari koperasi: penerima upah (PU).",
        "An employee receives a wage from the cooperative: wage earner (PU).",
    ),
    "proposal-member": (
        "Anggota bekerja mandiri: bukan penerima upah (BPU) kelompok b.",
        "A member works independently: non-wage earner (BPU), group b.",
    ),
    "proposal-officer-employer": (
        "Koperasi mempunyai karyawan: kelompok a, sejalan dengan penjelasan PP 46/2015 Pasal 6, "
        "yang berbicara tentang JHT dan mewajibkannya (penjelasan Pasal 13 menyebut sukarela). "
        "Praktik lain di cabang: pekerja mandiri, atau PU atas upah yang dinyatakan.",
        "The cooperative has employees: group a, after the explanation of PP 46/2015 Pasal 6, "
        "which speaks of JHT and makes it a duty (the explanation of Pasal 13 says voluntary). "
        "Other practice at branches: independent worker, or PU on a declared wage.",
    ),
    "proposal-officer-unwaged": (
        "Koperasi tidak mempunyai karyawan; pengurus bekerja tanpa upah: kelompok c menurut bacaan "
        "kami (penjelasan PP 49/2023 menyebut contoh lain). Praktik lain di cabang: pekerja "
        "mandiri, atau PU atas upah yang dinyatakan.",
        "The cooperative has no employees; its board works without wages: group c in our reading "
        "(the explanation of PP 49/2023 names other examples). Other practice at branches: "
        "independent worker, or PU on a declared wage.",
    ),
    "proposal-officer-unknown": (
        "Belum diketahui apakah koperasi mempunyai karyawan: kelompok a bila ya, c bila tidak.",
        "It is not known whether the cooperative has employees: group a if so, c if not.",
    ),
    "proposal-supervisor": (
        "Pengawas bekerja tanpa upah; penjelasan PP 46/2015 Pasal 6 hanya menyebut pengurus: "
        "kelompok c.",
        "A supervisor works without wages; the explanation of PP 46/2015 Pasal 6 names the board "
        "only: group c.",
    ),
}

NAMES: dict[str, tuple[str, str]] = {
    **texts_scenarios.NAMES,
    "PU": ("penerima upah (PU)", "wage earner (PU)"),
    "BPU": ("bukan penerima upah (BPU)", "non-wage earner (BPU)"),
    "construction": ("jasa konstruksi", "construction project"),
    "employer": ("pemberi kerja", "employer"),
    "worker": ("pekerja", "worker"),
    "participant": ("peserta", "participant"),
    "state": ("negara", "state"),
    "land": ("darat", "land"),
    "sea": ("laut", "sea"),
    "air": ("udara", "air"),
}

GROUPS: dict[str, tuple[str, str]] = {
    "employer": (", kelompok a (pemberi kerja)", ", group a (employer)"),
    "independent": (", kelompok b (pekerja mandiri)", ", group b (independent worker)"),
    "unwaged": (", kelompok c (tanpa upah)", ", group c (unwaged)"),
}

CODES: dict[str, tuple[str, str]] = {
    **texts_coverage.CODES,
    **texts_participation.CODES,
    **texts_scenarios.CODES,
    "no-enrolment": ("belum didaftarkan", "not enrolled"),
    "covered-elsewhere": ("dilindungi di tempat lain", "covered elsewhere"),
    "missing-fact": ("fakta belum lengkap", "a fact is missing"),
    "age-limit": ("melewati batas usia", "beyond the age limit"),
    "before-data": ("sebelum data hukum", "before the law data"),
    "invalid-fact": ("fakta saling bertentangan", "facts contradict one another"),
    "program-not-open": ("program tidak terbuka", "a programme is not open"),
    "not-announced": ("nilai belum diumumkan", "a value is not announced"),
}

EVIDENCE: dict[str, tuple[str, str]] = {
    "text": ("dibaca dalam teks peraturan", "read in the text of the regulation"),
    "official": ("pemberitahuan resmi", "official notice"),
    "reported": ("dilaporkan", "reported"),
    "derived": ("dihitung dari angka terbit", "derived from published figures"),
    "unverified": ("tanpa sumber", "without a source"),
    "convention": ("memuat pilihan atau anggapan", "rests on a choice or assumption"),
}

LABELS: dict[str, tuple[str, str]] = {
    "article": ("Dasar hukum", "Article"),
    "assumptions": ("Anggapan", "Assumptions"),
    "evidence": ("Bukti terlemah", "Weakest evidence"),
    "program": ("Program", "Programme"),
    "calculation": ("Perhitungan", "Calculation"),
    "amount": ("Rupiah", "Rupiah"),
    "state": ("Keadaan", "State"),
}
