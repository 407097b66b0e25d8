"""Nothing personal is printed: no wage, income, name, NIK or birth date, in no repr or error."""

import datetime as dt
import re
import traceback
from collections.abc import Iterator
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from tests.people import VILLAGE
from tests.properties.helpers import billed, in_its_month

import kopdes_jamsos as kj
from kopdes_jamsos.testing import enrolments, niks, persons, pu_enrolments


def traces(facts: dict[str, object]) -> set[str]:
    """What must not be found in a printed text: personal facts as they may be written."""
    found = set()
    for fact in facts.values():
        if isinstance(fact, dt.date):
            found |= {str(fact), repr(fact), f"{fact:%d-%m-%Y}", f"{fact:%d/%m/%Y}"}
            found |= {kj.wording.format_date(fact, "id"), kj.wording.format_date(fact, "en")}
        elif isinstance(fact, kj.Nik):
            found |= {fact.digits, fact.digits[2:-2]}
        elif isinstance(fact, int):
            found |= {str(fact), f"{fact:,}", f"{fact:_}", f"{fact:,}".replace(",", ".")}
        elif fact is not None:
            found.add(str(fact))
    return found


def personal(enrolment: Any) -> dict[str, object]:
    """Personal facts of an enrolment; amounts of fewer digits may be there by chance."""
    facts = {
        name: getattr(enrolment, name, None) for name in ("wage", "income", "wages", "birth_date")
    }
    return {
        name: fact for name, fact in facts.items() if not isinstance(fact, int) or fact >= 1_000_000
    }


@given(in_its_month(enrolments))
def test_no_repr_of_an_enrolment_or_assessment_shows_personal_facts(
    case: tuple[kj.Enrolment, kj.Month],
) -> None:
    enrolment, month = case
    printed = f"{enrolment!r} {enrolment} {kj.assess(enrolment, month)!r}"

    assert [trace for trace in traces(personal(enrolment)) if trace in printed] == []
    assert type(enrolment).__name__ in printed


@given(niks())
def test_no_form_of_a_nik_shows_its_digits(nik: kj.Nik) -> None:
    printed = f"{nik} {nik!r} {nik!s:>20} {nik.masked} {[nik]} {attrs.evolve(nik)}"

    assert re.findall(r"[0-9]{3,}", printed) == []


@settings(max_examples=50)  # cooperatives take their time to be made
@given(billed())
def test_no_repr_of_people_or_bills_shows_personal_facts(
    case: tuple[kj.Cooperative, kj.Month],
) -> None:
    cooperative, month = case
    bill = kj.bill(cooperative, month)
    things = [cooperative, bill, *cooperative.people(), *bill.entries, *bill.uncovered]
    printed = " ".join(f"{thing!r} {thing}" for thing in things)

    for person in cooperative.people():
        facts: dict[str, object] = {
            "name": person.name,
            "nik": person.nik,
            "birth_date": person.birth_date,
        }
        every: list[dict[str, object]] = [facts, *map(personal, person.enrolments)]
        assert [trace for each in every for trace in traces(each) if trace in printed] == []


BORN = dt.date(1987, 6, 5)
NIK = kj.Nik("3604994506879876")
TELLING = traces({"wage": 7_654_321, "birth_date": BORN, "nik": NIK, "name": "Ani Rahasia"})


def refusals() -> Iterator[tuple[str, Any, dict[str, object]]]:
    """A personal fact in the field it is for, written so that it is refused."""
    pu: dict[str, object] = {"programs": {kj.JHT}}
    for wage in ("7654321", "Rp7.654.321", 7654321.0, -7_654_321, b"7654321", [7_654_321]):
        yield f"wage {wage!r}", kj.PUEnrolment, {**pu, "wage": wage}
        yield f"income {wage!r}", kj.BPUEnrolment, {**pu, "income": wage}
        yield f"wages {wage!r}", kj.ConstructionEnrolment, {"wages": wage}
    for born in ("1987-6-05", dt.datetime(1987, 6, 5), "05/06/1987"):  # noqa: DTZ001 - refused
        yield f"birth date {born!r}", kj.PUEnrolment, {**pu, "wage": 1, "birth_date": born}
        yield f"birth date {born!r} of a person", kj.Person, {"birth_date": born}
    for name in (["Ani Rahasia"], b"Ani Rahasia", {"name": "Ani Rahasia"}):
        yield f"name {name!r}", kj.Person, {"name": name}
    for digits in (f"{NIK.digits}1", int(NIK.digits), NIK.digits.encode()):
        yield f"nik {type(digits).__name__}", kj.Person, {"nik": digits}
    yield "digits and a space", kj.Nik, {"digits": f"{NIK.digits} "}
    yield "digits and one more", kj.Nik, {"digits": f"{NIK.digits}0"}
    yield "digits as a number", kj.Nik, {"digits": int(NIK.digits)}


