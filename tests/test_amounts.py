"""Payments that state their amount: conventions, words, and the law that prices a month."""

from __future__ import annotations

import datetime as dt
import pickle
from typing import Any

import attrs
import pytest

import kopdes_jamsos as kj

JULY = kj.Month(2025, 7)
TRADER = kj.BPUEnrolment(income=1_000_000, programs={kj.JKK, kj.JKM})
SAVER = attrs.evolve(TRADER, programs={kj.JKK, kj.JKM, kj.JHT})
WORKER = kj.PUEnrolment(wage=4_000_000, risk_class=1, programs={kj.JKK, kj.JKM})


def paid(
    enrolment: kj.PUEnrolment | kj.BPUEnrolment, *amounts: int | None, first: kj.Month = JULY
) -> kj.Participation:
    """One payment each month, on its third day."""
    payments = [
        kj.Payment(first + n, (first + n).first_day + dt.timedelta(2), amount=amount)
        for n, amount in enumerate(amounts)
    ]
    return kj.Participation(enrolment, joined=first.first_day, payments=payments)


@pytest.mark.parametrize(
    "part, names, articles",
    [
        (paid(TRADER, 16_800, 16_800), (), []),
        (paid(TRADER, None, None), (), []),
        (paid(TRADER, 20_000), ("credit-next-month",), []),
        (paid(TRADER, 10_000), ("credit-next-month", "part-paid-month"), []),
        (paid(SAVER, 40_000), ("credit-next-month", "payment-one-sum"), []),
        # PP 44/2015 Pasal 23 ayat (4) says it of employers, for JKK and JKM.
        (paid(WORKER, 30_000), (), ["PP 44/2015 Pasal 23 ayat (1), ayat (3) dan ayat (4)"]),
        # PP 50/2025 Pasal 6 ayat (1), of BPU in the months that it halves.
        (
            paid(attrs.evolve(TRADER, group="employer"), 20_000, first=kj.Month(2026, 1)),
            ("credit-next-month",),
            ["PP 50/2025 Pasal 6 ayat (1)"],
        ),
    ],
)
def test_what_nets_too_much_and_too_little_is_named(
    part: kj.Participation, names: tuple[str, ...], articles: list[str]
) -> None:
    found = part.allocation()

    assert found.assumptions == names
    assert [str(each) for each in found.citations] == articles
    cover = part.cover(dt.date(2026, 1, 4), kj.JKK)
    assert set(names) <= set(cover.assumptions)


def test_a_report_says_what_is_missing_and_what_is_left() -> None:
    short = paid(TRADER, 10_000).report(dt.date(2025, 7, 10))
    much = paid(TRADER, 20_000).report(dt.date(2025, 7, 10))

    assert "July 2025 is not paid in full: Rp10,000 of Rp16,800." in short.explain("en")
    assert "Tersisa Rp3.200 untuk bulan-bulan berikutnya." in much.explain("id")
    assert "[part-paid-month]" in short.explain("en") or "part-paid-month" in short.explain("en")


def test_the_law_that_one_asks_prices_the_months() -> None:
    """Before PP 50/2025 was known, twelve months cost 201,600; it left 75,600 of them."""
    trader = attrs.evolve(TRADER, group="independent", sector="other", funding="self")
    year = kj.Payment(kj.Month(2026, 1), dt.date(2025, 12, 15), months=12, amount=201_600)
    first = kj.Payment(kj.Month(2025, 12), dt.date(2025, 12, 10), amount=16_800)
    part = kj.Participation(trader, joined=dt.date(2025, 12, 1), payments=[first, year])
    then = kj.LAW.as_known(dt.date(2025, 12, 15))

    assert (part.allocation(law=then).credit, part.allocation().credit) == (0, 75_600)
    # January to April 2027 at 16,800: 67,200 of it, so that 8,400 are left.
    assert part.allocation(paid_by=dt.date(2027, 4, 30)).credit == 8_400
    assert str(max(part.allocation(paid_by=dt.date(2027, 5, 30)).months)) == "2027-04"


@pytest.mark.parametrize("day, months", [(30, 1), (1, 0)])
def test_a_relief_that_has_lapsed_lowers_no_price(day: int, months: int) -> None:
    """PP 7/2025 Pasal 4: 0.24 % of 4,000,000 = 9,600, half 4,800; full again after 30 June 2026.

    PP 36/2025 Pasal 11: what is paid by 30 June 2026 is still the half.
    """
    worker = kj.PUEnrolment(wage=4_000_000, risk_class=1, programs={kj.JKK}, labour_intensive=True)
    paid_on = dt.date(2026, 6 if day == 30 else 7, day)
    late = kj.Payment(kj.Month(2026, 1), paid_on, amount=4_800)
    part = kj.Participation(worker, joined=dt.date(2026, 1, 1), payments=[late])
    found = part.allocation()

    assert len(found.months) == months
    assert [each.due for each in found.underpaid] == [9_600] * (1 - months)


def test_a_programme_costs_nothing_before_it_began() -> None:
    """JKP began in February 2021; January: 0.24 + 0.30 + 5.7 % of 4,000,000 = 249,600."""
    worker = kj.PUEnrolment(
        wage=4_000_000, risk_class=1, scale="small", settled=False,
        programs={kj.JKK, kj.JKM, kj.JHT, kj.JKP},
    )  # fmt: skip
    part = paid(worker, 249_600, first=kj.Month(2021, 1))

    assert part.allocation().underpaid == ()
    assert len(part.allocation().months) == 1


def test_an_amount_needs_the_facts_that_a_contribution_needs() -> None:
    nobody_knows = kj.PUEnrolment(wage=4_000_000, programs={kj.JKK, kj.JKM})
    with pytest.raises(kj.errors.MissingFactError):
        paid(nobody_knows, 21_600).allocation()
    with pytest.raises(kj.errors.BeforeDataError):
        paid(WORKER, 21_600, first=kj.Month(2015, 6)).allocation()
    assert paid(nobody_knows, None).allocation().months  # without an amount none is asked for


def test_amounts_travel_and_are_not_shown() -> None:
    part = paid(TRADER, 20_123)
    document = kj.to_json(part)
    again: Any = kj.from_json(document, "participation")

    assert again == part == pickle.loads(pickle.dumps(part))
    assert '"amount": 20123' in document
    assert '"amount"' not in kj.to_json(paid(TRADER, None))
    assert "20123" not in f"{part!r} {part.allocation()!r}"
    assert hash(part.allocation())
    for wrong in (-1, True):
        with pytest.raises(kj.errors.InvalidDocumentError):
            kj.from_json(document.replace("20123", str(wrong).lower()), "participation")
