"""Benefits of JKK and JKM: what holds for all cases, and against the oracle."""

import datetime as dt
from typing import Any

import attrs
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from tests.oracle import benefits as oracle
from tests.people import BOTH

import kopdes_jamsos as kj
from kopdes_jamsos.benefits.injuries import degree_of
from kopdes_jamsos.benefits.membership import months_apart
from kopdes_jamsos.testing import (
    children,
    event_days,
    families,
    injuries,
    stages,
    wages,
    work_accidents,
)

# The remembered amounts of before December 2019 warn; the warning has its own test.
pytestmark = [
    pytest.mark.broad,
    pytest.mark.filterwarnings("ignore::kopdes_jamsos.errors.UnverifiedRuleWarning"),
]

FEW = settings(max_examples=40)  # what holds for all cases shows soon where it does not
BASES = [band.base for band in kj.LAW.value("bands.income_bands", kj.Month(2025, 7)).value]
MODES = ("land", "sea", "air")


def paid_until(day: dt.date, enrolment: Any, months: int = 12) -> kj.Participation:
    """A participation with every month up to that of a day paid, as many as its months."""
    last = kj.Month.of(day)
    first = max(last - (months - 1), kj.Month(2015, 7))
    return kj.Participation.paid_through(enrolment, since=first, months=last - first + 1)


def worker(wage: int) -> kj.PUEnrolment:
    return kj.PUEnrolment(wage=wage, programs=BOTH)


def trader(income: int) -> kj.BPUEnrolment:
    return kj.BPUEnrolment(income=income, programs=BOTH)


def amounts(entitlement: kj.Entitlement, *codes: str) -> list[int]:
    return [line.amount for line in entitlement.lines if line.label.code in codes]


# --- against the oracle -------------------------------------------------------------------------


@given(event_days(), wages(), st.lists(stages(), max_size=4))
def test_a_death_by_work_is_paid_as_the_articles_say(
    day: dt.date, wage: int, school: list[str]
) -> None:
    entitlement = kj.entitle(
        kj.Death(day, work_related=True),
        paid_until(day, worker(wage)),
        children=[kj.Child(stage=stage) for stage in school],
    )

    expected = oracle.jkk_death(day, wage) + oracle.scholarship(day, school)
    assert entitlement.total == entitlement.of(kj.JKK) == expected


@FEW
@given(event_days(), st.sampled_from(BASES))
def test_the_base_of_a_bpu_is_the_base_of_the_band(day: dt.date, base: int) -> None:
    event = kj.Death(day, work_related=True)

    assert kj.entitle(event, paid_until(day, trader(base))).total == oracle.jkk_death(day, base)


@given(event_days(), st.booleans(), st.integers(1, 6), st.integers(1, 3))
def test_jkm_is_paid_as_the_articles_say(
    day: dt.date, bpu: bool, months: int, memberships: int
) -> None:
    assume(kj.Month.of(day) - (months - 1) >= kj.Month(2015, 7))
    enrolment = trader(1_000_000) if bpu else worker(3_000_000)
    part = paid_until(day, enrolment, months)
    since = part.joined
    full_months = (day.year - since.year) * 12 + day.month - since.month
    entitlement = kj.entitle(kj.Death(day, work_related=False), [part] * memberships)

    assert entitlement.total == oracle.jkm(
        day, bpu=bpu, months_in=full_months, months_paid=months, memberships=memberships
    )


@given(event_days(), st.integers(1, 70), st.lists(stages(), min_size=1, max_size=3))
def test_the_scholarship_of_jkm_needs_its_years(
    day: dt.date, months: int, school: list[str]
) -> None:
    part = paid_until(day, worker(3_000_000), months)
    entitlement = kj.entitle(
        kj.Death(day, work_related=False),
        part,
        children=[kj.Child(stage=stage) for stage in school],
    )
    paid = len(part.payments)
    enough = paid >= 12 * oracle.years_of_contributions(day)

    scholarship = oracle.scholarship(day, school) if enough else 0
    assert entitlement.total == sum(oracle.jkm_sums(day)) + scholarship
    assert ("scholarship-years" in {each.code for each in entitlement.refusals}) is not enough


@given(event_days(), wages(), st.integers(0, 40), st.integers(0, 29))
def test_incapacity_is_paid_as_the_annex_says(
    day: dt.date, wage: int, months: int, days: int
) -> None:
    accident = kj.WorkAccident(day, incapacity_months=months, incapacity_days=days)
    entitlement = kj.entitle(accident, paid_until(day, worker(wage)))

    codes = [f"jkk-incapacity{time}" for time in ("", "-months", "-days")]
    assert amounts(entitlement, *codes) == oracle.incapacity(day, wage, months, days)


