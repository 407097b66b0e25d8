"""The strategies draw what they promise, and Hypothesis knows them by itself."""

import datetime as dt
import subprocess
import sys
import typing
from collections import Counter
from importlib.metadata import entry_points
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from tests.fixed_law import LAW
from tests.oracle import contributions as oracle
from tests.properties.helpers import in_its_month, pair

import kopdes_jamsos as kj
from kopdes_jamsos import testing
from kopdes_jamsos.testing import strategies

REGISTERED = [
    kj.Month,
    kj.Rate,
    kj.Nik,
    kj.VillageCode,
    kj.PUEnrolment,
    kj.BPUEnrolment,
    kj.ConstructionEnrolment,
    kj.Person,
    kj.Officer,
    kj.Supervisor,
    kj.Employee,
    kj.Member,
    kj.Cooperative,
    kj.Payment,
    kj.Participation,
    kj.Child,
    kj.Family,
    kj.Injury,
    kj.WorkAccident,
    kj.OccupationalDisease,
    kj.Death,
    kj.TotalDisability,
    kj.Resignation,
    kj.Dismissal,
    kj.ContractEnd,
    kj.PensionAge,
    kj.LeavingIndonesia,
    kj.PartialWithdrawal,
    kj.SpousePensionEnd,
]
ORGANS = (kj.Officer, kj.Supervisor, kj.Employee, kj.Member)
NOVEMBER = kj.Month(2026, 11)


def some(strategy: SearchStrategy[Any], most: int = 150) -> list[Any]:
    """Examples, the same ones every time."""
    found = []

    @settings(max_examples=most, database=None, derandomize=True)
    @given(strategy)
    def collect(example: Any) -> None:
        found.append(example)

    collect()
    return found


# --- known to Hypothesis ------------------------------------------------------------------------


@pytest.mark.parametrize("kind", REGISTERED)
def test_hypothesis_draws_our_type(kind: type[object]) -> None:
    assert all(type(each) is kind or kind is kj.Person for each in some(st.from_type(kind), 20))


@given(st.from_type(kj.Enrolment), st.from_type(kj.Month))  # type: ignore[arg-type]  # a union
@settings(max_examples=20)
def test_what_is_drawn_by_type_can_be_assessed(enrolment: kj.Enrolment, month: kj.Month) -> None:
    assert kj.assess(enrolment, month).total >= 0


def test_every_kind_of_event_is_drawn() -> None:
    ends = {"resignation", "dismissal", "contract-end", "pension-age", "leaving-indonesia"}
    others = {"death", "work-accident", "occupational-disease", "total-disability"}

    assert {event.kind for event in some(testing.endings())} == ends
    assert {event.kind for event in some(st.from_type(kj.Event))} == {
        *ends,
        *others,
        "partial-withdrawal",
        "spouse-pension-end",
    }


def test_the_entry_point_loads() -> None:
    (found,) = entry_points(group="hypothesis", name="kopdes_jamsos")

    assert found.value == "kopdes_jamsos.testing.strategies:register"
    assert found.load() is testing.register is strategies.register


def test_the_names_are_sorted_and_provisional() -> None:
    assert testing.__all__ == sorted(set(testing.__all__))
    assert "rovisional" in (testing.__doc__ or "")


IMPORTS = [
    "import hypothesis",
    "import hypothesis.strategies",
    "import kopdes_jamsos.testing",
    "import kopdes_jamsos.testing.strategies",
    "import kopdes_jamsos.testing.values",
    "from kopdes_jamsos.testing import months; import hypothesis",
    "import kopdes_jamsos; import hypothesis",
]
CHECK = """
import sys
from hypothesis import given, settings, strategies as st
import kopdes_jamsos as kj
@settings(max_examples=3, database=None, deadline=None)
@given(st.from_type(kj.PUEnrolment), st.from_type(kj.Month))
def test(enrolment, month):
    kj.assess(enrolment, month)
test()
"""


