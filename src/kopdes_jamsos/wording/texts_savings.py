"""The sentences of JHT, JP and JKP, in Indonesian and English; see `texts`."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    # headings
    "entitlement-resignation": (
        "Manfaat atas pengunduran diri, {day:date}",
        "Benefits after a resignation, {day:date}",
    ),
    "entitlement-dismissal": (
        "Manfaat atas pemutusan hubungan kerja, {day:date}",
        "Benefits after a dismissal, {day:date}",
    ),
    "entitlement-contract-end": (
        "Manfaat atas berakhirnya kontrak kerja, {day:date}",
        "Benefits after the end of a contract, {day:date}",
    ),
    "entitlement-pension-age": (
        "Manfaat pada usia pensiun, {day:date}",
        "Benefits at pension age, {day:date}",
    ),
    "entitlement-leaving-indonesia": (
        "Manfaat karena meninggalkan Indonesia untuk selamanya, {day:date}",
        "Benefits on leaving Indonesia for good, {day:date}",
    ),
    "entitlement-partial-withdrawal": (
        "Pengambilan sebagian JHT, {day:date}",
        "Partial withdrawal of JHT, {day:date}",
    ),
    # the account
    "account": ("Saldo {program} pada {day:date}", "{program} account on {day:date}"),
    "account-projection": (
        "PROYEKSI saldo {program} pada {day:date}",
        "PROJECTION of the {program} account on {day:date}",
    ),
    "account-year": (
        "masuk {paid_in:rupiah}, pengembangan {rate:rate} {development:rupiah}",
        "paid in {paid_in:rupiah}, development {rate:rate} {development:rupiah}",
    ),
    "account-year-plain": (
        "masuk {paid_in:rupiah}, pengembangan {development:rupiah}",
        "paid in {paid_in:rupiah}, development {development:rupiah}",
    ),
    "account-contributions": ("Iuran", "Contributions"),
    "account-development": ("Hasil pengembangan", "Development"),
    "account-withdrawn": ("Telah diambil", "Withdrawn"),
    "account-balance": ("Saldo", "Balance"),
    "rate-carried": (
        "tingkat terakhir yang diketahui, diteruskan",
        "the last known rate, carried forward",
    ),
    "rate-assumed": ("tingkat menurut pemanggil", "a rate of the caller"),
    "projection-remark": (
        "Ini proyeksi, bukan hak: sebagian tingkat pengembangan belum terbit.",
        "This is a projection and no entitlement: some development rates are not published.",
    ),
    # JHT
    "jht-whole": (
        "seluruh saldo JHT, dapat dibayar mulai {day:date}",
        "whole JHT balance, payable from {day:date}",
    ),
    "jht-partial-home": (
        "paling banyak {share:rate} saldo untuk kepemilikan rumah",
        "at most {share:rate} of the balance for home ownership",
    ),
    "jht-partial-other": (
        "paling banyak {share:rate} saldo untuk keperluan lain",
        "at most {share:rate} of the balance for other purposes",
    ),
    "jht-partial-once": (
        "Pengambilan sebagian hanya satu kali selama menjadi peserta; dua tahun kalender pajak JHT "
        "mulai dihitung.",
        "A partial withdrawal is possible once during membership; it starts the two calendar years "
        "of the tax on JHT.",
    ),
    "jht-tax-final": (
        "pajak final {tax:rupiah}, diterima {net:rupiah}",
        "final tax {tax:rupiah}, net {net:rupiah}",
    ),
    "jht-tax-progressive": (
        "pajak progresif tidak final {tax:rupiah}, diterima {net:rupiah}",
        "progressive tax, not final, {tax:rupiah}, net {net:rupiah}",
    ),
    "jht-tax-unknown": (
        "pajak tahun ketiga bergantung pada nomor pokok wajib pajak (has_tax_number)",
        "the tax of the third year depends on the tax number (has_tax_number)",
    ),
    "jht-paid-within": (
        "JHT dibayar paling lama {days} hari kerja sejak pengajuan lengkap; tidak ada batas waktu "
        "pengajuan.",
        "JHT is paid within {days} working days of a complete claim; there is no time limit for "
        "the claim.",
    ),
    "jht-heirs": (
        "JHT dibayarkan kepada janda, duda, atau anak; bila tidak ada, berturut-turut kepada orang "
        "tua, kakek, nenek, atau cucu; saudara kandung; mertua; pihak dalam wasiat; terakhir ke "
        "balai harta peninggalan.",
        "JHT goes to widow, widower or child; failing them, one after the other, to parents, "
        "grandparents or grandchildren; brothers and sisters; parents-in-law; whoever is named in "
        "the will; at last to the public trustee.",
    ),
    "jht-before-age": (
        "JHT: dibayar pada usia {age} tahun, belum sekarang.",
        "JHT: paid at the age of {age}, not yet.",
    ),
    "jht-still-member": (
        "JHT: kepesertaan lain masih berjalan.",
        "JHT: another membership goes on.",
    ),
    "jht-no-member": ("JHT: kepesertaan telah berakhir.", "JHT: the membership has ended."),
    "jht-partial-early": (
        "JHT: pengambilan sebagian memerlukan {years} tahun kepesertaan.",
        "JHT: a partial withdrawal needs {years} years of membership.",
    ),
    "jht-partial-used": (
        "JHT: pengambilan sebagian hanya {times} kali dan telah dipakai.",
        "JHT: a partial withdrawal is possible {times} time and has been used.",
    ),
    "jht-partial-high": (
        "JHT: yang diminta lebih dari {highest:rupiah}.",
        "JHT: more than {highest:rupiah} was asked for.",
    ),
    "jht-rate-missing": (
        "JHT: saldo tidak dihitung, tingkat pengembangan {year} tidak ditemukan; berikan jht_rates "
        "atau jht_balance.",
        "JHT: the balance was not worked out, no development rate of {year} was found; give "
        "jht_rates or jht_balance.",
    ),
    "jht-no-balance": ("JHT: tidak ada saldo.", "JHT: there is no balance."),
    "proof-jht-total-disability": (
        "surat keterangan dokter tentang cacat total tetap",
        "doctor's certificate of total permanent disability",
    ),
    "proof-jht-resignation": (
        "keterangan pengunduran diri dari pemberi kerja",
        "employer's statement of the resignation",
    ),
    "proof-jht-dismissal": ("bukti pemutusan hubungan kerja", "proof of the dismissal"),
    "proof-jht-contract-end": ("kontrak kerja yang berakhir", "the contract that ended"),
    "proof-jht-pension-age": (
        "keterangan usia pensiun atau berhenti bekerja",
        "statement of pension age or of stopping work",
    ),
    "proof-jht-leaving-indonesia": (
        "pernyataan meninggalkan Indonesia untuk selamanya",
        "declaration of leaving Indonesia for good",
    ),
    # JP
    "pension-old-age": (
        "Pensiun hari tua mulai {month:month}",
        "Old-age pension from {month:month}",
    ),
    "pension-disability": (
        "Pensiun cacat mulai {month:month}",
        "Disability pension from {month:month}",
    ),
    "pension-spouse": (
        "Pensiun janda atau duda mulai {month:month}",
        "Widow's or widower's pension from {month:month}",
    ),
    "pension-child": ("Pensiun anak mulai {month:month}", "Child's pension from {month:month}"),
    "pension-child-after-spouse": (
        "Pensiun anak setelah janda atau duda mulai {month:month}",
        "Child's pension after the widow or widower from {month:month}",
    ),
    "pension-parent": (
        "Pensiun orang tua mulai {month:month}",
        "Parent's pension from {month:month}",
    ),
    "pension-average": (
        "rata-rata upah terindeks {months} bulan, inflasi sampai dengan {year}",
        "average indexed wage of {months} months, inflation up to {year}",
    ),
    "pension-formula": (
        "formula atas {months} bulan iur",
        "formula on {months} contribution months",
    ),
    "pension-share": (
        "{share:rate} dari {formula:rupiah}",
        "{share:rate} of {formula:rupiah}",
    ),
    "pension-amount": (
        "Sebulan (paling sedikit {minimum:rupiah}, paling banyak {maximum:rupiah})",
        "A month (at least {minimum:rupiah}, at most {maximum:rupiah})",
    ),
    "jp-old-age": (
        "pensiun hari tua, setiap bulan mulai {month:month}",
        "old-age pension, every month from {month:month}",
    ),
    "jp-disability": (
        "pensiun cacat, setiap bulan mulai {month:month}",
        "disability pension, every month from {month:month}",
    ),
    "jp-spouse": (
        "pensiun janda atau duda, setiap bulan mulai {month:month}",
        "widow's or widower's pension, every month from {month:month}",
    ),
    "jp-child": (
        "pensiun anak, setiap bulan mulai {month:month}",
        "child's pension, every month from {month:month}",
    ),
    "jp-parent": (
        "pensiun orang tua, setiap bulan mulai {month:month}",
        "parent's pension, every month from {month:month}",
    ),
    "jp-limits": (
        "paling sedikit {minimum:rupiah}, paling banyak {maximum:rupiah}",
        "at least {minimum:rupiah}, at most {maximum:rupiah}",
    ),
    "jp-yearly": (
        "setiap tahun dikalikan 1 ditambah inflasi tahun sebelumnya",
        "every year times 1 plus the inflation of the year before",
    ),
    "jp-first-payment": (
        "JP: pembayaran pertama paling lambat {days} hari sejak hak timbul dan dokumen lengkap.",
        "JP: the first payment comes within {days} days of the right and complete documents.",
    ),
    "jp-confirmation": (
        "JP: penerima mengonfirmasi data setiap {months} bulan.",
        "JP: the recipient confirms the data every {months} months.",
    ),
    "jp-child-after-spouse": (
        "JP: bila janda atau duda meninggal atau menikah lagi, anak menerima separuh pensiunnya.",
        "JP: when the widow or widower dies or remarries, a child receives half of that pension.",
    ),
    "jp-lump-sum": (
        "seluruh iuran JP dan hasil pengembangannya, {day:date}",
        "all JP contributions and their return, {day:date}",
    ),
    "jp-lump-sum-parts": (
        "iuran {paid:rupiah}, hasil pengembangan {back:rupiah}",
        "contributions {paid:rupiah}, return {back:rupiah}",
    ),
    "jp-not-enrolled": ("JP: tidak diikuti.", "JP: not enrolled."),
    "jp-before-pension-age": (
        "JP: usia pensiun belum tercapai.",
        "JP: pension age has not been reached.",
    ),
    "jp-after-pension-age": (
        "JP: usia pensiun telah tercapai.",
        "JP: pension age has been reached.",
    ),
    "jp-too-few-months": (
        "JP: {months} bulan iur, kurang dari {needed}; yang dibayar kembali iuran dan hasilnya.",
        "JP: {months} contribution months, fewer than {needed}; contributions and their return are "
        "paid back.",
    ),
    "jp-density": (
        "JP: dibayar {paid} dari {months} bulan kepesertaan, kepadatan di bawah {needed:rate}.",
        "JP: {paid} of {months} months of membership paid, a density below {needed:rate}.",
    ),
    "jp-membership-month": (
        "JP: kepesertaan sebelum kejadian kurang dari {needed} bulan.",
        "JP: less than {needed} month of membership before the event.",
    ),
    "jp-membership-year": (
        "JP: kepesertaan kurang dari {needed} tahun.",
        "JP: less than {needed} year of membership.",
    ),
    "jp-family-missing": (
        "JP: penerima tidak dapat ditentukan; nyatakan keluarga yang ditinggalkan (family).",
        "JP: nobody can be named; say who is left of the family (family).",
    ),
    "jp-no-survivor": (
        "JP: tidak ada janda, duda, anak, atau orang tua.",
        "JP: there is no widow, widower, child or parent.",
    ),
    "jp-no-child": (
        "JP: anak telah mencapai batas usia, bekerja, atau menikah; orang tua hanya bila tidak ada "
        "anak.",
        "JP: the children are past the age, work or are married; a parent only where there is no "
        "child.",
    ),
    "jp-value-missing": (
        "JP: tidak dihitung, nilai untuk {value} belum terbit; berikan inflation atau teruskan "
        "nilai terakhir.",
        "JP: not worked out, a value for {value} is not published; give inflation or carry the "
        "last values forward.",
    ),
    "jp-rate-missing": (
        "JP: iuran {paid:rupiah} dibayar kembali dengan hasilnya, tetapi tingkat {year} tidak "
        "terbit; berikan jp_rates.",
        "JP: contributions of {paid:rupiah} are paid back with their return, but the rate of "
        "{year} is not published; give jp_rates.",
    ),
    # JKP
    "jkp-cash": ("Manfaat uang tunai JKP", "JKP cash"),
    "jkp-cash-month": (
        "bulan ke-{number}: {rate:rate} × {base:rupiah}",
        "month {number}: {rate:rate} × {base:rupiah}",
    ),
    "jkp-cash-run": (
        "uang tunai, {count} bulan: {rate:rate} × {base:rupiah}",
        "cash, {count} months: {rate:rate} × {base:rupiah}",
    ),
    "jkp-eligible": ("Berhak atas JKP", "Entitled to JKP"),
    "jkp-not-eligible": ("Tidak berhak atas JKP", "Not entitled to JKP"),
    "jkp-months-counted": ("{months} bulan iur dihitung", "{months} paid months counted"),
    "jkp-not-cash": (
        "JKP juga memberi akses informasi pasar kerja dan pelatihan kerja.",
        "JKP also gives job market information and training.",
    ),
    "jkp-employer-first": (
        "JKP: pemberi kerja menunggak dan membayar lebih dahulu.",
        "JKP: the employer is behind and pays first.",
    ),
    "jkp-claim-by": (
        "JKP: diajukan paling lambat {day:date}.",
        "JKP: claimed by {day:date} at the latest.",
    ),
    "jkp-cause": (
        "JKP: bukan pemutusan hubungan kerja yang dihitung (mengundurkan diri, berakhirnya "
        "kontrak, cacat total tetap, pensiun, meninggal dunia).",
        "JKP: no dismissal that counts (resignation, end of a contract, total permanent "
        "disability, pension, death).",
    ),
    "jkp-term-ended": (
        "JKP: kontrak berakhir menurut jangka waktunya, {day:date}.",
        "JKP: the contract ran to its term, {day:date}.",
    ),
    "jkp-not-enrolled": (
        "JKP: bukan peserta sebagai penerima upah.",
        "JKP: no participant as a wage earner.",
    ),
    "jkp-membership-ended": (
        "JKP: kepesertaan telah berakhir sebelum {day:date}.",
        "JKP: the membership had ended before {day:date}.",
    ),
    "jkp-programs-missing": (
        "JKP: belum mengikuti {programs:list}.",
        "JKP: not enrolled in {programs:list}.",
    ),
    "jkp-registered-late": (
        "JKP: sudah mencapai usia {age} tahun saat mendaftar.",
        "JKP: had reached the age of {age} when registered.",
    ),
    "jkp-past-working-age": (
        "JKP: usia pensiun telah tercapai.",
        "JKP: pension age has been reached.",
    ),
    "jkp-citizen": ("JKP: bukan warga negara Indonesia.", "JKP: no Indonesian citizen."),
    "jkp-in-jkn": ("JKP: tidak terdaftar di JKN.", "JKP: not registered in JKN."),
    "jkp-willing": ("JKP: tidak bersedia bekerja kembali.", "JKP: not willing to work again."),
    "jkp-proven": (
        "JKP: pemutusan hubungan kerja tidak dibuktikan.",
        "JKP: the dismissal is not proven.",
    ),
    "jkp-too-few-months": (
        "JKP: {months} bulan iur dalam {window} bulan, kurang dari {needed}.",
        "JKP: {months} paid months within {window}, fewer than {needed}.",
    ),
    "jkp-not-in-a-row": (
        "JKP: {months} bulan berturut-turut, kurang dari {needed}.",
        "JKP: {months} months in a row, fewer than {needed}.",
    ),
    "jkp-claimed-late": (
        "JKP: batas waktu pengajuan {day:date}.",
        "JKP: the claim was due by {day:date}.",
    ),
    "jkp-claims-used": (
        "JKP: telah {most} kali diterima.",
        "JKP: received {most} times already.",
    ),
    "jkp-too-soon-again": (
        "JKP: {months} bulan iur sejak manfaat terakhir, kurang dari {needed}.",
        "JKP: {months} paid months since the last benefit, fewer than {needed}.",
    ),
    "jkp-new-job": (
        "JKP: telah bekerja kembali sejak {day:date}.",
        "JKP: at work again since {day:date}.",
    ),
    "jkp-proof-dismissal": (
        "bukti pemutusan hubungan kerja dan tanda terima laporannya, perjanjian bersama, atau "
        "putusan pengadilan",
        "proof of the dismissal and the receipt of its report, a joint agreement, or a judgment",
    ),
    "jkp-proof-willing": ("kesediaan bekerja kembali", "willingness to work again"),
    "jkp-proof-applications": (
        "bulan kedua dan seterusnya: {count} lamaran kerja atau satu wawancara",
        "second month and later: {count} job applications or one interview",
    ),
    "jkp-proof-attendance": (
        "bulan kedua dan seterusnya: hadir {share:rate} pelatihan yang diikuti",
        "second month and later: attendance of {share:rate} of a training that is followed",
    ),
    "jkp-proof-report": (
        "pekerjaan baru atau pelatihan yang selesai dilaporkan dalam {days} hari kerja",
        "a new job or a finished training is reported within {days} working days",
    ),
    # life course
    "lifecourse": (
        "Perjalanan jaminan sampai dengan {year}",
        "Life course up to {year}",
    ),
    "lifecourse-year": (
        "iuran {paid:rupiah}; saldo JHT pada akhir tahun",
        "contributions {paid:rupiah}; JHT balance at the end of the year",
    ),
    "lifecourse-contributions": ("Iuran seluruhnya", "All contributions"),
    "lifecourse-balance": ("Saldo JHT", "JHT balance"),
}