@FEW
@given(
    event_days(), st.dictionaries(st.sampled_from(MODES), st.integers(0, 15_000_000), min_size=1)
)
def test_each_mode_of_transport_has_its_own_cap(day: dt.date, bills: dict[str, int]) -> None:
    entitlement = kj.entitle(
        kj.WorkAccident(day, transport=bills), paid_until(day, worker(2_000_000))
    )

    assert entitlement.total == oracle.transport(day, bills)


@given(wages(), st.lists(injuries(), min_size=1, max_size=4), st.booleans())
def test_injuries_add_up_to_seventy_percent(
    wage: int, some: list[kj.Injury], left_handed: bool
) -> None:
    day = dt.date(2025, 7, 3)
    accident = kj.WorkAccident(day, injuries=some, left_handed=left_handed)
    tenths = []
    for injury in some:
        side = None if injury.side is None else str(injury.side)
        if injury.degree is not None:
            # The range of the scalp is finer than tenths; a whole percentage is enough here.
            assume(injury.degree.ppm % 1_000 == 0)
            counted = injury.degree.ppm // 1_000
        elif injury.steps is not None:
            counted = oracle.STEPS[injury.part] * injury.steps
        else:
            counted = oracle.share(injury.part, side, left_handed)
        lost = 100 if injury.function_loss is None else injury.function_loss.ppm // 10_000
        tenths.append((counted, lost))

    assert kj.entitle(accident, paid_until(day, worker(wage))).total == oracle.injuries(
        wage, tenths
    )


