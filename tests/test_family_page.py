"""The page for a family: who it is for, what is held back, and what to bring by which article."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.people import BOTH, trader, worker

import kopdes_jamsos as kj

LEFT = dt.date(2025, 9, 3)


def page(found: kj.Entitlement, language: kj.wording.Language = "id") -> str:
    """The page in one line, so that a sentence is found wherever it is broken."""
    return " ".join(kj.benefits.family_statement(found, language, name="Ani Contoh").split())


@pytest.mark.parametrize(
    "event, family",
    [
        (kj.Resignation(LEFT), False),
        (kj.Dismissal(LEFT), False),
        (kj.WorkAccident(LEFT), False),
        (kj.TotalDisability(LEFT, work_related=False), False),
        (kj.PensionAge(LEFT, agreed=True), False),
        (kj.Death(LEFT, work_related=False), True),
        (kj.SpousePensionEnd(LEFT, participant_died=dt.date(2025, 1, 5)), True),
    ],
)
def test_the_page_is_for_the_family_only_where_the_participant_has_died(
    event: kj.Event, family: bool
) -> None:
    found = kj.entitle(event, worker(), jht_balance=1_000_000)
    rows = [
        kj.benefits.family_statement(found, language, name="Ani Contoh").splitlines()[1]
        for language in ("id", "en")
    ]

    assert rows == (
        ["Bagi keluarga Ani Contoh", "For the family of Ani Contoh"]
        if family
        else ["Bagi Ani Contoh", "For Ani Contoh"]
    )


def test_a_page_on_arrears_says_that_nothing_can_be_paid_before_they_are_settled() -> None:
    event = kj.Death(dt.date(2025, 9, 20), work_related=True)
    found = kj.entitle(event, trader(), children=kj.Child(stage="SMA3"))
    told, english = page(found), page(found, "en")

    assert found.at_once == 0
    assert "Belum ada yang dapat dibayar sebelum tunggakan iuran dilunasi." in told
    assert "Nothing can be paid before the arrears are settled." in english
    assert "nol rupiah" not in told
    assert "Payable now" not in english
    assert "bagi anak; setelah tunggakan iuran dilunasi; dibayar setiap tahun" in told


def test_a_page_without_arrears_says_what_can_be_paid_now() -> None:
    event = kj.Death(dt.date(2025, 7, 3), work_related=True)
    told = page(kj.entitle(event, trader(), children=kj.Child(stage="SMA3")))

    assert "Dapat dibayar sekarang: Rp" in told
    assert "tunggakan" not in told
    assert "bagi anak; dibayar setiap tahun" in told


def brought(found: kj.Entitlement, program: kj.Program) -> list[str]:
    """Codes of what has to be shown for a programme."""
    return [proof.what.code for proof in found.proofs if proof.program is program]


@pytest.mark.parametrize(
    "event, asked",
    [
        (kj.PensionAge(LEFT, agreed=True), {"proof-card", "proof-jht-identity"}),
        (
            kj.Resignation(LEFT),
            {"proof-card", "proof-jht-identity", "proof-jht-resignation"},
        ),
        (kj.Dismissal(LEFT), {"proof-card", "proof-jht-identity", "proof-jht-dismissal"}),
        (
            kj.LeavingIndonesia(LEFT, citizen=False),
            {"proof-card", "proof-jht-passport", "proof-jht-leaving-indonesia"},
        ),
        (
            kj.TotalDisability(LEFT, work_related=False),
            {"proof-card", "proof-jht-identity", "proof-jht-total-disability"},
        ),
        (
            kj.Death(LEFT, work_related=False),
            {"proof-card", "proof-death-statement", "proof-heirs", "proof-heir-identity"},
        ),
    ],
)
def test_jht_asks_for_the_documents_that_permenaker_4_2022_names(
    event: kj.Event, asked: set[str]
) -> None:
    """Pasal 7, 9, 11, 13, 15 and 17."""
    found = kj.entitle(event, worker(programs=BOTH | {kj.JHT}), jht_balance=1_000_000)

    assert asked <= set(brought(found, kj.JHT))


def test_an_unknown_balance_of_jht_still_says_what_to_bring_and_when_it_is_paid() -> None:
    saver = worker("2020-01", 68, programs=BOTH | {kj.JHT})
    known = kj.entitle(kj.Resignation(LEFT), saver, jht_balance=1_000_000)
    unknown = kj.entitle(kj.Resignation(LEFT), saver)

    assert [each.code for each in unknown.refusals if each.program is kj.JHT] == [
        "jht-rate-missing"
    ]
    assert unknown.proofs == known.proofs
    assert unknown.remarks == known.remarks
    told = page(unknown)
    assert "kartu tanda penduduk atau bukti identitas lainnya" in told
    assert "peraturan yang dibaca tidak menetapkan batas waktu pengajuan" in told
    assert "the regulations that were read set no time limit for the claim" in page(unknown, "en")


def test_an_empty_account_of_jht_asks_for_nothing() -> None:
    found = kj.entitle(kj.Resignation(LEFT), worker(programs=BOTH | {kj.JHT}), jht_balance=0)

    assert "jht-no-balance" in [each.code for each in found.refusals]
    assert not found.proofs
    assert not found.remarks


def test_a_pension_asks_for_the_documents_that_its_elucidation_names() -> None:
    """PP 45/2015, elucidation of Pasal 25 ayat (1)."""
    member = worker("2016-01", 114, programs=BOTH | {kj.JP})
    event = kj.Death(dt.date(2025, 7, 3), work_related=False)
    found = kj.entitle(event, member, family=kj.Family(spouses=1), inflation=kj.percent(2))
    (proof,) = (each for each in found.proofs if each.program is kj.JP)

    assert found.monthly
    assert [str(cited) for cited in proof.citations] == ["PP 45/2015 Pasal 25 ayat (1) huruf b"]
    for document in ("kartu peserta", "kartu tanda penduduk", "kartu keluarga"):
        assert document in page(found).split("bagi pensiun, antara lain:")[1]


def test_a_pension_of_an_unknown_amount_asks_for_the_same_documents() -> None:
    """Values of 2030 are not known."""
    member = worker("2015-07", 181, birth_date=dt.date(1970, 7, 27), programs={kj.JP})
    found = kj.entitle(kj.PensionAge(dt.date(2030, 7, 27)), member)

    assert "jp-value-missing" in [each.code for each in found.refusals]
    assert brought(found, kj.JP) == ["proof-jp"]


def test_jkp_asks_for_an_account_and_only_reminds_of_reports() -> None:
    """Permenaker 15/2021 Pasal 10 ayat (1) huruf b; PP 37/2021 Pasal 28 and 33 ayat (1)."""
    programs = BOTH | {kj.JHT, kj.JP, kj.JKP}
    found = kj.entitle(kj.Dismissal(LEFT), worker("2024-03", 18, programs=programs))
    (account,) = (each for each in found.proofs if each.what.code == "jkp-proof-account")
    bring, remarks = page(found).split("Yang perlu dibawa:")[1].split("Catatan:")

    assert [str(cited) for cited in account.citations] == [
        "Permenaker 15/2021 Pasal 10 ayat (1) huruf b"
    ]
    assert "nomor rekening bank yang masih aktif atas nama peserta" in bring
    assert "sejak bulan kedua: bukti paling sedikit 5 lamaran kerja, atau bukti" in bring
    assert "bukti kehadiran paling sedikit 80% pada bulan sebelumnya" in bring
    assert "dilaporkan" not in bring
    assert (
        "JKP: pekerjaan baru, atau pelatihan yang selesai, dilaporkan paling lama 7 hari kerja"
        in remarks
    )


def test_a_page_for_a_screen_has_the_same_words_in_unbroken_lines() -> None:
    found = kj.entitle(kj.Death(LEFT, work_related=False), worker(), jht_balance=1_000_000)
    paper = kj.benefits.family_statement(found)
    screen = kj.benefits.family_statement(found, wrapped=False)

    assert screen.split() == paper.split()
    assert max(map(len, paper.splitlines())) <= 96 < max(map(len, screen.splitlines()))
