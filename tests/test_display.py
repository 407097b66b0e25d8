"""Results show themselves in the language that is chosen, and in Indonesian where none is."""

from __future__ import annotations

import asyncio
import datetime as dt
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from attrs import fields
from tests.people import cooperative

import kopdes_jamsos as kj
from kopdes_jamsos.wording.language import Language, words

JULY = kj.Month(2025, 7)
HEADINGS = {
    "id": "Iuran Juli 2025, bukan penerima upah (BPU)",
    "en": "Contribution for July 2025, non-wage earner (BPU)",
}
RESULT = kj.assess(kj.BPUEnrolment(income=1_000_000, programs={kj.JKK, kj.JKM}), JULY)


@pytest.fixture(autouse=True)
def _indonesian_afterwards() -> Iterator[None]:
    yield
    kj.display.set_language("id")


def shown() -> str:
    """The language in which a result shows itself, in each of its forms."""
    for language, heading in HEADINGS.items():
        if str(RESULT) == heading:
            assert RESULT.explain().startswith(heading)
            assert heading in RESULT._repr_html_()
            assert kj.display.current_language() == language
            return language
    raise AssertionError(str(RESULT))


def test_a_block_has_its_language_and_blocks_can_be_nested() -> None:
    found = [shown()]
    with kj.display.language("en"):
        found.append(shown())
        with kj.display.language("id"):
            found.append(shown())
        found.append(shown())
    found.append(shown())

    assert found == ["id", "en", "id", "en", "id"]


def test_a_block_that_fails_leaves_nothing_behind() -> None:
    with pytest.raises(KeyError), kj.display.language("en"):
        raise KeyError

    assert shown() == "id"


def test_the_usual_language_holds_for_all_threads_and_a_block_for_its_own() -> None:
    def of_a_thread() -> str:
        found: list[str] = []
        thread = threading.Thread(target=lambda: found.append(shown()))
        thread.start()
        thread.join()
        return found[0]

    with kj.display.language("en"):
        assert (shown(), of_a_thread()) == ("en", "id")
    kj.display.set_language("en")
    assert (shown(), of_a_thread()) == ("en", "en")
    with kj.display.language("id"):
        assert (shown(), of_a_thread()) == ("id", "en")


def test_tasks_at_the_same_time_have_each_their_own() -> None:
    async def of_a_task(language: str) -> list[str]:
        with kj.display.language(language):
            found = [shown()]
            await asyncio.sleep(0)
            return [*found, shown()]

    async def both() -> list[list[str]]:
        return list(await asyncio.gather(of_a_task("en"), of_a_task("id")))

    assert asyncio.run(both()) == [["en", "en"], ["id", "id"]]


def test_what_asks_for_a_language_gets_it() -> None:
    with kj.display.language("en"):
        assert RESULT.explain("id").startswith(HEADINGS["id"])


def test_neither_amounts_nor_documents_change() -> None:
    def told() -> tuple[object, ...]:
        return kj.to_json(RESULT), repr(RESULT), RESULT.total, kj.format_rupiah(16_800)

    before = told()
    with kj.display.language("en"):
        assert told() == before


@pytest.mark.parametrize("name", ["fr", "", None, 5])
def test_another_language_is_refused_and_nothing_is_changed(name: str) -> None:
    with pytest.raises(kj.errors.UnknownChoiceError), kj.display.language(name):
        pass
    with pytest.raises(kj.errors.UnknownChoiceError):
        kj.display.set_language(name)

    assert shown() == "id"
    with pytest.raises(kj.errors.UnknownChoiceError):
        RESULT.explain("")


def test_a_result_of_many_is_printed_with_its_sum_and_one_of_one_person_without() -> None:
    wage = kj.PUEnrolment(wage=5_000_000, programs={kj.JHT})
    kdmp = cooperative(employees=[kj.Employee(ref="K-1", name="Ani Contoh", enrolments=[wage])])
    with kj.display.language("en"):
        bill, slip = str(kj.bill(kdmp, JULY)), str(kj.assess(wage, JULY))

    assert bill.splitlines()[0] == "Contribution bill for July 2025, KDMP Pejaten"
    assert bill.splitlines()[1].startswith("  Total: Rp")
    assert slip == "Contribution for July 2025, wage earner (PU)"


@pytest.mark.parametrize(
    "language, said, more",
    [
        ("en", "; not billed: 1,200 people", ", … and 1,190 more."),
        ("id", "; tidak ditagih: 1.200 orang", ", … dan 1.190 lainnya."),
    ],
)
def test_a_bill_in_print_counts_whom_it_leaves_out_and_names_few(
    language: Language, said: str, more: str
) -> None:
    missed = [kj.Member(ref=f"M-{number:04}") for number in range(1_200)]
    bill = kj.bill(cooperative(members=missed), JULY)
    with kj.display.language(language):
        printed, explained = str(bill), bill.explain()

    assert printed.endswith(said)
    assert "M-0000" not in printed
    assert ": M-0000, M-0001, M-0002, M-0003" in explained
    assert f"M-0009{more}" in explained
    assert "M-0010" not in explained


