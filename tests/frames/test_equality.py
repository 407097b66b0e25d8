"""Equality, not tolerance: every engine gives what `kj.assess` gives, row by row."""

from __future__ import annotations

import datetime as dt
import random
from functools import cache
from typing import Any

import attrs
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.fixed_law import read_by
from tests.frames.backends import MAKE, arrow_table, outputs, polars_frame
from tests.frames.populations import (
    COLUMNS,
    OUTPUTS,
    PROGRAMS,
    Row,
    differences,
    expected,
    population,
)

import kopdes_jamsos as kj
from kopdes_jamsos.frames import Reason
from kopdes_jamsos.testing import bpu_enrolments, construction_enrolments, months, pu_enrolments

SIZE = 50_000


@cache
def many() -> list[Row]:
    return population(3, SIZE)


@cache
def many_assessed() -> pl.DataFrame:
    return kj.frames.assess(polars_frame(many()), month="month")


@pytest.mark.broad
def test_a_large_population_gets_what_the_scalar_reader_gives() -> None:
    assert differences(many(), outputs(many_assessed())) == []


@pytest.mark.parametrize("engine", sorted(MAKE))
def test_every_engine_gives_the_same_and_the_kind_of_frame_that_it_got(engine: str) -> None:
    frame = MAKE[engine](many())
    found = kj.frames.assess(frame, month="month")

    assert type(found) is type(frame)
    assert outputs(found) == outputs(many_assessed())


def rows_of(enrolment: Any, month: kj.Month) -> Row:
    """An enrolment as a row."""
    facts = attrs.asdict(enrolment, recurse=False)
    row: Row = {name: facts.get(name) for name in COLUMNS}
    for name in ("group", "sector", "funding", "scale"):
        row[name] = facts.get(name) and facts[name].value
    for name in ("labour_intensive", "pension_deferred"):
        row[name] = bool(facts.get(name))
    row |= {name: program in enrolment.programs for name, program in PROGRAMS.items()}
    row |= {"segment": enrolment.segment.value, "month": month.first_day}
    return row


@st.composite
def populations(draw: st.DrawFn) -> list[Row]:
    """Rows about every edge that the strategies know."""
    programs = st.frozensets(st.sampled_from(list(PROGRAMS.values())), min_size=1)
    two = programs.map(lambda found: (found - {kj.JP, kj.JKP}) or {kj.JKM})
    people = st.one_of(
        pu_enrolments(programs=programs, complete=False),
        bpu_enrolments(programs=two, complete=False),
        construction_enrolments(),
    )
    rows = [rows_of(*pair) for pair in draw(st.lists(st.tuples(people, months()), min_size=1))]
    for row in rows:
        if row["segment"] == "PU":
            row["scale"] = draw(st.sampled_from((None, *(each.value for each in kj.BusinessScale))))
            row["registered_on"] = draw(st.none() | _registrations(row["birth_date"]))
    return rows


def _registrations(born: dt.date | None) -> st.SearchStrategy[dt.date]:
    """Days of registration, those about the age limit of JKP and its first day more often."""
    any_day = st.dates(dt.date(1998, 1, 1), dt.date(2027, 1, 1))
    near = [dt.date(2021, 2, 2), dt.date(2020, 7, 31), dt.date(2020, 8, 1)]
    near += [(born or near[0]).replace(day=28, year=(born or near[0]).year + 54)]
    days = [day + dt.timedelta(days=more) for day in near for more in (-1, 0, 1, 2)]
    return any_day | st.sampled_from(days)


@pytest.mark.broad
@given(populations(), st.sampled_from(sorted(MAKE)), st.booleans(), st.booleans())
@settings(max_examples=40)
def test_generated_populations_get_what_the_scalar_reader_gives(
    rows: list[Row], engine: str, practised: bool, public: bool
) -> None:
    law = read_by(practised=practised, public=public)
    found = kj.frames.assess(MAKE[engine](rows), month="month", law=law)

    assert differences(rows, outputs(found), law=law) == []


@pytest.mark.broad
@given(populations(), months())
@settings(max_examples=30)
def test_one_month_for_all_gets_what_the_scalar_reader_gives(
    rows: list[Row], month: kj.Month
) -> None:
    rows = [{**row, "month": month.first_day} for row in rows]
    found = kj.frames.assess(polars_frame(rows).drop("month"), month=month)

    assert differences(rows, outputs(found)) == []


CONSTANTS: list[dict[str, Any]] = [
    {"segment": "PU", "jkk": True, "jkm": True, "jht": True, "jp": True, "settled": True},
    {"segment": kj.Segment.PU, "jkk": False, "jkm": True, "risk_class": 3, "jp": True},
    {"segment": "PU", "jkk": True, "risk_class": 4},
    {"segment": "PU", "labour_intensive": True, "pension_deferred": True, "settled": False},
    {"segment": "BPU", "jkk": True, "jkm": True, "jht": False, "jp": False},
    {"segment": "BPU", "group": "independent", "sector": "other", "funding": "self", "jp": False},
    {"segment": "BPU", "group": kj.BPUGroup.UNWAGED, "jkk": False, "jkm": True, "jp": False},
]


