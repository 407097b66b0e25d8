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


def test_what_is_open_of_the_first_month_is_paid_before_the_next() -> None:
    # 0.24 % and 0.3 % of Rp4,000,000.
    found = paid(WORKER, 10_000, 5_000).allocation()

    assert [(each.month, each.paid, each.open) for each in found.underpaid] == [
        (JULY, 15_000, 6_600),
        (JULY + 1, 0, 21_600),
    ]
    assert found.shortfall == 2 * 21_600 - 15_000
    assert found.credit == 0


def test_a_month_that_costs_less_once_another_is_paid_gives_credit_back() -> None:
    # PP 49/2020 Pasal 13: 1 % of JKK and JKM for who has paid up to July 2020.
    july = kj.Month(2020, 7)
    payments = [
        kj.Payment(july - 1, dt.date(2020, 6, 5)),
        kj.Payment(july + 1, dt.date(2020, 8, 10), amount=10_000),
        kj.Payment(july, dt.date(2020, 9, 1)),
        kj.Payment(july + 2, dt.date(2020, 9, 10), amount=0),
    ]
    part = kj.Participation(TRADER, joined=dt.date(2020, 6, 5), payments=payments)
    early = part.allocation(paid_by=dt.date(2020, 8, 10))
    found = part.allocation()

    assert [(each.month, each.open) for each in early.underpaid] == [(july + 1, 6_800)]
    assert dict(found.amounts) == {july + 1: 168, july + 2: 168}
    assert found.underpaid == ()
    assert found.credit == 10_000 - 2 * 168


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


def test_months_that_credit_pays_are_counted_up_to_the_month_that_is_asked() -> None:
    """60,000 pay July, August and September; 9,600 are left."""
    part = paid(attrs.evolve(SAVER, programs={kj.JKK, kj.JKM}), 60_000)

    assert [part.consecutive_months(kj.JKM, JULY + step) for step in range(4)] == [1, 2, 3, 0]
    assert len(part.paid_months(kj.JKM, JULY + 9)) == 3
    assert len(part.paid_months(kj.JKM, JULY + 9, paid_by=dt.date(2025, 8, 1))) == 2
    late = kj.Payment(JULY, dt.date(2025, 10, 1), amount=60_000)
    behind = kj.Participation(WORKER, joined=JULY.first_day, payments=[late])
    assert behind.paid_months(kj.JKM, JULY) == (JULY,)


def test_savings_are_credited_for_the_months_that_amounts_pay() -> None:
    """2 x 36,800 with 20,000 of JHT each: on 3 July one is paid, and one more in August."""
    part = paid(SAVER, 75_000)
    for day, months in (
        (dt.date(2025, 7, 2), 0),
        (dt.date(2025, 7, 31), 1),
        (dt.date(2025, 8, 1), 2),
    ):
        account = kj.benefits.jht_account([part], day, rates=kj.percent(5))
        assert account.contributions == 20_000 * months


# --- the bill of the next month -------------------------------------------------------------------


def net(part: kj.Participation, month: kj.Month, *day: int) -> kj.contributions.NetBill:
    return kj.contributions.net_bill([part], month, on=dt.date(*day))


def test_a_bill_after_too_little_asks_for_the_rest_too() -> None:
    """16,800 - 10,000 = 6,800 of July, and 16,800 of August: 23,600."""
    found = net(paid(TRADER, 10_000), JULY + 1, 2025, 8, 1)

    assert (found.contribution, found.shortfall, found.credit) == (16_800, 6_800, 0)
    assert (found.payable, found.left, found.paid) == (23_600, 0, 0)
    text = found.explain("en")
    assert "To pay for August 2025, after the payments up to Friday, 1 August 2025" in text
    assert "Still open of earlier months" in text
    assert "Rp23,600" in text
    assert "part-paid-month" in text


def test_a_bill_after_far_too_much_leaves_some() -> None:
    """On 4 July 60,000 - 16,800 = 43,200 are left; August takes 16,800 of them, 26,400 stay."""
    found = net(paid(TRADER, 60_000), JULY + 1, 2025, 7, 4)

    assert (found.credit, found.payable, found.left) == (43_200, 0, 26_400)
    assert "Rp26,400 are left for the next months." in found.explain("en")
    assert "-Rp16.800" in found.explain("id")
    # In August it is set against the month itself.
    later = net(paid(TRADER, 60_000), JULY + 1, 2025, 8, 4)
    assert (later.paid, later.credit, later.payable, later.left) == (16_800, 26_400, 0, 26_400)
    assert "Paid for the month already" in later.explain("en")


