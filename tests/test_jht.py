"""JHT: the account, the rights over time, partial withdrawals, tax and the entitlement."""

from __future__ import annotations

import datetime as dt
import pickle
from collections import Counter
from typing import Any

import attrs
import pytest
from tests import people
from tests.fixed_law import credited
from tests.oracle import savings as oracle

import kopdes_jamsos as kj
from kopdes_jamsos.benefits import cases
from kopdes_jamsos.benefits import deposits as made_of

JHT = {kj.JHT}
BORN = dt.date(1980, 5, 20)


def worker(
    since: str = "2016-01", months: int = 60, wage: int = 5_000_000, **facts: Any
) -> kj.Participation:
    return people.worker(since, months, wage=wage, programs=JHT, **facts)


def deposits(since: tuple[int, int], months: int, amount: int) -> dict[tuple[int, int], int]:
    found, month = {}, since
    for _ in range(months):
        found[month] = amount
        month = oracle.following(month)
    return found


# --- the account ------------------------------------------------------------------------------


@pytest.mark.parametrize("crediting", ["monthly", "yearly"])
def test_the_balance_is_that_of_the_oracle(crediting: str) -> None:
    account = kj.benefits.jht_account([worker()], dt.date(2020, 12, 31), law=credited(crediting))
    expected = oracle.account(
        deposits((2016, 1), 60, 285_000),
        (2020, 12),
        oracle.DEVELOPMENT,
        yearly=crediting == "yearly",
    )

    assert account.balance == expected
    assert account.balance == account.contributions + account.development
    assert account.contributions == 60 * 285_000
    assert account.assumptions == (f"jht-{crediting}-crediting",)
    assert not account.is_projection
    assert account.evidence is kj.Evidence.CONVENTION
    assert {citation.source for citation in account.citations} == {"Hasil pengembangan JHT 2021"}


def test_a_month_earns_once_it_is_over() -> None:
    eve = kj.benefits.jht_account([worker()], dt.date(2016, 2, 28))
    end = kj.benefits.jht_account([worker()], dt.date(2016, 2, 29))

    assert eve.balance == 2 * 285_000
    assert end.balance - eve.balance == oracle.half_up(285_000 * 71_900, 12 * 1_000_000)


def test_yearly_crediting_is_settled_on_the_day_of_payment() -> None:
    account = kj.benefits.jht_account([worker()], dt.date(2016, 3, 10), law=credited("yearly"))

    assert account.development == oracle.half_up(285_000 * 71_900, 12 * 1_000_000)
    assert [month.development for month in account.months][:2] == [0, 0]


def test_a_contribution_earns_from_the_month_after_its_payment() -> None:
    enrolment = kj.PUEnrolment(wage=5_000_000, programs=JHT)
    late = kj.Participation(
        enrolment,
        joined=dt.date(2016, 1, 1),
        payments=[kj.Payment(kj.Month(2016, 1), dt.date(2016, 2, 15))],
    )
    account = kj.benefits.jht_account([late], dt.date(2016, 3, 31))

    assert [month.development > 0 for month in account.months] == [False, True]


def test_payments_after_the_day_and_other_programmes_do_not_count() -> None:
    other = kj.Participation.paid_through(
        kj.PUEnrolment(wage=5_000_000, programs={kj.JP}), since=kj.Month(2016, 1), months=3
    )

    assert kj.benefits.jht_account([worker(), other], dt.date(2016, 1, 5)).contributions == 285_000


def test_the_book_that_is_given_says_how_far_ahead_a_payment_counts() -> None:
    ahead = kj.Payment(kj.Month(2019, 1), dt.date(2019, 1, 3), months=13)
    member = kj.Participation(
        kj.PUEnrolment(wage=5_000_000, programs=JHT),
        joined=dt.date(2019, 1, 1),
        payments=(ahead,),
    )
    book = kj.LAW.with_change("participation.advance_months", 3, since=kj.Month(2019, 1))
    day = dt.date(2019, 1, 31)

    assert kj.benefits.jht_account([member], day).contributions == 13 * 285_000
    assert kj.benefits.jht_account([member], day, law=book).contributions == 4 * 285_000


