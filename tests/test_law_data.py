"""The law files: against their schema, against one another, and against the published figures.

A committed text shows a change of the data as a difference to read: `snapshots/law_values.txt`.
Another, `snapshots/law_versions.txt`, ties the version of the data to what they hold. If the change
is meant, write both anew with `python -m scripts accept-law`, read the difference, and name it in
the changelog under Rule changes.
"""

import copy
import datetime as dt
import json
import os
import re
import shutil
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from scripts import law_versions
from scripts.evidence_table import evidence_table
from tests import fixed_law

import kopdes_jamsos as kj
from kopdes_jamsos.enrolment import facts_of
from kopdes_jamsos.facts import plain
from kopdes_jamsos.law.kinds import Band, DueRule, Slice, Stretch

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "kopdes_jamsos"
SNAPSHOT = Path(__file__).parent / "snapshots" / "law_values.txt"
UPDATE = bool(os.environ.get("UPDATE_SNAPSHOTS"))

SCHEMA_FILE = SOURCE / "law" / "law.schema.json"
SCHEMA = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
FILES: dict[str, dict[str, Any]] = {
    path.stem: tomllib.loads(path.read_text(encoding="utf-8"))
    for path in sorted((SOURCE / "law").glob("*.toml"))
}
PROGRAMS = {program.value.lower(): program for program in kj.Program}
# Every table of dated values, by its path.
SERIES: dict[str, dict[str, Any]] = {
    f"{name}.{key}": table
    for name, data in FILES.items()
    for key, table in data.items()
    if isinstance(table, dict) and "values" in table
}
ROWS = [(path, row) for path, table in SERIES.items() for row in table["values"]]
INSTRUMENTS = FILES["instruments"]
# Files with one source for all their rows, and the tables of the files with several.
WHOLE = ("risk_classes", "risk_classes_2015")
SOURCES = [
    *ROWS,
    *((name, FILES[name]) for name in WHOLE),
    *((name, table) for name in ("disability", "heirs") for table in FILES[name]["table"]),
    *((path, further) for path, row in ROWS for further in row.get("confirmed_by", ())),
]

DAY = re.compile(r"\d{4}-\d\d-\d\d")

# --- the schema -------------------------------------------------------------------------------

# With the one kind in place of any of them, a validator stops at the first fault.
KINDS = {name: part for name, part in SCHEMA.items() if name != "anyOf"}
VALIDATORS = {
    kind: Draft202012Validator({**KINDS, "$ref": f"#/$defs/{kind}"}, format_checker=FormatChecker())
    for kind in SCHEMA["$defs"]
}


def as_json(value: Any) -> Any:
    """TOML as JSON: dates as ISO text, and what must not pass for something else as odd text.

    That is text which only looks like a date, and floats: to JSON Schema 2400.0 is an integer.
    """
    if isinstance(value, dict):
        return {key: as_json(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_json(item) for item in value]
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, float) or (isinstance(value, str) and DAY.fullmatch(value)):
        return f"<{type(value).__name__} {value}>"
    return value


def is_valid(name: str, data: dict[str, Any]) -> bool:
    """Whether the content of a law file has the shape of its kind."""
    kind = name if name in VALIDATORS else "programme"
    return bool(VALIDATORS[kind].is_valid(as_json(data)))


def changed(data: dict[str, Any], place: tuple[Any, ...], value: Any) -> dict[str, Any]:
    """A copy of a law file with another value at a place, or without it if the value is None."""
    data = copy.deepcopy(data)
    *way, last = place
    table: Any = data
    for step in way:
        table = table[step]
    if value is None:
        del table[last]
    else:
        table[last] = value
    return data


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("name", FILES)
def test_each_law_file_has_its_shape(name: str) -> None:
    assert is_valid(name, FILES[name])


@cache
def alone(name: str, table: str | None) -> dict[str, Any]:
    """The law file with no other table than this one, if it can be read without them."""
    data = FILES[name]
    part = {key: item for key, item in data.items() if key == table or type(item) is not dict}
    return part if is_valid(name, part) else data


REQUIRED = ("from", "value", "source", "article", "known_since", "evidence")
RATE = ("rate_pu", "values", 0)
CEILING = ("wage_ceiling", "values", 0)