def test_the_table_has_the_rows_of_the_annex_and_no_others() -> None:
    rows = kj.law.disability_table()
    found: dict[str, Any] = {}
    for row in rows:
        share = row.share.ppm // 1_000
        if row.side:
            pair = found.setdefault(row.part, [0, 0])
            pair[row.side == "left"] = share
        elif row.share_to is not None:
            found[row.part] = (share, row.share_to.ppm // 1_000)
        else:
            found[row.part] = share
    table = {part: tuple(row) if isinstance(row, list) else row for part, row in found.items()}

    assert table == {**oracle.TABLE, **oracle.RANGE, **oracle.STEPS}
    assert {row.part for row in rows if row.step} == set(oracle.STEPS)


@FEW
@given(stages())
def test_what_remains_of_the_scholarship_follows_from_the_annex(stage: str) -> None:
    assert kj.benefits.scholarship_remaining(stage) == oracle.remaining(stage)


def test_the_splits_of_all_totals_are_all_pairs() -> None:
    pairs = [
        (one, other) for place, one in enumerate(oracle.STAGES) for other in oracle.STAGES[place:]
    ]
    totals = {oracle.remaining(one) + oracle.remaining(other) for one, other in pairs}

    assert sorted(
        split for total in totals for split in kj.benefits.scholarship_splits(total)
    ) == sorted(pairs)


# --- what holds for all cases -------------------------------------------------------------------


@FEW
@given(event_days(), wages(), wages(), st.booleans())
def test_a_higher_wage_never_lowers_a_benefit(
    day: dt.date, one: int, other: int, death: bool
) -> None:
    event: kj.Event = kj.Death(day, work_related=True)
    if not death:
        hurt = [kj.Injury("thumb", side="left")]
        event = kj.WorkAccident(day, incapacity_months=13, incapacity_days=7, injuries=hurt)
    low, high = sorted((one, other))

    assert (
        kj.entitle(event, paid_until(day, worker(low))).total
        <= kj.entitle(event, paid_until(day, worker(high))).total
    )


@FEW
@given(event_days(), wages(), st.lists(children(), max_size=3), st.booleans())
def test_parts_and_schedule_add_up(
    day: dt.date, wage: int, some: list[kj.Child], work_related: bool
) -> None:
    entitlement = kj.entitle(
        kj.Death(day, work_related=work_related),
        paid_until(day, worker(wage), 60),
        children=some,
    )
    yearly = [line for line in entitlement.lines if line.payable is kj.benefits.Payable.YEARLY]

    assert entitlement.total == sum(line.amount for line in entitlement.lines)
    assert entitlement.total == sum(entitlement.of(program) for program in kj.Program)
    assert sum(line.amount for line in yearly) == sum(each.amount for each in entitlement.schedule)
    assert entitlement.at_once <= entitlement.total
    assert entitlement.statement().totals[-1].amount == entitlement.total


@FEW
@given(event_days(), wages())
def test_a_death_by_work_never_pays_less_than_jkm(day: dt.date, wage: int) -> None:
    part = paid_until(day, worker(wage))
    by_work = kj.entitle(kj.Death(day, work_related=True), part)
    otherwise = kj.entitle(kj.Death(day, work_related=False), part)

    assert by_work.total >= otherwise.total
    assert by_work.of(kj.JKM) == 0
    assert "death-by-work" in {refusal.code for refusal in by_work.refusals}


@FEW
@given(injuries())
def test_left_handed_people_have_their_sides_swapped(injury: kj.Injury) -> None:
    assume(injury.side is not None)
    other = attrs.evolve(injury, side="left" if injury.side == "right" else "right")

    assert degree_of(injury, True).share == degree_of(other, False).share


@FEW
@given(event_days(min_day=dt.date(2019, 12, 2)), st.lists(children(), max_size=4), st.randoms())
def test_the_order_of_children_does_not_matter(
    day: dt.date, some: list[kj.Child], random: Any
) -> None:
    shuffled = list(some)
    random.shuffle(shuffled)
    event, part = kj.Death(day, work_related=True), paid_until(day, worker(2_000_000))
    one = kj.entitle(event, part, children=some)
    other = kj.entitle(event, part, children=shuffled)

    assert one.total == other.total
    assert sorted(line.amount for line in one.lines) == sorted(line.amount for line in other.lines)


@FEW
@given(event_days(), st.lists(children(complete=False), max_size=3), families(), st.booleans())
def test_every_answer_is_an_entitlement_with_reasons_or_an_error_of_ours(
    day: dt.date, some: list[kj.Child], family: kj.Family, work_related: bool
) -> None:
    part = paid_until(day, worker(2_000_000), 60)
    try:
        entitlement = kj.entitle(
            kj.Death(day, work_related=work_related), part, children=some, family=family
        )
    except (kj.errors.MissingFactError, kj.errors.InvalidFactError):
        return
    for language in ("id", "en"):
        assert entitlement.explain(language)
    assert kj.benefits.family_statement(entitlement)
    numbers = {line.label.figures.get("number") for line in entitlement.lines}
    numbers |= {refusal.why.figures.get("number") for refusal in entitlement.refusals}
    if day >= oracle.NEW_TARIFF:
        assert set(range(1, len(some) + 1)) <= numbers or "scholarship-years" in {
            refusal.code for refusal in entitlement.refusals
        }


@FEW
@given(work_accidents(), wages())
def test_every_accident_can_be_told(accident: kj.WorkAccident, wage: int) -> None:
    entitlement = kj.entitle(accident, paid_until(accident.on, worker(wage)))

    assert entitlement.explain("id")
    assert kj.benefits.family_statement(entitlement)
    assert all(line.amount >= 0 for line in entitlement.lines)


@FEW
@given(wages(min_value=1_000_000), st.lists(stages(), max_size=2))
def test_nothing_personal_is_in_a_repr(wage: int, school: list[str]) -> None:
    day = dt.date(2025, 7, 3)
    entitlement = kj.entitle(
        kj.Death(day, work_related=True),
        paid_until(day, worker(wage)),
        children=[kj.Child(stage=stage) for stage in school],
        family=kj.Family(spouses=1),
    )
    printed = f"{entitlement!r} {entitlement.case!r} {entitlement.lines!r} {entitlement.schedule!r}"

    assert str(wage) not in printed
    assert str(48 * wage) not in printed
    assert [stage for stage in school if stage in printed] == []


@given(st.integers(0, 10**15))
def test_amounts_in_words_can_be_read_back(amount: int) -> None:
    assert read(kj.wording.terbilang(amount)) == amount


ONES = ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"]
GROUPS = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "triliun": 10**12, "kuadriliun": 10**15}


def read(words: str) -> int:
    """The number that Indonesian words say."""
    whole = group = last = 0
    for word in words.removesuffix(" rupiah").split():
        if word == "seribu":
            whole += 1_000
        elif word in GROUPS:
            whole, group, last = whole + (group + last) * GROUPS[word], 0, 0
        elif word == "seratus":
            group += 100
        elif word == "ratus":
            group, last = group + 100 * last, 0
        elif word in ("sepuluh", "sebelas"):
            last = 10 if word == "sepuluh" else 11
        elif word == "belas":
            last += 10
        elif word == "puluh":
            group, last = group + 10 * last, 0
        else:
            last = ONES.index(word)
    return whole + group + last


# --- the scholarship, over memberships and claims -----------------------------------------------