def test_years_without_a_published_rate_are_refused() -> None:
    with pytest.raises(kj.errors.NotAnnouncedError, match=r"2021.*kj.percent"):
        kj.benefits.jht_account([worker()], dt.date(2021, 1, 31))
    with pytest.raises(kj.errors.BeforeDataError, match=r"2015.*kj.percent"):
        kj.benefits.jht_account([worker("2015-07", 3)], dt.date(2015, 8, 31))


def test_a_given_or_carried_rate_makes_a_projection_and_says_so() -> None:
    day = dt.date(2022, 12, 31)
    rate = kj.percent("5.5")
    given = kj.benefits.jht_account([worker()], day, rates=rate)
    by_year = kj.benefits.jht_account([worker()], day, rates={2021: rate, 2022: rate})
    carried = kj.benefits.jht_account(
        [worker()], day, law=kj.LAW.carried_forward(kj.Month(2022, 12))
    )

    assert given.balance == by_year.balance
    assert given.is_projection
    assert carried.is_projection
    assert "rate-given" in given.assumptions
    assert "carried-forward" in carried.assumptions
    assert given.explain("en").startswith("PROJECTION of the JHT account")
    assert carried.explain("id").startswith("PROYEKSI saldo JHT")
    assert "a rate of the caller" in given.explain("en")
    assert "carried forward" in carried.explain("en")
    assert carried.balance == oracle.account(
        deposits((2016, 1), 60, 285_000),
        (2022, 12),
        {**oracle.DEVELOPMENT, 2021: 55_900, 2022: 55_900},
    )


def test_a_given_rate_of_a_year_wins_over_the_published_one_but_one_for_all_does_not() -> None:
    day = dt.date(2016, 12, 31)
    plain = kj.benefits.jht_account([worker()], day)

    assert kj.benefits.jht_account([worker()], day, rates=kj.percent(9)).balance == plain.balance
    assert (
        kj.benefits.jht_account([worker()], day, rates={2016: kj.percent(9)}).balance
        > plain.balance
    )


@pytest.mark.parametrize("rates", [5, 5.5, "5.59", True, {2021: 5}, {2021: 5.59}])
def test_a_bare_rate_is_refused_with_the_remedy(rates: Any) -> None:
    with pytest.raises(kj.errors.InvalidRateError, match=r'kj\.percent\("5\.59"\)'):
        kj.benefits.jht_account([worker()], dt.date(2021, 12, 31), rates=rates)


def test_other_junk_is_refused() -> None:
    day = dt.date(2016, 12, 31)
    with pytest.raises(kj.errors.InvalidDateError):
        kj.benefits.jht_account([worker()], day, rates={"2021": kj.percent(5)})  # type: ignore[dict-item]
    with pytest.raises(kj.errors.InvalidFactError):
        kj.benefits.jht_account("worker", day)  # type: ignore[arg-type]
    with pytest.raises(kj.errors.InvalidFactError):
        kj.benefits.jht_account([worker()], day, withdrawals=5)  # type: ignore[arg-type]
    with pytest.raises(kj.errors.InvalidFactError):
        kj.benefits.jht_account([worker()], day, withdrawals=[5])  # type: ignore[list-item]
    with pytest.raises(kj.errors.InvalidFactError):
        kj.benefits.jht_account([worker()], day, law=2016)  # type: ignore[arg-type]


def test_withdrawals_leave_the_account_and_cannot_exceed_it() -> None:
    day = dt.date(2016, 12, 31)
    taken = kj.benefits.Withdrawal(on=dt.date(2016, 6, 3), amount=1_000_000)
    later = kj.benefits.Withdrawal(on=dt.date(2017, 6, 3), amount=1_000_000)
    account = kj.benefits.jht_account([worker()], day, withdrawals=[taken, later])

    assert account.withdrawn == 1_000_000
    assert account.balance == oracle.account(
        deposits((2016, 1), 12, 285_000),
        (2016, 12),
        oracle.DEVELOPMENT,
        withdrawn={(2016, 6): 1_000_000},
    )
    with pytest.raises(kj.errors.InvalidFactError, match="2016-06"):
        kj.benefits.jht_account(
            [worker()],
            day,
            withdrawals=[kj.benefits.Withdrawal(on=dt.date(2016, 6, 3), amount=9_000_000)],
        )


