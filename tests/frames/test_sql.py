"""The computation as text of SQL, in DuckDB; names and types as databases have them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

import duckdb
import narwhals as nw
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from tests.frames.backends import arrow_table, outputs, polars_frame
from tests.frames.populations import COLUMNS, OUTPUTS, population

import kopdes_jamsos as kj
from kopdes_jamsos.frames import Reason, assess, bill, sql
from kopdes_jamsos.frames.engines import Job

MONTH = kj.Month(2026, 11)
EVERYONE = {"segment": "PU", "jht": True}
WAGES = {"wage": "bigint"}
TYPES: Mapping[str, str] = {
    "id": "bigint",
    **dict.fromkeys(COLUMNS, "boolean"),
    **dict.fromkeys(("segment", "group", "sector", "funding", "scale"), "varchar"),
    **dict.fromkeys(("wage", "income", "contract_value", "wages", "risk_class"), "bigint"),
    **dict.fromkeys(("birth_date", "registered_on", "month"), "date"),
}


def rows_of(text: str) -> Any:
    """The relation of a query."""
    return duckdb.sql(text)


def flags_of(relation: Any) -> list[Reason]:
    return [Reason(flag) for (flag,) in relation.project("flags").fetchall()]


@pytest.mark.parametrize("month", ["month", MONTH, kj.Month(2020, 9)])
def test_the_text_gives_what_the_frame_gets(month: Any) -> None:
    rows = population(41, 3_000)
    database = duckdb.connect()
    database.register("rows", arrow_table(rows))
    found = database.sql(sql("rows", TYPES, month=month))

    assert outputs(found) == outputs(assess(polars_frame(rows), month=month))
    assert found.columns == [*TYPES, *OUTPUTS]


def test_only_the_columns_that_are_named_come_first() -> None:
    database = duckdb.connect()
    database.execute("create table t as select 3_000_000::bigint as wage, 'kept out' as name")
    text = sql("t", WAGES, month=MONTH, constants=EVERYONE)

    assert database.sql(text).columns == ["wage", *OUTPUTS]


def test_any_name_is_quoted() -> None:
    names = ['a"b', "x; drop table t", "select", "it's", "{rows}", "titik.koma"]
    database = duckdb.connect()
    quoted = ", ".join('1 as "' + name.replace('"', '""') + '"' for name in names)
    database.execute('create schema "s""1"')
    database.execute(f'create table "s""1"."my ""table" as select {quoted}, 3::bigint as "ga`ji"')
    types = {**dict.fromkeys(names, "integer"), "ga`ji": "bigint"}
    how: dict[str, Any] = {"month": MONTH, "constants": EVERYONE, "columns": {"wage": "ga`ji"}}
    text = sql(['s"1', 'my "table'], types, **how)

    assert database.sql(text).columns[:7] == [*names, "ga`ji"]
    relation = database.sql('from "s""1"."my ""table"')
    assert assess(relation, **how).columns[:7] == [*names, "ga`ji"]
    spark = sql(['s"1', "my `table"], types, dialect="spark", **how)
    assert '`s"1`.`my ``table`' in spark
    assert "`ga``ji`" in spark


def test_spark_has_signs_of_its_own() -> None:
    text = sql("t", TYPES, month="month", dialect="spark")

    assert '"' not in text
    assert "//" not in text
    assert " div " in text
    assert "DATE '0001-01-01'" in text
    times = sql("t", {**TYPES, "month": "timestamp_ntz"}, month="month", dialect="spark")
    assert "CAST('9999-12-31 00:00:00' AS TIMESTAMP_NTZ)" in times


@pytest.mark.parametrize(
    "arguments",
    [
        {"dialect": "oracle"},
        {"dialect": None},
        {"dialect": ["spark"]},
        {"table": ""},
        {"table": []},
        {"table": [5]},
        {"table": None},
        {"table": "t\0"},
        {"types": {}},
        {"types": None},
        {"types": {"wage": 5}},
        {"types": {5: "bigint"}},
        {"types": {"wage": "bigint", "": "int"}},
        {"types": {"wage": "bigint", "Wage": "bigint"}},
        {"types": {"wage": "bigint", "Total": "bigint"}},
        {"types": {"wage": "bigint", "__JAMSOS_x": "bigint"}},
        {"types": {"wage": "decimal(18, 0)"}},
        {"types": {"wage": "bigint[]"}},
        {"types": {"wage": "ubigint"}},
        {"types": {"wage": "varchar"}},
        {"types": {"gaji": "bigint"}},
        {"types": {**WAGES, "birth_date": "timestamp with time zone"}},
        {"types": {**WAGES, "birth_date": "timestamp"}, "dialect": "spark"},
    ],
)
def test_a_table_that_does_not_fit_is_an_error(arguments: dict[str, Any]) -> None:
    given = {"table": "t", "types": WAGES, "month": MONTH, "constants": EVERYONE, **arguments}
    with pytest.raises(kj.errors.FrameError) as caught:
        sql(**given)

    assert caught.value.remedy


def test_a_name_that_a_relation_would_not_tell_from_ours_is_refused() -> None:
    relation = rows_of('select 3::bigint as wage, 5 as "TOTAL"')
    with pytest.raises(kj.errors.FrameError, match="already has"):
        assess(relation, month=MONTH, constants=EVERYONE)


def test_two_relations_are_each_computed_from_their_own_rows() -> None:
    found = [
        assess(rows_of(f"select {wage}::bigint as wage"), month=MONTH, constants=EVERYONE)
        for wage in (1_000_000, 2_000_000)
    ]

    assert [each.project("jht_worker").fetchall() for each in found] == [[(20_000,)], [(40_000,)]]


@pytest.mark.parametrize("unit", ["timestamp_s", "timestamp_ms", "timestamp", "timestamp_ns"])
def test_times_are_days_in_every_unit(unit: str) -> None:
    relation = rows_of(
        f"select 3_000_000::integer as wage, true as jp, '2025-07-09 12:00:00'::{unit} as month, "
        f"'1990-01-01 23:59:59'::{unit} as birth_date"
    )
    found = assess(relation, month="month", constants={"segment": "PU"})

    assert found.project("jp_worker").fetchall() == [(30_000,)]


def test_a_time_beyond_the_calendar_is_refused() -> None:
    relation = rows_of(
        "select 3_000_000::bigint as wage, unnest(['infinity'::timestamp, '-infinity', "
        "'0044-03-15 (BC) 12:00:00', '12000-01-01']) as month"
    )
    found = assess(relation, month="month", constants={"segment": "PU", "jht": True})

    assert set(flags_of(found)) == {Reason.REFUSED_MONTH}
    assert found.count("*").fetchall() == [(4,)]


def test_types_of_a_relation_are_read_as_they_are_written() -> None:
    relation = rows_of(
        "select 3_000_000::uinteger as wage, 'PU'::enum('PU', 'BPU') as segment, "
        "2::utinyint as risk_class, true as jkk, 1::hugeint as other"
    )

    assert assess(relation, month=MONTH).project("jkk_employer").fetchall() == [(16_200,)]
    # Of nulls only: some versions of DuckDB take them for whole numbers.
    text = sql("t", {**WAGES, "birth_date": '"NULL"'}, month=MONTH, constants=EVERYONE)
    wages = rows_of("select 3_000_000::bigint as wage, null as birth_date")
    found = wages.query("t", text)
    assert found.project("jht_worker").fetchall() == [(60_000,)]


def test_engines_without_a_way_of_their_own_take_expressions_of_narwhals() -> None:
    rows = population(42, 3_000)
    job = Job(month="month", law=kj.LAW, columns=None, constants=None)
    wanted = outputs(assess(polars_frame(rows), month="month"))

    for frame in (polars_frame(rows), polars_frame(rows).lazy(), arrow_table(rows)):
        assert outputs(nw.to_native(job._add_by_narwhals(nw.from_native(frame)))) == wanted


# ---- pandas and Arrow, by way of Polars ----------------------------------------------------------


def test_the_columns_of_a_pandas_frame_can_be_written_into_one_by_one() -> None:
    frame = pd.DataFrame({"wage": [3_000_000, 4_000_000, -1]})
    found = assess(frame, month=MONTH, constants=EVERYONE)
    before = found.copy()
    found.loc[0, "jkm_employer"] = 7
    found.loc[1, "total"] = pd.NA

    assert found["jkm_employer"].to_list() == [7, 0, pd.NA]
    assert found["total"].to_list() == [171_000, pd.NA, pd.NA]
    others = [name for name in found.columns if name not in ("jkm_employer", "total")]
    pd.testing.assert_frame_equal(found[others], before[others])


def test_a_pandas_frame_of_many_rows_is_filled_block_by_block() -> None:
    rows = 2**18 + 7
    frame = pl.DataFrame({"wage": range(rows)}).with_columns(
        wage=pl.when(pl.col("wage") % 1_000 == 999).then(-1).otherwise(pl.col("wage") * 100)
    )
    wanted = assess(frame, month=MONTH, constants=EVERYONE)

    found = assess(frame.to_pandas(), month=MONTH, constants=EVERYONE)
    assert pl.from_pandas(found).equals(wanted)
    assert found["total"].isna().sum() == rows // 1_000


def test_an_arrow_table_keeps_what_its_schema_says() -> None:
    schema = pa.schema([("wage", pa.int64())], metadata={"source": "payroll"})
    table = pa.table({"wage": [3_000_000]}, schema=schema)
    found = assess(table, month=MONTH, constants=EVERYONE)

    assert found.schema.metadata == {b"source": b"payroll"}
    assert found.schema.field("flags").type == pa.int32()


def test_only_categories_of_texts_are_texts() -> None:
    texts = pa.array(["PU", "BPU", None]).dictionary_encode()
    numbers = pa.array([1, 2, 3]).dictionary_encode()
    table = pa.table({"segment": texts, "wage": [3_000_000] * 3, "jht": [True] * 3})

    assert assess(table, month=MONTH)["total"].to_pylist() == [171_000, None, None]
    with pytest.raises(kj.errors.FrameError):
        assess(table.set_column(0, "segment", numbers), month=MONTH)


def test_a_column_that_nobody_asks_for_may_hold_anything() -> None:
    strange = pa.array([(1, 2, 3)], pa.month_day_nano_interval())
    table = pa.table({"wage": [3_000_000], "group": strange, "other": strange})

    assert assess(table, month=MONTH, constants=EVERYONE)["total"].to_pylist() == [171_000]


def test_a_column_of_nulls_has_every_type() -> None:
    frame = pl.DataFrame({"wage": [3_000_000], "birth_date": [None], "settled": [None]})
    wanted = assess(frame, month=MONTH, constants=EVERYONE)

    assert wanted["total"].to_list() == [171_000]
    for other in (frame.lazy(), frame.to_arrow(), frame.to_pandas()):
        found = nw.from_native(assess(other, month=MONTH, constants=EVERYONE)).lazy().collect()
        assert found["total"].to_list() == [171_000]


@pytest.mark.parametrize("rows", [0, 1, 2**14, 2**18])
def test_many_rows_and_none_get_the_same_columns(rows: int) -> None:
    frame = pl.DataFrame({"wage": [3_000_000]}).select(pl.col("wage").repeat_by(rows).explode())
    frame = frame.drop_nulls()
    found = assess(frame, month=MONTH, constants=EVERYONE)

    assert found.height == rows
    assert set(found["total"]) == ({171_000} if rows else set())
    assert found.schema["flags"] == pl.Int32


def test_dates_of_milliseconds_are_days() -> None:
    days = pa.array([dt.date(2025, 7, 1)], pa.date64())
    table = pa.table({"wage": [3_000_000], "month": days})

    found = assess(table, month="month", constants=EVERYONE)
    assert found["total"].to_pylist() == [171_000]


@pytest.mark.parametrize("engine", ["polars", "pandas", "pyarrow", "DuckDB"])
def test_where_nobody_owes_anything_a_refused_row_is_still_null(engine: str) -> None:
    frame = pl.DataFrame({"wage": [3_000_000, -1]})
    makers: dict[str, Callable[[], Any]] = {
        "polars": frame.clone,
        "pandas": frame.to_pandas,
        "pyarrow": frame.to_arrow,
        "DuckDB": lambda: rows_of("select unnest([3_000_000, -1])::bigint as wage"),
    }
    constants = {"segment": "PU", "jp": True, "past_pension_age": True}
    found = assess(makers[engine](), month=MONTH, constants=constants)
    table = nw.from_native(found).lazy().select("total", "jp_worker").collect()

    for name in ("total", "jp_worker"):
        first, second = table[name].to_list()
        assert first == 0
        assert second is None or pd.isna(second)
    totals = nw.from_native(
        bill(makers[engine](), by=["program"], month=MONTH, constants=constants)
    )
    assert set(totals.lazy().select("total").collect()["total"].to_list()) == {0}
