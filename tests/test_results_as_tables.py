"""Every result as a dataframe, CSV, XLSX and JSON records: the same rows in each of them.

Which results there are is found by inspection: whatever public class is `Tabular` gives the results
that the examples of its docstring make, so a new one is tested as it comes.
"""

from __future__ import annotations

import ast
import csv
import datetime as dt
import doctest
import inspect
import json
import pickle
import sys
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import attrs
import openpyxl
import pytest
from scripts.reference_pages import EXAMPLES
from tests.people import cooperative

import kopdes_jamsos as kj
from kopdes_jamsos.basis import Table, Tabular
from kopdes_jamsos.basis.files import worded
from kopdes_jamsos.basis.tables import kind_of, stored
from kopdes_jamsos.wording.language import words

pytestmark = pytest.mark.filterwarnings("ignore::kopdes_jamsos.KopdesJamsosWarning")

JULY = kj.Month(2025, 7)
ENGINES: Any = ["pandas", "polars", "pyarrow"]
TRADER = kj.BPUEnrolment(income=1_000_000, programs={kj.JKK, kj.JKM}, funding=kj.Funding.VILLAGE)
CLERK = kj.PUEnrolment(
    wage=6_000_000,
    programs={kj.JKK, kj.JKM, kj.JHT, kj.JP},
    risk_class=1,
    birth_date=dt.date(1990, 1, 1),
)
UNSAID = kj.BPUEnrolment(income=1_000_000, programs={kj.JKK, kj.JKM})
HIGH = kj.PUEnrolment(wage=12_000_000, programs={kj.JP})
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


# ---- the results that there are ------------------------------------------------------------------


@cache
def kinds() -> dict[str, type[Tabular]]:
    """The public classes of results."""
    found: dict[str, type[Tabular]] = {}
    for place in kj.__all__:
        module = getattr(kj, place)
        if isinstance(module, ModuleType):
            for name in module.__all__:
                thing = getattr(module, name)
                if isinstance(thing, type) and issubclass(thing, Tabular):
                    found[name] = thing
    for mechanism in ("Explained", "Table", "Tabular"):
        del found[mechanism]
    return found


class Watched(ast.NodeTransformer):
    """Lets every call and attribute in an example hand over what it gave."""

    def visit_Call(self, node: ast.Call) -> ast.AST:
        return self._watch(node)

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        return self._watch(node)

    def _watch(self, node: ast.expr) -> ast.AST:
        self.generic_visit(node)
        seen = ast.Name("_seen", ast.Load())
        return ast.copy_location(ast.Call(seen, [node], []), node)


@cache
def results_of(kind: str) -> list[Tabular]:
    """The results of a class that the examples of its docstring make."""
    found: dict[int, Tabular] = {}

    def seen(value: Any) -> Any:
        if isinstance(value, kinds()[kind]):
            found[id(value)] = value
        return value

    names: dict[str, Any] = {"_seen": seen}
    exec(EXAMPLES, names)
    for example in doctest.DocTestParser().get_examples(inspect.getdoc(kinds()[kind]) or ""):
        tree = ast.fix_missing_locations(Watched().visit(ast.parse(example.source)))
        exec(compile(tree, kind, "exec"), names)
    return [*found.values(), *MORE.get(kind, [])]


def covers() -> kj.coverage.CooperativeCover:
    """A trader who paid once and lapsed, others of whom nothing was paid, one covered elsewhere."""
    lapsed = kj.Participation.paid_through(TRADER, since=kj.Month(2024, 1), months=2)
    village = kj.Supervisor(ref="S-1", role="ketua", elsewhere="village")
    people = attrs.evolve(KDMP, supervisors=[village])
    return kj.coverage.covered_on(people, dt.date(2025, 7, 20), {"M-1": [lapsed]})


def refunded() -> kj.contributions.Refund:
    """Months paid ahead beyond the end, without anything else."""
    ahead = kj.Payment(JULY, dt.date(2025, 7, 3), months=12)
    ended = dt.date(2025, 11, 20)
    part = kj.Participation(TRADER, joined=dt.date(2025, 7, 1), ended=ended, payments=[ahead])
    return kj.contributions.refund(part, law=kj.LAW.as_known(dt.date(2025, 12, 1)))


