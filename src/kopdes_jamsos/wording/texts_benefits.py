"""The sentences of benefits of JKK and JKM, in Indonesian and English; see `texts`."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    # headings
    "entitlement-death": (
        "Manfaat atas meninggal dunia, {day:date}",
        "Benefits after a death, {day:date}",
    ),
    "entitlement-work-accident": (
        "Manfaat atas kecelakaan kerja, {day:date}",
        "Benefits after an accident at work, {day:date}",
    ),
    "entitlement-occupational-disease": (
        "Manfaat atas penyakit akibat kerja, {day:date}",
        "Benefits after an occupational disease, {day:date}",
    ),
    "entitlement-total-disability": (
        "Manfaat atas cacat total tetap, {day:date}",
        "Benefits after total permanent disability, {day:date}",
    ),
    # rows
    "at-once": ("Dapat dibayar sekarang", "Payable now"),
    "total-without-monthly": (
        "Jumlah, tanpa yang dibayar setiap bulan",
        "Total, without what is paid every month",
    ),
    "monthly": ("dibayar setiap bulan", "paid every month"),
    "jkm-death-sum": ("santunan sekaligus", "death sum"),
    "jkm-periodic": ("santunan berkala dibayar sekaligus", "periodic benefit, paid at once"),
    "jkm-funeral": ("biaya pemakaman", "funeral money"),
    "jkm-early": (
        "biaya pemakaman; manfaat penuh belum terpenuhi",
        "funeral money; the full sums are not reached yet",
    ),
    "jkk-care": ("pelayanan kesehatan", "medical care"),
    "jkk-home-care": ("perawatan di rumah", "care at home"),
    "jkk-transport-land": (
        "transportasi darat, sungai, atau danau",
        "transport by road, river or lake",
    ),
    "jkk-transport-sea": ("transportasi laut", "transport by sea"),
    "jkk-transport-air": ("transportasi udara", "transport by air"),
    "jkk-incapacity": (
        "sementara tidak mampu bekerja: {rate:rate} × {base:rupiah} × {months} bulan {days} hari",
        "temporary incapacity: {rate:rate} × {base:rupiah} × {months} months {days} days",
    ),
    "jkk-injuries": (
        "cacat sebagian: persentase × {multiple} × {base:rupiah}",
        "partial disability: percentage × {multiple} × {base:rupiah}",
    ),
    "jkk-prosthesis": (
        "alat bantu atau alat pengganti: patokan harga ditambah {rate:rate}",
        "orthosis or prosthesis: reference price and {rate:rate}",
    ),
    "jkk-denture": ("gigi tiruan", "dentures"),
    "jkk-hearing-aid": ("alat bantu dengar", "hearing aid"),
    "jkk-spectacles": ("kacamata", "spectacles"),
    "jkk-total-disability": (
        "cacat total tetap: {rate:rate} × {multiple} × {base:rupiah}",
        "total permanent disability: {rate:rate} × {multiple} × {base:rupiah}",
    ),
    "jkk-death": (
        "santunan kematian: {rate:rate} × {multiple} × {base:rupiah}",
        "death sum: {rate:rate} × {multiple} × {base:rupiah}",
    ),
    "jkk-death-floor": (
        "santunan kematian: sekurang-kurangnya sebesar santunan JKM",
        "death sum: not less than that of JKM",
    ),
    "jkk-periodic": ("santunan berkala dibayar sekaligus", "periodic benefit, paid at once"),
    "jkk-funeral": ("biaya pemakaman", "funeral money"),
    "scholarship": (
        "beasiswa anak ke-{number} sejak {stage}, paling banyak",
        "scholarship of child {number} from {stage} on, at most",
    ),
    "scholarship-year": (
        "beasiswa anak ke-{number}, {stage}",
        "scholarship of child {number}, {stage}",
    ),
    "scholarship-once": ("beasiswa, sekali", "scholarship, once"),
    # details
    "bill-capped": (
        "tagihan {bill:rupiah}, batas {cap:rupiah}",
        "bill {bill:rupiah}, cap {cap:rupiah}",
    ),
    "no-source": (
        "untuk angka ini tidak ditemukan sumber; periksa pada BPJS Ketenagakerjaan",
        "no source was found for this figure; check it with the agency",
    ),
    "injury": ("{titles:pair}: {share:rate}", "{titles:pair}: {share:rate}"),
    "injury-function": (
        "{titles:pair}: {loss:rate} fungsi dari {share:rate}",
        "{titles:pair}: {loss:rate} of the function of {share:rate}",
    ),
    "injuries-capped": ("paling tinggi {share:rate}", "at most {share:rate}"),
    "jkm-membership": ("kepesertaan ke-{number}", "membership {number}"),
    "jkm-once": ("sekali untuk semua kepesertaan", "once for all memberships"),
    "scholarship-first": (
        "pembayaran pertama {amount:rupiah}, {day:date}; lalu setiap tahun",
        "first payment {amount:rupiah}, {day:date}; then every year",
    ),
    "scholarship-ends": ("berakhir pada usia {age} tahun", "ends at the age of {age}"),
    "scholarship-at-school": (
        "bagi peserta dengan anak sah yang masih bersekolah",
        "for a participant with a legitimate child still at school",
    ),
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
    "refused-not-enrolled-worker": (
        "{program}: tidak diikuti. Pemberi kerja yang wajib mengikutsertakan pekerjanya menanggung "
        "sendiri manfaatnya.",
        "{program}: the person is not enrolled in it. An employer who had to enrol the worker owes "
        "the benefits himself.",
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
    "refused-not-by-work": (
        "{program}: bukan akibat kerja.",
        "{program}: not caused by work.",
    ),
    "refused-claim-lapsed": (
        "{program}: hak menuntut gugur setelah {day:date}.",
        "{program}: the right to claim lapsed after {day:date}.",
    ),
    "refused-one-outcome": (
        "{program}: cacat sebagian tidak ditambahkan pada cacat total tetap atau santunan "
        "kematian.",
        "{program}: partial disability does not come on top of total disability or the death sum.",
    ),
    "refused-no-home-care": (
        "{program}: perawatan di rumah belum dijamin pada {day:date}.",
        "{program}: care at home was not yet covered on {day:date}.",
    ),
    "refused-no-hearing-aid": (
        "{program}: alat bantu dengar belum dijamin pada {day:date}.",
        "{program}: hearing aids were not yet covered on {day:date}.",
    ),
    "refused-no-spectacles": (
        "{program}: kacamata belum dijamin pada {day:date}.",
        "{program}: spectacles were not yet covered on {day:date}.",
    ),
    "refused-no-scholarship": (
        "{program}: beasiswa hanya diberikan bila peserta meninggal dunia atau cacat total tetap "
        "akibat kerja.",
        "{program}: a scholarship is given only after a death or a total permanent disability by "
        "work.",
    ),
    "refused-scholarship-years": (
        "{program}: beasiswa mensyaratkan {years} tahun iuran ({needed} bulan); dibayar {months}.",
        "{program}: the scholarship needs {years} years of contributions ({needed} months); "
        "{months} were paid.",
    ),
    "refused-child-married": (
        "{program}: anak ke-{number} telah menikah; beasiswa berakhir.",
        "{program}: child {number} is married; the scholarship has ended.",
    ),
    "refused-child-too-old": (
        "{program}: anak ke-{number} telah berusia {limit} tahun; beasiswa berakhir.",
        "{program}: child {number} has reached the age of {limit}; the scholarship has ended.",
    ),
    "refused-child-works": (
        "{program}: anak ke-{number} bekerja; beasiswa berakhir.",
        "{program}: child {number} works; the scholarship has ended.",
    ),
    "refused-school-finished": (
        "{program}: tidak ada tahun sekolah tersisa bagi anak ke-{number}.",
        "{program}: no school year is left for child {number}.",
    ),
    "refused-child-not-chosen": (
        "{program}: beasiswa bagi paling banyak {limit} anak; anak ke-{number} tidak termasuk.",
        "{program}: the scholarship is for {limit} children at most; child {number} is not among "
        "them.",
    ),
    # a published total against the tariff
    "reconciliation": (
        "Jumlah yang diberitakan {total:rupiah} dan tarif pada {day:date}",
        "A published total of {total:rupiah} and the tariff of {day:date}",
    ),
    "way-jkm": ("JKM: meninggal bukan akibat kerja", "JKM: a death not caused by work"),
    "way-jkm-early": (
        "JKM: BPU dalam bulan-bulan pertama",
        "JKM: a BPU within the first months",
    ),
    "way-jkk": (
        "JKK: meninggal akibat kerja, upah {base:rupiah}",
        "JKK: a death by work, wage {base:rupiah}",
    ),
    "way-scholarship": (
        "beasiswa seorang anak sejak {stage}",
        "scholarship of a child from {stage} on",
    ),
    "way-scholarship-once": ("beasiswa, sekali", "scholarship, once"),
    "way-known": ("jumlah yang diketahui", "known amounts"),
    "way-rest": ("sisa yang tidak terjelaskan", "unexplained rest"),
    "ways": (
        "Kombinasi yang mungkin: {count}. Itu bukan bukti bahwa salah satunya terjadi.",
        "Possible combinations: {count}. That does not prove that one of them is what happened.",
    ),
    "no-way": (
        "Tidak ada kombinasi bagian tarif yang memberi jumlah ini.",
        "No combination of parts of the tariff gives this total.",
    ),
    # the page for the family
    "letter-sums": ("Yang dapat diterima:", "What may be received:"),
    "letter-amount": ("{amount:rupiah} ({words})", "{amount:rupiah} ({words})"),
    "letter-total": (
        "Jumlah seluruhnya: {amount:rupiah} ({words})",
        "In all: {amount:rupiah} ({words})",
    ),
    "letter-total-at-most": (
        "Jumlah seluruhnya bila beasiswa dibayar sampai selesai: {amount:rupiah} ({words})",
        "In all, if the scholarship is paid to its end: {amount:rupiah} ({words})",
    ),
    "letter-at-once": (
        "Dapat dibayar sekarang: {amount:rupiah} ({words})",
        "Payable now: {amount:rupiah} ({words})",
    ),
    "letter-monthly": ("Setiap bulan:", "Every month:"),
    "letter-schedule": (
        "Beasiswa diajukan dan dibayar setiap tahun, selama anak bersekolah, belum berusia {age} "
        "tahun, belum menikah, dan belum bekerja:",
        "The scholarship is claimed and paid every year, while the child is at school, below the "
        "age of {age}, unmarried and not working:",
    ),
    "letter-payment": (
        "anak ke-{number}, {stage}: {amount:rupiah} pada {month:month}",
        "child {number}, {stage}: {amount:rupiah} in {month:month}",
    ),
    "letter-payments": (
        "anak ke-{number}, {stage} sampai {until}: {amount:rupiah} setiap tahun, {month:month} "
        "sampai {last:month}",
        "child {number}, {stage} to {until}: {amount:rupiah} every year, {month:month} to "
        "{last:month}",
    ),
    "letter-refusals": ("Yang tidak diberikan, dan sebabnya:", "What is not given, and why:"),
    "letter-proofs": ("Yang perlu dibawa:", "What to bring:"),
    "letter-deadlines": ("Batas waktu:", "Time limits:"),
    "letter-remarks": ("Catatan:", "Remarks:"),
    "letter-to-participant": ("bagi peserta", "to the participant"),
    "letter-to-heirs": ("bagi ahli waris", "to the heirs"),
    "letter-to-child": ("bagi anak", "to the child"),
    "letter-to-employer": ("bagi pemberi kerja", "to the employer"),
    "letter-to-facility": ("bagi fasilitas kesehatan", "to the health facility"),
    "letter-to-funeral": ("bagi yang mengurus pemakaman", "to who arranges the funeral"),
    "letter-to-fund": ("ke Dana Jaminan Sosial", "to the social security fund"),
    "letter-after-arrears": (
        "setelah tunggakan iuran dilunasi",
        "after the arrears are settled",
    ),
    "letter-yearly": ("dibayar setiap tahun", "paid every year"),
    "letter-end": (
        "Dihitung menurut peraturan; BPJS Ketenagakerjaan yang menetapkan.",
        "Worked out after the law; the agency decides.",
    ),
    # who receives it
    "heirs-spouse-or-child": (
        "{program}: ahli waris adalah janda, duda, atau anak.",
        "{program}: the heirs are widow, widower or children.",
    ),
    "heirs-blood-relatives": (
        "{program}: ahli waris adalah orang tua, kakek, nenek, atau cucu.",
        "{program}: the heirs are parents, grandparents or grandchildren.",
    ),
    "heirs-siblings": (
        "{program}: ahli waris adalah saudara kandung.",
        "{program}: the heirs are brothers and sisters.",
    ),
    "heirs-parents-in-law": (
        "{program}: ahli waris adalah mertua.",
        "{program}: the heirs are the parents-in-law.",
    ),
    "heirs-will": (
        "{program}: manfaat bagi pihak yang ditunjuk dalam wasiat.",
        "{program}: whoever is named in the will receives it.",
    ),
    "heirs-nobody": (
        "{program}: tanpa ahli waris dan wasiat; biaya pemakaman bagi yang mengurus pemakaman, "
        "santunan ke Dana Jaminan Sosial.",
        "{program}: no heirs and no will; the funeral money goes to who arranges the funeral, the "
        "sums to the social security fund.",
    ),
    # proofs and deadlines
    "to-prove": ("Yang perlu dibawa: {what:notes}.", "To be shown: {what:notes}."),
    "proof-identity": ("kartu tanda penduduk", "identity card"),
    "proof-doctor": ("surat keterangan dokter", "certificate of the doctor"),
    "proof-transport": ("kuitansi biaya pengangkutan", "receipts of the transport"),
    "proof-treatment": (
        "kuitansi pengobatan, bila fasilitas belum bekerja sama",
        "receipts of the treatment, where the facility has no contract with the agency",
    ),
    "proof-will": ("wasiat dengan akta notaris", "will by notarial deed"),
    "jkk-report": (
        "JKK: laporan tahap I paling lambat {hours} jam, sampai {day:date}.",
        "JKK: report of stage I within {hours} hours, until {day:date}.",
    ),
    "jkk-report-outcome": (
        "JKK: laporan tahap II paling lambat {hours} jam setelah dinyatakan sembuh, cacat, atau "
        "meninggal dunia.",
        "JKK: report of stage II within {hours} hours of being found cured, disabled or dead.",
    ),
    "jkk-claim": (
        "JKK: hak menuntut gugur setelah {day:date}.",
        "JKK: the right to claim lapses after {day:date}.",
    ),
    "jkk-care-open": (
        "JKK: pelayanan kesehatan sesuai kebutuhan medis, tanpa batas biaya, rawat inap kelas I "
        "rumah sakit pemerintah.",
        "JKK: medical care as needed, without a ceiling, in class I of a public hospital.",
    ),
    "jkk-return-to-work": (
        "JKK: program kembali kerja dapat diberikan atas rekomendasi dokter penasehat.",
        "JKK: the return-to-work programme is open on the advising doctor's recommendation.",
    ),
    "proof-card": ("kartu peserta BPJS Ketenagakerjaan", "participant card of the agency"),
    "proof-death": ("surat keterangan kematian", "death certificate"),
    "proof-heirs": ("surat keterangan ahli waris", "certificate of heirs"),
    "jkm-no-limit": (
        "JKM: peraturan yang dibaca tidak menetapkan batas waktu pengajuan.",
        "JKM: the regulations that were read set no time limit for the claim.",
    ),
    "paid-within": (
        "{program}: BPJS Ketenagakerjaan membayar paling lama {days} hari kerja setelah syarat "
        "lengkap; setiap hari terlambat ditambah {rate:rate}.",
        "{program}: the agency pays within {days} working days of a complete claim, and "
        "{rate:rate} more for each day beyond.",
    ),
}
