"""No rule hangs on the name of a sentence: renamed sentences change what is said, no more."""

import ast
import datetime as dt
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kopdes_jamsos as kj
from kopdes_jamsos.basis import Note
from kopdes_jamsos.testing import children, events, families, work_accidents

# The remembered amounts of before December 2019 warn; the warning has its own test.
pytestmark = pytest.mark.filterwarnings("ignore::kopdes_jamsos.errors.UnverifiedRuleWarning")

SOURCE = Path(kj.__file__).parent
SAID = {"label", "why", "what", "title", "note"}
WORKER = kj.PUEnrolment(wage=6_000_000, programs=set(kj.Program), birth_date=dt.date(1966, 5, 1))
TRADER = kj.BPUEnrolment(income=1_000_000, programs={kj.JKK, kj.JKM, kj.JHT})


def renamed(code: str, /, **figures: object) -> Note:
    return Note(f"renamed-{code}", tuple(figures.items()))


def decided(event: kj.Event, members: list[kj.Participation], **facts: Any) -> Any:
    """All that a result decides: everything but its sentences; or the error."""
    try:
        found = kj.entitle(event, members, jht_rates=kj.percent("5"), **facts)
    except kj.errors.KopdesJamsosError as error:
        return type(error)
    return (
        [
            (
                line.program,
                line.kind,
                line.amount,
                line.base,
                line.rate,
                line.multiple,
                line.recipient,
                line.payable,
                line.pays_first,
                line.basis,
            )
            for line in found.lines
        ],
        [(each.program, each.kind, each.amount, each.recipient) for each in found.monthly],
        [(each.due, each.amount, each.child, each.stage, each.payable) for each in found.schedule],
        [(each.program, each.code, each.basis) for each in found.refusals],
        [(each.program, each.day, each.basis) for each in found.deadlines],
        [(each.program, each.basis) for each in found.proofs],
        (found.total, found.at_once, found.basis),
    )


@settings(max_examples=150)
@given(
    events()
    | st.builds(kj.Death, st.just(dt.date(2025, 8, 3)), work_related=st.booleans())
    | work_accidents(),
    st.sampled_from([(WORKER,), (TRADER,), (TRADER, TRADER), (WORKER, TRADER)]),
    st.sampled_from([1, 2, 3, 8, 40]),
    st.integers(0, 4),
    st.lists(children(), max_size=2),
    st.none() | families(),
)
def test_renaming_every_sentence_changes_no_decision(
    event: kj.Event,
    enrolments: tuple[Any, ...],
    months: int,
    behind: int,
    offspring: list[kj.Child],
    family: kj.Family | None,
) -> None:
    last = max(kj.Month.of(event.on) - behind, kj.Month(2021, 3))
    members = [
        kj.Participation.paid_through(each, since=last - (months - 1), months=months)
        for each in enrolments
    ]
    facts = {"children": offspring, "family": family}

    expected = decided(event, members, **facts)
    with mock.patch.object(Note, "of", renamed):
        assert decided(event, members, **facts) == expected


def test_no_code_compares_the_name_of_a_sentence() -> None:
    found = [
        f"{path.relative_to(SOURCE)}:{node.lineno}"
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Compare)
        for operand in (node.left, *node.comparators)
        if isinstance(operand, ast.Attribute)
        and operand.attr == "code"
        and isinstance(operand.value, ast.Attribute | ast.Name)
        and getattr(operand.value, "attr", getattr(operand.value, "id", "")) in SAID
    ]

    assert found == []