def misplaced() -> Iterator[tuple[str, Any, dict[str, object]]]:
    """A NIK in a field that is for something else: a column too far to the left or the right."""
    pu: dict[str, object] = {"wage": 1, "programs": {kj.JKK}}
    bpu: dict[str, object] = {"income": 1, "programs": {kj.JKK}}
    for digits in (NIK.digits, int(NIK.digits)):
        kind = type(digits).__name__
        yield f"risk_class {kind}", kj.PUEnrolment, {**pu, "risk_class": digits}
        yield f"programs {kind}", kj.PUEnrolment, {"wage": 1, "programs": [digits]}
        for fact in ("group", "sector", "funding", "birth_date", "registered_on", "settled"):
            yield f"{fact} {kind}", kj.BPUEnrolment, {**bpu, fact: digits}
        yield f"role {kind}", kj.Officer, {"role": digits}
        yield f"elsewhere {kind}", kj.Person, {"elsewhere": digits}
        yield f"month {kind}", kj.Month.parse, {"text": digits}
        yield f"year {kind}", kj.Month, {"year": digits, "month": 1}
        yield f"rate {kind}", kj.percent, {"value": digits}
        yield f"village {kind}", kj.VillageCode, {"code": digits}
        yield f"village text {kind}", kj.VillageCode.parse, {"text": digits}
        yield f"sex {kind}", NIK.findings, {"sex": digits}
        yield f"path {kind}", kj.LAW.series, {"path": digits}
        yield f"language {kind}", kj.format_rupiah, {"amount": 1, "language": digits}


@pytest.mark.parametrize(
    "call, arguments", [pytest.param(*rest, id=name) for name, *rest in refusals()]
)
def test_no_error_text_repeats_a_personal_fact(call: Any, arguments: dict[str, object]) -> None:
    with pytest.raises(kj.KopdesJamsosError) as raised:
        call(**arguments)
    error = raised.value
    printed = "".join(traceback.format_exception_only(error)) + repr(error) + error.remedy

    assert [trace for trace in TELLING if trace in printed] == []


@pytest.mark.parametrize(
    "call, arguments", [pytest.param(*rest, id=name) for name, *rest in misplaced()]
)
def test_no_error_keeps_a_misplaced_nik(call: Any, arguments: dict[str, object]) -> None:
    with pytest.raises(kj.KopdesJamsosError) as raised:
        call(**arguments)
    error = raised.value
    printed = "".join(traceback.format_exception_only(error)) + repr(error) + error.remedy

    assert NIK.digits not in printed
    assert NIK.digits not in repr(error.value)


@given(in_its_month(pu_enrolments), niks(), persons())
def test_no_refusal_of_an_assessment_or_bill_repeats_a_personal_fact(
    case: tuple[kj.PUEnrolment, kj.Month], nik: kj.Nik, person: kj.Person
) -> None:
    enrolment, _ = case
    facts = {**personal(enrolment), "nik": nik, "name": person.name}
    employee = kj.Employee(name=person.name, nik=nik, enrolments=[enrolment])
    cooperative = kj.Cooperative(name="KDMP", kind="KDMP", village=VILLAGE, employees=[employee])
    before_the_data = kj.Month(2014, 1)
    with pytest.raises(kj.errors.BeforeDataError) as early:
        kj.assess(enrolment, before_the_data)
    with pytest.raises(kj.errors.InvalidFactError) as wrong:
        kj.assess(employee, before_the_data)  # type: ignore[arg-type]  # a person is no enrolment
    (uncovered,) = kj.bill(cooperative, before_the_data).uncovered
    printed = f"{early.value} {wrong.value} {uncovered.detail} {uncovered.advice} {uncovered!r}"

    assert [trace for trace in traces(facts) if trace in printed] == []