@pytest.mark.broad
@pytest.mark.parametrize("constants", CONSTANTS)
@pytest.mark.parametrize("month", ["month", *map(kj.Month, (2020, 2025, 2026), (9, 3, 5))])
def test_a_constant_is_as_good_as_a_column(
    constants: dict[str, Any], month: kj.Month | str
) -> None:
    plain = {name: getattr(value, "value", value) for name, value in constants.items()}
    rows = [{**row, **plain} for row in many()[:3_000]]
    if isinstance(month, kj.Month):
        rows = [{**row, "month": month.first_day} for row in rows]
    frame = polars_frame(rows).drop(list(constants))
    found = kj.frames.assess(frame, month=month, constants=constants)

    assert differences(rows, outputs(found)) == []


def test_columns_that_the_segment_does_not_need_may_be_absent() -> None:
    rows = [row for row in many()[:3_000] if row["segment"] == "PU"]
    frame = polars_frame(rows).drop("income", "group", "sector", "funding", "settled")
    plain = [{**row, "settled": None} for row in rows]

    assert differences(plain, outputs(kj.frames.assess(frame, month="month"))) == []
    rows = [{**row, "wage": None} for row in many()[:3_000]]
    frame = polars_frame(rows).drop("wage", "risk_class", "labour_intensive", "birth_date")

    found = kj.frames.assess(frame, month="month", columns={"birth_date": None})
    assert differences(rows, outputs(found)) == []


# ---- metamorphic ---------------------------------------------------------------------------------


@pytest.mark.broad
def test_order_chunks_and_concatenation_change_nothing() -> None:
    frame = polars_frame(many())
    whole = outputs(many_assessed())
    places = list(range(SIZE))
    random.Random(5).shuffle(places)
    shuffled = kj.frames.assess(frame[places], month="month")
    slices = [frame[start : start + 7_001] for start in range(0, SIZE, 7_001)]
    chunks = [kj.frames.assess(part, month="month") for part in slices]
    loose = pl.concat([frame[:9], frame[9:]], rechunk=False)

    assert outputs(shuffled) == whole
    assert outputs(pl.concat(chunks, rechunk=False)) == whole
    assert outputs(kj.frames.assess(loose, month="month")) == whole
    table = arrow_table(many())
    table = pa.concat_tables([table[:17], table[17:17], table[17:]])
    assert outputs(kj.frames.assess(table, month="month")) == whole


@pytest.mark.broad
def test_many_months_are_the_concatenation_of_single_months() -> None:
    frame = polars_frame(many()[:20_000]).filter(pl.col("month").is_not_null())
    together = kj.frames.assess(frame, month="month")
    parts = []
    for (day,), part in frame.group_by(pl.col("month").dt.truncate("1mo")):
        month = kj.Month.of(day)
        parts.append(kj.frames.assess(part, month=month))

    assert len(parts) > 130
    assert pl.concat(parts).sort("id").equals(together.sort("id"))


@pytest.mark.broad
@pytest.mark.parametrize(
    "law",
    [
        kj.LAW.as_known(kj.Month(2025, 8).last_day),
        kj.LAW.with_change("jkk.rate_pu.low", kj.percent("0.7777"), since=kj.Month(2024, 1)),
        kj.LAW.carried_forward(kj.Month(2031, 12)),
        kj.LAW.with_change("jp.pension_age", 60, since=kj.Month(2024, 5)),
        kj.LAW.with_change("relief.bpu_other", kj.percent("33.3333"), since=kj.Month(2026, 5)),
    ],
    ids=repr,
)
def test_another_book_of_law_rules_the_columns_as_it_rules_the_scalar_reader(
    law: kj.LawBook,
) -> None:
    # Rates with more decimals than the law has leave less room for large projects.
    rows = [
        row
        for row in population(8, 4_000, first=kj.Month(2023, 1), last=kj.Month(2031, 12))
        if (row["contract_value"] or 0) < 10**9 and (row["wages"] or 0) < 10**9
    ]
    found = kj.frames.assess(polars_frame(rows), month="month", law=law)

    assert differences(rows, outputs(found), law=law) == []


def test_the_rows_of_the_population_are_of_every_kind() -> None:
    seen = 0
    for flags in many_assessed()["flags"]:
        seen |= flags

    assert [reason for reason in Reason if not seen & reason] == [Reason.REFUSED_TOO_LARGE]
    assert expected(many()[0]).keys() == set(OUTPUTS)
