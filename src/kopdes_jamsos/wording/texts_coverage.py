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
        "iuran {month:month}, terlambat {months_late} bulan (batas {day:date})",
        "contribution for {month:month}, {months_late} months late (due on {day:date})",
    ),
    "fine": (
        "denda {rate:rate} × {months_late} bulan × {base:rupiah}, ditanggung pemberi kerja",
        "fine {rate:rate} × {months_late} months × {base:rupiah}, borne by the employer",
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
}