def test_the_account_in_words() -> None:
    account = kj.benefits.jht_account([worker(months=1)], dt.date(2016, 1, 31))

    assert account.explain("en").startswith("JHT account on Sunday, 31 January 2016")
    assert "paid in Rp285,000" in account.explain("en")
    assert account.evidence is kj.Evidence.TEXT


# --- rights over time -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "day, waits, source",
    [
        ("2015-08-11", [None, None, None, None, 0], "PP 46/2015"),
        ("2015-08-12", [None] * 5, "PP 60/2015"),
        ("2015-09-01", [1, 1, 1, 1, 0], "Permenaker 19/2015"),
        ("2022-05-03", [1, 1, 0, 0, 0], "Permenaker 4/2022"),
        ("2026-11-22", [1, 1, 0, 0, 0], "Permenaker 4/2022"),
    ],
)
def test_rights_before_pension_age(day: str, waits: list[int | None], source: str) -> None:
    rights = kj.benefits.jht_rights(dt.date.fromisoformat(day))

    assert [right.wait for right in rights] == waits
    assert {right.citations[0].source for right in rights} == {source}


def test_permenaker_2_of_2022_never_applied() -> None:
    values = kj.LAW.series("jht.wait_after_leaving").values

    assert "Permenaker 2/2022" not in {value.citation.source for value in values}
    assert "Permenaker 2/2022" in kj.benefits.jht_rights(dt.date(2022, 5, 4))[0].note


# --- entitlements -----------------------------------------------------------------------------

BALANCE = 16_000_000


def line(entitlement: kj.Entitlement) -> kj.benefits.BenefitLine:
    (found,) = [each for each in entitlement.lines if each.program is kj.JHT]
    return found


def payable_on(entitlement: kj.Entitlement) -> dt.date:
    day = line(entitlement).label.figures["day"]
    assert isinstance(day, dt.date)
    return day


@pytest.mark.parametrize(
    "event, day",
    [
        (kj.Resignation(dt.date(2026, 1, 31)), dt.date(2026, 2, 28)),
        (kj.Dismissal(dt.date(2026, 1, 10)), dt.date(2026, 2, 10)),
        (kj.ContractEnd(dt.date(2026, 1, 10)), dt.date(2026, 1, 10)),
        (kj.LeavingIndonesia(dt.date(2026, 1, 10), citizen=False), dt.date(2026, 1, 10)),
        (kj.TotalDisability(dt.date(2026, 1, 10), work_related=False), dt.date(2026, 1, 10)),
        (kj.PensionAge(dt.date(2036, 5, 20)), dt.date(2036, 5, 20)),
        (kj.PensionAge(dt.date(2026, 1, 10), agreed=True), dt.date(2026, 1, 10)),
        (kj.Resignation(dt.date(2036, 5, 20)), dt.date(2036, 5, 20)),
    ],
)
def test_the_whole_balance_is_payable_from(event: kj.Event, day: dt.date) -> None:
    member = worker("2019-01", 24, birth_date=BORN)
    found = kj.entitle(event, member, jht_balance=BALANCE)

    assert line(found).amount == BALANCE
    assert payable_on(found) == day
    assert "jht-balance-given" in found.assumptions
    assert "JHT" in found.explain("id")
    assert "JHT" in found.explain("en")


def test_a_bpu_who_stops_is_paid_at_once_since_2022() -> None:
    trader = kj.BPUEnrolment(income=1_000_000, programs={kj.JKK, kj.JKM, kj.JHT})
    member = kj.Participation.paid_through(trader, since=kj.Month(2020, 1), months=24)
    found = kj.entitle(kj.Resignation(dt.date(2026, 1, 10)), member, jht_balance=BALANCE)

    assert payable_on(found) == dt.date(2026, 1, 10)


