"""Businesses by JKK risk class: found by whole names, and unknown rather than guessed."""

from collections import Counter
from typing import Any

import pytest

import kopdes_jamsos as kj
from kopdes_jamsos.law._files import read_file

ENTRIES = read_file("risk_classes")["entry"]
ENTRIES_2015 = read_file("risk_classes_2015")["entry"]
COUNTS = {"very_low": 23, "low": 25, "medium": 96, "high": 23, "very_high": 24}
COUNTS_2015 = {"very_low": 23, "low": 27, "medium": 98, "high": 24, "very_high": 24}


@pytest.mark.parametrize(
    "entries, counts", [(ENTRIES, COUNTS), (ENTRIES_2015, COUNTS_2015)], ids=["2019", "2015"]
)
def test_the_annex_is_complete_and_numbered_through(
    entries: list[dict[str, Any]], counts: dict[str, int]
) -> None:
    assert Counter(row["risk_class"] for row in entries) == counts
    assert [(row["risk_class"], row["number"]) for row in entries] == [
        (name, number) for name, count in counts.items() for number in range(1, count + 1)
    ]


def test_the_list_of_2019_is_that_of_2015_without_its_doubles_and_with_athletes() -> None:
    """Lampiran I of PP 44/2015: six businesses stand twice, four of them in two classes."""
    new = [(row["risk_class"], row["business"]) for row in ENTRIES]
    doubles = {("low", 13), ("low", 20), ("medium", 75), ("medium", 88), ("medium", 94)}
    doubles.add(("high", 16))
    kept = [
        (row["risk_class"], row["business"])
        for row in ENTRIES_2015
        if (row["risk_class"], row["number"]) not in doubles
    ]

    assert (len(ENTRIES_2015), len(kept)) == (196, 190)
    assert kept == [pair for pair in new if pair != ("medium", "atlet")]


NOVEMBER_2019, DECEMBER_2019 = kj.Month(2019, 11), kj.Month(2019, 12)


@pytest.mark.parametrize(
    "business, numbers, since",
    [
        ("reparasi jam", ["I-22", "II-13"], kj.RiskClass.VERY_LOW),
        ("bioskop", ["I-23", "II-20"], kj.RiskClass.VERY_LOW),
        ("pabrik semen", ["III-72", "IV-16"], kj.RiskClass.MEDIUM),
        ("pengecoran besi", ["III-75", "IV-17"], kj.RiskClass.HIGH),
    ],
)
def test_a_business_in_two_classes_of_2015_is_asked_not_guessed(
    business: str, numbers: list[str], since: kj.RiskClass
) -> None:
    for month in (kj.Month(2015, 7), NOVEMBER_2019):
        answer = kj.law.risk_class_for(business, month=month)
        cited = [str(entry.citation) for entry in answer.entries]

        assert answer.risk_class is None
        assert cited == [f"PP 44/2015 Lampiran I {number}" for number in numbers]
        assert {entry.evidence for entry in answer.entries} == {kj.Evidence.TEXT}
    for new in (DECEMBER_2019, None):
        assert kj.law.risk_class_for(business, month=new).risk_class is since


def test_a_business_that_stands_twice_in_one_class_has_that_class() -> None:
    answer = kj.law.risk_class_for("pabrik gula", month=NOVEMBER_2019)

    assert answer.risk_class is kj.RiskClass.MEDIUM
    assert [entry.number for entry in answer.entries] == [19, 94]


def test_a_month_without_a_list_is_refused() -> None:
    with pytest.raises(kj.errors.BeforeDataError):
        kj.law.risk_class_for("koperasi", month=kj.Month(2015, 6))
    with pytest.raises(kj.errors.InvalidMonthError):
        kj.law.risk_class_for("koperasi", month="11/2019")


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
    with pytest.raises(kj.errors.InvalidFactError, match=rf"got an? {type(junk).__name__}\."):
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