@pytest.mark.parametrize(
    "name, place, value",
    [
        *(("jkm", (*RATE, key), None) for key in REQUIRED),
        ("jkm", (*RATE, "value"), 3_000.0),
        ("jkm", (*RATE, "value"), "0.30 %"),
        ("jkm", (*RATE, "value"), True),
        ("jkm", (*RATE, "value"), -1),
        ("jkm", (*RATE, "value"), 1_000_001),
        ("jkm", (*RATE, "value"), {"very_low": 3_000}),
        ("jkm", (*RATE, "from"), "2015-13"),
        ("jkm", (*RATE, "from"), "2015-7"),
        ("jkm", (*RATE, "from"), "2015-07-01"),
        ("jkm", (*RATE, "from"), dt.date(2015, 7, 1)),
        ("jkm", (*RATE, "until"), 201601),
        ("jkm", (*RATE, "known_since"), "2015-06-30"),
        ("jkm", (*RATE, "known_since"), dt.datetime(2015, 6, 30, tzinfo=dt.UTC)),
        ("jkm", (*RATE, "evidence"), "guessed"),
        ("jkm", (*RATE, "article"), ""),
        ("jkm", (*RATE, "note"), "x" * 301),
        ("jkm", ("rate_pu", "unit"), None),
        ("jkm", ("rate_pu", "unit"), "percent"),
        ("jkm", ("rate_pu", "unit"), "bands"),
        ("jkm", ("rate_pu", "by"), "risk_class"),
        ("jkm", ("rate_pu", "review"), "monthly"),
        ("jkm", ("rate_pu", "review"), "yearly"),
        ("jkm", ("rate_pu", "title_en"), "JKM rate"),
        ("jkm", ("rate_pu", "values"), []),
        ("jkm", ("amount_bpu", "values", 0, "value"), 6_800.0),
        ("jkm", ("construction_slices", "values", 0, "value", 1, "rate"), 200.0),
        ("jkm", ("due", "values", 0, "value", "PU", "holiday"), "skip"),
        ("jkm", ("due", "by"), None),
        ("jkk", ("rate_pu", "by"), None),
        ("jkk", ("rate_pu", "by"), "business_scale"),
        ("jkk", (*RATE, "value", "very_high"), None),
        ("jkk", (*RATE, "value", "very_low"), 2_400.0),
        ("jkk", (*RATE, "value", "extreme"), 2_400),
        ("jkk", ("levy",), None),
        ("jkk", ("levy", 0, "rate"), None),
        ("jkk", ("levy", 0, "amount"), "jkm.amount_bpu"),
        ("jkk", ("levy", 0, "until_age"), "jp.pension_age"),
        ("jkk", ("levy", 0, "segment"), "XY"),
        ("jkk", ("levy", 0, "payer"), "nobody"),
        ("jkk", ("levy", 0, "base"), "income"),
        ("jkk", ("levy", 1, "bands"), None),
        ("jkk", ("levy", 3, "slices"), None),
        ("jkp", ("levy", 0, "amount"), None),
        ("jkk", ("program",), "JKX"),
        ("jp", (*CEILING, "until"), None),
        ("jp", (*CEILING, "review_by"), None),
        ("jp", (*CEILING, "review_by"), "2016-02-28"),
        ("jp", ("pension_age", "values", 0, "value"), "56"),
        ("bands", ("income_bands", "values", 0, "value", 3, "base"), 1_600_000.0),
        ("bands", ("income_bands", "values", 0, "value", 3, "base"), None),
        ("relief", ("bpu_other", "unit"), "rupiah"),
        ("relief", ("bpu_other", "programs"), None),
        ("relief", ("bpu_other", "when", "sector"), ["fishing"]),
        ("relief", ("bpu_other", "when", "settled"), [1]),
        ("relief", ("bpu_other", "unless", "funding"), ["state", "state"]),
        ("relief", ("bpu_other", "unless", "hobby"), ["chess"]),
        ("relief", ("bpu_other", "readings", "village-funding-public", "otherwise"), None),
        ("obligations", ("capital_limit", "values", 0, "value", "micro"), None),
        ("obligations", ("programs_owed", "values", 0, "value", "large"), ["JKK", "BPJS"]),
        ("conventions", ("names", 0), "Band gap"),
        ("conventions", ("names", 0), "round-line"),
        ("conventions", ("readings",), None),
        ("conventions", ("readings", 0), "village-funding-public"),
        ("conventions", ("round-line",), {"rounding": "half_even"}),
        ("instruments", ("PP 44/2015", "promulgated"), "2015-06-30"),
        ("instruments", ("PP 44/2015", "evidence"), None),
        ("instruments", ("PP 44/2015", "url"), "pasal.id"),
        ("risk_classes", ("entry", 0, "risk_class"), "I"),
        ("risk_classes", ("entry", 0, "evidence"), None),
    ],
)
def test_a_spoilt_law_file_is_refused(name: str, place: tuple[Any, ...], value: Any) -> None:
    assert not is_valid(name, changed(alone(name, place[0]), place, value))


