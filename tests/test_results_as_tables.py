"""Every result as a dataframe, CSV, XLSX and JSON records: the same rows in each of them."""

from __future__ import annotations

import csv
import datetime as dt
import json
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests.people import cooperative

import kopdes_jamsos as kj
from kopdes_jamsos.basis.files import worded
from kopdes_jamsos.basis.tables import stored
from kopdes_jamsos.wording.language import words

JULY = kj.Month(2025, 7)
ENGINES: Any = ["pandas", "polars", "pyarrow"]
TRADER = kj.BPUEnrolment(income=1_000_000, programs={kj.JKK, kj.JKM}, funding=kj.Funding.VILLAGE)
CLERK = kj.PUEnrolment(
    wage=6_000_000,
    programs={kj.JKK, kj.JKM, kj.JHT, kj.JP},
    risk_class=1,
    birth_date=dt.date(1990, 1, 1),
)
NAME = "Ani Contoh"
NIK = "3604994708909901"
KDMP = cooperative(
    employees=[kj.Employee(ref="=E-1", name="Cici", enrolments=[CLERK])],
    members=[
        kj.Member(ref="M-1", name=NAME, nik=kj.Nik(NIK), enrolments=[TRADER]),
        kj.Member(name="Budi"),
    ],
)
BILL = kj.bill(KDMP, JULY)
RESULTS: dict[str, kj.basis.Tabular] = {
    "Assessment": kj.assess(CLERK, JULY),
    "Bill": BILL,
}
each = pytest.mark.parametrize("result", RESULTS.values(), ids=RESULTS)


def columns_of(frame: Any) -> dict[str, list[Any]]:
    """The values of a frame of any engine, blanks as None and days as dates."""
    if hasattr(frame, "to_pydict"):
        return frame.to_pydict()  # type: ignore[no-any-return]  # PyArrow has no types
    if not hasattr(frame, "dtypes") or hasattr(frame, "to_dicts"):
        return frame.to_dict(as_series=False)  # type: ignore[no-any-return]
    return {
        name: [
            None if blank else value.date() if hasattr(value, "date") else value
            for value, blank in zip(frame[name].tolist(), frame[name].isna(), strict=True)
        ]
        for name in frame.columns
    }


def expected(table: kj.basis.Table) -> dict[str, list[Any]]:
    return {
        name: [stored(row[place]) for row in table.rows] for place, name in enumerate(table.names)
    }


@each
@pytest.mark.parametrize("engine", ENGINES)
def test_a_frame_holds_the_rows_in_columns_of_stable_types(
    result: kj.basis.Tabular, engine: Any
) -> None:
    frame = result.to_frame(engine)

    assert columns_of(frame) == expected(result.table())


@each
@pytest.mark.parametrize("language", ["id", "en"])
def test_csv_and_xlsx_hold_what_the_frame_holds(
    result: kj.basis.Tabular, language: str, tmp_path: Path
) -> None:
    table, known = result.table(), words(language)
    result.to_csv(tmp_path / "a.csv", language=language)
    result.write_xlsx(tmp_path / "a.xlsx", language=language)
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        headings, *lines = csv.reader(file)
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    heads, *rows = book.worksheets[0].iter_rows(values_only=True)

    assert tuple(headings) == heads
    assert len(set(headings)) == len(table.names)
    assert "" not in headings
    assert len(lines) == len(rows) == len(table.rows)
    for line, row, values in zip(lines, rows, table.rows, strict=True):
        wanted = [worded(value, known) for value in values]
        plain = [each.date() if isinstance(each, dt.datetime) else each for each in row]
        assert plain == [each if each != "" else None for each in wanted]
        assert [cell.removeprefix("'") for cell in line] == [
            "" if each is None else str(each) for each in wanted
        ]
        for value, cell in zip(values, plain, strict=True):
            if type(stored(value)) in (int, dt.date) and not isinstance(value, kj.Month):
                assert cell == stored(value)


@each
def test_records_are_json(result: kj.basis.Tabular, tmp_path: Path) -> None:
    result.write_json(tmp_path / "a.json")
    read = json.loads((tmp_path / "a.json").read_text("utf-8"))

    assert read == result.to_records()
    assert [list(each) for each in read] == [list(result.table().names)] * len(read)


