"""The compiled steps over each kind of frame: lazy stays lazy, and the same kind comes back.

Polars takes native expressions; pandas and Arrow go through Polars, Dask by partition; DuckDB and
Spark take SQL; whatever else narwhals knows takes its expressions.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from functools import wraps
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, ParamSpec, TypeAlias, TypeVar

import narwhals as nw
import polars as pl
from attrs import evolve, field, frozen

from kopdes_jamsos._checks import check_kind, is_a
from kopdes_jamsos._plain import as_text, items_of, pairs_of
from kopdes_jamsos.errors import FrameError, a_kind, refusing, show, told
from kopdes_jamsos.frames import in_arrow, in_polars, in_sql
from kopdes_jamsos.frames.compile import IDLE, Plan, compile_plan
from kopdes_jamsos.frames.expressions import expression, type_from
from kopdes_jamsos.frames.inputs import (
    NAMES,
    Inputs,
    Schema,
    columns_of,
    mapping_of,
    read_inputs,
)
from kopdes_jamsos.frames.rows import output_columns
from kopdes_jamsos.frames.terms import PREFIX
from kopdes_jamsos.frames.tree import ColumnType, Expr
from kopdes_jamsos.frames.unstated import unstated, warn_of
from kopdes_jamsos.law import LawBook
from kopdes_jamsos.months import Month, as_month, month_in

if TYPE_CHECKING:
    import pyarrow as pa

Frame: TypeAlias = "nw.DataFrame[Any] | nw.LazyFrame[Any]"
FrameT = TypeVar("FrameT")
P = ParamSpec("P")
T = TypeVar("T")


def guarded(call: Callable[P, T]) -> Callable[P, T]:
    """A function that works with an engine, so that whatever that raises becomes a FrameError."""

    @wraps(call)
    def run(*arguments: P.args, **named: P.kwargs) -> T:
        with refusing(_could_not, Exception, pl.exceptions.PanicException):
            return call(*arguments, **named)

    return run


def _could_not() -> FrameError:
    return FrameError(
        "The dataframe library could not do this.",
        remedy="Give each column one name and values of one type, as kj.frames describes them.",
    )


def wrap(frame: object) -> Frame:
    """A frame as narwhals sees it.

    Raises:
        FrameError: code `frame`: narwhals does not know it, or two columns have one name.
    """
    no_frame = FrameError(
        f"A {type(frame).__name__} is no dataframe.",
        remedy="Give a frame of pandas, polars, pyarrow, DuckDB, PySpark or Dask.",
    )
    with (
        # Whatever an object raises when it is asked what it is.
        refusing(lambda: no_frame, Exception),
        refusing(in_arrow.same_names, nw.exceptions.DuplicateError),
    ):
        return nw.from_native(frame)


def unwrapped(frame: Any) -> Any:
    """The frame of the engine, of one that narwhals wraps."""
    return frame.to_native() if isinstance(frame, nw.DataFrame | nw.LazyFrame) else frame


def is_dask(native: object) -> bool:
    """Whether a frame is one of Dask, which narwhals is about to leave to another package."""
    return nw.dependencies.is_dask_dataframe(native)


def is_pandas(native: object) -> bool:
    """Whether a frame is one of pandas."""
    return nw.dependencies.is_pandas_dataframe(native)


def _is_spark(native: object) -> bool:
    return nw.dependencies.is_pyspark_dataframe(native) or (
        nw.dependencies.is_pyspark_connect_dataframe(native)
    )


@guarded
def column_names(native: Any) -> list[str]:
    """Names of the columns of a frame, which stays as lazy as it is.

    Raises:
        FrameError: code `frame`.
    """
    if is_dask(native) or is_pandas(native):
        return list(native.columns)
    return wrap(native).collect_schema().names()


@guarded
def column_types(frame: Frame) -> dict[str, ColumnType | None]:
    """The types of the columns; None for one of nulls only, whose type nobody knows."""
    types: dict[str, Any] = {
        name: type_from(dtype) for name, dtype in frame.collect_schema().items()
    }
    if frame.implementation.is_pyarrow():
        # Arrow has no functions for views of texts: they are cast, as categories are.
        views = (each.name for each in frame.to_native().schema if str(each.type) == "string_view")
        types |= dict.fromkeys(views, ColumnType("Categorical"))
    if isinstance(frame, nw.DataFrame):
        for name in [name for name, kind in types.items() if kind.name == "Unknown"]:
            if frame[name].is_null().all():
                types[name] = None
    return types


def _constants(given: Any) -> dict[str, Any]:
    return mapping_of(given, "constants")


def _month(given: Any) -> Month | str:
    name = as_text(given)
    return as_month(given, "month") if name is None else name


@frozen(kw_only=True)
class Job:
    """What to compute for any frame: month, law and inputs; it can be pickled.

    Attributes:
        month: A month or its text, or the name of a column of dates.
        law: Book of law.
        columns: Our names with the frame's names, where they differ.
        constants: Our names with one value for all rows.
        quiet: Whether to say nothing of facts that are in no column.
    """

    month: Month | str = field(converter=_month)
    law: LawBook = field(validator=is_a(LawBook))
    columns: Mapping[str, str | None] = field(converter=columns_of)
    constants: Mapping[str, Any] = field(converter=_constants)
    quiet: bool = False

    def inputs(self, schema: Schema) -> Inputs:
        """Where each fact is in a frame of these columns.

        Raises:
            FrameError: code `frame`.
        """
        taken = [name for name in schema if name in output_columns() or name.startswith(PREFIX)]
        if taken:
            raise FrameError(
                f"The frame already has {', '.join(taken)}.",
                value=tuple(taken),
                remedy="Drop or rename these columns; they are ours to add.",
            )
        column = str(self.month) if self.month_of_all(schema) is None else None
        return read_inputs(schema, self.columns, self.constants, column)

    def month_of_all(self, names: Container[str]) -> Month | None:
        """The month of all rows; None where each row has its own, in a column.

        Raises:
            FrameError: code `frame`: a text that is neither a column nor a month, or both.
        """
        text = self.month
        if isinstance(text, Month):
            return text
        month = month_in(text)
        if (text in names) is (month is not None):
            both, and_ = ("both", "and") if month else ("neither", "nor")
            raise FrameError(
                f"{show(text)} is {both} a column of the frame {and_} a month.",
                value=text,
                remedy='Give kj.Month(2026, 11), its text "2026-11", or the name of a column of '
                "dates; rename a column that is named like a month.",
            )
        return month

    def plan(self, schema: Schema) -> Plan:
        """The steps for a frame of these columns.

        Raises:
            FrameError: code `frame`.
        """
        return self._compiled(self.inputs(schema))

    def _compiled(self, inputs: Inputs) -> Plan:
        month = self.month_of_all([theirs for name, theirs in inputs.columns if name == "month"])
        plan = compile_plan(inputs, self.law, month)
        plan.basis.warn()  # each time, also where the plan was kept
        if not self.quiet:
            for fact, convention in unstated(inputs, self.law, month):
                if fact not in self.columns:
                    warn_of(fact, convention)
        return plan

    def add_to(self, native: FrameT) -> FrameT:
        """The frame with the columns of the result.

        Raises:
            FrameError: code `frame`.
        """
        if isinstance(native, nw.DataFrame | nw.LazyFrame):
            return nw.from_native(self.add_to(native.to_native()))  # type: ignore[no-any-return]  # of the kind given
        return self._added(native)  # type: ignore[no-any-return]  # of the kind given

    @guarded
    def _added(self, native: Any) -> Any:
        if isinstance(native, pl.DataFrame):
            return native.hstack(in_polars.at_once(self._plan_of_polars(native), native))
        if isinstance(native, pl.LazyFrame):
            return in_polars.lazily(self._plan_of_polars(native), native)
        if nw.dependencies.is_pyarrow_table(native):
            plan, frame = self._of_arrow(native)
            return in_arrow.with_columns(native, in_polars.at_once(plan, frame))
        if is_pandas(native):
            return self._add_to_pandas(native)
        if is_dask(native):  # pragma: no cover - see test_engines
            told = evolve(self, quiet=True)
            return native.map_partitions(told.add_to, meta=self.add_to(native._meta))
        if nw.dependencies.is_duckdb_relation(native):
            return self._add_to_duckdb(native)
        if _is_spark(native):  # pragma: no cover - see test_engines
            return self._add_to_spark(native)
        return self._add_by_narwhals(wrap(native)).to_native()

    def _add_by_narwhals(self, frame: Any) -> Any:
        plan, names = self.plan(column_types(frame)), frame.collect_schema().names()
        for step in plan.steps:
            frame = frame.with_columns(*_expressions(step))
        renamed = (nw.col(source).alias(name) for name, source in plan.outputs)
        return frame.select(*names, *renamed)

    def idle(self, native: pl.LazyFrame) -> set[str]:
        """The amounts that nobody in a frame of Polars owes.

        Raises:
            FrameError: code `frame`.
        """
        outputs = evolve(self, quiet=True)._plan_of_polars(native).outputs
        return {name for name, source in outputs if source == IDLE}

    def _plan_of_polars(self, native: Any) -> Plan:
        return self.plan(in_polars.schema_of(native))

    def _of_arrow(self, table: pa.Table) -> tuple[Plan, pl.DataFrame]:
        """The steps for an Arrow table, and what they are taken on."""
        inputs = self.inputs(in_arrow.schema_of(table))
        names = dict.fromkeys(theirs for _, theirs in inputs.columns)
        return self._compiled(inputs), in_arrow.in_polars(table, names)

    def _add_to_pandas(self, native: Any) -> Any:
        import pandas as pd

        plan, frame = self._of_arrow(self.arrow_table(native))
        blocks = in_polars.blocks(plan, frame)
        found = in_arrow.pandas_of(blocks, plan.outputs, native.index)
        return pd.concat([native, found], axis=1)

    def arrow_table(self, native: Any, more: Iterable[str] = ()) -> pa.Table:
        """The columns of a pandas frame that are inputs, or in the way, as an Arrow table.

        Args:
            native: A pandas frame.
            more: Names of further columns.

        Raises:
            FrameError: code `frame`.
        """
        theirs = [name for name in self.columns.values() if name is not None]
        wanted = {*NAMES, *theirs, *output_columns(), *more, self.month}
        return _table_of(native, wanted)

    def _add_to_duckdb(self, native: Any) -> Any:
        dialect = in_sql.DIALECTS["duckdb"]
        types = dict(zip(native.columns, map(str, native.types), strict=True))
        plan = self.plan(in_sql.schema_of(types, dialect))
        # Steps of the relation: a query would need a name, which another relation could take away.
        for step in in_sql.step_texts(plan, dialect):
            native = native.project(f"*, {step}")
        return native.project(in_sql.selected(plan, types, dialect))

    def _add_to_spark(self, native: Any) -> Any:  # pragma: no cover - see test_engines
        """By one query, in which braces stand for the frame."""
        dialect, types = in_sql.DIALECTS["spark"], dict(native.dtypes)
        if len(types) < len(native.columns):
            raise in_arrow.same_names()
        plan = self.plan(in_sql.schema_of(types, dialect))
        text = in_sql.select_of(plan, types, "\0", dialect)
        text = text.replace("{", "{{").replace("}", "}}").replace("\0", "{rows}")
        return native.sparkSession.sql(text, rows=native)


def sql_of(job: Job, table: Any, types: Any, dialect: Any) -> str:
    """The SELECT of a job for a table.

    Args:
        job: What to compute.
        table: The parts of its name, or the one.
        types: Names and types of its columns.
        dialect: Whose SQL.

    Raises:
        FrameError: code `frame`.
    """
    written = in_sql.DIALECTS.get(as_text(dialect) or "")
    if written is None:
        shown, kept = told(dialect, "dialect", names=in_sql.DIALECTS, like="[a-z]+")
        raise FrameError(
            f"There is no SQL for {shown}.",
            value=kept,
            remedy=f"Give one of {', '.join(in_sql.DIALECTS)}.",
        )
    name = as_text(table)
    parts = [as_text(part) for part in items_of(table, _PARTS) or ()] if name is None else [name]
    given = {as_text(name): as_text(kind) for name, kind in (pairs_of(types) or {}).items()}
    known = {name: kind for name, kind in given.items() if name is not None and kind is not None}
    if not parts or None in parts or len(known) < len(given) or not known:
        raise FrameError(
            "SQL needs the name of a table, and names and types of its columns as texts.",
            remedy='Give such as "workers" and {"wage": "bigint"}.',
        )
    plan = job.plan(in_sql.schema_of(known, written))
    from_ = ".".join(written.name(part) for part in parts if part is not None)
    return in_sql.select_of(plan, known, from_, written)


_PARTS = 8  # of the name of a table: catalog, schema and table are three


@guarded
def _table_of(native: Any, wanted: set[Any]) -> pa.Table:
    return in_arrow.table_of(native, wanted)


def _expressions(step: Sequence[tuple[str, Expr]]) -> list[nw.Expr]:
    return [expression(tree, nw).alias(name) for name, tree in step]


@frozen
class Kernel:
    """The same columns for Arrow record batches, for engines that hand out such.

    Attributes:
        job: What to compute.

    Examples:
        >>> import pyarrow as pa
        >>> work = kj.frames.kernel(
        ...     month=kj.Month(2025, 7), constants={"segment": "PU", "jkm": True}
        ... )
        >>> work(pa.RecordBatch.from_pydict({"wage": [5_000_000]})).column("total").to_pylist()
        [15000]
    """

    job: Job

    def __call__(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """The batch with the columns of the result."""
        import pyarrow as pa

        check_kind(batch, pa.RecordBatch, "batch", "Give a pyarrow.RecordBatch.")
        table = self.job.add_to(pa.Table.from_batches([batch])).combine_chunks()
        columns = [
            column.chunk(0) if column.num_chunks else pa.array([], column.type)
            for column in table.columns
        ]
        return pa.RecordBatch.from_arrays(columns, schema=table.schema)

    def batches(self, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Each batch with the columns of the result, one after the other.

        Examples:
            >>> import pyarrow as pa
            >>> work = kj.frames.kernel(
            ...     month=kj.Month(2025, 7), constants={"segment": "PU", "jkm": True}
            ... )
            >>> batch = pa.RecordBatch.from_pydict({"wage": [5_000_000]})
            >>> [each.num_rows for each in work.batches(iter([batch, batch]))]
            [1, 1]
        """
        if not isinstance(batches, Iterable):
            raise FrameError(
                f"batches must be an iterator; got {a_kind(batches)}.",
                remedy="Give an iterator of record batches.",
            )
        told, each = Kernel(evolve(self.job, quiet=True)), iter(batches)
        return chain(map(self, islice(each, 1)), map(told, each))

    def schema(self, schema: pa.Schema) -> pa.Schema:
        """The schema of the result for a schema of batches.

        Examples:
            >>> import pyarrow as pa
            >>> work = kj.frames.kernel(
            ...     month=kj.Month(2025, 7), constants={"segment": "PU", "jkm": True}
            ... )
            >>> work.schema(pa.schema({"wage": pa.int64()})).field("total").type
            DataType(int64)
        """
        import pyarrow as pa

        check_kind(schema, pa.Schema, "schema", "Give a pyarrow.Schema.")
        return self(pa.RecordBatch.from_pylist([], schema=schema)).schema
