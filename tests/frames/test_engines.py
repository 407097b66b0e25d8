"""Spark in local mode and Dask: the same call, the same columns."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from typing import Any

import pandas as pd
import polars as pl
import pytest
from tests.frames.backends import arrow_table, outputs, polars_frame
from tests.frames.populations import population

import kopdes_jamsos as kj
from kopdes_jamsos.frames import assess, assumed, bill, explain, kernel, refused

pytestmark = [
    pytest.mark.engines,
    # Both engines warn of what they will do about pandas and Arrow some day.
    pytest.mark.filterwarnings("default"),
]
ROWS = population(21, 5_000)


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    """A local session of two cores."""
    sql = pytest.importorskip("pyspark.sql", reason="PySpark is not installed: group engines")
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        pytest.skip("Spark needs Java 17 or newer")
    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = sql.SparkSession.builder.master("local[2]")
    for key, value in (
        ("spark.ui.enabled", "false"),
        ("spark.sql.shuffle.partitions", "4"),
        ("spark.driver.bindAddress", "127.0.0.1"),
        ("spark.driver.host", "127.0.0.1"),
    ):
        builder = builder.config(key, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()


def in_polars() -> Any:
    return outputs(assess(polars_frame(ROWS), month="month"))


def totals(frame: pl.DataFrame) -> list[tuple[Any, ...]]:
    return sorted(frame.select("segment", "payer", "rows", "refused", "total").rows(), key=str)


def wanted_totals() -> list[tuple[Any, ...]]:
    return totals(bill(polars_frame(ROWS), by=["segment", "payer"], month="month"))


def test_spark_gives_the_same_columns_lazily(spark: Any) -> None:
    frame = spark.createDataFrame(arrow_table(ROWS))
    found = assess(frame, month="month")

    assert type(found) is type(frame)
    assert outputs(found.toArrow()) == in_polars()
    assert refused(found) == refused(assess(polars_frame(ROWS), month="month"))
    assert assumed(found) == assumed(assess(polars_frame(ROWS), month="month"))
    assert explain(frame, {"id": 4}, month="month").month == kj.Month.of(ROWS[4]["month"])


def test_spark_totals_the_same(spark: Any) -> None:
    frame = spark.createDataFrame(arrow_table(ROWS))
    found = bill(frame, by=["segment", "payer"], month="month")

    assert totals(pl.DataFrame(found.toArrow())) == wanted_totals()


def test_spark_takes_the_kernel(spark: Any) -> None:
    from pyspark.sql.pandas.types import from_arrow_schema

    table = arrow_table(ROWS)
    owed = kernel(month="month")
    frame = spark.createDataFrame(table).repartition(3)
    found = frame.mapInArrow(owed.batches, from_arrow_schema(owed.schema(table.schema)))

    assert outputs(found.toArrow()) == in_polars()


@pytest.fixture
def dask_frame() -> Any:
    """The rows in three partitions."""
    dask = pytest.importorskip("dask.dataframe", reason="Dask is not installed: group engines")
    frame = arrow_table(ROWS).to_pandas(types_mapper=pd.ArrowDtype)
    return dask.from_pandas(frame, npartitions=3)


def test_dask_gives_the_same_columns_lazily(dask_frame: Any) -> None:
    found = assess(dask_frame, month="month")

    assert type(found) is type(dask_frame)
    assert outputs(found.compute()) == in_polars()
    assert refused(found) == refused(assess(polars_frame(ROWS), month="month"))
    assert assumed(found) == assumed(assess(polars_frame(ROWS), month="month"))
    assert explain(dask_frame, {"id": 4}, month="month").month == kj.Month.of(ROWS[4]["month"])
    with pytest.raises(kj.errors.FrameError):
        explain(dask_frame, 4, month="month")


def test_dask_totals_the_same(dask_frame: Any) -> None:
    found = bill(dask_frame, by=["segment", "payer"], month="month").compute()

    assert totals(pl.from_pandas(found)) == wanted_totals()