def test_the_rule_of_the_claim_decides() -> None:
    member = worker("2015-07", 1)
    resigned = kj.Resignation(dt.date(2015, 8, 1))
    early = kj.entitle(resigned, member, jht_balance=BALANCE)
    later = kj.entitle(resigned, member, jht_balance=BALANCE, claimed_on=dt.date(2015, 10, 1))

    assert [refusal.code for refusal in early.refusals][:1] == ["jht-before-age"]
    assert payable_on(later) == dt.date(2015, 10, 1)


def test_a_death_pays_the_heirs() -> None:
    found = kj.entitle(
        kj.Death(dt.date(2026, 1, 10), work_related=False), worker(), jht_balance=BALANCE
    )

    assert line(found).recipient is kj.benefits.Recipient.HEIRS
    assert "PP 46/2015 Pasal 23" in found.explain("en")


def test_the_balance_is_worked_out_where_it_is_not_given() -> None:
    member = worker(ended=dt.date(2020, 11, 30))
    found = kj.entitle(kj.Resignation(dt.date(2020, 11, 30)), member)
    account = kj.benefits.jht_account([member], dt.date(2020, 12, 30))

    assert found.of(kj.JHT) == account.balance
    assert found.total == found.at_once == account.balance


def test_an_unknown_rate_refuses_the_amount_and_nothing_else() -> None:
    found = kj.entitle(kj.Resignation(dt.date(2026, 1, 10)), worker())
    given = kj.entitle(kj.Resignation(dt.date(2026, 1, 10)), worker(), jht_rates=kj.percent("5.5"))

    assert [refusal.code for refusal in found.refusals] == ["jht-rate-missing", "not-enrolled"]
    assert "2021" in found.explain("en")
    assert line(given).amount > 60 * 285_000
    assert "rate-given" in given.assumptions


@pytest.mark.parametrize(
    "event, member, code",
    [
        (kj.PensionAge(dt.date(2036, 5, 19)), worker(birth_date=BORN), "jht-before-age"),
        (kj.Resignation(dt.date(2015, 8, 20)), worker("2015-07", 1), "jht-before-age"),
        (
            kj.LeavingIndonesia(dt.date(2026, 1, 1), citizen=False),
            kj.Participation(kj.PUEnrolment(wage=1, programs=JHT), joined=dt.date(2025, 1, 1)),
            "jht-no-balance",
        ),
        (
            kj.Resignation(dt.date(2026, 1, 1)),
            kj.Participation.paid_through(
                kj.PUEnrolment(wage=1, programs={kj.JP}), since=kj.Month(2025, 1), months=1
            ),
            "not-enrolled",
        ),
    ],
)
def test_what_is_refused_has_a_reason(event: kj.Event, member: kj.Participation, code: str) -> None:
    found = kj.entitle(event, member)

    assert code in [refusal.code for refusal in found.refusals if refusal.program is kj.JHT]
    assert found.of(kj.JHT) == 0


def test_whoever_leaves_for_good_is_paid_only_as_a_foreigner_since_permenaker_4_2022() -> None:
    """Permenaker 4/2022 Pasal 12 ayat (1), in force on 26 April 2022 (Pasal 22)."""

    def leaves(day: dt.date, **facts: Any) -> kj.Entitlement:
        event = kj.LeavingIndonesia(day, **facts)
        return kj.entitle(event, worker(birth_date=BORN), jht_balance=BALANCE)

    before, since = dt.date(2022, 4, 25), dt.date(2022, 4, 26)
    assert leaves(before).total == leaves(before, citizen=True).total == BALANCE
    assert leaves(since, citizen=False).total == BALANCE
    refused = leaves(since, citizen=True)
    assert refused.of(kj.JHT) == 0
    (why,) = (each for each in refused.refusals if each.program is kj.JHT)
    assert (why.code, [str(place) for place in why.citations]) == (
        "jht-abroad-citizen",
        ["Permenaker 4/2022 Pasal 12 ayat (1)"],
    )
    assert "warga negara asing" in refused.explain("id")
    with pytest.raises(kj.errors.MissingFactError, match="citizen") as missing:
        leaves(since)
    assert missing.value.value == ("citizen",)
    # From the age of payment on nobody asks.
    assert kj.entitle(
        kj.LeavingIndonesia(dt.date(2036, 5, 20), citizen=True),
        worker("2019-01", 24, birth_date=BORN),
        jht_balance=BALANCE,
    ).total