def test_ten_people_are_all_named_and_who_has_two_enrolments_is_counted_once() -> None:
    missed = [kj.Member(ref=f"M-{number}") for number in range(10)]
    unknown = kj.PUEnrolment(wage=5_000_000, programs={kj.JKK})
    twice = kj.Member(ref="A-1", enrolments=[unknown, unknown])
    bill = kj.bill(cooperative(members=[*missed, twice]), JULY)
    with kj.display.language("en"):
        assert str(bill).endswith("; not billed: 11 people")
        assert "M-8, M-9." in bill.explain()


def test_people_without_a_reference_are_counted_and_not_named() -> None:
    bill = kj.bill(cooperative(members=[kj.Member(name="Ani Contoh")]), JULY)

    assert "Not billed: 1 person (not enrolled)." in bill.explain("en")


def test_a_question_about_one_person_is_printed_without_an_amount() -> None:
    trader = kj.BPUEnrolment(income=1_000_000, programs={kj.JKK, kj.JKM})
    asked = kj.questions.Contribution(enrolment=trader, month=JULY)
    with kj.display.language("en"):
        found, printed = (
            str(kj.questions.solve(16_800, asked)),
            str(kj.questions.reconcile_contribution(16_800, asked)),
        )

    assert found == "Incomes that give the amount"
    assert printed == "Printed contribution for July 2025"


# --- what is no result ------------------------------------------------------------

WORKER = kj.PUEnrolment(
    wage=7_654_321,
    programs={kj.JKK, kj.JKM},
    risk_class=1,
    birth_date=dt.date(1987, 6, 5),
    registered_on=dt.date(2019, 6, 5),
    trainee="apprentice",
)
FARMER = kj.BPUEnrolment(income=7_654_321, programs={kj.JKM}, group="independent", funding="self")
KDMP = cooperative(
    employs=True,
    scale="micro",
    members=[
        kj.Member(
            ref="M-1",
            name="Ani Rahasia",
            nik=kj.Nik("3604994506879876"),
            sex="P",
            enrolments=[FARMER],
        )
    ],
)
HALF = kj.percent("50")
POLICY = kj.Policy(
    start=JULY,
    months=12,
    programs={kj.JKK},
    segment={"officer": "unwaged"},
    shares={"state": HALF, "village": HALF},
    remainder="village",
    shared={kj.Payer.PARTICIPANT},
    since={"member": JULY + 3},
    income=7_654_321,
)
CHANGED = (
    kj.LAW.as_known(dt.date(2026, 11, 1))
    .with_change("jkm.amount_bpu", 10_000, since=kj.Month(2026, 1))
    .with_change("jkk.rate_pu.very_low", kj.percent("1"), since=JULY, until=JULY)
    .with_reading("relief-as-practised")
    .with_holidays("weekends")
)
WHAT_IF = kj.Scenario(
    population=[kj.Headcount(role="member", count=2_000, income=7_654_321), KDMP, WORKER],
    policy=POLICY,
    law=CHANGED,
    name="half",
)
BUILDING = kj.ConstructionEnrolment(contract_value=180_000_000)
SHOWN = [
    (WORKER, "Enrolment, wage earner (PU)", "kind of trainee: apprentice"),
    (FARMER, "Enrolment, non-wage earner (BPU), group b (independent worker)", "the money: "),
    (BUILDING, "Enrolment, construction", "contract value: Rp180,000,000; programmes: JKK, JKM"),
    (
        KDMP,
        "Cooperative (KDMP), village 36.04.05.2003",
        "business scale: micro; has employees: yes; members: 1 person",
    ),
    (POLICY, "Policy for contributions from July 2025 to June 2026", ": participant; "),
    (kj.LAW, f"Law data of version {kj.LAW.version}, ", None),
    (CHANGED, "Law data of version ", "as known on: Sunday, 1 November 2026; "),
    (CHANGED, "Law data of version ", "holidays: Saturdays and Sundays"),
    (CHANGED, "Law data of version ", "JKM amount for non-wage earners, a month: 10,000 from "),
    (CHANGED, "Law data of version ", "very low: 1 % from July 2025 to July 2025; "),
    (CHANGED, "Law data of version ", "other reading: "),
    (
        WHAT_IF,
        "Scenario for contributions from July 2025 to June 2026: half",
        "people: 2,002 people; law: Law data of version",
    ),
    (
        kj.Headcount(role="member", count=2_000, income=7_654_321, sector="other"),
        "Headcount of a scenario: 2,000 people (members)",
        "sector: other",
    ),
    (
        kj.Headcount(role="kader", count=1, enrolment=FARMER),
        "Headcount of a scenario: 1 person (kader)",
        "programmes: JKM",
    ),
    (kj.Headcount(role="officer", count=1, income=0), "Headcount of a scenario: 1 person", None),
]


