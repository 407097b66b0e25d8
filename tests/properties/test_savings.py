"""Properties of JHT, JP and JKP, and their amounts against the oracle."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.fixed_law import credited
from tests.oracle import savings as oracle

import kopdes_jamsos as kj
from kopdes_jamsos.benefits.wages import RunningIndex

WAGES = st.integers(0, 40_000_000)
PPM = st.integers(0, 150_000)


def member(wage: int, since: kj.Month, months: int, program: kj.Program) -> kj.Participation:
    return kj.Participation.paid_through(
        kj.PUEnrolment(wage=wage, programs={program}), since=since, months=months
    )


# --- JHT --------------------------------------------------------------------------------------

ZERO = dict.fromkeys(range(2015, 2030), kj.percent(0))


@given(WAGES, st.integers(1, 40), st.sampled_from(["monthly", "yearly"]))
def test_with_a_rate_of_zero_the_balance_is_the_sum_of_contributions(
    wage: int, months: int, crediting: str
) -> None:
    paid = member(wage, kj.Month(2023, 1), months, kj.JHT)
    account = kj.benefits.jht_account(
        [paid], dt.date(2026, 12, 31), rates=ZERO, law=credited(crediting)
    )

    assert account.balance == account.contributions
    assert account.contributions == sum(deposit.amount for deposit in account.deposits)


@given(WAGES, st.integers(1, 40), PPM, PPM, st.booleans())
def test_the_account_is_that_of_the_oracle(
    wage: int, months: int, first: int, later: int, yearly: bool
) -> None:
    rates = {2023: first, 2024: later, 2025: first, 2026: later}
    paid = member(wage, kj.Month(2023, 1), months, kj.JHT)
    account = kj.benefits.jht_account(
        [paid],
        dt.date(2026, 12, 31),
        rates={year: kj.Rate(ppm) for year, ppm in rates.items()},
        law=credited("yearly" if yearly else "monthly"),
    )
    each = oracle.half_up(wage * 37, 1000) + oracle.half_up(wage * 20, 1000)
    deposits = {(2023 + number // 12, number % 12 + 1): each for number in range(months)}

    assert account.balance == oracle.account(deposits, (2026, 12), rates, yearly=yearly)


@given(
    st.lists(st.tuples(st.integers(0, 900), st.integers(1, 9_000_000)), max_size=4),
    st.integers(0, 1_100),
    st.integers(0, 600_000),
    st.integers(0, 900),
    st.booleans(),
)
def test_the_account_of_any_day_is_that_of_the_oracle(
    wages: list[tuple[int, int]], after: int, taken: int, taken_after: int, yearly: bool
) -> None:
    """Payments on any days, a withdrawal, and a day in the middle of a month."""
    start = dt.date(2023, 1, 1)
    paid = [(start + dt.timedelta(days), wage) for days, wage in wages]
    on, drawn = start + dt.timedelta(after), start + dt.timedelta(taken_after)
    each = [(day, oracle.half_up(w * 37, 1000) + oracle.half_up(w * 20, 1000)) for day, w in paid]
    withdrawn = [(drawn, taken)] if taken <= sum(a for day, a in each if day <= drawn) else []
    rates = {2023: 55_000, 2024: 61_234, 2025: 47_777, 2026: 50_000}
    account = kj.benefits.jht_account(
        [
            kj.Participation(
                kj.PUEnrolment(wage=wage, programs={kj.JHT}),
                joined=start,
                payments=[kj.Payment(kj.Month.of(day), day)],
            )
            for day, wage in paid
        ],
        on,
        rates={year: kj.Rate(ppm) for year, ppm in rates.items()},
        law=credited("yearly" if yearly else "monthly"),
        withdrawals=[kj.benefits.Withdrawal(on=day, amount=amount) for day, amount in withdrawn],
    )

    expected = oracle.account_on(on, each, rates, yearly=yearly, withdrawn=withdrawn)
    assert account.balance == expected


@given(WAGES, st.integers(1, 30), PPM)
def test_crediting_every_month_never_gives_less_than_once_a_year(
    wage: int, months: int, ppm: int
) -> None:
    paid = member(wage, kj.Month(2023, 1), months, kj.JHT)
    rates = dict.fromkeys(range(2023, 2027), kj.Rate(ppm))
    monthly, yearly = (
        kj.benefits.jht_account(
            [paid], dt.date(2026, 12, 31), rates=rates, law=credited(crediting)
        ).balance
        for crediting in ("monthly", "yearly")
    )

    # Each month of the other one is rounded by half a rupiah at most.
    assert monthly >= yearly - 48


@settings(max_examples=8)
@given(st.integers(10_000, 400_000_000), st.sampled_from(kj.benefits.WithdrawalPurpose))
def test_a_part_and_the_rest_are_the_whole(
    balance: int, purpose: kj.benefits.WithdrawalPurpose
) -> None:
    paid = member(5_000_000, kj.Month(2015, 7), 130, kj.JHT)
    event = kj.PartialWithdrawal(dt.date(2026, 3, 10), purpose=purpose)
    part = kj.entitle(event, paid, jht_rates=ZERO)
    whole = kj.benefits.jht_account([paid], event.on, rates=ZERO).balance
    taken = kj.benefits.Withdrawal(on=event.on, amount=part.total)
    rest = kj.benefits.jht_account([paid], event.on, rates=ZERO, withdrawals=[taken]).balance

    assert part.total + rest == whole
    given_balance = kj.entitle(event, paid, jht_balance=balance).total
    assert given_balance <= balance * 3 // 10 + 1


@given(st.integers(0, 10**10))
def test_the_tax_is_continuous_and_grows_with_the_amount(amount: int) -> None:
    day = dt.date(2025, 6, 2)
    tax, more = kj.benefits.jht_tax(amount, day).tax, kj.benefits.jht_tax(amount + 1, day).tax

    assert 0 <= more - tax <= 1
    assert tax == oracle.jht_tax([(2025, amount)])[0]


@given(
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 10**10)), min_size=1, max_size=5).map(
        sorted
    ),
    st.booleans(),
    st.integers(2010, 2024),
)
def test_the_tax_of_several_payments_is_that_of_the_oracle(
    gaps: list[tuple[int, int]], has_number: bool, first: int
) -> None:
    payments = [(first + years - gaps[0][0], amount) for years, amount in gaps]
    earlier: list[kj.benefits.Withdrawal] = []
    taxes = []
    for year, amount in payments:
        day = dt.date(year, 6, 2)
        tax = kj.benefits.jht_tax(amount, day, earlier=earlier, has_tax_number=has_number)
        taxes.append(tax.tax)
        earlier.append(kj.benefits.Withdrawal(on=day, amount=amount))

    assert taxes == oracle.jht_tax(payments, has_number)


# --- JP ---------------------------------------------------------------------------------------

KINDS = st.sampled_from([kind for kind in kj.benefits.PensionKind if kind != "old-age"])


@given(WAGES, st.integers(13, 60), KINDS)
def test_a_pension_is_never_below_the_lowest_nor_above_the_highest(
    wage: int, months: int, kind: kj.benefits.PensionKind
) -> None:
    since = kj.Month(2026, 3) - months
    found = kj.benefits.pension(
        [member(wage, since, months, kj.JP)], dt.date(2026, 3, 10), kind
    ).pension

    assert found is not None
    assert found.minimum <= found.amount <= found.maximum
    wages = {
        ((since + number).year, (since + number).month): min(
            wage, oracle.ceiling(((since + number).year, (since + number).month))
        )
        for number in range(months)
    }
    share = {"disability": 100, "spouse": 50, "child": 50, "child-after-spouse": 25, "parent": 20}
    formula = oracle.formula(wages, 2026, counted=180)
    assert found.amount == oracle.clipped(formula, (2026, 4), share[kind.value])


@settings(max_examples=50)
@given(WAGES, KINDS, st.integers(0, 38))
def test_a_pension_of_later_years_is_that_of_the_oracle(
    wage: int, kind: kj.benefits.PensionKind, after: int
) -> None:
    paid = member(wage, kj.Month(2022, 1), 20, kj.JP)
    drawn = kj.benefits.pension([paid], dt.date(2023, 9, 4), kind).pension
    assert drawn is not None
    first, month = drawn.first_month, drawn.first_month + after

    assert drawn.in_month(month) == oracle.years_on(
        drawn.amount, (first.year, first.month), (month.year, month.month)
    )


BOOK = kj.LAW.carried_forward(kj.Month(2035, 12))


@settings(max_examples=10)
@given(WAGES, st.integers(180, 186))
def test_more_months_never_lower_an_old_age_pension(wage: int, months: int) -> None:
    born = dt.date(1971, 1, 5)  # pension age, by then 61, in January 2032

    def amount(paid: int) -> int:
        enrolment = kj.PUEnrolment(wage=wage, programs={kj.JP}, birth_date=born)
        working = kj.Participation.paid_through(enrolment, since=kj.Month(2015, 7), months=paid)
        found = kj.benefits.pension(
            [working], kj.benefits.pension_date(born).day, "old-age", law=BOOK
        ).pension
        assert found is not None
        return found.amount

    assert amount(months) <= amount(months + 1)


@given(st.dates(dt.date(1959, 1, 1), dt.date(1995, 12, 31)))
def test_pension_age_is_reached_on_the_day_of_the_oracle(born: dt.date) -> None:
    assert kj.benefits.pension_date(born).day == oracle.pension_day(born)


# --- JKP --------------------------------------------------------------------------------------


@given(WAGES, st.dates(dt.date(2021, 8, 1), dt.date(2026, 11, 22)))
def test_each_month_of_a_claim_is_paid_by_its_own_rule(wage: int, claimed: dt.date) -> None:
    cash = kj.benefits.jkp_cash(wage, claimed)

    assert [month.amount for month in cash.months] == oracle.jkp_cash(wage, claimed)
    assert all(month.amount <= 3_000_000 for month in cash.months)


@given(
    st.sets(st.integers(0, 59), max_size=40),
    st.dates(dt.date(2025, 2, 7), dt.date(2026, 11, 22)),
)
def test_paid_months_are_counted_in_the_window_only(places: set[int], left: dt.date) -> None:
    start = kj.Month(2021, 12)
    months = sorted(start + place for place in places)
    worker = kj.PUEnrolment(
        wage=4_000_000, risk_class=1, programs={kj.JKK, kj.JKM, kj.JHT, kj.JP, kj.JKP}
    )
    paid = kj.Participation(
        worker,
        joined=start.first_day,
        payments=[kj.Payment(month, month.first_day) for month in months],
    )
    found = kj.benefits.jkp_eligibility(kj.Dismissal(left), [paid])
    counted = oracle.jkp_months({(month.year, month.month) for month in months}, left)

    assert found.months == counted
    assert ("jkp-too-few-months" in [c.code for c in found.reasons]) is (counted < 12)


@given(st.dates(dt.date(2021, 2, 2), dt.date(2026, 11, 22)))
def test_the_last_day_of_a_claim_is_that_of_the_oracle(left: dt.date) -> None:
    worker = kj.PUEnrolment(
        wage=4_000_000, risk_class=1, programs={kj.JKK, kj.JKM, kj.JHT, kj.JP, kj.JKP}
    )
    paid = kj.Participation(worker, joined=dt.date(2019, 1, 1))

    assert kj.benefits.jkp_eligibility(kj.Dismissal(left), [paid]).deadline == oracle.jkp_deadline(
        left
    )


@given(
    st.lists(
        st.tuples(st.integers(0, 100), st.integers(1, 40), st.booleans()), min_size=1, max_size=3
    ),
    st.dates(dt.date(2016, 1, 1), dt.date(2026, 12, 31)),
)
def test_membership_that_goes_on_is_no_shorter_and_no_denser(
    spells: list[tuple[int, int, bool]], day: dt.date
) -> None:
    parts = []
    for first, months, open_ended in spells:
        since = kj.Month(2015, 7) + first
        enrolment = kj.PUEnrolment(wage=3_000_000, programs={kj.JP})
        ended = None if open_ended else (since + (months - 1)).last_day
        parts.append(
            kj.Participation.paid_through(enrolment, since=since, months=months, ended=ended)
        )
    record = kj.benefits.pension_record(parts, day)

    assert record.lasting >= record.membership
    assert record.lasting_density <= record.density or not record.membership
    assert (record.joined is None) is (record.since is None)
    assert record.joined is None or record.since is None or record.joined <= record.since


@settings(max_examples=30)
@given(
    st.dictionaries(
        st.integers(0, 11 * 12 + 5).map(lambda number: kj.Month(2015, 7) + number),
        st.integers(0, 11_000_000),
        min_size=1,
        max_size=40,
    ),
    st.lists(st.integers(2016, 2040), min_size=1, max_size=4, unique=True).map(sorted),
    st.integers(-1, 11),
    PPM.map(kj.Rate),
)
def test_wages_carried_year_by_year_are_those_indexed_at_once(
    wages: dict[kj.Month, int], years: list[int], offset: int, inflation: kj.Rate
) -> None:
    ordered = dict(sorted(wages.items()))
    running = RunningIndex(ordered, inflation=inflation, law=kj.LAW)
    for year in years:
        end = kj.Month(year, 1) + offset
        taken = {month: wage for month, wage in ordered.items() if month <= end}
        if not taken:
            continue
        assert running.take_up_to(end) == max(taken)
        once = kj.benefits.index_wages(taken, year, inflation=inflation)
        assert running.carried_to(year) == once.exact
        assert running.months == once.months
        assert running.assumptions == once.basis.assumptions
