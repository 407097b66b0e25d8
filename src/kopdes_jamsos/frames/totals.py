"""What is asked of an assessed frame: totals by columns, refused rows, one row explained."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from functools import reduce
from operator import add, and_
from typing import Any, TypeVar

import narwhals as nw
import polars as pl
from attrs import evolve

from kopdes_jamsos._plain import as_int, as_text, items_of, pairs_of
from kopdes_jamsos.choices import choose
from kopdes_jamsos.contributions.assessment import Assessment, assess
from kopdes_jamsos.enrolment import ENROLMENTS, Enrolment
from kopdes_jamsos.errors import FrameError, MissingFactError, show
from kopdes_jamsos.frames.engines import (
    Frame,
    Job,
    column_names,
    column_types,
    guarded,
    is_dask,
    is_pandas,
    unwrapped,
    wrap,
)
from kopdes_jamsos.frames.expressions import expression
from kopdes_jamsos.frames.in_arrow import to_pandas
from kopdes_jamsos.frames.inputs import BASES, IN_COLUMNS, PAST, PROGRAMS, Inputs
from kopdes_jamsos.frames.reasons import ASSUMED, FIRST_REFUSAL, Reason
from kopdes_jamsos.frames.rows import PAYERS, amount_columns, output_columns
from kopdes_jamsos.law import LawBook
from kopdes_jamsos.months import Month, as_month
from kopdes_jamsos.programs import Program, Segment

FrameT = TypeVar("FrameT")
_LONG = ("program", "payer")
_COUNTS = ("rows", "refused")
_WHOLE = {f"{sign}Int{bits}" for sign in ("", "U") for bits in (8, 16, 32, 64)}


def count_refused(frame: object) -> int:
    """Number of refused rows of an assessed frame.

    Raises:
        FrameError: code `frame`.
    """
    flagged = _with_flags(frame)
    if is_dask(flagged):  # pragma: no cover - see test_engines
        return int((flagged["flags"] >= FIRST_REFUSAL).sum().compute())
    return _count(_checked(flagged))


def count_assumed(frame: object) -> dict[str, int]:
    """Number of rows of an assessed frame that each assumption decided.

    Raises:
        FrameError: code `frame`.
    """
    flagged = _with_flags(frame)
    if is_dask(flagged):  # pragma: no cover - see test_engines
        rows = dict(flagged["flags"].value_counts().compute())
    else:
        rows = _rows_by_flags(_checked(flagged))
    counts = {
        name: sum(count for flags, count in rows.items() if reason in Reason(flags))
        for reason, name in ASSUMED.items()
    }
    return {name: count for name, count in counts.items() if count}


def _with_flags(frame: Any) -> Any:
    frame = unwrapped(frame)
    if "flags" not in column_names(frame):
        raise FrameError(
            "The frame has no column flags.", remedy="Give a frame that frames.assess gave."
        )
    return frame


def _checked(frame: Any) -> Frame:
    """A frame whose flags are whole numbers."""
    wrapped = wrap(frame)
    kind = column_types(wrapped)["flags"]
    if kind is None or kind.name not in _WHOLE:
        raise FrameError(
            "The column flags holds no flags.", remedy="Give a frame that frames.assess gave."
        )
    return wrapped


@guarded
def _rows_by_flags(frame: Frame) -> dict[int, int]:
    """Number of rows by their flags, of which there are few."""
    counted = frame.group_by("flags").agg(nw.len().alias("rows"))
    return {flags or 0: int(rows) for flags, rows in counted.lazy().collect().iter_rows()}


@guarded
def _count(frame: Frame) -> int:
    counted = frame.with_columns(_REFUSED).select(nw.col("refused").sum())
    return int(counted.lazy().collect().item() or 0)


_REFUSED = (
    nw.when(nw.col("flags") >= FIRST_REFUSAL)
    .then(nw.lit(1, nw.Int64))
    .otherwise(nw.lit(0, nw.Int64))
    .alias("refused")
)


# ---- totals ------------------------------------------------------------------------------------


def total_by(job: Job, native: FrameT, by: Sequence[str]) -> FrameT:
    """Sums of an assessed frame by columns, by programme and by payer.

    Raises:
        FrameError: code `frame`.
    """
    if isinstance(native, nw.DataFrame | nw.LazyFrame):
        return nw.from_native(total_by(job, native.to_native(), by))  # type: ignore[no-any-return]  # of the kind given
    names = column_names(native)
    keys = _check_by(names, by)
    if is_dask(native):  # pragma: no cover - see test_engines
        return _total_dask(job, native, keys)  # type: ignore[no-any-return]  # of the kind given
    if is_pandas(native):
        table = total_by(job, job.arrow_table(native, keys), keys)
        return to_pandas(table)  # type: ignore[no-any-return]  # of the kind given
    if isinstance(native, pl.DataFrame):
        # Lazily inside: what is not summed is not computed.
        return _totals_at_once(job, native.lazy(), names, keys)  # type: ignore[no-any-return]  # of the kind given
    return _totals(wrap(job.add_to(native)), names, keys).to_native()  # type: ignore[no-any-return]  # of the kind given


@guarded
def _totals_at_once(job: Job, native: pl.LazyFrame, names: Sequence[str], by: Sequence[str]) -> Any:
    idle = job.idle(native)
    return _totals(wrap(job.add_to(native)), names, by, idle).to_native().collect()


@guarded
def _totals(
    assessed: Any, names: Sequence[str], by: Sequence[str], idle: Collection[str] = ()
) -> Any:
    columns = dict(item for found in amount_columns().values() for item in found)
    keys = [name for name in by if name in names]
    one = nw.lit(1, nw.Int64).alias("rows")
    frame = assessed.with_columns(_REFUSED, one)
    sums = [*_COUNTS, *(name for name in columns if name not in idle)]
    wanted = [nw.col(name).sum() for name in sums]
    found = frame.group_by(*keys).agg(*wanted) if keys else frame.select(*wanted)
    # Some engines widen a sum, and some have none for a group of nothing but nulls.
    whole = [nw.col(name).fill_null(0).cast(nw.Int64) for name in sums]
    zeros = [nw.lit(0, nw.Int64).alias(name) for name in columns if name in idle]
    found = found.select(*keys, *whole, *zeros)
    # Of a few sums by group, not of all rows.
    borne = {
        f"total_{payer}": [name for name, by_whom in columns.items() if by_whom is payer]
        for payer in PAYERS
    }
    found = found.with_columns(
        **{name: reduce(add, map(nw.col, of)) for name, of in borne.items()},
        total=reduce(add, map(nw.col, columns)),
    ).select(*keys, *_COUNTS, *output_columns()[:-1])
    long = [name for name in by if name not in keys]
    return _lengthen(found, keys, long) if long else found


def _total_dask(job: Job, native: Any, by: list[str]) -> Any:  # pragma: no cover - see test_engines
    """Totals of each partition, and then of those."""

    def of_partition(part: Any) -> Any:
        return total_by(job, part, by)

    parts = native.map_partitions(of_partition, meta=of_partition(native._meta))
    return parts.groupby(by, dropna=False).sum().reset_index()


def _check_by(names: Sequence[str], by: Any) -> list[str]:
    given = [as_text(name) for name in items_of(by, len(names) + len(_LONG)) or ()]
    found = [name for name in given if name is not None and (name in names or name in _LONG)]
    if not found or len(set(found)) < len(given):
        raise FrameError(
            f"Cannot total by {show(by)}.",
            value=by,
            remedy='Give a list of columns of the frame, "program" and "payer", each once.',
        )
    taken = [name for name in found if name in _COUNTS]
    if taken:
        raise FrameError(
            f"The totals have columns of their own named {' and '.join(_COUNTS)}.",
            value=tuple(taken),
            remedy="Rename the column of the frame.",
        )
    return found


def _lengthen(frame: Any, keys: list[str], long: list[str]) -> Any:
    """One row for each programme, payer or both, from columns for each."""
    groups: dict[tuple[str, ...], dict[str, None]] = {}
    for (program, _), columns in amount_columns().items():
        for name, payer in columns:
            facts = {"program": PROGRAMS[program].value, "payer": payer.value}
            groups.setdefault(tuple(facts[fact] for fact in long), {})[name] = None
    parts = [
        frame.select(
            *keys,
            *(nw.lit(text, nw.String).alias(name) for name, text in zip(long, texts, strict=True)),
            "rows",
            "refused",
            nw.sum_horizontal(*columns).alias("total"),
        )
        for texts, columns in groups.items()
    ]
    return nw.concat(parts)


# ---- one row -----------------------------------------------------------------------------------


def explain_row(job: Job, native: object, row: int | Mapping[str, Any]) -> Assessment:
    """Assess one row of a frame with its trace.

    Raises:
        FrameError: code `frame`: no such row, or more than one.
        KopdesJamsosError: whatever refuses the row.
    """
    keys = pairs_of(row) or {}
    job = evolve(job, quiet=True)  # the assessment names what was assumed
    native = unwrapped(native)
    if is_dask(native):  # pragma: no cover - see test_engines
        native = _narrowed(native, keys)
    if is_pandas(native):
        native = job.arrow_table(native, keys)
    frame = wrap(native)
    found = _pick(frame, row, keys)
    inputs = job.inputs(column_types(found))
    reason = Reason(_flags(job, found))
    if reason.refused:
        if Reason.REFUSED_SEGMENT not in reason:
            # In the words for one enrolment, if that is refused as well.
            with suppress(FrameError):
                _assess(_facts(inputs, found), job)
        raise FrameError(
            f"The row is refused: {reason.name}.",
            value=reason,
            remedy="See kj.frames.Reason, and correct the row.",
        )
    return _assess(_facts(inputs, found), job)


@guarded
def _flags(job: Job, found: nw.DataFrame[Any]) -> int:
    return int(job.add_to(found)["flags"].item())


def _assess(facts: Mapping[str, Any], job: Job) -> Assessment:
    month = Month.of(facts["month"]) if "month" in facts else as_month(job.month, "month")
    return assess(_enrolment(facts, month, job.law), month, law=job.law)


@guarded
def _pick(frame: Frame, row: Any, keys: Mapping[str, Any]) -> nw.DataFrame[Any]:
    """The one row, without the columns that `assess` adds."""
    names = frame.collect_schema().names()
    place = as_int(row)
    if keys and all(name in names for name in map(as_text, keys)):
        wanted = reduce(and_, (nw.col(name) == value for name, value in keys.items()))
        rows = frame.filter(wanted).head(2).lazy().collect()
    elif place is not None and isinstance(frame, nw.DataFrame):
        rows = frame[place : place + 1] if 0 <= place < len(frame) else frame[:0]
    else:
        raise FrameError(
            "This names no row.",
            value="row",
            remedy="Give values of columns that only this row has, such as {'id': 7}; or, for a "
            "frame that is not lazy, its position.",
        )
    if len(rows) != 1:
        raise FrameError(
            "More than one row has these values." if len(rows) else "No row has these values.",
            value="row",
            remedy="Give values that exactly one row has.",
        )
    outputs = output_columns()
    return rows.select(*(name for name in names if name not in outputs))


@guarded
def _facts(inputs: Inputs, found: nw.DataFrame[Any]) -> dict[str, Any]:
    """The facts of a row by our names; of those with a time only the day."""
    # Amounts are columns always, so that a row has one at least.
    wanted = found.select(
        **{name: expression(inputs.given(name), nw) for name, _ in inputs.columns}
    )
    return dict(inputs.constants) | wanted.rows(named=True)[0]


def _narrowed(native: Any, keys: Mapping[str, Any]) -> Any:  # pragma: no cover - see test_engines
    """The rows of a Dask frame with some values, as pandas."""
    if not keys or not set(keys) <= set(native.columns):
        return native._meta
    return native[reduce(and_, (native[name] == value for name, value in keys.items()))].compute()


def _enrolment(facts: Mapping[str, Any], month: Month, law: LawBook) -> Enrolment:
    segment = choose(Segment, facts["segment"])
    unknown = [name for name in PROGRAMS if name in facts and facts[name] is None]
    if unknown:
        raise MissingFactError(
            f"Whether the row is in {', '.join(unknown)} is not given.",
            value=tuple(unknown),
            remedy="Give true or false.",
        )
    programs = {program for name, program in PROGRAMS.items() if facts.get(name)}

    segment_facts = {name: facts[name] for name in IN_COLUMNS[segment] if name in facts}
    past = facts.get(PAST)
    if segment is Segment.PU and past is not None and Program.JP in programs:
        segment_facts["birth_date"] = _birth_date(month, law, past=past)
    for base in BASES[segment]:
        segment_facts.setdefault(base, None)
    return ENROLMENTS[segment](programs=programs, **segment_facts)


def _birth_date(month: Month, law: LawBook, *, past: bool) -> dt.date:
    """A birth date that is past pension age in a month, deferred or not; or one that is not."""
    levy: Any = law.levies(Program.JP, Segment.PU, month)[0]
    return levy.born_after_if_deferred if past else levy.born_after + dt.timedelta(days=1)  # type: ignore[no-any-return]  # a date of the row