def test_a_participant_with_another_membership_stays_one() -> None:
    found = kj.entitle(
        kj.Resignation(dt.date(2020, 6, 1)), [worker(), worker()], jht_balance=BALANCE
    )

    assert [refusal.code for refusal in found.refusals][:1] == ["jht-still-member"]


def test_of_two_memberships_the_one_that_goes_on_keeps_the_account() -> None:
    day = dt.date(2020, 6, 1)
    left, later = worker(ended=day), worker("2020-07", 1)
    with_another = kj.entitle(kj.Resignation(day), [left, worker()], jht_balance=BALANCE)
    with_a_later = kj.entitle(kj.Resignation(day), [left, later], jht_balance=BALANCE)

    # Who leaves for good leaves all of them (PP 46/2015 Pasal 26 ayat (1) huruf d as enacted).
    abroad = kj.entitle(kj.LeavingIndonesia(day), [worker(), worker()], jht_balance=BALANCE)

    assert [refusal.code for refusal in with_another.refusals][:1] == ["jht-still-member"]
    assert with_a_later.total == abroad.total == BALANCE


def test_pension_age_needs_the_birth_date() -> None:
    with pytest.raises(kj.errors.MissingFactError) as caught:
        kj.entitle(kj.PensionAge(dt.date(2026, 1, 1)), worker())
    assert caught.value.value == ("birth_date",)


def test_participations_of_two_people_are_refused() -> None:
    other = worker(birth_date=dt.date(1981, 1, 1))
    with pytest.raises(kj.errors.InvalidFactError, match="birth dates"):
        kj.entitle(kj.PensionAge(dt.date(2040, 1, 1)), [worker(birth_date=BORN), other])


# --- partial withdrawal -----------------------------------------------------------------------


def test_a_partial_withdrawal_can_be_less_but_not_more() -> None:
    def ask(amount: int) -> kj.Entitlement:
        event = kj.PartialWithdrawal(dt.date(2026, 2, 1), purpose="other", amount=amount)
        return kj.entitle(event, worker(months=121), jht_balance=30_000_000)

    assert ask(2_000_000).total == 2_000_000
    assert [refusal.code for refusal in ask(3_000_001).refusals] == ["jht-partial-high"]
    assert "once during membership" in ask(1).explain("en")


def test_memberships_add_up_to_ten_years() -> None:
    def ask(*members: kj.Participation) -> list[str]:
        event = kj.PartialWithdrawal(dt.date(2027, 6, 1), purpose="home")
        found = kj.entitle(event, members, jht_balance=30_000_000)
        return [refusal.code for refusal in found.refusals]

    first = worker("2016-01", 12, ended=dt.date(2016, 12, 31))
    assert ask(first, worker("2018-06", 100)) == []
    assert ask(first, worker("2018-07", 100)) == ["jht-partial-early"]
    assert ask(worker("2016-01", 12), worker("2016-06", 12)) == []
    # The same days in two memberships count once.
    assert ask(first, worker("2016-06", 7, ended=dt.date(2016, 12, 31)), worker("2018-07", 9)) == [
        "jht-partial-early"
    ]


def test_who_has_left_or_not_begun_is_no_member() -> None:
    event = kj.PartialWithdrawal(dt.date(2027, 6, 1), purpose="home")
    left = kj.entitle(event, worker("2016-01", 100, ended=dt.date(2027, 5, 31)), jht_balance=1)
    later = kj.entitle(event, worker("2027-07", 1), jht_balance=1)

    assert [refusal.code for refusal in left.refusals] == ["jht-no-member"]
    assert [refusal.code for refusal in later.refusals] == ["jht-no-member", "jht-partial-early"]


