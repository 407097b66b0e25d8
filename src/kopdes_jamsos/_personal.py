"""What is personal, for redacted documents, reprs and errors: facts by name, and long numbers."""

from __future__ import annotations

import re

# Facts of people, and amounts from which a wage can be told.
PERSONAL = frozenset(
    {
        # people
        "name", "nik", "birth_date", "sex", "family_ties", "registered_on", "wage", "income",
        "wages", "bases",
        # events and families
        "accident", "amount", "children", "family", "transport", "medical_cost", "home_care",
        "home_care_months", "incapacity_months", "incapacity_days", "incapacity_spells",
        "wages_paid", "injuries", "left_handed", "prosthesis", "prosthesis_reference", "denture",
        "hearing_aid", "spectacles",
        "jht_balance", "withdrawals", "has_tax_number", "pension_in_payment",
        # cells of a roster
        "original", "repaired", "phone", "email", "address", "birth_place", "mother_name",
        "married", "blood_type",
        # outcomes
        "total", "at_once", "base", "full", "figures", "schedule", "monthly",
    }
)  # fmt: skip
# The number of a person or a card, with or without separators.
LONG_NUMBER = re.compile(r"\d(?:[ .\-_/]?\d){10,}")
_WORD = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def is_personal(kind: type) -> bool:
    """Whether the values of a kind are facts of people: `Sex` is the kind of the fact "sex"."""
    return fact_of(kind) in PERSONAL


def fact_of(kind: type) -> str:
    """The fact that is of a kind, by its name: "risk_class" of `RiskClass`."""
    return _WORD.sub("_", kind.__name__).lower()
