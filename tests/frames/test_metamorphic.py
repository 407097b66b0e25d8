"""What must not matter to columns: how rows are cut and ordered, the file they were in, the day."""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from typing import Any

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.frames.backends import outputs, polars_frame
from tests.frames.populations import Row, differences, population
from tests.frames.test_equality import populations
from tests.properties.test_two_axes import DAYS

import kopdes_jamsos as kj

FEW = settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow])
BY = ["segment", "program", "payer"]
ROWS = population(31, 400)


def assessed(frame: Any) -> Any:
    """The columns that a frame gets."""
    return outputs(kj.frames.assess(frame, month="month"))


def parquet(frame: pl.DataFrame) -> pl.DataFrame:
    """Written as Parquet and read back."""
    file = io.BytesIO()
    frame.write_parquet(file)
    return pl.read_parquet(file.getvalue())


def csv(frame: pl.DataFrame) -> pl.DataFrame:
    """Written as CSV and read back with the kinds of its columns."""
    return pl.read_csv(frame.write_csv().encode(), schema=frame.schema)


def arrow_parquet(frame: pl.DataFrame) -> pa.Table:
    """Written and read by Arrow itself, in groups of few rows."""
    file = io.BytesIO()
    pq.write_table(frame.cast({"id": pl.Int64}).to_arrow(), file, row_group_size=7)
    return pq.read_table(io.BytesIO(file.getvalue()))


FILES: dict[str, Callable[[pl.DataFrame], Any]] = {
    "Parquet": parquet,
    "CSV": csv,
    "Parquet of Arrow": arrow_parquet,
}


@pytest.mark.parametrize("kind", FILES)
def test_rows_out_of_a_file_get_what_they_got_before(kind: str) -> None:
    frame = polars_frame([row for row in ROWS if row["segment"] != ""])  # CSV has no empty text

    assert assessed(FILES[kind](frame)) == assessed(frame)


@FEW
@given(populations(), st.sampled_from(sorted(FILES)))
def test_generated_rows_out_of_a_file_get_what_they_got_before(rows: list[Row], kind: str) -> None:
    frame = polars_frame(rows)

    assert assessed(FILES[kind](frame)) == assessed(frame)


def test_what_was_assessed_comes_out_of_a_file_as_it_was_and_can_be_explained() -> None:
    found = kj.frames.assess(polars_frame(ROWS), month="month")
    for read in (parquet(found), csv(found)):
        assert outputs(read) == outputs(found)
        assert kj.frames.refused(read) == kj.frames.refused(found) > 0
        number = found["total"].arg_max()
        assert number is not None
        told = kj.frames.explain(read, number, month="month")
        assert told.total == found["total"][number]


def totals(frame: pl.DataFrame) -> dict[tuple[Any, ...], tuple[int, ...]]:
    """Rows, refused ones and sums of a bill by its keys."""
    found = kj.frames.bill(frame, by=BY, month="month")
    return {
        tuple(row[name] for name in BY): (row["rows"], row["refused"], row["total"])
        for row in found.iter_rows(named=True)
    }


@pytest.mark.parametrize("count", [1, 3])
def test_the_bill_of_all_rows_is_the_sum_of_the_bills_of_their_parts_in_any_order(
    count: int,
) -> None:
    shuffled = list(ROWS)
    random.Random(count).shuffle(shuffled)
    parts = [shuffled[start::count] for start in range(count)]
    summed: dict[tuple[Any, ...], tuple[int, ...]] = {}
    for part in parts:
        for key, sums in totals(polars_frame(part)).items():
            before = summed.get(key, (0, 0, 0))
            summed[key] = tuple(one + other for one, other in zip(before, sums, strict=True))
    whole = polars_frame(ROWS)

    assert totals(whole) == summed == totals(polars_frame(shuffled))
    pieces = pl.concat(
        [kj.frames.assess(whole[place::count], month="month") for place in range(count)]
    )
    assert outputs(pieces) == assessed(whole)


@pytest.mark.parametrize("day", DAYS[::5], ids=str)
def test_columns_know_on_a_day_what_the_scalar_reader_knows(day: Any) -> None:
    law = kj.LAW.as_known(day)
    now = max(kj.Month.of(day), kj.Month(2015, 9))
    rows = population(day.toordinal(), 150, first=now - 2, last=now + 2)
    found = kj.frames.assess(polars_frame(rows), month="month", law=law)

    assert differences(rows, outputs(found), law=law) == []
