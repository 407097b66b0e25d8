"""A law file that somebody has changed: it is read, or refused with our error, naming the place."""

from __future__ import annotations

import copy
import datetime as dt
import tomllib
from contextlib import ExitStack
from typing import Any

import pytest
from tests.fuzz.law_files import FILES, USES, put_in_place

import kopdes_jamsos as kj
from kopdes_jamsos.law import _files
from kopdes_jamsos.law.kinds import DueRule
from kopdes_jamsos.law.series_files import read_series

ROW: dict[str, Any] = {
    "from": "2020-01",
    "value": 6_800,
    "source": "PP 44/2015",
    "article": "Pasal 18",
    "known_since": dt.date(2020, 1, 1),
    "evidence": "text",
}
TABLE: dict[str, Any] = {"unit": "rupiah", "values": [ROW]}


def test_the_row_of_these_tests_is_right() -> None:
    assert read_series("toy.amount", TABLE).values[0].value == 6_800


@pytest.mark.parametrize(
    "key, value",
    [
        ("value", 6_800.5),
        ("value", 6_800.0),
        ("value", True),
        ("value", -1),
        ("value", "6800"),
        ("value", [6_800]),
        ("from", "2020-13"),
        ("from", 2020),
        ("from_day", 32),
        ("from_day", "1"),
        ("until", []),
        ("source", 44),
        ("article", None),
        ("known_since", "2020-01-01"),
        ("known_since", dt.datetime(2020, 1, 1, tzinfo=dt.UTC)),
        ("evidence", "guessed"),
        ("evidence", []),
        ("review_by", "2021"),
        ("note", 5),
    ],
)
def test_a_row_of_another_shape_is_refused(key: str, value: object) -> None:
    with pytest.raises(kj.errors.LawDataError, match=r"toy.amount is not as law.schema.json says"):
        read_series("toy.amount", {**TABLE, "values": [{**ROW, key: value}]})


@pytest.mark.parametrize("key", ROW)
def test_a_row_without_something_is_refused(key: str) -> None:
    row = {name: value for name, value in ROW.items() if name != key}
    with pytest.raises(kj.errors.LawDataError, match=r"^toy.amount "):
        read_series("toy.amount", {**TABLE, "values": [row]})


@pytest.mark.parametrize(
    "key, value",
    [
        ("unit", "percent"),
        ("unit", []),
        ("by", "colour"),
        ("by", "segment"),
        ("values", 5),
        ("values", [5]),
    ],
)
def test_a_table_of_another_shape_is_refused(key: str, value: object) -> None:
    with pytest.raises(kj.errors.LawDataError, match=r"^toy.amount "):
        read_series("toy.amount", {**TABLE, key: value})


DUE = {"day": 15, "months_later": 1, "holiday": "next"}


@pytest.mark.parametrize(
    "unit, value",
    [
        ("ppm", 1_000_001),
        ("ppm", 2_400.0),
        ("date", "2020-01-01"),
        ("date", dt.datetime(2020, 1, 1, tzinfo=dt.UTC)),
        ("bands", [{"from": 0.5, "base": 1}]),
        ("bands", [{"from": 0, "to": "x", "base": 1}]),
        ("bands", [{"from": 0}]),
        ("bands", 5),
        ("slices", [{"above": -1, "rate": 200}]),
        ("slices", [{"above": 0, "rate": 0.2}]),
        ("stretches", [{"months": 1.5, "rate": 200}]),
        ("due", {**DUE, "day": 0}),
        ("due", {**DUE, "day": 32}),
        ("due", {**DUE, "months_later": 13}),
        ("due", {**DUE, "holiday": "skip"}),
        ("due", {**DUE, "hour": 12}),
        ("due", 15),
        ("names", "abc"),
        ("names", ["a", 5]),
        ("periods", 12),
        ("periods", [2, 3.0]),
        ("programs", ["JKX"]),
        ("programs", "JKK"),
        ("rule", True),
    ],
)
def test_a_value_of_another_unit_is_refused(unit: str, value: object) -> None:
    table = {**TABLE, "unit": unit, "values": [{**ROW, "value": value}]}
    with pytest.raises(kj.errors.LawDataError, match=r"^toy.value "):
        read_series("toy.value", table)