PLAN = kj.Scenario(
    population=[kj.Headcount(role="member", count=3, income=0)],
    policy=kj.Policy(start=JULY, months=2, programs={kj.JKK, kj.JKM}),
)
# Results with rows that the examples of the docstrings have not.
MORE: dict[str, list[Tabular]] = {
    "Bill": [BILL],
    "CooperativeCover": [covers()],
    "Reconciliation": [
        kj.benefits.reconcile(42_400_000, on=dt.date(2025, 7, 3), rest_up_to=400_000)
    ],
    "Refund": [refunded()],
    "Sweep": [
        kj.scenarios.sweep(PLAN, {"jkm.amount_bpu": [6_800, 7_000], "start": [JULY, JULY + 1]}),
        kj.scenarios.sweep(PLAN, {"programs": [{kj.JKK}, {kj.JKK, kj.JKM}]}),
        kj.scenarios.sweep(PLAN, {"shares": [{"state": kj.percent("100")}], "law": [kj.LAW]}),
    ],
}
NOVEMBER = kj.Month(2026, 11)
QUESTIONS: dict[str, list[Tabular]] = {
    "Sensitivity": [
        kj.questions.sensitivity(kj.questions.Contribution(enrolment=UNSAID, month=NOVEMBER))
    ],
    "Difference": [
        kj.questions.reconcile_contribution(
            210_948, kj.questions.Contribution(enrolment=HIGH, month=NOVEMBER)
        )
    ],
}
PLACES = ("program", "segment", "status", "covered", "since")
of_each_kind = pytest.mark.parametrize("kind", kinds())


def columns_of(frame: Any) -> dict[str, list[Any]]:
    """The values of a frame of any engine, blanks as None and days as dates."""
    if hasattr(frame, "to_pydict"):
        return dict(frame.to_pydict())
    if hasattr(frame, "to_dicts"):
        return dict(frame.to_dict(as_series=False))
    return {
        name: [
            None if blank else value.date() if hasattr(value, "date") else value
            for value, blank in zip(frame[name].tolist(), frame[name].isna(), strict=True)
        ]
        for name in frame.columns
    }


def expected(table: Table) -> dict[str, list[Any]]:
    return {
        name: [stored(row[place]) for row in table.rows] for place, name in enumerate(table.names)
    }


def sums_of(table: Table) -> dict[str, int]:
    """The sums of the columns of whole numbers."""
    return {
        name: sum(value or 0 for value in values)
        for name, values in expected(table).items()
        if all(value is None or type(value) is int for value in values)
    }


def test_every_result_is_a_table_and_shows_one_in_its_example() -> None:
    explained = {name for name, kind in kinds().items() if issubclass(kind, kj.basis.Explained)}

    assert {"Bill", "Budget", "Comparison", "LifeCourse", "PaymentPlan", "Sweep"} <= explained
    assert [kind for kind in kinds() if not results_of(kind)] == []


# ---- frames --------------------------------------------------------------------------------------


@of_each_kind
@pytest.mark.parametrize("engine", ENGINES)
def test_a_frame_holds_the_rows_of_the_table(kind: str, engine: Any) -> None:
    for result in results_of(kind):
        frame = result.to_frame(engine)

        assert columns_of(frame) == expected(result.table())
        assert types_of(frame) == [
            type_in(engine, *kind_of(column.holds)) for column in result.table().columns
        ]


def types_of(frame: Any) -> list[str]:
    """The types of the columns, as the engine calls them."""
    found = frame.schema.types if hasattr(frame, "to_pydict") else frame.dtypes
    return [str(each) for each in found]


def type_in(engine: str, kind: type, blank: bool) -> str:
    """What a column must be, whatever stands in it."""
    dated, whole = kind in (dt.date, kj.Month), issubclass(kind, int) or kind is kj.Rate
    place = 0 if dated else 1 if kind is bool else 2 if whole else 3
    if engine == "pandas" and blank:
        return ("datetime64[s]", "boolean", "Int64", "string")[place]
    return {
        "pandas": ("datetime64[s]", "bool", "int64", "string"),
        "polars": ("Date", "Boolean", "Int64", "String"),
        "pyarrow": ("date32[day]", "bool", "int64", "string"),
    }[engine][place]


