from __future__ import annotations

import pickle

import pytest

import kopdes_jamsos as kj
from kopdes_jamsos import errors

KINDS = sorted(
    (
        kind
        for kind in vars(errors).values()
        if isinstance(kind, type) and issubclass(kind, kj.KopdesJamsosError)
    ),
    key=lambda kind: kind.__name__,
)


def test_each_error_has_a_code_of_its_own_and_is_public() -> None:
    codes = [kind.code for kind in KINDS]
    assert len(set(codes)) == len(codes)
    assert errors.MissingFactError.code == "missing-fact"


@pytest.mark.parametrize("kind", KINDS)
def test_an_error_says_what_code_and_remedy_and_survives_pickling(
    kind: type[kj.KopdesJamsosError],
) -> None:
    error = kind("It is wrong.", value=3, remedy="Mend it.")
    assert str(error) == f"It is wrong. [{kind.code}] Mend it."
    copy = pickle.loads(pickle.dumps(error))
    assert (type(copy), str(copy), copy.value) == (kind, str(error), 3)


def test_the_warning_tree_has_one_root() -> None:
    assert issubclass(kj.errors.UnverifiedRuleWarning, kj.KopdesJamsosWarning)
    assert issubclass(kj.KopdesJamsosWarning, UserWarning)
    assert kj.errors.UnverifiedRuleWarning.code == "unverified-rule"
    assert kj.errors.AssumedFactWarning.code == "assumed-fact"