@pytest.mark.broad
def test_imports_work_in_every_order_with_warnings_as_errors() -> None:
    running = {
        line: subprocess.Popen(
            [sys.executable, "-W", "error", "-c", line + CHECK],
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        for line in IMPORTS
    }
    errors = {line: process.communicate()[1] for line, process in running.items()}

    assert errors == dict.fromkeys(IMPORTS, "")
    assert {process.returncode for process in running.values()} == {0}


def test_the_library_itself_does_not_need_hypothesis() -> None:
    code = "import sys, kopdes_jamsos; assert 'hypothesis' not in sys.modules"
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True)


# --- what is drawn ------------------------------------------------------------------------------


def test_months_span_the_data_and_favour_changes() -> None:
    drawn = some(testing.months(law=LAW), 100)
    counts = Counter(map(pair, drawn))
    edges = [
        (2020, 7), (2020, 8), (2021, 1), (2021, 2), (2025, 1), (2025, 2), (2025, 7), (2025, 8),
        (2026, 1), (2026, 2), (2026, 3), (2026, 4), *list(oracle.JP_CEILINGS)[1:],
    ]  # fmt: skip

    assert (min(drawn), max(drawn)) == (kj.Month(2015, 7), kj.Month(2026, 12))
    # By chance these edges, one month in six, would get one draw in six. They are those of
    # contributions; the others, of benefits and duties, share in the favour.
    assert len(edges) / (max(drawn) - min(drawn)) < 1 / 5
    assert sum(counts[edge] for edge in edges) / len(drawn) > 1 / 5


def test_months_keep_to_what_was_asked_for() -> None:
    first, last = kj.Month(2016, 4), kj.Month(2016, 9)  # no change within
    drawn = some(testing.months(min_month=first, max_month=last))

    assert set(drawn) == {first + step for step in range(6)}


def test_months_follow_the_law_book() -> None:
    """Of a book that knows less, fewer months are drawn by default."""
    known = kj.LAW.as_known(kj.Month(2019, 6).first_day)

    assert max(some(testing.months(law=known))) == kj.Month(2019, 12)


def test_days_of_events_follow_the_law_book_and_what_was_asked_for() -> None:
    known = kj.LAW.as_known(kj.Month(2019, 6).first_day)
    first, last = dt.date(2024, 2, 28), dt.date(2024, 3, 1)

    assert max(some(testing.event_days(law=known))) == dt.date(2019, 12, 31)
    assert {pick(some(testing.event_days(law=LAW))).year for pick in (min, max)} == {2015, 2026}
    assert dt.date(2024, 2, 29) in some(testing.event_days(min_day=first, max_day=last), 30)


def test_accidents_among_all_events_follow_the_law_book() -> None:
    book = kj.LAW
    for mode in ("land", "sea", "air"):
        book = book.with_change(f"jkk.transport.{mode}", 1_234_567, since=kj.Month(2015, 7))
    accidents = [each for each in some(testing.events(law=book), 600)
                 if isinstance(each, kj.WorkAccident)]  # fmt: skip
    bills = {amount for each in accidents for _, amount in each.transport}

    assert bills & {1_234_566, 1_234_567, 1_234_568}


def test_amounts_lie_on_edges_and_ties() -> None:
    wages, incomes = some(testing.wages()), some(testing.incomes())
    ceilings = set(oracle.JP_CEILINGS.values())
    lowest = {lower for lower, _ in oracle.BANDS}

    assert any(wage - step in ceilings for wage in wages for step in (-1, 0, 1))
    assert any(wage * 2_400 % 1_000_000 == 500_000 for wage in wages)
    assert lowest & set(incomes)
    assert any(income + 1 in lowest for income in incomes)
    assert all(1 <= wage <= 50_000_000 for wage in wages)
    assert all(0 <= income <= 25_000_000 for income in incomes)
    assert set(some(testing.wages(min_value=7, max_value=9), 30)) == {7, 8, 9}


def test_rates_keep_to_their_limits() -> None:
    drawn = {rate.ppm for rate in some(testing.rates(min_ppm=10, max_ppm=200_000))}

    assert min(drawn) >= 10
    assert max(drawn) <= 200_000
    assert any(ppm > 50_000 for ppm in drawn)
    assert {rate.ppm for rate in some(testing.rates(min_ppm=999_999), 20)} == {999_999, 1_000_000}