@each
def test_no_table_tells_a_name_or_a_number_of_a_person(
    result: kj.basis.Tabular, tmp_path: Path
) -> None:
    result.to_csv(tmp_path / "a.csv")
    result.write_xlsx(tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    told = (tmp_path / "a.csv").read_text("utf-8-sig") + repr(result.to_records())
    told += repr([list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets])

    assert NAME not in told
    assert NIK not in told
    assert "Ani" not in repr(result.table())


# ---- a bill --------------------------------------------------------------------------------------


@pytest.mark.parametrize("engine", ENGINES)
def test_a_bill_has_a_row_for_everybody_and_sums_to_its_total(engine: Any) -> None:
    found = columns_of(BILL.to_frame(engine))
    sums = {
        name: sum(each or 0 for each in found[name]) for name in found if name[:2] in "jkjhjpto"
    }

    assert found["ref"] == ["=E-1", "M-1", None]
    assert found["person"] == [1, 2, 3]
    assert found["code"] == [None, None, "no-enrolment"]
    assert found["total"] == [554_400, 16_800, None]
    assert sums["total"] == BILL.total
    for payer, amount in BILL.by_payer.items():
        assert sums[f"total_{payer}"] == amount
        parts = [name for name in sums if name.endswith(f"_{payer}") and name[:5] != "total"]
        assert sum(sums[name] for name in parts) == amount
    for program, amount in BILL.by_program.items():
        own = [name for name in sums if name.startswith(f"{program.lower()}_")]
        assert sum(sums[name] for name in own) == amount


def test_the_amounts_of_a_bill_have_the_names_that_frames_give_them() -> None:
    from kopdes_jamsos.frames.rows import output_columns

    names = [name for name in BILL.table().names if "_" in name and name != "borne_by"]

    assert [*names, "total", "flags"] == list(output_columns())


# ---- what is asked wrongly -----------------------------------------------------------------------


@pytest.mark.parametrize("engine", ["panda", "", None, 7, []])
def test_another_engine_is_refused(engine: Any) -> None:
    with pytest.raises(kj.errors.UnknownChoiceError) as refused:
        BILL.to_frame(engine)

    assert refused.value.remedy == "Choose pandas, polars or pyarrow."


@pytest.mark.parametrize("engine", ENGINES)
def test_a_package_that_is_not_there_is_named(engine: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, engine, None)

    with pytest.raises(kj.errors.MissingPackageError) as refused:
        BILL.to_frame(engine)

    assert refused.value.remedy == f"Install {engine}."


@pytest.mark.parametrize("write", ["to_csv", "write_xlsx", "write_json"])
@pytest.mark.parametrize("path", ["a.txt", "a", 7, None])
def test_another_ending_is_refused(write: str, path: Any) -> None:
    with pytest.raises(kj.errors.InvalidFactError, match="ends in"):
        getattr(BILL, write)(path)


@pytest.mark.parametrize("write, name", [("to_csv", "a.csv"), ("write_xlsx", "a.xlsx")])
def test_another_language_is_refused(write: str, name: str, tmp_path: Path) -> None:
    with pytest.raises(kj.errors.UnknownChoiceError):
        getattr(BILL, write)(tmp_path / name, language="fr")

    assert not list(tmp_path.iterdir())


def test_a_table_alone_is_written_as_one_sheet(tmp_path: Path) -> None:
    BILL.table().write_xlsx(tmp_path / "a.xlsx", language="en")
    BILL.write_xlsx(tmp_path / "b.xlsx", language="en")
    alone, whole = (openpyxl.load_workbook(tmp_path / name) for name in ("a.xlsx", "b.xlsx"))

    assert alone.sheetnames == ["bill"]
    assert whole.sheetnames == ["bill", "about"]
    assert [cell.value for cell in whole["about"]["A"]][1] == (
        "Contribution bill for July 2025, KDMP Pejaten"
    )
    assert BILL.total in [cell.value for cell in whole["about"]["B"]]
