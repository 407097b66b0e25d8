"""Sentences on obligations, lateness, lists of payment and the making-up of a cooperative."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    # lateness
    "lateness": (
        "Iuran {month:month} bila dibayar {day:date}",
        "Contribution for {month:month} if paid on {day:date}",
    ),
    "paid-in-time": (
        "iuran {month:month}, tepat waktu (batas {day:date})",
        "contribution for {month:month}, in time (due on {day:date})",
    ),
    "paid-late": (
        "iuran {month:month}, terlambat {months_late:months} (batas {day:date})",
        "contribution for {month:month}, {months_late:months} late (due on {day:date})",
    ),
    "fine": (
        "denda {rate:rate} × {months_late:months} × {base:rupiah}, ditanggung pemberi kerja",
        "fine {rate:rate} × {months_late:months} × {base:rupiah}, borne by the employer",
    ),
    "contributions": ("Iuran", "Contributions"),
    "fines": ("Denda", "Fines"),
    "relief-lapsed": (
        "keringanan {amount:rupiah} gugur karena melewati batas akhir pelunasan",
        "relief of {amount:rupiah} has lapsed: the last day for settling is past",
    ),
    "fine-with-next-month": (
        "{programs:list}: denda dibayar sekaligus bersama iuran bulan berikutnya.",
        "{programs:list}: the fine is paid together with the next month's contribution.",
    ),
    "fine-with-arrears": (
        "{programs:list}: denda dibayar bersama seluruh tunggakan.",
        "{programs:list}: the fine is paid together with all arrears.",
    ),
    "no-fine-for-bpu": (
        "BPU tidak dikenai denda; yang terhenti adalah haknya bila tunggakan berlanjut.",
        "A BPU is not fined; what stops are the rights, if the arrears go on.",
    ),
    # obligations
    "obligations": (
        "Kewajiban kepesertaan, {segment:name}{group:group}",
        "Programmes owed and open, {segment:name}{group:group}",
    ),
    "owed-scale": ("wajib: usaha {scale:code}", "owed: {scale:code} business"),
    "open-pu": (
        "boleh diikuti, tidak wajib bagi usaha {scale:code}",
        "open, not owed by a {scale:code} business",
    ),
    "owed-jkp": (
        "wajib bagi pekerja yang memenuhi syarat, tanpa tambahan iuran",
        "owed for workers who meet its conditions, at no extra contribution",
    ),
    "open-jkp": ("terbuka bila ikut {programs:list}", "open to those who join {programs:list}"),
    "owed-bpu": ("wajib bagi setiap BPU", "owed by every BPU"),
    "owed-bpu-employer": (
        "wajib bagi pemberi kerja menurut Pasal 6; penjelasan Pasal 13 menyebut sukarela",
        "owed by an employer after Pasal 6; the explanation of Pasal 13 says voluntary",
    ),
    "open-bpu": ("boleh diikuti, sukarela", "open, voluntary"),
    "closed-bpu": ("hanya bagi penerima upah", "for wage earners only"),
    # business scale
    "business-scale": ("Skala usaha: {scale:code}", "Business scale: {scale:code}"),
    "scale-by-capital": (
        "menurut modal usaha: didirikan sejak PP 7/2021 berlaku",
        "by capital: founded since PP 7/2021 took effect",
    ),
    "scale-by-sales": (
        "menurut hasil penjualan tahunan: telah ada sebelum PP 7/2021 berlaku",
        "by yearly sales: there before PP 7/2021 took effect",
    ),
    "scale-buildings": (
        "Tanah dan bangunan tempat usaha tidak dihitung, juga bila dibangun desa atau dengan "
        "pinjaman.",
        "Land and buildings of the place of business do not count, nor if the village or a loan "
        "paid for them.",
    ),
    "scale-loans": (
        "Modal pinjaman ikut dihitung, termasuk pinjaman bank dengan dukungan dana desa "
        "(PMK 49/2025).",
        "Borrowed capital counts, a bank loan backed by the village fund (PMK 49/2025) included.",
    ),
    "scale-without-loans": (
        "Tanpa modal pinjaman usaha ini {scale:code}.",
        "Without borrowed capital the business would be {scale:code}.",
    ),
    "scale-other-sales": (
        "Menurut hasil penjualan usaha ini {scale:code}; itu tidak menentukan di sini.",
        "By its sales the business would be {scale:code}; that does not decide here.",
    ),
    "scale-other-capital": (
        "Menurut modal usaha ini {scale:code}; itu tidak menentukan di sini.",
        "By its capital the business would be {scale:code}; that does not decide here.",
    ),
    # eligibility
    "eligible": (
        "{program} pada {day:date}, {segment:name}: ya",
        "{program} on {day:date}, {segment:name}: yes",
    ),
    "not-eligible": (
        "{program} pada {day:date}, {segment:name}: tidak",
        "{program} on {day:date}, {segment:name}: no",
    ),
    "facts-unknown": (
        "Tidak dinyatakan, dan tidak mengubah jawaban: {names:list}.",
        "Not stated, and it would not change the answer: {names:list}.",
    ),
    "segment": ("terbuka bagi {segment:name}", "open to a {segment:name}"),
    "wage-earners-only": (
        "hanya bagi penerima upah",
        "for wage earners only",
    ),
    "foreigner-months": (
        "orang asing: bekerja di Indonesia paling singkat {months:months}",
        "foreigner: at least {months:months} of work in Indonesia",
    ),
    "citizen": ("warga negara Indonesia", "citizen of Indonesia"),
    "bpu-registration-age": (
        "belum berusia {years} tahun saat mendaftar",
        "younger than {years} when registering",
    ),
    "pension-age": (
        "sampai bulan tercapainya usia pensiun, kini {years} tahun",
        "up to the month of pension age, now {years}",
    ),
    "pension-deferral": (
        "ditunda paling lama {years} tahun selama masih bekerja",
        "deferred by at most {years} years while still employed",
    ),
    "jkp-registration-age": (
        "belum berusia {years} tahun saat mendaftar",
        "younger than {years} when registered",
    ),
    "jkn": ("terdaftar di JKN", "registered in JKN"),
    "jkn-wage-earner": (
        "terdaftar di JKN sebagai penerima upah badan usaha",
        "registered in JKN as a wage earner of a business",
    ),
    "jkp-programs-of-scale": (
        "ikut {programs:list}, yang disyaratkan bagi usaha {scale:code}",
        "in {programs:list}, which a {scale:code} business asks for",
    ),
    # proposals of a segment, and what they cost
    "proposal-village": (
        "Dilindungi melalui pemerintah desa; tidak diusulkan lewat koperasi.",
        "Covered through the village government; nothing is proposed through the cooperative.",
    ),
    "proposal-civil-service": (
        "Dilindungi dalam skema aparatur negara; tidak diusulkan lewat koperasi.",
        "Covered in the schemes of civil servants, army and police; nothing is proposed through "
        "the cooperative.",
    ),
    "proposal-employer": (
        "Dilindungi pemberi kerja lain; tidak diusulkan lewat koperasi. Pekerja beberapa "
        "perusahaan diikutsertakan oleh masing-masing, bila koperasi juga mengupahnya.",
        "Covered by another employer; nothing is proposed through the cooperative. A worker of "
        "several firms is enrolled by each, should the cooperative pay a wage too.",
    ),
    "proposal-chosen": (
        "Pilihan pemanggil: {segment:name}{group:group}.",
        "The caller's own choice: {segment:name}{group:group}.",
    ),
    "practice-independent": (
        "praktik lain: sebagai petani, pedagang, atau pekerja mandiri (kelompok b)",
        "other practice: as the farmer, trader or independent worker that the person is (group b)",
    ),
    "practice-waged": (
        "praktik lain: penerima upah koperasi atas upah yang dinyatakan",
        "other practice: wage earner of the cooperative on a declared wage",
    ),
    "segment-prices": (
        "Iuran {month:month} menurut segmen",
        "Contribution for {month:month} by segment",
    ),
    "unpriced": ("tidak dapat dihitung: {code:code}", "cannot be priced: {code:code}"),
    # the list of a group
    "collective-bill": (
        "Daftar iuran BPU {month:month} melalui {cooperative} sebagai wadah",
        "Contributions of BPU for {month:month} through {cooperative} as their group",
    ),
    "nothing-handed-in": ("belum membayar", "has paid nothing yet"),
    "part-handed-in": (
        "dibayar {paid:rupiah}, kurang {amount:rupiah}",
        "paid {paid:rupiah}, {amount:rupiah} still open",
    ),
    "all-handed-in": ("lunas", "paid in full"),
    "credit": (
        "lebih {amount:rupiah}, diperhitungkan bulan berikutnya",
        "{amount:rupiah} too much, counts for the next month",
    ),
    "handed-in": ("Telah diterima", "Handed in"),
    "still-open": ("Belum diterima, {people:people}", "Still open, {people:people}"),
    "money-of-nobody": (
        "Tidak dapat dibukukan: {amount:rupiah} atas acuan {ref}.",
        "Cannot be booked: {amount:rupiah} under the reference {ref}.",
    ),
    # arrears and plans
    "arrears": (
        "Tunggakan bila dibayar {day:date}",
        "Arrears if paid on {day:date}",
    ),
    "past-fines": (
        "Denda bulan yang telah dibayar terlambat: {amount:rupiah}; apakah sudah dibayar tidak "
        "diketahui di sini.",
        "Fines of months that were paid late: {amount:rupiah}; whether they were paid is not "
        "known here.",
    ),
    "lapsed-not-billed": (
        "Kepesertaan BPU yang telah gugur karena menunggak: {count}; bulan yang lewat tidak "
        "ditagih.",
        "Participations of BPU that have lapsed for arrears: {count}; the past months are not "
        "billed.",
    ),
    "payment-plan": ("Jadwal pembayaran iuran", "What falls due when"),
    "falls-due": (
        "{day:date}: iuran {month:month}, {segment:name}",
        "{day:date}: contribution for {month:month}, {segment:name}",
    ),
    # cover of a cooperative
    "covered-on": (
        "Perlindungan {cooperative} pada {day:date}",
        "Cover of {cooperative} on {day:date}",
    ),
    "people-covered": (
        "{people} dari {everybody:people}",
        "{people} of {everybody:people}",
    ),
    "gaps": (
        "{programs:list}: {count:people} belum terlindungi{refs:refs}.",
        "{programs:list}: {count:people} without cover{refs:refs}.",
    ),
    "covered-elsewhere-count": (
        "{count:people} dilindungi di tempat lain.",
        "{count:people} covered elsewhere.",
    ),
    "gap-prices": (
        "Iuran {month:month} untuk melengkapi perlindungan, {cooperative}",
        "Contributions for {month:month} to close the gaps, {cooperative}",
    ),
    "gap": ("{programs:list}", "{programs:list}"),
}

CODES: dict[str, tuple[str, str]] = {
    "micro": ("mikro", "micro"),
    "small": ("kecil", "small"),
    "medium": ("menengah", "medium"),
    "large": ("besar", "large"),
}
