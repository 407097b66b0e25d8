from __future__ import annotations

import pickle
from collections.abc import Callable
from typing import Any, cast

import pytest
from tests.people import cooperative

import kopdes_jamsos as kj
from kopdes_jamsos import errors
from kopdes_jamsos.choices import choose

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


@pytest.mark.parametrize(
    "call, message",
    [
        (lambda: kj.Month.parse("July"), "This text is no month."),
        (lambda: kj.bill(cooperative(), "July"), "month must be a Month; this text is none."),
        (lambda: kj.bill(cooperative(), cast("Any", 7)), "month must be a Month; got an int."),
        (lambda: choose(kj.Funding, "Ani Contoh"), "This text is no Funding."),
        (lambda: choose(kj.Funding, 5_000_000), "This number is no Funding."),
        (lambda: choose(kj.Funding, {"a": 1}), "This dict is no Funding."),
        (lambda: choose(kj.RiskClass, 7_654_321.5), "This number is no risk class."),
        (
            lambda: kj.bill(cooperative(), "2025-05").explain("Ani Contoh"),
            "This text is no language of ours.",
        ),
        (
            lambda: kj.benefits.family_statement(cast("Any", 1), "id"),
            "entitlement must be an Entitlement; got",
        ),
    ],
)
def test_a_message_tells_a_person_what_was_refused_and_repeats_nothing(
    call: Callable[[], object], message: str
) -> None:
    with pytest.raises(kj.KopdesJamsosError) as caught:
        call()
    assert caught.value.message.startswith(message)
    assert caught.value.value not in ("July", "Ani Contoh", 5_000_000, 7_654_321.5)