def test_a_partial_withdrawal_without_a_known_balance_is_refused() -> None:
    event = kj.PartialWithdrawal(dt.date(2026, 2, 1), purpose="home")
    found = kj.entitle(event, worker(months=121))

    assert [refusal.code for refusal in found.refusals] == ["jht-rate-missing"]


# --- tax --------------------------------------------------------------------------------------


def test_the_tax_stands_with_the_amount() -> None:
    found = kj.entitle(kj.Resignation(dt.date(2026, 1, 10)), worker(), jht_balance=60_000_000)

    assert line(found).amount == 60_000_000
    assert line(found).notes[0].figures == {"tax": 500_000, "net": 59_500_000}
    assert "final tax Rp500,000" in found.explain("en")


def test_the_third_year_asks_for_the_tax_number() -> None:
    first = kj.benefits.Withdrawal(on=dt.date(2024, 1, 10), amount=1_000_000)
    resigned = kj.Resignation(dt.date(2026, 1, 10))

    def notes(has_tax_number: bool | None) -> kj.benefits.BenefitLine:
        return line(
            kj.entitle(
                resigned,
                worker(),
                jht_balance=70_000_000,
                withdrawals=first,
                has_tax_number=has_tax_number,
            )
        )

    _, expected = oracle.jht_tax([(2024, 1_000_000), (2026, 70_000_000)])
    _, more = oracle.jht_tax([(2024, 1_000_000), (2026, 70_000_000)], has_number=False)
    assert notes(None).notes[0].code == "jht-tax-unknown"
    assert notes(True).notes[0].figures["tax"] == expected == 4_500_000
    assert notes(False).notes[0].figures["tax"] == more == 5_400_000
    assert notes(True).notes[0].code == "jht-tax-progressive"


# --- accounts of several jobs -----------------------------------------------------------------

LEFT = worker("2016-01", 12, ended=dt.date(2016, 12, 31))
PAID_WHOLE = kj.benefits.Withdrawal(on=dt.date(2017, 3, 10), amount=3_500_000, whole=True)


def test_a_whole_payout_of_an_earlier_job_opens_no_window_for_the_next() -> None:
    # PP 68/2009 Pasal 5: 5 % x (80,000,000 - 50,000,000); Pasal 6 (1) reaches parts of one sum.
    found = kj.entitle(
        kj.Resignation(dt.date(2026, 3, 10)),
        [LEFT, worker("2017-06", 100)],
        jht_balance=80_000_000,
        withdrawals=PAID_WHOLE,
    )

    assert line(found).notes[0].code == "jht-tax-final"
    assert line(found).notes[0].figures["tax"] == 1_500_000
    assert oracle.jht_tax_of_accounts([[(2017, 3_500_000)], [(2026, 80_000_000)]])[1] == [1_500_000]
    assert "jht-accounts" in found.assumptions
    assert "account is a sum of its own" in found.explain("en")


def test_a_whole_payout_is_no_partial_withdrawal() -> None:
    # PP 46/2015 Pasal 22 (4) to (6): ten years in the new job, 10 % of 40,000,000, once.
    def ask(since: str, day: str, *withdrawals: kj.benefits.Withdrawal) -> tuple[int, list[str]]:
        found = kj.entitle(
            kj.PartialWithdrawal(dt.date.fromisoformat(day), purpose="other"),
            [LEFT, worker(since, 60)],
            jht_balance=40_000_000,
            withdrawals=withdrawals,
        )
        return found.total, [refusal.code for refusal in found.refusals]

    part = kj.benefits.Withdrawal(on=dt.date(2027, 6, 1), amount=4_000_000)
    before = kj.benefits.Withdrawal(on=dt.date(2016, 6, 1), amount=300_000)
    assert ask("2017-06", "2027-06-01", PAID_WHOLE) == (4_000_000, [])
    assert ask("2017-06", "2027-06-01", before, PAID_WHOLE) == (4_000_000, [])
    assert ask("2017-06", "2027-06-02", PAID_WHOLE, part) == (0, ["jht-partial-used"])
    # The year of the job whose account was paid out no longer counts; without a payout it does.
    assert ask("2018-06", "2027-06-01", PAID_WHOLE) == (0, ["jht-partial-early"])
    assert ask("2018-06", "2027-06-01") == (4_000_000, [])