HEADCOUNTS = [thing for thing, *_ in SHOWN if isinstance(thing, kj.Headcount)]


@pytest.mark.parametrize("ended", [None, dt.date(2025, 3, 31)])
def test_a_participation_shows_what_was_paid_and_no_wage(ended: dt.date | None) -> None:
    part = kj.Participation.paid_through(FARMER, since=kj.Month(2024, 1), months=14, ended=ended)
    with kj.display.language("en"):
        said, page = str(part).splitlines(), part._repr_html_()

    assert said[0] == "Participation, non-wage earner (BPU), group b (independent worker)"
    ends = "" if ended is None else "; ended: Monday, 31 March 2025"
    assert said[1] == f"  programmes: JKM; joined: Monday, 1 January 2024{ends}; months paid: 14"
    assert "7,654,321" not in page


def test_a_proposal_shows_its_reason_and_the_other_readings() -> None:
    officer, village_head = kj.Officer(role="ketua"), kj.Officer(role="ketua", elsewhere="village")
    kdmp = cooperative(employs=True)
    proposal = kj.coverage.propose_segment(officer, kdmp)
    with kj.display.language("en"):
        said, page = str(proposal).splitlines(), proposal._repr_html_()
        nothing = str(kj.coverage.propose_segment(village_head, kdmp)).splitlines()

    assert said[0] == "Proposed segment: non-wage earner (BPU), group c (unwaged)"
    assert said[1].strip().startswith(proposal.reason("en"))
    assert "other reading: " in page
    assert "Permenaker 1/2025" in page
    assert nothing[0] == "No segment is proposed"


LAW_SHOWN = [
    ("jp.wage_ceiling", "JP wage ceiling", "March 2026 to February 2027: 11,086,300"),
    ("relief.bpu_other", "BPU relief, other sectors", "April 2026 to December 2026: 50 %"),
    ("jkk.transport", "", "land: 5,000,000"),
    ("jkk.care", "", ": in force"),
    ("bands.income_bands", "", ": by the table or rule in its article"),
]


@pytest.mark.parametrize("path, title, fact", LAW_SHOWN)
def test_a_value_of_the_law_shows_its_months_and_articles(path: str, title: str, fact: str) -> None:
    series = kj.LAW.series(path)
    with kj.display.language("en"):
        whole, last = str(series), str(series.values[-1])
        page = series._repr_html_()

    assert whole.startswith(title or series.title("en"))
    assert fact in whole
    assert last.splitlines()[1] == whole.splitlines()[1].split("; ")[0]
    assert whole.endswith("; …") == (len(series.values) > 9)
    assert page.count("<tr>") == len(series.values) + 1
    assert str(series.values[-1].citation) in page


@pytest.mark.parametrize("thing, title, fact", SHOWN)
def test_what_is_no_result_shows_its_facts(thing: Any, title: str, fact: str | None) -> None:
    with kj.display.language("en"):
        said = str(thing)
        page = thing._repr_html_()

    assert said.startswith(title)
    assert (fact or "") in said
    assert said.count("\n") == (0 if fact is None else 1)
    assert "<caption" in page
    assert ("<td " in page) == (fact is not None)
    assert not repr(thing).startswith(title)  # code, to be pasted back


@pytest.mark.parametrize("language", kj.wording.languages())
@pytest.mark.parametrize("thing", [WORKER, FARMER, KDMP, POLICY, WHAT_IF, *HEADCOUNTS])
def test_nothing_personal_is_shown_of_it(thing: Any, language: str) -> None:
    with kj.display.language(language):
        said = f"{thing} {thing!r} {thing._repr_html_()}"

    personal = ("7654321", "7.654.321", "7,654,321", "1987", "2019", "Rahasia", "360499", "M-1")
    assert [each for each in personal if each in said] == []


def test_a_dataframe_is_not_counted_to_be_shown() -> None:
    pd = pytest.importorskip("pandas")
    plan = kj.Scenario(population=pd.DataFrame({"income": [7_654_321]}), policy=POLICY)
    with kj.display.language("en"):
        assert "people: as many as the dataframe has rows" in str(plan)


def test_every_part_of_what_is_shown_has_a_name() -> None:
    tables = words("id").tables
    kinds = (kj.PUEnrolment, kj.BPUEnrolment, kj.ConstructionEnrolment, kj.Cooperative, kj.LawBook)
    shown = {each.name for kind in kinds for each in fields(kind) if each.repr and each.init}
    counted = {
        "officers",
        "supervisors",
        "employees",
        "members",
        "population",
        "law",
        "joined",
        "ended",
    }
    counted |= {"months_paid"}

    assert (shown | counted) - {"wage_basis", "group", "kind", "village"} - set(
        tables["policy"]
    ) == set(tables["parts"])
    assert {f"trainee-{each}" for each in kj.programs.Trainee} <= set(tables["names"])
