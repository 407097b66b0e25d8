"""The sentences of findings about rosters: what was found, and what to do, without any value."""

from __future__ import annotations

# code: (Indonesian finding, Indonesian remedy, English finding, English remedy)
_TEXTS: dict[str, tuple[str, str, str, str]] = {
    "amount-unreadable": (
        "Ini bukan jumlah rupiah bulat.", "Tulis angka saja, misalnya 1500000.",
        "This is no whole amount of rupiah.", "Write digits only, such as 1500000.",
    ),
    "birth-date-differs": (
        "Tanggal lahir berbeda dari NIK.", "Cocokkan dengan KTP; NIK tidak diubah kemudian.",
        "The birth date differs from the NIK.",
        "Compare it with the identity card; a NIK is not corrected afterwards.",
    ),
    "birth-date-impossible": (
        "Tanggal lahir terletak di masa depan atau sebelum tahun 1900.", "Salin dari KTP.",
        "The birth date lies in the future or before 1900.", "Copy it from the identity card.",
    ),
    "cell-error": (
        "Sel ini memuat pesan kesalahan lembar kerja.", "Tulis nilainya.",
        "The cell holds an error of the spreadsheet.", "Write the value itself.",
    ),
    "cell-long": (
        "Sel ini terlalu panjang dan tidak dibaca.", "Periksa; mungkin tanda kutip tidak ditutup.",
        "The cell is too long and was not read.", "Check it; a quotation mark may be left open.",
    ),
    "choice-unknown": (
        "Nilai ini bukan salah satu pilihan.", "Pakai salah satu pilihan yang didokumentasikan.",
        "The value is none of the choices.", "Use one of the documented choices.",
    ),
    "column-unknown": (
        "Kolom ini tidak dikenal dan tidak dibaca.", "Periksa judulnya, atau biarkan.",
        "The column is not known and was not read.", "Check its heading, or let it be.",
    ),
    "control-characters": (
        "Sel ini memuat karakter yang tidak tercetak; karakter itu dibuang.", "Periksa nilainya.",
        "The cell held characters that do not print; they were left out.", "Check the value.",
    ),
    "cooperative-given": (
        "Koperasi ini sudah diberikan; baris ini tidak dipakai.", "Cocokkan keduanya.",
        "The cooperative was given already; this row was not used.", "Compare the two.",
    ),
    "cooperative-missing": (
        "Koperasinya tidak disebut.", "Isi rujukan koperasi.",
        "The cooperative is not named.", "Add the reference of the cooperative.",
    ),
    "cooperative-unknown": (
        "Koperasi ini tidak ada dalam tabel profil, atau profilnya tidak terpakai.",
        "Perbaiki rujukannya atau profilnya.",
        "The cooperative is not in the table of profiles, or its profile could not be used.",
        "Correct the reference or the profile.",
    ),
    "correction-unused": (
        "Perbaikan ini tidak cocok dengan berkas, baris, atau kolom yang dibaca.",
        "Periksa berkas, baris, dan kolomnya; judul kolom diperbaiki dalam berkas aslinya.",
        "The correction fits no file, row or column that was read.",
        "Check these three; a heading is corrected in the file itself.",
    ),
    "date-order": (
        "Tanggal ditulis bulan lebih dahulu; dibaca demikian.", "Periksa tanggalnya.",
        "The date has its month first and was read so.", "Check the date.",
    ),
    "date-serial": (
        "Tanggal disimpan sebagai nomor hari lembar kerja; dibaca demikian.",
        "Periksa tanggalnya.",
        "The date was stored as a spreadsheet's number of the day and was read so.",
        "Check the date.",
    ),
    "date-unreadable": (
        "Ini bukan tanggal yang dapat dibaca.", "Tulis hh-bb-tttt.",
        "This is no date that can be read.", "Write dd-mm-yyyy.",
    ),
    "date-zero": (
        "Tanggal nol berarti tidak diketahui.", "Isi tanggalnya bila diketahui.",
        "A date of zeros stands for an unknown one.", "Add the date where it is known.",
    ),
    "email-unreadable": (
        "Ini bukan alamat surel.", "Perbaiki alamatnya, atau kosongkan.",
        "This is no e-mail address.", "Correct it, or leave it blank.",
    ),
    "encoding-repaired": (
        "Teks ini bukan UTF-8; dibaca sebagai Windows-1252.", "Periksa huruf khususnya.",
        "The text is not UTF-8 and was read as Windows-1252.", "Check its special letters.",
    ),
    "enrolment-refused": (
        "Pendaftaran ini tidak dapat dibuat ({reason:code}).",
        "Lengkapi segmen, program, dan upah atau penghasilan.",
        "The enrolment could not be made ({reason:code}).",
        "Complete segment, programmes, and wage or income.",
    ),
    "formula": (
        "Sel ini memuat rumus; rumus tidak dihitung dan tidak dibaca.", "Tulis nilainya.",
        "The cell holds a formula, which is neither evaluated nor read.", "Write the value itself.",
    ),
    "formula-text": (
        "Nilai ini dibungkus rumus teks; isinya yang dibaca.", "Periksa nilainya.",
        "The value stood in a formula for text; its content was read.", "Check the value.",
    ),
    "kbli-unreadable": (
        "Ini bukan kode KBLI lima angka.", "Salin kodenya dari NIB.",
        "This is no KBLI code of five digits.", "Copy it from the business licence.",
    ),
    "kbli-year-missing": (
        "Tahun KBLI tidak disebut; kode yang sama berbeda arti menurut tahunnya.",
        "Isi tahun KBLI.",
        "The year of the KBLI is not given; a code means different things in different years.",
        "Add the year.",
    ),
    "kbli-zero-lost": (
        "Angka nol di depan kode KBLI hilang; ditambahkan kembali.", "Periksa kodenya.",
        "The KBLI code had lost its leading zero, which was added.", "Check the code.",
    ),
    "masked": (
        "Nilai ini disamarkan dan tidak dapat dipakai.", "Minta nilai lengkapnya.",
        "The value is masked and cannot be used.", "Ask for the whole value.",
    ),
    "membership-requested": (
        "Keanggotaan baru diminta, belum disetujui.", "Tunggu persetujuan pengurus.",
        "The membership is requested and not yet approved.", "Wait until it is approved.",
    ),
    "membership-unknown": (
        "Status keanggotaan ini tidak dikenal; baris dibaca sebagai anggota.",
        "Pakai Approved atau Requested.",
        "The status of the membership is not known; the row was read as a member.",
        "Use Approved or Requested.",
    ),
    "name-missing": (
        "Nama kosong.", "Isi nama seperti pada KTP.",
        "The name is missing.", "Add it as on the identity card.",
    ),
    "nik-characters": (
        "NIK memuat huruf atau tanda.", "Salin 16 angka dari KTP.",
        "The NIK holds letters or signs.", "Copy its 16 digits from the identity card.",
    ),
    "nik-decimal": (
        "NIK disimpan sebagai bilangan desimal; angkanya utuh.", "Simpan kolomnya sebagai teks.",
        "The NIK was stored as a decimal number; its digits are whole.",
        "Keep the column as text.",
    ),
    "nik-duplicate": (
        "NIK ini sudah ada pada baris {first}.", "Perbaiki salah satu NIK, atau hapus baris ini.",
        "The NIK stands in row {first} already.", "Correct one of the two, or drop this row.",
    ),
    "nik-invalid": (
        "NIK tidak mungkin benar: tanggal lahir atau nomor urut di dalamnya tidak ada.",
        "Salin dari KTP.",
        "The NIK cannot be right: there is no such birth date or serial number in one.",
        "Copy it from the identity card.",
    ),
    "nik-length": (
        "NIK terdiri atas {digits} angka, bukan 16; lembar kerja membuang nol di depan.",
        "Salin dari KTP.",
        "The NIK has {digits} digits, not 16; spreadsheets drop leading zeros.",
        "Copy it from the identity card.",
    ),
    "nik-masked": (
        "NIK disamarkan dan tidak dapat dipakai.", "Minta NIK lengkap dari orangnya.",
        "The NIK is masked and cannot be used.", "Ask the person for the whole NIK.",
    ),
    "nik-missing": (
        "NIK kosong.", "Minta NIK dari orangnya.",
        "The NIK is missing.", "Ask the person for it.",
    ),
    "nik-not-compared": (
        "NIK dari {people:people} di berkas ini tidak diketahui, mulai baris ini: tidak dapat "
        "dilihat apakah mereka tercantum dua kali, sebagai pengurus dan sebagai anggota.",
        "Lengkapi NIK-nya, atau cocokkan sendiri sebelum mendaftarkan anggota.",
        "From this row on, the NIK of {people:people} in the file is not known: whether they are "
        "listed twice, as officers and as members, cannot be seen.",
        "Add the NIKs, or compare by hand before members are registered.",
    ),
    "nik-number": (
        "NIK disimpan sebagai angka; angkanya masih utuh.", "Simpan kolomnya sebagai teks.",
        "The NIK was stored as a number; its digits are still whole.", "Keep the column as text.",
    ),
    "nik-rounded": (
        "NIK disimpan sebagai angka dan angka terakhirnya nol: lembar kerja membulatkannya.",
        "Salin dari KTP ke sel teks.",
        "The NIK was stored as a number and ends in zero: a spreadsheet has rounded it.",
        "Copy it from the identity card into a text cell.",
    ),
    "nik-scientific": (
        "NIK diubah lembar kerja menjadi bilangan yang dibulatkan.", "Salin dari KTP ke sel teks.",
        "The NIK was turned into a rounded number by a spreadsheet.",
        "Copy it from the identity card into a text cell.",
    ),
    "nik-separators": (
        "NIK ditulis dengan pemisah; pemisahnya dibuang.", "Tidak ada, bila angkanya benar.",
        "The NIK was written with separators, which were left out.",
        "Nothing, if its digits are right.",
    ),
    "nobody": (
        "Baris ini tidak memuat nama dan tidak memuat NIK.", "Isi namanya, atau hapus baris ini.",
        "The row has neither a name nor a NIK.", "Add the name, or drop the row.",
    ),
    "organ-unknown": (
        "Kedudukan orang ini tidak dikenal.", "Tulis pengurus, pengawas, karyawan, atau anggota.",
        "It is not known what the person is in the cooperative.",
        "Write pengurus, pengawas, karyawan or anggota.",
    ),
    "person-given": (
        "Orang ini sudah ada dalam koperasi yang diberikan.", "Cocokkan; daftarkan hanya sekali.",
        "The person is in the given cooperative already.", "Compare; enrol the person once.",
    ),
    "phone-unreadable": (
        "Ini bukan nomor telepon.", "Perbaiki nomornya, atau kosongkan.",
        "This is no telephone number.", "Correct it, or leave it blank.",
    ),
    "phone-zero-lost": (
        "Angka nol di depan nomor telepon hilang; ditambahkan kembali.", "Periksa nomornya.",
        "The telephone number had lost its leading zero, which was added.", "Check the number.",
    ),
    "post-missing": (
        "Jabatan kosong; dibaca sebagai jabatan lain.", "Isi jabatannya.",
        "The post is missing; it was read as another post.", "Add the post.",
    ),
    "post-other": (
        "Jabatan ini tidak ada dalam pedoman; dibaca sebagai jabatan lain.",
        "Periksa jabatannya.",
        "The guideline has no such post; it was read as another post.", "Check the post.",
    ),
    "postal-code-unreadable": (
        "Ini bukan kode pos lima angka.", "Perbaiki, atau kosongkan.",
        "This is no postal code of five digits.", "Correct it, or leave it blank.",
    ),
    "profile-duplicate": (
        "Koperasi ini sudah ada pada baris {first}.", "Hapus salah satu baris.",
        "The cooperative stands in row {first} already.", "Drop one of the two rows.",
    ),
    "profile-incomplete": (
        "Koperasi ini tanpa nama atau tanpa rujukan.", "Isi keduanya.",
        "The cooperative has no name or no reference.", "Add both.",
    ),
    "ref-is-number": (
        "Rujukan ini tampak seperti NIK dan tidak dipakai.", "Beri rujukan lain.",
        "The reference looks like a NIK and was not used.", "Give another reference.",
    ),
    "row-dropped": (
        "Baris ini dihapus dalam daftar perbaikan.", "Tidak ada.",
        "The row was dropped in the list of corrections.", "Nothing.",
    ),
    "row-long": (
        "Baris ini mempunyai lebih banyak sel daripada judul; isinya mungkin bergeser.",
        "Periksa pemisah di dalam sel.",
        "The row has more cells than there are headings; they may have shifted.",
        "Look for separators within its cells.",
    ),
    "row-short": (
        "Baris ini mempunyai lebih sedikit sel daripada judul.", "Periksa apakah baris terpotong.",
        "The row has fewer cells than there are headings.", "Check whether it was cut.",
    ),
    "sex-differs": (
        "Jenis kelamin berbeda dari NIK.", "Cocokkan dengan KTP.",
        "The sex differs from the NIK.", "Compare both with the identity card.",
    ),
    "sex-unreadable": (
        "Ini bukan jenis kelamin yang dapat dibaca.", "Tulis L atau P.",
        "This is no sex that can be read.", "Write L or P.",
    ),
    "two-chairs": (
        "Koperasi ini sudah mempunyai ketua pada baris {first}.", "Perbaiki salah satu jabatan.",
        "The cooperative has a chair in row {first} already.", "Correct one of the two posts.",
    ),
    "two-offices": (
        "Orang ini pengurus sekaligus pengawas (baris {first}).", "Hapus salah satu baris.",
        "The person is an officer and a supervisor (row {first}).", "Drop one of the two rows.",
    ),
    "unknown-province": (
        "NIK diawali provinsi yang tidak ada.", "Cocokkan dengan KTP; mungkin salah ketik.",
        "The NIK begins with no province of today's list.",
        "Compare it with the identity card; a typing error is likely.",
    ),
    "unknown-regency": (
        "NIK memuat kabupaten yang tidak ada dalam daftar hari ini.",
        "Tidak ada, bila KTP memuatnya: kabupaten dimekarkan.",
        "The NIK names no regency of today's list.",
        "Nothing, if the identity card has it: regencies are split.",
    ),
    "village-differs": (
        "Koperasi ini mempunyai desa lain pada baris {first}, dan itulah yang dipakai.",
        "Perbaiki salah satunya.",
        "The cooperative has another village in row {first}, which was used.",
        "Correct one of the two.",
    ),
    "village-from-members": (
        "Desa koperasi diambil dari anggotanya, yang semuanya menyebut desa yang sama.",
        "Periksa desanya.",
        "The village was taken from the members, who all name the same one.", "Check the village.",
    ),
    "village-head-officer": (
        "Kepala desa tidak boleh menjadi pengurus (lihat juga baris {first}).",
        "Perbaiki kedudukannya, atau hapus baris ini.",
        "A village head may not be an officer (see also row {first}).",
        "Correct what the person is, or drop this row.",
    ),
    "village-head-perhaps": (
        "Jabatan atau pekerjaan pengurus ini menyebut pemerintah desa, yang tidak boleh menjadi "
        "pengurus.",
        "Tanyakan, dan ganti pengurusnya bila benar.",
        "The post or occupation of this officer names the village government, whose people may "
        "not be officers.",
        "Ask, and have another officer elected if so.",
    ),
    "village-unknown": (
        "Desa koperasi ini tidak diketahui.", "Isi kode wilayahnya.",
        "The village of the cooperative is not known.", "Add its region code.",
    ),
    "village-unreadable": (
        "Ini bukan kode wilayah desa.", "Tulis seperti 36.04.05.2001.",
        "This is no code of a village.", "Write it like 36.04.05.2001.",
    ),
}  # fmt: skip

SENTENCES: dict[str, tuple[str, str]] = {
    "roster:gap:must": ("Kolom ini wajib dan belum ada.", "The column is compulsory and missing."),
    "roster:gap:asked": (
        "Kolom ini ditanyakan dan belum ada.",
        "The column is asked for and missing.",
    ),
    "roster:gap:not-allowed": (
        "Isi kolom ini tidak diterima.",
        "The column does not take what was given.",
    ),
    "roster:gap:too-old": (
        "Pada hari pendaftaran orang ini sudah mencapai batas usia BPU.",
        "On the day of registration the person has reached the age limit of BPU.",
    ),
    **{f"roster:{code}": (texts[0], texts[2]) for code, texts in _TEXTS.items()},
    **{f"roster:{code}:remedy": (texts[1], texts[3]) for code, texts in _TEXTS.items()},
}