def test_the_account_of_a_job_begins_after_the_whole_payout_of_another() -> None:
    day = dt.date(2020, 12, 31)
    jobs = [LEFT, worker("2017-06", 43)]
    found = kj.benefits.jht_account(jobs, day, withdrawals=[PAID_WHOLE])
    alone = kj.benefits.jht_account(jobs[1:], day)

    assert (found.balance, found.withdrawn) == (alone.balance, 0)
    assert "jht-accounts" in found.assumptions
    assert "jht-accounts" not in alone.assumptions


def test_a_job_that_ran_beside_keeps_its_account_and_what_was_taken_of_it() -> None:
    day = dt.date(2020, 12, 31)
    part = kj.benefits.Withdrawal(on=dt.date(2016, 9, 1), amount=500_000)
    beside = worker("2016-06", 55)
    found = kj.benefits.jht_account([LEFT, beside], day, withdrawals=[part, PAID_WHOLE])

    assert found.balance == kj.benefits.jht_account([beside], day, withdrawals=[part]).balance
    assert found.withdrawn == 500_000


@pytest.mark.parametrize("born", [None, dt.date(1961, 1, 1)])
def test_a_whole_payout_while_work_goes_on_empties_the_account(born: dt.date | None) -> None:
    # At 56, or at an agreed pension age, the account is paid and further contributions begin anew.
    job = worker("2016-01", 60, birth_date=born)
    found = kj.benefits.jht_account([job], dt.date(2020, 12, 31), withdrawals=[PAID_WHOLE])

    assert (
        found.contributions == sum(deposit.amount for deposit in found.deposits) == 45 * 285_000
    )  # April 2017 to December 2020
    assert found.withdrawn == 0


def test_the_tax_refuses_what_it_cannot_take() -> None:
    day = dt.date(2026, 1, 10)
    later = kj.benefits.Withdrawal(on=dt.date(2026, 1, 11), amount=1)
    with pytest.raises(kj.errors.InvalidFactError):
        kj.benefits.jht_tax(1, day, earlier=[later])
    with pytest.raises(kj.errors.InvalidFactError):
        kj.benefits.jht_tax(1, day, earlier=[1])  # type: ignore[list-item]
    with pytest.raises(kj.errors.InvalidAmountError):
        kj.benefits.jht_tax(1.5, day)  # type: ignore[arg-type]
    with pytest.raises(kj.errors.MissingFactError) as caught:
        kj.benefits.jht_tax(
            1, day, earlier=[kj.benefits.Withdrawal(on=dt.date(2024, 1, 1), amount=1)]
        )
    assert caught.value.value == ("has_tax_number",)


@pytest.mark.parametrize("value", [1, 1.0, "yes"])
def test_flags_are_flags(value: Any) -> None:
    resigned = kj.Resignation(dt.date(2026, 1, 10))
    with pytest.raises(kj.errors.InvalidFactError):
        kj.entitle(resigned, worker(), has_tax_number=value)


def test_results_travel_and_keep_what_is_personal_to_themselves() -> None:
    member = worker(wage=7_654_321, birth_date=BORN)
    found = kj.entitle(
        kj.Resignation(dt.date(2021, 6, 1)), member, jht_rates={2021: kj.percent("5.25")}
    )
    account = kj.benefits.jht_account([member], dt.date(2020, 12, 31))

    assert pickle.loads(pickle.dumps(found)).total == found.total
    assert pickle.loads(pickle.dumps(account)).balance == account.balance
    for printed in (repr(account), repr(kj.benefits.pension_date(BORN)), repr(account.months[0])):
        assert "7654321" not in printed
        assert "1980" not in printed


def test_a_withdrawal_after_the_day_is_not_yet_out_of_the_account() -> None:
    part = people.worker("2020-01", 12, wage=4_000_000, programs={kj.JHT})
    later = kj.benefits.Withdrawal(on=dt.date(2021, 6, 1), amount=100_000)

    def balance(*withdrawals: kj.benefits.Withdrawal) -> int:
        return kj.benefits.jht_account(
            [part], on=dt.date(2021, 3, 1), rates=kj.percent(5), withdrawals=withdrawals
        ).balance

    assert balance(later) == balance()


