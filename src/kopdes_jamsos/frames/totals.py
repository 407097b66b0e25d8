"""What is asked of an assessed frame: totals by columns, refused rows, one row explained."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import reduce
from operator import and_
from typing import Any, TypeVar

import narwhals as nw

from kopdes_jamsos._integers import as_int
from kopdes_jamsos.contributions.assessment import Assessment, assess
from kopdes_jamsos.enrolment import ENROLMENTS, Enrolment
from kopdes_jamsos.errors import FrameError, MissingFactError, show
from kopdes_jamsos.frames.engines import (
    Frame,
    Job,
    column_names,
    column_types,
    is_dask,
    is_pandas,
    to_pandas,
    wrap,
)
from kopdes_jamsos.frames.inputs import BASES, IN_COLUMNS, PAST, PROGRAMS
from kopdes_jamsos.frames.reasons import FIRST_REFUSAL
from kopdes_jamsos.frames.rows import amount_columns, output_columns
from kopdes_jamsos.law import LawBook
from kopdes_jamsos.months import Month
from kopdes_jamsos.programs import Program, Segment, choose

FrameT = TypeVar("FrameT")
_LONG = ("program", "payer")


def count_refused(frame: object) -> int:
    """Number of refused rows of an assessed frame.

    Raises:
        FrameError: code `frame`.
    """
    if "flags" not in column_names(frame):
        raise FrameError(
            "The frame has no column flags.", remedy="Give a frame that frames.assess gave."
        )
    if is_dask(frame):  # pragma: no cover - see test_engines
        return int((frame["flags"] >= FIRST_REFUSAL).sum().compute())  # type: ignore[index]  # a Dask frame
    counted = wrap(frame).with_columns(_REFUSED).select(nw.col("refused").sum())
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
    names = column_names(native)
    _check_by(names, by)
    if is_dask(native):  # pragma: no cover - see test_engines
        return _total_dask(job, native, list(by))  # type: ignore[no-any-return]  # of the kind given
    if is_pandas(native):
        table = total_by(job, job.arrow_table(native, by), by)
        return to_pandas(table)  # type: ignore[no-any-return]  # of the kind given
    sums = ("rows", "refused", *output_columns()[:-1])
    keys = [name for name in by if name in names]
    one = nw.lit(1, nw.Int64).alias("rows")
    frame: Any = wrap(job.add_to(native)).with_columns(_REFUSED, one)
    wanted = [nw.col(name).sum() for name in sums]
    found = frame.group_by(*keys).agg(*wanted) if keys else frame.select(*wanted)
    # Some engines widen a sum, and some have none for a group of nothing but nulls.
    found = found.select(*keys, *(nw.col(name).fill_null(0).cast(nw.Int64) for name in sums))
    long = [name for name in by if name not in keys]
    return (_lengthen(found, keys, long) if long else found).to_native()  # type: ignore[no-any-return]  # of the kind given


def _total_dask(job: Job, native: Any, by: list[str]) -> Any:  # pragma: no cover - see test_engines
    """Totals of each partition, and then of those."""

    def of_partition(part: Any) -> Any:
        return total_by(job, part, by)

    parts = native.map_partitions(of_partition, meta=of_partition(native._meta))
    return parts.groupby(by, dropna=False).sum().reset_index()


def _check_by(names: Sequence[str], by: Any) -> None:
    listed = isinstance(by, Sequence) and all(isinstance(name, str) for name in by)
    listed = listed and not isinstance(by, str) and 0 < len(set(by)) == len(by)
    if not listed or not all(name in names or name in _LONG for name in by):
        raise FrameError(
            f"Cannot total by {show(by)}.",
            value=by,
            remedy='Give a list of columns of the frame, "program" and "payer", each once.',
        )


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
    keys = dict(row) if isinstance(row, Mapping) else {}
    if is_dask(native):  # pragma: no cover - see test_engines
        native = _narrowed(native, keys)
    if is_pandas(native):
        native = job.arrow_table(native, keys)
    frame = wrap(native)
    found = _pick(frame, row)
    outputs = output_columns()
    schema = {name: kind for name, kind in column_types(frame).items() if name not in outputs}
    inputs = job.inputs(schema)
    facts: dict[str, Any] = dict(inputs.constants)
    facts |= {name: _plain(found[theirs]) for name, theirs in inputs.columns}
    month = job.month
    if isinstance(month, str):
        month = Month.of(facts["month"])
    return assess(_enrolment(facts, month, job.law), month, law=job.law)


def _pick(frame: Frame, row: Any) -> dict[str, Any]:
    if isinstance(row, Mapping) and row and set(row) <= set(frame.collect_schema().names()):
        wanted = reduce(and_, (nw.col(name) == value for name, value in row.items()))
        rows = frame.filter(wanted).head(2).lazy().collect().rows(named=True)
    elif (place := as_int(row)) is not None and isinstance(frame, nw.DataFrame):
        rows = frame[place : place + 1].rows(named=True) if place >= 0 else []
    else:
        raise FrameError(
            "This names no row.",
            value="row",
            remedy="Give values of columns that only this row has, such as {'id': 7}; or, for a "
            "frame that is not lazy, its position.",
        )
    if len(rows) != 1:
        raise FrameError(
            "More than one row has these values." if rows else "No row has these values.",
            value="row",
            remedy="Give values that exactly one row has.",
        )
    return dict(rows[0])


def _narrowed(native: Any, keys: Mapping[str, Any]) -> Any:  # pragma: no cover - see test_engines
    """The rows of a Dask frame with some values, as pandas."""
    if not keys or not set(keys) <= set(native.columns):
        return native._meta
    return native[reduce(and_, (native[name] == value for name, value in keys.items()))].compute()


def _plain(value: Any) -> Any:
    return value.date() if isinstance(value, dt.datetime) else value


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