def test_a_rule_without_a_number_holds_from_its_first_day() -> None:
    row = {name: value for name, value in ROW.items() if name != "value"}
    series = read_series("toy.rule", {"unit": "rule", "values": [row]})

    assert series.values[0].value is True


def test_values_of_these_units_are_read() -> None:
    def of(unit: str, value: object) -> Any:
        table = {**TABLE, "unit": unit, "values": [{**ROW, "value": value}]}
        return read_series("toy.value", table).values[0].value

    assert of("due", DUE) == DueRule(15, 1, "next")
    assert of("names", ["a", "b"]) == ("a", "b")
    assert of("periods", [2, 3]) == (2, 3)
    assert of("stretches", [{"rate": 200}])[0].months is None
    assert of("bands", [{"from": 0, "base": 1}])[0].upper is None


@pytest.mark.parametrize(
    "content",
    [
        b"\xff",
        b"rate = ",
        b"a = 1\na = 2",
        b"a = " + b"9" * 5_000,
        b"a = " + b"[" * 5_000,
        b"a = 2026-02-30",
    ],
)
def test_what_is_no_toml_is_refused(content: bytes) -> None:
    with pytest.raises(kj.errors.LawDataError, match=r"^jkm.toml is not"):
        _files.parse("jkm", content)


@pytest.mark.parametrize(
    "name, place, value, message",
    [
        ("jkk", ("levy",), None, "A tariff"),
        ("jkk", ("levy", 0, "segment"), "XY", "A tariff"),
        ("jkk", ("levy", 0, "rate"), ["jkk.rate_pu"], "A tariff"),
        ("jkk", ("levy", 0, "base"), "moon", "A row of the tariff"),
        ("jkk", ("levy", 0, "payer"), None, "A row of the tariff"),
        ("jp", ("levy", 0, "deferral"), "jkk.rate_pu", "A row of the tariff"),
        ("jkk", ("rate_pu", "unit"), "percent", "jkk.rate_pu"),
        ("relief", ("bpu_transport", "programs"), None, "relief.toml"),
        ("relief", ("bpu_transport", "when", "group"), ["nobody"], "relief.toml"),
        ("relief", ("bpu_transport", "when"), {"hobby": ["chess"]}, "relief.toml"),
        ("instruments", ("PP 44/2015", "title"), None, "instruments.toml"),
        ("conventions", ("names",), [5], "conventions.toml"),
        ("conventions", ("readings",), None, "conventions.toml"),
        ("version", ("law",), None, "version.toml"),
        ("disability", ("row", 0, "share"), "40 %", "disability.toml"),
        ("disability", ("table", 0, "evidence"), "guessed", "disability.toml"),
        ("disability", ("binocular", "better"), None, "disability.toml"),
        ("heirs", ("rank", 0, "id"), None, "heirs.toml"),
        ("heirs", ("table",), "Pasal 37", "heirs.toml"),
        ("risk_classes", ("entry", 0, "risk_class"), "lowest", "risk_classes.toml"),
    ],
)
def test_a_changed_file_of_another_shape_is_refused_by_name(
    name: str, place: tuple[Any, ...], value: object, message: str
) -> None:
    changed = copy.deepcopy(tomllib.loads(FILES[name].decode()))
    *way, last = place
    table: Any = changed
    for step in way:
        table = table[step]
    assert last in table or last == "deferral"
    if value is None:
        del table[last]
    else:
        table[last] = value
    found: list[str] = []
    with ExitStack() as stack:
        put_in_place(stack, name, changed)
        for use in USES:
            try:
                use(kj.LawBook())
            except kj.KopdesJamsosError as error:
                found.append(error.message)

    assert f"{message} is not as law.schema.json says." in found


def test_a_file_of_the_release_is_read_by_all_of_these() -> None:
    with ExitStack() as stack:
        put_in_place(stack, "jkk", _files.parse("jkk", FILES["jkk"]))
        for use in USES:
            use(kj.LawBook())
