"""From one month to the next a contribution changes only where the law files say so.

The files are read here as plain TOML, so that the reader of the library is not its own witness.
"""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from tests.oracle import contributions as oracle
from tests.properties.helpers import amounts, in_its_month, pair

import kopdes_jamsos as kj
from kopdes_jamsos.testing import enrolments

FOLDER = Path(kj.__file__).parent / "law"
FILES: dict[str, dict[str, Any]] = {
    path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in FOLDER.glob("*.toml")
}
PROGRAMS = [kj.JKK, kj.JKM, kj.JHT, kj.JP, kj.JKP]
ROWS = {row["id"]: (program, row) for program in PROGRAMS for row in FILES[program.lower()]["levy"]}
FIRST, LAST = kj.Month(2015, 7), kj.Month(2027, 2)
MONTHS = [FIRST + step for step in range(LAST - FIRST + 1)]

# Fields of a levy that decide an amount, and the entry of its row that names their series. The
# limits of birth move every month, with those who grow older: they have a test of their own.
DECIDING = {
    "rate": "rate",
    "rate_by_risk_class": "rate",
    "amount": "amount",
    "ceiling": "ceiling",
    "bands": "bands",
    "slices": "slices",
    "deferrable": "deferrable",
}


def value_in(path: str, month: kj.Month) -> object:
    """The value that the file has for a month, as it is written there."""
    name, _, key = path.partition(".")
    holding = [
        row["value"]
        for row in FILES[name][key]["values"]
        if row["from"] <= str(month) <= row.get("until", "9999-12")
    ]
    return holding[-1] if holding else None


def reliefs_in(program: kj.Program, segment: str, month: kj.Month) -> dict[str, object]:
    return {
        name: value_in(f"relief.{name}", month)
        for name, table in FILES["relief"].items()
        if program in table["programs"]
        and segment in table["segments"]
        and value_in(f"relief.{name}", month) is not None
    }


def changes(row_id: str, month: kj.Month) -> set[str]:
    """Fields of a row in which a month differs from the one before, after the files."""
    program, row = ROWS[row_id]
    found = {
        entry
        for entry in set(DECIDING.values())
        if entry in row and value_in(row[entry], month) != value_in(row[entry], month - 1)
    }
    reliefs = [reliefs_in(program, row["segment"], each) for each in (month - 1, month)]
    return found | ({"reliefs"} if reliefs[0] != reliefs[1] else set())


def levies(month: kj.Month) -> dict[str, kj.law.Levy]:
    return {levy.id: levy for levy in kj.LAW.tariff(month)}


def differences(before: kj.law.Levy, after: kj.law.Levy) -> Iterator[str]:
    for field, entry in DECIDING.items():
        if plain(getattr(before, field)) != plain(getattr(after, field)):
            yield entry
    if [(relief.id, relief.share) for relief in before.reliefs] != [
        (relief.id, relief.share) for relief in after.reliefs
    ]:
        yield "reliefs"


def plain(value: object) -> object:
    return value.value if isinstance(value, kj.law.DatedValue) else value


@pytest.mark.parametrize("month", MONTHS[1:], ids=str)
def test_rows_differ_from_the_month_before_as_the_files_say(month: kj.Month) -> None:
    before, after = levies(month - 1), levies(month)
    expected = {row_id: changes(row_id, month) for row_id in before}

    assert {
        row_id: set(differences(before[row_id], after[row_id])) for row_id in before
    } == expected
    assert set(after) - set(before) == ({"jkp-pu"} if month == kj.Month(2021, 2) else set())
    assert set(before) <= set(after)


def test_the_files_change_in_the_months_that_the_articles_name() -> None:
    """Guards the test above: it would pass on files in which nothing ever changed."""
    changing = {
        str(month): {row_id for row_id in ROWS if changes(row_id, month)}
        for month in MONTHS[1:]
        if any(changes(row_id, month) for row_id in ROWS if row_id != "jkp-pu")
    }
    all_jkk_jkm = {row_id for row_id in ROWS if row_id[:3] in ("jkk", "jkm")}
    jp, bpu = {"jp-pu-employer", "jp-pu-worker"}, {"jkk-bpu", "jkm-bpu"}

    assert changing == {
        **{f"{year}-03": jp for year in range(2016, 2027)},
        "2020-08": all_jkk_jkm | jp,
        "2021-02": all_jkk_jkm | jp | {"jkp-pu"},
        "2025-02": {"jkk-pu"},
        "2026-02": {"jkk-pu"},
        "2026-01": bpu,
        "2026-04": bpu,
        "2027-01": bpu,
    }


@pytest.mark.parametrize("row_id", ["jp-pu-employer", "jp-pu-worker"])
def test_limits_of_birth_stand_still_for_a_year_after_each_step_of_pension_age(row_id: str) -> None:
    limits = [levies(month)[row_id].born_after for month in MONTHS]
    moved = {
        month
        for month, before, after in zip(MONTHS[1:], limits, limits[1:], strict=False)
        if before is not None and after is not None and before < after
    }
    steps = [kj.Month(year, 1) for year in (2019, 2022, 2025)]
    still = {step + after for step in steps for after in range(1, 13)}

    assert moved == set(MONTHS[1:]) - still


@given(in_its_month(enrolments))
def test_lines_differ_from_the_month_before_only_where_their_row_does(
    case: tuple[kj.Enrolment, kj.Month],
) -> None:
    enrolment, month = case[0], case[1] + 1
    if isinstance(enrolment, kj.PUEnrolment):  # age changes what is owed without any law
        enrolment = attrs.evolve(enrolment, birth_date=None)
    before, after = (amounts(kj.assess(enrolment, each)) for each in (month - 1, month))
    differ = {line for line in before if before[line] != after[line]}
    may_differ = {
        (str(program), str(levy.payer))
        for levy in kj.LAW.tariff(month)
        for program in [levy.program]
        if levy.segment is enrolment.segment and changes(levy.id, month)
    }

    assert before.keys() == after.keys()
    assert differ <= may_differ


def test_a_changed_row_does_change_what_is_owed() -> None:
    """The other side of the test above, at the months that the articles name."""
    worker = kj.PUEnrolment(
        wage=30_000_000,
        programs={kj.JKK, kj.JKM, kj.JHT, kj.JP},
        risk_class=1,
        labour_intensive=True,
    )
    trader = kj.BPUEnrolment(
        income=5_000_000,
        programs={kj.JKK, kj.JKM, kj.JHT},
        group="independent",
        sector="other",
        funding="self",
    )
    found = {
        pair(month): {
            program
            for enrolment in (worker, trader)
            for program in enrolment.programs
            if kj.assess(enrolment, month).of(program)
            != kj.assess(enrolment, month - 1).of(program)
        }
        for month in MONTHS[1:]
    }

    jkk_jkm = {kj.JKK, kj.JKM}
    assert {month: programs for month, programs in found.items() if programs} == {
        **{start: {kj.JP} for start in list(oracle.JP_CEILINGS)[1:]},
        (2020, 8): jkk_jkm,
        (2021, 2): jkk_jkm,
        (2025, 2): {kj.JKK},
        (2026, 2): {kj.JKK},
        (2026, 4): jkk_jkm,
        (2027, 1): jkk_jkm,
    }
