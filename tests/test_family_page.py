"""The page for a family: who it is for, what is held back, and what to bring by which article."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.people import trader, worker

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