def test_niks_are_synthetic_and_villages_well_formed() -> None:
    niks, villages = some(testing.niks(), 100), some(testing.village_codes(), 100)

    assert {nik.digits[4:6] for nik in niks} == {"99"}
    assert {nik.sex for nik in niks} == set(kj.identity.Sex)
    assert all(nik.findings() == () for nik in niks)  # a regency that exists
    assert {village.kind for village in villages} == set(kj.identity.VillageKind)
    assert all(village.findings() == () for village in villages)
    assert {village.regency for village in some(testing.village_codes(region="36.04"), 20)} == {
        "36.04"
    }


@given(in_its_month(testing.enrolments))
def test_enrolments_can_be_assessed_in_their_month(case: tuple[kj.Enrolment, kj.Month]) -> None:
    enrolment, month = case

    assert kj.assess(enrolment, month).month == month


def test_enrolments_can_be_assessed_in_months_far_from_today() -> None:
    """Where a programme or a yearly value does not exist, the enrolments go without it."""
    for month in (kj.Month(2015, 7), kj.Month(2027, 3), kj.Month(2040, 1)):
        drawn = some(testing.enrolments(month=month, law=LAW), 50)
        found = {program for enrolment in drawn for program in enrolment.programs}
        assert all(kj.assess(each, month, law=LAW).month == month for each in drawn)
        assert (kj.JKP in found) == (month.year > 2015)
        assert (kj.JP in found) == (month.year < 2027)


def test_a_book_that_knows_nothing_of_an_age_limit_gets_no_registrations() -> None:
    early = kj.LAW.as_known(kj.Month(2020, 1).first_day)
    drawn = some(testing.bpu_enrolments(month=kj.Month(2019, 12), law=early), 50)

    assert {enrolment.registered_on for enrolment in drawn} == {None}


@pytest.mark.broad
def test_enrolments_vary_in_all_their_facts() -> None:
    workers = some(testing.pu_enrolments(month=NOVEMBER))
    traders = some(testing.bpu_enrolments(month=NOVEMBER))
    projects = some(testing.construction_enrolments(month=NOVEMBER))

    assert {program for worker in workers for program in worker.programs} == set(kj.Program)
    assert {worker.risk_class for worker in workers} == set(kj.RiskClass)
    assert {trader.group for trader in traders} == set(kj.BPUGroup)
    assert {trader.sector for trader in traders} == set(kj.Sector)
    assert {trader.funding for trader in traders} == set(kj.Funding)
    assert any(trader.registered_on for trader in traders)
    assert any(trader.registered_on is None and trader.birth_date for trader in traders)
    assert {project.wages is None for project in projects} == {True, False}
    past = {
        "jp-after-pension-age" in kj.assess(worker, NOVEMBER).assumptions
        for worker in workers
        if kj.JP in worker.programs and worker.birth_date
    }
    assert past == {True, False}


@pytest.mark.broad
def test_the_age_limit_of_registration_is_an_edge() -> None:
    """65 on registration (Permenaker 5/2021); whoever is in may stay."""
    dated = [
        (trader.birth_date, trader.registered_on, kj.assess(trader, NOVEMBER).assumptions)
        for trader in some(testing.bpu_enrolments(month=NOVEMBER), 300)
        if trader.birth_date and trader.registered_on
    ]

    in_time = [
        found
        for born, registered_on, found in dated
        if born <= dt.date(1961, 11, 1) and registered_on >= dt.date(2021, 4, 1)
    ]
    assert in_time
    assert not any("bpu-age-not-given" in found for found in in_time)
    assert any(
        day + dt.timedelta(days=1) == born.replace(year=born.year + 65) for born, day, _ in dated
    )


def test_incomplete_enrolments_lack_facts() -> None:
    workers = some(testing.pu_enrolments(month=NOVEMBER, complete=False), 50)
    traders = some(testing.bpu_enrolments(month=NOVEMBER, complete=False), 50)

    assert any(worker.risk_class is None for worker in workers)
    for fact in ("group", "sector", "funding"):
        assert {getattr(trader, fact) is None for trader in traders} == {True, False}


