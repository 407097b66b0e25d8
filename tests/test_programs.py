from __future__ import annotations

from typing import Any

import pytest

import kopdes_jamsos as kj
from kopdes_jamsos.choices import choose


def test_members_are_found_by_their_legal_names() -> None:
    assert choose(kj.Program, "JKK") is kj.JKK
    assert choose(kj.RiskClass, 3) is kj.RiskClass.MEDIUM
    assert choose(kj.Segment, kj.Segment.PU) is kj.Segment.PU


@pytest.mark.parametrize(
    "kind,value,error",
    [
        (kj.Program, "JPK", kj.errors.UnknownProgramError),
        (kj.Program, None, kj.errors.UnknownProgramError),
        (kj.Program, [], kj.errors.UnknownProgramError),
        (kj.RiskClass, 0, kj.errors.InvalidRiskClassError),
        (kj.RiskClass, 6, kj.errors.InvalidRiskClassError),
        (kj.RiskClass, True, kj.errors.InvalidRiskClassError),
        (kj.RiskClass, 1.0, kj.errors.InvalidRiskClassError),
        (kj.Funding, "sel", kj.errors.UnknownChoiceError),
        (kj.Sector, kj.Funding.OTHER, kj.errors.UnknownChoiceError),
    ],
)
def test_anything_else_is_refused_with_the_choices(
    kind: type, value: object, error: type[kj.KopdesJamsosError]
) -> None:
    with pytest.raises(error) as refusal:
        choose(kind, value)
    assert refusal.value.value == value
    assert refusal.value.remedy


@pytest.mark.parametrize("name", ["budi", "Budi", "budi santoso", "BUDI", "ani"])
@pytest.mark.parametrize(
    "kind", [kj.Funding, kj.Sector, kj.BPUGroup, kj.Program, kj.cooperative.OfficerRole]
)
def test_the_name_of_somebody_in_the_place_of_a_choice_is_not_told(kind: type, name: str) -> None:
    with pytest.raises(kj.KopdesJamsosError) as refusal:
        choose(kind, name)
    assert refusal.value.value == kind.__name__
    assert name not in str(refusal.value)


@pytest.mark.parametrize("value", ["JPK", 7, None, object()])
def test_the_constructors_of_enumerations_raise_our_errors(value: Any) -> None:
    for kind in (kj.Program, kj.RiskClass, kj.Payer, kj.BPUGroup):
        with pytest.raises(kj.KopdesJamsosError):
            kind(value)
