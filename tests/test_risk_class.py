"""Businesses by JKK risk class: found by whole names, and unknown rather than guessed."""

from collections import Counter
from typing import Any

import pytest

import kopdes_jamsos as kj
from kopdes_jamsos.law._files import read_file

ENTRIES = read_file("risk_classes")["entry"]
COUNTS = {"very_low": 23, "low": 25, "medium": 96, "high": 23, "very_high": 24}


def test_the_annex_is_complete_and_numbered_through() -> None:
    assert Counter(row["risk_class"] for row in ENTRIES) == COUNTS
    assert [(row["risk_class"], row["number"]) for row in ENTRIES] == [
        (name, number) for name, count in COUNTS.items() for number in range(1, count + 1)
    ]


@pytest.mark.parametrize(
    "business, risk_class",
    [
        ("koperasi", kj.RiskClass.VERY_LOW),
        ("koperasi simpan pinjam", kj.RiskClass.VERY_LOW),
        ("gerai sembako", kj.RiskClass.VERY_LOW),
        ("apotek", kj.RiskClass.VERY_LOW),
        ("klinik", kj.RiskClass.VERY_LOW),
        ("sawah", kj.RiskClass.LOW),
        ("cold storage ikan", kj.RiskClass.MEDIUM),
        ("penggilingan padi", kj.RiskClass.MEDIUM),
        ("gudang", kj.RiskClass.HIGH),
        ("penebangan kayu", kj.RiskClass.VERY_HIGH),
    ],
)
def test_a_business_has_the_class_of_its_entry(business: str, risk_class: kj.RiskClass) -> None:
    answer = kj.law.risk_class_for(business)

    assert answer.risk_class is risk_class
    assert {entry.risk_class for entry in answer.entries} == {risk_class}


def test_an_entry_says_where_it_stands() -> None:
    (entry,) = kj.law.risk_class_for("koperasi").entries

    assert entry.number == 8
    assert "koperasi" in entry.terms
    assert str(entry.citation) == "PP 82/2019 Lampiran I I-8"
    assert entry.evidence is kj.Evidence.REPORTED


@pytest.mark.parametrize("name", ["KOPERASI", "  koperasi ", "Koperasi"])
def test_case_and_spaces_do_not_matter(name: str) -> None:
    assert kj.law.risk_class_for(name) == kj.law.risk_class_for("koperasi")
    assert kj.law.risk_class_for("koperasi \n simpan\tpinjam").risk_class is kj.RiskClass.VERY_LOW


@pytest.mark.parametrize("name", ["bengkel", "bengkel motor", "bengkel mobil"])
def test_a_name_of_two_classes_gets_both_entries_and_no_class(name: str) -> None:
    answer = kj.law.risk_class_for(name)

    assert answer.risk_class is None
    assert [entry.risk_class for entry in answer.entries] == [
        kj.RiskClass.MEDIUM,
        kj.RiskClass.HIGH,
    ]
    assert kj.law.risk_class_for("bengkel mesin").risk_class is kj.RiskClass.HIGH


# The name of a good does not say whether it is made or sold.
@pytest.mark.parametrize("name", ["pupuk", "rokok", "es", "sabun", "tahu", "garam", "semen"])
def test_a_good_is_no_business(name: str) -> None:
    assert kj.law.risk_class_for(name).risk_class is None


@pytest.mark.parametrize("name", ["astronautika", "", " ", "koper", "koperasi dan sawah"])
def test_what_the_annex_does_not_name_is_unknown(name: str) -> None:
    answer = kj.law.risk_class_for(name)

    assert answer.risk_class is None
    assert answer.entries == ()


@pytest.mark.parametrize("junk", [None, 3, 3.5, True, b"koperasi", ["koperasi"], kj.Program])
def test_a_name_is_a_text(junk: Any) -> None:
    with pytest.raises(kj.errors.InvalidFactError, match=f"got a {type(junk).__name__}"):
        kj.law.risk_class_for(junk)


def test_every_entry_is_found_by_each_of_its_names() -> None:
    for row in ENTRIES:
        for name in row.get("terms", ()):
            found = kj.law.risk_class_for(name).entries
            assert (row["risk_class"], row["number"]) in {
                (entry.risk_class.name.lower(), entry.number) for entry in found
            }
            assert len(found) == len(set(found))


def test_only_the_known_names_are_ambiguous() -> None:
    names = {name for row in ENTRIES for name in row.get("terms", ())}

    unclear = {name for name in names if kj.law.risk_class_for(name).risk_class is None}
    assert unclear == {"bengkel", "bengkel motor", "bengkel mobil"}