@pytest.mark.parametrize("amount, payable", [(None, 0), (16_800, 0), (16_000, 800), (17_000, 0)])
def test_what_the_month_itself_got_is_not_asked_for_again(amount: int | None, payable: int) -> None:
    assert net(paid(TRADER, amount), JULY, 2025, 7, 10).payable == payable


def test_an_employer_is_told_the_article() -> None:
    found = net(paid(WORKER, 30_000), JULY + 1, 2025, 8, 1)

    assert found.payable == 13_200
    assert "PP 44/2015 Pasal 23 ayat (1), ayat (3) dan ayat (4)" in found.explain("en")
    assert found.entries[0].assumptions == ()


def test_the_bills_of_many_add_up_and_nobody_pays_for_another() -> None:
    parts = [paid(TRADER, 20_000), paid(TRADER, 10_000), paid(TRADER, None)]
    found = kj.contributions.net_bill(parts, JULY + 1, on=dt.date(2025, 8, 1))

    assert [entry.payable for entry in found.entries] == [13_600, 23_600, 16_800]
    assert found.payable == 54_000
    assert (found.contribution, found.shortfall, found.credit) == (50_400, 6_800, 3_200)


# --- the end of a participation ------------------------------------------------------------------


def ended(day: dt.date | None, *payments: kj.Payment) -> kj.Participation:
    return kj.Participation(TRADER, joined=JULY.first_day, ended=day, payments=payments)


def test_what_was_paid_beyond_the_end_is_to_be_paid_back() -> None:
    """Three months without an amount, the last after the end; 50,000 for one month of 16,800."""
    ahead = kj.Payment(JULY, dt.date(2025, 7, 3), months=3)
    more = kj.Payment(JULY, dt.date(2025, 7, 4), amount=50_000)
    end = dt.date(2025, 8, 20)
    found = kj.contributions.refund(ended(end, ahead, more))

    assert [(str(line.month), line.amount) for line in found.lines] == [("2025-09", 16_800)]
    assert (found.credit, found.total) == (50_000, 66_800)
    assert "refund-after-end" in found.assumptions
    assert "contribution paid for September 2025" in found.explain("en")
    assert "sisa pembayaran" in found.explain("id")


def test_nothing_is_paid_back_where_nothing_was_paid_ahead() -> None:
    month = kj.Payment(JULY, dt.date(2025, 7, 3))
    found = kj.contributions.refund(ended(dt.date(2025, 7, 20), month))

    assert (found.total, found.lines, found.assumptions) == (0, (), ())
    assert "left of what was paid" not in found.explain("en")
    with pytest.raises(kj.errors.InvalidFactError, match="goes on"):
        kj.contributions.refund(ended(None, month))


# --- arrears --------------------------------------------------------------------------------------


def test_what_is_paid_in_part_is_no_arrears() -> None:
    """August: 16,800 less 10,000; a BPU has no fine."""
    found = kj.contributions.arrears([paid(TRADER, 16_800, 10_000)], dt.date(2025, 8, 20))

    assert (found.contribution, found.part_paid, found.fine) == (6_800, 10_000, 0)
    assert "Already set against these months: Rp10,000." in found.explain("en")
    assert "part-paid-month" in found.assumptions
    assert "fine-on-shortfall" not in found.assumptions
    # Nothing of August is behind before its due day, Friday 15 August 2025.
    early = kj.contributions.arrears([paid(TRADER, 16_800, 10_000)], dt.date(2025, 8, 10))
    assert (early.contribution, early.part_paid) == (0, 0)


def test_what_is_open_is_taken_of_the_programmes_that_are_in_arrears() -> None:
    """36,800 with JHT, which no article takes away: 10,000 are open, all of them of JKK and JKM."""
    part = paid(SAVER, 36_800, 26_800)
    found = kj.contributions.arrears([part], dt.date(2025, 8, 20))

    assert (found.contribution, found.part_paid) == (10_000, 6_800)
    little = kj.contributions.arrears([paid(SAVER, 36_800, 5_000)], dt.date(2025, 8, 20))
    assert (little.contribution, little.part_paid) == (16_800, 0)