def tables(value: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Places of the tables of a law file; of a list only the last item, the others are alike."""
    if isinstance(value, dict):
        yield place
        for key, item in value.items():
            yield from tables(item, (*place, key))
    elif isinstance(value, list):
        yield from tables(value[-1], (*place, len(value) - 1))


@pytest.mark.broad
@pytest.mark.parametrize("name", FILES)
def test_no_table_takes_an_unknown_key(name: str) -> None:
    open_tables = [
        place
        for place in tables(FILES[name])
        if is_valid(name, changed(alone(name, place[0] if place else None), (*place, "unknown"), 1))
    ]

    assert open_tables == []


# --- dates ------------------------------------------------------------------------------------


def test_months_ascend_without_overlap() -> None:
    rows = {path: table["values"] for path, table in SERIES.items()}
    turned = [
        (path, row["from"])
        for path, listed in rows.items()
        for row in listed
        if row.get("until", row["from"]) < row["from"]
    ]
    overlapping = [
        (path, later["from"])
        for path, listed in rows.items()
        for earlier, later in pairwise(listed)
        if earlier.get("until", earlier["from"]) >= later["from"]
    ]

    assert turned == []
    assert overlapping == []


def test_what_is_set_every_year_says_until_when_and_leaves_no_gap() -> None:
    yearly = {path for path, table in SERIES.items() if table.get("review") == "yearly"}

    assert yearly == {
        "inflation.general",
        "jht.development_rate",
        "jp.maximum",
        "jp.minimum",
        "jp.wage_ceiling",
    }
    for path in yearly:
        rows = SERIES[path]["values"]
        assert all(f"{row['review_by']:%Y-%m}" == row["until"] for row in rows)
        assert all(
            kj.Month.parse(earlier["until"]) + 1 == kj.Month.parse(later["from"])
            for earlier, later in pairwise(rows)
        )


def test_nothing_is_known_before_its_source_was_promulgated() -> None:
    dated = [
        (path, row["known_since"], INSTRUMENTS[row["source"]]["promulgated"])
        for path, row in SOURCES
        if "promulgated" in INSTRUMENTS[row["source"]]
    ]

    assert len(dated) > len(SOURCES) / 2
    assert [item for item in dated if item[1] < item[2]] == []


# --- references -------------------------------------------------------------------------------


def test_every_source_is_an_instrument() -> None:
    cited = {row["source"] for _, row in SOURCES}

    assert cited - INSTRUMENTS.keys() == set()


def test_an_article_is_one_of_its_own_source() -> None:
    """A second text is a confirmation, with a day of its own; in brackets stands a legal basis."""
    kinds = {key.split()[0] for key in INSTRUMENTS if re.fullmatch(r"\S+ \S+/\d{4}", key)}
    other = re.compile(rf"\b({'|'.join(sorted(kinds))}) \d+/\d{{4}}")
    found = [
        (path, row["article"])
        for path, row in SOURCES
        if isinstance(row["article"], str)  # of heirs, one for each programme
        and other.search(re.sub(r"\(PP [^()]*(\([^()]*\)[^()]*)*\)", "", row["article"]))
    ]

    assert found == []


def test_further_texts_of_a_value_come_later_and_say_it_better() -> None:
    confirmed = [row for _, row in ROWS if "confirmed_by" in row]
    grades = list(kj.Evidence)

    assert len(confirmed) == 5
    for row in confirmed:
        days = [each["known_since"] for each in row["confirmed_by"]]
        best = min(grades.index(kj.Evidence(each["evidence"])) for each in row["confirmed_by"])
        assert sorted({row["known_since"], *days}) == [row["known_since"], *days]
        assert best < grades.index(kj.Evidence(row["evidence"]))


def test_instruments_agree_with_one_another() -> None:
    amends = {(key, old) for key, row in INSTRUMENTS.items() for old in row.get("amends", ())}
    amended = {(new, key) for key, row in INSTRUMENTS.items() for new in row.get("amended_by", ())}

    assert amends == amended != set()
    assert {key for pair in amends for key in pair} <= INSTRUMENTS.keys()
    assert all(INSTRUMENTS[new]["year"] >= INSTRUMENTS[old]["year"] for new, old in amends)
    for key, row in INSTRUMENTS.items():
        assert key.endswith(str(row["year"]))
        assert row.get("promulgated", dt.date(row["year"], 1, 1)).year == row["year"]
        assert row.get("promulgated", dt.date.min) <= row.get("in_force", dt.date.max)


REFERENCES = {
    "rate": "ppm",
    "deferrable": "ppm",
    "amount": "rupiah",
    "ceiling": "rupiah",
    "bands": "bands",
    "slices": "slices",
    "until_age": "years",
    "deferral": "years",
}


def test_levy_rows_name_series_of_the_right_unit() -> None:
    found = [
        (row["id"], key, SERIES[row[key]]["unit"], SERIES[row[key]].get("by"))
        for name in PROGRAMS
        for row in FILES[name]["levy"]
        for key in REFERENCES.keys() & row.keys()
    ]

    assert len(found) > len(PROGRAMS)
    assert [item for item in found if item[2] != REFERENCES[item[1]]] == []
    assert {item[0] for item in found if item[3]} == {"jkk-pu"}


def test_levy_rows_have_unique_names_and_stand_in_the_file_of_their_program() -> None:
    ids = [row["id"] for name in PROGRAMS for row in FILES[name]["levy"]]

    assert len(ids) == len(set(ids))
    for name, program in PROGRAMS.items():
        assert FILES[name]["program"] == program
        assert all(row["id"].startswith(f"{name}-") for row in FILES[name]["levy"])


def test_reliefs_name_conventions_that_there_are() -> None:
    reliefs = FILES["relief"].values()
    unstated = {name for row in reliefs for name in row.get("unstated", {}).values()}
    readings = {name for row in reliefs for name in row.get("readings", {})}
    otherwise = {its["otherwise"] for row in reliefs for its in row.get("readings", {}).values()}

    assert unstated == {"relief-settled"}
    assert otherwise == {"relief-group", "village-funding"}
    assert unstated | readings | otherwise <= set(FILES["conventions"]["names"])


def test_values_name_conventions_that_there_are() -> None:
    named = {row["assumes"] for _, row in ROWS if "assumes" in row}

    assert named == {"several-disabilities", "prepaid-year", "late-jht-shares"}
    assert named <= set(FILES["conventions"]["names"])


# --- figures ----------------------------------------------------------------------------------


def test_the_bands_join_and_each_base_is_the_middle_of_its_band() -> None:
    (row,) = SERIES["bands.income_bands"]["values"]
    bands = row["value"]
    starts = [band["from"] for band in bands]

    assert len(bands) == 33
    assert starts[0] == 0
    # Printed limits are full thousands; the gap of a thousand is the convention `band-gap`.
    assert [band.get("to") for band in bands] == [start - 1_000 for start in starts[1:]] + [None]
    # The open ends count as wide as the neighbour: 900,000 to 1,100,000, and 20.2 to 21.2 million.
    starts = [starts[1] - (starts[2] - starts[1]), *starts[1:], 2 * starts[-1] - starts[-2]]
    assert [2 * band["base"] for band in bands] == [sum(pair) for pair in pairwise(starts)]


# Growth of gross domestic product in the year before each March from 2016 on, in hundredths of a
# percent, as first released. Not from the law files: ceilings of 2016 and 2017 from the notices on
# krishand.com; 2018 to 2022 from goodstats.id, of which 2020 also stands in B/1328/022020 and 2022
# rests on the ceiling itself; then press on the statistics office: indorayanews.com (2023),
# suaraindonesia.co.id (2024), ktnmedia.com (2025), urbancity.co.id (2026).
GROWTH = (479, 502, 507, 517, 502, -207, 369, 531, 505, 503, 511)


def test_each_jp_ceiling_follows_from_the_one_before() -> None:
    # PP 45/2015 Pasal 29 ayat (2) and (3); cut down to the full 100 rupiah.
    rows = [
        row for row in SERIES["jp.wage_ceiling"]["values"] if row["known_since"] <= fixed_law.DAY
    ]
    chain = [7_000_000]
    for growth in GROWTH:
        chain.append(chain[-1] * (10_000 + growth) // 10_000 // 100 * 100)

    assert [row["value"] for row in rows] == [chain[0], *chain]  # 2016 began with the old one
    months = ["2015-07", "2016-01", *(f"{year}-03" for year in range(2016, 2027))]
    assert [row["from"] for row in rows] == months


@pytest.mark.parametrize(
    "month, ceiling",
    [
        ("2017-02", 7_335_300),
        ("2017-03", 7_703_500),
        ("2019-03", 8_512_400),
        ("2025-01", 10_042_300),
        ("2025-03", 10_547_400),
        ("2026-02", 10_547_400),
        ("2026-03", 11_086_300),
        ("2026-12", 11_086_300),
    ],
)
def test_jp_ceilings_are_the_published_ones(month: str, ceiling: int) -> None:
    assert kj.LAW.value("jp.wage_ceiling", kj.Month.parse(month)).value == ceiling


@pytest.mark.parametrize("path", [path for path in SERIES if path.endswith(".late_fine")])
def test_the_fine_is_two_percent_but_for_the_months_of_pp_49_2020(path: str) -> None:
    fines = [(row["from"], row["value"]) for row in SERIES[path]["values"]]

    assert fines == [("2015-07", 20_000), ("2020-08", 5_000), ("2021-02", 20_000)]


def test_the_jkp_split_adds_up_to_both_totals() -> None:
    # 0.46 % (PP 37/2021 Pasal 11 ayat (2)); 0.36 % since PP 6/2025.
    def total(month: kj.Month) -> int:
        shares = ("jkp.state_share", "jkp.jkk_share", "jkp.jkm_share")
        return sum(kj.LAW.value(path, month).value.ppm for path in shares)

    assert [total(kj.Month(2021, 2)), total(kj.Month(2025, 1))] == [4_600, 4_600]
    assert [total(kj.Month(2025, 2)), total(kj.Month(2026, 11))] == [3_600, 3_600]


# --- committed texts --------------------------------------------------------------------------


def show(value: Any, unit: str) -> str:
    """A value of the law for a reader."""
    if isinstance(value, Mapping):
        return "; ".join(f"{key.name.lower()} {show(item, unit)}" for key, item in value.items())
    if isinstance(value, frozenset):
        return ", ".join(program.value for program in kj.Program if program in value)
    if isinstance(value, DueRule):
        return f"day {value.day}, {value.months_later} month later, holiday {value.holiday}"
    if isinstance(value, tuple):
        return unit
    if value is True:
        return "holds"
    if isinstance(value, Band):
        upper = "and more" if value.upper is None else f"to {value.upper:,}"
        return f"{value.number}: {value.lower:,} {upper}: {value.base:,}"
    if isinstance(value, Stretch):
        return f"{value.months or 'further'} months: {value.rate}"
    if isinstance(value, Slice):
        return f"above {value.above:,}: {value.rate}"
    return f"{value:,} {unit}" if isinstance(value, int) else str(value)


def flat(row: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """The entries of a table, those of inner tables by the path to them."""
    for key, item in row.items():
        if isinstance(item, dict):
            yield from ((f"{key}.{inner}", each) for inner, each in flat(item))
        else:
            yield key, [str(each) for each in item] if isinstance(item, list) else item


def conditions_of_reliefs() -> str:
    """The facts on which a relief can depend, as the schema of the law files lists them."""
    facts = {
        fact.name: json.dumps([plain(option) for option in fact.options])
        for segment in kj.Segment
        for fact in facts_of(segment)
        if fact.options and fact.column
    }
    lines = (
        f'        "{name}": {{ "$ref": "#/$defs/set", "items": {{ "enum": {options} }} }}'
        for name, options in facts.items()
    )
    return ",\n".join(lines)


def test_the_schema_lists_the_programmes_and_the_facts_of_enrolments() -> None:
    program = json.dumps([each.value for each in kj.Program])
    wanted = {
        r'(?<="conditions": {\n).*?(?=\n    },)': CONDITIONS.format(conditions_of_reliefs()),
        r'(?<="program": { "enum": )\[[^]]*\]': program,
    }
    text = SCHEMA_FILE.read_text(encoding="utf-8")
    if UPDATE:
        for place, part in wanted.items():
            text = re.sub(place, part, text, flags=re.S)  # there is no backslash in it
        SCHEMA_FILE.write_text(text, encoding="utf-8", newline="\n")

    for place, part in wanted.items():
        assert re.findall(place, text, flags=re.S) == [part]


CONDITIONS = """\
      "description": "Facts of an enrolment with values: this list is made from its classes.",
      "type": "object",
      "minProperties": 1,
      "properties": {{
{}
      }},
      "additionalProperties": false"""


def law_values() -> Iterator[str]:
    """The tariff rows, the conditions of the reliefs, and every dated value."""
    conditions: Any = [row for name in PROGRAMS for row in FILES[name]["levy"]]
    conditions += [{"relief": name, **table} for name, table in FILES["relief"].items()]
    for row in conditions:
        yield " | ".join(
            f"{key} {', '.join(item) if isinstance(item, list) else item}"
            for key, item in flat(row)
            if key not in {"unit", "values"}
        )
    for path in kj.LAW.paths():
        series = kj.LAW.series(path)
        yield ""
        for value in series.values:
            fields = (
                path,
                f"from {value.since}",
                f"until {value.until}" if value.until else "",
                show(value.value, series.unit),
                "; ".join(
                    (
                        str(value.citation),
                        *(f"{it.citation} (since {it.known_since})" for it in value.confirmed_by),
                    )
                ),
                f"known since {value.known_since}",
                value.evidence,
            )
            yield " | ".join(str(item) for item in fields if item)
            if isinstance(value.value, tuple):
                yield from (f"    {show(item, series.unit)}" for item in value.value)


def test_the_values_of_the_law_are_as_committed() -> None:
    text = "".join(f"{line}\n" for line in law_values())
    if UPDATE:
        SNAPSHOT.write_text(text, encoding="utf-8", newline="\n")

    assert SNAPSHOT.exists(), "run: python -m scripts accept-law"
    assert text == SNAPSHOT.read_text(encoding="utf-8")


def test_the_version_of_the_law_data_grows_with_them() -> None:
    if UPDATE:
        law_versions.accept()

    assert law_versions.fault(*law_versions.current(), law_versions.recorded()) == ""


@pytest.mark.parametrize(
    "version, digest, words",
    [
        ("2026.11", "b", "version.toml still says 2026.11. Raise it"),
        ("2027.02", "b", "Version 2027.02 of the law data is new"),
        ("2026.10", "z", "older than the last one, 2026.11"),
        ("2026.11", "a", ""),
    ],
)
def test_a_version_that_was_not_raised_is_told(version: str, digest: str, words: str) -> None:
    found = law_versions.fault(version, digest, {"2026.10": "z", "2026.11": "a"})

    assert words in found
    assert bool(words) == bool(found)


@pytest.mark.parametrize(
    "old, new, counts",
    [
        ("value = 16_200_000", "value = 16_300_000", True),
        ("Pasal 18 ayat (1)", "Pasal 18 ayat (9)", True),
        ('evidence = "text"', 'evidence = "reported"', True),
        ("note = ", 'note = "Another remark." # ', False),
        ("# ", "# Another comment. ", False),
    ],
)
def test_what_counts_as_a_change_of_the_law_data(
    tmp_path: Path, old: str, new: str, counts: bool
) -> None:
    folder = tmp_path / "law"
    shutil.copytree(SOURCE / "law", folder)
    path = folder / "jkm.toml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")

    assert (law_versions.current(folder) != law_versions.current()) is counts


def test_the_evidence_table_has_the_grades_that_occur_and_totals() -> None:
    text, derived, official = kj.Evidence.TEXT, kj.Evidence.DERIVED, kj.Evidence.OFFICIAL

    assert evidence_table({"jkk": {text: 2}, "jp": {text: 10, derived: 1, official: 0}}) == (
        "| law file | text | derived |\n"
        "|---|--:|--:|\n"
        "| `jkk.toml` | 2 | 0 |\n"
        "| `jp.toml` | 10 | 1 |\n"
        "| all | 12 | 1 |"
    )