def test_own_choices_are_kept() -> None:
    workers = testing.pu_enrolments(
        programs=st.just({kj.JHT}), wage=st.just(5), birth_date=st.just(NOVEMBER.first_day)
    )
    traders = testing.bpu_enrolments(
        programs=st.just({kj.JHT}), income=st.just(7), birth_date=st.none()
    )

    for worker in some(workers, 20):
        assert (worker.programs, worker.wage) == ({kj.JHT}, 5)
        assert worker.birth_date == NOVEMBER.first_day
    for trader in some(traders, 20):
        assert (trader.programs, trader.income) == ({kj.JHT}, 7)
        assert trader.birth_date is None


@pytest.mark.broad
def test_participations_vary() -> None:
    drawn = some(testing.participations(), 200)
    found = [part.allocation() for part in drawn]

    assert {type(part.enrolment) for part in drawn} == {kj.PUEnrolment, kj.BPUEnrolment}
    # A payment far ahead is possible too, and so rare that not every Hypothesis draws one.
    codes = {each.code for allocation in found for each in allocation.unallocated}
    usual = {"before-joining", "after-end", "month-twice", "lapsed-month"}
    assert usual <= codes <= {*usual, "too-far-ahead"}
    for key in ("ended", "payer", "number_issued"):
        assert {getattr(part, key) is None for part in drawn} == {True, False}
    assert any(allocation.out_of_order for allocation in found)
    assert any(part.bases for part in drawn)
    assert {payment.months > 1 for payment in some(testing.payments())} == {True, False}
    only = testing.participations(enrolment=st.just(kj.PUEnrolment(wage=1, programs={kj.JHT})))
    assert {part.enrolment.segment for part in some(only, 10)} == {kj.Segment.PU}
    march = testing.payments(month=st.just(kj.Month(2025, 3)))
    assert {payment.month for payment in some(march, 10)} == {kj.Month(2025, 3)}


def test_people_agree_with_their_papers() -> None:
    people = some(testing.persons(month=NOVEMBER, max_enrolments=1))

    assert {type(person) for person in people} == set(ORGANS)
    assert {len(person.enrolments) for person in people} == {0, 1}
    assert {person.elsewhere for person in people} == {None, *kj.cooperative.Elsewhere}
    for person in people:
        dates = {person.birth_date, *(each.birth_date for each in person.enrolments)} - {None}
        assert len(dates) <= 1
        if person.nik and dates:
            assert person.nik.findings(birth_date=dates.pop()) == ()
        if isinstance(person, kj.Employee):
            assert {each.segment for each in person.enrolments} <= {kj.Segment.PU}
    segments = {each.segment for person in people for each in person.enrolments}
    assert segments == {kj.Segment.PU, kj.Segment.BPU}


def test_cooperatives_vary() -> None:
    drawn = some(testing.cooperatives(month=NOVEMBER, max_people=1), 200)

    assert {each.kind for each in drawn} == set(kj.cooperative.CooperativeKind)
    assert {each.has_employees for each in drawn} == {None, True, False}
    assert {each.scale for each in drawn} == {None, *kj.BusinessScale}
    for organ in ("officers", "supervisors", "employees", "members"):
        assert {len(getattr(each, organ)) for each in drawn} == {0, 1}
    for each in drawn:
        kind = "desa" if each.kind is kj.cooperative.CooperativeKind.KDMP else "kelurahan"
        assert each.village.kind == kind


@pytest.mark.parametrize("name", [name for name in testing.__all__ if name != "register"])
def test_arguments_are_keywords_and_described(name: str) -> None:
    strategy = getattr(testing, name)
    hints = typing.get_type_hints(strategy)

    assert strategy.__kwdefaults__.keys() == hints.keys() - {"return"}
    assert all(f"{argument}: " in strategy.__doc__ for argument in strategy.__kwdefaults__)
    assert "Examples:" in strategy.__doc__


def test_payments_state_amounts_where_they_are_asked_to() -> None:
    amounts = st.none() | st.integers(1, 9)
    drawn = some(testing.payments(amount=amounts))
    parts = some(testing.participations(amount=amounts))

    assert {payment.amount is None for payment in drawn} == {True, False}
    assert {each.amount is None for part in parts for each in part.payments} == {True, False}
    assert all(payment.amount is None for payment in some(testing.payments()))