# Figures of a result that are no sums of a column of that name: what was paid late meanwhile is in
# the column, most people of a month are no sum, a combination explains the whole total.
_NO_SUMS = {
    ("Arrears", "contribution"),
    ("Arrears", "fine"),
    ("Arrears", "total"),
    ("Reconciliation", "total"),
    ("Budget", "people"),
    ("Lateness", "months_late"),
    ("Sensitivity", "least"),
    ("Sensitivity", "most"),
}
# Columns that hold what a result has under another name.
_SUMS = {
    ("Arrears", "total"): "open",
    ("Comparison", "total"): "difference",
    ("Account", "contributions"): "paid_in",
}


@of_each_kind
def test_the_sums_of_the_columns_are_the_totals_of_the_result(kind: str) -> None:
    for result in results_of(kind):
        sums = sums_of(result.table())
        for name, column in sums.items():
            figure = getattr(result, name, None)
            if type(figure) is int and (kind, name) not in _NO_SUMS:
                assert column == figure, name
        for (owner, name), column_name in _SUMS.items():
            if owner == kind:
                assert sums[column_name] == getattr(result, name)
        if hasattr(result, "total") and (kind, "total") not in {*_NO_SUMS, *_SUMS}:
            assert sums.get("total", sums.get("amount")) == result.total


# ---- files ---------------------------------------------------------------------------------------


@of_each_kind
@pytest.mark.parametrize("language", ["id", "en"])
def test_csv_and_xlsx_hold_what_the_frame_holds(kind: str, language: str, tmp_path: Path) -> None:
    for result in results_of(kind):
        check_files(result, language, tmp_path)


