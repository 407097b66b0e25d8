"""Two readers of rows, one answer; and nothing but our errors out of any engine."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Mapping
from typing import Any

import duckdb
import narwhals as nw
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.frames.backends import MAKE, arrow_table, outputs, polars_frame
from tests.frames.populations import Row, expected, random_row, spoil

import kopdes_jamsos as kj
from kopdes_jamsos import errors
from kopdes_jamsos.frames import Reason, assess, bill, explain, kernel, refused

MONTH = kj.Month(2026, 11)
EVERYONE = {"segment": "PU", "jht": True}
ONE = pl.DataFrame({"id": [7], "wage": [3_000_000]})

# ---- one answer ----------------------------------------------------------------------------------

# What refuses one enrolment for the reason that a flag names.
ERRORS: Mapping[Reason, tuple[type[kj.KopdesJamsosError], ...]] = {
    Reason.REFUSED_SEGMENT: (errors.FrameError,),
    Reason.REFUSED_MONTH: (
        errors.InvalidDateError,
        errors.BeforeDataError,
        errors.NotAnnouncedError,
        errors.NoRuleError,
    ),
    Reason.REFUSED_BASE: (errors.InvalidAmountError, errors.InvalidFactError),
    Reason.REFUSED_TOO_LARGE: (errors.FrameError,),
    Reason.REFUSED_RISK_CLASS: (errors.InvalidRiskClassError, errors.MissingFactError),
    Reason.REFUSED_PROGRAM: (
        errors.MissingFactError,
        errors.InvalidFactError,
        errors.ProgramNotOpenError,
    ),
    Reason.REFUSED_CHOICE: (errors.UnknownChoiceError, errors.InvalidFactError),
    Reason.REFUSED_FACT_MISSING: (errors.MissingFactError,),
    Reason.REFUSED_BIRTH_DATE: (errors.InvalidFactError,),
    Reason.REFUSED_REGISTRATION: (errors.InvalidFactError,),
    Reason.REFUSED_AGE: (errors.AgeLimitError,),
}
EXTREMES: Mapping[str, tuple[Any, ...]] = {
    **dict.fromkeys(
        ("wage", "income", "contract_value", "wages"), (2**63 - 1, -(2**63), 2**53, 10**12, None)
    ),
    **dict.fromkeys(("birth_date", "registered_on", "month"), (dt.date.min, dt.date.max, None)),
    "risk_class": (2**63 - 1, -(2**63), None),
    "segment": ("construction", "pu", "PU ", None),
}


@st.composite
def hostile_rows(draw: st.DrawFn) -> Row:
    """A row with up to three facts that are missing, nonsense or as large as can be."""
    chance = random.Random(draw(st.integers(0, 2**32)))
    row = random_row(chance)
    for _ in range(draw(st.integers(0, 3))):
        if chance.random() < 0.5 and row["month"] not in (None, dt.date.max):
            spoil(row, chance)
        else:
            name = chance.choice(sorted(EXTREMES))
            row[name] = chance.choice(EXTREMES[name])
    return row


def explained(frame: Any, number: int, **how: Any) -> kj.Assessment | kj.KopdesJamsosError:
    try:
        return explain(frame, {"id": number}, **how)
    except kj.KopdesJamsosError as error:
        return error


@pytest.mark.broad
@given(st.lists(hostile_rows(), min_size=1, max_size=5), st.sampled_from(sorted(MAKE)))
@settings(max_examples=25)
def test_explain_refuses_what_assess_refuses_for_the_same_reason(
    rows: list[Row], engine: str
) -> None:
    frame = MAKE[engine](rows)
    found = outputs(assess(frame, month="month"))
    for number, (flag, total) in enumerate(zip(found["flags"], found["total"], strict=True)):
        answer = explained(frame, number, month="month")
        if isinstance(answer, kj.Assessment):
            assert not Reason(flag).refused
            assert (answer.total, flag) == (total, expected(rows[number])["flags"])
        else:
            assert total is None
            assert any(isinstance(answer, ERRORS[reason]) for reason in Reason(flag))


@given(hostile_rows(), st.sampled_from(["polars", "pandas", "pyarrow"]))
@settings(max_examples=15)
def test_the_same_with_one_month_for_all(row: Row, engine: str) -> None:
    frame = MAKE[engine]([{**row, "month": None}])
    found = outputs(assess(frame, month=MONTH))
    answer = explained(frame, 0, month=MONTH)

    assert isinstance(answer, kj.Assessment) is not Reason(found["flags"][0]).refused
    assert getattr(answer, "total", None) == found["total"][0]


def test_a_segment_that_is_none_and_a_wage_beyond_measure_are_not_explained() -> None:
    frame = pl.DataFrame(
        {"id": [1, 2], "segment": ["pu", "PU"], "wage": [3_000_000, 2**63 - 1], "jht": [True] * 2}
    )
    flags = [Reason(flag) for flag in assess(frame, month=MONTH)["flags"]]

    assert flags[1] == Reason.REFUSED_TOO_LARGE
    assert Reason.REFUSED_SEGMENT in flags[0]
    for number, flag in zip((1, 2), flags, strict=True):
        answer = explained(frame, number, month=MONTH)
        assert isinstance(answer, errors.FrameError)
        assert answer.value == flag


# ---- days that no calendar has -------------------------------------------------------------------

SECONDS = {"s": 1, "ms": 10**3, "us": 10**6}
# Of the kind that some engine takes round the end of its numbers, into a year that there is.
TIMES = [
    *(2**63 - 1, -(2**63) + 1, 253_402_300_800, -62_135_596_801, 2**61, -(2**61)),
    *(24_855 * 86_400 + days * 2**32 * 86_400 for days in (1, -1)),
]


def with_times(unit: str, name: str, library: str) -> Any:
    largest = 2**63 - 1
    numbers = [max(-largest, min(largest, seconds * SECONDS[unit])) for seconds in TIMES]
    days = pa.array(numbers, pa.timestamp(unit))
    return in_library(days, name, library)


def in_library(days: pa.Array, name: str, library: str) -> Any:
    base = {"wage": [3_000_000] * len(days), "jp": [True] * len(days), "jht": [True] * len(days)}
    other = {"birth_date": "month", "month": "birth_date"}[name]
    known = pa.array([dt.date(2000, 1, 1) if other == "birth_date" else dt.date(2025, 7, 1)])
    table = pa.table({**base, name: days, other: pa.concat_arrays([known] * len(days))})
    makers: dict[str, Callable[[pa.Table], Any]] = {
        "pyarrow": lambda table: table,
        "polars": pl.from_arrow,
        "polars lazy": lambda table: pl.DataFrame(table).lazy(),
        "pandas": lambda table: table.to_pandas(types_mapper=pd.ArrowDtype),
    }
    return makers[library](table)


def flags_of(frame: Any) -> list[Reason]:
    found = nw.from_native(frame).lazy().select("flags").collect()
    return [Reason(flag) for flag in found["flags"].to_list()]


@pytest.mark.parametrize("library", ["polars", "polars lazy", "pyarrow", "pandas"])
@pytest.mark.parametrize("unit", ["s", "ms", "us"])
@pytest.mark.parametrize(
    "name, reason",
    [("month", Reason.REFUSED_MONTH), ("birth_date", Reason.REFUSED_BIRTH_DATE)],
)
def test_a_time_outside_the_calendar_is_refused_in_every_unit(
    library: str, unit: str, name: str, reason: Reason
) -> None:
    if library.startswith("polars") and unit == "s":
        return  # has no such unit
    frame = with_times(unit, name, library)
    constants = {"segment": "PU"}
    flags = flags_of(assess(frame, month="month", constants=constants))

    assert [flag for flag in flags if not flag.refused or reason not in flag] == []
    assert len(flags) == len(TIMES)
    if library != "polars lazy":
        with pytest.raises(kj.KopdesJamsosError):
            explain(frame, 0, month="month", constants=constants)


@pytest.mark.parametrize("library", ["polars", "polars lazy", "pyarrow", "pandas"])
@pytest.mark.parametrize(
    "name, reason",
    [("month", Reason.REFUSED_MONTH), ("birth_date", Reason.REFUSED_BIRTH_DATE)],
)
def test_a_day_outside_the_calendar_is_refused(library: str, name: str, reason: Reason) -> None:
    numbers = [2**31 - 1, -(2**31) + 1, 2_932_897, -719_163, 10**8]
    frame = in_library(pa.array(numbers, pa.date32()), name, library)
    flags = flags_of(assess(frame, month="month", constants={"segment": "PU"}))

    assert [flag for flag in flags if not flag.refused or reason not in flag] == []


def test_the_days_at_the_ends_of_the_calendar_are_read_alike() -> None:
    days = [dt.date.min, dt.date(2015, 6, 30), dt.date(2015, 7, 1), dt.date(9999, 12, 31)]
    rows = pl.DataFrame({"income": [10**6] * 4, "jkk": [True] * 4, "month": days})
    how: dict[str, Any] = {"month": "month", "constants": {"segment": "BPU"}}
    wanted = assess(rows, **how)["total"].to_list()

    assert [total is None for total in wanted] == [True, True, False, False]
    for unit in ("ms", "us"):
        times = rows.with_columns(pl.col("month").cast(pl.Datetime(unit)))
        assert assess(times, **how)["total"].to_list() == wanted
        assert [explained_total(times, number, how) for number in range(4)] == wanted


def explained_total(frame: Any, number: int, how: dict[str, Any]) -> int | None:
    try:
        return explain(frame, number, **how).total
    except kj.KopdesJamsosError:
        return None


def test_a_time_with_a_zone_is_refused_since_engines_read_other_days() -> None:
    frame = ONE.with_columns(month=pl.lit(dt.datetime(2026, 11, 1, tzinfo=dt.UTC)))
    with pytest.raises(errors.FrameError, match="without a time zone"):
        assess(frame, month="month", constants=EVERYONE)


# ---- foreign kinds of columns --------------------------------------------------------------------


def panda(**columns: Any) -> pd.DataFrame:
    return pd.DataFrame(columns)


STRANGE: dict[str, Callable[[], Any]] = {
    "more than 64 bits": lambda: panda(wage=[2**63]),
    "less than 64 bits": lambda: panda(wage=pd.Series([-(2**63) - 1], dtype=object)),
    "hundred digits": lambda: panda(wage=pd.Series([10**100, 1], dtype=object)),
    "sparse": lambda: panda(wage=pd.arrays.SparseArray([1, 0, 0])),
    "objects": lambda: panda(wage=[object()]),
    "arrays": lambda: panda(wage=[np.array([1]), np.array([2])]),
    "two of a name": lambda: pd.DataFrame([[1, 2]], columns=["wage", "wage"]),
    "two of a name in Arrow": lambda: pa.table([[1], [2]], names=["wage", "wage"]),
    "names of two levels": lambda: pd.DataFrame(
        [[1, 2]], columns=pd.MultiIndex.from_tuples([("wage", "a"), ("wage", "b")])
    ),
    "complex": lambda: panda(wage=[1j]),
    "periods": lambda: panda(wage=pd.period_range("2026-01", periods=1, freq="M")),
    "Polars objects": lambda: pl.DataFrame({"wage": pl.Series([object()], dtype=pl.Object)}),
    "lists": lambda: pl.DataFrame({"wage": [[1]]}),
    "structs": lambda: pl.DataFrame({"wage": [{"a": 1}]}),
    "decimals": lambda: pl.DataFrame({"wage": pl.Series([1], dtype=pl.Decimal(20, 0))}),
    "128 bits": lambda: pl.DataFrame({"wage": pl.Series([1], dtype=pl.Int128)}),
    "huge integers": lambda: duckdb.sql("select 1::hugeint as wage"),
    "binary": lambda: pa.table({"wage": [b"1"]}),
    "unions": lambda: pa.table(
        {"wage": pa.UnionArray.from_sparse(pa.array([0], pa.int8()), [pa.array([1])])}
    ),
    "series": lambda: pl.Series("wage", [1]),
    "array": lambda: np.array([1]),
    "dict": lambda: {"wage": [1]},
    "relation that fails": lambda: duckdb.sql("select 'x'::varchar as wage"),
}


@pytest.mark.parametrize("kind", STRANGE)
def test_a_strange_frame_is_refused_by_each_function(kind: str) -> None:
    frame = STRANGE[kind]()
    how: dict[str, Any] = {"month": MONTH, "constants": EVERYONE}
    for call in (
        lambda: assess(frame, **how),
        lambda: bill(frame, by=["program"], **how),
        lambda: explain(frame, 0, **how),
        lambda: explain(frame, {"wage": 1}, **how),
        lambda: refused(frame),
    ):
        with pytest.raises(kj.KopdesJamsosError) as caught:
            call()
        assert caught.value.__cause__ is caught.value.__context__ is None


def test_views_of_texts_are_texts() -> None:
    view = pa.array(["PU", "BPU", "?", None], pa.string_view())
    table = pa.table({"segment": view, "wage": [3_000_000] * 4, "jht": [True] * 4})
    plain = table.set_column(0, "segment", view.cast(pa.string()))
    found = assess(table, month=MONTH)

    assert found["flags"].equals(assess(plain, month=MONTH)["flags"])
    assert found["segment"].type == pa.string_view()
    batch = table.to_batches()[0]
    assert kernel(month=MONTH)(batch).column("total").to_pylist() == [171_000, None, None, None]


def test_a_frame_that_narwhals_wraps_comes_back_wrapped() -> None:
    how: dict[str, Any] = {"month": MONTH, "constants": EVERYONE}
    wrapped = nw.from_native(ONE)

    assert assess(wrapped, **how).to_native().equals(assess(ONE, **how))
    assert bill(wrapped, by=["payer"], **how).to_native().height == 3
    assert explain(wrapped, 0, **how).total == 171_000
    assert refused(assess(wrapped, **how)) == 0


# ---- arguments -----------------------------------------------------------------------------------


@pytest.mark.parametrize("by", [["rows"], ["refused"], ["id", "rows"], [["id"]], range(10**12)])
def test_totals_by_what_they_name_themselves_are_refused(by: Any) -> None:
    frame = ONE.with_columns(rows=pl.lit(1), refused=pl.lit(2))
    for each in (frame, frame.to_pandas(), frame.to_arrow(), frame.lazy()):
        with pytest.raises(errors.FrameError):
            bill(each, by=by, month=MONTH, constants=EVERYONE)


def test_columns_that_the_totals_name_are_kept_out_where_nobody_asks_for_them() -> None:
    frame = ONE.with_columns(rows=pl.lit(5), refused=pl.lit(6))
    found = bill(frame, by=["id"], month=MONTH, constants=EVERYONE)

    assert found.select("id", "rows", "refused").rows() == [(7, 1, 0)]


@pytest.mark.parametrize(
    "columns",
    [{"wage": ["a"]}, {"wage": 5}, {"wage": {}}, {5: "wage"}, {("a",): None}, [1], "wage"],
)
def test_columns_are_named_by_texts(columns: Any) -> None:
    with pytest.raises(errors.FrameError):
        assess(ONE, month=MONTH, columns=columns, constants=EVERYONE)


@pytest.mark.parametrize(
    "row",
    [
        *({"id": value} for value in ("text", [7], 2**70, None, object(), np.array([7, 7]), {})),
        *({7: "id"}, {None: 7}, 2**70, -1, 1, 0.0, "id", b"", [0], range(1), None),
    ],
    ids=range(18),
)
@pytest.mark.parametrize("engine", sorted(MAKE))
def test_a_row_that_cannot_be_found_is_refused(engine: str, row: Any) -> None:
    rows = [random_row(random.Random(1))]
    with pytest.raises(errors.FrameError) as caught:
        explain(MAKE[engine](rows), row, month=MONTH)

    assert caught.value.__cause__ is caught.value.__context__ is None


@pytest.mark.parametrize("junk", [None, 5, "batch", b"one", ONE, ONE.to_arrow(), object()])
def test_a_kernel_takes_record_batches_only(junk: Any) -> None:
    owed = kernel(month=MONTH, constants=EVERYONE)
    for call in (owed, owed.schema, lambda each: list(owed.batches(iter([each]))), owed.batches):
        with pytest.raises(kj.KopdesJamsosError):
            list(call(junk))


@pytest.mark.parametrize("flags", [["65536"], [65536.5], [None], [[1]], [b"1"]])
def test_flags_that_are_none_are_not_counted(flags: list[Any]) -> None:
    for frame in (pl.DataFrame({"flags": flags}), pd.DataFrame({"flags": flags})):
        with pytest.raises(errors.FrameError):
            refused(frame)


def test_what_an_engine_says_of_a_cell_goes_no_further() -> None:
    frame = pd.DataFrame({"wage": pd.Series([1, "3604991708909991"], dtype=object)})
    with pytest.raises(errors.FrameError) as caught:
        assess(frame, month=MONTH, constants=EVERYONE)

    assert "3604991708909991" not in repr(caught.value)
    assert caught.value.__cause__ is caught.value.__context__ is None


def test_an_interrupt_passes_through_an_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pl.LazyFrame, "collect", interrupt)
    with pytest.raises(KeyboardInterrupt):
        assess(ONE, month=MONTH, constants=EVERYONE)


def test_a_panic_of_an_engine_is_an_error_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    def panic(*_: object, **__: object) -> None:
        raise pl.exceptions.PanicException("in a cell")

    monkeypatch.setattr(pl.LazyFrame, "collect", panic)
    with pytest.raises(errors.FrameError):
        assess(ONE, month=MONTH, constants=EVERYONE)


def test_a_polars_frame_and_an_arrow_table_are_refused_alike() -> None:
    rows = [random_row(random.Random(number)) for number in range(300)]

    assert outputs(assess(polars_frame(rows), month="month")) == outputs(
        assess(arrow_table(rows), month="month")
    )
