"""Every result that is a table shows itself as one in a notebook."""

import datetime as dt
from collections.abc import Iterator
from html.parser import HTMLParser
from types import ModuleType

import pytest
from tests.people import VILLAGE

import kopdes_jamsos as kj

pytestmark = pytest.mark.filterwarnings("ignore::kopdes_jamsos.KopdesJamsosWarning")

JULY = kj.Month(2025, 7)
TRADER = kj.BPUEnrolment(
    income=1_000_000,
    programs={kj.JKK, kj.JKM},
    group=kj.BPUGroup.INDEPENDENT,
    sector=kj.Sector.OTHER,
    funding=kj.Funding.SELF,
)
STATIC = {"table", "caption", "thead", "tbody", "tr", "td", "th", "ul", "li"}
NAME = "Ani <b>Contoh</b>"


def public_classes() -> Iterator[type]:
    for place in kj.__all__:
        module = getattr(kj, place)
        if isinstance(module, ModuleType):
            for name in module.__all__:
                if isinstance(thing := getattr(module, name), type):
                    yield thing


def test_whatever_has_a_statement_or_records_has_a_table() -> None:
    tables = {
        kind
        for kind in public_classes()
        if any(hasattr(kind, name) for name in ("statement", "records"))
    }

    assert {
        kj.Bill,
        kj.scenarios.Budget,
        kj.Entitlement,
        kj.benefits.LifeCourse,
        kj.scenarios.Sweep,
    } <= tables
    assert [kind for kind in tables if not hasattr(kind, "_repr_html_")] == []


class Tags(HTMLParser):
    """The tags of a piece of HTML, each closed in its turn."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.seen.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def results() -> Iterator[object]:
    member = kj.Participation.paid_through(TRADER, since=kj.Month(2024, 1), months=18)
    people = [kj.Member(ref="M-1", name=NAME, enrolments=[TRADER])]
    cooperative = kj.Cooperative(name=NAME, kind="KDMP", village=VILLAGE, members=people)
    bill = kj.bill(cooperative, JULY)
    yield bill
    yield kj.assess(TRADER, JULY)
    yield kj.entitle(kj.Death(dt.date(2025, 6, 3), work_related=False), member)
    yield kj.contributions.collective_bill(cooperative, JULY)
    yield kj.lateness(bill, paid_on=dt.date(2025, 10, 1))
    plan = kj.Scenario(
        population=[kj.Headcount(role="member", count=3, income=0)],
        policy=kj.Policy(start=JULY, months=2, programs={kj.JKK}),
        name=NAME,
    )
    yield plan.run()
    yield kj.scenarios.compare(plan, kj.scenarios.without_relief(plan))
    yield kj.scenarios.sweep(plan, {"months": [1, 2]})
    yield kj.scenarios.break_even(plan, benefit=42_000_000)


def test_tables_are_static_and_escaped() -> None:
    shown: dict[str, str] = {
        type(result).__name__: getattr(result, "_repr_html_")()  # noqa: B009 - mypy: object has none
        for result in results()
    }
    tags = {name: Tags(text) for name, text in shown.items()}

    for name, found in tags.items():
        assert found.open == [], name
        assert {"table", "caption", "td"} <= found.seen, name
        assert found.seen <= STATIC, name
        assert found.attributes <= {"style"}, name
    assert [name for name, text in shown.items() if "<b>" in text] == []
    assert "&lt;b&gt;" in shown["Bill"]