def test_a_fine_is_taken_on_what_is_missing_of_a_month() -> None:
    """August: 20,000 of 21,600 are paid; due 15 September, so 2 % of 1,600 = 32."""
    part = paid(WORKER, 21_600, 20_000)
    found = kj.contributions.arrears([part], dt.date(2025, 10, 10))
    august = [line for line in found.unpaid if line.month == JULY + 1]

    assert [(line.program, line.contribution, line.fine) for line in august] == [
        (kj.JKK, 1_600, 32)
    ]
    assert found.part_paid == 20_000
    assert "fine-on-shortfall" in found.assumptions


# --- ahead, and anew ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "month, months, day, odd",
    [
        ("2025-07", 2, (2025, 7, 3), False),
        ("2025-07", 4, (2025, 7, 3), True),
        ("2025-08", 4, (2025, 7, 3), True),  # all of it ahead
        ("2025-05", 4, (2025, 7, 3), False),  # May and June behind, two ahead
        ("2025-04", 4, (2025, 7, 3), False),  # July itself
        ("2025-01", 4, (2025, 7, 3), False),  # all of it behind
        ("2021-03", 4, (2021, 3, 31), False),  # before Permenaker 5/2021
    ],
)
def test_a_bpu_pays_ahead_for_one_of_four_periods(
    month: str, months: int, day: tuple[int, int, int], odd: bool
) -> None:
    """Permenaker 5/2021 Pasal 41 ayat (4): 2, 3, 6 or 12 months, from April 2021."""
    first = kj.Month.parse(month)
    payment = kj.Payment(first, dt.date(*day), months)
    joined = min(first.first_day, dt.date(*day))
    part = kj.Participation(TRADER, joined=joined, payments=[payment])
    found = kj.coverage.participation_findings([part])

    assert [finding.code for finding in found] == ["prepaid-period"] * odd
    if odd:
        assert "2, 3, 6, 12 months (Permenaker 5/2021 Pasal 41" in str(found[0])
        assert "di muka untuk 2, 3, 6, 12 bulan" in part.report(dt.date(*day)).explain("id")
        assert not part.allocation().unallocated  # its months count
    worker = attrs.evolve(part, enrolment=WORKER)
    assert kj.coverage.participation_findings([worker]) == ()


@pytest.mark.parametrize("year, named", [(2025, True), (2020, False)])
def test_who_has_lapsed_may_register_again_since_april_2021(year: int, named: bool) -> None:
    """Permenaker 5/2021 Pasal 44 ayat (2) and (3)."""
    article = "Permenaker 5/2021 Pasal 44 ayat (2) dan ayat (3)"
    since = kj.Month(year - 1, 9)
    back = kj.Payment(kj.Month(year, 3), dt.date(year, 3, 5))
    first = kj.Payment(since, since.first_day)
    part = kj.Participation(TRADER, joined=since.first_day, payments=[first, back])
    lapsed = part.report(dt.date(year, 2, 20))
    again = part.cover(dt.date(year, 3, 6), kj.JKK)

    assert ("may register again" in lapsed.explain("en")) is named
    assert (article in map(str, lapsed.citations)) is named
    assert again.status is kj.coverage.CoverStatus.REACTIVATED
    assert (article in map(str, again.citations)) is named


@pytest.mark.parametrize("born, named", [((1960, 3, 5), True), ((1960, 3, 6), False)])
def test_a_new_start_past_the_age_limit_names_its_doubt(
    born: tuple[int, int, int], named: bool
) -> None:
    """65 on 5 March 2025 or on the day after: Permenaker 5/2021 Pasal 33 ayat (1) huruf b."""
    trader = attrs.evolve(TRADER, birth_date=dt.date(*born))
    first = kj.Payment(kj.Month(2024, 9), dt.date(2024, 9, 1))
    back = kj.Payment(kj.Month(2025, 3), dt.date(2025, 3, 5))
    part = kj.Participation(trader, joined=dt.date(2024, 9, 1), payments=[first, back])
    cover = part.cover(dt.date(2025, 3, 6), kj.JKK)

    assert cover.status is kj.coverage.CoverStatus.REACTIVATED
    assert ("return-past-age" in cover.assumptions) is named
    nobody_knows = attrs.evolve(part, enrolment=TRADER)
    assert "return-past-age" not in nobody_knows.cover(dt.date(2025, 3, 6), kj.JKK).assumptions