def check_files(result: Tabular, language: str, folder: Path) -> None:
    table, known = result.table(), words(language)
    result.write_csv(folder / "a.csv", language=language)
    result.write_xlsx(folder / "a.xlsx", language=language)
    with (folder / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        headings, *lines = csv.reader(file)
    sheet = openpyxl.load_workbook(folder / "a.xlsx").worksheets[0]
    heads, *rows = sheet.iter_rows(values_only=True)

    assert tuple(headings) == heads
    assert len(set(headings)) == len(table.columns)
    assert "" not in headings
    assert len(lines) == len(rows) == len(table.rows)
    for line, row, values in zip(lines, rows, table.rows, strict=True):
        wanted = [worded(value, known) for value in values]
        plain = [cell.date() if isinstance(cell, dt.datetime) else cell for cell in row]
        assert plain == [cell or None if isinstance(cell, str) else cell for cell in wanted]
        assert [cell.removeprefix("'") for cell in line] == [
            "" if cell is None else str(cell) for cell in wanted
        ]
        for value, cell in zip(values, plain, strict=True):
            if isinstance(stored(value), int | dt.date) and not isinstance(value, kj.Month | bool):
                assert cell == stored(value)


@of_each_kind
def test_no_code_of_ours_stands_in_a_file(kind: str) -> None:
    raw = {"at-once", "death_sum", "not-yet", "no-enrolment", "cover-grace", "owed", "employer"}
    for result in results_of(kind):
        for row in result.table().rows:
            told = [worded(value, words("id")) for value in row if not isinstance(value, int)]
            assert not raw & {str(cell) for cell in told}


@of_each_kind
def test_records_are_json(kind: str, tmp_path: Path) -> None:
    for result in results_of(kind):
        result.write_json(tmp_path / "a.json")
        read = json.loads((tmp_path / "a.json").read_text("utf-8"))

        assert read == result.to_records()
        assert [tuple(each) for each in read] == [result.table().names] * len(read)
        assert pickle.loads(pickle.dumps(result.table())) == result.table()


@of_each_kind
def test_no_two_rows_of_a_table_with_sentences_look_alike(kind: str) -> None:
    """A sentence keeps only its code in records: what it is about stands beside it."""
    for result in [*results_of(kind), *QUESTIONS.get(kind, [])]:
        rows = [str(row) for row in result.to_records()]
        if any(kind_of(column.holds)[0] is kj.basis.Note for column in result.table().columns):
            assert len(set(rows)) == len(rows)


def test_a_row_of_an_influence_says_what_it_is_about() -> None:
    [found] = QUESTIONS["Sensitivity"]
    by_choice = {
        (row["influence"], row["subject"], row["choice"]): row["least"]
        for row in found.to_records()
    }

    # Half of 16,800 for group b, and for all groups in the other reading (PP 50/2025).
    assert by_choice["missing", "group", "independent"] == 8_400
    assert by_choice["missing", "group", "employer"] == 16_800
    assert by_choice["reading", "relief-as-practised", "true"] == 8_400


def test_a_row_of_a_mistake_says_what_it_is() -> None:
    # The ceiling of 2025 and the worker's part left out: 2 % of 10,547,400.
    [found] = QUESTIONS["Difference"]

    assert {"way": 1, "mistake": "month", "subject": None, "choice": "2026-02"} in (
        found.to_records()
    )
    told = [worded(cell, words("en")) for cell in found.table().rows[0]]
    assert told == [1, "the tariff of February 2026", None, "February 2026"]


@of_each_kind
def test_no_table_tells_who_a_person_is(kind: str) -> None:
    for result in results_of(kind):
        told = repr(result.to_records()) + repr(result.table())
        told += repr([worded(cell, words("id")) for row in result.table().rows for cell in row])

        assert NAME not in told
        assert not {"name", "nik", "birth_date", "phone"} & set(result.table().names)


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


def test_a_bill_in_a_file_names_people_by_their_reference_only(tmp_path: Path) -> None:
    BILL.write_csv(tmp_path / "a.csv")
    BILL.write_xlsx(tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    told = (tmp_path / "a.csv").read_text("utf-8-sig")
    told += repr([list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets])

    assert "M-1" in told
    assert NAME not in told
    assert NIK not in told
    check_files(BILL, "id", tmp_path)


def test_a_cover_has_a_row_for_everybody_and_each_gap() -> None:
    found = covers()
    rows = found.to_records()
    gaps = [(row["ref"], row["program"]) for row in rows if row["gap"]]

    assert {row["person"] for row in rows} == {1, 2, 3, 4}
    assert sorted(gaps, key=str) == sorted(
        ((gap.person.ref, gap.program.value) for gap in found.gaps), key=str
    )
    assert [row["status"] for row in rows if row["ref"] == "M-1"] == ["lapsed", "lapsed"]
    assert [row for row in rows if row["elsewhere"]] == [
        {"person": 1, "ref": "S-1", **dict.fromkeys(PLACES), "gap": False, "elsewhere": True}
    ]


def test_the_choices_of_a_variant_are_words_in_files_and_short_texts_in_frames() -> None:
    chosen: dict[str, Any] = {"shares": ["state", "self"], "programs": [{kj.JKK, kj.JKM}]}
    found = kj.scenarios.sweep(PLAN, chosen).table()
    first = [worded(value, words("id")) for value in found.rows[0][:2]]

    assert [row["shares"] for row in found.to_records()] == ["state 100 %", "self 100 %"]
    assert found.to_records()[0]["programs"] == "JKK, JKM"
    assert first == ["negara (APBN): 100%", "JKK, JKM"]


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


@pytest.mark.parametrize("write", ["write_csv", "write_xlsx", "write_json"])
@pytest.mark.parametrize("path", ["a.txt", "a", 7, None])
def test_another_ending_is_refused(write: str, path: Any) -> None:
    with pytest.raises(kj.errors.InvalidFactError, match="ends in"):
        getattr(BILL, write)(path)


@pytest.mark.parametrize("write, name", [("write_csv", "a.csv"), ("write_xlsx", "a.xlsx")])
def test_another_language_is_refused(write: str, name: str, tmp_path: Path) -> None:
    with pytest.raises(kj.errors.UnknownChoiceError):
        getattr(BILL, write)(tmp_path / name, language="fr")

    assert not list(tmp_path.iterdir())


def test_a_year_in_a_spreadsheet_is_no_amount(tmp_path: Path) -> None:
    [course, *_] = results_of("LifeCourse")
    course.write_xlsx(tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]

    assert [cell.number_format for cell in sheet[2]][:2] == ["0", "#,##0"]


def test_a_row_of_another_length_is_refused() -> None:
    for row in ((), (1,), (1, 2, 3)):
        with pytest.raises(kj.errors.InvalidFactError, match="another number of values"):
            Table(name="result", columns={"first": int, "last": int}, rows=[(1, 2), row])


def test_a_table_of_the_callers_own_is_called_as_the_caller_says(tmp_path: Path) -> None:
    table = Table(name="my plan", columns={"my column": int}, rows=[(7,)])
    table.write_csv(tmp_path / "a.csv")
    table.write_xlsx(tmp_path / "a.xlsx")

    assert (tmp_path / "a.csv").read_text("utf-8-sig").splitlines() == ["my column", "7"]
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames == ["my plan"]


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
