from __future__ import annotations

import datetime as dt
from typing import Any

import attrs
import pytest
from tests.people import cooperative

import kopdes_jamsos as kj

NIK = kj.Nik("3604994506870001")


def test_a_person_shows_the_post_only() -> None:
    person = kj.Officer(
        ref="A-1", name="Siti Contoh", nik=NIK, birth_date=dt.date(1987, 6, 5), role="ketua"
    )
    shown = repr(person)
    assert "ketua" in shown
    assert not any(secret in shown for secret in ("A-1", "Siti", "3604", "1987"))


@pytest.mark.parametrize(
    "kind,facts,error",
    [
        (kj.Member, {"ref": 1}, kj.errors.InvalidFactError),
        (kj.Member, {"ref": ""}, kj.errors.InvalidFactError),
        (kj.Member, {"nik": 3604994506870001}, kj.errors.InvalidFactError),
        (kj.Member, {"nik": "36049945068700011"}, kj.errors.InvalidNikError),
        (kj.Member, {"birth_date": "1987"}, kj.errors.InvalidDateError),
        (kj.Member, {"enrolments": [1]}, kj.errors.InvalidFactError),
        (kj.Member, {"enrolments": 1}, kj.errors.InvalidFactError),
        (kj.Member, {"elsewhere": "moon"}, kj.errors.UnknownChoiceError),
        (kj.Officer, {"role": "raja"}, kj.errors.UnknownChoiceError),
        (kj.Supervisor, {"role": "bendahara"}, kj.errors.UnknownChoiceError),
    ],
)
def test_a_person_with_a_wrong_fact_is_refused(
    kind: type[Any], facts: dict[str, Any], error: type[kj.KopdesJamsosError]
) -> None:
    with pytest.raises(error) as refusal:
        kind(**facts)
    assert "3604994506870001" not in str(refusal.value)


@pytest.mark.parametrize(
    "facts,error",
    [
        ({"scale": "giant"}, kj.errors.UnknownChoiceError),
        ({"risk_class": 9}, kj.errors.InvalidRiskClassError),
        ({"officers": [kj.Member()]}, kj.errors.InvalidFactError),
        ({"members": None}, kj.errors.InvalidFactError),
        ({"employs": 1}, kj.errors.InvalidFactError),
        ({"employs": False, "employees": [kj.Employee()]}, kj.errors.InvalidFactError),
        ({"npwp": 123}, kj.errors.InvalidFactError),
    ],
)
def test_a_cooperative_with_a_wrong_fact_is_refused(
    facts: dict[str, Any], error: type[kj.KopdesJamsosError]
) -> None:
    with pytest.raises(error):
        cooperative(**facts)


@pytest.mark.parametrize("facts", [{"name": ""}, {"kind": "PT"}, {"village": "36.04.05"}])
def test_name_kind_and_village_are_needed(facts: dict[str, Any]) -> None:
    with pytest.raises(kj.KopdesJamsosError):
        attrs.evolve(cooperative(), **facts)


@pytest.mark.parametrize(
    "facts,expected",
    [({}, None), ({"employs": False}, False), ({"employees": [kj.Employee()]}, True)],
)
def test_whether_it_has_employees_may_be_unknown(
    facts: dict[str, Any], expected: bool | None
) -> None:
    assert cooperative(**facts).has_employees is expected


def test_people_come_organ_by_organ() -> None:
    whole = cooperative(
        members=[kj.Member(ref="m")],
        officers=[kj.Officer(ref="o", role="ketua")],
        employees=[kj.Employee(ref="e")],
        supervisors=[kj.Supervisor(ref="s", role="anggota")],
    )
    assert [person.ref for person in whole.people()] == ["o", "s", "e", "m"]


OFFICER = kj.Officer(role="sekretaris")


@pytest.mark.parametrize(
    "person,facts,segment,group",
    [
        (kj.Employee(), {}, kj.Segment.PU, None),
        (kj.Member(), {}, kj.Segment.BPU, kj.BPUGroup.INDEPENDENT),
        (OFFICER, {"employs": True}, kj.Segment.BPU, kj.BPUGroup.UNWAGED),
        (OFFICER, {"employs": False}, kj.Segment.BPU, kj.BPUGroup.UNWAGED),
        (OFFICER, {}, kj.Segment.BPU, kj.BPUGroup.UNWAGED),
        (kj.Supervisor(role="anggota"), {}, kj.Segment.BPU, kj.BPUGroup.UNWAGED),
        (kj.Supervisor(role="ketua", elsewhere="village"), {}, None, None),
    ],
)
def test_a_segment_is_proposed_with_its_reason(
    person: kj.Person,
    facts: dict[str, Any],
    segment: kj.Segment | None,
    group: kj.BPUGroup | None,
) -> None:
    proposal = kj.coverage.propose_segment(person, cooperative(**facts))
    assert (proposal.segment, proposal.group) == (segment, group)
    assert proposal.reason("id") != proposal.reason("en")
    assert proposal.citations
    assert proposal.assumptions[:1] == ("segment-default",)
    doubted = "unwaged-own-registration" in proposal.assumptions
    assert doubted is (group is kj.BPUGroup.UNWAGED)


def test_a_proposal_needs_a_person_and_a_cooperative() -> None:
    with pytest.raises(kj.errors.InvalidFactError):
        kj.coverage.propose_segment(cooperative(), kj.Member())  # type: ignore[arg-type]  # swapped
    with pytest.raises(kj.errors.UnknownChoiceError):
        kj.coverage.propose_segment(OFFICER, cooperative()).reason("fr")