@given(
    stages(),
    st.dates(dt.date(2020, 1, 1), dt.date(2026, 12, 31)),
    st.integers(0, 4000),
    st.integers(-1, 18),
    st.booleans(),
)
@example(
    stage="PT4", died=dt.date(2020, 1, 1), days=1881, already=0, limited=False
)  # the last school year is lost
def test_what_was_paid_what_is_lost_and_what_is_paid_now_are_the_whole_scholarship(
    stage: str, died: dt.date, days: int, already: int, limited: bool
) -> None:
    event = kj.Death(died, work_related=True)
    part = paid_until(died, worker(3_000_000))
    names = [
        each.stage for each in kj.entitle(event, part, children=kj.Child(stage=stage)).schedule
    ]
    assume(already < len(names) - 1)
    claim = died + dt.timedelta(days=days)
    child = kj.Child(
        stage=stage, claimed_on=claim, paid_to=names[already] if already >= 0 else None
    )
    law = kj.LAW.with_reading("scholarship-first-claim-limited") if limited else kj.LAW
    found = kj.entitle(event, part, children=child, law=law)
    lost = [
        each.why.figures["stage"] for each in found.refusals if each.code == "school-years-lost"
    ]
    first = names.index(str(lost[0])) + 1 if lost else already + 1

    assert [each.stage for each in found.schedule] == names[first:]
    assert all(each.due <= claim for each in found.schedule if each.payable != "yearly")
    now = sum(each.amount for each in found.schedule if each.payable != "yearly")
    paid_to = child.paid_to or ""
    assert now == oracle.claimed(stage, died, claim, paid_to, limited=limited)
    # The day of Permenaker 1/2025; before it nothing is lost.
    assert not lost or claim >= dt.date(2025, 2, 24)
    assert not lost or already >= 0 or limited


@given(
    st.lists(
        st.tuples(st.integers(0, 60), st.integers(1, 40), st.booleans()), min_size=1, max_size=4
    )
)
def test_memberships_give_between_the_longest_and_all_of_them_together(
    spells: list[tuple[int, int, bool]],
) -> None:
    parts = []
    for first, months, open_ended in spells:
        since = kj.Month(2018, 1) + first
        ended = None if open_ended else (since + (months - 1)).last_day
        part = kj.Participation.paid_through(
            worker(3_000_000), since=since, months=months, ended=ended
        )
        row = range(first, first + months)
        parts.append((part, frozenset(kj.Month(2018, 1) + number for number in row)))
    apart = months_apart(parts)

    assert max(len(months) for _, months in parts) <= apart
    assert apart <= len(frozenset().union(*(months for _, months in parts)))
    assert apart == months_apart(list(reversed(parts)))


@given(families())
def test_jht_goes_to_the_heirs_of_jkm_and_without_heirs_elsewhere(family: kj.Family) -> None:
    known = attrs.evolve(
        family,
        **{field.name: getattr(family, field.name) or 0 for field in attrs.fields(kj.Family)},
    )
    savings, death = (kj.benefits.heirs_of(known, program) for program in (kj.JHT, kj.JKM))

    assert (savings.rank, savings.who, savings.count) == (death.rank, death.who, death.count)
    assert (savings.sums is death.sums) is bool(savings.who)
    assert savings.citations != death.citations


# --- incapacity ---------------------------------------------------------------------------------


@given(
    st.lists(st.tuples(st.integers(1, 200), st.integers(0, 400)), min_size=1, max_size=4),
    event_days(),
    wages(),
    st.integers(0, 200_000_000),
    st.booleans(),
)
def test_spells_of_incapacity_are_paid_once_to_whom_they_belong(
    gaps: list[tuple[int, int]], day: dt.date, wage: int, advanced: int, from_accident: bool
) -> None:
    spells, last = [], day - dt.timedelta(days=1)
    for length, gap in gaps:
        first = last + dt.timedelta(days=gap + 1)
        last = first + dt.timedelta(days=length - 1)
        spells.append((first, last))
    law = kj.LAW.with_reading("incapacity-from-accident") if from_accident else kj.LAW
    part = paid_until(day, worker(wage))

    def paid_to(*recipients: str, **facts: Any) -> int:
        accident = kj.WorkAccident(day, **facts)
        found = kj.entitle(accident, part, law=law)
        return sum(line.amount for line in found.lines if line.recipient in recipients)

    total = paid_to("employer", incapacity_spells=spells)
    employer = paid_to("employer", incapacity_spells=spells, wages_paid=advanced)
    everybody = paid_to("employer", "participant", incapacity_spells=spells, wages_paid=advanced)

    assert everybody == total
    assert employer == min(total, advanced)
    # Spells that touch are one; without a gap both readings are the same.
    if not any(gap for _, gap in gaps):
        assert total == paid_to("employer", incapacity_spells=[(day, last)])
    # No stretch pays more than the wage: days as thirtieths of a month, months of 28 days at least.
    days = sum(length for length, _ in gaps)
    assert total <= wage * (days + 27) // 28 + wage