# --- what the account is made of ---------------------------------------------------------------

TRADER: dict[str, Any] = {"sector": "other", "funding": "self"}


@pytest.mark.parametrize(
    "enrolment",
    [
        kj.PUEnrolment(wage=5_000_000, programs={kj.JHT, kj.JP}, birth_date=dt.date(1963, 3, 3)),
        kj.BPUEnrolment(income=1_000_000, programs=JHT, group="employer", **TRADER),
        kj.BPUEnrolment(income=1_000_000, programs=JHT, group="unwaged", **TRADER),
        kj.BPUEnrolment(
            income=2_100_000,
            programs=JHT,
            group="independent",
            birth_date=dt.date(1955, 12, 1),
            registered_on=dt.date(2016, 1, 1),
            **TRADER,
        ),
    ],
)
def test_a_deposit_is_the_contribution_assessed_for_its_month(enrolment: Any) -> None:
    law = kj.LAW.with_change(
        "jht.rate_worker", kj.percent(3), since=kj.Month(2018, 3), until=kj.Month(2018, 7)
    )
    employed = kj.Participation(
        enrolment,
        joined=dt.date(2016, 1, 1),
        bases=((kj.Month(2017, 2), 3_333_333), (kj.Month(2019, 9), 1_700_000)),
        payments=[
            kj.Payment(month, month.first_day)
            for month in (kj.Month(2016, 1) + place for place in range(130))
        ],
    )
    account = kj.benefits.jht_account(
        [employed], dt.date(2026, 10, 31), rates=kj.percent(5), law=law
    )

    assert len(account.deposits) == 130
    for deposit in account.deposits:
        declared = attrs.evolve(employed.enrolment_of(deposit.month), programs=JHT)
        owed = kj.assess(declared, deposit.month, law=law)
        assert deposit.amount == owed.total
        assert deposit.by_payer == {line.payer: owed.paid_by(line.payer) for line in owed.lines}
        assert deposit.basis == attrs.evolve(owed.basis, citations=())
        assert deposit.basis.lookups == owed.basis.lookups
        assert deposit.basis.unverified == owed.basis.unverified


def test_months_alike_in_the_law_differ_where_the_day_of_registration_decides() -> None:
    """The relief of 2020 opens after two months in full (PP 49/2020 Pasal 13)."""
    trader = kj.BPUEnrolment(
        income=1_000_000,
        programs={kj.JKM},
        group="independent",
        registered_on=dt.date(2020, 9, 10),
        **TRADER,
    )
    paid = kj.Participation.paid_through(trader, since=kj.Month(2020, 9), months=6)
    found = made_of.deposits_of([paid], kj.JKM, dt.date(2021, 2, 1), kj.LAW)

    assert [each.amount for each in found] == [
        kj.assess(trader, each.month).total for each in found
    ]
    assert found[0].amount == found[1].amount > found[2].amount


def test_payments_are_read_once_and_months_alike_too(monkeypatch: pytest.MonkeyPatch) -> None:
    trader = kj.BPUEnrolment(
        income=1_000_000, programs={kj.JKK, kj.JKM, kj.JHT}, group="independent", **TRADER
    )
    paid = kj.Participation.paid_through(trader, since=kj.Month(2016, 1), months=48)
    counts: Counter[str] = Counter()

    def counted(module: Any, name: str) -> None:
        wrapped = getattr(module, name)

        def call(*given: Any) -> Any:
            counts[name] += 1
            return wrapped(*given)

        monkeypatch.setattr(module, name, call)

    counted(cases, "ledger")
    counted(made_of, "ledger")
    counted(made_of, "lines_of")
    event = kj.Death(dt.date(2019, 12, 10), work_related=False)
    found = kj.entitle(event, paid, jht_rates=kj.percent(5))

    assert found.of(kj.JHT) > 48 * 20_000
    assert counts == {"ledger": 1, "lines_of": 1}
