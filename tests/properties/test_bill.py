"""Bills: nobody is lost, sums are sums, and the order of people does not matter."""

import random
from collections import Counter
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.properties.helpers import billed

import kopdes_jamsos as kj
from kopdes_jamsos.testing import cooperatives, months

pytestmark = pytest.mark.broad

Case = tuple[kj.Cooperative, kj.Month]
ORGANS = ("officers", "supervisors", "employees", "members")


@given(cooperatives(complete=False, max_people=2), months())
def test_each_enrolment_is_either_assessed_or_uncovered(
    cooperative: kj.Cooperative, month: kj.Month
) -> None:
    bill = kj.bill(cooperative, month)
    people = [entry.person for entry in bill.entries] + [each.person for each in bill.uncovered]
    found = Counter(map(id, people))

    assert found == {id(person): max(1, len(person.enrolments)) for person in cooperative.people()}
    for entry in bill.entries:
        assert entry.assessment == kj.assess(entry.assessment.enrolment, month)
    for each in bill.uncovered:
        assert each.code in {"no-enrolment", "covered-elsewhere", "missing-fact"}
        assert (each.code == "missing-fact") == bool(each.person.enrolments)
        assert (each.code == "covered-elsewhere") == (each.person.elsewhere is not None)


def completed(
    enrolment: kj.Enrolment, person: kj.Person, cooperative: kj.Cooperative
) -> kj.Enrolment:
    """With what the person and the cooperative are known to be."""
    assert not isinstance(enrolment, kj.ConstructionEnrolment)
    facts: dict[str, Any] = {"birth_date": enrolment.birth_date or person.birth_date}
    if isinstance(enrolment, kj.PUEnrolment):
        facts["risk_class"] = enrolment.risk_class or cooperative.risk_class
        facts["scale"] = enrolment.scale or cooperative.scale
    return attrs.evolve(enrolment, **facts)


@given(billed())
def test_totals_are_the_sums_of_the_assessments(case: Case) -> None:
    cooperative, month = case
    before = repr(cooperative), hash(cooperative)
    bill = kj.bill(cooperative, month)
    owed = [
        kj.assess(completed(each, person, cooperative), month)
        for person in cooperative.people()
        for each in person.enrolments
    ]

    # Complete: nobody is missing.
    assert [entry.assessment.lines for entry in bill.entries] == [each.lines for each in owed]
    assert bill.total == sum(assessment.total for assessment in owed)
    assert dict(bill.by_program) == {
        program: sum(assessment.of(program) for assessment in owed)
        for program in kj.Program
        if any(program in assessment.enrolment.programs for assessment in owed)
    }
    assert dict(bill.by_payer) == {
        payer: sum(assessment.paid_by(payer) for assessment in owed)
        for payer in kj.Payer
        if any(line.payer is payer for assessment in owed for line in assessment.lines)
    }
    assert bill.total == sum(bill.by_program.values()) == sum(bill.by_payer.values())
    assert bill.total == sum(bill.of(person) for person in cooperative.people())
    # Repeatable, and nothing was changed by it.
    assert bill == kj.bill(cooperative, month)
    assert (repr(cooperative), hash(cooperative)) == before


@settings(max_examples=50)  # cooperatives take their time to be made
@given(billed(), st.randoms(use_true_random=False))
def test_the_order_of_people_changes_nothing(case: Case, chance: random.Random) -> None:
    cooperative, month = case
    people: dict[str, Any] = {name: list(getattr(cooperative, name)) for name in ORGANS}
    for organ in people.values():
        chance.shuffle(organ)
    shuffled = attrs.evolve(cooperative, **people)
    one, other = kj.bill(cooperative, month), kj.bill(shuffled, month)

    assert one.total == other.total
    assert list(one.by_program.items()) == list(other.by_program.items())
    assert list(one.by_payer.items()) == list(other.by_payer.items())
    assert [one.of(person) for person in cooperative.people()] == [
        other.of(person) for person in cooperative.people()
    ]
    assert Counter(each.code for each in one.uncovered) == Counter(
        each.code for each in other.uncovered
    )
