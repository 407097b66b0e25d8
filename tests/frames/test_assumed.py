"""What is assumed where a column is missing: one warning for a call, and counts of rows."""

from __future__ import annotations

import datetime as dt
import warnings
from collections.abc import Callable
from typing import Any

import polars as pl
import pyarrow as pa
import pytest
from tests.fixed_law import LAW
from tests.frames.backends import MAKE, polars_frame
from tests.frames.populations import population

import kopdes_jamsos as kj
from kopdes_jamsos.frames import Kernel, Reason, assess, assumed, bill, explain, kernel, sql

MONTH = kj.Month(2026, 11)
RELIEF = kj.Month(2020, 10)  # of PP 49/2020
EVERYONE = {"segment": "PU", "risk_class": 1, "jkk": True, "jkm": True, "jht": True, "jp": True}
WORKERS = pl.DataFrame({"wage": [5_000_000, 6_000_000]})
AGED = WORKERS.with_columns(birth_date=pl.Series([dt.date(1990, 8, 17), None], dtype=pl.Date))


def told(call: Callable[[], Any]) -> list[str]:
    """What a call warns of, at the line that called."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        call()
    assert {each.category for each in caught} <= {kj.errors.AssumedFactWarning}
    assert {each.filename for each in caught} <= {__file__}
    return [str(each.message) for each in caught]


def read(work: Kernel) -> None:
    batch = pa.RecordBatch.from_pylist(WORKERS.to_dicts())
    assert sum(each.num_rows for each in work.batches(iter([batch] * 3))) == 6


HOW: dict[str, Any] = {"month": MONTH, "constants": EVERYONE, "law": LAW}
CALLS: dict[str, Callable[..., Any]] = {
    "assess": lambda **more: assess(WORKERS, **HOW, **more),
    "assess, lazy": lambda **more: assess(WORKERS.lazy(), **HOW, **more),
    "assess, Arrow": lambda **more: assess(WORKERS.to_arrow(), **HOW, **more),
    "assess, pandas": lambda **more: assess(WORKERS.to_pandas(), **HOW, **more),
    "bill": lambda **more: bill(WORKERS, by=["program"], **HOW, **more),
    "sql": lambda **more: sql("workers", {"wage": "bigint"}, **HOW, **more),
    "kernel": lambda **more: read(kernel(**HOW, **more)),
}


@pytest.mark.parametrize("call", CALLS)
def test_a_birth_date_that_is_in_no_column_is_told_once_for_a_call(call: str) -> None:
    assert told(CALLS[call]) == [
        "The frame has no column birth_date. No birth date was given; JP is priced as before "
        "pension age. [assumed-fact] Add the column; or say columns={'birth_date': None} to assume "
        "so."
    ]
    assert len(told(CALLS[call])) == 1  # again, also where the plan was kept
    assert told(lambda: CALLS[call](columns={"birth_date": None})) == []


@pytest.mark.parametrize(
    "constants", [{"jp": False}, {"past_pension_age": False}, {"segment": "BPU", "jp": False}]
)
def test_nothing_is_told_where_nothing_is_assumed(constants: dict[str, Any]) -> None:
    frame = WORKERS.with_columns(income=pl.col("wage"))
    how = {**EVERYONE, "group": "independent", "sector": "other", "funding": "self", **constants}
    assert told(lambda: assess(frame, month=MONTH, constants=how)) == []


def test_nothing_is_told_where_there_is_a_column_or_the_answer_names_it() -> None:
    assert told(lambda: assess(AGED, **HOW)) == []
    assert told(lambda: explain(WORKERS, 0, **HOW)) == []
    assert "jp-age-not-given" in explain(WORKERS, 0, **HOW).assumptions


def test_arrears_that_are_in_no_column_are_told_in_the_months_of_such_a_relief() -> None:
    (message,) = told(lambda: assess(AGED, month=RELIEF, constants=EVERYONE))
    assert message.startswith("The frame has no column settled. Taken to have settled JKK and JKM")
    later = AGED.with_columns(registered_on=pl.lit(dt.date(2020, 9, 10)))
    assert told(lambda: assess(later, month=RELIEF, constants=EVERYONE)) == []
    constants = {**EVERYONE, "settled": True}
    assert told(lambda: assess(AGED, month=RELIEF, constants=constants)) == []
    months = AGED.with_columns(month=pl.lit(RELIEF.first_day))
    assert told(lambda: assess(months, month="month", constants=EVERYONE)) == []


def test_a_warning_can_be_made_an_error() -> None:
    with pytest.raises(kj.errors.AssumedFactWarning) as error:
        assess(WORKERS, **HOW)
    assert error.value.code == "assumed-fact"


@pytest.mark.parametrize("engine", sorted(MAKE))
def test_the_rows_of_each_assumption_are_counted(engine: str) -> None:
    rows = population(7, 300)
    found = assess(polars_frame(rows), month="month", law=LAW)
    flags = [Reason(each) for each in found["flags"]]

    assert assumed(assess(MAKE[engine](rows), month="month", law=LAW)) == {
        "jp-age-not-given": sum(Reason.AGE_NOT_GIVEN in each for each in flags),
        "jp-after-pension-age": sum(Reason.PAST_PENSION_AGE in each for each in flags),
        "band-gap": sum(Reason.BAND_GAP in each for each in flags),
    }


def test_what_was_assumed_for_nobody_is_not_counted() -> None:
    assert assumed(assess(AGED, **HOW)) == {"jp-age-not-given": 1}
    assert assumed(assess(AGED[:1], **HOW)) == assumed(assess(AGED[:0], **HOW)) == {}
    with pytest.raises(kj.errors.FrameError):
        assumed(AGED)
