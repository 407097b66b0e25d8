"""The sentences of scenarios, in Indonesian and English; `texts` takes them in."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    # headings
    "budget": (
        "Anggaran iuran {first:month} sampai {last:month}{name:heading}",
        "Contributions from {first:month} to {last:month}{name:heading}",
    ),
    "comparison": ("Selisih dua anggaran{name:heading}", "Difference of two budgets{name:heading}"),
    "comparison-named": (
        "Dari {before:code} ke {after:code}: selisih",
        "From {before:code} to {after:code}: the difference",
    ),
    "sweep": ("Anggaran menurut {names}{name:heading}", "Contributions by {names}{name:heading}"),
    "break-even": (
        "Iuran di samping satu manfaat{name:heading}",
        "Contributions beside one benefit{name:heading}",
    ),
    # rows
    "group-sum": ("{group:code}, {people:number} orang", "{group:code}, {people:number} people"),
    "borne-by": ("Ditanggung {payer:name}", "Borne by the {payer:name}"),
    "from-to": ("{before:rupiah} menjadi {after:rupiah}", "{before:rupiah} becomes {after:rupiah}"),
    "difference": ("Selisih", "Difference"),
    "sweep-point": (
        "{values:choices}: {people:number} orang, {months:number} bulan-orang",
        "{values:choices}: {people:number} people, {months:number} person-months",
    ),
    "contributions-of": (
        "Iuran {people:number} orang, {first:month} sampai {last:month}",
        "Contributions of {people:number} people, {first:month} to {last:month}",
    ),
    "one-benefit": ("Satu manfaat", "One benefit"),
    # remarks
    "each-month": (
        "{first:month} sampai {last:month}: {amount:rupiah} setiap bulan, {people:number} orang.",
        "{first:month} to {last:month}: {amount:rupiah} each month, {people:number} people.",
    ),
    "one-month": (
        "{first:month}: {amount:rupiah}, {people:number} orang.",
        "{first:month}: {amount:rupiah}, {people:number} people.",
    ),
    "remainder": (
        "Bagian dipotong ke rupiah penuh; sisanya ditanggung {payer:name}.",
        "Parts are cut down to full rupiah; what is left is borne by the {payer:name}.",
    ),
    "left-out": (
        "Tidak dihitung, {group:code}: {count:number} bulan-orang ({code:code}).",
        "Left out, {group:code}: {count:number} person-months ({code:code}).",
    ),
    "figure": (
        "{words:pair}: {value:figure} ({source}, {day:date}).",
        "{words:pair}: {value:figure} ({source}, {day:date}).",
    ),
    "figure-rupiah": (
        "{words:pair}: {value:rupiah} ({source}, {day:date}).",
        "{words:pair}: {value:rupiah} ({source}, {day:date}).",
    ),
    "effect": ("Karena {kind:name}: {amount:rupiah}.", "Because of {kind:name}: {amount:rupiah}."),
    "effects-unknown": (
        "Bagian sebab tidak dapat dihitung ({code:code}).",
        "The parts of the causes cannot be computed ({code:code}).",
    ),
    "cause-law": (
        "Hukum, {month:month}: {name}, {before:plain} menjadi {after:plain} ({cited}).",
        "Law, {month:month}: {name}, {before:plain} becomes {after:plain} ({cited}).",
    ),
    "cause-policy": (
        "Kebijakan: {name}, {before:plain} menjadi {after:plain}.",
        "Policy: {name}, {before:plain} becomes {after:plain}.",
    ),
    "cause-population": (
        "Peserta: {before:number} menjadi {after:number} orang.",
        "Population: {before:number} becomes {after:number} people.",
    ),
    "break-even-times": (
        "Iuran itu {times:number} kali manfaat, sisa {rest:rupiah}.",
        "The contributions are {times:number} times the benefit, with {rest:rupiah} left.",
    ),
    "break-even-months": (
        "Iuran seperti itu mencapai satu manfaat dalam {months:number} bulan.",
        "Contributions like these come to one benefit in {months:number} months.",
    ),
    "no-promise": (
        "Ini hitungan, bukan janji: manfaat apa yang dibayar bergantung pada peristiwanya.",
        "This is arithmetic, no promise: whether and which benefit is paid depends on the event.",
    ),
}

NAMES: dict[str, tuple[str, str]] = {
    "fund-self": ("peserta sendiri", "participants themselves"),
    "fund-cooperative": ("koperasi", "cooperative"),
    "fund-village": ("desa (APBDes)", "village (APBDes)"),
    "fund-region": ("daerah (APBD)", "region (APBD)"),
    "fund-state": ("negara (APBN)", "state (APBN)"),
    "fund-other": ("pihak lain", "others"),
    "kind-law": ("hukum", "the law"),
    "kind-policy": ("kebijakan", "the policy"),
    "kind-population": ("peserta", "the population"),
}

CODES: dict[str, tuple[str, str]] = {
    "officer": ("pengurus", "officers"),
    "supervisor": ("pengawas", "supervisors"),
    "employee": ("karyawan", "employees"),
    "member": ("anggota", "members"),
    "worker": ("pekerja", "workers"),
    "all": ("semua", "all"),
    "plan-officers": ("semua pengurus", "all officers"),
    "plan-members": ("pengurus, lalu semua anggota", "officers, then all members"),
    "plan-workers": ("pekerja koperasi", "workers of the cooperatives"),
    "plan-half-price": ("separuh harga", "half price"),
    "plan-full-price": ("harga penuh", "full price"),
}
