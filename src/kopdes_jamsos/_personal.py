"""Which facts are personal: the one table for redacted documents, reprs and errors."""

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
_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def is_personal(kind: type) -> bool:
    """Whether the values of a kind are facts of people: `Sex` is the kind of the fact "sex"."""
    return _CAPITAL.sub("_", kind.__name__).lower() in PERSONAL
