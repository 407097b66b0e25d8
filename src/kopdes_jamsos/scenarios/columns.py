"""Sums of one month with `frames`: for dataframes, and for very many different enrolments.

Implements no article of its own; the amounts are those of `frames.assess`. Needs the extra
`frames`; this module is imported only where columns are read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import narwhals as nw
from attrs import evolve, field, frozen

from kopdes_jamsos.contributions.assessment import doubt_of_unwaged
from kopdes_jamsos.errors import FrameError, InvalidFactError, show
from kopdes_jamsos.facts import plain
from kopdes_jamsos.frames.engines import (
    Job,
    column_names,
    column_types,
    is_dask,
    is_pandas,
    wrap,
)
from kopdes_jamsos.frames.expressions import dtype_of, expression
from kopdes_jamsos.frames.inputs import IN_COLUMNS, NAMES, PAST, PROGRAMS, Inputs, type_of
from kopdes_jamsos.frames.reasons import ASSUMED, FIRST_REFUSAL, Reason
from kopdes_jamsos.frames.rows import amount_columns
from kopdes_jamsos.frames.tree import Expr
from kopdes_jamsos.law import LawBook
from kopdes_jamsos.months import Month
from kopdes_jamsos.programs import CONTRIBUTORY, BPUGroup, Choice, Payer, Program, Segment
from kopdes_jamsos.scenarios.policy import PROPOSED, Policy, decided_of_bpu, roles_of
from kopdes_jamsos.scenarios.population import Block
from kopdes_jamsos.scenarios.tally import MonthSums, Trace

_ROLE, _COUNT, _HEADS, _WHY, _INCOME = "_role", "_count", "_heads", "_why", "_income"
_SEGMENT, _IN_JKP, _UNWAGED = "_segment", "_in_jkp", "_unwaged"
EVERYONE = "all"


@frozen(kw_only=True)
class Source:
    """A dataframe as a population.

    Attributes:
        frame: The frame, wrapped, with a role and a count in each row.
        columns: As for `frames.assess`.
        constants: As for `frames.assess`.
    """

    frame: Any = field(repr=False)
    columns: Mapping[str, str | None] | None
    constants: Mapping[str, Any]


def read_source(
    native: Any,
    policy: Policy,
    role: str | None,
    columns: Mapping[str, str | None] | None,
    constants: Mapping[str, Any] | None,
) -> Source:
    """A dataframe as a population under a policy.

    Args:
        native: The frame.
        policy: What is decided; it may give an income to those who have none.
        role: Name of the column of roles; None: all rows are one group.
        columns: As for `frames.assess`.
        constants: As for `frames.assess`.

    Raises:
        FrameError: code `frame`.
    """
    if is_dask(native):  # pragma: no cover - see test_engines
        raise FrameError(
            "A scenario cannot take a Dask frame.",
            remedy="Total it with frames.bill, or give a frame of another engine.",
        )
    names = column_names(native)
    if role is not None and role not in names:
        raise FrameError(
            f"The frame has no column {show(role)} of roles.",
            value=role,
            remedy="Give the name of a column of the frame.",
        )
    if is_pandas(native):
        job = Job(month="", law=_NO_LAW, columns=columns, constants=None)
        native = job.arrow_table(native, [role] if role else [])
    frame = wrap(native)
    wanted = nw.lit(EVERYONE) if role is None else nw.col(role).cast(nw.String).fill_null("")
    frame = frame.with_columns(
        wanted.alias(_ROLE), *(nw.lit(1, nw.Int64).alias(name) for name in (_COUNT, _HEADS))
    )
    if policy.income is not None:
        income = (columns or {}).get("income", "income") or _INCOME
        given = nw.lit(policy.income, nw.Int64)
        if income in names:
            given = nw.col(income).fill_null(policy.income)
        frame = frame.with_columns(given.alias(income))
        columns = {**(columns or {}), "income": income}
    return Source(frame=frame, columns=columns, constants=dict(constants or {}))


_NO_LAW = LawBook()


def source_of_blocks(blocks: Sequence[Block]) -> Source:
    """Blocks as a dataframe."""
    rows = [_row(block) for block in blocks]
    schema = {_ROLE: nw.String(), _COUNT: nw.Int64(), _HEADS: nw.Int64(), **_TYPES}
    data = {name: [row.get(name) for row in rows] for name in schema}
    return Source(frame=nw.from_dict(data, schema, backend="polars"), columns=None, constants={})


_TYPES = {name: dtype_of(type_of(name)[1], nw) for name in NAMES if name != PAST}


def _row(block: Block) -> dict[str, Any]:
    enrolment = block.enrolment
    row: dict[str, Any] = {_ROLE: block.role, _COUNT: block.count, _HEADS: block.heads}
    row |= {name: program in enrolment.programs for name, program in PROGRAMS.items()}
    row |= {name: plain(getattr(enrolment, name)) for name in IN_COLUMNS[enrolment.segment]}
    return {**row, "segment": enrolment.segment.value}


# ---- one month -----------------------------------------------------------------------------------


def count_rows(
    tally: MonthSums,
    trace: Trace,
    source: Source,
    month: Month,
    law: LawBook,
) -> None:
    """Add the rows of a source to the sums of a month.

    Args:
        tally: Gets the sums.
        trace: Gets what may have decided a row.
        source: The rows.
        month: Contribution month.
        law: Book of law.

    Raises:
        FrameError: code `frame`.
        BeforeDataError: code `before-data`, NotAnnouncedError: code `not-announced`: if every row
            would be refused for the month.
    """
    job = Job(
        month=month,
        law=law,
        columns=source.columns,
        constants=source.constants,
        quiet=True,  # a budget names what was assumed
    )
    for row in _summed(job, source.frame).rows(named=True):
        role = str(row[_ROLE])
        if row[_WHY]:
            tally.missing[role, _code(int(row[_WHY]))] += int(row[_COUNT])
            continue
        segment = Segment(row[_SEGMENT])
        tally.heads[role] += int(row[_HEADS])
        paid: set[Program] = set()
        for program, column, payer in _places(segment):
            if row[column]:
                paid.add(program)
                tally.amounts[role, program, payer] += int(row[column])
                tally.people[role, program, payer] += int(row[f"{column}{_COUNT}"])
        if row[_IN_JKP]:
            paid.add(Program.JKP)
            trace.assume("jkp-entitled")
        said = {reason for reason in _SAID if row[f"_{reason.value}"]}
        _trace(trace, role, segment, paid, said, month, law)
        if row[_UNWAGED]:
            trace.common[doubt_of_unwaged(month, law)] = None


_SAID = (*ASSUMED, Reason.RELIEF_APPLIED)


def _places(segment: Segment) -> list[tuple[Program, str, Payer]]:
    """Programme, column and payer of what a segment can owe, each column once."""
    return [
        (PROGRAMS[name], column, payer)
        for (name, place), columns in amount_columns().items()
        if place is segment
        for column, payer in dict.fromkeys(columns)
    ]


def _summed(job: Job, frame: Any) -> Any:
    """Sums of an assessed frame by role, reason for refusal and segment."""
    inputs = job.inputs(column_types(frame))
    added = wrap(job.add_to(frame.to_native()))
    refused = nw.col("flags") >= FIRST_REFUSAL
    why = nw.when(refused).then(nw.col("flags")).otherwise(nw.lit(0)).cast(nw.Int64)
    # Engines sum columns, not expressions, so everything is a column first.
    count = nw.col(_COUNT)
    wanted = [why.alias(_WHY), count, nw.col(_HEADS)]
    for name in dict.fromkeys(name for each in amount_columns().values() for name, _ in each):
        amount = nw.col(name).fill_null(0)
        owed = nw.when(amount > 0).then(count).otherwise(nw.lit(0))
        wanted += [(amount * count).alias(name), owed.alias(f"{name}{_COUNT}")]
    for reason in _SAID:
        wanted.append(((nw.col("flags") // reason.value) % 2).alias(f"_{reason.value}"))
    in_jkp = 1 - (nw.col("flags") // Reason.NOT_IN_JKP.value) % 2
    of_group_c = [_is(inputs, "segment", Segment.BPU), _is(inputs, "group", BPUGroup.UNWAGED)]
    unwaged = nw.when(*of_group_c).then(nw.lit(1)).otherwise(nw.lit(0))
    wanted += [in_jkp.alias(_IN_JKP), unwaged.alias(_UNWAGED)]
    segment = inputs.given("segment")
    named = expression(segment, nw) if isinstance(segment, Expr) else nw.lit(segment.value)
    ready = added.select(nw.col(_ROLE), named.alias(_SEGMENT), *wanted)
    keys = (_ROLE, _WHY, _SEGMENT)
    names = [name for name in ready.collect_schema().names() if name not in keys]
    found = ready.group_by(*keys).agg(*(nw.col(name).sum() for name in names))
    return found.lazy().collect().sort(*keys)


def _is(inputs: Inputs, name: str, choice: Choice) -> nw.Expr:
    """Whether a fact is a choice."""
    given = inputs.given(name)
    if isinstance(given, Expr):
        return expression(given == choice.value, nw)  # type: ignore[no-any-return]  # of narwhals
    return nw.lit(given is choice)


def _code(flags: int) -> str:
    """The reason for a refusal as a code: its lowest bit."""
    reason = Reason(flags & -flags)
    return str(reason.name).lower().replace("_", "-")


def _trace(
    trace: Trace,
    role: str,
    segment: Segment,
    paid: set[Program],
    said_of: set[Reason],
    month: Month,
    law: LawBook,
) -> None:
    trace.assume(*(name for reason, name in ASSUMED.items() if reason in said_of))
    for program in sorted(paid):
        for levy in law.levies(program, segment, month):
            # Which rows were rounded is not asked.
            rated = levy.rate or levy.rate_by_risk_class
            trace.rest_on(role, program, levy.basis.assuming("round-line" if rated else ""))
            for relief in levy.reliefs:
                trace.assume(*(each.decided_by(law.readings) for each in relief.conditions))
                if Reason.RELIEF_APPLIED in said_of:
                    unstated = (each.unstated for each in relief.conditions)
                    trace.rest_on(role, program, relief.basis.assuming(*unstated))


# ---- what a policy decides -----------------------------------------------------------------------


def parts_of(source: Source, policy: Policy, law: LawBook) -> Iterator[tuple[str | None, Source]]:
    """A source in the parts for which the policy decides differently, each with its constants.

    The first of each pair is the role that the part is of, or None for all others.

    Raises:
        InvalidFactError: code `invalid-fact`: a rule that columns cannot follow.
    """
    roles = sorted(roles_of(policy))
    for role in roles:
        part = source.frame.filter(nw.col(_ROLE) == role)
        yield role, _decided(evolve(source, frame=part), role, policy, law)
    rest = source.frame.filter(~nw.col(_ROLE).is_in(roles)) if roles else source.frame
    if not roles or rest.select(nw.col(_COUNT).sum()).lazy().collect().item():
        yield None, _decided(evolve(source, frame=rest), EVERYONE, policy, law)


def _decided(source: Source, role: str, policy: Policy, law: LawBook) -> Source:
    constants: dict[str, Any] = dict(source.constants)
    programs, segment = policy.programs_of(role), policy.segment_of(role)
    if programs is not None:
        constants |= {name: program in programs for name, program in PROGRAMS.items()}
    if segment == PROPOSED or not set(CONTRIBUTORY) >= (programs or frozenset()):
        raise InvalidFactError(
            "Columns know neither proposed segments nor JKP.",
            remedy="Give the policy a segment for each role, and programmes without JKP.",
        )
    if isinstance(segment, BPUGroup):
        constants |= {"segment": Segment.BPU, "group": segment}
    elif segment is not None:
        constants["segment"] = segment
    return evolve(source, constants=constants | decided_of_bpu(policy, law))
