/** The words of the page itself. What the library says comes from the library. */

const MONTHS = {
  id: [
    ...["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September"],
    ...["Oktober", "November", "Desember"],
  ],
  en: [
    ...["January", "February", "March", "April", "May", "June", "July", "August", "September"],
    ...["October", "November", "December"],
  ],
};

const WORDS = {
  id: {
    title: "Hitung sendiri",
    page: "../coba/",
    other: "English",
    thousands: ".",
    private:
      "Semua dihitung di dalam peramban Anda. Isian Anda tidak dikirim ke mana pun. " +
      "Nama dan NIK tidak diminta.",
    once: "Kalkulator diunduh satu kali dari situs ini, lalu dapat dipakai tanpa internet.",
    load: (size) => `Muat kalkulator (${size} MB)`,
    absent: "Kalkulator tidak tersedia pada salinan situs ini.",
    caseWaiting: "Tautan ini memuat sebuah perhitungan. Muat kalkulator untuk membukanya.",
    loading: "Memuat kalkulator",
    loaded: (done, total) => `${done} dari ${total} MB`,
    starting: "Menyiapkan kalkulator…",
    ready: "Kalkulator siap dipakai.",
    failed: "Kalkulator tidak dapat dimuat. Periksa sambungan internet, lalu coba lagi.",
    broken: "Terjadi kesalahan pada kalkulator. Muat ulang halaman ini, lalu coba lagi.",
    cause: "Keterangan teknis",
    which: "Apa yang ingin Anda hitung?",
    optional: "boleh dikosongkan",
    choose: "Pilih",
    day: "Tanggal",
    month: "Bulan",
    year: "Tahun",
    submit: "Hitung",
    clear: "Kosongkan isian",
    computing: "Menghitung…",
    further: "Masih perlu diisi",
    refused: "Belum dapat dihitung",
    result: "Hasil",
    stale: "Isian sudah berubah. Tekan Hitung sekali lagi untuk hasil yang baru.",
    part: "Rincian",
    amount: "Rupiah",
    dates: "Tanggal penting",
    more: (count) => `${count} lagi`,
    bring: "Yang perlu dibawa",
    changes: "Yang dapat mengubah hasil ini",
    remarks: "Catatan",
    assumptions: "Asumsi",
    evidence: "Tingkat bukti",
    statement: "Perhitungan dan dasar hukum",
    letter: "Halaman untuk keluarga",
    print: "Cetak",
    document: "Dokumen JSON",
    keep: "Simpan atau bagikan",
    preparing: "Menyiapkan berkas…",
    saved: (name) => `Berkas ${name} sudah diunduh.`,
    copy: "Salin",
    copyLink: "Salin tautan",
    link: "Tautan ke perhitungan ini",
    linkHelp:
      "Isian tersimpan di dalam tautan, tanpa nama dan NIK. Siapa pun yang menerima tautan ini " +
      "dapat melihat isiannya.",
    copied: "Sudah disalin.",
    notCopied: "Tidak dapat disalin. Teksnya sudah dipilih: salin sendiri.",
    version: (library, law) => `kopdes_jamsos ${library}, data peraturan ${law}.`,
    months: MONTHS.id,
  },
  en: {
    title: "Try it",
    page: "../try/",
    other: "Bahasa Indonesia",
    thousands: ",",
    private:
      "Everything is computed inside your browser. What you fill in is not sent anywhere. " +
      "No name and no NIK is asked for.",
    once: "The calculator is downloaded once, from this site, and then works without a network.",
    load: (size) => `Load the calculator (${size} MB)`,
    absent: "The calculator is not part of this copy of the site.",
    caseWaiting: "This link holds a calculation. Load the calculator to open it.",
    loading: "Loading the calculator",
    loaded: (done, total) => `${done} of ${total} MB`,
    starting: "Starting the calculator…",
    ready: "The calculator is ready.",
    failed: "The calculator could not be loaded. Check the network, then try again.",
    broken: "The calculator failed. Load this page again, then try once more.",
    cause: "Technical detail",
    which: "What do you want to compute?",
    optional: "may be left empty",
    choose: "Choose",
    day: "Day",
    month: "Month",
    year: "Year",
    submit: "Compute",
    clear: "Clear the form",
    computing: "Computing…",
    further: "Still needed",
    refused: "Cannot be computed yet",
    result: "Result",
    stale: "The form has changed. Press Compute again for a new result.",
    part: "Part",
    amount: "Rupiah",
    dates: "Dates",
    more: (count) => `${count} more`,
    bring: "What to bring",
    changes: "What would change this result",
    remarks: "Remarks",
    assumptions: "Assumptions",
    evidence: "Evidence",
    statement: "Calculation and articles",
    letter: "Page for the family",
    print: "Print",
    document: "JSON document",
    keep: "Keep or share",
    preparing: "Preparing the file…",
    saved: (name) => `The file ${name} was saved.`,
    copy: "Copy",
    copyLink: "Copy the link",
    link: "Link to this calculation",
    linkHelp:
      "The link holds what was filled in, without name or NIK. Whoever receives the link can " +
      "see it.",
    copied: "Copied.",
    notCopied: "Could not be copied. The text is selected: copy it yourself.",
    version: (library, law) => `kopdes_jamsos ${library}, law data ${law}.`,
    months: MONTHS.en,
  },
};

/** The words in a language, with the language itself. */
export function textsIn(language) {
  return { language, ...WORDS[language] };
}

/** Megabytes with one decimal, as the language writes them. */
export function megabytes(bytes, language) {
  const options = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  return new Intl.NumberFormat(language, options).format(bytes / 1_000_000);
}
